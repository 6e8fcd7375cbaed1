//! Text to numbers: what `int()`, `float()`, `complex()`, `float.fromhex()` and the lexer accept. The lexer reads a
//! float literal by `float`, too.
//!
//! The text is what CPython makes of a string first: Unicode decimal digits as ASCII digits, Unicode spaces as
//! spaces, any other character beyond ASCII as `?` (see `text`). Decimal floats are read by Rust, whose reader
//! is correctly rounded, once the underscores are checked and gone.

use super::complex::Complex;
use super::float::compose;
use super::{NumberError, Result};
use dashu_int::IBig;

/// Why a text is not an int.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntError {
    /// "invalid literal for int() with base B: ..."; the caller has the repr of the original.
    Invalid,
    /// Not 0 and not 2 to 36.
    Base,
    /// This many digits are above the limit.
    TooLong { digits: usize, limit: usize },
}

impl IntError {
    /// The exception, given the repr of the original text.
    pub fn with_repr(self, base: i64, repr: &str) -> NumberError {
        match self {
            IntError::Invalid => NumberError::value(format!("invalid literal for int() with base {base}: {repr}")),
            IntError::Base => NumberError::value("int() base must be >= 2 and <= 36, or 0"),
            IntError::TooLong { digits, limit } => NumberError::value(too_long(digits, limit)),
        }
    }
}

/// The message of a decimal text above the limit.
pub fn too_long(digits: usize, limit: usize) -> String {
    format!(
        "Exceeds the limit ({limit}) for integer string conversion: value has {digits} digits; use \
         sys.set_int_max_str_digits() to increase the limit"
    )
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c')
}

fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// Takes a sign off the front; true for minus.
fn split_sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

/// Takes `0x`, `0o` or `0b` off the front.
fn split_prefix(text: &str) -> Option<(u32, &str)> {
    let base = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => return None,
    };
    Some((base, &text[2..]))
}

/// `int(text, base)`. `max_digits` limits bases that are no power of two (0: no limit).
pub fn int(text: &str, base: i64, max_digits: usize) -> std::result::Result<IBig, IntError> {
    let base = u32::try_from(base).ok().filter(|base| matches!(base, 0 | 2..=36)).ok_or(IntError::Base)?;
    let (negative, body) = split_sign(trim(text));
    let (base, body) = match split_prefix(body) {
        Some((found, rest)) if base == 0 || base == found => (found, rest.strip_prefix('_').unwrap_or(rest)),
        None if base == 0 => {
            // "01" is too much like C's octal; zeros alone are fine.
            if body.starts_with('0') && body.bytes().any(|c| !matches!(c, b'0' | b'_')) {
                return Err(IntError::Invalid);
            }
            (10, body)
        }
        _ => (base, body),
    };
    let magnitude = digits(body, base, max_digits)?;
    Ok(if negative { -magnitude } else { magnitude })
}

/// Digits with single underscores between them.
fn digits(body: &str, base: u32, max_digits: usize) -> std::result::Result<IBig, IntError> {
    let end = body.find(|c: char| c != '_' && !c.is_digit(base)).unwrap_or(body.len());
    let run = &body[..end];
    if run.split('_').any(str::is_empty) {
        return Err(IntError::Invalid);
    }
    let plain = if run.contains('_') { run.replace('_', "").into() } else { std::borrow::Cow::Borrowed(run) };
    // The limit comes before what may follow the digits.
    if max_digits != 0 && !base.is_power_of_two() && plain.len() > max_digits {
        return Err(IntError::TooLong { digits: plain.len(), limit: max_digits });
    }
    if end < body.len() {
        return Err(IntError::Invalid);
    }
    if let Ok(small) = i64::from_str_radix(&plain, base) {
        return Ok(small.into());
    }
    IBig::from_str_radix(&plain, base).map_err(|_| IntError::Invalid)
}

/// An int literal of the source, whose form the lexer has checked: `0xff`, `0b1_0`, `1_000`.
pub fn int_literal(text: &str, max_digits: usize) -> std::result::Result<IBig, IntError> {
    let (base, body) = split_prefix(text).unwrap_or((10, text));
    digits(body.strip_prefix('_').unwrap_or(body), base, max_digits)
}

/// `float(text)`; None: "could not convert string to float: ...".
pub fn float(text: &str) -> Option<f64> {
    let text = without_underscores(trim(text))?;
    // Rust reads just what C's reader does, once an empty text is out of the way.
    text.parse().ok()
}

/// Takes out underscores, each of which must stand between two digits.
fn without_underscores(text: &str) -> Option<std::borrow::Cow<'_, str>> {
    if !text.contains('_') {
        return Some(text.into());
    }
    let bytes = text.as_bytes();
    let between = |i: usize| {
        let digit = |j: Option<usize>| j.and_then(|j| bytes.get(j)).is_some_and(u8::is_ascii_digit);
        digit(i.checked_sub(1)) && digit(i.checked_add(1))
    };
    let well_formed = bytes.iter().enumerate().all(|(i, &c)| c != b'_' || between(i));
    well_formed.then(|| text.replace('_', "").into())
}

/// Why a text is not a complex number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComplexError {
    /// An underscore is not between digits.
    Underscore,
    Malformed,
}

impl ComplexError {
    /// The exception, given the repr of the original text.
    pub fn with_repr(self, repr: &str) -> NumberError {
        match self {
            ComplexError::Underscore => NumberError::value(format!("could not convert string to complex: {repr}")),
            ComplexError::Malformed => NumberError::value("complex() arg is a malformed string"),
        }
    }
}

/// `complex(text)`.
pub fn complex(text: &str) -> std::result::Result<Complex, ComplexError> {
    let text = without_underscores(trim(text)).ok_or(ComplexError::Underscore)?;
    complex_parts(&text).ok_or(ComplexError::Malformed)
}

fn complex_parts(text: &str) -> Option<Complex> {
    let text = match text.strip_prefix('(') {
        Some(inner) => trim(inner.strip_suffix(')')?),
        None => text,
    };
    let unit = |rest: &str| matches!(rest, "j" | "J");
    let (first, rest) = float_prefix(text);
    match first {
        Some(first) if rest.is_empty() => Some(Complex { re: first, im: 0.0 }),
        Some(first) if unit(rest) => Some(Complex { re: 0.0, im: first }),
        Some(first) => {
            // The second part must have a sign; a sign alone is one.
            let (negative, unsigned) = split_sign(rest);
            if unsigned.len() == rest.len() {
                return None;
            }
            let one = if negative { -1.0 } else { 1.0 };
            let (second, tail) = match float_prefix(rest) {
                (Some(second), tail) => (second, tail),
                (None, _) => (one, unsigned),
            };
            unit(tail).then_some(Complex { re: first, im: second })
        }
        None => {
            let (negative, unsigned) = split_sign(text);
            unit(unsigned).then_some(Complex { re: 0.0, im: if negative { -1.0 } else { 1.0 } })
        }
    }
}

/// The longest float at the front of the text, and what follows it.
fn float_prefix(text: &str) -> (Option<f64>, &str) {
    let bytes = text.as_bytes();
    let (_, unsigned) = split_sign(text);
    let start = text.len() - unsigned.len();
    let word = ["infinity", "inf", "nan"]
        .into_iter()
        .find(|word| unsigned.get(..word.len()).is_some_and(|front| front.eq_ignore_ascii_case(word)));
    let end = match word {
        Some(word) => start + word.len(),
        None => {
            let run = |from: usize| bytes[from..].iter().take_while(|c| c.is_ascii_digit()).count();
            let mut end = start + run(start);
            if bytes.get(end) == Some(&b'.') {
                end += 1 + run(end + 1);
            }
            if matches!(bytes.get(end), Some(b'e' | b'E')) {
                let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
                if bytes.get(end + 1 + sign).is_some_and(u8::is_ascii_digit) {
                    end += 1 + sign + run(end + 1 + sign);
                }
            }
            end
        }
    };
    match text[..end].parse() {
        Ok(value) => (Some(value), &text[end..]),
        Err(_) => (None, text),
    }
}

/// `float.fromhex(text)`.
pub fn float_hex(text: &str) -> Result<f64> {
    let invalid = || NumberError::value("invalid hexadecimal floating-point string");
    let too_large = || NumberError::overflow("hexadecimal value too large to represent as a float");
    let (negative, body) = split_sign(trim(text));
    let sign = if negative { -1.0 } else { 1.0 };
    if body.eq_ignore_ascii_case("inf") || body.eq_ignore_ascii_case("infinity") {
        return Ok(sign * f64::INFINITY);
    }
    if body.eq_ignore_ascii_case("nan") {
        return Ok(f64::NAN.copysign(sign));
    }
    let body = body.strip_prefix("0x").or(body.strip_prefix("0X")).unwrap_or(body);
    let run = |text: &str, base: u32| text.find(|c: char| !c.is_digit(base)).unwrap_or(text.len());
    let (whole, rest) = body.split_at(run(body, 16));
    let (fraction, rest) = rest.strip_prefix('.').map_or(("", rest), |rest| rest.split_at(run(rest, 16)));
    if whole.len() + fraction.len() == 0 {
        return Err(invalid());
    }
    let (exponent, rest) = match rest.strip_prefix(['p', 'P']) {
        None => (0, rest),
        Some(rest) => {
            let (below, rest) = split_sign(rest);
            let (digits, rest) = rest.split_at(run(rest, 10));
            if digits.is_empty() {
                return Err(invalid());
            }
            // Far beyond any float all exponents are alike.
            let value = digits.parse().unwrap_or(i64::MAX).min(i64::MAX / 4);
            (if below { -value } else { value }, rest)
        }
    };
    let (mut mantissa, mut sticky, mut dropped) = (0u128, false, 0i64);
    for digit in whole.chars().chain(fraction.chars()).filter_map(|c| c.to_digit(16)) {
        if mantissa >> 120 == 0 {
            mantissa = mantissa << 4 | u128::from(digit);
        } else {
            sticky |= digit != 0;
            dropped += 4;
        }
    }
    let value = compose(mantissa, sticky, exponent + dropped - 4 * fraction.len() as i64);
    // Too large comes before what may follow.
    if value.is_infinite() {
        return Err(too_large());
    }
    if rest.is_empty() { Ok(sign * value) } else { Err(invalid()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ints() {
        for (text, base, value) in [
            ("  12\n", 10, 12),
            ("+1_000", 10, 1000),
            ("-0x_ff", 16, -255),
            ("0XfF", 0, 255),
            ("0b1", 16, 177),
            ("0o17", 0, 15),
            ("0_0", 0, 0),
            ("zZ", 36, 1295),
            ("-9223372036854775808", 10, i64::MIN),
        ] {
            assert_eq!(int(text, base, 4300), Ok(value.into()), "{text}");
        }
        for (text, base) in [
            ("", 10),
            ("-", 10),
            ("- 1", 10),
            ("_1", 10),
            ("1_", 10),
            ("1__1", 10),
            ("01", 0),
            ("0_1", 0),
            ("0x", 16),
            ("0x__1", 16),
            ("0b2", 0),
            ("1.0", 10),
            ("\x1c5", 10),
            ("+-1", 10),
            ("?", 10),
            ("0x-1", 16),
            ("++1", 36),
        ] {
            assert_eq!(int(text, base, 4300), Err(IntError::Invalid), "{text}");
        }
        assert_eq!(int("5", 37, 0), Err(IntError::Base));
        assert_eq!(int("5", -1, 0), Err(IntError::Base));
        assert_eq!(int(&"1".repeat(4301), 10, 4300), Err(IntError::TooLong { digits: 4301, limit: 4300 }));
        assert!(int(&"1".repeat(4301), 10, 0).is_ok() && int(&"1".repeat(4301), 32, 4300).is_ok());
        assert_eq!(IntError::Invalid.with_repr(0, "'x'").message, "invalid literal for int() with base 0: 'x'");
        assert_eq!(
            too_long(4301, 4300),
            "Exceeds the limit (4300) for integer string conversion: value has 4301 digits; use \
             sys.set_int_max_str_digits() to increase the limit"
        );
        assert_eq!(int_literal("0b_1_0", 4300), Ok(2.into()));
        assert_eq!(int_literal("1_000", 4300), Ok(1000.into()));
    }

    #[test]
    fn floats() {
        for (text, value) in [
            (" 1.5\t", 1.5),
            ("1_0.2_5e1_0", 10.25e10),
            (".5", 0.5),
            ("5.", 5.0),
            ("1e400", f64::INFINITY),
            ("-iNf", f64::NEG_INFINITY),
            ("+Infinity", f64::INFINITY),
            ("9007199254740993", 9007199254740992.0),
            ("2.2250738585072011e-308", 2.225073858507201e-308),
        ] {
            assert_eq!(float(text), Some(value), "{text}");
        }
        assert!(float("nan").unwrap().is_nan());
        for text in ["", ".", "e5", "1e", "_1", "1_", "1_.5", "1._5", "1__0", "in_f", "0x1p3", "1 2", "infin", "+-1"] {
            assert_eq!(float(text), None, "{text}");
        }
    }

    #[test]
    fn complexes() {
        for (text, re, im) in [
            ("1", 1.0, 0.0),
            (" ( 1+2j ) ", 1.0, 2.0),
            ("-j", 0.0, -1.0),
            ("J", 0.0, 1.0),
            ("1_0j", 0.0, 10.0),
            ("1e5-j", 1e5, -1.0),
            ("-1.5e-3+.5J", -1.5e-3, 0.5),
            ("-inf+infinityj", f64::NEG_INFINITY, f64::INFINITY),
        ] {
            assert_eq!(complex(text), Ok(Complex { re, im }), "{text}");
        }
        for text in ["", "1+2", "1 + 2j", "1+-2j", "((1))", "(1", "1)", "1e", "1j2", "1+2jj", "j1", "+", "1++j", "1e+j"]
        {
            assert_eq!(complex(text), Err(ComplexError::Malformed), "{text}");
        }
        let message = complex("1_j").unwrap_err().with_repr("'1_j'").message;
        assert_eq!(message, "could not convert string to complex: '1_j'");
    }

    #[test]
    fn hex_floats() {
        for (text, value) in [
            ("0x1.999999999999ap-4", 0.1),
            ("-0x.8P1", -1.0),
            ("1e5", 485.0),
            ("ff.", 255.0),
            ("0x0.8p-1074", 0.0),
            ("0x0.80000000000000000000000000000000000001p-1074", 5e-324),
            ("0x1p-99999999999999999999", 0.0),
            ("0x0p99999999999999999999", 0.0),
            (" -Inf ", f64::NEG_INFINITY),
        ] {
            assert_eq!(float_hex(text), Ok(value), "{text}");
        }
        for text in ["", "0x", "0x1p", "zz", "0x1p1.0", ".", "0x1.2.3", "0x 1", "1_0"] {
            assert!(float_hex(text).is_err(), "{text}");
        }
        for text in ["0x1.fffffffffffff8p1023", "1p2000?"] {
            let message = float_hex(text).unwrap_err().message;
            assert_eq!(message, "hexadecimal value too large to represent as a float");
        }
    }
}
