//! The class `TextIOWrapper`: its methods and attributes.

use crate::object::descriptor::GetSetDef;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::text::Text;
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::super::base::unsupported;
use super::*;

pub static CLASS: ClassDef = ClassDef {
    name: "TextIOWrapper",
    doc: "Character and line based layer over a BufferedIOBase object, buffer.",
    parent: Some(&TEXT_IO_BASE),
    flags: base::CONCRETE.flags,
    new: Some(&NEW),
    slots: slots!(|slots| {
        slots.init.set(Some(|vm, this, args| vm.call_native_new(&INIT, this, args).map(drop)));
        slots.next.set(Some(next));
        slots.repr.set(Some(repr));
    }),
    methods: METHODS,
    getsets: GETSETS,
    ..base::CONCRETE
};

static INIT: NativeDef = NativeDef::method(
    "TextIOWrapper(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
    "",
    init,
);

static METHODS: &[NativeDef] = &[
    NativeDef::method("close(self, /)", "", close),
    NativeDef::method("detach(self, /)", "", |vm, args| {
        let this = args.take(0);
        let file = of(vm, &this)?;
        file.buffer(vm)?;
        call(vm, &this, "flush", &[])?;
        file.detached.set(true);
        Ok(file.buffer.take().unwrap_or(Value::NONE))
    }),
    NativeDef::method("fileno(self, /)", "", |vm, args| delegate(vm, args, "fileno")),
    NativeDef::method("flush(self, /)", "", |vm, args| {
        let this = args.take(0);
        let file = open(vm, &this)?;
        file.telling.set(file.seekable.get());
        file.write_out(vm)?;
        let buffer = file.buffer(vm)?;
        call(vm, &buffer, "flush", &[])
    }),
    NativeDef::method("isatty(self, /)", "", |vm, args| delegate(vm, args, "isatty")),
    NativeDef::method("read(self, size=-1, /)", "", |vm, args| {
        let this = args.take(0);
        let size = base::size_of(vm, args.opt(1).cloned().as_ref())?;
        let file = readable(vm, &this)?;
        let text = file.read(vm, size)?;
        Ok(vm.heap().str_from_text(&text))
    }),
    NativeDef::method("readable(self, /)", "", |vm, args| delegate(vm, args, "readable")),
    NativeDef::method("readline(self, size=-1, /)", "", |vm, args| {
        let this = args.take(0);
        let size = match args.opt(1).cloned() {
            Some(size) => usize::try_from(vm.index_i64(&size)?).unwrap_or(usize::MAX),
            None => usize::MAX,
        };
        let file = readable(vm, &this)?;
        let line = file.read_line(vm, size)?;
        Ok(vm.heap().str_from_text(&line))
    }),
    NativeDef::method(
        "reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
        "Reconfigure the text stream with new parameters.",
        reconfigure,
    ),
    NativeDef::method("seek(self, cookie, whence=0, /)", "", position::seek),
    NativeDef::method("seekable(self, /)", "", |vm, args| delegate(vm, args, "seekable")),
    NativeDef::method("tell(self, /)", "", position::tell),
    NativeDef::method("truncate(self, pos=None, /)", "", |vm, args| {
        let this = args.take(0);
        call(vm, &this, "flush", &[])?;
        let buffer = of(vm, &this)?.buffer(vm)?;
        call(vm, &buffer, "truncate", &[args.take(1)])
    }),
    NativeDef::method("writable(self, /)", "", |vm, args| delegate(vm, args, "writable")),
    NativeDef::method("write(self, text, /)", "", |vm, args| {
        let this = args.take(0);
        let Some(units) = args.get(1).as_str().map(|text| text.units()) else {
            let got = vm.type_name(args.get(1));
            return Err(vm.type_error(format!("write() argument must be str, not {got}")));
        };
        let file = open(vm, &this)?;
        let buffer = file.buffer(vm)?;
        if Buffered::exact(vm, &buffer).is_none_or(|buffered| !buffered.can_write())
            && let Some(error) = not_able(vm, &buffer, "writable")?
        {
            return Err(error);
        }
        file.write(vm, units)?;
        Ok(Value::from_len(units.len()))
    }),
];

static GETSETS: &[GetSetDef] = &[
    GetSetDef::read("buffer", "", |vm, value| of(vm, value)?.buffer(vm)),
    GetSetDef::read("closed", "", |vm, value| {
        let buffer = of(vm, value)?.buffer(vm)?;
        attribute(vm, &buffer, "closed")
    }),
    GetSetDef::read("encoding", "", |vm, value| Ok(of(vm, value)?.encoding.get())),
    GetSetDef::read("errors", "", |vm, value| Ok(of(vm, value)?.errors.get())),
    GetSetDef::read("line_buffering", "", |vm, value| Ok(Value::bool(of(vm, value)?.line_buffering.get()))),
    GetSetDef::read("name", "", |vm, value| {
        let buffer = of(vm, value)?.buffer(vm)?;
        attribute(vm, &buffer, "name")
    }),
    GetSetDef::read("newlines", "", |vm, value| Ok(of(vm, value)?.ends.newlines(vm))),
    GetSetDef::read("write_through", "", |vm, value| Ok(Value::bool(of(vm, value)?.write_through.get()))),
    GetSetDef::write(
        "_CHUNK_SIZE",
        "",
        |vm, value| of(vm, value).map(|text| vm.heap().size(text.chunk_size.get())),
        |vm, value, size| {
            let Some(size) = size else {
                return Err(vm.exception(vm.types().attribute_error(), "cannot delete attribute"));
            };
            match usize::try_from(vm.index_i64(size)?).ok().filter(|&size| size > 0) {
                Some(size) => of(vm, value)?.chunk_size.set(size),
                None => return Err(vm.value_error("a strictly positive integer is required")),
            }
            Ok(())
        },
    ),
];

fn delegate(vm: &mut Vm, args: &mut Args<'_>, name: &str) -> PyResult {
    let buffer = of(vm, args.get(0))?.buffer(vm)?;
    call(vm, &buffer, name, &[])
}

/// The state of an open file that can be read.
fn readable<'v>(vm: &mut Vm, value: &'v Value) -> PyResult<&'v TextFile> {
    let file = open(vm, value)?;
    let buffer = file.buffer(vm)?;
    if Buffered::exact(vm, &buffer).is_none_or(|buffered| !buffered.can_read())
        && let Some(error) = not_able(vm, &buffer, "readable")?
    {
        return Err(error);
    }
    Ok(file)
}

/// A str option or None.
fn option(vm: &Vm, value: &Value, name: &str) -> PyResult<Option<Value>> {
    if value.is_none() {
        return Ok(None);
    }
    match value.as_str() {
        Some(text) if text.units().iter().any(|c| c == 0) => Err(vm.value_error("embedded null character")),
        Some(_) => Ok(Some(value.clone())),
        None => {
            let got = vm.type_name(value);
            Err(vm.type_error(format!("TextIOWrapper() argument '{name}' must be str or None, not {got}")))
        }
    }
}

fn init(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    let buffer = args.take(1);
    drop(of(vm, &this)?.buffer.take());
    let encoding = option(vm, &args.take(2), "encoding")?;
    let errors = option(vm, &args.take(3), "errors")?;
    let newline = args.take(4);
    let newline = Newline::parse(vm, Some(&newline), "TextIOWrapper() argument 'newline'")?;
    let mut flags = [false; 2];
    for (flag, index) in flags.iter_mut().zip(5..) {
        if let Some(value) = args.take_opt(index) {
            *flag = vm.truth(&value)?;
        }
    }
    let encoding = match encoding.filter(|name| name.as_str().is_none_or(|name| name.units() != "locale")) {
        Some(encoding) => encoding,
        None => vm.heap().str("UTF-8"),
    };
    let errors = errors.unwrap_or_else(|| vm.heap().str("strict"));
    coding::find(vm, &encoding)?;
    let [line_buffering, write_through] = flags;
    of(vm, &this)?.start(vm, NewTextFile { buffer, encoding, errors, newline, line_buffering, write_through })?;
    Ok(Value::NONE)
}

fn next(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    if !base::is_own_class(vm, value) {
        let file = open(vm, value)?;
        file.telling.set(false);
        let line = call(vm, value, "readline", &[])?;
        let Some(text) = line.as_str() else {
            let got = vm.type_name(&line);
            let message = format!("readline() should have returned a str object, not '{got}'");
            return Err(vm.exception(vm.types().os_error(), &message));
        };
        if text.is_empty() {
            file.telling.set(file.seekable.get());
            return Ok(None);
        }
        return Ok(Some(line));
    }
    let file = readable(vm, value)?;
    file.telling.set(false);
    let line: Text = file.read_line(vm, usize::MAX)?;
    if line.is_empty() {
        file.telling.set(file.seekable.get());
        return Ok(None);
    }
    Ok(Some(vm.heap().str_from_text(&line)))
}

fn close(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    let buffer = of(vm, &this)?.buffer(vm)?;
    if base::is_closed(vm, &buffer)? {
        return Ok(Value::NONE);
    }
    let flushed = call(vm, &this, "flush", &[]);
    let closed = call(vm, &buffer, "close", &[]);
    of(vm, &this)?.output.take();
    match (flushed, closed) {
        (Err(first), Err(second)) => {
            drop(second.object().context.replace(Some(first.into_value())));
            Err(second)
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
        _ => Ok(Value::NONE),
    }
}

fn reconfigure(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    let file = open(vm, &this)?;
    let encoding = option(vm, &args.take(1), "encoding")?;
    let errors = option(vm, &args.take(2), "errors")?;
    let newline = match args.opt(3).cloned() {
        Some(newline) => Some(Newline::parse(vm, Some(&newline), "reconfigure() argument 'newline'")?),
        None => None,
    };
    let reading = file.at.get() > 0 || !file.decoded.borrow().is_empty() || !file.chunk.borrow().is_empty();
    if reading && (encoding.is_some() || errors.is_some() || newline.is_some()) {
        let message = "It is not possible to set the encoding or newline of stream after the first read";
        return Err(unsupported(vm, message));
    }
    let coding = match &encoding {
        Some(encoding) => Some(coding::find(vm, encoding)?),
        None => None,
    };
    let mut flags = [file.line_buffering.get(), file.write_through.get()];
    for (flag, index) in flags.iter_mut().zip(4..) {
        if let Some(value) = args.take_opt(index).filter(|value| !value.is_none()) {
            *flag = vm.truth(&value)?;
        }
    }
    call(vm, &this, "flush", &[])?;
    if let (None, Some(_)) = (&errors, &encoding) {
        drop(file.errors.replace(vm.heap().str("strict")));
    }
    if let Some(errors) = errors {
        drop(file.errors.replace(errors));
        drop(file.encoder.take());
        drop(file.decoder.take());
    }
    if let (Some(encoding), Some(coding)) = (encoding, coding) {
        drop(file.encoding.replace(encoding));
        drop(file.coding.replace(coding));
        drop(file.encoder.take());
        drop(file.decoder.take());
        file.ordered.set(None);
    }
    if let Some(newline) = newline {
        file.newline.set(newline);
        file.ends.translate.set(newline == Newline::Universal);
    }
    file.line_buffering.set(flags[0]);
    file.write_through.set(flags[1]);
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let class = vm.class_of(value).name_string();
    of(vm, value)?.buffer(vm)?;
    let encoding = of(vm, value)?.encoding.get();
    let mut text = format!("<_io.{class}");
    for name in ["name", "mode"] {
        if let Some(found) = shown(vm, value, name)? {
            text += &format!(" {name}={found}");
        }
    }
    let encoding = vm.repr_text(&encoding)?;
    Ok(vm.heap().str(&format!("{text} encoding={encoding}>")))
}
