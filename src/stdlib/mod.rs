//! The modules that can be imported: Rust tables, and Python source where that is simpler.
//!
//! A module is a `ModuleDef` in the table here, a file below `python/` that stands where its name says, or both: then
//! the natives come first and the source runs in the same namespace. The build compiles the source (`src/build.rs`).

mod abc;
mod array;
mod asyncio;
mod binascii;
mod bisect;
mod cmath;
mod codecs;
mod collections;
mod csv;
mod datetime;
pub mod finder;
mod functools;
mod gc;
mod hashes;
mod heapq;
pub mod importing;
mod io;
mod itertools;
mod json;
pub mod kaa;
pub mod local_time;
mod math;
mod opcode;
mod operator;
mod random;
mod regex;
mod string_formatter;
pub mod struct_sequence;
mod structs;
pub mod sys;
pub mod system;
pub mod time;
mod types;
mod unicodedata;
mod warnings;
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
}

impl ModuleDef {
    /// A module without anything, for `..ModuleDef::EMPTY`.
    pub const EMPTY: ModuleDef = ModuleDef { name: "", doc: "", functions: &[], classes: &[], init: None };
}

/// A module's Python source, compiled by the build.
pub struct Frozen {
    pub name: &'static str,
    /// Has submodules: gets a `__path__`.
    pub package: bool,
    /// `bytecode::frozen` bytes, run in the module's namespace after the natives are there.
    pub code: &'static [u8],
}

// `FROZEN`, by name.
include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// Every module that has natives.
#[rustfmt::skip]
pub static MODULES: &[&ModuleDef] = &[
    &abc::NATIVE_ABC,
    &array::ARRAY,
    &asyncio::CONTEXTVARS,
    &asyncio::EXCEPTIONS,
    &asyncio::NATIVE,
    &codecs::NATIVE_CODECS,
    &binascii::BINASCII,
    &bisect::BISECT,
    &cmath::CMATH,
    &collections::COLLECTIONS,
    &collections::NATIVE_COLLECTIONS,
    &csv::CSV,
    &datetime::DATETIME,
    &functools::FUNCTOOLS,
    &hashes::NATIVE_BLAKE2,
    &hashes::NATIVE_HASHLIB,
    &heapq::HEAPQ,
    &importing::BOOTSTRAP,
    &importing::IMP,
    &itertools::ITERTOOLS,
    &kaa::KAA,
    &json::NATIVE_JSON,
    &math::MATH,
    &opcode::NATIVE_OPCODE,
    &operator::NATIVE_OPERATOR,
    &operator::OPERATOR,
    &random::NATIVE_RANDOM,
    &regex::NATIVE_RE,
    &gc::GC,
    &io::IO,
    &string_formatter::NATIVE_STRING,
    &types::TYPES,
    &unicodedata::UNICODEDATA,
    &warnings::WARNINGS,
    &weakref::NATIVE_WEAKREF,
    &structs::STRUCT,
    &sys::SYS,
    &system::ERRNO,
    &system::SELECT,
    &system::FCNTL,
    &system::GRP,
    &system::NATIVE_SIGNAL,
    &system::POSIX,
    &system::PWD,
    &system::THREAD,
    &time::TIME,
];

/// The natives of the module with this absolute name.
fn find_natives(name: &str) -> Option<&'static ModuleDef> {
    MODULES.iter().copied().chain(codecs::MODULES).find(|def| def.name == name)
}

/// The source of the module with this absolute name.
fn find_frozen(name: &str) -> Option<&'static Frozen> {
    FROZEN.binary_search_by(|frozen| frozen.name.cmp(name)).ok().map(|at| &FROZEN[at])
}

/// A module inside the program: its natives, its source, or both.
#[derive(Clone, Copy)]
pub struct Library {
    pub name: &'static str,
    pub natives: Option<&'static ModuleDef>,
    pub frozen: Option<&'static Frozen>,
}

impl Library {
    pub fn is_package(&self) -> bool {
        self.frozen.is_some_and(|frozen| frozen.package)
    }
}

/// The module inside the program with this absolute name.
pub fn find(name: &str) -> Option<Library> {
    let (natives, frozen) = (find_natives(name), find_frozen(name));
    let name = frozen.map(|frozen| frozen.name).or(natives.map(|natives| natives.name))?;
    Some(Library { name, natives, frozen })
}

/// The names of all modules inside the program.
pub fn names() -> impl Iterator<Item = &'static str> {
    let natives = MODULES.iter().map(|def| def.name).filter(|name| find_frozen(name).is_none());
    natives.chain(FROZEN.iter().map(|frozen| frozen.name))
}

/// A module object with nothing in it but what every module has.
pub fn create(vm: &mut Vm, name: &str, package: bool) -> PyResult {
    let heap = vm.heap();
    let value = heap.module(vm.types().module(), heap.dict());
    let Some(module) = value.downcast::<Module>() else { return Ok(value) };
    let parent = if package { name } else { name.rsplit_once('.').map_or("", |(parent, _)| parent) };
    set(vm, module, "__name__", heap.intern(name))?;
    set(vm, module, "__doc__", Value::NONE)?;
    set(vm, module, "__package__", heap.intern(parent))?;
    set(vm, module, "__loader__", Value::NONE)?;
    set(vm, module, "__spec__", Value::NONE)?;
    if package {
        let folder = format!("{}/{}", finder::LIBRARY, name.replace('.', "/"));
        set(vm, module, "__path__", heap.list(vec![heap.str(&folder)]))?;
    }
    Ok(value)
}

/// Puts all that Rust has for a module into it.
pub fn fill(vm: &mut Vm, module: &Value, def: &'static ModuleDef) -> PyResult<()> {
    let heap = vm.heap();
    let Some(module) = module.downcast::<Module>() else { return Ok(()) };
    let name = heap.intern(def.name);
    if !def.doc.is_empty() {
        set(vm, module, "__doc__", heap.str(def.doc))?;
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
    Ok(())
}

/// `module.name = value`, for `ModuleDef::init`.
pub fn set(vm: &Vm, module: &Module, name: &str, value: Value) -> PyResult<()> {
    let name = vm.heap().intern(name);
    drop(module.dict().set_str(&name, value).or_memory_error(vm)?);
    Ok(())
}
