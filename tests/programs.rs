//! Runs each of programs/*.py and tests/tutorials/*.py and compares its output with the `.out` file beside it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{self, difference};

fn programs(folder: &str) -> Vec<PathBuf> {
    let folder = process::root().join(folder);
    let entries = fs::read_dir(folder).expect("programs").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|kind| kind == "py")).collect();
    found.sort();
    found
}

fn require(interpreter: &Path, options: &[&str], folder: &str) {
    let mut reports = Vec::new();
    for path in programs(folder) {
        let name = path.strip_prefix(process::root()).expect("below the root").to_string_lossy().into_owned();
        let want = fs::read_to_string(path.with_extension("out")).unwrap_or_else(|_| panic!("{name} has no .out file"));
        let outcome = process::run(interpreter, &[options, &[&name]].concat(), b"");
        if let Some(wrong) = difference(&want, &outcome.stdout) {
            reports.push(format!("{name}: {wrong}\n{}", outcome.stderr));
        } else if outcome.status != Some(0) {
            reports.push(format!("{name}: {}\n{}", outcome.ending(), outcome.stderr));
        }
    }
    assert!(reports.is_empty(), "{} programs failed\n\n{}", reports.len(), reports.join("\n"));
}

#[test]
fn print_what_stands_beside_them() {
    require(&process::kaa(), &[], "programs");
}

/// In the style of tutorials on iterators, generators, `yield from`, event loops and futures.
#[test]
fn tutorials() {
    require(&process::kaa(), &["--clock=virtual"], "tests/tutorials");
}

/// The `.out` files are what CPython 3.10 prints. `KAA_ORACLE=python3.10 cargo test oracle -- --ignored`
#[test]
#[ignore = "needs CPython 3.10, on PATH or named by KAA_ORACLE"]
fn oracle_agrees() {
    require(&process::oracle(), &[], "programs");
    require(&process::oracle(), &[], "tests/tutorials");
}
