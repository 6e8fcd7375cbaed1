//! UTF-8: well-formed stretches go through the standard library, the rest to the handler.

use super::super::{OutOfMemory, TextBuilder, Units};
use super::{DecodeHandler, EncodeHandler, Failure, Problem, Replacement, put};
use crate::text::builder::try_vec;

/// Appends the text of `input`; gives the number of bytes used.
pub(super) fn decode<E>(
    input: &[u8],
    last: bool,
    out: &mut TextBuilder,
    handler: &mut DecodeHandler<'_, E>,
) -> Result<usize, Failure<E>> {
    let mut at = 0;
    while let Some(rest) = input.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(chunk) = rest.utf8_chunks().next() else {
            break;
        };
        push_valid(chunk.valid(), out)?;
        let start = at + chunk.valid().len();
        let bad = chunk.invalid();
        let end = start + bad.len();
        let reason = match bad {
            [] => return Ok(start),
            [0x80..0xc2 | 0xf5.., ..] => "invalid start byte",
            _ if end == input.len() && is_incomplete(bad) => match last {
                true => "unexpected end of data",
                false => return Ok(start),
            },
            // The first two bytes of a surrogate, which surrogatepass may want to see whole.
            _ if !last && matches!(input.get(start..), Some([0xed, 0xa0..0xc0])) => return Ok(start),
            _ => "invalid continuation byte",
        };
        at = handler(input, &Problem::new("utf-8", start, end, reason), out)?;
    }
    Ok(at.min(input.len()))
}

/// Whether more bytes could complete the sequence: the longest well-formed beginning that ends the input.
fn is_incomplete(bad: &[u8]) -> bool {
    std::str::from_utf8(bad).is_err_and(|error| error.error_len().is_none())
}

fn push_valid(s: &str, out: &mut TextBuilder) -> Result<(), OutOfMemory> {
    let bytes = s.as_bytes();
    if bytes.is_ascii() {
        return out.try_push_units(Units::One(bytes));
    }
    // The lead byte tells the width that the text needs.
    let max = match bytes.iter().copied().max().unwrap_or(0) {
        ..0xc4 => 0xff,
        0xc4..0xf0 => 0xffff,
        _ => 0x10ffff,
    };
    out.reserve(s.chars().count(), max)?;
    s.chars().for_each(|c| out.push(c.into()));
    Ok(())
}

/// The bytes of `units` after `mark`.
pub(super) fn encode<E>(
    units: Units<'_>,
    mark: &[u8],
    handler: &mut EncodeHandler<'_, E>,
) -> Result<Vec<u8>, Failure<E>> {
    let mut out = try_vec(encoded_len(units).checked_add(mark.len()).ok_or(OutOfMemory)?)?;
    out.extend_from_slice(mark);
    if let Units::One(u) = units
        && u.is_ascii()
    {
        out.extend_from_slice(u);
        return Ok(out);
    }
    let mut at = 0;
    while let Some(c) = units.get(at) {
        if let Some(c) = char::from_u32(c) {
            put(&mut out, c.encode_utf8(&mut [0; 4]).as_bytes())?;
            at += 1;
            continue;
        }
        let end = units.position(at..units.len(), |c| !(0xd800..0xe000).contains(&c)).unwrap_or(units.len());
        let problem = Problem::new("utf-8", at, end, "surrogates not allowed");
        let (replacement, next) = handler(units, &problem)?;
        match replacement {
            Replacement::Bytes(bytes) => put(&mut out, &bytes)?,
            Replacement::Text(text) => match text.units() {
                Units::One(u) if u.is_ascii() => put(&mut out, u)?,
                _ => return Err(Failure::Problem(problem)),
            },
        }
        at = next;
    }
    Ok(out)
}

/// The size of the UTF-8 form, each surrogate counted as three bytes.
fn encoded_len(units: Units<'_>) -> usize {
    let size = |c: u32| match c {
        0..0x80 => 1,
        0x80..0x800 => 2,
        0x800..0x10000 => 3,
        _ => 4usize,
    };
    match units {
        Units::One(u) => u.len().saturating_add(u.iter().filter(|b| !b.is_ascii()).count()),
        _ => units.iter().fold(0, |len: usize, c| len.saturating_add(size(c))),
    }
}
