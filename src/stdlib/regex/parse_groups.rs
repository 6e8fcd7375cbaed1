//! Groups of a pattern: captures, flags, look-around, conditions, references.

use crate::text::classify;

use super::node::{Node, flag};
use super::parse::{Parse, Parser, Warning, Wrong};

/// Groups a pattern may have.
const MAX_GROUPS: usize = 1 << 30;
/// What a pattern can be one of only.
const TYPES: u32 = flag::ASCII | flag::LOCALE | flag::UNICODE;

fn is_identifier(name: &str) -> bool {
    let mut letters = name.chars().map(u32::from);
    letters.next().is_some_and(classify::is_identifier_start) && letters.all(classify::is_identifier_continue)
}

impl Parser<'_> {
    pub fn name_until(&mut self, end: char, what: &str) -> Parse<String> {
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
        if is_identifier(name) {
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

    /// A closed group's number at `at`, as a reference.
    fn reference(&self, group: usize, at: usize) -> Parse<Node> {
        if self.widths.get(group).copied().flatten().is_none() {
            return Err(self.wrong("cannot refer to an open group", at));
        }
        self.check_look_behind(group)?;
        Ok(Node::Backreference(group, self.mode()))
    }

    /// `\1` at `start`.
    pub fn backreference(&self, group: usize, start: usize) -> Parse<Node> {
        if group >= self.widths.len() {
            return Err(self.wrong(format!("invalid group reference {group}"), start + 1));
        }
        self.reference(group, start)
    }

    /// A look-behind may refer to groups before it only.
    fn check_look_behind(&self, group: usize) -> Parse<()> {
        let Some(before) = self.groups_before else { return Ok(()) };
        if self.widths.get(group).copied().flatten().is_none() {
            return Err(self.wrong("cannot refer to an open group", self.at));
        }
        if group >= before {
            let message = "cannot refer to group defined in the same lookbehind subpattern";
            return Err(self.wrong(message, self.at));
        }
        Ok(())
    }

    /// After `(`; None for what matches nothing by itself.
    pub fn group(&mut self, start: usize) -> Parse<Option<Node>> {
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
                    return self.reference(group, at).map(Some);
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
                let before = self.groups_before;
                if behind {
                    kind = match self.next() {
                        Some(kind @ ('=' | '!')) => kind,
                        None => return Err(self.wrong("unexpected end of pattern", self.at)),
                        Some(letter) => return Err(self.wrong(format!("unknown extension ?<{letter}"), start + 1)),
                    };
                    self.groups_before.get_or_insert(self.widths.len());
                }
                let flags = self.flags;
                let body = self.alternatives()?;
                self.flags = flags;
                self.close(start)?;
                let mut back = None;
                if behind {
                    self.groups_before = before;
                    let widths: Vec<(u64, u64)> = self.widths.iter().map(|w| w.unwrap_or((0, 0))).collect();
                    let (low, high) = body.width(&widths);
                    if low != high {
                        return Err(Wrong::Syntax("look-behind requires fixed-width pattern".into(), None));
                    }
                    back = Some(low as usize);
                }
                Ok(Some(Node::Look { back, negated: kind == '!', body: Box::new(body) }))
            }
            '(' => self.conditional(start).map(Some),
            '-' | 'a' | 'i' | 'L' | 'm' | 's' | 't' | 'u' | 'x' => self.inline_flags(start, kind),
            _ => Err(self.wrong(format!("unknown extension ?{kind}"), start + 1)),
        }
    }

    fn conditional(&mut self, start: usize) -> Parse<Node> {
        let at = self.at;
        let name = self.name_until(')', "group name")?;
        let group = match self.names.get(&name) {
            Some(&number) => number,
            None if is_identifier(&name) => return Err(self.wrong(format!("unknown group name '{name}'"), at)),
            None => {
                let digits = name.trim().trim_start_matches('+').replace('_', "");
                if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
                    return Err(self.wrong(format!("bad character in group name '{name}'"), at));
                }
                match digits.parse::<usize>().ok().filter(|&number| number < MAX_GROUPS) {
                    Some(0) => return Err(self.wrong("bad group number", at)),
                    Some(number) => number,
                    None => return Err(self.wrong(format!("invalid group reference {digits}"), at)),
                }
            }
        };
        if !self.awaited.iter().any(|&(other, _)| other == group) {
            self.awaited.push((group, at));
        }
        self.check_look_behind(group)?;
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
            't' => flag::TEMPLATE,
            'u' => flag::UNICODE,
            'x' => flag::VERBOSE,
            _ => return None,
        })
    }

    /// Letters of flags up to another character, which it gives; `letter` is the first.
    fn flag_letters(&mut self, mut letter: char, turned_on: bool) -> Parse<(u32, char)> {
        let (missing, ends) = if turned_on { ("missing -, : or )", ")-:") } else { ("missing :", ":") };
        let mut found = 0;
        loop {
            let bit = self.flag_of(letter).unwrap_or_default();
            let message = match bit {
                _ if !turned_on && bit & TYPES != 0 => "cannot turn off flags 'a', 'u' and 'L'",
                flag::LOCALE if self.is_str => "cannot use 'L' flag with a str pattern",
                flag::UNICODE if !self.is_str => "cannot use 'u' flag with a bytes pattern",
                _ if bit & TYPES != 0 && (found | bit) & TYPES != bit => "flags 'a', 'u' and 'L' are incompatible",
                _ => "",
            };
            if !message.is_empty() {
                return Err(self.wrong(format!("bad inline flags: {message}"), self.at));
            }
            found |= bit;
            letter = match self.next() {
                Some(letter) if ends.contains(letter) => return Ok((found, letter)),
                Some(letter) => self.checked_flag(letter, missing)?,
                None => return Err(self.wrong(missing, self.at)),
            };
        }
    }

    /// The letter that was read, which must be a flag's.
    fn checked_flag(&self, letter: char, missing: &str) -> Parse<char> {
        match self.flag_of(letter) {
            Some(_) => Ok(letter),
            None => Err(self.wrong(if letter.is_alphabetic() { "unknown flag" } else { missing }, self.at - 1)),
        }
    }

    fn inline_flags(&mut self, start: usize, first: char) -> Parse<Option<Node>> {
        let bad = |p: &Self, what: &str| Err(p.wrong(format!("bad inline flags: {what}"), p.at - 1));
        let (mut on, mut off, mut end) = (0, 0, first);
        if first != '-' {
            (on, end) = self.flag_letters(first, true)?;
        }
        if end == ')' {
            if self.late {
                self.warnings.push(Warning::LateFlags(start));
            }
            self.global |= on;
            self.flags |= on;
            return Ok(None);
        }
        if on & flag::TEMPLATE != 0 {
            return bad(self, "cannot turn on global flag");
        }
        if end == '-' {
            let letter = match self.next() {
                Some(letter) => self.checked_flag(letter, "missing flag")?,
                None => return Err(self.wrong("missing flag", self.at)),
            };
            (off, _) = self.flag_letters(letter, false)?;
        }
        if off & flag::TEMPLATE != 0 {
            return bad(self, "cannot turn off global flag");
        }
        if on & off != 0 {
            return bad(self, "flag turned on and off");
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
}
