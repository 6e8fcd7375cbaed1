//! Methods looked up and called in one go, without making a bound method where it can be helped.

use crate::object::class::class_flag;
use crate::object::native::CallArgs;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

impl Vm {
    /// A special method looked up on the type and bound to the object; None if there is none.
    pub fn lookup_special(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        match self.type_lookup(self.class_of(object), name) {
            Some(attribute) => self.bind(attribute, object).map(Some),
            None => Ok(None),
        }
    }

    /// Calls a special method with these arguments; None if the type has none.
    pub fn call_special(&mut self, object: &Value, name: &Value, args: &[Value]) -> PyResult<Option<Value>> {
        match self.type_lookup(self.class_of(object), name) {
            Some(attribute) => self.call_unbound(&attribute, object, args).map(Some),
            None => Ok(None),
        }
    }

    /// Calls an attribute of the object's class as a method, without making a bound method where it can be helped.
    pub fn call_unbound(&mut self, attribute: &Value, object: &Value, args: &[Value]) -> PyResult {
        if let Some(generator) = self.generator_from(attribute, object, args) {
            return Ok(generator);
        }
        if !self.class_of(attribute).has_flag(class_flag::METHOD_DESCRIPTOR) {
            let bound = self.bind(attribute.clone(), object)?;
            return self.call(&bound, args);
        }
        match args {
            [] => self.call(attribute, std::slice::from_ref(object)),
            [a] => self.call(attribute, &[object.clone(), a.clone()]),
            [a, b] => self.call(attribute, &[object.clone(), a.clone(), b.clone()]),
            _ => {
                let mut all = vec![object.clone()];
                all.extend_from_slice(args);
                self.call(attribute, &all)
            }
        }
    }

    /// As `call_unbound`, with keyword arguments.
    pub fn call_unbound_with(&mut self, attribute: &Value, object: &Value, args: CallArgs<'_>) -> PyResult {
        if !self.class_of(attribute).has_flag(class_flag::METHOD_DESCRIPTOR) {
            let bound = self.bind(attribute.clone(), object)?;
            return self.call_with(&bound, args);
        }
        let mut all = vec![object.clone()];
        all.extend_from_slice(args.values());
        self.call_with(attribute, CallArgs::new(&all, args.names()))
    }

    /// `object.name(*args)` by an ordinary lookup.
    pub fn call_method(&mut self, object: &Value, name: &Value, args: &[Value]) -> PyResult {
        let (function, this) = self.load_method(object, name)?;
        match this {
            Some(this) => self.call_unbound(&function, &this, args),
            None => self.call(&function, args),
        }
    }

    /// LOAD_METHOD: (function, Some(self)) where the function is to be called with self first, else (bound, None).
    pub fn load_method(&mut self, object: &Value, name: &Value) -> PyResult<(Value, Option<Value>)> {
        let class = self.class_of(object);
        if !class.has_flag(class_flag::PLAIN_GETATTRIBUTE) {
            return Ok((self.get_attr(object, name)?, None));
        }
        if let Some(found) = self.type_lookup(class, name)
            && self.class_of(&found).has_flag(class_flag::METHOD_DESCRIPTOR)
        {
            return Ok(match self.find_own_attribute(object, name)? {
                Some(own) => (own, None),
                None => (found, Some(object.clone())),
            });
        }
        Ok((self.generic_get_attr(object, name)?, None))
    }
}
