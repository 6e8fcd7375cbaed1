//! The `SyntaxWarning`s of code that can only fail or mislead.

use super::Codegen;
use super::expr::Comparison;
use crate::bytecode::code::Constant;
use crate::syntax::ast::{CmpOp, Expr, ExprKind};

impl Codegen<'_> {
    /// The type that the value of an expression will have, as far as its syntax tells.
    fn inferred_type(&self, expr: &Expr) -> Option<&'static str> {
        if let Some(constant) = self.folded.constant(expr) {
            return Some(type_name(&constant));
        }
        Some(match expr.kind {
            ExprKind::Tuple { .. } => "tuple",
            ExprKind::List { .. } | ExprKind::ListComp { .. } => "list",
            ExprKind::Dict { .. } | ExprKind::DictComp { .. } => "dict",
            ExprKind::Set(_) | ExprKind::SetComp { .. } => "set",
            ExprKind::GeneratorExp { .. } => "generator",
            ExprKind::Lambda { .. } => "function",
            ExprKind::JoinedStr(_) | ExprKind::FormattedValue { .. } => "str",
            _ => return None,
        })
    }

    /// `1()`, `(a, b)(c)`.
    pub(super) fn warn_call(&mut self, func: &Expr) {
        if matches!(func.kind, ExprKind::Lambda { .. }) {
            return;
        }
        if let Some(name) = self.inferred_type(func) {
            self.warn(format!("'{name}' object is not callable; perhaps you missed a comma?"));
        }
    }

    /// `1[0]`, `[a][b, c]`.
    pub(super) fn warn_subscript(&mut self, value: &Expr, index: &Expr) {
        let Some(name) = self.inferred_type(value) else { return };
        let subscriptable = !matches!(
            name,
            "NoneType"
                | "ellipsis"
                | "int"
                | "float"
                | "complex"
                | "bool"
                | "set"
                | "generator"
                | "function"
                | "frozenset"
        );
        if !subscriptable {
            self.warn(format!("'{name}' object is not subscriptable; perhaps you missed a comma?"));
        }
        if !matches!(name, "str" | "bytes" | "tuple" | "list") {
            return;
        }
        if let Some(index_name) = self.inferred_type(index).filter(|name| !matches!(*name, "int" | "bool")) {
            self.warn(format!(
                "{name} indices must be integers or slices, not {index_name}; perhaps you missed a comma?"
            ));
        }
    }

    /// `x is 1`.
    pub(super) fn warn_compare(&mut self, compare: Comparison<'_>) {
        let mut left = self.has_identity(compare.left);
        for (op, right) in compare.ops.iter().zip(compare.comparators) {
            let right = self.has_identity(right);
            if !left || !right {
                match op {
                    CmpOp::Is => return self.warn("\"is\" with a literal. Did you mean \"==\"?"),
                    CmpOp::IsNot => return self.warn("\"is not\" with a literal. Did you mean \"!=\"?"),
                    _ => {}
                }
            }
            left = right;
        }
    }

    /// Whether `is` makes sense: no constant, or one of the singletons.
    fn has_identity(&self, expr: &Expr) -> bool {
        !self.is_constant(expr)
            || matches!(
                self.folded.constant(expr),
                Some(Constant::None | Constant::True | Constant::False | Constant::Ellipsis) | None
            )
    }
}

fn type_name(constant: &Constant) -> &'static str {
    match constant {
        Constant::None => "NoneType",
        Constant::True | Constant::False => "bool",
        Constant::Ellipsis => "ellipsis",
        Constant::Int(_) => "int",
        Constant::Float(_) => "float",
        Constant::Complex { .. } => "complex",
        Constant::Str(_) => "str",
        Constant::Bytes(_) => "bytes",
        Constant::Tuple(_) => "tuple",
        Constant::FrozenSet(_) => "frozenset",
        Constant::Code(_) => "code",
    }
}
