//! Slots: the operations of a class as plain functions, one table a class.
//!
//! A builtin class fills its slots with Rust functions; a Python class gets, for each special method that it or
//! a base defines, the function that looks the method up and calls it (`vm/protocol/overrides`). Slots are
//! inherited along the MRO and refreshed when a special method is set later.

use std::cell::Cell;

use crate::vm::Vm;

use super::exception::PyResult;
use super::native::CallArgs;
use super::value::Value;

/// The order asked for by a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

/// What `send` gives.
pub enum Sent {
    Yielded(Value),
    Returned(Value),
}

/// `repr(x)`, `-x`, `iter(x)`.
pub type Unary = fn(&mut Vm, &Value) -> PyResult;
/// `x + y`, also with the slot's owner on the right; `x[y]`.
pub type Binary = fn(&mut Vm, &Value, &Value) -> PyResult;
/// `pow(x, y, z)`.
pub type Ternary = fn(&mut Vm, &Value, &Value, &Value) -> PyResult;
/// `x < y` and its kin.
pub type Compare = fn(&mut Vm, &Value, &Value, Comparison) -> PyResult;
/// `x(...)`; `class.__new__`.
pub type Call = fn(&mut Vm, &Value, CallArgs<'_>) -> PyResult;
/// `x.__init__(...)`.
pub type Init = fn(&mut Vm, &Value, CallArgs<'_>) -> PyResult<()>;
/// `hash(x)`, never -1.
pub type Hash = fn(&mut Vm, &Value) -> PyResult<i64>;
/// `bool(x)`.
pub type Bool = fn(&mut Vm, &Value) -> PyResult<bool>;
/// `len(x)`.
pub type Length = fn(&mut Vm, &Value) -> PyResult<usize>;
/// None: exhausted, without a StopIteration object.
pub type Next = fn(&mut Vm, &Value) -> PyResult<Option<Value>>;
/// One step of an awaited native iterator, without a StopIteration object at its end.
pub type Send = fn(&mut Vm, &Value, Value) -> PyResult<Sent>;
/// `y in x`.
pub type Contains = fn(&mut Vm, &Value, &Value) -> PyResult<bool>;
/// The last value is None for a deletion.
pub type SetItem = fn(&mut Vm, &Value, &Value, Option<&Value>) -> PyResult<()>;
/// Descriptor, object (None on the class itself), class.
pub type DescrGet = fn(&mut Vm, &Value, Option<&Value>, &Value) -> PyResult;

macro_rules! slots {
    ($($(#[$doc:meta])* $field:ident: $ty:ty,)*) => {
        /// A class's slot table.
        #[derive(Default)]
        pub struct Slots {
            $($(#[$doc])* pub $field: Cell<Option<$ty>>,)*
        }

        impl Slots {
            /// Takes over what `base` has and this table lacks.
            pub fn inherit(&self, base: &Slots) {
                $(if self.$field.get().is_none() { self.$field.set(base.$field.get()); })*
            }
        }
    };
}

slots! {
    repr: Unary,
    str: Unary,
    hash: Hash,
    call: Call,
    /// `type.__call__`'s two steps.
    new: Call,
    init: Init,
    /// Attribute access by an interned name.
    getattribute: Binary,
    /// Set or delete an attribute.
    setattr: SetItem,
    compare: Compare,
    iter: Unary,
    next: Next,
    send: Send,
    descr_get: DescrGet,
    /// Set or delete through a descriptor: descriptor, object, value.
    descr_set: SetItem,
    length: Length,
    getitem: Binary,
    setitem: SetItem,
    contains: Contains,
    concat: Binary,
    repeat: Binary,
    inplace_concat: Binary,
    inplace_repeat: Binary,
    add: Binary,
    subtract: Binary,
    multiply: Binary,
    remainder: Binary,
    divmod: Binary,
    power: Ternary,
    negative: Unary,
    positive: Unary,
    absolute: Unary,
    bool: Bool,
    invert: Unary,
    lshift: Binary,
    rshift: Binary,
    and: Binary,
    xor: Binary,
    or: Binary,
    int: Unary,
    float: Unary,
    inplace_add: Binary,
    inplace_subtract: Binary,
    inplace_multiply: Binary,
    inplace_remainder: Binary,
    inplace_power: Ternary,
    inplace_lshift: Binary,
    inplace_rshift: Binary,
    inplace_and: Binary,
    inplace_xor: Binary,
    inplace_or: Binary,
    floor_divide: Binary,
    true_divide: Binary,
    inplace_floor_divide: Binary,
    inplace_true_divide: Binary,
    index: Unary,
    matrix_multiply: Binary,
    inplace_matrix_multiply: Binary,
    await_: Unary,
    aiter: Unary,
    anext: Unary,
}
