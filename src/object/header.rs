//! Object headers: the reference count, the layout's tag, flags; and what a storage layout promises.
//!
//! Every object starts with a `Header`. An exact object is a direct instance of its layout's builtin class; all others
//! have a `Prefix` before the header.

use std::cell::Cell;
use std::ptr::NonNull;

use super::heap::{Heap, segment_of};
use super::layout::Tag;
use super::prefix::Prefix;
use super::value::Value;

/// Header flags.
pub mod flag {
    /// The class is the builtin type of the layout; no prefix.
    pub const EXACT: u8 = 1;
    /// Never freed: the count once ran over.
    pub const IMMORTAL: u8 = 2;
    /// The finaliser has run.
    pub const FINALIZED: u8 = 4;
    /// A weak reference points here.
    pub const WEAKREFED: u8 = 8;
    /// The payload is gone (the collector emptied a dead cycle).
    pub const GUTTED: u8 = 16;
    /// The collector leaves it alone (`gc.freeze`).
    pub const FROZEN: u8 = 32;
    /// It has lived through a collection.
    pub const OLD: u8 = 64;
}

/// The first word of every object.
#[repr(C)]
pub struct Header {
    pub(super) count: Cell<u32>,
    tag: Tag,
    flags: Cell<u8>,
    /// The layout's own use: an instance's capacity, a string's width.
    pub aux: Cell<u8>,
    /// `__slots__` values before the prefix.
    pub(super) slots: Cell<u8>,
}

impl Header {
    /// A header for a new object of layout `T`, with one reference.
    pub const fn new<T: Object>() -> Header {
        Header {
            count: Cell::new(1),
            tag: T::TAG,
            flags: Cell::new(flag::EXACT),
            aux: Cell::new(0),
            slots: Cell::new(0),
        }
    }

    /// The same for a layout that shares the struct of another.
    #[inline(always)]
    pub const fn of_tag(tag: Tag) -> Header {
        Header { count: Cell::new(1), tag, flags: Cell::new(flag::EXACT), aux: Cell::new(0), slots: Cell::new(0) }
    }

    /// How many `__slots__` values an inexact object has.
    #[inline(always)]
    pub fn slot_count(&self) -> usize {
        self.slots.get().into()
    }

    /// Which layout the object has.
    #[inline(always)]
    pub fn tag(&self) -> Tag {
        self.tag
    }

    /// Is it a direct instance of its layout's builtin class?
    #[inline(always)]
    pub fn is_exact(&self) -> bool {
        self.flags.get() & flag::EXACT != 0
    }

    /// Is one of these flags set?
    #[inline(always)]
    pub fn has(&self, bits: u8) -> bool {
        self.flags.get() & bits != 0
    }

    /// Sets flags.
    #[inline(always)]
    pub fn set(&self, bits: u8) {
        self.flags.set(self.flags.get() | bits);
    }

    /// Takes flags away.
    pub fn clear(&self, bits: u8) {
        self.flags.set(self.flags.get() & !bits);
    }

    /// References that are held to the object.
    #[inline(always)]
    pub fn count(&self) -> u32 {
        self.count.get()
    }

    #[inline(always)]
    pub(super) fn increment(&self) {
        debug_assert!(self.count.get() != 0, "a dead object is shared");
        let count = self.count.get().wrapping_add(1);
        self.count.set(count);
        // Written out: a call here, however rare, would cost each handler of the loop its stack frame.
        if count > i32::MAX as u32 {
            self.set(flag::IMMORTAL);
            self.count.set(1 << 30);
        }
    }

    /// True when the last reference went.
    #[inline(always)]
    pub(super) fn decrement(&self) -> bool {
        debug_assert!(self.count.get() != 0, "an object is released too often");
        let count = self.count.get().wrapping_sub(1);
        self.count.set(count);
        count == 0
    }

    /// The prefix of an inexact object.
    #[inline(always)]
    pub fn prefix(&self) -> Option<&Prefix> {
        if self.is_exact() {
            return None;
        }
        // SAFETY: an inexact object's header directly follows its prefix.
        Some(unsafe { &*(self as *const Header).cast::<Prefix>().sub(1) })
    }

    /// The heap that owns this object.
    pub fn heap(&self) -> &Heap {
        // SAFETY: objects live in segments only, and a segment's first word is its heap.
        unsafe { &*(*segment_of(NonNull::from(self)).as_ptr()).heap }
    }
}

/// What the collector calls for each value that an object refers to.
pub type Visitor<'a> = dyn FnMut(&Value) + 'a;

/// A storage layout. Its struct is `repr(C)` and starts with a `Header`.
///
/// # Safety
/// The first field is a `Header` made by `Header::new::<Self>()`, the struct is `repr(C)`, and `TAG` belongs to
/// no other type. `traverse` visits exactly the values that the object owns, each as often as it owns it.
pub unsafe trait Object: Sized {
    /// The layout's own tag.
    const TAG: Tag;
    /// Can refer to other containers, so that the cycle collector must know it.
    const CONTAINER: bool = true;
    /// Visits each value that the object owns.
    fn traverse(&self, visit: &mut Visitor<'_>);
}

/// One row of the layout table.
pub struct Layout {
    /// Bytes of the struct; what lies behind it in its cell does not count.
    pub size: usize,
    /// `Object::CONTAINER`.
    pub container: bool,
    /// Drops the payload in place.
    pub drop: unsafe fn(NonNull<Header>),
    /// `Object::traverse`.
    pub traverse: unsafe fn(NonNull<Header>, &mut Visitor<'_>),
}
