//! What `repr()` and `ascii()` show: takes units or bytes, gives the quoted and escaped form.
//!
//! The size is computed first, so that a huge result fails as a typed error before anything is written.

use super::classify::is_printable;
use super::{OutOfMemory, Text, TextBuilder, Units};

const HEX: &[u8; 16] = b"0123456789abcdef";

/// `repr(str)`.
pub fn str_repr(units: Units<'_>) -> Result<Text, OutOfMemory> {
    let mut out = TextBuilder::default();
    push_str_repr(&mut out, units)?;
    Ok(out.finish())
}

/// `ascii(str)`: the repr with everything above U+007E escaped.
pub fn str_ascii(units: Units<'_>) -> Result<Text, OutOfMemory> {
    let mut out = TextBuilder::default();
    push_quoted(&mut out, units, |c| (0x20..0x7f).contains(&c))?;
    Ok(out.finish())
}

/// Appends `repr(str)` to a text under construction (a list's repr, a traceback).
pub fn push_str_repr(out: &mut TextBuilder, units: Units<'_>) -> Result<(), OutOfMemory> {
    push_quoted(out, units, is_printable)
}

/// The code points of `str_repr` without building it.
pub fn str_repr_len(units: Units<'_>) -> usize {
    measure(units, is_printable).0
}

/// `ascii()` of any object escapes the non-ASCII part of its repr.
pub fn escape_non_ascii(units: Units<'_>) -> Result<Text, OutOfMemory> {
    let mut out = TextBuilder::default();
    out.reserve(units.len(), 0)?;
    for c in units.iter() {
        match c {
            0..0x80 => out.try_push(c)?,
            _ => push_hex_escape(&mut out, c)?,
        }
    }
    Ok(out.finish())
}

/// `repr(bytes)`: `b'...'`.
pub fn bytes_repr(bytes: &[u8]) -> Result<Text, OutOfMemory> {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
    push_bytes(bytes, quote, quote)
}

/// The `b'...'` inside `repr(bytearray)`, which escapes single quotes also between double ones.
pub fn bytearray_inner_repr(bytes: &[u8]) -> Result<Text, OutOfMemory> {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { b'"' } else { b'\'' };
    push_bytes(bytes, quote, b'\'')
}

/// Length of the quoted form and the quote that it takes.
fn measure(units: Units<'_>, shown: impl Fn(u32) -> bool) -> (usize, u32) {
    let (mut len, mut single, mut double) = (2usize, 0usize, false);
    for c in units.iter() {
        len = len.saturating_add(match c {
            0x5c | 0x09 | 0x0a | 0x0d => 2,
            0x27 => {
                single += 1;
                1
            }
            _ if shown(c) => {
                double |= c == 0x22;
                1
            }
            0..0x100 => 4,
            0x100..0x10000 => 6,
            _ => 10,
        });
    }
    match single > 0 && !double {
        true => (len, 0x22),
        false => (len.saturating_add(single), 0x27),
    }
}

fn push_quoted(out: &mut TextBuilder, units: Units<'_>, shown: fn(u32) -> bool) -> Result<(), OutOfMemory> {
    let (len, quote) = measure(units, shown);
    out.reserve(len, quote)?;
    out.try_push(quote)?;
    if len == units.len() + 2 {
        out.try_push_units(units)?;
        return out.try_push(quote);
    }
    for c in units.iter() {
        match c {
            0x0a => push_escape(out, b'n')?,
            0x0d => push_escape(out, b'r')?,
            0x09 => push_escape(out, b't')?,
            _ if c == 0x5c || c == quote => push_escape(out, c as u8)?,
            _ if shown(c) => out.try_push(c)?,
            _ => push_hex_escape(out, c)?,
        }
    }
    out.try_push(quote)
}

fn push_escape(out: &mut TextBuilder, letter: u8) -> Result<(), OutOfMemory> {
    out.try_push(0x5c)?;
    out.try_push(letter.into())
}

/// `\xhh`, `\uhhhh` or `\Uhhhhhhhh`, whichever is the shortest.
pub(super) fn push_hex_escape(out: &mut TextBuilder, c: u32) -> Result<(), OutOfMemory> {
    let (letter, digits) = match c {
        0..0x100 => (b'x', 2),
        0x100..0x10000 => (b'u', 4),
        _ => (b'U', 8),
    };
    push_escape(out, letter)?;
    push_hex(out, c, digits)
}

pub(super) fn push_hex(out: &mut TextBuilder, c: u32, digits: u32) -> Result<(), OutOfMemory> {
    (0..digits).rev().try_for_each(|i| out.try_push(HEX[(c >> (4 * i) & 15) as usize].into()))
}

fn push_bytes(bytes: &[u8], quote: u8, escaped: u8) -> Result<Text, OutOfMemory> {
    let size = |b: u8| match b {
        b'\\' | b'\t' | b'\n' | b'\r' => 2,
        _ if b == escaped => 2,
        0x20..0x7f => 1,
        _ => 4usize,
    };
    let len = bytes.iter().fold(3usize, |len, &b| len.saturating_add(size(b)));
    let mut out = TextBuilder::with_capacity(len, 0)?;
    out.push(b'b'.into());
    out.push(quote.into());
    for &b in bytes {
        match b {
            b'\t' => push_escape(&mut out, b't')?,
            b'\n' => push_escape(&mut out, b'n')?,
            b'\r' => push_escape(&mut out, b'r')?,
            _ if b == b'\\' || b == escaped => push_escape(&mut out, b)?,
            0x20..0x7f => out.push(b.into()),
            _ => push_hex_escape(&mut out, b.into())?,
        }
    }
    out.push(quote.into());
    Ok(out.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        let tricky = [0x7f, 0x80, 0xa0, 0xad, 0xe9, 0x378, 0xd800, 0xe0001, 0x1f600, 0x1fae0, 9, 10, 13, 0x5c, 0];
        let text = Text::from_code_points(tricky);
        let repr = str_repr(text.units()).unwrap();
        assert_eq!(&repr, r"'\x7f\x80\xa0\xadé\u0378\ud800\U000e0001😀\U0001fae0\t\n\r\\\x00'");
        assert_eq!(str_repr_len(text.units()), repr.len());
        let ascii = str_ascii(text.units()).unwrap();
        assert_eq!(&ascii, r"'\x7f\x80\xa0\xad\xe9\u0378\ud800\U000e0001\U0001f600\U0001fae0\t\n\r\\\x00'");
        for (s, expected) in [
            ("", "''"),
            ("a", "'a'"),
            ("it's", "\"it's\""),
            ("say \"x\"", "'say \"x\"'"),
            ("it's \"x\"", "'it\\'s \"x\"'"),
            ("€", "'€'"),
        ] {
            assert_eq!(&str_repr(Text::from(s).units()).unwrap(), expected);
        }
        assert_eq!(&escape_non_ascii(Text::from("<é€'\n>").units()).unwrap(), "<\\xe9\\u20ac'\n>");
    }

    #[test]
    fn bytes() {
        let check = |b: &[u8], bytes: &str, inner: &str| {
            assert_eq!(&bytes_repr(b).unwrap(), bytes);
            assert_eq!(&bytearray_inner_repr(b).unwrap(), inner);
        };
        check(b"", "b''", "b''");
        check(b"\0a\x7f\x80\xff\t\n\r\\", r"b'\x00a\x7f\x80\xff\t\n\r\\'", r"b'\x00a\x7f\x80\xff\t\n\r\\'");
        check(b"'", "b\"'\"", "b\"\\'\"");
        check(b"'\"", "b'\\'\"'", "b'\\'\"'");
        check(b"\"", "b'\"'", "b'\"'");
    }
}
