//! Rules that the grammar leaves open: which expressions are targets, in which order arguments and
//! parameters stand. The wording is CPython's.

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

/// Makes `expr` a target, or tells why it cannot be one.
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
        kind => {
            let verb = if purpose == Purpose::Delete { "delete" } else { "assign to" };
            return Err(SyntaxError::new(format!("cannot {verb} {}", expr_name(kind)), expr.span));
        }
    }
    Ok(())
}

/// The targets of `t1 = t2 = value`.
pub fn assign_targets(targets: &mut [Expr], value: &Expr, start: Location) -> Result<(), SyntaxError> {
    let count = targets.len();
    for (i, expr) in targets.iter_mut().enumerate() {
        if matches!(expr.kind, ExprKind::Yield(_) | ExprKind::YieldFrom(_)) {
            // In parentheses it is a target like others.
            if i == 0 && expr.span.start != start {
                let hint = if count == 1 { " here. Maybe you meant '==' instead of '='?" } else { "" };
                return Err(SyntaxError::new(format!("cannot assign to yield expression{hint}"), expr.span));
            }
            return Err(SyntaxError::new("assignment to yield expression not possible", expr.span));
        }
        if let Err(error) = target(expr, Purpose::Assign) {
            return Err(match count == 1 && is_bitwise_or(value) {
                true => perhaps_comparison(expr, value).unwrap_or(error),
                false => error,
            });
        }
    }
    Ok(())
}

/// May the expression stand as an operand of `|` without parentheses?
fn is_bitwise_or(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::UnaryOp { op, .. } => *op != UnaryOp::Not,
        ExprKind::Compare { left, .. } => is_bitwise_or(left),
        ExprKind::BoolOp { values, .. } => values.first().is_some_and(is_bitwise_or),
        ExprKind::IfExp { body, .. } => is_bitwise_or(body),
        ExprKind::Tuple { elts, .. } => elts.first().is_none_or(is_bitwise_or),
        ExprKind::Lambda { .. } | ExprKind::Starred { .. } | ExprKind::Yield(_) | ExprKind::YieldFrom(_) => false,
        _ => true,
    }
}

/// `f() = 1` may have been meant as `f() == 1`.
fn perhaps_comparison(target: &Expr, value: &Expr) -> Option<SyntaxError> {
    let last = match &target.kind {
        ExprKind::Tuple { elts, .. } if elts.first().is_some_and(|e| e.span.start == target.span.start) => {
            elts.last()?
        }
        _ => target,
    };
    match &last.kind {
        ExprKind::List { .. } | ExprKind::Tuple { .. } | ExprKind::GeneratorExp { .. } => None,
        ExprKind::Constant(Constant::True | Constant::False | Constant::None) => None,
        ExprKind::Compare { .. } | ExprKind::BoolOp { .. } | ExprKind::IfExp { .. } => None,
        ExprKind::Name { .. } => Some(SyntaxError::new(
            "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
            Span { start: last.span.start, end: value.span.end },
        )),
        kind if is_bitwise_or(last) => Some(SyntaxError::new(
            format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", expr_name(kind)),
            last.span,
        )),
        _ => None,
    }
}

/// The target of `target += value`.
pub fn augmented_target(expr: &mut Expr) -> Result<(), SyntaxError> {
    match &mut expr.kind {
        ExprKind::Name { ctx, .. } | ExprKind::Attribute { ctx, .. } | ExprKind::Subscript { ctx, .. } => {
            *ctx = ExprContext::Store;
            Ok(())
        }
        kind => {
            let message = format!("'{}' is an illegal expression for augmented assignment", expr_name(kind));
            Err(SyntaxError::new(message, expr.span))
        }
    }
}

/// The target of `target: annotation`.
pub fn annotated_target(expr: &mut Expr) -> Result<(), SyntaxError> {
    let span = expr.span;
    match &mut expr.kind {
        ExprKind::Name { ctx, .. } | ExprKind::Attribute { ctx, .. } | ExprKind::Subscript { ctx, .. } => {
            *ctx = ExprContext::Store;
            Ok(())
        }
        ExprKind::List { .. } => Err(SyntaxError::new("only single target (not list) can be annotated", span)),
        ExprKind::Tuple { elts, .. } => {
            // Without parentheses only the first element is underlined.
            let first = elts.first().map(|e| e.span).filter(|first| first.start == span.start);
            Err(SyntaxError::new("only single target (not tuple) can be annotated", first.unwrap_or(span)))
        }
        _ => Err(SyntaxError::new("illegal target for annotation", span)),
    }
}

/// Formal parameters in source order, sorted into `Arguments`.
#[allow(clippy::vec_box)] // as the parser moves them about
pub fn parameters(list: Vec<Box<Parameter>>, is_lambda: bool) -> Result<Arguments, SyntaxError> {
    let mut result = Arguments::default();
    let mut star = None;
    let invalid = |span: Span| Err(SyntaxError::new("invalid syntax", span));
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
                    return Err(SyntaxError::new("non-default argument follows default argument", arg.span));
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
        // In a lambda CPython points at what follows the star.
        let after = Span { start: span.end, end: Location { column: span.end.column + 1, ..span.end } };
        return Err(SyntaxError::new("named arguments must follow bare *", if is_lambda { after } else { span }));
    }
    Ok(result)
}

/// The arguments of a call or a class header; `close` is the end of its parenthesis.
pub fn arguments(list: Vec<Argument>, close: Location) -> Result<(Vec<Expr>, Vec<Keyword>), SyntaxError> {
    let count = list.len();
    let mut args = Vec::with_capacity(count);
    let mut keywords: Vec<Keyword> = Vec::new();
    let mut whole: Option<Span> = None;
    let mut unpacked = false;
    let parenthesis = Span { start: Location { column: close.column.saturating_sub(1), ..close }, end: close };
    let mut misplaced = None;
    for argument in list {
        let span = match &argument {
            Argument::Positional(expr) | Argument::Generator(expr) => expr.span,
            Argument::Keyword(keyword) => keyword.span,
            Argument::TrailingComma => break,
        };
        match argument {
            Argument::Positional(expr) => {
                match (&expr.kind, whole) {
                    (ExprKind::Starred { .. }, Some(before)) if unpacked => {
                        let message = "iterable argument unpacking follows keyword argument unpacking";
                        return Err(SyntaxError::new(message, before));
                    }
                    (ExprKind::Starred { .. }, _) => {}
                    _ if unpacked => {
                        misplaced = misplaced.or(Some("positional argument follows keyword argument unpacking"));
                    }
                    _ if !keywords.is_empty() => {
                        misplaced = misplaced.or(Some("positional argument follows keyword argument"));
                    }
                    _ => {}
                }
                args.push(expr);
            }
            Argument::Generator(_) if count > 1 => {
                return Err(SyntaxError::new("Generator expression must be parenthesized", span));
            }
            Argument::Generator(expr) => args.push(expr),
            Argument::Keyword(keyword) => {
                unpacked |= keyword.name.is_none();
                keywords.push(*keyword);
            }
            Argument::TrailingComma => {}
        }
        whole = Some(Span { start: whole.map_or(span.start, |whole| whole.start), end: span.end });
    }
    match misplaced {
        Some(message) => Err(SyntaxError::new(message, parenthesis)),
        None => Ok((args, keywords)),
    }
}
