//! Escapes and character sets of a pattern.

use crate::text::names;

use super::node::{At, Category, Node, Set, Test};
use super::parse::{Parse, Parser, Warning};

/// A member of a set.
enum Member {
    One(u32),
    Category(Category, bool),
}

impl Parser<'_> {
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
    pub fn escape(&mut self, start: usize) -> Parse<Node> {
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
                return self.backreference(group, start);
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
            'N' if self.is_str => {
                if !self.eat('{') {
                    return Err(self.wrong("missing {", self.at));
                }
                let name = self.name_until('}', "character name")?;
                match names::lookup(&name) {
                    Some(unit) => unit,
                    None => return Err(self.wrong(format!("undefined character name '{name}'"), start)),
                }
            }
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
    pub fn set(&mut self, start: usize) -> Parse<Node> {
        if self.peek() == Some('[') {
            self.warnings.push(Warning::Set("nested set", self.at));
        }
        let mut set = Set { negated: self.eat('^'), ..Set::default() };
        let first = self.at;
        loop {
            let from = self.at;
            let Some(letter) = self.next() else { return Err(self.wrong("unterminated character set", start)) };
            if letter == ']' && from != first {
                break;
            }
            if from != first && self.peek() == Some(letter) {
                let what = match letter {
                    '-' => Some("set difference"),
                    '&' => Some("set intersection"),
                    '~' => Some("set symmetric difference"),
                    '|' => Some("set union"),
                    _ => None,
                };
                self.warnings.extend(what.map(|what| Warning::Set(what, from)));
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
            if letter == '-' {
                self.warnings.push(Warning::Set("set difference", to - 1));
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
