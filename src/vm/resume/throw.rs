//! Exceptions thrown into suspended generators, and closing: each link of a chain by its own rules, without recursion.

use crate::object::exception::Exception;
use crate::object::frame::Continuation;
use crate::object::generator::{Generator, State};
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
        continuation: Continuation,
    ) -> PyResult<()> {
        let Some(delegate) = leaf.delegate() else {
            self.enter(root, leaf, continuation)?;
            self.chain_thrown(&exception);
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
                self.push(value);
                leaf.thrown_yield.set(true);
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
        }
    }

    /// `delegate.throw(*arguments)`; None if it has no such method.
    pub(super) fn throw_foreign(
        &mut self,
        delegate: &Value,
        exception: Exception,
        arguments: &[Value],
    ) -> PyResult<Option<Step>> {
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
    pub(super) fn throw_exit(&mut self, generator: Value, exit: Exception, continuation: Continuation) -> PyResult<()> {
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
            }
        }
        let mut failure: Option<Exception> = None;
        if let Some(delegate) = at.delegate() {
            failure = self.close_delegate(at, &delegate).err();
        }
        for link in chain.into_iter().rev() {
            let parent = link.parent.replace(std::ptr::null());
            let value = Value::of(link);
            let thrown = failure.take().unwrap_or_else(|| exit.clone());
            failure = self.finish(&value, link, thrown).err();
            // SAFETY: the parent is alive: it is in the chain, or the root, and has not run since.
            unsafe { living(parent) }.state.set(State::Suspended);
        }
        let waits = object.delegate().is_some();
        self.enter(generator, object, continuation)?;
        let thrown = failure.unwrap_or(exit);
        if waits { self.raise_at_yield_from(object, thrown) } else { Err(thrown) }
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
}
