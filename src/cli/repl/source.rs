//! How far a text has come that is being typed: is more to come, and which statements does it hold?
//!
//! The parser's own notion of incomplete input decides. As in CPython a compound statement ends with an empty line.
//! Nothing here needs the interpreter, so the reader's thread asks at every line's end.

use crate::syntax::ast::{Module, Stmt, StmtKind};
use crate::syntax::error::SyntaxError;
use crate::syntax::parser::{self, Mode};
use crate::syntax::source::Source;

/// What is to be done with a text when Enter is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It can run, or it is an error that CPython tells at once.
    Complete,
    /// Another line has to follow.
    Incomplete,
}

/// A colon and a word at the text's beginning: a command of the prompt's.
pub fn is_command(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|rest| !rest.trim_end().contains('\n'))
}

/// Nothing but blanks and comments?
pub fn is_blank(text: &str) -> bool {
    text.lines().map(str::trim_start).all(|line| line.is_empty() || line.starts_with('#'))
}

/// The state of a text whose lines were typed one by one. It ends with a line's end.
pub fn progress(text: &str) -> Progress {
    if is_command(text) || text.trim().is_empty() {
        return Progress::Complete;
    }
    let last = text.strip_suffix('\n').unwrap_or(text).rsplit('\n').next().unwrap_or_default();
    let Ok(source) = Source::typed(text) else { return Progress::Complete };
    let is_open = match parser::parse(&source, Mode::Single) {
        Err(error) if error.incomplete && is_inside(&error) => return Progress::Incomplete,
        // A string whose line ends with a backslash.
        Err(error) if last.ends_with('\\') && error.message.starts_with("unterminated string") => {
            return Progress::Incomplete;
        }
        Err(error) => error.incomplete,
        Ok(parsed) => body(&parsed.module).first().is_some_and(is_compound),
    };
    if is_open && !last.is_empty() { Progress::Incomplete } else { Progress::Complete }
}

/// The state of a text of several lines that may hold several statements: pasted or recalled.
pub fn progress_of_many(text: &str) -> Progress {
    let Ok(source) = Source::from_text(text) else { return Progress::Complete };
    match parser::parse(&source, Mode::Exec) {
        Err(error) if error.incomplete && (is_inside(&error) || !ends_empty(text)) => Progress::Incomplete,
        _ => Progress::Complete,
    }
}

/// Does the last statement of the text stand open for more lines, as a compound one does until an empty line?
pub fn ends_in_block(text: &str) -> bool {
    if ends_empty(text) {
        return false;
    }
    let Ok(source) = Source::from_text(text) else { return false };
    parser::parse(&source, Mode::Exec).is_ok_and(|parsed| body(&parsed.module).last().is_some_and(is_compound))
}

fn ends_empty(text: &str) -> bool {
    text.strip_suffix('\n').unwrap_or(text).rsplit('\n').next().is_some_and(|last| last.trim().is_empty())
}

/// Is it a bracket, a string or a joined line that is open, which no empty line ends?
fn is_inside(error: &SyntaxError) -> bool {
    let message = &error.message;
    message.ends_with("was never closed")
        || message.starts_with("unterminated triple-quoted")
        || message.starts_with("unexpected EOF")
}

fn is_compound(statement: &Stmt) -> bool {
    matches!(
        statement.kind,
        StmtKind::FunctionDef(..)
            | StmtKind::ClassDef(..)
            | StmtKind::For { .. }
            | StmtKind::While { .. }
            | StmtKind::If { .. }
            | StmtKind::With { .. }
            | StmtKind::Try { .. }
            | StmtKind::Match { .. }
    )
}

fn body(module: &Module) -> &[Stmt] {
    match module {
        Module::Module(body) | Module::Interactive(body) => body,
        Module::Expression(_) => &[],
    }
}

/// The first line of a statement, decorators included.
fn first_line(statement: &Stmt) -> u32 {
    let decorators = match &statement.kind {
        StmtKind::FunctionDef(function) => &function.decorators,
        StmtKind::ClassDef(class) => &class.decorators,
        _ => return statement.span.start.line,
    };
    decorators.first().map_or(statement.span.start.line, |d| d.span.start.line)
}

/// Cuts a text into statements that run one after the other, each a text of its own. What cannot be read becomes a
/// piece too, up to the next line that may begin a statement: running it tells the error.
pub fn statements(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut pieces = Vec::new();
    let mut from = 0;
    while let Some(rest) = lines.get(from..).filter(|rest| !rest.is_empty()) {
        let text: String = rest.concat();
        let parsed = Source::from_text(&text).map_err(|_| 1).and_then(|source| {
            parser::parse(&source, Mode::Exec).map_err(|error| error.span.start.line.max(1) as usize)
        });
        match parsed {
            Ok(parsed) => {
                cut(rest, body(&parsed.module), &mut pieces);
                break;
            }
            Err(line) => {
                let bad = statement_before(rest, line.min(rest.len()) - 1);
                let good: String = rest.iter().take(bad).copied().collect();
                if let Ok(source) = Source::from_text(&good)
                    && let Ok(parsed) = parser::parse(&source, Mode::Exec)
                {
                    cut(&rest[..bad], body(&parsed.module), &mut pieces);
                }
                let next = (line.max(bad + 1)..rest.len()).find(|&i| begins_statement(rest[i])).unwrap_or(rest.len());
                pieces.push(rest[bad..next].concat());
                from += next;
            }
        }
    }
    pieces
}

/// The line at or before `line` where the statement begins that is wrong there: all before it can be read.
fn statement_before(lines: &[&str], line: usize) -> usize {
    let starts = (0..=line).rev().filter(|&i| begins_statement(lines[i]));
    let readable = |&i: &usize| {
        let text: String = lines[..i].concat();
        Source::from_text(&text).is_ok_and(|source| parser::parse(&source, Mode::Exec).is_ok())
    };
    starts.take(100).find(readable).unwrap_or(0)
}

/// May a statement begin with this line? Not where it is indented, empty or the next part of a compound one.
fn begins_statement(line: &str) -> bool {
    let word: String = line.chars().take_while(|c| c.is_alphanumeric()).collect();
    let is_part = ["else", "elif", "except", "finally"].contains(&word.as_str());
    !is_part && line.starts_with(|c: char| !c.is_whitespace() && !")]}".contains(c))
}

/// One text for each statement, or for all of those that share a line.
fn cut(lines: &[&str], statements: &[Stmt], pieces: &mut Vec<String>) {
    let mut starts: Vec<usize> = Vec::new();
    let mut end = 0;
    for statement in statements {
        if first_line(statement) > end {
            starts.push(first_line(statement) as usize - 1);
        }
        end = statement.span.end.line;
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    for (&start, end) in starts.iter().zip(ends) {
        pieces.push(lines.get(start..end).unwrap_or_default().concat());
    }
}

/// How far a new line after `text` is indented: as its last line, deeper after a colon, less after `return` and its like.
/// Nothing inside of strings.
pub fn indentation(text: &str) -> usize {
    let Ok(source) = Source::from_text(text) else { return 0 };
    let (_, error) = parser::tokens(&source, Mode::Exec);
    if error.is_some_and(|error| error.message.starts_with("unterminated")) {
        return 0;
    }
    let Some(last) = text.lines().next_back() else { return 0 };
    let indent = last.len() - last.trim_start_matches(' ').len();
    if last.trim().is_empty() || last.trim_start().starts_with('#') {
        return indent;
    }
    let word: String = last.trim_start().chars().take_while(|c| c.is_alphanumeric()).collect();
    let code = last.split('#').next().unwrap_or_default().trim_end();
    if code.ends_with([':', '(', '[', '{']) {
        indent + INDENT
    } else if ["return", "raise", "pass", "break", "continue"].contains(&word.as_str()) && !code.ends_with([',', '\\'])
    {
        indent.saturating_sub(INDENT)
    } else {
        indent
    }
}

/// How far the line is indented that has opened the innermost bracket.
pub fn bracket_indentation(text: &str) -> Option<usize> {
    let (_, error) = parser::tokens(&Source::from_text(text).ok()?, Mode::Exec);
    let error = error.filter(|error| error.message.ends_with("was never closed"))?;
    let line = text.lines().nth((error.span.start.line as usize).checked_sub(1)?)?;
    Some(line.len() - line.trim_start_matches(' ').len())
}

/// Columns of one level.
pub const INDENT: usize = 4;

/// Where `else` and its like belong: the indentation of the nearest statement above that they can continue.
pub fn partner_indentation(above: &str, word: &str) -> Option<usize> {
    let partners: &[&str] = match word {
        "else" => &["if", "elif", "for", "while", "try", "except", "async"],
        "elif" => &["if", "elif"],
        "except" => &["try", "except"],
        "finally" => &["try", "except", "else"],
        "case" => &["case"],
        _ => return None,
    };
    let mut depth = usize::MAX;
    for line in above.lines().rev().filter(|line| !line.trim().is_empty()) {
        let rest = line.trim_start_matches(' ');
        let indent = line.len() - rest.len();
        let first: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        if indent < depth && partners.contains(&first.as_str()) {
            return Some(indent);
        }
        depth = depth.min(indent);
    }
    None
}
