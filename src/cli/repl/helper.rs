//! What the line editor asks while a line is typed: colours, completions, signatures. Names are the interpreter's
//! business, on the other thread: it is asked by a message and has little time to answer.

use std::borrow::Cow;
use std::sync::mpsc;
use std::time::Duration;

use rustyline::completion::Completer;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::validate::Validator;
use rustyline::{Context, Result};

use super::highlight;
use super::keys::{Shared, lock};
use super::reader::{Bell, News};

/// The interpreter may be busy with a task: so long it is waited for.
const PATIENCE: Duration = Duration::from_millis(400);
/// A hint is only shown if it costs nothing.
const HINT_PATIENCE: Duration = Duration::from_millis(8);

/// A text longer than this is not coloured anew with each key, one that is very long not at all.
const QUICK: usize = 1000;
const LONGEST: usize = 20_000;

/// The reader's side of the editor.
pub struct Helper {
    pub shared: Shared,
    pub bell: Bell,
    pub colours: bool,
}

impl rustyline::Helper for Helper {}
impl Validator for Helper {}

impl Completer for Helper {
    type Candidate = String;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> Result<(usize, Vec<String>)> {
        let mut typing = lock(&self.shared);
        if let Some((start, text)) = typing.edit.take() {
            return Ok((start, vec![text]));
        }
        if typing.plain {
            return Ok((pos, Vec::new()));
        }
        drop(typing);
        let (answer, answered) = mpsc::channel();
        let text = line.get(..pos).unwrap_or_default().to_string();
        self.bell.ring(News::Complete { text, answer });
        Ok(answered.recv_timeout(PATIENCE).unwrap_or_else(|_| (pos, Vec::new())))
    }
}

/// What is only shown: a signature, or the lines below the one that is edited.
pub struct Signature(String);

impl Hint for Signature {
    fn display(&self) -> &str {
        &self.0
    }

    fn completion(&self) -> Option<&str> {
        None
    }
}

impl Hinter for Helper {
    type Hint = Signature;

    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<Signature> {
        let typing = lock(&self.shared);
        if !typing.below.is_empty() {
            let below = typing.below.iter().flat_map(|line| ["\n", &typing.next, line]);
            return Some(Signature(below.collect()));
        }
        if pos != line.len() || !self.colours || typing.plain {
            return None;
        }
        drop(typing);
        let callee = line.strip_suffix('(')?;
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let start =
            callee.rfind(|c| !is_word(c)).map_or(0, |at| at + callee[at..].chars().next().map_or(1, char::len_utf8));
        let (answer, answered) = mpsc::channel();
        let name = callee.get(start..).filter(|name| !name.is_empty())?.to_string();
        self.bell.ring(News::Signature { name, answer });
        answered.recv_timeout(HINT_PATIENCE).ok().flatten().map(Signature)
    }
}

impl Highlighter for Helper {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if line.len() > LONGEST || lock(&self.shared).plain {
            Cow::Borrowed(line)
        } else {
            Cow::Owned(highlight::coloured(line))
        }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if hint.starts_with('\n') { Cow::Borrowed(hint) } else { Cow::Owned(highlight::painted(hint, "90")) }
    }

    fn highlight_char(&self, line: &str, _: usize, kind: CmdKind) -> bool {
        // Where lines stand below, all is drawn anew with each change, and a move must not take them away.
        let is_alone = lock(&self.shared).below.is_empty();
        is_alone && kind == CmdKind::Other && !line.is_empty() && line.len() < QUICK
    }
}
