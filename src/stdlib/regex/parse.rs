//! The text of a pattern to its tree, with CPython's errors.

use std::collections::HashMap;

use super::node::{At, Mode, Node, Test, flag};

/// What is wrong with a pattern.
pub enum Wrong {
    /// A message, and where in the pattern.
    Syntax(String, Option<usize>),
    /// A number of repetitions that is no u32.
    TooMany,
    /// More than MAX_DEPTH groups inside each other.
    TooDeep,
}

/// A parsed pattern.
pub struct Parsed {
    pub tree: Node,
    pub flags: u32,
    pub groups: usize,
    /// Names of groups with their numbers, in order.
    pub names: Vec<(String, usize)>,
}

/// What a pattern says that may be meant otherwise.
pub enum Warning {
    /// `(?i)` that is not at the start, but where?
    LateFlags(usize),
    /// A set that would be something else in the sets of later Pythons: what, and where.
    Set(&'static str, usize),
}

/// Groups inside groups.
const MAX_DEPTH: usize = 150;

pub struct Parser<'a> {
    pub pattern: &'a [u32],
    pub is_str: bool,
    pub at: usize,
    /// Flags that a `(?i)` somewhere turns on for the whole.
    pub global: u32,
    pub flags: u32,
    /// Widths of closed groups; None while one is open. Group 0 is the whole.
    pub widths: Vec<Option<(u64, u64)>>,
    pub names: HashMap<String, usize>,
    pub ordered: Vec<(String, usize)>,
    depth: usize,
    /// In a look-behind: how many groups there were before it.
    pub groups_before: Option<usize>,
    /// Groups that a condition asks for before they came, and where.
    pub awaited: Vec<(usize, usize)>,
    pub warnings: Vec<Warning>,
    /// Before the first branch.
    first: bool,
    /// Does the group that begins stand behind something?
    pub late: bool,
}

pub type Parse<T> = Result<T, Wrong>;

/// Parses a pattern; `flags` are those that were asked for. Warnings come also for a pattern that is wrong.
pub fn parse(pattern: &[u32], is_str: bool, flags: u32, warnings: &mut Vec<Warning>) -> Parse<Parsed> {
    let (parsed, global) = attempt(pattern, is_str, flags, warnings)?;
    // Flags inside the pattern count from its start.
    let new = global & !flags;
    if new == 0 {
        return Ok(parsed);
    }
    // CPython reads it again for `(?x)` only, and warns again.
    if new & flag::VERBOSE == 0 {
        warnings.clear();
    }
    attempt(pattern, is_str, flags | global, warnings).map(|(parsed, _)| parsed)
}

fn attempt(pattern: &[u32], is_str: bool, flags: u32, warnings: &mut Vec<Warning>) -> Parse<(Parsed, u32)> {
    let mut flags = flags;
    if is_str && flags & flag::ASCII == 0 {
        flags |= flag::UNICODE;
    }
    let mut p = Parser {
        pattern,
        is_str,
        at: 0,
        global: 0,
        flags,
        widths: vec![None],
        names: HashMap::new(),
        ordered: Vec::new(),
        depth: 0,
        groups_before: None,
        awaited: Vec::new(),
        warnings: Vec::new(),
        first: true,
        late: false,
    };
    let tree = p.alternatives();
    warnings.append(&mut p.warnings);
    let tree = tree?;
    if p.peek().is_some() {
        return Err(p.wrong("unbalanced parenthesis", p.at));
    }
    if let Some(&(group, at)) = p.awaited.iter().find(|&&(group, _)| group >= p.widths.len()) {
        return Err(p.wrong(format!("invalid group reference {group}"), at));
    }
    let (global, groups) = (p.global, p.widths.len() - 1);
    Ok((Parsed { tree, flags: flags | global, groups, names: p.ordered }, global))
}

fn c(letter: char) -> u32 {
    letter as u32
}

impl Parser<'_> {
    pub fn wrong(&self, message: impl Into<String>, at: usize) -> Wrong {
        Wrong::Syntax(message.into(), Some(at))
    }

    pub fn peek(&self) -> Option<char> {
        let unit = *self.pattern.get(self.at)?;
        Some(char::from_u32(unit).unwrap_or('\u{fffd}'))
    }

    pub fn next(&mut self) -> Option<char> {
        let found = self.peek()?;
        self.at += 1;
        Some(found)
    }

    pub fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    pub fn text(&self, from: usize, to: usize) -> String {
        let units = self.pattern.get(from..to.min(self.pattern.len())).unwrap_or(&[]);
        units.iter().map(|&u| char::from_u32(u).unwrap_or('\u{fffd}')).collect()
    }

    pub fn mode(&self) -> Mode {
        Mode { ignore_case: self.flags & flag::IGNORECASE != 0, ascii: !self.is_str || self.flags & flag::ASCII != 0 }
    }

    pub fn one(&self, unit: u32) -> Node {
        let mode = self.mode();
        Node::One(Test::Char(if mode.ignore_case { mode.lower(unit) } else { unit }), mode)
    }

    pub fn alternatives(&mut self) -> Parse<Node> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Wrong::TooDeep);
        }
        let mut parts = vec![self.sequence()?];
        while self.eat('|') {
            parts.push(self.sequence()?);
        }
        self.depth -= 1;
        match parts.len() {
            1 => Ok(parts.swap_remove(0)),
            _ => Ok(Node::Either(parts)),
        }
    }

    pub fn sequence(&mut self) -> Parse<Node> {
        let first = std::mem::take(&mut self.first);
        let mut parts: Vec<Node> = Vec::new();
        let mut repeatable = false;
        while let Some(letter) = self.peek() {
            let start = self.at;
            if letter == '|' || letter == ')' {
                break;
            }
            self.at += 1;
            if self.flags & flag::VERBOSE != 0 {
                if matches!(letter, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') {
                    continue;
                }
                if letter == '#' {
                    while self.next().is_some_and(|l| l != '\n') {}
                    continue;
                }
            }
            let mode = self.mode();
            let multiline = self.flags & flag::MULTILINE != 0;
            let mut can_repeat = true;
            let node = match letter {
                '.' if self.flags & flag::DOTALL != 0 => Node::One(Test::All, mode),
                '.' => Node::One(Test::NoLineFeed, mode),
                '^' => {
                    can_repeat = false;
                    Node::At(if multiline { At::LineStart } else { At::Start }, mode)
                }
                '$' => Node::At(if multiline { At::LineEnd } else { At::LastLineEnd }, mode),
                '(' => {
                    self.late = !first || !parts.is_empty();
                    match self.group(start)? {
                        Some(node) => node,
                        None => continue,
                    }
                }
                '[' => self.set(start)?,
                '\\' => {
                    let node = self.escape(start)?;
                    can_repeat = !matches!(node, Node::At(At::Start, _));
                    node
                }
                '*' | '+' | '?' | '{' => {
                    let Some((min, max)) = self.bounds(letter, start)? else {
                        parts.push(self.one(c(letter)));
                        repeatable = true;
                        continue;
                    };
                    let greedy = !self.eat('?');
                    let body = match parts.pop() {
                        Some(Node::Repeat { .. }) if !repeatable => {
                            return Err(self.wrong("multiple repeat", start));
                        }
                        Some(body) if repeatable => body,
                        _ => return Err(self.wrong("nothing to repeat", start)),
                    };
                    parts.push(Node::Repeat { min, max, greedy, body: Box::new(body) });
                    repeatable = false;
                    continue;
                }
                _ => self.one(self.pattern.get(start).copied().unwrap_or_default()),
            };
            parts.push(node);
            repeatable = can_repeat;
        }
        Ok(match parts.len() {
            1 => parts.swap_remove(0),
            _ => Node::Sequence(parts),
        })
    }

    /// What a repeat sign says; None for a brace that is none.
    fn bounds(&mut self, letter: char, start: usize) -> Parse<Option<(u32, Option<u32>)>> {
        match letter {
            '*' => return Ok(Some((0, None))),
            '+' => return Ok(Some((1, None))),
            '?' => return Ok(Some((0, Some(1)))),
            _ => {}
        }
        if self.peek() == Some('}') {
            return Ok(None);
        }
        let low = self.digits();
        let high = if self.eat(',') { self.digits() } else { low.clone() };
        if !self.eat('}') {
            self.at = start + 1;
            return Ok(None);
        }
        let number = |digits: &str| match digits.parse::<u32>() {
            Ok(n) if n < u32::MAX => Ok(n),
            _ => Err(Wrong::TooMany),
        };
        let min = if low.is_empty() { 0 } else { number(&low)? };
        let max = if high.is_empty() { None } else { Some(number(&high)?) };
        if max.is_some_and(|max| max < min) {
            return Err(self.wrong("min repeat greater than max repeat", start + 1));
        }
        Ok(Some((min, max)))
    }

    fn digits(&mut self) -> String {
        let mut out = String::new();
        while let Some(digit) = self.peek().filter(char::is_ascii_digit) {
            out.push(digit);
            self.at += 1;
        }
        out
    }
}
