//! Complex numbers: CPython's own algorithms, whose roundings and special values differ from C's.

use super::print;
use super::{NumberError, Result};

/// A complex number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Complex {
    pub re: f64,
    pub im: f64,
}

const ONE: Complex = Complex { re: 1.0, im: 0.0 };

impl From<f64> for Complex {
    fn from(re: f64) -> Self {
        Complex { re, im: 0.0 }
    }
}

impl std::ops::Add for Complex {
    type Output = Complex;

    fn add(self, other: Complex) -> Complex {
        Complex { re: self.re + other.re, im: self.im + other.im }
    }
}

impl std::ops::Sub for Complex {
    type Output = Complex;

    fn sub(self, other: Complex) -> Complex {
        Complex { re: self.re - other.re, im: self.im - other.im }
    }
}

impl std::ops::Neg for Complex {
    type Output = Complex;

    fn neg(self) -> Complex {
        Complex { re: -self.re, im: -self.im }
    }
}

impl std::ops::Mul for Complex {
    type Output = Complex;

    fn mul(self, other: Complex) -> Complex {
        let (a, b) = (self, other);
        Complex { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re }
    }
}

impl Complex {
    pub fn is_zero(self) -> bool {
        self.re == 0.0 && self.im == 0.0
    }

    /// `a / b`.
    pub fn true_div(self, other: Complex) -> Result<Complex> {
        self.quotient(other).ok_or_else(|| NumberError::zero_division("complex division by zero"))
    }

    /// Divides by the larger part first, so that nothing overflows on the way. None for a zero divisor.
    fn quotient(self, b: Complex) -> Option<Complex> {
        let a = self;
        if b.re.abs() >= b.im.abs() {
            if b.re == 0.0 {
                return None;
            }
            let ratio = b.im / b.re;
            let divisor = b.re + b.im * ratio;
            Some(Complex { re: (a.re + a.im * ratio) / divisor, im: (a.im - a.re * ratio) / divisor })
        } else if b.im.abs() >= b.re.abs() {
            let ratio = b.re / b.im;
            let divisor = b.re * ratio + b.im;
            Some(Complex { re: (a.re * ratio + a.im) / divisor, im: (a.im * ratio - a.re) / divisor })
        } else {
            Some(Complex { re: f64::NAN, im: f64::NAN })
        }
    }

    /// `a ** b`.
    pub fn pow(self, exponent: Complex) -> Result<Complex> {
        let zero_division = || NumberError::zero_division("0.0 to a negative or complex power");
        let small_integer = exponent.im == 0.0 && exponent.re == exponent.re.floor() && exponent.re.abs() <= 100.0;
        let result = if small_integer {
            let power = self.pow_unsigned(exponent.re.abs() as u32);
            if exponent.re > 0.0 { power } else { ONE.quotient(power).ok_or_else(zero_division)? }
        } else if self.is_zero() {
            if exponent.im != 0.0 || exponent.re < 0.0 {
                return Err(zero_division());
            }
            Complex::default()
        } else {
            self.pow_polar(exponent).ok_or_else(zero_division)?
        };
        if result.re.is_infinite() || result.im.is_infinite() {
            return Err(NumberError::overflow("complex exponentiation"));
        }
        Ok(result)
    }

    fn pow_unsigned(self, exponent: u32) -> Complex {
        let (mut result, mut square, mut bits) = (ONE, self, exponent);
        while bits > 0 {
            if bits & 1 == 1 {
                result = result * square;
            }
            bits >>= 1;
            square = square * square;
        }
        result
    }

    /// None if the angle is infinite: C calls its sine a domain error, like a zero's negative power.
    fn pow_polar(self, exponent: Complex) -> Option<Complex> {
        let length = self.re.hypot(self.im);
        let angle = self.im.atan2(self.re);
        let (mut power, mut phase) = (length.powf(exponent.re), angle * exponent.re);
        if exponent.im != 0.0 {
            power /= (angle * exponent.im).exp();
            phase += exponent.im * length.ln();
        }
        (!phase.is_infinite()).then(|| Complex { re: power * phase.cos(), im: power * phase.sin() })
    }

    /// `abs(a)`.
    pub fn abs(self) -> Result<f64> {
        // An infinite part wins over nan.
        let length = self.re.hypot(self.im);
        if length.is_infinite() && self.re.is_finite() && self.im.is_finite() {
            return Err(NumberError::overflow("absolute value too large"));
        }
        Ok(length)
    }

    /// `repr(a)`.
    pub fn repr(self) -> String {
        let part = |value: f64| {
            let text = print::float_repr(value);
            text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
        };
        let imaginary = part(self.im);
        if self.re == 0.0 && self.re.is_sign_positive() {
            return format!("{imaginary}j");
        }
        let plus = if imaginary.starts_with('-') { "" } else { "+" };
        format!("({}{plus}{imaginary}j)", part(self.re))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INF: f64 = f64::INFINITY;
    const NAN: f64 = f64::NAN;

    fn c(re: f64, im: f64) -> Complex {
        Complex { re, im }
    }

    #[test]
    fn arithmetic() {
        for (found, expected) in [
            (Ok(c(INF, NAN) * c(1.0, 1.0)), "(nan+nanj)"),
            (c(1.0, 2.0).true_div(c(INF, 0.0)), "0j"),
            (c(1.0, 2.0).true_div(c(3.0, -4.0)), "(-0.2+0.4j)"),
            (c(1e308, 1e308).true_div(c(1e308, 1e308)), "(nan+0j)"),
            (c(1.0, 2.0).true_div(c(NAN, 1.0)), "(nan+nanj)"),
            (c(1.0, 2.0).pow(c(3.0, 0.0)), "(-11-2j)"),
            (c(1.0, 2.0).pow(c(-3.0, 0.0)), "(-0.08800000000000001+0.016j)"),
            (c(1.0, 2.0).pow(c(2.5, 0.0)), "(-6.960664459571901+2.7296244647840084j)"),
            (c(1.0, 1.0).pow(c(100.0, 0.0)), "(-1125899906842624+0j)"),
            (c(1.0, 1.0).pow(c(101.0, 0.0)), "(-1125899906842634.5-1125899906842629.5j)"),
            (c(2.0, 0.0).pow(c(0.0, 1.0)), "(0.7692389013639721+0.6389612763136348j)"),
            (c(-8.0, 0.0).pow(c(1.0 / 3.0, 0.0)), "(1.0000000000000002+1.7320508075688772j)"),
            (c(1e200, 1e200).pow(c(-2.0, 0.0)), "(nan+nanj)"),
            (c(0.0, 0.0).pow(c(0.0, 0.0)), "(1+0j)"),
            (c(0.0, 0.0).pow(c(2.5, 0.0)), "0j"),
        ] {
            assert_eq!(found.unwrap().repr(), expected);
        }
        assert_eq!(c(0.0, 1.0).true_div(c(0.0, -0.0)).unwrap_err().message, "complex division by zero");
        assert!(c(2.5, 1.0).pow(c(f64::NEG_INFINITY, 1.0)).is_err());
        for exponent in [c(-1.0, 0.0), c(1.0, 1.0), c(-2.5, 0.0)] {
            assert_eq!(c(0.0, 0.0).pow(exponent).unwrap_err().message, "0.0 to a negative or complex power");
        }
        assert_eq!(c(0.0, 1e300).pow(c(3.0, 0.0)).unwrap_err().message, "complex exponentiation");
        assert_eq!(c(3.0, -4.0).abs(), Ok(5.0));
        assert_eq!(c(NAN, INF).abs(), Ok(INF));
        assert_eq!(c(1.7e308, 1.7e308).abs().unwrap_err().message, "absolute value too large");
    }

    #[test]
    fn reprs() {
        for (value, text) in [
            (c(0.0, 0.0), "0j"),
            (c(-0.0, -0.0), "(-0-0j)"),
            (c(0.0, NAN), "nanj"),
            (c(NAN, -INF), "(nan-infj)"),
            (c(1e16, 1.5e-7), "(1e+16+1.5e-07j)"),
        ] {
            assert_eq!(value.repr(), text);
        }
    }
}
