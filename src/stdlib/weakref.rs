//! `weakref`: references are a builtin class, the rest is Python on top of it.

use crate::object::PyResult;
use crate::object::Value;
use crate::object::module::Module;
use crate::object::native::NativeDef;
use crate::vm::Vm;

use super::{ModuleDef, set};

pub static NATIVE_WEAKREF: ModuleDef = ModuleDef {
    name: "_weakref",
    doc: "Weak-reference support module.",
    functions: &[
        NativeDef::function(
            "getweakrefcount(object, /)",
            "Return the number of weak references to 'object'.",
            |vm, args| Ok(Value::from_len(vm.heap().weakrefs_of(args.get(0)).len())),
        ),
        NativeDef::function(
            "getweakrefs(object, /)",
            "Return a list of all weak references to 'object'.",
            |vm, args| Ok(vm.heap().list(vm.heap().weakrefs_of(args.get(0)))),
        ),
    ],
    init: Some(init),
    ..ModuleDef::EMPTY
};

fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let class = vm.types().weakref().clone();
    set(vm, module, "ref", class.clone())?;
    set(vm, module, "ReferenceType", class)
}
