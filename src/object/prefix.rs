//! The words before the header of an instance of a Python class: class, attributes and `__slots__` values.

use std::cell::{Cell, UnsafeCell};
use std::ptr::NonNull;

use super::header::{Header, Visitor};
use super::heap::Marker;
use super::layout::Tag;
use super::shape::Shape;
use super::value::Value;

/// Stands directly before the header of every object that is not exact.
#[repr(C)]
pub struct Prefix {
    /// 0: no attributes; odd: a `Shape`'s address plus one; else the bits of an owned dict.
    attributes: Cell<u64>,
    class: UnsafeCell<Value>,
}

/// Where an object keeps its attributes.
pub enum Attributes<'a> {
    /// None yet.
    Empty,
    /// Inline, at the places that the shape tells (plain instances only).
    Shaped(&'a Shape),
    /// In a dict, which is the truth from then on.
    Dict(&'a Value),
}

impl Prefix {
    pub(super) const fn bytes_before_header(slots: usize) -> usize {
        size_of::<Marker>() + slots * 8 + size_of::<Prefix>()
    }

    /// Writes marker, empty slots and prefix into a cell; gives the place of the header.
    ///
    /// # Safety
    /// `cell` is unused and has room for them.
    pub(super) unsafe fn write(cell: NonNull<u8>, class: &Value, slots: usize) -> NonNull<Header> {
        // SAFETY: by contract.
        unsafe {
            let words = Self::bytes_before_header(slots) / 8;
            cell.cast().write(Marker { zero: 0, tag: Tag::Prefixed, padding: 0, words: words as u16 });
            for i in 0..slots {
                cell.cast::<u64>().add(1 + i).write(0);
            }
            let header = cell.cast::<u64>().add(words).cast::<Header>();
            header
                .cast::<Prefix>()
                .sub(1)
                .write(Prefix { attributes: Cell::new(0), class: UnsafeCell::new(class.clone()) });
            header
        }
    }

    /// The object's class.
    #[inline(always)]
    pub fn class(&self) -> &Value {
        // SAFETY: `set_class` hands the old value out, so a borrowed one lives on with its other owners.
        unsafe { &*self.class.get() }
    }

    /// `obj.__class__ = class`; gives the old class, which the caller drops when no borrow is left.
    pub fn set_class(&self, class: Value) -> Value {
        // SAFETY: one word is replaced.
        unsafe { std::ptr::replace(self.class.get(), class) }
    }

    /// The raw attribute word: equal words mean the same shape (for inline caches).
    #[inline(always)]
    pub fn attribute_word(&self) -> u64 {
        self.attributes.get()
    }

    /// The version of the object's class; 0: nothing of the class may be cached.
    #[inline(always)]
    pub fn class_version(&self) -> u32 {
        // SAFETY: the class of an object is a class.
        unsafe { (*(self.class().bits() as *const super::class::Class)).version.get() }
    }

    #[inline(always)]
    pub fn attributes(&self) -> Attributes<'_> {
        let word = self.attributes.get();
        if word == 0 {
            Attributes::Empty
        } else if word & 1 != 0 {
            // SAFETY: the class owns its shapes and outlives its instances.
            Attributes::Shaped(unsafe { &*((word - 1) as *const Shape) })
        } else {
            // SAFETY: an even word has the bits of an owned Value; it is replaced by `set_dict` only, which
            // gives the old one to the caller.
            Attributes::Dict(unsafe { &*self.attributes.as_ptr().cast::<Value>() })
        }
    }

    /// Moves the object to `shape`. It has no dict.
    pub fn set_shape(&self, shape: &Shape) {
        debug_assert!(self.attributes.get() & 1 == 1 || self.attributes.get() == 0);
        self.attributes.set(shape.word());
    }

    /// Moves the object to the shape with this word.
    #[inline(always)]
    pub fn set_shape_word(&self, word: u64) {
        self.attributes.set(word);
    }

    /// Makes `dict` the object's `__dict__` (None: no attributes); gives the former dict.
    pub fn set_dict(&self, dict: Option<Value>) -> Option<Value> {
        let old = self.attributes.get();
        self.attributes.set(dict.as_ref().map_or(0, Value::bits));
        std::mem::forget(dict);
        if old == 0 || old & 1 != 0 {
            return None;
        }
        NonNull::new(old as *mut Header)
            // SAFETY: the word owned one reference, which goes to the caller.
            .map(|header| unsafe { Value::adopt(header) })
    }

    /// The `__slots__` value with number `index`; None while unset.
    ///
    /// # Safety
    /// The object's class has more than `index` slots.
    #[inline(always)]
    pub unsafe fn slot(&self, index: usize) -> &Cell<Option<Value>> {
        // SAFETY: slots stand below the prefix, the first one next to it.
        unsafe { &*(self as *const Prefix).cast::<Cell<Option<Value>>>().sub(index + 1) }
    }

    /// The `__slots__` value with number `index`, if the object has so many.
    pub fn slot_at(&self, index: usize) -> Option<&Cell<Option<Value>>> {
        // SAFETY: compared with the count.
        (index < self.slot_count()).then(|| unsafe { self.slot(index) })
    }

    fn slot_count(&self) -> usize {
        // SAFETY: the header directly follows the prefix.
        unsafe { (*(self as *const Prefix).add(1).cast::<Header>()).slot_count() }
    }

    pub(super) fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(self.class());
        if let Attributes::Dict(dict) = self.attributes() {
            visit(dict);
        }
        for i in 0..self.slot_count() {
            // SAFETY: below the count; the value is only looked at.
            if let Some(value) = unsafe { &*self.slot(i).as_ptr() } {
                visit(value);
            }
        }
    }

    /// Drops attributes and slots (not the class).
    pub(super) fn clear(&self) {
        for i in 0..self.slot_count() {
            // SAFETY: below the count.
            drop(unsafe { self.slot(i).take() });
        }
        drop(self.set_dict(None));
    }

    /// Drops all; gives the start of the cell.
    ///
    /// # Safety
    /// Nobody uses the object again.
    pub(super) unsafe fn drop_before_header(&self) -> NonNull<u8> {
        let slots = self.slot_count();
        self.clear();
        // SAFETY: the class is dropped once; the cell starts below the slots.
        unsafe {
            let here = NonNull::from(self);
            std::ptr::drop_in_place(self.class.get());
            here.cast::<u8>().sub(size_of::<Marker>() + slots * 8)
        }
    }
}
