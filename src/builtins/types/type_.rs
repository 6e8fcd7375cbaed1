//! type.

use crate::object::class::{Class, class_flag};
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::native::{CallArgs, NativeDef};
use crate::object::slots::Slots;
use crate::object::tuple::Tuple;
use crate::object::{Exception, PyResult, Tag, Value};
use crate::text::codec::Codec;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::sizes::class_size;

pub static TYPE: ClassDef = ClassDef {
    name: "type",
    doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    layout: Tag::Class,
    flags: class_flag::BASE | class_flag::WEAK | class_flag::DICT,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: METHODS,
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

fn slots(s: &Slots) {
    s.repr.set(Some(|vm, class| {
        let text = repr(vm, class);
        Ok(vm.heap().str(&text))
    }));
    s.call.set(Some(call));
    s.getattribute.set(Some(Vm::class_get_attr));
    s.setattr.set(Some(Vm::class_set_attr));
    s.init.set(Some(init));
    s.or.set(Some(Vm::union));
}

/// `<class 'module.qualname'>`.
fn repr(vm: &Vm, class: &Value) -> String {
    let Some(this) = class.downcast::<Class>() else { return String::new() };
    let module = this.dict().get_str(&vm.names().module).filter(|m| m.as_str().is_some());
    let qualname = this.qualname.with(|q| q.as_str().map(|s| s.to_string_lossy())).unwrap_or_default();
    match module.and_then(|m| m.as_str().map(|s| s.to_string_lossy())).filter(|m| m != "builtins") {
        Some(module) => format!("<class '{module}.{qualname}'>"),
        None if this.has_flag(class_flag::HEAP) => format!("<class '{}'>", this.name_string()),
        None => format!("<class '{qualname}'>"),
    }
}

/// `class(*args)`: `type(x)`, or `__new__` and `__init__`.
fn call(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    if class.is(vm.types().type_()) {
        match args.positional() {
            [object] if !args.has_keywords() => return Ok(vm.heap().class_of(object).clone()),
            [_, _, _] => {}
            _ => return Err(vm.type_error("type() takes 1 or 3 arguments")),
        }
    }
    let instance = vm.new_instance(class, args)?;
    if vm.is_a(&instance, class)
        && let Some(init) = vm.class_of(&instance).slots.init.get()
    {
        init(vm, &instance, args)?;
    }
    Ok(instance)
}

fn init(vm: &mut Vm, _: &Value, args: CallArgs<'_>) -> PyResult<()> {
    match args.positional().len() {
        1 if args.has_keywords() => Err(vm.type_error("type.__init__() takes no keyword arguments")),
        1 | 3 => Ok(()),
        _ => Err(vm.type_error("type.__init__() takes 1 or 3 arguments")),
    }
}

static NEW: NativeDef = NativeDef::static_method(
    "__new__(cls, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    |vm, args| {
        let metaclass = args.take(0);
        if metaclass.downcast::<Class>().is_none() {
            let message = format!("type.__new__(X): X is not a type object ({})", vm.type_name(&metaclass));
            return Err(vm.type_error(message));
        }
        let keywords = args.get(2).downcast::<Dict>().map(Dict::items).unwrap_or_default();
        let [name, bases, namespace] = args.rest(1) else {
            let count = args.rest(1).len();
            let message = format!("type.__new__() takes exactly 3 arguments ({count} given)");
            return Err(vm.type_error(message));
        };
        let wrong = |vm: &Vm, number: usize, wanted: &str, got: &Value| {
            let got = vm.type_name(got);
            vm.type_error(format!("type.__new__() argument {number} must be {wanted}, not {got}"))
        };
        let Some(text) = name.as_str() else { return Err(wrong(vm, 1, "str", name)) };
        if text.units().iter().any(|c| c == 0) {
            return Err(vm.value_error("type name must not contain null characters"));
        }
        let Some(bases) = bases.downcast::<Tuple>() else { return Err(wrong(vm, 2, "tuple", bases)) };
        if namespace.downcast::<Dict>().is_none() {
            return Err(wrong(vm, 3, "dict", namespace));
        }
        check_text(vm, name)?;
        if let Some(doc) = namespace.downcast::<Dict>().and_then(|dict| dict.get_str(&vm.names().doc)) {
            check_text(vm, &doc)?;
        }
        vm.new_class(&metaclass, name, bases.items(), namespace, &keywords)
    },
);

/// A class's name and doc must have a UTF-8 form.
fn check_text(vm: &mut Vm, text: &Value) -> PyResult<()> {
    match text.as_str().filter(|text| !text.is_ascii()) {
        Some(_) => super::codec::encode_natively(vm, Codec::Utf8, text, None).map(drop),
        None => Ok(()),
    }
}

/// The class, for getters: the descriptor has checked it.
macro_rules! class {
    ($vm:ident, $value:ident) => {
        match $value.downcast::<Class>() {
            Some(class) => class,
            None => return Err($vm.system_error("not a class")),
        }
    };
}

/// Attributes of builtin classes cannot be set, and some can never be deleted.
fn writable<'v>(vm: &Vm, class: &Class, name: &str, value: Option<&'v Value>) -> PyResult<&'v Value> {
    let verb = if value.is_some() { "set" } else { "delete" };
    let error = |class: String| -> Exception {
        vm.type_error(format!("cannot {verb} '{name}' attribute of immutable type '{class}'"))
    };
    match value {
        Some(value) if class.has_flag(class_flag::HEAP) => Ok(value),
        _ => Err(error(vm.class_full_name(class))),
    }
}

static GETSETS: &[GetSetDef] = &[
    GetSetDef::write(
        "__name__",
        "",
        |vm, class| Ok(class!(vm, class).name.get()),
        |vm, class, value| {
            let class = class!(vm, class);
            let value = writable(vm, class, "__name__", value)?;
            let Some(text) = value.as_str() else {
                let (name, got) = (class.name_string(), vm.type_name(value));
                return Err(vm.type_error(format!("can only assign string to {name}.__name__, not '{got}'")));
            };
            if text.units().iter().any(|c| c == 0) {
                return Err(vm.value_error("type name must not contain null characters"));
            }
            check_text(vm, value)?;
            drop(class.name.replace(value.clone()));
            Ok(())
        },
    ),
    GetSetDef::write(
        "__qualname__",
        "",
        |vm, class| Ok(class!(vm, class).qualname.get()),
        |vm, class, value| {
            let class = class!(vm, class);
            let value = writable(vm, class, "__qualname__", value)?;
            if value.as_str().is_none() {
                let (name, got) = (class.name_string(), vm.type_name(value));
                return Err(vm.type_error(format!("can only assign string to {name}.__qualname__, not '{got}'")));
            }
            drop(class.qualname.replace(value.clone()));
            Ok(())
        },
    ),
    GetSetDef::write(
        "__module__",
        "",
        |vm, class| {
            let this = class!(vm, class);
            match this.dict().get_str(&vm.names().module) {
                // `type` itself finds this very attribute.
                Some(module) if this.has_flag(class_flag::HEAP) || module.as_str().is_some() => Ok(module),
                None if this.has_flag(class_flag::HEAP) => {
                    Err(vm.exception(vm.types().attribute_error(), "__module__"))
                }
                _ => Ok(vm.names().builtins_module.clone()),
            }
        },
        |vm, class, value| {
            let this = class!(vm, class);
            let value = writable(vm, this, "__module__", value)?;
            drop(this.dict().set_str(&vm.names().module, value.clone()).or_memory_error(vm)?);
            Ok(())
        },
    ),
    GetSetDef::write(
        "__bases__",
        "",
        |vm, class| Ok(vm.heap().tuple(class!(vm, class).bases.get())),
        |vm, class, value| {
            let value = writable(vm, class!(vm, class), "__bases__", value)?;
            vm.set_bases(class, value)
        },
    ),
    GetSetDef::member("__base__", "", |vm, class| Ok(class!(vm, class).base.get().unwrap_or(Value::NONE))),
    GetSetDef::member("__mro__", "", |vm, class| {
        let this = class!(vm, class);
        let is_root = vm.types().object().is(class);
        Ok(if this.mro_changes() == 0 && !is_root { Value::NONE } else { vm.heap().tuple(this.mro()) })
    }),
    GetSetDef::read("__dict__", "", |vm, class| Ok(vm.heap().mapping_proxy(class!(vm, class).dict_value().clone()))),
    GetSetDef::write(
        "__doc__",
        "",
        |vm, class| {
            let this = class!(vm, class);
            let Some(doc) = this.dict().get_str(&vm.names().doc) else { return Ok(Value::NONE) };
            match vm.class_of(&doc).slots.descr_get.get() {
                Some(get) => get(vm, &doc, None, class),
                None => Ok(doc),
            }
        },
        |vm, class, value| {
            let this = class!(vm, class);
            let value = writable(vm, this, "__doc__", value)?;
            drop(this.dict().set_str(&vm.names().doc, value.clone()).or_memory_error(vm)?);
            Ok(())
        },
    ),
    GetSetDef::write(
        "__abstractmethods__",
        "",
        |vm, class| {
            let names = vm.names();
            let own = class!(vm, class).dict().get_str(&names.abstractmethods);
            match own.filter(|_| !class.is(vm.types().type_())) {
                Some(value) => Ok(value),
                None => Err(vm.exception(vm.types().attribute_error(), "__abstractmethods__")),
            }
        },
        |vm, class, value| {
            let this = class!(vm, class);
            let name = &vm.names().abstractmethods;
            let (old, on) = match value {
                Some(value) => {
                    let on = vm.truth(value)?;
                    (this.dict().set_str(name, value.clone()).or_memory_error(vm)?, on)
                }
                None => match this.dict().remove_str(name) {
                    Some(old) => (Some(old), false),
                    None => return Err(vm.exception(vm.types().attribute_error(), "__abstractmethods__")),
                },
            };
            drop(old);
            this.set_flag(class_flag::ABSTRACT, on);
            Ok(())
        },
    ),
    GetSetDef::write(
        "__annotations__",
        "",
        |vm, class| {
            let this = class!(vm, class);
            if !this.has_flag(class_flag::HEAP) {
                let name = vm.class_full_name(this);
                let message = format!("type object '{name}' has no attribute '__annotations__'");
                return Err(vm.exception(vm.types().attribute_error(), &message));
            }
            let name = &vm.names().annotations;
            if let Some(found) = this.dict().get_str(name) {
                return Ok(found);
            }
            let dict = vm.heap().dict();
            drop(this.dict().set_str(name, dict.clone()).or_memory_error(vm)?);
            Ok(dict)
        },
        |vm, class, value| {
            let this = class!(vm, class);
            let name = &vm.names().annotations;
            if !this.has_flag(class_flag::HEAP) {
                let class = vm.class_full_name(this);
                let message = format!("cannot set '__annotations__' attribute of immutable type '{class}'");
                return Err(vm.type_error(message));
            }
            match value {
                Some(value) => drop(this.dict().set_str(name, value.clone()).or_memory_error(vm)?),
                None if this.dict().remove_str(name).is_none() => {
                    return Err(vm.exception(vm.types().attribute_error(), "__annotations__"));
                }
                None => {}
            }
            Ok(())
        },
    ),
    GetSetDef::read("__text_signature__", "", |_, _| Ok(Value::NONE)),
    GetSetDef::member("__flags__", "", |vm, class| Ok(vm.heap().int(flags(class!(vm, class))))),
    GetSetDef::member("__basicsize__", "", |vm, class| Ok(Value::from_len(class_size(class!(vm, class)).basic))),
    GetSetDef::member("__itemsize__", "", |vm, class| Ok(Value::from_len(class_size(class!(vm, class)).item))),
    GetSetDef::member("__dictoffset__", "", |vm, class| Ok(Value::from_len(class_size(class!(vm, class)).dict_offset))),
    GetSetDef::member("__weakrefoffset__", "", |vm, class| {
        Ok(Value::from_len(class_size(class!(vm, class)).weakref_offset))
    }),
];

/// CPython's tp_flags, as far as scripts look at them (inspect.isabstract, copyreg).
fn flags(class: &Class) -> i64 {
    let pairs = [
        (class_flag::HEAP, 1 << 9),
        (class_flag::BASE, 1 << 10),
        (class_flag::ABSTRACT, 1 << 20),
        (class_flag::SEQUENCE, 1 << 5),
        (class_flag::MAPPING, 1 << 6),
        (class_flag::METHOD_DESCRIPTOR, 1 << 17),
    ];
    let kind = match class.layout {
        Tag::Int => 1 << 24,
        Tag::List => 1 << 25,
        Tag::Tuple => 1 << 26,
        Tag::Bytes => 1 << 27,
        Tag::Str => 1 << 28,
        Tag::Dict => 1 << 29,
        Tag::Exception => 1 << 30,
        Tag::Class => 1 << 31,
        _ => 0,
    };
    let immutable = if class.has_flag(class_flag::HEAP) { 0 } else { 1 << 8 };
    pairs.iter().filter(|(mine, _)| class.has_flag(*mine)).map(|(_, bit)| bit).sum::<i64>() | kind | immutable | 1 << 12
}

static METHODS: &[NativeDef] = &[
    NativeDef::method("mro(self, /)", "Return a type's method resolution order.", |vm, args| {
        let class = args.take(0);
        let class = &class;
        let this = class!(vm, class);
        let mut order = vec![class.clone()];
        order.extend(vm.c3(this)?);
        Ok(vm.heap().list(order))
    }),
    NativeDef::method("__subclasses__(self, /)", "Return a list of immediate subclasses.", |vm, args| {
        let class = args.take(0);
        let class = &class;
        Ok(vm.heap().list(vm.subclasses(class!(vm, class))))
    }),
    NativeDef::class_method(
        "__prepare__(cls, *args, **kwargs)",
        "used to create the namespace for the class statement",
        |vm, _| Ok(vm.heap().dict()),
    ),
    NativeDef::method("__instancecheck__(self, instance, /)", "Check if an object is an instance.", |vm, args| {
        vm.instance_of_class(args.get(1), args.get(0)).map(Value::bool)
    }),
    NativeDef::method("__subclasscheck__(self, subclass, /)", "Check if a class is a subclass.", |vm, args| {
        vm.subclass_of_class(args.get(1), args.get(0)).map(Value::bool)
    }),
    NativeDef::method("__dir__(self, /)", "Specialized __dir__ implementation for types.", |vm, args| {
        let found = vm.heap().dict();
        if let Some(into) = found.downcast::<Dict>() {
            vm.merge_class_names(into, args.get(0))?;
            return Ok(vm.heap().list(into.keys()));
        }
        Ok(Value::NONE)
    }),
    NativeDef::method("__sizeof__(self, /)", "Return memory consumption of the type object.", |_, _| {
        Ok(Value::from_len(1064))
    }),
];
