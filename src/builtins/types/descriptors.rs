//! staticmethod, classmethod and super.

use crate::object::class::{Class, class_flag};
use crate::object::descriptor::{ClassMethod, GetSetDef, StaticMethod, Super};
use crate::object::native::{CallArgs, NativeDef};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::DICT_GETSET;
use crate::vm::protocol::class_def::{ClassDef, slots};

const NEW_DOC: &str = "Create and return a new object.  See help(type) for accurate signature.";

/// The function inside a staticmethod or classmethod.
fn function_of(vm: &Vm, value: &Value) -> PyResult {
    let function = match (value.downcast::<StaticMethod>(), value.downcast::<ClassMethod>()) {
        (Some(s), _) => s.function.get(),
        (_, Some(c)) => c.function.get(),
        _ => None,
    };
    function.ok_or_else(|| {
        let kind = if value.tag() == Tag::StaticMethod { "staticmethod" } else { "classmethod" };
        vm.runtime_error(format!("uninitialized {kind} object"))
    })
}

fn init(vm: &mut Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let kind = if value.tag() == Tag::StaticMethod { "staticmethod" } else { "classmethod" };
    if args.has_keywords() {
        return Err(vm.type_error(format!("{kind}() takes no keyword arguments")));
    }
    let [function] = args.positional() else {
        let count = args.positional().len();
        return Err(vm.type_error(format!("{kind} expected 1 argument, got {count}")));
    };
    let place = match (value.downcast::<StaticMethod>(), value.downcast::<ClassMethod>()) {
        (Some(s), _) => &s.function,
        (_, Some(c)) => &c.function,
        _ => return Err(vm.system_error("neither staticmethod nor classmethod")),
    };
    drop(place.replace(Some(function.clone())));
    // It looks like the function: functools.update_wrapper.
    let names = vm.names();
    for name in [&names.module, &names.name, &names.qualname, &names.doc, &names.annotations] {
        if let Some(attribute) = vm.get_attr_opt(function, name)? {
            vm.set_attr(value, name, &attribute)?;
        }
    }
    Ok(())
}

macro_rules! wrapped_getsets {
    () => {
        &[
            GetSetDef::member("__func__", "", |vm, v| function_of(vm, v)),
            GetSetDef::member("__wrapped__", "", |vm, v| function_of(vm, v)),
            GetSetDef::read("__isabstractmethod__", "", |vm, v| {
                let function = function_of(vm, v)?;
                vm.is_abstract(&function).map(Value::bool)
            }),
            GetSetDef { name: "__dict__", doc: "", get: DICT_GETSET.get, set: DICT_GETSET.set, member: false },
        ]
    };
}

pub static STATICMETHOD: ClassDef = ClassDef {
    name: "staticmethod",
    doc: "staticmethod(function) -> method\n\nConvert a function to be a static method.\n\nA static method does not \
          receive an implicit first argument.\nTo declare a static method, use this idiom:\n\n     class C:\n         \
          @staticmethod\n         def f(arg1, arg2, ...):\n             ...\n\nIt can be called either on the class \
          (e.g. C.f()) or on an instance\n(e.g. C().f()). Both the class and the instance are ignored, and\nneither is \
          passed implicitly as the first argument to the method.\n\nStatic methods in Python are similar to those found \
          in Java or C++.\nFor a more advanced concept, see the classmethod builtin.",
    layout: Tag::StaticMethod,
    flags: class_flag::BASE | class_flag::DICT,
    slots: slots!(|s| {
        s.init.set(Some(init));
        s.descr_get.set(Some(|vm, v, _, _| function_of(vm, v)));
        s.call.set(Some(|vm, v, args| {
            let function = function_of(vm, v)?;
            vm.call_with(&function, args)
        }));
        s.repr.set(Some(|vm, v| {
            let function = function_of(vm, v)?;
            let shown = vm.repr_text(&function)?;
            Ok(vm.heap().str(&format!("<staticmethod({shown})>")))
        }));
    }),
    new: Some(&NativeDef::static_method("__new__(cls, /, *args, **kwargs)", NEW_DOC, |vm, args| {
        Ok(vm.heap().static_method(args.get(0), None))
    })),
    getsets: wrapped_getsets!(),
    ..ClassDef::EMPTY
};

pub static CLASSMETHOD: ClassDef = ClassDef {
    name: "classmethod",
    doc: "classmethod(function) -> method\n\nConvert a function to be a class method.\n\nA class method receives the \
          class as implicit first argument,\njust like an instance method receives the instance.\nTo declare a class \
          method, use this idiom:\n\n  class C:\n      @classmethod\n      def f(cls, arg1, arg2, ...):\n          \
          ...\n\nIt can be called either on the class (e.g. C.f()) or on an instance\n(e.g. C().f()).  The instance is \
          ignored except for its class.\nIf a class method is called for a derived class, the derived class\nobject is \
          passed as the implied first argument.\n\nClass methods are different than C++ or Java static methods.\nIf you \
          want those, see the staticmethod builtin.",
    layout: Tag::ClassMethod,
    flags: class_flag::BASE | class_flag::DICT,
    slots: slots!(|s| {
        s.init.set(Some(init));
        s.descr_get.set(Some(|vm, v, object, class| {
            let function = function_of(vm, v)?;
            let class = match object {
                Some(object) if class.is_none() => vm.heap().class_of(object).clone(),
                _ => class.clone(),
            };
            // Since 3.9 any descriptor can be wrapped.
            match vm.class_of(&function).slots.descr_get.get() {
                Some(get) => get(vm, &function, Some(&class), &class),
                None => Ok(vm.heap().method(function, class)),
            }
        }));
        s.repr.set(Some(|vm, v| {
            let function = function_of(vm, v)?;
            let shown = vm.repr_text(&function)?;
            Ok(vm.heap().str(&format!("<classmethod({shown})>")))
        }));
    }),
    new: Some(&NativeDef::static_method("__new__(cls, /, *args, **kwargs)", NEW_DOC, |vm, args| {
        Ok(vm.heap().class_method(args.get(0), None))
    })),
    getsets: wrapped_getsets!(),
    ..ClassDef::EMPTY
};

pub static SUPER: ClassDef = ClassDef {
    name: "super",
    doc: "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super object\nsuper(type, obj) -> \
          bound super object; requires isinstance(obj, type)\nsuper(type, type2) -> bound super object; requires \
          issubclass(type2, type)\nTypical use to call a cooperative superclass method:\nclass C(B):\n    def meth(self, \
          arg):\n        super().meth(arg)\nThis works for class methods too:\nclass C(B):\n    @classmethod\n    def \
          cmeth(cls, arg):\n        super().cmeth(arg)\n",
    layout: Tag::Super,
    flags: class_flag::BASE,
    slots: slots!(|s| {
        s.init.set(Some(super_init));
        s.getattribute.set(Some(super_attribute));
        s.repr.set(Some(|vm, value| {
            let s = super_of(vm, value)?;
            let class = s.class.get().map_or("NULL".into(), |c| vm.class_name_of(&c));
            let text = match s.object_class.get() {
                Some(object) => format!("<super: <class '{class}'>, <{} object>>", vm.class_name_of(&object)),
                None => format!("<super: <class '{class}'>, NULL>"),
            };
            Ok(vm.heap().str(&text))
        }));
        s.descr_get.set(Some(|vm, value, object, _| {
            let s = super_of(vm, value)?;
            let (Some(object), None, Some(class)) = (object, s.object.get(), s.class.get()) else {
                return Ok(value.clone());
            };
            let own_class = vm.heap().class_of(value);
            if !own_class.is(vm.types().super_()) {
                let own_class = own_class.clone();
                return vm.call(&own_class, &[class, object.clone()]);
            }
            vm.new_super(&class, object)
        }));
    }),
    new: Some(&NativeDef::static_method("__new__(cls, /, *args, **kwargs)", NEW_DOC, |vm, args| {
        Ok(vm.heap().super_object(args.get(0)))
    })),
    getsets: &[
        GetSetDef::member("__thisclass__", "the class invoking super()", |vm, v| {
            Ok(super_of(vm, v)?.class.get().unwrap_or(Value::NONE))
        }),
        GetSetDef::member("__self__", "the instance invoking super(); may be None", |vm, v| {
            Ok(super_of(vm, v)?.object.get().unwrap_or(Value::NONE))
        }),
        GetSetDef::member("__self_class__", "the type of the instance invoking super(); may be None", |vm, v| {
            Ok(super_of(vm, v)?.object_class.get().unwrap_or(Value::NONE))
        }),
    ],
    ..ClassDef::EMPTY
};

fn super_of<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Super> {
    match value.downcast::<Super>() {
        Some(object) => Ok(object),
        None => Err(vm.system_error("not a super object")),
    }
}

fn super_init(vm: &mut Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    if args.has_keywords() {
        return Err(vm.type_error("super() takes no keyword arguments"));
    }
    let (class, object) = match args.positional() {
        [] => {
            let (class, object) = vm.super_arguments()?;
            (class, Some(object))
        }
        [class] => (class.clone(), None),
        [class, object] => (class.clone(), Some(object.clone())),
        all => return Err(vm.type_error(format!("super() takes at most 2 arguments ({} given)", all.len()))),
    };
    if class.downcast::<Class>().is_none() {
        let message = format!("super() argument 1 must be type, not {}", vm.type_name(&class));
        return Err(vm.type_error(message));
    }
    let object = object.filter(|o| !o.is_none());
    let object_class = match &object {
        Some(object) => Some(vm.super_check(&class, object)?),
        None => None,
    };
    let s = super_of(vm, value)?;
    drop((s.class.replace(Some(class)), s.object.replace(object), s.object_class.replace(object_class)));
    Ok(())
}

fn super_attribute(vm: &mut Vm, value: &Value, name: &Value) -> PyResult {
    let s = super_of(vm, value)?;
    if let (Some(class), Some(object), Some(start)) = (s.class.get(), s.object.get(), s.object_class.get())
        && !name.is(&vm.names().class)
        && let Some(found) = start.downcast::<Class>().and_then(|c| c.lookup_after(&class, name))
    {
        return match vm.class_of(&found).slots.descr_get.get() {
            Some(get) => get(vm, &found, Some(&object).filter(|o| !o.is(&start)), &start),
            None => Ok(found),
        };
    }
    vm.generic_get_attr(value, name)
}

impl Vm {
    /// `super(class, object)`.
    pub fn new_super(&mut self, class: &Value, object: &Value) -> PyResult {
        let object_class = self.super_check(class, object)?;
        let value = self.heap().super_object(self.types().super_());
        let s = super_of(self, &value)?;
        s.class.replace(Some(class.clone()));
        s.object.replace(Some(object.clone()));
        s.object_class.replace(Some(object_class));
        Ok(value)
    }

    /// The class whose MRO a super object searches.
    fn super_check(&mut self, class: &Value, object: &Value) -> PyResult {
        if object.downcast::<Class>().is_some_and(|o| o.is_subclass(class)) {
            return Ok(object.clone());
        }
        let heap = self.heap();
        if self.is_a(object, class) {
            return Ok(heap.class_of(object).clone());
        }
        let shown = self.get_attr_opt(object, &self.names().class)?;
        match shown
            .filter(|c| !c.is(heap.class_of(object)) && c.downcast::<Class>().is_some_and(|c| c.is_subclass(class)))
        {
            Some(shown) => Ok(shown),
            None => Err(self.type_error("super(type, obj): obj must be an instance or subtype of type")),
        }
    }
}
