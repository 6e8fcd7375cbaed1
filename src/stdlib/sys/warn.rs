//! Warnings from Rust: through the module `warnings` once it is loaded, else by its default filters.

use crate::object::class::Class;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::frame::FrameObject;
use crate::object::module::Module;
use crate::object::{PyResult, Value};
use crate::text::{Text, TextBuilder};
use crate::vm::Vm;
use crate::vm::hint::{Mistake, coroutine_name};

use super::hooks::write_stderr;
use super::traceback_text::SourceLines;

/// `Host::warn`.
pub fn warn(vm: &mut Vm, category: &Value, message: &str, stack_level: usize, object: Option<&Value>) -> PyResult<()> {
    let frame = vm.frame_at(stack_level.saturating_sub(1));
    let frame = frame.as_ref().and_then(|f| f.downcast::<FrameObject>().map(|object| (f, object)));
    let Some((value, frame)) = frame else {
        let globals = vm.host.sys.clone();
        return issue(vm, category, message, &Text::from("sys"), 1, &globals, object);
    };
    let filename = frame.code.downcast::<Code>().and_then(|c| c.filename.as_str().map(|f| Text::from(f.units())));
    let line = vm.frame_line(value).unwrap_or(0);
    let globals = frame.globals.clone();
    issue(vm, category, message, &filename.unwrap_or_default(), line, &globals, object)
}

/// `Host::warn_explicit`.
pub fn warn_explicit(vm: &mut Vm, category: &Value, message: &str, filename: &Text, line: u32) -> PyResult<()> {
    let none = Value::NONE;
    issue(vm, category, message, filename, line, &none, None)
}

/// `Host::never_awaited`.
pub fn never_awaited(vm: &mut Vm, coroutine: &Value) -> PyResult<()> {
    let heap = vm.heap();
    let told = coroutine.as_generator().is_some_and(|g| g.extra().is_some());
    let module = match vm.loaded("warnings") {
        None if told => vm.import_module("warnings").ok(),
        module => module,
    };
    if let Some(warnings) = module {
        let name = heap.intern("_warn_unawaited_coroutine");
        if let Some(function) = vm.get_attr_opt(&warnings, &name)? {
            match vm.call(&function, std::slice::from_ref(coroutine)) {
                Ok(_) => return Ok(()),
                // A warning that is an error counts as given; after any other failure it is given plainly.
                Err(error) if vm.is_exception(&error, vm.types().runtime_warning()) => return Err(error),
                Err(error) => vm.unraisable(error, None, coroutine),
            }
        }
    }
    let name = coroutine.as_generator().map(|g| g.qualname.get());
    let name = name.as_ref().and_then(|n| n.as_str()).map(|n| n.to_string_lossy()).unwrap_or_default();
    let category = vm.types().runtime_warning().clone();
    warn(vm, &category, &format!("coroutine '{name}' was never awaited"), 1, Some(coroutine))
}

/// Gives the hint for a coroutine that nobody has awaited, after the warning.
pub fn hint(vm: &mut Vm, object: &Value) {
    if let Some(name) = coroutine_name(object) {
        vm.tell(&Mistake::NeverAwaited(name));
    }
}

fn issue(
    vm: &mut Vm,
    category: &Value,
    message: &str,
    filename: &Text,
    line: u32,
    globals: &Value,
    object: Option<&Value>,
) -> PyResult<()> {
    let heap = vm.heap();
    let names = vm.names();
    let namespace = globals.downcast::<Dict>();
    let module = namespace.and_then(|g| g.get_str(&names.name)).unwrap_or(Value::NONE);
    let registry_name = heap.intern("__warningregistry__");
    let registry = match namespace {
        None => Value::NONE,
        Some(globals) => match globals.get_str(&registry_name) {
            Some(registry) => registry,
            None => {
                let registry = heap.dict();
                drop(globals.set_str(&registry_name, registry.clone()));
                registry
            }
        },
    };
    if let Some(warnings) = vm.loaded("warnings")
        && let Some(explicit) =
            warnings.downcast::<Module>().and_then(|m| m.dict().get_str(&heap.intern("warn_explicit")))
    {
        let text = heap.str(message);
        let mut args =
            vec![text, category.clone(), heap.str_from_text(filename), heap.int(line.into()), module, registry];
        if let Some(object) = object {
            args.extend([Value::NONE, object.clone()]);
        }
        vm.call(&explicit, &args)?;
        return Ok(());
    }
    let types = vm.types();
    let class = category.downcast::<Class>();
    let is = |other: &Value| class.is_some_and(|c| c.is_subclass(other));
    let main = module.as_str().is_some_and(|m| m.to_string_lossy() == "__main__");
    let quiet = [types.pending_deprecation_warning(), types.import_warning(), types.resource_warning()];
    if is(types.deprecation_warning()) && !main || quiet.into_iter().any(is) {
        return Ok(());
    }
    let key = heap.tuple(vec![heap.str(message), category.clone(), heap.int(line.into())]);
    if let Some(registry) = registry.downcast::<Dict>() {
        if vm.dict_get(registry, &key)?.is_some() {
            return Ok(());
        }
        vm.dict_set(registry, &key, &Value::TRUE)?;
    }
    let mut out = TextBuilder::default();
    out.push_units(filename.units());
    out.push_str(&format!(":{line}: "));
    if let Some(class) = class {
        out.push_str(&class.name_string());
    }
    out.push_str(&format!(": {message}\n"));
    if let Some(source) = SourceLines::default().line(&filename.units().to_string_lossy(), line) {
        let source = source.trim();
        if !source.is_empty() {
            out.push_str(&format!("  {source}\n"));
        }
    }
    if let (Some(_), Some(class)) = (object, class) {
        let class = class.name_string();
        out.push_str(&format!("{class}: Enable tracemalloc to get the object allocation traceback\n"));
    }
    write_stderr(vm, &out.finish());
    if let Some(object) = object {
        hint(vm, object);
    }
    Ok(())
}
