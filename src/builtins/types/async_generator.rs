//! async_generator and the awaitables of its methods.

use crate::object::asynchronous::{AsyncAction, AsyncStep};
use crate::object::descriptor::GetSetDef;
use crate::object::generator::Flags;
use crate::object::native::NativeDef;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};
use crate::vm::resume::Step;

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
            this(vm, args.get(0))?.end();
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
    let outcome = vm.send_to_step(step, object, input);
    answer(vm, outcome)
}

fn throw(vm: &mut Vm, value: &Value, arguments: Vec<Value>) -> PyResult {
    let step = this(vm, value)?;
    let Some(object) = step.generator.as_generator() else { return Err(vm.system_error("no async generator")) };
    let outcome = vm.throw_into_step(step, object, arguments);
    answer(vm, outcome)
}

/// What a method gives: a value of a delegate, or an exception; the result of the await is a StopIteration.
fn answer(vm: &mut Vm, outcome: PyResult<Step>) -> PyResult {
    match outcome? {
        Step::Yielded(value) => Ok(value),
        Step::Returned(value) => Err(vm.stop_iteration(value)),
    }
}
