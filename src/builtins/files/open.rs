//! `open()`: mode and options to a file object.

use std::fs::OpenOptions;
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStringExt;
use std::rc::Rc;

use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::text::codec::{Codec, ErrorHandler};
use crate::vm::Vm;

use super::text::{NewTextFile, Newline};
use super::{Access, Stream, binary, text};

pub static OPEN: NativeDef = NativeDef::function(
    "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
    "Open file and return a stream.",
    open,
);

/// A parsed mode.
#[derive(Default)]
struct Mode {
    kind: char,
    plus: bool,
    text: bool,
    binary: bool,
}

fn parse_mode(vm: &Vm, mode: &str) -> PyResult<Mode> {
    let mut parsed = Mode::default();
    let invalid = || vm.value_error(format!("invalid mode: '{mode}'"));
    for (i, c) in mode.char_indices() {
        if mode[..i].contains(c) {
            return Err(invalid());
        }
        match c {
            'r' | 'w' | 'a' | 'x' if parsed.kind == '\0' => parsed.kind = c,
            'r' | 'w' | 'a' | 'x' => {
                return Err(vm.value_error("must have exactly one of create/read/write/append mode"));
            }
            '+' => parsed.plus = true,
            't' => parsed.text = true,
            'b' => parsed.binary = true,
            _ => return Err(invalid()),
        }
    }
    if parsed.text && parsed.binary {
        return Err(vm.value_error("can't have text and binary mode at once"));
    }
    if parsed.kind == '\0' {
        let message = "Must have exactly one of create/read/write/append mode and at most one plus";
        return Err(vm.value_error(message));
    }
    Ok(parsed)
}

/// `mode` as the file object shows it.
fn mode_name(mode: &Mode) -> &'static str {
    match (mode.kind, mode.plus, mode.binary) {
        ('r', false, false) => "r",
        ('r', true, false) => "r+",
        ('w', false, false) => "w",
        ('w', true, false) => "w+",
        ('a', false, false) => "a",
        ('a', true, false) => "a+",
        ('x', false, false) => "x",
        (_, _, false) => "x+",
        ('r', false, true) => "rb",
        ('w', false, true) => "wb",
        ('a', false, true) => "ab",
        ('x', false, true) => "xb",
        ('x', true, true) => "xb+",
        _ => "rb+",
    }
}

/// A str option or its absence.
fn text_option(vm: &Vm, args: &Args<'_>, index: usize, name: &str) -> PyResult<Option<String>> {
    match args.opt(index).filter(|v| !v.is_none()) {
        None => Ok(None),
        Some(value) => match value.as_str() {
            Some(text) => Ok(Some(text.to_string_lossy())),
            None => {
                let class = vm.type_name(value);
                Err(vm.type_error(format!("open() argument '{name}' must be str or None, not {class}")))
            }
        },
    }
}

fn open(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let mode = match args.opt(1) {
        None => "r".to_string(),
        Some(mode) => match mode.as_str() {
            Some(mode) => mode.to_string_lossy(),
            None => {
                let class = vm.type_name(mode);
                return Err(vm.type_error(format!("open() argument 'mode' must be str, not {class}")));
            }
        },
    };
    let mode = parse_mode(vm, &mode)?;
    let buffering = match args.opt(2).cloned() {
        Some(buffering) => vm.index_i64(&buffering)?,
        None => -1,
    };
    let encoding = text_option(vm, args, 3, "encoding")?;
    let errors = text_option(vm, args, 4, "errors")?;
    let newline = text_option(vm, args, 5, "newline")?;
    for (option, name) in [(&encoding, "an encoding"), (&errors, "an errors"), (&newline, "a newline")] {
        if mode.binary && option.is_some() {
            return Err(vm.value_error(format!("binary mode doesn't take {name} argument")));
        }
    }
    if buffering == 0 && !mode.binary {
        return Err(vm.value_error("can't have unbuffered text I/O"));
    }
    let name = args.take(0);
    let access = Access { read: mode.kind == 'r' || mode.plus, write: mode.kind != 'r' || mode.plus };
    let file = open_file(vm, &name, &mode, access)?;
    let number = file.as_raw_fd();
    let stream = Rc::new(Stream::new(file, access, number, buffering == 0));
    let shown = mode_name(&mode);
    if mode.binary {
        return Ok(binary::object(vm, stream, name, shown, buffering == 0));
    }
    let codec = codec(vm, encoding.as_deref())?;
    let (errors_name, errors) = error_handler(vm, errors.as_deref().unwrap_or("strict"))?;
    let newline = match newline.as_deref() {
        None => Newline::Universal,
        Some("") => Newline::Untranslated,
        Some("\n") => Newline::Lf,
        Some("\r") => Newline::Cr,
        Some("\r\n") => Newline::CrLf,
        Some(other) => return Err(vm.value_error(format!("illegal newline value: {other}"))),
    };
    let line_buffering = buffering == 1 || (buffering < 0 && stream.is_terminal());
    let new = NewTextFile {
        stream,
        name,
        mode: shown,
        encoding: codec,
        encoding_name: encoding.unwrap_or_else(|| "UTF-8".to_string()),
        errors,
        errors_name,
        newline,
        line_buffering,
    };
    Ok(text::object(vm, new))
}

/// The codec of this name; UTF-8 where there is none.
pub fn codec(vm: &Vm, name: Option<&str>) -> PyResult<Codec> {
    match name {
        None => Ok(Codec::Utf8),
        Some(name) => Codec::by_name(name).ok_or_else(|| vm.lookup_error(format!("unknown encoding: {name}"))),
    }
}

fn error_handler(vm: &Vm, name: &str) -> PyResult<(String, ErrorHandler)> {
    match ErrorHandler::by_name(name) {
        Some(handler) => Ok((name.to_string(), handler)),
        None => Err(vm.lookup_error(format!("unknown error handler name '{name}'"))),
    }
}

fn open_file(vm: &mut Vm, name: &Value, mode: &Mode, access: Access) -> PyResult<std::fs::File> {
    let path = if let Some(number) = name.as_small_int() {
        // A descriptor that is open already: by its name among the process's files.
        if !(0..1 << 20).contains(&number) {
            return Err(vm.os_error_from_errno(libc::EBADF, None));
        }
        format!("/proc/self/fd/{number}").into_bytes()
    } else {
        super::path_bytes(vm, name)?
    };
    let mut options = OpenOptions::new();
    options.read(access.read);
    match mode.kind {
        'r' => options.write(mode.plus),
        'w' => options.write(true).create(true).truncate(true),
        'a' => options.append(true).create(true),
        _ => options.write(true).create_new(true),
    };
    let path = std::ffi::OsString::from_vec(path);
    let file = options.open(&path).map_err(|error| vm.io_error(&error, Some(name)))?;
    match file.metadata() {
        Ok(metadata) if metadata.is_dir() => Err(vm.os_error_from_errno(libc::EISDIR, Some(name))),
        _ => Ok(file),
    }
}
