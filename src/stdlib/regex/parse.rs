//! The text of a pattern to its tree, with CPython's errors.

use std::collections::HashMap;

use super::node::{At, Category, Mode, Node, Set, Test, flag};

/// What is wrong, and where in the pattern.
pub struct Wrong {
    pub message: String,
    pub at: Option<usize>,
}

/// A parsed pattern.
pub struct Parsed {
    pub tree: Node,
    pub flags: u32,
    pub groups: usize,
    /// Names of groups with their numbers, in order.
    pub names: Vec<(String, usize)>,
}

/// Groups inside groups.
const MAX_DEPTH: usize = 150;

struct Parser<'a> {
    pattern: &'a [u32],
    is_str: bool,
    at: usize,
    /// Flags that a `(?i)` somewhere turns on for the whole.
    global: u32,
    flags: u32,
    /// Widths of closed groups; None while one is open. Group 0 is the whole.
    widths: Vec<Option<(u64, u64)>>,
    names: HashMap<String, usize>,
    ordered: Vec<(String, usize)>,
    depth: usize,
    in_lookbehind: usize,
}

type Parse<T> = Result<T, Wrong>;

/// Parses a pattern; `flags` are those that were asked for.
pub fn parse(pattern: &[u32], is_str: bool, flags: u32) -> Parse<Parsed> {
    let (parsed, global) = attempt(pattern, is_str, flags)?;
    // Flags inside the pattern count from its start.
    if global & !flags == 0 {
        return Ok(parsed);
    }
    attempt(pattern, is_str, flags | global).map(|(parsed, _)| parsed)
}

fn attempt(pattern: &[u32], is_str: bool, flags: u32) -> Parse<(Parsed, u32)> {
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
        in_lookbehind: 0,
    };
    let tree = p.alternatives()?;
    if p.peek().is_some() {
        return Err(p.wrong("unbalanced parenthesis", p.at));
    }
    let global = p.global;
    Ok((Parsed { tree, flags: flags | global, groups: p.widths.len() - 1, names: p.ordered }, global))
}

fn c(letter: char) -> u32 {
    letter as u32
}

impl Parser<'_> {
    fn wrong(&self, message: impl Into<String>, at: usize) -> Wrong {
        Wrong { message: message.into(), at: Some(at) }
    }

    fn peek(&self) -> Option<char> {
        let unit = *self.pattern.get(self.at)?;
        Some(char::from_u32(unit).unwrap_or('\u{fffd}'))
    }

    fn next(&mut self) -> Option<char> {
        let found = self.peek()?;
        self.at += 1;
        Some(found)
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn text(&self, from: usize, to: usize) -> String {
        let units = self.pattern.get(from..to.min(self.pattern.len())).unwrap_or(&[]);
        units.iter().map(|&u| char::from_u32(u).unwrap_or('\u{fffd}')).collect()
    }

    fn mode(&self) -> Mode {
        Mode { ignore_case: self.flags & flag::IGNORECASE != 0, ascii: !self.is_str || self.flags & flag::ASCII != 0 }
    }

    fn one(&self, unit: u32) -> Node {
        let mode = self.mode();
        Node::One(Test::Char(if mode.ignore_case { mode.lower(unit) } else { unit }), mode)
    }

    fn alternatives(&mut self) -> Parse<Node> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Wrong { message: "too deep".into(), at: None });
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

    fn sequence(&mut self) -> Parse<Node> {
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
                '(' => match self.group(start)? {
                    Some(node) => node,
                    None => continue,
                },
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
            _ => Err(Wrong { message: "the repetition number is too large".into(), at: None }),
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

    fn name_until(&mut self, end: char, what: &str) -> Parse<String> {
        let start = self.at;
        let mut name = String::new();
        loop {
            match self.next() {
                None if name.is_empty() => return Err(self.wrong(format!("missing {what}"), start)),
                None => return Err(self.wrong(format!("missing {end}, unterminated name"), start)),
                Some(letter) if letter == end => break,
                Some(letter) => name.push(letter),
            }
        }
        if name.is_empty() {
            return Err(self.wrong(format!("missing {what}"), start));
        }
        Ok(name)
    }

    fn check_name(&self, name: &str, at: usize) -> Parse<()> {
        let mut letters = name.chars().map(u32::from);
        let starts = letters.next().is_some_and(crate::text::classify::is_identifier_start);
        if starts && letters.all(crate::text::classify::is_identifier_continue) {
            return Ok(());
        }
        Err(self.wrong(format!("bad character in group name '{name}'"), at))
    }

    fn open_group(&mut self, name: Option<(String, usize)>) -> Parse<usize> {
        let number = self.widths.len();
        self.widths.push(None);
        if let Some((name, at)) = name {
            if let Some(before) = self.names.get(&name) {
                let text = format!("redefinition of group name '{name}' as group {number}; was group {before}");
                return Err(self.wrong(text, at));
            }
            self.names.insert(name.clone(), number);
            self.ordered.push((name, number));
        }
        Ok(number)
    }

    fn close(&mut self, start: usize) -> Parse<()> {
        match self.eat(')') {
            true => Ok(()),
            false => Err(self.wrong("missing ), unterminated subpattern", start)),
        }
    }

    fn capture(&mut self, start: usize, name: Option<(String, usize)>) -> Parse<Node> {
        let number = self.open_group(name)?;
        let flags = self.flags;
        let body = self.alternatives()?;
        self.flags = flags;
        self.close(start)?;
        let widths: Vec<(u64, u64)> = self.widths.iter().map(|w| w.unwrap_or((0, 0))).collect();
        if let Some(place) = self.widths.get_mut(number) {
            *place = Some(body.width(&widths));
        }
        Ok(Node::Group(number, Box::new(body)))
    }

    fn backreference(&self, group: usize, at: usize) -> Parse<Node> {
        match self.widths.get(group) {
            Some(Some(_)) if self.in_lookbehind == 0 || group > 0 => Ok(Node::Backreference(group, self.mode())),
            Some(None) => Err(self.wrong("cannot refer to an open group", at.saturating_sub(1))),
            _ => Err(self.wrong(format!("invalid group reference {group}"), at)),
        }
    }

    /// After `(`; None for what matches nothing by itself.
    fn group(&mut self, start: usize) -> Parse<Option<Node>> {
        if !self.eat('?') {
            return self.capture(start, None).map(Some);
        }
        let Some(kind) = self.next() else { return Err(self.wrong("unexpected end of pattern", self.at)) };
        match kind {
            'P' => {
                if self.eat('<') {
                    let at = self.at;
                    let name = self.name_until('>', "group name")?;
                    self.check_name(&name, at)?;
                    return self.capture(start, Some((name, at))).map(Some);
                }
                if self.eat('=') {
                    let at = self.at;
                    let name = self.name_until(')', "group name")?;
                    self.check_name(&name, at)?;
                    let Some(&group) = self.names.get(&name) else {
                        return Err(self.wrong(format!("unknown group name '{name}'"), at));
                    };
                    return self.backreference(group, at).map(Some);
                }
                match self.next() {
                    None => Err(self.wrong("unexpected end of pattern", self.at)),
                    Some(letter) => Err(self.wrong(format!("unknown extension ?P{letter}"), start + 1)),
                }
            }
            ':' => {
                let flags = self.flags;
                let body = self.alternatives()?;
                self.flags = flags;
                self.close(start)?;
                // A repeat inside stays one thing to what follows.
                Ok(Some(Node::Either(vec![body])))
            }
            '#' => loop {
                match self.next() {
                    None => return Err(self.wrong("missing ), unterminated comment", start)),
                    Some(')') => return Ok(None),
                    Some(_) => {}
                }
            },
            '=' | '!' | '<' => {
                let mut kind = kind;
                let behind = kind == '<';
                if behind {
                    kind = match self.next() {
                        Some(kind @ ('=' | '!')) => kind,
                        None => return Err(self.wrong("unexpected end of pattern", self.at)),
                        Some(letter) => return Err(self.wrong(format!("unknown extension ?<{letter}"), start + 1)),
                    };
                    self.in_lookbehind += 1;
                }
                let flags = self.flags;
                let body = self.alternatives()?;
                self.flags = flags;
                self.close(start)?;
                if behind {
                    self.in_lookbehind -= 1;
                    let widths: Vec<(u64, u64)> = self.widths.iter().map(|w| w.unwrap_or((0, 0))).collect();
                    let (low, high) = body.width(&widths);
                    if low != high {
                        return Err(Wrong { message: "look-behind requires fixed-width pattern".into(), at: None });
                    }
                }
                Ok(Some(Node::Look { behind, negated: kind == '!', body: Box::new(body) }))
            }
            '(' => self.conditional(start).map(Some),
            '-' | 'a' | 'i' | 'L' | 'm' | 's' | 'u' | 'x' => self.inline_flags(start, kind),
            _ => Err(self.wrong(format!("unknown extension ?{kind}"), start + 1)),
        }
    }

    fn conditional(&mut self, start: usize) -> Parse<Node> {
        let at = self.at;
        let name = self.name_until(')', "group name")?;
        let group = match name.parse::<usize>() {
            Ok(0) => return Err(self.wrong("bad group number", at)),
            Ok(number) => number,
            Err(_) => {
                self.check_name(&name, at)?;
                match self.names.get(&name) {
                    Some(&number) => number,
                    None => return Err(self.wrong(format!("unknown group name '{name}'"), at)),
                }
            }
        };
        if group >= self.widths.len() {
            return Err(self.wrong(format!("invalid group reference {group}"), at));
        }
        let yes = self.sequence()?;
        let mut no = Node::Sequence(Vec::new());
        if self.eat('|') {
            no = self.sequence()?;
            if self.peek() == Some('|') {
                return Err(self.wrong("conditional backref with more than two branches", self.at));
            }
        }
        self.close(start)?;
        Ok(Node::IfGroup(group, Box::new(yes), Box::new(no)))
    }

    fn flag_of(&self, letter: char) -> Option<u32> {
        Some(match letter {
            'a' => flag::ASCII,
            'i' => flag::IGNORECASE,
            'L' => flag::LOCALE,
            'm' => flag::MULTILINE,
            's' => flag::DOTALL,
            'u' => flag::UNICODE,
            'x' => flag::VERBOSE,
            _ => return None,
        })
    }

    fn inline_flags(&mut self, start: usize, first: char) -> Parse<Option<Node>> {
        let (mut on, mut off, mut minus, mut letter) = (0, 0, false, first);
        loop {
            match letter {
                '-' if !minus => minus = true,
                ')' if !minus => {
                    self.global |= on;
                    self.flags |= on;
                    return Ok(None);
                }
                ':' => break,
                _ => {
                    let Some(bit) = self.flag_of(letter) else {
                        let message = if letter.is_alphabetic() { "unknown flag" } else { "missing -, : or )" };
                        return Err(self.wrong(message, self.at - 1));
                    };
                    if self.is_str && bit == flag::LOCALE {
                        let message = "bad inline flags: cannot use 'L' flag with a str pattern";
                        return Err(self.wrong(message, self.at));
                    }
                    if !self.is_str && bit == flag::UNICODE {
                        let message = "bad inline flags: cannot use 'u' flag with a bytes pattern";
                        return Err(self.wrong(message, self.at));
                    }
                    *(if minus { &mut off } else { &mut on }) |= bit;
                }
            }
            letter = match self.next() {
                Some(letter) => letter,
                None => return Err(self.wrong("missing -, : or )", self.at)),
            };
        }
        let flags = self.flags;
        self.flags = (flags | on) & !off;
        if on & flag::UNICODE != 0 {
            self.flags &= !flag::ASCII;
        }
        let body = self.alternatives()?;
        self.flags = flags;
        self.close(start)?;
        Ok(Some(Node::Either(vec![body])))
    }

    fn category(letter: char) -> Option<(Category, bool)> {
        Some(match letter {
            'd' => (Category::Digit, false),
            'D' => (Category::Digit, true),
            's' => (Category::Space, false),
            'S' => (Category::Space, true),
            'w' => (Category::Word, false),
            'W' => (Category::Word, true),
            _ => return None,
        })
    }

    /// `\` outside a set, at `start`.
    fn escape(&mut self, start: usize) -> Parse<Node> {
        let Some(letter) = self.next() else { return Err(self.wrong("bad escape (end of pattern)", start)) };
        let mode = self.mode();
        if let Some(category) = Self::category(letter) {
            let set = Set { categories: vec![category], ..Set::default() };
            return Ok(Node::One(Test::Set(Box::new(set)), mode));
        }
        match letter {
            'A' => return Ok(Node::At(At::Start, mode)),
            'Z' => return Ok(Node::At(At::End, mode)),
            'b' => return Ok(Node::At(At::Boundary, mode)),
            'B' => return Ok(Node::At(At::NoBoundary, mode)),
            '1'..='9' => {
                let second = self.peek().filter(char::is_ascii_digit);
                if let Some(second) = second {
                    self.at += 1;
                    let third = self.peek().filter(|d| ('0'..='7').contains(d));
                    let octal = |d: char| ('0'..='7').contains(&d);
                    if let (true, true, Some(third)) = (octal(letter), octal(second), third) {
                        self.at += 1;
                        return self.octal([letter, second, third], start);
                    }
                }
                let group = self.text(start + 1, self.at).parse().unwrap_or(usize::MAX);
                return self.backreference(group, start + 1);
            }
            _ => {}
        }
        let unit = self.character(letter, start)?;
        Ok(self.one(unit))
    }

    fn octal(&self, digits: [char; 3], start: usize) -> Parse<Node> {
        let value = digits.iter().fold(0, |value, d| value * 8 + d.to_digit(8).unwrap_or_default());
        if value > 0o377 {
            let text = self.text(start, self.at);
            return Err(self.wrong(format!("octal escape value {text} outside of range 0-0o377"), start));
        }
        Ok(self.one(value))
    }

    /// The character that an escape stands for, `letter` after the backslash at `start`.
    fn character(&mut self, letter: char, start: usize) -> Parse<u32> {
        let hex = |p: &mut Self, count: usize| {
            let from = p.at;
            while p.at < from + count && p.peek().is_some_and(|d| d.is_ascii_hexdigit()) {
                p.at += 1;
            }
            match u32::from_str_radix(&p.text(from, p.at), 16) {
                Ok(value) if p.at == from + count => Ok(value),
                _ => Err(p.wrong(format!("incomplete escape {}", p.text(start, p.at)), start)),
            }
        };
        Ok(match letter {
            'a' => 7,
            'b' => 8,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'v' => 11,
            '\\' => 92,
            'x' => hex(self, 2)?,
            'u' if self.is_str => hex(self, 4)?,
            'U' if self.is_str => match hex(self, 8)? {
                value if value <= 0x10ffff => value,
                _ => return Err(self.wrong(format!("bad escape {}", self.text(start, self.at)), start)),
            },
            '0' => {
                let mut value = 0;
                for _ in 0..2 {
                    let Some(digit) = self.peek().and_then(|d| d.to_digit(8)) else { break };
                    value = value * 8 + digit;
                    self.at += 1;
                }
                value
            }
            letter if letter.is_ascii_alphanumeric() => {
                return Err(self.wrong(format!("bad escape \\{letter}"), start));
            }
            _ => self.pattern.get(start + 1).copied().unwrap_or_default(),
        })
    }

    /// After `[` at `start`.
    fn set(&mut self, start: usize) -> Parse<Node> {
        let mut set = Set { negated: self.eat('^'), ..Set::default() };
        let first = self.at;
        loop {
            let from = self.at;
            let Some(letter) = self.next() else { return Err(self.wrong("unterminated character set", start)) };
            if letter == ']' && from != first {
                break;
            }
            let low = self.member(letter, from)?;
            if !self.eat('-') {
                self.add(&mut set, low);
                continue;
            }
            let to = self.at;
            let Some(letter) = self.next() else { return Err(self.wrong("unterminated character set", start)) };
            if letter == ']' {
                self.add(&mut set, low);
                set.ranges.push((45, 45));
                break;
            }
            let high = self.member(letter, to)?;
            let bad = || self.wrong(format!("bad character range {}", self.text(from, self.at)), from);
            match (low, high) {
                (Member::One(low), Member::One(high)) if low <= high => set.ranges.push((low, high)),
                _ => return Err(bad()),
            }
        }
        Ok(Node::One(Test::Set(Box::new(set)), self.mode()))
    }

    fn member(&mut self, letter: char, from: usize) -> Parse<Member> {
        if letter != '\\' {
            return Ok(Member::One(self.pattern.get(from).copied().unwrap_or_default()));
        }
        let Some(letter) = self.next() else { return Err(self.wrong("bad escape (end of pattern)", from)) };
        if let Some((category, not)) = Self::category(letter) {
            return Ok(Member::Category(category, not));
        }
        if let Some(digit) = letter.to_digit(8) {
            let mut value = digit;
            for _ in 0..2 {
                let Some(digit) = self.peek().and_then(|d| d.to_digit(8)) else { break };
                value = value * 8 + digit;
                self.at += 1;
            }
            if value > 0o377 {
                let text = self.text(from, self.at);
                return Err(self.wrong(format!("octal escape value {text} outside of range 0-0o377"), from));
            }
            return Ok(Member::One(value));
        }
        self.character(letter, from).map(Member::One)
    }

    fn add(&self, set: &mut Set, member: Member) {
        match member {
            Member::One(unit) => set.ranges.push((unit, unit)),
            Member::Category(category, not) => set.categories.push((category, not)),
        }
    }
}

enum Member {
    One(u32),
    Category(Category, bool),
}
