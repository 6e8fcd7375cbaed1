//! `await`, `async for`, `async with` and the clauses of asynchronous comprehensions.

use super::comprehension::Element;
use super::unwind::FrameBlockKind;
use super::{Codegen, Emitted, UnitKind};
use crate::bytecode::code::Constant;
use crate::bytecode::opcode::Opcode;
use crate::syntax::ast::{Comprehension, Expr, Stmt};

impl<'a> Codegen<'a> {
    pub(super) fn await_expr(&mut self, value: &'a Expr) -> Emitted {
        if !self.is_top_level_await() {
            if !self.in_function() {
                return Err(self.error("'await' outside function"));
            }
            if !matches!(self.unit.kind, UnitKind::AsyncFunction | UnitKind::Comprehension) {
                return Err(self.error("'await' outside async function"));
            }
        }
        self.expr(value)?;
        self.await_value();
        Ok(())
    }

    /// Awaits the value on top of the stack.
    pub(super) fn await_value(&mut self) {
        self.op(Opcode::GetAwaitable);
        self.yield_from();
    }

    /// Delegates to the iterator on top of the stack until it ends.
    pub(super) fn yield_from(&mut self) {
        self.load_const(Constant::None);
        self.op(Opcode::YieldFrom);
    }

    /// `async for` and `async with` stand only in coroutines, or in a module that may await.
    pub(super) fn check_async(&mut self, what: &str) -> Emitted {
        if self.is_top_level_await() {
            let module = self.unit.scope;
            self.symbols.set_coroutine(module);
            return Ok(());
        }
        if self.is_async_function() { Ok(()) } else { Err(self.error(format!("'{what}' outside async function"))) }
    }

    pub(super) fn async_for(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Emitted {
        self.check_async("async for")?;
        let [start, except, end] = std::array::from_fn(|_| self.new_block());
        self.expr(iter)?;
        self.op(Opcode::GetAiter);
        self.use_block(start);
        self.push_loop(FrameBlockKind::ForLoop, start, end)?;
        // The handler catches the StopAsyncIteration that ends the loop.
        self.jump(Opcode::SetupFinally, except);
        self.op(Opcode::GetAnext);
        self.yield_from();
        self.op(Opcode::PopBlock);
        self.expr(target)?;
        self.statements(body)?;
        self.unset_line();
        self.jump(Opcode::JumpAbsolute, start);
        self.pop_block();
        self.use_block(except);
        self.at(iter.span);
        self.op(Opcode::EndAsyncFor);
        self.statements(orelse)?;
        self.use_block(end);
        Ok(())
    }

    pub(super) fn async_generator_clause(
        &mut self,
        element: Element<'a>,
        clause: &'a Comprehension,
        index: usize,
        depth: usize,
    ) -> Emitted {
        let [start, except, if_cleanup] = std::array::from_fn(|_| self.new_block());
        if index == 0 {
            self.op_arg(Opcode::LoadFast, 0);
        } else {
            self.iterable(&clause.iter)?;
            self.op(Opcode::GetAiter);
        }
        self.use_block(start);
        self.push_block(FrameBlockKind::AsyncComprehension)?;
        self.jump(Opcode::SetupFinally, except);
        self.op(Opcode::GetAnext);
        self.yield_from();
        self.op(Opcode::PopBlock);
        self.expr(&clause.target)?;
        self.clause_body(element, clause, index, depth + 1, if_cleanup)?;
        self.jump(Opcode::JumpAbsolute, start);
        self.pop_block();
        self.use_block(except);
        self.op(Opcode::EndAsyncFor);
        Ok(())
    }
}
