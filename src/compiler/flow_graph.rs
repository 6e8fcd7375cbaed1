//! The control-flow graph: what code generation gives, what the passes change, what the assembler lays out.
//!
//! A block's instructions run in order; control leaves it at a jump, which names its target block, or falls through to
//! `next`. Blocks keep the order of their creation as index, and the order of the code as the chain of `next` links.

use crate::bytecode::opcode::Opcode;

/// The line of an instruction that belongs to no line of the source.
pub const NO_LINE: i32 = -1;

/// The line of an instruction that is emitted before the unit has reached any line: to the passes it is a line like any
/// other, in the line table it is that of the instruction before it.
pub const INHERITED_LINE: i32 = 0;

/// Index into [`FlowGraph::blocks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockId(pub u32);

/// An instruction whose jump target, if it has one, is a block.
#[derive(Clone, Copy, Debug)]
pub struct Instr {
    pub opcode: Opcode,
    /// What stands in the code bytes, also behind an opcode that ignores it, as in CPython.
    pub arg: u32,
    pub target: Option<BlockId>,
    pub line: i32,
}

impl Instr {
    /// The target, if the instruction (still) is a jump.
    pub fn jump_target(&self) -> Option<BlockId> {
        if self.opcode.is_jump() { self.target } else { None }
    }

    /// Whether it is `JUMP_FORWARD` or `JUMP_ABSOLUTE`.
    pub fn is_unconditional_jump(&self) -> bool {
        matches!(self.opcode, Opcode::JumpForward | Opcode::JumpAbsolute)
    }

    /// Turns it into a NOP that keeps its line.
    pub fn clear(&mut self) {
        self.opcode = Opcode::Nop;
    }
}

/// A basic block.
#[derive(Clone, Debug, Default)]
pub struct BasicBlock {
    pub instrs: Vec<Instr>,
    /// The block that follows in the code.
    pub next: Option<BlockId>,
    /// How many ways lead here, once reachability has been marked.
    pub predecessors: u32,
    /// Control never reaches `next` from the end.
    pub no_fallthrough: bool,
    /// It leaves the code object.
    pub exit: bool,
}

impl BasicBlock {
    pub fn is_empty(&self) -> bool {
        self.instrs.is_empty()
    }

    /// The line of the first instruction.
    pub fn first_line(&self) -> i32 {
        self.instrs.first().map_or(NO_LINE, |instr| instr.line)
    }

    /// The line of the last instruction.
    pub fn last_line(&self) -> i32 {
        self.instrs.last().map_or(NO_LINE, |instr| instr.line)
    }

    /// Leaves the code object without a line of its own.
    pub fn is_exit_without_line(&self) -> bool {
        self.exit && self.instrs.first().is_some_and(|instr| instr.line < 0)
    }

    /// Where the last instruction jumps to, unless that is a handler.
    pub fn final_jump_target(&self) -> Option<BlockId> {
        let last = self.instrs.last()?;
        if last.opcode.is_block_push() { None } else { last.jump_target() }
    }
}

/// All blocks of a code object; block 0 is the entry.
#[derive(Clone, Debug, Default)]
pub struct FlowGraph {
    pub blocks: Vec<BasicBlock>,
}

impl FlowGraph {
    pub const ENTRY: BlockId = BlockId(0);

    pub fn new_block(&mut self) -> BlockId {
        self.blocks.push(BasicBlock::default());
        BlockId(self.blocks.len() as u32 - 1)
    }

    pub fn block(&self, id: BlockId) -> &BasicBlock {
        &self.blocks[id.0 as usize]
    }

    pub fn block_mut(&mut self, id: BlockId) -> &mut BasicBlock {
        &mut self.blocks[id.0 as usize]
    }

    /// All blocks, newest first: the order in which CPython's passes over all blocks see them, which decides the order
    /// of the copies that some of them make.
    pub fn newest_first(&self) -> impl Iterator<Item = BlockId> + use<> {
        (0..self.blocks.len() as u32).rev().map(BlockId)
    }

    /// The blocks in the order of the code.
    pub fn in_order(&self) -> impl Iterator<Item = BlockId> + '_ {
        std::iter::successors(Some(Self::ENTRY), |&id| self.block(id).next)
    }

    /// The first block with instructions at or after `id`.
    pub fn skip_empty(&self, mut id: BlockId) -> BlockId {
        while self.block(id).is_empty()
            && let Some(next) = self.block(id).next
        {
            id = next;
        }
        id
    }
}
