//! `open()`: mode and options to a file object.

use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::base::call;
use super::fileio::{FILE_IO, FileIo};
use super::newline::Newline;
use super::{buffered, text};

pub static OPEN: NativeDef = NativeDef::function(
    "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
    "Open file and return a stream.",
    open,
);

pub static OPEN_CODE: NativeDef = NativeDef::function(
    "open_code(path)",
    "Opens the provided file with the intent to import the contents.",
    |vm, args| {
        if args.get(0).as_str().is_none() {
            let got = vm.type_name(args.get(0));
            return Err(vm.type_error(format!("open_code() argument 'path' must be str, not {got}")));
        }
        let (path, mode) = (args.take(0), vm.heap().str("rb"));
        let mut slots = [Some(path), Some(mode), None, None, None, None, None, None];
        open(vm, &mut Args::new(&mut slots))
    },
);

/// A parsed mode.
#[derive(Default)]
struct Mode {
    kind: char,
    plus: bool,
    text: bool,
    binary: bool,
    /// `U`, which means nothing any more.
    universal: bool,
}

fn parse_mode(vm: &mut Vm, mode: &str) -> PyResult<Mode> {
    let mut parsed = Mode::default();
    let mut several = false;
    for (i, c) in mode.char_indices() {
        let repeated = mode.get(..i).is_some_and(|before| before.contains(c));
        match c {
            _ if repeated => return Err(vm.value_error(format!("invalid mode: '{mode}'"))),
            'r' | 'w' | 'a' | 'x' => {
                several |= parsed.kind != '\0';
                parsed.kind = c;
            }
            '+' => parsed.plus = true,
            't' => parsed.text = true,
            'b' => parsed.binary = true,
            'U' => parsed.universal = true,
            _ => return Err(vm.value_error(format!("invalid mode: '{mode}'"))),
        }
    }
    if parsed.universal {
        if parsed.plus || !matches!(parsed.kind, '\0' | 'r') {
            return Err(vm.value_error("mode U cannot be combined with 'x', 'w', 'a', or '+'"));
        }
        parsed.kind = 'r';
        let category = vm.types().deprecation_warning().clone();
        vm.warn(&category, "'U' mode is deprecated", 1)?;
    }
    if parsed.text && parsed.binary {
        return Err(vm.value_error("can't have text and binary mode at once"));
    }
    if several {
        return Err(vm.value_error("must have exactly one of create/read/write/append mode"));
    }
    if parsed.kind == '\0' {
        let message = "Must have exactly one of create/read/write/append mode and at most one plus";
        return Err(vm.value_error(message));
    }
    Ok(parsed)
}

/// A str option or its absence.
fn text_option(vm: &Vm, args: &Args<'_>, index: usize, name: &str) -> PyResult<Option<Value>> {
    match args.opt(index).filter(|v| !v.is_none()) {
        None => Ok(None),
        Some(value) if value.as_str().is_some() => Ok(Some(value.clone())),
        Some(value) => {
            let class = vm.type_name(value);
            Err(vm.type_error(format!("open() argument '{name}' must be str or None, not {class}")))
        }
    }
}

fn open(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let name = args.take(0);
    let given = name.as_int().is_some();
    let name = if given { name } else { super::path_value(vm, &name)? };
    let mode_text = match args.opt(1) {
        None => "r".to_string(),
        Some(mode) => match mode.as_str() {
            Some(mode) => mode.to_string_lossy(),
            None => {
                let class = vm.type_name(mode);
                return Err(vm.type_error(format!("open() argument 'mode' must be str, not {class}")));
            }
        },
    };
    let buffering = match args.opt(2).cloned() {
        Some(buffering) => vm.index_i64(&buffering)?,
        None => -1,
    };
    let encoding = text_option(vm, args, 3, "encoding")?;
    let errors = text_option(vm, args, 4, "errors")?;
    let newline = text_option(vm, args, 5, "newline")?;
    let mode = parse_mode(vm, &mode_text)?;
    for (option, name) in [(&encoding, "an encoding"), (&errors, "an errors"), (&newline, "a newline")] {
        if mode.binary && option.is_some() {
            return Err(vm.value_error(format!("binary mode doesn't take {name} argument")));
        }
    }
    if mode.binary && buffering == 1 {
        let message =
            "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used";
        let category = vm.types().runtime_warning().clone();
        vm.warn(&category, message, 1)?;
    }
    let (close_fd, opener) = (args.take_opt(6).unwrap_or(Value::TRUE), args.take(7));
    let raw_mode = vm.heap().str(&format!("{}{}", mode.kind, if mode.plus { "+" } else { "" }));
    let class = vm.native_class(&FILE_IO);
    let raw = vm.call(&class, &[name, raw_mode, close_fd, opener])?;
    let made = finish(vm, &raw, &mode, &mode_text, buffering, [encoding, errors, newline]);
    if made.is_err() {
        drop(call(vm, &raw, "close", &[]));
    }
    made
}

fn finish(
    vm: &mut Vm,
    raw: &Value,
    mode: &Mode,
    mode_text: &str,
    buffering: i64,
    [encoding, errors, newline]: [Option<Value>; 3],
) -> PyResult {
    let terminal = FileIo::exact(vm, raw).is_some_and(FileIo::is_terminal);
    let line_buffering = buffering == 1 || buffering < 0 && terminal;
    let size = match buffering {
        0 if mode.binary => return Ok(raw.clone()),
        0 => return Err(vm.value_error("can't have unbuffered text I/O")),
        ..0 | 1 => FileIo::exact(vm, raw).map_or(super::BUFFER, |file| file.block.get()),
        size => usize::try_from(size).unwrap_or(super::BUFFER),
    };
    let (readable, writable) = (mode.kind == 'r' || mode.plus, mode.kind != 'r' || mode.plus);
    let buffered = buffered::object(vm, raw.clone(), readable, writable, size);
    if mode.binary {
        return Ok(buffered);
    }
    let newline = Newline::parse(vm, newline.as_ref(), "open() argument 'newline'")?;
    let encoding = encoding.filter(|name| name.as_str().is_none_or(|name| name.units() != "locale"));
    let encoding = encoding.unwrap_or_else(|| vm.heap().str("UTF-8"));
    let errors = errors.unwrap_or_else(|| vm.heap().str("strict"));
    let new = text::NewTextFile { buffer: buffered, encoding, errors, newline, line_buffering, write_through: false };
    let file = text::object(vm, new)?;
    let (attribute, shown) = (vm.heap().intern("mode"), vm.heap().str(mode_text));
    vm.set_attr(&file, &attribute, &shown)?;
    Ok(file)
}
