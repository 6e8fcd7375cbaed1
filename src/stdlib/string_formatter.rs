//! `_string`: the parser of `str.format` for `string.Formatter`.

use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::text::format_string::{First, FormatError, Markup, Step, split_field_name};
use crate::text::{OutOfMemory, Units};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::ModuleDef;

pub static NATIVE_STRING: ModuleDef = ModuleDef {
    name: "_string",
    doc: "string helper module",
    functions: &[
        NativeDef::function("_parse(format, /)", "", parse),
        NativeDef::function("_split(name, /)", "", split),
    ],
    ..ModuleDef::EMPTY
};

fn units<'a>(vm: &Vm, args: &'a Args<'_>) -> PyResult<Units<'a>> {
    match args.get(0).as_str() {
        Some(text) => Ok(text.units()),
        None => Err(vm.type_error(format!("expected str, got {}", vm.type_name(args.get(0))))),
    }
}

fn part(vm: &Vm, units: Units<'_>, range: std::ops::Range<usize>) -> PyResult {
    let piece: Result<_, OutOfMemory> = units.slice(range);
    Ok(vm.heap().str_from_units(piece.or_memory_error(vm)?.units()))
}

/// A list of (literal, field name, spec, conversion); the message comes last where the format is wrong.
fn parse(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let units = units(vm, args)?;
    let mut rows = Vec::new();
    for chunk in Markup::new(units, 0..units.len()) {
        let chunk = match chunk {
            Ok(chunk) => chunk,
            Err(FormatError(message)) => {
                rows.push(vm.heap().str(&message));
                break;
            }
        };
        let literal = part(vm, units, chunk.literal)?;
        rows.push(match chunk.field {
            None => vm.heap().tuple_from([literal, Value::NONE, Value::NONE, Value::NONE]),
            Some(field) => {
                let name = part(vm, units, field.name)?;
                let spec = part(vm, units, field.spec)?;
                let conversion = field.conversion.map_or(Value::NONE, |c| vm.heap().char(c));
                vm.heap().tuple_from([literal, name, spec, conversion])
            }
        });
    }
    Ok(vm.heap().list(rows))
}

/// The first part, and a list of (is attribute, name or index) for the others; the message comes last as above.
fn split(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let units = units(vm, args)?;
    let (first, path) = split_field_name(units, 0..units.len()).map_err(|e| vm.value_error(e.0))?;
    let first = match first {
        First::Empty => vm.names().empty.clone(),
        First::Index(index) => Value::from_len(index),
        First::Name(range) => part(vm, units, range)?,
    };
    let mut steps = Vec::new();
    for step in path {
        let (attribute, key) = match step {
            Ok(Step::Attribute(range)) => (true, part(vm, units, range)?),
            Ok(Step::Index(index)) => (false, Value::from_len(index)),
            Ok(Step::Key(range)) => (false, part(vm, units, range)?),
            Err(FormatError(message)) => {
                steps.push(vm.heap().str(&message));
                break;
            }
        };
        steps.push(vm.heap().tuple_from([Value::bool(attribute), key]));
    }
    let steps = vm.heap().list(steps);
    Ok(vm.heap().tuple_from([first, steps]))
}
