//! Tasks: a future that drives a coroutine, one step for each turn of the loop.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::exception::Exception;
use crate::object::guarded::Guarded;
use crate::object::native::Resume;
use crate::object::{PyResult, Tag, Value, Visitor};
use crate::vm::Vm;
use crate::vm::resume::Step;

use super::context;
use super::exceptions;
use super::future::{self, Callback, Future};
use super::future_class;
use super::scheduler::{self, Ready};
use super::task_class::{STEP_CALL, TASK, WAKEUP};

/// The state of a `Task`.
pub struct Task {
    pub future: Future,
    pub coroutine: Guarded<Option<Value>>,
    /// The future that the coroutine waits for.
    pub waiter: Guarded<Option<Value>>,
    /// A str; an int while it is "Task-" and that.
    pub name: Guarded<Option<Value>>,
    pub context: Guarded<Option<Value>>,
    /// It runs, in what is the current context.
    pub running: Cell<bool>,
    /// CancelledError is thrown in at the next step.
    pub must_cancel: Cell<bool>,
    /// Report it if it is dropped while it is pending.
    pub log_destroy: Cell<bool>,
    /// `cancelling()`: how often `cancel` was called, less how often `uncancel`.
    pub cancels: Cell<u32>,
}

impl Default for Task {
    fn default() -> Task {
        Task {
            future: Future::default(),
            coroutine: Guarded::new(None),
            waiter: Guarded::new(None),
            name: Guarded::new(None),
            context: Guarded::new(None),
            running: Cell::new(false),
            must_cancel: Cell::new(false),
            log_destroy: Cell::new(true),
            cancels: Cell::new(0),
        }
    }
}

impl Payload for Task {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.future.traverse(visit);
        for part in [&self.coroutine, &self.waiter, &self.name, &self.context] {
            part.with(|v| v.iter().for_each(&mut *visit));
        }
    }

    fn needs_finalizer(&self) -> bool {
        self.future.needs_finalizer()
            || self.log_destroy.get() && !self.future.is_done() && self.coroutine.with(Option::is_some)
    }
}

/// What a step callable holds where a loop wants to see one.
pub struct StepCall {
    pub task: Value,
    pub error: Option<Exception>,
}

impl Payload for StepCall {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.task);
        self.error.iter().for_each(|e| visit(e.value()));
    }
}

/// The task's state.
pub fn of<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Task> {
    value.payload::<Task>().ok_or_else(|| vm.type_error("a Task is required"))
}

/// A task of the native class that `loop.create_task(coro)` makes. Its first step is scheduled.
pub fn spawn(
    vm: &mut Vm,
    event_loop: &Value,
    coroutine: Value,
    name: Option<Value>,
    context: Option<Value>,
) -> PyResult {
    let class = vm.native_class(&TASK);
    let value = vm.heap().boxed(&class, Task::default());
    if let Some(traceback) = future_class::creation_stack(vm, event_loop)? {
        of(vm, &value)?.future.set_source_traceback(Some(traceback));
    }
    init(vm, &value, event_loop.clone(), coroutine, name, context)?;
    Ok(value)
}

/// `Task.__init__` with checked arguments.
pub fn init(
    vm: &mut Vm,
    value: &Value,
    event_loop: Value,
    coroutine: Value,
    name: Option<Value>,
    context: Option<Value>,
) -> PyResult<()> {
    let task = of(vm, value)?;
    let context = context.or_else(|| context::copy_current(vm));
    drop(task.context.replace(context));
    task.must_cancel.set(false);
    task.log_destroy.set(true);
    vm.host.tasks_made += 1;
    task.future.serial.set(vm.host.tasks_made as u32);
    if let Some(hints) = &vm.host.hints {
        hints.task_made(vm.host.tasks_made);
    }
    task.cancels.set(0);
    let name = name.unwrap_or_else(|| {
        vm.host.tasks_named += 1;
        Value::from_len(vm.host.tasks_named as usize)
    });
    drop(task.name.replace(Some(name)));
    drop(task.coroutine.replace(Some(coroutine)));
    drop(task.future.event_loop.replace(Some(event_loop.clone())));
    scheduler::call_soon(vm, &event_loop, Ready::Step(value.clone(), None))
}

/// The task's context, made if need be.
pub fn context_of(vm: &mut Vm, value: &Value) -> Option<Value> {
    let task = value.payload::<Task>()?;
    if task.context.with(Option::is_none) {
        let context = if task.running.get() { context::current(vm) } else { context::empty(vm) };
        drop(task.context.replace(Some(context)));
    }
    task.context.get()
}

/// A callable that makes the task's next step.
pub fn step_callable(vm: &mut Vm, task: &Value, error: Option<Exception>) -> Value {
    let class = vm.native_class(&STEP_CALL);
    vm.heap().boxed(&class, StepCall { task: task.clone(), error })
}

/// The task's `task_wakeup`, bound.
pub fn wakeup_callable(vm: &mut Vm, task: &Value) -> Value {
    let owner = vm.native_class(&TASK);
    vm.heap().bound_native(&WAKEUP, task.clone(), Some(owner))
}

/// `task.get_name()`.
pub fn name(vm: &Vm, task: &Task) -> Value {
    match task.name.get() {
        Some(name) => match name.as_small_int() {
            Some(number) => vm.heap().str(&format!("Task-{number}")),
            None => name,
        },
        None => Value::NONE,
    }
}

/// `_enter_task(loop, task)`.
pub fn enter(vm: &mut Vm, event_loop: &Value, task: &Value) -> PyResult<()> {
    if let Some(running) = current(vm, event_loop) {
        let (task, running) = (vm.repr_text(task)?, vm.repr_text(&running)?);
        return Err(
            vm.runtime_error(format!("Cannot enter into task {task} while another task {running} is being executed."))
        );
    }
    vm.thread.current_tasks.push((event_loop.clone(), task.clone()));
    Ok(())
}

/// `_leave_task(loop, task)`.
pub fn leave(vm: &mut Vm, event_loop: &Value, task: &Value) -> PyResult<()> {
    let found = vm.thread.current_tasks.iter().rposition(|(l, t)| l.is(event_loop) && t.is(task));
    match found {
        Some(index) => {
            drop(vm.thread.current_tasks.remove(index));
            Ok(())
        }
        None => {
            let running = current(vm, event_loop).unwrap_or(Value::NONE);
            let (task, running) = (vm.repr_text(task)?, vm.repr_text(&running)?);
            Err(vm.runtime_error(format!("Leaving task {task} does not match the current task {running}.")))
        }
    }
}

/// The task that runs in this loop.
pub fn current(vm: &Vm, event_loop: &Value) -> Option<Value> {
    vm.thread.current_tasks.iter().rev().find(|(l, _)| l.is(event_loop)).map(|(_, task)| task.clone())
}

/// The number of the running task, None where none runs: what a lock notes of its owner.
pub fn running_number(vm: &Vm) -> Value {
    let running = vm.thread.current_tasks.last().and_then(|(_, task)| task.payload::<Task>());
    running.map_or(Value::NONE, |task| Value::from_len(task.future.serial.get() as usize))
}

/// `task.cancel(msg)`.
pub fn cancel(vm: &mut Vm, value: &Value, message: Option<Value>) -> PyResult<bool> {
    let task = of(vm, value)?;
    task.future.log_traceback.set(false);
    if task.future.is_done() {
        return Ok(false);
    }
    task.cancels.set(task.cancels.get() + 1);
    if let Some(waiter) = task.waiter.get()
        && cancel_any(vm, &waiter, message.clone())?
    {
        return Ok(true);
    }
    task.must_cancel.set(true);
    task.future.set_cancel_message(message);
    Ok(true)
}

/// `future.cancel(msg)` of any future.
fn cancel_any(vm: &mut Vm, value: &Value, message: Option<Value>) -> PyResult<bool> {
    if future::is_plain(vm, value) {
        if let Some(native) = value.payload::<Future>() {
            return future::cancel(vm, value, native, message);
        }
        if value.payload::<Task>().is_some() {
            if vm.stack_exhausted() {
                return Err(vm.recursion_error("maximum recursion depth exceeded"));
            }
            return cancel(vm, value, message);
        }
    }
    let heap = vm.heap();
    let (name, keyword) = (heap.intern("cancel"), heap.intern("msg"));
    let method = vm.get_attr(value, &name)?;
    let message = message.unwrap_or(Value::NONE);
    let answer = vm.call_with(&method, crate::object::native::CallArgs::new(&[message], &[keyword]))?;
    vm.truth(&answer)
}

/// Runs a step in the task's context, as the loop does.
pub fn run(vm: &mut Vm, value: &Value, error: Option<Exception>) -> PyResult<()> {
    in_context(vm, value, |vm| step(vm, value, error))
}

/// Runs a wake-up in the task's context.
pub fn run_wakeup(vm: &mut Vm, value: &Value, awaited: &Value) -> PyResult<()> {
    in_context(vm, value, |vm| wakeup(vm, value, awaited))
}

#[inline(always)]
fn in_context(vm: &mut Vm, value: &Value, body: impl FnOnce(&mut Vm) -> PyResult<()>) -> PyResult<()> {
    let task = of(vm, value)?;
    let context = task.context.get();
    let unmade = context.is_none();
    let before = context::enter(vm, context)?;
    task.running.set(true);
    let result = body(vm);
    task.running.set(false);
    let left = context::leave(vm, before);
    if unmade && left.is_some() {
        drop(task.context.replace(left));
    }
    result
}

/// The awaited future is done: go on with its outcome.
pub fn wakeup(vm: &mut Vm, value: &Value, awaited: &Value) -> PyResult<()> {
    if let Some(native) = future::of(awaited).filter(|_| future::is_plain(vm, awaited)) {
        if native.state.get() == future::State::Finished {
            return step(vm, value, None);
        }
        return match future::result(vm, native) {
            Ok(_) => step(vm, value, None),
            Err(error) => step(vm, value, Some(error)),
        };
    }
    let name = vm.heap().intern("result");
    match vm.call_method(awaited, &name, &[]) {
        Ok(_) => step(vm, value, None),
        Err(error) => step(vm, value, Some(error)),
    }
}

/// One step of the coroutine.
pub fn step(vm: &mut Vm, value: &Value, mut error: Option<Exception>) -> PyResult<()> {
    if let Some(hints) = &vm.host.hints {
        hints.task_stepped();
    }
    let task = of(vm, value)?;
    if task.future.is_done() {
        let shown = vm.repr_text(value)?;
        let error = match error {
            Some(error) => vm.repr_text(error.value())?,
            None => "None".to_string(),
        };
        return Err(exceptions::invalid_state(vm, &format!("_step(): already done: {shown} {error}")));
    }
    if task.must_cancel.get() {
        let cancelled = match &error {
            Some(error) => exceptions::is_cancelled(vm, error),
            None => false,
        };
        if !cancelled {
            error = Some(future::make_cancelled_error(vm, &task.future));
        }
        task.must_cancel.set(false);
    }
    drop(task.waiter.take());
    let Some(coroutine) = task.coroutine.get() else { return Err(vm.runtime_error("uninitialized Task object")) };
    let event_loop = task.future.loop_value(vm)?;
    enter(vm, &event_loop, value)?;
    let outcome = resume(vm, &coroutine, error);
    match vm.thread.current_tasks.last() {
        Some((_, last)) if last.is(value) => drop(vm.thread.current_tasks.pop()),
        _ => leave(vm, &event_loop, value)?,
    }
    match outcome {
        Ok(Step::Yielded(yielded)) => wait_for(vm, value, task, &event_loop, yielded),
        Ok(Step::Returned(result)) => {
            if task.must_cancel.replace(false) {
                let message = task.future.cancel_message();
                return future::cancel(vm, value, &task.future, message).map(drop);
            }
            future::set_result(vm, value, &task.future, result)
        }
        Err(error) if exceptions::is_cancelled(vm, &error) => {
            task.future.set_cancelled_error(Some(error.into_value()));
            future::cancel(vm, value, &task.future, None).map(drop)
        }
        Err(error) => {
            let leaves = exceptions::leaves_loop(vm, &error);
            future::fail(vm, value, &task.future, error.clone())?;
            if leaves { Err(error) } else { Ok(()) }
        }
    }
}

/// `coroutine.send(None)`, or `throw`.
fn resume(vm: &mut Vm, coroutine: &Value, error: Option<Exception>) -> PyResult<Step> {
    if matches!(coroutine.tag(), Tag::Coroutine | Tag::Generator) {
        return match error {
            None => vm.step(coroutine, Resume::Send(Value::NONE)),
            Some(error) => vm.step(coroutine, Resume::Throw(error)),
        };
    }
    let answer = match error {
        None => vm.call_method(coroutine, &vm.names().send.clone(), &[Value::NONE]),
        Some(error) => vm.call_method(coroutine, &vm.names().throw.clone(), &[error.into_value()]),
    };
    match answer {
        Ok(value) => Ok(Step::Yielded(value)),
        Err(error) => vm.stop_value(error).map(Step::Returned),
    }
}

/// The coroutine yielded: it waits for a future, gives way for one turn, or made a mistake.
fn wait_for(vm: &mut Vm, value: &Value, task: &Task, event_loop: &Value, yielded: Value) -> PyResult<()> {
    if yielded.is_none() {
        return scheduler::call_soon(vm, event_loop, Ready::Step(value.clone(), None));
    }
    let complaint = if let Some(native) = future::of(&yielded).filter(|_| future::is_plain(vm, &yielded)) {
        let other = native.loop_value(vm)?;
        if !other.is(event_loop) {
            foreign_loop(vm, value, &yielded)?
        } else if !native.blocking.replace(false) {
            not_awaited(vm, value, &yielded)?
        } else if yielded.is(value) {
            awaits_itself(vm, value)?
        } else {
            future::add_callback(vm, &yielded, native, Callback::Wake(value.clone()))?;
            return waits(vm, task, yielded);
        }
    } else {
        match blocking_attribute(vm, &yielded)? {
            Some(blocking) => {
                let other = loop_of(vm, &yielded)?;
                if !other.is(event_loop) {
                    foreign_loop(vm, value, &yielded)?
                } else if !vm.truth(&blocking)? {
                    not_awaited(vm, value, &yielded)?
                } else if yielded.is(value) {
                    awaits_itself(vm, value)?
                } else {
                    let heap = vm.heap();
                    vm.set_attr(&yielded, &heap.intern("_asyncio_future_blocking"), &Value::FALSE)?;
                    let method = vm.get_attr(&yielded, &heap.intern("add_done_callback"))?;
                    let wakeup = wakeup_callable(vm, value);
                    let context = context_of(vm, value).unwrap_or(Value::NONE);
                    let keyword = heap.intern("context");
                    vm.call_with(&method, crate::object::native::CallArgs::new(&[wakeup, context], &[keyword]))?;
                    return waits(vm, task, yielded);
                }
            }
            None => {
                let what = if yielded.tag() == Tag::Generator {
                    "yield was used instead of yield from for generator in task"
                } else {
                    ""
                };
                let (shown, got) = (vm.repr_text(value)?, vm.repr_text(&yielded)?);
                if what.is_empty() {
                    format!("Task got bad yield: {got}")
                } else {
                    format!("{what} {shown} with {got}")
                }
            }
        }
    };
    let error = vm.runtime_error(complaint);
    scheduler::call_soon(vm, event_loop, Ready::Step(value.clone(), Some(error)))
}

/// The task waits for `awaited`; a cancellation that came meanwhile goes there.
fn waits(vm: &mut Vm, task: &Task, awaited: Value) -> PyResult<()> {
    drop(task.waiter.replace(Some(awaited.clone())));
    if task.must_cancel.get() {
        let message = task.future.cancel_message();
        if cancel_any(vm, &awaited, message)? {
            task.must_cancel.set(false);
        }
    }
    Ok(())
}

#[cold]
fn foreign_loop(vm: &mut Vm, task: &Value, yielded: &Value) -> PyResult<String> {
    let (task, yielded) = (vm.repr_text(task)?, vm.repr_text(yielded)?);
    Ok(format!("Task {task} got Future {yielded} attached to a different loop"))
}

#[cold]
fn not_awaited(vm: &mut Vm, task: &Value, yielded: &Value) -> PyResult<String> {
    let (task, yielded) = (vm.repr_text(task)?, vm.repr_text(yielded)?);
    Ok(format!("yield was used instead of yield from in task {task} with {yielded}"))
}

#[cold]
fn awaits_itself(vm: &mut Vm, task: &Value) -> PyResult<String> {
    Ok(format!("Task cannot await on itself: {}", vm.repr_text(task)?))
}

/// `value._asyncio_future_blocking`, unless that is None or absent.
pub fn blocking_attribute(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    let name = vm.heap().intern("_asyncio_future_blocking");
    Ok(vm.get_attr_opt(value, &name)?.filter(|v| !v.is_none()))
}

/// The loop of any future.
pub fn loop_of(vm: &mut Vm, value: &Value) -> PyResult {
    if let Some(native) = future::of(value).filter(|_| future::is_plain(vm, value)) {
        return native.loop_value(vm);
    }
    let heap = vm.heap();
    match vm.get_attr_opt(value, &heap.intern("get_loop"))? {
        Some(method) => vm.call(&method, &[]),
        None => vm.get_attr(value, &heap.intern("_loop")),
    }
}
