//! The front end: trees, spans and errors are CPython 3.10's; tokens and what has no counterpart there are snapshots.

use std::fs;
use std::path::PathBuf;

use kaa::syntax::dump;
use kaa::syntax::error::{ErrorKind, SyntaxError};
use kaa::syntax::parser::{self, Mode, Parsed};
use kaa::syntax::source::{Origin, Source};

use crate::process::{self, difference};

fn folder(name: &str) -> PathBuf {
    process::root().join("tests/syntax").join(name)
}

fn parse(text: &str, mode: Mode) -> Result<Parsed, SyntaxError> {
    parser::parse(&Source::from_text(text)?, mode)
}

fn compare_dumps(name: &str, attributes: bool) {
    let mut reports = Vec::new();
    for entry in fs::read_dir(folder(name)).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|kind| kind != "py") {
            continue;
        }
        let source = Source::from_bytes(&fs::read(&path).expect("a source"), Origin::Bytes).expect("UTF-8");
        let parsed = parser::parse(&source, Mode::Exec).unwrap_or_else(|error| panic!("{path:?}: {error:?}"));
        let dump = dump::dump(&parsed.module, attributes).expect("a shallow tree") + "\n";
        let expected = fs::read_to_string(path.with_extension("ast")).expect("the dump beside it");
        reports.extend(difference(&expected, &dump).map(|wrong| format!("{path:?}: {wrong}")));
    }
    assert!(reports.is_empty(), "{}", reports.join("\n"));
}

#[test]
fn trees_are_cpythons() {
    compare_dumps("ast", false);
}

#[test]
fn spans_are_cpythons() {
    compare_dumps("spans", true);
}

/// errors.py says how errors.txt is written.
#[test]
fn errors_are_cpythons() {
    let script = folder("errors.py");
    let got = process::run(&process::kaa(), &[script.to_str().expect("a plain name"), "--check"], b"");
    assert_eq!((got.stdout.as_str(), got.stderr.as_str(), got.status), ("", "", Some(0)));
}

#[test]
fn tokens() {
    let text = fs::read_to_string(folder("tokens/tokens.py")).expect("the source");
    let source = Source::from_text(&text).expect("no null bytes");
    let (tokens, error) = parser::tokens(&source, Mode::Exec);
    assert_eq!(error, None);
    let lines = tokens
        .iter()
        .map(|(start, token, end)| format!("{}:{}-{}:{} {token}\n", start.line, start.column, end.line, end.column));
    let listing = text.clone() + "----\n" + &lines.collect::<String>();
    insta::with_settings!({ snapshot_path => folder("tokens"), prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("tokens", listing);
    });
}

#[test]
fn encodings() {
    let text = |bytes: &[u8]| Source::from_bytes(bytes, Origin::Bytes).map(|source| source.text().to_string());
    let ok = |bytes: &[u8]| text(bytes).expect("decodable");
    assert_eq!(ok(b"\xef\xbb\xbfx = 1\r\ny = 2\rz"), "x = 1\ny = 2\nz");
    assert_eq!(ok(b"# -*- coding: latin-1 -*-\n'\xe9\x80'"), "# -*- coding: latin-1 -*-\n'\u{e9}\u{80}'");
    assert_eq!(ok(b"#!python\n# vim: set fileencoding=cp1252 :\n'\x80'").lines().last(), Some("'\u{20ac}'"));
    assert_eq!(ok(b"\n# coding: koi8-r\n'\xc1'").lines().last(), Some("'\u{430}'"));
    assert_eq!(ok("\n\n# coding: latin-1\n'\u{e9}'".as_bytes()).lines().last(), Some("'\u{e9}'"));
    let error = |bytes: &[u8]| text(bytes).expect_err("undecodable").message;
    assert_eq!(error(b"# coding: foo\n1"), "unknown encoding: foo");
    assert_eq!(
        error(b"# coding: cp1252\n'\x81'"),
        "'charmap' codec can't decode byte 0x81 in position 18: character maps to <undefined>"
    );
    assert_eq!(ok(b"# coding: cp437\n'\x80'").lines().last(), Some("'\u{c7}'"));
    assert_eq!(ok(b"# coding: latin9\n'\xa4'").lines().last(), Some("'\u{20ac}'"));
    assert_eq!(ok(b"# coding: shift_jis\n'\x82\xa0'").lines().last(), Some("'\u{3042}'"));
    let wide = Source::from_bytes(b"# coding: utf-16\n1", Origin::File("a.py")).expect_err("undecodable");
    assert_eq!(wide.message, "encoding problem: utf-16");
    assert_eq!(error(b"\xef\xbb\xbf# coding: latin-1\n1"), "encoding problem: iso-8859-1 with BOM");
    assert_eq!(
        error(b"# coding: ascii\nx='\xff'"),
        "'ascii' codec can't decode byte 0xff in position 19: ordinal not in range(128)"
    );
    assert_eq!(
        error(b"\xff"),
        "(unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"
    );
    let file = Source::from_bytes(b"x\n'\xe9'", Origin::File("a.py")).expect_err("undecodable");
    assert_eq!(
        file.message,
        "Non-UTF-8 code starting with '\\xe9' in file a.py on line 3, but no encoding declared; see \
         https://python.org/dev/peps/pep-0263/ for details"
    );
    let null = Source::from_text("x\0").expect_err("a null byte");
    assert_eq!(
        (null.kind, null.message.as_str()),
        (ErrorKind::ValueError, "source code string cannot contain null bytes")
    );
    let surrogate = kaa::text::Text::from_code_points([39, 0xd800, 39]);
    let surrogate = Source::from_units(surrogate.units()).expect_err("a surrogate");
    assert_eq!(surrogate.kind, ErrorKind::UnicodeEncodeError);
}

#[test]
fn modes() {
    let eval = parse("a, b\n\n", Mode::Eval).expect("an expression");
    assert!(dump::dump(&eval.module, false).is_ok_and(|dump| dump.starts_with("Expression(\n  body=Tuple(")));
    for (mode, text, expected) in [
        (Mode::Eval, "*a, b", "1:0 invalid syntax"),
        (Mode::Eval, "a = 1", "1:2 invalid syntax"),
        (Mode::Single, "a; b\nc", "1:4 multiple statements found while compiling a single statement"),
    ] {
        let error = parse(text, mode).expect_err(text);
        let start = error.span.start;
        assert_eq!(format!("{}:{} {}", start.line, start.column, error.message), expected);
    }
    for text in ["a; b\n", "", "if a:\n  b\n", "if a:\n  b\n\n", "def f(): pass", "# c\n"] {
        assert!(parse(text, Mode::Single).is_ok(), "{text:?}");
    }
}

/// What the prompt goes on reading.
#[test]
fn incomplete_input() {
    for (text, incomplete) in [
        ("(1,\n", true),
        ("if a:\n", true),
        ("if a:", true),
        ("'''a\n", true),
        ("x = \\\n", true),
        ("class A:\n  def f(self):\n", true),
        ("@a\n", true),
        ("try:\n  a\n", true),
        ("f(]", false),
        ("'a\n", false),
        ("a b\n", false),
        ("(a b\n", false),
        ("if a:\nb\n", false),
    ] {
        assert_eq!(parse(text, Mode::Single).expect_err(text).incomplete, incomplete, "{text:?}");
    }
}

#[test]
fn warnings() {
    let text = "'\\d\\e'\nx = b'\\q' f'\\{a}' if 1else 2\n'\\\u{e9}'\n";
    let text = text.replace("b'\\q' ", "b'\\q', ");
    let warnings = parse(&text, Mode::Exec).expect("valid").warnings;
    let told: Vec<String> = warnings.iter().map(|w| format!("{} {}", w.span.start.line, w.message)).collect();
    assert_eq!(
        told,
        [
            "1 invalid escape sequence '\\d'",
            "2 invalid escape sequence '\\q'",
            "2 invalid escape sequence '\\{'",
            "2 invalid decimal literal"
        ]
    );
}

/// All of these end on an ordinary thread's stack, and in time that grows with their length.
#[test]
fn deep_and_long() {
    const N: usize = 100_000;
    let repeat = |before: &str, part: &str, after: &str| before.to_string() + &part.repeat(N) + after + "\n";
    for (before, part, after, expected) in [
        ("", "-", "1", Some(ErrorKind::MemoryError)),
        ("", "not ", "1", Some(ErrorKind::MemoryError)),
        ("", "lambda: ", "1", Some(ErrorKind::MemoryError)),
        ("", "1 if 1 else ", "1", Some(ErrorKind::MemoryError)),
        ("2", "**2", "", Some(ErrorKind::MemoryError)),
        ("", "(", "", Some(ErrorKind::SyntaxError)),
        ("", "f(", "", Some(ErrorKind::SyntaxError)),
        ("a", ".b", "", Some(ErrorKind::RecursionError)),
        ("(a", ".b", " $", Some(ErrorKind::RecursionError)),
        ("a", "+a", "", Some(ErrorKind::RecursionError)),
        ("a", "()", "", Some(ErrorKind::RecursionError)),
        ("a", "[0]", "", Some(ErrorKind::RecursionError)),
        ("if a: pass\n", "elif a: pass\n", "", None),
        ("a", " or b", "", None),
        ("a", " < b", "", None),
        ("a", "=a", "", None),
        ("a", ",a", "", None),
        ("a", ";a", "", None),
        ("'a'", " f'{b}'", "", None),
        ("f(a", ", b=c", ")", None),
        ("[a ", "for a in b ", "]", None),
        ("", "@a\n", "def f(): pass", None),
    ] {
        let result = parse(&repeat(before, part, after), Mode::Exec);
        let kind = result.as_ref().err().map(|error| error.kind);
        assert_eq!(kind, expected, "{before}{part}...{after}");
    }
    let sum = "x = 1".to_string() + &" + 1".repeat(2900);
    assert!(parse(&sum, Mode::Exec).is_ok());
}
