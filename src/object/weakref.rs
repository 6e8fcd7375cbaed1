//! Weak references: objects that know an address but hold no count.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ptr::NonNull;

use super::guarded::Guarded;
use super::header::{Header, Object, Visitor, flag};
use super::heap::{Heap, Pending, breaker};
use super::layout::Tag;
use super::value::Value;

/// `weakref.ref`.
#[repr(C)]
pub struct WeakRef {
    header: Header,
    target: Cell<Option<NonNull<Header>>>,
    pub callback: Guarded<Option<Value>>,
    /// The target's hash, once it was asked for.
    pub hash: Cell<Option<i64>>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for WeakRef {
    const TAG: Tag = Tag::WeakRef;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.callback.with(|c| c.iter().for_each(visit));
    }
}

impl WeakRef {
    /// The target, while it lives.
    pub fn target(&self) -> Option<Value> {
        let header = self.target.get()?;
        // SAFETY: the address is cleared when its object dies; a count of zero means that it is dying.
        unsafe { if header.as_ref().count() == 0 { None } else { Some(Value::share(header)) } }
    }
}

impl Drop for WeakRef {
    fn drop(&mut self) {
        if let Some(target) = self.target.get() {
            self.header.heap().weak.forget(target, NonNull::from(&*self));
        }
    }
}

/// Which weak references point to which object.
#[derive(Default)]
pub struct WeakTable(RefCell<HashMap<NonNull<Header>, Vec<NonNull<WeakRef>>>>);

impl WeakTable {
    fn forget(&self, target: NonNull<Header>, reference: NonNull<WeakRef>) {
        let mut table = self.0.borrow_mut();
        if let Some(list) = table.get_mut(&target) {
            list.retain(|&r| r != reference);
            if list.is_empty() {
                table.remove(&target);
                // SAFETY: a target that is in the table has not been freed.
                unsafe { target.as_ref().clear(flag::WEAKREFED) };
            }
        }
    }

    /// All references to `object` die; their callbacks are queued, the newest first.
    pub(super) fn target_dies(&self, heap: &Heap, object: &Header) {
        object.clear(flag::WEAKREFED);
        let list = self.0.borrow_mut().remove(&NonNull::from(object));
        for reference in list.into_iter().flatten().rev() {
            // SAFETY: a weak reference takes itself out of the table before it is freed.
            let weak = unsafe { reference.as_ref() };
            weak.target.set(None);
            if weak.header.count() > 0 && !weak.header.has(flag::GUTTED) && weak.callback.with(Option::is_some) {
                heap.pending.borrow_mut().push_back(Pending::Callback(Value::of(weak)));
                heap.request(breaker::FINALIZERS);
            }
        }
    }
}

impl Heap {
    /// A new weak reference of class `class` to `target`, which must be a heap object.
    pub fn new_weakref(&self, class: &Value, target: &Value, callback: Option<Value>) -> Option<Value> {
        let header = NonNull::from(target.header()?);
        let weak = WeakRef {
            header: Header::new::<WeakRef>(),
            target: Cell::new(Some(header)),
            callback: Guarded::new(callback),
            hash: Cell::new(None),
        };
        let value = self.put_as(class, weak);
        target.header()?.set(flag::WEAKREFED);
        let reference = value.downcast::<WeakRef>().map(NonNull::from)?;
        self.weak.0.borrow_mut().entry(header).or_default().push(reference);
        Some(value)
    }

    /// The weak references that point to `target`, oldest first.
    pub fn weakrefs_of(&self, target: &Value) -> Vec<Value> {
        let Some(header) = target.header() else { return Vec::new() };
        let table = self.weak.0.borrow();
        let list = table.get(&NonNull::from(header)).map(Vec::as_slice).unwrap_or_default();
        // SAFETY: as in `target_dies`.
        list.iter().map(|r| unsafe { r.as_ref() }).filter(|w| w.header.count() > 0).map(Value::of).collect()
    }
}
