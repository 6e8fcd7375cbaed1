//! `--emit STAGE FILE` and `-m dis FILE`: what a stage makes of a source. Nothing runs.

use std::io::Write;
use std::path::Path;

use crate::bytecode::dis;
use crate::compiler;
use crate::syntax::dump;
use crate::syntax::error::SyntaxError;
use crate::syntax::parser::{self, Mode};
use crate::syntax::source::{Origin, Source};
use crate::text::Text;

use super::report;

/// Prints the stage; gives the exit status.
pub fn emit(stage: &str, file: &Path) -> u8 {
    let name = file.to_string_lossy().into_owned();
    let bytes = match read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            report::cannot_open(&name, &error);
            return 2;
        }
    };
    let source = match Source::from_bytes(&bytes, Origin::Bytes) {
        Ok(source) => source,
        Err(error) => return fail(&error, &name, None),
    };
    match render(stage, &source, &name) {
        Ok(Some(text)) => {
            // A reader that went away is no error of ours.
            let _ = std::io::stdout().write_all(text.as_bytes());
            0
        }
        Ok(None) => {
            eprintln!("kaa: no stage '{stage}': tokens, ast, scopes or dis");
            2
        }
        Err(error) => fail(&error, &name, Some(&source)),
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

fn render(stage: &str, source: &Source, name: &str) -> Result<Option<String>, SyntaxError> {
    if stage == "tokens" {
        let (tokens, error) = parser::tokens(source, Mode::Exec);
        let mut out = String::new();
        for (start, token, end) in tokens {
            let place = format!("{},{}-{},{}:", start.line, start.column, end.line, end.column);
            out += &format!("{place:<20}{token}\n");
        }
        return match error {
            Some(error) => Err(error),
            None => Ok(Some(out)),
        };
    }
    let parsed = parser::parse(source, Mode::Exec)?;
    let options = compiler::Options { filename: Text::from(name), ..compiler::Options::default() };
    Ok(Some(match stage {
        "ast" => dump::dump(&parsed.module, false)? + "\n",
        "scopes" => compiler::scopes(&parsed.module, &options)?.to_string(),
        "dis" => dis::listing(&compiler::compile(&parsed.module, &options)?.code),
        _ => return Ok(None),
    }))
}
