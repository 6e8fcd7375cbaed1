//! Error handlers of codecs: the built-in ones, and functions given to `codecs.register_error`.

use crate::object::bytes::Bytes;
use crate::object::dict::Dict;
use crate::object::tuple::Tuple;
use crate::object::{Exception, PyResult, Value};
use crate::text::TextBuilder;
use crate::text::Units;
use crate::text::codec::{ErrorHandler, Failure, Problem, Replacement};
use crate::vm::Vm;

use super::super::bounds;

/// An error handler as found by its name.
pub enum Handler {
    BuiltIn(ErrorHandler),
    /// A function given to `codecs.register_error`.
    Python(Value),
    /// Looked for only once there is a problem.
    Unknown(String),
}

#[cold]
pub fn unknown(vm: &Vm, name: &str) -> Exception {
    vm.lookup_error(format!("unknown error handler name '{name}'"))
}

impl Handler {
    /// The handler of that name; strict without one.
    pub fn by_name(vm: &Vm, errors: Option<&Value>) -> Handler {
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

    /// What stands in for a problem of `text`, and where to go on.
    pub fn encode(
        &self,
        vm: &mut Vm,
        text: &Value,
        units: Units<'_>,
        problem: &Problem,
    ) -> PyResult<(Replacement, usize)> {
        let function = match self {
            Handler::BuiltIn(handler) => {
                return handler.encode(units, problem).map_err(|error| failure(vm, true, text, error));
            }
            Handler::Unknown(name) => return Err(unknown(vm, name)),
            Handler::Python(function) => function,
        };
        let error = vm.unicode_encode_problem(&problem.encoding, text, problem);
        let (replacement, position) = ask(vm, function, error, "encoding")?;
        let replacement = match (replacement.as_str(), replacement.downcast::<Bytes>()) {
            (Some(text), _) => Replacement::Text(text.units().into()),
            (_, Some(bytes)) => Replacement::Bytes(bytes.data.to_vec()),
            _ => return Err(vm.type_error("encoding error handler must return (str/bytes, int) tuple")),
        };
        Ok((replacement, resume_at(vm, &position, units.len())?))
    }

    /// Appends what stands in for a problem of `data` (bytes); gives where to go on, and in what if the handler put
    /// another object into the exception.
    pub fn decode(
        &self,
        vm: &mut Vm,
        data: &Value,
        input: &[u8],
        problem: &Problem,
        out: &mut TextBuilder,
    ) -> Result<(usize, Option<Value>), Failure<Exception>> {
        let function = match self {
            Handler::BuiltIn(handler) => return Ok((handler.decode(input, problem, out)?, None)),
            Handler::Unknown(name) => return Err(Failure::Handler(unknown(vm, name))),
            Handler::Python(function) => function,
        };
        let error = vm.unicode_decode_problem(&problem.encoding, data, problem);
        let value = error.value().clone();
        let (replacement, position) = ask(vm, function, error, "decoding").map_err(Failure::Handler)?;
        let Some(text) = replacement.as_str() else {
            return Err(Failure::Handler(vm.type_error("decoding error handler must return (str, int) tuple")));
        };
        out.try_push_units(text.units())?;
        let name = vm.heap().intern("object");
        let object = vm.get_attr(&value, &name).map_err(Failure::Handler)?;
        let other = Some(object).filter(|o| !o.is(data));
        let len = other.as_ref().and_then(|o| o.downcast::<Bytes>()).map_or(input.len(), |bytes| bytes.data.len());
        Ok((resume_at(vm, &position, len).map_err(Failure::Handler)?, other))
    }
}

/// Where a Python handler says to go on, in an input of `len` items.
fn resume_at(vm: &mut Vm, position: &Value, len: usize) -> PyResult<usize> {
    let given = bounds::ssize(vm, position)? as i64;
    let at = if given < 0 { given.saturating_add(len as i64) } else { given };
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
        _ => {
            let wanted = if kind == "encoding" { "str/bytes" } else { "str" };
            Err(vm.type_error(format!("{kind} error handler must return ({wanted}, int) tuple")))
        }
    }
}

/// The exception for a failure: that of an encoder or a decoder.
#[cold]
pub fn failure(vm: &Vm, encoder: bool, object: &Value, failure: Failure<Exception>) -> Exception {
    match failure {
        Failure::Problem(problem) if encoder => vm.unicode_encode_problem(&problem.encoding, object, &problem),
        Failure::Problem(problem) => vm.unicode_decode_problem(&problem.encoding, object, &problem),
        Failure::Memory(_) => vm.memory_error(),
        Failure::CannotDecode => vm.type_error("don't know how to handle UnicodeDecodeError in error callback"),
        Failure::Handler(exception) => exception,
    }
}

/// A failure of a built-in handler as one of any.
pub fn widen(failure: Failure) -> Failure<Exception> {
    match failure {
        Failure::Problem(problem) => Failure::Problem(problem),
        Failure::Memory(error) => Failure::Memory(error),
        Failure::CannotDecode => Failure::CannotDecode,
        Failure::Handler(never) => match never {},
    }
}
