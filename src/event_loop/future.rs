//! What a future is: its state, its outcome, and who waits for it.
//!
//! Callbacks are data. A task of ours that waits is kept as itself, not as a callable: waking it makes neither a
//! bound method nor a Handle.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::exception::Exception;
use crate::object::guarded::Guarded;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;

use super::exceptions;
use super::run_loop::Loop;
use super::scheduler::{self, Ready};
use super::task::Task;

/// Where a future stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Pending,
    Cancelled,
    Finished,
    /// Finished with an exception.
    Failed,
}

impl State {
    /// `_state`.
    pub fn name(self) -> &'static str {
        match self {
            State::Pending => "PENDING",
            State::Cancelled => "CANCELLED",
            State::Finished | State::Failed => "FINISHED",
        }
    }
}

/// Somebody who is told when a future is done.
#[derive(Clone)]
pub enum Callback {
    /// `callable(future)`, in this context.
    Call(Value, Option<Value>),
    /// A task whose coroutine waits.
    Wake(Value),
}

/// A `Callback` in two words: a task that waits has an int in the context's place.
#[derive(Clone)]
struct Packed {
    target: Value,
    context: Option<Value>,
}

impl Packed {
    fn from(callback: Callback) -> Packed {
        match callback {
            Callback::Call(target, context) => Packed { target, context },
            Callback::Wake(target) => Packed { target, context: Some(Value::from_len(0)) },
        }
    }

    fn unpack(self) -> Callback {
        match self.context {
            Some(mark) if mark.as_small_int().is_some() => Callback::Wake(self.target),
            context => Callback::Call(self.target, context),
        }
    }

    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.target);
        self.context.iter().for_each(visit);
    }
}

/// What few futures have.
#[derive(Default)]
struct Rare {
    /// All callbacks but the first.
    others: Vec<Packed>,
    /// The exception's traceback as it was when it was set; the first `result()` goes on from it.
    traceback: Option<Value>,
    cancel_message: Option<Value>,
    /// The CancelledError that ended a task, for whoever waits for it.
    cancelled_error: Option<Value>,
    source_traceback: Option<Value>,
}

/// The state of a `Future`, and the first part of a `Task`'s. Small, as programs have many of them.
pub struct Future {
    pub state: Cell<State>,
    /// `_asyncio_future_blocking`: it was yielded by its own iterator.
    pub blocking: Cell<bool>,
    /// Its exception is to be reported if nobody asks for it.
    pub log_traceback: Cell<bool>,
    /// A timer will finish it, with what lies in `outcome`.
    pub sleeping: Cell<bool>,
    /// A task's place in the order in which tasks were made.
    pub serial: Cell<u32>,
    /// None before `__init__`.
    pub event_loop: Guarded<Option<Value>>,
    first: Guarded<Option<Packed>>,
    /// The result or the exception.
    pub outcome: Guarded<Option<Value>>,
    rare: Guarded<Option<Box<Rare>>>,
}

impl Default for Future {
    fn default() -> Future {
        Future {
            state: Cell::new(State::Pending),
            blocking: Cell::new(false),
            log_traceback: Cell::new(false),
            sleeping: Cell::new(false),
            serial: Cell::new(0),
            event_loop: Guarded::new(None),
            first: Guarded::new(None),
            outcome: Guarded::new(None),
            rare: Guarded::new(None),
        }
    }
}

impl Payload for Future {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        for part in [&self.event_loop, &self.outcome] {
            part.with(|v| v.iter().for_each(&mut *visit));
        }
        self.first.with(|c| c.iter().for_each(|c| c.traverse(&mut *visit)));
        self.rare.with(|rare| {
            let Some(rare) = rare else { return };
            let parts = [&rare.traceback, &rare.cancel_message, &rare.cancelled_error, &rare.source_traceback];
            parts.into_iter().flatten().for_each(&mut *visit);
            rare.others.iter().for_each(|c| c.traverse(&mut *visit));
        });
    }

    fn needs_finalizer(&self) -> bool {
        self.log_traceback.get()
    }
}

/// Getter and setter of a part of `Rare`.
macro_rules! rare_part {
    ($($get:ident, $set:ident, $doc:literal;)*) => {
        impl Future {
            $(
                #[doc = $doc]
                pub fn $get(&self) -> Option<Value> {
                    self.rare.with(|rare| rare.as_ref().and_then(|r| r.$get.clone()))
                }

                #[doc = $doc]
                pub fn $set(&self, value: Option<Value>) {
                    if value.is_some() || self.rare.with(Option::is_some) {
                        let old = self.rare.with_mut(|r| std::mem::replace(&mut r.get_or_insert_default().$get, value));
                        drop(old);
                    }
                }
            )*
        }
    };
}

rare_part! {
    traceback, set_traceback, "The exception's traceback as it was when it was set.";
    cancel_message, set_cancel_message, "What `cancel` was given.";
    cancelled_error, set_cancelled_error, "The CancelledError that ended a task, for whoever waits for it.";
    source_traceback, set_source_traceback, "Where it was made, in debug mode.";
}

/// The future's state, of a Future or a Task.
#[inline(always)]
pub fn of(value: &Value) -> Option<&Future> {
    value.payload::<Future>().or_else(|| value.payload::<Task>().map(|task| &task.future))
}

/// Is it exactly a Future or a Task of ours, so that nothing about it can be overridden?
#[inline(always)]
pub fn is_plain(vm: &Vm, value: &Value) -> bool {
    !vm.class_of(value).has_flag(class_flag::HEAP)
}

impl Future {
    pub fn is_done(&self) -> bool {
        self.state.get() != State::Pending
    }

    /// All callbacks, in order.
    pub fn callbacks(&self) -> Vec<Callback> {
        let mut all: Vec<Callback> = self.first.get().into_iter().map(Packed::unpack).collect();
        self.rare.with(|rare| {
            all.extend(rare.iter().flat_map(|r| r.others.iter().cloned().map(Packed::unpack)));
        });
        all
    }

    /// Notes a callback of a future that is not done.
    pub fn add(&self, callback: Callback) {
        let callback = Packed::from(callback);
        if self.first.with(Option::is_none) {
            self.first.with_mut(|first| *first = Some(callback));
        } else {
            self.rare.with_mut(|rare| rare.get_or_insert_default().others.push(callback));
        }
    }

    fn take_callbacks(&self) -> (Option<Packed>, Vec<Packed>) {
        let others = self.rare.with_mut(|rare| rare.as_mut().map(|r| std::mem::take(&mut r.others)));
        (self.first.take(), others.unwrap_or_default())
    }

    /// Replaces all callbacks.
    pub fn set_callbacks(&self, all: Vec<Callback>) {
        drop(self.take_callbacks());
        for callback in all {
            self.add(callback);
        }
    }

    /// Without a loop `__init__` has not run.
    pub fn loop_value(&self, vm: &Vm) -> PyResult {
        self.event_loop.get().ok_or_else(|| vm.runtime_error("Future object is not initialized."))
    }
}

/// Hands each callback of the done future to its loop.
fn schedule_callbacks(vm: &mut Vm, value: &Value, future: &Future) -> PyResult<()> {
    let (first, others) = future.take_callbacks();
    let Some(first) = first else { return Ok(()) };
    let event_loop = future.loop_value(vm)?;
    for callback in std::iter::once(first).chain(others) {
        schedule(vm, &event_loop, value, callback.unpack())?;
    }
    Ok(())
}

/// `loop.call_soon(callback, future)`.
pub fn schedule(vm: &mut Vm, event_loop: &Value, value: &Value, callback: Callback) -> PyResult<()> {
    match callback {
        Callback::Wake(task) => scheduler::call_soon(vm, event_loop, Ready::Wake(task, value.clone())),
        Callback::Call(callable, context) => {
            scheduler::call_soon(vm, event_loop, Ready::Call(callable, value.clone(), context))
        }
    }
}

/// `future.add_done_callback(...)` on the native state: at once to the loop if it is done.
pub fn add_callback(vm: &mut Vm, value: &Value, future: &Future, callback: Callback) -> PyResult<()> {
    if future.is_done() {
        let event_loop = future.loop_value(vm)?;
        return schedule(vm, &event_loop, value, callback);
    }
    future.add(callback);
    Ok(())
}

fn check_pending(vm: &mut Vm, future: &Future) -> PyResult<()> {
    future.loop_value(vm)?;
    if future.is_done() {
        return Err(exceptions::invalid_state(vm, "invalid state"));
    }
    Ok(())
}

/// `Future.set_result`, for tasks too.
pub fn set_result(vm: &mut Vm, value: &Value, future: &Future, result: Value) -> PyResult<()> {
    check_pending(vm, future)?;
    drop(future.outcome.replace(Some(result)));
    future.state.set(State::Finished);
    schedule_callbacks(vm, value, future)
}

/// `Future.set_exception`: a class is called first.
pub fn set_exception(vm: &mut Vm, value: &Value, future: &Future, error: &Value) -> PyResult<()> {
    check_pending(vm, future)?;
    let error = if vm.is_class(error) { vm.call(error, &[])? } else { error.clone() };
    let Some(error) = Exception::from_value(error) else { return Err(vm.type_error("invalid exception object")) };
    if vm.is_exception(&error, vm.types().stop_iteration()) {
        return Err(vm.type_error("StopIteration interacts badly with generators and cannot be raised into a Future"));
    }
    fail(vm, value, future, error)
}

/// The pending future ends with an exception.
pub fn fail(vm: &mut Vm, value: &Value, future: &Future, error: Exception) -> PyResult<()> {
    future.set_traceback(error.object().traceback.get());
    drop(future.outcome.replace(Some(error.into_value())));
    future.state.set(State::Failed);
    schedule_callbacks(vm, value, future)?;
    future.log_traceback.set(true);
    Ok(())
}

/// `Future.cancel(msg)`.
pub fn cancel(vm: &mut Vm, value: &Value, future: &Future, message: Option<Value>) -> PyResult<bool> {
    future.log_traceback.set(false);
    if future.is_done() {
        return Ok(false);
    }
    future.state.set(State::Cancelled);
    if future.sleeping.get()
        && let Some(event_loop) = future.event_loop.get()
        && let Some(native) = event_loop.payload::<Loop>()
    {
        native.note_stale();
    }
    future.set_cancel_message(message);
    schedule_callbacks(vm, value, future)?;
    Ok(true)
}

/// The CancelledError to raise for a cancelled future; the one that ended a task is its context, once.
pub fn make_cancelled_error(vm: &mut Vm, future: &Future) -> Exception {
    let message = future.cancel_message().filter(|m| !m.is_none());
    let error = exceptions::cancelled(vm, message);
    if let Some(context) = future.cancelled_error() {
        future.set_cancelled_error(None);
        drop(error.object().context.replace(Some(context)));
    }
    error
}

/// `future.result()`.
pub fn result(vm: &mut Vm, future: &Future) -> PyResult {
    match future.state.get() {
        State::Finished => {
            future.log_traceback.set(false);
            Ok(future.outcome.get().unwrap_or(Value::NONE))
        }
        State::Failed => {
            future.log_traceback.set(false);
            match future.outcome.get().and_then(Exception::from_value) {
                Some(error) => {
                    drop(error.object().traceback.replace(future.traceback()));
                    future.set_traceback(None);
                    Err(error)
                }
                None => Err(vm.system_error("a failed future without exception")),
            }
        }
        State::Cancelled => Err(make_cancelled_error(vm, future)),
        State::Pending => Err(exceptions::invalid_state(vm, "Result is not set.")),
    }
}

/// `future.exception()`.
pub fn exception(vm: &mut Vm, future: &Future) -> PyResult {
    match future.state.get() {
        State::Failed => {
            future.log_traceback.set(false);
            Ok(future.outcome.get().unwrap_or(Value::NONE))
        }
        State::Finished => {
            future.log_traceback.set(false);
            Ok(Value::NONE)
        }
        State::Cancelled => Err(make_cancelled_error(vm, future)),
        State::Pending => Err(exceptions::invalid_state(vm, "Exception is not set.")),
    }
}
