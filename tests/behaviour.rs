//! Runs the scripts of tests/behaviour and compares them with the expectations in their comments.
//!
//! The `# expect:` comments, in page order, are the lines of standard output. They stand on the line that prints, or
//! right below it where it prints several lines, or on the line that calls what prints where that runs out of page order.
//!
//! | comment | meaning |
//! |---|---|
//! | `# expect: TEXT` | the next line of standard output |
//! | `# expect error: TEXT` | the last line of standard error; the exit status is 1 |
//! | `# expect stderr: TEXT` | a line of standard error contains this, in page order |
//! | `# expect status: N` | the exit status, where it is neither 0 nor an error's 1 |
//! | `# args: A B` | arguments of the script |
//! | `# stdin: TEXT` | a line of standard input |

use std::fs;
use std::path::{Path, PathBuf};

use crate::process::{self, Outcome, difference};

/// What a script's comments promise.
#[derive(Default)]
struct Expectation {
    stdout: Vec<String>,
    stderr: Vec<String>,
    error: Option<String>,
    status: Option<i32>,
    args: Vec<String>,
    stdin: String,
}

impl Expectation {
    /// Reads the comments. A marker inside a string literal would count too; scripts avoid it.
    fn read(source: &str) -> Expectation {
        let mut expected = Expectation::default();
        for line in source.lines() {
            if let Some((_, text)) = line.split_once("# expect: ") {
                expected.stdout.push(text.to_string());
            } else if line.trim_end().ends_with("# expect:") {
                expected.stdout.push(String::new());
            } else if let Some((_, text)) = line.split_once("# expect error: ") {
                expected.error = Some(text.trim_end().to_string());
            } else if let Some((_, text)) = line.split_once("# expect stderr: ") {
                expected.stderr.push(text.trim_end().to_string());
            } else if let Some((_, text)) = line.split_once("# expect status: ") {
                expected.status = Some(text.trim().parse().expect("a number after `# expect status:`"));
            } else if let Some(text) = line.strip_prefix("# args: ") {
                expected.args.extend(text.split_whitespace().map(str::to_string));
            } else if let Some(text) = line.strip_prefix("# stdin: ") {
                expected.stdin += text;
                expected.stdin.push('\n');
            }
        }
        expected
    }

    /// What is wrong with the outcome, or `None`.
    fn judge(&self, outcome: &Outcome) -> Option<String> {
        if let Some(text) = difference(&self.stdout.join("\n"), &outcome.stdout) {
            return Some(text);
        }
        let mut lines = outcome.stderr.lines();
        for want in &self.stderr {
            if !lines.by_ref().any(|line| line.contains(want.as_str())) {
                return Some(format!("standard error lacks: {want}"));
            }
        }
        if let Some(want) = &self.error {
            let last = outcome.stderr.trim_end().lines().next_back().unwrap_or_default();
            if last.trim_end() != want {
                return Some(format!("last line of standard error\n    want: {want}\n     got: {last}"));
            }
        }
        let status = self.status.unwrap_or(if self.error.is_some() { 1 } else { 0 });
        (outcome.status != Some(status)).then(|| format!("{}, want {status}", outcome.ending()))
    }
}

/// Every script of a folder and its subfolders that promises something; what promises nothing is a module for the others.
fn scripts(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    if !folder.exists() {
        return;
    }
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder of scripts").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            scripts(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            let source = String::from_utf8_lossy(&fs::read(&path).expect("a readable script")).into_owned();
            if source.contains("# expect") {
                found.push((path, source));
            }
        }
    }
}

/// Runs every script below tests/FOLDER, after the given options; gives how many there are and a report for each that failed.
fn failures(interpreter: &Path, options: &[&str], folder: &str) -> (usize, Vec<String>) {
    let mut found = Vec::new();
    scripts(&process::root().join("tests").join(folder), &mut found);
    let mut reports = Vec::new();
    for (path, source) in &found {
        let expected = Expectation::read(source);
        let name = path.strip_prefix(process::root()).expect("below the root").to_string_lossy().into_owned();
        // Scripts that wait need not: the order of events is the same.
        let waits = name.contains("/async_/") && interpreter == process::kaa();
        let mut args = options.to_vec();
        args.extend(waits.then_some("--clock=virtual"));
        args.push(name.as_str());
        args.extend(expected.args.iter().map(String::as_str));
        let outcome = process::run(interpreter, &args, expected.stdin.as_bytes());
        if let Some(wrong) = expected.judge(&outcome) {
            let tail: Vec<&str> = outcome.stderr.trim_end().lines().rev().take(4).collect();
            let tail: String = tail.iter().rev().map(|line| format!("\n  stderr: {line}")).collect();
            reports.push(format!("{name}: {wrong}{tail}"));
        }
    }
    (found.len(), reports)
}

fn require(interpreter: &Path, folder: &str) {
    let (count, reports) = failures(interpreter, &[], folder);
    assert!(count > 0, "no scripts in tests/{folder}");
    assert!(reports.is_empty(), "{} of {count} scripts failed\n\n{}\n", reports.len(), reports.join("\n\n"));
}

macro_rules! folders {
    ($($name:ident)*) => {
        $(#[test] fn $name() { require(&process::kaa(), concat!("behaviour/", stringify!($name))); })*

        /// A folder that has no test of its own would never run.
        #[test]
        fn every_folder_is_run() {
            let listed = [$(stringify!($name)),*];
            for entry in fs::read_dir(process::root().join("tests/behaviour")).expect("the scripts") {
                let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
                assert!(listed.contains(&name.as_str()), "tests/behaviour.rs does not list the folder {name}");
            }
        }
    };
}

folders! {
    async_ builtins calls classes closures comprehensions containers coroutines deep descriptors exceptions finalisers
    generators imports iteration library match_ memory numbers scope strings with_ yield_from
}

/// Gaps that are known: run and reported, not required. One that passes should move to its folder in behaviour.
#[test]
fn wishlist() {
    let (count, reports) = failures(&process::kaa(), &[], "wishlist");
    println!("{} of {count} wishes are open\n\n{}", reports.len(), reports.join("\n\n"));
}

/// Specialised instructions do what the general ones do. `cargo test --release unspecialised -- --ignored`
#[test]
#[ignore = "runs every script once more, without specialised instructions: too slow in a debug build"]
fn unspecialised() {
    let (_, reports) = failures(&process::kaa(), &["-X", "nospecialize"], "behaviour");
    assert!(reports.is_empty(), "{}", reports.join("\n\n"));
}

/// Expectations are facts: CPython 3.10 meets them too, but for scripts of what came later (`later_*.py`: 3.13).
/// `KAA_ORACLE=python3.10 cargo test oracle -- --ignored`
#[test]
#[ignore = "needs CPython 3.10, on PATH or named by KAA_ORACLE"]
fn oracle_agrees() {
    let (_, mut reports) = failures(&process::oracle(), &[], "behaviour");
    reports.extend(failures(&process::oracle(), &[], "wishlist").1);
    reports.retain(|report| !report.contains("/later_"));
    assert!(reports.is_empty(), "{}", reports.join("\n\n"));
}
