//! Signatures of the protocol layer; each is replaced by its real home.

use super::class_def::ClassDef;
use crate::object::native::CallArgs;
use crate::object::slots::Comparison;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// A binary operator, as BINARY_* and INPLACE_* name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    TrueDivide,
    FloorDivide,
    Remainder,
    Power,
    LShift,
    RShift,
    And,
    Xor,
    Or,
    Divmod,
}

#[allow(unused_variables)]
impl Vm {
    // ---- vm/protocol/text.rs
    /// `repr(value)`: an exact or inexact str. Guards recursion (`Vm::repr_enter` for containers' "[...]").
    pub fn repr(&mut self, value: &Value) -> PyResult {
        unimplemented!()
    }
    /// `str(value)`.
    pub fn str(&mut self, value: &Value) -> PyResult {
        unimplemented!()
    }
    /// `ascii(value)`.
    pub fn ascii(&mut self, value: &Value) -> PyResult {
        unimplemented!()
    }
    /// `format(value, spec)`; spec is a str value.
    pub fn format(&mut self, value: &Value, spec: &Value) -> PyResult {
        unimplemented!()
    }
    /// Marks a container as being printed; false if it is already (print "[...]"). Call `repr_leave` after.
    pub fn repr_enter(&mut self, value: &Value) -> bool {
        unimplemented!()
    }
    pub fn repr_leave(&mut self, value: &Value) {
        unimplemented!()
    }

    // ---- vm/protocol/truth.rs, compare.rs
    /// `bool(value)`.
    pub fn truth(&mut self, value: &Value) -> PyResult<bool> {
        unimplemented!()
    }
    /// `hash(value)`.
    pub fn hash(&mut self, value: &Value) -> PyResult<i64> {
        unimplemented!()
    }
    /// `a OP b` with any result.
    pub fn compare(&mut self, a: &Value, b: &Value, op: Comparison) -> PyResult {
        unimplemented!()
    }
    /// `bool(a OP b)`, without the identity shortcut.
    pub fn compare_truth(&mut self, a: &Value, b: &Value, op: Comparison) -> PyResult<bool> {
        unimplemented!()
    }
    /// `a is b or a == b`, as containers compare.
    pub fn equal(&mut self, a: &Value, b: &Value) -> PyResult<bool> {
        unimplemented!()
    }
    pub fn is_instance(&mut self, value: &Value, class: &Value) -> PyResult<bool> {
        unimplemented!()
    }
    pub fn is_subclass(&mut self, class: &Value, of: &Value) -> PyResult<bool> {
        unimplemented!()
    }
    /// isinstance for a builtin class handle, by MRO alone.
    pub fn is_a(&self, value: &Value, class: &Value) -> bool {
        unimplemented!()
    }

    // ---- vm/protocol/attribute.rs (names are interned strs where a Value is taken)
    pub fn get_attr(&mut self, object: &Value, name: &Value) -> PyResult {
        unimplemented!()
    }
    /// None where AttributeError would be raised.
    pub fn get_attr_opt(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        unimplemented!()
    }
    pub fn set_attr(&mut self, object: &Value, name: &Value, value: &Value) -> PyResult<()> {
        unimplemented!()
    }
    pub fn del_attr(&mut self, object: &Value, name: &Value) -> PyResult<()> {
        unimplemented!()
    }
    /// A special method looked up on the type and bound to the object; None if there is none.
    pub fn lookup_special(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        unimplemented!()
    }
    /// `object.name(*args)` by an ordinary lookup.
    pub fn call_method(&mut self, object: &Value, name: &Value, args: &[Value]) -> PyResult {
        unimplemented!()
    }
    /// `object.__getattribute__` (generic), and its set/delete.
    pub fn generic_get_attr(&mut self, object: &Value, name: &Value) -> PyResult {
        unimplemented!()
    }
    pub fn generic_set_attr(&mut self, object: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
        unimplemented!()
    }
    /// LOAD_METHOD: (function, Some(self)) where the function is to be called with self first, else (bound, None).
    pub fn load_method(&mut self, object: &Value, name: &Value) -> PyResult<(Value, Option<Value>)> {
        unimplemented!()
    }

    // ---- vm/protocol/number.rs
    pub fn binary(&mut self, op: Operator, a: &Value, b: &Value) -> PyResult {
        unimplemented!()
    }
    pub fn inplace(&mut self, op: Operator, a: &Value, b: &Value) -> PyResult {
        unimplemented!()
    }
    /// Three-argument pow; `modulus` None (Python's) for two.
    pub fn power(&mut self, a: &Value, b: &Value, modulus: &Value) -> PyResult {
        unimplemented!()
    }
    pub fn negative(&mut self, a: &Value) -> PyResult {
        unimplemented!()
    }
    pub fn positive(&mut self, a: &Value) -> PyResult {
        unimplemented!()
    }
    pub fn invert(&mut self, a: &Value) -> PyResult {
        unimplemented!()
    }
    pub fn absolute(&mut self, a: &Value) -> PyResult {
        unimplemented!()
    }
    /// `operator.index(value)`: an int value ("'x' object cannot be interpreted as an integer").
    pub fn index(&mut self, value: &Value) -> PyResult {
        unimplemented!()
    }
    /// As an i64; values beyond are clamped (for slices and counts).
    pub fn index_clamped(&mut self, value: &Value) -> PyResult<i64> {
        unimplemented!()
    }
    /// As an i64; OverflowError/IndexError ("cannot fit 'int' into an index-sized integer") beyond.
    pub fn index_i64(&mut self, value: &Value) -> PyResult<i64> {
        unimplemented!()
    }
    /// Any real number as f64 (`__float__`, `__index__`; "must be real number, not str").
    pub fn to_f64(&mut self, value: &Value) -> PyResult<f64> {
        unimplemented!()
    }

    // ---- vm/protocol/container.rs
    pub fn get_item(&mut self, object: &Value, key: &Value) -> PyResult {
        unimplemented!()
    }
    pub fn set_item(&mut self, object: &Value, key: &Value, value: &Value) -> PyResult<()> {
        unimplemented!()
    }
    pub fn del_item(&mut self, object: &Value, key: &Value) -> PyResult<()> {
        unimplemented!()
    }
    pub fn contains(&mut self, container: &Value, item: &Value) -> PyResult<bool> {
        unimplemented!()
    }
    pub fn len(&mut self, object: &Value) -> PyResult<usize> {
        unimplemented!()
    }
    pub fn length_hint(&mut self, object: &Value, default: usize) -> PyResult<usize> {
        unimplemented!()
    }
    /// Slice indices for a sequence of `len`: start, stop, step as `slice.indices` gives them.
    pub fn slice_indices(&mut self, slice: &Value, len: usize) -> PyResult<(i64, i64, i64)> {
        unimplemented!()
    }
    // ---- vm/protocol/iterate.rs
    pub fn iter(&mut self, value: &Value) -> PyResult {
        unimplemented!()
    }
    /// The next item; None at the end (a StopIteration raised by Python code is taken for the end).
    pub fn next(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        unimplemented!()
    }
    /// All items of an iterable.
    pub fn collect(&mut self, iterable: &Value) -> PyResult<Vec<Value>> {
        unimplemented!()
    }
    /// Calls `each` for every item.
    pub fn for_each(&mut self, iterable: &Value, each: impl FnMut(&mut Vm, Value) -> PyResult<()>) -> PyResult<()> {
        unimplemented!()
    }

    // ---- vm/call.rs (the core author)
    pub fn call(&mut self, callable: &Value, args: &[Value]) -> PyResult {
        unimplemented!()
    }
    pub fn call_with(&mut self, callable: &Value, args: CallArgs<'_>) -> PyResult {
        unimplemented!()
    }

    // ---- vm/protocol/class.rs
    /// Makes a builtin class from its table row (dict filled with methods, getsets, slot wrappers; slots; MRO).
    pub fn define_class(&mut self, def: &'static ClassDef) -> Value {
        unimplemented!()
    }
    /// `type(name, bases, namespace)`: layout, slots, MRO, `__set_name__`, `__init_subclass__`.
    pub fn new_class(
        &mut self,
        metaclass: &Value,
        name: &Value,
        bases: &[Value],
        namespace: &Value,
        keywords: &[(Value, Value)],
    ) -> PyResult {
        unimplemented!()
    }
    /// A class attribute was set or deleted: refresh slots and versions of the class and its subclasses.
    pub fn class_changed(&mut self, class: &Value, name: &Value) {
        unimplemented!()
    }
}
