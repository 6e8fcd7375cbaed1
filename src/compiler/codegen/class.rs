//! Classes: the body is a unit of its own that `__build_class__` calls.

use super::function::first_line;
use super::{Codegen, Emitted, UnitKind};
use crate::bytecode::code::Constant;
use crate::bytecode::opcode::Opcode;
use crate::syntax::ast::{ClassDef, ExprContext, Span};

impl<'a> Codegen<'a> {
    pub(super) fn class_def(&mut self, def: &'a ClassDef, span: Span) -> Emitted {
        self.exprs(&def.decorators)?;
        self.enter(UnitKind::Class, &def.name, def, first_line(&def.decorators, span))?;
        self.unit.class = Some(def.name.clone());
        self.variable(&"__name__".into(), ExprContext::Load)?;
        self.variable(&"__module__".into(), ExprContext::Store)?;
        let qualname = self.unit.qualname.clone();
        self.load_str(&qualname);
        self.variable(&"__qualname__".into(), ExprContext::Store)?;
        self.body(&def.body)?;
        self.unset_line();
        // The cell that `super()` needs is handed to the metaclass in the namespace.
        match self.unit.cellvars.get("__class__").filter(|_| self.block().needs_class_closure) {
            Some(cell) => {
                self.op_arg(Opcode::LoadClosure, cell as usize);
                self.op(Opcode::DupTop);
                self.variable(&"__classcell__".into(), ExprContext::Store)?;
            }
            None => self.load_const(Constant::None),
        }
        self.op(Opcode::ReturnValue);
        let (code, _) = self.leave(true);
        self.op(Opcode::LoadBuildClass);
        self.make_closure(code, 0, &def.name)?;
        self.load_str(&def.name);
        self.call_arguments(2, &def.bases, &def.keywords)?;
        self.apply_decorators(&def.decorators);
        self.variable(&def.name, ExprContext::Store)
    }
}
