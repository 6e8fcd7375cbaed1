//! Files and folders by their paths.

use std::os::unix::ffi::OsStrExt;

use crate::builtins::files::decode_path;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::stdlib::system::arguments::{c_int, failed};
use crate::stdlib::system::calls::files as calls;
use crate::vm::Vm;

use super::done;
use super::path::{Also, Path, folder, link_flag, path};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("getcwd()", "Return a unicode string representing the current working directory.", |vm, _| {
        let folder = std::env::current_dir().map_err(|error| failed(vm, error))?;
        Ok(vm.heap().str_from_text(&decode_path(folder.as_os_str().as_bytes())))
    }),
    NativeDef::function("chdir(path)", "Change the current working directory to the specified path.", |vm, args| {
        let path = path(vm, args.opt(0), "chdir", Also::Number)?;
        let result = match path.fd {
            Some(fd) => calls::fchdir(fd),
            None => calls::chdir(path.text()),
        };
        result.map(done).map_err(|error| path.failed(vm, &error))
    }),
    NativeDef::function("chroot(path)", "Change root directory to path.", |vm, args| {
        let path = path(vm, args.opt(0), "chroot", Also::Nothing)?;
        calls::chroot(path.text()).map(done).map_err(|error| path.failed(vm, &error))
    }),
    NativeDef::function(
        "listdir(path=None)",
        "Return a list containing the names of the files in the directory.",
        listdir,
    ),
    NativeDef::function("remove(path, *, dir_fd=None)", "Remove a file (same as unlink()).", |vm, args| {
        remove(vm, args, "remove", 0)
    }),
    NativeDef::function("unlink(path, *, dir_fd=None)", "Remove a file (same as remove()).", |vm, args| {
        remove(vm, args, "unlink", 0)
    }),
    NativeDef::function("rmdir(path, *, dir_fd=None)", "Remove a directory.", |vm, args| {
        remove(vm, args, "rmdir", libc::AT_REMOVEDIR)
    }),
    NativeDef::function("mkdir(path, mode=511, *, dir_fd=None)", "Create a directory.", |vm, args| {
        let path = path(vm, args.opt(0), "mkdir", Also::Nothing)?;
        let (mode, folder) = (number(vm, args, 1, 0o777)?, folder(vm, args.opt(2))?);
        calls::mkdirat(folder, path.text(), mode as u32).map(done).map_err(|error| path.failed(vm, &error))
    }),
    NativeDef::function("mkfifo(path, mode=438, *, dir_fd=None)", "Create a named pipe.", |vm, args| {
        let path = path(vm, args.opt(0), "mkfifo", Also::Nothing)?;
        let (mode, folder) = (number(vm, args, 1, 0o666)?, folder(vm, args.opt(2))?);
        calls::mkfifoat(folder, path.text(), mode as u32).map(done).map_err(|error| path.failed(vm, &error))
    }),
    NativeDef::function("mknod(path, mode=384, device=0, *, dir_fd=None)", "Create a node.", |vm, args| {
        let path = path(vm, args.opt(0), "mknod", Also::Nothing)?;
        let (mode, folder) = (number(vm, args, 1, 0o600)?, folder(vm, args.opt(3))?);
        let device = args.opt(2).cloned().map_or(Ok(0), |v| vm.index_or(&v, |vm| vm.types().overflow_error()))?;
        let result = calls::mknodat(folder, path.text(), mode as u32, device as u64);
        result.map(done).map_err(|error| path.failed(vm, &error))
    }),
    NativeDef::function(
        "chmod(path, mode, *, dir_fd=None, follow_symlinks=True)",
        "Change the access permissions of a file.",
        |vm, args| {
            let path = path(vm, args.opt(0), "chmod", Also::Number)?;
            let (mode, folder, flag) =
                (c_int(vm, args.get(1))? as u32, folder(vm, args.opt(2))?, link_flag(vm, args.opt(3))?);
            if flag != 0 {
                return Err(not_available(vm, "chmod: follow_symlinks unavailable on this platform"));
            }
            let result = match path.fd {
                Some(fd) => calls::fchmod(fd, mode),
                None => calls::fchmodat(folder, path.text(), mode, flag),
            };
            result.map(done).map_err(|error| path.failed(vm, &error))
        },
    ),
    NativeDef::function(
        "chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
        "Change the owner and group id of path to the numeric uid and gid.",
        |vm, args| {
            let path = path(vm, args.opt(0), "chown", Also::Number)?;
            let (uid, gid) = (identity(vm, args.get(1), "uid")?, identity(vm, args.get(2), "gid")?);
            let (folder, flag) = (folder(vm, args.opt(3))?, link_flag(vm, args.opt(4))?);
            let result = match path.fd {
                Some(fd) => calls::fchown(fd, uid, gid),
                None => calls::fchownat(folder, path.text(), uid, gid, flag),
            };
            result.map(done).map_err(|error| path.failed(vm, &error))
        },
    ),
    NativeDef::function("lchown(path, uid, gid)", "As chown, without following symbolic links.", |vm, args| {
        let path = path(vm, args.opt(0), "lchown", Also::Nothing)?;
        let (uid, gid) = (identity(vm, args.get(1), "uid")?, identity(vm, args.get(2), "gid")?);
        let result = calls::fchownat(libc::AT_FDCWD, path.text(), uid, gid, libc::AT_SYMLINK_NOFOLLOW);
        result.map(done).map_err(|error| path.failed(vm, &error))
    }),
    NativeDef::function(
        "access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
        "Use the real uid/gid to test for access to a path.",
        |vm, args| {
            let path = path(vm, args.opt(0), "access", Also::Nothing)?;
            let (mode, folder) = (c_int(vm, args.get(1))?, folder(vm, args.opt(2))?);
            let effective = args.opt(3).cloned().map_or(Ok(false), |v| vm.truth(&v))?;
            let flag = link_flag(vm, args.opt(4))? | if effective { libc::AT_EACCESS } else { 0 };
            Ok(Value::bool(calls::faccessat(folder, path.text(), mode, flag).is_ok()))
        },
    ),
    NativeDef::function(
        "rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        "Rename a file or directory.",
        |vm, args| rename(vm, args, "rename"),
    ),
    NativeDef::function(
        "replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        "Rename a file or directory, overwriting the destination.",
        |vm, args| rename(vm, args, "replace"),
    ),
    NativeDef::function(
        "symlink(src, dst, target_is_directory=False, *, dir_fd=None)",
        "Create a symbolic link pointing to src named dst.",
        |vm, args| {
            let (from, to) = two(vm, args, "symlink")?;
            let folder = folder(vm, args.opt(3))?;
            let result = calls::symlink(from.text(), folder, to.text());
            finish_two(vm, &from, &to, result)
        },
    ),
    NativeDef::function(
        "link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)",
        "Create a hard link to a file.",
        |vm, args| {
            let (from, to) = two(vm, args, "link")?;
            let (from_folder, to_folder) = (folder(vm, args.opt(2))?, folder(vm, args.opt(3))?);
            // Without a word about links, link(2) itself, which does not follow them.
            let given = args.opt(4).is_some() || args.opt(2).is_some() || args.opt(3).is_some();
            let follow = given && link_flag(vm, args.opt(4))? == 0;
            let flag = if follow { libc::AT_SYMLINK_FOLLOW } else { 0 };
            let result = calls::link(from_folder, from.text(), to_folder, to.text(), flag);
            finish_two(vm, &from, &to, result)
        },
    ),
    NativeDef::function(
        "readlink(path, *, dir_fd=None)",
        "Return a string representing the path to which the symbolic link points.",
        |vm, args| {
            let path = path(vm, args.opt(0), "readlink", Also::Nothing)?;
            let folder = folder(vm, args.opt(1))?;
            let target = calls::readlink(folder, path.text()).map_err(|error| path.failed(vm, &error))?;
            Ok(path.like(vm, &target))
        },
    ),
    NativeDef::function("truncate(path, length)", "Truncate a file to a specific length.", |vm, args| {
        let path = path(vm, args.opt(0), "truncate", Also::Number)?;
        let length = vm.index_or(args.get(1), |vm| vm.types().overflow_error())?;
        let result = match path.fd {
            Some(fd) => calls::ftruncate(fd, length),
            None => calls::truncate(path.text(), length),
        };
        result.map(done).map_err(|error| path.failed(vm, &error))
    }),
    NativeDef::function(
        "utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)",
        "Set the access and modified time of path.",
        utime,
    ),
];

/// NotImplementedError.
fn not_available(vm: &Vm, message: &str) -> crate::object::Exception {
    vm.exception(vm.types().not_implemented_error(), message)
}

fn number(vm: &mut Vm, args: &Args<'_>, index: usize, default: i32) -> PyResult<i32> {
    args.opt(index).cloned().map_or(Ok(default), |value| c_int(vm, &value))
}

/// A user's or group's number; -1 leaves it as it is.
pub(super) fn identity(vm: &mut Vm, value: &Value, what: &str) -> PyResult<u32> {
    if value.as_int().is_none() {
        let class = vm.type_name(value);
        return Err(vm.type_error(format!("{what} should be integer, not {class}")));
    }
    let number = vm.index_or(value, |vm| vm.types().overflow_error())?;
    match u32::try_from(number) {
        Ok(id) => Ok(id),
        Err(_) if number == -1 => Ok(u32::MAX),
        Err(_) => {
            let way = if number < 0 { "less than minimum" } else { "greater than maximum" };
            Err(vm.overflow_error(format!("{what} is {way}")))
        }
    }
}

fn remove(vm: &mut Vm, args: &mut Args<'_>, function: &str, flags: i32) -> PyResult {
    let path = path(vm, args.opt(0), function, Also::Nothing)?;
    let folder = folder(vm, args.opt(1))?;
    calls::unlinkat(folder, path.text(), flags).map(done).map_err(|error| path.failed(vm, &error))
}

fn two(vm: &mut Vm, args: &Args<'_>, function: &str) -> PyResult<(Path, Path)> {
    let from = path(vm, args.opt(0), function, Also::Nothing).map_err(|error| renamed(vm, error, "src"))?;
    let to = path(vm, args.opt(1), function, Also::Nothing).map_err(|error| renamed(vm, error, "dst"))?;
    Ok((from, to))
}

/// The error calls the argument by its name.
fn renamed(vm: &mut Vm, error: crate::object::Exception, argument: &str) -> crate::object::Exception {
    let text = match vm.str(error.value()) {
        Ok(text) => text.lossy_text(),
        Err(_) => return error,
    };
    match text.split_once(": path should be ") {
        Some((function, rest)) => vm.type_error(format!("{function}: {argument} should be {rest}")),
        None => error,
    }
}

fn finish_two<T>(vm: &mut Vm, from: &Path, to: &Path, result: std::io::Result<T>) -> PyResult {
    let Err(error) = result else { return Ok(Value::NONE) };
    let exception = from.failed(vm, &error);
    let second = vm.heap().intern("filename2");
    vm.set_attr(exception.value(), &second, &to.given)?;
    Err(exception)
}

fn rename(vm: &mut Vm, args: &mut Args<'_>, function: &str) -> PyResult {
    let (from, to) = two(vm, args, function)?;
    let (from_folder, to_folder) = (folder(vm, args.opt(2))?, folder(vm, args.opt(3))?);
    let result = calls::rename(from_folder, from.text(), to_folder, to.text());
    finish_two(vm, &from, &to, result)
}

fn listdir(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let path = path(vm, args.opt(0), "listdir", Also::NumberOrNone)?;
    let entries = super::entries::read_folder(&path).map_err(|error| path.failed(vm, &error))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| path.failed(vm, &error))?;
        names.push(path.like(vm, entry.file_name().as_bytes()));
    }
    Ok(vm.heap().list(names))
}

fn utime(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let path = path(vm, args.opt(0), "utime", Also::Number)?;
    let times = args.opt(1).filter(|v| !v.is_none()).cloned();
    let nanos = args.opt(2).cloned();
    let (folder, flag) = (folder(vm, args.opt(3))?, link_flag(vm, args.opt(4))?);
    let pair = |vm: &Vm, value: &Value, message: &str| -> PyResult<[Value; 2]> {
        let items = value.downcast::<crate::object::tuple::Tuple>().map(|t| t.items().to_vec());
        items.and_then(|i| <[Value; 2]>::try_from(i).ok()).ok_or_else(|| vm.type_error(message))
    };
    let times = match (times, nanos) {
        (Some(_), Some(_)) => {
            return Err(vm.value_error("utime: you may specify either 'times' or 'ns' but not both"));
        }
        (Some(times), None) => {
            let [access, change] = pair(vm, &times, "utime: 'times' must be either a tuple of two ints or None")?;
            Some([time(vm, &access)?, time(vm, &change)?])
        }
        (None, Some(nanos)) => {
            let [access, change] = pair(vm, &nanos, "utime: 'ns' must be a tuple of two ints")?;
            Some([nano_time(vm, &access)?, nano_time(vm, &change)?])
        }
        (None, None) => None,
    };
    calls::set_times(path.fd.unwrap_or(folder), path.unless_fd(), times, flag)
        .map(done)
        .map_err(|error| path.failed(vm, &error))
}

fn time(vm: &mut Vm, value: &Value) -> PyResult<libc::timespec> {
    match value.as_float() {
        None => Ok(libc::timespec { tv_sec: vm.index_or(value, |vm| vm.types().overflow_error())?, tv_nsec: 0 }),
        Some(seconds) if seconds.is_nan() => Err(vm.value_error("Invalid value NaN (not a number)")),
        Some(seconds) if seconds.abs() >= 9.2e18 => {
            Err(vm.overflow_error("timestamp out of range for platform time_t"))
        }
        Some(seconds) => {
            let whole = seconds.floor();
            // Down, as CPython does.
            let rest = ((seconds - whole) * 1e9).floor() as i64;
            Ok(libc::timespec { tv_sec: whole as i64 + rest / 1_000_000_000, tv_nsec: rest % 1_000_000_000 })
        }
    }
}

fn nano_time(vm: &mut Vm, value: &Value) -> PyResult<libc::timespec> {
    let nanos = vm.index_or(value, |vm| vm.types().overflow_error())?;
    Ok(libc::timespec { tv_sec: nanos.div_euclid(1_000_000_000), tv_nsec: nanos.rem_euclid(1_000_000_000) })
}
