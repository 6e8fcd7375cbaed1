//! The module `gc`: the door to the cycle collector.

use crate::object::native::NativeDef;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::ModuleDef;

pub static GC: ModuleDef = ModuleDef {
    name: "gc",
    doc: "This module provides access to the garbage collector for reference cycles.",
    functions: FUNCTIONS,
    init: Some(|vm, module| {
        let heap = vm.heap();
        super::set(vm, module, "garbage", heap.list(Vec::new()))?;
        super::set(vm, module, "callbacks", heap.list(Vec::new()))
    }),
    ..ModuleDef::EMPTY
};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("collect(generation=2)", "Run the garbage collector.", |vm, _| collect(vm)),
    NativeDef::function("disable()", "Disable automatic garbage collection.", |vm, _| {
        vm.heap().collect_automatically.set(false);
        Ok(Value::NONE)
    }),
    NativeDef::function("enable()", "Enable automatic garbage collection.", |vm, _| {
        vm.heap().collect_automatically.set(true);
        Ok(Value::NONE)
    }),
    NativeDef::function("freeze()", "", |_, _| Ok(Value::NONE)),
    NativeDef::function("get_threshold()", "", |vm, _| {
        let heap = vm.heap();
        Ok(heap.tuple(vec![heap.int(700), heap.int(10), heap.int(10)]))
    }),
    NativeDef::function("isenabled()", "Is automatic garbage collection enabled?", |vm, _| {
        Ok(Value::bool(vm.heap().collect_automatically.get()))
    }),
    NativeDef::function("set_threshold(threshold0, threshold1=None, threshold2=None, /)", "", |_, _| Ok(Value::NONE)),
    NativeDef::function("unfreeze()", "", |_, _| Ok(Value::NONE)),
];

fn collect(vm: &mut Vm) -> PyResult {
    let found = vm.heap().collect();
    vm.run_finalizers();
    Ok(Value::from_len(found))
}
