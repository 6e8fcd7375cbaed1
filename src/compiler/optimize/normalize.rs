//! Pass: says which blocks leave the code object or do not fall through, and lets no jump lead to an empty block.

use crate::bytecode::opcode::Opcode;
use crate::compiler::flow_graph::FlowGraph;

pub fn normalize(graph: &mut FlowGraph) {
    for id in graph.newest_first() {
        let mut block = std::mem::take(graph.block_mut(id));
        for instr in &mut block.instrs {
            match instr.opcode {
                Opcode::ReturnValue | Opcode::RaiseVarargs | Opcode::Reraise => {
                    block.exit = true;
                    block.no_fallthrough = true;
                }
                Opcode::JumpAbsolute | Opcode::JumpForward => block.no_fallthrough = true,
                _ => {}
            }
        }
        *graph.block_mut(id) = block;
    }
    for id in graph.newest_first() {
        for index in 0..graph.block(id).instrs.len() {
            if let Some(target) = graph.block(id).instrs[index].jump_target() {
                let target = graph.skip_empty(target);
                graph.block_mut(id).instrs[index].target = Some(target);
            }
        }
    }
}
