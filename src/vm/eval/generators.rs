//! Generators that a loop, `next` or `send` resumes: they go on, yield and end in place, where nothing out of the ordinary
//! is to be seen to. Everything else is `resume`'s.
//!
//! Ordinary is: no exception is being handled on either side, nobody has asked for the frame, the generators have no
//! flags, and the chain's innermost generator is known.

use crate::bytecode::opcode::number::{GEN_START, POP_TOP};
use crate::object::frame::{Continuation, Slot};
use crate::object::generator::{Generator, State};
use crate::object::native::{NativeFunction, Steps};
use crate::object::{Tag, Value};
use crate::vm::Vm;

use super::calls::call_any_native;
use super::delegation::yield_other;
use super::iterate::for_iter_missed;
use super::{Outcome, Regs, handlers, resume};

/// Is the cell empty?
#[inline(always)]
pub(super) unsafe fn handles_nothing(generator: *const Generator) -> bool {
    // SAFETY: the generator is alive; the cell is only looked at.
    unsafe { (*(*generator).handled.as_ptr()).is_none() }
}

/// The generator that was resumed so that the frame runs.
#[inline(always)]
pub(super) unsafe fn root_of<'g>(root: &Slot) -> Option<&'g Generator> {
    // SAFETY: the activation keeps it.
    unsafe { root.as_ref().and_then(Value::as_generator).map(|g| crate::vm::outlive(g)) }
}

/// `next(g)`, `next(g, default)`, `g.send(value)`: the generator's frame goes on in place of the call.
#[inline(never)]
pub(super) unsafe fn call_step(vm: &mut Vm, native: &NativeFunction, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: callable and arguments lie at `base`, the caller's registers are saved.
    unsafe {
        let (object, sent) = match (native.def.steps, given, &native.bound) {
            (Steps::Next, 1, None) => (&*base.add(1), None),
            (Steps::Send, 2, None) => (&*base.add(1), Some(base.add(2))),
            (Steps::Send, 1, bound @ Some(_)) => (bound, Some(base.add(1))),
            _ => return call_step_slowly(vm, native, base, given),
        };
        let root = object.as_ref().unwrap_unchecked();
        if let Some(generator) = root.as_generator()
            && (native.bound.is_some()
                || native.receives(root)
                || native.owner.is_none() && generator.tag() == Tag::Generator)
            && let leaf = vm.frame_to_go_on(generator)
            && !leaf.is_null()
            && let input = sent.map_or(Value::NONE.bits(), |sent| sent.cast::<u64>().read())
            && (input == Value::NONE.bits() || (*leaf).state.get() == State::Suspended)
            && (*base).as_ref().is_some_and(Value::is_shared)
        {
            // The generator goes from the operands to its activation.
            let root = if native.bound.is_some() { root.clone() } else { base.add(1).read().unwrap_unchecked() };
            let _ = base.read().unwrap_unchecked().give_up();
            vm.enter_alone(root, &*leaf, Continuation::Send);
            let mut r = Regs::load(vm);
            r.sp.cast::<u64>().write(input);
            r.sp = r.sp.add(1);
            return r.next();
        }
        call_step_slowly(vm, native, base, given)
    }
}

/// `next` with a default, and all that is no such call in the end.
#[inline(never)]
unsafe fn call_step_slowly(vm: &mut Vm, native: &NativeFunction, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: as for `call_step`.
    unsafe {
        if native.def.steps == Steps::Next
            && given == 2
            && let Some(generator) = (*base.add(1)).as_ref().and_then(Value::as_generator)
            && generator.tag() == Tag::Generator
            && let leaf = vm.frame_to_go_on(generator)
            && !leaf.is_null()
        {
            let leaf = crate::vm::outlive(&*leaf);
            let (root, default) = (base.add(1).replace(None), base.add(2).replace(None));
            drop(base.read());
            vm.push(default.unwrap_unchecked());
            vm.enter_alone(root.unwrap_unchecked(), leaf, Continuation::NextOr);
            vm.push(Value::NONE);
            return resume(vm);
        }
        call_any_native(vm, native, base, given)
    }
}

/// A generator that was resumed itself has ended; the value is None for a loop, and who gave a default wants that.
#[inline(never)]
pub(super) unsafe fn end_alone(vm: &mut Vm, generator: &Generator, value: u64) -> Outcome {
    // SAFETY: the running frame is the generator's, and keeps it by its root.
    unsafe {
        let frame = vm.thread.frame;
        generator.state.set(State::Closed);
        generator.parent.set(std::ptr::null());
        generator.clear_frame();
        let caller = (*frame).previous;
        vm.thread.frame = caller;
        vm.thread.depth = (*frame).depth as usize;
        let root = (*frame).root.take();
        vm.settle_finalizers();
        match (*frame).continuation {
            Continuation::Rust => {
                drop(root);
                vm.thread.result = Some(Ok(Value::from_bits(value)));
                return Outcome::Done;
            }
            Continuation::ForIter => {
                // The caller stands behind its FOR_ITER: drop the iterator and leave the loop.
                let _ = vm.pop().give_up();
                let skip = (*(*caller).ip.sub(1)).get() >> 8;
                (*caller).ip = (*caller).ip.add(skip as usize);
            }
            _ => {}
        }
        drop(Value::from_bits(value));
        if let Some(root) = root {
            root.drop_ended();
        }
        resume(vm)
    }
}

impl<'vm> Regs<'vm> {
    /// The running generator is left with the value on top, whose bits these are; the frame of who resumed it runs.
    /// Somebody else keeps the generator that was resumed.
    #[inline(always)]
    unsafe fn suspend(mut self) -> (&'vm mut Vm, u64) {
        // SAFETY: the running frame is a generator's, and its stack has the value that it yields.
        unsafe {
            let frame = self.vm.thread.frame;
            self.sp = self.sp.sub(1);
            let value = self.sp.cast::<u64>().read();
            self.save();
            (*(*frame).generator).state.set(State::Suspended);
            (*frame).release_root();
            let vm = self.vm;
            vm.thread.frame = (*frame).previous;
            vm.thread.depth = (*frame).depth as usize;
            (vm, value)
        }
    }

    /// The running generator goes on behind its `yield`, or begins, and nothing is sent: the None is hardly ever asked for.
    #[inline(always)]
    pub(super) unsafe fn go_on_without(mut self) -> Outcome {
        // SAFETY: a suspended generator's frame has room for what is sent.
        unsafe {
            if matches!(self.word_after(0) as u8, POP_TOP | GEN_START) {
                self.ip = self.ip.add(1);
            } else {
                self.push(Value::NONE);
            }
            self.next()
        }
    }
}

handlers! {
    /// A suspended generator: its innermost frame goes on, the item comes with YIELD_VALUE.
    for_iter_generator(r) {
        let iterator = r.peek(0);
        // No class inherits from a generator's.
        if let Some(generator) = iterator.as_generator().filter(|generator| generator.tag() == Tag::Generator) {
            let leaf = r.vm.frame_to_go_on(generator);
            if !leaf.is_null() {
                let root = iterator.clone();
                r.save();
                let vm = r.vm;
                vm.enter_alone(root, &*leaf, Continuation::ForIter);
                return Regs::load(vm).go_on_without();
            }
        }
        r.go(for_iter_missed)
    }

    /// To a loop. Async generators, whose values may end an await, have flags when they run.
    yield_value(r) {
        let frame = r.vm.thread.frame;
        let generator = (*frame).generator;
        if !generator.is_null()
            && (*generator).flags.is_clear()
            && r.vm.thread.handled.is_none()
            && handles_nothing(generator)
            && let Some(root) = &(*frame).root
            && let root = root.bits() as *const Generator
            && (std::ptr::eq(root, generator) || (*root).flags.is_clear())
        {
            if !matches!((*frame).continuation, Continuation::ForIter) {
                return r.go(yield_elsewhere);
            }
            // The loop keeps the generator.
            let (vm, value) = r.suspend();
            return Regs::load(vm).deliver(Value::from_bits(value));
        }
        r.go(yield_other)
    }

    /// To Rust code, or who called `send` or `next`.
    #[inline(never)]
    yield_elsewhere(r) {
        let frame = r.vm.thread.frame;
        match (*frame).continuation {
            Continuation::Rust => {
                if r.vm.thread.feed.takes(&(*frame).root, r.sp.sub(1).cast::<u64>().read()) {
                    r.sp = r.sp.sub(1);
                    return r.go_on_without();
                }
                r.go(yield_to_rust)
            }
            Continuation::Send if (*frame).root.as_ref().is_some_and(Value::is_shared) => {
                let (vm, value) = r.suspend();
                let mut r = Regs::load(vm);
                r.sp.cast::<u64>().write(value);
                r.sp = r.sp.add(1);
                r.next()
            }
            _ => r.go(yield_to_rust),
        }
    }

    /// To Rust code, or in place of a default.
    #[inline(never)]
    yield_to_rust(r) {
        let frame = r.vm.thread.frame;
        let to_rust = matches!((*frame).continuation, Continuation::Rust);
        let shared = (*frame).root.as_ref().is_some_and(Value::is_shared);
        if !shared || !to_rust && !matches!((*frame).continuation, Continuation::NextOr) {
            return r.go(yield_other);
        }
        let (vm, value) = r.suspend();
        if to_rust {
            (&raw mut vm.thread.result).write(Some(Ok(Value::from_bits(value))));
            return Outcome::Done;
        }
        // The default goes.
        let sp = (*vm.thread.frame).sp;
        drop(sp.sub(1).replace(Some(Value::from_bits(value))));
        resume(vm)
    }
}
