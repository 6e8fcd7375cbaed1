//! The words shared by compiler, VM and `dis`: opcodes, instructions, code objects.

pub mod code;
pub mod depth;
pub mod dis;
pub mod explain;
pub mod frozen;
pub mod instruction;
pub mod json;
pub mod lines;
pub mod opcode;
pub mod repr;
