//! The built-in error handlers as functions of exceptions: `codecs.strict_errors` and its like.

use crate::object::bytes::Bytes;
use crate::object::dict::Dict;
use crate::object::exception::ExceptionObject;
use crate::object::module::Module;
use crate::object::native::{Args, NativeDef};
use crate::object::{Exception, PyResult, Value};
use crate::text::codec::{ErrorHandler, Failure, Problem, Replacement};
use crate::text::{TextBuilder, Units};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

macro_rules! handler {
    ($signature:literal, $doc:literal, $handler:ident) => {
        NativeDef::function($signature, $doc, |vm, args| handle(vm, args, ErrorHandler::$handler))
    };
}

pub const STRICT: NativeDef =
    handler!("strict_errors(exception, /)", "Implements the 'strict' error handling.", Strict);
pub const IGNORE: NativeDef =
    handler!("ignore_errors(exception, /)", "Implements the 'ignore' error handling.", Ignore);
pub const REPLACE: NativeDef =
    handler!("replace_errors(exception, /)", "Implements the 'replace' error handling.", Replace);
pub const XML: NativeDef = handler!(
    "xmlcharrefreplace_errors(exception, /)",
    "Implements the 'xmlcharrefreplace' error handling.",
    XmlCharRefReplace
);
pub const BACKSLASH: NativeDef = handler!(
    "backslashreplace_errors(exception, /)",
    "Implements the 'backslashreplace' error handling.",
    BackslashReplace
);
pub const NAME: NativeDef =
    handler!("namereplace_errors(exception, /)", "Implements the 'namereplace' error handling.", NameReplace);
pub const SURROGATE_ESCAPE: NativeDef = handler!("surrogateescape(exception, /)", "", SurrogateEscape);
pub const SURROGATE_PASS: NativeDef = handler!("surrogatepass(exception, /)", "", SurrogatePass);

/// The names of the handlers and of their functions in `_codecs`.
const BUILT_IN: [(&str, &str); 8] = [
    ("strict", "strict_errors"),
    ("ignore", "ignore_errors"),
    ("replace", "replace_errors"),
    ("xmlcharrefreplace", "xmlcharrefreplace_errors"),
    ("backslashreplace", "backslashreplace_errors"),
    ("namereplace", "namereplace_errors"),
    ("surrogateescape", "surrogateescape"),
    ("surrogatepass", "surrogatepass"),
];

/// Keeps the functions for `lookup` in the module.
pub fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let table = vm.heap().dict();
    for (name, function) in BUILT_IN {
        let function = module.dict().get_str(&vm.heap().intern(function)).unwrap_or(Value::NONE);
        if let Some(dict) = table.downcast::<Dict>() {
            drop(dict.set_str(&vm.heap().intern(name), function).or_memory_error(vm)?);
        }
    }
    super::super::set(vm, module, "_builtin_errors", table)
}

/// `codecs.lookup_error(name)`.
pub fn lookup(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let name = super::text(vm, args, 0, "lookup_error", "")?;
    if let Some(function) = vm.host.codec_errors.downcast::<Dict>().and_then(|d| d.get_str(args.get(0))) {
        return Ok(function);
    }
    let built_in = vm.import_module("_codecs")?;
    let table = vm.heap().intern("_builtin_errors");
    let table = vm.get_attr(&built_in, &table)?;
    match table.downcast::<Dict>().and_then(|d| d.get_str(args.get(0))) {
        Some(function) => Ok(function),
        None => Err(vm.lookup_error(format!("unknown error handler name '{name}'"))),
    }
}

/// The parts of a UnicodeError: encoding, object, start, end, reason.
fn part(exception: &Value, index: usize) -> Value {
    let field =
        exception.downcast::<ExceptionObject>().and_then(|e| e.fields.with(|f| f.get(index).cloned().flatten()));
    field.unwrap_or(Value::NONE)
}

/// The span of the problem within `len` items, as CPython clips it.
fn span(exception: &Value, first: usize, len: usize) -> (usize, usize) {
    let number = |index| part(exception, index).as_small_int().unwrap_or(0);
    let start = number(first).clamp(0, (len as i64 - 1).max(0)) as usize;
    let end = number(first + 1).clamp(1, (len as i64).max(1)) as usize;
    (start, end.min(len))
}

fn handle(vm: &mut Vm, args: &mut Args<'_>, handler: ErrorHandler) -> PyResult {
    let value = args.take(0);
    let Some(error) = Exception::from_value(value.clone()) else {
        return Err(match handler {
            ErrorHandler::Strict => vm.type_error("codec must pass exception instance"),
            _ => cannot(vm, &value),
        });
    };
    if handler == ErrorHandler::Strict {
        return Err(error);
    }
    let types = vm.types();
    let encode = vm.is_exception(&error, types.unicode_encode_error());
    let decode = vm.is_exception(&error, types.unicode_decode_error());
    let translate = vm.is_exception(&error, types.unicode_translate_error());
    if encode || translate {
        use ErrorHandler::*;
        if translate && !matches!(handler, Ignore | Replace | BackslashReplace) {
            return Err(cannot(vm, &value));
        }
        let object = part(&value, 1);
        let Some(text) = object.as_str() else { return Err(vm.type_error("object attribute must be unicode")) };
        let (start, end) = span(&value, 2, text.len());
        if start >= end {
            return Ok(answer(vm, Units::One(&[]), end));
        }
        let mut problem = Problem::new("", start, end, "");
        problem.encoding = part(&value, 0).lossy_text().into();
        if translate && handler == Replace {
            let mut out = TextBuilder::default();
            out.try_fill(0xfffd, end - start).or_memory_error(vm)?;
            return Ok(answer(vm, out.finish().units(), end));
        }
        return match handler.encode::<Exception>(text.units(), &problem) {
            Ok((Replacement::Text(text), at)) => Ok(answer(vm, text.units(), at)),
            Ok((Replacement::Bytes(data), at)) => {
                let data = vm.heap().bytes(data);
                Ok(vm.heap().tuple_from([data, Value::from_len(at)]))
            }
            Err(failure) => Err(refused(vm, error, &value, failure)),
        };
    }
    if decode {
        let object = part(&value, 1);
        let Some(data) = object.downcast::<Bytes>() else {
            return Err(vm.type_error("object attribute must be bytes"));
        };
        let (start, end) = span(&value, 2, data.data.len());
        let mut problem = Problem::new("", start, end, "");
        problem.encoding = part(&value, 0).lossy_text().into();
        let mut out = TextBuilder::default();
        return match handler.decode::<Exception>(&data.data, &problem, &mut out) {
            Ok(at) => Ok(answer(vm, out.finish().units(), at)),
            Err(failure) => Err(refused(vm, error, &value, failure)),
        };
    }
    Err(cannot(vm, &value))
}

fn answer(vm: &Vm, units: Units<'_>, at: usize) -> Value {
    let text = vm.heap().str_from_units(units);
    vm.heap().tuple_from([text, Value::from_len(at)])
}

fn cannot(vm: &Vm, value: &Value) -> Exception {
    vm.type_error(format!("don't know how to handle {} in error callback", vm.type_name(value)))
}

fn refused(vm: &Vm, error: Exception, value: &Value, failure: Failure<Exception>) -> Exception {
    match failure {
        Failure::Problem(_) => error,
        Failure::Memory(_) => vm.memory_error(),
        Failure::CannotDecode => cannot(vm, value),
        Failure::Handler(exception) => exception,
    }
}
