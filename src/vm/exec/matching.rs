//! `match` statements.

use crate::object::class::{Class, class_flag};
use crate::object::dict::Dict;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

fn has_class_flag(vm: &Vm, value: &Value, flag: u32) -> bool {
    vm.heap().class_of(value).downcast::<Class>().is_some_and(|c| c.has_flag(flag))
}

pub(crate) fn match_mapping(vm: &mut Vm) -> PyResult<()> {
    let matches = has_class_flag(vm, vm.peek(0), class_flag::MAPPING);
    vm.push(Value::bool(matches));
    Ok(())
}

pub(crate) fn match_sequence(vm: &mut Vm) -> PyResult<()> {
    let matches = has_class_flag(vm, vm.peek(0), class_flag::SEQUENCE);
    vm.push(Value::bool(matches));
    Ok(())
}

/// Subject and keys stay; the values (or None) and whether all were there come on top.
pub(crate) fn match_keys(vm: &mut Vm) -> PyResult<()> {
    let keys = vm.peek(0).clone();
    let subject = vm.peek(1).clone();
    let keys = keys.downcast::<Tuple>().map_or(&[][..], Tuple::items);
    let mut seen: Vec<Value> = Vec::new();
    let mut values = Vec::new();
    let get = vm.heap().intern("get");
    let missing = vm.heap().instance(vm.types().object());
    for key in keys {
        for other in &seen {
            if vm.equal(other, key)? {
                let shown = vm.repr(key)?;
                let shown = shown.lossy_text();
                return Err(vm.value_error(format!("mapping pattern checks duplicate key ({shown})")));
            }
        }
        seen.push(key.clone());
        let value = match subject.downcast_exact::<Dict>() {
            Some(dict) => vm.dict_get(dict, key)?,
            None => Some(vm.call_method(&subject, &get, &[key.clone(), missing.clone()])?).filter(|v| !v.is(&missing)),
        };
        match value {
            Some(value) => values.push(value),
            None => {
                vm.push(Value::NONE);
                vm.push(Value::FALSE);
                return Ok(());
            }
        }
    }
    let values = vm.heap().tuple(values);
    vm.push(values);
    vm.push(Value::TRUE);
    Ok(())
}

/// Keyword names, class and subject become a tuple of attributes (or None) and whether it matched.
pub(crate) fn match_class(vm: &mut Vm, positional: usize) -> PyResult<()> {
    let names = vm.pop();
    let class = vm.pop();
    let subject = vm.pop();
    let names = names.downcast::<Tuple>().map_or(&[][..], Tuple::items);
    let attributes = class_attributes(vm, &subject, &class, positional, names)?;
    let matched = attributes.is_some();
    let value = match attributes {
        Some(attributes) => vm.heap().tuple(attributes),
        None => Value::NONE,
    };
    vm.push(value);
    vm.push(Value::bool(matched));
    Ok(())
}

fn class_attributes(
    vm: &mut Vm,
    subject: &Value,
    class_value: &Value,
    positional: usize,
    names: &[Value],
) -> PyResult<Option<Vec<Value>>> {
    let Some(class) = class_value.downcast::<Class>() else {
        return Err(vm.type_error("called match pattern must be a type"));
    };
    if !vm.is_instance(subject, class_value)? {
        return Ok(None);
    }
    let mut found = Vec::new();
    let mut seen: Vec<Value> = Vec::new();
    if positional > 0 {
        let match_args = &vm.names().match_args;
        let mut match_self = false;
        let args = match vm.get_attr_opt(class_value, match_args)? {
            Some(args) => {
                if args.downcast_exact::<Tuple>().is_none() {
                    let (name, got) = (class.name_string(), vm.type_name(&args));
                    return Err(vm.type_error(format!("{name}.__match_args__ must be a tuple (got {got})")));
                }
                args
            }
            None => {
                match_self = class.has_flag(class_flag::MATCH_SELF);
                vm.heap().empty_tuple()
            }
        };
        let args = args.downcast::<Tuple>().map_or(&[][..], Tuple::items);
        let allowed = if match_self { 1 } else { args.len() };
        if allowed < positional {
            let plural = if allowed == 1 { "" } else { "s" };
            let name = class.name_string();
            return Err(vm.type_error(format!(
                "{name}() accepts {allowed} positional sub-pattern{plural} ({positional} given)"
            )));
        }
        if match_self {
            found.push(subject.clone());
        } else {
            for name in args.iter().take(positional) {
                if name.as_str().is_none() {
                    let got = vm.type_name(name);
                    return Err(vm.type_error(format!("__match_args__ elements must be strings (got {got})")));
                }
                let name = vm.heap().intern_value(name.clone());
                match attribute(vm, subject, class, &name, &mut seen)? {
                    Some(value) => found.push(value),
                    None => return Ok(None),
                }
            }
        }
    }
    for name in names {
        match attribute(vm, subject, class, name, &mut seen)? {
            Some(value) => found.push(value),
            None => return Ok(None),
        }
    }
    Ok(Some(found))
}

fn attribute(
    vm: &mut Vm,
    subject: &Value,
    class: &Class,
    name: &Value,
    seen: &mut Vec<Value>,
) -> PyResult<Option<Value>> {
    if seen.iter().any(|s| s.is(name)) {
        let text = name.lossy_text();
        let message = format!("{}() got multiple sub-patterns for attribute '{text}'", class.name_string());
        return Err(vm.type_error(message));
    }
    seen.push(name.clone());
    vm.get_attr_opt(subject, name)
}

/// The keys on top are taken out of a copy of the subject below them; the copy replaces the keys.
pub(crate) fn copy_dict_without_keys(vm: &mut Vm) -> PyResult<()> {
    let keys = vm.peek(0).clone();
    let subject = vm.peek(1).clone();
    let rest = vm.heap().dict();
    if let (Some(dict), Some(keys)) = (rest.downcast::<Dict>(), keys.downcast::<Tuple>()) {
        vm.dict_merge(dict, &subject)?;
        for key in keys.items() {
            vm.dict_remove(dict, key)?;
        }
    }
    vm.pop();
    vm.push(rest);
    Ok(())
}
