//! The words shared by compiler, VM and `dis`: opcodes, instructions, code objects.

pub mod code;
pub mod dis;
pub mod instruction;
pub mod lines;
pub mod opcode;
pub mod repr;
