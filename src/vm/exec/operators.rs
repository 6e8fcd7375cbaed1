//! Unary, binary and comparison instructions.

use crate::bytecode::opcode::Opcode;
use crate::bytecode::opcode::number::*;
use crate::object::dict::Dict;
use crate::object::frame::Slot;
use crate::object::slots::Comparison;
use crate::object::str::Str;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::Operator;
use crate::vm::specialize::special;

/// COMPARE_OP's operators by argument.
const COMPARISONS: [Comparison; 6] =
    [Comparison::Lt, Comparison::Le, Comparison::Eq, Comparison::Ne, Comparison::Gt, Comparison::Ge];

pub(crate) fn unary(vm: &mut Vm, operation: fn(&mut Vm, &Value) -> PyResult) -> PyResult<()> {
    let operand = vm.pop();
    let result = operation(vm, &operand)?;
    vm.push(result);
    Ok(())
}

pub(crate) fn not(vm: &mut Vm) -> PyResult<()> {
    let operand = vm.pop();
    let truth = vm.truth(&operand)?;
    vm.push(Value::bool(!truth));
    Ok(())
}

pub(crate) fn binary(vm: &mut Vm, operator: Operator) -> PyResult<()> {
    let b = vm.pop();
    let a = vm.pop();
    let result = vm.binary(operator, &a, &b)?;
    vm.push(result);
    Ok(())
}

/// The operators that the loop has no arm of its own for.
pub(crate) fn operator(vm: &mut Vm, opcode: u8) -> PyResult<()> {
    let (in_place, operator) = match opcode {
        BINARY_POWER => (false, Operator::Power),
        BINARY_MATRIX_MULTIPLY => (false, Operator::MatrixMultiply),
        BINARY_LSHIFT => (false, Operator::LShift),
        BINARY_RSHIFT => (false, Operator::RShift),
        BINARY_AND => (false, Operator::And),
        BINARY_XOR => (false, Operator::Xor),
        BINARY_OR => (false, Operator::Or),
        INPLACE_POWER => (true, Operator::Power),
        INPLACE_MODULO => (true, Operator::Remainder),
        INPLACE_FLOOR_DIVIDE => (true, Operator::FloorDivide),
        INPLACE_TRUE_DIVIDE => (true, Operator::TrueDivide),
        INPLACE_MATRIX_MULTIPLY => (true, Operator::MatrixMultiply),
        INPLACE_LSHIFT => (true, Operator::LShift),
        INPLACE_RSHIFT => (true, Operator::RShift),
        INPLACE_AND => (true, Operator::And),
        INPLACE_XOR => (true, Operator::Xor),
        INPLACE_OR => (true, Operator::Or),
        _ => return Err(vm.system_error("unknown operator")),
    };
    if in_place { inplace(vm, operator) } else { binary(vm, operator) }
}

pub(crate) fn inplace(vm: &mut Vm, operator: Operator) -> PyResult<()> {
    let b = vm.pop();
    let a = vm.pop();
    let result = vm.inplace(operator, &a, &b)?;
    vm.push(result);
    Ok(())
}

/// `+` and `+=`. A str that only the variable assigned to next still holds is grown in place, so that building a
/// text piece by piece is not quadratic.
pub(crate) fn add(vm: &mut Vm, operation: fn(&mut Vm, Operator) -> PyResult<()>) -> PyResult<()> {
    if vm.peek(0).downcast_exact::<Str>().is_none() || vm.peek(1).downcast_exact::<Str>().is_none() {
        return operation(vm, Operator::Add);
    }
    let b = vm.pop();
    let a = vm.pop();
    let released = release_target(vm, &a);
    let result = match b.as_str().map(|b| vm.heap().str_append(a, b)) {
        Some(Ok(grown)) => grown,
        Some(Err(a)) => match concatenated(vm, &a, &b) {
            Ok(sum) => sum,
            Err(error) => {
                match released {
                    Some(Released::Local(local)) => {
                        // SAFETY: the running frame's still; it was empty.
                        unsafe { drop(local.replace(Some(a))) }
                    }
                    Some(Released::Name(scope, entry)) => {
                        drop(scope.downcast::<Dict>().and_then(|dict| dict.replace_at(entry, a)));
                    }
                    None => {}
                }
                return Err(error);
            }
        },
        None => return Err(vm.system_error("no str")),
    };
    vm.push(result);
    Ok(())
}

/// The sum of two exact strs.
fn concatenated(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    match (a.as_str(), b.as_str()) {
        (Some(x), Some(y)) if !x.is_empty() && !y.is_empty() && vm.heap().has_room((x.len() + y.len()) * 4) => {
            Ok(vm.heap().str_concat(x, y))
        }
        _ => vm.binary(Operator::Add, a, b),
    }
}

/// A variable that was emptied: a local, or an entry of a namespace.
enum Released {
    Local(*mut Slot),
    Name(Value, usize),
}

/// Empties the variable that the next instruction stores to, if it holds `value`.
fn release_target(vm: &mut Vm, value: &Value) -> Option<Released> {
    // SAFETY: the running frame; its saved ip is at the next instruction, whose operand was verified.
    let (word, local) = unsafe {
        let frame = vm.thread.frame;
        let word = (*(*frame).ip).get();
        (word, (*frame).fp.add((word >> 8) as usize))
    };
    if word as u8 == Opcode::StoreFast as u8 {
        // SAFETY: STORE_FAST's operand is a local.
        unsafe {
            if (*local).as_ref().is_some_and(|v| v.is(value)) {
                drop(local.replace(None));
                return Some(Released::Local(local));
            }
        }
    } else if word as u8 == special::STORE_NAME_MODULE
        && let Some(place) = super::names::cached_name(vm, word)
    {
        // SAFETY: the entry is where the namespace's keys are as they were.
        unsafe {
            if (*place).as_ref().is_some_and(|v| v.is(value)) {
                drop(place.replace(Some(Value::NONE)));
                return Some(Released::Local(place));
            }
        }
    } else if word as u8 == Opcode::StoreName as u8
        && let Ok(scope) = super::names::namespace(vm)
        && let Some(dict) = scope.downcast_exact::<Dict>()
    {
        let name = super::names::name_at(vm, (word >> 8) as usize);
        let hash = name.as_str().map_or(0, Str::hash);
        if let Some(entry) = dict.find_simple(name, hash)
            && dict.value_at(entry).is_some_and(|v| v.is(value))
        {
            drop(dict.replace_at(entry, Value::NONE));
            return Some(Released::Name(scope.clone(), entry));
        }
    }
    None
}

/// The comparison with COMPARE_OP's argument.
pub(crate) fn comparison(operator: usize) -> Comparison {
    COMPARISONS.get(operator).copied().unwrap_or(Comparison::Eq)
}

pub(crate) fn compare(vm: &mut Vm, operator: usize) -> PyResult<()> {
    let b = vm.pop();
    let a = vm.pop();
    let comparison = comparison(operator);
    let result = vm.compare(&a, &b, comparison)?;
    vm.push(result);
    Ok(())
}

pub(crate) fn contains(vm: &mut Vm, invert: bool) -> PyResult<()> {
    let container = vm.pop();
    let item = vm.pop();
    let found = vm.contains(&container, &item)?;
    vm.push(Value::bool(found != invert));
    Ok(())
}

/// Pops the top and gives its truth.
pub(crate) fn pop_truth(vm: &mut Vm) -> PyResult<bool> {
    let value = vm.pop();
    vm.truth(&value)
}

/// The truth of the top, which stays.
pub(crate) fn peek_truth(vm: &mut Vm) -> PyResult<bool> {
    let value = vm.peek(0).clone();
    vm.truth(&value)
}

pub(crate) fn get_item(vm: &mut Vm) -> PyResult<()> {
    let key = vm.pop();
    let object = vm.pop();
    let item = vm.get_item(&object, &key)?;
    vm.push(item);
    Ok(())
}

pub(crate) fn set_item(vm: &mut Vm) -> PyResult<()> {
    let key = vm.pop();
    let object = vm.pop();
    let value = vm.pop();
    vm.set_item(&object, &key, &value)
}

pub(crate) fn delete_item(vm: &mut Vm) -> PyResult<()> {
    let key = vm.pop();
    let object = vm.pop();
    vm.del_item(&object, &key)
}
