//! Resuming generators, coroutines and async generators, and delegation between them.
//!
//! A resumed generator's frame runs in place. `yield from` and `await` on another native generator do not nest:
//! the delegate's frame takes over the activation, so a value goes from the innermost generator to the resumer
//! (and back) in one step. See `object/generator.rs` for `parent` and `leaf`.

use crate::object::asynchronous::CoroutineWrapper;
use crate::object::exception::Exception;
use crate::object::frame::{Continuation, Record};
use crate::object::generator::{Generator, State};
use crate::object::native::Resume;
use crate::object::slots::Sent;
use crate::object::{PyResult, Tag, Value};

use super::Vm;
use super::call::Begun;
use super::unwind::Returned;

/// What a step of a generator gave to Rust.
#[derive(Debug)]
pub enum Step {
    Yielded(Value),
    Returned(Value),
}

/// A generator behind an address that was just read from a living chain.
unsafe fn living<'g>(generator: *const Generator) -> &'g Generator {
    // SAFETY: by the caller.
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
            let top = (*(*self.record()).sp.sub(1)).as_ref()?.as_generator()?;
            let linked = std::ptr::eq(top.parent.get(), self) && top.state.get() != State::Closed;
            linked.then(|| living(top))
        }
    }

    /// The innermost generator of the chain that begins here: cached, or found by walking.
    fn innermost(&self) -> &Generator {
        let cached = self.leaf.get();
        if !cached.is_null() && self.state.get() == State::Delegating {
            // SAFETY: `leaf` is cleared whenever a link of the chain goes.
            return unsafe { living(cached) };
        }
        let mut at = self;
        while let Some(child) = at.linked_child() {
            at = child;
        }
        at
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

    /// Does its frame, or that of a delegate on its behalf, run (`gi_running`)?
    pub fn is_running(&self) -> bool {
        match self.state.get() {
            State::Running => true,
            State::Delegating => self.innermost().state.get() == State::Running,
            _ => false,
        }
    }

    /// Is somebody waiting for it (a coroutine's second `await` is an error)?
    pub(super) fn delegate_is_awaited(&self) -> bool {
        self.tag() == Tag::Coroutine && self.delegate().is_some()
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
            Resume::Send(_) if generator.tag() == Tag::Coroutine => {
                Err(self.runtime_error("cannot reuse already awaited coroutine"))
            }
            Resume::Send(_) => Ok(Some(Step::Returned(Value::NONE))),
            Resume::Throw(_) | Resume::ThrowArguments(..) if generator.tag() == Tag::Coroutine => {
                Err(self.runtime_error("cannot reuse already awaited coroutine"))
            }
            Resume::Throw(exception) | Resume::ThrowArguments(exception, _) => Err(exception.clone()),
        }
    }

    /// Runs one step in a nested evaluation.
    pub fn step(&mut self, generator: &Value, input: Resume) -> PyResult<Step> {
        let Some(object) = generator.as_generator() else { return Err(self.system_error("no generator")) };
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
        // SAFETY: as above.
        unsafe { (*caller).sp = sp };
        self.thread.depth = depth;
        let suspended = object.state.get() != State::Closed;
        match result {
            Ok(value) if suspended && closing => {
                drop(value);
                Err(self.runtime_error(format!("{} ignored GeneratorExit", object.kind())))
            }
            Ok(value) if suspended => Ok(Step::Yielded(value)),
            Ok(_) if closing => Ok(Step::Returned(Value::NONE)),
            Ok(value) => Ok(Step::Returned(value)),
            Err(error) if closing && self.is_close_answer(&error) => Ok(Step::Returned(Value::NONE)),
            Err(error) => Err(error),
        }
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
        if !object.parent.get().is_null() {
            object.forget_leaf();
        }
        let mut leaf = object.innermost();
        if !std::ptr::eq(leaf, object) {
            object.leaf.set(leaf);
        }
        if leaf.state.get() == State::Running {
            return self.already_running(generator, leaf, input, continuation);
        }
        let arguments = match &input {
            Resume::ThrowArguments(_, arguments) => arguments.clone(),
            Resume::Throw(exception) => vec![exception.value().clone()],
            _ => Vec::new(),
        };
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
            Resume::Throw(exception) | Resume::ThrowArguments(exception, _) => {
                if !std::ptr::eq(leaf, object) && self.is_exception(&exception, self.types().generator_exit()) {
                    return self.throw_exit(generator, exception, continuation);
                }
                if leaf.state.get() == State::Created {
                    self.enter(generator, leaf, continuation)?;
                    return Err(exception);
                }
                self.throw_into(generator, leaf, exception, arguments, continuation)
            }
            Resume::Close => {
                let exit = self.exception_with(self.types().generator_exit(), Vec::new());
                if object.state.get() == State::Delegating || object.delegate().is_some() {
                    return self.throw_exit(generator, exit, continuation);
                }
                leaf = object;
                self.enter(generator, leaf, continuation)?;
                Err(exit)
            }
        }
    }

    /// The chain's innermost generator runs: an error there, raised where CPython would find it out.
    fn already_running(
        &mut self,
        generator: Value,
        leaf: &Generator,
        input: Resume,
        continuation: Continuation,
    ) -> PyResult<()> {
        let Some(object) = generator.as_generator() else { return Err(self.system_error("no generator")) };
        let error = self.value_error(format!("{} already executing", leaf.kind()));
        // All links between the resumed root and the leaf count as running. If this chain hangs on the running
        // one's root it is running as a whole; else the resumed generator itself meets a running delegate.
        // SAFETY: the running frame's chain is alive.
        let running_root = unsafe { root_of_running(leaf) };
        let mut at: *const Generator = object;
        let mut inside = false;
        // SAFETY: parents are alive.
        unsafe {
            let mut up: *const Generator = leaf;
            while !up.is_null() {
                if std::ptr::eq(up, at) {
                    inside = true;
                    break;
                }
                if std::ptr::eq(up, running_root) {
                    break;
                }
                up = (*up).parent.get();
            }
        }
        if inside || std::ptr::eq(at, leaf) {
            return Err(self.value_error(format!("{} already executing", object.kind())));
        }
        // The link whose delegate is the running root raises the error in its own frame.
        // SAFETY: as above.
        unsafe {
            at = (*running_root).parent.get();
            if at.is_null() {
                return Err(error);
            }
            let link = living(at);
            let _ = input;
            link.state.set(State::Suspended);
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

    /// Throws into the suspended `leaf`; if it waits for a foreign iterator, that gets the exception first.
    fn throw_into(
        &mut self,
        root: Value,
        leaf: &Generator,
        exception: Exception,
        arguments: Vec<Value>,
        continuation: Continuation,
    ) -> PyResult<()> {
        let Some(delegate) = leaf.delegate() else {
            self.enter(root, leaf, continuation)?;
            return Err(exception);
        };
        if self.is_exception(&exception, self.types().generator_exit()) {
            let closed = self.close_delegate(leaf, &delegate);
            self.enter(root, leaf, continuation)?;
            return self.raise_at_yield_from(leaf, closed.err().unwrap_or(exception));
        }
        self.enter(root, leaf, continuation)?;
        let outcome = self.throw_foreign(&delegate, exception.clone(), &arguments);
        match outcome {
            Ok(Some(Step::Yielded(value))) => {
                // Waits on: as if YIELD_FROM had just yielded.
                self.push(Value::NONE);
                self.thrown_yield = Some(value);
                Ok(())
            }
            Ok(Some(Step::Returned(value))) => {
                // SAFETY: the delegate on top gives way to its result; YIELD_FROM is over.
                unsafe {
                    let record = leaf.record();
                    drop(self.pop());
                    (*record).ip = (*record).ip.add(1);
                }
                self.push(value);
                Ok(())
            }
            Ok(None) => self.raise_at_yield_from(leaf, exception),
            Err(error) => self.raise_at_yield_from(leaf, error),
        }
    }

    /// The frame of `leaf` runs; the error is to be raised at its YIELD_FROM.
    fn raise_at_yield_from(&mut self, leaf: &Generator, error: Exception) -> PyResult<()> {
        // SAFETY: the record's ip stands at YIELD_FROM.
        unsafe {
            let record = leaf.record();
            (*record).ip = (*record).ip.add(1);
        }
        Err(error)
    }

    /// `delegate.throw(*arguments)`; None if it has no such method.
    fn throw_foreign(&mut self, delegate: &Value, exception: Exception, arguments: &[Value]) -> PyResult<Option<Step>> {
        if delegate.as_generator().is_some() {
            return self.step(delegate, Resume::Throw(exception)).map(Some);
        }
        let name = &self.names().throw;
        let Some(method) = self.get_attr_opt(delegate, name)? else { return Ok(None) };
        match self.call(&method, arguments) {
            Ok(value) => Ok(Some(Step::Yielded(value))),
            Err(error) => self.stop_value(error).map(|value| Some(Step::Returned(value))),
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
        Ok(field.or_else(first).unwrap_or(Value::NONE))
    }

    /// GeneratorExit on its way into a generator that delegates: the delegates are closed first, innermost first,
    /// each by its own rules, without recursion. Then the exit (or what came of it) is raised in the root.
    fn throw_exit(&mut self, generator: Value, exit: Exception, continuation: Continuation) -> PyResult<()> {
        let Some(object) = generator.as_generator() else { return Err(self.system_error("no generator")) };
        // SAFETY: kept by the activation below; links are kept by their parents' stacks until they are popped.
        let object: &Generator = unsafe { living(object) };
        object.forget_leaf();
        let mut chain = Vec::new();
        let mut at = object;
        while let Some(child) = at.linked_child() {
            chain.push(child);
            at = child;
        }
        let mut failure: Option<Exception> = None;
        if let Some(delegate) = at.delegate() {
            failure = self.close_delegate(at, &delegate).err();
        }
        for link in chain.into_iter().rev() {
            let parent = link.parent.replace(std::ptr::null());
            // SAFETY: the parent is alive: it is in the chain, or the root.
            unsafe { living(parent) }.state.set(State::Suspended);
            let value = Value::of(link);
            let thrown = failure.take().unwrap_or_else(|| exit.clone());
            failure = match self.finish(&value, link, thrown) {
                Ok(()) => None,
                Err(error) => Some(error),
            };
        }
        let waits = object.delegate().is_some();
        self.enter(generator, object, continuation)?;
        let thrown = failure.unwrap_or(exit);
        if waits { self.raise_at_yield_from(object, thrown) } else { Err(thrown) }
    }

    /// Throws into one unlinked generator and expects its end.
    fn finish(&mut self, value: &Value, generator: &Generator, thrown: Exception) -> PyResult<()> {
        let caller = self.thread.frame;
        // SAFETY: as in `step`.
        let sp = unsafe { (*caller).sp };
        self.enter(value.clone(), generator, Continuation::Rust)?;
        // SAFETY: a generator that waits at YIELD_FROM stands there.
        let result = unsafe {
            let record = generator.record();
            let code = &*(*record).code;
            let word = (*record).ip.offset_from(code.running().words.as_ptr()) as usize;
            if code.object.code.get(word * 2) == Some(&(crate::bytecode::opcode::Opcode::YieldFrom as u8)) {
                (*record).ip = (*record).ip.add(1);
            }
            let result = self.unwind(thrown).and_then(|()| self.eval());
            (*caller).sp = sp;
            result
        };
        match result {
            Ok(_) if generator.state.get() != State::Closed => {
                Err(self.runtime_error(format!("{} ignored GeneratorExit", generator.kind())))
            }
            Ok(_) => Ok(()),
            Err(error) if self.is_close_answer(&error) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// `delegate.close()`, where there is such a method; the generator counts as running meanwhile.
    fn close_delegate(&mut self, waiting: &Generator, delegate: &Value) -> PyResult<()> {
        let state = waiting.state.replace(State::Running);
        let result = if delegate.as_generator().is_some() {
            self.step(delegate, Resume::Close).map(drop)
        } else {
            let name = &self.names().close;
            match self.get_attr_opt(delegate, name) {
                Ok(Some(method)) => self.call(&method, &[]).map(drop),
                Ok(None) => Ok(()),
                Err(error) => {
                    let object = Value::of(waiting);
                    self.unraisable(error, None, &object);
                    Ok(())
                }
            }
        };
        waiting.state.set(state);
        result
    }

    /// YIELD_VALUE: the running generator suspends; the value goes to its resumer.
    pub(super) fn yield_from_frame(&mut self, value: Value) -> PyResult<Returned> {
        // SAFETY: the running frame is a generator's: YIELD_VALUE stands in their code only (verified flags).
        unsafe {
            let frame = self.thread.frame;
            if (*frame).generator.is_null() {
                return Err(self.system_error("yield outside a generator"));
            }
            let generator = living((*frame).generator);
            generator.state.set(State::Suspended);
            let wrapped = generator.tag() == Tag::AsyncGenerator;
            self.deliver(frame, generator, value, wrapped)
        }
    }

    /// Takes the activation off the suspended `generator` and gives `value` to the resumer. `produced`: an async
    /// generator's own value, not one that passes through.
    unsafe fn deliver(
        &mut self,
        frame: *mut Record,
        generator: &Generator,
        value: Value,
        produced: bool,
    ) -> PyResult<Returned> {
        // SAFETY: the frame is the running one; its caller's registers were saved when it was entered.
        unsafe {
            self.swap_handled(generator);
            self.thread.frame = (*frame).previous;
            self.thread.depth = (*frame).depth as usize;
            let root = (*frame).root.take();
            let continuation = (*frame).continuation;
            let result = match continuation {
                Continuation::Rust => {
                    self.produced = produced;
                    Ok(Returned::Rust(value))
                }
                Continuation::NextOr => {
                    drop(self.pop());
                    self.push(value);
                    Ok(Returned::Frame)
                }
                Continuation::Close => {
                    drop(value);
                    let kind = root.as_ref().and_then(Value::as_generator).map_or("generator", Generator::kind);
                    Err(self.runtime_error(format!("{kind} ignored GeneratorExit")))
                }
                Continuation::YieldFrom => self.yield_on(value),
                Continuation::AsyncSend if produced => {
                    self.async_step_done(root.as_ref());
                    drop(self.pop());
                    self.push(value);
                    Ok(Returned::Frame)
                }
                Continuation::AsyncSend => self.yield_on(value),
                Continuation::ForIter | Continuation::Send | Continuation::Call | Continuation::Init => {
                    self.push(value);
                    Ok(Returned::Frame)
                }
            };
            drop(root);
            result
        }
    }

    /// The running generator, at YIELD_FROM, yields a value of its delegate on.
    fn yield_on(&mut self, value: Value) -> PyResult<Returned> {
        // SAFETY: the running frame is a generator's and its saved ip is behind YIELD_FROM, where it goes on.
        unsafe {
            let frame = self.thread.frame;
            let generator = living((*frame).generator);
            (*frame).ip = (*frame).ip.sub(1);
            generator.state.set(State::Suspended);
            self.deliver(frame, generator, value, false)
        }
    }

    /// RETURN_VALUE in a generator's frame.
    pub(super) unsafe fn return_from_generator(&mut self, frame: *mut Record, value: Value) -> PyResult<Returned> {
        // SAFETY: the frame is the running one; it ends here.
        unsafe {
            let generator = living((*frame).generator);
            if let Some(parent) = self.linked_parent(frame, generator) {
                self.return_to_parent(frame, generator, parent);
                drop(self.pop());
                self.push(value);
                return Ok(Returned::Frame);
            }
            let kept = Value::of(generator);
            self.close_generator(generator);
            self.swap_handled(generator);
            self.thread.frame = (*frame).previous;
            self.thread.depth = (*frame).depth as usize;
            let root = (*frame).root.take();
            let result = match (*frame).continuation {
                Continuation::Rust => {
                    self.produced = false;
                    Ok(Returned::Rust(value))
                }
                Continuation::ForIter => {
                    // The caller stands behind its FOR_ITER: drop the iterator and leave the loop.
                    drop(self.pop());
                    let caller = self.thread.frame;
                    let words = (*caller).ip.sub(1);
                    let skip = ((*words).get() >> 8) as usize;
                    (*caller).ip = (*caller).ip.add(skip);
                    Ok(Returned::Frame)
                }
                Continuation::NextOr => Ok(Returned::Frame),
                Continuation::Close => {
                    self.push(Value::NONE);
                    Ok(Returned::Frame)
                }
                Continuation::YieldFrom => {
                    drop(self.pop());
                    self.push(value);
                    Ok(Returned::Frame)
                }
                Continuation::AsyncSend => {
                    self.async_step_done(root.as_ref());
                    Err(self.exception_with(self.types().stop_async_iteration(), Vec::new()))
                }
                Continuation::Send | Continuation::Call | Continuation::Init => Err(self.stop_iteration(value)),
            };
            drop(root);
            drop(kept);
            result
        }
    }

    /// The parent to go back to, unless this generator was resumed itself.
    unsafe fn linked_parent<'g>(&self, frame: *mut Record, generator: &Generator) -> Option<&'g Generator> {
        let parent = generator.parent.get();
        // SAFETY: the frame is the running one; a parent outlives its link.
        unsafe {
            let root = (*frame).root.as_ref().and_then(Value::as_generator);
            if parent.is_null() || root.is_some_and(|r| std::ptr::eq(r, generator)) {
                None
            } else {
                Some(living(parent))
            }
        }
    }

    /// Hands the activation of an ending delegate back to its parent, which stands behind its YIELD_FROM then. The
    /// delegate is still on the parent's stack.
    unsafe fn return_to_parent(&mut self, frame: *mut Record, generator: &Generator, parent: &Generator) {
        // SAFETY: both records are alive; the activation moves as a whole.
        unsafe {
            let record = parent.record();
            (*record).previous = (*frame).previous;
            (*record).top = (*frame).top;
            (*record).continuation = (*frame).continuation;
            (*record).root = (*frame).root.take();
            (*record).depth = (*frame).depth;
            if let Some(root) = (*record).root.as_ref().and_then(Value::as_generator) {
                root.leaf.set(if std::ptr::eq(root, parent) { std::ptr::null() } else { parent });
            }
            generator.parent.set(std::ptr::null());
            // Links that were made in earlier activations are not counted in this one.
            self.thread.depth = (self.thread.depth - 1).max((*record).depth as usize + 1);
            self.move_handled(generator, parent);
            self.thread.frame = record;
            parent.state.set(State::Running);
            (*record).ip = (*record).ip.add(1);
            self.close_generator(generator);
        }
    }

    /// `from` runs no more and `to` does: the resumer's handled exception moves along.
    fn move_handled(&mut self, from: &Generator, to: &Generator) {
        let resumer = from.handled.take();
        let own = to.handled.take();
        to.handled.set(resumer);
        let left = std::mem::replace(&mut self.thread.handled, own);
        from.handled.set(left);
    }

    /// A generator's frame ends with an exception. Gives the exception for the next frame.
    pub(super) unsafe fn leave_generator_with_error(
        &mut self,
        frame: *mut Record,
        exception: Exception,
    ) -> PyResult<Option<Exception>> {
        // SAFETY: the frame is the running one; it ends here.
        unsafe {
            let generator = living((*frame).generator);
            let exception = self.generator_error(generator.tag(), exception);
            if let Some(parent) = self.linked_parent(frame, generator) {
                self.return_to_parent(frame, generator, parent);
                return Ok(Some(exception));
            }
            let kept = Value::of(generator);
            self.close_generator(generator);
            self.swap_handled(generator);
            self.thread.frame = (*frame).previous;
            self.thread.depth = (*frame).depth as usize;
            let root = (*frame).root.take();
            let result = match (*frame).continuation {
                Continuation::Rust => Err(exception),
                Continuation::NextOr => {
                    drop(self.pop());
                    Ok(Some(exception))
                }
                Continuation::Close if self.is_close_answer(&exception) => {
                    self.push(Value::NONE);
                    Ok(None)
                }
                Continuation::AsyncSend => {
                    self.async_step_done(root.as_ref());
                    Ok(Some(exception))
                }
                _ => Ok(Some(exception)),
            };
            drop(root);
            drop(kept);
            result
        }
    }

    /// YIELD_FROM: TOS is the value to send, below it the delegate.
    pub(super) fn delegate(&mut self) -> PyResult<Returned> {
        if let Some(value) = self.thrown_yield.take() {
            drop(self.pop());
            return self.yield_on(value);
        }
        let value = self.pop();
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
    fn send_foreign(&mut self, delegate: &Value, value: Value) -> PyResult<Step> {
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

    fn delegate_to_generator(&mut self, child: &Generator, delegate: &Value, value: Value) -> PyResult<Returned> {
        let frame = self.thread.frame;
        // SAFETY: the running frame is a generator's (its code has YIELD_FROM); links stay alive as described.
        unsafe {
            if (*frame).generator.is_null() {
                return Err(self.system_error("yield from outside a generator"));
            }
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
                return Err(self.value_error(format!("{} already executing", child.kind())));
            }
            if self.thread.depth >= self.recursion_limit {
                return Err(self.recursion_error("maximum recursion depth exceeded"));
            }
            self.thread.depth += 1;
            child.parent.set(parent);
            parent.state.set(State::Delegating);
            (*frame).ip = (*frame).ip.sub(1);
            let record = leaf.record();
            (*record).previous = (*frame).previous;
            (*record).top = (*frame).top;
            (*record).continuation = (*frame).continuation;
            (*record).root = (*frame).root.take();
            (*record).depth = (*frame).depth;
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

    /// An async generator's step is over: `ag_running` is False again.
    fn async_step_done(&mut self, root: Option<&Value>) {
        if let Some(generator) = root.and_then(Value::as_generator) {
            generator.async_running.set(false);
        }
    }
}

/// The generator that was resumed so that `leaf` runs now.
unsafe fn root_of_running(leaf: &Generator) -> *const Generator {
    // SAFETY: the leaf runs, so its record holds the activation.
    unsafe { super::frames::root_of(leaf.record()) }
}
