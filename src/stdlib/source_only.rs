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

pub static BISECT: ModuleDef =
    ModuleDef { name: "bisect", source: Some(include_str!("python/bisect.py")), ..ModuleDef::EMPTY };

pub static CONTEXTLIB: ModuleDef =
    ModuleDef { name: "contextlib", source: Some(include_str!("python/contextlib.py")), ..ModuleDef::EMPTY };

pub static COPY: ModuleDef =
    ModuleDef { name: "copy", source: Some(include_str!("python/copy.py")), ..ModuleDef::EMPTY };

pub static COPYREG: ModuleDef =
    ModuleDef { name: "copyreg", source: Some(include_str!("python/copyreg.py")), ..ModuleDef::EMPTY };

pub static STRING: ModuleDef =
    ModuleDef { name: "string", source: Some(include_str!("python/string.py")), ..ModuleDef::EMPTY };

pub static TEXTWRAP: ModuleDef =
    ModuleDef { name: "textwrap", source: Some(include_str!("python/textwrap.py")), ..ModuleDef::EMPTY };

pub static DATACLASSES: ModuleDef =
    ModuleDef { name: "dataclasses", source: Some(include_str!("python/dataclasses.py")), ..ModuleDef::EMPTY };

pub static ENUM: ModuleDef =
    ModuleDef { name: "enum", source: Some(include_str!("python/enum.py")), ..ModuleDef::EMPTY };

pub static INSPECT: ModuleDef =
    ModuleDef { name: "inspect", source: Some(include_str!("python/inspect.py")), ..ModuleDef::EMPTY };

pub static TYPING: ModuleDef =
    ModuleDef { name: "typing", source: Some(include_str!("python/typing.py")), ..ModuleDef::EMPTY };

pub static FUTURE: ModuleDef =
    ModuleDef { name: "__future__", source: Some(include_str!("python/__future__.py")), ..ModuleDef::EMPTY };

pub static INSPECT_SIGNATURE: ModuleDef = ModuleDef {
    name: "_inspect_signature",
    source: Some(include_str!("python/_inspect_signature.py")),
    ..ModuleDef::EMPTY
};

pub static TYPING_RECORDS: ModuleDef =
    ModuleDef { name: "_typing_records", source: Some(include_str!("python/_typing_records.py")), ..ModuleDef::EMPTY };
