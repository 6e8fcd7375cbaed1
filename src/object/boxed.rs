//! `Boxed`: objects whose state is a Rust type of the layer above (deque, datetime, Task, ...).
//!
//! They need no tag of their own: the class stands in the prefix, and `Value::payload` gives the state back. The
//! state lies in the object's cell, behind the header and the table of its type.

use std::any::{Any, TypeId};
use std::cell::UnsafeCell;

use super::header::{Header, Object, Visitor, flag};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// The Rust state of an object. Interior mutability is the type's own affair (`Guarded`, `Cell`).
pub trait Payload: Any {
    /// Visits each value that the state owns.
    fn traverse(&self, visit: &mut Visitor<'_>);

    /// Must Python code or the VM's finaliser hook run before it goes?
    fn needs_finalizer(&self) -> bool {
        false
    }
}

/// What a boxed object's payload type can do, given the payload's address.
struct Table {
    id: TypeId,
    traverse: unsafe fn(*const u8, &mut Visitor<'_>),
    needs_finalizer: unsafe fn(*const u8) -> bool,
    drop: unsafe fn(*mut u8),
}

trait Tabled: Payload + Sized {
    const TABLE: &'static Table;
}

unsafe fn traverse<T: Payload>(payload: *const u8, visit: &mut Visitor<'_>) {
    // SAFETY: the table belongs to the object's payload.
    unsafe { &*payload.cast::<T>() }.traverse(visit)
}

unsafe fn needs_finalizer<T: Payload>(payload: *const u8) -> bool {
    // SAFETY: as above.
    unsafe { &*payload.cast::<T>() }.needs_finalizer()
}

unsafe fn drop_payload<T>(payload: *mut u8) {
    // SAFETY: as above; called once, when the object goes.
    unsafe { payload.cast::<T>().drop_in_place() }
}

impl<T: Payload> Tabled for T {
    const TABLE: &'static Table = {
        assert!(align_of::<T>() <= align_of::<Boxed>(), "payloads stand directly behind the Boxed");
        &Table {
            id: TypeId::of::<T>(),
            traverse: traverse::<T>,
            needs_finalizer: needs_finalizer::<T>,
            drop: drop_payload::<T>,
        }
    };
}

/// An object with a `Payload`, which follows this. Always has a prefix.
#[repr(C)]
pub struct Boxed {
    header: Header,
    table: &'static Table,
    /// Where the payload begins; it may change behind shared references.
    tail: UnsafeCell<[u64; 0]>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for Boxed {
    const TAG: Tag = Tag::Boxed;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        // SAFETY: the payload is alive while the object is.
        unsafe { (self.table.traverse)(self.tail.get().cast(), visit) }
    }
}

impl Drop for Boxed {
    fn drop(&mut self) {
        // SAFETY: an object is dropped once, and its payload with it.
        unsafe { (self.table.drop)(self.tail.get().cast()) }
    }
}

impl Boxed {
    pub(super) fn needs_finalizer(&self) -> bool {
        // SAFETY: the payload is alive while the object is.
        unsafe { (self.table.needs_finalizer)(self.tail.get().cast()) }
    }

    /// The state, if it is a `T`.
    #[inline(always)]
    pub fn payload<T: Payload>(&self) -> Option<&T> {
        if !std::ptr::eq(self.table, T::TABLE) && self.table.id != TypeId::of::<T>() {
            return None;
        }
        // SAFETY: the table tells the payload's type.
        Some(unsafe { &*self.tail.get().cast::<T>() })
    }
}

impl Value {
    /// The Rust state of a boxed object, if it is a `T`.
    #[inline(always)]
    pub fn payload<T: Payload>(&self) -> Option<&T> {
        self.downcast::<Boxed>()?.payload()
    }
}

impl Heap {
    /// All living objects whose state is a `T` and that have not been finalised. Walks the whole heap: for what is
    /// asked for rarely.
    pub fn boxed_of<T: Payload>(&self) -> Vec<Value> {
        let mut found = Vec::new();
        self.walk(|header| {
            // SAFETY: the walk gives living objects; the tag tells the type.
            unsafe {
                let object = header.as_ref();
                if object.tag() == Tag::Boxed
                    && object.count() > 0
                    && !object.has(flag::GUTTED | flag::FINALIZED)
                    && header.cast::<Boxed>().as_ref().payload::<T>().is_some()
                {
                    found.push(Value::share(header));
                }
            }
        });
        found
    }

    /// An object of `class` with this state.
    pub fn boxed<T: Payload>(&self, class: &Value, payload: T) -> Value {
        let cell = self.allocate_with_prefix(class, size_of::<Boxed>() + size_of::<T>()).cast::<Boxed>();
        // SAFETY: the cell holds a Boxed and a payload behind it; the prefix has been written.
        unsafe {
            cell.add(1).cast::<T>().write(payload);
            let boxed = Boxed { header: Header::new::<Boxed>(), table: T::TABLE, tail: UnsafeCell::new([]) };
            let value = self.adopt_new(cell, boxed);
            self.mark_prefixed(cell.cast(), class);
            value
        }
    }
}
