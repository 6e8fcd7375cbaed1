//! The functions of `_asyncio` and `contextvars`.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::function::Function;
use crate::object::native::{CallArgs, NativeDef};
use crate::object::slots::Sent;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::hint::{self, Mistake, no_coroutine};
use crate::vm::host::Sleep;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::run_loop::Loop;
use super::task::Task;
use super::{context, describe, future, loop_class, task, task_class};

/// The functions of `_asyncio`.
pub static ASYNCIO: &[NativeDef] = &[
    NativeDef::function(
        "_suspect(error, culprit=None)",
        "Note for hints what has led to an error: a function that was not called, else a loop that runs. The error.",
        |vm, args| {
            let error = args.take(0);
            if let Some(hints) = &vm.host.hints {
                let mistake = args.opt(1).map_or(Some(Mistake::LoopInLoop), no_coroutine);
                mistake.into_iter().for_each(|mistake| hints.note(&error, mistake));
            }
            Ok(error)
        },
    ),
    NativeDef::function(
        "_left(tasks)",
        "Give the hint for tasks that the end of the loop finds just made.",
        |vm, args| {
            if vm.host.hints.is_some() {
                for value in vm.collect(args.get(0))? {
                    let made = vm.host.tasks_made;
                    let Some(task) = value.payload::<Task>() else { continue };
                    let number = task.future.serial.get();
                    let is_fresh = vm.host.hints.as_ref().is_some_and(|hints| hints.is_fresh(number, made));
                    let coroutine = task.coroutine.get().filter(|_| is_fresh);
                    if let Some(name) = coroutine.as_ref().and_then(hint::coroutine_name) {
                        vm.tell(&Mistake::TaskLeft(name));
                    }
                }
            }
            Ok(Value::NONE)
        },
    ),
    NativeDef::function("_get_running_loop()", "Return the running event loop or None.", |vm, _| {
        Ok(vm.thread.running_loop.clone().unwrap_or(Value::NONE))
    }),
    NativeDef::function(
        "get_running_loop()",
        "Return the running event loop.  Raise a RuntimeError if there is none.",
        |vm, _| running_loop(vm),
    ),
    NativeDef::function("_set_running_loop(loop, /)", "Set the running event loop.", |vm, args| {
        let event_loop = args.take_opt(0).filter(|l| !l.is_none());
        drop(std::mem::replace(&mut vm.thread.running_loop, event_loop));
        Ok(Value::NONE)
    }),
    NativeDef::function("get_event_loop()", "Return an asyncio event loop.", |vm, _| loop_class::get_event_loop(vm)),
    NativeDef::function("current_task(loop=None)", "Return a currently executed task.", |vm, args| {
        let event_loop = match args.take_opt(0).filter(|l| !l.is_none()) {
            Some(event_loop) => event_loop,
            None => running_loop(vm)?,
        };
        Ok(task::current(vm, &event_loop).unwrap_or(Value::NONE))
    }),
    NativeDef::function("all_tasks(loop=None)", "Return a set of all tasks for the loop.", |vm, args| {
        let event_loop = match args.take_opt(0).filter(|l| !l.is_none()) {
            Some(event_loop) => event_loop,
            None => running_loop(vm)?,
        };
        let mut tasks: Vec<Value> = Vec::new();
        for value in vm.heap().boxed_of::<Task>() {
            let Some(task) = value.payload::<Task>() else { continue };
            if !task.future.is_done() && task.future.event_loop.with(|l| l.as_ref().is_some_and(|l| l.is(&event_loop)))
            {
                tasks.push(value.clone());
            }
        }
        let class = vm.types().set();
        vm.set_of(class, &tasks)
    }),
    NativeDef::function(
        "_enter_task(loop, task)",
        "Enter into task execution or resume suspended task.",
        |vm, args| {
            task::enter(vm, args.get(0), args.get(1))?;
            Ok(Value::NONE)
        },
    ),
    NativeDef::function("_leave_task(loop, task)", "Leave task execution or suspend a task.", |vm, args| {
        task::leave(vm, args.get(0), args.get(1))?;
        Ok(Value::NONE)
    }),
    NativeDef::function(
        "create_task(coro, *, name=None, context=None)",
        "Schedule the execution of a coroutine object in a spawn task.",
        |vm, args| {
            let event_loop = running_loop(vm)?;
            let (coroutine, name) = (args.take(0), args.take_opt(1).filter(|n| !n.is_none()));
            let context = args.take_opt(2).filter(|c| !c.is_none());
            if own_create_task(vm, &event_loop) {
                // The loop gives a number first; the name comes afterwards.
                vm.host.tasks_named += u64::from(name.is_some());
                return loop_class::create_task(vm, &event_loop, coroutine, name, context);
            }
            if let Some(context) = context {
                let heap = vm.heap();
                let method = vm.get_attr(&event_loop, &heap.intern("create_task"))?;
                let (values, names) = ([coroutine, name.unwrap_or(Value::NONE), context], ["name", "context"]);
                return vm.call_with(&method, CallArgs::new(&values, &names.map(|n| heap.intern(n))));
            }
            // A loop that knows no names gets none: the task's own method takes it.
            let heap = vm.heap();
            let task = vm.call_method(&event_loop, &heap.intern("create_task"), &[coroutine])?;
            if let Some(name) = name
                && let Some(method) = vm.get_attr_opt(&task, &heap.intern("set_name"))?
            {
                vm.call(&method, &[name])?;
            }
            Ok(task)
        },
    ),
    NativeDef::function(
        "ensure_future(coro_or_future, *, loop=None)",
        "Wrap a coroutine or an awaitable in a future.",
        |vm, args| {
            let event_loop = args.take_opt(1).filter(|l| !l.is_none());
            ensure_future(vm, args.get(0), event_loop)
        },
    ),
    NativeDef::function(
        "isfuture(obj)",
        "Return True if obj is a Future instance or advertises itself as one.",
        |vm, args| is_future(vm, args.get(0)).map(Value::bool),
    ),
    NativeDef::function("iscoroutine(obj)", "Return True if obj is a coroutine object.", |vm, args| {
        task_class::is_coroutine(vm, args.get(0)).map(Value::bool)
    }),
    NativeDef::function("_sleeping(delay, result)", "A future that is done after the delay, or None.", |vm, args| {
        let result = args.take(1);
        Ok(loop_class::sleeping(vm, args.get(0), result)?.unwrap_or(Value::NONE))
    }),
    NativeDef::function("_note_sleep(function)", "Tell which function is `asyncio.sleep`.", |vm, args| {
        vm.host.sleep = args.get(0).downcast::<Function>().map(|f| (f.code_value(), begin_sleep as Sleep));
        Ok(Value::NONE)
    }),
    NativeDef::function("_one_turn()", "An awaitable that gives way for one turn of the loop.", |vm, _| {
        let class = vm.native_class(&ONE_TURN);
        Ok(vm.heap().boxed(&class, OneTurn(Cell::new(false))))
    }),
    NativeDef::function("_holder()", "The number of the running task, or None.", |vm, _| Ok(task::running_number(vm))),
    NativeDef::function("_warn(category, message, stacklevel)", "Issue a warning.", |vm, args| {
        let level = usize::try_from(vm.index_i64(args.get(2))?).unwrap_or(1);
        let message = vm.str_text(args.get(1))?;
        let category = args.take(0);
        vm.warn(&category, &message, level)?;
        Ok(Value::NONE)
    }),
    NativeDef::function("_is_debug_mode()", "Does the environment ask for debug mode?", |vm, _| {
        let asked = std::env::var_os("PYTHONASYNCIODEBUG").is_some_and(|v| !v.is_empty());
        let heap = vm.heap();
        let flags = vm.sys_attribute(&heap.intern("flags")).unwrap_or(Value::NONE);
        if let Some(dev) = vm.get_attr_opt(&flags, &heap.intern("dev_mode"))?
            && vm.truth(&dev)?
        {
            return Ok(Value::TRUE);
        }
        match vm.get_attr_opt(&flags, &heap.intern("ignore_environment"))? {
            Some(ignore) if vm.truth(&ignore)? => Ok(Value::FALSE),
            _ => Ok(Value::bool(asked)),
        }
    }),
    NativeDef::function("_format_coroutine(coro)", "", |vm, args| {
        let text = describe::coroutine(vm, args.get(0))?;
        Ok(vm.heap().str(&text))
    }),
    NativeDef::function("_format_callback_source(func, args)", "", |vm, args| {
        let values = vm.collect(args.get(1))?;
        let text = describe::callback_with_source(vm, args.get(0), &values)?;
        Ok(vm.heap().str(&text))
    }),
];

/// The functions of `contextvars`.
pub static CONTEXTVARS: &[NativeDef] = &[NativeDef::function("copy_context()", "", |vm, _| {
    Ok(match context::copy_current(vm) {
        Some(copy) => copy,
        None => context::empty(vm),
    })
})];

/// `asyncio.get_running_loop()`.
pub fn running_loop(vm: &mut Vm) -> PyResult {
    match (&vm.thread.running_loop, vm.host.prompt_loop) {
        (Some(running), _) => Ok(running.clone()),
        (None, Some(prompt_loop)) => prompt_loop(vm),
        (None, None) => Err(vm.runtime_error("no running event loop")),
    }
}

/// Does `loop.create_task` lead to the native one?
pub fn own_create_task(vm: &mut Vm, event_loop: &Value) -> bool {
    event_loop.payload::<Loop>().is_some_and(|native| native.is_plain(vm, event_loop))
}

/// `asyncio.isfuture(value)`.
pub fn is_future(vm: &mut Vm, value: &Value) -> PyResult<bool> {
    if future::of(value).is_some() {
        return Ok(true);
    }
    let heap = vm.heap();
    let name = heap.intern("_asyncio_future_blocking");
    let class = vm.get_attr(value, &vm.names().class.clone())?;
    if vm.get_attr_opt(&class, &name)?.is_none() {
        return Ok(false);
    }
    Ok(!vm.get_attr(value, &name)?.is_none())
}

/// `asyncio.ensure_future(value, loop=event_loop)`.
pub fn ensure_future(vm: &mut Vm, value: &Value, event_loop: Option<Value>) -> PyResult {
    if is_future(vm, value)? {
        if let Some(event_loop) = event_loop
            && !task::loop_of(vm, value)?.is(&event_loop)
        {
            return Err(
                vm.value_error("The future belongs to a different loop than the one specified as the loop argument")
            );
        }
        return Ok(value.clone());
    }
    let heap = vm.heap();
    let mut coroutine = value.clone();
    let mut wrapped = false;
    if !task_class::is_coroutine(vm, value)? {
        if vm.class_of(value).slots.await_.get().is_none() {
            let error = vm.type_error("An asyncio.Future, a coroutine or an awaitable is required");
            return Err(vm.suspect(error, || no_coroutine(value)));
        }
        let module = vm.import_module("asyncio.tasks")?;
        coroutine = vm.call_method(&module, &heap.intern("_wrap_awaitable"), std::slice::from_ref(value))?;
        wrapped = true;
    }
    let event_loop = match event_loop {
        Some(event_loop) => event_loop,
        None => loop_class::get_event_loop(vm)?,
    };
    let result = if own_create_task(vm, &event_loop) {
        loop_class::create_task(vm, &event_loop, coroutine.clone(), None, None)
    } else {
        vm.call_method(&event_loop, &heap.intern("create_task"), std::slice::from_ref(&coroutine))
    };
    if let Err(error) = &result
        && !wrapped
        && vm.is_exception(error, vm.types().runtime_error())
    {
        // Nobody will await it: that needs no warning of its own.
        vm.call_method(&coroutine, &vm.names().close.clone(), &[])?;
    }
    result
}

/// What `asyncio.sleep(delay, result)` awaits; None where its own code has to run.
pub fn begin_sleep(vm: &mut Vm, delay: &Value, result: &Value) -> PyResult<Option<Value>> {
    let seconds = match (delay.as_small_int(), delay.as_exact_float()) {
        (Some(seconds), _) => seconds as f64,
        (None, Some(seconds)) => seconds,
        (None, None) => return Ok(None),
    };
    if seconds > 0.0 {
        return loop_class::sleeping(vm, delay, result.clone());
    }
    if seconds.is_nan() || !result.is_none() {
        return Ok(None);
    }
    let class = vm.native_class(&ONE_TURN);
    Ok(Some(vm.heap().boxed(&class, OneTurn(Cell::new(false)))))
}

/// Yields None once: the task's next step comes in the loop's next turn.
struct OneTurn(Cell<bool>);

impl Payload for OneTurn {
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

static ONE_TURN: ClassDef = ClassDef {
    name: "OneTurn",
    module: "_asyncio",
    slots: slots!(|slots| {
        slots.iter.set(Some(|_, value| Ok(value.clone())));
        slots.await_.set(Some(|_, value| Ok(value.clone())));
        slots.next.set(Some(|_, value| Ok(is_first_time(value).then_some(Value::NONE))));
        slots.send.set(Some(|_, value, _| {
            Ok(if is_first_time(value) { Sent::Yielded(Value::NONE) } else { Sent::Returned(Value::NONE) })
        }));
    }),
    ..ClassDef::EMPTY
};

fn is_first_time(value: &Value) -> bool {
    value.payload::<OneTurn>().is_some_and(|turn| !turn.0.replace(true))
}
