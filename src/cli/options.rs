//! The options, defined once: parsing, `-h`, the man page and the shells' completions all read this table.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

use super::emit::{Stage, View};
use super::{Command, Program};

/// What the options say.
#[derive(Default)]
pub struct Options {
    pub optimize: u8,
    pub warnings: Vec<String>,
    pub clock: ClockChoice,
    pub seed: Option<u64>,
    pub no_deadlock_check: bool,
    /// `--hints`
    pub hints: bool,
    pub ignore_environment: u8,
    /// `-I`: no environment, and only the library to import from.
    pub isolated: u8,
    pub dev_mode: bool,
    pub unspecialised: bool,
    /// `-i`: the prompt follows the program.
    pub interactive: u8,
    /// `-q`: the prompt begins without a banner.
    pub quiet: u8,
    /// `-u`: standard output and error are written at once.
    pub unbuffered: u8,
    /// `-x`: the first line of the script is for another program.
    pub skip_first_line: u8,
    pub debug: u8,
    pub verbose: u8,
    pub bytes_warning: u8,
    pub no_user_site: u8,
    pub no_site: u8,
    pub no_bytecode: u8,
    /// Taken, and of no effect.
    idle: u8,
    /// `-R`: PYTHONHASHSEED means nothing.
    pub salted: u8,
    version: u8,
    help: u8,
    /// `-X`, as given.
    pub extra: Vec<String>,
}

/// `--clock`.
#[derive(Clone, Copy, Default)]
pub enum ClockChoice {
    #[default]
    Real,
    Virtual,
    /// So many times as fast as the system's.
    Times(f64),
}

/// What an option does.
pub enum Effect {
    /// It counts how often it was given.
    Count(fn(&mut Options) -> &mut u8),
    /// It takes a value.
    Value { name: &'static str, words: &'static [&'static str], set: fn(&mut Options, &OsStr) -> Result<(), String> },
    /// It takes a value and ends the options: what follows is the program's.
    Last { name: &'static str, words: &'static [&'static str], command: Last },
    /// It is refused.
    Refused(&'static str),
}

/// What the option that ends the others makes of its value, the arguments behind it, and the options before.
type Last = fn(OsString, Vec<OsString>, Options) -> Result<Command, String>;

/// One option.
pub struct Choice {
    /// Its letters; the first is the one to use.
    pub letters: &'static str,
    pub long: Option<&'static str>,
    pub effect: Effect,
    /// What `-h` says of it; nothing is said of options without.
    pub help: &'static str,
}

/// A heading of the help page, and the options below it.
pub struct Section {
    pub title: &'static str,
    pub choices: &'static [Choice],
}

const fn count(letters: &'static str, counter: fn(&mut Options) -> &mut u8, help: &'static str) -> Choice {
    Choice { letters, long: None, effect: Effect::Count(counter), help }
}

pub static SECTIONS: &[Section] = &[
    Section {
        title: "What runs",
        choices: &[
            Choice {
                letters: "c",
                long: None,
                effect: Effect::Last { name: "CODE", words: &[], command: code },
                help: "run CODE; what follows is sys.argv[1:]",
            },
            Choice {
                letters: "m",
                long: None,
                effect: Effect::Last {
                    name: "MODULE",
                    words: &["asyncio", "dis", "doctest", "timeit", "unittest"],
                    command: module,
                },
                help: "run the module MODULE as a script; a package's __main__",
            },
            count(
                "i",
                |o| &mut o.interactive,
                "the prompt follows the program, even if standard input is no terminal [PYTHONINSPECT]",
            ),
            count("x", |o| &mut o.skip_first_line, "skip the first line of the script, which is for another program"),
        ],
    },
    Section {
        title: "How it runs",
        choices: &[
            count(
                "O",
                |o| &mut o.optimize,
                "without assert statements and with __debug__ False; twice: without docstrings too [PYTHONOPTIMIZE]",
            ),
            Choice {
                letters: "W",
                long: None,
                effect: Effect::Value {
                    name: "FILTER",
                    words: &["default", "error", "ignore", "always", "module", "once"],
                    set: |o, value| {
                        o.warnings.push(value.to_string_lossy().into_owned());
                        Ok(())
                    },
                },
                help: "what happens to warnings: action:message:category:module:line [PYTHONWARNINGS]",
            },
            Choice {
                letters: "X",
                long: None,
                effect: Effect::Value {
                    name: "OPTION",
                    words: &["dev", "nospecialize"],
                    set: |o, value| {
                        o.dev_mode |= value == "dev";
                        o.unspecialised |= value == "nospecialize";
                        o.extra.push(value.to_string_lossy().into_owned());
                        Ok(())
                    },
                },
                help: "dev is the development mode [PYTHONDEVMODE]; nospecialize keeps the VM from specialising instructions; all are \
                       shown by sys._xoptions",
            },
            count("u", |o| &mut o.unbuffered, "standard output and error are written at once [PYTHONUNBUFFERED]"),
            count("E", |o| &mut o.ignore_environment, "environment variables that begin with PYTHON mean nothing"),
            count("I", |o| &mut o.isolated, "-E, and modules come from the library alone"),
            count("q", |o| &mut o.quiet, "the prompt begins without a banner"),
            count(
                "b",
                |o| &mut o.bytes_warning,
                "warn of str(bytes) and of bytes that are compared with str or int; twice: as an error",
            ),
            count("S", |o| &mut o.no_site, "without exit, quit, help, copyright, credits and license"),
            count("v", |o| &mut o.verbose, "tell of each module that is imported [PYTHONVERBOSE]"),
            count("d", |o| &mut o.debug, "told by sys.flags, without effect, as -s"),
            count("s", |o| &mut o.no_user_site, ""),
            count("B", |o| &mut o.no_bytecode, "told by sys.flags: bytecode is never written to files"),
            count("R", |o| &mut o.salted, "hashes are salted anew in each run, as without PYTHONHASHSEED"),
            count("t", |o| &mut o.idle, ""),
            Choice { letters: "J", long: None, effect: Effect::Refused("-J is reserved for Jython"), help: "" },
            Choice {
                letters: "",
                long: Some("check-hash-based-pycs"),
                effect: Effect::Value { name: "WHEN", words: &["always", "default", "never"], set: pycs },
                help: "",
            },
        ],
    },
    Section {
        title: "Async",
        choices: &[
            Choice {
                letters: "",
                long: Some("hints"),
                effect: Effect::Count(|o| {
                    o.hints = true;
                    &mut o.idle
                }),
                help: "after an error that beginners of async make, a line says what may have been meant",
            },
            Choice {
                letters: "",
                long: Some("clock"),
                effect: Effect::Value { name: "CLOCK", words: &["virtual", "real", "x10"], set: clock },
                help: "virtual: waiting costs no time, when nothing can run the clock jumps to the next timer; xN: N times as fast",
            },
            Choice {
                letters: "",
                long: Some("seed"),
                effect: Effect::Value {
                    name: "N",
                    words: &[],
                    set: |o, value| {
                        let number = value.to_str().and_then(|s| s.parse().ok());
                        let message = "--seed: an integer from 0 to 18446744073709551615 is expected";
                        o.seed = Some(number.ok_or(message)?);
                        Ok(())
                    },
                },
                help: "hashes, random numbers, addresses and the virtual clock's start are the same in every run",
            },
            Choice {
                letters: "",
                long: Some("no-deadlock-check"),
                effect: Effect::Count(|o| {
                    o.no_deadlock_check = true;
                    &mut o.idle
                }),
                help: "hang, as CPython does, where no task can ever be woken (else: a report and exit status 3)",
            },
        ],
    },
    Section {
        title: "Looking inside",
        choices: &[Choice {
            letters: "",
            long: Some("emit"),
            effect: Effect::Last { name: "STAGE", words: &["tokens", "ast", "scopes", "dis"], command: emitted },
            help: "FILE follows: show what tokens, ast, scopes or dis make of it; dis takes --explain or --json",
        }],
    },
    Section {
        title: "About",
        choices: &[
            Choice {
                letters: "h?",
                long: Some("help"),
                effect: Effect::Count(|o| &mut o.help),
                help: "show this page",
            },
            Choice {
                letters: "V",
                long: Some("version"),
                effect: Effect::Count(|o| &mut o.version),
                help: "show the version; twice: of what is built in, too",
            },
            Choice {
                letters: "",
                long: Some("completions"),
                effect: Effect::Last {
                    name: "SHELL",
                    words: &["bash", "zsh", "fish"],
                    command: |shell, _, _| Ok(Command::Completions(shell)),
                },
                help: "write what completes the options in bash, zsh or fish",
            },
            Choice {
                letters: "",
                long: Some("man"),
                effect: Effect::Last { name: "", words: &[], command: |_, _, _| Ok(Command::Manual) },
                help: "write the man page: kaa --man | man -l -",
            },
        ],
    },
];

/// All options.
pub fn choices() -> impl Iterator<Item = &'static Choice> {
    SECTIONS.iter().flat_map(|section| section.choices)
}

/// What the command line asks for. Options come first, as in C's getopt: the first word that is none is the program.
pub fn parse(mut args: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut options = Options::default();
    let program = loop {
        let Some(arg) = args.next() else { break None };
        let bytes = arg.as_bytes();
        if bytes == b"--" {
            break args.next();
        }
        let last = match bytes {
            [b'-', b'-', name @ ..] => long(name, &mut args, &mut options)?,
            [b'-', _, ..] => short(bytes.get(1..).unwrap_or_default(), &mut args, &mut options)?,
            _ => break Some(arg),
        };
        if let Some((command, value)) = last {
            return match shown(&options) {
                Some(command) => Ok(command),
                None => command(value, args.collect(), options),
            };
        }
    };
    if let Some(command) = shown(&options) {
        return Ok(command);
    }
    let program = match program {
        Some(file) if file != "-" => Program::File(file.into()),
        file => Program::Stdin { dash: file.is_some() },
    };
    Ok(Command::Run { program, args: args.collect(), options })
}

/// `-h` and `-V` win when all options are good.
fn shown(options: &Options) -> Option<Command> {
    match (options.help, options.version) {
        (0, 0) => None,
        (0, version) => Some(Command::Version { long: version > 1 }),
        _ => Some(Command::Help),
    }
}

/// An option that ends the others, with its value.
type Ended = Option<(Last, OsString)>;

/// `-Ic CODE`, `-Wignore`: letters, the last of which may take what follows.
fn short(
    mut letters: &[u8],
    args: &mut impl Iterator<Item = OsString>,
    options: &mut Options,
) -> Result<Ended, String> {
    while let [letter, rest @ ..] = letters {
        let letter = char::from(*letter);
        let choice = choices().find(|choice| choice.letters.contains(letter));
        let choice = choice.ok_or_else(|| format!("Unknown option: -{letter}"))?;
        let mut value = || match rest {
            [] => args.next().ok_or_else(|| format!("Argument expected for the -{letter} option")),
            _ => Ok(OsString::from_vec(rest.to_vec())),
        };
        match &choice.effect {
            Effect::Count(counter) => {
                let counter = counter(options);
                *counter = counter.saturating_add(1);
            }
            Effect::Value { set, .. } => {
                set(options, &value()?)?;
                return Ok(None);
            }
            Effect::Last { command, .. } => return Ok(Some((*command, value()?))),
            Effect::Refused(message) => return Err((*message).into()),
        }
        letters = rest;
    }
    Ok(None)
}

/// `--name`, `--name=value` or `--name value`.
fn long(name: &[u8], args: &mut impl Iterator<Item = OsString>, options: &mut Options) -> Result<Ended, String> {
    let (name, value) = match name.iter().position(|&b| b == b'=') {
        Some(at) => (name.get(..at).unwrap_or_default(), name.get(at + 1..)),
        None => (name, None),
    };
    let name = String::from_utf8_lossy(name);
    let choice = choices().find(|choice| choice.long == Some(&*name));
    let choice = choice.ok_or_else(|| format!("unknown option --{name}"))?;
    let given = value.map(|value| OsString::from_vec(value.to_vec()));
    let mut value = || given.clone().or_else(|| args.next()).ok_or_else(|| format!("Argument expected for --{name}"));
    match &choice.effect {
        Effect::Count(_) | Effect::Last { name: "", .. } if given.is_some() => Err(format!("--{name} takes no value")),
        Effect::Count(counter) => {
            let counter = counter(options);
            *counter = counter.saturating_add(1);
            Ok(None)
        }
        Effect::Value { set, .. } => set(options, &value()?).map(|()| None),
        Effect::Last { name: "", command, .. } => Ok(Some((*command, OsString::new()))),
        Effect::Last { command, .. } => Ok(Some((*command, value()?))),
        Effect::Refused(message) => Err((*message).into()),
    }
}

fn code(code: OsString, args: Vec<OsString>, options: Options) -> Result<Command, String> {
    Ok(Command::Run { program: Program::Code(code), args, options })
}

fn module(module: OsString, args: Vec<OsString>, options: Options) -> Result<Command, String> {
    match module == "dis" {
        true => disassemble(args, options),
        false => Ok(Command::Run { program: Program::Module(module), args, options }),
    }
}

fn pycs(_: &mut Options, value: &OsStr) -> Result<(), String> {
    match value.to_str() {
        Some("always" | "default" | "never") => Ok(()),
        _ => Err("--check-hash-based-pycs must be one of 'default', 'always', or 'never'".into()),
    }
}

fn clock(options: &mut Options, value: &OsStr) -> Result<(), String> {
    let text = value.to_string_lossy();
    let factor = text.strip_prefix('x').and_then(|f| f.parse::<f64>().ok()).filter(|f| f.is_finite() && *f > 0.0);
    options.clock = match (&*text, factor) {
        ("real", _) => ClockChoice::Real,
        ("virtual", _) => ClockChoice::Virtual,
        (_, Some(factor)) => ClockChoice::Times(factor),
        _ => return Err(format!("--clock={text}: real, virtual, or x and a number are expected")),
    };
    Ok(())
}

/// `-m dis`: the arguments after it.
fn disassemble(args: Vec<OsString>, options: Options) -> Result<Command, String> {
    let mut args = args.into_iter();
    let file = match args.next() {
        None => "-".into(),
        Some(flag) if flag == "-h" || flag == "--help" => return Ok(Command::Help),
        Some(flag) if flag == "--adaptive" => {
            let file = args.next().ok_or("Argument expected: kaa -m dis --adaptive FILE")?;
            return Ok(Command::Run { program: Program::Adaptive(file.into()), args: args.collect(), options });
        }
        Some(file) => file,
    };
    match args.next() {
        Some(more) => Err(format!("unrecognized arguments: {}", more.to_string_lossy())),
        None => Ok(Command::Emit { stage: Stage::Dis(View::Listing), file: file.into(), options }),
    }
}

/// `--emit STAGE`: the arguments after it.
fn emitted(name: OsString, args: Vec<OsString>, options: Options) -> Result<Command, String> {
    let name = name.to_string_lossy();
    let mut stage = match &*name {
        "tokens" => Stage::Tokens,
        "ast" => Stage::Ast,
        "scopes" => Stage::Scopes,
        "dis" => Stage::Dis(View::Listing),
        _ => return Err(format!("no stage '{name}': tokens, ast, scopes or dis")),
    };
    let mut file = None;
    for arg in args {
        let view = match arg.to_str() {
            Some("--explain") => View::Explained,
            Some("--json") => View::Json,
            _ if file.is_none() => {
                file = Some(arg);
                continue;
            }
            _ => return Err(format!("unrecognized arguments: {}", arg.to_string_lossy())),
        };
        match &mut stage {
            Stage::Dis(shown @ View::Listing) => *shown = view,
            _ => return Err(format!("not allowed here: {}", arg.to_string_lossy())),
        }
    }
    let file = file.ok_or("Argument expected: kaa --emit STAGE FILE")?;
    Ok(Command::Emit { stage, file: file.into(), options })
}
