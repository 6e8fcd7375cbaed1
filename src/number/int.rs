//! Integer arithmetic on big ints: what `IBig`'s operators do not do as Python does it.
//!
//! Plain `+ - & | ^ ! ~` of `IBig` already have Python's meaning (two's complement without end). Here are division
//! that rounds down, powers, shifts and products whose size is checked first, and the number theory that `math`
//! shares. Each takes what the object layer's small-int paths could not do.

use super::{NumberError, Result, float};
use dashu_int::fast_div::ConstDivisor;
use dashu_int::ops::{DivRem, Gcd, SquareRoot, UnsignedAbs};
use dashu_int::{IBig, Sign, UBig};

/// The most bits that a product or a power may have: 128 MiB. More is a MemoryError.
pub const MAX_PRODUCT_BITS: usize = 1 << 30;
/// The most bits that a shift may make: 1 GiB.
pub const MAX_SHIFT_BITS: usize = 1 << 33;

const ZERO_DIVISION: &str = "integer division or modulo by zero";

/// `divmod(a, b)`: the quotient rounded down, the remainder with the divisor's sign.
pub fn divmod(a: &IBig, b: &IBig) -> Result<(IBig, IBig)> {
    if b.is_zero() {
        return Err(NumberError::zero_division(ZERO_DIVISION));
    }
    let (mut quotient, mut remainder) = a.div_rem(b);
    if !remainder.is_zero() && remainder.sign() != b.sign() {
        quotient -= 1;
        remainder += b;
    }
    Ok((quotient, remainder))
}

/// `a // b`.
pub fn floor_div(a: &IBig, b: &IBig) -> Result<IBig> {
    divmod(a, b).map(|(quotient, _)| quotient)
}

/// `a % b`.
pub fn floor_mod(a: &IBig, b: &IBig) -> Result<IBig> {
    if b.is_zero() {
        return Err(NumberError::zero_division(ZERO_DIVISION));
    }
    let remainder = a % b;
    Ok(if !remainder.is_zero() && remainder.sign() != b.sign() { remainder + b } else { remainder })
}

/// Whether there is memory for a large result and the work on it: the bignum crate aborts when it gets none.
fn has_room(bytes: usize) -> bool {
    const LARGE: usize = 1 << 24;
    bytes < LARGE || Vec::<u8>::new().try_reserve_exact(bytes).is_ok()
}

/// Refuses a product of so many bits if it is too large. Multiplying takes up to twelve times the result's bytes.
pub(super) fn check_product(bits: usize) -> Result<()> {
    if bits <= MAX_PRODUCT_BITS && has_room(bits / 2 * 3) { Ok(()) } else { Err(NumberError::memory()) }
}

/// `a * b`, if the result is not too large to make.
pub fn mul(a: &IBig, b: &IBig) -> Result<IBig> {
    check_product(abs_bits(a).saturating_add(abs_bits(b)))?;
    Ok(a * b)
}

/// What `a ** b` of two ints gives: an int, or a float if `b` is negative.
#[derive(Clone, Debug, PartialEq)]
pub enum Power {
    Int(IBig),
    Float(f64),
}

/// `a ** b`.
pub fn power(a: &IBig, b: &IBig) -> Result<Power> {
    if b.sign() == Sign::Negative {
        let (a, b) = (super::int_convert::to_f64(a)?, super::int_convert::to_f64(b)?);
        return match float::pow(a, b)? {
            float::Power::Float(x) => Ok(Power::Float(x)),
            // A negative base with an integral exponent stays real.
            float::Power::Complex => Ok(Power::Float(f64::NAN)),
        };
    }
    pow(a, b).map(Power::Int)
}

/// `a ** b` for b >= 0, refused before the work if the result would be too large.
pub fn pow(a: &IBig, b: &IBig) -> Result<IBig> {
    if b.is_zero() {
        return Ok(IBig::ONE);
    }
    let magnitude = a.as_sign_words().1;
    if matches!(magnitude, [] | [0] | [1]) {
        return Ok(if is_odd(b) { a.clone() } else { a * a });
    }
    let exponent = usize::try_from(b).map_err(|_| NumberError::memory())?;
    // a has at least bit_len - 1 bits in each factor, and 2 ** n is a shift.
    let floor_bits = (abs_bits(a) - 1).checked_mul(exponent).ok_or_else(NumberError::memory)?;
    if let Some(trailing) = a.trailing_zeros()
        && trailing + 1 == abs_bits(a)
    {
        let one = if a.sign() == Sign::Negative && exponent % 2 == 1 { IBig::NEG_ONE } else { IBig::ONE };
        return shl_bits(one, floor_bits);
    }
    check_product(floor_bits)?;
    Ok(a.pow(exponent))
}

/// `pow(a, b, modulus)`; a negative `b` inverts `a` first.
pub fn pow_mod(a: &IBig, b: &IBig, modulus: &IBig) -> Result<IBig> {
    if modulus.is_zero() {
        return Err(NumberError::value("pow() 3rd argument cannot be 0"));
    }
    let negative = modulus.sign() == Sign::Negative;
    let modulus = modulus.unsigned_abs();
    if modulus.is_one() {
        return Ok(IBig::ZERO);
    }
    let ring = ConstDivisor::new(modulus.clone());
    let mut base = ring.reduce(a.clone());
    if b.sign() == Sign::Negative {
        base = base.inv().ok_or_else(|| NumberError::value("base is not invertible for the given modulus"))?;
    }
    let result = IBig::from(base.pow(&b.unsigned_abs()).residue());
    Ok(if negative && !result.is_zero() { result - IBig::from(modulus) } else { result })
}

/// `a << n`.
pub fn shl(a: &IBig, n: &IBig) -> Result<IBig> {
    if n.sign() == Sign::Negative {
        return Err(NumberError::value("negative shift count"));
    }
    if a.is_zero() {
        return Ok(IBig::ZERO);
    }
    // CPython counts 30-bit digits, of four bytes each, in a ssize_t.
    if n / IBig::from(30) > IBig::from(i64::MAX / 4) {
        return Err(NumberError::overflow("too many digits in integer"));
    }
    shl_bits(a.clone(), usize::try_from(n).unwrap_or(usize::MAX))
}

fn shl_bits(a: IBig, n: usize) -> Result<IBig> {
    let bits = n.saturating_add(abs_bits(&a));
    if bits <= MAX_SHIFT_BITS && has_room(bits / 4) { Ok(a << n) } else { Err(NumberError::memory()) }
}

/// `a >> n`, rounded down.
pub fn shr(a: &IBig, n: &IBig) -> Result<IBig> {
    if n.sign() == Sign::Negative {
        return Err(NumberError::value("negative shift count"));
    }
    let all_gone = || if a.sign() == Sign::Negative { IBig::NEG_ONE } else { IBig::ZERO };
    Ok(usize::try_from(n).map_or_else(|_| all_gone(), |n| if n > abs_bits(a) { all_gone() } else { a >> n }))
}

/// The lowest bit.
pub fn is_odd(a: &IBig) -> bool {
    a.as_sign_words().1.first().is_some_and(|word| word & 1 == 1)
}

/// Bits of the magnitude: `int.bit_length()`.
pub fn abs_bits(a: &IBig) -> usize {
    let words = a.as_sign_words().1;
    words.last().map_or(0, |&top| words.len() * 64 - top.leading_zeros() as usize)
}

/// Ones in the magnitude: `int.bit_count()`.
pub fn bit_count(a: &IBig) -> usize {
    a.as_sign_words().1.iter().map(|word| word.count_ones() as usize).sum()
}

/// `math.gcd` of two.
pub fn gcd(a: &IBig, b: &IBig) -> IBig {
    match (a.is_zero(), b.is_zero()) {
        (true, true) => IBig::ZERO,
        (true, false) => b.unsigned_abs().into(),
        (false, true) => a.unsigned_abs().into(),
        (false, false) => a.gcd(b).into(),
    }
}

/// `math.lcm` of two.
pub fn lcm(a: &IBig, b: &IBig) -> Result<IBig> {
    if a.is_zero() || b.is_zero() {
        return Ok(IBig::ZERO);
    }
    mul(&(a / gcd(a, b)), b).map(|product| product.unsigned_abs().into())
}

/// `math.isqrt`.
pub fn isqrt(a: &IBig) -> Result<IBig> {
    let root: UBig = match a.sign() {
        Sign::Negative => return Err(NumberError::value("isqrt() argument must be nonnegative")),
        Sign::Positive => a.unsigned_abs().sqrt(),
    };
    Ok(root.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(text: &str) -> IBig {
        text.parse().unwrap()
    }

    fn n(value: i64) -> IBig {
        value.into()
    }

    #[test]
    fn division_rounds_down() {
        for (a, b, q, r) in
            [(7, 2, 3, 1), (-7, 2, -4, 1), (7, -2, -4, -1), (-7, -2, 3, -1), (6, -3, -2, 0), (0, -3, 0, 0)]
        {
            assert_eq!(divmod(&n(a), &n(b)).unwrap(), (n(q), n(r)));
            assert_eq!(floor_div(&n(a), &n(b)).unwrap(), n(q));
            assert_eq!(floor_mod(&n(a), &n(b)).unwrap(), n(r));
        }
        let a = big("-123456789012345678901234567890");
        let (q, r) = divmod(&a, &big("987654321098765432109")).unwrap();
        assert_eq!((q, r), (big("-124999999"), big("137345679013625000001")));
        assert_eq!(floor_mod(&a, &n(0)).unwrap_err().message, "integer division or modulo by zero");
    }

    #[test]
    fn powers_are_bounded() {
        assert_eq!(power(&n(-3), &n(5)).unwrap(), Power::Int(n(-243)));
        assert_eq!(power(&n(-2), &n(63)).unwrap(), Power::Int(n(i64::MIN)));
        assert_eq!(power(&n(2), &n(-1)).unwrap(), Power::Float(0.5));
        assert_eq!(power(&n(0), &n(0)).unwrap(), Power::Int(n(1)));
        assert_eq!(pow(&n(-1), &big("100000000000000000000000001")).unwrap(), n(-1));
        assert_eq!(pow(&n(0), &big("100000000000000000000000001")).unwrap(), n(0));
        for (a, b) in [(2, 10i64.pow(10)), (3, 10i64.pow(10)), (7, i64::MAX), (-4, i64::MAX)] {
            assert_eq!(pow(&n(a), &n(b)).unwrap_err(), NumberError::memory());
        }
        let message = power(&n(0), &n(-1)).unwrap_err().message;
        assert_eq!(message, "0.0 cannot be raised to a negative power");
    }

    #[test]
    fn modular_powers() {
        assert_eq!(pow_mod(&n(3), &n(100), &n(7)).unwrap(), n(4));
        assert_eq!(pow_mod(&n(3), &n(100), &n(-7)).unwrap(), n(-3));
        assert_eq!(pow_mod(&n(-3), &n(3), &n(7)).unwrap(), n(1));
        assert_eq!(pow_mod(&n(38), &n(-1), &n(97)).unwrap(), n(23));
        assert_eq!(pow_mod(&n(0), &n(-1), &n(1)).unwrap(), n(0));
        assert_eq!(pow_mod(&n(2), &n(0), &n(-5)).unwrap(), n(-4));
        let not_invertible = pow_mod(&n(2), &n(-1), &n(4)).unwrap_err().message;
        assert_eq!(not_invertible, "base is not invertible for the given modulus");
        assert_eq!(pow_mod(&n(2), &n(-1), &n(0)).unwrap_err().message, "pow() 3rd argument cannot be 0");
    }

    #[test]
    fn shifts() {
        let huge = pow(&n(10), &n(30)).unwrap();
        assert_eq!(shl(&n(0), &huge).unwrap(), n(0));
        assert_eq!(shl(&n(1), &huge).unwrap_err().message, "too many digits in integer");
        assert_eq!(shl(&n(1), &n(10i64.pow(12))).unwrap_err(), NumberError::memory());
        assert_eq!(shr(&n(1), &huge).unwrap(), n(0));
        assert_eq!(shr(&n(-1), &huge).unwrap(), n(-1));
        assert_eq!(shr(&n(-5), &n(1)).unwrap(), n(-3));
        assert_eq!(shr(&n(-4), &n(3)).unwrap(), n(-1));
        assert_eq!(shr(&-(n(1) << 100), &n(100)).unwrap(), n(-1));
        assert_eq!(shl(&n(1), &n(-1)).unwrap_err().message, "negative shift count");
        assert_eq!(n(-5) & (n(1) << 70), n(1) << 70);
        assert_eq!(!(n(1) << 70), -(n(1) << 70) - n(1));
    }

    #[test]
    fn number_theory() {
        assert_eq!((abs_bits(&n(0)), abs_bits(&n(-8)), abs_bits(&(n(1) << 64))), (0, 4, 65));
        assert_eq!((bit_count(&n(-7)), bit_count(&n(0))), (3, 0));
        assert_eq!(gcd(&n(0), &n(-4)), n(4));
        assert_eq!(gcd(&n(-12), &n(18)), n(6));
        assert_eq!(lcm(&n(-4), &n(6)).unwrap(), n(12));
        assert_eq!(isqrt(&big("100000000000000000000000000000000000001")).unwrap(), big("10000000000000000000"));
        assert!(isqrt(&n(-1)).is_err());
    }
}
