//! The items of a memoryview: bytes to values and back, by the struct code of its format.

use crate::object::array::Array;
use crate::object::bytes::Bytes;
use crate::object::int::IntRef;
use crate::object::memoryview::{MemoryView, Window};
use crate::object::{Exception, PyResult, Value};
use crate::vm::Vm;

use super::super::bounds::has_index;
use super::{released, view};

/// Bytes of an item; None if the code is not one of memoryview's.
pub(super) fn size(format: u8) -> Option<usize> {
    Some(match format {
        b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' | b'P' => 8,
        _ => return None,
    })
}

fn is_signed(format: u8) -> bool {
    matches!(format, b'b' | b'h' | b'i' | b'l' | b'q' | b'n')
}

/// What an item's bytes mean.
#[derive(Clone, Copy, PartialEq)]
enum Item {
    Int(i128),
    Float(f64),
    Bool(bool),
    Byte(u8),
}

impl Item {
    fn read(format: u8, bytes: &[u8]) -> Item {
        let word = bytes.iter().rev().fold(0u64, |word, &b| word << 8 | u64::from(b));
        match format {
            b'c' => Item::Byte(word as u8),
            b'?' => Item::Bool(word != 0),
            b'f' => Item::Float(f32::from_bits(word as u32).into()),
            b'd' => Item::Float(f64::from_bits(word)),
            _ if is_signed(format) => {
                let unused = 64 - 8 * bytes.len().clamp(1, 8) as u32;
                Item::Int(((word << unused) as i64 >> unused).into())
            }
            _ => Item::Int(word.into()),
        }
    }

    /// As Python compares the values.
    fn equals(self, other: Item) -> bool {
        let number = |item: Item| match item {
            Item::Int(i) => Some(i),
            Item::Bool(b) => Some(b.into()),
            _ => None,
        };
        match (self, other) {
            (Item::Byte(a), Item::Byte(b)) => a == b,
            (Item::Float(a), Item::Float(b)) => a == b,
            (Item::Float(f), other) | (other, Item::Float(f)) => {
                number(other).is_some_and(|i| f.is_finite() && f.fract() == 0.0 && f as i128 == i)
            }
            (a, b) => number(a).is_some() && number(a) == number(b),
        }
    }
}

/// The window on the whole of an array.
pub(super) fn array_window(array: &Array) -> Window {
    let (itemsize, format) = (array.itemsize, array.format());
    Window { shape: vec![array.len()], strides: vec![itemsize as isize], format, itemsize, ..Window::bytes(0, false) }
}

/// The item at a place.
pub(super) fn get(vm: &mut Vm, view: &MemoryView, at: usize) -> PyResult {
    let window = &view.window;
    if size(window.format).is_none() {
        let format = char::from(window.format);
        return Err(vm.not_implemented_error(format!("memoryview: format {format} not supported")));
    }
    let item = view.with_all(|all| Item::read(window.format, all.get(at..at + window.itemsize).unwrap_or_default()));
    let heap = vm.heap();
    Ok(match item.ok_or_else(|| released(vm))? {
        Item::Int(i) => match i64::try_from(i) {
            Ok(i) => heap.int(i),
            Err(_) => heap.big_int(i.into()),
        },
        Item::Float(f) => heap.float(f),
        Item::Bool(b) => Value::bool(b),
        Item::Byte(b) => heap.bytes([b]),
    })
}

#[cold]
fn bad(vm: &Vm, format: u8, what: &str) -> Exception {
    let message = format!("memoryview: invalid {what} for format '{}'", char::from(format));
    if what == "type" { vm.type_error(message) } else { vm.value_error(message) }
}

/// The bytes of a value as an item.
fn pack(vm: &mut Vm, format: u8, value: &Value) -> PyResult<Vec<u8>> {
    let retyped = |vm: &Vm, error: Exception| {
        if vm.is_exception(&error, vm.types().type_error()) { bad(vm, format, "type") } else { error }
    };
    let bytes = match format {
        b'c' => match value.downcast::<Bytes>().map(|b| &*b.data) {
            Some(&[byte]) => vec![byte],
            Some(_) => return Err(bad(vm, format, "value")),
            None => return Err(bad(vm, format, "type")),
        },
        b'?' => vec![u8::from(vm.truth(value)?)],
        b'f' => (vm.to_f64(value).map_err(|e| retyped(vm, e))? as f32).to_le_bytes().to_vec(),
        b'd' => vm.to_f64(value).map_err(|e| retyped(vm, e))?.to_le_bytes().to_vec(),
        _ => {
            if !has_index(vm, value) {
                return Err(bad(vm, format, "type"));
            }
            let index = vm.index(value).map_err(|e| retyped(vm, e))?;
            let int = match index.as_int() {
                Some(IntRef::Small(i)) => i128::from(i),
                Some(IntRef::Big(b)) => i128::try_from(b).map_err(|_| bad(vm, format, "value"))?,
                None => return Err(bad(vm, format, "type")),
            };
            let size = size(format).unwrap_or(1);
            let bits = 8 * size as u32;
            let range = if is_signed(format) { -(1 << (bits - 1))..1 << (bits - 1) } else { 0..1i128 << bits };
            if !range.contains(&int) {
                return Err(bad(vm, format, "value"));
            }
            int.to_le_bytes().get(..size).unwrap_or_default().to_vec()
        }
    };
    Ok(bytes)
}

/// Puts a value at a place.
pub(super) fn set(vm: &mut Vm, view: &MemoryView, at: usize, value: &Value) -> PyResult<()> {
    let bytes = pack(vm, view.window.format, value)?;
    let stored = view.with_all_mut(|all| {
        if let Some(place) = all.get_mut(at..at + bytes.len()) {
            place.copy_from_slice(&bytes);
        }
    });
    stored.ok_or_else(|| released(vm))
}

/// The window and the gathered bytes of a bytes-like object.
pub(super) fn gathered(vm: &Vm, value: &Value) -> PyResult<(Window, Vec<u8>)> {
    let data = vm.with_bytes(value, |data| super::super::bytes::copied(vm, data))??;
    let window = match (value.payload::<MemoryView>(), value.payload::<Array>()) {
        (Some(_), _) => view(vm, value)?.window.clone(),
        (_, Some(array)) => array_window(array),
        _ => Window::bytes(data.len(), true),
    };
    Ok((window, data))
}

/// Have two bytes-like objects the same shape and equal items?
pub(super) fn equal(vm: &Vm, a: &Value, b: &Value) -> PyResult<bool> {
    let ((x, left), (y, right)) = (gathered(vm, a)?, gathered(vm, b)?);
    if x.shape != y.shape {
        return Ok(false);
    }
    let plain = |format: u8| !matches!(format, b'f' | b'd' | b'?');
    if x.format == y.format && plain(x.format) {
        return Ok(left == right);
    }
    let items = left.chunks(x.itemsize).zip(right.chunks(y.itemsize));
    Ok(items.into_iter().all(|(l, r)| Item::read(x.format, l).equals(Item::read(y.format, r))))
}
