//! `--hints`: mistaken programs get their hint after CPython's text, right ones and all of programs/ get none.

use std::fs;

use crate::process::{self, Outcome};

/// The programs of a file in tests/hints, and what its first line asks for.
fn programs(name: &str) -> Vec<String> {
    let text = fs::read_to_string(process::root().join("tests/hints").join(name)).expect("the programs");
    let (_, programs) = text.split_once("\"\"\"\n\n").expect("a docstring");
    programs.split("#---\n").map(str::to_string).collect()
}

fn run(program: &str, options: &[&str]) -> Outcome {
    process::run(&process::kaa(), &[options, &["-"]].concat(), program.as_bytes())
}

/// What is written without hints, addresses masked, and the hints.
fn parted(stderr: &str) -> (String, Vec<String>) {
    let (hints, text): (Vec<&str>, Vec<&str>) = stderr.lines().partition(|line| line.starts_with("hint: "));
    let masked = text.iter().map(|line| line.split("0x").next().unwrap_or_default()).collect::<Vec<_>>();
    (masked.join("\n"), hints.iter().map(|hint| hint.to_string()).collect())
}

#[test]
fn mistaken_programs_get_their_hint() {
    let mut wrong = Vec::new();
    let all = programs("mistaken.py");
    assert!(all.len() >= 30);
    for program in all {
        let wanted = program.lines().next().and_then(|line| line.strip_prefix("# hint: ")).expect("what is hinted");
        let (plain, none) = parted(&run(&program, &[]).stderr);
        let (text, hints) = parted(&run(&program, &["--hints"]).stderr);
        if !none.is_empty() || plain != text || !hints.iter().any(|hint| hint.contains(wanted)) {
            wrong.push(format!("{program}\nwanted {wanted}\ngot {hints:?}\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{} programs\n{}", wrong.len(), wrong.join("\n----\n"));
}

#[test]
fn right_programs_get_none() {
    let mut wrong = Vec::new();
    let files =
        fs::read_dir(process::root().join("programs")).expect("programs").map(|entry| entry.expect("one").path());
    let files = files.filter(|path| path.extension().is_some_and(|kind| kind == "py"));
    let outcomes = programs("right.py").into_iter().map(|program| (run(&program, &["--hints"]), program));
    let whole = files.map(|path| {
        let name = path.to_string_lossy().into_owned();
        (process::run(&process::kaa(), &["--hints", &name], b""), name)
    });
    for (outcome, program) in outcomes.chain(whole) {
        if outcome.stderr.contains("hint: ") {
            wrong.push(format!("{program}\n{}", outcome.stderr));
        }
    }
    assert!(wrong.is_empty(), "{} programs\n{}", wrong.len(), wrong.join("\n----\n"));
}
