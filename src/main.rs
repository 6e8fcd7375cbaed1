//! The `kaa` command.
//!
//! Rust's own beginning reads the process's map of memory, looks at three descriptors and makes a stack for signals before
//! it calls a `main`: a tenth of what a start takes. With glibc, where arguments come without it, C's `main` is ours.
#![cfg_attr(all(not(test), target_os = "linux", target_env = "gnu"), no_main)]

#[cfg(not(all(not(test), target_os = "linux", target_env = "gnu")))]
fn main() -> std::process::ExitCode {
    kaa::cli::start().into()
}

// SAFETY: it has the type of C's `main`, and no other function of this name is linked.
#[cfg(all(not(test), target_os = "linux", target_env = "gnu"))]
#[unsafe(no_mangle)]
extern "C" fn main(_count: i32, _arguments: *const *const std::ffi::c_char) -> i32 {
    kaa::cli::start().into()
}
