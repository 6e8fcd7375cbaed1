//! The tokens as CPython's parser gets them: one at a time, with what its tokenizer had read by then.
//!
//! Strings are single tokens whose text has not been looked at, soft keywords are names, and the ends of blocks and of
//! the text know no column, as there.

use std::cell::RefCell;

use super::super::ast::Location;
use super::super::error::{ErrorKind, Failure, SyntaxError};
use super::super::layout::Layout;
use super::super::lexer::{Bracket, Lexer, Lexicon};
use super::super::parser::Mode;
use super::super::token::{Spanned, Token};

/// Columns 0 and -1 of CPython's are less than ours can be: they count back from zero.
pub const BEFORE: u32 = u32::MAX;
pub const NOWHERE: u32 = u32::MAX - 1;

/// A token, where it stands, and where the tokenizer was when it had been read.
#[derive(Clone, Debug)]
pub struct Word {
    /// Its spelling if that is fixed, else its kind.
    pub kind: &'static str,
    pub start: Location,
    pub end: Location,
    /// It has a column.
    pub placed: bool,
    pub read: Location,
    /// The first line that the tokenizer then holds: strings and backslashes join lines.
    pub held: u32,
    /// Brackets that are open after it.
    pub level: usize,
}

/// Why there are no more tokens.
pub struct Failed {
    pub error: SyntaxError,
    /// CPython's tokenizer itself has raised it: it wins against errors of the parser.
    pub is_raised: bool,
}

pub struct Stream<'s> {
    pub text: &'s str,
    line_starts: Vec<usize>,
    layout: Layout<'s>,
    pub words: Vec<Word>,
    /// Brackets that are open after the last word.
    level: usize,
    pub failed: Option<Failed>,
    ended: bool,
    /// Of a file the last line is forgotten at the end.
    is_file: bool,
    /// The last line has an end, its own or one that CPython adds.
    is_closed: bool,
    is_expression: bool,
    /// The end of the text is the end of what can be read, even in brackets.
    pub stops: bool,
}

impl<'s> Stream<'s> {
    /// The tokens of `text`, from the line `first` on.
    pub fn new(text: &'s str, lexicon: &'s RefCell<Lexicon>, mode: Option<Mode>, is_file: bool, first: u32) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1);
        let line_starts = std::iter::once(0).chain(starts).collect();
        let layout = Layout::new(Lexer::raw(text, lexicon), mode == Some(Mode::Single));
        let is_expression = mode == Some(Mode::Eval);
        let is_closed = matches!(mode, None | Some(Mode::Exec)) || text.ends_with('\n');
        let mut stream = Stream {
            text,
            line_starts,
            layout,
            words: Vec::new(),
            level: 0,
            failed: None,
            ended: false,
            is_file,
            is_closed,
            is_expression,
            stops: false,
        };
        while stream.failed.is_none() && !stream.ended {
            stream.fill();
            let begins = |word: &Word| word.start.line >= first && word.kind != "DEDENT" || word.kind == "ENDMARKER";
            if stream.words.last().is_some_and(begins) {
                let last = stream.words.pop();
                stream.words.clear();
                stream.words.extend(last);
                break;
            }
        }
        stream
    }

    /// The offset of a place.
    pub fn offset(&self, at: Location) -> usize {
        let line = (at.line as usize).saturating_sub(1);
        self.line_starts.get(line).map_or(self.text.len(), |start| start + at.column as usize)
    }

    /// A line without its end.
    pub fn line(&self, number: u32) -> &'s str {
        let start = self.offset(Location { line: number, column: 0 });
        let rest = self.text.get(start..).unwrap_or_default();
        rest.split('\n').next().unwrap_or_default()
    }

    /// The innermost open bracket.
    pub fn open_bracket(&self) -> Option<Bracket> {
        self.layout.open_bracket()
    }

    /// The line on which the tokenizer is.
    pub fn reading(&self) -> u32 {
        self.words.last().map_or(1, |word| word.read.line)
    }

    /// A line as it is shown while the tokenizer is on it.
    pub fn shown(&self, number: u32) -> String {
        let end = if self.is_closed || number < self.last_line() { "\n" } else { "" };
        format!("{}{end}", self.line(number))
    }

    /// How many lines there are.
    fn last_line(&self) -> u32 {
        let lines = self.line_starts.len() as u32;
        if self.text.ends_with('\n') || self.text.is_empty() { lines - 1 } else { lines }
    }

    /// Where the tokenizer stands at the end of the text.
    fn end(&self) -> Location {
        let line = self.last_line();
        let end = self.line(line).len() as u32 + u32::from(self.is_closed);
        Location { line, column: if self.is_file { 0 } else { end } }
    }

    /// Reads one token more; false if there is none.
    pub fn fill(&mut self) -> bool {
        if self.ended || self.failed.is_some() {
            return false;
        }
        let mut next = self.layout.next();
        if self.drops_newline(&next) {
            next = self.layout.next();
        }
        let word = match next {
            Some(Ok((start, token, end))) => self.word(start, &token, end),
            // Nothing more is typed for the sake of a better message.
            Some(Err(error)) if self.stops && error.incomplete => self.end_marker(),
            Some(Err(error)) => {
                self.failed = Some(self.failure(*error));
                return false;
            }
            None => self.end_marker(),
        };
        self.level = word.level;
        self.words.push(word);
        true
    }

    fn end_marker(&mut self) -> Word {
        self.ended = true;
        let end = self.end();
        let held = self.held(end.line);
        Word { kind: "ENDMARKER", start: end, end, placed: false, read: end, held, level: 0 }
    }

    /// Without a line's end at the end, an expression ends at once.
    fn drops_newline(&self, next: &Option<Result<Spanned, Failure>>) -> bool {
        matches!(next, Some(Ok((start, Token::Newline, _)))
            if self.is_expression && !self.is_closed && start.line >= self.last_line())
    }

    fn word(&self, start: Location, token: &Token, end: Location) -> Word {
        let kind = kind(token);
        let level = match token {
            Token::LPar | Token::LSqb | Token::LBrace => self.level + 1,
            Token::RPar | Token::RSqb | Token::RBrace => self.level.saturating_sub(1),
            _ => self.level,
        };
        match token {
            Token::Newline => {
                // A comment before the line's end belongs to it.
                let from = self.words.last().filter(|w| w.placed && w.read.line == start.line);
                let from = self.offset(from.map_or(Location { column: 0, ..start }, |word| word.read));
                let rest = self.text.get(from..).unwrap_or_default();
                let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\x0c']).len();
                let comment = rest.get(blank..).is_some_and(|rest| rest.starts_with('#'));
                if start.line > self.last_line() || start.line == self.last_line() && !self.is_closed {
                    let read = self.end();
                    return Word { kind, start: read, end: read, placed: false, read, held: read.line, level };
                }
                let line = self.line(start.line).len() as u32;
                let end = Location { column: line, ..start };
                let start = match comment {
                    true => Location {
                        column: (from + blank - self.offset(Location { column: 0, ..start })) as u32,
                        ..start
                    },
                    false => end,
                };
                let read = Location { column: line + 1, ..start };
                let held = self.held(end.line);
                Word { kind, start, end, placed: true, read, held, level }
            }
            Token::Indent | Token::Dedent => {
                let read = if self.layout.has_ended() { self.end() } else { start };
                Word { kind, start: read, end: read, placed: false, read, held: self.held(read.line), level }
            }
            _ => Word { kind, start, end, placed: true, read: end, held: self.held(start.line), level },
        }
    }

    /// The first line that the tokenizer holds when it reads on in `line`.
    fn held(&self, line: u32) -> u32 {
        let Some(last) = self.words.last() else { return line };
        let mut held = line;
        while held > last.read.line {
            let before = self.line(held - 1);
            let rest = if held - 1 == last.read.line { before.get(last.read.column as usize..) } else { Some(before) };
            if rest.is_none_or(|rest| rest.trim() != "\\") {
                return held;
            }
            held -= 1;
        }
        last.held
    }

    /// How CPython tells of an error of the lexer.
    fn failure(&self, error: SyntaxError) -> Failed {
        let mut error = error;
        if error.message == "unexpected EOF while parsing"
            && let Some(bracket) = self.layout.open_bracket()
        {
            error = bracket.never_closed();
        }
        let at = error.span.start;
        let (line, shown) = (self.line(at.line).to_owned(), self.shown(at.line));
        let unclosed = self.layout.open_bracket().filter(|_| error.message.ends_with("was never closed"));
        let end = match (error.kind, error.message.as_str()) {
            _ if unclosed.is_some() => Some(BEFORE),
            (ErrorKind::TabError, _) => Some(BEFORE),
            (ErrorKind::IndentationError, "too many levels of indentation") => Some(BEFORE),
            (ErrorKind::IndentationError, _) => Some(NOWHERE),
            (_, "unexpected character after line continuation character") => Some(BEFORE),
            (_, "unexpected EOF while parsing") => Some(NOWHERE),
            _ => None,
        };
        if let Some(column) = end {
            error.span.end = Location { line: at.line, column };
        }
        let is_current = unclosed.is_none() || at.line >= self.last_line();
        error.text = Some(if end.is_some() && is_current { shown } else { line });
        error.by_parser = end.is_some();
        Failed { error, is_raised: end.is_none() }
    }
}

/// The token as the rules spell it.
fn kind(token: &Token) -> &'static str {
    use Token::*;
    match token {
        Name(_) | Identifier => "NAME",
        Number(_) | Digit => "NUMBER",
        Quote | Str(_) | Bytes(_) | FStringStart => "STRING",
        Newline => "NEWLINE",
        Indent => "INDENT",
        Dedent => "DEDENT",
        False => "False",
        None => "None",
        True => "True",
        And => "and",
        As => "as",
        Assert => "assert",
        Async => "async",
        Await => "await",
        Break => "break",
        Class => "class",
        Continue => "continue",
        Def => "def",
        Del => "del",
        Elif => "elif",
        Else => "else",
        Except => "except",
        Finally => "finally",
        For => "for",
        From => "from",
        Global => "global",
        If => "if",
        Import => "import",
        In => "in",
        Is => "is",
        Lambda => "lambda",
        Nonlocal => "nonlocal",
        Not => "not",
        Or => "or",
        Pass => "pass",
        Raise => "raise",
        Return => "return",
        Try => "try",
        While => "while",
        With => "with",
        Yield => "yield",
        LPar => "(",
        RPar => ")",
        LSqb => "[",
        RSqb => "]",
        LBrace => "{",
        RBrace => "}",
        Colon => ":",
        Comma => ",",
        Semi => ";",
        Dot => ".",
        Ellipsis => "...",
        Arrow => "->",
        At => "@",
        Equal => "=",
        ColonEqual => ":=",
        Plus => "+",
        Minus => "-",
        Star => "*",
        DoubleStar => "**",
        Slash => "/",
        DoubleSlash => "//",
        Percent => "%",
        Vbar => "|",
        Amper => "&",
        Circumflex => "^",
        Tilde => "~",
        LeftShift => "<<",
        RightShift => ">>",
        Less => "<",
        Greater => ">",
        LessEqual => "<=",
        GreaterEqual => ">=",
        EqEqual => "==",
        NotEqual => "!=",
        PlusEqual => "+=",
        MinEqual => "-=",
        StarEqual => "*=",
        AtEqual => "@=",
        SlashEqual => "/=",
        DoubleSlashEqual => "//=",
        PercentEqual => "%=",
        AmperEqual => "&=",
        VbarEqual => "|=",
        CircumflexEqual => "^=",
        LeftShiftEqual => "<<=",
        RightShiftEqual => ">>=",
        DoubleStarEqual => "**=",
        _ => "",
    }
}
