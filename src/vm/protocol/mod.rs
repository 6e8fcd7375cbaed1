//! Python's protocols: what the operators, builtins and statements do with any value, by way of the slots.
pub mod class_def;
mod dict;
pub mod set;
mod skeleton;
