//! AST and scopes to the control-flow graph, one unit (module, class, function, lambda, comprehension) at a time.
//!
//! This file holds the state and the ways to emit; the other files compile one family of nodes each. Code is emitted
//! into the current block; jumps name blocks that may not have been placed yet. Every instruction carries the line that
//! is current when it is emitted, or none where the instruction is an artefact that tracing must not see.

mod asynchronous;
mod call;
mod class;
mod comprehension;
mod display;
mod exception;
mod expr;
mod function;
mod import;
mod lint;
mod pattern;
mod stmt;
mod target;
mod unwind;

use std::rc::Rc;

use super::assembler;
use super::constants::ConstantPool;
use super::flow_graph::{BlockId, FlowGraph, INHERITED_LINE, Instr, NO_LINE};
use super::future::Future;
use super::optimize::constant_folding::Folded;
use super::symtable::{self, Scope, SymbolTable, mangle};
use super::{Options, Warning};
use crate::bytecode::code::{CodeObject, Constant, flags};
use crate::bytecode::opcode::Opcode;
use crate::syntax::ast::{Expr, ExprContext, Module, Name, Span};
use crate::syntax::error::{ErrorKind, SyntaxError};
use crate::text::Text;
use crate::text::fast_hash::FastMap;
use unwind::FrameBlock;

/// Nothing, or the error that stops the compilation.
type Emitted = Result<(), SyntaxError>;

/// Above so many values at once, displays and calls collect them one by one, to keep the stack small.
const STACK_USE_GUIDELINE: usize = 30;

/// What a unit was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension,
}

/// Names or variables in order of their first use.
#[derive(Default)]
pub struct NameTable {
    pub names: Vec<Name>,
    index: FastMap<Name, u32>,
}

impl NameTable {
    fn from_names(names: &[Name]) -> Self {
        let mut table = NameTable::default();
        names.iter().for_each(|name| {
            table.add(name);
        });
        table
    }

    fn add(&mut self, name: &Name) -> u32 {
        if let Some(&index) = self.index.get(name) {
            return index;
        }
        let index = self.names.len() as u32;
        self.names.push(name.clone());
        self.index.insert(name.clone(), index);
        index
    }

    fn get(&self, name: &str) -> Option<u32> {
        self.index.get(name).copied()
    }
}

/// The code object under construction.
pub struct Unit<'a> {
    pub kind: UnitKind,
    pub scope: symtable::BlockId,
    pub name: Name,
    pub qualname: Name,
    /// The class whose name mangles private names.
    class: Option<Name>,
    pub consts: ConstantPool,
    pub names: NameTable,
    pub varnames: NameTable,
    pub cellvars: NameTable,
    pub freevars: NameTable,
    pub argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    pub firstlineno: u32,
    pub flags: u32,
    pub graph: FlowGraph,
    current: BlockId,
    /// What `break`, `continue` and `return` must undo, innermost last.
    frame_blocks: Vec<FrameBlock<'a>>,
    /// The line that instructions get, and the place that errors get.
    line: i32,
    span: Span,
}

/// Code generation for one module.
pub struct Codegen<'a> {
    options: &'a Options,
    symbols: SymbolTable,
    folded: Folded,
    future: Future,
    /// All `FUTURE_*` flags in force.
    future_flags: u32,
    unit: Unit<'a>,
    /// The units around the current one.
    outer: Vec<Unit<'a>>,
    /// Expression statements print their value.
    interactive: bool,
    warnings: Vec<Warning>,
}

/// Compiles a module whose scopes and constants are known.
pub fn generate<'a>(
    module: &'a Module,
    options: &'a Options,
    symbols: SymbolTable,
    folded: Folded,
    future: Future,
) -> Result<(Rc<CodeObject>, Vec<Warning>), SyntaxError> {
    let name: Name = "<module>".into();
    let future_flags = future.flags | options.future_flags & flags::FUTURE_MASK;
    let unit = Unit::new(UnitKind::Module, SymbolTable::MODULE, name.clone(), name, &symbols, None, 1);
    let mut codegen = Codegen {
        options,
        symbols,
        folded,
        future,
        future_flags,
        unit,
        outer: Vec::new(),
        interactive: false,
        warnings: Vec::new(),
    };
    let code = match module {
        Module::Module(body) => {
            codegen.body(body)?;
            codegen.assemble(true)
        }
        Module::Interactive(body) => {
            if stmt::has_annotation(body) {
                codegen.op(Opcode::SetupAnnotations);
            }
            codegen.interactive = true;
            codegen.statements(body)?;
            codegen.assemble(true)
        }
        Module::Expression(value) => {
            codegen.expr(value)?;
            codegen.assemble(false)
        }
    };
    Ok((code, codegen.warnings))
}

impl Unit<'_> {
    fn new(
        kind: UnitKind,
        scope: symtable::BlockId,
        name: Name,
        qualname: Name,
        symbols: &SymbolTable,
        class: Option<Name>,
        firstlineno: u32,
    ) -> Self {
        let block = symbols.block(scope);
        let mut cellvars = NameTable::from_names(&block.cellvars());
        if block.needs_class_closure {
            cellvars.add(&"__class__".into());
        }
        let mut graph = FlowGraph::default();
        let current = graph.new_block();
        Unit {
            kind,
            scope,
            name,
            qualname,
            class,
            consts: ConstantPool::default(),
            names: NameTable::default(),
            varnames: NameTable::from_names(&block.varnames),
            cellvars,
            freevars: NameTable::from_names(&block.freevars()),
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            firstlineno,
            flags: 0,
            graph,
            current,
            frame_blocks: Vec::new(),
            line: INHERITED_LINE,
            span: Span::default(),
        }
    }
}

/// Units.
impl<'a> Codegen<'a> {
    fn block(&self) -> &symtable::Block {
        self.symbols.block(self.unit.scope)
    }

    /// Begins the unit that `node` opens.
    fn enter(&mut self, kind: UnitKind, name: &Name, node: impl Into<symtable::NodeKey>, firstlineno: u32) -> Emitted {
        let Some(scope) = self.symbols.of_node(node.into()) else {
            let message = "a block of the tree has no scope";
            return Err(SyntaxError::of(ErrorKind::SystemError, message, self.unit.span));
        };
        let qualname = self.qualname(kind, name);
        let class = self.unit.class.clone();
        let unit = Unit::new(kind, scope, name.clone(), qualname, &self.symbols, class, firstlineno);
        self.outer.push(std::mem::replace(&mut self.unit, unit));
        self.unit.span = self.outer.last().map_or(Span::default(), |outer| outer.span);
        Ok(())
    }

    /// Ends the unit; gives its code and its qualified name. `add_none`: a value of None is returned at the end.
    fn leave(&mut self, add_none: bool) -> (Rc<CodeObject>, Name) {
        let code = self.assemble(add_none);
        let qualname = self.unit.qualname.clone();
        if let Some(outer) = self.outer.pop() {
            self.unit = outer;
        }
        (code, qualname)
    }

    /// `Outer.method`, `function.<locals>.inner`.
    fn qualname(&self, kind: UnitKind, name: &Name) -> Name {
        let parent = &self.unit;
        if parent.kind == UnitKind::Module {
            return name.clone();
        }
        if matches!(kind, UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Class) {
            let mangled = mangle(parent.class.as_deref(), name);
            if self.block().scope(&mangled) == Some(Scope::GlobalExplicit) {
                return name.clone();
            }
        }
        let locals = match parent.kind {
            UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Lambda => ".<locals>",
            UnitKind::Module | UnitKind::Class | UnitKind::Comprehension => "",
        };
        format!("{}{locals}.{name}", parent.qualname).into()
    }

    /// Turns the current unit into a code object.
    fn assemble(&mut self, add_none: bool) -> Rc<CodeObject> {
        let current = self.unit.graph.block(self.unit.current);
        if current.instrs.last().is_none_or(|last| last.opcode != Opcode::ReturnValue) {
            self.unset_line();
            if add_none {
                self.load_const(Constant::None);
            }
            self.op(Opcode::ReturnValue);
        }
        self.unit.flags = self.code_flags();
        let scope = self.symbols.block(self.unit.scope);
        assembler::assemble(&mut self.unit, scope, &self.options.filename)
    }

    fn code_flags(&self) -> u32 {
        let block = self.block();
        let mut bits = self.future_flags;
        if block.kind == symtable::BlockKind::Function {
            bits |= flags::NEWLOCALS | flags::OPTIMIZED;
            bits |= match (block.coroutine, block.generator) {
                (false, false) => 0,
                (false, true) => flags::GENERATOR,
                (true, false) => flags::COROUTINE,
                (true, true) => flags::ASYNC_GENERATOR,
            };
            for (set, bit) in [
                (block.nested, flags::NESTED),
                (block.varargs, flags::VARARGS),
                (block.varkeywords, flags::VARKEYWORDS),
            ] {
                bits |= if set { bit } else { 0 };
            }
        }
        if self.is_top_level_await() && block.coroutine && !block.generator {
            bits |= flags::COROUTINE;
        }
        bits
    }

    /// `await` is allowed in this module, and this is the module itself.
    fn is_top_level_await(&self) -> bool {
        self.options.allow_top_level_await && self.unit.kind == UnitKind::Module
    }

    fn in_function(&self) -> bool {
        self.block().kind == symtable::BlockKind::Function
    }

    fn is_async_function(&self) -> bool {
        self.unit.kind == UnitKind::AsyncFunction
    }
}

/// Lines and errors.
impl Codegen<'_> {
    /// Instructions from here on belong to `span`.
    fn at(&mut self, span: Span) {
        self.unit.line = span.start.line as i32;
        self.unit.span = span;
    }

    /// Instructions from here on belong to no line.
    fn unset_line(&mut self) {
        self.unit.line = NO_LINE;
    }

    /// An error at the current place.
    fn error(&self, message: impl Into<String>) -> SyntaxError {
        SyntaxError::new(message, self.unit.span)
    }

    /// A `SyntaxWarning` at the current place.
    fn warn(&mut self, message: impl Into<String>) {
        let span = self.unit.span;
        self.warnings.push(Warning { message: message.into(), span });
    }

    /// `__debug__` cannot be bound.
    fn check_bindable(&self, name: &str, ctx: ExprContext) -> Emitted {
        match ctx {
            ExprContext::Store if name == "__debug__" => Err(self.error("cannot assign to __debug__")),
            ExprContext::Del if name == "__debug__" => Err(self.error("cannot delete __debug__")),
            _ => Ok(()),
        }
    }
}

/// Emission.
impl Codegen<'_> {
    fn new_block(&mut self) -> BlockId {
        self.unit.graph.new_block()
    }

    /// Places `block` after the current block and makes it current.
    fn use_block(&mut self, block: BlockId) {
        self.unit.graph.block_mut(self.unit.current).next = Some(block);
        self.unit.current = block;
    }

    /// Goes on in a fresh block.
    fn next_block(&mut self) -> BlockId {
        let block = self.new_block();
        self.use_block(block);
        block
    }

    fn emit(&mut self, opcode: Opcode, arg: u32, target: Option<BlockId>, line: i32) {
        self.unit.graph.block_mut(self.unit.current).instrs.push(Instr { opcode, arg, target, line });
    }

    fn op(&mut self, opcode: Opcode) {
        self.emit(opcode, 0, None, self.unit.line);
    }

    fn op_arg(&mut self, opcode: Opcode, arg: usize) {
        self.emit(opcode, arg as u32, None, self.unit.line);
    }

    fn op_no_line(&mut self, opcode: Opcode) {
        self.emit(opcode, 0, None, NO_LINE);
    }

    fn jump(&mut self, opcode: Opcode, target: BlockId) {
        self.emit(opcode, 0, Some(target), self.unit.line);
    }

    fn jump_no_line(&mut self, opcode: Opcode, target: BlockId) {
        self.emit(opcode, 0, Some(target), NO_LINE);
    }

    fn load_const(&mut self, constant: Constant) {
        let index = self.unit.consts.add(constant);
        self.emit(Opcode::LoadConst, index, None, self.unit.line);
    }

    fn load_str(&mut self, text: &str) {
        self.load_const(Constant::Str(Text::from(text)));
    }

    fn load_int(&mut self, value: usize) {
        self.load_const(Constant::Int(value.into()));
    }

    /// A tuple of names: keywords, imported names.
    fn load_names<'n>(&mut self, names: impl Iterator<Item = &'n Name>) {
        self.load_const(Constant::Tuple(names.map(|name| Constant::Str(Text::from(&**name))).collect()));
    }

    /// An instruction whose argument is an index into `names`, private names mangled.
    fn op_name(&mut self, opcode: Opcode, name: &Name) {
        let mangled = mangle(self.unit.class.as_deref(), name);
        let index = self.unit.names.add(&mangled);
        self.emit(opcode, index, None, self.unit.line);
    }

    /// Loads, stores or deletes a variable by the rules of its scope.
    fn variable(&mut self, name: &Name, ctx: ExprContext) -> Emitted {
        self.check_bindable(name, ctx)?;
        let mangled = mangle(self.unit.class.as_deref(), name);
        let block = self.symbols.block(self.unit.scope);
        let function = block.kind == symtable::BlockKind::Function;
        use ExprContext::{Del, Load, Store};
        let (opcode, index) = match block.scope(&mangled) {
            Some(scope @ (Scope::Free | Scope::Cell)) => {
                let opcode = match ctx {
                    Load if block.kind == symtable::BlockKind::Class => Opcode::LoadClassderef,
                    Load => Opcode::LoadDeref,
                    Store => Opcode::StoreDeref,
                    Del => Opcode::DeleteDeref,
                };
                let cells = self.unit.cellvars.names.len() as u32;
                let index = match scope {
                    Scope::Free => cells + self.unit.freevars.get(&mangled).unwrap_or_default(),
                    _ => self.unit.cellvars.get(&mangled).unwrap_or_default(),
                };
                (opcode, index)
            }
            Some(Scope::Local) if function => {
                let opcode = match ctx {
                    Load => Opcode::LoadFast,
                    Store => Opcode::StoreFast,
                    Del => Opcode::DeleteFast,
                };
                (opcode, self.unit.varnames.add(&mangled))
            }
            scope => {
                let global = scope == Some(Scope::GlobalExplicit) || scope == Some(Scope::GlobalImplicit) && function;
                let opcode = match (ctx, global) {
                    (Load, true) => Opcode::LoadGlobal,
                    (Store, true) => Opcode::StoreGlobal,
                    (Del, true) => Opcode::DeleteGlobal,
                    (Load, false) => Opcode::LoadName,
                    (Store, false) => Opcode::StoreName,
                    (Del, false) => Opcode::DeleteName,
                };
                (opcode, self.unit.names.add(&mangled))
            }
        };
        self.emit(opcode, index, None, self.unit.line);
        Ok(())
    }

    /// The constant that `expr` is, if it is one.
    fn is_constant(&self, expr: &Expr) -> bool {
        self.folded.is_constant(expr)
    }
}
