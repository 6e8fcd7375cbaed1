//! `kaa`: what this interpreter tells about programs that other Pythons do not.

use crate::event_loop::awaiting::tree;

use super::ModuleDef;

pub static KAA: ModuleDef = ModuleDef { name: "kaa", functions: tree::FUNCTIONS, ..ModuleDef::EMPTY };
