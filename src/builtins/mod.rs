//! The names that are visible without import.

pub mod types;
