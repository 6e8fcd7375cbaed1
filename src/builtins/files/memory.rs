//! `StringIO` and `BytesIO`: files in memory.

use std::cell::{Cell, RefCell};

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::header::Visitor;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::text::Text;
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::binary::bytes_of;
use super::text::size_of;

/// The state of both: characters or bytes as code points. `universal` line ends become `\n`.
pub struct MemoryFile {
    data: RefCell<Vec<u32>>,
    position: Cell<usize>,
    closed: Cell<bool>,
    text: bool,
    translate: Cell<bool>,
}

impl Payload for MemoryFile {
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

const FILE: ClassDef = ClassDef {
    module: "_io",
    flags: class_flag::BASE | class_flag::DICT | class_flag::WEAK,
    slots: slots!(|slots| {
        slots.iter.set(Some(|_, file| Ok(file.clone())));
        slots.next.set(Some(next));
    }),
    methods: METHODS,
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

pub static STRING_IO: ClassDef = ClassDef {
    name: "StringIO",
    doc: "Text I/O implementation using an in-memory buffer.",
    new: Some(&NEW_TEXT),
    ..FILE
};
pub static BYTES_IO: ClassDef = ClassDef {
    name: "BytesIO",
    doc: "Buffered I/O implementation using an in-memory bytes buffer.",
    new: Some(&NEW_BYTES),
    ..FILE
};

static NEW_TEXT: NativeDef =
    NativeDef::static_method("__new__(cls, initial_value='', newline='\\n')", "", |vm, args| {
        let file = make(true);
        let newline = args.opt(2).cloned();
        file.translate.set(newline.is_some_and(|n| n.is_none()));
        if let Some(initial) = args.opt(1).filter(|i| !i.is_none()) {
            if initial.as_str().is_none() {
                let name = vm.type_name(initial);
                return Err(vm.type_error(format!("initial_value must be str or None, not {name}")));
            }
            put(vm, &file, initial)?;
            file.position.set(0);
        }
        Ok(vm.heap().boxed(args.get(0), file))
    });

static NEW_BYTES: NativeDef = NativeDef::static_method("__new__(cls, initial_bytes=b'')", "", |vm, args| {
    let file = make(false);
    if let Some(initial) = args.opt(1).filter(|i| !i.is_none()) {
        put(vm, &file, initial)?;
        file.position.set(0);
    }
    Ok(vm.heap().boxed(args.get(0), file))
});

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
        let file = any(vm, args.get(0))?;
        file.closed.set(true);
        file.data.take();
        Ok(Value::NONE)
    }),
    NativeDef::method("flush(self, /)", "", |vm, args| of(vm, args.get(0)).map(|_| Value::NONE)),
    NativeDef::method("getvalue(self, /)", "", |vm, args| {
        let file = of(vm, args.get(0))?;
        Ok(value(vm, file, &file.data.borrow()))
    }),
    NativeDef::method("isatty(self, /)", "", |vm, args| of(vm, args.get(0)).map(|_| Value::FALSE)),
    NativeDef::method("read(self, size=-1, /)", "", |vm, args| {
        let size = size_of(vm, args.opt(1))?;
        let file = of(vm, args.get(0))?;
        Ok(take(vm, file, size))
    }),
    NativeDef::method("readable(self, /)", "", |vm, args| of(vm, args.get(0)).map(|_| Value::TRUE)),
    NativeDef::method("readline(self, size=-1, /)", "", |vm, args| {
        let size = size_of(vm, args.opt(1))?;
        let file = of(vm, args.get(0))?;
        let length = line_length(file).min(size);
        Ok(take(vm, file, length))
    }),
    NativeDef::method("readlines(self, hint=-1, /)", "", |vm, args| {
        let hint = size_of(vm, args.opt(1))?;
        let (mut lines, mut total) = (Vec::new(), 0usize);
        while total < hint {
            let file = of(vm, args.get(0))?;
            let length = line_length(file);
            if length == 0 {
                break;
            }
            total += length;
            lines.push(take(vm, file, length));
        }
        Ok(vm.heap().list(lines))
    }),
    NativeDef::method("seek(self, pos, whence=0, /)", "", seek),
    NativeDef::method("seekable(self, /)", "", |vm, args| of(vm, args.get(0)).map(|_| Value::TRUE)),
    NativeDef::method("tell(self, /)", "", |vm, args| Ok(Value::from_len(of(vm, args.get(0))?.position.get()))),
    NativeDef::method("truncate(self, size=None, /)", "", |vm, args| {
        let file = of(vm, args.get(0))?;
        let size = match args.opt(1).filter(|s| !s.is_none()).cloned() {
            Some(size) => vm.index_i64(&size)?,
            None => file.position.get() as i64,
        };
        let Ok(size) = usize::try_from(size) else {
            return Err(vm.value_error(format!("Negative size value {size}")));
        };
        file.data.borrow_mut().truncate(size);
        Ok(Value::from_len(size))
    }),
    NativeDef::method("writable(self, /)", "", |vm, args| of(vm, args.get(0)).map(|_| Value::TRUE)),
    NativeDef::method("write(self, s, /)", "", |vm, args| {
        let file = of(vm, args.get(0))?;
        put(vm, file, args.get(1)).map(Value::from_len)
    }),
    NativeDef::method("writelines(self, lines, /)", "", |vm, args| {
        let (file, name) = (args.take(0), vm.names().write.clone());
        for line in vm.collect(args.get(1))? {
            vm.call_method(&file, &name, &[line])?;
        }
        Ok(Value::NONE)
    }),
];

static GETSETS: &[GetSetDef] = &[
    GetSetDef::read("closed", "", |vm, file| Ok(Value::bool(any(vm, file)?.closed.get()))),
    GetSetDef::read("line_buffering", "", |_, _| Ok(Value::FALSE)),
];

fn make(text: bool) -> MemoryFile {
    MemoryFile {
        data: RefCell::default(),
        position: Cell::new(0),
        closed: Cell::new(false),
        text,
        translate: Cell::new(false),
    }
}

fn any<'v>(vm: &Vm, file: &'v Value) -> PyResult<&'v MemoryFile> {
    file.payload::<MemoryFile>().ok_or_else(|| vm.value_error("I/O operation on uninitialized object"))
}

fn of<'v>(vm: &Vm, file: &'v Value) -> PyResult<&'v MemoryFile> {
    let state = any(vm, file)?;
    if state.closed.get() {
        return Err(vm.value_error("I/O operation on closed file"));
    }
    Ok(state)
}

/// Code points as the file's kind of value.
fn value(vm: &Vm, file: &MemoryFile, points: &[u32]) -> Value {
    if file.text {
        return vm.heap().str_from_text(&Text::from_code_points(points.iter().copied()));
    }
    vm.heap().bytes(points.iter().map(|&b| b as u8).collect::<Vec<u8>>())
}

fn take(vm: &Vm, file: &MemoryFile, count: usize) -> Value {
    let data = file.data.borrow();
    let start = file.position.get().min(data.len());
    let end = data.len().min(start.saturating_add(count));
    if end > start {
        file.position.set(end);
    }
    value(vm, file, &data[start..end])
}

fn line_length(file: &MemoryFile) -> usize {
    let data = file.data.borrow();
    let rest = data.get(file.position.get()..).unwrap_or_default();
    rest.iter().position(|&c| c == 10).map_or(rest.len(), |i| i + 1)
}

fn next(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    let file = of(vm, value)?;
    match line_length(file) {
        0 => Ok(None),
        length => Ok(Some(take(vm, file, length))),
    }
}

/// Writes a str or bytes at the position; gives its length.
fn put(vm: &Vm, file: &MemoryFile, what: &Value) -> PyResult<usize> {
    let mut points: Vec<u32> = if file.text {
        match what.as_str() {
            Some(text) => text.units().iter().collect(),
            None => {
                let name = vm.type_name(what);
                return Err(vm.type_error(format!("string argument expected, got '{name}'")));
            }
        }
    } else {
        bytes_of(vm, what)?.into_iter().map(u32::from).collect()
    };
    let length = points.len();
    if file.translate.get() {
        let text: String = points.iter().map(|&c| char::from_u32(c).unwrap_or('\u{fffd}')).collect();
        if text.contains('\r') {
            points = text.replace("\r\n", "\n").replace('\r', "\n").chars().map(u32::from).collect();
        }
    }
    let mut data = file.data.borrow_mut();
    let start = file.position.get();
    let more = (start + points.len()).saturating_sub(data.len());
    if data.try_reserve(more).is_err() {
        return Err(vm.memory_error());
    }
    if data.len() < start {
        data.resize(start, 0);
    }
    let overwritten = points.len().min(data.len() - start);
    data[start..start + overwritten].copy_from_slice(&points[..overwritten]);
    data.extend_from_slice(&points[overwritten..]);
    file.position.set(start + points.len());
    Ok(length)
}

fn seek(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let target = vm.index_i64(args.get(1))?;
    let whence = match args.opt(2).cloned() {
        Some(whence) => vm.index_i64(&whence)?,
        None => 0,
    };
    let file = of(vm, args.get(0))?;
    let length = file.data.borrow().len() as i64;
    let position = match whence {
        0 if target < 0 => {
            let what = if file.text { "Negative seek position" } else { "negative seek value" };
            return Err(vm.value_error(format!("{what} {target}")));
        }
        0 => target,
        1 | 2 if file.text && target != 0 => {
            return Err(vm.exception(vm.types().os_error(), "Can't do nonzero cur-relative seeks"));
        }
        1 => (file.position.get() as i64).saturating_add(target).max(0),
        2 => length.saturating_add(target).max(0),
        _ => return Err(vm.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    file.position.set(position as usize);
    Ok(vm.heap().int(position))
}
