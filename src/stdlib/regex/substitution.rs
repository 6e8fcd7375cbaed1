//! `sub`, `subn` and `Match.expand`: texts in place of matches.

use crate::object::class::Class;
use crate::object::list::List;
use crate::object::native::Args;
use crate::object::{Exception, PyResult, Value};
use crate::text::TextBuilder;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::match_object::{self, Span};
use super::matcher::NOWHERE;
use super::pattern;
use super::scan::{How, Scan, part, with_units};

/// What stands in for a match.
enum Replacement {
    Function(Value),
    /// Texts and numbers of groups, one after the other.
    Template(Vec<Value>),
}

/// A function of the module `re`.
pub fn of_module(vm: &mut Vm, name: &str) -> PyResult {
    let module = match vm.loaded("re") {
        Some(module) => module,
        None => vm.import_module("re")?,
    };
    let name = vm.heap().intern(name);
    vm.get_attr(&module, &name)
}

/// A template's parts; `re._template` reads one that has backslashes.
fn template(vm: &mut Vm, pattern: &Value, source: &Value) -> PyResult<Vec<Value>> {
    let plain = match source.as_str() {
        Some(text) => !text.units().iter().any(|c| c == u32::from(b'\\')),
        None => vm.with_bytes_opt(source, |bytes| !bytes.contains(&b'\\'))?.unwrap_or(false),
    };
    if plain {
        return Ok(vec![source.clone()]);
    }
    let function = of_module(vm, "_template")?;
    let parts = vm.call(&function, &[source.clone(), pattern.clone()])?;
    Ok(parts.downcast::<List>().map(|parts| parts.with(Vec::clone)).unwrap_or_default())
}

/// Collects the parts of the new text.
struct Output {
    text: TextBuilder,
    bytes: Vec<u8>,
    is_str: bool,
    /// How many parts came; errors name them.
    parts: usize,
}

impl Output {
    fn new(is_str: bool) -> Output {
        Output { text: TextBuilder::default(), bytes: Vec::new(), is_str, parts: 0 }
    }

    /// A part of the subject.
    fn copy(&mut self, vm: &Vm, subject: &Value, span: Span) -> PyResult<()> {
        let (start, end) = span;
        if start >= end {
            return Ok(());
        }
        self.parts += 1;
        with_units(vm, subject, |units| {
            if self.is_str {
                let piece = units.slice(start..end)?;
                return self.text.try_push_units(piece.units());
            }
            let crate::text::Units::One(bytes) = units else { return Ok(()) };
            self.push_bytes(bytes.get(start..end).unwrap_or_default())
        })?
        .or_memory_error(vm)
    }

    fn push_bytes(&mut self, bytes: &[u8]) -> Result<(), crate::text::OutOfMemory> {
        self.bytes.try_reserve(bytes.len()).map_err(|_| crate::text::OutOfMemory)?;
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    /// A replacement, which must be of the subject's kind.
    fn push(&mut self, vm: &Vm, value: &Value) -> PyResult<()> {
        let at = self.parts;
        self.parts += 1;
        match (self.is_str, value.as_str()) {
            (true, Some(text)) => self.text.try_push_units(text.units()).or_memory_error(vm),
            (true, None) => {
                let found = vm.type_name(value);
                Err(vm.type_error(format!("sequence item {at}: expected str instance, {found} found")))
            }
            (false, _) => match vm.with_bytes_opt(value, |bytes| self.push_bytes(bytes))? {
                Some(pushed) => pushed.or_memory_error(vm),
                None => {
                    let found = vm.type_name(value);
                    Err(vm.type_error(format!("sequence item {at}: expected a bytes-like object, {found} found")))
                }
            },
        }
    }

    /// A template with its groups filled in.
    fn fill(&mut self, vm: &Vm, template: &[Value], subject: &Value, spans: &[Span]) -> PyResult<()> {
        for item in template {
            match item.as_small_int().and_then(|group| spans.get(usize::try_from(group).ok()?)) {
                Some(&(NOWHERE, _)) => {}
                Some(&span) => self.copy(vm, subject, span)?,
                None => self.push(vm, item)?,
            }
        }
        Ok(())
    }

    fn finish(self, vm: &Vm) -> Value {
        if self.is_str { vm.heap().str_from_text(&self.text.finish()) } else { vm.heap().bytes(self.bytes) }
    }
}

/// `subn(self, repl, string, count)`: the new text, and how many matches were replaced.
pub fn substitute(vm: &mut Vm, args: &mut Args<'_>) -> PyResult<(Value, usize)> {
    let (value, repl, text) = (args.get(0), args.get(1), args.get(2));
    let pattern = pattern::of(vm, value)?;
    let most = match args.opt(3) {
        Some(most) => vm.index_or(most, |vm| vm.types().overflow_error())?,
        None => 0,
    };
    let callable = vm.heap().class_of(repl).downcast::<Class>().is_some_and(|c| c.slots.call.get().is_some());
    let replacement =
        if callable { Replacement::Function(repl.clone()) } else { Replacement::Template(template(vm, value, repl)?) };
    let mut scan = Scan::new(vm, pattern, text, None, None)?;
    let mut out = Output::new(pattern.is_str());
    let (mut last, mut count) = (0, 0);
    while (most == 0 || (count as i64) < most) && scan.step(vm, pattern, text, How::Search)? {
        let (start, end) = scan.spans[0];
        out.copy(vm, text, (last, start))?;
        match &replacement {
            Replacement::Function(function) => {
                let found = scan.result(vm, value, text);
                let new = vm.call(function, &[found])?;
                if !new.is_none() {
                    out.push(vm, &new)?;
                }
            }
            Replacement::Template(template) => out.fill(vm, template, text, &scan.spans)?,
        }
        last = end;
        count += 1;
    }
    let len = with_units(vm, text, |units| units.len())?;
    if count == 0 {
        return Ok((part(vm, text, (0, len))?, 0));
    }
    out.copy(vm, text, (last, len))?;
    Ok((out.finish(vm), count))
}

/// `Match.expand(template)`.
pub fn expand(vm: &mut Vm, value: &Value, source: &Value) -> Result<Value, Exception> {
    let pattern = match_object::found(vm, value)?.pattern.clone();
    let template = template(vm, &pattern, source)?;
    let found = match_object::found(vm, value)?;
    let mut out = Output::new(pattern::of(vm, &pattern)?.is_str());
    out.fill(vm, &template, &found.string, &found.spans)?;
    Ok(out.finish(vm))
}
