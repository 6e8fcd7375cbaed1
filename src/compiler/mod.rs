//! AST to code object: symbol table, code generation, optimisation, assembly.
