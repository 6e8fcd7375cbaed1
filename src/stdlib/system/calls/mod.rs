//! The door to the system's calls: safe faces of libc's functions. Numbers, texts that end in null, and buffers whose
//! length is known pass through; nothing else does.

pub mod files;
pub mod process;
pub mod signals;
pub mod standard;

use std::io::{self, Error};
use std::os::fd::{FromRawFd, OwnedFd};
use std::time::Duration;

use libc::c_int;

/// -1 is an error, whose number is in errno.
fn check(result: c_int) -> io::Result<c_int> {
    if result < 0 { Err(Error::last_os_error()) } else { Ok(result) }
}

/// Milliseconds for a wait: rounded up, -1 for ever.
fn milliseconds(timeout: Option<Duration>) -> c_int {
    timeout.map_or(-1, |t| c_int::try_from(t.as_nanos().div_ceil(1_000_000)).unwrap_or(c_int::MAX))
}

/// Waits for events on descriptors; how many have some.
pub fn poll(entries: &mut [libc::pollfd], timeout: Option<Duration>) -> io::Result<usize> {
    // SAFETY: the slice's entries and their number.
    let count = check(unsafe { libc::poll(entries.as_mut_ptr(), entries.len() as u64, milliseconds(timeout)) })?;
    Ok(count as usize)
}

/// A new epoll instance.
pub fn epoll_create(flags: c_int) -> io::Result<OwnedFd> {
    // SAFETY: the descriptor is new, so nobody else owns it.
    check(unsafe { libc::epoll_create1(flags) }).map(|fd| unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Takes over a descriptor that a script names.
pub fn adopt(fd: c_int) -> OwnedFd {
    // SAFETY: whoever asks gives the descriptor away; a wrong one fails when it is used.
    unsafe { OwnedFd::from_raw_fd(fd) }
}

/// Adds, changes or removes what an epoll instance watches.
pub fn epoll_control(epoll: c_int, operation: c_int, fd: c_int, events: u32) -> io::Result<()> {
    let mut event = libc::epoll_event { events, u64: fd as u64 };
    // SAFETY: the event lives through the call.
    check(unsafe { libc::epoll_ctl(epoll, operation, fd, &mut event) }).map(drop)
}

/// Waits for events; (descriptor, events) of each.
pub fn epoll_wait(epoll: c_int, most: usize, timeout: Option<Duration>) -> io::Result<Vec<(c_int, u32)>> {
    let mut found = vec![libc::epoll_event { events: 0, u64: 0 }; most];
    let most = c_int::try_from(most).unwrap_or(c_int::MAX);
    // SAFETY: the buffer has room for that many events.
    let count = check(unsafe { libc::epoll_wait(epoll, found.as_mut_ptr(), most, milliseconds(timeout)) })?;
    Ok(found.iter().take(count as usize).map(|event| (event.u64 as c_int, event.events)).collect())
}
