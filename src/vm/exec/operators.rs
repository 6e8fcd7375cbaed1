//! Unary, binary and comparison instructions.

use crate::object::slots::Comparison;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::Operator;

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

pub(crate) fn inplace(vm: &mut Vm, operator: Operator) -> PyResult<()> {
    let b = vm.pop();
    let a = vm.pop();
    let result = vm.inplace(operator, &a, &b)?;
    vm.push(result);
    Ok(())
}

pub(crate) fn compare(vm: &mut Vm, operator: usize) -> PyResult<()> {
    let b = vm.pop();
    let a = vm.pop();
    let comparison = COMPARISONS.get(operator).copied().unwrap_or(Comparison::Eq);
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
