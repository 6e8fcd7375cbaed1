//! Passes: short sequences of instructions that can be shorter, jumps to jumps, and small exits in place of jumps.

use super::arithmetic::truth;
use super::clean::clean_block;
use crate::bytecode::code::Constant;
use crate::bytecode::opcode::Opcode;
use crate::compiler::constants::ConstantPool;
use crate::compiler::flow_graph::{BlockId, FlowGraph, Instr, NO_LINE};

/// An exit of at most so many instructions is copied to where it is jumped to from.
const MAX_COPY_SIZE: usize = 4;

/// Optimizes each block by itself, looking through its jumps.
pub fn optimize_blocks(graph: &mut FlowGraph, consts: &mut ConstantPool) {
    let mut current = Some(FlowGraph::ENTRY);
    while let Some(id) = current {
        optimize_block(graph, id, consts);
        clean_block(graph, id, NO_LINE);
        current = graph.block(id).next;
    }
}

/// Where a jump leads: the target block and its first instruction.
struct Landing {
    target: BlockId,
    first: Instr,
}

fn landing(graph: &FlowGraph, instr: &Instr) -> Option<Landing> {
    let target = graph.skip_empty(instr.jump_target()?);
    let first = *graph.block(target).instrs.first()?;
    Some(Landing { target, first })
}

fn optimize_block(graph: &mut FlowGraph, id: BlockId, consts: &mut ConstantPool) {
    let mut index = 0;
    // Jumps in a circle would be followed for ever.
    let mut patience = graph.blocks.len();
    while index < graph.block(id).instrs.len() {
        let instr = graph.block(id).instrs[index];
        let landing = landing(graph, &instr);
        if let Some(landing) = &landing {
            graph.block_mut(id).instrs[index].target = Some(landing.target);
        }
        let again = match instr.opcode {
            Opcode::LoadConst => {
                constant_condition(graph, id, index, consts);
                false
            }
            Opcode::BuildTuple => {
                build_tuple(graph, id, index, consts);
                false
            }
            Opcode::RotN => {
                rotate(&mut graph.block_mut(id).instrs, index);
                false
            }
            _ => match landing {
                Some(landing) => thread_jump(graph, id, index, landing),
                None => false,
            },
        };
        if again && patience > 0 {
            patience -= 1;
        } else {
            index += 1;
        }
    }
}

/// `LOAD_CONST` and a jump that depends on it: the jump is taken always or never.
fn constant_condition(graph: &mut FlowGraph, id: BlockId, index: usize, consts: &ConstantPool) {
    let block = graph.block_mut(id);
    let [load, jump, ..] = &mut block.instrs[index..] else { return };
    let (jumps_if, pops) = match jump.opcode {
        Opcode::PopJumpIfFalse => (false, true),
        Opcode::PopJumpIfTrue => (true, true),
        Opcode::JumpIfFalseOrPop => (false, false),
        Opcode::JumpIfTrueOrPop => (true, false),
        _ => return,
    };
    if truth(consts.get(load.arg)) == jumps_if {
        if pops {
            load.clear();
        }
        jump.opcode = Opcode::JumpAbsolute;
        block.no_fallthrough = true;
    } else {
        load.clear();
        jump.clear();
    }
}

/// A tuple that is unpacked at once is a rotation; a tuple of constants is a constant.
fn build_tuple(graph: &mut FlowGraph, id: BlockId, index: usize, consts: &mut ConstantPool) {
    let instrs = &mut graph.block_mut(id).instrs;
    let size = instrs[index].arg;
    if let Some(next) = instrs.get(index + 1)
        && next.opcode == Opcode::UnpackSequence
        && next.arg == size
    {
        let (first, second) = match size {
            1 => (Opcode::Nop, Opcode::Nop),
            2 => (Opcode::RotTwo, Opcode::Nop),
            3 => (Opcode::RotThree, Opcode::RotTwo),
            _ => return,
        };
        instrs[index].opcode = first;
        instrs[index + 1].opcode = second;
        return;
    }
    let size = size as usize;
    if index < size {
        return;
    }
    let (items, tuple) = instrs[index - size..=index].split_at_mut(size);
    if items.iter().any(|item| item.opcode != Opcode::LoadConst) {
        return;
    }
    let constants = items.iter().map(|item| consts.get(item.arg).clone()).collect();
    items.iter_mut().for_each(Instr::clear);
    tuple[0].opcode = Opcode::LoadConst;
    tuple[0].arg = consts.add(Constant::Tuple(constants));
}

/// `ROT_N` of few values has opcodes of its own; a full turn does nothing.
fn rotate(instrs: &mut [Instr], index: usize) {
    let count = instrs[index].arg as usize;
    instrs[index].opcode = match count {
        0 | 1 => {
            instrs[index].clear();
            return;
        }
        2 => Opcode::RotTwo,
        3 => Opcode::RotThree,
        4 => Opcode::RotFour,
        _ => Opcode::RotN,
    };
    if index + 1 < count {
        return;
    }
    let turn = &mut instrs[index + 1 - count..=index];
    let rotations = |instr: &Instr| match instr.opcode {
        Opcode::RotN => instr.arg as usize,
        Opcode::RotFour => 4,
        Opcode::RotThree => 3,
        Opcode::RotTwo => 2,
        _ => 0,
    };
    if turn.iter().all(|instr| rotations(instr) == count) {
        turn.iter_mut().for_each(Instr::clear);
    }
}

/// A jump to a jump goes where that one goes. Gives whether the instruction should be looked at once more.
fn thread_jump(graph: &mut FlowGraph, id: BlockId, index: usize, landing: Landing) -> bool {
    use Opcode::{
        ForIter, JumpAbsolute, JumpForward, JumpIfFalseOrPop, JumpIfTrueOrPop, PopJumpIfFalse, PopJumpIfTrue,
    };
    let Landing { target, first } = landing;
    let after = graph.block(target).next;
    let instr = &mut graph.block_mut(id).instrs[index];
    let same_line = instr.line == first.line;
    match (instr.opcode, first.opcode) {
        (JumpIfFalseOrPop, PopJumpIfFalse) | (JumpIfTrueOrPop, PopJumpIfTrue) if same_line => {
            instr.opcode = first.opcode;
            instr.target = first.target;
            true
        }
        (JumpIfFalseOrPop, JumpAbsolute | JumpForward | JumpIfFalseOrPop)
        | (JumpIfTrueOrPop, JumpAbsolute | JumpForward | JumpIfTrueOrPop)
            if same_line && Some(target) != first.target =>
        {
            instr.target = first.target;
            true
        }
        // The value that makes the first jump go makes the second fall through.
        (JumpIfFalseOrPop, JumpIfTrueOrPop) | (JumpIfTrueOrPop, JumpIfFalseOrPop) if same_line => {
            instr.opcode = if instr.opcode == JumpIfFalseOrPop { PopJumpIfFalse } else { PopJumpIfTrue };
            instr.target = after;
            true
        }
        (PopJumpIfFalse | PopJumpIfTrue, JumpAbsolute | JumpForward) if same_line => {
            instr.target = first.target;
            true
        }
        (JumpAbsolute, JumpForward) if same_line => replace_jump(graph, id, target, first, JumpAbsolute),
        (JumpForward, JumpForward) if same_line => replace_jump(graph, id, target, first, JumpForward),
        (JumpAbsolute | JumpForward, JumpAbsolute) if same_line => replace_jump(graph, id, target, first, JumpAbsolute),
        (ForIter, JumpForward) if same_line => replace_jump(graph, id, target, first, ForIter),
        _ => false,
    }
}

/// Replaces the jump at the end of a block by one that has the line of the jump it led to; a NOP keeps the old line.
fn replace_jump(graph: &mut FlowGraph, id: BlockId, target: BlockId, first: Instr, opcode: Opcode) -> bool {
    // A block of which the target is the jump's own cannot be shortened.
    if first.target == Some(target) {
        return false;
    }
    let instrs = &mut graph.block_mut(id).instrs;
    if let Some(last) = instrs.last_mut() {
        last.clear();
    }
    instrs.push(Instr { opcode, arg: 0, target: first.target, line: first.line });
    true
}

/// Copies small exits to the ends of the blocks that jump to them. Such a block may itself become a small exit, but only
/// blocks that are older, and the pass after the next cleaning, make use of that.
pub fn inline_small_exits(graph: &mut FlowGraph) {
    for id in graph.newest_first() {
        let Some(last) = graph.block(id).instrs.last() else { continue };
        let Some(target) = last.jump_target().filter(|_| last.is_unconditional_jump()) else { continue };
        let exit = graph.block(target);
        if !exit.exit || exit.instrs.len() > MAX_COPY_SIZE {
            continue;
        }
        let copied = exit.instrs.clone();
        let block = graph.block_mut(id);
        if let Some(last) = block.instrs.last_mut() {
            last.clear();
        }
        block.instrs.extend(copied);
        block.exit = true;
    }
}
