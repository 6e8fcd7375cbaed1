//! Why a line cannot be parsed, in CPython's words; it never decides what is accepted.
//!
//! When the parser has given up, this small backtracking recogniser reads the same tokens by 3.10's own rules
//! for expressions, with its `invalid_*` alternatives: the first of those that matches tells the error.
//! A rule gives the position after what it matched, or None; `Err` is the error found.

use std::collections::HashMap;

use super::ast::{Location, Span};
use super::error::SyntaxError;
use super::token::{Spanned, Token};

/// How deep rules may nest before the plain "invalid syntax" is good enough.
const MAX_DEPTH: u32 = 150;

type Match = Result<Option<usize>, SyntaxError>;

/// `tokens` is a logical line (or the parenthesised field of an f-string), `error` the place of the bad token.
pub fn diagnose(tokens: &[Spanned], error: usize) -> Option<SyntaxError> {
    let mut recogniser = Recogniser { tokens, memo: HashMap::new(), with_invalid: true, depth: 0 };
    recogniser.line(error).err()
}

/// What may stand between the expressions of a statement.
fn is_separator(token: &Token) -> bool {
    use Token::*;
    matches!(
        token,
        Equal
            | Colon
            | Comma
            | Semi
            | Arrow
            | In
            | As
            | From
            | Import
            | For
            | With
            | WithParen
            | Return
            | Raise
            | Assert
            | Del
            | Except
            | Else
            | Try
            | Finally
            | Async
            | Match
            | Case
            | If
            | Elif
            | While
            | PlusEqual
            | MinEqual
            | StarEqual
            | AtEqual
            | SlashEqual
            | DoubleSlashEqual
            | PercentEqual
            | AmperEqual
            | VbarEqual
            | CircumflexEqual
            | LeftShiftEqual
            | RightShiftEqual
            | DoubleStarEqual
    )
}

/// The memoised rules.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Rule {
    Expression,
    Disjunction,
    BitOr,
}

struct Recogniser<'t> {
    tokens: &'t [Spanned],
    memo: HashMap<(Rule, usize, bool), Option<usize>>,
    /// Off while an `invalid_*` alternative looks ahead.
    with_invalid: bool,
    depth: u32,
}

impl Recogniser<'_> {
    fn at(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i).map(|(_, token, _)| token)
    }

    fn is(&self, i: usize, token: &Token) -> bool {
        self.at(i) == Some(token)
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let start = self.tokens.get(start).map_or(Location::default(), |t| t.0);
        let end = end.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(start, |t| t.2);
        Span { start, end }
    }

    fn error<T>(&self, message: impl Into<String>, start: usize, end: usize) -> Result<T, SyntaxError> {
        Err(SyntaxError::new(message, self.span(start, end)))
    }

    /// Is the last token of a match inside brackets?
    fn in_brackets(&self, end: usize) -> bool {
        let mut depth = 0i32;
        for (_, token, _) in self.tokens.iter().take(end) {
            match token {
                Token::LPar | Token::LSqb | Token::LBrace | Token::WithParen => depth += 1,
                Token::RPar | Token::RSqb | Token::RBrace => depth -= 1,
                _ => {}
            }
        }
        depth > 0
    }

    /// The expressions of the line from left to right, as far as CPython gets.
    fn line(&mut self, error: usize) -> Result<(), SyntaxError> {
        self.invalid_match()?;
        self.invalid_case()?;
        let mut i = 0;
        while i <= error {
            let end = match self.at(i) {
                Some(Token::If | Token::Elif | Token::While | Token::At) => self.named_expression(i + 1)?,
                Some(Token::Class) if self.is(i + 2, &Token::LPar) => self.arguments(i + 3)?,
                Some(Token::Def) if self.is(i + 2, &Token::LPar) => self.parameters(i + 3)?,
                Some(Token::Def | Token::Class) | None => return Ok(()),
                Some(token) if is_separator(token) => Some(i + 1),
                Some(_) => self.star_expressions(i)?,
            };
            match end {
                Some(end) if end > i && (end == i + 1 || self.at(end).is_some_and(is_separator)) => i = end,
                _ => return Ok(()),
            }
        }
        Ok(())
    }

    /// `match x` without a colon: no keyword for the parser, which needs the colon to know it.
    fn invalid_match(&mut self) -> Result<(), SyntaxError> {
        if matches!(self.at(0), Some(Token::Name(name)) if &**name == "match")
            && let Some(end) = self.quietly(|s| s.list(1, Self::star_named_expression))
            && self.is(end, &Token::Newline)
        {
            return self.error("expected ':'", end, end + 1);
        }
        Ok(())
    }

    /// `case C(a=1, b)`, and `case x as` something that is no name.
    fn invalid_case(&mut self) -> Result<(), SyntaxError> {
        if !self.is(0, &Token::Case) {
            return Ok(());
        }
        for i in 1..self.tokens.len() {
            if self.is(i, &Token::As)
                && !matches!(self.at(i + 1), Some(Token::Name(_)))
                && let Some(end) = self.quietly(|s| s.expression(i + 1))
            {
                return self.error("invalid pattern target", i + 1, end);
            }
            if self.is(i, &Token::LPar) && matches!(self.at(i - 1), Some(Token::Name(_))) {
                self.positional_after_keyword(i + 1)?;
            }
        }
        Ok(())
    }

    /// The arguments of a class pattern, from behind its parenthesis.
    fn positional_after_keyword(&mut self, mut i: usize) -> Result<(), SyntaxError> {
        let (mut keyword, mut found) = (false, None);
        while let Some(token) = self.at(i) {
            if matches!(token, Token::RPar | Token::Newline) {
                break;
            }
            let is_keyword = matches!(token, Token::Name(_)) && self.is(i + 1, &Token::Equal);
            if is_keyword && found.is_some() {
                break;
            }
            keyword |= is_keyword;
            let (start, mut depth) = (i, 0usize);
            while let Some(token) = self.at(i) {
                match token {
                    Token::LPar | Token::LSqb | Token::LBrace => depth += 1,
                    Token::RPar | Token::RSqb | Token::RBrace if depth > 0 => depth -= 1,
                    Token::Comma | Token::RPar | Token::Newline if depth == 0 => break,
                    _ => {}
                }
                i += 1;
            }
            if keyword && !is_keyword {
                found = Some((found.map_or(start, |(first, _)| first), i));
            }
            i += usize::from(self.is(i, &Token::Comma));
        }
        match found {
            Some((start, end)) => self.error("positional patterns follow keyword patterns", start, end),
            None => Ok(()),
        }
    }

    fn memoised(&mut self, rule: Rule, i: usize, parse: impl FnOnce(&mut Self) -> Match) -> Match {
        let key = (rule, i, self.with_invalid);
        if let Some(&end) = self.memo.get(&key) {
            return Ok(end);
        }
        if self.depth >= MAX_DEPTH {
            return Ok(None);
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        if let Ok(end) = result {
            self.memo.insert(key, end);
        }
        result
    }

    /// The same rule without its `invalid_*` alternatives.
    fn quietly(&mut self, parse: impl FnOnce(&mut Self) -> Match) -> Option<usize> {
        let before = std::mem::replace(&mut self.with_invalid, false);
        let result = parse(self);
        self.with_invalid = before;
        result.ok().flatten()
    }

    fn list(&mut self, i: usize, item: fn(&mut Self, usize) -> Match) -> Match {
        let Some(mut end) = item(self, i)? else { return Ok(None) };
        while self.is(end, &Token::Comma) {
            match item(self, end + 1)? {
                Some(next) => end = next,
                None => return Ok(Some(end + 1)),
            }
        }
        Ok(Some(end))
    }

    fn star_expressions(&mut self, i: usize) -> Match {
        if self.is(i, &Token::Yield) {
            return self.yield_expression(i);
        }
        self.list(i, |s, i| match s.at(i) {
            Some(Token::Star) => s.bit_or(i + 1),
            _ => s.expression(i),
        })
    }

    fn yield_expression(&mut self, i: usize) -> Match {
        match self.is(i + 1, &Token::From) {
            true => self.expression(i + 2),
            false => Ok(Some(self.star_expressions(i + 1)?.unwrap_or(i + 1))),
        }
    }

    fn star_named_expression(&mut self, i: usize) -> Match {
        match self.at(i) {
            Some(Token::Star) => self.bit_or(i + 1),
            _ => self.named_expression(i),
        }
    }

    fn named_expression(&mut self, i: usize) -> Match {
        if let (Some(Token::Name(_)), Some(Token::ColonEqual)) = (self.at(i), self.at(i + 1))
            && let Some(end) = self.expression(i + 2)?
        {
            return Ok(Some(end));
        }
        if self.with_invalid {
            self.invalid_named_expression(i)?;
        }
        let end = self.expression(i)?;
        Ok(end.filter(|&end| !self.is(end, &Token::ColonEqual)))
    }

    fn invalid_named_expression(&mut self, i: usize) -> Result<(), SyntaxError> {
        if matches!(self.at(i), Some(Token::True | Token::None | Token::False)) {
            return Ok(());
        }
        let Some(end) = self.bit_or(i)? else { return Ok(()) };
        if !self.is(end, &Token::Equal) {
            return Ok(());
        }
        let Some(after) = self.bit_or(end + 1)? else { return Ok(()) };
        if matches!(self.at(after), Some(Token::Equal | Token::ColonEqual)) {
            return Ok(());
        }
        match self.kind(i, end) {
            "name" => self.error("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", i, after),
            "" => Ok(()),
            kind => self.error(format!("cannot assign to {kind} here. Maybe you meant '==' instead of '='?"), i, end),
        }
    }

    /// CPython's word for the expression, empty for lists, tuples and generators.
    fn kind(&mut self, start: usize, end: usize) -> &'static str {
        if self.quietly(|s| s.primary(start)) != Some(end) {
            return "expression";
        }
        let is_atom = self.quietly(|s| s.atom(start)) == Some(end);
        match self.at(end.saturating_sub(1)) {
            Some(Token::RPar | Token::RSqb) if is_atom => "",
            Some(Token::RBrace) => "dict literal",
            Some(Token::RPar) => "function call",
            Some(Token::RSqb) => "subscript",
            Some(Token::Name(_)) if is_atom => "name",
            Some(Token::Name(_)) => "attribute",
            Some(Token::FStringEnd) => "f-string expression",
            Some(Token::Ellipsis) => "ellipsis",
            _ => "literal",
        }
    }

    fn expression(&mut self, i: usize) -> Match {
        self.memoised(Rule::Expression, i, |s| {
            if s.with_invalid {
                s.invalid_expression(i)?;
                s.invalid_legacy_expression(i)?;
            }
            if s.is(i, &Token::Lambda) {
                return s.lambda(i + 1);
            }
            let Some(end) = s.disjunction(i)? else { return Ok(None) };
            if s.is(end, &Token::If)
                && let Some(test) = s.disjunction(end + 1)?
                && s.is(test, &Token::Else)
                && let Some(orelse) = s.expression(test + 1)?
            {
                return Ok(Some(orelse));
            }
            Ok(Some(end))
        })
    }

    fn invalid_expression(&mut self, i: usize) -> Result<(), SyntaxError> {
        if let Some(Token::Name(name)) = self.at(i)
            && (matches!(&**name, "match" | "case" | "_") || self.at(i + 1).is_some_and(Token::is_string))
        {
            return Ok(());
        }
        let Some(end) = self.disjunction(i)? else { return Ok(()) };
        if !self.is_legacy(i)
            && let Some(second) = self.quietly(|s| s.expression(end))
            && self.in_brackets(second)
        {
            return self.error("invalid syntax. Perhaps you forgot a comma?", i, second);
        }
        if self.is(end, &Token::If)
            && let Some(test) = self.disjunction(end + 1)?
            && !matches!(self.at(test), Some(Token::Else | Token::Colon))
        {
            return self.error("expected 'else' after 'if' expression", i, test);
        }
        Ok(())
    }

    fn is_legacy(&self, i: usize) -> bool {
        matches!(self.at(i), Some(Token::Name(name)) if matches!(&**name, "print" | "exec"))
    }

    fn invalid_legacy_expression(&mut self, i: usize) -> Result<(), SyntaxError> {
        if !self.is_legacy(i) || self.is(i + 1, &Token::LPar) {
            return Ok(());
        }
        let Some(end) = self.star_expressions(i + 1)? else { return Ok(()) };
        let Some(Token::Name(name)) = self.at(i) else { return Ok(()) };
        self.error(format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?"), i, end)
    }

    fn lambda(&mut self, mut i: usize) -> Match {
        loop {
            match self.at(i) {
                Some(Token::Colon) => return self.expression(i + 1),
                Some(Token::Name(_) | Token::Comma | Token::Star | Token::DoubleStar | Token::Slash) => i += 1,
                Some(Token::Equal) => match self.expression(i + 1)? {
                    Some(end) => i = end,
                    None => return Ok(None),
                },
                _ => return Ok(None),
            }
        }
    }

    /// The parameters of a `def`, and the parenthesis.
    fn parameters(&mut self, mut i: usize) -> Match {
        loop {
            match self.at(i) {
                Some(Token::RPar) => return Ok(Some(i + 1)),
                Some(Token::Name(_) | Token::Comma | Token::Star | Token::DoubleStar | Token::Slash) => i += 1,
                Some(Token::Equal | Token::Colon) => match self.expression(i + 1)? {
                    Some(end) => i = end,
                    None => return Ok(None),
                },
                _ => return Ok(None),
            }
        }
    }

    fn disjunction(&mut self, i: usize) -> Match {
        self.memoised(Rule::Disjunction, i, |s| {
            let Some(mut end) = s.inversion(i)? else { return Ok(None) };
            while matches!(s.at(end), Some(Token::Or | Token::And)) {
                match s.inversion(end + 1)? {
                    Some(next) => end = next,
                    None => break,
                }
            }
            Ok(Some(end))
        })
    }

    /// `not`s and a chain of comparisons.
    fn inversion(&mut self, mut i: usize) -> Match {
        while self.is(i, &Token::Not) {
            i += 1;
        }
        let Some(mut end) = self.bit_or(i)? else { return Ok(None) };
        loop {
            let width = match (self.at(end), self.at(end + 1)) {
                (Some(Token::Is), Some(Token::Not)) | (Some(Token::Not), Some(Token::In)) => 2,
                (Some(Token::Is | Token::In | Token::Less | Token::Greater | Token::LessEqual), _) => 1,
                (Some(Token::GreaterEqual | Token::EqEqual | Token::NotEqual), _) => 1,
                _ => return Ok(Some(end)),
            };
            match self.bit_or(end + width)? {
                Some(next) => end = next,
                None => return Ok(Some(end)),
            }
        }
    }

    /// All binary operators: for where an expression ends their precedence does not matter.
    fn bit_or(&mut self, i: usize) -> Match {
        self.memoised(Rule::BitOr, i, |s| {
            let Some(mut end) = s.factor(i)? else { return Ok(None) };
            while matches!(
                s.at(end),
                Some(
                    Token::Vbar
                        | Token::Circumflex
                        | Token::Amper
                        | Token::LeftShift
                        | Token::RightShift
                        | Token::Plus
                        | Token::Minus
                        | Token::Star
                        | Token::Slash
                        | Token::DoubleSlash
                        | Token::Percent
                        | Token::At
                        | Token::DoubleStar
                )
            ) {
                match s.factor(end + 1)? {
                    Some(next) => end = next,
                    None => break,
                }
            }
            Ok(Some(end))
        })
    }

    fn factor(&mut self, mut i: usize) -> Match {
        while matches!(self.at(i), Some(Token::Plus | Token::Minus | Token::Tilde)) {
            i += 1;
        }
        if self.is(i, &Token::Await) {
            i += 1;
        }
        self.primary(i)
    }

    fn primary(&mut self, i: usize) -> Match {
        let Some(mut end) = self.atom(i)? else { return Ok(None) };
        loop {
            let next = match (self.at(end), self.at(end + 1)) {
                (Some(Token::Dot), Some(Token::Name(_))) => Some(end + 2),
                (Some(Token::LPar), _) => self.arguments(end + 1)?,
                (Some(Token::LSqb), _) => {
                    let inner = self.list(end + 1, Self::slice)?;
                    inner.filter(|&at| self.is(at, &Token::RSqb)).map(|at| at + 1)
                }
                _ => None,
            };
            match next {
                Some(next) => end = next,
                None => return Ok(Some(end)),
            }
        }
    }

    fn slice(&mut self, i: usize) -> Match {
        let mut end = self.named_expression(i)?.unwrap_or(i);
        if end == i && !self.is(i, &Token::Colon) {
            return Ok(None);
        }
        while self.is(end, &Token::Colon) {
            end = self.expression(end + 1)?.unwrap_or(end + 1);
        }
        Ok(Some(end))
    }

    /// The arguments of a call, and the parenthesis.
    fn arguments(&mut self, i: usize) -> Match {
        let end = self.list(i, Self::argument)?.unwrap_or(i);
        Ok(self.is(end, &Token::RPar).then_some(end + 1))
    }

    fn argument(&mut self, i: usize) -> Match {
        match (self.at(i), self.at(i + 1)) {
            (Some(Token::Star | Token::DoubleStar), _) => self.expression(i + 1),
            (Some(Token::Name(_)), Some(Token::Equal | Token::ColonEqual)) => self.expression(i + 2),
            _ => match self.expression(i)? {
                Some(end) => Ok(Some(self.generators(end)?.unwrap_or(end))),
                None => Ok(None),
            },
        }
    }

    /// `for ... in ... if ...`, one or more.
    fn generators(&mut self, i: usize) -> Match {
        let start = if self.is(i, &Token::Async) { i + 1 } else { i };
        if !self.is(start, &Token::For) {
            return Ok(None);
        }
        let target =
            self.quietly(|s| s.list(start + 1, |s, i| s.bit_or(if s.is(i, &Token::Star) { i + 1 } else { i })));
        let Some(target) = target.filter(|&at| self.is(at, &Token::In)) else {
            if self.with_invalid {
                self.star_expressions(start + 1)?;
            }
            return Ok(None);
        };
        let Some(mut end) = self.disjunction(target + 1)? else { return Ok(None) };
        while self.is(end, &Token::If) {
            match self.disjunction(end + 1)? {
                Some(next) => end = next,
                None => return Ok(None),
            }
        }
        Ok(Some(self.generators(end)?.unwrap_or(end)))
    }

    fn atom(&mut self, i: usize) -> Match {
        match self.at(i) {
            Some(Token::Name(_) | Token::Number(_) | Token::Ellipsis) => Ok(Some(i + 1)),
            Some(Token::True | Token::False | Token::None) => Ok(Some(i + 1)),
            Some(token) if token.is_string() => Ok(Some(self.strings(i))),
            Some(Token::LPar) => self.parenthesis(i),
            Some(Token::LSqb) => self.display(i, &Token::RSqb),
            Some(Token::LBrace) => match self.dict(i)? {
                Some(end) => Ok(Some(end)),
                None => self.display(i, &Token::RBrace),
            },
            _ => Ok(None),
        }
    }

    fn strings(&self, mut i: usize) -> usize {
        loop {
            match self.at(i) {
                Some(Token::Str(_) | Token::Bytes(_)) => i += 1,
                Some(Token::FStringStart) => {
                    let mut depth = 0;
                    while let Some(token) = self.at(i) {
                        i += 1;
                        match token {
                            Token::FStringStart => depth += 1,
                            Token::FStringEnd if depth == 1 => break,
                            Token::FStringEnd => depth -= 1,
                            _ => {}
                        }
                    }
                }
                _ => return i,
            }
        }
    }

    fn parenthesis(&mut self, i: usize) -> Match {
        let end = match self.at(i + 1) {
            Some(Token::RPar) => return Ok(Some(i + 2)),
            Some(Token::Yield) => self.yield_expression(i + 1)?,
            _ => self.list(i + 1, Self::star_named_expression)?,
        };
        let Some(end) = end else { return Ok(None) };
        let end = self.generators(end)?.unwrap_or(end);
        if self.is(end, &Token::RPar) {
            return Ok(Some(end + 1));
        }
        self.starred_element(i + 1)
    }

    /// A comprehension's element may not be starred, but CPython reads it as an expression.
    fn starred_element(&mut self, i: usize) -> Match {
        if self.with_invalid && self.is(i, &Token::Star) {
            self.expression(i + 1)?;
        }
        Ok(None)
    }

    /// A list or set, or its comprehension.
    fn display(&mut self, i: usize, close: &Token) -> Match {
        if self.is(i + 1, close) {
            return Ok(Some(i + 2));
        }
        let Some(first) = self.star_named_expression(i + 1)? else { return Ok(None) };
        let Some(end) = self.list(i + 1, Self::star_named_expression)? else { return Ok(None) };
        if self.is(end, close) {
            return Ok(Some(end + 1));
        }
        let Some(after) = self.generators(end)? else { return self.starred_element(i + 1) };
        if self.with_invalid && end > first {
            let message = "did you forget parentheses around the comprehension target?";
            let is_trailing = self.is(end - 1, &Token::Comma) && end > first + 1;
            return self.error(message, i + 1, if is_trailing { end - 1 } else { end });
        }
        Ok(self.is(after, close).then_some(after + 1))
    }

    fn dict(&mut self, i: usize) -> Match {
        let mut at = i + 1;
        let mut pairs = 0;
        loop {
            match self.at(at) {
                Some(Token::RBrace) => return Ok(Some(at + 1)),
                Some(Token::DoubleStar) => match self.bit_or(at + 1)? {
                    Some(end) => at = end,
                    None => return Ok(None),
                },
                _ => match self.pair(at, pairs > 0)? {
                    Some(end) => at = end,
                    None => return Ok(None),
                },
            }
            pairs += 1;
            if matches!(self.at(at), Some(Token::For | Token::Async)) {
                let end = self.generators(at)?;
                return Ok(end.filter(|&end| self.is(end, &Token::RBrace)).map(|end| end + 1));
            }
            match self.at(at) {
                Some(Token::Comma) => at += 1,
                Some(Token::RBrace) => {}
                _ => return Ok(None),
            }
        }
    }

    fn pair(&mut self, i: usize, is_dict: bool) -> Match {
        let Some(key) = self.expression(i)? else { return Ok(None) };
        if !self.is(key, &Token::Colon) {
            if self.with_invalid && is_dict {
                let end = self.span(i, key).end;
                let start = Location { column: end.column.saturating_sub(1), ..end };
                return Err(SyntaxError::new("':' expected after dictionary key", Span { start, end }));
            }
            return Ok(None);
        }
        if let Some(end) = self.expression(key + 1)? {
            return Ok(Some(end));
        }
        if self.with_invalid {
            match self.at(key + 1) {
                Some(Token::Star) => {
                    if let Some(end) = self.bit_or(key + 2)? {
                        let message = "cannot use a starred expression in a dictionary value";
                        return self.error(message, key + 1, end);
                    }
                }
                Some(Token::RBrace | Token::Comma) => {
                    return self.error("expression expected after dictionary key and ':'", key, key + 1);
                }
                _ => {}
            }
        }
        Ok(None)
    }
}
