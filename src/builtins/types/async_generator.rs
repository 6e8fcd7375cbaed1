//! async_generator and the awaitables of its methods.

use crate::object::asynchronous::{AsyncAction, AsyncStep, AwaitState};
use crate::object::descriptor::GetSetDef;
use crate::object::exception::Exception;
use crate::object::generator::{Flags, Generator};
use crate::object::native::{NativeDef, Resume};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};
use crate::vm::resume::Step;

use super::generator;

pub static ASYNC_GENERATOR: ClassDef = ClassDef {
    name: "async_generator",
    layout: Tag::AsyncGenerator,
    slots: slots!(|slots| {
        slots.repr.set(Some(generator::REPR));
        slots.aiter.set(Some(|_, value| Ok(value.clone())));
        slots.anext.set(Some(|vm, value| new_step(vm, value.clone(), AsyncAction::Send(Value::NONE))));
    }),
    methods: &[
        NativeDef::method("asend(self, value, /)", "asend(v) -> send 'v' in generator.", |vm, args| {
            let action = AsyncAction::Send(args.take(1));
            new_step(vm, args.take(0), action)
        }),
        NativeDef::method(
            "athrow(self, type, value=None, traceback=None, /)",
            "athrow(typ[,val[,tb]]) -> raise exception in generator.",
            |vm, args| {
                let action = AsyncAction::Throw(generator::raw_arguments(args));
                new_step(vm, args.take(0), action)
            },
        ),
        NativeDef::method("aclose(self)", "aclose() -> raise GeneratorExit inside generator.", |vm, args| {
            new_step(vm, args.take(0), AsyncAction::Close)
        }),
        NativeDef::class_method("__class_getitem__(cls, item, /)", "See PEP 585", |vm, args| {
            vm.generic_alias(args.get(0), args.get(1))
        }),
    ],
    getsets: &[
        GetSetDef::write("__name__", "name of the async generator", generator::get_name, generator::set_name),
        GetSetDef::write(
            "__qualname__",
            "qualified name of the async generator",
            generator::get_qualname,
            generator::set_qualname,
        ),
        GetSetDef::read("ag_await", "object being awaited on, or None", generator::get_delegate),
        GetSetDef::member("ag_frame", "", generator::get_frame),
        GetSetDef::member("ag_running", "", |_, value| {
            Ok(Value::bool(value.as_generator().is_some_and(|g| g.flags.has(Flags::ASYNC_RUNNING))))
        }),
        GetSetDef::member("ag_code", "", generator::get_code),
    ],
    ..ClassDef::EMPTY
};

pub static ASEND: ClassDef = ClassDef { name: "async_generator_asend", ..STEP };
pub static ATHROW: ClassDef = ClassDef { name: "async_generator_athrow", ..STEP };

const STEP: ClassDef = ClassDef {
    slots: slots!(|slots| {
        slots.await_.set(Some(|_, value| Ok(value.clone())));
        slots.iter.set(Some(|_, value| Ok(value.clone())));
        slots.next.set(Some(|vm, value| send(vm, value, Value::NONE).map(Some)));
    }),
    methods: &[
        NativeDef::method("send(self, value, /)", "", |vm, args| {
            let value = args.take(1);
            send(vm, args.get(0), value)
        }),
        NativeDef::method("throw(self, type, value=None, traceback=None, /)", "", |vm, args| {
            let arguments = generator::raw_arguments(args);
            throw(vm, args.get(0), arguments)
        }),
        NativeDef::method("close(self)", "", |vm, args| {
            this(vm, args.get(0))?.state.set(AwaitState::Closed);
            Ok(Value::NONE)
        }),
    ],
    ..ClassDef::EMPTY
};

fn this<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a AsyncStep> {
    value.payload().ok_or_else(|| vm.system_error("no awaitable of an async generator"))
}

/// The awaitable of one step; at the first one the hooks of `sys.set_asyncgen_hooks` are asked.
fn new_step(vm: &mut Vm, generator: Value, action: AsyncAction) -> PyResult {
    if let Some(object) = generator.as_generator()
        && !object.flags.set(Flags::HOOKS_DONE, true)
    {
        let (first, finalizer) = vm.async_hooks.clone();
        object.set_extra(finalizer);
        if let Some(first) = first {
            vm.call(&first, std::slice::from_ref(&generator))?;
        }
    }
    let types = vm.types();
    let class = match action {
        AsyncAction::Send(_) => types.async_generator_asend(),
        _ => types.async_generator_athrow(),
    };
    Ok(vm.heap().async_step(class, generator, action))
}

/// Which of the three it is, and its name in messages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Send,
    Throw,
    Close,
}

fn kind(step: &AsyncStep) -> Kind {
    step.action.with(|action| match action {
        AsyncAction::Send(_) => Kind::Send,
        AsyncAction::Throw(_) => Kind::Throw,
        AsyncAction::Close => Kind::Close,
    })
}

fn reused(vm: &Vm, kind: Kind) -> Exception {
    vm.runtime_error(match kind {
        Kind::Send => "cannot reuse already awaited __anext__()/asend()",
        _ => "cannot reuse already awaited aclose()/athrow()",
    })
}

/// One step from Rust: the end of an async generator is StopAsyncIteration.
fn resume(vm: &mut Vm, generator: &Value, input: Resume) -> PyResult {
    match vm.step(generator, input)? {
        Step::Yielded(value) => Ok(value),
        Step::Returned(_) => Err(vm.exception_with(vm.types().stop_async_iteration(), Vec::new())),
    }
}

fn send(vm: &mut Vm, value: &Value, input: Value) -> PyResult {
    let step = this(vm, value)?;
    let Some(object) = step.generator.as_generator() else { return Err(vm.system_error("no async generator")) };
    let kind = kind(step);
    if step.state.get() == AwaitState::Closed {
        return Err(reused(vm, kind));
    }
    if kind != Kind::Send {
        return send_throw(vm, step, object, kind, input);
    }
    let mut input = input;
    if step.state.get() == AwaitState::Created {
        if object.flags.has(Flags::ASYNC_RUNNING) {
            return Err(already_running(vm, kind));
        }
        if input.is_none() {
            input = step.action.with(|action| match action {
                AsyncAction::Send(value) => value.clone(),
                _ => Value::NONE,
            });
        }
        step.state.set(AwaitState::Running);
    }
    object.flags.set(Flags::ASYNC_RUNNING, true);
    let result = resume(vm, &step.generator, Resume::Send(input));
    unwrap(vm, object, result).inspect_err(|_| step.state.set(AwaitState::Closed))
}

fn already_running(vm: &Vm, kind: Kind) -> Exception {
    let name = match kind {
        Kind::Send => "anext",
        Kind::Throw => "athrow",
        Kind::Close => "aclose",
    };
    vm.runtime_error(format!("{name}(): asynchronous generator is already running"))
}

/// `send` of what `athrow` and `aclose` gave: the first one throws.
fn send_throw(vm: &mut Vm, step: &AsyncStep, object: &Generator, kind: Kind, input: Value) -> PyResult {
    if generator::is_closed(&step.generator) {
        step.state.set(AwaitState::Closed);
        return Err(vm.stop_iteration(Value::NONE));
    }
    let first = step.state.get() == AwaitState::Created;
    if !first {
        let result = resume(vm, &step.generator, Resume::Send(input));
        return match kind {
            Kind::Close => closing(vm, step, object, result),
            _ => unwrap(vm, object, result),
        };
    }
    if object.flags.has(Flags::ASYNC_RUNNING) {
        step.state.set(AwaitState::Closed);
        return Err(already_running(vm, kind));
    }
    if object.flags.has(Flags::ASYNC_CLOSED) {
        step.state.set(AwaitState::Closed);
        return Err(vm.exception_with(vm.types().stop_async_iteration(), Vec::new()));
    }
    if !input.is_none() {
        return Err(vm.runtime_error("can't send non-None value to a just-started coroutine"));
    }
    step.state.set(AwaitState::Running);
    object.flags.set(Flags::ASYNC_RUNNING, true);
    let arguments = step.action.with(|action| match action {
        AsyncAction::Throw(arguments) => arguments.clone(),
        _ => vec![vm.types().generator_exit().clone()],
    });
    if kind == Kind::Close {
        object.flags.set(Flags::ASYNC_CLOSED, true);
    }
    let result = match exception_of(vm, &arguments) {
        Ok(exception) => resume(vm, &step.generator, Resume::ThrowThrough(exception, arguments)),
        Err(error) => Err(error),
    };
    match kind {
        Kind::Close => closing(vm, step, object, result),
        _ => unwrap(vm, object, result).inspect_err(|_| step.state.set(AwaitState::Closed)),
    }
}

/// The step of an `aclose` that `send` made: a value of the generator's own is an error, its end ends the await.
fn closing(vm: &mut Vm, step: &AsyncStep, object: &Generator, result: PyResult) -> PyResult {
    let error = match result {
        Ok(value) if object.is_delegating() => return Ok(value),
        Ok(_) => vm.runtime_error("async generator ignored GeneratorExit"),
        Err(error) if is_end(vm, &error) => vm.stop_iteration(Value::NONE),
        Err(error) => error,
    };
    object.flags.set(Flags::ASYNC_RUNNING, false);
    step.state.set(AwaitState::Closed);
    Err(error)
}

fn throw(vm: &mut Vm, value: &Value, arguments: Vec<Value>) -> PyResult {
    let step = this(vm, value)?;
    let Some(object) = step.generator.as_generator() else { return Err(vm.system_error("no async generator")) };
    let kind = kind(step);
    if step.state.get() == AwaitState::Closed {
        return Err(reused(vm, kind));
    }
    let result = match exception_of(vm, &arguments) {
        Ok(exception) => resume(vm, &step.generator, Resume::ThrowArguments(exception, arguments)),
        Err(error) => Err(error),
    };
    match (kind, result) {
        (Kind::Send, result) => unwrap(vm, object, result).inspect_err(|_| step.state.set(AwaitState::Closed)),
        // The awaitables of athrow and aclose stay usable after a throw, as CPython's do.
        (Kind::Throw, result) => unwrap(vm, object, result),
        (Kind::Close, Ok(_)) if !object.is_delegating() => {
            object.flags.set(Flags::ASYNC_RUNNING, false);
            Err(vm.runtime_error("async generator ignored GeneratorExit"))
        }
        (Kind::Close, Err(error)) if is_end(vm, &error) => Err(vm.stop_iteration(Value::NONE)),
        (Kind::Close, result) => result,
    }
}

fn exception_of(vm: &mut Vm, arguments: &[Value]) -> PyResult<Exception> {
    let mut parts = arguments.iter().cloned();
    let mut part = || parts.next().unwrap_or(Value::NONE);
    let (kind, value, traceback) = (part(), part(), part());
    generator::make_thrown(vm, kind, value, traceback)
}

fn is_end(vm: &Vm, error: &Exception) -> bool {
    let types = vm.types();
    vm.is_exception(error, types.stop_async_iteration()) || vm.is_exception(error, types.generator_exit())
}

/// What a step of the generator means to who awaits: a value of its own ends the await.
fn unwrap(vm: &mut Vm, object: &Generator, result: PyResult) -> PyResult {
    let error = match result {
        Ok(value) if object.is_delegating() => return Ok(value),
        Ok(value) => vm.stop_iteration(value),
        Err(error) => {
            if is_end(vm, &error) {
                object.flags.set(Flags::ASYNC_CLOSED, true);
            }
            error
        }
    };
    object.flags.set(Flags::ASYNC_RUNNING, false);
    Err(error)
}
