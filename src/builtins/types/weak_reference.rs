//! weakref.ref (ReferenceType).

use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::native::NativeDef;
use crate::object::slots::Comparison;
use crate::object::weakref::WeakRef;
use crate::object::{Heap, PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

pub static WEAKREF: ClassDef = ClassDef {
    name: "ReferenceType",
    module: "weakref",
    layout: Tag::WeakRef,
    flags: class_flag::BASE,
    slots: slots!(|s| {
        s.init.set(Some(|vm, _, args| {
            if args.has_keywords() && vm.types().registered("weakref").is_some() {
                return Err(vm.type_error("ref() takes no keyword arguments"));
            }
            Ok(())
        }));
        s.call.set(Some(|vm, value, args| {
            if !args.values().is_empty() {
                let count = args.values().len();
                return Err(vm.type_error(format!("weakref expected 0 arguments, got {count}")));
            }
            Ok(weak(vm, value)?.target().unwrap_or(Value::NONE))
        }));
        s.repr.set(Some(|vm, value| {
            let text = match weak(vm, value)?.target() {
                None => format!("<weakref at {:#x}; dead>", value.id()),
                Some(target) => {
                    let class = vm.type_name(&target);
                    let name = vm.get_attr_opt(&target, &vm.names().name)?.filter(|n| n.as_str().is_some());
                    let name = match name {
                        Some(name) => format!(" ({})", vm.str_text(&name)?),
                        None => String::new(),
                    };
                    format!("<weakref at {:#x}; to '{class}' at {:#x}{name}>", value.id(), target.id())
                }
            };
            Ok(vm.heap().str(&text))
        }));
        s.hash.set(Some(|vm, value| {
            let weak = weak(vm, value)?;
            if let Some(known) = weak.hash.get() {
                return Ok(known);
            }
            let Some(target) = weak.target() else { return Err(vm.type_error("weak object has gone away")) };
            let hash = vm.hash(&target)?;
            weak.hash.set(Some(hash));
            Ok(hash)
        }));
        s.compare.set(Some(|vm, a, b, op| {
            let (Some(wa), Some(wb)) = (a.downcast::<WeakRef>(), b.downcast::<WeakRef>()) else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            match (op, wa.target(), wb.target()) {
                (Comparison::Eq | Comparison::Ne, Some(a), Some(b)) => vm.compare(&a, &b, op),
                (Comparison::Eq, ..) => Ok(Value::bool(a.is(b))),
                (Comparison::Ne, ..) => Ok(Value::bool(!a.is(b))),
                _ => Ok(Value::NOT_IMPLEMENTED),
            }
        }));
    }),
    new: Some(&NativeDef::static_method(
        "__new__(cls, object, callback=None, /)",
        "Create and return a new object.  See help(type) for accurate signature.",
        |vm, args| {
            let (class, target) = (args.take(0), args.take(1));
            let callback = args.take_opt(2).filter(|c| !c.is_none());
            vm.weak_reference(&class, &target, callback)
        },
    )),
    methods: &[NativeDef::class_method("__class_getitem__(cls, object, /)", "See PEP 585", |vm, args| {
        vm.generic_alias(args.get(0), args.get(1))
    })],
    getsets: &[GetSetDef::member("__callback__", "", |vm, value| {
        Ok(weak(vm, value)?.callback.get().unwrap_or(Value::NONE))
    })],
    ..ClassDef::EMPTY
};

fn weak<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v WeakRef> {
    match value.downcast::<WeakRef>() {
        Some(weak) => Ok(weak),
        None => Err(vm.system_error("not a weak reference")),
    }
}

impl Vm {
    /// Can the object be referred to weakly?
    pub fn is_weakly_referable(&self, object: &Value) -> bool {
        let kind = matches!(
            object.tag(),
            Tag::Function
                | Tag::Method
                | Tag::Native
                | Tag::Class
                | Tag::Set
                | Tag::FrozenSet
                | Tag::Generator
                | Tag::Coroutine
                | Tag::AsyncGenerator
                | Tag::Module
                | Tag::Code
                | Tag::WeakRef
        );
        object.header().is_some() && (kind || self.class_of(object).has_flag(class_flag::WEAK))
    }

    /// `weakref.ref(target, callback)`; plain references without a callback are shared.
    pub fn weak_reference(&mut self, class: &Value, target: &Value, callback: Option<Value>) -> PyResult {
        let heap: &Heap = self.heap();
        if !self.is_weakly_referable(target) {
            let message = format!("cannot create weak reference to '{}' object", self.type_name(target));
            return Err(self.type_error(message));
        }
        if callback.is_none() && class.is(self.types().weakref()) {
            let plain = |w: &Value| {
                heap.class_of(w).is(class) && w.downcast::<WeakRef>().is_some_and(|w| w.callback.with(Option::is_none))
            };
            if let Some(known) = heap.weakrefs_of(target).into_iter().find(plain) {
                return Ok(known);
            }
        }
        match heap.new_weakref(class, target, callback) {
            Some(reference) => Ok(reference),
            None => Err(self.type_error("cannot create weak reference")),
        }
    }
}
