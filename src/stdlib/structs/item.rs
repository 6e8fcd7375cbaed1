//! One item of a record: bytes to a value and back.

use crate::object::bytes::{ByteArray, Bytes};
use crate::object::int::IntRef;
use crate::object::{Exception, Heap, PyResult, Value};
use crate::vm::Vm;

use super::layout::{Layout, from_half, to_half};
use super::struct_error;

/// The value of an item.
pub fn unpack(heap: &Heap, code: u8, little: bool, bytes: &[u8]) -> Value {
    match code {
        b's' => return heap.bytes(bytes),
        b'p' => {
            let (len, rest) = bytes.split_first().map_or((0, bytes), |(&n, rest)| (usize::from(n), rest));
            return heap.bytes(rest.get(..len).unwrap_or(rest));
        }
        b'c' => return heap.bytes(bytes),
        _ => {}
    }
    let add = |word: u64, &b: &u8| word << 8 | u64::from(b);
    let word = if little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) };
    match code {
        b'?' => Value::bool(word != 0),
        b'e' => heap.float(from_half(word as u16)),
        b'f' => heap.float(f32::from_bits(word as u32).into()),
        b'd' => heap.float(f64::from_bits(word)),
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => {
            let unused = 64 - 8 * bytes.len().clamp(1, 8) as u32;
            heap.int((word << unused) as i64 >> unused)
        }
        _ => match i64::try_from(word) {
            Ok(i) => heap.int(i),
            Err(_) => heap.big_int(word.into()),
        },
    }
}

/// Writes a value into an item's bytes, which are zeros.
pub fn pack(vm: &mut Vm, layout: &Layout, code: u8, value: &Value, out: &mut [u8]) -> PyResult<()> {
    let word = match code {
        b'c' => match value.downcast::<Bytes>().map(|b| &*b.data) {
            Some(&[byte]) => byte.into(),
            _ => return Err(struct_error(vm, "char format requires a bytes object of length 1")),
        },
        b's' | b'p' => return pack_bytes(vm, code, value, out),
        b'?' => u64::from(vm.truth(value)?),
        b'e' | b'f' | b'd' => {
            let float = float(vm, value)?;
            match code {
                b'd' => float.to_bits(),
                b'f' => {
                    let single = float as f32;
                    if single.is_infinite() && float.is_finite() && !layout.native {
                        return Err(vm.overflow_error("float too large to pack with f format"));
                    }
                    single.to_bits().into()
                }
                _ => match to_half(float) {
                    Some(bits) => bits.into(),
                    None => return Err(vm.overflow_error("float too large to pack with e format")),
                },
            }
        }
        _ => int(vm, layout, code, value, out.len())?,
    };
    let bytes = word.to_le_bytes();
    for (place, byte) in out.iter_mut().zip(bytes) {
        *place = byte;
    }
    if !layout.little {
        out.reverse();
    }
    Ok(())
}

fn pack_bytes(vm: &mut Vm, code: u8, value: &Value, out: &mut [u8]) -> PyResult<()> {
    if value.downcast::<Bytes>().is_none() && value.downcast::<ByteArray>().is_none() {
        let message = format!("argument for '{}' must be a bytes object", char::from(code));
        return Err(struct_error(vm, &message));
    }
    let head = usize::from(code == b'p');
    vm.with_bytes(value, |data| {
        let Some((_, room)) = out.split_at_checked(head) else { return };
        let len = data.len().min(room.len());
        if head == 1
            && let Some(first) = out.first_mut()
        {
            *first = len.min(255) as u8;
        }
        if let (Some(place), Some(part)) = (out.get_mut(head..head + len), data.get(..len)) {
            place.copy_from_slice(part);
        }
    })
}

fn float(vm: &mut Vm, value: &Value) -> PyResult<f64> {
    match value.as_exact_float() {
        Some(f) => Ok(f),
        // CPython gives any failure this wording.
        None => vm.to_f64(value).map_err(|_| struct_error(vm, "required argument is not a float")),
    }
}

/// The bits of an int, checked against the item's range.
fn int(vm: &mut Vm, layout: &Layout, code: u8, value: &Value, size: usize) -> PyResult<u64> {
    let index = match value.as_small_int() {
        Some(_) => value.clone(),
        None if value.as_int().is_none() && vm.class_of(value).slots.index.get().is_none() => {
            return Err(struct_error(vm, "required argument is not an integer"));
        }
        None => vm.index(value)?,
    };
    let number = match index.as_int() {
        Some(IntRef::Small(i)) => Some(i128::from(i)),
        Some(IntRef::Big(b)) => i128::try_from(b).ok(),
        None => None,
    };
    let signed = matches!(code, b'b' | b'h' | b'i' | b'l' | b'q' | b'n');
    let own_order = layout.little == cfg!(target_endian = "little");
    let by_long = signed || code == b'B' || code == b'H' && own_order;
    let word = if by_long { i128::from(i64::MIN)..=i64::MAX.into() } else { 0..=u64::MAX.into() };
    let word = if code == b'P' { i64::MIN.into()..=u64::MAX.into() } else { word };
    let Some(number) = number.filter(|n| word.contains(n)) else {
        let foreign = matches!(code, b'q' | b'Q') && !own_order;
        let message = if code == b'P' || foreign { "int too large to convert" } else { "argument out of range" };
        return Err(struct_error(vm, message));
    };
    let bits = 8 * size as u32;
    let range = if signed { -(1i128 << (bits - 1))..1 << (bits - 1) } else { 0..1 << bits };
    if code != b'P' && !range.contains(&number) {
        return Err(out_of_range(vm, code, own_order, range));
    }
    Ok(number as u64)
}

#[cold]
fn out_of_range(vm: &mut Vm, code: u8, own_order: bool, range: std::ops::Range<i128>) -> Exception {
    let message = match code {
        b'b' => "byte format requires -128 <= number <= 127",
        b'B' => "ubyte format requires 0 <= number <= 255",
        b'h' if own_order => "short format requires (-0x7fff - 1) <= number <= 0x7fff",
        b'H' if own_order => "ushort format requires 0 <= number <= (0x7fff * 2 + 1)",
        _ => {
            let (least, most) = (range.start, range.end - 1);
            let message = format!("'{}' format requires {least} <= number <= {most}", char::from(code));
            return struct_error(vm, &message);
        }
    };
    struct_error(vm, message)
}
