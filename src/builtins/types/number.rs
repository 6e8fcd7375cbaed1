//! What int, float and complex share: texts that numbers are read from, format specifications, constructors'
//! arguments.

use std::borrow::Cow;

use crate::number::format_spec::{FormatSpec, Target};
use crate::object::array::Array;
use crate::object::bytes::{ByteArray, Bytes};
use crate::object::class::Class;
use crate::object::memoryview::MemoryView;
use crate::object::native::{Args, CallArgs};
use crate::object::slots::Call;
use crate::object::{PyResult, Value};
use crate::text::classify::{decimal_value, is_space};
use crate::vm::Vm;
use crate::vm::types::Types;

use super::arguments::call_new;

/// The text of a str, bytes or bytearray as numbers are read from it: decimal digits of any script and spaces as
/// ASCII has them, anything else beyond ASCII as `?`. None for other types.
pub fn numeral(value: &Value) -> Option<Cow<'_, str>> {
    if let Some(s) = value.as_str() {
        if s.is_ascii() {
            return s.to_str();
        }
        let plain = |c: u32| match char::from_u32(c) {
            Some(c) if c.is_ascii() => c,
            _ if is_space(c) => ' ',
            _ => decimal_value(c).and_then(|d| char::from_digit(d, 10)).unwrap_or('?'),
        };
        return Some(s.units().iter().map(plain).collect::<String>().into());
    }
    if let Some(bytes) = value.downcast::<Bytes>() {
        return Some(ascii(&bytes.data).into());
    }
    if let Some(view) = value.payload::<MemoryView>() {
        return view.with_bytes(ascii).map(Into::into);
    }
    if let Some(array) = value.payload::<Array>() {
        return Some(array.data.with(|data| ascii(data)).into());
    }
    value.downcast::<ByteArray>().map(|bytes| bytes.data.with(|data| ascii(data)).into())
}

fn ascii(bytes: &[u8]) -> String {
    bytes.iter().map(|&b| if b.is_ascii() { b.into() } else { '?' }).collect()
}

/// `repr(value)` for a message.
pub fn shown(vm: &mut Vm, value: &Value) -> PyResult<String> {
    let text = vm.repr(value)?;
    Ok(text.lossy_text())
}

/// The argument of `__format__`; None where it is empty.
pub fn format_spec(vm: &Vm, spec: &Value, target: Target) -> PyResult<Option<FormatSpec>> {
    let Some(text) = spec.as_str() else {
        return Err(vm.type_error(format!("__format__() argument must be str, not {}", vm.type_name(spec))));
    };
    if text.is_empty() {
        return Ok(None);
    }
    FormatSpec::parse(text.units(), target).map(Some).map_err(|e| vm.number_error(e))
}

/// A constructor's arguments by position or name; an empty name is for position only.
pub fn named<'a, const N: usize>(
    vm: &Vm,
    function: &str,
    args: CallArgs<'a>,
    names: [&str; N],
) -> PyResult<[Option<&'a Value>; N]> {
    let given = args.values().len();
    if given > N {
        return Err(vm.type_error(format!("{function}() takes at most {N} arguments ({given} given)")));
    }
    let mut found: [Option<&'a Value>; N] = [None; N];
    for (place, value) in found.iter_mut().zip(args.positional()) {
        *place = Some(value);
    }
    for (name, value) in args.keywords() {
        let found_at = names.iter().position(|n| !n.is_empty() && name.is_str(n));
        let Some(index) = found_at else {
            let name = name.lossy_text();
            return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for {function}()")));
        };
        if found[index].is_some() {
            let (position, name) = (index + 1, name.lossy_text());
            return Err(
                vm.type_error(format!("argument for {function}() given by name ('{name}') and position ({position})"))
            );
        }
        found[index] = Some(value);
    }
    Ok(found)
}

/// An explicit `T.__new__(cls, ...)`: checks `cls`, then calls the constructor.
pub fn explicit_new(vm: &mut Vm, args: &mut Args<'_>, own: fn(&Types) -> &Value, new: Call) -> PyResult {
    let own = own(vm.types());
    let name = own.downcast::<Class>().map(Class::name_string).unwrap_or_default();
    let given = args.get(0);
    let Some(class) = given.downcast::<Class>() else {
        let got = vm.type_name(given);
        return Err(vm.type_error(format!("{name}.__new__(X): X is not a type object ({got})")));
    };
    let class_name = class.name_string();
    if !class.is_subclass(own) {
        let message = format!("{name}.__new__({class_name}): {class_name} is not a subtype of {name}");
        return Err(vm.type_error(message));
    }
    if own.downcast::<Class>().is_some_and(|o| o.layout != class.layout) {
        let message = format!("{name}.__new__({class_name}) is not safe, use {class_name}.__new__()");
        return Err(vm.type_error(message));
    }
    call_new(vm, args, new)
}

/// A bound special method of a value's class, called without arguments; None if there is none.
pub fn call_special(vm: &mut Vm, value: &Value, name: &Value) -> PyResult<Option<Value>> {
    match vm.lookup_special(value, name)? {
        Some(method) => vm.call(&method, &[]).map(Some),
        None => Ok(None),
    }
}
