//! Charmaps that a script gives: `charmap_encode`, `charmap_decode`, `charmap_build`.

use crate::builtins::types::codec::handler::{self, Handler};
use crate::object::bytes::Bytes;
use crate::object::dict::Dict;
use crate::object::native::Args;
use crate::object::{PyResult, Value};
use crate::text::codec::{Codec, Failure, Problem, Replacement};
use crate::text::{Text, TextBuilder};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

const REASON: &str = "character maps to <undefined>";

/// `mapping[key]`; None where it is missing.
fn look_up(vm: &mut Vm, mapping: &Value, key: i64) -> PyResult<Option<Value>> {
    let key = vm.heap().int(key);
    match vm.get_item(mapping, &key) {
        Ok(value) => Ok(Some(value).filter(|v| !v.is_none())),
        Err(error) if vm.is_exception(&error, vm.types().lookup_error()) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Appends the bytes of a code point; false if it has none.
fn put(vm: &mut Vm, mapping: &Value, c: u32, out: &mut Vec<u8>) -> PyResult<bool> {
    let Some(value) = look_up(vm, mapping, c.into())? else { return Ok(false) };
    if let Some(number) = value.as_int() {
        let byte = number.to_i64().and_then(|n| u8::try_from(n).ok());
        let Some(byte) = byte else { return Err(vm.type_error("character mapping must be in range(256)")) };
        out.push(byte);
        return Ok(true);
    }
    match value.downcast::<Bytes>() {
        Some(bytes) => {
            if out.try_reserve(bytes.data.len()).is_err() {
                return Err(vm.memory_error());
            }
            out.extend_from_slice(&bytes.data);
            Ok(true)
        }
        None => {
            let found = vm.type_name(&value);
            Err(vm.type_error(format!("character mapping must return integer, bytes or None, not {found}")))
        }
    }
}

pub fn encode(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let mapping = args.take(2);
    if mapping.is_none() {
        return super::encode_with(vm, args, Codec::Latin1);
    }
    let errors = super::error_name(vm, args.take_opt(1), "charmap_encode")?;
    let text = args.take(0);
    let Some(units) = text.as_str().map(|t| t.units()) else {
        let found = vm.type_name(&text);
        return Err(vm.type_error(format!("charmap_encode() argument 1 must be str, not {found}")));
    };
    let handler = Handler::by_name(vm, errors.as_ref());
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(c) = units.get(at) {
        if put(vm, &mapping, c, &mut out)? {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while let Some(c) = units.get(end) {
            if put(vm, &mapping, c, &mut Vec::new())? {
                break;
            }
            end += 1;
        }
        let problem = Problem::new("charmap", at, end, REASON);
        let (replacement, next) = handler.encode(vm, &text, units, &problem)?;
        match replacement {
            Replacement::Bytes(bytes) => out.extend_from_slice(&bytes),
            Replacement::Text(replacement) => {
                for c in replacement.iter() {
                    if !put(vm, &mapping, c, &mut out)? {
                        return Err(handler::failure(vm, true, &text, Failure::Problem(problem)));
                    }
                }
            }
        }
        at = next;
    }
    let data = vm.heap().bytes(out);
    Ok(vm.heap().tuple_from([data, Value::from_len(units.len())]))
}

/// The text that a byte stands for; None if it has none.
fn meaning(vm: &mut Vm, mapping: &Value, b: u8) -> PyResult<Option<Text>> {
    if let Some(table) = mapping.as_str() {
        return Ok(table.units().get(b.into()).filter(|&c| c != 0xfffe).map(|c| Text::from_code_points([c])));
    }
    let Some(value) = look_up(vm, mapping, b.into())? else { return Ok(None) };
    if let Some(number) = value.as_int() {
        return match number.to_i64().and_then(|n| u32::try_from(n).ok()).filter(|&n| n < 0x110000) {
            Some(0xfffe) => Ok(None),
            Some(c) => Ok(Some(Text::from_code_points([c]))),
            None => Err(vm.type_error("character mapping must be in range(0x110000)")),
        };
    }
    match value.as_str() {
        Some(text) if text.units() == "\u{fffe}" => Ok(None),
        Some(text) => Ok(Some(text.units().into())),
        None => Err(vm.type_error("character mapping must return integer, None or str")),
    }
}

pub fn decode(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let mapping = args.take(2);
    if mapping.is_none() {
        return super::decode_with(vm, args, Codec::Latin1, true);
    }
    let errors = super::error_name(vm, args.take_opt(1), "charmap_decode")?;
    let mut data = vm.to_bytes(args.get(0))?;
    let handler = Handler::by_name(vm, errors.as_ref());
    let (mut out, mut at) = (TextBuilder::default(), 0);
    loop {
        let Some(bytes) = data.downcast::<Bytes>() else { return Err(vm.type_error("bytes expected")) };
        let Some(&b) = bytes.data.get(at) else { break };
        if let Some(text) = meaning(vm, &mapping, b)? {
            out.try_push_units(text.units()).or_memory_error(vm)?;
            at += 1;
            continue;
        }
        let problem = Problem::new("charmap", at, at + 1, REASON);
        let (next, other) = handler
            .decode(vm, &data, &bytes.data, &problem, &mut out)
            .map_err(|error| handler::failure(vm, false, &data, error))?;
        at = next;
        data = other.unwrap_or(data);
    }
    let text = vm.heap().str_from_text(&out.finish());
    let used = data.downcast::<Bytes>().map_or(0, |bytes| bytes.data.len());
    Ok(vm.heap().tuple_from([text, Value::from_len(used)]))
}

/// A decoding table turned round: a dict from code points to bytes.
pub fn build(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let Some(table) = args.get(0).as_str() else {
        let found = vm.type_name(args.get(0));
        return Err(vm.type_error(format!("charmap_build() argument must be str, not {found}")));
    };
    let result = vm.heap().dict();
    if let Some(dict) = result.downcast::<Dict>() {
        for (byte, c) in table.units().iter().take(256).enumerate().filter(|&(_, c)| c != 0xfffe) {
            let key = vm.heap().int(c.into());
            vm.dict_set(dict, &key, &Value::from_len(byte))?;
        }
    }
    Ok(result)
}
