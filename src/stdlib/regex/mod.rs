//! `re`: parser and matcher are native (`_sre`), pattern and match objects are Python.

mod emit;
mod matcher;
mod node;
mod parse;

use crate::object::boxed::Payload;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value, Visitor};
use crate::text::Units;
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

use super::ModuleDef;
use emit::Program;
use matcher::{Matcher, NOWHERE};

pub static NATIVE_RE: ModuleDef = ModuleDef {
    name: "_sre",
    functions: &[
        NativeDef::function(
            "compile(pattern, flags, /)",
            "(program, flags, groups, names), or (message, position) of what is wrong.",
            compile,
        ),
        NativeDef::function(
            "run(program, text, start, end, how, not_empty_at, /)",
            "Where the match and its groups lie, and the last group closed; None without a match.",
            run,
        ),
    ],
    ..ModuleDef::EMPTY
};

static PROGRAM: ClassDef = ClassDef { name: "Program", module: "_sre", ..ClassDef::EMPTY };

struct Compiled(Program);

impl Payload for Compiled {
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

/// A str's or bytes-like object's units.
fn with_units<R>(vm: &Vm, text: &Value, look: impl FnOnce(Units<'_>) -> R) -> PyResult<R> {
    match text.as_str() {
        Some(text) => Ok(look(text.units())),
        None => vm.with_bytes(text, |bytes| look(Units::One(bytes))),
    }
}

fn compile(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let flags = vm.index_or(args.get(1), |vm| vm.types().overflow_error())? as u32;
    let is_str = args.get(0).as_str().is_some();
    let pattern: Vec<u32> = with_units(vm, args.get(0), |units| units.iter().collect())?;
    let heap = vm.heap();
    let parsed = match parse::parse(&pattern, is_str, flags) {
        Ok(parsed) => parsed,
        Err(wrong) => {
            let at = wrong.at.map_or(Value::NONE, Value::from_len);
            return Ok(heap.tuple_from([heap.str(&wrong.message), at]));
        }
    };
    let Ok(program) = emit::program(&parsed.tree, parsed.groups) else { return Err(vm.memory_error()) };
    let names = heap.dict();
    if let Some(dict) = names.downcast::<crate::object::dict::Dict>() {
        for (name, number) in &parsed.names {
            vm.dict_set(dict, &heap.str(name), &Value::from_len(*number))?;
        }
    }
    let class = vm.native_class(&PROGRAM);
    let program = heap.boxed(&class, Compiled(program));
    Ok(heap.tuple_from([program, heap.int(parsed.flags.into()), Value::from_len(parsed.groups), names]))
}

fn run(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let mut numbers = [0; 4];
    for (place, number) in (2..6).zip(&mut numbers) {
        *number = vm.index_or(args.get(place), |vm| vm.types().overflow_error())?;
    }
    let Some(Compiled(program)) = args.get(0).payload() else { return Err(vm.type_error("a program is required")) };
    let found = with_units(vm, args.get(1), |text| {
        let end = usize::try_from(numbers[1]).unwrap_or(0).min(text.len());
        let start = usize::try_from(numbers[0]).unwrap_or(0);
        let not_empty_at = usize::try_from(numbers[3]).ok();
        let mut matcher =
            Matcher { program, text, end, registers: vec![NOWHERE; program.registers], spare: Vec::new() };
        find(&mut matcher, start, numbers[2], not_empty_at).map(|found| (found, matcher.registers))
    })?;
    let Ok((found, registers)) = found else { return Err(vm.memory_error()) };
    let Some((start, end)) = found else { return Ok(Value::NONE) };
    let place = |place: usize| {
        if place == NOWHERE { Value::small_int(-1).unwrap_or(Value::NONE) } else { Value::from_len(place) }
    };
    let mut out = vec![Value::from_len(start), Value::from_len(end)];
    for group in 1..=program.groups {
        let pair = [2 * group, 2 * group + 1].map(|r| registers.get(r).copied().unwrap_or(NOWHERE));
        // A group that was entered, but not left, has not matched.
        let pair = if pair.contains(&NOWHERE) { [NOWHERE; 2] } else { pair };
        out.extend(pair.map(place));
    }
    out.push(match registers.get(program.closed()) {
        Some(&group) if group != NOWHERE => Value::from_len(group),
        _ => Value::NONE,
    });
    Ok(vm.heap().tuple(out))
}

type Found = Result<Option<(usize, usize)>, matcher::TooDeep>;

/// `how`: 0 match, 1 search, 2 fullmatch.
fn find(matcher: &mut Matcher<'_>, start: usize, how: i64, not_empty_at: Option<usize>) -> Found {
    let forbidden = |at: usize| not_empty_at.filter(|&place| place == at);
    if how != 1 {
        if start > matcher.end {
            return Ok(None);
        }
        return Ok(matcher.match_at(start, how == 2, forbidden(start))?.map(|end| (start, end)));
    }
    let first = matcher.program.first;
    for at in start..=matcher.end {
        if let Some(first) = first {
            let c = if at < matcher.end { matcher.text.get(at) } else { None };
            if c.is_none_or(|c| c < 128 && !first.has(c)) {
                continue;
            }
        }
        if let Some(end) = matcher.match_at(at, false, forbidden(at))? {
            return Ok(Some((at, end)));
        }
    }
    Ok(None)
}
