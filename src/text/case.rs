//! Case conversion: takes units, gives lower, upper, title, capitalised, swapped or folded text as CPython 3.10.
//!
//! Full mappings (one code point may become three) and the final sigma. The standard library has the tables for
//! lower and upper case; title case and folding follow from them by a few rules.

use super::classify::{assigned_char, is_case_ignorable, is_cased, is_lower, is_upper};
use super::{OutOfMemory, Text, TextBuilder, Units};

const SIGMA: u32 = 0x3a3;
const FINAL_SIGMA: u32 = 0x3c2;
const SMALL_SIGMA: u32 = 0x3c3;

/// What one code point maps to: one to three of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapping {
    points: [u32; 3],
    len: u8,
}

impl Mapping {
    fn one(c: u32) -> Mapping {
        Mapping { points: [c, 0, 0], len: 1 }
    }

    fn collect(points: impl Iterator<Item = u32>) -> Mapping {
        let mut mapping = Mapping { points: [0; 3], len: 0 };
        for (slot, c) in mapping.points.iter_mut().zip(points) {
            *slot = c;
            mapping.len += 1;
        }
        mapping
    }

    pub fn points(&self) -> &[u32] {
        self.points.get(..self.len.into()).unwrap_or_default()
    }
}

/// The lower case of one code point, without regard to its neighbours.
pub fn lower(c: u32) -> Mapping {
    match assigned_char(c) {
        Some(c) => Mapping::collect(c.to_lowercase().map(u32::from)),
        None => Mapping::one(c),
    }
}

pub fn upper(c: u32) -> Mapping {
    match assigned_char(c) {
        // Later versions gave these two a capital.
        None | Some('\u{19b}' | '\u{264}') => Mapping::one(c),
        Some(c) => Mapping::collect(c.to_uppercase().map(u32::from)),
    }
}

pub fn title(c: u32) -> Mapping {
    match c {
        0x149 => upper(c),
        // The digraphs come in triples, the middle one is the title case.
        0x1c4..=0x1cc => Mapping::one((c - 0x1c4) / 3 * 3 + 0x1c5),
        0x1f1..=0x1f3 => Mapping::one(0x1f2),
        // Georgian has capitals, but only for words all in capitals.
        0x10d0..=0x10fa | 0x10fd..=0x10ff => Mapping::one(c),
        // Greek with iota subscript: single code points for the title case.
        0x1f80..=0x1faf => Mapping::one(c | 8),
        0x1fb3 | 0x1fc3 | 0x1ff3 => Mapping::one(c + 9),
        0x1fbc | 0x1fcc | 0x1ffc => Mapping::one(c),
        _ => {
            let mapping = upper(c);
            match mapping.points() {
                [first, rest @ ..] if !rest.is_empty() => {
                    let rest = rest.iter().flat_map(|&c| match c {
                        0x399 => Mapping::one(0x345).points,
                        _ => lower(c).points,
                    });
                    Mapping::collect([*first].into_iter().chain(rest.filter(|&c| c != 0)))
                }
                _ => mapping,
            }
        }
    }
}

/// The case folding of one code point.
pub fn fold(c: u32) -> Mapping {
    match c {
        0 | 0x131 => Mapping::one(c),
        0x1e9e => Mapping { points: [0x73, 0x73, 0], len: 2 },
        // Cherokee folds to its capitals, which are older.
        0x13a0..=0x13f5 => Mapping::one(c),
        0x13f8..=0x13fd => Mapping::one(c - 8),
        0xab70..=0xabbf => Mapping::one(c - 0xab70 + 0x13a0),
        _ => {
            let upper = upper(c);
            let points = upper.points().iter().flat_map(|&c| lower(c).points);
            Mapping::collect(points.filter(|&c| c != 0))
        }
    }
}

impl Units<'_> {
    pub fn to_lower(self) -> Result<Text, OutOfMemory> {
        if let Units::One(u) = self
            && u.is_ascii()
        {
            return ascii(u, |c, _| c.to_ascii_lowercase());
        }
        self.map_points(|out, i, c| push_lower(out, self, i, c))
    }

    pub fn to_upper(self) -> Result<Text, OutOfMemory> {
        if let Units::One(u) = self
            && u.is_ascii()
        {
            return ascii(u, |c, _| c.to_ascii_uppercase());
        }
        self.map_points(|out, _, c| push(out, upper(c)))
    }

    pub fn to_fold(self) -> Result<Text, OutOfMemory> {
        if let Units::One(u) = self
            && u.is_ascii()
        {
            return ascii(u, |c, _| c.to_ascii_lowercase());
        }
        self.map_points(|out, _, c| push(out, fold(c)))
    }

    /// The first code point in title case, the others in lower case.
    pub fn to_capitalized(self) -> Result<Text, OutOfMemory> {
        self.map_points(|out, i, c| if i == 0 { push(out, title(c)) } else { push_lower(out, self, i, c) })
    }

    /// Title case after anything uncased, lower case after a cased code point.
    pub fn to_title(self) -> Result<Text, OutOfMemory> {
        let mut previous_cased = false;
        self.map_points(|out, i, c| {
            match previous_cased {
                true => push_lower(out, self, i, c)?,
                false => push(out, title(c))?,
            }
            previous_cased = is_cased(c);
            Ok(())
        })
    }

    pub fn to_swapped_case(self) -> Result<Text, OutOfMemory> {
        self.map_points(|out, i, c| {
            if is_upper(c) {
                push_lower(out, self, i, c)
            } else if is_lower(c) {
                push(out, upper(c))
            } else {
                out.try_push(c)
            }
        })
    }

    fn map_points(
        self,
        mut map: impl FnMut(&mut TextBuilder, usize, u32) -> Result<(), OutOfMemory>,
    ) -> Result<Text, OutOfMemory> {
        let mut out = TextBuilder::with_capacity(self.len(), self.width_max())?;
        for (i, c) in self.iter().enumerate() {
            map(&mut out, i, c)?;
        }
        Ok(out.finish())
    }
}

/// `bytes.lower` and its like know ASCII letters only; `map` gets each byte and the one before it.
pub fn map_bytes(bytes: &[u8], map: impl Fn(u8, u8) -> u8) -> Result<Vec<u8>, OutOfMemory> {
    let mut out = super::builder::try_vec(bytes.len())?;
    let mut previous = 0;
    for &b in bytes {
        out.push(map(b, previous));
        previous = b;
    }
    Ok(out)
}

/// `bytes.title`, to be passed to `map_bytes`.
pub fn title_byte(b: u8, previous: u8) -> u8 {
    if previous.is_ascii_alphabetic() { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() }
}

/// `bytes.swapcase`, to be passed to `map_bytes`.
pub fn swap_byte(b: u8, _: u8) -> u8 {
    if b.is_ascii_alphabetic() { b ^ 0x20 } else { b }
}

fn ascii(bytes: &[u8], map: impl Fn(u8, u8) -> u8) -> Result<Text, OutOfMemory> {
    map_bytes(bytes, map).map(Text::from_latin1)
}

fn push(out: &mut TextBuilder, mapping: Mapping) -> Result<(), OutOfMemory> {
    mapping.points().iter().try_for_each(|&c| out.try_push(c))
}

fn push_lower(out: &mut TextBuilder, units: Units<'_>, index: usize, c: u32) -> Result<(), OutOfMemory> {
    match c {
        0..0x80 => out.try_push((c as u8).to_ascii_lowercase().into()),
        SIGMA if is_final(units, index) => out.try_push(FINAL_SIGMA),
        SIGMA => out.try_push(SMALL_SIGMA),
        _ => push(out, lower(c)),
    }
}

/// A sigma is final if a cased letter stands before it and none after it, case-ignorable marks left out.
fn is_final(units: Units<'_>, index: usize) -> bool {
    let cased = |i: usize| {
        let c = units.get(i)?;
        if is_case_ignorable(c) { None } else { Some(is_cased(c)) }
    };
    (0..index).rev().find_map(cased) == Some(true) && (index + 1..units.len()).find_map(cased) != Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Method = fn(Units) -> Result<Text, OutOfMemory>;

    fn fingerprint(f: fn(u32) -> Mapping) -> u64 {
        (0..0x110000).fold(0xcbf29ce484222325, |hash: u64, c| {
            let mapped = f(c).points().iter().fold(0, |sum: u64, &c| sum << 21 | u64::from(c));
            (hash ^ mapped).wrapping_mul(0x100000001b3)
        })
    }

    #[test]
    fn every_code_point_as_in_unicode_13() {
        let found = [lower, upper, title, fold].map(fingerprint);
        assert_eq!(format!("{found:x?}"), "[171b892001d85eb4, 73b873c82e78412, 21deff9c3a176f90, ec679076eb576de1]");
    }

    #[test]
    fn strings() {
        let methods: [(&str, Method); 6] = [
            ("lower", |u| u.to_lower()),
            ("upper", |u| u.to_upper()),
            ("casefold", |u| u.to_fold()),
            ("capitalize", |u| u.to_capitalized()),
            ("title", |u| u.to_title()),
            ("swapcase", |u| u.to_swapped_case()),
        ];
        for (text, expected) in [
            (
                "Hello wORLD 1st",
                [
                    "hello world 1st",
                    "HELLO WORLD 1ST",
                    "hello world 1st",
                    "Hello world 1st",
                    "Hello World 1St",
                    "hELLO World 1ST",
                ],
            ),
            (
                "ΑΣ ΟΔΥΣΣΕΥΣ. Σ Σα αΣ'",
                [
                    "ας οδυσσευς. σ σα ας'",
                    "ΑΣ ΟΔΥΣΣΕΥΣ. Σ ΣΑ ΑΣ'",
                    "ασ οδυσσευσ. σ σα ασ'",
                    "Ας οδυσσευς. σ σα ας'",
                    "Ας Οδυσσευς. Σ Σα Ας'",
                    "ας οδυσσευς. σ σΑ Ας'",
                ],
            ),
            (
                "straße ﬁn ŉ",
                ["straße ﬁn ŉ", "STRASSE FIN ʼN", "strasse fin ʼn", "Straße ﬁn ŉ", "Straße Fin ʼN", "STRASSE FIN ʼN"],
            ),
            ("ǆ Ǆ ǅ", ["ǆ ǆ ǆ", "Ǆ Ǆ Ǆ", "ǆ ǆ ǆ", "ǅ ǆ ǆ", "ǅ ǅ ǅ", "Ǆ ǆ ǅ"]),
            ("İıẞ", ["i̇ıß", "İIẞ", "i̇ıss", "İıß", "İıß", "i̇Iß"]),
            ("they're", ["they're", "THEY'RE", "they're", "They're", "They'Re", "THEY'RE"]),
            ("ა Ა ᾳ ΐ", ["ა ა ᾳ ΐ", "Ა Ა ΑΙ Ϊ́", "ა ა αι ΐ", "ა ა ᾳ ΐ", "ა Ა ᾼ Ϊ́", "Ა ა ΑΙ Ϊ́"]),
            ("ᏸ ꭰ", ["ᏸ ꭰ", "Ᏸ Ꭰ", "Ᏸ Ꭰ", "Ᏸ ꭰ", "Ᏸ Ꭰ", "Ᏸ Ꭰ"]),
        ] {
            let found = methods.map(|(_, method)| method(Text::from(text).units()).unwrap().to_string());
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn bytes_know_ascii_only() {
        assert_eq!(map_bytes(b"they're Bill's \xe9A", title_byte).unwrap(), b"They'Re Bill'S \xe9A");
        assert_eq!(map_bytes(b"aBc1\xc9", swap_byte).unwrap(), b"AbC1\xc9");
    }
}
