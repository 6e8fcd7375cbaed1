//! Import statements.

use super::{Codegen, Emitted};
use crate::bytecode::code::Constant;
use crate::bytecode::opcode::Opcode;
use crate::compiler::future;
use crate::syntax::ast::{Alias, ExprContext, Name, Stmt};

impl<'a> Codegen<'a> {
    pub(super) fn import(&mut self, names: &'a [Alias]) -> Emitted {
        for alias in names {
            self.load_int(0);
            self.load_const(Constant::None);
            self.op_name(Opcode::ImportName, &alias.name);
            match (&alias.asname, alias.name.split_once('.')) {
                (Some(asname), None) => self.variable(asname, ExprContext::Store)?,
                (Some(asname), Some((_, attributes))) => self.import_as(attributes, asname)?,
                (None, None) => self.variable(&alias.name, ExprContext::Store)?,
                (None, Some((package, _))) => self.variable(&package.into(), ExprContext::Store)?,
            }
        }
        Ok(())
    }

    /// `import package.a.b as name`: walks from the package to the module.
    fn import_as(&mut self, attributes: &str, asname: &Name) -> Emitted {
        for (index, attribute) in attributes.split('.').enumerate() {
            if index > 0 {
                self.op(Opcode::RotTwo);
                self.op(Opcode::PopTop);
            }
            self.op_name(Opcode::ImportFrom, &attribute.into());
        }
        self.variable(asname, ExprContext::Store)?;
        self.op(Opcode::PopTop);
        Ok(())
    }

    pub(super) fn import_from(
        &mut self,
        stmt: &'a Stmt,
        module: Option<&'a Name>,
        names: &'a [Alias],
        level: u32,
    ) -> Emitted {
        self.load_int(level as usize);
        let future = module.is_some_and(|module| &**module == "__future__");
        if future && stmt.span.start.line > self.future.line {
            return Err(future::misplaced(stmt));
        }
        self.load_names(names.iter().map(|alias| &alias.name));
        let empty: Name = "".into();
        self.op_name(Opcode::ImportName, module.unwrap_or(&empty));
        if names.first().is_some_and(|alias| &*alias.name == "*") {
            self.op(Opcode::ImportStar);
            return Ok(());
        }
        for alias in names {
            self.op_name(Opcode::ImportFrom, &alias.name);
            self.variable(alias.asname.as_ref().unwrap_or(&alias.name), ExprContext::Store)?;
        }
        self.op(Opcode::PopTop);
        Ok(())
    }
}
