//! Replacement fields of `str.format`: takes a format, gives literal text and fields, as `string.Formatter` sees it.
//!
//! Three readers for three moments: `Markup` cuts the format into literals and fields, `Numbering` decides which
//! argument a field means, `Path` walks its attributes and indices. All errors are ValueErrors. The caller expands
//! nested specs by a `Markup` over the spec's range with the same `Numbering`, at most `MAX_DEPTH` levels deep.

use super::Units;
use super::classify::decimal_value;
use std::borrow::Cow;
use std::ops::Range;

/// Levels of formats, the outermost included; more are "Max string recursion exceeded".
pub const MAX_DEPTH: usize = 2;

/// The message of a ValueError.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError(pub Cow<'static, str>);

impl From<&'static str> for FormatError {
    fn from(message: &'static str) -> Self {
        FormatError(message.into())
    }
}

/// Literal text and the field behind it, if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    pub literal: Range<usize>,
    pub field: Option<Field>,
}

/// What stands between braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: Range<usize>,
    /// The character after `!`.
    pub conversion: Option<u32>,
    pub spec: Range<usize>,
    /// The spec has fields of its own.
    pub nested: bool,
}

/// `!s`, `!r` or `!a`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    Str,
    Repr,
    Ascii,
}

impl Conversion {
    /// To be called once there is a value: CPython looks up the argument first.
    pub fn new(c: u32) -> Result<Conversion, FormatError> {
        match char::from_u32(c) {
            Some('s') => Ok(Conversion::Str),
            Some('r') => Ok(Conversion::Repr),
            Some('a') => Ok(Conversion::Ascii),
            Some(c @ '!'..='~') => Err(FormatError(format!("Unknown conversion specifier {c}").into())),
            _ => Err(FormatError(format!("Unknown conversion specifier \\x{c:x}").into())),
        }
    }
}

/// The chunks of a format, or of the part of it that is a nested spec.
#[derive(Clone)]
pub struct Markup<'a> {
    format: Units<'a>,
    at: usize,
    end: usize,
}

impl<'a> Markup<'a> {
    pub fn new(format: Units<'a>, range: Range<usize>) -> Self {
        Markup { format, at: range.start, end: range.end.min(format.len()) }
    }

    fn peek(&self) -> Option<char> {
        if self.at < self.end {
            self.format.get(self.at).map(|c| char::from_u32(c).unwrap_or('\u{fffd}'))
        } else {
            None
        }
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek();
        self.at += usize::from(c.is_some());
        c
    }

    fn chunk(&mut self) -> Result<Chunk, FormatError> {
        let start = self.at;
        let braces = self.format.position(start..self.end, |c| c == b'{'.into() || c == b'}'.into());
        self.at = braces.unwrap_or(self.end);
        let literal = start..self.at;
        let Some(brace) = self.take() else {
            return Ok(Chunk { literal, field: None });
        };
        match (brace, self.peek()) {
            // A doubled brace stands for one, which ends the literal.
            (brace, Some(next)) if next == brace => {
                self.at += 1;
                Ok(Chunk { literal: literal.start..literal.end + 1, field: None })
            }
            ('}', _) => Err("Single '}' encountered in format string".into()),
            (_, None) => Err("Single '{' encountered in format string".into()),
            _ => Ok(Chunk { literal, field: Some(self.field()?) }),
        }
    }

    fn field(&mut self) -> Result<Field, FormatError> {
        let start = self.at;
        let stop = loop {
            match self.take() {
                Some('{') => return Err("unexpected '{' in field name".into()),
                Some('[') => {
                    while self.peek().is_some_and(|c| c != ']') {
                        self.at += 1;
                    }
                }
                Some(c @ ('}' | ':' | '!')) => break c,
                Some(_) => {}
                None => return Err("expected '}' before end of string".into()),
            }
        };
        let name = start..self.at - 1;
        let mut conversion = None;
        if stop == '}' {
            return Ok(Field { name, conversion, spec: 0..0, nested: false });
        }
        if stop == '!' {
            conversion = self.format.get(self.at).filter(|_| self.at < self.end);
            if self.take().is_none() {
                return Err("end of string while looking for conversion specifier".into());
            }
            match self.take() {
                Some('}') => return Ok(Field { name, conversion, spec: 0..0, nested: false }),
                Some(':') | None => {}
                Some(_) => return Err("expected ':' after conversion specifier".into()),
            }
        }
        let start = self.at;
        let mut nested = false;
        let mut depth = 1;
        loop {
            match self.take() {
                Some('{') => {
                    nested = true;
                    depth += 1;
                }
                Some('}') => depth -= 1,
                Some(_) => {}
                None => return Err("unmatched '{' in format spec".into()),
            }
            if depth == 0 {
                return Ok(Field { name, conversion, spec: start..self.at - 1, nested });
            }
        }
    }
}

impl Iterator for Markup<'_> {
    type Item = Result<Chunk, FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let chunk = self.chunk();
        if chunk.is_err() {
            self.at = self.end;
        }
        Some(chunk)
    }
}

/// The part of a field name before the first `.` or `[`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum First {
    Empty,
    Index(usize),
    Name(Range<usize>),
}

/// Cuts a field name into its first part and the path behind it.
pub fn split_field_name(format: Units<'_>, name: Range<usize>) -> Result<(First, Path<'_>), FormatError> {
    let end = name.end.min(format.len());
    let cut = format.position(name.start..end, |c| c == b'.'.into() || c == b'['.into()).unwrap_or(end);
    let first = match integer(format, name.start..cut)? {
        Some(index) => First::Index(index),
        None if name.start >= cut => First::Empty,
        None => First::Name(name.start..cut),
    };
    Ok((first, Path { format, at: cut, end }))
}

/// Which argument a field means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    Position(usize),
    Keyword(Range<usize>),
}

/// Numbers the fields without a name; a format numbers either all of its fields or none.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    automatic: Option<bool>,
    next: usize,
}

impl Numbering {
    pub fn resolve(&mut self, first: First) -> Result<Argument, FormatError> {
        let empty = match &first {
            First::Name(name) => return Ok(Argument::Keyword(name.clone())),
            First::Empty => true,
            First::Index(_) => false,
        };
        match (*self.automatic.get_or_insert(empty), first) {
            (false, First::Empty) => {
                Err("cannot switch from manual field specification to automatic field numbering".into())
            }
            (true, First::Index(_)) => {
                Err("cannot switch from automatic field numbering to manual field specification".into())
            }
            (_, First::Index(index)) => Ok(Argument::Position(index)),
            _ => {
                self.next += 1;
                Ok(Argument::Position(self.next - 1))
            }
        }
    }
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Attribute(Range<usize>),
    /// `[12]`
    Index(usize),
    /// `[anything else]`
    Key(Range<usize>),
}

/// The attributes and indices behind the first part of a field name.
#[derive(Clone)]
pub struct Path<'a> {
    format: Units<'a>,
    at: usize,
    end: usize,
}

impl Path<'_> {
    fn step(&mut self) -> Result<Step, FormatError> {
        let opening = self.format.get(self.at);
        let start = self.at + 1;
        let until = |test: fn(u32) -> bool| self.format.position(start..self.end, test);
        let (end, step) = match opening.and_then(char::from_u32) {
            Some('.') => {
                let end = until(|c| c == b'.'.into() || c == b'['.into()).unwrap_or(self.end);
                self.at = end;
                (end, Step::Attribute(start..end))
            }
            Some('[') => {
                let end = until(|c| c == b']'.into()).ok_or("Missing ']' in format string")?;
                self.at = end + 1;
                (end, integer(self.format, start..end)?.map_or(Step::Key(start..end), Step::Index))
            }
            _ => return Err("Only '.' or '[' may follow ']' in format field specifier".into()),
        };
        if start == end { Err("Empty attribute in format string".into()) } else { Ok(step) }
    }
}

impl Iterator for Path<'_> {
    type Item = Result<Step, FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let step = self.step();
        if step.is_err() {
            self.at = self.end;
        }
        Some(step)
    }
}

/// The value of a part that consists of decimal digits only, in any script.
fn integer(format: Units<'_>, range: Range<usize>) -> Result<Option<usize>, FormatError> {
    let mut value = None;
    for c in range.map_while(|i| format.get(i)) {
        let Some(digit) = decimal_value(c) else {
            return Ok(None);
        };
        let next = value.unwrap_or(0usize).checked_mul(10).and_then(|value| value.checked_add(digit as usize));
        value = next.filter(|&value| value <= isize::MAX as usize);
        if value.is_none() {
            return Err("Too many decimal digits in format string".into());
        }
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// As `_string.formatter_parser` shows it, fields in angle brackets.
    fn markup(format: &str) -> String {
        let text = Text::from(format);
        let part = |range| text.units().slice(range).unwrap().units().to_string_lossy();
        let chunks = Markup::new(text.units(), 0..text.len()).map(|chunk| match chunk {
            Err(error) => error.0.into_owned(),
            Ok(Chunk { literal, field: None }) => format!("'{}'", part(literal)),
            Ok(Chunk { literal, field: Some(f) }) => {
                let conversion = f.conversion.and_then(char::from_u32).map_or(String::new(), |c| format!("!{c}"));
                let mark = if f.nested { "+" } else { "" };
                format!("'{}'<{}{conversion}:{}{mark}>", part(literal), part(f.name), part(f.spec))
            }
        });
        chunks.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn cuts_formats() {
        for (format, expected) in [
            ("", ""),
            ("{}", "''<:>"),
            ("x{{y}}z{a}", "'x{' 'y}' 'z'<a:>"),
            ("{a.b!s:>{w}}-", "''<a.b!s:>{w}+> '-'"),
            ("{a:{b:{c}}}", "''<a:{b:{c}}+>"),
            ("{a[x}y]}", "''<a[x}y]:>"),
            ("{a[!]!r}", "''<a[!]!r:>"),
            ("{a!}}", "''<a!}:>"),
            ("{a:!r}", "''<a:!r>"),
            ("{", "Single '{' encountered in format string"),
            ("a}b", "Single '}' encountered in format string"),
            ("{a:}}", "''<a:> Single '}' encountered in format string"),
            ("a{b", "expected '}' before end of string"),
            ("{a[}", "expected '}' before end of string"),
            ("{a!", "end of string while looking for conversion specifier"),
            ("{a!rx}", "expected ':' after conversion specifier"),
            ("{a!}", "unmatched '{' in format spec"),
            ("{a!r", "unmatched '{' in format spec"),
            ("{a:{b}", "unmatched '{' in format spec"),
            ("{a{b}}", "unexpected '{' in field name"),
        ] {
            assert_eq!(markup(format), expected, "{format}");
        }
        let text = Text::from("{:{w}}");
        let nested: Vec<_> = Markup::new(text.units(), 2..5).collect();
        let field = Field { name: 3..4, conversion: None, spec: 0..0, nested: false };
        assert_eq!(nested, [Ok(Chunk { literal: 2..2, field: Some(field) })]);
    }

    #[test]
    fn walks_field_names() {
        let walk = |name: &str| {
            let text = Text::from(name);
            let part = |range| text.units().slice(range).unwrap().units().to_string_lossy();
            let (first, path) = match split_field_name(text.units(), 0..text.len()) {
                Ok(split) => split,
                Err(error) => return error.0.into_owned(),
            };
            let first = match first {
                First::Empty => "-".into(),
                First::Index(index) => format!("#{index}"),
                First::Name(name) => part(name),
            };
            let steps = path.map(|step| match step {
                Ok(Step::Attribute(name)) => format!(" .{}", part(name)),
                Ok(Step::Index(index)) => format!(" #{index}"),
                Ok(Step::Key(name)) => format!(" [{}]", part(name)),
                Err(error) => format!(" {}", error.0),
            });
            first + &steps.collect::<String>()
        };
        for (name, expected) in [
            ("", "-"),
            ("01.b[c][0]", "#1 .b [c] #0"),
            ("٣[٣]", "#3 #3"),
            (".a", "- .a"),
            ("-1[-1]", "-1 [-1]"),
            ("a[b.c]", "a [b.c]"),
            ("a..b", "a Empty attribute in format string"),
            ("a[]", "a Empty attribute in format string"),
            ("a[", "a Missing ']' in format string"),
            ("a[0]b", "a #0 Only '.' or '[' may follow ']' in format field specifier"),
            ("9223372036854775808", "Too many decimal digits in format string"),
            ("a[99999999999999999999]", "a Too many decimal digits in format string"),
        ] {
            assert_eq!(walk(name), expected, "{name}");
        }
    }

    #[test]
    fn numbers_fields() {
        let mut numbering = Numbering::default();
        assert_eq!(numbering.resolve(First::Name(0..1)), Ok(Argument::Keyword(0..1)));
        assert_eq!(numbering.resolve(First::Empty), Ok(Argument::Position(0)));
        assert_eq!(numbering.resolve(First::Empty), Ok(Argument::Position(1)));
        let message = "cannot switch from automatic field numbering to manual field specification";
        assert_eq!(numbering.resolve(First::Index(0)), Err(message.into()));
        let mut numbering = Numbering::default();
        assert_eq!(numbering.resolve(First::Index(7)), Ok(Argument::Position(7)));
        let message = "cannot switch from manual field specification to automatic field numbering";
        assert_eq!(numbering.resolve(First::Empty), Err(message.into()));
        assert_eq!(Conversion::new(b'r'.into()), Ok(Conversion::Repr));
        assert_eq!(Conversion::new(b'x'.into()), Err("Unknown conversion specifier x".into()));
        assert_eq!(Conversion::new(0x20ac), Err("Unknown conversion specifier \\x20ac".into()));
    }
}
