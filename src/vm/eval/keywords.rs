//! Calls with keywords: where each parameter of a Python function comes from is found out once for a call site.
//!
//! The plan has four bits for each parameter behind the positional arguments: which of the keywords' values it gets, or
//! `DEFAULT`. It holds for one code object (by its number), one tuple of names, and either with an object before the
//! arguments or without one (`BOUND`); defaults are looked up at each call.
//! Calls without keywords have a plan, too, where the function takes `*args`, `**kwargs` or keyword-only parameters.

use crate::bytecode::code::flags;
use crate::bytecode::opcode::number::*;
use crate::object::class::Class;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::frame::{Continuation, Slot};
use crate::object::function::{Function, Method};
use crate::object::tuple::Tuple;
use crate::object::{Tag, Value};
use crate::vm::specialize::special;
use crate::vm::{Vm, exec};

use super::calls::{drop_callee, make_instance};
use super::slow::build_map;
use super::{Outcome, Regs, handlers};

/// Parameters that a plan has room for.
const MOST: usize = 12;
/// Keywords that a plan has room for.
const MOST_NAMES: usize = 15;
const DEFAULT: u64 = 15;
/// The plan of a call without keywords: each parameter that is not given has its default.
pub(super) const NO_KEYWORDS: Plan<'static> = Plan { names: None, sources: (1 << EXTRA) - 1, number: 0 };
/// From this bit on a plan has one bit for each keyword that goes to `**kwargs`.
const EXTRA: usize = 4 * MOST;
/// The bit of a plan for a call that puts an object before the arguments: a bound method's, or of a class.
const BOUND: u64 = 1 << (EXTRA + MOST_NAMES);

handlers! {
    #[inline(never)]
    call_function_kw(r) {
        r.save();
        learn(r.vm, r.word >> 8);
        r.slow(exec::call_function_kw)
    }

    /// BUILD_MAP, LOAD_FAST and DICT_MERGE before CALL_FUNCTION_EX, which only reads the dict: the local's will do.
    local_keywords(r) {
        if let Some(dict) = r.local(r.word_after(0) >> 8)
            && dict.downcast_exact::<Dict>().is_some()
        {
            r.push(dict.clone());
            r.ip = r.ip.add(2);
            return r.next();
        }
        r.go(build_map)
    }

    /// A call whose plan is known.
    call_keywords(r) {
        let cache = r.cache();
        let given = cache.argument.get() as usize;
        let base = r.sp.sub(given + 2);
        let names = r.peek(0);
        if names.bits() == cache.c.get() && let Some(callee) = &*base {
            if let Some(function) = callee.downcast::<Function>()
                && function.code().hot.number.get() == cache.a.get()
                && (*r.vm.thread.frame).generator.is_null()
                && let Some(tuple) = names.downcast::<Tuple>()
            {
                let count = function.code().object.argcount as usize;
                let plain = given - tuple.len();
                if function.code().hot.plain_arguments.get() as usize == count
                    && cache.b.get() & BOUND == 0
                    && base.add(function.code().hot.size.get() as usize + 2) < r.vm.thread.limit
                    && bind_in_place(function, base.add(1 + plain), count - plain, cache.b.get())
                {
                    // The code keeps the names.
                    let function: &Function = crate::vm::outlive(function);
                    return r.push_frame(function, base, base, Continuation::Call);
                }
            }
            let plan = Plan { names: names.downcast(), sources: cache.b.get(), number: cache.a.get() };
            let (function, start) = arrange(r.vm, callee, given, base, plan);
            if !function.is_null() {
                return r.push_arranged(function, start, base);
            }
        }
        r.generalize(CALL_FUNCTION_KW)
    }
}

impl Regs<'_> {
    /// Pushes the frame of what `arrange` gave.
    #[inline(always)]
    pub(super) unsafe fn push_arranged(
        self,
        function: *const Function,
        start: *mut Slot,
        result: *mut Slot,
    ) -> Outcome {
        // SAFETY: callee and parameters lie at their places.
        unsafe {
            let function: &Function = &*function;
            let count = function.code().hot.parameters.get() as usize;
            // An instance that is being made lies there already.
            let is_init = start as usize & 1 != 0;
            let start = (start as usize & !1) as *mut Slot;
            if is_init {
                return self.push_bound_frame(function, start, result.add(1), Continuation::Init, count);
            }
            self.push_bound_frame(function, start, result, Continuation::Call, count)
        }
    }
}

/// The Python function that a call of this ends up in, and how many arguments come before those given.
fn target(callee: &Value) -> Option<(&Function, usize)> {
    match callee.tag() {
        Tag::Function => Some((callee.downcast()?, 0)),
        Tag::Method => Some((callee.downcast::<Method>()?.function.downcast()?, 1)),
        Tag::Class => Some((callee.downcast::<Class>()?.plain_init()?.downcast()?, 1)),
        _ => None,
    }
}

/// Makes a plan for the call that stands on the running frame's stack.
#[inline(never)]
fn learn(vm: &mut Vm, given: usize) {
    if vm.gives_up() {
        return;
    }
    // SAFETY: the running frame; its saved ip is behind CALL_FUNCTION_KW, on its stack callee, arguments and names.
    unsafe {
        let frame = vm.thread.frame;
        let code = &*(*frame).code;
        let words = &code.running().words;
        let index = (*frame).ip.offset_from(words.as_ptr()) as usize - 1;
        // The names must live as long as the code.
        let Some(before) = index.checked_sub(1).map(|before| words[before].get()) else { return };
        let names = vm.peek(0).clone();
        if before as u8 != LOAD_CONST || !code.consts().get((before >> 8) as usize).is_some_and(|c| c.is(&names)) {
            return;
        }
        let Some(callee) = &*(*frame).sp.sub(given + 2) else { return };
        let (Some((function, shift)), Some(tuple)) = (target(callee), names.downcast_exact::<Tuple>()) else { return };
        let function: &Function = crate::vm::outlive(function);
        if let Some(plan) = plan(function.code(), given + shift - tuple.len(), tuple.items()) {
            let number = &function.code().hot.number;
            if number.get() == 0 {
                vm.numbered_codes += 1;
                number.set(vm.numbered_codes);
            }
            let bound = if shift == 0 { 0 } else { BOUND };
            vm.specialize(special::CALL_KEYWORDS, number.get(), plan | bound, names.bits());
        }
    }
}

/// Where the parameters behind `positional` arguments come from; None if that is not so simple.
fn plan(code: &Code, positional: usize, names: &[Value]) -> Option<u64> {
    let object = &code.object;
    let parameters = code.parameters();
    let count = object.argcount as usize;
    if !code.hot.is_open.get() || positional > count && object.flags & flags::VARARGS == 0 || names.len() > MOST_NAMES {
        return None;
    }
    let first = positional.min(count);
    if parameters.len() > first + MOST {
        return None;
    }
    let mut sources = [DEFAULT; MOST];
    let mut extra = 0;
    for (i, name) in names.iter().enumerate() {
        let found = parameters.iter().position(|p| p.is(name)).filter(|&at| at >= object.posonlyargcount as usize);
        match found {
            Some(at) if at >= first && sources[at - first] == DEFAULT => sources[at - first] = i as u64,
            None if object.flags & flags::VARKEYWORDS != 0 => extra |= 1 << (EXTRA + i),
            _ => return None,
        }
    }
    Some(sources.iter().rev().fold(0, |plan, source| plan << 4 | source) | extra)
}

/// Can the parameters be put at their places without more ado: neither cells nor a generator are made of them?
pub(in crate::vm) fn is_open(code: &Code) -> bool {
    code.object.flags & (flags::RESUMABLE | flags::OPTIMIZED) == flags::OPTIMIZED
        && code.runtime().is_ok_and(|runtime| runtime.cell_arguments.is_empty())
}

/// Where the parameters of a call come from.
pub(super) struct Plan<'a> {
    pub names: Option<&'a Tuple>,
    pub sources: u64,
    /// The number of the code that it is for; 0: any.
    pub number: u64,
}

/// Brings the arguments behind a callee on the stack into the order of the parameters: gives the function and the place
/// of its callee, plus one where that is an `__init__`, whose instance is put at `result` then. Null: the plan is another
/// call's, or it takes more than that; nothing was done.
#[inline(never)]
pub(super) unsafe fn arrange(
    vm: &mut Vm,
    callee: &Value,
    given: usize,
    result: *mut Slot,
    Plan { names, sources, number }: Plan<'_>,
) -> (*const Function, *mut Slot) {
    let base: *mut Slot = std::ptr::from_ref(callee).cast_mut().cast();
    let nothing = (std::ptr::null(), base);
    // SAFETY: behind the callee lie the arguments, and the names if there are any; above them there is room for a frame,
    // which is checked. Each value is moved, or cloned where it is a default.
    unsafe {
        let Some((function, shift)) = target(callee) else { return nothing };
        let (function, tag): (&Function, Tag) = (crate::vm::outlive(function), callee.tag());
        let (code, names) = (function.code(), names.map_or(&[][..], Tuple::items));
        let (object, hot) = (&code.object, &code.hot);
        let is_another = hot.number.get() != number || (sources & BOUND != 0) != (shift != 0);
        if !hot.is_open.get() || number != 0 && is_another {
            return nothing;
        }
        let plain = given - names.len();
        let (count, total) = (object.argcount as usize, (object.argcount + object.kwonlyargcount) as usize);
        let first = (plain + shift).min(count);
        let surplus = plain + shift - first;
        let (rest, more) = (object.flags & flags::VARARGS != 0, object.flags & flags::VARKEYWORDS != 0);
        let frame = vm.thread.frame;
        let is_class = tag == Tag::Class;
        let start = if (*frame).generator.is_null() { base.add(usize::from(is_class)) } else { (*frame).top };
        let end = start.add(hot.size.get() as usize + given + 2);
        if end >= vm.thread.limit
            || vm.thread.depth + 2 >= vm.recursion_limit
            || surplus > 0 && !rest
            || count < shift
            || total > first + MOST
        {
            return nothing;
        }
        let mut values = [0u64; MOST];
        for at in first..total {
            let source = sources >> (4 * (at - first)) & 15;
            values[at - first] = if source == DEFAULT {
                match default(function, code, at) {
                    Some(value) => value.into_bits(),
                    None => {
                        // Those that were cloned already go again.
                        for before in first..at {
                            if sources >> (4 * (before - first)) & 15 == DEFAULT {
                                drop(Value::from_bits(values[before - first]));
                            }
                        }
                        return nothing;
                    }
                }
            } else {
                base.add(1 + plain + source as usize).cast::<u64>().read()
            };
        }
        let rest = rest.then(|| vm.heap().tuple_moved(base.add(1 + first - shift).cast::<Value>(), surplus));
        let more = more.then(|| {
            let dict = vm.heap().dict();
            for (i, name) in names.iter().enumerate().filter(|(i, _)| sources >> (EXTRA + i) & 1 != 0) {
                if let (Some(dict), Some(value)) = (dict.downcast::<Dict>(), base.add(1 + plain + i).replace(None)) {
                    // A few entries are no matter of memory.
                    let _ = dict.set_str(name, value);
                }
            }
            dict
        });
        if !names.is_empty() {
            // The code keeps the names.
            let _ = base.add(given + 1).read().map(Value::give_up);
        }
        let locals = start.add(1);
        let moved = first - shift;
        match tag {
            Tag::Class => {
                let class = base.replace(None).unwrap_unchecked();
                let instance = make_instance(vm, class, base.add(1), plain);
                std::ptr::copy(base.add(1), locals.add(1), moved);
                start.write(Some(Value::of(function)));
                locals.write(Some(instance.clone()));
                result.write(Some(instance));
            }
            Tag::Method => {
                let method: &Method = callee.downcast().unwrap_unchecked();
                let (callee, object) = (method.function.clone(), method.object.clone());
                std::ptr::copy(base.add(1), locals.add(1), moved);
                drop_callee(base);
                start.write(Some(callee));
                locals.write(Some(object));
            }
            _ if start != base => std::ptr::copy(base, start, moved + 1),
            _ => {}
        }
        for at in first..total {
            locals.add(at).cast::<u64>().write(values[at - first]);
        }
        let mut next = locals.add(total);
        for value in [rest, more].into_iter().flatten() {
            next.write(Some(value));
            next = next.add(1);
        }
        (function, (start as usize | usize::from(is_class)) as *mut Slot)
    }
}

/// Brings the keywords' values and the names behind them, at `first`, into the order of the last `missing` parameters, and
/// puts defaults between them. False: a default is missing, and nothing was done.
///
/// # Safety
/// The plan is that of the call; there is room for the parameters, and the names live elsewhere, too.
#[inline(never)]
unsafe fn bind_in_place(function: &Function, first: *mut Slot, missing: usize, sources: u64) -> bool {
    // SAFETY: by contract. Each value is moved once, or cloned where it is a default.
    unsafe {
        let defaults = &*function.defaults.with(|defaults| {
            let tuple = defaults.as_ref().and_then(|defaults| defaults.downcast::<Tuple>());
            std::ptr::from_ref(tuple.map_or(&[][..], Tuple::items))
        });
        let mut values = [const { std::mem::MaybeUninit::<u64>::uninit() }; MOST];
        let mut plan = sources;
        let mut given = 0;
        for (at, value) in values.iter_mut().enumerate().take(missing) {
            let source = plan & 15;
            plan >>= 4;
            value.write(if source == DEFAULT {
                // The first that has no default comes before all that have one.
                match (at + defaults.len()).checked_sub(missing) {
                    Some(index) => defaults[index].clone().into_bits(),
                    None => return false,
                }
            } else {
                given += 1;
                first.add(source as usize).cast::<u64>().read()
            });
        }
        let _ = first.add(given).read().map(Value::give_up);
        for (at, value) in values.iter().enumerate().take(missing) {
            first.add(at).cast::<u64>().write_volatile(value.assume_init());
        }
        true
    }
}

/// The default of parameter number `at`.
fn default(function: &Function, code: &Code, at: usize) -> Option<Value> {
    let count = code.object.argcount as usize;
    if at < count {
        return function.defaults.with(|defaults| {
            let items = defaults.as_ref()?.downcast::<Tuple>()?.items();
            items.get((at + items.len()).checked_sub(count)?).cloned()
        });
    }
    function.kwdefaults.with(|defaults| defaults.as_ref()?.downcast::<Dict>()?.get_str(&code.parameters()[at]))
}
