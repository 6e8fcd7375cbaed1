//! What runs between two instructions: finalisers, weak reference callbacks, signals.

use crate::object::generator::{Flags, State};
use crate::object::heap::{Pending, breaker};
use crate::object::native::Resume;
use crate::object::weakref::WeakRef;
use crate::object::{PyResult, Tag, Value};

use super::Vm;

/// How deep finalisers may nest; as CPython has it.
const DEEPEST: u32 = 50;

impl Vm {
    /// Answers the eval breaker. An error is a signal handler's.
    #[cold]
    #[inline(never)]
    pub(super) fn handle_breaker(&mut self) -> PyResult<()> {
        use std::sync::atomic::Ordering;
        let bits = self.heap().breaker.load(Ordering::Relaxed);
        if bits & breaker::COLLECT != 0 {
            self.heap().breaker.fetch_and(!breaker::COLLECT, Ordering::Relaxed);
            if self.heap().collect_automatically.get() && self.gc.thresholds[0] != 0 {
                self.collect_some_garbage();
            } else {
                self.heap().put_off_collection();
            }
        }
        self.run_finalizers();
        if bits & breaker::MEMORY != 0 {
            self.heap().breaker.fetch_and(!breaker::MEMORY, Ordering::Relaxed);
            return Err(self.memory_error());
        }
        if bits & breaker::SIGNAL != 0 {
            self.heap().breaker.fetch_and(!breaker::SIGNAL, Ordering::Relaxed);
            return (self.host.signal)(self);
        }
        Ok(())
    }

    /// For natives that run for long: what would happen between two instructions. An error is a signal handler's.
    #[inline(always)]
    pub fn between_instructions(&mut self) -> PyResult<()> {
        if self.heap().breaker.load(std::sync::atomic::Ordering::Relaxed) == 0 { Ok(()) } else { self.handle_breaker() }
    }

    /// Runs what has been waiting since values were dropped, if anything has: before the frame changes, so that it
    /// sees the frame in which they died.
    #[inline(always)]
    pub(super) fn settle_finalizers(&mut self) {
        if self.has_finalizers() {
            self.run_finalizers();
        }
    }

    #[inline(always)]
    pub(super) fn has_finalizers(&self) -> bool {
        self.heap().breaker.load(std::sync::atomic::Ordering::Relaxed) & breaker::FINALIZERS != 0
    }

    /// Runs all waiting finalisers and callbacks. Their exceptions are reported, never raised.
    pub fn run_finalizers(&mut self) {
        // What dies too deep inside finalisers waits until the outer ones are through: a chain may be long.
        if self.finalizing == DEEPEST {
            return;
        }
        self.finalizing += 1;
        // What dies while one of them runs is seen to inside it; the others of this batch wait for their turn.
        loop {
            let batch = self.heap().take_pending();
            if batch.is_empty() {
                self.finalizing -= 1;
                return;
            }
            for pending in batch {
                match pending {
                    Pending::Finalize(value) => self.finalize(value),
                    Pending::Callback(reference) => self.call_back(reference),
                }
            }
        }
    }

    fn call_back(&mut self, reference: Value) {
        let Some(callback) = reference.downcast::<WeakRef>().and_then(|w| w.callback.take()) else { return };
        if let Err(error) = self.call(&callback, &[reference]) {
            self.unraisable(error, None, &callback);
        }
    }

    fn finalize(&mut self, value: Value) {
        match value.tag() {
            Tag::Generator | Tag::Coroutine | Tag::AsyncGenerator => self.finalize_generator(&value),
            _ => {
                let name = &self.names().del;
                let method = match self.lookup_special(&value, name) {
                    Ok(Some(method)) => method,
                    _ => return,
                };
                if let Err(error) = self.call(&method, &[]) {
                    let class = self.heap().class_of(&value).downcast::<crate::object::class::Class>();
                    let function = class.and_then(|c| c.lookup(name)).unwrap_or(method);
                    self.unraisable(error, None, &function);
                }
            }
        }
    }

    pub(super) fn finalize_generator(&mut self, value: &Value) {
        let Some(generator) = value.as_generator() else { return };
        if generator.tag() == Tag::AsyncGenerator
            && !generator.flags.has(Flags::ASYNC_CLOSED)
            && let Some(finalizer) = generator.extra()
        {
            if let Err(error) = self.call(&finalizer, std::slice::from_ref(value)) {
                self.unraisable(error, None, value);
            }
            return;
        }
        if generator.tag() == Tag::Coroutine && generator.state.get() == State::Created {
            if let Err(error) = (self.host.never_awaited)(self, value) {
                self.unraisable(error, None, value);
            }
            return;
        }
        if let Err(error) = self.step(value, Resume::Close) {
            self.unraisable(error, None, value);
        }
    }
}
