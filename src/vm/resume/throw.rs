//! Exceptions thrown into suspended generators, and closing: each link of a chain by its own rules, without recursion.

use crate::object::exception::Exception;
use crate::object::frame::Continuation;
use crate::object::generator::{Flags, Generator, State};
use crate::object::native::Resume;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::{Step, living};

impl Vm {
    /// Throws into the suspended `leaf`; if it waits for a foreign iterator, that gets the exception first.
    pub(super) fn throw_into(
        &mut self,
        root: Value,
        leaf: &Generator,
        exception: Exception,
        arguments: Vec<Value>,
        closes: bool,
        continuation: Continuation,
    ) -> PyResult<()> {
        let Some(delegate) = leaf.delegate() else {
            self.enter(root, leaf, continuation)?;
            return self.throw_here(exception);
        };
        if closes {
            let closed = self.close_delegate(leaf, &delegate);
            self.enter(root, leaf, continuation)?;
            return match closed {
                Ok(()) => self.throw_at_yield_from(leaf, exception),
                Err(error) => self.raise_at_yield_from(leaf, error),
            };
        }
        let method = match self.throw_method(&delegate) {
            Ok(method) => method,
            Err(error) => return self.throw_failed(root, leaf, error, continuation),
        };
        self.enter(root, leaf, continuation)?;
        let outcome = self.throw_foreign(&delegate, method, exception.clone(), &arguments);
        match outcome {
            Ok(Some(Step::Yielded(value))) => {
                // Waits on: as if YIELD_FROM had just yielded.
                self.push(value);
                leaf.flags.set(Flags::THROWN_YIELD, true);
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
            Ok(None) => self.throw_at_yield_from(leaf, exception),
            Err(error) => self.raise_at_yield_from(leaf, error),
        }
    }

    /// The leaf's delegate would not tell its `throw`: the leaf stays as it is, the error goes on from there.
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
        leaf.forget_leaf();
        parent.unlink_delegate();
        self.enter(root, parent, continuation)?;
        self.raise_at_yield_from(parent, error)
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
    ) -> PyResult<Option<Step>> {
        if delegate.as_generator().is_some() {
            return self.step(delegate, Resume::Throw(exception)).map(Some);
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
        Ok(field.or_else(first).unwrap_or(Value::NONE))
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
    pub(super) fn close_delegate(&mut self, waiting: &Generator, delegate: &Value) -> PyResult<()> {
        let state = waiting.state.replace(State::Running);
        waiting.flags.set(Flags::CLOSING, true);
        let result = if delegate.as_generator().is_some() {
            self.step(delegate, Resume::Close).map(drop)
        } else if self.awaits_itself(delegate) {
            Ok(())
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
        waiting.flags.set(Flags::CLOSING, false);
        result
    }
}
