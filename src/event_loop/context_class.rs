//! The classes of `contextvars`.

use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::slots::Comparison;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::context::{self, Context, ContextVar, Token};

pub static CONTEXT: ClassDef = ClassDef {
    name: "Context",
    module: "_contextvars",
    flags: class_flag::WEAK,
    slots: slots!(|slots| {
        slots.length.set(Some(|vm, value| of(vm, value)?.variables.get().map_or(Ok(0), |dict| vm.len(&dict))));
        slots.getitem.set(Some(|vm, value, key| {
            let variable = checked(vm, key)?;
            match of(vm, value)?.get(vm, &variable)? {
                Some(found) => Ok(found),
                None => Err(vm.key_error(key)),
            }
        }));
        slots.contains.set(Some(|vm, value, key| {
            let variable = checked(vm, key)?;
            Ok(of(vm, value)?.get(vm, &variable)?.is_some())
        }));
        slots.iter.set(Some(|vm, value| {
            let keys = keys(vm, value)?;
            vm.iter(&keys)
        }));
        slots.compare.set(Some(compare));
    }),
    new: Some(&NativeDef::static_method("__new__(cls, *args, **kwargs)", "", |vm, args| {
        let keywords = args.opt(2).and_then(|k| k.downcast::<Dict>());
        if !args.rest(1).is_empty() || keywords.is_some_and(|k| !k.is_empty()) {
            return Err(vm.type_error("Context() does not accept any arguments"));
        }
        Ok(context::empty(vm))
    })),
    methods: &[
        NativeDef::method("run(self, /, *args, **kwargs)", "", run),
        NativeDef::method("copy(self, /)", "Return a shallow copy of the context object.", |vm, args| {
            match context::copy(vm, Some(args.get(0))) {
                Some(copy) => Ok(copy),
                None => Ok(context::empty(vm)),
            }
        }),
        NativeDef::method(
            "get(self, key, default=None, /)",
            "Return the value for `key` if `key` has the value in the context object.",
            |vm, args| {
                let variable = checked(vm, args.get(1))?;
                let found = of(vm, args.get(0))?.get(vm, &variable)?;
                Ok(found.unwrap_or_else(|| args.take(2)))
            },
        ),
        NativeDef::method("keys(self, /)", "Return a list of all variables in the context object.", |vm, args| {
            let keys = keys(vm, args.get(0))?;
            vm.iter(&keys)
        }),
        NativeDef::method(
            "values(self, /)",
            "Return a list of all variables' values in the context object.",
            |vm, args| {
                let items = items(vm, args.get(0))?;
                let list = vm.heap().list(items.into_iter().map(|(_, v)| v).collect());
                vm.iter(&list)
            },
        ),
        NativeDef::method(
            "items(self, /)",
            "Return all variables and their values in the context object.",
            |vm, args| {
                let items = items(vm, args.get(0))?;
                let heap = vm.heap();
                let list = heap.list(items.into_iter().map(|(k, v)| heap.pair(k, v)).collect());
                vm.iter(&list)
            },
        ),
    ],
    unhashable: true,
    ..ClassDef::EMPTY
};

pub static CONTEXT_VAR: ClassDef = ClassDef {
    name: "ContextVar",
    module: "_contextvars",
    flags: class_flag::WEAK,
    slots: slots!(|slots| {
        slots.repr.set(Some(|vm, value| {
            let variable = variable(vm, value)?;
            let mut text = format!("<ContextVar name={}", vm.repr_text(&variable.name)?);
            if let Some(default) = &variable.default {
                text += &format!(" default={}", vm.repr_text(default)?);
            }
            Ok(vm.heap().str(&format!("{text} at {:#x}>", value.id())))
        }));
    }),
    new: Some(&NativeDef::static_method("__new__(cls, name=None, *, default=None)", "", |vm, args| {
        if args.opt(1).is_none() {
            return Err(vm.type_error("ContextVar() takes exactly 1 positional argument (0 given)"));
        }
        if args.get(1).as_str().is_none() {
            return Err(vm.type_error("context variable name must be a str"));
        }
        let class = args.take(0);
        Ok(vm.heap().boxed(&class, ContextVar { name: args.take(1), default: args.take_opt(2) }))
    })),
    methods: &[
        NativeDef::method(
            "get(self, default=None, /)",
            "Return a value for the context variable for the current context.",
            |vm, args| {
                let (variable_value, default) = (args.take(0), args.take_opt(1));
                if let Some(found) = context::lookup(vm, &variable_value)? {
                    return Ok(found);
                }
                match default.or_else(|| variable_value.payload::<ContextVar>().and_then(|v| v.default.clone())) {
                    Some(default) => Ok(default),
                    None => Err(vm.exception_with(vm.types().lookup_error(), vec![variable_value])),
                }
            },
        ),
        NativeDef::method(
            "set(self, value, /)",
            "Call to set a new value for the context variable in the current context.",
            |vm, args| context::set(vm, args.get(0), args.get(1)),
        ),
        NativeDef::method("reset(self, token, /)", "Reset the context variable.", |vm, args| {
            context::reset(vm, args.get(0), args.get(1))?;
            Ok(Value::NONE)
        }),
        NativeDef::class_method("__class_getitem__(cls, item, /)", "See PEP 585", |vm, args| {
            vm.generic_alias(args.get(0), args.get(1))
        }),
    ],
    getsets: &[GetSetDef::member("name", "", |vm, value| Ok(variable(vm, value)?.name.clone()))],
    ..ClassDef::EMPTY
};

pub static TOKEN: ClassDef = ClassDef {
    name: "Token",
    module: "_contextvars",
    slots: slots!(|slots| {
        slots.repr.set(Some(|vm, value| {
            let token = token(vm, value)?;
            let used = if token.used.get() { " used" } else { "" };
            let variable = vm.repr_text(&token.variable)?;
            Ok(vm.heap().str(&format!("<Token{used} var={variable} at {:#x}>", value.id())))
        }));
    }),
    methods: &[NativeDef::class_method("__class_getitem__(cls, item, /)", "See PEP 585", |vm, args| {
        vm.generic_alias(args.get(0), args.get(1))
    })],
    getsets: &[
        GetSetDef::read("var", "", |vm, value| Ok(token(vm, value)?.variable.clone())),
        GetSetDef::read("old_value", "", |vm, value| match &token(vm, value)?.old {
            Some(old) => Ok(old.clone()),
            None => missing(vm, value),
        }),
    ],
    ..ClassDef::EMPTY
};

/// The class of `Token.MISSING`.
pub static MISSING: ClassDef = ClassDef {
    name: "Token.MISSING",
    module: "",
    slots: slots!(|slots| slots.repr.set(Some(|vm, _| Ok(vm.heap().str("<Token.MISSING>"))))),
    ..ClassDef::EMPTY
};

/// `Token.MISSING`, kept in the module.
fn missing(vm: &mut Vm, _: &Value) -> PyResult {
    let module = vm.import_module("contextvars")?;
    let name = vm.heap().intern("_MISSING");
    vm.get_attr(&module, &name)
}

fn of<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Context> {
    value.payload().ok_or_else(|| vm.type_error("a Context is required"))
}

fn variable<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v ContextVar> {
    value.payload().ok_or_else(|| vm.type_error("an instance of ContextVar was expected"))
}

fn token<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Token> {
    value.payload().ok_or_else(|| vm.type_error("expected an instance of Token"))
}

/// A key, which must be a ContextVar.
fn checked(vm: &mut Vm, key: &Value) -> PyResult {
    if key.payload::<ContextVar>().is_none() {
        let shown = vm.repr_text(key)?;
        return Err(vm.type_error(format!("a ContextVar key was expected, got {shown}")));
    }
    Ok(key.clone())
}

fn items(vm: &Vm, value: &Value) -> PyResult<Vec<(Value, Value)>> {
    let variables = of(vm, value)?.variables.get();
    Ok(variables.as_ref().and_then(|v| v.downcast::<Dict>()).map(Dict::items).unwrap_or_default())
}

fn keys(vm: &Vm, value: &Value) -> PyResult {
    let items = items(vm, value)?;
    Ok(vm.heap().list(items.into_iter().map(|(k, _)| k).collect()))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let (Some(x), Some(y)) = (a.payload::<Context>(), b.payload::<Context>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, Comparison::Eq | Comparison::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let heap = vm.heap();
    let dict = |c: &Context| c.variables.get().unwrap_or_else(|| heap.dict());
    let (x, y) = (dict(x), dict(y));
    let equal = vm.equal(&x, &y)?;
    Ok(Value::bool(equal == (op == Comparison::Eq)))
}

fn run(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let context = args.take(0);
    if args.rest(1).is_empty() {
        return Err(vm.type_error("run() missing 1 required positional argument"));
    }
    let (mut values, names) = args.passed_on(1);
    let callable = values.remove(0);
    context::run_in(vm, Some(context), |vm| vm.call_with(&callable, CallArgs::new(&values, &names)))
}
