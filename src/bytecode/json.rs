//! The listing for tools: one JSON object, its code objects in the listing's order.
//!
//! `{"version", "file", "code": [{"parent", fields..., "consts": [{"repr", "code"?}], "instructions": [...]}]}`: `parent`
//! and `code` are indexes into the list of code objects. Constants are given by their repr, for JSON has no tuples.

use std::fmt::Write;
use std::rc::Rc;

use super::code::{CodeObject, Constant};
use super::depth::depths;
use super::dis::{argument, preorder};
use super::instruction::{instructions, jump_targets};
use super::lines::{line_starts, ranges};
use super::repr::constant_repr;

/// `code` and all code objects nested in it, as JSON text that ends with a line's end.
pub fn json(code: &Rc<CodeObject>) -> String {
    let codes = preorder(code);
    let mut nested: Vec<Vec<usize>> = vec![Vec::new(); codes.len()];
    for (index, (parent, _)) in codes.iter().enumerate() {
        if let Some(parent) = parent {
            nested[*parent].push(index);
        }
    }
    let mut out = String::from("{\"version\": \"3.10\", \"file\": ");
    push_string(&mut out, &code.filename.units().to_string_lossy());
    out += ", \"code\": [";
    for (index, ((parent, code), nested)) in codes.iter().zip(&nested).enumerate() {
        out += if index == 0 { "\n" } else { ",\n" };
        push_code(&mut out, code, *parent, nested);
    }
    out += "\n]}\n";
    out
}

fn push_code(out: &mut String, code: &CodeObject, parent: Option<usize>, nested: &[usize]) {
    out.push_str("{\"name\": ");
    push_string(out, &code.name);
    let _ = write!(out, ", \"parent\": {}", number(parent));
    for (name, value) in [
        ("firstlineno", code.firstlineno),
        ("argcount", code.argcount),
        ("posonlyargcount", code.posonlyargcount),
        ("kwonlyargcount", code.kwonlyargcount),
        ("nlocals", code.nlocals),
        ("stacksize", code.stacksize),
        ("flags", code.flags),
    ] {
        let _ = write!(out, ", \"{name}\": {value}");
    }
    for (name, names) in [
        ("names", &code.names),
        ("varnames", &code.varnames),
        ("freevars", &code.freevars),
        ("cellvars", &code.cellvars),
    ] {
        let _ = write!(out, ",\n \"{name}\": ");
        push_list(out, "", names, |out, name| push_string(out, name));
    }
    out.push_str(",\n \"consts\": ");
    let mut nested = nested.iter();
    push_list(out, "", &code.consts, |out, constant| {
        out.push_str("{\"repr\": ");
        push_string(out, &constant_repr(constant));
        if let Constant::Code(_) = constant {
            let _ = write!(out, ", \"code\": {}", number(nested.next().copied()));
        }
        out.push('}');
    });
    out.push_str(",\n \"instructions\": ");
    push_instructions(out, code);
    out.push('}');
}

fn push_instructions(out: &mut String, code: &CodeObject) {
    let starts = line_starts(&code.linetable, code.firstlineno);
    let targets = jump_targets(&code.code);
    let rows: Vec<_> = instructions(&code.code).zip(depths(code)).collect();
    let mut ranges = ranges(&code.linetable, code.firstlineno).into_iter().peekable();
    push_list(out, "\n  ", &rows, |out, &(instruction, depth)| {
        let offset = instruction.offset;
        let opcode = instruction.opcode();
        let name = opcode.map_or_else(|| format!("<{}>", instruction.number), |opcode| opcode.name().to_string());
        while ranges.next_if(|range| range.end <= offset).is_some() {}
        let operand = opcode.filter(|opcode| opcode.has_argument());
        let _ = write!(
            out,
            "{{\"offset\": {offset}, \"line\": {}, \"starts_line\": {}, \"is_jump_target\": {}, \"depth\": {}, \
             \"opcode\": {}, \"opname\": \"{name}\", \"arg\": {}, \"argrepr\": ",
            number(ranges.peek().and_then(|range| range.line)),
            starts.binary_search_by_key(&offset, |&(start, _)| start).is_ok(),
            targets.binary_search(&offset).is_ok(),
            number(depth),
            instruction.number,
            number(operand.map(|_| instruction.arg)),
        );
        push_string(out, &operand.map(|opcode| argument(code, instruction, opcode.operand())).unwrap_or_default());
        let _ = write!(out, ", \"target\": {}}}", number(instruction.jump_target()));
    });
}

fn push_list<T>(out: &mut String, before: &str, items: &[T], mut push: impl FnMut(&mut String, &T)) {
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(if before.is_empty() { ", " } else { "," });
        }
        out.push_str(before);
        push(out, item);
    }
    out.push(']');
}

fn number(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "null".to_string(), |value| value.to_string())
}

fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c < ' ' || c == '\x7f' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
