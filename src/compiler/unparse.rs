//! An expression back to text: what `from __future__ import annotations` keeps of annotations.
//!
//! Parentheses stand where precedence needs them, not where the source had them; CPython's rules to the letter.

use crate::number::complex::Complex;
use crate::number::print::{float_repr, int_decimal};
use crate::syntax::ast::{
    Arg, Arguments, BoolOp, CmpOp, Comprehension, Constant, Conversion, Expr, ExprKind, Keyword, Operator, UnaryOp,
};
use crate::text::repr::{bytes_repr, str_repr};
use crate::text::{Text, TextBuilder, Units};

/// How tightly an operator binds; an operand in a tighter place than its own needs parentheses.
type Level = u8;
const TUPLE: Level = 0;
const TEST: Level = 1;
const OR: Level = 2;
const AND: Level = 3;
const NOT: Level = 4;
const CMP: Level = 5;
const BIT_OR: Level = 6;
const BIT_XOR: Level = 7;
const BIT_AND: Level = 8;
const SHIFT: Level = 9;
const ARITH: Level = 10;
const TERM: Level = 11;
const FACTOR: Level = 12;
const POWER: Level = 13;
const AWAIT: Level = 14;
const ATOM: Level = 15;

/// The text of an annotation. The depth of the tree was checked by the symbol table.
pub fn expression(expr: &Expr) -> Text {
    let mut unparser = Unparser::default();
    unparser.expr(expr, TEST);
    unparser.out.finish()
}

#[derive(Default)]
struct Unparser {
    out: TextBuilder,
}

impl Unparser {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn put_repr(&mut self, units: Units<'_>) {
        if let Ok(text) = str_repr(units) {
            self.out.push_units(text.units());
        }
    }

    /// Runs `inner` between parentheses if `needed`.
    fn parenthesised(&mut self, needed: bool, inner: impl FnOnce(&mut Self)) {
        if needed {
            self.put("(");
        }
        inner(self);
        if needed {
            self.put(")");
        }
    }

    fn list<'e>(&mut self, items: impl IntoIterator<Item = &'e Expr>, level: Level) {
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.put(", ");
            }
            self.expr(item, level);
        }
    }

    fn expr(&mut self, expr: &Expr, level: Level) {
        match &expr.kind {
            ExprKind::BoolOp { op, values } => {
                let (word, own) = match op {
                    BoolOp::And => (" and ", AND),
                    BoolOp::Or => (" or ", OR),
                };
                self.parenthesised(level > own, |out| {
                    for (index, value) in values.iter().enumerate() {
                        if index > 0 {
                            out.put(word);
                        }
                        out.expr(value, own + 1);
                    }
                });
            }
            ExprKind::NamedExpr { target, value } => self.parenthesised(level > TUPLE, |out| {
                out.expr(target, ATOM);
                out.put(" := ");
                out.expr(value, ATOM);
            }),
            ExprKind::BinOp { left, op, right } => {
                let (sign, own) = binary(*op);
                let right_associative = u8::from(*op == Operator::Pow);
                self.parenthesised(level > own, |out| {
                    out.expr(left, own + right_associative);
                    out.put(sign);
                    out.expr(right, own + 1 - right_associative);
                });
            }
            ExprKind::UnaryOp { op, operand } => {
                let (sign, own) = match op {
                    UnaryOp::Invert => ("~", FACTOR),
                    UnaryOp::Not => ("not ", NOT),
                    UnaryOp::UAdd => ("+", FACTOR),
                    UnaryOp::USub => ("-", FACTOR),
                };
                self.parenthesised(level > own, |out| {
                    out.put(sign);
                    out.expr(operand, own);
                });
            }
            ExprKind::Lambda { args, body } => self.parenthesised(level > TEST, |out| {
                out.put(if args.posonlyargs.is_empty() && args.args.is_empty() { "lambda" } else { "lambda " });
                out.arguments(args);
                out.put(": ");
                out.expr(body, TEST);
            }),
            ExprKind::IfExp { test, body, orelse } => self.parenthesised(level > TEST, |out| {
                out.expr(body, TEST + 1);
                out.put(" if ");
                out.expr(test, TEST + 1);
                out.put(" else ");
                out.expr(orelse, TEST);
            }),
            ExprKind::Dict { keys, values } => self.dict(keys, values),
            ExprKind::Set(elts) => {
                self.put("{");
                self.list(elts, TEST);
                self.put("}");
            }
            ExprKind::ListComp { elt, generators } => self.comprehension("[", elt, None, generators, "]"),
            ExprKind::SetComp { elt, generators } => self.comprehension("{", elt, None, generators, "}"),
            ExprKind::GeneratorExp { elt, generators } => self.comprehension("(", elt, None, generators, ")"),
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension("{", key, Some(value), generators, "}");
            }
            ExprKind::Await(value) => self.parenthesised(level > AWAIT, |out| {
                out.put("await ");
                out.expr(value, ATOM);
            }),
            ExprKind::Yield(None) => self.put("(yield)"),
            ExprKind::Yield(Some(value)) => self.parenthesised(true, |out| {
                out.put("yield ");
                out.expr(value, TEST);
            }),
            ExprKind::YieldFrom(value) => self.parenthesised(true, |out| {
                out.put("yield from ");
                out.expr(value, TEST);
            }),
            ExprKind::Compare { left, ops, comparators } => self.parenthesised(level > CMP, |out| {
                out.expr(left, CMP + 1);
                for (op, comparator) in ops.iter().zip(comparators) {
                    out.put(comparison(*op));
                    out.expr(comparator, CMP + 1);
                }
            }),
            ExprKind::Call { func, args, keywords } => self.call(func, args, keywords),
            ExprKind::FormattedValue { .. } => self.f_string(std::slice::from_ref(expr)),
            ExprKind::JoinedStr(values) => self.f_string(values),
            ExprKind::Constant(constant) => self.constant(constant),
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value, ATOM);
                let int = matches!(value.kind, ExprKind::Constant(Constant::Int(_)));
                self.put(if int { " ." } else { "." });
                self.put(attr);
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value, ATOM);
                self.put("[");
                self.expr(slice, TUPLE);
                self.put("]");
            }
            ExprKind::Starred { value, .. } => {
                self.put("*");
                self.expr(value, BIT_OR);
            }
            ExprKind::Name { id, .. } => self.put(id),
            ExprKind::List { elts, .. } => {
                self.put("[");
                self.list(elts, TEST);
                self.put("]");
            }
            ExprKind::Tuple { elts, .. } if elts.is_empty() => self.put("()"),
            ExprKind::Tuple { elts, .. } => self.parenthesised(level > TUPLE, |out| {
                out.list(elts, TEST);
                out.put(if elts.len() == 1 { "," } else { "" });
            }),
            ExprKind::Slice { lower, upper, step } => {
                if let Some(lower) = lower {
                    self.expr(lower, TEST);
                }
                self.put(":");
                if let Some(upper) = upper {
                    self.expr(upper, TEST);
                }
                if let Some(step) = step {
                    self.put(":");
                    self.expr(step, TEST);
                }
            }
        }
    }

    fn dict(&mut self, keys: &[Option<Expr>], values: &[Expr]) {
        self.put("{");
        for (index, (key, value)) in keys.iter().zip(values).enumerate() {
            if index > 0 {
                self.put(", ");
            }
            match key {
                Some(key) => {
                    self.expr(key, TEST);
                    self.put(": ");
                    self.expr(value, TEST);
                }
                None => {
                    self.put("**");
                    self.expr(value, BIT_OR);
                }
            }
        }
        self.put("}");
    }

    fn comprehension(
        &mut self,
        open: &str,
        elt: &Expr,
        value: Option<&Expr>,
        generators: &[Comprehension],
        close: &str,
    ) {
        self.put(open);
        self.expr(elt, TEST);
        if let Some(value) = value {
            self.put(": ");
            self.expr(value, TEST);
        }
        for generator in generators {
            self.put(if generator.is_async { " async for " } else { " for " });
            self.expr(&generator.target, TUPLE);
            self.put(" in ");
            self.expr(&generator.iter, TEST + 1);
            for test in &generator.ifs {
                self.put(" if ");
                self.expr(test, TEST + 1);
            }
        }
        self.put(close);
    }

    fn call(&mut self, func: &Expr, args: &[Expr], keywords: &[Keyword]) {
        self.expr(func, ATOM);
        // A generator expression alone brings its own parentheses.
        if let ([only], []) = (args, keywords)
            && matches!(only.kind, ExprKind::GeneratorExp { .. })
        {
            return self.expr(only, TEST);
        }
        self.put("(");
        self.list(args, TEST);
        for (index, keyword) in keywords.iter().enumerate() {
            if index > 0 || !args.is_empty() {
                self.put(", ");
            }
            match &keyword.name {
                Some(name) => {
                    self.put(name);
                    self.put("=");
                }
                None => self.put("**"),
            }
            self.expr(&keyword.value, TEST);
        }
        self.put(")");
    }

    fn arguments(&mut self, args: &Arguments) {
        let positional = args.posonlyargs.len() + args.args.len();
        let without_default = positional - args.defaults.len().min(positional);
        let mut first = true;
        let mut separate = |out: &mut Self| {
            if !std::mem::take(&mut first) {
                out.put(", ");
            }
        };
        for (index, arg) in args.posonlyargs.iter().chain(&args.args).enumerate() {
            separate(self);
            let default = index.checked_sub(without_default).and_then(|index| args.defaults.get(index));
            self.parameter(arg, default);
            if index + 1 == args.posonlyargs.len() {
                self.put(", /");
            }
        }
        if args.vararg.is_some() || !args.kwonlyargs.is_empty() {
            separate(self);
            self.put("*");
            if let Some(arg) = &args.vararg {
                self.parameter(arg, None);
            }
        }
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            separate(self);
            self.parameter(arg, default.as_ref());
        }
        if let Some(arg) = &args.kwarg {
            separate(self);
            self.put("**");
            self.parameter(arg, None);
        }
    }

    fn parameter(&mut self, arg: &Arg, default: Option<&Expr>) {
        self.put(&arg.name);
        if let Some(default) = default {
            self.put("=");
            self.expr(default, TEST);
        }
    }

    fn constant(&mut self, constant: &Constant) {
        match constant {
            Constant::None => self.put("None"),
            Constant::True => self.put("True"),
            Constant::False => self.put("False"),
            Constant::Ellipsis => self.put("..."),
            Constant::Int(value) => self.put(&int_decimal(&value.clone().into(), 0).unwrap_or_default()),
            // No literal is called `inf`; one that is too large reads back as it.
            Constant::Float(value) => self.put(&float_repr(*value).replace("inf", "1e309")),
            Constant::Complex(im) => self.put(&Complex { re: 0.0, im: *im }.repr().replace("inf", "1e309")),
            Constant::Str { value, u_prefix } => {
                self.put(if *u_prefix { "u" } else { "" });
                self.put_repr(value.units());
            }
            Constant::Bytes(bytes) => {
                if let Ok(text) = bytes_repr(bytes) {
                    self.out.push_units(text.units());
                }
            }
        }
    }

    fn f_string(&mut self, values: &[Expr]) {
        let mut body = Unparser::default();
        body.f_string_parts(values);
        self.put("f");
        self.put_repr(body.out.finish().units());
    }

    fn f_string_parts(&mut self, values: &[Expr]) {
        for value in values {
            match &value.kind {
                ExprKind::Constant(Constant::Str { value, .. }) => {
                    for c in value.iter() {
                        self.out.push(c);
                        if c == u32::from('{') || c == u32::from('}') {
                            self.out.push(c);
                        }
                    }
                }
                ExprKind::JoinedStr(values) => self.f_string_parts(values),
                ExprKind::FormattedValue { value, conversion, format_spec } => {
                    self.formatted_value(value, *conversion, format_spec.as_deref());
                }
                _ => {}
            }
        }
    }

    fn formatted_value(&mut self, value: &Expr, conversion: Conversion, format_spec: Option<&Expr>) {
        let mut inner = Unparser::default();
        inner.expr(value, TEST + 1);
        let inner = inner.out.finish();
        // Two braces in a row would be a brace in the text.
        self.put(if inner.units().get(0) == Some('{'.into()) { "{ " } else { "{" });
        self.out.push_units(inner.units());
        self.put(match conversion {
            Conversion::None => "",
            Conversion::Str => "!s",
            Conversion::Repr => "!r",
            Conversion::Ascii => "!a",
        });
        if let Some(spec) = format_spec {
            self.put(":");
            self.f_string_parts(std::slice::from_ref(spec));
        }
        self.put("}");
    }
}

fn binary(op: Operator) -> (&'static str, Level) {
    match op {
        Operator::Add => (" + ", ARITH),
        Operator::Sub => (" - ", ARITH),
        Operator::Mult => (" * ", TERM),
        Operator::MatMult => (" @ ", TERM),
        Operator::Div => (" / ", TERM),
        Operator::Mod => (" % ", TERM),
        Operator::FloorDiv => (" // ", TERM),
        Operator::Pow => (" ** ", POWER),
        Operator::LShift => (" << ", SHIFT),
        Operator::RShift => (" >> ", SHIFT),
        Operator::BitOr => (" | ", BIT_OR),
        Operator::BitXor => (" ^ ", BIT_XOR),
        Operator::BitAnd => (" & ", BIT_AND),
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => " == ",
        CmpOp::NotEq => " != ",
        CmpOp::Lt => " < ",
        CmpOp::LtE => " <= ",
        CmpOp::Gt => " > ",
        CmpOp::GtE => " >= ",
        CmpOp::Is => " is ",
        CmpOp::IsNot => " is not ",
        CmpOp::In => " in ",
        CmpOp::NotIn => " not in ",
    }
}
