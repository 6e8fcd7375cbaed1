//! What is made of the table of options: the help page, the man page, and completions for three shells.

use std::fmt::Write;

use super::options::{Choice, Effect, SECTIONS, choices};

/// The line that an error of usage shows.
pub const USAGE: &str = "usage: kaa [option] ... [-c cmd | -m mod | file | -] [arg] ...";

/// Words at the head of the pages.
const ABOUT: &str =
    "Kaa runs Python 3.10 programs. Without a program it reads one from standard input; at a terminal, it prompts.";

/// What is no option.
const PLACES: &[(&str, &str)] = &[
    ("file", "run the script in file, or __main__.py of a folder; what follows is sys.argv[1:]"),
    ("-", "read the program from standard input"),
    ("-m dis [file]", "show a file's bytecode without running it"),
    ("-m dis --adaptive file [arg] ...", "run a file, then show its bytecode as the running has specialised it"),
];

const STATUSES: &[(&str, &str)] = &[
    ("0", "the program has ended"),
    ("1", "an exception was not caught"),
    ("2", "the command line is wrong, or the file cannot be read"),
    ("3", "no task could ever be woken"),
    ("120", "standard output could not take all at the end"),
    ("n", "sys.exit(n): its low eight bits"),
];

/// `-c CODE`, `-h, --help`, `--seed N`.
fn spelling(choice: &Choice) -> String {
    let mut out = String::new();
    if let Some(letter) = choice.letters.chars().next() {
        out = format!("-{letter}");
    }
    if let Some(long) = choice.long {
        out += if out.is_empty() { "" } else { ", " };
        let _ = write!(out, "--{long}");
    }
    match value_name(choice) {
        Some(name) => out + " " + name,
        None => out,
    }
}

/// The name of the value, if it takes one.
fn value_name(choice: &Choice) -> Option<&'static str> {
    match choice.effect {
        Effect::Value { name, .. } | Effect::Last { name, .. } if !name.is_empty() => Some(name),
        _ => None,
    }
}

fn words(choice: &Choice) -> &'static [&'static str] {
    match choice.effect {
        Effect::Value { words, .. } | Effect::Last { words, .. } => words,
        _ => &[],
    }
}

/// The options that are told of.
fn told() -> impl Iterator<Item = &'static Choice> {
    choices().filter(|choice| !choice.help.is_empty())
}

/// One entry of the help page: the explanation is wrapped behind the names.
fn entry(out: &mut String, name: &str, help: &str) {
    const COLUMN: usize = 22;
    const WIDTH: usize = 79;
    let mut line = format!("  {name}");
    if line.len() >= COLUMN {
        *out += &(line + "\n");
        line = String::new();
    }
    for word in help.split(' ') {
        if line.len() > COLUMN && line.len() + 1 + word.len() > WIDTH {
            *out += &(line + "\n");
            line = String::new();
        }
        if line.len() < COLUMN {
            line = format!("{line:COLUMN$}{word}");
        } else {
            line = line + " " + word;
        }
    }
    *out += &(line + "\n");
}

/// `kaa -h`.
pub fn help() -> String {
    let about = ABOUT.replace(". ", ".\n");
    let mut out = format!("{USAGE}\n\n{about}\n");
    for section in SECTIONS {
        let _ = write!(out, "\n{}:\n", section.title);
        for choice in section.choices.iter().filter(|choice| !choice.help.is_empty()) {
            entry(&mut out, &spelling(choice), choice.help);
        }
        if section.title == "What runs" {
            PLACES.iter().for_each(|(name, help)| entry(&mut out, name, help));
        }
    }
    out += "\nExit status:\n";
    STATUSES.iter().for_each(|(status, help)| entry(&mut out, status, help));
    out
}

/// Text for roff: a hyphen is a hyphen, and no line is taken for a request.
fn roff(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

/// `kaa --man`.
pub fn manual() -> String {
    let version = env!("CARGO_PKG_VERSION");
    let mut out =
        format!(".TH KAA 1 \"\" \"Kaa {version}\" \"User Commands\"\n.SH NAME\nkaa \\- a small, fast Python 3.10\n");
    let usage = roff(USAGE.trim_start_matches("usage: kaa "));
    let _ = write!(out, ".SH SYNOPSIS\n.B kaa\n{usage}\n.SH DESCRIPTION\n{}\n", roff(ABOUT));
    let item = |out: &mut String, name: &str, help: &str| {
        let _ = write!(out, ".TP\n.B {}\n{}\n", roff(name), roff(help));
    };
    for section in SECTIONS {
        let _ = writeln!(out, ".SH {}", section.title.to_uppercase());
        for choice in section.choices.iter().filter(|choice| !choice.help.is_empty()) {
            item(&mut out, &spelling(choice), choice.help);
        }
        if section.title == "What runs" {
            PLACES.iter().for_each(|(name, help)| item(&mut out, name, help));
        }
    }
    out += ".SH EXIT STATUS\n";
    STATUSES.iter().for_each(|(status, help)| item(&mut out, status, help));
    out
}

/// `-c`, `--seed`.
fn flags(choice: &Choice) -> Vec<String> {
    let letter = choice.letters.chars().next().map(|letter| format!("-{letter}"));
    letter.into_iter().chain(choice.long.map(|long| format!("--{long}"))).collect()
}

/// `kaa --completions SHELL`; None if the shell is not known.
pub fn completions(shell: &str) -> Option<String> {
    match shell {
        "bash" => Some(bash()),
        "zsh" => Some(zsh()),
        "fish" => Some(fish()),
        _ => None,
    }
}

fn bash() -> String {
    let all: Vec<String> = told().flat_map(flags).collect();
    let mut cases = String::new();
    for choice in told().filter(|choice| value_name(choice).is_some()) {
        let reply = match words(choice) {
            [] => "COMPREPLY=()".to_owned(),
            words => format!("COMPREPLY=($(compgen -W '{}' -- \"$cur\"))", words.join(" ")),
        };
        let _ = writeln!(cases, "        {}) {reply}; return ;;", flags(choice).join("|"));
    }
    format!(
        "_kaa() {{\n    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}}\n    case $prev in\n{cases}    \
         esac\n    case $cur in\n        -*) COMPREPLY=($(compgen -W '{}' -- \"$cur\")) ;;\n        \
         *) COMPREPLY=($(compgen -f -X '!*.py' -- \"$cur\") $(compgen -d -- \"$cur\")) ;;\n    esac\n}}\n\
         complete -o filenames -F _kaa kaa\n",
        all.join(" ")
    )
}

fn zsh() -> String {
    let mut lines = String::new();
    for choice in told() {
        let help = choice.help.replace('\'', "'\\''").replace('[', "\\[").replace(']', "\\]").replace(':', "\\:");
        let value = match (value_name(choice), words(choice)) {
            (None, _) => String::new(),
            (Some(name), []) => format!(":{name}: "),
            (Some(name), words) => format!(":{name}:({})", words.join(" ")),
        };
        for flag in flags(choice) {
            let _ = writeln!(lines, "    '*{flag}[{help}]{value}' \\");
        }
    }
    format!("#compdef kaa\n_arguments -S \\\n{lines}    '1:script:_files -g \"*.py\"' \\\n    '*::argument:_files'\n")
}

fn fish() -> String {
    let mut out = String::new();
    for choice in told() {
        let help = choice.help.replace('\\', "\\\\").replace('\'', "\\'");
        let letter = choice.letters.chars().next().map(|letter| format!(" -s {letter}")).unwrap_or_default();
        let long = choice.long.map(|long| format!(" -l {long}")).unwrap_or_default();
        let value = match (value_name(choice), words(choice)) {
            (None, _) => String::new(),
            (Some(_), []) => " -x".to_owned(),
            (Some(_), words) => format!(" -x -a '{}'", words.join(" ")),
        };
        let _ = writeln!(out, "complete -c kaa{letter}{long}{value} -d '{help}'");
    }
    out
}
