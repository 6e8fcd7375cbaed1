//! async_generator and the awaitables of its methods.

use crate::object::asynchronous::{AsyncAction, AsyncStep, AwaitState};
use crate::object::descriptor::GetSetDef;
use crate::object::exception::Exception;
use crate::object::generator::{Flags, Generator};
use crate::object::native::{NativeDef, Resume};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};
use crate::vm::resume::{Kind, Step};

use super::generator::{self, send_doc, throw_doc};

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
        NativeDef::method("send(self, value, /)", send_doc!("generator", "yielded"), |vm, args| {
            let value = args.take(1);
            send(vm, args.get(0), value)
        }),
        NativeDef::method(
            "throw(self, type, value=None, traceback=None, /)",
            throw_doc!("generator", "yielded", "tb"),
            |vm, args| {
                let arguments = generator::raw_arguments(args);
                throw(vm, args.get(0), arguments)
            },
        ),
        NativeDef::method("close(self)", "close() -> raise GeneratorExit inside generator.", |vm, args| {
            let step = this(vm, args.get(0))?;
            vm.close_step(step);
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

fn send(vm: &mut Vm, value: &Value, input: Value) -> PyResult {
    let step = this(vm, value)?;
    let Some(object) = step.generator.as_generator() else { return Err(vm.system_error("no async generator")) };
    if step.kind() != Kind::Send {
        return send_throw(vm, step, object, input);
    }
    let input = vm.asend_input(step, object, input)?;
    let outcome = vm.resume_step(step, object, Resume::Send(input));
    answer(vm, step, object, outcome, false)
}

/// What a method gives: a value of a delegate, or an exception; the result of the await is a StopIteration.
fn answer(vm: &mut Vm, step: &AsyncStep, object: &Generator, outcome: PyResult<Step>, thrown: bool) -> PyResult {
    match vm.conclude_step(step, object, outcome, thrown)? {
        Step::Yielded(value) => Ok(value),
        Step::Returned(value) => Err(vm.stop_iteration(value)),
    }
}

fn reused(vm: &Vm) -> Exception {
    vm.runtime_error("cannot reuse already awaited aclose()/athrow()")
}

/// `send` of what `athrow` and `aclose` gave: the first one throws.
fn send_throw(vm: &mut Vm, step: &AsyncStep, object: &Generator, input: Value) -> PyResult {
    if step.state.get() == AwaitState::Closed {
        return Err(reused(vm));
    }
    if generator::is_closed(&step.generator) {
        step.state.set(AwaitState::Closed);
        return Err(vm.stop_iteration(Value::NONE));
    }
    if step.state.get() == AwaitState::Running {
        let outcome = vm.resume_step(step, object, Resume::Send(input));
        return answer(vm, step, object, outcome, false);
    }
    let closes = step.kind() == Kind::Close;
    if object.flags.has(Flags::ASYNC_RUNNING) {
        step.state.set(AwaitState::Closed);
        let name = if closes { "aclose" } else { "athrow" };
        return Err(vm.runtime_error(format!("{name}(): asynchronous generator is already running")));
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
    if closes {
        object.flags.set(Flags::ASYNC_CLOSED, true);
    }
    let input = match generator::exception_of(vm, &arguments) {
        Ok(exception) => Resume::ThrowThrough(exception, arguments),
        Err(error) => Resume::ThrowRefused(error, arguments),
    };
    let outcome = vm.resume_step(step, object, input);
    answer(vm, step, object, outcome, false).inspect_err(|_| step.state.set(AwaitState::Closed))
}

fn throw(vm: &mut Vm, value: &Value, arguments: Vec<Value>) -> PyResult {
    let step = this(vm, value)?;
    let Some(object) = step.generator.as_generator() else { return Err(vm.system_error("no async generator")) };
    if step.state.get() == AwaitState::Closed {
        return Err(match step.kind() {
            Kind::Send => vm.runtime_error("cannot reuse already awaited __anext__()/asend()"),
            _ => reused(vm),
        });
    }
    let input = match generator::exception_of(vm, &arguments) {
        Ok(exception) => Resume::ThrowArguments(exception, arguments),
        Err(error) => Resume::ThrowRefused(error, arguments),
    };
    let outcome = vm.resume_step(step, object, input);
    answer(vm, step, object, outcome, true)
}
