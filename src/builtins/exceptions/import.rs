//! ImportError, NameError and AttributeError: families whose fields come as keyword arguments.

use crate::object::descriptor::GetSetDef;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::{base, field};

pub(super) const IMPORT: ClassDef = ClassDef {
    slots: slots!(|slots| {
        slots.init.set(Some(import_init));
        slots.str.set(Some(import_str));
    }),
    methods: &[NativeDef::method("__reduce__(self, /)", "", import_reduce)],
    getsets: IMPORT_FIELDS,
    ..super::FAMILY
};

pub(super) const BELOW_IMPORT: ClassDef =
    ClassDef { slots: slots!(|slots| slots.init.set(Some(import_init))), ..super::BELOW };

pub(super) const BELOW_NAME: ClassDef =
    ClassDef { slots: slots!(|slots| slots.init.set(Some(name_init))), ..super::BELOW };

pub(super) const NAME: ClassDef = ClassDef {
    slots: slots!(|slots| {
        slots.init.set(Some(name_init));
        slots.str.set(Some(base::str));
    }),
    getsets: &[field::attribute::<0>("name", "name")],
    ..super::FAMILY
};

pub(super) const ATTRIBUTE: ClassDef = ClassDef {
    slots: slots!(|slots| {
        slots.init.set(Some(attribute_init));
        slots.str.set(Some(base::str));
    }),
    getsets: &[field::attribute::<0>("name", "attribute name"), field::attribute::<1>("obj", "object")],
    ..super::FAMILY
};

static IMPORT_FIELDS: &[GetSetDef] = &[
    field::attribute::<0>("msg", "exception message"),
    field::attribute::<1>("name", "module name"),
    field::attribute::<2>("path", "module path"),
];

/// Stores arguments, and keywords as the fields from `first` on.
fn init(
    vm: &mut Vm,
    exception: &Value,
    args: CallArgs<'_>,
    class: &str,
    first: usize,
    keywords: &[&str],
) -> PyResult<()> {
    base::keep_args(vm, exception, args.positional());
    for i in 0..keywords.len() {
        field::set(exception, first + i, None);
    }
    for (name, value) in args.keywords() {
        let name = name.lossy_text();
        match keywords.iter().position(|k| *k == name) {
            Some(i) => field::set(exception, first + i, Some(value.clone())),
            None => return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for {class}()"))),
        }
    }
    Ok(())
}

fn import_init(vm: &mut Vm, exception: &Value, args: CallArgs<'_>) -> PyResult<()> {
    init(vm, exception, args, "ImportError", 1, &["name", "path"])?;
    let message = match args.positional() {
        [only] => Some(only.clone()),
        _ => None,
    };
    field::set(exception, 0, message);
    Ok(())
}

fn name_init(vm: &mut Vm, exception: &Value, args: CallArgs<'_>) -> PyResult<()> {
    init(vm, exception, args, "NameError", 0, &["name"])
}

fn attribute_init(vm: &mut Vm, exception: &Value, args: CallArgs<'_>) -> PyResult<()> {
    init(vm, exception, args, "AttributeError", 0, &["name", "obj"])
}

fn import_str(vm: &mut Vm, exception: &Value) -> PyResult {
    match field::get(exception, 0) {
        Some(message) if message.as_str().is_some() => Ok(message),
        _ => base::str(vm, exception),
    }
}

fn import_reduce(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let exception = args.get(0);
    let heap = vm.heap();
    let (name, path) = (field::get(exception, 1), field::get(exception, 2));
    if name.is_none() && path.is_none() {
        return Ok(base::reduce_with(vm, exception, base::args(exception), None));
    }
    let state = heap.dict();
    if let Some(dict) = state.downcast::<crate::object::dict::Dict>() {
        let own = exception.materialize_dict(heap).map_err(|_| vm.memory_error())?;
        vm.dict_merge(dict, &own)?;
        for (key, value) in [("name", name), ("path", path)] {
            if let Some(value) = value {
                dict.set_str(&heap.intern(key), value).map_err(|_| vm.memory_error())?;
            }
        }
    }
    Ok(base::reduce_with(vm, exception, base::args(exception), Some(state)))
}
