//! The module `sys`.

pub mod traceback_text;
