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
    if object.tag() == Tag::Instance
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

    /// The Python function that gives an instance's attribute, and what it is asked with; or the value, if it was found on
    /// the way. None: it is to be looked for in general.
    fn attribute_function(&mut self, object: &Value, name: &Value) -> PyResult<Option<(Value, Asked)>> {
        let class = self.class_of(object);
        if class.has_flag(class_flag::PLAIN_GETATTRIBUTE) {
            let Some(descriptor) = self.type_lookup(class, name) else { return Ok(None) };
            let Some(function) = self.python_getter(&descriptor) else { return Ok(None) };
            if self.class_of(&descriptor).slots.descr_set.get().is_none()
                && let Some(value) = self.find_own_attribute(object, name)?
            {
                return Ok(Some((value, Asked::Nobody)));
            }
            return Ok(Some((function, Asked::Descriptor(descriptor))));
        }
        let Some(hook) = self.missing_hook(class) else { return Ok(None) };
        match self.generic_lookup(object, name) {
            Ok(Some(value)) => Ok(Some((value, Asked::Nobody))),
            Err(error) if !self.is_exception(&error, self.types().attribute_error()) => Err(error),
            Ok(None) | Err(_) => Ok(Some((hook, Asked::Missing))),
        }
    }
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
    if object.tag() == Tag::Instance
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
