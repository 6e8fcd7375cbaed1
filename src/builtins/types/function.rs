//! function and method.

use crate::object::cell::CellObject;
use crate::object::class::class_flag;
use crate::object::code::Code;
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::function::{Function, Method, NewFunction};
use crate::object::guarded::Guarded;
use crate::object::native::NativeDef;
use crate::object::slots::Comparison;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::DICT_GETSET;
use crate::vm::protocol::class_def::{ClassDef, slots};

pub static FUNCTION: ClassDef = ClassDef {
    name: "function",
    doc: "Create a function object.\n\n  code\n    a code object\n  globals\n    the globals dictionary\n  name\n    \
          a string that overrides the name from the code object\n  argdefs\n    a tuple that specifies the default \
          argument values\n  closure\n    a tuple that supplies the bindings for free variables",
    layout: Tag::Function,
    flags: class_flag::METHOD_DESCRIPTOR | class_flag::WEAK,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, f| {
            let name = f.downcast::<Function>().map(|f| f.qualname.get()).unwrap_or(Value::NONE);
            let name = vm.str_text(&name)?;
            Ok(vm.heap().str(&format!("<function {name} at {:#x}>", f.id())))
        }));
        s.call.set(Some(|vm, f, args| vm.call_with(f, args)));
        s.descr_get.set(Some(|vm, f, object, _| {
            Ok(match object {
                Some(object) => vm.heap().method(f.clone(), object.clone()),
                None => f.clone(),
            })
        }));
    }),
    new: Some(&NEW_FUNCTION),
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

static NEW_FUNCTION: NativeDef = NativeDef::static_method(
    "function(cls, code, globals, name=None, argdefs=None, closure=None)",
    "Create and return a new object.  See help(type) for accurate signature.",
    |vm, args| {
        let (code, globals) = (args.take(1), args.take(2));
        let Some(code_object) = code.downcast::<Code>() else {
            let message = format!("function() argument 'code' must be code, not {}", vm.type_name(&code));
            return Err(vm.type_error(message));
        };
        let Some(globals_dict) = globals.downcast::<Dict>() else {
            let message = format!("function() argument 'globals' must be dict, not {}", vm.type_name(&globals));
            return Err(vm.type_error(message));
        };
        let (name, defaults, closure) = (args.take(3), args.take(4), args.take(5));
        if !name.is_none() && name.as_str().is_none() {
            return Err(vm.type_error("arg 3 (name) must be None or string"));
        }
        if !defaults.is_none() && defaults.downcast::<Tuple>().is_none() {
            return Err(vm.type_error("arg 4 (defaults) must be None or tuple"));
        }
        let free = code_object.object.freevars.len();
        let closure = match closure.downcast::<Tuple>() {
            None if closure.is_none() && free == 0 => None,
            None if closure.is_none() => return Err(vm.type_error("arg 5 (closure) must be tuple")),
            None => return Err(vm.type_error("arg 5 (closure) must be None or tuple")),
            Some(cells) => {
                if cells.len() != free {
                    let name = vm.str_text(&code_object.name)?;
                    let message = format!("{name} requires closure of length {free}, not {}", cells.len());
                    return Err(vm.value_error(message));
                }
                if let Some(other) = cells.items().iter().find(|c| c.downcast::<CellObject>().is_none()) {
                    let message = format!("arg 5 (closure) expected cell, found {}", vm.type_name(other));
                    return Err(vm.type_error(message));
                }
                Some(closure.clone())
            }
        };
        let names = vm.names();
        let builtins = match globals_dict.get_str(&names.builtins) {
            Some(b) if b.downcast::<Dict>().is_some() => b,
            Some(b) => vm.dict_of(&b)?.unwrap_or_else(|| vm.builtins.clone()),
            None => vm.current_builtins(),
        };
        let module = globals_dict.get_str(&names.name).unwrap_or(Value::NONE);
        let qualname = code_object.name.clone();
        let new = NewFunction { code: code.clone(), globals, builtins, qualname, closure, module };
        let Some(value) = vm.heap().function(new) else { return Err(vm.system_error("no code")) };
        if let Some(function) = value.downcast::<Function>() {
            if !name.is_none() {
                drop(function.name.replace(name));
            }
            if !defaults.is_none() {
                drop(function.defaults.replace(Some(defaults)));
            }
        }
        Ok(value)
    },
);

fn function<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Function> {
    match value.downcast::<Function>() {
        Some(function) => Ok(function),
        None => Err(vm.system_error("not a function")),
    }
}

/// Sets a part to a value that passes the test; None or a deletion empties it.
fn set_part(
    vm: &Vm,
    part: &Guarded<Option<Value>>,
    value: Option<&Value>,
    fits: fn(&Value) -> bool,
    message: &str,
) -> PyResult<()> {
    let value = value.filter(|v| !v.is_none());
    if value.is_some_and(|v| !fits(v)) {
        return Err(vm.type_error(message));
    }
    drop(part.replace(value.cloned()));
    Ok(())
}

fn set_str(vm: &Vm, part: &Guarded<Value>, value: Option<&Value>, name: &str) -> PyResult<()> {
    match value.filter(|v| v.as_str().is_some()) {
        Some(value) => {
            drop(part.replace(value.clone()));
            Ok(())
        }
        None => Err(vm.type_error(format!("{name} must be set to a string object"))),
    }
}

/// `__annotations__`: a dict, made from MAKE_FUNCTION's tuple when first asked for.
fn annotations(vm: &mut Vm, value: &Value) -> PyResult {
    let function = function(vm, value)?;
    let stored = function.annotations.get();
    if let Some(dict) = stored.as_ref().filter(|d| d.downcast::<Dict>().is_some()) {
        return Ok(dict.clone());
    }
    let made = vm.heap().dict();
    if let (Some(dict), Some(pairs)) = (made.downcast::<Dict>(), stored.as_ref().and_then(|s| s.downcast::<Tuple>())) {
        for pair in pairs.items().chunks_exact(2) {
            drop(dict.set_str(&pair[0], pair[1].clone()).or_memory_error(vm)?);
        }
    }
    drop(function.annotations.replace(Some(made.clone())));
    Ok(made)
}

static GETSETS: &[GetSetDef] = &[
    GetSetDef::write(
        "__code__",
        "",
        |vm, f| Ok(function(vm, f)?.code_value()),
        |vm, f, value| {
            let function = function(vm, f)?;
            let code = value.filter(|v| v.downcast::<Code>().is_some());
            let Some((value, code)) = code.and_then(|v| Some((v, v.downcast::<Code>()?))) else {
                return Err(vm.type_error("__code__ must be set to a code object"));
            };
            let closure = function.closure.as_ref().and_then(|c| c.downcast::<Tuple>()).map_or(0, Tuple::len);
            let free = code.object.freevars.len();
            if free != closure {
                let name = vm.str_text(&function.name.get())?;
                let message = format!("{name}() requires a code object with {closure} free vars, not {free}");
                return Err(vm.value_error(message));
            }
            function.set_code(value.clone());
            Ok(())
        },
    ),
    GetSetDef::write(
        "__defaults__",
        "",
        |vm, f| Ok(function(vm, f)?.defaults.get().unwrap_or(Value::NONE)),
        |vm, f, value| {
            let function = function(vm, f)?;
            let is_tuple = |v: &Value| v.downcast::<Tuple>().is_some();
            set_part(vm, &function.defaults, value, is_tuple, "__defaults__ must be set to a tuple object")?;
            function.changed();
            Ok(())
        },
    ),
    GetSetDef::write(
        "__kwdefaults__",
        "",
        |vm, f| Ok(function(vm, f)?.kwdefaults.get().unwrap_or(Value::NONE)),
        |vm, f, value| {
            let function = function(vm, f)?;
            let is_dict = |v: &Value| v.downcast::<Dict>().is_some();
            set_part(vm, &function.kwdefaults, value, is_dict, "__kwdefaults__ must be set to a dict object")?;
            function.changed();
            Ok(())
        },
    ),
    GetSetDef::write("__annotations__", "", annotations, |vm, f, value| {
        let is_dict = |v: &Value| v.downcast::<Dict>().is_some();
        let message = "__annotations__ must be set to a dict object";
        set_part(vm, &function(vm, f)?.annotations, value, is_dict, message)
    }),
    GetSetDef::write("__dict__", "", DICT_GETSET.get, |vm, f, value| match (value, DICT_GETSET.set) {
        (Some(value), Some(set)) => set(vm, f, Some(value)),
        _ => Err(vm.type_error("cannot delete __dict__")),
    }),
    GetSetDef::write(
        "__name__",
        "",
        |vm, f| Ok(function(vm, f)?.name.get()),
        |vm, f, value| set_str(vm, &function(vm, f)?.name, value, "__name__"),
    ),
    GetSetDef::write(
        "__qualname__",
        "",
        |vm, f| Ok(function(vm, f)?.qualname.get()),
        |vm, f, value| set_str(vm, &function(vm, f)?.qualname, value, "__qualname__"),
    ),
    GetSetDef::member("__closure__", "", |vm, f| Ok(function(vm, f)?.closure.clone().unwrap_or(Value::NONE))),
    GetSetDef::member("__globals__", "", |vm, f| Ok(function(vm, f)?.globals.clone())),
    GetSetDef::member("__builtins__", "", |vm, f| Ok(function(vm, f)?.builtins.clone())),
    GetSetDef {
        name: "__doc__",
        doc: "",
        get: |vm, f| Ok(function(vm, f)?.doc()),
        set: Some(|vm, f, value| {
            function(vm, f)?.set_doc(value.cloned().unwrap_or(Value::NONE));
            Ok(())
        }),
        member: true,
    },
    GetSetDef {
        name: "__module__",
        doc: "",
        get: |vm, f| Ok(function(vm, f)?.module.get()),
        set: Some(|vm, f, value| {
            drop(function(vm, f)?.module.replace(value.cloned().unwrap_or(Value::NONE)));
            Ok(())
        }),
        member: true,
    },
];

pub static METHOD: ClassDef = ClassDef {
    name: "method",
    doc: "Create a bound instance method object.",
    layout: Tag::Method,
    flags: class_flag::WEAK,
    slots: slots!(|s| {
        s.repr.set(Some(method_repr));
        s.call.set(Some(|vm, m, args| vm.call_with(m, args)));
        s.descr_get.set(Some(|_, m, _, _| Ok(m.clone())));
        s.getattribute.set(Some(method_attribute));
        s.hash.set(Some(|vm, m| {
            let m = method(vm, m)?;
            let hash = Vm::identity_hash(&m.object) ^ vm.hash(&m.function)?;
            Ok(if hash == -1 { -2 } else { hash })
        }));
        s.compare.set(Some(|vm, a, b, op| {
            let (Some(a), Some(b)) = (a.downcast::<Method>(), b.downcast::<Method>()) else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            if !matches!(op, Comparison::Eq | Comparison::Ne) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let same = a.object.is(&b.object) && vm.equal(&a.function, &b.function)?;
            Ok(Value::bool(same == (op == Comparison::Eq)))
        }));
    }),
    new: Some(&NEW_METHOD),
    getsets: &[
        GetSetDef::member("__func__", "the function (or other callable) implementing a method", |vm, m| {
            Ok(method(vm, m)?.function.clone())
        }),
        GetSetDef::member("__self__", "the instance to which a method is bound", |vm, m| {
            Ok(method(vm, m)?.object.clone())
        }),
        GetSetDef::read("__doc__", "", |vm, m| {
            let function = method(vm, m)?.function.clone();
            Ok(vm.get_attr_opt(&function, &vm.names().doc)?.unwrap_or(Value::NONE))
        }),
    ],
    methods: &[NativeDef::method("__reduce__(self, /)", "", |vm, args| {
        let m = args.take(0);
        let (function, object) = (method(vm, &m)?.function.clone(), method(vm, &m)?.object.clone());
        let name = vm.get_attr(&function, &vm.names().name)?;
        let getattr = vm.builtins.downcast::<Dict>().and_then(|b| b.get_str(&vm.heap().intern("getattr")));
        Ok(vm.heap().pair(getattr.unwrap_or(Value::NONE), vm.heap().pair(object, name)))
    })],
    ..ClassDef::EMPTY
};

fn method<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Method> {
    match value.downcast::<Method>() {
        Some(method) => Ok(method),
        None => Err(vm.system_error("not a method")),
    }
}

static NEW_METHOD: NativeDef = NativeDef::static_method(
    "__new__(cls, /, *args)",
    "Create and return a new object.  See help(type) for accurate signature.",
    |vm, args| {
        let [function, object] = args.rest(1) else {
            let count = args.rest(1).len();
            return Err(vm.type_error(format!("method expected 2 arguments, got {count}")));
        };
        if vm.class_of(function).slots.call.get().is_none() {
            return Err(vm.type_error("first argument must be callable"));
        }
        if object.is_none() {
            return Err(vm.type_error("self must not be None"));
        }
        Ok(vm.heap().method(function.clone(), object.clone()))
    },
);

/// The method's own attributes, then those of its function.
fn method_attribute(vm: &mut Vm, object: &Value, name: &Value) -> PyResult {
    if let Some(found) = vm.type_lookup(vm.class_of(object), name) {
        return vm.bind(found, object);
    }
    let function = method(vm, object)?.function.clone();
    vm.get_attr(&function, name)
}

fn method_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let (function, object) = (method(vm, value)?.function.clone(), method(vm, value)?.object.clone());
    let names = vm.names();
    let mut name = vm.get_attr_opt(&function, &names.qualname)?;
    if name.is_none() {
        name = vm.get_attr_opt(&function, &names.name)?;
    }
    let name = match name.filter(|n| n.as_str().is_some()) {
        Some(name) => vm.str_text(&name)?,
        None => "?".to_string(),
    };
    let object = vm.repr_text(&object)?;
    Ok(vm.heap().str(&format!("<bound method {name} of {object}>")))
}
