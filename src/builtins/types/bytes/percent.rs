//! `bytes % arguments`, for bytearrays too.

use crate::object::bytes::{ByteArray, Bytes};
use crate::object::{PyResult, Value};
use crate::text::Units;
use crate::text::percent::{Event, Percent, Spec};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::super::bounds::has_index;
use super::super::percent::{Arguments, float, format_error, int, small};
use super::like;

/// `format % operand` for bytes or a bytearray.
pub fn remainder(vm: &mut Vm, format: &Value, operand: &Value) -> PyResult {
    let is_text = operand.as_str().is_some()
        || operand.downcast::<Bytes>().is_some()
        || operand.downcast::<ByteArray>().is_some();
    let mut arguments = Arguments::new(vm, operand, is_text);
    // Conversions may change a bytearray.
    let kept = vm.to_bytes(format)?;
    let Some(data) = kept.downcast::<Bytes>().map(|b| &b.data) else { return Ok(Value::NOT_IMPLEMENTED) };
    let mut out = Vec::new();
    let mut reader = Percent::new(Units::One(data), true, arguments.mapping.is_some());
    while let Some(event) = reader.next() {
        match event.map_err(|e| format_error(vm, e))? {
            Event::Literal(range) => push(vm, &mut out, data.get(range).unwrap_or_default())?,
            Event::Key(range) => {
                let key = vm.heap().bytes(data.get(range).unwrap_or_default());
                if let Some(mapping) = arguments.mapping.clone() {
                    let value = vm.get_item(&mapping, &key)?;
                    arguments.set(value);
                }
            }
            Event::StarWidth => reader.set_width(arguments.width(vm)?),
            Event::StarPrecision => reader.set_precision(arguments.precision(vm)?),
            Event::Convert(spec) => {
                let value = arguments.next(vm)?;
                spec.check(true).map_err(|e| format_error(vm, e))?;
                convert(vm, &value, &spec, &mut out)?;
            }
        }
    }
    arguments.finish(vm, "bytes")?;
    Ok(like(vm, format, out))
}

fn push(vm: &Vm, out: &mut Vec<u8>, data: &[u8]) -> PyResult<()> {
    reserve(vm, out, data.len())?;
    out.extend_from_slice(data);
    Ok(())
}

fn reserve(vm: &Vm, out: &mut Vec<u8>, more: usize) -> PyResult<()> {
    let fits = vm.heap().has_room(out.len().saturating_add(more));
    let reserved = if fits { out.try_reserve(more).map_err(|_| ()) } else { Err(()) };
    reserved.map_err(|()| crate::text::OutOfMemory).or_memory_error(vm)
}

fn convert(vm: &mut Vm, value: &Value, spec: &Spec, out: &mut Vec<u8>) -> PyResult<()> {
    match char::from_u32(spec.letter).unwrap_or(' ') {
        's' | 'b' => {
            let bytes = bytes_argument(vm, value)?;
            vm.with_bytes(&bytes, |data| push_padded(vm, data, spec, spec.precision, out))?
        }
        'r' | 'a' => {
            let text = vm.ascii(value)?;
            let Some(text) = text.as_str() else { return Ok(()) };
            match text.units() {
                Units::One(data) => push_padded(vm, data, spec, spec.precision, out),
                _ => Ok(()),
            }
        }
        'c' => {
            let byte = byte_argument(vm, value)?;
            push_padded(vm, &[byte], spec, None, out)
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            let number = match vm.to_f64(value) {
                Ok(number) => number,
                Err(error) if vm.is_exception(&error, vm.types().type_error()) => {
                    let found = vm.type_name(value);
                    return Err(vm.type_error(format!("float argument required, not {found}")));
                }
                Err(error) => return Err(error),
            };
            let text = float(vm, number, spec)?;
            push(vm, out, text.as_bytes())
        }
        letter => {
            // CPython takes %i for %d here, also in messages.
            let letter = if letter == 'i' { 'd' } else { letter };
            let text = int(vm, value, &Spec { letter: letter.into(), ..*spec })?;
            push(vm, out, text.as_bytes())
        }
    }
}

/// The bytes cut to `cut` and filled up to the width with spaces.
fn push_padded(vm: &Vm, data: &[u8], spec: &Spec, cut: Option<usize>, out: &mut Vec<u8>) -> PyResult<()> {
    let data = data.get(..cut.unwrap_or(data.len()).min(data.len())).unwrap_or_default();
    let fill = spec.width.unwrap_or(0).saturating_sub(data.len());
    reserve(vm, out, fill.saturating_add(data.len()))?;
    if !spec.flags.left {
        out.resize(out.len() + fill, b' ');
    }
    out.extend_from_slice(data);
    if spec.flags.left {
        out.resize(out.len() + fill, b' ');
    }
    Ok(())
}

/// A bytes-like object, or what `__bytes__` gives.
fn bytes_argument(vm: &mut Vm, value: &Value) -> PyResult {
    if vm.is_bytes_like(value) {
        return Ok(value.clone());
    }
    if let Some(method) = vm.lookup_special(value, &vm.names().bytes)? {
        let bytes = vm.call(&method, &[])?;
        if bytes.downcast::<Bytes>().is_none() {
            let found = vm.type_name(&bytes);
            return Err(vm.type_error(format!("__bytes__ returned non-bytes (type {found})")));
        }
        return Ok(bytes);
    }
    let message = format!(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
        vm.type_name(value)
    );
    Err(vm.type_error(message))
}

fn byte_argument(vm: &mut Vm, value: &Value) -> PyResult<u8> {
    let single = value.downcast::<Bytes>().is_some() || value.downcast::<ByteArray>().is_some();
    if single {
        if let Some(Some(byte)) = vm.with_bytes_opt(value, |data| if let [b] = data { Some(*b) } else { None })? {
            return Ok(byte);
        }
    } else if has_index(vm, value) {
        let index = vm.index(value)?;
        let byte = small(&index).and_then(|i| u8::try_from(i).ok());
        return byte.ok_or_else(|| vm.overflow_error("%c arg not in range(256)"));
    }
    Err(vm.type_error("%c requires an integer in range(256) or a single byte"))
}
