//! Reads tokens by the rules: a backtracking parser with CPython's memory and CPython's order.

use std::collections::HashMap;

use super::Start;
use super::rules::{Action, Alternative, Node, Place, RULES, Rule};
use super::stream::Stream;
use crate::syntax::error::SyntaxError;
use crate::syntax::parser::Mode;

/// CPython's limit of nested rules.
const MAX_LEVEL: u32 = 6000;

/// Why reading ends at once.
pub enum Stop {
    Error(Box<SyntaxError>),
    TooDeep,
}

/// The position after what has matched.
type Match = Result<Option<usize>, Stop>;

/// From which token to which.
pub type Range = (usize, usize);

/// What the parts `a` and `b` of an alternative have matched.
#[derive(Clone, Copy, Default)]
pub struct Parts {
    pub a: Range,
    pub b: Range,
}

pub struct Matcher<'s> {
    pub stream: Stream<'s>,
    pub start: Start<'s>,
    /// By rule, place, and whether mistakes are looked for: CPython's own memory does not ask for the last, the rest
    /// only keeps brackets within brackets from being read again and again.
    memo: HashMap<(usize, usize, bool), Option<usize>>,
    with_invalid: bool,
    level: u32,
}

impl<'s> Matcher<'s> {
    pub fn new(stream: Stream<'s>, start: Start<'s>) -> Self {
        Matcher { stream, start, memo: HashMap::new(), with_invalid: false, level: 0 }
    }

    /// Reads everything, with or without the rules for mistakes: can it be read?
    pub fn read(&mut self, with_invalid: bool) -> Result<bool, Stop> {
        self.memo.clear();
        self.with_invalid = with_invalid;
        let first = match self.start {
            Start::Source { mode: Mode::Exec, .. } => "file",
            Start::Source { mode: Mode::Single, .. } => "interactive",
            Start::Source { mode: Mode::Eval, .. } => "eval",
            Start::Field(_) => "fstring",
        };
        Ok(self.rule(RULES.number(first), 0)?.is_some())
    }

    /// The kind of a token, which is fetched when it is first looked at.
    fn kind(&mut self, at: usize) -> Result<&'static str, Stop> {
        while self.stream.words.len() <= at {
            if !self.stream.fill() {
                return match &self.stream.failed {
                    Some(failed) => Err(Stop::Error(Box::new(self.tokenizer_error(failed)))),
                    None => Ok(""),
                };
            }
        }
        Ok(self.stream.words.get(at).map_or("", |word| word.kind))
    }

    fn rule(&mut self, number: usize, at: usize) -> Match {
        let Some(rule) = RULES.rules.get(number) else { return Ok(None) };
        let key = (number, at, rule.memo || self.with_invalid);
        if let Some(&end) = self.memo.get(&key) {
            return Ok(end);
        }
        if rule.memo {
            self.kind(at)?;
        }
        if self.level >= MAX_LEVEL {
            return Err(Stop::TooDeep);
        }
        self.level += 1;
        let end = self.body(rule, at)?;
        self.level -= 1;
        self.memo.insert(key, end);
        Ok(end)
    }

    fn body(&mut self, rule: &'static Rule, at: usize) -> Match {
        if !rule.name.ends_with("_without_invalid") {
            return self.alternatives(&rule.alternatives, at);
        }
        let before = std::mem::replace(&mut self.with_invalid, false);
        let end = self.alternatives(&rule.alternatives, at)?;
        self.with_invalid = before;
        Ok(end)
    }

    fn alternatives(&mut self, alternatives: &'static [Alternative], at: usize) -> Match {
        for alternative in alternatives {
            if alternative.is_invalid && !self.with_invalid {
                continue;
            }
            let mut end = Some(at);
            let mut parts = Parts::default();
            let mut is_cut = false;
            for (place, node) in &alternative.items {
                let Some(from) = end else { break };
                if let Node::Cut = node {
                    is_cut = true;
                    continue;
                }
                end = self.node(node, from)?;
                if let (Some(to), Some(place)) = (end, place) {
                    *(if *place == Place::A { &mut parts.a } else { &mut parts.b }) = (from, to);
                }
            }
            match (end, &alternative.action) {
                (Some(end), Some(action)) => return self.act(action, parts, end),
                (Some(_), None) => return Ok(end),
                (None, _) if is_cut => return Ok(None),
                (None, _) => {}
            }
        }
        Ok(None)
    }

    /// A mistake that is none after all ends the rule too, as in CPython.
    fn act(&mut self, action: &Action, parts: Parts, end: usize) -> Match {
        match self.mistake(action, parts, end) {
            Some(error) => Err(Stop::Error(Box::new(error))),
            None if matches!(action.verb, "strings" | "real" | "imaginary") => Ok(Some(end)),
            None => Ok(None),
        }
    }

    fn node(&mut self, node: &'static Node, at: usize) -> Match {
        match node {
            Node::Token(kind) => Ok((self.kind(at)? == *kind).then_some(at + 1)),
            Node::Word(word) => Ok((self.kind(at)? == "NAME" && self.text((at, at + 1)) == *word).then_some(at + 1)),
            Node::AnyWord => {
                // CPython compares no more letters than the name has.
                let is_word = |name: &str| ["match", "case", "_"].iter().any(|word| word.starts_with(name));
                let found = self.kind(at)? == "NAME" && is_word(self.text((at, at + 1)));
                Ok(found.then_some(at + 1))
            }
            Node::Rule(number) => self.rule(*number, at),
            Node::Group(alternatives) => self.alternatives(alternatives, at),
            Node::Optional(item) => Ok(Some(self.node(item, at)?.unwrap_or(at))),
            Node::Repeat { item, least } => {
                let (mut end, mut count) = (at, 0);
                while let Some(next) = self.node(item, end)?.filter(|&next| next > end) {
                    (end, count) = (next, count + 1);
                }
                Ok((count >= *least).then_some(end))
            }
            Node::List { separator, item } => {
                let Some(mut end) = self.node(item, at)? else { return Ok(None) };
                while let Some(next) = self.node(separator, end)? {
                    match self.node(item, next)? {
                        Some(next) => end = next,
                        None => break,
                    }
                }
                Ok(Some(end))
            }
            Node::Ahead(item) => Ok(self.node(item, at)?.map(|_| at)),
            Node::NotAhead(item) => Ok(if self.node(item, at)?.is_none() { Some(at) } else { None }),
            Node::Force(kind) => match self.kind(at)? == *kind {
                true => Ok(Some(at + 1)),
                false => Err(Stop::Error(Box::new(self.over(at, at + 1, &format!("expected '{kind}'"))))),
            },
            Node::Cut => Ok(Some(at)),
        }
    }
}
