//! Rules that the grammar leaves open: which expressions are targets, in which order arguments and
//! parameters stand. What breaks them is refused here; `diagnose` finds the words for it.

use super::actions::{Argument, Parameter};
use super::ast::*;
use super::error::SyntaxError;

/// What a target is for: the verb of the message.
#[derive(Clone, Copy, PartialEq)]
pub enum Purpose {
    Assign,
    Delete,
    For,
}

/// CPython's word for a kind of expression.
pub fn expr_name(kind: &ExprKind) -> &'static str {
    match kind {
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Starred { .. } => "starred",
        ExprKind::Name { .. } => "name",
        ExprKind::List { .. } => "list",
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::Lambda { .. } => "lambda",
        ExprKind::Call { .. } => "function call",
        ExprKind::BoolOp { .. } | ExprKind::BinOp { .. } | ExprKind::UnaryOp { .. } => "expression",
        ExprKind::GeneratorExp { .. } => "generator expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "yield expression",
        ExprKind::Await(_) => "await expression",
        ExprKind::ListComp { .. } => "list comprehension",
        ExprKind::SetComp { .. } => "set comprehension",
        ExprKind::DictComp { .. } => "dict comprehension",
        ExprKind::Dict { .. } => "dict literal",
        ExprKind::Set(_) => "set display",
        ExprKind::JoinedStr(_) | ExprKind::FormattedValue { .. } => "f-string expression",
        ExprKind::Constant(Constant::None) => "None",
        ExprKind::Constant(Constant::True) => "True",
        ExprKind::Constant(Constant::False) => "False",
        ExprKind::Constant(Constant::Ellipsis) => "ellipsis",
        ExprKind::Constant(_) => "literal",
        ExprKind::Compare { .. } => "comparison",
        ExprKind::IfExp { .. } => "conditional expression",
        ExprKind::NamedExpr { .. } => "named expression",
        ExprKind::Slice { .. } => "slice",
    }
}

/// Refuses what stands at `span`.
fn refused(span: Span) -> SyntaxError {
    SyntaxError::new("invalid syntax", span)
}

/// Makes `expr` a target, if it can be one.
pub fn target(expr: &mut Expr, purpose: Purpose) -> Result<(), SyntaxError> {
    let context = if purpose == Purpose::Delete { ExprContext::Del } else { ExprContext::Store };
    match &mut expr.kind {
        ExprKind::Name { ctx, .. } | ExprKind::Attribute { ctx, .. } | ExprKind::Subscript { ctx, .. } => {
            *ctx = context
        }
        ExprKind::List { elts, ctx } | ExprKind::Tuple { elts, ctx } => {
            *ctx = context;
            elts.iter_mut().try_for_each(|e| target(e, purpose))?;
        }
        ExprKind::Starred { value, ctx } if purpose != Purpose::Delete => {
            *ctx = context;
            target(value, purpose)?;
        }
        _ => return Err(refused(expr.span)),
    }
    Ok(())
}

/// The target of `target += value` or `target: annotation`.
pub fn single_target(expr: &mut Expr) -> Result<(), SyntaxError> {
    match &mut expr.kind {
        ExprKind::Name { ctx, .. } | ExprKind::Attribute { ctx, .. } | ExprKind::Subscript { ctx, .. } => {
            *ctx = ExprContext::Store;
            Ok(())
        }
        _ => Err(refused(expr.span)),
    }
}

/// Formal parameters in source order, sorted into `Arguments`.
#[allow(clippy::vec_box)] // as the parser moves them about
pub fn parameters(list: Vec<Box<Parameter>>) -> Result<Arguments, SyntaxError> {
    let mut result = Arguments::default();
    let mut star = None;
    let invalid = |span: Span| Err(refused(span));
    for parameter in list {
        match *parameter {
            _ if result.kwarg.is_some() => return invalid(parameter.span()),
            Parameter::Plain { arg, default } if star.is_some() => {
                result.kwonlyargs.push(arg);
                result.kw_defaults.push(default);
            }
            Parameter::Plain { arg, default: Some(default) } => {
                result.args.push(arg);
                result.defaults.push(default);
            }
            Parameter::Plain { arg, default: None } => {
                if !result.defaults.is_empty() {
                    return invalid(arg.span);
                }
                result.args.push(arg);
            }
            Parameter::Slash(span) => {
                if star.is_some() || !result.posonlyargs.is_empty() || result.args.is_empty() {
                    return invalid(span);
                }
                result.posonlyargs = std::mem::take(&mut result.args);
            }
            Parameter::Star(_) | Parameter::VarArg { .. } if star.is_some() => return invalid(parameter.span()),
            Parameter::Star(span) => star = Some(span),
            Parameter::VarArg { arg } => {
                star = Some(arg.span);
                result.vararg = Some(Box::new(arg));
            }
            Parameter::KwArg { arg } => result.kwarg = Some(Box::new(arg)),
        }
    }
    if let (Some(span), None, true) = (star, &result.vararg, result.kwonlyargs.is_empty()) {
        return invalid(span);
    }
    Ok(result)
}

/// The arguments of a call or a class header.
pub fn arguments(list: Vec<Argument>) -> Result<(Vec<Expr>, Vec<Keyword>), SyntaxError> {
    let count = list.len();
    let mut args = Vec::with_capacity(count);
    let mut keywords: Vec<Keyword> = Vec::new();
    let mut unpacked = false;
    for argument in list {
        match argument {
            Argument::Positional(expr) => {
                let is_starred = matches!(expr.kind, ExprKind::Starred { .. });
                if unpacked || !keywords.is_empty() && !is_starred {
                    return Err(refused(expr.span));
                }
                args.push(expr);
            }
            Argument::Generator(expr) if count > 1 => return Err(refused(expr.span)),
            Argument::Generator(expr) => args.push(expr),
            Argument::Keyword(keyword) => {
                unpacked |= keyword.name.is_none();
                keywords.push(*keyword);
            }
            Argument::TrailingComma => {}
        }
    }
    Ok((args, keywords))
}
