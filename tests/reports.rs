//! Wrong programs, run whole: what they write and how they end, as `reports/write.py` has it from CPython 3.10.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::process;

/// A folder that is gone when its program has ended.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The words of a command line, of which some stand in single quotes.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("a word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Addresses and the folder of the files are masked.
fn masked(text: &str, folder: &str) -> String {
    let text = text.replace(folder, "DIR");
    let mut parts = text.split("0x");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("0x");
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit() && !c.is_ascii_uppercase()));
    }
    out
}

/// Runs a program; gives what `write.py` would write of it.
fn told(number: usize, head: &str, source: &str) -> String {
    let path = std::env::temp_dir().join(format!("kaa-reports-{}-{number}", std::process::id()));
    let folder = Folder(path);
    let mut name = "t.py";
    for (i, part) in source.split("@+ ").enumerate() {
        let mut text = part;
        if i > 0 {
            (name, text) = part.split_once('\n').expect("a file's name");
        }
        let file = folder.0.join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder");
        fs::write(file, text).expect("the file");
    }
    let mut command = Command::new(process::kaa());
    command.current_dir(&folder.0).env("LC_ALL", "C.UTF-8");
    let words = words(head);
    let variables = words.iter().take_while(|word| {
        word.split_once('=').is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
    });
    let count = variables.clone().count();
    command.envs(variables.filter_map(|word| word.split_once('='))).args(&words[count..]);
    let got = process::run_command(command, b"");
    let real = fs::canonicalize(&folder.0).expect("the folder");
    let mask = |text: &str| masked(text, real.to_str().expect("a plain name"));
    format!("@> {}\n{}@!\n{}", got.status.unwrap_or(-1), mask(&got.stdout), mask(&got.stderr))
}

#[test]
fn reports_are_as_cpythons() {
    let all = fs::read_to_string(process::root().join("tests/reports/reports.txt")).expect("the programs");
    let mut wrong = Vec::new();
    for (number, program) in all.split("@@ ").skip(1).enumerate() {
        let (head, rest) = program.split_once('\n').expect("a command line");
        let (source, _) = rest.split_once("@> ").expect("what is expected");
        let expected = &rest[source.len()..];
        let got = told(number, head, source);
        if got != expected {
            wrong.push(format!("@@ {head}\n{source}wanted {expected}\ngot {got}"));
        }
    }
    assert!(wrong.is_empty(), "{} programs\n{}", wrong.len(), wrong.join("\n----\n"));
}
