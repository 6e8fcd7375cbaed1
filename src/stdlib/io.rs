//! `_io`: the classes of streams. `io` is Python on top of it.

use crate::builtins::files::{base, buffered, bytes_io, fileio, newline, open, string_io, text};
use crate::object::module::Module;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::{ModuleDef, set};

pub static IO: ModuleDef = ModuleDef {
    name: "_io",
    doc: "The native classes of the io module.",
    classes: &[
        &base::IO_BASE,
        &base::RAW_IO_BASE,
        &base::BUFFERED_IO_BASE,
        &base::TEXT_IO_BASE,
        &fileio::FILE_IO,
        &bytes_io::BYTES_IO,
        &string_io::STRING_IO,
        &buffered::READER,
        &buffered::WRITER,
        &buffered::RANDOM,
        &text::CLASS,
        &newline::DECODER,
    ],
    init: Some(init),
    ..ModuleDef::EMPTY
};

fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let heap = vm.heap();
    let unsupported = vm.unsupported_operation();
    set(vm, module, "UnsupportedOperation", unsupported)?;
    set(vm, module, "BlockingIOError", vm.types().blocking_io_error().clone())?;
    let (builtins, name) = (vm.import_module("builtins")?, heap.intern("open"));
    let open = vm.get_attr(&builtins, &name)?;
    set(vm, module, "open", open)?;
    set(vm, module, "open_code", heap.native_function(&open::OPEN_CODE, Some(heap.intern("io"))))?;
    set(vm, module, "DEFAULT_BUFFER_SIZE", Value::from_len(crate::builtins::files::BUFFER))
}
