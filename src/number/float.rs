//! Python's float operations: where they differ from the machine's.
//!
//! `+ - *` and comparisons are the machine's. Division and modulo check for zero and fix signs, `**` has Python's
//! special cases and tells when the answer is complex, `round` is exact in decimal. `decompose` and `compose` are
//! the two ends of every exact conversion: a float as an integer times a power of two.

use super::int::is_odd;
use super::{NumberError, Result, int_convert};
use dashu_int::IBig;

/// A finite magnitude as `mantissa * 2 ** exponent`; the mantissa has at most 53 bits.
pub fn decompose(value: f64) -> (u64, i32) {
    let bits = value.to_bits();
    let (fraction, biased) = (bits & ((1 << 52) - 1), (bits >> 52 & 0x7ff) as i32);
    if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) }
}

/// The float nearest to `mantissa * 2 ** exponent`, ties to even, infinite if too large. `sticky` says that the
/// mantissa lost ones below its last bit; it must then have 55 bits or more.
pub fn compose(mut mantissa: u128, mut sticky: bool, exponent: i64) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let width = 128 - i64::from(mantissa.leading_zeros());
    let last = (width + exponent - 53).max(-1074);
    let mut drop = last - exponent;
    if drop > 130 {
        return 0.0;
    }
    while drop > 120 {
        sticky |= mantissa & 1 == 1;
        mantissa >>= 1;
        drop -= 1;
    }
    let mantissa = if drop <= 0 {
        mantissa << -drop
    } else {
        let (kept, rest, half) = (mantissa >> drop, mantissa & ((1 << drop) - 1), 1u128 << (drop - 1));
        kept + u128::from(rest > half || rest == half && (sticky || kept & 1 == 1))
    };
    if mantissa < 1 << 52 {
        return f64::from_bits(mantissa as u64);
    }
    match u64::try_from(last + 1075) {
        Ok(biased) if biased < 2047 => f64::from_bits((biased << 52) + (mantissa as u64 - (1 << 52))),
        _ => f64::INFINITY,
    }
}

/// `a / b`.
pub fn div(a: f64, b: f64) -> Result<f64> {
    if b == 0.0 { Err(NumberError::zero_division("float division by zero")) } else { Ok(a / b) }
}

/// `a % b`: the result has the sign of `b`, zero too.
pub fn modulo(a: f64, b: f64) -> Result<f64> {
    if b == 0.0 { Err(NumberError::zero_division("float modulo")) } else { Ok(div_mod(a, b).1) }
}

/// `a // b`.
pub fn floor_div(a: f64, b: f64) -> Result<f64> {
    if b == 0.0 { Err(NumberError::zero_division("float floor division by zero")) } else { Ok(div_mod(a, b).0) }
}

/// `divmod(a, b)`.
pub fn divmod(a: f64, b: f64) -> Result<(f64, f64)> {
    if b == 0.0 { Err(NumberError::zero_division("float divmod()")) } else { Ok(div_mod(a, b)) }
}

fn div_mod(a: f64, b: f64) -> (f64, f64) {
    let mut remainder = a % b;
    let mut quotient = (a - remainder) / b;
    if remainder == 0.0 {
        remainder = 0.0f64.copysign(b);
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0f64.copysign(a / b), remainder);
    }
    // The division above may have landed just below the integer that it means.
    let floor = quotient.floor();
    (if quotient - floor > 0.5 { floor + 1.0 } else { floor }, remainder)
}

/// What `a ** b` of two floats gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Power {
    Float(f64),
    /// A negative number to a fractional power: `complex::pow` has the answer.
    Complex,
}

/// `a ** b`.
pub fn pow(a: f64, b: f64) -> Result<Power> {
    // Also for a signaling nan.
    if b == 0.0 || a == 1.0 {
        return Ok(Power::Float(1.0));
    }
    if a == 0.0 && b < 0.0 && b.is_finite() {
        return Err(NumberError::zero_division("0.0 cannot be raised to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b != b.floor() {
        return Ok(Power::Complex);
    }
    let result = a.powf(b);
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(NumberError::range());
    }
    Ok(Power::Float(result))
}

/// `round(value)`: the nearest int, ties to even.
pub fn round(value: f64) -> Result<IBig> {
    int_convert::from_f64(value.round_ties_even())
}

/// `round(value, ndigits)`: the float nearest to `value` rounded exactly in decimal, ties to even.
pub fn round_digits(value: f64, ndigits: i64) -> Result<f64> {
    if !value.is_finite() || ndigits > 323 {
        return Ok(value);
    }
    if ndigits < -308 {
        return Ok(0.0 * value);
    }
    let rounded = if ndigits >= 0 {
        format!("{value:.*}", ndigits as usize).parse().unwrap_or(value)
    } else {
        round_to_ten_power(value, ndigits.unsigned_abs() as usize)
    };
    if rounded.is_infinite() {
        return Err(NumberError::overflow("rounded value too large to represent"));
    }
    Ok(rounded)
}

/// `value` rounded to a multiple of ten to the `places`.
fn round_to_ten_power(value: f64, places: usize) -> f64 {
    let (mantissa, exponent) = decompose(value);
    let unit = IBig::from(10).pow(places);
    // Scaled so that both sides are integers: value = numerator / denominator.
    let (numerator, unit_scaled) = if exponent >= 0 {
        (IBig::from(mantissa) << exponent as usize, unit.clone())
    } else {
        (IBig::from(mantissa), &unit << -exponent as usize)
    };
    let (mut quotient, rest) = (&numerator / &unit_scaled, &numerator % &unit_scaled);
    let twice: IBig = rest << 1;
    if twice > unit_scaled || twice == unit_scaled && is_odd(&quotient) {
        quotient += 1;
    }
    (quotient * unit).to_string().parse::<f64>().unwrap_or(f64::INFINITY).copysign(value)
}

/// `float.is_integer()`.
pub fn is_integer(value: f64) -> bool {
    value.is_finite() && value == value.floor()
}

/// `float.as_integer_ratio()`, in lowest terms.
pub fn as_integer_ratio(value: f64) -> Result<(IBig, IBig)> {
    if value.is_nan() {
        return Err(NumberError::value("cannot convert NaN to integer ratio"));
    }
    if value.is_infinite() {
        return Err(NumberError::overflow("cannot convert Infinity to integer ratio"));
    }
    let (mantissa, exponent) = decompose(value);
    if mantissa == 0 {
        return Ok((IBig::ZERO, IBig::ONE));
    }
    let zeros = mantissa.trailing_zeros();
    let exponent = exponent + zeros as i32;
    let numerator = IBig::from(mantissa >> zeros);
    let (numerator, denominator) = if exponent >= 0 {
        (numerator << exponent as usize, IBig::ONE)
    } else {
        (numerator, IBig::ONE << -exponent as usize)
    };
    Ok((if value < 0.0 { -numerator } else { numerator }, denominator))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INF: f64 = f64::INFINITY;
    const NAN: f64 = f64::NAN;

    fn same(a: f64, b: f64) -> bool {
        a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
    }

    #[test]
    fn floor_division_and_modulo() {
        for (a, b, q, r) in [
            (7.5, 2.0, 3.0, 1.5),
            (-7.5, 2.0, -4.0, 0.5),
            (7.5, -2.0, -4.0, -0.5),
            (-0.0, 3.0, -0.0, 0.0),
            (0.0, -3.0, -0.0, -0.0),
            (1.0, INF, 0.0, 1.0),
            (-1.0, INF, -1.0, INF),
            (1.0, 0.1, 9.0, 0.09999999999999995),
            (INF, 2.0, NAN, NAN),
            (5.0, NAN, NAN, NAN),
        ] {
            let (quotient, remainder) = divmod(a, b).unwrap();
            assert!(same(quotient, q) && same(remainder, r), "{a} {b}: {quotient} {remainder}");
            assert!(same(floor_div(a, b).unwrap(), q) && same(modulo(a, b).unwrap(), r));
        }
        assert_eq!(div(1.0, 0.0).unwrap_err().message, "float division by zero");
        assert_eq!(modulo(1.0, -0.0).unwrap_err().message, "float modulo");
        assert_eq!(floor_div(1.0, 0.0).unwrap_err().message, "float floor division by zero");
        assert_eq!(divmod(1.0, 0.0).unwrap_err().message, "float divmod()");
    }

    #[test]
    fn powers() {
        for (a, b, result) in [
            (2.25, 0.5, 1.5),
            (-2.0, 3.0, -8.0),
            (NAN, 0.0, 1.0),
            (1.0, NAN, 1.0),
            (-1.0, INF, 1.0),
            (0.5, INF, 0.0),
            (-0.5, -INF, INF),
            (-INF, 3.0, -INF),
            (-INF, -3.0, -0.0),
            (-INF, 0.5, INF),
            (-0.0, 3.0, -0.0),
            (-0.0, 0.5, 0.0),
            (-0.0, -INF, INF),
            (1e-200, 2.0, 0.0),
        ] {
            let Power::Float(x) = pow(a, b).unwrap() else { panic!("{a} ** {b} is real") };
            assert!(same(x, result), "{a} ** {b}: {x}");
        }
        assert_eq!(pow(-8.0, 1.0 / 3.0), Ok(Power::Complex));
        assert_eq!(pow(1e200, 2.0), Err(NumberError::range()));
        assert_eq!(pow(-0.0, -3.0).unwrap_err().message, "0.0 cannot be raised to a negative power");
    }

    #[test]
    fn rounding_is_exact() {
        for (x, n, result) in [
            (2.675, 2, 2.67),
            (0.5, 0, 0.0),
            (1.5, 0, 2.0),
            (-0.5, 0, -0.0),
            (25.0, -1, 20.0),
            (35.0, -1, 40.0),
            (-25.000001, -1, -30.0),
            (4.9, -1, 0.0),
            (1e300, -299, 1e300),
            (5e-324, 323, 0.0),
            (1.2345, 400, 1.2345),
            (-3.0, -400, -0.0),
        ] {
            assert!(same(round_digits(x, n).unwrap(), result), "round({x}, {n})");
        }
        assert_eq!(round_digits(1.5e308, -308).unwrap_err().message, "rounded value too large to represent");
        assert_eq!(round(-2.5), Ok(IBig::from(-2)));
        assert_eq!(round(NAN).unwrap_err().message, "cannot convert float NaN to integer");
        assert!(is_integer(-3.0) && !is_integer(INF) && !is_integer(0.5));
    }

    #[test]
    fn ratios_and_parts() {
        assert_eq!(as_integer_ratio(-0.75).unwrap(), (IBig::from(-3), IBig::from(4)));
        assert_eq!(as_integer_ratio(1e20).unwrap(), (IBig::from(10).pow(20), IBig::ONE));
        assert_eq!(as_integer_ratio(5e-324).unwrap().1, IBig::ONE << 1074);
        assert_eq!(as_integer_ratio(NAN).unwrap_err().message, "cannot convert NaN to integer ratio");
        for x in [1.0, 0.1, 5e-324, 2.2250738585072014e-308, f64::MAX] {
            let (mantissa, exponent) = decompose(x);
            assert_eq!(compose(mantissa.into(), false, exponent.into()), x);
        }
        assert_eq!(compose(3, false, -1075), 1e-323);
        assert_eq!(compose(1, false, -1075), 0.0);
        assert_eq!(compose((1 << 54) - 1, false, 970), INF);
    }
}
