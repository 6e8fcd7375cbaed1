//! range and slice objects.

use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// A range: three ints and its length.
#[repr(C)]
pub struct Range {
    header: Header,
    pub start: Value,
    pub stop: Value,
    pub step: Value,
    /// An int.
    pub length: Value,
}

// SAFETY: repr(C), header first.
unsafe impl Object for Range {
    const TAG: Tag = Tag::Range;
    const CONTAINER: bool = false;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        [&self.start, &self.stop, &self.step, &self.length].into_iter().for_each(visit);
    }
}

impl Range {
    /// Start, step and length as machine words, where all three (and the last item) are.
    pub fn small(&self) -> Option<(i64, i64, i64)> {
        let (start, step, length) =
            (self.start.as_small_int()?, self.step.as_small_int()?, self.length.as_small_int()?);
        start.checked_add(step.checked_mul(length)?)?;
        Some((start, step, length))
    }
}

/// A slice: any three values.
#[repr(C)]
pub struct Slice {
    header: Header,
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

// SAFETY: repr(C), header first.
unsafe impl Object for Slice {
    const TAG: Tag = Tag::Slice;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        [&self.start, &self.stop, &self.step].into_iter().for_each(visit);
    }
}

impl Heap {
    /// A range of exact ints; `length` is what `number::range` computes for them.
    pub fn range(&self, start: Value, stop: Value, step: Value, length: Value) -> Value {
        self.put(Range { header: Header::new::<Range>(), start, stop, step, length })
    }

    pub fn slice(&self, start: Value, stop: Value, step: Value) -> Value {
        self.put(Slice { header: Header::new::<Slice>(), start, stop, step })
    }
}
