//! Import instructions, and the prompt's echo.

use crate::object::dict::Dict;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::names::{name_at, namespace, running_function};

pub(crate) fn import_name(vm: &mut Vm, index: usize) -> PyResult<()> {
    let name = name_at(vm, index);
    let from_list = vm.pop();
    let level = vm.pop();
    let Some(function) = running_function(vm) else { return Err(vm.system_error("no function runs")) };
    let import = match function.builtins.downcast::<Dict>() {
        Some(builtins) => vm.dict_get(builtins, &vm.names().import)?,
        None => None,
    };
    let Some(import) = import else { return Err(vm.import_error("__import__ not found")) };
    let locals = namespace(vm).ok().filter(|l| l.downcast::<Dict>().is_some()).unwrap_or(Value::NONE);
    let module = vm.call(&import, &[name.clone(), function.globals.clone(), locals, from_list, level])?;
    vm.push(module);
    Ok(())
}

pub(crate) fn import_from(vm: &mut Vm, index: usize) -> PyResult<()> {
    let name = name_at(vm, index);
    let module = vm.peek(0).clone();
    let value = vm.import_from(&module, name)?;
    vm.push(value);
    Ok(())
}

pub(crate) fn import_star(vm: &mut Vm) -> PyResult<()> {
    let module = vm.pop();
    let scope = namespace(vm)?;
    vm.import_star(&module, &scope)
}

/// PRINT_EXPR: `sys.displayhook(value)`.
pub(crate) fn print_expr(vm: &mut Vm) -> PyResult<()> {
    let value = vm.pop();
    let sys = vm.heap().intern("sys");
    let hook = match vm.modules.clone().downcast::<Dict>().and_then(|m| m.get_str(&sys)) {
        Some(sys) => vm.get_attr_opt(&sys, &vm.names().displayhook)?,
        None => None,
    };
    match hook {
        Some(hook) => vm.call(&hook, &[value]).map(drop),
        None => Err(vm.runtime_error("lost sys.displayhook")),
    }
}
