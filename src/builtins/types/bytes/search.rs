//! Searching in bytes: find, index, count, in, startswith, endswith, replace.

use std::ops::Range;

use crate::object::native::Args;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::text::{TextBuilder, Units};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::super::bounds::{has_index, limit, place_or_minus_one, search_arguments, search_range};
use super::{input, like, unchanged};

/// What is searched for: a bytes-like object, or the bytes of one int.
fn needle(vm: &mut Vm, value: &Value) -> PyResult {
    if vm.is_bytes_like(value) {
        return Ok(value.clone());
    }
    if !has_index(vm, value) {
        let found = vm.type_name(value);
        return Err(vm.type_error(format!("argument should be integer or bytes-like object, not '{found}'")));
    }
    let byte = input::byte(vm, value, "byte")?;
    Ok(vm.heap().bytes([byte]))
}

/// Reads the arguments of a search and runs it.
fn search<R>(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &str,
    run: impl FnOnce(Units<'_>, Units<'_>, Range<usize>) -> R,
) -> PyResult<R> {
    let (sub, start, end) = search_arguments(vm, name, args.rest(1))?;
    let value = args.get(0);
    // The bounds' own methods may change a bytearray; a range that then exceeds it finds nothing.
    let len = vm.with_bytes(value, <[u8]>::len)?;
    let range = search_range(vm, start, end, len)?;
    let sub = needle(vm, sub)?;
    vm.with_bytes(value, |data| vm.with_bytes(&sub, |sub| run(Units::One(data), Units::One(sub), range)))?
}

pub fn find(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    search(vm, args, "find", |data, sub, range| data.find(sub, range)).map(place_or_minus_one)
}

pub fn rfind(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    search(vm, args, "rfind", |data, sub, range| data.rfind(sub, range)).map(place_or_minus_one)
}

fn found(vm: &Vm, place: Option<usize>) -> PyResult {
    place.map(Value::from_len).ok_or_else(|| vm.value_error("subsection not found"))
}

pub fn index(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let place = search(vm, args, "index", |data, sub, range| data.find(sub, range))?;
    found(vm, place)
}

pub fn rindex(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let place = search(vm, args, "rindex", |data, sub, range| data.rfind(sub, range))?;
    found(vm, place)
}

pub fn count(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    search(vm, args, "count", |data, sub, range| data.count(sub, range)).map(Value::from_len)
}

/// `item in data`: a byte's value or a part.
pub fn contains(vm: &mut Vm, data: &Value, item: &Value) -> PyResult<bool> {
    if has_index(vm, item)
        && let Ok(index) = vm.index_clamped(item)
    {
        let Ok(byte) = u8::try_from(index) else {
            return Err(vm.value_error("byte must be in range(0, 256)"));
        };
        return vm.with_bytes(data, |data| memchr::memchr(byte, data).is_some());
    }
    vm.with_bytes(item, |item| vm.with_bytes(data, |data| Units::One(data).contains(Units::One(item))))?
}

/// `startswith` and `endswith`.
fn matches(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &str,
    test: impl Fn(Units<'_>, Units<'_>, Range<usize>) -> bool,
) -> PyResult {
    let value = args.get(0);
    let (sub, start, end) = search_arguments(vm, name, args.rest(1))?;
    let len = vm.with_bytes(value, <[u8]>::len)?;
    let range = search_range(vm, start, end, len)?;
    let holds = |sub: &Value| {
        let test = |sub: &[u8]| vm.with_bytes(value, |data| test(Units::One(data), Units::One(sub), range.clone()));
        vm.with_bytes(sub, test)?
    };
    if let Some(options) = sub.downcast::<Tuple>() {
        for option in options.items() {
            if holds(option)? {
                return Ok(Value::TRUE);
            }
        }
        return Ok(Value::FALSE);
    }
    if !vm.is_bytes_like(sub) {
        let found = vm.type_name(sub);
        return Err(vm.type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {found}")));
    }
    holds(sub).map(Value::bool)
}

pub fn startswith(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    matches(vm, args, "startswith", |data, sub, range| data.starts_with(sub, range))
}

pub fn endswith(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    matches(vm, args, "endswith", |data, sub, range| data.ends_with(sub, range))
}

pub fn replace(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (value, old, new) = (args.get(0), args.get(1), args.get(2));
    vm.with_bytes(old, |_| ())?;
    vm.with_bytes(new, |_| ())?;
    let max = limit(vm, args.opt(3))?;
    let mut out = TextBuilder::limited(vm.heap().room());
    let replaced = vm.with_bytes(value, |data| {
        vm.with_bytes(old, |old| {
            vm.with_bytes(new, |new| Units::One(data).replace_into(Units::One(old), Units::One(new), max, &mut out))
        })
    })???;
    match replaced.or_memory_error(vm)? {
        true => Ok(like(vm, value, out.finish().into_latin1().unwrap_or_default())),
        false => unchanged(vm, value),
    }
}
