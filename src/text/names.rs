//! Names of characters: for `\N{...}`, namereplace and unicodedata. Unicode 13.0, as the other properties.

use super::classify::assigned_char;

/// Algorithmic names, which CPython matches with regard to case.
const EXACT_PREFIXES: [&str; 2] = ["HANGUL SYLLABLE ", "CJK UNIFIED IDEOGRAPH-"];

/// The name of a code point.
pub fn name(c: u32) -> Option<String> {
    match c {
        // CPython 3.10 leaves Tangut ideographs without names.
        0x17000..0x18800 | 0x18d00..0x18d80 => None,
        _ => assigned_char(c).and_then(unicode_names2::name).map(|name| name.to_string()),
    }
}

/// The code point of that name or alias, in any letter case; spaces and hyphens count.
pub fn lookup(wanted: &str) -> Option<u32> {
    if !wanted.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-')) {
        return None;
    }
    let c = u32::from(unicode_names2::character(wanted)?);
    let upper = wanted.to_ascii_uppercase();
    let found = match name(c) {
        Some(name) if EXACT_PREFIXES.iter().any(|prefix| name.starts_with(prefix)) => name == wanted,
        Some(name) => name == upper || squeezed(&name) != squeezed(&upper),
        None => assigned_char(c).is_some_and(|c| unicode_names2::name(c).is_none()),
    };
    found.then_some(c)
}

/// The form in which the crate compares: a different one means that it found an alias.
fn squeezed(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_as_in_unicode_13() {
        let mut hash: u64 = 0xcbf29ce484222325;
        for c in 0..0x110000 {
            for b in name(c).unwrap_or_default().bytes() {
                hash = (hash ^ u64::from(b)).wrapping_mul(0x100000001b3);
            }
            hash = (hash ^ 10).wrapping_mul(0x100000001b3);
        }
        assert_eq!(hash, 0xb69eea0ad7b3c2fd);
    }

    #[test]
    fn looks_up_as_cpython() {
        for (name, c) in [
            ("EURO SIGN", Some(0x20ac)),
            ("latin small letter a", Some(0x61)),
            ("LATINSMALLLETTERA", None),
            ("BLACK_STAR", None),
            ("BLACK-STAR", None),
            ("backspace", Some(8)),
            ("LINE FEED", Some(10)),
            ("NULL", Some(0)),
            ("HANGUL SYLLABLE GA", Some(0xac00)),
            ("hangul syllable ga", None),
            ("CJK UNIFIED IDEOGRAPH-4E00", Some(0x4e00)),
            ("CJK UNIFIED IDEOGRAPH-9FFD", None),
            ("TANGUT IDEOGRAPH-17000", None),
            ("MELTING FACE", None),
            ("", None),
        ] {
            assert_eq!(lookup(name), c, "{name}");
        }
    }
}
