//! The walk that notes how each block uses each name: its state, statements and patterns. Expressions are beside it.

use super::{Block, BlockId, BlockKind, NodeKey, Symbol, SymbolTable, analyze, mangle, usage};
use crate::bytecode::code::flags;
use crate::compiler::MAX_DEPTH;
use crate::syntax::ast::{
    Alias, Arguments, ExceptHandler, Expr, ExprKind, FunctionDef, MatchCase, Module, Name, Pattern, PatternKind, Span,
    Stmt, StmtKind,
};
use crate::syntax::error::{ErrorKind, SyntaxError};

pub(super) type Checked = Result<(), SyntaxError>;

/// The scopes of a module; `future` holds the `FUTURE_*` flags in force.
pub fn build(module: &Module, future: u32) -> Result<SymbolTable, SyntaxError> {
    let mut builder = Builder {
        table: SymbolTable::default(),
        stack: Vec::new(),
        class: None,
        future_annotations: future & flags::FUTURE_ANNOTATIONS != 0,
        depth: 0,
    };
    builder.enter("top".into(), BlockKind::Module, None, Span::default());
    match module {
        Module::Module(body) | Module::Interactive(body) => builder.statements(body)?,
        Module::Expression(value) => builder.expression(value)?,
    }
    let mut table = builder.table;
    analyze::analyze(&mut table)?;
    Ok(table)
}

/// The state of the walk.
pub(super) struct Builder {
    pub(super) table: SymbolTable,
    /// The open blocks, innermost last.
    pub(super) stack: Vec<Open>,
    /// The class whose name mangles private names.
    class: Option<Name>,
    future_annotations: bool,
    /// How deep the walk is; see [`MAX_DEPTH`].
    pub(super) depth: u32,
}

/// A block that is being walked.
pub(super) struct Open {
    pub(super) id: BlockId,
    /// Inside the iterable of a comprehension, where `:=` is not allowed.
    pub(super) iterable_depth: u32,
    /// Inside the target of a comprehension.
    pub(super) in_target: bool,
}

pub(super) fn error(message: impl Into<String>, span: Span) -> SyntaxError {
    SyntaxError::new(message, span)
}

impl Builder {
    pub(super) fn enter(&mut self, name: Name, kind: BlockKind, node: Option<NodeKey>, span: Span) {
        let id = BlockId(self.table.blocks.len() as u32);
        let outer = self.stack.last().map(|open| (open.id, open.iterable_depth));
        let nested = outer.is_some_and(|(outer, _)| {
            let outer = self.table.block(outer);
            outer.nested || outer.kind == BlockKind::Function
        });
        self.table.blocks.push(Block {
            name,
            kind,
            comprehension: None,
            names: Vec::new(),
            symbols: Default::default(),
            varnames: Vec::new(),
            children: Vec::new(),
            nested,
            generator: false,
            coroutine: false,
            varargs: false,
            varkeywords: false,
            needs_class_closure: false,
            span,
            directives: Vec::new(),
        });
        // Annotations kept as text have no part in the scopes.
        if let (Some((outer, _)), true) = (outer, kind != BlockKind::Annotation) {
            self.table.block_mut(outer).children.push(id);
        }
        if let Some(NodeKey(address)) = node {
            self.table.by_node.insert(address, id);
        }
        self.stack.push(Open { id, iterable_depth: outer.map_or(0, |(_, depth)| depth), in_target: false });
    }

    pub(super) fn leave(&mut self) {
        self.stack.pop();
    }

    fn current(&self) -> BlockId {
        self.stack.last().map_or(SymbolTable::MODULE, |open| open.id)
    }

    pub(super) fn block(&mut self) -> &mut Block {
        let id = self.current();
        self.table.block_mut(id)
    }

    pub(super) fn open(&mut self) -> Option<&mut Open> {
        self.stack.last_mut()
    }

    pub(super) fn deeper(&mut self, span: Span) -> Checked {
        self.depth += 1;
        if self.depth <= MAX_DEPTH {
            return Ok(());
        }
        let message = "maximum recursion depth exceeded during compilation";
        Err(SyntaxError::of(ErrorKind::RecursionError, message, span))
    }

    /// What is known of `name` in the current block.
    fn known(&self, name: &Name) -> u32 {
        let mangled = mangle(self.class.as_deref(), name);
        self.table.block(self.current()).symbols.get(&**mangled).map_or(0, |symbol| symbol.usage)
    }

    pub(super) fn define(&mut self, name: &Name, usage: u32, span: Span) -> Checked {
        let id = self.current();
        self.define_in(id, name, usage, span)
    }

    pub(super) fn define_in(&mut self, id: BlockId, name: &Name, usage: u32, span: Span) -> Checked {
        let mangled = mangle(self.class.as_deref(), name);
        let in_target = self.stack.iter().any(|open| open.id == id && open.in_target);
        let block = &mut self.table.blocks[id.0 as usize];
        let symbol = match block.symbols.get_mut(&**mangled) {
            Some(symbol) => symbol,
            None => {
                block.names.push(Name::clone(&mangled));
                block.symbols.entry(Name::clone(&mangled)).or_insert(Symbol { usage: 0, scope: None })
            }
        };
        if symbol.usage & usage & usage::PARAM != 0 {
            return Err(error(format!("duplicate argument '{name}' in function definition"), span));
        }
        symbol.usage |= usage;
        if in_target {
            if symbol.usage & (usage::GLOBAL | usage::NONLOCAL) != 0 {
                let message = format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
                return Err(error(message, span));
            }
            symbol.usage |= usage::COMPREHENSION_TARGET;
        }
        if usage & usage::PARAM != 0 {
            block.varnames.push(Name::clone(&mangled));
        } else if usage & usage::GLOBAL != 0 && id != SymbolTable::MODULE {
            let mangled = Name::clone(&mangled);
            let module = self.table.block_mut(SymbolTable::MODULE);
            match module.symbols.get_mut(&mangled) {
                Some(symbol) => symbol.usage |= usage,
                None => {
                    module.names.push(mangled.clone());
                    module.symbols.insert(mangled, Symbol { usage, scope: None });
                }
            }
        }
        Ok(())
    }

    pub(super) fn record_directive(&mut self, name: &Name, span: Span) {
        let mangled = mangle(self.class.as_deref(), name).into_owned();
        self.block().directives.push((mangled, span));
    }

    fn statements(&mut self, body: &[Stmt]) -> Checked {
        body.iter().try_for_each(|stmt| self.statement(stmt))
    }

    fn statement(&mut self, stmt: &Stmt) -> Checked {
        self.deeper(stmt.span)?;
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function(def, stmt.span)?,
            StmtKind::ClassDef(def) => {
                self.define(&def.name, usage::LOCAL, stmt.span)?;
                self.expressions(&def.bases)?;
                self.keywords(&def.keywords)?;
                self.expressions(&def.decorators)?;
                self.enter(def.name.clone(), BlockKind::Class, Some(NodeKey::from(&**def)), stmt.span);
                let outer = self.class.replace(def.name.clone());
                self.statements(&def.body)?;
                self.class = outer;
                self.leave();
            }
            StmtKind::Return(value) => self.optional(value.as_ref())?,
            StmtKind::Delete(targets) => self.expressions(targets)?,
            StmtKind::Assign { targets, value } => {
                self.expressions(targets)?;
                self.expression(value)?;
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expression(target)?;
                self.expression(value)?;
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(target, value.is_some(), *simple, stmt.span)?;
                self.annotation(annotation)?;
                self.optional(value.as_deref())?;
            }
            StmtKind::For { target, iter, body, orelse, .. } => {
                self.expression(target)?;
                self.expression(iter)?;
                self.statements(body)?;
                self.statements(orelse)?;
            }
            StmtKind::While { test, body, orelse } => {
                self.expression(test)?;
                self.statements(body)?;
                self.statements(orelse)?;
            }
            StmtKind::If { branches, orelse } => {
                for branch in branches {
                    self.expression(&branch.test)?;
                    self.statements(&branch.body)?;
                }
                self.statements(orelse)?;
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expression(&item.context_expr)?;
                    self.optional(item.optional_vars.as_ref())?;
                }
                self.statements(body)?;
            }
            StmtKind::Match { subject, cases } => {
                self.expression(subject)?;
                cases.iter().try_for_each(|case| self.case(case))?;
            }
            StmtKind::Raise { exc, cause } => {
                self.optional(exc.as_deref())?;
                self.optional(cause.as_deref())?;
            }
            StmtKind::Try { body, handlers, orelse, finalbody } => {
                self.statements(body)?;
                self.statements(orelse)?;
                handlers.iter().try_for_each(|handler| self.handler(handler))?;
                self.statements(finalbody)?;
            }
            StmtKind::Assert { test, msg } => {
                self.expression(test)?;
                self.optional(msg.as_deref())?;
            }
            StmtKind::Import(names) | StmtKind::ImportFrom { names, .. } => {
                names.iter().try_for_each(|alias| self.alias(alias))?;
            }
            StmtKind::Global(names) => self.directive(names, usage::GLOBAL, "global", stmt.span)?,
            StmtKind::Nonlocal(names) => self.directive(names, usage::NONLOCAL, "nonlocal", stmt.span)?,
            StmtKind::Expr(value) => self.expression(value)?,
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
        }
        self.depth -= 1;
        Ok(())
    }

    fn function(&mut self, def: &FunctionDef, span: Span) -> Checked {
        self.define(&def.name, usage::LOCAL, span)?;
        self.defaults(&def.args)?;
        self.signature_annotations(def, span)?;
        self.expressions(&def.decorators)?;
        self.enter(def.name.clone(), BlockKind::Function, Some(NodeKey::from(def)), span);
        self.block().coroutine = def.is_async;
        self.parameters(&def.args)?;
        self.statements(&def.body)?;
        self.leave();
        Ok(())
    }

    pub(super) fn defaults(&mut self, args: &Arguments) -> Checked {
        self.expressions(&args.defaults)?;
        args.kw_defaults.iter().flatten().try_for_each(|value| self.expression(value))
    }

    fn signature_annotations(&mut self, def: &FunctionDef, span: Span) -> Checked {
        let args = &def.args;
        if self.future_annotations {
            self.enter("_annotation".into(), BlockKind::Annotation, None, span);
        }
        for arg in args.posonlyargs.iter().chain(&args.args) {
            self.optional(arg.annotation.as_deref())?;
        }
        for arg in [&args.vararg, &args.kwarg].into_iter().flatten() {
            self.optional(arg.annotation.as_deref())?;
        }
        for arg in &args.kwonlyargs {
            self.optional(arg.annotation.as_deref())?;
        }
        if self.future_annotations {
            self.leave();
        }
        def.returns.as_ref().map_or(Ok(()), |returns| self.annotation(returns))
    }

    fn annotation(&mut self, annotation: &Expr) -> Checked {
        if self.future_annotations {
            self.enter("_annotation".into(), BlockKind::Annotation, None, annotation.span);
        }
        self.expression(annotation)?;
        if self.future_annotations {
            self.leave();
        }
        Ok(())
    }

    pub(super) fn parameters(&mut self, args: &Arguments) -> Checked {
        for arg in args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs) {
            self.define(&arg.name, usage::PARAM, arg.span)?;
        }
        if let Some(arg) = &args.vararg {
            self.define(&arg.name, usage::PARAM, arg.span)?;
            self.block().varargs = true;
        }
        if let Some(arg) = &args.kwarg {
            self.define(&arg.name, usage::PARAM, arg.span)?;
            self.block().varkeywords = true;
        }
        Ok(())
    }

    fn annotated(&mut self, target: &Expr, has_value: bool, simple: bool, span: Span) -> Checked {
        let ExprKind::Name { id, .. } = &target.kind else { return self.expression(target) };
        if simple {
            let declared = self.known(id) & (usage::GLOBAL | usage::NONLOCAL);
            if declared != 0 && self.current() != SymbolTable::MODULE {
                let word = if declared & usage::GLOBAL != 0 { "global" } else { "nonlocal" };
                return Err(error(format!("annotated name '{id}' can't be {word}"), span));
            }
            return self.define(id, usage::ANNOTATED | usage::LOCAL, target.span);
        }
        if has_value { self.define(id, usage::LOCAL, target.span) } else { Ok(()) }
    }

    fn directive(&mut self, names: &[Name], usage: u32, word: &str, span: Span) -> Checked {
        for name in names {
            let known = self.known(name);
            if known & (usage::PARAM | usage::LOCAL | usage::USE | usage::ANNOTATED) != 0 {
                return Err(error(
                    if known & usage::PARAM != 0 {
                        format!("name '{name}' is parameter and {word}")
                    } else if known & usage::USE != 0 {
                        format!("name '{name}' is used prior to {word} declaration")
                    } else if known & usage::ANNOTATED != 0 {
                        format!("annotated name '{name}' can't be {word}")
                    } else {
                        format!("name '{name}' is assigned to before {word} declaration")
                    },
                    span,
                ));
            }
            self.define(name, usage, span)?;
            self.record_directive(name, span);
        }
        Ok(())
    }

    fn alias(&mut self, alias: &Alias) -> Checked {
        let bound = match &alias.asname {
            Some(name) => name.clone(),
            None => match alias.name.split_once('.') {
                Some((first, _)) => first.into(),
                None => alias.name.clone(),
            },
        };
        if &*bound != "*" {
            return self.define(&bound, usage::IMPORT, alias.span);
        }
        if self.block().kind != BlockKind::Module {
            return Err(error("import * only allowed at module level", alias.span));
        }
        Ok(())
    }

    fn handler(&mut self, handler: &ExceptHandler) -> Checked {
        self.optional(handler.typ.as_ref())?;
        if let Some(name) = &handler.name {
            self.define(name, usage::LOCAL, handler.span)?;
        }
        self.statements(&handler.body)
    }

    fn case(&mut self, case: &MatchCase) -> Checked {
        self.pattern(&case.pattern)?;
        self.optional(case.guard.as_ref())?;
        self.statements(&case.body)
    }

    fn pattern(&mut self, pattern: &Pattern) -> Checked {
        self.deeper(pattern.span)?;
        let captured = match &pattern.kind {
            PatternKind::Value(value) => {
                self.expression(value)?;
                None
            }
            PatternKind::Singleton(_) => None,
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
                self.patterns(patterns)?;
                None
            }
            PatternKind::Star(name) => name.as_ref(),
            PatternKind::Mapping { keys, patterns, rest } => {
                self.expressions(keys)?;
                self.patterns(patterns)?;
                rest.as_ref()
            }
            PatternKind::Class { cls, patterns, kwd_patterns, .. } => {
                self.expression(cls)?;
                self.patterns(patterns)?;
                self.patterns(kwd_patterns)?;
                None
            }
            PatternKind::As { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern)?;
                }
                name.as_ref()
            }
        };
        self.depth -= 1;
        captured.map_or(Ok(()), |name| self.define(name, usage::LOCAL, pattern.span))
    }

    fn patterns(&mut self, patterns: &[Pattern]) -> Checked {
        patterns.iter().try_for_each(|pattern| self.pattern(pattern))
    }
}
