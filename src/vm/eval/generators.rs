//! Generators and coroutines: made, resumed, suspended and ended in place, where nothing out of the ordinary is to be
//! seen to. Everything else is `resume`'s.
//!
//! Ordinary is: no exception is being handled on either side, nobody has asked for the frame, the generators have no
//! flags, and the chain's innermost generator is known.

use crate::bytecode::opcode::number::POP_TOP;
use crate::object::asynchronous::{AsyncAction, AsyncStep, AwaitState};
use crate::object::frame::{Continuation, Slot};
use crate::object::function::Function;
use crate::object::generator::{Flags, Generator, State};
use crate::object::native::{NativeFunction, Steps};
use crate::object::{Tag, Value};
use crate::vm::Vm;
use crate::vm::exec;

use super::calls::call_any_native;
use super::iterate::for_iter_missed;
use super::{Outcome, Regs, handlers, raise_kept, resume, switch};

/// Is the cell empty?
#[inline(always)]
unsafe fn handles_nothing(generator: *const Generator) -> bool {
    // SAFETY: the generator is alive; the cell is only looked at.
    unsafe { (*(*generator).handled.as_ptr()).is_none() }
}

/// The generator that was resumed so that the frame runs.
#[inline(always)]
unsafe fn root_of<'g>(root: &Slot) -> Option<&'g Generator> {
    // SAFETY: the activation keeps it.
    unsafe { root.as_ref().and_then(Value::as_generator).map(|g| crate::vm::outlive(g)) }
}

/// Calls a function whose call makes a generator or coroutine, and whose arguments need no binding.
#[inline(never)]
pub(super) unsafe fn call_generator(vm: &mut Vm, function: &Function, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: callee and arguments lie at `base`, the caller's registers are saved.
    unsafe {
        if function.code().hot.in_place.get() != 0 {
            return call_in_place(vm, function, base, given);
        }
        make_generator(vm, function, base, given);
        resume(vm)
    }
}

/// The same for a function that need not run where what it gives is awaited at once.
#[inline(never)]
unsafe fn call_in_place(vm: &mut Vm, function: &Function, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: as for `call_generator`.
    unsafe { if try_in_place(vm, function, base, given) { resume(vm) } else { raise_kept(vm) } }
}

/// False: with the exception in `thread.raised`.
#[inline(never)]
unsafe fn try_in_place(vm: &mut Vm, function: &Function, base: *mut Slot, given: usize) -> bool {
    // SAFETY: as for `call_generator`.
    unsafe {
        let values = std::slice::from_raw_parts(base.add(1).cast::<Value>(), given);
        let number = function.code().hot.in_place.get();
        match if vm.origin_depth == 0 { vm.await_in_place(number, values) } else { Ok(None) } {
            Ok(None) => make_generator(vm, function, base, given),
            Ok(Some(result)) => {
                vm.drop_slots(base, given + 1);
                vm.push(result);
            }
            Err(error) => {
                vm.drop_slots(base, given + 1);
                vm.thread.raised = Some(error);
                return false;
            }
        }
        true
    }
}

#[inline(never)]
unsafe fn make_generator(vm: &mut Vm, function: &Function, base: *mut Slot, given: usize) {
    // SAFETY: as for `call_generator`.
    unsafe {
        let callee = base.read().unwrap_unchecked();
        let generator = vm.heap().generator_of(function, callee, base.add(1), given);
        if vm.origin_depth != 0 {
            vm.note_origin(&generator);
        }
        vm.push(generator);
    }
}

/// `next(g)`, `next(g, default)`, `g.send(value)`: the generator's frame goes on in place of the call.
#[inline(never)]
pub(super) unsafe fn call_step(vm: &mut Vm, native: &NativeFunction, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: callable and arguments lie at `base`, the caller's registers are saved.
    unsafe {
        let (object, sent) = match (native.def.steps, given, &native.bound) {
            (Steps::Next, 1 | 2, None) => (&*base.add(1), None),
            (Steps::Send, 2, None) => (&*base.add(1), Some(base.add(2))),
            (Steps::Send, 1, bound @ Some(_)) => (bound, Some(base.add(1))),
            _ => return call_any_native(vm, native, base, given),
        };
        let root = object.as_ref().unwrap_unchecked();
        let Some(generator) = root.as_generator() else { return call_any_native(vm, native, base, given) };
        let fits = match &native.owner {
            Some(owner) => vm.heap().class_of(root).is(owner),
            None => generator.tag() == Tag::Generator,
        };
        let leaf = vm.frame_to_go_on(generator);
        let none = sent.is_none_or(|sent| (*sent).as_ref().is_some_and(Value::is_none));
        if leaf.is_null() || !fits || !none && (*leaf).state.get() == State::Created {
            return call_any_native(vm, native, base, given);
        }
        // The generator goes from the operands to its activation, the callable last.
        let bound = native.bound.is_some();
        let root = if bound { root.clone() } else { base.add(1).replace(None).unwrap_unchecked() };
        let input = match sent {
            Some(sent) => sent.cast::<u64>().read(),
            None => Value::NONE.bits(),
        };
        let default = if given == 2 && sent.is_none() { base.add(2).replace(None) } else { None };
        let mut continuation = Continuation::Send;
        drop(base.read());
        if let Some(default) = default {
            vm.push(default);
            continuation = Continuation::NextOr;
        }
        vm.enter_alone(root, &*leaf, continuation);
        let mut r = Regs::load(vm);
        r.sp.cast::<u64>().write(input);
        r.sp = r.sp.add(1);
        r.next()
    }
}

/// A delegate that has ended hands its activation back to the generator that waits for it.
#[inline(never)]
unsafe fn end_delegate(vm: &mut Vm, generator: &Generator, parent: &Generator, value: u64) -> Outcome {
    // SAFETY: the running frame is the generator's, its parent's stack keeps it.
    unsafe {
        give_back(vm, generator, parent);
        generator.state.set(State::Closed);
        generator.clear_frame();
        vm.settle_finalizers();
        if let Some(delegate) = (*parent.record()).sp.sub(1).replace(Some(Value::from_bits(value))) {
            delegate.drop_ended();
        }
        resume(vm)
    }
}

/// A step of an async generator has given a value, which is that of the await.
#[inline(never)]
unsafe fn end_step(vm: &mut Vm, generator: &Generator, parent: &Generator, value: u64) -> Outcome {
    // SAFETY: the running frame is the generator's; its parent's stack keeps the step, and that the generator.
    unsafe {
        give_back(vm, generator, parent);
        drop((*parent.record()).sp.sub(1).replace(Some(Value::from_bits(value))));
        resume(vm)
    }
}

/// The running generator's activation goes to its parent, which stands behind its YIELD_FROM then.
#[inline(always)]
unsafe fn give_back(vm: &mut Vm, generator: &Generator, parent: &Generator) {
    // SAFETY: the running frame is the generator's.
    unsafe {
        let (frame, record) = (vm.thread.frame, parent.record());
        (*record).take_activation_alone(&mut *frame);
        if let Some(root) = root_of(&(*record).root) {
            root.set_leaf(parent);
        }
        generator.parent.set(std::ptr::null());
        vm.thread.depth = (vm.thread.depth - 1).max((*record).depth as usize + 1);
        vm.thread.handled = parent.handled.take();
        vm.thread.frame = record;
        parent.state.set(State::Running);
        (*record).ip = (*record).ip.add(1);
    }
}

/// A generator that was resumed itself has ended; the value is None for a loop, and who gave a default wants that.
#[inline(never)]
unsafe fn end_alone(vm: &mut Vm, generator: &Generator, value: u64) -> Outcome {
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

impl Regs<'_> {
    /// The running generator goes on behind its `yield`, and nothing is sent: the None is hardly ever asked for.
    #[inline(always)]
    unsafe fn go_on_without(mut self) -> Outcome {
        // SAFETY: a suspended generator's frame has room for what is sent.
        unsafe {
            if self.word_after(0) as u8 == POP_TOP {
                self.ip = self.ip.add(1);
            } else {
                self.push(Value::NONE);
            }
            self.next()
        }
    }

    /// YIELD_FROM on `child`, a generator that waits alone: it is linked below the running one and goes on.
    #[inline(always)]
    unsafe fn delegate_to(mut self, child: &Generator) -> Outcome {
        // SAFETY: the running frame is a generator's; the value to send is on top, below it what keeps the child.
        unsafe {
            let frame = self.vm.thread.frame;
            let parent = (*frame).generator;
            self.sp = self.sp.sub(1);
            let value = self.sp.cast::<u64>().read();
            (*frame).ip = self.ip.sub(1);
            (*frame).sp = self.sp;
            let vm = self.vm;
            vm.thread.depth += 1;
            child.parent.set(parent);
            child.leaf.set(std::ptr::null());
            (*parent).state.set(State::Delegating);
            let record = child.record();
            (*record).take_activation_alone(&mut *frame);
            if let Some(root) = root_of(&(*record).root) {
                root.set_leaf(child);
            }
            child.state.set(State::Running);
            vm.thread.frame = record;
            let mut r = Regs::load(vm);
            r.sp.cast::<u64>().write(value);
            r.sp = r.sp.add(1);
            r.next()
        }
    }
}

handlers! {
    /// A suspended generator: its innermost frame goes on, the item comes with YIELD_VALUE.
    for_iter_generator(r) {
        let iterator = r.peek(0);
        if let Some(generator) = iterator.downcast_exact::<Generator>() {
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

    /// To a loop, or whoever else takes the value on his stack. Async generators, whose values may end an await, have
    /// flags when they run.
    yield_value(r) {
        let frame = r.vm.thread.frame;
        let generator = (*frame).generator;
        if !generator.is_null()
            && r.vm.thread.handled.is_none()
            && handles_nothing(generator)
            && (*generator).flags.is_clear()
            && let Some(root) = &(*frame).root
            && root.is_shared()
            && let Some(root) = root.as_generator()
            && root.flags.is_clear()
        {
            if !matches!((*frame).continuation, Continuation::ForIter | Continuation::Send) {
                return r.go(yield_elsewhere);
            }
            r.sp = r.sp.sub(1);
            let value = r.sp.cast::<u64>().read();
            r.save();
            (*generator).state.set(State::Suspended);
            let root: Slot = (&raw mut (*frame).root).replace(None);
            let _ = root.unwrap_unchecked().give_up();
            let vm = r.vm;
            vm.thread.frame = (*frame).previous;
            vm.thread.depth = (*frame).depth as usize;
            let r = Regs::load(vm);
            if matches!((*frame).continuation, Continuation::ForIter) {
                return r.deliver(Value::from_bits(value));
            }
            let mut r = r;
            r.sp.cast::<u64>().write(value);
            r.sp = r.sp.add(1);
            return r.next();
        }
        r.go(yield_other)
    }

    /// To Rust code, or in place of a default.
    #[inline(never)]
    yield_elsewhere(r) {
        let frame = r.vm.thread.frame;
        let to_rust = matches!((*frame).continuation, Continuation::Rust);
        if !to_rust && !matches!((*frame).continuation, Continuation::NextOr) {
            return r.go(yield_other);
        }
        r.sp = r.sp.sub(1);
        let value = r.sp.cast::<u64>().read();
        if to_rust && root_of(&(*frame).root).is_some_and(|root| r.vm.thread.feed.takes(root, value)) {
            return r.go_on_without();
        }
        r.save();
        (*(*frame).generator).state.set(State::Suspended);
        let root: Slot = (&raw mut (*frame).root).replace(None);
        let _ = root.unwrap_unchecked().give_up();
        let vm = r.vm;
        vm.thread.frame = (*frame).previous;
        vm.thread.depth = (*frame).depth as usize;
        if to_rust {
            (&raw mut vm.thread.result).write(Some(Ok(Value::from_bits(value))));
            return Outcome::Done;
        }
        // The default goes.
        let sp = (*vm.thread.frame).sp;
        drop(sp.sub(1).replace(Some(Value::from_bits(value))));
        resume(vm)
    }

    /// To who awaits a step of an async generator, which that ends. See `Vm::end_step`.
    #[inline(never)]
    yield_other(r) {
        let frame = r.vm.thread.frame;
        let generator = (*frame).generator;
        if !generator.is_null()
            && (*generator).flags.is_just(Flags::HOOKS_DONE | Flags::ASYNC_RUNNING)
            && let parent = (*generator).parent.get()
            && !parent.is_null()
            && let Some(root) = root_of(&(*frame).root)
            && !std::ptr::eq(root, generator)
            && r.vm.thread.handled.is_none()
            && handles_nothing(generator)
            && let record = (*parent).record()
            && let Some(delegate) = &*(*record).sp.sub(1)
            && let Some(step) = delegate.payload::<AsyncStep>()
            && step.action.with(|action| matches!(action, AsyncAction::Send(_)))
        {
            r.sp = r.sp.sub(1);
            let value = r.sp.cast::<u64>().read();
            r.save();
            step.linked.set(false);
            step.state.set(AwaitState::Closed);
            (*generator).flags.set(Flags::ASYNC_RUNNING, false);
            (*generator).state.set(State::Suspended);
            return end_step(r.vm, &*generator, &*parent, value);
        }
        let value = r.pop();
        r.save();
        switch(r.vm, value, Vm::yield_from_frame)
    }

    /// On a generator or coroutine that waits alone: it is linked and its frame goes on. See `Vm::delegate`.
    yield_from(r) {
        let frame = r.vm.thread.frame;
        let parent = (*frame).generator;
        let (delegate, value) = (r.peek(1), r.peek(0));
        if matches!(delegate.tag(), Tag::Generator | Tag::Coroutine)
            && let Some(child) = delegate.as_generator()
            && (matches!(child.state.get(), State::Created) && value.is_none()
                || matches!(child.state.get(), State::Suspended))
            && child.parent.get().is_null()
            && !parent.is_null()
            && child.flags.is_clear()
            && r.vm.thread.handled.is_none()
            && handles_nothing(parent)
            && handles_nothing(child)
            && r.vm.thread.depth < r.vm.recursion_limit
        {
            return r.delegate_to(child);
        }
        r.go(yield_from_other)
    }

    /// On the first step of an `asend(None)`, `async for`'s that is, of an async generator that waits alone. See
    /// `Vm::delegate_to_step`.
    #[inline(never)]
    yield_from_other(r) {
        let parent = (*r.vm.thread.frame).generator;
        if let Some(step) = r.peek(1).payload::<AsyncStep>()
            && r.peek(0).is_none()
            && matches!(step.state.get(), AwaitState::Created)
            && step.action.with(|action| matches!(action, AsyncAction::Send(value) if value.is_none()))
            && let Some(child) = step.generator.as_generator()
            && matches!(child.state.get(), State::Created | State::Suspended)
            && child.flags.is_just(Flags::HOOKS_DONE)
            && child.parent.get().is_null()
            && !parent.is_null()
            && r.vm.thread.handled.is_none()
            && handles_nothing(parent)
            && handles_nothing(child)
            && r.vm.thread.depth < r.vm.recursion_limit
        {
            step.state.set(AwaitState::Running);
            step.linked.set(true);
            child.flags.set(Flags::ASYNC_RUNNING, true);
            return r.delegate_to(crate::vm::outlive(child));
        }
        r.save();
        switch(r.vm, (), |vm, ()| vm.delegate())
    }

    /// RETURN_VALUE of a generator.
    #[inline(never)]
    return_from_generator(r) {
        let frame = r.vm.thread.frame;
        let generator: *const Generator = (*frame).generator;
        let alone = r.sp.sub(1) == frame.add(1).cast();
        if alone
            && (*frame).object.is_none()
            && r.vm.thread.handled.is_none()
            && handles_nothing(generator)
            && (*generator).flags.is_clear()
            && let Some(root) = root_of(&(*frame).root)
        {
            let parent = (*generator).parent.get();
            let is_root = std::ptr::eq(root, generator);
            let known = matches!(
                (*frame).continuation,
                Continuation::Rust | Continuation::ForIter | Continuation::NextOr
            );
            if is_root && known || !is_root && !parent.is_null() {
                r.sp = r.sp.sub(1);
                let value = r.sp.cast::<u64>().read();
                r.save();
                if is_root {
                    return end_alone(r.vm, &*generator, value);
                }
                return end_delegate(r.vm, &*generator, &*parent, value);
            }
        }
        let value = r.pop();
        r.save();
        switch(r.vm, value, Vm::return_from_frame)
    }

    /// Coroutines are awaited as they are; `asyncio.sleep`'s, which need not be, before they have begun.
    get_awaitable(r) {
        let value = r.peek(0);
        if value.tag() == Tag::Coroutine
            && let Some(coroutine) = value.as_generator()
            && matches!(coroutine.state.get(), State::Created)
            && !r.vm.is_sleep(coroutine)
        {
            return r.next();
        }
        r.go(get_awaitable_other)
    }

    #[inline(never)]
    get_awaitable_other(r) { r.slow(|vm, _| exec::get_awaitable(vm)) }

    get_yield_from_iter(r) {
        let object = r.peek(0);
        if object.tag() == Tag::Generator {
            return r.next();
        }
        if object.tag() == Tag::Instance {
            return r.go(super::iterate::get_iter_of_instance);
        }
        r.go(get_yield_from_iter_other)
    }

    #[inline(never)]
    get_yield_from_iter_other(r) { r.slow(|vm, _| exec::get_yield_from_iter(vm)) }
}
