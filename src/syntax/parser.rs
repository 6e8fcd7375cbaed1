//! The only door of the front end: a source in, an AST and warnings out.
//!
//! It chains the passes, feeds them to the LALRPOP parser (which nobody else sees) and turns what that
//! parser cannot read into CPython's errors.

use std::cell::RefCell;

use lalrpop_util::{ParseError, lalrpop_mod};

use super::ast::{Location, Module, Span};
use super::depth::Depth;
use super::diagnose;
use super::error::{ErrorKind, Failure, SyntaxError};
use super::layout::Layout;
use super::lexer::{Lexer, Lexicon};
use super::lookahead::Lookahead;
use super::source::Source;
use super::token::{Spanned, Token};

lalrpop_mod!(
    #[allow(clippy::all, unused)]
    python
);

/// What kind of source it is: `compile()`'s third argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Exec,
    Eval,
    Single,
}

/// A DeprecationWarning about the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    pub message: String,
    pub at: Location,
}

/// What parsing gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    pub module: Module,
    pub warnings: Vec<Warning>,
}

/// Parses `source`.
pub fn parse(source: &Source, mode: Mode) -> Result<Parsed, SyntaxError> {
    let lexicon = RefCell::new(Lexicon::default());
    let mut tokens = Tokens::new(source, mode, &lexicon);
    match python::TopParser::new().parse(&mut tokens) {
        Ok(module) => Ok(Parsed { module, warnings: std::mem::take(&mut lexicon.borrow_mut().warnings) }),
        Err(error) => Err(tokens.explain(error)),
    }
}

/// The tokens as the grammar sees them, up to the first error.
pub fn tokens(source: &Source, mode: Mode) -> (Vec<Spanned>, Option<SyntaxError>) {
    let lexicon = RefCell::new(Lexicon::default());
    let mut result = Vec::new();
    for item in Tokens::new(source, mode, &lexicon) {
        match item {
            Ok(token) => result.push(token),
            Err(error) => return (result, Some(*error)),
        }
    }
    (result, None)
}

/// The start of a logical line: what a missing block or colon is told of.
#[derive(Clone, Debug)]
struct Header {
    token: Token,
    at: Location,
}

/// The token stream, and what is to be known of it when it cannot be parsed.
struct Tokens<'s> {
    source: &'s Source,
    /// How many tokens the grammar has taken.
    taken: usize,
    passes: Depth<Lookahead<'s>>,
    lexicon: &'s RefCell<Lexicon>,
    start: Option<Token>,
    mode: Mode,
    /// The open fields of f-strings.
    fields: Vec<u32>,
    field_ended: bool,
    /// The first token of this logical line, `async` left out, and of the one before.
    line: Option<Header>,
    previous_line: Option<Header>,
    /// How many lines have ended at the outermost level.
    lines: u32,
    /// The last token closes a block at the end, or is the `Newline` that the prompt's mode adds there.
    at_end: bool,
    /// An error of the passes, not of the grammar.
    failed: bool,
    last: Span,
}

impl<'s> Tokens<'s> {
    fn new(source: &'s Source, mode: Mode, lexicon: &'s RefCell<Lexicon>) -> Self {
        let lexer = Lexer::new(source.text(), lexicon);
        let start = match mode {
            Mode::Exec => Token::StartModule,
            Mode::Eval => Token::StartExpression,
            Mode::Single => Token::StartInteractive,
        };
        Tokens {
            source,
            taken: 0,
            passes: Depth::new(Lookahead::new(Layout::new(lexer, mode == Mode::Single))),
            lexicon,
            start: Some(start),
            mode,
            fields: Vec::new(),
            field_ended: false,
            line: None,
            previous_line: None,
            lines: 0,
            at_end: false,
            failed: false,
            last: Span::default(),
        }
    }

    fn note(&mut self, (start, token, end): &Spanned) {
        self.last = Span { start: *start, end: *end };
        // What a field's expression builds is checked when the token after it is seen.
        if std::mem::take(&mut self.field_ended) {
            self.fields.pop();
        }
        match token {
            Token::FieldStart(number) => self.fields.push(*number),
            Token::FieldEnd => self.field_ended = true,
            Token::Newline => {
                self.lines += 1;
                self.at_end = self.line.is_none();
                // The end that the prompt's mode adds is no line.
                self.previous_line = self.line.take().or(self.previous_line.take());
            }
            Token::Dedent => self.at_end = self.passes.has_ended(),
            Token::Indent | Token::Async => {}
            token if self.line.is_none() => self.line = Some(Header { token: token.clone(), at: *start }),
            _ => {}
        }
    }

    /// CPython's error for what LALRPOP could not read.
    fn explain(&mut self, error: ParseError<Location, Token, Failure>) -> SyntaxError {
        let error = match error {
            ParseError::User { error } if self.failed => return *error,
            ParseError::User { error } => self.in_field(self.replaced(*error)),
            ParseError::UnrecognizedToken { token, expected } => {
                let error = self.unexpected(token, &expected);
                SyntaxError { incomplete: error.incomplete || self.at_end, ..error }
            }
            ParseError::ExtraToken { token } => self.unexpected(token, &[]),
            ParseError::UnrecognizedEof { location: at, expected } => {
                let error = self.unexpected((at, Token::Newline, at), &expected);
                SyntaxError { incomplete: true, ..error }
            }
            ParseError::InvalidToken { location } => SyntaxError::at("invalid syntax", location),
        };
        match error.kind {
            ErrorKind::SyntaxError | ErrorKind::IndentationError
                if error.text.is_none() && error.message != "unexpected indent" =>
            {
                self.later_error(error)
            }
            _ => error,
        }
    }

    /// Errors in the expression of an f-string are told of the expression alone.
    fn in_field(&self, error: SyntaxError) -> SyntaxError {
        let lexicon = self.lexicon.borrow();
        match self.fields.last().and_then(|&number| lexicon.fields.get(number as usize)) {
            Some(field) => field.relative(SyntaxError { message: format!("f-string: {}", error.message), ..error }),
            None => error,
        }
    }

    fn unexpected(&self, (start, token, end): Spanned, expected: &[String]) -> SyntaxError {
        let span = Span { start, end };
        if let [only] = expected
            && only == "indent"
        {
            let place = self.previous_line.as_ref().map(block_name).unwrap_or_default();
            let error =
                SyntaxError::of(ErrorKind::IndentationError, format!("expected an indented block{place}"), span);
            return error;
        }
        if self.mode == Mode::Single && self.lines > 0 && self.line.as_ref().is_some_and(|line| line.at == start) {
            return SyntaxError::new("multiple statements found while compiling a single statement", span);
        }
        match token {
            Token::Indent => {
                let at = Location { column: start.column.saturating_sub(1), ..start };
                let span = Span { start: at, end: at };
                return SyntaxError::of(ErrorKind::IndentationError, "unexpected indent", span);
            }
            _ if !self.fields.is_empty() => {
                let error = self.diagnosed().unwrap_or_else(|| SyntaxError::new("invalid syntax", span));
                return self.in_field(error);
            }
            _ => {}
        }
        if self.passes.open_bracket().is_none()
            && expected.iter().any(|e| e == "\":\"")
            && let Some(header) = if token == Token::Newline { &self.previous_line } else { &self.line }
        {
            let is_forced = match header.token {
                Token::Def | Token::Else | Token::Try | Token::Finally => true,
                Token::Class
                | Token::If
                | Token::Elif
                | Token::For
                | Token::While
                | Token::Except
                | Token::With
                | Token::WithParen
                | Token::Match
                | Token::Case => token == Token::Newline,
                _ => false,
            };
            if is_forced {
                return SyntaxError::new("expected ':'", span);
            }
        }
        if expected.iter().any(|e| e == "\"except\"")
            && expected.iter().any(|e| e == "\"finally\"")
            && expected.len() == 2
        {
            return SyntaxError::new("expected 'except' or 'finally' block", span);
        }
        self.diagnosed().unwrap_or_else(|| SyntaxError::new("invalid syntax", span))
    }

    /// Reads the tokens of the line once more, by CPython's rules for errors.
    fn diagnosed(&self) -> Option<SyntaxError> {
        let lexicon = RefCell::new(Lexicon::default());
        let mut line = Vec::new();
        let mut bad = 0;
        for (i, item) in Tokens::new(self.source, self.mode, &lexicon).skip(1).enumerate() {
            let Ok(token) = item else { break };
            let is_past = i + 1 >= self.taken;
            match &token.1 {
                Token::Newline if is_past => {
                    bad = if i + 1 == self.taken { line.len() } else { bad };
                    line.push(token);
                    break;
                }
                Token::Newline | Token::Indent | Token::Dedent => line.clear(),
                Token::FieldStart(number) if self.fields.last() == Some(number) => line.clear(),
                Token::FieldEnd if !self.fields.is_empty() && is_past => break,
                _ => {
                    bad = if i < self.taken { line.len() } else { bad };
                    line.push(token);
                }
            }
        }
        diagnose::diagnose(&line, bad)
    }

    /// Errors that CPython reports at the last token that it has read.
    fn replaced(&self, error: SyntaxError) -> SyntaxError {
        match error.message.as_str() {
            "cannot mix bytes and nonbytes literals" | "trailing comma not allowed without surrounding parentheses" => {
                SyntaxError { span: self.last, ..error }
            }
            _ => error,
        }
    }

    /// CPython reads on to the end: an unclosed bracket before the error, or a bad token after it, is told instead.
    fn later_error(&mut self, error: SyntaxError) -> SyntaxError {
        let line = self.last.start.line;
        let found = self.passes.find_map(Result::err);
        if let Some(bracket) = self.passes.open_bracket()
            && found.is_some()
            && line > bracket.at.line
        {
            return bracket.never_closed();
        }
        match found {
            // An end inside brackets is no error of its own.
            Some(later) if !(later.incomplete && later.message.ends_with("was never closed")) => *later,
            Some(_) | None => error,
        }
    }
}

/// " after 'if' statement on line 3"
fn block_name(header: &Header) -> String {
    let line = header.at.line;
    let word = match header.token {
        Token::If => "'if' statement",
        Token::Elif => "'elif' statement",
        Token::Else => "'else' statement",
        Token::For => "'for' statement",
        Token::While => "'while' statement",
        Token::With | Token::WithParen => "'with' statement",
        Token::Try => "'try' statement",
        Token::Except => "'except' statement",
        Token::Finally => "'finally' statement",
        Token::Def => "function definition",
        Token::Class => "class definition",
        Token::Match => "'match' statement",
        Token::Case => "'case' statement",
        _ => return String::new(),
    };
    format!(" after {word} on line {line}")
}

impl Iterator for Tokens<'_> {
    type Item = Result<Spanned, Failure>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if let Some(start) = self.start.take() {
            return Some(Ok((Location::default(), start, Location::default())));
        }
        let item = self.passes.next()?;
        self.taken += 1;
        match &item {
            Ok(token) => self.note(token),
            Err(_) => self.failed = true,
        }
        Some(item)
    }
}
