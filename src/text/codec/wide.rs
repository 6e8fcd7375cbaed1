//! UTF-16 and UTF-32 in both byte orders, with and without a byte-order mark.

use super::super::{OutOfMemory, TextBuilder, Units};
use super::{ByteOrder, DecodeHandler, EncodeHandler, Failure, Problem, Replacement, put};
use crate::text::builder::try_vec;

const SURROGATES: std::ops::Range<u32> = 0xd800..0xe000;

/// Appends the text of `input`; gives the number of bytes used.
pub(super) fn decode_utf16<E>(
    input: &[u8],
    order: ByteOrder,
    last: bool,
    out: &mut TextBuilder,
    handler: &mut DecodeHandler<'_, E>,
) -> Result<usize, Failure<E>> {
    let (mut at, big) = match (order, input) {
        (ByteOrder::Marked, [0xff, 0xfe, ..]) => (2, false),
        (ByteOrder::Marked, [0xfe, 0xff, ..]) => (2, true),
        (order, _) => (0, order == ByteOrder::Big),
    };
    let encoding = if big { "utf-16-be" } else { "utf-16-le" };
    let unit = |at: usize| {
        let &pair = input.get(at..)?.first_chunk::<2>()?;
        Some(u32::from(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }))
    };
    out.reserve(input.len() / 2, 0)?;
    while at < input.len() {
        let (end, reason) = match (unit(at), unit(at + 2)) {
            (Some(high @ 0xd800..0xdc00), Some(low @ 0xdc00..0xe000)) => {
                out.try_push(0x10000 + ((high - 0xd800) << 10 | (low - 0xdc00)))?;
                at += 4;
                continue;
            }
            (Some(0xd800..0xdc00), Some(_)) => (at + 2, "illegal UTF-16 surrogate"),
            (Some(0xd800..0xdc00), None) => (input.len(), "unexpected end of data"),
            (Some(0xdc00..0xe000), _) => (at + 2, "illegal encoding"),
            (Some(c), _) => {
                out.try_push(c)?;
                at += 2;
                continue;
            }
            (None, _) => (input.len(), "truncated data"),
        };
        if !last && end == input.len() && matches!(reason, "truncated data" | "unexpected end of data") {
            return Ok(at);
        }
        at = handler(input, &Problem::new(encoding, at, end, reason), out)?;
    }
    Ok(at.min(input.len()))
}

/// Appends the text of `input`; gives the number of bytes used.
pub(super) fn decode_utf32<E>(
    input: &[u8],
    order: ByteOrder,
    last: bool,
    out: &mut TextBuilder,
    handler: &mut DecodeHandler<'_, E>,
) -> Result<usize, Failure<E>> {
    let (mut at, big) = match (order, input) {
        (ByteOrder::Marked, [0xff, 0xfe, 0, 0, ..]) => (4, false),
        (ByteOrder::Marked, [0, 0, 0xfe, 0xff, ..]) => (4, true),
        (order, _) => (0, order == ByteOrder::Big),
    };
    let encoding = if big { "utf-32-be" } else { "utf-32-le" };
    out.reserve(input.len() / 4, 0)?;
    while let Some(rest) = input.get(at..).filter(|rest| !rest.is_empty()) {
        let unit = rest.first_chunk::<4>().map(|&b| if big { u32::from_be_bytes(b) } else { u32::from_le_bytes(b) });
        let (end, reason) = match unit {
            Some(c) if SURROGATES.contains(&c) => (at + 4, "code point in surrogate code point range(0xd800, 0xe000)"),
            Some(c @ 0..0x110000) => {
                out.try_push(c)?;
                at += 4;
                continue;
            }
            Some(_) => (at + 4, "code point not in range(0x110000)"),
            None if !last => return Ok(at),
            None => (input.len(), "truncated data"),
        };
        at = handler(input, &Problem::new(encoding, at, end, reason), out)?;
    }
    Ok(at.min(input.len()))
}

pub(super) fn encode_utf16<E>(
    units: Units<'_>,
    order: ByteOrder,
    handler: &mut EncodeHandler<'_, E>,
) -> Result<Vec<u8>, Failure<E>> {
    let encoding = match order {
        ByteOrder::Marked => "utf-16",
        ByteOrder::Little => "utf-16-le",
        ByteOrder::Big => "utf-16-be",
    };
    let write = |out: &mut Vec<u8>, c: u32| {
        let word = |c: u32| if order == ByteOrder::Big { (c as u16).to_be_bytes() } else { (c as u16).to_le_bytes() };
        match c.checked_sub(0x10000) {
            None => put(out, &word(c)),
            Some(c) => {
                put(out, &word(0xd800 + (c >> 10)))?;
                put(out, &word(0xdc00 + (c & 0x3ff)))
            }
        }
    };
    encode(units, encoding, 2, order == ByteOrder::Marked, &write, handler)
}

pub(super) fn encode_utf32<E>(
    units: Units<'_>,
    order: ByteOrder,
    handler: &mut EncodeHandler<'_, E>,
) -> Result<Vec<u8>, Failure<E>> {
    let encoding = match order {
        ByteOrder::Marked => "utf-32",
        ByteOrder::Little => "utf-32-le",
        ByteOrder::Big => "utf-32-be",
    };
    let write =
        |out: &mut Vec<u8>, c: u32| put(out, &if order == ByteOrder::Big { c.to_be_bytes() } else { c.to_le_bytes() });
    encode(units, encoding, 4, order == ByteOrder::Marked, &write, handler)
}

/// Appends the bytes of one code point.
type Write<'w> = dyn Fn(&mut Vec<u8>, u32) -> Result<(), OutOfMemory> + 'w;

fn encode<E>(
    units: Units<'_>,
    encoding: &'static str,
    width: usize,
    marked: bool,
    write: &Write<'_>,
    handler: &mut EncodeHandler<'_, E>,
) -> Result<Vec<u8>, Failure<E>> {
    let mut out = try_vec(units.len().checked_mul(width).ok_or(OutOfMemory)?)?;
    if marked {
        write(&mut out, 0xfeff)?;
    }
    let mut at = 0;
    while let Some(c) = units.get(at) {
        if !SURROGATES.contains(&c) {
            write(&mut out, c)?;
            at += 1;
            continue;
        }
        let problem = Problem::new(encoding, at, at + 1, "surrogates not allowed");
        let (replacement, next) = handler(units, &problem)?;
        match replacement {
            Replacement::Bytes(bytes) if bytes.len() % width == 0 => put(&mut out, &bytes)?,
            Replacement::Text(text) if text.units().is_ascii() => text.iter().try_for_each(|c| write(&mut out, c))?,
            _ => return Err(Failure::Problem(problem)),
        }
        at = next;
    }
    Ok(out)
}
