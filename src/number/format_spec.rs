//! The format mini-language: the text after the colon to a `FormatSpec`.
//!
//! `[[fill]align][sign][#][0][width][grouping][.precision][type]`. What the type makes of it is `format_number`'s.

use super::{NumberError, Result};
use crate::text::Units;
use crate::text::classify::decimal_value;

/// A parsed specification; absent parts are None.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatSpec {
    /// The code point that fills up to the width.
    pub fill: u32,
    pub align: Align,
    pub sign: Option<SignRule>,
    /// `#`.
    pub alternate: bool,
    pub width: Option<usize>,
    pub grouping: Option<Grouping>,
    pub precision: Option<usize>,
    /// The presentation type, a code point; None if there is none.
    pub code: Option<u32>,
}

/// Where the fill goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
    Center,
    /// `=`: the fill goes between sign and digits.
    AfterSign,
}

/// What stands before a number that is not negative: nothing, `+` or a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignRule {
    Minus,
    Plus,
    Space,
}

/// What separates groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    Comma,
    Underscore,
}

impl Grouping {
    /// The character between two groups.
    pub fn separator(self) -> char {
        match self {
            Grouping::Comma => ',',
            Grouping::Underscore => '_',
        }
    }
}

/// Which type's defaults hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Left-aligned, type `s`.
    Str,
    /// Right-aligned, type `d`.
    Int,
    /// Right-aligned, no default type: float and complex.
    Real,
}

fn align_of(c: Option<u32>) -> Option<Align> {
    match char::from_u32(c?)? {
        '<' => Some(Align::Left),
        '>' => Some(Align::Right),
        '^' => Some(Align::Center),
        '=' => Some(Align::AfterSign),
        _ => None,
    }
}

/// Reads the text from left to right.
struct Cursor<G> {
    get: G,
    at: usize,
}

impl<G: Fn(usize) -> Option<u32>> Cursor<G> {
    #[inline(always)]
    fn peek(&self, ahead: usize) -> Option<u32> {
        (self.get)(self.at + ahead)
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek(0) == Some(c.into());
        self.at += usize::from(found);
        found
    }

    /// A run of decimal digits, None if there is none.
    fn integer(&mut self) -> Result<Option<usize>> {
        let mut value = None;
        if self.peek(0).is_none_or(|c| c < '0'.into() || c == 'f'.into()) {
            return Ok(None);
        }
        while let Some(digit) = self.peek(0).and_then(decimal_value) {
            let next = value.unwrap_or(0isize).checked_mul(10).and_then(|v| v.checked_add(digit as isize));
            value = Some(next.ok_or_else(|| NumberError::value("Too many decimal digits in format string"))?);
            self.at += 1;
        }
        Ok(value.map(isize::unsigned_abs))
    }
}

/// A code as CPython's messages show it.
pub fn shown(code: u32) -> String {
    match char::from_u32(code) {
        Some(c) if (33..128).contains(&code) => c.to_string(),
        _ => format!("\\x{code:x}"),
    }
}

impl FormatSpec {
    /// What an empty specification says of a number.
    pub const NUMBER: FormatSpec = FormatSpec {
        fill: b' ' as u32,
        align: Align::Right,
        sign: None,
        alternate: false,
        width: None,
        grouping: None,
        precision: None,
        code: None,
    };

    /// Parses a specification for a type.
    pub fn parse(units: Units<'_>, target: Target) -> Result<FormatSpec> {
        match units {
            Units::One(bytes) => Self::read(|at| bytes.get(at).map(|&c| c.into()), target),
            _ => Self::read(|at| units.get(at), target),
        }
    }

    fn read(get: impl Fn(usize) -> Option<u32>, target: Target) -> Result<FormatSpec> {
        let default_align = if target == Target::Str { Align::Left } else { Align::Right };
        let mut spec = FormatSpec { align: default_align, ..FormatSpec::NUMBER };
        let mut cursor = Cursor { get, at: 0 };
        let (mut fill_given, mut align_given) = (false, false);
        if let (Some(fill), Some(align)) = (cursor.peek(0), align_of(cursor.peek(1))) {
            (spec.fill, spec.align, fill_given, align_given) = (fill, align, true, true);
            cursor.at += 2;
        } else if let Some(align) = align_of(cursor.peek(0)) {
            (spec.align, align_given) = (align, true);
            cursor.at += 1;
        }
        for (c, rule) in [(' ', SignRule::Space), ('+', SignRule::Plus), ('-', SignRule::Minus)] {
            if spec.sign.is_none() && cursor.eat(c) {
                spec.sign = Some(rule);
            }
        }
        spec.alternate = cursor.eat('#');
        if !fill_given && cursor.eat('0') {
            spec.fill = '0'.into();
            if !align_given && default_align == Align::Right {
                spec.align = Align::AfterSign;
            }
        }
        spec.width = cursor.integer()?;
        if cursor.eat(',') {
            spec.grouping = Some(Grouping::Comma);
        }
        if cursor.eat('_') {
            if spec.grouping.is_some() {
                return Err(NumberError::value("Cannot specify both ',' and '_'."));
            }
            spec.grouping = Some(Grouping::Underscore);
        }
        if spec.grouping == Some(Grouping::Underscore) && cursor.eat(',') {
            return Err(NumberError::value("Cannot specify both ',' and '_'."));
        }
        if cursor.eat('.') {
            spec.precision = cursor.integer()?;
            if spec.precision.is_none() {
                return Err(NumberError::value("Format specifier missing precision"));
            }
        }
        spec.code = cursor.peek(0);
        if cursor.peek(1).is_some() {
            return Err(NumberError::value("Invalid format specifier"));
        }
        spec.check_grouping(target)?;
        Ok(spec)
    }

    fn check_grouping(&self, target: Target) -> Result<()> {
        let Some(grouping) = self.grouping else { return Ok(()) };
        let default = match target {
            Target::Str => Some('s'.into()),
            Target::Int => Some('d'.into()),
            Target::Real => None,
        };
        let Some(code) = self.code.or(default) else { return Ok(()) };
        let allowed = match char::from_u32(code) {
            Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => true,
            Some('b' | 'o' | 'x' | 'X') => grouping == Grouping::Underscore,
            _ => false,
        };
        if allowed {
            return Ok(());
        }
        Err(NumberError::value(format!("Cannot specify '{}' with '{}'.", grouping.separator(), shown(code))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn parse(text: &str, target: Target) -> Result<FormatSpec> {
        FormatSpec::parse(Text::from(text).units(), target)
    }

    #[test]
    fn parts() {
        let spec = parse("*^+#12_.3f", Target::Real).unwrap();
        assert_eq!((spec.fill, spec.align, spec.sign), ('*'.into(), Align::Center, Some(SignRule::Plus)));
        assert_eq!((spec.alternate, spec.width, spec.grouping), (true, Some(12), Some(Grouping::Underscore)));
        assert_eq!((spec.precision, spec.code), (Some(3), Some('f'.into())));
        let align = |text, target| parse(text, target).map(|spec| (spec.fill, spec.align)).unwrap();
        assert_eq!(align("05", Target::Int), ('0'.into(), Align::AfterSign));
        assert_eq!(align("05", Target::Str), ('0'.into(), Align::Left));
        assert_eq!(align("<05", Target::Int), ('0'.into(), Align::Left));
        assert_eq!(align("x<05", Target::Int), ('x'.into(), Align::Left));
        assert_eq!(align("==5", Target::Int), ('='.into(), Align::AfterSign));
        assert_eq!(align("", Target::Str), (' '.into(), Align::Left));
    }

    #[test]
    fn errors() {
        for (text, target, message) in [
            ("10yy", Target::Int, "Invalid format specifier"),
            ("99999999999999999999", Target::Int, "Too many decimal digits in format string"),
            (".99999999999999999999", Target::Real, "Too many decimal digits in format string"),
            (".", Target::Int, "Format specifier missing precision"),
            (",_", Target::Int, "Cannot specify both ',' and '_'."),
            ("_,", Target::Int, "Cannot specify both ',' and '_'."),
            (",,", Target::Int, "Cannot specify ',' with ','."),
            ("__", Target::Int, "Cannot specify '_' with '_'."),
            (",x", Target::Int, "Cannot specify ',' with 'x'."),
            (",\u{1}", Target::Int, "Cannot specify ',' with '\\x1'."),
            (",", Target::Str, "Cannot specify ',' with 's'."),
            ("_n", Target::Real, "Cannot specify '_' with 'n'."),
        ] {
            assert_eq!(parse(text, target).unwrap_err().message, message, "{text}");
        }
    }
}
