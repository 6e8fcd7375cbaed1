//! `cargo bench`: times the programs of this folder, Kaa beside any interpreters named on the command line.
//!
//!     cargo bench                                     Kaa alone
//!     cargo bench -- python3.10 python3.13            side by side, with ratios (below 1: Kaa is faster)
//!     cargo bench -- --filter await --rounds 9 python3.10
//!
//! A program prints one line, its checksum, which must be the same everywhere. `# groups:` in it names what it counts
//! for, `# args: A | B` makes a row for each, `# alone` leaves the other interpreters out. Time is the child's CPU time
//! as wait4 gives it; the interpreters take turns, and the median of the rounds counts. Nothing fails for being slow.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

/// One row: a program with its arguments.
struct Benchmark {
    name: String,
    groups: Vec<String>,
    args: Vec<String>,
    /// Too slow for the others: only Kaa runs it.
    alone: bool,
}

struct Options {
    rounds: usize,
    filter: Vec<String>,
    interpreters: Vec<String>,
}

/// What one run of a child cost and printed.
struct Sample {
    seconds: f64,
    kilobytes: i64,
    output: String,
    succeeded: bool,
}

fn options() -> Result<Options, String> {
    let mut options =
        Options { rounds: 5, filter: Vec::new(), interpreters: vec![env!("CARGO_BIN_EXE_kaa").to_string()] };
    let mut args = env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            // Cargo's own.
            "--bench" => {}
            "--rounds" => {
                let count = args.next().and_then(|count| count.parse().ok()).filter(|count| *count > 0);
                options.rounds = count.ok_or("--rounds takes a number above 0")?;
            }
            "--filter" => options.filter.push(args.next().ok_or("--filter takes a part of a name or a group")?),
            _ if arg.starts_with('-') => return Err(format!("unknown option {arg}")),
            _ => options.interpreters.push(arg),
        }
    }
    Ok(options)
}

fn benchmarks(folder: &Path, filter: &[String]) -> Vec<Benchmark> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("programs/bench") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|kind| kind != "py") {
            continue;
        }
        let source = fs::read_to_string(&path).expect("UTF-8 text");
        let header =
            |key: &str| source.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().trim().to_string();
        let groups: Vec<String> = header("# groups:").split_whitespace().map(str::to_string).collect();
        let alone = source.lines().any(|line| line.trim_end() == "# alone");
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        for args in header("# args:").split('|').map(str::trim) {
            let name = if args.is_empty() { stem.clone() } else { format!("{stem}[{args}]") };
            let mut wanted = filter.iter().peekable();
            if wanted.peek().is_some() && !wanted.any(|part| name.contains(part) || groups.contains(part)) {
                continue;
            }
            let mut command_line = vec![path.to_string_lossy().into_owned()];
            command_line.extend(args.split_whitespace().map(str::to_string));
            found.push(Benchmark { name, groups: groups.clone(), args: command_line, alone });
        }
    }
    // By name, numbers in brackets by size.
    found.sort_by_key(|row| {
        let (stem, rest) = row.name.split_once('[').unwrap_or((&row.name, ""));
        let args = rest.trim_end_matches(']').split(' ');
        (
            stem.to_string(),
            args.map(|arg| (arg.to_string(), arg.parse::<u64>().unwrap_or(0)))
                .map(|(text, number)| if number > 0 { (String::new(), number) } else { (text, 0) })
                .collect::<Vec<_>>(),
        )
    });
    found
}

/// Runs a child to its end. `None` if it cannot be started.
fn sample(interpreter: &str, args: &[String]) -> Option<Sample> {
    let mut child = Command::new(interpreter)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .spawn()
        .ok()?;
    let mut output = Vec::new();
    if let Some(mut pipe) = child.stdout.take() {
        pipe.read_to_end(&mut output).ok()?;
    }
    let mut status = 0;
    // SAFETY: both out-parameters are valid for the call; the child has not been waited for, so its id is still its own.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        if libc::wait4(child.id().cast_signed(), &mut status, 0, &mut usage) < 0 {
            return None;
        }
        usage
    };
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 * 1e-6;
    let unit = if cfg!(target_os = "macos") { 1024 } else { 1 };
    Some(Sample {
        seconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
        kilobytes: usage.ru_maxrss as i64 / unit,
        output: String::from_utf8_lossy(&output).trim().to_string(),
        succeeded: status == 0,
    })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { (values[middle - 1] + values[middle]) / 2.0 }
}

/// Seconds and kilobytes of one interpreter on one row; `None` where it failed.
type Measure = Option<(f64, f64)>;

/// Runs a row on every interpreter in turns. The interpreter that fails is not asked again.
fn measure(interpreters: &[String], args: &[String], rounds: usize) -> (Vec<Measure>, Vec<String>) {
    let mut samples: Vec<Option<Vec<Sample>>> = interpreters.iter().map(|_| Some(Vec::new())).collect();
    for _ in 0..rounds {
        for (interpreter, kept) in interpreters.iter().zip(&mut samples) {
            let Some(list) = kept else { continue };
            match sample(interpreter, args).filter(|sample| sample.succeeded) {
                Some(sample) => list.push(sample),
                None => *kept = None,
            }
        }
    }
    let outputs = samples.iter().flatten().flatten().map(|sample| sample.output.clone()).collect();
    let measures = samples.into_iter().map(|list| {
        let list = list?;
        let seconds = median(list.iter().map(|sample| sample.seconds).collect());
        Some((seconds, median(list.iter().map(|sample| sample.kilobytes as f64).collect())))
    });
    (measures.collect(), outputs)
}

fn label(interpreter: &str) -> String {
    Path::new(interpreter).file_name().map_or(interpreter.into(), |name| name.to_string_lossy().into_owned())
}

fn geometric_mean(values: &[f64]) -> f64 {
    (values.iter().map(|value| value.ln()).sum::<f64>() / values.len() as f64).exp()
}

/// `12.3 ms` for each interpreter, and Kaa's share of the time of each that follows it.
fn cells(measures: &[Measure], show: impl Fn((f64, f64)) -> String) -> String {
    let mut line = String::new();
    for (index, measure) in measures.iter().enumerate() {
        line += &format!("{:>14}", measure.map_or("failed".to_string(), &show));
        if index > 0 {
            let ratio = measures[0].zip(*measure).map(|(kaa, other)| kaa.0 / other.0);
            line += &format!("{:>8}", ratio.map_or(String::new(), |ratio| format!("{ratio:.2}")));
        }
    }
    line
}

fn main() -> ExitCode {
    let options = match options() {
        Ok(options) => options,
        Err(text) => {
            eprintln!("{text}\nusage: cargo bench -- [--rounds N] [--filter PART]... [INTERPRETER]...");
            return ExitCode::from(2);
        }
    };
    let interpreters = &options.interpreters;
    let mut header = format!("{:<30}", "");
    for (index, interpreter) in interpreters.iter().enumerate() {
        header += &format!("{:>14}{}", label(interpreter), if index > 0 { "   ratio" } else { "" });
    }
    println!("{header}");

    let milliseconds = |(seconds, _): (f64, f64)| format!("{:.1} ms", seconds * 1e3);
    let pass = ["-c".to_string(), "pass".to_string()];
    let (start_up, _) = measure(interpreters, &pass, options.rounds.max(11));
    println!("{:<30}{}", "-c pass", cells(&start_up, milliseconds));
    let memory: Vec<Measure> = start_up.iter().map(|measure| measure.map(|(_, size)| (size, size))).collect();
    println!("{:<30}{}", "-c pass, peak memory", cells(&memory, |(size, _)| format!("{:.1} MB", size / 1024.0)));

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs/bench");
    let mut ratios: BTreeMap<String, Vec<Vec<f64>>> = BTreeMap::new();
    let mut differing = Vec::new();
    for row in benchmarks(&folder, &options.filter) {
        let asked = if row.alone { &interpreters[..1] } else { &interpreters[..] };
        let (measures, outputs) = measure(asked, &row.args, options.rounds);
        println!("{:<30}{}", row.name, cells(&measures, milliseconds));
        if outputs.iter().any(|output| *output != outputs[0]) {
            differing.push(row.name.clone());
        }
        if row.alone {
            continue;
        }
        for group in row.groups.iter().map(String::as_str).chain(["all"]) {
            let lists = ratios.entry(group.to_string()).or_insert_with(|| vec![Vec::new(); interpreters.len()]);
            for (list, measure) in lists.iter_mut().zip(&measures).skip(1) {
                list.extend(measures[0].zip(*measure).map(|(kaa, other)| kaa.0 / other.0));
            }
        }
    }
    if interpreters.len() > 1 {
        println!("\nKaa's time as a share of the other's, geometric mean");
        for (group, lists) in &ratios {
            let mut line = format!("{group:<30}{:>14}", "");
            for list in &lists[1..] {
                let mean = if list.is_empty() { String::new() } else { format!("{:.2}", geometric_mean(list)) };
                line += &format!("{:>22}", mean);
            }
            println!("{line}");
        }
    }
    if differing.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("\nchecksums differ: {}", differing.join(", "));
    ExitCode::FAILURE
}
