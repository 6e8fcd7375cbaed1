//! `_csv`: the reader's state machine and the joining of rows. Dialects and their checks are Python (`_csv.py`), which
//! gives their settings as a tuple.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::native::{Args, NativeDef};
use crate::object::tuple::Tuple;
use crate::object::{Exception, PyResult, Value, Visitor};
use crate::text::Text;
use crate::text::TextBuilder;
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

use super::ModuleDef;

pub static CSV: ModuleDef = ModuleDef {
    name: "_csv",
    doc: "CSV parsing and writing.",
    functions: &[
        NativeDef::function("_reader(iterator, dialect, settings, limit, error, /)", "", new_reader),
        NativeDef::function("_join(row, settings, error, /)", "The row as a line.", join),
    ],
    classes: &[],
    init: None,
};

const MINIMAL: i64 = 0;
const ALL: i64 = 1;
const NONNUMERIC: i64 = 2;
const NONE: i64 = 3;

/// What a dialect says; characters that it does not have are None.
struct Settings {
    delimiter: u32,
    quote: Option<u32>,
    escape: Option<u32>,
    doubled: bool,
    skip_space: bool,
    line_end: Text,
    quoting: i64,
    strict: bool,
}

impl Settings {
    /// From the tuple that `_csv.py` makes, in the order of the fields.
    fn read(vm: &mut Vm, value: &Value) -> PyResult<Settings> {
        let items = value.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
        let [delimiter, quote, escape, doubled, skip_space, line_end, quoting, strict] = items.as_slice() else {
            return Err(vm.type_error("a dialect's settings are required"));
        };
        let character = |value: &Value| value.as_str().and_then(|text| text.units().get(0));
        Ok(Settings {
            delimiter: character(delimiter).unwrap_or(0),
            quote: character(quote),
            escape: character(escape),
            doubled: vm.truth(doubled)?,
            skip_space: vm.truth(skip_space)?,
            line_end: line_end.as_str().map(|text| Text::from(text.units())).unwrap_or_default(),
            quoting: quoting.as_small_int().unwrap_or(MINIMAL),
            strict: vm.truth(strict)?,
        })
    }

    fn is_quote(&self, c: u32) -> bool {
        self.quoting != NONE && self.quote == Some(c)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    StartRecord,
    StartField,
    Escaped,
    EscapedLineEnd,
    Field,
    Quoted,
    QuotedEscape,
    QuoteInQuoted,
    LineEnd,
}

struct Reader {
    input: Value,
    dialect: Value,
    settings: Settings,
    error: Value,
    /// A list whose item is the longest that a field may be.
    limit: Value,
    line: Cell<usize>,
}

impl Payload for Reader {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        [&self.input, &self.dialect, &self.error, &self.limit].into_iter().for_each(visit);
    }
}

static READER: ClassDef = ClassDef {
    name: "reader",
    module: "_csv",
    doc: "CSV reader",
    slots: |slots| {
        slots.iter.set(Some(|_, value| Ok(value.clone())));
        slots.next.set(Some(next));
    },
    getsets: &[
        crate::object::descriptor::GetSetDef::member("dialect", "", |vm, value| Ok(reader(vm, value)?.dialect.clone())),
        crate::object::descriptor::GetSetDef::member("line_num", "", |vm, value| {
            Ok(Value::from_len(reader(vm, value)?.line.get()))
        }),
    ],
    ..ClassDef::EMPTY
};

fn reader<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Reader> {
    value.payload().ok_or_else(|| vm.type_error("a csv reader is required"))
}

fn new_reader(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let settings = Settings::read(vm, args.get(2))?;
    let class = vm.native_class(&READER);
    let (input, dialect, limit, error) = (args.take(0), args.take(1), args.take(3), args.take(4));
    Ok(vm.heap().boxed(&class, Reader { input, dialect, settings, error, limit, line: Cell::new(0) }))
}

/// What is known of the record that is read.
struct Record {
    fields: Vec<Value>,
    field: Vec<u32>,
    state: State,
    numeric: bool,
    limit: usize,
}

/// Why a record cannot be read.
enum Wrong {
    Text(String),
    Raised(Exception),
}

impl Record {
    fn add(&mut self, c: u32) -> Result<(), Wrong> {
        if self.field.len() >= self.limit {
            return Err(Wrong::Text(format!("field larger than field limit ({})", self.limit)));
        }
        self.field.push(c);
        Ok(())
    }

    fn save(&mut self, vm: &mut Vm) -> Result<(), Wrong> {
        let text = Text::from_code_points(self.field.drain(..));
        let mut value = vm.heap().str_from_text(&text);
        if std::mem::take(&mut self.numeric) {
            let class = vm.types().float().clone();
            value = vm.call(&class, &[value]).map_err(Wrong::Raised)?;
        }
        self.fields.push(value);
        Ok(())
    }

    /// The field ends at a line's end (`c`), or at the text's (None).
    fn end_line(&mut self, vm: &mut Vm, c: Option<u32>) -> Result<(), Wrong> {
        self.save(vm)?;
        self.state = if c.is_some() { State::LineEnd } else { State::StartRecord };
        Ok(())
    }

    /// One character; None is the end of the text.
    fn take(&mut self, vm: &mut Vm, s: &Settings, c: Option<u32>) -> Result<(), Wrong> {
        const LF: u32 = '\n' as u32;
        const CR: u32 = '\r' as u32;
        let is_end = matches!(c, None | Some(LF | CR));
        match self.state {
            State::StartRecord if c.is_none() => {}
            State::StartRecord if is_end => self.state = State::LineEnd,
            State::StartRecord | State::StartField => match c {
                _ if is_end => self.end_line(vm, c)?,
                Some(c) if s.is_quote(c) => self.state = State::Quoted,
                Some(c) if s.escape == Some(c) => self.state = State::Escaped,
                Some(c) if s.skip_space && c == ' ' as u32 => self.state = State::StartField,
                Some(c) if c == s.delimiter => {
                    self.save(vm)?;
                    self.state = State::StartField;
                }
                Some(c) => {
                    self.numeric = s.quoting == NONNUMERIC;
                    self.add(c)?;
                    self.state = State::Field;
                }
                None => {}
            },
            State::Escaped => match c {
                Some(c) if is_end => {
                    self.add(c)?;
                    self.state = State::EscapedLineEnd;
                }
                c => {
                    self.add(c.unwrap_or(LF))?;
                    self.state = State::Field;
                }
            },
            State::EscapedLineEnd if c.is_none() => {}
            State::EscapedLineEnd | State::Field => match c {
                _ if is_end => self.end_line(vm, c)?,
                Some(c) if s.escape == Some(c) => self.state = State::Escaped,
                Some(c) if c == s.delimiter => {
                    self.save(vm)?;
                    self.state = State::StartField;
                }
                Some(c) => {
                    self.add(c)?;
                    self.state = State::Field;
                }
                None => {}
            },
            State::Quoted => match c {
                None => {}
                Some(c) if s.escape == Some(c) => self.state = State::QuotedEscape,
                Some(c) if s.is_quote(c) => {
                    self.state = if s.doubled { State::QuoteInQuoted } else { State::Field };
                }
                Some(c) => self.add(c)?,
            },
            State::QuotedEscape => {
                self.add(c.unwrap_or(LF))?;
                self.state = State::Quoted;
            }
            State::QuoteInQuoted => match c {
                _ if is_end => self.end_line(vm, c)?,
                Some(c) if s.is_quote(c) => {
                    self.add(c)?;
                    self.state = State::Quoted;
                }
                Some(c) if c == s.delimiter => {
                    self.save(vm)?;
                    self.state = State::StartField;
                }
                Some(c) if !s.strict => {
                    self.add(c)?;
                    self.state = State::Field;
                }
                _ => {
                    let shown = |c: u32| char::from_u32(c).unwrap_or('\u{fffd}');
                    let (delimiter, quote) = (shown(s.delimiter), shown(s.quote.unwrap_or(0)));
                    return Err(Wrong::Text(format!("'{delimiter}' expected after '{quote}'")));
                }
            },
            State::LineEnd => match c {
                None => self.state = State::StartRecord,
                Some(_) if is_end => {}
                Some(_) => {
                    let message = "new-line character seen in unquoted field - \
                                   do you need to open the file in universal-newline mode?";
                    return Err(Wrong::Text(message.to_string()));
                }
            },
        }
        Ok(())
    }
}

fn next(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    let reader = reader(vm, value)?;
    match read_record(vm, reader) {
        Ok(fields) => Ok(fields.map(|fields| vm.heap().list(fields))),
        Err(Wrong::Raised(error)) => Err(error),
        Err(Wrong::Text(message)) => Err(vm.exception(&reader.error, &message)),
    }
}

fn read_record(vm: &mut Vm, reader: &Reader) -> Result<Option<Vec<Value>>, Wrong> {
    let settings = &reader.settings;
    let limit = reader.limit.downcast::<crate::object::list::List>().and_then(|l| l.get(0));
    let limit = limit.and_then(|l| l.as_small_int()).and_then(|l| usize::try_from(l).ok()).unwrap_or(0);
    let (fields, field) = (Vec::new(), Vec::new());
    let mut record = Record { fields, field, state: State::StartRecord, numeric: false, limit };
    loop {
        let Some(line) = vm.next(&reader.input).map_err(Wrong::Raised)? else {
            if record.field.is_empty() && record.state != State::Quoted {
                return Ok(None);
            }
            if settings.strict {
                return Err(Wrong::Text("unexpected end of data".to_string()));
            }
            record.save(vm)?;
            return Ok(Some(record.fields));
        };
        let Some(text) = line.as_str() else {
            let class = vm.type_name(&line);
            let message =
                format!("iterator should return strings, not {class} (the file should be opened in text mode)");
            return Err(Wrong::Text(message));
        };
        reader.line.set(reader.line.get() + 1);
        for c in text.units().iter() {
            if c == 0 {
                return Err(Wrong::Text("line contains NUL".to_string()));
            }
            record.take(vm, settings, Some(c))?;
        }
        record.take(vm, settings, None)?;
        if record.state == State::StartRecord {
            return Ok(Some(record.fields));
        }
    }
}

fn join(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let settings = Settings::read(vm, args.get(1))?;
    let error = args.take(2);
    let fields = match vm.iter(args.get(0)) {
        Ok(iterator) => vm.collect(&iterator)?,
        Err(raised) if vm.is_exception(&raised, vm.types().type_error()) => {
            let class = vm.type_name(args.get(0));
            return Err(vm.exception(&error, &format!("iterable expected, not {class}")));
        }
        Err(raised) => return Err(raised),
    };
    let mut line = TextBuilder::default();
    let single = fields.len() == 1;
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            line.push(settings.delimiter);
        }
        let is_number = field.as_int().is_some() || field.as_float().is_some();
        let mut quoted = settings.quoting == ALL || settings.quoting == NONNUMERIC && !is_number;
        let text = match field.as_str() {
            Some(_) => field.clone(),
            None if field.is_none() => vm.heap().str(""),
            None => vm.str(field)?,
        };
        let Some(text) = text.as_str() else { continue };
        if single && text.is_empty() {
            if settings.quoting == NONE {
                return Err(vm.exception(&error, "single empty field record must be quoted"));
            }
            quoted = true;
        }
        let Some(points) = escaped(&settings, text.units().iter(), &mut quoted) else {
            return Err(vm.exception(&error, "need to escape, but no escapechar set"));
        };
        let quote = settings.quote.filter(|_| quoted);
        let all = quote.into_iter().chain(points).chain(quote);
        for c in all {
            line.try_push(c).map_err(|_| vm.memory_error())?;
        }
    }
    line.push_units(settings.line_end.units());
    Ok(vm.heap().str_from_text(&line.finish()))
}

/// A field's characters as they are written; None if one would need an escape character that there is not.
fn escaped(settings: &Settings, points: impl Iterator<Item = u32>, quoted: &mut bool) -> Option<Vec<u32>> {
    let mut out = Vec::new();
    for c in points {
        let is_escape = settings.escape == Some(c);
        let is_quote = settings.quote == Some(c);
        if c == settings.delimiter || is_escape || is_quote || settings.line_end.iter().any(|end| end == c) {
            if settings.quoting != NONE && is_quote && settings.doubled {
                out.push(c);
                *quoted = true;
            } else if settings.quoting == NONE || is_quote || is_escape {
                out.push(settings.escape?);
            } else {
                *quoted = true;
            }
        }
        out.push(c);
    }
    Some(out)
}
