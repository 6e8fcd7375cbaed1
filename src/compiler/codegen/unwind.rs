//! Frame blocks: what is open around the current statement, and the code that leaves it early.
//!
//! `break`, `continue` and `return` leave loops, `with`, `try` and `except` from the inside out; each kind has code of
//! its own for that, a `finally` body is compiled once more. While a block is being left it is off the list, so that a
//! `return` in its `finally` body leaves only what lies further out.

use super::{Codegen, Emitted};
use crate::bytecode::code::Constant;
use crate::bytecode::opcode::Opcode;
use crate::compiler::flow_graph::BlockId;
use crate::syntax::ast::{ExprContext, Name, Span, Stmt};
use crate::syntax::error::SyntaxError;

/// CPython's limit of nested blocks.
const MAX_BLOCKS: usize = 20;

/// What a frame block is.
#[derive(Clone, Copy)]
pub enum FrameBlockKind<'a> {
    WhileLoop,
    ForLoop,
    TryExcept,
    FinallyTry(&'a [Stmt]),
    FinallyEnd,
    With { is_async: bool, span: Span },
    HandlerCleanup(Option<&'a Name>),
    PopValue,
    ExceptionHandler,
    AsyncComprehension,
}

/// A block that is open around the current statement.
#[derive(Clone, Copy)]
pub struct FrameBlock<'a> {
    pub kind: FrameBlockKind<'a>,
    /// Where `continue` goes, for loops.
    pub start: Option<BlockId>,
    /// Where `break` goes, for loops.
    pub exit: Option<BlockId>,
}

impl FrameBlock<'_> {
    fn is_loop(&self) -> bool {
        matches!(self.kind, FrameBlockKind::WhileLoop | FrameBlockKind::ForLoop)
    }
}

impl<'a> Codegen<'a> {
    pub(super) fn push_block(&mut self, kind: FrameBlockKind<'a>) -> Emitted {
        self.push_frame_block(FrameBlock { kind, start: None, exit: None })
    }

    pub(super) fn push_loop(&mut self, kind: FrameBlockKind<'a>, start: BlockId, exit: BlockId) -> Emitted {
        self.push_frame_block(FrameBlock { kind, start: Some(start), exit: Some(exit) })
    }

    fn push_frame_block(&mut self, block: FrameBlock<'a>) -> Emitted {
        if self.unit.frame_blocks.len() >= MAX_BLOCKS {
            return Err(self.error("too many statically nested blocks"));
        }
        self.unit.frame_blocks.push(block);
        Ok(())
    }

    pub(super) fn pop_block(&mut self) {
        self.unit.frame_blocks.pop();
    }

    /// Leaves all blocks, or those inside the innermost loop, which is given back. `preserve_tos`: the value on top of
    /// the stack survives.
    pub(super) fn unwind(&mut self, preserve_tos: bool, to_loop: bool) -> Result<Option<FrameBlock<'a>>, SyntaxError> {
        let mut left = Vec::new();
        let mut found = None;
        while let Some(block) = self.unit.frame_blocks.last().copied() {
            if to_loop && block.is_loop() {
                found = Some(block);
                break;
            }
            self.unit.frame_blocks.pop();
            left.push(block);
            self.unwind_block(block.kind, preserve_tos)?;
        }
        self.unit.frame_blocks.extend(left.into_iter().rev());
        Ok(found)
    }

    /// The code that leaves one block.
    pub(super) fn unwind_block(&mut self, kind: FrameBlockKind<'a>, preserve_tos: bool) -> Emitted {
        let keep = |codegen: &mut Self, opcode| {
            if preserve_tos {
                codegen.op(opcode);
            }
        };
        match kind {
            FrameBlockKind::WhileLoop | FrameBlockKind::ExceptionHandler | FrameBlockKind::AsyncComprehension => {}
            FrameBlockKind::ForLoop | FrameBlockKind::PopValue => {
                keep(self, Opcode::RotTwo);
                self.op(Opcode::PopTop);
            }
            FrameBlockKind::TryExcept => self.op(Opcode::PopBlock),
            FrameBlockKind::FinallyTry(body) => {
                self.op(Opcode::PopBlock);
                if preserve_tos {
                    self.push_block(FrameBlockKind::PopValue)?;
                }
                self.statements(body)?;
                if preserve_tos {
                    self.pop_block();
                }
                // What follows runs after the finally body, on the way out: it has no line.
                self.unset_line();
            }
            FrameBlockKind::FinallyEnd => {
                keep(self, Opcode::RotFour);
                (0..3).for_each(|_| self.op(Opcode::PopTop));
                keep(self, Opcode::RotFour);
                self.op(Opcode::PopExcept);
            }
            FrameBlockKind::With { is_async, span } => {
                self.at(span);
                self.op(Opcode::PopBlock);
                keep(self, Opcode::RotTwo);
                self.call_exit_with_nones();
                if is_async {
                    self.await_value();
                }
                self.op(Opcode::PopTop);
                self.unset_line();
            }
            FrameBlockKind::HandlerCleanup(name) => {
                if name.is_some() {
                    self.op(Opcode::PopBlock);
                }
                keep(self, Opcode::RotFour);
                self.op(Opcode::PopExcept);
                if let Some(name) = name {
                    self.unbind(name)?;
                }
            }
        }
        Ok(())
    }

    /// `name = None; del name`, at the end of `except ... as name`.
    pub(super) fn unbind(&mut self, name: &Name) -> Emitted {
        self.load_const(Constant::None);
        self.variable(name, ExprContext::Store)?;
        self.variable(name, ExprContext::Del)
    }

    pub(super) fn break_loop(&mut self) -> Emitted {
        // The line of the `break` itself must be seen.
        self.op(Opcode::Nop);
        let line = self.unit.span.start.line;
        let found = self.unwind(false, true)?;
        let Some((block, exit)) = found.and_then(|block| Some((block, block.exit?))) else {
            self.unit.span.start.line = line;
            return Err(self.error("'break' outside loop"));
        };
        self.unwind_block(block.kind, false)?;
        self.jump(Opcode::JumpAbsolute, exit);
        self.next_block();
        Ok(())
    }

    pub(super) fn continue_loop(&mut self) -> Emitted {
        self.op(Opcode::Nop);
        let line = self.unit.span.start.line;
        let found = self.unwind(false, true)?;
        let Some(start) = found.and_then(|block| block.start) else {
            self.unit.span.start.line = line;
            return Err(self.error("'continue' not properly in loop"));
        };
        self.jump(Opcode::JumpAbsolute, start);
        self.next_block();
        Ok(())
    }
}
