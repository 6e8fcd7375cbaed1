//! `bytes`, and what it shares with `bytearray`: constructors' input, operators, methods.
//!
//! Shared functions take either as the receiver, look at its bytes in closures, and give their results as the
//! receiver's kind of object.

pub(super) mod input;
pub(super) mod layout;
pub(super) mod methods;
mod percent;
pub(super) mod search;
pub(super) mod split;
pub(super) mod translate;

use std::ops::Range;

use crate::object::bytes::{ByteArray, Bytes};
use crate::object::class::class_flag;
use crate::object::native::{CallArgs, NativeDef};
use crate::object::range::Slice;
use crate::object::slots::{Comparison, Slots};
use crate::object::{PyResult, Tag, Value};
use crate::text::OutOfMemory;
use crate::text::repr::bytes_repr;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::arguments::{check_class, new_method, receiver};
use super::{codec, sequence, str};

pub(super) use percent::remainder;
pub(super) use search::contains;

/// The class's row.
pub static BYTES: ClassDef = ClassDef {
    name: "bytes",
    doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n\
          bytes(bytes_or_buffer) -> immutable copy of it\nbytes(int) -> that many zero bytes\nbytes() -> empty bytes",
    layout: Tag::Bytes,
    flags: class_flag::BASE | class_flag::MATCH_SELF,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: METHODS,
    ..ClassDef::EMPTY
};

new_method!(NEW, new);

static METHODS: &[NativeDef] = methods::shared!(NativeDef::method("__getnewargs__(self, /)", "", |vm, args| {
    let data = receiver::<Bytes>(vm, args.get(0))?.data.clone();
    let heap = vm.heap();
    Ok(heap.tuple_from([heap.bytes(data)]))
}));

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.repr.set(Some(repr));
    s.str.set(Some(to_str));
    s.hash.set(Some(|vm, v| Ok(receiver::<Bytes>(vm, v)?.hash())));
    s.compare.set(Some(compare));
    s.iter.set(Some(|vm, v| Ok(vm.heap().sequence_iterator(vm.types().bytes_iterator(), v.clone(), 0))));
    s.length.set(Some(|vm, v| Ok(receiver::<Bytes>(vm, v)?.data.len())));
    s.getitem.set(Some(getitem));
    s.contains.set(Some(contains));
    s.concat.set(Some(concat));
    s.repeat.set(Some(repeat));
    s.remainder.set(Some(|vm, v, operand| match v.downcast::<Bytes>() {
        Some(_) => remainder(vm, v, operand),
        None => Ok(Value::NOT_IMPLEMENTED),
    }));
}

/// A vector with room for `len` bytes, or MemoryError.
pub(super) fn room(vm: &Vm, len: usize) -> PyResult<Vec<u8>> {
    let mut data = Vec::new();
    if !vm.heap().has_room(len) || data.try_reserve_exact(len).is_err() {
        return Err(vm.memory_error());
    }
    Ok(data)
}

/// A copy of bytes.
pub(super) fn copied(vm: &Vm, bytes: &[u8]) -> PyResult<Vec<u8>> {
    let mut data = room(vm, bytes.len())?;
    data.extend_from_slice(bytes);
    Ok(data)
}

/// A new object of the receiver's kind: a bytearray for a bytearray, else bytes.
fn like(vm: &Vm, receiver: &Value, data: Vec<u8>) -> Value {
    match receiver.downcast::<ByteArray>() {
        Some(_) => vm.heap().bytearray(vm.types().bytearray(), data),
        None => vm.heap().bytes(data),
    }
}

/// As `like`, for what a function of the text library gives.
fn like_result(vm: &Vm, receiver: &Value, data: Result<Vec<u8>, OutOfMemory>) -> PyResult {
    Ok(like(vm, receiver, data.or_memory_error(vm)?))
}

/// The receiver itself if it is exactly bytes, else a copy of its kind.
fn unchanged(vm: &Vm, value: &Value) -> PyResult {
    if value.downcast_exact::<Bytes>().is_some() {
        return Ok(value.clone());
    }
    let data = vm.with_bytes(value, |data| copied(vm, data))??;
    Ok(like(vm, value, data))
}

/// A part of the receiver.
fn part(vm: &Vm, value: &Value, range: Range<usize>) -> PyResult {
    if value.downcast_exact::<Bytes>().is_some_and(|b| b.data.len() == range.len()) {
        return Ok(value.clone());
    }
    let data = vm.with_bytes(value, |data| copied(vm, data.get(range).unwrap_or_default()))??;
    Ok(like(vm, value, data))
}

/// `bytes(source=b'', encoding='utf-8', errors='strict')`.
fn new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    check_class(vm, class, vm.types().bytes())?;
    let [source, encoding, errors] = codec::constructor_arguments(vm, "bytes", ["source", "encoding", "errors"], args)?;
    let own = class.is(vm.types().bytes());
    let bytes = match source {
        Some(text) if encoding.is_some() && text.as_str().is_some() => {
            codec::encode(vm, &text, encoding.as_ref(), errors.as_ref())?
        }
        // A str's own `__bytes__` comes before the question for an encoding.
        Some(text)
            if encoding.is_none()
                && errors.is_none()
                && text.as_str().is_some()
                && vm.lookup_special(&text, &vm.names().bytes)?.is_some() =>
        {
            input::bytes_of(vm, &text)?
        }
        _ => {
            input::no_stray_codec(vm, source.as_ref(), encoding.as_ref(), errors.as_ref())?;
            match source {
                None => vm.heap().bytes([]),
                Some(source) => input::bytes_of(vm, &source)?,
            }
        }
    };
    match bytes.downcast::<Bytes>() {
        Some(bytes) if !own => Ok(vm.heap().bytes_of_class(class, bytes.data.clone())),
        _ => Ok(bytes),
    }
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    str::text_value(vm, bytes_repr(&receiver::<Bytes>(vm, value)?.data))
}

/// `-b`: a comparison of bytes with what they never equal.
pub fn warn_of_comparison(vm: &mut Vm, what: &str, other: &Value, op: Comparison) -> PyResult<()> {
    let kind = match other {
        _ if vm.host.switches.bytes_warning == 0 || !matches!(op, Comparison::Eq | Comparison::Ne) => return Ok(()),
        other if other.as_str().is_some() => "string",
        other if other.as_int().is_some() && what == "bytes" => "int",
        _ => return Ok(()),
    };
    let category = vm.types().bytes_warning().clone();
    vm.warn(&category, &format!("Comparison between {what} and {kind}"), 1)
}

/// `-b`: str(bytes) is repr(bytes), which is seldom what was meant.
pub fn warn_of_str(vm: &mut Vm, what: &str) -> PyResult<()> {
    if vm.host.switches.bytes_warning == 0 {
        return Ok(());
    }
    let category = vm.types().bytes_warning().clone();
    vm.warn(&category, &format!("str() on a {what} instance"), 1)
}

fn to_str(vm: &mut Vm, value: &Value) -> PyResult {
    warn_of_str(vm, "bytes")?;
    repr(vm, value)
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Bytes>(), b.downcast::<Bytes>()) else {
        warn_of_comparison(vm, "bytes", b, op)?;
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(op.holds(x.data.cmp(&y.data))))
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let data = &receiver::<Bytes>(vm, object)?.data;
    if key.downcast::<Slice>().is_some() {
        let bounds = vm.slice_bounds(key, |_| data.len())?;
        return slice(vm, object, bounds);
    }
    let index = sequence::index_of(vm, key, "byte")?;
    match sequence::place(index, data.len()).and_then(|i| data.get(i)) {
        Some(&byte) => Ok(Value::from_len(byte.into())),
        None => Err(vm.index_error("index out of range")),
    }
}

/// The bytes at a slice's positions.
pub(super) fn slice(vm: &Vm, object: &Value, bounds: crate::number::range::Bounds) -> PyResult {
    if bounds.step == 1 {
        let start = bounds.start as usize;
        return part(vm, object, start..start + bounds.count);
    }
    let mut result = room(vm, bounds.count)?;
    vm.with_bytes(object, |data| result.extend(bounds.positions().filter_map(|i| data.get(i))))?;
    Ok(like(vm, object, result))
}

/// `a + b`; `b` is any bytes-like object.
pub(super) fn concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if !matches!(vm.with_bytes_opt(b, |_| ()), Ok(Some(()))) {
        let message = format!("can't concat {} to {}", vm.type_name(b), vm.type_name(a));
        return Err(vm.type_error(message));
    }
    if let (Some(x), Some(y)) = (a.downcast_exact::<Bytes>(), b.downcast_exact::<Bytes>()) {
        if x.data.is_empty() {
            return Ok(b.clone());
        }
        if y.data.is_empty() {
            return Ok(a.clone());
        }
    }
    let data = vm.with_bytes(a, |x| {
        vm.with_bytes(b, |y| {
            let mut data = room(vm, x.len().saturating_add(y.len()))?;
            data.extend_from_slice(x);
            data.extend_from_slice(y);
            Ok(data)
        })
    })???;
    Ok(like(vm, a, data))
}

/// `value * count`.
pub(super) fn repeat(vm: &mut Vm, value: &Value, count: &Value) -> PyResult {
    let count = usize::try_from(sequence::factor(vm, count)?).unwrap_or(0);
    if count == 1 {
        return unchanged(vm, value);
    }
    let data = vm.with_bytes(value, |data| repeated(vm, data, count))??;
    Ok(like(vm, value, data))
}

/// Bytes `count` times.
pub(super) fn repeated(vm: &Vm, data: &[u8], count: usize) -> PyResult<Vec<u8>> {
    let Some(len) = data.len().checked_mul(count) else { return Err(vm.memory_error()) };
    let mut result = room(vm, len)?;
    match data {
        [byte] => result.resize(len, *byte),
        [] => {}
        _ => (0..count).for_each(|_| result.extend_from_slice(data)),
    }
    Ok(result)
}
