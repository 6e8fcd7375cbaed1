//! `Future` as Python sees it, and its iterator.

use crate::object::boxed::Payload;
use crate::object::class::{Class, class_flag};
use crate::object::descriptor::GetSetDef;
use crate::object::exception::Exception;
use crate::object::frame::Traceback;
use crate::object::guarded::Guarded;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::slots::Sent;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::hint::Mistake;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::future::{self, Callback, Future, State};
use super::run_loop::Loop;
use super::task::{self, Task};
use super::{context, describe, exceptions, loop_class};

pub static FUTURE: ClassDef = ClassDef {
    name: "Future",
    module: "_asyncio",
    doc: "This class is *almost* compatible with concurrent.futures.Future.",
    flags: class_flag::BASE | class_flag::DICT | class_flag::WEAK | class_flag::AWAITS_ITSELF,
    slots: slots!(|slots| {
        slots.send.set(Some(|vm, value, _| send_to_future(vm, value)));
        slots.init.set(Some(init));
        slots.repr.set(Some(describe::repr));
        slots.iter.set(Some(iterate));
        slots.await_.set(Some(iterate));
    }),
    new: Some(&NEW),
    methods: METHODS,
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

static NEW: NativeDef = NativeDef::static_method("__new__(cls, *args, **kwargs)", "", |vm, args| {
    Ok(vm.heap().boxed(args.get(0), Future::default()))
});

/// The state of a Future or Task.
pub fn of<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Future> {
    future::of(value).ok_or_else(|| vm.type_error("a Future is required"))
}

/// A future of the native class.
pub fn make(vm: &mut Vm, event_loop: &Value) -> PyResult {
    let class = vm.native_class(&FUTURE);
    let state = Future::default();
    let traceback = creation_stack(vm, event_loop)?;
    state.set_source_traceback(traceback);
    drop(state.event_loop.replace(Some(event_loop.clone())));
    Ok(vm.heap().boxed(&class, state))
}

fn init(vm: &mut Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    if !args.positional().is_empty() {
        return Err(vm.type_error("Future() takes no positional arguments"));
    }
    if args.keywords().len() > 1 {
        let count = args.keywords().len();
        return Err(vm.type_error(format!("Future() takes at most 1 keyword argument ({count} given)")));
    }
    let mut given = None;
    for (name, value) in args.keywords() {
        let name = name.lossy_text();
        if name != "loop" {
            return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for Future()")));
        }
        given = Some(value.clone()).filter(|v| !v.is_none());
    }
    prepare(vm, value, given)
}

/// Puts the future back to its beginning, with this loop or the current one.
pub fn prepare(vm: &mut Vm, value: &Value, given: Option<Value>) -> PyResult<()> {
    let event_loop = match given {
        Some(event_loop) => event_loop,
        None => loop_class::get_event_loop(vm)?,
    };
    let state = of(vm, value)?;
    state.state.set(State::Pending);
    state.blocking.set(false);
    state.log_traceback.set(false);
    drop(state.outcome.take());
    state.set_cancel_message(None);
    state.set_cancelled_error(None);
    state.set_callbacks(Vec::new());
    let traceback = creation_stack(vm, &event_loop)?;
    state.set_source_traceback(traceback);
    drop(state.event_loop.replace(Some(event_loop)));
    Ok(())
}

/// Where the running code stands, if the loop is in debug mode.
pub fn creation_stack(vm: &mut Vm, event_loop: &Value) -> PyResult<Option<Value>> {
    let debug = match event_loop.payload::<Loop>() {
        Some(native) => native.debug.get(),
        None => {
            let name = vm.heap().intern("get_debug");
            let answer = vm.call_method(event_loop, &name, &[])?;
            vm.truth(&answer)?
        }
    };
    if !debug {
        return Ok(None);
    }
    let frame = vm.frame_at(0).unwrap_or(Value::NONE);
    let module = vm.import_module("asyncio.format_helpers")?;
    let name = vm.heap().intern("extract_stack");
    vm.call_method(&module, &name, &[frame]).map(Some)
}

fn uninitialized(vm: &mut Vm, state: &Future) -> PyResult<()> {
    if state.event_loop.with(Option::is_none) {
        return Err(exceptions::invalid_state(vm, "Future object is not initialized."));
    }
    Ok(())
}

pub static METHODS: &[NativeDef] = &[
    NativeDef::method("result(self, /)", "Return the result this future represents.", |vm, args| {
        let state = of(vm, args.get(0))?;
        uninitialized(vm, state)?;
        future::result(vm, state)
    }),
    NativeDef::method("exception(self, /)", "Return the exception that was set on this future.", |vm, args| {
        let state = of(vm, args.get(0))?;
        uninitialized(vm, state)?;
        future::exception(vm, state)
    }),
    NativeDef::method("set_result(self, result, /)", "Mark the future done and set its result.", |vm, args| {
        let (value, result) = (args.take(0), args.take(1));
        future::set_result(vm, &value, of(vm, &value)?, result)?;
        Ok(Value::NONE)
    }),
    NativeDef::method("set_exception(self, exception, /)", "Mark the future done and set an exception.", |vm, args| {
        let value = args.take(0);
        future::set_exception(vm, &value, of(vm, &value)?, args.get(1))?;
        Ok(Value::NONE)
    }),
    NativeDef::method(
        "add_done_callback(self, fn, /, *, context=<unrepresentable>)",
        "Add a callback to be run when the future becomes done.",
        |vm, args| {
            let context = match args.take_opt(2).filter(|c| !c.is_none()) {
                Some(context) => Some(context),
                None => context::copy_current(vm),
            };
            let (value, callable) = (args.take(0), args.take(1));
            let state = of(vm, &value)?;
            state.loop_value(vm)?;
            future::add_callback(vm, &value, state, Callback::Call(callable, context))?;
            Ok(Value::NONE)
        },
    ),
    NativeDef::method(
        "remove_done_callback(self, fn, /)",
        "Remove all instances of a callback from the \"call when done\" list.",
        remove_callback,
    ),
    NativeDef::method("cancel(self, /, msg=None)", "Cancel the future and schedule callbacks.", |vm, args| {
        let (value, message) = (args.take(0), args.take_opt(1));
        let state = of(vm, &value)?;
        state.loop_value(vm)?;
        future::cancel(vm, &value, state, message).map(Value::bool)
    }),
    NativeDef::method("cancelled(self, /)", "Return True if the future was cancelled.", |vm, args| {
        Ok(Value::bool(of(vm, args.get(0))?.state.get() == State::Cancelled))
    }),
    NativeDef::method("done(self, /)", "Return True if the future is done.", |vm, args| {
        Ok(Value::bool(of(vm, args.get(0))?.is_done()))
    }),
    NativeDef::method("get_loop(self, /)", "Return the event loop the Future is bound to.", |vm, args| {
        of(vm, args.get(0))?.loop_value(vm)
    }),
    NativeDef::method(
        "_make_cancelled_error(self, /)",
        "Create the CancelledError to raise if the Future is cancelled.",
        |vm, args| {
            let state = of(vm, args.get(0))?;
            Ok(future::make_cancelled_error(vm, state).into_value())
        },
    ),
    NativeDef::method("_repr_info(self, /)", "", |vm, args| {
        let value = args.take(0);
        let words = match value.payload::<Task>() {
            Some(task) => describe::task_info(vm, &value, task)?,
            None => describe::future_info(vm, &value, of(vm, &value)?)?,
        };
        let heap = vm.heap();
        Ok(heap.list(words.iter().map(|w| heap.str(w)).collect()))
    }),
    NativeDef::method("__del__(self, /)", "", finalize),
    NativeDef::class_method("__class_getitem__(cls, item, /)", "See PEP 585", |vm, args| {
        vm.generic_alias(args.get(0), args.get(1))
    }),
];

pub static GETSETS: &[GetSetDef] = &[
    GetSetDef::read("_state", "", |vm, value| {
        let name = of(vm, value)?.state.get().name();
        Ok(vm.heap().intern(name))
    }),
    GetSetDef::write(
        "_asyncio_future_blocking",
        "",
        |vm, value| Ok(Value::bool(of(vm, value)?.blocking.get())),
        |vm, value, new| {
            let new = undeletable(vm, new)?;
            let on = vm.truth(new)?;
            of(vm, value)?.blocking.set(on);
            Ok(())
        },
    ),
    GetSetDef::read("_loop", "", |vm, value| Ok(of(vm, value)?.event_loop.get().unwrap_or(Value::NONE))),
    GetSetDef::read("_callbacks", "", callbacks),
    GetSetDef::read("_result", "", |vm, value| {
        let state = of(vm, value)?;
        let finished = state.state.get() == State::Finished;
        Ok(state.outcome.get().filter(|_| finished).unwrap_or(Value::NONE))
    }),
    GetSetDef::read("_exception", "", |vm, value| {
        let state = of(vm, value)?;
        let failed = state.state.get() == State::Failed;
        Ok(state.outcome.get().filter(|_| failed).unwrap_or(Value::NONE))
    }),
    GetSetDef::write(
        "_log_traceback",
        "",
        |vm, value| Ok(Value::bool(of(vm, value)?.log_traceback.get())),
        |vm, value, new| {
            let new = undeletable(vm, new)?;
            if vm.truth(new)? {
                return Err(vm.value_error("_log_traceback can only be set to False"));
            }
            of(vm, value)?.log_traceback.set(false);
            Ok(())
        },
    ),
    GetSetDef::read("_source_traceback", "", |vm, value| Ok(of(vm, value)?.source_traceback().unwrap_or(Value::NONE))),
    GetSetDef::write(
        "_cancel_message",
        "",
        |vm, value| Ok(of(vm, value)?.cancel_message().unwrap_or(Value::NONE)),
        |vm, value, new| {
            of(vm, value)?.set_cancel_message(new.cloned());
            Ok(())
        },
    ),
];

/// The new value of an attribute that cannot be deleted.
pub fn undeletable<'v>(vm: &Vm, new: Option<&'v Value>) -> PyResult<&'v Value> {
    new.ok_or_else(|| vm.exception(vm.types().attribute_error(), "cannot delete attribute"))
}

/// A list of (callback, context) pairs, or None.
fn callbacks(vm: &mut Vm, value: &Value) -> PyResult {
    let state = of(vm, value)?;
    state.loop_value(vm)?;
    let all = state.callbacks();
    if all.is_empty() {
        return Ok(Value::NONE);
    }
    let mut pairs = Vec::new();
    for callback in all {
        let (callable, context) = shown(vm, callback);
        let context = super::handle::shown_context(vm, context);
        pairs.push(vm.heap().pair(callable, context));
    }
    Ok(vm.heap().list(pairs))
}

fn shown(vm: &mut Vm, callback: Callback) -> (Value, Option<Value>) {
    match callback {
        Callback::Call(callable, context) => (callable, context),
        Callback::Wake(task) => (task::wakeup_callable(vm, &task), task::context_of(vm, &task)),
    }
}

fn remove_callback(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (value, callable) = (args.take(0), args.take(1));
    let state = of(vm, &value)?;
    state.loop_value(vm)?;
    let (mut kept, mut removed) = (Vec::new(), 0usize);
    for callback in state.callbacks() {
        let (candidate, _) = shown(vm, callback.clone());
        if vm.equal(&candidate, &callable)? {
            removed += 1;
        } else {
            kept.push(callback);
        }
    }
    if removed > 0 {
        state.set_callbacks(kept);
    }
    Ok(Value::from_len(removed))
}

/// Reports a pending task that goes, or an exception that nobody asked for.
fn finalize(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let value = args.take(0);
    let state = of(vm, &value)?;
    let Some(event_loop) = state.event_loop.get() else { return Ok(Value::NONE) };
    let mut entries = Vec::new();
    let task = value.payload::<Task>();
    if let Some(task) = task
        && task.log_destroy.get()
        && !state.is_done()
    {
        entries.push(("task", value.clone()));
        entries.push(("message", vm.heap().str("Task was destroyed but it is pending!")));
        entries.extend(state.source_traceback().map(|t| ("source_traceback", t)));
    } else if state.log_traceback.replace(false) {
        let class = vm.class_of(&value).name_string();
        entries.push(("message", vm.heap().str(&format!("{class} exception was never retrieved"))));
        entries.push(("exception", state.outcome.get().unwrap_or(Value::NONE)));
        entries.push(("future", value.clone()));
        entries.extend(state.source_traceback().map(|t| ("source_traceback", t)));
    } else {
        return Ok(Value::NONE);
    }
    let report = describe::report(vm, &entries)?;
    let name = vm.heap().intern("call_exception_handler");
    vm.call_method(&event_loop, &name, &[report])?;
    if let (Some(_), true) = (task, vm.host.hints.is_some()) {
        let handler = vm.heap().intern("_exception_handler");
        if vm.get_attr_opt(&event_loop, &handler)?.is_none_or(|handler| handler.is_none()) {
            vm.tell(&if state.is_done() { Mistake::TaskForgotten } else { Mistake::TaskPending });
        }
    }
    Ok(Value::NONE)
}

/// What `await future` steps through: yields the future once, then gives its result.
struct FutureIter {
    future: Guarded<Option<Value>>,
}

impl Payload for FutureIter {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.future.with(|f| f.iter().for_each(visit));
    }
}

pub static FUTURE_ITER: ClassDef = ClassDef {
    name: "FutureIter",
    module: "_asyncio",
    slots: slots!(|slots| {
        slots.iter.set(Some(|_, value| Ok(value.clone())));
        slots.send.set(Some(|vm, value, _| send(vm, value)));
        slots.next.set(Some(|vm, value| match send(vm, value)? {
            Sent::Yielded(value) => Ok(Some(value)),
            Sent::Returned(value) if value.is_none() => Ok(None),
            Sent::Returned(value) => Err(vm.stop_iteration(value)),
        }));
    }),
    methods: &[
        NativeDef::method("send(self, value, /)", "", |vm, args| match send(vm, args.get(0))? {
            Sent::Yielded(value) => Ok(value),
            Sent::Returned(value) => Err(vm.stop_iteration(value)),
        }),
        NativeDef::method("throw(self, type, value=None, traceback=None, /)", "", throw),
        NativeDef::method("close(self, /)", "", |vm, args| {
            drop(iterator(vm, args.get(0))?.future.take());
            Ok(Value::NONE)
        }),
    ],
    ..ClassDef::EMPTY
};

/// The future that such an iterator steps through.
pub fn iterated(value: &Value) -> Option<Value> {
    value.payload::<FutureIter>()?.future.get()
}

fn iterator<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v FutureIter> {
    value.payload().ok_or_else(|| vm.type_error("a FutureIter is required"))
}

/// `iter(future)` and `future.__await__()`.
fn iterate(vm: &mut Vm, value: &Value) -> PyResult {
    of(vm, value)?.loop_value(vm)?;
    let class = vm.native_class(&FUTURE_ITER);
    Ok(vm.heap().boxed(&class, FutureIter { future: Guarded::new(Some(value.clone())) }))
}

/// What the iterator would do, for `await` of a future of exactly the native class.
#[inline]
fn send_to_future(vm: &mut Vm, value: &Value) -> PyResult<Sent> {
    let state = of(vm, value)?;
    if state.is_done() {
        return future::result(vm, state).map(Sent::Returned);
    }
    state.loop_value(vm)?;
    if state.blocking.replace(true) {
        return Err(vm.runtime_error("await wasn't used with future"));
    }
    Ok(Sent::Yielded(value.clone()))
}

#[inline]
fn send(vm: &mut Vm, value: &Value) -> PyResult<Sent> {
    let iterator = iterator(vm, value)?;
    let Some(awaited) = iterator.future.get() else { return Ok(Sent::Returned(Value::NONE)) };
    let state = of(vm, &awaited)?;
    if state.is_done() {
        drop(iterator.future.take());
        return future::result(vm, state).map(Sent::Returned);
    }
    if state.blocking.replace(true) {
        return Err(vm.runtime_error("await wasn't used with future"));
    }
    Ok(Sent::Yielded(awaited))
}

fn throw(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let value = args.take(0);
    drop(iterator(vm, &value)?.future.take());
    let (kind, argument, traceback) = (args.take(1), args.take(2), args.take(3));
    if !traceback.is_none() && traceback.downcast::<Traceback>().is_none() {
        return Err(vm.type_error("throw() third argument must be a traceback"));
    }
    let base = vm.types().base_exception().clone();
    let made = if kind.downcast::<Class>().is_some_and(|c| c.is_subclass(&base)) {
        match argument.is_none() {
            true => vm.call(&kind, &[])?,
            false if vm.is_a(&argument, &kind) => argument,
            false => vm.call(&kind, &[argument])?,
        }
    } else {
        if !argument.is_none() && vm.is_a(&kind, &base) {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        kind
    };
    let Some(exception) = Exception::from_value(made) else {
        return Err(vm.type_error("exceptions must be classes deriving BaseException or instances of such a class"));
    };
    if !traceback.is_none() {
        drop(exception.object().traceback.replace(Some(traceback)));
    }
    Err(exception)
}
