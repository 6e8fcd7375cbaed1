//! `match`: each pattern tests the subject on top of the stack and consumes it.
//!
//! Names are bound only when the whole pattern has matched, so captured values wait on the stack below whatever is
//! still needed on top. A failing test must drop all of that: it jumps into a ladder of blocks of which each drops one
//! value, at the rung that fits the number of values at that moment.

use super::{Codegen, Emitted};
use crate::bytecode::code::Constant;
use crate::bytecode::opcode::Opcode;
use crate::bytecode::repr::constant_repr;
use crate::compiler::flow_graph::BlockId;
use crate::compiler::optimize::constant_folding::{literal, python_equal};
use crate::syntax::ast::{CmpOp, Expr, ExprContext, ExprKind, MatchCase, Name, Pattern, PatternKind};
use crate::text::Text;
use crate::text::repr::str_repr;

/// What holds while one case's pattern is compiled.
#[derive(Default)]
struct Context {
    /// Names captured so far; their values are on the stack, the first on top.
    stores: Vec<Name>,
    /// Whether a pattern that always matches may stand here.
    allow_irrefutable: bool,
    /// `fail_pop[n]` drops n values and fails.
    fail_pop: Vec<BlockId>,
    /// Values above the captured ones that are still needed.
    on_top: usize,
}

fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern.kind, PatternKind::As { pattern: None, name: None })
}

fn is_star(pattern: &Pattern) -> bool {
    matches!(pattern.kind, PatternKind::Star(_))
}

fn name_repr(name: &Name) -> String {
    str_repr(Text::from(&**name).units()).map(|text| text.units().to_string_lossy()).unwrap_or_default()
}

impl<'a> Codegen<'a> {
    pub(super) fn match_stmt(&mut self, subject: &'a Expr, cases: &'a [MatchCase]) -> Emitted {
        self.expr(subject)?;
        let end = self.new_block();
        // A last `case _` needs no test and no copy of the subject.
        let (tested, default) = match cases.split_last() {
            Some((last, others)) if !others.is_empty() && is_wildcard(&last.pattern) => (others, Some(last)),
            _ => (cases, None),
        };
        for (index, case) in tested.iter().enumerate() {
            let last = index + 1 == tested.len();
            self.at(case.pattern.span);
            if !last {
                self.op(Opcode::DupTop);
            }
            let allow_irrefutable = case.guard.is_some() || index + 1 == cases.len();
            let mut context = Context { allow_irrefutable, ..Context::default() };
            self.pattern(&case.pattern, &mut context)?;
            for name in &context.stores {
                self.variable(name, ExprContext::Store)?;
            }
            if let Some(guard) = &case.guard {
                let fail = self.fail_pop(&mut context, 0);
                self.jump_if(guard, fail, false)?;
            }
            if !last {
                self.op(Opcode::PopTop);
            }
            self.statements(&case.body)?;
            self.jump(Opcode::JumpForward, end);
            // Failing belongs to the pattern's line, not to the body's last.
            self.at(case.pattern.span);
            self.place_fail_pops(&mut context);
        }
        if let Some(case) = default {
            self.at(case.pattern.span);
            self.op(Opcode::Nop);
            if let Some(guard) = &case.guard {
                self.jump_if(guard, end, false)?;
            }
            self.statements(&case.body)?;
        }
        self.use_block(end);
        Ok(())
    }

    /// The rung of the ladder that drops `pops` values.
    fn fail_pop(&mut self, context: &mut Context, pops: usize) -> BlockId {
        while context.fail_pop.len() <= pops {
            let block = self.new_block();
            context.fail_pop.push(block);
        }
        context.fail_pop[pops]
    }

    /// Fails if the jump is taken: all values of the pattern are dropped.
    fn jump_to_fail_pop(&mut self, context: &mut Context, jump: Opcode) {
        let block = self.fail_pop(context, context.on_top + context.stores.len());
        self.jump(jump, block);
        self.next_block();
    }

    fn place_fail_pops(&mut self, context: &mut Context) {
        let ladder = std::mem::take(&mut context.fail_pop);
        let Some((&bottom, rungs)) = ladder.split_first() else {
            self.next_block();
            return;
        };
        for &rung in rungs.iter().rev() {
            self.use_block(rung);
            self.op(Opcode::PopTop);
        }
        self.use_block(bottom);
    }

    /// Keeps the value on top for `name`, or drops it if there is no name.
    fn capture(&mut self, name: Option<&Name>, context: &mut Context) -> Emitted {
        let Some(name) = name else {
            self.op(Opcode::PopTop);
            return Ok(());
        };
        self.check_bindable(name, ExprContext::Store)?;
        self.check_captured_once(name, context)?;
        self.op_arg(Opcode::RotN, context.on_top + context.stores.len() + 1);
        context.stores.push(name.clone());
        Ok(())
    }

    fn check_captured_once(&self, name: &Name, context: &Context) -> Emitted {
        if context.stores.contains(name) {
            return Err(self.error(format!("multiple assignments to name {} in pattern", name_repr(name))));
        }
        Ok(())
    }

    fn pattern(&mut self, pattern: &'a Pattern, context: &mut Context) -> Emitted {
        self.at(pattern.span);
        match &pattern.kind {
            PatternKind::Value(value) => {
                if !self.is_constant(value) && !matches!(value.kind, ExprKind::Attribute { .. }) {
                    return Err(self.error("patterns may only match literals and attribute lookups"));
                }
                self.expr(value)?;
                self.compare_op(CmpOp::Eq);
                self.jump_to_fail_pop(context, Opcode::PopJumpIfFalse);
                Ok(())
            }
            PatternKind::Singleton(constant) => {
                self.load_const(literal(constant));
                self.compare_op(CmpOp::Is);
                self.jump_to_fail_pop(context, Opcode::PopJumpIfFalse);
                Ok(())
            }
            PatternKind::Sequence(patterns) => self.sequence_pattern(patterns, context),
            PatternKind::Mapping { keys, patterns, rest } => {
                self.mapping_pattern(keys, patterns, rest.as_ref(), context)
            }
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.class_pattern(pattern, cls, patterns, kwd_attrs, kwd_patterns, context)
            }
            PatternKind::Star(name) => self.capture(name.as_ref(), context),
            PatternKind::As { pattern: None, name } => {
                if !context.allow_irrefutable {
                    return Err(self.error(match name {
                        Some(name) => format!("name capture {} makes remaining patterns unreachable", name_repr(name)),
                        None => "wildcard makes remaining patterns unreachable".to_owned(),
                    }));
                }
                self.capture(name.as_ref(), context)
            }
            PatternKind::As { pattern: Some(inner), name } => {
                context.on_top += 1;
                self.op(Opcode::DupTop);
                self.pattern(inner, context)?;
                context.on_top -= 1;
                self.capture(name.as_ref(), context)
            }
            PatternKind::Or(patterns) => self.or_pattern(patterns, context),
        }
    }

    /// A pattern inside another may always match.
    fn subpattern(&mut self, pattern: &'a Pattern, context: &mut Context) -> Emitted {
        let outer = std::mem::replace(&mut context.allow_irrefutable, true);
        self.pattern(pattern, context)?;
        context.allow_irrefutable = outer;
        Ok(())
    }

    fn sequence_pattern(&mut self, patterns: &'a [Pattern], context: &mut Context) -> Emitted {
        let star = patterns.iter().position(is_star);
        if patterns.iter().filter(|pattern| is_star(pattern)).count() > 1 {
            return Err(self.error("multiple starred names in sequence pattern"));
        }
        let wild_star = star.is_some_and(|star| matches!(patterns[star].kind, PatternKind::Star(None)));
        let only_wildcards =
            patterns.iter().all(|pattern| is_wildcard(pattern) || matches!(pattern.kind, PatternKind::Star(None)));
        context.on_top += 1;
        self.op(Opcode::MatchSequence);
        self.jump_to_fail_pop(context, Opcode::PopJumpIfFalse);
        if star.is_none() || patterns.len() > 1 {
            let (length, op) = match star {
                None => (patterns.len(), CmpOp::Eq),
                Some(_) => (patterns.len() - 1, CmpOp::GtE),
            };
            self.op(Opcode::GetLen);
            self.load_int(length);
            self.compare_op(op);
            self.jump_to_fail_pop(context, Opcode::PopJumpIfFalse);
        }
        context.on_top -= 1;
        match star {
            _ if only_wildcards => {
                self.op(Opcode::PopTop);
                Ok(())
            }
            Some(star) if wild_star => self.sequence_items(patterns, star, context),
            _ => {
                let messages = [
                    "too many expressions in star-unpacking sequence pattern",
                    "multiple starred expressions in sequence pattern",
                ];
                self.unpack_sequence(patterns, is_star, messages)?;
                context.on_top += patterns.len();
                patterns.iter().try_for_each(|pattern| {
                    context.on_top -= 1;
                    self.subpattern(pattern, context)
                })
            }
        }
    }

    /// `[first, *_, last]`: only the items that matter are taken, by index.
    fn sequence_items(&mut self, patterns: &'a [Pattern], star: usize, context: &mut Context) -> Emitted {
        context.on_top += 1;
        for (index, pattern) in patterns.iter().enumerate() {
            if index == star || is_wildcard(pattern) {
                continue;
            }
            self.op(Opcode::DupTop);
            if index < star {
                self.load_int(index);
            } else {
                self.op(Opcode::GetLen);
                self.load_int(patterns.len() - index);
                self.op(Opcode::BinarySubtract);
            }
            self.op(Opcode::BinarySubscr);
            self.subpattern(pattern, context)?;
        }
        context.on_top -= 1;
        self.op(Opcode::PopTop);
        Ok(())
    }

    /// Matches the items of the tuple on top of the stack.
    fn tuple_items(&mut self, patterns: impl Iterator<Item = &'a Pattern>, context: &mut Context) -> Emitted {
        for (index, pattern) in patterns.enumerate() {
            if is_wildcard(pattern) {
                continue;
            }
            self.op(Opcode::DupTop);
            self.load_int(index);
            self.op(Opcode::BinarySubscr);
            self.subpattern(pattern, context)?;
        }
        Ok(())
    }

    fn mapping_pattern(
        &mut self,
        keys: &'a [Expr],
        patterns: &'a [Pattern],
        rest: Option<&'a Name>,
        context: &mut Context,
    ) -> Emitted {
        context.on_top += 1;
        self.op(Opcode::MatchMapping);
        self.jump_to_fail_pop(context, Opcode::PopJumpIfFalse);
        if keys.is_empty() && rest.is_none() {
            context.on_top -= 1;
            self.op(Opcode::PopTop);
            return Ok(());
        }
        if !keys.is_empty() {
            self.op(Opcode::GetLen);
            self.load_int(keys.len());
            self.compare_op(CmpOp::GtE);
            self.jump_to_fail_pop(context, Opcode::PopJumpIfFalse);
        }
        let mut seen: Vec<Constant> = Vec::new();
        for key in keys {
            if let Some(constant) = self.folded.constant(key) {
                if seen.iter().any(|known| python_equal(known, &constant)) {
                    let message = format!("mapping pattern checks duplicate key ({})", constant_repr(&constant));
                    return Err(self.error(message));
                }
                seen.push(constant);
            } else if !matches!(key.kind, ExprKind::Attribute { .. }) {
                return Err(self.error("mapping pattern keys may only match literals and attribute lookups"));
            }
            self.expr(key)?;
        }
        self.op_arg(Opcode::BuildTuple, keys.len());
        self.op(Opcode::MatchKeys);
        // The keys and the values lie above the subject now.
        context.on_top += 2;
        self.jump_to_fail_pop(context, Opcode::PopJumpIfFalse);
        self.tuple_items(patterns.iter(), context)?;
        context.on_top -= 2;
        self.op(Opcode::PopTop);
        match rest {
            Some(_) => {
                self.op(Opcode::CopyDictWithoutKeys);
                self.capture(rest, context)?;
            }
            None => self.op(Opcode::PopTop),
        }
        context.on_top -= 1;
        self.op(Opcode::PopTop);
        Ok(())
    }

    fn class_pattern(
        &mut self,
        pattern: &'a Pattern,
        cls: &'a Expr,
        patterns: &'a [Pattern],
        attributes: &'a [Name],
        attribute_patterns: &'a [Pattern],
        context: &mut Context,
    ) -> Emitted {
        for (index, (attribute, value)) in attributes.iter().zip(attribute_patterns).enumerate() {
            self.at(value.span);
            self.check_bindable(attribute, ExprContext::Store)?;
            if let Some(distance) = attributes[index + 1..].iter().position(|other| other == attribute) {
                if let Some(repeated) = attribute_patterns.get(index + 1 + distance) {
                    self.at(repeated.span);
                }
                return Err(self.error(format!("attribute name repeated in class pattern: {attribute}")));
            }
        }
        self.at(pattern.span);
        self.expr(cls)?;
        self.load_names(attributes.iter());
        self.op_arg(Opcode::MatchClass, patterns.len());
        context.on_top += 1;
        self.jump_to_fail_pop(context, Opcode::PopJumpIfFalse);
        self.tuple_items(patterns.iter().chain(attribute_patterns), context)?;
        context.on_top -= 1;
        self.op(Opcode::PopTop);
        Ok(())
    }

    fn or_pattern(&mut self, patterns: &'a [Pattern], context: &mut Context) -> Emitted {
        let end = self.new_block();
        // The names of the first alternative, in the order in which the others must leave their values too.
        let mut control: Option<Vec<Name>> = None;
        for (index, alternative) in patterns.iter().enumerate() {
            self.at(alternative.span);
            let last = index + 1 == patterns.len();
            let mut inner = Context { allow_irrefutable: last && context.allow_irrefutable, ..Context::default() };
            self.op(Opcode::DupTop);
            self.pattern(alternative, &mut inner)?;
            match &control {
                None => control = Some(inner.stores.clone()),
                Some(control) => self.reorder_captures(control, &mut inner.stores)?,
            }
            self.jump(Opcode::JumpForward, end);
            self.next_block();
            self.place_fail_pops(&mut inner);
        }
        // No alternative matched: drop the copy of the subject too.
        self.op(Opcode::PopTop);
        self.jump_to_fail_pop(context, Opcode::JumpForward);
        self.use_block(end);
        let control = control.unwrap_or_default();
        // Each new capture goes below the others, the subject, what is on top, and the earlier captures.
        let below = control.len() + 1 + context.on_top + context.stores.len();
        for name in control {
            self.op_arg(Opcode::RotN, below);
            self.check_captured_once(&name, context)?;
            context.stores.push(name);
        }
        self.op(Opcode::PopTop);
        Ok(())
    }

    /// Rotates the captured values on the stack into the order of `control`.
    fn reorder_captures(&mut self, control: &[Name], stores: &mut Vec<Name>) -> Emitted {
        if control.len() != stores.len() || control.iter().any(|name| !stores.contains(name)) {
            return Err(self.error("alternative patterns bind different names"));
        }
        for (place, name) in control.iter().enumerate().rev() {
            let found = stores.iter().position(|store| store == name).unwrap_or(place);
            if found < place {
                let rotated: Vec<Name> = stores.drain(..=found).collect();
                let at = place - found;
                stores.splice(at..at, rotated);
                (0..=found).for_each(|_| self.op_arg(Opcode::RotN, place + 1));
            }
        }
        Ok(())
    }
}
