//! The iterators that `for` loops meet most; others are `Boxed`.

use std::cell::Cell;

use super::boxed::Payload;
use super::dict::{Dict, ViewKind};
use super::guarded::Guarded;
use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::list::List;
use super::value::Value;

/// Over a list (then exact), tuple, str, bytes, bytearray, or by `__getitem__`; its class tells which.
#[repr(C)]
pub struct SequenceIterator {
    header: Header,
    /// None once exhausted.
    pub sequence: Guarded<Option<Value>>,
    /// The next index; for a reversed iterator, the number of items left.
    pub index: Cell<usize>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for SequenceIterator {
    const TAG: Tag = Tag::SequenceIterator;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.sequence.with(|s| s.iter().for_each(visit));
    }
}

/// Over a range of machine words.
#[repr(C)]
pub struct RangeIterator {
    header: Header,
    pub start: i64,
    pub next: Cell<i64>,
    pub step: i64,
    pub left: Cell<i64>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for RangeIterator {
    const TAG: Tag = Tag::RangeIterator;
    const CONTAINER: bool = false;
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

/// Over a dict's keys, values or items, in either direction; its class tells which.
#[repr(C)]
pub struct DictIterator {
    header: Header,
    /// None once exhausted.
    pub dict: Guarded<Option<Value>>,
    pub kind: ViewKind,
    pub reversed: bool,
    /// The next entry to look at; for a reversed one, one more than it.
    pub position: Cell<usize>,
    /// The dict's length at the start: another one later is an error.
    pub expected: Cell<usize>,
    pub left: Cell<usize>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for DictIterator {
    const TAG: Tag = Tag::DictIterator;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.dict.with(|d| d.iter().for_each(visit));
    }
}

/// Over a set or frozenset.
#[repr(C)]
pub struct SetIterator {
    header: Header,
    /// None once exhausted.
    pub set: Guarded<Option<Value>>,
    pub position: Cell<usize>,
    pub expected: Cell<usize>,
    pub left: Cell<usize>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for SetIterator {
    const TAG: Tag = Tag::SetIterator;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.set.with(|s| s.iter().for_each(visit));
    }
}

/// What `enumerate` holds.
pub struct Enumerate {
    pub iterator: Value,
    pub count: Guarded<Value>,
}

impl Payload for Enumerate {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.iterator);
        self.count.with(visit);
    }
}

/// What `zip` holds.
pub struct Zip {
    pub iterators: Vec<Value>,
    pub strict: Cell<bool>,
}

impl Payload for Zip {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.iterators.iter().for_each(visit);
    }
}

impl RangeIterator {
    /// The next int, where it is a small one.
    #[inline(always)]
    pub fn step(&self) -> Option<Value> {
        let left = self.left.get();
        if left <= 0 {
            return None;
        }
        let value = self.next.get();
        let small = Value::small_int(value)?;
        self.left.set(left - 1);
        self.next.set(value.wrapping_add(self.step));
        Some(small)
    }
}

impl DictIterator {
    /// The next key or value, where the next entry has it and the dict is as long as at the start.
    #[inline]
    pub fn step(&self) -> Option<Value> {
        if self.reversed || self.left.get() == 0 {
            return None;
        }
        let from = self.position.get();
        let item = self.dict.with(|dict| {
            let dict = dict.as_ref()?.downcast::<Dict>().filter(|dict| dict.len() == self.expected.get())?;
            match self.kind {
                ViewKind::Keys => dict.key_at(from),
                ViewKind::Values => dict.value_at(from),
                ViewKind::Items => None,
            }
        })?;
        self.position.set(from + 1);
        self.left.set(self.left.get() - 1);
        Some(item)
    }
}

impl SequenceIterator {
    /// The next item of a list.
    #[inline(always)]
    pub fn list_item(&self) -> Option<Value> {
        let index = self.index.get();
        let item = self.sequence.with(|s| s.as_ref().and_then(|s| s.downcast::<List>()).and_then(|l| l.get(index)))?;
        self.index.set(index + 1);
        Some(item)
    }
}

impl Heap {
    /// A list_iterator.
    pub fn list_iterator(&self, list: Value) -> Value {
        let header = Header::new::<SequenceIterator>();
        self.put(SequenceIterator { header, sequence: Guarded::new(Some(list)), index: Cell::new(0) })
    }

    /// Any other iterator over a sequence, beginning at `index`.
    pub fn sequence_iterator(&self, class: &Value, sequence: Value, index: usize) -> Value {
        let header = Header::new::<SequenceIterator>();
        let iterator = SequenceIterator { header, sequence: Guarded::new(Some(sequence)), index: Cell::new(index) };
        self.put_as(class, iterator)
    }

    pub fn range_iterator(&self, start: i64, step: i64, length: i64) -> Value {
        let header = Header::new::<RangeIterator>();
        self.put(RangeIterator { header, start, next: Cell::new(start), step, left: Cell::new(length) })
    }

    /// An iterator of `class` over `dict`, which has `len` items in `entries` entries.
    pub fn dict_iterator(&self, class: &Value, dict: Value, kind: ViewKind, reversed: bool) -> Value {
        let (len, entries) = dict.downcast::<super::dict::Dict>().map_or((0, 0), |d| (d.len(), d.entry_count()));
        let iterator = DictIterator {
            header: Header::new::<DictIterator>(),
            dict: Guarded::new(Some(dict)),
            kind,
            reversed,
            position: Cell::new(if reversed { entries } else { 0 }),
            expected: Cell::new(len),
            left: Cell::new(len),
        };
        self.put_as(class, iterator)
    }

    /// An iterator over a set or frozenset of `len` items.
    pub fn set_iterator(&self, set: Value, len: usize) -> Value {
        let iterator = SetIterator {
            header: Header::new::<SetIterator>(),
            set: Guarded::new(Some(set)),
            position: Cell::new(0),
            expected: Cell::new(len),
            left: Cell::new(len),
        };
        self.put(iterator)
    }
}
