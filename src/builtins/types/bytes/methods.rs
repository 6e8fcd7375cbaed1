//! The rows that bytes and bytearray share.

use crate::object::bytes::Bytes;
use crate::object::native::Args;
use crate::object::{PyResult, Value};
use crate::text::case::map_bytes;
use crate::text::hex::{FromHexError, from_hex, to_hex};
use crate::vm::Vm;

use super::super::bounds::c_int;
use super::super::{codec, str};
use super::{like, like_result};

/// A slice of rows: the given ones, then the shared ones.
macro_rules! shared {
    ($($own:expr),* $(,)?) => {{
        use $crate::builtins::types::bytes::{layout, methods, search, split, translate};
        use $crate::object::native::NativeDef;
        &[
            $($own,)*
            NativeDef::method("capitalize(self, /)", "The first byte in upper case, the others in lower case.",
                |vm, args| methods::map_first(vm, args)),
            NativeDef::method("center(self, width, fillchar=b' ', /)", "Centred in the width, filled on both sides.",
                layout::center),
            NativeDef::method("count(self, /, *args)", "How often a part occurs without overlap.", search::count),
            NativeDef::method("decode(self, /, encoding='utf-8', errors='strict')", "The text in an encoding.",
                methods::decode),
            NativeDef::method("endswith(self, /, *args)", "Does it end with a suffix, or one of a tuple?",
                search::endswith),
            NativeDef::method("expandtabs(self, /, tabsize=8)", "Tabs replaced by spaces.", layout::expandtabs),
            NativeDef::method("find(self, /, *args)", "The first place of a part, or -1.", search::find),
            NativeDef::class_method("fromhex(cls, string, /)", "The bytes that hexadecimal digits stand for.",
                methods::fromhex),
            NativeDef::method("hex(self, /, sep=<unrepresentable>, bytes_per_sep=1)",
                "Two hexadecimal digits for each byte, with separators between groups.", methods::hex),
            NativeDef::method("index(self, /, *args)", "The first place of a part; ValueError without one.",
                search::index),
            NativeDef::method("isalnum(self, /)", "ASCII letters and digits only, and some.",
                |vm, args| methods::all(vm, args, |b| b.is_ascii_alphanumeric())),
            NativeDef::method("isalpha(self, /)", "ASCII letters only, and some.",
                |vm, args| methods::all(vm, args, |b| b.is_ascii_alphabetic())),
            NativeDef::method("isascii(self, /)", "All bytes are ASCII.",
                |vm, args| Ok($crate::object::Value::bool(vm.with_bytes(args.get(0), <[u8]>::is_ascii)?))),
            NativeDef::method("isdigit(self, /)", "ASCII digits only, and some.",
                |vm, args| methods::all(vm, args, |b| b.is_ascii_digit())),
            NativeDef::method("islower(self, /)", "There are letters, all in lower case.",
                |vm, args| methods::cased(vm, args, |b| b.is_ascii_uppercase())),
            NativeDef::method("isspace(self, /)", "ASCII white space only, and some.",
                |vm, args| methods::all(vm, args, |b| matches!(b, b'\t'..=b'\r' | b' '))),
            NativeDef::method("istitle(self, /)", "In title case.", methods::istitle),
            NativeDef::method("isupper(self, /)", "There are letters, all in upper case.",
                |vm, args| methods::cased(vm, args, |b| b.is_ascii_lowercase())),
            NativeDef::method("join(self, iterable_of_bytes, /)", "The items of the iterable with this between them.",
                split::join),
            NativeDef::method("ljust(self, width, fillchar=b' ', /)", "Filled up on the right.", layout::ljust),
            NativeDef::method("lower(self, /)", "ASCII letters in lower case.",
                |vm, args| methods::map(vm, args, |b, _| b.to_ascii_lowercase())),
            NativeDef::method("lstrip(self, bytes=None, /)", "Without white space, or given bytes, on the left.",
                layout::lstrip),
            NativeDef::static_method("maketrans(frm, to, /)", "A table for translate.", translate::maketrans),
            NativeDef::method("partition(self, sep, /)", "The parts before, of and after the first separator.",
                split::partition),
            NativeDef::method("removeprefix(self, prefix, /)", "Without the prefix, if it is there.",
                layout::removeprefix),
            NativeDef::method("removesuffix(self, suffix, /)", "Without the suffix, if it is there.",
                layout::removesuffix),
            NativeDef::method("replace(self, old, new, count=-1, /)",
                "A copy in which occurrences of old, or the first count of them, have become new.", search::replace),
            NativeDef::method("rfind(self, /, *args)", "The last place of a part, or -1.", search::rfind),
            NativeDef::method("rindex(self, /, *args)", "The last place of a part; ValueError without one.",
                search::rindex),
            NativeDef::method("rjust(self, width, fillchar=b' ', /)", "Filled up on the left.", layout::rjust),
            NativeDef::method("rpartition(self, sep, /)", "The parts before, of and after the last separator.",
                split::rpartition),
            NativeDef::method("rsplit(self, /, sep=None, maxsplit=-1)",
                "The parts between separators, counted from the right.", split::rsplit),
            NativeDef::method("rstrip(self, bytes=None, /)", "Without white space, or given bytes, on the right.",
                layout::rstrip),
            NativeDef::method("split(self, /, sep=None, maxsplit=-1)",
                "The parts between separators, or between runs of white space.", split::split),
            NativeDef::method("splitlines(self, /, keepends=False)", "The lines, with their ends or without.",
                split::splitlines),
            NativeDef::method("startswith(self, /, *args)", "Does it begin with a prefix, or one of a tuple?",
                search::startswith),
            NativeDef::method("strip(self, bytes=None, /)", "Without white space, or given bytes, at both ends.",
                layout::strip),
            NativeDef::method("swapcase(self, /)", "ASCII letters in the other case.",
                |vm, args| methods::map(vm, args, $crate::text::case::swap_byte)),
            NativeDef::method("title(self, /)", "Each word begins in upper case, all else is lower case.",
                |vm, args| methods::map(vm, args, $crate::text::case::title_byte)),
            NativeDef::method("translate(self, table, /, delete=b'')",
                "Some bytes left out, the others replaced by what the table says.", translate::translate),
            NativeDef::method("upper(self, /)", "ASCII letters in upper case.",
                |vm, args| methods::map(vm, args, |b, _| b.to_ascii_uppercase())),
            NativeDef::method("zfill(self, width, /)", "Filled up with zeros after the sign.", layout::zfill),
        ]
    }};
}
pub(in crate::builtins::types) use shared;

/// Each byte changed with regard to the one before it.
pub fn map(vm: &mut Vm, args: &mut Args<'_>, change: fn(u8, u8) -> u8) -> PyResult {
    let data = vm.with_bytes(args.get(0), |data| map_bytes(data, change))?;
    like_result(vm, args.get(0), data)
}

/// `capitalize`.
pub fn map_first(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let mut data = vm.with_bytes(args.get(0), |data| super::copied(vm, data))??;
    data.make_ascii_lowercase();
    if let Some(first) = data.first_mut() {
        first.make_ascii_uppercase();
    }
    Ok(like(vm, args.get(0), data))
}

/// At least one byte, and all pass.
pub fn all(vm: &mut Vm, args: &mut Args<'_>, test: fn(&u8) -> bool) -> PyResult {
    let holds = vm.with_bytes(args.get(0), |data| !data.is_empty() && data.iter().all(test))?;
    Ok(Value::bool(holds))
}

/// At least one letter, and none in the wrong case.
pub fn cased(vm: &mut Vm, args: &mut Args<'_>, wrong: fn(&u8) -> bool) -> PyResult {
    let holds =
        vm.with_bytes(args.get(0), |data| data.iter().any(u8::is_ascii_alphabetic) && !data.iter().any(wrong))?;
    Ok(Value::bool(holds))
}

pub fn istitle(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let holds = vm.with_bytes(args.get(0), |data| {
        let (mut previous, mut some) = (false, false);
        for b in data {
            if b.is_ascii_alphabetic() {
                if b.is_ascii_uppercase() == previous {
                    return false;
                }
                some = true;
            }
            previous = b.is_ascii_alphabetic();
        }
        some
    })?;
    Ok(Value::bool(holds))
}

pub fn decode(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    if args.opt(1).is_none()
        && args.opt(2).is_none()
        && let Some(bytes) = args.get(0).downcast::<Bytes>()
        && bytes.data.len() > 1
        && bytes.data.is_ascii()
    {
        return Ok(vm.heap().str_from_ascii(&bytes.data));
    }
    let (encoding, errors) = codec::arguments(vm, "decode", args.opt(1), args.opt(2))?;
    codec::decode(vm, args.get(0), encoding.as_ref(), errors.as_ref())
}

pub fn fromhex(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (class, text) = (args.get(0), args.get(1));
    let Some(text) = text.as_str() else {
        return Err(vm.type_error(format!("fromhex() argument must be str, not {}", vm.type_name(text))));
    };
    let data = match from_hex(text.units()) {
        Ok(data) => data,
        Err(FromHexError::Memory(_)) => return Err(vm.memory_error()),
        Err(FromHexError::Position(at)) => {
            let message = format!("non-hexadecimal number found in fromhex() arg at position {at}");
            return Err(vm.value_error(message));
        }
    };
    if class.is(vm.types().bytearray()) {
        return Ok(vm.heap().bytearray(class, data));
    }
    let bytes = vm.heap().bytes(data);
    if class.is(vm.types().bytes()) { Ok(bytes) } else { vm.call(class, &[bytes]) }
}

/// `hex(sep, bytes_per_sep)` of any bytes-like object.
pub fn hex(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let separator = match args.opt(1) {
        Some(separator) => Some(hex_separator(vm, separator)?),
        None => None,
    };
    let group = match args.opt(2) {
        Some(group) => c_int(vm, group)? as isize,
        None => 1,
    };
    let text = vm.with_bytes(args.get(0), |data| to_hex(data, separator, group))?;
    str::text_value(vm, text)
}

fn hex_separator(vm: &mut Vm, separator: &Value) -> PyResult<u8> {
    if vm.len(separator)? != 1 {
        return Err(vm.value_error("sep must be length 1."));
    }
    let c = match separator.as_str() {
        Some(text) => text.units().get(0).unwrap_or(0),
        None => match vm.with_bytes_opt(separator, |data| data.first().copied()) {
            Ok(Some(Some(byte))) if separator.downcast::<crate::object::bytes::Bytes>().is_some() => byte.into(),
            _ => return Err(vm.type_error("sep must be str or bytes.")),
        },
    };
    u8::try_from(c).ok().filter(u8::is_ascii).ok_or_else(|| vm.value_error("sep must be ASCII."))
}
