//! Line ends: translation while reading and writing, and `IncrementalNewlineDecoder`.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::header::Visitor;
use crate::object::native::{Args, NativeDef};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::text::{OutOfMemory, Text, TextBuilder, Units};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::base::call;

/// How line ends are read and written: `open`'s `newline`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Newline {
    /// None: any line end is read as `\n`.
    #[default]
    Universal,
    /// `''`: any line end ends a line and stays as it is.
    Untranslated,
    /// `'\n'`
    Lf,
    /// `'\r'`
    Cr,
    /// `'\r\n'`
    CrLf,
}

impl Newline {
    /// The value of a `newline` argument.
    pub fn parse(vm: &mut Vm, value: Option<&Value>, function: &str) -> PyResult<Newline> {
        let Some(value) = value.filter(|value| !value.is_none()) else { return Ok(Newline::Universal) };
        let Some(text) = value.as_str() else {
            let got = vm.type_name(value);
            return Err(vm.type_error(format!("{function} must be str or None, not {got}")));
        };
        Ok(match text.to_string_lossy().as_str() {
            "" => Newline::Untranslated,
            "\n" => Newline::Lf,
            "\r" => Newline::Cr,
            "\r\n" => Newline::CrLf,
            _ => {
                let shown = if function.starts_with("newline") { vm.repr_text(value)? } else { text.to_string_lossy() };
                return Err(vm.value_error(format!("illegal newline value: {shown}")));
            }
        })
    }

    /// Are `\r` and `\r\n` line ends too?
    pub fn is_universal(self) -> bool {
        matches!(self, Newline::Universal | Newline::Untranslated)
    }

    /// The length of the first line of `units`, from `from` on, if it ends there.
    pub fn line_length(self, units: Units<'_>, from: usize) -> Option<usize> {
        let find = |wanted: u8| match units {
            Units::One(bytes) => memchr::memchr(wanted, bytes.get(from..)?).map(|at| from + at),
            _ => units.position(from..units.len(), |c| c == wanted.into()),
        };
        match self {
            Newline::Universal | Newline::Lf => find(b'\n').map(|at| at + 1),
            Newline::Cr => find(b'\r').map(|at| at + 1),
            Newline::Untranslated => {
                let at = units.position(from..units.len(), |c| c == 10 || c == 13)?;
                let pair = units.get(at) == Some(13) && units.get(at + 1) == Some(10);
                Some(at + 1 + usize::from(pair))
            }
            Newline::CrLf => {
                let mut from = from.saturating_sub(1);
                loop {
                    let at = units.position(from..units.len(), |c| c == 13)?;
                    if units.get(at + 1) == Some(10) {
                        return Some(at + 2);
                    }
                    from = at + 1;
                }
            }
        }
    }

    /// What is written for `\n`, where it is something else.
    pub fn written(self) -> Option<&'static str> {
        match self {
            Newline::Cr => Some("\r"),
            Newline::CrLf => Some("\r\n"),
            _ => None,
        }
    }
}

/// The text with each `\n` replaced.
pub fn replace_newlines(units: Units<'_>, end: &str) -> Result<Text, OutOfMemory> {
    let mut out = TextBuilder::default();
    let mut at = 0;
    while let Some(found) = units.position(at..units.len(), |c| c == 10) {
        out.reserve(found - at, 0)?;
        out.push_part(units, at..found);
        out.try_push_str(end)?;
        at = found + 1;
    }
    out.reserve(units.len() - at, 0)?;
    out.push_part(units, at..units.len());
    Ok(out.finish())
}

const LF: u8 = 1;
const CR: u8 = 2;
const CRLF: u8 = 4;

/// Reads line ends: remembers a `\r` at the end of a piece, and which kinds there were.
#[derive(Default)]
pub struct LineEnds {
    pub translate: Cell<bool>,
    pub pending: Cell<bool>,
    pub seen: Cell<u8>,
}

impl LineEnds {
    pub fn new(translate: bool) -> LineEnds {
        LineEnds { translate: Cell::new(translate), ..LineEnds::default() }
    }

    /// The next piece; a `\r` at its end waits for what follows unless it is the `last`.
    pub fn read(&self, text: Text, last: bool) -> Result<Text, OutOfMemory> {
        let units = text.units();
        let pending = self.pending.get() && (last || !units.is_empty());
        let has_cr = units.iter().any(|c| c == 13);
        if !pending && !has_cr {
            if self.seen.get() & LF == 0 && units.iter().any(|c| c == 10) {
                self.seen.set(self.seen.get() | LF);
            }
            return Ok(text);
        }
        self.pending.set(false);
        let waits = !last && units.get(units.len().wrapping_sub(1)) == Some(13);
        let end = units.len() - usize::from(waits);
        self.pending.set(waits);
        let mut points = pending.then_some(13).into_iter().chain(units.iter().take(end)).peekable();
        let mut out = TextBuilder::default();
        let mut seen = self.seen.get();
        out.reserve(units.len() + 1, 0)?;
        while let Some(c) = points.next() {
            let pair = c == 13 && points.next_if_eq(&10).is_some();
            seen |= match c {
                13 if pair => CRLF,
                13 => CR,
                10 => LF,
                _ => 0,
            };
            match c {
                13 if self.translate.get() => out.try_push(10)?,
                13 if pair => out.try_push_str("\r\n")?,
                _ => out.try_push(c)?,
            }
        }
        self.seen.set(seen);
        Ok(out.finish())
    }

    /// `newlines`: None, a str, or a tuple of those seen.
    pub fn newlines(&self, vm: &Vm) -> Value {
        let heap = vm.heap();
        let kinds = [(CR, "\r"), (LF, "\n"), (CRLF, "\r\n")];
        let mut found: Vec<Value> =
            kinds.into_iter().filter(|(bit, _)| self.seen.get() & bit != 0).map(|(_, text)| heap.str(text)).collect();
        match found.len() {
            0 => Value::NONE,
            1 => found.remove(0),
            _ => heap.tuple(found),
        }
    }
}

/// The state of an IncrementalNewlineDecoder.
#[derive(Default)]
struct Decoder {
    decoder: crate::object::guarded::Guarded<Option<Value>>,
    ends: LineEnds,
}

impl Payload for Decoder {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.decoder.with(|decoder| decoder.iter().for_each(visit));
    }
}

pub static DECODER: ClassDef = ClassDef {
    name: "IncrementalNewlineDecoder",
    doc: "Codec used when reading a file in universal newlines mode.",
    new: Some(&NEW),
    slots: slots!(|slots| slots.init.set(Some(|vm, this, args| vm.call_native_new(&INIT, this, args).map(drop)))),
    methods: &[
        NativeDef::method("decode(self, input, final=False)", "", decode),
        NativeDef::method("getstate(self, /)", "", |vm, args| {
            let state = of(vm, args.get(0))?;
            let (buffer, flag) = match state.decoder.get() {
                None => (vm.heap().bytes(Vec::new()), 0),
                Some(decoder) => {
                    let inner = call(vm, &decoder, "getstate", &[])?;
                    match inner.downcast::<Tuple>().map(Tuple::items) {
                        Some([buffer, flag]) => (buffer.clone(), vm.index_i64(&flag.clone())?),
                        _ => return Err(vm.type_error("illegal decoder state")),
                    }
                }
            };
            let flag = vm.heap().int(flag << 1 | i64::from(state.ends.pending.get()));
            Ok(vm.heap().tuple_from([buffer, flag]))
        }),
        NativeDef::method("setstate(self, state, /)", "", |vm, args| {
            let state = of(vm, args.get(0))?;
            let given = args.get(1).clone();
            let Some([buffer, flag]) = given.downcast::<Tuple>().map(Tuple::items) else {
                return Err(vm.type_error("state argument must be a tuple"));
            };
            let flag = vm.index_i64(flag)?;
            state.ends.pending.set(flag & 1 != 0);
            if let Some(decoder) = state.decoder.get() {
                let inner = vm.heap().int(flag >> 1);
                let inner = vm.heap().tuple_from([buffer.clone(), inner]);
                call(vm, &decoder, "setstate", &[inner])?;
            }
            Ok(Value::NONE)
        }),
        NativeDef::method("reset(self, /)", "", |vm, args| {
            let state = of(vm, args.get(0))?;
            state.ends.pending.set(false);
            state.ends.seen.set(0);
            if let Some(decoder) = state.decoder.get() {
                call(vm, &decoder, "reset", &[])?;
            }
            Ok(Value::NONE)
        }),
    ],
    getsets: &[GetSetDef::read("newlines", "", |vm, value| Ok(of(vm, value)?.ends.newlines(vm)))],
    flags: class_flag::BASE,
    ..super::base::CLASS
};

static INIT: NativeDef =
    NativeDef::method("IncrementalNewlineDecoder(self, decoder, translate, errors='strict')", "", |vm, args| {
        let this = args.take(0);
        let state = of(vm, &this)?;
        let translate = args.take(2);
        state.ends.translate.set(vm.truth(&translate)?);
        drop(state.decoder.replace(Some(args.take(1)).filter(|decoder| !decoder.is_none())));
        Ok(Value::NONE)
    });

static NEW: NativeDef = NativeDef::static_method("__new__(cls, /, *args, **kwargs)", "", |vm, args| {
    Ok(vm.heap().boxed(args.get(0), Decoder::default()))
});

fn of<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Decoder> {
    value.payload::<Decoder>().ok_or_else(|| vm.value_error("IncrementalNewlineDecoder.__init__ not called"))
}

fn decode(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    let state = of(vm, &this)?;
    let last = match args.opt(2).cloned() {
        Some(last) => vm.truth(&last)?,
        None => false,
    };
    let output = match state.decoder.get() {
        None => args.take(1),
        Some(decoder) => call(vm, &decoder, "decode", &[args.take(1), Value::bool(last)])?,
    };
    let Some(text) = output.as_str() else {
        let got = vm.type_name(&output);
        return Err(vm.type_error(format!("decoder should return a string result, not '{got}'")));
    };
    let text = state.ends.read(text.units().into(), last).or_memory_error(vm)?;
    Ok(vm.heap().str_from_text(&text))
}
