//! `bool`: ints that print as True and False, and whose `&`, `|`, `^` stay bools.

use crate::object::class::class_flag;
use crate::object::native::{CallArgs, NativeDef};
use crate::object::slots::{Binary, Slots};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};
use crate::vm::types::Types;

use super::arguments::{no_keywords, positional};
use super::int::Bits;
use super::number;

/// The class's row.
pub static BOOL: ClassDef = ClassDef {
    name: "bool",
    doc: "bool(x) -> bool\n\nTrue where the argument x is true, False otherwise. There are just these two instances, \
          and\nthe class, a subclass of int, cannot be subclassed.",
    base: Types::int,
    layout: Tag::Bool,
    flags: class_flag::MATCH_SELF,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    ..ClassDef::EMPTY
};

static NEW: NativeDef = NativeDef::static_method(
    "__new__(cls, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    |vm, args| number::explicit_new(vm, args, Types::bool, new),
);

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.repr.set(Some(|vm, v| Ok(vm.heap().str(if v.is(&Value::TRUE) { "True" } else { "False" }))));
    s.and.set(Some(|vm, a, b| logical(vm, a, b, |a, b| a & b, Bits::AND)));
    s.or.set(Some(|vm, a, b| logical(vm, a, b, |a, b| a | b, Bits::OR)));
    s.xor.set(Some(|vm, a, b| logical(vm, a, b, |a, b| a ^ b, Bits::XOR)));
}

fn logical(vm: &mut Vm, a: &Value, b: &Value, both: fn(bool, bool) -> bool, ints: Binary) -> PyResult {
    match (a.as_bool(), b.as_bool()) {
        (Some(a), Some(b)) => Ok(Value::bool(both(a, b))),
        _ => ints(vm, a, b),
    }
}

fn new(vm: &mut Vm, _: &Value, args: CallArgs<'_>) -> PyResult {
    no_keywords(vm, "bool", args)?;
    match positional(vm, "bool", args, 0, 1)?.first() {
        Some(value) => vm.truth(value).map(Value::bool),
        None => Ok(Value::FALSE),
    }
}
