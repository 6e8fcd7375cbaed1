//! BaseException: making, printing, chaining; and the small families StopIteration, SystemExit and KeyError.

use crate::object::Tag;
use crate::object::class::{Class, class_flag};
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::exception::ExceptionObject;
use crate::object::frame::Traceback;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::slots::Slots;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::field;

/// How all exceptions without fields are made.
pub(super) const BASE_MAKING: fn(&Slots) = slots!(|slots| {
    slots.new.set(Some(new_slot));
    slots.init.set(Some(init));
});

pub(super) const BASE: ClassDef = ClassDef {
    layout: Tag::Exception,
    flags: class_flag::BASE | class_flag::DICT,
    slots: slots!(|slots| {
        slots.new.set(Some(new_slot));
        slots.init.set(Some(init));
        slots.str.set(Some(str));
        slots.repr.set(Some(repr));
        slots.getattribute.set(Some(Vm::generic_get_attr));
        slots.setattr.set(Some(Vm::generic_set_attr));
    }),
    new: Some(&NEW),
    methods: METHODS,
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

pub(super) const STOP_ITERATION: ClassDef = ClassDef {
    slots: slots!(|slots| slots.init.set(Some(stop_iteration_init))),
    getsets: &[field::attribute::<0>("value", "generator return value")],
    ..super::FAMILY
};

pub(super) const SYSTEM_EXIT: ClassDef = ClassDef {
    slots: slots!(|slots| slots.init.set(Some(system_exit_init))),
    getsets: &[field::attribute::<0>("code", "exception code")],
    ..super::FAMILY
};

pub(super) const KEY: ClassDef = ClassDef {
    slots: slots!(|slots| {
        slots.init.set(Some(init));
        slots.str.set(Some(key_error_str));
    }),
    ..super::BELOW
};

/// MemoryError has a `__new__` of its own, which gives the class itself no arguments.
pub(super) const MEMORY: ClassDef = ClassDef {
    slots: slots!(|slots| {
        slots.new.set(Some(new_slot));
        slots.init.set(Some(init));
    }),
    new: Some(&MEMORY_NEW),
    ..super::BELOW
};

static MEMORY_NEW: NativeDef = NativeDef::static_method("__new__(cls, *args, **kwargs)", "", |vm, args| {
    let (class, items) = (args.take(0), args.take(1));
    let plain = class.is(vm.types().memory_error());
    let heap = vm.heap();
    Ok(heap.exception(&class, if plain { heap.empty_tuple() } else { items }))
});

static NEW: NativeDef = NativeDef::static_method("__new__(cls, *args, **kwargs)", "", new);

static METHODS: &[NativeDef] = &[
    NativeDef::method("__reduce__(self, /)", "", reduce),
    NativeDef::method("__setstate__(self, state, /)", "", set_state),
    NativeDef::method(
        "with_traceback(self, tb, /)",
        "Set self.__traceback__ to tb and give self back.",
        with_traceback,
    ),
];

static GETSETS: &[GetSetDef] = &[
    GetSetDef::write("__dict__", "", get_dict, set_dict),
    GetSetDef::write("args", "", get_args, set_args),
    GetSetDef::write("__traceback__", "", get_traceback, set_traceback),
    GetSetDef::write("__context__", "exception context", get_context, set_context),
    GetSetDef::write("__cause__", "exception cause", get_cause, set_cause),
    GetSetDef {
        name: "__suppress_context__",
        doc: "",
        get: |_, e| Ok(Value::bool(object(e).is_some_and(|e| e.suppress_context.get()))),
        set: Some(set_suppress_context),
        member: true,
    },
];

pub(super) fn object(value: &Value) -> Option<&ExceptionObject> {
    value.downcast::<ExceptionObject>()
}

/// The arguments, a tuple.
pub(super) fn args(value: &Value) -> Value {
    object(value).map_or(Value::NONE, |e| e.args.get())
}

/// The arguments as a vector.
pub(super) fn arg_items(value: &Value) -> Vec<Value> {
    args(value).downcast::<Tuple>().map_or(Vec::new(), |t| t.items().to_vec())
}

fn new_slot(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let heap = vm.heap();
    Ok(heap.exception(class, heap.tuple_cloned(args.positional())))
}

fn new(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let class = args.take(0);
    check_class(vm, &class)?;
    let items = args.take(1);
    Ok(vm.heap().exception(&class, items))
}

/// `cls` of an explicit `E.__new__(cls)`.
pub(super) fn check_class(vm: &Vm, class: &Value) -> PyResult<()> {
    match class.downcast::<Class>() {
        Some(object) if object.is_subclass(vm.types().base_exception()) => Ok(()),
        Some(object) => {
            let name = object.name_string();
            Err(vm.type_error(format!("BaseException.__new__({name}): {name} is not a subtype of BaseException")))
        }
        None => {
            let name = vm.type_name(class);
            Err(vm.type_error(format!("BaseException.__new__(X): X is not a type object ({name})")))
        }
    }
}

/// `BaseException.__init__`: the arguments, and no keywords.
pub(super) fn init(vm: &mut Vm, exception: &Value, args: CallArgs<'_>) -> PyResult<()> {
    if args.has_keywords() {
        return Err(vm.type_error(format!("{}() takes no keyword arguments", vm.type_name(exception))));
    }
    keep_args(vm, exception, args.positional());
    Ok(())
}

/// Stores the positional arguments.
pub(super) fn keep_args(vm: &Vm, exception: &Value, items: &[Value]) {
    if let Some(e) = object(exception) {
        let same = e.args.with(|a| a.downcast::<Tuple>().is_some_and(|t| identical(t.items(), items)));
        if !same {
            drop(e.args.replace(vm.heap().tuple_cloned(items)));
        }
    }
}

fn identical(a: &[Value], b: &[Value]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is(b))
}

/// `BaseException.__str__`.
pub(super) fn str(vm: &mut Vm, exception: &Value) -> PyResult {
    let args = args(exception);
    let items = arg_items(exception);
    match items.as_slice() {
        [] => Ok(vm.heap().str("")),
        [only] => vm.str(only),
        _ => vm.str(&args),
    }
}

fn repr(vm: &mut Vm, exception: &Value) -> PyResult {
    let items = arg_items(exception);
    let args = args(exception);
    let name = vm.type_name(exception);
    let inner = match items.as_slice() {
        [only] => vm.repr(only)?,
        _ => vm.repr(&args)?,
    };
    let mut out = crate::text::TextBuilder::default();
    out.push_str(name.rsplit('.').next().unwrap_or_default());
    let single = items.len() == 1;
    if single {
        out.push_str("(");
    }
    if let Some(inner) = inner.as_str() {
        out.try_push_units(inner.units()).map_err(|_| vm.memory_error())?;
    }
    if single {
        out.push_str(")");
    }
    Ok(vm.heap().str_from_text(&out.finish()))
}

fn key_error_str(vm: &mut Vm, exception: &Value) -> PyResult {
    match arg_items(exception).as_slice() {
        [only] => vm.repr(only),
        _ => str(vm, exception),
    }
}

fn stop_iteration_init(vm: &mut Vm, exception: &Value, args: CallArgs<'_>) -> PyResult<()> {
    init(vm, exception, args)?;
    field::set(exception, 0, args.positional().first().cloned());
    Ok(())
}

fn system_exit_init(vm: &mut Vm, exception: &Value, given: CallArgs<'_>) -> PyResult<()> {
    init(vm, exception, given)?;
    let code = match given.positional() {
        [] => None,
        [only] => Some(only.clone()),
        _ => Some(args(exception)),
    };
    field::set(exception, 0, code);
    Ok(())
}

fn instance_dict(exception: &Value) -> Option<Value> {
    let prefix = exception.header()?.prefix()?;
    match prefix.attributes() {
        crate::object::prefix::Attributes::Dict(dict) => Some(dict.clone()),
        _ => None,
    }
}

/// `(type, args)` or `(type, args, dict)`.
pub(super) fn reduce_with(vm: &Vm, exception: &Value, args: Value, state: Option<Value>) -> Value {
    let heap = vm.heap();
    let class = heap.class_of(exception).clone();
    match state.or_else(|| instance_dict(exception)) {
        Some(state) => heap.tuple(vec![class, args, state]),
        None => heap.pair(class, args),
    }
}

fn reduce(vm: &mut Vm, a: &mut Args<'_>) -> PyResult {
    let exception = a.get(0);
    Ok(reduce_with(vm, exception, args(exception), None))
}

fn set_state(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (exception, state) = (args.take(0), args.take(1));
    if state.is_none() {
        return Ok(Value::NONE);
    }
    let Some(dict) = state.downcast::<Dict>() else { return Err(vm.type_error("state is not a dictionary")) };
    for (key, value) in dict.items() {
        let key = vm.heap().intern_value(key);
        vm.set_attr(&exception, &key, &value)?;
    }
    Ok(Value::NONE)
}

fn with_traceback(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let exception = args.take(0);
    set_traceback(vm, &exception, args.opt(1))?;
    Ok(exception)
}

fn get_dict(vm: &mut Vm, exception: &Value) -> PyResult {
    exception.materialize_dict(vm.heap()).or_memory_error(vm)
}

fn set_dict(vm: &mut Vm, exception: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.type_error("cannot delete __dict__")) };
    if value.downcast::<Dict>().is_none() {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("__dict__ must be set to a dictionary, not a '{name}'")));
    }
    if let Some(prefix) = exception.header().and_then(|h| h.prefix()) {
        drop(prefix.set_dict(Some(value.clone())));
    }
    Ok(())
}

fn get_args(_: &mut Vm, exception: &Value) -> PyResult {
    Ok(args(exception))
}

fn set_args(vm: &mut Vm, exception: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.type_error("args may not be deleted")) };
    let items = vm.collect(value)?;
    if let Some(e) = object(exception) {
        drop(e.args.replace(vm.heap().tuple(items)));
    }
    Ok(())
}

fn get_traceback(_: &mut Vm, exception: &Value) -> PyResult {
    Ok(object(exception).and_then(|e| e.traceback.get()).unwrap_or(Value::NONE))
}

fn set_traceback(vm: &mut Vm, exception: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = match value {
        None => return Err(vm.type_error("__traceback__ may not be deleted")),
        Some(value) if value.is_none() => None,
        Some(value) if value.downcast::<Traceback>().is_some() => Some(value.clone()),
        Some(_) => return Err(vm.type_error("__traceback__ must be a traceback or None")),
    };
    if let Some(e) = object(exception) {
        drop(e.traceback.replace(value));
    }
    Ok(())
}

/// An exception or None for `__cause__` and `__context__`.
fn link(vm: &Vm, value: Option<&Value>, name: &str, what: &str) -> PyResult<Option<Value>> {
    match value {
        None => Err(vm.type_error(format!("{name} may not be deleted"))),
        Some(value) if value.is_none() => Ok(None),
        Some(value) if object(value).is_some() => Ok(Some(value.clone())),
        Some(_) => Err(vm.type_error(format!("exception {what} must be None or derive from BaseException"))),
    }
}

fn get_context(_: &mut Vm, exception: &Value) -> PyResult {
    Ok(object(exception).and_then(|e| e.context.get()).unwrap_or(Value::NONE))
}

fn set_context(vm: &mut Vm, exception: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = link(vm, value, "__context__", "context")?;
    if let Some(e) = object(exception) {
        drop(e.context.replace(value));
    }
    Ok(())
}

fn get_cause(_: &mut Vm, exception: &Value) -> PyResult {
    Ok(object(exception).and_then(|e| e.cause.get()).unwrap_or(Value::NONE))
}

fn set_cause(vm: &mut Vm, exception: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = link(vm, value, "__cause__", "cause")?;
    if let Some(e) = object(exception) {
        e.suppress_context.set(true);
        drop(e.cause.replace(value));
    }
    Ok(())
}

fn set_suppress_context(vm: &mut Vm, exception: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.type_error("can't delete numeric/char attribute")) };
    let Some(on) = value.as_bool() else { return Err(vm.type_error("attribute value type must be bool")) };
    if let Some(e) = object(exception) {
        e.suppress_context.set(on);
    }
    Ok(())
}
