//! len, iter, next, all, any, min, max, sorted, sum.

use crate::builtins::types::adapters::callable_iterator;
use crate::builtins::types::list::sort_list;
use crate::object::bytes::{ByteArray, Bytes};
use crate::object::class::Class;
use crate::object::list::List;
use crate::object::native::{Args, Flow, NativeDef, Resume, Steps};
use crate::object::slots::Comparison;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::Operator;
use crate::vm::resume::feed::Sink;

use super::attributes::class_of;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("all(iterable, /)", "Return True if bool(x) is True for all values x in the iterable.", all),
    NativeDef::function("any(iterable, /)", "Return True if bool(x) is True for any x in the iterable.", any),
    NativeDef::function("iter(object, sentinel=None, /)", "Get an iterator from an object.", iter),
    NativeDef::function("len(obj, /)", "Return the number of items in a container.", len),
    NativeDef::function("max(*args, key=None, default=None)", "The largest item.", |vm, args| extreme(vm, args, "max")),
    NativeDef::function("min(*args, key=None, default=None)", "The smallest item.", |vm, args| {
        extreme(vm, args, "min")
    }),
    NativeDef::flow_function("next(iterator, default=None, /)", "Return the next item from the iterator.", next)
        .stepping(Steps::Next),
    NativeDef::function("sorted(iterable, /, *, key=None, reverse=False)", "A sorted list of the items.", sorted),
    NativeDef::function("sum(iterable, /, start=0)", "The sum of a start value and the items of an iterable.", sum),
];

fn len(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let length = vm.len(args.get(0))?;
    Ok(vm.heap().int(length as i64))
}

fn all(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let iterator = vm.iter(args.get(0))?;
    let mut sink = Sink::Until(false);
    while let Some(item) = vm.next_past(&iterator, &mut sink)? {
        vm.between_instructions()?;
        if !vm.truth(&item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn any(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let iterator = vm.iter(args.get(0))?;
    let mut sink = Sink::Until(true);
    while let Some(item) = vm.next_past(&iterator, &mut sink)? {
        vm.between_instructions()?;
        if vm.truth(&item)? {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn iter(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let object = args.take(0);
    let Some(sentinel) = args.take_opt(1) else { return vm.iter(&object) };
    if class_of(vm, &object).is_none_or(|c| c.slots.call.get().is_none()) {
        return Err(vm.type_error("iter(v, w): v must be callable"));
    }
    Ok(callable_iterator(vm, object, sentinel))
}

fn next(vm: &mut Vm, args: &mut Args<'_>) -> PyResult<Flow> {
    let iterator = args.take(0);
    let default = args.take_opt(1);
    if iterator.tag() == Tag::Generator {
        return Ok(match default {
            Some(default) => Flow::NextOr { generator: iterator, default },
            None => Flow::Resume { generator: iterator, input: Resume::Send(Value::NONE) },
        });
    }
    let class = vm.heap().class_of(&iterator).clone();
    let Some(step) = class.downcast::<Class>().and_then(|c| c.slots.next.get()) else {
        return Err(vm.type_error(format!("'{}' object is not an iterator", vm.type_name(&iterator))));
    };
    let Some(default) = default else {
        if iterator.tag() == Tag::Instance {
            let name = vm.names().next.clone();
            if let Some(callable) = vm.lookup_special(&iterator, &name)? {
                return Ok(Flow::Call { callable, args: Vec::new() });
            }
        }
        return match step(vm, &iterator)? {
            Some(item) => Ok(Flow::Value(item)),
            None => Err(vm.stop_iteration(Value::NONE)),
        };
    };
    Ok(Flow::Value(vm.next(&iterator)?.unwrap_or(default)))
}

/// Does an item rank before the best so far?
#[inline(always)]
fn better(vm: &mut Vm, rank: &Value, top: &Value, order: Comparison) -> PyResult<bool> {
    if Value::both_small(rank, top) {
        return Ok(order.holds(rank.small_order().cmp(&top.small_order())));
    }
    if let (Some(x), Some(y)) = (rank.as_tagged_float(), top.as_tagged_float()) {
        return Ok(if order == Comparison::Gt { x > y } else { x < y });
    }
    vm.compare_truth(rank, top, order)
}

fn extreme(vm: &mut Vm, args: &mut Args<'_>, name: &str) -> PyResult {
    let (key, default) = (args.take(1), args.take_opt(2));
    let items = args.rest(0);
    let order = if name == "max" { Comparison::Gt } else { Comparison::Lt };
    let iterator = match items {
        [] => return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0"))),
        [only] => vm.iter(only)?,
        _ if default.is_some() => {
            let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
            return Err(vm.type_error(message));
        }
        [first, others @ ..] if key.is_none() => {
            let mut best = first;
            for item in others {
                if better(vm, item, best, order)? {
                    best = item;
                }
            }
            return Ok(best.clone());
        }
        _ => {
            let items = vm.heap().tuple(items.to_vec());
            vm.iter(&items)?
        }
    };
    let mut best: Option<(Value, Value)> = None;
    let mut sink = Sink::Closed;
    while let Some(item) = vm.next_past(&iterator, &mut sink)? {
        vm.between_instructions()?;
        if let Sink::Least(value) | Sink::Greatest(value) = &sink {
            best = Some((value.clone(), value.clone()));
        }
        let rank = if key.is_none() { item.clone() } else { vm.call(&key, std::slice::from_ref(&item))? };
        let better = match &best {
            None => true,
            Some((top, _)) => better(vm, &rank, top, order)?,
        };
        if better {
            best = Some((rank, item));
        }
        sink = match &best {
            Some((rank, item)) if rank.is(item) && rank.is_small_int() && key.is_none() => match order {
                Comparison::Gt => Sink::Greatest(item.clone()),
                _ => Sink::Least(item.clone()),
            },
            _ => Sink::Closed,
        };
    }
    if let Sink::Least(value) | Sink::Greatest(value) = sink {
        best = Some((value.clone(), value));
    }
    match (best, default) {
        (Some((_, item)), _) => Ok(item),
        (None, Some(default)) => Ok(default),
        (None, None) => Err(vm.value_error(format!("{name}() arg is an empty sequence"))),
    }
}

fn sorted(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let items = vm.collect(args.get(0))?;
    let list = vm.heap().list(items);
    let reverse = match args.opt(2) {
        Some(reverse) => vm.index_i64(reverse)? != 0,
        None => false,
    };
    // It counts as the call of `list.sort` that it is in CPython.
    vm.recurse(" while calling a Python object", |vm| sort_list(vm, &list, args.opt(1), reverse))?;
    Ok(list)
}

/// The sum of what lies together and adds without Python code: bytes, small ints, floats in their words.
fn total_of(items: &Value, start: &Value) -> Option<Value> {
    let start = start.as_small_int()?;
    if let Some(bytes) = items.downcast_exact::<Bytes>() {
        return Value::small_int(start.checked_add(bytes.data.iter().map(|&byte| i64::from(byte)).sum())?);
    }
    if let Some(bytes) = items.downcast_exact::<ByteArray>() {
        return Value::small_int(start.checked_add(bytes.data.with(|d| d.iter().map(|&b| i64::from(b)).sum()))?);
    }
    let all = |items: &[Value]| {
        if items.first()?.is_small_int() {
            return items
                .iter()
                .try_fold(start, |sum, item| sum.checked_add(item.as_small_int()?))
                .and_then(Value::small_int);
        }
        let sum = items.iter().try_fold(start as f64, |sum, item| Some(sum + item.as_tagged_float()?))?;
        Value::tagged_float(sum)
    };
    match items.downcast_exact::<List>() {
        Some(list) => list.with(|items| all(items)),
        None => all(items.downcast_exact::<Tuple>()?.items()),
    }
}

fn sum(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let total = args.take_opt(1).unwrap_or_else(|| Value::from_len(0));
    let wrong = match total.tag() {
        Tag::Str => Some("strings [use ''.join(seq) instead]"),
        Tag::Bytes => Some("bytes [use b''.join(seq) instead]"),
        Tag::ByteArray => Some("bytearray [use b''.join(seq) instead]"),
        _ => None,
    };
    if let Some(total) = total_of(args.get(0), &total) {
        return Ok(total);
    }
    let iterator = vm.iter(args.get(0))?;
    if let Some(wrong) = wrong {
        return Err(vm.type_error(format!("sum() can't sum {wrong}")));
    }
    let mut sink = Sink::Sum(total);
    while let Some(item) = vm.next_past(&iterator, &mut sink)? {
        vm.between_instructions()?;
        if let Sink::Sum(total) = &mut sink {
            *total = match Value::both_small(total, &item).then(|| Value::add_small(total, &item)).flatten() {
                Some(total) => total,
                None => vm.binary(Operator::Add, total, &item)?,
            };
        }
    }
    match sink {
        Sink::Sum(total) => Ok(total),
        _ => Err(vm.system_error("a sum without a total")),
    }
}
