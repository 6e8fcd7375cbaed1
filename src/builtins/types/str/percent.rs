//! `str % arguments`.

use crate::number::format_spec::{Align, FormatSpec, SignRule};
use crate::number::quick;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
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
    if let Some(formatted) = quickly(vm, text, operand) {
        return Ok(formatted);
    }
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
                let is_whole = out.is_empty() && spec.index + 1 == units.len();
                let text = convert(vm, &value, &spec, &mut out)?;
                whole = text.filter(|t| is_whole && t.as_str().is_some_and(|t| t.len() == out.len()));
            }
        }
    }
    arguments.finish(vm, "string")?;
    if let Some(whole) = whole {
        return Ok(whole);
    }
    Ok(vm.heap().str_from_text(&out.finish()))
}

/// The commonest formats, of values whose conversion runs no Python code, on the stack. None: not one of these, or not
/// right.
fn quickly(vm: &Vm, format: &Str, operand: &Value) -> Option<Value> {
    const MOST: usize = 256;
    let Units::One(format) = format.units() else { return None };
    if format == b"%s" || !format.contains(&b'%') {
        return None;
    }
    let mut values = match operand.downcast::<Tuple>() {
        Some(tuple) => tuple.items(),
        None => std::slice::from_ref(operand),
    }
    .iter();
    let (mut out, mut len) = ([0u8; MOST], 0);
    let mut put = |bytes: &[u8], fill: usize, left: bool| {
        let end = len + fill + bytes.len();
        let place = out.get_mut(len..end)?;
        place.fill(b' ');
        let start = if left { 0 } else { fill };
        place[start..start + bytes.len()].copy_from_slice(bytes);
        len = end;
        Some(())
    };
    let mut rest = format;
    while let Some(at) = rest.iter().position(|&c| c == b'%' || !c.is_ascii()) {
        if rest.get(at) != Some(&b'%') {
            return None;
        }
        put(&rest[..at], 0, true)?;
        rest = rest.get(at + 1..)?;
        let mut spec = FormatSpec::NUMBER;
        let mut left = false;
        loop {
            match rest.first()? {
                b'0' => (spec.fill, spec.align) = ('0'.into(), Align::AfterSign),
                b'-' => left = true,
                b'+' => spec.sign = Some(SignRule::Plus),
                _ => break,
            }
            rest = &rest[1..];
        }
        if left {
            (spec.fill, spec.align) = (' '.into(), Align::Left);
        }
        spec.width = number(&mut rest)?;
        if let [b'.', others @ ..] = rest {
            rest = others;
            spec.precision = Some(number(&mut rest)?.unwrap_or(0));
        }
        let (&letter, others) = rest.split_first()?;
        rest = others;
        if letter == b'%' && spec == FormatSpec::NUMBER {
            put(b"%", 0, true)?;
            continue;
        }
        let value = values.next()?;
        let mut number = quick::Short::default();
        match letter {
            b's' | b'r' if spec.precision.is_none() => {
                let text = value.downcast_exact::<Str>().filter(|text| letter == b's' && text.is_ascii());
                let bytes = match text.map(Str::units) {
                    Some(Units::One(bytes)) => bytes,
                    _ => {
                        match value.as_small_int() {
                            Some(int) => quick::decimal(int, &mut number),
                            None if quick::float_repr(value.as_exact_float()?, &mut number) => {}
                            None => return None,
                        }
                        number.bytes()
                    }
                };
                put(bytes, spec.width.unwrap_or(0).saturating_sub(bytes.len()), left)?;
                continue;
            }
            b'd' | b'i' | b'u' if spec.precision.is_none() => {
                quick::int(value.as_small_int()?, &spec, &mut number).then_some(())?;
            }
            b'x' | b'X' | b'o' if spec.precision.is_none() => {
                spec.code = Some(letter.into());
                quick::int(value.as_small_int()?, &spec, &mut number).then_some(())?;
            }
            b'f' | b'F' => {
                let float = value.as_exact_float().or_else(|| value.as_small_int().map(|i| i as f64))?;
                spec.code = Some('f'.into());
                quick::fixed(float, &spec, &mut number).then_some(())?;
            }
            _ => return None,
        }
        put(number.bytes(), 0, true)?;
    }
    put(rest, 0, true)?;
    if values.next().is_some() || len < 2 {
        return None;
    }
    Some(vm.heap().str_from_ascii(out.get(..len)?))
}

/// A run of few digits; None if there are more.
fn number(text: &mut &[u8]) -> Option<Option<usize>> {
    let mut value = None;
    while let [digit @ b'0'..=b'9', rest @ ..] = *text {
        value = Some(value.unwrap_or(0usize) * 10 + usize::from(digit - b'0')).filter(|&value| value < 1000);
        value?;
        *text = rest;
    }
    Some(value)
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
    let len = match cut {
        Some(cut) if cut < units.len() => cut,
        _ => units.len(),
    };
    let fill = match spec.width {
        Some(width) if width > len => width - len,
        _ => 0,
    };
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
