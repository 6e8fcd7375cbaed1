//! `binascii`: bytes as ASCII text and back, checksums. Covers base64, hex, uuencode, quoted-printable, CRC-32 and
//! CRC-CCITT; leaves out BinHex, which 3.10 deprecates.

use crate::object::class::class_flag;
use crate::object::native::{Args, NativeDef};
use crate::object::{Exception, PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;
use crate::vm::types::Types;

use super::ModuleDef;

pub static BINASCII: ModuleDef = ModuleDef {
    name: "binascii",
    doc: "Conversion between binary data and ASCII",
    functions: FUNCTIONS,
    classes: &[&ERROR, &INCOMPLETE],
    ..ModuleDef::EMPTY
};

static ERROR: ClassDef = ClassDef {
    name: "Error",
    module: "binascii",
    base: Types::value_error,
    layout: Tag::Exception,
    flags: class_flag::BASE | class_flag::DICT | class_flag::HEAP,
    ..ClassDef::EMPTY
};

static INCOMPLETE: ClassDef = ClassDef { name: "Incomplete", base: Types::exception, ..ERROR };

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("a2b_base64(data, /)", "Decode a line of base64 data.", |vm, args| {
        let text = ascii(vm, args.get(0))?;
        let decoded = decode_base64(&text);
        result(vm, decoded)
    }),
    NativeDef::function("b2a_base64(data, /, *, newline=True)", "Base64-code line of data.", |vm, args| {
        let newline = args.opt(1).map_or(Ok(true), |flag| vm.truth(flag))?;
        let text = vm.with_bytes(args.get(0), |data| encode_base64(data, newline))?;
        Ok(vm.heap().bytes(text))
    }),
    NativeDef::function("a2b_hex(hexstr, /)", "Binary data of hexadecimal representation.", unhexlify),
    NativeDef::function("unhexlify(hexstr, /)", "Binary data of hexadecimal representation.", unhexlify),
    NativeDef::function(
        "b2a_hex(data, sep=<unrepresentable>, bytes_per_sep=1)",
        "Hexadecimal representation of binary data.",
        hexlify,
    ),
    NativeDef::function(
        "hexlify(data, sep=<unrepresentable>, bytes_per_sep=1)",
        "Hexadecimal representation of binary data.",
        hexlify,
    ),
    NativeDef::function("a2b_uu(data, /)", "Decode a line of uuencoded data.", |vm, args| {
        let text = ascii(vm, args.get(0))?;
        let decoded = decode_uu(&text);
        result(vm, decoded)
    }),
    NativeDef::function("b2a_uu(data, /, *, backtick=False)", "Uuencode line of data.", |vm, args| {
        let backtick = args.opt(1).map_or(Ok(false), |flag| vm.truth(flag))?;
        let encoded = vm.with_bytes(args.get(0), |data| encode_uu(data, backtick))?;
        result(vm, encoded)
    }),
    NativeDef::function("a2b_qp(data, header=False)", "Decode a string of qp-encoded data.", |vm, args| {
        let header = args.opt(1).map_or(Ok(false), |flag| vm.truth(flag))?;
        let text = ascii(vm, args.get(0))?;
        Ok(vm.heap().bytes(decode_quoted(&text, header)))
    }),
    NativeDef::function(
        "b2a_qp(data, quotetabs=False, istext=True, header=False)",
        "Encode a string using quoted-printable encoding.",
        |vm, args| {
            let mut flag = |i: usize, default: bool| args.opt(i).map_or(Ok(default), |flag| vm.truth(flag));
            let (quote_tabs, is_text, header) = (flag(1, false)?, flag(2, true)?, flag(3, false)?);
            let text = vm.with_bytes(args.get(0), |data| encode_quoted(data, quote_tabs, is_text, header))?;
            Ok(vm.heap().bytes(text))
        },
    ),
    NativeDef::function("crc32(data, crc=0, /)", "Compute CRC-32 incrementally.", |vm, args| {
        let start = checksum(vm, args.opt(1))?;
        let crc = vm.with_bytes(args.get(0), |data| crc32(data, start))?;
        Ok(Value::from_len(crc as usize))
    }),
    NativeDef::function("crc_hqx(data, crc, /)", "Compute CRC-CCITT incrementally.", |vm, args| {
        let start = checksum(vm, args.opt(1))? & 0xffff;
        let step = |crc: u32, &byte: &u8| {
            let shifted = (0..8).fold(crc ^ u32::from(byte) << 8, |crc, _| (crc << 1) ^ (0x1021 * (crc >> 15 & 1)));
            shifted & 0xffff
        };
        let crc = vm.with_bytes(args.get(0), |data| data.iter().fold(start, step))?;
        Ok(Value::from_len(crc as usize))
    }),
];

/// A start value of a checksum: the low 32 bits of an int.
pub fn checksum(vm: &mut Vm, value: Option<&Value>) -> PyResult<u32> {
    let Some(value) = value else { return Ok(0) };
    let index = vm.index(value)?;
    Ok(index.as_int().map_or(0, |int| match int.to_i64() {
        Some(small) => small as u32,
        None => {
            let modulus = dashu_int::IBig::ONE << 32;
            let rest = ((int.to_big() % &modulus) + &modulus) % modulus;
            u32::try_from(&rest).unwrap_or(0)
        }
    }))
}

/// What went wrong, or the bytes.
fn result(vm: &mut Vm, result: Result<Vec<u8>, String>) -> PyResult {
    match result {
        Ok(data) => Ok(vm.heap().bytes(data)),
        Err(message) => Err(error(vm, &message)),
    }
}

#[cold]
fn error(vm: &mut Vm, message: &str) -> Exception {
    let class = vm.native_class(&ERROR);
    vm.exception(&class, message)
}

/// The bytes of a bytes-like object or an ASCII str.
fn ascii(vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(text) = value.as_str() {
        return match text.to_str().filter(|_| text.is_ascii()) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => Err(vm.value_error("string argument should contain only ASCII characters")),
        };
    }
    match vm.with_bytes_opt(value, <[u8]>::to_vec)? {
        Some(data) => Ok(data),
        None => {
            let found = vm.type_name(value);
            Err(vm.type_error(format!("argument should be bytes, buffer or ASCII string, not '{found}'")))
        }
    }
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The value of each digit, 255 for all else.
static DIGITS: [u8; 256] = {
    let mut table = [255; 256];
    let mut i = 0;
    while i < 64 {
        table[ALPHABET[i] as usize] = i as u8;
        i += 1;
    }
    table
};

fn encode_base64(data: &[u8], newline: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4 + 1);
    for group in data.chunks(3) {
        let word = (0..3).fold(0, |word, i| word << 8 | u32::from(group.get(i).copied().unwrap_or(0)));
        for i in 0..4 {
            let digit = ALPHABET[(word >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= group.len() { digit } else { b'=' });
        }
    }
    if newline {
        out.push(b'\n');
    }
    out
}

fn decode_base64(text: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut word, mut digits, mut pads) = (0u32, 0, 0);
    for &c in text {
        if c == b'=' {
            pads += 1;
            if digits >= 2 && digits + pads >= 4 {
                return Ok(out);
            }
            continue;
        }
        let digit = DIGITS[usize::from(c)];
        if digit == 255 {
            continue;
        }
        pads = 0;
        word = word << 6 | u32::from(digit);
        digits = (digits + 1) % 4;
        match digits {
            2 => out.push((word >> 4) as u8),
            3 => out.push((word >> 2) as u8),
            0 => out.push(word as u8),
            _ => {}
        }
    }
    match digits {
        0 => Ok(out),
        1 => Err(format!(
            "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
            out.len() / 3 * 4 + 1
        )),
        _ => Err("Incorrect padding".to_string()),
    }
}

fn unhexlify(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let text = ascii(vm, args.get(0))?;
    if !text.len().is_multiple_of(2) {
        return Err(error(vm, "Odd-length string"));
    }
    let digit = |c: u8| char::from(c).to_digit(16);
    let byte = |pair: &[u8]| match pair {
        [high, low] => Some((digit(*high)? << 4 | digit(*low)?) as u8),
        _ => None,
    };
    let data: Option<Vec<u8>> = text.chunks(2).map(byte).collect();
    match data {
        Some(data) => Ok(vm.heap().bytes(data)),
        None => Err(error(vm, "Non-hexadecimal digit found")),
    }
}

/// `bytes.hex`, as bytes.
fn hexlify(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let data = vm.with_bytes(args.get(0), <[u8]>::to_vec)?;
    let bytes = vm.heap().bytes(data);
    let given: Vec<Value> = args.opt(1).into_iter().chain(args.opt(2)).cloned().collect();
    let text = vm.call_method(&bytes, &vm.heap().intern("hex"), &given)?;
    let text = ascii(vm, &text)?;
    Ok(vm.heap().bytes(text))
}

fn encode_uu(data: &[u8], backtick: bool) -> Result<Vec<u8>, String> {
    if data.len() > 45 {
        return Err("At most 45 bytes at once".to_string());
    }
    let digit = |value: u32| if value == 0 && backtick { b'`' } else { (value & 63) as u8 + b' ' };
    let mut out = vec![digit(data.len() as u32)];
    for group in data.chunks(3) {
        let word = (0..3).fold(0, |word, i| word << 8 | u32::from(group.get(i).copied().unwrap_or(0)));
        out.extend((0..4).map(|i| digit(word >> (18 - 6 * i) & 63)));
    }
    out.push(b'\n');
    Ok(out)
}

fn decode_uu(text: &[u8]) -> Result<Vec<u8>, String> {
    let len = usize::from(text.first().copied().unwrap_or(0).wrapping_sub(b' ') & 63);
    let mut out = Vec::with_capacity(len);
    let (mut word, mut bits) = (0u32, 0);
    let mut rest = text.iter().copied().skip(1);
    while out.len() < len {
        let digit = match rest.next() {
            None | Some(b'\n' | b'\r') => 0,
            Some(c @ 0x20..=0x60) => u32::from(c - 0x20) & 63,
            Some(_) => return Err("Illegal char".to_string()),
        };
        word = word << 6 | digit;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((word >> bits) as u8);
        }
    }
    // A space or backquote may fill up the last group.
    if rest.any(|c| !matches!(c, b' ' | b'`' | b'\n' | b'\r')) {
        return Err("Trailing garbage".to_string());
    }
    Ok(out)
}

fn decode_quoted(text: &[u8], header: bool) -> Vec<u8> {
    let hex = |c: Option<&u8>| c.and_then(|&c| char::from(c).to_digit(16));
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = text.get(at) {
        at += 1;
        match c {
            b'=' => match text.get(at) {
                None => break,
                Some(b'\n' | b'\r') => {
                    // A soft line break: all of it goes.
                    while text.get(at).is_some_and(|c| *c != b'\n') {
                        at += 1;
                    }
                    at += 1;
                }
                Some(b'=') => {
                    out.push(b'=');
                    at += 1;
                }
                Some(_) => match (hex(text.get(at)), hex(text.get(at + 1))) {
                    (Some(high), Some(low)) => {
                        out.push((high << 4 | low) as u8);
                        at += 2;
                    }
                    _ => out.push(b'='),
                },
            },
            b'_' if header => out.push(b' '),
            _ => out.push(c),
        }
    }
    out
}

const MAX_LINE: usize = 76;

fn encode_quoted(data: &[u8], quote_tabs: bool, is_text: bool, header: bool) -> Vec<u8> {
    let first_line = data.iter().position(|&c| c == b'\n');
    let crlf = first_line.is_some_and(|at| at > 0 && data.get(at - 1) == Some(&b'\r'));
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    let (mut at, mut line) = (0, 0);
    let soft_break = |out: &mut Vec<u8>| {
        out.push(b'=');
        if crlf {
            out.push(b'\r');
        }
        out.push(b'\n');
    };
    while let Some(&c) = data.get(at) {
        let next = data.get(at + 1);
        let quoted = c > 126
            || c == b'='
            || header && c == b'_'
            || c == b'.' && line == 0 && (next.is_none() || matches!(next, Some(b'\n' | b'\r' | 0)))
            || !is_text && matches!(c, b'\r' | b'\n')
            || matches!(c, b'\t' | b' ') && next.is_none()
            || c < 33 && !matches!(c, b'\r' | b'\n' | b'\t' | b' ')
            || c < 33 && (quote_tabs && matches!(c, b'\t' | b' '));
        if quoted {
            if line + 3 >= MAX_LINE {
                soft_break(&mut out);
                line = 0;
            }
            out.extend_from_slice(format!("={c:02X}").as_bytes());
            at += 1;
            line += 3;
            continue;
        }
        if is_text && (c == b'\n' || c == b'\r' && next == Some(&b'\n')) {
            // White space before a line's end would be lost.
            if let Some(&last @ (b' ' | b'\t')) = out.last() {
                out.pop();
                out.extend_from_slice(format!("={last:02X}").as_bytes());
            }
            if crlf {
                out.push(b'\r');
            }
            out.push(b'\n');
            at += if c == b'\r' { 2 } else { 1 };
            line = 0;
            continue;
        }
        if next.is_some_and(|next| *next != b'\n') && line + 1 >= MAX_LINE {
            soft_break(&mut out);
            line = 0;
        }
        line += 1;
        out.push(if header && c == b' ' { b'_' } else { c });
        at += 1;
    }
    out
}

/// CRC-32 eight bytes at a time: table `n` is for a byte with `n` bytes behind it.
static CRC: [[u32; 256]; 8] = {
    let mut tables = [[0; 256]; 8];
    let mut i = 0;
    while i < 256 {
        let mut crc = i as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = (crc >> 1) ^ (0xedb8_8320 * (crc & 1));
            bit += 1;
        }
        tables[0][i] = crc;
        i += 1;
    }
    let mut n = 1;
    while n < 8 {
        let mut i = 0;
        while i < 256 {
            let before = tables[n - 1][i];
            tables[n][i] = (before >> 8) ^ tables[0][(before & 255) as usize];
            i += 1;
        }
        n += 1;
    }
    tables
};

/// CRC-32 of data that follow on data with the CRC `start`.
pub fn crc32(data: &[u8], start: u32) -> u32 {
    let (blocks, rest) = data.as_chunks::<8>();
    let crc = blocks.iter().fold(!start, |crc, block| {
        let word = u64::from_le_bytes(*block) ^ u64::from(crc);
        (0..8).fold(0, |sum, i| sum ^ CRC[7 - i][(word >> (8 * i) & 255) as usize])
    });
    !rest.iter().fold(crc, |crc, &byte| (crc >> 8) ^ CRC[0][((crc ^ u32::from(byte)) & 255) as usize])
}
