//! The state of `array.array`: items of one C type, laid out as in C. It stands here since memoryview looks at it.

use std::cell::Cell;

use super::Visitor;
use super::boxed::Payload;
use super::guarded::Guarded;

/// An array's state.
pub struct Array {
    /// The type code of the items.
    pub code: u8,
    pub itemsize: usize,
    /// Always whole items.
    pub data: Guarded<Vec<u8>>,
    /// Memoryviews that look at it: while there are any it must not change its size.
    pub exports: Cell<usize>,
}

impl Payload for Array {
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

impl Array {
    /// The number of items.
    pub fn len(&self) -> usize {
        self.data.with(Vec::len) / self.itemsize
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The struct code of an item, as memoryview shows it.
    pub fn format(&self) -> u8 {
        if self.code == b'u' { b'w' } else { self.code }
    }
}
