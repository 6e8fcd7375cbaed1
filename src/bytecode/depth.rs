//! How many values lie on the stack before each instruction, found by following every path once.

use super::code::{CodeObject, flags};
use super::instruction::{Instruction, instructions};

/// The depth before each instruction; None where no path leads.
pub fn depths(code: &CodeObject) -> Vec<Option<u32>> {
    let all: Vec<Instruction> = instructions(&code.code).collect();
    let mut found = vec![None; all.len()];
    // A generator starts with what was sent to it on the stack.
    let mut work = vec![(0, i32::from(code.flags & flags::RESUMABLE != 0))];
    while let Some((mut index, mut depth)) = work.pop() {
        while let (Some(instruction), Some(known @ None)) = (all.get(index), found.get_mut(index)) {
            *known = u32::try_from(depth).ok();
            let Some(opcode) = instruction.opcode() else { break };
            if let Some(target) = instruction.jump_target() {
                work.push((target as usize / 2, depth.saturating_add(opcode.stack_effect(instruction.arg, true))));
            }
            if !opcode.falls_through() {
                break;
            }
            depth = depth.saturating_add(opcode.stack_effect(instruction.arg, false));
            index += 1;
        }
    }
    found
}
