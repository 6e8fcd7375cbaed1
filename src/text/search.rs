//! Finding, counting and replacing: takes units and a needle in any widths, gives positions or the replaced text.
//!
//! bytes are searched as `Units::One`. Latin-1 goes to `memchr`; the wide forms scan for the first unit and turn to
//! Knuth-Morris-Pratt once a scan has wasted too many comparisons, so no input takes quadratic time. Ranges are
//! already clamped; one that starts after its end, or after the text's end, finds nothing.

use super::builder::try_vec;
use super::{OutOfMemory, TextBuilder, Units};
use memchr::memmem;
use std::cmp::Ordering;
use std::ops::Range;

/// A needle prepared for many searches.
pub struct Finder<'n> {
    needle: Units<'n>,
    prepared: Option<memmem::Finder<'n>>,
}

impl<'n> Finder<'n> {
    pub fn new(needle: Units<'n>) -> Self {
        let prepared = match needle {
            Units::One(n) if n.len() > 1 => Some(memmem::Finder::new(n)),
            _ => None,
        };
        Finder { needle, prepared }
    }

    /// The first occurrence that lies in `range`.
    pub fn find(&self, hay: Units<'_>, range: Range<usize>) -> Option<usize> {
        match (&self.prepared, hay) {
            (Some(finder), Units::One(h)) => Some(finder.find(h.get(range.clone())?)? + range.start),
            _ => hay.find(self.needle, range),
        }
    }

    /// The occurrences that do not overlap, from the left; the empty needle occurs everywhere.
    pub fn find_all<'f>(&'f self, hay: Units<'f>, range: Range<usize>) -> impl Iterator<Item = usize> + 'f {
        let step = self.needle.len().max(1);
        let mut start = range.start;
        std::iter::from_fn(move || {
            let found = self.find(hay, start..range.end)?;
            start = found + step;
            Some(found)
        })
    }
}

/// Looks for the first byte and compares there; where that occurs often, or the text is long, it is worth while to
/// prepare the needle.
fn find_bytes(hay: &[u8], needle: &[u8]) -> Option<usize> {
    const TRIES: usize = 6;
    let [first, others @ ..] = needle else { return Some(0) };
    let last = hay.len().checked_sub(needle.len())?;
    let mut at = 0;
    for _ in 0..TRIES {
        at += memchr::memchr(*first, hay.get(at..=last)?)?;
        if hay.get(at + 1..at + needle.len()) == Some(others) {
            return Some(at);
        }
        at += 1;
    }
    Some(memmem::find(hay.get(at..)?, needle)? + at)
}

impl Units<'_> {
    /// `str.find`, `str.index`, `in`.
    pub fn find(self, needle: Units<'_>, range: Range<usize>) -> Option<usize> {
        let at = range.start;
        let found = match (self, needle) {
            (Units::One(h), Units::One(n)) => match n {
                [b] => memchr::memchr(*b, h.get(range)?),
                _ => find_bytes(h.get(range)?, n),
            },
            (Units::Two(h), Units::One(n)) => find(Forward(h.get(range)?), Forward(n)),
            (Units::Two(h), Units::Two(n)) => find(Forward(h.get(range)?), Forward(n)),
            (Units::Four(h), Units::One(n)) => find(Forward(h.get(range)?), Forward(n)),
            (Units::Four(h), Units::Two(n)) => find(Forward(h.get(range)?), Forward(n)),
            (Units::Four(h), Units::Four(n)) => find(Forward(h.get(range)?), Forward(n)),
            // The needle has a code point that cannot be in the text.
            _ => None,
        };
        found.map(|i| i + at)
    }

    /// `str.rfind`: the start of the last occurrence.
    pub fn rfind(self, needle: Units<'_>, range: Range<usize>) -> Option<usize> {
        let end = range.end;
        let found = match (self, needle) {
            (Units::One(h), Units::One(n)) => {
                let at = range.start;
                let found = match n {
                    [b] => memchr::memrchr(*b, h.get(range)?),
                    _ => memmem::rfind(h.get(range)?, n),
                };
                return found.map(|i| i + at);
            }
            (Units::Two(h), Units::One(n)) => find(Backward(h.get(range)?), Backward(n)),
            (Units::Two(h), Units::Two(n)) => find(Backward(h.get(range)?), Backward(n)),
            (Units::Four(h), Units::One(n)) => find(Backward(h.get(range)?), Backward(n)),
            (Units::Four(h), Units::Two(n)) => find(Backward(h.get(range)?), Backward(n)),
            (Units::Four(h), Units::Four(n)) => find(Backward(h.get(range)?), Backward(n)),
            _ => None,
        };
        found.map(|i| end - i - needle.len())
    }

    pub fn contains(self, needle: Units<'_>) -> bool {
        self.find(needle, 0..self.len()).is_some()
    }

    /// `str.count`.
    pub fn count(self, needle: Units<'_>, range: Range<usize>) -> usize {
        match (self, needle) {
            _ if range.start > range.end || range.end > self.len() => 0,
            (_, n) if n.is_empty() => range.len() + 1,
            (Units::One(h), Units::One([b])) => memchr::memchr_iter(*b, h.get(range).unwrap_or_default()).count(),
            _ => Finder::new(needle).find_all(self, range).count(),
        }
    }

    /// `str.startswith`.
    pub fn starts_with(self, prefix: Units<'_>, range: Range<usize>) -> bool {
        range.start <= range.end
            && prefix.len() <= range.len()
            && self.holds(prefix, range.start..range.start + prefix.len())
    }

    /// `str.endswith`.
    pub fn ends_with(self, suffix: Units<'_>, range: Range<usize>) -> bool {
        range.start <= range.end
            && suffix.len() <= range.len()
            && self.holds(suffix, range.end - suffix.len()..range.end)
    }

    /// Whether the part at `range` equals `other`.
    fn holds(self, other: Units<'_>, range: Range<usize>) -> bool {
        match (self, other) {
            (Units::One(a), Units::One(b)) => a.get(range) == Some(b),
            (Units::Two(a), Units::Two(b)) => a.get(range) == Some(b),
            (Units::Four(a), Units::Four(b)) => a.get(range) == Some(b),
            _ => range.end <= self.len() && range.zip(other.iter()).all(|(i, c)| self.get(i) == Some(c)),
        }
    }

    /// How often `replace` would put in the new text.
    fn replacements(self, old: Units<'_>, max: usize) -> usize {
        match old.is_empty() {
            true => (self.len() + 1).min(max),
            false if max == usize::MAX => self.count(old, 0..self.len()),
            false => Finder::new(old).find_all(self, 0..self.len()).take(max).count(),
        }
    }

    /// `str.replace` with at most `max` replacements, appended to `out` whose limit bounds it. False, and nothing is
    /// appended, if there is nothing to replace.
    pub fn replace_into(
        self,
        old: Units<'_>,
        new: Units<'_>,
        max: usize,
        out: &mut TextBuilder,
    ) -> Result<bool, OutOfMemory> {
        let count = self.replacements(old, max);
        if count == 0 {
            return Ok(false);
        }
        let added = new.len().checked_mul(count).ok_or(OutOfMemory)?;
        let len = (self.len() - old.len() * count).checked_add(added).ok_or(OutOfMemory)?;
        out.reserve(len, new.width_max())?;
        out.reserve(len, self.width_max())?;
        if let (Units::One(hay), Units::One([old]), Units::One(new), usize::MAX) = (self, old, new, max) {
            out.replace_bytes(hay, *old, new);
            return Ok(true);
        }
        let mut done = 0;
        let finder = Finder::new(old);
        for at in finder.find_all(self, 0..self.len()).take(count) {
            out.push_part(self, done..at);
            out.push_units(new);
            done = at + old.len();
        }
        out.push_part(self, done..self.len());
        Ok(true)
    }

    /// `str * n`, appended to `out` whose limit bounds it.
    pub fn repeat_into(self, n: usize, out: &mut TextBuilder) -> Result<(), OutOfMemory> {
        if let (1, Some(c)) = (self.len(), self.get(0)) {
            return out.try_fill(c, n);
        }
        if !self.is_empty() {
            out.reserve(self.len().checked_mul(n).ok_or(OutOfMemory)?, self.width_max())?;
            (0..n).for_each(|_| out.push_units(self));
        }
        Ok(())
    }
}

impl Ord for Units<'_> {
    /// By code points.
    fn cmp(&self, other: &Self) -> Ordering {
        match (*self, *other) {
            (Units::One(a), Units::One(b)) => a.cmp(b),
            (Units::Two(a), Units::Two(b)) => a.cmp(b),
            (Units::Four(a), Units::Four(b)) => a.cmp(b),
            (a, b) => a.iter().cmp(b.iter()),
        }
    }
}

impl PartialOrd for Units<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A text read from either end.
trait Sequence: Copy {
    fn len(self) -> usize;
    fn at(self, i: usize) -> Option<u32>;
    /// The first place from `from` on that holds `c`.
    fn position(self, from: usize, c: u32) -> Option<usize>;
}

#[derive(Clone, Copy)]
struct Forward<'a, T>(&'a [T]);

#[derive(Clone, Copy)]
struct Backward<'a, T>(&'a [T]);

impl<T: Copy + Into<u32>> Sequence for Forward<'_, T> {
    fn len(self) -> usize {
        self.0.len()
    }

    fn at(self, i: usize) -> Option<u32> {
        self.0.get(i).map(|&c| c.into())
    }

    fn position(self, from: usize, c: u32) -> Option<usize> {
        Some(self.0.get(from..)?.iter().position(|&unit| unit.into() == c)? + from)
    }
}

impl<T: Copy + Into<u32>> Sequence for Backward<'_, T> {
    fn len(self) -> usize {
        self.0.len()
    }

    fn at(self, i: usize) -> Option<u32> {
        self.0.get(self.0.len().checked_sub(i + 1)?).map(|&c| c.into())
    }

    fn position(self, from: usize, c: u32) -> Option<usize> {
        let end = self.0.len().checked_sub(from)?;
        let index = self.0.get(..end)?.iter().rposition(|&unit| unit.into() == c)?;
        Some(self.0.len() - 1 - index)
    }
}

fn find(hay: impl Sequence, needle: impl Sequence) -> Option<usize> {
    let Some(first) = needle.at(0) else {
        return Some(0);
    };
    let last_start = hay.len().checked_sub(needle.len())?;
    let mut budget = 64 + 2 * hay.len();
    let mut from = 0;
    loop {
        let start = hay.position(from, first).filter(|&i| i <= last_start)?;
        let same = (1..needle.len()).take_while(|&i| hay.at(start + i) == needle.at(i)).count() + 1;
        if same == needle.len() {
            return Some(start);
        }
        from = start + 1;
        match budget.checked_sub(same) {
            Some(rest) => budget = rest,
            None => return find_linear(hay, needle, from),
        }
    }
}

/// Knuth-Morris-Pratt, for texts that repeat the needle's beginning.
#[cold]
fn find_linear(hay: impl Sequence, needle: impl Sequence, from: usize) -> Option<usize> {
    // borders[i]: the longest proper prefix of needle[..=i] that is also its suffix.
    let mut borders: Vec<usize> = try_vec(needle.len()).ok()?;
    let step = |borders: &[usize], mut matched: usize, c: Option<u32>| {
        while matched > 0 && needle.at(matched) != c {
            matched = borders.get(matched - 1).copied().unwrap_or(0);
        }
        matched + usize::from(needle.at(matched) == c)
    };
    borders.push(0);
    for i in 1..needle.len() {
        let matched = borders.last().copied().unwrap_or(0);
        borders.push(step(&borders, matched, needle.at(i)));
    }
    let mut matched = 0;
    for i in from..hay.len() {
        matched = step(&borders, matched, hay.at(i));
        if matched == needle.len() {
            return Some(i + 1 - matched);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn finds_in_all_widths_as_a_plain_scan_does() {
        let pad = ["", "€", "😀"];
        let needles = ["", "a", "ab", "aab", "aba", "bb", "é", "€", "a€", "😀a", "zz"];
        for suffix in pad {
            for bits in 0..256u32 {
                let body: String = (0..8).map(|i| if bits >> i & 1 == 1 { 'a' } else { 'b' }).collect();
                let text = Text::from(format!("{body}{suffix}{body}é").as_str());
                let hay: Vec<u32> = text.iter().collect();
                for needle in needles {
                    let needle = Text::from(needle);
                    let n: Vec<u32> = needle.iter().collect();
                    let starts = (0..=hay.len()).filter(|&i| hay[i..].starts_with(&n));
                    let u = text.units();
                    let first = starts.clone().find(|&i| i >= 2 && i + n.len() < hay.len());
                    let last = starts.clone().rfind(|&i| i >= 2 && i + n.len() < hay.len());
                    assert_eq!(u.find(needle.units(), 2..hay.len() - 1), first, "{text} {needle}");
                    assert_eq!(u.rfind(needle.units(), 2..hay.len() - 1), last, "{text} {needle}");
                    let mut free = 2;
                    let mut count = 0;
                    for i in starts.filter(|&i| i + n.len() < hay.len()) {
                        if i >= free {
                            count += 1;
                            free = i + n.len().max(1);
                        }
                    }
                    assert_eq!(u.count(needle.units(), 2..hay.len() - 1), count, "{text} {needle}");
                }
            }
        }
    }

    #[test]
    fn hard_needles_take_linear_time() {
        let hay = Text::from_code_points(std::iter::repeat_n(0x3b1, 1 << 18).chain([0x3b2]));
        let half = || std::iter::repeat_n(0x3b1, 1 << 17);
        let needle = Text::from_code_points(half().chain([0x3b2, 0x3b3]));
        assert_eq!(hay.units().find(needle.units(), 0..hay.len()), None);
        let needle = Text::from_code_points([0x3b2].into_iter().chain(half()));
        assert_eq!(hay.units().rfind(needle.units(), 0..hay.len()), None);
        let needle = Text::from_code_points(half().chain([0x3b2]));
        assert_eq!(hay.units().find(needle.units(), 0..hay.len()), Some(1 << 17));
        assert_eq!(hay.units().count(needle.units(), 0..hay.len()), 1);
    }

    #[test]
    fn counts_and_edges() {
        let t = |s: &str| Text::from(s);
        let count = |hay: &str, needle: &str, range| t(hay).units().count(t(needle).units(), range);
        assert_eq!((count("aaaa", "aa", 0..4), count("aaaa", "a", 1..3), count("a€a€a", "a€", 0..5)), (2, 2, 2));
        assert_eq!((count("abc", "", 0..3), count("abc", "", 3..3), count("", "", 0..0)), (4, 1, 1));
        #[expect(clippy::reversed_empty_ranges)]
        let beyond = (count("abc", "", 4..3), t("abc").units().find(t("").units(), 4..3));
        assert_eq!(beyond, (0, None));
        assert_eq!(t("abc").units().find(t("").units(), 3..3), Some(3));
        assert_eq!(t("abc").units().rfind(t("").units(), 0..3), Some(3));
        let starts = |s: &str, p: &str, range| t(s).units().starts_with(t(p).units(), range);
        let ends = |s: &str, p: &str, range| t(s).units().ends_with(t(p).units(), range);
        assert!(starts("€uro", "u", 1..4) && starts("ab", "", 2..2) && !starts("ab", "abc", 0..2));
        assert!(ends("uro€", "o", 0..3) && !ends("abc", "bc", 2..3) && ends("a😀", "😀", 0..2));
        assert!(t("a€").units() < t("a😀").units() && t("b").units() > t("a€").units());
    }

    #[test]
    fn replaces_joins_and_repeats() {
        let t = |s: &str| Text::from(s);
        let replace = |s: &str, old: &str, new: &str, max| {
            let mut out = TextBuilder::limited(1 << 20);
            let done = t(s).units().replace_into(t(old).units(), t(new).units(), max, &mut out);
            done.map(|done| done.then(|| out.finish().to_string()))
        };
        let all = usize::MAX;
        for (s, old, new, max, expected) in [
            ("aaa", "a", "b", 2, Some("bba")),
            ("aaa", "aa", "", all, Some("a")),
            ("abc", "", "-", all, Some("-a-b-c-")),
            ("abc", "", "-", 2, Some("-a-bc")),
            ("", "", "x", all, Some("x")),
            ("abc", "x", "y", all, None),
            ("abc", "a", "y", 0, None),
            ("a€c", "€", "e", all, Some("aec")),
            ("abc", "b", "😀", all, Some("a😀c")),
            ("xé", "é", "€", all, Some("x€")),
        ] {
            assert_eq!(replace(s, old, new, max), Ok(expected.map(str::to_string)), "{s} {old} {new}");
        }
        assert_eq!(replace(&"a".repeat(1 << 12), "a", &"b".repeat(1 << 12), all), Err(OutOfMemory));
        let mut out = TextBuilder::default();
        assert_eq!(t("xy").units().repeat_into(2, &mut out), Ok(()));
        assert_eq!(t("xy").units().repeat_into(usize::MAX, &mut out), Err(OutOfMemory));
        assert_eq!(&out.finish(), "xyxy");
    }
}
