//! `%`-formatting of str and bytes: takes a format, gives its events one at a time, in the order in which CPython
//! acts on them.
//!
//! The order matters: a missing key is reported before a bad character behind it. So the caller fetches arguments
//! as the events come: on `Key` it looks up the mapping, on `StarWidth` and `StarPrecision` it takes an int and
//! passes it back, on `Convert` it takes the value. bytes formats are read as `Units::One`.

use super::Units;
use std::ops::Range;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Copy this part of the format.
    Literal(Range<usize>),
    /// From here on the only argument is `mapping[key]`.
    Key(Range<usize>),
    /// Take an int ("* wants int") and call `set_width`.
    StarWidth,
    /// Take an int ("* wants int") and call `set_precision`.
    StarPrecision,
    /// Take a value ("not enough arguments for format string") and convert it.
    Convert(Spec),
}

/// A conversion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spec {
    pub flags: Flags,
    pub width: Option<usize>,
    pub precision: Option<usize>,
    /// The conversion character; whether it is known is `check`'s affair, once there is a value.
    pub letter: u32,
    /// Where it stands.
    pub index: usize,
}

/// The flags between `%` and the width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `-`
    pub left: bool,
    /// `+`
    pub sign: bool,
    /// A space.
    pub blank: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
}

/// What is wrong with a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentError {
    Incomplete,
    IncompleteKey,
    WidthTooBig,
    PrecisionTooBig {
        bytes: bool,
    },
    /// A TypeError, the others are ValueErrors.
    NeedsMapping,
    Unsupported {
        letter: u32,
        index: usize,
        bytes: bool,
    },
}

impl PercentError {
    /// Is it a TypeError, not a ValueError?
    pub fn is_type_error(self) -> bool {
        self == PercentError::NeedsMapping
    }

    /// CPython's message.
    pub fn message(self) -> String {
        match self {
            PercentError::Incomplete => "incomplete format".into(),
            PercentError::IncompleteKey => "incomplete format key".into(),
            PercentError::WidthTooBig => "width too big".into(),
            PercentError::PrecisionTooBig { bytes: false } => "precision too big".into(),
            PercentError::PrecisionTooBig { bytes: true } => "prec too big".into(),
            PercentError::NeedsMapping => "format requires a mapping".into(),
            // CPython fails to print such a byte and leaves the message out.
            PercentError::Unsupported { letter: 0x80.., bytes: true, .. } => String::new(),
            PercentError::Unsupported { letter, index, bytes } => {
                let shown = char::from_u32(letter).filter(|c| bytes || ('\x1f'..='~').contains(c)).unwrap_or('?');
                format!("unsupported format character '{shown}' (0x{letter:x}) at index {index}")
            }
        }
    }
}

impl Spec {
    /// Whether the conversion character is one of str's or bytes'.
    pub fn check(self, bytes: bool) -> Result<(), PercentError> {
        match u8::try_from(self.letter) {
            Ok(b'd' | b'i' | b'u' | b'o' | b'x' | b'X' | b'e' | b'E' | b'f' | b'F' | b'g' | b'G') => Ok(()),
            Ok(b'c' | b's' | b'r' | b'a') => Ok(()),
            Ok(b'b') if bytes => Ok(()),
            _ => Err(PercentError::Unsupported { letter: self.letter, index: self.index, bytes }),
        }
    }
}

/// Reads a format.
pub struct Percent<'a> {
    format: Units<'a>,
    bytes: bool,
    mapping: bool,
    at: usize,
    stage: Stage,
    spec: Spec,
}

/// How far the present conversion is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Outside,
    Flags,
    AfterWidth,
    AfterPrecision,
    Failed,
}

impl<'a> Percent<'a> {
    /// `mapping` says whether the right operand is one (not a tuple, not a str, and subscriptable).
    pub fn new(format: Units<'a>, bytes: bool, mapping: bool) -> Self {
        Percent { format, bytes, mapping, at: 0, stage: Stage::Outside, spec: Spec::default() }
    }

    /// The answer to `StarWidth`; a negative width asks for the left side.
    pub fn set_width(&mut self, width: isize) {
        self.spec.flags.left |= width < 0;
        self.spec.width = Some(width.unsigned_abs());
    }

    /// The answer to `StarPrecision`.
    pub fn set_precision(&mut self, precision: i32) {
        self.spec.precision = Some(usize::try_from(precision).unwrap_or(0));
    }

    fn step(&mut self) -> Result<Option<Event>, PercentError> {
        loop {
            match self.stage {
                Stage::Outside => match self.outside()? {
                    Some(event) => return Ok(Some(event)),
                    None if self.stage == Stage::Outside => return Ok(None),
                    None => {}
                },
                Stage::Flags => {
                    self.read_flags();
                    self.stage = Stage::AfterWidth;
                    if self.format.get(self.at) == Some(b'*'.into()) {
                        self.at += 1;
                        return self.peek().map(|_| Some(Event::StarWidth));
                    }
                    if let Some(width) = self.number(isize::MAX as usize).ok_or(PercentError::WidthTooBig)? {
                        self.spec.width = Some(width);
                    }
                }
                Stage::AfterWidth => {
                    self.stage = Stage::AfterPrecision;
                    if self.peek()? != b'.'.into() {
                        continue;
                    }
                    self.at += 1;
                    self.spec.precision = Some(0);
                    if self.peek()? == b'*'.into() {
                        self.at += 1;
                        return self.peek().map(|_| Some(Event::StarPrecision));
                    }
                    let too_big = PercentError::PrecisionTooBig { bytes: self.bytes };
                    if let Some(precision) = self.number(i32::MAX as usize).ok_or(too_big)? {
                        self.spec.precision = Some(precision);
                    }
                }
                Stage::AfterPrecision => {
                    if [b'h', b'l', b'L'].contains(&u8::try_from(self.peek()?).unwrap_or(0)) {
                        self.at += 1;
                    }
                    let letter = self.peek()?;
                    let spec = Spec { letter, index: self.at, ..std::mem::take(&mut self.spec) };
                    self.at += 1;
                    self.stage = Stage::Outside;
                    return Ok(Some(Event::Convert(spec)));
                }
                Stage::Failed => return Ok(None),
            }
        }
    }

    /// Literal text, `%%`, and the key of a conversion.
    fn outside(&mut self) -> Result<Option<Event>, PercentError> {
        let start = self.at;
        if self.format.get(start) != Some(b'%'.into()) {
            if start >= self.format.len() {
                return Ok(None);
            }
            self.at = self.format.position(start..self.format.len(), |c| c == b'%'.into()).unwrap_or(self.format.len());
            return Ok(Some(Event::Literal(start..self.at)));
        }
        self.at += 1;
        if self.peek()? == b'%'.into() {
            self.at += 1;
            return Ok(Some(Event::Literal(start..start + 1)));
        }
        self.stage = Stage::Flags;
        if self.peek()? != b'('.into() {
            return Ok(None);
        }
        if !self.mapping {
            return Err(PercentError::NeedsMapping);
        }
        let start = self.at + 1;
        let mut depth = 0usize;
        let end = self.format.position(self.at..self.format.len(), |c| {
            match char::from_u32(c) {
                Some('(') => depth += 1,
                Some(')') => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let end = end.ok_or(PercentError::IncompleteKey)?;
        self.at = end + 1;
        Ok(Some(Event::Key(start..end)))
    }

    fn read_flags(&mut self) {
        while let Some(c) = self.format.get(self.at) {
            match u8::try_from(c) {
                Ok(b'-') => self.spec.flags.left = true,
                Ok(b'+') => self.spec.flags.sign = true,
                Ok(b' ') => self.spec.flags.blank = true,
                Ok(b'#') => self.spec.flags.alternate = true,
                Ok(b'0') => self.spec.flags.zero = true,
                _ => return,
            }
            self.at += 1;
        }
    }

    /// A run of digits, Some(None) if there is none, None if it exceeds `max`.
    fn number(&mut self, max: usize) -> Option<Option<usize>> {
        let mut value = None;
        while let Some(digit) = self.format.get(self.at).and_then(char::from_u32).and_then(|c| c.to_digit(10)) {
            let next = value.unwrap_or(0usize).checked_mul(10)?.checked_add(digit as usize)?;
            value = Some(next).filter(|&value| value <= max);
            value?;
            self.at += 1;
        }
        Some(value)
    }

    fn peek(&self) -> Result<u32, PercentError> {
        self.format.get(self.at).ok_or(PercentError::Incomplete)
    }
}

impl Iterator for Percent<'_> {
    type Item = Result<Event, PercentError>;

    fn next(&mut self) -> Option<Self::Item> {
        let event = self.step();
        if event.is_err() {
            self.stage = Stage::Failed;
        }
        event.transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// The events in short form; a star takes -5 as width and -1 as precision.
    fn events(format: &str, mapping: bool) -> String {
        let text = Text::from(format);
        let part = |range| text.units().slice(range).unwrap().units().to_string_lossy();
        let mut parser = Percent::new(text.units(), false, mapping);
        let mut found = Vec::new();
        while let Some(event) = parser.next() {
            found.push(match event {
                Ok(Event::Literal(range)) => format!("'{}'", part(range)),
                Ok(Event::Key(range)) => format!("({})", part(range)),
                Ok(Event::StarWidth) => {
                    parser.set_width(-5);
                    "*".into()
                }
                Ok(Event::StarPrecision) => {
                    parser.set_precision(-1);
                    ".*".into()
                }
                Ok(Event::Convert(spec)) => match spec.check(false) {
                    Ok(()) => {
                        let f = spec.flags;
                        let flags = [(f.left, '-'), (f.sign, '+'), (f.blank, ' '), (f.alternate, '#'), (f.zero, '0')];
                        let flags: String = flags.iter().filter(|(on, _)| *on).map(|(_, c)| c).collect();
                        let number = |n: Option<usize>| n.map_or(String::new(), |n| n.to_string());
                        let letter = char::from_u32(spec.letter).unwrap();
                        format!("{flags}{}.{}{letter}", number(spec.width), number(spec.precision))
                    }
                    Err(error) => error.message(),
                },
                Err(error) => error.message(),
            });
        }
        found.join(" ")
    }

    #[test]
    fn conversions() {
        for (format, expected) in [
            ("", ""),
            ("a%%b", "'a' '%' 'b'"),
            ("%d|%5.2f", ".d '|' 5.2f"),
            ("%#+- 05d", "-+ #05.d"),
            ("%.d%ld", ".0d .d"),
            ("%*.*f", "* .* -5.0f"),
            ("%(a(b)c)s%()r", "(a(b)c) .s () .r"),
            ("%(a)%", "(a) unsupported format character '%' (0x25) at index 4"),
        ] {
            assert_eq!(events(format, true), expected, "{format}");
        }
    }

    #[test]
    fn errors() {
        for (format, expected) in [
            ("abc%", "'abc' incomplete format"),
            ("%5", "incomplete format"),
            ("%5.", "incomplete format"),
            ("%l", "incomplete format"),
            ("%*", "incomplete format"),
            ("%.*", "incomplete format"),
            ("%(a", "incomplete format key"),
            ("%((a)s", "incomplete format key"),
            ("%(a)", "(a) incomplete format"),
            ("%99999999999999999999d", "width too big"),
            ("%9223372036854775808d", "width too big"),
            ("%9223372036854775807d", "9223372036854775807.d"),
            ("%.2147483648f", "precision too big"),
            ("abc%y", "'abc' unsupported format character 'y' (0x79) at index 4"),
            ("%5%", "unsupported format character '%' (0x25) at index 2"),
            ("%lld", "unsupported format character 'l' (0x6c) at index 2 'd'"),
            ("%5.3.2d", "unsupported format character '.' (0x2e) at index 4 '2d'"),
            ("%€", "unsupported format character '?' (0x20ac) at index 1"),
            ("%\x1f", "unsupported format character '\x1f' (0x1f) at index 1"),
            ("%\x7f", "unsupported format character '?' (0x7f) at index 1"),
        ] {
            assert_eq!(events(format, true), expected, "{format}");
        }
        assert_eq!(events("%(a", false), "format requires a mapping");
        let mut parser = Percent::new(Units::One(b"%.99999999999d"), true, false);
        assert_eq!(parser.next().unwrap().unwrap_err().message(), "prec too big");
        let spec = Spec { letter: 0x62, ..Spec::default() };
        assert!(spec.check(true).is_ok() && spec.check(false).is_err());
    }
}
