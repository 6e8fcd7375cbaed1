//! The builtin functions: one table, and a file for each family.

mod anext_awaitable;
mod ast_tree;
mod asynchronous;
mod attributes;
mod build_class;
pub mod compile;
mod evaluate;
mod iteration;
mod numbers;
mod output;
pub mod site;

use crate::object::native::NativeDef;
use crate::vm::protocol::class_def::ClassDef;

/// The functions of the module `builtins`, family by family.
pub static TABLES: &[&[NativeDef]] = &[
    asynchronous::FUNCTIONS,
    attributes::FUNCTIONS,
    build_class::FUNCTIONS,
    evaluate::FUNCTIONS,
    iteration::FUNCTIONS,
    numbers::FUNCTIONS,
    output::FUNCTIONS,
];

/// Classes of what these functions give, under their names in `Types`.
pub static CLASSES: &[(&str, &ClassDef)] = &[("anext_awaitable", &anext_awaitable::CLASS)];
