//! Bytes to text: encoding, byte order mark and line ends, as CPython's tokenizer reads a file.
//!
//! The text that the lexer sees is UTF-8 with `\n` line ends and without a mark. The encodings are `text::codec`'s,
//! and the multi-byte ones of East Asia by a crate.

use std::borrow::Cow;
use std::cell::RefCell;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS};

use super::ast::{Location, Span};
use super::error::{ErrorKind, SyntaxError};
use super::lexer::{Lexer, Lexicon};
use super::token::Token;
use crate::text::Units;
use crate::text::codec::{Codec, ErrorHandler, Failure, Problem};

/// A source that can be lexed.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    text: String,
    /// A script that the tokenizer itself reads.
    is_file: bool,
    /// A mark or a line tells the encoding, or the text was a str.
    encoding_known: bool,
    /// It is typed at a prompt, so that there is nothing to read behind it.
    is_typed: bool,
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
                Err(_) => bad_utf8(bytes, origin, name.is_some())?,
            },
            Some(name) if marked => {
                return Err(encoding_error(format!("encoding problem: {name} with BOM")).told_of(origin));
            }
            Some(name) => decode(bytes, name).map_err(|error| match origin {
                Origin::File(_) => encoding_error(format!("encoding problem: {name}")),
                Origin::Bytes => error.told_of(origin),
            })?,
        };
        let is_file = matches!(origin, Origin::File(_));
        let encoding_known = marked || name.is_some();
        Ok(Source { text: with_newlines(text), is_file, encoding_known, is_typed: false })
    }

    /// A str: `compile("...")`, `exec`, `-c`.
    pub fn from_units(units: Units<'_>) -> Result<Source, SyntaxError> {
        Source::from_text(&in_utf8(units)?)
    }

    /// Text that is UTF-8 already. An encoding line in it means nothing.
    pub fn from_text(text: &str) -> Result<Source, SyntaxError> {
        if text.contains('\0') {
            return Err(SyntaxError::of(ErrorKind::ValueError, NULL_BYTES, Span::default()));
        }
        let text = with_newlines(text.to_owned());
        Ok(Source { text, is_file: false, encoding_known: true, is_typed: false })
    }

    /// The text so far of a statement that is typed at a prompt.
    pub fn typed(text: &str) -> Result<Source, SyntaxError> {
        Ok(Source { is_typed: true, ..Source::from_text(text)? })
    }

    /// All of it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Is it a script that the tokenizer itself reads?
    pub fn is_file(&self) -> bool {
        self.is_file
    }

    /// Is it typed at a prompt?
    pub fn is_typed(&self) -> bool {
        self.is_typed
    }

    /// Is the encoding told?
    pub fn encoding_known(&self) -> bool {
        self.encoding_known
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

/// The name behind `coding:` or `coding=`, if the comment has one.
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
    if let Some(codec) = Codec::by_name(name) {
        if matches!(codec, Codec::Utf16(_) | Codec::Utf32(_)) {
            // The line that says so is ASCII, so it is not true.
            return Err(encoding_error(format!("encoding problem: {name}")));
        }
        return match codec.decode(bytes, ErrorHandler::Strict) {
            Ok(text) => in_utf8(text.units()).map(Cow::into_owned),
            Err(Failure::Problem(problem)) => Err(encoding_error(decode_message(bytes, &problem))),
            Err(_) => Err(SyntaxError::of(ErrorKind::MemoryError, "", Span::default())),
        };
    }
    let east_asian = [BIG5, EUC_JP, EUC_KR, GB18030, GBK, ISO_2022_JP, SHIFT_JIS];
    let label = name.replace('_', "-");
    let Some(encoding) = Encoding::for_label(label.as_bytes()).filter(|e| east_asian.contains(e)) else {
        return Err(encoding_error(format!("unknown encoding: {name}")));
    };
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => Err(encoding_error(format!("'{name}' codec can't decode source"))),
    }
}

/// The lexer reads UTF-8, which has no lone surrogates.
fn in_utf8(units: Units<'_>) -> Result<Cow<'_, str>, SyntaxError> {
    units.to_str().ok_or_else(|| {
        let at = units.iter().position(|c| char::from_u32(c).is_none()).unwrap_or(0);
        let c = units.get(at).unwrap_or(0);
        let message =
            format!("'utf-8' codec can't encode character '\\u{c:04x}' in position {at}: surrogates not allowed");
        SyntaxError::of(ErrorKind::UnicodeEncodeError, message, Span::default())
    })
}

impl SyntaxError {
    /// Of bytes that are compiled CPython tells line 0, of a script nothing.
    fn told_of(self, origin: Origin<'_>) -> SyntaxError {
        match origin {
            Origin::File(_) => self,
            Origin::Bytes => {
                let at = |column| Location { line: 0, column };
                let span = Span { start: at(u32::MAX - 1), end: at(Location::UNKNOWN) };
                SyntaxError { span, ..self }
            }
        }
    }
}

/// An error about the file as a whole.
fn encoding_error(message: String) -> SyntaxError {
    SyntaxError::new(message, Span::default())
}

fn decode_message(bytes: &[u8], problem: &Problem) -> String {
    let Problem { encoding, start, end, reason } = problem;
    match bytes.get(*start) {
        Some(byte) if end - start == 1 => {
            format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        }
        _ => format!("'{encoding}' codec can't decode bytes in position {start}-{}: {reason}", end - 1),
    }
}

/// A script's lines as CPython's reader takes them: a null byte ends the line's text, newline included.
fn cut_at_nulls(bytes: &[u8]) -> Vec<u8> {
    let lines = bytes.split_inclusive(|&b| b == b'\n');
    lines.flat_map(|line| line.split(|&b| b == 0).next().unwrap_or_default()).copied().collect()
}

/// A source that is not UTF-8. CPython's tokenizer does not mind: where a comment alone is wrong, nothing is said; of a
/// string or a name the bytes within it are counted.
fn bad_utf8(bytes: &[u8], origin: Origin<'_>, is_declared: bool) -> Result<String, SyntaxError> {
    if let Origin::File(name) = origin
        && !is_declared
    {
        let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        let byte = bytes.get(at).copied().unwrap_or_default();
        // CPython has counted the next line already.
        let line = bytes.iter().take(at).filter(|&&b| b == b'\n').count() + 2;
        return Err(encoding_error(format!(
            "Non-UTF-8 code starting with '\\x{byte:02x}' in file {name} on line {line}, but no encoding declared; \
             see https://python.org/dev/peps/pep-0263/ for details"
        )));
    }
    // Letters in place of the wrong bytes: everything keeps its place.
    let (mut text, mut wrong) = (String::new(), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text += chunk.valid();
        for _ in chunk.invalid() {
            wrong.push(text.len());
            text.push('_');
        }
    }
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let offset = |at: Location| starts.get(at.line as usize - 1).map_or(text.len(), |start| start + at.column as usize);
    let lexicon = RefCell::new(Lexicon::default());
    let mut tokens = Lexer::raw(&text, &lexicon).map_while(Result::ok);
    while let Some((start, token, end)) = tokens.next() {
        let range = offset(start)..offset(end);
        if !wrong.iter().any(|at| range.contains(at)) {
            continue;
        }
        let word = bytes.get(range).unwrap_or_default();
        let (part, span) = match token {
            Token::Quote => {
                let next = tokens.find(|(_, token, _)| *token != Token::Quote);
                let (start, end) = next.map_or((end, end), |(start, _, end)| (start, end));
                (undecoded_part(word), Span { start, end })
            }
            _ => (word, Span { start: Location { column: end.column.saturating_sub(1), ..end }, end }),
        };
        let Err(Failure::Problem(problem)) = Codec::Utf8.decode(part, ErrorHandler::Strict) else { continue };
        let line = bytes.split(|&b| b == b'\n').nth(span.start.line as usize - 1).unwrap_or_default();
        return Err(SyntaxError {
            text: Some(String::from_utf8_lossy(line).into_owned() + "\n"),
            by_parser: true,
            in_bytes: !is_declared,
            ..SyntaxError::new(format!("(unicode error) {}", decode_message(part, &problem)), span)
        });
    }
    drop(tokens);
    Ok(text)
}

/// What CPython decodes at once of a string with bytes that are not UTF-8: everything between the quotes, but where
/// there are escapes, a run without ASCII.
fn undecoded_part(word: &[u8]) -> &[u8] {
    let opening = word.iter().position(|b| matches!(b, b'"' | b'\'')).unwrap_or_default();
    let (prefix, quoted) = word.split_at(opening);
    let width = if quoted.starts_with(b"\"\"\"") || quoted.starts_with(b"'''") { 3 } else { 1 };
    let body = quoted.get(width..quoted.len().saturating_sub(width)).unwrap_or_default();
    if !body.contains(&b'\\') || prefix.iter().any(|b| matches!(b, b'r' | b'R')) {
        return body;
    }
    let mut runs = body.split(u8::is_ascii).filter(|run| std::str::from_utf8(run).is_err());
    runs.next().unwrap_or(body)
}
