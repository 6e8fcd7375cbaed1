//! What keys do beyond what the line editor knows: Enter, blocks and their indentation, Ctrl-C and Ctrl-D.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustyline::config::EditMode;
use rustyline::{
    Cmd, ConditionalEventHandler, Editor, Event, EventContext, EventHandler, InputMode, KeyCode, KeyEvent, Modifiers,
    RepeatCount,
};

use super::draft::Step;
use super::helper::Helper;
use super::history::History;
use super::screen;
use super::source::{self, INDENT, Progress};

/// How the reading of a line came to its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    #[default]
    Entered,
    /// Ctrl-C.
    Interrupted,
    /// Ctrl-D.
    Ended,
    /// Ctrl-Z.
    Suspended,
    /// To another line, or to another entry of the history.
    Left(Step),
}

/// What the keys have to know of the line, and what they tell of its end.
#[derive(Default)]
pub struct Typing {
    /// The lines of the block before this one.
    pub block: String,
    /// Those behind it, where a block is edited as a whole.
    pub below: Vec<String>,
    pub whole: bool,
    /// The prompt of further lines.
    pub next: String,
    /// Where the cursor stood when the line was left.
    pub column: usize,
    /// Blanks that the line began with, unless others were typed in their place.
    pub given: Option<usize>,
    /// The line is for `input`, no source.
    pub plain: bool,
    /// The line holds a paste; it was typed line by line.
    pub pasted: bool,
    /// So many blanks were given before the paste.
    pub before_paste: usize,
    /// A block that ends the text ends with an empty line only.
    pub grows: bool,
    pub outcome: Outcome,
    /// When the line was begun.
    pub opened: Option<Instant>,
    /// What is to stand before the cursor, from this place on.
    pub edit: Option<(usize, String)>,
}

/// Shared by the keys and the reader, which are on one thread.
pub type Shared = Arc<Mutex<Typing>>;

/// Whatever happened while it was locked.
pub fn lock(shared: &Shared) -> MutexGuard<'_, Typing> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Typing {
    fn end(&mut self, outcome: Outcome) -> Option<Cmd> {
        self.outcome = outcome;
        // Output that comes now is for after the line.
        screen::close();
        Some(Cmd::AcceptLine)
    }

    /// Another line of it or another entry is wanted: the prompt stays open.
    fn leave(&mut self, context: &EventContext, step: Step) -> Option<Cmd> {
        (self.outcome, self.column) = (Outcome::Left(step), context.pos());
        Some(Cmd::AcceptLine)
    }

    /// The text as it is meant: a paste that brings its indentation does not need the one that was given.
    pub fn meant<'l>(&self, line: &'l str) -> &'l str {
        let pasted = line.get(self.before_paste..).unwrap_or(line);
        if pasted.starts_with([' ', '\t', '\n']) { pasted } else { line }
    }

    /// Is it a statement's line, without a paste of several in it?
    fn is_line(&self, context: &EventContext) -> bool {
        !self.plain && !context.line().contains('\n')
    }

    /// Is the line nothing but the blanks that it was given?
    pub fn is_untouched(&self, line: &str) -> bool {
        line.is_empty() || self.given == Some(line.len()) && line.trim_start_matches(' ').is_empty()
    }
}

/// Does a key, if it does something of its own here.
type Act = fn(&mut Typing, &EventContext) -> Option<Cmd>;

struct Key {
    shared: Shared,
    act: Act,
}

impl ConditionalEventHandler for Key {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        (self.act)(&mut lock(&self.shared), context)
    }
}

/// Binds all keys.
pub fn bind(editor: &mut Editor<Helper, History>, shared: &Shared) {
    let plain = |code| KeyEvent(code, Modifiers::NONE);
    let keys: &[(KeyEvent, Act)] = &[
        (plain(KeyCode::Enter), enter),
        (KeyEvent::ctrl('J'), enter),
        (KeyEvent::ctrl('C'), |typing, _| typing.end(Outcome::Interrupted)),
        (KeyEvent::ctrl('D'), end),
        (KeyEvent::ctrl('@'), end_before),
        (KeyEvent::ctrl('Z'), |typing, context| {
            (typing.outcome, typing.column) = (Outcome::Suspended, context.pos());
            Some(Cmd::AcceptLine)
        }),
        (plain(KeyCode::Up), up),
        (KeyEvent::ctrl('P'), up),
        (plain(KeyCode::Down), down),
        (KeyEvent::ctrl('N'), down),
        (plain(KeyCode::Left), left),
        (KeyEvent::ctrl('B'), left),
        (plain(KeyCode::Right), right),
        (KeyEvent::ctrl('F'), right),
        (plain(KeyCode::Delete), delete),
        (plain(KeyCode::Tab), tab),
        (plain(KeyCode::Backspace), backspace),
        (KeyEvent::ctrl('H'), backspace),
        (KeyEvent::from(' '), blank),
        (KeyEvent::from(':'), colon),
        (KeyEvent::from(')'), |typing, context| bracket(typing, context, ')')),
        (KeyEvent::from(']'), |typing, context| bracket(typing, context, ']')),
        (KeyEvent::from('}'), |typing, context| bracket(typing, context, '}')),
        (KeyEvent(KeyCode::Enter, Modifiers::ALT), new_line),
        (plain(KeyCode::BracketedPasteStart), |typing, context| {
            typing.pasted = true;
            if typing.is_untouched(context.line()) {
                typing.before_paste = context.pos();
            }
            None
        }),
    ];
    for (key, act) in keys {
        let handler = Key { shared: shared.clone(), act: *act };
        editor.bind_sequence(*key, EventHandler::Conditional(Box::new(handler)));
    }
}

/// vi's command mode keeps its keys.
fn inserts(context: &EventContext) -> bool {
    context.mode() == EditMode::Emacs || context.input_mode() == InputMode::Insert
}

/// The part of the present line that stands before the cursor.
fn before<'c>(context: &'c EventContext) -> &'c str {
    let text = context.line().get(..context.pos()).unwrap_or_default();
    text.rsplit('\n').next().unwrap_or_default()
}

fn insert(text: String) -> Option<Cmd> {
    Some(Cmd::Insert(1, text))
}

/// Puts a text in the place of what stands before the cursor in its line. The editor has no command that leaves the cursor
/// behind such a text, but a completion does.
fn replace(typing: &mut Typing, context: &EventContext, text: String) -> Option<Cmd> {
    typing.edit = Some((context.pos() - before(context).len(), text));
    Some(Cmd::Complete)
}

fn enter(typing: &mut Typing, context: &EventContext) -> Option<Cmd> {
    let text = context.line();
    if typing.plain || !typing.whole && !text.contains('\n') {
        return typing.end(Outcome::Entered);
    }
    let is_last = typing.below.is_empty() && !text.get(context.pos()..).unwrap_or_default().contains('\n');
    let below: String = typing.below.iter().flat_map(|line| ["\n", line]).collect();
    let all = format!("{}{}{below}\n", typing.block, typing.meant(text));
    let is_complete = source::progress_of_many(&all) == Progress::Complete;
    // What was recalled as it is runs at once; a block that grows here ends with an empty line, as ever.
    let grows = typing.grows || typing.pasted;
    if is_complete && (!inserts(context) || is_last && !(grows && source::ends_in_block(&all))) {
        return typing.end(Outcome::Entered);
    }
    new_line(typing, context)
}

fn new_line(typing: &mut Typing, context: &EventContext) -> Option<Cmd> {
    let above = format!("{}{}", typing.block, context.line().get(..context.pos()).unwrap_or_default());
    let indent = source::indentation(&above);
    if typing.whole {
        return typing.leave(context, Step::Split(indent));
    }
    typing.given = Some(indent);
    insert(format!("\n{}", " ".repeat(indent)))
}

fn end(typing: &mut Typing, context: &EventContext) -> Option<Cmd> {
    if !typing.below.is_empty() {
        return delete(typing, context);
    }
    typing.is_untouched(context.line()).then(|| typing.end(Outcome::Ended)).flatten()
}

/// So soon after the prompt nobody presses a key.
const AT_ONCE: Duration = Duration::from_millis(50);

/// A Ctrl-D that was typed before the line was read comes as a null byte.
fn end_before(typing: &mut Typing, context: &EventContext) -> Option<Cmd> {
    let at_once = typing.opened.is_some_and(|opened| opened.elapsed() < AT_ONCE);
    at_once.then(|| end(typing, context)).flatten()
}

fn up(typing: &mut Typing, context: &EventContext) -> Option<Cmd> {
    match typing.is_line(context) {
        true if typing.block.is_empty() => typing.leave(context, Step::Older),
        true => typing.leave(context, Step::Up),
        false => None,
    }
}

fn down(typing: &mut Typing, context: &EventContext) -> Option<Cmd> {
    match typing.is_line(context) {
        true if typing.below.is_empty() => typing.leave(context, Step::Newer),
        true => typing.leave(context, Step::Down),
        false => None,
    }
}

fn left(typing: &mut Typing, context: &EventContext) -> Option<Cmd> {
    let leads_out = typing.whole && context.pos() == 0 && !typing.block.is_empty();
    leads_out.then(|| typing.leave(context, Step::Left)).flatten()
}

fn right(typing: &mut Typing, context: &EventContext) -> Option<Cmd> {
    let leads_out = context.pos() == context.line().len() && !typing.below.is_empty();
    leads_out.then(|| typing.leave(context, Step::Right)).flatten()
}

fn delete(typing: &mut Typing, context: &EventContext) -> Option<Cmd> {
    let leads_out = context.pos() == context.line().len() && !typing.below.is_empty();
    leads_out.then(|| typing.leave(context, Step::JoinNext)).flatten()
}

fn tab(typing: &mut Typing, context: &EventContext) -> Option<Cmd> {
    let before = before(context);
    if typing.plain || !inserts(context) || !before.trim().is_empty() {
        return None;
    }
    typing.given = None;
    insert(" ".repeat(INDENT - before.len() % INDENT))
}

fn backspace(typing: &mut Typing, context: &EventContext) -> Option<Cmd> {
    if typing.whole && context.pos() == 0 && !typing.block.is_empty() && inserts(context) {
        return typing.leave(context, Step::Join);
    }
    let before = before(context);
    if typing.plain || before.is_empty() || !inserts(context) || !before.bytes().all(|b| b == b' ') {
        return None;
    }
    let left = (before.len() - 1) / INDENT * INDENT;
    typing.given = Some(left);
    replace(typing, context, " ".repeat(left))
}

/// The first blank of an indentation that the person types takes the place of the one that was given.
fn blank(typing: &mut Typing, context: &EventContext) -> Option<Cmd> {
    let before = before(context);
    if typing.given.is_some_and(|given| given > 0 && given == before.len()) && inserts(context) {
        typing.given = None;
        if before.bytes().all(|b| b == b' ') {
            return replace(typing, context, " ".into());
        }
    }
    None
}

/// A bracket that closes goes where the line stands that has opened it, if the indentation was given, not typed.
fn bracket(typing: &mut Typing, context: &EventContext, bracket: char) -> Option<Cmd> {
    let before = before(context);
    if before.is_empty() || typing.given != Some(before.len()) || !inserts(context) {
        return None;
    }
    typing.given = None;
    let above = format!("{}{}", typing.block, context.line().get(..context.pos()).unwrap_or_default());
    let place = source::bracket_indentation(&above).filter(|_| before.bytes().all(|b| b == b' '))?;
    replace(typing, context, format!("{}{bracket}", " ".repeat(place)))
}

/// `else:` and its like go below the statement that they continue, if the indentation was given, not typed.
fn colon(typing: &mut Typing, context: &EventContext) -> Option<Cmd> {
    let before = before(context);
    let line = before.trim_start_matches(' ');
    let indent = before.len() - line.len();
    if typing.given != Some(indent) || indent == 0 || !inserts(context) {
        return None;
    }
    let word: String = line.chars().take_while(|c| c.is_alphanumeric()).collect();
    let above = context.line().get(..context.pos() - before.len()).unwrap_or_default();
    let place = source::partner_indentation(&format!("{}{above}", typing.block), &word)?;
    if place >= indent {
        return None;
    }
    typing.given = Some(place);
    replace(typing, context, format!("{}{line}:", " ".repeat(place)))
}
