//! int's methods and attributes.

use dashu_int::IBig;

use crate::number::format_number;
use crate::number::format_spec::Target;
use crate::number::{int, int_convert, small};
use crate::object::bytes::{ByteArray, Bytes};
use crate::object::descriptor::GetSetDef;
use crate::object::int::IntRef;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::super::number;
use super::{arithmetic::big, exact, repr};

pub(super) static METHODS: &[NativeDef] = &[
    NativeDef::method("conjugate(self, /)", "Returns self, the complex conjugate of any int.", itself),
    NativeDef::method(
        "bit_length(self, /)",
        "Number of bits necessary to represent self in binary.\n\n>>> bin(37)\n'0b100101'\n>>> (37).bit_length()\n6",
        |vm, args| {
            Ok(vm.heap().int(match args.get(0).as_int() {
                Some(IntRef::Small(i)) => small::bit_length(i).into(),
                Some(IntRef::Big(b)) => int::abs_bits(b) as i64,
                None => 0,
            }))
        },
    ),
    NativeDef::method(
        "bit_count(self, /)",
        "Number of ones in the binary representation of the absolute value of self.",
        |vm, args| {
            Ok(vm.heap().int(match args.get(0).as_int() {
                Some(IntRef::Small(i)) => i.unsigned_abs().count_ones().into(),
                Some(IntRef::Big(b)) => int::bit_count(b) as i64,
                None => 0,
            }))
        },
    ),
    NativeDef::method(
        "to_bytes(self, /, length, byteorder, *, signed=False)",
        "An array of bytes that represents the integer; OverflowError if it needs more than length bytes.",
        to_bytes,
    ),
    NativeDef::class_method(
        "from_bytes(type, /, bytes, byteorder, *, signed=False)",
        "The integer represented by the given array of bytes.",
        from_bytes,
    ),
    NativeDef::method(
        "as_integer_ratio(self, /)",
        "A pair of integers, whose ratio is exactly equal to the original int.",
        |vm, args| {
            let value = exact(vm, args.get(0))?;
            Ok(vm.heap().pair(value, Value::from_len(1)))
        },
    ),
    NativeDef::method("__trunc__(self, /)", "Truncating an Integral returns itself.", itself),
    NativeDef::method("__floor__(self, /)", "Flooring an Integral returns itself.", itself),
    NativeDef::method("__ceil__(self, /)", "Ceiling of an Integral returns itself.", itself),
    NativeDef::method(
        "__round__(self, ndigits=None, /)",
        "Rounding an Integral returns itself; with an ndigits argument also an integer.",
        round,
    ),
    NativeDef::method("__getnewargs__(self, /)", "", |vm, args| {
        let value = exact(vm, args.get(0))?;
        Ok(vm.heap().tuple_from([value]))
    }),
    NativeDef::method("__format__(self, format_spec, /)", "", format),
    NativeDef::method("__sizeof__(self, /)", "Returns size in memory, in bytes.", |vm, args| {
        let bits = args.get(0).as_int().map_or(0, |i| int::abs_bits(&big(&i)));
        Ok(vm.heap().int(24 + 4 * bits.div_ceil(30) as i64))
    }),
];

pub(super) static GETSETS: &[GetSetDef] = &[
    GetSetDef::read("real", "the real part of a complex number", exact),
    GetSetDef::read("imag", "the imaginary part of a complex number", |_, _| Ok(Value::from_len(0))),
    GetSetDef::read("numerator", "the numerator of a rational number in lowest terms", exact),
    GetSetDef::read("denominator", "the denominator of a rational number in lowest terms", |_, _| {
        Ok(Value::from_len(1))
    }),
];

fn itself(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    exact(vm, args.get(0))
}

fn round(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let Some(digits) = args.opt(1) else { return exact(vm, args.get(0)) };
    let digits = vm.index(digits)?;
    let (Some(value), Some(digits)) = (args.get(0).as_int(), digits.as_int()) else { return Ok(Value::NONE) };
    if !digits.is_negative() {
        return exact(vm, args.get(0));
    }
    match int_convert::round_digits(&big(&value), &big(&digits)) {
        Ok(rounded) => Ok(vm.heap().big_int(rounded)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn format(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let value = args.get(0);
    let Some(spec) = number::format_spec(vm, args.get(1), Target::Int)? else {
        return if value.is_exact_int() { repr(vm, value) } else { vm.str(value) };
    };
    let name = vm.type_name(value);
    let big = value.as_int().map(|i| i.to_big()).unwrap_or_default();
    match format_number::format_int(&big, &spec, &name, vm.int_max_str_digits) {
        Ok(text) => Ok(vm.heap().str_from_text(&text)),
        Err(error) => Err(vm.number_error(error)),
    }
}

/// `byteorder`: is it little-endian?
fn is_little(vm: &Vm, function: &str, order: &Value) -> PyResult<bool> {
    let Some(text) = order.as_str() else {
        let got = vm.type_name(order);
        return Err(vm.type_error(format!("{function}() argument 'byteorder' must be str, not {got}")));
    };
    match text.to_string_lossy().as_str() {
        "little" => Ok(true),
        "big" => Ok(false),
        _ => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn is_signed(vm: &mut Vm, args: &Args<'_>) -> PyResult<bool> {
    match args.opt(3) {
        Some(signed) => vm.truth(&signed.clone()),
        None => Ok(false),
    }
}

fn to_bytes(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let length = super::super::bounds::ssize(vm, args.get(1))? as i64;
    let little = is_little(vm, "to_bytes", args.get(2))?;
    let signed = is_signed(vm, args)?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    let value = args.get(0).as_int().map(|i| i.to_big()).unwrap_or_default();
    match int_convert::to_bytes(&value, length, little, signed) {
        Ok(bytes) => Ok(vm.heap().bytes(bytes)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn from_bytes(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let little = is_little(vm, "from_bytes", args.get(2))?;
    let signed = is_signed(vm, args)?;
    let source = args.get(1).clone();
    let bytes = bytes_of(vm, source)?;
    let read = |data: &[u8]| int_convert::from_bytes(data, little, signed);
    let value: IBig = match (bytes.downcast::<Bytes>(), bytes.downcast::<ByteArray>()) {
        (Some(bytes), _) => read(&bytes.data),
        (_, Some(array)) => array.data.with(|data| read(data)),
        _ => IBig::ZERO,
    };
    let value = vm.heap().big_int(value);
    let class = args.get(0).clone();
    if class.is(vm.types().int()) { Ok(value) } else { vm.call(&class, &[value]) }
}

/// Bytes from a bytes-like object, an iterable of ints or an object with `__bytes__`.
fn bytes_of(vm: &mut Vm, source: Value) -> PyResult {
    if source.downcast::<Bytes>().is_some() || source.downcast::<ByteArray>().is_some() {
        return Ok(source);
    }
    if let Some(bytes) = number::call_special(vm, &source, &vm.names().bytes)? {
        if bytes.downcast::<Bytes>().is_none() {
            let got = vm.type_name(&bytes);
            return Err(vm.type_error(format!("__bytes__ returned non-bytes (type {got})")));
        }
        return Ok(bytes);
    }
    if source.as_int().is_some() || source.as_str().is_some() || source.as_float().is_some() {
        let got = vm.type_name(&source);
        return Err(vm.type_error(format!("cannot convert '{got}' object to bytes")));
    }
    let bytes = vm.types().bytes().clone();
    vm.call(&bytes, &[source])
}
