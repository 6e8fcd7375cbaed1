//! Searching in a str: find, index, count, startswith, endswith, replace.

use std::ops::Range;

use crate::object::native::Args;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::text::Units;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::super::arguments::receiver;
use super::super::bounds::{limit, place_or_minus_one, search_arguments, search_range};
use super::{builder, exact};

/// An argument that must be a str; `what` is the beginning of the message.
pub(super) fn str_argument<'a>(vm: &Vm, value: &'a Value, what: &str) -> PyResult<&'a Str> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => Err(vm.type_error(format!("{what}must be str, not {}", vm.type_name(value)))),
    }
}

/// Reads the arguments of a search and runs it.
fn search<R>(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &str,
    run: impl FnOnce(Units<'_>, Units<'_>, Range<usize>) -> R,
) -> PyResult<R> {
    let text = receiver::<Str>(vm, args.get(0))?;
    if let [sub] = args.rest(1)
        && let Some(sub) = sub.as_str()
    {
        return Ok(run(text.units(), sub.units(), 0..text.len()));
    }
    let (sub, start, end) = search_arguments(vm, name, args.rest(1))?;
    let range = search_range(vm, start, end, text.len())?;
    let sub = str_argument(vm, sub, "")?;
    Ok(run(text.units(), sub.units(), range))
}

pub(super) fn find(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    search(vm, args, "find", |text, sub, range| text.find(sub, range)).map(place_or_minus_one)
}

pub(super) fn rfind(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    search(vm, args, "rfind", |text, sub, range| text.rfind(sub, range)).map(place_or_minus_one)
}

fn found(vm: &Vm, place: Option<usize>) -> PyResult {
    place.map(Value::from_len).ok_or_else(|| vm.value_error("substring not found"))
}

pub(super) fn index(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let place = search(vm, args, "index", |text, sub, range| text.find(sub, range))?;
    found(vm, place)
}

pub(super) fn rindex(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let place = search(vm, args, "rindex", |text, sub, range| text.rfind(sub, range))?;
    found(vm, place)
}

pub(super) fn count(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    search(vm, args, "count", |text, sub, range| text.count(sub, range)).map(Value::from_len)
}

/// `startswith` and `endswith`.
fn matches(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &str,
    test: impl Fn(Units<'_>, Units<'_>, Range<usize>) -> bool,
) -> PyResult {
    let text = receiver::<Str>(vm, args.get(0))?;
    if let [sub] = args.rest(1)
        && let Some(sub) = sub.as_str()
    {
        return Ok(Value::bool(test(text.units(), sub.units(), 0..text.len())));
    }
    let (sub, start, end) = search_arguments(vm, name, args.rest(1))?;
    let range = search_range(vm, start, end, text.len())?;
    if let Some(options) = sub.downcast::<Tuple>() {
        for option in options.items() {
            let Some(option) = option.as_str() else {
                let found = vm.type_name(option);
                return Err(vm.type_error(format!("tuple for {name} must only contain str, not {found}")));
            };
            if test(text.units(), option.units(), range.clone()) {
                return Ok(Value::TRUE);
            }
        }
        return Ok(Value::FALSE);
    }
    match sub.as_str() {
        Some(sub) => Ok(Value::bool(test(text.units(), sub.units(), range))),
        None => {
            let found = vm.type_name(sub);
            Err(vm.type_error(format!("{name} first arg must be str or a tuple of str, not {found}")))
        }
    }
}

pub(super) fn startswith(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    matches(vm, args, "startswith", |text, sub, range| text.starts_with(sub, range))
}

pub(super) fn endswith(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    matches(vm, args, "endswith", |text, sub, range| text.ends_with(sub, range))
}

pub(super) fn replace(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let text = receiver::<Str>(vm, args.get(0))?;
    let old = str_argument(vm, args.get(1), "replace() argument 1 ")?;
    let new = str_argument(vm, args.get(2), "replace() argument 2 ")?;
    let max = limit(vm, args.opt(3))?;
    if args.get(1).is(args.get(2)) {
        return exact(vm, args.get(0));
    }
    let mut out = builder(vm);
    match text.units().replace_into(old.units(), new.units(), max, &mut out).or_memory_error(vm)? {
        true => Ok(vm.heap().str_from_text(&out.finish())),
        false => exact(vm, args.get(0)),
    }
}
