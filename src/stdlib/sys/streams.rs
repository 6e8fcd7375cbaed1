//! `sys.stdin`, `sys.stdout`, `sys.stderr`, and their end.

use crate::builtins::files::newline::Newline;
use crate::builtins::files::text::{self, NewTextFile};
use crate::builtins::files::{BUFFER, base, buffered, fileio};
use crate::object::module::Module;
use crate::object::{PyResult, Value};
use crate::stdlib::set;
use crate::vm::Vm;

/// The standard stream `number`; an error where it is closed.
fn stream(vm: &mut Vm, number: i64) -> PyResult {
    let heap = vm.heap();
    let (reads, shown) = match number {
        0 => (true, "<stdin>"),
        1 => (false, "<stdout>"),
        _ => (false, "<stderr>"),
    };
    let mode = heap.str(if reads { "r" } else { "w" });
    let class = vm.native_class(&fileio::FILE_IO);
    let raw = vm.call(&class, &[vm.heap().int(number), mode.clone(), Value::FALSE])?;
    let (name, shown) = (vm.heap().intern("name"), vm.heap().str(shown));
    vm.set_attr(&raw, &name, &shown)?;
    let (default_encoding, lenient) = (vm.host.switches.locale.encoding(), vm.host.switches.locale.is_lenient());
    let errors = match number {
        2 => "backslashreplace",
        _ if lenient => "surrogateescape",
        _ => "strict",
    };
    // PYTHONIOENCODING is `encoding`, `encoding:errors` or `:errors`.
    let wanted = match vm.host.ignore_environment {
        true => String::new(),
        false => std::env::var("PYTHONIOENCODING").unwrap_or_default(),
    };
    let (encoding, wanted_errors) = wanted.split_once(':').unwrap_or((&wanted, ""));
    let errors = match wanted_errors {
        _ if number == 2 => errors,
        "" if encoding.is_empty() => errors,
        "" => "strict",
        wanted => wanted,
    };
    let terminal = base::can(vm, &raw, "isatty")?;
    let unbuffered = vm.host.switches.unbuffered && !reads;
    let new = NewTextFile {
        buffer: if unbuffered { raw } else { buffered::object(vm, raw, reads, !reads, BUFFER) },
        encoding: vm.heap().str(if encoding.is_empty() { default_encoding } else { encoding }),
        errors: vm.heap().str(errors),
        newline: if reads { Newline::Universal } else { Newline::Lf },
        line_buffering: !unbuffered && (number == 2 || terminal),
        write_through: unbuffered,
    };
    let file = text::object(vm, new)?;
    let name = vm.heap().intern("mode");
    vm.set_attr(&file, &name, &mode)?;
    Ok(file)
}

pub(super) fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    for (number, name) in ["stdin", "stdout", "stderr"].into_iter().enumerate() {
        // Where the process was started without it there is none.
        let file = stream(vm, number as i64).unwrap_or(Value::NONE);
        set(vm, module, name, file.clone())?;
        set(vm, module, &format!("__{name}__"), file)?;
    }
    Ok(())
}

/// Writes out what stdout and stderr hold; false if one could not take it (which is reported of stdout).
pub fn flush(vm: &mut Vm) -> bool {
    let mut done = true;
    for name in [vm.names().stdout.clone(), vm.names().stderr.clone()] {
        let Some(file) = vm.sys_attribute(&name).filter(|f| !f.is_none()) else { continue };
        if base::is_closed(vm, &file).unwrap_or(false) {
            continue;
        }
        let flush = vm.names().flush.clone();
        if let Err(error) = vm.call_method(&file, &flush, &[]) {
            done = false;
            if name.is(&vm.names().stdout) {
                vm.unraisable(error, None, &file);
            }
        }
    }
    done
}

/// The streams that an interpreter begins with, as far as `sys` still has them, and their buffers: `flush` and the end of
/// the process are all that their end needs.
pub fn objects(vm: &Vm) -> Vec<Value> {
    let heap = vm.heap();
    let mut found = Vec::new();
    for name in ["__stdin__", "__stdout__", "__stderr__"] {
        let file = vm.sys_attribute(&heap.intern(name));
        found.extend(file.as_ref().and_then(text::buffer_of));
        found.extend(file);
    }
    found
}
