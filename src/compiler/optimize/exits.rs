//! Pass: an exit without a line of its own that several jumps share is copied, so that each jump gives its line to one.
//!
//! PEP 626: when a frame ends, its line is that of the statement that ended it. An implicit `return None` has none, so
//! it takes the line of where control came from, which must be one place.

use crate::compiler::flow_graph::FlowGraph;

pub fn duplicate_exits_without_lines(graph: &mut FlowGraph) {
    for id in graph.newest_first() {
        let block = graph.block(id);
        let Some(target) = block.final_jump_target() else { continue };
        let shared = graph.block(target);
        if !shared.is_exit_without_line() || shared.predecessors <= 1 {
            continue;
        }
        let line = block.last_line();
        let mut copy = shared.clone();
        copy.predecessors = 1;
        if let Some(first) = copy.instrs.first_mut() {
            first.line = line;
        }
        let copy_id = graph.new_block();
        *graph.block_mut(copy_id) = copy;
        if let Some(last) = graph.block_mut(id).instrs.last_mut() {
            last.target = Some(copy_id);
        }
        let shared = graph.block_mut(target);
        shared.predecessors -= 1;
        shared.next = Some(copy_id);
    }
    for id in graph.newest_first().filter(|&id| !graph.block(id).is_empty()).collect::<Vec<_>>() {
        while let Some(next) = graph.block(id).next
            && graph.block(next).is_empty()
        {
            graph.block_mut(id).next = graph.block(next).next;
        }
    }
    // What exits without a line are left are only fallen into, from one place.
    for id in graph.newest_first() {
        let block = graph.block(id);
        if !block.no_fallthrough
            && !block.is_empty()
            && let Some(next) = block.next
            && graph.block(next).is_exit_without_line()
        {
            let line = block.last_line();
            if let Some(first) = graph.block_mut(next).instrs.first_mut() {
                first.line = line;
            }
        }
    }
}
