//! Words whose meaning depends on what follows: `match`, `case` and the parenthesis after `with`.
//!
//! LR(1) sees one token ahead; these need the logical line. `match` at a line's start is a keyword if the line
//! ends with a colon, `case` if it starts a line directly inside a match block. A parenthesis after `with`
//! holds a list of items if its `)` is followed by a colon and an `as` stands directly in it.

use std::collections::VecDeque;

use super::error::Failure;
use super::layout::Layout;
use super::token::{Spanned, Token};

type Item = Result<Spanned, Failure>;

pub struct Lookahead<'s> {
    layout: Layout<'s>,
    /// Read ahead, not yet given.
    ahead: VecDeque<Item>,
    /// For each open block: is it a match's?
    blocks: Vec<bool>,
    /// The last line was a match's.
    after_match: bool,
    at_line_start: bool,
}

impl<'s> Lookahead<'s> {
    pub fn new(layout: Layout<'s>) -> Self {
        Lookahead { layout, ahead: VecDeque::new(), blocks: Vec::new(), after_match: false, at_line_start: true }
    }

    /// The text has been read to its end.
    pub fn has_ended(&self) -> bool {
        self.layout.has_ended()
    }

    fn pull(&mut self) -> Option<Item> {
        self.ahead.pop_front().or_else(|| self.layout.next())
    }

    /// The token `n` places ahead.
    fn peek(&mut self, n: usize) -> Option<&Token> {
        while self.ahead.len() <= n {
            let item = self.layout.next()?;
            let is_error = item.is_err();
            self.ahead.push_back(item);
            if is_error {
                break;
            }
        }
        self.ahead.get(n)?.as_ref().ok().map(|(_, token, _)| token)
    }

    /// Is the rest of the logical line more than a colon, and ended by one?
    fn line_ends_with_colon(&mut self) -> bool {
        let mut n = 0;
        loop {
            match self.peek(n) {
                Some(Token::Newline) => break,
                Some(_) => n += 1,
                None => return false,
            }
        }
        n > 1 && self.peek(n - 1) == Some(&Token::Colon)
    }

    /// After `with`: is this `(`, a list of items with an `as`, `)` and `:`?
    fn with_parenthesis(&mut self) -> bool {
        if self.peek(0) != Some(&Token::LPar) {
            return false;
        }
        let (mut depth, mut has_as, mut n) = (0usize, false, 0);
        loop {
            match self.peek(n) {
                Some(Token::LPar | Token::LSqb | Token::LBrace) => depth += 1,
                Some(Token::RPar | Token::RSqb | Token::RBrace) => depth = depth.saturating_sub(1),
                Some(Token::As) => has_as |= depth == 1,
                Some(_) => {}
                None => return false,
            }
            n += 1;
            if depth == 0 {
                // Without the colon too: that is then what is missing.
                return has_as && matches!(self.peek(n), Some(Token::Colon | Token::Newline));
            }
        }
    }
}

impl Iterator for Lookahead<'_> {
    type Item = Item;

    #[inline]
    fn next(&mut self) -> Option<Item> {
        let (start, mut token, mut end) = match self.pull()? {
            Ok(token) => token,
            Err(error) => return Some(Err(error)),
        };
        let at_line_start = std::mem::replace(&mut self.at_line_start, false);
        match &token {
            Token::Newline => self.at_line_start = true,
            Token::Indent => {
                self.blocks.push(std::mem::take(&mut self.after_match));
                self.at_line_start = true;
            }
            Token::Dedent => {
                self.blocks.pop();
                self.at_line_start = true;
            }
            Token::Name(name) if at_line_start => {
                self.after_match = false;
                if &**name == "match" && self.line_ends_with_colon() {
                    self.after_match = true;
                    token = Token::Match;
                } else if &**name == "case" && self.blocks.last() == Some(&true) {
                    token = Token::Case;
                }
            }
            Token::With if self.with_parenthesis() => {
                if let Some(Ok((_, _, to))) = self.ahead.pop_front() {
                    end = to;
                }
                token = Token::WithParen;
            }
            _ if at_line_start => self.after_match = false,
            _ => {}
        }
        Some(Ok((start, token, end)))
    }
}
