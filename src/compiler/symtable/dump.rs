//! The scopes as text, for `--emit scopes` and for tests.

use std::fmt::{self, Write};

use super::{Block, BlockId, BlockKind, Scope, SymbolTable, usage};

impl fmt::Display for SymbolTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pending = vec![(SymbolTable::MODULE, 0)];
        while let Some((id, depth)) = pending.pop() {
            let block = self.block(id);
            heading(f, block, depth)?;
            for name in &block.names {
                line(f, block, name, depth + 1)?;
            }
            pending.extend(block.children.iter().rev().map(|&child: &BlockId| (child, depth + 1)));
        }
        Ok(())
    }
}

/// `function f (line 3): generator, nested`.
fn heading(f: &mut fmt::Formatter<'_>, block: &Block, depth: usize) -> fmt::Result {
    indent(f, depth)?;
    let kind = match block.kind {
        BlockKind::Module => return writeln!(f, "module"),
        BlockKind::Class => "class",
        BlockKind::Function if block.comprehension.is_some() => "comprehension",
        BlockKind::Function => "function",
        BlockKind::Annotation => "annotation",
    };
    write!(f, "{kind} {} (line {})", block.name, block.span.start.line)?;
    let facts = [
        (block.coroutine, "coroutine"),
        (block.generator, "generator"),
        (block.varargs, "*args"),
        (block.varkeywords, "**kwargs"),
        (block.nested, "nested"),
        (block.needs_class_closure, "needs __class__"),
    ];
    list(f, ": ", &facts)
}

/// `x: cell (parameter, assigned)`.
fn line(f: &mut fmt::Formatter<'_>, block: &Block, name: &str, depth: usize) -> fmt::Result {
    let Some(symbol) = block.symbols.get(name) else { return Ok(()) };
    indent(f, depth)?;
    let scope = match symbol.scope {
        None => "unused",
        Some(Scope::Local) => "local",
        Some(Scope::GlobalExplicit) => "global, declared",
        Some(Scope::GlobalImplicit) => "global",
        Some(Scope::Free) => "free",
        Some(Scope::Cell) => "cell",
    };
    write!(f, "{name}: {scope}")?;
    let has = |bit| symbol.usage & bit != 0;
    let facts = [
        (has(usage::PARAM), "parameter"),
        (has(usage::LOCAL), "assigned"),
        (has(usage::IMPORT), "imported"),
        (has(usage::ANNOTATED), "annotated"),
        (has(usage::NONLOCAL), "nonlocal"),
        (has(usage::USE), "used"),
        (has(usage::COMPREHENSION_TARGET), "loop variable"),
        (has(usage::FREE_CLASS), "free in a method"),
    ];
    list(f, " <- ", &facts)
}

fn indent(f: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
    (0..depth).try_for_each(|_| f.write_str("    "))
}

/// The facts that hold, after `before`, and the end of the line.
fn list(f: &mut fmt::Formatter<'_>, before: &str, facts: &[(bool, &str)]) -> fmt::Result {
    let held: Vec<&str> = facts.iter().filter(|(holds, _)| *holds).map(|&(_, fact)| fact).collect();
    if !held.is_empty() {
        write!(f, "{before}{}", held.join(", "))?;
    }
    f.write_char('\n')
}
