//! The command line: options to a command, a command to its exit status.

mod emit;
mod repl;
mod report;
mod run;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::{Arg, Parser};

use crate::stdlib::system;

use emit::{Stage, View};

/// The version of Python whose behaviour this is.
const VERSION: &str = concat!("Python 3.10.13 (Kaa ", env!("CARGO_PKG_VERSION"), ")");

const USAGE: &str = "usage: kaa [option] ... [-c cmd | -m mod | file | -] [arg] ...";

const HELP: &str = "\
Options and arguments:
-c cmd : program passed in as string (terminates option list)
-m mod : run library module as a script (terminates option list)
-m dis [FILE] : show the bytecode of a file without running it
-m dis --adaptive FILE [arg] ... : run a file, then show its bytecode as the running has specialised it
--clock=virtual : waiting costs no time: when nothing can run, the clock jumps to the next timer
--clock=xN : the clock runs N times as fast as the system's
--seed N : hashes, random numbers, addresses and the virtual clock's first moment are the same in every run
--no-deadlock-check : hang, as CPython does, where no task can ever be woken (else: a report and exit status 3)
--emit tokens|ast|scopes|dis FILE : show what a stage of the compiler makes of a file
--emit dis --explain FILE : the bytecode below its source lines, with stack depths and what each instruction does
--emit dis --json FILE : the bytecode as JSON, for tools
-i     : the prompt follows the program, even if standard input is no terminal
-q     : the prompt begins without a banner
-E, -I, -s, -S, -B, -u, -d, -v, -b, -X opt : accepted, without effect
-O     : remove assert statements; also set __debug__ to False
-OO    : do -O changes and also discard docstrings
-W arg : warning control; arg is action:message:category:module:lineno
-V     : print the version number and exit (also --version)
-h     : print this help message and exit (also --help)
file   : program read from script file
-      : program read from stdin (default)
arg ...: arguments passed to program in sys.argv[1:]
";

/// The stack of the thread that runs `main`: deep enough that nested source, data and natives meet the interpreter's
/// own limits first. Only what is used is ever touched.
pub const STACK: usize = 256 << 20;

/// What to do.
enum Command {
    Run { program: Program, args: Vec<OsString>, options: Options },
    Emit { stage: Stage, file: PathBuf, options: Options },
    Version,
    Help,
}

/// Where the program comes from.
enum Program {
    Code(OsString),
    Module(OsString),
    File(PathBuf),
    /// A file whose bytecode is shown afterwards.
    Adaptive(PathBuf),
    Stdin {
        dash: bool,
    },
}

/// What the options say.
#[derive(Default)]
struct Options {
    optimize: u8,
    warnings: Vec<String>,
    clock: ClockChoice,
    seed: Option<u64>,
    no_deadlock_check: bool,
    ignore_environment: bool,
    dev_mode: bool,
    /// `-i`: the prompt follows the program.
    interactive: bool,
    /// `-q`: the prompt begins without a banner.
    quiet: bool,
}

/// `--clock`.
#[derive(Clone, Copy, Default)]
enum ClockChoice {
    #[default]
    Real,
    Virtual,
    /// So many times as fast as the system's.
    Times(f64),
}

/// Runs `main` on a thread with a deep stack, which alone takes signals, and ends the process with its status: from
/// that thread, since in a child that the program forks there is no other.
pub fn start() -> ExitCode {
    let before = system::block_signals();
    let run = move || {
        system::take_signals(&before);
        std::process::exit(main().into())
    };
    match std::thread::Builder::new().stack_size(STACK).spawn(run) {
        Ok(thread) => thread.join().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS),
        Err(error) => {
            eprintln!("kaa: can't start: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the command line; gives the exit status.
pub fn main() -> u8 {
    match parse(Parser::from_env()) {
        Ok(Command::Version) => {
            println!("{VERSION}");
            0
        }
        Ok(Command::Help) => {
            print!("{USAGE}\n{HELP}");
            0
        }
        Ok(Command::Emit { stage, file, options }) => emit::emit(stage, &file, &options),
        Ok(Command::Run { program, args, options }) => run::run(program, args, options),
        Err(message) => {
            eprintln!("{message}\n{USAGE}\nTry `kaa -h' for more information.");
            2
        }
    }
}

fn parse(mut parser: Parser) -> Result<Command, String> {
    let mut options = Options::default();
    while let Some(arg) = parser.next().map_err(|e| e.to_string())? {
        let program = match arg {
            Arg::Short('V') | Arg::Long("version") => return Ok(Command::Version),
            Arg::Short('h' | '?') | Arg::Long("help") => return Ok(Command::Help),
            Arg::Short('c') => Program::Code(value(&mut parser, 'c')?),
            Arg::Short('m') => {
                let module = value(&mut parser, 'm')?;
                let args = rest(&mut parser)?;
                if module == "dis" {
                    return disassemble(args, options);
                }
                return Ok(Command::Run { program: Program::Module(module), args, options });
            }
            Arg::Short('O') => {
                options.optimize = (options.optimize + 1).min(2);
                continue;
            }
            Arg::Short('W') => {
                options.warnings.push(value(&mut parser, 'W')?.to_string_lossy().into_owned());
                continue;
            }
            Arg::Short('X') => {
                options.dev_mode |= value(&mut parser, 'X')? == "dev";
                continue;
            }
            Arg::Short('E' | 'I') => {
                options.ignore_environment = true;
                continue;
            }
            Arg::Short('i') => {
                options.interactive = true;
                continue;
            }
            Arg::Short('q') => {
                options.quiet = true;
                continue;
            }
            Arg::Short('s' | 'S' | 'B' | 'u' | 'd' | 'v' | 'b' | 'R') => continue,
            Arg::Long("clock") => {
                options.clock = clock(&parser.value().map_err(|e| e.to_string())?)?;
                continue;
            }
            Arg::Long("seed") => {
                let seed = parser.value().map_err(|e| e.to_string())?;
                let number = seed.to_str().and_then(|s| s.parse().ok());
                options.seed = Some(number.ok_or("--seed: an integer from 0 to 18446744073709551615 is expected")?);
                continue;
            }
            Arg::Long("no-deadlock-check") => {
                options.no_deadlock_check = true;
                continue;
            }
            Arg::Long("emit") => {
                return emitted(rest(&mut parser)?, options);
            }
            Arg::Value(file) if file == "-" => Program::Stdin { dash: true },
            Arg::Value(file) => Program::File(file.into()),
            Arg::Short(c) => return Err(format!("Unknown option: -{c}")),
            Arg::Long(name) => return Err(format!("unknown option --{name}")),
        };
        return Ok(Command::Run { program, args: rest(&mut parser)?, options });
    }
    Ok(Command::Run { program: Program::Stdin { dash: false }, args: Vec::new(), options })
}

/// What `--clock` says.
fn clock(value: &OsStr) -> Result<ClockChoice, String> {
    let text = value.to_string_lossy();
    let factor = text.strip_prefix('x').and_then(|f| f.parse::<f64>().ok()).filter(|f| f.is_finite() && *f > 0.0);
    match (&*text, factor) {
        ("real", _) => Ok(ClockChoice::Real),
        ("virtual", _) => Ok(ClockChoice::Virtual),
        (_, Some(factor)) => Ok(ClockChoice::Times(factor)),
        _ => Err(format!("--clock={text}: real, virtual, or x and a number are expected")),
    }
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

/// `--emit`: the arguments after it.
fn emitted(args: Vec<OsString>, options: Options) -> Result<Command, String> {
    const USE: &str = "Argument expected: kaa --emit STAGE FILE";
    let mut args = args.into_iter();
    let name = args.next().ok_or(USE)?.to_string_lossy().into_owned();
    let mut stage = match name.as_str() {
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
    let file = file.ok_or(USE)?;
    Ok(Command::Emit { stage, file: file.into(), options })
}

fn value(parser: &mut Parser, option: char) -> Result<OsString, String> {
    parser.value().map_err(|_| format!("Argument expected for the -{option} option"))
}

/// All that follows, options or not.
fn rest(parser: &mut Parser) -> Result<Vec<OsString>, String> {
    Ok(parser.raw_args().map_err(|e| e.to_string())?.collect())
}
