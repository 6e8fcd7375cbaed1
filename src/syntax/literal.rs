//! String and bytes literals: what stands between the quotes in, the value out.

use std::rc::Rc;

use super::ast::Span;
use super::error::SyntaxError;
use super::token::{StrLiteral, Token};
use crate::text::{Text, TextBuilder};

/// The letters before the quote.
#[derive(Clone, Copy, Debug, Default)]
pub struct Prefix {
    pub raw: bool,
    pub bytes: bool,
    pub format: bool,
    /// A lower-case `u`: `ast.Constant.kind`.
    pub u: bool,
}

impl Prefix {
    /// Reads the letters of `opening`, such as `rb"`.
    pub fn new(opening: &str) -> Prefix {
        let mut prefix = Prefix::default();
        for letter in opening.bytes() {
            match letter {
                b'r' | b'R' => prefix.raw = true,
                b'b' | b'B' => prefix.bytes = true,
                b'f' | b'F' => prefix.format = true,
                b'u' => prefix.u = true,
                _ => {}
            }
        }
        prefix
    }
}

/// An error whose place is told later: CPython reports it at the token after the string.
pub fn unplaced(message: impl Into<String>) -> SyntaxError {
    SyntaxError::new(message, Span::default())
}

/// The token of an ordinary literal.
pub fn string(body: &str, prefix: Prefix, warn: &mut dyn FnMut(String)) -> Result<Token, SyntaxError> {
    if prefix.bytes {
        if !body.is_ascii() {
            return Err(unplaced("bytes can only contain ASCII literal characters"));
        }
        return Ok(Token::Bytes(match prefix.raw || !body.contains('\\') {
            true => body.as_bytes().into(),
            false => decode_bytes(body, warn)?,
        }));
    }
    let value = if prefix.raw { Text::from(body) } else { decode(body, warn)? };
    Ok(Token::Str(Box::new(StrLiteral { value, u_prefix: prefix.u })))
}

/// Replaces the escapes of a str.
pub fn decode(body: &str, warn: &mut dyn FnMut(String)) -> Result<Text, SyntaxError> {
    if !body.contains('\\') {
        return Ok(Text::from(body));
    }
    let mut out = TextBuilder::default();
    let mut rest = body;
    let mut warned = false;
    while let Some(at) = rest.find('\\') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let escape = rest.get(at..).unwrap_or_default();
        // CPython's decoder counts bytes of a text in which other than ASCII is already `\UXXXXXXXX`.
        let position = || {
            let done = body.get(..body.len() - escape.len()).unwrap_or_default();
            done.chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum::<usize>()
        };
        let length = str_escape(escape, &mut out).map_err(|Bad { length, reason }| {
            let start = position();
            let end = start + length - 1;
            unplaced(format!(
                "(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: {reason}"
            ))
        })?;
        if length == 0 {
            out.push('\\'.into());
            rest = escape.get(1..).unwrap_or_default();
            if let (Some(c), false) = (rest.chars().next(), warned) {
                // One warning a literal, and none before other than ASCII, as CPython.
                warned = true;
                if c.is_ascii() {
                    warn(format!("invalid escape sequence '\\{c}'"));
                }
            }
        } else {
            rest = escape.get(length..).unwrap_or_default();
        }
    }
    out.push_str(rest);
    Ok(out.finish())
}

/// An escape that cannot be decoded: how many bytes the codec complains of, and why.
struct Bad {
    length: usize,
    reason: &'static str,
}

/// Decodes the escape at the start of `text`; gives its length, 0 if it is none.
fn str_escape(text: &str, out: &mut TextBuilder) -> Result<usize, Bad> {
    let bytes = text.as_bytes();
    let hex = |digits: usize, reason: &'static str| -> Result<u32, Bad> {
        let found = bytes.iter().skip(2).take(digits).take_while(|b| b.is_ascii_hexdigit()).count();
        if found < digits {
            return Err(Bad { length: 2 + found, reason });
        }
        let value = text.get(2..2 + digits).and_then(|t| u32::from_str_radix(t, 16).ok());
        value.filter(|&c| c <= 0x10ffff).ok_or(Bad { length: 2 + digits, reason: "illegal Unicode character" })
    };
    // Only before a field of an f-string can the text end here.
    let Some(&kind) = bytes.get(1) else { return Ok(0) };
    let (c, length) = match kind {
        b'\n' => return Ok(2),
        b'0'..=b'7' => {
            let (value, length) = octal(bytes);
            (value, length)
        }
        b'x' => (hex(2, "truncated \\xXX escape")?, 4),
        b'u' => (hex(4, "truncated \\uXXXX escape")?, 6),
        b'U' => (hex(8, "truncated \\UXXXXXXXX escape")?, 10),
        b'N' => {
            const MALFORMED: &str = "malformed \\N character escape";
            if bytes.get(2) != Some(&b'{') {
                return Err(Bad { length: 2, reason: MALFORMED });
            }
            let end = bytes.iter().position(|&b| b == b'}');
            let Some(end) = end.filter(|&end| end > 3) else {
                let length = end.unwrap_or(bytes.len());
                return Err(Bad { length, reason: MALFORMED });
            };
            let name = text.get(3..end).unwrap_or_default();
            let unknown = Bad { length: end + 1, reason: "unknown Unicode character name" };
            (unicode_names2::character(name).ok_or(unknown)?.into(), end + 1)
        }
        other => match simple_escape(other) {
            Some(c) => (c.into(), 2),
            None => return Ok(0),
        },
    };
    out.push(c);
    Ok(length)
}

fn simple_escape(letter: u8) -> Option<u8> {
    Some(match letter {
        b'\\' | b'\'' | b'"' => letter,
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        _ => return None,
    })
}

/// One to three octal digits after the backslash: value and length of the escape.
fn octal(bytes: &[u8]) -> (u32, usize) {
    let digits = bytes.iter().skip(1).take(3).take_while(|b| matches!(b, b'0'..=b'7'));
    digits.fold((0, 1), |(value, length), &b| (value * 8 + u32::from(b - b'0'), length + 1))
}

fn decode_bytes(body: &str, warn: &mut dyn FnMut(String)) -> Result<Rc<[u8]>, SyntaxError> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body.as_bytes();
    let mut warned = false;
    while let [b, after @ ..] = rest {
        if *b != b'\\' {
            out.push(*b);
            rest = after;
            continue;
        }
        let length = match after {
            [b'\n', ..] => 2,
            [b'0'..=b'7', ..] => {
                let (value, length) = octal(rest);
                out.push(value as u8);
                length
            }
            [b'x', ..] => {
                let digits = after.get(1..3).and_then(|d| std::str::from_utf8(d).ok());
                let value = digits.filter(|d| !d.starts_with('+')).and_then(|d| u8::from_str_radix(d, 16).ok());
                let position = body.len() - rest.len();
                let error = || unplaced(format!("(value error) invalid \\x escape at position {position}"));
                out.push(value.ok_or_else(error)?);
                4
            }
            [letter, ..] => match simple_escape(*letter) {
                Some(c) => {
                    out.push(c);
                    2
                }
                None => {
                    if !warned {
                        warned = true;
                        warn(format!("invalid escape sequence '\\{}'", char::from(*letter)));
                    }
                    out.push(b'\\');
                    1
                }
            },
            [] => return Err(unplaced("(value error) Trailing \\ in string")),
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(out.into())
}
