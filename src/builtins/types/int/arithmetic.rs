//! int's operators: machine words first, big ints where they overflow. Anything but two ints is left to the other
//! operand by NotImplemented.

use std::borrow::Cow;

use dashu_int::IBig;

use crate::number::{self, int, int_convert, small};
use crate::object::int::IntRef;
use crate::object::slots::{Binary, Slots};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

pub(super) fn fill(s: &Slots) {
    s.add.set(Some(add));
    s.subtract.set(Some(subtract));
    s.multiply.set(Some(multiply));
    s.remainder.set(Some(remainder));
    s.divmod.set(Some(divmod));
    s.power.set(Some(power));
    s.negative.set(Some(negative));
    s.positive.set(Some(super::exact));
    s.absolute.set(Some(|vm, v| {
        if v.as_int().is_some_and(|i| i.is_negative()) { negative(vm, v) } else { super::exact(vm, v) }
    }));
    s.invert.set(Some(invert));
    s.lshift.set(Some(lshift));
    s.rshift.set(Some(rshift));
    s.and.set(Some(and));
    s.xor.set(Some(xor));
    s.or.set(Some(or));
    s.floor_divide.set(Some(floor_divide));
    s.true_divide.set(Some(true_divide));
}

/// An int as a big one.
#[inline]
pub(super) fn big<'a>(i: &'a IntRef<'_>) -> Cow<'a, IBig> {
    match i {
        IntRef::Small(i) => Cow::Owned(IBig::from(*i)),
        IntRef::Big(b) => Cow::Borrowed(b),
    }
}

/// The result of the number library as a value.
fn checked(vm: &Vm, result: number::Result<IBig>) -> PyResult {
    match result {
        Ok(value) => Ok(vm.heap().big_int(value)),
        Err(error) => Err(vm.number_error(error)),
    }
}

macro_rules! operands {
    ($a:ident, $b:ident) => {
        match ($a.as_int(), $b.as_int()) {
            (Some(a), Some(b)) => (a, b),
            _ => return Ok(Value::NOT_IMPLEMENTED),
        }
    };
}

/// An operator that is `$small` on words (None: overflow) and `$big` on big ints.
macro_rules! operator {
    ($name:ident, |$x:ident, $y:ident| $small:expr, |$p:ident, $q:ident| $big:expr) => {
        fn $name(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
            let (a, b) = operands!(a, b);
            if let (&IntRef::Small($x), &IntRef::Small($y)) = (&a, &b) {
                match $small {
                    Ok(Some(result)) => return Ok(vm.heap().int(result)),
                    Ok(None) => {}
                    Err(error) => return Err(vm.number_error(error)),
                }
            }
            let ($p, $q) = (big(&a), big(&b));
            let ($p, $q) = ($p.as_ref(), $q.as_ref());
            checked(vm, $big)
        }
    };
}

operator!(add, |x, y| number::Result::Ok(x.checked_add(y)), |p, q| Ok(p + q));
operator!(subtract, |x, y| number::Result::Ok(x.checked_sub(y)), |p, q| Ok(p - q));
operator!(multiply, |x, y| number::Result::Ok(x.checked_mul(y)), |p, q| int::mul(p, q));
operator!(floor_divide, |x, y| small::floor_div(x, y), |p, q| int::floor_div(p, q));
operator!(remainder, |x, y| small::floor_mod(x, y).map(Some), |p, q| int::floor_mod(p, q));
operator!(lshift, |x, y| small::shl(x, y), |p, q| int::shl(p, q));
operator!(rshift, |x, y| small::shr(x, y).map(Some), |p, q| int::shr(p, q));
operator!(and, |x, y| number::Result::Ok(Some(x & y)), |p, q| Ok(p & q));
operator!(or, |x, y| number::Result::Ok(Some(x | y)), |p, q| Ok(p | q));
operator!(xor, |x, y| number::Result::Ok(Some(x ^ y)), |p, q| Ok(p ^ q));

/// int's `&`, `|` and `^`, for bool where an operand is no bool.
pub struct Bits;

impl Bits {
    pub const AND: Binary = and;
    pub const OR: Binary = or;
    pub const XOR: Binary = xor;
}

fn divmod(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (a, b) = operands!(a, b);
    let heap = vm.heap();
    if let (&IntRef::Small(x), &IntRef::Small(y)) = (&a, &b) {
        match small::divmod(x, y) {
            Ok(Some((quotient, rest))) => return Ok(heap.pair(heap.int(quotient), heap.int(rest))),
            Ok(None) => {}
            Err(error) => return Err(vm.number_error(error)),
        }
    }
    let (quotient, rest) = int::divmod(&big(&a), &big(&b)).map_err(|e| vm.number_error(e))?;
    Ok(heap.pair(heap.big_int(quotient), heap.big_int(rest)))
}

fn true_divide(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (a, b) = operands!(a, b);
    let result = match (&a, &b) {
        (&IntRef::Small(x), &IntRef::Small(y)) => small::true_div(x, y),
        _ => int_convert::true_div(&big(&a), &big(&b)),
    };
    match result {
        Ok(float) => Ok(vm.heap().float(float)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn power(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    let (a, b) = operands!(a, b);
    if !modulus.is_none() {
        let Some(modulus) = modulus.as_int() else { return Ok(Value::NOT_IMPLEMENTED) };
        return checked(vm, int::pow_mod(&big(&a), &big(&b), &big(&modulus)));
    }
    if let (&IntRef::Small(x), &IntRef::Small(y)) = (&a, &b)
        && y >= 0
        && let Some(result) = small::pow(x, y)
    {
        return Ok(vm.heap().int(result));
    }
    match int::power(&big(&a), &big(&b)) {
        Ok(int::Power::Int(value)) => Ok(vm.heap().big_int(value)),
        Ok(int::Power::Float(value)) => Ok(vm.heap().float(value)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn negative(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(match value.as_int() {
        Some(IntRef::Small(i)) if i != i64::MIN => vm.heap().int(-i),
        Some(i) => vm.heap().big_int(-i.to_big()),
        None => Value::NOT_IMPLEMENTED,
    })
}

fn invert(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(match value.as_int() {
        Some(IntRef::Small(i)) => vm.heap().int(!i),
        Some(IntRef::Big(b)) => vm.heap().big_int(!b.clone()),
        None => Value::NOT_IMPLEMENTED,
    })
}
