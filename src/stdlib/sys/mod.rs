//! The module `sys`. Left out: tracing and profiling (settrace, setprofile, call_tracing), the flags of dlopen, and counts
//! of the allocator.

pub mod hooks;
mod info;
mod introspection;
pub mod streams;
mod suggestion;
pub mod traceback_text;
pub mod warn;

use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::exception::ExceptionObject;
use crate::object::module::Module;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::{ModuleDef, set};

pub static SYS: ModuleDef = ModuleDef {
    name: "sys",
    doc: "This module provides access to some objects used or maintained by the interpreter.",
    functions: FUNCTIONS,
    init: Some(init),
    ..ModuleDef::EMPTY
};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("_getframe(depth=0, /)", "Return a frame object from the call stack.", getframe),
    NativeDef::function(
        "displayhook(object, /)",
        "Print an object to sys.stdout and also save it in builtins._",
        |vm, args| hooks::display(vm, args.get(0)),
    ),
    NativeDef::function(
        "exc_info()",
        "The type, value and traceback of the exception that is being handled.",
        exc_info,
    ),
    NativeDef::function("excepthook(exctype, value, traceback, /)", "Handle an exception.", |vm, args| {
        let (value, traceback) = (args.take(1), args.take(2));
        hooks::print_exception(vm, &value, Some(&traceback));
        Ok(Value::NONE)
    }),
    NativeDef::function("_hint(coroutine, /)", "Give the hint for a coroutine that nobody has awaited.", |vm, args| {
        warn::hint(vm, args.get(0));
        Ok(Value::NONE)
    }),
    NativeDef::function("exit(status=None, /)", "Exit the interpreter by raising SystemExit(status).", exit),
    NativeDef::function("get_asyncgen_hooks()", "The hooks of asynchronous generators.", |vm, _| {
        let (first, finalizer) = vm.async_hooks.clone();
        let hooks = vec![first.unwrap_or(Value::NONE), finalizer.unwrap_or(Value::NONE)];
        Ok(super::struct_sequence::make(vm, &info::ASYNCGEN_HOOKS, hooks))
    }),
    NativeDef::function("get_coroutine_origin_tracking_depth()", "", |vm, _| Ok(Value::from_len(vm.origin_depth))),
    NativeDef::function("get_int_max_str_digits()", "The limit of int <-> str conversion.", |vm, _| {
        Ok(Value::from_len(vm.int_max_str_digits))
    }),
    NativeDef::function("getdefaultencoding()", "", |vm, _| Ok(vm.heap().str("utf-8"))),
    NativeDef::function("getfilesystemencodeerrors()", "", |vm, _| Ok(vm.heap().str("surrogateescape"))),
    NativeDef::function("getfilesystemencoding()", "", |vm, _| Ok(vm.heap().str("utf-8"))),
    NativeDef::function("getrecursionlimit()", "The limit of the depth of calls.", |vm, _| {
        Ok(Value::from_len(vm.recursion_limit))
    }),
    NativeDef::function("getrefcount(object, /)", "How many references there are to an object.", |vm, args| {
        let count = args.get(0).header().map_or(u32::MAX, |h| h.count());
        Ok(vm.heap().int(count.into()))
    }),
    NativeDef::function("getsizeof(object, default=None)", "The size of an object in bytes.", getsizeof),
    NativeDef::function("getswitchinterval()", "", |vm, _| Ok(vm.heap().float(vm.host.switch_interval))),
    NativeDef::function("intern(string, /)", "The interned twin of a string.", intern),
    NativeDef::function("is_finalizing()", "", |_, _| Ok(Value::FALSE)),
    NativeDef::function("set_asyncgen_hooks(firstiter=None, finalizer=None)", "", set_asyncgen_hooks),
    NativeDef::function("set_coroutine_origin_tracking_depth(depth)", "", |vm, args| {
        let depth = vm.index_i64(args.get(0))?;
        if i32::try_from(depth).is_err() {
            return Err(vm.overflow_error("Python int too large to convert to C int"));
        }
        match usize::try_from(depth) {
            Ok(depth) => vm.origin_depth = depth,
            Err(_) => return Err(vm.value_error("depth must be >= 0")),
        }
        Ok(Value::NONE)
    }),
    NativeDef::function("set_int_max_str_digits(maxdigits)", "", set_int_max_str_digits),
    NativeDef::function("setrecursionlimit(limit, /)", "", set_recursion_limit),
    NativeDef::function("setswitchinterval(interval, /)", "", |vm, args| {
        let interval = vm.to_f64(args.get(0))?;
        if interval <= 0.0 {
            return Err(vm.value_error("switch interval must be strictly positive"));
        }
        vm.host.switch_interval = (interval * 1e6).trunc() / 1e6;
        Ok(Value::NONE)
    }),
    NativeDef::function("unraisablehook(unraisable, /)", "Handle an exception that cannot be raised.", |vm, args| {
        hooks::unraisable_hook(vm, args.get(0))
    }),
];

fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let heap = vm.heap();
    info::init(vm, module)?;
    introspection::init(vm, module)?;
    for function in introspection::FUNCTIONS {
        let value = heap.native_function(function, Some(heap.intern("sys")));
        set(vm, module, function.name(), value)?;
    }
    for name in ["displayhook", "excepthook", "unraisablehook", "breakpointhook"] {
        if let Some(hook) = module.dict().get_str(&heap.intern(name)) {
            set(vm, module, &format!("__{name}__"), hook)?;
        }
    }
    set(vm, module, "modules", vm.modules.clone())?;
    set(vm, module, "argv", heap.list(vec![heap.str("")]))?;
    set(vm, module, "path", heap.list(Vec::new()))?;
    super::importing::init_sys(vm, module)?;
    for name in ["warnoptions", "orig_argv"] {
        set(vm, module, name, heap.list(Vec::new()))?;
    }
    set(vm, module, "path_importer_cache", heap.dict())?;
    let extra = heap.dict();
    if let Some(dict) = extra.downcast::<Dict>() {
        for option in &vm.host.switches.extra {
            let (name, value) = match option.split_once('=') {
                Some((name, value)) => (name, heap.str(value)),
                None => (option.as_str(), Value::TRUE),
            };
            drop(dict.set_str(&heap.intern(name), value));
        }
    }
    set(vm, module, "_xoptions", extra)?;
    vm.host.sys = module.dict_value().clone();
    streams::init(vm, module)
}

fn getframe(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let depth = match args.opt(0).cloned() {
        Some(depth) => vm.index_i64(&depth)?.max(0),
        None => 0,
    };
    match vm.frame_at(depth as usize) {
        Some(frame) => Ok(frame),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

fn exc_info(vm: &mut Vm, _: &mut Args<'_>) -> PyResult {
    let heap = vm.heap();
    let Some(value) = vm.current_handled() else {
        return Ok(heap.tuple(vec![Value::NONE, Value::NONE, Value::NONE]));
    };
    let traceback = value.downcast::<ExceptionObject>().and_then(|e| e.traceback.get()).unwrap_or(Value::NONE);
    Ok(heap.tuple(vec![heap.class_of(&value).clone(), value, traceback]))
}

fn exit(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let status = args.take(0);
    let class = vm.types().system_exit().clone();
    let items = match status.downcast_exact::<crate::object::tuple::Tuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None if status.is_none() => Vec::new(),
        None => vec![status],
    };
    let value = vm.call(&class, &items)?;
    match crate::object::Exception::from_value(value) {
        Some(exception) => Err(exception),
        None => Err(vm.system_error("SystemExit made no exception")),
    }
}

fn set_asyncgen_hooks(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    for (i, name) in [(1, "finalizer"), (0, "firstiter")] {
        let Some(value) = args.opt(i).cloned() else { continue };
        let callable = vm.heap().class_of(&value).downcast::<Class>().is_some_and(|c| c.slots.call.get().is_some());
        if !callable && !value.is_none() {
            let class = vm.type_name(&value);
            return Err(vm.type_error(format!("callable {name} expected, got {class}")));
        }
        let value = Some(value).filter(|v| !v.is_none());
        let old = match i {
            0 => std::mem::replace(&mut vm.async_hooks.0, value),
            _ => std::mem::replace(&mut vm.async_hooks.1, value),
        };
        drop(old);
    }
    Ok(Value::NONE)
}

fn getsizeof(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let object = &args.take(0);
    let name = vm.heap().intern("__sizeof__");
    match vm.lookup_special(object, &name)? {
        Some(method) => {
            let size = match vm.call(&method, &[]) {
                Err(error) if args.opt(1).is_some() && vm.is_exception(&error, vm.types().type_error()) => {
                    return Ok(args.take(1));
                }
                result => {
                    let size = result?;
                    if size.as_int().is_none() {
                        return Err(vm.type_error("an integer is required"));
                    }
                    vm.index_i64(&size)?
                }
            };
            if size < 0 {
                return Err(vm.value_error("__sizeof__() should return >= 0"));
            }
            // The collector's share.
            let collected = if crate::object::collector::is_collected(object) { 16 } else { 0 };
            Ok(vm.heap().int(size.saturating_add(collected)))
        }
        None => match args.take_opt(1) {
            Some(default) => Ok(default),
            None => Err(vm.type_error(format!("Type {} doesn't define __sizeof__", vm.type_name(object)))),
        },
    }
}

fn intern(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let value = args.take(0);
    match value.downcast_exact::<crate::object::str::Str>() {
        Some(_) => Ok(vm.heap().intern_value(value)),
        None if value.as_str().is_some() => Err(vm.type_error(format!("can't intern {}", vm.type_name(&value)))),
        None => Err(vm.type_error(format!("intern() argument must be str, not {}", vm.type_name(&value)))),
    }
}

fn set_int_max_str_digits(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let digits = vm.index_i64(args.get(0))?;
    if digits != 0 && digits < 640 {
        return Err(vm.value_error("maxdigits must be 0 or larger than 640"));
    }
    vm.int_max_str_digits = digits.max(0) as usize;
    Ok(Value::NONE)
}

fn set_recursion_limit(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let limit = crate::builtins::types::bounds::c_int(vm, args.get(0))?;
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    let depth = vm.depth();
    if depth >= limit as usize {
        return Err(vm.recursion_error(format!(
            "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
        )));
    }
    vm.recursion_limit = limit as usize;
    Ok(Value::NONE)
}
