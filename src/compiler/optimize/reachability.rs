//! Passes: count the ways that lead to each block, and empty the blocks that none leads to.

use crate::compiler::flow_graph::FlowGraph;

/// Counts predecessors, from the entry on.
pub fn mark(graph: &mut FlowGraph) {
    let mut stack = vec![FlowGraph::ENTRY];
    graph.block_mut(FlowGraph::ENTRY).predecessors = 1;
    while let Some(id) = stack.pop() {
        let block = graph.block(id);
        let falls = block.next.filter(|_| !block.no_fallthrough);
        let targets = block.instrs.iter().filter_map(|instr| instr.jump_target());
        for target in falls.into_iter().chain(targets).collect::<Vec<_>>() {
            let target_block = graph.block_mut(target);
            if target_block.predecessors == 0 {
                stack.push(target);
            }
            target_block.predecessors += 1;
        }
    }
}

/// Empties the blocks that cannot be reached. They stay in the chain as nothing to fall through.
pub fn remove_unreachable(graph: &mut FlowGraph) {
    for block in graph.blocks.iter_mut().filter(|block| block.predecessors == 0) {
        block.instrs.clear();
        block.no_fallthrough = false;
    }
}
