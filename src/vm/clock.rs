//! The one door to time: every read of a clock and every sleep passes here.
//!
//! A virtual clock stands still while the program works and jumps when it waits. Programs that wait by looking at the
//! clock again and again (or by giving way without end while a timer runs) are met too: after many looks without any
//! wait in between time begins to creep, faster and faster.

use std::cell::Cell;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::object::PyResult;

use super::Vm;

/// Where time comes from.
#[derive(Debug)]
pub enum Clock {
    /// The system's.
    Real { start: Instant },
    /// Stands still but for waits, which cost no time.
    Virtual(VirtualTime),
    /// The system's, so many times faster.
    Scaled { start: Instant, epoch: i64, factor: f64 },
}

/// The state of a virtual clock, in nanoseconds.
#[derive(Debug)]
pub struct VirtualTime {
    /// When it began, since 1970.
    epoch: i64,
    /// Passed since then.
    passed: Cell<i64>,
    /// The part of it that crept by while the program was busy.
    busy: Cell<i64>,
    /// Looks since the last wait.
    looks: Cell<u32>,
}

/// Clocks that count from an unnamed moment begin here: not at zero, which programs take for "not set".
const BEGIN: i64 = 1_000_000_000;
/// So many looks in a row at a virtual clock are no sign of busy waiting.
const PATIENCE: u32 = 10_000;
/// How far a virtual clock creeps at one look, at first.
const CREEP: i64 = 100_000;

fn wall() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_nanos()).unwrap_or(i64::MAX),
    }
}

fn elapsed(start: Instant) -> i64 {
    i64::try_from(start.elapsed().as_nanos()).unwrap_or(i64::MAX)
}

/// Processor time that this process has used.
fn processor() -> i64 {
    // SAFETY: an all-zero timespec is valid; clock_gettime fills it.
    let time = unsafe {
        let mut time: libc::timespec = std::mem::zeroed();
        libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time);
        time
    };
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}

impl VirtualTime {
    fn advance(&self, nanos: i64) {
        self.passed.set(self.passed.get().saturating_add(nanos));
    }

    fn look(&self) {
        let looks = self.looks.get().saturating_add(1);
        self.looks.set(looks);
        if looks > PATIENCE {
            // Doubled with every so many looks: the longest busy wait ends soon.
            let step = CREEP.saturating_mul(1 << (looks / PATIENCE - 1).min(40));
            self.busy.set(self.busy.get().saturating_add(step));
            self.advance(step);
        }
    }
}

impl Default for Clock {
    fn default() -> Clock {
        Clock::Real { start: Instant::now() }
    }
}

impl Clock {
    /// A clock that runs `factor` times as fast as the system's.
    pub fn scaled(factor: f64) -> Clock {
        Clock::Scaled { start: Instant::now(), epoch: wall(), factor: factor.max(f64::MIN_POSITIVE) }
    }

    /// A clock that only waiting moves. It begins at this second since 1970, or now.
    pub fn virtual_from(seconds: Option<i64>) -> Clock {
        // Whole microseconds, which is what `datetime` can tell.
        let epoch = seconds.map_or_else(|| wall() / 1000 * 1000, |s| s.saturating_mul(1_000_000_000));
        Clock::Virtual(VirtualTime { epoch, passed: Cell::new(0), busy: Cell::new(0), looks: Cell::new(0) })
    }

    /// A program looks at the clock, or goes round without waiting.
    pub fn look(&self) {
        if let Clock::Virtual(time) = self {
            time.look();
        }
    }

    /// Nanoseconds since 1970.
    pub fn time_ns(&self) -> i64 {
        match self {
            Clock::Real { .. } => wall(),
            Clock::Virtual(time) => time.epoch.saturating_add(time.passed.get()),
            Clock::Scaled { start, epoch, factor } => epoch.saturating_add((elapsed(*start) as f64 * factor) as i64),
        }
    }

    /// Nanoseconds that never go back.
    pub fn monotonic_ns(&self) -> i64 {
        let passed = match self {
            Clock::Real { start } => elapsed(*start),
            Clock::Virtual(time) => time.passed.get(),
            Clock::Scaled { start, factor, .. } => (elapsed(*start) as f64 * factor) as i64,
        };
        passed.saturating_add(BEGIN)
    }

    /// Nanoseconds of processor time. With a virtual clock work costs none, unless it is busy waiting.
    pub fn processor_ns(&self) -> i64 {
        match self {
            Clock::Real { .. } => processor(),
            Clock::Virtual(time) => time.busy.get().saturating_add(BEGIN / 100),
            Clock::Scaled { factor, .. } => (processor() as f64 * factor) as i64,
        }
    }

    /// A moment of `monotonic_ns` in seconds, as exactly as this clock can tell it: on a virtual clock 0.1 + 0.2 seconds
    /// end when 0.3 do.
    pub fn exact(&self, seconds: f64) -> f64 {
        match self {
            Clock::Virtual(_) if seconds.abs() < 9e6 => (seconds * 1e9).round() * 1e-9,
            _ => seconds,
        }
    }

    /// How long the system has to wait for `duration` to pass here; None: not at all, the wait is over.
    pub fn real(&self, duration: Duration) -> Option<Duration> {
        match self {
            Clock::Virtual(time) => {
                time.looks.set(0);
                time.advance(i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX));
                None
            }
            Clock::Real { .. } => Some(duration),
            Clock::Scaled { factor, .. } => {
                Some(Duration::try_from_secs_f64(duration.as_secs_f64() / factor).unwrap_or(Duration::MAX))
            }
        }
    }

    /// Waits, but not longer than until a signal comes. A virtual clock jumps.
    pub fn wait(&self, duration: Duration) {
        if let Some(real) = self.real(duration) {
            nanosleep(real);
        }
    }

    /// Waits for a signal, whatever the clock.
    pub fn pause(&self) {
        nanosleep(Duration::from_secs(24 * 3600));
    }

    /// Waits until the descriptor can be read, but not longer than `duration` or until a signal comes.
    pub fn wait_for(&self, descriptor: i32, duration: Option<Duration>) {
        let real = duration.map(|duration| self.real(duration).unwrap_or_default());
        poll(descriptor, real);
    }

    /// Does waiting cost no time?
    pub fn is_virtual(&self) -> bool {
        matches!(self, Clock::Virtual(_))
    }
}

/// Unlike `thread::sleep` it returns when a signal was handled.
fn nanosleep(duration: Duration) {
    let time = libc::timespec {
        tv_sec: duration.as_secs().try_into().unwrap_or(libc::time_t::MAX),
        tv_nsec: duration.subsec_nanos().into(),
    };
    // SAFETY: reads one timespec.
    unsafe { libc::nanosleep(&time, std::ptr::null_mut()) };
}

/// Can the descriptor be read, if need be after so much time? Without one the wait has no end but news and signals.
pub fn poll(descriptor: i32, duration: Option<Duration>) -> bool {
    let mut entry = libc::pollfd { fd: descriptor, events: libc::POLLIN, revents: 0 };
    // Rounded up, so that a timer is due when the wait is over.
    let millis = duration.map_or(-1, |d| i32::try_from(d.as_nanos().div_ceil(1_000_000)).unwrap_or(i32::MAX));
    // SAFETY: one entry, which the call fills.
    unsafe { libc::poll(&mut entry, 1, millis) > 0 }
}

impl Vm {
    /// Waits; goes on waiting after a signal whose handler returned.
    pub fn sleep(&mut self, duration: Duration) -> PyResult<()> {
        let nanos = i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX);
        let end = self.host.clock.monotonic_ns().saturating_add(nanos);
        loop {
            let left = end.saturating_sub(self.host.clock.monotonic_ns());
            match u64::try_from(left) {
                Ok(left) if left > 0 => self.host.clock.wait(Duration::from_nanos(left)),
                _ => return Ok(()),
            }
            self.between_instructions()?;
        }
    }
}
