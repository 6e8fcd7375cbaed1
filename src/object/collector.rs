//! The cycle collector: trial deletion over the whole heap.
//!
//! A collection that nobody asked for looks at what was made since the last one, as long as what lives has not grown
//! much: references from older objects count as outside ones then.
//!
//! A container whose references all come from other containers, and that nothing with a reference from outside
//! reaches, is garbage. References from the VM's stack and from Rust count as outside ones, since the collector
//! sees only what `traverse` shows. A collection has steps, since Python code runs between them: weak references to
//! garbage die and call back, finalisers run, what they brought back to life is spared, the rest is emptied.

use std::ptr::NonNull;

use super::class::{Class, class_flag};
use super::dict::Dict;
use super::generator::State;
use super::header::{Header, flag};
use super::heap::{Heap, Pending, breaker};
use super::layout::{LAYOUTS, Tag, has_finalizer};
use super::prefix::Attributes;
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

/// What a collection looks at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Whole,
    /// What has not lived through a collection yet.
    Young,
}

impl Scope {
    fn has(self, header: NonNull<Header>) -> bool {
        // SAFETY: called for living objects.
        is_container(header) && !(self == Scope::Young && unsafe { header.as_ref() }.has(flag::OLD))
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

/// The values that an object refers to, as CPython's collector sees them.
pub fn referents(value: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    if let Some(dict) = value.downcast_exact::<Dict>() {
        // Keys that are all strings are not followed.
        let keys = dict.keys().iter().any(|key| key.as_str().is_none());
        return dict.items().into_iter().flat_map(|(k, v)| [Some(v), keys.then_some(k)]).flatten().collect();
    }
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
    if matches!(value.tag(), Tag::Tuple | Tag::List) {
        found.reverse();
    }
    found
}

/// Is it a generator that has something left to run?
fn is_suspended(value: &Value) -> bool {
    value
        .as_generator()
        .is_some_and(|generator| matches!(generator.state.get(), State::Created | State::Suspended | State::Delegating))
}

/// How many objects CPython would count: an instance's attributes are a dict of their own there, a class has tuples.
pub fn weight(value: &Value) -> usize {
    match (value.downcast::<Class>(), value.downcast_exact::<Tuple>()) {
        (Some(_), _) => return 3,
        (_, Some(tuple)) if tuple.items().is_empty() => return 0,
        _ => {}
    }
    let Some(prefix) = value.header().and_then(Header::prefix) else { return 1 };
    let Attributes::Shaped(shape) = prefix.attributes() else { return 1 };
    if shape.is_empty() {
        return 1;
    }
    let mut has_dict = false;
    let mut each = |part: &Value| has_dict |= !part.is(prefix.class()) && is_collected(part);
    if let Some(header) = value.header() {
        // SAFETY: the object is alive and the row belongs to its tag; nothing is dropped while it is read.
        unsafe { (LAYOUTS[header.tag() as usize].traverse)(NonNull::from(header), &mut each) };
        prefix.traverse(&mut each);
    }
    1 + usize::from(has_dict)
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

/// What the end of all objects comes to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// Nothing: the memory can be left as it is.
    Silent,
    /// Some objects have something to do (a file to be written out), in whatever order.
    Unordered,
    /// Python code sees it: an object with `__del__`, a generator in a `try`, a weak reference that calls back.
    Observed,
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

    /// Dead cycles, whole, each member held once more; None while another collection goes on. `end_collection` must
    /// follow.
    pub fn begin_collection(&self, scope: Scope) -> Option<Vec<Value>> {
        if self.collecting.replace(true) {
            return None;
        }
        self.breaker.fetch_and(!breaker::COLLECT, std::sync::atomic::Ordering::Relaxed);
        if !self.can_afford_collection() {
            self.put_off_collection();
            self.collecting.set(false);
            return None;
        }
        let (garbage, all) = self.find_garbage(scope);
        if scope == Scope::Whole {
            self.containers.set(all as isize);
        }
        // SAFETY: garbage is whole.
        Some(garbage.into_iter().map(|h| unsafe { Value::share(h) }).collect())
    }

    /// Is there memory for the counts and lists of a collection?
    fn can_afford_collection(&self) -> bool {
        let cells: usize = self.number_segments().iter().sum();
        let lists = 6 * usize::try_from(self.containers.get()).unwrap_or(0);
        let mut room = Vec::<u64>::new();
        let granted = room.try_reserve_exact(cells / 2 + lists).is_ok();
        // An allocation that nobody looks at need not be asked for.
        std::hint::black_box(&mut room);
        granted
    }

    /// Weak references to garbage die. The callbacks of those that are no garbage themselves are queued.
    pub fn cut_weak_references(&self, garbage: &[Value]) {
        let headers = || garbage.iter().filter_map(Value::header);
        let is_referred = |value: &&Value| value.header().is_some_and(|h| h.has(flag::WEAKREFED));
        let mut dying: Vec<_> = garbage.iter().filter(is_referred).collect();
        if !dying.is_empty() {
            let trash = headers().filter(|h| h.tag() == Tag::WeakRef).map(NonNull::from).collect();
            dying.sort_by_cached_key(|value| (self.birth(value), self.weak.age(value)));
            let dying = dying.into_iter().filter_map(Value::header).filter(|h| h.has(flag::WEAKREFED));
            dying.for_each(|header| self.weak.target_dies(self, header, &trash));
        }
    }

    /// Queues the finalisers that garbage still has to run. Suspended generators are closed, whether anybody can see
    /// that or not: it frees what they hold. False if there is nothing to do.
    pub fn queue_finalizers(&self, garbage: &[Value]) -> bool {
        let mut ending: Vec<_> = garbage
            .iter()
            .filter(|value| {
                let has =
                    |object: &Header| !object.has(flag::FINALIZED) && (has_finalizer(object) || is_suspended(value));
                value.header().is_some_and(has)
            })
            .collect();
        ending.sort_by_cached_key(|value| self.birth(value));
        for value in &ending {
            value.header().inspect(|object| object.set(flag::FINALIZED));
            self.pending.borrow_mut().push_back(Pending::Finalize((*value).clone()));
            self.request(breaker::FINALIZERS);
        }
        !ending.is_empty()
    }

    /// What is garbage still, after finalisers have run. What they have freed goes here.
    pub fn still_garbage(&self, mut held: Vec<Value>) -> Vec<Value> {
        let only_held = |value: &Value| value.header().is_some_and(|h| h.count() == 1);
        // In both directions, since one that goes may free others.
        held.retain(|value| !only_held(value));
        held.reverse();
        held.retain(|value| !only_held(value));
        held.reverse();
        let mut counts = self.no_counts();
        let headers = |held: &[Value]| held.iter().filter_map(Value::header).map(NonNull::from).collect::<Vec<_>>();
        let all = headers(&held);
        // One for membership, since `held` explains one reference.
        for &header in &all {
            // SAFETY: `held` keeps it.
            *counts.of(header) = unsafe { header.as_ref() }.count();
        }
        for &header in &all {
            children(header, |child| {
                let count = counts.of(child);
                if *count > 1 {
                    *count -= 1;
                }
            });
        }
        let mut reached: Vec<_> = all.iter().copied().filter(|&h| *counts.of(h) > 1).collect();
        reached.iter().for_each(|&header| *counts.of(header) = REACHED);
        while let Some(header) = reached.pop() {
            children(header, |child| {
                let count = counts.of(child);
                if *count != 0 && *count != REACHED {
                    *count = REACHED;
                    reached.push(child);
                }
            });
        }
        held.retain(|value| value.header().is_some_and(|h| *counts.of(NonNull::from(h)) != REACHED));
        held
    }

    /// Empties what `begin_collection` found and nothing has brought back to life.
    pub fn end_collection(&self, garbage: Vec<Value>, scope: Scope) {
        self.reclaim(garbage);
        let alive = self.containers.get();
        if scope == Scope::Whole {
            self.alive_of_all.set(alive);
        }
        self.threshold.set(alive + GROWTH.max(alive / 2));
        self.alive.set(alive);
        self.collecting.set(false);
    }

    /// What the next collection should look at, if nobody says.
    pub fn next_scope(&self) -> Scope {
        let all = self.alive_of_all.get();
        if self.alive.get() > all + all / 2 || all == 0 { Scope::Whole } else { Scope::Young }
    }

    /// Containers made since the last collection, less those freed.
    pub fn new_containers(&self) -> usize {
        (self.containers.get() - self.alive.get()).max(0) as usize
    }

    /// Every living container is left alone by the collector from now on, or no longer.
    pub fn freeze(&self, on: bool) {
        self.walk(|header| {
            if is_container(header) {
                // SAFETY: the walk gives living objects.
                let object = unsafe { header.as_ref() };
                if on { object.set(flag::FROZEN) } else { object.clear(flag::FROZEN) }
            }
        });
    }

    /// How many containers are left alone.
    pub fn frozen(&self) -> usize {
        let mut count = 0;
        // SAFETY: as above.
        self.walk(|header| count += usize::from(unsafe { header.as_ref() }.has(flag::FROZEN)));
        count
    }

    /// Whom it concerns how objects go that are alive now, those of `known` left out.
    pub fn end(&self, known: &[Value]) -> End {
        let is_known = |object: &Header| known.iter().any(|v| v.header().is_some_and(|h| std::ptr::eq(h, object)));
        let mut end = End::Silent;
        self.walk(|header| {
            // SAFETY: the walk gives living objects.
            let object = unsafe { header.as_ref() };
            let found = match object.tag() {
                // SAFETY: the tag tells the type.
                Tag::WeakRef if unsafe { header.cast::<super::weakref::WeakRef>().as_ref() }.calls_back() => {
                    End::Observed
                }
                Tag::Generator | Tag::Coroutine | Tag::AsyncGenerator if has_finalizer(object) => End::Observed,
                _ if object.prefix().is_some_and(|p| super::layout::class_has_del(p.class())) => End::Observed,
                Tag::Boxed if has_finalizer(object) && !is_known(object) => End::Unordered,
                _ => End::Silent,
            };
            if found > end && !object.has(flag::FINALIZED) {
                end = found;
            }
        });
        end
    }

    fn no_counts(&self) -> Counts {
        Counts(self.number_segments().into_iter().map(|cells| vec![0; cells]).collect())
    }

    /// No collection now (it is switched off): asks again after as much growth.
    pub fn put_off_collection(&self) {
        self.threshold.set(self.containers.get() + GROWTH);
    }

    /// What can be freed, and how many containers were looked at.
    fn find_garbage(&self, scope: Scope) -> (Vec<NonNull<Header>>, usize) {
        let mut counts = self.no_counts();
        let mut all = Vec::new();
        self.walk(|header| {
            if scope.has(header) {
                all.push(header);
                // SAFETY: the walk gives living objects.
                *counts.of(header) = unsafe { header.as_ref() }.count();
            }
        });
        for &header in &all {
            children(header, |child| {
                if scope.has(child) {
                    let count = counts.of(child);
                    debug_assert!(*count > 0, "an object is visited more often than it is owned");
                    *count = count.saturating_sub(1);
                }
            });
        }
        // SAFETY: alive since the walk.
        let frozen = |h: NonNull<Header>| unsafe { h.as_ref() }.has(flag::FROZEN);
        let mut reached: Vec<_> = all.iter().copied().filter(|&h| *counts.of(h) > 0 || frozen(h)).collect();
        for &header in &reached {
            *counts.of(header) = REACHED;
        }
        // Everything that they lead to.
        while let Some(header) = reached.pop() {
            // SAFETY: as above.
            unsafe { header.as_ref() }.set(flag::OLD);
            children(header, |child| {
                if scope.has(child) {
                    let count = counts.of(child);
                    if *count != REACHED {
                        *count = REACHED;
                        reached.push(child);
                    }
                }
            });
        }
        let garbage: Vec<_> = all.iter().copied().filter(|&h| *counts.of(h) != REACHED).collect();
        (garbage, all.len())
    }

    /// Members keep their memory until all are emptied.
    fn reclaim(&self, held: Vec<Value>) {
        let nobody = std::collections::HashSet::new();
        let mut garbage: Vec<_> = held.iter().filter_map(Value::header).map(NonNull::from).collect();
        for &header in &garbage {
            // SAFETY: `held` keeps it.
            let object = unsafe { header.as_ref() };
            if object.tag() == Tag::WeakRef {
                // SAFETY: the tag tells the type. A dead reference calls nobody back.
                drop(unsafe { header.cast::<super::weakref::WeakRef>().as_ref() }.callback.take());
            }
            if object.has(flag::WEAKREFED) {
                self.weak.target_dies(self, object, &nobody);
            }
        }
        // SAFETY: `held` keeps them.
        garbage.sort_by_key(|h| emptied_after(unsafe { h.as_ref() }.tag()));
        for header in garbage {
            // SAFETY: unreachable from outside the garbage, and held.
            unsafe { self.gut(header) };
        }
        drop(held);
    }
}
