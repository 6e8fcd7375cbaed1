//! Displays: tuples, lists, sets and dicts, with stars, of constants only, and too long for the stack.

use super::{Codegen, Emitted, STACK_USE_GUIDELINE};
use crate::bytecode::code::Constant;
use crate::bytecode::opcode::Opcode;
use crate::compiler::optimize::constant_folding::frozen_set;
use crate::syntax::ast::{Expr, ExprContext, ExprKind};

/// How the elements of a display are collected.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Collection {
    Tuple,
    List,
    Set,
}

impl Collection {
    /// Opcodes that build it, add one element, add all of an iterable. A tuple starts as a list.
    fn opcodes(self) -> (Opcode, Opcode, Opcode) {
        match self {
            Collection::Tuple | Collection::List => (Opcode::BuildList, Opcode::ListAppend, Opcode::ListExtend),
            Collection::Set => (Opcode::BuildSet, Opcode::SetAdd, Opcode::SetUpdate),
        }
    }
}

impl<'a> Codegen<'a> {
    pub(super) fn list(&mut self, elts: &'a [Expr], ctx: ExprContext) -> Emitted {
        match ctx {
            ExprContext::Load => self.collect(elts, 0, Collection::List),
            ExprContext::Store => self.unpack(elts),
            ExprContext::Del => self.exprs(elts),
        }
    }

    pub(super) fn tuple(&mut self, elts: &'a [Expr], ctx: ExprContext) -> Emitted {
        match ctx {
            ExprContext::Load => self.collect(elts, 0, Collection::Tuple),
            ExprContext::Store => self.unpack(elts),
            ExprContext::Del => self.exprs(elts),
        }
    }

    pub(super) fn set(&mut self, elts: &'a [Expr]) -> Emitted {
        self.collect(elts, 0, Collection::Set)
    }

    /// What a loop runs over or `in` searches: a list display may as well be a tuple.
    pub(super) fn iterable(&mut self, expr: &'a Expr) -> Emitted {
        let constant = self.folded.iterable(expr);
        let elts: &'a [Expr] = match &expr.kind {
            ExprKind::List { elts, ctx: ExprContext::Load } if !has_star(elts) => elts,
            _ if constant.is_none() => return self.expr(expr),
            _ => &[],
        };
        let (line, span) = (self.unit.line, self.unit.span);
        self.at(expr.span);
        match constant {
            Some(constant) => self.load_const(constant),
            None => self.collect(elts, 0, Collection::Tuple)?,
        }
        (self.unit.line, self.unit.span) = (line, span);
        Ok(())
    }

    /// Builds a collection of `pushed` values that are on the stack already and `elts`.
    pub(super) fn collect(&mut self, elts: &'a [Expr], pushed: usize, collection: Collection) -> Emitted {
        let (build, add, extend) = collection.opcodes();
        if elts.len() > 2 && elts.iter().all(|elt| self.is_constant(elt)) {
            let constants = elts.iter().filter_map(|elt| self.folded.constant(elt)).collect();
            if collection == Collection::Tuple {
                self.load_const(Constant::Tuple(constants));
                return Ok(());
            }
            self.op_arg(build, pushed);
            self.load_const(match collection {
                Collection::Set => frozen_set(constants),
                _ => Constant::Tuple(constants),
            });
            self.op_arg(extend, 1);
            return Ok(());
        }
        let big = elts.len() + pushed > STACK_USE_GUIDELINE;
        if !big && !has_star(elts) {
            self.exprs(elts)?;
            let whole = if collection == Collection::Tuple { Opcode::BuildTuple } else { build };
            self.op_arg(whole, elts.len() + pushed);
            return Ok(());
        }
        let mut built = big;
        if big {
            self.op_arg(build, pushed);
        }
        for (index, elt) in elts.iter().enumerate() {
            if let ExprKind::Starred { value, .. } = &elt.kind {
                if !built {
                    self.op_arg(build, index + pushed);
                    built = true;
                }
                self.expr(value)?;
                self.op_arg(extend, 1);
            } else {
                self.expr(elt)?;
                if built {
                    self.op_arg(add, 1);
                }
            }
        }
        if collection == Collection::Tuple {
            self.op(Opcode::ListToTuple);
        }
        Ok(())
    }

    pub(super) fn dict(&mut self, keys: &'a [Option<Expr>], values: &'a [Expr]) -> Emitted {
        let mut have_dict = false;
        // Items not yet emitted: from `start` on.
        let mut start = 0;
        for (index, (key, value)) in keys.iter().zip(values).enumerate() {
            if key.is_none() {
                self.flush_items(keys, values, start, index, &mut have_dict)?;
                start = index + 1;
                if !have_dict {
                    self.op_arg(Opcode::BuildMap, 0);
                    have_dict = true;
                }
                self.expr(value)?;
                self.op_arg(Opcode::DictUpdate, 1);
            } else if (index - start) * 2 > STACK_USE_GUIDELINE {
                self.flush_items(keys, values, start, index + 1, &mut have_dict)?;
                start = index + 1;
            }
        }
        self.flush_items(keys, values, start, values.len(), &mut have_dict)?;
        if !have_dict {
            self.op_arg(Opcode::BuildMap, 0);
        }
        Ok(())
    }

    /// A dict of some items, merged into the one below it if there is one.
    fn flush_items(
        &mut self,
        keys: &'a [Option<Expr>],
        values: &'a [Expr],
        start: usize,
        end: usize,
        have_dict: &mut bool,
    ) -> Emitted {
        if start == end {
            return Ok(());
        }
        self.sub_dict(&keys[start..end], &values[start..end])?;
        if *have_dict {
            self.op_arg(Opcode::DictUpdate, 1);
        }
        *have_dict = true;
        Ok(())
    }

    fn sub_dict(&mut self, keys: &'a [Option<Expr>], values: &'a [Expr]) -> Emitted {
        let big = values.len() * 2 > STACK_USE_GUIDELINE;
        if values.len() > 1 && !big && keys.iter().flatten().all(|key| self.is_constant(key)) {
            self.exprs(values)?;
            let constants = keys.iter().flatten().filter_map(|key| self.folded.constant(key)).collect();
            self.load_const(Constant::Tuple(constants));
            self.op_arg(Opcode::BuildConstKeyMap, values.len());
            return Ok(());
        }
        if big {
            self.op_arg(Opcode::BuildMap, 0);
        }
        for (key, value) in keys.iter().flatten().zip(values) {
            self.expr(key)?;
            self.expr(value)?;
            if big {
                self.op_arg(Opcode::MapAdd, 1);
            }
        }
        if !big {
            self.op_arg(Opcode::BuildMap, values.len());
        }
        Ok(())
    }
}

pub(super) fn has_star(elts: &[Expr]) -> bool {
    elts.iter().any(|elt| matches!(elt.kind, ExprKind::Starred { .. }))
}
