//! Bytes-like objects: the one door to the bytes of bytes, bytearray, array and memoryview.
//!
//! The bytes are shown to a closure that gets no Vm, so they cannot change or move meanwhile.

use crate::object::array::Array;
use crate::object::bytes::{ByteArray, Bytes};
use crate::object::memoryview::MemoryView;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

impl Vm {
    /// Has the value a buffer?
    pub fn is_bytes_like(&self, value: &Value) -> bool {
        value.downcast::<Bytes>().is_some()
            || value.downcast::<ByteArray>().is_some()
            || value.payload::<MemoryView>().is_some()
            || value.payload::<Array>().is_some()
    }

    /// Looks at a bytes-like object; TypeError "a bytes-like object is required, not 'int'" for any other.
    pub fn with_bytes<R>(&self, value: &Value, look: impl FnOnce(&[u8]) -> R) -> PyResult<R> {
        match self.with_bytes_opt(value, look)? {
            Some(result) => Ok(result),
            None => Err(self.type_error(format!("a bytes-like object is required, not '{}'", self.type_name(value)))),
        }
    }

    /// As `with_bytes`, None for what is no bytes-like object.
    #[inline]
    pub fn with_bytes_opt<R>(&self, value: &Value, look: impl FnOnce(&[u8]) -> R) -> PyResult<Option<R>> {
        if let Some(bytes) = value.downcast::<Bytes>() {
            return Ok(Some(look(&bytes.data)));
        }
        if let Some(array) = value.downcast::<ByteArray>() {
            return Ok(Some(array.data.with(|data| look(data))));
        }
        match value.payload::<MemoryView>() {
            Some(view) if view.is_released() => {
                Err(self.value_error("operation forbidden on released memoryview object"))
            }
            Some(view) => Ok(view.with_bytes(look)),
            None => Ok(value.payload::<Array>().map(|array| array.data.with(|data| look(data)))),
        }
    }

    /// Changes the bytes of a bytes-like object that is not read-only; TypeError for any other.
    pub fn with_writable_bytes<R>(&self, value: &Value, change: impl FnOnce(&mut [u8]) -> R) -> PyResult<R> {
        if let Some(array) = value.downcast::<ByteArray>() {
            return Ok(array.data.with_mut(|data| change(data)));
        }
        if let Some(array) = value.payload::<Array>() {
            return Ok(array.data.with_mut(|data| change(data)));
        }
        if let Some(view) = value.payload::<MemoryView>().filter(|v| !v.window.readonly && v.window.is_c_contiguous()) {
            let (start, end) = (view.window.offset, view.window.offset + view.window.size());
            let changed = view.with_all_mut(|all| change(all.get_mut(start..end).unwrap_or_default()));
            return changed.ok_or_else(|| self.value_error("operation forbidden on released memoryview object"));
        }
        let found = self.type_name(value);
        Err(self.type_error(format!("argument must be read-write bytes-like object, not {found}")))
    }

    /// A bytes object with the bytes of a bytes-like one: itself, where it is bytes already.
    pub fn to_bytes(&self, value: &Value) -> PyResult {
        if value.downcast::<Bytes>().is_some() {
            return Ok(value.clone());
        }
        let copy = self.with_bytes(value, |data| data.to_vec())?;
        Ok(self.heap().bytes(copy))
    }
}
