//! The listing for people: the source line above its instructions, the stack's depth before each of them, and what
//! it does in the words of the opcode table.

use std::fmt::Write;
use std::rc::Rc;

use super::code::CodeObject;
use super::depth::depths;
use super::dis::{argument, preorder};
use super::instruction::{instructions, jump_targets};
use super::lines::line_starts;
use super::opcode::Operand;
use super::repr::code_repr;

/// What the columns mean, above every listing.
const LEGEND: &str = "\
# line | source
#   offset  depth of the value stack before  instruction  what it does
# TOS is the top of the stack, TOS1 the value below it; >> marks where jumps lead.
";

/// Where the last column begins, if what stands before it is not too long.
const MEANING_COLUMN: usize = 52;

/// Terminal attributes, or none.
struct Style {
    source: &'static str,
    opcode: &'static str,
    jump: &'static str,
    faint: &'static str,
    end: &'static str,
}

const PLAIN: Style = Style { source: "", opcode: "", jump: "", faint: "", end: "" };
const COLOURED: Style =
    Style { source: "\x1b[1m", opcode: "\x1b[36m", jump: "\x1b[33m", faint: "\x1b[2m", end: "\x1b[0m" };

/// The explained listing of `code` and of all code objects nested in it. `line` gives a line of the source.
pub fn explained<'s>(code: &Rc<CodeObject>, line: impl Fn(u32) -> Option<&'s str>, coloured: bool) -> String {
    let style = if coloured { &COLOURED } else { &PLAIN };
    let mut out = format!("{}{LEGEND}{}", style.faint, style.end);
    for (parent, code) in preorder(code) {
        if parent.is_some() {
            let _ = write!(out, "\n{}Disassembly of {}:{}", style.source, code_repr(code), style.end);
        }
        out.push('\n');
        push_code(&mut out, code, &line, style);
    }
    out
}

fn push_code<'s>(out: &mut String, code: &CodeObject, line: &impl Fn(u32) -> Option<&'s str>, style: &Style) {
    let end = style.end;
    let depths = depths(code);
    let targets = jump_targets(&code.code);
    let starts = line_starts(&code.linetable, code.firstlineno);
    let number_width = starts.iter().map(|(_, line)| line.to_string().len()).max().unwrap_or(0).max(3);
    let mut starts = starts.into_iter().peekable();
    for (instruction, depth) in instructions(&code.code).zip(depths) {
        let offset = instruction.offset;
        if let Some((_, number)) = starts.next_if(|&(start, _)| start == offset) {
            let text = line(number).unwrap_or_default().trim_end();
            let heading = format!("{number:>number_width$} | {text}");
            let _ = writeln!(out, "{}{}{end}", style.source, heading.trim_end());
        }
        let mark = if targets.binary_search(&offset).is_ok() { ">>" } else { "" };
        let depth = depth.map_or_else(|| "-".to_string(), |depth| depth.to_string());
        let _ = write!(out, "  {}{mark:2}{end} {offset:>5} {}{depth:>3}{end}  ", style.jump, style.faint);
        let Some(opcode) = instruction.opcode() else {
            let _ = writeln!(out, "<{}>", instruction.number);
            continue;
        };
        let mut operand = String::new();
        let mut meaning = opcode.semantics().to_string();
        if opcode.has_argument() {
            let _ = write!(operand, " {}", instruction.arg);
            let text = argument(code, instruction, opcode.operand());
            if opcode.operand() == Operand::Name {
                meaning = meaning.replacen("name", &text, 1);
            }
            if !text.is_empty() {
                let _ = write!(operand, " ({text})");
            }
        }
        // Mark, offset and depth take 16 columns.
        let width = 16 + opcode.name().len().max(20) + operand.chars().count();
        let gap = MEANING_COLUMN.saturating_sub(width).max(2);
        let _ = write!(out, "{}{opcode:20}{end}{operand}{:gap$}", style.opcode, "");
        let _ = writeln!(out, "{}{}{end}", style.faint, meaning);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytecode::code::{Body, Constant};

    fn code() -> Rc<CodeObject> {
        // try: 1 / except: return; LOAD_CONST and POP_TOP in a block, its handler at 8.
        let bytes = [122, 3, 100, 0, 1, 0, 110, 5, 1, 0, 1, 0, 1, 0, 89, 0, 110, 0, 100, 0, 83, 0];
        Rc::new(CodeObject {
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            nlocals: 0,
            stacksize: 7,
            flags: 0,
            freevars: vec![],
            body: Body {
                code: bytes.into(),
                consts: vec![Constant::None],
                linetable: [22, 0].into(),
                ..Body::default()
            }
            .into(),
            filename: "f".into(),
            name: "n".into(),
            firstlineno: 1,
        })
    }

    #[test]
    fn depth_before_each_instruction() {
        let want = [0, 0, 1, 0, 6, 5, 4, 3, 0, 0, 1].map(Some);
        assert_eq!(depths(&code()), want);
    }

    #[test]
    fn colours_change_nothing_else() {
        let source = |number| (number == 1).then_some("x");
        let plain = explained(&code(), source, false);
        let mut coloured = explained(&code(), source, true);
        assert!(!plain.contains('\x1b') && coloured.contains("\x1b[36mPOP_TOP"));
        for attribute in ["\x1b[1m", "\x1b[36m", "\x1b[33m", "\x1b[2m", "\x1b[0m"] {
            coloured = coloured.replace(attribute, "");
        }
        assert_eq!(plain, coloured);
    }
}
