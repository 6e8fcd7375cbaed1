//! The same operations on ints that fit an `i64`: the paths taken most. None means: go by way of `IBig`.

use super::{NumberError, Result, float, hash};
use std::cmp::Ordering;

const ZERO_DIVISION: &str = "integer division or modulo by zero";

/// `a // b`; None if it overflows (only `i64::MIN // -1`).
pub fn floor_div(a: i64, b: i64) -> Result<Option<i64>> {
    divmod(a, b).map(|result| result.map(|(quotient, _)| quotient))
}

/// `a % b`.
pub fn floor_mod(a: i64, b: i64) -> Result<i64> {
    if b == 0 {
        return Err(NumberError::zero_division(ZERO_DIVISION));
    }
    let remainder = a.wrapping_rem(b);
    Ok(if remainder != 0 && (remainder ^ b) < 0 { remainder + b } else { remainder })
}

/// `divmod(a, b)`.
pub fn divmod(a: i64, b: i64) -> Result<Option<(i64, i64)>> {
    let remainder = floor_mod(a, b)?;
    let Some(quotient) = a.checked_div(b) else { return Ok(None) };
    Ok(Some((if remainder != 0 && (a ^ b) < 0 { quotient - 1 } else { quotient }, remainder)))
}

/// `a ** b` for b >= 0; None if it overflows.
pub fn pow(a: i64, b: i64) -> Option<i64> {
    match a {
        0 | 1 => Some(if b == 0 { 1 } else { a }),
        -1 => Some(if b % 2 == 0 { 1 } else { -1 }),
        _ => a.checked_pow(u32::try_from(b).ok()?),
    }
}

/// `a << n`; None if it overflows.
pub fn shl(a: i64, n: i64) -> Result<Option<i64>> {
    match n {
        ..0 => Err(NumberError::value("negative shift count")),
        _ if a == 0 => Ok(Some(0)),
        0..=62 if (a << n) >> n == a => Ok(Some(a << n)),
        _ => Ok(None),
    }
}

/// `a >> n`.
pub fn shr(a: i64, n: i64) -> Result<i64> {
    if n < 0 { Err(NumberError::value("negative shift count")) } else { Ok(a >> n.min(63)) }
}

/// `a / b`, correctly rounded.
pub fn true_div(a: i64, b: i64) -> Result<f64> {
    const EXACT: u64 = 1 << 53;
    if b == 0 {
        return Err(NumberError::zero_division("division by zero"));
    }
    if a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT {
        return Ok(a as f64 / b as f64);
    }
    let (dividend, divisor) = (u128::from(a.unsigned_abs()) << 63, u128::from(b.unsigned_abs()));
    // 55 bits at least stand in the quotient only if the divisor leaves them.
    let (quotient, shift) = if divisor.leading_zeros() >= 110 {
        (dividend / divisor, -63)
    } else {
        let shift = 127 - (128 - (a.unsigned_abs().max(1)).leading_zeros() as i64 - 64);
        return Ok(wide_div(a, divisor, shift, b < 0));
    };
    let result = float::compose(quotient, !dividend.is_multiple_of(divisor), shift);
    Ok(if (a < 0) != (b < 0) { -result } else { result })
}

/// The quotient with the dividend shifted as far left as it goes.
fn wide_div(a: i64, divisor: u128, shift: i64, divisor_negative: bool) -> f64 {
    let dividend = u128::from(a.unsigned_abs()) << shift;
    let result = float::compose(dividend / divisor, !dividend.is_multiple_of(divisor), -shift);
    if (a < 0) != divisor_negative { -result } else { result }
}

/// An int against a float, exactly; None for nan.
pub fn cmp_f64(a: i64, b: f64) -> Option<Ordering> {
    const LIMIT: f64 = 9223372036854775808.0;
    if b >= LIMIT {
        Some(Ordering::Less)
    } else if b < -LIMIT {
        Some(Ordering::Greater)
    } else if b.is_nan() {
        None
    } else {
        Some(a.cmp(&(b as i64)).then_with(|| 0.0f64.partial_cmp(&b.fract()).unwrap_or(Ordering::Equal)))
    }
}

/// `hash(a)`.
pub fn hash(a: i64) -> i64 {
    let reduced = (a.unsigned_abs() % hash::MODULUS) as i64;
    match if a < 0 { -reduced } else { reduced } {
        -1 => -2,
        h => h,
    }
}

/// `int.bit_length()`.
pub fn bit_length(a: i64) -> u32 {
    64 - a.unsigned_abs().leading_zeros()
}

/// `math.gcd` of two.
pub fn gcd(a: i64, b: i64) -> u64 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
