//! `Boxed`: objects whose state is a Rust type of the layer above (deque, datetime, Task, ...).
//!
//! They need no tag of their own: the class stands in the prefix, and `Value::payload` gives the state back.

use std::any::Any;

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

/// An object with a `Payload`. Always has a prefix.
#[repr(C)]
pub struct Boxed {
    header: Header,
    payload: Box<dyn Payload>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for Boxed {
    const TAG: Tag = Tag::Boxed;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.payload.traverse(visit);
    }
}

impl Boxed {
    pub(super) fn needs_finalizer(&self) -> bool {
        self.payload.needs_finalizer()
    }

    /// The state, if it is a `T`.
    pub fn payload<T: Payload>(&self) -> Option<&T> {
        let any: &dyn Any = &*self.payload;
        any.downcast_ref()
    }
}

impl Value {
    /// The Rust state of a boxed object, if it is a `T`.
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
    pub fn boxed(&self, class: &Value, payload: impl Payload) -> Value {
        self.put_as(class, Boxed { header: Header::new::<Boxed>(), payload: Box::new(payload) })
    }
}
