//! abs, bin, oct, hex, chr, ord, divmod, pow, round, hash, id.

use crate::number::print::{int_prefixed, small_prefixed};
use crate::object::bytes::{ByteArray, Bytes};
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::Operator;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("abs(x, /)", "Return the absolute value of the argument.", |vm, args| vm.absolute(args.get(0))),
    NativeDef::function("bin(number, /)", "The binary representation of an integer.", |vm, args| digits(vm, args, 2)),
    NativeDef::function("chr(i, /)", "The character with a Unicode code point.", chr),
    NativeDef::function("divmod(x, y, /)", "Return the tuple (x//y, x%y).", |vm, args| {
        vm.binary(Operator::Divmod, args.get(0), args.get(1))
    }),
    NativeDef::function("hash(obj, /)", "Return the hash value for the given object.", |vm, args| {
        let hash = vm.hash(args.get(0))?;
        Ok(vm.heap().int(hash))
    }),
    NativeDef::function("hex(number, /)", "The hexadecimal representation of an integer.", |vm, args| {
        digits(vm, args, 16)
    }),
    NativeDef::function("id(obj, /)", "Return the identity of an object.", |vm, args| {
        Ok(vm.heap().big_int(args.get(0).id().into()))
    }),
    NativeDef::function("oct(number, /)", "The octal representation of an integer.", |vm, args| digits(vm, args, 8)),
    NativeDef::function("ord(c, /)", "Return the Unicode code point for a one-character string.", ord),
    NativeDef::function("pow(base, exp, mod=None)", "base**exp, or base**exp % mod.", |vm, args| {
        vm.power(args.get(0), args.get(1), args.get(2))
    }),
    NativeDef::function("round(number, ndigits=None)", "Round a number to a given precision in decimal digits.", round),
];

fn digits(vm: &mut Vm, args: &mut Args<'_>, base: u32) -> PyResult {
    if let Some(small) = args.get(0).as_small_int() {
        return Ok(vm.heap().str(small_prefixed(small, base, &mut [0; 68])));
    }
    let number = vm.index(args.get(0))?;
    let Some(int) = number.as_int() else { return Ok(number) };
    let text = int_prefixed(&int.to_big(), base).map_err(|error| vm.number_error(error))?;
    Ok(vm.heap().str(&text))
}

fn chr(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let number = vm.index(args.get(0))?;
    let Some(wide) = number.as_int().and_then(|i| i.to_i64()) else {
        return Err(vm.overflow_error("Python int too large to convert to C int"));
    };
    match u32::try_from(wide) {
        Ok(c) if c <= 0x10ffff => Ok(vm.heap().char(c)),
        _ if wide > i32::MAX.into() => Err(vm.overflow_error("Python int too large to convert to C int")),
        _ if wide < i32::MIN.into() => Err(vm.overflow_error("Python int too large to convert to C int")),
        _ => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let value = args.get(0);
    let (len, first) = if let Some(s) = value.as_str() {
        (s.len(), s.units().get(0))
    } else if let Some(bytes) = value.downcast::<Bytes>() {
        (bytes.data.len(), bytes.data.first().map(|&b| b.into()))
    } else if let Some(array) = value.downcast::<ByteArray>() {
        array.data.with(|d| (d.len(), d.first().map(|&b| b.into())))
    } else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("ord() expected string of length 1, but {name} found")));
    };
    match first {
        Some(c) if len == 1 => Ok(Value::from_len(c as usize)),
        _ => Err(vm.type_error(format!("ord() expected a character, but string of length {len} found"))),
    }
}

fn round(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let number = args.get(0);
    let name = vm.names().round.clone();
    let Some(method) = vm.lookup_special(number, &name)? else {
        let class = vm.type_name(number);
        return Err(vm.type_error(format!("type {class} doesn't define __round__ method")));
    };
    match args.opt(1).filter(|n| !n.is_none()) {
        None => vm.call(&method, &[]),
        Some(digits) => vm.call(&method, std::slice::from_ref(digits)),
    }
}
