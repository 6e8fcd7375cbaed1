//! Running a program: the interpreter is made, the program found, its end turned into an exit status.

use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal, Read};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::builtins::exceptions::field;
use crate::builtins::files::decode_path;
use crate::interpreter::{Interpreter, Settings};
use crate::object::{Exception, PyResult, Value};
use crate::stdlib::finder::{self, Found};
use crate::stdlib::sys::streams;
use crate::stdlib::system;
use crate::text::Text;
use crate::text::hash::HashKey;
use crate::vm::Vm;
use crate::vm::chance::Chance;
use crate::vm::clock::Clock;
use crate::vm::host::Switches;

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
    let hash_key = match hash_key(&environment) {
        Ok(key) => key,
        Err(message) => {
            report::fatal(message);
            return 1;
        }
    };
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
        dev_mode: options.dev_mode || environment.text("PYTHONDEVMODE").is_some(),
        unspecialised: options.unspecialised,
        switches: Switches {
            debug: options.debug.max(environment.number("PYTHONDEBUG")),
            inspect: options.interactive.min(1),
            no_user_site: options.no_user_site.max(u8::from(options.isolated > 0)).min(1),
            no_site: options.no_site.min(1),
            verbose: options.verbose.max(environment.number("PYTHONVERBOSE")),
            bytes_warning: options.bytes_warning,
            quiet: options.quiet.min(1),
            isolated: options.isolated > 0,
            unbuffered: options.unbuffered.max(environment.number("PYTHONUNBUFFERED")) > 0,
            fixed_hashes: environment.text("PYTHONHASHSEED").is_some_and(|seed| seed == "0"),
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
    let given = environment.text("PYTHONWARNINGS").unwrap_or_default();
    let mut warnings: Vec<String> = given.split(',').filter(|option| !option.is_empty()).map(String::from).collect();
    warnings.extend(options.warnings.iter().cloned());
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
fn hash_key(environment: &Environment) -> Result<Option<HashKey>, &'static str> {
    match environment.text("PYTHONHASHSEED") {
        Some(seed) if seed != "random" => match seed.parse() {
            Ok(seed) => Ok(Some(HashKey::from_seed(seed))),
            Err(_) => {
                Err("config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]")
            }
        },
        _ => Ok(None),
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

fn text(value: &OsStr) -> Text {
    decode_path(value.as_bytes())
}

fn arguments(first: Text, args: &[OsString]) -> Vec<Text> {
    std::iter::once(first).chain(args.iter().map(|a| text(a))).collect()
}

fn run_code(interpreter: &mut Interpreter, code: &OsStr, args: &[OsString]) -> PyResult<u8> {
    interpreter.set_arguments(&arguments(Text::from("-c"), args), Some(Path::new("")));
    // As CPython, which adds the line's end.
    let mut source = code.as_bytes().to_vec();
    source.push(b'\n');
    interpreter.run_bytes(&source, Text::from("<string>"))?;
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
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
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
        finder::describe_main(interpreter.vm(), "__main__", Some(&script))?;
    }
    run(interpreter, &source, &script)
}

fn run_script(interpreter: &mut Interpreter, source: &[u8], script: &Path) -> PyResult<u8> {
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

/// `-m`: a module runs as `__main__`; of a package, its `__main__`.
fn run_module(interpreter: &mut Interpreter, name: &OsStr, args: &[OsString]) -> PyResult<u8> {
    let folder = std::env::current_dir().unwrap_or_default();
    interpreter.set_arguments(&arguments(Text::from("-m"), args), Some(&folder));
    let mut name = name.to_string_lossy().into_owned();
    let mut package = None;
    let found = loop {
        let found = match find_main(interpreter, &name) {
            Ok(found) => found,
            Err(error) => {
                streams::flush(interpreter.vm());
                report::no_specification(interpreter.vm(), &name, &error);
                return Ok(1);
            }
        };
        let is_package = match &found {
            Some(Found::Library(library)) => library.is_package(),
            Some(Found::File { package, .. }) => *package,
            Some(Found::Namespace(_)) => true,
            Some(Found::Spec(_)) | None => false,
        };
        match found {
            Some(_) if is_package && package.is_none() => {
                package = Some(name.clone());
                name += ".__main__";
            }
            Some(found) if !is_package => break found,
            _ => {
                streams::flush(interpreter.vm());
                report::no_module(&name, package.as_deref());
                return Ok(1);
            }
        }
    };
    warn_of_second(interpreter.vm(), &name)?;
    match found {
        Found::File { file, .. } => {
            interpreter.set_arguments(&arguments(text(file.as_os_str()), args), Some(&folder));
            let source = match std::fs::read(&file) {
                Ok(source) => source,
                Err(error) => {
                    report::cannot_open(&file.to_string_lossy(), &error);
                    return Ok(2);
                }
            };
            finder::describe_main(interpreter.vm(), &name, Some(&file))?;
            run_script(interpreter, &source, &file)
        }
        Found::Library(library) => {
            let place = format!("{}/{}.py", finder::LIBRARY, library.name.replace('.', "/"));
            interpreter.set_arguments(&arguments(Text::from(place.as_str()), args), Some(&folder));
            finder::describe_main(interpreter.vm(), &name, None)?;
            if let Some(code) = finder::library_code(interpreter.vm(), library)? {
                interpreter.run(&code)?;
            }
            Ok(0)
        }
        // A finder of the program's own knows the module: runpy asks its loader.
        Found::Spec(_) | Found::Namespace(_) => {
            let vm = interpreter.vm();
            let runpy = vm.import_module("runpy")?;
            let (run, name) = (vm.heap().intern("_run_module_as_main"), vm.heap().str(&name));
            vm.call_method(&runpy, &run, &[name])?;
            Ok(0)
        }
    }
}

/// What the finders have for a module that is to run; its packages are imported.
fn find_main(interpreter: &mut Interpreter, name: &str) -> PyResult<Option<Found>> {
    let vm = interpreter.vm();
    let path = match name.rsplit_once('.') {
        None => None,
        Some((parent, _)) => {
            let package = vm.import_module(parent)?;
            let attribute = vm.names().path.clone();
            match vm.get_attr_opt(&package, &attribute)? {
                Some(path) => Some(path),
                None => {
                    let message = format!("__path__ attribute not found on '{parent}' while trying to find '{name}'");
                    return Err(vm.module_not_found(name, &message));
                }
            }
        }
    };
    finder::find(vm, name, path.as_ref())
}

/// A module that its package has imported already will be there twice.
fn warn_of_second(vm: &mut Vm, name: &str) -> PyResult<()> {
    let Some((package, _)) = name.rsplit_once('.') else { return Ok(()) };
    if vm.loaded(name).is_none() {
        return Ok(());
    }
    let message = format!(
        "'{name}' found in sys.modules after import of package '{package}', but prior to execution of '{name}'; \
         this may result in unpredictable behaviour"
    );
    let category = vm.types().runtime_warning().clone();
    vm.warn_explicit(&category, &message, &Text::from("<frozen runpy>"), 128)
}
