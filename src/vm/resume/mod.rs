//! Resuming generators, coroutines and async generators, and delegation between them.
//!
//! A resumed generator's frame runs in place. `yield from` and `await` on another native generator do not nest:
//! the delegate's frame takes over the activation, so a value goes from the innermost generator to the resumer
//! (and back) in one step. See `object/generator.rs` for `parent` and `leaf`.

use crate::object::exception::Exception;
use crate::object::frame::Continuation;
use crate::object::generator::{Flags, Generator, State};
use crate::object::native::Resume;
use crate::object::{PyResult, Tag, Value};

use super::Vm;
use super::call::Begun;
use throw::Thrown;

mod async_step;
mod delegate;
mod suspend;
mod throw;

pub use async_step::Kind;

/// What a step of a generator gave to Rust.
#[derive(Debug)]
pub enum Step {
    Yielded(Value),
    Returned(Value),
}

/// A generator behind an address that was just read from a living chain.
///
/// # Safety
/// The generator is alive as long as the reference is used.
unsafe fn living<'g>(generator: *const Generator) -> &'g Generator {
    // SAFETY: by contract.
    unsafe { &*generator }
}

impl Generator {
    /// The delegate that is linked below this one.
    fn linked_child<'g>(&self) -> Option<&'g Generator> {
        if self.state.get() != State::Delegating {
            return None;
        }
        // SAFETY: the stack of a delegating generator keeps its delegate alive.
        unsafe {
            let top = (*(*self.record()).sp.sub(1)).as_ref()?.as_link()?;
            let ended = top.state.get() == State::Closed && !top.flags.has(Flags::UNWINDING);
            let linked = std::ptr::eq(top.parent.get(), self) && !ended;
            linked.then(|| living(top))
        }
    }

    /// The innermost generator of the chain that begins here: cached, or found by walking.
    fn innermost(&self) -> &Generator {
        let cached = self.leaf.get();
        if !cached.is_null() && self.state.get() == State::Delegating {
            // SAFETY: only the outermost generator has a `leaf`, and only while its own activations change the chain:
            // these keep it up to date, whoever turns to a link below clears it first.
            return unsafe { living(cached) };
        }
        let mut at = self;
        while let Some(child) = at.linked_child() {
            at = child;
        }
        at
    }

    /// The chain of this generator, which was resumed, ends with `innermost` now.
    #[inline(always)]
    fn set_leaf(&self, innermost: &Generator) {
        let cached = self.parent.get().is_null() && !std::ptr::eq(self, innermost);
        self.leaf.set(if cached { innermost } else { std::ptr::null() });
    }

    /// The outermost generator above this one no longer knows its innermost one.
    fn forget_leaf(&self) {
        let mut at: &Generator = self;
        loop {
            at.leaf.set(std::ptr::null());
            let parent = at.parent.get();
            if parent.is_null() {
                break;
            }
            // SAFETY: a parent unlinks its delegates before it goes.
            at = unsafe { living(parent) };
        }
    }

    /// Somebody else turns to it: who delegates to it asks it as any other awaitable next time.
    fn cut(&self) {
        let parent = self.parent.get();
        if !parent.is_null() && !self.is_running() {
            self.forget_leaf();
            // SAFETY: a parent unlinks its delegates before it goes.
            unsafe { living(parent) }.unlink_delegate();
        }
    }

    /// Marks the delegates below this one: an exception is thrown in through them, or the activation is over.
    fn mark_thrown(&self, on: bool) {
        let mut at = self;
        while let Some(child) = at.linked_child() {
            child.flags.set(Flags::THROWN, on);
            at = child;
        }
        self.flags.set(Flags::THROWING, on);
    }

    /// Does its frame, or that of a delegate on its behalf, run (`gi_running`)?
    pub fn is_running(&self) -> bool {
        match self.state.get() {
            State::Running => true,
            State::Delegating => self.innermost().runs(),
            _ => false,
        }
    }

    /// What it waits for, as `gi_yieldfrom` and `cr_await` tell: nothing while it runs, unless it runs because its
    /// delegate is closed or thrown into.
    pub fn shown_delegate(&self) -> Option<Value> {
        let thrown = self.flags.has(Flags::THROWN | Flags::THROWING | Flags::CLOSING);
        self.delegate().filter(|_| thrown || !self.is_running())
    }

    /// Is somebody waiting for it (a coroutine's second `await` is an error)?
    pub(super) fn delegate_is_awaited(&self) -> bool {
        self.tag() == Tag::Coroutine && self.shown_delegate().is_some()
    }

    pub(super) fn tag(&self) -> Tag {
        // SAFETY: the object starts with its header.
        unsafe { (*(self as *const Generator).cast::<crate::object::Header>()).tag() }
    }

    /// "generator", "coroutine" or "async generator".
    pub(super) fn kind(&self) -> &'static str {
        match self.tag() {
            Tag::Coroutine => "coroutine",
            Tag::AsyncGenerator => "async generator",
            _ => "generator",
        }
    }
}

impl Vm {
    /// Resumes a generator from bytecode: its frame runs next, the outcome goes where `continuation` says. For a
    /// call (`next`, `send`, `throw`, `close`) from Rust the step is run to its end here.
    pub(super) fn begin_resume(
        &mut self,
        generator: Value,
        input: Resume,
        default: Option<Value>,
        continuation: Continuation,
    ) -> PyResult<Begun> {
        let Some(object) = generator.as_generator() else { return Err(self.system_error("no generator")) };
        if continuation == Continuation::Rust {
            let closing = matches!(input, Resume::Close);
            return match self.step(&generator, input) {
                Ok(Step::Yielded(value)) => Ok(Begun::Value(value)),
                Ok(Step::Returned(_)) if closing => Ok(Begun::Value(Value::NONE)),
                Ok(Step::Returned(value)) => match default {
                    Some(default) => Ok(Begun::Value(default)),
                    None => Err(self.stop_iteration(value)),
                },
                Err(error) => Err(error),
            };
        }
        let continuation = match (&input, continuation) {
            (Resume::Close, Continuation::Call) => Continuation::Close,
            (_, Continuation::Call) if default.is_some() => Continuation::NextOr,
            (_, Continuation::Call) => Continuation::Send,
            (_, other) => other,
        };
        if object.state.get() == State::Closed
            && let Some(answer) = self.resume_closed(object, &input)?
        {
            return match (answer, default) {
                (Step::Returned(_), Some(default)) => Ok(Begun::Value(default)),
                (Step::Returned(value), None) if continuation != Continuation::Close => Err(self.stop_iteration(value)),
                (Step::Returned(value) | Step::Yielded(value), _) => Ok(Begun::Value(value)),
            };
        }
        if let Resume::Close = input
            && matches!(object.state.get(), State::Created)
        {
            self.close_generator(object);
            return Ok(Begun::Value(Value::NONE));
        }
        if !matches!(input, Resume::Send(_))
            && let Some(value) = self.throw_again(object, &input)?
        {
            return Ok(Begun::Value(value));
        }
        let Some(default) = default else {
            return self.activate(generator, input, continuation).map(|()| Begun::Frame);
        };
        self.push(default);
        let caller = self.thread.frame;
        let result = self.activate(generator, input, continuation);
        if result.is_err() && self.thread.frame == caller {
            drop(self.pop());
        }
        result.map(|()| Begun::Frame)
    }

    /// What a generator that has ended answers.
    fn resume_closed(&mut self, generator: &Generator, input: &Resume) -> PyResult<Option<Step>> {
        match input {
            Resume::Close => Ok(Some(Step::Returned(Value::NONE))),
            Resume::ThrowRefused(error, _) => Err(error.clone()),
            Resume::Send(value)
                if !value.is_none() && generator.flags.has(Flags::CLEARED) && generator.next_word() == 0 =>
            {
                let message = format!("can't send non-None value to a just-started {}", generator.kind());
                Err(self.type_error(message))
            }
            Resume::Send(_) if generator.tag() == Tag::Coroutine => {
                Err(self.runtime_error("cannot reuse already awaited coroutine"))
            }
            Resume::Send(_) => Ok(Some(Step::Returned(Value::NONE))),
            _ if generator.tag() == Tag::Coroutine => Err(self.runtime_error("cannot reuse already awaited coroutine")),
            Resume::Throw(exception) | Resume::ThrowArguments(exception, _) | Resume::ThrowThrough(exception, _) => {
                exception.object().thrown.set(true);
                Err(exception.clone())
            }
        }
    }

    /// Runs one step in a nested evaluation.
    pub fn step(&mut self, generator: &Value, input: Resume) -> PyResult<Step> {
        let Some(object) = generator.as_generator() else { return Err(self.system_error("no generator")) };
        if let Resume::Send(value) = &input
            && value.is_none()
            && self.goes_on_alone(object)
        {
            return self.step_alone(generator, object);
        }
        if self.stack_exhausted() {
            return Err(self.recursion_error("maximum recursion depth exceeded while calling a Python object"));
        }
        if object.state.get() == State::Closed
            && let Some(answer) = self.resume_closed(object, &input)?
        {
            return Ok(answer);
        }
        let closing = matches!(input, Resume::Close);
        if closing && object.state.get() == State::Created {
            self.close_generator(object);
            return Ok(Step::Returned(Value::NONE));
        }
        if !matches!(input, Resume::Send(_))
            && let Some(value) = self.throw_again(object, &input)?
        {
            return Ok(Step::Yielded(value));
        }
        let caller = self.thread.frame;
        // SAFETY: the caller's saved stack is as before when the evaluation is over.
        let sp = unsafe { (*caller).sp };
        let depth = self.thread.depth;
        let begun = self.activate(generator.clone(), input, Continuation::Rust);
        let result = match begun {
            Ok(()) => self.eval(),
            Err(error) if self.thread.frame == caller => Err(error),
            Err(error) => self.unwind(error).and_then(|()| self.eval()),
        };
        // SAFETY: the caller's frame outlives the evaluation.
        unsafe { (*caller).sp = sp };
        self.thread.depth = depth;
        let suspended = object.state.get() != State::Closed;
        match result {
            Ok(value) if suspended && closing => {
                drop(value);
                Err(self.runtime_error(format!("{} ignored GeneratorExit", object.kind())))
            }
            Ok(value) if suspended => Ok(Step::Yielded(value)),
            Ok(_) if closing && object.tag() == Tag::AsyncGenerator => {
                Err(self.exception_with(self.types().stop_async_iteration(), Vec::new()))
            }
            Ok(_) if closing => Ok(Step::Returned(Value::NONE)),
            Ok(value) => Ok(Step::Returned(value)),
            Err(error) if closing && self.is_close_answer(&error) => {
                // Its traceback may have held the last frame.
                error.let_go();
                self.settle_finalizers();
                Ok(Step::Returned(Value::NONE))
            }
            Err(error) => Err(error),
        }
    }

    /// Can the generator's own frame simply go on: suspended, no link of a chain, no exception being handled?
    #[inline(always)]
    pub(super) fn goes_on_alone(&self, generator: &Generator) -> bool {
        // SAFETY: the cell is only looked at; the running frame is alive.
        unsafe {
            matches!(generator.state.get(), State::Suspended | State::Created)
                && generator.parent.get().is_null()
                && (*generator.handled.as_ptr()).is_none()
                && self.thread.handled.is_none()
                && self.thread.depth < self.recursion_limit
                && (*self.thread.frame).top < self.thread.limit
        }
    }

    /// Makes the frame of a generator that goes on alone the running one. Nothing is sent yet.
    #[inline(always)]
    pub(super) fn enter_alone(&mut self, root: Value, generator: &Generator, continuation: Continuation) {
        let (caller, record) = (self.thread.frame, generator.record());
        // SAFETY: as in `enter`; a suspended generator's record holds no root.
        unsafe {
            (*record).previous = caller;
            (*record).top = (*caller).top;
            (*record).depth = self.thread.depth as u32;
            (*record).continuation = continuation;
            (&raw mut (*record).root).write(Some(root));
        }
        self.thread.depth += 1;
        generator.state.set(State::Running);
        self.thread.frame = record;
    }

    /// `step` for a generator that goes on alone.
    fn step_alone(&mut self, value: &Value, generator: &Generator) -> PyResult<Step> {
        if self.stack_exhausted() {
            return Err(self.recursion_error("maximum recursion depth exceeded while calling a Python object"));
        }
        let (caller, depth) = (self.thread.frame, self.thread.depth);
        // SAFETY: the caller's saved stack is as before when the evaluation is over.
        let sp = unsafe { (*caller).sp };
        self.enter_alone(value.clone(), generator, Continuation::Rust);
        self.push(Value::NONE);
        let result = self.eval();
        // SAFETY: the caller's frame outlives the evaluation.
        unsafe { (*caller).sp = sp };
        self.thread.depth = depth;
        let ended = generator.state.get() == State::Closed;
        result.map(|value| if ended { Step::Returned(value) } else { Step::Yielded(value) })
    }

    fn is_close_answer(&self, error: &Exception) -> bool {
        self.is_exception(error, self.types().generator_exit())
            || self.is_exception(error, self.types().stop_iteration())
    }

    /// Makes the innermost frame of `generator`'s chain the running one and hands it the input. On an error with
    /// the frame switched, the error is to be raised in that frame.
    fn activate(&mut self, generator: Value, input: Resume, continuation: Continuation) -> PyResult<()> {
        let Some(object) = generator.as_generator() else { return Err(self.system_error("no generator")) };
        // SAFETY: `generator` is kept by the activation, and it keeps its chain.
        let object: &Generator = unsafe { living(object) };
        // A throw walks over the whole chain anyway.
        if !object.parent.get().is_null() || !matches!(input, Resume::Send(_)) {
            object.forget_leaf();
        }
        let mut leaf = object.innermost();
        if leaf.runs() {
            let refused = if let Resume::ThrowRefused(error, _) = input { Some(error) } else { None };
            return self.already_running(generator, leaf, continuation, refused);
        }
        object.set_leaf(leaf);
        let arguments = match &input {
            Resume::ThrowArguments(_, arguments)
            | Resume::ThrowThrough(_, arguments)
            | Resume::ThrowRefused(_, arguments) => arguments.clone(),
            Resume::Throw(exception) => vec![exception.value().clone()],
            _ => Vec::new(),
        };
        let refused = matches!(input, Resume::ThrowRefused(..));
        let through = matches!(input, Resume::ThrowThrough(..));
        match input {
            Resume::Send(value) => {
                if leaf.state.get() == State::Created && !value.is_none() {
                    let message = format!("can't send non-None value to a just-started {}", leaf.kind());
                    return Err(self.type_error(message));
                }
                self.enter(generator, leaf, continuation)?;
                self.push(value);
                Ok(())
            }
            Resume::Throw(exception)
            | Resume::ThrowArguments(exception, _)
            | Resume::ThrowThrough(exception, _)
            | Resume::ThrowRefused(exception, _) => {
                let closes = !through && !refused && self.is_exception(&exception, self.types().generator_exit());
                if closes && !std::ptr::eq(leaf, object) {
                    return self.throw_exit(generator, exception, true, continuation);
                }
                let linked = !std::ptr::eq(leaf, object);
                if linked {
                    object.mark_thrown(true);
                }
                let kind = match (closes, refused) {
                    (true, _) => Thrown::Closes,
                    (_, true) => Thrown::Refused,
                    _ => Thrown::Plain,
                };
                self.throw_into(generator, leaf, exception, arguments, kind, continuation)
            }
            Resume::Close => {
                let exit = self.exception_with(self.types().generator_exit(), Vec::new());
                if object.state.get() == State::Delegating || object.delegate().is_some() {
                    return self.throw_exit(generator, exit, false, continuation);
                }
                leaf = object;
                self.enter(generator, leaf, continuation)?;
                Err(exit)
            }
        }
    }

    /// The chain's innermost generator runs: an error, raised where CPython would find it out.
    fn already_running(
        &mut self,
        generator: Value,
        leaf: &Generator,
        continuation: Continuation,
        refused: Option<Exception>,
    ) -> PyResult<()> {
        let Some(object) = generator.as_generator() else { return Err(self.system_error("no generator")) };
        // SAFETY: the leaf runs.
        let running_root = unsafe { root_of_running(leaf) };
        // Every link from the running root down to the leaf counts as running.
        let mut at: *const Generator = leaf;
        loop {
            if std::ptr::eq(at, object) {
                if let Some(error) = refused {
                    return Err(error);
                }
                return Err(self.value_error(format!("{} already executing", object.kind())));
            }
            if at.is_null() || std::ptr::eq(at, running_root) {
                break;
            }
            // SAFETY: a parent unlinks its delegates before it goes.
            at = unsafe { living(at) }.parent.get();
        }
        // A link above: the one whose delegate is the running root raises the error in its own frame.
        let already = |vm: &Vm| vm.value_error(format!("{} already executing", leaf.kind()));
        let error = refused.unwrap_or_else(|| already(self));
        // The activation is on its way out and has given its root back.
        if running_root.is_null() {
            return Err(error);
        }
        // SAFETY: the running root is alive, and so is its parent. That one waits at YIELD_FROM, which is over.
        unsafe {
            let above = living(running_root).parent.get();
            if above.is_null() {
                return Err(error);
            }
            let link = living(above);
            if link.runs() || (*link.record()).code.is_null() || !throw::waits_at_yield_from(link.record()) {
                return Err(error);
            }
            link.unlink_delegate();
            self.enter(generator, link, continuation)?;
            (*link.record()).ip = (*link.record()).ip.add(1);
        }
        Err(error)
    }

    /// Switches to the frame of `leaf`, the innermost of the chain of `root`.
    #[inline(always)]
    fn enter(&mut self, root: Value, leaf: &Generator, continuation: Continuation) -> PyResult<()> {
        if self.thread.depth >= self.recursion_limit {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        let record = leaf.record();
        // SAFETY: the leaf is suspended; its record is complete but for what belongs to an activation.
        unsafe {
            let caller = self.thread.frame;
            self.check_stack((*caller).top)?;
            (*record).depth = self.thread.depth as u32;
            self.thread.depth += 1;
            (*record).previous = caller;
            (*record).top = (*caller).top;
            (*record).continuation = continuation;
            (*record).root = Some(root);
            leaf.state.set(State::Running);
            self.swap_handled(leaf);
            self.thread.frame = record;
        }
        Ok(())
    }

    /// A running generator's own handled exception and its resumer's change places.
    #[inline(always)]
    fn swap_handled(&mut self, generator: &Generator) {
        let own = generator.handled.take();
        if own.is_some() || self.thread.handled.is_some() {
            generator.handled.set(std::mem::replace(&mut self.thread.handled, own));
        }
    }
}

/// The generator that was resumed so that `leaf` runs now.
///
/// # Safety
/// The leaf runs.
unsafe fn root_of_running(leaf: &Generator) -> *const Generator {
    // SAFETY: by contract the record holds the activation.
    unsafe { super::frames::root_of(leaf.record()) }
}
