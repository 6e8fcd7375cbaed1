//! Kaa: a small, fast Python 3.10 whose centre is async/await.
//!
//! The modules stand in the order of the pipeline:
//! source -> tokens -> AST -> scopes -> code object -> frames -> tasks.
//! As far as the code object they are the crate `kaa_front`, which the build runs on the library.

pub use kaa_front::{bytecode, compiler, number, syntax, text};

pub mod builtins;
pub mod cli;
pub mod event_loop;
pub mod interpreter;
pub mod object;
pub mod stdlib;
pub mod vm;
