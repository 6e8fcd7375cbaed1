//! `FileIO`: a file descriptor as a raw stream.

use std::cell::Cell;
use std::io::{ErrorKind, SeekFrom};

use crate::object::boxed::Payload;
use crate::object::descriptor::GetSetDef;
use crate::object::header::Visitor;
use crate::object::native::{Args, NativeDef};
use crate::object::{Exception, PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::base::{self, RAW_IO_BASE, append, bytes_of, call, fill, room_of, size_of, unsupported};
use super::descriptor;

/// The state of a file.
pub struct FileIo {
    /// -1 once closed.
    fd: Cell<i32>,
    close_fd: Cell<bool>,
    readable: Cell<bool>,
    writable: Cell<bool>,
    /// `w`, `x`, `a` or `r`.
    kind: Cell<u8>,
    /// The system's preferred size of reads and writes.
    pub block: Cell<usize>,
}

impl Payload for FileIo {
    fn traverse(&self, _: &mut Visitor<'_>) {}
    fn needs_finalizer(&self) -> bool {
        self.fd.get() >= 0 && self.close_fd.get()
    }
}

pub static FILE_IO: ClassDef = ClassDef {
    name: "FileIO",
    doc: "Open a file.",
    parent: Some(&RAW_IO_BASE),
    new: Some(&NEW),
    slots: slots!(|slots| {
        slots.init.set(Some(|vm, this, args| vm.call_native_new(&INIT, this, args).map(drop)));
        slots.repr.set(Some(repr));
    }),
    methods: METHODS,
    getsets: GETSETS,
    ..base::CONCRETE
};

static NEW: NativeDef = NativeDef::static_method("__new__(cls, /, *args, **kwargs)", "", |vm, args| {
    Ok(vm.heap().boxed(args.get(0), FileIo::unopened()))
});

static INIT: NativeDef = NativeDef::method("FileIO(self, file, mode='r', closefd=True, opener=None)", "", init);

static METHODS: &[NativeDef] = &[
    NativeDef::method("close(self, /)", "Close the file.", close),
    NativeDef::method("fileno(self, /)", "Return the underlying file descriptor.", |vm, args| {
        let fd = of(vm, args.get(0))?.fd.get();
        Ok(vm.heap().int(fd.into()))
    }),
    NativeDef::method("isatty(self, /)", "", |vm, args| {
        Ok(Value::bool(descriptor::is_terminal(of(vm, args.get(0))?.fd.get())))
    }),
    NativeDef::method("read(self, size=-1, /)", "Read at most size bytes, returned as bytes.", |vm, args| {
        let size = size_of(vm, args.opt(1).cloned().as_ref())?;
        let file = readable(vm, args.get(0))?;
        let data = if size == usize::MAX { file.read_all(vm)? } else { file.read(vm, size)? };
        Ok(data.map_or(Value::NONE, |data| vm.heap().bytes(data)))
    }),
    NativeDef::method("readall(self, /)", "Read all data from the file, returned as bytes.", |vm, args| {
        let data = readable(vm, args.get(0))?.read_all(vm)?;
        Ok(data.map_or(Value::NONE, |data| vm.heap().bytes(data)))
    }),
    NativeDef::method("readinto(self, buffer, /)", "Same as RawIOBase.readinto().", |vm, args| {
        let file = readable(vm, args.get(0))?;
        let room = room_of(vm, args.get(1), "readinto")?;
        let Some(data) = file.read(vm, room)? else { return Ok(Value::NONE) };
        fill(vm, args.get(1), &data)?;
        Ok(Value::from_len(data.len()))
    }),
    NativeDef::method("readable(self, /)", "", |vm, args| Ok(Value::bool(of(vm, args.get(0))?.readable.get()))),
    NativeDef::method("seek(self, pos, whence=0, /)", "Move to new file position.", |vm, args| {
        let position = vm.index_i64(args.get(1))?;
        let whence = match args.opt(2).cloned() {
            Some(whence) => vm.index_i64(&whence)?,
            None => 0,
        };
        let position = of(vm, args.get(0))?.seek(vm, position, whence)?;
        Ok(vm.heap().big_int(position.into()))
    }),
    NativeDef::method("seekable(self, /)", "", |vm, args| Ok(Value::bool(of(vm, args.get(0))?.is_seekable()))),
    NativeDef::method("tell(self, /)", "Current file position.", |vm, args| {
        let position = of(vm, args.get(0))?.seek(vm, 0, 1)?;
        Ok(vm.heap().big_int(position.into()))
    }),
    NativeDef::method("truncate(self, size=None, /)", "Truncate the file.", |vm, args| {
        let file = of(vm, args.get(0))?;
        if !file.writable.get() {
            return Err(unsupported(vm, "File not open for writing"));
        }
        let size = match args.opt(1).filter(|size| !size.is_none()).cloned() {
            Some(size) => vm.index_i64(&size)?,
            None => file.seek(vm, 0, 1)? as i64,
        };
        descriptor::truncate(file.fd.get(), size).map_err(|error| vm.io_error(&error, None))?;
        Ok(vm.heap().int(size))
    }),
    NativeDef::method("writable(self, /)", "", |vm, args| Ok(Value::bool(of(vm, args.get(0))?.writable.get()))),
    NativeDef::method("write(self, b, /)", "Write buffer b to file, return number of bytes written.", |vm, args| {
        let file = of(vm, args.get(0))?;
        if !file.writable.get() {
            return Err(unsupported(vm, "File not open for writing"));
        }
        let data = bytes_of(vm, args.get(1))?;
        Ok(file.write(vm, &data)?.map_or(Value::NONE, Value::from_len))
    }),
];

static GETSETS: &[GetSetDef] = &[
    GetSetDef::read("closed", "True if the file is closed", |vm, file| Ok(Value::bool(any(vm, file)?.fd.get() < 0))),
    GetSetDef::read("closefd", "", |vm, file| Ok(Value::bool(any(vm, file)?.close_fd.get()))),
    GetSetDef::read("mode", "", |vm, file| Ok(vm.heap().str(any(vm, file)?.mode()))),
    GetSetDef::read("_blksize", "", |vm, file| Ok(Value::from_len(any(vm, file)?.block.get()))),
];

fn any<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v FileIo> {
    value.payload::<FileIo>().ok_or_else(|| vm.type_error("FileIO expected"))
}

/// The state of an open file.
fn of<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v FileIo> {
    let file = any(vm, value)?;
    if file.fd.get() < 0 {
        return Err(vm.value_error("I/O operation on closed file"));
    }
    Ok(file)
}

fn readable<'v>(vm: &mut Vm, value: &'v Value) -> PyResult<&'v FileIo> {
    let file = of(vm, value)?;
    if file.readable.get() { Ok(file) } else { Err(unsupported(vm, "File not open for reading")) }
}

impl FileIo {
    fn unopened() -> FileIo {
        FileIo {
            fd: Cell::new(-1),
            close_fd: Cell::new(true),
            readable: Cell::new(false),
            writable: Cell::new(false),
            kind: Cell::new(b'r'),
            block: Cell::new(super::BUFFER),
        }
    }

    /// The state of `value` if it is exactly a FileIO, open, so that its methods need not be asked for.
    pub fn exact<'v>(vm: &Vm, value: &'v Value) -> Option<&'v FileIo> {
        let file = value.payload::<FileIo>().filter(|file| file.fd.get() >= 0)?;
        base::is_own_class(vm, value).then_some(file)
    }

    /// Runs a call again after a signal, whose handler runs first. None: it would block.
    fn retry<R>(vm: &mut Vm, mut attempt: impl FnMut() -> std::io::Result<R>) -> PyResult<Option<R>> {
        loop {
            match attempt() {
                Ok(result) => return Ok(Some(result)),
                Err(error) if error.kind() == ErrorKind::Interrupted => vm.between_instructions()?,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(None),
                Err(error) => return Err(vm.io_error(&error, None)),
            }
        }
    }

    /// Up to `size` bytes, none at the end.
    pub fn read(&self, vm: &mut Vm, size: usize) -> PyResult<Option<Vec<u8>>> {
        let mut data = Vec::new();
        // More than the system gives at once is not even filled with zeros.
        let most = size.min(0x7fff_f000);
        if !vm.heap().has_room(size) || data.try_reserve_exact(most).is_err() {
            return Err(vm.memory_error());
        }
        data.resize(most, 0);
        let count = FileIo::retry(vm, || descriptor::read(self.fd.get(), &mut data))?;
        Ok(count.map(|count| {
            data.truncate(count);
            data
        }))
    }

    pub fn read_all(&self, vm: &mut Vm) -> PyResult<Option<Vec<u8>>> {
        let fd = self.fd.get();
        let ahead = match (descriptor::status(fd), descriptor::seek(fd, SeekFrom::Current(0))) {
            (Ok((_, size, _)), Ok(at)) => u64::try_from(size).unwrap_or(0).saturating_sub(at),
            _ => 0,
        };
        let mut all = Vec::new();
        let mut wanted = usize::try_from(ahead).unwrap_or(0) + 1;
        loop {
            match self.read(vm, wanted.clamp(super::BUFFER, 1 << 24))? {
                None if all.is_empty() => return Ok(None),
                None => return Ok(Some(all)),
                Some(data) if data.is_empty() => return Ok(Some(all)),
                Some(data) if all.is_empty() => all = data,
                Some(data) => append(vm, &mut all, &data)?,
            }
            wanted = wanted.saturating_sub(all.len()).max(all.len() / 2);
        }
    }

    /// How many bytes were written.
    pub fn write(&self, vm: &mut Vm, data: &[u8]) -> PyResult<Option<usize>> {
        FileIo::retry(vm, || descriptor::write(self.fd.get(), data))
    }

    /// Writes all of it where there is nobody to tell of an error.
    pub fn write_blindly(&self, mut data: &[u8]) {
        while !data.is_empty() {
            match descriptor::write(self.fd.get(), data) {
                Ok(count) => data = data.get(count..).unwrap_or_default(),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return,
            }
        }
    }

    pub fn seek(&self, vm: &mut Vm, position: i64, whence: i64) -> PyResult<u64> {
        let to = match whence {
            0 if position < 0 => return Err(vm.os_error_from_errno(libc::EINVAL, None)),
            0 => SeekFrom::Start(position as u64),
            1 => SeekFrom::Current(position),
            2 => SeekFrom::End(position),
            _ => return Err(vm.os_error_from_errno(libc::EINVAL, None)),
        };
        descriptor::seek(self.fd.get(), to).map_err(|error| vm.io_error(&error, None))
    }

    pub fn is_seekable(&self) -> bool {
        descriptor::seek(self.fd.get(), SeekFrom::Current(0)).is_ok()
    }

    pub fn is_terminal(&self) -> bool {
        descriptor::is_terminal(self.fd.get())
    }

    fn mode(&self) -> &'static str {
        match (self.kind.get(), self.readable.get(), self.writable.get()) {
            (b'x', true, _) => "xb+",
            (b'x', ..) => "xb",
            (b'a', true, _) => "ab+",
            (b'a', ..) => "ab",
            (_, true, true) => "rb+",
            (_, true, false) => "rb",
            _ => "wb",
        }
    }
}

/// Does the file need to be closed? ResourceWarning "unclosed file", about the outermost stream.
pub fn warn_unclosed(vm: &mut Vm, stream: &Value) -> PyResult<()> {
    let mut raw = stream.clone();
    for _ in 0..2 {
        match super::buffered::raw_of(&raw).or_else(|| super::text::buffer_of(&raw)) {
            Some(inner) => raw = inner,
            None => break,
        }
    }
    if raw.payload::<FileIo>().is_none_or(|file| file.fd.get() < 0 || !file.close_fd.get()) {
        return Ok(());
    }
    let message = format!("unclosed file {}", vm.repr_text(stream)?);
    let category = vm.types().resource_warning().clone();
    vm.warn_of(&category, &message, stream)
}

fn bad_mode(vm: &Vm) -> Exception {
    vm.value_error("Must have exactly one of create/read/write/append mode and at most one plus")
}

fn init(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    let file = any(vm, &this)?;
    if file.fd.get() >= 0 && file.close_fd.get() {
        drop(descriptor::close(file.fd.replace(-1)));
    }
    let name = args.take(1);
    if name.as_exact_float().is_some() {
        return Err(vm.type_error("integer argument expected, got float"));
    }
    let mode = match args.opt(2) {
        None => "r".to_string(),
        Some(mode) => match mode.as_str() {
            Some(mode) => mode.to_string_lossy(),
            None => {
                let got = vm.type_name(mode);
                return Err(vm.type_error(format!("FileIO() argument 'mode' must be str, not {got}")));
            }
        },
    };
    let (mut kind, mut plus) = (None, false);
    for c in mode.bytes() {
        match c {
            b'r' | b'w' | b'a' | b'x' if kind.is_none() => kind = Some(c),
            b'+' if !plus => plus = true,
            b'b' => {}
            b'r' | b'w' | b'a' | b'x' | b'+' => return Err(bad_mode(vm)),
            _ => return Err(vm.value_error(format!("invalid mode: {mode:.200}"))),
        }
    }
    let Some(kind) = kind else { return Err(bad_mode(vm)) };
    let close_fd = match args.opt(3).cloned() {
        Some(value) => vm.truth(&value)?,
        None => true,
    };
    let (readable, writable) = (kind == b'r' || plus, kind != b'r' || plus);
    let mut flags = match (readable, writable) {
        (true, true) => libc::O_RDWR,
        (true, false) => libc::O_RDONLY,
        _ => libc::O_WRONLY,
    };
    flags |= match kind {
        b'w' => libc::O_CREAT | libc::O_TRUNC,
        b'x' => libc::O_CREAT | libc::O_EXCL,
        b'a' => libc::O_CREAT | libc::O_APPEND,
        _ => 0,
    };
    let opener = args.take(4);
    let given = vm.class_of(&name).slots.index.get().is_some();
    let fd = if given {
        let fd = vm.index_i64(&name)?;
        if fd < 0 {
            return Err(vm.value_error("negative file descriptor"));
        }
        i32::try_from(fd).map_err(|_| vm.overflow_error("Python int too large to convert to C int"))?
    } else {
        let path = super::path_bytes(vm, &name)?;
        if !close_fd {
            return Err(vm.value_error("Cannot use closefd=False with file name"));
        }
        if opener.is_none() {
            let name = &name;
            FileIo::retry_open(vm, name, || descriptor::open(&path, flags, 0o666))?
        } else {
            let flags = vm.heap().int((flags | libc::O_CLOEXEC).into());
            let fd = vm.call(&opener, &[name.clone(), flags])?;
            if fd.as_int().is_none() {
                return Err(vm.type_error("expected integer from opener"));
            }
            let fd = vm.index_i64(&fd)?;
            if fd < 0 {
                return Err(vm.value_error(format!("opener returned {fd}")));
            }
            let fd = i32::try_from(fd).map_err(|_| vm.overflow_error("Python int too large to convert to C int"))?;
            descriptor::keep_private(fd).map_err(|error| vm.io_error(&error, None))?;
            fd
        }
    };
    let own = !given;
    let refuse = |error: Exception| {
        if own {
            drop(descriptor::close(fd));
        }
        error
    };
    let (mode_bits, _, block) = descriptor::status(fd).map_err(|error| refuse(vm.io_error(&error, None)))?;
    if mode_bits & libc::S_IFMT == libc::S_IFDIR {
        return Err(refuse(vm.os_error_from_errno(libc::EISDIR, Some(&name))));
    }
    file.block.set(usize::try_from(block).ok().filter(|&block| block > 1).unwrap_or(super::BUFFER));
    file.fd.set(fd);
    file.close_fd.set(close_fd);
    file.readable.set(readable);
    file.writable.set(writable);
    file.kind.set(kind);
    let attribute = vm.heap().intern("name");
    vm.set_attr(&this, &attribute, &name)?;
    if kind == b'a' {
        drop(descriptor::seek(fd, SeekFrom::End(0)));
    }
    Ok(Value::NONE)
}

impl FileIo {
    /// As `retry`, for opening: errors show the file's name.
    fn retry_open(vm: &mut Vm, name: &Value, mut attempt: impl FnMut() -> std::io::Result<i32>) -> PyResult<i32> {
        loop {
            match attempt() {
                Ok(fd) => return Ok(fd),
                Err(error) if error.kind() == ErrorKind::Interrupted => vm.between_instructions()?,
                Err(error) => return Err(vm.io_error(&error, Some(name))),
            }
        }
    }
}

fn close(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    let file = any(vm, &this)?;
    if file.fd.get() < 0 {
        return Ok(Value::NONE);
    }
    if !file.close_fd.get() {
        file.fd.set(-1);
        return Ok(Value::NONE);
    }
    let flushed = call(vm, &this, "flush", &[]);
    let closed = match file.fd.replace(-1) {
        fd @ 0.. => descriptor::close(fd).map_err(|error| vm.io_error(&error, None)),
        _ => Ok(()),
    };
    flushed?;
    closed?;
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let file = any(vm, value)?;
    if file.fd.get() < 0 {
        return Ok(vm.heap().str("<_io.FileIO [closed]>"));
    }
    let (mode, close_fd) = (file.mode(), if file.close_fd.get() { "True" } else { "False" });
    let name = vm.heap().intern("name");
    let text = match vm.get_attr_opt(value, &name)? {
        Some(name) => format!("<_io.FileIO name={} mode='{mode}' closefd={close_fd}>", vm.repr_text(&name)?),
        None => {
            let fd = file.fd.get();
            format!("<_io.FileIO fd={fd} mode='{mode}' closefd={close_fd}>")
        }
    };
    Ok(vm.heap().str(&text))
}
