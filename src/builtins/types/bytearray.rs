//! `bytearray`: the class's row, and what changes one. All else it shares with bytes.
//!
//! While memoryviews look at a bytearray its size is fixed: `check_resize` stands before each change of size.

use crate::object::bytes::ByteArray;
use crate::object::class::class_flag;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::range::Slice;
use crate::object::slots::{Comparison, Slots};
use crate::object::{PyResult, Tag, Value};
use crate::text::TextBuilder;
use crate::text::repr::bytearray_inner_repr;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::arguments::{check_class, new_method, receiver};
use super::bounds::ssize;
use super::bytes::{self, input, methods};
use super::{codec, sequence, str};

/// The class's row.
pub static BYTEARRAY: ClassDef = ClassDef {
    name: "bytearray",
    doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n\
          bytearray(bytes_or_buffer) -> mutable copy of it\nbytearray(int) -> that many zero bytes\n\
          bytearray() -> empty bytearray",
    layout: Tag::ByteArray,
    flags: class_flag::BASE | class_flag::MATCH_SELF,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: METHODS,
    unhashable: true,
    ..ClassDef::EMPTY
};

new_method!(NEW, new);

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.init.set(Some(init));
    s.repr.set(Some(repr));
    s.str.set(Some(|vm, value| {
        bytes::warn_of_str(vm, "bytearray")?;
        repr(vm, value)
    }));
    s.compare.set(Some(compare));
    s.iter.set(Some(|vm, v| Ok(vm.heap().sequence_iterator(vm.types().bytearray_iterator(), v.clone(), 0))));
    s.length.set(Some(|vm, v| Ok(receiver::<ByteArray>(vm, v)?.data.with(Vec::len))));
    s.getitem.set(Some(getitem));
    s.setitem.set(Some(setitem));
    s.contains.set(Some(bytes::contains));
    s.concat.set(Some(bytes::concat));
    s.repeat.set(Some(bytes::repeat));
    s.inplace_concat.set(Some(inplace_concat));
    s.inplace_repeat.set(Some(inplace_repeat));
    s.remainder.set(Some(|vm, v, operand| match v.downcast::<ByteArray>() {
        Some(_) => bytes::remainder(vm, v, operand),
        None => Ok(Value::NOT_IMPLEMENTED),
    }));
}

static METHODS: &[NativeDef] = methods::shared!(
    NativeDef::method("append(self, item, /)", "Adds a byte at the end.", append),
    NativeDef::method("clear(self, /)", "Removes all bytes.", |vm, args| {
        replace_all(vm, receiver::<ByteArray>(vm, args.get(0))?, Vec::new())?;
        Ok(Value::NONE)
    }),
    NativeDef::method("copy(self, /)", "A copy.", |vm, args| {
        let data = receiver::<ByteArray>(vm, args.get(0))?.data.with(|data| bytes::copied(vm, data))?;
        Ok(vm.heap().bytearray(vm.types().bytearray(), data))
    }),
    NativeDef::method("extend(self, iterable_of_ints, /)", "Adds the bytes of an iterable at the end.", extend),
    NativeDef::method("insert(self, index, item, /)", "Puts a byte before the index.", insert),
    NativeDef::method("pop(self, index=-1, /)", "Removes the byte at the index and gives it.", pop),
    NativeDef::method("remove(self, value, /)", "Removes the first byte of that value.", remove),
    NativeDef::method("reverse(self, /)", "Reverses the order in place.", |vm, args| {
        receiver::<ByteArray>(vm, args.get(0))?.data.with_mut(|data| data.reverse());
        Ok(Value::NONE)
    }),
    NativeDef::method("__alloc__(self, /)", "How many bytes it has taken.", |vm, args| {
        Ok(Value::from_len(allocated(vm, args.get(0))?))
    }),
    NativeDef::method("__sizeof__(self, /)", "Its size in memory, as CPython counts it.", |vm, args| {
        Ok(Value::from_len(56 + allocated(vm, args.get(0))?))
    }),
    NativeDef::method("__reduce__(self, /)", "What pickle needs.", |vm, args| reduce(vm, args.get(0), 2)),
    NativeDef::method("__reduce_ex__(self, proto=0, /)", "What pickle needs.", |vm, args| {
        let protocol = match args.opt(1) {
            Some(protocol) => super::bounds::c_int(vm, protocol)?,
            None => 0,
        };
        reduce(vm, args.get(0), protocol)
    }),
);

fn new(vm: &mut Vm, class: &Value, _: CallArgs<'_>) -> PyResult {
    check_class(vm, class, vm.types().bytearray())?;
    Ok(vm.heap().bytearray(class, Vec::new()))
}

fn init(vm: &mut Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let [source, encoding, errors] =
        codec::constructor_arguments(vm, "bytearray", ["source", "encoding", "errors"], args)?;
    let array = receiver::<ByteArray>(vm, object)?;
    replace_all(vm, array, Vec::new())?;
    let data = match source {
        Some(text) if encoding.is_some() && text.as_str().is_some() => {
            let encoded = codec::encode(vm, &text, encoding.as_ref(), errors.as_ref())?;
            vm.with_bytes(&encoded, |data| bytes::copied(vm, data))??
        }
        _ => {
            input::no_stray_codec(vm, source.as_ref(), encoding.as_ref(), errors.as_ref())?;
            match source {
                None => Vec::new(),
                Some(source) => input::contents(vm, &source, "bytearray")?,
            }
        }
    };
    replace_all(vm, array, data)
}

/// Bytes that CPython would have taken for it: one more than shown, for a final NUL.
fn allocated(vm: &Vm, value: &Value) -> PyResult<usize> {
    let len = receiver::<ByteArray>(vm, value)?.data.with(Vec::len);
    Ok(if len == 0 { 0 } else { len + 1 })
}

fn reduce(vm: &mut Vm, value: &Value, protocol: i32) -> PyResult {
    let heap = vm.heap();
    let data = receiver::<ByteArray>(vm, value)?.data.get();
    let args = match protocol {
        ..=2 => {
            let text = heap.str_from_units(crate::text::Units::One(&data));
            heap.pair(text, heap.str("latin-1"))
        }
        _ => heap.tuple_from([heap.bytes(data)]),
    };
    let state = vm.get_attr_opt(value, &vm.names().dict)?.unwrap_or(Value::NONE);
    Ok(heap.tuple_from([heap.class_of(value).clone(), args, state]))
}

/// BufferError while memoryviews look at it.
fn check_resize(vm: &Vm, array: &ByteArray) -> PyResult<()> {
    match array.exports.get() {
        0 => Ok(()),
        _ => Err(vm.buffer_error("Existing exports of data: object cannot be re-sized")),
    }
}

/// Gives it other contents.
fn replace_all(vm: &Vm, array: &ByteArray, data: Vec<u8>) -> PyResult<()> {
    splice(vm, array, 0..array.data.with(Vec::len), &data)
}

/// Puts `new` in place of a range.
fn splice(vm: &Vm, array: &ByteArray, range: std::ops::Range<usize>, new: &[u8]) -> PyResult<()> {
    if range.len() == new.len() {
        array.data.with_mut(|data| {
            if let Some(place) = data.get_mut(range) {
                place.copy_from_slice(new);
            }
        });
        return Ok(());
    }
    check_resize(vm, array)?;
    let more = new.len().saturating_sub(range.len());
    if more > 0 {
        grow(vm, array, more)?;
    }
    array.data.with_mut(|data| {
        let end = range.end.min(data.len());
        data.splice(range.start.min(end)..end, new.iter().copied());
    });
    Ok(())
}

/// Room for `more` bytes.
fn grow(vm: &Vm, array: &ByteArray, more: usize) -> PyResult<()> {
    if !vm.heap().has_room(more) {
        return Err(vm.memory_error());
    }
    array.data.with_mut(|data| data.try_reserve(more)).map_err(|_| vm.memory_error())
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let inner = receiver::<ByteArray>(vm, value)?.data.with(|data| bytearray_inner_repr(data)).or_memory_error(vm)?;
    let mut out = TextBuilder::default();
    out.push_str(&vm.type_name(value));
    out.push_str("(");
    out.try_push_units(inner.units()).or_memory_error(vm)?;
    out.push_str(")");
    str::text_value(vm, Ok(out.finish()))
}

/// With any bytes-like object.
fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    if !vm.is_bytes_like(a) || !vm.is_bytes_like(b) {
        bytes::warn_of_comparison(vm, "bytearray", b, op)?;
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let order = vm.with_bytes(a, |x| vm.with_bytes(b, |y| x.cmp(y)));
    match order {
        Ok(Ok(order)) => Ok(Value::bool(op.holds(order))),
        // A released memoryview equals nothing.
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let array = receiver::<ByteArray>(vm, object)?;
    if key.downcast::<Slice>().is_some() {
        let bounds = vm.slice_bounds(key, |_| array.data.with(Vec::len))?;
        return bytes::slice(vm, object, bounds);
    }
    let index = sequence::index_of(vm, key, "bytearray")?;
    match array.data.with(|data| sequence::place(index, data.len()).and_then(|i| data.get(i).copied())) {
        Some(byte) => Ok(Value::from_len(byte.into())),
        None => Err(vm.index_error("bytearray index out of range")),
    }
}

fn setitem(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let array = receiver::<ByteArray>(vm, object)?;
    if key.downcast::<Slice>().is_some() {
        return set_slice(vm, array, key, value);
    }
    let index = sequence::index_of(vm, key, "bytearray")?;
    let byte = match value {
        Some(value) => Some(input::byte(vm, value, "byte")?),
        None => None,
    };
    let at = place(vm, array, index)?;
    match byte {
        Some(byte) => splice(vm, array, at..at + 1, &[byte]),
        None => splice(vm, array, at..at + 1, &[]),
    }
}

fn place(vm: &Vm, array: &ByteArray, index: i64) -> PyResult<usize> {
    let place = sequence::place(index, array.data.with(Vec::len));
    place.ok_or_else(|| vm.index_error("bytearray index out of range"))
}

fn set_slice(vm: &mut Vm, array: &ByteArray, key: &Value, value: Option<&Value>) -> PyResult<()> {
    vm.slice_bounds(key, |_| array.data.with(Vec::len))?;
    let new = match value {
        None => Vec::new(),
        Some(value) => {
            if vm.is_number(value) || value.as_str().is_some() {
                let message = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
                return Err(vm.type_error(message));
            }
            input::copied_or_iterated(vm, value, "bytearray")?
        }
    };
    let bounds = vm.slice_bounds(key, |_| array.data.with(Vec::len))?;
    if bounds.step == 1 {
        let start = bounds.start as usize;
        return splice(vm, array, start..start + bounds.count, &new);
    }
    if new.is_empty() {
        if bounds.count == 0 {
            return Ok(());
        }
        check_resize(vm, array)?;
        let stride = bounds.step.unsigned_abs() as usize;
        let first = bounds.positions().min().unwrap_or(0);
        let (mut at, mut left) = (0, bounds.count);
        array.data.with_mut(|data| {
            data.retain(|_| {
                let goes = left > 0 && at >= first && (at - first).is_multiple_of(stride);
                at += 1;
                left -= usize::from(goes);
                !goes
            });
        });
        return Ok(());
    }
    if new.len() != bounds.count {
        let message =
            format!("attempt to assign bytes of size {} to extended slice of size {}", new.len(), bounds.count);
        return Err(vm.value_error(message));
    }
    array.data.with_mut(|data| {
        if let Some((start, step)) = bounds.forward() {
            let places = data.get_mut(start..).unwrap_or_default().iter_mut().step_by(step);
            return places.zip(new).for_each(|(place, byte)| *place = byte);
        }
        for (at, byte) in bounds.positions().zip(new) {
            if let Some(place) = data.get_mut(at) {
                *place = byte;
            }
        }
    });
    Ok(())
}

/// Adds bytes at the end.
fn push_all(vm: &Vm, array: &ByteArray, new: &[u8]) -> PyResult<()> {
    let len = array.data.with(Vec::len);
    splice(vm, array, len..len, new)
}

fn append(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let byte = input::byte(vm, args.get(1), "byte")?;
    push_all(vm, receiver::<ByteArray>(vm, args.get(0))?, &[byte])?;
    Ok(Value::NONE)
}

fn extend(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (array, source) = (receiver::<ByteArray>(vm, args.get(0))?, args.get(1));
    let new = if vm.is_bytes_like(source) {
        vm.with_bytes(source, |data| bytes::copied(vm, data))??
    } else {
        let iterator = match vm.iter(source) {
            Ok(iterator) => iterator,
            Err(error) if vm.is_exception(&error, vm.types().type_error()) => {
                return Err(vm.type_error(format!("can't extend bytearray with {}", vm.type_name(source))));
            }
            Err(error) => return Err(error),
        };
        vm.length_hint(source, 0)?;
        input::iterated(vm, &iterator, "byte")?
    };
    push_all(vm, array, &new)?;
    Ok(Value::NONE)
}

fn insert(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let index = ssize(vm, args.get(1))? as i64;
    let byte = input::byte(vm, args.get(2), "byte")?;
    let array = receiver::<ByteArray>(vm, args.get(0))?;
    let len = array.data.with(Vec::len) as i64;
    let at = (if index < 0 { (index.saturating_add(len)).max(0) } else { index.min(len) }) as usize;
    splice(vm, array, at..at, &[byte])?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let index = match args.opt(1) {
        Some(index) => ssize(vm, index)? as i64,
        None => -1,
    };
    let array = receiver::<ByteArray>(vm, args.get(0))?;
    let len = array.data.with(Vec::len);
    if len == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let found = sequence::place(index, len).and_then(|at| Some((at, array.data.with(|data| data.get(at).copied())?)));
    let Some((at, byte)) = found else { return Err(vm.index_error("pop index out of range")) };
    splice(vm, array, at..at + 1, &[])?;
    Ok(Value::from_len(byte.into()))
}

fn remove(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let byte = input::byte(vm, args.get(1), "byte")?;
    let array = receiver::<ByteArray>(vm, args.get(0))?;
    match array.data.with(|data| memchr::memchr(byte, data)) {
        Some(at) => splice(vm, array, at..at + 1, &[])?,
        None => return Err(vm.value_error("value not found in bytearray")),
    }
    Ok(Value::NONE)
}

fn inplace_concat(vm: &mut Vm, object: &Value, other: &Value) -> PyResult {
    if !matches!(vm.with_bytes_opt(other, |_| ()), Ok(Some(()))) {
        let message = format!("can't concat {} to {}", vm.type_name(other), vm.type_name(object));
        return Err(vm.type_error(message));
    }
    let new = vm.with_bytes(other, |data| bytes::copied(vm, data))??;
    push_all(vm, receiver::<ByteArray>(vm, object)?, &new)?;
    Ok(object.clone())
}

fn inplace_repeat(vm: &mut Vm, object: &Value, count: &Value) -> PyResult {
    let count = usize::try_from(sequence::factor(vm, count)?).unwrap_or(0);
    let array = receiver::<ByteArray>(vm, object)?;
    if count != 1 {
        let new = array.data.with(|data| bytes::repeated(vm, data, count))?;
        replace_all(vm, array, new)?;
    }
    Ok(object.clone())
}
