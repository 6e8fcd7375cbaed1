//! Locals, constants, the order of operands, jumps; and their fused forms.

use std::sync::atomic::Ordering;

use crate::object::Value;
use crate::object::cell::CellObject;
use crate::object::frame::Continuation;
use crate::object::list::List;
use crate::object::str::Str;
use crate::vm::exec;

use crate::bytecode::opcode::number::*;

use super::{Regs, asked, handlers, raise, raise_kept, resume};

/// What a local must hold before it is read.
macro_rules! bound {
    ($r:ident, $index:expr) => {
        match $r.local($index) {
            Some(value) => value,
            None => return $r.go(load_unbound),
        }
    };
}

/// The truth of what needs no call to tell it.
#[inline(always)]
fn truth_at_hand(value: &Value) -> Option<bool> {
    if let Some(truth) = value.as_bool() {
        return Some(truth);
    }
    if let Some(int) = value.as_small_int() {
        return Some(int != 0);
    }
    if let Some(list) = value.downcast_exact::<List>() {
        return Some(!list.is_empty());
    }
    if value.is_none() { Some(false) } else { value.downcast_exact::<Str>().map(|text| !text.is_empty()) }
}

handlers! {
    nop(r) { r.next() }

    load_fast(r) {
        let value = bound!(r, r.arg()).clone();
        r.push(value);
        r.next()
    }

    #[cold]
    #[inline(never)]
    load_unbound(r) {
        r.save();
        let error = exec::unbound_local(r.vm, r.word >> 8);
        raise(r.vm, error)
    }

    load_fast_load_fast(r) {
        let second = r.word_after(0);
        let (a, b) = (bound!(r, r.arg()).clone(), r.local(second >> 8));
        r.push(a);
        r.ip = r.ip.add(1);
        match b {
            Some(b) => {
                r.push(b.clone());
                r.next()
            }
            None => {
                r.word = second;
                r.go(load_unbound)
            }
        }
    }

    load_fast_load_const(r) {
        let second = r.word_after(0);
        let a = bound!(r, r.arg()).clone();
        r.push(a);
        r.push(r.constant(second >> 8).clone());
        r.ip = r.ip.add(1);
        r.next()
    }

    load_const(r) {
        r.push(r.constant(r.arg()).clone());
        r.next()
    }

    store_fast(r) {
        let value = r.pop();
        match r.fp.add(r.arg()).replace(Some(value)) {
            None => r.next(),
            Some(old) => r.release(old),
        }
    }

    delete_fast(r) {
        match (*r.fp.add(r.arg())).take() {
            Some(old) => r.release(old),
            None => r.go(load_unbound),
        }
    }

    pop_top(r) {
        let value = r.pop();
        r.release(value)
    }

    rot_two(r) {
        r.sp.sub(1).swap(r.sp.sub(2));
        r.next()
    }

    rot_three(r) {
        let [a, b, c] = r.sp.sub(3).cast::<[u64; 3]>().read();
        r.sp.sub(3).cast::<[u64; 3]>().write([c, a, b]);
        r.next()
    }

    rot_four(r) {
        let [a, b, c, d] = r.sp.sub(4).cast::<[u64; 4]>().read();
        r.sp.sub(4).cast::<[u64; 4]>().write([d, a, b, c]);
        r.next()
    }

    rot_n(r) {
        let n = r.arg();
        let places = r.sp.sub(n).cast::<u64>();
        let top = places.add(n - 1).read();
        std::ptr::copy(places, places.add(1), n - 1);
        places.write(top);
        r.next()
    }

    dup_top(r) {
        r.push(r.peek(0).clone());
        r.next()
    }

    dup_top_two(r) {
        let (a, b) = (r.peek(1), r.peek(0));
        r.push(a.clone());
        r.push(b.clone());
        r.next()
    }

    jump_forward(r) {
        r.ip = r.ip.add(r.arg());
        r.next()
    }

    /// A loop's end, in code that is not warm yet.
    jump_absolute(r) {
        r.save();
        let code = (*r.vm.thread.frame).code;
        r.vm.warm_up(&*code);
        let word = r.word;
        Regs::load(r.vm).jump(word)
    }

    jump_warm(r) {
        let word = r.word;
        r.jump(word)
    }

    pop_jump_if<const WANTED: bool>(r) {
        let value = r.peek(0);
        match value.as_bool().or_else(|| value.as_small_int().map(|i| i != 0)) {
            Some(truth) => {
                r.sp = r.sp.sub(1);
                if truth != WANTED {
                    return r.next();
                }
                let word = r.word;
                if (word as u32).cast_signed() < 0 {
                    return r.go(jump_back);
                }
                r.jump(word)
            }
            None => r.go(pop_jump_other::<WANTED>),
        }
    }

    /// The end of a `while` loop.
    jump_back(r) {
        if r.is_warm() {
            return r.go(jump_warm);
        }
        r.go(jump_absolute)
    }

    /// The truth of other values than True and False.
    #[inline(never)]
    pop_jump_other<const WANTED: bool>(r) {
        let value = r.peek(0);
        if value.is_none() {
            r.sp = r.sp.sub(1);
            if !WANTED {
                let word = r.word;
                return r.jump(word);
            }
            return r.next();
        }
        if let Some(function) = r.unary_method(|names| &names.bool) {
            return r.run_over(function, 1, Continuation::Truth);
        }
        r.save();
        let truth = asked(r.vm, exec::pop_truth);
        if truth == u8::from(WANTED) {
            let word = r.word;
            return Regs::load(r.vm).jump(word);
        }
        if truth == 2 { raise_kept(r.vm) } else { resume(r.vm) }
    }

    load_fast_pop_jump(r) {
        let truth = match truth_at_hand(bound!(r, r.arg())) {
            Some(truth) => truth,
            None => return r.go(load_fast),
        };
        let jump = r.word_after(0);
        r.ip = r.ip.add(1);
        if truth == (jump as u8 == POP_JUMP_IF_TRUE) {
            return r.jump(jump);
        }
        r.next()
    }

    jump_if_or_pop<const WANTED: bool>(r) {
        match r.peek(0).as_bool() {
            Some(truth) if truth == WANTED => {
                let word = r.word;
                r.jump(word)
            }
            Some(_) => {
                r.sp = r.sp.sub(1);
                r.next()
            }
            None => r.go(jump_if_or_pop_other::<WANTED>),
        }
    }

    #[inline(never)]
    jump_if_or_pop_other<const WANTED: bool>(r) {
        r.save();
        let truth = asked(r.vm, exec::peek_truth);
        if truth == 2 {
            return raise_kept(r.vm);
        }
        let word = r.word;
        r = Regs::load(r.vm);
        if truth == u8::from(WANTED) {
            return r.jump(word);
        }
        let value = r.pop();
        r.release(value)
    }

    jump_if_not_exc_match(r) {
        r.save();
        match asked(r.vm, exec::exception_matches) {
            0 => {
                let word = r.word;
                Regs::load(r.vm).jump(word)
            }
            1 => resume(r.vm),
            _ => raise_kept(r.vm),
        }
    }

    unary_not(r) {
        match r.peek(0).as_bool() {
            Some(b) => {
                r.put(0, Value::bool(!b));
                r.next()
            }
            None => r.go(unary_not_other),
        }
    }

    #[inline(never)]
    unary_not_other(r) {
        if let Some(function) = r.unary_method(|names| &names.bool) {
            return r.run_over(function, 1, Continuation::Truth);
        }
        r.slow(|vm, _| exec::not(vm))
    }

    is_op(r) {
        let (a, b) = (r.peek(1), r.peek(0));
        let same = a.is(b);
        // The operands may be both of an object's references.
        if !(a.is_shared() && b.is_shared()) || same && a.header().is_some_and(|h| h.count() == 2) {
            return r.go(is_op_dying);
        }
        let answer = same != (r.arg() != 0);
        let _ = (r.pop().give_up(), r.pop().give_up());
        // The jump that nearly always follows is taken along.
        let jump = r.word_after(0);
        if jump as u8 == POP_JUMP_IF_FALSE || jump as u8 == POP_JUMP_IF_TRUE {
            r.ip = r.ip.add(1);
            if answer == (jump as u8 == POP_JUMP_IF_TRUE) {
                return r.jump(jump);
            }
            return r.next();
        }
        r.push(Value::bool(answer));
        r.next()
    }

    /// LOAD_CONST None, IS_OP and the jump.
    none_jump(r) {
        let (test, jump) = (r.word_after(0), r.word_after(1));
        let taken = (r.peek(0).is_none() == (test >> 8 == 0)) == (jump as u8 == POP_JUMP_IF_TRUE);
        let distance = (jump as u32 as i32 >> 8) as isize;
        if taken && distance < 0 && r.vm.heap().breaker.load(Ordering::Relaxed) != 0 {
            return r.go(load_const);
        }
        r.ip = r.ip.offset(if taken { 2 + distance } else { 2 });
        let value = r.pop();
        r.release(value)
    }

    /// LOAD_FAST, LOAD_CONST None, IS_OP and the jump.
    local_none_jump(r) {
        let (test, jump) = (r.word_after(1), r.word_after(2));
        let Some(value) = r.local(r.arg()) else { return r.go(load_unbound) };
        r.ip = r.ip.add(3);
        if (value.is_none() == (test >> 8 == 0)) == (jump as u8 == POP_JUMP_IF_TRUE) {
            return r.jump(jump);
        }
        r.next()
    }

    #[inline(never)]
    is_op_dying(r) {
        r.slow(|vm, invert| {
            let (b, a) = (vm.pop(), vm.pop());
            vm.push(Value::bool(a.is(&b) != (invert != 0)));
            Ok(())
        })
    }

    load_closure(r) {
        let cell = exec::cell_at(r.vm, r.arg()).clone();
        r.push(cell);
        r.next()
    }

    load_deref(r) {
        match exec::cell_at(r.vm, r.arg()).downcast::<CellObject>().and_then(CellObject::get) {
            Some(value) => {
                r.push(value);
                r.next()
            }
            None => r.go(load_unbound_cell),
        }
    }

    #[cold]
    #[inline(never)]
    load_unbound_cell(r) {
        r.save();
        let error = exec::unbound_cell(r.vm, r.word >> 8);
        raise(r.vm, error)
    }

    store_deref(r) {
        let value = r.pop();
        let cell = exec::cell_at(r.vm, r.arg());
        match cell.downcast::<CellObject>().and_then(|c| c.set(Some(value))) {
            Some(old) => r.release(old),
            None => r.next(),
        }
    }
}
