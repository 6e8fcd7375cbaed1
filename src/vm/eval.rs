//! The evaluation loop: one arm an instruction.
//!
//! `ip`, `sp` and `fp` live in registers; everything else is behind the Vm. An instruction that can do its work
//! with values at hand does it in its arm. All others save the registers into the frame's record and call a
//! function of `exec`, which works on the record's stack; `checked!` then looks whether a finaliser, signal or
//! collection waits. What changes the running frame ends with `reload!`.

use std::cell::Cell;
use std::sync::atomic::Ordering;

use crate::bytecode::opcode::number::*;
use crate::object::cell::CellObject;
use crate::object::dict::Dict;
use crate::object::frame::{Continuation, Slot};
use crate::object::function::Function;
use crate::object::instance::Instance;
use crate::object::iterator::{RangeIterator, SequenceIterator};
use crate::object::list::List;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};

use super::Vm;
use super::call::Begun;
use super::exec::{self, Iteration};
use super::protocol::Operator;
use super::specialize::special;
use super::unwind::Returned;

impl Vm {
    /// Runs the innermost frame until it, or what it leads to, goes back to Rust.
    pub(super) fn eval(&mut self) -> PyResult {
        // SAFETY: the frame's code was verified when it was prepared: operand depths, jump targets and operand
        // indices are in range, so the raw accesses below stay inside the frame. `sp` points behind the last
        // operand; operands are bound values except for the gap that LOAD_METHOD leaves.
        unsafe { run(self) }
    }
}

unsafe fn run(vm: &mut Vm) -> PyResult {
    let mut ip: *const Cell<u32>;
    let mut sp: *mut Slot;
    let mut fp: *mut Slot;
    let mut consts: *const Value;
    let mut word: u32;
    // SAFETY: see `eval`.
    unsafe {
        macro_rules! reload {
            () => {{
                let frame = vm.thread.frame;
                ip = (*frame).ip;
                sp = (*frame).sp;
                fp = (*frame).fp;
                consts = (*(*frame).code).consts().as_ptr();
            }};
        }
        macro_rules! save {
            () => {{
                let frame = vm.thread.frame;
                (*frame).ip = ip;
                (*frame).sp = sp;
            }};
        }
        macro_rules! arg {
            () => {
                (word >> 8) as usize
            };
        }
        macro_rules! push {
            ($value:expr) => {{
                sp.write(Some($value));
                sp = sp.add(1);
            }};
        }
        macro_rules! pop {
            () => {{
                sp = sp.sub(1);
                match sp.read() {
                    Some(value) => value,
                    None => std::hint::unreachable_unchecked(),
                }
            }};
        }
        macro_rules! peek {
            ($depth:expr) => {
                match &*sp.sub($depth + 1) {
                    Some(value) => value,
                    None => std::hint::unreachable_unchecked(),
                }
            };
        }
        // The exception goes to its handler, or out to Rust. Registers have been saved.
        macro_rules! raise {
            ($error:expr) => {{
                match vm.unwind($error) {
                    Ok(()) => {
                        reload!();
                        continue;
                    }
                    Err(error) => return Err(error),
                }
            }};
        }
        // A finaliser, a signal or the collector waits.
        macro_rules! check {
            () => {{
                if vm.heap().breaker.load(Ordering::Relaxed) != 0 {
                    save!();
                    if let Err(error) = vm.handle_breaker() {
                        raise!(error);
                    }
                }
            }};
        }
        // Runs a function of `exec` on the saved frame; the frame stays the same.
        macro_rules! slow {
            ($call:expr) => {{
                save!();
                match $call {
                    Ok(()) => {
                        sp = (*vm.thread.frame).sp;
                        check!();
                    }
                    Err(error) => raise!(error),
                }
            }};
        }
        // What has seen to its own exception.
        macro_rules! unwound {
            ($call:expr) => {{
                save!();
                match $call {
                    Ok(()) => reload!(),
                    Err(error) => return Err(error),
                }
            }};
        }
        // As `slow!`, but another frame may run afterwards.
        macro_rules! switch {
            ($call:expr) => {{
                save!();
                match $call {
                    Ok(()) => {
                        reload!();
                        check!();
                    }
                    Err(error) => raise!(error),
                }
            }};
        }
        macro_rules! drop_value {
            ($value:expr) => {
                if $value.release() {
                    check!();
                }
            };
        }
        macro_rules! jump_to {
            ($target:expr) => {{
                let code = (*vm.thread.frame).code;
                ip = (*code).running().words.as_ptr().add($target);
            }};
        }
        // A jump that may go back: what waits is seen to first, so that an error arises inside the block of the jump.
        macro_rules! jump_checked {
            ($target:expr) => {{
                let code = (*vm.thread.frame).code;
                let target = (*code).running().words.as_ptr().add($target);
                if target < ip {
                    check!();
                }
                ip = target;
            }};
        }
        // Calls what lies at `$base`; the result goes to `$result`. A Python function's frame is pushed here.
        macro_rules! call {
            ($result:expr, $base:expr, $given:expr) => {{
                let (base, given) = ($base, $given);
                let frame = vm.thread.frame;
                (*frame).ip = ip;
                (*frame).sp = $result;
                if (*frame).generator.is_null()
                    && let Some(callee) = &*base
                    && let Some(function) = callee.downcast::<Function>()
                {
                    let function: &Function = super::outlive(function);
                    match vm.begin_function(function, base, given, &[], Continuation::Call) {
                        Ok(Begun::Frame) => reload!(),
                        Ok(Begun::Value(value)) => {
                            sp = (*frame).sp;
                            push!(value);
                        }
                        Err(error) => raise!(error),
                    }
                    continue;
                }
                match vm.call_operands(base, given, &[]) {
                    Ok(()) => {
                        reload!();
                        check!();
                    }
                    Err(error) => raise!(error),
                }
            }};
        }
        macro_rules! pop_jump {
            ($wanted:literal) => {{
                if let Some(truth) = peek!(0).as_bool() {
                    sp = sp.sub(1);
                    if truth == $wanted {
                        jump_checked!(arg!());
                    }
                    continue;
                }
                save!();
                match exec::pop_truth(vm) {
                    Ok(truth) => {
                        sp = (*vm.thread.frame).sp;
                        check!();
                        if truth == $wanted {
                            jump_to!(arg!());
                        }
                    }
                    Err(error) => raise!(error),
                }
            }};
        }
        macro_rules! binary_fast {
            ($small:ident, $float:tt, $op:expr, $method:ident) => {{
                let (a, b) = (peek!(1), peek!(0));
                if Value::both_small(a, b)
                    && let Some(result) = Value::$small(a, b)
                {
                    sp = sp.sub(1);
                    sp.sub(1).write(Some(result));
                    continue;
                }
                if a.is_tagged_float()
                    && b.is_tagged_float()
                    && let (Some(x), Some(y)) = (a.as_exact_float(), b.as_exact_float())
                {
                    let result = vm.heap().float(x $float y);
                    sp = sp.sub(1);
                    sp.sub(1).write(Some(result));
                    continue;
                }
                slow!(exec::$method(vm, $op))
            }};
        }
        macro_rules! compare_fast {
            ($compare:expr) => {{
                let (a, b) = (peek!(1), peek!(0));
                if Value::both_small(a, b) {
                    let (a, b) = (a.small_order(), b.small_order());
                    Some(match $compare {
                        0 => a < b,
                        1 => a <= b,
                        2 => a == b,
                        3 => a != b,
                        4 => a > b,
                        _ => a >= b,
                    })
                } else {
                    None
                }
            }};
        }

        reload!();
        loop {
            word = (*ip).get();
            ip = ip.add(1);
            match word as u8 {
                NOP => {}
                LOAD_FAST => {
                    match &*fp.add(arg!()) {
                        Some(value) => push!(value.clone()),
                        None => {
                            save!();
                            let error = exec::unbound_local(vm, arg!());
                            raise!(error);
                        }
                    };
                }
                LOAD_CONST => push!((*consts.add(arg!())).clone()),
                STORE_FAST => {
                    let value = pop!();
                    if let Some(old) = fp.add(arg!()).replace(Some(value)) {
                        drop_value!(old);
                    }
                }
                POP_TOP => {
                    let value = pop!();
                    drop_value!(value);
                }
                ROT_TWO => sp.sub(1).swap(sp.sub(2)),
                ROT_THREE => {
                    let top = sp.sub(1).read();
                    std::ptr::copy(sp.sub(3), sp.sub(2), 2);
                    sp.sub(3).write(top);
                }
                ROT_FOUR => {
                    let top = sp.sub(1).read();
                    std::ptr::copy(sp.sub(4), sp.sub(3), 3);
                    sp.sub(4).write(top);
                }
                ROT_N => {
                    let n = arg!();
                    let top = sp.sub(1).read();
                    std::ptr::copy(sp.sub(n), sp.sub(n).add(1), n - 1);
                    sp.sub(n).write(top);
                }
                DUP_TOP => push!(peek!(0).clone()),
                DUP_TOP_TWO => {
                    let (a, b) = (peek!(1).clone(), peek!(0).clone());
                    push!(a);
                    push!(b);
                }
                UNARY_POSITIVE => slow!(exec::unary(vm, Vm::positive)),
                UNARY_NEGATIVE => slow!(exec::unary(vm, Vm::negative)),
                UNARY_INVERT => slow!(exec::unary(vm, Vm::invert)),
                UNARY_NOT => match peek!(0).as_bool() {
                    Some(b) => sp.sub(1).write(Some(Value::bool(!b))),
                    None => slow!(exec::not(vm)),
                },

                BINARY_ADD => binary_fast!(add_small, +, exec::binary, add),
                INPLACE_ADD => binary_fast!(add_small, +, exec::inplace, add),
                BINARY_SUBTRACT => binary_fast!(sub_small, -, Operator::Subtract, binary),
                INPLACE_SUBTRACT => binary_fast!(sub_small, -, Operator::Subtract, inplace),
                BINARY_MULTIPLY => binary_fast!(mul_small, *, Operator::Multiply, binary),
                INPLACE_MULTIPLY => binary_fast!(mul_small, *, Operator::Multiply, inplace),
                BINARY_MODULO => slow!(exec::binary(vm, Operator::Remainder)),
                BINARY_FLOOR_DIVIDE => slow!(exec::binary(vm, Operator::FloorDivide)),
                BINARY_TRUE_DIVIDE => {
                    let (a, b) = (peek!(1), peek!(0));
                    if a.is_tagged_float()
                        && b.is_tagged_float()
                        && let (Some(x), Some(y)) = (a.as_exact_float(), b.as_exact_float())
                        && y != 0.0
                    {
                        let result = vm.heap().float(x / y);
                        sp = sp.sub(1);
                        sp.sub(1).write(Some(result));
                        continue;
                    }
                    slow!(exec::binary(vm, Operator::TrueDivide))
                }
                BINARY_AND => slow!(exec::binary(vm, Operator::And)),
                operator @ (BINARY_POWER
                | BINARY_MATRIX_MULTIPLY
                | BINARY_LSHIFT..=BINARY_OR
                | INPLACE_POWER
                | INPLACE_MODULO
                | INPLACE_FLOOR_DIVIDE
                | INPLACE_TRUE_DIVIDE
                | INPLACE_MATRIX_MULTIPLY
                | INPLACE_LSHIFT..=INPLACE_OR) => slow!(exec::operator(vm, operator)),

                COMPARE_OP => match compare_fast!(arg!()) {
                    Some(result) => {
                        sp = sp.sub(1);
                        sp.sub(1).write(Some(Value::bool(result)));
                        // The jump that nearly always follows is taken along.
                        word = (*ip).get();
                        if word as u8 == POP_JUMP_IF_FALSE {
                            sp = sp.sub(1);
                            ip = ip.add(1);
                            if !result {
                                jump_to!(arg!());
                            }
                        }
                    }
                    None => slow!(exec::compare(vm, arg!())),
                },
                IS_OP => {
                    let b = pop!();
                    let a = pop!();
                    push!(Value::bool(a.is(&b) != (arg!() != 0)));
                    drop_value!(a);
                    drop_value!(b);
                }
                CONTAINS_OP => slow!(exec::contains(vm, arg!() != 0)),
                BINARY_SUBSCR => {
                    let (object, key) = (peek!(1), peek!(0));
                    if let Some(index) = key.as_small_int() {
                        let found = if let Some(list) = object.downcast_exact::<List>() {
                            list.get(index as usize)
                        } else if let Some(tuple) = object.downcast_exact::<Tuple>() {
                            tuple.items().get(index as usize).cloned()
                        } else {
                            None
                        };
                        if let Some(item) = found {
                            sp = sp.sub(1);
                            sp.write(None);
                            let object = sp.sub(1).replace(Some(item));
                            if let Some(object) = object {
                                drop_value!(object);
                            }
                            continue;
                        }
                    }
                    slow!(exec::get_item(vm))
                }
                STORE_SUBSCR => {
                    let (object, key) = (peek!(1), peek!(0));
                    if let Some(index) = key.as_small_int()
                        && let Some(list) = object.downcast_exact::<List>()
                        && (index as usize) < list.len()
                    {
                        let value = sp.sub(3).read();
                        let old = list.with_mut(|items| {
                            value.map(|value| std::mem::replace(items.get_unchecked_mut(index as usize), value))
                        });
                        sp = sp.sub(3);
                        let list = sp.add(1).read();
                        if let Some(list) = list {
                            drop_value!(list);
                        }
                        if let Some(old) = old {
                            drop_value!(old);
                        }
                        continue;
                    }
                    slow!(exec::set_item(vm))
                }
                DELETE_SUBSCR => slow!(exec::delete_item(vm)),

                JUMP_FORWARD => ip = ip.add(arg!()),
                JUMP_ABSOLUTE => {
                    let from = ip;
                    jump_checked!(arg!());
                    if ip < from && (*(*vm.thread.frame).code).running().caches.get().is_none() {
                        vm.warm_up();
                    }
                }
                POP_JUMP_IF_FALSE => pop_jump!(false),
                POP_JUMP_IF_TRUE => pop_jump!(true),
                op @ (JUMP_IF_FALSE_OR_POP | JUMP_IF_TRUE_OR_POP) => {
                    save!();
                    match exec::peek_truth(vm) {
                        Ok(b) if b == (op == JUMP_IF_TRUE_OR_POP) => jump_to!(arg!()),
                        Ok(_) => {
                            let value = pop!();
                            drop_value!(value);
                        }
                        Err(error) => raise!(error),
                    }
                }

                GET_ITER => slow!(exec::get_iter(vm)),
                FOR_ITER => {
                    let iterator = peek!(0);
                    if let Some(range) = iterator.downcast_exact::<RangeIterator>() {
                        let left = range.left.get();
                        if left > 0 {
                            let value = range.next.get();
                            range.left.set(left - 1);
                            range.next.set(value.wrapping_add(range.step));
                            push!(vm.heap().int(value));
                            continue;
                        }
                    } else if let Some(items) = iterator.downcast_exact::<SequenceIterator>()
                        && let Some(item) = items.sequence.with(|s| {
                            s.as_ref().and_then(|s| s.downcast::<List>()).and_then(|list| list.get(items.index.get()))
                        })
                    {
                        items.index.set(items.index.get() + 1);
                        push!(item);
                        continue;
                    }
                    save!();
                    match exec::for_iter(vm) {
                        Ok(Iteration::Item) => {
                            sp = (*vm.thread.frame).sp;
                            check!();
                        }
                        Ok(Iteration::End) => {
                            sp = (*vm.thread.frame).sp;
                            ip = ip.add(arg!());
                            check!();
                        }
                        Ok(Iteration::Frame) => reload!(),
                        Err(error) => raise!(error),
                    }
                }
                RETURN_VALUE => {
                    let value = pop!();
                    let frame = vm.thread.frame;
                    if (*frame).continuation == Continuation::Call && (*frame).object.is_none() {
                        vm.thread.frame = (*frame).previous;
                        vm.thread.depth -= 1;
                        let mut died = false;
                        let end: *mut Slot = frame.cast();
                        let mut at = fp;
                        while at < end {
                            if let Some(local) = at.read() {
                                died |= local.release();
                            }
                            at = at.add(1);
                        }
                        if let Some(callee) = fp.sub(1).read() {
                            died |= callee.release();
                        }
                        reload!();
                        push!(value);
                        if died {
                            check!();
                        }
                        continue;
                    }
                    save!();
                    match vm.return_from_frame(value) {
                        Ok(Returned::Frame) => {
                            reload!();
                            check!();
                        }
                        Ok(Returned::Rust(value)) => return Ok(value),
                        Err(error) => raise!(error),
                    }
                }
                YIELD_VALUE => {
                    let value = pop!();
                    save!();
                    match vm.yield_from_frame(value) {
                        Ok(Returned::Frame) => reload!(),
                        Ok(Returned::Rust(value)) => return Ok(value),
                        Err(error) => raise!(error),
                    }
                }
                YIELD_FROM => {
                    save!();
                    match vm.delegate() {
                        Ok(Returned::Frame) => {
                            reload!();
                            check!();
                        }
                        Ok(Returned::Rust(value)) => return Ok(value),
                        Err(error) => raise!(error),
                    }
                }
                GEN_START => {
                    // The value that started it is None: `send` has checked.
                    drop(pop!());
                }
                GET_YIELD_FROM_ITER => slow!(exec::get_yield_from_iter(vm)),
                GET_AWAITABLE => slow!(exec::get_awaitable(vm)),
                GET_AITER => slow!(exec::get_aiter(vm)),
                GET_ANEXT => slow!(exec::get_anext(vm)),
                END_ASYNC_FOR => unwound!(exec::end_async_for(vm)),
                BEFORE_ASYNC_WITH => slow!(exec::before_async_with(vm)),
                SETUP_WITH => slow!(exec::setup_with(vm)),
                SETUP_FINALLY | SETUP_ASYNC_WITH | POP_BLOCK => {}
                WITH_EXCEPT_START => slow!(exec::with_except_start(vm)),
                POP_EXCEPT => slow!(exec::pop_except(vm)),
                RERAISE => unwound!(exec::reraise(vm, arg!() != 0)),
                RAISE_VARARGS => unwound!(exec::raise(vm, arg!())),
                JUMP_IF_NOT_EXC_MATCH => {
                    save!();
                    match exec::exception_matches(vm) {
                        Ok(matches) => {
                            sp = (*vm.thread.frame).sp;
                            check!();
                            if !matches {
                                jump_to!(arg!());
                            }
                        }
                        Err(error) => raise!(error),
                    }
                }

                LOAD_GLOBAL => slow!(exec::load_global(vm, arg!())),
                special::LOAD_GLOBAL_MODULE => {
                    let cache = vm.cache(ip);
                    if let Some(function) = (*fp.sub(1)).as_ref().and_then(|f| f.downcast::<Function>())
                        && let Some(globals) = function.globals.downcast::<Dict>()
                        && globals.keys_version() == cache.a.get()
                        && let Some(value) = globals.value_at(cache.b.get() as usize)
                    {
                        push!(value);
                        continue;
                    }
                    slow!(exec::load_global(vm, arg!()))
                }
                special::LOAD_GLOBAL_BUILTIN => {
                    let cache = vm.cache(ip);
                    if let Some(function) = (*fp.sub(1)).as_ref().and_then(|f| f.downcast::<Function>())
                        && let Some(globals) = function.globals.downcast::<Dict>()
                        && globals.keys_version() == cache.a.get()
                        && let Some(builtins) = function.builtins.downcast::<Dict>()
                        && builtins.keys_version() == cache.c.get()
                        && let Some(value) = builtins.value_at(cache.b.get() as usize)
                    {
                        push!(value);
                        continue;
                    }
                    slow!(exec::load_global(vm, arg!()))
                }
                STORE_GLOBAL => slow!(exec::store_global(vm, arg!())),
                DELETE_GLOBAL => slow!(exec::delete_global(vm, arg!())),
                LOAD_NAME => slow!(exec::load_name(vm, arg!())),
                STORE_NAME => slow!(exec::store_name(vm, arg!())),
                DELETE_NAME => slow!(exec::delete_name(vm, arg!())),
                DELETE_FAST => match (*fp.add(arg!())).take() {
                    Some(old) => drop_value!(old),
                    None => {
                        save!();
                        let error = exec::unbound_local(vm, arg!());
                        raise!(error);
                    }
                },
                LOAD_CLOSURE => push!(exec::cell_at(vm, arg!()).clone()),
                LOAD_DEREF => {
                    let cell = exec::cell_at(vm, arg!());
                    match cell.downcast::<CellObject>().and_then(CellObject::get) {
                        Some(value) => push!(value),
                        None => {
                            save!();
                            let error = exec::unbound_cell(vm, arg!());
                            raise!(error);
                        }
                    }
                }
                STORE_DEREF => {
                    let value = pop!();
                    let cell = exec::cell_at(vm, arg!());
                    if let Some(old) = cell.downcast::<CellObject>().and_then(|c| c.set(Some(value))) {
                        drop_value!(old);
                    }
                }
                DELETE_DEREF => slow!(exec::delete_deref(vm, arg!())),
                LOAD_CLASSDEREF => slow!(exec::load_classderef(vm, arg!())),

                LOAD_ATTR => slow!(exec::load_attr(vm, arg!())),
                special::LOAD_ATTR_SHAPE => {
                    let cache = vm.cache(ip);
                    let object = peek!(0);
                    if let Some(instance) = object.downcast::<Instance>()
                        && object.header().and_then(|h| h.prefix()).is_some_and(|p| p.attribute_word() == cache.a.get())
                        && cache.c.get() == vm.heap().class_epoch.get()
                        && let Some(value) = (*instance.place(cache.b.get() as usize).as_ptr()).clone()
                    {
                        if let Some(object) = sp.sub(1).replace(Some(value)) {
                            drop_value!(object);
                        }
                        continue;
                    }
                    slow!(exec::load_attr(vm, arg!()))
                }
                STORE_ATTR => slow!(exec::store_attr(vm, arg!())),
                special::STORE_ATTR_SHAPE => {
                    let cache = vm.cache(ip);
                    let object = peek!(0);
                    if let Some(instance) = object.downcast::<Instance>()
                        && object.header().and_then(|h| h.prefix()).is_some_and(|p| p.attribute_word() == cache.a.get())
                        && cache.c.get() == vm.heap().class_epoch.get()
                    {
                        sp = sp.sub(2);
                        let old = instance.place(cache.b.get() as usize).replace(sp.read());
                        if let Some(object) = sp.add(1).read() {
                            drop_value!(object);
                        }
                        if let Some(old) = old {
                            drop_value!(old);
                        }
                        continue;
                    }
                    slow!(exec::store_attr(vm, arg!()))
                }
                DELETE_ATTR => slow!(exec::delete_attr(vm, arg!())),
                LOAD_METHOD => slow!(exec::load_method(vm, arg!())),
                special::LOAD_METHOD_SHAPE => {
                    let cache = vm.cache(ip);
                    let object = peek!(0);
                    if object.header().and_then(|h| h.prefix()).is_some_and(|p| p.attribute_word() == cache.a.get())
                        && cache.c.get() == vm.heap().class_epoch.get()
                    {
                        let method = vm.cached_value(cache);
                        let object = sp.sub(1).replace(Some(method));
                        sp.write(object);
                        sp = sp.add(1);
                        continue;
                    }
                    slow!(exec::load_method(vm, arg!()))
                }
                special::LOAD_METHOD_EXACT => {
                    let cache = vm.cache(ip);
                    let object = peek!(0);
                    if object.header().is_some_and(|h| h.is_exact() && h.tag() as u64 == cache.a.get())
                        && cache.c.get() == vm.heap().class_epoch.get()
                    {
                        let method = vm.cached_value(cache);
                        let object = sp.sub(1).replace(Some(method));
                        sp.write(object);
                        sp = sp.add(1);
                        continue;
                    }
                    slow!(exec::load_method(vm, arg!()))
                }
                CALL_FUNCTION => {
                    let given = arg!();
                    let base = sp.sub(given + 1);
                    call!(base, base, given);
                }
                CALL_METHOD => {
                    let given = arg!();
                    let base = sp.sub(given + 2);
                    // Either a function with its self, or a gap and a bound callable.
                    if (*base).is_some() {
                        call!(base, base, given + 1);
                    } else {
                        call!(base, base.add(1), given);
                    }
                }
                CALL_FUNCTION_KW => switch!(exec::call_function_kw(vm, arg!())),
                CALL_FUNCTION_EX => switch!(exec::call_function_ex(vm, arg!())),
                MAKE_FUNCTION => slow!(exec::make_function(vm, arg!())),
                LOAD_BUILD_CLASS => slow!(exec::load_build_class(vm)),
                LOAD_ASSERTION_ERROR => push!(vm.types().assertion_error().clone()),

                BUILD_TUPLE => {
                    let count = arg!();
                    let first = sp.sub(count);
                    let tuple = vm.heap().tuple_moved(first.cast(), count);
                    sp = first;
                    push!(tuple);
                    check!();
                }
                BUILD_LIST => {
                    let count = arg!();
                    let first = sp.sub(count);
                    let items = (0..count).filter_map(|i| first.add(i).read()).collect();
                    sp = first;
                    push!(vm.heap().list(items));
                    check!();
                }
                LIST_APPEND => {
                    let value = pop!();
                    match peek!(arg!() - 1).downcast::<List>() {
                        Some(list) => list.push(value),
                        None => drop(value),
                    }
                }
                BUILD_SET => slow!(exec::build_set(vm, arg!())),
                BUILD_MAP => slow!(exec::build_map(vm, arg!())),
                BUILD_CONST_KEY_MAP => slow!(exec::build_const_key_map(vm, arg!())),
                BUILD_STRING => slow!(exec::build_string(vm, arg!())),
                BUILD_SLICE => slow!(exec::build_slice(vm, arg!())),
                FORMAT_VALUE => slow!(exec::format_value(vm, arg!())),
                LIST_EXTEND => slow!(exec::list_extend(vm, arg!())),
                LIST_TO_TUPLE => slow!(exec::list_to_tuple(vm)),
                SET_ADD => slow!(exec::set_add(vm, arg!())),
                SET_UPDATE => slow!(exec::set_update(vm, arg!())),
                MAP_ADD => slow!(exec::map_add(vm, arg!())),
                DICT_UPDATE => slow!(exec::dict_update(vm, arg!())),
                DICT_MERGE => slow!(exec::dict_merge(vm, arg!())),
                UNPACK_SEQUENCE => {
                    let count = arg!();
                    if let Some(tuple) = peek!(0).downcast_exact::<Tuple>()
                        && tuple.len() == count
                    {
                        let tuple = std::mem::ManuallyDrop::new(pop!());
                        if let Some(items) = tuple.downcast::<Tuple>() {
                            for item in items.items().iter().rev() {
                                push!(item.clone());
                            }
                        }
                        drop_value!(std::mem::ManuallyDrop::into_inner(tuple));
                        continue;
                    }
                    slow!(exec::unpack_sequence(vm, count))
                }
                UNPACK_EX => slow!(exec::unpack_ex(vm, arg!())),
                GET_LEN => slow!(exec::get_len(vm)),
                MATCH_MAPPING => slow!(exec::match_mapping(vm)),
                MATCH_SEQUENCE => slow!(exec::match_sequence(vm)),
                MATCH_KEYS => slow!(exec::match_keys(vm)),
                MATCH_CLASS => slow!(exec::match_class(vm, arg!())),
                COPY_DICT_WITHOUT_KEYS => slow!(exec::copy_dict_without_keys(vm)),
                PRINT_EXPR => slow!(exec::print_expr(vm)),
                SETUP_ANNOTATIONS => slow!(exec::setup_annotations(vm)),
                IMPORT_NAME => slow!(exec::import_name(vm, arg!())),
                IMPORT_FROM => slow!(exec::import_from(vm, arg!())),
                IMPORT_STAR => slow!(exec::import_star(vm)),
                _ => {
                    save!();
                    let error = vm.system_error("unknown opcode");
                    raise!(error);
                }
            }
        }
    }
}
