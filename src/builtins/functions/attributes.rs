//! getattr and its kin, dir, vars, isinstance, callable.

use crate::builtins::types::list::sort_list;
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::native::{Args, NativeDef};
use crate::object::str::Str;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("callable(obj, /)", "Return whether the object is callable.", callable),
    NativeDef::function("delattr(obj, name, /)", "Deletes the named attribute from the given object.", delattr),
    NativeDef::function("dir(object=None, /)", "The names in the scope, or the attributes of an object.", dir),
    NativeDef::function("getattr(object, name, default=None, /)", "Get a named attribute from an object.", getattr),
    NativeDef::function(
        "hasattr(obj, name, /)",
        "Return whether the object has an attribute with the given name.",
        hasattr,
    ),
    NativeDef::function("isinstance(obj, class_or_tuple, /)", "Is the object an instance of a class?", isinstance),
    NativeDef::function("issubclass(cls, class_or_tuple, /)", "Is the class derived from another?", issubclass),
    NativeDef::function("setattr(obj, name, value, /)", "Sets the named attribute on the given object.", setattr),
    NativeDef::function("vars(object=None, /)", "The __dict__ of an object, or the locals.", vars),
];

/// The class of a value, as Rust sees it.
pub(super) fn class_of<'v>(vm: &Vm, value: &'v Value) -> Option<&'v Class> {
    let class = vm.heap().class_of(value);
    // A value keeps its class alive.
    class.downcast::<Class>()
}

fn name_of(vm: &Vm, function: &str, name: &Value) -> PyResult {
    match name.as_str() {
        Some(text) if name.downcast_exact::<Str>().is_none() => {
            let heap = vm.heap();
            Ok(heap.intern_value(heap.str_from_units(text.units())))
        }
        Some(_) => Ok(vm.heap().intern_value(name.clone())),
        None => match function {
            "getattr" | "hasattr" => Err(vm.type_error(format!("{function}(): attribute name must be string"))),
            _ => Err(vm.type_error(format!("attribute name must be string, not '{}'", vm.type_name(name)))),
        },
    }
}

fn callable(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    Ok(Value::bool(class_of(vm, args.get(0)).is_some_and(|c| c.slots.call.get().is_some())))
}

fn delattr(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let name = name_of(vm, "delattr", args.get(1))?;
    vm.del_attr(args.get(0), &name)?;
    Ok(Value::NONE)
}

fn getattr(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let name = name_of(vm, "getattr", args.get(1))?;
    match args.take_opt(2) {
        None => vm.get_attr(args.get(0), &name),
        Some(default) => Ok(vm.get_attr_opt(args.get(0), &name)?.unwrap_or(default)),
    }
}

fn hasattr(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let name = name_of(vm, "hasattr", args.get(1))?;
    Ok(Value::bool(vm.get_attr_opt(args.get(0), &name)?.is_some()))
}

fn setattr(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let name = name_of(vm, "setattr", args.get(1))?;
    vm.set_attr(args.get(0), &name, args.get(2))?;
    Ok(Value::NONE)
}

fn isinstance(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    Ok(Value::bool(vm.is_instance(args.get(0), args.get(1))?))
}

fn issubclass(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    Ok(Value::bool(vm.is_subclass(args.get(0), args.get(1))?))
}

fn dir(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let names = match args.opt(0) {
        None => {
            let locals = vm.current_locals()?;
            let keys = vm.names().keys.clone();
            let keys = vm.call_method(&locals, &keys, &[])?;
            vm.collect(&keys)?
        }
        Some(object) => {
            let name = vm.heap().intern("__dir__");
            let Some(method) = vm.lookup_special(object, &name)? else {
                return Err(vm.type_error("object does not provide __dir__"));
            };
            let listed = vm.call(&method, &[])?;
            vm.collect(&listed)?
        }
    };
    let list = vm.heap().list(names);
    sort_list(vm, &list, None, false)?;
    Ok(list)
}

fn vars(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let Some(object) = args.opt(0) else { return vm.current_locals() };
    let name = vm.names().dict.clone();
    match vm.get_attr_opt(object, &name)? {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

/// The items of a `**kwargs` dict as call arguments: values, and names.
pub(super) fn keyword_arguments(keywords: &Value) -> (Vec<Value>, Vec<Value>) {
    let items = keywords.downcast::<Dict>().map_or(Vec::new(), Dict::items);
    items.into_iter().map(|(name, value)| (value, name)).unzip()
}
