//! `cargo bench`: times the programs of this folder, Kaa beside any interpreters named on the command line.
//!
//!     cargo bench                                     Kaa alone
//!     cargo bench -- python3.10 python3.13            side by side: `3.0x` is three times as fast as the other
//!     cargo bench -- --filter await --rounds 9 python3.10
//!
//! A program prints one line, its checksum, which must be the same everywhere. In its first lines `# groups:` names the
//! geometric mean that it counts for and its section, `# args: A | B` makes a row for each, `# alone` leaves the other
//! interpreters out, and `# bytes` says that the program prints not a checksum but what is measured.
//! Time is the child's CPU time as wait4 gives it; the interpreters take turns, and the median of the rounds counts.
//! Nothing fails for being slow.

mod child;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::{env, fs};

use child::{Measure, measure, median, sample};

/// Rounds of what takes milliseconds: they cost nothing, and need it.
const SHORT_ROUNDS: usize = 21;
/// One round is enough for a program that takes an interpreter longer than this, in seconds.
const LONG: f64 = 5.0;

/// Code that shows what a start costs, and what the rows are called.
const STARTS: [(&str, &str); 3] = [
    ("-c pass", "pass"),
    ("asyncio.run", "import asyncio; asyncio.run(asyncio.sleep(0))"),
    ("seven imports", "import dataclasses, enum, typing, contextlib, json, re, unittest"),
];

/// Sections in the order in which they are shown: the last word of `# groups:`. The first is the group.
const SECTIONS: [&str; 10] =
    ["calls", "integers", "data", "bigints", "generators", "chains", "depth", "async", "compile", "bytes"];

/// The groups that get a geometric mean.
const MEANS: [&str; 5] = ["cpu", "generators", "async", "chains", "compile"];

/// One row: a program with its arguments.
struct Benchmark {
    name: String,
    groups: Vec<String>,
    args: Vec<String>,
    /// Too slow for the others: only Kaa runs it.
    alone: bool,
    /// It prints bytes per object.
    bytes: bool,
}

impl Benchmark {
    fn section(&self) -> &str {
        self.groups.last().map_or("others", String::as_str)
    }
}

struct Options {
    rounds: usize,
    filter: Vec<String>,
    interpreters: Vec<String>,
}

impl Options {
    fn wants(&self, name: &str, groups: &[String]) -> bool {
        self.filter.is_empty() || self.filter.iter().any(|part| name.contains(part) || groups.contains(part))
    }
}

/// Where Kaa lies.
const KAA: &str = env!("CARGO_BIN_EXE_kaa");

/// Builds Kaa as `cargo install` does. What Cargo builds for benchmarks unwinds its stack at a panic: that is another
/// program, in places half as fast.
fn build() -> Result<(), String> {
    let target = Path::new(KAA).ancestors().nth(2).ok_or("no target folder")?;
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--release", "--quiet", "--bin", "kaa", "--target-dir"])
        .arg(target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("cargo build: {status}")),
        Err(error) => Err(format!("cargo build: {error}")),
    }
}

fn options() -> Result<Options, String> {
    let mut options = Options { rounds: 5, filter: Vec::new(), interpreters: vec![KAA.to_string()] };
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

fn benchmarks(folder: &Path, options: &Options) -> Vec<Benchmark> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("programs/bench") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|kind| kind != "py") {
            continue;
        }
        let source = fs::read_to_string(&path).expect("UTF-8 text");
        let header =
            |key: &str| source.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default().trim().to_string();
        let says = |word: &str| source.lines().any(|line| line.trim_end() == word);
        let groups: Vec<String> = header("# groups:").split_whitespace().map(str::to_string).collect();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        for args in header("# args:").split('|').map(str::trim) {
            let name = if args.is_empty() { stem.clone() } else { format!("{stem}[{args}]") };
            if !options.wants(&name, &groups) {
                continue;
            }
            let mut command_line = vec![path.to_string_lossy().into_owned()];
            command_line.extend(args.split_whitespace().map(str::to_string));
            let (alone, bytes) = (says("# alone"), says("# bytes"));
            found.push(Benchmark { name, groups: groups.clone(), args: command_line, alone, bytes });
        }
    }
    // By section and name; the rows of a file stay in the order of its arguments.
    found.sort_by_key(|row| {
        let place = SECTIONS.iter().position(|section| *section == row.section());
        (place.unwrap_or(SECTIONS.len()), row.args[0].clone())
    });
    found
}

/// What an interpreter calls itself, or its file's name if it cannot say.
fn label(interpreter: &str) -> String {
    let code = "import sys; print(sys.implementation.name, '.'.join(map(str, sys.implementation.version[:3])))";
    let said = sample(interpreter, &["-c".to_string(), code.to_string()]).map(|sample| sample.output);
    said.filter(|text| !text.is_empty() && text.len() < 21).unwrap_or_else(|| {
        Path::new(interpreter).file_name().map_or(interpreter.into(), |name| name.to_string_lossy().into_owned())
    })
}

fn geometric_mean(values: impl Iterator<Item = f64> + Clone) -> f64 {
    (values.clone().map(f64::ln).sum::<f64>() / values.count() as f64).exp()
}

/// What each interpreter took, as `show` writes it, and after each but Kaa how many times as much as Kaa that is.
fn cells(values: &[Option<f64>], show: impl Fn(f64) -> String) -> String {
    let mut line = String::new();
    for (index, value) in values.iter().enumerate() {
        line += &format!("{:>14}", value.map_or("failed".to_string(), &show));
        if index > 0 {
            let times = values[0].zip(*value).map(|(kaa, other)| other / kaa);
            line += &format!("{:>8}", times.map_or(String::new(), |times| format!("{times:.2}x")));
        }
    }
    line
}

/// Everything that the closing lines are made of.
struct Report {
    labels: Vec<String>,
    rounds: usize,
    /// For each group and interpreter the rows' names, and how many times as fast as the interpreter Kaa was.
    times: BTreeMap<String, Vec<Vec<(String, f64)>>>,
    /// For each style of chain what each depth took Kaa.
    depths: BTreeMap<String, Vec<f64>>,
    spreads: Vec<Vec<f64>>,
    failed: Vec<Vec<String>>,
    differing: Vec<String>,
}

impl Report {
    fn new(labels: Vec<String>, rounds: usize) -> Self {
        let count = labels.len();
        Report {
            labels,
            rounds,
            times: BTreeMap::new(),
            depths: BTreeMap::new(),
            spreads: vec![Vec::new(); count],
            failed: vec![Vec::new(); count],
            differing: Vec::new(),
        }
    }

    fn row(&self, name: &str, values: &[Option<f64>], show: impl Fn(f64) -> String) {
        println!("{name:<30}{}", cells(values, show));
    }

    /// Notes who failed and how steady the others were; gives the seconds of each.
    fn seconds(&mut self, name: &str, measures: &[Option<Measure>]) -> Vec<Option<f64>> {
        for (index, measure) in measures.iter().enumerate() {
            match measure {
                Some(measure) => self.spreads[index].push(measure.spread),
                None => self.failed[index].push(name.to_string()),
            }
        }
        measures.iter().map(|measure| Some(measure.as_ref()?.seconds)).collect()
    }

    fn add(&mut self, row: &Benchmark, measures: &[Option<Measure>]) {
        let seconds = self.seconds(&row.name, measures);
        if row.bytes {
            let bytes = |measure: &Option<Measure>| {
                let printed: Result<Vec<f64>, _> = measure.as_ref()?.outputs.iter().map(|text| text.parse()).collect();
                printed.ok().map(median)
            };
            let values: Vec<_> = measures.iter().map(bytes).collect();
            self.row(&row.name, &values, |bytes| format!("{bytes:.0} B"));
            return;
        }
        self.row(&row.name, &seconds, |seconds| format!("{:.1} ms", seconds * 1e3));
        let mut first = None;
        for (measure, label) in measures.iter().zip(&self.labels) {
            for output in measure.iter().flat_map(|measure| &measure.outputs) {
                if *first.get_or_insert(output) != output {
                    self.differing.push(format!("{} of {label}", row.name));
                    break;
                }
            }
        }
        if row.alone {
            let style = row.args.get(1).cloned().unwrap_or_default();
            self.depths.entry(style).or_default().extend(seconds.first().copied().flatten());
            return;
        }
        let Some(group) = row.groups.first() else { return };
        let lists = self.times.entry(group.clone()).or_insert_with(|| vec![Vec::new(); self.labels.len()]);
        for (list, other) in lists.iter_mut().zip(&seconds).skip(1) {
            list.extend(seconds[0].zip(*other).map(|(kaa, other)| (row.name.clone(), other / kaa)));
        }
    }

    fn close(&self) {
        for (style, times) in &self.depths {
            let (least, most) = times.iter().fold((f64::MAX, 0.0_f64), |(a, b), time| (a.min(*time), b.max(*time)));
            if times.len() > 1 {
                println!("a chain of {style}: the same at every depth within {:.0}%", (most / least - 1.0) * 100.0);
            }
        }
        for (index, label) in self.labels.iter().enumerate().skip(1) {
            if self.times.values().all(|lists| lists[index].is_empty()) {
                continue;
            }
            println!("\nKaa against {label}: times as fast, geometric mean and the least of the group");
            for group in MEANS {
                let Some(lists) = self.times.get(group) else { continue };
                let Some((name, least)) = lists[index].iter().min_by(|a, b| a.1.total_cmp(&b.1)) else { continue };
                let mean = geometric_mean(lists[index].iter().map(|(_, times)| *times));
                println!("{group:<12}{mean:>8.2}x  of {:>2}   least {least:.2}x  {name}", lists[index].len());
            }
        }
        println!();
        for ((label, spreads), failed) in self.labels.iter().zip(&self.spreads).zip(&self.failed) {
            if self.rounds > 2 && !spreads.is_empty() {
                let spread = median(spreads.clone()) * 100.0;
                println!("{label}: half of a program's rounds lie within {spread:.1}%");
            }
            match failed.len() {
                0 => {}
                count @ 9.. => println!("{label} failed {count} programs"),
                _ => println!("{label} failed: {}", failed.join(", ")),
            }
        }
        if !self.differing.is_empty() {
            println!("another checksum than the first: {}", self.differing.join(", "));
        }
    }
}

fn starts(report: &mut Report, options: &Options) {
    let group = ["start".to_string()];
    for (name, code) in STARTS {
        if !options.wants(name, &group) {
            continue;
        }
        let args = ["-c".to_string(), code.to_string()];
        let measures = measure(&options.interpreters, &args, options.rounds.max(SHORT_ROUNDS));
        let seconds = report.seconds(name, &measures);
        report.row(name, &seconds, |seconds| format!("{:.2} ms", seconds * 1e3));
        let memory: Vec<_> = measures.iter().map(|measure| Some(measure.as_ref()?.kilobytes)).collect();
        report.row(&format!("{name}, peak memory"), &memory, |size| format!("{:.1} MB", size / 1024.0));
    }
}

fn main() -> ExitCode {
    let options = match options() {
        Ok(options) => options,
        Err(text) => {
            eprintln!("{text}\nusage: cargo bench -- [--rounds N] [--filter PART]... [INTERPRETER]...");
            return ExitCode::from(2);
        }
    };
    if let Err(text) = build() {
        eprintln!("{text}");
        return ExitCode::FAILURE;
    }
    let labels: Vec<String> = options.interpreters.iter().map(|interpreter| label(interpreter)).collect();
    let mut header = format!("{:<30}", "");
    for (index, label) in labels.iter().enumerate() {
        header += &if index > 0 { format!("{label:>22}") } else { format!("{label:>14}") };
    }
    println!("{header}\n\nstart");
    let mut report = Report::new(labels, options.rounds);
    starts(&mut report, &options);

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("programs/bench");
    let mut section = String::new();
    for row in benchmarks(&folder, &options) {
        if section != row.section() {
            section = row.section().to_string();
            println!("\n{section}");
        }
        let asked = if row.alone { &options.interpreters[..1] } else { &options.interpreters[..] };
        // The first round warms the files up, and shows who fails and how long the others take.
        let mut measures = measure(asked, &row.args, 1);
        let short = measures.iter().flatten().all(|measure| measure.seconds < LONG);
        if short && options.rounds > 1 {
            measures = measure(asked, &row.args, options.rounds);
        }
        report.add(&row, &measures);
    }
    report.close();
    if report.differing.is_empty() && report.failed[0].is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
