//! Arithmetic, parsing and printing of Python's numbers on plain Rust types; every layer may use it.
//!
//! An int is an `i64` or a `&IBig`, a float an `f64`, a complex a `complex::Complex`. Nothing here knows Python's
//! objects: an operation that Python answers with an exception gives a `NumberError`, which names the class and
//! the message. Sizes that a script controls are checked before the work is done.

pub mod complex;
pub mod float;
pub mod format_number;
pub mod format_spec;
pub mod gamma;
pub mod hash;
pub mod int;
pub mod int_convert;
pub mod libm;
pub mod math;
pub mod parse;
pub mod percent;
pub mod print;
pub mod quick;
pub mod range;
pub mod small;

use std::borrow::Cow;

/// Which of CPython's classes an operation on numbers raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    ZeroDivisionError,
    ValueError,
    OverflowError,
    MemoryError,
    IndexError,
    /// `OverflowError(34, 'Numerical result out of range')`: two arguments, as C's errno gives them.
    RangeErrno,
}

/// An exception that an operation on numbers raises, without the object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberError {
    pub kind: ErrorKind,
    /// CPython's wording; empty for MemoryError.
    pub message: Cow<'static, str>,
}

/// What every fallible operation here gives.
pub type Result<T> = std::result::Result<T, NumberError>;

impl NumberError {
    /// An error of any kind.
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        NumberError { kind, message: message.into() }
    }

    /// A ValueError.
    pub fn value(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::ValueError, message)
    }

    /// An OverflowError.
    pub fn overflow(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::OverflowError, message)
    }

    /// A ZeroDivisionError.
    pub fn zero_division(message: &'static str) -> Self {
        Self::new(ErrorKind::ZeroDivisionError, message)
    }

    /// A result too large to try.
    pub fn memory() -> Self {
        Self::new(ErrorKind::MemoryError, "")
    }

    /// `OverflowError(34, ...)`.
    pub fn range() -> Self {
        Self::new(ErrorKind::RangeErrno, "Numerical result out of range")
    }
}

/// The longest text that formatting makes; more is a MemoryError.
pub const MAX_TEXT: usize = 1 << 32;

/// A String with room for `len` bytes, or MemoryError.
pub fn string_with_room(len: usize) -> Result<String> {
    let mut out = String::new();
    if len > MAX_TEXT || out.try_reserve_exact(len).is_err() {
        return Err(NumberError::memory());
    }
    Ok(out)
}
