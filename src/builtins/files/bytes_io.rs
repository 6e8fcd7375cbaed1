//! `BytesIO`: a binary file in memory.
//!
//! The bytes lie in a bytearray, so that `getbuffer` can give a view of them.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::bytes::ByteArray;
use crate::object::descriptor::GetSetDef;
use crate::object::guarded::Guarded;
use crate::object::header::Visitor;
use crate::object::memoryview::Window;
use crate::object::native::{Args, NativeDef};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::base::{self, BUFFERED_IO_BASE, bytes_of, call, fill, room_of, size_of};

struct BytesIo {
    /// A bytearray; None once closed.
    data: Guarded<Option<Value>>,
    position: Cell<usize>,
}

impl Payload for BytesIo {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.data.with(|data| data.iter().for_each(visit));
    }
}

pub static BYTES_IO: ClassDef = ClassDef {
    name: "BytesIO",
    doc: "Buffered I/O implementation using an in-memory bytes buffer.",
    parent: Some(&BUFFERED_IO_BASE),
    new: Some(&NEW),
    slots: slots!(|slots| {
        slots.init.set(Some(|vm, this, args| vm.call_native_new(&INIT, this, args).map(drop)));
        slots.next.set(Some(next));
    }),
    methods: METHODS,
    getsets: &[GetSetDef::read("closed", "", |vm, file| Ok(Value::bool(any(vm, file)?.data.with(Option::is_none))))],
    ..base::CONCRETE
};

static NEW: NativeDef = NativeDef::static_method("__new__(cls, /, *args, **kwargs)", "", |vm, args| {
    let data = vm.heap().bytearray(vm.types().bytearray(), Vec::new());
    let state = BytesIo { data: Guarded::new(Some(data)), position: Cell::new(0) };
    Ok(vm.heap().boxed(args.get(0), state))
});

static INIT: NativeDef = NativeDef::method("BytesIO(self, initial_bytes=b'')", "", |vm, args| {
    let file = any(vm, args.get(0))?;
    let data = match args.opt(1).filter(|initial| !initial.is_none()) {
        Some(initial) => bytes_of(vm, initial)?,
        None => Vec::new(),
    };
    check_exports(vm, file)?;
    let data = vm.heap().bytearray(vm.types().bytearray(), data);
    drop(file.data.replace(Some(data)));
    file.position.set(0);
    Ok(Value::NONE)
});

static METHODS: &[NativeDef] = &[
    NativeDef::method("__getstate__(self, /)", "", |vm, args| {
        let this = args.take(0);
        let (value, position) = (call(vm, &this, "getvalue", &[])?, any(vm, &this)?.position.get());
        let dict = vm.dict_of(&this)?.unwrap_or(Value::NONE);
        Ok(vm.heap().tuple_from([value, vm.heap().size(position), dict]))
    }),
    NativeDef::method("__setstate__(self, state, /)", "", |vm, args| {
        let (this, state) = (args.take(0), args.take(1));
        let Some([value, position, dict]) = state.downcast::<Tuple>().map(Tuple::items) else {
            return Err(vm.type_error(format!(
                "{}.__setstate__ argument should be 3-tuple, got {}",
                vm.type_name(&this),
                vm.type_name(&state)
            )));
        };
        data(vm, &this)?;
        call(vm, &this, "__init__", std::slice::from_ref(value))?;
        if position.as_int().is_none() {
            let got = vm.type_name(position);
            return Err(vm.type_error(format!("second item of state must be an integer, not {got}")));
        }
        if vm.index_i64(position)? < 0 {
            return Err(vm.value_error("position value cannot be negative"));
        }
        call(vm, &this, "seek", std::slice::from_ref(position))?;
        check_dict(vm, dict, "third")?;
        if let (Some(own), false) = (vm.dict_of(&this)?, dict.is_none()) {
            call(vm, &own, "update", std::slice::from_ref(dict))?;
        }
        Ok(Value::NONE)
    }),
    NativeDef::method("close(self, /)", "Disable all I/O operations.", |vm, args| {
        let file = any(vm, args.get(0))?;
        check_exports(vm, file)?;
        drop(file.data.take());
        Ok(Value::NONE)
    }),
    NativeDef::method("flush(self, /)", "Does nothing.", |vm, args| {
        data(vm, args.get(0))?;
        Ok(Value::NONE)
    }),
    NativeDef::method(
        "getbuffer(self, /)",
        "Get a read-write view over the contents of the BytesIO object.",
        |vm, args| {
            let data = data(vm, args.get(0))?;
            let len = vm.with_bytes(&data, <[u8]>::len)?;
            Ok(vm.heap().memoryview(vm.types().memoryview(), data, Window::bytes(len, false)))
        },
    ),
    NativeDef::method("getvalue(self, /)", "Retrieve the entire contents of the BytesIO object.", |vm, args| {
        let data = data(vm, args.get(0))?;
        let bytes = bytes_of(vm, &data)?;
        Ok(vm.heap().bytes(bytes))
    }),
    NativeDef::method("isatty(self, /)", "Always returns False.", |vm, args| yes(vm, args, false)),
    NativeDef::method("read(self, size=-1, /)", "Read at most size bytes, returned as a bytes object.", read),
    NativeDef::method("read1(self, size=-1, /)", "Read at most size bytes, returned as a bytes object.", read),
    NativeDef::method("readable(self, /)", "Returns True if the IO object can be read.", |vm, args| {
        yes(vm, args, true)
    }),
    NativeDef::method("readinto(self, buffer, /)", "Read bytes into buffer.", |vm, args| {
        let this = args.take(0);
        data(vm, &this)?;
        let room = room_of(vm, args.get(1), "readinto")?;
        let bytes = take(vm, &this, room)?;
        fill(vm, args.get(1), &bytes)?;
        Ok(Value::from_len(bytes.len()))
    }),
    NativeDef::method("readline(self, size=-1, /)", "Next line from the file, as a bytes object.", |vm, args| {
        let this = args.take(0);
        let limit = size_of(vm, args.opt(1).cloned().as_ref())?;
        let line = line(vm, &this, limit)?;
        Ok(vm.heap().bytes(line))
    }),
    NativeDef::method(
        "readlines(self, size=None, /)",
        "List of bytes objects, each a line from the file.",
        |vm, args| {
            let this = args.take(0);
            let hint = match size_of(vm, args.opt(1).cloned().as_ref())? {
                0 => usize::MAX,
                hint => hint,
            };
            let (mut lines, mut total) = (Vec::new(), 0usize);
            loop {
                let line = line(vm, &this, usize::MAX)?;
                if line.is_empty() {
                    break;
                }
                total = total.saturating_add(line.len());
                lines.push(vm.heap().bytes(line));
                if total >= hint {
                    break;
                }
            }
            Ok(vm.heap().list(lines))
        },
    ),
    NativeDef::method("seek(self, pos, whence=0, /)", "Change stream position.", seek),
    NativeDef::method("seekable(self, /)", "Returns True if the IO object can be seeked.", |vm, args| {
        yes(vm, args, true)
    }),
    NativeDef::method("tell(self, /)", "Current file position, an integer.", |vm, args| {
        data(vm, args.get(0))?;
        any(vm, args.get(0)).map(|file| vm.heap().size(file.position.get()))
    }),
    NativeDef::method("truncate(self, size=None, /)", "Truncate the file to at most size bytes.", |vm, args| {
        let this = args.take(0);
        let data = data(vm, &this)?;
        let file = any(vm, &this)?;
        check_exports(vm, file)?;
        let size = match args.opt(1).filter(|size| !size.is_none()).cloned() {
            Some(size) => vm.index_i64(&size)?,
            None => file.position.get() as i64,
        };
        let Ok(size) = usize::try_from(size) else {
            return Err(vm.value_error(format!("negative size value {size}")));
        };
        if let Some(array) = data.downcast::<ByteArray>() {
            array.data.with_mut(|bytes| bytes.truncate(size));
        }
        Ok(vm.heap().size(size))
    }),
    NativeDef::method("writable(self, /)", "Returns True if the IO object can be written.", |vm, args| {
        yes(vm, args, true)
    }),
    NativeDef::method("write(self, b, /)", "Write bytes to file.", write),
    NativeDef::method("writelines(self, lines, /)", "Write lines to the file.", |vm, args| {
        let (this, lines) = (args.take(0), args.take(1));
        data(vm, &this)?;
        vm.for_each(&lines, |vm, line| call(vm, &this, "write", &[line]).map(drop))?;
        Ok(Value::NONE)
    }),
];

fn any<'v>(vm: &Vm, file: &'v Value) -> PyResult<&'v BytesIo> {
    file.payload::<BytesIo>().ok_or_else(|| vm.type_error("a BytesIO is required"))
}

/// The bytearray of an open file.
fn data(vm: &Vm, file: &Value) -> PyResult {
    any(vm, file)?.data.get().ok_or_else(|| vm.value_error("I/O operation on closed file."))
}

/// The attributes in a state are a dict or None.
pub fn check_dict(vm: &Vm, dict: &Value, place: &str) -> PyResult<()> {
    if dict.is_none() || dict.downcast::<crate::object::dict::Dict>().is_some() {
        return Ok(());
    }
    let got = vm.type_name(dict);
    Err(vm.type_error(format!("{place} item of state should be a dict, got a {got}")))
}

fn check_exports(vm: &Vm, file: &BytesIo) -> PyResult<()> {
    let data = file.data.get();
    match data.as_ref().and_then(|data| data.downcast::<ByteArray>()).is_some_and(|array| array.exports.get() > 0) {
        true => Err(vm.buffer_error("Existing exports of data: object cannot be re-sized")),
        false => Ok(()),
    }
}

fn yes(vm: &Vm, args: &Args<'_>, answer: bool) -> PyResult {
    data(vm, args.get(0))?;
    Ok(Value::bool(answer))
}

/// Takes up to `count` bytes from the position on.
fn take(vm: &Vm, file: &Value, count: usize) -> PyResult<Vec<u8>> {
    let data = data(vm, file)?;
    let position = &any(vm, file)?.position;
    vm.with_bytes(&data, |bytes| {
        let piece = bytes.get(position.get()..).unwrap_or_default();
        let piece = piece.get(..count.min(piece.len())).unwrap_or_default().to_vec();
        position.set(position.get() + piece.len());
        piece
    })
}

fn line(vm: &Vm, file: &Value, limit: usize) -> PyResult<Vec<u8>> {
    let data = data(vm, file)?;
    let start = any(vm, file)?.position.get();
    let end = vm.with_bytes(&data, |bytes| {
        let rest = bytes.get(start..).unwrap_or_default();
        memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1)
    })?;
    take(vm, file, end.min(limit))
}

fn next(vm: &mut Vm, file: &Value) -> PyResult<Option<Value>> {
    let line = line(vm, file, usize::MAX)?;
    Ok((!line.is_empty()).then(|| vm.heap().bytes(line)))
}

fn read(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    data(vm, &this)?;
    let size = size_of(vm, args.opt(1).cloned().as_ref())?;
    let bytes = take(vm, &this, size)?;
    Ok(vm.heap().bytes(bytes))
}

fn write(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    let data = data(vm, &this)?;
    let file = any(vm, &this)?;
    check_exports(vm, file)?;
    let new = bytes_of(vm, args.get(1))?;
    let start = file.position.get();
    let Some(array) = data.downcast::<ByteArray>().filter(|_| !new.is_empty()) else { return Ok(Value::from_len(0)) };
    let done = array.data.with_mut(|bytes| {
        let end = start.checked_add(new.len())?;
        if end > bytes.len() {
            bytes.try_reserve(end - bytes.len()).ok()?;
            bytes.resize(end, 0);
        }
        bytes.get_mut(start..end)?.copy_from_slice(&new);
        Some(())
    });
    if done.is_none() {
        return Err(vm.memory_error());
    }
    file.position.set(start + new.len());
    Ok(Value::from_len(new.len()))
}

fn seek(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    let data = data(vm, &this)?;
    let target = vm.index_i64(args.get(1))?;
    let whence = match args.opt(2).cloned() {
        Some(whence) => vm.index_i64(&whence)?,
        None => 0,
    };
    let file = any(vm, &this)?;
    let len = vm.with_bytes(&data, <[u8]>::len)? as i64;
    let base = match whence {
        0 if target < 0 => return Err(vm.value_error(format!("negative seek value {target}"))),
        0 => 0,
        1 => file.position.get() as i64,
        2 => len,
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    let Some(position) = base.checked_add(target) else { return Err(vm.overflow_error("new position too large")) };
    file.position.set(position.max(0) as usize);
    Ok(vm.heap().size(file.position.get()))
}
