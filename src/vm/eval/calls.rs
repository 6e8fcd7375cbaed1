//! Calls: frames of Python functions are pushed here, natives with as many arguments as they have parameters called.

use crate::object::class::Class;
use crate::object::code::Hot;
use crate::object::frame::{Continuation, RECORD_SLOTS, Record, Slot};
use crate::object::function::{Function, Method};
use crate::object::native::{Args, Flow, NativeFunction, Steps};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::call::{Begun, fill_from_defaults};

use super::generators::{call_generator, call_step, return_from_generator};
use super::keywords::{NO_KEYWORDS, arrange};
use super::{Outcome, Regs, handlers, raise, resume, switch};

const _: () = assert!(size_of::<Record>() == RECORD_SLOTS * size_of::<Slot>());

impl Regs<'_> {
    /// Calls what lies at `base` with `given` arguments behind it; the result goes to `result`.
    #[inline(always)]
    unsafe fn call(self, result: *mut Slot, base: *mut Slot, given: usize) -> Outcome {
        // SAFETY: callable and arguments are the topmost operands.
        unsafe {
            let frame = self.vm.thread.frame;
            if let Some(callee) = &*base
                && let Some(function) = callee.downcast::<Function>()
            {
                let function: &Function = crate::vm::outlive(function);
                if function.code().hot.plain_arguments.get() as usize == given {
                    if (*frame).generator.is_null() {
                        return self.push_frame(function, base, result, Continuation::Call);
                    }
                    // A generator's operands lie inside its object.
                    let top = (*frame).top;
                    if given < 256 {
                        for i in 0..=given {
                            top.add(i).cast::<u64>().write_volatile(base.add(i).cast::<u64>().read());
                        }
                        return self.push_frame(function, top, result, Continuation::Call);
                    }
                }
                if function.code().hot.generator_arguments.get() as usize == given {
                    (*frame).ip = self.ip;
                    (*frame).sp = result;
                    return call_generator(self.vm, function, base, given);
                }
            }
            (*frame).ip = self.ip;
            (*frame).sp = result;
            call_other(self.vm, base, given)
        }
    }

    /// Pushes the frame of a function over callee and arguments at `base`, which need no binding.
    #[inline(always)]
    pub(super) unsafe fn push_frame(
        self,
        function: &Function,
        base: *mut Slot,
        result: *mut Slot,
        continuation: Continuation,
    ) -> Outcome {
        let given = function.code().hot.plain_arguments.get();
        // SAFETY: by contract.
        unsafe { self.push_bound_frame(function, base, result, continuation, given as usize) }
    }

    /// As `push_frame`, with so many parameters that lie at their places.
    #[inline(always)]
    pub(super) unsafe fn push_bound_frame(
        self,
        function: &Function,
        base: *mut Slot,
        result: *mut Slot,
        continuation: Continuation,
        given: usize,
    ) -> Outcome {
        // SAFETY: the frame is written behind the arguments, within the limit that is checked first.
        unsafe {
            let vm = self.vm;
            let frame = vm.thread.frame;
            (*frame).ip = self.ip;
            (*frame).sp = result;
            let code = function.code();
            let hot = &code.hot;
            let locals = base.add(1);
            let record: *mut Record = locals.add(hot.slots.get() as usize).cast();
            let end = locals.add(hot.size.get() as usize);
            // The deepest frame of all is another one's business.
            let depth = vm.thread.depth + continuation.weight();
            if end >= vm.thread.limit || depth >= vm.recursion_limit {
                return call_generally(vm, base, given, continuation);
            }
            let mut at = locals.add(given);
            while at < record.cast() {
                at.cast::<u64>().write_volatile(0);
                at = at.add(1);
            }
            if let Some(closure) = &function.closure {
                let cells = closure.downcast::<Tuple>().unwrap_unchecked().items();
                let first = record.cast::<Slot>().sub(cells.len());
                for (i, cell) in cells.iter().enumerate() {
                    first.add(i).write(Some(cell.clone()));
                }
            }
            (&raw mut (*record).previous).write(frame);
            (&raw mut (*record).code).write(code);
            (&raw mut (*record).fp).write(locals);
            (&raw mut (*record).ip).write(hot.words.get());
            (&raw mut (*record).sp).write(record.add(1).cast());
            (&raw mut (*record).top).write(end);
            (&raw mut (*record).object).write(None);
            (&raw mut (*record).generator).write(std::ptr::null());
            (&raw mut (*record).root).write(None);
            (&raw mut (*record).continuation).write(continuation);
            vm.thread.frame = record;
            vm.thread.depth = depth;
            let (ip, pool) = (hot.words.get(), hot.pool.get());
            Regs { ip, sp: record.add(1).cast(), fp: locals, vm, pool, word: 0 }.next()
        }
    }
}

/// A call that takes more than pushing a frame. The caller's registers are saved.
#[inline(never)]
unsafe fn call_other(vm: &mut Vm, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: the caller vouches for callable and arguments.
    unsafe {
        let Some(callee) = &*base else { return call_generally(vm, base, given, Continuation::Call) };
        match callee.tag() {
            Tag::Native => {
                let native: &NativeFunction = crate::vm::outlive(callee.downcast().unwrap_unchecked());
                if !matches!(native.def.steps, Steps::No) {
                    return call_step(vm, native, base, given);
                }
                if given <= 2 {
                    vm.specialize_native_call(callee, given);
                }
                return call_native(vm, native, base, given);
            }
            Tag::Function => {
                let function: &Function = crate::vm::outlive(callee.downcast().unwrap_unchecked());
                let hot = &function.code().hot;
                let generates = hot.generator_arguments.get() != Hot::NEVER;
                let count = if generates { &hot.generator_arguments } else { &hot.plain_arguments };
                let count = count.get() as usize;
                if given < count && count < 256 {
                    let frame = vm.thread.frame;
                    let start = if (*frame).generator.is_null() { base } else { (*frame).top };
                    if fill_from_defaults(function, start.add(1), given, count) {
                        std::ptr::copy(base, start, given + 1);
                        if generates {
                            return call_generator(vm, function, start, count);
                        }
                        let (ip, sp, fp) = ((*frame).ip, (*frame).sp, (*frame).fp);
                        let regs = Regs { ip, sp, fp, vm, pool: std::ptr::null(), word: 0 };
                        return regs.push_frame(function, start, sp, Continuation::Call);
                    }
                }
            }
            Tag::Method => {
                let method: &Method = crate::vm::outlive(callee.downcast().unwrap_unchecked());
                if let Some(function) = method.function.downcast::<Function>()
                    && let hot = &function.code().hot
                    && let generates = hot.generator_arguments.get() as usize == given + 1
                    && (generates || hot.plain_arguments.get() as usize == given + 1)
                    && given < 256
                {
                    let frame = vm.thread.frame;
                    let start = if (*frame).generator.is_null() { base } else { (*frame).top };
                    let function: &Function = crate::vm::outlive(function);
                    let (callee, object) = (method.function.clone(), method.object.clone());
                    std::ptr::copy(base.add(1), start.add(2), given);
                    drop_callee(base);
                    start.write(Some(callee));
                    start.add(1).write(Some(object));
                    if generates {
                        return call_generator(vm, function, start, given + 1);
                    }
                    let (ip, sp, fp) = ((*frame).ip, (*frame).sp, (*frame).fp);
                    let regs = Regs { ip, sp, fp, vm, pool: std::ptr::null(), word: 0 };
                    return regs.push_frame(function, start, sp, Continuation::Call);
                }
            }
            Tag::Class => {
                let class: &Class = crate::vm::outlive(callee.downcast().unwrap_unchecked());
                if let Some(init) = class.plain_init()
                    && let Some(function) = init.downcast::<Function>()
                    && let count = function.code().hot.plain_arguments.get() as usize
                    && given < count
                    && count < 256
                    && (given + 1 == count || has_defaults(function, count - given - 1))
                {
                    return instantiate(vm, crate::vm::outlive(function), base, given);
                }
                if given == 0 && callee.is(vm.types().super_()) {
                    vm.specialize_super();
                }
            }
            _ => {}
        }
        if matches!(callee.tag(), Tag::Function | Tag::Method | Tag::Class) {
            let frame = vm.thread.frame;
            let (ip, sp, fp) = ((*frame).ip, (*frame).sp, (*frame).fp);
            let (function, start) = arrange(vm, callee, given, sp, NO_KEYWORDS);
            if !function.is_null() {
                let regs = Regs { ip, sp, fp, vm, pool: std::ptr::null(), word: 0 };
                return regs.push_arranged(function, start, sp);
            }
        }
        call_generally(vm, base, given, Continuation::Call)
    }
}

/// Calls a native.
#[inline(always)]
pub(super) unsafe fn call_native(vm: &mut Vm, native: &NativeFunction, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: the caller vouches for callable and arguments.
    unsafe {
        let parameters = native.parameters();
        let all = given + usize::from(native.bound.is_some());
        let total = parameters.names.len();
        if total == parameters.positional
            && (all == total
                || all < total && all >= parameters.required && vm.has_room_for(base.add(given + 1), total - all))
        {
            return match run_native(vm, native, base, given, total - all) {
                Ok(()) => resume(vm),
                Err(error) => raise(vm, error),
            };
        }
        call_generally(vm, base, given, Continuation::Call)
    }
}

#[inline(never)]
unsafe fn call_generally(vm: &mut Vm, base: *mut Slot, given: usize, continuation: Continuation) -> Outcome {
    // SAFETY: the caller vouches for callable and arguments.
    unsafe {
        match vm.call_operands(base, given, &[], continuation) {
            Ok(()) => resume(vm),
            Err(error) => raise(vm, error),
        }
    }
}

impl Vm {
    /// May so many empty places be put behind the running frame's operands, at `end`? A generator's lie in its object.
    unsafe fn has_room_for(&self, end: *mut Slot, places: usize) -> bool {
        // SAFETY: the running frame.
        unsafe { (*self.thread.frame).generator.is_null() && end.add(places) < self.thread.limit }
    }
}

/// Calls a native with what lies on the stack, and what it asks for. Its last parameters may be `missing`.
#[inline(never)]
unsafe fn run_native(
    vm: &mut Vm,
    native: &NativeFunction,
    base: *mut Slot,
    given: usize,
    missing: usize,
) -> PyResult<()> {
    // SAFETY: the arguments lie behind `base`. Nested calls begin behind the running frame.
    unsafe {
        // What the native is bound to takes the native's own place.
        let kept = match &native.bound {
            Some(bound) => base.replace(Some(bound.clone())),
            None => None,
        };
        let first = if kept.is_some() { base } else { base.add(1) };
        let end = base.add(1 + given + missing);
        let args = std::slice::from_raw_parts_mut(first, end.offset_from(first) as usize);
        let result = if missing == 0 {
            vm.run_native(native, &mut Args::new(args))
        } else {
            for i in 1..=missing {
                end.sub(i).write(None);
            }
            let frame = vm.thread.frame;
            let top = (*frame).top;
            (*frame).top = top.max(end);
            let result = vm.run_native(native, &mut Args::new(args));
            (*frame).top = top;
            result
        };
        vm.drop_slots(base, given + 1);
        drop(kept);
        match result {
            Ok(Flow::Value(value)) => vm.push(value),
            Ok(flow) => {
                if let Begun::Value(value) = vm.follow(flow, Continuation::Call)? {
                    vm.push(value);
                }
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

#[inline(never)]
pub(super) unsafe fn drop_callee(base: *mut Slot) {
    // SAFETY: the caller gives it up.
    drop(unsafe { base.replace(None) });
}

/// Has the function defaults for so many parameters?
fn has_defaults(function: &Function, missing: usize) -> bool {
    let count = |defaults: &Slot| defaults.as_ref().and_then(|d| d.downcast::<Tuple>()).map_or(0, Tuple::len);
    missing <= function.defaults.with(count)
}

#[inline(never)]
pub(super) fn make_instance(vm: &Vm, class: Value) -> Value {
    vm.heap().instance(&class)
}

/// `Class(...)` of a plain class with a Python `__init__`: the instance takes the class's place on the caller's stack.
#[inline(always)]
unsafe fn instantiate(vm: &mut Vm, init: &Function, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: as for `call_other`. There is room above every limit for two more places.
    unsafe {
        let frame = vm.thread.frame;
        let (ip, result) = ((*frame).ip, (*frame).sp);
        let class = base.replace(None).unwrap_unchecked();
        let instance = make_instance(vm, class);
        let start = if (*frame).generator.is_null() { base.add(1) } else { (*frame).top };
        std::ptr::copy(base.add(1), start.add(2), given);
        start.write(Some(Value::of(init)));
        start.add(1).write(Some(instance.clone()));
        result.write(Some(instance));
        let count = init.code().hot.plain_arguments.get() as usize;
        if given + 1 < count {
            fill_from_defaults(init, start.add(1), given + 1, count);
        }
        let regs = Regs { ip, sp: result, fp: (*frame).fp, vm, pool: std::ptr::null(), word: 0 };
        regs.push_frame(init, start, result.add(1), Continuation::Init)
    }
}

handlers! {
    call_function(r) {
        let given = r.arg();
        let base = r.sp.sub(given + 1);
        r.call(base, base, given)
    }

    call_method(r) {
        let given = r.arg();
        let base = r.sp.sub(given + 2);
        // Either a function with its self, or a gap and a bound callable.
        match *base {
            Some(_) => r.call(base, base, given + 1),
            None => r.call(base, base.add(1), given),
        }
    }

    return_value(r) {
        let frame = r.vm.thread.frame;
        // None, which nobody wants: where its place would be, an instance lies, or nothing.
        let is_init = matches!((*frame).continuation, Continuation::Init | Continuation::Discard) && r.peek(0).is_none();
        if !(is_init || matches!((*frame).continuation, Continuation::Call)) || (*frame).object.is_some() {
            return r.go(return_other);
        }
        let mut at = r.fp;
        let end: *mut Slot = frame.cast();
        while at < end {
            if let Some(local) = at.read()
                && let Some(dead) = local.give_up()
            {
                // The object waits in its place, without a reference.
                at.cast::<u64>().write(dead.as_ptr() as u64);
                r.word = at as usize;
                return r.go(return_with_deaths);
            }
            at = at.add(1);
        }
        // The callee is the last to go.
        at = r.fp.sub(1);
        if let Some(callee) = at.read()
            && let Some(dead) = callee.give_up()
        {
            at.cast::<u64>().write(dead.as_ptr() as u64);
            r.word = at as usize;
            return r.go(return_with_deaths);
        }
        r.sp = r.sp.sub(1);
        let value = r.sp.cast::<u64>().read();
        let caller = (*frame).previous;
        r.vm.thread.frame = caller;
        r.vm.thread.depth -= (*frame).continuation.weight();
        let sp = (*caller).sp;
        sp.cast::<u64>().write(value);
        let code = (*caller).code;
        r.ip = (*caller).ip;
        r.fp = (*caller).fp;
        r.pool = (*code).hot.pool.get();
        // An instance lies there already.
        r.sp = if is_init { sp } else { sp.add(1) };
        r.next()
    }

    /// RETURN_VALUE where a local dies: the one at `word` has lost its last reference.
    #[inline(never)]
    return_with_deaths(r) {
        let frame = r.vm.thread.frame;
        let place = r.word as *mut Slot;
        Value::free(std::ptr::NonNull::new_unchecked(place.cast::<u64>().read() as *mut _));
        let callee = r.fp.sub(1);
        if place != callee {
            let end: *mut Slot = frame.cast();
            let mut at = place.add(1);
            while at < end {
                drop(at.read());
                at = at.add(1);
            }
            drop(callee.read());
        }
        let is_init = matches!((*frame).continuation, Continuation::Init | Continuation::Discard);
        let value = r.pop();
        r.vm.thread.frame = (*frame).previous;
        r.vm.thread.depth -= (*frame).continuation.weight();
        if is_init {
            let _ = value.give_up();
        } else {
            r.vm.push(value);
        }
        resume(r.vm)
    }

    #[inline(never)]
    return_other(r) {
        if !(*r.vm.thread.frame).generator.is_null() {
            return r.go(return_from_generator);
        }
        let frame = r.vm.thread.frame;
        let continuation = (*frame).continuation;
        if matches!(continuation, Continuation::Operator | Continuation::Comparison | Continuation::Rust)
            && (*frame).object.is_none()
            && (*frame).generator.is_null()
            && !r.peek(0).is(&Value::NOT_IMPLEMENTED)
        {
            let value = r.pop();
            r.vm.pop_frame(frame);
            if matches!(continuation, Continuation::Rust) {
                r.vm.thread.result = Some(Ok(value));
                return Outcome::Done;
            }
            // The operands go.
            drop(r.vm.pop());
            drop(r.vm.pop());
            r.vm.push(value);
            return resume(r.vm);
        }
        let value = r.pop();
        r.save();
        switch(r.vm, value, Vm::return_from_frame)
    }
}
