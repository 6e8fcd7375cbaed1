//! Attribute instructions.

use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::name_at;

pub(crate) fn load_attr(vm: &mut Vm, index: usize) -> PyResult<()> {
    let name = name_at(vm, index);
    let object = vm.peek(0).clone();
    vm.specialize_load_attr(&object, name);
    let value = vm.get_attr(&object, name)?;
    vm.pop();
    vm.push(value);
    Ok(())
}

pub(crate) fn store_attr(vm: &mut Vm, index: usize) -> PyResult<()> {
    let name = name_at(vm, index);
    let object = vm.pop();
    let value = vm.pop();
    vm.specialize_store_attr(&object, name);
    vm.set_attr(&object, name, &value)
}

pub(crate) fn delete_attr(vm: &mut Vm, index: usize) -> PyResult<()> {
    let name = name_at(vm, index);
    let object = vm.pop();
    vm.del_attr(&object, name)
}

/// Leaves function and self, or a gap and a bound callable.
pub(crate) fn load_method(vm: &mut Vm, index: usize) -> PyResult<()> {
    let name = name_at(vm, index);
    let object = vm.peek(0).clone();
    vm.specialize_load_method(&object, name);
    let (callable, receiver) = vm.load_method(&object, name)?;
    vm.pop();
    match receiver {
        Some(receiver) => {
            vm.push(callable);
            vm.push(receiver);
        }
        None => {
            vm.push_gap();
            vm.push(callable);
        }
    }
    Ok(())
}

impl Vm {
    /// The gap below a bound callable.
    fn push_gap(&mut self) {
        // SAFETY: as `push`; CALL_METHOD knows the gap.
        unsafe {
            let frame = self.thread.frame;
            (*frame).sp.write(None::<Value>);
            (*frame).sp = (*frame).sp.add(1);
        }
    }
}
