//! async_generator and the awaitables of its methods.

use crate::object::asynchronous::{AsyncAction, AsyncStep, AwaitState};
use crate::object::descriptor::GetSetDef;
use crate::object::exception::Exception;
use crate::object::native::{NativeDef, Resume};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};
use crate::vm::resume::Step;

use super::generator::{self, thrown};

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
                let action = AsyncAction::Throw(thrown(vm, args, 1)?);
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
            Ok(Value::bool(value.as_generator().is_some_and(|g| g.async_running.get())))
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
            let exception = thrown(vm, args, 1)?;
            throw(vm, args.get(0), exception)
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
        && !object.hooks_done.replace(true)
    {
        let (first, finalizer) = vm.async_hooks.clone();
        drop(object.extra.replace(finalizer));
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

fn send(vm: &mut Vm, value: &Value, input: Value) -> PyResult {
    let step = this(vm, value)?;
    let kind = kind(step);
    let Some(object) = step.generator.as_generator() else { return Err(vm.system_error("no async generator")) };
    if step.state.get() == AwaitState::Closed {
        return Err(reused(vm, kind));
    }
    if kind != Kind::Send && generator::is_closed(&step.generator) {
        step.state.set(AwaitState::Closed);
        return Err(vm.stop_iteration(Value::NONE));
    }
    let mut resume = Resume::Send(input.clone());
    if step.state.get() == AwaitState::Created {
        if object.async_running.get() {
            step.state.set(AwaitState::Closed);
            let name = match kind {
                Kind::Send => "anext",
                Kind::Throw => "athrow",
                Kind::Close => "aclose",
            };
            return Err(vm.runtime_error(format!("{name}(): asynchronous generator is already running")));
        }
        if kind != Kind::Send {
            if object.async_closed.get() {
                step.state.set(AwaitState::Closed);
                return Err(vm.exception_with(vm.types().stop_async_iteration(), Vec::new()));
            }
            if !input.is_none() {
                return Err(vm.runtime_error("can't send non-None value to a just-started coroutine"));
            }
        }
        resume = step.action.with(|action| match action {
            AsyncAction::Send(value) if input.is_none() => Resume::Send(value.clone()),
            AsyncAction::Send(_) => Resume::Send(input),
            AsyncAction::Throw(exception) => Resume::Throw(exception.clone()),
            AsyncAction::Close => Resume::Throw(vm.exception_with(vm.types().generator_exit(), Vec::new())),
        });
        if kind == Kind::Close {
            object.async_closed.set(true);
        }
        step.state.set(AwaitState::Running);
    }
    object.async_running.set(true);
    let result = vm.step(&step.generator, resume);
    settle(vm, step, kind, result)
}

fn throw(vm: &mut Vm, value: &Value, exception: Exception) -> PyResult {
    let step = this(vm, value)?;
    let kind = kind(step);
    if step.state.get() == AwaitState::Closed {
        return Err(reused(vm, kind));
    }
    let result = vm.step(&step.generator, Resume::Throw(exception));
    settle(vm, step, kind, result)
}

/// What a step of the generator means to who awaits: a value of its own ends the await.
fn settle(vm: &mut Vm, step: &AsyncStep, kind: Kind, result: PyResult<Step>) -> PyResult {
    let Some(object) = step.generator.as_generator() else { return Err(vm.system_error("no async generator")) };
    let types = vm.types();
    let error = match result {
        Ok(Step::Yielded(value)) if object.is_delegating() => return Ok(value),
        Ok(Step::Yielded(_)) if kind == Kind::Close => {
            object.async_running.set(false);
            step.state.set(AwaitState::Closed);
            return Err(vm.runtime_error("async generator ignored GeneratorExit"));
        }
        Ok(Step::Yielded(value)) => {
            object.async_running.set(false);
            step.state.set(AwaitState::Closed);
            return Err(vm.stop_iteration(value));
        }
        Ok(Step::Returned(_)) => vm.exception_with(types.stop_async_iteration(), Vec::new()),
        Err(error) => error,
    };
    object.async_running.set(false);
    step.state.set(AwaitState::Closed);
    let ended =
        vm.is_exception(&error, types.stop_async_iteration()) || vm.is_exception(&error, types.generator_exit());
    if ended {
        object.async_closed.set(true);
        if kind == Kind::Close {
            return Err(vm.stop_iteration(Value::NONE));
        }
    }
    Err(error)
}
