//! The prompt: reads statements from a person and runs them in `__main__`.
//!
//! With a terminal the line editor has a thread of its own (`reader`), and the interpreter's thread runs the event loop
//! while it waits (`waiting`), so tasks go on. Without one, or with TERM=dumb, lines are read plainly (`plain`).
//!
//! `source` tells how far a text has come, `draft` holds its lines, `keys`, `helper`, `highlight` and `history` make typing pleasant, `screen`
//! keeps output above the prompt, `session` runs what was typed, `complete` and `commands` look into the program.

mod commands;
mod complete;
mod draft;
mod helper;
mod highlight;
mod history;
mod keys;
mod plain;
mod reader;
mod screen;
mod session;
mod signature;
mod source;
mod waiting;

use std::io::IsTerminal;

use rustyline::config::EditMode;

use crate::interpreter::Interpreter;
use crate::object::PyResult;
use crate::stdlib::sys::hooks;
use crate::text::Text;

use reader::{Door, Look};
use session::Session;
use waiting::Front;

/// What the command line says of the prompt.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// No banner.
    pub quiet: bool,
    /// A program has run before: PYTHONSTARTUP is not for this.
    pub follows: bool,
}

const BANNER: &str = concat!(
    "Kaa ",
    env!("CARGO_PKG_VERSION"),
    " (Python 3.10.13)\nawait works here; :help shows what else does. Ctrl-D leaves.\n"
);

/// Reads and runs statements until the person leaves. An error is what ends the program: SystemExit.
pub fn run(interpreter: &mut Interpreter, options: Options) -> PyResult<u8> {
    for (name, prompt) in [("ps1", ">>> "), ("ps2", "... ")] {
        let vm = interpreter.vm();
        let (key, prompt) = (vm.heap().intern(name), vm.heap().str(prompt));
        if vm.sys_attribute(&key).is_none() {
            interpreter.set_sys(name, prompt);
        }
    }
    if !options.quiet && !options.follows {
        hooks::write_stderr(interpreter.vm(), &Text::from(BANNER));
    }
    let colours = has_colours();
    if colours {
        let _ = hooks::PAINT.set(highlight::coloured_report);
    }
    if !options.follows {
        run_startup(interpreter)?;
    }
    let front = match is_editable() {
        true => match Door::open(Look { colours, keys: keys_from_environment() }) {
            Ok(door) => Front::Terminal(door),
            Err(_) => Front::Plain(plain::Lines::default()),
        },
        false => Front::Plain(plain::Lines::default()),
    };
    Session::begin(interpreter, front).run()
}

/// Can lines be edited: a terminal on both sides that knows how?
fn is_editable() -> bool {
    let term = std::env::var("TERM").unwrap_or_default();
    let is_able = !["dumb", "cons25", "emacs"].contains(&term.as_str());
    is_able && std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// On a terminal that can, unless NO_COLOR says no.
fn has_colours() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !refused && is_editable() && std::io::stderr().is_terminal()
}

/// vi's keys for those who use them in their shell and editor: `set editing-mode vi` in the file of readline's settings,
/// or `bind -v` in that of editline's.
fn keys_from_environment() -> EditMode {
    let home = std::env::var_os("HOME").map(std::path::PathBuf::from).unwrap_or_default();
    let named = std::env::var_os("INPUTRC").map(std::path::PathBuf::from);
    let files = [named.unwrap_or_else(|| home.join(".inputrc")), home.join(".editrc")];
    let text: String = files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect();
    let is_vi = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words == ["set", "editing-mode", "vi"] || words == ["bind", "-v"]
    };
    if text.lines().any(is_vi) { EditMode::Vi } else { EditMode::Emacs }
}

/// The file that PYTHONSTARTUP names runs in `__main__`; of what goes wrong in it, only SystemExit keeps the prompt away.
fn run_startup(interpreter: &mut Interpreter) -> PyResult<()> {
    if interpreter.vm().host.ignore_environment {
        return Ok(());
    }
    let Some(file) = std::env::var_os("PYTHONSTARTUP").filter(|file| !file.is_empty()) else { return Ok(()) };
    let name = Text::from(file.to_string_lossy().as_ref());
    match std::fs::read(&file) {
        Ok(bytes) => {
            if let Err(error) = interpreter.run_bytes(&bytes, name) {
                if waiting::leaves(interpreter.vm(), &error) {
                    return Err(error);
                }
                interpreter.report(&error);
            }
        }
        Err(error) => super::report::no_startup(&file.to_string_lossy(), &error),
    }
    Ok(())
}
