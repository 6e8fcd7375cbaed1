//! builtin_function_or_method, method_descriptor, classmethod_descriptor; wrapper_descriptor and method-wrapper;
//! getset_descriptor and member_descriptor.

use crate::object::class::{Class, class_flag};
use crate::object::descriptor::{GetSet, GetSetDef, Member, SlotWrapper};
use crate::object::header::Header;
use crate::object::native::{CallArgs, Kind, NativeDef, NativeFunction};
use crate::object::slots::Comparison;
use crate::object::{Exception, PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::iterators::builtin;

pub static BUILTIN_FUNCTION: ClassDef = ClassDef {
    name: "builtin_function_or_method",
    layout: Tag::Native,
    flags: class_flag::WEAK,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, f| {
            let f = native(vm, f)?;
            let text = match bound_to(f) {
                Some(object) if object.tag() != Tag::Module => format!(
                    "<built-in method {} of {} object at {:#x}>",
                    shown_name(f),
                    vm.type_name(object),
                    object.id()
                ),
                _ => format!("<built-in function {}>", f.def.name()),
            };
            Ok(vm.heap().str(&text))
        }));
        s.call.set(Some(|vm, f, args| vm.call_with(f, args)));
        s.hash.set(Some(|vm, f| {
            let f = native(vm, f)?;
            let def: *const NativeDef = f.def;
            let hash = bound_to(f).map_or(0, Vm::identity_hash) ^ crate::number::hash::address(def as usize);
            Ok(if hash == -1 { -2 } else { hash })
        }));
        s.compare.set(Some(|_, a, b, op| {
            let (Some(a), Some(b)) = (a.downcast::<NativeFunction>(), b.downcast::<NativeFunction>()) else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            if !matches!(op, Comparison::Eq | Comparison::Ne) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let same_self = match (bound_to(a), bound_to(b)) {
                (Some(a), Some(b)) => a.is(b),
                (None, None) => true,
                _ => false,
            };
            Ok(Value::bool((std::ptr::eq(a.def, b.def) && same_self) == (op == Comparison::Eq)))
        }));
    }),
    getsets: &[
        GetSetDef::read("__name__", "", name),
        GetSetDef::read("__qualname__", "", |vm, f| {
            let (f, name) = (native(vm, f)?, name(vm, f)?);
            match bound_to(f) {
                Some(object) if object.tag() != Tag::Module => {
                    let class = match object.downcast::<Class>() {
                        Some(class) => class.qualname.get(),
                        None => vm.class_of(object).qualname.get(),
                    };
                    let text = format!("{}.{}", vm.str_text(&class)?, vm.str_text(&name)?);
                    Ok(vm.heap().str(&text))
                }
                _ => Ok(name),
            }
        }),
        GetSetDef::read("__self__", "", |vm, f| {
            let f = native(vm, f)?;
            if let Some(object) = bound_to(f) {
                return Ok(object.clone());
            }
            match f.module.get() {
                Some(module) => {
                    let name = vm.str_text(&module)?;
                    Ok(vm.loaded(&name).unwrap_or(Value::NONE))
                }
                None => Ok(Value::NONE),
            }
        }),
        GetSetDef {
            name: "__module__",
            doc: "",
            get: |vm, f| Ok(native(vm, f)?.module.get().unwrap_or(Value::NONE)),
            set: Some(|vm, f, value| {
                drop(native(vm, f)?.module.replace(value.cloned()));
                Ok(())
            }),
            member: true,
        },
        GetSetDef::read("__doc__", "", doc),
        GetSetDef::read("__text_signature__", "", text_signature),
    ],
    methods: &[NativeDef::method("__reduce__(self, /)", "", |vm, args| {
        let f = args.get(0);
        let own = name(vm, f)?;
        match bound_to(native(vm, f)?) {
            Some(object) => attribute_of(vm, object.clone(), own),
            None => Ok(own),
        }
    })],
    ..ClassDef::EMPTY
};

/// `(getattr, (object, name))`, for pickle.
fn attribute_of(vm: &mut Vm, object: Value, name: Value) -> PyResult {
    let function = builtin(vm, "getattr")?;
    let heap = vm.heap();
    Ok(heap.pair(function, heap.pair(object, name)))
}

const REDUCE_DESCRIPTOR: NativeDef = NativeDef::method("__reduce__(self, /)", "", |vm, args| {
    let (owner, name) = owner_and_name(args.get(0));
    let name = vm.heap().intern(&name);
    attribute_of(vm, owner, name)
});

/// What `__self__` is: the bound object, or the class of a static method.
fn bound_to(f: &NativeFunction) -> Option<&Value> {
    f.bound.as_ref().or(f.owner.as_ref())
}

fn native<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v NativeFunction> {
    match value.downcast::<NativeFunction>() {
        Some(native) => Ok(native),
        None => Err(vm.system_error("not a native function")),
    }
}

fn name(vm: &mut Vm, f: &Value) -> PyResult {
    Ok(vm.heap().intern(shown_name(native(vm, f)?)))
}

/// `__new__` for the function behind a builtin class's own call, whatever its signature calls it.
fn shown_name(f: &NativeFunction) -> &'static str {
    let new = f.owner.as_ref().and_then(|o| o.downcast::<Class>()).and_then(|c| c.native_new.get());
    if new.is_some_and(|new| std::ptr::eq(new, f.def)) { "__new__" } else { f.def.name() }
}

fn doc(vm: &mut Vm, f: &Value) -> PyResult {
    let doc = native(vm, f)?.def.doc;
    Ok(if doc.is_empty() { Value::NONE } else { vm.heap().str(doc) })
}

fn text_signature(vm: &mut Vm, f: &Value) -> PyResult {
    let def = native(vm, f)?.def;
    let Some((_, parameters)) = def.signature.split_once('(') else { return Ok(Value::NONE) };
    let text = match def.kind {
        Kind::Method => format!("($self{}", parameters.strip_prefix("self").unwrap_or(parameters)),
        Kind::ClassMethod => format!("($type{}", parameters.strip_prefix("cls").unwrap_or(parameters)),
        _ if parameters == ")" => "($module)".to_string(),
        Kind::Function => format!("($module, {parameters}"),
        Kind::StaticMethod => format!("({parameters}"),
    };
    Ok(vm.heap().str(&text))
}

/// Attributes that all descriptors of builtin classes share.
macro_rules! descriptor_getsets {
    ($($more:expr),*) => {
        &[
            GetSetDef::member("__objclass__", "", |_, d| Ok(owner_and_name(d).0)),
            GetSetDef::member("__name__", "", |vm, d| Ok(vm.heap().intern(&owner_and_name(d).1))),
            GetSetDef::read("__qualname__", "", |vm, d| {
                let (owner, name) = owner_and_name(d);
                let class = owner.downcast::<Class>().map(|c| c.qualname.get()).unwrap_or(Value::NONE);
                let text = format!("{}.{name}", vm.str_text(&class)?);
                Ok(vm.heap().str(&text))
            }),
            $($more),*
        ]
    };
}

fn owner_and_name(descriptor: &Value) -> (Value, String) {
    if let Some(d) = descriptor.downcast::<NativeFunction>() {
        return (d.owner.clone().unwrap_or(Value::NONE), d.def.name().into());
    }
    if let Some(d) = descriptor.downcast::<GetSet>() {
        return (d.owner.clone(), d.def.name.into());
    }
    if let Some(d) = descriptor.downcast::<SlotWrapper>() {
        return (d.owner.clone(), d.def.name.into());
    }
    match descriptor.downcast::<Member>() {
        Some(d) => (d.owner.clone(), d.name.lossy_text()),
        None => (Value::NONE, String::new()),
    }
}

fn descriptor_repr(vm: &Vm, descriptor: &Value, kind: &str) -> Value {
    let (owner, name) = owner_and_name(descriptor);
    vm.heap().str(&format!("<{kind} '{name}' of '{}' objects>", vm.class_name_of(&owner)))
}

#[cold]
fn wrong_object(vm: &Vm, descriptor: &Value, object: &Value) -> Exception {
    let (owner, name) = owner_and_name(descriptor);
    let (owner, got) = (vm.class_name_of(&owner), vm.type_name(object));
    vm.type_error(format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{got}' object"))
}

pub static METHOD_DESCRIPTOR: ClassDef = ClassDef {
    name: "method_descriptor",
    layout: Tag::Native,
    flags: class_flag::METHOD_DESCRIPTOR,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, d| Ok(descriptor_repr(vm, d, "method"))));
        s.call.set(Some(|vm, f, args| vm.call_with(f, args)));
        s.descr_get.set(Some(|vm, d, object, _| {
            let Some(object) = object else { return Ok(d.clone()) };
            let f = native(vm, d)?;
            if f.owner.as_ref().is_some_and(|owner| !vm.is_a(object, owner)) {
                return Err(wrong_object(vm, d, object));
            }
            Ok(vm.heap().bind_native(f, object.clone()))
        }));
    }),
    getsets: descriptor_getsets!(
        GetSetDef::read("__doc__", "", doc),
        GetSetDef::read("__text_signature__", "", text_signature)
    ),
    methods: &[REDUCE_DESCRIPTOR],
    ..ClassDef::EMPTY
};

pub static CLASSMETHOD_DESCRIPTOR: ClassDef = ClassDef {
    name: "classmethod_descriptor",
    layout: Tag::Native,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, d| Ok(descriptor_repr(vm, d, "method"))));
        s.descr_get.set(Some(|vm, d, object, class| {
            let class = match object {
                Some(object) if class.is_none() => vm.heap().class_of(object).clone(),
                _ => class.clone(),
            };
            bind_class(vm, d, &class)
        }));
        s.call.set(Some(|vm, d, args| {
            let Some((class, rest)) = args.values().split_first().filter(|_| !args.positional().is_empty()) else {
                let (owner, name) = owner_and_name(d);
                let owner = vm.class_name_of(&owner);
                return Err(vm.type_error(format!("descriptor '{name}' of '{owner}' object needs an argument")));
            };
            let bound = bind_class(vm, d, class)?;
            vm.call_with(&bound, CallArgs::new(rest, args.names()))
        }));
    }),
    getsets: descriptor_getsets!(
        GetSetDef::read("__doc__", "", doc),
        GetSetDef::read("__text_signature__", "", text_signature)
    ),
    ..ClassDef::EMPTY
};

fn bind_class(vm: &mut Vm, descriptor: &Value, class: &Value) -> PyResult {
    let f = native(vm, descriptor)?;
    let Some(owner) = &f.owner else { return Ok(descriptor.clone()) };
    let Some(class_object) = class.downcast::<Class>() else {
        let (owner, name) = (vm.class_name_of(owner), f.def.name());
        let got = vm.type_name(class);
        let message = format!("descriptor '{name}' for type '{owner}' needs a type, not a '{got}' as arg 2");
        return Err(vm.type_error(message));
    };
    if !class_object.is_subclass(owner) {
        let (owner, name, got) = (vm.class_name_of(owner), f.def.name(), vm.class_full_name(class_object));
        let message = format!("descriptor '{name}' requires a subtype of '{owner}' but received '{got}'");
        return Err(vm.type_error(message));
    }
    Ok(vm.heap().bind_native(f, class.clone()))
}

fn wrapper<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v SlotWrapper> {
    match value.downcast::<SlotWrapper>() {
        Some(wrapper) => Ok(wrapper),
        None => Err(vm.system_error("not a slot wrapper")),
    }
}

fn wrapper_doc(vm: &mut Vm, w: &Value) -> PyResult {
    Ok(vm.heap().str(wrapper(vm, w)?.def.doc))
}

fn wrapper_signature(vm: &mut Vm, w: &Value) -> PyResult {
    let text = match wrapper(vm, w)?.def.name {
        "__init__" | "__call__" => "($self, /, *args, **kwargs)",
        "__getattribute__" | "__delattr__" => "($self, name, /)",
        "__setattr__" => "($self, name, value, /)",
        "__get__" => "($self, instance, owner, /)",
        "__set__" => "($self, instance, value, /)",
        "__delete__" => "($self, instance, /)",
        "__setitem__" => "($self, key, value, /)",
        "__getitem__" | "__delitem__" | "__contains__" => "($self, key, /)",
        "__pow__" | "__rpow__" => "($self, value, mod=None, /)",
        "__repr__" | "__str__" | "__hash__" | "__iter__" | "__next__" | "__len__" | "__neg__" | "__pos__"
        | "__abs__" | "__bool__" | "__invert__" | "__int__" | "__float__" | "__index__" | "__await__" | "__aiter__"
        | "__anext__" => "($self, /)",
        _ => "($self, value, /)",
    };
    Ok(vm.heap().str(text))
}

pub static WRAPPER_DESCRIPTOR: ClassDef = ClassDef {
    name: "wrapper_descriptor",
    layout: Tag::SlotWrapper,
    flags: class_flag::METHOD_DESCRIPTOR,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, d| Ok(descriptor_repr(vm, d, "slot wrapper"))));
        s.call.set(Some(|vm, d, args| {
            let w = wrapper(vm, d)?;
            let Some((object, rest)) = args.values().split_first().filter(|_| !args.positional().is_empty()) else {
                let owner = vm.class_name_of(&w.owner);
                return Err(vm.type_error(format!("descriptor '{}' of '{owner}' object needs an argument", w.def.name)));
            };
            if !vm.is_a(object, &w.owner) {
                let (owner, got) = (vm.class_name_of(&w.owner), vm.type_name(object));
                let name = w.def.name;
                let message = format!("descriptor '{name}' requires a '{owner}' object but received a '{got}'");
                return Err(vm.type_error(message));
            }
            call_wrapper(vm, w, object, CallArgs::new(rest, args.names()))
        }));
        s.descr_get.set(Some(|vm, d, object, _| {
            let Some(object) = object else { return Ok(d.clone()) };
            let w = wrapper(vm, d)?;
            if !vm.is_a(object, &w.owner) {
                return Err(wrong_object(vm, d, object));
            }
            Ok(vm.heap().method_wrapper(vm.types().method_wrapper(), w.def, w.owner.clone(), object.clone()))
        }));
    }),
    getsets: descriptor_getsets!(
        GetSetDef::read("__doc__", "", wrapper_doc),
        GetSetDef::read("__text_signature__", "", wrapper_signature)
    ),
    methods: &[REDUCE_DESCRIPTOR],
    ..ClassDef::EMPTY
};

fn call_wrapper(vm: &mut Vm, w: &SlotWrapper, object: &Value, args: CallArgs<'_>) -> PyResult {
    if args.has_keywords() && !matches!(w.def.name, "__init__" | "__call__") {
        return Err(vm.type_error(format!("wrapper {}() takes no keyword arguments", w.def.name)));
    }
    vm.recurse(" while calling a Python object", |vm| (w.def.call)(vm, &w.owner, object, args))
}

pub static METHOD_WRAPPER: ClassDef = ClassDef {
    name: "method-wrapper",
    layout: Tag::SlotWrapper,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, d| {
            let w = wrapper(vm, d)?;
            let object = w.bound.clone().unwrap_or(Value::NONE);
            let class = vm.type_name(&object);
            Ok(vm.heap().str(&format!("<method-wrapper '{}' of {class} object at {:#x}>", w.def.name, object.id())))
        }));
        s.call.set(Some(|vm, d, args| {
            let w = wrapper(vm, d)?;
            let object = w.bound.clone().unwrap_or(Value::NONE);
            call_wrapper(vm, w, &object, args)
        }));
        s.hash.set(Some(|vm, d| {
            let w = wrapper(vm, d)?;
            let def: *const crate::object::descriptor::WrapperDef = w.def;
            let hash = w.bound.as_ref().map_or(0, Vm::identity_hash) ^ crate::number::hash::address(def as usize);
            Ok(if hash == -1 { -2 } else { hash })
        }));
        s.compare.set(Some(|vm, a, b, op| {
            let same_class = vm.heap().class_of(a).is(vm.heap().class_of(b));
            let (Some(a), Some(b)) = (a.downcast::<SlotWrapper>(), b.downcast::<SlotWrapper>()) else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            if !same_class || !matches!(op, Comparison::Eq | Comparison::Ne) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let same_self = matches!((&a.bound, &b.bound), (Some(a), Some(b)) if a.is(b));
            let same = std::ptr::eq(a.def, b.def) && a.owner.is(&b.owner) && same_self;
            Ok(Value::bool(same == (op == Comparison::Eq)))
        }));
    }),
    getsets: descriptor_getsets!(
        GetSetDef::read("__self__", "", |vm, d| Ok(wrapper(vm, d)?.bound.clone().unwrap_or(Value::NONE))),
        GetSetDef::read("__doc__", "", wrapper_doc),
        GetSetDef::read("__text_signature__", "", wrapper_signature)
    ),
    methods: &[NativeDef::method("__reduce__(self, /)", "", |vm, args| {
        let w = wrapper(vm, args.get(0))?;
        let (object, name) = (w.bound.clone().unwrap_or(Value::NONE), vm.heap().intern(w.def.name));
        attribute_of(vm, object, name)
    })],
    ..ClassDef::EMPTY
};

fn get(vm: &mut Vm, descriptor: &Value, object: Option<&Value>, _: &Value) -> PyResult {
    let Some(object) = object else { return Ok(descriptor.clone()) };
    if let Some(getset) = descriptor.downcast::<GetSet>() {
        if !vm.is_a(object, &getset.owner) {
            return Err(wrong_object(vm, descriptor, object));
        }
        return (getset.def.get)(vm, object);
    }
    let Some(member) = descriptor.downcast::<Member>() else { return Ok(descriptor.clone()) };
    if !vm.is_a(object, &member.owner) {
        return Err(wrong_object(vm, descriptor, object));
    }
    let place = object.header().and_then(Header::prefix).and_then(|p| p.slot_at(member.index.into()));
    let value = place.and_then(|place| {
        let value = place.take();
        place.set(value.clone());
        value
    });
    value.ok_or_else(|| vm.no_attribute(object, &member.name))
}

fn set(vm: &mut Vm, descriptor: &Value, object: &Value, value: Option<&Value>) -> PyResult<()> {
    if let Some(getset) = descriptor.downcast::<GetSet>() {
        if !vm.is_a(object, &getset.owner) {
            return Err(wrong_object(vm, descriptor, object));
        }
        return match getset.def.set {
            Some(set) => set(vm, object, value),
            None if getset.def.member => Err(vm.exception(vm.types().attribute_error(), "readonly attribute")),
            None => {
                let (name, owner) = (getset.def.name, vm.class_name_of(&getset.owner));
                let message = format!("attribute '{name}' of '{owner}' objects is not writable");
                Err(vm.exception(vm.types().attribute_error(), &message))
            }
        };
    }
    let Some(member) = descriptor.downcast::<Member>() else { return Ok(()) };
    if !vm.is_a(object, &member.owner) {
        return Err(wrong_object(vm, descriptor, object));
    }
    let Some(place) = object.header().and_then(Header::prefix).and_then(|p| p.slot_at(member.index.into())) else {
        return Err(vm.no_attribute(object, &member.name));
    };
    let old = place.replace(value.cloned());
    if old.is_none() && value.is_none() {
        let name = vm.str_text(&member.name)?;
        return Err(vm.exception(vm.types().attribute_error(), &name));
    }
    Ok(())
}

fn getset_doc(vm: &mut Vm, descriptor: &Value) -> PyResult {
    let doc = descriptor.downcast::<GetSet>().map_or("", |g| g.def.doc);
    Ok(if doc.is_empty() { Value::NONE } else { vm.heap().str(doc) })
}

pub static GETSET_DESCRIPTOR: ClassDef = ClassDef {
    name: "getset_descriptor",
    layout: Tag::GetSet,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, d| Ok(descriptor_repr(vm, d, "attribute"))));
        s.descr_get.set(Some(get));
        s.descr_set.set(Some(set));
    }),
    getsets: descriptor_getsets!(GetSetDef::read("__doc__", "", getset_doc)),
    methods: &[REDUCE_DESCRIPTOR],
    ..ClassDef::EMPTY
};

pub static MEMBER_DESCRIPTOR: ClassDef = ClassDef {
    name: "member_descriptor",
    layout: Tag::Member,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, d| Ok(descriptor_repr(vm, d, "member"))));
        s.descr_get.set(Some(get));
        s.descr_set.set(Some(set));
    }),
    getsets: descriptor_getsets!(GetSetDef::read("__doc__", "", getset_doc)),
    methods: &[REDUCE_DESCRIPTOR],
    ..ClassDef::EMPTY
};
