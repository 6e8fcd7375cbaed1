//! Encoding and decoding with Python's error handlers: what `str.encode`, `bytes.decode` and the constructors share.

use crate::object::bytes::Bytes;
use crate::object::dict::Dict;
use crate::object::native::CallArgs;
use crate::object::tuple::Tuple;
use crate::object::{Exception, PyResult, Value};
use crate::text::TextBuilder;
use crate::text::codec::{Codec, ErrorHandler, Failure, Problem, Replacement, decode_unicode_escape};
use crate::vm::Vm;

/// Codecs that CPython has, but not between str and bytes.
const NOT_TEXT: &str = " base64_codec base64 base_64 bz2_codec bz2 hex_codec hex quopri_codec quopri quoted_printable \
                        quotedprintable rot_13 rot13 uu_codec uu zlib_codec zip zlib ";

/// Binds the arguments of a constructor that takes them by position or name.
pub fn constructor_arguments(
    vm: &Vm,
    function: &str,
    names: [&str; 3],
    args: CallArgs<'_>,
) -> PyResult<[Option<Value>; 3]> {
    let mut found = [None, None, None];
    let given = args.values().len();
    if given > 3 {
        return Err(vm.type_error(format!("{function}() takes at most 3 arguments ({given} given)")));
    }
    for (place, value) in found.iter_mut().zip(args.positional()) {
        *place = Some(value.clone());
    }
    for (name, value) in args.keywords() {
        let name = name.as_str().map(|n| n.to_string_lossy()).unwrap_or_default();
        match names.iter().position(|n| *n == name).and_then(|i| found.get_mut(i).map(|place| (i, place))) {
            Some((_, place @ None)) => *place = Some(value.clone()),
            Some((i, _)) => {
                let message = format!("argument for {function}() given by name ('{name}') and position ({})", i + 1);
                return Err(vm.type_error(message));
            }
            None => {
                return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for {function}()")));
            }
        }
    }
    let [_, encoding, errors] = &found;
    check_names(vm, function, encoding.as_ref(), errors.as_ref())?;
    Ok(found)
}

fn check_names(vm: &Vm, function: &str, encoding: Option<&Value>, errors: Option<&Value>) -> PyResult<()> {
    for (value, name) in [(encoding, "encoding"), (errors, "errors")] {
        let Some(value) = value else { continue };
        let Some(text) = value.as_str() else {
            let found = vm.type_name(value);
            return Err(vm.type_error(format!("{function}() argument '{name}' must be str, not {found}")));
        };
        if text.units().iter().any(|c| c == 0) {
            return Err(vm.value_error("embedded null character"));
        }
    }
    Ok(())
}

/// Checks the encoding and errors arguments of a method.
pub fn arguments(
    vm: &Vm,
    function: &str,
    encoding: Option<&Value>,
    errors: Option<&Value>,
) -> PyResult<(Option<Value>, Option<Value>)> {
    check_names(vm, function, encoding, errors)?;
    Ok((encoding.cloned(), errors.cloned()))
}

/// The codec of that name; UTF-8 without one.
fn codec(vm: &Vm, encoding: Option<&Value>, verb: &str) -> PyResult<Codec> {
    let Some(name) = encoding.and_then(|e| e.as_str()) else { return Ok(Codec::Utf8) };
    let name = name.to_string_lossy();
    if let Some(codec) = Codec::by_name(&name) {
        return Ok(codec);
    }
    let normal = name.to_ascii_lowercase().replace(['-', ' '], "_");
    if !normal.is_empty() && NOT_TEXT.contains(&format!(" {normal} ")) {
        let message = format!("'{name}' is not a text encoding; use codecs.{verb}() to handle arbitrary codecs");
        return Err(vm.lookup_error(message));
    }
    Err(vm.lookup_error(format!("unknown encoding: {name}")))
}

/// An error handler as found by its name.
enum Handler {
    BuiltIn(ErrorHandler),
    /// A function given to `codecs.register_error`.
    Python(Value),
    Unknown(String),
}

fn handler(vm: &Vm, errors: Option<&Value>) -> Handler {
    let Some(name) = errors.and_then(|e| e.as_str()) else { return Handler::BuiltIn(ErrorHandler::Strict) };
    let registered = vm.host.codec_errors.downcast::<Dict>();
    let key = errors.cloned().unwrap_or(Value::NONE);
    if let Some(function) = registered.filter(|d| !d.is_empty()).and_then(|d| d.get_str(&key)) {
        return Handler::Python(function);
    }
    let name = name.to_string_lossy();
    match ErrorHandler::by_name(&name) {
        Some(handler) => Handler::BuiltIn(handler),
        None => Handler::Unknown(name),
    }
}

#[cold]
fn unknown_handler(vm: &Vm, name: &str) -> Exception {
    vm.lookup_error(format!("unknown error handler name '{name}'"))
}

/// UnicodeEncodeError or UnicodeDecodeError of `class`.
#[cold]
fn unicode_error(vm: &Vm, class: &Value, object: &Value, problem: &Problem) -> Exception {
    let heap = vm.heap();
    let args = vec![
        heap.str(problem.encoding),
        object.clone(),
        Value::from_len(problem.start),
        Value::from_len(problem.end),
        heap.str(&problem.reason),
    ];
    let fields = args.iter().cloned().map(Some).collect();
    let exception = vm.exception_with(class, args);
    drop(exception.object().fields.replace(fields));
    exception
}

#[cold]
fn failure(vm: &Vm, class: &Value, object: &Value, failure: Failure<Exception>) -> Exception {
    match failure {
        Failure::Problem(problem) => unicode_error(vm, class, object, &problem),
        Failure::Memory(_) => vm.memory_error(),
        Failure::CannotDecode => vm.type_error("don't know how to handle UnicodeDecodeError in error callback"),
        Failure::Handler(exception) => exception,
    }
}

/// Where a Python handler says to go on, in an input of `len` items.
fn resume_at(vm: &mut Vm, position: &Value, len: usize) -> PyResult<usize> {
    let given = super::bounds::ssize(vm, position)? as i64;
    let at = if given < 0 { given + len as i64 } else { given };
    match usize::try_from(at).ok().filter(|&at| at <= len) {
        Some(at) => Ok(at),
        None => Err(vm.index_error(format!("position {given} from error handler out of bounds"))),
    }
}

/// Calls a Python handler and takes its answer apart.
fn ask(vm: &mut Vm, function: &Value, error: Exception, kind: &str) -> PyResult<(Value, Value)> {
    let answer = vm.call(function, &[error.into_value()])?;
    match answer.downcast::<Tuple>().map(Tuple::items) {
        Some([replacement, position]) if position.as_int().is_some() => Ok((replacement.clone(), position.clone())),
        _ => Err(vm.type_error(format!("{kind} error handler must return ({}, int) tuple", wanted(kind)))),
    }
}

fn wanted(kind: &str) -> &'static str {
    if kind == "encoding" { "str/bytes" } else { "str" }
}

/// `text.encode(encoding, errors)`; `text` is a str.
pub fn encode(vm: &mut Vm, text: &Value, encoding: Option<&Value>, errors: Option<&Value>) -> PyResult {
    let codec = codec(vm, encoding, "encode")?;
    let Some(units) = text.as_str().map(|t| t.units()) else { return Err(vm.type_error("a str is required")) };
    let class = vm.types().unicode_encode_error();
    let data = match handler(vm, errors) {
        Handler::BuiltIn(handler) => codec.encode(units, handler).map_err(widen),
        Handler::Unknown(name) => {
            codec.encode_with(units, &mut |_, _| Err(Failure::Handler(unknown_handler(vm, &name))))
        }
        Handler::Python(function) => codec.encode_with(units, &mut |units, problem| {
            let error = unicode_error(vm, class, text, problem);
            let (replacement, position) = ask(vm, &function, error, "encoding").map_err(Failure::Handler)?;
            let replacement = match (replacement.as_str(), replacement.downcast::<Bytes>()) {
                (Some(text), _) => Replacement::Text(text.units().into()),
                (_, Some(bytes)) => Replacement::Bytes(bytes.data.to_vec()),
                _ => {
                    let message = "encoding error handler must return (str/bytes, int) tuple";
                    return Err(Failure::Handler(vm.type_error(message)));
                }
            };
            Ok((replacement, resume_at(vm, &position, units.len()).map_err(Failure::Handler)?))
        }),
    };
    match data {
        Ok(data) => Ok(vm.heap().bytes(data)),
        Err(error) => Err(failure(vm, class, text, error)),
    }
}

fn widen(failure: Failure) -> Failure<Exception> {
    match failure {
        Failure::Problem(problem) => Failure::Problem(problem),
        Failure::Memory(error) => Failure::Memory(error),
        Failure::CannotDecode => Failure::CannotDecode,
        Failure::Handler(never) => match never {},
    }
}

/// `data.decode(encoding, errors)`; `data` is bytes-like.
pub fn decode(vm: &mut Vm, data: &Value, encoding: Option<&Value>, errors: Option<&Value>) -> PyResult {
    if vm.with_bytes(data, <[u8]>::is_empty)? {
        return Ok(vm.names().empty.clone());
    }
    let codec = codec(vm, encoding, "decode")?;
    let handler = handler(vm, errors);
    let class = vm.types().unicode_decode_error();
    if let Handler::BuiltIn(handler) = handler
        && codec != Codec::UnicodeEscape
    {
        return match vm.with_bytes(data, |bytes| codec.decode(bytes, handler))? {
            Ok(text) => Ok(vm.heap().str_from_text(&text)),
            Err(error) => {
                let object = vm.to_bytes(data)?;
                Err(failure(vm, class, &object, widen(error)))
            }
        };
    }
    let object = vm.to_bytes(data)?;
    let Some(bytes) = object.downcast::<Bytes>() else { return Err(vm.system_error("bytes expected")) };
    let mut on_problem =
        |input: &[u8], problem: &Problem, out: &mut TextBuilder| -> Result<usize, Failure<Exception>> {
            let function = match &handler {
                Handler::BuiltIn(handler) => return handler.decode(input, problem, out),
                Handler::Unknown(name) => return Err(Failure::Handler(unknown_handler(vm, name))),
                Handler::Python(function) => function,
            };
            let error = unicode_error(vm, class, &object, problem);
            let (replacement, position) = ask(vm, function, error, "decoding").map_err(Failure::Handler)?;
            let Some(text) = replacement.as_str() else {
                let message = "decoding error handler must return (str, int) tuple";
                return Err(Failure::Handler(vm.type_error(message)));
            };
            out.try_push_units(text.units())?;
            resume_at(vm, &position, input.len()).map_err(Failure::Handler)
        };
    let decoded = match codec {
        Codec::UnicodeEscape => decode_unicode_escape(&bytes.data, true, &mut on_problem),
        _ => codec.decode_with(&bytes.data, true, &mut on_problem).map(|(text, used)| (text, used, None)),
    };
    match decoded {
        Ok((text, _, invalid)) => {
            if let Some(escape) = invalid {
                let message = format!("invalid escape sequence '\\{}'", char::from(escape.character));
                vm.warn(vm.types().deprecation_warning(), &message, 1)?;
            }
            Ok(vm.heap().str_from_text(&text))
        }
        Err(error) => Err(failure(vm, class, &object, error)),
    }
}
