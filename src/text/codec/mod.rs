//! Encoding and decoding: takes units or bytes and a codec, gives bytes or text exactly as CPython 3.10.
//!
//! A codec reports what it cannot convert as a `Problem` (span and reason) to a handler, which chooses the
//! replacement and where to go on. `ErrorHandler` holds the built-in ones; Python-level handlers are plugged in by
//! passing another closure.

mod charmaps;
mod escape;
mod handler;
mod names;
mod single_byte;
mod utf7;
mod utf8;
mod wide;

pub use escape::InvalidEscape;
pub use handler::ErrorHandler;
pub use names::normalize;

use super::builder::try_vec;
use super::{OutOfMemory, Text, TextBuilder, Units};
use std::borrow::Cow;
use std::convert::Infallible;

/// What a codec could not convert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The codec's name as errors show it.
    pub encoding: Cow<'static, str>,
    pub start: usize,
    pub end: usize,
    pub reason: Cow<'static, str>,
}

impl Problem {
    pub fn new(encoding: &'static str, start: usize, end: usize, reason: &'static str) -> Self {
        Problem { encoding: encoding.into(), start, end, reason: reason.into() }
    }
}

/// Why a conversion ended without a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure<E = Infallible> {
    /// UnicodeEncodeError or UnicodeDecodeError.
    Problem(Problem),
    Memory(OutOfMemory),
    /// TypeError "don't know how to handle UnicodeDecodeError in error callback".
    CannotDecode,
    /// What a handler raised.
    Handler(E),
}

impl<E> From<OutOfMemory> for Failure<E> {
    fn from(error: OutOfMemory) -> Self {
        Failure::Memory(error)
    }
}

/// What stands in for code points that could not be encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// To be encoded in turn; what cannot be is the original problem.
    Text(Text),
    /// Put into the output as they are.
    Bytes(Vec<u8>),
}

/// Gets the input and the problem; gives the replacement and the index to go on at.
pub type EncodeHandler<'h, E> = dyn FnMut(Units<'_>, &Problem) -> Result<(Replacement, usize), Failure<E>> + 'h;

/// Gets the input and the problem; appends the replacement and gives the index to go on at.
pub type DecodeHandler<'h, E> = dyn FnMut(&[u8], &Problem, &mut TextBuilder) -> Result<usize, Failure<E>> + 'h;

/// The order of the bytes of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    Little,
    Big,
    /// Little, with a mark that is written, and that may say otherwise when read.
    Marked,
}

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    Utf7,
    Utf8,
    /// UTF-8 with a mark in front.
    Utf8Sig,
    Utf16(ByteOrder),
    Utf32(ByteOrder),
    Latin1,
    Ascii,
    /// A single-byte encoding, by its row in the table.
    Charmap(u8),
    UnicodeEscape,
    RawUnicodeEscape,
}

impl Codec {
    /// Bytes of `units`; `handler` is asked about what has no encoding.
    pub fn encode_with<E>(self, units: Units<'_>, handler: &mut EncodeHandler<'_, E>) -> Result<Vec<u8>, Failure<E>> {
        match self {
            Codec::Utf7 => Ok(utf7::encode(units)?),
            Codec::Utf8 => utf8::encode(units, &[], handler),
            Codec::Utf8Sig => utf8::encode(units, b"\xef\xbb\xbf", handler),
            Codec::Utf16(order) => wide::encode_utf16(units, order, handler),
            Codec::Utf32(order) => wide::encode_utf32(units, order, handler),
            Codec::Latin1 => single_byte::encode_latin1(units, 0x100, handler),
            Codec::Ascii => single_byte::encode_latin1(units, 0x80, handler),
            Codec::Charmap(row) => single_byte::encode_charmap(units, row, handler),
            Codec::UnicodeEscape => Ok(escape::encode(units, false)?),
            Codec::RawUnicodeEscape => Ok(escape::encode(units, true)?),
        }
    }

    /// Bytes of `units` with a built-in error handler.
    pub fn encode(self, units: Units<'_>, errors: ErrorHandler) -> Result<Vec<u8>, Failure> {
        // These codecs write what can be escaped before they report what cannot.
        let partial = matches!(self, Codec::Utf8 | Codec::Utf8Sig | Codec::Ascii | Codec::Latin1);
        self.encode_with(units, &mut |units, problem| match partial {
            true => errors.encode_some(units, problem),
            false => errors.encode(units, problem),
        })
    }

    /// The text that `input` stands for, and how many bytes were used: all of them if `last`, else an incomplete
    /// sequence at the end is left for the next call. `handler` is asked about what has no meaning.
    pub fn decode_with<E>(
        self,
        input: &[u8],
        last: bool,
        handler: &mut DecodeHandler<'_, E>,
    ) -> Result<(Text, usize), Failure<E>> {
        let mut out = TextBuilder::default();
        let used = match self {
            Codec::Utf7 => utf7::decode(input, last, &mut out, handler)?,
            Codec::Utf8 => utf8::decode(input, last, &mut out, handler)?,
            Codec::Utf8Sig => match input.strip_prefix(b"\xef\xbb\xbf") {
                Some(rest) => utf8::decode(rest, last, &mut out, handler)? + 3,
                None if !last && b"\xef\xbb\xbf".starts_with(input) => 0,
                None => utf8::decode(input, last, &mut out, handler)?,
            },
            Codec::Utf16(order) => wide::decode_utf16(input, order, last, &mut out, handler)?,
            Codec::Utf32(order) => wide::decode_utf32(input, order, last, &mut out, handler)?,
            Codec::Latin1 => {
                let mut bytes = try_vec(input.len())?;
                bytes.extend_from_slice(input);
                return Ok((Text::from_latin1(bytes), input.len()));
            }
            Codec::Ascii => single_byte::decode_ascii(input, &mut out, handler)?,
            Codec::Charmap(row) => single_byte::decode_charmap(input, row, &mut out, handler)?,
            Codec::UnicodeEscape => escape::decode(input, last, &mut out, handler)?.0,
            Codec::RawUnicodeEscape => escape::decode_raw(input, last, &mut out, handler)?,
        };
        Ok((out.finish(), used))
    }

    /// The text that `input` stands for, with a built-in error handler.
    pub fn decode(self, input: &[u8], errors: ErrorHandler) -> Result<Text, Failure> {
        let decoded = self.decode_with(input, true, &mut |input, problem, out| errors.decode(input, problem, out));
        decoded.map(|(text, _)| text)
    }
}

/// Decodes `unicode_escape`; also gives the first backslash that starts no escape, for the DeprecationWarning.
pub fn decode_unicode_escape<E>(
    input: &[u8],
    last: bool,
    handler: &mut DecodeHandler<'_, E>,
) -> Result<(Text, usize, Option<InvalidEscape>), Failure<E>> {
    let mut out = TextBuilder::default();
    let (used, invalid) = escape::decode(input, last, &mut out, handler)?;
    Ok((out.finish(), used, invalid))
}

fn put(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), OutOfMemory> {
    out.try_reserve(bytes.len())?;
    out.extend_from_slice(bytes);
    Ok(())
}

#[cfg(test)]
mod tests;
