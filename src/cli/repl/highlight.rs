//! Source text in colours, by the tokens of the real lexer.

use std::fmt::Write;

use crate::syntax::ast::Location;
use crate::syntax::parser::{self, Mode};
use crate::syntax::source::Source;
use crate::syntax::token::Token;

/// Kinds of words that are told apart, as codes of the terminal.
mod colour {
    pub const KEYWORD: &str = "1;34";
    pub const STRING: &str = "32";
    pub const NUMBER: &str = "33";
    pub const COMMENT: &str = "90";
    pub const DEFINED: &str = "1";
    pub const COMMAND: &str = "35";
}

/// The text with colours. What cannot be read stays plain.
pub fn coloured(text: &str) -> String {
    if text.starts_with(':') {
        return painted(text, colour::COMMAND);
    }
    let Ok(source) = Source::from_text(text) else { return text.to_string() };
    if source.text().len() != text.len() {
        return text.to_string();
    }
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let offset = |at: Location| {
        let line = starts.get((at.line as usize).saturating_sub(1)).copied().unwrap_or(text.len());
        (line + at.column as usize).min(text.len())
    };
    let (tokens, error) = parser::tokens(&source, Mode::Exec);
    let mut out = String::with_capacity(text.len() * 2);
    let mut done = 0;
    let mut strings = 0;
    let mut defines = false;
    for (start, token, end) in tokens {
        let (start, end) = (offset(start), offset(end));
        if start < done || end <= start || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            continue;
        }
        gap(&mut out, &text[done..start], strings > 0);
        let word = &text[start..end];
        match kind(&token, word, defines) {
            Some(colour) => out.push_str(&painted(word, colour)),
            None => out.push_str(word),
        }
        match token {
            Token::FStringStart => strings += 1,
            Token::FStringEnd => strings -= 1,
            _ => {}
        }
        defines = matches!(token, Token::Def | Token::Class);
        done = end;
    }
    let rest = &text[done..];
    let open_string = error.is_some_and(|error| error.message.starts_with("unterminated"));
    match open_string.then(|| rest.find(['"', '\''])).flatten() {
        Some(quote) => {
            gap(&mut out, &rest[..quote], false);
            out.push_str(&painted(&rest[quote..], colour::STRING));
        }
        None => gap(&mut out, rest, false),
    }
    out
}

fn kind(token: &Token, word: &str, defines: bool) -> Option<&'static str> {
    match token {
        Token::Str(_) | Token::Bytes(_) | Token::FStringStart | Token::FStringText(_) | Token::FStringEnd => {
            Some(colour::STRING)
        }
        Token::Number(_) => Some(colour::NUMBER),
        Token::Name(_) if defines => Some(colour::DEFINED),
        Token::Name(_) => None,
        Token::Match | Token::Case => Some(colour::KEYWORD),
        _ if word.starts_with(|c: char| c.is_ascii_alphabetic()) => Some(colour::KEYWORD),
        _ => None,
    }
}

/// What lies between two tokens: blanks, comments, or the text of an f-string.
fn gap(out: &mut String, text: &str, in_string: bool) {
    if text.trim().is_empty() {
        out.push_str(text);
    } else if in_string {
        out.push_str(&painted(text, colour::STRING));
    } else {
        for line in text.split_inclusive('\n') {
            match line.find('#') {
                Some(at) => {
                    let (before, comment) = line.split_at(at);
                    out.push_str(before);
                    out.push_str(&painted(comment, colour::COMMENT));
                }
                None => out.push_str(line),
            }
        }
    }
}

/// Each line in the colour, so that a line alone is right too.
pub fn painted(text: &str, colour: &str) -> String {
    let mut out = String::with_capacity(text.len() + 12);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        if !line.is_empty() {
            let _ = write!(out, "\x1b[{colour}m{line}\x1b[0m");
        }
    }
    out
}

/// A report of an exception in colours: places, carets, and the last line.
pub fn coloured_report(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for line in text.split_inclusive('\n') {
        let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
        out.push_str(&report_line(line));
        out.push_str(end);
    }
    out
}

fn report_line(line: &str) -> String {
    let trimmed = line.trim_start();
    if !trimmed.is_empty() && trimmed.trim_end_matches('^').is_empty() {
        let blanks = &line[..line.len() - trimmed.len()];
        return format!("{blanks}{}", painted(trimmed, "1;31"));
    }
    if let Some(place) = line.strip_prefix("  File \"") {
        // The name may hold anything: the last quote ends it.
        if let Some((file, rest)) = place.rsplit_once("\", line ") {
            let (number, rest) = match rest.split_once(", in ") {
                Some((number, name)) => (number, format!(", in {}", painted(name, "35"))),
                None => (rest, String::new()),
            };
            return format!("  File {}, line {}{rest}", painted(&format!("\"{file}\""), "35"), painted(number, "35"));
        }
    }
    if line.starts_with(' ') || line.is_empty() || line.ends_with("(most recent call last):") {
        return line.to_string();
    }
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    match line.split_once(": ") {
        Some((name, text)) if is_name(name) => format!("{}: {}", painted(name, "1;31"), painted(text, "31")),
        None if is_name(line) => painted(line, "1;31"),
        _ => line.to_string(),
    }
}
