//! `posix`: the operating system's functions. `os` and `os.path` are Python on top of them.

use std::fs::{self, DirBuilder, Metadata};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::PathBuf;

use crate::builtins::exceptions::os_error::strerror;
use crate::builtins::files::{decode_path, path_bytes};
use crate::object::bytes::Bytes;
use crate::object::module::Module;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::{ModuleDef, set};

pub static POSIX: ModuleDef = ModuleDef {
    name: "posix",
    doc: "Functions of the operating system.",
    functions: FUNCTIONS,
    init: Some(init),
    ..ModuleDef::EMPTY
};

fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let environment = vm.heap().dict();
    if let Some(dict) = environment.downcast::<crate::object::dict::Dict>() {
        for (name, value) in std::env::vars_os() {
            let heap = vm.heap();
            let name = heap.str_from_text(&decode_path(name.as_bytes()));
            let value = heap.str_from_text(&decode_path(value.as_bytes()));
            vm.dict_set(dict, &name, &value)?;
        }
    }
    set(vm, module, "environ", environment)
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("getcwd()", "Return a unicode string representing the current working directory.", |vm, _| {
        let folder = std::env::current_dir().map_err(|error| vm.io_error(&error, None))?;
        Ok(vm.heap().str_from_text(&decode_path(folder.as_os_str().as_bytes())))
    }),
    NativeDef::function("chdir(path)", "Change the current working directory to the specified path.", |vm, args| {
        on_path(vm, args, |path, _| std::env::set_current_dir(path))
    }),
    NativeDef::function("getpid()", "Return the current process id.", |vm, _| {
        Ok(vm.heap().int(std::process::id().into()))
    }),
    NativeDef::function("getppid()", "Return the parent's process id.", |vm, _| {
        Ok(vm.heap().int(std::os::unix::process::parent_id().into()))
    }),
    NativeDef::function("cpu_count()", "Return the number of CPUs in the system.", |_, _| {
        Ok(std::thread::available_parallelism().map_or(Value::NONE, |n| Value::from_len(n.get())))
    }),
    NativeDef::function("strerror(code, /)", "Translate an error code to a message string.", |vm, args| {
        let code = vm.index_or(args.get(0), |vm| vm.types().overflow_error())?;
        Ok(vm.heap().str(&strerror(i32::try_from(code).unwrap_or(-1))))
    }),
    NativeDef::function(
        "listdir(path=None)",
        "Return a list containing the names of the files in the directory.",
        listdir,
    ),
    NativeDef::function("remove(path)", "Remove a file.", |vm, args| {
        on_path(vm, args, |path, _| fs::remove_file(path))
    }),
    NativeDef::function("rmdir(path)", "Remove a directory.", |vm, args| {
        on_path(vm, args, |path, _| fs::remove_dir(path))
    }),
    NativeDef::function("mkdir(path, mode=511)", "Create a directory.", |vm, args| {
        on_path(vm, args, |path, mode| DirBuilder::new().mode(mode.unwrap_or(0o777)).create(path))
    }),
    NativeDef::function("chmod(path, mode)", "Change the access permissions of a file.", |vm, args| {
        on_path(vm, args, |path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode.unwrap_or_default())))
    }),
    NativeDef::function("rename(src, dst)", "Rename a file or directory.", |vm, args| {
        on_two_paths(vm, args, fs::rename)
    }),
    NativeDef::function("symlink(src, dst)", "Create a symbolic link pointing to src named dst.", |vm, args| {
        on_two_paths(vm, args, std::os::unix::fs::symlink)
    }),
    NativeDef::function("link(src, dst)", "Create a hard link to a file.", |vm, args| {
        on_two_paths(vm, args, fs::hard_link)
    }),
    NativeDef::function("readlink(path)", "Return the path that a symbolic link points to.", |vm, args| {
        let target = fs::read_link(path_of(vm, args.get(0))?).map_err(|error| vm.io_error(&error, args.opt(0)))?;
        Ok(like(vm, args.get(0), target.as_os_str().as_bytes()))
    }),
    NativeDef::function("_stat(path, follow, /)", "What is known of a file, as a tuple of ints.", |vm, args| {
        let path = path_of(vm, args.get(0))?;
        let found = if vm.truth(args.get(1))? { fs::metadata(path) } else { fs::symlink_metadata(path) };
        let data = found.map_err(|error| vm.io_error(&error, args.opt(0)))?;
        Ok(stat_fields(vm, &data))
    }),
    NativeDef::function("_fsencode(path, /)", "", |vm, args| {
        let bytes = path_bytes(vm, args.get(0))?;
        Ok(vm.heap().bytes(bytes))
    }),
    NativeDef::function("_fsdecode(path, /)", "", |vm, args| {
        let bytes = path_bytes(vm, args.get(0))?;
        Ok(vm.heap().str_from_text(&decode_path(&bytes)))
    }),
    NativeDef::function("fspath(path)", "Return the file system path representation of the object.", |vm, args| {
        crate::builtins::files::path_value(vm, args.get(0))
    }),
    NativeDef::function(
        "_exit(status)",
        "Exit to the system with specified status, without normal exit processing.",
        |vm, args| {
            let status = vm.index_or(args.get(0), |vm| vm.types().overflow_error())?;
            std::process::exit(status as i32)
        },
    ),
];

fn path_of(vm: &mut Vm, value: &Value) -> PyResult<PathBuf> {
    Ok(PathBuf::from(std::ffi::OsString::from_vec(path_bytes(vm, value)?)))
}

/// A path as the argument was given: bytes for bytes.
fn like(vm: &Vm, given: &Value, bytes: &[u8]) -> Value {
    match given.downcast::<Bytes>() {
        Some(_) => vm.heap().bytes(bytes),
        None => vm.heap().str_from_text(&decode_path(bytes)),
    }
}

type OnPath = fn(PathBuf, Option<u32>) -> std::io::Result<()>;

fn on_path(vm: &mut Vm, args: &mut Args<'_>, act: OnPath) -> PyResult {
    let path = path_of(vm, args.get(0))?;
    let mode = match args.opt(1) {
        Some(mode) => Some(vm.index_or(mode, |vm| vm.types().overflow_error())? as u32),
        None => None,
    };
    act(path, mode).map_err(|error| vm.io_error(&error, args.opt(0)))?;
    Ok(Value::NONE)
}

fn on_two_paths(vm: &mut Vm, args: &mut Args<'_>, act: fn(PathBuf, PathBuf) -> std::io::Result<()>) -> PyResult {
    let (from, to) = (path_of(vm, args.get(0))?, path_of(vm, args.get(1))?);
    let Err(error) = act(from, to) else { return Ok(Value::NONE) };
    let exception = vm.io_error(&error, args.opt(0));
    let second = vm.heap().intern("filename2");
    vm.set_attr(exception.value(), &second, args.get(1))?;
    Err(exception)
}

fn listdir(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let path = match args.opt(0).filter(|path| !path.is_none()) {
        Some(path) => path_of(vm, path)?,
        None => PathBuf::from("."),
    };
    let entries = fs::read_dir(path).map_err(|error| vm.io_error(&error, args.opt(0)))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| vm.io_error(&error, args.opt(0)))?;
        names.push(like(vm, args.get(0), entry.file_name().as_bytes()));
    }
    Ok(vm.heap().list(names))
}

fn stat_fields(vm: &Vm, data: &Metadata) -> Value {
    let heap = vm.heap();
    let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
    let fields = [
        data.mode().into(),
        data.ino() as i64,
        data.dev() as i64,
        data.nlink() as i64,
        data.uid().into(),
        data.gid().into(),
        data.size() as i64,
        nanoseconds(data.atime(), data.atime_nsec()),
        nanoseconds(data.mtime(), data.mtime_nsec()),
        nanoseconds(data.ctime(), data.ctime_nsec()),
        data.blksize() as i64,
        data.blocks() as i64,
        data.rdev() as i64,
    ];
    heap.tuple(fields.into_iter().map(|n| heap.int(n)).collect())
}
