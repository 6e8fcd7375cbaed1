//! `%d %x %f ...` of the `%` operator: one number and its conversion to text.
//!
//! The caller has read the flags, width and precision (`*` too) and made the argument a number.

use super::print::{self, FloatCode, FloatStyle};
use super::{NumberError, Result, string_with_room};
use dashu_int::{IBig, Sign};

/// One conversion of a `%` format.
#[derive(Clone, Copy, Debug, Default)]
pub struct Percent {
    /// `-`: fill on the right.
    pub left: bool,
    /// `+`.
    pub plus: bool,
    /// A space: in place of a plus sign.
    pub blank: bool,
    /// `#`.
    pub alternate: bool,
    /// `0`: fill with zeros after the sign.
    pub zero: bool,
    pub width: Option<usize>,
    pub precision: Option<usize>,
    /// The conversion's letter.
    pub code: char,
}

impl Percent {
    /// `%d %i %u %o %x %X`.
    pub fn int(&self, value: &IBig, max_digits: usize) -> Result<String> {
        let precision = self.precision.unwrap_or(0);
        if precision > i32::MAX as usize - 3 {
            return Err(NumberError::overflow("precision too large"));
        }
        let (mut digits, prefix) = match self.code {
            'o' => (print::int_digits(value, 8)?, "0o"),
            'x' => (print::int_digits(value, 16)?, "0x"),
            'X' => (print::int_digits(value, 16)?.to_ascii_uppercase(), "0X"),
            _ => (print::int_decimal(value, max_digits)?.trim_start_matches('-').to_owned(), ""),
        };
        if precision > digits.len() {
            let mut padded = string_with_room(precision)?;
            padded.extend(std::iter::repeat_n('0', precision - digits.len()));
            padded.push_str(&digits);
            digits = padded;
        }
        self.join(value.sign() == Sign::Negative, if self.alternate { prefix } else { "" }, &digits)
    }

    /// `%e %E %f %F %g %G`.
    pub fn float(&self, value: f64) -> Result<String> {
        let code = match self.code {
            'e' | 'E' => FloatCode::Exponent,
            'f' | 'F' => FloatCode::Fixed,
            _ => FloatCode::General,
        };
        let style = FloatStyle {
            code,
            precision: self.precision.unwrap_or(6),
            alternate: self.alternate,
            add_dot_0: false,
            upper: self.code.is_ascii_uppercase(),
        };
        if style.precision > i32::MAX as usize {
            return Err(NumberError::value("precision too big"));
        }
        let text = print::float_text(value, style)?;
        self.join(text.starts_with('-'), "", text.trim_start_matches('-'))
    }

    fn join(&self, negative: bool, prefix: &str, digits: &str) -> Result<String> {
        let sign = match (negative, self.plus, self.blank) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (.., true) => " ",
            _ => "",
        };
        let len = sign.len() + prefix.len() + digits.len();
        let fill = self.width.unwrap_or(0).saturating_sub(len);
        let mut out = string_with_room(len.saturating_add(fill))?;
        let fill_now = |out: &mut String, c: char, when: bool| {
            if when {
                out.extend(std::iter::repeat_n(c, fill));
            }
        };
        fill_now(&mut out, ' ', !self.left && !self.zero);
        out.push_str(sign);
        out.push_str(prefix);
        fill_now(&mut out, '0', !self.left && self.zero);
        out.push_str(digits);
        fill_now(&mut out, ' ', self.left);
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads "%-#8.3x".
    fn percent(text: &str) -> Percent {
        let mut result = Percent::default();
        let mut rest = text.trim_start_matches('%');
        while let Some(flag) = rest.chars().next().filter(|c| "-+ #0".contains(*c)) {
            match flag {
                '-' => result.left = true,
                '+' => result.plus = true,
                ' ' => result.blank = true,
                '#' => result.alternate = true,
                _ => result.zero = true,
            }
            rest = &rest[1..];
        }
        result.code = rest.chars().last().unwrap();
        let (width, precision) = rest[..rest.len() - 1].split_once('.').unwrap_or((&rest[..rest.len() - 1], ""));
        result.width = width.parse().ok();
        result.precision = precision.parse().ok();
        result
    }

    #[test]
    fn ints() {
        for (text, value, expected) in [
            ("%#x", 255, "0xff"),
            ("%#X", -255, "-0XFF"),
            ("%#o", 8, "0o10"),
            ("%010d", -5, "-000000005"),
            ("%#010x", -255, "-0x00000ff"),
            ("%-#10x", 255, "0xff      "),
            ("%+.5d", 3, "+00003"),
            ("%+010.5d", 3, "+000000003"),
            ("% d", 3, " 3"),
            ("%+ d", 3, "+3"),
            ("%-05d", 3, "3    "),
            ("%#d", 3, "3"),
            ("%.0d", 0, "0"),
            ("%#.5x", 255, "0x000ff"),
            ("%5i", -42, "  -42"),
        ] {
            assert_eq!(percent(text).int(&value.into(), 4300).unwrap(), expected, "{text}");
        }
        assert_eq!(percent("%.2147483647d").int(&1.into(), 0).unwrap_err().message, "precision too large");
        assert_eq!(percent("%999999999999999d").int(&1.into(), 0).unwrap_err(), NumberError::memory());
    }

    #[test]
    fn floats() {
        for (text, value, expected) in [
            ("%5.2f", 2.71234, " 2.71"),
            ("%#.3g", 1.0, "1.00"),
            ("%05f", f64::INFINITY, "00inf"),
            ("%+e", f64::NAN, "+nan"),
            ("%F", -f64::NAN, "NAN"),
            ("%.0f", 2.5, "2"),
            ("%#.0f", 2.5, "2."),
            ("%G", 1e-10, "1E-10"),
            ("%-9.1e", -12345.0, "-1.2e+04 "),
            ("%+08.2f", 1.005, "+0001.00"),
        ] {
            assert_eq!(percent(text).float(value).unwrap(), expected, "{text}");
        }
        assert_eq!(percent("%.3000000000f").float(1.0).unwrap_err().message, "precision too big");
    }
}
