//! Statements, except those that have a file of their own (functions, classes, `try`, `with`, `match`, imports).

use super::unwind::FrameBlockKind;
use super::{Codegen, Emitted, UnitKind};
use crate::bytecode::code::{Constant, flags};
use crate::bytecode::opcode::Opcode;
use crate::syntax::ast::{self, Expr, ExprContext, ExprKind, IfBranch, Operator, Stmt, StmtKind};
use crate::text::Text;

/// The docstring of a body, if its first statement is one.
pub(super) fn docstring(body: &[Stmt]) -> Option<&Text> {
    match &body.first()?.kind {
        StmtKind::Expr(value) => match &value.kind {
            ExprKind::Constant(ast::Constant::Str { value, .. }) => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a body has an annotated assignment, in nested statements too, but not in functions or classes (nor,
/// as in CPython, in `match`).
pub(super) fn has_annotation(body: &[Stmt]) -> bool {
    body.iter().any(|stmt| match &stmt.kind {
        StmtKind::AnnAssign { .. } => true,
        StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => {
            has_annotation(body) || has_annotation(orelse)
        }
        StmtKind::If { branches, orelse } => {
            branches.iter().any(|branch| has_annotation(&branch.body)) || has_annotation(orelse)
        }
        StmtKind::With { body, .. } => has_annotation(body),
        StmtKind::Try { body, handlers, orelse, finalbody } => {
            handlers.iter().any(|handler| has_annotation(&handler.body))
                || [body, orelse, finalbody].into_iter().any(|body| has_annotation(body))
        }
        _ => false,
    })
}

impl<'a> Codegen<'a> {
    /// The body of a module or class.
    pub(super) fn body(&mut self, body: &'a [Stmt]) -> Emitted {
        if let (UnitKind::Module, Some(first)) = (self.unit.kind, body.first()) {
            self.at(first.span);
        }
        if has_annotation(body) {
            self.op(Opcode::SetupAnnotations);
        }
        let mut rest = body;
        if self.options.optimize < 2
            && docstring(body).is_some()
            && let Some((StmtKind::Expr(value), others)) = body.split_first().map(|(first, rest)| (&first.kind, rest))
        {
            self.expr(value)?;
            self.unset_line();
            self.variable(&"__doc__".into(), ExprContext::Store)?;
            rest = others;
        }
        self.body_statements(rest, rest.len() == body.len())
    }

    /// Statements of a body. A first statement that only folding has turned into a string is no docstring, but its
    /// value is computed, as CPython does to tell the two apart.
    pub(super) fn body_statements(&mut self, body: &'a [Stmt], from_start: bool) -> Emitted {
        let mut rest = body;
        if from_start
            && let Some((first, others)) = body.split_first()
            && let StmtKind::Expr(value) = &first.kind
            && !matches!(value.kind, ExprKind::Constant(_))
            && matches!(self.folded.constant(value), Some(Constant::Str(_)))
            && !self.interactive
        {
            self.at(first.span);
            self.expr(value)?;
            self.unset_line();
            self.op(Opcode::PopTop);
            rest = others;
        }
        self.statements(rest)
    }

    pub(super) fn statements(&mut self, body: &'a [Stmt]) -> Emitted {
        body.iter().try_for_each(|stmt| self.statement(stmt))
    }

    fn statement(&mut self, stmt: &'a Stmt) -> Emitted {
        self.at(stmt.span);
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function_def(def, stmt.span),
            StmtKind::ClassDef(def) => self.class_def(def, stmt.span),
            StmtKind::Return(value) => self.return_stmt(stmt, value.as_ref()),
            StmtKind::Delete(targets) => self.exprs(targets),
            StmtKind::Assign { targets, value } => {
                self.expr(value)?;
                for (index, target) in targets.iter().enumerate() {
                    if index + 1 < targets.len() {
                        self.op(Opcode::DupTop);
                    }
                    self.expr(target)?;
                }
                Ok(())
            }
            StmtKind::AugAssign { target, op, value } => self.augmented(stmt, target, *op, value),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(target, annotation, value.as_deref(), *simple)
            }
            StmtKind::For { is_async: false, target, iter, body, orelse } => self.for_loop(target, iter, body, orelse),
            StmtKind::For { target, iter, body, orelse, .. } => self.async_for(target, iter, body, orelse),
            StmtKind::While { test, body, orelse } => self.while_loop(stmt, test, body, orelse),
            StmtKind::If { branches, orelse } => self.if_stmt(branches, orelse),
            StmtKind::With { is_async, items, body } => self.with(*is_async, stmt.span, items, body),
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases),
            StmtKind::Raise { exc, cause } => {
                let parts = [exc, cause];
                let given = || parts.into_iter().flatten();
                given().try_for_each(|value| self.expr(value))?;
                self.op_arg(Opcode::RaiseVarargs, given().count());
                self.next_block();
                Ok(())
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => self.try_stmt(body, handlers, orelse, finalbody),
            StmtKind::Assert { test, msg } => self.assert(test, msg.as_deref()),
            StmtKind::Import(names) => self.import(names),
            StmtKind::ImportFrom { module, names, level } => self.import_from(stmt, module.as_ref(), names, *level),
            StmtKind::Global(_) | StmtKind::Nonlocal(_) => Ok(()),
            StmtKind::Expr(value) => self.expr_stmt(value),
            StmtKind::Pass => {
                self.op(Opcode::Nop);
                Ok(())
            }
            StmtKind::Break => self.break_loop(),
            StmtKind::Continue => self.continue_loop(),
        }
    }

    fn expr_stmt(&mut self, value: &'a Expr) -> Emitted {
        if self.interactive && self.outer.is_empty() {
            self.expr(value)?;
            self.op(Opcode::PrintExpr);
            return Ok(());
        }
        if self.is_constant(value) {
            self.op(Opcode::Nop);
            return Ok(());
        }
        self.expr(value)?;
        self.unset_line();
        self.op(Opcode::PopTop);
        Ok(())
    }

    fn return_stmt(&mut self, stmt: &'a Stmt, value: Option<&'a Expr>) -> Emitted {
        if !self.in_function() {
            return Err(self.error("'return' outside function"));
        }
        let block = self.block();
        if value.is_some() && block.coroutine && block.generator {
            return Err(self.error("'return' with value in async generator"));
        }
        // A constant is loaded after the blocks are left; a NOP keeps its line.
        let constant = value.and_then(|value| self.folded.constant(value));
        let preserve_tos = value.is_some() && constant.is_none();
        if let Some(value) = value {
            if preserve_tos {
                self.expr(value)?;
            } else {
                self.at(value.span);
                self.op(Opcode::Nop);
            }
        }
        if value.is_none_or(|value| value.span.start.line != stmt.span.start.line) {
            self.at(stmt.span);
            self.op(Opcode::Nop);
        }
        self.unwind(preserve_tos, false)?;
        if !preserve_tos {
            self.load_const(constant.unwrap_or(Constant::None));
        }
        self.op(Opcode::ReturnValue);
        self.next_block();
        Ok(())
    }

    fn if_stmt(&mut self, branches: &'a [IfBranch], orelse: &'a [Stmt]) -> Emitted {
        // An `elif` is an `if` in the else part. Each has an end of its own, and all of them come together behind the
        // last: empty blocks, but CPython's cleaning pass takes notice of them.
        let mut ends = Vec::with_capacity(branches.len());
        for (index, branch) in branches.iter().enumerate() {
            if index > 0 {
                self.at(branch.span);
            }
            let more = index + 1 < branches.len() || !orelse.is_empty();
            let end = self.new_block();
            ends.push(end);
            let next = if more { self.new_block() } else { end };
            self.jump_if(&branch.test, next, false)?;
            self.statements(&branch.body)?;
            if more {
                self.jump_no_line(Opcode::JumpForward, end);
                self.use_block(next);
            }
        }
        self.statements(orelse)?;
        ends.into_iter().rev().for_each(|end| self.use_block(end));
        Ok(())
    }

    fn while_loop(&mut self, stmt: &'a Stmt, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt]) -> Emitted {
        let [start, inside, anchor, end] = std::array::from_fn(|_| self.new_block());
        self.use_block(start);
        self.push_loop(FrameBlockKind::WhileLoop, start, end)?;
        self.jump_if(test, anchor, false)?;
        self.use_block(inside);
        self.statements(body)?;
        // The test is compiled once more, so that each round has one jump.
        self.at(stmt.span);
        self.jump_if(test, inside, true)?;
        self.pop_block();
        self.use_block(anchor);
        self.statements(orelse)?;
        self.use_block(end);
        Ok(())
    }

    fn for_loop(&mut self, target: &'a Expr, iter: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt]) -> Emitted {
        let [start, inside, cleanup, end] = std::array::from_fn(|_| self.new_block());
        self.push_loop(FrameBlockKind::ForLoop, start, end)?;
        self.iterable(iter)?;
        self.op(Opcode::GetIter);
        self.use_block(start);
        self.jump(Opcode::ForIter, cleanup);
        self.use_block(inside);
        self.expr(target)?;
        self.statements(body)?;
        self.unset_line();
        self.jump(Opcode::JumpAbsolute, start);
        self.use_block(cleanup);
        self.pop_block();
        self.statements(orelse)?;
        self.use_block(end);
        Ok(())
    }

    fn assert(&mut self, test: &'a Expr, msg: Option<&'a Expr>) -> Emitted {
        if matches!(&test.kind, ExprKind::Tuple { elts, .. } if !elts.is_empty())
            || matches!(self.folded.constant(test), Some(Constant::Tuple(items)) if !items.is_empty())
        {
            self.warn("assertion is always true, perhaps remove parentheses?");
        }
        if self.options.optimize > 0 {
            return Ok(());
        }
        let end = self.new_block();
        self.jump_if(test, end, true)?;
        self.op(Opcode::LoadAssertionError);
        if let Some(msg) = msg {
            self.expr(msg)?;
            self.op_arg(Opcode::CallFunction, 1);
        }
        self.op_arg(Opcode::RaiseVarargs, 1);
        self.use_block(end);
        Ok(())
    }

    fn annotated(&mut self, target: &'a Expr, annotation: &'a Expr, value: Option<&'a Expr>, simple: bool) -> Emitted {
        if let Some(value) = value {
            self.expr(value)?;
            self.expr(target)?;
        }
        let evaluated = matches!(self.unit.kind, UnitKind::Module | UnitKind::Class);
        let as_text = self.future_flags & flags::FUTURE_ANNOTATIONS != 0;
        match &target.kind {
            ExprKind::Name { id, .. } => {
                self.check_bindable(id, ExprContext::Store)?;
                if simple && evaluated {
                    self.annotation(annotation)?;
                    self.op_name(Opcode::LoadName, &"__annotations__".into());
                    let mangled = super::mangle(self.unit.class.as_deref(), id).into_owned();
                    self.load_str(&mangled);
                    self.op(Opcode::StoreSubscr);
                }
            }
            ExprKind::Attribute { value: object, attr, .. } => {
                self.check_bindable(attr, ExprContext::Store)?;
                if value.is_none() {
                    self.discarded(object)?;
                }
            }
            ExprKind::Subscript { value: object, slice, .. } if value.is_none() => {
                self.discarded(object)?;
                self.discarded_index(slice)?;
            }
            _ => {}
        }
        // The annotation of a target that is no simple name is evaluated, but kept nowhere.
        if !simple && evaluated && !as_text {
            self.discarded(annotation)?;
        }
        Ok(())
    }

    fn discarded(&mut self, value: &'a Expr) -> Emitted {
        self.expr(value)?;
        self.op(Opcode::PopTop);
        Ok(())
    }

    fn discarded_index(&mut self, index: &'a Expr) -> Emitted {
        match &index.kind {
            ExprKind::Slice { lower, upper, step } => {
                [lower, upper, step].into_iter().flatten().try_for_each(|part| self.discarded(part))
            }
            ExprKind::Tuple { elts, .. } => elts.iter().try_for_each(|elt| self.discarded_index(elt)),
            _ => self.discarded(index),
        }
    }

    fn augmented(&mut self, stmt: &'a Stmt, target: &'a Expr, op: Operator, value: &'a Expr) -> Emitted {
        self.at(target.span);
        match &target.kind {
            ExprKind::Attribute { value: object, attr, .. } => {
                self.expr(object)?;
                self.op(Opcode::DupTop);
                self.unit.line = target.span.end.line as i32;
                self.op_name(Opcode::LoadAttr, attr);
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                self.expr(object)?;
                self.expr(slice)?;
                self.op(Opcode::DupTopTwo);
                self.op(Opcode::BinarySubscr);
            }
            ExprKind::Name { id, .. } => self.variable(id, ExprContext::Load)?,
            _ => return Err(self.error("invalid node type for augmented assignment")),
        }
        self.at(stmt.span);
        self.expr(value)?;
        self.op(inplace(op));
        self.at(target.span);
        match &target.kind {
            ExprKind::Attribute { attr, .. } => {
                self.unit.line = target.span.end.line as i32;
                self.op(Opcode::RotTwo);
                self.op_name(Opcode::StoreAttr, attr);
            }
            ExprKind::Subscript { .. } => {
                self.op(Opcode::RotThree);
                self.op(Opcode::StoreSubscr);
            }
            ExprKind::Name { id, .. } => self.variable(id, ExprContext::Store)?,
            _ => {}
        }
        Ok(())
    }
}

fn inplace(op: Operator) -> Opcode {
    match op {
        Operator::Add => Opcode::InplaceAdd,
        Operator::Sub => Opcode::InplaceSubtract,
        Operator::Mult => Opcode::InplaceMultiply,
        Operator::MatMult => Opcode::InplaceMatrixMultiply,
        Operator::Div => Opcode::InplaceTrueDivide,
        Operator::Mod => Opcode::InplaceModulo,
        Operator::Pow => Opcode::InplacePower,
        Operator::LShift => Opcode::InplaceLshift,
        Operator::RShift => Opcode::InplaceRshift,
        Operator::BitOr => Opcode::InplaceOr,
        Operator::BitXor => Opcode::InplaceXor,
        Operator::BitAnd => Opcode::InplaceAnd,
        Operator::FloorDiv => Opcode::InplaceFloorDivide,
    }
}
