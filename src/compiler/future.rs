//! `from __future__ import ...`: which flags a source sets, and where such imports may stand.

use crate::bytecode::code::flags;
use crate::syntax::ast::{Constant, ExprKind, Location, Module, Span, Stmt, StmtKind};
use crate::syntax::error::SyntaxError;

const MISPLACED: &str = "from __future__ imports must occur at the beginning of the file";

/// What the source's future statements say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Future {
    /// `FUTURE_*` bits of code flags.
    pub flags: u32,
    /// The line of the last future statement; later ones are errors.
    pub line: u32,
}

/// Reads the future statements at the beginning of a module.
pub fn find(module: &Module) -> Result<Future, SyntaxError> {
    let mut future = Future::default();
    let (Module::Module(body) | Module::Interactive(body)) = module else { return Ok(future) };
    let (mut done, mut line) = (false, 0);
    let docstring = body.first().is_some_and(|first| match &first.kind {
        StmtKind::Expr(value) => matches!(value.kind, ExprKind::Constant(Constant::Str { .. })),
        _ => false,
    });
    for stmt in &body[usize::from(docstring)..] {
        if done && stmt.span.start.line > line {
            break;
        }
        line = stmt.span.start.line;
        match &stmt.kind {
            StmtKind::ImportFrom { module: Some(name), names, .. } if &**name == "__future__" => {
                if done {
                    return Err(endless(MISPLACED, stmt.span.start));
                }
                for alias in names {
                    future.flags |= feature(&alias.name).map_err(|message| endless(message, stmt.span.start))?;
                }
                future.line = line;
            }
            _ => done = true,
        }
    }
    Ok(future)
}

/// CPython tells where these errors begin, but not where they end.
fn endless(message: impl Into<String>, start: Location) -> SyntaxError {
    SyntaxError::new(message, Span { start, end: Location { column: Location::UNKNOWN, ..start } })
}

/// The error of a future statement that comes too late.
pub fn misplaced(stmt: &Stmt) -> SyntaxError {
    SyntaxError::new(MISPLACED, stmt.span)
}

/// A feature's flag; most became part of the language and have none.
fn feature(name: &str) -> Result<u32, String> {
    match name {
        "nested_scopes" | "generators" | "division" | "absolute_import" | "with_statement" | "print_function"
        | "unicode_literals" | "generator_stop" => Ok(0),
        "barry_as_FLUFL" => Ok(flags::FUTURE_BARRY_AS_BDFL),
        "annotations" => Ok(flags::FUTURE_ANNOTATIONS),
        "braces" => Err("not a chance".to_owned()),
        _ => Err(format!("future feature {} is not defined", name.chars().take(100).collect::<String>())),
    }
}
