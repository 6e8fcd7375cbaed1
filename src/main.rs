//! The `kaa` command.

fn main() -> std::process::ExitCode {
    kaa::cli::start()
}
