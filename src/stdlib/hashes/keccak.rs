//! SHA-3 and SHAKE: Keccak with a rate and a suffix.

use super::Hasher;

#[derive(Clone)]
pub struct Keccak {
    state: [u64; 25],
    /// Bytes of a block.
    rate: usize,
    /// The bits after the message that tell the function.
    suffix: u8,
    /// Bytes taken into the present block.
    filled: usize,
    /// Bytes of the digest; 0 for SHAKE.
    size: usize,
}

impl Keccak {
    pub fn new(rate: usize, suffix: u8, size: usize) -> Keccak {
        Keccak { state: [0; 25], rate, suffix, filled: 0, size }
    }

    fn mix(&mut self, at: usize, byte: u8) {
        self.state[at / 8] ^= u64::from(byte) << (8 * (at % 8));
    }
}

impl Hasher for Keccak {
    fn update(&mut self, data: &[u8]) {
        for &byte in data {
            self.mix(self.filled, byte);
            self.filled += 1;
            if self.filled == self.rate {
                permute(&mut self.state);
                self.filled = 0;
            }
        }
    }

    fn finish(&self, len: usize) -> Vec<u8> {
        let mut last = self.clone();
        last.mix(last.filled, last.suffix);
        last.mix(last.rate - 1, 0x80);
        permute(&mut last.state);
        let len = if self.size > 0 { self.size } else { len };
        let mut out = Vec::with_capacity(len);
        while out.len() < len {
            let block = last.state.iter().flat_map(|word| word.to_le_bytes()).take(self.rate);
            out.extend(block.take(len - out.len()));
            permute(&mut last.state);
        }
        out
    }

    fn copy(&self) -> Box<dyn Hasher> {
        Box::new(self.clone())
    }
}

/// One bit of each round's constant, from the field's linear feedback shift register.
const ROUNDS: [u64; 24] = {
    let mut constants = [0; 24];
    let mut register = 1u8;
    let mut round = 0;
    while round < 24 {
        let mut j = 0;
        while j < 7 {
            if register & 1 == 1 {
                constants[round] ^= 1 << ((1 << j) - 1);
            }
            register = (register << 1) ^ (0x71 * (register >> 7));
            j += 1;
        }
        round += 1;
    }
    constants
};

fn permute(a: &mut [u64; 25]) {
    for constant in ROUNDS {
        let column = |x: usize| (0..5).fold(0, |sum, y| sum ^ a[x + 5 * y]);
        let columns: [u64; 5] = std::array::from_fn(column);
        for (i, word) in a.iter_mut().enumerate() {
            *word ^= columns[(i + 4) % 5] ^ columns[(i + 1) % 5].rotate_left(1);
        }
        // The words wander along one orbit, each turned a bit further.
        let (mut x, mut y, mut moved) = (1, 0, a[1]);
        for t in 1..=24 {
            (x, y) = (y, (2 * x + 3 * y) % 5);
            moved = std::mem::replace(&mut a[x + 5 * y], moved.rotate_left(t * (t + 1) / 2 % 64));
        }
        for row in a.chunks_exact_mut(5) {
            let old: [u64; 5] = std::array::from_fn(|x| row[x]);
            for (x, word) in row.iter_mut().enumerate() {
                *word = old[x] ^ !old[(x + 1) % 5] & old[(x + 2) % 5];
            }
        }
        a[0] ^= constant;
    }
}
