//! YIELD_FROM: linking a native delegate, or one step of a foreign one.

use crate::object::asynchronous::CoroutineWrapper;
use crate::object::frame::Continuation;
use crate::object::generator::{Flags, Generator, State};
use crate::object::native::Resume;
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
        if generator.flags.set(Flags::THROWN_YIELD, false) {
            return self.yield_on(value);
        }
        let mut delegate = self.peek(0).clone();
        if let Some(wrapper) = delegate.payload::<CoroutineWrapper>() {
            // The coroutine takes its wrapper's place, so that it can be linked.
            let coroutine = wrapper.coroutine.clone();
            drop(self.pop());
            self.push(coroutine.clone());
            delegate = coroutine;
        }
        if let Some(child) = delegate.as_generator().filter(|c| c.tag() != Tag::AsyncGenerator) {
            // SAFETY: the stack keeps the delegate.
            return self.delegate_to_generator(unsafe { living(child) }, &delegate, value);
        }
        match self.send_foreign(&delegate, value) {
            Ok(Step::Yielded(value)) => self.yield_on(value),
            Ok(Step::Returned(value)) => {
                drop(self.pop());
                self.push(value);
                Ok(Returned::Frame)
            }
            Err(error) => Err(error),
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

    pub(super) fn delegate_to_generator(
        &mut self,
        child: &Generator,
        delegate: &Value,
        value: Value,
    ) -> PyResult<Returned> {
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
                State::Running => {
                    return Err(self.value_error(format!("{} already executing", child.kind())));
                }
                State::Created if !value.is_none() => {
                    let message = format!("can't send non-None value to a just-started {}", child.kind());
                    return Err(self.type_error(message));
                }
                _ => {}
            }
            let owner = child.parent.get();
            if !owner.is_null() && !std::ptr::eq(owner, parent) {
                // Another generator delegates to it already: resumed by nesting, never linked twice.
                return match self.activate(delegate.clone(), Resume::Send(value), Continuation::YieldFrom) {
                    Ok(()) => Ok(Returned::Frame),
                    Err(error) => Err(error),
                };
            }
            let leaf = child.innermost();
            if leaf.state.get() == State::Running {
                if std::ptr::eq(leaf, child) {
                    return Err(self.value_error(format!("{} already executing", child.kind())));
                }
                // The delegate whose own delegate runs finds that out.
                return match self.activate(delegate.clone(), Resume::Send(value), Continuation::YieldFrom) {
                    Ok(()) => Ok(Returned::Frame),
                    Err(error) => Err(error),
                };
            }
            if self.thread.depth >= self.recursion_limit {
                return Err(self.recursion_error("maximum recursion depth exceeded"));
            }
            self.thread.depth += 1;
            child.parent.set(parent);
            parent.state.set(State::Delegating);
            (*frame).ip = (*frame).ip.sub(1);
            let record = leaf.record();
            (*record).take_activation(&mut *frame);
            if let Some(root) = (*record).root.as_ref().and_then(Value::as_generator) {
                root.leaf.set(leaf);
            }
            leaf.state.set(State::Running);
            self.move_handled(parent, leaf);
            self.thread.frame = record;
            self.push(value);
            Ok(Returned::Frame)
        }
    }
}
