//! bytes and bytearray.

use std::cell::Cell;

use super::guarded::Guarded;
use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// A bytes object.
#[repr(C)]
pub struct Bytes {
    header: Header,
    pub data: Box<[u8]>,
    hash: Cell<i64>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for Bytes {
    const TAG: Tag = Tag::Bytes;
    const CONTAINER: bool = false;
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

impl Bytes {
    /// The seeded hash, the same as that of an equal Latin-1 str.
    pub fn hash(&self) -> i64 {
        if self.hash.get() == -1 {
            self.hash.set(self.header.heap().hash_bytes(&self.data));
        }
        self.hash.get()
    }
}

/// A bytearray.
#[repr(C)]
pub struct ByteArray {
    header: Header,
    pub data: Guarded<Vec<u8>>,
    /// Memoryviews that look at it: while there are any it must not change its size.
    pub exports: Cell<usize>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for ByteArray {
    const TAG: Tag = Tag::ByteArray;
    const CONTAINER: bool = false;
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

impl Heap {
    pub fn bytes(&self, data: impl Into<Box<[u8]>>) -> Value {
        self.put(Bytes { header: Header::new::<Bytes>(), data: data.into(), hash: Cell::new(-1) })
    }

    pub fn bytes_of_class(&self, class: &Value, data: impl Into<Box<[u8]>>) -> Value {
        self.put_as(class, Bytes { header: Header::new::<Bytes>(), data: data.into(), hash: Cell::new(-1) })
    }

    pub fn bytearray(&self, class: &Value, data: Vec<u8>) -> Value {
        let header = Header::new::<ByteArray>();
        self.put_as(class, ByteArray { header, data: Guarded::new(data), exports: Cell::new(0) })
    }
}
