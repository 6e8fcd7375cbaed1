//! Source text to AST: source, token (logos), lexer, layout, lookahead, parser (LALRPOP), validate.

pub mod ast;
pub mod error;
