//! `importlib` and its kin: the three finders that every interpreter begins with, what `importlib` needs of the
//! machine (`_imp`), and the Python sources of the rest.
//!
//! The finders' methods are Python in `_frozen_importlib`, which is read when one of them is first called: an ordinary
//! import (`finder`) never needs it for the modules inside the program.

pub mod spec;

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use crate::object::class::class_flag;
use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::native::{Args, NativeDef, NativeFunction};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

use super::{Library, ModuleDef, finder, set};

/// The classes of the Python half of the import system.
pub static BOOTSTRAP: ModuleDef = ModuleDef {
    name: "_frozen_importlib",
    classes: &[&spec::MODULE_SPEC, &BUILTIN_IMPORTER, &FROZEN_IMPORTER, &PATH_FINDER],
    ..ModuleDef::EMPTY
};

/// What `_frozen_importlib` needs of the machine.
pub static IMP: ModuleDef = ModuleDef {
    name: "_imp",
    doc: "(Extremely) low-level import machinery bits as used by importlib.",
    functions: &[
        NativeDef::function("acquire_lock()", "", |_, _| Ok(Value::NONE)),
        NativeDef::function("release_lock()", "", |_, _| Ok(Value::NONE)),
        NativeDef::function("lock_held()", "", |_, _| Ok(Value::FALSE)),
        NativeDef::function("extension_suffixes()", "", |vm, _| Ok(vm.heap().list(Vec::new()))),
        NativeDef::function("path_kind(path, /)", "'f' for a file, 'd' for a folder, '' for neither.", |vm, args| {
            let path = crate::builtins::files::path_bytes(vm, args.get(0))?;
            let kind = std::fs::metadata(OsStr::from_bytes(&path));
            Ok(vm.heap().intern(kind.map_or("", |m| if m.is_dir() { "d" } else { "f" })))
        }),
        NativeDef::function("is_builtin(name, /)", "Whether no file can take the module's place.", |vm, args| {
            let fixed = library(args.get(0)).is_some_and(|found| is_fixed(found.name));
            Ok(vm.heap().int(fixed.into()))
        }),
        NativeDef::function("is_frozen(name, /)", "Whether the module lies inside the program.", |_, args| {
            Ok(Value::bool(library(args.get(0)).is_some()))
        }),
        NativeDef::function("is_frozen_package(name, /)", "", |vm, args| match library(args.get(0)) {
            Some(found) => Ok(Value::bool(found.is_package())),
            None => Err(not_inside(vm, args.get(0))),
        }),
        NativeDef::function("get_frozen_object(name, /)", "The code of a module inside the program.", |vm, args| {
            match library(args.get(0)) {
                Some(found) => Ok(finder::library_code(vm, found)?.unwrap_or(Value::NONE)),
                None => Err(not_inside(vm, args.get(0))),
            }
        }),
        NativeDef::function("library_names()", "The names of all modules inside the program.", |vm, _| {
            let heap = vm.heap();
            Ok(heap.list(super::names().map(|name| heap.str(name)).collect()))
        }),
        NativeDef::function("create_library(name, /)", "The module with its natives; it has not run.", |vm, args| {
            match library(args.get(0)) {
                Some(found) => finder::create_library(vm, found),
                None => Err(not_inside(vm, args.get(0))),
            }
        }),
        NativeDef::function("exec_library(module, name, /)", "", |vm, args| {
            let (module, name) = (args.take(0), args.take(1));
            let (Some(found), Some(object)) = (library(&name), module.downcast::<Module>()) else {
                return Err(not_inside(vm, &name));
            };
            finder::run_library(vm, found, object.dict_value())?;
            Ok(Value::NONE)
        }),
    ],
    ..ModuleDef::EMPTY
};

fn library(name: &Value) -> Option<Library> {
    super::find(&name.as_str()?.to_string_lossy())
}

fn not_inside(vm: &mut Vm, name: &Value) -> crate::object::Exception {
    let shown = name.as_str().map(|t| t.to_string_lossy()).unwrap_or_default();
    vm.import_error(format!("No such frozen object named {shown}"))
}

/// Whether no file can take this module's place: CPython has it built in or loads it before any script.
pub fn is_fixed(name: &str) -> bool {
    const FIXED: [&str; 20] = [
        "abc",
        "atexit",
        "builtins",
        "codecs",
        "encodings",
        "errno",
        "gc",
        "genericpath",
        "importlib",
        "io",
        "itertools",
        "marshal",
        "os",
        "posix",
        "posixpath",
        "pwd",
        "site",
        "stat",
        "sys",
        "time",
    ];
    name.starts_with('_') && name != "__future__" && !name.contains('.') || FIXED.contains(&name)
}

/// `sys.name`.
pub fn sys_value(vm: &Vm, name: &str) -> Option<Value> {
    vm.host.sys.downcast::<Dict>()?.get_str(&vm.heap().intern(name)).filter(|v| !v.is_none())
}

/// Calls a function of `_frozen_importlib`.
pub fn forward(vm: &mut Vm, name: &str, args: &[Value]) -> PyResult {
    let module = match vm.loaded(BOOTSTRAP.name) {
        Some(module) => module,
        None => match super::find(BOOTSTRAP.name) {
            Some(library) => finder::load_library(vm, library)?,
            None => return Err(vm.import_error("no _frozen_importlib")),
        },
    };
    let name = vm.heap().intern(name);
    let function = vm.get_attr(&module, &name)?;
    vm.call(&function, args)
}

/// What a finder of the script's own says: a spec or None.
pub fn ask(vm: &mut Vm, finder: &Value, name: &str, path: Option<&Value>) -> PyResult {
    let name = vm.heap().str(name);
    forward(vm, "_ask_finder", &[finder.clone(), name, path.cloned().unwrap_or(Value::NONE), Value::NONE])
}

/// What the finder of an entry of `sys.path` says: a spec or None.
pub fn ask_entry(vm: &mut Vm, finder: &Value, name: &str) -> PyResult {
    let name = vm.heap().str(name);
    forward(vm, "_ask_entry_finder", &[finder.clone(), name, Value::NONE])
}

/// Whether an entry's finder is exactly a FileFinder, whose work is done natively.
pub fn is_file_finder(vm: &mut Vm, finder: &Value) -> bool {
    let Some(module) = vm.loaded(BOOTSTRAP.name) else { return false };
    let name = vm.heap().intern("FileFinder");
    let class = module.downcast::<Module>().and_then(|m| m.dict().get_str(&name));
    class.is_some_and(|class| vm.heap().class_of(finder).is(&class))
}

/// The path hook that an interpreter begins with.
static PATH_HOOK: NativeDef =
    NativeDef::function("path_hook_for_FileFinder(path, /)", "", |vm, args| forward(vm, "_path_hook", &[args.take(0)]));

/// Whether this is the path hook that an interpreter begins with.
pub fn is_own_hook(hook: &Value) -> bool {
    hook.downcast::<NativeFunction>().is_some_and(|f| std::ptr::eq(f.def, &PATH_HOOK))
}

/// `sys.meta_path` and `sys.path_hooks` as they begin.
pub fn init_sys(vm: &mut Vm, sys: &Module) -> PyResult<()> {
    let finders = [&BUILTIN_IMPORTER, &FROZEN_IMPORTER, &PATH_FINDER].map(|def| vm.native_class(def));
    let heap = vm.heap();
    set(vm, sys, "meta_path", heap.list(finders.to_vec()))?;
    let hook = heap.native_function(&PATH_HOOK, Some(heap.intern(BOOTSTRAP.name)));
    set(vm, sys, "path_hooks", heap.list(vec![hook]))
}

/// Hands a method's arguments, without the class, to a function of `_frozen_importlib`.
fn hand(vm: &mut Vm, name: &str, args: &mut Args<'_>, first: usize) -> PyResult {
    let given: Vec<Value> = (first..args.len()).map(|i| args.take_opt(i).unwrap_or(Value::NONE)).collect();
    forward(vm, name, &given)
}

/// The row of an importer of modules inside the program: constant, name, beginning of its functions' names.
macro_rules! importer {
    ($row:ident, $name:literal, $prefix:literal, $doc:literal) => {
        pub static $row: ClassDef = ClassDef {
            name: $name,
            module: "_frozen_importlib",
            doc: $doc,
            layout: Tag::Instance,
            flags: class_flag::BASE | class_flag::DICT | class_flag::WEAK,
            methods: &[
                NativeDef::class_method("find_spec(cls, fullname, path=None, target=None)", "", |vm, args| {
                    hand(vm, concat!($prefix, "_find_spec"), args, 1)
                }),
                NativeDef::class_method("find_module(cls, fullname, path=None)", "", |vm, args| {
                    hand(vm, concat!($prefix, "_find_module"), args, 1)
                }),
                NativeDef::static_method("create_module(spec)", "", |vm, args| hand(vm, "_library_create", args, 0)),
                NativeDef::static_method("exec_module(module)", "", |vm, args| hand(vm, "_library_exec", args, 0)),
                NativeDef::class_method("load_module(cls, fullname)", "", |vm, args| {
                    hand(vm, "_library_load", args, 1)
                }),
                NativeDef::class_method("get_code(cls, fullname)", "", |vm, args| {
                    hand(vm, concat!($prefix, "_get_code"), args, 1)
                }),
                NativeDef::class_method("get_source(cls, fullname)", "", |vm, args| {
                    hand(vm, concat!($prefix, "_get_source"), args, 1)
                }),
                NativeDef::class_method("is_package(cls, fullname)", "", |vm, args| {
                    hand(vm, concat!($prefix, "_is_package"), args, 1)
                }),
            ],
            ..ClassDef::EMPTY
        };
    };
}

importer!(BUILTIN_IMPORTER, "BuiltinImporter", "_builtin", "Meta path import for built-in modules.");
importer!(FROZEN_IMPORTER, "FrozenImporter", "_frozen", "Meta path import for frozen modules.");

/// The finder for `sys.path` and the `__path__` of packages.
pub static PATH_FINDER: ClassDef = ClassDef {
    name: "PathFinder",
    module: "_frozen_importlib_external",
    doc: "Meta path finder for sys.path and package __path__ attributes.",
    layout: Tag::Instance,
    flags: class_flag::BASE | class_flag::DICT | class_flag::WEAK,
    methods: &[
        NativeDef::class_method("find_spec(cls, fullname, path=None, target=None)", "", |vm, args| {
            hand(vm, "_path_find_spec", args, 1)
        }),
        NativeDef::class_method("find_module(cls, fullname, path=None)", "", |vm, args| {
            hand(vm, "_path_find_module", args, 1)
        }),
        NativeDef::static_method("invalidate_caches()", "", |vm, args| hand(vm, "_path_invalidate_caches", args, 0)),
        NativeDef::static_method("find_distributions(*args, **kwargs)", "", |vm, args| {
            hand(vm, "_path_find_distributions", args, 0)
        }),
        NativeDef::static_method("_path_hooks(path)", "", |vm, args| hand(vm, "_path_hooks", args, 0)),
        NativeDef::class_method("_path_importer_cache(cls, path)", "", |vm, args| {
            hand(vm, "_path_importer_cache", args, 1)
        }),
    ],
    ..ClassDef::EMPTY
};
