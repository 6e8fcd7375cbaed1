//! `warnings.warn` and `warn_explicit` as callers see them: the work is Python, but a warning that a filter makes an
//! exception comes from the caller's line, as from CPython's functions in C.

use crate::object::native::NativeDef;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::ModuleDef;

pub static WARNINGS: ModuleDef = ModuleDef {
    name: "warnings",
    functions: &[
        NativeDef::function(
            "warn(message, category=None, stacklevel=1, source=None)",
            "Issue a warning, or maybe ignore it or raise an exception.",
            |vm, args| {
                let stack_level = args.take_opt(2).unwrap_or_else(|| Value::from_len(1));
                let given = [args.take(0), args.take(1), stack_level, args.take(3)];
                pass(vm, "_warn", &given)
            },
        ),
        NativeDef::function(
            "warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, \
             source=None)",
            "Low-level interface to warnings functionality.",
            |vm, args| {
                let given: Vec<Value> = (0..8).map(|i| args.take(i)).collect();
                pass(vm, "_warn_explicit", &given)
            },
        ),
    ],
    ..ModuleDef::EMPTY
};

/// Calls a function of the Python part; what it raises begins at the caller.
fn pass(vm: &mut Vm, name: &str, args: &[Value]) -> PyResult {
    let module = vm.import_module("warnings")?;
    let name = vm.heap().intern(name);
    vm.call_method(&module, &name, args).inspect_err(|error| drop(error.object().traceback.take()))
}
