//! Descriptors: property, staticmethod, classmethod, super, `__slots__` members, native attributes and the
//! wrappers that show slots as methods.

use crate::vm::Vm;

use super::exception::PyResult;
use super::guarded::Guarded;
use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::native::CallArgs;
use super::tuple::Tuple;
use super::value::Value;

/// `property`; its parts are None (Rust's) where not given.
#[repr(C)]
pub struct Property {
    header: Header,
    pub get: Guarded<Option<Value>>,
    pub set: Guarded<Option<Value>>,
    pub delete: Guarded<Option<Value>>,
    pub doc: Guarded<Option<Value>>,
    /// The docstring came from the getter.
    pub getter_doc: std::cell::Cell<bool>,
    /// The getter gives the item of a tuple at this place, less one: the property is a namedtuple's field. 0: it is not.
    pub field: std::cell::Cell<u32>,
    pub name: Guarded<Option<Value>>,
}

impl Property {
    /// What a namedtuple's field is in this tuple, whatever `__getitem__` its class has.
    pub fn field_of<'t>(&self, object: &'t Value) -> Option<&'t Value> {
        let place = self.field.get().checked_sub(1)?;
        object.downcast::<Tuple>()?.items().get(place as usize)
    }
}

// SAFETY: repr(C), header first.
unsafe impl Object for Property {
    const TAG: Tag = Tag::Property;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        for part in [&self.get, &self.set, &self.delete, &self.doc, &self.name] {
            part.with(|v| v.iter().for_each(&mut *visit));
        }
    }
}

/// `staticmethod`.
#[repr(C)]
pub struct StaticMethod {
    header: Header,
    pub function: Guarded<Option<Value>>,
    pub dict: Guarded<Option<Value>>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for StaticMethod {
    const TAG: Tag = Tag::StaticMethod;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.function.with(|v| v.iter().for_each(&mut *visit));
        self.dict.with(|v| v.iter().for_each(&mut *visit));
    }
}

/// `classmethod`.
#[repr(C)]
pub struct ClassMethod {
    header: Header,
    pub function: Guarded<Option<Value>>,
    pub dict: Guarded<Option<Value>>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for ClassMethod {
    const TAG: Tag = Tag::ClassMethod;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.function.with(|v| v.iter().for_each(&mut *visit));
        self.dict.with(|v| v.iter().for_each(&mut *visit));
    }
}

/// `super(class, object)`; unbound where there is no object.
#[repr(C)]
pub struct Super {
    header: Header,
    pub class: Guarded<Option<Value>>,
    pub object: Guarded<Option<Value>>,
    /// The class whose MRO is searched: that of the object, or the object itself.
    pub object_class: Guarded<Option<Value>>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for Super {
    const TAG: Tag = Tag::Super;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        for part in [&self.class, &self.object, &self.object_class] {
            part.with(|v| v.iter().for_each(&mut *visit));
        }
    }
}

/// A member descriptor: one name of `__slots__`.
#[repr(C)]
pub struct Member {
    header: Header,
    pub name: Value,
    pub owner: Value,
    /// The place before the prefix.
    pub index: u8,
}

// SAFETY: repr(C), header first.
unsafe impl Object for Member {
    const TAG: Tag = Tag::Member;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.name);
        visit(&self.owner);
    }
}

/// Sets a native attribute, or deletes it where there is no value.
pub type Setter = fn(&mut Vm, &Value, Option<&Value>) -> PyResult<()>;

/// One row of a table of native attributes.
pub struct GetSetDef {
    pub name: &'static str,
    pub doc: &'static str,
    pub get: fn(&mut Vm, &Value) -> PyResult,
    /// Sets, or deletes where the value is None; read-only if absent.
    pub set: Option<Setter>,
    /// `member_descriptor` rather than `getset_descriptor` for `type()`.
    pub member: bool,
}

impl GetSetDef {
    /// A read-only attribute.
    pub const fn read(name: &'static str, doc: &'static str, get: fn(&mut Vm, &Value) -> PyResult) -> GetSetDef {
        GetSetDef { name, doc, get, set: None, member: false }
    }

    /// An attribute that can be set, and deleted if `set` allows it.
    pub const fn write(
        name: &'static str,
        doc: &'static str,
        get: fn(&mut Vm, &Value) -> PyResult,
        set: Setter,
    ) -> GetSetDef {
        GetSetDef { name, doc, get, set: Some(set), member: false }
    }

    /// A read-only attribute that CPython stores in a C struct.
    pub const fn member(name: &'static str, doc: &'static str, get: fn(&mut Vm, &Value) -> PyResult) -> GetSetDef {
        GetSetDef { name, doc, get, set: None, member: true }
    }
}

/// A getset descriptor.
#[repr(C)]
pub struct GetSet {
    header: Header,
    pub def: &'static GetSetDef,
    pub owner: Value,
}

// SAFETY: repr(C), header first.
unsafe impl Object for GetSet {
    const TAG: Tag = Tag::GetSet;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.owner);
    }
}

/// How a slot looks as a method: one special method name.
pub struct WrapperDef {
    /// `__add__`, `__radd__`, ...
    pub name: &'static str,
    pub doc: &'static str,
    /// Calls the slot of `owner` on `object` with the call's remaining arguments.
    pub call: fn(vm: &mut Vm, owner: &Value, object: &Value, args: CallArgs<'_>) -> PyResult,
}

/// `wrapper_descriptor`, and `method-wrapper` where it is bound.
#[repr(C)]
pub struct SlotWrapper {
    header: Header,
    pub def: &'static WrapperDef,
    pub owner: Value,
    pub bound: Option<Value>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for SlotWrapper {
    const TAG: Tag = Tag::SlotWrapper;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.owner);
        self.bound.iter().for_each(visit);
    }
}

impl Heap {
    pub fn property(&self, class: &Value) -> Value {
        let property = Property {
            header: Header::new::<Property>(),
            get: Guarded::new(None),
            set: Guarded::new(None),
            delete: Guarded::new(None),
            doc: Guarded::new(None),
            getter_doc: std::cell::Cell::new(false),
            field: std::cell::Cell::new(0),
            name: Guarded::new(None),
        };
        self.put_as(class, property)
    }

    pub fn static_method(&self, class: &Value, function: Option<Value>) -> Value {
        let header = Header::new::<StaticMethod>();
        self.put_as(class, StaticMethod { header, function: Guarded::new(function), dict: Guarded::new(None) })
    }

    pub fn class_method(&self, class: &Value, function: Option<Value>) -> Value {
        let header = Header::new::<ClassMethod>();
        self.put_as(class, ClassMethod { header, function: Guarded::new(function), dict: Guarded::new(None) })
    }

    pub fn super_object(&self, class: &Value) -> Value {
        let object = Super {
            header: Header::new::<Super>(),
            class: Guarded::new(None),
            object: Guarded::new(None),
            object_class: Guarded::new(None),
        };
        self.put_as(class, object)
    }

    pub fn member(&self, name: Value, owner: Value, index: u8) -> Value {
        self.put(Member { header: Header::new::<Member>(), name, owner, index })
    }

    /// `class` is None for getset_descriptor itself, else member_descriptor.
    pub fn getset(&self, class: Option<&Value>, def: &'static GetSetDef, owner: Value) -> Value {
        let getset = GetSet { header: Header::new::<GetSet>(), def, owner };
        match class {
            Some(class) => self.put_as(class, getset),
            None => self.put(getset),
        }
    }

    pub fn slot_wrapper(&self, def: &'static WrapperDef, owner: Value) -> Value {
        self.put(SlotWrapper { header: Header::new::<SlotWrapper>(), def, owner, bound: None })
    }

    /// A wrapper bound to `object`; `class` is `method-wrapper`.
    pub fn method_wrapper(&self, class: &Value, def: &'static WrapperDef, owner: Value, object: Value) -> Value {
        self.put_as(class, SlotWrapper { header: Header::new::<SlotWrapper>(), def, owner, bound: Some(object) })
    }
}
