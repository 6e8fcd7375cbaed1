//! `format()` of int, float, complex and str: a value and a `FormatSpec` to text.
//!
//! Each type makes a `Number` (sign, prefix, digits, rest); one place then groups the digits, fills up to the
//! width and puts the parts together. Widths and precisions are a script's, so room is asked for first.

use super::complex::Complex;
use super::format_spec::{Align, FormatSpec, Grouping, SignRule, shown};
use super::print::{self, FloatCode, FloatStyle};
use super::{MAX_TEXT, NumberError, Result, int_convert};
use crate::text::{OutOfMemory, Text, TextBuilder, Units};
use dashu_int::{IBig, Sign};

impl From<OutOfMemory> for NumberError {
    fn from(_: OutOfMemory) -> Self {
        NumberError::memory()
    }
}

/// A formatted number in parts: sign, prefix (`0x`), digits to group, and what follows them.
#[derive(Default)]
struct Number {
    sign: &'static str,
    prefix: &'static str,
    digits: String,
    rest: String,
}

fn builder() -> TextBuilder {
    TextBuilder::limited(MAX_TEXT)
}

fn sign_text(negative: bool, rule: Option<SignRule>) -> &'static str {
    match rule {
        _ if negative => "-",
        Some(SignRule::Plus) => "+",
        Some(SignRule::Space) => " ",
        _ => "",
    }
}

fn unknown_code(code: u32, type_name: &str) -> NumberError {
    NumberError::value(format!("Unknown format code '{}' for object of type '{type_name}'", shown(code)))
}

/// `format(int, spec)`; `type_name` is the class named in messages, `max_digits` the limit of decimal digits.
pub fn format_int(value: &IBig, spec: &FormatSpec, type_name: &str, max_digits: usize) -> Result<Text> {
    let code = spec.code.unwrap_or('d'.into());
    let (base, prefix, group) = match char::from_u32(code) {
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
            return format_float(int_convert::to_f64(value)?, spec, type_name);
        }
        Some('c') => (0, "", 0),
        Some('d' | 'n') => (10, "", 3),
        Some('b') => (2, "0b", 4),
        Some('o') => (8, "0o", 4),
        Some('x') => (16, "0x", 4),
        Some('X') => (16, "0X", 4),
        _ => return Err(unknown_code(code, type_name)),
    };
    if spec.precision.is_some() {
        return Err(NumberError::value("Precision not allowed in integer format specifier"));
    }
    if base == 0 {
        return format_character(value, spec);
    }
    let mut number = Number { sign: sign_text(value.sign() == Sign::Negative, spec.sign), ..Number::default() };
    number.digits = if base == 10 {
        let mut text = print::int_decimal(value, max_digits)?;
        if text.starts_with('-') {
            text.remove(0);
        }
        text
    } else {
        print::int_digits(value, base)?
    };
    if prefix == "0X" {
        number.digits.make_ascii_uppercase();
    }
    if spec.alternate {
        number.prefix = prefix;
    }
    number.finish(spec, group)
}

/// Type `c`: the character with that code point.
fn format_character(value: &IBig, spec: &FormatSpec) -> Result<Text> {
    if spec.sign.is_some() {
        return Err(NumberError::value("Sign not allowed with integer format specifier 'c'"));
    }
    if spec.alternate {
        return Err(NumberError::value("Alternate form (#) not allowed with integer format specifier 'c'"));
    }
    let point = i64::try_from(value).map_err(|_| NumberError::overflow("Python int too large to convert to C long"))?;
    match u32::try_from(point) {
        Ok(point @ 0..=0x10ffff) => {
            let mut builder = builder();
            builder.push(point);
            pad(builder.finish().units(), spec)
        }
        _ => Err(NumberError::overflow("%c arg not in range(0x110000)")),
    }
}

/// How a float is written under a specification: the style, and what the value is multiplied by.
fn float_style(spec: &FormatSpec, type_name: &str) -> Result<FloatStyle> {
    let mut style = FloatStyle {
        code: FloatCode::General,
        precision: spec.precision.unwrap_or(6),
        alternate: spec.alternate,
        add_dot_0: false,
        upper: false,
    };
    match spec.code.map(|code| char::from_u32(code).ok_or(code)) {
        None if spec.precision.is_none() => (style.code, style.add_dot_0) = (FloatCode::Repr, true),
        None => style.add_dot_0 = true,
        Some(Ok('e')) => style.code = FloatCode::Exponent,
        Some(Ok('E')) => (style.code, style.upper) = (FloatCode::Exponent, true),
        Some(Ok('f' | '%')) => style.code = FloatCode::Fixed,
        Some(Ok('F')) => (style.code, style.upper) = (FloatCode::Fixed, true),
        Some(Ok('g' | 'n')) => {}
        Some(Ok('G')) => style.upper = true,
        Some(Ok(code)) => return Err(unknown_code(code.into(), type_name)),
        Some(Err(code)) => return Err(unknown_code(code, type_name)),
    }
    if style.precision > i32::MAX as usize {
        return Err(NumberError::value("precision too big"));
    }
    Ok(style)
}

/// A float in parts: digits before the point, and the point with all that follows.
fn float_number(value: f64, style: FloatStyle, rule: Option<SignRule>) -> Result<Number> {
    let mut digits = print::float_text(value, style)?;
    let negative = digits.starts_with('-');
    if negative {
        digits.remove(0);
    }
    let whole = digits.bytes().take_while(u8::is_ascii_digit).count();
    let rest = digits.split_off(whole);
    Ok(Number { sign: sign_text(negative, rule), prefix: "", digits, rest })
}

/// `format(float, spec)`.
pub fn format_float(value: f64, spec: &FormatSpec, type_name: &str) -> Result<Text> {
    let style = float_style(spec, type_name)?;
    let percent = spec.code == Some('%'.into());
    let mut number = float_number(if percent { value * 100.0 } else { value }, style, spec.sign)?;
    if percent {
        number.rest.push('%');
    }
    number.finish(spec, 3)
}

/// `format(complex, spec)`.
pub fn format_complex(value: Complex, spec: &FormatSpec, type_name: &str) -> Result<Text> {
    if spec.code == Some('%'.into()) {
        return Err(unknown_code('%'.into(), type_name));
    }
    let mut style = float_style(spec, type_name)?;
    if spec.fill == u32::from('0') {
        return Err(NumberError::value("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Align::AfterSign {
        return Err(NumberError::value("'=' alignment flag is not allowed in complex format specifier"));
    }
    // Without a type the result looks as repr's: no ".0", the real part left out if it is 0.
    style.add_dot_0 = false;
    let bare = spec.code.is_none();
    let skip_real = bare && value.re == 0.0 && value.re.is_sign_positive();
    let group = |mut number: Number| -> Result<String> {
        number.group(spec.grouping, 3, 0)?;
        Ok(format!("{}{}{}", number.sign, number.digits, number.rest))
    };
    let imaginary_sign = if skip_real { spec.sign } else { Some(SignRule::Plus) };
    let real = if skip_real { String::new() } else { group(float_number(value.re, style, spec.sign)?)? };
    let imaginary = group(float_number(value.im, style, imaginary_sign)?)?;
    let (open, close) = if bare && !skip_real { ("(", ")") } else { ("", "") };
    pad(Text::from(format!("{open}{real}{imaginary}j{close}").as_str()).units(), spec)
}

/// `format(str, spec)`.
pub fn format_str(value: Units<'_>, spec: &FormatSpec, type_name: &str) -> Result<Text> {
    let refused = match (spec.sign, spec.code) {
        (_, Some(code)) if code != u32::from('s') => return Err(unknown_code(code, type_name)),
        (Some(SignRule::Space), _) => "Space not allowed in string format specifier",
        (Some(_), _) => "Sign not allowed in string format specifier",
        _ if spec.alternate => "Alternate form (#) not allowed in string format specifier",
        _ if spec.align == Align::AfterSign => "'=' alignment not allowed in string format specifier",
        _ => "",
    };
    if !refused.is_empty() {
        return Err(NumberError::value(refused));
    }
    match spec.precision {
        Some(precision) if precision < value.len() => {
            let mut builder = builder();
            builder.push_part(value, 0..precision);
            pad(builder.finish().units(), spec)
        }
        _ => pad(value, spec),
    }
}

/// Fills a text up to the width.
fn pad(text: Units<'_>, spec: &FormatSpec) -> Result<Text> {
    let total = spec.width.unwrap_or(0).saturating_sub(text.len());
    let left = match spec.align {
        Align::Left => 0,
        Align::Center => total / 2,
        Align::Right | Align::AfterSign => total,
    };
    let mut builder = builder();
    builder.try_fill(spec.fill, left)?;
    builder.try_push_units(text)?;
    builder.try_fill(spec.fill, total - left)?;
    Ok(builder.finish())
}

impl Number {
    /// Groups, fills and joins.
    fn finish(mut self, spec: &FormatSpec, group: usize) -> Result<Text> {
        let width = spec.width.unwrap_or(0);
        let around = self.sign.len() + self.prefix.len() + self.rest.len();
        // Zeros between sign and digits are digits: they are grouped too.
        let zeros = spec.fill == u32::from('0') && spec.align == Align::AfterSign;
        self.group(spec.grouping, group, if zeros { width.saturating_sub(around) } else { 0 })?;
        let len = around + self.digits.len();
        let fill = width.saturating_sub(len);
        let (left, middle) = match spec.align {
            Align::Left => (0, 0),
            Align::Right => (fill, 0),
            Align::Center => (fill / 2, 0),
            Align::AfterSign => (0, fill),
        };
        let mut out = builder();
        out.reserve(len.saturating_add(fill), if fill == 0 { 0 } else { spec.fill })?;
        out.try_fill(spec.fill, left)?;
        out.push_str(self.sign);
        out.push_str(self.prefix);
        out.try_fill(spec.fill, middle)?;
        out.push_str(&self.digits);
        out.push_str(&self.rest);
        out.try_fill(spec.fill, fill - left - middle)?;
        Ok(out.finish())
    }

    /// Puts separators between groups of digits, with zeros in front up to `least` characters.
    fn group(&mut self, grouping: Option<Grouping>, size: usize, least: usize) -> Result<()> {
        let Some(grouping) = grouping else {
            return Ok(());
        };
        let count = self.digits.len();
        if count == 0 {
            return Ok(());
        }
        // The fewest digits whose grouped length reaches `least`; a separator never comes first.
        let grouped = |digits: usize| digits + (digits - 1) / size;
        let mut digits = count.max((least / (size + 1)).saturating_mul(size));
        while grouped(digits) < least {
            digits += 1;
        }
        let mut out = super::string_with_room(grouped(digits))?;
        let zeros = digits - count;
        let all = std::iter::repeat_n('0', zeros).chain(self.digits.chars());
        for (i, c) in all.enumerate() {
            if i > 0 && (digits - i).is_multiple_of(size) {
                out.push(grouping.separator());
            }
            out.push(c);
        }
        self.digits = out;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::format_spec::Target;
    use super::*;

    fn spec(text: &str, target: Target) -> Result<FormatSpec> {
        FormatSpec::parse(Text::from(text).units(), target)
    }

    fn int(value: i64, text: &str) -> Result<Text> {
        spec(text, Target::Int).and_then(|spec| format_int(&value.into(), &spec, "int", 4300))
    }

    fn float(value: f64, text: &str) -> Result<Text> {
        spec(text, Target::Real).and_then(|spec| format_float(value, &spec, "float"))
    }

    fn complex(re: f64, im: f64, text: &str) -> Result<Text> {
        spec(text, Target::Real).and_then(|spec| format_complex(Complex { re, im }, &spec, "complex"))
    }

    fn string(value: &str, text: &str) -> Result<Text> {
        spec(text, Target::Str).and_then(|spec| format_str(Text::from(value).units(), &spec, "str"))
    }

    #[track_caller]
    fn check(found: Result<Text>, expected: &str) {
        match found {
            Ok(text) => assert_eq!(text.to_string(), expected),
            Err(error) => assert_eq!(error.message, expected),
        }
    }

    #[test]
    fn ints() {
        for (value, text, expected) in [
            (1234567, "020,", "0,000,000,001,234,567"),
            (1234567, "021,", "0,000,000,001,234,567"),
            (0x12345678, "#020_x", "0x000_0000_1234_5678"),
            (-255, "#X", "-0XFF"),
            (-5, "*=+8d", "-******5"),
            (5, "*^+8d", "***+5***"),
            (5, "0<4", "5000"),
            (65, "^5c", "  A  "),
            (2, "%", "200.000000%"),
            (7, " n", " 7"),
            (-1, "c", "%c arg not in range(0x110000)"),
            (1, ".3", "Precision not allowed in integer format specifier"),
            (1, "+c", "Sign not allowed with integer format specifier 'c'"),
            (1, "#c", "Alternate form (#) not allowed with integer format specifier 'c'"),
            (1, "s", "Unknown format code 's' for object of type 'int'"),
            (1, "\u{e9}", "Unknown format code '\\xe9' for object of type 'int'"),
        ] {
            check(int(value, text), expected);
        }
        let huge = IBig::from(10).pow(400);
        let spec = spec("f", Target::Int).unwrap();
        assert_eq!(format_int(&huge, &spec, "int", 0).unwrap_err().message, "int too large to convert to float");
        for text in ["999999999999999999", "0999999999999999999,", "*^999999999999999999"] {
            assert_eq!(int(1, text), Err(NumberError::memory()));
        }
    }

    #[test]
    fn floats() {
        for (value, text, expected) in [
            (1.5, "", "1.5"),
            (1.5, "020,", "00,000,000,000,001.5"),
            (1234.5, "<020,.2f", "1,234.50000000000000"),
            (-12.5, "010%", "-1250.000000%"),
            (f64::NAN, "010", "0000000nan"),
            (f64::INFINITY, "+010,", "+000000inf"),
            (f64::NEG_INFINITY, "F", "-INF"),
            (-0.0, "+", "-0.0"),
            (1e20, ",", "1e+20"),
            (12345.678, "_", "12_345.678"),
            (12345.678, ",.3", "1.23e+04"),
            (12.0, ".2", "1.2e+01"),
            (1.0, "#.3", "1.00"),
            (3.0, "#.0f", "3."),
            (3.5, "n", "3.5"),
            (1e-10, "G", "1E-10"),
            (1.0, "d", "Unknown format code 'd' for object of type 'float'"),
            (1.0, ".3000000000f", "precision too big"),
        ] {
            check(float(value, text), expected);
        }
        assert_eq!(float(1.0, "999999999999999999"), Err(NumberError::memory()));
    }

    #[test]
    fn complexes() {
        for (re, im, text, expected) in [
            (0.0, 1.0, "", "1j"),
            (-0.0, 2.0, "", "(-0+2j)"),
            (1.0, 2.0, ".3", "(1+2j)"),
            (1.0, 2.0, "+.3f", "+1.000+2.000j"),
            (1.0, -2.0, "^20.1f", "      1.0-2.0j      "),
            (12345.0, 1e20, ",", "(12,345+1e+20j)"),
            (0.0, 1.0, "#", "1.j"),
            (0.0, 1.0, "+", "+1j"),
            (0.0, 1.0, "g", "0+1j"),
            (0.0, 1.0, "05", "Zero padding is not allowed in complex format specifier"),
            (0.0, 1.0, "=5", "'=' alignment flag is not allowed in complex format specifier"),
            (0.0, 1.0, "%", "Unknown format code '%' for object of type 'complex'"),
        ] {
            check(complex(re, im, text), expected);
        }
    }

    #[test]
    fn strings() {
        for (text, expected) in [
            ("", "a\u{20ac}c"),
            ("05", "a\u{20ac}c00"),
            (".2", "a\u{20ac}"),
            ("x>5.1s", "xxxxa"),
            ("^6", " a\u{20ac}c  "),
            ("\u{665}", "a\u{20ac}c  "),
            ("+", "Sign not allowed in string format specifier"),
            (" ", "Space not allowed in string format specifier"),
            ("#", "Alternate form (#) not allowed in string format specifier"),
            ("=5", "'=' alignment not allowed in string format specifier"),
            ("5d", "Unknown format code 'd' for object of type 'str'"),
        ] {
            check(string("a\u{20ac}c", text), expected);
        }
        assert_eq!(string("a", "999999999999999999"), Err(NumberError::memory()));
    }
}
