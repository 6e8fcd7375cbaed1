//! Attribute instructions.

use crate::object::class::class_flag;
use crate::object::frame::Continuation;
use crate::object::{Exception, PyResult, Tag, Value};
use crate::vm::Vm;

use super::name_at;

pub(crate) fn load_attr(vm: &mut Vm, index: usize) -> PyResult<()> {
    let name = name_at(vm, index);
    let object = vm.peek(0).clone();
    vm.specialize_load_attr(&object, name);
    if matches!(object.tag(), Tag::Instance | Tag::Class)
        && let Some((found, asked)) = vm.attribute_function(&object, name)?
    {
        return vm.ask(Continuation::Attribute, found, asked, object, name);
    }
    let value = vm.get_attr(&object, name)?;
    vm.pop();
    vm.push(value);
    Ok(())
}

/// Who gives an attribute.
enum Asked {
    /// The value is there.
    Nobody,
    /// `__getattr__`
    Missing,
    /// The `__get__` of this one.
    Descriptor(Value),
}

impl Vm {
    /// Does as `attribute_function` says; the object lies on the stack until the value is there.
    fn ask(
        &mut self,
        continuation: Continuation,
        found: Value,
        asked: Asked,
        object: Value,
        name: &Value,
    ) -> PyResult<()> {
        match asked {
            Asked::Nobody => self.return_to_instruction(continuation, found),
            Asked::Missing => self.enter_special(found, [object, name.clone()], continuation),
            Asked::Descriptor(descriptor) => {
                let class = self.heap().class_of(&object).clone();
                self.enter_special(found, [descriptor, object, class], continuation)
            }
        }
    }

    /// The error of a frame that gave the running instruction its attribute.
    #[cold]
    pub(in crate::vm) fn place_instruction_error(&mut self, error: Exception) -> Exception {
        let object = self.peek(0).clone();
        match self.running_name() {
            Some(name) => self.place_attribute_error(error, &object, &name),
            None => error,
        }
    }

    /// The Python function that gives an instance's or class's attribute, and what it is asked with; or the value, if it was found on
    /// the way. None: it is to be looked for in general.
    fn attribute_function(&mut self, object: &Value, name: &Value) -> PyResult<Option<(Value, Asked)>> {
        let class = self.class_of(object);
        if class.has_flag(class_flag::PLAIN_GETATTRIBUTE) {
            if object.tag() == Tag::Class {
                return Ok(None);
            }
            let Some(descriptor) = self.type_lookup(class, name) else { return Ok(None) };
            let Some(function) = self.python_getter(&descriptor) else { return Ok(None) };
            if self.class_of(&descriptor).slots.descr_set.get().is_none()
                && let Some(value) = self.find_own_attribute(object, name)?
            {
                return Ok(Some((value, Asked::Nobody)));
            }
            return Ok(Some((function, Asked::Descriptor(descriptor))));
        }
        Ok(self.found_or_hook(object, name)?.map(|(found, hook)| match found {
            Some(value) => (value, Asked::Nobody),
            None => (hook, Asked::Missing),
        }))
    }
}

pub(crate) fn store_attr(vm: &mut Vm, index: usize) -> PyResult<()> {
    let name = name_at(vm, index);
    let object = vm.pop();
    let value = vm.pop();
    vm.specialize_store_attr(&object, name);
    if object.tag() == Tag::Instance {
        let class = vm.class_of(&object);
        if let Some(function) = vm.python_attribute_setter(class) {
            return vm.enter_special(function, [object, name.clone(), value], Continuation::Discard);
        }
        if vm.sets_plainly(class)
            && let Some(descriptor) = vm.type_lookup(class, name)
            && let Some(function) = vm.python_setter(&descriptor)
        {
            return vm.enter_special(function, [descriptor, object, value], Continuation::Discard);
        }
    }
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
    if matches!(object.tag(), Tag::Instance | Tag::Class)
        && !vm.class_of(&object).has_flag(class_flag::PLAIN_GETATTRIBUTE)
        && let Some((found, asked)) = vm.attribute_function(&object, name)?
    {
        return vm.ask(Continuation::MethodAttribute, found, asked, object, name);
    }
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
    pub(in crate::vm) fn push_gap(&mut self) {
        // SAFETY: as `push`; CALL_METHOD knows the gap.
        unsafe {
            let frame = self.thread.frame;
            (*frame).sp.write(None::<Value>);
            (*frame).sp = (*frame).sp.add(1);
        }
    }
}
