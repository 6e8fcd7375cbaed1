//! The command line: ways to name a program, exit statuses, what bad input meets. CPython 3.10 is the measure.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::process::{self, Outcome};

fn kaa(args: &[&str], input: &str) -> Outcome {
    process::run(&process::kaa(), args, input.as_bytes())
}

/// A file that is gone when the test ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, content: &[u8]) -> Scratch {
        let path = std::env::temp_dir().join(format!("kaa-{}-{name}", std::process::id()));
        fs::write(&path, content).expect("a temporary file");
        Scratch(path)
    }

    fn name(&self) -> &str {
        self.0.to_str().expect("a plain name")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn last_line(text: &str) -> &str {
    text.trim_end().lines().next_back().unwrap_or_default()
}

#[test]
fn code_on_the_command_line() {
    let got = kaa(&["-c", "import sys; print(sys.argv, __name__)", "a", "-b"], "");
    assert_eq!((got.stdout.as_str(), got.status), ("['-c', 'a', '-b'] __main__\n", Some(0)), "{}", got.stderr);
}

#[test]
fn program_on_standard_input() {
    for args in [&["-"][..], &[]] {
        let got = kaa(args, "import sys\nprint(sys.argv, 6 * 7)\n");
        let want = if args.is_empty() { "[''] 42\n" } else { "['-'] 42\n" };
        assert_eq!((got.stdout.as_str(), got.status), (want, Some(0)), "{}", got.stderr);
    }
}

#[test]
fn arguments_of_a_file() {
    let file = Scratch::new("argv.py", b"import sys\nprint(sys.argv[1:], __name__, __file__ == sys.argv[0])\n");
    let got = kaa(&[file.name(), "x", "--y", "-"], "");
    assert_eq!((got.stdout.as_str(), got.status), ("['x', '--y', '-'] __main__ True\n", Some(0)), "{}", got.stderr);
}

#[test]
fn uncaught_exception() {
    let file = Scratch::new("raise.py", b"def f(x):\n    return 1 / x\n\nprint('before')\nf(0)\n");
    let got = kaa(&[file.name()], "");
    let name = file.name();
    let want = format!(
        "Traceback (most recent call last):\n  File \"{name}\", line 5, in <module>\n    f(0)\n  \
         File \"{name}\", line 2, in f\n    return 1 / x\nZeroDivisionError: division by zero\n"
    );
    assert_eq!((got.stdout.as_str(), got.stderr.as_str(), got.status), ("before\n", want.as_str(), Some(1)));
}

#[test]
fn chained_exceptions() {
    let file =
        Scratch::new("chain.py", b"try:\n    {}['k']\nexcept KeyError as e:\n    raise ValueError('v') from e\n");
    let got = kaa(&[file.name()], "");
    let name = file.name();
    let want = format!(
        "Traceback (most recent call last):\n  File \"{name}\", line 2, in <module>\n    {{}}['k']\nKeyError: 'k'\n\n\
         The above exception was the direct cause of the following exception:\n\n\
         Traceback (most recent call last):\n  File \"{name}\", line 4, in <module>\n    \
         raise ValueError('v') from e\nValueError: v\n"
    );
    assert_eq!(got.stderr, want);
}

#[test]
fn exit_statuses() {
    let cases = [
        ("import sys; sys.exit()", 0, ""),
        ("import sys; sys.exit(3)", 3, ""),
        ("import sys; sys.exit('bye')", 1, "bye\n"),
        ("raise SystemExit(None)", 0, ""),
        ("raise SystemExit(True)", 1, ""),
        ("raise SystemExit((1, 2))", 1, "(1, 2)\n"),
        ("import sys\ntry:\n    sys.exit(4)\nfinally:\n    print('f', file=sys.stderr)", 4, "f\n"),
    ];
    for (code, status, stderr) in cases {
        let got = kaa(&["-c", code], "");
        assert_eq!((got.status, got.stderr.as_str()), (Some(status), stderr), "{code}");
    }
}

/// What CPython 3.10 says of wrong usage, and how letters stand together.
#[test]
fn options() {
    let usage = "usage: kaa [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `kaa -h' for more information.\n";
    for (args, says) in [
        (&["-Z"][..], "Unknown option: -Z"),
        (&["-qZ", "-c", "1"], "Unknown option: -Z"),
        (&["--nonsense"], "unknown option --nonsense"),
        (&["-c"], "Argument expected for the -c option"),
        (&["-Im"], "Argument expected for the -m option"),
        (&["-W"], "Argument expected for the -W option"),
        (&["-V", "-Z"], "Unknown option: -Z"),
        (&["-J"], "-J is reserved for Jython"),
        (&["--hints=1", "-"], "--hints takes no value"),
        (&["--check-hash-based-pycs", "x"], "--check-hash-based-pycs must be one of 'default', 'always', or 'never'"),
    ] {
        let got = kaa(args, "");
        assert_eq!((got.stderr, got.status), (format!("{says}\n{usage}"), Some(2)), "{args:?}");
    }
    let flags =
        "import sys; print([n for n in dir(sys.flags) if n[0] != '_' and getattr(sys.flags, n) == 2], sys.argv[1:])";
    for (args, wanted) in [
        (&["-Icprint(1)"][..], "1\n"),
        (&["-OObbdd", "-c", flags, "-O"], "['bytes_warning', 'debug', 'optimize'] ['-O']\n"),
        (
            &["-Wignore", "-X", "dev", "-Xa=b", "-c", "import sys; print(sys.warnoptions, sys._xoptions)"],
            "['default', 'ignore'] {'dev': True, 'a': 'b'}\n",
        ),
        (&["-uqBsSt", "--", "-"], "2\n"),
        (&["-c", "import sys; print(sys.argv)", "--", "-h"], "['-c', '--', '-h']\n"),
        (
            &["-I", "-c", "import sys; print('' in sys.path, sys.flags.isolated, sys.flags.ignore_environment)"],
            "False 1 1\n",
        ),
    ] {
        let got = kaa(args, "print(1 + 1)");
        assert_eq!((got.stdout.as_str(), got.stderr.as_str(), got.status), (wanted, "", Some(0)), "{args:?}");
    }
    let version = kaa(&["-V"], "");
    assert!(version.stdout.starts_with("Python 3.10.13 (Kaa "), "{}", version.stdout);
    let file = Scratch::new("skip.py", b"this is no Python\nprint(6 * 7)\n1 / 0\n");
    let got = kaa(&["-x", file.name()], "");
    assert!(got.stdout == "42\n" && got.stderr.contains("line 3, in <module>"), "{}", got.stderr);
}

/// The pages that are made of the options' table name all of them; bash reads its completions.
#[test]
fn pages() {
    let help = kaa(&["-h"], "");
    assert_eq!((help.status, help.stderr.as_str()), (Some(0), ""));
    assert!(help.stdout.lines().all(|line| line.len() < 80), "{}", help.stdout);
    let manual = kaa(&["--man"], "").stdout;
    for option in ["-c", "-m", "-i", "-O", "-W", "-X", "-u", "-E", "-I", "-q", "--hints", "--clock", "--seed", "--emit"]
    {
        assert!(help.stdout.contains(&format!("  {option}")), "{option}:\n{}", help.stdout);
        assert!(manual.contains(&option.replace('-', "\\-")), "{option}:\n{manual}");
        for shell in ["bash", "zsh"] {
            let completions = kaa(&["--completions", shell], "");
            assert!(completions.stdout.contains(option) && completions.status == Some(0), "{shell} {option}");
        }
    }
    assert!(kaa(&["--completions=fish"], "").stdout.contains("complete -c kaa -l clock -x -a 'virtual real x10'"));
    assert_eq!(kaa(&["--completions", "tcsh"], "").status, Some(2));
    let script = kaa(&["--completions", "bash"], "").stdout
        + "COMP_WORDS=(kaa --emit d); COMP_CWORD=2; _kaa; echo ${COMPREPLY[@]}";
    let mut command = Command::new("bash");
    command.arg("-c").arg(script);
    assert_eq!(process::run_command(command, b"").stdout, "dis\n");
}

/// Ctrl-C ends the process by the signal, after the traceback; what cannot be written at the end gives 120.
#[test]
#[cfg(target_os = "linux")]
fn ends() {
    let mut command = Command::new("sh");
    let program = "import os, signal; os.kill(os.getpid(), signal.SIGINT)";
    command.args(["-c", "\"$0\" -c \"$1\"; echo $?"]).arg(process::kaa()).arg(program);
    let got = process::run_command(command, b"");
    assert!(
        got.stderr.starts_with("Traceback (most recent call last):\n") && got.stderr.ends_with("\nKeyboardInterrupt\n"),
        "{}",
        got.stderr
    );
    assert_eq!(got.stdout, "130\n");
    let mut command = Command::new("sh");
    command.args(["-c", "\"$0\" -c 'print(1)' > /dev/full"]).arg(process::kaa());
    let got = process::run_command(command, b"");
    assert_eq!(got.status, Some(120), "{}", got.stderr);
    for (code, status) in [("256", 0), ("-1", 255), ("2**70", 255), ("3.5", 1), ("True", 1), ("[]", 1)] {
        let got = kaa(&["-c", &format!("import sys; sys.exit({code})")], "");
        assert_eq!(got.status, Some(status), "{code}: {}", got.stderr);
    }
}

#[test]
fn syntax_error_names_the_place() {
    let file = Scratch::new("syntax.py", b"x = 1\ny = = 2\n");
    let got = kaa(&[file.name()], "");
    let want = format!("  File \"{}\", line 2\n    y = = 2\n        ^\nSyntaxError: invalid syntax\n", file.name());
    assert_eq!((got.stderr, got.status), (want, Some(1)));
}

#[test]
fn files_that_cannot_be_run() {
    let got = kaa(&["/nonexistent/x.py"], "");
    assert!(got.stderr.ends_with("can't open file '/nonexistent/x.py': [Errno 2] No such file or directory\n"));
    assert_eq!(got.status, Some(2));

    let folder = std::env::temp_dir();
    let got = kaa(&[folder.to_str().expect("a plain name")], "");
    assert_eq!(got.status, Some(1));
    assert!(last_line(&got.stderr).contains("can't find '__main__' module in"), "{}", got.stderr);

    let file = Scratch::new("utf8.py", b"x = 1\ny = '\xff'\n");
    let got = kaa(&[file.name()], "");
    assert_eq!(got.status, Some(1));
    let want = format!("SyntaxError: Non-UTF-8 code starting with '\\xff' in file {} on line 3, ", file.name());
    assert!(got.stderr.starts_with(&want), "{}", got.stderr);
}

#[test]
fn closed_output() {
    let mut command = Command::new("sh");
    command.arg("-c").arg("exec \"$0\" -c 'print(1)' >&-").arg(process::kaa());
    let got = process::run_command(command, b"");
    assert_eq!((got.status, got.stderr.as_str()), (Some(0), ""));

    let mut command = Command::new("sh");
    command.arg("-c").arg("\"$0\" -c 'for i in range(10**5): print(i)' | head -n 1").arg(process::kaa());
    let got = process::run_command(command, b"");
    assert_eq!(got.stdout, "0\n");
    assert!(got.stderr.is_empty() || got.stderr.contains("BrokenPipeError: [Errno 32] Broken pipe"), "{}", got.stderr);
}

#[test]
fn dis_of_a_file() {
    let file = Scratch::new("dis.py", b"async def f(x):\n    await x\n");
    let got = kaa(&["-m", "dis", file.name()], "");
    assert_eq!(got.status, Some(0), "{}", got.stderr);
    for want in ["Disassembly of <code object f at 0x", "GEN_START", "GET_AWAITABLE", "YIELD_FROM"] {
        assert!(got.stdout.contains(want), "{want} is missing in\n{}", got.stdout);
    }
}

#[test]
fn each_stage_can_be_dumped() {
    let file = Scratch::new("emit.py", b"def f(x):\n    return lambda: x + 1\n");
    for (stage, want) in [("tokens", "Def"), ("ast", "FunctionDef"), ("scopes", "x"), ("dis", "LOAD_CLOSURE")] {
        let got = kaa(&["--emit", stage, file.name()], "");
        assert_eq!(got.status, Some(0), "--emit {stage}: {}", got.stderr);
        assert!(got.stdout.contains(want), "--emit {stage} lacks {want}:\n{}", got.stdout);
    }
}

#[test]
fn dis_of_what_cannot_be_compiled() {
    let cases: [(&str, &[u8]); 5] = [
        ("bad-syntax.py", b"x = 1\ny = = 2\n"),
        ("bad-break.py", b"def f():\n    return\nbreak\n"),
        ("bad-utf8.py", b"x = '\xff'\n"),
        ("bad-codec.py", b"# coding: foo\nx\n"),
        ("bad-tabs.py", b"if 1:\n\tx\n        y\n"),
    ];
    for (name, source) in cases {
        let file = Scratch::new(name, source);
        let (run, dis) = (kaa(&[file.name()], ""), kaa(&["-m", "dis", file.name()], ""));
        assert!(run.stderr.contains("Error: "), "{}", run.stderr);
        assert_eq!((dis.stdout.as_str(), dis.stderr, dis.status), ("", run.stderr, Some(1)));
    }
    let got = kaa(&["-m", "dis", "/nonexistent/x.py"], "");
    assert!(got.stderr.ends_with("can't open file '/nonexistent/x.py': [Errno 2] No such file or directory\n"));
    assert_eq!((got.stdout.as_str(), got.status), ("", Some(2)));
    let got = kaa(&["-m", "dis", "a", "b"], "");
    assert!(got.stderr.contains("unrecognized arguments: b"), "{}", got.stderr);
    assert_eq!(got.status, Some(2));
}

#[test]
fn dis_of_standard_input_and_of_optimised_code() {
    for args in [&["-m", "dis"][..], &["-m", "dis", "-"]] {
        let got = kaa(args, "x = lambda: 1\n");
        assert!(got.stdout.contains(", file \"<stdin>\", line 1>:\n"), "{}", got.stdout);
    }
    let source = "assert x is 1\n";
    let got = kaa(&["-m", "dis"], source);
    assert!(got.stdout.contains("LOAD_ASSERTION_ERROR"), "{}", got.stdout);
    assert_eq!(got.stderr, "<stdin>:1: SyntaxWarning: \"is\" with a literal. Did you mean \"==\"?\n  assert x is 1\n");
    let want = "  1           0 LOAD_CONST               0 (None)\n              2 RETURN_VALUE\n";
    assert_eq!(kaa(&["-O", "-m", "dis"], source).stdout, want);
}

#[test]
fn explained_bytecode() {
    let got = kaa(&["--emit", "dis", "--explain", "-"], "for x in y:\n    z.a = -x\n");
    let want = "\
# line | source
#   offset  depth of the value stack before  instruction  what it does
# TOS is the top of the stack, TOS1 the value below it; >> marks where jumps lead.

  1 | for x in y:
         0   0  LOAD_NAME            0 (y)          push y from locals, globals or builtins
         2   1  GET_ITER                            TOS = iter(TOS)
  >>     4   1  FOR_ITER             6 (to 18)      push next(TOS), or drop TOS and jump at the end
         6   2  STORE_NAME           1 (x)          locals[x] = pop
  2 |     z.a = -x
         8   1  LOAD_NAME            1 (x)          push x from locals, globals or builtins
        10   2  UNARY_NEGATIVE                      TOS = -TOS
        12   2  LOAD_NAME            2 (z)          push z from locals, globals or builtins
        14   3  STORE_ATTR           3 (a)          TOS.a = TOS1
        16   1  JUMP_ABSOLUTE        2 (to 4)       jump
  1 | for x in y:
  >>    18   0  LOAD_CONST           0 (None)       push consts[arg]
        20   1  RETURN_VALUE                        return TOS to the caller
";
    assert_eq!((got.stdout.as_str(), got.stderr.as_str(), got.status), (want, "", Some(0)));
}

#[test]
fn bytecode_as_json() {
    let got = kaa(&["--emit", "dis", "--json", "-"], "def f():\n    def g(): pass\n    return '\"\\\\'\nlambda x: x\n");
    for want in [
        "{\"version\": \"3.10\", \"file\": \"<stdin>\", \"code\": [\n{\"name\": \"<module>\", \"parent\": null, ",
        "{\"name\": \"g\", \"parent\": 1, \"firstlineno\": 2, \"argcount\": 0, ",
        "{\"name\": \"<lambda>\", \"parent\": 0, \"firstlineno\": 4, \"argcount\": 1, ",
        "line 4>\", \"code\": 3}",
        "{\"repr\": \"'\\\"\\\\\\\\'\"}",
        "\"varnames\": [\"x\"]",
        "{\"offset\": 0, \"line\": 4, \"starts_line\": true, \"is_jump_target\": false, \"depth\": 0, \
         \"opcode\": 124, \"opname\": \"LOAD_FAST\", \"arg\": 0, \"argrepr\": \"x\", \"target\": null}",
    ] {
        assert!(got.stdout.contains(want), "{want} is missing in\n{}", got.stdout);
    }
    for args in [&["--emit", "ast", "--json", "-"][..], &["--emit", "dis"], &["--emit", "asm", "-"]] {
        assert_eq!(kaa(args, "").status, Some(2), "{args:?}");
    }
}

#[test]
fn bytecode_that_runs() {
    let source = b"\
import sys
class C: pass
def f(c):
    c.n = c.n + len(sys.argv)
c = C()
c.n = 0
for i in range(40):
    f(c)
print(c.n)
sys.exit(3)
";
    let file = Scratch::new("adaptive.py", source);
    let got = kaa(&["-m", "dis", "--adaptive", file.name(), "x"], "");
    assert_eq!((got.status, got.stderr.as_str()), (Some(3), ""));
    assert!(got.stdout.starts_with("80\n  1           0 LOAD_CONST               0 (0)\n"), "{}", got.stdout);
    for want in [
        "  2 LOAD_ATTR_SHAPE          0 (n)\n",
        "LOAD_GLOBAL_BUILTIN      1 (len)\n",
        "LOAD_GLOBAL_MODULE       2 (sys)\n",
        "STORE_ATTR_SHAPE         0 (n)\n",
    ] {
        assert!(got.stdout.contains(want), "{want} is missing in\n{}", got.stdout);
    }

    let code = "\
import dis, io
def f(): return len
for i in range(40): f()
print([i.opname for i in dis.get_instructions(f)][0], [i.opname for i in dis.get_instructions(f, adaptive=True)][0])
for adaptive in False, True:
    out = io.StringIO()
    dis.dis(f, file=out, adaptive=adaptive)
    print('LOAD_GLOBAL_BUILTIN' in out.getvalue(), 'BUILTIN' in dis.Bytecode(f, adaptive=adaptive).dis())
";
    let got = kaa(&["-c", code], "");
    assert_eq!(got.stdout, "LOAD_GLOBAL LOAD_GLOBAL_BUILTIN\nFalse False\nTrue True\n", "{}", got.stderr);
}

#[test]
fn seeded_runs_are_equal() {
    let program = "import asyncio, os, random, time\n\
        print({'a', 'b', 'c', 'd'}, hash('x'), random.random(), os.urandom(8), random.SystemRandom().random())\n\
        print({object() for _ in range(4)}, [id(list(range(n))) for n in (1, 500)])\n\
        async def nap(n):\n    await asyncio.sleep(random.random())\n    return n\n\
        async def main():\n    print([await f for f in asyncio.as_completed(map(nap, range(20)))])\n\
        asyncio.run(main())\nprint(time.time_ns(), time.localtime(), time.process_time())\n";
    let run = |seed: &str| kaa(&["--clock=virtual", "--seed", seed, "-c", program], "").stdout;
    let first = run("7");
    assert_eq!(first, run("7"));
    assert!(first.lines().count() == 4 && first != run("8"), "{first}");
    let fixed = kaa(&["--clock=virtual", "--seed=0", "-c", "import time; print(time.time())"], "");
    assert_eq!(fixed.stdout, "1704067200.0\n");
}

#[test]
fn clocks() {
    let program = "import time, datetime\n\
        clocks = time.time, time.monotonic, time.perf_counter, lambda: datetime.datetime.now().timestamp()\n\
        before = [c() for c in clocks]\n\
        time.sleep(365 * 86400)\n\
        print({round(c() - b, 3) for c, b in zip(clocks, before)})\n";
    let start = std::time::Instant::now();
    let got = kaa(&["--clock=virtual", "-c", program], "");
    assert_eq!(got.stdout, "{31536000.0}\n", "{}", got.stderr);
    let program = program.replace("365 * 86400", "300").replace("{round(c() - b, 3)", "{300 <= c() - b < 30000");
    let fast = kaa(&["--clock=x1000", "-c", &program], "");
    assert_eq!(fast.stdout, "{True}\n", "{}", fast.stderr);
    assert!(start.elapsed() < std::time::Duration::from_secs(20));
    for (option, says) in [("--clock=often", "--clock=often: real, virtual"), ("--seed=x", "--seed: an integer")] {
        let got = kaa(&[option, "-c", "pass"], "");
        assert!(got.status == Some(2) && got.stderr.starts_with(says), "{}", got.stderr);
    }
}

/// A shell's limit on address space leaves room for the stack and the program.
#[test]
#[cfg(target_os = "linux")]
fn little_address_space() {
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v 1000000; exec \"$0\" -c 'print(len([0] * 1000000))'"]).arg(process::kaa());
    let outcome = process::run_command(command, b"");
    assert_eq!((outcome.stdout.as_str(), outcome.status), ("1000000\n", Some(0)), "{}", outcome.stderr);
}
