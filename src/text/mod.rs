//! The string type that every layer may use: Unicode code points with lone surrogates allowed.
//!
//! PEP 393's idea: all units of a string have the width of its largest code point (1, 2 or 4 bytes), so
//! indexing is O(1). `Text` owns its units; `Units` borrows them (from a `Text` or from a str object on the
//! heap, whose bytes lie inline). The representation is canonical: equal strings have the same width, so
//! equality and hashing work on the units.
//!
//! Around it stands the pure string library of str, bytes, the lexer and the compiler: no Python objects, results as
//! ranges, events or `Text`, sizes that a script controls as `OutOfMemory`. bytes take part as `Units::One`.
//! Character data is Unicode 13.0's, as in CPython 3.10.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

mod builder;
mod property_tables;
mod tables;

pub mod case;
pub mod classify;
pub mod codec;
pub mod fast_hash;
pub mod format_string;
pub mod hash;
pub mod hex;
pub mod layout;
pub mod names;
pub mod percent;
pub mod properties;
pub mod repr;
pub mod search;
pub mod split;

pub use builder::{OutOfMemory, TextBuilder};

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

    /// Takes the bytes as the code points of the same values.
    pub fn from_latin1(bytes: Vec<u8>) -> Text {
        Text(Repr::One(bytes.into()))
    }

    /// The code points as bytes, if all are below U+0100: how bytes come back from functions that work on units.
    pub fn into_latin1(self) -> Option<Vec<u8>> {
        match self.0 {
            Repr::One(bytes) => Some(bytes.into()),
            _ => None,
        }
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

    /// Bytes of a unit.
    pub fn width(self) -> u8 {
        match self {
            Units::One(_) => 1,
            Units::Two(_) => 2,
            Units::Four(_) => 4,
        }
    }

    /// The largest code point that this width can hold.
    pub fn width_max(self) -> u32 {
        match self {
            Units::One(_) => 0xff,
            Units::Two(_) => 0xffff,
            Units::Four(_) => 0x10ffff,
        }
    }

    /// A part of the string, narrowed if it no longer needs the width. A range that is no part gives the empty string.
    pub fn slice(self, range: Range<usize>) -> Result<Piece<'a>, OutOfMemory> {
        Ok(Piece(match self {
            Units::One(u) => PieceRepr::Borrowed(Units::One(u.get(range).unwrap_or_default())),
            Units::Two(u) => match u.get(range).unwrap_or_default() {
                part if part.iter().any(|&c| c > 0xff) => PieceRepr::Borrowed(Units::Two(part)),
                part => narrow(part.iter().map(|&c| c.into()), part.len(), 0)?,
            },
            Units::Four(u) => {
                let part = u.get(range).unwrap_or_default();
                match part.iter().copied().max() {
                    Some(0x10000..) => PieceRepr::Borrowed(Units::Four(part)),
                    max => narrow(part.iter().copied(), part.len(), max.unwrap_or(0))?,
                }
            }
        }))
    }

    pub fn is_ascii(self) -> bool {
        matches!(self, Units::One(u) if u.is_ascii())
    }

    /// The same text as UTF-8, if it has no lone surrogate. ASCII is borrowed.
    pub fn to_str(self) -> Option<Cow<'a, str>> {
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

/// A part of a string: borrowed where the width is the same, else narrowed.
#[derive(Clone)]
pub struct Piece<'a>(PieceRepr<'a>);

#[derive(Clone)]
enum PieceRepr<'a> {
    Borrowed(Units<'a>),
    Narrowed(Text),
}

impl Piece<'_> {
    pub fn units(&self) -> Units<'_> {
        match &self.0 {
            PieceRepr::Borrowed(units) => *units,
            PieceRepr::Narrowed(text) => text.units(),
        }
    }
}

fn narrow<'a>(points: impl Iterator<Item = u32>, len: usize, max: u32) -> Result<PieceRepr<'a>, OutOfMemory> {
    let mut builder = TextBuilder::with_capacity(len, max)?;
    points.for_each(|c| builder.push(c));
    Ok(PieceRepr::Narrowed(builder.finish()))
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
