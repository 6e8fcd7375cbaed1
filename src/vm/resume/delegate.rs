//! YIELD_FROM: linking a native delegate, or one step of a foreign one.

use crate::object::asynchronous::CoroutineWrapper;
use crate::object::generator::{Generator, State};
use crate::object::slots::Sent;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::unwind::Returned;

use super::{Step, living};

impl Vm {
    /// YIELD_FROM: TOS is the value to send, below it the delegate.
    pub(in crate::vm) fn delegate(&mut self) -> PyResult<Returned> {
        // SAFETY: the running frame; its generator is alive while it runs.
        let Some(generator) = (unsafe { (*self.thread.frame).generator.as_ref() }) else {
            return Err(self.system_error("yield from outside a generator"));
        };
        let value = self.pop();
        let delegate = self.peek(0).clone();
        if let Some(child) = delegate.as_generator().filter(|c| c.tag() != Tag::AsyncGenerator) {
            // SAFETY: the stack keeps the delegate.
            return self.delegate_to_generator(unsafe { living(child) }, value);
        }
        if let Some(step) = delegate.as_async_step()
            && let Some(child) = step.generator.as_generator()
        {
            // SAFETY: the stack keeps the step, and that the generator.
            return self.delegate_to_step(&delegate, step, unsafe { living(child) }, value);
        }
        if let Some(wrapper) = delegate.payload::<CoroutineWrapper>()
            && let Some(child) = wrapper.coroutine.as_generator()
        {
            // SAFETY: the stack keeps the wrapper, and that the coroutine.
            let child = unsafe { living(child) };
            let parent: *const Generator = generator;
            let outcome = self.delegate_to_generator(child, value);
            wrapper.linked.set(std::ptr::eq(child.parent.get(), parent));
            return outcome;
        }
        let outcome = self.send_foreign(&delegate, value);
        self.answer_delegation(outcome)
    }

    /// What came of one step of the delegate on top of the stack.
    pub(super) fn answer_delegation(&mut self, outcome: PyResult<Step>) -> PyResult<Returned> {
        match outcome? {
            Step::Yielded(value) => self.yield_on(value),
            Step::Returned(value) => {
                drop(self.pop());
                self.push(value);
                Ok(Returned::Frame)
            }
        }
    }

    /// One step of a delegate that is no native generator.
    pub(super) fn send_foreign(&mut self, delegate: &Value, value: Value) -> PyResult<Step> {
        let class = self.class_of(delegate);
        if let Some(send) = class.slots.send.get() {
            return send(self, delegate, value).map(|sent| match sent {
                Sent::Yielded(value) => Step::Yielded(value),
                Sent::Returned(value) => Step::Returned(value),
            });
        }
        let result = if value.is_none() {
            match class.slots.next.get() {
                Some(next) => match next(self, delegate) {
                    Ok(Some(value)) => Ok(value),
                    Ok(None) => return Ok(Step::Returned(Value::NONE)),
                    Err(error) => Err(error),
                },
                None => {
                    let message = format!("'{}' object is not an iterator", self.type_name(delegate));
                    return Err(self.type_error(message));
                }
            }
        } else {
            let send = &self.names().send;
            self.call_method(delegate, send, &[value])
        };
        match result {
            Ok(value) => Ok(Step::Yielded(value)),
            Err(error) => self.stop_value(error).map(Step::Returned),
        }
    }

    pub(super) fn delegate_to_generator(&mut self, child: &Generator, value: Value) -> PyResult<Returned> {
        let frame = self.thread.frame;
        // SAFETY: the running frame is a generator's (its code has YIELD_FROM); links stay alive as described.
        unsafe {
            let parent = living((*frame).generator);
            match child.state.get() {
                State::Closed if child.tag() == Tag::Coroutine => {
                    return Err(self.runtime_error("cannot reuse already awaited coroutine"));
                }
                State::Closed => {
                    drop(self.pop());
                    self.push(Value::NONE);
                    return Ok(Returned::Frame);
                }
                State::Running => return Err(self.already_executing(child)),
                State::Created if !value.is_none() => {
                    let message = format!("can't send non-None value to a just-started {}", child.kind());
                    return Err(self.type_error(message));
                }
                _ => {}
            }
            let leaf = child.innermost();
            if leaf.runs() {
                return Err(self.already_executing(child));
            }
            child.cut();
            self.switch_to(parent, child, leaf, value)
        }
    }

    /// Links `child` below the running `parent`, which stands at YIELD_FROM, and resumes its innermost delegate.
    ///
    /// # Safety
    /// The top of the parent's stack keeps the child; `leaf` is its innermost delegate, and waits.
    #[inline(always)]
    pub(super) unsafe fn switch_to(
        &mut self,
        parent: &Generator,
        child: &Generator,
        leaf: &Generator,
        value: Value,
    ) -> PyResult<Returned> {
        if self.thread.depth >= self.recursion_limit {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        let frame = self.thread.frame;
        // SAFETY: by contract.
        unsafe {
            self.thread.depth += 1;
            child.parent.set(parent);
            child.leaf.set(std::ptr::null());
            parent.state.set(State::Delegating);
            (*frame).ip = (*frame).ip.sub(1);
            let record = leaf.record();
            (*record).take_activation(&mut *frame);
            if let Some(root) = (*record).root.as_ref().and_then(Value::as_generator) {
                root.set_leaf(leaf);
            }
            leaf.state.set(State::Running);
            self.move_handled(parent, leaf);
            self.thread.frame = record;
            self.push(value);
            Ok(Returned::Frame)
        }
    }
}
