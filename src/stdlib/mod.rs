//! The modules that can be imported: Rust tables, and Python source where that is simpler.
//!
//! A module is a `ModuleDef`: natives first, then (if it has one) Python source that runs in the same namespace,
//! so that both may lie behind one name. `interpreter` calls `find` and `create` and runs the source.

mod abc;
mod asyncio;
mod collections;
mod datetime;
pub mod finder;
mod functools;
mod gc;
mod heapq;
mod io;
mod itertools;
pub mod local_time;
mod math;
mod opcode;
mod operator;
mod posix;
mod random;
mod regex;
mod source_only;
pub mod struct_sequence;
pub mod sys;
mod system;
pub mod time;
mod types;
mod weakref;

use crate::object::module::Module;
use crate::object::native::NativeDef;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::ClassDef;

/// A module written in Rust, in Python, or both.
pub struct ModuleDef {
    /// The name that is imported, dotted for a submodule.
    pub name: &'static str,
    pub doc: &'static str,
    pub functions: &'static [NativeDef],
    /// Classes that the module shows, each under its own name. `Vm::native_class` gives their objects.
    pub classes: &'static [&'static ClassDef],
    /// Sets what is neither function nor class.
    pub init: Option<fn(&mut Vm, &Module) -> PyResult<()>>,
    /// Python source, run in the module's namespace after all the above.
    pub source: Option<&'static str>,
    /// Has submodules: gets a `__path__`.
    pub package: bool,
}

impl ModuleDef {
    /// A module without anything, for `..ModuleDef::EMPTY`.
    pub const EMPTY: ModuleDef =
        ModuleDef { name: "", doc: "", functions: &[], classes: &[], init: None, source: None, package: false };
}

/// Every module, by name.
#[rustfmt::skip]
pub static MODULES: &[&ModuleDef] = &[
    &abc::ABC,
    &abc::COLLECTIONS_ABC,
    &abc::NATIVE_ABC,
    &abc::PRIVATE_COLLECTIONS_ABC,
    &asyncio::BASE_EVENTS,
    &asyncio::BASE_FUTURES,
    &asyncio::BASE_TASKS,
    &asyncio::CONTEXTVARS,
    &asyncio::COROUTINES,
    &asyncio::EVENTS,
    &asyncio::EXCEPTIONS,
    &asyncio::FORMAT_HELPERS,
    &asyncio::FUTURES,
    &asyncio::LOCKS,
    &asyncio::LOG,
    &asyncio::MIXINS,
    &asyncio::NATIVE,
    &asyncio::PACKAGE,
    &asyncio::QUEUES,
    &asyncio::RUNNERS,
    &asyncio::SELECTOR_EVENTS,
    &asyncio::TASKS,
    &asyncio::UNIX_EVENTS,
    &collections::COLLECTIONS,
    &collections::NATIVE_COLLECTIONS,
    &datetime::DATETIME,
    &functools::FUNCTOOLS,
    &heapq::HEAPQ,
    &itertools::ITERTOOLS,
    &math::MATH,
    &opcode::DIS,
    &opcode::NATIVE_OPCODE,
    &opcode::OPCODE,
    &operator::NATIVE_OPERATOR,
    &operator::OPERATOR,
    &posix::OS,
    &posix::POSIX,
    &posix::POSIX_PATH,
    &posix::STAT,
    &random::NATIVE_RANDOM,
    &random::RANDOM_MODULE,
    &regex::NATIVE_RE,
    &regex::RE,
    &source_only::BISECT,
    &source_only::DATACLASSES,
    &source_only::ENUM,
    &source_only::FUTURE,
    &source_only::INSPECT,
    &source_only::INSPECT_SIGNATURE,
    &source_only::TYPING,
    &source_only::TYPING_RECORDS,
    &source_only::COLLECTIONS_WRAPPERS,
    &source_only::CONTEXTLIB,
    &source_only::COPY,
    &source_only::COPYREG,
    &source_only::STRING,
    &source_only::TEXTWRAP,
    &source_only::KEYWORD,
    &source_only::STRPTIME,
    &source_only::ATEXIT,
    &source_only::IMPORTLIB,
    &source_only::LINECACHE,
    &source_only::TRACEBACK,
    &source_only::WARNINGS,
    &gc::GC,
    &io::IO,
    &types::TYPES,
    &weakref::NATIVE_WEAKREF,
    &weakref::WEAKREF,
    &weakref::WEAK_SET,
    &sys::SYS,
    &system::ERRNO,
    &system::SELECT,
    &system::SELECTORS,
    &time::TIME,
];

/// The module with this absolute name.
pub fn find(name: &str) -> Option<&'static ModuleDef> {
    MODULES.iter().copied().find(|def| def.name == name)
}

/// The module object with all that Rust gives it; its source has not run.
pub fn create(vm: &mut Vm, def: &'static ModuleDef) -> PyResult {
    let heap = vm.heap();
    let value = heap.module(vm.types().module(), heap.dict());
    let Some(module) = value.downcast::<Module>() else { return Ok(value) };
    let name = heap.intern(def.name);
    let package = if def.package { def.name } else { def.name.rsplit_once('.').map_or("", |(parent, _)| parent) };
    set(vm, module, "__name__", name.clone())?;
    set(vm, module, "__doc__", if def.doc.is_empty() { Value::NONE } else { heap.str(def.doc) })?;
    set(vm, module, "__package__", heap.intern(package))?;
    set(vm, module, "__loader__", Value::NONE)?;
    set(vm, module, "__spec__", Value::NONE)?;
    if def.package {
        set(vm, module, "__path__", heap.list(Vec::new()))?;
    }
    for function in def.functions {
        set(vm, module, function.name(), heap.native_function(function, Some(name.clone())))?;
    }
    for class in def.classes {
        let object = vm.native_class(class);
        set(vm, module, class.name, object)?;
    }
    if let Some(init) = def.init {
        init(vm, module)?;
    }
    Ok(value)
}

/// `module.name = value`, for `ModuleDef::init`.
pub fn set(vm: &Vm, module: &Module, name: &str, value: Value) -> PyResult<()> {
    let name = vm.heap().intern(name);
    drop(module.dict().set_str(&name, value).or_memory_error(vm)?);
    Ok(())
}
