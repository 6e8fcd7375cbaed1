//! Arguments that are counts, sizes and search ranges, converted as C functions convert them.

use std::ops::Range;

use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// Can the value stand for an int?
pub fn has_index(vm: &Vm, value: &Value) -> bool {
    value.as_int().is_some() || vm.class_of(value).slots.index.get().is_some()
}

/// A size or count (C's ssize_t).
pub fn ssize(vm: &mut Vm, value: &Value) -> PyResult<isize> {
    if let Some(i) = value.as_small_int() {
        return Ok(i as isize);
    }
    let index = vm.index(value)?;
    match index.as_int().and_then(|i| i.to_i64()) {
        Some(i) => Ok(i as isize),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

/// A flag or small size (C's int).
pub fn c_int(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let index = vm.index(value)?;
    match index.as_int().and_then(|i| i.to_i64()).and_then(|i| i32::try_from(i).ok()) {
        Some(i) => Ok(i),
        None => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

/// A count of which negative ones mean all: `maxsplit`, the `count` of `replace`.
pub fn limit(vm: &mut Vm, value: Option<&Value>) -> PyResult<usize> {
    match value {
        Some(value) => Ok(usize::try_from(ssize(vm, value)?).unwrap_or(usize::MAX)),
        None => Ok(usize::MAX),
    }
}

/// The range that optional `start` and `end` arguments cut out of `len` items. It may start after its end.
pub fn search_range(vm: &mut Vm, start: Option<&Value>, end: Option<&Value>, len: usize) -> PyResult<Range<usize>> {
    let start = search_bound(vm, start)?.unwrap_or(0);
    let end = search_bound(vm, end)?.unwrap_or(i64::MAX);
    Ok(clip(start, len)..clip(end, len).min(len))
}

fn clip(bound: i64, len: usize) -> usize {
    let bound = if bound < 0 { bound.saturating_add(len as i64).max(0) } else { bound };
    bound as usize
}

fn search_bound(vm: &mut Vm, bound: Option<&Value>) -> PyResult<Option<i64>> {
    match bound.filter(|b| !b.is_none()) {
        None => Ok(None),
        Some(bound) if has_index(vm, bound) => vm.index_clamped(bound).map(Some),
        Some(_) => Err(vm.type_error("slice indices must be integers or None or have an __index__ method")),
    }
}

/// The arguments of `find(sub[, start[, end]])` and its like.
pub fn search_arguments<'a>(
    vm: &Vm,
    name: &str,
    args: &'a [Value],
) -> PyResult<(&'a Value, Option<&'a Value>, Option<&'a Value>)> {
    match args {
        [] => Err(vm.type_error(format!("{name}() takes at least 1 argument (0 given)"))),
        [sub] => Ok((sub, None, None)),
        [sub, start] => Ok((sub, Some(start), None)),
        [sub, start, end] => Ok((sub, Some(start), Some(end))),
        _ => Err(vm.type_error(format!("{name}() takes at most 3 arguments ({} given)", args.len()))),
    }
}

/// What a search gives: the place, or -1.
pub fn place_or_minus_one(place: Option<usize>) -> Value {
    match place {
        Some(place) => Value::from_len(place),
        None => Value::small_int(-1).unwrap_or(Value::NONE),
    }
}
