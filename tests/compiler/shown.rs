//! A code object as text, in the form in which `expect.py` writes CPython's.

use std::fmt::Write;
use std::rc::Rc;

use kaa::bytecode::code::{CodeObject, Constant};
use kaa::bytecode::repr::constant_repr;
use kaa::bytecode::{dis, lines};

fn shown(constant: &Constant) -> String {
    let list = |items: &[Constant]| items.iter().map(shown).collect::<Vec<_>>();
    let text = match constant {
        Constant::Code(code) => return format!("<code {}, line {}>", code.name, code.firstlineno),
        Constant::Tuple(items) => return format!("({})", list(items).join(", ")),
        Constant::FrozenSet(items) => {
            let mut items = list(items);
            items.sort();
            return format!("frozenset({})", items.join(", "));
        }
        _ => constant_repr(constant),
    };
    match constant {
        Constant::Str(value) if text.chars().count() >= 200 => format!("<str of length {}>", value.len()),
        Constant::Bytes(value) if text.len() >= 200 => format!("<bytes of length {}>", value.len()),
        _ => text,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A line of a listing without what depends on the run: addresses, the order of sets; long ones cut.
fn masked(line: &str) -> String {
    let mut line = line.to_owned();
    if let (Some(start), Some(end)) = (line.find("frozenset("), line.rfind(')')) {
        line.replace_range(start..=end, "frozenset");
    }
    while let Some(start) = line.find(" at 0x") {
        let digits = line[start + 6..].chars().take_while(char::is_ascii_hexdigit).count();
        line.replace_range(start..start + 6 + digits, "");
    }
    if line.chars().count() < 200 { line } else { line.chars().take(60).collect() }
}

/// What a code object is shown with.
#[derive(Clone, Copy, PartialEq)]
pub enum Shown {
    Attributes,
    AttributesAndListing,
}

/// All of a code object's attributes (and its listing), then those of the code objects in it.
pub fn attributes(code: &Rc<CodeObject>, shown: Shown) -> String {
    let mut out = String::new();
    push(&mut out, code, shown);
    out
}

fn push(out: &mut String, code: &Rc<CodeObject>, how: Shown) {
    let mut line = |text: String| writeln!(out, "{text}").expect("memory");
    line(format!("== {}, line {}", code.name, code.firstlineno));
    line(format!(
        "arguments {} {} {}, locals {}, stack {}, flags {:#x}",
        code.argcount, code.posonlyargcount, code.kwonlyargcount, code.nlocals, code.stacksize, code.flags
    ));
    line(format!("linetable {}", hex(&code.linetable)));
    line(format!("lnotab {}", hex(&lines::lnotab(&code.linetable, code.firstlineno))));
    let ranges = lines::ranges(&code.linetable, code.firstlineno).into_iter().map(|range| {
        let line = range.line.map_or("None".to_owned(), |line| line.to_string());
        format!("{}-{}:{line}", range.start, range.end)
    });
    line(format!("lines {}", ranges.collect::<Vec<_>>().join(" ")));
    for (title, names) in [
        ("names", &code.names),
        ("varnames", &code.varnames),
        ("cellvars", &code.cellvars),
        ("freevars", &code.freevars),
    ] {
        line(names.iter().fold(title.to_owned(), |text, name| text + " " + name));
    }
    code.consts.iter().for_each(|constant| line(format!("const {}", shown(constant))));
    if how == Shown::AttributesAndListing {
        let mut listing = String::new();
        dis::push_listing(&mut listing, code, None);
        listing.split('\n').for_each(|text| line(masked(text)));
    }
    for constant in &code.consts {
        if let Constant::Code(nested) = constant {
            push(out, nested, how);
        }
    }
}
