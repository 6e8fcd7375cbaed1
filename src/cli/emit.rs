//! `--emit STAGE FILE` and `-m dis FILE`: what a stage makes of a source. Nothing runs.

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::Path;

use crate::bytecode::{dis, explain, json};
use crate::compiler;
use crate::syntax::dump;
use crate::syntax::error::SyntaxError;
use crate::syntax::parser::{self, Mode};
use crate::syntax::source::{Origin, Source};
use crate::text::Text;

use super::options::Options;
use super::report;

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Tokens,
    Ast,
    Scopes,
    Dis(View),
}

/// How bytecode is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// As `python -m dis` does.
    Listing,
    Explained,
    Json,
}

/// Prints the stage; gives the exit status.
pub fn emit(stage: Stage, file: &Path, options: &Options) -> u8 {
    let stdin = file.as_os_str() == "-";
    let name = if stdin { "<stdin>".to_string() } else { file.to_string_lossy().into_owned() };
    let bytes = match read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            report::cannot_open(&name, &error);
            return 2;
        }
    };
    // Errors name the file as they would if it ran.
    let absolute = std::path::absolute(file).ok().filter(|_| !stdin);
    let shown = absolute.map_or_else(|| name.clone(), |path| path.to_string_lossy().into_owned());
    let source = match Source::from_bytes(&bytes, Origin::File(&shown)) {
        Ok(source) => source,
        Err(error) => return fail(&error, &shown, None),
    };
    match render(stage, &source, &name, options) {
        Ok(text) => {
            // A reader that went away is no error of ours.
            let _ = std::io::stdout().write_all(text.as_bytes());
            0
        }
        Err(error) => fail(&error, &shown, Some(&source)),
    }
}

/// The file's bytes; `-` is standard input.
fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin(), &mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(file)
}

fn fail(error: &SyntaxError, name: &str, source: Option<&Source>) -> u8 {
    eprint!("{}", report::syntax_error(error, name, source));
    1
}

fn render(stage: Stage, source: &Source, name: &str, options: &Options) -> Result<String, SyntaxError> {
    if stage == Stage::Tokens {
        return tokens(source);
    }
    let parsed = parser::parse(source, Mode::Exec)?;
    let settings = compiler::Options {
        filename: Text::from(name),
        optimize: options.optimize.min(2),
        ..compiler::Options::default()
    };
    let view = match stage {
        Stage::Tokens | Stage::Ast => return Ok(dump::dump(&parsed.module, false)? + "\n"),
        Stage::Scopes => return Ok(compiler::scopes(&parsed.module, &settings)?.to_string()),
        Stage::Dis(view) => view,
    };
    let compiled = compiler::compile(&parsed.module, &settings)?;
    if options.warnings.is_empty() {
        let mut seen = BTreeSet::new();
        for warning in &compiled.warnings {
            let line = warning.span.start.line;
            if seen.insert((line, &warning.message)) {
                report::syntax_warning(&warning.message, name, line, source);
            }
        }
    }
    Ok(match view {
        View::Listing => dis::listing(&compiled.code),
        View::Explained => explain::explained(&compiled.code, |line| source.line(line), wants_colour()),
        View::Json => json::json(&compiled.code),
    })
}

fn tokens(source: &Source) -> Result<String, SyntaxError> {
    let (tokens, error) = parser::tokens(source, Mode::Exec);
    let mut out = String::new();
    for (start, token, end) in tokens {
        let place = format!("{},{}-{},{}:", start.line, start.column, end.line, end.column);
        out += &format!("{place:<20}{token}\n");
    }
    match error {
        Some(error) => Err(error),
        None => Ok(out),
    }
}

/// On a terminal that can, unless NO_COLOR says no.
fn wants_colour() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !refused && !dumb && std::io::stdout().is_terminal()
}
