//! eval, exec, compile, globals, locals, `__import__`.

use crate::bytecode::code::flags;
use crate::object::bytes::Bytes;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::frame::FrameObject;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::{PyResult, Value};
use crate::syntax::parser::Mode;
use crate::syntax::source::{Origin, Source};
use crate::text::Text;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::ast_tree;
use super::attributes::class_of;
use super::compile::{CompileRequest, compile_source};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "__import__(name, globals=None, locals=None, fromlist=(), level=0)",
        "Import a module.",
        import,
    ),
    NativeDef::function("breakpoint(*args, **kws)", "Calls sys.breakpointhook with the same arguments.", |vm, args| {
        let name = vm.heap().intern("breakpointhook");
        let Some(hook) = vm.sys_attribute(&name) else {
            return Err(vm.runtime_error("lost sys.breakpointhook"));
        };
        let (values, names) = args.passed_on(0);
        vm.call_with(&hook, CallArgs::new(&values, &names))
    }),
    NativeDef::function(
        "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        "Compile source into a code object that can be executed by exec() or eval().",
        compile,
    ),
    NativeDef::function("eval(source, globals=None, locals=None, /)", "Evaluate the given source.", eval),
    NativeDef::function("exec(source, globals=None, locals=None, /)", "Execute the given source.", exec),
    NativeDef::function("globals()", "Return the dictionary containing the current scope's global variables.", globals),
    NativeDef::function("locals()", "Return a dictionary containing the current scope's local variables.", |vm, _| {
        vm.current_locals()
    }),
];

fn globals(vm: &mut Vm, _: &mut Args<'_>) -> PyResult {
    Ok(vm.current_globals().unwrap_or(Value::NONE))
}

fn import(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    if args.get(0).as_str().is_none() {
        let name = vm.type_name(args.get(0));
        return Err(vm.type_error(format!("__import__() argument 1 must be str, not {name}")));
    }
    let level = match args.opt(4) {
        None => 0,
        Some(level) => vm.index_i64(level)?,
    };
    let globals = args.opt(1).filter(|g| !g.is_none()).cloned();
    vm.import(args.get(0), globals.as_ref(), args.get(3), level)
}

/// A source given as str or bytes.
fn source_of(vm: &mut Vm, value: &Value, function: &str, what: &str, filename: &Text) -> PyResult<Source> {
    let source = if let Some(text) = value.as_str() {
        let units = text.units();
        let skip = match function {
            "eval" => units.iter().take_while(|c| *c == 32 || *c == 9).count(),
            _ => 0,
        };
        let rest = units.slice(skip..units.len()).map_err(|_| vm.memory_error())?;
        Source::from_units(rest.units())
    } else if let Some(source) = vm.with_bytes_opt(value, |bytes| Source::from_bytes(bytes, Origin::Bytes))? {
        source
    } else {
        return Err(vm.type_error(format!("{function}() arg 1 must be a {what}")));
    };
    source.map_err(|error| vm.syntax_error(&error, filename, None))
}

/// The `from __future__` flags of the running code.
fn inherited_flags(vm: &mut Vm) -> u32 {
    let frame = vm.frame_at(0);
    let code = frame.as_ref().and_then(|f| f.downcast::<FrameObject>()).map(|f| f.code.clone());
    code.as_ref().and_then(|c| c.downcast::<Code>()).map_or(0, |c| c.object.flags & flags::FUTURE_MASK)
}

fn is_mapping(vm: &Vm, value: &Value) -> bool {
    class_of(vm, value).is_some_and(|c| c.slots.getitem.get().is_some())
}

/// Globals and locals of eval and exec.
fn namespaces(vm: &mut Vm, args: &Args<'_>, function: &str) -> PyResult<(Value, Value)> {
    let globals = args.opt(1).filter(|g| !g.is_none()).cloned();
    let locals = args.opt(2).filter(|l| !l.is_none()).cloned();
    let eval = function == "eval";
    if let Some(locals) = &locals
        && eval
        && !is_mapping(vm, locals)
    {
        return Err(vm.type_error("locals must be a mapping"));
    }
    if let Some(globals) = &globals
        && globals.downcast::<Dict>().is_none()
    {
        let message = if !eval {
            format!("exec() globals must be a dict, not {}", vm.type_name(globals))
        } else if is_mapping(vm, globals) {
            "globals must be a real dict; try eval(expr, {}, mapping)".to_string()
        } else {
            "globals must be a dict".to_string()
        };
        return Err(vm.type_error(message));
    }
    let (globals, locals) = match (globals, locals) {
        (Some(globals), Some(locals)) => (globals, locals),
        (Some(globals), None) => (globals.clone(), globals),
        (None, locals) => {
            let Some(globals) = vm.current_globals() else {
                return Err(vm.system_error("globals and locals cannot be NULL"));
            };
            let locals = match locals {
                Some(locals) => locals,
                None => vm.current_locals()?,
            };
            (globals, locals)
        }
    };
    if !eval && !is_mapping(vm, &locals) {
        let name = vm.type_name(&locals);
        return Err(vm.type_error(format!("locals must be a mapping or None, not {name}")));
    }
    if let Some(dict) = globals.downcast::<Dict>() {
        let key = &vm.names().builtins;
        if dict.get_str(key).is_none() {
            dict.set_str(key, vm.current_builtins()).or_memory_error(vm)?;
        }
    }
    Ok((globals, locals))
}

fn run(vm: &mut Vm, args: &mut Args<'_>, function: &str, mode: Mode) -> PyResult {
    let (globals, locals) = namespaces(vm, args, function)?;
    let source = args.take(0);
    let code = match source.downcast::<Code>() {
        Some(code) => {
            if !code.object.freevars.is_empty() {
                let message = format!("code object passed to {function}() may not contain free variables");
                return Err(vm.type_error(message));
            }
            source
        }
        None => {
            let filename = Text::from("<string>");
            let source = source_of(vm, &source, function, "string, bytes or code object", &filename)?;
            let flags = inherited_flags(vm);
            compile_source(
                vm,
                &source,
                CompileRequest { filename, mode, flags, optimize: 0, top_level_await: false, warn: true },
            )?
        }
    };
    vm.run_code(&code, &globals, &locals)
}

fn eval(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    run(vm, args, "eval", Mode::Eval)
}

fn exec(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    run(vm, args, "exec", Mode::Exec)?;
    Ok(Value::NONE)
}

/// A file name given as str, bytes or path object.
fn filename_of(vm: &mut Vm, value: &Value) -> PyResult<Text> {
    let path = crate::builtins::files::path_value(vm, value)?;
    match path.as_str() {
        Some(text) => Ok(Text::from(text.units())),
        None => Ok(crate::builtins::files::decode_path(path.downcast::<Bytes>().map_or(&[][..], |b| &b.data))),
    }
}

/// Flags that compile() takes besides the future ones: dont-imply-dedent, ignore-cookie, type comments, top-level await.
const COMPILE_FLAGS: i64 = ONLY_AST | 0x200 | 0x100 | 0x1000 | 0x2000 | 0x10 | 0x4000;

/// `ast.PyCF_ONLY_AST`.
const ONLY_AST: i64 = 0x400;

/// `ast.PyCF_ALLOW_TOP_LEVEL_AWAIT`.
const TOP_LEVEL_AWAIT: i64 = 0x2000;

fn compile(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let filename = filename_of(vm, args.get(1))?;
    let mode = args.get(2).as_str().map(|m| m.to_string_lossy());
    let Some(mode) = mode else {
        let name = vm.type_name(args.get(2));
        return Err(vm.type_error(format!("compile() argument 'mode' must be str, not {name}")));
    };
    if mode.contains('\0') {
        return Err(vm.value_error("embedded null character"));
    }
    let given = match args.opt(3) {
        None => 0,
        Some(flags) => vm.index_i64(flags)?,
    };
    let dont_inherit = match args.opt(4) {
        None => false,
        Some(flag) => vm.index_i64(flag)? != 0,
    };
    if given & !(i64::from(flags::FUTURE_MASK) | COMPILE_FLAGS) != 0 {
        return Err(vm.value_error("compile(): unrecognised flags"));
    }
    let optimize = match args.opt(5) {
        None => -1,
        Some(level) => vm.index_i64(level)?,
    };
    if !(-1..=2).contains(&optimize) {
        return Err(vm.value_error("compile(): invalid optimize value"));
    }
    let mode = match mode.as_str() {
        "exec" => Mode::Exec,
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    if args.get(0).downcast::<Code>().is_some() {
        return Ok(args.take(0));
    }
    let mut flags = (given & i64::from(flags::FUTURE_MASK)) as u32;
    if !dont_inherit {
        flags |= inherited_flags(vm);
    }
    let mut value = args.take(0);
    if ast_tree::is_node(vm, &value)? {
        if given & ONLY_AST != 0 {
            return Ok(value);
        }
        value = ast_tree::source(vm, &value, mode)?;
    }
    let source = match source_of(vm, &value, "compile", "", &filename) {
        Err(error) if value.as_str().is_none() && vm.is_exception(&error, vm.types().type_error()) => {
            return Err(vm.type_error("compile() arg 1 must be a string, bytes or AST object"));
        }
        source => source?,
    };
    if given & ONLY_AST != 0 {
        return ast_tree::parse(vm, &source, mode, &filename);
    }
    let optimize = optimize.max(0) as u8;
    let top_level_await = given & TOP_LEVEL_AWAIT != 0;
    compile_source(vm, &source, CompileRequest { filename, mode, flags, optimize, top_level_await, warn: true })
}
