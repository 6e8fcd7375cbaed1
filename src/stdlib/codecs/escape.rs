//! The escapes of bytes literals: `escape_encode` and `escape_decode`.

use crate::builtins::types::codec;
use crate::object::bytes::Bytes;
use crate::object::native::Args;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

pub fn encode(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let Some(bytes) = args.get(0).downcast::<Bytes>() else {
        let found = vm.type_name(args.get(0));
        return Err(vm.type_error(format!("escape_encode() argument 1 must be bytes, not {found}")));
    };
    let mut out = Vec::new();
    if out.try_reserve(bytes.data.len()).is_err() {
        return Err(vm.memory_error());
    }
    for &b in &bytes.data {
        match b {
            b'\\' | b'\'' => out.extend([b'\\', b]),
            b'\t' => out.extend(b"\\t"),
            b'\n' => out.extend(b"\\n"),
            b'\r' => out.extend(b"\\r"),
            b' '..=b'~' => out.push(b),
            _ => out.extend(format!("\\x{b:02x}").bytes()),
        }
    }
    let data = vm.heap().bytes(out);
    Ok(vm.heap().tuple_from([data, Value::from_len(bytes.data.len())]))
}

pub fn decode(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let data = match args.get(0).as_str() {
        Some(_) => codec::encode(vm, &args.get(0).clone(), None, None)?,
        None => vm.to_bytes(args.get(0))?,
    };
    let errors = super::error_name(vm, args.take_opt(1), "escape_decode")?;
    let errors = errors.as_ref().and_then(|e| e.as_str()).map_or_else(|| "strict".to_string(), |e| e.to_string_lossy());
    let Some(bytes) = data.downcast::<Bytes>() else { return Err(vm.system_error("bytes expected")) };
    let input = &bytes.data;
    let (mut out, mut at, mut invalid) = (Vec::new(), 0, None);
    if out.try_reserve(input.len()).is_err() {
        return Err(vm.memory_error());
    }
    while let Some(&b) = input.get(at) {
        at += 1;
        if b != b'\\' {
            out.push(b);
            continue;
        }
        let Some(&letter) = input.get(at) else { return Err(vm.value_error("Trailing \\ in string")) };
        at += 1;
        let byte = match letter {
            b'\n' => continue,
            b'\\' | b'\'' | b'"' => letter,
            b'a' => 7,
            b'b' => 8,
            b't' => 9,
            b'n' => 10,
            b'v' => 11,
            b'f' => 12,
            b'r' => 13,
            b'0'..=b'7' => {
                let digits = input[at - 1..].iter().take(3).take_while(|b| (b'0'..=b'7').contains(b));
                let value = digits.clone().fold(0u32, |value, &b| value << 3 | u32::from(b - b'0'));
                at += digits.count() - 1;
                value as u8
            }
            b'x' => {
                let digit = |i: usize| input.get(i).and_then(|&b| char::from(b).to_digit(16));
                match (digit(at), digit(at + 1)) {
                    (Some(high), Some(low)) => {
                        at += 2;
                        (high << 4 | low) as u8
                    }
                    (high, _) => {
                        let start = at - 2;
                        at += usize::from(high.is_some());
                        match errors.as_str() {
                            "strict" => {
                                return Err(vm.value_error(format!("invalid \\x escape at position {start}")));
                            }
                            "replace" => b'?',
                            "ignore" => continue,
                            other => {
                                let message = format!("decoding error; unknown error handling code: {other}");
                                return Err(vm.value_error(message));
                            }
                        }
                    }
                }
            }
            _ => {
                invalid = invalid.or(Some(letter));
                out.push(b'\\');
                letter
            }
        };
        out.push(byte);
    }
    if let Some(letter) = invalid {
        let message = format!("invalid escape sequence '\\{}'", char::from(letter));
        let category = vm.types().deprecation_warning().clone();
        vm.warn(&category, &message, 1)?;
    }
    let used = input.len();
    let result = vm.heap().bytes(out);
    Ok(vm.heap().tuple_from([result, Value::from_len(used)]))
}
