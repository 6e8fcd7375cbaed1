//! The control-flow graph of a finished unit to a code object: passes, layout, code bytes, line table.
//!
//! A jump's argument depends on where blocks lie, and an argument above 255 needs EXTENDED_ARG prefixes, which move the
//! blocks; so offsets are computed until nothing moves any more. Offsets count instructions, not bytes.

use std::rc::Rc;

use super::codegen::Unit;
use super::flow_graph::{BlockId, FlowGraph, INHERITED_LINE, Instr, NO_LINE};
use super::optimize;
use super::stack_depth::stack_depth;
use super::symtable::Block;
use crate::bytecode::code::{Body, CodeObject, flags};
use crate::bytecode::lines::LineTableBuilder;
use crate::bytecode::opcode::{Opcode, Operand};
use crate::text::Text;

/// Makes the code object of a unit; `scope` is its block in the symbol table. The unit's parts are used up.
pub fn assemble(unit: &mut Unit<'_>, scope: &Block, filename: &Text) -> Rc<CodeObject> {
    let mut graph = std::mem::take(&mut unit.graph);
    let mut consts = std::mem::take(&mut unit.consts);
    optimize::normalize(&mut graph);
    insert_generator_start(&mut graph, unit.flags);
    optimize::optimize(&mut graph, &mut consts, unit.firstlineno);
    let resumable = scope.generator || scope.coroutine;
    let stacksize = stack_depth(&graph, i32::from(resumable));
    resolve_jumps(&mut graph);
    let (code, linetable) = encode(&graph, unit.firstlineno);
    let varnames = std::mem::take(&mut unit.varnames).names;
    let cellvars = std::mem::take(&mut unit.cellvars).names;
    let freevars = std::mem::take(&mut unit.freevars).names;
    let no_free = if cellvars.is_empty() && freevars.is_empty() { flags::NOFREE } else { 0 };
    Rc::new(CodeObject {
        argcount: unit.argcount,
        posonlyargcount: unit.posonlyargcount,
        kwonlyargcount: unit.kwonlyargcount,
        nlocals: varnames.len() as u32,
        stacksize,
        flags: unit.flags | no_free,
        freevars,
        body: Body {
            code: code.into(),
            consts: consts.into_items(),
            names: std::mem::take(&mut unit.names).names,
            varnames,
            cellvars,
            linetable: linetable.into(),
        }
        .into(),
        filename: filename.clone(),
        name: unit.name.clone(),
        firstlineno: unit.firstlineno,
    })
}

/// Generators and coroutines begin with GEN_START, which drops the value that started them.
fn insert_generator_start(graph: &mut FlowGraph, code_flags: u32) {
    let kind = if code_flags & flags::COROUTINE != 0 {
        1
    } else if code_flags & flags::ASYNC_GENERATOR != 0 {
        2
    } else if code_flags & flags::GENERATOR != 0 {
        0
    } else {
        return;
    };
    let start = Instr { opcode: Opcode::GenStart, arg: kind, target: None, line: NO_LINE };
    graph.block_mut(FlowGraph::ENTRY).instrs.insert(0, start);
}

/// The code units that an instruction takes with its EXTENDED_ARG prefixes.
fn size(arg: u32) -> u32 {
    match arg {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        0x1_0000..=0xff_ffff => 3,
        _ => 4,
    }
}

/// Gives every jump its argument.
fn resolve_jumps(graph: &mut FlowGraph) {
    let order: Vec<BlockId> = graph.in_order().collect();
    let mut offsets = vec![0u32; graph.blocks.len()];
    loop {
        let mut offset = 0;
        for &id in &order {
            offsets[id.0 as usize] = offset;
            offset += graph.block(id).instrs.iter().map(|instr| size(instr.arg)).sum::<u32>();
        }
        let mut moved = false;
        for &id in &order {
            let mut offset = offsets[id.0 as usize];
            for instr in &mut graph.block_mut(id).instrs {
                let before = size(instr.arg);
                offset += before;
                if let Some(target) = instr.jump_target() {
                    instr.arg = offsets[target.0 as usize];
                    if instr.opcode.operand() == Operand::JumpRel {
                        instr.arg = instr.arg.wrapping_sub(offset);
                    }
                    moved |= size(instr.arg) != before;
                }
            }
        }
        if !moved {
            return;
        }
    }
}

/// The code bytes and the line table.
fn encode(graph: &FlowGraph, firstlineno: u32) -> (Vec<u8>, Vec<u8>) {
    let mut code = Vec::new();
    let mut lines = LineTableBuilder::new(firstlineno);
    for instr in graph.in_order().flat_map(|id| &graph.block(id).instrs) {
        if instr.line != INHERITED_LINE {
            lines.add(code.len(), instr.line);
        }
        let [first @ .., last] = instr.arg.to_be_bytes();
        let prefixes = size(instr.arg) as usize - 1;
        for &byte in &first[first.len() - prefixes..] {
            code.extend([Opcode::ExtendedArg as u8, byte]);
        }
        code.extend([instr.opcode as u8, last]);
    }
    let length = code.len();
    (code, lines.finish(length))
}
