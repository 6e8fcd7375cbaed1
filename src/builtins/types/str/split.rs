//! Taking a str apart and putting strs together: split, splitlines, partition, join.

use std::ops::Range;

use crate::object::list::List;
use crate::object::native::Args;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::text::Units;
use crate::text::classify::{is_line_break, is_space};
use crate::vm::Vm;

use super::super::arguments::receiver;
use super::super::bounds::{c_int, limit};
use super::part;
use super::search::str_argument;

/// The parts as a list of strs.
fn list(vm: &Vm, value: &Value, parts: impl Iterator<Item = Range<usize>>) -> PyResult<Vec<Value>> {
    parts.map(|range| part(vm, value, range)).collect()
}

/// The separator argument of `split`; None for white space.
fn separator<'a>(vm: &Vm, value: Option<&'a Value>) -> PyResult<Option<&'a Str>> {
    let Some(value) = value.filter(|v| !v.is_none()) else { return Ok(None) };
    match value.as_str() {
        Some(text) if text.is_empty() => Err(vm.value_error("empty separator")),
        Some(text) => Ok(Some(text)),
        None => Err(vm.type_error(format!("must be str or None, not {}", vm.type_name(value)))),
    }
}

/// Is the separator longer or wider than the text? CPython then gives the text itself, even of a subclass.
fn cannot_occur(separator: Units<'_>, text: Units<'_>) -> bool {
    separator.len() > text.len() || separator.width_max() > text.width_max()
}

pub(super) fn split(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let max = limit(vm, args.opt(2))?;
    let value = args.get(0);
    let units = receiver::<Str>(vm, value)?.units();
    let items = match separator(vm, args.opt(1))? {
        Some(separator) if cannot_occur(separator.units(), units) => vec![value.clone()],
        Some(separator) => list(vm, value, units.split(separator.units(), max))?,
        None => list(vm, value, units.split_space(is_space, max))?,
    };
    Ok(vm.heap().list(items))
}

pub(super) fn rsplit(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let max = limit(vm, args.opt(2))?;
    let value = args.get(0);
    let units = receiver::<Str>(vm, value)?.units();
    let mut items = match separator(vm, args.opt(1))? {
        Some(separator) if cannot_occur(separator.units(), units) => vec![value.clone()],
        Some(separator) => list(vm, value, units.rsplit(separator.units(), max))?,
        None => list(vm, value, units.rsplit_space(is_space, max))?,
    };
    items.reverse();
    Ok(vm.heap().list(items))
}

pub(super) fn splitlines(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let keep = match args.opt(1) {
        Some(keep) => c_int(vm, keep)? != 0,
        None => false,
    };
    let value = args.get(0);
    let units = receiver::<Str>(vm, value)?.units();
    let items = list(vm, value, units.split_lines(is_line_break, keep))?;
    Ok(vm.heap().list(items))
}

/// The separator argument of `partition`.
fn one_separator<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Str> {
    let text = str_argument(vm, value, "")?;
    if text.is_empty() { Err(vm.value_error("empty separator")) } else { Ok(text) }
}

/// The parts around the separator at `at`.
fn around(vm: &Vm, value: &Value, at: usize, separator: &Value, width: usize) -> PyResult {
    let len = receiver::<Str>(vm, value)?.len();
    let parts = [part(vm, value, 0..at)?, separator.clone(), part(vm, value, at + width..len)?];
    Ok(vm.heap().tuple_from(parts))
}

pub(super) fn partition(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let value = args.get(0);
    let (text, separator) = (receiver::<Str>(vm, value)?, one_separator(vm, args.get(1))?);
    match text.units().find(separator.units(), 0..text.len()) {
        Some(at) => around(vm, value, at, args.get(1), separator.len()),
        None => {
            let empty = &vm.names().empty;
            Ok(vm.heap().tuple_from([value.clone(), empty.clone(), empty.clone()]))
        }
    }
}

pub(super) fn rpartition(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let value = args.get(0);
    let (text, separator) = (receiver::<Str>(vm, value)?, one_separator(vm, args.get(1))?);
    match text.units().rfind(separator.units(), 0..text.len()) {
        Some(at) => around(vm, value, at, args.get(1), separator.len()),
        None => {
            let empty = &vm.names().empty;
            Ok(vm.heap().tuple_from([empty.clone(), empty.clone(), value.clone()]))
        }
    }
}

/// The items of an argument of `join`: a list's or tuple's own, else what it iterates over.
pub(in super::super) fn join_items(vm: &mut Vm, iterable: &Value) -> PyResult<Vec<Value>> {
    if let Some(list) = iterable.downcast_exact::<List>() {
        return Ok(list.to_vec());
    }
    if let Some(tuple) = iterable.downcast_exact::<Tuple>() {
        return Ok(tuple.items().to_vec());
    }
    match vm.iter(iterable) {
        Ok(iterator) => vm.collect(&iterator),
        Err(error) if vm.is_exception(&error, vm.types().type_error()) => {
            Err(vm.type_error("can only join an iterable"))
        }
        Err(error) => Err(error),
    }
}

pub(super) fn join(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let separator = receiver::<Str>(vm, args.get(0))?;
    if let Some(list) = args.get(1).downcast_exact::<List>()
        && let Some(joined) = list.with(|items| joined(vm, separator, items))
    {
        return Ok(joined);
    }
    let items = join_items(vm, args.get(1))?;
    if let Some(joined) = joined(vm, separator, &items) {
        return Ok(joined);
    }
    if let Some((i, item)) = items.iter().enumerate().find(|(_, item)| item.as_str().is_none()) {
        let found = vm.type_name(item);
        return Err(vm.type_error(format!("sequence item {i}: expected str instance, {found} found")));
    }
    Err(vm.memory_error())
}

/// None: one of the items is no str, or there is no room.
fn joined(vm: &Vm, separator: &Str, items: &[Value]) -> Option<Value> {
    match items {
        [] => Some(vm.names().empty.clone()),
        [only] if only.downcast_exact::<Str>().is_some() => Some(only.clone()),
        _ => vm.heap().str_joined(Some(separator), items),
    }
}
