//! Kaa: a small, fast Python 3.10 whose centre is async/await.
//!
//! The modules stand in the order of the pipeline:
//! source -> tokens -> AST -> scopes -> code object -> frames -> tasks.

pub mod builtins;
pub mod bytecode;
pub mod cli;
pub mod compiler;
pub mod event_loop;
pub mod interpreter;
pub mod number;
pub mod object;
pub mod stdlib;
pub mod syntax;
pub mod text;
pub mod vm;
