//! What `%`-formatting of str and of bytes share: the arguments in turn, and the numeric conversions.

use dashu_int::IBig;

use crate::number::percent;
use crate::object::int::IntRef;
use crate::object::tuple::Tuple;
use crate::object::{Exception, PyResult, Value};
use crate::text::percent::{PercentError, Spec};
use crate::vm::Vm;

/// The right operand of `%`, taken value by value.
pub struct Arguments {
    /// The operand itself, if keys may be looked up in it.
    pub mapping: Option<Value>,
    source: Source,
}

enum Source {
    /// The items of a tuple, and the number of the next one.
    Tuple(Value, usize),
    /// One value, until it is taken.
    One(Option<Value>),
}

impl Arguments {
    /// `text` tells whether a value is a str (for bytes formats: bytes or a bytearray), which is never a mapping.
    pub fn new(vm: &Vm, operand: &Value, is_text: bool) -> Arguments {
        if operand.downcast::<Tuple>().is_some() {
            return Arguments { mapping: None, source: Source::Tuple(operand.clone(), 0) };
        }
        let subscriptable = vm.class_of(operand).slots.getitem.get().is_some();
        let mapping = (subscriptable && !is_text).then(|| operand.clone());
        Arguments { mapping, source: Source::One(Some(operand.clone())) }
    }

    /// From now on there is one argument, what a key gave.
    pub fn set(&mut self, value: Value) {
        self.source = Source::One(Some(value));
    }

    pub fn next(&mut self, vm: &Vm) -> PyResult {
        let value = match &mut self.source {
            Source::Tuple(tuple, next) => {
                let value = tuple.downcast::<Tuple>().and_then(|t| t.items().get(*next).cloned());
                *next += 1;
                value
            }
            Source::One(value) => value.take(),
        };
        value.ok_or_else(|| vm.type_error("not enough arguments for format string"))
    }

    /// The argument of a `*` width.
    pub fn width(&mut self, vm: &mut Vm) -> PyResult<isize> {
        let value = self.star(vm)?;
        super::bounds::ssize(vm, &value)
    }

    /// The argument of a `*` precision.
    pub fn precision(&mut self, vm: &mut Vm) -> PyResult<i32> {
        let value = self.star(vm)?;
        super::bounds::c_int(vm, &value)
    }

    fn star(&mut self, vm: &mut Vm) -> PyResult {
        let value = self.next(vm)?;
        if value.as_int().is_some() { Ok(value) } else { Err(vm.type_error("* wants int")) }
    }

    /// Arguments must not be left over, unless they were a mapping.
    pub fn finish(&self, vm: &Vm, what: &str) -> PyResult<()> {
        let left = match &self.source {
            Source::Tuple(tuple, next) => tuple.downcast::<Tuple>().is_some_and(|t| *next < t.len()),
            Source::One(value) => value.is_some(),
        };
        match left && self.mapping.is_none() {
            true => Err(vm.type_error(format!("not all arguments converted during {what} formatting"))),
            false => Ok(()),
        }
    }
}

/// The exception for a bad format.
#[cold]
pub fn format_error(vm: &Vm, error: PercentError) -> Exception {
    let message = error.message();
    if error.is_type_error() { vm.type_error(message) } else { vm.value_error(message) }
}

fn letter(spec: &Spec) -> char {
    char::from_u32(spec.letter).unwrap_or('?')
}

/// `%d %i %u %o %x %X`.
pub fn int(vm: &mut Vm, value: &Value, spec: &Spec) -> PyResult<String> {
    if let Some(i) = value.as_small_int()
        && spec.letter == 'd'.into()
        && spec.width.is_none()
        && spec.precision.is_none()
        && spec.flags == Default::default()
    {
        return Ok(i.to_string());
    }
    let number = whole(vm, value, spec)?;
    let max = vm.int_max_str_digits;
    percent::int(&number, spec, max).map_err(|e| vm.number_error(e))
}

/// The value as an int: exactly for the bases, else cut off.
fn whole(vm: &mut Vm, value: &Value, spec: &Spec) -> PyResult<IBig> {
    if let Some(int) = value.as_int() {
        return Ok(int.to_big());
    }
    let based = matches!(letter(spec), 'x' | 'X' | 'o');
    let slots = &vm.class_of(value).slots;
    let convert = if based { slots.index.get() } else { slots.int.get().or(slots.index.get()) };
    let Some(convert) = convert else { return Err(wrong_type(vm, value, spec, based)) };
    match convert(vm, value) {
        Ok(result) => match result.as_int() {
            Some(int) => Ok(int.to_big()),
            None => Err(wrong_type(vm, value, spec, based)),
        },
        Err(error) if vm.is_exception(&error, vm.types().type_error()) => Err(wrong_type(vm, value, spec, based)),
        Err(error) => Err(error),
    }
}

#[cold]
fn wrong_type(vm: &Vm, value: &Value, spec: &Spec, based: bool) -> Exception {
    let (letter, wanted) = (letter(spec), if based { "an integer" } else { "a real number" });
    vm.type_error(format!("%{letter} format: {wanted} is required, not {}", vm.type_name(value)))
}

/// `%e %E %f %F %g %G` of a value that has become a float.
pub fn float(vm: &Vm, value: f64, spec: &Spec) -> PyResult<String> {
    percent::float(value, spec).map_err(|e| vm.number_error(e))
}

/// An int as a machine word, for `%c`; None beyond.
pub fn small(value: &Value) -> Option<i64> {
    match value.as_int()? {
        IntRef::Small(i) => Some(i),
        IntRef::Big(_) => None,
    }
}
