//! f-strings, by 3.10's rules: a finished literal in, its tokens out.
//!
//! The literal's end is known (it was found as for any string). The body is cut into text and fields by
//! looking at brackets and quotes only; each field's expression is then lexed as if parentheses stood around
//! it, with the places of the original, and goes into the one token stream that the grammar reads.

use std::cell::RefCell;
use std::collections::VecDeque;

use super::ast::{Conversion, Location, Span};
use super::error::SyntaxError;
use super::lexer::{Field, Lexer, Lexicon};
use super::literal::{self, Prefix, unplaced};
use super::parser::Warning;
use super::token::{Spanned, Token};
use crate::text::Text;

/// An f-string as it stands in the source.
pub struct Literal<'s> {
    /// From prefix to closing quote.
    pub token: &'s str,
    /// Between the quotes; a part of `token`.
    pub body: &'s str,
    pub prefix: Prefix,
    pub start: Location,
    pub end: Location,
}

/// Appends what follows the `FStringStart` to `queue`, the `FStringEnd` included.
pub fn tokens(
    literal: Literal<'_>,
    lexicon: &RefCell<Lexicon>,
    queue: &mut VecDeque<Spanned>,
) -> Result<(), SyntaxError> {
    let mut scanner = Scanner { bytes: literal.body.as_bytes(), literal: &literal, at: 0, lexicon, queue };
    scanner.parts(0)?;
    scanner.push(Token::FStringEnd);
    Ok(())
}

struct Scanner<'l, 's, 'q> {
    literal: &'l Literal<'s>,
    bytes: &'s [u8],
    /// The next byte of the body to be read.
    at: usize,
    lexicon: &'l RefCell<Lexicon>,
    queue: &'q mut VecDeque<Spanned>,
}

/// Where the text before a field ends.
enum TextEnd {
    /// A doubled brace: the text goes on after it.
    Doubled,
    Brace,
}

impl<'s> Scanner<'_, 's, '_> {
    fn push(&mut self, token: Token) {
        self.queue.push_back((self.literal.start, token, self.literal.end));
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn slice(&self, start: usize, end: usize) -> &'s str {
        self.literal.body.get(start..end).unwrap_or_default()
    }

    /// Text and fields up to the end, or (in a format spec) up to the `}` of the field around it.
    fn parts(&mut self, level: usize) -> Result<(), SyntaxError> {
        loop {
            if let TextEnd::Doubled = self.text(level)? {
                continue;
            }
            match self.peek() {
                None | Some(b'}') => break,
                Some(_) => self.field(level)?,
            }
        }
        match (level, self.peek()) {
            (0, _) | (_, Some(b'}')) => Ok(()),
            _ => Err(unplaced("f-string: expecting '}'")),
        }
    }

    fn text(&mut self, level: usize) -> Result<TextEnd, SyntaxError> {
        let start = self.at;
        let mut result = TextEnd::Brace;
        let mut end = None;
        while let Some(mut b) = self.peek() {
            self.at += 1;
            if b == b'\\' && !self.literal.prefix.raw && self.at < self.bytes.len() {
                b = self.peek().unwrap_or_default();
                self.at += 1;
                if b == b'N' {
                    if self.peek() == Some(b'{') {
                        while self.peek().is_some_and(|b| b != b'}') {
                            self.at += 1;
                        }
                    }
                    // Past the closing brace, or what stands there instead of the opening one.
                    self.at = (self.at + 1).min(self.bytes.len());
                    continue;
                }
                if b == b'{' {
                    self.warn("invalid escape sequence '\\{'".into());
                }
            }
            if b != b'{' && b != b'}' {
                continue;
            }
            if level == 0 {
                if self.peek() == Some(b) {
                    end = Some(self.at);
                    self.at += 1;
                    result = TextEnd::Doubled;
                    break;
                }
                if b == b'}' {
                    return Err(unplaced("f-string: single '}' is not allowed"));
                }
            }
            self.at -= 1;
            break;
        }
        let text = self.slice(start, end.unwrap_or(self.at));
        if !text.is_empty() {
            let value = match self.literal.prefix.raw {
                true => Text::from(text),
                false => {
                    let mut lexicon = self.lexicon.borrow_mut();
                    let span = Span { start: self.literal.start, end: self.literal.end };
                    literal::decode(text, &mut |message| lexicon.warnings.push(Warning { message, span }))?
                }
            };
            self.push(Token::FStringText(value));
        }
        Ok(result)
    }

    fn warn(&mut self, message: String) {
        let span = Span { start: self.literal.start, end: self.literal.end };
        self.lexicon.borrow_mut().warnings.push(Warning { message, span });
    }

    /// `{expression=!r:spec}`
    fn field(&mut self, level: usize) -> Result<(), SyntaxError> {
        const UNFINISHED: &str = "f-string: expecting '}'";
        if level >= 2 {
            return Err(unplaced("f-string: expressions nested too deeply"));
        }
        let brace = self.at;
        self.at += 1;
        let end = self.expression_end()?;
        let Some(mut next) = self.peek() else { return Err(unplaced(UNFINISHED)) };
        let expression = self.slice(brace + 1, end);
        if expression.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r')) {
            return Err(unplaced("f-string: empty expression not allowed"));
        }
        let mut conversion = Conversion::None;
        if next == b'=' {
            self.at += 1;
            while self.peek().is_some_and(|b| matches!(b, b'\t'..=b'\r' | b' ')) {
                self.at += 1;
            }
            let Some(after) = self.peek() else {
                // What is wrong in the expression comes first.
                self.expression(brace, expression)?;
                return Err(unplaced(UNFINISHED));
            };
            next = after;
            self.push(Token::FStringText(Text::from(self.slice(brace + 1, self.at))));
            if !matches!(next, b'!' | b':') {
                conversion = Conversion::Repr;
            }
        }
        self.expression(brace, expression)?;
        if next == b'!' {
            conversion = match self.bytes.get(self.at + 1) {
                None => return Err(unplaced(UNFINISHED)),
                Some(b's') => Conversion::Str,
                Some(b'r') => Conversion::Repr,
                Some(b'a') => Conversion::Ascii,
                Some(_) => {
                    return Err(unplaced("f-string: invalid conversion character: expected 's', 'r', or 'a'"));
                }
            };
            self.at += 2;
        }
        if conversion != Conversion::None {
            self.push(Token::FieldConversion(conversion));
        }
        if self.peek() == Some(b':') {
            self.at += 1;
            if self.peek().is_none() {
                return Err(unplaced(UNFINISHED));
            }
            self.push(Token::FieldSpec);
            self.parts(level + 1)?;
        }
        if self.peek() != Some(b'}') {
            return Err(unplaced(UNFINISHED));
        }
        self.at += 1;
        self.push(Token::FieldEnd);
        Ok(())
    }

    /// Finds the `!`, `:`, `=` or `}` that ends the expression.
    fn expression_end(&mut self) -> Result<usize, SyntaxError> {
        let mut open: Vec<u8> = Vec::new();
        let mut quote: Option<(u8, usize)> = None;
        while let Some(b) = self.peek() {
            let is_tripled = || self.bytes.get(self.at + 1) == Some(&b) && self.bytes.get(self.at + 2) == Some(&b);
            let next = self.bytes.get(self.at + 1);
            match (b, quote) {
                (b'\\', _) => return Err(unplaced("f-string expression part cannot include a backslash")),
                (_, Some((q, width))) if b == q && (width == 1 || is_tripled()) => {
                    self.at += width - 1;
                    quote = None;
                }
                (_, Some(_)) => {}
                (b'\'' | b'"', None) => {
                    let width = if is_tripled() { 3 } else { 1 };
                    quote = Some((b, width));
                    self.at += width - 1;
                }
                (b'(' | b'[' | b'{', None) => {
                    if open.len() >= 200 {
                        return Err(unplaced("f-string: too many nested parenthesis"));
                    }
                    open.push(b);
                }
                (b'#', None) => return Err(unplaced("f-string expression part cannot include '#'")),
                (b'!' | b'=' | b'<' | b'>', None) if open.is_empty() && next == Some(&b'=') => self.at += 1,
                (b'!' | b':' | b'}' | b'=', None) if open.is_empty() => break,
                (b')' | b']' | b'}', None) => {
                    let close = char::from(b);
                    let Some(opening) = open.pop() else {
                        return Err(unplaced(format!("f-string: unmatched '{close}'")));
                    };
                    if !matches!((opening, b), (b'(', b')') | (b'[', b']') | (b'{', b'}')) {
                        let opening = char::from(opening);
                        return Err(unplaced(format!(
                            "f-string: closing parenthesis '{close}' does not match opening parenthesis '{opening}'"
                        )));
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
        if quote.is_some() {
            return Err(unplaced("f-string: unterminated string"));
        }
        if let Some(opening) = open.last() {
            return Err(unplaced(format!("f-string: unmatched '{}'", char::from(*opening))));
        }
        Ok(self.at)
    }

    /// Lexes the expression after the brace at `brace`, in parentheses.
    fn expression(&mut self, brace: usize, expression: &'s str) -> Result<(), SyntaxError> {
        let start = self.parenthesis(brace, expression);
        let field = Field { start, text: format!("({expression})") };
        let number = {
            let mut lexicon = self.lexicon.borrow_mut();
            lexicon.fields.push(field.clone());
            lexicon.fields.len() - 1
        };
        self.push(Token::FieldStart(number as u32));
        self.queue.push_back((start, Token::LPar, Location { column: start.column + 1, ..start }));
        let mut lexer = Lexer::field(expression, self.lexicon, start);
        for token in &mut lexer {
            match token {
                Ok(token) => self.queue.push_back(token),
                Err(error) => {
                    // A character that is no token at all is the parser's error in CPython.
                    let message = match error.message.as_str() {
                        "invalid syntax" => "f-string: invalid syntax".into(),
                        message => message.into(),
                    };
                    let error = SyntaxError { message, incomplete: false, ..*error };
                    return Err(field.relative(error));
                }
            }
        }
        let end = lexer.here();
        self.queue.push_back((end, Token::RPar, Location { column: end.column + 1, ..end }));
        Ok(())
    }

    /// The place CPython 3.10 gives to the parenthesis that stands for the brace.
    fn parenthesis(&self, brace: usize, expression: &str) -> Location {
        let quotes = if self.literal.token.len() - self.literal.body.len() >= 6 { 3 } else { 1 };
        let offset = self.literal.token.len() - self.literal.body.len() - quotes + brace;
        let before = self.literal.token.get(..offset).unwrap_or_default();
        let lines = before.bytes().filter(|&b| b == b'\n').count() as u32;
        let blank = expression.bytes().find(|b| !matches!(b, b' ' | b'\t' | b'\x0c'));
        let base = self.literal.start.column;
        let column = match (blank, before.rfind('\n')) {
            (Some(b'\n'), None) => base,
            (Some(b'\n'), Some(_)) => 0,
            (_, None) => base + offset as u32,
            (_, Some(newline)) => (offset - newline - 1) as u32,
        };
        Location { line: self.literal.start.line + lines, column }
    }
}
