//! Exceptions thrown into suspended generators, and closing.
//!
//! A link that waits for a delegate hands what is thrown to that first; what comes of it decides how the link's own
//! frame goes on. CPython recurses; here that is one loop down the links, which takes the chain apart, and one up again
//! through those that go on. A chain whose end waits on is linked anew when the next value is sent.

use std::ops::ControlFlow;

use crate::object::asynchronous::{AwaitState, CoroutineWrapper};
use crate::object::class::Class;
use crate::object::exception::Exception;
use crate::object::frame::{Continuation, Record};
use crate::object::generator::{Flags, Generator, State};
use crate::object::native::Resume;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;

use super::{Step, living};

/// What is on its way down a chain.
struct Passage {
    /// What is thrown in, until it is; None if the chain is closed.
    exception: Option<PyResult<Exception>>,
    /// As `throw` got them.
    arguments: Vec<Value>,
    /// Is it a GeneratorExit? That closes delegates, but for those which it comes through by `athrow` and `aclose`.
    exit: bool,
    through: bool,
    /// The present generator is closed: it was so from the start, or its awaiter gets a GeneratorExit.
    closing: bool,
    /// The present generator was linked to the one before, and so it is suspended.
    linked: bool,
}

/// A generator whose delegate is closed or thrown into. It counts as running meanwhile.
struct Link {
    generator: Value,
    /// How it goes on afterwards.
    way: Way,
    /// What it was before.
    state: State,
    passing: bool,
    frame: *mut Record,
}

enum Way {
    /// Its delegate is thrown into.
    Throw,
    /// The same, by the `throw` of this step of an async generator.
    ThrowStep(Value),
    /// Its delegate is closed before the exit is thrown into itself.
    Exit,
    /// Its delegate is closed before it is closed itself.
    Close,
}

impl Vm {
    /// Throws into a generator that waits for a delegate, or closes it.
    pub(super) fn throw_down(&mut self, generator: &Value, input: Resume) -> PyResult<Step> {
        if self.stack_exhausted() {
            return Err(self.recursion_error("maximum recursion depth exceeded while calling a Python object"));
        }
        let (exception, arguments, through) = match input {
            Resume::ThrowArguments(thrown) => (Some(thrown.exception), thrown.arguments, thrown.through),
            Resume::Throw(exception) => {
                let arguments = vec![exception.value().clone()];
                (Some(Ok(exception)), arguments, false)
            }
            Resume::Send(_) | Resume::Close => (None, Vec::new(), false),
        };
        let exit = arguments.first().is_some_and(|given| self.is_exit(given));
        let closing = exception.is_none();
        let mut passage = Passage { exception, arguments, exit, through, closing, linked: false };
        let mut links = Vec::new();
        let mut at = generator.clone();
        let mut outcome = loop {
            match self.pass(at, &mut passage, &mut links) {
                ControlFlow::Continue(next) => at = next,
                ControlFlow::Break(outcome) => break outcome,
            }
        };
        while let Some(link) = links.pop() {
            outcome = self.go_on(link, outcome, &mut passage);
        }
        outcome
    }

    /// Is the first argument of `throw` a GeneratorExit, or its class?
    fn is_exit(&self, given: &Value) -> bool {
        let exit = self.types().generator_exit();
        self.is_a(given, exit) || given.downcast::<Class>().is_some_and(|class| class.is_subclass(exit))
    }

    /// One link on the way down: gives its delegate if that is one, too, else what came of the throw there.
    fn pass(
        &mut self,
        generator: Value,
        passage: &mut Passage,
        links: &mut Vec<Link>,
    ) -> ControlFlow<PyResult<Step>, Value> {
        let Some(object) = generator.as_generator() else {
            return ControlFlow::Break(Err(self.system_error("no generator")));
        };
        object.cut();
        let delegate = if passage.linked { object.delegate() } else { self.shown_delegate(object) };
        let Some(delegate) = delegate else {
            return ControlFlow::Break(self.throw_at_end(&generator, object, passage));
        };
        passage.linked = object.state.get() == State::Delegating;
        object.unlink_delegate();
        let step = delegate.as_async_step();
        let coroutine = delegate.payload::<CoroutineWrapper>().map(|wrapper| &wrapper.coroutine);
        let native = delegate.as_generator().filter(|g| g.tag() != Tag::AsyncGenerator);
        if passage.closing || passage.exit && !passage.through {
            let way = if passage.closing { Way::Close } else { Way::Exit };
            passage.closing = true;
            links.push(self.hold(&generator, object, way));
            if let Some(step) = step {
                step.end();
            } else if native.is_some() {
                return ControlFlow::Continue(delegate);
            } else if let Some(coroutine) = coroutine {
                return ControlFlow::Continue(coroutine.clone());
            } else if !self.awaits_itself(&delegate)
                && let Err(error) = self.close_foreign(&delegate)
            {
                return ControlFlow::Break(Err(error));
            }
            return ControlFlow::Break(Ok(Step::Returned(Value::NONE)));
        }
        if native.is_some() {
            let link = self.hold(&generator, object, Way::Throw);
            // Its frame is to be seen below those of its delegates. One that passes something on already may be so.
            if !link.passing {
                self.show(object);
            }
            links.push(link);
            return ControlFlow::Continue(delegate);
        }
        // The others are thrown into by a method, which closes their delegates.
        passage.through = false;
        if let Some(coroutine) = coroutine {
            links.push(self.hold(&generator, object, Way::Throw));
            return ControlFlow::Continue(coroutine.clone());
        }
        if let Some(step) = step {
            if step.state.get() == AwaitState::Closed {
                links.push(self.hold(&generator, object, Way::Throw));
                return ControlFlow::Break(Err(self.reused_step(step)));
            }
            links.push(self.hold(&generator, object, Way::ThrowStep(delegate.clone())));
            return ControlFlow::Continue(step.generator.clone());
        }
        let method = match self.awaits_itself(&delegate) {
            true => Ok(None),
            false => self.get_attr_opt(&delegate, &self.names().throw),
        };
        ControlFlow::Break(match method {
            Ok(Some(method)) => {
                links.push(self.hold(&generator, object, Way::Throw));
                self.call(&method, &passage.arguments).map(Step::Yielded)
            }
            Ok(None) => {
                // The frame that waits for it is to be the last to let it go.
                drop(delegate);
                self.throw_at_end(&generator, object, passage)
            }
            Err(error) => Err(error),
        })
    }

    /// A generator counts as running while something happens to its delegate.
    fn hold(&self, generator: &Value, object: &Generator, way: Way) -> Link {
        Link {
            generator: generator.clone(),
            way,
            state: object.state.replace(State::Running),
            passing: object.flags.set(Flags::PASSING, true),
            frame: self.thread.frame,
        }
    }

    /// Makes the frame of a link the running one, for those who look.
    fn show(&mut self, object: &Generator) {
        let record = object.record();
        // SAFETY: the link is suspended and kept until its frame is taken away; the running frame lives longer. What is
        // called meanwhile has its frame behind the running one's.
        unsafe {
            (*record).previous = self.thread.frame;
            (*record).top = (*self.thread.frame).top;
            (*record).depth = self.thread.depth as u32;
        }
        self.thread.frame = record;
    }

    /// The innermost link gets what is thrown.
    fn throw_at_end(&mut self, generator: &Value, object: &Generator, passage: &mut Passage) -> PyResult<Step> {
        if !passage.closing {
            return match passage.exception.take() {
                Some(exception) => self.throw_at(generator, object, exception),
                None => Err(self.system_error("no exception")),
            };
        }
        match object.state.get() {
            State::Closed => Ok(Step::Returned(Value::NONE)),
            State::Created => {
                self.close_generator(object);
                Ok(Step::Returned(Value::NONE))
            }
            _ => {
                let exit = self.exception_with(self.types().generator_exit(), Vec::new());
                let outcome = self.resume_link(generator, object, Err(exit));
                self.closed_with(object, outcome)
            }
        }
    }

    fn throw_at(&mut self, generator: &Value, object: &Generator, thrown: PyResult<Exception>) -> PyResult<Step> {
        let exception = thrown?;
        exception.object().thrown.set(true);
        self.resume_link(generator, object, Err(exception))
    }

    /// A link goes on with what came of its delegate.
    fn go_on(&mut self, link: Link, outcome: PyResult<Step>, passage: &mut Passage) -> PyResult<Step> {
        let Some(object) = link.generator.as_generator() else { return outcome };
        self.thread.frame = link.frame;
        object.state.set(link.state);
        object.flags.set(Flags::PASSING, link.passing);
        if !link.passing && !object.waits_at_yield_from() {
            // A throw meanwhile has ended the delegate.
            // SAFETY: the frame does not run; on top is the delegate's place, empty.
            unsafe { (*object.record()).sp = (*object.record()).sp.sub(1) };
        }
        let outcome = match (link.way, outcome) {
            (Way::Exit, Err(error)) => return self.resume_link(&link.generator, object, Err(error)),
            (Way::Exit, Ok(step)) => match passage.exception.take() {
                Some(exception) => return self.throw_at(&link.generator, object, exception),
                None => return Ok(step),
            },
            (Way::Close, outcome) => {
                let error = match outcome {
                    Ok(_) => self.exception_with(self.types().generator_exit(), Vec::new()),
                    Err(error) => error,
                };
                let outcome = self.resume_link(&link.generator, object, Err(error));
                return self.closed_with(object, outcome);
            }
            (Way::Throw, outcome) => outcome,
            (Way::ThrowStep(step), outcome) => self.conclude_throw(&step, outcome),
        };
        let input = match outcome {
            Ok(Step::Yielded(value)) => return Ok(Step::Yielded(value)),
            Ok(Step::Returned(value)) => Ok(value),
            Err(error) => self.stop_value(error),
        };
        self.drop_delegate(object, link.passing);
        self.resume_link(&link.generator, object, input)
    }

    /// The delegate has ended while an exception was thrown in: it goes before the frame of `waiting`, which stands behind
    /// its YIELD_FROM then, goes on. Below somebody else's throw through the same link (`nested`) an empty place is left.
    fn drop_delegate(&mut self, waiting: &Generator, nested: bool) {
        let record = waiting.record();
        if !waiting.waits_at_yield_from() {
            return;
        }
        // SAFETY: a frame that waits at YIELD_FROM has its delegate on top.
        unsafe {
            (*record).ip = (*record).ip.add(1);
            let top = (*record).sp.sub(1);
            if !nested {
                (*record).sp = top;
            }
            drop((*top).take());
        }
        if self.has_finalizers() {
            let state = waiting.state.replace(State::Running);
            self.run_finalizers();
            waiting.state.set(state);
        }
    }

    /// Lets the frame of one generator, which is not linked, go on by itself: with a value, or where an exception is
    /// raised in it.
    fn resume_link(&mut self, generator: &Value, object: &Generator, input: PyResult) -> PyResult<Step> {
        if object.is_running() {
            return Err(self.already_executing(object));
        }
        if object.state.get() == State::Closed {
            return match input {
                Ok(value) => self.send_to_closed(object, &value),
                Err(error) => Err(self.thrown_into_closed(object, &error)),
            };
        }
        // SAFETY: the generator is kept.
        let object: &Generator = unsafe { living(object) };
        let depth = self.thread.depth;
        self.enter(generator.clone(), object, Continuation::Rust)?;
        let result = match input {
            Ok(value) => {
                self.push(value);
                self.eval()
            }
            Err(error) => {
                if object.waits_at_yield_from() {
                    // SAFETY: the record's ip stands at YIELD_FROM, which raises.
                    unsafe { (*object.record()).ip = (*object.record()).ip.add(1) };
                }
                self.chain_thrown(&error);
                self.unwind(error).and_then(|()| self.eval())
            }
        };
        self.thread.depth = depth;
        let ended = object.state.get() == State::Closed;
        result.map(|value| if ended { Step::Returned(value) } else { Step::Yielded(value) })
    }

    /// What `close` makes of what a generator did with its GeneratorExit.
    pub(super) fn closed_with(&mut self, generator: &Generator, outcome: PyResult<Step>) -> PyResult<Step> {
        match outcome {
            Ok(Step::Yielded(value)) => {
                drop(value);
                Err(self.runtime_error(format!("{} ignored GeneratorExit", generator.kind())))
            }
            Ok(Step::Returned(_)) if generator.tag() == Tag::AsyncGenerator => {
                Err(self.exception_with(self.types().stop_async_iteration(), Vec::new()))
            }
            Ok(Step::Returned(_)) => Ok(Step::Returned(Value::NONE)),
            Err(error) if self.is_close_answer(&error) => {
                // Its traceback may have held the last frame.
                error.let_go();
                self.settle_finalizers();
                Ok(Step::Returned(Value::NONE))
            }
            Err(error) => Err(error),
        }
    }

    pub(super) fn is_close_answer(&self, error: &Exception) -> bool {
        self.is_exception(error, self.types().generator_exit())
            || self.is_exception(error, self.types().stop_iteration())
    }

    /// What is thrown into a frame that handles an exception has that one as its context, even if it comes from
    /// elsewhere.
    pub(super) fn chain_thrown(&mut self, exception: &Exception) {
        if self.thread.handled.is_some() {
            self.set_context(exception);
            // CPython forgets the frames that it has come through since it was last caught.
            exception.forget_flight();
            if self.has_finalizers() {
                let frame = self.thread.frame;
                // SAFETY: the frame that is about to run was entered from a living one.
                self.thread.frame = unsafe { (*frame).previous };
                self.run_finalizers();
                self.thread.frame = frame;
            }
        }
    }

    /// The same for the exception that the program throws: it gets no other context.
    pub(super) fn throw_here<T>(&mut self, exception: Exception) -> PyResult<T> {
        self.chain_thrown(&exception);
        exception.object().thrown.set(true);
        Err(exception)
    }

    fn close_foreign(&mut self, delegate: &Value) -> PyResult<()> {
        match self.get_attr_opt(delegate, &self.names().close) {
            Ok(Some(method)) => self.call(&method, &[]).map(drop),
            Ok(None) => Ok(()),
            Err(error) => {
                self.unraisable(error, None, delegate);
                Ok(())
            }
        }
    }

    /// A StopIteration's value; other exceptions stay errors.
    pub fn stop_value(&self, error: Exception) -> PyResult {
        if !self.is_exception(&error, self.types().stop_iteration()) {
            return Err(error);
        }
        let field = error.object().fields.with(|f| f.first().cloned().flatten());
        let first = || {
            let args = error.object().args.get();
            args.downcast::<crate::object::tuple::Tuple>().and_then(|t| t.items().first().cloned())
        };
        let value = field.or_else(first).unwrap_or(Value::NONE);
        error.let_go();
        Ok(value)
    }
}
