//! What builtins, sys and the interpreter need of the frames; each is replaced by its real home.

use super::Vm;
use crate::object::{PyResult, Value};

#[allow(unused_variables)]
impl Vm {
    /// Runs a code object without fast locals (module, `exec`, `eval`) to its end. `locals` is any mapping.
    pub fn run_code(&mut self, code: &Value, globals: &Value, locals: &Value) -> PyResult {
        unimplemented!()
    }
    /// Runs a class body's function with `namespace` (any mapping) as its locals; gives what it returns (the
    /// `__class__` cell or None).
    pub fn run_class_body(&mut self, function: &Value, namespace: &Value) -> PyResult {
        unimplemented!()
    }
    /// The innermost Python frame's `f_globals`; None outside all frames.
    pub fn current_globals(&self) -> Option<Value> {
        unimplemented!()
    }
    /// `locals()` of the innermost Python frame.
    pub fn current_locals(&mut self) -> PyResult {
        unimplemented!()
    }
    /// The frame object `depth` frames up from the innermost Python frame; None beyond the outermost.
    pub fn frame_at(&mut self, depth: usize) -> Option<Value> {
        unimplemented!()
    }
    /// The exception that is being handled (`sys.exc_info()[1]`).
    pub fn handled_exception(&self) -> Option<Value> {
        unimplemented!()
    }
    /// `frame.f_lineno`; None where there is no line.
    pub fn frame_line(&self, frame: &Value) -> Option<u32> {
        unimplemented!()
    }
}
