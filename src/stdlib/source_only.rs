//! Modules that are Python source alone.

use super::ModuleDef;

pub static KEYWORD: ModuleDef =
    ModuleDef { name: "keyword", source: Some(include_str!("python/keyword.py")), ..ModuleDef::EMPTY };

pub static STRPTIME: ModuleDef =
    ModuleDef { name: "_strptime", source: Some(include_str!("python/_strptime.py")), ..ModuleDef::EMPTY };
