//! The front end as a crate: Python source in, code objects out. It knows no values and no VM.
//!
//! `kaa` uses it twice: its build compiles the library that it embeds, and it runs inside for scripts.

pub mod bytecode;
pub mod compiler;
pub mod number;
pub mod syntax;
pub mod text;
