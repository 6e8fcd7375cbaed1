//! AST to scopes: what each name means in each block, before any code is made.
//!
//! Two walks. `build` visits the tree and notes for every block how it uses each name (assigned, used, declared
//! global, ...). `analyze` then settles what those uses mean, from the outside in, since a name that is only used may
//! be free in an enclosing function, and from the inside out, since a local that an inner block uses becomes a cell.

mod analyze;
mod build;
mod dump;
mod expressions;

use std::borrow::Cow;
use std::rc::Rc;

use crate::syntax::ast::{self, Name, Span};
use crate::text::fast_hash::FastMap;

pub use build::build;

/// How a block uses a name; CPython's `DEF_*` bits.
pub mod usage {
    /// Named in a `global` statement.
    pub const GLOBAL: u32 = 1;
    /// Assigned.
    pub const LOCAL: u32 = 1 << 1;
    /// A parameter.
    pub const PARAM: u32 = 1 << 2;
    /// Named in a `nonlocal` statement.
    pub const NONLOCAL: u32 = 1 << 3;
    /// Read.
    pub const USE: u32 = 1 << 4;
    /// Free in a method, and also bound in the class body itself.
    pub const FREE_CLASS: u32 = 1 << 6;
    /// Bound by an import.
    pub const IMPORT: u32 = 1 << 7;
    /// Annotated.
    pub const ANNOTATED: u32 = 1 << 8;
    /// The target of a comprehension.
    pub const COMPREHENSION_TARGET: u32 = 1 << 9;
    /// Any of these makes the name the block's own.
    pub const BOUND: u32 = LOCAL | PARAM | IMPORT;
}

/// Where a name lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Local,
    GlobalExplicit,
    GlobalImplicit,
    Free,
    Cell,
}

/// What a block of names belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Module,
    Class,
    /// Functions, lambdas and comprehensions.
    Function,
    /// Annotations that are kept as text: checked, and then forgotten.
    Annotation,
}

/// What a comprehension makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComprehensionKind {
    List,
    Set,
    Dict,
    Generator,
}

/// One name in one block.
#[derive(Clone, Copy, Debug)]
pub struct Symbol {
    /// Bits of [`usage`].
    pub usage: u32,
    /// None until analysed, and for good where nothing can refer to it.
    pub scope: Option<Scope>,
}

/// Index into [`SymbolTable::blocks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockId(u32);

/// A block: module, class, function, lambda or comprehension.
#[derive(Debug)]
pub struct Block {
    pub name: Name,
    pub kind: BlockKind,
    pub comprehension: Option<ComprehensionKind>,
    /// In the order in which the names first appear.
    names: Vec<Name>,
    symbols: FastMap<Name, Symbol>,
    /// Parameters in their final order.
    pub varnames: Vec<Name>,
    children: Vec<BlockId>,
    /// Inside a function, at any depth.
    pub nested: bool,
    pub generator: bool,
    pub coroutine: bool,
    pub varargs: bool,
    pub varkeywords: bool,
    /// A class whose methods use `__class__` or `super()`.
    pub needs_class_closure: bool,
    span: Span,
    /// Where `global` and `nonlocal` statements name a name.
    directives: Vec<(Name, Span)>,
}

impl Block {
    /// The scope of a (mangled) name.
    pub fn scope(&self, name: &str) -> Option<Scope> {
        self.symbols.get(name).and_then(|symbol| symbol.scope)
    }

    /// Names that are cells of this block, sorted.
    pub fn cellvars(&self) -> Vec<Name> {
        self.sorted(|symbol| symbol.scope == Some(Scope::Cell))
    }

    /// Names that come from an enclosing block, sorted.
    pub fn freevars(&self) -> Vec<Name> {
        self.sorted(|symbol| symbol.scope == Some(Scope::Free) || symbol.usage & usage::FREE_CLASS != 0)
    }

    fn sorted(&self, keep: impl Fn(&Symbol) -> bool) -> Vec<Name> {
        let mut names: Vec<Name> =
            self.symbols.iter().filter(|(_, symbol)| keep(symbol)).map(|(name, _)| name.clone()).collect();
        names.sort_unstable();
        names
    }
}

/// The blocks of a module. Index 0 is the module's own.
#[derive(Debug, Default)]
pub struct SymbolTable {
    blocks: Vec<Block>,
    /// From the address of the node that opens a block.
    by_node: FastMap<usize, BlockId>,
}

impl SymbolTable {
    /// The module's block.
    pub const MODULE: BlockId = BlockId(0);

    pub fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    /// The block that `node` opens.
    pub fn of_node(&self, node: NodeKey) -> Option<BlockId> {
        self.by_node.get(&node.0).copied()
    }

    /// Marks the block as a coroutine: a module with top-level `await`.
    pub fn set_coroutine(&mut self, id: BlockId) {
        self.block_mut(id).coroutine = true;
    }

    fn block_mut(&mut self, id: BlockId) -> &mut Block {
        &mut self.blocks[id.0 as usize]
    }
}

/// The identity of a node that opens a block: its address, for as long as the tree is borrowed.
#[derive(Clone, Copy)]
pub struct NodeKey(usize);

impl From<&ast::FunctionDef> for NodeKey {
    fn from(node: &ast::FunctionDef) -> Self {
        NodeKey(std::ptr::from_ref(node) as usize)
    }
}

impl From<&ast::ClassDef> for NodeKey {
    fn from(node: &ast::ClassDef) -> Self {
        NodeKey(std::ptr::from_ref(node) as usize)
    }
}

/// A lambda or a comprehension.
impl From<&ast::Expr> for NodeKey {
    fn from(node: &ast::Expr) -> Self {
        NodeKey(std::ptr::from_ref(node) as usize)
    }
}

/// `__name` in class `Class` is `_Class__name`; dunder names and dotted ones stay.
pub fn mangle<'n>(class: Option<&str>, name: &'n Name) -> Cow<'n, Name> {
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return Cow::Borrowed(name);
    }
    match class.map(|class| class.trim_start_matches('_')) {
        None | Some("") => Cow::Borrowed(name),
        Some(class) => Cow::Owned(Rc::from(format!("_{class}{name}"))),
    }
}
