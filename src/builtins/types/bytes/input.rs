//! What becomes bytes: the sources that the constructors of bytes and bytearray take.

use crate::object::bytes::Bytes;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::super::bounds::has_index;

/// Encoding and errors go with a str only.
pub fn no_stray_codec(
    vm: &Vm,
    source: Option<&Value>,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> PyResult<()> {
    let is_text = source.is_some_and(|s| s.as_str().is_some());
    if encoding.is_some() && !is_text {
        return Err(vm.type_error("encoding without a string argument"));
    }
    if encoding.is_none() && is_text {
        return Err(vm.type_error("string argument without an encoding"));
    }
    if errors.is_some() && !is_text {
        return Err(vm.type_error("errors without a string argument"));
    }
    Ok(())
}

/// The value of one byte; `what` begins the message for one out of range.
pub fn byte(vm: &mut Vm, value: &Value, what: &str) -> PyResult<u8> {
    let index = match value.as_small_int() {
        Some(i) => i,
        None => vm.index_clamped(value)?,
    };
    u8::try_from(index).map_err(|_| vm.value_error(format!("{what} must be in range(0, 256)")))
}

/// `bytes(source)` for anything but a str: a bytes object.
pub fn bytes_of(vm: &mut Vm, source: &Value) -> PyResult {
    if source.downcast_exact::<Bytes>().is_some() {
        return Ok(source.clone());
    }
    if let Some(method) = vm.lookup_special(source, &vm.names().bytes)? {
        let bytes = vm.call(&method, &[])?;
        return match bytes.downcast::<Bytes>() {
            Some(_) => Ok(bytes),
            None => {
                let found = vm.type_name(&bytes);
                Err(vm.type_error(format!("__bytes__ returned non-bytes (type {found})")))
            }
        };
    }
    let data = contents(vm, source, "bytes")?;
    Ok(vm.heap().bytes(data))
}

/// A number of zeros, the bytes of a bytes-like object, or those that an iterable gives; `target` is the class's name.
pub fn contents(vm: &mut Vm, source: &Value, target: &str) -> PyResult<Vec<u8>> {
    if has_index(vm, source) {
        match vm.index_or(source, |vm| vm.types().overflow_error()) {
            Ok(count) => {
                let Ok(count) = usize::try_from(count) else { return Err(vm.value_error("negative count")) };
                let mut data = super::room(vm, count)?;
                data.resize(count, 0);
                return Ok(data);
            }
            Err(error) if vm.is_exception(&error, vm.types().type_error()) => {}
            Err(error) => return Err(error),
        }
    }
    copied_or_iterated(vm, source, target)
}

/// The bytes of a bytes-like object, or those that an iterable gives.
pub fn copied_or_iterated(vm: &mut Vm, source: &Value, target: &str) -> PyResult<Vec<u8>> {
    if vm.is_bytes_like(source) {
        return vm.with_bytes(source, |data| super::copied(vm, data))?;
    }
    let refuse = |vm: &Vm| {
        let name = vm.type_name(source);
        vm.type_error(format!("cannot convert '{name}' object to {target}"))
    };
    if source.as_str().is_some() {
        return Err(refuse(vm));
    }
    let iterator = match vm.iter(source) {
        Ok(iterator) => iterator,
        Err(error) if vm.is_exception(&error, vm.types().type_error()) => return Err(refuse(vm)),
        Err(error) => return Err(error),
    };
    iterated(vm, &iterator, if target == "bytes" { "bytes" } else { "byte" })
}

/// The bytes that an iterator gives.
pub fn iterated(vm: &mut Vm, iterator: &Value, what: &str) -> PyResult<Vec<u8>> {
    let mut data = Vec::new();
    vm.for_each(iterator, |vm, item| {
        let byte = byte(vm, &item, what)?;
        if data.len() == data.capacity() {
            let room = data.try_reserve(1).map_err(|_| crate::text::OutOfMemory);
            room.or_memory_error(vm)?;
        }
        data.push(byte);
        Ok(())
    })?;
    Ok(data)
}
