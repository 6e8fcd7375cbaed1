//! str to quoted JSON strings.

use crate::object::{PyResult, Value};
use crate::text::{OutOfMemory, TextBuilder, Units};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

/// `encode_basestring` and `encode_basestring_ascii`.
pub fn function(vm: &mut Vm, value: &Value, ascii: bool) -> PyResult {
    let Some(text) = value.as_str() else {
        let found = vm.type_name(value);
        return Err(vm.type_error(format!("first argument must be a string, not {found}")));
    };
    let mut out = TextBuilder::limited(vm.heap().room());
    push(&mut out, text.units(), ascii).or_memory_error(vm)?;
    Ok(vm.heap().str_from_text(&out.finish()))
}

/// Appends the text as a JSON string.
pub fn push(out: &mut TextBuilder, text: Units<'_>, ascii: bool) -> Result<(), OutOfMemory> {
    let width = if ascii { 0 } else { text.width_max() };
    out.reserve(text.len() + 2, width)?;
    out.push(0x22);
    match text {
        Units::One(bytes) => push_bytes(out, bytes, ascii)?,
        _ if !ascii => {
            let mut from = 0;
            for (at, c) in text.iter().enumerate().filter(|(_, c)| *c < 0x20 || *c == 0x22 || *c == 0x5c) {
                out.push_part(text, from..at);
                escape(out, c)?;
                from = at + 1;
            }
            out.push_part(text, from..text.len());
        }
        _ => {
            for c in text.iter() {
                if (0x20..0x7f).contains(&c) && c != 0x22 && c != 0x5c {
                    out.try_push(c)?;
                } else {
                    escape(out, c)?;
                }
            }
        }
    }
    out.try_push(0x22)
}

fn push_bytes(out: &mut TextBuilder, bytes: &[u8], ascii: bool) -> Result<(), OutOfMemory> {
    let class = if ascii { 2 } else { 1 };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|&b| ESCAPED[usize::from(b)] & class != 0) {
        let (plain, tail) = rest.split_at(at);
        out.try_push_units(Units::One(plain))?;
        if let Some((&c, tail)) = tail.split_first() {
            escape(out, c.into())?;
            rest = tail;
        }
    }
    out.try_push_units(Units::One(rest))
}

/// 1: always escaped; 2: escaped where the result is to be ASCII.
static ESCAPED: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let always = byte < 0x20 || byte == 0x22 || byte == 0x5c;
        table[byte] = always as u8 | ((always || byte >= 0x7f) as u8) << 1;
        byte += 1;
    }
    table
};

fn escape(out: &mut TextBuilder, c: u32) -> Result<(), OutOfMemory> {
    let short = match c {
        0x22 => "\\\"",
        0x5c => "\\\\",
        0x08 => "\\b",
        0x0c => "\\f",
        0x0a => "\\n",
        0x0d => "\\r",
        0x09 => "\\t",
        0x10000.. => {
            let c = c - 0x10000;
            let (high, low) = (0xd800 + (c >> 10), 0xdc00 + (c & 0x3ff));
            return out.try_push_str(&format!("\\u{high:04x}\\u{low:04x}"));
        }
        _ => return out.try_push_str(&format!("\\u{c:04x}")),
    };
    out.try_push_str(short)
}
