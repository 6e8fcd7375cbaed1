//! AST to code object: symbol table, constant folding, code generation, flow-graph passes, assembly.
//!
//! The result is CPython 3.10's, byte for byte. Nothing here knows of run-time values: constants are plain data.

mod assembler;
mod codegen;
mod constants;
mod flow_graph;
mod future;
mod optimize;
mod stack_depth;
pub mod symtable;
mod unparse;

use std::rc::Rc;

use crate::bytecode::code::{CodeObject, flags};
use crate::syntax::ast::{Module, Span};
use crate::syntax::error::SyntaxError;
use crate::text::Text;
use optimize::constant_folding::{self, Settings};
use symtable::SymbolTable;

/// How deep statements and expressions may nest; CPython's limit at its default recursion limit.
const MAX_DEPTH: u32 = 3000;

/// How to compile.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `co_filename`.
    pub filename: Text,
    /// `FUTURE_*` flags inherited from the code that calls `compile()`.
    pub future_flags: u32,
    /// 0; 1 for `-O` (no asserts, `__debug__` is False); 2 for `-OO` (no docstrings either).
    pub optimize: u8,
    /// `ast.PyCF_ALLOW_TOP_LEVEL_AWAIT`: a module may await.
    pub allow_top_level_await: bool,
}

/// A compiled module.
#[derive(Clone, Debug)]
pub struct Compiled {
    pub code: Rc<CodeObject>,
    /// In the order in which they were found.
    pub warnings: Vec<Warning>,
}

/// A `SyntaxWarning`.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    pub message: String,
    /// CPython shows its first line.
    pub span: Span,
}

/// Compiles a module.
pub fn compile(module: &Module, options: &Options) -> Result<Compiled, SyntaxError> {
    let future = future::find(module)?;
    let future_flags = future.flags | options.future_flags;
    let symbols = symtable::build(module, future_flags)?;
    let future_annotations = future_flags & flags::FUTURE_ANNOTATIONS != 0;
    let folded = constant_folding::fold(module, Settings { debug: options.optimize == 0, future_annotations });
    let (code, warnings) = codegen::generate(module, options, symbols, folded, future)?;
    Ok(Compiled { code, warnings })
}

/// The scopes of a module, for `--emit scopes`.
pub fn scopes(module: &Module, options: &Options) -> Result<SymbolTable, SyntaxError> {
    let future = future::find(module)?;
    symtable::build(module, future.flags | options.future_flags)
}
