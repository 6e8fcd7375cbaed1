//! COMPARE_OP, alone and with the jump that follows.

use crate::bytecode::opcode::number::POP_JUMP_IF_TRUE;
use crate::object::Value;
use crate::object::frame::Continuation;
use crate::object::str::Str;
use crate::vm::exec;

use super::basic::load_fast;
use super::handlers;

/// The answer for numbers in their words, and for equality of strs; None where it takes more.
#[inline(always)]
fn quick<const KIND: u8>(a: &Value, b: &Value) -> Option<bool> {
    if Value::both_small(a, b) {
        return Some(ordered::<KIND, i64>(a.small_order(), b.small_order()));
    }
    if let (Some(x), Some(y)) = (a.as_tagged_float(), b.as_tagged_float()) {
        return Some(ordered::<KIND, f64>(x, y));
    }
    None
}

#[inline(always)]
fn ordered<const KIND: u8, T: PartialOrd>(a: T, b: T) -> bool {
    match KIND {
        0 => a < b,
        1 => a <= b,
        2 => a == b,
        3 => a != b,
        4 => a > b,
        _ => a >= b,
    }
}

#[inline(always)]
fn strs(kind: usize, a: &Value, b: &Value) -> Option<bool> {
    if kind != 2 && kind != 3 {
        return None;
    }
    let (x, y) = (a.downcast_exact::<Str>()?, b.downcast_exact::<Str>()?);
    Some((a.is(b) || x.equals(y)) == (kind == 2))
}

handlers! {
    compare(r) {
        let (a, b) = (r.peek(1), r.peek(0));
        if Value::both_small(a, b) {
            let (a, b) = (a.small_order(), b.small_order());
            let answer = match r.arg() {
                0 => a < b,
                1 => a <= b,
                2 => a == b,
                3 => a != b,
                4 => a > b,
                _ => a >= b,
            };
            r.sp = r.sp.sub(1);
            r.put(0, Value::bool(answer));
            return r.next();
        }
        r.go(compare_other)
    }

    #[inline(never)]
    compare_other(r) {
        let names = r.vm.names();
        let name = match r.arg() {
            0 => &names.lt,
            1 => &names.le,
            2 => &names.eq,
            3 => &names.ne,
            4 => &names.gt,
            _ => &names.ge,
        };
        if let Some(function) = r.operator_method(name) {
            return r.run_operator(function, Continuation::Comparison);
        }
        r.slow(|vm, kind| match strs(kind, vm.peek(1), vm.peek(0)) {
            Some(answer) => {
                drop(vm.pop());
                drop(vm.pop());
                vm.push(Value::bool(answer));
                Ok(())
            }
            None => exec::compare(vm, kind),
        })
    }

    #[inline(never)]
    compare_refused(r) {
        r.slow(|vm, _| Err(vm.recursion_error("maximum recursion depth exceeded in comparison")))
    }

    /// COMPARE_OP and the jump behind it.
    compare_jump<const KIND: u8>(r) {
        match quick::<KIND>(r.peek(1), r.peek(0)) {
            Some(answer) => {
                r.sp = r.sp.sub(2);
                let jump = r.word_after(0);
                r.ip = r.ip.add(1);
                if answer == (jump as u8 == POP_JUMP_IF_TRUE) {
                    return r.jump(jump);
                }
                r.next()
            }
            None => r.go(compare_other),
        }
    }

    /// LOAD_FAST, LOAD_FAST, COMPARE_OP and the jump.
    locals_compare_jump<const KIND: u8>(r) {
        let second = r.word_after(0);
        if let (Some(a), Some(b)) = (r.local(r.arg()), r.local(second >> 8))
            && let Some(answer) = quick::<KIND>(a, b)
        {
            let jump = r.word_after(2);
            r.ip = r.ip.add(3);
            if answer == (jump as u8 == POP_JUMP_IF_TRUE) {
                return r.jump(jump);
            }
            return r.next();
        }
        r.go(load_fast)
    }

    /// LOAD_FAST, LOAD_CONST, COMPARE_OP and the jump.
    constant_compare_jump<const KIND: u8>(r) {
        let second = r.word_after(0);
        if let Some(a) = r.local(r.arg())
            && let Some(answer) = quick::<KIND>(a, r.constant(second >> 8))
        {
            let jump = r.word_after(2);
            r.ip = r.ip.add(3);
            if answer == (jump as u8 == POP_JUMP_IF_TRUE) {
                return r.jump(jump);
            }
            return r.next();
        }
        r.go(load_fast)
    }
}
