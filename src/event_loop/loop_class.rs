//! The methods of a loop as Python sees them. `asyncio.BaseEventLoop` is a Python class on top of this one, with
//! what is rarely called.

use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::weakref::WeakRef;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::hint::no_coroutine;
use crate::vm::protocol::class_def::{ClassDef, slots};
use crate::vm::protocol::number::Operator;

use super::future::{self, State};
use super::handle::{self, Handle};
use super::run_loop::{self, Loop, of};
use super::scheduler::Ready;
use super::{exceptions, functions, future_class, task, task_class};

/// The methods and attributes that, once overridden, make the loop use the Python-visible ones.
pub const OVERRIDABLE: &[&str] = &[
    "_run_once",
    "time",
    "call_soon",
    "call_at",
    "call_later",
    "_timer_handle_cancelled",
    "_selector",
    "_ready",
    "_scheduled",
    "create_future",
    "create_task",
];

pub static EVENT_LOOP: ClassDef = ClassDef {
    name: "EventLoop",
    module: "_asyncio",
    doc: "The native event loop.",
    flags: class_flag::BASE | class_flag::DICT | class_flag::WEAK,
    slots: slots!(|slots| {
        slots.init.set(Some(|_, _, _| Ok(())));
        slots.repr.set(Some(repr));
    }),
    new: Some(&NEW),
    methods: METHODS,
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

static NEW: NativeDef = NativeDef::static_method("__new__(cls, *args, **kwargs)", "", |vm, args| {
    Ok(vm.heap().boxed(args.get(0), Loop::default()))
});

/// Is this one of the loop's own methods?
pub fn is_own(def: &'static NativeDef) -> bool {
    METHODS.iter().any(|own| std::ptr::eq(own, def))
}

pub static METHODS: &[NativeDef] = &[
    NativeDef::method("time(self)", "Return the time according to the event loop's clock.", |vm, args| {
        of(vm, args.get(0))?;
        let now = run_loop::clock(vm);
        Ok(vm.heap().float(now))
    }),
    NativeDef::method(
        "call_soon(self, callback, *args, context=None)",
        "Arrange for a callback to be called as soon as possible.",
        call_soon,
    ),
    NativeDef::method(
        "call_soon_threadsafe(self, callback, *args, context=None)",
        "Like call_soon(), but thread-safe.",
        call_soon,
    ),
    NativeDef::method(
        "call_later(self, delay, callback, *args, context=None)",
        "Arrange for a callback to be called at a given time.",
        call_later,
    ),
    NativeDef::method(
        "call_at(self, when, callback, *args, context=None)",
        "Like call_later(), but uses an absolute time.",
        |vm, args| {
            let (value, when) = (args.take(0), args.take(1));
            let (callback, values, context) = handle::parts(vm, args, 2);
            call_at(vm, &value, when, callback, values, context)
        },
    ),
    NativeDef::method("_timer_handle_cancelled(self, handle)", "", |vm, args| {
        let native = of(vm, args.get(0))?;
        if let Some(handle) = args.get(1).payload::<Handle>() {
            native.note_cancelled(handle);
        }
        Ok(Value::NONE)
    }),
    NativeDef::method("_run_once(self)", "Run one full iteration of the event loop.", |vm, args| {
        let value = args.take(0);
        run_loop::run_once(vm, &value, of(vm, &value)?)?;
        Ok(Value::NONE)
    }),
    NativeDef::method("run_forever(self)", "Run until stop() is called.", |vm, args| {
        run_loop::run_forever(vm, &args.take(0))?;
        Ok(Value::NONE)
    }),
    NativeDef::method("run_until_complete(self, future)", "Run until the Future is done.", run_until_complete),
    NativeDef::method("stop(self)", "Stop running the event loop.", |vm, args| {
        of(vm, args.get(0))?.stopping.set(true);
        Ok(Value::NONE)
    }),
    NativeDef::method("close(self)", "Close the event loop.", |vm, args| {
        let native = of(vm, args.get(0))?;
        if native.running.get() {
            return Err(vm.runtime_error("Cannot close a running event loop"));
        }
        if !native.closed.replace(true) {
            native.executor_closed.set(true);
            let dropped = (native.ready.take(), native.timers.with_mut(|t| t.take_all()));
            drop(dropped);
        }
        Ok(Value::NONE)
    }),
    NativeDef::method("_add_callback(self, handle)", "Add a Handle to what runs in the next turn.", |vm, args| {
        let (value, handle) = (args.take(0), args.take(1));
        let state = handle::of(vm, &handle)?;
        if !state.cancelled.get() {
            of(vm, &value)?.ready.with_mut(|queue| queue.push_back(Ready::Handle(handle.clone())));
        }
        Ok(Value::NONE)
    }),
    NativeDef::method("_check_callback(self, callback, method)", "", |vm, args| {
        let method = vm.str_text(args.get(2))?;
        check_callback(vm, args.get(1), &method)?;
        Ok(Value::NONE)
    }),
    NativeDef::method("is_running(self)", "Returns True if the event loop is running.", |vm, args| {
        Ok(Value::bool(of(vm, args.get(0))?.running.get()))
    }),
    NativeDef::method("is_closed(self)", "Returns True if the event loop was closed.", |vm, args| {
        Ok(Value::bool(of(vm, args.get(0))?.closed.get()))
    }),
    NativeDef::method("_check_closed(self)", "", |vm, args| {
        of(vm, args.get(0))?.check_closed(vm)?;
        Ok(Value::NONE)
    }),
    NativeDef::method("_check_running(self)", "", |vm, args| {
        run_loop::check_running(vm, of(vm, args.get(0))?)?;
        Ok(Value::NONE)
    }),
    NativeDef::method("create_future(self)", "Create a Future object attached to the loop.", |vm, args| {
        future_class::make(vm, args.get(0))
    }),
    NativeDef::method(
        "create_task(self, coro, *, name=None, context=None)",
        "Schedule a coroutine object.\n\nReturn a task object.",
        |vm, args| {
            let (value, coroutine, name) = (args.take(0), args.take(1), args.take_opt(2));
            let context = args.take_opt(3).filter(|c| !c.is_none());
            create_task(vm, &value, coroutine, name.filter(|n| !n.is_none()), context)
        },
    ),
    NativeDef::method("get_debug(self)", "", |vm, args| Ok(Value::bool(of(vm, args.get(0))?.debug.get()))),
    NativeDef::method("set_debug(self, enabled)", "", |vm, args| {
        let on = vm.truth(args.get(1))?;
        let native = of(vm, args.get(0))?;
        native.debug.set(on);
        if native.running.get() {
            run_loop::track_origins(vm, native, on);
        }
        Ok(Value::NONE)
    }),
    NativeDef::method(
        "set_task_factory(self, factory)",
        "Set a task factory that will be used by loop.create_task().",
        |vm, args| {
            let factory = args.take_opt(1).filter(|f| !f.is_none());
            if let Some(factory) = &factory
                && !is_callable(vm, factory)
            {
                return Err(vm.type_error("task factory must be a callable or None"));
            }
            drop(of(vm, args.get(0))?.task_factory.replace(factory));
            Ok(Value::NONE)
        },
    ),
    NativeDef::method(
        "get_task_factory(self)",
        "Return a task factory, or None if the default one is in use.",
        |vm, args| Ok(of(vm, args.get(0))?.task_factory.get().unwrap_or(Value::NONE)),
    ),
    NativeDef::method(
        "get_exception_handler(self)",
        "Return an exception handler, or None if the default one is in use.",
        |vm, args| Ok(of(vm, args.get(0))?.exception_handler.get().unwrap_or(Value::NONE)),
    ),
    NativeDef::method(
        "set_exception_handler(self, handler)",
        "Set handler as the new event loop exception handler.",
        |vm, args| {
            let handler = args.take_opt(1).filter(|h| !h.is_none());
            if let Some(handler) = &handler
                && !is_callable(vm, handler)
            {
                let shown = vm.repr_text(handler)?;
                return Err(vm.type_error(format!("A callable object or None is expected, got {shown}")));
            }
            drop(of(vm, args.get(0))?.exception_handler.replace(handler));
            Ok(Value::NONE)
        },
    ),
    NativeDef::method(
        "_take_asyncgens(self)",
        "The async generators to close, once; none are expected from now on.",
        |vm, args| {
            let native = of(vm, args.get(0))?;
            native.generators_closed.set(true);
            let living = native.generators.take().iter().filter_map(|r| r.downcast::<WeakRef>()?.target()).collect();
            Ok(vm.heap().list(living))
        },
    ),
    NativeDef::method("_asyncgen_firstiter_hook(self, agen)", "", first_iteration),
    NativeDef::method("_asyncgen_finalizer_hook(self, agen)", "", finalize_generator),
    NativeDef::method("__del__(self)", "", |vm, args| {
        let value = args.take(0);
        let native = of(vm, &value)?;
        if native.closed.get() {
            return Ok(Value::NONE);
        }
        let message = format!("unclosed event loop {}", vm.repr_text(&value)?);
        let category = vm.types().resource_warning().clone();
        vm.warn_of(&category, &message, &value)?;
        if !native.running.get() {
            let name = vm.heap().intern("close");
            vm.call_method(&value, &name, &[])?;
        }
        Ok(Value::NONE)
    }),
];

/// A Cell of the state as an attribute.
macro_rules! flag_row {
    ($name:literal, $field:ident) => {
        GetSetDef::write(
            $name,
            "",
            |vm, value| Ok(Value::bool(of(vm, value)?.$field.get())),
            |vm, value, new| {
                let on = vm.truth(new.unwrap_or(&Value::FALSE))?;
                of(vm, value)?.$field.set(on);
                Ok(())
            },
        )
    };
}

pub static GETSETS: &[GetSetDef] = &[
    flag_row!("_stopping", stopping),
    flag_row!("_closed", closed),
    flag_row!("_debug", debug),
    flag_row!("_asyncgens_shutdown_called", generators_closed),
    flag_row!("_executor_shutdown_called", executor_closed),
    GetSetDef::read("_task_factory", "", |vm, value| Ok(of(vm, value)?.task_factory.get().unwrap_or(Value::NONE))),
    GetSetDef::read("_exception_handler", "", |vm, value| {
        Ok(of(vm, value)?.exception_handler.get().unwrap_or(Value::NONE))
    }),
    GetSetDef::read("_thread_id", "", |vm, value| {
        Ok(if of(vm, value)?.running.get() { Value::from_len(1) } else { Value::NONE })
    }),
    GetSetDef::read("_timer_cancelled_count", "", |vm, value| {
        Ok(Value::from_len(of(vm, value)?.timers.with(|t| t.stale)))
    }),
    GetSetDef::read("_ready", "What runs in the next turn, as a list of Handles.", |vm, value| {
        let native = of(vm, value)?;
        let mut handles = Vec::new();
        for entry in native.ready.take() {
            handles.push(visible(vm, value, entry)?);
        }
        native.ready.with_mut(|queue| *queue = handles.iter().cloned().map(Ready::Handle).collect());
        Ok(vm.heap().list(handles))
    }),
    GetSetDef::read("_scheduled", "The timers, as a list of TimerHandles.", |vm, value| {
        let native = of(vm, value)?;
        let timers: Vec<(f64, Value)> =
            native.timers.with(|timers| timers.sorted().iter().map(|t| (t.when, t.target.clone())).collect());
        let mut handles = Vec::new();
        for (when, target) in timers {
            if target.payload::<Handle>().is_some() {
                handles.push(target);
                continue;
            }
            let name = vm.heap().intern("set_result");
            let callback = vm.get_attr(&target, &name)?;
            let when = vm.heap().float(when);
            handles.push(handle::make(vm, value, callback, vec![Value::NONE], None, Some(when))?);
        }
        Ok(vm.heap().list(handles))
    }),
];

/// The entry as a Handle.
pub fn visible(vm: &mut Vm, value: &Value, entry: Ready) -> PyResult {
    if let Ready::Handle(handle) = entry {
        return Ok(handle);
    }
    let (callable, args, context) = entry.into_parts(vm)?;
    handle::make(vm, value, callable, args, context, None)
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let native = of(vm, value)?;
    let class = vm.class_of(value).name_string();
    let word = |on: bool| if on { "True" } else { "False" };
    Ok(vm.heap().str(&format!(
        "<{class} running={} closed={} debug={}>",
        word(native.running.get()),
        word(native.closed.get()),
        word(native.debug.get())
    )))
}

fn call_soon(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let value = args.take(0);
    let native = of(vm, &value)?;
    native.check_closed(vm)?;
    let (callback, values, context) = handle::parts(vm, args, 1);
    if native.debug.get() {
        check_callback(vm, &callback, "call_soon")?;
    }
    let handle = handle::make(vm, &value, callback, values, context, None)?;
    native.ready.with_mut(|queue| queue.push_back(Ready::Handle(handle.clone())));
    Ok(handle)
}

/// In debug mode a coroutine is no callback.
fn check_callback(vm: &mut Vm, callback: &Value, method: &str) -> PyResult<()> {
    let module = vm.import_module("asyncio.coroutines")?;
    let name = vm.heap().intern("iscoroutinefunction");
    let answer = vm.call_method(&module, &name, std::slice::from_ref(callback))?;
    let coroutine = vm.truth(&answer)? || task_class::is_coroutine(vm, callback)?;
    if coroutine {
        return Err(vm.type_error(format!("coroutines cannot be used with {method}()")));
    }
    if !is_callable(vm, callback) {
        let shown = vm.repr_text(callback)?;
        return Err(vm.type_error(format!("a callable object was expected by {method}(), got {shown}")));
    }
    Ok(())
}

fn is_callable(vm: &Vm, value: &Value) -> bool {
    value.tag() == crate::object::Tag::Function || vm.class_of(value).slots.call.get().is_some()
}

fn call_later(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (value, delay) = (args.take(0), args.take(1));
    let native = of(vm, &value)?;
    let (callback, values, context) = handle::parts(vm, args, 2);
    let now = run_loop::time(vm, &value, native)?;
    let when = vm.binary(Operator::Add, &now, &delay)?;
    if native.is_plain(vm, &value) {
        return call_at(vm, &value, when, callback, values, context);
    }
    let mut all = vec![when, callback];
    all.extend(values);
    all.push(handle::shown_context(vm, context));
    let heap = vm.heap();
    let method = vm.get_attr(&value, &heap.intern("call_at"))?;
    vm.call_with(&method, CallArgs::new(&all, &[heap.intern("context")]))
}

fn call_at(
    vm: &mut Vm,
    value: &Value,
    when: Value,
    callback: Value,
    values: Vec<Value>,
    context: Option<Value>,
) -> PyResult {
    let native = of(vm, value)?;
    native.check_closed(vm)?;
    if native.debug.get() {
        check_callback(vm, &callback, "call_at")?;
    }
    if when.is_none() {
        return Err(vm.assertion_error(""));
    }
    let moment = vm.to_f64(&when)?;
    let handle = handle::make(vm, value, callback, values, context, Some(when))?;
    if let Some(state) = handle.payload::<Handle>() {
        state.scheduled.set(true);
    }
    native.add_timer(vm, moment, handle.clone());
    Ok(handle)
}

/// A future that is done in `delay` seconds; None if the loop's own timers must not be used.
pub fn sleeping(vm: &mut Vm, delay: &Value, result: Value) -> PyResult<Option<Value>> {
    let Some(value) = vm.thread.running_loop.clone() else { return Ok(None) };
    let Some(native) = value.payload::<Loop>() else { return Ok(None) };
    if !native.is_plain(vm, &value) || native.closed.get() {
        return Ok(None);
    }
    let when = run_loop::clock(vm) + vm.to_f64(delay)?;
    let future = future_class::make(vm, &value)?;
    if let Some(state) = future::of(&future) {
        state.sleeping.set(true);
        drop(state.outcome.replace(Some(result)));
    }
    native.add_timer(vm, when, future.clone());
    Ok(Some(future))
}

/// `loop.create_task(coro, name=name)`.
pub fn create_task(
    vm: &mut Vm,
    value: &Value,
    coroutine: Value,
    name: Option<Value>,
    context: Option<Value>,
) -> PyResult {
    let native = of(vm, value)?;
    native.check_closed(vm)?;
    if let Some(factory) = native.task_factory.get() {
        let task = match context {
            None => vm.call(&factory, &[value.clone(), coroutine])?,
            Some(context) => {
                let keyword = vm.heap().intern("context");
                vm.call_with(&factory, CallArgs::new(&[value.clone(), coroutine, context], &[keyword]))?
            }
        };
        let set_name = vm.heap().intern("set_name");
        if let Some(name) = name
            && let Some(method) = vm.get_attr_opt(&task, &set_name)?
        {
            vm.call(&method, &[name])?;
        }
        return Ok(task);
    }
    if !task_class::is_coroutine(vm, &coroutine)? {
        let shown = vm.repr_text(&coroutine)?;
        let error = vm.type_error(format!("a coroutine was expected, got {shown}"));
        return Err(vm.suspect(error, || no_coroutine(&coroutine)));
    }
    let name = match name {
        Some(name) => Some(vm.str(&name)?),
        None => None,
    };
    task::spawn(vm, value, coroutine, name, context)
}

/// Stops the loop of a future that is done; added by `run_until_complete`.
pub static STOP_WHEN_DONE: NativeDef = NativeDef::function("_run_until_complete_cb(fut)", "", |vm, args| {
    let future = args.take(0);
    if let Some(state) = future::of(&future)
        && state.state.get() == State::Failed
        && let Some(error) = state.outcome.get().and_then(crate::object::Exception::from_value)
        && exceptions::leaves_loop(vm, &error)
    {
        return Ok(Value::NONE);
    }
    let event_loop = task::loop_of(vm, &future)?;
    let name = vm.heap().intern("stop");
    vm.call_method(&event_loop, &name, &[])
});

fn run_until_complete(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let value = args.take(0);
    let native = of(vm, &value)?;
    native.check_closed(vm)?;
    run_loop::check_running(vm, native)?;
    let heap = vm.heap();
    let given = args.take(1);
    let is_new = !functions::is_future(vm, &given)?;
    let awaited = functions::ensure_future(vm, &given, Some(value.clone()))?;
    if is_new {
        vm.set_attr(&awaited, &heap.intern("_log_destroy_pending"), &Value::FALSE)?;
    }
    let module = heap.intern("asyncio.base_events");
    let callback = heap.native_function(&STOP_WHEN_DONE, Some(module));
    vm.call_method(&awaited, &heap.intern("add_done_callback"), std::slice::from_ref(&callback))?;
    let result = vm.call_method(&value, &heap.intern("run_forever"), &[]);
    if result.is_err()
        && is_new
        && let Some(state) = future::of(&awaited)
        && state.is_done()
        && state.state.get() != State::Cancelled
    {
        // The coroutine raised something that ends the loop: it comes out of here, so it need not be reported.
        state.log_traceback.set(false);
    }
    vm.call_method(&awaited, &heap.intern("remove_done_callback"), &[callback])?;
    result?;
    let done = vm.call_method(&awaited, &heap.intern("done"), &[])?;
    if !vm.truth(&done)? {
        return Err(vm.runtime_error("Event loop stopped before Future completed."));
    }
    vm.call_method(&awaited, &heap.intern("result"), &[])
}

/// `asyncio.get_event_loop()`: the running loop, or the policy's.
pub fn get_event_loop(vm: &mut Vm) -> PyResult {
    if let Some(running) = &vm.thread.running_loop {
        return Ok(running.clone());
    }
    let heap = vm.heap();
    let events = vm.import_module("asyncio.events")?;
    let policy = vm.call_method(&events, &heap.intern("get_event_loop_policy"), &[])?;
    vm.call_method(&policy, &heap.intern("get_event_loop"), &[])
}

/// `sys.set_asyncgen_hooks` for a running loop.
pub fn generator_hooks(vm: &mut Vm, value: &Value) -> (Option<Value>, Option<Value>) {
    let owner = vm.native_class(&EVENT_LOOP);
    let bound = |name: &str| {
        let def = METHODS.iter().find(|def| def.name() == name)?;
        Some(vm.heap().bound_native(def, value.clone(), Some(owner.clone())))
    };
    (bound("_asyncgen_firstiter_hook"), bound("_asyncgen_finalizer_hook"))
}

fn first_iteration(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let native = of(vm, args.get(0))?;
    let generator = args.get(1);
    if native.generators_closed.get() {
        let shown = vm.repr_text(generator)?;
        let category = vm.types().resource_warning().clone();
        let message = format!("asynchronous generator {shown} was scheduled after loop.shutdown_asyncgens() call");
        vm.warn(&category, &message, 1)?;
    }
    let class = vm.types().weakref();
    if let Some(reference) = vm.heap().new_weakref(class, generator, None) {
        let dead = native.generators.with_mut(|all| {
            let mut dead = Vec::new();
            if all.len() == all.capacity() {
                let living = |r: &Value| r.downcast::<WeakRef>().is_some_and(|w| w.target().is_some());
                let (kept, gone) = std::mem::take(all).into_iter().partition(living);
                (*all, dead) = (kept, gone);
            }
            all.push(reference);
            dead
        });
        drop(dead);
    }
    Ok(Value::NONE)
}

fn finalize_generator(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (value, generator) = (args.take(0), args.take(1));
    let native = of(vm, &value)?;
    let gone = native.generators.with_mut(|all| {
        let other = |r: &Value| r.downcast::<WeakRef>().and_then(WeakRef::target).is_none_or(|t| !t.is(&generator));
        let (kept, gone): (Vec<Value>, Vec<Value>) = std::mem::take(all).into_iter().partition(other);
        *all = kept;
        gone
    });
    drop(gone);
    if native.closed.get() {
        return Ok(Value::NONE);
    }
    let heap = vm.heap();
    let closing = vm.call_method(&generator, &heap.intern("aclose"), &[])?;
    let create = vm.get_attr(&value, &heap.intern("create_task"))?;
    vm.call_method(&value, &heap.intern("call_soon_threadsafe"), &[create, closing])
}
