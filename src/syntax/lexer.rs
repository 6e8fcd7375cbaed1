//! Tokens with places: text in, `Token`s out, before any layout.
//!
//! logos recognises the words; this pass finishes what its patterns only open (names, numbers, strings,
//! comments), keeps the stack of open brackets and counts lines. Line ends inside brackets vanish here.
//! It also lexes the expressions of f-strings: those are slices of the same text with their own brackets.

use std::cell::RefCell;
use std::collections::VecDeque;

use unicode_normalization::UnicodeNormalization;

use super::ast::{Location, Name, Span};
use super::error::{Failure, SyntaxError};
use super::fstring;
use super::literal::{self, Prefix};
use super::numeral;
use super::parser::Warning;
use super::token::{Spanned, Token};
use crate::text::classify::{is_identifier_continue, is_identifier_start, is_printable};
use crate::text::fast_hash::FastSet;

/// CPython's limit of nested brackets.
const MAX_BRACKETS: usize = 200;

/// What all lexers of one parse share.
#[derive(Default)]
pub struct Lexicon {
    names: FastSet<Name>,
    pub warnings: Vec<Warning>,
    /// The fields of f-strings seen so far, by the number in their `FieldStart`.
    pub fields: Vec<Field>,
}

/// The expression of an f-string's field: errors in it are told of the text `(expr)`.
#[derive(Clone, Debug)]
pub struct Field {
    /// The place CPython takes for the `(`.
    pub start: Location,
    pub text: String,
}

impl Field {
    /// The same error as told of `(expr)`: its columns count from the parenthesis.
    pub fn relative(&self, mut error: SyntaxError) -> SyntaxError {
        if error.text.is_none() {
            for at in [&mut error.span.start, &mut error.span.end] {
                if at.line == self.start.line {
                    at.column = at.column.saturating_sub(self.start.column);
                }
            }
            error.text = Some(self.text.clone());
        }
        error
    }
}

impl Lexicon {
    /// The one copy of `word` that all equal names share.
    pub fn intern(&mut self, word: &str) -> Name {
        if let Some(name) = self.names.get(word) {
            return name.clone();
        }
        let name: Name = word.into();
        self.names.insert(name.clone());
        name
    }
}

/// An open bracket.
#[derive(Clone, Copy, Debug)]
pub struct Bracket {
    pub kind: char,
    pub at: Location,
}

impl Bracket {
    /// "'(' was never closed"
    pub fn never_closed(self) -> SyntaxError {
        SyntaxError::at(format!("'{}' was never closed", self.kind), self.at)
    }
}

pub struct Lexer<'s> {
    logos: logos::Lexer<'s, Token>,
    text: &'s str,
    lexicon: &'s RefCell<Lexicon>,
    line: u32,
    /// Where column 0 of the present line is, as an offset into `text`: negative in a slice that starts inside a line.
    line_start: i64,
    /// The offset after the last `Newline` that was given.
    margin: usize,
    brackets: Vec<Bracket>,
    /// How many brackets were open at the start: the parenthesis of an f-string's field.
    floor: usize,
    /// The tokens of an f-string.
    queue: VecDeque<Spanned>,
    /// Strings stay as they are written, and what starts no token is a token too.
    raw: bool,
}

impl<'s> Lexer<'s> {
    pub fn new(text: &'s str, lexicon: &'s RefCell<Lexicon>) -> Self {
        Self::starting_at(Location { line: 1, column: 0 }, text, lexicon)
    }

    /// A lexer for the expression of a field, whose parenthesis stands at `parenthesis`.
    pub fn field(text: &'s str, lexicon: &'s RefCell<Lexicon>, parenthesis: Location) -> Self {
        let start = Location { column: parenthesis.column + 1, ..parenthesis };
        let mut lexer = Self::starting_at(start, text, lexicon);
        lexer.brackets.push(Bracket { kind: '(', at: parenthesis });
        lexer.floor = 1;
        lexer
    }

    /// A lexer that tells only what CPython's tokenizer tells: what stands in a string is the parser's business.
    pub fn raw(text: &'s str, lexicon: &'s RefCell<Lexicon>) -> Self {
        Lexer { raw: true, ..Self::new(text, lexicon) }
    }

    fn starting_at(at: Location, text: &'s str, lexicon: &'s RefCell<Lexicon>) -> Self {
        Lexer {
            logos: logos::Logos::lexer(text),
            text,
            lexicon,
            line: at.line,
            line_start: -i64::from(at.column),
            margin: 0,
            brackets: Vec::new(),
            floor: 0,
            queue: VecDeque::new(),
            raw: false,
        }
    }

    /// The whitespace (and continued lines) from the line's start to the token that was just given.
    pub fn indentation(&self) -> &'s str {
        self.text.get(self.margin..self.logos.span().start).unwrap_or_default()
    }

    /// The innermost open bracket.
    pub fn open_bracket(&self) -> Option<Bracket> {
        self.brackets.last().copied()
    }

    /// Where the token begins that was just given, or found wrong.
    pub fn token_start(&self) -> Location {
        self.location(self.logos.span().start)
    }

    /// Where the next byte to be read stands.
    pub fn here(&self) -> Location {
        self.location(self.logos.span().end)
    }

    /// The end of the line on which `at` stands, if that is the present one.
    pub fn line_end(&self, at: Location) -> Location {
        let rest = self.text.get(self.logos.span().start..).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(rest.len());
        Location { column: at.column + length as u32, ..at }
    }

    fn location(&self, offset: usize) -> Location {
        Location { line: self.line, column: (offset as i64 - self.line_start) as u32 }
    }

    fn start_line(&mut self, offset: usize) {
        self.line += 1;
        self.line_start = offset as i64;
    }

    fn error_at(&self, message: impl Into<String>, offset: usize) -> SyntaxError {
        SyntaxError::at(message, self.location(offset))
    }

    /// The next token, None at the end.
    fn scan(&mut self) -> Result<Option<Spanned>, SyntaxError> {
        if let Some(token) = self.queue.pop_front() {
            return Ok(Some(token));
        }
        loop {
            let Some(found) = self.logos.next() else { return self.end() };
            let span = self.logos.span();
            let start = self.location(span.start);
            let token = match found {
                Ok(token) => token,
                Err(()) if self.raw && self.is_stray() => {
                    return Ok(Some((start, Token::Backslash, self.location(span.start + 1))));
                }
                Err(()) => return Err(self.invalid_character()),
            };
            let token = match token {
                Token::Identifier => Token::Name(self.name()?),
                Token::Newline => {
                    self.start_line(span.end);
                    if !self.brackets.is_empty() {
                        continue;
                    }
                    self.margin = span.end;
                    return Ok(Some((start, Token::Newline, start)));
                }
                Token::Comment => {
                    let rest = self.logos.remainder().as_bytes();
                    let length = rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
                    self.logos.bump(length);
                    continue;
                }
                Token::Backslash => {
                    self.continuation()?;
                    continue;
                }
                Token::Digit => self.number()?,
                Token::Quote => return self.string().map(Some),
                Token::LPar => self.open('(', token)?,
                Token::LSqb => self.open('[', token)?,
                Token::LBrace => self.open('{', token)?,
                Token::RPar => self.close('(', ')', token)?,
                Token::RSqb => self.close('[', ']', token)?,
                Token::RBrace => self.close('{', '}', token)?,
                token => token,
            };
            let end = self.location(self.logos.span().end);
            return Ok(Some((start, token, end)));
        }
    }

    fn end(&mut self) -> Result<Option<Spanned>, SyntaxError> {
        match self.open_bracket() {
            Some(bracket) if self.brackets.len() > self.floor => {
                Err(SyntaxError { incomplete: true, ..bracket.never_closed() })
            }
            _ => Ok(None),
        }
    }

    fn open(&mut self, kind: char, token: Token) -> Result<Token, SyntaxError> {
        let offset = self.logos.span().start;
        if self.brackets.len() >= MAX_BRACKETS {
            return Err(self.error_at("too many nested parentheses", offset));
        }
        self.brackets.push(Bracket { kind, at: self.location(offset) });
        Ok(token)
    }

    fn close(&mut self, open: char, close: char, token: Token) -> Result<Token, SyntaxError> {
        let offset = self.logos.span().start;
        match self.brackets.last() {
            Some(bracket) if bracket.kind == open => {
                self.brackets.pop();
                Ok(token)
            }
            None => Err(self.error_at(format!("unmatched '{close}'"), offset)),
            Some(bracket) => {
                let place = match bracket.at.line {
                    line if line == self.line => String::new(),
                    line => format!(" on line {line}"),
                };
                let message = format!(
                    "closing parenthesis '{close}' does not match opening parenthesis '{}'{place}",
                    bracket.kind
                );
                Err(self.error_at(message, offset))
            }
        }
    }

    /// After a `\`: only the line's end may follow.
    fn continuation(&mut self) -> Result<(), SyntaxError> {
        match self.logos.remainder().as_bytes() {
            [b'\n'] | [] => {
                let error = self.error_at("unexpected EOF while parsing", self.logos.span().end);
                Err(SyntaxError { incomplete: true, ..error })
            }
            [b'\n', ..] => {
                self.logos.bump(1);
                self.start_line(self.logos.span().end);
                Ok(())
            }
            _ => Err(self.error_at("unexpected character after line continuation character", self.logos.span().end)),
        }
    }

    /// Checks and normalises the identifier just found.
    fn name(&mut self) -> Result<Name, SyntaxError> {
        let word = self.logos.slice();
        if word.is_ascii() {
            return Ok(self.lexicon.borrow_mut().intern(word));
        }
        let valid = |(i, c): &(usize, char)| match i {
            0 => is_identifier_start((*c).into()),
            _ => is_identifier_continue((*c).into()),
        };
        if let Some((i, c)) = word.char_indices().find(|at| !valid(at)) {
            return Err(self.bad_character(c, self.logos.span().start + i));
        }
        let word: String = word.nfkc().collect();
        Ok(self.lexicon.borrow_mut().intern(&word))
    }

    fn bad_character(&self, c: char, offset: usize) -> SyntaxError {
        let message = match is_printable(c.into()) {
            true => format!("invalid character '{c}' (U+{:04X})", u32::from(c)),
            false => format!("invalid non-printable character U+{:04X}", u32::from(c)),
        };
        self.error_at(message, offset)
    }

    /// One of the ASCII characters that no token has, which CPython leaves to its parser.
    fn is_stray(&self) -> bool {
        let rest = self.text.get(self.logos.span().start..);
        rest.is_some_and(|rest| rest.starts_with(|c: char| matches!(c, '$' | '?' | '!' | '`') || c.is_ascii_control()))
    }

    /// A byte that starts no token.
    fn invalid_character(&self) -> SyntaxError {
        let span = self.logos.span();
        let c = self.text.get(span.start..).and_then(|rest| rest.chars().next()).unwrap_or_default();
        if self.is_stray() {
            let (start, end) = (self.location(span.start), self.location(span.start + 1));
            return SyntaxError::new("invalid syntax", Span { start, end });
        }
        self.bad_character(c, span.start)
    }

    fn number(&mut self) -> Result<Token, SyntaxError> {
        let start = self.logos.span().start;
        let rest = self.text.get(start..).unwrap_or_default();
        let numeral = match numeral::scan(rest.as_bytes()) {
            Ok(numeral) => numeral,
            Err(error) => {
                let at = |offset: usize| self.location(start + offset);
                let span = Span { start: at(error.start), end: at(error.end) };
                return Err(SyntaxError { in_bytes: error.in_bytes, ..SyntaxError::new(error.message, span) });
            }
        };
        if let Some(message) = numeral.warning {
            // As an error it is told of the place behind the first letter that follows.
            let after = self.location(start + numeral.length - 1);
            let span = Span { start: after, end: after };
            self.lexicon.borrow_mut().warnings.push(Warning { message: message.into(), span });
        }
        self.logos.bump(numeral.length - self.logos.slice().len());
        let value = numeral.value.map_err(|message| self.error_at(message, start))?;
        Ok(Token::Number(Box::new(value)))
    }

    /// A string, from its opening quote on.
    fn string(&mut self) -> Result<Spanned, SyntaxError> {
        let opening = self.logos.span();
        let start = self.location(opening.start);
        let (first_line, first_line_start) = (self.line, self.line_start);
        let prefix = Prefix::new(self.logos.slice());
        let body = self.find_end(start)?;
        let end = self.location(self.logos.span().end);
        if self.raw {
            return Ok((start, Token::Quote, end));
        }
        let token_text = self.text.get(opening.start..self.logos.span().end).unwrap_or_default();
        let body = self.text.get(body).unwrap_or_default();
        let result = if prefix.format {
            let token_start = Location { line: first_line, column: (opening.start as i64 - first_line_start) as u32 };
            let literal = fstring::Literal { token: token_text, body, prefix, start: token_start, end };
            fstring::tokens(literal, self.lexicon, &mut self.queue).map(|()| Token::FStringStart)
        } else {
            let mut lexicon = self.lexicon.borrow_mut();
            literal::string(body, prefix, &mut |message| {
                lexicon.warnings.push(Warning { message, span: Span { start, end } });
            })
        };
        match result {
            Ok(token) => Ok((start, token, end)),
            // An error in a field's own tokens has its place already.
            Err(error) if error.text.is_some() => Err(error),
            Err(error) if error.span != Span::default() => Err(error),
            Err(error) => Err(self.place_after_strings(error)),
        }
    }

    /// CPython decodes strings when it has seen the token after them, and reports errors there.
    fn place_after_strings(&mut self, error: SyntaxError) -> SyntaxError {
        self.queue.clear();
        loop {
            let mut here = self.here();
            match self.scan() {
                Err(other) if other.text.is_none() && !other.incomplete => return other,
                Ok(Some((_, token, _))) if token.is_string() => self.queue.clear(),
                found => {
                    let mut end = here;
                    if let Ok(Some((at, _, to))) = found {
                        (here, end) = (at, to);
                    }
                    return SyntaxError { span: Span { start: here, end }, ..error };
                }
            }
        }
    }

    /// Moves past the closing quote; gives the range between the quotes.
    fn find_end(&mut self, start: Location) -> Result<std::ops::Range<usize>, SyntaxError> {
        let quote = self.logos.slice().as_bytes().last().copied().unwrap_or_default();
        let rest = self.logos.remainder().as_bytes();
        let triple = rest.starts_with(&[quote, quote]);
        let base = self.logos.span().end;
        let first = if triple { 2 } else { 0 };
        let mut i = first;
        let (mut line, mut line_start) = (self.line, self.line_start);
        loop {
            match rest.get(i) {
                Some(&b) if b == quote => match triple {
                    false => break,
                    true if rest.get(i + 1..).is_some_and(|after| after.starts_with(&[quote, quote])) => break,
                    true => i += 1,
                },
                Some(b'\\') => {
                    if rest.get(i + 1) == Some(&b'\n') {
                        (line, line_start) = (line + 1, (base + i + 2) as i64);
                    }
                    i += 2;
                }
                Some(b'\n') if triple => {
                    (line, line_start) = (line + 1, (base + i + 1) as i64);
                    i += 1;
                }
                None if triple => {
                    let last = if rest.last() == Some(&b'\n') { line - 1 } else { line };
                    let message = format!("unterminated triple-quoted string literal (detected at line {last})");
                    return Err(SyntaxError { incomplete: true, ..SyntaxError::at(message, start) });
                }
                None | Some(b'\n') => {
                    let message = format!("unterminated string literal (detected at line {line})");
                    return Err(SyntaxError::at(message, start));
                }
                Some(_) => i += 1,
            }
        }
        (self.line, self.line_start) = (line, line_start);
        self.logos.bump(if triple { i + 3 } else { i + 1 });
        Ok(base + first..base + i)
    }
}

impl Iterator for Lexer<'_> {
    type Item = Result<Spanned, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        self.scan().map_err(Box::new).transpose()
    }
}
