//! MT19937, the Mersenne Twister of Matsumoto and Nishimura, with 53-bit floats.

pub const STATE_WORDS: usize = 624;
const SHIFT: usize = 397;

/// The generator's state.
pub struct Twister {
    pub words: [u32; STATE_WORDS],
    /// The next word to give; `STATE_WORDS` when all are used up.
    pub index: usize,
}

impl Twister {
    fn from_word(seed: u32) -> Twister {
        let mut words = [seed; STATE_WORDS];
        let mut last = seed;
        for (i, word) in words.iter_mut().enumerate().skip(1) {
            last = 1_812_433_253u32.wrapping_mul(last ^ (last >> 30)).wrapping_add(i as u32);
            *word = last;
        }
        Twister { words, index: STATE_WORDS }
    }

    /// The state that a key of any length stands for (`init_by_array`); an empty one counts as a zero.
    pub fn from_key(key: &[u32]) -> Twister {
        let mut state = Twister::from_word(19_650_218);
        let words = &mut state.words;
        let key = if key.is_empty() { &[0] } else { key };
        let (mut i, mut j) = (1, 0);
        let mixed = |words: &[u32; STATE_WORDS], i: usize, factor: u32| {
            let before = words[i - 1];
            words[i] ^ (before ^ (before >> 30)).wrapping_mul(factor)
        };
        for _ in 0..key.len().max(STATE_WORDS) {
            words[i] = mixed(words, i, 1_664_525).wrapping_add(key[j]).wrapping_add(j as u32);
            (i, j) = (i + 1, (j + 1) % key.len());
            if i == STATE_WORDS {
                words[0] = words[STATE_WORDS - 1];
                i = 1;
            }
        }
        for _ in 1..STATE_WORDS {
            words[i] = mixed(words, i, 1_566_083_941).wrapping_sub(i as u32);
            i += 1;
            if i == STATE_WORDS {
                words[0] = words[STATE_WORDS - 1];
                i = 1;
            }
        }
        words[0] = 0x8000_0000;
        state
    }

    fn refill(&mut self) {
        for i in 0..STATE_WORDS {
            let next = self.words[(i + 1) % STATE_WORDS];
            let joined = (self.words[i] & 0x8000_0000) | (next & 0x7fff_ffff);
            let odd = if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[i] = self.words[(i + SHIFT) % STATE_WORDS] ^ (joined >> 1) ^ odd;
        }
        self.index = 0;
    }

    /// 32 random bits.
    pub fn next(&mut self) -> u32 {
        if self.index >= STATE_WORDS {
            self.refill();
        }
        let mut y = self.words[self.index];
        self.index += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    /// A float in [0, 1) with 53 random bits.
    pub fn unit(&mut self) -> f64 {
        let (high, low) = (self.next() >> 5, self.next() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0
    }
}
