//! Steps of async generators: what awaiting the awaitables of `asend`, `athrow` and `aclose` does.
//!
//! Who awaits a step delegates to the async generator: that one is linked below it as any other delegate is, so that
//! what its own delegates yield takes one step at any depth. Only the end differs: a value of the generator's own ends
//! the await, not the generator. The first step of `athrow`, which ends otherwise than its later ones, is not linked.

use crate::object::asynchronous::{AnextAwaitable, AsyncAction, AsyncStep, AwaitState};
use crate::object::exception::Exception;
use crate::object::frame::Record;
use crate::object::generator::{Flags, Generator, State};
use crate::object::native::{Resume, Thrown};
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

impl AsyncStep {
    /// Nobody can go on with it. Who awaits it finds that out next time.
    pub fn end(&self) {
        self.state.set(AwaitState::Closed);
        let Some(object) = self.generator.as_generator().filter(|_| self.linked.get()) else { return };
        object.cut();
        if self.linked.get() {
            object.root().flags.set(Flags::STEP_ENDED, true);
        }
    }
}

impl Generator {
    /// The outermost generator above this one, or itself.
    pub(super) fn root(&self) -> &Generator {
        let mut root = self;
        while !root.parent.get().is_null() {
            // SAFETY: a parent unlinks its delegates before it goes.
            root = unsafe { living(root.parent.get()) };
        }
        root
    }

    /// Takes the suspended chain that begins here apart where a step is awaited that has ended.
    pub(super) fn cut_ended_steps(&self) {
        self.leaf.set(std::ptr::null());
        let mut at = self;
        while let Some(child) = at.linked_child() {
            let ended = |delegate: Value| delegate.as_async_step().is_some_and(|s| s.state.get() == AwaitState::Closed);
            if at.delegate().is_some_and(ended) {
                at.unlink_delegate();
            }
            at = child;
        }
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

    /// What the first or a later `send` to what `athrow` or `aclose` gave resumes its generator with; None if the await
    /// is over.
    pub fn athrow_input(&mut self, step: &AsyncStep, object: &Generator, input: Value) -> PyResult<Option<Resume>> {
        if step.state.get() == AwaitState::Closed {
            return Err(self.reused_step(step));
        }
        if object.state.get() == State::Closed {
            step.end();
            return Ok(None);
        }
        if step.state.get() == AwaitState::Running {
            return Ok(Some(Resume::Send(input)));
        }
        let closes = step.kind() == Kind::Close;
        if object.flags.has(Flags::ASYNC_RUNNING) {
            step.end();
            let name = if closes { "aclose" } else { "athrow" };
            return Err(self.runtime_error(format!("{name}(): asynchronous generator is already running")));
        }
        if object.flags.has(Flags::ASYNC_CLOSED) {
            step.end();
            return Err(self.exception_with(self.types().stop_async_iteration(), Vec::new()));
        }
        if !input.is_none() {
            return Err(self.runtime_error("can't send non-None value to a just-started coroutine"));
        }
        step.state.set(AwaitState::Running);
        object.flags.set(Flags::ASYNC_RUNNING, true);
        let arguments = step.action.with(|action| match action {
            AsyncAction::Throw(arguments) => arguments.clone(),
            _ => vec![self.types().generator_exit().clone()],
        });
        if closes {
            object.flags.set(Flags::ASYNC_CLOSED, true);
        }
        let thrown = self.thrown_by(arguments);
        Ok(Some(Resume::ThrowArguments(Thrown { through: true, ..thrown })))
    }

    /// The error of who turns to a step that is over.
    pub fn reused_step(&self, step: &AsyncStep) -> Exception {
        self.runtime_error(match step.kind() {
            Kind::Send => "cannot reuse already awaited __anext__()/asend()",
            _ => "cannot reuse already awaited aclose()/athrow()",
        })
    }

    /// `send` of a step, in a nested evaluation.
    pub fn send_to_step(&mut self, step: &AsyncStep, object: &Generator, input: Value) -> PyResult<Step> {
        let first = step.state.get() == AwaitState::Created;
        let input = match step.kind() {
            Kind::Send => Some(Resume::Send(self.asend_input(step, object, input)?)),
            _ => self.athrow_input(step, object, input)?,
        };
        match input {
            Some(input) => self.resume_step(step, object, input, first),
            None => Ok(Step::Returned(Value::NONE)),
        }
    }

    fn resume_step(&mut self, step: &AsyncStep, object: &Generator, input: Resume, first: bool) -> PyResult<Step> {
        let outcome = self.step(&step.generator, input);
        let outcome = self.conclude_step(step, object, outcome, false);
        if first && !matches!(outcome, Ok(Step::Yielded(_))) {
            step.end();
        }
        outcome
    }

    /// `throw` of a step, in a nested evaluation.
    pub fn throw_into_step(&mut self, step: &AsyncStep, object: &Generator, arguments: Vec<Value>) -> PyResult<Step> {
        if step.state.get() == AwaitState::Closed {
            return Err(self.reused_step(step));
        }
        let thrown = self.thrown_by(arguments);
        let outcome = self.step(&step.generator, Resume::ThrowArguments(thrown));
        self.conclude_step(step, object, outcome, true)
    }

    /// What came of an exception that was thrown in through `delegate`, a step.
    pub(super) fn conclude_throw(&mut self, delegate: &Value, outcome: PyResult<Step>) -> PyResult<Step> {
        let Some(step) = delegate.as_async_step() else { return outcome };
        let Some(object) = step.generator.as_generator() else { return outcome };
        let outcome = self.conclude_step(step, object, outcome, true);
        self.or_default(delegate, outcome)
    }

    /// `anext` with a default gives that at the end.
    fn or_default(&mut self, delegate: &Value, outcome: PyResult<Step>) -> PyResult<Step> {
        match (outcome, delegate.payload::<AnextAwaitable>()) {
            (Err(error), Some(anext)) if self.is_exception(&error, self.types().stop_async_iteration()) => {
                error.let_go();
                Ok(Step::Returned(anext.default.clone()))
            }
            (outcome, _) => outcome,
        }
    }

    /// YIELD_FROM on a step of `child`.
    pub(super) fn delegate_to_step(
        &mut self,
        delegate: &Value,
        step: &AsyncStep,
        child: &Generator,
        value: Value,
    ) -> PyResult<Returned> {
        let kind = step.kind();
        let first = step.state.get() == AwaitState::Created;
        let input = match kind {
            Kind::Send => Some(Resume::Send(self.asend_input(step, child, value)?)),
            _ => self.athrow_input(step, child, value)?,
        };
        let Some(input) = input else { return self.answer_delegation(Ok(Step::Returned(Value::NONE))) };
        let leaf = child.innermost();
        let ready = match (&input, child.state.get()) {
            (Resume::Send(value), State::Created) => value.is_none(),
            (Resume::Send(_), State::Suspended | State::Delegating) => !leaf.runs(),
            (_, State::Suspended) => kind == Kind::Close && !child.is_delegating(),
            _ => false,
        };
        if !ready {
            let outcome = self.resume_step(step, child, input, first);
            let outcome = self.or_default(delegate, outcome);
            return self.answer_delegation(outcome);
        }
        child.cut();
        step.linked.set(true);
        let (value, thrown) = match input {
            Resume::Send(value) => (value, None),
            Resume::ThrowArguments(Thrown { exception: Ok(exception), .. }) => (Value::NONE, Some(exception)),
            _ => return Err(self.system_error("bad step of an async generator")),
        };
        // SAFETY: the running frame is a generator's; its stack keeps the step. The leaf was found just now.
        let switched = unsafe {
            let parent = living((*self.thread.frame).generator);
            self.switch_to(parent, child, living(leaf), value)
        };
        if switched.is_err() {
            step.linked.set(false);
            step.end();
        } else if let Some(exit) = thrown {
            drop(self.pop());
            return self.throw_here(exit);
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
        // SAFETY: by contract; a delegating generator stands at its YIELD_FROM.
        let delegate = unsafe { parent.top_delegate() };
        let Some((delegate, step)) = delegate.as_ref().and_then(|d| Some((d, d.as_async_step()?))) else {
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
        let outcome = self.conclude_step(step, child, outcome, false);
        let outcome = self.or_default(delegate, outcome);
        self.settle_finalizers();
        self.answer_delegation(outcome)
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
                Err(error) if self.is_async_end(&error) => {
                    error.let_go();
                    Ok(Step::Returned(Value::NONE))
                }
                Err(error) => Err(error),
            };
            // After a throw CPython leaves the generator running, and the step open.
            if !thrown || own {
                object.flags.set(Flags::ASYNC_RUNNING, false);
                step.end();
            }
            return answer;
        }
        object.flags.set(Flags::ASYNC_RUNNING, false);
        if kind == Kind::Send {
            step.end();
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
