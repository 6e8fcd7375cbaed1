//! The words of the language: what logos can tell with regular expressions, and what the later passes add.
//!
//! logos finds operators, keywords and the *openings* of names, numbers, strings and comments; the lexer
//! scans the rest of those by hand and puts the finished token in the opening's place.

use std::fmt;

use logos::Logos;

use super::ast::{Constant, Conversion, Location, Name};
use crate::text::Text;

/// A token and where it stands.
pub type Spanned = (Location, Token, Location);

/// A str literal that is no f-string.
#[derive(Clone, Debug, PartialEq)]
pub struct StrLiteral {
    pub value: Text,
    /// `u` stood before the quote: `ast.Constant.kind`.
    pub u_prefix: bool,
}

/// A token; what logos cannot tell alone says what it carries once the lexer has finished it.
#[derive(Logos, Clone, Debug, PartialEq)]
#[logos(skip r"[ \t\x0c]+")]
pub enum Token {
    // Openings, which never leave the lexer.
    #[regex(r"[a-zA-Z_\x{80}-\x{10FFFF}][a-zA-Z0-9_\x{80}-\x{10FFFF}]*")]
    Identifier,
    #[regex(r"[0-9]|\.[0-9]")]
    Digit,
    #[regex(r#"([bB]|[rR]|[uU]|[fF]|[bB][rR]|[rR][bB]|[fF][rR]|[rR][fF])?["']"#)]
    Quote,
    #[token("#")]
    Comment,
    #[token("\\")]
    Backslash,

    // What the lexer makes of them.
    Name(Name),
    Number(Box<Constant>),
    Str(Box<StrLiteral>),
    Bytes(std::rc::Rc<[u8]>),
    /// An f-string; `FStringText` and fields up to `FStringEnd` follow.
    FStringStart,
    FStringText(Text),
    /// The `{` of a field, with its number in the lexicon; a parenthesised expression follows.
    FieldStart(u32),
    FieldConversion(Conversion),
    /// The `:` before a format spec.
    FieldSpec,
    FieldEnd,
    FStringEnd,

    // Layout: the lexer gives line ends outside of brackets, `Layout` the rest.
    #[token("\n")]
    Newline,
    Indent,
    Dedent,

    // Which kind of source the grammar is to read.
    StartModule,
    StartInteractive,
    StartExpression,

    // Soft keywords, from `Lookahead`.
    Match,
    Case,
    /// `with` and the `(` of a parenthesised list of items.
    WithParen,

    #[token("False")]
    False,
    #[token("None")]
    None,
    #[token("True")]
    True,
    #[token("and")]
    And,
    #[token("as")]
    As,
    #[token("assert")]
    Assert,
    #[token("async")]
    Async,
    #[token("await")]
    Await,
    #[token("break")]
    Break,
    #[token("class")]
    Class,
    #[token("continue")]
    Continue,
    #[token("def")]
    Def,
    #[token("del")]
    Del,
    #[token("elif")]
    Elif,
    #[token("else")]
    Else,
    #[token("except")]
    Except,
    #[token("finally")]
    Finally,
    #[token("for")]
    For,
    #[token("from")]
    From,
    #[token("global")]
    Global,
    #[token("if")]
    If,
    #[token("import")]
    Import,
    #[token("in")]
    In,
    #[token("is")]
    Is,
    #[token("lambda")]
    Lambda,
    #[token("nonlocal")]
    Nonlocal,
    #[token("not")]
    Not,
    #[token("or")]
    Or,
    #[token("pass")]
    Pass,
    #[token("raise")]
    Raise,
    #[token("return")]
    Return,
    #[token("try")]
    Try,
    #[token("while")]
    While,
    #[token("with")]
    With,
    #[token("yield")]
    Yield,

    #[token("(")]
    LPar,
    #[token(")")]
    RPar,
    #[token("[")]
    LSqb,
    #[token("]")]
    RSqb,
    #[token("{")]
    LBrace,
    #[token("}")]
    RBrace,
    #[token(":")]
    Colon,
    #[token(",")]
    Comma,
    #[token(";")]
    Semi,
    #[token(".")]
    Dot,
    #[token("...")]
    Ellipsis,
    #[token("->")]
    Arrow,
    #[token("@")]
    At,
    #[token("=")]
    Equal,
    #[token(":=")]
    ColonEqual,
    #[token("+")]
    Plus,
    #[token("-")]
    Minus,
    #[token("*")]
    Star,
    #[token("**")]
    DoubleStar,
    #[token("/")]
    Slash,
    #[token("//")]
    DoubleSlash,
    #[token("%")]
    Percent,
    #[token("|")]
    Vbar,
    #[token("&")]
    Amper,
    #[token("^")]
    Circumflex,
    #[token("~")]
    Tilde,
    #[token("<<")]
    LeftShift,
    #[token(">>")]
    RightShift,
    #[token("<")]
    Less,
    #[token(">")]
    Greater,
    #[token("<=")]
    LessEqual,
    #[token(">=")]
    GreaterEqual,
    #[token("==")]
    EqEqual,
    #[token("!=")]
    NotEqual,
    #[token("<>")]
    Diamond,
    #[token("+=")]
    PlusEqual,
    #[token("-=")]
    MinEqual,
    #[token("*=")]
    StarEqual,
    #[token("@=")]
    AtEqual,
    #[token("/=")]
    SlashEqual,
    #[token("//=")]
    DoubleSlashEqual,
    #[token("%=")]
    PercentEqual,
    #[token("&=")]
    AmperEqual,
    #[token("|=")]
    VbarEqual,
    #[token("^=")]
    CircumflexEqual,
    #[token("<<=")]
    LeftShiftEqual,
    #[token(">>=")]
    RightShiftEqual,
    #[token("**=")]
    DoubleStarEqual,
}

impl Token {
    /// One of the string tokens, of which implicit concatenation takes any number.
    pub fn is_string(&self) -> bool {
        matches!(self, Token::Str(..) | Token::Bytes(_) | Token::FStringStart)
    }
}

/// The token's kind and value, for `--emit tokens`.
impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Token::Name(name) => write!(f, "Name {name}"),
            Token::Number(value) => write!(f, "Number {}", super::dump::constant(value)),
            Token::Str(literal) => {
                let value = Constant::Str { value: literal.value.clone(), u_prefix: literal.u_prefix };
                write!(f, "Str {}", super::dump::constant(&value))
            }
            Token::Bytes(value) => write!(f, "Bytes {}", super::dump::constant(&Constant::Bytes(value.clone()))),
            Token::FStringText(value) => {
                let value = Constant::Str { value: value.clone(), u_prefix: false };
                write!(f, "FStringText {}", super::dump::constant(&value))
            }
            Token::FieldStart(_) => f.write_str("FieldStart"),
            token => write!(f, "{token:?}"),
        }
    }
}
