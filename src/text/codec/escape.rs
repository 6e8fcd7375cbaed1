//! The codecs `unicode_escape` and `raw_unicode_escape`: ASCII with the escapes of string literals.

use super::super::{OutOfMemory, TextBuilder, Units, names};
use super::{DecodeHandler, Failure, Problem, put};
use crate::text::builder::try_vec;
use std::io::Write;

/// A backslash that starts no escape, kept as it is but deprecated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidEscape {
    /// The index of the character after the backslash.
    pub index: usize,
    pub character: u8,
}

/// What follows a backslash.
enum Escape {
    /// A code point, or none (an escaped line end), and the index after it.
    Point(Option<u32>, usize),
    /// No escape.
    Other,
    /// The input ends inside it.
    Incomplete(&'static str),
    /// Wrong from here on.
    Wrong(&'static str, usize),
}

/// Appends the text of `input`; gives the number of bytes used and the first invalid escape.
pub(super) fn decode<E>(
    input: &[u8],
    last: bool,
    out: &mut TextBuilder,
    handler: &mut DecodeHandler<'_, E>,
) -> Result<(usize, Option<InvalidEscape>), Failure<E>> {
    let mut invalid = None;
    out.reserve(input.len(), 0)?;
    let mut at = 0;
    while let Some(&b) = input.get(at) {
        if b != b'\\' {
            out.try_push(b.into())?;
            at += 1;
            continue;
        }
        let (end, reason) = match read(input, at + 1) {
            Escape::Point(c, next) => {
                c.map_or(Ok(()), |c| out.try_push(c))?;
                at = next;
                continue;
            }
            Escape::Other => {
                let character = input.get(at + 1).copied().unwrap_or_default();
                invalid = invalid.or(Some(InvalidEscape { index: at + 1, character }));
                out.try_push(b.into())?;
                out.try_push(character.into())?;
                at += 2;
                continue;
            }
            Escape::Incomplete(_) if !last => return Ok((at, invalid)),
            Escape::Incomplete(reason) => (input.len(), reason),
            Escape::Wrong(reason, end) => (end, reason),
        };
        at = handler(input, &Problem::new("unicodeescape", at, end, reason), out)?;
    }
    Ok((at.min(input.len()), invalid))
}

/// Appends the text of `input`; gives the number of bytes used.
pub(super) fn decode_raw<E>(
    input: &[u8],
    last: bool,
    out: &mut TextBuilder,
    handler: &mut DecodeHandler<'_, E>,
) -> Result<usize, Failure<E>> {
    out.reserve(input.len(), 0)?;
    let mut at = 0;
    while let Some(&b) = input.get(at) {
        let escape = match (b, input.get(at + 1)) {
            (b'\\', Some(b'u')) => hex(input, at + 2, 4, "truncated \\uXXXX escape"),
            (b'\\', Some(b'U')) => hex(input, at + 2, 8, "truncated \\UXXXXXXXX escape"),
            (b'\\', Some(&next)) => {
                out.try_push(b.into())?;
                out.try_push(next.into())?;
                at += 2;
                continue;
            }
            (b'\\', None) if !last => return Ok(at),
            _ => {
                out.try_push(b.into())?;
                at += 1;
                continue;
            }
        };
        let (end, reason) = match escape {
            Escape::Point(Some(c @ 0..0x110000), next) => {
                out.try_push(c)?;
                at = next;
                continue;
            }
            Escape::Point(_, next) => (next, "\\Uxxxxxxxx out of range"),
            Escape::Incomplete(_) if !last => return Ok(at),
            Escape::Incomplete(reason) => (input.len(), reason),
            Escape::Wrong(reason, end) => (end, reason),
            Escape::Other => (at + 1, "\\ at end of string"),
        };
        at = handler(input, &Problem::new("rawunicodeescape", at, end, reason), out)?;
    }
    Ok(at.min(input.len()))
}

/// The escape whose backslash stands before `at`.
fn read(input: &[u8], at: usize) -> Escape {
    let Some(&letter) = input.get(at) else {
        return Escape::Incomplete("\\ at end of string");
    };
    let after = at + 1;
    let c = match letter {
        b'\n' => return Escape::Point(None, after),
        b'\\' | b'\'' | b'"' => letter,
        b'a' => 7,
        b'b' => 8,
        b't' => 9,
        b'n' => 10,
        b'v' => 11,
        b'f' => 12,
        b'r' => 13,
        b'0'..=b'7' => {
            let digits = input.get(at..).unwrap_or_default().iter().take(3).take_while(|b| (b'0'..=b'7').contains(b));
            let value = digits.clone().fold(0, |value, &b| value << 3 | u32::from(b - b'0'));
            return Escape::Point(Some(value), at + digits.count());
        }
        b'x' => return hex(input, after, 2, "truncated \\xXX escape"),
        b'u' => return hex(input, after, 4, "truncated \\uXXXX escape"),
        b'U' => {
            return match hex(input, after, 8, "truncated \\UXXXXXXXX escape") {
                Escape::Point(Some(0x110000..), end) => Escape::Wrong("illegal Unicode character", end),
                escape => escape,
            };
        }
        b'N' => return named(input, after),
        _ => return Escape::Other,
    };
    Escape::Point(Some(c.into()), after)
}

fn hex(input: &[u8], at: usize, count: usize, truncated: &'static str) -> Escape {
    let mut value = 0;
    for i in at..at + count {
        let Some(&b) = input.get(i) else {
            return Escape::Incomplete(truncated);
        };
        match char::from(b).to_digit(16) {
            Some(digit) => value = value << 4 | digit,
            None => return Escape::Wrong(truncated, i),
        }
    }
    Escape::Point(Some(value), at + count)
}

fn named(input: &[u8], at: usize) -> Escape {
    const MALFORMED: &str = "malformed \\N character escape";
    match input.get(at) {
        None => return Escape::Incomplete(MALFORMED),
        Some(b'{') => {}
        Some(_) => return Escape::Wrong(MALFORMED, at),
    }
    let rest = input.get(at + 1..).unwrap_or_default();
    let Some(len) = rest.iter().position(|&b| b == b'}') else {
        return Escape::Incomplete(MALFORMED);
    };
    if len == 0 {
        return Escape::Wrong(MALFORMED, at + 1);
    }
    let end = at + len + 2;
    let name = rest.get(..len).and_then(|name| std::str::from_utf8(name).ok());
    match name.and_then(names::lookup) {
        Some(c) => Escape::Point(Some(c), end),
        None => Escape::Wrong("unknown Unicode character name", end),
    }
}

/// Both encoders; nothing is ever unencodable. The raw one keeps Latin-1 and backslashes.
pub(super) fn encode(units: Units<'_>, raw: bool) -> Result<Vec<u8>, OutOfMemory> {
    let mut out = try_vec(units.len())?;
    for c in units.iter() {
        match c {
            0..0x100 if raw => put(&mut out, &[c as u8])?,
            0x09 => put(&mut out, b"\\t")?,
            0x0a => put(&mut out, b"\\n")?,
            0x0d => put(&mut out, b"\\r")?,
            0x5c => put(&mut out, b"\\\\")?,
            0x20..0x7f => put(&mut out, &[c as u8])?,
            _ => {
                out.try_reserve(10)?;
                // A vector takes any bytes.
                let _ = match c {
                    0..0x100 => write!(out, "\\x{c:02x}"),
                    0x100..0x10000 => write!(out, "\\u{c:04x}"),
                    _ => write!(out, "\\U{c:08x}"),
                };
            }
        }
    }
    Ok(out)
}
