//! `ModuleSpec`: what is known of a module before it runs.

use crate::object::class::{Class, class_flag};
use crate::object::descriptor::GetSetDef;
use crate::object::module::Module;
use crate::object::native::{Args, NativeDef};
use crate::object::slots::Comparison;
use crate::object::{PyResult, Tag, Value};
use crate::stdlib::set;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};

/// The class's row.
pub static MODULE_SPEC: ClassDef = ClassDef {
    name: "ModuleSpec",
    module: "_frozen_importlib",
    doc: "The specification for a module, used for loading.",
    layout: Tag::Instance,
    flags: class_flag::BASE | class_flag::DICT | class_flag::WEAK,
    slots: slots!(|slots| {
        slots.repr.set(Some(repr));
        slots.compare.set(Some(compare));
    }),
    unhashable: true,
    new: Some(&NativeDef::static_method(
        "__new__(cls, name, loader, *, origin=None, loader_state=None, is_package=None)",
        "",
        new,
    )),
    getsets: &[
        GetSetDef::write("cached", "", cached, |vm, spec, value| {
            let value = value.cloned().unwrap_or(Value::NONE);
            put(vm, spec, "_cached", value)
        }),
        GetSetDef::member("parent", "The name of the module's parent.", |vm, spec| {
            let (name, path) = (field(vm, spec, "name")?, field(vm, spec, "submodule_search_locations")?);
            let text = name.as_str().map(|t| t.to_string_lossy()).unwrap_or_default();
            Ok(match path.is_none() {
                true => vm.heap().str(text.rsplit_once('.').map_or("", |(parent, _)| parent)),
                false => name,
            })
        }),
        GetSetDef::write(
            "has_location",
            "",
            |vm, spec| field(vm, spec, "_set_fileattr"),
            |vm, spec, value| {
                let truth = match value {
                    Some(value) => vm.truth(value)?,
                    None => false,
                };
                put(vm, spec, "_set_fileattr", Value::bool(truth))
            },
        ),
    ],
    ..ClassDef::EMPTY
};

fn field(vm: &mut Vm, spec: &Value, name: &str) -> PyResult {
    let name = vm.heap().intern(name);
    vm.get_attr(spec, &name)
}

fn put(vm: &Vm, spec: &Value, name: &str, value: Value) -> PyResult<()> {
    let heap = vm.heap();
    drop(spec.set_own_attribute(heap, &heap.intern(name), value).or_memory_error(vm)?);
    Ok(())
}

fn fill(vm: &Vm, spec: &Value, fields: [Value; 5], has_location: bool) -> PyResult<()> {
    let names = ["name", "loader", "origin", "loader_state", "submodule_search_locations"];
    for (name, value) in names.into_iter().zip(fields) {
        put(vm, spec, name, value)?;
    }
    put(vm, spec, "_set_fileattr", Value::bool(has_location))?;
    put(vm, spec, "_cached", Value::NONE)
}

fn new(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let spec = vm.heap().instance(args.get(0));
    let package = match args.opt(5).cloned() {
        Some(flag) => vm.truth(&flag)?,
        None => false,
    };
    let path = if package { vm.heap().list(Vec::new()) } else { Value::NONE };
    fill(vm, &spec, [args.take(1), args.take(2), args.take(3), args.take(4), path], false)?;
    Ok(spec)
}

/// A spec as the finders here make it.
pub fn make(vm: &mut Vm, name: Value, loader: Value, origin: Value, path: Value, has_location: bool) -> PyResult {
    let class = vm.native_class(&MODULE_SPEC);
    let spec = vm.heap().instance(&class);
    fill(vm, &spec, [name, loader, origin, Value::NONE, path], has_location)?;
    Ok(spec)
}

/// Gives a module its `__spec__` and `__loader__`.
pub fn attach(vm: &mut Vm, module: &Value, spec: Value) -> PyResult<()> {
    let Some(object) = module.downcast::<Module>() else { return Ok(()) };
    let loader = field(vm, &spec, "loader")?;
    set(vm, object, "__loader__", loader)?;
    set(vm, object, "__spec__", spec)
}

/// Whether the module runs just now, for the texts that name circular imports.
pub fn set_initializing(vm: &mut Vm, spec: &Value, running: bool) -> PyResult<()> {
    let name = vm.names().initializing.clone();
    if spec.is_none() { Ok(()) } else { vm.set_attr(spec, &name, &Value::bool(running)) }
}

/// Where CPython would keep the compiled file. None has such a file here, but programs ask for its name.
pub fn cached_path(vm: &Vm, file: &Value) -> Value {
    let text = file.as_str().map(|t| t.to_string_lossy()).unwrap_or_default();
    let (folder, base) = text.rsplit_once('/').map_or(("", text.as_str()), |(folder, base)| (folder, base));
    let separator = if text.contains('/') { "/" } else { "" };
    match base.strip_suffix(".py") {
        Some(stem) => vm.heap().str(&format!("{folder}{separator}__pycache__/{stem}.cpython-310.pyc")),
        None => Value::NONE,
    }
}

fn cached(vm: &mut Vm, spec: &Value) -> PyResult {
    let known = field(vm, spec, "_cached")?;
    if !known.is_none() {
        return Ok(known);
    }
    let (origin, located) = (field(vm, spec, "origin")?, field(vm, spec, "_set_fileattr")?);
    if origin.as_str().is_none() || !vm.truth(&located)? {
        return Ok(Value::NONE);
    }
    let path = cached_path(vm, &origin);
    put(vm, spec, "_cached", path.clone())?;
    Ok(path)
}

fn repr(vm: &mut Vm, spec: &Value) -> PyResult {
    let class = vm.heap().class_of(spec).downcast::<Class>().map(Class::name_string).unwrap_or_default();
    let mut parts = Vec::new();
    for (name, always) in [("name", true), ("loader", true), ("origin", false), ("submodule_search_locations", false)] {
        let value = field(vm, spec, name)?;
        if always || !value.is_none() {
            parts.push(format!("{name}={}", vm.repr_text(&value)?));
        }
    }
    Ok(vm.heap().str(&format!("{class}({})", parts.join(", "))))
}

fn compare(vm: &mut Vm, spec: &Value, other: &Value, op: Comparison) -> PyResult {
    if !matches!(op, Comparison::Eq | Comparison::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    for name in ["name", "loader", "origin", "submodule_search_locations", "cached", "has_location"] {
        let ours = field(vm, spec, name)?;
        let name = vm.heap().intern(name);
        let Some(theirs) = vm.get_attr_opt(other, &name)? else { return Ok(Value::NOT_IMPLEMENTED) };
        if !vm.equal(&ours, &theirs)? {
            return Ok(Value::bool(op == Comparison::Ne));
        }
    }
    Ok(Value::bool(op == Comparison::Eq))
}
