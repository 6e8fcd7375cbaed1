//! `int`: the class's row, what makes ints, and the slots that are no arithmetic.

mod arithmetic;
mod methods;

use crate::number::{hash, int_convert, parse, print, quick, small};
use crate::object::class::{Class, class_flag};
use crate::object::int::IntRef;
use crate::object::native::{CallArgs, NativeDef};
use crate::object::slots::{Comparison, Slots};
use crate::object::str::Str;
use crate::object::{PyResult, Tag, Value};
use crate::text::Units;
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};
use crate::vm::types::Types;

use super::number;

pub use arithmetic::Bits;

/// The class's row.
pub static INT: ClassDef = ClassDef {
    name: "int",
    doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\nA whole number from another number or from a text. \
          A float loses its fraction. With a base\nthe text is read in it (2 to 36); base 0 takes the base from a \
          prefix such as 0x.",
    layout: Tag::Int,
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
    |vm, args| number::explicit_new(vm, args, Types::int, new),
);

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.repr.set(Some(repr));
    s.hash.set(Some(|_, v| Ok(v.as_int().map_or(0, |i| hash_of(&i)))));
    s.compare.set(Some(compare));
    s.bool.set(Some(|_, v| Ok(v.as_int().is_some_and(|i| !is_zero(&i)))));
    s.int.set(Some(exact));
    s.index.set(Some(exact));
    s.float.set(Some(|vm, v| {
        let float = to_f64(vm, v)?;
        Ok(vm.heap().float(float))
    }));
    arithmetic::fill(s);
}

fn is_zero(i: &IntRef<'_>) -> bool {
    match i {
        IntRef::Small(i) => *i == 0,
        IntRef::Big(b) => b.is_zero(),
    }
}

/// An int, bool or instance of a subclass as a plain int.
pub fn exact(vm: &mut Vm, value: &Value) -> PyResult {
    Ok(match value.as_int() {
        _ if value.is_exact_int() => value.clone(),
        Some(IntRef::Small(i)) => vm.heap().int(i),
        Some(IntRef::Big(b)) => vm.heap().big_int(b.clone()),
        None => return Err(vm.type_error("an integer is required")),
    })
}

/// An int as the nearest float; OverflowError if there is none.
pub fn to_f64(vm: &Vm, value: &Value) -> PyResult<f64> {
    match value.as_int() {
        Some(IntRef::Small(i)) => Ok(i as f64),
        Some(IntRef::Big(b)) => int_convert::to_f64(b).map_err(|e| vm.number_error(e)),
        None => Err(vm.type_error("an integer is required")),
    }
}

/// `hash(int)`.
pub fn hash_of(i: &IntRef<'_>) -> i64 {
    match i {
        IntRef::Small(i) => small::hash(*i),
        IntRef::Big(b) => hash::int(b),
    }
}

/// The decimal digits, under the limit of `sys.set_int_max_str_digits`.
fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let heap = vm.heap();
    match value.as_int() {
        Some(IntRef::Small(i)) => {
            if let Ok(digit @ 0..=9) = u8::try_from(i) {
                return Ok(heap.char((b'0' + digit).into()));
            }
            let mut text = quick::Short::default();
            quick::decimal(i, &mut text);
            Ok(heap.str_from_ascii(text.bytes()))
        }
        Some(IntRef::Big(b)) => match print::int_decimal(b, vm.int_max_str_digits) {
            Ok(text) => Ok(heap.str(&text)),
            Err(e) => Err(vm.number_error(e)),
        },
        None => Err(vm.type_error("an integer is required")),
    }
}

fn compare(_: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let order = match (a.as_int(), b.as_int()) {
        (Some(IntRef::Small(a)), Some(IntRef::Small(b))) => a.cmp(&b),
        (Some(a), Some(b)) => arithmetic::big(&a).as_ref().cmp(arithmetic::big(&b).as_ref()),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Ok(Value::bool(super::float::holds(op, Some(order))))
}

/// `int(x=0, /, base=10)`.
fn new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    if let ([x], false) = (args.values(), args.has_keywords())
        && class.is(vm.types().int())
        && let Some(value) = simple(x)
    {
        return Ok(value);
    }
    let [x, base] = number::named(vm, "int", args, ["", "base"])?;
    let value = match (x, base) {
        (None, Some(_)) => return Err(vm.type_error("int() missing string argument")),
        (None, None) => Value::from_len(0),
        (Some(x), None) => vm.to_int(x)?,
        (Some(x), Some(base)) => {
            let base = vm.index_clamped(base)?;
            if x.tag() == Tag::Boxed || number::numeral(x).is_none() {
                let bad_base = base != 0 && !(2..=36).contains(&base);
                return Err(match bad_base {
                    true => vm.number_error(parse::IntError::Base.with_repr(base, "")),
                    false => vm.type_error("int() can't convert non-string with explicit base"),
                });
            }
            from_text(vm, x, base)?
        }
    };
    if class.is(vm.types().int()) {
        return Ok(value);
    }
    let big = value.as_int().map(|i| i.to_big()).unwrap_or_default();
    Ok(vm.heap().int_of_class(class, big))
}

/// `int(x)` of a small int, a float of usual size, a str of a few digits.
fn simple(x: &Value) -> Option<Value> {
    const MOST_DIGITS: usize = 18;
    if x.is_small_int() {
        return Some(x.clone());
    }
    if let Some(float) = x.as_tagged_float() {
        return if float.abs() < 4e18 { Value::small_int(float as i64) } else { None };
    }
    let Units::One(bytes) = x.downcast_exact::<Str>()?.units() else { return None };
    let digits = bytes.strip_prefix(b"-").unwrap_or(bytes);
    if digits.is_empty() || digits.len() > MOST_DIGITS || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
    Value::small_int(if digits.len() < bytes.len() { -value } else { value })
}

/// A str, bytes or bytearray read in `base`.
fn from_text(vm: &mut Vm, text: &Value, base: i64) -> PyResult {
    let read = number::numeral(text).map(|t| parse::int(&t, base, vm.int_max_str_digits));
    match read {
        Some(Ok(big)) => Ok(vm.heap().big_int(big)),
        Some(Err(error)) => {
            let repr = match error {
                parse::IntError::Invalid => {
                    let shown = if text.as_str().is_some() {
                        text.clone()
                    } else {
                        vm.heap().bytes(vm.with_bytes(text, <[u8]>::to_vec)?)
                    };
                    number::shown(vm, &shown)?.chars().take(200).collect()
                }
                _ => String::new(),
            };
            Err(vm.number_error(error.with_repr(base, &repr)))
        }
        None => Err(vm.type_error("int() can't convert non-string with explicit base")),
    }
}

impl Vm {
    /// `int(value)`: always an exact int.
    pub fn to_int(&mut self, value: &Value) -> PyResult {
        if value.is_exact_int() {
            return Ok(value.clone());
        }
        let slots = self.heap().class_of(value).downcast::<Class>().map(|c| &c.slots);
        if let Some(int) = slots.and_then(|s| s.int.get()) {
            let result = int(self, value)?;
            return self.checked_int(result);
        }
        if slots.is_some_and(|s| s.index.get().is_some()) {
            return self.index(value);
        }
        if let Some(result) = number::call_special(self, value, &self.names().trunc)? {
            let has_index =
                self.heap().class_of(&result).downcast::<Class>().is_some_and(|c| c.slots.index.get().is_some());
            if result.as_int().is_none() && !has_index {
                let message = format!("__trunc__ returned non-Integral (type {})", self.type_name(&result));
                return Err(self.type_error(message));
            }
            return self.index(&result);
        }
        if number::numeral(value).is_some() {
            return from_text(self, value, 10);
        }
        Err(self.type_error(format!(
            "int() argument must be a string, a bytes-like object or a real number, not '{}'",
            self.type_name(value)
        )))
    }

    /// What `__int__` gave.
    fn checked_int(&mut self, result: Value) -> PyResult {
        if result.is_exact_int() {
            return Ok(result);
        }
        let name = self.type_name(&result);
        if result.as_int().is_none() {
            return Err(self.type_error(format!("__int__ returned non-int (type {name})")));
        }
        let message = format!(
            "__int__ returned non-int (type {name}).  The ability to return an instance of a strict subclass of int \
             is deprecated, and may not be supported in a future version of Python."
        );
        let category = self.types().deprecation_warning().clone();
        self.warn(&category, &message, 1)?;
        exact(self, &result)
    }
}
