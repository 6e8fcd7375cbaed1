//! File descriptors: opening, reading, writing, duplicating, pipes, terminals.

use std::io;

use crate::builtins::files::decode_path;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::stdlib::struct_sequence::{make, struct_sequence};
use crate::stdlib::system::arguments::{c_int, descriptor, failed};
use crate::stdlib::system::calls::files as calls;
use crate::vm::Vm;

use super::done;
use super::path::{Also, folder, path};

struct_sequence!(SIZE, "os", "terminal_size", [0 "columns", 1 "lines"]);

/// Calls again after a signal, whose handler may raise.
pub(super) fn retry<T>(vm: &mut Vm, mut call: impl FnMut() -> io::Result<T>) -> PyResult<io::Result<T>> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => vm.between_instructions()?,
            result => return Ok(result),
        }
    }
}

/// Runs a call on descriptors that gives nothing.
fn run(vm: &mut Vm, call: impl FnMut() -> io::Result<i32>) -> PyResult {
    retry(vm, call)?.map(done).map_err(|error| failed(vm, error))
}

/// Runs a call on descriptors that gives a number.
fn give(vm: &mut Vm, call: impl FnMut() -> io::Result<i32>) -> PyResult {
    let number = retry(vm, call)?.map_err(|error| failed(vm, error))?;
    Ok(vm.heap().int(number.into()))
}

fn offset(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    vm.index_or(value, |vm| vm.types().overflow_error())
}

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "open(path, flags, mode=511, *, dir_fd=None)",
        "Open a file for low level IO.  Returns a file descriptor (integer).",
        |vm, args| {
            let path = path(vm, args.opt(0), "open", Also::Nothing)?;
            let flags = c_int(vm, args.get(1))?;
            let mode = args.opt(2).cloned().map_or(Ok(0o777), |v| c_int(vm, &v))? as u32;
            let folder = folder(vm, args.opt(3))?;
            let fd = retry(vm, || calls::open(folder, path.text(), flags | libc::O_CLOEXEC, mode))?;
            let fd = fd.map_err(|error| path.failed(vm, &error))?;
            Ok(vm.heap().int(fd.into()))
        },
    ),
    NativeDef::function("close(fd)", "Close a file descriptor.", |vm, args| {
        let fd = c_int(vm, args.get(0))?;
        match calls::close(fd) {
            Err(error) if error.kind() != io::ErrorKind::Interrupted => Err(failed(vm, error)),
            _ => Ok(Value::NONE),
        }
    }),
    NativeDef::function("closerange(fd_low, fd_high, /)", "Closes all file descriptors in a range.", |vm, args| {
        let (low, high) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))?);
        for fd in low.max(0)..high.min(1 << 20) {
            let _ = calls::close(fd);
        }
        Ok(Value::NONE)
    }),
    NativeDef::function("read(fd, length, /)", "Read from a file descriptor.  Returns a bytes object.", |vm, args| {
        read(vm, args, None)
    }),
    NativeDef::function("pread(fd, length, offset, /)", "Read a number of bytes from a place.", |vm, args| {
        let at = offset(vm, args.get(2))?;
        read(vm, args, Some(at))
    }),
    NativeDef::function("write(fd, data, /)", "Write a bytes object to a file descriptor.", |vm, args| {
        write(vm, args, None)
    }),
    NativeDef::function("pwrite(fd, buffer, offset, /)", "Write bytes to a file descriptor at a place.", |vm, args| {
        let at = offset(vm, args.get(2))?;
        write(vm, args, Some(at))
    }),
    NativeDef::function("writev(fd, buffers, /)", "Write buffers to a file descriptor.", |vm, args| {
        let fd = c_int(vm, args.get(0))?;
        let mut all = Vec::new();
        for buffer in vm.collect(args.get(1))? {
            let room = vm.with_bytes(&buffer, |bytes| {
                let room = all.try_reserve(bytes.len()).is_ok();
                if room {
                    all.extend_from_slice(bytes);
                }
                room
            })?;
            if !room {
                return Err(vm.memory_error());
            }
        }
        let count = retry(vm, || calls::write(fd, &all, None))?.map_err(|error| failed(vm, error))?;
        Ok(Value::from_len(count))
    }),
    NativeDef::function("lseek(fd, position, how, /)", "Set the position of a file descriptor.", |vm, args| {
        let (fd, to, how) = (c_int(vm, args.get(0))?, offset(vm, args.get(1))?, c_int(vm, args.get(2))?);
        let at = calls::seek(fd, to, how).map_err(|error| failed(vm, error))?;
        Ok(vm.heap().int(at))
    }),
    NativeDef::function(
        "sendfile(out_fd, in_fd, offset, count)",
        "Copy count bytes from file descriptor in_fd to file descriptor out_fd.",
        |vm, args| {
            let (to, from) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))?);
            let at = match args.opt(2).filter(|v| !v.is_none()).cloned() {
                Some(at) => Some(offset(vm, &at)?),
                None => None,
            };
            let most = usize::try_from(offset(vm, args.get(3))?).unwrap_or(0);
            let count = retry(vm, || calls::sendfile(to, from, at, most))?.map_err(|error| failed(vm, error))?;
            Ok(Value::from_len(count))
        },
    ),
    NativeDef::function("dup(fd, /)", "Return a duplicate of a file descriptor.", |vm, args| {
        let fd = c_int(vm, args.get(0))?;
        give(vm, || calls::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0))
    }),
    NativeDef::function("dup2(fd, fd2, inheritable=True)", "Duplicate file descriptor.", |vm, args| {
        let (fd, to) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))?);
        let inheritable = args.opt(2).cloned().map_or(Ok(true), |v| vm.truth(&v))?;
        match inheritable || fd == to {
            true => give(vm, || calls::dup2(fd, to)),
            false => give(vm, || calls::dup3(fd, to, libc::O_CLOEXEC)),
        }
    }),
    NativeDef::function("pipe()", "Create a pipe.", |vm, _| pipe(vm, libc::O_CLOEXEC)),
    NativeDef::function("pipe2(flags, /)", "Create a pipe with flags set atomically.", |vm, args| {
        let flags = c_int(vm, args.get(0))?;
        pipe(vm, flags)
    }),
    NativeDef::function("openpty()", "Open a pseudo-terminal.", |vm, _| {
        let [master, slave] = calls::openpty().map_err(|error| failed(vm, error))?;
        for fd in [master, slave] {
            calls::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC).map_err(|error| failed(vm, error))?;
        }
        Ok(vm.heap().pair(vm.heap().int(master.into()), vm.heap().int(slave.into())))
    }),
    NativeDef::function("fsync(fd)", "Force write of fd to disk.", |vm, args| {
        let fd = descriptor(vm, args.get(0))?;
        run(vm, || calls::fsync(fd))
    }),
    NativeDef::function("fdatasync(fd)", "Force write of fd to disk without metadata.", |vm, args| {
        let fd = descriptor(vm, args.get(0))?;
        run(vm, || calls::fdatasync(fd))
    }),
    NativeDef::function("fchdir(fd)", "Change to the directory of the given file descriptor.", |vm, args| {
        let fd = descriptor(vm, args.get(0))?;
        run(vm, || calls::fchdir(fd))
    }),
    NativeDef::function("fchmod(fd, mode)", "Change the access permissions of a file.", |vm, args| {
        let (fd, mode) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))? as u32);
        run(vm, || calls::fchmod(fd, mode))
    }),
    NativeDef::function("fchown(fd, uid, gid)", "Change the owner and group id of a file.", |vm, args| {
        let fd = c_int(vm, args.get(0))?;
        let uid = super::files::identity(vm, args.get(1), "uid")?;
        let gid = super::files::identity(vm, args.get(2), "gid")?;
        run(vm, || calls::fchown(fd, uid, gid))
    }),
    NativeDef::function("ftruncate(fd, length, /)", "Truncate a file to a specific length.", |vm, args| {
        let (fd, length) = (c_int(vm, args.get(0))?, offset(vm, args.get(1))?);
        run(vm, || calls::ftruncate(fd, length))
    }),
    NativeDef::function("lockf(fd, command, length, /)", "Apply, test or remove a POSIX lock.", |vm, args| {
        let (fd, command, length) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))?, offset(vm, args.get(2))?);
        run(vm, || calls::lockf(fd, command, length))
    }),
    NativeDef::function("isatty(fd, /)", "Return True if the fd is connected to a terminal.", |vm, args| {
        let fd = c_int(vm, args.get(0))?;
        Ok(Value::bool(calls::isatty(fd).is_ok_and(|yes| yes == 1)))
    }),
    NativeDef::function("ttyname(fd, /)", "Return the name of the terminal device.", |vm, args| {
        let fd = c_int(vm, args.get(0))?;
        let name = calls::ttyname(fd).map_err(|error| failed(vm, error))?;
        Ok(vm.heap().str_from_text(&decode_path(&name)))
    }),
    NativeDef::function("tcgetpgrp(fd, /)", "Return the process group of a terminal.", |vm, args| {
        let fd = c_int(vm, args.get(0))?;
        give(vm, || calls::tcgetpgrp(fd))
    }),
    NativeDef::function("tcsetpgrp(fd, pgid, /)", "Set the process group of a terminal.", |vm, args| {
        let (fd, group) = (c_int(vm, args.get(0))?, c_int(vm, args.get(1))?);
        run(vm, || calls::tcsetpgrp(fd, group))
    }),
    NativeDef::function("get_inheritable(fd, /)", "Get the close-on-exec flag.", |vm, args| {
        let fd = c_int(vm, args.get(0))?;
        let flags = calls::fcntl(fd, libc::F_GETFD, 0).map_err(|error| failed(vm, error))?;
        Ok(Value::bool(flags & libc::FD_CLOEXEC == 0))
    }),
    NativeDef::function("set_inheritable(fd, inheritable, /)", "Set the inheritable flag.", |vm, args| {
        let fd = c_int(vm, args.get(0))?;
        let bits = if vm.truth(args.get(1))? { 0 } else { libc::FD_CLOEXEC };
        run(vm, || calls::fcntl(fd, libc::F_SETFD, bits))
    }),
    NativeDef::function("get_blocking(fd, /)", "Is the descriptor in blocking mode?", |vm, args| {
        let fd = c_int(vm, args.get(0))?;
        let flags = calls::fcntl(fd, libc::F_GETFL, 0).map_err(|error| failed(vm, error))?;
        Ok(Value::bool(flags & libc::O_NONBLOCK == 0))
    }),
    NativeDef::function("set_blocking(fd, blocking, /)", "Set the blocking mode of the descriptor.", |vm, args| {
        let fd = c_int(vm, args.get(0))?;
        let blocking = vm.truth(args.get(1))?;
        let flags = calls::fcntl(fd, libc::F_GETFL, 0).map_err(|error| failed(vm, error))?;
        let flags = if blocking { flags & !libc::O_NONBLOCK } else { flags | libc::O_NONBLOCK };
        run(vm, || calls::fcntl(fd, libc::F_SETFL, flags))
    }),
    NativeDef::function("get_terminal_size(fd=1, /)", "Return the size of the terminal window.", |vm, args| {
        let fd = args.opt(0).cloned().map_or(Ok(1), |v| c_int(vm, &v))?;
        let (columns, lines) = calls::terminal_size(fd).map_err(|error| failed(vm, error))?;
        let items = vec![Value::from_len(columns.into()), Value::from_len(lines.into())];
        Ok(make(vm, &SIZE, items))
    }),
    NativeDef::function("eventfd(initval, flags=524288)", "Creates an event notification descriptor.", |vm, args| {
        let start = c_int(vm, args.get(0))? as u32;
        let flags = args.opt(1).cloned().map_or(Ok(libc::EFD_CLOEXEC), |v| c_int(vm, &v))?;
        give(vm, || calls::eventfd(start, flags))
    }),
];

fn pipe(vm: &mut Vm, flags: i32) -> PyResult {
    let [read, write] = calls::pipe(flags).map_err(|error| failed(vm, error))?;
    Ok(vm.heap().pair(vm.heap().int(read.into()), vm.heap().int(write.into())))
}

fn read(vm: &mut Vm, args: &mut Args<'_>, at: Option<i64>) -> PyResult {
    let (fd, length) = (c_int(vm, args.get(0))?, offset(vm, args.get(1))?);
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.os_error_from_errno(libc::EINVAL, None));
    };
    // More than the system gives at once.
    let length = length.min(0x7fff_f000);
    if !vm.heap().has_room(length) {
        return Err(vm.memory_error());
    }
    let mut buffer = Vec::new();
    if buffer.try_reserve_exact(length).is_err() {
        return Err(vm.memory_error());
    }
    buffer.resize(length, 0u8);
    let count = retry(vm, || calls::read(fd, &mut buffer, at))?.map_err(|error| failed(vm, error))?;
    buffer.truncate(count);
    Ok(vm.heap().bytes(buffer))
}

fn write(vm: &mut Vm, args: &mut Args<'_>, at: Option<i64>) -> PyResult {
    let fd = c_int(vm, args.get(0))?;
    if args.get(1).as_str().is_some() {
        return Err(vm.type_error("a bytes-like object is required, not 'str'"));
    }
    loop {
        match vm.with_bytes(args.get(1), |bytes| calls::write(fd, bytes, at))? {
            Ok(count) => return Ok(Value::from_len(count)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => vm.between_instructions()?,
            Err(error) => return Err(failed(vm, error)),
        }
    }
}
