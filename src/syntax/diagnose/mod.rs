//! Why a text cannot be parsed, in CPython's words; it never decides what is accepted.
//!
//! CPython's parser reads a text twice when it fails: the second time with rules for mistakes, the first of which that
//! matches tells the error. What it says depends on how its parser goes about it: which token it has looked at last,
//! which rules it remembers the results of. So this goes about it in the same way. `rules.peg` is its grammar, without
//! what builds trees, and `matcher.rs` reads tokens by it. The LALRPOP parser has found that there is an error; from
//! the statement before it on, the text is read once more here.

mod matcher;
mod rules;
mod stream;
mod tell;

use std::cell::RefCell;

use super::error::{ErrorKind, SyntaxError};
use super::lexer::{Field, Lexicon};
use super::parser::Mode;
use super::source::Source;
use matcher::{Matcher, Stop};
use stream::Stream;

/// CPython's limit of nested rules fits in it.
const STACK: usize = 64 << 20;

/// What is read.
#[derive(Clone, Copy)]
enum Start<'f> {
    Source {
        mode: Mode,
        is_file: bool,
        is_typed: bool,
        /// Columns of the parser's errors stay as they are.
        in_bytes: bool,
    },
    /// The expression of an f-string's field, in parentheses.
    Field(&'f Field),
}

/// CPython's error for a text that cannot be parsed; statements before the line `first` can. None if it has no error
/// to tell: then the parser's own must do.
pub fn diagnose(source: &Source, mode: Mode, first: u32) -> Option<SyntaxError> {
    let (is_file, is_typed) = (source.is_file(), source.is_typed());
    let start = Start::Source { mode, is_file, is_typed, in_bytes: !source.encoding_known() };
    let look = || explain(source.text(), start, first);
    // The rules nest deeper than the caller's stack may be.
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, look).ok()?;
        thread.join().ok().flatten()
    })
}

/// Both readings, and what is told when neither has found a mistake.
fn explain(text: &str, start: Start<'_>, first: u32) -> Option<SyntaxError> {
    let lexicon = RefCell::new(Lexicon::default());
    let (mode, is_file) = match start {
        Start::Source { mode, is_file, .. } => (Some(mode), is_file),
        Start::Field(_) => (None, false),
    };
    let mut matcher = Matcher::new(Stream::new(text, &lexicon, mode, is_file, first), start);
    match matcher.read(false) {
        Ok(true) | Err(Stop::TooDeep) => return None,
        Ok(false) => {}
        Err(Stop::Error(error)) => return Some(matcher.or_tokenizer(*error)),
    }
    let last = matcher.stream.words.len().checked_sub(1)?;
    matcher.stream.stops = matcher.is_typed();
    match matcher.read(true) {
        Err(Stop::TooDeep) => return None,
        Ok(_) => {}
        Err(Stop::Error(error)) => return Some(matcher.or_tokenizer(*error)),
    }
    match matcher.stream.words.last()?.kind {
        "INDENT" => Some(matcher.here(ErrorKind::IndentationError, "unexpected indent")),
        "DEDENT" => Some(matcher.here(ErrorKind::IndentationError, "unexpected unindent")),
        _ => {
            let error = matcher.over(last, last + 1, "invalid syntax");
            Some(matcher.or_tokenizer(error))
        }
    }
}
