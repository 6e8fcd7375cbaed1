//! `bool(value)`, `isinstance` and `issubclass`.

use crate::object::class::Class;
use crate::object::native::NativeFunction;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

impl Vm {
    /// `bool(value)`.
    pub fn truth(&mut self, value: &Value) -> PyResult<bool> {
        if let Some(b) = value.as_bool() {
            return Ok(b);
        }
        if value.is_none() {
            return Ok(false);
        }
        let slots = &self.class_of(value).slots;
        if let Some(test) = slots.bool.get() {
            return test(self, value);
        }
        match slots.length.get() {
            Some(length) => Ok(length(self, value)? > 0),
            None => Ok(true),
        }
    }

    /// `isinstance` for a class handle, by MRO alone.
    pub fn is_a(&self, value: &Value, class: &Value) -> bool {
        self.class_of(value).is_subclass(class)
    }

    /// `isinstance(value, class)`.
    pub fn is_instance(&mut self, value: &Value, class: &Value) -> PyResult<bool> {
        let heap = self.heap();
        if heap.class_of(value).is(class) {
            return Ok(true);
        }
        if heap.class_of(class).is(self.types().type_()) {
            return self.instance_of_class(value, class);
        }
        if let Some(classes) = class.downcast::<Tuple>() {
            return self.recurse(" in __instancecheck__", |vm| {
                for class in classes.items() {
                    if vm.is_instance(value, class)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            });
        }
        if let Some(check) = self.type_lookup(self.class_of(class), &self.names().instancecheck) {
            if self.is_types_own(&check) {
                return self.instance_of_class(value, class);
            }
            let answer = self
                .recurse(" in __instancecheck__", |vm| vm.call_unbound(&check, class, std::slice::from_ref(value)))?;
            return self.truth(&answer);
        }
        self.instance_of_class(value, class)
    }

    /// Is this a method that `type` itself defines?
    fn is_types_own(&self, method: &Value) -> bool {
        let owner = method.downcast::<NativeFunction>().and_then(|f| f.owner.as_ref());
        owner.is_some_and(|o| o.is(self.types().type_()))
    }

    /// `type.__instancecheck__(class, value)`; `class` may also be any object with `__bases__`.
    pub fn instance_of_class(&mut self, value: &Value, class: &Value) -> PyResult<bool> {
        let heap = self.heap();
        if class.downcast::<Class>().is_some() {
            if self.class_of(value).is_subclass(class) {
                return Ok(true);
            }
            let shown = self.get_attr_opt(value, &self.names().class)?;
            return Ok(shown.is_some_and(|c| {
                !c.is(heap.class_of(value)) && c.downcast::<Class>().is_some_and(|c| c.is_subclass(class))
            }));
        }
        self.check_class(class, "isinstance() arg 2 must be a type, a tuple of types, or a union")?;
        match self.get_attr_opt(value, &self.names().class)? {
            Some(shown) => self.abstract_subclass(&shown, class),
            None => Ok(false),
        }
    }

    /// `issubclass(class, of)`.
    pub fn is_subclass(&mut self, class: &Value, of: &Value) -> PyResult<bool> {
        if self.heap().class_of(of).is(self.types().type_()) {
            return if class.is(of) { Ok(true) } else { self.subclass_of_class(class, of) };
        }
        if let Some(classes) = of.downcast::<Tuple>() {
            return self.recurse(" in __subclasscheck__", |vm| {
                for of in classes.items() {
                    if vm.is_subclass(class, of)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            });
        }
        if let Some(check) = self.type_lookup(self.class_of(of), &self.names().subclasscheck) {
            if self.is_types_own(&check) {
                return self.subclass_of_class(class, of);
            }
            let answer =
                self.recurse(" in __subclasscheck__", |vm| vm.call_unbound(&check, of, std::slice::from_ref(class)))?;
            return self.truth(&answer);
        }
        self.subclass_of_class(class, of)
    }

    /// `type.__subclasscheck__(of, class)`; both may also be any objects with `__bases__`.
    pub fn subclass_of_class(&mut self, class: &Value, of: &Value) -> PyResult<bool> {
        if let (Some(class), Some(_)) = (class.downcast::<Class>(), of.downcast::<Class>()) {
            return Ok(class.is_subclass(of));
        }
        self.check_class(class, "issubclass() arg 1 must be a class")?;
        self.check_class(of, "issubclass() arg 2 must be a class, a tuple of classes, or a union")?;
        self.abstract_subclass(class, of)
    }

    fn abstract_bases(&mut self, class: &Value) -> PyResult<Option<Value>> {
        let bases = self.get_attr_opt(class, &self.names().bases)?;
        Ok(bases.filter(|b| b.downcast::<Tuple>().is_some()))
    }

    fn check_class(&mut self, class: &Value, message: &str) -> PyResult<()> {
        match self.abstract_bases(class)? {
            Some(_) => Ok(()),
            None => Err(self.type_error(message)),
        }
    }

    /// Walks `__bases__` of anything.
    fn abstract_subclass(&mut self, class: &Value, of: &Value) -> PyResult<bool> {
        if class.is(of) {
            return Ok(true);
        }
        let Some(bases) = self.abstract_bases(class)? else { return Ok(false) };
        let Some(bases) = bases.downcast::<Tuple>() else { return Ok(false) };
        self.recurse(" in __issubclass__", |vm| {
            for base in bases.items() {
                if vm.abstract_subclass(base, of)? {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }
}
