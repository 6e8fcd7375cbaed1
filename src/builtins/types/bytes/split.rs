//! Taking bytes apart and putting them together: split, splitlines, partition, join.

use std::ops::Range;

use crate::object::bytes::Bytes;
use crate::object::native::Args;
use crate::object::{PyResult, Value};
use crate::text::Units;
use crate::text::split::{is_ascii_line_break, is_ascii_space};
use crate::vm::Vm;

use super::super::bounds::{c_int, limit};
use super::super::str::join_items;
use super::{copied, like, part, room, unchanged};

/// The parts that `cut` gives, as a list; the separator is None for white space.
fn parts(
    vm: &mut Vm,
    value: &Value,
    separator: Option<&Value>,
    cut: impl FnOnce(Units<'_>, Option<Units<'_>>) -> Vec<Range<usize>>,
) -> PyResult<Vec<Value>> {
    let ranges = match separator.filter(|s| !s.is_none()) {
        None => vm.with_bytes(value, |data| cut(Units::One(data), None))?,
        Some(separator) => {
            if vm.with_bytes(separator, <[u8]>::is_empty)? {
                return Err(vm.value_error("empty separator"));
            }
            let with =
                |separator: &[u8]| vm.with_bytes(value, |data| cut(Units::One(data), Some(Units::One(separator))));
            vm.with_bytes(separator, with)??
        }
    };
    ranges.into_iter().map(|range| part(vm, value, range)).collect()
}

pub fn split(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let max = limit(vm, args.opt(2))?;
    let items = parts(vm, args.get(0), args.opt(1), |data, separator| match separator {
        Some(separator) => data.split(separator, max).collect(),
        None => data.split_space(is_ascii_space, max).collect(),
    })?;
    Ok(vm.heap().list(items))
}

pub fn rsplit(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let max = limit(vm, args.opt(2))?;
    let mut items = parts(vm, args.get(0), args.opt(1), |data, separator| match separator {
        Some(separator) => data.rsplit(separator, max).collect(),
        None => data.rsplit_space(is_ascii_space, max).collect(),
    })?;
    items.reverse();
    Ok(vm.heap().list(items))
}

pub fn splitlines(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let keep = match args.opt(1) {
        Some(keep) => c_int(vm, keep)? != 0,
        None => false,
    };
    let items = parts(vm, args.get(0), None, |data, _| data.split_lines(is_ascii_line_break, keep).collect())?;
    Ok(vm.heap().list(items))
}

/// Where the separator of `partition` stands, and its length.
fn separator_place(
    vm: &mut Vm,
    args: &Args<'_>,
    find: impl FnOnce(Units<'_>, Units<'_>) -> Option<usize>,
) -> PyResult<Option<(usize, usize)>> {
    let (value, separator) = (args.get(0), args.get(1));
    let width = vm.with_bytes(separator, <[u8]>::len)?;
    if width == 0 {
        return Err(vm.value_error("empty separator"));
    }
    let place = vm.with_bytes(value, |data| {
        vm.with_bytes(separator, |separator| find(Units::One(data), Units::One(separator)))
    })??;
    Ok(place.map(|at| (at, width)))
}

/// The separator as it stands in the result: bytes give the argument back, bytearrays a copy.
fn shown_separator(vm: &Vm, args: &Args<'_>) -> PyResult {
    if args.get(0).downcast::<Bytes>().is_some() {
        return Ok(args.get(1).clone());
    }
    let data = vm.with_bytes(args.get(1), |data| copied(vm, data))??;
    Ok(like(vm, args.get(0), data))
}

fn around(vm: &Vm, args: &Args<'_>, at: usize, width: usize) -> PyResult {
    let value = args.get(0);
    let len = vm.with_bytes(value, <[u8]>::len)?;
    let parts = [part(vm, value, 0..at)?, shown_separator(vm, args)?, part(vm, value, at + width..len)?];
    Ok(vm.heap().tuple_from(parts))
}

/// Bytes as they are, even of a subclass; a bytearray's copy.
fn itself(vm: &Vm, value: &Value) -> PyResult {
    if value.downcast::<Bytes>().is_some() { Ok(value.clone()) } else { unchanged(vm, value) }
}

pub fn partition(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    match separator_place(vm, args, |data, separator| data.find(separator, 0..data.len()))? {
        Some((at, width)) => around(vm, args, at, width),
        None => {
            let value = args.get(0);
            let parts = [itself(vm, value)?, like(vm, value, Vec::new()), like(vm, value, Vec::new())];
            Ok(vm.heap().tuple_from(parts))
        }
    }
}

pub fn rpartition(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    match separator_place(vm, args, |data, separator| data.rfind(separator, 0..data.len()))? {
        Some((at, width)) => around(vm, args, at, width),
        None => {
            let value = args.get(0);
            let parts = [like(vm, value, Vec::new()), like(vm, value, Vec::new()), itself(vm, value)?];
            Ok(vm.heap().tuple_from(parts))
        }
    }
}

pub fn join(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let items = join_items(vm, args.get(1))?;
    let value = args.get(0);
    if let [only] = items.as_slice()
        && only.downcast_exact::<Bytes>().is_some()
        && value.downcast::<Bytes>().is_some()
    {
        return Ok(only.clone());
    }
    let separator = vm.with_bytes(value, |data| copied(vm, data))??;
    let mut len = separator.len().checked_mul(items.len().saturating_sub(1));
    for (i, item) in items.iter().enumerate() {
        let Some(more) = vm.with_bytes_opt(item, <[u8]>::len)? else {
            let found = vm.type_name(item);
            return Err(vm.type_error(format!("sequence item {i}: expected a bytes-like object, {found} found")));
        };
        len = len.and_then(|len| len.checked_add(more));
    }
    let Some(len) = len else { return Err(vm.memory_error()) };
    let mut result = room(vm, len)?;
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            result.extend_from_slice(&separator);
        }
        vm.with_bytes(item, |data| result.extend_from_slice(data))?;
    }
    Ok(like(vm, value, result))
}
