//! Keeps the source as the design lays it out: layers, file sizes, where `unsafe` may stand.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::root;

/// The layers from the bottom up. A module uses itself and the rows above its own, nothing else.
const LAYERS: [&[&str]; 10] = [
    &["text"],
    &["number"],
    &["syntax", "bytecode"],
    &["compiler", "object"],
    &["vm"],
    &["event_loop", "builtins"],
    &["stdlib"],
    &["interpreter"],
    &["cli"],
    &["main"],
];

/// Names that a file may use although they lie above it: `Vm` in the signatures of native functions and slots.
const UPWARD: [(&str, &str); 3] =
    [("src/object/native.rs", "vm::Vm"), ("src/object/slots.rs", "vm::Vm"), ("src/object/descriptor.rs", "vm::Vm")];

/// Files, or beginnings of their paths, in which `unsafe` may stand: values, the heap and what it walks, cells of
/// containers and objects with a tail, the VM's stack and handlers, the doors to C's mathematics, calendar,
/// system calls and wait4. Think before adding one.
const UNSAFE: &[&str] = &[
    "programs/bench/child.rs",
    "src/builtins/files/descriptor.rs",
    "src/main.rs",
    "src/number/libm.rs",
    "src/object/boxed.rs",
    "src/object/cell.rs",
    "src/object/class.rs",
    "src/object/collector.rs",
    "src/object/frame.rs",
    "src/object/function.rs",
    "src/object/generator.rs",
    "src/object/guarded.rs",
    "src/object/header.rs",
    "src/object/heap",
    "src/object/instance.rs",
    "src/object/intern.rs",
    "src/object/layout.rs",
    "src/object/method_cache.rs",
    "src/object/native.rs",
    "src/object/prefix.rs",
    "src/object/release.rs",
    "src/object/shape.rs",
    "src/object/str.rs",
    "src/object/tuple.rs",
    "src/object/value.rs",
    "src/object/weakref.rs",
    "src/stdlib/local_time.rs",
    "src/stdlib/system/calls/",
    "src/vm/args.rs",
    "src/vm/call.rs",
    "src/vm/clock.rs",
    "src/vm/eval/",
    "src/vm/exec/",
    "src/vm/frames.rs",
    "src/vm/instantiate.rs",
    "src/vm/mod.rs",
    "src/vm/protocol/class_def.rs",
    "src/vm/resume/",
    "src/vm/run.rs",
    "src/vm/specialize.rs",
    "src/vm/thread.rs",
    "src/vm/unwind.rs",
];

/// What a type of object/ says of its layout; the promise is kept by object/layout.rs, so it may stand in any of them.
const LAYOUT_PROMISE: &str = "unsafe impl Object for ";

const MAX_LINES: usize = 800;
const MAX_GRAMMAR_LINES: usize = 900;

/// Every file below the folder with one of these extensions, as (path from the root, text).
fn files(folder: &str, extensions: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| extensions.iter().any(|wanted| kind == *wanted)) {
                let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(&path).expect("UTF-8 text")));
            }
        }
    }
    found.sort();
    found
}

/// The line without its `//` comment. A `//` inside a string literal only hides the rest of that line.
fn code(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

/// The top-level modules that a text names after `crate::`, groups in braces included: `vm::Vm` for `crate::vm::Vm`.
fn crate_paths(text: &str) -> Vec<(usize, String)> {
    let code: String = text.lines().flat_map(|line| [code(line), "\n"]).collect();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c == '$' || c == '_' || c.is_alphanumeric()) {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.push((line, path_start(rest)));
            continue;
        };
        let (mut depth, mut start) = (0, 0);
        for (index, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' | ',' if depth == 0 => {
                    found.push((line, path_start(group[start..index].trim())));
                    start = index + 1;
                    if c == '}' {
                        break;
                    }
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
    }
    found.retain(|(_, path)| !path.is_empty());
    found
}

fn path_start(text: &str) -> String {
    let end = text.find(|c: char| !(c == ':' || c == '_' || c.is_alphanumeric())).unwrap_or(text.len());
    text[..end].trim_end_matches(':').to_string()
}

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// The module below src that a file belongs to: `vm` for src/vm/exec/call.rs and for src/vm.rs.
fn module_of(name: &str) -> &str {
    let name = name.strip_prefix("src/").unwrap_or(name);
    let first = name.split('/').next().unwrap_or(name);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// How many `super::` lead from a file's module to the crate root.
fn depth(name: &str) -> usize {
    let parts = Path::new(name.strip_prefix("src/").unwrap_or(name)).components().count();
    if name.ends_with("/mod.rs") { parts - 1 } else { parts }
}

#[test]
fn layers_are_kept() {
    let mut wrong = Vec::new();
    for (name, text) in files("src", &["rs"]).into_iter().chain(files("grammar", &["lalrpop"])) {
        if ["src/lib.rs", "src/front.rs", "src/build.rs"].contains(&name.as_str()) {
            continue;
        }
        let module = if name.starts_with("grammar/") { "syntax" } else { module_of(&name) };
        let Some(own) = layer_of(module) else {
            wrong.push(format!("{name}: module {module} is in no layer: name it in tests/tidy.rs"));
            continue;
        };
        let text = if module == "main" { text.replace("kaa::", "crate::") } else { text };
        for (line, path) in crate_paths(&text) {
            let used = path.split("::").next().unwrap_or_default();
            let allowed = used == module
                || layer_of(used).is_some_and(|layer| layer < own)
                || UPWARD.contains(&(name.as_str(), path.as_str()));
            if !allowed && used.starts_with(char::is_lowercase) {
                wrong.push(format!("{name}:{line}: {module} uses {path}, which is not below it"));
            }
        }
        // A module of unit tests inside the file is one deeper.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        if name.starts_with("src/") && text.contains(&"super::".repeat(depth(&name))) && depth(&name) > 1 {
            wrong.push(format!("{name}: `super::` reaches the crate root; say `crate::`"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn files_are_short() {
    let mut wrong = Vec::new();
    let sources = ["src", "tests", "programs"].into_iter().flat_map(|folder| files(folder, &["rs", "py"]));
    for (name, text) in sources.chain(files("grammar", &["rs", "lalrpop"])) {
        let limit = if name.ends_with(".lalrpop") { MAX_GRAMMAR_LINES } else { MAX_LINES };
        let lines = text.lines().count();
        if lines > limit {
            wrong.push(format!("{name}: {lines} lines, the limit is {limit}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn files_open_with_their_idea() {
    let wrong: Vec<String> = ["src", "tests", "programs", "grammar"]
        .into_iter()
        .flat_map(|folder| files(folder, &["rs"]))
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(name, _)| name)
        .collect();
    assert!(wrong.is_empty(), "no `//!` opening in:\n{}\n", wrong.join("\n"));
}

#[test]
fn unsafe_stands_where_it_may() {
    let mut wrong = Vec::new();
    for (name, text) in ["src", "programs", "grammar"].into_iter().flat_map(|folder| files(folder, &["rs"])) {
        if UNSAFE.iter().any(|allowed| name.starts_with(allowed)) {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            if name.starts_with("src/object/") && line.starts_with(LAYOUT_PROMISE) {
                continue;
            }
            let mut words = code(line).split(|c: char| c != '_' && !c.is_alphanumeric());
            if words.any(|word| word == "unsafe") {
                wrong.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "`unsafe` outside the files named in tests/tidy.rs:\n{}\n", wrong.join("\n"));
}

/// The recipes lead somewhere: every path that the READMEs name is there.
#[test]
fn readmes_name_what_exists() {
    let mut wrong = Vec::new();
    for readme in ["README.md", "tests/README.md"] {
        let text = fs::read_to_string(root().join(readme)).expect("a README");
        for word in text.split(|c: char| c.is_whitespace() || "`|,;:()".contains(c)) {
            let path = word.trim_end_matches('.');
            let named = ["src/", "grammar/", "programs/", "tests/"].iter().any(|folder| path.starts_with(folder));
            if named && !path.contains("NAME") && !root().join(path).exists() {
                wrong.push(format!("{readme}: {path}"));
            }
        }
    }
    assert!(wrong.is_empty(), "not there:\n{}\n", wrong.join("\n"));
}

#[test]
fn crate_paths_are_found() {
    let text = "use crate::vm::Vm; // crate::no\nuse crate::{object::{Value, heap::Heap}, text};\nlet x = $crate::a;";
    let found: Vec<String> = crate_paths(text).into_iter().map(|(_, path)| path).collect();
    assert_eq!(found, ["vm::Vm", "object", "text"]);
}
