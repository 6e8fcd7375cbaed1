//! Signals. The process's handler only notes what arrived and asks the interpreter to look before its next
//! instruction. Signals belong to the process, so what is noted is the process's too: one interpreter at a time hears
//! of them.

use std::io::{self, Error};
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicPtr, AtomicU32, Ordering};

use libc::c_int;

use super::check;

/// Numbers up to here exist.
pub const COUNT: usize = 65;

/// What has arrived since the interpreter last looked.
static ARRIVED: [AtomicBool; COUNT] = [const { AtomicBool::new(false) }; COUNT];
/// The eval breaker of the interpreter that hears of signals, and the bit to set there.
static BREAKER: AtomicPtr<AtomicU32> = AtomicPtr::new(ptr::null_mut());
static BIT: AtomicU32 = AtomicU32::new(0);
/// Where a byte is written for each signal; -1 for nowhere.
static WAKEUP: AtomicI32 = AtomicI32::new(-1);

extern "C" fn arrived(signal: c_int) {
    let Some(flag) = ARRIVED.get(signal as usize) else { return };
    flag.store(true, Ordering::Release);
    let fd = WAKEUP.load(Ordering::Relaxed);
    // SAFETY: a breaker stays where it is until `detach`; write(2) may be called here; errno is put back.
    unsafe {
        if let Some(breaker) = BREAKER.load(Ordering::Acquire).as_ref() {
            breaker.fetch_or(BIT.load(Ordering::Relaxed), Ordering::Release);
        }
        if fd >= 0 {
            let errno = *libc::__errno_location();
            libc::write(fd, [signal as u8].as_ptr().cast(), 1);
            *libc::__errno_location() = errno;
        }
    }
}

/// From now on, signals set this bit of this breaker.
pub fn attach(breaker: &AtomicU32, bit: u32) {
    BIT.store(bit, Ordering::Relaxed);
    BREAKER.store(ptr::from_ref(breaker).cast_mut(), Ordering::Release);
}

/// The breaker goes away.
pub fn detach(breaker: &AtomicU32) {
    let own = ptr::from_ref(breaker).cast_mut();
    let _ = BREAKER.compare_exchange(own, ptr::null_mut(), Ordering::AcqRel, Ordering::Relaxed);
}

/// Takes the signals that have arrived, in the order of their numbers.
pub fn take_arrived() -> impl Iterator<Item = c_int> {
    (1..COUNT).filter(|&n| ARRIVED.get(n).is_some_and(|flag| flag.swap(false, Ordering::AcqRel))).map(|n| n as c_int)
}

/// Notes a signal as arrived again.
pub fn put_back(signal: c_int) {
    arrived(signal);
}

/// Sets where a byte is written for each signal; gives what it was.
pub fn set_wakeup(fd: c_int) -> c_int {
    WAKEUP.swap(fd, Ordering::Relaxed)
}

/// What the process does on a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Default,
    Ignore,
    Note,
    /// Something that another library has set.
    Foreign,
}

/// Sets what the process does on a signal.
pub fn set_action(signal: c_int, action: Action) -> io::Result<()> {
    // SAFETY: an all-zero sigaction is valid; the handler may run at any time.
    unsafe {
        let mut new: libc::sigaction = std::mem::zeroed();
        new.sa_sigaction = match action {
            Action::Note => arrived as extern "C" fn(c_int) as usize,
            Action::Ignore => libc::SIG_IGN,
            _ => libc::SIG_DFL,
        };
        libc::sigemptyset(&mut new.sa_mask);
        check(libc::sigaction(signal, &new, ptr::null_mut())).map(drop)
    }
}

/// What the process does on a signal.
pub fn action(signal: c_int) -> io::Result<Action> {
    // SAFETY: an all-zero sigaction is valid; the call fills it.
    let handler = unsafe {
        let mut old: libc::sigaction = std::mem::zeroed();
        check(libc::sigaction(signal, ptr::null(), &mut old))?;
        old.sa_sigaction
    };
    Ok(match handler {
        libc::SIG_DFL => Action::Default,
        libc::SIG_IGN => Action::Ignore,
        handler if handler == arrived as extern "C" fn(c_int) as usize => Action::Note,
        _ => Action::Foreign,
    })
}

/// Do calls go on after this signal (true: they are interrupted)?
pub fn interrupts(signal: c_int, flag: bool) -> io::Result<()> {
    // SAFETY: an all-zero sigaction is valid; it is read and written back with one flag changed.
    unsafe {
        let mut now: libc::sigaction = std::mem::zeroed();
        check(libc::sigaction(signal, ptr::null(), &mut now))?;
        now.sa_flags = if flag { now.sa_flags & !libc::SA_RESTART } else { now.sa_flags | libc::SA_RESTART };
        check(libc::sigaction(signal, &now, ptr::null_mut())).map(drop)
    }
}

/// Sends this thread a signal.
pub fn raise(signal: c_int) -> io::Result<()> {
    // SAFETY: only a number passes.
    check(unsafe { libc::raise(signal) }).map(drop)
}

/// Seconds until SIGALRM; gives those that were left of the one before.
pub fn alarm(seconds: u32) -> u32 {
    // SAFETY: only a number passes.
    unsafe { libc::alarm(seconds) }
}

/// Waits for any signal.
pub fn pause() {
    // SAFETY: nothing passes.
    unsafe { libc::pause() };
}

fn set_of(signals: &[c_int]) -> libc::sigset_t {
    // SAFETY: sigemptyset makes a set; sigaddset refuses numbers that do not exist.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        for &signal in signals {
            libc::sigaddset(&mut set, signal);
        }
        set
    }
}

fn members(set: &libc::sigset_t) -> Vec<c_int> {
    // SAFETY: a set that a call has filled.
    (1..COUNT as c_int).filter(|&signal| unsafe { libc::sigismember(set, signal) } == 1).collect()
}

/// Changes the signals that this thread does not take; gives those before. `how` is SIG_BLOCK, SIG_UNBLOCK,
/// SIG_SETMASK.
pub fn mask(how: c_int, signals: &[c_int]) -> io::Result<Vec<c_int>> {
    let mut before = set_of(&[]);
    // SAFETY: two sets.
    match unsafe { libc::pthread_sigmask(how, &set_of(signals), &mut before) } {
        0 => Ok(members(&before)),
        errno => Err(Error::from_raw_os_error(errno)),
    }
}

/// Keeps all signals from this thread; gives the set before, for `mask`.
pub fn block_all() -> Vec<c_int> {
    let all: Vec<c_int> = (1..COUNT as c_int).collect();
    mask(libc::SIG_BLOCK, &all).unwrap_or_default()
}

/// Signals that wait because they are kept from this thread.
pub fn pending() -> io::Result<Vec<c_int>> {
    let mut set = set_of(&[]);
    // SAFETY: the call fills the set.
    check(unsafe { libc::sigpending(&mut set) })?;
    Ok(members(&set))
}

/// Waits for one of these signals.
pub fn wait(signals: &[c_int]) -> io::Result<c_int> {
    let mut signal = 0;
    // SAFETY: a set, and room for a number.
    match unsafe { libc::sigwait(&set_of(signals), &mut signal) } {
        0 => Ok(signal),
        errno => Err(Error::from_raw_os_error(errno)),
    }
}

fn seconds_of(time: libc::timeval) -> f64 {
    time.tv_sec as f64 + time.tv_usec as f64 * 1e-6
}

fn time_of(seconds: f64) -> libc::timeval {
    let whole = seconds.max(0.0).floor();
    libc::timeval { tv_sec: whole as i64, tv_usec: ((seconds.max(0.0) - whole) * 1e6) as i64 }
}

/// Sets a timer: seconds until it goes off, seconds between the times after. Gives what it was.
pub fn set_timer(which: c_int, first: f64, interval: f64) -> io::Result<(f64, f64)> {
    let new = libc::itimerval { it_value: time_of(first), it_interval: time_of(interval) };
    // SAFETY: an all-zero itimerval is valid; the call fills it. (libc has no setitimer on Linux.)
    unsafe {
        let mut old: libc::itimerval = std::mem::zeroed();
        if libc::syscall(libc::SYS_setitimer, which as libc::c_long, &new, &mut old) != 0 {
            return Err(Error::last_os_error());
        }
        Ok((seconds_of(old.it_value), seconds_of(old.it_interval)))
    }
}

/// What a timer is at.
pub fn timer(which: c_int) -> io::Result<(f64, f64)> {
    // SAFETY: as in `set_timer`.
    unsafe {
        let mut now: libc::itimerval = std::mem::zeroed();
        if libc::syscall(libc::SYS_getitimer, which as libc::c_long, &mut now) != 0 {
            return Err(Error::last_os_error());
        }
        Ok((seconds_of(now.it_value), seconds_of(now.it_interval)))
    }
}

/// The system's name of a signal.
pub fn describe(signal: c_int) -> Option<String> {
    // SAFETY: the text ends in null and is read at once.
    let text = unsafe {
        let text = libc::strsignal(signal);
        if text.is_null() {
            return None;
        }
        std::ffi::CStr::from_ptr(text).to_string_lossy().into_owned()
    };
    (!text.starts_with("Unknown signal")).then_some(text)
}

/// Ends the process as SIGINT does where nobody handles it.
pub fn die_of_interrupt() {
    if set_action(libc::SIGINT, Action::Default).is_ok() {
        let _ = super::process::kill(std::process::id() as c_int, libc::SIGINT);
    }
}

/// Before exec: handlers fall away by themselves; what Rust's start-up ignores is put back if asked.
pub(super) fn prepare_exec(restore: bool) {
    if restore {
        for signal in [libc::SIGPIPE, libc::SIGXFSZ] {
            let _ = set_action(signal, Action::Default);
        }
    }
}
