//! What a running generator gives away: yielding, returning, ending with an exception.

use crate::object::exception::Exception;
use crate::object::frame::{Continuation, Record};
use crate::object::generator::{Flags, Generator, State};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::unwind::Returned;

use super::{Step, living};

impl Vm {
    /// YIELD_VALUE: the running generator suspends; the value goes to its resumer.
    pub(in crate::vm) fn yield_from_frame(&mut self, value: Value) -> PyResult<Returned> {
        // SAFETY: the running frame is a generator's: YIELD_VALUE stands in their code only (verified flags).
        unsafe {
            let frame = self.thread.frame;
            if (*frame).generator.is_null() {
                return Err(self.system_error("yield outside a generator"));
            }
            let generator = living((*frame).generator);
            if generator.tag() == Tag::AsyncGenerator
                && let Some(parent) = self.linked_parent(frame, generator)
            {
                return self.end_step(frame, generator, parent, Ok(Step::Yielded(value)));
            }
            generator.state.set(State::Suspended);
            self.deliver(frame, generator, value)
        }
    }

    /// The frame that was resumed gives way to its resumer's. Gives the generator that was resumed.
    ///
    /// # Safety
    /// `frame` is the running frame, that of `generator`.
    #[inline(always)]
    unsafe fn leave(&mut self, frame: *mut Record, generator: &Generator) -> Option<Value> {
        self.swap_handled(generator);
        // SAFETY: by contract the record lives; its resumer's frame lives longer.
        unsafe {
            self.thread.frame = (*frame).previous;
            self.thread.depth = (*frame).depth as usize;
            (*frame).root.take()
        }
    }

    /// Takes the activation off the suspended `generator` and gives `value` to the resumer.
    ///
    /// # Safety
    /// As for `leave`.
    pub(super) unsafe fn deliver(
        &mut self,
        frame: *mut Record,
        generator: &Generator,
        value: Value,
    ) -> PyResult<Returned> {
        // SAFETY: by contract; the resumer's registers were saved when the frame was entered.
        unsafe {
            let root = self.leave(frame, generator);
            if let Some(root) = root.as_ref().and_then(Value::as_generator)
                && root.flags.set(Flags::STEP_ENDED, false)
            {
                root.cut_ended_steps();
            }
            let continuation = (*frame).continuation;
            let result = match continuation {
                Continuation::Rust => Ok(Returned::Rust(value)),
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
                _ => {
                    self.push(value);
                    Ok(Returned::Frame)
                }
            };
            drop(root);
            result
        }
    }

    /// The running generator, at YIELD_FROM, yields a value of its delegate on.
    pub(super) fn yield_on(&mut self, value: Value) -> PyResult<Returned> {
        // SAFETY: the running frame is a generator's and its saved ip is behind YIELD_FROM, where it goes on.
        unsafe {
            let frame = self.thread.frame;
            let generator = living((*frame).generator);
            (*frame).ip = (*frame).ip.sub(1);
            generator.state.set(State::Suspended);
            self.deliver(frame, generator, value)
        }
    }

    /// RETURN_VALUE in a generator's frame.
    ///
    /// # Safety
    /// `frame` is the running frame, and a generator's.
    pub(in crate::vm) unsafe fn return_from_generator(
        &mut self,
        frame: *mut Record,
        value: Value,
    ) -> PyResult<Returned> {
        // SAFETY: by contract the record lives; its generator, which holds it, is kept until the end.
        unsafe {
            let generator = living((*frame).generator);
            if let Some(parent) = self.linked_parent(frame, generator) {
                if generator.tag() == Tag::AsyncGenerator {
                    return self.end_step(frame, generator, parent, Ok(Step::Returned(value)));
                }
                self.return_to_parent(frame, generator, parent);
                self.settle_finalizers();
                drop(self.pop());
                self.push(value);
                return Ok(Returned::Frame);
            }
            let kept = Value::of(generator);
            self.close_generator(generator);
            let root = self.leave(frame, generator);
            self.settle_finalizers();
            let result = match (*frame).continuation {
                Continuation::Rust => Ok(Returned::Rust(value)),
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
                _ => Err(self.stop_iteration(value)),
            };
            drop(root);
            drop(kept);
            result
        }
    }

    /// The parent to go back to, unless this generator was resumed itself.
    ///
    /// # Safety
    /// As for `leave`.
    pub(super) unsafe fn linked_parent<'g>(&self, frame: *mut Record, generator: &Generator) -> Option<&'g Generator> {
        let parent = generator.parent.get();
        // SAFETY: by contract the record lives; a parent unlinks its delegate before it goes.
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
    ///
    /// # Safety
    /// As for `leave`; `parent` is the generator's linked parent.
    pub(super) unsafe fn return_to_parent(&mut self, frame: *mut Record, generator: &Generator, parent: &Generator) {
        // SAFETY: by contract.
        unsafe { self.give_back(frame, generator, parent) };
        self.close_generator(generator);
    }

    /// The same for a delegate that only suspends.
    ///
    /// # Safety
    /// As for `return_to_parent`.
    #[inline(always)]
    pub(super) unsafe fn give_back(&mut self, frame: *mut Record, generator: &Generator, parent: &Generator) {
        // SAFETY: by contract both records live; the activation moves as a whole.
        unsafe {
            let record = parent.record();
            (*record).take_activation(&mut *frame);
            if let Some(root) = (*record).root.as_ref().and_then(Value::as_generator) {
                root.set_leaf(parent);
            }
            generator.parent.set(std::ptr::null());
            generator.state.set(State::Suspended);
            // Links that were made in earlier activations are not counted in this one.
            self.thread.depth = (self.thread.depth - 1).max((*record).depth as usize + 1);
            self.move_handled(generator, parent);
            self.thread.frame = record;
            parent.state.set(State::Running);
            (*record).ip = (*record).ip.add(1);
        }
    }

    /// `from` runs no more and `to` does: the resumer's handled exception moves along.
    pub(super) fn move_handled(&mut self, from: &Generator, to: &Generator) {
        let resumer = from.handled.take();
        let own = to.handled.take();
        to.handled.set(resumer);
        let left = std::mem::replace(&mut self.thread.handled, own);
        from.handled.set(left);
    }

    /// A generator's frame ends with an exception. Gives the exception for the next frame.
    ///
    /// # Safety
    /// `frame` is the running frame, and a generator's.
    pub(in crate::vm) unsafe fn leave_generator_with_error(
        &mut self,
        frame: *mut Record,
        exception: Exception,
    ) -> PyResult<Option<Exception>> {
        // SAFETY: by contract the record lives; its generator, which holds it, is kept until the end.
        unsafe {
            let generator = living((*frame).generator);
            let exception = self.generator_error(generator, exception);
            if let Some(parent) = self.linked_parent(frame, generator) {
                if generator.tag() == Tag::AsyncGenerator {
                    return match self.end_step(frame, generator, parent, Err(exception)) {
                        Ok(_) => Ok(None),
                        Err(exception) => Ok(Some(exception)),
                    };
                }
                self.return_to_parent(frame, generator, parent);
                self.settle_finalizers();
                return Ok(Some(exception));
            }
            let kept = Value::of(generator);
            self.close_generator(generator);
            let root = self.leave(frame, generator);
            self.settle_finalizers();
            let result = match (*frame).continuation {
                Continuation::Rust => Err(exception),
                Continuation::NextOr => {
                    drop(self.pop());
                    Ok(Some(exception))
                }
                Continuation::Close if self.is_close_answer(&exception) => {
                    exception.let_go();
                    self.settle_finalizers();
                    self.push(Value::NONE);
                    Ok(None)
                }
                _ => Ok(Some(exception)),
            };
            drop(root);
            drop(kept);
            result
        }
    }
}
