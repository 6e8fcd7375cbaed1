//! Source text to AST: source, token (logos), lexer, layout, lookahead, depth, parser (LALRPOP), validate.

pub mod ast;
pub mod error;

mod actions;
mod depth;
mod diagnose;
pub mod dump;
mod fstring;
mod layout;
mod lexer;
mod literal;
mod lookahead;
mod numeral;
pub mod parser;
mod patterns;
pub mod source;
pub mod token;
mod validate;
