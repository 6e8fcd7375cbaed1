//! The cycle collector: trial deletion over the whole heap.
//!
//! A container whose references all come from other containers, and that nothing with a reference from outside
//! reaches, is garbage. References from the VM's stack and from Rust count as outside ones, since the collector
//! sees only what `traverse` shows. Garbage that needs Python code to run first (a finaliser) is brought to the
//! queue and judged again at the next collection.

use std::ptr::NonNull;

use super::class::{Class, class_flag};
use super::dict::Dict;
use super::header::{Header, flag};
use super::heap::{Heap, Pending, breaker};
use super::layout::{LAYOUTS, Tag, has_finalizer};
use super::tuple::Tuple;
use super::value::Value;

/// Containers at which the first collection starts: more than the builtins are.
pub(super) const FIRST: isize = 20_000;
/// So many new containers start the next one, or half of those that lived through the last if that is more.
const GROWTH: isize = 5_000;

/// References of each container that no container explains; `REACHED` once it is known to be alive.
struct Counts(Vec<Vec<u32>>);

const REACHED: u32 = u32::MAX;

impl Counts {
    fn of(&mut self, header: NonNull<Header>) -> &mut u32 {
        let (segment, cell) = Heap::place(header);
        &mut self.0[segment][cell]
    }
}

/// What an object still looks at while it is dropped goes later: generators look at their code, instances at their
/// class's shapes.
fn emptied_after(tag: Tag) -> u8 {
    match tag {
        Tag::Generator | Tag::Coroutine | Tag::AsyncGenerator => 0,
        Tag::Class | Tag::Code => 2,
        _ => 1,
    }
}

fn is_container(header: NonNull<Header>) -> bool {
    // SAFETY: called for living objects.
    let object = unsafe { header.as_ref() };
    (LAYOUTS[object.tag() as usize].container || !object.is_exact()) && !object.has(flag::GUTTED)
}

/// Do objects of this layout refer to others?
pub fn has_references(tag: Tag) -> bool {
    LAYOUTS[tag as usize].container
}

/// Is the value one that the collector looks at?
pub fn is_collected(value: &Value) -> bool {
    let Some(header) = value.header() else { return false };
    let class = header.heap().class_of(value).downcast::<Class>();
    // A plain `object()` refers to nothing, a builtin class lives for ever.
    let empty = header.tag() == Tag::Instance && class.is_some_and(|c| !c.has_flag(class_flag::HEAP))
        || value.downcast::<Class>().is_some_and(|c| !c.has_flag(class_flag::HEAP));
    !empty && is_container(NonNull::from(header))
}

/// Does the collector follow it in CPython? Exact tuples and dicts count by what they hold.
pub fn is_tracked(value: &Value) -> bool {
    let mut tuples = match (value.downcast_exact::<Tuple>(), value.downcast_exact::<Dict>()) {
        (Some(tuple), _) => tuple.items().to_vec(),
        (_, Some(dict)) => dict.items().into_iter().flat_map(|(k, v)| [k, v]).collect(),
        _ => return is_collected(value) && !is_plain(value),
    };
    while let Some(item) = tuples.pop() {
        match item.downcast_exact::<Tuple>() {
            Some(tuple) => tuples.extend(tuple.items().iter().cloned()),
            None if is_collected(&item) && !is_plain(&item) => return true,
            None => {}
        }
    }
    false
}

/// Is it a builtin class or an instance of `object` itself? CPython's collector leaves those alone.
fn is_plain(value: &Value) -> bool {
    let Some(header) = value.header() else { return true };
    match value.downcast_exact::<Class>() {
        Some(class) => !class.has_flag(class_flag::HEAP),
        None => {
            let class = header.heap().class_of(value).downcast::<Class>();
            header.tag() == Tag::Instance && class.is_some_and(|class| class.base.with(Option::is_none))
        }
    }
}

/// The values that an object refers to, as the collector sees them.
pub fn referents(value: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    if let Some(header) = value.header() {
        let mut each = |value: &Value| found.push(value.clone());
        // SAFETY: the object is alive and the row belongs to its tag; nothing is dropped while it is read.
        unsafe {
            (LAYOUTS[header.tag() as usize].traverse)(NonNull::from(header), &mut each);
            if let Some(prefix) = header.prefix() {
                prefix.traverse(&mut each);
            }
        }
    }
    found
}

fn children(header: NonNull<Header>, mut visit: impl FnMut(NonNull<Header>)) {
    let mut each = |value: &Value| {
        if let Some(child) = value.header() {
            visit(NonNull::from(child));
        }
    };
    // SAFETY: the object is alive and the row belongs to its tag.
    unsafe {
        let object = header.as_ref();
        (LAYOUTS[object.tag() as usize].traverse)(header, &mut each);
        if let Some(prefix) = object.prefix() {
            prefix.traverse(&mut each);
        }
    }
}

impl Heap {
    /// Every living object that the collector looks at.
    pub fn collected_objects(&self) -> Vec<Value> {
        let mut all = Vec::new();
        self.walk(|header| {
            if is_container(header) {
                all.push(header);
            }
        });
        // SAFETY: alive: nothing was dropped since the walk.
        all.into_iter().map(|header| unsafe { Value::share(header) }).collect()
    }

    /// Frees dead cycles; gives how many objects were unreachable. Finalisers are queued, not run.
    pub fn collect(&self) -> usize {
        if self.collecting.replace(true) {
            return 0;
        }
        self.breaker.fetch_and(!breaker::COLLECT, std::sync::atomic::Ordering::Relaxed);
        let (garbage, found, alive) = self.find_garbage();
        self.reclaim(garbage);
        self.containers.set(alive as isize);
        self.threshold.set(alive as isize + GROWTH.max(alive as isize / 2));
        self.collecting.set(false);
        found
    }

    /// No collection now (it is switched off): asks again after as much growth.
    pub fn put_off_collection(&self) {
        self.threshold.set(self.containers.get() + GROWTH);
    }

    /// What can be freed now, how many objects are unreachable in all, and how many are alive.
    fn find_garbage(&self) -> (Vec<NonNull<Header>>, usize, usize) {
        let mut counts = Counts(self.number_segments().into_iter().map(|cells| vec![0; cells]).collect());
        let mut all = Vec::new();
        self.walk(|header| {
            if is_container(header) {
                all.push(header);
                // SAFETY: the walk gives living objects.
                *counts.of(header) = unsafe { header.as_ref() }.count();
            }
        });
        for &header in &all {
            children(header, |child| {
                if is_container(child) {
                    let count = counts.of(child);
                    debug_assert!(*count > 0, "an object is visited more often than it is owned");
                    *count = count.saturating_sub(1);
                }
            });
        }
        let mut reached: Vec<_> = all.iter().copied().filter(|&h| *counts.of(h) > 0).collect();
        for &header in &reached {
            *counts.of(header) = REACHED;
        }
        self.spread(&mut counts, &mut reached);
        let garbage: Vec<_> = all.iter().copied().filter(|&h| *counts.of(h) != REACHED).collect();
        let (found, alive) = (garbage.len(), all.len() - garbage.len());
        (self.spare_finalizable(counts, garbage), found, alive)
    }

    /// Marks everything that `reached` leads to.
    fn spread(&self, counts: &mut Counts, reached: &mut Vec<NonNull<Header>>) {
        while let Some(header) = reached.pop() {
            children(header, |child| {
                if is_container(child) {
                    let count = counts.of(child);
                    if *count != REACHED {
                        *count = REACHED;
                        reached.push(child);
                    }
                }
            });
        }
    }

    /// Queues the finalisers that garbage still has to run; what they can reach lives until the next time.
    fn spare_finalizable(&self, mut counts: Counts, garbage: Vec<NonNull<Header>>) -> Vec<NonNull<Header>> {
        let mut spared = Vec::new();
        for &header in &garbage {
            // SAFETY: garbage is still whole.
            let object = unsafe { header.as_ref() };
            if !object.has(flag::FINALIZED) && has_finalizer(object) {
                object.set(flag::FINALIZED);
                // SAFETY: the object is whole; the queue gets a counted reference.
                self.pending.borrow_mut().push_back(Pending::Finalize(unsafe { Value::share(header) }));
                self.request(breaker::FINALIZERS);
                *counts.of(header) = REACHED;
                spared.push(header);
            }
        }
        if spared.is_empty() {
            return garbage;
        }
        self.spread(&mut counts, &mut spared);
        garbage.into_iter().filter(|&h| *counts.of(h) != REACHED).collect()
    }

    fn reclaim(&self, garbage: Vec<NonNull<Header>>) {
        // SAFETY: garbage is whole; these references keep each member's memory until all are gutted.
        let held: Vec<Value> = garbage.iter().map(|&h| unsafe { Value::share(h) }).collect();
        for &header in &garbage {
            // SAFETY: `held` keeps it.
            let object = unsafe { header.as_ref() };
            if object.tag() == Tag::WeakRef {
                // SAFETY: the tag tells the type. A dead reference calls nobody back.
                drop(unsafe { header.cast::<super::weakref::WeakRef>().as_ref() }.callback.take());
            }
            if object.has(flag::WEAKREFED) {
                self.weak.target_dies(self, object);
            }
        }
        let mut garbage = garbage;
        // SAFETY: `held` keeps them.
        garbage.sort_by_key(|h| emptied_after(unsafe { h.as_ref() }.tag()));
        for header in garbage {
            // SAFETY: unreachable from outside the garbage, and held.
            unsafe { self.gut(header) };
        }
        drop(held);
    }
}
