//! `Task` as Python sees it.

use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::exception::ExceptionObject;
use crate::object::frame::{FrameObject, Traceback};
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::hint::no_coroutine;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::future_class::{self, FUTURE};
use super::task::{self, StepCall, Task, of};

pub static TASK: ClassDef = ClassDef {
    name: "Task",
    module: "_asyncio",
    doc: "A coroutine wrapped in a Future.",
    parent: Some(&FUTURE),
    flags: class_flag::BASE | class_flag::DICT | class_flag::WEAK | class_flag::AWAITS_ITSELF,
    slots: slots!(|slots| slots.init.set(Some(init))),
    new: Some(&NEW),
    methods: METHODS,
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

static NEW: NativeDef = NativeDef::static_method("__new__(cls, *args, **kwargs)", "", |vm, args| {
    Ok(vm.heap().boxed(args.get(0), Task::default()))
});

/// What a loop written in Python is given to call for a step.
pub static STEP_CALL: ClassDef = ClassDef {
    name: "TaskStepMethWrapper",
    module: "",
    slots: slots!(|slots| {
        slots.call.set(Some(|vm, value, _| {
            let Some(call) = value.payload::<StepCall>() else { return Err(vm.system_error("no step")) };
            task::step(vm, &call.task, call.error.clone())?;
            Ok(Value::NONE)
        }));
    }),
    getsets: &[GetSetDef::read("__self__", "", |_, value| {
        Ok(value.payload::<StepCall>().map_or(Value::NONE, |call| call.task.clone()))
    })],
    ..ClassDef::EMPTY
};

/// What a future written in Python is given as a task's callback.
pub static WAKEUP: NativeDef = NativeDef::method("task_wakeup(self, future, /)", "", |vm, args| {
    task::wakeup(vm, args.get(0), args.get(1))?;
    Ok(Value::NONE)
});

static METHODS: &[NativeDef] = &[
    NativeDef::method("cancel(self, /, msg=None)", "Request that this task cancel itself.", |vm, args| {
        let message = args.take_opt(1);
        task::cancel(vm, args.get(0), message).map(Value::bool)
    }),
    NativeDef::method("cancelling(self, /)", "How many requests to cancel the task there are.", |vm, args| {
        Ok(Value::from_len(of(vm, args.get(0))?.cancels.get() as usize))
    }),
    NativeDef::method("uncancel(self, /)", "Take back one request to cancel the task.", |vm, args| {
        let task = of(vm, args.get(0))?;
        let left = task.cancels.get().saturating_sub(1);
        task.cancels.set(left);
        if left == 0 {
            task.must_cancel.set(false);
        }
        Ok(Value::from_len(left as usize))
    }),
    NativeDef::method("get_context(self, /)", "The context that the task runs in.", |vm, args| {
        let value = args.take(0);
        of(vm, &value)?;
        Ok(task::context_of(vm, &value).unwrap_or(Value::NONE))
    }),
    NativeDef::method("get_coro(self, /)", "", |vm, args| {
        Ok(of(vm, args.get(0))?.coroutine.get().unwrap_or(Value::NONE))
    }),
    NativeDef::method("get_name(self, /)", "", |vm, args| {
        let task = of(vm, args.get(0))?;
        Ok(task::name(vm, task))
    }),
    NativeDef::method("set_name(self, value, /)", "", |vm, args| {
        let name = vm.str(args.get(1))?;
        drop(of(vm, args.get(0))?.name.replace(Some(name)));
        Ok(Value::NONE)
    }),
    NativeDef::method(
        "get_stack(self, /, *, limit=None)",
        "Return the list of stack frames for this task's coroutine.",
        |vm, args| {
            let frames = stack(vm, args)?;
            Ok(vm.heap().list(frames))
        },
    ),
    NativeDef::method(
        "print_stack(self, /, *, limit=None, file=None)",
        "Print the stack or traceback for this task's coroutine.",
        |vm, args| {
            let module = vm.import_module("asyncio.base_tasks")?;
            let name = vm.heap().intern("_task_print_stack");
            let values = [args.take(0), args.take(1), args.take(2)];
            vm.call_method(&module, &name, &values)
        },
    ),
    NativeDef::method("set_result(self, result, /)", "", |vm, _| {
        Err(vm.runtime_error("Task does not support set_result operation"))
    }),
    NativeDef::method("set_exception(self, exception, /)", "", |vm, _| {
        Err(vm.runtime_error("Task does not support set_exception operation"))
    }),
];

static GETSETS: &[GetSetDef] = &[
    GetSetDef::write(
        "_log_destroy_pending",
        "",
        |vm, value| Ok(Value::bool(of(vm, value)?.log_destroy.get())),
        |vm, value, new| {
            let new = future_class::undeletable(vm, new)?;
            let on = vm.truth(new)?;
            of(vm, value)?.log_destroy.set(on);
            Ok(())
        },
    ),
    GetSetDef::read("_must_cancel", "", |vm, value| Ok(Value::bool(of(vm, value)?.must_cancel.get()))),
    GetSetDef::read("_coro", "", |vm, value| Ok(of(vm, value)?.coroutine.get().unwrap_or(Value::NONE))),
    GetSetDef::read("_fut_waiter", "", |vm, value| Ok(of(vm, value)?.waiter.get().unwrap_or(Value::NONE))),
];

/// `Task(coro, *, loop=None, name=None)`.
fn init(vm: &mut Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let mut parts: [Option<Value>; 4] = [args.positional().first().cloned(), None, None, None];
    if args.positional().len() > 1 {
        let count = args.positional().len();
        return Err(vm.type_error(format!("Task() takes exactly 1 positional argument ({count} given)")));
    }
    for (name, given) in args.keywords() {
        let name = name.lossy_text();
        match ["coro", "loop", "name", "context"].iter().position(|n| *n == name) {
            Some(index) => parts[index] = Some(given.clone()),
            None => {
                return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for Task()")));
            }
        }
    }
    let [coroutine, event_loop, name, context] = parts;
    let Some(coroutine) = coroutine else {
        return Err(vm.type_error("Task() missing required argument 'coro' (pos 1)"));
    };
    future_class::prepare(vm, value, event_loop.filter(|l| !l.is_none()))?;
    if !is_coroutine(vm, &coroutine)? {
        // A task without coroutine is not reported when it goes.
        of(vm, value)?.log_destroy.set(false);
        let shown = vm.repr_text(&coroutine)?;
        let error = vm.type_error(format!("a coroutine was expected, got {shown}"));
        return Err(vm.suspect(error, || no_coroutine(&coroutine)));
    }
    let name = match name.filter(|n| !n.is_none()) {
        Some(name) => Some(vm.str(&name)?),
        None => None,
    };
    let event_loop = of(vm, value)?.future.loop_value(vm)?;
    task::init(vm, value, event_loop, coroutine, name, context.filter(|c| !c.is_none()))
}

/// `asyncio.iscoroutine(value)`: a coroutine, a generator, or what `collections.abc.Coroutine` accepts.
pub fn is_coroutine(vm: &mut Vm, value: &Value) -> PyResult<bool> {
    if matches!(value.tag(), Tag::Coroutine | Tag::Generator) {
        return Ok(true);
    }
    for name in ["send", "throw", "close", "__await__"] {
        let name = vm.heap().intern(name);
        match vm.type_lookup(vm.class_of(value), &name) {
            Some(method) if !method.is_none() => {}
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// The frames that a task stands in, outermost first; those of its exception once it has failed.
fn stack(vm: &mut Vm, args: &mut Args<'_>) -> PyResult<Vec<Value>> {
    let limit = match args.opt(1).filter(|l| !l.is_none()).cloned() {
        Some(limit) => usize::try_from(vm.index_i64(&limit)?).unwrap_or(0),
        None => usize::MAX,
    };
    let task = of(vm, args.get(0))?;
    let mut frames = Vec::new();
    let coroutine = task.coroutine.get();
    let frame = match coroutine.as_ref() {
        Some(coroutine) => frame_of(vm, coroutine)?,
        None => None,
    };
    if let Some(frame) = frame {
        let mut at = Some(frame);
        while let Some(frame) = at
            && frames.len() < limit
        {
            at = frame.downcast::<FrameObject>().and_then(|f| vm.frame_back(f));
            frames.push(frame);
        }
        frames.reverse();
        return Ok(frames);
    }
    if task.future.state.get() == super::future::State::Failed {
        let outcome = task.future.outcome.get();
        let mut at = outcome.as_ref().and_then(|e| e.downcast::<ExceptionObject>()).and_then(|e| e.traceback.get());
        while let Some(entry) = at
            && frames.len() < limit
        {
            let Some(traceback) = entry.downcast::<Traceback>() else { break };
            frames.push(traceback.frame.clone());
            at = traceback.next.get();
        }
    }
    Ok(frames)
}

fn frame_of(vm: &mut Vm, coroutine: &Value) -> PyResult<Option<Value>> {
    if let Some(generator) = coroutine.as_generator() {
        return Ok(vm.generator_frame(generator));
    }
    for name in ["cr_frame", "gi_frame", "ag_frame"] {
        let name = vm.heap().intern(name);
        if let Some(frame) = vm.get_attr_opt(coroutine, &name)? {
            return Ok(Some(frame).filter(|f| !f.is_none()));
        }
    }
    Ok(None)
}
