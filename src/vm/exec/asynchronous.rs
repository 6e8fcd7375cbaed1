//! What `await`, `async for`, `async with` and `yield from` accept.

use crate::bytecode::code::flags;
use crate::bytecode::opcode::Opcode;
use crate::object::class::{Class, class_flag};
use crate::object::function::Function;
use crate::object::generator::{Generator, State};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::hint::{self, Mistake};
use crate::vm::host::Done;

use super::exceptions::enter_manager;

/// Is it a generator whose code carries CO_ITERABLE_COROUTINE (`types.coroutine`)?
fn is_iterable_coroutine(value: &Value) -> bool {
    value.tag() == Tag::Generator && value.as_generator().is_some_and(|g| g.code().has_flags(flags::ITERABLE_COROUTINE))
}

impl Vm {
    /// Does `await` need no iterator for it?
    #[inline]
    pub fn awaits_itself(&self, value: &Value) -> bool {
        self.class_of(value).has_flag(class_flag::AWAITS_ITSELF)
    }

    /// A function with this number is to be called: if the running frame awaits what that gives, and it can be done in
    /// place, this gives the result, or what is to be awaited, and the frame goes on behind.
    pub(crate) fn await_in_place(&mut self, number: u8, args: &[Value]) -> PyResult<Option<Value>> {
        let Some(run) = self.host.in_place.run else { return Ok(None) };
        // SAFETY: the running frame; a call is never the last word.
        let awaits = unsafe { (*(*self.thread.frame).ip).get() as u8 == Opcode::GetAwaitable as u8 };
        if !awaits {
            return Ok(None);
        }
        let (value, words) = match run(self, number, args)? {
            Done::Result(value) => (value, 3),
            Done::Awaits(value) => (value, 1),
            Done::No => return Ok(None),
        };
        // SAFETY: GET_AWAITABLE is followed by LOAD_CONST and YIELD_FROM.
        unsafe { (*self.thread.frame).ip = (*self.thread.frame).ip.add(words) };
        Ok(Some(value))
    }

    /// Is it a coroutine of `asyncio.sleep`?
    #[inline(always)]
    pub(crate) fn is_sleep(&self, coroutine: &Generator) -> bool {
        self.host.sleep.as_ref().is_some_and(|(code, _)| code.bits() == std::ptr::from_ref(coroutine.code()) as u64)
    }

    /// What a coroutine of `asyncio.sleep` that nobody else has and that has not begun would await: it need not be kept
    /// for that, and programs have many that sleep.
    fn sleep_of(&mut self, value: &Value) -> PyResult<Option<Value>> {
        let (Some((code, sleep)), Some(coroutine)) = (&self.host.sleep, value.as_generator()) else { return Ok(None) };
        if !Value::of(coroutine.code()).is(code)
            || coroutine.state.get() != State::Created
            || value.header().is_none_or(|h| h.count() > 1)
        {
            return Ok(None);
        }
        let sleep = *sleep;
        // SAFETY: a frame that has not begun holds its arguments; the two are the first locals.
        let argument = |index: usize| unsafe { (*coroutine.base().as_ptr().add(1 + index)).clone() };
        let (Some(delay), Some(result)) = (argument(0), argument(1)) else { return Ok(None) };
        let awaited = sleep(self, &delay, &result)?;
        if awaited.is_some() {
            self.close_generator(coroutine);
        }
        Ok(awaited)
    }

    /// GET_AWAITABLE's rule: a coroutine or flagged generator as it is, else what `__await__` gives, which must be
    /// an iterator that is no coroutine.
    pub fn awaitable_iterator(&mut self, value: &Value) -> PyResult {
        if value.tag() == Tag::Coroutine || is_iterable_coroutine(value) {
            return Ok(value.clone());
        }
        if self.awaits_itself(value) {
            return Ok(value.clone());
        }
        let class = self.heap().class_of(value).clone();
        let Some(slot) = class.downcast::<Class>().and_then(|c| c.slots.await_.get()) else {
            let message = format!("object {} can't be used in 'await' expression", self.type_name(value));
            return Err(self.suspect(self.type_error(message), || hint::awaited(value)));
        };
        let iterator = slot(self, value)?;
        if iterator.tag() == Tag::Coroutine || is_iterable_coroutine(&iterator) {
            return Err(self.type_error("__await__() returned a coroutine"));
        }
        let class = self.heap().class_of(&iterator).downcast::<Class>();
        if class.is_none_or(|c| c.slots.next.get().is_none()) {
            let message = format!("__await__() returned non-iterator of type '{}'", self.type_name(&iterator));
            return Err(self.type_error(message));
        }
        Ok(iterator)
    }
}

pub(crate) fn get_awaitable(vm: &mut Vm) -> PyResult<()> {
    let value = vm.pop();
    if value.tag() == Tag::Coroutine
        && let Some(awaited) = vm.sleep_of(&value)?
    {
        vm.push(awaited);
        return Ok(());
    }
    let iterator = match vm.awaitable_iterator(&value) {
        Ok(iterator) => iterator,
        Err(error) => {
            let class = vm.heap().class_of(&value).downcast::<Class>();
            let awaitable = class.is_some_and(|c| c.slots.await_.get().is_some());
            if !awaitable && let Some(method) = after_async_with(vm) {
                return Err(vm.type_error(format!(
                    "'async with' received an object from {method} that does not implement __await__: {}",
                    vm.type_name(&value)
                )));
            }
            return Err(error);
        }
    };
    if iterator.tag() == Tag::Coroutine
        && let Some(coroutine) = iterator.as_generator()
        && vm.delegate_is_awaited(coroutine)
    {
        return Err(vm.runtime_error("coroutine is being awaited already"));
    }
    vm.push(iterator);
    Ok(())
}

/// `__aenter__` or `__aexit__`, if the value to await came from there: told by the instruction before.
fn after_async_with(vm: &Vm) -> Option<&'static str> {
    // SAFETY: the running frame; ip points behind GET_AWAITABLE.
    unsafe {
        let frame = vm.thread.frame;
        let code = &*(*frame).code;
        let word = (*frame).ip.offset_from(code.running().words.as_ptr()) as usize;
        let at = |back: usize| word.checked_sub(back).and_then(|w| code.object.code.get(w * 2)).copied();
        match at(2) {
            Some(op) if op == Opcode::BeforeAsyncWith as u8 => Some("__aenter__"),
            Some(op) if op == Opcode::WithExceptStart as u8 => Some("__aexit__"),
            Some(op) if op == Opcode::CallFunction as u8 && at(3) == Some(Opcode::DupTop as u8) => Some("__aexit__"),
            _ => None,
        }
    }
}

pub(crate) fn get_yield_from_iter(vm: &mut Vm) -> PyResult<()> {
    let value = vm.peek(0).clone();
    match value.tag() {
        Tag::Coroutine => {
            // SAFETY: the running frame's code.
            let allowed = unsafe { (*(*vm.thread.frame).code).has_flags(flags::COROUTINE | flags::ITERABLE_COROUTINE) };
            if !allowed {
                let error = vm.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator");
                return Err(vm.suspect(error, || hint::coroutine_name(&value).map(Mistake::DelegatedToCoroutine)));
            }
        }
        Tag::Generator => {}
        _ => {
            let iterator = vm.iter(&value)?;
            vm.pop();
            vm.push(iterator);
        }
    }
    Ok(())
}

pub(crate) fn get_aiter(vm: &mut Vm) -> PyResult<()> {
    let object = vm.pop();
    let class = vm.heap().class_of(&object).clone();
    let Some(slot) = class.downcast::<Class>().and_then(|c| c.slots.aiter.get()) else {
        let name = vm.type_name(&object);
        let error = vm.type_error(format!("'async for' requires an object with __aiter__ method, got {name}"));
        return Err(vm.suspect(error, || vm.is_iterable(&object).then_some(Mistake::AsyncFor)));
    };
    let iterator = slot(vm, &object)?;
    let class = vm.heap().class_of(&iterator).downcast::<Class>();
    if class.is_none_or(|c| c.slots.anext.get().is_none()) {
        let name = vm.type_name(&iterator);
        return Err(vm.type_error(format!(
            "'async for' received an object from __aiter__ that does not implement __anext__: {name}"
        )));
    }
    vm.push(iterator);
    Ok(())
}

/// The iterator stays; the awaitable of its next item comes on top.
pub(crate) fn get_anext(vm: &mut Vm) -> PyResult<()> {
    let iterator = vm.peek(0).clone();
    let class = vm.heap().class_of(&iterator).clone();
    let Some(slot) = class.downcast::<Class>().and_then(|c| c.slots.anext.get()) else {
        let name = vm.type_name(&iterator);
        return Err(vm.type_error(format!("'async for' requires an iterator with __anext__ method, got {name}")));
    };
    let next = slot(vm, &iterator)?;
    if iterator.tag() == Tag::AsyncGenerator {
        vm.push(next);
        return Ok(());
    }
    match vm.awaitable_iterator(&next) {
        Ok(awaitable) => vm.push(awaitable),
        Err(cause) => {
            if cause.object().context.with(Option::is_none) {
                vm.set_context(&cause);
            }
            let name = vm.type_name(&next);
            let error = vm.type_error(format!("'async for' received an invalid object from __anext__: {name}"));
            return Err(error.caused_by(cause));
        }
    }
    Ok(())
}

/// Ends the loop on StopAsyncIteration, raises anything else again.
pub(crate) fn end_async_for(vm: &mut Vm) -> PyResult<()> {
    let class = vm.peek(0).clone();
    let stop = vm.types().stop_async_iteration();
    if class.downcast::<Class>().is_some_and(|c| c.is_subclass(stop)) {
        for _ in 0..3 {
            drop(vm.pop());
        }
        super::pop_except(vm)?;
        drop(vm.pop());
        return Ok(());
    }
    super::reraise(vm, false)
}

/// Leaves the bound `__aexit__` and the awaitable that `__aenter__` gives.
pub(crate) fn before_async_with(vm: &mut Vm) -> PyResult<()> {
    let (enter, exit) = (&vm.names().aenter, &vm.names().aexit);
    let manager = vm.peek(0).clone();
    let class = vm.class_of(&manager);
    let found = (vm.type_lookup(class, enter), vm.type_lookup(class, exit));
    if let (Some(enter), Some(exit)) = found
        && let Some(function) = enter.downcast::<Function>()
        && exit.downcast::<Function>().is_some()
    {
        // As below, without a bound method for the one that is called at once.
        let exit = vm.heap().method(exit, manager.clone());
        drop(vm.pop());
        vm.push(exit);
        let number = function.code().hot.in_place.get();
        if number != 0
            && vm.origin_depth == 0
            && let Some(result) = vm.await_in_place(number, std::slice::from_ref(&manager))?
        {
            vm.push(result);
            return Ok(());
        }
        let entered = vm.call_unbound(&enter, &manager, &[])?;
        vm.push(entered);
        return Ok(());
    }
    enter_manager(vm, enter, exit)
}
