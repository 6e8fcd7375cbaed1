//! File objects: `open`, the standard streams, the classes of `io`.
//!
//! As in CPython, a text file stands on a buffered one, and that on a raw one. Each may be any object; where the one
//! below is one of ours, exactly, it is used without a call.

pub mod base;
pub mod buffered;
pub mod bytes_io;
mod descriptor;
pub mod fileio;
pub mod newline;
pub mod open;
pub mod string_io;
pub mod text;

pub use descriptor::{SCREEN, is_terminal};

use crate::object::bytes::Bytes;
use crate::object::{PyResult, Value};
use crate::text::Text;
use crate::text::codec::{Codec, ErrorHandler};
use crate::vm::Vm;

use super::types::codec::handler;

/// CPython's default buffer.
pub const BUFFER: usize = 8192;

/// Bytes from the system as text: what is not UTF-8 becomes lone surrogates.
pub fn decode_path(bytes: &[u8]) -> Text {
    Codec::Utf8.decode(bytes, ErrorHandler::SurrogateEscape).unwrap_or_default()
}

/// Text for the system; None where it cannot be written.
pub fn encode_path(text: &Text) -> Option<Vec<u8>> {
    Codec::Utf8.encode(text.units(), ErrorHandler::SurrogateEscape).ok()
}

/// `os.fspath(value)`: a str or bytes.
pub fn path_value(vm: &mut Vm, value: &Value) -> PyResult {
    if value.as_str().is_some() || value.downcast::<Bytes>().is_some() {
        return Ok(value.clone());
    }
    let name = vm.names().fspath.clone();
    let Some(method) = vm.lookup_special(value, &name)? else {
        let class = vm.type_name(value);
        return Err(vm.type_error(format!("expected str, bytes or os.PathLike object, not {class}")));
    };
    let path = vm.call(&method, &[])?;
    if path.as_str().is_none() && path.downcast::<Bytes>().is_none() {
        let (class, got) = (vm.type_name(value), vm.type_name(&path));
        return Err(vm.type_error(format!("expected {class}.__fspath__() to return str or bytes, not {got}")));
    }
    Ok(path)
}

/// A path value as the system takes it.
pub fn path_bytes(vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
    let path = path_value(vm, value)?;
    let bytes = match (path.as_str(), path.downcast::<Bytes>()) {
        (Some(text), _) => Codec::Utf8
            .encode(text.units(), ErrorHandler::SurrogateEscape)
            .map_err(|error| handler::failure(vm, true, &path, handler::widen(error)))?,
        (_, Some(bytes)) => bytes.data.to_vec(),
        _ => Vec::new(),
    };
    if bytes.contains(&0) {
        return Err(vm.value_error("embedded null byte"));
    }
    Ok(bytes)
}

impl Vm {
    /// `io.UnsupportedOperation`, which is both an OSError and a ValueError.
    pub fn unsupported_operation(&mut self) -> Value {
        if let Some(class) = &self.host.unsupported_operation {
            return class.clone();
        }
        let heap = self.heap();
        let types = self.types();
        let namespace = heap.dict();
        if let Some(dict) = namespace.downcast::<crate::object::dict::Dict>() {
            // An empty table has room.
            let _ = dict.set_str(&self.names().module, heap.intern("io"));
        }
        let bases = [types.os_error().clone(), types.value_error().clone()];
        let name = heap.intern("UnsupportedOperation");
        let class = self.new_class(types.type_(), &name, &bases, &namespace, &[]);
        let class = class.unwrap_or_else(|_| types.os_error().clone());
        self.host.unsupported_operation = Some(class.clone());
        class
    }
}
