//! Running a program: the interpreter is made, the program found, its end turned into an exit status.

use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::builtins::exceptions::field;
use crate::builtins::files::decode_path;
use crate::interpreter::{Interpreter, Settings};
use crate::object::{Exception, PyResult, Value};
use crate::stdlib::finder;
use crate::stdlib::sys::streams;
use crate::stdlib::system;
use crate::syntax::source::Source;
use crate::text::Text;
use crate::text::hash::HashKey;
use crate::vm::Vm;
use crate::vm::chance::Chance;
use crate::vm::clock::Clock;
use crate::vm::host::{StreamLocale, Switches};

use super::module::run_module;
use super::options::{ClockChoice, Options};
use super::{Program, STACK, repl, report};

/// Where a seeded virtual clock begins: 2024-01-01 00:00:00 UTC.
const SEEDED_START: i64 = 1_704_067_200;
/// The exit status of a program whose tasks can never be woken.
const DEADLOCK: i32 = 3;
/// Of the thread's stack, what natives may use without asking.
const RESERVE: usize = 1 << 20;

/// Runs the program; gives the exit status.
pub fn run(program: Program, args: Vec<OsString>, options: Options) -> u8 {
    let environment = Environment { ignored: options.ignore_environment > 0 || options.isolated > 0 };
    let hash_key = match hash_key(&environment, &options) {
        Ok(key) => key,
        Err(message) => {
            report::fatal(message, "preinitialized");
            return 1;
        }
    };
    let (locale, digits) = match (stream_locale(&environment, &options), max_digits(&environment, &options)) {
        (Err(message), _) => {
            report::fatal(message, "preinitializing");
            return 1;
        }
        (_, Err(message)) => {
            report::fatal(message, "preinitialized");
            return 1;
        }
        (Ok(locale), Ok(digits)) => (locale, digits),
    };
    let dev_mode = options.dev_mode || environment.text("PYTHONDEVMODE").is_some();
    let is_interactive = options.interactive > 0 || std::io::stdin().is_terminal();
    let settings = Settings {
        hash_key: if options.seed.is_some() { None } else { hash_key },
        clock: match options.clock {
            ClockChoice::Real => Clock::default(),
            ClockChoice::Times(factor) => Clock::scaled(factor),
            ClockChoice::Virtual => Clock::virtual_from(options.seed.map(|_| SEEDED_START)),
        },
        chance: options.seed.map_or(Chance::System, Chance::seeded),
        optimize: options.optimize.max(environment.number("PYTHONOPTIMIZE")).min(2),
        ignore_environment: environment.ignored,
        dev_mode,
        unspecialised: options.unspecialised,
        switches: Switches {
            debug: options.debug.max(environment.number("PYTHONDEBUG")),
            inspect: options.interactive.min(1),
            no_user_site: u8::from(
                options.no_user_site + options.isolated > 0 || environment.text("PYTHONNOUSERSITE").is_some(),
            ),
            no_site: options.no_site.min(1),
            verbose: options.verbose.max(environment.number("PYTHONVERBOSE")),
            bytes_warning: options.bytes_warning,
            quiet: options.quiet.min(1),
            isolated: options.isolated > 0,
            unbuffered: options.unbuffered.max(environment.number("PYTHONUNBUFFERED")) > 0,
            fixed_hashes: options.salted == 0 && environment.text("PYTHONHASHSEED").is_some_and(|seed| seed == "0"),
            no_bytecode: options.no_bytecode.max(environment.number("PYTHONDONTWRITEBYTECODE")).min(1),
            locale,
            warn_default_encoding: options.extra.iter().any(|option| option == "warn_default_encoding")
                || environment.text("PYTHONWARNDEFAULTENCODING").is_some(),
            int_max_str_digits: digits,
            run_by_library: false,
            extra: options.extra.clone(),
        },
        hints: options.hints || is_interactive && takes_prompt(&program, &options, &environment),
        stack: Some(STACK - RESERVE),
    };
    let mut interpreter = Interpreter::new(settings);
    if !options.no_deadlock_check {
        interpreter.vm().host.on_deadlock = Some(stuck);
    }
    system::listen(interpreter.vm());
    let prefix = options.extra.iter().rev().find_map(|option| option.strip_prefix("pycache_prefix="));
    if let Some(prefix) = prefix.map(String::from).or_else(|| environment.text("PYTHONPYCACHEPREFIX")) {
        let prefix = interpreter.vm().heap().str(&prefix);
        interpreter.set_sys("pycache_prefix", prefix);
    }
    if let Some(name) = environment.text("PYTHONIOENCODING")
        && let Some((name, _)) = name.split_once(':').or(Some((&*name, ""))).filter(|(name, _)| !name.is_empty())
        && !interpreter.has_codec(name)
    {
        report::unknown_encoding(name);
        std::mem::forget(interpreter);
        return 1;
    }
    let given = environment.text("PYTHONWARNINGS").unwrap_or_default();
    let mut warnings: Vec<String> = dev_mode.then(|| "default".to_owned()).into_iter().collect();
    warnings.extend(given.split(',').filter(|option| !option.is_empty()).map(String::from));
    warnings.extend(options.warnings.iter().cloned());
    match options.bytes_warning {
        0 => {}
        1 => warnings.push("default::BytesWarning".into()),
        _ => warnings.push("error::BytesWarning".into()),
    }
    if !warnings.is_empty() {
        let heap = interpreter.vm().heap();
        let list = warnings.iter().map(|w| heap.str(w)).collect();
        interpreter.set_sys("warnoptions", heap.list(list));
        if let Err(error) = interpreter.vm().import_module("warnings") {
            interpreter.report(&error);
        }
    }
    let follows = is_interactive && inspects(&options, &environment) && !matches!(program, Program::Stdin { .. });
    let prompt = repl::Options { quiet: options.quiet > 0, follows: false };
    let skips = options.skip_first_line > 0;
    let result = match program {
        Program::Code(code) => run_code(&mut interpreter, &code, &args),
        Program::Module(name) => run_module(&mut interpreter, &name, &args),
        Program::File(file) => run_file(&mut interpreter, &file, &args, if skips { run_rest } else { run_script }),
        Program::Adaptive(file) => run_file(&mut interpreter, &file, &args, run_and_show),
        Program::Stdin { dash } if is_interactive => {
            let name = if dash { "-" } else { "" };
            interpreter.set_arguments(&arguments(Text::from(name), &args), Some(Path::new("")));
            repl::run(&mut interpreter, prompt)
        }
        Program::Stdin { dash } => run_stdin(&mut interpreter, dash, &args),
    };
    let result = match result {
        result if !follows => result,
        result => {
            if let Err(error) = result {
                interpreter.report(&error);
            }
            repl::run(&mut interpreter, repl::Options { follows: true, ..prompt })
        }
    };
    let (status, interrupted) = match result {
        Ok(status) => (status, false),
        Err(error) => {
            let interrupt = interpreter.vm().types().keyboard_interrupt().clone();
            (end(&mut interpreter, &error), interpreter.vm().is_exception(&error, &interrupt))
        }
    };
    let flushed = interpreter.finish();
    if interrupted {
        // Whoever waits for this process sees that it was interrupted.
        system::die_of_interrupt();
    }
    // The system takes the memory back faster than we could.
    std::mem::forget(interpreter);
    if flushed { status } else { 120 }
}

/// The variables that begin with PYTHON.
struct Environment {
    ignored: bool,
}

impl Environment {
    /// A variable that says something.
    fn text(&self, name: &str) -> Option<String> {
        let value = std::env::var_os(name).filter(|value| !self.ignored && !value.is_empty())?;
        Some(value.to_string_lossy().into_owned())
    }

    /// A switch as a number; what is none counts as 1.
    fn number(&self, name: &str) -> u8 {
        self.text(name)
            .map_or(0, |text| text.trim().parse::<i64>().map_or(1, |n| if n < 0 { 1 } else { n.min(255) as u8 }))
    }
}

/// `-i` or PYTHONINSPECT: the prompt follows the program.
fn inspects(options: &Options, environment: &Environment) -> bool {
    options.interactive > 0 || environment.text("PYTHONINSPECT").is_some()
}

/// Will there be a prompt?
fn takes_prompt(program: &Program, options: &Options, environment: &Environment) -> bool {
    matches!(program, Program::Stdin { .. }) || inspects(options, environment)
}

/// The key that PYTHONHASHSEED asks for.
fn hash_key(environment: &Environment, options: &Options) -> Result<Option<HashKey>, &'static str> {
    match environment.text("PYTHONHASHSEED").filter(|_| options.salted == 0) {
        Some(seed) if seed != "random" => match seed.parse() {
            Ok(seed) => Ok(Some(HashKey::from_seed(seed))),
            Err(_) => {
                Err("config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]")
            }
        },
        _ => Ok(None),
    }
}

/// What the locale makes of the standard streams. CPython's UTF-8 mode is on where no locale is set, or none that the
/// system has.
fn stream_locale(environment: &Environment, options: &Options) -> Result<StreamLocale, &'static str> {
    let option = options.extra.iter().rev().find(|option| option.split('=').next() == Some("utf8"));
    let mode = match option.map(|option| option.split_once('=').map_or("1", |(_, value)| value)) {
        Some("1") => Some(true),
        Some("0") => Some(false),
        Some(_) => return Err("preconfig_init_utf8_mode: invalid -X utf8 option value"),
        None => match environment.text("PYTHONUTF8").as_deref() {
            Some("1") => Some(true),
            Some("0") => Some(false),
            Some(_) => return Err("preconfig_init_utf8_mode: invalid PYTHONUTF8 environment variable value"),
            None => None,
        },
    };
    let set = |name| std::env::var_os(name).filter(|v| !v.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG")).unwrap_or_default();
    let is_c = ["", "C", "POSIX"].into_iter().any(|name| locale == name)
        || !std::ffi::CString::new(locale.as_bytes()).is_ok_and(|name| system::has_locale(&name));
    Ok(match (mode, is_c) {
        (Some(true), _) | (None, true) => StreamLocale::Utf8Mode,
        (Some(false), true) => StreamLocale::Ascii,
        (_, false) if ["C.UTF-8", "C.utf8"].into_iter().any(|name| locale == name) => StreamLocale::LenientUtf8,
        (_, false) => StreamLocale::Utf8,
    })
}

/// `-X int_max_str_digits=N`, or the variable.
fn max_digits(environment: &Environment, options: &Options) -> Result<Option<usize>, &'static str> {
    let option = options.extra.iter().rev().find_map(|option| option.strip_prefix("int_max_str_digits="));
    let message = match option {
        Some(_) => {
            "config_init_int_max_str_digits: -X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited."
        }
        None => {
            "config_init_int_max_str_digits: PYTHONINTMAXSTRDIGITS: invalid limit; must be >= 640 or 0 for unlimited."
        }
    };
    match option.map(String::from).or_else(|| environment.text("PYTHONINTMAXSTRDIGITS")) {
        None => Ok(None),
        Some(digits) => match digits.parse() {
            Ok(digits) if digits == 0 || digits >= 640 => Ok(Some(digits)),
            _ => Err(message),
        },
    }
}

/// No task can ever be woken: the program ends here and now.
fn stuck(vm: &mut Vm, text: &str) {
    streams::flush(vm);
    report::deadlock(text);
    std::process::exit(DEADLOCK);
}

/// The exit status for an exception that came out of the program.
fn end(interpreter: &mut Interpreter, error: &Exception) -> u8 {
    let vm = interpreter.vm();
    if !vm.is_exception(error, vm.types().system_exit()) {
        let interrupted = vm.is_exception(error, vm.types().keyboard_interrupt());
        return match interpreter.report_last(error) {
            Some(exit) => end(interpreter, &exit),
            None if interrupted => 130,
            None => 1,
        };
    }
    let code = field::get_or_none(error.value(), 0);
    if code.is_none() {
        return 0;
    }
    if let Some(code) = code.as_int() {
        // As C's exit(): the low eight bits.
        return code.to_i64().unwrap_or(-1) as u8;
    }
    report::exit_message(interpreter.vm(), &code);
    1
}

pub fn text(value: &OsStr) -> Text {
    decode_path(value.as_bytes())
}

pub fn arguments(first: Text, args: &[OsString]) -> Vec<Text> {
    std::iter::once(first).chain(args.iter().map(|a| text(a))).collect()
}

fn run_code(interpreter: &mut Interpreter, code: &OsStr, args: &[OsString]) -> PyResult<u8> {
    interpreter.set_arguments(&arguments(Text::from("-c"), args), Some(Path::new("")));
    // As CPython, which adds the line's end.
    let Some(source) = code.to_str().map(|code| format!("{code}\n")) else {
        if let Err(error) = Source::from_units(text(code).units()) {
            report::undecodable_code(&error.message);
        }
        return Ok(1);
    };
    interpreter.run_text(&source, Text::from("<string>"))?;
    Ok(0)
}

fn run_stdin(interpreter: &mut Interpreter, dash: bool, args: &[OsString]) -> PyResult<u8> {
    let name = if dash { "-" } else { "" };
    interpreter.set_arguments(&arguments(Text::from(name), args), Some(Path::new("")));
    let mut source = Vec::new();
    if let Err(error) = std::io::stdin().read_to_end(&mut source) {
        report::cannot_open("<stdin>", &error);
        return Ok(2);
    }
    interpreter.run_bytes(&source, Text::from("<stdin>"))?;
    Ok(0)
}

/// Runs a script's source, given with its path.
type RunScript = fn(&mut Interpreter, &[u8], &Path) -> PyResult<u8>;

fn run_file(interpreter: &mut Interpreter, file: &Path, args: &[OsString], run: RunScript) -> PyResult<u8> {
    // As it was typed: `./x.py` keeps its dot.
    let absolute = std::env::current_dir().map(|folder| folder.join(file)).unwrap_or_else(|_| file.to_path_buf());
    let shown = absolute.to_string_lossy().into_owned();
    let (script, folder): (PathBuf, PathBuf) = if absolute.is_dir() {
        let main = absolute.join("__main__.py");
        if !main.is_file() {
            report::no_main(&shown);
            return Ok(1);
        }
        (main, absolute)
    } else {
        let real = std::fs::canonicalize(&absolute).unwrap_or_else(|_| absolute.clone());
        (absolute, real.parent().map(Path::to_path_buf).unwrap_or_default())
    };
    let source = match std::fs::read(&script) {
        Ok(source) => source,
        Err(error) => {
            report::cannot_open(&shown, &error);
            return Ok(2);
        }
    };
    interpreter.set_arguments(&arguments(text(file.as_os_str()), args), Some(&folder));
    if file.is_dir() {
        interpreter.vm().host.switches.run_by_library = true;
        finder::describe_main(interpreter.vm(), "__main__", Some(&script))?;
    }
    run(interpreter, &source, &script)
}

pub fn run_script(interpreter: &mut Interpreter, source: &[u8], script: &Path) -> PyResult<u8> {
    let code = compile_script(interpreter, source, script)?;
    interpreter.run(&code)?;
    Ok(0)
}

/// `-x`: the first line is for another program; lines keep their numbers.
fn run_rest(interpreter: &mut Interpreter, source: &[u8], script: &Path) -> PyResult<u8> {
    let end = source.iter().position(|&b| b == b'\n').unwrap_or(source.len());
    run_script(interpreter, source.get(end..).unwrap_or_default(), script)
}

/// `-m dis --adaptive`: the script runs to its end, then its code is shown as it has been specialised.
fn run_and_show(interpreter: &mut Interpreter, source: &[u8], script: &Path) -> PyResult<u8> {
    let code = compile_script(interpreter, source, script)?;
    let status = match interpreter.run(&code) {
        Ok(_) => 0,
        Err(error) => end(interpreter, &error),
    };
    let vm = interpreter.vm();
    let dis = vm.import_module("dis")?;
    let show = vm.heap().intern("_after_running");
    vm.call_method(&dis, &show, &[code])?;
    Ok(status)
}

fn compile_script(interpreter: &mut Interpreter, source: &[u8], script: &Path) -> PyResult {
    let filename = text(script.as_os_str());
    let value = interpreter.vm().heap().str_from_text(&filename);
    interpreter.set_main("__file__", value);
    interpreter.set_main("__cached__", Value::NONE);
    interpreter.compile_bytes(source, filename)
}
