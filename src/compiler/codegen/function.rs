//! Functions and lambdas: defaults, annotations, the body as a unit of its own, the closure.

use std::rc::Rc;

use super::stmt::docstring;
use super::{Codegen, Emitted, UnitKind};
use crate::bytecode::code::{CodeObject, Constant, flags};
use crate::bytecode::opcode::Opcode;
use crate::compiler::symtable::{Scope, mangle};
use crate::compiler::unparse;
use crate::syntax::ast::{Arg, Arguments, Expr, ExprContext, FunctionDef, Name, Span};
use crate::syntax::error::{ErrorKind, SyntaxError};

/// `MAKE_FUNCTION`'s bits.
const DEFAULTS: usize = 1;
const KWDEFAULTS: usize = 2;
const ANNOTATIONS: usize = 4;
const CLOSURE: usize = 8;

impl<'a> Codegen<'a> {
    pub(super) fn function_def(&mut self, def: &'a FunctionDef, span: Span) -> Emitted {
        self.check_parameters(&def.args)?;
        self.exprs(&def.decorators)?;
        let mut with = self.defaults(&def.args)?;
        if self.annotations(def)? {
            with |= ANNOTATIONS;
        }
        let kind = if def.is_async { UnitKind::AsyncFunction } else { UnitKind::Function };
        self.enter(kind, &def.name, def, first_line(&def.decorators, span))?;
        let doc = if self.options.optimize < 2 { docstring(&def.body) } else { None };
        // The first constant is the docstring, or None.
        self.unit.consts.add(doc.map_or(Constant::None, |doc| Constant::Str(doc.clone())));
        self.set_argument_counts(&def.args);
        let body = if doc.is_some() { &def.body[1..] } else { &def.body };
        self.body_statements(body, doc.is_none())?;
        let (code, qualname) = self.leave(true);
        self.make_closure(code, with, &qualname)?;
        self.apply_decorators(&def.decorators);
        self.variable(&def.name, ExprContext::Store)
    }

    pub(super) fn lambda(&mut self, expr: &'a Expr, args: &'a Arguments, body: &'a Expr) -> Emitted {
        self.check_parameters(args)?;
        let with = self.defaults(args)?;
        self.enter(UnitKind::Lambda, &"<lambda>".into(), expr, expr.span.start.line)?;
        // So that a string is not taken for a docstring.
        self.unit.consts.add(Constant::None);
        self.set_argument_counts(args);
        self.expr(body)?;
        let generator = self.block().generator;
        if !generator {
            self.op(Opcode::ReturnValue);
        }
        let (code, qualname) = self.leave(!generator);
        self.make_closure(code, with, &qualname)
    }

    pub(super) fn apply_decorators(&mut self, decorators: &[Expr]) {
        decorators.iter().for_each(|_| self.op_arg(Opcode::CallFunction, 1));
    }

    fn set_argument_counts(&mut self, args: &Arguments) {
        self.unit.argcount = (args.posonlyargs.len() + args.args.len()) as u32;
        self.unit.posonlyargcount = args.posonlyargs.len() as u32;
        self.unit.kwonlyargcount = args.kwonlyargs.len() as u32;
    }

    fn check_parameters(&self, args: &Arguments) -> Emitted {
        let plain = args.posonlyargs.iter().chain(&args.args).chain(args.vararg.as_deref());
        plain
            .chain(&args.kwonlyargs)
            .chain(args.kwarg.as_deref())
            .try_for_each(|arg| self.check_bindable(&arg.name, ExprContext::Store))
    }

    /// Pushes the defaults; gives the bits that say which.
    fn defaults(&mut self, args: &'a Arguments) -> Result<usize, SyntaxError> {
        let mut with = 0;
        if !args.defaults.is_empty() {
            self.exprs(&args.defaults)?;
            self.op_arg(Opcode::BuildTuple, args.defaults.len());
            with |= DEFAULTS;
        }
        let mut names = Vec::new();
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            if let Some(default) = default {
                names.push(mangle(self.unit.class.as_deref(), &arg.name).into_owned());
                self.expr(default)?;
            }
        }
        if !names.is_empty() {
            self.load_names(names.iter());
            self.op_arg(Opcode::BuildConstKeyMap, names.len());
            with |= KWDEFAULTS;
        }
        Ok(with)
    }

    /// Pushes a tuple of names and annotations, if there are any.
    fn annotations(&mut self, def: &'a FunctionDef) -> Result<bool, SyntaxError> {
        let args = &def.args;
        let mut count = 0;
        let every = args.args.iter().chain(&args.posonlyargs).chain(args.vararg.as_deref());
        for arg in every.chain(&args.kwonlyargs).chain(args.kwarg.as_deref()) {
            count += self.named_annotation(arg)?;
        }
        if let Some(returns) = &def.returns {
            self.load_str("return");
            self.annotation(returns)?;
            count += 2;
        }
        if count > 0 {
            self.op_arg(Opcode::BuildTuple, count);
        }
        Ok(count > 0)
    }

    fn named_annotation(&mut self, arg: &'a Arg) -> Result<usize, SyntaxError> {
        let Some(annotation) = &arg.annotation else { return Ok(0) };
        let name = mangle(self.unit.class.as_deref(), &arg.name).into_owned();
        self.load_str(&name);
        self.annotation(annotation)?;
        Ok(2)
    }

    /// An annotation: its value, or its text under `from __future__ import annotations`.
    pub(super) fn annotation(&mut self, annotation: &'a Expr) -> Emitted {
        if self.future_flags & flags::FUTURE_ANNOTATIONS == 0 {
            return self.expr(annotation);
        }
        let text = unparse::expression(annotation);
        self.load_const(Constant::Str(text));
        Ok(())
    }

    /// Makes a function of `code` and of what `with` says is on the stack.
    pub(super) fn make_closure(&mut self, code: Rc<CodeObject>, with: usize, qualname: &Name) -> Emitted {
        let mut with = with;
        if !code.freevars.is_empty() {
            for name in &code.freevars {
                let cell = self.closure_index(name)?;
                self.op_arg(Opcode::LoadClosure, cell as usize);
            }
            self.op_arg(Opcode::BuildTuple, code.freevars.len());
            with |= CLOSURE;
        }
        self.load_const(Constant::Code(code));
        self.load_str(qualname);
        self.op_arg(Opcode::MakeFunction, with);
        Ok(())
    }

    /// Where this unit keeps the cell of a name that is free in an inner unit.
    fn closure_index(&self, name: &Name) -> Result<u32, SyntaxError> {
        let own_class = self.unit.kind == UnitKind::Class && &**name == "__class__";
        let found = if own_class || self.block().scope(name) == Some(Scope::Cell) {
            self.unit.cellvars.get(name)
        } else {
            self.unit.freevars.get(name).map(|index| index + self.unit.cellvars.names.len() as u32)
        };
        found.ok_or_else(|| {
            let kind = ErrorKind::SystemError;
            let message = format!("{} has no cell for the free variable {name}", self.unit.name);
            SyntaxError::of(kind, message, self.unit.span)
        })
    }
}

/// A decorated definition's first line is that of its first decorator.
pub(super) fn first_line(decorators: &[Expr], span: Span) -> u32 {
    decorators.first().map_or(span, |first| first.span).start.line
}
