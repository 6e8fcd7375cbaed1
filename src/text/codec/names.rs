//! The names of codecs: normal form, aliases, canonical names.

use super::charmaps::CHARMAPS;
use super::{ByteOrder, Codec};

/// Canonical name (as `codecs.lookup(x).name`), accepted names in normal form.
static CODECS: [(Codec, &str, &str); 13] = [
    (Codec::Utf7, "utf-7", "utf_7 u7 utf7 unicode_1_1_utf_7"),
    (Codec::Utf8, "utf-8", "utf_8 cp65001 u8 utf utf8 utf8_ucs2 utf8_ucs4"),
    (Codec::Utf8Sig, "utf-8-sig", "utf_8_sig"),
    (Codec::Utf16(ByteOrder::Marked), "utf-16", "utf_16 u16 utf16"),
    (Codec::Utf16(ByteOrder::Little), "utf-16-le", "utf_16_le unicodelittleunmarked utf_16le"),
    (Codec::Utf16(ByteOrder::Big), "utf-16-be", "utf_16_be unicodebigunmarked utf_16be"),
    (Codec::Utf32(ByteOrder::Marked), "utf-32", "utf_32 u32 utf32"),
    (Codec::Utf32(ByteOrder::Little), "utf-32-le", "utf_32_le utf_32le"),
    (Codec::Utf32(ByteOrder::Big), "utf-32-be", "utf_32_be utf_32be"),
    (
        Codec::Latin1,
        "iso8859-1",
        "latin_1 8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 iso_ir_100 l1 latin latin1",
    ),
    (
        Codec::Ascii,
        "ascii",
        "ascii 646 ansi_x3.4_1968 ansi_x3.4_1986 ansi_x3_4_1968 cp367 csascii ibm367 iso646_us iso_646.irv_1991 iso_ir_6 \
         us us_ascii",
    ),
    (Codec::UnicodeEscape, "unicode-escape", "unicode_escape"),
    (Codec::RawUnicodeEscape, "raw-unicode-escape", "raw_unicode_escape"),
];

/// Lower case, with each run of anything but letters, digits and dots as one underscore, none at the ends.
pub fn normalize(name: &str) -> String {
    let mut normal = String::new();
    for part in name.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').filter(|part| !part.is_empty()) {
        if !normal.is_empty() {
            normal.push('_');
        }
        normal.push_str(&part.to_ascii_lowercase());
    }
    normal
}

impl Codec {
    /// The codec of that name or alias; None is LookupError "unknown encoding: NAME".
    pub fn by_name(name: &str) -> Option<Codec> {
        match name {
            "utf-8" | "utf8" | "UTF-8" => return Some(Codec::Utf8),
            "ascii" => return Some(Codec::Ascii),
            "latin-1" | "latin1" | "iso-8859-1" => return Some(Codec::Latin1),
            _ => {}
        }
        let normal = normalize(name);
        // Aliases, but not the name itself, are also tried without dots.
        let undotted = normal.replace('.', "_");
        let listed =
            |names: &str| names.split(' ').enumerate().any(|(i, known)| known == normal || i > 0 && known == undotted);
        let row = || CHARMAPS.iter().position(|(_, names, _)| listed(names));
        match CODECS.iter().find(|(_, _, names)| listed(names)) {
            Some((codec, _, _)) => Some(*codec),
            None => row().map(|row| Codec::Charmap(row as u8)),
        }
    }

    /// Every codec by the name of its module in `encodings`.
    pub fn modules() -> impl Iterator<Item = (&'static str, Codec)> {
        let first = |names: &'static str| names.split(' ').next().unwrap_or_default();
        let charmaps = CHARMAPS.iter().enumerate();
        let charmaps = charmaps.map(move |(row, (_, names, _))| (first(names), Codec::Charmap(row as u8)));
        CODECS.iter().map(move |(codec, _, names)| (first(names), *codec)).chain(charmaps)
    }

    /// The names in normal form, that of its module first.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let names = match self {
            Codec::Charmap(row) => CHARMAPS.get(usize::from(row)).map_or("", |(_, names, _)| names),
            _ => CODECS.iter().find(|(codec, _, _)| *codec == self).map_or("", |(_, _, names)| names),
        };
        names.split(' ')
    }

    /// The canonical name.
    pub fn name(self) -> &'static str {
        match self {
            Codec::Charmap(row) => CHARMAPS.get(usize::from(row)).map_or("charmap", |(name, _, _)| name),
            _ => CODECS.iter().find(|(codec, _, _)| *codec == self).map_or("", |(_, name, _)| name),
        }
    }
}
