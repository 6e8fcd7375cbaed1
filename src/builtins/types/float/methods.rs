//! float's methods and attributes.

use crate::number::format_spec::Target;
use crate::number::{float, format_number, parse, print};
use crate::object::descriptor::GetSetDef;
use crate::object::int::IntRef;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::super::number;
use super::{exact, truncated, value};

pub(super) static METHODS: &[NativeDef] = &[
    NativeDef::method("conjugate(self, /)", "Return self, the complex conjugate of any float.", |vm, args| {
        exact(vm, args.get(0))
    }),
    NativeDef::method("__trunc__(self, /)", "Return the Integral closest to x between 0 and x.", |vm, args| {
        truncated(vm, value(args.get(0)))
    }),
    NativeDef::method("__floor__(self, /)", "Return the floor as an Integral.", |vm, args| {
        truncated(vm, value(args.get(0)).floor())
    }),
    NativeDef::method("__ceil__(self, /)", "Return the ceiling as an Integral.", |vm, args| {
        truncated(vm, value(args.get(0)).ceil())
    }),
    NativeDef::method(
        "__round__(self, ndigits=None, /)",
        "Return the Integral closest to x, rounding half toward even.\n\nWhen an argument is passed, work like \
         built-in round(x, ndigits).",
        round,
    ),
    NativeDef::method(
        "as_integer_ratio(self, /)",
        "A pair of integers, whose ratio is exactly equal to the original float.",
        |vm, args| match float::as_integer_ratio(value(args.get(0))) {
            Ok((numerator, denominator)) => {
                let heap = vm.heap();
                Ok(heap.pair(heap.big_int(numerator), heap.big_int(denominator)))
            }
            Err(error) => Err(vm.number_error(error)),
        },
    ),
    NativeDef::class_method(
        "fromhex(type, string, /)",
        "Create a floating-point number from a hexadecimal string.",
        from_hex,
    ),
    NativeDef::method("hex(self, /)", "Return a hexadecimal representation of a floating-point number.", |vm, args| {
        Ok(vm.heap().str(&print::float_hex(value(args.get(0)))))
    }),
    NativeDef::method("is_integer(self, /)", "Return True if the float is an integer.", |_, args| {
        Ok(Value::bool(float::is_integer(value(args.get(0)))))
    }),
    NativeDef::method("__getnewargs__(self, /)", "", |vm, args| {
        let value = exact(vm, args.get(0))?;
        Ok(vm.heap().tuple_from([value]))
    }),
    NativeDef::class_method("__getformat__(type, typestr, /)", "How C's floats are stored.", get_format),
    NativeDef::class_method(
        "__setformat__(type, typestr, fmt, /)",
        "Takes C's floats for another format than they have.",
        set_format,
    ),
    NativeDef::method("__format__(self, format_spec, /)", "Formats the float according to format_spec.", format),
];

pub(super) static GETSETS: &[GetSetDef] = &[
    GetSetDef::read("real", "the real part of a complex number", exact),
    GetSetDef::read("imag", "the imaginary part of a complex number", |vm, _| Ok(vm.heap().float(0.0))),
];

fn round(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let x = value(args.get(0));
    let Some(digits) = args.opt(1).filter(|d| !d.is_none()) else {
        return match float::round(x) {
            Ok(rounded) => Ok(vm.heap().big_int(rounded)),
            Err(error) => Err(vm.number_error(error)),
        };
    };
    let digits = vm.index(digits)?;
    let digits = match digits.as_int() {
        Some(IntRef::Small(i)) => i,
        Some(i) if i.is_negative() => i64::MIN,
        _ => i64::MAX,
    };
    match float::round_digits(x, digits) {
        Ok(rounded) => Ok(vm.heap().float(rounded)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn from_hex(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (class, text) = (args.get(0).clone(), args.get(1));
    let Some(text) = text.as_str() else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    // What is no text in UTF-8 is no number either.
    let value = match parse::float_hex(text.to_str().as_deref().unwrap_or("?")) {
        Ok(f) => vm.heap().float(f),
        Err(error) => return Err(vm.number_error(error)),
    };
    if class.is(vm.types().float()) { Ok(value) } else { vm.call(&class, &[value]) }
}

const NATIVE_FORMAT: &str = if cfg!(target_endian = "little") { "IEEE, little-endian" } else { "IEEE, big-endian" };

/// A str argument of `__getformat__` or `__setformat__`.
fn format_argument(vm: &mut Vm, function: &str, place: &str, value: &Value) -> PyResult<String> {
    match value.as_str() {
        Some(text) => Ok(text.to_string_lossy()),
        None => {
            let got = vm.type_name(value);
            Err(vm.type_error(format!("{function}() argument{place} must be str, not {got}")))
        }
    }
}

/// Which of C's types is meant: its place in `Host::unknown_floats`.
fn c_float_type(vm: &Vm, function: &str, name: &str) -> PyResult<usize> {
    match name {
        "double" => Ok(0),
        "float" => Ok(1),
        _ => Err(vm.value_error(format!("{function}() argument 1 must be 'double' or 'float'"))),
    }
}

fn get_format(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let name = format_argument(vm, "__getformat__", "", args.get(1))?;
    let unknown = c_float_type(vm, "__getformat__", &name)?;
    let unknown = vm.host.unknown_floats.get(unknown).is_some_and(|&unknown| unknown);
    Ok(vm.heap().str(if unknown { "unknown" } else { NATIVE_FORMAT }))
}

fn set_format(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let name = format_argument(vm, "__setformat__", " 1", args.get(1))?;
    let wanted = format_argument(vm, "__setformat__", " 2", args.get(2))?;
    let place = c_float_type(vm, "__setformat__", &name)?;
    if wanted == "unknown" || wanted == NATIVE_FORMAT {
        if let Some(unknown) = vm.host.unknown_floats.get_mut(place) {
            *unknown = wanted == "unknown";
        }
        return Ok(Value::NONE);
    }
    if ["IEEE, little-endian", "IEEE, big-endian"].contains(&wanted.as_str()) {
        let message = format!("can only set {name} format to 'unknown' or the detected platform value");
        return Err(vm.value_error(message));
    }
    Err(vm.value_error("__setformat__() argument 2 must be 'unknown', 'IEEE, little-endian' or 'IEEE, big-endian'"))
}

fn format(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let x = args.get(0);
    let Some(spec) = number::format_spec(vm, args.get(1), Target::Real)? else {
        return vm.str(x);
    };
    match format_number::format_float(value(x), &spec, &vm.type_name(x)) {
        Ok(text) => Ok(vm.heap().str_from_text(&text)),
        Err(error) => Err(vm.number_error(error)),
    }
}
