//! The build: compiles the library's Python source, so that an import neither parses nor compiles, and arranges the program.
//!
//! It takes every `.py` below `src/stdlib/python`, named as an import finds it (`asyncio/__init__.py`, `asyncio/tasks.py`), and
//! gives `bytecode::frozen` bytes in cargo's output folder and `library.rs`, the table of them. A folder `NAME.py` is one
//! module in parts, which are joined in the order of their names.

use std::error::Error;
use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use kaa_front::bytecode::frozen;
use kaa_front::compiler::{self, Options};
use kaa_front::syntax::error::SyntaxError;
use kaa_front::syntax::parser::{self, Mode};
use kaa_front::syntax::source::Source;

const LIBRARY: &str = "src/stdlib/python";
const START_ORDER: &str = "src/start_order.ld";

/// A module to be: its dotted name, whether it is a package, its text.
struct Module {
    name: String,
    package: bool,
    text: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    // The interpreter's handlers end with jumps to one another where the compiler makes jumps of tail calls.
    println!("cargo::rustc-check-cfg=cfg(threaded)");
    // Sanitizers need every frame until it is over.
    if env::var("OPT_LEVEL").is_ok_and(|level| level != "0") && env::var_os("CARGO_CFG_SANITIZE").is_none() {
        println!("cargo::rustc-cfg=threaded");
    }
    println!("cargo::rerun-if-changed={LIBRARY}");
    arrange_program();
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut modules = Vec::new();
    find_modules(Path::new(LIBRARY), "", &mut modules)?;
    modules.sort_by(|a, b| a.name.cmp(&b.name));
    let mut table =
        String::from("/// The library's Python source, sorted by name.\npub static FROZEN: &[Frozen] = &[\n");
    for Module { name, package, text } in modules {
        let file = out.join(format!("{name}.frozen"));
        fs::write(&file, freeze(&text).map_err(|e| format!("{name}, line {}: {}", e.span.start.line, e.message))?)?;
        writeln!(table, "    Frozen {{ name: {name:?}, package: {package}, code: include_bytes!({file:?}) }},")?;
    }
    table += "];\n";
    fs::write(out.join("library.rs"), table)?;
    Ok(())
}

/// The tables of natives are full of addresses: in a program that can lie anywhere each is relocated at every start, which
/// takes a tenth of a start's instructions and 0.8 MB. And the functions of a start are put side by side, which saves 1.9 MB.
fn arrange_program() {
    let is = |key, value| env::var(key).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
        link_unwinder();
        if is("CARGO_CFG_TARGET_ARCH", "x86_64") && is("PROFILE", "release") {
            println!("cargo::rerun-if-changed={START_ORDER}");
            let folder = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
            println!("cargo::rustc-link-arg-bins=-Wl,-T,{folder}/{START_ORDER}");
        }
    }
}

/// Unwinding comes from a library that is loaded at each start, a twentieth of it, if C's compiler has it not for linking.
fn link_unwinder() {
    if env::var("HOST") != env::var("TARGET") {
        return;
    }
    let name = "libgcc_eh.a";
    let Ok(answer) = Command::new("cc").arg(format!("-print-file-name={name}")).output() else { return };
    let file = PathBuf::from(String::from_utf8_lossy(&answer.stdout).trim());
    if let Some(folder) = file.parent().filter(|_| file.is_absolute() && file.is_file()) {
        println!("cargo::rustc-link-search=native={}", folder.display());
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}

/// Collects the modules in `folder`, whose names begin with `prefix`.
fn find_modules(folder: &Path, prefix: &str, modules: &mut Vec<Module>) -> Result<(), Box<dyn Error>> {
    for path in sorted_entries(folder)? {
        let Some(stem) = path.file_stem().and_then(OsStr::to_str) else { continue };
        let name = format!("{prefix}{stem}");
        let is_source = path.extension().is_some_and(|kind| kind == "py");
        match (is_source, path.is_dir()) {
            (true, true) => {
                let parts: Result<Vec<String>, _> = sorted_entries(&path)?.iter().map(fs::read_to_string).collect();
                let package = stem == "__init__";
                let name = if package { prefix.trim_end_matches('.').to_string() } else { name };
                modules.push(Module { name, package, text: parts?.concat() });
            }
            (true, false) if stem == "__init__" => {
                let name = prefix.trim_end_matches('.').to_string();
                modules.push(Module { name, package: true, text: fs::read_to_string(&path)? });
            }
            (true, false) => modules.push(Module { name, package: false, text: fs::read_to_string(&path)? }),
            (false, true) => find_modules(&path, &format!("{name}."), modules)?,
            (false, false) => {}
        }
    }
    Ok(())
}

fn sorted_entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    paths.sort();
    Ok(paths)
}

fn freeze(text: &str) -> Result<Vec<u8>, SyntaxError> {
    let module = parser::parse(&Source::from_text(text)?, Mode::Exec)?.module;
    Ok(frozen::write(&compiler::compile(&module, &Options::default())?.code))
}
