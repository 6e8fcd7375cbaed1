//! The base classes `_IOBase`, `_RawIOBase`, `_BufferedIOBase`, `_TextIOBase`: what every stream can do with the few
//! methods that a subclass gives.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::bytes::{ByteArray, Bytes};
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::header::Visitor;
use crate::object::memoryview::{MemoryView, Window};
use crate::object::native::{Args, NativeDef};
use crate::object::{Exception, PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::DICT_GETSET;
use crate::vm::protocol::class_def::{ClassDef, slots};

/// The state of a stream that is written in Python.
pub struct Plain {
    closed: Cell<bool>,
}

impl Payload for Plain {
    fn traverse(&self, _: &mut Visitor<'_>) {}
    fn needs_finalizer(&self) -> bool {
        !self.closed.get()
    }
}

/// What the classes share.
pub const CLASS: ClassDef = ClassDef {
    module: "_io",
    flags: class_flag::BASE | class_flag::DICT | class_flag::WEAK,
    new: Some(&NEW),
    ..ClassDef::EMPTY
};

/// What the classes share whose objects hold something: no two of them can be bases together.
pub const CONCRETE: ClassDef = ClassDef { flags: CLASS.flags | class_flag::SOLID, ..CLASS };

static NEW: NativeDef = NativeDef::static_method("__new__(cls, /, *args, **kwargs)", "", |vm, args| {
    Ok(vm.heap().boxed(args.get(0), Plain { closed: Cell::new(false) }))
});

pub static IO_BASE: ClassDef = ClassDef {
    name: "_IOBase",
    doc: "The abstract base class for all I/O classes.",
    slots: slots!(|slots| {
        slots.iter.set(Some(|vm, stream| {
            check_closed(vm, stream)?;
            Ok(stream.clone())
        }));
        slots.next.set(Some(next));
    }),
    methods: METHODS,
    getsets: &[
        GetSetDef::read("closed", "", |_, stream| {
            Ok(Value::bool(stream.payload::<Plain>().is_some_and(|plain| plain.closed.get())))
        }),
        DICT_GETSET,
    ],
    ..CLASS
};

pub static RAW_IO_BASE: ClassDef = ClassDef {
    name: "_RawIOBase",
    doc: "Base class for raw binary I/O.",
    parent: Some(&IO_BASE),
    methods: &[
        NativeDef::method("read(self, size=-1, /)", "", raw_read),
        NativeDef::method("readall(self, /)", "Read until EOF, using multiple read() call.", raw_read_all),
    ],
    ..CLASS
};

pub static BUFFERED_IO_BASE: ClassDef = ClassDef {
    name: "_BufferedIOBase",
    doc: "Base class for buffered IO objects.",
    parent: Some(&IO_BASE),
    methods: &[
        NativeDef::method("detach(self, /)", "", |vm, _| Err(unsupported(vm, "detach"))),
        NativeDef::method("read(self, size=-1, /)", "", |vm, _| Err(unsupported(vm, "read"))),
        NativeDef::method("read1(self, size=-1, /)", "", |vm, _| Err(unsupported(vm, "read1"))),
        NativeDef::method("readinto(self, buffer, /)", "", |vm, args| read_into(vm, args, "read")),
        NativeDef::method("readinto1(self, buffer, /)", "", |vm, args| read_into(vm, args, "read1")),
        NativeDef::method("write(self, buffer, /)", "", |vm, _| Err(unsupported(vm, "write"))),
    ],
    ..CLASS
};

pub static TEXT_IO_BASE: ClassDef = ClassDef {
    name: "_TextIOBase",
    doc: "Base class for text I/O.",
    parent: Some(&IO_BASE),
    methods: &[
        NativeDef::method("detach(self, /)", "", |vm, _| Err(unsupported(vm, "detach"))),
        NativeDef::method("read(self, size=-1, /)", "", |vm, _| Err(unsupported(vm, "read"))),
        NativeDef::method("readline(self, size=-1, /)", "", |vm, _| Err(unsupported(vm, "readline"))),
        NativeDef::method("write(self, text, /)", "", |vm, _| Err(unsupported(vm, "write"))),
    ],
    getsets: &[
        GetSetDef::read("encoding", "", |_, _| Ok(Value::NONE)),
        GetSetDef::read("newlines", "", |_, _| Ok(Value::NONE)),
        GetSetDef::read("errors", "", |_, _| Ok(Value::NONE)),
    ],
    ..CLASS
};

static METHODS: &[NativeDef] = &[
    NativeDef::method("seek(self, pos, whence=0, /)", "", |vm, _| Err(unsupported(vm, "seek"))),
    NativeDef::method("tell(self, /)", "Return current stream position.", |vm, args| {
        let (zero, one) = (Value::from_len(0), Value::from_len(1));
        call(vm, args.get(0), "seek", &[zero, one])
    }),
    NativeDef::method("truncate(self, pos=None, /)", "", |vm, _| Err(unsupported(vm, "truncate"))),
    NativeDef::method("fileno(self, /)", "", |vm, _| Err(unsupported(vm, "fileno"))),
    NativeDef::method("flush(self, /)", "Flush write buffers, if applicable.", |vm, args| {
        check_closed(vm, args.get(0))?;
        Ok(Value::NONE)
    }),
    NativeDef::method("close(self, /)", "Flush and close the IO object.", |vm, args| {
        let stream = args.take(0);
        let Some(plain) = stream.payload::<Plain>() else { return Ok(Value::NONE) };
        if plain.closed.get() {
            return Ok(Value::NONE);
        }
        let flushed = call(vm, &stream, "flush", &[]);
        plain.closed.set(true);
        flushed.map(|_| Value::NONE)
    }),
    NativeDef::method("seekable(self, /)", "", |_, _| Ok(Value::FALSE)),
    NativeDef::method("readable(self, /)", "", |_, _| Ok(Value::FALSE)),
    NativeDef::method("writable(self, /)", "", |_, _| Ok(Value::FALSE)),
    NativeDef::method("isatty(self, /)", "", |vm, args| {
        check_closed(vm, args.get(0))?;
        Ok(Value::FALSE)
    }),
    NativeDef::method("_checkClosed(self, /, msg=None)", "", |vm, args| {
        check_closed(vm, args.get(0))?;
        Ok(Value::NONE)
    }),
    NativeDef::method("_checkSeekable(self, /, msg=None)", "", |vm, args| {
        check_can(vm, args.get(0), "seekable")?;
        Ok(Value::TRUE)
    }),
    NativeDef::method("_checkReadable(self, /, msg=None)", "", |vm, args| {
        check_can(vm, args.get(0), "readable")?;
        Ok(Value::TRUE)
    }),
    NativeDef::method("_checkWritable(self, /, msg=None)", "", |vm, args| {
        check_can(vm, args.get(0), "writable")?;
        Ok(Value::TRUE)
    }),
    NativeDef::method("__enter__(self, /)", "", |vm, args| {
        check_closed(vm, args.get(0))?;
        Ok(args.take(0))
    }),
    NativeDef::method("__exit__(self, /, *args)", "", |vm, args| call(vm, args.get(0), "close", &[])),
    NativeDef::method("__del__(self, /)", "", |vm, args| {
        let stream = args.take(0);
        // A stream that was never made whole has nothing to close.
        if is_closed(vm, &stream).unwrap_or(true) {
            return Ok(Value::NONE);
        }
        super::fileio::warn_unclosed(vm, &stream)?;
        drop(call(vm, &stream, "close", &[]));
        Ok(Value::NONE)
    }),
    NativeDef::method("readline(self, size=-1, /)", "Read and return a line from the stream.", read_line),
    NativeDef::method("readlines(self, hint=-1, /)", "Return a list of lines from the stream.", read_lines),
    NativeDef::method("writelines(self, lines, /)", "Write a list of lines to stream.", |vm, args| {
        let stream = args.take(0);
        check_closed(vm, &stream)?;
        let lines = args.take(1);
        let name = vm.names().write.clone();
        vm.for_each(&lines, |vm, line| vm.call_method(&stream, &name, &[line]).map(drop))?;
        Ok(Value::NONE)
    }),
];

/// Is the stream's class one of ours, not a subclass written in Python, so that its methods need not be asked for?
#[inline]
pub fn is_own_class(vm: &Vm, stream: &Value) -> bool {
    !vm.class_of(stream).has_flag(class_flag::HEAP)
}

/// `stream.name(*args)`.
pub fn call(vm: &mut Vm, stream: &Value, name: &str, args: &[Value]) -> PyResult {
    let name = vm.heap().intern(name);
    vm.call_method(stream, &name, args)
}

/// `stream.name`.
pub fn attribute(vm: &mut Vm, stream: &Value, name: &str) -> PyResult {
    let name = vm.heap().intern(name);
    vm.get_attr(stream, &name)
}

/// `io.UnsupportedOperation`, an OSError and a ValueError.
pub fn unsupported(vm: &mut Vm, message: &str) -> Exception {
    let class = vm.unsupported_operation();
    vm.exception(&class, message)
}

/// `stream.closed`.
pub fn is_closed(vm: &mut Vm, stream: &Value) -> PyResult<bool> {
    let closed = attribute(vm, stream, "closed")?;
    vm.truth(&closed)
}

pub fn check_closed(vm: &mut Vm, stream: &Value) -> PyResult<()> {
    match is_closed(vm, stream)? {
        true => Err(vm.value_error("I/O operation on closed file.")),
        false => Ok(()),
    }
}

/// Asks `stream.ability()`.
pub fn can(vm: &mut Vm, stream: &Value, ability: &str) -> PyResult<bool> {
    let answer = call(vm, stream, ability, &[])?;
    vm.truth(&answer)
}

/// UnsupportedOperation "File or stream is not readable."
pub fn check_can(vm: &mut Vm, stream: &Value, ability: &str) -> PyResult<()> {
    let answer = call(vm, stream, ability, &[])?;
    match answer.is(&Value::TRUE) {
        true => Ok(()),
        false => Err(unsupported(vm, &format!("File or stream is not {ability}."))),
    }
}

/// A size argument: None and negative mean all.
pub fn size_of(vm: &mut Vm, value: Option<&Value>) -> PyResult<usize> {
    match value {
        Some(value) if !value.is_none() => {
            if vm.class_of(value).slots.index.get().is_none() {
                let name = vm.type_name(value);
                return Err(vm.type_error(format!("argument should be integer or None, not '{name}'")));
            }
            Ok(usize::try_from(vm.index_i64(value)?).unwrap_or(usize::MAX))
        }
        _ => Ok(usize::MAX),
    }
}

/// A size as Python sees it.
pub fn size_value(vm: &Vm, size: usize) -> Value {
    if size == usize::MAX { vm.heap().int(-1) } else { vm.heap().size(size) }
}

/// The bytes of a bytes-like object.
pub fn bytes_of(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    vm.with_bytes(value, <[u8]>::to_vec)
}

/// A bytes answer of a stream's method.
pub fn bytes_answer(vm: &Vm, answer: &Value, method: &str) -> PyResult<Vec<u8>> {
    match answer.downcast::<Bytes>() {
        Some(bytes) => Ok(bytes.data.to_vec()),
        None => {
            let got = vm.type_name(answer);
            Err(vm.exception(
                vm.types().os_error(),
                &format!("{method}() should have returned a bytes object, not '{got}'"),
            ))
        }
    }
}

/// How many bytes a writable buffer holds.
pub fn room_of(vm: &Vm, buffer: &Value, function: &str) -> PyResult<usize> {
    match vm.with_writable_bytes(buffer, |bytes| bytes.len()) {
        Err(error) if vm.is_exception(&error, vm.types().type_error()) => {
            let got = vm.type_name(buffer);
            Err(vm.type_error(format!("{function}() argument must be read-write bytes-like object, not {got}")))
        }
        room => room,
    }
}

/// Puts bytes at the start of a writable buffer.
pub fn fill(vm: &Vm, buffer: &Value, data: &[u8]) -> PyResult<()> {
    vm.with_writable_bytes(buffer, |bytes| bytes.iter_mut().zip(data).for_each(|(to, from)| *to = *from))
}

/// Bytes as a memoryview, for a `write` written in Python.
/// Makes `data` longer, or gives MemoryError.
pub fn append(vm: &Vm, data: &mut Vec<u8>, more: &[u8]) -> PyResult<()> {
    if data.try_reserve(more.len()).is_err() {
        return Err(vm.memory_error());
    }
    data.extend_from_slice(more);
    Ok(())
}

pub fn view_of(vm: &Vm, data: Vec<u8>) -> Value {
    let (len, bytes) = (data.len(), vm.heap().bytes(data));
    vm.heap().memoryview(vm.types().memoryview(), bytes, Window::bytes(len, true))
}

/// `readinto` by way of `read` or `read1`.
fn read_into(vm: &mut Vm, args: &mut Args<'_>, method: &str) -> PyResult {
    let room = room_of(vm, args.get(1), if method == "read" { "readinto" } else { "readinto1" })?;
    let answer = call(vm, args.get(0), method, &[Value::from_len(room)])?;
    let Some(bytes) = answer.downcast::<Bytes>() else { return Err(vm.type_error("read() should return bytes")) };
    if bytes.data.len() > room {
        let message = format!("read() returned too much data: {room} bytes requested, {} returned", bytes.data.len());
        return Err(vm.value_error(message));
    }
    fill(vm, args.get(1), &bytes.data)?;
    Ok(Value::from_len(bytes.data.len()))
}

/// Up to `size` bytes by `raw.readinto`; None where it would block.
pub fn read_by_readinto(vm: &mut Vm, raw: &Value, size: usize) -> PyResult<Option<Vec<u8>>> {
    let mut room = Vec::new();
    if room.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error());
    }
    room.resize(size, 0);
    let array = vm.heap().bytearray(vm.types().bytearray(), room);
    let view = vm.heap().memoryview(vm.types().memoryview(), array.clone(), Window::bytes(size, false));
    let count = call(vm, raw, "readinto", std::slice::from_ref(&view))?;
    if let Some(view) = view.payload::<MemoryView>() {
        view.release();
    }
    if count.is_none() {
        return Ok(None);
    }
    let count = match vm.index_i64(&count) {
        Err(error) if vm.is_exception(&error, vm.types().type_error()) => {
            let failed = vm.exception(vm.types().os_error(), "raw readinto() failed");
            drop(failed.object().cause.replace(Some(error.into_value())));
            return Err(failed);
        }
        count => count?,
    };
    let Some(count) = usize::try_from(count).ok().filter(|&count| count <= size) else {
        let message = format!("raw readinto() returned invalid length {count} (should have been between 0 and {size})");
        return Err(vm.exception(vm.types().os_error(), &message));
    };
    let data = array.downcast::<ByteArray>().map(|array| array.data.with(|data| data.get(..count).map(<[u8]>::to_vec)));
    Ok(data.flatten())
}

fn raw_read(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let size = size_of(vm, args.opt(1).cloned().as_ref())?;
    if size == usize::MAX {
        return call(vm, args.get(0), "readall", &[]);
    }
    // As in CPython `readinto` gets the bytearray itself here, which it may even make longer.
    let mut room = Vec::new();
    if room.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error());
    }
    room.resize(size, 0);
    let array = vm.heap().bytearray(vm.types().bytearray(), room);
    let count = call(vm, args.get(0), "readinto", std::slice::from_ref(&array))?;
    if count.is_none() {
        return Ok(Value::NONE);
    }
    let Ok(count) = usize::try_from(vm.index_i64(&count)?) else {
        return Err(vm.value_error("Negative size passed to PyBytes_FromStringAndSize"));
    };
    let data = vm.with_bytes(&array, |bytes| bytes.get(..count).unwrap_or(bytes).to_vec())?;
    Ok(vm.heap().bytes(data))
}

fn raw_read_all(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let mut all = Vec::new();
    loop {
        let data = call(vm, args.get(0), "read", &[Value::from_len(super::BUFFER)])?;
        if data.is_none() {
            return if all.is_empty() { Ok(Value::NONE) } else { Ok(vm.heap().bytes(all)) };
        }
        let Some(bytes) = data.downcast::<Bytes>() else { return Err(vm.type_error("read() should return bytes")) };
        if bytes.data.is_empty() {
            return Ok(vm.heap().bytes(all));
        }
        append(vm, &mut all, &bytes.data)?;
    }
}

/// A line by `read`, with a look ahead by `peek` where there is one.
fn read_line(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let limit = size_of(vm, args.opt(1).cloned().as_ref())?;
    let stream = args.take(0);
    let peek = vm.heap().intern("peek");
    let peek = vm.get_attr_opt(&stream, &peek)?;
    let mut line = Vec::new();
    while line.len() < limit {
        let mut wanted = 1;
        if let Some(peek) = &peek {
            let ahead = vm.call(peek, &[Value::from_len(1)])?;
            let ahead = bytes_answer(vm, &ahead, "peek")?;
            if !ahead.is_empty() {
                let end = ahead.iter().position(|&b| b == b'\n').map_or(ahead.len(), |at| at + 1);
                wanted = end.min(limit - line.len());
            }
        }
        let data = call(vm, &stream, "read", &[Value::from_len(wanted)])?;
        let data = bytes_answer(vm, &data, "read")?;
        if data.is_empty() {
            break;
        }
        append(vm, &mut line, &data)?;
        if line.last() == Some(&b'\n') {
            break;
        }
    }
    Ok(vm.heap().bytes(line))
}

fn next(vm: &mut Vm, stream: &Value) -> PyResult<Option<Value>> {
    let line = call(vm, stream, "readline", &[])?;
    Ok(Some(line.clone()).filter(|_| vm.len(&line).is_ok_and(|len| len > 0)))
}

fn read_lines(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let hint = match size_of(vm, args.opt(1).cloned().as_ref())? {
        0 => usize::MAX,
        hint => hint,
    };
    let stream = args.take(0);
    let iterator = vm.iter(&stream)?;
    let (mut lines, mut total) = (Vec::new(), 0usize);
    while let Some(line) = vm.next(&iterator)? {
        total = total.saturating_add(vm.len(&line)?);
        lines.push(line);
        if total > hint {
            break;
        }
    }
    Ok(vm.heap().list(lines))
}
