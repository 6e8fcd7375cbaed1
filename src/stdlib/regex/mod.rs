//! `_sre`: regular expressions. A pattern is parsed to a tree, the tree becomes a program, a backtracking matcher runs it;
//! `re` adds the flags, the cache and the functions.

mod emit;
mod match_object;
mod matcher;
mod node;
mod parse;
mod parse_characters;
mod parse_groups;
mod pattern;
mod scan;
mod scanner;
mod substitution;

use crate::object::native::NativeDef;

use super::ModuleDef;

pub static NATIVE_RE: ModuleDef = ModuleDef {
    name: "_sre",
    functions: &[NativeDef::function(
        "compile(pattern, flags, warnings, /)",
        "A Pattern, or (message, position) of what is wrong; (category, text) of each warning goes to the list.",
        pattern::compile,
    )],
    classes: &[&pattern::PATTERN, &match_object::MATCH],
    ..ModuleDef::EMPTY
};
