//! Running code objects that are not called: modules, `exec`, class bodies.

use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::frame::Continuation;
use crate::object::function::{Function, NewFunction};
use crate::object::module::Module;
use crate::object::{PyResult, Value};

use super::Vm;
use super::call::Begun;
use super::errors::OrMemoryError;

impl Vm {
    /// Runs a code object to its end, as `exec` does: `globals` is a dict, `locals` any mapping.
    pub fn run_code(&mut self, code: &Value, globals: &Value, locals: &Value) -> PyResult {
        let Some(object) = code.downcast::<Code>() else { return Err(self.system_error("no code object")) };
        let builtins = self.builtins_of(globals)?;
        let name = object.name.clone();
        let new = NewFunction {
            code: code.clone(),
            globals: globals.clone(),
            builtins,
            qualname: name,
            closure: None,
            module: Value::NONE,
        };
        match self.heap().function(new) {
            Some(function) => self.run_in(&function, locals),
            None => Err(self.system_error("no code object")),
        }
    }

    /// Runs a class body's function in `namespace`; gives the `__class__` cell or None.
    pub fn run_class_body(&mut self, function: &Value, namespace: &Value) -> PyResult {
        self.run_in(function, namespace)
    }

    /// The dict of builtins that `globals` names; it is put there if missing.
    pub fn builtins_of(&mut self, globals: &Value) -> PyResult {
        let Some(dict) = globals.downcast::<Dict>() else { return Ok(self.builtins.clone()) };
        let name = &self.names().builtins;
        match dict.get_str(name) {
            Some(value) => match value.downcast::<Module>() {
                Some(module) => Ok(module.dict_value().clone()),
                None => Ok(value),
            },
            None => {
                let builtins = self.builtins.clone();
                drop(dict.set_str(name, builtins.clone()).or_memory_error(self)?);
                Ok(builtins)
            }
        }
    }

    /// Calls a function without arguments; code without fast locals finds its names in `namespace`.
    fn run_in(&mut self, function: &Value, namespace: &Value) -> PyResult {
        let Some(object) = function.downcast::<Function>() else {
            return self.call(function, &[]);
        };
        if self.stack_exhausted() {
            return Err(self.recursion_error("maximum recursion depth exceeded while calling a Python object"));
        }
        // SAFETY: the callee is written behind the running frame, where the next one may begin; the namespace slot is
        // the new frame's last.
        unsafe {
            let caller = self.thread.frame;
            let (sp, depth) = ((*caller).sp, self.thread.depth);
            let base = (*caller).top;
            self.check_stack(base.add(2))?;
            base.write(Some(function.clone()));
            match self.begin_function(object, base, 0, &[], Continuation::Rust)? {
                Begun::Value(value) => {
                    // A module that awaits: its code is a coroutine's. The namespace slot is the last behind the callee.
                    if let Some(generator) = value.as_generator()
                        && !generator.code().has_flags(crate::bytecode::code::flags::OPTIMIZED)
                    {
                        *generator.base().as_ptr().add(generator.slot_count()) = Some(namespace.clone());
                    }
                    Ok(value)
                }
                Begun::Frame => {
                    let frame = self.thread.frame;
                    let code = &*(*frame).code;
                    if !code.has_flags(crate::bytecode::code::flags::OPTIMIZED) {
                        let last = code.running().slots as usize - 1;
                        *(*frame).fp.add(last) = Some(namespace.clone());
                    }
                    let result = self.eval();
                    (*caller).sp = sp;
                    self.thread.depth = depth;
                    result
                }
            }
        }
    }

    /// `cr_origin` of a new coroutine, if that is wanted.
    pub(super) fn note_origin(&mut self, generator: &Value) {
        if self.origin_depth == 0 {
            return;
        }
        let Some(object) = generator.as_generator() else { return };
        if object.tag() != crate::object::Tag::Coroutine {
            return;
        }
        let heap = self.heap();
        let mut entries = Vec::new();
        let records: Vec<_> = self.frames().take(self.origin_depth).collect();
        for record in records {
            // SAFETY: the running frame leads to living records only.
            let frame = unsafe { self.frame_object(record) };
            let line = self.frame_line(&frame).unwrap_or(0);
            // SAFETY: the record is alive, and its callee keeps its code.
            let code = unsafe { &*(*record).code };
            let entry = [code.filename.clone(), Value::from_len(line as usize), code.name.clone()];
            entries.push(heap.tuple_from(entry));
        }
        object.set_extra(Some(heap.tuple(entries)));
    }
}
