//! Calls on files and descriptors.

use std::ffi::CStr;
use std::io::{self, Error};
use std::ptr;

use libc::{c_int, mode_t, off_t};

use crate::builtins::files::SCREEN;

use super::check;

/// Calls that take numbers only and give a number.
macro_rules! of_numbers {
    ($($name:ident($($arg:ident: $kind:ty),*);)*) => {
        $(pub fn $name($($arg: $kind),*) -> io::Result<c_int> {
            // SAFETY: only numbers pass.
            check(unsafe { libc::$name($($arg),*) })
        })*
    };
}

/// Calls on a path below a folder (or AT_FDCWD).
macro_rules! of_paths {
    ($($name:ident($($arg:ident: $kind:ty),*);)*) => {
        $(pub fn $name(folder: c_int, path: &CStr, $($arg: $kind),*) -> io::Result<c_int> {
            // SAFETY: the path ends in null.
            check(unsafe { libc::$name(folder, path.as_ptr(), $($arg),*) })
        })*
    };
}

of_numbers! {
    close(fd: c_int);
    dup2(fd: c_int, to: c_int);
    dup3(fd: c_int, to: c_int, flags: c_int);
    fsync(fd: c_int);
    fdatasync(fd: c_int);
    fchdir(fd: c_int);
    fchmod(fd: c_int, mode: mode_t);
    fchown(fd: c_int, uid: u32, gid: u32);
    ftruncate(fd: c_int, length: off_t);
    isatty(fd: c_int);
    lockf(fd: c_int, command: c_int, length: off_t);
    flock(fd: c_int, operation: c_int);
    tcgetpgrp(fd: c_int);
    tcsetpgrp(fd: c_int, group: c_int);
    eventfd(start: u32, flags: c_int);
}

of_paths! {
    unlinkat(flags: c_int);
    mkdirat(mode: mode_t);
    mkfifoat(mode: mode_t);
    mknodat(mode: mode_t, device: libc::dev_t);
    fchmodat(mode: mode_t, flags: c_int);
    fchownat(uid: u32, gid: u32, flags: c_int);
    faccessat(mode: c_int, flags: c_int);
}

/// openat(2).
pub fn open(folder: c_int, path: &CStr, flags: c_int, mode: mode_t) -> io::Result<c_int> {
    // SAFETY: the path ends in null.
    check(unsafe { libc::openat(folder, path.as_ptr(), flags, mode) })
}

/// fcntl(2) with a number.
pub fn fcntl(fd: c_int, command: c_int, argument: c_int) -> io::Result<c_int> {
    // SAFETY: only numbers pass; commands that take an address get one that the kernel checks.
    check(unsafe { libc::fcntl(fd, command, argument) })
}

/// fcntl(2) with a buffer that the command reads and writes.
pub fn fcntl_buffer(fd: c_int, command: c_int, buffer: &mut [u8; 1024]) -> io::Result<c_int> {
    // SAFETY: no command needs more than the buffer has.
    check(unsafe { libc::fcntl(fd, command, buffer.as_mut_ptr()) })
}

/// ioctl(2) with a number.
pub fn ioctl(fd: c_int, request: u64, argument: c_int) -> io::Result<c_int> {
    // SAFETY: only numbers pass; the kernel checks what it takes for an address.
    check(unsafe { libc::ioctl(fd, request, argument as libc::c_long) })
}

/// ioctl(2) with a buffer that the request reads and writes.
pub fn ioctl_buffer(fd: c_int, request: u64, buffer: &mut [u8; 1024]) -> io::Result<c_int> {
    // SAFETY: no request on a terminal or file needs more than the buffer has.
    check(unsafe { libc::ioctl(fd, request, buffer.as_mut_ptr()) })
}

/// What the system knows of a file; of the descriptor `folder` itself where there is no path.
pub fn stat(folder: c_int, path: Option<&CStr>, flags: c_int) -> io::Result<libc::stat> {
    // SAFETY: an all-zero stat is valid; the call fills it; the path ends in null.
    unsafe {
        let mut data: libc::stat = std::mem::zeroed();
        check(match path {
            Some(path) => libc::fstatat(folder, path.as_ptr(), &mut data, flags),
            None => libc::fstat(folder, &mut data),
        })?;
        Ok(data)
    }
}

/// What the system knows of a file system.
pub fn statvfs(path: Result<&CStr, c_int>) -> io::Result<libc::statvfs> {
    // SAFETY: an all-zero statvfs is valid; the call fills it; the path ends in null.
    unsafe {
        let mut data: libc::statvfs = std::mem::zeroed();
        check(match path {
            Ok(path) => libc::statvfs(path.as_ptr(), &mut data),
            Err(fd) => libc::fstatvfs(fd, &mut data),
        })?;
        Ok(data)
    }
}

/// Sets the times of a file (access, modification); now where there are none.
pub fn set_times(
    folder: c_int,
    path: Option<&CStr>,
    times: Option<[libc::timespec; 2]>,
    flags: c_int,
) -> io::Result<c_int> {
    let times = times.as_ref().map_or(ptr::null(), |t| t.as_ptr());
    // SAFETY: times are two or null; the path ends in null.
    check(unsafe {
        match path {
            Some(path) => libc::utimensat(folder, path.as_ptr(), times, flags),
            None => libc::futimens(folder, times),
        }
    })
}

pub fn rename(from_folder: c_int, from: &CStr, to_folder: c_int, to: &CStr) -> io::Result<c_int> {
    // SAFETY: both paths end in null.
    check(unsafe { libc::renameat(from_folder, from.as_ptr(), to_folder, to.as_ptr()) })
}

pub fn link(from_folder: c_int, from: &CStr, to_folder: c_int, to: &CStr, flags: c_int) -> io::Result<c_int> {
    // SAFETY: both paths end in null.
    check(unsafe { libc::linkat(from_folder, from.as_ptr(), to_folder, to.as_ptr(), flags) })
}

pub fn symlink(target: &CStr, folder: c_int, path: &CStr) -> io::Result<c_int> {
    // SAFETY: both paths end in null.
    check(unsafe { libc::symlinkat(target.as_ptr(), folder, path.as_ptr()) })
}

/// Where a symbolic link points to.
pub fn readlink(folder: c_int, path: &CStr) -> io::Result<Vec<u8>> {
    let mut target = vec![0; libc::PATH_MAX as usize];
    // SAFETY: the buffer has the length that is told; the path ends in null.
    let length = unsafe { libc::readlinkat(folder, path.as_ptr(), target.as_mut_ptr().cast(), target.len()) };
    target.truncate(usize::try_from(length).map_err(|_| Error::last_os_error())?);
    Ok(target)
}

pub fn truncate(path: &CStr, length: off_t) -> io::Result<c_int> {
    // SAFETY: the path ends in null.
    check(unsafe { libc::truncate(path.as_ptr(), length) })
}

pub fn chroot(path: &CStr) -> io::Result<c_int> {
    // SAFETY: the path ends in null.
    check(unsafe { libc::chroot(path.as_ptr()) })
}

pub fn chdir(path: &CStr) -> io::Result<c_int> {
    // SAFETY: the path ends in null.
    check(unsafe { libc::chdir(path.as_ptr()) })
}

fn count(result: isize) -> io::Result<usize> {
    usize::try_from(result).map_err(|_| Error::last_os_error())
}

/// read(2), or pread(2) with a place.
pub fn read(fd: c_int, buffer: &mut [u8], at: Option<off_t>) -> io::Result<usize> {
    // SAFETY: the buffer has the length that is told.
    count(unsafe {
        match at {
            None => libc::read(fd, buffer.as_mut_ptr().cast(), buffer.len()),
            Some(at) => libc::pread(fd, buffer.as_mut_ptr().cast(), buffer.len(), at),
        }
    })
}

/// write(2), or pwrite(2) with a place.
pub fn write(fd: c_int, bytes: &[u8], at: Option<off_t>) -> io::Result<usize> {
    if (fd == libc::STDOUT_FILENO || fd == libc::STDERR_FILENO)
        && let Some(screen) = SCREEN.get()
        && screen(fd, bytes)
    {
        return Ok(bytes.len());
    }
    // SAFETY: there are as many bytes as is told.
    count(unsafe {
        match at {
            None => libc::write(fd, bytes.as_ptr().cast(), bytes.len()),
            Some(at) => libc::pwrite(fd, bytes.as_ptr().cast(), bytes.len(), at),
        }
    })
}

pub fn seek(fd: c_int, offset: off_t, whence: c_int) -> io::Result<off_t> {
    // SAFETY: only numbers pass.
    let place = unsafe { libc::lseek(fd, offset, whence) };
    if place < 0 { Err(Error::last_os_error()) } else { Ok(place) }
}

/// sendfile(2): bytes from one descriptor to another; from `at` if that is given.
pub fn sendfile(to: c_int, from: c_int, at: Option<off_t>, most: usize) -> io::Result<usize> {
    let mut at = at;
    let place = at.as_mut().map_or(ptr::null_mut(), ptr::from_mut);
    // SAFETY: the place is a number of ours or null.
    count(unsafe { libc::sendfile(to, from, place, most) })
}

/// The ends of a new pipe: reading, writing.
pub fn pipe(flags: c_int) -> io::Result<[c_int; 2]> {
    let mut ends = [0; 2];
    // SAFETY: room for two numbers.
    check(unsafe { libc::pipe2(ends.as_mut_ptr(), flags) })?;
    Ok(ends)
}

/// A new pair of a controlling and a controlled terminal.
pub fn openpty() -> io::Result<[c_int; 2]> {
    let [mut master, mut slave] = [0; 2];
    // SAFETY: room for two numbers; all else is left out.
    check(unsafe { libc::openpty(&mut master, &mut slave, ptr::null_mut(), ptr::null(), ptr::null()) })?;
    Ok([master, slave])
}

/// Columns and lines of a terminal.
pub fn terminal_size(fd: c_int) -> io::Result<(u16, u16)> {
    // SAFETY: an all-zero winsize is valid; the request fills it.
    unsafe {
        let mut size: libc::winsize = std::mem::zeroed();
        check(libc::ioctl(fd, libc::TIOCGWINSZ, &mut size))?;
        Ok((size.ws_col, size.ws_row))
    }
}

/// The path of a terminal.
pub fn ttyname(fd: c_int) -> io::Result<Vec<u8>> {
    let mut name = vec![0u8; 256];
    // SAFETY: the buffer has the length that is told.
    match unsafe { libc::ttyname_r(fd, name.as_mut_ptr().cast(), name.len()) } {
        0 => {
            let end = name.iter().position(|&b| b == 0).unwrap_or(0);
            name.truncate(end);
            Ok(name)
        }
        errno => Err(Error::from_raw_os_error(errno)),
    }
}
