//! `TextIOWrapper`: text over a buffered stream.
//!
//! The stream below may be any object; one of ours is read and written without a call. Codecs of ours keep their state
//! here; any other codec is an incremental encoder and decoder written in Python.

mod coding;
mod methods;
mod position;
mod reading;

use std::cell::{Cell, RefCell};

use crate::object::boxed::Payload;
use crate::object::guarded::Guarded;
use crate::object::header::Visitor;
use crate::object::native::NativeDef;
use crate::object::{Exception, PyResult, Value};
use crate::text::codec::Codec;
use crate::text::{Text, Units};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::base::{self, TEXT_IO_BASE, attribute, call};
use super::buffered::Buffered;
use super::newline::{LineEnds, Newline, replace_newlines};

pub use methods::CLASS;

/// Characters that may wait to be written.
const CHUNK: usize = 8192;

/// How characters become bytes and back.
#[derive(Clone)]
pub enum Coding {
    Native(Codec),
    /// An incremental encoder and decoder, made when they are first needed; and the CodecInfo.
    Python(Value),
}

/// The state of a text file.
pub struct TextFile {
    /// None before `__init__` and after `detach`.
    buffer: Guarded<Option<Value>>,
    detached: Cell<bool>,
    coding: Guarded<Coding>,
    encoder: Guarded<Option<Value>>,
    decoder: Guarded<Option<Value>>,
    /// As it was asked for.
    encoding: Guarded<Value>,
    errors: Guarded<Value>,
    newline: Cell<Newline>,
    line_buffering: Cell<bool>,
    write_through: Cell<bool>,
    chunk_size: Cell<usize>,
    /// Encoded bytes that wait to be written.
    output: RefCell<Vec<u8>>,
    /// The next character written is the first of the stream: a byte-order mark comes before it.
    at_start: Cell<bool>,
    /// Characters that were read ahead, those before `at` already used.
    decoded: RefCell<Text>,
    at: Cell<usize>,
    /// The bytes that they came from, and those of an incomplete sequence behind them.
    chunk: RefCell<Vec<u8>>,
    /// How many bytes at the end of `chunk` are still to be decoded.
    incomplete: Cell<usize>,
    /// The decoder's state before `chunk`, if it is written in Python.
    flags: Cell<i64>,
    /// The byte order that a mark has told.
    ordered: Cell<Option<Codec>>,
    ends: LineEnds,
    /// False while the file is iterated over, which makes `tell` impossible.
    telling: Cell<bool>,
    seekable: Cell<bool>,
}

impl Payload for TextFile {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        for part in [&self.buffer, &self.encoder, &self.decoder] {
            part.with(|value| value.iter().for_each(&mut *visit));
        }
        for part in [&self.encoding, &self.errors] {
            part.with(&mut *visit);
        }
        self.coding.with(|coding| {
            if let Coding::Python(info) = coding {
                visit(info);
            }
        });
    }
    fn needs_finalizer(&self) -> bool {
        self.buffer.with(Option::is_some)
    }
}

impl Default for TextFile {
    fn default() -> TextFile {
        TextFile {
            buffer: Guarded::default(),
            detached: Cell::new(false),
            coding: Guarded::new(Coding::Native(Codec::Utf8)),
            encoder: Guarded::default(),
            decoder: Guarded::default(),
            encoding: Guarded::new(Value::NONE),
            errors: Guarded::new(Value::NONE),
            newline: Cell::default(),
            line_buffering: Cell::default(),
            write_through: Cell::default(),
            chunk_size: Cell::new(CHUNK),
            output: RefCell::default(),
            at_start: Cell::new(true),
            decoded: RefCell::default(),
            at: Cell::default(),
            chunk: RefCell::default(),
            incomplete: Cell::default(),
            flags: Cell::default(),
            ordered: Cell::default(),
            ends: LineEnds::default(),
            telling: Cell::new(true),
            seekable: Cell::new(true),
        }
    }
}

static NEW: NativeDef = NativeDef::static_method("__new__(cls, /, *args, **kwargs)", "", |vm, args| {
    Ok(vm.heap().boxed(args.get(0), TextFile::default()))
});

/// What a new text file is made of.
pub struct NewTextFile {
    pub buffer: Value,
    pub encoding: Value,
    pub errors: Value,
    pub newline: Newline,
    pub line_buffering: bool,
    pub write_through: bool,
}

/// A text file object.
pub fn object(vm: &mut Vm, new: NewTextFile) -> PyResult {
    let class = vm.native_class(&CLASS);
    let value = vm.heap().boxed(&class, TextFile::default());
    of(vm, &value)?.start(vm, new)?;
    Ok(value)
}

/// The buffered stream below a text file.
pub fn buffer_of(value: &Value) -> Option<Value> {
    value.payload::<TextFile>()?.buffer.get()
}

fn of<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v TextFile> {
    value.payload::<TextFile>().ok_or_else(|| vm.type_error("a TextIOWrapper is required"))
}

/// The state of an open file.
fn open<'v>(vm: &mut Vm, value: &'v Value) -> PyResult<&'v TextFile> {
    let file = of(vm, value)?;
    let buffer = file.buffer(vm)?;
    let known = Buffered::exact(vm, &buffer).is_some_and(|buffered| buffered.is_open_file(vm));
    if !known && base::is_closed(vm, &buffer)? {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    Ok(file)
}

impl TextFile {
    /// The state behind `file` where print may write without asking: exactly our own class, over our own open streams.
    pub fn of_print<'v>(vm: &Vm, file: &'v Value) -> Option<&'v TextFile> {
        let own = file.payload::<TextFile>()?;
        let buffer = own.buffer.get()?;
        let buffered = Buffered::exact(vm, &buffer)?;
        (buffered.is_open_file(vm) && base::is_own_class(vm, file)).then_some(own)
    }

    fn buffer(&self, vm: &Vm) -> PyResult {
        match self.buffer.get() {
            Some(buffer) => Ok(buffer),
            None if self.detached.get() => Err(vm.value_error("underlying buffer has been detached")),
            None => Err(vm.value_error("I/O operation on uninitialized object")),
        }
    }

    /// Takes everything up; the arguments have been checked.
    fn start(&self, vm: &mut Vm, new: NewTextFile) -> PyResult<()> {
        let coding = coding::find(vm, &new.encoding)?;
        drop(self.coding.replace(coding));
        drop(self.encoding.replace(new.encoding));
        drop(self.errors.replace(new.errors));
        self.newline.set(new.newline);
        self.ends.translate.set(new.newline == Newline::Universal);
        self.line_buffering.set(new.line_buffering);
        self.write_through.set(new.write_through);
        self.detached.set(false);
        self.forget();
        drop(self.encoder.take());
        drop(self.decoder.take());
        let seekable = base::can(vm, &new.buffer, "seekable")?;
        self.seekable.set(seekable);
        self.telling.set(seekable);
        self.at_start.set(true);
        if seekable && base::can(vm, &new.buffer, "writable")? {
            let position = call(vm, &new.buffer, "tell", &[])?;
            let zero = Value::from_len(0);
            if !vm.equal(&position, &zero)? {
                self.at_start.set(false);
                if matches!(self.coding.get(), Coding::Python(_)) {
                    drop(self.buffer.replace(Some(new.buffer.clone())));
                    let encoder = self.encoder(vm)?;
                    call(vm, &encoder, "setstate", &[zero])?;
                }
            }
        }
        drop(self.buffer.replace(Some(new.buffer)));
        Ok(())
    }

    /// Drops what was read ahead.
    fn forget(&self) {
        drop(self.decoded.take());
        self.at.set(0);
        self.chunk.borrow_mut().clear();
        self.incomplete.set(0);
        self.ends.pending.set(false);
    }

    /// Encodes and writes.
    pub fn write(&self, vm: &mut Vm, units: Units<'_>) -> PyResult<()> {
        let has_newline = match units {
            Units::One(bytes) => memchr::memchr(b'\n', bytes).is_some(),
            _ => units.iter().any(|c| c == 10),
        };
        let translated = match self.newline.get().written() {
            Some(end) if has_newline => Some(replace_newlines(units, end).or_memory_error(vm)?),
            _ => None,
        };
        let flush = self.line_buffering.get() && (has_newline || units.iter().any(|c| c == 13));
        self.encode(vm, translated.as_ref().map_or(units, |text| text.units()))?;
        let waiting = self.output.borrow().len();
        if waiting > self.chunk_size.get() || flush || self.write_through.get() {
            self.write_out(vm)?;
        }
        if flush {
            self.flush_buffer(vm)?;
        }
        if !self.decoded.borrow().is_empty() || !self.chunk.borrow().is_empty() {
            self.forget();
            if let Some(decoder) = self.decoder.get() {
                call(vm, &decoder, "reset", &[])?;
            }
        }
        Ok(())
    }

    /// Hands what was encoded to the stream below.
    fn write_out(&self, vm: &mut Vm) -> PyResult<()> {
        let output = self.output.take();
        if output.is_empty() {
            return Ok(());
        }
        let buffer = self.buffer(vm)?;
        if let Some(buffered) = Buffered::exact(vm, &buffer).filter(|buffered| buffered.is_open_file(vm)) {
            return buffered.write(vm, &output).map(drop);
        }
        let data = vm.heap().bytes(output);
        call(vm, &buffer, "write", &[data]).map(drop)
    }

    fn flush_buffer(&self, vm: &mut Vm) -> PyResult<()> {
        let buffer = self.buffer(vm)?;
        match Buffered::exact(vm, &buffer).filter(|buffered| buffered.is_open_file(vm)) {
            Some(buffered) => buffered.write_out(vm),
            None => call(vm, &buffer, "flush", &[]).map(drop),
        }
    }
}

impl Drop for TextFile {
    fn drop(&mut self) {
        // Nobody is left to be told of an error.
        let output = self.output.take();
        self.buffer.with(|buffer| {
            if let Some(buffered) = buffer.as_ref().and_then(|buffer| buffer.payload::<Buffered>()) {
                buffered.write_blindly(output);
            }
        });
    }
}

/// UnsupportedOperation "not readable", "not writable".
fn not_able(vm: &mut Vm, buffer: &Value, ability: &str) -> PyResult<Option<Exception>> {
    match base::can(vm, buffer, ability)? {
        true => Ok(None),
        false => Ok(Some(base::unsupported(vm, &format!("not {ability}")))),
    }
}

/// `f.name`, for `repr`.
fn shown(vm: &mut Vm, value: &Value, name: &str) -> PyResult<Option<String>> {
    match attribute(vm, value, name) {
        Ok(found) => vm.repr_text(&found).map(Some),
        Err(error) => {
            let types = vm.types();
            let missing = [types.attribute_error(), types.value_error()];
            if missing.into_iter().any(|class| vm.is_exception(&error, class)) { Ok(None) } else { Err(error) }
        }
    }
}
