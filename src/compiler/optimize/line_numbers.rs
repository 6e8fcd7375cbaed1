//! Passes: instructions without a line take the line of what runs before them, where that is one place.

use crate::bytecode::opcode::Opcode;
use crate::compiler::flow_graph::{BlockId, FlowGraph, NO_LINE};

/// Hands lines on: within a block, and to a block that has just one predecessor.
pub fn propagate(graph: &mut FlowGraph) {
    let inherit = |graph: &mut FlowGraph, id: BlockId, line: i32| {
        let block = graph.block_mut(id);
        if block.predecessors == 1
            && let Some(first) = block.instrs.first_mut()
            && first.line < 0
        {
            first.line = line;
        }
    };
    let mut current = Some(FlowGraph::ENTRY);
    while let Some(id) = current {
        let block = graph.block_mut(id);
        let mut line = NO_LINE;
        for instr in &mut block.instrs {
            if instr.line < 0 {
                instr.line = line;
            } else {
                line = instr.line;
            }
        }
        let (next, falls, empty) = (block.next, !block.no_fallthrough, block.is_empty());
        let target = block.final_jump_target();
        if !empty {
            if let Some(next) = next
                && falls
            {
                inherit(graph, next, line);
            }
            if let Some(target) = target {
                inherit(graph, target, line);
            }
        }
        current = next;
    }
}

/// A return that still has no line takes that of the code before it.
pub fn guarantee_for_exits(graph: &mut FlowGraph, firstlineno: u32) {
    let mut line = firstlineno as i32;
    let mut current = Some(FlowGraph::ENTRY);
    while let Some(id) = current {
        let block = graph.block_mut(id);
        if let Some(last) = block.instrs.last() {
            if last.line >= 0 {
                line = last.line;
            } else if last.opcode == Opcode::ReturnValue {
                block.instrs.iter_mut().for_each(|instr| instr.line = line);
            }
        }
        current = block.next;
    }
}
