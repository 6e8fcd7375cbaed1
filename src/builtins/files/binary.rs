//! `BufferedReader`, `BufferedWriter`, `BufferedRandom` and `FileIO`: bytes over a stream.

use std::io::SeekFrom;
use std::rc::Rc;

use crate::object::boxed::Payload;
use crate::object::bytes::{ByteArray, Bytes};
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::header::Visitor;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::Stream;
use super::text::{ignore_closed, size_of, unsupported};

/// The state of a binary file object.
pub struct BinaryFile {
    stream: Rc<Stream>,
    name: Value,
    mode: &'static str,
}

impl Payload for BinaryFile {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.name);
    }
}

const FILE: ClassDef = ClassDef {
    module: "_io",
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

pub static READER: ClassDef = ClassDef { name: "BufferedReader", doc: "A buffered binary file for reading.", ..FILE };
pub static WRITER: ClassDef = ClassDef { name: "BufferedWriter", doc: "A buffered binary file for writing.", ..FILE };
pub static RANDOM: ClassDef =
    ClassDef { name: "BufferedRandom", doc: "A buffered binary file for reading and writing.", ..FILE };
pub static RAW: ClassDef = ClassDef { name: "FileIO", doc: "A binary file without a buffer.", ..FILE };

static METHODS: &[NativeDef] = &[
    NativeDef::method("__enter__(self, /)", "", |vm, args| {
        of(vm, args.get(0))?;
        Ok(args.take(0))
    }),
    NativeDef::method("__exit__(self, /, *args)", "", |vm, args| {
        let name = vm.names().close.clone();
        vm.call_method(&args.take(0), &name, &[])
    }),
    NativeDef::method("close(self, /)", "", |vm, args| {
        any(vm, args.get(0))?.stream.close().or_else(ignore_closed).map_err(|error| vm.stream_error(&error))?;
        Ok(Value::NONE)
    }),
    NativeDef::method("fileno(self, /)", "", |vm, args| {
        let number = of(vm, args.get(0))?.stream.number;
        Ok(vm.heap().int(number.into()))
    }),
    NativeDef::method("flush(self, /)", "", |vm, args| {
        of(vm, args.get(0))?.stream.flush().map_err(|error| vm.stream_error(&error))?;
        Ok(Value::NONE)
    }),
    NativeDef::method("isatty(self, /)", "", |vm, args| Ok(Value::bool(of(vm, args.get(0))?.stream.is_terminal()))),
    NativeDef::method("peek(self, size=0, /)", "", |vm, args| {
        let bytes = readable(vm, args.get(0))?.stream.peek().map_err(|error| vm.stream_error(&error))?;
        Ok(vm.heap().bytes(bytes))
    }),
    NativeDef::method("read(self, size=-1, /)", "", |vm, args| read(vm, args, false)),
    NativeDef::method("read1(self, size=-1, /)", "", |vm, args| read(vm, args, true)),
    NativeDef::method("readable(self, /)", "", |vm, args| Ok(Value::bool(of(vm, args.get(0))?.stream.access.read))),
    NativeDef::method("readinto(self, buffer, /)", "", readinto),
    NativeDef::method("readline(self, size=-1, /)", "", readline),
    NativeDef::method("readlines(self, hint=-1, /)", "", readlines),
    NativeDef::method("seek(self, target, whence=0, /)", "", seek),
    NativeDef::method("seekable(self, /)", "", |vm, args| Ok(Value::bool(of(vm, args.get(0))?.stream.is_seekable()))),
    NativeDef::method("tell(self, /)", "", tell),
    NativeDef::method("truncate(self, pos=None, /)", "", truncate),
    NativeDef::method("writable(self, /)", "", |vm, args| Ok(Value::bool(of(vm, args.get(0))?.stream.access.write))),
    NativeDef::method("write(self, buffer, /)", "", write),
    NativeDef::method("writelines(self, lines, /)", "", |vm, args| {
        let (file, name) = (args.take(0), vm.names().write.clone());
        for line in vm.collect(args.get(1))? {
            vm.call_method(&file, &name, &[line])?;
        }
        Ok(Value::NONE)
    }),
];

static GETSETS: &[GetSetDef] = &[
    GetSetDef::read("closed", "", |vm, value| Ok(Value::bool(any(vm, value)?.stream.is_closed()))),
    GetSetDef::read("mode", "", |vm, value| Ok(vm.heap().str(any(vm, value)?.mode))),
    GetSetDef::read("name", "", |vm, value| Ok(any(vm, value)?.name.clone())),
    GetSetDef::read("raw", "", |vm, value| {
        let file = any(vm, value)?;
        let (stream, name) = (file.stream.clone(), file.name.clone());
        Ok(object(vm, stream, name, file.mode, true))
    }),
];

/// A binary file object; its class follows from what it may do.
pub fn object(vm: &mut Vm, stream: Rc<Stream>, name: Value, mode: &'static str, raw: bool) -> Value {
    let def = match (raw, stream.access.read, stream.access.write) {
        (true, ..) => &RAW,
        (_, true, true) => &RANDOM,
        (_, false, _) => &WRITER,
        _ => &READER,
    };
    let class = vm.native_class(def);
    vm.heap().boxed(&class, BinaryFile { stream, name, mode })
}

fn any<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v BinaryFile> {
    value.payload::<BinaryFile>().ok_or_else(|| vm.value_error("I/O operation on uninitialized object"))
}

fn of<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v BinaryFile> {
    let file = any(vm, value)?;
    if file.stream.is_closed() {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    Ok(file)
}

fn readable<'v>(vm: &mut Vm, value: &'v Value) -> PyResult<&'v BinaryFile> {
    let file = of(vm, value)?;
    if file.stream.access.read { Ok(file) } else { Err(unsupported(vm, "read")) }
}

/// The bytes of a bytes-like object.
pub fn bytes_of(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = value.downcast::<Bytes>() {
        return Ok(bytes.data.to_vec());
    }
    match value.downcast::<ByteArray>() {
        Some(array) => Ok(array.data.get()),
        None => Err(vm.type_error(format!("a bytes-like object is required, not '{}'", vm.type_name(value)))),
    }
}

fn read(vm: &mut Vm, args: &mut Args<'_>, once: bool) -> PyResult {
    let size = size_of(vm, args.opt(1))?;
    let file = readable(vm, args.get(0))?;
    let bytes = file.stream.read(size, once).map_err(|error| vm.stream_error(&error))?;
    Ok(vm.heap().bytes(bytes))
}

fn readinto(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let file = readable(vm, args.get(0))?;
    let Some(array) = args.get(1).downcast::<ByteArray>() else {
        let name = vm.type_name(args.get(1));
        return Err(vm.type_error(format!("readinto() argument must be read-write bytes-like object, not {name}")));
    };
    let size = array.data.with(Vec::len);
    let bytes = file.stream.read(size, false).map_err(|error| vm.stream_error(&error))?;
    array.data.with_mut(|data| data.iter_mut().zip(&bytes).for_each(|(to, from)| *to = *from));
    Ok(Value::from_len(bytes.len()))
}

fn line(vm: &mut Vm, value: &Value, size: usize) -> PyResult<Vec<u8>> {
    readable(vm, value)?.stream.read_line(size).map_err(|error| vm.stream_error(&error))
}

fn readline(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let size = size_of(vm, args.opt(1))?;
    let bytes = line(vm, args.get(0), size)?;
    Ok(vm.heap().bytes(bytes))
}

fn readlines(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let hint = size_of(vm, args.opt(1))?;
    let (mut lines, mut total) = (Vec::new(), 0usize);
    while total < hint {
        let bytes = line(vm, args.get(0), usize::MAX)?;
        if bytes.is_empty() {
            break;
        }
        total = total.saturating_add(bytes.len());
        lines.push(vm.heap().bytes(bytes));
    }
    Ok(vm.heap().list(lines))
}

fn next(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    let bytes = line(vm, value, usize::MAX)?;
    Ok((!bytes.is_empty()).then(|| vm.heap().bytes(bytes)))
}

fn write(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let file = of(vm, args.get(0))?;
    if !file.stream.access.write {
        return Err(unsupported(vm, "write"));
    }
    let bytes = bytes_of(vm, args.get(1))?;
    file.stream.write(&bytes).map_err(|error| vm.stream_error(&error))?;
    Ok(Value::from_len(bytes.len()))
}

fn seek(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let target = vm.index_i64(args.get(1))?;
    let whence = match args.opt(2).cloned() {
        Some(whence) => vm.index_i64(&whence)?,
        None => 0,
    };
    let file = of(vm, args.get(0))?;
    let to = match whence {
        0 if target < 0 => return Err(vm.os_error_from_errno(libc::EINVAL, None)),
        0 => SeekFrom::Start(target as u64),
        1 => {
            let here = file.stream.tell().map_err(|error| vm.stream_error(&error))?;
            SeekFrom::Start(here.saturating_add_signed(target))
        }
        2 => SeekFrom::End(target),
        _ => return Err(vm.value_error(format!("whence value {whence} unsupported"))),
    };
    let position = file.stream.seek(to).map_err(|error| vm.stream_error(&error))?;
    Ok(vm.heap().big_int(position.into()))
}

fn tell(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let position = of(vm, args.get(0))?.stream.tell().map_err(|error| vm.stream_error(&error))?;
    Ok(vm.heap().big_int(position.into()))
}

fn truncate(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let size = match args.opt(1).filter(|p| !p.is_none()).cloned() {
        Some(size) => vm.index_i64(&size)?.max(0) as u64,
        None => of(vm, args.get(0))?.stream.tell().map_err(|error| vm.stream_error(&error))?,
    };
    of(vm, args.get(0))?.stream.truncate(size).map_err(|error| vm.stream_error(&error))?;
    Ok(vm.heap().big_int(size.into()))
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let name = any(vm, value)?.name.clone();
    let name = vm.repr(&name)?;
    let name = name.lossy_text();
    Ok(vm.heap().str(&format!("<{} name={name}>", vm.type_name(value))))
}
