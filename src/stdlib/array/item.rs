//! The items of an array: bytes to values and back, with CPython's errors for each type code.

use crate::object::int::IntRef;
use crate::object::{Exception, Heap, PyResult, Value};
use crate::vm::Vm;

/// The type codes, and the bytes of their items.
pub const CODES: &[(u8, usize)] = &[
    (b'b', 1),
    (b'B', 1),
    (b'u', 4),
    (b'h', 2),
    (b'H', 2),
    (b'i', 4),
    (b'I', 4),
    (b'l', 8),
    (b'L', 8),
    (b'q', 8),
    (b'Q', 8),
    (b'f', 4),
    (b'd', 8),
];

/// Bytes of an item; None if there is no such code.
pub fn size(code: u8) -> Option<usize> {
    CODES.iter().find(|(known, _)| *known == code).map(|(_, size)| *size)
}

/// Are the items signed ints?
pub fn is_signed(code: u8) -> bool {
    matches!(code, b'b' | b'h' | b'i' | b'l' | b'q')
}

/// The value of an item's bytes; None for a `u` item that is no character.
pub fn get(heap: &Heap, code: u8, bytes: &[u8]) -> Option<Value> {
    let word = bytes.iter().rev().fold(0u64, |word, &b| word << 8 | u64::from(b));
    Some(match code {
        b'u' => match word {
            0..=0x10ffff => heap.char(word as u32),
            _ => return None,
        },
        b'f' => heap.float(f32::from_bits(word as u32).into()),
        b'd' => heap.float(f64::from_bits(word)),
        _ if is_signed(code) => {
            let unused = 64 - 8 * bytes.len().clamp(1, 8) as u32;
            heap.int((word << unused) as i64 >> unused)
        }
        _ => match i64::try_from(word) {
            Ok(i) => heap.int(i),
            Err(_) => heap.big_int(word.into()),
        },
    })
}

/// The bits of a value as an item.
pub fn bits(vm: &mut Vm, code: u8, value: &Value) -> PyResult<u64> {
    match code {
        b'u' => match value.as_str().map(|s| (s.len(), s.units().get(0))) {
            Some((1, Some(c))) => Ok(c.into()),
            _ => Err(vm.type_error("array item must be unicode character")),
        },
        b'f' => Ok((vm.to_f64(value)? as f32).to_bits().into()),
        b'd' => Ok(vm.to_f64(value)?.to_bits()),
        _ => {
            let index = vm.index(value)?;
            let number = match index.as_int() {
                Some(IntRef::Small(i)) => Some(i128::from(i)),
                Some(IntRef::Big(b)) if b.sign() == dashu_int::Sign::Negative => {
                    Some(i128::try_from(b).unwrap_or(i128::MIN))
                }
                Some(IntRef::Big(b)) => i128::try_from(b).ok(),
                None => None,
            };
            int(code, number.unwrap_or(i128::MAX)).map_err(|message| overflow(vm, message))
        }
    }
}

#[cold]
fn overflow(vm: &Vm, message: &str) -> Exception {
    vm.overflow_error(message)
}

fn int(code: u8, number: i128) -> Result<u64, &'static str> {
    const LONG: &str = "Python int too large to convert to C long";
    let (range, low, high) = match code {
        b'b' => (-0x80..=0x7f, "signed char is less than minimum", "signed char is greater than maximum"),
        b'B' => {
            (0..=0xff, "unsigned byte integer is less than minimum", "unsigned byte integer is greater than maximum")
        }
        b'h' => (
            -0x8000..=0x7fff,
            "signed short integer is less than minimum",
            "signed short integer is greater than maximum",
        ),
        b'H' => (0..=0xffff, "unsigned short is less than minimum", "unsigned short is greater than maximum"),
        b'i' => (
            i32::MIN.into()..=i32::MAX.into(),
            "signed integer is less than minimum",
            "signed integer is greater than maximum",
        ),
        b'I' => (
            0..=u32::MAX.into(),
            "can't convert negative value to unsigned int",
            if number > u64::MAX.into() {
                "Python int too large to convert to C unsigned long"
            } else {
                "unsigned int is greater than maximum"
            },
        ),
        b'L' => (
            0..=u64::MAX.into(),
            "can't convert negative value to unsigned int",
            "Python int too large to convert to C unsigned long",
        ),
        b'q' => (i64::MIN.into()..=i64::MAX.into(), "int too big to convert", "int too big to convert"),
        b'Q' => (0..=u64::MAX.into(), "can't convert negative int to unsigned", "int too big to convert"),
        _ => (i64::MIN.into()..=i64::MAX.into(), LONG, LONG),
    };
    if range.contains(&number) {
        return Ok(number as u64);
    }
    // CPython reads the argument as a C type first, and that has bounds of its own.
    let first = match code {
        b'b' => Some((i16::MIN.into()..=i16::MAX.into(), "signed short integer")),
        b'H' => Some((i32::MIN.into()..=i32::MAX.into(), "signed integer")),
        _ => None,
    };
    let through_long = matches!(code, b'b' | b'B' | b'h' | b'H' | b'i');
    if through_long && i64::try_from(number).is_err() {
        return Err(LONG);
    }
    if let Some((bounds, _)) = &first
        && !bounds.contains(&number)
    {
        let short = code == b'b';
        return Err(match (short, number < 0) {
            (true, true) => "signed short integer is less than minimum",
            (true, false) => "signed short integer is greater than maximum",
            (false, true) => "signed integer is less than minimum",
            (false, false) => "signed integer is greater than maximum",
        });
    }
    Err(if number < 0 { low } else { high })
}
