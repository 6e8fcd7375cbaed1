//! What is told of a mistake: its message, its place, and the line that is shown.

use std::cell::RefCell;
use std::collections::VecDeque;

use super::matcher::{Matcher, Parts, Range};
use super::rules::Action;
use super::stream::{BEFORE, Failed, NOWHERE};
use super::{Start, explain};
use crate::syntax::ast::{CmpOp, Expr, ExprKind, Location, Span};
use crate::syntax::error::{ErrorKind, SyntaxError};
use crate::syntax::fstring::{self, Literal};
use crate::syntax::lexer::Lexicon;
use crate::syntax::literal::{self, Prefix};
use crate::syntax::parser;
use crate::syntax::validate::{Purpose, expr_name};

/// An expression that stands at `start`, parsed in parentheses.
struct Parsed {
    expr: Expr,
    start: Location,
    starred: bool,
}

impl Parsed {
    /// A place in the expression as one in the whole text.
    fn place(&self, at: Location) -> Location {
        match at.line {
            1 => Location { line: self.start.line, column: (at.column + self.start.column).saturating_sub(1) },
            line => Location { line: self.start.line + line - 1, ..at },
        }
    }
}

impl<'s> Matcher<'s> {
    /// The text of some tokens.
    pub fn text(&self, (from, to): Range) -> &'s str {
        let words = &self.stream.words;
        match (words.get(from), to.checked_sub(1).and_then(|last| words.get(last))) {
            (Some(first), Some(last)) => {
                let range = self.stream.offset(first.start)..self.stream.offset(last.end);
                self.stream.text.get(range).unwrap_or_default()
            }
            _ => "",
        }
    }

    /// An error told of tokens.
    pub fn over(&self, from: usize, to: usize, message: &str) -> SyntaxError {
        let words = &self.stream.words;
        let (Some(first), Some(last)) = (words.get(from), words.get(to.saturating_sub(1).max(from))) else {
            return SyntaxError::new(message, Span::default());
        };
        let column = |at: Location, placed| if placed { at } else { Location { column: BEFORE, ..at } };
        let span = Span { start: column(first.start, first.placed), end: column(last.end, last.placed) };
        self.finished(ErrorKind::SyntaxError, message, span)
    }

    /// An error told of expressions: parentheses around them are no part of them.
    fn told(&self, from: Range, to: Range, message: &str) -> SyntaxError {
        let mut error = self.over(from.0, to.1, message);
        let is_closed = |range: Range| range.1 > range.0 && self.kind_of(range.1 - 1) == ")";
        let offset = match self.start {
            Start::Field(field) => field.start.line - 1,
            Start::Source { .. } => 0,
        };
        if self.kind_of(from.0) == "("
            && is_closed(from)
            && let Some(parsed) = self.parsed(from)
        {
            let start = parsed.place(parsed.expr.span.start);
            if parsed.expr.span.start != (Location { line: 1, column: 0 }) {
                error.span.start = Location { line: start.line + offset, ..start };
            }
        }
        if is_closed(to)
            && let Some(end) = self.last_end(to)
        {
            error.span.end = Location { line: end.line + offset, ..end };
        }
        error
    }

    fn kind_of(&self, at: usize) -> &'static str {
        self.stream.words.get(at).map_or("", |word| word.kind)
    }

    /// Where the last expression of some ends, or that of the clauses of a comprehension.
    fn last_end(&self, range: Range) -> Option<Location> {
        if matches!(self.kind_of(range.0), "for" | "async") {
            let start = self.stream.words.get(range.0)?.start;
            let expr = parser::expression(&format!("(_ {}\n)", self.text(range)))?;
            let ExprKind::GeneratorExp { generators, .. } = &expr.kind else { return None };
            let last = generators.last()?;
            let end = last.ifs.last().unwrap_or(&last.iter).span.end;
            return Some(match end.line {
                1 => Location { line: start.line, column: (end.column + start.column).saturating_sub(3) },
                line => Location { line: start.line + line - 1, ..end },
            });
        }
        let parsed = self.parsed(range)?;
        let is_bare = parsed.expr.span.start == Location { line: 1, column: 0 };
        match &parsed.expr.kind {
            ExprKind::Tuple { elts, .. } if is_bare => Some(parsed.place(elts.last()?.span.end)),
            _ if is_bare => None,
            _ => Some(parsed.place(parsed.expr.span.end)),
        }
    }

    /// An error told of the last token that was read.
    pub fn here(&self, kind: ErrorKind, message: &str) -> SyntaxError {
        let span = self.stream.words.last().map_or(Span::default(), |word| match word.placed {
            true => Span { start: word.start, end: word.end },
            false => Span {
                start: Location { column: word.read.column.wrapping_sub(1), ..word.read },
                end: Location { column: NOWHERE, ..word.read },
            },
        });
        self.finished(kind, message, span)
    }

    /// Adds the line that is shown: with its end while the tokenizer is on it.
    fn finished(&self, kind: ErrorKind, message: &str, mut span: Span) -> SyntaxError {
        let line = span.start.line;
        let last = self.stream.words.last();
        let text = match last {
            Some(word) if word.read.line <= line && !self.is_typed() => {
                let lines = word.held..=word.read.line;
                lines.map(|line| self.stream.shown(line)).collect()
            }
            _ => self.stream.line(line).to_owned(),
        };
        let mut message = message.to_owned();
        if let Start::Field(field) = self.start {
            message.insert_str(0, "f-string: ");
            for at in [&mut span.start, &mut span.end] {
                if at.line > 1 && at.column < NOWHERE {
                    at.column = at.column.wrapping_sub(field.start.column);
                }
                at.line += field.start.line - 1;
            }
        }
        let told = SyntaxError { text: Some(text), ..SyntaxError::of(kind, &message, span) };
        self.by_parser(told)
    }

    fn by_parser(&self, error: SyntaxError) -> SyntaxError {
        match self.start {
            Start::Source { in_bytes, .. } => SyntaxError { by_parser: true, in_bytes, ..error },
            Start::Field(_) => SyntaxError { in_bytes: true, ..error },
        }
    }

    /// The tokenizer's own errors know no f-string.
    pub fn tokenizer_error(&self, failed: &Failed) -> SyntaxError {
        let mut error = failed.error.clone();
        if !failed.is_raised {
            error = self.by_parser(error);
        }
        if let Start::Field(field) = self.start {
            error.span.start.line += field.start.line - 1;
            error.span.end.line += field.start.line - 1;
        }
        error
    }

    /// What is typed at a prompt is told of as far as it has come, line by line.
    pub fn is_typed(&self) -> bool {
        matches!(self.start, Start::Source { is_typed: true, .. })
    }

    /// CPython reads on to the end: a bad token after the error is told instead, and an unclosed bracket before it.
    pub fn or_tokenizer(&mut self, error: SyntaxError) -> SyntaxError {
        if self.stream.failed.is_some() || self.is_typed() {
            return error;
        }
        let last = self.stream.words.last().map_or(0, |word| word.start.line);
        while self.stream.fill() {}
        match &self.stream.failed {
            Some(failed) if failed.is_raised => self.tokenizer_error(failed),
            Some(failed) => match self.stream.open_bracket() {
                Some(bracket) if last > bracket.at.line => {
                    let end = Location { column: BEFORE, ..bracket.at };
                    let message = format!("'{}' was never closed", bracket.kind);
                    let is_current = failed.error.span.start.line.max(self.stream.reading()) <= bracket.at.line;
                    let line = self.stream.line(bracket.at.line);
                    let text = if is_current { self.stream.shown(bracket.at.line) } else { line.to_owned() };
                    let told = SyntaxError::new(message, Span { start: bracket.at, end });
                    self.by_parser(SyntaxError { text: Some(text), ..told })
                }
                _ => error,
            },
            None => error,
        }
    }

    /// The mistake that an alternative has found, if it is one.
    pub fn mistake(&self, action: &Action, Parts { a, b }: Parts, end: usize) -> Option<SyntaxError> {
        let message = self.message(action, a);
        match action.verb {
            "at" => Some(self.told(a, a, &message)),
            "range" => Some(self.told(a, b, &message)),
            "here" => Some(self.here(ErrorKind::SyntaxError, &message)),
            "indent" => Some(self.here(ErrorKind::IndentationError, &message)),
            "from" => {
                let mut error = self.over(a.0, a.1, &message);
                let read = self.stream.words.last().map_or(Location::default(), |word| word.read);
                error.span.end = Location { column: read.column.wrapping_sub(1), ..read };
                Some(error)
            }
            "key" => {
                let mut error = self.told(a, a, &message);
                let column = error.span.end.column.wrapping_sub(1);
                error.span.start.column = column;
                error.span.end.column = BEFORE;
                Some(error)
            }
            // A parameter's comma is no part of it.
            "parameter" => {
                let last = if self.text((a.1 - 1, a.1)) == "," { a.1 - 1 } else { a.1 };
                Some(self.over(a.0, last, &message))
            }
            "comma" => {
                let is_outside = self.stream.words.get(end.saturating_sub(1)).is_none_or(|word| word.level == 0);
                if is_outside || matches!(self.text(a), "print" | "exec") {
                    return None;
                }
                Some(self.told(a, b, &message))
            }
            "legacy" => matches!(self.text(a), "print" | "exec").then(|| self.told(a, b, &message)),
            "generator" => {
                let from = self.last_argument(a)?;
                Some(self.told((from, a.1), b, &message))
            }
            "order" => {
                let unpacking = if self.unpacks_mapping(a) { " unpacking" } else { "" };
                Some(self.here(ErrorKind::SyntaxError, &(message + unpacking)))
            }
            "annotated" => {
                // Parentheses around the target are no part of it.
                let parsed = self.parsed(a)?;
                let message = action.message.replace("%k", expr_name(&parsed.expr.kind));
                Some(self.placed(&parsed, parsed.expr.span, &message))
            }
            "target" => self.invalid_target(action, a, Purpose::Assign),
            "for" => self.invalid_target(action, a, Purpose::For),
            "deleted" => self.invalid_target(action, a, Purpose::Delete),
            "real" | "imaginary" => {
                let is_imaginary = self.text(a).ends_with(['j', 'J']);
                (is_imaginary != (action.verb == "imaginary")).then(|| self.over(a.0, a.1, &message))
            }
            "strings" => self.strings(end),
            _ => None,
        }
    }

    fn message(&self, action: &Action, a: Range) -> String {
        let mut message = action.message.clone();
        if message.contains("%n") {
            message = message.replace("%n", self.text(a));
        }
        if message.contains("%l") {
            let line = self.stream.words.get(a.0).map_or(0, |word| word.start.line);
            message = message.replace("%l", &line.to_string());
        }
        if message.contains("%k") && matches!(action.verb, "at") {
            let kind = self.parsed(a).map_or("expression", |parsed| match parsed.starred {
                true => "starred",
                false => expr_name(&parsed.expr.kind),
            });
            message = message.replace("%k", kind);
        }
        message
    }

    /// The tree of an expression, which the first reading has found to be one.
    fn parsed(&self, range: Range) -> Option<Parsed> {
        let text = self.text(range);
        let start = self.stream.words.get(range.0)?.start;
        if let Some(expr) = parser::expression(&format!("({text}\n)")) {
            return Some(Parsed { expr, start, starred: false });
        }
        // A star alone stands in no parentheses.
        let value = text.strip_prefix('*')?;
        let expr = parser::expression(&format!("( {value}\n)"))?;
        Some(Parsed { expr, start, starred: true })
    }

    /// An error told of a part of such an expression.
    fn placed(&self, parsed: &Parsed, span: Span, message: &str) -> SyntaxError {
        let span = Span { start: parsed.place(span.start), end: parsed.place(span.end) };
        self.finished(ErrorKind::SyntaxError, message, span)
    }

    fn invalid_target(&self, action: &Action, a: Range, purpose: Purpose) -> Option<SyntaxError> {
        let parsed = self.parsed(a)?;
        if parsed.starred && purpose == Purpose::Delete {
            return Some(self.over(a.0, a.1, &action.message.replace("%k", "starred")));
        }
        let invalid = invalid_target(&parsed.expr, purpose)?;
        let mut span = invalid.span;
        // Without parentheses of its own, a tuple ends where its text does.
        if span.start.column == 0 && span.start.line == 1 {
            span.start.column = 1;
        }
        Some(self.placed(&parsed, span, &action.message.replace("%k", expr_name(&invalid.kind))))
    }

    /// The first token of the last positional argument of several.
    fn last_argument(&self, args: Range) -> Option<usize> {
        let call = parser::expression(&format!("_({}\n)", self.text(args)))?;
        let ExprKind::Call { args: positional, .. } = &call.kind else { return None };
        let last = positional.last().filter(|_| positional.len() > 1)?;
        let start = self.stream.words.get(args.0)?.start;
        let at = match last.span.start {
            Location { line: 1, column } => Location { column: column + start.column - 2, ..start },
            Location { line, column } => Location { line: start.line + line - 1, column },
        };
        self.stream.words.iter().position(|word| word.start == at)
    }

    /// Is there a `**mapping` among the arguments?
    fn unpacks_mapping(&self, (from, to): Range) -> bool {
        let mut level = 0;
        let mut before = ",";
        for word in self.stream.words.iter().take(to).skip(from) {
            match word.kind {
                "(" | "[" | "{" => level += 1,
                ")" | "]" | "}" => level -= 1,
                "**" if level == 0 && before == "," => return true,
                _ => {}
            }
            before = word.kind;
        }
        false
    }

    /// Decodes the string literals that end before the token `end`.
    fn strings(&self, end: usize) -> Option<SyntaxError> {
        let count = self.stream.words.iter().take(end).rev().take_while(|word| word.kind == "STRING").count();
        let mut bytes = None;
        let tell = |message: &str| Some(self.here(ErrorKind::SyntaxError, message));
        for at in end - count..end {
            let text = self.text((at, at + 1));
            let opening = text.find(['"', '\'']).unwrap_or_default();
            let (letters, quoted) = text.split_at_checked(opening)?;
            let prefix = Prefix::new(letters);
            let width = if quoted.starts_with("'''") || quoted.starts_with("\"\"\"") { 3 } else { 1 };
            let body = quoted.get(width..quoted.len().checked_sub(width)?)?;
            if !prefix.format
                && let Err(error) = literal::string(body, prefix, &mut |_| {})
            {
                return tell(&error.message);
            }
            if bytes.is_some_and(|bytes| bytes != prefix.bytes) {
                return tell("cannot mix bytes and nonbytes literals");
            }
            bytes = Some(prefix.bytes);
            if prefix.format
                && let Some(error) = self.format_string(at, text, body, prefix)
            {
                return Some(error);
            }
        }
        None
    }

    /// The fields of an f-string have parsers of their own.
    fn format_string(&self, at: usize, text: &str, body: &str, prefix: Prefix) -> Option<SyntaxError> {
        let word = self.stream.words.get(at)?;
        let lexicon = RefCell::new(Lexicon::default());
        let mut start = word.start;
        if let Start::Field(field) = self.start {
            start.line += field.start.line - 1;
            if word.start.line == 1 {
                start.column += field.start.column;
            }
        }
        let literal = Literal { token: text, body, prefix, start, end: start };
        let result = fstring::tokens(literal, &lexicon, &mut VecDeque::new());
        let fields = std::mem::take(&mut lexicon.borrow_mut().fields);
        let told = fields.iter().find_map(|field| explain(&field.text, Start::Field(field), 1));
        told.or_else(|| Some(self.here(ErrorKind::SyntaxError, &result.err()?.message)))
    }
}

/// The part of an expression that can be no target.
fn invalid_target(expr: &Expr, purpose: Purpose) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
            elts.iter().find_map(|element| invalid_target(element, purpose))
        }
        ExprKind::Starred { value, .. } if purpose != Purpose::Delete => invalid_target(value, purpose),
        // In `for x in y` without a body the target seems to be `x in y`.
        ExprKind::Compare { ops, left, .. } if purpose == Purpose::For => match ops.first() {
            Some(CmpOp::In) => invalid_target(left, purpose),
            _ => None,
        },
        ExprKind::Name { .. } | ExprKind::Subscript { .. } | ExprKind::Attribute { .. } => None,
        _ => Some(expr),
    }
}
