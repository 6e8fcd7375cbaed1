//! `fcntl`: control of descriptors, and locks on files.

use crate::object::bytes::Bytes;
use crate::object::module::Module;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::stdlib::{ModuleDef, set};
use crate::vm::Vm;

use super::arguments::{c_int, descriptor, failed};
use super::calls::files as calls;

pub static FCNTL: ModuleDef = ModuleDef {
    name: "fcntl",
    doc: "This module performs file control and I/O control on file descriptors.",
    functions: &[
        NativeDef::function(
            "fcntl(fd, cmd, arg=0, /)",
            "Perform the operation `cmd` on file descriptor fd.",
            |vm, args| {
                control(vm, args, |fd, command, argument| match argument {
                    Argument::Number(number) => calls::fcntl(fd, command as i32, number),
                    Argument::Buffer(buffer) => calls::fcntl_buffer(fd, command as i32, buffer),
                })
            },
        ),
        NativeDef::function(
            "ioctl(fd, request, arg=0, mutate_flag=True, /)",
            "Perform the operation request on file descriptor fd.",
            |vm, args| {
                control(vm, args, |fd, request, argument| match argument {
                    Argument::Number(number) => calls::ioctl(fd, request, number),
                    Argument::Buffer(buffer) => calls::ioctl_buffer(fd, request, buffer),
                })
            },
        ),
        NativeDef::function(
            "flock(fd, operation, /)",
            "Perform the lock operation on file descriptor fd.",
            |vm, args| {
                let (fd, operation) = (descriptor(vm, args.get(0))?, c_int(vm, args.get(1))?);
                loop {
                    match calls::flock(fd, operation) {
                        Ok(_) => return Ok(Value::NONE),
                        Err(error) if error.kind() == std::io::ErrorKind::Interrupted => vm.between_instructions()?,
                        Err(error) => return Err(failed(vm, error)),
                    }
                }
            },
        ),
        NativeDef::function("lockf(fd, cmd, len=0, start=0, whence=0, /)", "A wrapper of the locking calls.", lockf),
    ],
    init: Some(init),
    ..ModuleDef::EMPTY
};

#[rustfmt::skip]
static NUMBERS: &[(&str, usize)] = &[
    ("DN_ACCESS", 1), ("DN_ATTRIB", 32), ("DN_CREATE", 4), ("DN_DELETE", 8), ("DN_MODIFY", 2), ("DN_MULTISHOT",
    2147483648), ("DN_RENAME", 16), ("FASYNC", 8192), ("FD_CLOEXEC", 1), ("F_ADD_SEALS", 1033), ("F_DUPFD", 0),
    ("F_DUPFD_CLOEXEC", 1030), ("F_EXLCK", 4), ("F_GETFD", 1), ("F_GETFL", 3), ("F_GETLEASE", 1025), ("F_GETLK",
    5), ("F_GETLK64", 5), ("F_GETOWN", 9), ("F_GETPIPE_SZ", 1032), ("F_GETSIG", 11), ("F_GET_SEALS", 1034),
    ("F_NOTIFY", 1026), ("F_OFD_GETLK", 36), ("F_OFD_SETLK", 37), ("F_OFD_SETLKW", 38), ("F_RDLCK", 0),
    ("F_SEAL_GROW", 4), ("F_SEAL_SEAL", 1), ("F_SEAL_SHRINK", 2), ("F_SEAL_WRITE", 8), ("F_SETFD", 2),
    ("F_SETFL", 4), ("F_SETLEASE", 1024), ("F_SETLK", 6), ("F_SETLK64", 6), ("F_SETLKW", 7), ("F_SETLKW64", 7),
    ("F_SETOWN", 8), ("F_SETPIPE_SZ", 1031), ("F_SETSIG", 10), ("F_SHLCK", 8), ("F_UNLCK", 2), ("F_WRLCK", 1),
    ("LOCK_EX", 2), ("LOCK_MAND", 32), ("LOCK_NB", 4), ("LOCK_READ", 64), ("LOCK_RW", 192), ("LOCK_SH", 1),
    ("LOCK_UN", 8), ("LOCK_WRITE", 128),
];

fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    for &(name, number) in NUMBERS {
        set(vm, module, name, Value::from_len(number))?;
    }
    Ok(())
}

enum Argument<'a> {
    Number(i32),
    Buffer(&'a mut [u8; 1024]),
}

type Call = fn(i32, u64, Argument<'_>) -> std::io::Result<i32>;

/// An int argument gives the call's number, a bytes argument the bytes as the call has changed them.
fn control(vm: &mut Vm, args: &mut Args<'_>, call: Call) -> PyResult {
    let fd = descriptor(vm, args.get(0))?;
    let command = vm.index_or(args.get(1), |vm| vm.types().overflow_error())? as u32;
    let argument = args.opt(2).cloned().unwrap_or(Value::from_len(0));
    if argument.as_int().is_some() {
        let number = vm.index_or(&argument, |vm| vm.types().overflow_error())? as i32;
        let number = call(fd, command.into(), Argument::Number(number)).map_err(|error| failed(vm, error))?;
        return Ok(vm.heap().int(number.into()));
    }
    let mut buffer = [0; 1024];
    let given = vm.with_bytes(&argument, <[u8]>::to_vec)?;
    let Some(place) = buffer.get_mut(..given.len()) else {
        return Err(vm.value_error("fcntl string arg too long"));
    };
    place.copy_from_slice(&given);
    let number = call(fd, command.into(), Argument::Buffer(&mut buffer)).map_err(|error| failed(vm, error))?;
    if argument.downcast::<Bytes>().is_some() {
        return Ok(vm.heap().bytes(&buffer[..given.len()]));
    }
    // A buffer that can be written to is changed in place.
    let class = vm.types().memoryview().clone();
    let view = vm.call(&class, &[argument])?;
    let changed = vm.heap().bytes(&buffer[..given.len()]);
    let name = vm.heap().intern("__setitem__");
    let slice = vm.call(&vm.types().slice().clone(), &[Value::NONE])?;
    vm.call_method(&view, &name, &[slice, changed])?;
    Ok(vm.heap().int(number.into()))
}

/// Locks a part of a file, as C's struct flock says it.
fn lockf(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (fd, operation) = (descriptor(vm, args.get(0))?, c_int(vm, args.get(1))?);
    let mut number = |index: usize| match args.opt(index).cloned() {
        Some(value) => vm.index_or(&value, |vm| vm.types().overflow_error()),
        None => Ok(0),
    };
    let (length, start, whence) = (number(2)?, number(3)?, number(4)?);
    let kind = match operation & !libc::LOCK_NB {
        libc::LOCK_UN => libc::F_UNLCK,
        libc::LOCK_SH => libc::F_RDLCK,
        libc::LOCK_EX => libc::F_WRLCK,
        _ => return Err(vm.value_error("unrecognized lockf argument")),
    };
    let mut buffer = [0; 1024];
    // struct flock: two shorts, then on 8 bytes each: start, length, process.
    buffer[0..2].copy_from_slice(&(kind as i16).to_ne_bytes());
    buffer[2..4].copy_from_slice(&(whence as i16).to_ne_bytes());
    buffer[8..16].copy_from_slice(&start.to_ne_bytes());
    buffer[16..24].copy_from_slice(&length.to_ne_bytes());
    let command = if operation & libc::LOCK_NB != 0 { libc::F_SETLK } else { libc::F_SETLKW };
    loop {
        match calls::fcntl_buffer(fd, command, &mut buffer) {
            Ok(_) => return Ok(Value::NONE),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => vm.between_instructions()?,
            Err(error) => return Err(failed(vm, error)),
        }
    }
}
