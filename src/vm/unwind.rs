//! Leaving frames: by return, and by exceptions on their way to a handler.

use crate::object::code::BlockKind;
use crate::object::exception::ExceptionObject;
use crate::object::frame::{Continuation, Record, Slot};
use crate::object::generator::{Flags, Generator, State};
use crate::object::{Exception, PyResult, Tag, Value};

use super::Vm;

/// Where a value went.
pub(super) enum Returned {
    /// To another frame, which runs now.
    Frame,
    /// To the Rust code that began the evaluation.
    Rust(Value),
}

impl Vm {
    /// Raises `exception` at the running instruction: goes to its handler, or gives it to Rust.
    pub(super) fn unwind(&mut self, exception: Exception) -> PyResult<()> {
        if !exception.object().thrown.replace(false)
            && exception.object().traceback.with(Option::is_none)
            && exception.object().context.with(Option::is_none)
        {
            self.set_context(&exception);
        }
        self.propagate(exception, true, None)
    }

    /// As `unwind`, for an exception that has its context.
    pub(super) fn unwind_new(&mut self, exception: Exception) -> PyResult<()> {
        exception.object().thrown.set(false);
        self.propagate(exception, true, None)
    }

    /// As `unwind`, for an exception that is on its way already: this frame is in its traceback. `origin` is the
    /// word where it was raised first, if the frame is to show that line again.
    pub(super) fn unwind_reraised(&mut self, exception: Exception, origin: Option<usize>) -> PyResult<()> {
        self.propagate(exception, false, origin)
    }

    fn propagate(
        &mut self,
        mut exception: Exception,
        mut record_here: bool,
        mut origin: Option<usize>,
    ) -> PyResult<()> {
        loop {
            // SAFETY: the running frame; its saved registers are current.
            unsafe {
                let frame = self.thread.frame;
                let runtime = (*(*frame).code).running();
                let next = (*frame).ip.offset_from(runtime.words.as_ptr());
                let word = (next - 1).max(0) as usize;
                if record_here {
                    self.add_traceback(frame, &exception, word);
                }
                record_here = true;
                let bottom: *mut Slot = frame.add(1).cast();
                for block in runtime.blocks(word) {
                    let level = bottom.add(block.level as usize);
                    match block.kind {
                        BlockKind::ExceptHandler => {
                            // An exception inside a handler: what was handled before is restored.
                            self.drop_operands(frame, level.add(3));
                            let saved = level.add(1).replace(None).filter(|v| !v.is_none());
                            drop(std::mem::replace(&mut self.thread.handled, saved));
                            self.drop_operands(frame, level);
                        }
                        BlockKind::Finally { handler } => {
                            self.drop_operands(frame, level);
                            // What died on the way here is finalised before the exception counts as handled.
                            self.settle_finalizers();
                            self.enter_handler(frame, exception, origin.unwrap_or(word));
                            (*frame).ip = runtime.words.as_ptr().add(handler as usize);
                            return Ok(());
                        }
                    }
                }
                if let Some(origin) = origin.take().filter(|&origin| origin < runtime.words.len()) {
                    (*frame).ip = runtime.words.as_ptr().add(origin + 1);
                }
                match self.leave_with_error(frame, exception)? {
                    Some(error) => exception = error,
                    None => return Ok(()),
                }
            }
        }
    }

    /// Drops operands down to `to`.
    ///
    /// # Safety
    /// `frame` is the running frame with its saved `sp`; `to` lies at or behind the end of its record.
    unsafe fn drop_operands(&mut self, frame: *mut Record, to: *mut Slot) {
        // SAFETY: by contract: what lies between the record and sp are the operands.
        unsafe {
            while (*frame).sp > to {
                (*frame).sp = (*frame).sp.sub(1);
                drop((*frame).sp.read());
            }
        }
    }

    /// The traceback with which the innermost handler that runs in this frame was entered: the third of its six values.
    pub(super) fn handled_traceback(&self) -> Option<Value> {
        // SAFETY: the running frame; its saved registers are current, and a handler's six values lie above its level.
        unsafe {
            let frame = self.thread.frame;
            let runtime = (*(*frame).code).running();
            let word = ((*frame).ip.offset_from(runtime.words.as_ptr()) - 1).max(0) as usize;
            let mut blocks = runtime.blocks(word);
            let block = blocks.find(|block| matches!(block.kind, BlockKind::ExceptHandler))?;
            let bottom: *mut Slot = frame.add(1).cast();
            (*bottom.add(block.level as usize + 2)).clone()
        }
    }

    /// Pushes the exception handled so far and the new one, three values each, as 3.10's handlers expect. The traceback
    /// is what the exception has again if the handler raises it anew, whatever happened to it meanwhile; it stands twice,
    /// since `except` pops the new three at once. The first of the six, the outer exception's, tells the word that raised.
    ///
    /// # Safety
    /// `frame` is the running frame; its operands are down to the level of a block of its code.
    unsafe fn enter_handler(&mut self, frame: *mut Record, exception: Exception, word: usize) {
        exception.object().caught.set(true);
        exception.object().flight.set(0);
        let value = exception.into_value();
        let class = self.heap().class_of(&value).clone();
        let traceback = value.downcast::<ExceptionObject>().and_then(|e| e.traceback.get()).unwrap_or(Value::NONE);
        let old = self.thread.handled.replace(value.clone()).unwrap_or(Value::NONE);
        let six = [Value::from_len(word), old, traceback.clone(), traceback, value, class];
        // SAFETY: the code was verified: its stack size covers the six values above a block's level.
        unsafe {
            for value in six {
                (*frame).sp.write(Some(value));
                (*frame).sp = (*frame).sp.add(1);
            }
        }
    }

    /// The running frame ends with `exception`. Gives the exception for the next frame, None if it was answered.
    ///
    /// # Safety
    /// `frame` is the running frame.
    unsafe fn leave_with_error(&mut self, frame: *mut Record, exception: Exception) -> PyResult<Option<Exception>> {
        // SAFETY: by contract; its caller's registers were saved when it began.
        unsafe {
            self.drop_operands(frame, frame.add(1).cast());
            if !(*frame).generator.is_null() {
                let generator = &*(*frame).generator;
                if self.has_finalizers() {
                    generator.state.set(State::Closed);
                    generator.flags.set(Flags::UNWINDING, true);
                    self.run_finalizers();
                    generator.flags.set(Flags::UNWINDING, false);
                    generator.state.set(State::Running);
                }
                return self.leave_generator_with_error(frame, exception);
            }
            self.settle_finalizers();
            let continuation = (*frame).continuation;
            self.pop_frame(frame);
            match continuation {
                Continuation::Rust => Err(exception),
                Continuation::Init => {
                    drop(self.pop());
                    Ok(Some(exception))
                }
                Continuation::Attribute | Continuation::MethodAttribute => {
                    Ok(Some(self.place_instruction_error(exception)))
                }
                Continuation::Next if self.is_exception(&exception, self.types().stop_iteration()) => {
                    // Its traceback may hold the frame.
                    exception.let_go();
                    self.settle_finalizers();
                    // The caller stands behind its FOR_ITER: drop the iterator and leave the loop.
                    drop(self.pop());
                    self.settle_finalizers();
                    let caller = self.thread.frame;
                    let skip = (*(*caller).ip.sub(1)).get() >> 8;
                    (*caller).ip = (*caller).ip.add(skip as usize);
                    Ok(None)
                }
                _ => Ok(Some(exception)),
            }
        }
    }

    /// Pops a frame of the thread's stack: its locals go to its frame object or are dropped.
    ///
    /// # Safety
    /// `frame` is the running frame, no generator's, and its operands are gone.
    pub(super) unsafe fn pop_frame(&mut self, frame: *mut Record) {
        // SAFETY: by contract callee and slots are whole, and dropped once.
        unsafe {
            self.thread.frame = (*frame).previous;
            self.thread.depth -= (*frame).continuation.weight();
            if let Some(object) = (*frame).object.take() {
                self.detach_frame(frame, &object);
            }
            let mut at = (*frame).fp;
            let end: *mut Slot = frame.cast();
            while at < end {
                drop(at.read());
                at = at.add(1);
            }
            drop((*frame).fp.sub(1).read());
        }
    }

    /// RETURN_VALUE where the plain way does not do: a frame with an object, a continuation, a generator.
    pub(super) fn return_from_frame(&mut self, value: Value) -> PyResult<Returned> {
        let frame = self.thread.frame;
        // SAFETY: the running frame is alive until it is popped here.
        unsafe {
            self.drop_operands(frame, frame.add(1).cast());
            if !(*frame).generator.is_null() {
                return self.return_from_generator(frame, value);
            }
            let continuation = (*frame).continuation;
            self.pop_frame(frame);
            match continuation {
                Continuation::Rust => Ok(Returned::Rust(value)),
                Continuation::Init => match self.init_result(&value) {
                    None => Ok(Returned::Frame),
                    Some(error) => {
                        drop(self.pop());
                        Err(error)
                    }
                },
                Continuation::Discard => {
                    drop(value);
                    Ok(Returned::Frame)
                }
                _ => self.return_to_instruction(continuation, value).map(|()| Returned::Frame),
            }
        }
    }

    /// The exception that a StopIteration becomes when it leaves a generator's frame (PEP 479).
    pub(super) fn generator_error(&mut self, generator: &Generator, exception: Exception) -> Exception {
        let what = if self.is_exception(&exception, self.types().stop_iteration()) {
            "StopIteration"
        } else if generator.tag() == Tag::AsyncGenerator
            && self.is_exception(&exception, self.types().stop_async_iteration())
        {
            "StopAsyncIteration"
        } else {
            return exception;
        };
        self.runtime_error(format!("{} raised {what}", generator.kind())).caused_by(exception)
    }

    /// A generator has ended, however: nothing of its frame is left.
    pub(super) fn close_generator(&mut self, generator: &Generator) {
        let record = generator.record();
        generator.state.set(State::Closed);
        generator.parent.set(std::ptr::null());
        // SAFETY: the record lives inside the generator, and the frame does not run any more.
        unsafe {
            let object = (*record).object.take();
            if let Some(object) = &object {
                self.detach_frame(record, object);
            }
            generator.clear_frame();
            drop(object);
        }
    }
}
