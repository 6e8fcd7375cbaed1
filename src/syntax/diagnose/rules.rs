//! The rules of `rules.peg`, read from their text when the first error is to be told.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A part of a rule.
pub enum Node {
    /// A token by its spelling or kind.
    Token(&'static str),
    /// A name that is a keyword here.
    Word(&'static str),
    /// Any name that is a keyword somewhere.
    AnyWord,
    Rule(usize),
    Group(Vec<Alternative>),
    Optional(Box<Node>),
    Repeat {
        item: Box<Node>,
        least: usize,
    },
    /// Items with separators between them.
    List {
        separator: Box<Node>,
        item: Box<Node>,
    },
    Ahead(Box<Node>),
    NotAhead(Box<Node>),
    /// A token that must follow.
    Force(&'static str),
    Cut,
}

/// One way to match: what follows what, and the mistake that it is.
pub struct Alternative {
    pub items: Vec<(Option<Place>, Node)>,
    /// It looks for a mistake.
    pub is_invalid: bool,
    pub action: Option<Action>,
}

/// The two parts of an alternative that its message can tell of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    A,
    B,
}

/// What to do when an alternative has matched.
pub struct Action {
    pub verb: &'static str,
    pub message: String,
}

pub struct Rule {
    pub name: &'static str,
    /// What it found at a place is remembered.
    pub memo: bool,
    pub alternatives: Vec<Alternative>,
}

/// All rules, and their numbers by name.
pub struct Rules {
    pub rules: Vec<Rule>,
    numbers: HashMap<&'static str, usize>,
}

impl Rules {
    pub fn number(&self, name: &str) -> usize {
        self.numbers.get(name).copied().unwrap_or_default()
    }
}

pub static RULES: LazyLock<Rules> = LazyLock::new(|| read(include_str!("rules.peg")));

/// The words of the notation: quoted texts with their quotes, names, signs.
fn words(text: &'static str) -> Vec<&'static str> {
    let mut words = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.bytes().next() else { return words };
        let length = match first {
            b'\'' => rest.get(1..).and_then(|r| r.find('\'')).map_or(1, |end| end + 2),
            b'"' => {
                let mut escaped = false;
                let end = rest.bytes().skip(1).position(|b| {
                    let is_end = b == b'"' && !escaped;
                    escaped = b == b'\\';
                    is_end
                });
                end.map_or(1, |end| end + 2)
            }
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                rest.bytes().position(|b| !b.is_ascii_alphanumeric() && b != b'_').unwrap_or(rest.len())
            }
            _ if rest.starts_with("=>") || rest.starts_with("&&") => 2,
            _ => 1,
        };
        words.push(rest.get(..length).unwrap_or_default());
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// `# comment` lines apart, a rule begins where a line begins, and goes on where lines are indented.
fn read(text: &'static str) -> Rules {
    let mut parts: Vec<(&'static str, bool, Vec<&'static str>)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        match (line.starts_with(' '), parts.last_mut(), line.split_once(':')) {
            (true, Some((_, _, words_of)), _) => words_of.extend(words(line)),
            (_, _, Some((head, body))) => {
                let name = head.strip_suffix('*');
                parts.push((name.unwrap_or(head), name.is_some(), words(body)));
            }
            _ => {}
        }
    }
    let numbers: HashMap<_, _> = parts.iter().enumerate().map(|(i, (name, ..))| (*name, i)).collect();
    let rules = parts.iter().map(|(name, memo, words)| {
        let mut reader = Reader { words, at: 0, numbers: &numbers };
        Rule { name, memo: *memo, alternatives: reader.alternatives() }
    });
    Rules { rules: rules.collect(), numbers }
}

struct Reader<'w> {
    words: &'w [&'static str],
    at: usize,
    numbers: &'w HashMap<&'static str, usize>,
}

/// What stands between the quotes.
fn unquoted(word: &'static str) -> &'static str {
    word.get(1..word.len().saturating_sub(1)).unwrap_or_default()
}

impl Reader<'_> {
    fn peek(&self) -> &'static str {
        self.words.get(self.at).copied().unwrap_or_default()
    }

    fn next(&mut self) -> &'static str {
        let word = self.peek();
        self.at += 1;
        word
    }

    fn takes(&mut self, word: &str) -> bool {
        let found = self.peek() == word;
        self.at += usize::from(found);
        found
    }

    fn alternatives(&mut self) -> Vec<Alternative> {
        let mut result = vec![self.alternative()];
        while self.takes("|") {
            result.push(self.alternative());
        }
        result
    }

    fn alternative(&mut self) -> Alternative {
        let mut items = Vec::new();
        let mut is_invalid = false;
        let mut action = None;
        while !matches!(self.peek(), "" | "|" | ")" | "]") {
            if self.takes("=>") {
                let verb = self.next();
                while matches!(self.peek(), "a" | "b") {
                    self.at += 1;
                }
                let message = if self.peek().starts_with('"') { unquoted(self.next()) } else { "" };
                action = Some(Action { verb, message: message.replace('\\', "") });
                break;
            }
            let place = match (self.peek(), self.words.get(self.at + 1)) {
                ("a", Some(&":")) => Some(Place::A),
                ("b", Some(&":")) => Some(Place::B),
                _ => None,
            };
            self.at += if place.is_some() { 2 } else { 0 };
            // As CPython's generator of parsers has it: what stands beside other things is tried always.
            is_invalid = items.is_empty() && self.peek().starts_with("invalid_");
            items.push((place, self.item()));
        }
        Alternative { items, is_invalid, action }
    }

    fn item(&mut self) -> Node {
        match self.peek() {
            "~" => {
                self.at += 1;
                return Node::Cut;
            }
            "&" => {
                self.at += 1;
                return Node::Ahead(Box::new(self.atom()));
            }
            "!" => {
                self.at += 1;
                return Node::NotAhead(Box::new(self.atom()));
            }
            "&&" => {
                self.at += 1;
                return Node::Force(unquoted(self.next()));
            }
            _ => {}
        }
        let atom = Box::new(self.atom());
        match self.peek() {
            "?" => {
                self.at += 1;
                Node::Optional(atom)
            }
            "*" | "+" => Node::Repeat { item: atom, least: usize::from(self.next() == "+") },
            "." => {
                self.at += 1;
                let item = Box::new(self.atom());
                self.takes("+");
                Node::List { separator: atom, item }
            }
            _ => *atom,
        }
    }

    fn atom(&mut self) -> Node {
        let word = self.next();
        match word.bytes().next() {
            Some(b'(') => {
                let group = Node::Group(self.alternatives());
                self.takes(")");
                group
            }
            Some(b'[') => {
                let group = Node::Group(self.alternatives());
                self.takes("]");
                Node::Optional(Box::new(group))
            }
            Some(b'\'') => Node::Token(unquoted(word)),
            Some(b'"') => Node::Word(unquoted(word)),
            _ if word == "SOFT_KEYWORD" => Node::AnyWord,
            Some(b'A'..=b'Z') => Node::Token(word),
            _ => match self.numbers.get(word) {
                Some(&number) => Node::Rule(number),
                // No token is spelled so: the test below tells of it.
                None => Node::Token(word),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown<'n>(node: &'n Node, found: &mut Vec<&'n str>) {
        match node {
            Node::Token(word) if word.bytes().next().is_some_and(|b| b.is_ascii_lowercase()) && word.contains('_') => {
                found.push(word)
            }
            Node::Group(alternatives) => alternatives.iter().for_each(|a| all(a, found)),
            Node::Optional(item) | Node::Repeat { item, .. } | Node::Ahead(item) | Node::NotAhead(item) => {
                unknown(item, found)
            }
            Node::List { separator, item } => {
                unknown(separator, found);
                unknown(item, found);
            }
            _ => {}
        }
    }

    fn all<'n>(alternative: &'n Alternative, found: &mut Vec<&'n str>) {
        alternative.items.iter().for_each(|(_, node)| unknown(node, found));
    }

    #[test]
    fn every_rule_that_is_named_exists() {
        let mut found = Vec::new();
        RULES.rules.iter().flat_map(|rule| &rule.alternatives).for_each(|a| all(a, &mut found));
        assert!(found.is_empty() && RULES.rules.len() > 150, "{found:?}");
    }
}
