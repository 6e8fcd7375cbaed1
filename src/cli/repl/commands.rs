//! The prompt's own commands, each a colon and a word.

use std::io::IsTerminal;
use std::path::Path;
use std::time::{Duration, Instant};

use rustyline::config::EditMode;

use crate::builtins::exceptions::os_error::strerror;
use crate::bytecode::{code::flags, dis};
use crate::event_loop::awaiting::tree;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::function::{Function, Method};
use crate::object::{PyResult, Value};
use crate::syntax::dump;
use crate::syntax::parser::{self, Mode};
use crate::syntax::source::{Origin, Source};
use crate::text::Text;

use super::session::Session;
use super::{complete, signature, waiting};

/// One row: the word, what goes behind it, what it does, and the function that does it.
struct Command {
    name: &'static str,
    argument: &'static str,
    about: &'static str,
    run: fn(&mut Session<'_>, &str) -> PyResult<()>,
}

const fn command(
    name: &'static str,
    argument: &'static str,
    about: &'static str,
    run: fn(&mut Session<'_>, &str) -> PyResult<()>,
) -> Command {
    Command { name, argument, about, run }
}

static COMMANDS: &[Command] = &[
    command("help", "", "this list", |session, _| help(session)),
    command("dis", "NAME-or-EXPR", "the bytecode of a function, a class or a piece of code", disassemble),
    command("tokens", "CODE", "the tokens of a piece of code", tokens),
    command("ast", "CODE", "its syntax tree", tree_of),
    command("time", "EXPR", "how long an expression takes; it may await", time),
    command("tasks", "", "every pending task with its chain of awaits", |session, _| tasks(session)),
    command("doc", "NAME", "signature and docstring", doc),
    command("load", "FILE", "run a file here", load),
    command("reset", "", "forget all names and cancel all tasks", |session, _| reset(session)),
    command("keys", "emacs|vi", "the keys of the line editor", keys),
    command("quit", "", "leave, as Ctrl-D does", |session, _| {
        let vm = session.vm();
        Err(vm.exception_with(vm.types().system_exit(), Vec::new()))
    }),
];

/// All words, for completion.
pub fn names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().map(|command| command.name)
}

/// Runs what stands behind the colon.
pub fn run(session: &mut Session<'_>, line: &str) -> PyResult<()> {
    let line = line.trim();
    let (name, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    if let Some(command) = COMMANDS.iter().find(|command| command.name == name) {
        if argument.trim().is_empty() && !command.argument.is_empty() && !has_default(command.name) {
            return say(session, &format!("usage: :{} {}\n", command.name, command.argument));
        }
        return (command.run)(session, argument.trim());
    }
    let nearest = COMMANDS.iter().map(|command| (distance(name, command.name), command.name)).min();
    let hint = match nearest {
        Some((distance, nearest)) if distance <= nearest.len().div_ceil(2) && !name.is_empty() => {
            format!("; did you mean :{nearest}?")
        }
        _ => "; :help shows all".to_string(),
    };
    say(session, &format!("no command :{name}{hint}\n"))
}

/// Does the command look at the last statement where nothing is given?
fn has_default(name: &str) -> bool {
    ["dis", "tokens", "ast"].contains(&name)
}

/// How many letters have to be added, taken away, changed or swapped.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(40).collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

/// Writes to `sys.stdout`.
fn say(session: &mut Session<'_>, text: &str) -> PyResult<()> {
    let vm = session.vm();
    let names = vm.names();
    match vm.sys_attribute(&names.stdout) {
        Some(file) if !file.is_none() => vm.call_method(&file, &names.write, &[vm.heap().str(text)]).map(drop),
        _ => Ok(()),
    }
}

fn help(session: &mut Session<'_>) -> PyResult<()> {
    let mut text = String::new();
    for Command { name, argument, about, .. } in COMMANDS {
        text += &format!("{:<20} {about}\n", format!(":{name} {argument}").trim_end());
    }
    text += "\nawait, async for and async with work at the prompt; tasks go on while you type.\n\
             Tab completes, Up recalls or reopens a block, Ctrl-R searches, Alt-Enter adds a line,\n\
             Ctrl-C clears the line or interrupts, Ctrl-D leaves.\n";
    say(session, &text)
}

/// The code that is meant: what was given, or the last statement.
fn code_of(session: &Session<'_>, argument: &str) -> String {
    match argument {
        "" => session.last.clone(),
        code => format!("{code}\n"),
    }
}

fn disassemble(session: &mut Session<'_>, argument: &str) -> PyResult<()> {
    if !argument.is_empty()
        && let Some(object) = complete::find(session.vm(), argument)
        && has_code(session, &object)
    {
        let vm = session.vm();
        let dis = vm.import_module("dis")?;
        return vm.call_method(&dis, &vm.heap().intern("dis"), &[object]).map(drop);
    }
    let text = code_of(session, argument);
    let code = match session.compile(&text, "<stdin>", Mode::Eval) {
        Ok(code) => code,
        Err(_) => session.compile(&text, "<stdin>", Mode::Exec)?,
    };
    match code.downcast::<Code>() {
        Some(code) => say(session, &dis::listing(&code.object)),
        None => Ok(()),
    }
}

fn has_code(session: &mut Session<'_>, object: &Value) -> bool {
    object.downcast::<Function>().is_some()
        || object.downcast::<Method>().is_some()
        || object.downcast::<Code>().is_some()
        || object.as_generator().is_some()
        || session.vm().is_class(object)
}

fn tokens(session: &mut Session<'_>, argument: &str) -> PyResult<()> {
    let text = code_of(session, argument);
    let source = parsable(session, &text)?;
    let (tokens, error) = parser::tokens(&source, Mode::Exec);
    let mut out = String::new();
    for (start, token, end) in tokens {
        let place = format!("{},{}-{},{}:", start.line, start.column, end.line, end.column);
        out += &format!("{place:<20}{token}\n");
    }
    say(session, &out)?;
    match error {
        Some(error) => {
            let line = source.line(error.span.start.line);
            Err(session.vm().syntax_error(&error, &Text::from("<stdin>"), line))
        }
        None => Ok(()),
    }
}

fn parsable(session: &mut Session<'_>, text: &str) -> PyResult<Source> {
    Source::from_text(text).map_err(|error| session.vm().syntax_error(&error, &Text::from("<stdin>"), None))
}

fn tree_of(session: &mut Session<'_>, argument: &str) -> PyResult<()> {
    let text = code_of(session, argument);
    let source = parsable(session, &text)?;
    let dumped = parser::parse(&source, Mode::Exec).and_then(|parsed| dump::dump(&parsed.module, false));
    match dumped {
        Ok(text) => say(session, &(text + "\n")),
        Err(error) => {
            let line = source.line(error.span.start.line);
            Err(session.vm().syntax_error(&error, &Text::from("<stdin>"), line))
        }
    }
}

/// So long an expression is run again and again.
const TIMED: Duration = Duration::from_millis(200);

fn time(session: &mut Session<'_>, argument: &str) -> PyResult<()> {
    let text = format!("{argument}\n");
    let (code, is_expression) = match session.compile(&text, "<stdin>", Mode::Eval) {
        Ok(code) => (code, true),
        Err(_) => (session.compile(&text, "<stdin>", Mode::Exec)?, false),
    };
    let awaits = code.downcast::<Code>().is_some_and(|code| code.has_flags(flags::COROUTINE));
    let start = Instant::now();
    let mut runs = 0u32;
    loop {
        session.run_code(code.clone())?;
        runs += 1;
        // What may have effects runs once.
        if !is_expression || awaits || runs == 1 && start.elapsed() > TIMED / 4 || start.elapsed() > TIMED {
            break;
        }
    }
    let each = start.elapsed().as_secs_f64() / f64::from(runs);
    let plural = if runs == 1 { "1 run".to_string() } else { format!("mean of {runs} runs") };
    say(session, &format!("{} ({plural})\n", shown_time(each)))
}

fn shown_time(seconds: f64) -> String {
    let (factor, unit) = match seconds {
        s if s >= 1.0 => (1.0, "s"),
        s if s >= 1e-3 => (1e3, "ms"),
        s if s >= 1e-6 => (1e6, "us"),
        _ => (1e9, "ns"),
    };
    format!("{:.3} {unit}", seconds * factor)
}

fn tasks(session: &mut Session<'_>) -> PyResult<()> {
    let text = tree::format(session.vm());
    say(session, &text)
}

fn doc(session: &mut Session<'_>, argument: &str) -> PyResult<()> {
    let object = match complete::find(session.vm(), argument) {
        Some(object) => object,
        None => {
            let code = session.compile(&format!("{argument}\n"), "<stdin>", Mode::Eval)?;
            session.run_code(code)?
        }
    };
    let vm = session.vm();
    let mut text = String::new();
    if let Some(parameters) = signature::parameters(vm, &object, false) {
        let name = argument.rsplit('.').next().unwrap_or(argument);
        text += &format!("{name}({parameters})\n");
    }
    let inspect = vm.import_module("inspect")?;
    let doc = vm.call_method(&inspect, &vm.heap().intern("getdoc"), &[object])?;
    match doc.as_str() {
        Some(doc) => text += &format!("{}\n", doc.to_string_lossy()),
        None => text += "no docstring\n",
    }
    say(session, &text)
}

fn load(session: &mut Session<'_>, argument: &str) -> PyResult<()> {
    let path = match (argument.strip_prefix("~/"), std::env::var("HOME")) {
        (Some(rest), Ok(home)) => Path::new(&home).join(rest),
        _ => Path::new(argument).to_path_buf(),
    };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let reason = error.raw_os_error().map_or_else(|| error.to_string(), strerror);
            return say(session, &format!("cannot read {}: {reason}\n", path.display()));
        }
    };
    let shown = path.to_string_lossy().into_owned();
    let source = Source::from_bytes(&bytes, Origin::File(&shown));
    let source = source.map_err(|error| session.vm().syntax_error(&error, &Text::from(shown.as_str()), None))?;
    let code = session.compile(source.text(), &shown, Mode::Exec)?;
    session.run_code(code).map(drop)
}

/// What `__main__` has before anything is typed.
const KEPT: [&str; 7] =
    ["__name__", "__doc__", "__package__", "__loader__", "__spec__", "__annotations__", "__builtins__"];

fn reset(session: &mut Session<'_>) -> PyResult<()> {
    let cancelled = waiting::cancel_tasks(session.vm())?;
    let namespace = session.interpreter.main_namespace();
    let Some(dict) = namespace.downcast::<Dict>() else { return Ok(()) };
    let mut gone = 0;
    for key in dict.keys() {
        let is_kept = key.as_str().is_some_and(|key| KEPT.contains(&&*key.to_string_lossy()));
        if !is_kept {
            gone += 1;
            drop(dict.remove_str(&key));
        }
    }
    let underscore = session.vm().names().underscore.clone();
    if let Some(builtins) = session.vm().builtins.clone().downcast::<Dict>() {
        drop(builtins.remove_str(&underscore));
    }
    session.future = 0;
    session.last.clear();
    let vm = session.vm();
    vm.run_finalizers();
    let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let tasks = if cancelled > 0 { format!(", {} cancelled", counted(cancelled, "task")) } else { String::new() };
    say(session, &format!("{} forgotten{tasks}\n", counted(gone, "name")))
}

fn keys(session: &mut Session<'_>, argument: &str) -> PyResult<()> {
    match argument {
        "emacs" => waiting::set_keys(EditMode::Emacs),
        "vi" => waiting::set_keys(EditMode::Vi),
        _ => return say(session, "usage: :keys emacs|vi\n"),
    }
    if std::io::stdin().is_terminal() { Ok(()) } else { say(session, "no line editor here\n") }
}
