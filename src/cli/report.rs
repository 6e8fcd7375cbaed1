//! What the command says when something is wrong. The only file that prints errors.

use crate::builtins::exceptions::os_error::strerror;
use crate::object::{Exception, Value};
use crate::stdlib::sys::hooks::write_pieces;
use crate::stdlib::sys::traceback_text::{Pieces, error_line};
use crate::syntax::error::{ErrorKind, SyntaxError};
use crate::syntax::source::Source;
use crate::vm::Vm;

/// A system error as CPython shows it.
pub fn os_error(error: &std::io::Error) -> String {
    match error.raw_os_error() {
        Some(errno) => format!("[Errno {errno}] {}", strerror(errno)),
        None => error.to_string(),
    }
}

/// An error in a source that was not run.
pub fn syntax_error(error: &SyntaxError, name: &str, source: Option<&Source>) -> String {
    let class = format!("{:?}", error.kind);
    let placed = matches!(error.kind, ErrorKind::SyntaxError | ErrorKind::IndentationError | ErrorKind::TabError);
    let mut out = String::new();
    if placed && error.span.start.line > 0 {
        let (start, end) = (error.span.start, error.span.end);
        out += &format!("  File \"{name}\", line {}\n", start.line);
        let line = error.text.as_deref().or_else(|| source?.line(start.line));
        if let Some(line) = line {
            let column =
                |byte: u32| line.get(..byte as usize).map_or(i64::from(byte as i32), |l| l.chars().count() as i64) + 1;
            let end = if error.kind != ErrorKind::SyntaxError {
                column(start.column) + 1
            } else if end.line > start.line {
                line.chars().count() as i64 + 1
            } else {
                column(end.column)
            };
            out += &error_line(line, column(start.column), end);
        }
    }
    out + &format!("{class}: {}\n", error.message)
}

/// A warning about a source that was not run.
pub fn syntax_warning(message: &str, name: &str, line: u32, source: &Source) {
    eprintln!("{name}:{line}: SyntaxWarning: {message}");
    if let Some(text) = source.line(line) {
        eprintln!("  {}", text.trim());
    }
}

/// The script cannot be read.
pub fn cannot_open(name: &str, error: &std::io::Error) {
    eprintln!("kaa: can't open file '{name}': {}", os_error(error));
}

/// `-c` with bytes that are no text.
pub fn undecodable_code(message: &str) {
    eprintln!("Unable to decode the command from the command line:\nUnicodeEncodeError: {message}");
}

/// The file that PYTHONSTARTUP names.
pub fn no_startup(name: &str, error: &std::io::Error) {
    eprintln!("Could not open PYTHONSTARTUP\n{}: {}: '{name}'", class_of(error), os_error(error));
}

fn class_of(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::NotFound => "FileNotFoundError",
        std::io::ErrorKind::PermissionDenied => "PermissionError",
        std::io::ErrorKind::IsADirectory => "IsADirectoryError",
        _ => "OSError",
    }
}

/// A folder without `__main__.py`.
pub fn no_main(name: &str) {
    eprintln!("kaa: can't find '__main__' module in '{name}'");
}

/// `-m` with an unknown name, or a package that has nothing to run.
pub fn no_module(name: &str, package: Option<&str>) {
    match package {
        Some(package) => {
            eprintln!("kaa: No module named {name}; '{package}' is a package and cannot be directly executed");
        }
        None => eprintln!("kaa: No module named {name}"),
    }
}

/// `-m` with a name that begins with a dot.
pub fn relative_module() {
    eprintln!("kaa: Relative module names not supported");
}

/// `-m` with a module that is written in Rust.
pub fn no_code(name: &str) {
    eprintln!("kaa: No code object available for {name}");
}

/// `-m` with a name whose package cannot be imported.
pub fn no_specification(vm: &mut Vm, name: &str, error: &Exception) {
    let class = vm.type_name(error.value()).to_string();
    let text = vm.str_text(error.value()).unwrap_or_default();
    let more = match name.strip_suffix(".py") {
        Some(module) => format!(". Try using '{module}' instead of '{name}' as the module name."),
        None => String::new(),
    };
    eprintln!("kaa: Error while finding module specification for '{name}' ({class}: {text}){more}");
}

/// Tasks that can never be woken.
pub fn deadlock(text: &str) {
    eprint!("{text}");
}

/// The interpreter cannot start.
pub fn fatal(message: &str, state: &str) {
    eprintln!("Fatal Python error: {message}\nPython runtime state: {state}\n");
}

/// PYTHONIOENCODING names no encoding.
pub fn unknown_encoding(name: &str) {
    let message = "init_stdio_encoding: failed to get the Python codec name of the stdio encoding";
    eprintln!(
        "Fatal Python error: {message}\nPython runtime state: core initialized\nLookupError: unknown encoding: {name}"
    );
}

/// What `sys.exit(value)` prints.
pub fn exit_message(vm: &mut Vm, value: &Value) {
    let mut out = Pieces::default();
    if let Ok(text) = vm.str(value) {
        out.push_value(&text);
    }
    out.push_str("\n");
    write_pieces(vm, out);
}

/// What was asked for; 1 if nobody takes it.
pub fn answer(text: &str) -> u8 {
    use std::io::Write;
    u8::from(std::io::stdout().write_all(text.as_bytes()).is_err())
}

/// The command line is wrong.
pub fn usage(message: &str) {
    eprintln!("{message}\n{}\nTry `kaa -h' for more information.", super::pages::USAGE);
}
