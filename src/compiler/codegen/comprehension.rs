//! Comprehensions and generator expressions: functions of one argument, the outermost iterator.

use super::{Codegen, Emitted, UnitKind};
use crate::bytecode::opcode::Opcode;
use crate::compiler::symtable::ComprehensionKind;
use crate::syntax::ast::{Comprehension, Expr, ExprKind};

/// What a comprehension collects.
#[derive(Clone, Copy)]
pub(super) struct Element<'a> {
    pub kind: ComprehensionKind,
    /// The element; of a dict the key.
    pub elt: &'a Expr,
    /// The value of a dict.
    pub value: Option<&'a Expr>,
    /// All `for` clauses.
    pub generators: &'a [Comprehension],
}

impl<'a> Codegen<'a> {
    pub(super) fn comprehension(&mut self, expr: &'a Expr) -> Emitted {
        let (kind, name, elt, value, generators) = match &expr.kind {
            ExprKind::ListComp { elt, generators } => (ComprehensionKind::List, "<listcomp>", elt, None, generators),
            ExprKind::SetComp { elt, generators } => (ComprehensionKind::Set, "<setcomp>", elt, None, generators),
            ExprKind::DictComp { key, value, generators } => {
                (ComprehensionKind::Dict, "<dictcomp>", key, Some(&**value), generators)
            }
            ExprKind::GeneratorExp { elt, generators } => {
                (ComprehensionKind::Generator, "<genexpr>", elt, None, generators)
            }
            _ => return Ok(()),
        };
        let element = Element { kind, elt, value, generators };
        let Some(outermost) = generators.first() else { return Ok(()) };
        let in_coroutine = self.block().coroutine;
        let top_level_await = self.is_top_level_await();
        self.enter(UnitKind::Comprehension, &name.into(), expr, expr.span.start.line)?;
        self.at(expr.span);
        let collects = kind != ComprehensionKind::Generator;
        let is_async = self.block().coroutine;
        if is_async && collects && !in_coroutine && !top_level_await {
            return Err(self.error("asynchronous comprehension outside of an asynchronous function"));
        }
        match kind {
            ComprehensionKind::List => self.op_arg(Opcode::BuildList, 0),
            ComprehensionKind::Set => self.op_arg(Opcode::BuildSet, 0),
            ComprehensionKind::Dict => self.op_arg(Opcode::BuildMap, 0),
            ComprehensionKind::Generator => {}
        }
        self.unit.argcount = 1;
        self.generator(element, 0, 0)?;
        if collects {
            self.op(Opcode::ReturnValue);
        }
        let (code, qualname) = self.leave(true);
        if top_level_await && is_async {
            let module = self.unit.scope;
            self.symbols.set_coroutine(module);
        }
        self.make_closure(code, 0, &qualname)?;
        self.iterable(&outermost.iter)?;
        self.op(if outermost.is_async { Opcode::GetAiter } else { Opcode::GetIter });
        self.op_arg(Opcode::CallFunction, 1);
        if is_async && collects {
            self.await_value();
        }
        Ok(())
    }

    /// One `for` clause and all inside it. `depth` counts the iterators between the collection and the top.
    pub(super) fn generator(&mut self, element: Element<'a>, index: usize, depth: usize) -> Emitted {
        let Some(clause) = element.generators.get(index) else { return Ok(()) };
        if clause.is_async {
            return self.async_generator_clause(element, clause, index, depth);
        }
        let [start, if_cleanup, anchor] = std::array::from_fn(|_| self.new_block());
        let mut depth = depth;
        let mut looped = true;
        if index == 0 {
            self.op_arg(Opcode::LoadFast, 0);
        } else if let Some(value) = self.single_value(&clause.iter) {
            // `for x in [value]` is an assignment.
            self.expr(value)?;
            looped = false;
        } else {
            self.iterable(&clause.iter)?;
            self.op(Opcode::GetIter);
        }
        if looped {
            depth += 1;
            self.use_block(start);
            self.jump(Opcode::ForIter, anchor);
            self.next_block();
        }
        self.expr(&clause.target)?;
        self.clause_body(element, clause, index, depth, if_cleanup)?;
        if looped {
            self.jump(Opcode::JumpAbsolute, start);
            self.use_block(anchor);
        }
        Ok(())
    }

    /// The only element of a display that is no constant.
    fn single_value(&self, iter: &'a Expr) -> Option<&'a Expr> {
        if self.is_constant(iter) || self.folded.iterable(iter).is_some() {
            return None;
        }
        match &iter.kind {
            ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => match &**elts {
                [value] if !matches!(value.kind, ExprKind::Starred { .. }) => Some(value),
                _ => None,
            },
            _ => None,
        }
    }

    /// Conditions, inner clauses or the element itself; then the place where a failed condition goes.
    pub(super) fn clause_body(
        &mut self,
        element: Element<'a>,
        clause: &'a Comprehension,
        index: usize,
        depth: usize,
        if_cleanup: crate::compiler::flow_graph::BlockId,
    ) -> Emitted {
        for test in &clause.ifs {
            self.jump_if(test, if_cleanup, false)?;
            self.next_block();
        }
        if index + 1 < element.generators.len() {
            self.generator(element, index + 1, depth)?;
        } else {
            self.expr(element.elt)?;
            match element.kind {
                ComprehensionKind::List => self.op_arg(Opcode::ListAppend, depth + 1),
                ComprehensionKind::Set => self.op_arg(Opcode::SetAdd, depth + 1),
                ComprehensionKind::Dict => {
                    if let Some(value) = element.value {
                        self.expr(value)?;
                    }
                    self.op_arg(Opcode::MapAdd, depth + 1);
                }
                ComprehensionKind::Generator => {
                    self.op(Opcode::YieldValue);
                    self.op(Opcode::PopTop);
                }
            }
        }
        self.use_block(if_cleanup);
        Ok(())
    }
}
