//! The AST as text, in the format of CPython's `ast.dump(tree, indent=2)`: the two can be compared.

use super::ast::*;
use super::error::{ErrorKind, SyntaxError};
use crate::number::complex::Complex;
use crate::number::print::float_repr;
use crate::text::repr::{bytes_repr, str_repr};
use crate::text::{OutOfMemory, Text};

/// Like the recursion limit that `ast.dump` meets.
const MAX_LEVEL: usize = 1000;

/// A piece of the output: what `ast.dump` knows of Python's objects.
pub enum Item {
    /// A constant, as Python writes it.
    Value(String),
    List(Vec<Item>),
    Node(&'static str, Vec<(&'static str, Item)>),
}

/// Prints `module`; `attributes` adds the places of all nodes (`include_attributes=True`).
pub fn dump(module: &Module, attributes: bool) -> Result<String> {
    let mut out = String::new();
    tree(module, attributes)?.print(0, &mut out);
    Ok(out)
}

/// `module` as the nodes that CPython's `ast.parse` gives; optional fields without a value are left out.
pub fn tree(module: &Module, attributes: bool) -> Result<Item> {
    let dumper = Dumper { attributes };
    Ok(match module {
        Module::Module(body) => {
            let fields = vec![("body", dumper.stmts(body, 0)?), ("type_ignores", Item::List(Vec::new()))];
            Item::Node("Module", fields)
        }
        Module::Interactive(body) => Item::Node("Interactive", vec![("body", dumper.stmts(body, 0)?)]),
        Module::Expression(body) => Item::Node("Expression", vec![("body", dumper.expr(body, 0)?)]),
    })
}

impl Item {
    fn is_simple(&self) -> bool {
        match self {
            Item::Value(_) => true,
            Item::List(items) => items.is_empty(),
            Item::Node(_, fields) => fields.is_empty(),
        }
    }

    fn print(&self, level: usize, out: &mut String) {
        let level = level + 1;
        match self {
            Item::Value(text) => out.push_str(text),
            Item::List(items) if items.is_empty() => out.push_str("[]"),
            Item::List(items) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    new_line(i, level, out);
                    item.print(level, out);
                }
                out.push(']');
            }
            Item::Node(name, fields) => {
                out.push_str(name);
                out.push('(');
                let is_flat = fields.len() <= 3 && fields.iter().all(|(_, item)| item.is_simple());
                for (i, (name, item)) in fields.iter().enumerate() {
                    match is_flat {
                        true if i > 0 => out.push_str(", "),
                        true => {}
                        false => new_line(i, level, out),
                    }
                    out.push_str(name);
                    out.push('=');
                    item.print(level, out);
                }
                out.push(')');
            }
        }
    }
}

fn new_line(index: usize, level: usize, out: &mut String) {
    out.push_str(if index > 0 { ",\n" } else { "\n" });
    out.extend(std::iter::repeat_n("  ", level));
}

type Fields = Vec<(&'static str, Item)>;
type Result<T> = std::result::Result<T, SyntaxError>;

fn name(name: &str) -> Item {
    Item::Value(shown(str_repr(Text::from(name).units())))
}

fn names(list: &[Name]) -> Item {
    Item::List(list.iter().map(|n| name(n)).collect())
}

fn context(ctx: ExprContext) -> Item {
    let word = match ctx {
        ExprContext::Load => "Load",
        ExprContext::Store => "Store",
        ExprContext::Del => "Del",
    };
    Item::Node(word, Vec::new())
}

/// The name of a field-less variant is its Rust name.
fn word(value: &dyn std::fmt::Debug, words: &[&'static str]) -> Item {
    let text = format!("{value:?}");
    Item::Node(words.iter().find(|word| **word == text).copied().unwrap_or(""), Vec::new())
}

const OPERATORS: &[&str] = &[
    "Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv",
    "And", "Or", "Invert", "Not", "UAdd", "USub", "Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In",
    "NotIn",
];

struct Dumper {
    attributes: bool,
}

impl Dumper {
    fn node(&self, name: &'static str, mut fields: Fields, span: Span) -> Item {
        if self.attributes {
            let number = |n: u32| Item::Value(n.to_string());
            fields.push(("lineno", number(span.start.line)));
            fields.push(("col_offset", number(span.start.column)));
            fields.push(("end_lineno", number(span.end.line)));
            fields.push(("end_col_offset", number(span.end.column)));
        }
        Item::Node(name, fields)
    }

    fn stmts(&self, body: &[Stmt], level: usize) -> Result<Item> {
        Ok(Item::List(body.iter().map(|s| self.stmt(s, level + 1)).collect::<Result<_>>()?))
    }

    fn exprs(&self, list: &[Expr], level: usize) -> Result<Item> {
        Ok(Item::List(list.iter().map(|e| self.expr(e, level)).collect::<Result<_>>()?))
    }

    fn stmt(&self, s: &Stmt, level: usize) -> Result<Item> {
        let e = |expr: &Expr| self.expr(expr, level);
        let body = |body: &[Stmt]| self.stmts(body, level);
        let mut f: Fields = Vec::new();
        let name_of = match &s.kind {
            StmtKind::FunctionDef(def) => {
                f.push(("name", name(&def.name)));
                f.push(("args", self.arguments(&def.args, level)?));
                f.push(("body", body(&def.body)?));
                f.push(("decorator_list", self.exprs(&def.decorators, level)?));
                if let Some(returns) = &def.returns {
                    f.push(("returns", e(returns)?));
                }
                if def.is_async { "AsyncFunctionDef" } else { "FunctionDef" }
            }
            StmtKind::ClassDef(def) => {
                f.push(("name", name(&def.name)));
                f.push(("bases", self.exprs(&def.bases, level)?));
                f.push(("keywords", self.keywords(&def.keywords, level)?));
                f.push(("body", body(&def.body)?));
                f.push(("decorator_list", self.exprs(&def.decorators, level)?));
                "ClassDef"
            }
            StmtKind::Return(value) => {
                self.optional(&mut f, "value", value.as_ref(), level)?;
                "Return"
            }
            StmtKind::Delete(targets) => {
                f.push(("targets", self.exprs(targets, level)?));
                "Delete"
            }
            StmtKind::Assign { targets, value } => {
                f.push(("targets", self.exprs(targets, level)?));
                f.push(("value", e(value)?));
                "Assign"
            }
            StmtKind::AugAssign { target, op, value } => {
                f.push(("target", e(target)?));
                f.push(("op", word(op, OPERATORS)));
                f.push(("value", e(value)?));
                "AugAssign"
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                f.push(("target", e(target)?));
                f.push(("annotation", e(annotation)?));
                self.optional(&mut f, "value", value.as_deref(), level)?;
                f.push(("simple", Item::Value(u8::from(*simple).to_string())));
                "AnnAssign"
            }
            StmtKind::For { is_async, target, iter, body: statements, orelse } => {
                f.push(("target", e(target)?));
                f.push(("iter", e(iter)?));
                f.push(("body", body(statements)?));
                f.push(("orelse", body(orelse)?));
                if *is_async { "AsyncFor" } else { "For" }
            }
            StmtKind::While { test, body: statements, orelse } => {
                f.push(("test", e(test)?));
                f.push(("body", body(statements)?));
                f.push(("orelse", body(orelse)?));
                "While"
            }
            StmtKind::If { branches, orelse } => return self.if_chain(branches, orelse, level),
            StmtKind::With { is_async, items, body: statements } => {
                let mut list = Vec::new();
                for item in items {
                    let mut fields = vec![("context_expr", e(&item.context_expr)?)];
                    self.optional(&mut fields, "optional_vars", item.optional_vars.as_ref(), level)?;
                    list.push(Item::Node("withitem", fields));
                }
                f.push(("items", Item::List(list)));
                f.push(("body", body(statements)?));
                if *is_async { "AsyncWith" } else { "With" }
            }
            StmtKind::Match { subject, cases } => {
                f.push(("subject", e(subject)?));
                let mut list = Vec::new();
                for case in cases {
                    let mut fields = vec![("pattern", self.pattern(&case.pattern, level + 1)?)];
                    self.optional(&mut fields, "guard", case.guard.as_ref(), level)?;
                    fields.push(("body", body(&case.body)?));
                    list.push(Item::Node("match_case", fields));
                }
                f.push(("cases", Item::List(list)));
                "Match"
            }
            StmtKind::Raise { exc, cause } => {
                self.optional(&mut f, "exc", exc.as_deref(), level)?;
                self.optional(&mut f, "cause", cause.as_deref(), level)?;
                "Raise"
            }
            StmtKind::Try { body: statements, handlers, orelse, finalbody } => {
                f.push(("body", body(statements)?));
                let mut list = Vec::new();
                for handler in handlers {
                    let mut fields = Vec::new();
                    self.optional(&mut fields, "type", handler.typ.as_ref(), level)?;
                    if let Some(id) = &handler.name {
                        fields.push(("name", name(id)));
                    }
                    fields.push(("body", body(&handler.body)?));
                    list.push(self.node("ExceptHandler", fields, handler.span));
                }
                f.push(("handlers", Item::List(list)));
                f.push(("orelse", body(orelse)?));
                f.push(("finalbody", body(finalbody)?));
                "Try"
            }
            StmtKind::Assert { test, msg } => {
                f.push(("test", e(test)?));
                self.optional(&mut f, "msg", msg.as_deref(), level)?;
                "Assert"
            }
            StmtKind::Import(list) => {
                f.push(("names", self.aliases(list)));
                "Import"
            }
            StmtKind::ImportFrom { module, names, level } => {
                if let Some(module) = module {
                    f.push(("module", name(module)));
                }
                f.push(("names", self.aliases(names)));
                f.push(("level", Item::Value(level.to_string())));
                "ImportFrom"
            }
            StmtKind::Global(list) => {
                f.push(("names", names(list)));
                "Global"
            }
            StmtKind::Nonlocal(list) => {
                f.push(("names", names(list)));
                "Nonlocal"
            }
            StmtKind::Expr(value) => {
                f.push(("value", e(value)?));
                "Expr"
            }
            StmtKind::Pass => "Pass",
            StmtKind::Break => "Break",
            StmtKind::Continue => "Continue",
        };
        Ok(self.node(name_of, f, s.span))
    }

    /// CPython nests each `elif` in the `orelse` of the one before.
    fn if_chain(&self, branches: &[IfBranch], orelse: &[Stmt], level: usize) -> Result<Item> {
        check(level + branches.len())?;
        let mut rest = self.stmts(orelse, level + branches.len())?;
        for (i, branch) in branches.iter().enumerate().rev() {
            let fields = vec![
                ("test", self.expr(&branch.test, level + i)?),
                ("body", self.stmts(&branch.body, level + i)?),
                ("orelse", rest),
            ];
            rest = Item::List(vec![self.node("If", fields, branch.span)]);
        }
        match rest {
            Item::List(mut list) => Ok(list.pop().unwrap_or(Item::List(Vec::new()))),
            other => Ok(other),
        }
    }

    fn aliases(&self, list: &[Alias]) -> Item {
        let alias = |alias: &Alias| {
            let mut fields = vec![("name", name(&alias.name))];
            fields.extend(alias.asname.iter().map(|asname| ("asname", name(asname))));
            self.node("alias", fields, alias.span)
        };
        Item::List(list.iter().map(alias).collect())
    }

    fn optional(&self, f: &mut Fields, field: &'static str, value: Option<&Expr>, level: usize) -> Result<()> {
        if let Some(value) = value {
            f.push((field, self.expr(value, level)?));
        }
        Ok(())
    }

    fn arguments(&self, args: &Arguments, level: usize) -> Result<Item> {
        let arg = |arg: &Arg| -> Result<Item> {
            let mut fields = vec![("arg", name(&arg.name))];
            self.optional(&mut fields, "annotation", arg.annotation.as_deref(), level)?;
            Ok(self.node("arg", fields, arg.span))
        };
        let list = |list: &[Arg]| Ok(Item::List(list.iter().map(arg).collect::<Result<_>>()?));
        let mut f = vec![("posonlyargs", list(&args.posonlyargs)?), ("args", list(&args.args)?)];
        if let Some(vararg) = &args.vararg {
            f.push(("vararg", arg(vararg)?));
        }
        f.push(("kwonlyargs", list(&args.kwonlyargs)?));
        let default = |e: &Option<Expr>| match e {
            Some(e) => self.expr(e, level),
            None => Ok(Item::Value("None".into())),
        };
        f.push(("kw_defaults", Item::List(args.kw_defaults.iter().map(default).collect::<Result<_>>()?)));
        if let Some(kwarg) = &args.kwarg {
            f.push(("kwarg", arg(kwarg)?));
        }
        f.push(("defaults", self.exprs(&args.defaults, level)?));
        Ok(Item::Node("arguments", f))
    }

    fn keywords(&self, list: &[Keyword], level: usize) -> Result<Item> {
        let keyword = |keyword: &Keyword| -> Result<Item> {
            let mut f: Fields = keyword.name.iter().map(|id| ("arg", name(id))).collect();
            f.push(("value", self.expr(&keyword.value, level)?));
            Ok(self.node("keyword", f, keyword.span))
        };
        Ok(Item::List(list.iter().map(keyword).collect::<Result<_>>()?))
    }

    fn generators(&self, list: &[Comprehension], level: usize) -> Result<Item> {
        let generator = |g: &Comprehension| -> Result<Item> {
            let f = vec![
                ("target", self.expr(&g.target, level)?),
                ("iter", self.expr(&g.iter, level)?),
                ("ifs", self.exprs(&g.ifs, level)?),
                ("is_async", Item::Value(u8::from(g.is_async).to_string())),
            ];
            Ok(Item::Node("comprehension", f))
        };
        Ok(Item::List(list.iter().map(generator).collect::<Result<_>>()?))
    }

    fn expr(&self, expr: &Expr, level: usize) -> Result<Item> {
        check(level)?;
        let level = level + 1;
        let e = |expr: &Expr| self.expr(expr, level);
        let list = |list: &[Expr]| self.exprs(list, level);
        let (name_of, f) = match &expr.kind {
            ExprKind::BoolOp { op, values } => ("BoolOp", vec![("op", word(op, OPERATORS)), ("values", list(values)?)]),
            ExprKind::NamedExpr { target, value } => ("NamedExpr", vec![("target", e(target)?), ("value", e(value)?)]),
            ExprKind::BinOp { left, op, right } => {
                ("BinOp", vec![("left", e(left)?), ("op", word(op, OPERATORS)), ("right", e(right)?)])
            }
            ExprKind::UnaryOp { op, operand } => {
                ("UnaryOp", vec![("op", word(op, OPERATORS)), ("operand", e(operand)?)])
            }
            ExprKind::Lambda { args, body } => {
                ("Lambda", vec![("args", self.arguments(args, level)?), ("body", e(body)?)])
            }
            ExprKind::IfExp { test, body, orelse } => {
                ("IfExp", vec![("test", e(test)?), ("body", e(body)?), ("orelse", e(orelse)?)])
            }
            ExprKind::Dict { keys, values } => {
                let key = |key: &Option<Expr>| match key {
                    Some(key) => e(key),
                    None => Ok(Item::Value("None".into())),
                };
                let keys = Item::List(keys.iter().map(key).collect::<Result<_>>()?);
                ("Dict", vec![("keys", keys), ("values", list(values)?)])
            }
            ExprKind::Set(elts) => ("Set", vec![("elts", list(elts)?)]),
            ExprKind::ListComp { elt, generators } => {
                ("ListComp", vec![("elt", e(elt)?), ("generators", self.generators(generators, level)?)])
            }
            ExprKind::SetComp { elt, generators } => {
                ("SetComp", vec![("elt", e(elt)?), ("generators", self.generators(generators, level)?)])
            }
            ExprKind::DictComp { key, value, generators } => {
                let generators = self.generators(generators, level)?;
                ("DictComp", vec![("key", e(key)?), ("value", e(value)?), ("generators", generators)])
            }
            ExprKind::GeneratorExp { elt, generators } => {
                ("GeneratorExp", vec![("elt", e(elt)?), ("generators", self.generators(generators, level)?)])
            }
            ExprKind::Await(value) => ("Await", vec![("value", e(value)?)]),
            ExprKind::Yield(value) => {
                let mut f = Vec::new();
                self.optional(&mut f, "value", value.as_deref(), level)?;
                ("Yield", f)
            }
            ExprKind::YieldFrom(value) => ("YieldFrom", vec![("value", e(value)?)]),
            ExprKind::Compare { left, ops, comparators } => {
                let ops = Item::List(ops.iter().map(|op| word(op, OPERATORS)).collect());
                ("Compare", vec![("left", e(left)?), ("ops", ops), ("comparators", list(comparators)?)])
            }
            ExprKind::Call { func, args, keywords } => {
                let keywords = self.keywords(keywords, level)?;
                ("Call", vec![("func", e(func)?), ("args", list(args)?), ("keywords", keywords)])
            }
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                let code = match conversion {
                    Conversion::None => -1,
                    Conversion::Str => 115,
                    Conversion::Repr => 114,
                    Conversion::Ascii => 97,
                };
                let mut f = vec![("value", e(value)?), ("conversion", Item::Value(code.to_string()))];
                self.optional(&mut f, "format_spec", format_spec.as_deref(), level)?;
                ("FormattedValue", f)
            }
            ExprKind::JoinedStr(values) => ("JoinedStr", vec![("values", list(values)?)]),
            ExprKind::Constant(value) => {
                let mut f = vec![("value", Item::Value(constant(value)))];
                if let Constant::Str { u_prefix: true, .. } = value {
                    f.push(("kind", Item::Value("'u'".into())));
                }
                ("Constant", f)
            }
            ExprKind::Attribute { value, attr, ctx } => {
                ("Attribute", vec![("value", e(value)?), ("attr", name(attr)), ("ctx", context(*ctx))])
            }
            ExprKind::Subscript { value, slice, ctx } => {
                ("Subscript", vec![("value", e(value)?), ("slice", e(slice)?), ("ctx", context(*ctx))])
            }
            ExprKind::Starred { value, ctx } => ("Starred", vec![("value", e(value)?), ("ctx", context(*ctx))]),
            ExprKind::Name { id, ctx } => ("Name", vec![("id", name(id)), ("ctx", context(*ctx))]),
            ExprKind::List { elts, ctx } => ("List", vec![("elts", list(elts)?), ("ctx", context(*ctx))]),
            ExprKind::Tuple { elts, ctx } => ("Tuple", vec![("elts", list(elts)?), ("ctx", context(*ctx))]),
            ExprKind::Slice { lower, upper, step } => {
                let mut f = Vec::new();
                self.optional(&mut f, "lower", lower.as_deref(), level)?;
                self.optional(&mut f, "upper", upper.as_deref(), level)?;
                self.optional(&mut f, "step", step.as_deref(), level)?;
                ("Slice", f)
            }
        };
        Ok(self.node(name_of, f, expr.span))
    }

    fn pattern(&self, pattern: &Pattern, level: usize) -> Result<Item> {
        check(level)?;
        let list = |list: &[Pattern]| -> Result<Item> {
            Ok(Item::List(list.iter().map(|p| self.pattern(p, level + 1)).collect::<Result<_>>()?))
        };
        let mut f = Vec::new();
        let name_of = match &pattern.kind {
            PatternKind::Value(value) => {
                f.push(("value", self.expr(value, level)?));
                "MatchValue"
            }
            PatternKind::Singleton(value) => {
                f.push(("value", Item::Value(constant(value))));
                "MatchSingleton"
            }
            PatternKind::Sequence(patterns) => {
                f.push(("patterns", list(patterns)?));
                "MatchSequence"
            }
            PatternKind::Mapping { keys, patterns, rest } => {
                f.push(("keys", self.exprs(keys, level)?));
                f.push(("patterns", list(patterns)?));
                f.extend(rest.iter().map(|rest| ("rest", name(rest))));
                "MatchMapping"
            }
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                f.push(("cls", self.expr(cls, level)?));
                f.push(("patterns", list(patterns)?));
                f.push(("kwd_attrs", names(kwd_attrs)));
                f.push(("kwd_patterns", list(kwd_patterns)?));
                "MatchClass"
            }
            PatternKind::Star(id) => {
                f.extend(id.iter().map(|id| ("name", name(id))));
                "MatchStar"
            }
            PatternKind::As { pattern, name: id } => {
                if let Some(pattern) = pattern {
                    f.push(("pattern", self.pattern(pattern, level + 1)?));
                }
                f.extend(id.iter().map(|id| ("name", name(id))));
                "MatchAs"
            }
            PatternKind::Or(patterns) => {
                f.push(("patterns", list(patterns)?));
                "MatchOr"
            }
        };
        Ok(self.node(name_of, f, pattern.span))
    }
}

fn check(level: usize) -> Result<()> {
    match level > MAX_LEVEL {
        true => Err(SyntaxError::of(ErrorKind::RecursionError, "maximum recursion depth exceeded", Span::default())),
        false => Ok(()),
    }
}

fn shown(text: std::result::Result<Text, OutOfMemory>) -> String {
    text.map(|t| t.units().to_string_lossy()).unwrap_or_default()
}

/// `repr()` of a literal's value.
pub fn constant(value: &Constant) -> String {
    match value {
        Constant::None => "None".into(),
        Constant::True => "True".into(),
        Constant::False => "False".into(),
        Constant::Ellipsis => "Ellipsis".into(),
        Constant::Int(value) => value.to_string(),
        Constant::Float(value) => float_repr(*value),
        Constant::Complex(im) => Complex { re: 0.0, im: *im }.repr(),
        Constant::Str { value, .. } => shown(str_repr(value.units())),
        Constant::Bytes(value) => shown(bytes_repr(value)),
    }
}
