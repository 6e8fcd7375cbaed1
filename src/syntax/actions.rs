//! What the grammar's rules build. Each rule calls one function here; the checks are in `validate.rs`.

// The parser moves its symbols about at each reduction: large ones travel in boxes.
#![allow(clippy::boxed_local, clippy::vec_box)]

use lalrpop_util::ParseError;

use super::ast::*;
use super::error::{Failure, SyntaxError};
use super::token::{StrLiteral, Token};
use super::validate::{self, Purpose};
use crate::text::{Text, TextBuilder};

/// What an action that can fail gives to LALRPOP.
pub type Result<T> = std::result::Result<T, ParseError<Location, Token, Failure>>;

/// What stands at `span` is refused; `diagnose` finds the words for it.
pub fn refuse<T>(span: Span) -> Result<T> {
    Err(ParseError::User { error: Box::new(SyntaxError::new("invalid syntax", span)) })
}

/// A formal parameter as it stands in the source.
pub enum Parameter {
    Plain { arg: Arg, default: Option<Expr> },
    VarArg { arg: Arg },
    KwArg { arg: Arg },
    Star(Span),
    Slash(Span),
}

impl Parameter {
    pub fn span(&self) -> Span {
        match self {
            Parameter::Plain { arg, .. } => arg.span,
            Parameter::VarArg { arg } => stars(arg.span.start, 1),
            Parameter::KwArg { arg } => stars(arg.span.start, 2),
            Parameter::Star(span) | Parameter::Slash(span) => *span,
        }
    }
}

/// An argument of a call as it stands in the source.
pub enum Argument {
    Positional(Expr),
    /// `x for x in y` without parentheses of its own.
    Generator(Expr),
    Keyword(Box<Keyword>),
    /// Nothing; it tells `f(x for x in y,)` from `f(x for x in y)`.
    TrailingComma,
}

/// One literal of an implicit concatenation.
pub enum StringPart {
    Str(Box<StrLiteral>),
    Bytes(std::rc::Rc<[u8]>),
    Format(Vec<FStringPart>),
}

pub enum FStringPart {
    Text(Text),
    Field { value: Box<Expr>, conversion: Conversion, spec: Option<(Span, Vec<FStringPart>)> },
}

/// The stars that stand before `name`.
fn stars(name: Location, count: u32) -> Span {
    let start = Location { column: name.column.saturating_sub(count), ..name };
    Span { start, end: Location { column: start.column + count, ..start } }
}

fn span(start: Location, end: Location) -> Span {
    Span { start, end }
}

fn expr(kind: ExprKind, l: Location, r: Location) -> Expr {
    Expr { kind, span: span(l, r) }
}

pub fn stmt(kind: StmtKind, l: Location, r: Location) -> Box<Stmt> {
    Box::new(Stmt { kind, span: span(l, r) })
}

pub fn push<T>(mut list: Vec<T>, item: T) -> Vec<T> {
    list.push(item);
    list
}

pub fn unboxed<T>(list: Vec<Box<T>>) -> Vec<T> {
    list.into_iter().map(|item| *item).collect()
}

fn boxed<T>(item: Option<T>) -> Option<Box<T>> {
    item.map(Box::new)
}

/// A star may stand in a tuple, not alone.
fn no_star(e: Expr) -> Result<Expr> {
    match e.kind {
        ExprKind::Starred { .. } => refuse(e.span),
        _ => Ok(e),
    }
}

// Sources

pub fn eval_input(e: Expr) -> Result<Module> {
    let starred = match &e.kind {
        ExprKind::Tuple { elts, .. } if elts.first().is_some_and(|first| first.span.start == e.span.start) => {
            elts.iter().find(|e| matches!(e.kind, ExprKind::Starred { .. }))
        }
        ExprKind::Starred { .. } => Some(&e),
        _ => None,
    };
    match starred {
        Some(star) => refuse(span(star.span.start, star.span.start)),
        None => Ok(Module::Expression(Box::new(e))),
    }
}

// Simple statements

/// A lone `*a` parses; the compiler refuses it, as CPython's.
pub fn expr_stmt(e: Expr, l: Location, r: Location) -> Result<Box<Stmt>> {
    Ok(stmt(StmtKind::Expr(Box::new(e)), l, r))
}

pub fn assign(mut targets: Vec<Expr>, value: Expr, l: Location, r: Location) -> Result<Box<Stmt>> {
    for target in &mut targets {
        validate::target(target, Purpose::Assign).map_err(Box::new)?;
    }
    Ok(stmt(StmtKind::Assign { targets, value: Box::new(value) }, l, r))
}

pub fn aug_assign(mut target: Expr, op: Operator, value: Expr, l: Location, r: Location) -> Result<Box<Stmt>> {
    validate::single_target(&mut target).map_err(Box::new)?;
    Ok(stmt(StmtKind::AugAssign { target: Box::new(target), op, value: Box::new(value) }, l, r))
}

pub fn ann_assign(
    mut target: Expr,
    annotation: Expr,
    value: Option<Expr>,
    l: Location,
    r: Location,
) -> Result<Box<Stmt>> {
    validate::single_target(&mut target).map_err(Box::new)?;
    // A parenthesis is in no span: then the statement starts before the name.
    let simple = matches!(target.kind, ExprKind::Name { .. }) && target.span.start == l;
    let kind =
        StmtKind::AnnAssign { target: Box::new(target), annotation: Box::new(annotation), value: boxed(value), simple };
    Ok(stmt(kind, l, r))
}

pub fn return_stmt(value: Option<Expr>, l: Location, r: Location) -> Result<Box<Stmt>> {
    Ok(stmt(StmtKind::Return(value), l, r))
}

pub fn raise(exc: Option<Expr>, cause: Option<Expr>, l: Location, r: Location) -> Box<Stmt> {
    stmt(StmtKind::Raise { exc: boxed(exc), cause: boxed(cause) }, l, r)
}

pub fn delete(mut targets: Vec<Expr>, l: Location, r: Location) -> Result<Box<Stmt>> {
    for e in &mut targets {
        validate::target(e, Purpose::Delete).map_err(Box::new)?;
    }
    Ok(stmt(StmtKind::Delete(targets), l, r))
}

pub fn assert(test: Expr, msg: Option<Expr>, l: Location, r: Location) -> Box<Stmt> {
    stmt(StmtKind::Assert { test: Box::new(test), msg: boxed(msg) }, l, r)
}

pub fn dotted(a: Name, b: Name) -> Name {
    format!("{a}.{b}").into()
}

pub fn alias(name: Name, asname: Option<Name>, l: Location, r: Location) -> Alias {
    Alias { name, asname, span: span(l, r) }
}

pub fn trailing_comma(at: Location, _names: Vec<Alias>) -> Result<Vec<Alias>> {
    refuse(span(at, at))
}

pub fn import_from(module: Option<Name>, names: Vec<Alias>, level: u32, l: Location, r: Location) -> Result<Box<Stmt>> {
    if module.is_none() && level == 0 {
        return refuse(span(l, l));
    }
    Ok(stmt(StmtKind::ImportFrom { module, names, level }, l, r))
}

// Compound statements

/// The statements of a block, and where compound statements around it end.
pub struct Body {
    pub stmts: Vec<Stmt>,
    pub end: Location,
}

impl Body {
    pub fn new(first: Box<Stmt>) -> Body {
        Body { end: first.span.end, stmts: vec![*first] }
    }

    pub fn push(mut self, next: Box<Stmt>) -> Body {
        self.end = next.span.end;
        self.stmts.push(*next);
        self
    }

    pub fn ending_at(self, end: Location) -> Body {
        Body { end, ..self }
    }
}

/// An optional clause: its statements, and the end of the statement if there is none.
fn clause(body: Option<Body>, end: Location) -> (Vec<Stmt>, Location) {
    body.map_or((Vec::new(), end), |body| (body.stmts, body.end))
}

/// What the symbols of the LR stack hold is boxed where it is larger than an expression: all of them are as large as the
/// largest.
pub type Elif = Box<(Location, Expr, Body)>;

pub fn if_stmt(l: Location, test: Expr, body: Body, rest: Vec<Elif>, orelse: Option<Body>) -> Box<Stmt> {
    let last = rest.last().map_or(body.end, |elif| elif.2.end);
    let (orelse, end) = clause(orelse, last);
    let branch = |(at, test, body): (Location, Expr, Body)| IfBranch { test, body: body.stmts, span: span(at, end) };
    let branches = std::iter::once((l, test, body)).chain(rest.into_iter().map(|elif| *elif)).map(branch).collect();
    stmt(StmtKind::If { branches, orelse }, l, end)
}

pub fn while_stmt(l: Location, test: Expr, body: Body, orelse: Option<Body>) -> Box<Stmt> {
    let (orelse, end) = clause(orelse, body.end);
    stmt(StmtKind::While { test: Box::new(test), body: body.stmts, orelse }, l, end)
}

pub fn for_stmt(
    l: Location,
    is_async: bool,
    mut target: Expr,
    iter: Expr,
    body: Body,
    orelse: Option<Body>,
) -> Result<Box<Stmt>> {
    validate::target(&mut target, Purpose::For).map_err(Box::new)?;
    let (orelse, end) = clause(orelse, body.end);
    let (target, iter) = (Box::new(target), Box::new(iter));
    Ok(stmt(StmtKind::For { is_async, target, iter, body: body.stmts, orelse }, l, end))
}

pub fn try_stmt(
    l: Location,
    body: Body,
    handlers: Vec<Box<ExceptHandler>>,
    orelse: Option<Body>,
    last: Option<Body>,
) -> Box<Stmt> {
    let end = handlers.last().map_or(body.end, |h| h.span.end);
    let (orelse, end) = clause(orelse, end);
    let (finalbody, end) = clause(last, end);
    stmt(StmtKind::Try { body: body.stmts, handlers: unboxed(handlers), orelse, finalbody }, l, end)
}

pub fn handler(l: Location, typ: Option<Expr>, name: Option<Name>, body: Body) -> Box<ExceptHandler> {
    Box::new(ExceptHandler { typ, name, body: body.stmts, span: span(l, body.end) })
}

pub fn typed_handler(l: Location, mut typ: Vec<Expr>, name: Option<Name>, body: Body) -> Result<Box<ExceptHandler>> {
    match (typ.pop(), typ.first()) {
        (Some(last), Some(first)) => refuse(span(first.span.start, last.span.end)),
        (typ, _) => Ok(handler(l, typ, name, body)),
    }
}

/// An item, and whether it is a parenthesised tuple that is to be taken as a list of items.
pub type ParsedWithItem = Box<(WithItem, bool)>;

pub fn with_item(l: Location, context_expr: Expr) -> ParsedWithItem {
    let is_list = match &context_expr.kind {
        ExprKind::Tuple { elts, .. } => {
            let plain = |e: &Expr| !matches!(e.kind, ExprKind::Starred { .. } | ExprKind::NamedExpr { .. });
            context_expr.span.start == l && !elts.is_empty() && elts.iter().all(plain)
        }
        _ => false,
    };
    Box::new((WithItem { context_expr, optional_vars: None }, is_list))
}

pub fn with_item_as(context_expr: Expr, mut target: Expr) -> Result<ParsedWithItem> {
    validate::target(&mut target, Purpose::Assign).map_err(Box::new)?;
    Ok(Box::new((WithItem { context_expr, optional_vars: Some(target) }, false)))
}

pub fn with_stmt(l: Location, is_async: bool, items: Vec<ParsedWithItem>, body: Body) -> Box<Stmt> {
    let is_sole = items.len() == 1;
    let items = unboxed(items).into_iter().flat_map(|(item, is_list)| match item.context_expr.kind {
        ExprKind::Tuple { elts, .. } if is_sole && is_list => {
            elts.into_iter().map(|context_expr| WithItem { context_expr, optional_vars: None }).collect()
        }
        _ => vec![item],
    });
    let items = items.collect();
    stmt(StmtKind::With { is_async, items, body: body.stmts }, l, body.end)
}

pub fn function_def(
    l: Location,
    is_async: bool,
    name: Name,
    params: Vec<Box<Parameter>>,
    returns: Option<Expr>,
    body: Body,
) -> Result<Box<Stmt>> {
    let args = validate::parameters(params).map_err(Box::new)?;
    let def = FunctionDef { is_async, name, args, body: body.stmts, decorators: Vec::new(), returns };
    Ok(stmt(StmtKind::FunctionDef(Box::new(def)), l, body.end))
}

pub fn class_def(l: Location, name: Name, args: Option<Vec<Argument>>, body: Body) -> Result<Box<Stmt>> {
    let args = args.unwrap_or_default();
    if let Some(Argument::Generator(e)) = args.first() {
        return refuse(e.span);
    }
    let (bases, keywords) = validate::arguments(args).map_err(Box::new)?;
    let def = ClassDef { name, bases, keywords, body: body.stmts, decorators: Vec::new() };
    Ok(stmt(StmtKind::ClassDef(Box::new(def)), l, body.end))
}

pub fn decorate(list: Vec<Expr>, mut definition: Box<Stmt>) -> Box<Stmt> {
    match &mut definition.kind {
        StmtKind::FunctionDef(def) => def.decorators = list,
        StmtKind::ClassDef(def) => def.decorators = list,
        _ => {}
    }
    definition
}

pub fn arg(name: Name, annotation: Option<Expr>, l: Location, r: Location) -> Arg {
    Arg { name, annotation: boxed(annotation), span: span(l, r) }
}

// Expressions

pub fn tuple(elts: Vec<Expr>, l: Location, r: Location) -> Expr {
    expr(ExprKind::Tuple { elts, ctx: ExprContext::Load }, l, r)
}

pub fn list(elts: Vec<Expr>, l: Location, r: Location) -> Expr {
    expr(ExprKind::List { elts, ctx: ExprContext::Load }, l, r)
}

pub fn set(elts: Vec<Expr>, l: Location, r: Location) -> Expr {
    expr(ExprKind::Set(elts), l, r)
}

/// `key: value`, or `**value`.
pub type DictItem = Box<(Option<Expr>, Expr)>;

pub fn dict(items: Vec<DictItem>, l: Location, r: Location) -> Expr {
    let (keys, values) = unboxed(items).into_iter().unzip();
    expr(ExprKind::Dict { keys, values }, l, r)
}

pub fn name(id: Name, l: Location, r: Location) -> Expr {
    expr(ExprKind::Name { id, ctx: ExprContext::Load }, l, r)
}

pub fn constant(value: Constant, l: Location, r: Location) -> Expr {
    expr(ExprKind::Constant(value), l, r)
}

pub fn starred(e: Expr, l: Location, r: Location) -> Expr {
    expr(ExprKind::Starred { value: Box::new(e), ctx: ExprContext::Load }, l, r)
}

/// `(e)`
pub fn group(e: Expr) -> Result<Expr> {
    no_star(e)
}

pub fn yield_expr(e: Option<Expr>, l: Location, r: Location) -> Result<Expr> {
    Ok(expr(ExprKind::Yield(boxed(e)), l, r))
}

pub fn yield_from(e: Expr, l: Location, r: Location) -> Expr {
    expr(ExprKind::YieldFrom(Box::new(e)), l, r)
}

pub fn named_expr(mut target: Expr, value: Expr, l: Location, r: Location) -> Result<Expr> {
    match &mut target.kind {
        ExprKind::Name { ctx, .. } if target.span.start == l => *ctx = ExprContext::Store,
        _ => return refuse(target.span),
    }
    Ok(expr(ExprKind::NamedExpr { target: Box::new(target), value: Box::new(value) }, l, r))
}

pub fn if_exp(test: Expr, body: Expr, orelse: Expr, l: Location, r: Location) -> Expr {
    expr(ExprKind::IfExp { test: Box::new(test), body: Box::new(body), orelse: Box::new(orelse) }, l, r)
}

pub fn lambda(params: Vec<Box<Parameter>>, body: Expr, l: Location, r: Location) -> Result<Expr> {
    let args = Box::new(validate::parameters(params).map_err(Box::new)?);
    Ok(expr(ExprKind::Lambda { args, body: Box::new(body) }, l, r))
}

pub fn bool_op(op: BoolOp, values: Vec<Expr>, l: Location, r: Location) -> Expr {
    expr(ExprKind::BoolOp { op, values }, l, r)
}

pub fn unary(op: UnaryOp, e: Expr, l: Location, r: Location) -> Expr {
    expr(ExprKind::UnaryOp { op, operand: Box::new(e) }, l, r)
}

pub fn bin_op(left: Expr, op: Operator, right: Expr, l: Location, r: Location) -> Expr {
    expr(ExprKind::BinOp { left: Box::new(left), op, right: Box::new(right) }, l, r)
}

type Comparisons = (Vec<CmpOp>, Vec<Expr>);

pub fn push_comparison((mut ops, mut comparators): Comparisons, op: CmpOp, e: Expr) -> Comparisons {
    ops.push(op);
    comparators.push(e);
    (ops, comparators)
}

pub fn compare(left: Expr, (ops, comparators): Comparisons, l: Location, r: Location) -> Expr {
    expr(ExprKind::Compare { left: Box::new(left), ops, comparators }, l, r)
}

pub fn await_expr(e: Expr, l: Location, r: Location) -> Expr {
    expr(ExprKind::Await(Box::new(e)), l, r)
}

pub fn attribute(e: Expr, attr: Name, l: Location, r: Location) -> Expr {
    expr(ExprKind::Attribute { value: Box::new(e), attr, ctx: ExprContext::Load }, l, r)
}

pub fn subscript(e: Expr, slice: Expr, l: Location, r: Location) -> Expr {
    expr(ExprKind::Subscript { value: Box::new(e), slice: Box::new(slice), ctx: ExprContext::Load }, l, r)
}

pub fn slice(lower: Option<Expr>, upper: Option<Expr>, step: Option<Expr>, l: Location, r: Location) -> Expr {
    expr(ExprKind::Slice { lower: boxed(lower), upper: boxed(upper), step: boxed(step) }, l, r)
}

pub fn after_comma(list: Vec<Argument>) -> Vec<Argument> {
    match list.as_slice() {
        [Argument::Generator(_)] => push(list, Argument::TrailingComma),
        _ => list,
    }
}

pub fn call(func: Expr, list: Vec<Argument>, l: Location, open: Location, r: Location) -> Result<Expr> {
    let is_generator = matches!(list.as_slice(), [Argument::Generator(_)]);
    let (mut args, keywords) = validate::arguments(list).map_err(Box::new)?;
    if let (true, Some(generator)) = (is_generator, args.first_mut()) {
        // The call's parentheses are the generator's.
        generator.span = span(open, r);
    }
    Ok(expr(ExprKind::Call { func: Box::new(func), args, keywords }, l, r))
}

pub fn keyword_argument(name: Expr, value: Expr, l: Location, equal: Location, r: Location) -> Result<Argument> {
    match name.kind {
        ExprKind::Name { id, .. } if name.span.start == l => {
            Ok(Argument::Keyword(Box::new(Keyword { name: Some(id), value, span: span(l, r) })))
        }
        _ => refuse(span(l, equal)),
    }
}

pub fn double_star_argument(value: Expr, l: Location, r: Location) -> Argument {
    Argument::Keyword(Box::new(Keyword { name: None, value, span: span(l, r) }))
}

// Comprehensions

pub fn comprehension(is_async: bool, mut target: Expr, iter: Expr, ifs: Vec<Expr>) -> Result<Box<Comprehension>> {
    validate::target(&mut target, Purpose::For).map_err(Box::new)?;
    Ok(Box::new(Comprehension { is_async, target, iter, ifs }))
}

pub fn generator_argument(elt: Expr, generators: Vec<Comprehension>, l: Location, r: Location) -> Argument {
    Argument::Generator(expr(ExprKind::GeneratorExp { elt: Box::new(elt), generators }, l, r))
}

pub fn generator(elt: Expr, generators: Vec<Comprehension>, l: Location, r: Location) -> Result<Expr> {
    let elt = Box::new(no_star(elt)?);
    Ok(expr(ExprKind::GeneratorExp { elt, generators }, l, r))
}

pub fn list_comp(elt: Expr, generators: Vec<Comprehension>, l: Location, r: Location) -> Result<Expr> {
    let elt = Box::new(no_star(elt)?);
    Ok(expr(ExprKind::ListComp { elt, generators }, l, r))
}

pub fn set_comp(elt: Expr, generators: Vec<Comprehension>, l: Location, r: Location) -> Result<Expr> {
    let elt = Box::new(no_star(elt)?);
    Ok(expr(ExprKind::SetComp { elt, generators }, l, r))
}

pub fn dict_comp(item: DictItem, generators: Vec<Comprehension>, l: Location, r: Location) -> Result<Expr> {
    let (key, value) = *item;
    let Some(key) = key else {
        let star = Location { column: l.column + 1, ..l };
        let end = Location { column: star.column + 2, ..star };
        return refuse(span(star, end));
    };
    Ok(expr(ExprKind::DictComp { key: Box::new(key), value: Box::new(value), generators }, l, r))
}

// Strings

pub fn field(value: Expr, conversion: Option<Conversion>, spec: Option<(Span, Vec<FStringPart>)>) -> FStringPart {
    FStringPart::Field { value: Box::new(value), conversion: conversion.unwrap_or(Conversion::None), spec }
}

/// Implicit concatenation.
pub fn strings(mut parts: Vec<StringPart>, l: Location, r: Location) -> Result<Expr> {
    if parts.len() == 1 {
        match parts.pop() {
            Some(StringPart::Str(literal)) => {
                let StrLiteral { value, u_prefix } = *literal;
                return Ok(constant(Constant::Str { value, u_prefix }, l, r));
            }
            Some(StringPart::Bytes(value)) => return Ok(constant(Constant::Bytes(value), l, r)),
            other => parts.extend(other),
        }
    }
    let bytes = parts.iter().filter(|part| matches!(part, StringPart::Bytes(_))).count();
    if bytes > 0 && bytes < parts.len() {
        return refuse(span(l, r));
    }
    if bytes > 0 {
        let pieces = parts.iter().filter_map(|part| match part {
            StringPart::Bytes(value) => Some(&value[..]),
            _ => None,
        });
        let value: Vec<u8> = pieces.flatten().copied().collect();
        return Ok(constant(Constant::Bytes(value.into()), l, r));
    }
    let u_prefix = matches!(parts.first(), Some(StringPart::Str(literal)) if literal.u_prefix);
    let is_format = parts.iter().any(|part| matches!(part, StringPart::Format(_)));
    let mut joined = Joined { values: Vec::new(), text: TextBuilder::default(), u_prefix, whole: span(l, r) };
    for part in parts {
        match part {
            StringPart::Str(literal) => joined.text.push_units(literal.value.units()),
            StringPart::Format(parts) => joined.extend(parts),
            StringPart::Bytes(_) => {}
        }
    }
    if !is_format {
        return Ok(constant(Constant::Str { value: joined.text.finish(), u_prefix }, l, r));
    }
    joined.flush(span(l, r), u_prefix);
    Ok(expr(ExprKind::JoinedStr(joined.values), l, r))
}

/// Collects the parts of a `JoinedStr`: adjacent text is one constant.
struct Joined {
    values: Vec<Expr>,
    text: TextBuilder,
    u_prefix: bool,
    /// CPython places the parts at the whole concatenation.
    whole: Span,
}

impl Joined {
    fn flush(&mut self, span: Span, u_prefix: bool) {
        let value = std::mem::take(&mut self.text).finish();
        if !value.is_empty() {
            self.values.push(Expr { kind: ExprKind::Constant(Constant::Str { value, u_prefix }), span });
        }
    }

    fn extend(&mut self, parts: Vec<FStringPart>) {
        for part in parts {
            match part {
                FStringPart::Text(text) => self.text.push_units(text.units()),
                FStringPart::Field { value, conversion, spec } => {
                    self.flush(self.whole, self.u_prefix);
                    let format_spec = spec.map(|(own, parts)| Box::new(self.spec(own, parts)));
                    let kind = ExprKind::FormattedValue { value, conversion, format_spec };
                    self.values.push(Expr { kind, span: self.whole });
                }
            }
        }
    }

    /// A format spec, and its last text, stand at their own literal.
    fn spec(&self, own: Span, parts: Vec<FStringPart>) -> Expr {
        let mut inner =
            Joined { values: Vec::new(), text: TextBuilder::default(), u_prefix: self.u_prefix, whole: self.whole };
        inner.extend(parts);
        inner.flush(own, false);
        Expr { kind: ExprKind::JoinedStr(inner.values), span: own }
    }
}
