//! `StringIO`: a text file in memory.

use std::cell::{Cell, RefCell};

use crate::object::boxed::Payload;
use crate::object::descriptor::GetSetDef;
use crate::object::header::Visitor;
use crate::object::native::{Args, NativeDef};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::text::{OutOfMemory, Text, TextBuilder, Units};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::base::{self, TEXT_IO_BASE, call, size_of};
use super::newline::{LineEnds, Newline, replace_newlines};

#[derive(Default)]
struct StringIo {
    text: RefCell<TextBuilder>,
    position: Cell<usize>,
    closed: Cell<bool>,
    newline: Cell<Newline>,
    ends: LineEnds,
}

impl Payload for StringIo {
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

pub static STRING_IO: ClassDef = ClassDef {
    name: "StringIO",
    doc: "Text I/O implementation using an in-memory buffer.",
    parent: Some(&TEXT_IO_BASE),
    new: Some(&NEW),
    slots: slots!(|slots| {
        slots.init.set(Some(|vm, this, args| vm.call_native_new(&INIT, this, args).map(drop)));
        slots.next.set(Some(next));
    }),
    methods: METHODS,
    getsets: &[
        GetSetDef::read("closed", "", |vm, file| Ok(Value::bool(any(vm, file)?.closed.get()))),
        GetSetDef::read("line_buffering", "", |vm, file| of(vm, file).map(|_| Value::FALSE)),
        GetSetDef::read("newlines", "", |vm, file| Ok(of(vm, file)?.ends.newlines(vm))),
    ],
    ..base::CONCRETE
};

static NEW: NativeDef = NativeDef::static_method("__new__(cls, /, *args, **kwargs)", "", |vm, args| {
    Ok(vm.heap().boxed(args.get(0), StringIo::default()))
});

static INIT: NativeDef = NativeDef::method("StringIO(self, initial_value='', newline='\\n')", "", init);

static METHODS: &[NativeDef] = &[
    NativeDef::method("__getstate__(self, /)", "", |vm, args| {
        let this = args.take(0);
        let value = call(vm, &this, "getvalue", &[])?;
        let file = of(vm, &this)?;
        let newline = match file.newline.get() {
            Newline::Universal => Value::NONE,
            Newline::Untranslated => vm.heap().str(""),
            Newline::Lf => vm.heap().str("\n"),
            Newline::Cr => vm.heap().str("\r"),
            Newline::CrLf => vm.heap().str("\r\n"),
        };
        let position = vm.heap().size(file.position.get());
        let dict = vm.dict_of(&this)?.unwrap_or(Value::NONE);
        Ok(vm.heap().tuple_from([value, newline, position, dict]))
    }),
    NativeDef::method("__setstate__(self, state, /)", "", |vm, args| {
        let (this, state) = (args.take(0), args.take(1));
        let Some([value, newline, position, dict]) = state.downcast::<Tuple>().map(Tuple::items) else {
            return Err(vm.type_error(format!(
                "{}.__setstate__ argument should be 4-tuple, got {}",
                vm.type_name(&this),
                vm.type_name(&state)
            )));
        };
        of(vm, &this)?;
        if value.as_str().is_none() && !value.is_none() {
            let got = vm.type_name(value);
            return Err(vm.type_error(format!("initial_value must be str or None, not {got}")));
        }
        call(vm, &this, "__init__", &[vm.names().empty.clone(), newline.clone()])?;
        if position.as_int().is_none() {
            let got = vm.type_name(position);
            return Err(vm.type_error(format!("third item of state must be an integer, got {got}")));
        }
        let position = vm.index_i64(position)?;
        let Ok(position) = usize::try_from(position) else {
            return Err(vm.value_error("position value cannot be negative"));
        };
        let Some(text) = value.as_str() else { return Err(vm.type_error("initial_value must be str or None")) };
        let file = of(vm, &this)?;
        file.text.borrow_mut().try_push_units(text.units()).or_memory_error(vm)?;
        file.position.set(position);
        super::bytes_io::check_dict(vm, dict, "fourth")?;
        if let (Some(own), false) = (vm.dict_of(&this)?, dict.is_none()) {
            call(vm, &own, "update", std::slice::from_ref(dict))?;
        }
        Ok(Value::NONE)
    }),
    NativeDef::method("close(self, /)", "Close the IO object.", |vm, args| {
        let file = any(vm, args.get(0))?;
        file.closed.set(true);
        drop(file.text.take());
        Ok(Value::NONE)
    }),
    NativeDef::method("getvalue(self, /)", "Retrieve the entire contents of the object.", |vm, args| {
        let file = of(vm, args.get(0))?;
        let text = file.piece(0, usize::MAX).or_memory_error(vm)?;
        Ok(vm.heap().str_from_text(&text))
    }),
    NativeDef::method("read(self, size=-1, /)", "Read at most size characters, returned as a string.", |vm, args| {
        let this = args.take(0);
        let size = size_of(vm, args.opt(1).cloned().as_ref())?;
        let text = of(vm, &this)?.take(size).or_memory_error(vm)?;
        Ok(vm.heap().str_from_text(&text))
    }),
    NativeDef::method("readable(self, /)", "Returns True if the IO object can be read.", |vm, args| {
        of(vm, args.get(0)).map(|_| Value::TRUE)
    }),
    NativeDef::method("readline(self, size=-1, /)", "Read until newline or EOF.", |vm, args| {
        let this = args.take(0);
        let limit = size_of(vm, args.opt(1).cloned().as_ref())?;
        let line = of(vm, &this)?.line(limit).or_memory_error(vm)?;
        Ok(vm.heap().str_from_text(&line))
    }),
    NativeDef::method("seek(self, pos, whence=0, /)", "Change stream position.", seek),
    NativeDef::method("seekable(self, /)", "Returns True if the IO object can be seeked.", |vm, args| {
        of(vm, args.get(0)).map(|_| Value::TRUE)
    }),
    NativeDef::method("tell(self, /)", "Tell the current file position.", |vm, args| {
        of(vm, args.get(0)).map(|file| vm.heap().size(file.position.get()))
    }),
    NativeDef::method("truncate(self, pos=None, /)", "Truncate size to pos.", |vm, args| {
        let this = args.take(0);
        let file = of(vm, &this)?;
        let size = match args.opt(1).filter(|size| !size.is_none()).cloned() {
            Some(size) => vm.index_i64(&size)?,
            None => file.position.get() as i64,
        };
        let Ok(size) = usize::try_from(size) else {
            return Err(vm.value_error(format!("Negative size value {size}")));
        };
        file.text.borrow_mut().truncate(size);
        Ok(vm.heap().size(size))
    }),
    NativeDef::method("writable(self, /)", "Returns True if the IO object can be written.", |vm, args| {
        of(vm, args.get(0)).map(|_| Value::TRUE)
    }),
    NativeDef::method("write(self, s, /)", "Write string to file.", |vm, args| {
        let file = of(vm, args.get(0))?;
        let Some(units) = args.get(1).as_str().map(|text| text.units()) else {
            let got = vm.type_name(args.get(1));
            return Err(vm.type_error(format!("string argument expected, got '{got}'")));
        };
        file.write(units).or_memory_error(vm)?;
        Ok(Value::from_len(units.len()))
    }),
];

fn any<'v>(vm: &Vm, file: &'v Value) -> PyResult<&'v StringIo> {
    file.payload::<StringIo>().ok_or_else(|| vm.type_error("a StringIO is required"))
}

fn of<'v>(vm: &Vm, file: &'v Value) -> PyResult<&'v StringIo> {
    let state = any(vm, file)?;
    if state.closed.get() {
        return Err(vm.value_error("I/O operation on closed file"));
    }
    Ok(state)
}

impl StringIo {
    fn piece(&self, start: usize, count: usize) -> Result<Text, OutOfMemory> {
        let text = self.text.borrow();
        let end = text.len().min(start.saturating_add(count));
        Ok(text.units().slice(start.min(end)..end)?.units().into())
    }

    fn take(&self, count: usize) -> Result<Text, OutOfMemory> {
        let piece = self.piece(self.position.get(), count)?;
        self.position.set(self.position.get() + piece.len());
        Ok(piece)
    }

    fn line(&self, limit: usize) -> Result<Text, OutOfMemory> {
        let start = self.position.get();
        let len = {
            let text = self.text.borrow();
            let newline = self.newline.get();
            match start < text.len() {
                true => newline.line_length(text.units(), start).map_or(text.len() - start, |end| end - start),
                false => 0,
            }
        };
        self.take(len.min(limit))
    }

    /// Writes at the position, over what is there.
    fn write(&self, units: Units<'_>) -> Result<(), OutOfMemory> {
        let newline = self.newline.get();
        let translated;
        let units = match newline {
            Newline::Universal | Newline::Untranslated => {
                translated = self.ends.read(units.into(), true)?;
                translated.units()
            }
            _ => match newline.written() {
                Some(end) => {
                    translated = replace_newlines(units, end)?;
                    translated.units()
                }
                None => units,
            },
        };
        if units.is_empty() {
            return Ok(());
        }
        let start = self.position.get();
        let mut text = self.text.borrow_mut();
        let len = text.len();
        let end = start.checked_add(units.len()).ok_or(OutOfMemory)?;
        if start > len {
            text.try_fill(0, start - len)?;
        }
        if start < len {
            let rest: Text = text.units().slice(end.min(len)..len)?.units().into();
            text.truncate(start);
            text.try_push_units(units)?;
            text.try_push_units(rest.units())?;
        } else {
            text.try_push_units(units)?;
        }
        self.position.set(end);
        Ok(())
    }
}

fn init(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    let file = any(vm, &this)?;
    let newline = match args.take_opt(2) {
        Some(newline) => Newline::parse(vm, Some(&newline), "newline")?,
        None => Newline::Lf,
    };
    let initial = args.take(1);
    if !initial.is_none() && initial.as_str().is_none() {
        let got = vm.type_name(&initial);
        return Err(vm.type_error(format!("initial_value must be str or None, not {got}")));
    }
    drop(file.text.take());
    file.closed.set(false);
    file.newline.set(newline);
    file.ends.translate.set(newline == Newline::Universal);
    file.ends.seen.set(0);
    file.position.set(0);
    if let Some(text) = initial.as_str() {
        file.write(text.units()).or_memory_error(vm)?;
        file.position.set(0);
    }
    Ok(Value::NONE)
}

fn next(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    let file = of(vm, value)?;
    if !base::is_own_class(vm, value) {
        let line = call(vm, value, "readline", &[])?;
        let Some(text) = line.as_str() else {
            let got = vm.type_name(&line);
            let message = format!("readline() should have returned a str object, not '{got}'");
            return Err(vm.exception(vm.types().os_error(), &message));
        };
        return Ok(Some(line.clone()).filter(|_| !text.is_empty()));
    }
    let line = file.line(usize::MAX).or_memory_error(vm)?;
    Ok((!line.is_empty()).then(|| vm.heap().str_from_text(&line)))
}

fn seek(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let this = args.take(0);
    let target = vm.index_i64(args.get(1))?;
    let whence = match args.opt(2).cloned() {
        Some(whence) => vm.index_i64(&whence)?,
        None => 0,
    };
    let file = of(vm, &this)?;
    let position = match whence {
        0 if target < 0 => return Err(vm.value_error(format!("Negative seek position {target}"))),
        0 => target as usize,
        1 | 2 if target != 0 => {
            return Err(vm.exception(vm.types().os_error(), "Can't do nonzero cur-relative seeks"));
        }
        1 => file.position.get(),
        2 => file.text.borrow().len(),
        _ => return Err(vm.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    file.position.set(position);
    Ok(vm.heap().size(position))
}
