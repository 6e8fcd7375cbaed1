//! The names that are visible without import.

pub mod exceptions;
pub mod types;
