//! The one door to chance: what is random comes from the system, or from the seed that the user gave.

use std::cell::Cell;
use std::io::Read;

use crate::text::hash::HashKey;

/// Where random bytes come from.
#[derive(Debug, Default)]
pub enum Chance {
    #[default]
    System,
    /// The same bytes in every run: the state of a splitmix64 generator.
    Seeded(Cell<u64>),
}

impl Chance {
    /// The same bytes for the same number.
    pub fn seeded(seed: u64) -> Chance {
        Chance::Seeded(Cell::new(seed ^ 0x6B61_6100_6B61_6100))
    }

    pub fn is_seeded(&self) -> bool {
        matches!(self, Chance::Seeded(_))
    }

    /// Fills `bytes`.
    pub fn fill(&self, bytes: &mut [u8]) -> std::io::Result<()> {
        let Chance::Seeded(state) = self else {
            return std::fs::File::open("/dev/urandom").and_then(|mut file| file.read_exact(bytes));
        };
        for chunk in bytes.chunks_mut(8) {
            state.set(state.get().wrapping_add(0x9E37_79B9_7F4A_7C15));
            let mut word = state.get();
            word = (word ^ word >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            word = (word ^ word >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(word ^ word >> 31).to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }

    /// A key for the hashes of strings.
    pub fn hash_key(&self) -> HashKey {
        let mut bytes = [0; 16];
        if self.fill(&mut bytes).is_err() {
            use std::hash::{BuildHasher, RandomState};
            let word = |n: u8| RandomState::new().hash_one(n);
            bytes = (u128::from(word(0)) << 64 | u128::from(word(1))).to_le_bytes();
        }
        HashKey::from_random(bytes)
    }
}
