//! Splitting: takes units, gives the ranges of the parts, one at a time.
//!
//! The caller cuts the text (`Units::slice`) and decides where the parts live. bytes are split as `Units::One` with
//! `is_ascii_space` and `is_ascii_line_break`. The iterators from the right give the rightmost part first.

use super::Units;
use super::search::Finder;
use std::ops::Range;

/// The white space of bytes methods.
pub fn is_ascii_space(c: u32) -> bool {
    matches!(c, 0x09..=0x0d | 0x20)
}

/// The line boundaries of `bytes.splitlines`.
pub fn is_ascii_line_break(c: u32) -> bool {
    matches!(c, 0x0a | 0x0d)
}

impl<'a> Units<'a> {
    /// `str.split(separator, max)`; the separator must not be empty. `usize::MAX` means no limit.
    pub fn split(self, separator: Units<'a>, max: usize) -> Split<'a> {
        Split { units: self, separator: Finder::new(separator), width: separator.len(), rest: Some(0..self.len()), max }
    }

    /// `str.rsplit(separator, max)`, the rightmost part first.
    pub fn rsplit(self, separator: Units<'a>, mut max: usize) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut end = Some(self.len());
        std::iter::from_fn(move || {
            let stop = end.take()?;
            let found = if max == 0 { None } else { self.rfind(separator, 0..stop) };
            let Some(at) = found else {
                return Some(0..stop);
            };
            max -= 1;
            end = Some(at);
            Some(at + separator.len()..stop)
        })
    }

    /// `str.split(None, max)`: parts between runs of white space.
    pub fn split_space(self, is_space: fn(u32) -> bool, mut max: usize) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = (at..self.len()).find(|&i| self.get(i).is_some_and(|c| !is_space(c)))?;
            at = match max {
                0 => self.len(),
                _ => self.position(start..self.len(), is_space).unwrap_or(self.len()),
            };
            max = max.saturating_sub(1);
            Some(start..at)
        })
    }

    /// `str.rsplit(None, max)`, the rightmost part first.
    pub fn rsplit_space(self, is_space: fn(u32) -> bool, mut max: usize) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut end = self.len();
        let last = move |end: usize, space: bool| {
            (0..end).rev().find(|&i| self.get(i).is_some_and(|c| is_space(c) == space)).map(|i| i + 1)
        };
        std::iter::from_fn(move || {
            let stop = last(end, false)?;
            end = match max {
                0 => 0,
                _ => last(stop, true).unwrap_or(0),
            };
            max = max.saturating_sub(1);
            Some(end..stop)
        })
    }

    /// `str.splitlines(keepends)`; "\r\n" is one boundary.
    pub fn split_lines(self, is_break: fn(u32) -> bool, keep_ends: bool) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = at;
            if start >= self.len() {
                return None;
            }
            let end = self.position(start..self.len(), is_break).unwrap_or(self.len());
            at = match (self.get(end), self.get(end + 1)) {
                (None, _) => end,
                (Some(0x0d), Some(0x0a)) => end + 2,
                _ => end + 1,
            };
            Some(start..if keep_ends { at } else { end })
        })
    }

    /// The first index in `range` whose code point passes.
    pub fn position(self, range: Range<usize>, mut test: impl FnMut(u32) -> bool) -> Option<usize> {
        let start = range.start;
        let found = match self {
            Units::One(u) => u.get(range)?.iter().position(|&c| test(c.into())),
            Units::Two(u) => u.get(range)?.iter().position(|&c| test(c.into())),
            Units::Four(u) => u.get(range)?.iter().position(|&c| test(c)),
        };
        found.map(|i| i + start)
    }
}

/// The parts of `str.split(separator)`.
pub struct Split<'a> {
    units: Units<'a>,
    separator: Finder<'a>,
    width: usize,
    rest: Option<Range<usize>>,
    max: usize,
}

impl Iterator for Split<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.rest.take()?;
        let found = if self.max == 0 { None } else { self.separator.find(self.units, rest.clone()) };
        let Some(at) = found else {
            return Some(rest);
        };
        self.max -= 1;
        self.rest = Some(at + self.width..rest.end);
        Some(rest.start..at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::classify::{is_line_break, is_space};
    use super::*;
    use crate::text::Text;

    /// A text, the limit, the parts from the left, the parts from the right.
    type Row = (&'static str, usize, &'static [&'static str], &'static [&'static str]);

    fn cut(text: &Text, parts: impl Iterator<Item = Range<usize>>) -> Vec<String> {
        parts.map(|part| text.units().slice(part).unwrap().units().to_string_lossy()).collect()
    }

    #[test]
    fn by_separator() {
        let all = usize::MAX;
        let rows: [(&str, Row); 6] = [
            (",", ("a,b,,c", all, &["a", "b", "", "c"], &["c", "", "b", "a"])),
            (",", ("a,b,c", 1, &["a", "b,c"], &["c", "a,b"])),
            (",", ("a,b", 0, &["a,b"], &["a,b"])),
            ("x", ("", all, &[""], &[""])),
            ("aaa", ("aaaa", all, &["", "a"], &["", "a"])),
            ("€", ("x€€y€", all, &["x", "", "y", ""], &["", "y", "", "x"])),
        ];
        for (separator, (s, max, left, right)) in rows {
            let (s, separator) = (Text::from(s), Text::from(separator));
            assert_eq!(cut(&s, s.units().split(separator.units(), max)), left, "{s}");
            assert_eq!(cut(&s, s.units().rsplit(separator.units(), max)), right, "{s}");
        }
    }

    #[test]
    fn by_space() {
        let all = usize::MAX;
        let rows: [Row; 6] = [
            ("  a b  c ", all, &["a", "b", "c"], &["c", "b", "a"]),
            ("  a b  c ", 1, &["a", "b  c "], &["c", "  a b"]),
            ("  a b  c ", 0, &["a b  c "], &["  a b  c"]),
            ("a\u{2003}€\u{1c}b", all, &["a", "€", "b"], &["b", "€", "a"]),
            ("   ", all, &[], &[]),
            ("   ", 0, &[], &[]),
        ];
        for (s, max, left, right) in rows {
            let s = Text::from(s);
            assert_eq!(cut(&s, s.units().split_space(is_space, max)), left, "{s}");
            assert_eq!(cut(&s, s.units().rsplit_space(is_space, max)), right, "{s}");
        }
        let s = Text::from("a\u{1c}b\u{b}c");
        assert_eq!(cut(&s, s.units().split_space(is_ascii_space, all)), ["a\u{1c}b", "c"]);
    }

    #[test]
    fn by_lines() {
        let s = Text::from("a\nb\r\nc\r\rd\u{85}e\u{2028}f\u{c}\u{1d}");
        assert_eq!(cut(&s, s.units().split_lines(is_line_break, false)), ["a", "b", "c", "", "d", "e", "f", ""]);
        assert_eq!(
            cut(&s, s.units().split_lines(is_line_break, true)),
            ["a\n", "b\r\n", "c\r", "\r", "d\u{85}", "e\u{2028}", "f\u{c}", "\u{1d}"]
        );
        let s = Text::from("a\u{b}\r\nb\n");
        assert_eq!(cut(&s, s.units().split_lines(is_ascii_line_break, false)), ["a\u{b}", "b"]);
        assert!(Text::default().units().split_lines(is_line_break, true).next().is_none());
    }
}
