//! What is printed when nobody catches: excepthook, unraisablehook, displayhook.

use std::sync::OnceLock;

use crate::object::dict::Dict;
use crate::object::exception::ExceptionObject;
use crate::object::{Exception, PyResult, Value};
use crate::stdlib::struct_sequence::{make, struct_sequence};
use crate::text::Text;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::traceback_text::{self, Pieces};

struct_sequence!(UNRAISABLE_ARGS, "sys", "UnraisableHookArgs" as "UnraisableHookArgs", [
    0 "exc_type", 1 "exc_value", 2 "exc_traceback", 3 "err_msg", 4 "object",
]);

/// Tells of what cannot be shown since `sys.stderr` was deleted.
fn dump(vm: &mut Vm, value: &Value) {
    let (class, repr) = (vm.heap().class_of(value).id(), vm.repr(value).map(|r| r.lossy_text()).unwrap_or_default());
    eprintln!(
        "object address  : {:#x}\nobject refcount : 2\nobject type     : {class:#x}\nobject type name: {}\n\
         object repr     : {repr}\nlost sys.stderr",
        value.id(),
        vm.type_name(value)
    );
}

/// Writes to `sys.stderr`, or to the process's where that is gone. Errors are lost: nobody is left to be told.
pub fn write_stderr(vm: &mut Vm, text: &Text) {
    let names = vm.names();
    match vm.sys_attribute(&names.stderr) {
        Some(file) if file.is_none() => {}
        Some(file) => {
            let value = vm.heap().str_from_text(text);
            let written = vm.call_method(&file, &names.write, &[value]);
            let _ = written.and_then(|_| vm.call_method(&file, &names.flush, &[]));
        }
        None => eprint!("{}", text.units().to_string_lossy()),
    }
}

/// Writes piece by piece, as CPython does: a replaced `sys.stderr` sees each.
pub fn write_pieces(vm: &mut Vm, pieces: Pieces) {
    for piece in pieces.0 {
        write_stderr(vm, &piece);
    }
}

fn flush_stdout(vm: &mut Vm) {
    let names = vm.names();
    if let Some(file) = vm.sys_attribute(&names.stdout).filter(|f| !f.is_none()) {
        let _ = vm.call_method(&file, &names.flush, &[]);
    }
}

/// The default `sys.excepthook`.
pub fn print_exception(vm: &mut Vm, value: &Value, traceback: Option<&Value>) {
    if let (Some(traceback), Some(object)) = (traceback.filter(|t| !t.is_none()), value.downcast::<ExceptionObject>())
        && object.traceback.with(Option::is_none)
    {
        drop(object.traceback.replace(Some(traceback.clone())));
    }
    flush_stdout(vm);
    if vm.sys_attribute(&vm.names().stderr).is_none() {
        return dump(vm, value);
    }
    let mut out = Pieces::default();
    traceback_text::exception(vm, &mut out, value);
    match PAINT.get() {
        Some(paint) if writes_own_stderr(vm) => {
            let text: String = out.0.iter().map(|piece| piece.units().to_string_lossy()).collect();
            write_stderr(vm, &Text::from(paint(&text).as_str()));
        }
        _ => write_pieces(vm, out),
    }
}

/// At a prompt that has colours: paints a report.
pub static PAINT: OnceLock<fn(&str) -> String> = OnceLock::new();

/// Is `sys.stderr` what it was at the start?
fn writes_own_stderr(vm: &Vm) -> bool {
    let first = vm.sys_attribute(&vm.heap().intern("__stderr__"));
    matches!((vm.sys_attribute(&vm.names().stderr), first), (Some(now), Some(first)) if now.is(&first))
}

/// Shows a hint.
pub fn say_hint(vm: &mut Vm, hint: &str) {
    write_stderr(vm, &Text::from(format!("{hint}\n").as_str()));
}

/// An uncaught exception: by way of `sys.excepthook`.
/// Gives the SystemExit that the hook has raised.
pub fn report_uncaught(vm: &mut Vm, exception: &Exception) -> Option<Exception> {
    let heap = vm.heap();
    let value = exception.value().clone();
    let traceback = exception.object().traceback.get().unwrap_or(Value::NONE);
    let names = vm.names();
    for (name, part) in [
        ("last_type", heap.class_of(&value).clone()),
        ("last_value", value.clone()),
        ("last_traceback", traceback.clone()),
    ] {
        if let Some(sys) = vm.host.sys.downcast::<Dict>() {
            drop(sys.set_str(&heap.intern(name), part));
        }
    }
    let Some(hook) = vm.sys_attribute(&names.excepthook) else {
        write_stderr(vm, &Text::from("sys.excepthook is missing\n"));
        print_exception(vm, &value, None);
        return None;
    };
    let class = heap.class_of(&value).clone();
    if vm.host.switches.run_by_library && traceback.is_none() {
        flush_stdout(vm);
        write_stderr(vm, &Text::from("Traceback (most recent call last):\n"));
    }
    let result = vm.call(&hook, &[class, value.clone(), traceback]);
    if result.is_ok()
        && let Some(hint) = vm.hint(&value)
    {
        say_hint(vm, &hint);
    }
    if let Some(hints) = &vm.host.hints {
        hints.forget();
    }
    if let Err(error) = result {
        if vm.is_exception(&error, vm.types().system_exit()) {
            return Some(error);
        }
        flush_stdout(vm);
        write_stderr(vm, &Text::from("Error in sys.excepthook:\n"));
        print_exception(vm, error.value(), None);
        write_stderr(vm, &Text::from("\nOriginal exception was:\n"));
        print_exception(vm, &value, None);
    }
    None
}

/// `Host::unraisable`: by way of `sys.unraisablehook`.
pub fn unraisable(vm: &mut Vm, exception: Exception, what: Option<&str>, object: &Value) {
    let heap = vm.heap();
    let value = exception.value().clone();
    let traceback = exception.object().traceback.get().unwrap_or(Value::NONE);
    let message = what.map_or(Value::NONE, |w| heap.str(w));
    let parts = vec![heap.class_of(&value).clone(), value, traceback, message, object.clone()];
    let args = make(vm, &UNRAISABLE_ARGS, parts);
    let names = vm.names();
    let hook = vm.sys_attribute(&names.unraisablehook).filter(|hook| !hook.is_none());
    let result = match &hook {
        Some(hook) => vm.call(hook, &[args]),
        None => unraisable_hook(vm, &args),
    };
    if let Err(error) = result {
        let mut out = Pieces::default();
        out.push_str("Exception ignored in sys.unraisablehook");
        if let Some(repr) = hook.and_then(|hook| vm.repr(&hook).ok()) {
            out.push_str(": ");
            out.push_value(&repr);
        }
        out.push_str("\n");
        traceback_text::exception(vm, &mut out, error.value());
        write_pieces(vm, out);
    }
}

/// The default `sys.unraisablehook`.
pub fn unraisable_hook(vm: &mut Vm, args: &Value) -> PyResult {
    let heap = vm.heap();
    let part = |vm: &mut Vm, name: &str| vm.get_attr(args, &heap.intern(name));
    let (value, message, object) = (part(vm, "exc_value")?, part(vm, "err_msg")?, part(vm, "object")?);
    let mut out = Pieces::default();
    let text = message.as_str().map(|m| m.to_string_lossy());
    if object.is_none() {
        if let Some(text) = text {
            out.push_str(&format!("{text}:\n"));
        }
    } else {
        out.push_str(&text.unwrap_or_else(|| "Exception ignored in".to_string()));
        out.push_str(": ");
        match vm.repr(&object) {
            Ok(repr) => out.push_value(&repr),
            Err(_) => out.push_str("<object repr() failed>"),
        }
        out.push_str("\n");
    }
    traceback_text::unraisable(vm, &mut out, &value);
    write_pieces(vm, out);
    Ok(Value::NONE)
}

/// The default `sys.displayhook`.
pub fn display(vm: &mut Vm, value: &Value) -> PyResult {
    if value.is_none() {
        return Ok(Value::NONE);
    }
    let names = vm.names();
    let builtins = vm.builtins.clone();
    let Some(builtins) = builtins.downcast::<Dict>() else { return Ok(Value::NONE) };
    drop(builtins.set_str(&names.underscore, Value::NONE).or_memory_error(vm)?);
    // What `_` stood for ends before anything is shown.
    vm.run_finalizers();
    let Some(stdout) = vm.sys_attribute(&names.stdout).filter(|stdout| !stdout.is_none()) else {
        return Err(vm.runtime_error("lost sys.stdout"));
    };
    let repr = vm.repr(value)?;
    match vm.call_method(&stdout, &names.write, std::slice::from_ref(&repr)) {
        Err(error) if vm.is_exception(&error, vm.types().unicode_encode_error()) => {
            let heap = vm.heap();
            let encoding = vm.get_attr(&stdout, &heap.intern("encoding"))?;
            let handler = heap.str("backslashreplace");
            let bytes = vm.call_method(&repr, &heap.intern("encode"), &[encoding.clone(), handler])?;
            let text = vm.call_method(&bytes, &heap.intern("decode"), &[encoding])?;
            vm.call_method(&stdout, &names.write, &[text])?;
        }
        written => drop(written?),
    }
    vm.call_method(&stdout, &names.write, &[vm.heap().char(10)])?;
    builtins.set_str(&names.underscore, value.clone()).or_memory_error(vm)?;
    Ok(Value::NONE)
}
