//! What the grammar's rules for `match` build.

use super::actions::{Result, bin_op, refuse, stmt, unboxed};
use super::ast::*;

/// A case, and where it ends.
pub type Case = Box<(MatchCase, Location)>;

/// `key: pattern` or `**rest`.
pub type MappingItem = Box<(Option<Expr>, Pattern)>;

/// `pattern` or `name=pattern`.
pub type ClassItem = Box<(Option<Name>, Pattern)>;

pub fn match_stmt(l: Location, subject: Expr, cases: Vec<Case>) -> Result<Box<Stmt>> {
    if matches!(subject.kind, ExprKind::Starred { .. }) {
        return refuse(subject.span);
    }
    let end = cases.last().map_or(l, |case| case.1);
    let cases = cases.into_iter().map(|case| case.0).collect();
    Ok(stmt(StmtKind::Match { subject: Box::new(subject), cases }, l, end))
}

pub fn pattern(kind: PatternKind, start: Location, end: Location) -> Pattern {
    Pattern { kind, span: Span { start, end } }
}

fn is_star(p: &Pattern) -> bool {
    matches!(p.kind, PatternKind::Star(_))
}

fn no_star(p: Pattern) -> Result<Pattern> {
    match is_star(&p) {
        true => refuse(p.span),
        false => Ok(p),
    }
}

/// After `case`, with no comma.
pub fn sole(p: Pattern) -> Result<Pattern> {
    no_star(p)
}

/// In parentheses, with no comma.
pub fn group(p: Pattern) -> Result<Pattern> {
    no_star(p)
}

pub fn sequence(list: Vec<Pattern>, l: Location, r: Location) -> Pattern {
    pattern(PatternKind::Sequence(list), l, r)
}

fn captured(name: Name) -> Option<Name> {
    (&*name != "_").then_some(name)
}

pub fn star(name: Name, l: Location, r: Location) -> Pattern {
    pattern(PatternKind::Star(captured(name)), l, r)
}

/// A name alone: a capture, or the wildcard.
pub fn capture(name: Name, l: Location, r: Location) -> Pattern {
    pattern(PatternKind::As { pattern: None, name: captured(name) }, l, r)
}

pub fn as_pattern(p: Pattern, target: Pattern, l: Location, r: Location) -> Result<Pattern> {
    match target.kind {
        PatternKind::As { pattern: None, name: Some(name) } => {
            Ok(pattern(PatternKind::As { pattern: Some(Box::new(p)), name: Some(name) }, l, r))
        }
        _ => refuse(target.span),
    }
}

pub fn value(e: Expr, l: Location, r: Location) -> Pattern {
    pattern(PatternKind::Value(Box::new(e)), l, r)
}

/// `1 + 2j`: a real and an imaginary literal.
pub fn complex(a: Expr, op: Operator, b: Expr, l: Location, r: Location) -> Result<Expr> {
    let real = match &a.kind {
        ExprKind::UnaryOp { operand, .. } => operand,
        _ => &a,
    };
    if matches!(real.kind, ExprKind::Constant(Constant::Complex(_))) {
        return refuse(a.span);
    }
    if !matches!(b.kind, ExprKind::Constant(Constant::Complex(_))) {
        return refuse(b.span);
    }
    Ok(bin_op(a, op, b, l, r))
}

pub fn mapping(items: Vec<MappingItem>, l: Location, r: Location) -> Result<Pattern> {
    let (mut keys, mut patterns, mut rest) = (Vec::new(), Vec::new(), None);
    for (key, p) in unboxed(items) {
        if rest.is_some() {
            return refuse(p.span);
        }
        match (key, p.kind) {
            (Some(key), kind) => {
                keys.push(key);
                patterns.push(Pattern { kind, span: p.span });
            }
            (None, PatternKind::As { pattern: None, name: Some(name) }) => rest = Some(name),
            (None, _) => return refuse(p.span),
        }
    }
    Ok(pattern(PatternKind::Mapping { keys, patterns, rest }, l, r))
}

pub fn class(cls: Expr, items: Vec<ClassItem>, l: Location, r: Location) -> Result<Pattern> {
    let (mut patterns, mut kwd_attrs, mut kwd_patterns) = (Vec::new(), Vec::new(), Vec::new());
    for (name, p) in unboxed(items) {
        match name {
            Some(name) => {
                kwd_attrs.push(name);
                kwd_patterns.push(p);
            }
            None if !kwd_attrs.is_empty() => {
                return refuse(p.span);
            }
            None => patterns.push(p),
        }
    }
    Ok(pattern(PatternKind::Class { cls: Box::new(cls), patterns, kwd_attrs, kwd_patterns }, l, r))
}
