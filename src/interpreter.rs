//! `Interpreter`: the library's door. It wires the layers: classes, builtins, modules, imports, streams.

use std::path::Path;

use crate::builtins::files::{decode_path, open};
use crate::builtins::functions::compile::{CompileRequest, compile_source};
use crate::builtins::{exceptions, functions, types};
use crate::object::collector::End;
use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::native::NativeDef;
use crate::object::{Exception, PyResult, Value};
use crate::stdlib::sys::{SYS, hooks, streams, warn};
use crate::stdlib::{self, finder, system};
use crate::syntax::parser::Mode;
use crate::syntax::source::{Origin, Source};
use crate::text::Text;
use crate::text::hash::HashKey;
use crate::vm::Vm;
use crate::vm::chance::Chance;
use crate::vm::clock::Clock;
use crate::vm::hint::Hints;
use crate::vm::host::Switches;

/// The classes that `builtins` shows, by their names in `Types`; all exceptions are shown too.
static SHOWN: &[&str] = &[
    "object",
    "type_",
    "int",
    "bool",
    "float",
    "complex",
    "str",
    "bytes",
    "bytearray",
    "memoryview",
    "list",
    "tuple",
    "dict",
    "set",
    "frozenset",
    "range",
    "slice",
    "property",
    "staticmethod",
    "classmethod",
    "super_",
    "enumerate",
    "zip",
    "map",
    "filter",
    "reversed",
];

/// How an interpreter begins.
#[derive(Default)]
pub struct Settings {
    /// The key of str hashes; left to chance without one.
    pub hash_key: Option<HashKey>,
    /// Where time comes from.
    pub clock: Clock,
    /// Where random bytes come from.
    pub chance: Chance,
    /// `-O`: 1 without asserts, 2 without docstrings too.
    pub optimize: u8,
    /// `-E`: environment variables of Python are not read.
    pub ignore_environment: bool,
    /// `-X dev`.
    pub dev_mode: bool,
    /// `-X nospecialize`: every instruction stays general.
    pub unspecialised: bool,
    /// What `sys.flags` tells.
    pub switches: Switches,
    /// `--hints`.
    pub hints: bool,
    /// The native stack that the interpreter may use, in bytes; a safe guess without it.
    pub stack: Option<usize>,
}

/// One Python interpreter.
pub struct Interpreter {
    vm: Vm,
    main: Value,
}

impl Default for Interpreter {
    fn default() -> Self {
        Interpreter::new(Settings::default())
    }
}

impl Drop for Interpreter {
    fn drop(&mut self) {
        system::forget(&self.vm);
    }
}

impl Interpreter {
    /// An interpreter with `builtins`, `sys` and an empty `__main__`.
    pub fn new(settings: Settings) -> Interpreter {
        let key = settings.hash_key.unwrap_or_else(|| settings.chance.hash_key());
        let mut vm = Vm::new(key, settings.chance);
        vm.host.clock = settings.clock;
        if let Some(stack) = settings.stack {
            vm.set_stack_size(stack);
        }
        vm.host.optimize = settings.optimize;
        vm.host.ignore_environment = settings.ignore_environment;
        vm.host.dev_mode = settings.dev_mode;
        vm.host.unspecialised = settings.unspecialised;
        vm.host.switches = settings.switches;
        if let Some(digits) = vm.host.switches.int_max_str_digits {
            vm.int_max_str_digits = digits;
        }
        vm.host.hints = settings.hints.then(|| Box::new(Hints::new(hooks::say_hint)));
        vm.define_classes(types::CLASSES);
        vm.define_classes(exceptions::CLASSES);
        vm.define_classes(functions::CLASSES);
        vm.host.load_module = finder::load_module;
        vm.host.unraisable = hooks::unraisable;
        vm.host.warn = warn::warn;
        vm.host.warn_explicit = warn::warn_explicit;
        vm.host.never_awaited = warn::never_awaited;
        fill_builtins(&mut vm);
        let main = match add_modules(&mut vm) {
            Ok(main) => main,
            Err(_) => unreachable!("the first modules are made of our own tables"),
        };
        vm.builtin_names = vm.builtins.downcast::<Dict>().map_or(0, Dict::len);
        Interpreter { vm, main }
    }

    /// The machine, for natives and everything that this page does not offer.
    pub fn vm(&mut self) -> &mut Vm {
        &mut self.vm
    }

    /// The namespace of `__main__`, a dict.
    pub fn main_namespace(&self) -> Value {
        self.main.downcast::<Module>().map_or(Value::NONE, |m| m.dict_value().clone())
    }

    /// Compiles a source text to a code object.
    pub fn compile(&mut self, source: &str, filename: &str, mode: Mode) -> PyResult {
        let filename = Text::from(filename);
        let source = Source::from_text(source).map_err(|error| self.vm.syntax_error(&error, &filename, None))?;
        self.compile_source(&source, filename, mode)
    }

    fn compile_source(&mut self, source: &Source, filename: Text, mode: Mode) -> PyResult {
        let request = CompileRequest { filename, mode, flags: 0, optimize: 0, top_level_await: false, warn: true };
        compile_source(&mut self.vm, source, request)
    }

    /// Runs a code object in `__main__`.
    pub fn run(&mut self, code: &Value) -> PyResult {
        let namespace = self.main_namespace();
        self.vm.run_code(code, &namespace, &namespace)
    }

    /// Compiles and runs a source text in `__main__`.
    pub fn run_source(&mut self, source: &str, filename: &str) -> PyResult {
        let code = self.compile(source, filename, Mode::Exec)?;
        self.run(&code)
    }

    /// Compiles and runs source bytes in `__main__`, as a script that lies in `filename`.
    pub fn run_bytes(&mut self, bytes: &[u8], filename: Text) -> PyResult {
        let code = self.compile_bytes(bytes, filename)?;
        self.run(&code)
    }

    /// Runs a text in `__main__`, as `-c` does: what it says of its encoding means nothing.
    pub fn run_text(&mut self, text: &str, filename: Text) -> PyResult {
        let source = Source::from_text(text);
        let source = source.map_err(|error| self.vm.syntax_error(&error, &filename, None))?;
        let code = self.compile_source(&source, filename, Mode::Exec)?;
        self.run(&code)
    }

    /// Compiles source bytes, as a script that lies in `filename`.
    pub fn compile_bytes(&mut self, bytes: &[u8], filename: Text) -> PyResult {
        let shown = filename.units().to_string_lossy();
        let source = Source::from_bytes(bytes, Origin::File(&shown));
        let source = source.map_err(|error| self.vm.syntax_error(&error, &filename, None))?;
        self.compile_source(&source, filename, Mode::Exec)
    }

    /// `callable(*args)`.
    pub fn call(&mut self, callable: &Value, args: &[Value]) -> PyResult {
        self.vm.call(callable, args)
    }

    /// Sets a name in `__main__`.
    pub fn set_main(&mut self, name: &str, value: Value) {
        if let Some(main) = self.main.downcast::<Module>() {
            // Without memory for one more name the script will meet that soon enough.
            let _ = stdlib::set(&self.vm, main, name, value);
        }
    }

    /// Is there an encoding of this name?
    pub fn has_codec(&mut self, name: &str) -> bool {
        let name = self.vm.heap().str(name);
        let lookup = self.vm.heap().intern("lookup");
        let codecs = self.vm.import_module("codecs");
        codecs.and_then(|codecs| self.vm.call_method(&codecs, &lookup, &[name])).is_ok()
    }

    /// Sets a name in `sys`.
    pub fn set_sys(&mut self, name: &str, value: Value) {
        let name = self.vm.heap().intern(name);
        if let Some(sys) = self.vm.host.sys.downcast::<Dict>() {
            drop(sys.set_str(&name, value));
        }
    }

    /// Makes a native function a builtin.
    pub fn define(&mut self, def: &'static NativeDef) {
        let heap = self.vm.heap();
        if let Some(builtins) = self.vm.builtins.downcast::<Dict>() {
            drop(builtins.set_str(&heap.intern(def.name()), heap.native_function(def, None)));
        }
    }

    /// `sys.argv` and the folder that imports look into first.
    pub fn set_arguments(&mut self, argv: &[Text], folder: Option<&Path>) {
        use std::os::unix::ffi::OsStrExt;
        let heap = self.vm.heap();
        let argv: Vec<Value> = argv.iter().map(|a| heap.str_from_text(a)).collect();
        let typed = std::env::args_os().map(|a| heap.str_from_text(&decode_path(a.as_bytes())));
        self.set_sys("orig_argv", heap.list(typed.collect()));
        self.set_sys("argv", heap.list(argv));
        let folder = folder.filter(|_| !self.vm.host.switches.isolated);
        let folder = folder.map(|f| heap.str_from_text(&decode_path(f.as_os_str().as_bytes())));
        let mut path: Vec<Value> = folder.into_iter().collect();
        if !self.vm.host.ignore_environment
            && let Some(more) = std::env::var_os("PYTHONPATH")
        {
            let entries = std::env::split_paths(&more).filter(|p| !p.as_os_str().is_empty());
            path.extend(entries.map(|p| heap.str_from_text(&decode_path(p.as_os_str().as_bytes()))));
        }
        path.push(heap.str(finder::LIBRARY));
        self.set_sys("path", heap.list(path));
    }

    /// Reports an exception that nobody caught, by `sys.excepthook`.
    pub fn report(&mut self, exception: &Exception) {
        self.report_last(exception);
    }

    /// The same for the exception that ends the program; gives the SystemExit that the hook has raised.
    pub fn report_last(&mut self, exception: &Exception) -> Option<Exception> {
        hooks::report_uncaught(&mut self.vm, exception)
    }

    /// The end: exit functions run, modules go, streams are written out. False if stdout could not take all.
    pub fn finish(&mut self) -> bool {
        self.run_exit_functions();
        let flushed = streams::flush(&mut self.vm);
        // What has failed is not told twice.
        let flush = |vm: &mut Vm| flushed && streams::flush(vm);
        let flushed = match self.vm.heap().end(&streams::objects(&self.vm)) {
            End::Observed => {
                let main = std::mem::replace(&mut self.main, Value::NONE);
                self.vm.drop_modules(main);
                let flushed = flush(&mut self.vm);
                self.vm.drop_sys();
                flushed
            }
            // `gc` may have been asked to tell of collections.
            end if end == End::Unordered || self.vm.loaded("gc").is_some() => {
                let namespace = self.main_namespace();
                self.vm.empty_namespace(&namespace);
                self.vm.collect_garbage(2);
                flush(&mut self.vm)
            }
            _ => flushed,
        };
        self.vm.heap().close();
        flushed
    }

    fn run_exit_functions(&mut self) {
        let Some(atexit) = self.vm.loaded("atexit") else { return };
        let name = self.vm.heap().intern("_run_exitfuncs");
        if let Err(error) = self.vm.call_method(&atexit, &name, &[]) {
            self.vm.unraisable(error, None, &atexit);
        }
    }
}

/// The namespace of `builtins`.
fn fill_builtins(vm: &mut Vm) {
    let heap = vm.heap();
    let types = vm.types();
    let builtins = vm.builtins.clone();
    let Some(dict) = builtins.downcast::<Dict>() else { return };
    let put = |name: &str, value: Value| drop(dict.set_str(&heap.intern(name), value));
    let module = heap.intern("builtins");
    put("__name__", module.clone());
    put("__doc__", heap.str("Built-in functions, exceptions, and other objects."));
    put("__package__", heap.str(""));
    put("__loader__", Value::NONE);
    put("__spec__", Value::NONE);
    for table in functions::TABLES {
        for def in *table {
            put(def.name(), heap.native_function(def, Some(module.clone())));
        }
    }
    put("open", heap.native_function(&open::OPEN, Some(heap.intern("io"))));
    for field in SHOWN.iter().copied().chain(exceptions::CLASSES.iter().map(|(field, _)| *field)) {
        if let Some(class) = types.registered(field) {
            let name = class.downcast::<crate::object::class::Class>().map(|c| c.name_string()).unwrap_or_default();
            put(&name, class.clone());
        }
    }
    if vm.host.switches.no_site == 0 {
        for (name, object) in functions::site::objects(vm) {
            put(name, object);
        }
    }
    put("EnvironmentError", types.os_error().clone());
    put("IOError", types.os_error().clone());
    put("None", Value::NONE);
    put("True", Value::TRUE);
    put("False", Value::FALSE);
    put("NotImplemented", Value::NOT_IMPLEMENTED);
    put("Ellipsis", Value::ELLIPSIS);
    put("__debug__", Value::bool(vm.host.optimize == 0));
    vm.host.import_function = dict.get_str(&vm.names().import).unwrap_or(Value::NONE);
}

/// Says what `builtins` is; its names come from `fill_builtins`.
const BUILTINS: stdlib::Library = stdlib::Library { name: "builtins", natives: None, frozen: None };

/// `builtins`, `sys` and `__main__`; gives the last.
fn add_modules(vm: &mut Vm) -> PyResult {
    let heap = vm.heap();
    let modules = vm.modules.clone();
    let register = |name: &str, module: Value| {
        if let Some(modules) = modules.downcast::<Dict>() {
            drop(modules.set_str(&heap.intern(name), module));
        }
    };
    let sys = finder::create_library(vm, stdlib::Library { name: SYS.name, natives: Some(&SYS), frozen: None })?;
    register("sys", sys);
    let builtins = heap.module(vm.types().module(), vm.builtins.clone());
    finder::describe_library(vm, BUILTINS, &builtins)?;
    register("builtins", builtins.clone());
    let main = vm.add_module("__main__")?;
    if let Some(object) = main.downcast::<Module>() {
        stdlib::set(vm, object, "__package__", Value::NONE)?;
        stdlib::set(vm, object, "__annotations__", heap.dict())?;
        stdlib::set(vm, object, "__builtins__", builtins)?;
    }
    Ok(main)
}
