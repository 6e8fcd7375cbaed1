//! The compiler: code objects, errors and warnings are CPython 3.10's. `expect.py`, run by CPython, writes the
//! expectations; nothing here needs it.

mod shown;

use std::fs;
use std::path::{Path, PathBuf};

use kaa::bytecode::frozen;
use kaa::compiler::{self, Compiled, Options};
use kaa::syntax::error::SyntaxError;
use kaa::syntax::parser::{self, Mode};
use kaa::syntax::source::Source;

use crate::dis::sources;
use crate::process::{self, difference};
use shown::{Shown, attributes};

fn folder() -> PathBuf {
    process::root().join("tests/compiler")
}

fn compile(text: &str, mode: Mode, options: &Options) -> Result<Compiled, SyntaxError> {
    let parsed = parser::parse(&Source::from_text(text)?, mode)?;
    compiler::compile(&parsed.module, options)
}

fn options() -> Options {
    Options { filename: "source".into(), ..Options::default() }
}

/// Compares a `.py` file's code objects with the `.code` file beside it.
fn require_code(path: &Path, shown: Shown) {
    let source = fs::read_to_string(path).expect("the source");
    let compiled = compile(&source, Mode::Exec, &options()).expect("it compiles");
    let expected = fs::read_to_string(path.with_extension("code")).expect("the expectation beside it");
    if let Some(wrong) = difference(&expected, &attributes(&compiled.code, shown)) {
        panic!("{}: {wrong}", path.display());
    }
}

fn require_pass(name: &str) {
    require_code(&folder().join("passes").join(name), Shown::AttributesAndListing);
}

#[test]
fn pass_constant_folding() {
    require_pass("constant_folding.py");
}

#[test]
fn pass_normalize() {
    require_pass("normalize.py");
}

#[test]
fn pass_peephole() {
    require_pass("peephole.py");
}

#[test]
fn pass_inline_small_exits() {
    require_pass("inline_small_exits.py");
}

#[test]
fn pass_reachability() {
    require_pass("reachability.py");
}

#[test]
fn pass_clean() {
    require_pass("clean.py");
}

#[test]
fn pass_exits() {
    require_pass("exits.py");
}

#[test]
fn pass_line_numbers() {
    require_pass("line_numbers.py");
}

#[test]
fn code_objects_are_cpythons() {
    // Their listings are expected in the `.dis` files.
    sources().iter().for_each(|path| require_code(path, Shown::Attributes));
}

/// The blocks of a table: a source, and what CPython says of it.
fn blocks(name: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(folder().join(name)).expect("the table");
    let block = |block: &str| block.split_once("-----\n").map(|(source, said)| (source.to_owned(), said.to_owned()));
    text.split("=====\n").map(|text| block(text).expect("a source and an expectation")).collect()
}

#[test]
fn modes_and_flags_are_cpythons() {
    for (block, expected) in blocks("modes.txt") {
        let (how, source) = block.split_once('\n').expect("a line that says how");
        let [mode, optimize, flags] = how.split(' ').collect::<Vec<_>>()[..] else { panic!("{how}") };
        let mode = match mode {
            "eval" => Mode::Eval,
            "single" => Mode::Single,
            _ => Mode::Exec,
        };
        let optimize = optimize.parse().expect("a level");
        let options = Options { optimize, allow_top_level_await: flags == "await", ..options() };
        let got = match compile(source, mode, &options) {
            Ok(compiled) => attributes(&compiled.code, Shown::AttributesAndListing),
            Err(error) => error.message + "\n",
        };
        if let Some(wrong) = difference(&expected, &got) {
            panic!("{block}\n{wrong}");
        }
    }
}

#[test]
fn complaints_are_cpythons() {
    let mut reports = Vec::new();
    for (source, expected) in blocks("complaints.txt") {
        let got = match compile(&source, Mode::Exec, &options()) {
            Ok(compiled) => compiled
                .warnings
                .iter()
                .map(|warning| format!("warning {} {}", warning.span.start.line, warning.message))
                .collect::<Vec<_>>()
                .join("\n"),
            Err(error) => {
                let at = error.span.start;
                format!("{:?} {}:{} {}", error.kind, at.line, at.column + 1, error.message)
            }
        };
        if got != expected.trim_end() {
            reports.push(format!("{source}  expected {expected}  got      {got}"));
        }
    }
    assert!(reports.is_empty(), "{} differ\n{}", reports.len(), reports.join("\n"));
}

/// Library code is read back as it was written, and a part of it is not read at all.
#[test]
fn frozen_code_is_read_back() {
    let text = r"
async def outer(a, /, b=(1, -2, 10**40, 1.5, 2j, None, ...), *, c='\ud800', **rest) -> 'é':
    '''Doc.'''
    async with a as b:
        return [lambda: (x, b, True, b'\0\xff') for x in c if x in {'a', 'b', 3}]
";
    let code = compile(text, Mode::Exec, &options()).expect("Python").code;
    let bytes: &'static [u8] = Box::leak(frozen::write(&code).into());
    assert_eq!(frozen::read(bytes, &code.filename), Some(code.clone()));
    for end in 0..bytes.len() {
        assert_eq!(frozen::read(&bytes[..end], &code.filename), None, "{end} bytes");
    }
}

#[test]
fn scopes() {
    let source = fs::read_to_string(folder().join("scopes.py")).expect("the source");
    let parsed = parser::parse(&Source::from_text(&source).expect("UTF-8"), Mode::Exec).expect("it parses");
    let table = compiler::scopes(&parsed.module, &options()).expect("sound scopes");
    let expected = fs::read_to_string(folder().join("scopes.txt")).expect("the dump");
    if let Some(wrong) = difference(&expected, &table.to_string()) {
        panic!("{wrong}\n{table}");
    }
}

/// Long but flat sources take time in proportion to their length.
#[test]
fn long_sources() {
    let long = |text: &str, count: usize| text.repeat(count);
    let sources = [
        format!("if a: b\n{}", long("elif c: d\n", 50_000)),
        format!("x = a in {{{}}}", (0..20_000).map(|n| format!("{n},")).collect::<String>()),
        format!("x = ({})", long("1, ", 50_000)),
        format!("x = {}b", long("a and ", 50_000)),
        format!("x = {}b", long("a < ", 50_000)),
        (0..70_000).map(|n| format!("a{n} = {n}\n")).collect(),
    ];
    for source in sources {
        assert!(compile(&source, Mode::Exec, &options()).is_ok(), "{}", &source[..40]);
    }
}
