//! generator, coroutine and the coroutine wrapper.

use crate::object::asynchronous::CoroutineWrapper;
use crate::object::descriptor::GetSetDef;
use crate::object::generator::Generator;
use crate::object::native::{Args, Flow, NativeDef, Resume, Steps};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};
use crate::vm::resume::Step;

macro_rules! send_doc {
    ($what:literal, $gives:literal) => {
        concat!("send(arg) -> send 'arg' into ", $what, ",\nreturn next ", $gives, " value or raise StopIteration.")
    };
}

macro_rules! throw_doc {
    ($what:literal, $gives:literal, $third:literal) => {
        concat!(
            "throw(value)\nthrow(type[,value[,",
            $third,
            "]])\n\nRaise exception in ",
            $what,
            ", return next ",
            $gives,
            " value or raise\nStopIteration."
        )
    };
}

pub(super) use {send_doc, throw_doc};

/// The methods of generators and coroutines, which differ in a word of their docs.
macro_rules! methods {
    ($what:literal, $gives:literal, $third:literal) => {
        &[
            NativeDef::flow_method("send(self, value, /)", send_doc!($what, $gives), |_, args| {
                Ok(Flow::Resume { generator: args.take(0), input: Resume::Send(args.take(1)) })
            })
            .stepping(Steps::Send),
            NativeDef::flow_method(
                "throw(self, type, value=None, traceback=None, /)",
                throw_doc!($what, $gives, $third),
                |vm, args| {
                    let input = throw_input(vm, args);
                    Ok(Flow::Resume { generator: args.take(0), input })
                },
            ),
            NativeDef::flow_method(
                "close(self)",
                concat!("close() -> raise GeneratorExit inside ", $what, "."),
                |_, args| Ok(Flow::Resume { generator: args.take(0), input: Resume::Close }),
            ),
        ]
    };
}

pub static GENERATOR: ClassDef = ClassDef {
    name: "generator",
    layout: Tag::Generator,
    slots: slots!(|slots| {
        slots.repr.set(Some(repr));
        slots.iter.set(Some(|_, value| Ok(value.clone())));
        slots.next.set(Some(next));
    }),
    methods: methods!("generator", "yielded", "tb"),
    getsets: &[
        GetSetDef::write("__name__", "name of the generator", get_name, set_name),
        GetSetDef::write("__qualname__", "qualified name of the generator", get_qualname, set_qualname),
        GetSetDef::read("gi_yieldfrom", "object being iterated by yield from, or None", get_delegate),
        GetSetDef::read("gi_running", "", get_running),
        GetSetDef::member("gi_frame", "", get_frame),
        GetSetDef::member("gi_code", "", get_code),
    ],
    ..ClassDef::EMPTY
};

pub static COROUTINE: ClassDef = ClassDef {
    name: "coroutine",
    layout: Tag::Coroutine,
    slots: slots!(|slots| {
        slots.repr.set(Some(repr));
        slots.await_.set(Some(|vm, value| {
            let class = vm.types().coroutine_wrapper();
            Ok(vm.heap().coroutine_wrapper(class, value.clone()))
        }));
    }),
    methods: methods!("coroutine", "iterated", "traceback"),
    getsets: &[
        GetSetDef::write("__name__", "name of the coroutine", get_name, set_name),
        GetSetDef::write("__qualname__", "qualified name of the coroutine", get_qualname, set_qualname),
        GetSetDef::read("cr_await", "object being awaited on, or None", get_delegate),
        GetSetDef::read("cr_running", "", get_running),
        GetSetDef::member("cr_frame", "", get_frame),
        GetSetDef::member("cr_code", "", get_code),
        GetSetDef::member("cr_origin", "", |_, value| {
            Ok(value.as_generator().and_then(|g| g.extra()).unwrap_or(Value::NONE))
        }),
    ],
    ..ClassDef::EMPTY
};

pub static COROUTINE_WRAPPER: ClassDef = ClassDef {
    name: "coroutine_wrapper",
    doc: "A wrapper object implementing __await__ for coroutines.",
    slots: slots!(|slots| {
        slots.iter.set(Some(|_, value| Ok(value.clone())));
        slots.next.set(Some(|vm, value| {
            let coroutine = wrapped(vm, value)?;
            step(vm, &coroutine, Value::NONE).map(Some)
        }));
    }),
    methods: &[
        NativeDef::flow_method("send(self, value, /)", send_doc!("coroutine", "iterated"), |vm, args| {
            let generator = wrapped(vm, args.get(0))?;
            Ok(Flow::Resume { generator, input: Resume::Send(args.take(1)) })
        }),
        NativeDef::flow_method(
            "throw(self, type, value=None, traceback=None, /)",
            throw_doc!("coroutine", "iterated", "traceback"),
            |vm, args| {
                let generator = wrapped(vm, args.get(0))?;
                let input = throw_input(vm, args);
                Ok(Flow::Resume { generator, input })
            },
        ),
        NativeDef::flow_method("close(self)", "close() -> raise GeneratorExit inside coroutine.", |vm, args| {
            let generator = wrapped(vm, args.get(0))?;
            Ok(Flow::Resume { generator, input: Resume::Close })
        }),
    ],
    ..ClassDef::EMPTY
};

fn wrapped(vm: &Vm, value: &Value) -> PyResult {
    match value.payload::<CoroutineWrapper>() {
        Some(wrapper) => Ok(wrapper.coroutine.clone()),
        None => Err(vm.system_error("no coroutine wrapper")),
    }
}

fn generator<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Generator> {
    value.as_generator().ok_or_else(|| vm.system_error("no generator"))
}

/// One step from Rust: the yielded value, or StopIteration with the returned one.
pub fn step(vm: &mut Vm, generator: &Value, value: Value) -> PyResult {
    match vm.step(generator, Resume::Send(value))? {
        Step::Yielded(value) => Ok(value),
        Step::Returned(value) => Err(vm.stop_iteration(value)),
    }
}

fn next(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    match vm.step(value, Resume::Send(Value::NONE))? {
        Step::Yielded(value) => Ok(Some(value)),
        Step::Returned(value) if value.is_none() => Ok(None),
        Step::Returned(value) => Err(vm.stop_iteration(value)),
    }
}

/// The arguments of `throw(type, value, traceback)` that were given.
pub fn raw_arguments(args: &Args<'_>) -> Vec<Value> {
    (1..4).filter_map(|i| args.opt(i).cloned()).collect()
}

fn throw_input(vm: &mut Vm, args: &Args<'_>) -> Resume {
    Resume::ThrowArguments(vm.thrown_by(raw_arguments(args)))
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let object = generator(vm, value)?;
    let kind = match value.tag() {
        Tag::Coroutine => "coroutine",
        Tag::AsyncGenerator => "async_generator",
        _ => "generator",
    };
    let name = object.qualname.get();
    let name = name.lossy_text();
    Ok(vm.heap().str(&format!("<{kind} object {name} at {:#x}>", value.id())))
}

/// As `repr` shows it; for the async generator's table too.
pub const REPR: fn(&mut Vm, &Value) -> PyResult = repr;

pub fn get_name(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(generator(vm, value)?.name())
}

pub fn get_qualname(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(generator(vm, value)?.qualname.get())
}

pub fn set_name(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let new = text(vm, new, "__name__")?;
    generator(vm, value)?.set_name(new);
    Ok(())
}

pub fn set_qualname(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let new = text(vm, new, "__qualname__")?;
    drop(generator(vm, value)?.qualname.replace(new));
    Ok(())
}

fn text(vm: &Vm, value: Option<&Value>, attribute: &str) -> PyResult {
    match value.filter(|v| v.as_str().is_some()) {
        Some(value) => Ok(value.clone()),
        None => Err(vm.type_error(format!("{attribute} must be set to a string object"))),
    }
}

pub fn get_delegate(vm: &mut Vm, value: &Value) -> PyResult {
    let generator = generator(vm, value)?;
    let Some(delegate) = vm.shown_delegate(generator) else { return Ok(Value::NONE) };
    match vm.class_of(&delegate).slots.await_.get() {
        Some(iterator) if vm.awaits_itself(&delegate) => iterator(vm, &delegate),
        _ => Ok(delegate),
    }
}

fn get_running(vm: &mut Vm, value: &Value) -> PyResult {
    let generator = generator(vm, value)?;
    Ok(Value::bool(vm.generator_runs(generator)))
}

pub fn get_frame(vm: &mut Vm, value: &Value) -> PyResult {
    let object = generator(vm, value)?;
    Ok(vm.generator_frame(object).unwrap_or(Value::NONE))
}

pub fn get_code(vm: &mut Vm, value: &Value) -> PyResult {
    let object = generator(vm, value)?;
    Ok(Value::of(object.code()))
}
