//! `try` and `with`: handlers, the copies of `finally` bodies, the calls of `__exit__`.

use super::unwind::FrameBlockKind;
use super::{Codegen, Emitted};
use crate::bytecode::code::Constant;
use crate::bytecode::opcode::Opcode;
use crate::compiler::flow_graph::BlockId;
use crate::syntax::ast::{ExceptHandler, ExprContext, Span, Stmt, WithItem};

impl<'a> Codegen<'a> {
    pub(super) fn try_stmt(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [ExceptHandler],
        orelse: &'a [Stmt],
        finalbody: &'a [Stmt],
    ) -> Emitted {
        if finalbody.is_empty() {
            return self.try_except(body, handlers, orelse);
        }
        let [inside, end, exit] = std::array::from_fn(|_| self.new_block());
        self.jump(Opcode::SetupFinally, end);
        self.use_block(inside);
        self.push_block(FrameBlockKind::FinallyTry(finalbody))?;
        if handlers.is_empty() {
            self.statements(body)?;
        } else {
            self.try_except(body, handlers, orelse)?;
        }
        self.op_no_line(Opcode::PopBlock);
        self.pop_block();
        self.statements(finalbody)?;
        self.jump_no_line(Opcode::JumpForward, exit);
        // The same body once more, for exceptions.
        self.use_block(end);
        self.push_block(FrameBlockKind::FinallyEnd)?;
        self.statements(finalbody)?;
        self.pop_block();
        self.op_arg(Opcode::Reraise, 0);
        self.use_block(exit);
        Ok(())
    }

    fn try_except(&mut self, body: &'a [Stmt], handlers: &'a [ExceptHandler], orelse: &'a [Stmt]) -> Emitted {
        let [inside, mut except, otherwise, end] = std::array::from_fn(|_| self.new_block());
        self.jump(Opcode::SetupFinally, except);
        self.use_block(inside);
        self.push_block(FrameBlockKind::TryExcept)?;
        self.statements(body)?;
        self.pop_block();
        self.op_no_line(Opcode::PopBlock);
        self.jump_no_line(Opcode::JumpForward, otherwise);
        self.use_block(except);
        self.push_block(FrameBlockKind::ExceptionHandler)?;
        for (index, handler) in handlers.iter().enumerate() {
            self.at(handler.span);
            if handler.typ.is_none() && index + 1 < handlers.len() {
                return Err(self.error("default 'except:' must be last"));
            }
            except = self.new_block();
            self.handler(handler, except, end)?;
            self.use_block(except);
        }
        self.pop_block();
        self.unset_line();
        self.op_arg(Opcode::Reraise, 0);
        self.use_block(otherwise);
        self.statements(orelse)?;
        self.use_block(end);
        Ok(())
    }

    /// One `except` clause: to `next` if it does not match, to `end` when it is done.
    fn handler(&mut self, handler: &'a ExceptHandler, next: BlockId, end: BlockId) -> Emitted {
        if let Some(typ) = &handler.typ {
            self.op(Opcode::DupTop);
            self.expr(typ)?;
            self.jump(Opcode::JumpIfNotExcMatch, next);
            self.next_block();
        }
        self.op(Opcode::PopTop);
        let Some(name) = &handler.name else {
            let inside = self.new_block();
            self.op(Opcode::PopTop);
            self.op(Opcode::PopTop);
            self.use_block(inside);
            self.push_block(FrameBlockKind::HandlerCleanup(None))?;
            self.statements(&handler.body)?;
            self.pop_block();
            self.unset_line();
            self.op(Opcode::PopExcept);
            self.jump(Opcode::JumpForward, end);
            return Ok(());
        };
        // `as name`: the name is unbound at the end, whatever happens in the body.
        let (cleanup, inside) = (self.new_block(), self.new_block());
        self.variable(name, ExprContext::Store)?;
        self.op(Opcode::PopTop);
        self.jump(Opcode::SetupFinally, cleanup);
        self.use_block(inside);
        self.push_block(FrameBlockKind::HandlerCleanup(Some(name)))?;
        self.statements(&handler.body)?;
        self.pop_block();
        self.unset_line();
        self.op(Opcode::PopBlock);
        self.op(Opcode::PopExcept);
        self.unbind(name)?;
        self.jump(Opcode::JumpForward, end);
        self.use_block(cleanup);
        self.unset_line();
        self.unbind(name)?;
        self.op_arg(Opcode::Reraise, 1);
        Ok(())
    }

    pub(super) fn with(&mut self, is_async: bool, span: Span, items: &'a [WithItem], body: &'a [Stmt]) -> Emitted {
        let Some((item, inner)) = items.split_first() else { return self.statements(body) };
        if is_async {
            self.check_async("async with")?;
        }
        let [inside, handler, exit] = std::array::from_fn(|_| self.new_block());
        self.expr(&item.context_expr)?;
        if is_async {
            self.op(Opcode::BeforeAsyncWith);
            self.await_value();
        }
        self.jump(if is_async { Opcode::SetupAsyncWith } else { Opcode::SetupWith }, handler);
        self.use_block(inside);
        self.push_block(FrameBlockKind::With { is_async, span })?;
        match &item.optional_vars {
            Some(target) => self.expr(target)?,
            None => self.op(Opcode::PopTop),
        }
        self.with(is_async, span, inner, body)?;
        self.pop_block();
        if is_async {
            self.op(Opcode::PopBlock);
        } else {
            self.op_no_line(Opcode::PopBlock);
        }
        self.at(span);
        self.call_exit_with_nones();
        if is_async {
            self.await_value();
        }
        self.op(Opcode::PopTop);
        self.jump(Opcode::JumpForward, exit);
        self.use_block(handler);
        self.op(Opcode::WithExceptStart);
        if is_async {
            self.await_value();
        }
        self.finish_with();
        self.use_block(exit);
        Ok(())
    }

    /// `__exit__(None, None, None)`.
    pub(super) fn call_exit_with_nones(&mut self) {
        self.load_const(Constant::None);
        self.op(Opcode::DupTop);
        self.op(Opcode::DupTop);
        self.op_arg(Opcode::CallFunction, 3);
    }

    /// Raises again, or swallows the exception if `__exit__` gave something true.
    fn finish_with(&mut self) {
        let swallow = self.new_block();
        self.jump(Opcode::PopJumpIfTrue, swallow);
        self.next_block();
        self.op_arg(Opcode::Reraise, 1);
        self.use_block(swallow);
        (0..3).for_each(|_| self.op(Opcode::PopTop));
        self.op(Opcode::PopExcept);
        self.op(Opcode::PopTop);
    }
}
