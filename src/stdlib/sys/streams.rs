//! `sys.stdin`, `sys.stdout`, `sys.stderr`, and their end.

use std::fs::File;
use std::os::fd::AsFd;
use std::rc::Rc;

use crate::builtins::files::text::{self, NewTextFile, Newline, TextFile};
use crate::builtins::files::{Access, Stream};
use crate::object::module::Module;
use crate::object::{PyResult, Value};
use crate::stdlib::set;
use crate::text::codec::{Codec, ErrorHandler};
use crate::vm::Vm;

/// The standard stream `number`, or None where it is closed.
fn stream(vm: &mut Vm, number: i32) -> Value {
    // Duplicates, so that closing them leaves the process's own descriptors open.
    let owned = match number {
        0 => std::io::stdin().as_fd().try_clone_to_owned(),
        1 => std::io::stdout().as_fd().try_clone_to_owned(),
        _ => std::io::stderr().as_fd().try_clone_to_owned(),
    };
    let Ok(owned) = owned else { return Value::NONE };
    let access = Access { read: number == 0, write: number != 0 };
    let stream = Rc::new(Stream::new(File::from(owned), access, number, false));
    let errors = match number {
        2 => ErrorHandler::BackslashReplace,
        _ if utf8_locale() => ErrorHandler::Strict,
        _ => ErrorHandler::SurrogateEscape,
    };
    let errors_name = match errors {
        ErrorHandler::BackslashReplace => "backslashreplace",
        ErrorHandler::Strict => "strict",
        _ => "surrogateescape",
    };
    let line_buffering = number == 2 || stream.is_terminal();
    let new = NewTextFile {
        stream,
        name: vm.heap().str(["<stdin>", "<stdout>", "<stderr>"][number as usize]),
        mode: if number == 0 { "r" } else { "w" },
        encoding: Codec::Utf8,
        encoding_name: "utf-8".to_string(),
        errors,
        errors_name: errors_name.to_string(),
        newline: if number == 0 { Newline::Universal } else { Newline::Lf },
        line_buffering,
    };
    text::object(vm, new)
}

/// In the C locale CPython passes undecodable bytes through.
fn utf8_locale() -> bool {
    let set = |name| std::env::var_os(name).filter(|v| !v.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
    locale.is_some_and(|l| l != "C" && l != "POSIX")
}

pub(super) fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    for (number, name) in ["stdin", "stdout", "stderr"].into_iter().enumerate() {
        let file = stream(vm, number as i32);
        set(vm, module, name, file.clone())?;
        set(vm, module, &format!("__{name}__"), file)?;
    }
    Ok(())
}

/// Writes out what stdout and stderr hold; false if stdout could not take it (which is reported).
pub fn flush(vm: &mut Vm) -> bool {
    let mut done = true;
    for name in [vm.names().stdout.clone(), vm.names().stderr.clone()] {
        let Some(file) = vm.sys_attribute(&name).filter(|f| !f.is_none()) else { continue };
        if file.payload::<TextFile>().is_some_and(|f| f.stream.is_closed()) {
            continue;
        }
        let flush = vm.names().flush.clone();
        if let Err(error) = vm.call_method(&file, &flush, &[])
            && name.is(&vm.names().stdout)
        {
            vm.unraisable(error, None, &file);
            done = false;
        }
    }
    done
}
