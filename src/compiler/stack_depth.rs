//! The deepest that the value stack gets: `co_stacksize`.
//!
//! Each block is entered at one depth, found by walking from the entry and adding up the stack effects of the table.

use super::flow_graph::{BlockId, FlowGraph};

/// Blocks that are entered deeper than this are not walked again.
const MAX_REVISITED_DEPTH: i32 = 100;

/// The stack that the graph needs; `start` is what lies on it at the beginning.
pub fn stack_depth(graph: &FlowGraph, start: i32) -> u32 {
    let mut walk = Walk { depths: vec![i32::MIN; graph.blocks.len()], pending: Vec::new() };
    let mut deepest = 0;
    walk.enter(FlowGraph::ENTRY, start);
    while let Some(id) = walk.pending.pop() {
        let mut depth = walk.depths[id.0 as usize];
        let block = graph.block(id);
        let mut next = block.next;
        for instr in &block.instrs {
            let after = depth + instr.opcode.stack_effect(instr.arg, false);
            deepest = deepest.max(after);
            if let Some(target) = instr.jump_target() {
                let there = depth + instr.opcode.stack_effect(instr.arg, true);
                deepest = deepest.max(there);
                walk.enter(target, there);
            }
            depth = after;
            if !instr.opcode.falls_through() {
                next = None;
                break;
            }
        }
        if let Some(next) = next {
            walk.enter(next, depth);
        }
    }
    deepest.max(0) as u32
}

struct Walk {
    /// The depth at which each block is entered.
    depths: Vec<i32>,
    pending: Vec<BlockId>,
}

impl Walk {
    fn enter(&mut self, id: BlockId, depth: i32) {
        let known = &mut self.depths[id.0 as usize];
        if *known < depth && *known < MAX_REVISITED_DEPTH {
            *known = depth;
            self.pending.push(id);
        }
    }
}
