//! Ints to and from floats and bytes, exactly or correctly rounded; rounding and comparing across the two kinds.

use super::float::{compose, decompose};
use super::int::{abs_bits, floor_mod, is_odd};
use super::{NumberError, Result};
use dashu_int::ops::{DivRem, UnsignedAbs};
use dashu_int::{IBig, Sign, UBig};
use std::cmp::Ordering;

/// `float(int)`: the nearest float, ties to even.
pub fn to_f64(a: &IBig) -> Result<f64> {
    let magnitude = nearest(a, false, 0);
    if magnitude.is_infinite() {
        return Err(NumberError::overflow("int too large to convert to float"));
    }
    Ok(signed(magnitude, a.sign() == Sign::Negative))
}

fn signed(magnitude: f64, negative: bool) -> f64 {
    if negative { -magnitude } else { magnitude }
}

/// The float nearest to `|a| * 2 ** exponent`, infinite if too large. `sticky`, as in `compose`: ones were lost.
pub(super) fn nearest(a: &IBig, sticky: bool, exponent: i64) -> f64 {
    match a.as_sign_words().1 {
        [] => 0.0,
        [low] => compose(u128::from(*low), sticky, exponent),
        [rest @ .., second, top] => {
            let sticky = sticky || rest.iter().any(|&word| word != 0);
            // Left-justified, so that enough bits stand above the sticky one.
            let (high, shift) = (u128::from(*top) << 64 | u128::from(*second), top.leading_zeros());
            let below = rest.last().map_or(0, |&word| u128::from(word));
            let mantissa = if shift == 0 { high } else { high << shift | below >> (64 - shift) };
            compose(mantissa, sticky, rest.len() as i64 * 64 - i64::from(shift) + exponent)
        }
    }
}

/// `a` as `mantissa * 2 ** exponent` with the mantissa between 0.5 and 1, rounded: for logarithms of any int.
pub fn frexp(a: &IBig) -> (f64, i64) {
    let bits = abs_bits(a) as i64;
    let mantissa = signed(nearest(a, false, -bits), a.sign() == Sign::Negative);
    // Rounding may have reached the next power of two.
    if mantissa.abs() == 1.0 { (mantissa / 2.0, bits + 1) } else { (mantissa, bits) }
}

/// `int(float)`: the integer part, exact.
pub fn from_f64(value: f64) -> Result<IBig> {
    if value.is_nan() {
        return Err(NumberError::value("cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(NumberError::overflow("cannot convert float infinity to integer"));
    }
    if value.abs() < 9.2e18 {
        return Ok(IBig::from(value as i64));
    }
    let (mantissa, exponent) = decompose(value);
    let magnitude = IBig::from(mantissa) << exponent.max(0) as usize;
    Ok(if value < 0.0 { -magnitude } else { magnitude })
}

/// `a / b`, correctly rounded.
pub fn true_div(a: &IBig, b: &IBig) -> Result<f64> {
    if b.is_zero() {
        return Err(NumberError::zero_division("division by zero"));
    }
    let negative = (a.sign() == Sign::Negative) != (b.sign() == Sign::Negative);
    if a.is_zero() {
        return Ok(signed(0.0, negative));
    }
    let scale = abs_bits(a) as i64 - abs_bits(b) as i64;
    let too_large = || NumberError::overflow("integer division result too large for a float");
    if scale > 1025 {
        return Err(too_large());
    }
    if scale < -1080 {
        return Ok(signed(0.0, negative));
    }
    // A quotient of 66 or 67 bits, the remainder as sticky bit.
    let shift = scale - 66;
    let (a, b) = (a.unsigned_abs(), b.unsigned_abs());
    let (quotient, remainder) = if shift >= 0 {
        (&a).div_rem(&(b << shift as usize))
    } else {
        (a << shift.unsigned_abs() as usize).div_rem(&b)
    };
    let quotient = u128::try_from(&quotient).map_err(|_| too_large())?;
    let result = compose(quotient, !remainder.is_zero(), shift);
    if result.is_infinite() { Err(too_large()) } else { Ok(signed(result, negative)) }
}

/// An int against a float, exactly; None for nan.
pub fn cmp_f64(a: &IBig, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    let Ok(whole) = from_f64(b) else {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    };
    // Only small floats have a fraction, so the integer part decides unless equal.
    Some(a.cmp(&whole).then_with(|| 0.0f64.partial_cmp(&b.fract()).unwrap_or(Ordering::Equal)))
}

/// `round(a, ndigits)`: to a multiple of ten to the `-ndigits`, ties to even.
pub fn round_digits(a: &IBig, ndigits: &IBig) -> Result<IBig> {
    if ndigits.sign() == Sign::Positive {
        return Ok(a.clone());
    }
    // A unit above twice the number leaves nothing; ten has more than three bits.
    let places = match usize::try_from(-ndigits) {
        Ok(places) if places.saturating_mul(3) <= abs_bits(a) + 1 => places,
        _ => return Ok(IBig::ZERO),
    };
    let unit = IBig::from(10).pow(places);
    let rest = floor_mod(a, &unit)?;
    let below = a - &rest;
    let twice: IBig = rest << 1;
    let up = match twice.cmp(&unit) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => is_odd(&(&below / &unit)),
    };
    Ok(if up { below + unit } else { below })
}

/// `int.to_bytes`.
pub fn to_bytes(a: &IBig, length: usize, little: bool, signed: bool) -> Result<Vec<u8>> {
    let negative = a.sign() == Sign::Negative;
    if negative && !signed {
        return Err(NumberError::overflow("can't convert negative int to unsigned"));
    }
    let room = length.saturating_mul(8);
    let needed = match (negative, signed) {
        (true, _) => abs_bits(&(a + IBig::ONE)) + 1,
        (false, true) if !a.is_zero() => abs_bits(a) + 1,
        _ => abs_bits(a),
    };
    if needed > room {
        return Err(NumberError::overflow("int too big to convert"));
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length).map_err(|_| NumberError::memory())?;
    // A negative number is the complement of its magnitude less one.
    let magnitude = if negative { !a } else { a.clone() }.unsigned_abs();
    bytes.extend_from_slice(&magnitude.to_le_bytes());
    bytes.resize(length, 0);
    if negative {
        bytes.iter_mut().for_each(|byte| *byte = !*byte);
    }
    if !little {
        bytes.reverse();
    }
    Ok(bytes)
}

/// `int.from_bytes`.
pub fn from_bytes(bytes: &[u8], little: bool, signed: bool) -> IBig {
    let magnitude: IBig = if little { UBig::from_le_bytes(bytes) } else { UBig::from_be_bytes(bytes) }.into();
    let top = if little { bytes.last() } else { bytes.first() };
    if signed && top.is_some_and(|&byte| byte >= 0x80) {
        magnitude - (IBig::ONE << (bytes.len() * 8))
    } else {
        magnitude
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> IBig {
        text.parse().unwrap()
    }

    #[test]
    fn to_and_from_floats() {
        for (a, x) in [
            ("9007199254740993", 9007199254740992.0),
            ("9007199254740995", 9007199254740996.0),
            ("-18446744073709551615", -1.8446744073709552e19),
            ("340282366920938463463374607431768211457", 3.402823669209385e38),
            ("100000000000000000000000000000000000000000000000000000000000", 1e59),
        ] {
            assert_eq!(to_f64(&big(a)).unwrap(), x);
        }
        // Just above a tie, by a bit far below.
        let tie = (IBig::ONE << 200) + (IBig::ONE << 147);
        assert_eq!(to_f64(&tie).unwrap(), 2f64.powi(200));
        assert_eq!(to_f64(&(tie + IBig::ONE)).unwrap(), 2f64.powi(200) * (1.0 + f64::EPSILON));
        assert_eq!(to_f64(&(IBig::ONE << 1024)).unwrap_err().message, "int too large to convert to float");
        assert_eq!(frexp(&-(IBig::ONE << 2000)), (-0.5, 2001));
        assert_eq!(frexp(&((IBig::ONE << 60) - IBig::ONE)), (0.5, 61));
        assert_eq!(frexp(&IBig::ZERO), (0.0, 0));
        assert_eq!(from_f64(-1e20).unwrap(), big("-100000000000000000000"));
        assert_eq!(from_f64(-2.9).unwrap(), IBig::from(-2));
        assert_eq!(from_f64(f64::INFINITY).unwrap_err().message, "cannot convert float infinity to integer");
    }

    #[test]
    fn true_division() {
        let n = |v: i64| IBig::from(v);
        assert_eq!(true_div(&n(1), &n(3)).unwrap(), 1.0 / 3.0);
        assert_eq!(true_div(&big("1000000000000000000000000000000"), &n(-3)).unwrap(), -3.333333333333333e29);
        assert!(true_div(&n(0), &n(-5)).unwrap().is_sign_negative());
        let huge = IBig::from(10).pow(400);
        assert_eq!(true_div(&huge, &(&huge * n(7))).unwrap(), 1.0 / 7.0);
        assert_eq!(true_div(&n(1), &huge).unwrap(), 0.0);
        assert_eq!(true_div(&n(3), &(IBig::ONE << 1075)).unwrap(), 1e-323);
        assert_eq!(true_div(&huge, &n(3)).unwrap_err().message, "integer division result too large for a float");
        assert_eq!(true_div(&n(3), &n(0)).unwrap_err().message, "division by zero");
    }

    #[test]
    fn comparison_is_exact() {
        assert_eq!(cmp_f64(&big("9007199254740993"), 9007199254740992.0), Some(Ordering::Greater));
        assert_eq!(cmp_f64(&IBig::from(-2), -2.5), Some(Ordering::Greater));
        assert_eq!(cmp_f64(&IBig::from(2), 2.5), Some(Ordering::Less));
        assert_eq!(cmp_f64(&big("1000000000000000000000"), 1e21), Some(Ordering::Equal));
        assert_eq!(cmp_f64(&IBig::from(10).pow(400), f64::INFINITY), Some(Ordering::Less));
        assert_eq!(cmp_f64(&IBig::ZERO, f64::NAN), None);
    }

    #[test]
    fn rounding() {
        for (a, n, result) in [
            (15, -1, 20),
            (25, -1, 20),
            (-15, -1, -20),
            (-25, -1, -20),
            (-26, -1, -30),
            (5, -1, 0),
            (7, 3, 7),
            (51, -2, 100),
        ] {
            assert_eq!(round_digits(&IBig::from(a), &IBig::from(n)).unwrap(), IBig::from(result), "round({a}, {n})");
        }
        assert_eq!(round_digits(&IBig::from(5), &big("-1000000000000000000000")).unwrap(), IBig::ZERO);
    }

    #[test]
    fn bytes() {
        for (a, length, signed, bytes) in [
            (1024, 2, false, &[4, 0][..]),
            (-1024, 4, true, &[255, 255, 252, 0]),
            (-128, 1, true, &[128]),
            (127, 1, true, &[127]),
            (0, 0, true, &[]),
            (-1, 3, true, &[255, 255, 255]),
        ] {
            let made = to_bytes(&IBig::from(a), length, false, signed).unwrap();
            assert_eq!(made, bytes);
            assert_eq!(from_bytes(bytes, false, signed), IBig::from(a));
            let reversed: Vec<u8> = bytes.iter().rev().copied().collect();
            assert_eq!(to_bytes(&IBig::from(a), length, true, signed).unwrap(), reversed);
            assert_eq!(from_bytes(&reversed, true, signed), IBig::from(a));
        }
        for (a, length, signed, message) in [
            (-5, 1, false, "can't convert negative int to unsigned"),
            (300, 1, false, "int too big to convert"),
            (128, 1, true, "int too big to convert"),
            (-129, 1, true, "int too big to convert"),
            (-1, 0, true, "int too big to convert"),
        ] {
            assert_eq!(to_bytes(&IBig::from(a), length, true, signed).unwrap_err().message, message);
        }
        assert!(to_bytes(&IBig::ONE, usize::MAX, true, false).is_err());
    }
}
