//! What the command says when something is wrong. The only file that prints errors.

use crate::builtins::exceptions::os_error::strerror;
use crate::stdlib::sys::traceback_text::error_line;
use crate::syntax::error::{ErrorKind, SyntaxError};
use crate::syntax::source::Source;

/// A system error as CPython shows it.
pub fn os_error(error: &std::io::Error) -> String {
    match error.raw_os_error() {
        Some(errno) => format!("[Errno {errno}] {}", strerror(errno)),
        None => error.to_string(),
    }
}

/// An error in a source that was not run.
pub fn syntax_error(error: &SyntaxError, name: &str, source: Option<&Source>) -> String {
    let class = format!("{:?}", error.kind);
    let placed = matches!(error.kind, ErrorKind::SyntaxError | ErrorKind::IndentationError | ErrorKind::TabError);
    let mut out = String::new();
    if placed {
        let (start, end) = (error.span.start, error.span.end);
        out += &format!("  File \"{name}\", line {}\n", start.line);
        let line = error.text.as_deref().or_else(|| source?.line(start.line));
        if let Some(line) = line {
            let column = |byte: u32| line.get(..byte as usize).map_or(byte as usize, |l| l.chars().count()) as i64 + 1;
            let end = if end.line > start.line { line.chars().count() as i64 + 1 } else { column(end.column) };
            out += &error_line(line, column(start.column), end);
        }
    }
    out + &format!("{class}: {}\n", error.message)
}
