//! The `kaa` command: gives the command line a thread with a deep stack.

use std::process::ExitCode;

fn main() -> ExitCode {
    match std::thread::Builder::new().stack_size(kaa::cli::STACK).spawn(kaa::cli::main) {
        Ok(thread) => ExitCode::from(thread.join().unwrap_or(1)),
        Err(error) => {
            eprintln!("kaa: can't start: {error}");
            ExitCode::FAILURE
        }
    }
}
