//! The named passes: constant folding over the AST, then passes over the control-flow graph, in CPython's order.

mod arithmetic;
mod clean;
pub mod constant_folding;
mod exits;
mod line_numbers;
mod normalize;
mod peephole;
mod reachability;

use super::constants::ConstantPool;
use super::flow_graph::FlowGraph;
use crate::bytecode::opcode::Opcode;

/// Runs all passes over a finished graph. Each line is a pass with a file or function of its own.
pub fn optimize(graph: &mut FlowGraph, consts: &mut ConstantPool, firstlineno: u32) {
    peephole::inline_small_exits(graph);
    peephole::optimize_blocks(graph, consts);
    peephole::inline_small_exits(graph);
    reachability::mark(graph);
    reachability::remove_unreachable(graph);
    clean::remove_nops(graph);
    clean::remove_empty_blocks(graph);
    clean::remove_redundant_jumps(graph);
    exits::duplicate_exits_without_lines(graph);
    trim_unused_consts(graph, consts);
    line_numbers::propagate(graph);
    line_numbers::guarantee_for_exits(graph, firstlineno);
    normalize::normalize_jumps(graph);
}

pub use normalize::normalize;

/// Drops constants behind the last that is used. The first stays: it may be a docstring.
fn trim_unused_consts(graph: &FlowGraph, consts: &mut ConstantPool) {
    let instrs = graph.in_order().flat_map(|id| &graph.block(id).instrs);
    let last = instrs.filter(|instr| instr.opcode == Opcode::LoadConst).map(|instr| instr.arg).max();
    consts.truncate(last.unwrap_or(0) as usize + 1);
}
