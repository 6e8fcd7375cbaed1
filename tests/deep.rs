//! Source of a depth or length that CPython itself may not survive: it runs, or ends with an exception of CPython's kind.

use crate::process;

const DEPTH: usize = 100_000;

/// Runs the program from standard input; gives what is wrong. One that runs must reach its end.
fn survives(name: &str, source: &str) -> Option<String> {
    let outcome = process::run(&process::kaa(), &["-"], format!("{source}\nprint('end')\n").as_bytes());
    let last = outcome.stderr.trim_end().lines().next_back().unwrap_or_default();
    let kinds =
        ["SyntaxError: ", "IndentationError: ", "RecursionError: ", "MemoryError", "NameError: ", "OverflowError: "];
    let fine = match outcome.status {
        Some(0) => outcome.stdout == "end\n",
        Some(1) => kinds.iter().any(|kind| last.starts_with(kind)) && !outcome.stderr.contains("panicked"),
        _ => false,
    };
    (!fine).then(|| format!("{name}: {}, {last}", outcome.ending()))
}

fn require(cases: &[(&str, String)]) {
    let wrong: Vec<String> = cases.iter().filter_map(|(name, source)| survives(name, source)).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// `opening` many times, `core`, `closing` as many times.
fn nested(opening: &str, core: &str, closing: &str) -> String {
    format!("{}{core}{}\n", opening.repeat(DEPTH), closing.repeat(DEPTH))
}

#[test]
fn brackets() {
    require(&[
        ("parentheses", nested("(", "1", ")")),
        ("lists", nested("[", "", "]")),
        ("dicts", nested("{1:", "1", "}")),
        ("calls", nested("f(", "", ")")),
        ("subscripts", nested("x[", "0", "]")),
        ("call chain", format!("f{}\n", "()".repeat(DEPTH))),
        ("unclosed", "(".repeat(DEPTH)),
        ("closing only", ")".repeat(DEPTH)),
        ("mixed", format!("{}\n", "([{".repeat(DEPTH))),
    ]);
}

#[test]
fn operators() {
    require(&[
        ("minus", nested("-", "1", "")),
        ("not", nested("not ", "1", "")),
        ("power", nested("2 ** ", "1", "")),
        ("plus", nested("1 + ", "1", "")),
        ("and", nested("1 and ", "1", "")),
        ("compare", nested("1 < ", "1", "")),
        ("conditional", nested("1 if 1 else ", "1", "")),
        ("lambda", nested("lambda: ", "1", "")),
        ("lambda defaults", nested("lambda x=", "1", ": 1")),
        ("attributes", format!("x{}\n", ".a".repeat(DEPTH))),
        ("await", format!("async def f(): {}x\n", "await ".repeat(DEPTH))),
        ("walrus", nested("(x := ", "1", ")")),
        ("strings", nested("'a' ", "'a'", "")),
        ("f-strings", nested("f'{1}' ", "'a'", "")),
        ("stars", nested("*", "a", "")),
    ]);
}

#[test]
fn statements() {
    let deep_blocks = |head: &str| (0..DEPTH / 100).map(|n| format!("{}{head}\n", " ".repeat(n))).collect::<String>();
    require(&[
        ("elif", format!("if 0: pass\n{}", "elif 0: pass\n".repeat(DEPTH))),
        ("assignments", nested("x = ", "1", "")),
        ("decorators", format!("{}def f(): pass\n", "@f\n".repeat(DEPTH))),
        ("if blocks", deep_blocks("if 1:")),
        ("def blocks", deep_blocks("def f():")),
        ("class blocks", deep_blocks("class C:")),
        ("try blocks", deep_blocks("try:")),
        ("semicolons", "pass;".repeat(DEPTH) + "\n"),
        ("else if", format!("if 0: pass\n{}", "else: \n if 0: pass\n".repeat(DEPTH))),
        ("comprehension fors", format!("[1{} if 0]\n", " for x in ()".repeat(DEPTH))),
        ("with items", format!("with {}x: pass\n", "x, ".repeat(DEPTH))),
        ("patterns", format!("match 1:\n case {}x: pass\n", "1 | ".repeat(DEPTH))),
        ("nested patterns", format!("match 1:\n case {}x{}: pass\n", "[".repeat(DEPTH), "]".repeat(DEPTH))),
        ("targets", format!("for {}a{} in (): pass\n", "(".repeat(150), ",)".repeat(150))),
        ("deletions", format!("del {}\n", "x, ".repeat(DEPTH))),
        ("parameters", format!("def f({}): pass\n", (0..DEPTH).map(|n| format!("a{n}, ")).collect::<String>())),
        ("global names", format!("global {}\n", (0..DEPTH).map(|n| format!("a{n}")).collect::<Vec<_>>().join(", "))),
    ]);
}

#[test]
fn literals() {
    require(&[
        ("digits", format!("x = {}\n", "9".repeat(DEPTH))),
        ("hexadecimal", format!("x = 0x{}\n", "f".repeat(DEPTH))),
        ("exponent", format!("x = 1e{}\n", "9".repeat(DEPTH))),
        ("name", format!("{} = 1\n", "a".repeat(DEPTH))),
        ("string", format!("x = '{}'\n", "\\n".repeat(DEPTH))),
        ("unclosed string", format!("x = '''{}\n", "a\n".repeat(DEPTH))),
        ("nested replacement", format!("f'{}'\n", "{".repeat(DEPTH))),
        ("nested format", format!("f'{}{}'\n", "{1:".repeat(DEPTH), "}".repeat(DEPTH))),
        ("continuations", format!("x = 1{}\n", "\\\n".repeat(DEPTH))),
        ("blank lines", "\n".repeat(DEPTH)),
        ("comments", "#\n".repeat(DEPTH)),
        ("list", format!("x = [{}]\n", "1,".repeat(DEPTH))),
        ("set", format!("x = {{{}}}\n", (0..DEPTH).map(|n| format!("{n},")).collect::<String>())),
    ]);
}

#[test]
fn explosions_fold_to_nothing() {
    // What constant folding must leave alone.
    require(&[
        ("power", "x = lambda: 10 ** 10 ** 10\n".to_string()),
        ("shift", "x = lambda: 1 << 10 ** 12\n".to_string()),
        ("repeat", "x = lambda: 'x' * 10 ** 12\n".to_string()),
        ("tuple", "x = lambda: (0,) * 10 ** 12\n".to_string()),
        ("format", "x = lambda: '%1000000000000d' % 1\n".to_string()),
        ("list at run time", "x = [0] * 10 ** 12\n".to_string()),
        ("string at run time", "n = 10 ** 12\nx = 'x' * n\n".to_string()),
        ("shift at run time", "n = 10 ** 12\nx = 1 << n\n".to_string()),
        ("power at run time", "n = 10 ** 10\nx = 2 ** n ** 2\n".to_string()),
        ("bytes at run time", "x = bytes(10 ** 12)\n".to_string()),
        ("join at run time", "n = 10 ** 12\nx = '{:>{}}'.format(1, n)\n".to_string()),
    ]);
}
