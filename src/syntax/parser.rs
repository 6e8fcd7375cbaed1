//! The only door of the front end: a source in, an AST and warnings out.
//!
//! It chains the passes, feeds them to the LALRPOP parser (which nobody else sees) and turns what that
//! parser cannot read into CPython's errors.

use std::cell::RefCell;

use lalrpop_util::{ParseError, lalrpop_mod};

use super::ast::{Expr, Location, Module, Span};
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
    pub span: Span,
}

const SECOND_STATEMENT: &str = "multiple statements found while compiling a single statement";

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

/// The tree of an expression, if it is one.
pub(super) fn expression(text: &str) -> Option<Expr> {
    let source = Source::from_text(text).ok()?;
    let lexicon = RefCell::new(Lexicon::default());
    match python::TopParser::new().parse(Tokens::new(&source, Mode::Eval, &lexicon)) {
        Ok(Module::Expression(expr)) => Some(*expr),
        _ => None,
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

/// The token stream, and what is to be known of it when it cannot be parsed.
struct Tokens<'s> {
    source: &'s Source,
    passes: Depth<Lookahead<'s>>,
    start: Option<Token>,
    mode: Mode,
    /// Where the first token of this logical line stands, `async` left out.
    line: Option<Location>,
    /// The lines on which the last two statements at the outermost level begin: what stands before is read.
    statements: (u32, u32),
    /// Open blocks.
    depth: usize,
    after_decorator: bool,
    /// How many lines have ended at the outermost level, and where the last did.
    lines: u32,
    ended: Location,
    /// The last token closes a block at the end, or is the `Newline` that the prompt's mode adds there.
    at_end: bool,
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
            passes: Depth::new(Lookahead::new(Layout::new(lexer, mode == Mode::Single))),
            start: Some(start),
            mode,
            line: None,
            statements: (1, 1),
            depth: 0,
            after_decorator: false,
            lines: 0,
            ended: Location::default(),
            at_end: false,
        }
    }

    fn note(&mut self, (start, token, _): &Spanned) {
        match token {
            Token::Newline => {
                self.lines += 1;
                self.ended = *start;
                self.at_end = self.line.take().is_none();
            }
            Token::Dedent => {
                self.depth = self.depth.saturating_sub(1);
                self.at_end = self.passes.has_ended();
            }
            Token::Indent => self.depth += 1,
            Token::Async => {}
            token if self.line.is_none() => {
                self.line = Some(*start);
                let goes_on = matches!(token, Token::Elif | Token::Else | Token::Except | Token::Finally);
                let after_decorator = std::mem::replace(&mut self.after_decorator, *token == Token::At);
                if self.depth == 0 && !goes_on && !after_decorator {
                    self.statements = (self.statements.1, start.line);
                }
            }
            _ => {}
        }
    }

    /// CPython's error for what LALRPOP could not read.
    fn explain(&mut self, error: ParseError<Location, Token, Failure>) -> SyntaxError {
        let error = match error {
            ParseError::User { error } => *error,
            ParseError::UnrecognizedToken { token, .. } => {
                SyntaxError { incomplete: self.at_end, ..self.unexpected(token) }
            }
            ParseError::ExtraToken { token } => self.unexpected(token),
            ParseError::UnrecognizedEof { location: at, .. } => {
                SyntaxError { incomplete: true, ..SyntaxError::at("invalid syntax", at) }
            }
            ParseError::InvalidToken { location } => SyntaxError::at("invalid syntax", location),
        };
        match error.kind {
            ErrorKind::SyntaxError | ErrorKind::IndentationError | ErrorKind::TabError => {
                match diagnose::diagnose(self.source, self.mode, self.statements.0) {
                    Some(told) => SyntaxError { incomplete: error.incomplete, ..told },
                    None => error,
                }
            }
            _ => error,
        }
    }

    fn unexpected(&self, (start, _, end): Spanned) -> SyntaxError {
        if self.mode == Mode::Single && self.lines > 0 && self.line == Some(start) {
            return SyntaxError::at(SECOND_STATEMENT, self.ended);
        }
        SyntaxError::new("invalid syntax", Span { start, end })
    }
}

impl Iterator for Tokens<'_> {
    type Item = Result<Spanned, Failure>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if let Some(start) = self.start.take() {
            return Some(Ok((Location::default(), start, Location::default())));
        }
        let item = self.passes.next()?;
        if let Ok(token) = &item {
            self.note(token);
        }
        Some(item)
    }
}
