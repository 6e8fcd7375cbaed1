//! The operating system's modules: files, processes, signals, errors, waiting for descriptors, locks. All calls of libc
//! stand in `calls`.

mod arguments;
pub(crate) mod calls;
mod errno;
mod fcntl;
mod posix;
mod select;
mod signal;
mod thread;

pub use calls::signals::{block_all as block_signals, die_of_interrupt};
pub use calls::standard::{close_missing, has_locale, ignore_broken_pipes};
pub use errno::ERRNO;
pub use fcntl::FCNTL;
pub use posix::{GRP, POSIX, PWD};
pub use select::SELECT;
pub use signal::{NATIVE_SIGNAL, forget, listen};
pub use thread::THREAD;

/// From now on this thread takes signals but for those of the set, which `block_signals` gave.
pub fn take_signals(but: &[i32]) {
    // The call fails for no set.
    let _ = calls::signals::mask(libc::SIG_SETMASK, but);
}
