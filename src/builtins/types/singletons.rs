//! NoneType, NotImplementedType, ellipsis; cell; types.SimpleNamespace.

use crate::object::cell::CellObject;
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::native::NativeDef;
use crate::object::slots::Comparison;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

const NEW_DOC: &str = "Create and return a new object.  See help(type) for accurate signature.";

/// `__new__` of a class with a single instance.
macro_rules! only {
    ($name:literal, $value:expr) => {
        Some(&NativeDef::static_method("__new__(cls, /, *args, **kwargs)", NEW_DOC, |vm, args| {
            if !args.rest(1).is_empty() || args.get(2).downcast::<Dict>().is_some_and(|d| !d.is_empty()) {
                return Err(vm.type_error(concat!($name, " takes no arguments")));
            }
            Ok($value)
        }))
    };
}

pub static NONE_TYPE: ClassDef = ClassDef {
    name: "NoneType",
    layout: Tag::None,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, _| Ok(vm.heap().intern("None"))));
        s.bool.set(Some(|_, _| Ok(false)));
    }),
    new: only!("NoneType", Value::NONE),
    ..ClassDef::EMPTY
};

pub static NOT_IMPLEMENTED_TYPE: ClassDef = ClassDef {
    name: "NotImplementedType",
    layout: Tag::NotImplemented,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, _| Ok(vm.heap().intern("NotImplemented"))));
        s.bool.set(Some(|vm, _| {
            let category = vm.types().deprecation_warning().clone();
            (vm.host.warn)(vm, &category, "NotImplemented should not be used in a boolean context", 1, None)?;
            Ok(true)
        }));
    }),
    new: only!("NotImplementedType", Value::NOT_IMPLEMENTED),
    methods: &[NativeDef::method("__reduce__(self, /)", "", |vm, _| Ok(vm.heap().intern("NotImplemented")))],
    ..ClassDef::EMPTY
};

pub static ELLIPSIS_TYPE: ClassDef = ClassDef {
    name: "ellipsis",
    layout: Tag::Ellipsis,
    slots: slots!(|s| s.repr.set(Some(|vm, _| Ok(vm.heap().intern("Ellipsis"))))),
    new: only!("EllipsisType", Value::ELLIPSIS),
    methods: &[NativeDef::method("__reduce__(self, /)", "", |vm, _| Ok(vm.heap().intern("Ellipsis")))],
    ..ClassDef::EMPTY
};

pub static CELL: ClassDef = ClassDef {
    name: "cell",
    doc: "Create a new cell object.\n\n  contents\n    the contents of the cell. If not specified, the cell will be \
          empty,\n    and \n further attempts to access its cell_contents attribute will\n    raise a ValueError.",
    layout: Tag::Cell,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, value| {
            let text = match cell(vm, value)?.get() {
                Some(content) => {
                    format!("<cell at {:#x}: {} object at {:#x}>", value.id(), vm.type_name(&content), content.id())
                }
                None => format!("<cell at {:#x}: empty>", value.id()),
            };
            Ok(vm.heap().str(&text))
        }));
        s.compare.set(Some(|vm, a, b, op| {
            let (Some(a), Some(b)) = (a.downcast::<CellObject>(), b.downcast::<CellObject>()) else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            match (a.get(), b.get()) {
                (Some(a), Some(b)) => vm.compare(&a, &b, op),
                (a, b) => Ok(Value::bool(op.holds(a.is_some().cmp(&b.is_some())))),
            }
        }));
    }),
    new: Some(&NativeDef::static_method("__new__(cls, contents=None, /)", NEW_DOC, |vm, args| {
        Ok(vm.heap().cell(args.take_opt(1)))
    })),
    getsets: &[GetSetDef::write(
        "cell_contents",
        "",
        |vm, value| match cell(vm, value)?.get() {
            Some(content) => Ok(content),
            None => Err(vm.value_error("Cell is empty")),
        },
        |vm, value, content| {
            drop(cell(vm, value)?.set(content.cloned()));
            Ok(())
        },
    )],
    ..ClassDef::EMPTY
};

fn cell<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v CellObject> {
    match value.downcast::<CellObject>() {
        Some(cell) => Ok(cell),
        None => Err(vm.system_error("not a cell")),
    }
}

pub static SIMPLE_NAMESPACE: ClassDef = ClassDef {
    name: "SimpleNamespace",
    module: "types",
    doc: "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
    layout: Tag::Instance,
    flags: class_flag::BASE | class_flag::DICT | class_flag::SOLID,
    slots: slots!(|s| {
        s.init.set(Some(|vm, object, args| {
            if !args.positional().is_empty() {
                return Err(vm.type_error("no positional arguments expected"));
            }
            let dict = vm.dict_of(object)?;
            let Some(dict) = dict.as_ref().and_then(|d| d.downcast::<Dict>()) else { return Ok(()) };
            args.keywords().try_for_each(|(name, value)| vm.dict_set(dict, name, value))
        }));
        s.repr.set(Some(namespace_repr));
        s.compare.set(Some(|vm, a, b, op| {
            let class = vm.types().simple_namespace();
            if !vm.is_a(a, class) || !vm.is_a(b, class) || !matches!(op, Comparison::Eq | Comparison::Ne) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let (a, b) = (vm.dict_of(a)?.unwrap_or(Value::NONE), vm.dict_of(b)?.unwrap_or(Value::NONE));
            vm.compare(&a, &b, op)
        }));
    }),
    new: Some(&NativeDef::static_method("__new__(cls, /, *args, **kwargs)", NEW_DOC, |vm, args| {
        Ok(vm.heap().instance(args.get(0)))
    })),
    methods: &[NativeDef::method("__reduce__(self, /)", "Return state information for pickling", |vm, args| {
        let object = args.take(0);
        let heap = vm.heap();
        let dict = vm.dict_of(&object)?.unwrap_or(Value::NONE);
        Ok(heap.tuple(vec![heap.class_of(&object).clone(), heap.empty_tuple(), dict]))
    })],
    getsets: &[crate::vm::protocol::DICT_GETSET],
    ..ClassDef::EMPTY
};

fn namespace_repr(vm: &mut Vm, object: &Value) -> PyResult {
    let name = match vm.heap().class_of(object).is(vm.types().simple_namespace()) {
        true => "namespace".to_string(),
        false => vm.class_of(object).name_string(),
    };
    if !vm.repr_enter(object) {
        return Ok(vm.heap().str(&format!("{name}(...)")));
    }
    let shown = namespace_items(vm, object);
    vm.repr_leave(object);
    Ok(vm.heap().str(&format!("{name}({})", shown?.join(", "))))
}

fn namespace_items(vm: &mut Vm, object: &Value) -> PyResult<Vec<String>> {
    let dict = vm.dict_of(object)?;
    let items = dict.as_ref().and_then(|d| d.downcast::<Dict>()).map(Dict::items).unwrap_or_default();
    let mut shown = Vec::new();
    for (key, value) in items.iter().filter(|(key, _)| key.as_str().is_some_and(|k| !k.is_empty())) {
        shown.push(format!("{}={}", vm.str_text(key)?, vm.repr_text(value)?));
    }
    Ok(shown)
}
