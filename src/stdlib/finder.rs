//! From a module's name to a module that has run: the modules inside the program, then the files on the path.

use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::builtins::files::{decode_path, encode_path};
use crate::builtins::functions::compile::{CompileRequest, compile_source};
use crate::bytecode;
use crate::object::class::class_flag;
use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::{PyResult, Tag, Value};
use crate::syntax::parser::Mode;
use crate::syntax::source::{Origin, Source};
use crate::text::Text;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::set;

/// `Host::load_module`.
pub fn load_module(vm: &mut Vm, name: &str, path: Option<&Value>) -> PyResult<Option<Value>> {
    let (natives, frozen) = (super::find_natives(name), super::find_frozen(name));
    if natives.is_some() || frozen.is_some() {
        let module = super::create(vm, name, frozen.is_some_and(|frozen| frozen.package))?;
        register(vm, name, &module)?;
        let origin = vm.heap().str(if frozen.is_some() { "frozen" } else { "built-in" });
        set_spec(vm, name, &module, origin, Value::NONE)?;
        if let Some(natives) = natives {
            super::fill(vm, &module, natives)?;
        }
        if let Some(frozen) = frozen {
            let filename = Text::from(format!("<frozen {name}>").as_str());
            let code = bytecode::frozen::read(frozen.code, &filename);
            run(vm, name, &module, |vm| match code {
                Some(code) => Ok(vm.heap().code(code)),
                None => Err(vm.system_error("bad frozen module")),
            })?;
        }
        return Ok(Some(vm.loaded(name).unwrap_or(module)));
    }
    match find_file(vm, name, path)? {
        Some(Found::File { file, package }) => load_file(vm, name, &file, package).map(Some),
        Some(Found::Namespace(folders)) => {
            let module = vm.add_module(name)?;
            if let Some(object) = module.downcast::<Module>() {
                let heap = vm.heap();
                let folders = folders.iter().map(|f| heap.str_from_text(&text_of(f))).collect();
                let folders = heap.list(folders);
                set(vm, object, "__path__", folders.clone())?;
                set_spec(vm, name, &module, Value::NONE, folders)?;
                set(vm, object, "__package__", heap.intern(name))?;
            }
            Ok(Some(module))
        }
        None => Ok(None),
    }
}

/// `__spec__`: what is known of a module before it runs.
pub static MODULE_SPEC: ClassDef = ClassDef {
    name: "ModuleSpec",
    module: "_frozen_importlib",
    layout: Tag::Instance,
    flags: class_flag::BASE | class_flag::DICT | class_flag::WEAK,
    slots: slots!(|slots| slots.repr.set(Some(spec_repr))),
    ..ClassDef::EMPTY
};

fn spec_repr(vm: &mut Vm, spec: &Value) -> PyResult {
    let mut out = String::from("ModuleSpec(");
    for (i, field) in ["name", "loader", "origin"].into_iter().enumerate() {
        let value = vm.get_attr(spec, &vm.heap().intern(field))?;
        let value = vm.repr(&value)?;
        let comma = if i > 0 { ", " } else { "" };
        out += &format!("{comma}{field}={}", value.lossy_text());
    }
    Ok(vm.heap().str(&(out + ")")))
}

/// Gives a module its `__spec__`.
fn set_spec(vm: &mut Vm, name: &str, module: &Value, origin: Value, path: Value) -> PyResult<()> {
    let heap = vm.heap();
    let class = vm.native_class(&MODULE_SPEC);
    let spec = heap.instance(&class);
    let parent = match path.is_none() {
        true => name.rsplit_once('.').map_or("", |(parent, _)| parent),
        false => name,
    };
    let fields = [
        ("name", heap.str(name)),
        ("loader", Value::NONE),
        ("origin", origin.clone()),
        ("loader_state", Value::NONE),
        ("submodule_search_locations", path),
        ("cached", Value::NONE),
        ("has_location", Value::bool(!origin.is_none())),
        ("parent", heap.str(parent)),
    ];
    for (field, value) in fields {
        drop(spec.set_own_attribute(heap, &heap.intern(field), value).or_memory_error(vm)?);
    }
    match module.downcast::<Module>() {
        Some(object) => set(vm, object, "__spec__", spec),
        None => Ok(()),
    }
}

/// What the path has for a name.
pub enum Found {
    File {
        file: PathBuf,
        package: bool,
    },
    /// Folders without `__init__.py`.
    Namespace(Vec<PathBuf>),
}

fn text_of(path: &Path) -> Text {
    decode_path(path.as_os_str().as_bytes())
}

/// Looks for the last part of `name` in the folders of `path` (`sys.path` without one).
pub fn find_file(vm: &mut Vm, name: &str, path: Option<&Value>) -> PyResult<Option<Found>> {
    let path = match path {
        Some(path) => path.clone(),
        None => match super::sys::path(vm) {
            Some(path) => path,
            None => return Err(vm.runtime_error("sys.path must be a list of directory names")),
        },
    };
    let last = name.rsplit('.').next().unwrap_or(name);
    if last.is_empty() || last.contains('/') {
        return Ok(None);
    }
    let mut namespace = Vec::new();
    for entry in vm.collect(&path)? {
        let Some(text) = entry.as_str() else { continue };
        let Some(bytes) = encode_path(&Text::from(text.units())) else { continue };
        let folder = match bytes.is_empty() {
            true => std::env::current_dir().unwrap_or_default(),
            false => PathBuf::from(std::ffi::OsStr::from_bytes(&bytes)),
        };
        let inside = folder.join(last);
        let init = inside.join("__init__.py");
        if init.is_file() {
            return Ok(Some(Found::File { file: init, package: true }));
        }
        let file = folder.join(format!("{last}.py"));
        if file.is_file() {
            return Ok(Some(Found::File { file, package: false }));
        }
        if inside.is_dir() {
            namespace.push(inside);
        }
    }
    Ok((!namespace.is_empty()).then_some(Found::Namespace(namespace)))
}

fn register(vm: &mut Vm, name: &str, module: &Value) -> PyResult<()> {
    let modules = vm.modules.clone();
    if let Some(modules) = modules.downcast::<Dict>() {
        drop(modules.set_str(&vm.heap().intern(name), module.clone()).or_memory_error(vm)?);
    }
    Ok(())
}

fn load_file(vm: &mut Vm, name: &str, file: &Path, package: bool) -> PyResult {
    let heap = vm.heap();
    let filename = text_of(file);
    let shown = heap.str_from_text(&filename);
    let bytes = std::fs::read(file).map_err(|error| vm.io_error(&error, Some(&shown)))?;
    let source = Source::from_bytes(&bytes, Origin::Bytes).map_err(|error| vm.syntax_error(&error, &filename, None))?;
    let module = vm.add_module(name)?;
    if let Some(object) = module.downcast::<Module>() {
        set(vm, object, "__file__", shown.clone())?;
        set(vm, object, "__cached__", Value::NONE)?;
        let mut path = Value::NONE;
        if package {
            let folder = file.parent().map(text_of).unwrap_or_default();
            path = heap.list(vec![heap.str_from_text(&folder)]);
            set(vm, object, "__path__", path.clone())?;
            set(vm, object, "__package__", heap.intern(name))?;
        }
        set_spec(vm, name, &module, shown, path)?;
    }
    let request =
        CompileRequest { filename, mode: Mode::Exec, flags: 0, optimize: 0, top_level_await: false, warn: true };
    run(vm, name, &module, |vm| compile_source(vm, &source, request))?;
    match vm.loaded(name) {
        Some(module) => Ok(module),
        None => {
            let key = heap.str(name);
            Err(vm.key_error(&key))
        }
    }
}

/// Runs a module's code in its namespace; a module that fails leaves `sys.modules`.
fn run(vm: &mut Vm, name: &str, module: &Value, code: impl FnOnce(&mut Vm) -> PyResult) -> PyResult<()> {
    let Some(namespace) = module.downcast::<Module>().map(|m| m.dict_value().clone()) else { return Ok(()) };
    vm.host.importing.push(name.to_string());
    let result = code(vm).and_then(|code| vm.run_code(&code, &namespace, &namespace));
    if let Some(at) = vm.host.importing.iter().rposition(|n| n == name) {
        vm.host.importing.remove(at);
    }
    if let Err(error) = result {
        let modules = vm.modules.clone();
        if let Some(modules) = modules.downcast::<Dict>() {
            drop(modules.remove_str(&vm.heap().str(name)));
        }
        return Err(error);
    }
    Ok(())
}
