//! Cells: variables shared between a function and the functions inside it.

use std::cell::Cell;

use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// A cell object; empty while its variable is unbound.
#[repr(C)]
pub struct CellObject {
    header: Header,
    content: Cell<Option<Value>>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for CellObject {
    const TAG: Tag = Tag::Cell;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        // SAFETY: only looked at; nothing changes the cell meanwhile.
        if let Some(value) = unsafe { &*self.content.as_ptr() } {
            visit(value);
        }
    }
}

impl CellObject {
    /// What it holds; None while it is empty.
    #[inline(always)]
    pub fn get(&self) -> Option<Value> {
        // SAFETY: cloned in place; cloning changes a count only.
        unsafe { (*self.content.as_ptr()).clone() }
    }

    /// The bits of what it holds.
    #[inline(always)]
    pub fn bits(&self) -> Option<u64> {
        // SAFETY: looked at in place.
        unsafe { (*self.content.as_ptr()).as_ref().map(Value::bits) }
    }

    /// Binds or empties the cell; gives the old content.
    #[inline(always)]
    pub fn set(&self, value: Option<Value>) -> Option<Value> {
        self.content.replace(value)
    }
}

impl Heap {
    pub fn cell(&self, content: Option<Value>) -> Value {
        self.put(CellObject { header: Header::new::<CellObject>(), content: Cell::new(content) })
    }
}
