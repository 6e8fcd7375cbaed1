//! JSON strings: quoted text to str.

use crate::object::native::Args;
use crate::object::{Heap, PyResult, Value};
use crate::text::{TextBuilder, Units};
use crate::vm::Vm;

use super::{Failure, Unit};

const UNTERMINATED: &str = "Unterminated string starting at";
const BAD_ESCAPE: &str = "Invalid \\uXXXX escape";

pub fn function(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let end = vm.index_or(args.get(1), |vm| vm.types().overflow_error())?;
    let strict = args.opt(2).map_or(Ok(true), |strict| vm.truth(strict))?;
    let value = args.get(0);
    let Some(text) = value.as_str() else {
        let found = vm.type_name(value);
        return Err(vm.type_error(format!("first argument must be a string, not {found}")));
    };
    let Some(begin) = usize::try_from(end).ok().filter(|end| *end <= text.len()) else {
        return Err(vm.value_error("end is out of bounds"));
    };
    let units = text.units();
    let heap = vm.heap();
    let scanned = match units {
        Units::One(slice) => scan(heap, units, slice, begin, strict),
        Units::Two(slice) => scan(heap, units, slice, begin, strict),
        Units::Four(slice) => scan(heap, units, slice, begin, strict),
    };
    match scanned {
        Ok((string, end)) => Ok(heap.pair(string, Value::from_len(end))),
        Err(failure) => Err(failure.raise(vm, value)),
    }
}

/// The length of the run of units that stand for themselves.
#[inline(always)]
pub fn plain_run<U: Unit>(units: &[U], strict: bool) -> usize {
    let special = |unit: &U| {
        let byte = unit.byte();
        byte == b'"' || byte == b'\\' || byte < 0x20 && strict
    };
    units.iter().position(special).unwrap_or(units.len())
}

/// The string whose opening quote stands before `begin`, and the index after its closing quote.
pub fn scan<U: Unit>(
    heap: &Heap,
    all: Units<'_>,
    units: &[U],
    begin: usize,
    strict: bool,
) -> Result<(Value, usize), Failure> {
    let run = plain_run(units.get(begin..).unwrap_or_default(), strict);
    let end = begin + run;
    if units.get(end).is_some_and(|unit| unit.byte() == b'"') {
        return Ok((part(heap, all, begin, end)?, end + 1));
    }
    escaped(heap, all, units, begin, end, strict)
}

/// A part of the text as a str.
pub fn part(heap: &Heap, all: Units<'_>, begin: usize, end: usize) -> Result<Value, Failure> {
    if let Units::One(bytes) = all {
        return Ok(heap.str_from_units(Units::One(bytes.get(begin..end).unwrap_or_default())));
    }
    match all.slice(begin..end) {
        Ok(piece) => Ok(heap.str_from_units(piece.units())),
        Err(_) => Err(Failure::Wrong(UNTERMINATED, begin)),
    }
}

#[inline(never)]
fn escaped<U: Unit>(
    heap: &Heap,
    all: Units<'_>,
    units: &[U],
    begin: usize,
    first: usize,
    strict: bool,
) -> Result<(Value, usize), Failure> {
    let start = begin.saturating_sub(1);
    let unit = |at: usize| units.get(at).map(|unit| unit.point());
    let mut text = TextBuilder::default();
    let (mut from, mut at) = (begin, first);
    loop {
        text.push_part(all, from..at);
        match unit(at) {
            None => return Err(Failure::Wrong(UNTERMINATED, start)),
            Some(0x22) => return Ok((heap.str_from_text(&text.finish()), at + 1)),
            Some(0x5c) => {}
            Some(_) => return Err(Failure::Wrong("Invalid control character at", at)),
        }
        at += 1;
        let Some(escape) = unit(at) else { return Err(Failure::Wrong(UNTERMINATED, start)) };
        at += 1;
        let point = match u8::try_from(escape).unwrap_or(0) {
            plain @ (b'"' | b'\\' | b'/') => plain.into(),
            b'b' => 8,
            b'f' => 12,
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            b'u' => {
                if at + 4 >= units.len() {
                    return Err(Failure::Wrong(BAD_ESCAPE, at - 1));
                }
                let mut point = hex(units, at).ok_or(Failure::Wrong(BAD_ESCAPE, at - 1))?;
                at += 4;
                if (0xd800..0xdc00).contains(&point)
                    && at + 6 < units.len()
                    && unit(at) == Some(0x5c)
                    && unit(at + 1) == Some(0x75)
                {
                    let low = hex(units, at + 2).ok_or(Failure::Wrong(BAD_ESCAPE, at + 1))?;
                    if (0xdc00..0xe000).contains(&low) {
                        point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
                        at += 6;
                    }
                }
                point
            }
            _ => return Err(Failure::Wrong("Invalid \\escape", at - 2)),
        };
        text.push(point);
        from = at;
        at += plain_run(units.get(at..).unwrap_or_default(), strict);
    }
}

/// Four hexadecimal digits.
fn hex<U: Unit>(units: &[U], at: usize) -> Option<u32> {
    units.get(at..at + 4)?.iter().try_fold(0, |sum, unit| Some(sum << 4 | char::from(unit.byte()).to_digit(16)?))
}
