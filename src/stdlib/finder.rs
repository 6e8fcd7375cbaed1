//! From a module's name to a module that has run: the finders of `sys.meta_path` in order.
//!
//! The three finders that an interpreter begins with are done here, so that an ordinary import makes no detour
//! through Python; a finder, a path hook or a loader of a script's own is asked by way of `_frozen_importlib`.

use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::builtins::files::{decode_path, encode_path};
use crate::builtins::functions::compile::{CompileRequest, compile_source};
use crate::bytecode;
use crate::object::dict::Dict;
use crate::object::list::List;
use crate::object::module::Module;
use crate::object::{PyResult, Value};
use crate::syntax::parser::Mode;
use crate::syntax::source::{Origin, Source};
use crate::text::Text;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::importing::{self, spec};
use super::{Library, set};

/// The entry of `sys.path` that stands for the modules inside the program; a package there has one below it.
pub const LIBRARY: &str = "<library>";

/// What the finders have for a name.
pub enum Found {
    /// A module inside the program.
    Library(Library),
    File {
        file: PathBuf,
        package: bool,
    },
    /// Folders without `__init__.py`.
    Namespace(Vec<Value>),
    /// What a finder of the script's own says.
    Spec(Value),
}

/// `Host::load_module`.
pub fn load_module(vm: &mut Vm, name: &str, path: Option<&Value>) -> PyResult<Option<Value>> {
    let found = find(vm, name, path)?;
    if vm.host.switches.verbose > 0 {
        match &found {
            Some(Found::File { file, .. }) => eprintln!("import '{name}' # {}", file.display()),
            Some(_) => eprintln!("import '{name}'"),
            None => {}
        }
    }
    match found {
        None => Ok(None),
        Some(Found::Library(library)) => load_library(vm, library).map(Some),
        Some(Found::File { file, package }) => load_file(vm, name, &file, package).map(Some),
        Some(Found::Namespace(folders)) => load_namespace(vm, name, folders).map(Some),
        Some(Found::Spec(spec)) => importing::forward(vm, "_load", &[spec]).map(Some),
    }
}

/// Asks the finders of `sys.meta_path`. `path` is the package's `__path__`, for a submodule.
pub fn find(vm: &mut Vm, name: &str, path: Option<&Value>) -> PyResult<Option<Found>> {
    let meta_path = importing::sys_value(vm, "meta_path");
    let Some(finders) = meta_path.as_ref().and_then(|m| m.downcast::<List>()).map(|l| l.with(Vec::clone)) else {
        return Err(vm.import_error("sys.meta_path is None, Python is likely shutting down"));
    };
    if finders.is_empty() {
        let category = vm.types().import_warning().clone();
        vm.warn(&category, "sys.meta_path is empty", 1)?;
    }
    for finder in finders {
        let found = if finder.is(&vm.native_class(&importing::BUILTIN_IMPORTER)) {
            match path {
                None => super::find(name).filter(|found| importing::is_fixed(found.name)).map(Found::Library),
                Some(_) => None,
            }
        } else if finder.is(&vm.native_class(&importing::FROZEN_IMPORTER)) {
            None
        } else if finder.is(&vm.native_class(&importing::PATH_FINDER)) {
            find_on_path(vm, name, path)?
        } else {
            let spec = importing::ask(vm, &finder, name, path)?;
            (!spec.is_none()).then_some(Found::Spec(spec))
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn text_of(path: &Path) -> Text {
    decode_path(path.as_os_str().as_bytes())
}

/// Looks for the last part of `name` in the entries of `path` (`sys.path` without one).
fn find_on_path(vm: &mut Vm, name: &str, path: Option<&Value>) -> PyResult<Option<Found>> {
    let entries = match path.cloned().or_else(|| importing::sys_value(vm, "path")) {
        Some(path) => vm.collect(&path)?,
        None => return Err(vm.runtime_error("sys.path must be a list of directory names")),
    };
    let last = name.rsplit('.').next().unwrap_or(name);
    if last.is_empty() {
        return Ok(None);
    }
    let hooks = importing::sys_value(vm, "path_hooks");
    let own_hooks = hooks
        .as_ref()
        .and_then(|h| h.downcast::<List>())
        .is_some_and(|hooks| hooks.len() == 1 && hooks.get(0).as_ref().is_some_and(importing::is_own_hook));
    let cache = importing::sys_value(vm, "path_importer_cache");
    let mut namespace = Vec::new();
    for entry in entries {
        let Some(text) = entry.as_str().map(|t| Text::from(t.units())) else { continue };
        if text.units().to_string_lossy().starts_with(LIBRARY) {
            match super::find(name) {
                Some(library) => return Ok(Some(Found::Library(library))),
                None => continue,
            }
        }
        let known = match cache.as_ref().and_then(|c| c.downcast::<Dict>()) {
            Some(cache) => vm.dict_get(cache, &entry)?,
            None => None,
        };
        let finder = match known {
            Some(finder) => Some(finder),
            None if own_hooks => None,
            None => Some(importing::forward(vm, "_path_importer_cache", std::slice::from_ref(&entry))?),
        };
        if let Some(finder) = finder
            && !importing::is_file_finder(vm, &finder)
        {
            let spec = importing::ask_entry(vm, &finder, name)?;
            if spec.is_none() {
                continue;
            }
            let loader = vm.get_attr(&spec, &vm.heap().intern("loader"))?;
            if !loader.is_none() {
                return Ok(Some(Found::Spec(spec)));
            }
            let portions = vm.get_attr(&spec, &vm.heap().intern("submodule_search_locations"))?;
            namespace.extend(vm.collect(&portions)?);
            continue;
        }
        match find_in_folder(&text, last) {
            Some(Found::Namespace(_)) => {
                let separator =
                    if text.units().get(text.len().wrapping_sub(1)) == Some(u32::from(b'/')) { "" } else { "/" };
                let inside = format!("{}{separator}{last}", folder_of(&text).unwrap_or_default().display());
                namespace.push(vm.heap().str(&inside));
            }
            None => {}
            found => return Ok(found),
        }
    }
    if !namespace.is_empty() {
        return Ok(Some(Found::Namespace(namespace)));
    }
    // A script that made itself another `sys.path` still has the library, after all that is on it.
    Ok(if path.is_none() { super::find(name).map(Found::Library) } else { None })
}

/// The folder that an entry of a path names.
fn folder_of(entry: &Text) -> Option<PathBuf> {
    let bytes = encode_path(entry)?;
    Some(match bytes.is_empty() {
        true => std::env::current_dir().ok()?,
        false => {
            let path = Path::new(std::ffi::OsStr::from_bytes(&bytes));
            if path.is_absolute() { path.to_path_buf() } else { std::env::current_dir().ok()?.join(path) }
        }
    })
}

/// A package, a file, or a folder that may be a portion of a namespace package.
fn find_in_folder(entry: &Text, last: &str) -> Option<Found> {
    let folder = folder_of(entry)?;
    let inside = folder.join(last);
    let is_folder = inside.is_dir();
    if is_folder {
        let init = inside.join("__init__.py");
        if init.is_file() {
            return Some(Found::File { file: init, package: true });
        }
    }
    let file = folder.join(format!("{last}.py"));
    if file.is_file() {
        return Some(Found::File { file, package: false });
    }
    is_folder.then(|| Found::Namespace(Vec::new()))
}

fn register(vm: &mut Vm, name: &str, module: &Value) -> PyResult<()> {
    let modules = vm.modules.clone();
    if let Some(modules) = modules.downcast::<Dict>() {
        drop(modules.set_str(&vm.heap().intern(name), module.clone()).or_memory_error(vm)?);
    }
    Ok(())
}

/// The module in `sys.modules` after it ran: it may have put another object there.
fn finished(vm: &mut Vm, name: &str) -> PyResult {
    match vm.loaded(name) {
        Some(module) => Ok(module),
        None => {
            let key = vm.heap().str(name);
            Err(vm.key_error(&key))
        }
    }
}

/// A module inside the program: made, registered and run.
pub fn load_library(vm: &mut Vm, library: Library) -> PyResult {
    let module = create_library(vm, library)?;
    register(vm, library.name, &module)?;
    execute(vm, library.name, &module, |vm, namespace| run_library(vm, library, namespace))?;
    finished(vm, library.name)
}

/// The module object with its natives and its spec; its source has not run.
pub fn create_library(vm: &mut Vm, library: Library) -> PyResult {
    let module = super::create(vm, library.name, library.is_package())?;
    if let Some(natives) = library.natives {
        super::fill(vm, &module, natives)?;
    }
    describe_library(vm, library, &module)?;
    Ok(module)
}

/// `__spec__` and `__loader__` of a module inside the program.
pub fn describe_library(vm: &mut Vm, library: Library, module: &Value) -> PyResult<()> {
    let heap = vm.heap();
    let (class, origin) = match library.frozen.is_none() || importing::is_fixed(library.name) {
        true => (&importing::BUILTIN_IMPORTER, "built-in"),
        false => (&importing::FROZEN_IMPORTER, "frozen"),
    };
    let loader = vm.native_class(class);
    let path = match (library.is_package(), module.downcast::<Module>()) {
        (true, Some(object)) => object.dict().get_str(&vm.names().path).unwrap_or(Value::NONE),
        _ => Value::NONE,
    };
    let spec = spec::make(vm, heap.str(library.name), loader, heap.str(origin), path, false)?;
    spec::attach(vm, module, spec)
}

/// What `__main__` knows of itself when a module with this name runs as `__main__`.
pub fn describe_main(vm: &mut Vm, name: &str, file: Option<&Path>) -> PyResult<()> {
    let Some(main) = vm.loaded("__main__") else { return Ok(()) };
    let heap = vm.heap();
    let spec = match file {
        Some(file) => {
            let shown = heap.str_from_text(&text_of(file));
            let loader = importing::forward(vm, "SourceFileLoader", &[heap.str(name), shown.clone()])?;
            spec::make(vm, heap.str(name), loader, shown, Value::NONE, true)?
        }
        None => {
            let loader = vm.native_class(&importing::FROZEN_IMPORTER);
            spec::make(vm, heap.str(name), loader, heap.str("frozen"), Value::NONE, false)?
        }
    };
    if let Some(object) = main.downcast::<Module>() {
        let package = name.rsplit_once('.').map_or("", |(parent, _)| parent);
        set(vm, object, "__package__", heap.str(package))?;
    }
    spec::attach(vm, &main, spec)
}

/// Runs the Python part of a module inside the program.
pub fn run_library(vm: &mut Vm, library: Library, namespace: &Value) -> PyResult<()> {
    if let Some(code) = library_code(vm, library)? {
        vm.run_code(&code, namespace, namespace)?;
    }
    Ok(())
}

/// The code of the Python part of a module inside the program.
pub fn library_code(vm: &mut Vm, library: Library) -> PyResult<Option<Value>> {
    let Some(frozen) = library.frozen else { return Ok(None) };
    let filename = Text::from(format!("<frozen {}>", frozen.name).as_str());
    match bytecode::frozen::read(frozen.code, &filename) {
        Some(code) => Ok(Some(vm.heap().code(code))),
        None => Err(vm.system_error("bad frozen module")),
    }
}

fn compile(vm: &mut Vm, source: &Source, filename: Text) -> PyResult {
    let request =
        CompileRequest { filename, mode: Mode::Exec, flags: 0, optimize: 0, top_level_await: false, warn: true };
    compile_source(vm, source, request)
}

fn load_namespace(vm: &mut Vm, name: &str, folders: Vec<Value>) -> PyResult {
    let heap = vm.heap();
    let path = importing::forward(vm, "_namespace_path", &[heap.str(name), heap.list(folders)])?;
    let loader = importing::forward(vm, "_namespace_loader", std::slice::from_ref(&path))?;
    let module = vm.add_module(name)?;
    if let Some(object) = module.downcast::<Module>() {
        set(vm, object, "__path__", path.clone())?;
        set(vm, object, "__package__", heap.intern(name))?;
        set(vm, object, "__file__", Value::NONE)?;
        let spec = spec::make(vm, heap.str(name), loader, Value::NONE, path, false)?;
        spec::attach(vm, &module, spec)?;
    }
    Ok(module)
}

fn load_file(vm: &mut Vm, name: &str, file: &Path, package: bool) -> PyResult {
    let heap = vm.heap();
    let filename = text_of(file);
    let shown = heap.str_from_text(&filename);
    let loader = importing::forward(vm, "SourceFileLoader", &[heap.str(name), shown.clone()])?;
    let module = vm.add_module(name)?;
    if let Some(object) = module.downcast::<Module>() {
        set(vm, object, "__file__", shown.clone())?;
        set(vm, object, "__cached__", spec::cached_path(vm, &shown))?;
        let mut path = Value::NONE;
        if package {
            let folder = file.parent().map(text_of).unwrap_or_default();
            path = heap.list(vec![heap.str_from_text(&folder)]);
            set(vm, object, "__path__", path.clone())?;
            set(vm, object, "__package__", heap.intern(name))?;
        }
        let spec = spec::make(vm, heap.str(name), loader, shown.clone(), path, true)?;
        spec::attach(vm, &module, spec)?;
    }
    execute(vm, name, &module, |vm, namespace| {
        let code = file_code(vm, file, &shown)?;
        vm.run_code(&code, namespace, namespace).map(drop)
    })?;
    finished(vm, name)
}

/// The code of a source file.
fn file_code(vm: &mut Vm, file: &Path, shown: &Value) -> PyResult {
    let filename = text_of(file);
    let bytes = std::fs::read(file).map_err(|error| vm.io_error(&error, Some(shown)))?;
    let source = Source::from_bytes(&bytes, Origin::Bytes).map_err(|error| vm.syntax_error(&error, &filename, None))?;
    compile(vm, &source, filename)
}

/// Runs a module in its namespace. A module that fails leaves `sys.modules`.
fn execute(vm: &mut Vm, name: &str, module: &Value, run: impl FnOnce(&mut Vm, &Value) -> PyResult<()>) -> PyResult<()> {
    let Some(object) = module.downcast::<Module>() else { return Ok(()) };
    let spec = object.dict().get_str(&vm.names().spec);
    if let Some(spec) = &spec {
        spec::set_initializing(vm, spec, true)?;
    }
    let result = run(vm, object.dict_value());
    if let Some(spec) = &spec {
        spec::set_initializing(vm, spec, false)?;
    }
    if result.is_err() {
        let modules = vm.modules.clone();
        if let Some(modules) = modules.downcast::<Dict>() {
            drop(modules.remove_str(&vm.heap().str(name)));
        }
    }
    result
}
