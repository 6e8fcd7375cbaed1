//! The builtin classes: a file each (or a family) with its slots and its method table.

mod arguments;
mod bool;
mod complex;
mod float;
mod int;
mod number;

use crate::vm::protocol::class_def::ClassDef;

/// Every builtin class, under its name in `vm::types::Types`, bases before subclasses.
pub static CLASSES: &[(&str, &ClassDef)] =
    &[("int", &int::INT), ("bool", &bool::BOOL), ("float", &float::FLOAT), ("complex", &complex::COMPLEX)];
