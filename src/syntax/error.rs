//! What can be wrong with a source text: CPython's exception type, message and place.

use super::ast::{Location, Span};

/// Which of CPython's classes is raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    SyntaxError,
    IndentationError,
    TabError,
    /// Too deep for the compiler: "maximum recursion depth exceeded during compilation".
    RecursionError,
    /// Too deep or too large for the parser ("s_push: parser stack overflow", "too complex").
    MemoryError,
    /// Null bytes in a source string, and the like.
    ValueError,
    /// A literal or constant that cannot be made.
    OverflowError,
    /// A source given as str that holds a lone surrogate.
    UnicodeEncodeError,
    /// An undecodable source given as bytes.
    UnicodeDecodeError,
    /// An internal inconsistency that CPython reports as SystemError.
    SystemError,
}

/// Errors on the parser's fast path: a word, so that the tokens beside them stay small.
pub type Failure = Box<SyntaxError>;

/// An error in the source, from any stage before the VM.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxError {
    pub kind: ErrorKind,
    /// CPython 3.10's wording.
    pub message: String,
    /// `lineno`/`offset` and `end_lineno`/`end_offset` less one (columns are 0-based bytes here). Offsets of 0 and -1,
    /// which CPython gives where it knows none, are columns that count back from zero.
    pub span: Span,
    /// More input could complete the text: the prompt goes on reading, `exec` reports the error.
    pub incomplete: bool,
    /// The line that is shown, in place of the source's own: with a line's end where CPython's has one.
    pub text: Option<String>,
    /// CPython's parser has told it: where the file can be read, its line is shown.
    pub by_parser: bool,
    /// Columns are told as they are: CPython counts characters only where it knows the source's encoding.
    pub in_bytes: bool,
}

impl SyntaxError {
    /// A plain `SyntaxError` that covers `span`.
    pub fn new(message: impl Into<String>, span: Span) -> Self {
        Self::of(ErrorKind::SyntaxError, message, span)
    }

    /// An error of any kind.
    pub fn of(kind: ErrorKind, message: impl Into<String>, span: Span) -> Self {
        SyntaxError {
            kind,
            message: message.into(),
            span,
            incomplete: false,
            text: None,
            by_parser: false,
            in_bytes: false,
        }
    }

    /// An error at one place, with an empty span.
    pub fn at(message: impl Into<String>, at: Location) -> Self {
        Self::new(message, Span { start: at, end: at })
    }
}
