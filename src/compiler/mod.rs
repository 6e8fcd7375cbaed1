//! AST to code object: symbol table, code generation, optimisation, assembly.

mod fast_hash;
mod future;
pub mod symtable;

/// How deep statements and expressions may nest; CPython's limit at its default recursion limit.
const MAX_DEPTH: u32 = 3000;
