//! The names that are visible without import.

pub mod exceptions;
pub mod files;
pub mod functions;
pub mod types;
