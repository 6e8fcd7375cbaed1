//! `str.format`, `str.format_map` and `str.__format__`.

use std::ops::Range;

use crate::number::format_number::format_str;
use crate::number::format_spec::{FormatSpec, Target};
use crate::object::dict::Dict;
use crate::object::native::Args;
use crate::object::str::Str;
use crate::object::{Exception, PyResult, Value};
use crate::text::format_string::{
    Argument, Conversion, Field, FormatError, MAX_DEPTH, Markup, Numbering, Step, split_field_name,
};
use crate::text::{TextBuilder, Units};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::super::arguments::receiver;
use super::{builder, exact, piece, text_value};

/// A format at work.
struct Filling<'a> {
    format: Units<'a>,
    /// None for `format_map`.
    positional: Option<&'a [Value]>,
    keywords: &'a Value,
    numbering: Numbering,
}

#[cold]
fn format_error(vm: &Vm, error: FormatError) -> Exception {
    vm.value_error(error.0)
}

pub(super) fn format(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    fill(vm, args.get(0), Some(args.rest(1)), args.get(2))
}

pub(super) fn format_map(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    fill(vm, args.get(0), None, args.get(1))
}

fn fill(vm: &mut Vm, format: &Value, positional: Option<&[Value]>, keywords: &Value) -> PyResult {
    let units = receiver::<Str>(vm, format)?.units();
    let mut filling = Filling { format: units, positional, keywords, numbering: Numbering::default() };
    // A result that is one str altogether is that str itself, as in CPython.
    let mut chunks = Markup::new(units, 0..units.len());
    if let (Some(Ok(chunk)), None) = (chunks.next(), chunks.next()) {
        match chunk.field {
            Some(field) if chunk.literal.is_empty() => return filling.field(vm, field, MAX_DEPTH),
            None if chunk.literal.len() == units.len() => return Ok(format.clone()),
            _ => {}
        }
    }
    let mut out = builder(vm);
    filling.expand(vm, 0..units.len(), MAX_DEPTH, &mut out)?;
    Ok(vm.heap().str_from_text(&out.finish()))
}

impl Filling<'_> {
    /// Writes a part of the format with its fields filled in.
    fn expand(&mut self, vm: &mut Vm, range: Range<usize>, depth: usize, out: &mut TextBuilder) -> PyResult<()> {
        if depth == 0 {
            return Err(vm.value_error("Max string recursion exceeded"));
        }
        for chunk in Markup::new(self.format, range) {
            let chunk = chunk.map_err(|e| format_error(vm, e))?;
            out.reserve(chunk.literal.len(), 0).or_memory_error(vm)?;
            out.push_part(self.format, chunk.literal);
            if let Some(field) = chunk.field {
                let text = self.field(vm, field, depth)?;
                if let Some(text) = text.as_str() {
                    out.try_push_units(text.units()).or_memory_error(vm)?;
                }
            }
        }
        Ok(())
    }

    /// What stands for a field: a str.
    fn field(&mut self, vm: &mut Vm, field: Field, depth: usize) -> PyResult {
        let mut value = self.value(vm, field.name)?;
        if let Some(conversion) = field.conversion {
            value = match Conversion::new(conversion).map_err(|e| format_error(vm, e))? {
                Conversion::Str => vm.str(&value)?,
                Conversion::Repr => vm.repr(&value)?,
                Conversion::Ascii => vm.ascii(&value)?,
            };
        }
        let spec = if field.nested {
            let mut spec = builder(vm);
            self.expand(vm, field.spec, depth - 1, &mut spec)?;
            vm.heap().str_from_text(&spec.finish())
        } else {
            piece(vm, self.format, field.spec)?
        };
        vm.format(&value, &spec)
    }

    /// The object that a field name means.
    fn value(&mut self, vm: &mut Vm, name: Range<usize>) -> PyResult {
        let (first, path) = split_field_name(self.format, name).map_err(|e| format_error(vm, e))?;
        let mut value = match self.numbering.resolve(first).map_err(|e| format_error(vm, e))? {
            Argument::Keyword(range) => {
                let key = piece(vm, self.format, range)?;
                match self.keywords.downcast_exact::<Dict>() {
                    Some(dict) => match vm.dict_get(dict, &key)? {
                        Some(value) => value,
                        None => return Err(vm.key_error(&key)),
                    },
                    // `format` without keywords.
                    None if self.positional.is_some() => return Err(vm.key_error(&key)),
                    None => vm.get_item(self.keywords, &key)?,
                }
            }
            Argument::Position(index) => {
                let Some(positional) = self.positional else {
                    return Err(vm.value_error("Format string contains positional fields"));
                };
                match positional.get(index) {
                    Some(value) => value.clone(),
                    None => {
                        let message = format!("Replacement index {index} out of range for positional args tuple");
                        return Err(vm.index_error(message));
                    }
                }
            }
        };
        for step in path {
            value = match step.map_err(|e| format_error(vm, e))? {
                Step::Attribute(range) => {
                    let name = vm.heap().intern_value(piece(vm, self.format, range)?);
                    vm.get_attr(&value, &name)?
                }
                Step::Index(index) => vm.get_item(&value, &Value::from_len(index))?,
                Step::Key(range) => {
                    let key = piece(vm, self.format, range)?;
                    vm.get_item(&value, &key)?
                }
            };
        }
        Ok(value)
    }
}

pub(super) fn format_self(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (value, spec) = (args.get(0), args.get(1));
    let text = receiver::<Str>(vm, value)?;
    let Some(spec) = spec.as_str() else {
        return Err(vm.type_error(format!("__format__() argument must be str, not {}", vm.type_name(spec))));
    };
    if spec.is_empty() {
        return match value.downcast_exact::<Str>() {
            Some(_) => exact(vm, value),
            None => vm.str(value),
        };
    }
    let name = vm.type_name(value);
    let formatted =
        FormatSpec::parse(spec.units(), Target::Str).and_then(|spec| format_str(text.units(), &spec, &name));
    let formatted = formatted.map_err(|e| vm.number_error(e))?;
    if formatted.len() == text.len() && formatted.units() == text.units() {
        return Ok(value.clone());
    }
    text_value(vm, Ok(formatted))
}
