//! Special methods that are Python functions: their frames are pushed as calls' are, without a nested evaluation.

use crate::bytecode::opcode::number::*;
use crate::object::class::Class;
use crate::object::frame::Continuation;
use crate::object::function::Function;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::names::Names;
use crate::vm::protocol::Operator;

use super::{Outcome, Regs};

/// The Python function that a plain instance's class has for this name, if it takes so many arguments as they are.
#[inline(never)]
fn method(vm: &mut Vm, object: &Value, name: &Value, arguments: u32) -> Option<Value> {
    if object.tag() != Tag::Instance || vm.thread.depth + 2 >= vm.recursion_limit {
        return None;
    }
    let found = vm.type_lookup(vm.class_of(object), name)?;
    let fits = found.downcast::<Function>().is_some_and(|f| f.code().hot.plain_arguments.get() == arguments);
    fits.then_some(found)
}

#[inline(never)]
fn is_derived(class: &Value, from: &Value) -> bool {
    class.downcast::<Class>().is_none_or(|class| class.is_subclass(from))
}

impl Regs<'_> {
    /// The method of a binary operator or comparison whose left operand is asked first: the right one's class is not
    /// derived from the left one's.
    #[inline(always)]
    pub(super) unsafe fn operator_method(&mut self, name: &Value) -> Option<Value> {
        // SAFETY: two operands lie there.
        unsafe {
            let (a, b) = (self.peek(1), self.peek(0));
            if a.header().is_none_or(|a| a.tag() != Tag::Instance) {
                return None;
            }
            let (left, right) = (self.vm.heap().class_of(a), self.vm.heap().class_of(b));
            if !left.is(right) && is_derived(right, left) {
                return None;
            }
            method(self.vm, a, name, 2)
        }
    }

    /// The method of an operator in place: the object's own, or else that of the binary operator.
    #[inline(always)]
    pub(super) unsafe fn inplace_method(&mut self, operator: Operator, own: &Value, binary: &Value) -> Option<Value> {
        // SAFETY: two operands lie there.
        unsafe {
            let a = self.peek(1);
            if a.header().is_none_or(|a| a.tag() != Tag::Instance) {
                return None;
            }
            if self.vm.has_inplace(operator, a) { method(self.vm, a, own, 2) } else { self.operator_method(binary) }
        }
    }

    /// Pushes the frame of what `operator_method` gave. The operands stay where they are until it answers.
    #[inline(always)]
    pub(super) unsafe fn run_operator(self, function: Value, continuation: Continuation) -> Outcome {
        // SAFETY: behind the running frame there is room for some arguments.
        unsafe {
            let top = (*self.vm.thread.frame).top;
            let callee: &Function = crate::vm::outlive(function.downcast().unwrap_unchecked());
            top.write(Some(function));
            top.add(1).write(Some(self.peek(1).clone()));
            top.add(2).write(Some(self.peek(0).clone()));
            let result = self.sp;
            self.push_frame(callee, top, result, continuation)
        }
    }

    /// Pushes the frame of a special method over an object and the operands above it, `count` in all, which are moved.
    #[inline(always)]
    pub(super) unsafe fn run_over(self, function: Value, count: usize, continuation: Continuation) -> Outcome {
        // SAFETY: as for `run_operator`.
        unsafe {
            let top = (*self.vm.thread.frame).top;
            let callee: &Function = crate::vm::outlive(function.downcast().unwrap_unchecked());
            let result = self.sp.sub(count);
            top.write(Some(function));
            for i in 0..count {
                top.add(1 + i).write(result.add(i).read());
            }
            self.push_frame(callee, top, result, continuation)
        }
    }

    /// The special method without arguments of the instance on top.
    #[inline(always)]
    pub(super) unsafe fn unary_method(&mut self, name: fn(&Names) -> &Value) -> Option<Value> {
        // SAFETY: an operand lies there.
        unsafe {
            if self.peek(0).tag() != Tag::Instance {
                return None;
            }
            let name = name(self.vm.names());
            method(self.vm, self.peek(0), name, 1)
        }
    }

    /// Pushes the frame of an iterator's `__next__`; the iterator stays where it is.
    #[inline(always)]
    pub(super) unsafe fn run_next(self, function: Value) -> Outcome {
        // SAFETY: as for `run_operator`.
        unsafe {
            let top = (*self.vm.thread.frame).top;
            let callee: &Function = crate::vm::outlive(function.downcast().unwrap_unchecked());
            top.write(Some(function));
            top.add(1).write(Some(self.peek(0).clone()));
            let result = self.sp;
            self.push_frame(callee, top, result, Continuation::Next)
        }
    }

    /// `__contains__` of an instance.
    #[inline(always)]
    pub(super) unsafe fn contains_method(&mut self) -> Option<Value> {
        // SAFETY: item and container lie there.
        unsafe {
            let name = &self.vm.names().contains;
            method(self.vm, self.peek(0), name, 2)
        }
    }

    /// Pushes the frame of what `contains_method` gave over container and item.
    #[inline(always)]
    pub(super) unsafe fn run_contains(self, function: Value) -> Outcome {
        // SAFETY: as for `run_operator`; the operands are moved.
        unsafe {
            let top = (*self.vm.thread.frame).top;
            let callee: &Function = crate::vm::outlive(function.downcast().unwrap_unchecked());
            let result = self.sp.sub(2);
            top.write(Some(function));
            top.add(1).write(result.add(1).read());
            top.add(2).write(result.read());
            self.push_frame(callee, top, result, Continuation::Contains)
        }
    }

    /// `__setitem__` of an instance.
    #[inline(always)]
    pub(super) unsafe fn setitem_method(&mut self) -> Option<Value> {
        // SAFETY: value, object and key lie there.
        unsafe {
            let name = &self.vm.names().setitem;
            method(self.vm, self.peek(1), name, 3)
        }
    }

    /// Pushes the frame of what `setitem_method` gave over object, key and value.
    #[inline(always)]
    pub(super) unsafe fn run_setitem(self, function: Value) -> Outcome {
        // SAFETY: as for `run_operator`; the operands are moved.
        unsafe {
            let top = (*self.vm.thread.frame).top;
            let callee: &Function = crate::vm::outlive(function.downcast().unwrap_unchecked());
            let result = self.sp.sub(3);
            top.write(Some(function));
            top.add(1).write(result.add(1).read());
            top.add(2).write(result.add(2).read());
            top.add(3).write(result.read());
            self.push_frame(callee, top, result, Continuation::Discard)
        }
    }

    /// `__getitem__` of an instance.
    #[inline(always)]
    pub(super) unsafe fn getitem_method(&mut self) -> Option<Value> {
        // SAFETY: two operands lie there.
        unsafe {
            let name = &self.vm.names().getitem;
            method(self.vm, self.peek(1), name, 2)
        }
    }

    /// Pushes the frame of what `getitem_method` gave over the operands.
    #[inline(always)]
    pub(super) unsafe fn run_getitem(self, function: Value) -> Outcome {
        // SAFETY: two operands lie there.
        unsafe { self.run_over(function, 2, Continuation::Call) }
    }
}

/// The operator of an instruction, and whether it works in place; None for a comparison.
fn operator_of(opcode: u8) -> Option<(Operator, bool)> {
    Some(match opcode {
        BINARY_ADD => (Operator::Add, false),
        BINARY_SUBTRACT => (Operator::Subtract, false),
        BINARY_MULTIPLY => (Operator::Multiply, false),
        BINARY_TRUE_DIVIDE => (Operator::TrueDivide, false),
        BINARY_MODULO => (Operator::Remainder, false),
        BINARY_FLOOR_DIVIDE => (Operator::FloorDivide, false),
        BINARY_AND => (Operator::And, false),
        BINARY_OR => (Operator::Or, false),
        BINARY_XOR => (Operator::Xor, false),
        BINARY_LSHIFT => (Operator::LShift, false),
        BINARY_RSHIFT => (Operator::RShift, false),
        INPLACE_ADD => (Operator::Add, true),
        INPLACE_SUBTRACT => (Operator::Subtract, true),
        INPLACE_MULTIPLY => (Operator::Multiply, true),
        INPLACE_TRUE_DIVIDE => (Operator::TrueDivide, true),
        _ => return None,
    })
}

impl Vm {
    /// A special method gave `value` to the instruction that the running frame stands behind.
    pub(in crate::vm) fn return_to_instruction(&mut self, continuation: Continuation, value: Value) -> PyResult<()> {
        match continuation {
            Continuation::Operator | Continuation::Comparison => return self.return_to_operator(value),
            Continuation::Discard => drop(value),
            Continuation::Attribute => {
                drop(self.pop());
                self.push(value);
            }
            Continuation::MethodAttribute => {
                drop(self.pop());
                self.push_gap();
                self.push(value);
            }
            Continuation::Iter => {
                let iterator = self.checked_iterator(value)?;
                self.push(iterator);
            }
            Continuation::Truth => {
                if value.as_bool().is_none() {
                    return Err(self.no_bool(&value));
                }
                self.push(value);
                // SAFETY: the running frame stands behind the instruction, which has no form.
                unsafe { (*self.thread.frame).ip = (*self.thread.frame).ip.sub(1) };
            }
            Continuation::Contains => {
                let found = self.truth(&value)?;
                // SAFETY: the running frame stands behind CONTAINS_OP.
                let invert = unsafe { (*(*self.thread.frame).ip.sub(1)).get() >> 8 != 0 };
                self.push(Value::bool(found != invert));
            }
            Continuation::Length => {
                let length = self.checked_length(&value)?;
                self.push(Value::from_len(length));
            }
            _ => self.push(value),
        }
        Ok(())
    }

    /// The method of an operator gave `value`; the operands lie on the running frame's stack.
    fn return_to_operator(&mut self, value: Value) -> PyResult<()> {
        let (b, a) = (self.pop(), self.pop());
        if !value.is(&Value::NOT_IMPLEMENTED) {
            self.push(value);
            return Ok(());
        }
        // SAFETY: the running frame; its saved ip is behind the operator.
        let word = unsafe { (*(*self.thread.frame).ip.sub(1)).get() };
        let Some((operator, in_place)) = operator_of(word as u8) else {
            let result = self.compare_refused(&a, &b, (word >> 8) as usize)?;
            self.push(result);
            return Ok(());
        };
        let result = if !in_place {
            self.binary_after_left(operator, &a, &b, operator.symbol())?
        } else if self.has_inplace(operator, &a) {
            self.binary_after_inplace(operator, &a, &b)?
        } else {
            self.binary_after_left(operator, &a, &b, &format!("{}=", operator.symbol()))?
        };
        self.push(result);
        Ok(())
    }

    /// The left operand's method gave NotImplemented: the right one is asked.
    fn compare_refused(&mut self, a: &Value, b: &Value, kind: usize) -> PyResult {
        let comparison = crate::vm::exec::comparison(kind);
        self.recurse(" in comparison", |vm| vm.compare_after_left(a, b, comparison))
    }
}
