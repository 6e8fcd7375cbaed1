//! Pass over the AST: finds the expressions whose value is known before the program runs.
//!
//! The tree stays as it is; the pass gives a table from node to constant, which code generation asks. Operators on
//! constants, tuples of constants, `__debug__`, constant subscripts, and, where they are only iterated or searched,
//! lists and sets of constants (as tuples and frozensets) are folded.

use std::rc::Rc;

use super::arithmetic;
use crate::bytecode::code::Constant;
use crate::syntax::ast::{
    self, Arguments, CmpOp, Comprehension, Expr, ExprContext, ExprKind, FunctionDef, Module, Pattern, PatternKind,
    Stmt, StmtKind,
};
use crate::text::fast_hash::FastMap;

/// The constants found, by the address of the expression.
pub struct Folded {
    constants: FastMap<usize, Constant>,
    /// What `__debug__` is.
    debug: bool,
}

/// What the pass must know of the compilation.
#[derive(Clone, Copy)]
pub struct Settings {
    /// `__debug__`: no `-O`.
    pub debug: bool,
    /// Annotations are kept as text, so nothing in them is folded.
    pub future_annotations: bool,
}

/// Folds a module. The depth of the tree was checked by the symbol table.
pub fn fold(module: &Module, settings: Settings) -> Folded {
    let folded = Folded { constants: FastMap::default(), debug: settings.debug };
    let mut folder = Folder { folded, future_annotations: settings.future_annotations };
    match module {
        Module::Module(body) | Module::Interactive(body) => folder.statements(body),
        Module::Expression(value) => folder.expr(value),
    }
    folder.folded
}

/// A literal as a constant of code objects.
pub fn literal(constant: &ast::Constant) -> Constant {
    match constant {
        ast::Constant::None => Constant::None,
        ast::Constant::True => Constant::True,
        ast::Constant::False => Constant::False,
        ast::Constant::Ellipsis => Constant::Ellipsis,
        ast::Constant::Int(value) => Constant::Int(value.clone().into()),
        ast::Constant::Float(value) => Constant::Float(*value),
        ast::Constant::Complex(im) => Constant::Complex { re: 0.0, im: *im },
        ast::Constant::Str { value, .. } => Constant::Str(value.clone()),
        ast::Constant::Bytes(bytes) => Constant::Bytes(bytes.clone()),
    }
}

fn address(expr: &Expr) -> usize {
    std::ptr::from_ref(expr) as usize
}

impl Folded {
    /// Whether the expression is a constant.
    pub fn is_constant(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Constant(_) => true,
            ExprKind::BinOp { .. } | ExprKind::UnaryOp { .. } | ExprKind::Tuple { .. } | ExprKind::Subscript { .. } => {
                self.constants.contains_key(&address(expr))
            }
            ExprKind::Name { id, ctx: ExprContext::Load } => &**id == "__debug__",
            _ => false,
        }
    }

    /// The constant that the expression is.
    pub fn constant(&self, expr: &Expr) -> Option<Constant> {
        match &expr.kind {
            ExprKind::Constant(constant) => Some(literal(constant)),
            ExprKind::BinOp { .. } | ExprKind::UnaryOp { .. } | ExprKind::Tuple { .. } | ExprKind::Subscript { .. } => {
                self.constants.get(&address(expr)).cloned()
            }
            ExprKind::Name { id, ctx: ExprContext::Load } if &**id == "__debug__" => {
                Some(if self.debug { Constant::True } else { Constant::False })
            }
            _ => None,
        }
    }

    /// The constant that stands for a list or set display that is only iterated or searched.
    pub fn iterable(&self, expr: &Expr) -> Option<Constant> {
        match &expr.kind {
            ExprKind::List { .. } | ExprKind::Set(_) => self.constants.get(&address(expr)).cloned(),
            _ => None,
        }
    }
}

struct Folder {
    folded: Folded,
    future_annotations: bool,
}

impl Folder {
    fn record(&mut self, expr: &Expr, constant: Option<Constant>) {
        if let Some(constant) = constant {
            self.folded.constants.insert(address(expr), constant);
        }
    }

    fn statements(&mut self, body: &[Stmt]) {
        body.iter().for_each(|stmt| self.statement(stmt));
    }

    fn statement(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function(def),
            StmtKind::ClassDef(def) => {
                self.exprs(&def.bases);
                def.keywords.iter().for_each(|keyword| self.expr(&keyword.value));
                self.statements(&def.body);
                self.exprs(&def.decorators);
            }
            StmtKind::Return(value) => self.optional(value.as_ref()),
            StmtKind::Delete(targets) => self.exprs(targets),
            StmtKind::Assign { targets, value } => {
                self.exprs(targets);
                self.expr(value);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.expr(target);
                self.annotation(Some(annotation));
                self.optional(value.as_deref());
            }
            StmtKind::For { is_async, target, iter, body, orelse } => {
                self.expr(target);
                self.expr(iter);
                if !is_async {
                    self.iterable(iter);
                }
                self.statements(body);
                self.statements(orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test);
                self.statements(body);
                self.statements(orelse);
            }
            StmtKind::If { branches, orelse } => {
                for branch in branches {
                    self.expr(&branch.test);
                    self.statements(&branch.body);
                }
                self.statements(orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr(&item.context_expr);
                    self.optional(item.optional_vars.as_ref());
                }
                self.statements(body);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    self.optional(case.guard.as_ref());
                    self.statements(&case.body);
                }
            }
            StmtKind::Raise { exc, cause } => {
                self.optional(exc.as_deref());
                self.optional(cause.as_deref());
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.statements(body);
                for handler in handlers {
                    self.optional(handler.typ.as_ref());
                    self.statements(&handler.body);
                }
                self.statements(orelse);
                self.statements(finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                self.optional(msg.as_deref());
            }
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Import(_)
            | StmtKind::ImportFrom { .. }
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue => {}
        }
    }

    fn function(&mut self, def: &FunctionDef) {
        self.arguments(&def.args);
        self.statements(&def.body);
        self.exprs(&def.decorators);
        self.annotation(def.returns.as_ref());
    }

    fn arguments(&mut self, args: &Arguments) {
        let plain = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
        for arg in plain.chain(args.vararg.as_deref()).chain(args.kwarg.as_deref()) {
            self.annotation(arg.annotation.as_deref());
        }
        args.kw_defaults.iter().flatten().for_each(|value| self.expr(value));
        self.exprs(&args.defaults);
    }

    fn annotation(&mut self, annotation: Option<&Expr>) {
        if !self.future_annotations {
            self.optional(annotation);
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Value(value) => self.expr(value),
            PatternKind::Singleton(_) | PatternKind::Star(_) => {}
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => self.patterns(patterns),
            PatternKind::Mapping { keys, patterns, .. } => {
                self.exprs(keys);
                self.patterns(patterns);
            }
            PatternKind::Class { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls);
                self.patterns(patterns);
                self.patterns(kwd_patterns);
            }
            PatternKind::As { pattern, .. } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern);
                }
            }
        }
    }

    fn patterns(&mut self, patterns: &[Pattern]) {
        patterns.iter().for_each(|pattern| self.pattern(pattern));
    }

    fn optional(&mut self, value: Option<&Expr>) {
        if let Some(value) = value {
            self.expr(value);
        }
    }

    fn exprs(&mut self, values: &[Expr]) {
        values.iter().for_each(|value| self.expr(value));
    }

    /// Folds what is inside the expression, then the expression itself.
    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Constant(_) | ExprKind::Name { .. } => {}
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr(values) => self.exprs(values),
            ExprKind::NamedExpr { value, .. } => self.expr(value),
            ExprKind::BinOp { left, op, right } => {
                self.expr(left);
                self.expr(right);
                if self.folded.is_constant(left)
                    && self.folded.is_constant(right)
                    && let (Some(a), Some(b)) = (self.folded.constant(left), self.folded.constant(right))
                {
                    self.record(expr, arithmetic::binary(*op, &a, &b));
                }
            }
            ExprKind::UnaryOp { op, operand } => {
                self.expr(operand);
                if let Some(constant) = self.folded.constant(operand) {
                    self.record(expr, arithmetic::unary(*op, &constant));
                }
            }
            ExprKind::Lambda { args, body } => {
                self.arguments(args);
                self.expr(body);
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test);
                self.expr(body);
                self.expr(orelse);
            }
            ExprKind::Dict { keys, values } => {
                keys.iter().flatten().for_each(|key| self.expr(key));
                self.exprs(values);
            }
            ExprKind::Set(elts) | ExprKind::List { elts, .. } => self.exprs(elts),
            ExprKind::Tuple { elts, ctx } => {
                self.exprs(elts);
                if *ctx == ExprContext::Load {
                    self.record(expr, self.tuple(elts).map(Constant::Tuple));
                }
            }
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => {
                self.expr(elt);
                self.generators(generators);
            }
            ExprKind::DictComp { key, value, generators } => {
                self.expr(key);
                self.expr(value);
                self.generators(generators);
            }
            ExprKind::Await(value) | ExprKind::YieldFrom(value) => self.expr(value),
            ExprKind::Yield(value) => self.optional(value.as_deref()),
            ExprKind::Compare { left, ops, comparators } => {
                self.expr(left);
                self.exprs(comparators);
                if let (Some(CmpOp::In | CmpOp::NotIn), Some(last)) = (ops.last(), comparators.last()) {
                    self.iterable(last);
                }
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func);
                self.exprs(args);
                keywords.iter().for_each(|keyword| self.expr(&keyword.value));
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value);
                self.optional(format_spec.as_deref());
            }
            ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::Subscript { value, slice, ctx } => {
                self.expr(value);
                self.expr(slice);
                if *ctx == ExprContext::Load
                    && self.folded.is_constant(value)
                    && self.folded.is_constant(slice)
                    && let (Some(sequence), Some(index)) = (self.folded.constant(value), self.folded.constant(slice))
                {
                    self.record(expr, arithmetic::subscript(&sequence, &index));
                }
            }
            ExprKind::Slice { lower, upper, step } => {
                for part in [lower, upper, step] {
                    self.optional(part.as_deref());
                }
            }
        }
    }

    fn generators(&mut self, generators: &[Comprehension]) {
        for generator in generators {
            self.expr(&generator.target);
            self.expr(&generator.iter);
            self.iterable(&generator.iter);
            self.exprs(&generator.ifs);
        }
    }

    /// A display that is only iterated or searched: nobody can see that it is no list or set.
    fn iterable(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::List { elts, .. } => self.record(expr, self.tuple(elts).map(Constant::Tuple)),
            ExprKind::Set(elts) => self.record(expr, self.tuple(elts).map(frozen_set)),
            _ => {}
        }
    }

    /// All of `elts`, if they are constants.
    fn tuple(&self, elts: &[Expr]) -> Option<Rc<[Constant]>> {
        if !elts.iter().all(|elt| self.folded.is_constant(elt)) {
            return None;
        }
        elts.iter().map(|elt| self.folded.constant(elt)).collect()
    }
}

/// A frozenset of the constants, each once.
pub fn frozen_set(items: Rc<[Constant]>) -> Constant {
    let mut distinct: Vec<Constant> = Vec::with_capacity(items.len());
    let mut by_hash: FastMap<u64, Vec<usize>> = FastMap::default();
    for item in items.iter() {
        let known = by_hash.entry(arithmetic::hash(item)).or_default();
        if !known.iter().any(|&index| python_equal(&distinct[index], item)) {
            known.push(distinct.len());
            distinct.push(item.clone());
        }
    }
    Constant::FrozenSet(distinct.into())
}

/// Python's `==`, which takes 1, 1.0 and True for one.
pub fn python_equal(a: &Constant, b: &Constant) -> bool {
    match (a, b) {
        (Constant::Tuple(a), Constant::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| python_equal(a, b))
        }
        _ => a == b || arithmetic::numbers_equal(a, b),
    }
}
