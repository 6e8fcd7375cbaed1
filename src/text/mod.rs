//! The string type that every layer may use: Unicode code points with lone surrogates allowed.
//!
//! PEP 393's idea: all units of a string have the width of its largest code point (1, 2 or 4 bytes), so
//! indexing is O(1). `Text` owns its units; `Units` borrows them (from a `Text` or from a str object on the
//! heap, whose bytes lie inline). The representation is canonical: equal strings have the same width, so
//! equality and hashing work on the units.

use std::fmt;

/// Borrowed code points, in the narrowest width that holds them all.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Units<'a> {
    /// All below U+0100 (Latin-1).
    One(&'a [u8]),
    /// All below U+10000, at least one above U+00FF. Surrogates are legal.
    Two(&'a [u16]),
    /// At least one above U+FFFF.
    Four(&'a [u32]),
}

/// An owned string.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Text(Repr);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    One(Box<[u8]>),
    Two(Box<[u16]>),
    Four(Box<[u32]>),
}

impl Default for Text {
    fn default() -> Self {
        Text(Repr::One(Box::default()))
    }
}

impl Text {
    pub fn units(&self) -> Units<'_> {
        match &self.0 {
            Repr::One(u) => Units::One(u),
            Repr::Two(u) => Units::Two(u),
            Repr::Four(u) => Units::Four(u),
        }
    }

    /// Code points, each at most 0x10FFFF; surrogates allowed.
    pub fn from_code_points(points: impl IntoIterator<Item = u32>) -> Text {
        let mut builder = TextBuilder::default();
        points.into_iter().for_each(|c| builder.push(c));
        builder.finish()
    }

    pub fn len(&self) -> usize {
        self.units().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn iter(&self) -> CodePoints<'_> {
        self.units().iter()
    }
}

impl From<&str> for Text {
    fn from(s: &str) -> Text {
        if s.is_ascii() {
            return Text(Repr::One(s.as_bytes().into()));
        }
        Text::from_code_points(s.chars().map(u32::from))
    }
}

impl From<Units<'_>> for Text {
    fn from(units: Units<'_>) -> Text {
        Text(match units {
            Units::One(u) => Repr::One(u.into()),
            Units::Two(u) => Repr::Two(u.into()),
            Units::Four(u) => Repr::Four(u.into()),
        })
    }
}

impl<'a> Units<'a> {
    pub fn len(self) -> usize {
        match self {
            Units::One(u) => u.len(),
            Units::Two(u) => u.len(),
            Units::Four(u) => u.len(),
        }
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The code point at `index`, None past the end.
    pub fn get(self, index: usize) -> Option<u32> {
        match self {
            Units::One(u) => u.get(index).map(|&c| c.into()),
            Units::Two(u) => u.get(index).map(|&c| c.into()),
            Units::Four(u) => u.get(index).copied(),
        }
    }

    pub fn iter(self) -> CodePoints<'a> {
        CodePoints { units: self, front: 0, back: self.len() }
    }

    pub fn is_ascii(self) -> bool {
        matches!(self, Units::One(u) if u.is_ascii())
    }

    /// The same text as UTF-8, if it has no lone surrogate. ASCII is borrowed.
    pub fn to_str(self) -> Option<std::borrow::Cow<'a, str>> {
        if let Units::One(u) = self
            && u.is_ascii()
        {
            return std::str::from_utf8(u).ok().map(Into::into);
        }
        self.iter().map(char::from_u32).collect::<Option<String>>().map(Into::into)
    }

    /// UTF-8 with each lone surrogate shown as U+FFFD; for messages of the host, not for Python's own output.
    pub fn to_string_lossy(self) -> String {
        self.iter().map(|c| char::from_u32(c).unwrap_or('\u{fffd}')).collect()
    }
}

impl PartialEq<&str> for Units<'_> {
    fn eq(&self, other: &&str) -> bool {
        match self {
            Units::One(u) if u.is_ascii() => *u == other.as_bytes(),
            _ => self.iter().eq(other.chars().map(u32::from)),
        }
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.units() == other
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.units().to_string_lossy())
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.units().to_string_lossy(), f)
    }
}

/// The code points of a string, from either end.
#[derive(Clone)]
pub struct CodePoints<'a> {
    units: Units<'a>,
    front: usize,
    back: usize,
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.front >= self.back {
            return None;
        }
        self.front += 1;
        self.units.get(self.front - 1)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let n = self.back - self.front;
        (n, Some(n))
    }
}

impl DoubleEndedIterator for CodePoints<'_> {
    fn next_back(&mut self) -> Option<u32> {
        if self.front >= self.back {
            return None;
        }
        self.back -= 1;
        self.units.get(self.back)
    }
}

impl ExactSizeIterator for CodePoints<'_> {}

/// Collects code points and widens as needed.
#[derive(Default)]
pub struct TextBuilder {
    repr: BuilderRepr,
}

enum BuilderRepr {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for BuilderRepr {
    fn default() -> Self {
        BuilderRepr::One(Vec::new())
    }
}

impl TextBuilder {
    /// Appends one code point.
    pub fn push(&mut self, c: u32) {
        match &mut self.repr {
            BuilderRepr::One(v) if c < 0x100 => v.push(c as u8),
            BuilderRepr::Two(v) if c < 0x10000 => v.push(c as u16),
            BuilderRepr::Four(v) => v.push(c),
            _ => {
                self.widen(c);
                self.push(c);
            }
        }
    }

    pub fn push_str(&mut self, s: &str) {
        match &mut self.repr {
            BuilderRepr::One(v) if s.is_ascii() => v.extend_from_slice(s.as_bytes()),
            _ => s.chars().for_each(|c| self.push(c.into())),
        }
    }

    pub fn push_units(&mut self, units: Units<'_>) {
        match (&mut self.repr, units) {
            (BuilderRepr::One(v), Units::One(u)) => v.extend_from_slice(u),
            (BuilderRepr::Two(v), Units::Two(u)) => v.extend_from_slice(u),
            (BuilderRepr::Four(v), Units::Four(u)) => v.extend_from_slice(u),
            _ => units.iter().for_each(|c| self.push(c)),
        }
    }

    pub fn len(&self) -> usize {
        match &self.repr {
            BuilderRepr::One(v) => v.len(),
            BuilderRepr::Two(v) => v.len(),
            BuilderRepr::Four(v) => v.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn finish(self) -> Text {
        Text(match self.repr {
            BuilderRepr::One(v) => Repr::One(v.into()),
            BuilderRepr::Two(v) => Repr::Two(v.into()),
            BuilderRepr::Four(v) => Repr::Four(v.into()),
        })
    }

    /// Makes room for `c`, which the present width cannot hold.
    fn widen(&mut self, c: u32) {
        let repr = std::mem::take(&mut self.repr);
        self.repr = match repr {
            BuilderRepr::One(v) if c < 0x10000 => BuilderRepr::Two(v.into_iter().map(Into::into).collect()),
            BuilderRepr::One(v) => BuilderRepr::Four(v.into_iter().map(Into::into).collect()),
            BuilderRepr::Two(v) => BuilderRepr::Four(v.into_iter().map(Into::into).collect()),
            four => four,
        };
    }
}
