//! Properties of characters that only unicodedata asks for, and the normal forms. Unicode 13.0.
//!
//! A property is a list of runs, parsed when it is first asked for. Normal forms come from a crate with a newer
//! Unicode: code points that 13.0 does not assign are kept out of its hands.

use super::classify::{assigned_char, is_assigned};
use super::property_tables::{BIDI, MIRRORED, STEPS, TAGS, WIDTHS};
use super::{OutOfMemory, Text, TextBuilder, Units};
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// Runs of code points that share a word: where each begins, and the word.
type Runs = Vec<(u32, &'static str)>;

fn parse(table: &'static str) -> Runs {
    let run = |item: &'static str| {
        let (start, word) = item.split_once(':').unwrap_or((item, ""));
        Some((u32::from_str_radix(start, 16).ok()?, word))
    };
    table.split(' ').filter_map(run).collect()
}

fn word(cell: &'static OnceLock<Runs>, table: &'static str, c: u32) -> &'static str {
    let runs = cell.get_or_init(|| parse(table));
    let place = runs.partition_point(|&(start, _)| start <= c);
    place.checked_sub(1).and_then(|i| runs.get(i)).map_or("", |&(_, word)| word)
}

/// The bidirectional class, empty for an unassigned code point.
pub fn bidirectional(c: u32) -> &'static str {
    static RUNS: OnceLock<Runs> = OnceLock::new();
    if is_assigned(c) { word(&RUNS, BIDI, c) } else { "" }
}

/// The East Asian width.
pub fn east_asian_width(c: u32) -> &'static str {
    static RUNS: OnceLock<Runs> = OnceLock::new();
    if is_assigned(c) { word(&RUNS, WIDTHS, c) } else { "F" }
}

/// Is the character mirrored in text from right to left?
pub fn is_mirrored(c: u32) -> bool {
    static RUNS: OnceLock<Runs> = OnceLock::new();
    let runs = RUNS.get_or_init(|| parse(MIRRORED));
    // The first run is not mirrored, then they take turns.
    is_assigned(c) && runs.partition_point(|&(start, _)| start <= c) % 2 == 0
}

/// The canonical combining class.
pub fn combining(c: u32) -> u8 {
    assigned_char(c).map_or(0, unicode_normalization::char::canonical_combining_class)
}

/// The first step of the decomposition: an optional `<tag>`, then code points in hexadecimal. Hangul syllables have
/// none.
pub fn decomposition(c: u32) -> String {
    static RUNS: OnceLock<Runs> = OnceLock::new();
    let Some(character) = assigned_char(c).filter(|_| !(0xac00..0xd7a4).contains(&c)) else { return String::new() };
    let tag = word(&RUNS, TAGS, c);
    let points = match STEPS.split("; ").find_map(|step| step.strip_prefix(&format!("{c:x}:"))) {
        Some(points) => points.to_string(),
        None => {
            let whole: Vec<char> = match tag {
                "" => std::iter::once(character).nfd().collect(),
                _ => std::iter::once(character).nfkd().collect(),
            };
            let step: Vec<char> = match whole.as_slice() {
                &[only] if only == character => return String::new(),
                // Canonical steps are pairs: all but the last composed again, and the last.
                [first @ .., last] if tag.is_empty() && !first.is_empty() => {
                    first.iter().copied().nfc().chain([*last]).collect()
                }
                _ => whole,
            };
            step.iter().map(|&c| format!("{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ")
        }
    };
    if tag.is_empty() { points } else { format!("<{tag}> {points}") }
}

/// A normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
}

impl Form {
    pub fn by_name(name: &str) -> Option<Form> {
        Some(match name {
            "NFC" => Form::Nfc,
            "NFD" => Form::Nfd,
            "NFKC" => Form::Nfkc,
            "NFKD" => Form::Nfkd,
            _ => return None,
        })
    }

    /// The text in this form.
    pub fn apply(self, units: Units<'_>) -> Result<Text, OutOfMemory> {
        let mut out = TextBuilder::default();
        if units.is_ascii() {
            out.try_push_units(units)?;
            return Ok(out.finish());
        }
        let mut known = Vec::new();
        let mut points = units.iter();
        loop {
            let next = points.next();
            if let Some(c) = next.and_then(assigned_char) {
                known.try_reserve(1)?;
                known.push(c);
                continue;
            }
            let stretch = known.drain(..);
            match self {
                Form::Nfc => push(&mut out, stretch.nfc())?,
                Form::Nfd => push(&mut out, stretch.nfd())?,
                Form::Nfkc => push(&mut out, stretch.nfkc())?,
                Form::Nfkd => push(&mut out, stretch.nfkd())?,
            }
            match next {
                Some(c) => out.try_push(c)?,
                None => return Ok(out.finish()),
            }
        }
    }
}

fn push(out: &mut TextBuilder, mut characters: impl Iterator<Item = char>) -> Result<(), OutOfMemory> {
    characters.try_for_each(|c| out.try_push(c.into()))
}
