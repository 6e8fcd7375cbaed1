//! The one door to time: every read of a clock and every sleep passes here.

use std::cell::Cell;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Where time comes from.
#[derive(Debug)]
pub enum Clock {
    /// The system's.
    Real { start: Instant },
    /// Stands still but for sleeps, which cost no time. Nanoseconds since the epoch.
    Virtual { now: Cell<i64> },
    /// The system's, so many times faster.
    Scaled { start: Instant, epoch: i64, factor: f64 },
}

fn wall() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => -i64::try_from(before.duration().as_nanos()).unwrap_or(i64::MAX),
    }
}

fn elapsed(start: Instant) -> i64 {
    i64::try_from(start.elapsed().as_nanos()).unwrap_or(i64::MAX)
}

impl Default for Clock {
    fn default() -> Clock {
        Clock::Real { start: Instant::now() }
    }
}

impl Clock {
    /// A clock that runs `factor` times as fast as the system's.
    pub fn scaled(factor: f64) -> Clock {
        Clock::Scaled { start: Instant::now(), epoch: wall(), factor }
    }

    /// A clock that only sleeps move.
    pub fn virtual_at(now: i64) -> Clock {
        Clock::Virtual { now: Cell::new(now) }
    }

    /// Nanoseconds since 1970.
    pub fn time_ns(&self) -> i64 {
        match self {
            Clock::Real { .. } => wall(),
            Clock::Virtual { now } => now.get(),
            Clock::Scaled { start, epoch, factor } => epoch.saturating_add((elapsed(*start) as f64 * factor) as i64),
        }
    }

    /// Nanoseconds that never go back.
    pub fn monotonic_ns(&self) -> i64 {
        match self {
            Clock::Real { start } => elapsed(*start).saturating_add(1_000_000_000),
            Clock::Virtual { now } => now.get(),
            Clock::Scaled { start, factor, .. } => (elapsed(*start) as f64 * factor) as i64,
        }
    }

    /// Waits, but not longer than until a signal comes. A virtual clock jumps.
    pub fn wait(&self, duration: Duration) {
        let real = match self {
            Clock::Virtual { .. } => return self.sleep(duration),
            Clock::Real { .. } => duration,
            Clock::Scaled { factor, .. } => duration.div_f64(factor.max(f64::MIN_POSITIVE)),
        };
        let time = libc::timespec {
            tv_sec: real.as_secs().try_into().unwrap_or(libc::time_t::MAX),
            tv_nsec: real.subsec_nanos().into(),
        };
        // SAFETY: reads one timespec. Unlike `thread::sleep` it returns when a signal was handled.
        unsafe { libc::nanosleep(&time, std::ptr::null_mut()) };
    }

    /// Waits; a virtual clock only jumps.
    pub fn sleep(&self, duration: Duration) {
        match self {
            Clock::Real { .. } => std::thread::sleep(duration),
            Clock::Virtual { now } => {
                let nanos = i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX);
                now.set(now.get().saturating_add(nanos));
            }
            Clock::Scaled { factor, .. } => std::thread::sleep(duration.div_f64(factor.max(f64::MIN_POSITIVE))),
        }
    }
}
