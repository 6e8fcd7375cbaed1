//! The door to the system's calls on file descriptors: numbers and buffers of known length pass through.

use std::ffi::CString;
use std::io::{Error, Result, SeekFrom};
use std::sync::OnceLock;

use libc::c_int;

fn check(result: isize) -> Result<usize> {
    usize::try_from(result).map_err(|_| Error::last_os_error())
}

/// Opens a file; the descriptor is not inherited by other programs.
pub fn open(path: &[u8], flags: c_int, mode: libc::mode_t) -> Result<c_int> {
    let path = CString::new(path).map_err(|_| Error::from_raw_os_error(libc::EINVAL))?;
    // SAFETY: the path ends in null and lives through the call.
    check(unsafe { libc::open(path.as_ptr(), flags | libc::O_CLOEXEC, c_int::try_from(mode).unwrap_or(0o666)) } as isize)
        .map(|fd| fd as c_int)
}

pub fn close(fd: c_int) -> Result<()> {
    // SAFETY: a number; a wrong one is an error.
    check(unsafe { libc::close(fd) } as isize).map(drop)
}

pub fn read(fd: c_int, buffer: &mut [u8]) -> Result<usize> {
    // SAFETY: the buffer has room for its length.
    check(unsafe { libc::read(fd, buffer.as_mut_ptr().cast(), buffer.len().min(isize::MAX as usize)) })
}

/// Sees what is written to the standard streams before they do; true: it has taken it.
pub type Screen = fn(c_int, &[u8]) -> bool;

/// The prompt's, which keeps its own line below all output.
pub static SCREEN: OnceLock<Screen> = OnceLock::new();

pub fn write(fd: c_int, data: &[u8]) -> Result<usize> {
    if (fd == libc::STDOUT_FILENO || fd == libc::STDERR_FILENO)
        && let Some(screen) = SCREEN.get()
        && screen(fd, data)
    {
        return Ok(data.len());
    }
    // SAFETY: the data has its length.
    check(unsafe { libc::write(fd, data.as_ptr().cast(), data.len()) })
}

pub fn seek(fd: c_int, to: SeekFrom) -> Result<u64> {
    let (offset, whence) = match to {
        SeekFrom::Start(offset) => (offset as i64, libc::SEEK_SET),
        SeekFrom::Current(offset) => (offset, libc::SEEK_CUR),
        SeekFrom::End(offset) => (offset, libc::SEEK_END),
    };
    // SAFETY: numbers.
    check(unsafe { libc::lseek(fd, offset, whence) } as isize).map(|at| at as u64)
}

pub fn truncate(fd: c_int, size: i64) -> Result<()> {
    // SAFETY: numbers.
    check(unsafe { libc::ftruncate(fd, size) } as isize).map(drop)
}

pub fn is_terminal(fd: c_int) -> bool {
    // SAFETY: a number.
    unsafe { libc::isatty(fd) == 1 }
}

/// The mode, the size and the preferred size of blocks of an open file.
pub fn status(fd: c_int) -> Result<(libc::mode_t, i64, i64)> {
    let mut status = std::mem::MaybeUninit::<libc::stat>::uninit();
    // SAFETY: the call fills the structure, which is only read if it did.
    unsafe {
        check(libc::fstat(fd, status.as_mut_ptr()) as isize)?;
        let status = status.assume_init();
        Ok((status.st_mode, status.st_size, status.st_blksize))
    }
}

/// Whether other programs that this one starts inherit the descriptor: makes sure that they do not.
pub fn keep_private(fd: c_int) -> Result<()> {
    // SAFETY: numbers.
    check(unsafe { libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC) } as isize).map(drop)
}
