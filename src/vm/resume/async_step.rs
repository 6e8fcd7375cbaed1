//! Steps of async generators: what awaiting the awaitables of `asend`, `athrow` and `aclose` does.
//!
//! Who awaits a step delegates to the async generator: that one is linked below it as any other delegate is, so that
//! what its own delegates yield takes one step at any depth. Only the end differs: a value of the generator's own ends
//! the await, not the generator. The first step of `athrow` and `aclose`, which throws, is not linked.

use crate::object::asynchronous::{AsyncAction, AsyncStep, AwaitState};
use crate::object::exception::Exception;
use crate::object::frame::Record;
use crate::object::generator::{Flags, Generator, State};
use crate::object::native::Resume;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::unwind::Returned;

use super::{Step, living};

/// Which of the three a step is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Send,
    Throw,
    Close,
}

impl AsyncStep {
    pub fn kind(&self) -> Kind {
        self.action.with(|action| match action {
            AsyncAction::Send(_) => Kind::Send,
            AsyncAction::Throw(_) => Kind::Throw,
            AsyncAction::Close => Kind::Close,
        })
    }
}

impl Vm {
    /// What the first or a later `send` to an `asend` resumes its generator with.
    pub fn asend_input(&mut self, step: &AsyncStep, object: &Generator, mut input: Value) -> PyResult {
        match step.state.get() {
            AwaitState::Closed => return Err(self.runtime_error("cannot reuse already awaited __anext__()/asend()")),
            AwaitState::Running => {}
            AwaitState::Created => {
                if object.flags.has(Flags::ASYNC_RUNNING) {
                    return Err(self.runtime_error("anext(): asynchronous generator is already running"));
                }
                if input.is_none() {
                    input = step.action.with(|action| match action {
                        AsyncAction::Send(value) => value.clone(),
                        _ => Value::NONE,
                    });
                }
                step.state.set(AwaitState::Running);
            }
        }
        object.flags.set(Flags::ASYNC_RUNNING, true);
        Ok(input)
    }

    /// Resumes the generator of a step in a nested evaluation. Who awaits another step of it, or this one, has to ask
    /// anew.
    pub fn resume_step(&mut self, step: &AsyncStep, object: &Generator, input: Resume) -> PyResult<Step> {
        object.cut();
        self.step(&step.generator, input)
    }

    /// `close()` of a step: nobody can go on with it.
    pub fn close_step(&self, step: &AsyncStep) {
        step.state.set(AwaitState::Closed);
        if step.linked.get()
            && let Some(object) = step.generator.as_generator()
        {
            object.cut();
        }
    }

    /// YIELD_FROM on a step of `child`.
    pub(super) fn delegate_to_step(&mut self, step: &AsyncStep, child: &Generator, value: Value) -> PyResult<Returned> {
        let kind = step.kind();
        let goes_on =
            kind == Kind::Send || step.state.get() == AwaitState::Running && child.state.get() != State::Closed;
        if !goes_on {
            let delegate = self.peek(0).clone();
            let outcome = self.send_foreign(&delegate, value);
            return self.answer_delegation(outcome);
        }
        let input = if kind == Kind::Send { self.asend_input(step, child, value)? } else { value };
        let leaf = child.innermost();
        let ready = match child.state.get() {
            State::Created => input.is_none(),
            State::Suspended | State::Delegating => !leaf.runs(),
            State::Running | State::Closed => false,
        };
        if !ready {
            let outcome = self.resume_step(step, child, Resume::Send(input));
            let outcome = self.conclude_step(step, child, outcome, false);
            return self.answer_delegation(outcome);
        }
        child.cut();
        step.linked.set(true);
        // SAFETY: the running frame is a generator's; its stack keeps the step. The leaf was found just now.
        let switched = unsafe {
            let parent = living((*self.thread.frame).generator);
            self.switch_to(parent, child, living(leaf), input)
        };
        if switched.is_err() {
            step.linked.set(false);
            step.state.set(AwaitState::Closed);
        }
        switched
    }

    /// The async generator `child`, which `parent` awaits a step of, yields a value of its own or ends.
    ///
    /// # Safety
    /// As for `return_to_parent`.
    pub(super) unsafe fn end_step(
        &mut self,
        frame: *mut Record,
        child: &Generator,
        parent: &Generator,
        outcome: PyResult<Step>,
    ) -> PyResult<Returned> {
        let thrown = child.flags.set(Flags::THROWN, false);
        // SAFETY: by contract; a delegating generator's stack has its delegate on top, here a step.
        let delegate = unsafe { (*(*parent.record()).sp.sub(1)).clone() };
        let Some(step) = delegate.as_ref().and_then(|d| d.payload::<AsyncStep>()) else {
            return Err(self.system_error("no step of an async generator"));
        };
        step.linked.set(false);
        // SAFETY: by contract; the step keeps the child.
        unsafe {
            match outcome {
                Ok(Step::Yielded(_)) => self.give_back(frame, child, parent),
                _ => self.return_to_parent(frame, child, parent),
            }
        }
        let outcome = self.conclude_step(step, child, outcome, thrown);
        if thrown {
            drop(self.pop());
            drop(delegate);
            self.settle_outside(parent);
        } else {
            self.settle_finalizers();
        }
        match outcome {
            Ok(Step::Returned(value) | Step::Yielded(value)) => {
                if !thrown {
                    drop(self.pop());
                }
                self.push(value);
                Ok(Returned::Frame)
            }
            Err(error) => {
                if thrown {
                    self.chain_thrown(&error);
                }
                Err(error)
            }
        }
    }

    /// What a step of the generator means to who awaits it: a value of the generator's own ends the await. `thrown`:
    /// the awaitable's `throw` was called, not its `send`.
    pub fn conclude_step(
        &mut self,
        step: &AsyncStep,
        object: &Generator,
        outcome: PyResult<Step>,
        thrown: bool,
    ) -> PyResult<Step> {
        let outcome = match outcome {
            Ok(Step::Yielded(value)) if object.is_delegating() => return Ok(Step::Yielded(value)),
            Ok(Step::Yielded(value)) => Ok(value),
            Ok(Step::Returned(_)) => Err(self.exception_with(self.types().stop_async_iteration(), Vec::new())),
            Err(error) => Err(error),
        };
        let kind = step.kind();
        if kind == Kind::Close {
            let own = outcome.is_ok();
            let answer = match outcome {
                Ok(_) => Err(self.runtime_error("async generator ignored GeneratorExit")),
                Err(error) if self.is_async_end(&error) => Ok(Step::Returned(Value::NONE)),
                Err(error) => Err(error),
            };
            // After a throw CPython leaves the generator running.
            if !thrown || own {
                object.flags.set(Flags::ASYNC_RUNNING, false);
            }
            if !thrown {
                step.state.set(AwaitState::Closed);
            }
            return answer;
        }
        object.flags.set(Flags::ASYNC_RUNNING, false);
        if kind == Kind::Send {
            step.state.set(AwaitState::Closed);
        }
        match outcome {
            Ok(value) => Ok(Step::Returned(value)),
            Err(error) => {
                if self.is_async_end(&error) {
                    object.flags.set(Flags::ASYNC_CLOSED, true);
                }
                Err(error)
            }
        }
    }

    fn is_async_end(&self, error: &Exception) -> bool {
        let types = self.types();
        self.is_exception(error, types.stop_async_iteration()) || self.is_exception(error, types.generator_exit())
    }
}
