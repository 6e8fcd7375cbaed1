//! `posix`: the operating system's functions. `os` and `os.path` are Python on top of them.
//!
//! Covers files, folders, descriptors, processes, users and the environment. Leaves out extended attributes,
//! scheduling policies, posix_spawn, several ids of a user at once and what Linux has alone (memfd_create, splice, ...).

mod constants;
mod descriptors;
mod entries;
mod files;
mod path;
mod process;
mod spawn;
mod stat;
mod users;

use crate::builtins::files::{decode_path, path_bytes, path_value};
use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::native::NativeDef;
use crate::object::{PyResult, Value};
use crate::stdlib::{ModuleDef, set};
use crate::vm::Vm;

pub use users::{GRP, PWD};

pub static POSIX: ModuleDef = ModuleDef {
    name: "posix",
    doc: "Functions of the operating system.",
    functions: FUNCTIONS,
    classes: &[&entries::DIR_ENTRY, &stat::STAT_RESULT, &stat::STATVFS_RESULT],
    init: Some(init),
};

fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    use std::os::unix::ffi::OsStrExt;
    let environment = vm.heap().dict();
    if let Some(dict) = environment.downcast::<Dict>() {
        for (name, value) in std::env::vars_os() {
            let (name, value) = (vm.heap().bytes(name.as_bytes()), vm.heap().bytes(value.as_bytes()));
            vm.dict_set(dict, &name, &value)?;
        }
    }
    set(vm, module, "environ", environment)?;
    set(vm, module, "error", vm.types().os_error().clone())?;
    for table in [files::FUNCTIONS, descriptors::FUNCTIONS, process::FUNCTIONS, stat::FUNCTIONS, spawn::FUNCTIONS] {
        for function in table {
            let name = vm.heap().intern("posix");
            set(vm, module, function.name(), vm.heap().native_function(function, Some(name)))?;
        }
    }
    for (class, name) in
        [(&process::TIMES, "times_result"), (&process::UNAME, "uname_result"), (&descriptors::SIZE, "terminal_size")]
    {
        let class = vm.native_class(class);
        set(vm, module, name, class)?;
    }
    constants::init(vm, module)
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("scandir(path=None)", "Return an iterator of DirEntry objects.", entries::scandir),
    NativeDef::function("fsencode(filename, /)", "Encode filename to the filesystem encoding.", |vm, args| {
        let bytes = path_bytes(vm, args.get(0))?;
        Ok(vm.heap().bytes(bytes))
    }),
    NativeDef::function("fsdecode(filename, /)", "Decode filename from the filesystem encoding.", |vm, args| {
        let given = path_value(vm, args.get(0))?;
        if given.as_str().is_some() {
            return Ok(given);
        }
        let text = vm.with_bytes(&given, decode_path)?;
        Ok(vm.heap().str_from_text(&text))
    }),
    NativeDef::function("fspath(path)", "Return the file system path representation of the object.", |vm, args| {
        path_value(vm, args.get(0))
    }),
];

/// None, for calls that give nothing.
fn done<T>(_: T) -> Value {
    Value::NONE
}
