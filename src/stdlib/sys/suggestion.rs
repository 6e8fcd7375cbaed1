//! "Did you mean": the name nearest to one that was not found, for the report of an uncaught AttributeError or
//! NameError. The distance counts moved, added and lost bytes, as CPython does.

use crate::builtins::exceptions::field;
use crate::object::Value;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::exception::ExceptionObject;
use crate::object::frame::{FrameObject, Traceback};
use crate::vm::Vm;

/// Namespaces larger than this are not searched.
const CANDIDATES: usize = 750;
/// Longer names are not compared.
const LONGEST: usize = 40;
const MOVE: usize = 2;
const CASE: usize = 1;

/// The name to suggest for an exception.
pub fn suggestion(vm: &mut Vm, value: &Value) -> Option<String> {
    let class = vm.heap().class_of(value).clone();
    let wanted = text(&field::get(value, 0)?)?;
    if class.is(vm.types().attribute_error()) {
        let object = field::get(value, 1)?;
        let dir = vm.heap().intern("dir");
        let dir = vm.builtins.downcast::<Dict>().and_then(|b| b.get_str(&dir))?;
        let names = vm.call(&dir, &[object]).ok()?;
        return nearest(&vm.collect(&names).ok()?, &wanted);
    }
    if !class.is(vm.types().name_error()) {
        return None;
    }
    let mut traceback = value.downcast::<ExceptionObject>()?.traceback.get()?;
    while let Some(next) = traceback.downcast::<Traceback>().and_then(|t| t.next.get()) {
        traceback = next;
    }
    let frame = traceback.downcast::<Traceback>()?.frame.clone();
    let frame = frame.downcast::<FrameObject>()?;
    let code = frame.code.downcast::<Code>()?;
    let locals: Vec<Value> = code.object.varnames.iter().map(|name| vm.heap().intern(name)).collect();
    let keys = |dict: &Value| dict.downcast::<Dict>().map(Dict::keys).unwrap_or_default();
    nearest(&locals, &wanted)
        .or_else(|| nearest(&keys(&frame.globals), &wanted))
        .or_else(|| nearest(&keys(&vm.builtins), &wanted))
}

fn text(value: &Value) -> Option<String> {
    value.as_str()?.to_str().map(|s| s.into_owned())
}

/// The first of the nearest names, if it is near enough: a third of the letters may differ.
fn nearest(names: &[Value], wanted: &str) -> Option<String> {
    if names.len() >= CANDIDATES {
        return None;
    }
    let mut best: Option<(usize, String)> = None;
    for name in names {
        let name = text(name)?;
        if name == wanted {
            continue;
        }
        let mut most = (wanted.len() + name.len() + 3) * MOVE / 6;
        if let Some((distance, _)) = &best {
            most = most.min(distance.saturating_sub(1));
        }
        let distance = distance(wanted.as_bytes(), name.as_bytes(), most);
        if distance <= most && best.as_ref().is_none_or(|(b, _)| distance < *b) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// What it costs to put one byte in place of another.
fn replacement(a: u8, b: u8) -> usize {
    match a == b {
        true => 0,
        false if a.eq_ignore_ascii_case(&b) => CASE,
        false => MOVE,
    }
}

/// Levenshtein's distance; more than `most` where it would be that.
fn distance<'a>(mut a: &'a [u8], mut b: &'a [u8], most: usize) -> usize {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    (a, b) = (&a[same..], &b[same..]);
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    (a, b) = (&a[..a.len() - same], &b[..b.len() - same]);
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE;
    }
    if a.len() > LONGEST || b.len() > LONGEST {
        return most + 1;
    }
    if b.len() < a.len() {
        (a, b) = (b, a);
    }
    if (b.len() - a.len()) * MOVE > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE).collect();
    let mut result = 0;
    for (i, &code) in b.iter().enumerate() {
        let mut diagonal = i * MOVE;
        result = diagonal;
        let mut least = usize::MAX;
        for (cell, &other) in row.iter_mut().zip(a) {
            let substitute = diagonal + replacement(code, other);
            diagonal = *cell;
            result = (result.min(diagonal) + MOVE).min(substitute);
            *cell = result;
            least = least.min(result);
        }
        if least > most {
            return most + 1;
        }
    }
    result
}
