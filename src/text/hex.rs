//! `bytes.hex` and `bytes.fromhex`.

use super::builder::try_vec;
use super::split::is_ascii_space;
use super::{OutOfMemory, Text, Units};

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Two digits a byte; with a separator after each `group` bytes, counted from the right, or from the left if the
/// group is negative. A group of 0 separates nothing.
pub fn to_hex(bytes: &[u8], separator: Option<u8>, group: isize) -> Result<Text, OutOfMemory> {
    let size = group.unsigned_abs();
    let separator = separator.filter(|_| size > 0);
    let separators = separator.map_or(0, |_| bytes.len().saturating_sub(1) / size.max(1));
    let len = bytes.len().checked_mul(2).and_then(|n| n.checked_add(separators)).ok_or(OutOfMemory)?;
    let mut out = try_vec(len)?;
    for (i, &b) in bytes.iter().enumerate() {
        let place = if group < 0 { i } else { bytes.len() - i };
        if let Some(separator) = separator
            && i > 0
            && place % size == 0
        {
            out.push(separator);
        }
        out.extend([DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]);
    }
    Ok(Text::from_latin1(out))
}

/// Why `from_hex` failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FromHexError {
    /// "non-hexadecimal number found in fromhex() arg at position N"
    Position(usize),
    Memory(OutOfMemory),
}

/// The bytes of pairs of digits, with white space between pairs.
pub fn from_hex(text: Units<'_>) -> Result<Vec<u8>, FromHexError> {
    if let Some(position) = text.position(0..text.len(), |c| c >= 0x80) {
        return Err(FromHexError::Position(position));
    }
    let mut out = try_vec(text.len() / 2).map_err(FromHexError::Memory)?;
    let digit = |i: usize| {
        let digit = text.get(i).and_then(char::from_u32).and_then(|c| c.to_digit(16));
        digit.ok_or(FromHexError::Position(i))
    };
    let mut at = 0;
    while let Some(start) = text.position(at..text.len(), |c| !is_ascii_space(c)) {
        out.push((digit(start)? << 4 | digit(start + 1)?) as u8);
        at = start + 2;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows() {
        for (separator, group, expected) in [
            (None, 1, "00ff10abc9"),
            (Some(b':'), 1, "00:ff:10:ab:c9"),
            (Some(b'-'), 2, "00-ff10-abc9"),
            (Some(b'-'), -2, "00ff-10ab-c9"),
            (Some(b'-'), 0, "00ff10abc9"),
            (Some(b'-'), 5, "00ff10abc9"),
        ] {
            assert_eq!(&to_hex(b"\x00\xff\x10\xab\xc9", separator, group).unwrap(), expected);
        }
        assert!(to_hex(b"", Some(b':'), 1).unwrap().is_empty());
    }

    #[test]
    fn reads() {
        for (text, expected) in [
            ("", Ok(&b""[..])),
            (" aB\t01\n\x0b\x0c ", Ok(b"\xab\x01")),
            ("a", Err(1)),
            ("a b", Err(1)),
            ("0g", Err(1)),
            ("00 zé", Err(4)),
            ("00\x1c11", Err(2)),
            ("00 ", Ok(b"\0")),
        ] {
            let found = from_hex(Text::from(text).units());
            assert_eq!(found.as_deref(), expected.map_err(FromHexError::Position).as_ref().map(|b| *b), "{text:?}");
        }
    }
}
