//! One child process: what it printed, what CPU time and memory it took, and the median of several of them.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// A child that takes longer than this has failed.
const LIMIT: Duration = Duration::from_secs(300);

/// What one run of a child cost and printed.
pub struct Sample {
    /// CPU time, the user's and the system's.
    pub seconds: f64,
    /// The most memory that was resident at once.
    pub kilobytes: f64,
    /// Standard output without the white space around it.
    pub output: String,
}

/// What an interpreter's rounds of one program came to.
pub struct Measure {
    /// The median of the rounds.
    pub seconds: f64,
    /// The median of the rounds.
    pub kilobytes: f64,
    /// How far the middle half of the rounds lies apart, as a share of the median.
    pub spread: f64,
    /// What each round printed.
    pub outputs: Vec<String>,
}

/// The child's whole output, or `None` if it does not end in time; it is killed then.
fn output_of(child: &mut Child) -> Option<Vec<u8>> {
    let mut pipe = child.stdout.take()?;
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut output = Vec::new();
        if pipe.read_to_end(&mut output).is_ok() {
            // Nobody listens any more if the time is over.
            let _ = sender.send(output);
        }
    });
    let output = receiver.recv_timeout(LIMIT).ok();
    if output.is_none() {
        // It may have ended just now.
        let _ = child.kill();
    }
    output
}

/// Runs a child to its end. `None` if it cannot be started, fails, or takes too long.
pub fn sample(interpreter: &str, args: &[String]) -> Option<Sample> {
    let mut child = Command::new(interpreter)
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .spawn()
        .ok()?;
    let output = output_of(&mut child);
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
    let unit = if cfg!(target_os = "macos") { 1024.0 } else { 1.0 };
    output.filter(|_| status == 0).map(|output| Sample {
        seconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
        kilobytes: usage.ru_maxrss as f64 / unit,
        output: String::from_utf8_lossy(&output).trim().to_string(),
    })
}

/// The value `part` of the way through the sorted values: 0.5 is the median.
fn quantile(mut values: Vec<f64>, part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = (values.len() - 1) as f64 * part;
    let below = values[place.floor() as usize];
    below + (values[place.ceil() as usize] - below) * place.fract()
}

/// The median of some values, of which there is at least one.
pub fn median(values: Vec<f64>) -> f64 {
    quantile(values, 0.5)
}

/// Runs a program on every interpreter in turns. The one that fails is not asked again, and gets `None`.
pub fn measure(interpreters: &[String], args: &[String], rounds: usize) -> Vec<Option<Measure>> {
    let mut samples: Vec<Option<Vec<Sample>>> = interpreters.iter().map(|_| Some(Vec::new())).collect();
    for _ in 0..rounds {
        for (interpreter, kept) in interpreters.iter().zip(&mut samples) {
            let Some(list) = kept else { continue };
            match sample(interpreter, args) {
                Some(sample) => list.push(sample),
                None => *kept = None,
            }
        }
    }
    let measures = samples.into_iter().map(|list| {
        let list = list?;
        let times: Vec<f64> = list.iter().map(|sample| sample.seconds).collect();
        let seconds = median(times.clone());
        Some(Measure {
            seconds,
            kilobytes: median(list.iter().map(|sample| sample.kilobytes).collect()),
            spread: (quantile(times.clone(), 0.75) - quantile(times, 0.25)) / seconds.max(1e-9),
            outputs: list.into_iter().map(|sample| sample.output).collect(),
        })
    });
    measures.collect()
}
