//! print, input, repr, ascii, format.

use crate::builtins::files::text::TextFile;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::text::Text;
use crate::vm::Vm;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("ascii(obj, /)", "Return an ASCII-only representation of an object.", |vm, args| {
        vm.ascii(args.get(0))
    }),
    NativeDef::function("format(value, format_spec='', /)", "Return value.__format__(format_spec)", format),
    NativeDef::function("input(prompt=None, /)", "Read a string from standard input.", input),
    NativeDef::function(
        "print(*args, sep=' ', end='\\n', file=None, flush=False)",
        "Prints the values to a stream, or to sys.stdout by default.",
        print,
    ),
    NativeDef::function("repr(obj, /)", "Return the canonical string representation of the object.", |vm, args| {
        vm.repr(args.get(0))
    }),
];

fn format(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let spec = args.take_opt(1).unwrap_or_else(|| vm.names().empty.clone());
    if spec.as_str().is_none() {
        let name = vm.type_name(&spec);
        return Err(vm.type_error(format!("format() argument 2 must be str, not {name}")));
    }
    vm.format(args.get(0), &spec)
}

/// `sep` or `end`: a str, or nothing for the default.
fn separator(vm: &Vm, value: Option<Value>, name: &str) -> PyResult<Option<Value>> {
    match value {
        Some(value) if value.is_none() => Ok(None),
        Some(value) if value.as_str().is_none() => {
            let class = vm.type_name(&value);
            Err(vm.type_error(format!("{name} must be None or a string, not {class}")))
        }
        value => Ok(value),
    }
}

/// Where print writes: straight into one of our own text files, or by `write`.
fn put(vm: &mut Vm, file: &Value, value: &Value) -> PyResult<()> {
    let text = vm.str(value)?;
    if let (Some(own), Some(text)) = (TextFile::of_print(vm, file), text.as_str()) {
        return own.write(vm, text.units());
    }
    let write = vm.names().write.clone();
    vm.call_method(file, &write, &[text])?;
    Ok(())
}

fn print(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (file, flush) = (args.take(3), args.take_opt(4));
    let file = if file.is_none() {
        match vm.sys_attribute(&vm.names().stdout) {
            None => return Err(vm.runtime_error("lost sys.stdout")),
            Some(file) if file.is_none() => return Ok(Value::NONE),
            Some(file) => file,
        }
    } else {
        file
    };
    let sep = args.take_opt(1);
    let sep = separator(vm, sep, "sep")?;
    let end = args.take_opt(2);
    let end = separator(vm, end, "end")?;
    let sep = sep.unwrap_or_else(|| vm.heap().char(b' '.into()));
    let end = end.unwrap_or_else(|| vm.heap().char(b'\n'.into()));
    for (i, item) in args.rest(0).iter().enumerate() {
        if i > 0 {
            put(vm, &file, &sep)?;
        }
        put(vm, &file, item)?;
    }
    put(vm, &file, &end)?;
    if let Some(flush) = flush
        && vm.truth(&flush)?
    {
        let name = vm.names().flush.clone();
        vm.call_method(&file, &name, &[])?;
    }
    Ok(Value::NONE)
}

fn stream(vm: &Vm, name: &Value, shown: &str) -> PyResult {
    match vm.sys_attribute(name) {
        Some(file) if !file.is_none() => Ok(file),
        _ => Err(vm.runtime_error(format!("input(): lost sys.{shown}"))),
    }
}

fn input(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let names = vm.names();
    let stdin = stream(vm, &names.stdin, "stdin")?;
    let stdout = stream(vm, &names.stdout, "stdout")?;
    stream(vm, &names.stderr, "stderr")?;
    if let Some(stderr) = vm.sys_attribute(&names.stderr) {
        // Whether a stream can be flushed is its own affair.
        drop(vm.call_method(&stderr, &names.flush, &[]));
    }
    if let Some(read_line) = vm.host.read_line {
        let prompt = match args.opt(0) {
            Some(prompt) => vm.str(prompt)?,
            None => names.empty.clone(),
        };
        let text = prompt.as_str().map(|text| Text::from(text.units())).unwrap_or_default();
        drop(vm.call_method(&stdout, &names.flush, &[]));
        if let Some(line) = read_line(vm, &text)? {
            return Ok(line);
        }
    }
    if let Some(prompt) = args.opt(0) {
        put(vm, &stdout, prompt)?;
    }
    drop(vm.call_method(&stdout, &names.flush, &[]));
    let line = vm.call_method(&stdin, &vm.heap().intern("readline"), &[])?;
    let Some(text) = line.as_str() else {
        return Err(vm.type_error("object.readline() returned non-string"));
    };
    let units = text.units();
    match units.len().checked_sub(1) {
        None => Err(vm.eof_error("EOF when reading a line")),
        Some(last) if units.get(last) == Some(u32::from(b'\n')) => {
            let front = units.slice(0..last).map_err(|_| vm.memory_error())?;
            Ok(vm.heap().str_from_units(front.units()))
        }
        Some(_) => Ok(line.clone()),
    }
}
