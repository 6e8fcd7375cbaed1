//! `float`: the class's row, what makes floats, operators, comparison.

mod methods;

use std::cmp::Ordering;

use crate::number::complex::Complex;
use crate::number::{self as numbers, float, hash, int_convert, parse, print, small};
use crate::object::class::{Class, class_flag};
use crate::object::int::IntRef;
use crate::object::native::{CallArgs, NativeDef};
use crate::object::slots::{Comparison, Slots};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};
use crate::vm::types::Types;

use super::arguments::{no_keywords_if_exact, positional};
use super::{int, number};

/// The class's row.
pub static FLOAT: ClassDef = ClassDef {
    name: "float",
    doc: "Convert a string or number to a floating point number, if possible.",
    layout: Tag::Float,
    flags: class_flag::BASE | class_flag::MATCH_SELF,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: methods::METHODS,
    getsets: methods::GETSETS,
    ..ClassDef::EMPTY
};

static NEW: NativeDef = NativeDef::static_method(
    "__new__(cls, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    |vm, args| number::explicit_new(vm, args, Types::float, new),
);

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.repr.set(Some(|vm, v| Ok(vm.heap().str(&print::float_repr(value(v))))));
    s.hash.set(Some(|_, v| Ok(hash::float(value(v)).unwrap_or_else(|| identity_hash(v)))));
    s.compare.set(Some(compare));
    s.bool.set(Some(|_, v| Ok(value(v) != 0.0)));
    s.int.set(Some(|vm, v| truncated(vm, value(v))));
    s.float.set(Some(exact));
    s.add.set(Some(|vm, a, b| operator(vm, a, b, |a, b| Ok(a + b))));
    s.subtract.set(Some(|vm, a, b| operator(vm, a, b, |a, b| Ok(a - b))));
    s.multiply.set(Some(|vm, a, b| operator(vm, a, b, |a, b| Ok(a * b))));
    s.true_divide.set(Some(|vm, a, b| operator(vm, a, b, float::div)));
    s.floor_divide.set(Some(|vm, a, b| operator(vm, a, b, float::floor_div)));
    s.remainder.set(Some(|vm, a, b| operator(vm, a, b, float::modulo)));
    s.divmod.set(Some(divmod));
    s.power.set(Some(power));
    s.negative.set(Some(|vm, v| Ok(vm.heap().float(-value(v)))));
    s.positive.set(Some(exact));
    s.absolute.set(Some(|vm, v| Ok(vm.heap().float(value(v).abs()))));
}

/// The number; the slots are called with floats.
fn value(v: &Value) -> f64 {
    v.as_float().unwrap_or(f64::NAN)
}

/// The hash of what hashes by identity (nan).
pub fn identity_hash(v: &Value) -> i64 {
    hash::address(v.id() as usize)
}

/// An instance of a subclass as a plain float.
fn exact(vm: &mut Vm, v: &Value) -> PyResult {
    Ok(if v.as_exact_float().is_some() { v.clone() } else { vm.heap().float(value(v)) })
}

/// `int(float)`.
fn truncated(vm: &Vm, f: f64) -> PyResult {
    if f.abs() < 9e18 {
        return Ok(vm.heap().int(f as i64));
    }
    match int_convert::from_f64(f) {
        Ok(big) => Ok(vm.heap().big_int(big)),
        Err(error) => Err(vm.number_error(error)),
    }
}

/// An operand as a float: floats and ints. None for other types.
#[inline]
fn operand(vm: &Vm, v: &Value) -> PyResult<Option<f64>> {
    match v.as_float() {
        Some(f) => Ok(Some(f)),
        None if v.as_int().is_some() => int::to_f64(vm, v).map(Some),
        None => Ok(None),
    }
}

macro_rules! operands {
    ($vm:ident, $a:ident, $b:ident) => {{
        let Some(a) = operand($vm, $a)? else { return Ok(Value::NOT_IMPLEMENTED) };
        let Some(b) = operand($vm, $b)? else { return Ok(Value::NOT_IMPLEMENTED) };
        (a, b)
    }};
}

#[inline(always)]
fn operator(vm: &mut Vm, a: &Value, b: &Value, f: impl FnOnce(f64, f64) -> numbers::Result<f64>) -> PyResult {
    let (a, b) = operands!(vm, a, b);
    match f(a, b) {
        Ok(result) => Ok(vm.heap().float(result)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn divmod(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (a, b) = operands!(vm, a, b);
    let (quotient, rest) = float::divmod(a, b).map_err(|e| vm.number_error(e))?;
    let heap = vm.heap();
    Ok(heap.pair(heap.float(quotient), heap.float(rest)))
}

fn power(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    if !modulus.is_none() {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    let (a, b) = operands!(vm, a, b);
    match float::pow(a, b) {
        Ok(float::Power::Float(result)) => Ok(vm.heap().float(result)),
        Ok(float::Power::Complex) => match Complex::from(a).pow(b.into()) {
            Ok(result) => Ok(vm.heap().complex(result.re, result.im)),
            Err(error) => Err(vm.number_error(error)),
        },
        Err(error) => Err(vm.number_error(error)),
    }
}

/// Does an order (None: not comparable) satisfy a comparison?
pub fn holds(op: Comparison, order: Option<Ordering>) -> bool {
    match op {
        Comparison::Lt => order == Some(Ordering::Less),
        Comparison::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Comparison::Eq => order == Some(Ordering::Equal),
        Comparison::Ne => order != Some(Ordering::Equal),
        Comparison::Gt => order == Some(Ordering::Greater),
        Comparison::Ge => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }
}

/// Int against float, exactly.
pub fn int_order(i: &IntRef<'_>, f: f64) -> Option<Ordering> {
    match i {
        IntRef::Small(i) => small::cmp_f64(*i, f),
        IntRef::Big(b) => int_convert::cmp_f64(b, f),
    }
}

fn compare(_: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let order = match (a.as_float(), b.as_float()) {
        (Some(a), Some(b)) => a.partial_cmp(&b),
        (Some(a), None) => match b.as_int() {
            Some(b) => int_order(&b, a).map(Ordering::reverse),
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
        (None, Some(b)) => match a.as_int() {
            Some(a) => int_order(&a, b),
            None => return Ok(Value::NOT_IMPLEMENTED),
        },
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(Value::bool(holds(op, order)))
}

/// `float(x=0, /)`.
fn new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let own = vm.types().float();
    no_keywords_if_exact(vm, class, own, "float", args)?;
    let float = match positional(vm, "float", args, 0, 1)?.first() {
        Some(x) => {
            if class.is(own) && x.as_exact_float().is_some() {
                return Ok(x.clone());
            }
            from_any(vm, x)?
        }
        None => 0.0,
    };
    Ok(if class.is(own) { vm.heap().float(float) } else { vm.heap().float_of_class(class, float) })
}

/// `float(x)`.
fn from_any(vm: &mut Vm, x: &Value) -> PyResult<f64> {
    if let Some(f) = x.as_exact_float() {
        return Ok(f);
    }
    let slots = vm.heap().class_of(x).downcast::<Class>().map(|c| &c.slots);
    if x.as_str().is_some() && slots.is_none_or(|s| s.float.get().is_none()) {
        return from_text(vm, x);
    }
    if let Some(float) = slots.and_then(|s| s.float.get()) {
        let result = float(vm, x)?;
        return checked_float(vm, x, &result);
    }
    if slots.is_some_and(|s| s.index.get().is_some()) {
        let index = vm.index(x)?;
        return int::to_f64(vm, &index);
    }
    if let Some(f) = x.as_float() {
        return Ok(f);
    }
    if number::numeral(x).is_some() {
        return from_text(vm, x);
    }
    Err(vm.type_error(format!("float() argument must be a string or a real number, not '{}'", vm.type_name(x))))
}

/// What `__float__` gave.
pub fn checked_float(vm: &mut Vm, x: &Value, result: &Value) -> PyResult<f64> {
    if let Some(f) = result.as_exact_float() {
        return Ok(f);
    }
    let (class, got) = (vm.type_name(x), vm.type_name(result));
    let Some(f) = result.as_float() else {
        return Err(vm.type_error(format!("{class}.__float__ returned non-float (type {got})")));
    };
    let message = format!(
        "{class}.__float__ returned non-float (type {got}).  The ability to return an instance of a strict subclass \
         of float is deprecated, and may not be supported in a future version of Python."
    );
    let category = vm.types().deprecation_warning().clone();
    vm.warn(&category, &message, 1)?;
    Ok(f)
}

fn from_text(vm: &mut Vm, x: &Value) -> PyResult<f64> {
    match number::numeral(x).and_then(|text| parse::float(&text)) {
        Some(f) => Ok(f),
        None => {
            let repr = number::shown(vm, x)?;
            Err(vm.value_error(format!("could not convert string to float: {repr}")))
        }
    }
}
