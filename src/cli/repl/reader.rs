//! The reader: the line editor on a thread of its own, so that tasks go on while the person types.
//!
//! The interpreter's thread asks for a statement or a line; what is typed, and what the editor asks meanwhile, comes back
//! by a channel, with a byte in a pipe that ends the wait of the event loop.

use std::io::{PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsRawFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use rustyline::config::{Config, Configurer, EditMode};
use rustyline::error::ReadlineError;
use rustyline::history::History as _;
use rustyline::{ColorMode, CompletionType, Editor, ExternalPrinter};
use unicode_width::UnicodeWidthStr;

use crate::cli::STACK;
use crate::stdlib::system;
use crate::stdlib::system::calls::{self, process};
use crate::vm::clock;

use super::draft::{Draft, Step};
use super::helper::Helper;
use super::highlight;
use super::history::{self, History};
use super::keys::{self, Outcome, Shared, lock};
use super::screen::{self, Quiet};
use super::source::{self, Progress};

/// What the interpreter asks for.
pub enum Ask {
    /// A statement, with the two prompts.
    Statement { first: String, next: String },
    /// A line for `input`.
    Line { prompt: String },
    /// Other keys from now on.
    Keys(EditMode),
}

/// What comes back.
pub enum News {
    /// A statement; `many` if the text may hold several.
    Statement {
        text: String,
        many: bool,
    },
    Line(String),
    Interrupted,
    /// Ctrl-D, or the terminal is gone.
    End,
    /// What can the text before the cursor become? The answer: from which byte on, and the candidates.
    Complete {
        text: String,
        answer: Sender<(usize, Vec<String>)>,
    },
    /// What does this callable take?
    Signature {
        name: String,
        answer: Sender<Option<String>>,
    },
}

/// The way to the interpreter's thread.
#[derive(Clone)]
pub struct Bell {
    news: Sender<News>,
    pipe: Arc<PipeWriter>,
    /// Messages that the interpreter has not taken yet.
    waiting: Arc<AtomicUsize>,
}

impl Bell {
    /// Sends a message and wakes the interpreter.
    pub fn ring(&self, news: News) {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        // If nobody listens any more the process is about to end.
        if self.news.send(news).is_ok() {
            let _ = (&*self.pipe).write(&[0]);
        }
    }
}

/// The interpreter's end of it.
pub struct Door {
    asks: Sender<Ask>,
    news: Receiver<News>,
    pipe: PipeReader,
    waiting: Arc<AtomicUsize>,
}

/// How the reader is to look and feel.
pub struct Look {
    pub colours: bool,
    pub keys: EditMode,
}

impl Door {
    /// Starts the reader's thread.
    pub fn open(look: Look) -> std::io::Result<Door> {
        let (asks, asked) = mpsc::channel();
        let (news, heard) = mpsc::channel();
        let (pipe, writer) = std::io::pipe()?;
        let waiting = Arc::new(AtomicUsize::new(0));
        let bell = Bell { news, pipe: Arc::new(writer), waiting: waiting.clone() };
        std::thread::Builder::new().name("prompt".into()).stack_size(STACK).spawn(move || {
            leave_signals();
            match Reader::new(look, bell.clone()) {
                Ok(mut reader) => reader.serve(&asked),
                Err(_) => bell.ring(News::End),
            }
        })?;
        Ok(Door { asks, news: heard, pipe, waiting })
    }

    /// Asks the reader; its answer comes as news.
    pub fn ask(&self, ask: Ask) {
        let _ = self.asks.send(ask);
    }

    /// Readable when there is news.
    pub fn descriptor(&self) -> i32 {
        self.pipe.as_raw_fd()
    }

    /// The next message, if there is one.
    pub fn news(&mut self) -> Option<News> {
        if !clock::poll(self.descriptor(), Some(Duration::ZERO)) {
            return None;
        }
        let _ = self.pipe.read(&mut [0]);
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        Some(self.news.recv().unwrap_or(News::End))
    }
}

/// Signals are the interpreter's business.
fn leave_signals() {
    drop(system::block_signals());
}

/// So often the terminal is looked at while code runs.
const GLANCE: Duration = Duration::from_millis(500);
/// So long the interpreter may take to hear of Ctrl-C.
const HEARS: Duration = Duration::from_millis(300);

struct Reader {
    editor: Editor<Helper, History>,
    colours: bool,
    shared: Shared,
    bell: Bell,
}

impl Reader {
    fn new(look: Look, bell: Bell) -> rustyline::Result<Reader> {
        let shared = Shared::default();
        let history = History::load(history::default_file());
        let editor = editor(&look, history, &shared, &bell)?;
        let mut reader = Reader { editor, colours: look.colours, shared, bell };
        reader.start_printer();
        Ok(reader)
    }

    /// Output of tasks is shown above the prompt by a thread of its own: the interpreter never waits for that.
    fn start_printer(&mut self) {
        let Ok(mut printer) = self.editor.create_external_printer() else { return };
        let run = move || {
            leave_signals();
            screen::print(|text| drop(printer.print(text)));
        };
        // Without it, output waits until the prompt closes.
        let _ = std::thread::Builder::new().name("printer".into()).spawn(run);
    }

    /// Answers until nobody asks any more. Meanwhile it sees to it that the end of the terminal ends the program, and that
    /// Ctrl-C reaches code that runs for too long to hear of it.
    fn serve(&mut self, asked: &Receiver<Ask>) {
        let mut interrupts = false;
        let mut is_there = true;
        loop {
            let ask = match asked.recv_timeout(if interrupts { HEARS } else { GLANCE }) {
                Ok(ask) => ask,
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {
                    if std::mem::take(&mut interrupts) && self.bell.waiting.load(Ordering::SeqCst) > 0 {
                        let _ = process::kill(own_process(), libc::SIGINT);
                    }
                    if is_there && has_hung_up() {
                        is_there = false;
                        let _ = process::kill(own_process(), libc::SIGHUP);
                    }
                    continue;
                }
            };
            interrupts = self.answer(ask);
        }
    }

    /// True: it was Ctrl-C.
    fn answer(&mut self, ask: Ask) -> bool {
        let news = match ask {
            Ask::Statement { first, next } => self.statement(&first, &next),
            Ask::Line { prompt } => self.line(&prompt),
            Ask::Keys(keys) => {
                self.editor.set_edit_mode(keys);
                self.editor.set_keyseq_timeout(Some(timeout(keys)));
                return false;
            }
        };
        let is_interrupt = matches!(news, News::Interrupted);
        self.bell.ring(news);
        is_interrupt
    }

    /// Reads one line of the terminal.
    fn read(&mut self, prompt: &(String, String), initial: (&str, &str)) -> (Outcome, String) {
        loop {
            let mut typing = lock(&self.shared);
            (typing.outcome, typing.opened) = (Outcome::Entered, Some(Instant::now()));
            drop(typing);
            screen::open();
            let result = self.editor.readline_with_initial(prompt, initial);
            let outcome = match &result {
                Ok(_) => lock(&self.shared).outcome,
                Err(ReadlineError::Interrupted) => Outcome::Interrupted,
                // Bytes that are no UTF-8: the line is begun anew.
                Err(ReadlineError::Io(error)) if error.kind() == std::io::ErrorKind::InvalidData => continue,
                Err(_) => Outcome::Ended,
            };
            if !matches!(outcome, Outcome::Left(_)) {
                screen::close();
            }
            return (outcome, result.unwrap_or_default());
        }
    }

    fn line(&mut self, prompt: &str) -> News {
        let mut initial = (String::new(), String::new());
        loop {
            *lock(&self.shared) = keys::Typing { plain: true, ..keys::Typing::default() };
            let (outcome, line) = self.read(&(prompt.into(), prompt.into()), (&initial.0, &initial.1));
            match outcome {
                Outcome::Entered | Outcome::Left(_) => return News::Line(line),
                Outcome::Interrupted => return News::Interrupted,
                Outcome::Ended => return News::End,
                Outcome::Suspended => {
                    let column = lock(&self.shared).column;
                    let (before, behind) = line.split_at_checked(column).unwrap_or((&line, ""));
                    initial = (before.into(), behind.into());
                    suspend();
                }
            }
        }
    }

    fn statement(&mut self, first: &str, next: &str) -> News {
        let mut quiet = Quiet::begin();
        let mut draft = Draft::default();
        // Where in the history, and what was typed before it was looked into.
        let (mut place, mut fresh) = (self.editor.history().len(), None);
        // Rows of the screen above the line, as long as nothing has come between.
        let (mut rows, mut disturbances) = (0, screen::disturbances());
        loop {
            let above = draft.above();
            let behind = |above: &str| match above.is_empty() {
                true => first.to_string(),
                false if draft.whole => shown(above, first, next) + next,
                false => next.to_string(),
            };
            let prompt = behind(&above);
            let height = self.rows(&prompt, &draft.rest());
            // What does not fit on the screen is one text for the editor.
            let is_flat = draft.whole && self.editor.dimensions().is_some_and(|(_, all)| height >= usize::from(all));
            let (prompt, initial) = match is_flat {
                true => ((first.to_string(), first.to_string()), draft.parted()),
                false => {
                    let styled = if self.colours { behind(&highlight::coloured(&above)) } else { prompt.clone() };
                    ((prompt, styled), (draft.line().0.to_string(), draft.line().1.to_string()))
                }
            };
            *lock(&self.shared) = keys::Typing {
                block: if is_flat { String::new() } else { above },
                below: if is_flat { Vec::new() } else { draft.below().to_vec() },
                whole: draft.whole && !is_flat,
                next: next.to_string(),
                given: draft.given,
                grows: draft.grows,
                ..keys::Typing::default()
            };
            let (outcome, line) = self.read(&prompt, (&initial.0, &initial.1));
            let typing = lock(&self.shared);
            let untouched = typing.is_untouched(&line);
            let is_paste = typing.pasted && outcome == Outcome::Entered && line.contains('\n') && !draft.whole;
            let typed = line;
            let (line, column) = (typing.meant(&typed).to_string(), typing.column);
            drop(typing);
            if is_paste && disturbances == screen::disturbances() && !typed.contains('\t') {
                self.show_paste(&prompt.0, next, &typed, &line);
            }
            let below = draft.below().to_vec();
            if is_flat {
                draft = Draft::flat(draft.grows);
            }
            let column = if matches!(outcome, Outcome::Left(_) | Outcome::Suspended) { column } else { line.len() };
            draft.put(&line, column);
            let step = match outcome {
                Outcome::Interrupted => {
                    self.editor.history_mut().remember(&draft.text());
                    return News::Interrupted;
                }
                Outcome::Ended if draft.above().is_empty() && below.is_empty() => return News::End,
                Outcome::Ended => {
                    draft.drop_line();
                    return self.typed(draft.text() + "\n", draft.whole);
                }
                Outcome::Suspended => {
                    drop(quiet);
                    suspend();
                    quiet = Quiet::begin();
                    rows = 0;
                    continue;
                }
                Outcome::Entered if draft.whole || line.contains('\n') => {
                    if draft.whole && !is_flat {
                        let rest: String = below.iter().flat_map(|line| [next, line, "\n"]).collect();
                        let _ = std::io::stdout().write_all(rest.as_bytes());
                    }
                    // The Enter key has seen to it that this is complete.
                    return self.typed(draft.text() + "\n", true);
                }
                Outcome::Entered => {
                    if untouched {
                        draft.put("", 0);
                    }
                    let text = draft.text() + "\n";
                    if source::progress(&text) == Progress::Complete {
                        return self.typed(text, draft.grows);
                    }
                    rows += self.rows(&prompt.0, &line);
                    draft.grows = false;
                    draft.add_line(source::indentation(text.trim_end_matches('\n')));
                    continue;
                }
                Outcome::Left(step) => step,
            };
            if disturbances == screen::disturbances() {
                rows += self.rows(&prompt.0, &line);
                self.erase(rows);
            }
            (rows, disturbances) = (0, screen::disturbances());
            match step {
                Step::Older | Step::Newer => {
                    let history = self.editor.history();
                    let to = if step == Step::Older { place.checked_sub(1) } else { Some(place + 1) };
                    let Some(to) = to.filter(|&to| to <= history.len()) else { continue };
                    let kept = fresh.take().unwrap_or(draft);
                    (place, draft) = (to, history.entry(to).map_or_else(|| kept.clone(), Draft::recalled));
                    fresh = (to < history.len()).then_some(kept);
                }
                step if draft.whole => draft.step(step),
                // A block that is being typed is reopened.
                step => {
                    (draft.whole, draft.grows) = (true, true);
                    if untouched { draft.drop_line() } else { draft.step(step) }
                }
            }
        }
    }

    fn typed(&mut self, text: String, many: bool) -> News {
        self.editor.history_mut().remember(&text);
        News::Statement { text, many }
    }

    /// How many rows of the screen the prompt and the line take.
    fn rows(&mut self, prompt: &str, line: &str) -> usize {
        let columns = self.editor.dimensions().map_or(80, |(columns, _)| usize::from(columns).max(1));
        format!("{prompt}{line}").split('\n').map(|line| line.width() / columns + 1).sum()
    }

    /// Shows an entered paste again, its lines behind their prompts as if they had been typed.
    fn show_paste(&mut self, prompt: &str, next: &str, typed: &str, meant: &str) {
        let rows = self.rows(prompt, typed);
        if self.editor.dimensions().is_none_or(|(_, height)| rows >= usize::from(height)) {
            return;
        }
        self.erase(rows);
        let lines = if self.colours { highlight::coloured(meant) } else { meant.to_string() };
        let _ =
            std::io::stdout().write_all(format!("{prompt}{}\n", lines.replace('\n', &format!("\n{next}"))).as_bytes());
        let _ = std::io::stdout().flush();
    }

    /// Takes the rows above the cursor off the screen.
    fn erase(&mut self, rows: usize) {
        if self.editor.dimensions().is_some_and(|(_, height)| rows < usize::from(height)) {
            let _ = std::io::stdout().write_all(format!("\x1b[{rows}A\r\x1b[J").as_bytes());
            let _ = std::io::stdout().flush();
        }
    }
}

/// Lines as they stand behind their prompts.
fn shown(lines: &str, first: &str, next: &str) -> String {
    let lines = lines.lines().enumerate();
    lines.flat_map(|(index, line)| [if index == 0 { first } else { next }, line, "\n"]).collect()
}

fn own_process() -> i32 {
    std::process::id() as i32
}

/// Has the terminal gone?
fn has_hung_up() -> bool {
    let mut terminal = [libc::pollfd { fd: 0, events: 0, revents: 0 }];
    calls::poll(&mut terminal, Some(Duration::ZERO)).is_ok_and(|count| count > 0)
}

/// The system takes its time to stop a process whose thread asks for it.
const STOPS: Duration = Duration::from_millis(50);

/// Ctrl-Z: all processes of the terminal's present group stop, as they would without a line editor.
fn suspend() {
    if process::kill(0, libc::SIGTSTP).is_ok() {
        std::thread::sleep(STOPS);
    }
}

/// So many milliseconds the rest of a key's sequence may take; in vi's keys Escape stands alone.
fn timeout(keys: EditMode) -> u16 {
    if keys == EditMode::Vi { 50 } else { 500 }
}

fn editor(look: &Look, history: History, shared: &Shared, bell: &Bell) -> rustyline::Result<Editor<Helper, History>> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(false)
        .edit_mode(look.keys)
        .keyseq_timeout(Some(timeout(look.keys)))
        .color_mode(if look.colours { ColorMode::Enabled } else { ColorMode::Disabled })
        .indent_size(source::INDENT as u8)
        .bell_style(rustyline::config::BellStyle::None)
        .build();
    let mut editor = Editor::with_history(config, history)?;
    editor.set_helper(Some(Helper { shared: shared.clone(), bell: bell.clone(), colours: look.colours }));
    keys::bind(&mut editor, shared);
    Ok(editor)
}
