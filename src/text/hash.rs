//! The hash of str and bytes: SipHash-2-4 over the raw units, keyed as CPython keys it from PYTHONHASHSEED.
//!
//! With the same seed, strings hash as in CPython 3.10, so sets of strings iterate in the same order.

use super::Units;

/// The secret key of one interpreter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashKey {
    k0: u64,
    k1: u64,
}

impl HashKey {
    /// The key that CPython derives from PYTHONHASHSEED; 0 switches randomisation off.
    pub fn from_seed(seed: u32) -> HashKey {
        if seed == 0 {
            return HashKey { k0: 0, k1: 0 };
        }
        let mut state = seed;
        let mut next = || {
            (0..8).fold(0, |key: u64, i| {
                state = state.wrapping_mul(214013).wrapping_add(2531011);
                key | u64::from(state >> 16 & 0xff) << (8 * i)
            })
        };
        HashKey { k0: next(), k1: next() }
    }

    /// A key from 16 random bytes.
    pub fn from_random(bytes: [u8; 16]) -> HashKey {
        let bits = u128::from_le_bytes(bytes);
        HashKey { k0: bits as u64, k1: (bits >> 64) as u64 }
    }

    /// `hash(str)`; never -1.
    pub fn hash_units(self, units: Units<'_>) -> i64 {
        match units {
            Units::One(u) => self.hash_bytes(u),
            Units::Two(u) => {
                let (words, tail) = u.as_chunks::<4>();
                let word = |w: &[u16]| w.iter().rev().fold(0, |word: u64, &c| word << 16 | u64::from(c));
                self.finish(words.iter().map(|w| word(w)), word(tail), u.len() * 2)
            }
            Units::Four(u) => {
                let (words, tail) = u.as_chunks::<2>();
                let word = |w: &[u32]| w.iter().rev().fold(0, |word: u64, &c| word << 32 | u64::from(c));
                self.finish(words.iter().map(|w| word(w)), word(tail), u.len() * 4)
            }
        }
    }

    /// `hash(bytes)`; never -1.
    pub fn hash_bytes(self, bytes: &[u8]) -> i64 {
        let (words, tail) = bytes.as_chunks::<8>();
        let last = tail.iter().rev().fold(0, |word: u64, &b| word << 8 | u64::from(b));
        self.finish(words.iter().map(|&w| u64::from_le_bytes(w)), last, bytes.len())
    }

    /// SipHash-2-4 of whole words and a partial one; `len` in bytes.
    #[inline]
    fn finish(self, words: impl Iterator<Item = u64>, tail: u64, len: usize) -> i64 {
        if len == 0 {
            return 0;
        }
        let mut v = [
            self.k0 ^ 0x736f6d6570736575,
            self.k1 ^ 0x646f72616e646f6d,
            self.k0 ^ 0x6c7967656e657261,
            self.k1 ^ 0x7465646279746573,
        ];
        words.for_each(|word| v = absorb(v, word));
        v = absorb(v, (len as u64) << 56 | tail);
        v[2] ^= 0xff;
        v = round(round(round(round(v))));
        match (v[0] ^ v[1] ^ v[2] ^ v[3]) as i64 {
            -1 => -2,
            hash => hash,
        }
    }
}

#[inline(always)]
fn absorb(mut v: [u64; 4], word: u64) -> [u64; 4] {
    v[3] ^= word;
    v = round(round(v));
    v[0] ^= word;
    v
}

#[inline(always)]
fn round([mut a, mut b, mut c, mut d]: [u64; 4]) -> [u64; 4] {
    a = a.wrapping_add(b);
    b = b.rotate_left(13) ^ a;
    a = a.rotate_left(32);
    c = c.wrapping_add(d);
    d = d.rotate_left(16) ^ c;
    a = a.wrapping_add(d);
    d = d.rotate_left(21) ^ a;
    c = c.wrapping_add(b);
    b = b.rotate_left(17) ^ c;
    c = c.rotate_left(32);
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn as_cpython_with_the_same_seed() {
        let texts = ["", "a", "abc", "abcdefgh", "hello world, long", "é", "€uro", "€uros and more", "a😀", "a😀b"];
        let expected: [(u32, [i64; 10]); 3] = [
            (
                0,
                [
                    0,
                    -7583489610679606711,
                    4596069200710135518,
                    -1847705707669741165,
                    -1252486393231226456,
                    4954367630624915103,
                    -2347248820896207665,
                    9151798063135332414,
                    -6723008209643320371,
                    2199712620763043091,
                ],
            ),
            (
                1,
                [
                    0,
                    8432517439229126278,
                    7334879446559576651,
                    2079372463862078453,
                    1810442510767696104,
                    5557266876489746846,
                    -292378486443322510,
                    1962587729778650590,
                    -6960253450919863162,
                    -1050724910509090299,
                ],
            ),
            (
                4294967295,
                [
                    0,
                    -5674455067594467595,
                    -8739384887637014596,
                    36843754083643386,
                    6374081670101407421,
                    -7887795102967681630,
                    7621518233390323622,
                    -4838595906924084877,
                    8056592433403450412,
                    -7922951271714643984,
                ],
            ),
        ];
        for (seed, hashes) in expected {
            let key = HashKey::from_seed(seed);
            let found = texts.map(|s| key.hash_units(Text::from(s).units()));
            assert_eq!(found, hashes, "{seed}");
            assert_eq!(key.hash_bytes(b"abc"), hashes[2]);
        }
    }
}
