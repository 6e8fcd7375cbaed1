//! What a pattern consists of, and what a character must be.

use crate::text::{case, classify};

/// `re`'s flags by their numbers.
pub mod flag {
    pub const TEMPLATE: u32 = 1;
    pub const IGNORECASE: u32 = 2;
    pub const LOCALE: u32 = 4;
    pub const MULTILINE: u32 = 8;
    pub const DOTALL: u32 = 16;
    pub const UNICODE: u32 = 32;
    pub const VERBOSE: u32 = 64;
    pub const DEBUG: u32 = 128;
    pub const ASCII: u32 = 256;
}

/// A class of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    Digit,
    Space,
    Word,
}

/// What one character must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// This one; with IGNORECASE it is in lower case.
    Char(u32),
    /// All but a line feed.
    NoLineFeed,
    All,
    Set(Box<Set>),
}

/// `[...]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Set {
    pub negated: bool,
    pub ranges: Vec<(u32, u32)>,
    /// Classes, and whether it is their complement.
    pub categories: Vec<(Category, bool)>,
}

/// How characters are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mode {
    pub ignore_case: bool,
    pub ascii: bool,
}

/// Lower-case letters that IGNORECASE takes for each other, beyond what lower case tells (`sre_compile`'s equivalences).
const ALIKE: [&[u32]; 24] = [
    &[0x69, 0x131],
    &[0x73, 0x17f],
    &[0xb5, 0x3bc],
    &[0x345, 0x3b9, 0x1fbe],
    &[0x390, 0x1fd3],
    &[0x3b0, 0x1fe3],
    &[0x3b2, 0x3d0],
    &[0x3b5, 0x3f5],
    &[0x3b8, 0x3d1],
    &[0x3ba, 0x3f0],
    &[0x3c0, 0x3d6],
    &[0x3c1, 0x3f1],
    &[0x3c2, 0x3c3],
    &[0x3c6, 0x3d5],
    &[0x432, 0x1c80],
    &[0x434, 0x1c81],
    &[0x43e, 0x1c82],
    &[0x441, 0x1c83],
    &[0x442, 0x1c84, 0x1c85],
    &[0x44a, 0x1c86],
    &[0x463, 0x1c87],
    &[0x1c88, 0xa64b],
    &[0x1e61, 0x1e9b],
    &[0xfb05, 0xfb06],
];
/// Signs and capitals whose lower case has another capital: K, Å, Ω, ẞ, İ, ϴ.
const SIGNS: [(u32, u32); 6] =
    [(0x212a, 0x6b), (0x212b, 0xe5), (0x2126, 0x3c9), (0x1e9e, 0xdf), (0x130, 0x69), (0x3f4, 0x3b8)];

/// What IGNORECASE takes for this lower-case letter.
fn alike(lower: u32) -> &'static [u32] {
    ALIKE.iter().find(|group| group.contains(&lower)).copied().unwrap_or_default()
}

impl Mode {
    pub fn lower(self, c: u32) -> u32 {
        if self.ascii || c < 128 {
            return if (65..=90).contains(&c) { c + 32 } else { c };
        }
        match case::lower(c).points() {
            [one] => *one,
            // The only one of several: İ, whose dot does not count here.
            [first, ..] => *first,
            [] => c,
        }
    }

    fn upper(self, c: u32) -> u32 {
        if self.ascii || c < 128 {
            return if (97..=122).contains(&c) { c - 32 } else { c };
        }
        match case::upper(c).points() {
            [one] => *one,
            _ => c,
        }
    }

    /// Does any character with this lower case pass?
    fn has_form(self, lower: u32, holds: impl Fn(u32) -> bool) -> bool {
        let title = match case::title(lower).points() {
            [one] => *one,
            _ => lower,
        };
        let sign = SIGNS.iter().find(|&&(_, letter)| letter == lower).map_or(lower, |&(sign, _)| sign);
        [lower, self.upper(lower), title, sign].into_iter().any(holds)
    }

    pub fn is(self, category: Category, c: u32) -> bool {
        let ascii = char::from_u32(c).filter(char::is_ascii);
        match (category, self.ascii) {
            (Category::Digit, true) => ascii.is_some_and(|c| c.is_ascii_digit()),
            (Category::Digit, false) => classify::is_decimal(c),
            (Category::Space, true) => ascii.is_some_and(|c| c.is_ascii_whitespace() || c == '\x0b'),
            (Category::Space, false) => classify::is_space(c),
            (Category::Word, true) => ascii.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_'),
            (Category::Word, false) => classify::is_alnum(c) || c == 95,
        }
    }

    /// Does the character pass?
    pub fn passes(self, test: &Test, c: u32) -> bool {
        match test {
            Test::Char(wanted) => {
                c == *wanted
                    || self.ignore_case && {
                        let lower = self.lower(c);
                        lower == *wanted || !self.ascii && alike(lower).contains(wanted)
                    }
            }
            Test::NoLineFeed => c != 10,
            Test::All => true,
            Test::Set(set) => {
                let holds = |c: u32| {
                    set.ranges.iter().any(|&(low, high)| low <= c && c <= high)
                        || set.categories.iter().any(|&(category, not)| self.is(category, c) != not)
                };
                let found = match (self.ignore_case, self.ascii) {
                    (false, _) => holds(c),
                    (true, true) => holds(self.lower(c)) || holds(self.upper(c)),
                    (true, false) => {
                        let lower = self.lower(c);
                        self.has_form(lower, holds) || alike(lower).iter().any(|&other| self.has_form(other, holds))
                    }
                };
                found != set.negated
            }
        }
    }
}

/// A test with its answers for ASCII at hand.
#[derive(Clone, Debug)]
pub struct Quick {
    test: Test,
    mode: Mode,
    pub ascii: Ascii,
}

/// A bit for each character of ASCII.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ascii([u64; 2]);

impl Ascii {
    #[inline(always)]
    pub fn has(self, c: u32) -> bool {
        let [low, high] = self.0;
        if c < 64 { (low >> c) & 1 != 0 } else { c < 128 && (high >> (c - 64)) & 1 != 0 }
    }

    pub fn or(self, other: Ascii) -> Ascii {
        Ascii([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }
}

impl Quick {
    pub fn new(test: &Test, mode: Mode) -> Quick {
        let bits: u128 = match test {
            Test::Char(c) if !mode.ignore_case => 1u128.checked_shl(*c).unwrap_or(0),
            Test::NoLineFeed => !(1 << 10),
            Test::All => !0,
            _ => (0..128).filter(|&c| mode.passes(test, c)).fold(0, |bits, c| bits | 1 << c),
        };
        Quick { test: test.clone(), mode, ascii: Ascii([bits as u64, (bits >> 64) as u64]) }
    }

    #[inline(always)]
    pub fn passes(&self, c: u32) -> bool {
        if c < 128 { self.ascii.has(c) } else { self.mode.passes(&self.test, c) }
    }
}

/// A condition on a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    Start,
    LineStart,
    End,
    /// The end, or before a line feed that ends the text.
    LastLineEnd,
    LineEnd,
    Boundary,
    NoBoundary,
}

/// A pattern's tree.
#[derive(Clone, Debug)]
pub enum Node {
    One(Test, Mode),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Repeat {
        min: u32,
        max: Option<u32>,
        greedy: bool,
        body: Box<Node>,
    },
    /// A group that captures.
    Group(usize, Box<Node>),
    Backreference(usize, Mode),
    At(At, Mode),
    /// Look-ahead; look-behind goes `back` so far first.
    Look {
        back: Option<usize>,
        negated: bool,
        body: Box<Node>,
    },
    IfGroup(usize, Box<Node>, Box<Node>),
}

impl Node {
    /// The least and the greatest width of what it matches.
    pub fn width(&self, groups: &[(u64, u64)]) -> (u64, u64) {
        const MANY: u64 = u32::MAX as u64;
        match self {
            Node::One(..) => (1, 1),
            Node::Sequence(parts) => parts.iter().fold((0, 0), |(low, high), part| {
                let (a, b) = part.width(groups);
                ((low + a).min(MANY), (high + b).min(MANY))
            }),
            Node::Either(parts) => {
                let widths = parts.iter().map(|part| part.width(groups));
                widths.reduce(|(a, b), (c, d)| (a.min(c), b.max(d))).unwrap_or((0, 0))
            }
            Node::Repeat { min, max, body, .. } => {
                let (low, high) = body.width(groups);
                let max = max.map_or(MANY, u64::from);
                (low.saturating_mul((*min).into()).min(MANY), high.saturating_mul(max).min(MANY))
            }
            Node::Group(_, body) => body.width(groups),
            Node::Backreference(group, _) => groups.get(*group).copied().unwrap_or((0, MANY)),
            Node::At(..) | Node::Look { .. } => (0, 0),
            Node::IfGroup(_, yes, no) => {
                let ((a, b), (c, d)) = (yes.width(groups), no.width(groups));
                (a.min(c), b.max(d))
            }
        }
    }
}
