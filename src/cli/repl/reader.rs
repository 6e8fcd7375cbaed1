//! The reader: the line editor on a thread of its own, so that tasks go on while the person types.
//!
//! The interpreter's thread asks for a statement or a line; what is typed, and what the editor asks meanwhile, comes back
//! by a channel, with a byte in a pipe that ends the wait of the event loop.

use std::io::{PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsRawFd;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use rustyline::config::{Config, Configurer, EditMode};
use rustyline::error::ReadlineError;
use rustyline::{ColorMode, CompletionType, Editor, ExternalPrinter};
use unicode_width::UnicodeWidthStr;

use crate::cli::STACK;
use crate::stdlib::system;
use crate::vm::clock;

use super::helper::Helper;
use super::history::{self, History};
use super::keys::{self, Outcome, Shared, lock};
use super::screen;
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
}

impl Bell {
    /// Sends a message and wakes the interpreter.
    pub fn ring(&self, news: News) {
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
        let bell = Bell { news, pipe: Arc::new(writer) };
        std::thread::Builder::new().name("prompt".into()).stack_size(STACK).spawn(move || {
            leave_signals();
            match Reader::new(look, bell.clone()) {
                Ok(mut reader) => asked.into_iter().for_each(|ask| reader.answer(ask)),
                Err(_) => bell.ring(News::End),
            }
        })?;
        Ok(Door { asks, news: heard, pipe })
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
        Some(self.news.recv().unwrap_or(News::End))
    }
}

/// Signals are the interpreter's business; but Ctrl-Z has to stop this thread before it goes on.
fn leave_signals() {
    drop(system::block_signals());
    let _ = system::calls::signals::mask(libc::SIG_UNBLOCK, &[libc::SIGTSTP]);
}

struct Reader {
    editor: Editor<Helper, History>,
    shared: Shared,
    bell: Bell,
}

impl Reader {
    fn new(look: Look, bell: Bell) -> rustyline::Result<Reader> {
        let shared = Shared::default();
        let history = History::load(history::default_file());
        let editor = editor(&look, history, &shared, &bell)?;
        let mut reader = Reader { editor, shared, bell };
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

    fn answer(&mut self, ask: Ask) {
        let news = match ask {
            Ask::Statement { first, next } => self.statement(&first, &next),
            Ask::Line { prompt } => self.line(&prompt),
            Ask::Keys(keys) => {
                self.editor.set_edit_mode(keys);
                self.editor.set_keyseq_timeout(Some(timeout(keys)));
                return;
            }
        };
        self.bell.ring(news);
    }

    /// Reads one line of the terminal.
    fn read(&mut self, prompt: &str, initial: (&str, &str)) -> (Outcome, String) {
        loop {
            let mut typing = lock(&self.shared);
            (typing.outcome, typing.opened) = (Outcome::Entered, Some(Instant::now()));
            drop(typing);
            screen::open();
            let result = self.editor.readline_with_initial(prompt, initial);
            screen::close();
            match result {
                Ok(line) => return (lock(&self.shared).outcome, line),
                Err(ReadlineError::Interrupted) => return (Outcome::Interrupted, String::new()),
                // Bytes that are no UTF-8: the line is begun anew.
                Err(ReadlineError::Io(error)) if error.kind() == std::io::ErrorKind::InvalidData => {}
                Err(_) => return (Outcome::Ended, String::new()),
            }
        }
    }

    fn line(&mut self, prompt: &str) -> News {
        *lock(&self.shared) = keys::Typing { plain: true, ..keys::Typing::default() };
        match self.read(prompt, ("", "")) {
            (Outcome::Entered | Outcome::Reopened, line) => News::Line(line),
            (Outcome::Interrupted, _) => News::Interrupted,
            (Outcome::Ended, _) => News::End,
        }
    }

    fn statement(&mut self, first: &str, next: &str) -> News {
        let mut block = String::new();
        let mut initial = (String::new(), String::new());
        let mut reopened = false;
        let mut given = None;
        let (mut rows, disturbances) = (0, screen::disturbances());
        loop {
            let prompt = if block.is_empty() { first } else { next };
            let typing = keys::Typing { block: block.clone(), given, reopened, ..keys::Typing::default() };
            *lock(&self.shared) = typing;
            let (outcome, line) = self.read(prompt, (&initial.0, &initial.1));
            let typing = lock(&self.shared);
            let untouched = typing.is_untouched(&line);
            let line = typing.meant(&line).to_string();
            drop(typing);
            match outcome {
                Outcome::Interrupted => {
                    self.editor.history_mut().remember(&format!("{block}{line}"));
                    return News::Interrupted;
                }
                Outcome::Ended if block.is_empty() => return News::End,
                Outcome::Ended => return self.typed(block, false),
                Outcome::Reopened => {
                    rows += self.rows(prompt, &line);
                    if disturbances == screen::disturbances() {
                        self.erase(rows);
                    }
                    let rest = if untouched { String::new() } else { format!("\n{line}") };
                    initial = (block.trim_end_matches('\n').to_string(), rest);
                    (reopened, given, rows) = (true, None, 0);
                    block.clear();
                    continue;
                }
                Outcome::Entered => {}
            }
            rows += self.rows(prompt, &line);
            if line.contains('\n') {
                // The Enter key has seen to it that this is complete.
                return self.typed(format!("{block}{line}\n"), true);
            }
            block.push_str(if untouched { "" } else { &line });
            block.push('\n');
            if source::progress(&block) == Progress::Complete {
                return self.typed(block, reopened);
            }
            reopened = false;
            let indent = source::indentation(block.trim_end_matches('\n'));
            given = Some(indent);
            initial = (" ".repeat(indent), String::new());
        }
    }

    fn typed(&mut self, text: String, many: bool) -> News {
        self.editor.history_mut().remember(&text);
        News::Statement { text, many }
    }

    /// How many rows of the screen the prompt and the line take.
    fn rows(&mut self, prompt: &str, line: &str) -> usize {
        let columns = self.editor.dimensions().map_or(80, |(columns, _)| usize::from(columns).max(1));
        let width = prompt.width() + line.width();
        width / columns + 1
    }

    /// Takes the rows above the cursor off the screen.
    fn erase(&mut self, rows: usize) {
        if self.editor.dimensions().is_some_and(|(_, height)| rows < usize::from(height)) {
            let _ = std::io::stdout().write_all(format!("\x1b[{rows}A\r\x1b[J").as_bytes());
            let _ = std::io::stdout().flush();
        }
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
