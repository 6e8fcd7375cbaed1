//! Exceptions thrown into suspended generators, and closing: each link of a chain by its own rules, without recursion.

use crate::bytecode::opcode::Opcode;
use crate::object::asynchronous::AsyncStep;
use crate::object::exception::Exception;
use crate::object::frame::{Continuation, Record};
use crate::object::generator::{Flags, Generator, State};
use crate::object::native::Resume;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;

use super::{Step, living};

/// What is thrown into a suspended generator.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Thrown {
    Plain,
    /// GeneratorExit: a foreign delegate is closed first.
    Closes,
    /// Only the error that `throw` gives for arguments that describe no exception.
    Refused,
}

impl Vm {
    /// Throws into the suspended `leaf`; if it waits for a foreign iterator, that gets the exception first.
    pub(super) fn throw_into(
        &mut self,
        root: Value,
        leaf: &Generator,
        exception: Exception,
        arguments: Vec<Value>,
        kind: Thrown,
        continuation: Continuation,
    ) -> PyResult<()> {
        let Some(delegate) = leaf.delegate() else {
            if kind == Thrown::Refused {
                return self.throw_failed(root, leaf, exception, continuation);
            }
            self.enter(root, leaf, continuation)?;
            return self.throw_here(exception);
        };
        if kind == Thrown::Closes {
            let closed = self.close_delegate(leaf, &delegate);
            self.enter(root, leaf, continuation)?;
            return match closed {
                Ok(()) => self.throw_at_yield_from(leaf, exception),
                Err(error) => self.raise_at_yield_from(leaf, error),
            };
        }
        let method = match self.above(&root, leaf, |vm| vm.throw_method(&delegate)) {
            Ok(method) => method,
            Err(error) => return self.throw_failed(root, leaf, error, continuation),
        };
        let refused = kind == Thrown::Refused;
        if refused && method.is_none() && delegate.as_generator().is_none() {
            return self.throw_failed(root, leaf, exception, continuation);
        }
        // The leaf counts as running meanwhile, but its frame does not run: what it handles is not to be seen.
        let state = leaf.state.replace(State::Running);
        leaf.flags.set(Flags::CLOSING, true);
        // SAFETY: the leaf's record; its root is what runs, from there down to the leaf.
        unsafe { (*leaf.record()).root = Some(root.clone()) };
        let outcome =
            self.above(&root, leaf, |vm| vm.throw_foreign(&delegate, method, exception.clone(), &arguments, refused));
        // SAFETY: as above.
        drop(unsafe { (*leaf.record()).root.take() });
        leaf.flags.set(Flags::CLOSING, false);
        leaf.state.set(state);
        if !matches!(outcome, Ok(None | Some(Step::Yielded(_)))) {
            drop(delegate);
            self.drop_delegate(&root, leaf);
        }
        self.enter(root, leaf, continuation)?;
        match outcome {
            Ok(Some(Step::Yielded(value))) => {
                // Waits on: as if YIELD_FROM had just yielded.
                self.push(value);
                leaf.flags.set(Flags::THROWN_YIELD, true);
                Ok(())
            }
            Ok(Some(Step::Returned(value))) => {
                self.push(value);
                Ok(())
            }
            Ok(None) => self.throw_at_yield_from(leaf, exception),
            Err(error) => {
                self.chain_thrown(&error);
                Err(error)
            }
        }
    }

    /// Runs what is done for `link`, a link of `root`'s chain, before its frame runs: the frames of the links above it
    /// are to be seen, but not its own, and only what the resumer handles is handled.
    fn above<T>(&mut self, root: &Value, link: &Generator, run: impl FnOnce(&mut Vm) -> T) -> T {
        let is_root = root.as_generator().is_some_and(|r| std::ptr::eq(r, link));
        let parent = link.parent.get();
        if is_root || parent.is_null() {
            return run(self);
        }
        // SAFETY: a parent outlives its link. Its record takes the activation for as long as `run` lasts; the frames of
        // what is called begin at `top`.
        unsafe {
            let parent = living(parent);
            let caller = self.thread.frame;
            let record = parent.record();
            (*record).previous = caller;
            (*record).top = (*caller).top;
            (*record).depth = self.thread.depth as u32;
            (*record).root = Some(root.clone());
            let handled = parent.handled.replace(self.thread.handled.clone());
            self.thread.frame = record;
            let result = run(self);
            self.thread.frame = caller;
            drop(parent.handled.replace(handled));
            drop((*record).root.take());
            result
        }
    }

    /// The delegate of `waiting` has ended while an exception was thrown in: it goes before the frame of `waiting`
    /// runs, which stands behind its YIELD_FROM then.
    fn drop_delegate(&mut self, root: &Value, waiting: &Generator) {
        // SAFETY: a generator that waits at YIELD_FROM has its delegate on top.
        unsafe {
            let record = waiting.record();
            (*record).ip = (*record).ip.add(1);
            (*record).sp = (*record).sp.sub(1);
            drop((*record).sp.read());
        }
        if self.has_finalizers() {
            let state = waiting.state.replace(State::Running);
            self.above(root, waiting, Vm::run_finalizers);
            waiting.state.set(state);
        }
    }

    /// An exception is thrown in once more while the first one is with the foreign delegate: CPython does not look
    /// whether the generator runs before it hands that on. Gives what the delegate yields.
    pub(super) fn throw_again(&mut self, generator: &Generator, input: &Resume) -> PyResult<Option<Value>> {
        let mut leaf = generator.innermost();
        if leaf.state.get() != State::Running || !leaf.flags.has(Flags::CLOSING) {
            return Ok(None);
        }
        // Links that wait for their delegate to be closed.
        while let Some(child) = leaf.delegate().as_ref().and_then(Value::as_link)
            && std::ptr::eq(child.parent.get(), leaf)
        {
            // SAFETY: the stack of a waiting generator keeps its delegate.
            leaf = unsafe { living(child) }.innermost();
        }
        let Some(delegate) = leaf.delegate().filter(|d| d.as_generator().is_none() && !self.awaits_itself(d)) else {
            return Ok(None);
        };
        let (exception, arguments) = match input {
            Resume::ThrowArguments(exception, arguments) | Resume::ThrowRefused(exception, arguments) => {
                (exception, arguments)
            }
            Resume::Close => {
                let outcome = self.close_foreign(&delegate);
                return outcome.map(|()| None).or(Ok(None));
            }
            _ => return Ok(None),
        };
        if self.is_exception(exception, self.types().generator_exit()) {
            return self.close_foreign(&delegate).map(|()| None).or(Ok(None));
        }
        let Some(method) = self.throw_method(&delegate)? else { return Ok(None) };
        Ok(self.call(&method, arguments).ok())
    }

    /// The leaf cannot be thrown into: it stays as it is, the error goes on from there.
    #[cold]
    fn throw_failed(
        &mut self,
        root: Value,
        leaf: &Generator,
        error: Exception,
        continuation: Continuation,
    ) -> PyResult<()> {
        let parent = leaf.parent.get();
        if parent.is_null() || root.as_generator().is_some_and(|r| std::ptr::eq(r, leaf)) {
            return Err(error);
        }
        // SAFETY: a parent outlives its link.
        let parent = unsafe { living(parent) };
        let step = parent.delegate().filter(|d| d.payload::<AsyncStep>().is_some());
        leaf.forget_leaf();
        parent.unlink_delegate();
        let mut error = error;
        if let Some(step) = step.as_ref().and_then(|s| s.payload::<AsyncStep>())
            && let Err(outcome) = self.conclude_step(step, leaf, Err(error.clone()), true)
        {
            error = outcome;
        }
        self.drop_delegate(&root, parent);
        self.enter(root, parent, continuation)?;
        self.chain_thrown(&error);
        Err(error)
    }

    fn throw_at_yield_from(&mut self, leaf: &Generator, exception: Exception) -> PyResult<()> {
        exception.object().thrown.set(true);
        self.raise_at_yield_from(leaf, exception)
    }

    /// The frame of `leaf` runs; the error is to be raised at its YIELD_FROM.
    pub(super) fn raise_at_yield_from(&mut self, leaf: &Generator, error: Exception) -> PyResult<()> {
        self.chain_thrown(&error);
        // SAFETY: the record's ip stands at YIELD_FROM.
        unsafe {
            let record = leaf.record();
            (*record).ip = (*record).ip.add(1);
        }
        Err(error)
    }

    /// What is thrown into a frame that handles an exception has that one as its context, even if it comes from
    /// elsewhere.
    pub(super) fn chain_thrown(&mut self, exception: &Exception) {
        if self.thread.handled.is_some() {
            self.set_context(exception);
            if !exception.object().caught.get() {
                // CPython forgets the frames that it has come through since it was last caught.
                drop(exception.object().traceback.take());
            }
        }
    }

    /// The same for the exception that the program throws: it gets no other context.
    pub(super) fn throw_here<T>(&mut self, exception: Exception) -> PyResult<T> {
        self.chain_thrown(&exception);
        exception.object().thrown.set(true);
        Err(exception)
    }

    /// A foreign delegate's `throw`, if it has one.
    fn throw_method(&mut self, delegate: &Value) -> PyResult<Option<Value>> {
        match delegate.as_generator() {
            Some(_) => Ok(None),
            None if self.awaits_itself(delegate) => Ok(None),
            None => self.get_attr_opt(delegate, &self.names().throw),
        }
    }

    /// `delegate.throw(*arguments)`; None if it has no such method.
    fn throw_foreign(
        &mut self,
        delegate: &Value,
        method: Option<Value>,
        exception: Exception,
        arguments: &[Value],
        refused: bool,
    ) -> PyResult<Option<Step>> {
        if delegate.as_generator().is_some() {
            let input = match refused {
                true => Resume::ThrowRefused(exception, arguments.to_vec()),
                false => Resume::ThrowArguments(exception, arguments.to_vec()),
            };
            return self.step(delegate, input).map(Some);
        }
        let Some(method) = method else { return Ok(None) };
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
        let value = field.or_else(first).unwrap_or(Value::NONE);
        error.let_go();
        Ok(value)
    }

    /// GeneratorExit on its way into a generator that delegates: the delegates are closed first, innermost first,
    /// each by its own rules, without recursion. Then the exit (or what came of it) is raised in the root.
    pub(super) fn throw_exit(
        &mut self,
        generator: Value,
        exit: Exception,
        thrown: bool,
        continuation: Continuation,
    ) -> PyResult<()> {
        let Some(object) = generator.as_generator() else { return Err(self.system_error("no generator")) };
        // SAFETY: kept by the activation below; links are kept by their parents' stacks until they are popped.
        let object: &Generator = unsafe { living(object) };
        object.forget_leaf();
        let mut chain = Vec::new();
        let mut at = object;
        while let Some(child) = at.linked_child() {
            if child.tag() == Tag::AsyncGenerator {
                // Closing a step leaves its generator alone.
                at.unlink_delegate();
                break;
            }
            chain.push(child);
            at = child;
        }
        // Until its turn comes each link counts as running: nobody else may resume it.
        if let Some((_, outer)) = chain.split_last() {
            for link in std::iter::once(&object).chain(outer) {
                link.state.set(State::Running);
                link.flags.set(Flags::CLOSING, true);
            }
        }
        let mut failure: Option<Exception> = None;
        if let Some(delegate) = at.delegate() {
            failure = self.close_delegate(at, &delegate).err();
        }
        for link in chain.into_iter().rev() {
            link.flags.set(Flags::CLOSING, false);
            let parent = link.parent.replace(std::ptr::null());
            let value = Value::of(link);
            let thrown = match failure.take() {
                Some(error) => error,
                None => self.exception_with(self.types().generator_exit(), Vec::new()),
            };
            failure = self.finish(&value, link, thrown).err();
            // SAFETY: the parent is alive: it is in the chain, or the root, and has not run since.
            unsafe { living(parent) }.state.set(State::Suspended);
        }
        object.flags.set(Flags::CLOSING, false);
        let waits = object.delegate().is_some();
        self.enter(generator, object, continuation)?;
        match failure {
            None if waits && thrown => self.throw_at_yield_from(object, exit),
            None if waits => self.raise_at_yield_from(object, exit),
            None if thrown => self.throw_here(exit),
            None => Err(exit),
            Some(error) if waits => self.raise_at_yield_from(object, error),
            Some(error) => Err(error),
        }
    }

    /// Throws into one unlinked generator and expects its end.
    pub(super) fn finish(&mut self, value: &Value, generator: &Generator, thrown: Exception) -> PyResult<()> {
        let caller = self.thread.frame;
        // SAFETY: as in `step`.
        let sp = unsafe { (*caller).sp };
        self.enter(value.clone(), generator, Continuation::Rust)?;
        // SAFETY: a generator that waits at YIELD_FROM stands there.
        let result = unsafe {
            let record = generator.record();
            if waits_at_yield_from(record) {
                (*record).ip = (*record).ip.add(1);
            }
            self.chain_thrown(&thrown);
            let result = self.unwind(thrown).and_then(|()| self.eval());
            (*caller).sp = sp;
            result
        };
        match result {
            Ok(_) if generator.state.get() != State::Closed => {
                Err(self.runtime_error(format!("{} ignored GeneratorExit", generator.kind())))
            }
            Ok(_) => Ok(()),
            Err(error) if self.is_close_answer(&error) => {
                error.let_go();
                self.settle_finalizers();
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// `delegate.close()`, where there is such a method; the generator counts as running meanwhile.
    pub(super) fn close_delegate(&mut self, waiting: &Generator, delegate: &Value) -> PyResult<()> {
        let state = waiting.state.replace(State::Running);
        waiting.flags.set(Flags::CLOSING, true);
        let result = if delegate.as_generator().is_some() {
            self.step(delegate, Resume::Close).map(drop)
        } else if self.awaits_itself(delegate) {
            Ok(())
        } else {
            self.close_foreign(delegate)
        };
        waiting.state.set(state);
        waiting.flags.set(Flags::CLOSING, false);
        result
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

    /// Runs waiting finalisers while the frame of `generator` is the running one, but not yet in CPython: what its
    /// resumer handles is handled.
    pub(super) fn settle_outside(&mut self, generator: &Generator) {
        if self.has_finalizers() {
            // SAFETY: the exception is only cloned.
            let resumers = unsafe { (*generator.handled.as_ptr()).clone() };
            let own = std::mem::replace(&mut self.thread.handled, resumers);
            self.run_finalizers();
            drop(std::mem::replace(&mut self.thread.handled, own));
        }
    }
}

/// Is YIELD_FROM what a suspended frame goes on with?
///
/// # Safety
/// The record is that of a living, suspended generator.
pub(super) unsafe fn waits_at_yield_from(record: *const Record) -> bool {
    // SAFETY: by contract the record has code, and its ip lies in it.
    unsafe {
        let code = &*(*record).code;
        let word = (*record).ip.offset_from(code.running().words.as_ptr()) as usize;
        code.object.code.get(word * 2) == Some(&(Opcode::YieldFrom as u8))
    }
}
