//! `TextIOWrapper`: text over a stream.

use std::cell::{Cell, RefCell};
use std::io::{self, SeekFrom};
use std::rc::Rc;

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::header::Visitor;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::text::codec::{Codec, ErrorHandler, Failure};
use crate::text::{Text, TextBuilder, Units};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::Stream;

/// How line ends are read and written: `open`'s `newline`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newline {
    /// None: any line end is read as `\n`.
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

/// The state of a text file object.
pub struct TextFile {
    pub stream: Rc<Stream>,
    pub name: Value,
    pub mode: &'static str,
    pub encoding: Codec,
    /// As it was asked for.
    pub encoding_name: String,
    pub errors: Cell<ErrorHandler>,
    pub errors_name: RefCell<String>,
    pub newline: Newline,
    pub line_buffering: Cell<bool>,
    /// Bytes read but not decoded yet, and decoded characters from a place on.
    pending: RefCell<Vec<u8>>,
    decoded: RefCell<(Vec<u32>, usize)>,
    ended: Cell<bool>,
}

impl Payload for TextFile {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.name);
    }
}

pub static CLASS: ClassDef = ClassDef {
    name: "TextIOWrapper",
    module: "_io",
    doc: "Character and line based layer over a BufferedIOBase object, buffer.",
    flags: class_flag::BASE | class_flag::DICT | class_flag::WEAK,
    slots: slots!(|slots| {
        slots.iter.set(Some(|_, file| Ok(file.clone())));
        slots.next.set(Some(next));
        slots.repr.set(Some(repr));
    }),
    methods: METHODS,
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

static METHODS: &[NativeDef] = &[
    NativeDef::method("__enter__(self, /)", "", |vm, args| {
        of(vm, args.get(0))?;
        Ok(args.take(0))
    }),
    NativeDef::method("__exit__(self, /, *args)", "", |vm, args| {
        let name = vm.names().close.clone();
        vm.call_method(&args.take(0), &name, &[])
    }),
    NativeDef::method("close(self, /)", "", close),
    NativeDef::method("fileno(self, /)", "", |vm, args| {
        let file = of(vm, args.get(0))?;
        Ok(vm.heap().int(file.stream.number.into()))
    }),
    NativeDef::method("flush(self, /)", "", flush),
    NativeDef::method("isatty(self, /)", "", |vm, args| Ok(Value::bool(of(vm, args.get(0))?.stream.is_terminal()))),
    NativeDef::method("read(self, size=-1, /)", "", read),
    NativeDef::method("readable(self, /)", "", |vm, args| Ok(Value::bool(of(vm, args.get(0))?.stream.access.read))),
    NativeDef::method("readline(self, size=-1, /)", "", readline),
    NativeDef::method("readlines(self, hint=-1, /)", "", readlines),
    NativeDef::method(
        "reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
        "",
        reconfigure,
    ),
    NativeDef::method("seek(self, cookie, whence=0, /)", "", seek),
    NativeDef::method("seekable(self, /)", "", |vm, args| Ok(Value::bool(of(vm, args.get(0))?.stream.is_seekable()))),
    NativeDef::method("tell(self, /)", "", tell),
    NativeDef::method("writable(self, /)", "", |vm, args| Ok(Value::bool(of(vm, args.get(0))?.stream.access.write))),
    NativeDef::method("write(self, text, /)", "", write),
    NativeDef::method("writelines(self, lines, /)", "", writelines),
];

static GETSETS: &[GetSetDef] = &[
    GetSetDef::read("buffer", "", |vm, value| {
        let file = any(vm, value)?;
        let (stream, name) = (file.stream.clone(), file.name.clone());
        Ok(super::binary::object(vm, stream, name, if file.mode == "w" { "wb" } else { "rb" }, false))
    }),
    GetSetDef::read("closed", "", |vm, value| Ok(Value::bool(any(vm, value)?.stream.is_closed()))),
    GetSetDef::read("encoding", "", |vm, value| Ok(vm.heap().str(&any(vm, value)?.encoding_name))),
    GetSetDef::read("errors", "", |vm, value| Ok(vm.heap().str(&any(vm, value)?.errors_name.borrow()))),
    GetSetDef::read("line_buffering", "", |vm, value| Ok(Value::bool(any(vm, value)?.line_buffering.get()))),
    GetSetDef::read("mode", "", |vm, value| Ok(vm.heap().str(any(vm, value)?.mode))),
    GetSetDef::read("name", "", |vm, value| Ok(any(vm, value)?.name.clone())),
    GetSetDef::read("newlines", "", |_, _| Ok(Value::NONE)),
];

/// What a new text file is made of.
pub struct NewTextFile {
    pub stream: Rc<Stream>,
    pub name: Value,
    pub mode: &'static str,
    pub encoding: Codec,
    pub encoding_name: String,
    pub errors: ErrorHandler,
    pub errors_name: String,
    pub newline: Newline,
    pub line_buffering: bool,
}

/// A text file object.
pub fn object(vm: &mut Vm, new: NewTextFile) -> Value {
    let class = vm.native_class(&CLASS);
    let file = TextFile {
        stream: new.stream,
        name: new.name,
        mode: new.mode,
        encoding: new.encoding,
        encoding_name: new.encoding_name,
        errors: Cell::new(new.errors),
        errors_name: RefCell::new(new.errors_name),
        newline: new.newline,
        line_buffering: Cell::new(new.line_buffering),
        pending: RefCell::default(),
        decoded: RefCell::default(),
        ended: Cell::new(false),
    };
    vm.heap().boxed(&class, file)
}

fn any<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v TextFile> {
    value.payload::<TextFile>().ok_or_else(|| vm.value_error("I/O operation on uninitialized object"))
}

/// The state of an open file.
fn of<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v TextFile> {
    let file = any(vm, value)?;
    if file.stream.is_closed() {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    Ok(file)
}

/// `io.UnsupportedOperation`, an OSError and a ValueError.
pub(super) fn unsupported(vm: &mut Vm, message: &str) -> crate::object::Exception {
    let class = vm.unsupported_operation();
    vm.exception(&class, message)
}

impl TextFile {
    /// The state behind `file` where print may write without asking: exactly our own class, not closed.
    pub fn of_print<'v>(vm: &Vm, file: &'v Value) -> Option<&'v TextFile> {
        let own = file.payload::<TextFile>()?;
        let class = vm.known_native_class(&CLASS)?;
        (own.stream.access.write && !own.stream.is_closed() && vm.heap().class_of(file).is(&class)).then_some(own)
    }

    /// Encodes and writes; `object` is the text's value for an error.
    pub fn write(&self, vm: &mut Vm, _file: &Value, units: Units<'_>) -> PyResult<()> {
        let newline = units.iter().any(|c| c == 10);
        let translated = match self.newline {
            Newline::CrLf if newline => Some("\r\n"),
            Newline::Cr if newline => Some("\r"),
            _ => None,
        };
        let text;
        let units = match translated {
            None => units,
            Some(end) => {
                let mut out = TextBuilder::default();
                for c in units.iter() {
                    if c == 10 { out.push_str(end) } else { out.push(c) }
                }
                text = out.finish();
                text.units()
            }
        };
        let result = match units {
            Units::One(bytes)
                if bytes.is_ascii() && matches!(self.encoding, Codec::Utf8 | Codec::Latin1 | Codec::Ascii) =>
            {
                self.stream.write(bytes)
            }
            _ => match self.encoding.encode(units, self.errors.get()) {
                Ok(bytes) => self.stream.write(&bytes),
                Err(failure) => return Err(self.encode_error(vm, units, failure)),
            },
        };
        result.map_err(|error| vm.stream_error(&error))?;
        if self.line_buffering.get() && (newline || units.iter().any(|c| c == 13)) {
            self.stream.flush().map_err(|error| vm.stream_error(&error))?;
        }
        Ok(())
    }

    fn encode_error(&self, vm: &Vm, units: Units<'_>, failure: Failure) -> crate::object::Exception {
        match failure {
            Failure::Problem(problem) => {
                let text = vm.heap().str_from_units(units);
                vm.unicode_encode_problem(self.encoding.name(), &text, &problem)
            }
            _ => vm.memory_error(),
        }
    }

    /// Decodes more; false at the end.
    fn fill(&self, vm: &mut Vm) -> PyResult<bool> {
        if self.ended.get() {
            // A terminal may give more after its end-of-file.
            self.ended.set(false);
            return Ok(false);
        }
        let chunk = self.stream.read(8192, true).map_err(|error| vm.stream_error(&error))?;
        let last = chunk.is_empty();
        self.ended.set(last);
        let mut pending = self.pending.borrow_mut();
        pending.extend_from_slice(&chunk);
        let errors = self.errors.get();
        let mut handler = |input: &[u8], problem: &_, out: &mut _| errors.decode(input, problem, out);
        let decoded: Result<_, Failure> = self.encoding.decode_with(&pending, last, &mut handler);
        let (text, used) = match decoded {
            Ok(decoded) => decoded,
            Err(Failure::Problem(problem)) => {
                let object = vm.heap().bytes(pending.as_slice());
                pending.clear();
                return Err(vm.unicode_decode_problem(self.encoding.name(), &object, &problem));
            }
            Err(_) => return Err(vm.memory_error()),
        };
        pending.drain(..used);
        let mut decoded = self.decoded.borrow_mut();
        let (characters, start) = &mut *decoded;
        characters.drain(..*start);
        *start = 0;
        if self.newline != Newline::Universal {
            characters.extend(text.iter());
        } else {
            for c in text.iter() {
                // A return at the end waits as `\r` for what follows.
                if c == 10 && characters.last() == Some(&13) {
                    characters.pop();
                } else if characters.last() == Some(&13) {
                    characters.pop();
                    characters.push(10);
                }
                characters.push(c);
            }
            if last && characters.last() == Some(&13) {
                characters.pop();
                characters.push(10);
            }
        }
        Ok(!last || !text.is_empty())
    }

    fn take(&self, count: usize) -> Text {
        let mut decoded = self.decoded.borrow_mut();
        let (characters, start) = &mut *decoded;
        let end = characters.len().min(start.saturating_add(count));
        let text = Text::from_code_points(characters[*start..end].iter().copied());
        *start = end;
        text
    }

    /// Characters that are ready; a `\r` that may belong to a `\r\n` is not.
    fn ready(&self) -> usize {
        let decoded = self.decoded.borrow();
        let waiting = usize::from(!self.ended.get() && decoded.0.last() == Some(&13) && self.newline != Newline::Lf);
        (decoded.0.len() - decoded.1).saturating_sub(waiting)
    }

    /// The length of the next line, if it is whole.
    fn line_length(&self, from: usize) -> Option<usize> {
        let ready = self.ready();
        let decoded = self.decoded.borrow();
        let ahead = decoded.0.get(decoded.1..decoded.1 + ready)?;
        let rest = ahead.get(from..)?;
        let found = match self.newline {
            Newline::Universal | Newline::Lf => rest.iter().position(|&c| c == 10).map(|i| i + 1),
            Newline::Cr => rest.iter().position(|&c| c == 13).map(|i| i + 1),
            Newline::CrLf => {
                let from = from.saturating_sub(1);
                return ahead[from..].windows(2).position(|w| w == [13, 10]).map(|i| from + i + 2);
            }
            Newline::Untranslated => rest.iter().position(|&c| c == 10 || c == 13).map(|i| {
                let pair = rest[i] == 13 && rest.get(i + 1) == Some(&10);
                i + 1 + usize::from(pair)
            }),
        };
        found.map(|i| from + i)
    }

    /// The next line, empty at the end; at most `limit` characters.
    pub fn read_line(&self, vm: &mut Vm, limit: usize) -> PyResult<Text> {
        let mut seen = 0;
        loop {
            if let Some(length) = self.line_length(seen) {
                return Ok(self.take(length.min(limit)));
            }
            seen = self.ready();
            if seen >= limit {
                return Ok(self.take(limit));
            }
            if !self.fill(vm)? {
                return Ok(self.take(limit));
            }
        }
    }
}

fn readable<'v>(vm: &mut Vm, value: &'v Value) -> PyResult<&'v TextFile> {
    let file = of(vm, value)?;
    if file.stream.access.read { Ok(file) } else { Err(unsupported(vm, "not readable")) }
}

/// A size argument: None and negative mean all.
pub(super) fn size_of(vm: &mut Vm, value: Option<&Value>) -> PyResult<usize> {
    match value {
        Some(value) if !value.is_none() => {
            if value.as_int().is_none() {
                let name = vm.type_name(value);
                return Err(vm.type_error(format!("argument should be integer or None, not '{name}'")));
            }
            Ok(usize::try_from(vm.index_clamped(value)?).unwrap_or(usize::MAX))
        }
        _ => Ok(usize::MAX),
    }
}

fn read(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let size = size_of(vm, args.opt(1))?;
    let file = readable(vm, args.get(0))?;
    while file.ready() < size && file.fill(vm)? {}
    Ok(vm.heap().str_from_text(&file.take(size)))
}

fn readline(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let size = size_of(vm, args.opt(1))?;
    let file = readable(vm, args.get(0))?;
    let line = file.read_line(vm, size)?;
    Ok(vm.heap().str_from_text(&line))
}

fn next(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    let file = readable(vm, value)?;
    let line = file.read_line(vm, usize::MAX)?;
    Ok((!line.is_empty()).then(|| vm.heap().str_from_text(&line)))
}

fn readlines(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let hint = size_of(vm, args.opt(1))?;
    let file = readable(vm, args.get(0))?;
    let (mut lines, mut total) = (Vec::new(), 0usize);
    while total < hint {
        let line = file.read_line(vm, usize::MAX)?;
        if line.is_empty() {
            break;
        }
        total = total.saturating_add(line.len());
        lines.push(vm.heap().str_from_text(&line));
    }
    Ok(vm.heap().list(lines))
}

fn write(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let value = args.get(0);
    let file = of(vm, value)?;
    if !file.stream.access.write {
        return Err(unsupported(vm, "not writable"));
    }
    let text = args.get(1);
    let Some(units) = text.as_str().map(|t| t.units()) else {
        let name = vm.type_name(text);
        return Err(vm.type_error(format!("write() argument must be str, not {name}")));
    };
    file.write(vm, value, units)?;
    Ok(Value::from_len(units.len()))
}

fn writelines(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (file, name) = (args.take(0), vm.names().write.clone());
    for line in vm.collect(args.get(1))? {
        vm.call_method(&file, &name, &[line])?;
    }
    Ok(Value::NONE)
}

fn flush(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let file = of(vm, args.get(0))?;
    file.stream.flush().map_err(|error| vm.stream_error(&error))?;
    Ok(Value::NONE)
}

fn close(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    any(vm, args.get(0))?.stream.close().or_else(ignore_closed).map_err(|error| vm.stream_error(&error))?;
    Ok(Value::NONE)
}

/// Closing twice is no error.
pub(super) fn ignore_closed(error: io::Error) -> io::Result<()> {
    if error.raw_os_error().is_none() { Ok(()) } else { Err(error) }
}

fn seek(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (cookie, whence) = (vm.index_i64(args.get(1))?, args.opt(2).cloned());
    let whence = match whence {
        Some(whence) => vm.index_i64(&whence)?,
        None => 0,
    };
    let file = of(vm, args.get(0))?;
    let to = match whence {
        0 if cookie < 0 => {
            return Err(vm.value_error(format!("negative seek position {cookie}")));
        }
        0 => SeekFrom::Start(cookie as u64),
        1 if cookie != 0 => return Err(unsupported(vm, "can't do nonzero cur-relative seeks")),
        1 => return tell(vm, args),
        2 if cookie != 0 => return Err(unsupported(vm, "can't do nonzero end-relative seeks")),
        2 => SeekFrom::End(0),
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    if !file.stream.is_seekable() {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    file.pending.borrow_mut().clear();
    *file.decoded.borrow_mut() = (Vec::new(), 0);
    file.ended.set(false);
    let position = file.stream.seek(to).map_err(|error| vm.stream_error(&error))?;
    Ok(vm.heap().big_int(position.into()))
}

fn tell(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let file = of(vm, args.get(0))?;
    if !file.stream.is_seekable() {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    let position = file.stream.tell().map_err(|error| vm.stream_error(&error))?;
    let decoded = file.decoded.borrow();
    let unread = Text::from_code_points(decoded.0[decoded.1..].iter().copied());
    let unread = file.encoding.encode(unread.units(), file.errors.get()).map_or(0, |b| b.len());
    let unread = (unread + file.pending.borrow().len()) as u64;
    Ok(vm.heap().big_int(position.saturating_sub(unread).into()))
}

fn reconfigure(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let file = of(vm, args.get(0))?;
    if let Some(name) = args.opt(2).and_then(|e| e.as_str()).map(|e| e.to_string_lossy()) {
        let Some(errors) = ErrorHandler::by_name(&name) else {
            return Err(vm.lookup_error(format!("unknown error handler name '{name}'")));
        };
        file.errors.set(errors);
        *file.errors_name.borrow_mut() = name;
    }
    if let Some(on) = args.opt(4).filter(|v| !v.is_none()).cloned() {
        let on = vm.truth(&on)?;
        of(vm, args.get(0))?.line_buffering.set(on);
    }
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let file = any(vm, value)?;
    let (name, mode, encoding) = (file.name.clone(), file.mode, file.encoding_name.clone());
    let name = vm.repr(&name)?;
    let name = name.lossy_text();
    Ok(vm.heap().str(&format!("<_io.TextIOWrapper name={name} mode='{mode}' encoding='{encoding}'>")))
}
