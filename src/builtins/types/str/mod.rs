//! `str`: the class's row, its constructor and its operators. The methods stand by topic in the files beside.

mod format;
mod layout;
mod methods;
mod percent;
mod search;
mod split;
mod translate;

use std::ops::Range;

use crate::object::class::class_flag;
use crate::object::native::CallArgs;
use crate::object::range::Slice;
use crate::object::slots::{Comparison, Slots};
use crate::object::str::Str;
use crate::object::{PyResult, Tag, Value};
use crate::text::repr::str_repr;
use crate::text::{OutOfMemory, Text, TextBuilder, Units};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::arguments::{check_class, new_method, receiver};
use super::{bounds, codec, sequence};

pub(super) use split::join_items;

/// The class's row.
pub static STR: ClassDef = ClassDef {
    name: "str",
    doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n\
          The text that an object shows, or bytes decoded.",
    layout: Tag::Str,
    flags: class_flag::BASE | class_flag::MATCH_SELF,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: methods::METHODS,
    ..ClassDef::EMPTY
};

new_method!(NEW, new);

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.repr.set(Some(|vm, v| {
        let text = str_repr(receiver::<Str>(vm, v)?.units());
        text_value(vm, text)
    }));
    s.str.set(Some(|vm, v| exact(vm, v)));
    s.hash.set(Some(|vm, v| Ok(receiver::<Str>(vm, v)?.hash())));
    s.compare.set(Some(compare));
    s.iter.set(Some(|vm, v| Ok(vm.heap().sequence_iterator(vm.types().str_iterator(), v.clone(), 0))));
    s.length.set(Some(|vm, v| Ok(receiver::<Str>(vm, v)?.len())));
    s.getitem.set(Some(getitem));
    s.contains.set(Some(contains));
    s.concat.set(Some(concat));
    s.repeat.set(Some(repeat));
    s.remainder.set(Some(percent::remainder));
}

/// Slices with a step that are so long are put together on the stack.
const SHORT: usize = 64;

/// A builder that stops at the memory limit.
fn builder(vm: &Vm) -> TextBuilder {
    TextBuilder::limited(vm.heap().room())
}

/// A new str, or MemoryError.
pub(super) fn text_value(vm: &Vm, text: Result<Text, OutOfMemory>) -> PyResult {
    let text = text.or_memory_error(vm)?;
    let units = text.units();
    if !vm.heap().has_room(units.len() * usize::from(units.width())) {
        return Err(vm.memory_error());
    }
    Ok(vm.heap().str_from_units(units))
}

/// What `fill` writes as a new str.
fn built(vm: &Vm, fill: impl FnOnce(&mut TextBuilder) -> Result<(), OutOfMemory>) -> PyResult {
    let mut out = builder(vm);
    let filled = fill(&mut out);
    text_value(vm, filled.map(|()| out.finish()))
}

/// The str itself, or its text as an exact str.
pub(super) fn exact(vm: &Vm, value: &Value) -> PyResult {
    match value.downcast_exact::<Str>() {
        Some(_) => Ok(value.clone()),
        None => Ok(vm.heap().str_from_units(receiver::<Str>(vm, value)?.units())),
    }
}

/// A part of a str as an exact str.
fn part(vm: &Vm, value: &Value, range: Range<usize>) -> PyResult {
    let text = receiver::<Str>(vm, value)?;
    if range.len() == text.len() && value.downcast_exact::<Str>().is_some() {
        return Ok(value.clone());
    }
    if range.len() > 1
        && let Some(part) = vm.heap().str_part(text, range.clone())
    {
        return Ok(part);
    }
    piece(vm, text.units(), range)
}

/// A part of a text as a str; short ones are shared.
fn piece(vm: &Vm, units: Units<'_>, range: Range<usize>) -> PyResult {
    match range.len() {
        0 => Ok(vm.names().empty.clone()),
        1 => Ok(vm.heap().char(units.get(range.start).unwrap_or(0))),
        _ => {
            let piece = units.slice(range).or_memory_error(vm)?;
            Ok(vm.heap().str_from_units(piece.units()))
        }
    }
}

/// `str(object='', encoding='utf-8', errors='strict')`.
fn new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    check_class(vm, class, vm.types().str())?;
    let [object, encoding, errors] = codec::constructor_arguments(vm, "str", ["object", "encoding", "errors"], args)?;
    let own = class.is(vm.types().str());
    let text = match object {
        None => vm.names().empty.clone(),
        Some(object) if encoding.is_none() && errors.is_none() => vm.str(&object)?,
        Some(object) if object.as_str().is_some() => return Err(vm.type_error("decoding str is not supported")),
        Some(object) => {
            if !vm.is_bytes_like(&object) {
                let name = vm.type_name(&object);
                return Err(vm.type_error(format!("decoding to str: need a bytes-like object, {name} found")));
            }
            codec::decode(vm, &object, encoding.as_ref(), errors.as_ref())?
        }
    };
    match text.as_str() {
        Some(text) if !own => Ok(vm.heap().str_of_class(class, text.units())),
        _ => Ok(text),
    }
}

fn compare(_: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let (Some(x), Some(y)) = (a.as_str(), b.as_str()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let holds = match op {
        Comparison::Eq => x.equals(y),
        Comparison::Ne => !x.equals(y),
        _ => op.holds(x.units().cmp(&y.units())),
    };
    Ok(Value::bool(holds))
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let text = receiver::<Str>(vm, object)?;
    if key.downcast::<Slice>().is_some() {
        let bounds = vm.slice_bounds(key, |_| text.len())?;
        if bounds.step == 1 {
            let start = bounds.start as usize;
            return part(vm, object, start..start + bounds.count);
        }
        let units = text.units();
        if let Units::One(bytes) = units
            && text.is_ascii()
            && bounds.count <= SHORT
        {
            let mut place = [0; SHORT];
            for (place, i) in place.iter_mut().zip(bounds.positions()) {
                *place = bytes.get(i).copied().unwrap_or_default();
            }
            return Ok(match place.get(..bounds.count) {
                Some(&[byte]) => vm.heap().char(byte.into()),
                Some(part) if !part.is_empty() => vm.heap().str_from_ascii(part),
                _ => vm.names().empty.clone(),
            });
        }
        return built(vm, |out| {
            out.reserve(bounds.count, 0)?;
            bounds.positions().filter_map(|i| units.get(i)).try_for_each(|c| out.try_push(c))
        });
    }
    let index = match key.as_small_int() {
        Some(index) => index,
        None if bounds::has_index(vm, key) => vm.index_i64(key)?,
        None => return Err(vm.type_error("string indices must be integers")),
    };
    match sequence::place(index, text.len()).and_then(|i| text.units().get(i)) {
        Some(c) => Ok(vm.heap().char(c)),
        None => Err(vm.index_error("string index out of range")),
    }
}

fn contains(vm: &mut Vm, object: &Value, item: &Value) -> PyResult<bool> {
    match item.as_str() {
        Some(item) => Ok(receiver::<Str>(vm, object)?.units().contains(item.units())),
        None => {
            let name = vm.type_name(item);
            Err(vm.type_error(format!("'in <string>' requires string as left operand, not {name}")))
        }
    }
}

fn concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let x = receiver::<Str>(vm, a)?;
    let Some(y) = b.as_str() else {
        return Err(vm.type_error(format!("can only concatenate str (not \"{}\") to str", vm.type_name(b))));
    };
    if x.is_empty() {
        return exact(vm, b);
    }
    if y.is_empty() {
        return exact(vm, a);
    }
    let bytes = (x.len() + y.len()) * 4;
    if !vm.heap().has_room(bytes) {
        return Err(vm.memory_error());
    }
    Ok(vm.heap().str_concat(x, y))
}

fn repeat(vm: &mut Vm, object: &Value, count: &Value) -> PyResult {
    let text = receiver::<Str>(vm, object)?;
    let count = usize::try_from(vm.index_i64(count)?).unwrap_or(0);
    match count {
        0 => Ok(vm.names().empty.clone()),
        1 => exact(vm, object),
        _ if text.is_empty() => Ok(vm.names().empty.clone()),
        _ => built(vm, |out| text.units().repeat_into(count, out)),
    }
}
