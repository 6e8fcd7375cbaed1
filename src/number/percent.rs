//! `%d %x %f ...` of the `%` operator: one number and its conversion to text.
//!
//! `text::percent` has read the flags, width and precision; the caller has made the argument a number.

use super::print::{self, FloatCode, FloatStyle};
use super::{NumberError, Result, string_with_room};
use crate::text::percent::Spec;
use dashu_int::{IBig, Sign};

/// `%d %i %u %o %x %X`.
pub fn int(value: &IBig, spec: &Spec, max_digits: usize) -> Result<String> {
    let precision = spec.precision.unwrap_or(0);
    if precision > i32::MAX as usize - 3 {
        return Err(NumberError::overflow("precision too large"));
    }
    let (mut digits, prefix) = match char::from_u32(spec.letter) {
        Some('o') => (print::int_digits(value, 8)?, "0o"),
        Some('x') => (print::int_digits(value, 16)?, "0x"),
        Some('X') => (print::int_digits(value, 16)?.to_ascii_uppercase(), "0X"),
        _ => (print::int_decimal(value, max_digits)?.trim_start_matches('-').to_owned(), ""),
    };
    if precision > digits.len() {
        let mut padded = string_with_room(precision)?;
        padded.extend(std::iter::repeat_n('0', precision - digits.len()));
        padded.push_str(&digits);
        digits = padded;
    }
    join(spec, value.sign() == Sign::Negative, if spec.flags.alternate { prefix } else { "" }, &digits)
}

/// `%e %E %f %F %g %G`.
pub fn float(value: f64, spec: &Spec) -> Result<String> {
    let letter = char::from_u32(spec.letter).unwrap_or('g');
    let code = match letter {
        'e' | 'E' => FloatCode::Exponent,
        'f' | 'F' => FloatCode::Fixed,
        _ => FloatCode::General,
    };
    let style = FloatStyle {
        code,
        precision: spec.precision.unwrap_or(6),
        alternate: spec.flags.alternate,
        add_dot_0: false,
        upper: letter.is_ascii_uppercase(),
    };
    let text = print::float_text(value, style)?;
    join(spec, text.starts_with('-'), "", text.trim_start_matches('-'))
}

fn join(spec: &Spec, negative: bool, prefix: &str, digits: &str) -> Result<String> {
    let sign = match (negative, spec.flags.sign, spec.flags.blank) {
        (true, ..) => "-",
        (_, true, _) => "+",
        (.., true) => " ",
        _ => "",
    };
    let len = sign.len() + prefix.len() + digits.len();
    let fill = spec.width.unwrap_or(0).saturating_sub(len);
    let (left, zero) = (spec.flags.left, spec.flags.zero);
    let mut out = string_with_room(len.saturating_add(fill))?;
    let fill_if =
        |out: &mut String, c: char, when: bool| out.extend(std::iter::repeat_n(c, if when { fill } else { 0 }));
    fill_if(&mut out, ' ', !left && !zero);
    out.push_str(sign);
    out.push_str(prefix);
    fill_if(&mut out, '0', !left && zero);
    out.push_str(digits);
    fill_if(&mut out, ' ', left);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use crate::text::percent::{Event, Percent};

    fn spec(format: &str) -> Spec {
        let format = Text::from(format);
        match Percent::new(format.units(), false, false).next() {
            Some(Ok(Event::Convert(spec))) => spec,
            other => panic!("{other:?}"),
        }
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
            assert_eq!(int(&value.into(), &spec(text), 4300).unwrap(), expected, "{text}");
        }
        assert_eq!(int(&1.into(), &spec("%.2147483647d"), 0).unwrap_err().message, "precision too large");
        assert_eq!(int(&1.into(), &spec("%999999999999999d"), 0).unwrap_err(), NumberError::memory());
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
            assert_eq!(float(value, &spec(text)).unwrap(), expected, "{text}");
        }
    }
}
