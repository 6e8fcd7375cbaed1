//! What each use of a name means: local, global, free or cell.

use super::{BlockId, BlockKind, Scope, Symbol, SymbolTable, usage};
use crate::syntax::ast::{Name, Span};
use crate::syntax::error::SyntaxError;
use crate::text::fast_hash::FastSet;

type Names = FastSet<Name>;

/// Settles every symbol of the table.
pub fn analyze(table: &mut SymbolTable) -> Result<(), SyntaxError> {
    block(table, SymbolTable::MODULE, None, &mut Names::default()).map(|_| ())
}

/// Analyses a block and those inside it. `bound` holds the names of enclosing functions (None at the module, which is
/// inside nothing), `global` those that an enclosing block declares global; both are the block's to change. Gives the
/// names that are free in it.
fn block(
    table: &mut SymbolTable,
    id: BlockId,
    mut bound: Option<&mut Names>,
    global: &mut Names,
) -> Result<Names, SyntaxError> {
    let kind = table.block(id).kind;
    let is_class = kind == BlockKind::Class;
    let (mut local, mut free) = (Names::default(), Names::default());
    let (mut inner_bound, mut inner_global) = (Names::default(), Names::default());
    // What a class binds is not seen by its methods, so they get the sets as they are before.
    if is_class {
        inner_global.clone_from(global);
        inner_bound.extend(bound.iter().flat_map(|names| names.iter().cloned()));
    }
    for index in 0..table.block(id).names.len() {
        let name = table.block(id).names[index].clone();
        let usage = table.block(id).symbols.get(&name).map_or(0, |symbol| symbol.usage);
        let scope = if usage & usage::GLOBAL != 0 {
            if usage & usage::NONLOCAL != 0 {
                return Err(at_directive(table, id, &name, format!("name '{name}' is nonlocal and global")));
            }
            global.insert(name.clone());
            if let Some(bound) = bound.as_deref_mut() {
                bound.remove(&name);
            }
            Scope::GlobalExplicit
        } else if usage & usage::NONLOCAL != 0 {
            let Some(bound) = bound.as_deref() else {
                let message = "nonlocal declaration not allowed at module level".to_owned();
                return Err(at_directive(table, id, &name, message));
            };
            if !bound.contains(&name) {
                return Err(at_directive(table, id, &name, format!("no binding for nonlocal '{name}' found")));
            }
            free.insert(name.clone());
            Scope::Free
        } else if usage & usage::BOUND != 0 {
            local.insert(name.clone());
            global.remove(&name);
            Scope::Local
        } else if bound.as_deref().is_some_and(|bound| bound.contains(&name)) {
            free.insert(name.clone());
            Scope::Free
        } else {
            Scope::GlobalImplicit
        };
        if let Some(symbol) = table.block_mut(id).symbols.get_mut(&name) {
            symbol.scope = Some(scope);
        }
    }
    if is_class {
        inner_bound.insert("__class__".into());
    } else {
        if kind == BlockKind::Function {
            inner_bound.extend(local);
        }
        inner_bound.extend(bound.iter().flat_map(|names| names.iter().cloned()));
        inner_global.clone_from(global);
    }
    let mut free_inside = Names::default();
    for index in 0..table.block(id).children.len() {
        let child = table.block(id).children[index];
        free_inside.extend(block(table, child, Some(&mut inner_bound.clone()), &mut inner_global.clone())?);
    }
    settle(table, id, bound.as_deref(), &mut free_inside);
    free.extend(free_inside);
    Ok(free)
}

/// Makes cells of the locals that are free in inner blocks, and passes on the names that are free here too.
fn settle(table: &mut SymbolTable, id: BlockId, bound: Option<&Names>, free: &mut Names) {
    let block = table.block_mut(id);
    match block.kind {
        BlockKind::Function => {
            for (name, symbol) in &mut block.symbols {
                if symbol.scope == Some(Scope::Local) && free.remove(name) {
                    symbol.scope = Some(Scope::Cell);
                }
            }
        }
        BlockKind::Class => block.needs_class_closure = free.remove("__class__"),
        BlockKind::Module | BlockKind::Annotation => {}
    }
    for name in free.iter() {
        match block.symbols.get_mut(name) {
            Some(symbol) => {
                if block.kind == BlockKind::Class && symbol.usage & (usage::BOUND | usage::GLOBAL) != 0 {
                    symbol.usage |= usage::FREE_CLASS;
                }
            }
            None if bound.is_some_and(|bound| !bound.contains(name)) => {}
            None => {
                block.names.push(name.clone());
                block.symbols.insert(name.clone(), Symbol { usage: 0, scope: Some(Scope::Free) });
            }
        }
    }
}

/// An error at the `global` or `nonlocal` statement that names `name`.
fn at_directive(table: &SymbolTable, id: BlockId, name: &Name, message: String) -> SyntaxError {
    let directives = &table.block(id).directives;
    let span = directives.iter().find(|(named, _)| named == name).map_or(Span::default(), |&(_, span)| span);
    SyntaxError::new(message, span)
}
