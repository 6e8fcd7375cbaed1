//! From a source to a code object, with warnings and errors as Python's.

use crate::compiler;
use crate::object::{Exception, PyResult, Value};
use crate::syntax::error::SyntaxError;
use crate::syntax::parser::{self, Mode};
use crate::syntax::source::{Origin, Source};
use crate::text::Text;
use crate::vm::Vm;

/// How to compile.
pub struct CompileRequest {
    pub filename: Text,
    pub mode: Mode,
    /// `from __future__` flags from outside.
    pub flags: u32,
    pub optimize: u8,
    /// A module may await: its code is then a coroutine's.
    pub top_level_await: bool,
    /// Warnings about the source are issued.
    pub warn: bool,
}

/// Compiles a source to a code object.
pub fn compile_source(vm: &mut Vm, source: &Source, request: CompileRequest) -> PyResult {
    let raise =
        |vm: &Vm, error: SyntaxError| vm.syntax_error(&error, &request.filename, source.line(error.span.start.line));
    let parsed = parser::parse(source, request.mode).map_err(|mut error| {
        if error.by_parser
            && request.mode == Mode::Exec
            && let Some(line) = file_line(&request.filename, error.span.start.line)
        {
            error.text = Some(line + "\n");
        }
        raise(vm, error)
    })?;
    if request.warn {
        for warning in &parsed.warnings {
            let category = vm.types().deprecation_warning().clone();
            let warned = vm.warn_explicit(&category, &warning.message, &request.filename, warning.span.start.line);
            let as_error = SyntaxError::new(warning.message.clone(), warning.span);
            warned.map_err(|error| promoted(vm, error, &category, |vm| raise(vm, as_error)))?;
        }
    }
    let options = compiler::Options {
        filename: request.filename.clone(),
        future_flags: request.flags,
        optimize: request.optimize.max(vm.host.optimize),
        allow_top_level_await: request.top_level_await,
    };
    // The compiler itself knows no source: CPython shows the line of the file of that name, columns count bytes.
    let raise_late = |vm: &Vm, error: SyntaxError| {
        let line = file_line(&request.filename, error.span.start.line);
        vm.late_syntax_error(&error, &request.filename, line.as_deref())
    };
    let compiled = compiler::compile(&parsed.module, &options).map_err(|error| raise_late(vm, error))?;
    if request.warn {
        for warning in &compiled.warnings {
            let category = vm.types().syntax_warning().clone();
            let warned = vm.warn_explicit(&category, &warning.message, &request.filename, warning.span.start.line);
            let as_error = SyntaxError::new(warning.message.clone(), warning.span);
            warned.map_err(|error| promoted(vm, error, &category, |vm| raise_late(vm, as_error)))?;
        }
    }
    Ok::<Value, _>(vm.heap().code(compiled.code))
}

/// A line is read in pieces of so many bytes, the last of which is shown.
const PIECE: usize = 999;

/// A line of a file that can be read.
fn file_line(filename: &Text, number: u32) -> Option<String> {
    let name = filename.units().to_string_lossy();
    if name.starts_with('<') {
        return None;
    }
    let source = Source::from_bytes(&std::fs::read(name).ok()?, Origin::Bytes).ok()?;
    let line = source.line(number)?;
    let piece = line.as_bytes().get(line.len() / PIECE * PIECE..).unwrap_or_default();
    Some(String::from_utf8_lossy(piece).into_owned())
}

/// A warning that a filter made an exception is a SyntaxError of the text that is compiled.
fn promoted(vm: &Vm, error: Exception, category: &Value, as_error: impl FnOnce(&Vm) -> Exception) -> Exception {
    if vm.is_exception(&error, category) { as_error(vm) } else { error }
}
