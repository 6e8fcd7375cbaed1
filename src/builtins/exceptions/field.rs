//! The fields of exceptions as attributes: readable, writable, None when deleted.

use crate::object::descriptor::GetSetDef;
use crate::object::exception::ExceptionObject;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// Field number `index`; None where it was never set.
pub fn get(exception: &Value, index: usize) -> Option<Value> {
    exception.downcast::<ExceptionObject>()?.fields.with(|f| f.get(index).cloned().flatten())
}

/// Field number `index`, Python's None where it was never set.
pub fn get_or_none(exception: &Value, index: usize) -> Value {
    get(exception, index).unwrap_or(Value::NONE)
}

/// Sets field number `index`.
pub fn set(exception: &Value, index: usize, value: Option<Value>) {
    if let Some(object) = exception.downcast::<ExceptionObject>() {
        let old = object.fields.with_mut(|f| {
            if f.len() <= index {
                f.resize(index + 1, None);
            }
            f.get_mut(index).and_then(|place| std::mem::replace(place, value))
        });
        drop(old);
    }
}

/// The getter of field `N`.
pub fn getter<const N: usize>(_: &mut Vm, exception: &Value) -> PyResult {
    Ok(get_or_none(exception, N))
}

/// The setter of field `N`.
pub fn setter<const N: usize>(_: &mut Vm, exception: &Value, value: Option<&Value>) -> PyResult<()> {
    set(exception, N, value.cloned());
    Ok(())
}

/// Field `N` as an attribute.
pub const fn attribute<const N: usize>(name: &'static str, doc: &'static str) -> GetSetDef {
    GetSetDef { name, doc, get: getter::<N>, set: Some(setter::<N>), member: true }
}
