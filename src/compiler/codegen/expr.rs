//! Expressions, except those that have a file of their own (calls, displays, functions, comprehensions), and conditions.

use super::{Codegen, Emitted, STACK_USE_GUIDELINE};
use crate::bytecode::code::Constant;
use crate::bytecode::opcode::Opcode;
use crate::compiler::flow_graph::BlockId;
use crate::syntax::ast::{BoolOp, CmpOp, Conversion, Expr, ExprContext, ExprKind, Operator, UnaryOp};

/// A chain of comparisons. `not (a in b)` is the comparison `a not in b`.
#[derive(Clone, Copy)]
pub(super) struct Comparison<'a> {
    /// The `Compare` node, which gives the line.
    pub node: &'a Expr,
    pub left: &'a Expr,
    pub ops: &'a [CmpOp],
    pub comparators: &'a [Expr],
}

/// `expr` as a comparison, if it is one.
fn comparison(expr: &Expr) -> Option<Comparison<'_>> {
    let (mut node, mut inverted) = (expr, false);
    while let ExprKind::UnaryOp { op: UnaryOp::Not, operand } = &node.kind {
        node = operand;
        inverted = !inverted;
    }
    let ExprKind::Compare { left, ops, comparators } = &node.kind else { return None };
    if std::ptr::eq(node, expr) {
        return Some(Comparison { node, left, ops, comparators });
    }
    let ops: &[CmpOp] = match (&**ops, inverted) {
        ([CmpOp::Is | CmpOp::IsNot | CmpOp::In | CmpOp::NotIn], false) => ops,
        ([CmpOp::Is], true) => &[CmpOp::IsNot],
        ([CmpOp::IsNot], true) => &[CmpOp::Is],
        ([CmpOp::In], true) => &[CmpOp::NotIn],
        ([CmpOp::NotIn], true) => &[CmpOp::In],
        _ => return None,
    };
    Some(Comparison { node, left, ops, comparators })
}

impl<'a> Codegen<'a> {
    pub(super) fn exprs(&mut self, values: &'a [Expr]) -> Emitted {
        values.iter().try_for_each(|value| self.expr(value))
    }

    /// Compiles an expression: one value more on the stack, or, for a target, the store or deletion.
    pub(super) fn expr(&mut self, expr: &'a Expr) -> Emitted {
        let (line, span) = (self.unit.line, self.unit.span);
        self.at(expr.span);
        self.expr_here(expr)?;
        (self.unit.line, self.unit.span) = (line, span);
        Ok(())
    }

    fn expr_here(&mut self, expr: &'a Expr) -> Emitted {
        if self.is_constant(expr)
            && let Some(constant) = self.folded.constant(expr)
        {
            self.load_const(constant);
            return Ok(());
        }
        match &expr.kind {
            ExprKind::NamedExpr { target, value } => {
                self.expr(value)?;
                self.op(Opcode::DupTop);
                self.expr(target)?;
            }
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values)?,
            ExprKind::BinOp { left, op, right } => {
                self.expr(left)?;
                self.expr(right)?;
                self.op(binary(*op));
            }
            ExprKind::UnaryOp { op, operand } => match comparison(expr) {
                Some(compare) => {
                    self.at(compare.node.span);
                    self.compare(compare)?;
                }
                None => {
                    self.expr(operand)?;
                    self.op(match op {
                        UnaryOp::Invert => Opcode::UnaryInvert,
                        UnaryOp::Not => Opcode::UnaryNot,
                        UnaryOp::UAdd => Opcode::UnaryPositive,
                        UnaryOp::USub => Opcode::UnaryNegative,
                    });
                }
            },
            ExprKind::Lambda { args, body } => self.lambda(expr, args, body)?,
            ExprKind::IfExp { test, body, orelse } => {
                let (end, next) = (self.new_block(), self.new_block());
                self.jump_if(test, next, false)?;
                self.expr(body)?;
                self.jump_no_line(Opcode::JumpForward, end);
                self.use_block(next);
                self.expr(orelse)?;
                self.use_block(end);
            }
            ExprKind::Dict { keys, values } => self.dict(keys, values)?,
            ExprKind::Set(elts) => self.set(elts)?,
            ExprKind::List { elts, ctx } => self.list(elts, *ctx)?,
            ExprKind::Tuple { elts, ctx } => self.tuple(elts, *ctx)?,
            ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::GeneratorExp { .. } => self.comprehension(expr)?,
            ExprKind::Yield(value) => {
                self.check_yield()?;
                match value {
                    Some(value) => self.expr(value)?,
                    None => self.load_const(Constant::None),
                }
                self.op(Opcode::YieldValue);
            }
            ExprKind::YieldFrom(value) => {
                self.check_yield()?;
                if self.is_async_function() {
                    return Err(self.error("'yield from' inside async function"));
                }
                self.expr(value)?;
                self.op(Opcode::GetYieldFromIter);
                self.yield_from();
            }
            ExprKind::Await(value) => self.await_expr(value)?,
            ExprKind::Compare { left, ops, comparators } => {
                self.compare(Comparison { node: expr, left, ops, comparators })?;
            }
            ExprKind::Call { func, args, keywords } => self.call(func, args, keywords)?,
            ExprKind::Constant(_) => {}
            ExprKind::JoinedStr(values) => self.joined_str(values)?,
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.expr(value)?;
                let mut flags = match conversion {
                    Conversion::None => 0,
                    Conversion::Str => 1,
                    Conversion::Repr => 2,
                    Conversion::Ascii => 3,
                };
                if let Some(spec) = format_spec {
                    self.expr(spec)?;
                    flags |= 4;
                }
                self.op_arg(Opcode::FormatValue, flags);
            }
            ExprKind::Attribute { value, attr, ctx } => {
                self.expr(value)?;
                // An attribute belongs to the line on which its name stands.
                self.unit.line = expr.span.end.line as i32;
                self.check_bindable(attr, *ctx)?;
                self.op_name(
                    match ctx {
                        ExprContext::Load => Opcode::LoadAttr,
                        ExprContext::Store => Opcode::StoreAttr,
                        ExprContext::Del => Opcode::DeleteAttr,
                    },
                    attr,
                );
            }
            ExprKind::Subscript { value, slice, ctx } => {
                if *ctx == ExprContext::Load {
                    self.warn_subscript(value, slice);
                }
                self.expr(value)?;
                self.expr(slice)?;
                self.op(match ctx {
                    ExprContext::Load => Opcode::BinarySubscr,
                    ExprContext::Store => Opcode::StoreSubscr,
                    ExprContext::Del => Opcode::DeleteSubscr,
                });
            }
            ExprKind::Starred { ctx, .. } => {
                return Err(self.error(match ctx {
                    ExprContext::Store => "starred assignment target must be in a list or tuple",
                    _ => "can't use starred expression here",
                }));
            }
            ExprKind::Name { id, ctx } => self.variable(id, *ctx)?,
            ExprKind::Slice { lower, upper, step } => {
                for part in [lower, upper] {
                    match part {
                        Some(value) => self.expr(value)?,
                        None => self.load_const(Constant::None),
                    }
                }
                if let Some(step) = step {
                    self.expr(step)?;
                }
                self.op_arg(Opcode::BuildSlice, if step.is_some() { 3 } else { 2 });
            }
        }
        Ok(())
    }

    fn check_yield(&self) -> Emitted {
        if self.in_function() { Ok(()) } else { Err(self.error("'yield' outside function")) }
    }

    fn bool_op(&mut self, op: BoolOp, values: &'a [Expr]) -> Emitted {
        let jump = match op {
            BoolOp::And => Opcode::JumpIfFalseOrPop,
            BoolOp::Or => Opcode::JumpIfTrueOrPop,
        };
        let end = self.new_block();
        for (index, value) in values.iter().enumerate() {
            self.expr(value)?;
            if index + 1 < values.len() {
                self.jump(jump, end);
                self.next_block();
            }
        }
        self.use_block(end);
        Ok(())
    }

    fn compare(&mut self, compare: Comparison<'a>) -> Emitted {
        self.warn_compare(compare);
        self.expr(compare.left)?;
        let last = compare.ops.len().saturating_sub(1);
        let cleanup = if last > 0 { Some(self.new_block()) } else { None };
        self.compare_links(compare, last, Opcode::JumpIfFalseOrPop, cleanup)?;
        if let Some(cleanup) = cleanup {
            let end = self.new_block();
            self.jump_no_line(Opcode::JumpForward, end);
            self.use_block(cleanup);
            self.op(Opcode::RotTwo);
            self.op(Opcode::PopTop);
            self.use_block(end);
        }
        Ok(())
    }

    /// The comparisons of a chain; all but the last jump to `cleanup` with the value to drop if they fail.
    fn compare_links(
        &mut self,
        compare: Comparison<'a>,
        last: usize,
        jump: Opcode,
        cleanup: Option<BlockId>,
    ) -> Emitted {
        for (index, (comparator, &op)) in compare.comparators.iter().zip(compare.ops).enumerate() {
            if index == last {
                if matches!(op, CmpOp::In | CmpOp::NotIn) {
                    self.iterable(comparator)?;
                } else {
                    self.expr(comparator)?;
                }
                self.compare_op(op);
            } else {
                self.expr(comparator)?;
                self.op(Opcode::DupTop);
                self.op(Opcode::RotThree);
                self.compare_op(op);
                if let Some(cleanup) = cleanup {
                    self.jump(jump, cleanup);
                    self.next_block();
                }
            }
        }
        Ok(())
    }

    pub(super) fn compare_op(&mut self, op: CmpOp) {
        let (opcode, arg) = match op {
            CmpOp::Lt => (Opcode::CompareOp, 0),
            CmpOp::LtE => (Opcode::CompareOp, 1),
            CmpOp::Eq => (Opcode::CompareOp, 2),
            CmpOp::NotEq => (Opcode::CompareOp, 3),
            CmpOp::Gt => (Opcode::CompareOp, 4),
            CmpOp::GtE => (Opcode::CompareOp, 5),
            CmpOp::Is => (Opcode::IsOp, 0),
            CmpOp::IsNot => (Opcode::IsOp, 1),
            CmpOp::In => (Opcode::ContainsOp, 0),
            CmpOp::NotIn => (Opcode::ContainsOp, 1),
        };
        self.op_arg(opcode, arg);
    }

    /// Jumps to `target` if `test` is true (`when`) or false (`!when`), else goes on in a new block.
    pub(super) fn jump_if(&mut self, test: &'a Expr, target: BlockId, when: bool) -> Emitted {
        if !self.is_constant(test) {
            match &test.kind {
                ExprKind::UnaryOp { op: UnaryOp::Not, operand } if comparison(test).is_none() => {
                    return self.jump_if(operand, target, !when);
                }
                ExprKind::BoolOp { op, values } => return self.jump_if_bool_op(*op, values, target, when),
                ExprKind::IfExp { test, body, orelse } => {
                    let (end, next) = (self.new_block(), self.new_block());
                    self.jump_if(test, next, false)?;
                    self.jump_if(body, target, when)?;
                    self.jump_no_line(Opcode::JumpForward, end);
                    self.use_block(next);
                    self.jump_if(orelse, target, when)?;
                    self.use_block(end);
                    return Ok(());
                }
                ExprKind::Compare { left, ops, comparators } if ops.len() > 1 => {
                    let compare = Comparison { node: test, left, ops, comparators };
                    self.at(test.span);
                    return self.jump_if_chain(compare, target, when);
                }
                _ => {}
            }
            // CPython lets a comparison's place stay current: the jump, and code behind it, get its line.
            if let Some(compare) = comparison(test) {
                self.at(compare.node.span);
            }
        }
        self.expr(test)?;
        self.jump(if when { Opcode::PopJumpIfTrue } else { Opcode::PopJumpIfFalse }, target);
        self.next_block();
        Ok(())
    }

    fn jump_if_bool_op(&mut self, op: BoolOp, values: &'a [Expr], target: BlockId, when: bool) -> Emitted {
        // What decides early: a false value of `and`, a true one of `or`.
        let early = op == BoolOp::Or;
        let skip = if early != when { Some(self.new_block()) } else { None };
        if let Some((last, others)) = values.split_last() {
            for value in others {
                self.jump_if(value, skip.unwrap_or(target), early)?;
            }
            self.jump_if(last, target, when)?;
        }
        if let Some(skip) = skip {
            self.use_block(skip);
        }
        Ok(())
    }

    fn jump_if_chain(&mut self, compare: Comparison<'a>, target: BlockId, when: bool) -> Emitted {
        self.warn_compare(compare);
        let cleanup = self.new_block();
        self.expr(compare.left)?;
        self.compare_links(compare, compare.ops.len() - 1, Opcode::PopJumpIfFalse, Some(cleanup))?;
        self.jump(if when { Opcode::PopJumpIfTrue } else { Opcode::PopJumpIfFalse }, target);
        self.next_block();
        let end = self.new_block();
        self.jump_no_line(Opcode::JumpForward, end);
        self.use_block(cleanup);
        self.op(Opcode::PopTop);
        if !when {
            self.jump_no_line(Opcode::JumpForward, target);
        }
        self.use_block(end);
        Ok(())
    }

    fn joined_str(&mut self, values: &'a [Expr]) -> Emitted {
        if values.len() > STACK_USE_GUIDELINE {
            self.load_str("");
            self.op_name(Opcode::LoadMethod, &"join".into());
            self.op_arg(Opcode::BuildList, 0);
            for value in values {
                self.expr(value)?;
                self.op_arg(Opcode::ListAppend, 1);
            }
            self.op_arg(Opcode::CallMethod, 1);
            return Ok(());
        }
        self.exprs(values)?;
        if values.len() != 1 {
            self.op_arg(Opcode::BuildString, values.len());
        }
        Ok(())
    }
}

fn binary(op: Operator) -> Opcode {
    match op {
        Operator::Add => Opcode::BinaryAdd,
        Operator::Sub => Opcode::BinarySubtract,
        Operator::Mult => Opcode::BinaryMultiply,
        Operator::MatMult => Opcode::BinaryMatrixMultiply,
        Operator::Div => Opcode::BinaryTrueDivide,
        Operator::Mod => Opcode::BinaryModulo,
        Operator::Pow => Opcode::BinaryPower,
        Operator::LShift => Opcode::BinaryLshift,
        Operator::RShift => Opcode::BinaryRshift,
        Operator::BitOr => Opcode::BinaryOr,
        Operator::BitXor => Opcode::BinaryXor,
        Operator::BitAnd => Opcode::BinaryAnd,
        Operator::FloorDiv => Opcode::BinaryFloorDivide,
    }
}
