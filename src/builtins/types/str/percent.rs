//! `str % arguments`.

use crate::object::str::Str;
use crate::object::{PyResult, Value};
use crate::text::percent::{Event, Percent, Spec};
use crate::text::{TextBuilder, Units};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::super::bounds::has_index;
use super::super::percent::{Arguments, float, format_error, int, small};
use super::{builder, piece};

/// The slot: NotImplemented unless the left operand is a str.
pub(super) fn remainder(vm: &mut Vm, format: &Value, operand: &Value) -> PyResult {
    let Some(text) = format.as_str() else { return Ok(Value::NOT_IMPLEMENTED) };
    let mut arguments = Arguments::new(vm, operand, operand.as_str().is_some());
    let units = text.units();
    if !units.is_empty() && units.position(0..units.len(), |c| c == '%'.into()).is_none() {
        arguments.finish(vm, "string")?;
        return Ok(format.clone());
    }
    let mut out = builder(vm);
    // A result that is one str altogether is that str itself, as in CPython.
    let mut whole = None;
    let mut reader = Percent::new(units, false, arguments.mapping.is_some());
    while let Some(event) = reader.next() {
        match event.map_err(|e| format_error(vm, e))? {
            Event::Literal(range) => {
                out.reserve(range.len(), 0).or_memory_error(vm)?;
                out.push_part(units, range);
            }
            Event::Key(range) => {
                let key = piece(vm, units, range)?;
                if let Some(mapping) = arguments.mapping.clone() {
                    let value = vm.get_item(&mapping, &key)?;
                    arguments.set(value);
                }
            }
            Event::StarWidth => reader.set_width(arguments.width(vm)?),
            Event::StarPrecision => reader.set_precision(arguments.precision(vm)?),
            Event::Convert(spec) => {
                let value = arguments.next(vm)?;
                spec.check(false).map_err(|e| format_error(vm, e))?;
                let text = convert(vm, &value, &spec, &mut out)?;
                whole =
                    text.filter(|t| spec.index + 1 == units.len() && t.as_str().is_some_and(|t| t.len() == out.len()));
            }
        }
    }
    arguments.finish(vm, "string")?;
    if let Some(whole) = whole {
        return Ok(whole);
    }
    Ok(vm.heap().str_from_text(&out.finish()))
}

/// Writes a value; gives the str that was written, if it was one already.
fn convert(vm: &mut Vm, value: &Value, spec: &Spec, out: &mut TextBuilder) -> PyResult<Option<Value>> {
    let text = match char::from_u32(spec.letter).unwrap_or(' ') {
        's' if value.downcast_exact::<Str>().is_some() => value.clone(),
        's' => vm.str(value)?,
        'r' => vm.repr(value)?,
        'a' => vm.ascii(value)?,
        'c' => character(vm, value)?,
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            let number = vm.to_f64(value)?;
            out.try_push_str(&float(vm, number, spec)?).or_memory_error(vm)?;
            return Ok(None);
        }
        _ => {
            out.try_push_str(&int(vm, value, spec)?).or_memory_error(vm)?;
            return Ok(None);
        }
    };
    let cut = if spec.letter == 'c'.into() { None } else { spec.precision };
    if let Some(text) = text.as_str() {
        push_padded(vm, text.units(), spec, cut, out)?;
    }
    Ok(Some(text))
}

/// The text cut to `cut` characters and filled up to the width with spaces.
fn push_padded(vm: &Vm, units: Units<'_>, spec: &Spec, cut: Option<usize>, out: &mut TextBuilder) -> PyResult<()> {
    let len = units.len().min(cut.unwrap_or(usize::MAX));
    let fill = spec.width.unwrap_or(0).saturating_sub(len);
    let (left, right) = if spec.flags.left { (0, fill) } else { (fill, 0) };
    let mut write = || {
        out.try_fill(' '.into(), left)?;
        if len == units.len() {
            out.try_push_units(units)?;
        } else {
            out.reserve(len, 0)?;
            out.push_part(units, 0..len);
        }
        out.try_fill(' '.into(), right)
    };
    write().or_memory_error(vm)
}

fn character(vm: &mut Vm, value: &Value) -> PyResult {
    if let Some(text) = value.as_str() {
        return match text.len() {
            1 => Ok(value.clone()),
            _ => Err(vm.type_error("%c requires int or char")),
        };
    }
    if !has_index(vm, value) {
        return Err(vm.type_error("%c requires int or char"));
    }
    let index = vm.index(value)?;
    match small(&index).and_then(|i| u32::try_from(i).ok()).filter(|&c| c < 0x110000) {
        Some(c) => Ok(vm.heap().char(c)),
        None => Err(vm.overflow_error("%c arg not in range(0x110000)")),
    }
}
