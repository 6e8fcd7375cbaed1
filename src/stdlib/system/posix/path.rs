//! Paths as arguments: what may be given for one, the folder it is relative to, and the OSError that names it.

use std::ffi::{CStr, CString};
use std::io;

use crate::builtins::files::{decode_path, path_bytes};
use crate::object::bytes::Bytes;
use crate::object::{Exception, PyResult, Value};
use crate::vm::Vm;

use crate::stdlib::system::arguments::c_int;

/// What besides str, bytes and os.PathLike is a path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Also {
    Nothing,
    Number,
    NumberOrNone,
}

/// A path, or a descriptor in its place.
pub struct Path {
    text: CString,
    pub fd: Option<i32>,
    /// What OSErrors name; None for a descriptor's or the default's.
    pub given: Value,
}

impl Path {
    pub fn text(&self) -> &CStr {
        &self.text
    }

    /// The path, unless a descriptor was given.
    pub fn unless_fd(&self) -> Option<&CStr> {
        self.fd.is_none().then_some(&*self.text)
    }

    /// A name as the argument was given: bytes for bytes.
    pub fn like(&self, vm: &Vm, bytes: &[u8]) -> Value {
        match self.given.downcast::<Bytes>() {
            Some(_) => vm.heap().bytes(bytes),
            None => vm.heap().str_from_text(&decode_path(bytes)),
        }
    }

    pub fn failed(&self, vm: &Vm, error: &io::Error) -> Exception {
        vm.io_error(error, Some(&self.given).filter(|given| !given.is_none()))
    }
}

/// Reads a path; `function` says who asks.
pub fn path(vm: &mut Vm, value: Option<&Value>, function: &str, also: Also) -> PyResult<Path> {
    let Some(value) = value.filter(|v| also != Also::NumberOrNone || !v.is_none()) else {
        return Ok(Path { text: c".".to_owned(), fd: None, given: Value::NONE });
    };
    let is_text = value.as_str().is_some() || value.downcast::<Bytes>().is_some();
    if also != Also::Nothing && !is_text && is_number(vm, value)? {
        let fd = c_int(vm, value)?;
        return Ok(Path { text: CString::default(), fd: Some(fd), given: value.clone() });
    }
    let given = match is_text {
        true => value.clone(),
        false => {
            let name = vm.names().fspath.clone();
            let Some(method) = vm.lookup_special(value, &name)? else {
                return Err(wrong_type(vm, value, function, also));
            };
            let given = vm.call(&method, &[])?;
            if given.as_str().is_none() && given.downcast::<Bytes>().is_none() {
                let (class, got) = (vm.type_name(value), vm.type_name(&given));
                let message = format!("expected {class}.__fspath__() to return str or bytes, not {got}");
                return Err(vm.type_error(message));
            }
            given
        }
    };
    if given.downcast::<Bytes>().is_some_and(|bytes| bytes.data.contains(&0)) {
        return Err(vm.value_error(format!("{function}: embedded null character in path")));
    }
    let bytes = path_bytes(vm, &given)?;
    let text = CString::new(bytes).map_err(|_| vm.value_error("embedded null byte"))?;
    Ok(Path { text, fd: None, given })
}

/// Is this a descriptor rather than a path: an int or something with `__index__`?
fn is_number(vm: &mut Vm, value: &Value) -> PyResult<bool> {
    if value.as_int().is_some() {
        return Ok(true);
    }
    let name = vm.heap().intern("__index__");
    Ok(vm.lookup_special(value, &name)?.is_some())
}

fn wrong_type(vm: &Vm, value: &Value, function: &str, also: Also) -> Exception {
    let allowed = match also {
        Also::Nothing => "string, bytes or os.PathLike",
        Also::Number => "string, bytes, os.PathLike or integer",
        Also::NumberOrNone => "string, bytes, os.PathLike, integer or None",
    };
    let class = vm.type_name(value);
    vm.type_error(format!("{function}: path should be {allowed}, not {class}"))
}

/// `dir_fd`: what a relative path starts from.
pub fn folder(vm: &mut Vm, value: Option<&Value>) -> PyResult<i32> {
    match value.filter(|v| !v.is_none()).cloned() {
        None => Ok(libc::AT_FDCWD),
        Some(value) if is_number(vm, &value)? => c_int(vm, &value),
        Some(value) => {
            let class = vm.type_name(&value);
            Err(vm.type_error(format!("argument should be integer or None, not {class}")))
        }
    }
}

/// `follow_symlinks`, as a flag for the *at calls.
pub fn link_flag(vm: &mut Vm, value: Option<&Value>) -> PyResult<i32> {
    match value.cloned() {
        Some(value) if !vm.truth(&value)? => Ok(libc::AT_SYMLINK_NOFOLLOW),
        _ => Ok(0),
    }
}

/// A text for the system that is no path.
pub fn text(vm: &mut Vm, value: &Value) -> PyResult<CString> {
    let bytes = path_bytes(vm, value)?;
    CString::new(bytes).map_err(|_| vm.value_error("embedded null byte"))
}
