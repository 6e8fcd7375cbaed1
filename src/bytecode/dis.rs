//! Code object to the listing of `python -m dis`, from the code object alone.
//!
//! Columns: line number where a line starts, `-->` at the current instruction, `>>` at jump targets, byte offset, name,
//! argument, what the argument stands for. Nested code objects follow depth-first in the order of the constants.

use std::fmt::Write;
use std::rc::Rc;

use super::code::{CodeObject, Constant};
use super::instruction::{Instruction, instructions, jump_targets};
use super::lines::line_starts;
use super::opcode::{COMPARE_OPS, FUNCTION_FLAGS, Operand};
use super::repr::{code_repr, constant_repr};

/// The listing of `code` and of all code objects nested in it.
pub fn listing(code: &Rc<CodeObject>) -> String {
    let mut out = String::new();
    for (parent, code) in preorder(code) {
        if parent.is_some() {
            let _ = writeln!(out, "\nDisassembly of {}:", code_repr(code));
        }
        push_listing(&mut out, code, None);
    }
    out
}

/// `code` and all code objects nested in it, depth-first in the order of the constants, each with its parent's index.
pub fn preorder(code: &Rc<CodeObject>) -> Vec<(Option<usize>, &Rc<CodeObject>)> {
    let mut found = Vec::new();
    let mut pending = vec![(None, code)];
    while let Some((parent, code)) = pending.pop() {
        let index = found.len();
        found.push((parent, code));
        pending.extend(code.consts.iter().rev().filter_map(|constant| match constant {
            Constant::Code(nested) => Some((Some(index), nested)),
            _ => None,
        }));
    }
    found
}

/// Appends the listing of one code object; `current` is the offset of the instruction to mark with `-->`.
pub fn push_listing(out: &mut String, code: &CodeObject, current: Option<u32>) {
    let starts = line_starts(&code.linetable, code.firstlineno);
    let targets = jump_targets(&code.code);
    let line_width = match starts.iter().map(|&(_, line)| line).max() {
        None => 0,
        Some(line) if line >= 1000 => digits(line),
        Some(_) => 3,
    };
    let last = (code.code.len() as u32).saturating_sub(2);
    let offset_width = if last >= 10000 { digits(last) } else { 4 };
    let mut starts = starts.into_iter().peekable();
    for instruction in instructions(&code.code) {
        let offset = instruction.offset;
        let line = starts.next_if(|&(start, _)| start == offset).map(|(_, line)| line);
        if line.is_some() && offset > 0 {
            out.push('\n');
        }
        let begin = out.len();
        if line_width > 0 {
            let shown = line.map(|line| line.to_string()).unwrap_or_default();
            let _ = write!(out, "{shown:>line_width$} ");
        }
        let arrow = if current == Some(offset) { "-->" } else { "" };
        let mark = if targets.binary_search(&offset).is_ok() { ">>" } else { "" };
        let _ = write!(out, "{arrow:3} {mark:2} {offset:>offset_width$} ");
        push_operation(out, code, instruction);
        out.truncate(begin + out[begin..].trim_end().len());
        out.push('\n');
    }
}

fn digits(number: u32) -> usize {
    number.to_string().len()
}

fn push_operation(out: &mut String, code: &CodeObject, instruction: Instruction) {
    let Some(opcode) = instruction.opcode() else {
        let name = format!("<{}>", instruction.number);
        let _ = write!(out, "{name:20}");
        if instruction.number >= super::opcode::HAVE_ARGUMENT {
            let _ = write!(out, " {:>5}", instruction.arg);
        }
        return;
    };
    let _ = write!(out, "{opcode:20}");
    if opcode.has_argument() {
        let _ = write!(out, " {:>5}", instruction.arg);
        let text = argument(code, instruction, opcode.operand());
        if !text.is_empty() {
            let _ = write!(out, " ({text})");
        }
    }
}

/// What the argument stands for; empty where the number says it all.
pub fn argument(code: &CodeObject, instruction: Instruction, operand: Operand) -> String {
    let index = instruction.arg as usize;
    let name = |names: &[Rc<str>]| names.get(index).map(|name| name.to_string()).unwrap_or_default();
    match operand {
        Operand::None | Operand::Count => String::new(),
        Operand::Const => code.consts.get(index).map(constant_repr).unwrap_or_default(),
        Operand::Name => name(&code.names),
        Operand::Local => name(&code.varnames),
        Operand::Free => {
            code.cellvars.iter().chain(&code.freevars).nth(index).map(|n| n.to_string()).unwrap_or_default()
        }
        Operand::JumpRel | Operand::JumpAbs => {
            instruction.jump_target().map(|target| format!("to {target}")).unwrap_or_default()
        }
        Operand::Compare => COMPARE_OPS.get(index).copied().unwrap_or_default().to_owned(),
        Operand::FunctionFlags => {
            let named = FUNCTION_FLAGS.iter().enumerate().filter(|(bit, _)| instruction.arg & (1 << bit) != 0);
            named.map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
        }
        Operand::FormatFlags => {
            let conversion = ["", "str", "repr", "ascii"][index & 3];
            let spec = if index & 4 != 0 { "with format" } else { "" };
            let between = if conversion.is_empty() || spec.is_empty() { "" } else { ", " };
            [conversion, between, spec].concat()
        }
    }
}
