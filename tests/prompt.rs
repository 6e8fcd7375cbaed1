//! The prompt in a pseudo-terminal: transcripts, and keys. `tests/prompt/*.txt` are what the screen shows in the end; what
//! stands behind a prompt there is typed.

use std::fs;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use nix::fcntl::{FcntlArg, FdFlag, fcntl};
use nix::pty::{Winsize, openpty};

use crate::process::{self, root};

/// Far above what any answer needs.
const LIMIT: Duration = Duration::from_secs(60);
const ROWS: u16 = 400;

/// An interpreter in a terminal of its own.
struct Terminal {
    child: Child,
    keyboard: fs::File,
    screen: Arc<Mutex<vt100::Parser>>,
    home: PathBuf,
}

/// A folder that is the home of one session.
fn new_home(name: &str) -> PathBuf {
    let home = std::env::temp_dir().join(format!("kaa-prompt-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home).expect("a temporary folder");
    home
}

/// Starts the interpreter in a terminal; gives the terminal's other side. Its own terminal tells it when that goes away.
fn spawn(program: &Path, home: &Path, variables: &[(&str, &str)], columns: u16, is_own: bool) -> (Child, OwnedFd) {
    // No other process may hold the terminal's other side, or its end would not be seen.
    static ONE_BY_ONE: Mutex<()> = Mutex::new(());
    let _guard = ONE_BY_ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let window = Winsize { ws_row: ROWS, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    let pair = openpty(&window, None).expect("a pseudo-terminal");
    for side in [&pair.master, &pair.slave] {
        fcntl(side, FcntlArg::F_SETFD(FdFlag::FD_CLOEXEC)).expect("a flag");
    }
    let slave = || pair.slave.try_clone().expect("a descriptor");
    let mut command = Command::new(program);
    command.arg("-q").current_dir(home).env("HOME", home).env("TERM", "xterm").env_remove("XDG_STATE_HOME");
    for name in ["NO_COLOR", "INPUTRC", "PYTHONSTARTUP", "PYTHONINSPECT"] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied()).stdin(slave()).stdout(slave()).stderr(slave());
    // SAFETY: two system calls in the child: it gets the terminal as its own.
    unsafe {
        command.pre_exec(move || {
            libc::setsid();
            if is_own {
                libc::ioctl(0, libc::TIOCSCTTY, 0);
            }
            Ok(())
        });
    }
    (command.spawn().expect("the interpreter"), pair.master)
}

impl Terminal {
    fn start(name: &str, variables: &[(&str, &str)], columns: u16) -> Terminal {
        Terminal::run(&process::kaa(), new_home(name), variables, columns)
    }

    fn run(program: &Path, home: PathBuf, variables: &[(&str, &str)], columns: u16) -> Terminal {
        let size = |n: u16| std::num::NonZero::new(n).expect("a size");
        let (child, master) = spawn(program, &home, variables, columns, true);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(size(ROWS), size(columns), 0)));
        let keyboard = fs::File::from(master.try_clone().expect("a descriptor"));
        std::thread::spawn({
            let screen = screen.clone();
            move || watch(master, &screen)
        });
        Terminal { child, keyboard, screen, home }
    }

    /// What the screen shows, without blanks at the end.
    fn screen(&self) -> String {
        let text = self.screen.lock().expect("the screen").screen().contents();
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_string()
    }

    fn keys(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("the terminal takes keys");
    }

    /// Waits until the screen is as it should be.
    fn wait(&self, what: &str, is_there: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !is_there(&self.screen()) {
            assert!(start.elapsed() < LIMIT, "no {what:?} on the screen:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the screen ends so.
    fn ends(&self, end: &str) {
        self.wait(end, |screen| screen.ends_with(end.trim_end()));
    }

    /// Types a line when the prompt is there, and waits for what it leads to.
    fn line(&mut self, line: &str, then: &str) {
        self.ends(">>>");
        self.keys(&format!("{line}\r"));
        match then {
            ">>>" => self.ends(&format!("{line}\n>>>")),
            then => self.ends(then),
        }
    }

    /// Waits for the end; gives the exit status and the screen.
    fn end(mut self) -> (Option<i32>, String) {
        let start = Instant::now();
        loop {
            match self.child.try_wait().expect("wait") {
                Some(status) => {
                    std::thread::sleep(Duration::from_millis(50));
                    let _ = fs::remove_dir_all(&self.home);
                    return (status.code(), self.screen());
                }
                None if start.elapsed() > LIMIT => {
                    let _ = self.child.kill();
                    panic!("still there:\n{}", self.screen());
                }
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        }
    }

    /// Ctrl-D at an empty prompt; gives the screen without that prompt.
    fn leave(mut self) -> String {
        self.ends(">>>");
        self.keys("\x04");
        let (status, screen) = self.end();
        assert_eq!(status, Some(0), "{screen}");
        screen.strip_suffix(">>>").unwrap_or(&screen).trim_end().to_string()
    }
}

fn watch(master: OwnedFd, screen: &Mutex<vt100::Parser>) {
    let mut master = fs::File::from(master);
    let mut bytes = [0; 4096];
    // An error is the end: nobody holds the other side any more.
    while let Ok(count @ 1..) = master.read(&mut bytes) {
        screen.lock().expect("the screen").process(&bytes[..count]);
    }
}

/// Types what a transcript says at its prompts and compares the screen with it.
fn replay(program: &Path, name: &str, variables: &[(&str, &str)]) {
    let text = fs::read_to_string(root().join("tests/prompt").join(format!("{name}.txt"))).expect("a transcript");
    let text: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let home = new_home(&format!("{name}-{}", variables.len()));
    let mut terminal = Terminal::run(program, home, variables, 80);
    let mut shown = String::new();
    for line in &text {
        let typed = [">>>", "..."].iter().find_map(|prompt| line.strip_prefix(prompt).map(|rest| (*prompt, rest)));
        let typed = typed.map(|(prompt, rest)| (prompt, rest.strip_prefix(' ').unwrap_or(rest)));
        if let Some((prompt, typed)) = typed {
            let before = shown.len();
            terminal.wait(prompt, |screen| screen.len() > before && screen.ends_with(prompt));
            // The blanks that a prompt has given are replaced by those that are typed.
            terminal.keys(&format!("{typed}\r"));
        }
        shown += line.trim_end();
        shown.push('\n');
        if typed.is_some() {
            let now = shown.trim_end().len();
            terminal.wait(line, |screen| screen.len() >= now || screen.ends_with(">>>"));
        }
    }
    let last = text.last().expect("a line");
    let leaves = ["raise SystemExit", "await leaves()", ":quit"].iter().any(|way| last.contains(way));
    let screen = if leaves { terminal.end().1 } else { terminal.leave() };
    if let Some(difference) = process::difference(&shown, &screen) {
        panic!("{name}: {difference}\n{screen}");
    }
}

#[test]
fn transcripts() {
    for name in ["statements", "blocks", "errors", "syntax", "await", "commands"] {
        replay(&process::kaa(), name, &[]);
    }
}

/// Without a line editor, all is the same.
#[test]
fn transcripts_on_a_dumb_terminal() {
    for name in ["statements", "blocks", "errors", "syntax"] {
        replay(&process::kaa(), name, &[("TERM", "dumb")]);
    }
}

#[test]
#[ignore = "needs CPython 3.10"]
fn oracle_transcripts() {
    for name in ["statements", "blocks", "errors", "syntax"] {
        replay(&process::oracle(), name, &[("TERM", "dumb")]);
    }
}

#[test]
fn blocks_are_indented_and_recalled() {
    let mut terminal = Terminal::start("blocks", &[], 80);
    terminal.ends(">>>");
    terminal.keys("def f(x):\rif x:\rreturn 1\relse:\rreturn 2\r\r");
    terminal.line("f(0)", "2\n>>>");
    // Up, up: the whole block; another value in its first branch.
    terminal.keys("\x1b[A\x1b[A");
    terminal.ends("return 2");
    terminal.keys("\x1b[A\x1b[A\x1b[F0\x1b[B\x1b[B\x1b[F\r");
    terminal.ends("return 2\n>>>");
    terminal.line("f(1)", "10\n>>>");
    assert!(terminal.leave().contains("...     if x:\n...         return 1\n...     else:\n...         return 2\n"));
}

#[test]
fn open_block_is_edited_as_a_whole() {
    let mut terminal = Terminal::start("reopened", &[], 80);
    terminal.ends(">>>");
    terminal.keys("def f():\r1/0\r");
    terminal.ends("...");
    terminal.keys("\x1b[A");
    terminal.ends(">>> def f():\n...     1/0");
    terminal.keys("\x7f\x7f\x7freturn 6\r\r");
    terminal.line("f()", "6\n>>>");
    assert_eq!(terminal.leave().matches("def f").count(), 1);
}

#[test]
fn lines_of_a_block_are_parted_and_joined() {
    let mut terminal = Terminal::start("parted", &[], 40);
    terminal.ends(">>>");
    terminal.keys("if 1:\rx = 1\ry = 2\r\r");
    terminal.ends("y = 2\n...\n>>>");
    // A line between the two; the block runs when the cursor is behind it.
    terminal.keys("\x1b[A\x1b[A\x1b[F\rz = 'e\u{301}本'");
    terminal.ends(">>> if 1:\n...     x = 1\n...     z = 'e\u{301}本'\n...     y = 2");
    terminal.keys("\x1b[B\x1b[F\r");
    terminal.ends("y = 2\n>>>");
    terminal.line("x, len(z), y", "(1, 3, 2)\n>>>");
    // What was begun comes back behind the history; nothing older is before its first entry.
    terminal.keys("half\x1b[A\x1b[A\x1b[A\x1b[A");
    terminal.ends(">>> if 1:\n...     x = 1\n...     z = 'e\u{301}本'\n...     y = 2");
    terminal.keys("\x1b[A\x1b[A\x1b[A\x1b[A");
    terminal.ends(">>> if 1:\n...     x = 1\n...     y = 2");
    terminal.keys(&format!("{}{}", "\x1b[A".repeat(9), "\x1b[B".repeat(12)));
    terminal.ends(">>> half");
    // Lines that are joined, over Delete, Backspace and the arrows.
    terminal.keys("\x03");
    terminal.line("x = [", "...");
    terminal.keys("1,\r2,\r3]\r");
    terminal.ends("3]\n>>>");
    terminal.keys("\x1b[A\x01\x7f\x01\x1b[D\x1b[C\x1b[D\x1b[3~");
    terminal.ends(">>> x = [\n...     1,    2,    3]");
    terminal.keys("\x05\r");
    terminal.line("x", "[1, 2, 3]\n>>>");
    // One that is higher than the screen is edited, too.
    let lines: String = (0..ROWS).map(|i| format!("    x = {i}\n")).collect();
    terminal.keys(&format!("\x1b[200~if 1:\n{lines}\x1b[201~\r"));
    terminal.ends("399\n\n>>>");
    terminal.keys("\x1b[A\x7f8\r");
    terminal.ends("398\n>>>");
    terminal.line("x", "398\n>>>");
    terminal.leave();
}

/// Waits until the terminal's other side has got a text.
fn hear(master: &mut fs::File, text: &str) {
    let mut heard = Vec::new();
    let mut bytes = [0; 4096];
    while !heard.windows(text.len()).any(|part| part == text.as_bytes()) {
        let count = master.read(&mut bytes).expect("the terminal");
        heard.extend_from_slice(&bytes[..count]);
    }
}

#[test]
fn the_end_of_the_terminal_ends_the_program() {
    let states = [
        ("2 * 21\r", "42"),
        ("half", "half"),
        ("def f():\r", "... "),
        ("input()\r", "input()"),
        ("while print('runs'): pass\rwhile True: pass\r\r", "... "),
        ("__import__('time').sleep(print('sleeps') or 1000)\r", "\nsleeps"),
        ("import asyncio\rawait asyncio.sleep(print('waits') or 1000)\r", "\nwaits"),
    ];
    for (index, (keys, shown)) in states.into_iter().enumerate() {
        // With a signal and without: whoever has no terminal of its own gets none.
        for is_own in [true, false] {
            let home = new_home(&format!("gone-{index}-{is_own}"));
            let (mut child, master) = spawn(&process::kaa(), &home, &[("NO_COLOR", "1")], 80, is_own);
            let mut master = fs::File::from(master);
            hear(&mut master, ">>> ");
            master.write_all(keys.as_bytes()).expect("the terminal takes keys");
            hear(&mut master, shown);
            std::thread::sleep(Duration::from_millis(100));
            drop(master);
            let start = Instant::now();
            while child.try_wait().expect("wait").is_none() {
                if start.elapsed() > LIMIT {
                    let _ = child.kill();
                    panic!("still there after {keys:?}");
                }
                std::thread::sleep(Duration::from_millis(5));
            }
            let _ = fs::remove_dir_all(&home);
        }
    }
}

#[test]
fn pasted_statements_run_in_turn() {
    let mut terminal = Terminal::start("pasted", &[], 80);
    terminal.ends(">>>");
    terminal.keys("\x1b[200~a = 1\ndef f():\n    b = 2\n\n    return b\n1/0\nprint(a, f(), 'end')\n\x1b[201~");
    terminal.ends("'end')");
    terminal.keys("\r");
    terminal.ends("1 2 end\n>>>");
    terminal.line("f()", "2\n>>>");
    // In the middle of a block.
    terminal.keys("def g():\r");
    terminal.ends("...");
    terminal.keys("\x1b[200~    x = 1\n    y = 2\x1b[201~");
    terminal.ends("y = 2");
    terminal.keys("\rreturn x + y\r\r");
    terminal.line("g()", "3\n>>>");
    // What was entered stands behind its prompts.
    terminal.keys("\x1b[200~if a:\n    7\x1b[201~");
    terminal.ends("if a:\n    7");
    terminal.keys("\r\r");
    terminal.ends(">>> if a:\n...     7\n...\n7\n>>>");
    // Without brackets around it, line by line.
    terminal.keys("class A:\n    def m(self):\n        if self:\n            return 8\n        else:\n            return 9\n\nA().m()\n");
    terminal.ends("8\n>>>");
    let many: String = (0..2000).map(|i| format!("x{i} = {i}\n")).collect();
    terminal.keys(&format!("\x1b[200~{many}print(x1999 + 1)\x1b[201~\r"));
    terminal.ends("\n2000\n>>>");
    terminal.leave();
}

#[test]
fn interrupts_where_nothing_of_python_runs() {
    let mut terminal = Terminal::start("natives", &[], 80);
    terminal.line("import asyncio, re, time", ">>>");
    terminal.keys("class Endless:\rdef __dir__(self):\rwhile True: pass\r\r");
    terminal.line("e = Endless()", ">>>");
    for code in ["sum(map(int, iter(int, 1)))", "re.match('(a*)*b', 'a' * 40)", "asyncio.run(asyncio.sleep(1000))"] {
        terminal.keys(&format!("print('runs') or {code}\r"));
        terminal.ends("\nruns");
        std::thread::sleep(Duration::from_millis(200));
        terminal.keys("\x03");
        terminal.ends("KeyboardInterrupt\n>>>");
    }
    // A completion that does not end is given up, then what it runs is interrupted.
    terminal.keys("e.\t");
    terminal.ends("e.");
    std::thread::sleep(Duration::from_millis(600));
    terminal.keys("\x03");
    terminal.ends("KeyboardInterrupt\n>>>");
    terminal.line("'still ' + 'here'", "'still here'\n>>>");
    assert!(!terminal.leave().contains("hint:"));
}

#[test]
fn another_program_takes_the_terminal() {
    let mut terminal = Terminal::start("forked", &[], 80);
    terminal.line("import os, sys", ">>>");
    terminal.line("child = os.fork()", ">>>");
    terminal.line("os.waitpid(child, 0)[1] if child else 0", "0\n>>>");
    terminal.line("sys.stdin.close()", ">>>");
    terminal.line("input()", "ValueError: I/O operation on closed file.\n>>>");
    terminal.leave();
}

#[test]
fn interrupts() {
    let mut terminal = Terminal::start("interrupts", &[], 80);
    terminal.ends(">>>");
    terminal.keys("x = 'half");
    terminal.ends("half");
    terminal.keys("\x03");
    terminal.ends("KeyboardInterrupt\n>>>");
    terminal.keys("def f():\r1\x03");
    terminal.ends("1\nKeyboardInterrupt\n>>>");
    // What was given up can be recalled.
    terminal.keys("\x1b[A");
    terminal.ends("def f():\n...     1");
    terminal.keys("\x03");
    terminal.line("import time, asyncio", ">>>");
    for (code, end) in
        [("while True:\rpass\r", "pass\n..."), ("time.sleep(100)", "(100)"), ("await asyncio.sleep(100)", "(100)")]
    {
        terminal.keys(&format!("{code}\r"));
        terminal.ends(end);
        std::thread::sleep(Duration::from_millis(300));
        terminal.keys("\x03");
        terminal.ends("KeyboardInterrupt\n>>>");
    }
    // Only the await ends: the task beside it goes on.
    terminal.keys("async def beside():\rawait asyncio.sleep(1)\rreturn 'lives'\r\r");
    terminal.line("t = asyncio.create_task(beside())", ">>>");
    terminal.keys("await asyncio.sleep(100)\r");
    terminal.ends("sleep(100)");
    std::thread::sleep(Duration::from_millis(300));
    terminal.keys("\x03");
    terminal.ends("KeyboardInterrupt\n>>>");
    terminal.line("await t", "'lives'\n>>>");
    terminal.leave();
}

#[test]
fn end_of_input() {
    let mut terminal = Terminal::start("end", &[], 80);
    terminal.ends(">>>");
    // In a block it ends the block; behind other text it does nothing.
    terminal.keys("def f():\rreturn 5\r\x04");
    terminal.line("f()", "5\n>>>");
    terminal.keys("(1,\r\x04");
    terminal.ends("SyntaxError: '(' was never closed\n>>>");
    terminal.keys("12\x04\r");
    terminal.ends("12\n12\n>>>");
    terminal.leave();
}

#[test]
fn tasks_go_on_while_a_person_types() {
    let mut terminal = Terminal::start("tasks", &[], 80);
    terminal.line("import asyncio, sys", ">>>");
    terminal.keys("async def tick():\rfor i in range(3):\rawait asyncio.sleep(0.2)\rprint('tick', i)\r\x7f\r");
    terminal.line("t = asyncio.create_task(tick())", ">>>");
    terminal.keys("x = 1 +");
    terminal.wait("tick", |screen| screen.contains("tick 2\n>>> x = 1 +"));
    terminal.keys(" 2\r");
    terminal.line("x", "3\n>>>");
    terminal.line("t.done()", "True\n>>>");
    // One that never waits is interrupted by a second Ctrl-C.
    terminal.keys("async def spin():\rwhile True: pass\r\r");
    terminal.line("t = asyncio.create_task(spin())", ">>>");
    terminal.keys("2 + 2\r");
    terminal.ends("2 + 2");
    std::thread::sleep(Duration::from_millis(300));
    terminal.keys("\x03");
    terminal.ends("4\n>>>");
    // A task that leaves takes the prompt with it.
    terminal.line("asyncio.get_event_loop().call_later(0.3, sys.exit, 3) and None", ">>>");
    terminal.keys("half a line");
    assert_eq!(terminal.end().0, Some(3));
}

#[test]
fn completion() {
    let mut terminal = Terminal::start("completion", &[], 80);
    fs::write(terminal.home.join("notes.txt"), "read me").expect("a file");
    fs::write(terminal.home.join("mymodule.py"), "").expect("a file");
    terminal.ends(">>>");
    terminal.keys("class A:\rvalue = 1\r@property\rdef trap(self): print('BOOM')\r\r");
    terminal.line("a = A(); long_name = 5", ">>>");
    for (keys, shown) in [
        ("long_\t + 1", "long_name + 1\n6\n>>>"),
        ("a.val\t + 1", "a.value + 1\n2\n>>>"),
        ("a.tra\t or 1\x153", "3\n3\n>>>"),
        ("impo\t mymod\t", "import mymodule\n>>>"),
        ("import os.pa\t", "import os.path\n>>>"),
        ("'abc'.uppe\t()", "'abc'.upper()\n'ABC'\n>>>"),
        ("open('note\t').read()", "open('notes.txt').read()\n'read me'\n>>>"),
        (":tas\t", ":tasks\n0 tasks are pending\n>>>"),
    ] {
        terminal.line(keys, shown);
    }
    terminal.keys("a.\t\t");
    terminal.wait("a list", |screen| screen.contains("trap   value\n>>> a."));
    terminal.keys("\x03");
    terminal.keys("def f(a, b=2): pass\r\rf(");
    terminal.ends(">>> f(a, b=2)");
    terminal.keys("\x03");
    assert!(!terminal.leave().contains("\nBOOM"));
}

#[test]
fn history_is_kept() {
    let mut first = Terminal::start("history", &[], 80);
    let home = first.home.clone();
    first.line("alpha = 1", ">>>");
    first.line("beta = 2", ">>>");
    first.line("alpha = 1", ">>>");
    let kept = home.join(".local/state/kaa/history");
    let text = fs::read_to_string(&kept).expect("a history");
    assert_eq!(text, "alpha = 1\nbeta = 2\nalpha = 1\n");
    first.keys("\x04");
    first.child.wait().expect("its end");
    let mut second = Terminal::run(&process::kaa(), home, &[], 80);
    second.ends(">>>");
    second.keys("\x12bet");
    second.wait("what was found", |screen| screen.ends_with("beta = 2"));
    second.keys("\r");
    second.line("beta", "2\n>>>");
    // Each entry is there once.
    second.keys("\x1b[A\x1b[A\x1b[A\x1b[A\x1b[A");
    second.ends(">>> alpha = 1");
    second.keys("\r");
    second.leave();
}

#[test]
fn input_is_edited_too() {
    let mut terminal = Terminal::start("input", &[], 80);
    terminal.line("name = input('name? ')", "name?");
    terminal.keys("Bob\x01x\r");
    terminal.line("name; other = input()", "input()\n'xBob'");
    terminal.keys("typed\r");
    terminal.line("other", "'typed'\n>>>");
    terminal.keys("one = input()\rahead\rone\r");
    terminal.ends("'ahead'\n>>>");
    terminal.line("input()", "input()");
    // A key that comes before the line is read is the terminal's own.
    std::thread::sleep(Duration::from_millis(300));
    terminal.keys("\x04");
    terminal.ends("EOFError\n>>>");
    terminal.leave();
}

#[test]
fn narrow_terminal_and_wide_characters() {
    let mut terminal = Terminal::start("narrow", &[], 40);
    terminal.ends(">>>");
    terminal.keys("a = '日本語日本語日本語日本語日本語日本語'");
    terminal.keys(&"\x1b[D".repeat(3));
    terminal.keys("\x7f+e\u{301}\r");
    terminal.line("len(a), a[-5:]", "(20, '+e\u{301}本語')\n>>>");
    terminal.leave();
}

#[test]
fn colours() {
    let formatted = |name: &str, variables: &[(&str, &str)]| {
        let mut terminal = Terminal::start(name, variables, 80);
        terminal.line("def_ = 1/0 # why", "zero\n>>>");
        let text = terminal.screen.lock().expect("the screen").screen().contents_formatted();
        terminal.leave();
        text
    };
    assert!(formatted("colour", &[]).contains("31m"));
    for variables in [[("NO_COLOR", "1")], [("TERM", "dumb")]] {
        let text = formatted("plain", &variables);
        assert!(!text.contains("31m") && !text.contains("33m"), "{text:?}");
    }
}
