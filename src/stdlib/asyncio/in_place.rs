//! Awaits that need not wait: `await lock.acquire()` of a free lock, `await queue.get()` where an item is, and so on.
//!
//! Where the loop is about to call one of the functions that `_in_place` has named, and awaits at once what that gives,
//! it asks here first. What can be done without waiting is done, and no coroutine made; else the function is called as any
//! other. Only direct instances of our own classes are known, as long as nothing about them was overridden.

use crate::event_loop::{functions, future, task};
use crate::object::function::Function;
use crate::object::native::Args;
use crate::object::prefix::Attributes;
use crate::object::{PyResult, Value};
use crate::stdlib::collections::deque::Deque;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::host::{Done, InPlace, KnownClass};

/// The functions, by their `__qualname__`; each one's number is its place here and 1.
const FUNCTIONS: &[&str] = &[
    "Lock.acquire",
    "Semaphore.acquire",
    "Event.wait",
    "Queue.get",
    "Queue.put",
    "_ContextManagerMixin.__aenter__",
    "_ContextManagerMixin.__aexit__",
    "sleep",
];

const CLASSES: &[&str] = &["Lock", "Semaphore", "BoundedSemaphore", "Event", "Queue"];
const LOCK: usize = 0;
const SEMAPHORE: usize = 1;
const BOUNDED: usize = 2;
const EVENT: usize = 3;
const QUEUE: usize = 4;

/// Attributes.
const NAMES: &[&str] = &[
    "_locked",
    "_owner",
    "_waiters",
    "_value",
    "_bound_value",
    "_queue",
    "_maxsize",
    "_getters",
    "_putters",
    "_finished",
    "_unfinished_tasks",
];
const LOCKED: usize = 0;
const OWNER: usize = 1;
const WAITERS: usize = 2;
const VALUE: usize = 3;
const BOUND: usize = 4;
const ITEMS: usize = 5;
const MAXSIZE: usize = 6;
const GETTERS: usize = 7;
const PUTTERS: usize = 8;
const FINISHED: usize = 9;
const UNFINISHED: usize = 10;

/// `_in_place(cls, *functions)`
pub fn register(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let heap = vm.heap();
    if vm.host.in_place.run.is_none() {
        let names = NAMES.iter().map(|name| heap.intern(name)).collect();
        vm.host.in_place = InPlace { run: Some(run), names, classes: CLASSES.iter().map(|_| None).collect() };
    }
    let class = args.take(0);
    let name = vm.class_name_of(&class);
    if let Some(place) = CLASSES.iter().position(|c| *c == name)
        && let Some(known) = class.downcast()
    {
        let version = vm.class_version(known);
        vm.host.in_place.classes[place] = Some(KnownClass { class, version, shape: 0 });
    }
    for function in args.rest(1).iter().filter_map(|function| function.downcast::<Function>()) {
        let name = function.qualname.get().lossy_text();
        let number = FUNCTIONS.iter().position(|f| *f == name).map_or(0, |place| place as u8 + 1);
        function.code().hot.in_place.set(number);
    }
    Ok(Value::NONE)
}

fn run(vm: &mut Vm, number: u8, args: &[Value]) -> PyResult<Done> {
    if let (8, [delay, result]) = (number, args) {
        return Ok(functions::begin_sleep(vm, delay, result)?.map_or(Done::No, Done::Awaits));
    }
    let Some(object) = args.first() else { return Ok(Done::No) };
    let Some(kind) = kind(vm, object) else { return Ok(Done::No) };
    match (number, kind, args) {
        (1, LOCK, _) => acquire_lock(vm, object),
        (2, SEMAPHORE | BOUNDED, _) => acquire_semaphore(vm, object),
        (3, EVENT, _) if get(vm, object, VALUE).is_some_and(|v| v.is(&Value::TRUE)) => Ok(Done::Result(Value::TRUE)),
        (4, QUEUE, _) => take_item(vm, object),
        (5, QUEUE, [_, item]) => put_item(vm, object, item),
        (6, LOCK, _) => acquire_lock(vm, object).map(entered),
        (6, SEMAPHORE | BOUNDED, _) => acquire_semaphore(vm, object).map(entered),
        (7, LOCK, _) => release_lock(vm, object),
        (7, SEMAPHORE | BOUNDED, _) => release_semaphore(vm, object, kind == BOUNDED),
        _ => Ok(Done::No),
    }
}

fn entered(done: Done) -> Done {
    match done {
        Done::Result(_) => Done::Result(Value::NONE),
        other => other,
    }
}

/// Which class the object is of, if all its attributes are plain data.
fn kind(vm: &mut Vm, object: &Value) -> Option<usize> {
    let prefix = object.header()?.prefix()?;
    let class = prefix.class();
    let place = vm.host.in_place.classes.iter().position(|c| c.as_ref().is_some_and(|c| c.class.is(class)))?;
    let known = vm.host.in_place.classes[place].as_ref()?;
    if known.version == 0 || prefix.class_version() != known.version {
        return None;
    }
    let word = prefix.attribute_word();
    if known.shape == word {
        return Some(place);
    }
    let Attributes::Shaped(shape) = prefix.attributes() else { return None };
    let class = class.downcast()?;
    for name in shape.names() {
        // A method that the instance overrides.
        if vm.type_lookup(class, &name).is_some_and(|found| found.downcast::<Function>().is_some()) {
            return None;
        }
    }
    vm.host.in_place.classes[place].as_mut()?.shape = word;
    Some(place)
}

#[inline]
fn get(vm: &Vm, object: &Value, name: usize) -> Option<Value> {
    object.own_attribute(&vm.host.in_place.names[name])
}

fn set(vm: &mut Vm, object: &Value, name: usize, value: Value) -> PyResult<()> {
    let old = object.set_own_attribute(vm.heap(), &vm.host.in_place.names[name], value).or_memory_error(vm)?;
    drop(old);
    Ok(())
}

/// Who waits; None: the attribute holds something else.
fn waiters(vm: &Vm, object: &Value, name: usize) -> Option<Option<Value>> {
    let waiters = get(vm, object, name)?;
    if waiters.is_none() {
        return Some(None);
    }
    let deque = waiters.payload::<Deque>()?;
    Some((deque.len() > 0).then(|| waiters.clone()))
}

/// The first future that is not done, and its place. Err: a future that is not ours.
fn first_pending(vm: &Vm, waiters: &Value) -> Result<Option<(usize, Value)>, ()> {
    let Some(deque) = waiters.payload::<Deque>() else { return Err(()) };
    let mut place = 0;
    while let Some(waiter) = deque.get(place) {
        let native = future::of(&waiter).filter(|_| future::is_plain(vm, &waiter)).ok_or(())?;
        if !native.is_done() {
            return Ok(Some((place, waiter)));
        }
        place += 1;
    }
    Ok(None)
}

fn wake(vm: &mut Vm, waiter: &Value, result: Value) -> PyResult<()> {
    match future::of(waiter) {
        Some(native) => future::set_result(vm, waiter, native, result),
        None => Ok(()),
    }
}

fn acquire_lock(vm: &mut Vm, lock: &Value) -> PyResult<Done> {
    let free = get(vm, lock, LOCKED).is_some_and(|v| v.is(&Value::FALSE));
    if !free || !matches!(waiters(vm, lock, WAITERS), Some(None)) {
        return Ok(Done::No);
    }
    let owner = task::running_number(vm);
    set(vm, lock, LOCKED, Value::TRUE)?;
    set(vm, lock, OWNER, owner)?;
    Ok(Done::Result(Value::TRUE))
}

fn release_lock(vm: &mut Vm, lock: &Value) -> PyResult<Done> {
    if !get(vm, lock, LOCKED).is_some_and(|v| v.is(&Value::TRUE)) {
        return Ok(Done::No);
    }
    let first = match waiters(vm, lock, WAITERS) {
        None => return Ok(Done::No),
        Some(None) => None,
        Some(Some(waiters)) => match first_pending(vm, &waiters) {
            Err(()) => return Ok(Done::No),
            // Only the very first one is woken: one that was woken already takes the lock soon.
            Ok(found) => found.filter(|(place, _)| *place == 0).map(|(_, waiter)| waiter),
        },
    };
    set(vm, lock, LOCKED, Value::FALSE)?;
    set(vm, lock, OWNER, Value::NONE)?;
    if let Some(waiter) = first {
        wake(vm, &waiter, Value::TRUE)?;
    }
    Ok(Done::Result(Value::NONE))
}

fn number(vm: &Vm, object: &Value, name: usize) -> Option<i64> {
    get(vm, object, name).and_then(|v| v.as_small_int())
}

fn acquire_semaphore(vm: &mut Vm, semaphore: &Value) -> PyResult<Done> {
    let Some(value) = number(vm, semaphore, VALUE).filter(|v| *v > 0) else { return Ok(Done::No) };
    if !matches!(waiters(vm, semaphore, WAITERS), Some(None)) {
        return Ok(Done::No);
    }
    let left = vm.heap().int(value - 1);
    set(vm, semaphore, VALUE, left)?;
    Ok(Done::Result(Value::TRUE))
}

fn release_semaphore(vm: &mut Vm, semaphore: &Value, bounded: bool) -> PyResult<Done> {
    let Some(value) = number(vm, semaphore, VALUE) else { return Ok(Done::No) };
    if bounded && number(vm, semaphore, BOUND).is_none_or(|bound| value >= bound) {
        return Ok(Done::No);
    }
    let pending = match waiters(vm, semaphore, WAITERS) {
        None => return Ok(Done::No),
        Some(None) => None,
        Some(Some(waiters)) => match first_pending(vm, &waiters) {
            Err(()) => return Ok(Done::No),
            Ok(found) => found,
        },
    };
    match pending {
        // What comes back goes on to that one.
        Some((_, waiter)) => wake(vm, &waiter, Value::TRUE)?,
        None => {
            let back = vm.heap().int(value + 1);
            set(vm, semaphore, VALUE, back)?;
        }
    }
    Ok(Done::Result(Value::NONE))
}

/// Wakes the first who waits; those before it, and itself, leave the line.
fn wake_next(vm: &mut Vm, line: Option<(Value, Option<(usize, Value)>)>) -> PyResult<()> {
    let Some((waiters, pending)) = line else { return Ok(()) };
    if let Some(deque) = waiters.payload::<Deque>() {
        let leaving = pending.as_ref().map_or(deque.len(), |(place, _)| place + 1);
        for _ in 0..leaving {
            drop(deque.pop_front());
        }
    }
    match pending {
        Some((_, waiter)) => wake(vm, &waiter, Value::NONE),
        None => Ok(()),
    }
}

/// A queue's line of waiting futures, with the first that is not done. None: something else is there.
#[allow(clippy::type_complexity)]
fn line(vm: &Vm, queue: &Value, name: usize) -> Option<Option<(Value, Option<(usize, Value)>)>> {
    match waiters(vm, queue, name)? {
        None => Some(None),
        Some(waiters) => {
            let pending = first_pending(vm, &waiters).ok()?;
            Some(Some((waiters, pending)))
        }
    }
}

fn take_item(vm: &mut Vm, queue: &Value) -> PyResult<Done> {
    let items = get(vm, queue, ITEMS);
    let Some(items) = items.as_ref().and_then(|i| i.payload::<Deque>()) else { return Ok(Done::No) };
    let Some(putters) = line(vm, queue, PUTTERS) else { return Ok(Done::No) };
    let Some(item) = items.pop_front() else { return Ok(Done::No) };
    wake_next(vm, putters)?;
    Ok(Done::Result(item))
}

fn put_item(vm: &mut Vm, queue: &Value, item: &Value) -> PyResult<Done> {
    let items = get(vm, queue, ITEMS);
    let Some(items) = items.as_ref().and_then(|i| i.payload::<Deque>()) else { return Ok(Done::No) };
    let (Some(maxsize), Some(unfinished)) = (number(vm, queue, MAXSIZE), number(vm, queue, UNFINISHED)) else {
        return Ok(Done::No);
    };
    let full = maxsize > 0 && items.len() as i64 >= maxsize;
    let Some(finished) = get(vm, queue, FINISHED) else { return Ok(Done::No) };
    if full || kind(vm, &finished) != Some(EVENT) {
        return Ok(Done::No);
    }
    let Some(getters) = line(vm, queue, GETTERS) else { return Ok(Done::No) };
    items.push_back(item.clone()).map_err(|()| vm.memory_error())?;
    set(vm, &finished, VALUE, Value::FALSE)?;
    let more = vm.heap().int(unfinished + 1);
    set(vm, queue, UNFINISHED, more)?;
    wake_next(vm, getters)?;
    Ok(Done::Result(Value::NONE))
}
