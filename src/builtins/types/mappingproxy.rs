//! mappingproxy: a read-only view of a mapping, what `C.__dict__` gives.

use crate::object::class::class_flag;
use crate::object::dict::{Dict, MappingProxy};
use crate::object::native::NativeDef;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::Operator;
use crate::vm::protocol::class_def::{ClassDef, slots};

pub static MAPPINGPROXY: ClassDef = ClassDef {
    name: "mappingproxy",
    layout: Tag::MappingProxy,
    flags: class_flag::MAPPING,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, p| {
            let shown = vm.repr_text(mapping(vm, p)?)?;
            Ok(vm.heap().str(&format!("mappingproxy({shown})")))
        }));
        s.str.set(Some(|vm, p| vm.str(mapping(vm, p)?)));
        s.getitem.set(Some(|vm, p, key| vm.get_item(mapping(vm, p)?, key)));
        s.contains.set(Some(|vm, p, key| vm.contains(mapping(vm, p)?, key)));
        s.length.set(Some(|vm, p| vm.len(mapping(vm, p)?)));
        s.iter.set(Some(|vm, p| vm.iter(mapping(vm, p)?)));
        s.compare.set(Some(|vm, p, other, op| {
            let mapping = shown(vm, mapping(vm, p)?)?;
            vm.compare(&mapping, other, op)
        }));
        s.or.set(Some(|vm, a, b| {
            let (a, b) = (shown(vm, unwrapped(a))?, shown(vm, unwrapped(b))?);
            vm.binary(Operator::Or, &a, &b)
        }));
        s.inplace_or.set(Some(|vm, a, _| {
            let name = vm.type_name(a);
            Err(vm.type_error(format!("'|=' is not supported by {name}; use '|' instead")))
        }));
    }),
    new: Some(&NativeDef::static_method("mappingproxy(cls, mapping)", "", |vm, args| {
        let mapping = args.take(1);
        let fits =
            vm.class_of(&mapping).slots.getitem.get().is_some() && !matches!(mapping.tag(), Tag::List | Tag::Tuple);
        if !fits {
            let got = vm.type_name(&mapping);
            return Err(vm.type_error(format!("mappingproxy() argument must be a mapping, not {got}")));
        }
        Ok(vm.heap().mapping_proxy(mapping))
    })),
    methods: &[
        NativeDef::method(
            "get(self, key, default=None, /)",
            "Return the value for key if key is in the mapping, else default.",
            |vm, args| {
                let mapping = mapping(vm, args.get(0))?.clone();
                let (key, default) = (args.take(1), args.take(2));
                vm.call_method(&mapping, &vm.heap().intern("get"), &[key, default])
            },
        ),
        NativeDef::method("keys(self, /)", "D.keys() -> a set-like object providing a view on D's keys", |vm, args| {
            vm.call_method(mapping(vm, args.get(0))?, &vm.names().keys, &[])
        }),
        NativeDef::method("values(self, /)", "D.values() -> an object providing a view on D's values", |vm, args| {
            vm.call_method(mapping(vm, args.get(0))?, &vm.heap().intern("values"), &[])
        }),
        NativeDef::method(
            "items(self, /)",
            "D.items() -> a set-like object providing a view on D's items",
            |vm, args| vm.call_method(mapping(vm, args.get(0))?, &vm.names().items, &[]),
        ),
        NativeDef::method("copy(self, /)", "D.copy() -> a shallow copy of D", |vm, args| {
            vm.call_method(mapping(vm, args.get(0))?, &vm.heap().intern("copy"), &[])
        }),
        NativeDef::method("__reversed__(self, /)", "D.__reversed__() -> reverse iterator", |vm, args| {
            vm.call_method(mapping(vm, args.get(0))?, &vm.names().reversed, &[])
        }),
        NativeDef::class_method("__class_getitem__(cls, object, /)", "See PEP 585", |vm, args| {
            vm.generic_alias(args.get(0), args.get(1))
        }),
    ],
    ..ClassDef::EMPTY
};

fn mapping<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Value> {
    match value.downcast::<MappingProxy>() {
        Some(proxy) => Ok(&proxy.mapping),
        None => Err(vm.system_error("not a mappingproxy")),
    }
}

/// What the other operand's methods may see of a mapping: a copy of a dict, since a class's namespace must not be
/// changed behind its back.
fn shown(vm: &mut Vm, mapping: &Value) -> PyResult {
    match mapping.downcast_exact::<Dict>() {
        Some(_) => vm.call_method(mapping, &vm.heap().intern("copy"), &[]),
        None => Ok(mapping.clone()),
    }
}

fn unwrapped(value: &Value) -> &Value {
    value.downcast::<MappingProxy>().map_or(value, |p| &p.mapping)
}
