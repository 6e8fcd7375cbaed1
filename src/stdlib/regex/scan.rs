//! One text searched with one pattern: where the next match is looked for, and what the last one found.

use std::mem;
use std::sync::atomic::Ordering;

use crate::object::bytes::Bytes;
use crate::object::heap::breaker;
use crate::object::str::Str;
use crate::object::{PyResult, Value};
use crate::text::Units;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::emit::Program;
use super::match_object::{self, Span};
use super::matcher::{Choice, Matcher, NOWHERE, Place, Stop};
use super::pattern::Pattern;

/// What an attempt asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A match at the place.
    Match,
    /// A match there or later.
    Search,
    /// A match from the place up to the end.
    Full,
}

/// How many ways are tried before a search asks for signals.
const PATIENCE: u64 = 1 << 12;

/// Memory that attempts use one after the other.
#[derive(Default)]
pub struct Scratch {
    pub registers: Vec<usize>,
    pub stack: Vec<Choice>,
}

/// Where a search stands. Places count the text's items.
pub struct Scan {
    /// Where it began, and where the text ends for it.
    pos: usize,
    end: usize,
    at: usize,
    /// An empty match here would be the last one again.
    barred: Option<usize>,
    /// The last match: the whole, then the groups.
    pub spans: Vec<Span>,
    /// The number of the group that was closed last.
    pub last: Option<usize>,
}

/// Looks at a subject's items: a str, or a bytes-like object, as the pattern wants.
pub fn with_units<R>(vm: &Vm, text: &Value, look: impl FnOnce(Units<'_>) -> R) -> PyResult<R> {
    match text.as_str() {
        Some(text) => Ok(look(text.units())),
        None => match vm.with_bytes_opt(text, |bytes| look(Units::One(bytes)))? {
            Some(result) => Ok(result),
            None => Err(vm.type_error("expected string or bytes-like object")),
        },
    }
}

/// A part of a subject: a str or bytes.
pub fn part(vm: &Vm, text: &Value, span: Span) -> PyResult {
    let (start, end) = span;
    if let Some(str) = text.as_str() {
        if start == 0 && end == str.len() && text.downcast_exact::<Str>().is_some() {
            return Ok(text.clone());
        }
        let piece = str.units().slice(start..end).or_memory_error(vm)?;
        return Ok(vm.heap().str_from_units(piece.units()));
    }
    if start == 0 && text.downcast_exact::<Bytes>().is_some_and(|bytes| bytes.data.len() == end) {
        return Ok(text.clone());
    }
    with_units(vm, text, |units| match units {
        // A bytearray may have become shorter.
        Units::One(bytes) => vm.heap().bytes(&bytes[start.min(bytes.len())..end.min(bytes.len())]),
        _ => Value::NONE,
    })
}

/// An empty str or bytes, of the subject's kind.
pub fn empty(vm: &Vm, text: &Value) -> Value {
    if text.as_str().is_some() { vm.names().empty.clone() } else { vm.heap().bytes(&[][..]) }
}

impl Scan {
    /// A search of `text[pos:endpos]`; TypeError where pattern and text are of different kinds.
    pub fn new(
        vm: &mut Vm,
        pattern: &Pattern,
        text: &Value,
        pos: Option<&Value>,
        endpos: Option<&Value>,
    ) -> PyResult<Scan> {
        let len = with_units(vm, text, |units| units.len())?;
        match (pattern.is_str(), text.as_str().is_some()) {
            (false, true) => return Err(vm.type_error("cannot use a bytes pattern on a string-like object")),
            (true, false) => return Err(vm.type_error("cannot use a string pattern on a bytes-like object")),
            _ => {}
        }
        let place = |vm: &mut Vm, value: Option<&Value>, default: usize| match value {
            Some(value) => {
                let given = vm.index_or(value, |vm| vm.types().overflow_error())?;
                Ok(usize::try_from(given).unwrap_or(0).min(len))
            }
            None => Ok(default),
        };
        let (pos, end) = (place(vm, pos, 0)?, place(vm, endpos, len)?);
        Ok(Scan { pos, end, at: pos, barred: None, spans: Vec::new(), last: None })
    }

    /// Looks for the next match; false if there is none.
    pub fn step(&mut self, vm: &mut Vm, pattern: &Pattern, text: &Value, how: How) -> PyResult<bool> {
        let program = &pattern.program;
        let mut patience = PATIENCE;
        let (found, scratch) = loop {
            let mut scratch = pattern.scratch.take();
            let signal = || vm.heap().breaker.load(Ordering::Relaxed) & breaker::SIGNAL != 0;
            let mut find = Find { scan: self, program, scratch: &mut scratch, how, signal: &signal, patience };
            let found = with_units(vm, text, |units| match units {
                Units::One(text) => find.run(text),
                Units::Two(text) => find.run(text),
                Units::Four(text) => find.run(text),
            })?;
            match found {
                Ok(found) => break (found, scratch),
                Err(Stop::TooDeep) => return Err(vm.memory_error()),
                // The text may be another one after the handler, so the search begins again. Signals that come in a
                // row delay it the less the longer it takes.
                Err(Stop::Signal) => vm.between_instructions()?,
            }
            patience = patience.saturating_mul(2);
        };
        if let Some((start, end)) = found {
            self.spans.clear();
            self.spans.push((start, end));
            self.spans.extend(scratch.registers[2..2 * program.groups + 2].chunks_exact(2).map(|pair| {
                // A group that was entered, but not left, has not matched.
                if pair.contains(&NOWHERE) { (NOWHERE, NOWHERE) } else { (pair[0], pair[1]) }
            }));
            self.last = Some(scratch.registers[program.closed()]).filter(|&group| group != NOWHERE);
            self.at = end;
            self.barred = (start == end).then_some(end);
        } else {
            self.at = usize::MAX;
        }
        pattern.scratch.set(scratch);
        Ok(found.is_some())
    }

    /// The last match, as an object.
    pub fn result(&self, vm: &mut Vm, pattern: &Value, text: &Value) -> Value {
        match_object::made(vm, pattern, text, (self.pos, self.end), &self.spans, self.last)
    }
}

/// One attempt of a search.
struct Find<'a> {
    scan: &'a Scan,
    program: &'a Program,
    scratch: &'a mut Scratch,
    how: How,
    signal: &'a dyn Fn() -> bool,
    patience: u64,
}

impl Find<'_> {
    fn run<U: Copy + Into<u32>>(&mut self, text: &[U]) -> Place {
        let Scratch { mut registers, stack } = mem::take(self.scratch);
        registers.resize(self.program.registers, NOWHERE);
        let text = &text[..self.scan.end.min(text.len())];
        let (program, signal, patience) = (self.program, self.signal, self.patience);
        let mut matcher = Matcher { program, text, registers, spare: stack, signal, patience, left: patience };
        let found = matcher.find(self.scan.at, self.how, self.scan.barred);
        *self.scratch = Scratch { registers: matcher.registers, stack: matcher.spare };
        found
    }
}
