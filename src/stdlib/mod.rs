//! The modules that can be imported: Rust tables, and Python source where that is simpler.

pub mod sys;
