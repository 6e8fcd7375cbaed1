//! Bounds how deep a tree the tokens can build, so that no walk over an AST can overflow the stack.
//!
//! Brackets and blocks are capped elsewhere, and lists are flat; what nests without limit is a run of
//! operators within one element of one bracket: `- - - 1`, `a.b.c`, `1 + 1 + 1`. This pass counts those (an
//! element's count is the greatest depth it can have) and adds up the elements around.

use super::ast::Span;
use super::error::{ErrorKind, Failure, SyntaxError};
use super::lookahead::Lookahead;
use super::token::{Spanned, Token};

/// Above what CPython's compiler takes (about 2990), below what the smallest stack holds.
const MAX_DEPTH: u32 = 4000;

/// CPython's parser recurses for each prefix operator and gives up with a MemoryError here.
const MAX_PREFIXES: u32 = 2995;

/// One open bracket: bounds of the elements in it.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Of the element that is being read.
    depth: u32,
    /// Of the deepest element so far.
    max: u32,
    /// Operators of the element that take all that follows as their operand.
    prefixes: u32,
    /// Some of them end only with the element: `lambda`, `else`.
    is_open: bool,
    /// Of the strings that are being concatenated, or the fields of one: they stand side by side.
    run: u32,
    /// A comparison does not end it.
    has_not: bool,
    /// A unary operator if a sign stands here.
    operand_expected: bool,
}

impl Level {
    /// The next operand of an n-ary operator, whose node is flat.
    fn start_operand(&mut self) {
        let max = self.max.max(self.depth);
        *self = Level { max, depth: 2, operand_expected: true, ..Level::default() };
    }
}

pub struct Depth<I> {
    tokens: I,
    levels: Vec<Level>,
    here: Level,
    /// The sum of the depths of `levels`.
    outer: u32,
}

fn is_string_part(token: &Token) -> bool {
    use Token::*;
    token.is_string()
        || matches!(token, FStringText(_) | FStringEnd | FieldStart(_) | FieldConversion(_) | FieldSpec | FieldEnd)
}

impl<I> Depth<I> {
    pub fn new(tokens: I) -> Self {
        let here = Level { operand_expected: true, ..Level::default() };
        Depth { tokens, levels: Vec::new(), here, outer: 0 }
    }

    /// Counts one token.
    fn count(&mut self, token: &Token) {
        let here = &mut self.here;
        if !is_string_part(token) {
            here.run = 0;
        }
        match token {
            Token::Comma | Token::Newline | Token::Semi => {
                let max = here.max.max(here.depth);
                *here = Level { max, operand_expected: true, ..Level::default() };
            }
            Token::LPar | Token::LSqb | Token::LBrace | Token::WithParen => {
                here.depth += 1;
                self.outer += here.depth;
                let inner = Level { operand_expected: true, ..Level::default() };
                self.levels.push(std::mem::replace(here, inner));
            }
            Token::RPar | Token::RSqb | Token::RBrace => {
                let inner = here.max.max(here.depth);
                if let Some(level) = self.levels.pop() {
                    *here = level;
                    self.outer -= here.depth;
                    here.depth += inner;
                    here.operand_expected = false;
                }
            }
            Token::FStringStart | Token::FieldStart(_) => {
                self.outer += here.depth;
                let inner = Level { operand_expected: true, ..Level::default() };
                self.levels.push(std::mem::replace(here, inner));
            }
            Token::FStringEnd | Token::FieldEnd => {
                let inner = here.max.max(here.depth) + 1;
                if let Some(level) = self.levels.pop() {
                    *here = level;
                    self.outer -= here.depth;
                    here.depth += inner.saturating_sub(here.run);
                    here.run = here.run.max(inner);
                    here.operand_expected = false;
                }
            }
            Token::Name(_) | Token::Number(_) | Token::Str(_) | Token::Bytes(_) => {
                here.operand_expected = false;
            }
            Token::True | Token::False | Token::None | Token::Ellipsis => here.operand_expected = false,
            Token::Plus | Token::Minus if !here.operand_expected => {
                here.depth += 1;
                here.operand_expected = true;
            }
            Token::Plus | Token::Minus | Token::Tilde | Token::Not | Token::DoubleStar => {
                here.has_not |= *token == Token::Not;
                here.depth += 1;
                here.prefixes += 1;
                here.operand_expected = true;
            }
            Token::Lambda | Token::Else => {
                here.depth += 1;
                here.prefixes += 1;
                here.is_open = true;
                here.operand_expected = true;
            }
            Token::And | Token::Or if !here.is_open => here.start_operand(),
            Token::Less
            | Token::Greater
            | Token::LessEqual
            | Token::GreaterEqual
            | Token::EqEqual
            | Token::NotEqual
            | Token::In
            | Token::Is
            | Token::Equal
                if !here.is_open && !here.has_not =>
            {
                here.start_operand();
            }
            Token::FStringText(_) | Token::FieldConversion(_) | Token::FieldSpec => {}
            Token::Indent | Token::Dedent => {}
            // The `lambda` and the `else` count.
            Token::Colon | Token::If => here.operand_expected = true,
            _ => {
                here.depth += 1;
                here.operand_expected = true;
            }
        }
    }
}

impl Depth<Lookahead<'_>> {
    /// The text has been read to its end.
    pub fn has_ended(&self) -> bool {
        self.tokens.has_ended()
    }
}

impl<I: Iterator<Item = Result<Spanned, Failure>>> Iterator for Depth<I> {
    type Item = Result<Spanned, Failure>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let item = self.tokens.next()?;
        if let Ok((start, token, end)) = &item {
            self.count(token);
            let span = Span { start: *start, end: *end };
            if self.here.prefixes > MAX_PREFIXES {
                return Some(Err(SyntaxError::of(ErrorKind::MemoryError, "", span).into()));
            }
            if self.outer + self.here.depth > MAX_DEPTH {
                let message = "maximum recursion depth exceeded during compilation";
                return Some(Err(SyntaxError::of(ErrorKind::RecursionError, message, span).into()));
            }
        }
        Some(item)
    }
}
