//! Calls: method calls, plain calls, keyword calls, and calls with stars or too many arguments.

use super::display::{Collection, has_star};
use super::{Codegen, Emitted, STACK_USE_GUIDELINE};
use crate::bytecode::opcode::Opcode;
use crate::compiler::flow_graph::NO_LINE;
use crate::syntax::ast::{Expr, ExprContext, ExprKind, Keyword};

impl<'a> Codegen<'a> {
    pub(super) fn call(&mut self, func: &'a Expr, args: &'a [Expr], keywords: &'a [Keyword]) -> Emitted {
        if let ExprKind::Attribute { value, attr, ctx: ExprContext::Load } = &func.kind
            && keywords.is_empty()
            && args.len() < STACK_USE_GUIDELINE
            && !has_star(args)
        {
            self.expr(value)?;
            let line = std::mem::replace(&mut self.unit.line, func.span.end.line as i32);
            self.op_name(Opcode::LoadMethod, attr);
            self.exprs(args)?;
            self.op_arg(Opcode::CallMethod, args.len());
            self.unit.line = line;
            return Ok(());
        }
        self.warn_call(func);
        self.expr(func)?;
        self.call_arguments(0, args, keywords)
    }

    /// The arguments and the call. `pushed` positional arguments are on the stack already.
    pub(super) fn call_arguments(&mut self, pushed: usize, args: &'a [Expr], keywords: &'a [Keyword]) -> Emitted {
        self.check_keywords(keywords)?;
        let too_many = args.len() + keywords.len() * 2 > STACK_USE_GUIDELINE;
        if too_many || has_star(args) || keywords.iter().any(|keyword| keyword.name.is_none()) {
            return self.call_ex(pushed, args, keywords);
        }
        self.exprs(args)?;
        if keywords.is_empty() {
            self.op_arg(Opcode::CallFunction, pushed + args.len());
            return Ok(());
        }
        keywords.iter().try_for_each(|keyword| self.expr(&keyword.value))?;
        self.load_names(keywords.iter().filter_map(|keyword| keyword.name.as_ref()));
        self.op_arg(Opcode::CallFunctionKw, pushed + args.len() + keywords.len());
        Ok(())
    }

    fn check_keywords(&mut self, keywords: &'a [Keyword]) -> Emitted {
        for (index, keyword) in keywords.iter().enumerate() {
            let Some(name) = &keyword.name else { continue };
            self.check_bindable(name, ExprContext::Store)?;
            let repeated = keywords[index + 1..].iter().find(|other| other.name.as_ref() == Some(name));
            if let Some(other) = repeated {
                self.at(other.span);
                return Err(self.error(format!("keyword argument repeated: {name}")));
            }
        }
        Ok(())
    }

    /// A call with an iterable of positional arguments and a mapping of named ones.
    fn call_ex(&mut self, pushed: usize, args: &'a [Expr], keywords: &'a [Keyword]) -> Emitted {
        match args {
            [Expr { kind: ExprKind::Starred { value, .. }, .. }] if pushed == 0 => self.expr(value)?,
            _ => self.collect(args, pushed, Collection::Tuple)?,
        }
        let mut have_dict = false;
        let mut start = 0;
        for (index, keyword) in keywords.iter().enumerate() {
            if keyword.name.is_some() {
                continue;
            }
            self.merge_keywords(&keywords[start..index], &mut have_dict)?;
            start = index + 1;
            if !have_dict {
                self.op_arg(Opcode::BuildMap, 0);
                have_dict = true;
            }
            self.expr(&keyword.value)?;
            self.op_arg(Opcode::DictMerge, 1);
        }
        self.merge_keywords(&keywords[start..], &mut have_dict)?;
        self.op_arg(Opcode::CallFunctionEx, usize::from(!keywords.is_empty()));
        Ok(())
    }

    /// A dict of named arguments, merged into the one below it if there is one.
    fn merge_keywords(&mut self, keywords: &'a [Keyword], have_dict: &mut bool) -> Emitted {
        if keywords.is_empty() {
            return Ok(());
        }
        let names = || keywords.iter().filter_map(|keyword| keyword.name.as_ref());
        let big = keywords.len() * 2 > STACK_USE_GUIDELINE;
        if keywords.len() > 1 && !big {
            keywords.iter().try_for_each(|keyword| self.expr(&keyword.value))?;
            self.load_names(names());
            self.op_arg(Opcode::BuildConstKeyMap, keywords.len());
        } else {
            if big {
                self.op_no_line(Opcode::BuildMap);
            }
            for (name, keyword) in names().zip(keywords) {
                self.load_str(name);
                self.expr(&keyword.value)?;
                if big {
                    self.emit(Opcode::MapAdd, 1, None, NO_LINE);
                }
            }
            if !big {
                self.op_arg(Opcode::BuildMap, keywords.len());
            }
        }
        if *have_dict {
            self.op_arg(Opcode::DictMerge, 1);
        }
        *have_dict = true;
        Ok(())
    }
}
