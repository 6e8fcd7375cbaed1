//! Passes: remove NOPs that no line needs, blocks that have become empty, and jumps to the very next instruction.
//!
//! PEP 626: each line that runs must be seen by tracing. A NOP may go only if it has no line, or if a neighbour that
//! runs with it has the same line, or if the next instruction has none and can take it over.

use crate::bytecode::opcode::Opcode;
use crate::compiler::flow_graph::{BlockId, FlowGraph, NO_LINE};

/// Removes what NOPs it can from one block; `previous` is the line of the instruction that runs before it.
pub fn clean_block(graph: &mut FlowGraph, id: BlockId, mut previous: i32) {
    if !graph.block(id).instrs.iter().any(|instr| instr.opcode == Opcode::Nop) {
        return;
    }
    let following = graph.block(id).next.map_or(NO_LINE, |next| graph.block(graph.skip_empty(next)).first_line());
    let instrs = &mut graph.block_mut(id).instrs;
    let mut kept = 0;
    for index in 0..instrs.len() {
        let instr = instrs[index];
        if instr.opcode == Opcode::Nop {
            let line = instr.line;
            if line < 0 || line == previous {
                continue;
            }
            match instrs.get_mut(index + 1) {
                Some(next) if next.line < 0 || next.line == line => {
                    next.line = line;
                    continue;
                }
                None if line == following => continue,
                _ => {}
            }
        }
        instrs[kept] = instr;
        kept += 1;
        previous = instr.line;
    }
    instrs.truncate(kept);
}

/// Removes NOPs from all blocks, now that it is known which block really comes before which.
pub fn remove_nops(graph: &mut FlowGraph) {
    let mut before: Option<BlockId> = None;
    let mut current = Some(FlowGraph::ENTRY);
    while let Some(id) = current {
        let previous = before.map_or(NO_LINE, |before| graph.block(before).last_line());
        clean_block(graph, id, previous);
        before = if graph.block(id).no_fallthrough { None } else { Some(id) };
        current = graph.block(id).next;
    }
}

/// Takes empty blocks out of the chain.
pub fn remove_empty_blocks(graph: &mut FlowGraph) {
    let mut current = Some(FlowGraph::ENTRY);
    while let Some(id) = current {
        let mut next = graph.block(id).next;
        while let Some(following) = next
            && graph.block(following).is_empty()
        {
            next = graph.block(following).next;
        }
        graph.block_mut(id).next = next;
        for index in 0..graph.block(id).instrs.len() {
            if let Some(target) = graph.block(id).instrs[index].jump_target() {
                let target = graph.skip_empty(target);
                graph.block_mut(id).instrs[index].target = Some(target);
            }
        }
        current = next;
    }
}

/// Removes jumps to the block that follows anyway.
pub fn remove_redundant_jumps(graph: &mut FlowGraph) {
    let mut maybe_empty = false;
    let mut current = Some(FlowGraph::ENTRY);
    while let Some(id) = current {
        let block = graph.block_mut(id);
        let next = block.next;
        if let Some(last) = block.instrs.last_mut()
            && last.is_unconditional_jump()
            && last.target == next
        {
            last.clear();
            block.no_fallthrough = false;
            clean_block(graph, id, NO_LINE);
            maybe_empty = true;
        }
        current = next;
    }
    if maybe_empty {
        remove_empty_blocks(graph);
    }
}
