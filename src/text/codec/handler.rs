//! The built-in error handlers: take a problem, give the replacement and where to go on.

use super::super::{TextBuilder, Units, names, repr};
use super::{Failure, Problem, Replacement};
use std::fmt::Write;

/// A built-in error handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorHandler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
}

/// How an encoding writes a lone surrogate.
enum SurrogateForm {
    Utf8,
    Utf16 { big: bool },
    Utf32 { big: bool },
}

impl ErrorHandler {
    pub fn by_name(name: &str) -> Option<ErrorHandler> {
        Some(match name {
            "strict" => ErrorHandler::Strict,
            "ignore" => ErrorHandler::Ignore,
            "replace" => ErrorHandler::Replace,
            "backslashreplace" => ErrorHandler::BackslashReplace,
            "xmlcharrefreplace" => ErrorHandler::XmlCharRefReplace,
            "namereplace" => ErrorHandler::NameReplace,
            "surrogateescape" => ErrorHandler::SurrogateEscape,
            "surrogatepass" => ErrorHandler::SurrogatePass,
            _ => return None,
        })
    }

    /// Handles a UnicodeEncodeError, also for `codecs.lookup_error(name)(error)`.
    pub fn encode<E>(self, units: Units<'_>, problem: &Problem) -> Result<(Replacement, usize), Failure<E>> {
        let mut text = TextBuilder::default();
        let points = || (problem.start..problem.end).map_while(|i| units.get(i));
        let refuse = || Failure::Problem(problem.clone());
        match self {
            ErrorHandler::Strict => return Err(refuse()),
            ErrorHandler::Ignore => {}
            ErrorHandler::Replace => text.try_fill(b'?'.into(), points().count())?,
            ErrorHandler::BackslashReplace => points().try_for_each(|c| repr::push_hex_escape(&mut text, c))?,
            ErrorHandler::XmlCharRefReplace => {
                for c in points() {
                    text.reserve(10, 0)?;
                    // A builder takes any string.
                    let _ = write!(text, "&#{c};");
                }
            }
            ErrorHandler::NameReplace => {
                for c in points() {
                    match names::name(c) {
                        Some(name) => text.try_push_str(&format!("\\N{{{name}}}"))?,
                        None => repr::push_hex_escape(&mut text, c)?,
                    }
                }
            }
            ErrorHandler::SurrogateEscape => {
                let bytes = points().map(escaped_byte).collect::<Option<Vec<u8>>>().ok_or_else(refuse)?;
                return Ok((Replacement::Bytes(bytes), problem.end));
            }
            ErrorHandler::SurrogatePass => {
                let form = SurrogateForm::of(&problem.encoding).ok_or_else(refuse)?;
                let mut bytes = Vec::new();
                for c in points() {
                    if !(0xd800..0xe000).contains(&c) {
                        return Err(refuse());
                    }
                    form.write(c, &mut bytes);
                }
                return Ok((Replacement::Bytes(bytes), problem.end));
            }
        }
        Ok((Replacement::Text(text.finish()), problem.end))
    }

    /// As `encode`, but `SurrogateEscape` takes the part that it can, so that a later problem starts at the rest.
    pub fn encode_some<E>(self, units: Units<'_>, problem: &Problem) -> Result<(Replacement, usize), Failure<E>> {
        if self == ErrorHandler::SurrogateEscape {
            let bytes: Vec<u8> =
                (problem.start..problem.end).map_while(|i| units.get(i).and_then(escaped_byte)).collect();
            if !bytes.is_empty() {
                let end = problem.start + bytes.len();
                return Ok((Replacement::Bytes(bytes), end));
            }
        }
        self.encode(units, problem)
    }

    /// Handles a UnicodeDecodeError, also for `codecs.lookup_error(name)(error)`.
    pub fn decode<E>(self, input: &[u8], problem: &Problem, out: &mut TextBuilder) -> Result<usize, Failure<E>> {
        let span = input.get(problem.start..problem.end).unwrap_or_default();
        let refuse = || Failure::Problem(problem.clone());
        match self {
            ErrorHandler::Strict => return Err(refuse()),
            ErrorHandler::Ignore => {}
            ErrorHandler::Replace => out.try_push(0xfffd)?,
            ErrorHandler::BackslashReplace => span.iter().try_for_each(|&b| repr::push_hex_escape(out, b.into()))?,
            ErrorHandler::XmlCharRefReplace | ErrorHandler::NameReplace => return Err(Failure::CannotDecode),
            ErrorHandler::SurrogateEscape => {
                let escaped = span.iter().take(4).take_while(|b| !b.is_ascii());
                let count = escaped.clone().count();
                if count == 0 {
                    return Err(refuse());
                }
                escaped.clone().try_for_each(|&b| out.try_push(0xdc00 + u32::from(b)))?;
                return Ok(problem.start + count);
            }
            ErrorHandler::SurrogatePass => {
                let form = SurrogateForm::of(&problem.encoding).ok_or_else(refuse)?;
                let rest = input.get(problem.start..).unwrap_or_default();
                let (c, size) = form.read(rest).ok_or_else(refuse)?;
                out.try_push(c)?;
                return Ok(problem.start + size);
            }
        }
        Ok(problem.end)
    }
}

/// The byte that surrogateescape hid in a surrogate.
fn escaped_byte(c: u32) -> Option<u8> {
    (0xdc80..0xdd00).contains(&c).then_some(c as u8)
}

impl SurrogateForm {
    fn of(encoding: &str) -> Option<SurrogateForm> {
        let name = super::names::normalize(encoding);
        Some(match name.as_str() {
            "utf_8" | "utf8" | "cp_utf8" => SurrogateForm::Utf8,
            "utf_16" | "utf16" | "utf_16_le" | "utf_16le" | "utf16_le" | "utf16le" => {
                SurrogateForm::Utf16 { big: false }
            }
            "utf_16_be" | "utf_16be" | "utf16_be" | "utf16be" => SurrogateForm::Utf16 { big: true },
            "utf_32" | "utf32" | "utf_32_le" | "utf_32le" | "utf32_le" | "utf32le" => {
                SurrogateForm::Utf32 { big: false }
            }
            "utf_32_be" | "utf_32be" | "utf32_be" | "utf32be" => SurrogateForm::Utf32 { big: true },
            _ => return None,
        })
    }

    fn write(&self, c: u32, out: &mut Vec<u8>) {
        match self {
            SurrogateForm::Utf8 => out.extend([0xed, (c >> 6 & 0x3f) as u8 | 0x80, (c & 0x3f) as u8 | 0x80]),
            SurrogateForm::Utf16 { big: false } => out.extend((c as u16).to_le_bytes()),
            SurrogateForm::Utf16 { big: true } => out.extend((c as u16).to_be_bytes()),
            SurrogateForm::Utf32 { big: false } => out.extend(c.to_le_bytes()),
            SurrogateForm::Utf32 { big: true } => out.extend(c.to_be_bytes()),
        }
    }

    /// The surrogate at the start of `input` and its size.
    fn read(&self, input: &[u8]) -> Option<(u32, usize)> {
        let (c, size) = match (self, input) {
            (SurrogateForm::Utf8, &[0xed, b @ 0x80..0xc0, c @ 0x80..0xc0, ..]) => {
                (0xd000 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f), 3)
            }
            (SurrogateForm::Utf16 { big: false }, &[a, b, ..]) => (u16::from_le_bytes([a, b]).into(), 2),
            (SurrogateForm::Utf16 { big: true }, &[a, b, ..]) => (u16::from_be_bytes([a, b]).into(), 2),
            (SurrogateForm::Utf32 { big: false }, &[a, b, c, d, ..]) => (u32::from_le_bytes([a, b, c, d]), 4),
            (SurrogateForm::Utf32 { big: true }, &[a, b, c, d, ..]) => (u32::from_be_bytes([a, b, c, d]), 4),
            _ => return None,
        };
        (0xd800..0xe000).contains(&c).then_some((c, size))
    }
}
