//! SyntaxError: its fields, and the exception for an error of the front end.

use crate::object::descriptor::GetSetDef;
use crate::object::native::CallArgs;
use crate::object::{Exception, PyResult, Value};
use crate::syntax::ast::Location;
use crate::syntax::error::{ErrorKind, SyntaxError};
use crate::text::{Text, TextBuilder};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::{base, field};

pub(super) const SYNTAX: ClassDef = ClassDef {
    slots: slots!(|slots| {
        slots.init.set(Some(init));
        slots.str.set(Some(str));
    }),
    getsets: FIELDS,
    ..super::FAMILY
};

pub(super) const BELOW: ClassDef = ClassDef { slots: slots!(|slots| slots.init.set(Some(init))), ..super::BELOW };

/// Numbers of the fields.
pub const MSG: usize = 0;
pub const FILENAME: usize = 1;
pub const LINENO: usize = 2;
pub const OFFSET: usize = 3;
pub const TEXT: usize = 4;
pub const END_LINENO: usize = 5;
pub const END_OFFSET: usize = 6;
const PRINT_FILE_AND_LINE: usize = 7;

static FIELDS: &[GetSetDef] = &[
    field::attribute::<MSG>("msg", "exception msg"),
    field::attribute::<FILENAME>("filename", "exception filename"),
    field::attribute::<LINENO>("lineno", "exception lineno"),
    field::attribute::<OFFSET>("offset", "exception offset"),
    field::attribute::<TEXT>("text", "exception text"),
    field::attribute::<END_LINENO>("end_lineno", "exception end lineno"),
    field::attribute::<END_OFFSET>("end_offset", "exception end offset"),
    field::attribute::<PRINT_FILE_AND_LINE>("print_file_and_line", "exception print_file_and_line"),
];

fn init(vm: &mut Vm, exception: &Value, args: CallArgs<'_>) -> PyResult<()> {
    base::init(vm, exception, args)?;
    let Some((message, rest)) = args.positional().split_first() else { return Ok(()) };
    field::set(exception, MSG, Some(message.clone()));
    let [details] = rest else { return Ok(()) };
    let details = vm.collect(details)?;
    if !(4..=6).contains(&details.len()) {
        let (word, bound) = if details.len() < 4 { ("least", 4) } else { ("most", 6) };
        let message = format!("function takes at {word} {bound} arguments ({} given)", details.len());
        return Err(vm.type_error(message));
    }
    for i in 0..6 {
        field::set(exception, FILENAME + i, details.get(i).cloned());
    }
    if details.len() == 5 {
        return Err(vm.type_error("end_offset must be provided when end_lineno is provided"));
    }
    Ok(())
}

fn str(vm: &mut Vm, exception: &Value) -> PyResult {
    let message = field::get_or_none(exception, MSG);
    let filename = field::get(exception, FILENAME);
    let filename = filename.as_ref().and_then(|f| f.as_str()).map(|f| {
        let name = f.to_string_lossy();
        name.rsplit('/').next().unwrap_or_default().to_string()
    });
    let line = field::get(exception, LINENO).filter(Value::is_exact_int);
    let message = vm.str(&message)?;
    let place = match (filename, line) {
        (None, None) => return Ok(message),
        (Some(name), Some(line)) => format!(" ({name}, line {})", line_text(&line)),
        (Some(name), None) => format!(" ({name})"),
        (None, Some(line)) => format!(" (line {})", line_text(&line)),
    };
    let mut out = TextBuilder::default();
    if let Some(message) = message.as_str() {
        out.try_push_units(message.units()).map_err(|_| vm.memory_error())?;
    }
    out.push_str(&place);
    Ok(vm.heap().str_from_text(&out.finish()))
}

/// As C's long: what does not fit shows as -1.
fn line_text(line: &Value) -> i64 {
    line.as_int().and_then(|i| i.to_i64()).unwrap_or(-1)
}

impl Vm {
    /// The exception for an error in a source; `source_line` gives a line by its 1-based number.
    pub fn syntax_error(&self, error: &SyntaxError, filename: &Text, source_line: Option<&str>) -> Exception {
        self.placed_syntax_error(error, filename, source_line, true)
    }

    /// As `syntax_error`, for the stages behind the parser: columns are those of the UTF-8 text.
    pub fn late_syntax_error(&self, error: &SyntaxError, filename: &Text, source_line: Option<&str>) -> Exception {
        self.placed_syntax_error(error, filename, source_line, false)
    }

    fn placed_syntax_error(
        &self,
        error: &SyntaxError,
        filename: &Text,
        source_line: Option<&str>,
        in_characters: bool,
    ) -> Exception {
        let types = self.types();
        let class = match error.kind {
            ErrorKind::SyntaxError => types.syntax_error(),
            ErrorKind::IndentationError => types.indentation_error(),
            ErrorKind::TabError => types.tab_error(),
            ErrorKind::RecursionError => return self.exception(types.recursion_error(), &error.message),
            ErrorKind::MemoryError => return self.exception(types.memory_error(), &error.message),
            ErrorKind::ValueError => return self.exception(types.value_error(), &error.message),
            ErrorKind::OverflowError => return self.exception(types.overflow_error(), &error.message),
            ErrorKind::SystemError => return self.exception(types.system_error(), &error.message),
            ErrorKind::UnicodeEncodeError => return self.exception(types.unicode_encode_error(), &error.message),
            ErrorKind::UnicodeDecodeError => return self.exception(types.unicode_decode_error(), &error.message),
        };
        let is_placed = error.span.end.column == Location::UNKNOWN || error.text.is_some();
        if error.span.start.line == 0 && !is_placed {
            // No place is known: the message alone.
            let exception = self.exception(class, &error.message);
            let message = self.heap().str(&error.message);
            exception.object().fields.with_mut(|f| f.push(Some(message)));
            return exception;
        }
        let heap = self.heap();
        let line = error.text.as_deref().or(source_line);
        // Columns below CPython's 1 count back from zero.
        let plain = |byte: u32| i64::from(byte as i32) + 1;
        // As far as the line goes, bytes are counted as characters.
        let column = |byte: u32| match line.filter(|_| in_characters && !error.in_bytes) {
            Some(line) if plain(byte) > 0 => {
                let bytes = (plain(byte) as usize).min(line.len() + 1);
                line.char_indices().filter(|(i, _)| *i < bytes).count() as i64 + i64::from(bytes > line.len())
            }
            _ => plain(byte),
        };
        let (start, end) = (error.span.start, error.span.end);
        let end_column = match end.column {
            Location::UNKNOWN => Value::NONE,
            end => heap.int(column(end)),
        };
        let shown = match line {
            Some(line) if error.text.is_none() => heap.str(&format!("{line}\n")),
            Some(line) => heap.str(line),
            None => Value::NONE,
        };
        let number = |n: i64| heap.int(n);
        let fields = [
            heap.str(&error.message),
            heap.str_from_text(filename),
            number(start.line.into()),
            number(column(start.column)),
            shown,
            if start.line == 0 && end.column == Location::UNKNOWN { Value::NONE } else { number(end.line.into()) },
            end_column,
        ];
        let details = heap.tuple(fields[1..].to_vec());
        let exception = self.exception_with(class, vec![fields[0].clone(), details]);
        exception.object().fields.with_mut(|f| f.extend(fields.into_iter().map(Some)));
        exception
    }
}
