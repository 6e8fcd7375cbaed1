//! The character database: takes code points, gives what CPython 3.10 (Unicode 13.0) says of them.
//!
//! Everything follows from the general category and the standard library's case properties, masked by "assigned in
//! 13.0" and corrected for the few code points that later versions changed. ASCII never gets that far.

use super::Units;
use super::tables::{ASSIGNED, DECIMAL_ZEROS, DIGITS, NUMERIC, NUMERIC_LETTERS};
use unicode_properties::UnicodeGeneralCategory;
pub use unicode_properties::{GeneralCategory as Category, GeneralCategoryGroup as CategoryGroup};

/// Whether Unicode 13.0 assigns `c`.
pub(super) fn is_assigned(c: u32) -> bool {
    c < 0x378 || ASSIGNED.partition_point(|&toggle| toggle <= c) % 2 == 1
}

/// The character, if it has a meaning in Unicode 13.0 and is no surrogate.
pub(super) fn assigned_char(c: u32) -> Option<char> {
    char::from_u32(c).filter(|_| is_assigned(c))
}

/// The general category.
pub fn category(c: u32) -> Category {
    match c {
        0x295 => Category::LowercaseLetter,
        0x1734 | 0x1171e => Category::NonspacingMark,
        0xd800..0xe000 => Category::Surrogate,
        _ => assigned_char(c).map_or(Category::Unassigned, |c| c.general_category()),
    }
}

/// A letter of any kind (categories L*).
pub fn is_alpha(c: u32) -> bool {
    match c {
        0..0x80 => (c as u8).is_ascii_alphabetic(),
        _ => matches!(
            category(c),
            Category::UppercaseLetter
                | Category::LowercaseLetter
                | Category::TitlecaseLetter
                | Category::ModifierLetter
                | Category::OtherLetter
        ),
    }
}

/// The value of a character that can form decimal numbers: `int('٣')`.
pub fn decimal_value(c: u32) -> Option<u32> {
    match c {
        0..0x80 => char::from(c as u8).to_digit(10),
        _ => {
            let zero = *DECIMAL_ZEROS.get(DECIMAL_ZEROS.partition_point(|&zero| zero <= c).checked_sub(1)?)?;
            Some(c - zero).filter(|&value| value < 10)
        }
    }
}

/// The value of a digit, superscripts and the like too.
pub fn digit_value(c: u32) -> Option<u32> {
    decimal_value(c).or_else(|| {
        let row = DIGITS.partition_point(|&[start, ..]| start <= c).checked_sub(1)?;
        let &[start, count, first] = DIGITS.get(row)?;
        (c - start < count).then_some(first + (c - start))
    })
}

/// The value of any numeric character, fractions and ideographs too.
pub fn numeric_value(c: u32) -> Option<f64> {
    if let Some(digit) = digit_value(c) {
        return Some(digit.into());
    }
    let (rows, _) = NUMERIC.as_chunks::<5>();
    let row = rows.partition_point(|row| row[0] <= c.into()).checked_sub(1)?;
    let &[start, count, numerator, step, denominator] = rows.get(row)?;
    let index = i64::from(c) - start;
    let value = numerator + index * step;
    (index < count).then(|| match denominator {
        ..0 => (value * -denominator) as f64,
        _ => value as f64 / denominator as f64,
    })
}

/// A decimal digit of any script (`str.isdecimal`).
pub fn is_decimal(c: u32) -> bool {
    decimal_value(c).is_some()
}

/// A digit, superscripts and circled ones included (`str.isdigit`).
pub fn is_digit(c: u32) -> bool {
    digit_value(c).is_some()
}

/// Stands for a number, fractions and Roman numerals included (`str.isnumeric`).
pub fn is_numeric(c: u32) -> bool {
    match c {
        0..0x80 => (c as u8).is_ascii_digit(),
        _ => match category(c) {
            Category::DecimalNumber | Category::LetterNumber | Category::OtherNumber => true,
            Category::OtherLetter => NUMERIC_LETTERS.binary_search(&c).is_ok(),
            _ => false,
        },
    }
}

/// `str.isalnum`
pub fn is_alnum(c: u32) -> bool {
    is_alpha(c) || is_numeric(c)
}

/// White space as `str.split` and `str.strip` see it.
pub fn is_space(c: u32) -> bool {
    matches!(c, 0x09..=0x0d | 0x1c..=0x20 | 0x85 | 0xa0)
        || matches!(c, 0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000)
}

/// A line boundary as `str.splitlines` sees it.
pub fn is_line_break(c: u32) -> bool {
    matches!(c, 0x0a..=0x0d | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

/// Whether `repr` shows `c` as itself.
pub fn is_printable(c: u32) -> bool {
    match c {
        0..0x7f => c >= 0x20,
        _ => !matches!(
            category(c),
            Category::Control
                | Category::Format
                | Category::Surrogate
                | Category::PrivateUse
                | Category::Unassigned
                | Category::LineSeparator
                | Category::ParagraphSeparator
                | Category::SpaceSeparator
        ),
    }
}

/// A cased letter in lower case (`str.islower`).
pub fn is_lower(c: u32) -> bool {
    match c {
        0..0x80 => (c as u8).is_ascii_lowercase(),
        0x295 => true,
        0x10fc | 0xab69 => false,
        _ => assigned_char(c).is_some_and(char::is_lowercase),
    }
}

/// A cased letter in upper case (`str.isupper`).
pub fn is_upper(c: u32) -> bool {
    match c {
        0..0x80 => (c as u8).is_ascii_uppercase(),
        _ => assigned_char(c).is_some_and(char::is_uppercase),
    }
}

/// A titlecase letter such as U+01C5.
pub fn is_title(c: u32) -> bool {
    c >= 0x1c5 && category(c) == Category::TitlecaseLetter
}

/// Begins an identifier: XID_Start or an underscore.
pub fn is_identifier_start(c: u32) -> bool {
    match c {
        0..0x80 => (c as u8).is_ascii_alphabetic() || c == 0x5f,
        _ => assigned_char(c).is_some_and(unicode_ident::is_xid_start),
    }
}

/// Goes on with an identifier: XID_Continue.
pub fn is_identifier_continue(c: u32) -> bool {
    match c {
        0..0x80 => (c as u8).is_ascii_alphanumeric() || c == 0x5f,
        0x200c | 0x200d | 0x30fb | 0xff65 => false,
        _ => assigned_char(c).is_some_and(unicode_ident::is_xid_continue),
    }
}

/// Takes part in the rule of the final sigma as a letter.
pub(super) fn is_cased(c: u32) -> bool {
    is_lower(c) || is_upper(c) || is_title(c)
}

/// Is skipped by the rule of the final sigma.
pub(super) fn is_case_ignorable(c: u32) -> bool {
    match c {
        0x27 | 0x2e | 0x3a | 0xb7 | 0x387 | 0x55f | 0x5f4 | 0x2018 | 0x2019 | 0x2024 | 0x2027 => true,
        0xfe13 | 0xfe52 | 0xfe55 | 0xff07 | 0xff0e | 0xff1a => true,
        _ => matches!(
            category(c),
            Category::NonspacingMark
                | Category::EnclosingMark
                | Category::Format
                | Category::ModifierLetter
                | Category::ModifierSymbol
        ),
    }
}

/// The predicates of `str`: not empty, and each code point passes.
impl Units<'_> {
    /// `all_points(is_alpha)` is `str.isalpha`; the same for isalnum, isdecimal, isdigit, isnumeric and isspace.
    pub fn all_points(self, test: fn(u32) -> bool) -> bool {
        !self.is_empty() && self.iter().all(test)
    }

    pub fn is_printable(self) -> bool {
        self.iter().all(is_printable)
    }

    /// At least one cased code point, and none of them upper or title.
    pub fn is_lower(self) -> bool {
        let mut found = false;
        self.iter().all(|c| {
            found |= is_lower(c);
            !is_upper(c) && !is_title(c)
        }) && found
    }

    /// At least one cased code point, and none of them lower or title.
    pub fn is_upper(self) -> bool {
        let mut found = false;
        self.iter().all(|c| {
            found |= is_upper(c);
            !is_lower(c) && !is_title(c)
        }) && found
    }

    /// Upper or title only after uncased code points, lower only after cased ones.
    pub fn is_title(self) -> bool {
        let mut found = false;
        let mut previous_cased = false;
        for c in self.iter() {
            let starts = is_upper(c) || is_title(c);
            let continues = !starts && is_lower(c);
            if starts && previous_cased || continues && !previous_cased {
                return false;
            }
            previous_cased = starts || continues;
            found |= previous_cased;
        }
        found
    }

    pub fn is_identifier(self) -> bool {
        let mut points = self.iter();
        points.next().is_some_and(is_identifier_start) && points.all(is_identifier_continue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// FNV-1a over all code points of what `f` gives.
    fn fingerprint(f: impl Fn(u32) -> u64) -> u64 {
        (0..0x110000).fold(0xcbf29ce484222325, |hash: u64, c| (hash ^ f(c)).wrapping_mul(0x100000001b3))
    }

    #[test]
    fn every_code_point_as_in_unicode_13() {
        let test = |f: fn(u32) -> bool| fingerprint(|c| f(c).into());
        let found = [
            test(is_alpha),
            test(is_decimal),
            test(is_digit),
            test(is_numeric),
            test(is_space),
            test(is_printable),
            test(is_lower),
            test(is_upper),
            test(|c| category(c) == Category::TitlecaseLetter),
            test(is_identifier_start),
            test(is_identifier_continue),
            test(is_line_break),
            fingerprint(|c| decimal_value(c).map_or(99, u64::from)),
            fingerprint(|c| digit_value(c).map_or(99, u64::from)),
            fingerprint(|c| numeric_value(c).unwrap_or(-7.0).to_bits()),
        ];
        assert_eq!(format!("{found:x?}"), EXPECTED);
    }

    const EXPECTED: &str = "[21c7e6535646068a, 20b31dfaf9260827, 45ebecae9195be67, 4f82a8b7f4891993, 910838d6e6c7b908, b3aed0dfe9e18159, ffbf5288acad73b5, e49e0f6d795afabe, 28954b1e3dd27a38, 41fd70f9ee73bbf9, 40a80581d105132, e67ad09177d8fd5f, 72017054af1a856c, b8c8488b61821d58, 86b5e5b0561e867c]";

    #[test]
    fn predicates_of_strings() {
        for (s, expected) in [
            ("", [false, false, false, false, true, false, false]),
            ("abc", [true, true, false, false, true, true, false]),
            ("Abc Def1x", [false, false, false, false, true, false, false]),
            ("Abc Def", [false, false, false, true, true, false, false]),
            ("ABC", [true, false, true, false, true, true, false]),
            ("ǅa", [true, false, false, true, true, true, false]),
            ("٣²", [false, false, false, false, true, false, false]),
            (" \u{2028}", [false, false, false, false, false, false, true]),
            ("a1_é", [false, true, false, false, true, true, false]),
        ] {
            let text = Text::from(s);
            let u = text.units();
            let found = [
                u.all_points(is_alpha),
                u.is_lower(),
                u.is_upper(),
                u.is_title(),
                u.is_printable(),
                u.is_identifier(),
                u.all_points(is_space),
            ];
            assert_eq!(found, expected, "{s:?}");
        }
    }
}
