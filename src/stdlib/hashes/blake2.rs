//! BLAKE2b and BLAKE2s with all parameters of their tree mode.

use super::Hasher;

/// What a hash is made from beside the message.
pub struct Parameters {
    pub digest_size: u8,
    pub key: Vec<u8>,
    pub salt: Vec<u8>,
    pub person: Vec<u8>,
    pub fanout: u8,
    pub depth: u8,
    pub leaf_size: u32,
    pub node_offset: u64,
    pub node_depth: u8,
    pub inner_size: u8,
    pub last_node: bool,
}

const SIGMA: [[usize; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/// Which words each quarter of a round mixes.
const QUARTERS: [[usize; 4]; 8] = [
    [0, 4, 8, 12],
    [1, 5, 9, 13],
    [2, 6, 10, 14],
    [3, 7, 11, 15],
    [0, 5, 10, 15],
    [1, 6, 11, 12],
    [2, 7, 8, 13],
    [3, 4, 9, 14],
];

macro_rules! blake2 {
    ($name:ident, $word:ty, $bytes:literal, $rounds:literal, $rotations:expr, $start:expr) => {
        #[derive(Clone)]
        pub struct $name {
            state: [$word; 8],
            /// Bytes hashed, the block in the buffer not among them.
            count: u128,
            buffer: Vec<u8>,
            size: usize,
            last_node: bool,
        }

        impl $name {
            pub fn new(p: &Parameters) -> $name {
                let mut block = vec![p.digest_size, p.key.len() as u8, p.fanout, p.depth];
                block.extend(p.leaf_size.to_le_bytes());
                block.extend(p.node_offset.to_le_bytes());
                block.truncate(if $bytes == 8 { 16 } else { 14 });
                block.extend([p.node_depth, p.inner_size]);
                block.resize(4 * $bytes, 0);
                for part in [&p.salt, &p.person] {
                    let end = block.len() + 2 * $bytes;
                    block.extend(part);
                    block.resize(end, 0);
                }
                let mut state: [$word; 8] = $start;
                for (word, bytes) in state.iter_mut().zip(block.chunks($bytes)) {
                    *word ^= bytes.iter().rev().fold(0, |word, &byte| word << 8 | <$word>::from(byte));
                }
                let mut buffer = p.key.clone();
                if !buffer.is_empty() {
                    buffer.resize(16 * $bytes, 0);
                }
                $name { state, count: 0, buffer, size: p.digest_size.into(), last_node: p.last_node }
            }

            fn compress(&mut self, block: &[u8], last: bool) {
                let word = |i: usize| {
                    let bytes = block.get(i * $bytes..(i + 1) * $bytes).unwrap_or_default();
                    bytes.iter().rev().fold(0, |word, &byte| word << 8 | <$word>::from(byte))
                };
                let m: [$word; 16] = std::array::from_fn(word);
                let start: [$word; 8] = $start;
                let mut v: [$word; 16] = std::array::from_fn(|i| if i < 8 { self.state[i] } else { start[i - 8] });
                v[12] ^= self.count as $word;
                v[13] ^= (self.count >> <$word>::BITS) as $word;
                if last {
                    v[14] = !v[14];
                    if self.last_node {
                        v[15] = !v[15];
                    }
                }
                let [r1, r2, r3, r4] = $rotations;
                for round in 0..$rounds {
                    let order = &SIGMA[round % 10];
                    for (i, [a, b, c, d]) in QUARTERS.into_iter().enumerate() {
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(m[order[2 * i]]);
                        v[d] = (v[d] ^ v[a]).rotate_right(r1);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right(r2);
                        v[a] = v[a].wrapping_add(v[b]).wrapping_add(m[order[2 * i + 1]]);
                        v[d] = (v[d] ^ v[a]).rotate_right(r3);
                        v[c] = v[c].wrapping_add(v[d]);
                        v[b] = (v[b] ^ v[c]).rotate_right(r4);
                    }
                }
                for i in 0..8 {
                    self.state[i] ^= v[i] ^ v[i + 8];
                }
            }
        }

        impl Hasher for $name {
            fn update(&mut self, mut data: &[u8]) {
                const BLOCK: usize = 16 * $bytes;
                // The last block must wait: it is hashed in another way.
                while self.buffer.len() + data.len() > BLOCK {
                    let (part, rest) = data.split_at(BLOCK - self.buffer.len());
                    let mut block = std::mem::take(&mut self.buffer);
                    block.extend_from_slice(part);
                    self.count += BLOCK as u128;
                    self.compress(&block, false);
                    data = rest;
                }
                self.buffer.extend_from_slice(data);
            }

            fn finish(&self, _: usize) -> Vec<u8> {
                let mut end = self.clone();
                let mut block = std::mem::take(&mut end.buffer);
                end.count += block.len() as u128;
                block.resize(16 * $bytes, 0);
                end.compress(&block, true);
                end.state.iter().flat_map(|word| word.to_le_bytes()).take(self.size).collect()
            }

            fn copy(&self) -> Box<dyn Hasher> {
                Box::new(self.clone())
            }
        }
    };
}

blake2!(
    Blake2b,
    u64,
    8,
    12,
    [32, 24, 16, 63],
    [
        0x6a09e667f3bcc908,
        0xbb67ae8584caa73b,
        0x3c6ef372fe94f82b,
        0xa54ff53a5f1d36f1,
        0x510e527fade682d1,
        0x9b05688c2b3e6c1f,
        0x1f83d9abfb41bd6b,
        0x5be0cd19137e2179,
    ]
);
blake2!(
    Blake2s,
    u32,
    4,
    10,
    [16, 12, 8, 7],
    [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]
);
