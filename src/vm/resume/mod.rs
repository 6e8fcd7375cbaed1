//! Resuming generators, coroutines and async generators, and delegation between them.
//!
//! A resumed generator's frame runs in place. `yield from` and `await` on another native generator do not nest:
//! the delegate's frame takes over the activation, so a value goes from the innermost generator to the resumer
//! (and back) in one step. See `object/generator.rs` for `parent` and `leaf`. What is thrown in goes from link to link,
//! see `throw.rs`.

use crate::object::exception::Exception;
use crate::object::frame::Continuation;
use crate::object::generator::{Flags, Generator, State};
use crate::object::native::{Resume, Thrown};
use crate::object::{PyResult, Tag, Value};

use super::Vm;
use super::call::Begun;

mod async_step;
mod delegate;
pub mod feed;
mod suspend;
mod throw;
mod thrown;

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
            std::ptr::eq(top.parent.get(), self).then(|| living(top))
        }
    }

    /// The innermost generator of the chain that begins here: cached, or found by walking.
    fn innermost(&self) -> &Generator {
        let cached = self.leaf.get();
        if !cached.is_null() && self.state.get() == State::Delegating {
            // SAFETY: only the outermost generator has a `leaf`, and only while its own activations change the chain:
            // these keep it up to date, whoever turns to a link below cuts the chain first.
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
    pub(super) fn set_leaf(&self, innermost: &Generator) {
        let cached = self.parent.get().is_null() && !std::ptr::eq(self, innermost);
        self.leaf.set(if cached { innermost } else { std::ptr::null() });
    }

    /// Somebody else turns to it: unless the chain runs, who delegates to it asks it as any other delegate next time.
    fn cut(&self) {
        let parent = self.parent.get();
        if parent.is_null() || self.is_running() {
            return;
        }
        // SAFETY: a parent unlinks its delegates before it goes.
        unsafe {
            let leaf = self.root().leaf.replace(std::ptr::null());
            living(parent).leaf.set(leaf);
            living(parent).unlink_delegate();
        }
    }

    /// Does its frame, or that of a delegate on its behalf, run (`gi_running`)?
    pub fn is_running(&self) -> bool {
        match self.state.get() {
            State::Running => true,
            State::Delegating => self.innermost().runs(),
            _ => false,
        }
    }

    /// Are there more than so many links below this one?
    fn is_above(&self, count: usize) -> bool {
        let mut below = self.linked_child();
        for _ in 0..count {
            below = below.and_then(Generator::linked_child);
        }
        below.is_some()
    }

    #[inline(always)]
    pub(in crate::vm) fn tag(&self) -> Tag {
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

/// Links that are walked without a look at what runs at all.
const SHORT: usize = 32;

impl Vm {
    /// `is_running`, for those who may ask each link of a long chain that waits: its end is not looked for then.
    pub fn generator_runs(&self, generator: &Generator) -> bool {
        let far = generator.state.get() == State::Delegating && generator.is_above(SHORT);
        (!far || self.some_chain_runs()) && generator.is_running()
    }

    /// Does any generator run on behalf of one that delegates to it?
    fn some_chain_runs(&self) -> bool {
        let mut at = self.thread.frame;
        // SAFETY: the running frame leads to living records only, and a running generator's lives in it.
        unsafe {
            while let Some(record) = at.as_ref().filter(|r| !r.code.is_null()) {
                if record.generator.as_ref().is_some_and(|g| !g.parent.get().is_null()) {
                    return true;
                }
                at = record.previous;
            }
        }
        false
    }

    /// What it waits for, as `gi_yieldfrom` and `cr_await` tell: nothing while it runs, unless it runs because its
    /// delegate is closed or thrown into.
    pub fn shown_delegate(&self, generator: &Generator) -> Option<Value> {
        let runs = self.generator_runs(generator) && !generator.flags.has(Flags::PASSING);
        if runs { None } else { generator.delegate() }
    }

    /// Is somebody waiting for it (a coroutine's second `await` is an error)?
    pub(super) fn delegate_is_awaited(&self, generator: &Generator) -> bool {
        generator.tag() == Tag::Coroutine && self.shown_delegate(generator).is_some()
    }

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
        let input = match self.resume_aside(&generator, object, input)? {
            Ok(Step::Yielded(value)) => return Ok(Begun::Value(value)),
            Ok(Step::Returned(value)) => match default {
                Some(default) => return Ok(Begun::Value(default)),
                None if continuation == Continuation::Close => return Ok(Begun::Value(value)),
                None => return Err(self.stop_iteration(value)),
            },
            Err(input) => input,
        };
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

    /// What does not begin with the frame of the generator, or of the innermost of its chain: gives the input back where
    /// that is to be entered.
    fn resume_aside(&mut self, generator: &Value, object: &Generator, input: Resume) -> PyResult<Result<Step, Resume>> {
        let state = object.state.get();
        match &input {
            Resume::Send(value) if state == State::Closed => self.send_to_closed(object, value).map(Ok),
            Resume::Send(_) => Ok(Err(input)),
            Resume::Close if state == State::Closed => Ok(Ok(Step::Returned(Value::NONE))),
            Resume::Close if state == State::Created => {
                self.close_generator(object);
                Ok(Ok(Step::Returned(Value::NONE)))
            }
            _ if object.is_delegating() => self.throw_down(generator, input).map(Ok),
            Resume::ThrowArguments(Thrown { exception: Err(error), .. }) => Err(error.clone()),
            Resume::Throw(exception) | Resume::ThrowArguments(Thrown { exception: Ok(exception), .. })
                if state == State::Closed =>
            {
                Err(self.thrown_into_closed(object, exception))
            }
            _ => Ok(Err(input)),
        }
    }

    /// What a generator that has ended answers.
    fn send_to_closed(&mut self, generator: &Generator, value: &Value) -> PyResult<Step> {
        if !value.is_none() && generator.flags.has(Flags::CLEARED) && generator.next_word() == 0 {
            let message = format!("can't send non-None value to a just-started {}", generator.kind());
            return Err(self.type_error(message));
        }
        if generator.tag() == Tag::Coroutine {
            return Err(self.runtime_error("cannot reuse already awaited coroutine"));
        }
        Ok(Step::Returned(Value::NONE))
    }

    /// What comes out of a generator that has ended when an exception is thrown in.
    fn thrown_into_closed(&mut self, generator: &Generator, exception: &Exception) -> Exception {
        if generator.tag() == Tag::Coroutine {
            return self.runtime_error("cannot reuse already awaited coroutine");
        }
        exception.object().thrown.set(true);
        exception.clone()
    }

    /// Runs one step in a nested evaluation.
    pub fn step(&mut self, generator: &Value, input: Resume) -> PyResult<Step> {
        let Some(object) = generator.as_generator() else { return Err(self.system_error("no generator")) };
        if let Resume::Send(value) = &input
            && value.is_none()
            && let leaf = self.frame_to_go_on(object)
            && !leaf.is_null()
        {
            // SAFETY: just found alive.
            return self.step_alone(generator, object, unsafe { living(leaf) });
        }
        if self.stack_exhausted() {
            return Err(self.recursion_error("maximum recursion depth exceeded while calling a Python object"));
        }
        let input = match self.resume_aside(generator, object, input)? {
            Ok(step) => return Ok(step),
            Err(input) => input,
        };
        let closing = matches!(input, Resume::Close);
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
        let ended = object.state.get() == State::Closed;
        let outcome = result.map(|value| if ended { Step::Returned(value) } else { Step::Yielded(value) });
        if closing { self.closed_with(object, outcome) } else { outcome }
    }

    /// The generator whose frame goes on when `root` is resumed, if nothing else is to be seen to: it is suspended, the
    /// innermost of a chain that begins with `root`, and no exception is being handled. Else null.
    #[inline(always)]
    pub(super) fn frame_to_go_on(&self, root: &Generator) -> *const Generator {
        let leaf: *const Generator = if root.waits_for_input() {
            root
        } else if root.state.get() == State::Delegating {
            root.leaf.get()
        } else {
            std::ptr::null()
        };
        // SAFETY: a generator's `leaf` lives (see `innermost`); the cell is only looked at.
        let goes_on = unsafe {
            !leaf.is_null()
                && (std::ptr::eq(leaf, root) || (*leaf).waits_for_input())
                && root.parent.get().is_null()
                && (*(*leaf).handled.as_ptr()).is_none()
                && self.thread.handled.is_none()
                && self.thread.depth < self.recursion_limit
        };
        if goes_on { leaf } else { std::ptr::null() }
    }

    /// Makes the frame that `frame_to_go_on` found for `root` the running one. Nothing is sent yet.
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

    /// `step` for a generator that `frame_to_go_on` found `leaf` for.
    #[inline(always)]
    fn step_alone(&mut self, value: &Value, generator: &Generator, leaf: &Generator) -> PyResult<Step> {
        if self.stack_exhausted() {
            return Err(self.recursion_error("maximum recursion depth exceeded while calling a Python object"));
        }
        let (caller, depth) = (self.thread.frame, self.thread.depth);
        // SAFETY: the caller's saved stack is as before when the evaluation is over.
        let sp = unsafe { (*caller).sp };
        self.enter_alone(value.clone(), leaf, Continuation::Rust);
        self.push(Value::NONE);
        let result = self.eval();
        // SAFETY: the caller's frame outlives the evaluation.
        unsafe { (*caller).sp = sp };
        self.thread.depth = depth;
        let ended = generator.state.get() == State::Closed;
        result.map(|value| if ended { Step::Returned(value) } else { Step::Yielded(value) })
    }

    /// The next step of a generator in the most common case; None: it is to be made in the common way.
    #[inline]
    pub(super) fn next_in_place(&mut self, iterator: &Value) -> Option<PyResult<Step>> {
        let generator = iterator.downcast_exact::<Generator>()?;
        let leaf = self.frame_to_go_on(generator);
        if leaf.is_null() {
            return None;
        }
        // SAFETY: just found alive; the iterator keeps its chain.
        Some(self.step_alone(iterator, generator, unsafe { living(leaf) }))
    }

    /// Makes the innermost frame of `generator`'s chain the running one and hands it the input. On an error with
    /// the frame switched, the error is to be raised in that frame. What is thrown goes to a generator that waits for
    /// no delegate.
    fn activate(&mut self, generator: Value, input: Resume, continuation: Continuation) -> PyResult<()> {
        let Some(object) = generator.as_generator() else { return Err(self.system_error("no generator")) };
        // SAFETY: `generator` is kept by the activation, and it keeps its chain.
        let object: &Generator = unsafe { living(object) };
        object.cut();
        let leaf = object.innermost();
        if leaf.runs() {
            return Err(self.already_executing(object));
        }
        match input {
            Resume::Send(value) => {
                if leaf.state.get() == State::Created && !value.is_none() {
                    let message = format!("can't send non-None value to a just-started {}", leaf.kind());
                    return Err(self.type_error(message));
                }
                object.set_leaf(leaf);
                self.enter(generator, leaf, continuation)?;
                self.push(value);
                Ok(())
            }
            Resume::Throw(exception) | Resume::ThrowArguments(Thrown { exception: Ok(exception), .. }) => {
                self.enter(generator, leaf, continuation)?;
                self.throw_here(exception)
            }
            Resume::ThrowArguments(Thrown { exception: Err(error), .. }) => Err(error),
            Resume::Close => {
                let exit = self.exception_with(self.types().generator_exit(), Vec::new());
                self.enter(generator, leaf, continuation)?;
                Err(exit)
            }
        }
    }

    fn already_executing(&self, generator: &Generator) -> Exception {
        self.value_error(format!("{} already executing", generator.kind()))
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
