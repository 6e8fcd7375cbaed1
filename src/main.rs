//! The `kaa` command: gives the command line a thread with a deep stack.

use std::process::ExitCode;

/// Deep enough that nested source, data and natives meet the interpreter's own limits first. Only what is used
/// is ever touched.
const STACK: usize = 256 << 20;

fn main() -> ExitCode {
    match std::thread::Builder::new().stack_size(STACK).spawn(kaa::cli::main) {
        Ok(thread) => ExitCode::from(thread.join().unwrap_or(1)),
        Err(error) => {
            eprintln!("kaa: can't start: {error}");
            ExitCode::FAILURE
        }
    }
}
