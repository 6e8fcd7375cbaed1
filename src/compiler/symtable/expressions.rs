//! The walk over expressions. Lambdas and comprehensions are blocks of their own, and `:=` binds outside the latter.

use super::build::{Builder, Checked, error};
use super::{BlockKind, ComprehensionKind, usage};
use crate::compiler::MAX_DEPTH;
use crate::syntax::ast::{Comprehension, Expr, ExprContext, ExprKind, Keyword, Name, Span};

impl Builder {
    pub(super) fn optional(&mut self, value: Option<&Expr>) -> Checked {
        value.map_or(Ok(()), |value| self.expression(value))
    }

    pub(super) fn expressions(&mut self, values: &[Expr]) -> Checked {
        values.iter().try_for_each(|value| self.expression(value))
    }

    pub(super) fn keywords(&mut self, keywords: &[Keyword]) -> Checked {
        keywords.iter().try_for_each(|keyword| self.expression(&keyword.value))
    }

    pub(super) fn expression(&mut self, expr: &Expr) -> Checked {
        self.deeper(expr.span)?;
        match &expr.kind {
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr(values) => self.expressions(values)?,
            ExprKind::NamedExpr { target, value } => self.named(expr, target, value)?,
            ExprKind::BinOp { left, right, .. } => {
                self.expression(left)?;
                self.expression(right)?;
            }
            ExprKind::UnaryOp { operand, .. } => self.expression(operand)?,
            ExprKind::Lambda { args, body } => {
                self.defaults(args)?;
                self.enter("lambda".into(), BlockKind::Function, Some(expr.into()), expr.span);
                self.parameters(args)?;
                self.expression(body)?;
                self.leave();
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expression(test)?;
                self.expression(body)?;
                self.expression(orelse)?;
            }
            ExprKind::Dict { keys, values } => {
                keys.iter().flatten().try_for_each(|key| self.expression(key))?;
                self.expressions(values)?;
            }
            ExprKind::Set(elts) | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                self.expressions(elts)?;
            }
            ExprKind::ListComp { elt, generators } => {
                self.comprehension(expr, ComprehensionKind::List, generators, elt, None)?;
            }
            ExprKind::SetComp { elt, generators } => {
                self.comprehension(expr, ComprehensionKind::Set, generators, elt, None)?;
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(expr, ComprehensionKind::Dict, generators, key, Some(value))?;
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(expr, ComprehensionKind::Generator, generators, elt, None)?;
            }
            ExprKind::Await(value) => {
                self.not_in_annotation("await expression", expr.span)?;
                self.expression(value)?;
                self.block().coroutine = true;
            }
            ExprKind::Yield(value) => self.yields(expr, value.as_deref())?,
            ExprKind::YieldFrom(value) => self.yields(expr, Some(value))?,
            ExprKind::Compare { left, comparators, .. } => {
                self.expression(left)?;
                self.expressions(comparators)?;
            }
            ExprKind::Call { func, args, keywords } => {
                self.expression(func)?;
                self.expressions(args)?;
                self.keywords(keywords)?;
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expression(value)?;
                self.optional(format_spec.as_deref())?;
            }
            ExprKind::Constant(_) => {}
            ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => self.expression(value)?,
            ExprKind::Subscript { value, slice, .. } => {
                self.expression(value)?;
                self.expression(slice)?;
            }
            ExprKind::Name { id, ctx } => {
                let load = *ctx == ExprContext::Load;
                self.define(id, if load { usage::USE } else { usage::LOCAL }, expr.span)?;
                // `super()` finds its class through the `__class__` cell.
                if load && &**id == "super" && self.block().kind == BlockKind::Function {
                    self.define(&"__class__".into(), usage::USE, expr.span)?;
                }
            }
            ExprKind::Slice { lower, upper, step } => {
                for part in [lower, upper, step] {
                    self.optional(part.as_deref())?;
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    pub(super) fn not_in_annotation(&mut self, what: &str, span: Span) -> Checked {
        if self.block().kind == BlockKind::Annotation {
            return Err(error(format!("'{what}' can not be used within an annotation"), span));
        }
        Ok(())
    }

    fn yields(&mut self, expr: &Expr, value: Option<&Expr>) -> Checked {
        self.not_in_annotation("yield expression", expr.span)?;
        self.optional(value)?;
        let block = self.block();
        block.generator = true;
        let what = match block.comprehension {
            None => return Ok(()),
            Some(ComprehensionKind::List) => "list comprehension",
            Some(ComprehensionKind::Set) => "set comprehension",
            Some(ComprehensionKind::Dict) => "dict comprehension",
            Some(ComprehensionKind::Generator) => "generator expression",
        };
        Err(error(format!("'yield' inside {what}"), expr.span))
    }

    fn named(&mut self, expr: &Expr, target: &Expr, value: &Expr) -> Checked {
        self.not_in_annotation("named expression", expr.span)?;
        if self.open().is_some_and(|open| open.iterable_depth > 0) {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return Err(error(message, expr.span));
        }
        if self.block().comprehension.is_some()
            && let ExprKind::Name { id, .. } = &target.kind
        {
            self.bind_outside_comprehension(id, target.span)?;
        }
        self.expression(value)?;
        self.expression(target)
    }

    /// `:=` in a comprehension binds in the innermost block that is none.
    fn bind_outside_comprehension(&mut self, name: &Name, span: Span) -> Checked {
        for index in (0..self.stack.len()).rev() {
            let id = self.stack[index].id;
            let block = self.table.block(id);
            let usage = block.symbols.get(name).map_or(0, |symbol| symbol.usage);
            if block.comprehension.is_some() {
                if usage & usage::COMPREHENSION_TARGET != 0 {
                    let message =
                        format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
                    return Err(error(message, span));
                }
                continue;
            }
            let (here, there) = match block.kind {
                BlockKind::Function if usage & usage::GLOBAL != 0 => (usage::GLOBAL, usage::LOCAL),
                BlockKind::Function => (usage::NONLOCAL, usage::LOCAL),
                BlockKind::Module => (usage::GLOBAL, usage::GLOBAL),
                BlockKind::Class => {
                    let message = "assignment expression within a comprehension cannot be used in a class body";
                    return Err(error(message, span));
                }
                BlockKind::Annotation => return Ok(()),
            };
            self.define(name, here, span)?;
            self.record_directive(name, span);
            return self.define_in(id, name, there, span);
        }
        Ok(())
    }

    fn comprehension(
        &mut self,
        expr: &Expr,
        kind: ComprehensionKind,
        generators: &[Comprehension],
        elt: &Expr,
        value: Option<&Expr>,
    ) -> Checked {
        let Some((outermost, inner)) = generators.split_first() else { return Ok(()) };
        self.iterable(&outermost.iter)?;
        // Each clause is a loop inside the one before it.
        if self.depth as usize + inner.len() > MAX_DEPTH as usize {
            self.depth = MAX_DEPTH;
            return self.deeper(expr.span);
        }
        let name = match kind {
            ComprehensionKind::List => "listcomp",
            ComprehensionKind::Set => "setcomp",
            ComprehensionKind::Dict => "dictcomp",
            ComprehensionKind::Generator => "genexpr",
        };
        self.enter(name.into(), BlockKind::Function, Some(expr.into()), expr.span);
        self.block().comprehension = Some(kind);
        self.block().coroutine = outermost.is_async;
        self.define(&".0".into(), usage::PARAM, expr.span)?;
        self.target(&outermost.target)?;
        self.expressions(&outermost.ifs)?;
        for generator in inner {
            self.target(&generator.target)?;
            self.iterable(&generator.iter)?;
            self.expressions(&generator.ifs)?;
            if generator.is_async {
                self.block().coroutine = true;
            }
        }
        self.optional(value)?;
        self.expression(elt)?;
        self.block().generator = kind == ComprehensionKind::Generator;
        self.leave();
        Ok(())
    }

    fn target(&mut self, target: &Expr) -> Checked {
        if let Some(open) = self.open() {
            open.in_target = true;
        }
        self.expression(target)?;
        if let Some(open) = self.open() {
            open.in_target = false;
        }
        Ok(())
    }

    fn iterable(&mut self, iter: &Expr) -> Checked {
        if let Some(open) = self.open() {
            open.iterable_depth += 1;
        }
        self.expression(iter)?;
        if let Some(open) = self.open() {
            open.iterable_depth -= 1;
        }
        Ok(())
    }
}
