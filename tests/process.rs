//! Running a child process under a time limit. Takes a command line, gives what it wrote and how it ended.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a child did before it ended, or before its time was up.
pub struct Outcome {
    /// The exit status; `None` if a signal or the time limit ended it.
    pub status: Option<i32>,
    /// True if it was still running at the limit.
    pub timed_out: bool,
    pub stdout: String,
    pub stderr: String,
}

/// Far above what any test needs, so that only a hang meets it.
const LIMIT: Duration = Duration::from_secs(60);

/// The interpreter under test.
pub fn kaa() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_kaa"))
}

/// The reference, for the tests that check expectations: `$KAA_ORACLE`, else `python3.10`.
pub fn oracle() -> PathBuf {
    std::env::var_os("KAA_ORACLE").map_or_else(|| PathBuf::from("python3.10"), PathBuf::from)
}

/// The root of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs `interpreter args` in the package's root, `input` on its standard input.
pub fn run(interpreter: &Path, args: &[&str], input: &[u8]) -> Outcome {
    let mut command = Command::new(interpreter);
    command.args(args);
    run_command(command, input)
}

/// Runs a prepared command; the variables that would change an interpreter's behaviour are taken out first.
pub fn run_command(mut command: Command, input: &[u8]) -> Outcome {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PYTHON") {
            command.env_remove(name);
        }
    }
    // CPython would leave __pycache__ folders beside the modules that a script imports.
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("NO_COLOR", "1");
    if command.get_current_dir().is_none() {
        command.current_dir(root());
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("cannot run {command:?}: {error}"));
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    // A child that never reads its input closes the pipe: not an error.
    let writer = thread::spawn(move || drop(stdin.write_all(&input)));
    let stdout = collect(child.stdout.take().expect("piped"));
    let stderr = collect(child.stderr.take().expect("piped"));
    let start = Instant::now();
    let mut pause = Duration::from_micros(200);
    let (status, timed_out) = loop {
        match child.try_wait().expect("wait") {
            Some(status) => break (status.code(), false),
            None if start.elapsed() > LIMIT => {
                let _ = child.kill();
                let _ = child.wait();
                break (None, true);
            }
            None => thread::sleep(pause),
        }
        pause = (pause * 2).min(Duration::from_millis(5));
    };
    let _ = writer.join();
    Outcome { status, timed_out, stdout: stdout.join().expect("reader"), stderr: stderr.join().expect("reader") }
}

fn collect(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

impl Outcome {
    /// A word on the way it ended, for reports.
    pub fn ending(&self) -> String {
        match (self.status, self.timed_out) {
            (_, true) => "still running at the time limit".to_string(),
            (Some(code), _) => format!("exit status {code}"),
            (None, _) => "ended by a signal".to_string(),
        }
    }
}

/// The first difference between two outputs, line by line; `None` if they are equal but for white space at line ends.
pub fn difference(want: &str, got: &str) -> Option<String> {
    let (mut want, mut got) = (want.trim_end().lines(), got.trim_end().lines());
    for number in 1.. {
        match (want.next(), got.next()) {
            (None, None) => return None,
            (w, g) if w.map(str::trim_end) == g.map(str::trim_end) => {}
            (w, g) => {
                let show = |line: Option<&str>| line.map_or("(nothing more)".to_string(), str::to_string);
                return Some(format!("output line {number}\n    want: {}\n     got: {}", show(w), show(g)));
            }
        }
    }
    None
}
