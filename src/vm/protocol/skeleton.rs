//! Signatures of the protocol layer; each is replaced by its real home.

use crate::object::native::CallArgs;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

#[allow(unused_variables)]
impl Vm {
    /// `list[int]` and the like (vm/protocol/alias.rs).
    pub fn generic_alias(&mut self, origin: &Value, args: &Value) -> PyResult {
        unimplemented!()
    }

    // ---- vm/call.rs (the core author)
    pub fn call(&mut self, callable: &Value, args: &[Value]) -> PyResult {
        unimplemented!()
    }
    pub fn call_with(&mut self, callable: &Value, args: CallArgs<'_>) -> PyResult {
        unimplemented!()
    }
    /// `cls(*args)` without `__init__`: by the class's slot or its native.
    pub fn new_instance(&mut self, class: &Value, args: CallArgs<'_>) -> PyResult {
        unimplemented!()
    }
}
