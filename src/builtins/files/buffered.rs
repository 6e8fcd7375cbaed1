//! `BufferedReader`, `BufferedWriter`, `BufferedRandom`: bytes through two buffers over a raw stream.
//!
//! The raw stream may be any object; a FileIO is read and written without a call. No buffer is borrowed while Python
//! code may run.

use std::cell::{Cell, RefCell};

use crate::object::boxed::Payload;
use crate::object::bytes::Bytes;
use crate::object::descriptor::GetSetDef;
use crate::object::guarded::Guarded;
use crate::object::header::Visitor;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::{Exception, PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::base::{
    self, BUFFERED_IO_BASE, append, attribute, call, can, check_can, fill, is_closed, room_of, size_of, unsupported,
};
use super::fileio::FileIo;

/// The state of a buffered stream.
pub struct Buffered {
    /// None before `__init__` and after `detach`.
    raw: Guarded<Option<Value>>,
    detached: Cell<bool>,
    readable: bool,
    writable: bool,
    size: Cell<usize>,
    /// Bytes read ahead, from `start` on.
    input: RefCell<Vec<u8>>,
    start: Cell<usize>,
    /// Bytes not written yet.
    output: RefCell<Vec<u8>>,
}

impl Payload for Buffered {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.raw.with(|raw| raw.iter().for_each(visit));
    }
    fn needs_finalizer(&self) -> bool {
        self.raw.with(Option::is_some)
    }
}

impl Drop for Buffered {
    fn drop(&mut self) {
        let output = self.output.take();
        if !output.is_empty() {
            self.raw.with(|raw| {
                if let Some(file) = raw.as_ref().and_then(|raw| raw.payload::<FileIo>()) {
                    file.write_blindly(&output);
                }
            });
        }
    }
}

const CLASS: ClassDef = ClassDef {
    parent: Some(&BUFFERED_IO_BASE),
    slots: slots!(|slots| {
        slots.init.set(Some(init_slot));
        slots.next.set(Some(next));
        slots.repr.set(Some(repr));
    }),
    getsets: GETSETS,
    ..base::CONCRETE
};

macro_rules! new {
    ($readable:literal, $writable:literal) => {
        NativeDef::static_method("__new__(cls, /, *args, **kwargs)", "", |vm, args| {
            Ok(vm.heap().boxed(args.get(0), Buffered::new(None, $readable, $writable, super::BUFFER)))
        })
    };
}

static NEW_READER: NativeDef = new!(true, false);
static NEW_WRITER: NativeDef = new!(false, true);
static NEW_RANDOM: NativeDef = new!(true, true);

pub static READER: ClassDef = ClassDef {
    name: "BufferedReader",
    doc: "Create a new buffered reader using the given readable raw IO object.",
    new: Some(&NEW_READER),
    methods: &[
        CLOSE,
        DETACH,
        FILENO,
        FLUSH,
        ISATTY,
        PEEK,
        READ,
        READ1,
        READABLE,
        READINTO,
        READINTO1,
        READLINE,
        SEEK,
        SEEKABLE,
        TELL,
        TRUNCATE,
        SIMPLE_WRITABLE,
        DEALLOC_WARN,
    ],
    ..CLASS
};
pub static WRITER: ClassDef = ClassDef {
    name: "BufferedWriter",
    doc: "A buffer for a writeable sequential RawIO object.",
    new: Some(&NEW_WRITER),
    methods: &[CLOSE, DETACH, FILENO, FLUSH, ISATTY, SEEK, SEEKABLE, TELL, TRUNCATE, WRITABLE, WRITE, DEALLOC_WARN],
    ..CLASS
};
pub static RANDOM: ClassDef = ClassDef {
    name: "BufferedRandom",
    doc: "A buffered interface to random access streams.",
    new: Some(&NEW_RANDOM),
    methods: &[
        CLOSE,
        DETACH,
        FILENO,
        FLUSH,
        ISATTY,
        PEEK,
        READ,
        READ1,
        READABLE,
        READINTO,
        READINTO1,
        READLINE,
        SEEK,
        SEEKABLE,
        TELL,
        TRUNCATE,
        WRITABLE,
        WRITE,
        DEALLOC_WARN,
    ],
    ..CLASS
};

static INIT_READER: NativeDef = NativeDef::method("BufferedReader(self, raw, buffer_size=8192)", "", init);
static INIT_WRITER: NativeDef = NativeDef::method("BufferedWriter(self, raw, buffer_size=8192)", "", init);
static INIT_RANDOM: NativeDef = NativeDef::method("BufferedRandom(self, raw, buffer_size=8192)", "", init);

/// `__init__` of each class, which its errors name.
fn init_slot(vm: &mut Vm, this: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let state = of(vm, this)?;
    let def = match (state.readable, state.writable) {
        (true, true) => &INIT_RANDOM,
        (true, false) => &INIT_READER,
        _ => &INIT_WRITER,
    };
    vm.call_native_new(def, this, args).map(drop)
}

const CLOSE: NativeDef = NativeDef::method("close(self, /)", "", close);
const DETACH: NativeDef = NativeDef::method("detach(self, /)", "", |vm, args| {
    let this = args.take(0);
    let state = of(vm, &this)?;
    call(vm, &this, "flush", &[])?;
    state.detached.set(true);
    Ok(state.raw.take().unwrap_or(Value::NONE))
});
const FILENO: NativeDef = NativeDef::method("fileno(self, /)", "", |vm, args| delegate(vm, args, "fileno"));
const FLUSH: NativeDef = NativeDef::method("flush(self, /)", "", |vm, args| {
    let this = args.take(0);
    let state = open(vm, &this, "flush of closed file")?;
    if !state.writable {
        // What was read ahead stays: a pipe could not take it back.
        let raw = state.raw(vm)?;
        return call(vm, &raw, "flush", &[]);
    }
    state.write_out(vm)?;
    if state.readable {
        state.forget_input(vm)?;
    }
    Ok(Value::NONE)
});
const ISATTY: NativeDef = NativeDef::method("isatty(self, /)", "", |vm, args| delegate(vm, args, "isatty"));
const PEEK: NativeDef = NativeDef::method("peek(self, size=0, /)", "", |vm, args| {
    let this = args.take(0);
    let state = open(vm, &this, "peek of closed file")?;
    state.write_out(vm)?;
    if state.ahead() == 0 {
        state.fill(vm)?;
    }
    let data = state.input.borrow().get(state.start.get()..).unwrap_or_default().to_vec();
    Ok(vm.heap().bytes(data))
});
const READ: NativeDef = NativeDef::method("read(self, size=-1, /)", "", |vm, args| {
    let this = args.take(0);
    let size = match args.opt(1).filter(|size| !size.is_none()).cloned() {
        Some(size) => match vm.index_i64(&size)? {
            -1 => usize::MAX,
            size => usize::try_from(size).map_err(|_| vm.value_error("read length must be non-negative or -1"))?,
        },
        None => usize::MAX,
    };
    let state = open(vm, &this, "read of closed file")?;
    let data = if size == usize::MAX { state.read_all(vm)? } else { state.read(vm, size)? };
    Ok(data.map_or(Value::NONE, |data| vm.heap().bytes(data)))
});
const READ1: NativeDef = NativeDef::method("read1(self, size=-1, /)", "", |vm, args| {
    let this = args.take(0);
    let size = size_of(vm, args.opt(1).cloned().as_ref())?;
    let state = open(vm, &this, "read of closed file")?;
    let data = state.read_once(vm, size)?;
    Ok(vm.heap().bytes(data.unwrap_or_default()))
});
const READABLE: NativeDef = NativeDef::method("readable(self, /)", "", |vm, args| delegate(vm, args, "readable"));
const WRITABLE: NativeDef = NativeDef::method("writable(self, /)", "", |vm, args| delegate(vm, args, "writable"));
const SIMPLE_WRITABLE: NativeDef = NativeDef::method("writable(self, /)", "", |vm, args| {
    of(vm, args.get(0))?;
    Ok(Value::FALSE)
});
const SEEKABLE: NativeDef = NativeDef::method("seekable(self, /)", "", |vm, args| delegate(vm, args, "seekable"));
const READINTO: NativeDef = NativeDef::method("readinto(self, buffer, /)", "", |vm, args| read_into(vm, args, false));
const READINTO1: NativeDef = NativeDef::method("readinto1(self, buffer, /)", "", |vm, args| read_into(vm, args, true));
const READLINE: NativeDef = NativeDef::method("readline(self, size=-1, /)", "", |vm, args| {
    let this = args.take(0);
    let size = size_of(vm, args.opt(1).cloned().as_ref())?;
    let line = open(vm, &this, "readline of closed file")?.read_line(vm, size)?;
    Ok(vm.heap().bytes(line))
});
const SEEK: NativeDef = NativeDef::method("seek(self, target, whence=0, /)", "", seek);
const TELL: NativeDef = NativeDef::method("tell(self, /)", "", |vm, args| {
    let this = args.take(0);
    let position = of(vm, &this)?.tell(vm)?;
    Ok(vm.heap().big_int(position.into()))
});
const TRUNCATE: NativeDef = NativeDef::method("truncate(self, pos=None, /)", "", |vm, args| {
    let this = args.take(0);
    let state = open(vm, &this, "truncate of closed file")?;
    if !state.writable {
        return Err(unsupported(vm, "truncate"));
    }
    state.write_out(vm)?;
    let position = match args.take(1) {
        position if position.is_none() => vm.heap().big_int(state.tell(vm)?.into()),
        position => position,
    };
    let raw = state.raw(vm)?;
    call(vm, &raw, "truncate", &[position])
});
const WRITE: NativeDef = NativeDef::method("write(self, buffer, /)", "", |vm, args| {
    let this = args.take(0);
    if args.get(1).as_str().is_some() {
        return Err(vm.type_error("a bytes-like object is required, not 'str'"));
    }
    let state = open(vm, &this, "write to closed file")?;
    let data = base::bytes_of(vm, args.get(1))?;
    state.write(vm, &data).map(Value::from_len)
});
const DEALLOC_WARN: NativeDef = NativeDef::method("_dealloc_warn(self, source, /)", "", |_, _| Ok(Value::NONE));

static GETSETS: &[GetSetDef] = &[
    GetSetDef::read("closed", "", |vm, value| {
        let raw = of(vm, value)?.raw(vm)?;
        attribute(vm, &raw, "closed")
    }),
    GetSetDef::read("mode", "", |vm, value| {
        let raw = of(vm, value)?.raw(vm)?;
        attribute(vm, &raw, "mode")
    }),
    GetSetDef::read("name", "", |vm, value| {
        let raw = of(vm, value)?.raw(vm)?;
        attribute(vm, &raw, "name")
    }),
    GetSetDef::read("raw", "", |vm, value| of(vm, value)?.raw(vm)),
];

/// The raw stream below a buffered one.
pub fn raw_of(value: &Value) -> Option<Value> {
    value.payload::<Buffered>()?.raw.get()
}

fn of<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Buffered> {
    value.payload::<Buffered>().ok_or_else(|| vm.type_error("a buffered stream is required"))
}

/// The state of an open stream.
fn open<'v>(vm: &mut Vm, value: &'v Value, message: &str) -> PyResult<&'v Buffered> {
    let state = of(vm, value)?;
    let raw = state.raw(vm)?;
    if FileIo::exact(vm, &raw).is_none() && is_closed(vm, &raw)? {
        return Err(vm.value_error(message));
    }
    Ok(state)
}

fn delegate(vm: &mut Vm, args: &mut Args<'_>, name: &str) -> PyResult {
    let raw = of(vm, args.get(0))?.raw(vm)?;
    call(vm, &raw, name, &[])
}

fn init(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (this, raw) = (args.take(0), args.take(1));
    let state = of(vm, &this)?;
    let size = match args.take_opt(2) {
        Some(size) => vm.index_i64(&size)?,
        None => super::BUFFER as i64,
    };
    drop(state.raw.take());
    if state.readable && state.writable {
        check_can(vm, &raw, "seekable")?;
    }
    if state.readable {
        check_can(vm, &raw, "readable")?;
    }
    if state.writable {
        check_can(vm, &raw, "writable")?;
    }
    let Some(size) = usize::try_from(size).ok().filter(|&size| size > 0) else {
        return Err(vm.value_error("buffer size must be strictly positive"));
    };
    state.size.set(size);
    state.detached.set(false);
    state.input.take();
    state.start.set(0);
    state.output.take();
    drop(state.raw.replace(Some(raw)));
    Ok(Value::NONE)
}

/// A stream over a raw one that can do what is asked: for `open` and the standard streams.
pub fn object(vm: &mut Vm, raw: Value, readable: bool, writable: bool, size: usize) -> Value {
    let def = match (readable, writable) {
        (true, true) => &RANDOM,
        (false, _) => &WRITER,
        _ => &READER,
    };
    let class = vm.native_class(def);
    vm.heap().boxed(&class, Buffered::new(Some(raw), readable, writable, size))
}

impl Buffered {
    fn new(raw: Option<Value>, readable: bool, writable: bool, size: usize) -> Buffered {
        Buffered {
            raw: Guarded::new(raw),
            detached: Cell::new(false),
            readable,
            writable,
            size: Cell::new(size),
            input: RefCell::default(),
            start: Cell::new(0),
            output: RefCell::default(),
        }
    }

    /// The state of `value` if it is exactly one of our classes, so that its methods need not be asked for.
    pub fn exact<'v>(vm: &Vm, value: &'v Value) -> Option<&'v Buffered> {
        let state = value.payload::<Buffered>()?;
        base::is_own_class(vm, value).then_some(state)
    }

    pub fn raw(&self, vm: &Vm) -> PyResult {
        match self.raw.get() {
            Some(raw) => Ok(raw),
            None if self.detached.get() => Err(vm.value_error("raw stream has been detached")),
            None => Err(vm.value_error("I/O operation on uninitialized object")),
        }
    }

    /// Is it known to be open?
    pub fn is_open_file(&self, vm: &Vm) -> bool {
        self.raw.with(|raw| raw.as_ref().is_some_and(|raw| FileIo::exact(vm, raw).is_some()))
    }

    pub fn can_read(&self) -> bool {
        self.readable
    }

    pub fn can_write(&self) -> bool {
        self.writable
    }

    /// Appends, where there is nobody to tell of an error.
    pub fn write_blindly(&self, mut data: Vec<u8>) {
        if let Ok(mut output) = self.output.try_borrow_mut() {
            output.append(&mut data);
        }
    }

    fn ahead(&self) -> usize {
        self.input.borrow().len().saturating_sub(self.start.get())
    }

    /// Takes up to `count` bytes that were read ahead.
    fn take(&self, count: usize) -> Vec<u8> {
        let mut input = self.input.borrow_mut();
        let start = self.start.get().min(input.len());
        let end = input.len().min(start.saturating_add(count));
        let data = input.get(start..end).unwrap_or_default().to_vec();
        if end == input.len() {
            input.clear();
            self.start.set(0);
        } else {
            self.start.set(end);
        }
        data
    }

    /// One read of the raw stream. None: it would block.
    fn raw_read(&self, vm: &mut Vm, size: usize) -> PyResult<Option<Vec<u8>>> {
        let raw = self.raw(vm)?;
        match FileIo::exact(vm, &raw) {
            Some(file) => file.read(vm, size),
            None => base::read_by_readinto(vm, &raw, size),
        }
    }

    /// One write to the raw stream. None: it would block.
    fn raw_write(&self, vm: &mut Vm, data: &[u8]) -> PyResult<Option<usize>> {
        let raw = self.raw(vm)?;
        if let Some(file) = FileIo::exact(vm, &raw) {
            return file.write(vm, data);
        }
        let view = base::view_of(vm, data.to_vec());
        let count = call(vm, &raw, "write", &[view])?;
        if count.is_none() {
            return Ok(None);
        }
        let count = vm.index_i64(&count)?;
        match usize::try_from(count).ok().filter(|&count| count <= data.len()) {
            Some(count) => Ok(Some(count)),
            None => {
                let size = data.len();
                let message =
                    format!("raw write() returned invalid length {count} (should have been between 0 and {size})");
                Err(vm.exception(vm.types().os_error(), &message))
            }
        }
    }

    /// Reads more; None where it would block, 0 at the end.
    fn fill(&self, vm: &mut Vm) -> PyResult<Option<usize>> {
        let Some(data) = self.raw_read(vm, self.size.get())? else { return Ok(None) };
        let mut input = self.input.borrow_mut();
        let start = self.start.replace(0).min(input.len());
        input.drain(..start);
        input.extend_from_slice(&data);
        Ok(Some(data.len()))
    }

    /// Gives up what was read ahead, so that the raw stream stands where the reader thinks.
    fn forget_input(&self, vm: &mut Vm) -> PyResult<()> {
        let ahead = self.ahead();
        if ahead > 0 {
            let raw = self.raw(vm)?;
            let back = vm.heap().int(-(ahead as i64));
            call(vm, &raw, "seek", &[back, Value::from_len(1)])?;
        }
        self.input.borrow_mut().clear();
        self.start.set(0);
        Ok(())
    }

    /// Exactly `size` bytes, fewer at the end or where it would block (None if there are none then).
    pub fn read(&self, vm: &mut Vm, size: usize) -> PyResult<Option<Vec<u8>>> {
        if self.ahead() >= size {
            return Ok(Some(self.take(size)));
        }
        if !vm.heap().has_room(size) {
            return Err(vm.memory_error());
        }
        self.write_out(vm)?;
        let mut data = self.take(size);
        while data.len() < size {
            let missing = size - data.len();
            // Large rests go past the buffer.
            let whole = missing / self.size.get() * self.size.get();
            if whole > 0 {
                match self.raw_read(vm, whole.min(1 << 24))? {
                    None if data.is_empty() => return Ok(None),
                    None => break,
                    Some(more) if more.is_empty() => break,
                    Some(more) => append(vm, &mut data, &more)?,
                }
                continue;
            }
            match self.fill(vm)? {
                None if data.is_empty() => return Ok(None),
                None | Some(0) => break,
                Some(_) => append(vm, &mut data, &self.take(missing))?,
            }
        }
        Ok(Some(data))
    }

    pub fn read_all(&self, vm: &mut Vm) -> PyResult<Option<Vec<u8>>> {
        self.write_out(vm)?;
        let mut data = self.take(usize::MAX);
        let raw = self.raw(vm)?;
        if let Some(file) = FileIo::exact(vm, &raw) {
            return match file.read_all(vm)? {
                Some(rest) if data.is_empty() => Ok(Some(rest)),
                Some(rest) => {
                    append(vm, &mut data, &rest)?;
                    Ok(Some(data))
                }
                None => Ok(Some(data).filter(|data| !data.is_empty())),
            };
        }
        let readall = vm.heap().intern("readall");
        if let Some(readall) = vm.get_attr_opt(&raw, &readall)? {
            let rest = vm.call(&readall, &[])?;
            if rest.is_none() {
                return Ok(Some(data).filter(|data| !data.is_empty()));
            }
            let Some(rest) = rest.downcast::<Bytes>() else {
                return Err(vm.type_error("readall() should return bytes"));
            };
            append(vm, &mut data, &rest.data)?;
            return Ok(Some(data));
        }
        loop {
            let rest = call(vm, &raw, "read", &[])?;
            let bytes = rest.downcast::<Bytes>();
            match bytes {
                Some(bytes) if !bytes.data.is_empty() => append(vm, &mut data, &bytes.data)?,
                None if rest.is_none() && data.is_empty() => return Ok(None),
                None if !rest.is_none() => return Err(vm.type_error("read() should return bytes")),
                _ => return Ok(Some(data)),
            }
        }
    }

    /// What is read ahead, or else one read of the raw stream. None: it would block.
    pub fn read_once(&self, vm: &mut Vm, size: usize) -> PyResult<Option<Vec<u8>>> {
        let size = if size == usize::MAX { self.size.get() } else { size };
        if size == 0 {
            return Ok(Some(Vec::new()));
        }
        self.write_out(vm)?;
        if self.ahead() > 0 {
            return Ok(Some(self.take(size)));
        }
        self.raw_read(vm, size)
    }

    /// A line with its `\n`, at most `limit` bytes.
    pub fn read_line(&self, vm: &mut Vm, limit: usize) -> PyResult<Vec<u8>> {
        self.write_out(vm)?;
        let mut line = Vec::new();
        loop {
            let (found, ahead) = {
                let input = self.input.borrow();
                let rest = input.get(self.start.get()..).unwrap_or_default();
                (memchr::memchr(b'\n', rest).map(|at| at + 1), rest.len())
            };
            let wanted = limit - line.len();
            let end = found.unwrap_or(ahead).min(wanted);
            let piece = self.take(end);
            if line.is_empty() {
                line = piece
            } else {
                append(vm, &mut line, &piece)?
            }
            if found.is_some() || line.len() >= limit || self.fill(vm)?.unwrap_or(0) == 0 {
                return Ok(line);
            }
        }
    }

    /// Appends to the buffer, which goes out when it is full.
    pub fn write(&self, vm: &mut Vm, data: &[u8]) -> PyResult<usize> {
        self.forget_input(vm)?;
        let size = self.size.get();
        let held = self.output.borrow().len();
        if held + data.len() <= size {
            self.output.borrow_mut().extend_from_slice(data);
            return Ok(data.len());
        }
        if held > 0
            && let Err(error) = self.write_out(vm)
        {
            return Err(self.blocked(vm, error, data));
        }
        // Large data goes past the buffer; what would block stays, as far as there is room.
        let mut written = 0;
        while data.len() - written > size {
            match self.raw_write(vm, &data[written..])? {
                Some(count) => written += count,
                None => {
                    let rest = data.len() - written;
                    let kept = rest.min(size);
                    self.output.borrow_mut().extend_from_slice(&data[written..written + kept]);
                    if rest > size {
                        return Err(would_block(vm, written + kept));
                    }
                    return Ok(data.len());
                }
            }
            vm.between_instructions()?;
        }
        self.output.borrow_mut().extend_from_slice(&data[written..]);
        Ok(data.len())
    }

    /// Where the buffer could not go out: takes what there is room for, and tells how much.
    fn blocked(&self, vm: &mut Vm, error: Exception, data: &[u8]) -> Exception {
        if !vm.is_exception(&error, vm.types().blocking_io_error()) {
            return error;
        }
        let mut output = self.output.borrow_mut();
        let room = self.size.get().saturating_sub(output.len()).min(data.len());
        output.extend_from_slice(&data[..room]);
        drop(output);
        would_block(vm, room)
    }

    /// Writes the buffer out.
    pub fn write_out(&self, vm: &mut Vm) -> PyResult<()> {
        loop {
            let data = self.output.borrow().clone();
            if data.is_empty() {
                return Ok(());
            }
            match self.raw_write(vm, &data)? {
                Some(count) => {
                    let mut output = self.output.borrow_mut();
                    let count = count.min(output.len());
                    output.drain(..count);
                }
                None => return Err(would_block(vm, 0)),
            }
        }
    }

    fn raw_tell(&self, vm: &mut Vm) -> PyResult<u64> {
        let raw = self.raw(vm)?;
        if let Some(file) = FileIo::exact(vm, &raw) {
            return file.seek(vm, 0, 1);
        }
        let position = call(vm, &raw, "tell", &[])?;
        self.position(vm, &position)
    }

    fn position(&self, vm: &mut Vm, position: &Value) -> PyResult<u64> {
        let position = vm.index_i64(position)?;
        u64::try_from(position).map_err(|_| {
            vm.exception(vm.types().os_error(), &format!("Raw stream returned invalid position {position}"))
        })
    }

    pub fn tell(&self, vm: &mut Vm) -> PyResult<u64> {
        let position = self.raw_tell(vm)?;
        let (ahead, behind) = (self.ahead() as u64, self.output.borrow().len() as u64);
        Ok((position + behind).saturating_sub(ahead))
    }

    pub fn seek(&self, vm: &mut Vm, target: i64, whence: i64) -> PyResult<u64> {
        // A place that was read ahead needs no call.
        if self.ahead() > 0 && whence < 2 && self.output.borrow().is_empty() {
            let here = self.tell(vm)?;
            let offset = if whence == 0 { target.saturating_sub(here as i64) } else { target };
            let place = self.start.get() as i64 + offset;
            if offset != i64::MIN
                && (0..=self.input.borrow().len() as i64).contains(&place)
                && here as i64 + offset >= 0
            {
                self.start.set(place as usize);
                return Ok(here.saturating_add_signed(offset));
            }
        }
        self.write_out(vm)?;
        let target = if whence == 1 { target - self.ahead() as i64 } else { target };
        let raw = self.raw(vm)?;
        let position = match FileIo::exact(vm, &raw) {
            Some(file) => file.seek(vm, target, whence)?,
            None => {
                let (target, whence) = (vm.heap().int(target), vm.heap().int(whence));
                let position = call(vm, &raw, "seek", &[target, whence])?;
                self.position(vm, &position)?
            }
        };
        self.input.borrow_mut().clear();
        self.start.set(0);
        Ok(position)
    }
}

/// BlockingIOError that tells how many bytes were taken.
fn would_block(vm: &mut Vm, written: usize) -> Exception {
    let heap = vm.heap();
    let text = heap.str("write could not complete without blocking");
    let args = [heap.int(libc::EAGAIN.into()), text, Value::from_len(written)];
    let class = vm.types().blocking_io_error().clone();
    match vm.call(&class, &args).map(Exception::from_value) {
        Ok(Some(error)) | Err(error) => error,
        Ok(None) => vm.os_error_from_errno(libc::EAGAIN, None),
    }
}

fn close(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    let state = of(vm, &this)?;
    let raw = state.raw(vm)?;
    if is_closed(vm, &raw)? {
        return Ok(Value::NONE);
    }
    let flushed = call(vm, &this, "flush", &[]);
    let closed = call(vm, &raw, "close", &[]);
    state.output.take();
    match (flushed, closed) {
        (Err(first), Err(second)) => {
            drop(second.object().context.replace(Some(first.into_value())));
            Err(second)
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
        _ => Ok(Value::NONE),
    }
}

fn read_into(vm: &mut Vm, args: &mut Args<'_>, once: bool) -> PyResult {
    let this = args.take(0);
    let state = open(vm, &this, "read of closed file")?;
    let room = room_of(vm, args.get(1), if once { "readinto1" } else { "readinto" })?;
    let buffered = state.ahead() > 0;
    let mut data = if once { state.read_once(vm, room)? } else { state.read(vm, room)? };
    // What is larger than the buffer may take one read more behind what was there.
    if once
        && let Some(data) = &mut data
        && !data.is_empty()
        && room - data.len() > state.size.get()
        && buffered
    {
        data.extend(state.raw_read(vm, room - data.len())?.unwrap_or_default());
    }
    let Some(data) = data else { return Ok(Value::NONE) };
    fill(vm, args.get(1), &data)?;
    Ok(Value::from_len(data.len()))
}

fn next(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    if Buffered::exact(vm, value).is_none() {
        let line = call(vm, value, "readline", &[])?;
        return match line.downcast::<Bytes>() {
            Some(bytes) => Ok(Some(line.clone()).filter(|_| !bytes.data.is_empty())),
            None => {
                let got = vm.type_name(&line);
                let message = format!("readline() should have returned a bytes object, not '{got}'");
                Err(vm.exception(vm.types().os_error(), &message))
            }
        };
    }
    let state = open(vm, value, "readline of closed file")?;
    if !state.readable {
        return Err(unsupported(vm, "readline"));
    }
    let line = state.read_line(vm, usize::MAX)?;
    Ok((!line.is_empty()).then(|| vm.heap().bytes(line)))
}

fn seek(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    let whence = match args.opt(2).cloned() {
        Some(whence) => vm.index_i64(&whence)?,
        None => 0,
    };
    if !(0..=2).contains(&whence) {
        return Err(vm.value_error(format!("whence value {whence} unsupported")));
    }
    let state = open(vm, &this, "seek of closed file")?;
    let raw = state.raw(vm)?;
    if FileIo::exact(vm, &raw).is_none() && !can(vm, &raw, "seekable")? {
        return Err(unsupported(vm, "File or stream is not seekable."));
    }
    let target = vm.index_i64(args.get(1))?;
    let position = state.seek(vm, target, whence)?;
    Ok(vm.heap().big_int(position.into()))
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let class = vm.type_name(value);
    let name = vm.heap().intern("name");
    let text = match vm.get_attr_opt(value, &name) {
        Ok(Some(name)) => format!("<{class} name={}>", vm.repr_text(&name)?),
        Ok(None) => format!("<{class}>"),
        Err(error) if vm.is_exception(&error, vm.types().value_error()) => format!("<{class}>"),
        Err(error) => return Err(error),
    };
    Ok(vm.heap().str(&text))
}
