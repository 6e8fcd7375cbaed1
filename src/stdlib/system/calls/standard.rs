//! The standard descriptors that the process was started without. Where Rust's runtime begins the program (see
//! src/main.rs), it opens /dev/null in their place before `main`, so they are looked for before that.

use std::sync::atomic::{AtomicU8, Ordering};

static MISSING: AtomicU8 = AtomicU8::new(0);

extern "C" fn look() {
    for number in 0..3 {
        // SAFETY: asking for a descriptor's flags changes nothing.
        if unsafe { libc::fcntl(number, libc::F_GETFD) } < 0 {
            MISSING.fetch_or(1 << number, Ordering::Relaxed);
        }
    }
}

// SAFETY: what the loader calls before `main` uses neither Rust's runtime nor memory that is yet to be made.
#[cfg(target_os = "linux")]
#[used]
#[unsafe(link_section = ".init_array")]
static LOOK: extern "C" fn() = look;

/// Closes again what the runtime has opened, if it has.
pub fn close_missing() {
    for number in (0..3).filter(|number| MISSING.load(Ordering::Relaxed) & 1 << number != 0) {
        // SAFETY: nobody owns these descriptors yet.
        unsafe { libc::close(number) };
    }
}

/// Writing into a pipe that nobody reads is an error, as Python has it, and not the end.
pub fn ignore_broken_pipes() {
    // SAFETY: ignoring a signal runs nothing.
    unsafe { libc::signal(libc::SIGPIPE, libc::SIG_IGN) };
}

/// Does the system have a locale of this name?
pub fn has_locale(name: &std::ffi::CStr) -> bool {
    // What most systems are set to: loading it to see whether it is there takes longer than a look at its files.
    if matches!(name.to_bytes(), b"C.UTF-8" | b"C.utf8") && std::path::Path::new("/usr/lib/locale/C.utf8").is_dir() {
        return true;
    }
    // SAFETY: a text that ends in null; the new locale is given back at once.
    unsafe {
        let locale = libc::newlocale(libc::LC_CTYPE_MASK, name.as_ptr(), std::ptr::null_mut());
        if !locale.is_null() {
            libc::freelocale(locale);
        }
        !locale.is_null()
    }
}
