//! The module `types`: Python source, and the copy of a code object that `types.coroutine` needs.

use std::rc::Rc;

use crate::bytecode::code::{CodeObject, flags};
use crate::object::PyResult;
use crate::object::code::Code;
use crate::object::native::{Args, NativeDef};
use crate::vm::Vm;

use super::ModuleDef;

pub static TYPES: ModuleDef = ModuleDef {
    name: "types",
    doc: "Names for builtin classes that aren't directly accessible, and help for making classes.",
    functions: &[NativeDef::function("_iterable_coroutine(code, /)", "", iterable_coroutine)],
    ..ModuleDef::EMPTY
};

/// The code object with CO_ITERABLE_COROUTINE set.
fn iterable_coroutine(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let Some(code) = args.get(0).downcast::<Code>() else { return Err(vm.type_error("a code object is required")) };
    let object = CodeObject { flags: code.object.flags | flags::ITERABLE_COROUTINE, ..(*code.object).clone() };
    Ok(vm.heap().code_replaced(Rc::new(object), code.consts().to_vec(), code.names().to_vec()))
}
