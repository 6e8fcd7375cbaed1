//! Passes: say which blocks leave the code object or do not fall through, let no jump lead to an empty
//! block, and, at the end, choose between `JUMP_FORWARD` and `JUMP_ABSOLUTE`.

use crate::bytecode::opcode::Opcode;
use crate::compiler::flow_graph::{BlockId, FlowGraph};

pub fn normalize(graph: &mut FlowGraph) {
    for id in graph.newest_first() {
        let mut block = std::mem::take(graph.block_mut(id));
        for instr in &mut block.instrs {
            block.exit |= instr.opcode.is_exit();
            block.no_fallthrough |= !instr.opcode.falls_through();
        }
        *graph.block_mut(id) = block;
    }
    // From the last block back, so that a long run of empty blocks is walked once.
    let order: Vec<BlockId> = graph.in_order().collect();
    let mut first_filled: Vec<BlockId> = (0..graph.blocks.len() as u32).map(BlockId).collect();
    for &id in order.iter().rev() {
        let block = graph.block(id);
        if let Some(next) = block.next.filter(|_| block.is_empty()) {
            first_filled[id.0 as usize] = first_filled[next.0 as usize];
        }
    }
    for instr in graph.blocks.iter_mut().flat_map(|block| &mut block.instrs) {
        if let Some(target) = instr.jump_target() {
            instr.target = Some(first_filled[target.0 as usize]);
        }
    }
}

/// Jumps that lead forward are relative, those that lead back absolute, whatever they were emitted as.
pub fn normalize_jumps(graph: &mut FlowGraph) {
    let mut visited = vec![false; graph.blocks.len()];
    let mut current = Some(FlowGraph::ENTRY);
    while let Some(id) = current {
        visited[id.0 as usize] = true;
        let block = graph.block_mut(id);
        if let Some(last) = block.instrs.last_mut()
            && last.is_unconditional_jump()
            && let Some(target) = last.target
        {
            let back = visited[target.0 as usize];
            last.opcode = if back { Opcode::JumpAbsolute } else { Opcode::JumpForward };
        }
        current = block.next;
    }
}
