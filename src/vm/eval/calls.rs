//! Calls: frames of Python functions are pushed here, natives with as many arguments as they have parameters called.

use crate::object::class::Class;
use crate::object::code::Hot;
use crate::object::frame::{Continuation, RECORD_SLOTS, Record, Slot};
use crate::object::function::{Function, Method};
use crate::object::list::List;
use crate::object::native::{Args, CallArgs, Code, Flow, NativeFunction, Steps};
use crate::object::slots::Call;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::call::{Begun, as_values, fill_from_defaults};

use super::attributes::bind;
use super::delegation::{call_generator, return_from_generator};
use super::generators::call_step;
use super::keywords::{NO_KEYWORDS, arrange};
use super::{Outcome, Regs, handlers, raise, raise_kept, resume, switch};

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
            if let Some(callee) = &*base
                && callee.tag() == Tag::Native
            {
                return call_native(self.vm, base, given);
            }
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
            let record = Record::begin(frame, code, (locals, end), continuation);
            vm.thread.frame = record;
            vm.thread.depth = depth;
            let (ip, pool) = (hot.words.get(), hot.pool.get());
            Regs { ip, sp: record.add(1).cast(), fp: locals, vm, pool, word: 0 }.next()
        }
    }
}

/// A call of a native. The caller's registers are saved.
#[inline(never)]
unsafe fn call_native(vm: &mut Vm, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: the caller vouches for callable and arguments.
    unsafe {
        let callee: &Value = crate::vm::outlive((*base).as_ref().unwrap_unchecked());
        let native: &NativeFunction = crate::vm::outlive(callee.downcast().unwrap_unchecked());
        if let Code::Plain(function) = native.def.code
            && native.surely_takes(given)
        {
            if native.is_append.get() && vm.thread.depth < vm.recursion_limit && append(vm, base) {
                return resume(vm);
            }
            let is_simple = given > 0
                && (*base.add(1)).as_ref().is_some_and(|first| native.receives(first) || native.receives_own(first));
            let went = if is_simple {
                run_method(vm, native, function, base, given)
            } else {
                vm.specialize_native_call(callee, given);
                run_plain(vm, native, function, base, given)
            };
            return if went { resume(vm) } else { raise_kept(vm) };
        }
        if !matches!(native.def.steps, Steps::No) {
            return call_step(vm, native, base, given);
        }
        call_other(vm, base, given)
    }
}

/// `list.append`, where the list has room and nothing dies.
#[inline(always)]
unsafe fn append(vm: &mut Vm, base: *mut Slot) -> bool {
    // SAFETY: method, list and item lie at `base`; the item moves into the list.
    unsafe {
        let (Some(method), Some(object)) = (&*base, &*base.add(1)) else { return false };
        let Some(list) = object.downcast_exact::<List>() else { return false };
        let place = list.with_mut(|items| {
            let len = items.len();
            if len == items.capacity() || !object.is_shared() || !method.is_shared() {
                return None;
            }
            let place = items.as_mut_ptr().add(len);
            items.set_len(len + 1);
            Some(place)
        });
        let Some(place) = place else { return false };
        place.write(base.add(2).read().unwrap_unchecked());
        let _ = base.add(1).read().unwrap_unchecked().give_up();
        let _ = base.read().unwrap_unchecked().give_up();
        vm.push(Value::NONE);
        true
    }
}

/// Lets a method of the first argument's own class run.
#[inline(never)]
unsafe fn run_method(
    vm: &mut Vm,
    native: &NativeFunction,
    function: fn(&mut Vm, &mut Args<'_>) -> PyResult,
    base: *mut Slot,
    given: usize,
) -> bool {
    // SAFETY: the arguments lie behind `base`. Nested calls begin behind the running frame.
    unsafe {
        let mut args = Args::given(std::slice::from_raw_parts_mut(base.add(1), given), native);
        let depth = vm.thread.depth;
        if depth >= vm.recursion_limit || vm.stack_ends_at(&raw const args) {
            return run_plain(vm, native, function, base, given);
        }
        vm.thread.depth = depth + 1;
        let result = function(vm, &mut args);
        vm.thread.depth = depth;
        let mut at = base.add(1 + given);
        while at != base {
            at = at.sub(1);
            drop(at.read());
        }
        match result {
            Ok(value) => {
                vm.push(value);
                true
            }
            Err(error) => {
                vm.thread.raised = Some(error);
                false
            }
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
                return call_any_native(vm, native, base, given);
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
                if class.layout == Tag::Exception && vm.makes_plain_exceptions(callee) {
                    let exception = make_instance(vm, callee.clone(), base.add(1), given);
                    vm.drop_slots(base, given + 1);
                    vm.push(exception);
                    return resume(vm);
                }
                if let Some(new) = vm.builtin_new(callee) {
                    return if make_builtin(vm, new, base, given) { resume(vm) } else { raise_kept(vm) };
                }
            }
            Tag::Instance if given < 255 && vm.thread.depth + 2 < vm.recursion_limit => {
                let name = &vm.names().call;
                if let Some(found) = vm.type_lookup(vm.class_of(callee), name)
                    && let Some(function) = found.downcast::<Function>()
                    && function.code().hot.plain_arguments.get() as usize == given + 1
                {
                    let frame = vm.thread.frame;
                    let start = if (*frame).generator.is_null() { base } else { (*frame).top };
                    let function: &Function = crate::vm::outlive(function);
                    let object = base.replace(None);
                    std::ptr::copy(base.add(1), start.add(2), given);
                    start.write(Some(found));
                    start.add(1).write(object);
                    let (ip, sp, fp) = ((*frame).ip, (*frame).sp, (*frame).fp);
                    let regs = Regs { ip, sp, fp, vm, pool: std::ptr::null(), word: 0 };
                    return regs.push_frame(function, start, sp, Continuation::CallObject);
                }
            }
            // What stands for the function of a comprehension: code, or code with cells.
            Tag::Code => return call_comprehension(vm, base, given),
            _ => {}
        }
        if matches!(callee.tag(), Tag::Method)
            && callee.downcast::<Method>().is_some_and(|m| m.function.tag() == Tag::Code)
        {
            return call_comprehension(vm, base, given);
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

/// Calls a native that asks for more, or whose arguments need binding.
pub(super) unsafe fn call_any_native(vm: &mut Vm, native: &NativeFunction, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: the caller vouches for callable and arguments.
    unsafe {
        if native.takes(given) {
            let went = match native.def.code {
                Code::Plain(function) => run_plain(vm, native, function, base, given),
                Code::Flow(function) => run_flow(vm, native, function, base, given),
            };
            return if went { resume(vm) } else { raise_kept(vm) };
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

/// Lets a native that takes arguments as they lie behind `base` run, then drops callee and arguments. None: there is an
/// exception in `thread.raised`.
#[inline(always)]
unsafe fn run_native<R>(
    vm: &mut Vm,
    native: &NativeFunction,
    function: fn(&mut Vm, &mut Args<'_>) -> PyResult<R>,
    base: *mut Slot,
    given: usize,
) -> Option<R> {
    // SAFETY: the arguments lie behind `base`. Nested calls begin behind the running frame.
    unsafe {
        // What the native is bound to takes the native's own place.
        let kept = match &native.bound {
            Some(bound) => base.replace(Some(bound.clone())),
            None => None,
        };
        let first = if kept.is_some() { base } else { base.add(1) };
        let end = base.add(1 + given);
        let slots = std::slice::from_raw_parts_mut(first, end.offset_from(first) as usize);
        let mut args = Args::given(slots, native);
        let depth = vm.thread.depth;
        let result = vm.admit(native, &args).and_then(|()| {
            vm.thread.depth = depth + 1;
            function(vm, &mut args)
        });
        vm.thread.depth = depth;
        let mut at = end;
        while at != base {
            at = at.sub(1);
            drop(at.read());
        }
        drop(kept);
        match result {
            Ok(result) => Some(result),
            Err(error) => {
                vm.thread.raised = Some(error);
                None
            }
        }
    }
}

#[inline(never)]
unsafe fn run_plain(
    vm: &mut Vm,
    native: &NativeFunction,
    function: fn(&mut Vm, &mut Args<'_>) -> PyResult,
    base: *mut Slot,
    given: usize,
) -> bool {
    // SAFETY: the caller vouches for the arguments.
    match unsafe { run_native(vm, native, function, base, given) } {
        Some(value) => {
            vm.push(value);
            true
        }
        None => false,
    }
}

/// As `run_plain`, and does what the native asks for.
#[inline(never)]
unsafe fn run_flow(
    vm: &mut Vm,
    native: &NativeFunction,
    function: fn(&mut Vm, &mut Args<'_>) -> PyResult<Flow>,
    base: *mut Slot,
    given: usize,
) -> bool {
    // SAFETY: the caller vouches for the arguments.
    let flow = unsafe { run_native(vm, native, function, base, given) };
    match flow.map(|flow| vm.follow(flow, Continuation::Call)) {
        Some(Ok(Begun::Value(value))) => vm.push(value),
        Some(Ok(Begun::Frame)) => {}
        Some(Err(error)) => {
            vm.thread.raised = Some(error);
            return false;
        }
        None => return false,
    }
    true
}

/// `Class(...)` of a builtin class, by its own constructor.
#[inline(never)]
unsafe fn make_builtin(vm: &mut Vm, new: Call, base: *mut Slot, given: usize) -> bool {
    // SAFETY: callee and arguments lie at `base`. Nested calls begin behind the running frame.
    unsafe {
        let class: &Value = crate::vm::outlive((*base).as_ref().unwrap_unchecked());
        let args = CallArgs::positional_only(std::slice::from_raw_parts(base.add(1).cast::<Value>(), given));
        let made = vm.construct_builtin(class, new, args);
        let mut at = base.add(1 + given);
        while at != base {
            at = at.sub(1);
            drop(at.read());
        }
        match made {
            Ok(value) => {
                vm.push(value);
                true
            }
            Err(error) => {
                vm.thread.raised = Some(error);
                false
            }
        }
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

/// A new instance, or an exception with the `given` arguments at `args`.
#[inline(never)]
pub(super) unsafe fn make_instance(vm: &Vm, class: Value, args: *const Slot, given: usize) -> Value {
    if class.downcast::<Class>().is_some_and(|class| class.layout == Tag::Exception) {
        // SAFETY: by contract; the arguments are bound.
        let args = unsafe { vm.heap().tuple_cloned(as_values(std::slice::from_raw_parts(args, given))) };
        return vm.heap().exception(&class, args);
    }
    vm.heap().instance(&class)
}

/// The call of a comprehension that MAKE_COMPREHENSION has begun.
#[inline(never)]
unsafe fn call_comprehension(vm: &mut Vm, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: the caller vouches for callee and arguments.
    unsafe {
        match vm.begin_comprehension(base, given) {
            Ok(()) => resume(vm),
            Err(error) => raise(vm, error),
        }
    }
}

/// `Class(...)` of a plain class with a Python `__init__`: the instance takes the class's place on the caller's stack.
#[inline(always)]
unsafe fn instantiate(vm: &mut Vm, init: &Function, base: *mut Slot, given: usize) -> Outcome {
    // SAFETY: as for `call_other`. There is room above every limit for two more places.
    unsafe {
        let frame = vm.thread.frame;
        let (ip, result) = ((*frame).ip, (*frame).sp);
        let class = base.replace(None).unwrap_unchecked();
        let instance = make_instance(vm, class, base.add(1), given);
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

    /// A comprehension's function is not made: its code is called (see `begin_comprehension`), with the tuple of its cells
    /// if it has any.
    make_comprehension(r) {
        let code = r.constant(r.arg()).clone();
        if r.word_after(1) >> 8 != 0 {
            let cells = r.pop();
            let method = bind(r.vm, code, cells);
            r.push(method);
        } else {
            r.push(code);
        }
        r.ip = r.ip.add(2);
        r.next()
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
        let continuation = (*frame).continuation;
        let is_call = matches!(continuation, Continuation::Call | Continuation::CallObject | Continuation::Next);
        // None, which nobody wants: where its place would be, an instance lies, or nothing.
        let is_init = matches!(continuation, Continuation::Init | Continuation::Discard);
        let is_operator = matches!(continuation, Continuation::Operator | Continuation::Comparison);
        let is_plain = is_call || is_init && r.peek(0).is_none() || is_operator && !r.peek(0).is(&Value::NOT_IMPLEMENTED);
        if !is_plain || (*frame).object.is_some() {
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
        r.vm.thread.depth -= continuation.weight();
        let mut sp = (*caller).sp;
        if is_operator {
            let (a, b) = (&*sp.sub(2), &*sp.sub(1));
            let last = |operand: &Slot| operand.as_ref().is_some_and(|operand| !operand.is_shared());
            // The operands may be both of an object's references.
            if last(a) || last(b) || a.as_ref().map(Value::bits) == b.as_ref().map(Value::bits) {
                r.word = value as usize;
                return r.go(return_over_operands);
            }
            let _ = (sp.sub(1).read().map(Value::give_up), sp.sub(2).read().map(Value::give_up));
            sp = sp.sub(2);
        }
        sp.cast::<u64>().write(value);
        let code = (*caller).code;
        r.ip = (*caller).ip;
        r.fp = (*caller).fp;
        r.pool = (*code).hot.pool.get();
        // An instance lies there already.
        r.sp = if is_init { sp } else { sp.add(1) };
        r.next()
    }

    /// The result at `word` takes the place of the operands, which go.
    #[inline(never)]
    return_over_operands(r) {
        let value = Value::from_bits(r.word as u64);
        drop(r.vm.pop());
        drop(r.vm.pop());
        r.vm.push(value);
        resume(r.vm)
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
        let continuation = (*frame).continuation;
        let value = r.pop();
        r.vm.thread.frame = (*frame).previous;
        r.vm.thread.depth -= continuation.weight();
        match continuation {
            Continuation::Init | Continuation::Discard => {
                let _ = value.give_up();
            }
            Continuation::Operator | Continuation::Comparison => {
                drop(r.vm.pop());
                drop(r.vm.pop());
                r.vm.push(value);
            }
            _ => r.vm.push(value),
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
        if matches!(continuation, Continuation::Rust) && (*frame).object.is_none() {
            let value = r.pop();
            r.vm.pop_frame(frame);
            r.vm.thread.result = Some(Ok(value));
            return Outcome::Done;
        }
        let value = r.pop();
        r.save();
        switch(r.vm, value, Vm::return_from_frame)
    }
}
