//! The terminal's screen, shared by the program and the line that is being typed.
//!
//! While a prompt is open, what the program writes to the standard streams is kept and a thread of its own hands it to
//! the line editor line by line, which shows it above the prompt. Otherwise it goes straight out; of that the unfinished
//! last line is remembered, since the next prompt stands behind it.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nix::sys::termios::{InputFlags, LocalFlags, SetArg, SpecialCharacterIndices, Termios, tcgetattr, tcsetattr};

use crate::builtins::files::SCREEN;

/// No more of an unfinished line is remembered.
const LONGEST: usize = 1000;
/// Between two lots of output that the line editor is given: it redraws its line each time.
const PAUSE: Duration = Duration::from_millis(2);

struct State {
    /// A prompt is open, so output waits here.
    open: bool,
    waiting: Vec<u8>,
    /// What stands before the cursor while no prompt is open.
    line: Vec<u8>,
    /// How often output came between while a prompt was open.
    disturbed: u64,
    /// Does this stream lead to the terminal?
    is_terminal: [bool; 3],
}

static STATE: Mutex<State> =
    Mutex::new(State { open: false, waiting: Vec::new(), line: Vec::new(), disturbed: 0, is_terminal: [false; 3] });
static NEWS: Condvar = Condvar::new();

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on all output is seen.
pub fn watch(is_terminal: [bool; 3]) {
    state().is_terminal = is_terminal;
    *MODE.lock().unwrap_or_else(PoisonError::into_inner) = tcgetattr(std::io::stdin()).ok();
    // There is one prompt in a process.
    let _ = SCREEN.set(see);
}

/// Sees output before it is written; true: it waits for the printer.
fn see(fd: i32, data: &[u8]) -> bool {
    let mut state = state();
    if !usize::try_from(fd).is_ok_and(|fd| state.is_terminal.get(fd) == Some(&true)) {
        return false;
    }
    if state.open {
        state.waiting.extend_from_slice(data);
        if data.contains(&b'\n') {
            NEWS.notify_one();
        }
        return true;
    }
    state.note(data);
    false
}

impl State {
    fn note(&mut self, data: &[u8]) {
        match data.iter().rposition(|&b| b == b'\n' || b == b'\r') {
            Some(at) => self.line = data.get(at + 1..).unwrap_or_default().to_vec(),
            None => self.line.extend_from_slice(data),
        }
        self.line.truncate(LONGEST);
    }
}

/// The text before the cursor, which a prompt has to show again.
pub fn unfinished_line() -> String {
    String::from_utf8_lossy(&std::mem::take(&mut state().line)).into_owned()
}

/// A prompt opens.
pub fn open() {
    state().open = true;
}

/// It closes: the line that was typed is on its way.
pub fn close() {
    state().open = false;
}

/// What was not shown above the prompt before it closed; the program writes it now.
pub fn left_over() -> Vec<u8> {
    let mut state = state();
    state.open = false;
    let waiting = std::mem::take(&mut state.waiting);
    state.note(&waiting);
    waiting
}

/// How often output came between so far.
pub fn disturbances() -> u64 {
    state().disturbed
}

/// Prints what waits while a prompt is open, for ever: whole lines only.
pub fn print(mut show: impl FnMut(String)) {
    loop {
        let lines: Vec<u8> = {
            let idle = |state: &mut State| !(state.open && state.waiting.contains(&b'\n'));
            let mut state = NEWS.wait_while(state(), idle).unwrap_or_else(PoisonError::into_inner);
            let end = state.waiting.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
            state.disturbed += 1;
            state.waiting.drain(..end).collect()
        };
        show(String::from_utf8_lossy(&lines).into_owned());
        std::thread::sleep(PAUSE);
    }
}

/// The program ends while a prompt is open: the terminal becomes again what it was at the start.
pub fn restore() {
    use std::io::Write;
    let mode = MODE.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(mode) = mode {
        let _ = tcsetattr(std::io::stdin(), SetArg::TCSADRAIN, &mode);
        let _ = std::io::stdout().write_all(b"\x1b[?2004l\r\n");
    }
}

/// While it lives, keys that come between two lines of a statement are neither shown nor turned into signals.
pub struct Quiet(Option<Termios>);

impl Quiet {
    /// Begins.
    pub fn begin() -> Quiet {
        let mode = tcgetattr(std::io::stdin()).ok();
        if let Some(mode) = &mode {
            let mut quiet = mode.clone();
            quiet.local_flags -= LocalFlags::ECHO | LocalFlags::ICANON | LocalFlags::ISIG | LocalFlags::IEXTEN;
            quiet.input_flags -= InputFlags::ICRNL;
            quiet.control_chars[SpecialCharacterIndices::VMIN as usize] = 1;
            quiet.control_chars[SpecialCharacterIndices::VTIME as usize] = 0;
            let _ = tcsetattr(std::io::stdin(), SetArg::TCSADRAIN, &quiet);
        }
        Quiet(mode)
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        if let Some(mode) = &self.0 {
            let _ = tcsetattr(std::io::stdin(), SetArg::TCSADRAIN, mode);
        }
    }
}

/// How the terminal was at the start.
static MODE: Mutex<Option<Termios>> = Mutex::new(None);
