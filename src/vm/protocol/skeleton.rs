//! Signatures of the protocol layer; each is replaced by its real home.

use crate::object::{PyResult, Value};
use crate::vm::Vm;

#[allow(unused_variables)]
impl Vm {
    /// `list[int]` and the like (vm/protocol/alias.rs).
    pub fn generic_alias(&mut self, origin: &Value, args: &Value) -> PyResult {
        unimplemented!()
    }
}
