//! Numbers to text: ints in any base, and floats as `repr` and C's `%e %f %g` write them.
//!
//! A float is first turned into decimal digits and the place of the point (`Digits`), shortest or correctly
//! rounded to a number of places, by Rust's exact float printing; one writer then lays the digits out by
//! CPython's rules, which differ from C's and from Rust's.

use super::float::decompose;
use super::int::abs_bits;
use super::{NumberError, Result, string_with_room};
use dashu_int::{IBig, Sign};
use std::fmt::Write;

/// `sys.int_info.default_max_str_digits`: the limit when the script sets none.
pub const DEFAULT_MAX_STR_DIGITS: usize = 4300;

/// A double has no more significant digits than this; later ones are zeros.
const MAX_SIGNIFICANT: usize = 770;
/// A double has no more decimal places than this; later ones are zeros.
const MAX_PLACES: usize = 1076;

/// `str(int)`. Above `max_digits` digits (0: no limit) a ValueError, found before the work is done.
pub fn int_decimal(value: &IBig, max_digits: usize) -> Result<String> {
    let too_long = || {
        NumberError::value(format!(
            "Exceeds the limit ({max_digits}) for integer string conversion; use sys.set_int_max_str_digits() to \
             increase the limit"
        ))
    };
    // n bits have at least (n - 1) * log10(2) digits.
    let bits = abs_bits(value);
    if max_digits != 0 && bits > 1 && (bits - 1) as f64 * std::f64::consts::LOG10_2 > max_digits as f64 + 1.0 {
        return Err(too_long());
    }
    let text = value.to_string();
    let digits = text.len() - usize::from(text.starts_with('-'));
    if max_digits != 0 && digits > max_digits {
        return Err(too_long());
    }
    Ok(text)
}

/// Digits of the magnitude in a base that is a power of two, at most 16; lowercase, without sign and prefix.
pub fn int_digits(value: &IBig, base: u32) -> Result<String> {
    let words = value.as_sign_words().1;
    let width = base.trailing_zeros() as usize;
    let count = abs_bits(value).div_ceil(width).max(1);
    let mut out = string_with_room(count)?;
    let word = |i: usize| words.get(i).copied().unwrap_or(0);
    out.extend((0..count).rev().map(|i| {
        let (at, offset) = (i * width / 64, i * width % 64);
        let low = word(at) >> offset;
        let bits = if offset + width > 64 { low | word(at + 1) << (64 - offset) } else { low };
        char::from_digit(bits as u32 & (base - 1), base).unwrap_or('0')
    }));
    Ok(out)
}

/// As `int_prefixed`, for a word; the text takes part of `room`.
pub fn small_prefixed(value: i64, base: u32, room: &mut [u8; 68]) -> &str {
    let (mut rest, mut at) = (value.unsigned_abs(), room.len());
    let mut put = |byte: u8| {
        at -= 1;
        room[at] = byte;
    };
    loop {
        put(b"0123456789abcdef"[(rest & u64::from(base - 1)) as usize & 15]);
        rest >>= base.trailing_zeros();
        if rest == 0 {
            break;
        }
    }
    put(match base {
        2 => b'b',
        8 => b'o',
        _ => b'x',
    });
    put(b'0');
    if value < 0 {
        put(b'-');
    }
    std::str::from_utf8(&room[at..]).unwrap_or_default()
}

/// `bin`, `oct`, `hex`: sign, prefix, digits.
pub fn int_prefixed(value: &IBig, base: u32) -> Result<String> {
    let sign = if value.sign() == Sign::Negative { "-" } else { "" };
    let prefix = match base {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    let mut out = int_digits(value, base)?;
    out.insert_str(0, prefix);
    out.insert_str(0, sign);
    Ok(out)
}

/// Which digits of a float are written, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatCode {
    /// `e`: one digit, the point, `precision` digits, an exponent.
    Exponent,
    /// `f`: `precision` digits after the point.
    Fixed,
    /// `g`: `precision` significant digits, exponent if it is small or large.
    General,
    /// `repr`: the shortest digits that read back as the same float.
    Repr,
}

/// How a float is written.
#[derive(Clone, Copy, Debug)]
pub struct FloatStyle {
    pub code: FloatCode,
    /// Not used by `Repr`.
    pub precision: usize,
    /// `#`: keep the point and, with `General`, the zeros at the end.
    pub alternate: bool,
    /// Write `1.0` rather than `1`.
    pub add_dot_0: bool,
    /// `E`, `INF`, `NAN`.
    pub upper: bool,
}

impl FloatStyle {
    /// What `repr(float)` uses.
    pub const REPR: FloatStyle =
        FloatStyle { code: FloatCode::Repr, precision: 0, alternate: false, add_dot_0: true, upper: false };
}

/// `repr(float)`.
pub fn float_repr(value: f64) -> String {
    let mut short = super::quick::Short::default();
    if super::quick::float_repr(value, &mut short) {
        return String::from_utf8_lossy(short.bytes()).into_owned();
    }
    let mut out = String::with_capacity(26);
    write_float(&mut out, value, FloatStyle::REPR);
    out
}

/// A float in any style, with a `-` if it is negative (never for nan).
pub fn float_text(value: f64, style: FloatStyle) -> Result<String> {
    let integer_part = if style.code == FloatCode::Fixed { 310 } else { 10 };
    let room = if style.code == FloatCode::Repr { 26 } else { style.precision.saturating_add(integer_part) };
    let mut out = string_with_room(room)?;
    write_float(&mut out, value, style);
    Ok(out)
}

/// The digits of a finite magnitude: 0.DIGITS times ten to the `point`. No zeros at the end.
struct Digits {
    digits: Vec<u8>,
    point: i64,
}

/// Collects what Rust's formatter writes, on the stack if it is short.
#[derive(Default)]
struct Collect(Vec<u8>);

impl Write for Collect {
    fn write_str(&mut self, s: &str) -> std::fmt::Result {
        self.0.extend_from_slice(s.as_bytes());
        Ok(())
    }
}

impl Digits {
    /// The fewest digits that read back as `value`.
    fn shortest(value: f64) -> Digits {
        let mut out = Collect(Vec::with_capacity(24));
        let _ = write!(out, "{value:e}");
        let found = Self::of_exponent_form(&out.0);
        if !found.may_be_tie(value) {
            return found;
        }
        // Two shortest texts may be equally near: CPython takes the even one, Rust the upper one.
        out.0.clear();
        let _ = write!(out, "{value:.*e}", found.digits.len().saturating_sub(1));
        let reads_back = std::str::from_utf8(&out.0).ok().and_then(|text| text.parse().ok()) == Some(value);
        if reads_back { Self::of_exponent_form(&out.0) } else { found }
    }

    /// Whether `value` may end with a 5 just after these digits: it has as many places as bits below the point.
    fn may_be_tie(&self, value: f64) -> bool {
        let (mantissa, exponent) = decompose(value);
        let places = -i64::from(exponent) - i64::from(mantissa.trailing_zeros());
        let next_place = self.digits.len() as i64 + 1 - self.point;
        places.max(0) == next_place.max(0) && self.digits.len() >= 15
    }

    /// `count` significant digits (at least one).
    fn significant(value: f64, count: usize) -> Digits {
        let mut out = Collect::default();
        let _ = write!(out, "{value:.*e}", count.saturating_sub(1).min(MAX_SIGNIFICANT));
        Self::of_exponent_form(&out.0)
    }

    /// All digits down to `places` after the point.
    fn fixed(value: f64, places: usize) -> Digits {
        let mut out = Collect::default();
        let _ = write!(out, "{value:.*}", places.min(MAX_PLACES));
        let point = out.0.iter().position(|&c| c == b'.').unwrap_or(out.0.len());
        let mut digits = out.0;
        digits.retain(|c| c.is_ascii_digit());
        let zeros = digits.iter().take_while(|&&c| c == b'0').count();
        digits.drain(..zeros);
        let point = if digits.is_empty() { 0 } else { point as i64 - zeros as i64 };
        Digits { digits, point }.trim()
    }

    fn of_exponent_form(text: &[u8]) -> Digits {
        let e = text.iter().position(|&c| c == b'e').unwrap_or(text.len());
        let exponent =
            text.get(e + 1..).and_then(|s| std::str::from_utf8(s).ok()).and_then(|s| s.parse().ok()).unwrap_or(0i64);
        let digits = text[..e].iter().copied().filter(u8::is_ascii_digit).collect();
        Digits { digits, point: exponent + 1 }.trim()
    }

    fn trim(mut self) -> Digits {
        while self.digits.len() > 1 && self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        self
    }
}

fn write_float(out: &mut String, value: f64, style: FloatStyle) {
    if value.is_nan() {
        return out.push_str(if style.upper { "NAN" } else { "nan" });
    }
    if value.is_sign_negative() {
        out.push('-');
    }
    if value.is_infinite() {
        return out.push_str(if style.upper { "INF" } else { "inf" });
    }
    let value = value.abs();
    let precision = style.precision.min(i32::MAX as usize) as i64;
    let significant = precision.max(1);
    let Digits { digits, mut point } = match style.code {
        FloatCode::Exponent => Digits::significant(value, precision as usize + 1),
        FloatCode::Fixed => Digits::fixed(value, precision as usize),
        FloatCode::General => Digits::significant(value, significant as usize),
        FloatCode::Repr => Digits::shortest(value),
    };
    // `end`: how many digits are written, counted from the first of `digits`.
    let mut end = digits.len() as i64;
    let with_exponent = match style.code {
        FloatCode::Exponent => {
            end = precision + 1;
            true
        }
        FloatCode::Fixed => {
            end = point + precision;
            false
        }
        FloatCode::General => {
            if style.alternate {
                end = significant;
            }
            point <= -4 || point > significant - i64::from(style.add_dot_0)
        }
        FloatCode::Repr => point <= -4 || point > 16,
    };
    let exponent = point - 1;
    if with_exponent {
        point = 1;
    }
    let least = if style.add_dot_0 && !with_exponent { point + 1 } else { point };
    end = end.max(least);
    let digit = |i: i64| usize::try_from(i).ok().and_then(|i| digits.get(i)).map_or('0', |&c| char::from(c));
    let start = if point <= 0 { point - 1 } else { 0 };
    out.extend((start..point).map(digit));
    if end > point || style.alternate {
        out.push('.');
        out.extend((point..end).map(digit));
    }
    if with_exponent {
        out.push(if style.upper { 'E' } else { 'e' });
        let _ = write!(out, "{exponent:+03}");
    }
}

/// `float.hex()`.
pub fn float_hex(value: f64) -> String {
    if !value.is_finite() {
        return float_repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let bits = value.to_bits();
    let (mantissa, exponent) = (bits & ((1 << 52) - 1), (bits >> 52 & 0x7ff) as i32);
    match (exponent, mantissa) {
        (0, 0) => format!("{sign}0x0.0p+0"),
        (0, _) => format!("{sign}0x0.{mantissa:013x}p-1022"),
        _ => format!("{sign}0x1.{mantissa:013x}p{:+}", exponent - 1023),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(code: FloatCode, precision: usize) -> FloatStyle {
        FloatStyle { code, precision, alternate: false, add_dot_0: false, upper: false }
    }

    #[test]
    fn repr_of_floats() {
        for (value, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (9999999999999998.0, "9999999999999998.0"),
            (123456789012345680.0, "1.2345678901234568e+17"),
            (1e-4, "0.0001"),
            (1e-5, "1e-05"),
            (1.5e-7, "1.5e-07"),
            (5e-324, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"),
            (1e22, "1e+22"),
            (1e100, "1e+100"),
            (254722550374653.6 + 0.025, "254722550374653.62"),
            (5e-324, "5e-324"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
            (-f64::NAN, "nan"),
        ] {
            assert_eq!(float_repr(value), text);
        }
    }

    #[test]
    fn float_styles() {
        use FloatCode::*;
        for (value, code, precision, text) in [
            (2.5, Fixed, 0, "2"),
            (0.5, Fixed, 0, "0"),
            (0.05, Fixed, 1, "0.1"),
            (0.0, Fixed, 3, "0.000"),
            (-0.0001, Fixed, 2, "-0.00"),
            (1e22, Fixed, 1, "10000000000000000000000.0"),
            (0.001, Fixed, 5, "0.00100"),
            (12345.678, Exponent, 2, "1.23e+04"),
            (0.0, Exponent, 2, "0.00e+00"),
            (9.99, Exponent, 1, "1.0e+01"),
            (1e-100, Exponent, 0, "1e-100"),
            (100000.0, General, 6, "100000"),
            (1000000.0, General, 6, "1e+06"),
            (0.0001, General, 6, "0.0001"),
            (0.00001, General, 6, "1e-05"),
            (0.0, General, 0, "0"),
            (1.5, General, 0, "2"),
        ] {
            assert_eq!(float_text(value, style(code, precision)).unwrap(), text);
        }
        let alternate = |code, precision| FloatStyle { alternate: true, ..style(code, precision) };
        assert_eq!(float_text(1.0, alternate(General, 3)).unwrap(), "1.00");
        assert_eq!(float_text(3.0, alternate(Fixed, 0)).unwrap(), "3.");
        assert_eq!(float_text(3.0, alternate(Exponent, 0)).unwrap(), "3.e+00");
        assert_eq!(float_text(12.0, FloatStyle { add_dot_0: true, ..style(General, 2) }).unwrap(), "1.2e+01");
        let digits = float_text(0.1, style(Fixed, 1200)).unwrap();
        assert_eq!((digits.len(), &digits[50..58], &digits[1100..]), (1202, "10156250", &*"0".repeat(102)));
        assert!(float_text(0.1, style(Fixed, 1 << 40)).is_err());
    }

    #[test]
    fn hex_of_floats() {
        for (value, text) in [
            (-0.0, "-0x0.0p+0"),
            (1.0, "0x1.0000000000000p+0"),
            (0.1, "0x1.999999999999ap-4"),
            (5e-324, "0x0.0000000000001p-1022"),
            (f64::NEG_INFINITY, "-inf"),
        ] {
            assert_eq!(float_hex(value), text);
        }
    }

    #[test]
    fn ints() {
        let value = -(IBig::from(1) << 70);
        assert_eq!(int_decimal(&value, 4300).unwrap(), "-1180591620717411303424");
        assert_eq!(int_prefixed(&value, 16).unwrap(), "-0x400000000000000000");
        assert_eq!(int_prefixed(&IBig::from(-5), 2).unwrap(), "-0b101");
        assert_eq!(int_prefixed(&IBig::from(0), 8).unwrap(), "0o0");
        assert_eq!(int_digits(&value, 8).unwrap(), "200000000000000000000000");
        let edge = IBig::from(10).pow(4300);
        assert!(int_decimal(&(&edge - IBig::from(1)), 4300).is_ok());
        let message = int_decimal(&edge, 4300).unwrap_err().message;
        assert!(message.starts_with("Exceeds the limit (4300) for integer string conversion; use sys.set_int"));
        assert!(int_decimal(&edge, 0).is_ok());
    }
}
