//! Runs `-m dis` on each of tests/dis/*.py and compares it with the `.dis` file beside it, which CPython 3.10 printed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{self, difference};

/// The programs, which the tests of the compiler share.
pub fn sources() -> Vec<PathBuf> {
    let entries = fs::read_dir(process::root().join("tests/dis")).expect("the sources");
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "py"))
        .collect();
    found.sort();
    found
}

fn listing(path: &Path) -> String {
    let path = path.with_extension("dis");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text with each address as `0x...`.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split(" at 0x");
    let mut masked = parts.next().unwrap_or_default().to_string();
    for part in parts {
        masked += " at 0x...";
        masked += part.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    masked
}

fn require(interpreter: &Path) {
    let mut reports = Vec::new();
    for path in sources() {
        let name = path.strip_prefix(process::root()).expect("below the root").to_string_lossy().into_owned();
        let outcome = process::run(interpreter, &["-m", "dis", &name], b"");
        if let Some(wrong) = difference(&listing(&path), &without_addresses(&outcome.stdout)) {
            reports.push(format!("{name}: {wrong}\n{}", outcome.stderr));
        }
    }
    assert!(reports.is_empty(), "{} listings differ\n\n{}", reports.len(), reports.join("\n"));
}

#[test]
fn listings_are_cpythons() {
    require(&process::kaa());
}

/// `KAA_ORACLE=python3.10 cargo test oracle -- --ignored`
#[test]
#[ignore = "needs CPython 3.10, on PATH or named by KAA_ORACLE"]
fn oracle_agrees() {
    require(&process::oracle());
}

#[test]
fn each_opcode_is_listed() {
    let listings: String = sources().iter().map(|path| listing(path)).collect();
    let listed: Vec<&str> = listings.split_whitespace().collect();
    // The prompt alone compiles to PRINT_EXPR.
    let missing: Vec<&str> = kaa::bytecode::opcode::Opcode::ALL
        .iter()
        .map(|opcode| opcode.name())
        .filter(|name| *name != "PRINT_EXPR" && !listed.contains(name))
        .collect();
    assert!(missing.is_empty(), "no listing in tests/dis shows {}", missing.join(", "));
}
