//! Async that explains itself: programs that can never go on are reported, others never are.
//!
//! `awaiting/stuck.py` and `awaiting/live.py` hold many programs each; a line `# --- NAME` begins one. In the first, each
//! `# report: TEXT` is a part of a line of the report, in page order, and the exit status is 3. In the second, each
//! `# expect: TEXT` is a line of the output, and the exit status is 0.

use std::fs;

use crate::process::{self, difference};

/// The programs of a file: name and text.
fn programs(file: &str) -> Vec<(String, String)> {
    let path = process::root().join("tests/awaiting").join(file);
    let text = fs::read_to_string(path).expect("a file of programs");
    let parts = text.split("\n# --- ").skip(1);
    parts.map(|part| part.split_once('\n').map(|(n, t)| (n.to_string(), t.to_string())).expect("a program")).collect()
}

/// The texts of the comments that begin so.
fn comments<'t>(program: &'t str, mark: &str) -> Vec<&'t str> {
    program.lines().filter_map(|line| line.split_once(mark).map(|(_, text)| text.trim())).collect()
}

#[test]
fn stuck_programs_are_reported() {
    let mut wrong = Vec::new();
    let script = std::env::temp_dir().join(format!("kaa-{}-stuck.py", std::process::id()));
    let all = programs("stuck.py");
    assert!(all.len() >= 40);
    for (name, program) in &all {
        // Reports show source lines, so there has to be a file.
        fs::write(&script, program).expect("a temporary file");
        let got = process::run(&process::kaa(), &[script.to_str().expect("a plain name")], b"");
        let mut lines = got.stderr.lines();
        let lacks = comments(program, "# report: ").into_iter().find(|want| !lines.by_ref().any(|l| l.contains(want)));
        if got.status != Some(3) || lacks.is_some() {
            wrong.push(format!("{name}: {}, lacks {lacks:?}\n{}", got.ending(), got.stderr));
        }
    }
    let _ = fs::remove_file(&script);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn live_programs_are_not_reported() {
    let mut wrong = Vec::new();
    for (name, program) in &programs("live.py") {
        let options = comments(program, "# options: ");
        let mut args: Vec<&str> = options.iter().flat_map(|o| o.split_whitespace()).collect();
        args.push("-");
        let got = process::run(&process::kaa(), &args, program.as_bytes());
        let differs = difference(&comments(program, "# expect: ").join("\n"), &got.stdout);
        if got.status != Some(0) || differs.is_some() {
            wrong.push(format!("{name}: {} {}\n{}", got.ending(), differs.unwrap_or_default(), got.stderr));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// `order.out` is what CPython prints for these numbers with a real clock; `--slow` keeps its moments apart.
#[test]
fn a_virtual_clock_keeps_the_order_of_events() {
    let want = fs::read_to_string(process::root().join("tests/awaiting/order.out")).expect("the orders");
    let mut args = vec!["--clock=virtual", "tests/awaiting/order.py"];
    args.extend(want.lines().filter_map(|line| line.split_once(' ')).map(|(number, _)| number));
    let got = process::run(&process::kaa(), &args, b"");
    assert_eq!(difference(&want, &got.stdout), None, "{}", got.stderr);
}

/// The reports, read by eye. Lines of the library may move, so of its frames only the names are compared.
#[test]
fn reports() {
    let folder = process::root().join("tests/awaiting/reports");
    let mut wrong = Vec::new();
    for name in ["bank", "pipeline", "rooms", "tree"] {
        let got = process::run(&process::kaa(), &[&format!("tests/awaiting/reports/{name}.py")], b"");
        let root = format!("{}/", process::root().display());
        let mut text = String::new();
        let mut library = false;
        for line in (got.stdout + &got.stderr).replace(&root, "").lines() {
            if library && line.trim_start().starts_with("-->") {
                continue;
            }
            library = line.contains("File \"<frozen ");
            match line.split_once("\", line ").filter(|_| library) {
                Some((file, rest)) => text += &format!("{file}\"{}\n", &rest[rest.find(',').unwrap_or(0)..]),
                None => text += &format!("{line}\n"),
            }
        }
        let path = folder.join(name).with_extension("txt");
        if std::env::var_os("UPDATE_REPORTS").is_some() {
            fs::write(&path, &text).expect("a report");
        }
        let want = fs::read_to_string(&path).unwrap_or_default();
        wrong.extend(difference(&want, &text).map(|difference| format!("{name}: {difference}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// `perhaps.txt` says which of these programs hang in CPython: exactly those are reported.
#[test]
fn stuck_programs_and_no_others_are_reported() {
    let list = fs::read_to_string(process::root().join("tests/awaiting/perhaps.txt")).expect("the list");
    let mut wrong = Vec::new();
    for (number, end) in list.lines().filter_map(|line| line.split_once(' ')) {
        let got = process::run(&process::kaa(), &["--clock=virtual", "tests/awaiting/perhaps.py", number], b"");
        let want = if end == "hangs" { 3 } else { 0 };
        if got.status != Some(want) {
            wrong.push(format!("{number}: {}, want {want}\n{}", got.ending(), got.stderr));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
