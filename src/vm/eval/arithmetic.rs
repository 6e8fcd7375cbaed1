//! Operators: small ints and floats at hand, all else by `exec`.

use crate::object::Value;
use crate::object::frame::Continuation;
use crate::vm::protocol::Operator;
use crate::vm::specialize::special;
use crate::vm::{Vm, exec};

use super::attributes::{load_fast_load_attr_shape, place, shaped};
use super::basic::load_fast;
use super::handlers;
use super::slow::operator as operator_of;
use crate::bytecode::opcode::number::*;

pub(super) const ADD: u8 = 0;
pub(super) const SUBTRACT: u8 = 1;
pub(super) const MULTIPLY: u8 = 2;
pub(super) const TRUE_DIVIDE: u8 = 3;

/// The result for two small ints, or two floats in their words; None where it takes more than that.
#[inline(always)]
fn quick<const OP: u8>(a: &Value, b: &Value) -> Option<Value> {
    if Value::both_small(a, b) {
        return match OP {
            ADD => Value::add_small(a, b),
            SUBTRACT => Value::sub_small(a, b),
            MULTIPLY => Value::mul_small(a, b),
            _ => None,
        };
    }
    if let (Some(x), Some(y)) = (a.as_tagged_float(), b.as_tagged_float()) {
        return floats::<OP>(x, y);
    }
    None
}

#[inline(always)]
fn floats<const OP: u8>(x: f64, y: f64) -> Option<Value> {
    Value::tagged_float(match OP {
        ADD => x + y,
        SUBTRACT => x - y,
        MULTIPLY => x * y,
        _ if y == 0.0 => return None,
        _ => x / y,
    })
}

/// A number as a float, where Python converts it without an error.
#[inline(always)]
fn as_float(value: &Value) -> Option<f64> {
    match value.as_small_int() {
        Some(int) => Some(int as f64),
        None => value.as_exact_float(),
    }
}

/// Floats with zero or outside the words' range, a float and an int.
#[inline(always)]
fn mixed<const OP: u8>(a: &Value, b: &Value) -> Option<Value> {
    if a.is_small_int() && b.is_small_int() {
        // The quotient of ints that are no floats is rounded once.
        const EXACT: i64 = 1 << 53;
        return match (a.as_small_int()?, b.as_small_int()?) {
            (x, y) if OP == TRUE_DIVIDE && y != 0 && x.abs() <= EXACT && y.abs() <= EXACT => {
                Value::tagged_float(x as f64 / y as f64)
            }
            _ => None,
        };
    }
    floats::<OP>(as_float(a)?, as_float(b)?)
}

/// `%` and `//` of small ints, bits and shifts.
#[inline(always)]
fn whole<const OP: u8>(a: &Value, b: &Value) -> Option<Value> {
    let (x, y) = (a.as_small_int()?, b.as_small_int()?);
    match OP {
        REMAINDER | FLOOR_DIVIDE => {
            if y == 0 {
                return None;
            }
            let (mut quotient, mut rest) = match (u32::try_from(x), u32::try_from(y)) {
                (Ok(x), Ok(y)) => (i64::from(x / y), i64::from(x % y)),
                _ => (x / y, x % y),
            };
            if rest != 0 && (rest < 0) != (y < 0) {
                quotient -= 1;
                rest += y;
            }
            Value::small_int(if OP == REMAINDER { rest } else { quotient })
        }
        AND => Value::small_int(x & y),
        OR => Value::small_int(x | y),
        XOR => Value::small_int(x ^ y),
        LSHIFT if (0..62).contains(&y) && (x << y) >> y == x => Value::small_int(x << y),
        RSHIFT if y >= 0 => Value::small_int(x >> y.min(63)),
        _ => None,
    }
}

/// The same by the operator's instruction.
#[inline(always)]
fn whole_by(opcode: u8, a: &Value, b: &Value) -> Option<Value> {
    match opcode {
        BINARY_AND | INPLACE_AND => whole::<AND>(a, b),
        BINARY_MODULO | INPLACE_MODULO => whole::<REMAINDER>(a, b),
        BINARY_FLOOR_DIVIDE | INPLACE_FLOOR_DIVIDE => whole::<FLOOR_DIVIDE>(a, b),
        BINARY_RSHIFT | INPLACE_RSHIFT => whole::<RSHIFT>(a, b),
        BINARY_LSHIFT | INPLACE_LSHIFT => whole::<LSHIFT>(a, b),
        BINARY_XOR | INPLACE_XOR => whole::<XOR>(a, b),
        _ => whole::<OR>(a, b),
    }
}

/// Powers that are no special case: of a small int that stay one, of a positive float.
#[inline(never)]
fn power(a: &Value, b: &Value) -> Option<Value> {
    if let (Some(x), Some(y)) = (a.as_small_int(), b.as_small_int()) {
        return Value::small_int(x.checked_pow(u32::try_from(y).ok()?)?);
    }
    let (x, y) = (as_float(a)?, as_float(b)?);
    if x <= 0.0 || !x.is_finite() || !y.is_finite() {
        return None;
    }
    let result = x.powf(y);
    if result.is_finite() { Value::tagged_float(result) } else { None }
}

pub(super) const REMAINDER: u8 = 4;
pub(super) const FLOOR_DIVIDE: u8 = 5;
pub(super) const AND: u8 = 6;
pub(super) const OR: u8 = 7;
pub(super) const XOR: u8 = 8;
pub(super) const LSHIFT: u8 = 9;
pub(super) const RSHIFT: u8 = 10;

const fn operator(op: u8) -> Operator {
    match op {
        SUBTRACT => Operator::Subtract,
        MULTIPLY => Operator::Multiply,
        TRUE_DIVIDE => Operator::TrueDivide,
        REMAINDER => Operator::Remainder,
        FLOOR_DIVIDE => Operator::FloorDivide,
        AND => Operator::And,
        OR => Operator::Or,
        XOR => Operator::Xor,
        LSHIFT => Operator::LShift,
        RSHIFT => Operator::RShift,
        _ => Operator::Add,
    }
}

/// The special method's name.
#[inline(always)]
fn name<'n, const OP: u8>(vm: &Vm) -> &'n Value {
    let names = vm.names();
    match OP {
        SUBTRACT => &names.sub,
        MULTIPLY => &names.mul,
        TRUE_DIVIDE => &names.truediv,
        REMAINDER => &names.mod_,
        FLOOR_DIVIDE => &names.floordiv,
        AND => &names.and,
        OR => &names.or,
        XOR => &names.xor,
        LSHIFT => &names.lshift,
        RSHIFT => &names.rshift,
        _ => &names.add,
    }
}

/// The in-place special method's name, for the operators that `inplace` does.
#[inline(always)]
fn inplace_name<'n, const OP: u8>(vm: &Vm) -> &'n Value {
    let names = vm.names();
    match OP {
        SUBTRACT => &names.isub,
        MULTIPLY => &names.imul,
        TRUE_DIVIDE => &names.itruediv,
        _ => &names.iadd,
    }
}

/// The two operands, none of which counts a reference, make way for the result.
macro_rules! give {
    ($r:ident, $value:expr) => {{
        $r.sp = $r.sp.sub(2);
        $r.deliver($value)
    }};
}

handlers! {
    binary<const OP: u8>(r) {
        match quick::<OP>(r.peek(1), r.peek(0)) {
            Some(value) => give!(r, value),
            None => r.go(binary_other::<OP>),
        }
    }

    inplace<const OP: u8>(r) {
        match quick::<OP>(r.peek(1), r.peek(0)) {
            Some(value) => give!(r, value),
            None => r.go(inplace_other::<OP>),
        }
    }

    #[inline(never)]
    binary_other<const OP: u8>(r) {
        if let Some(value) = mixed::<OP>(r.peek(1), r.peek(0)) {
            // Floats may be objects; nothing waits for their end.
            drop(r.pop());
            drop(r.pop());
            r.push(value);
            return r.next();
        }
        if let Some(function) = r.operator_method(name::<OP>(r.vm)) {
            return r.run_operator(function, Continuation::Operator);
        }
        match OP {
            ADD => r.slow(|vm, _| exec::add(vm, exec::binary)),
            _ => r.slow(|vm, _| exec::binary(vm, operator(OP))),
        }
    }

    #[inline(never)]
    inplace_other<const OP: u8>(r) {
        if let Some(value) = mixed::<OP>(r.peek(1), r.peek(0)) {
            drop(r.pop());
            drop(r.pop());
            r.push(value);
            return r.next();
        }
        if let Some(function) = r.inplace_method(operator(OP), inplace_name::<OP>(r.vm), name::<OP>(r.vm)) {
            return r.run_operator(function, Continuation::Operator);
        }
        match OP {
            ADD => r.slow(|vm, _| exec::add(vm, exec::inplace)),
            _ => r.slow(|vm, _| exec::inplace(vm, operator(OP))),
        }
    }

    binary_power(r) {
        match power(r.peek(1), r.peek(0)) {
            Some(value) => {
                drop(r.pop());
                drop(r.pop());
                r.push(value);
                r.next()
            }
            None => r.go(operator_of::<BINARY_POWER>),
        }
    }

    binary_whole<const OP: u8>(r) {
        match whole::<OP>(r.peek(1), r.peek(0)) {
            Some(value) => give!(r, value),
            None => r.go(binary_whole_other::<OP>),
        }
    }

    inplace_whole<const OP: u8>(r) {
        match whole::<OP>(r.peek(1), r.peek(0)) {
            Some(value) => give!(r, value),
            None => r.go(inplace_whole_other::<OP>),
        }
    }

    #[inline(never)]
    binary_whole_other<const OP: u8>(r) {
        if let Some(function) = r.operator_method(name::<OP>(r.vm)) {
            return r.run_operator(function, Continuation::Operator);
        }
        r.slow(|vm, _| exec::binary(vm, operator(OP)))
    }

    #[inline(never)]
    inplace_whole_other<const OP: u8>(r) { r.slow(|vm, _| exec::inplace(vm, operator(OP))) }

    /// LOAD_FAST, LOAD_FAST, the operator.
    locals_binary<const OP: u8>(r) {
        let second = r.word_after(0);
        if let (Some(a), Some(b)) = (r.local(r.arg()), r.local(second >> 8))
            && let Some(value) = quick::<OP>(a, b)
        {
            r.ip = r.ip.add(2);
            return r.deliver(value);
        }
        r.go(load_fast)
    }

    /// LOAD_FAST, LOAD_CONST, the operator.
    constant_binary<const OP: u8>(r) {
        let second = r.word_after(0);
        if let Some(a) = r.local(r.arg())
            && let Some(value) = quick::<OP>(a, r.constant(second >> 8))
        {
            r.ip = r.ip.add(2);
            return r.deliver(value);
        }
        r.go(load_fast)
    }

    /// LOAD_FAST, LOAD_FAST, an operator of whole numbers.
    locals_whole(r) {
        let second = r.word_after(0);
        if let (Some(a), Some(b)) = (r.local(r.arg()), r.local(second >> 8))
            && let Some(value) = whole_by(r.word_after(1) as u8, a, b)
        {
            r.ip = r.ip.add(2);
            return r.deliver(value);
        }
        r.go(load_fast)
    }

    /// LOAD_FAST, LOAD_CONST, an operator of whole numbers.
    constant_whole(r) {
        let second = r.word_after(0);
        if let Some(a) = r.local(r.arg())
            && let Some(value) = whole_by(r.word_after(1) as u8, a, r.constant(second >> 8))
        {
            r.ip = r.ip.add(2);
            return r.deliver(value);
        }
        r.go(load_fast)
    }

    /// LOAD_FAST, the operator: the left operand lies on the stack.
    local_binary<const OP: u8>(r) {
        if let Some(b) = r.local(r.arg())
            && let Some(value) = quick::<OP>(r.peek(0), b)
        {
            r.sp = r.sp.sub(1);
            r.ip = r.ip.add(1);
            return r.deliver(value);
        }
        r.go(load_fast)
    }

    /// LOAD_FAST, LOAD_ATTR_SHAPE, the operator: the left operand lies on the stack.
    local_attr_binary<const OP: u8>(r) {
        let second = r.word_after(0);
        if second as u8 == special::LOAD_ATTR_SHAPE
            && let Some(object) = r.local(r.arg())
            && let cache = r.cache_of(second)
            && shaped(object, cache).is_some()
            && let Some(b) = &*place(object, cache.b.get()).as_ptr()
            && let Some(value) = quick::<OP>(r.peek(0), b)
        {
            r.sp = r.sp.sub(1);
            r.ip = r.ip.add(2);
            return r.deliver(value);
        }
        r.go(load_fast_load_attr_shape)
    }
}
