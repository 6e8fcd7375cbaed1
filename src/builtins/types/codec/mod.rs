//! Encoding and decoding with Python's error handlers: what `str.encode`, `bytes.decode` and the constructors share.

pub mod handler;
pub mod registry;

use crate::object::bytes::{ByteArray, Bytes};
use crate::object::native::CallArgs;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::text::TextBuilder;
use crate::text::codec::{Codec, Failure, decode_unicode_escape};
use crate::vm::Vm;

use handler::Handler;

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
        let name = name.lossy_text();
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

/// A codec as found by its name.
enum Found {
    Native(Codec),
    /// What `codecs.lookup` gave.
    Python(Value),
}

/// The text codec of that name; UTF-8 without one.
fn find(vm: &mut Vm, encoding: Option<&Value>, verb: &str) -> PyResult<Found> {
    let Some(name) = encoding.and_then(|e| e.as_str()).map(|name| name.to_string_lossy()) else {
        return Ok(Found::Native(Codec::Utf8));
    };
    if let Some(codec) = Codec::by_name(&name) {
        return Ok(Found::Native(codec));
    }
    let info = registry::lookup(vm, &name)?;
    if !registry::is_text(vm, &info)? {
        let message = format!("'{name}' is not a text encoding; use {verb} to handle arbitrary codecs");
        return Err(vm.lookup_error(message));
    }
    Ok(Found::Python(info))
}

/// Runs a codec written in Python: `info[place](object, errors)[0]`.
fn run(vm: &mut Vm, info: &Value, encode: bool, object: &Value, encoding: &str, errors: Option<&Value>) -> PyResult {
    let function = info.downcast::<Tuple>().and_then(|t| t.items().get(usize::from(!encode)).cloned());
    let (verb, what) = if encode { ("encoding", "encoder") } else { ("decoding", "decoder") };
    registry::run(vm, &function.unwrap_or(Value::NONE), object, errors, what)
        .map_err(|error| registry::explain(vm, error, verb, encoding))
}

/// `text.encode(encoding, errors)`; `text` is a str.
pub fn encode(vm: &mut Vm, text: &Value, encoding: Option<&Value>, errors: Option<&Value>) -> PyResult {
    let info = match find(vm, encoding, "codecs.encode()")? {
        Found::Native(codec) => return encode_natively(vm, codec, text, errors),
        Found::Python(info) => info,
    };
    let name = encoding.and_then(|e| e.as_str()).map(|e| e.to_string_lossy()).unwrap_or_default();
    let data = run(vm, &info, true, text, &name, errors)?;
    if data.downcast::<Bytes>().is_some() {
        return Ok(data);
    }
    if let Some(array) = data.downcast::<ByteArray>() {
        let message = format!(
            "encoder {name} returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types"
        );
        let category = vm.types().runtime_warning().clone();
        vm.warn(&category, &message, 1)?;
        return Ok(vm.heap().bytes(array.data.get()));
    }
    let found = vm.type_name(&data);
    let message = format!(
        "'{name}' encoder returned '{found}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types"
    );
    Err(vm.type_error(message))
}

/// The bytes of a str by a codec of ours.
pub fn encode_natively(vm: &mut Vm, codec: Codec, text: &Value, errors: Option<&Value>) -> PyResult {
    let Some(units) = text.as_str().map(|t| t.units()) else { return Err(vm.type_error("a str is required")) };
    let data = match Handler::by_name(vm, errors) {
        Handler::BuiltIn(handler) => codec.encode(units, handler).map_err(handler::widen),
        handler => codec.encode_with(units, &mut |units, problem| {
            handler.encode(vm, text, units, problem).map_err(Failure::Handler)
        }),
    };
    match data {
        Ok(data) => Ok(vm.heap().bytes(data)),
        Err(error) => Err(handler::failure(vm, true, text, error)),
    }
}

/// `data.decode(encoding, errors)`; `data` is bytes-like.
pub fn decode(vm: &mut Vm, data: &Value, encoding: Option<&Value>, errors: Option<&Value>) -> PyResult {
    if vm.with_bytes(data, <[u8]>::is_empty)? {
        return Ok(vm.names().empty.clone());
    }
    let info = match find(vm, encoding, "codecs.decode()")? {
        Found::Native(codec) => return Ok(decode_natively(vm, codec, data, errors, true)?.0),
        Found::Python(info) => info,
    };
    let data = vm.to_bytes(data)?;
    let name = encoding.and_then(|e| e.as_str()).map(|e| e.to_string_lossy()).unwrap_or_default();
    let text = run(vm, &info, false, &data, &name, errors)?;
    if text.as_str().is_some() {
        return Ok(text);
    }
    let found = vm.type_name(&text);
    let message = format!(
        "'{name}' decoder returned '{found}' instead of 'str'; use codecs.decode() to decode to arbitrary types"
    );
    Err(vm.type_error(message))
}

/// The text of a bytes-like object by a codec of ours, and how many bytes were used: unless `last`, an incomplete
/// sequence at the end is left.
pub fn decode_natively(
    vm: &mut Vm,
    codec: Codec,
    data: &Value,
    errors: Option<&Value>,
    last: bool,
) -> PyResult<(Value, usize)> {
    let handler = Handler::by_name(vm, errors);
    if let Handler::BuiltIn(handler) = handler
        && codec != Codec::UnicodeEscape
    {
        let decoded = vm.with_bytes(data, |bytes| {
            codec.decode_with(bytes, last, &mut |input, problem, out| handler.decode(input, problem, out))
        })?;
        return match decoded {
            Ok((text, used)) => Ok((vm.heap().str_from_text(&text), used)),
            Err(error) => {
                let object = vm.to_bytes(data)?;
                Err(handler::failure(vm, false, &object, error))
            }
        };
    }
    let object = vm.to_bytes(data)?;
    let Some(bytes) = object.downcast::<Bytes>() else { return Err(vm.system_error("bytes expected")) };
    let decoded = {
        let mut on_problem = |input: &[u8], problem: &_, out: &mut TextBuilder| {
            let (next, other) = handler.decode(vm, &object, input, problem, out)?;
            let Some(other) = other else { return Ok(next) };
            let rest = decode_rest(vm, codec, &other, next, errors, last).map_err(Failure::Handler)?;
            if let Some(rest) = rest.as_str() {
                out.try_push_units(rest.units())?;
            }
            Ok(input.len())
        };
        match codec {
            Codec::UnicodeEscape => decode_unicode_escape(&bytes.data, last, &mut on_problem),
            _ => codec.decode_with(&bytes.data, last, &mut on_problem).map(|(text, used)| (text, used, None)),
        }
    };
    match decoded {
        Ok((text, used, invalid)) => {
            if let Some(escape) = invalid {
                let message = format!("invalid escape sequence '\\{}'", char::from(escape.character));
                vm.warn(vm.types().deprecation_warning(), &message, 1)?;
            }
            Ok((vm.heap().str_from_text(&text), used))
        }
        Err(error) => Err(handler::failure(vm, false, &object, error)),
    }
}

/// The text of another object's bytes from `start`: an error handler has put that into the exception.
fn decode_rest(
    vm: &mut Vm,
    codec: Codec,
    object: &Value,
    start: usize,
    errors: Option<&Value>,
    last: bool,
) -> PyResult {
    if vm.stack_exhausted() {
        return Err(vm.recursion_error("maximum recursion depth exceeded in an error handler"));
    }
    let rest = vm.with_bytes(object, |bytes| bytes.get(start..).unwrap_or_default().to_vec())?;
    let rest = vm.heap().bytes(rest);
    Ok(decode_natively(vm, codec, &rest, errors, last)?.0)
}
