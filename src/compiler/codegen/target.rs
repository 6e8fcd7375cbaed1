//! Targets that take a sequence apart.

use super::{Codegen, Emitted};
use crate::bytecode::opcode::Opcode;
use crate::syntax::ast::{Expr, ExprKind};

/// `UNPACK_EX` holds the number of targets before the star in one byte,
const MAX_BEFORE_STAR: usize = 1 << 8;
/// and those after it in the three bytes above.
const MAX_AFTER_STAR: usize = (i32::MAX as usize) >> 8;

impl<'a> Codegen<'a> {
    /// `a, *b, c = ...`: spreads the value on the stack, then stores into each target.
    pub(super) fn unpack(&mut self, elts: &'a [Expr]) -> Emitted {
        let star = |elt: &Expr| matches!(elt.kind, ExprKind::Starred { .. });
        let messages =
            ["too many expressions in star-unpacking assignment", "multiple starred expressions in assignment"];
        self.unpack_sequence(elts, star, messages)?;
        elts.iter().try_for_each(|elt| match &elt.kind {
            ExprKind::Starred { value, .. } => self.expr(value),
            _ => self.expr(elt),
        })
    }

    /// The unpacking instruction for targets or patterns of which at most one is a star. `messages`: for too many, and
    /// for more than one star.
    pub(super) fn unpack_sequence<T>(&mut self, elts: &[T], star: impl Fn(&T) -> bool, messages: [&str; 2]) -> Emitted {
        let Some(before) = elts.iter().position(&star) else {
            self.op_arg(Opcode::UnpackSequence, elts.len());
            return Ok(());
        };
        let after = elts.len() - before - 1;
        if before >= MAX_BEFORE_STAR || after >= MAX_AFTER_STAR {
            return Err(self.error(messages[0]));
        }
        if elts[before + 1..].iter().any(star) {
            return Err(self.error(messages[1]));
        }
        self.op_arg(Opcode::UnpackEx, before + (after << 8));
        Ok(())
    }
}
