//! The module `io`: file objects by their class names.

use crate::builtins::files::{binary, memory, open, text};
use crate::object::module::Module;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::{ModuleDef, set};

pub static IO: ModuleDef = ModuleDef {
    name: "io",
    doc: "The io module provides the Python interfaces to stream handling.",
    classes: &[
        &memory::STRING_IO,
        &memory::BYTES_IO,
        &text::CLASS,
        &binary::READER,
        &binary::WRITER,
        &binary::RANDOM,
        &binary::RAW,
    ],
    init: Some(init),
    ..ModuleDef::EMPTY
};

fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let heap = vm.heap();
    let unsupported = vm.unsupported_operation();
    set(vm, module, "UnsupportedOperation", unsupported)?;
    set(vm, module, "BlockingIOError", vm.types().blocking_io_error().clone())?;
    set(vm, module, "open", heap.native_function(&open::OPEN, Some(heap.intern("io"))))?;
    set(vm, module, "DEFAULT_BUFFER_SIZE", Value::from_len(8192))?;
    for (number, name) in ["SEEK_SET", "SEEK_CUR", "SEEK_END"].into_iter().enumerate() {
        set(vm, module, name, Value::from_len(number))?;
    }
    Ok(())
}
