//! Encodings with one byte for a code point: ASCII, Latin-1, and those with a table.

use super::super::{OutOfMemory, Text, TextBuilder, Units};
use super::charmaps::{CHARMAPS, UNDEFINED};
use super::{DecodeHandler, EncodeHandler, Failure, Problem, Replacement, put};
use crate::text::builder::try_vec;

/// Appends the text of `input`; gives the number of bytes used.
pub(super) fn decode_ascii<E>(
    input: &[u8],
    out: &mut TextBuilder,
    handler: &mut DecodeHandler<'_, E>,
) -> Result<usize, Failure<E>> {
    let mut at = 0;
    while let Some(rest) = input.get(at..).filter(|rest| !rest.is_empty()) {
        let good = rest.iter().position(|b| !b.is_ascii()).unwrap_or(rest.len());
        out.try_push_units(Units::One(rest.get(..good).unwrap_or_default()))?;
        at += good;
        if at < input.len() {
            at = handler(input, &Problem::new("ascii", at, at + 1, "ordinal not in range(128)"), out)?;
        }
    }
    Ok(at.min(input.len()))
}

/// Appends the text of `input`; gives the number of bytes used.
pub(super) fn decode_charmap<E>(
    input: &[u8],
    row: u8,
    out: &mut TextBuilder,
    handler: &mut DecodeHandler<'_, E>,
) -> Result<usize, Failure<E>> {
    let table = upper_half(row);
    out.reserve(input.len(), 0)?;
    let mut at = 0;
    while let Some(&b) = input.get(at) {
        let meaning = if b < 0x80 { Some(u32::from(b)) } else { meaning(table, b) };
        match meaning {
            Some(c) => {
                out.try_push(c)?;
                at += 1;
            }
            None => at = handler(input, &Problem::new("charmap", at, at + 1, "character maps to <undefined>"), out)?,
        }
    }
    Ok(at.min(input.len()))
}

/// ASCII (`limit` 0x80) and Latin-1 (0x100).
pub(super) fn encode_latin1<E>(
    units: Units<'_>,
    limit: u32,
    handler: &mut EncodeHandler<'_, E>,
) -> Result<Vec<u8>, Failure<E>> {
    let (encoding, reason) = match limit {
        0x80 => ("ascii", "ordinal not in range(128)"),
        _ => ("latin-1", "ordinal not in range(256)"),
    };
    encode(units, encoding, reason, &|c| (c < limit).then_some(c as u8), handler)
}

pub(super) fn encode_charmap<E>(
    units: Units<'_>,
    row: u8,
    handler: &mut EncodeHandler<'_, E>,
) -> Result<Vec<u8>, Failure<E>> {
    let table = upper_half(row);
    let byte = |c: u32| match c {
        0..0x80 => Some(c as u8),
        _ if c == UNDEFINED.into() => None,
        _ => table.iter().position(|&upper| u32::from(upper) == c).map(|i| i as u8 | 0x80),
    };
    encode(units, "charmap", "character maps to <undefined>", &byte, handler)
}

fn upper_half(row: u8) -> &'static [u16] {
    CHARMAPS.get(usize::from(row)).map_or(&[], |(_, _, table)| table)
}

fn meaning(table: &[u16], b: u8) -> Option<u32> {
    table.get(usize::from(b & 0x7f)).copied().filter(|&c| c != UNDEFINED).map(u32::from)
}

fn encode<E>(
    units: Units<'_>,
    encoding: &'static str,
    reason: &'static str,
    byte: &dyn Fn(u32) -> Option<u8>,
    handler: &mut EncodeHandler<'_, E>,
) -> Result<Vec<u8>, Failure<E>> {
    let mut out = try_vec(units.len())?;
    if let Units::One(u) = units
        && u.is_ascii()
    {
        out.extend_from_slice(u);
        return Ok(out);
    }
    let mut at = 0;
    while let Some(c) = units.get(at) {
        if let Some(b) = byte(c) {
            put(&mut out, &[b])?;
            at += 1;
            continue;
        }
        let end = units.position(at..units.len(), |c| byte(c).is_some()).unwrap_or(units.len());
        let problem = Problem::new(encoding, at, end, reason);
        let (replacement, next) = handler(units, &problem)?;
        match replacement {
            Replacement::Bytes(bytes) => put(&mut out, &bytes)?,
            Replacement::Text(text) => {
                let bytes = encode_all(&text, byte)?.ok_or(Failure::Problem(problem))?;
                put(&mut out, &bytes)?;
            }
        }
        at = next;
    }
    Ok(out)
}

/// The bytes of a replacement, if it can be encoded.
fn encode_all(text: &Text, byte: &dyn Fn(u32) -> Option<u8>) -> Result<Option<Vec<u8>>, OutOfMemory> {
    let mut out = try_vec(text.len())?;
    for c in text.iter() {
        match byte(c) {
            Some(b) => out.push(b),
            None => return Ok(None),
        }
    }
    Ok(Some(out))
}
