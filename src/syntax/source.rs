//! Bytes to text: encoding, byte order mark and line ends, as CPython's tokenizer reads a file.
//!
//! The text that the lexer sees is UTF-8 with `\n` line ends and without a mark.

use encoding_rs::Encoding;

use super::ast::{Location, Span};
use super::error::{ErrorKind, SyntaxError};
use crate::text::Units;

/// A source that can be lexed.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    text: String,
}

/// Where the bytes come from: CPython's messages differ.
#[derive(Clone, Copy, Debug)]
pub enum Origin<'a> {
    /// A script that is read by the tokenizer itself.
    File(&'a str),
    /// `compile(b"...")` and imports.
    Bytes,
}

const NULL_BYTES: &str = "source code string cannot contain null bytes";

impl Source {
    /// Decodes a source by its mark or its encoding line; UTF-8 without either.
    pub fn from_bytes(bytes: &[u8], origin: Origin<'_>) -> Result<Source, SyntaxError> {
        let without_nulls;
        let bytes = match (bytes.contains(&0), origin) {
            (false, _) => bytes,
            (true, Origin::File(_)) => {
                without_nulls = cut_at_nulls(bytes);
                &without_nulls
            }
            (true, Origin::Bytes) => {
                return Err(SyntaxError::of(ErrorKind::ValueError, NULL_BYTES, Span::default()));
            }
        };
        let (marked, bytes) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
            Some(rest) => (true, rest),
            None => (false, bytes),
        };
        let name = declared_encoding(bytes).map(|name| normalise(&name));
        let text = match name.as_deref() {
            None | Some("utf-8") => match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(error) => return Err(bad_utf8(bytes, error, origin, name.is_some())),
            },
            Some(name) if marked => {
                return Err(encoding_error(format!("encoding problem: {name} with BOM")));
            }
            Some(name) => decode(bytes, name).map_err(|error| match origin {
                Origin::File(_) => encoding_error(format!("encoding problem: {name}")),
                Origin::Bytes => error,
            })?,
        };
        Ok(Source { text: with_newlines(text) })
    }

    /// A str: `compile("...")`, `exec`, `-c`.
    pub fn from_units(units: Units<'_>) -> Result<Source, SyntaxError> {
        let Some(text) = units.to_str() else {
            let bad = |c: &u32| char::from_u32(*c).is_none();
            let at = units.iter().position(|c| bad(&c)).unwrap_or(0);
            let c = units.get(at).unwrap_or(0);
            let message =
                format!("'utf-8' codec can't encode character '\\u{c:04x}' in position {at}: surrogates not allowed");
            return Err(SyntaxError::of(ErrorKind::UnicodeEncodeError, message, Span::default()));
        };
        Source::from_text(&text)
    }

    /// Text that is UTF-8 already. An encoding line in it means nothing.
    pub fn from_text(text: &str) -> Result<Source, SyntaxError> {
        if text.contains('\0') {
            return Err(SyntaxError::of(ErrorKind::ValueError, NULL_BYTES, Span::default()));
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Ok(Source { text: with_newlines(text.to_owned()) })
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// A line by its 1-based number, without its end.
    pub fn line(&self, number: u32) -> Option<&str> {
        self.text.split('\n').nth((number as usize).checked_sub(1)?)
    }
}

/// CRLF and CR become LF.
fn with_newlines(text: String) -> String {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n"),
        false => text,
    }
}

/// PEP 263: `coding[:=] name` in a comment on one of the first two lines.
fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let mut lines = bytes.split(|&b| b == b'\n' || b == b'\r');
    for _ in 0..2 {
        let line = lines.next()?;
        let start = line.iter().position(|b| !matches!(b, b' ' | b'\t' | b'\x0c'));
        let Some(comment) = start.and_then(|start| line.get(start..)) else { continue };
        if comment.first() != Some(&b'#') {
            return None;
        }
        if let Some(name) = encoding_in(comment) {
            return Some(name);
        }
    }
    None
}

fn encoding_in(comment: &[u8]) -> Option<String> {
    const WORD: &[u8] = b"coding";
    for at in 0..comment.len() {
        let Some([b':' | b'=', rest @ ..]) = comment.get(at..).and_then(|rest| rest.strip_prefix(WORD)) else {
            continue;
        };
        let blanks = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let is_name = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
        let name: String = rest.iter().skip(blanks).take_while(is_name).map(|&b| char::from(b)).collect();
        if !name.is_empty() {
            return Some(name);
        }
    }
    None
}

/// CPython's short list of names that it knows without asking the codecs.
fn normalise(name: &str) -> String {
    let lower: String = name.chars().map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    let is = |known: &str| lower == known || lower.strip_prefix(known).is_some_and(|rest| rest.starts_with('-'));
    if is("utf-8") {
        "utf-8".into()
    } else if is("latin-1") || is("iso-8859-1") || is("iso-latin-1") {
        "iso-8859-1".into()
    } else {
        name.into()
    }
}

fn decode(bytes: &[u8], name: &str) -> Result<String, SyntaxError> {
    let lower: String = name.chars().map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
    match lower.as_str() {
        // Bytes are code points: not what the web calls latin-1.
        "iso-8859-1" | "latin1" | "latin" | "l1" | "8859" | "cp819" | "iso8859" | "iso8859-1" => {
            return Ok(bytes.iter().map(|&b| char::from(b)).collect());
        }
        "ascii" | "us-ascii" | "646" => {
            return match bytes.iter().position(|b| !b.is_ascii()) {
                None => Ok(bytes.iter().map(|&b| char::from(b)).collect()),
                Some(at) => Err(encoding_error(format!(
                    "'ascii' codec can't decode byte 0x{:02x} in position {at}: ordinal not in range(128)",
                    bytes.get(at).copied().unwrap_or_default()
                ))),
            };
        }
        "utf8" | "u8" | "utf" | "cp65001" => {
            return std::str::from_utf8(bytes)
                .map(str::to_owned)
                .map_err(|error| encoding_error(decode_message(bytes, error)));
        }
        _ => {}
    }
    let is_wide = lower.starts_with("utf-16") || lower.starts_with("utf16");
    let Some(encoding) = Encoding::for_label(lower.as_bytes()).filter(|_| !is_wide) else {
        return Err(encoding_error(format!("unknown encoding: {name}")));
    };
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => Err(encoding_error(format!("'{lower}' codec can't decode source"))),
    }
}

/// An error about the file as a whole: line 0.
fn encoding_error(message: String) -> SyntaxError {
    SyntaxError::new(message, Span::default())
}

fn decode_message(bytes: &[u8], error: std::str::Utf8Error) -> String {
    let at = error.valid_up_to();
    let byte = bytes.get(at).copied().unwrap_or_default();
    let reason = match error.error_len() {
        None => "unexpected end of data",
        Some(1) if !matches!(byte, 0xc2..=0xf4) => "invalid start byte",
        Some(_) => "invalid continuation byte",
    };
    format!("'utf-8' codec can't decode byte 0x{byte:02x} in position {at}: {reason}")
}

/// A script's lines as CPython's reader takes them: a null byte ends the line's text, newline included.
fn cut_at_nulls(bytes: &[u8]) -> Vec<u8> {
    let lines = bytes.split_inclusive(|&b| b == b'\n');
    lines.flat_map(|line| line.split(|&b| b == 0).next().unwrap_or_default()).copied().collect()
}

fn bad_utf8(bytes: &[u8], error: std::str::Utf8Error, origin: Origin<'_>, is_declared: bool) -> SyntaxError {
    let at = error.valid_up_to();
    let before = bytes.get(..at).unwrap_or_default();
    let line = before.iter().filter(|&&b| b == b'\n').count() as u32 + 1;
    let column = before.iter().rev().take_while(|&&b| b != b'\n').count() as u32;
    match origin {
        Origin::File(name) if !is_declared => {
            let byte = bytes.get(at).copied().unwrap_or_default();
            // CPython has counted the next line already.
            let line = line + 1;
            encoding_error(format!(
                "Non-UTF-8 code starting with '\\x{byte:02x}' in file {name} on line {line}, but no encoding \
                 declared; see https://python.org/dev/peps/pep-0263/ for details"
            ))
        }
        _ => SyntaxError::at(format!("(unicode error) {}", decode_message(bytes, error)), Location { line, column }),
    }
}
