//! Building, extending and unpacking containers; f-strings.

use crate::object::dict::Dict;
use crate::object::list::List;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::Iteration;

pub(crate) fn build_set(vm: &mut Vm, count: usize) -> PyResult<()> {
    let items = vm.pop_many(count);
    let class = vm.types().set();
    let set = vm.set_of(class, &items)?;
    vm.push(set);
    Ok(())
}

pub(crate) fn build_map(vm: &mut Vm, count: usize) -> PyResult<()> {
    let items = vm.pop_many(count * 2);
    let value = vm.heap().dict();
    if let Some(dict) = value.downcast::<Dict>() {
        for pair in items.chunks_exact(2) {
            vm.dict_set(dict, &pair[0], &pair[1])?;
        }
    }
    vm.push(value);
    Ok(())
}

pub(crate) fn build_const_key_map(vm: &mut Vm, count: usize) -> PyResult<()> {
    let keys = vm.pop();
    let values = vm.pop_many(count);
    let result = vm.heap().dict();
    if let (Some(dict), Some(keys)) = (result.downcast::<Dict>(), keys.downcast::<Tuple>()) {
        for (key, value) in keys.items().iter().zip(&values) {
            vm.dict_set(dict, key, value)?;
        }
    }
    vm.push(result);
    Ok(())
}

pub(crate) fn build_slice(vm: &mut Vm, count: usize) -> PyResult<()> {
    let step = if count == 3 { vm.pop() } else { Value::NONE };
    let stop = vm.pop();
    let start = vm.pop();
    let slice = vm.heap().slice(start, stop, step);
    vm.push(slice);
    Ok(())
}

pub(crate) fn format_value(vm: &mut Vm, arg: usize) -> PyResult<()> {
    let spec = if arg & 4 != 0 { Some(vm.pop()) } else { None };
    let value = vm.pop();
    let value = match arg & 3 {
        1 => vm.str(&value)?,
        2 => vm.repr(&value)?,
        3 => vm.ascii(&value)?,
        _ => value,
    };
    let exact_str = value.downcast_exact::<crate::object::str::Str>().is_some();
    let result = match spec {
        None if exact_str => value,
        None => {
            let empty = &vm.names().empty;
            vm.format(&value, empty)?
        }
        Some(spec) => vm.format(&value, &spec)?,
    };
    vm.push(result);
    Ok(())
}

pub(crate) fn list_extend(vm: &mut Vm, depth: usize) -> PyResult<()> {
    let iterable = vm.pop();
    let target = vm.peek(depth - 1).clone();
    let items = match vm.collect(&iterable) {
        Ok(items) => items,
        Err(error) => {
            if vm.is_exception(&error, vm.types().type_error()) && !vm.looks_iterable(&iterable) {
                let message = format!("Value after * must be an iterable, not {}", vm.type_name(&iterable));
                return Err(vm.type_error(message));
            }
            return Err(error);
        }
    };
    if let Some(list) = target.downcast::<List>() {
        let room = list.with_mut(|l| l.try_reserve(items.len()).is_ok());
        if !room {
            return Err(vm.memory_error());
        }
        list.with_mut(|l| l.extend(items));
    }
    Ok(())
}

impl Vm {
    fn looks_iterable(&self, value: &Value) -> bool {
        let class = self.heap().class_of(value).downcast::<crate::object::class::Class>();
        class.is_some_and(|c| c.slots.iter.get().is_some() || c.slots.getitem.get().is_some())
    }
}

pub(crate) fn list_to_tuple(vm: &mut Vm) -> PyResult<()> {
    let list = vm.pop();
    let items = list.downcast::<List>().map(List::to_vec).unwrap_or_default();
    let tuple = vm.heap().tuple(items);
    vm.push(tuple);
    Ok(())
}

pub(crate) fn set_add(vm: &mut Vm, depth: usize) -> PyResult<()> {
    let item = vm.pop();
    let set = vm.peek(depth - 1).clone();
    vm.set_add(&set, &item)
}

pub(crate) fn set_update(vm: &mut Vm, depth: usize) -> PyResult<()> {
    let iterable = vm.pop();
    let set = vm.peek(depth - 1).clone();
    match set.set_table() {
        Some(table) => vm.set_update(table, &iterable),
        None => Err(vm.system_error("bad internal call")),
    }
}

pub(crate) fn map_add(vm: &mut Vm, depth: usize) -> PyResult<()> {
    let value = vm.pop();
    let key = vm.pop();
    let map = vm.peek(depth - 1).clone();
    match map.downcast::<Dict>() {
        Some(dict) => vm.dict_set(dict, &key, &value),
        None => Err(vm.system_error("MAP_ADD without a dict")),
    }
}

pub(crate) fn dict_update(vm: &mut Vm, depth: usize) -> PyResult<()> {
    let mapping = vm.pop();
    let target = vm.peek(depth - 1).clone();
    let Some(dict) = target.downcast::<Dict>() else { return Err(vm.system_error("DICT_UPDATE without a dict")) };
    vm.dict_merge(dict, &mapping).map_err(|error| {
        if vm.is_exception(&error, vm.types().attribute_error()) {
            vm.type_error(format!("'{}' object is not a mapping", vm.type_name(&mapping)))
        } else {
            error
        }
    })
}

/// `f(**a, **b)`: keys must be new.
pub(crate) fn dict_merge(vm: &mut Vm, depth: usize) -> PyResult<()> {
    let mapping = vm.pop();
    let target = vm.peek(depth - 1).clone();
    let callable = vm.peek(depth + 1).clone();
    let Some(dict) = target.downcast::<Dict>() else { return Err(vm.system_error("DICT_MERGE without a dict")) };
    let copy = vm.heap().dict();
    let Some(source) = copy.downcast::<Dict>() else { return Err(vm.system_error("no dict")) };
    if let Err(error) = vm.dict_merge(source, &mapping) {
        if vm.is_exception(&error, vm.types().attribute_error()) {
            let message = format!(
                "{} argument after ** must be a mapping, not {}",
                vm.callable_name(&callable),
                vm.type_name(&mapping)
            );
            return Err(vm.type_error(message));
        }
        return Err(error);
    }
    for (key, value) in source.items() {
        if vm.dict_get(dict, &key)?.is_some() {
            let name = vm.callable_name(&callable);
            let key = vm.str_text(&key)?;
            return Err(vm.type_error(format!("{name} got multiple values for keyword argument '{key}'")));
        }
        vm.dict_set(dict, &key, &value)?;
    }
    Ok(())
}

pub(crate) fn unpack_sequence(vm: &mut Vm, count: usize) -> PyResult<()> {
    let value = vm.pop();
    let items = match (value.downcast_exact::<Tuple>(), value.downcast_exact::<List>()) {
        (Some(tuple), _) if tuple.len() == count => tuple.items().to_vec(),
        (_, Some(list)) if list.len() == count => list.to_vec(),
        (Some(_), _) | (_, Some(_)) => return Err(wrong_count(vm, &value, count)?),
        _ => unpack_iterable(vm, &value, count, None)?.0,
    };
    for item in items.into_iter().rev() {
        vm.push(item);
    }
    Ok(())
}

fn wrong_count(vm: &mut Vm, value: &Value, count: usize) -> PyResult<crate::object::Exception> {
    let len = vm.len(value)?;
    Ok(if len > count {
        vm.value_error(format!("too many values to unpack (expected {count})"))
    } else {
        vm.value_error(format!("not enough values to unpack (expected {count}, got {len})"))
    })
}

/// The first `before` items, and, with `after`, the rest.
fn unpack_iterable(
    vm: &mut Vm,
    value: &Value,
    before: usize,
    after: Option<usize>,
) -> PyResult<(Vec<Value>, Vec<Value>)> {
    let iterator = match vm.iter(value) {
        Ok(iterator) => iterator,
        Err(error) if vm.is_exception(&error, vm.types().type_error()) && !vm.looks_iterable(value) => {
            let message = format!("cannot unpack non-iterable {} object", vm.type_name(value));
            return Err(vm.type_error(message));
        }
        Err(error) => return Err(error),
    };
    let mut items = Vec::new();
    while items.len() < before {
        match vm.next(&iterator)? {
            Some(item) => items.push(item),
            None => {
                let at_least = if after.is_some() { "at least " } else { "" };
                let expected = before + after.unwrap_or(0);
                let got = items.len();
                return Err(
                    vm.value_error(format!("not enough values to unpack (expected {at_least}{expected}, got {got})"))
                );
            }
        }
    }
    if after.is_none() {
        if vm.next(&iterator)?.is_some() {
            return Err(vm.value_error(format!("too many values to unpack (expected {before})")));
        }
        return Ok((items, Vec::new()));
    }
    Ok((items, vm.collect(&iterator)?))
}

pub(crate) fn unpack_ex(vm: &mut Vm, arg: usize) -> PyResult<()> {
    let (before, after) = (arg & 0xff, arg >> 8);
    let value = vm.pop();
    let (items, mut rest) = unpack_iterable(vm, &value, before, Some(after))?;
    if rest.len() < after {
        let (expected, got) = (before + after, before + rest.len());
        return Err(vm.value_error(format!("not enough values to unpack (expected at least {expected}, got {got})")));
    }
    let tail = rest.split_off(rest.len() - after);
    for item in tail.into_iter().rev() {
        vm.push(item);
    }
    let list = vm.heap().list(rest);
    vm.push(list);
    for item in items.into_iter().rev() {
        vm.push(item);
    }
    Ok(())
}

pub(crate) fn get_iter(vm: &mut Vm) -> PyResult<()> {
    let iterable = vm.pop();
    let iterator = vm.iter(&iterable)?;
    vm.push(iterator);
    Ok(())
}

pub(crate) fn for_iter(vm: &mut Vm) -> PyResult<Iteration> {
    use crate::object::Tag;
    use crate::object::frame::Continuation;
    use crate::object::generator::State;
    use crate::object::native::Resume;
    use crate::vm::call::Begun;
    let iterator = vm.peek(0).clone();
    // One that has ended is asked as any iterator is: it has no frame to run.
    if iterator.tag() == Tag::Generator && iterator.as_generator().is_some_and(|g| g.state.get() != State::Closed) {
        match vm.begin_resume(iterator, Resume::Send(Value::NONE), None, Continuation::ForIter)? {
            Begun::Frame => return Ok(Iteration::Frame),
            Begun::Value(item) => {
                vm.push(item);
                return Ok(Iteration::Item);
            }
        }
    }
    match vm.next(&iterator)? {
        Some(item) => {
            vm.push(item);
            Ok(Iteration::Item)
        }
        None => {
            drop(vm.pop());
            Ok(Iteration::End)
        }
    }
}

pub(crate) fn get_len(vm: &mut Vm) -> PyResult<()> {
    let object = vm.peek(0).clone();
    let len = vm.len(&object)?;
    vm.push(Value::from_len(len));
    Ok(())
}
