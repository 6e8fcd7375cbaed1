//! CPython's hashes: of numbers, and the mixing of item hashes in tuples and frozensets.
//!
//! Numbers that are equal hash alike whatever their type: each is reduced modulo the prime 2**61 - 1, a fraction
//! through the inverse of its denominator. Since 2**61 is 1 there, multiplying by a power of two is a rotation.

use super::complex::Complex;
use super::float::decompose;
use dashu_int::{IBig, Sign};

/// The prime, `sys.hash_info.modulus`.
pub const MODULUS: u64 = (1 << 61) - 1;
/// `hash(float('inf'))`.
pub const INFINITY: i64 = 314159;
/// The factor of the imaginary part.
const IMAGINARY: u64 = 1000003;

/// -1 means an error in C, so no hash is -1.
fn finish(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

fn with_sign(reduced: u64, negative: bool) -> i64 {
    finish(if negative { -(reduced as i64) } else { reduced as i64 })
}

/// `value * 2 ** n` in the field.
fn rotate(value: u64, n: u32) -> u64 {
    let n = n % 61;
    let product = u128::from(value) << n;
    let folded = (product as u64 & MODULUS) + (product >> 61) as u64;
    if folded >= MODULUS { folded - MODULUS } else { folded }
}

/// `hash(int)`.
pub fn int(a: &IBig) -> i64 {
    let (sign, words) = a.as_sign_words();
    let reduced = words.iter().rev().fold(0, |high, &word| (rotate(high, 64) + word % MODULUS) % MODULUS);
    with_sign(reduced, sign == Sign::Negative)
}

/// `hash(float)`; None for nan, which 3.10 hashes by identity.
pub fn float(value: f64) -> Option<i64> {
    if value.is_nan() {
        return None;
    }
    if value.is_infinite() {
        return Some(if value > 0.0 { INFINITY } else { -INFINITY });
    }
    let (mantissa, exponent) = decompose(value);
    Some(with_sign(rotate(mantissa, exponent.rem_euclid(61) as u32), value < 0.0))
}

/// `hash(complex)`; a part that is nan hashes as `nan_hash`, the identity hash of the object.
pub fn complex(value: Complex, nan_hash: i64) -> i64 {
    let (re, im) = (float(value.re).unwrap_or(nan_hash), float(value.im).unwrap_or(nan_hash));
    finish((re as u64).wrapping_add(IMAGINARY.wrapping_mul(im as u64)) as i64)
}

/// `hash(tuple)` from its items' hashes, fed one by one.
#[derive(Clone, Copy, Debug)]
pub struct TupleHash {
    lane: u64,
    length: u64,
}

// xxHash's 64-bit primes.
const PRIME_1: u64 = 11400714785074694791;
const PRIME_2: u64 = 14029467366897019727;
const PRIME_5: u64 = 2870177450012600261;

impl Default for TupleHash {
    fn default() -> Self {
        TupleHash { lane: PRIME_5, length: 0 }
    }
}

impl TupleHash {
    /// Adds the next item's hash.
    pub fn push(&mut self, item: i64) {
        self.lane = self.lane.wrapping_add((item as u64).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
        self.length += 1;
    }

    pub fn finish(self) -> i64 {
        let hash = self.lane.wrapping_add(self.length ^ (PRIME_5 ^ 3527539)) as i64;
        if hash == -1 { 1546275796 } else { hash }
    }
}

/// `hash(tuple)` from its items' hashes.
pub fn tuple(items: impl IntoIterator<Item = i64>) -> i64 {
    let mut state = TupleHash::default();
    items.into_iter().for_each(|item| state.push(item));
    state.finish()
}

/// `hash(frozenset)` from its items' hashes, in any order.
pub fn frozenset(items: impl IntoIterator<Item = i64>) -> i64 {
    let (mut mixed, mut length) = (0u64, 0u64);
    for item in items {
        let hash = item as u64;
        // Spreads close hashes apart before the xor.
        mixed ^= (hash ^ 89869747 ^ hash << 16).wrapping_mul(3644798167);
        length += 1;
    }
    mixed ^= (length + 1).wrapping_mul(1927868237);
    mixed ^= (mixed >> 11) ^ (mixed >> 25);
    mixed = mixed.wrapping_mul(69069).wrapping_add(907133923);
    if mixed as i64 == -1 { 590923713 } else { mixed as i64 }
}

/// The hash of an object by its address: the low four bits carry nothing, so they go to the top.
pub fn address(address: usize) -> i64 {
    finish((address as u64).rotate_right(4) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, hash) in [
            ("0", 0),
            ("-1", -2),
            ("2305843009213693951", 0),
            ("-2305843009213693952", -2),
            ("123456789012345678901234567890", 248789772095949448),
            ("-340282366920938463463374607431768211456", -64),
        ] {
            assert_eq!(int(&text.parse().unwrap()), hash, "{text}");
        }
        for (x, hash) in [
            (0.5, 1152921504606846976),
            (-0.0, 0),
            (-1.0, -2),
            (1e300, 1224995262755759164),
            (5e-324, 16777216),
            (0.1, 230584300921369408),
            (f64::NEG_INFINITY, -314159),
        ] {
            assert_eq!(float(x), Some(hash), "{x}");
        }
        assert_eq!(float(f64::NAN), None);
        assert_eq!(complex(Complex { re: 1.0, im: 2.0 }, 0), 2000007);
    }

    #[test]
    fn containers() {
        assert_eq!(tuple([]), 5740354900026072187);
        assert_eq!(tuple([1, 2]), -3550055125485641917);
        assert_eq!(frozenset([]), 133146708735736);
        assert_eq!(frozenset([3, 1, 2]), -272375401224217160);
    }
}
