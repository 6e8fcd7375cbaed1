//! types.GenericAlias and types.UnionType.

use crate::object::class::{Class, class_flag};
use crate::object::descriptor::GetSetDef;
use crate::object::native::NativeDef;
use crate::object::slots::Comparison;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::alias::{GenericAlias, Union};
use crate::vm::protocol::class_def::{ClassDef, slots};

pub static GENERIC_ALIAS: ClassDef = ClassDef {
    name: "GenericAlias",
    module: "types",
    doc: "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
    layout: Tag::Boxed,
    flags: class_flag::BASE | class_flag::WEAK | class_flag::DICT,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, value| {
            let text = alias_text(vm, value)?;
            Ok(vm.heap().str(&text))
        }));
        s.hash.set(Some(|vm, value| {
            let (origin, args) = parts(vm, value)?;
            Ok(vm.hash(&origin)? ^ vm.hash(&args)?)
        }));
        s.compare.set(Some(|vm, a, b, op| {
            let (Some(x), Some(y)) = (a.payload::<GenericAlias>(), b.payload::<GenericAlias>()) else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            if !matches!(op, Comparison::Eq | Comparison::Ne) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let same = vm.equal(&x.origin, &y.origin)? && vm.equal(&x.args, &y.args)?;
            Ok(Value::bool(same == (op == Comparison::Eq)))
        }));
        s.call.set(Some(|vm, value, args| {
            let origin = parts(vm, value)?.0;
            let made = vm.call_with(&origin, args)?;
            let name = &vm.heap().intern("__orig_class__");
            match vm.set_attr(&made, name, value) {
                Err(error)
                    if !vm.is_exception(&error, vm.types().attribute_error())
                        && !vm.is_exception(&error, vm.types().type_error()) =>
                {
                    Err(error)
                }
                _ => Ok(made),
            }
        }));
        s.getattribute.set(Some(attribute));
        s.getitem.set(Some(subscript));
        s.or.set(Some(Vm::union));
    }),
    new: Some(&NativeDef::static_method("GenericAlias(cls, origin, args, /)", "", |vm, args| {
        vm.generic_alias_of(args.get(0), args.get(1), args.get(2))
    })),
    methods: &[
        NativeDef::method("__mro_entries__(self, bases, /)", "", |vm, args| {
            let origin = parts(vm, args.get(0))?.0;
            Ok(vm.heap().tuple(vec![origin]))
        }),
        NativeDef::method("__instancecheck__(self, instance, /)", "", |vm, _| {
            Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
        }),
        NativeDef::method("__subclasscheck__(self, subclass, /)", "", |vm, _| {
            Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
        }),
        NativeDef::method("__reduce__(self, /)", "", |vm, args| {
            let heap = vm.heap();
            let (origin, arguments) = parts(vm, args.get(0))?;
            Ok(heap.pair(vm.types().generic_alias().clone(), heap.pair(origin, arguments)))
        }),
    ],
    getsets: &[
        GetSetDef::member("__origin__", "", |vm, v| Ok(parts(vm, v)?.0)),
        GetSetDef::member("__args__", "", |vm, v| Ok(parts(vm, v)?.1)),
        GetSetDef::read("__parameters__", "Type variables in the GenericAlias.", |_, v| {
            Ok(v.payload::<GenericAlias>().map_or(Value::NONE, |a| a.parameters.clone()))
        }),
    ],
    ..ClassDef::EMPTY
};

fn parts(vm: &Vm, value: &Value) -> PyResult<(Value, Value)> {
    match value.payload::<GenericAlias>() {
        Some(alias) => Ok((alias.origin.clone(), alias.args.clone())),
        None => Err(vm.system_error("not a generic alias")),
    }
}

/// Attributes that are the alias's own; all others are its origin's.
const OWN: [&str; 9] = [
    "__origin__",
    "__args__",
    "__parameters__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
    "__class__",
];

fn attribute(vm: &mut Vm, value: &Value, name: &Value) -> PyResult {
    if OWN.iter().any(|own| *own != "__class__" && name.is_str(own)) {
        return vm.generic_get_attr(value, name);
    }
    let origin = parts(vm, value)?.0;
    vm.get_attr(&origin, name)
}

/// The way a type shows inside an alias or a union.
fn type_text(vm: &mut Vm, item: &Value) -> PyResult<String> {
    let names = vm.names();
    if item.is(&Value::ELLIPSIS) {
        return Ok("...".into());
    }
    if item.is(vm.types().none_type()) || item.is_none() {
        return Ok("None".into());
    }
    let has_origin = vm.get_attr_opt(item, &names.origin)?.is_some() && vm.get_attr_opt(item, &names.args)?.is_some();
    if has_origin {
        return vm.repr_text(item);
    }
    let qualname = vm.get_attr_opt(item, &names.qualname)?;
    let module = vm.get_attr_opt(item, &names.module)?;
    match (qualname, module) {
        (Some(qualname), Some(module)) if qualname.as_str().is_some() && module.as_str().is_some() => {
            let qualname = vm.str_text(&qualname)?;
            match module.is_str("builtins") {
                true => Ok(qualname),
                false => Ok(format!("{}.{qualname}", vm.str_text(&module)?)),
            }
        }
        _ => vm.repr_text(item),
    }
}

fn alias_text(vm: &mut Vm, value: &Value) -> PyResult<String> {
    let (origin, args) = parts(vm, value)?;
    let origin = type_text(vm, &origin)?;
    let items = args.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    let shown = vm.recurse(" while getting the repr of an object", |vm| {
        items.iter().map(|item| type_text(vm, item)).collect::<PyResult<Vec<String>>>()
    })?;
    let shown = if shown.is_empty() { "()".to_string() } else { shown.join(", ") };
    Ok(format!("{origin}[{shown}]"))
}

/// `alias[args]`: type variables are replaced.
fn subscript(vm: &mut Vm, value: &Value, given: &Value) -> PyResult {
    let Some(alias) = value.payload::<GenericAlias>() else { return Err(vm.system_error("not a generic alias")) };
    let (origin, args) = (alias.origin.clone(), alias.args.clone());
    let parameters = alias.parameters.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    let shown = alias_text(vm, value);
    let args = substituted(vm, &args, &parameters, given, || shown)?;
    vm.generic_alias(&origin, &args)
}

fn substituted(
    vm: &mut Vm,
    args: &Value,
    parameters: &[Value],
    given: &Value,
    shown: impl FnOnce() -> PyResult<String>,
) -> PyResult {
    let given = match given.downcast::<Tuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![given.clone()],
    };
    if parameters.is_empty() {
        return Err(vm.type_error(format!("There are no type variables left in {}", shown()?)));
    }
    if given.len() != parameters.len() {
        let many = if given.len() > parameters.len() { "many" } else { "few" };
        return Err(vm.type_error(format!("Too {many} arguments for {}", shown()?)));
    }
    let items = args.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    let mut made = Vec::new();
    for item in items {
        let at = |p: &Value| parameters.iter().position(|q| q.is(p));
        if let Some(i) = at(&item) {
            made.push(given[i].clone());
            continue;
        }
        let inner = vm.get_attr_opt(&item, &vm.names().parameters)?;
        let inner = inner.and_then(|p| p.downcast::<Tuple>().map(|t| t.items().to_vec())).unwrap_or_default();
        if inner.is_empty() || item.downcast::<Class>().is_some() {
            made.push(item);
            continue;
        }
        let chosen = inner.iter().map(|p| at(p).map_or_else(|| p.clone(), |i| given[i].clone())).collect();
        let chosen = vm.heap().tuple(chosen);
        made.push(vm.get_item(&item, &chosen)?);
    }
    Ok(vm.heap().tuple(made))
}

pub static UNION_TYPE: ClassDef = ClassDef {
    name: "UnionType",
    module: "types",
    doc: "Represent a PEP 604 union type\n\nE.g. for int | str",
    layout: Tag::Boxed,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, value| {
            let items = members(vm, value)?;
            let shown = vm.recurse(" while getting the repr of an object", |vm| {
                items.iter().map(|item| type_text(vm, item)).collect::<PyResult<Vec<String>>>()
            })?;
            Ok(vm.heap().str(&shown.join(" | ")))
        }));
        s.hash.set(Some(|vm, value| {
            // Order does not count.
            let frozenset = vm.types().frozenset().clone();
            let items = vm.heap().tuple(members(vm, value)?);
            let items = vm.call(&frozenset, &[items])?;
            vm.hash(&items)
        }));
        s.compare.set(Some(|vm, a, b, op| {
            if b.payload::<Union>().is_none() || !matches!(op, Comparison::Eq | Comparison::Ne) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let (xs, ys) = (members(vm, a)?, members(vm, b)?);
            let mut same = xs.len() == ys.len();
            for x in &xs {
                let mut found = false;
                for y in &ys {
                    found = found || vm.equal(x, y)?;
                }
                same &= found;
            }
            Ok(Value::bool(same == (op == Comparison::Eq)))
        }));
        s.or.set(Some(Vm::union));
        s.getitem.set(Some(|vm, value, given| {
            let Some(union) = value.payload::<Union>() else { return Err(vm.system_error("not a union")) };
            let parameters = union.parameters.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
            let args = union.args.clone();
            let shown = vm.repr_text(value);
            let args = substituted(vm, &args, &parameters, given, || shown)?;
            let mut items = args.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default().into_iter();
            let mut result = items.next().unwrap_or(Value::NONE);
            for item in items {
                result = vm.binary(crate::vm::protocol::Operator::Or, &result, &item)?;
            }
            Ok(result)
        }));
    }),
    methods: &[
        NativeDef::method("__instancecheck__(self, instance, /)", "", |vm, args| {
            let classes = members(vm, args.get(0))?;
            if classes.iter().any(|c| c.payload::<GenericAlias>().is_some()) {
                return Err(vm.type_error("isinstance() argument 2 cannot contain a parameterized generic"));
            }
            for class in classes {
                if vm.is_instance(args.get(1), &class)? {
                    return Ok(Value::TRUE);
                }
            }
            Ok(Value::FALSE)
        }),
        NativeDef::method("__subclasscheck__(self, subclass, /)", "", |vm, args| {
            if args.get(1).downcast::<Class>().is_none() {
                return Err(vm.type_error("issubclass() arg 1 must be a class"));
            }
            let classes = members(vm, args.get(0))?;
            if classes.iter().any(|c| c.payload::<GenericAlias>().is_some()) {
                return Err(vm.type_error("issubclass() argument 2 cannot contain a parameterized generic"));
            }
            for class in classes {
                if vm.is_subclass(args.get(1), &class)? {
                    return Ok(Value::TRUE);
                }
            }
            Ok(Value::FALSE)
        }),
    ],
    getsets: &[
        GetSetDef::member("__args__", "", |_, v| Ok(v.payload::<Union>().map_or(Value::NONE, |u| u.args.clone()))),
        GetSetDef::read("__parameters__", "Type variables in the types.UnionType.", |_, v| {
            Ok(v.payload::<Union>().map_or(Value::NONE, |u| u.parameters.clone()))
        }),
    ],
    ..ClassDef::EMPTY
};

fn members(vm: &Vm, value: &Value) -> PyResult<Vec<Value>> {
    match value.payload::<Union>() {
        Some(union) => Ok(union.args.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default()),
        None => Err(vm.system_error("not a union")),
    }
}
