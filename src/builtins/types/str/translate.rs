//! `str.maketrans` and `str.translate`.

use crate::object::dict::Dict;
use crate::object::native::Args;
use crate::object::str::Str;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::super::arguments::receiver;
use super::{builder, search::str_argument};

pub(super) fn maketrans(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let table = vm.heap().dict();
    let Some(dict) = table.downcast::<Dict>() else { return Ok(table.clone()) };
    let Some(to) = args.opt(1) else {
        let Some(given) = args.get(0).downcast_exact::<Dict>() else {
            return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        for (key, value) in given.items() {
            let key = match key.as_str() {
                Some(text) => match text.units().get(0).filter(|_| text.len() == 1) {
                    Some(c) => Value::from_len(c as usize),
                    None => return Err(vm.value_error("string keys in translate table must be of length 1")),
                },
                None if key.as_int().is_some() => key,
                None => return Err(vm.type_error("keys in translate table must be strings or integers")),
            };
            vm.dict_set(dict, &key, &value)?;
        }
        return Ok(table);
    };
    let to = str_argument(vm, to, "maketrans() argument 2 ")?;
    let remove = args.opt(2).map(|z| str_argument(vm, z, "maketrans() argument 3 ")).transpose()?;
    let Some(from) = args.get(0).as_str() else {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    if from.len() != to.len() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (from, to) in from.units().iter().zip(to.units().iter()) {
        vm.dict_set(dict, &Value::from_len(from as usize), &Value::from_len(to as usize))?;
    }
    for c in remove.iter().flat_map(|remove| remove.units().iter()) {
        vm.dict_set(dict, &Value::from_len(c as usize), &Value::NONE)?;
    }
    Ok(table)
}

/// `table[ord(c)]`; None where that is a LookupError.
fn look_up(vm: &mut Vm, table: &Value, c: u32) -> PyResult<Option<Value>> {
    let key = Value::from_len(c as usize);
    if let Some(dict) = table.downcast_exact::<Dict>() {
        return vm.dict_get(dict, &key);
    }
    match vm.get_item(table, &key) {
        Ok(value) => Ok(Some(value)),
        Err(error) if vm.is_exception(&error, vm.types().lookup_error()) => Ok(None),
        Err(error) => Err(error),
    }
}

pub(super) fn translate(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (text, table) = (receiver::<Str>(vm, args.get(0))?, args.get(1));
    let mut out = builder(vm);
    for c in text.units().iter() {
        let Some(to) = look_up(vm, table, c)? else {
            out.try_push(c).or_memory_error(vm)?;
            continue;
        };
        if let Some(to) = to.as_str() {
            out.try_push_units(to.units()).or_memory_error(vm)?;
        } else if let Some(to) = to.as_int() {
            match to.to_i64().and_then(|to| u32::try_from(to).ok()).filter(|&to| to < 0x110000) {
                Some(to) => out.try_push(to).or_memory_error(vm)?,
                None => return Err(vm.value_error("character mapping must be in range(0x110000)")),
            }
        } else if !to.is_none() {
            return Err(vm.type_error("character mapping must return integer, None or str"));
        }
    }
    Ok(vm.heap().str_from_text(&out.finish()))
}
