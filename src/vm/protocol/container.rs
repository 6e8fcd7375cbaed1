//! Items, membership, length and slices.

use crate::number::range::{Bounds, clamp};
use crate::object::class::{Class, class_flag};
use crate::object::int::IntRef;
use crate::object::range::Slice;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

impl Vm {
    /// `object[key]`.
    pub fn get_item(&mut self, object: &Value, key: &Value) -> PyResult {
        if let Some(get) = self.class_of(object).slots.getitem.get() {
            return get(self, object, key);
        }
        if object.downcast::<Class>().is_some() {
            if object.is(self.types().type_()) {
                return self.generic_alias(object, key);
            }
            if let Some(method) = self.get_attr_opt(object, &self.names().class_getitem)? {
                return self.call(&method, std::slice::from_ref(key));
            }
        }
        Err(self.type_error(format!("'{}' object is not subscriptable", self.type_name(object))))
    }

    /// `object[key] = value`.
    pub fn set_item(&mut self, object: &Value, key: &Value, value: &Value) -> PyResult<()> {
        match self.class_of(object).slots.setitem.get() {
            Some(set) => set(self, object, key, Some(value)),
            None => {
                self.check_item_index(object, key)?;
                Err(self.type_error(format!("'{}' object does not support item assignment", self.type_name(object))))
            }
        }
    }

    /// `del object[key]`.
    pub fn del_item(&mut self, object: &Value, key: &Value) -> PyResult<()> {
        match self.class_of(object).slots.setitem.get() {
            Some(set) => set(self, object, key, None),
            None => {
                self.check_item_index(object, key)?;
                let not = if self.has_index(key) && self.has_sequence_slots(object) { "doesn't" } else { "does not" };
                Err(self.type_error(format!("'{}' object {not} support item deletion", self.type_name(object))))
            }
        }
    }

    /// CPython looks at an index before it sees that there is nothing to set.
    fn check_item_index(&mut self, object: &Value, key: &Value) -> PyResult<()> {
        if self.has_sequence_slots(object) && self.has_index(key) {
            self.index_i64(key)?;
        }
        Ok(())
    }

    /// Has the value's class what CPython calls sequence methods? A Python class always has.
    pub fn has_sequence_slots(&self, value: &Value) -> bool {
        let class = self.class_of(value);
        let slots = &class.slots;
        class.has_flag(class_flag::HEAP)
            || slots.length.get().is_some()
            || slots.contains.get().is_some()
            || slots.concat.get().is_some()
    }

    /// Does `operator.index` take the value?
    pub fn has_index(&self, value: &Value) -> bool {
        value.as_int().is_some() || self.class_of(value).slots.index.get().is_some()
    }

    /// `item in container`.
    pub fn contains(&mut self, container: &Value, item: &Value) -> PyResult<bool> {
        match self.class_of(container).slots.contains.get() {
            Some(contains) => contains(self, container, item),
            None => self.contains_by_iteration(container, item),
        }
    }

    /// `item in container` for anything iterable.
    pub fn contains_by_iteration(&mut self, container: &Value, item: &Value) -> PyResult<bool> {
        let iterator = match self.iter(container) {
            Err(error) if self.is_exception(&error, self.types().type_error()) => {
                let message = format!("argument of type '{}' is not iterable", self.type_name(container));
                return Err(self.type_error(message));
            }
            result => result?,
        };
        while let Some(candidate) = self.next(&iterator)? {
            if self.equal(&candidate, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `len(object)`.
    pub fn len(&mut self, object: &Value) -> PyResult<usize> {
        match self.class_of(object).slots.length.get() {
            Some(length) => length(self, object),
            None => Err(self.type_error(format!("object of type '{}' has no len()", self.type_name(object)))),
        }
    }

    /// `operator.length_hint(object, default)`.
    pub fn length_hint(&mut self, object: &Value, default: usize) -> PyResult<usize> {
        let type_error = self.types().type_error();
        if let Some(length) = self.class_of(object).slots.length.get() {
            match length(self, object) {
                Err(error) if self.is_exception(&error, type_error) => {}
                result => return result,
            }
        }
        let hint = match self.call_special(object, &self.names().length_hint, &[]) {
            Err(error) if self.is_exception(&error, type_error) => return Ok(default),
            result => result?,
        };
        let Some(hint) = hint.filter(|h| !h.is(&Value::NOT_IMPLEMENTED)) else { return Ok(default) };
        let Some(number) = hint.as_int() else {
            let message = format!("__length_hint__ must be an integer, not {}", self.type_name(&hint));
            return Err(self.type_error(message));
        };
        if number.is_negative() {
            return Err(self.value_error("__length_hint__() should return >= 0"));
        }
        match number.to_i64() {
            Some(n) => Ok(n as usize),
            None => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// One bound of a slice: None, or clamped to an i64.
    fn slice_bound(&mut self, bound: &Value) -> PyResult<Option<i64>> {
        if bound.is_none() {
            return Ok(None);
        }
        if bound.as_int().is_none() && self.class_of(bound).slots.index.get().is_none() {
            return Err(self.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        self.index_clamped(bound).map(Some)
    }

    /// A slice laid over a sequence; the length is asked for after `__index__` methods have run.
    pub fn slice_bounds(&mut self, slice: &Value, len: impl FnOnce(&mut Vm) -> usize) -> PyResult<Bounds> {
        let Some(slice) = slice.downcast::<Slice>() else { return Err(self.system_error("not a slice")) };
        let step = self.slice_bound(&slice.step)?;
        if step == Some(0) {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let start = self.slice_bound(&slice.start)?;
        let stop = self.slice_bound(&slice.stop)?;
        let len = len(self);
        Bounds::new(start, stop, step, len).map_err(|e| self.number_error(e))
    }

    /// As an i64; values beyond are clamped (for slices and counts).
    pub fn index_clamped(&mut self, value: &Value) -> PyResult<i64> {
        if let Some(i) = value.as_small_int() {
            return Ok(i);
        }
        let index = self.index(value)?;
        Ok(match index.as_int() {
            Some(IntRef::Small(i)) => i,
            Some(IntRef::Big(b)) => clamp(b),
            None => 0,
        })
    }

    /// As an i64; IndexError ("cannot fit 'int' into an index-sized integer") beyond.
    pub fn index_i64(&mut self, value: &Value) -> PyResult<i64> {
        self.index_or(value, |vm| vm.types().index_error())
    }

    /// As an i64; an exception of the given class beyond.
    pub fn index_or<'c>(&mut self, value: &Value, class: impl FnOnce(&Vm) -> &'c Value) -> PyResult<i64> {
        if let Some(i) = value.as_small_int() {
            return Ok(i);
        }
        let index = self.index(value)?;
        match index.as_int().and_then(|i| i.to_i64()) {
            Some(i) => Ok(i),
            None => {
                let message = format!("cannot fit '{}' into an index-sized integer", self.type_name(value));
                Err(self.exception(class(self), &message))
            }
        }
    }
}
