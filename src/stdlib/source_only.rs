//! Modules that are Python source alone.

use super::ModuleDef;

pub static KEYWORD: ModuleDef =
    ModuleDef { name: "keyword", source: Some(include_str!("python/keyword.py")), ..ModuleDef::EMPTY };

pub static STRPTIME: ModuleDef =
    ModuleDef { name: "_strptime", source: Some(include_str!("python/_strptime.py")), ..ModuleDef::EMPTY };

pub static ATEXIT: ModuleDef =
    ModuleDef { name: "atexit", source: Some(include_str!("python/atexit.py")), ..ModuleDef::EMPTY };

pub static IMPORTLIB: ModuleDef = ModuleDef {
    name: "importlib",
    source: Some(include_str!("python/importlib.py")),
    package: true,
    ..ModuleDef::EMPTY
};

pub static LINECACHE: ModuleDef =
    ModuleDef { name: "linecache", source: Some(include_str!("python/linecache.py")), ..ModuleDef::EMPTY };

pub static TRACEBACK: ModuleDef =
    ModuleDef { name: "traceback", source: Some(include_str!("python/traceback.py")), ..ModuleDef::EMPTY };

pub static WARNINGS: ModuleDef =
    ModuleDef { name: "warnings", source: Some(include_str!("python/warnings.py")), ..ModuleDef::EMPTY };

pub static COLLECTIONS_WRAPPERS: ModuleDef = ModuleDef {
    name: "_collections_wrappers",
    source: Some(include_str!("python/_collections_wrappers.py")),
    ..ModuleDef::EMPTY
};
