//! The operating system's modules: errors, waiting for descriptors. All calls of libc stand in `calls`.

mod arguments;
mod calls;
mod errno;
mod select;

pub use errno::ERRNO;
pub use select::SELECT;
