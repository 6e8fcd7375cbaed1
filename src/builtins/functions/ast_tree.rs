//! Trees of `ast` nodes: made of what the parser gives, and turned into source text for `compile()`.
//!
//! The node classes are Python (`ast`); its table `_nodes` has for each name the class, the fields that may be None, and
//! the one instance of a node without fields.

use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::syntax::dump::{self, Item};
use crate::syntax::error::SyntaxError;
use crate::syntax::parser::{self, Mode};
use crate::syntax::source::Source;
use crate::text::Text;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::compile::{CompileRequest, compile_source};

/// Whether a value is a node. Without the module there is none.
pub fn is_node(vm: &mut Vm, value: &Value) -> PyResult<bool> {
    let Some(ast) = vm.loaded("ast") else { return Ok(false) };
    let name = vm.heap().intern("AST");
    match ast.downcast::<Module>().and_then(|m| m.dict().get_str(&name)) {
        Some(class) => vm.is_instance(value, &class),
        None => Ok(false),
    }
}

/// The source text of a tree.
pub fn source(vm: &mut Vm, tree: &Value, mode: Mode) -> PyResult {
    let ast = vm.import_module("ast")?;
    let name = vm.heap().intern("_compiled_source");
    let mode = vm.heap().str(match mode {
        Mode::Exec => "exec",
        Mode::Eval => "eval",
        Mode::Single => "single",
    });
    vm.call_method(&ast, &name, &[tree.clone(), mode])
}

/// The tree of a source.
pub fn parse(vm: &mut Vm, source: &Source, mode: Mode, filename: &Text) -> PyResult {
    let raise = |vm: &Vm, error: SyntaxError| vm.syntax_error(&error, filename, source.line(error.span.start.line));
    let parsed = parser::parse(source, mode).map_err(|error| raise(vm, error))?;
    let tree = dump::tree(&parsed.module, true).map_err(|error| raise(vm, error))?;
    let ast = vm.import_module("ast")?;
    let name = vm.heap().intern("_nodes");
    let table = vm.get_attr(&ast, &name)?;
    match table.downcast::<Dict>() {
        Some(table) => build(vm, table, &tree),
        None => Err(vm.system_error("ast._nodes is no dict")),
    }
}

/// The object for a piece of a tree. The parser bounds the depth.
fn build(vm: &mut Vm, table: &Dict, item: &Item) -> PyResult {
    match item {
        Item::Value(text) => constant(vm, text),
        Item::List(items) => {
            let items = items.iter().map(|item| build(vm, table, item)).collect::<PyResult<Vec<Value>>>()?;
            Ok(vm.heap().list(items))
        }
        Item::Node(name, fields) => {
            let row = table.get_str(&vm.heap().intern(name));
            let row = row.as_ref().and_then(|row| row.downcast::<Tuple>()).map(|row| row.items().to_vec());
            let Some([class, optional, lone]) = row.as_deref() else {
                return Err(vm.system_error("a node that ast does not know"));
            };
            if fields.is_empty() && !lone.is_none() {
                return Ok(lone.clone());
            }
            let node = vm.heap().instance(class);
            for (field, item) in fields {
                let value = build(vm, table, item)?;
                set(vm, &node, vm.heap().intern(field), value)?;
            }
            for field in optional.downcast::<Tuple>().map_or(&[][..], |o| o.items()) {
                if !fields.iter().any(|(name, _)| field.lossy_text() == **name) {
                    set(vm, &node, field.clone(), Value::NONE)?;
                }
            }
            Ok(node)
        }
    }
}

fn set(vm: &Vm, node: &Value, name: Value, value: Value) -> PyResult<()> {
    drop(node.set_own_attribute(vm.heap(), &name, value).or_memory_error(vm)?);
    Ok(())
}

/// A constant, given as Python writes it.
fn constant(vm: &mut Vm, text: &str) -> PyResult {
    match text {
        "None" => return Ok(Value::NONE),
        "True" => return Ok(Value::TRUE),
        "False" => return Ok(Value::FALSE),
        "Ellipsis" => return Ok(Value::ELLIPSIS),
        "inf" => return Ok(vm.heap().float(f64::INFINITY)),
        _ => {}
    }
    if let Ok(number) = text.parse::<i64>() {
        return Ok(vm.heap().int(number));
    }
    // Plain text between quotes needs no parser.
    if let Some(inner) = text.strip_prefix('\'').and_then(|t| t.strip_suffix('\''))
        && !inner.contains(['\\', '\''])
    {
        return Ok(vm.heap().str(inner));
    }
    let text = if text == "infj" { "1e999j" } else { text };
    let filename = Text::from("<constant>");
    let source = Source::from_text(text).map_err(|error| vm.syntax_error(&error, &filename, None))?;
    let request =
        CompileRequest { filename, mode: Mode::Eval, flags: 0, optimize: 0, top_level_await: false, warn: false };
    let code = compile_source(vm, &source, request)?;
    let namespace = vm.heap().dict();
    vm.run_code(&code, &namespace, &namespace)
}
