//! Chains of generators and coroutines: made, linked and taken apart in place, where nothing out of the ordinary is to be
//! seen to (see `generators`). Everything else is `resume`'s.
//!
//! What is awaited as soon as it is made, `await f()`, `yield from g()` and the steps of `async for`, is linked at once:
//! its frame goes on where CPython would execute YIELD_FROM, and for a step no awaitable is made.

use std::cell::Cell;
use std::ptr::NonNull;

use crate::bytecode::opcode::number::{GET_AWAITABLE, GET_YIELD_FROM_ITER, LOAD_CONST, YIELD_FROM};
use crate::object::asynchronous::{AsyncAction, AsyncStep, AwaitState};
use crate::object::frame::{Continuation, Record, Slot};
use crate::object::function::Function;
use crate::object::generator::{Flags, Generator, State};
use crate::object::header::Header;
use crate::object::{Tag, Value};
use crate::vm::{Vm, exec};

use super::generators::{end_alone, handles_nothing, root_of};
use super::slow::get_anext_other;
use super::{Outcome, Regs, handlers, raise_kept, resume, switch};

/// May the running frame, if it is a generator's, take one more link below it?
#[inline(always)]
unsafe fn takes_link(vm: &Vm) -> bool {
    // SAFETY: the running frame is alive, and its generator while it runs.
    unsafe {
        let generator = (*vm.thread.frame).generator;
        !generator.is_null()
            && vm.thread.handled.is_none()
            && handles_nothing(generator)
            && vm.thread.depth < vm.recursion_limit
    }
}

/// The generator that was resumed so that the frame, a generator's, runs.
#[inline(always)]
unsafe fn root_of_frame<'g>(record: *mut Record) -> &'g Generator {
    // SAFETY: a generator's frame that runs has a root, which is a generator, and keeps it.
    unsafe { &*(&raw const (*record).root).cast::<*const Generator>().read() }
}

/// Links `child`, which waits alone, below the running generator, whose stack keeps it and whose saved registers stand at
/// its YIELD_FROM: the child runs.
#[inline(always)]
unsafe fn link(vm: &mut Vm, child: &Generator) {
    // SAFETY: by contract; `takes_link` holds.
    unsafe {
        let frame = vm.thread.frame;
        let parent = (*frame).generator;
        vm.thread.depth += 1;
        child.parent.set(parent);
        child.leaf.set(std::ptr::null());
        (*parent).state.set(State::Delegating);
        let record = child.record();
        (*record).take_activation_alone(&mut *frame);
        root_of_frame(record).set_leaf(child);
        child.state.set(State::Running);
        vm.thread.frame = record;
    }
}

/// The running generator's activation goes to its parent, which stands behind its YIELD_FROM then. Gives the place of the
/// delegate on the parent's stack, and so of what comes of it.
#[inline(always)]
unsafe fn give_back(vm: &mut Vm, generator: &Generator, parent: &Generator) -> *mut Slot {
    // SAFETY: the running frame is the generator's, and handles nothing.
    unsafe {
        let (frame, record) = (vm.thread.frame, parent.record());
        (*record).take_activation_alone(&mut *frame);
        root_of_frame(record).set_leaf(parent);
        generator.parent.set(std::ptr::null());
        vm.thread.depth = (vm.thread.depth - 1).max((*record).depth as usize + 1);
        (&raw mut vm.thread.handled).write(parent.handled.take());
        vm.thread.frame = record;
        parent.state.set(State::Running);
        (*record).ip = (*record).ip.add(1);
        (*record).sp.sub(1)
    }
}

/// Is LOAD_CONST None, YIELD_FROM what begins at `ip`?
#[inline(always)]
unsafe fn awaits_next(vm: &Vm, ip: *const Cell<u32>) -> bool {
    // SAFETY: the running frame's code ends with neither of them.
    unsafe {
        let load = (*ip).get();
        let pool = (*(*vm.thread.frame).code).hot.pool.get();
        load as u8 == LOAD_CONST
            && (*pool.add((load >> 8) as usize)).get() == Value::NONE.bits()
            && (*ip.add(1)).get() as u8 == YIELD_FROM
    }
}

/// Calls a function whose call makes a generator or coroutine, and whose arguments need no binding.
#[inline(never)]
pub(super) unsafe fn call_generator(vm: &mut Vm, function: &Function, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: callee and arguments lie at `base`, the caller's registers are saved.
    unsafe {
        if function.code().hot.in_place.get() != 0 {
            return call_in_place(vm, function, base, given);
        }
        if vm.origin_depth == 0
            && let Some(made) = vm.heap().generator_in_room(function, base, given)
        {
            let frame = vm.thread.frame;
            let ip = (*frame).ip;
            (*frame).sp.cast::<*const Generator>().write(made.as_ptr());
            (*frame).sp = (*frame).sp.add(1);
            let tag = made.as_ref().tag();
            let next = (*ip).get() as u8;
            // Where an instance's `__iter__` was called, GET_YIELD_FROM_ITER is what runs.
            let iterates = (*ip.sub(1)).get() as u8 == GET_YIELD_FROM_ITER && tag == Tag::Generator;
            if (next == GET_AWAITABLE && tag == Tag::Coroutine
                || next == GET_YIELD_FROM_ITER && tag == Tag::Generator
                || iterates)
                && let ip = ip.add(usize::from(!iterates))
                && awaits_next(vm, ip)
                && takes_link(vm)
            {
                (*frame).ip = ip.add(1);
                link(vm, crate::vm::outlive(made.as_ref()));
                return Regs::load(vm).go_on_without();
            }
            return Regs::load(vm).next();
        }
        call_generator_slowly(vm, function, base, given)
    }
}

#[inline(never)]
unsafe fn call_generator_slowly(vm: &mut Vm, function: &Function, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: as for `call_generator`.
    unsafe {
        make_generator(vm, function, base, given);
        resume(vm)
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

/// A delegate that has ended hands its activation back to the generator that waits for it.
#[inline(never)]
unsafe fn end_delegate(vm: &mut Vm, generator: &Generator, parent: &Generator, value: u64) -> Outcome {
    // SAFETY: the running frame is the generator's, its parent's stack keeps it.
    unsafe {
        let place = give_back(vm, generator, parent);
        generator.state.set(State::Closed);
        if let Some(dead) = generator.clear_locals() {
            return clear_delegate(vm, generator, dead, place, value);
        }
        let delegate = place.cast::<*const Generator>().read();
        if !std::ptr::eq(delegate, generator) || !vm.heap().free_ended(generator) {
            return drop_delegate(vm, place, value);
        }
        place.cast::<u64>().write(value);
        Regs::load(vm).next()
    }
}

/// The rest of `end_delegate` once a local is dead.
#[inline(never)]
unsafe fn clear_delegate(
    vm: &mut Vm,
    generator: &Generator,
    dead: NonNull<Header>,
    place: *mut Slot,
    value: u64,
) -> Outcome {
    // SAFETY: as for `end_delegate`; the dead object was let go just now.
    unsafe {
        Value::free(dead);
        generator.clear_frame();
        vm.settle_finalizers();
        drop_delegate(vm, place, value)
    }
}

/// The delegate makes way for what came of it.
#[inline(never)]
unsafe fn drop_delegate(vm: &mut Vm, place: *mut Slot, value: u64) -> Outcome {
    // SAFETY: the place is the topmost operand of the running frame.
    unsafe {
        if let Some(delegate) = place.replace(Some(Value::from_bits(value))) {
            delegate.drop_ended();
        }
        resume(vm)
    }
}

/// The async generator gives a value, which ends the step that `parent` awaits.
#[inline(never)]
unsafe fn end_step(vm: &mut Vm, generator: &Generator, parent: &Generator, value: u64) -> Outcome {
    // SAFETY: the running frame is the generator's; its parent's stack keeps the step, and that the generator.
    unsafe {
        generator.flags.set(Flags::ASYNC_RUNNING, false);
        generator.state.set(State::Suspended);
        let place = give_back(vm, generator, parent);
        let delegate = place.cast::<*const Generator>().read();
        if std::ptr::eq(delegate, generator) && Value::is_shared((*place).as_ref().unwrap_unchecked()) {
            let _ = place.replace(Some(Value::from_bits(value))).unwrap_unchecked().give_up();
            return Regs::load(vm).next();
        }
        drop_step(vm, place, value)
    }
}

#[inline(never)]
unsafe fn drop_step(vm: &mut Vm, place: *mut Slot, value: u64) -> Outcome {
    // SAFETY: as for `drop_delegate`.
    unsafe {
        drop(place.replace(Some(Value::from_bits(value))));
        resume(vm)
    }
}

impl Regs<'_> {
    /// YIELD_FROM on `child`, a generator that waits alone: it is linked below the running one and goes on.
    #[inline(always)]
    unsafe fn delegate_to(mut self, child: &Generator) -> Outcome {
        // SAFETY: the running frame is a generator's; the value to send is on top, below it what keeps the child.
        unsafe {
            let frame = self.vm.thread.frame;
            self.sp = self.sp.sub(1);
            let value = self.sp.cast::<u64>().read();
            (*frame).ip = self.ip.sub(1);
            (*frame).sp = self.sp;
            let vm = self.vm;
            link(vm, child);
            let mut r = Regs::load(vm);
            r.sp.cast::<u64>().write(value);
            r.sp = r.sp.add(1);
            r.next()
        }
    }
}

handlers! {
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
        {
            if std::ptr::eq((*(*parent).record()).sp.sub(1).cast::<*const Generator>().read(), generator) {
                r.sp = r.sp.sub(1);
                let value = r.sp.cast::<u64>().read();
                r.save();
                return end_step(r.vm, &*generator, &*parent, value);
            }
            return r.go(yield_of_step);
        }
        r.go(yield_slowly)
    }

    #[inline(never)]
    yield_of_step(r) {
        let generator = (*r.vm.thread.frame).generator;
        let parent = (*generator).parent.get();
        if let Some(delegate) = &*(*(*parent).record()).sp.sub(1)
            && let Some(step) = delegate.payload::<AsyncStep>()
            && step.action.with(|action| matches!(action, AsyncAction::Send(_)))
        {
            r.sp = r.sp.sub(1);
            let value = r.sp.cast::<u64>().read();
            r.save();
            step.linked.set(false);
            step.state.set(AwaitState::Closed);
            return end_step(r.vm, &*generator, &*parent, value);
        }
        r.go(yield_slowly)
    }

    #[inline(never)]
    yield_slowly(r) {
        let value = r.pop();
        r.save();
        switch(r.vm, value, Vm::yield_from_frame)
    }

    /// On a generator or coroutine that waits alone: it is linked and its frame goes on. See `Vm::delegate`.
    yield_from(r) {
        let (delegate, value) = (r.peek(1), r.peek(0));
        if let Some(child) = delegate.as_generator()
            && child.tag() != Tag::AsyncGenerator
            && (matches!(child.state.get(), State::Created) && value.is_none()
                || matches!(child.state.get(), State::Suspended))
            && child.parent.get().is_null()
            && child.flags.is_clear()
            && handles_nothing(child)
            && takes_link(r.vm)
        {
            return r.delegate_to(child);
        }
        r.go(yield_from_other)
    }

    /// On the first step of an `asend(None)` of an async generator that waits alone. See `Vm::delegate_to_step`.
    #[inline(never)]
    yield_from_other(r) {
        if let Some(step) = r.peek(1).payload::<AsyncStep>()
            && r.peek(0).is_none()
            && matches!(step.state.get(), AwaitState::Created)
            && step.action.with(|action| matches!(action, AsyncAction::Send(value) if value.is_none()))
            && let Some(child) = step.generator.as_generator()
            && matches!(child.state.get(), State::Created | State::Suspended)
            && child.flags.is_just(Flags::HOOKS_DONE)
            && child.parent.get().is_null()
            && handles_nothing(child)
            && takes_link(r.vm)
        {
            step.state.set(AwaitState::Running);
            step.linked.set(true);
            child.flags.set(Flags::ASYNC_RUNNING, true);
            return r.delegate_to(crate::vm::outlive(child));
        }
        r.go(yield_from_slowly)
    }

    #[inline(never)]
    yield_from_slowly(r) {
        r.save();
        switch(r.vm, (), |vm, ()| vm.delegate())
    }

    /// `async for`: the async generator, if it waits alone, is linked as if its step was.
    get_anext(r) {
        if let Some(child) = r.peek(0).as_generator()
            && child.tag() == Tag::AsyncGenerator
            && child.flags.is_just(Flags::HOOKS_DONE)
            && child.waits_for_input()
            && child.parent.get().is_null()
            && handles_nothing(child)
            && takes_link(r.vm)
            && awaits_next(r.vm, r.ip)
        {
            let step = r.peek(0).clone();
            r.push(step);
            r.ip = r.ip.add(1);
            r.save();
            child.flags.set(Flags::ASYNC_RUNNING, true);
            let vm = r.vm;
            link(vm, child);
            return Regs::load(vm).go_on_without();
        }
        r.go(get_anext_other)
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
        r.go(return_slowly)
    }

    #[inline(never)]
    return_slowly(r) {
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
