//! Stripping and padding: takes units, gives the range that stays, or the text filled up to a width.

use super::{OutOfMemory, TextBuilder, Units};
use std::ops::Range;

/// The ends that a strip works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
    Both,
}

/// A set of code points, for `strip(chars)`.
pub struct CharSet<'a> {
    latin1: [u64; 4],
    chars: Units<'a>,
}

impl<'a> CharSet<'a> {
    pub fn new(chars: Units<'a>) -> Self {
        let mut latin1 = [0; 4];
        for c in chars.iter() {
            if let Some(word) = latin1.get_mut((c >> 6) as usize) {
                *word |= 1u64 << (c & 63);
            }
        }
        CharSet { latin1, chars }
    }

    pub fn contains(&self, c: u32) -> bool {
        match self.latin1.get((c >> 6) as usize) {
            Some(word) => word >> (c & 63) & 1 == 1,
            None => c <= self.chars.width_max() && self.chars.position(0..self.chars.len(), |x| x == c).is_some(),
        }
    }
}

impl Units<'_> {
    /// What `strip`, `lstrip` or `rstrip` leaves when code points that pass `test` go.
    pub fn strip(self, side: Side, test: impl Fn(u32) -> bool) -> Range<usize> {
        let goes = |i: &usize| self.get(*i).is_some_and(&test);
        let start = if side == Side::Right { 0 } else { (0..self.len()).take_while(goes).count() };
        let end = if side == Side::Left { 0 } else { (start..self.len()).rev().take_while(goes).count() };
        start..self.len() - end
    }

    /// What `removeprefix` leaves.
    pub fn without_prefix(self, prefix: Units<'_>) -> Range<usize> {
        let cut = if self.starts_with(prefix, 0..self.len()) { prefix.len() } else { 0 };
        cut..self.len()
    }

    /// What `removesuffix` leaves.
    pub fn without_suffix(self, suffix: Units<'_>) -> Range<usize> {
        let cut = if self.ends_with(suffix, 0..self.len()) { suffix.len() } else { 0 };
        0..self.len() - cut
    }

    /// How many fill characters `center(width)` puts on the left and on the right.
    pub fn center_margins(self, width: usize) -> (usize, usize) {
        let fill = width.saturating_sub(self.len());
        let left = fill / 2 + (fill & width & 1);
        (left, fill - left)
    }

    /// The text between `left` and `right` fill characters, appended to `out` whose limit bounds it.
    pub fn pad_into(self, left: usize, right: usize, fill: u32, out: &mut TextBuilder) -> Result<(), OutOfMemory> {
        let len = left.checked_add(right).and_then(|n| n.checked_add(self.len())).ok_or(OutOfMemory)?;
        out.reserve(len, self.width_max())?;
        out.try_fill(fill, left)?;
        out.try_push_units(self)?;
        out.try_fill(fill, right)
    }

    /// `str.zfill`: zeros after the sign, appended to `out` whose limit bounds it.
    pub fn zfill_into(self, width: usize, out: &mut TextBuilder) -> Result<(), OutOfMemory> {
        let sign = usize::from(matches!(self.get(0), Some(0x2b | 0x2d)));
        out.reserve(width.max(self.len()), self.width_max())?;
        out.push_part(self, 0..sign);
        out.try_fill(0x30, width.saturating_sub(self.len()))?;
        out.push_part(self, sign..self.len());
        Ok(())
    }

    /// The length of `expandtabs(tab_size)`; None if it exceeds the address space ("result too long").
    pub fn expanded_len(self, tab_size: usize) -> Option<usize> {
        let (mut done, mut column) = (0usize, 0usize);
        for c in self.iter() {
            column = match c {
                0x09 if tab_size == 0 => column,
                0x09 => column.checked_add(tab_size - column % tab_size)?,
                0x0a | 0x0d => {
                    done = done.checked_add(column)?.checked_add(1)?;
                    0
                }
                _ => column.checked_add(1)?,
            };
        }
        done.checked_add(column).filter(|&len| len <= isize::MAX as usize)
    }

    /// `str.expandtabs`, appended to `out` whose limit bounds it. Check `expanded_len` first.
    pub fn expand_tabs_into(self, tab_size: usize, out: &mut TextBuilder) -> Result<(), OutOfMemory> {
        out.reserve(self.expanded_len(tab_size).ok_or(OutOfMemory)?, self.width_max())?;
        let mut column = 0;
        for c in self.iter() {
            match c {
                0x09 if tab_size == 0 => {}
                0x09 => {
                    let fill = tab_size - column % tab_size;
                    out.try_fill(0x20, fill)?;
                    column += fill;
                }
                _ => {
                    out.try_push(c)?;
                    column = if matches!(c, 0x0a | 0x0d) { 0 } else { column + 1 };
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use crate::text::classify::is_space;

    fn built(f: impl FnOnce(&mut TextBuilder) -> Result<(), OutOfMemory>) -> Result<String, OutOfMemory> {
        let mut out = TextBuilder::limited(1 << 20);
        f(&mut out)?;
        Ok(out.finish().to_string())
    }

    #[test]
    fn strips() {
        let text = Text::from(" \u{3000}a b\t");
        let strip = |side| text.units().strip(side, is_space);
        assert_eq!((strip(Side::Both), strip(Side::Left), strip(Side::Right)), (2..5, 2..6, 0..5));
        assert_eq!(Text::from("  ").units().strip(Side::Both, is_space), 2..2);
        let chars = Text::from("xé€");
        let set = CharSet::new(chars.units());
        let text = Text::from("x€ax😀éx");
        assert_eq!(text.units().strip(Side::Both, |c| set.contains(c)), 2..5);
        let t = |s: &str| Text::from(s);
        assert_eq!(t("€uro").units().without_prefix(t("€").units()), 1..4);
        assert_eq!(t("euro").units().without_suffix(t("uro").units()), 0..1);
        assert_eq!(t("euro").units().without_suffix(t("x").units()), 0..4);
    }

    #[test]
    fn pads() {
        let t = |s: &str| Text::from(s);
        let center = |s: &str, width| {
            let (left, right) = t(s).units().center_margins(width);
            built(|out| t(s).units().pad_into(left, right, 0x2a, out)).unwrap()
        };
        let found = [center("ab", 5), center("abc", 6), center("a", 4), center("€", 4), center("abc", 2)];
        assert_eq!(found, ["**ab*", "*abc**", "*a**", "*€**", "abc"]);
        let zfill = |s: &str, width| built(|out| t(s).units().zfill_into(width, out));
        for (s, expected) in [("-7", "-0007"), ("+", "+0000"), ("", "00000"), ("--€", "-00-€"), ("123456", "123456")]
        {
            assert_eq!(zfill(s, 5).as_deref(), Ok(expected));
        }
        assert_eq!(zfill("1", 1 << 40), Err(OutOfMemory));
    }

    #[test]
    fn expands_tabs() {
        let expand = |s: &str, size| built(|out| Text::from(s).units().expand_tabs_into(size, out));
        assert_eq!(expand("a\tbc\td\n\te\r\t", 4).as_deref(), Ok("a   bc  d\n    e\r    "));
        assert_eq!(expand("a\tb\t", 0).as_deref(), Ok("ab"));
        assert_eq!(expand("€\t|", 2).as_deref(), Ok("€ |"));
        assert_eq!(expand("\t", isize::MAX as usize), Err(OutOfMemory));
        assert_eq!(Text::from("\t\t").units().expanded_len(isize::MAX as usize), None);
    }
}
