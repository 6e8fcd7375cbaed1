//! The loop: runs what is ready, then what is due, then waits until the next timer.
//!
//! While anything is ready no system call is made. Where Python code overrides a part of the loop (`_run_once`,
//! `time`, `call_soon`, `_selector`, ...) the loop goes through the Python-visible methods instead of its own.

use std::cell::Cell;
use std::collections::VecDeque;
use std::time::Duration;

use crate::bytecode::code::flags;
use crate::object::boxed::Payload;
use crate::object::code::Code;
use crate::object::descriptor::GetSet;
use crate::object::frame::FrameObject;
use crate::object::guarded::Guarded;
use crate::object::native::NativeFunction;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::hint::Mistake;

use super::awaiting::deadlock;
use super::handle::{self, Handle};
use super::loop_class::{self, OVERRIDABLE};
use super::scheduler::{Ready, Timer, Timers};
use super::{context, describe, exceptions, future, task};

/// The state of an event loop.
pub struct Loop {
    pub ready: Guarded<VecDeque<Ready>>,
    pub timers: Guarded<Timers>,
    pub stopping: Cell<bool>,
    pub running: Cell<bool>,
    pub closed: Cell<bool>,
    pub debug: Cell<bool>,
    /// What `sys.set_coroutine_origin_tracking_depth` was given, while debug mode tells otherwise.
    origin_depth: Cell<Option<usize>>,
    pub exception_handler: Guarded<Option<Value>>,
    pub task_factory: Guarded<Option<Value>>,
    /// Weak references to async generators that were begun under this loop.
    pub generators: Guarded<Vec<Value>>,
    /// `shutdown_asyncgens`, `shutdown_default_executor` were called.
    pub generators_closed: Cell<bool>,
    pub executor_closed: Cell<bool>,
    /// Class version, attribute word, and whether nothing is overridden, when that was last looked at.
    plain: Cell<(u32, u64, bool)>,
}

impl Default for Loop {
    fn default() -> Loop {
        Loop {
            ready: Guarded::default(),
            timers: Guarded::default(),
            stopping: Cell::new(false),
            running: Cell::new(false),
            closed: Cell::new(false),
            debug: Cell::new(false),
            origin_depth: Cell::new(None),
            exception_handler: Guarded::new(None),
            task_factory: Guarded::new(None),
            generators: Guarded::default(),
            generators_closed: Cell::new(false),
            executor_closed: Cell::new(false),
            plain: Cell::new((0, u64::MAX, false)),
        }
    }
}

impl Payload for Loop {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.ready.with(|queue| queue.iter().for_each(|entry| entry.traverse(&mut *visit)));
        self.timers.with(|timers| timers.traverse(&mut *visit));
        self.exception_handler.with(|v| v.iter().for_each(&mut *visit));
        self.task_factory.with(|v| v.iter().for_each(&mut *visit));
        self.generators.with(|all| all.iter().for_each(visit));
    }

    fn needs_finalizer(&self) -> bool {
        !self.closed.get()
    }
}

/// Timers that lie so far away count as due: the clock's resolution.
const RESOLUTION: f64 = 1e-9;
/// A queue of this many entries is never shrunk.
const ROOM: usize = 1024;
/// How many frames `cr_origin` tells of in debug mode.
const DEBUG_STACK_DEPTH: usize = 10;
/// The longest wait for one timer.
const LONGEST: f64 = 24.0 * 3600.0;

/// The loop's state.
pub fn of<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Loop> {
    value.payload::<Loop>().ok_or_else(|| vm.type_error("an event loop is required"))
}

impl Loop {
    /// Is no part of the scheduling overridden, by a class or on the object?
    #[inline(always)]
    pub fn is_plain(&self, vm: &mut Vm, value: &Value) -> bool {
        let class = vm.class_of(value);
        let word = value.header().and_then(|h| h.prefix()).map_or(0, |p| p.attribute_word());
        let version = class.version.get();
        let (known_version, known_word, plain) = self.plain.get();
        if version != 0 && version == known_version && word == known_word && (word == 0 || word & 1 == 1) {
            return plain;
        }
        self.look_for_overrides(vm, value, word)
    }

    #[cold]
    #[inline(never)]
    fn look_for_overrides(&self, vm: &mut Vm, value: &Value, word: u64) -> bool {
        let class = vm.class_of(value);
        let version = vm.class_version(class);
        let plain = OVERRIDABLE.iter().all(|name| {
            let name = vm.heap().intern(name);
            if vm.own_attribute(value, &name).is_some() {
                return false;
            }
            match vm.type_lookup(class, &name) {
                Some(found) if found.downcast::<GetSet>().is_some() => true,
                Some(found) => found.downcast::<NativeFunction>().is_some_and(|n| loop_class::is_own(n.def)),
                None => true,
            }
        });
        self.plain.set((version, word, plain));
        plain
    }

    /// A timer of this loop was cancelled.
    pub fn note_cancelled(&self, handle: &Handle) {
        if handle.scheduled.get() {
            self.note_stale();
        }
    }

    /// Adds a timer.
    pub fn add_timer(&self, vm: &Vm, when: f64, target: Value) {
        let when = vm.host.clock.exact(when);
        self.timers.with_mut(|timers| timers.add(when, target));
    }

    /// One more timer has nobody to wake.
    pub fn note_stale(&self) {
        self.timers.with_mut(|timers| timers.stale += 1);
    }

    pub fn check_closed(&self, vm: &Vm) -> PyResult<()> {
        if self.closed.get() { Err(vm.runtime_error("Event loop is closed")) } else { Ok(()) }
    }
}

/// The loop's clock, in seconds.
pub fn clock(vm: &Vm) -> f64 {
    vm.host.clock.monotonic_ns() as f64 * 1e-9
}

/// `loop.time()`, by the method where that is overridden.
pub fn time(vm: &mut Vm, value: &Value, native: &Loop) -> PyResult {
    if native.is_plain(vm, value) {
        let now = clock(vm);
        return Ok(vm.heap().float(now));
    }
    let name = vm.heap().intern("time");
    vm.call_method(value, &name, &[])
}

/// `loop.run_forever()`.
pub fn run_forever(vm: &mut Vm, value: &Value) -> PyResult<()> {
    run(vm, value, turn_until_stopped)
}

/// Runs the loop for the prompt, whatever its tasks say of stopping, until `is_done` says so between two turns.
pub fn run_until(vm: &mut Vm, value: &Value, is_done: &mut dyn FnMut(&mut Vm) -> bool) -> PyResult<()> {
    run(vm, value, |vm, value, native| {
        while !is_done(vm) {
            native.stopping.set(false);
            turn(vm, value, native)?;
        }
        Ok(())
    })
}

fn run(vm: &mut Vm, value: &Value, turns: impl FnOnce(&mut Vm, &Value, &Loop) -> PyResult<()>) -> PyResult<()> {
    let native = of(vm, value)?;
    native.check_closed(vm)?;
    check_running(vm, native)?;
    track_origins(vm, native, native.debug.get());
    let hooks = loop_class::generator_hooks(vm, value);
    let before = std::mem::replace(&mut vm.async_hooks, hooks);
    native.running.set(true);
    let outer = vm.thread.running_loop.replace(value.clone());
    let result = turns(vm, value, native);
    track_origins(vm, native, false);
    native.stopping.set(false);
    native.running.set(false);
    drop(std::mem::replace(&mut vm.thread.running_loop, outer));
    drop(std::mem::replace(&mut vm.async_hooks, before));
    result
}

/// Coroutines remember where they were made while a loop runs in debug mode.
pub fn track_origins(vm: &mut Vm, native: &Loop, on: bool) {
    match (on, native.origin_depth.get()) {
        (true, None) => {
            native.origin_depth.set(Some(vm.origin_depth));
            vm.origin_depth = DEBUG_STACK_DEPTH;
        }
        (false, Some(before)) => {
            native.origin_depth.set(None);
            vm.origin_depth = before;
        }
        _ => {}
    }
}

/// Neither this loop nor another one may run.
pub fn check_running(vm: &Vm, native: &Loop) -> PyResult<()> {
    if native.running.get() {
        let error = vm.runtime_error("This event loop is already running");
        return Err(vm.suspect(error, || Some(Mistake::LoopInLoop)));
    }
    if vm.thread.running_loop.is_some() {
        let error = vm.runtime_error("Cannot run the event loop while another loop is running");
        return Err(vm.suspect(error, || Some(Mistake::LoopInLoop)));
    }
    Ok(())
}

fn turn_until_stopped(vm: &mut Vm, value: &Value, native: &Loop) -> PyResult<()> {
    if vm.stack_exhausted() {
        return Err(vm.recursion_error("maximum recursion depth exceeded while calling a Python object"));
    }
    loop {
        turn(vm, value, native)?;
        if native.stopping.get() {
            return Ok(());
        }
    }
}

fn turn(vm: &mut Vm, value: &Value, native: &Loop) -> PyResult<()> {
    if native.is_plain(vm, value) {
        return run_once(vm, value, native);
    }
    let name = vm.heap().intern("_run_once");
    vm.call_method(value, &name, &[]).map(drop)
}

/// One turn: waits if there is nothing to do, moves due timers to the queue, runs what is in the queue now.
pub fn run_once(vm: &mut Vm, value: &Value, native: &Loop) -> PyResult<()> {
    let idle = native.ready.with(VecDeque::is_empty) && !native.stopping.get();
    let plain = native.is_plain(vm, value);
    if !native.timers.with(Timers::is_empty) {
        drop(native.timers.with_mut(Timers::prune));
    }
    let next = native.timers.with(Timers::next);
    if next.is_some() && !idle {
        vm.host.clock.look();
    }
    if !plain {
        poll(vm, value, native, idle, next)?;
    } else if idle {
        wait(vm, value, native, next)?;
    }
    if next.is_some() {
        let now = time(vm, value, native)?;
        let end = vm.to_f64(&now)? + if plain { RESOLUTION } else { resolution(vm, value)? };
        while let Some(timer) = native.timers.with_mut(|t| t.take_due(end)) {
            go_off(native, timer);
        }
    }
    let count = native.ready.with(VecDeque::len);
    for _ in 0..count {
        let Some(entry) = native.ready.with_mut(VecDeque::pop_front) else { break };
        if native.debug.get() {
            run_watched(vm, value, native, entry)?;
        } else {
            run_entry(vm, value, entry)?;
        }
        vm.between_instructions()?;
    }
    // What was once a crowd does not keep its room.
    native.ready.with_mut(|queue| {
        if queue.capacity() > ROOM && queue.len().max(count) < queue.capacity() / 8 {
            queue.shrink_to(ROOM);
        }
    });
    Ok(())
}

/// Sleeps until the next timer, or until a signal comes where there is none (if one may come).
fn wait(vm: &mut Vm, value: &Value, native: &Loop, next: Option<f64>) -> PyResult<()> {
    loop {
        vm.between_instructions()?;
        if !native.ready.with(VecDeque::is_empty) || native.stopping.get() {
            return Ok(());
        }
        if let Some(doorbell) = vm.host.doorbell {
            let left = next.map(|when| Duration::from_secs_f64((when - clock(vm)).clamp(0.0, LONGEST)));
            vm.host.clock.wait_for(doorbell, left);
            return vm.between_instructions();
        }
        let Some(when) = next else {
            deadlock::check(vm, value);
            vm.host.clock.pause();
            continue;
        };
        let left = (when - clock(vm)).clamp(0.0, LONGEST);
        if left <= 0.0 {
            return Ok(());
        }
        vm.host.clock.wait(Duration::from_secs_f64(left));
    }
}

/// The same through `_selector` and `_process_events`, where Python code provides them.
fn poll(vm: &mut Vm, value: &Value, native: &Loop, idle: bool, next: Option<f64>) -> PyResult<()> {
    let heap = vm.heap();
    let selector = vm.get_attr_opt(value, &heap.intern("_selector"))?.filter(|s| !s.is_none());
    let timeout = match (idle, next) {
        (false, _) => Some(0.0),
        (true, Some(when)) => {
            let now = time(vm, value, native)?;
            Some((when - vm.to_f64(&now)?).clamp(0.0, LONGEST))
        }
        (true, None) => None,
    };
    let Some(selector) = selector else {
        return match timeout {
            Some(seconds) if seconds <= 0.0 => Ok(()),
            Some(seconds) => {
                vm.between_instructions()?;
                vm.host.clock.wait(Duration::from_secs_f64(seconds));
                vm.between_instructions()
            }
            None => wait(vm, value, native, None),
        };
    };
    let timeout = match timeout {
        Some(seconds) if seconds <= 0.0 => Value::from_len(0),
        Some(seconds) => heap.float(seconds),
        None => Value::NONE,
    };
    let events = vm.call_method(&selector, &heap.intern("select"), &[timeout])?;
    vm.call_method(value, &heap.intern("_process_events"), &[events]).map(drop)
}

/// `loop._clock_resolution`, which tests set.
fn resolution(vm: &mut Vm, value: &Value) -> PyResult<f64> {
    let name = vm.heap().intern("_clock_resolution");
    let value = vm.get_attr(value, &name)?;
    vm.to_f64(&value)
}

fn go_off(native: &Loop, timer: Timer) {
    let entry = match timer.target.payload::<Handle>() {
        Some(handle) => {
            handle.scheduled.set(false);
            Ready::Handle(timer.target)
        }
        None => Ready::Finish(timer.target),
    };
    native.ready.with_mut(|queue| queue.push_back(entry));
}

/// As `run_entry` in debug mode: what takes long is logged.
#[cold]
fn run_watched(vm: &mut Vm, value: &Value, native: &Loop, entry: Ready) -> PyResult<()> {
    let handle = loop_class::visible(vm, value, entry)?;
    if handle.payload::<Handle>().is_none_or(|h| h.cancelled.get()) {
        return Ok(());
    }
    let heap = vm.heap();
    let running = heap.intern("_current_handle");
    vm.set_attr(value, &running, &handle)?;
    let before = time(vm, value, native)?;
    let result = handle::run(vm, &handle);
    let after = time(vm, value, native)?;
    vm.set_attr(value, &running, &Value::NONE)?;
    result?;
    let seconds = vm.to_f64(&after)? - vm.to_f64(&before)?;
    let limit = vm.get_attr(value, &heap.intern("slow_callback_duration"))?;
    if seconds < vm.to_f64(&limit)? {
        return Ok(());
    }
    let module = vm.import_module("asyncio.base_events")?;
    vm.call_method(&module, &heap.intern("_log_slow"), &[handle, heap.float(seconds)]).map(drop)
}

/// Runs one entry. Errors other than KeyboardInterrupt and SystemExit go to the loop's handler.
fn run_entry(vm: &mut Vm, value: &Value, entry: Ready) -> PyResult<()> {
    match entry {
        Ready::Handle(handle) => match handle.payload::<Handle>() {
            Some(state) if state.cancelled.get() => Ok(()),
            Some(_) => handle::run(vm, &handle),
            None => Ok(()),
        },
        Ready::Step(task, error) => {
            let result = task::run(vm, &task, error);
            settle(vm, value, result, |vm| Ok((task::step_callable(vm, &task, None), Vec::new())))
        }
        Ready::Wake(task, awaited) => {
            let result = task::run_wakeup(vm, &task, &awaited);
            settle(vm, value, result, |vm| Ok((task::wakeup_callable(vm, &task), vec![awaited])))
        }
        Ready::Finish(sleeping) => match future::of(&sleeping) {
            Some(native) if !native.is_done() => {
                let result = native.outcome.get().unwrap_or(Value::NONE);
                future::set_result(vm, &sleeping, native, result)
            }
            _ => Ok(()),
        },
        Ready::Call(callable, argument, context) => {
            let result = context::run_in(vm, context, |vm| vm.call(&callable, std::slice::from_ref(&argument)));
            settle(vm, value, result.map(drop), |_| Ok((callable, vec![argument])))
        }
    }
}

/// Reports what a callback raised.
fn settle(
    vm: &mut Vm,
    value: &Value,
    result: PyResult<()>,
    parts: impl FnOnce(&mut Vm) -> PyResult<(Value, Vec<Value>)>,
) -> PyResult<()> {
    let Err(error) = result else { return Ok(()) };
    if exceptions::leaves_loop(vm, &error) {
        return Err(error);
    }
    let (callable, args) = parts(vm)?;
    let source = describe::callback_with_source(vm, &callable, &args)?;
    let handle = handle::make(vm, value, callable, args, None, None)?;
    let text = vm.heap().str(&format!("Exception in callback {source}"));
    let report = describe::report(vm, &[("message", text), ("exception", error.into_value()), ("handle", handle)])?;
    let name = vm.heap().intern("call_exception_handler");
    vm.call_method(value, &name, &[report]).map(drop)
}

/// Gives the hint for a coroutine that blocks its loop while others could run.
pub fn sleeps(vm: &mut Vm) {
    let Some(running) = vm.thread.running_loop.clone() else { return };
    let others = running.payload::<Loop>().is_some_and(|native| !native.ready.with(VecDeque::is_empty));
    if !others || vm.thread.current_tasks.is_empty() {
        return;
    }
    let frame = vm.frame_at(0);
    let code = frame.as_ref().and_then(|f| f.downcast::<FrameObject>()).map(|f| f.code.clone());
    let is_coroutine = code.as_ref().and_then(|c| c.downcast::<Code>()).is_some_and(|c| c.has_flags(flags::COROUTINE));
    if is_coroutine && vm.host.hints.as_ref().is_some_and(|hints| !hints.told_of_sleep.replace(true)) {
        vm.tell(&Mistake::BlockingSleep);
    }
}
