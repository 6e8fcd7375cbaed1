//! Weak references: objects that know an address but hold no count.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
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

impl WeakRef {
    /// Will the target's end call somebody?
    pub(super) fn calls_back(&self) -> bool {
        self.target.get().is_some() && self.callback.with(Option::is_some)
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
pub struct WeakTable {
    references: RefCell<HashMap<NonNull<Header>, Referred>>,
    /// How many objects were referred to so far.
    count: Cell<u64>,
}

/// The references to one object, oldest first, and the number of the object among those that were referred to.
#[derive(Default)]
struct Referred {
    list: Vec<NonNull<WeakRef>>,
    age: u64,
}

impl WeakTable {
    fn add(&self, target: NonNull<Header>, reference: NonNull<WeakRef>) {
        let mut table = self.references.borrow_mut();
        let referred = table.entry(target).or_insert_with(|| {
            self.count.set(self.count.get() + 1);
            Referred { list: Vec::new(), age: self.count.get() }
        });
        referred.list.push(reference);
    }

    /// Orders objects by when they were first referred to; 0 for others.
    pub(super) fn age(&self, object: &Value) -> u64 {
        let Some(header) = object.header().filter(|h| h.has(flag::WEAKREFED)) else { return 0 };
        self.references.borrow().get(&NonNull::from(header)).map_or(0, |referred| referred.age)
    }

    fn forget(&self, target: NonNull<Header>, reference: NonNull<WeakRef>) {
        let mut table = self.references.borrow_mut();
        if let Some(referred) = table.get_mut(&target) {
            referred.list.retain(|&r| r != reference);
            if referred.list.is_empty() {
                table.remove(&target);
                // SAFETY: a target that is in the table has not been freed.
                unsafe { target.as_ref().clear(flag::WEAKREFED) };
            }
        }
    }

    /// All references to `object` die; their callbacks are queued, the newest first, but not those of `silent` ones.
    pub(super) fn target_dies(&self, heap: &Heap, object: &Header, silent: &HashSet<NonNull<Header>>) {
        object.clear(flag::WEAKREFED);
        let referred = self.references.borrow_mut().remove(&NonNull::from(object)).unwrap_or_default();
        for reference in referred.list.into_iter().rev() {
            // SAFETY: a weak reference takes itself out of the table before it is freed.
            let weak = unsafe { reference.as_ref() };
            weak.target.set(None);
            if silent.contains(&NonNull::from(&weak.header)) {
                continue;
            }
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
        self.weak.add(header, reference);
        Some(value)
    }

    /// The weak references that point to `target`, oldest first.
    pub fn weakrefs_of(&self, target: &Value) -> Vec<Value> {
        let Some(header) = target.header() else { return Vec::new() };
        let table = self.weak.references.borrow();
        let list = table.get(&NonNull::from(header)).map(|r| r.list.as_slice()).unwrap_or_default();
        // SAFETY: as in `target_dies`.
        list.iter().map(|r| unsafe { r.as_ref() }).filter(|w| w.header.count() > 0).map(Value::of).collect()
    }
}
