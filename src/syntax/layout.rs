//! Lines and blocks: adds `Indent` and `Dedent` to the lexer's tokens.
//!
//! Blank and comment lines vanish, the last line gets its `Newline`, and the indents still open at the end
//! are closed. Indentation is measured twice, with tabs to columns of 8 and of 1: where the two disagree about
//! the order of two lines, the order depends on the reader's tab size, which is a TabError.

use std::collections::VecDeque;

use super::ast::{Location, Span};
use super::error::{ErrorKind, Failure, SyntaxError};
use super::lexer::{Bracket, Lexer};
use super::token::{Spanned, Token};

/// CPython's limit of nested blocks.
const MAX_INDENTS: usize = 100;

/// A line's indentation with tabs to columns of 8, and with tabs as one column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Indentation {
    column: u32,
    alternative: u32,
}

impl Indentation {
    fn of(margin: &str) -> Indentation {
        let mut result = Indentation::default();
        // A continued line is as deep as its first part.
        let mut continued: Option<Indentation> = None;
        for b in margin.bytes() {
            match b {
                b' ' => {
                    result.column += 1;
                    result.alternative += 1;
                }
                b'\t' => {
                    result.column = (result.column / 8 + 1) * 8;
                    result.alternative += 1;
                }
                b'\x0c' => result = Indentation::default(),
                b'\\' => continued = continued.or(Some(result)),
                _ => {}
            }
        }
        continued.filter(|first| first.column > 0).unwrap_or(result)
    }
}

pub struct Layout<'s> {
    lexer: Lexer<'s>,
    indents: Vec<Indentation>,
    pending: VecDeque<Spanned>,
    /// The error that follows them.
    failed: Option<Failure>,
    at_line_start: bool,
    /// The prompt's `single` mode: one more `Newline` closes a compound statement.
    interactive: bool,
    ended: bool,
}

impl<'s> Layout<'s> {
    pub fn new(lexer: Lexer<'s>, interactive: bool) -> Self {
        Layout {
            lexer,
            indents: vec![Indentation::default()],
            pending: VecDeque::new(),
            failed: None,
            at_line_start: true,
            interactive,
            ended: false,
        }
    }

    /// The text has been read to its end.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// The innermost open bracket.
    pub fn open_bracket(&self) -> Option<Bracket> {
        self.lexer.open_bracket()
    }

    fn scan(&mut self) -> Result<Option<Spanned>, Failure> {
        if let Some(token) = self.pending.pop_front() {
            return Ok(Some(token));
        }
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        loop {
            let next = match self.lexer.next() {
                Some(Err(error)) if self.at_line_start && !error.message.contains("line continuation") => {
                    // The line's place among the blocks is told before what is wrong in it.
                    self.at_line_start = false;
                    self.measure(self.lexer.token_start())?;
                    self.failed = Some(error);
                    return self.scan();
                }
                next => next.transpose()?,
            };
            match next {
                Some((_, Token::Newline, _)) if self.at_line_start => {}
                Some(token) if self.at_line_start => {
                    self.at_line_start = false;
                    let start = token.0;
                    self.pending.push_back(token);
                    self.measure(start)?;
                    return Ok(self.pending.pop_front());
                }
                Some(token) => {
                    self.at_line_start = token.1 == Token::Newline;
                    return Ok(Some(token));
                }
                None if self.ended => return Ok(None),
                None => {
                    self.end();
                    return Ok(self.pending.pop_front());
                }
            }
        }
    }

    /// Compares the line that starts with the token at `start` with the open blocks.
    fn measure(&mut self, start: Location) -> Result<(), SyntaxError> {
        let here = Indentation::of(self.lexer.indentation());
        let Some(&top) = self.indents.last() else { return Ok(()) };
        if here.column == top.column {
            return if here.alternative == top.alternative { Ok(()) } else { Err(self.inconsistent(start)) };
        }
        if here.column > top.column {
            if self.indents.len() >= MAX_INDENTS {
                return Err(self.error(
                    ErrorKind::IndentationError,
                    "too many levels of indentation",
                    Location { column: 0, ..start },
                ));
            }
            if here.alternative <= top.alternative {
                return Err(self.inconsistent(start));
            }
            self.indents.push(here);
            self.pending.push_front((start, Token::Indent, start));
            return Ok(());
        }
        while self.indents.last().is_some_and(|indent| here.column < indent.column) {
            self.indents.pop();
            self.pending.push_front((start, Token::Dedent, start));
        }
        match self.indents.last() {
            Some(indent) if here.column != indent.column => {
                self.pending.clear();
                let message = "unindent does not match any outer indentation level";
                Err(self.error(ErrorKind::IndentationError, message, self.lexer.line_end(start)))
            }
            Some(indent) if here.alternative != indent.alternative => Err(self.inconsistent(start)),
            _ => Ok(()),
        }
    }

    fn inconsistent(&self, start: Location) -> SyntaxError {
        let message = "inconsistent use of tabs and spaces in indentation";
        self.error(ErrorKind::TabError, message, Location { column: 0, ..start })
    }

    fn error(&self, kind: ErrorKind, message: &str, at: Location) -> SyntaxError {
        SyntaxError::of(kind, message, Span { start: at, end: at })
    }

    /// Ends the last line and all blocks.
    fn end(&mut self) {
        self.ended = true;
        let at = self.lexer.here();
        if !self.at_line_start {
            self.pending.push_back((at, Token::Newline, at));
        }
        let at = match at.column {
            0 => at,
            _ => Location { line: at.line + 1, column: 0 },
        };
        for _ in 1..self.indents.len() {
            self.pending.push_back((at, Token::Dedent, at));
        }
        self.indents.truncate(1);
        if self.interactive {
            self.pending.push_back((at, Token::Newline, at));
        }
    }
}

impl Iterator for Layout<'_> {
    type Item = Result<Spanned, Failure>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.scan().transpose()
    }
}
