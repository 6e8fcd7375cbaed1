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

/// The code point of that name or alias, in any letter case.
pub fn lookup(wanted: &str) -> Option<u32> {
    // The crate ignores spaces, hyphens and underscores, and does not expect a hyphen at the start.
    if wanted.starts_with('-') {
        return None;
    }
    let upper = wanted.to_ascii_uppercase();
    // An ideograph's four digits may be written as five.
    let four_digits = || wanted.replacen("-0", "-", 1);
    let found = unicode_names2::character(wanted).map(u32::from).filter(|&c| match name(c) {
        Some(name) if EXACT_PREFIXES.iter().any(|prefix| name.starts_with(prefix)) => {
            name == wanted || name == four_digits()
        }
        Some(name) => name == upper,
        None => false,
    });
    found.or_else(|| alias(&upper))
}

fn alias(upper: &str) -> Option<u32> {
    if let Some(number) = upper.strip_prefix("VS").filter(|number| !number.starts_with(['0', '+'])) {
        return match number.parse().ok()? {
            n @ 1..=16 => Some(0xfe00 + n - 1),
            n @ 17..=256 => Some(0xe0100 + n - 17),
            _ => None,
        };
    }
    ALIASES.split("; ").find_map(|entry| {
        let (c, names) = entry.split_once(':')?;
        names.split('/').find(|&name| name == upper)?;
        u32::from_str_radix(c, 16).ok()
    })
}

/// Corrections, control characters and abbreviations: code point, names.
const ALIASES: &str = "\
    0:NULL/NUL; 1:START OF HEADING/SOH; 2:START OF TEXT/STX; 3:END OF TEXT/ETX; 4:END OF TRANSMISSION/EOT; \
    5:ENQUIRY/ENQ; 6:ACKNOWLEDGE/ACK; 7:ALERT/BEL; 8:BACKSPACE/BS; \
    9:CHARACTER TABULATION/HORIZONTAL TABULATION/HT/TAB; a:LINE FEED/NEW LINE/END OF LINE/LF/NL/EOL; \
    b:LINE TABULATION/VERTICAL TABULATION/VT; c:FORM FEED/FF; d:CARRIAGE RETURN/CR; \
    e:SHIFT OUT/LOCKING-SHIFT ONE/SO; f:SHIFT IN/LOCKING-SHIFT ZERO/SI; 10:DATA LINK ESCAPE/DLE; \
    11:DEVICE CONTROL ONE/DC1; 12:DEVICE CONTROL TWO/DC2; 13:DEVICE CONTROL THREE/DC3; 14:DEVICE CONTROL FOUR/DC4; \
    15:NEGATIVE ACKNOWLEDGE/NAK; 16:SYNCHRONOUS IDLE/SYN; 17:END OF TRANSMISSION BLOCK/ETB; 18:CANCEL/CAN; \
    19:END OF MEDIUM/EOM; 1a:SUBSTITUTE/SUB; 1b:ESCAPE/ESC; 1c:INFORMATION SEPARATOR FOUR/FILE SEPARATOR/FS; \
    1d:INFORMATION SEPARATOR THREE/GROUP SEPARATOR/GS; 1e:INFORMATION SEPARATOR TWO/RECORD SEPARATOR/RS; \
    1f:INFORMATION SEPARATOR ONE/UNIT SEPARATOR/US; 20:SP; 7f:DELETE/DEL; 80:PADDING CHARACTER/PAD; \
    81:HIGH OCTET PRESET/HOP; 82:BREAK PERMITTED HERE/BPH; 83:NO BREAK HERE/NBH; 84:INDEX/IND; 85:NEXT LINE/NEL; \
    86:START OF SELECTED AREA/SSA; 87:END OF SELECTED AREA/ESA; \
    88:CHARACTER TABULATION SET/HORIZONTAL TABULATION SET/HTS; \
    89:CHARACTER TABULATION WITH JUSTIFICATION/HORIZONTAL TABULATION WITH JUSTIFICATION/HTJ; \
    8a:LINE TABULATION SET/VERTICAL TABULATION SET/VTS; 8b:PARTIAL LINE FORWARD/PARTIAL LINE DOWN/PLD; \
    8c:PARTIAL LINE BACKWARD/PARTIAL LINE UP/PLU; 8d:REVERSE LINE FEED/REVERSE INDEX/RI; \
    8e:SINGLE SHIFT TWO/SINGLE-SHIFT-2/SS2; 8f:SINGLE SHIFT THREE/SINGLE-SHIFT-3/SS3; 90:DEVICE CONTROL STRING/DCS; \
    91:PRIVATE USE ONE/PRIVATE USE-1/PU1; 92:PRIVATE USE TWO/PRIVATE USE-2/PU2; 93:SET TRANSMIT STATE/STS; \
    94:CANCEL CHARACTER/CCH; 95:MESSAGE WAITING/MW; 96:START OF GUARDED AREA/START OF PROTECTED AREA/SPA; \
    97:END OF GUARDED AREA/END OF PROTECTED AREA/EPA; 98:START OF STRING/SOS; \
    99:SINGLE GRAPHIC CHARACTER INTRODUCER/SGC; 9a:SINGLE CHARACTER INTRODUCER/SCI; \
    9b:CONTROL SEQUENCE INTRODUCER/CSI; 9c:STRING TERMINATOR/ST; 9d:OPERATING SYSTEM COMMAND/OSC; \
    9e:PRIVACY MESSAGE/PM; 9f:APPLICATION PROGRAM COMMAND/APC; a0:NBSP; ad:SHY; 1a2:LATIN CAPITAL LETTER GHA; \
    1a3:LATIN SMALL LETTER GHA; 34f:CGJ; 61c:ALM; 709:SYRIAC SUBLINEAR COLON SKEWED LEFT; cde:KANNADA LETTER LLLA; \
    e9d:LAO LETTER FO FON; e9f:LAO LETTER FO FAY; ea3:LAO LETTER RO; ea5:LAO LETTER LO; \
    fd0:TIBETAN MARK BKA- SHOG GI MGO RGYAN; 11ec:HANGUL JONGSEONG YESIEUNG-KIYEOK; \
    11ed:HANGUL JONGSEONG YESIEUNG-SSANGKIYEOK; 11ee:HANGUL JONGSEONG SSANGYESIEUNG; \
    11ef:HANGUL JONGSEONG YESIEUNG-KHIEUKH; 180b:FVS1; 180c:FVS2; 180d:FVS3; 180e:MVS; 200b:ZWSP; 200c:ZWNJ; \
    200d:ZWJ; 200e:LRM; 200f:RLM; 202a:LRE; 202b:RLE; 202c:PDF; 202d:LRO; 202e:RLO; 202f:NNBSP; 205f:MMSP; 2060:WJ; \
    2066:LRI; 2067:RLI; 2068:FSI; 2069:PDI; 2118:WEIERSTRASS ELLIPTIC FUNCTION; 2448:MICR ON US SYMBOL; \
    2449:MICR DASH SYMBOL; 2b7a:LEFTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE; \
    2b7c:RIGHTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE; a015:YI SYLLABLE ITERATION MARK; \
    fe18:PRESENTATION FORM FOR VERTICAL RIGHT WHITE LENTICULAR BRACKET; feff:BYTE ORDER MARK/BOM/ZWNBSP; \
    122d4:CUNEIFORM SIGN NU11 TENU; 122d5:CUNEIFORM SIGN NU11 OVER NU11 BUR OVER BUR; \
    16e56:MEDEFAIDRIN CAPITAL LETTER H; 16e57:MEDEFAIDRIN CAPITAL LETTER NG; 16e76:MEDEFAIDRIN SMALL LETTER H; \
    16e77:MEDEFAIDRIN SMALL LETTER NG; 1b001:HENTAIGANA LETTER E-1; \
    1d0c5:BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS";

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
            ("LINEFEED", None),
            ("-", None),
            ("VS17", Some(0xe0100)),
            ("vs256", Some(0xe01ef)),
            ("VS01", None),
            ("LATIN CAPITAL LETTER GHA", Some(0x1a2)),
            ("HANGUL SYLLABLE GA", Some(0xac00)),
            ("hangul syllable ga", None),
            ("CJK UNIFIED IDEOGRAPH-4E00", Some(0x4e00)),
            ("CJK UNIFIED IDEOGRAPH-04E00", Some(0x4e00)),
            ("CJK UNIFIED IDEOGRAPH-004E00", None),
            ("CJK UNIFIED IDEOGRAPH-9FFD", None),
            ("TANGUT IDEOGRAPH-17000", None),
            ("MELTING FACE", None),
            ("", None),
        ] {
            assert_eq!(lookup(name), c, "{name}");
        }
    }
}
