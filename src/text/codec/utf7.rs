//! UTF-7: ASCII, with everything else as UTF-16 in Base64 between `+` and `-`.

use super::super::{OutOfMemory, TextBuilder, Units};
use super::{DecodeHandler, Failure, Problem, put};
use crate::text::builder::try_vec;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn digit(b: u8) -> Option<u32> {
    DIGITS.iter().position(|&d| d == b).map(|i| i as u32)
}

/// Stands for itself outside of Base64.
fn is_direct(c: u32) -> bool {
    matches!(c, 9 | 10 | 13 | 0x20..0x7f) && c != u32::from(b'+') && c != u32::from(b'\\') && c != u32::from(b'~')
}

/// Whether a `-` must stand between Base64 and `c`, which would be taken for a part of it.
fn needs_end(c: u32) -> bool {
    u8::try_from(c).is_ok_and(|b| b == b'-' || digit(b).is_some())
}

/// The bytes of `units`; everything can be encoded, lone surrogates too.
pub(super) fn encode(units: Units<'_>) -> Result<Vec<u8>, OutOfMemory> {
    let mut out = try_vec(units.len())?;
    let (mut bits, mut count, mut shifted) = (0u32, 0u32, false);
    for c in units.iter() {
        if is_direct(c) {
            if shifted {
                if count > 0 {
                    put(&mut out, &[DIGITS[(bits << (6 - count) & 63) as usize]])?;
                }
                if needs_end(c) {
                    put(&mut out, b"-")?;
                }
                (bits, count, shifted) = (0, 0, false);
            }
            put(&mut out, &[c as u8])?;
            continue;
        }
        if !shifted {
            if c == u32::from(b'+') {
                put(&mut out, b"+-")?;
                continue;
            }
            put(&mut out, b"+")?;
            shifted = true;
        }
        let pair = c.checked_sub(0x10000).map(|c| [0xd800 + (c >> 10), 0xdc00 + (c & 0x3ff)]);
        for &unit in pair.as_ref().map_or(&[c][..], |pair| pair) {
            bits = bits << 16 | unit;
            count += 16;
            while count >= 6 {
                count -= 6;
                put(&mut out, &[DIGITS[(bits >> count & 63) as usize]])?;
            }
            bits &= (1 << count) - 1;
        }
    }
    if shifted {
        if count > 0 {
            put(&mut out, &[DIGITS[(bits << (6 - count) & 63) as usize]])?;
        }
        put(&mut out, b"-")?;
    }
    Ok(out)
}

/// A stretch of Base64 that is being read.
#[derive(Default)]
struct Shift {
    /// Where its `+` stands.
    start: usize,
    /// How much was decoded before it, to go back to if the input ends inside.
    kept: usize,
    bits: u32,
    count: u32,
    /// The first half of a pair.
    high: Option<u32>,
}

impl Shift {
    /// Takes six bits.
    fn push(&mut self, value: u32, out: &mut TextBuilder) -> Result<(), OutOfMemory> {
        self.bits = self.bits << 6 | value;
        self.count += 6;
        if self.count < 16 {
            return Ok(());
        }
        self.count -= 16;
        let unit = self.bits >> self.count & 0xffff;
        self.bits &= (1 << self.count) - 1;
        match (self.high.take(), unit) {
            (Some(high), 0xdc00..0xe000) => return out.try_push(0x10000 + ((high - 0xd800) << 10 | (unit - 0xdc00))),
            (Some(high), _) => out.try_push(high)?,
            (None, _) => {}
        }
        if (0xd800..0xdc00).contains(&unit) {
            self.high = Some(unit);
            return Ok(());
        }
        out.try_push(unit)
    }

    /// What is wrong with the bits that are left.
    fn rest(&self) -> Option<&'static str> {
        match self.count {
            6.. => Some("partial character in shift sequence"),
            _ if self.bits != 0 => Some("non-zero padding bits in base64 sequence"),
            _ => None,
        }
    }
}

/// Appends the text of `input`; gives the number of bytes used.
pub(super) fn decode<E>(
    input: &[u8],
    last: bool,
    out: &mut TextBuilder,
    handler: &mut DecodeHandler<'_, E>,
) -> Result<usize, Failure<E>> {
    out.reserve(input.len(), 0)?;
    let mut at = 0;
    let mut shift: Option<Shift> = None;
    let mut start = 0;
    while let Some(&b) = input.get(at) {
        let (end, reason) = if let Some(open) = &mut shift {
            if let Some(value) = digit(b) {
                at += 1;
                open.push(value, out)?;
                continue;
            }
            // The end of the stretch; only a `-` belongs to it.
            let shift = shift.take().unwrap_or_default();
            at += 1;
            if let Some(reason) = shift.rest() {
                (at, reason)
            } else if b == b'-' {
                if let Some(high) = shift.high {
                    out.try_push(high)?;
                }
                continue;
            } else if !b.is_ascii() {
                (at, "unexpected special character")
            } else {
                if let Some(high) = shift.high {
                    out.try_push(high)?;
                }
                // The character itself is read again outside.
                at -= 1;
                continue;
            }
        } else if b == b'+' {
            start = at;
            at += 1;
            match input.get(at) {
                Some(b'-') => {
                    at += 1;
                    out.try_push(b'+'.into())?;
                    continue;
                }
                Some(&next) if digit(next).is_none() => (at + 1, "ill-formed sequence"),
                _ => {
                    shift = Some(Shift { start, kept: out.len(), ..Shift::default() });
                    continue;
                }
            }
        } else if b.is_ascii() {
            at += 1;
            out.try_push(b.into())?;
            continue;
        } else {
            start = at;
            (at + 1, "unexpected special character")
        };
        at = handler(input, &Problem::new("utf7", start, end, reason), out)?;
    }
    let Some(open) = shift else { return Ok(at.min(input.len())) };
    if !last {
        out.truncate(open.kept);
        return Ok(open.start);
    }
    if open.high.is_some() || open.count >= 6 || open.bits != 0 {
        let problem = Problem::new("utf7", open.start, input.len(), "unterminated shift sequence");
        handler(input, &problem, out)?;
    }
    Ok(input.len())
}
