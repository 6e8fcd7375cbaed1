//! Code bytes to instructions: two bytes each, EXTENDED_ARG prefixes folded into the argument they extend.

use super::opcode::{Opcode, Operand};

/// One decoded instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// Byte offset of its own two bytes (after any EXTENDED_ARG).
    pub offset: u32,
    /// The opcode byte; see [`Instruction::opcode`].
    pub number: u8,
    /// The argument with its EXTENDED_ARG prefixes; of an EXTENDED_ARG, the part known so far.
    pub arg: u32,
}

impl Instruction {
    /// The opcode, None where the byte is none of 3.10's.
    pub fn opcode(self) -> Option<Opcode> {
        Opcode::from_number(self.number)
    }

    /// Where a jump goes, as a byte offset.
    pub fn jump_target(self) -> Option<u32> {
        match self.opcode()?.operand() {
            Operand::JumpAbs => Some(self.arg.wrapping_mul(2)),
            Operand::JumpRel => Some(self.arg.wrapping_mul(2).wrapping_add(self.offset + 2)),
            _ => None,
        }
    }
}

/// All instructions of `code`, EXTENDED_ARG ones included.
pub fn instructions(code: &[u8]) -> impl Iterator<Item = Instruction> + '_ {
    let mut extended = 0u32;
    code.chunks_exact(2).enumerate().map(move |(index, pair)| {
        let (number, byte) = (pair[0], u32::from(pair[1]));
        // Opcodes without an argument ignore their byte and the prefixes before them.
        let arg = byte | extended;
        extended = if number == Opcode::ExtendedArg as u8 { arg << 8 } else { 0 };
        Instruction { offset: (index * 2) as u32, number, arg }
    })
}

/// The byte offsets that jumps lead to, sorted (`dis.findlabels`).
pub fn jump_targets(code: &[u8]) -> Vec<u32> {
    let mut targets: Vec<u32> = instructions(code).filter_map(Instruction::jump_target).collect();
    targets.sort_unstable();
    targets.dedup();
    targets
}
