//! The command line: options to a command, a command to its exit status.

mod emit;
mod module;
mod options;
mod pages;
mod repl;
mod report;
mod run;

use std::ffi::OsString;
use std::path::PathBuf;

use crate::stdlib::system;

use emit::Stage;
use options::Options;

/// The version of Python whose behaviour this is.
const VERSION: &str = concat!("Python 3.10.13 (Kaa ", env!("CARGO_PKG_VERSION"), ")");

/// The stack of the thread that runs `main`: deep enough that nested source, data and natives meet the interpreter's
/// own limits first. Only what is used is ever touched.
pub const STACK: usize = 256 << 20;

/// What to do.
enum Command {
    Run {
        program: Program,
        args: Vec<OsString>,
        options: Options,
    },
    Emit {
        stage: Stage,
        file: PathBuf,
        options: Options,
    },
    Version {
        long: bool,
    },
    Help,
    Manual,
    /// For the shell of this name.
    Completions(OsString),
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

/// Runs `main` on a thread with a deep stack, which alone takes signals, and ends the process with its status: from
/// that thread, since in a child that the program forks there is no other.
pub fn start() -> u8 {
    system::close_missing();
    system::ignore_broken_pipes();
    let before = system::block_signals();
    let run = move || {
        system::take_signals(&before);
        std::process::exit(main().into())
    };
    match std::thread::Builder::new().stack_size(STACK).spawn(run) {
        Ok(thread) => u8::from(thread.join().is_err()),
        Err(error) => {
            eprintln!("kaa: can't start: {error}");
            1
        }
    }
}

/// Runs the command line; gives the exit status.
pub fn main() -> u8 {
    let answer = match options::parse(std::env::args_os().skip(1)) {
        Ok(Command::Emit { stage, file, options }) => return emit::emit(stage, &file, &options),
        Ok(Command::Run { program, args, options }) => return run::run(program, args, options),
        Ok(Command::Version { long: false }) => Ok(format!("{VERSION}\n")),
        Ok(Command::Version { long: true }) => Ok(format!("{VERSION}, Unicode 13.0.0, {}\n", std::env::consts::ARCH)),
        Ok(Command::Help) => Ok(pages::help()),
        Ok(Command::Manual) => Ok(pages::manual()),
        Ok(Command::Completions(shell)) => {
            let shell = shell.to_string_lossy();
            pages::completions(&shell).ok_or(format!("--completions={shell}: bash, zsh or fish is expected"))
        }
        Err(message) => Err(message),
    };
    match answer {
        Ok(text) => report::answer(&text),
        Err(message) => {
            report::usage(&message);
            2
        }
    }
}
