//! `_codecs`: the registry, the codecs of `text::codec` as functions, charmaps and escapes of bytes.
//! `codecs` and the package `encodings` are Python on top of it.

mod charmap;
mod errors;
mod escape;
mod modules;

use crate::builtins::types::codec::{self, registry};
use crate::object::dict::Dict;
use crate::object::list::List;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::text::codec::{ByteOrder, Codec, normalize};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::ModuleDef;

pub use modules::MODULES;

pub static NATIVE_CODECS: ModuleDef = ModuleDef {
    name: "_codecs",
    doc: "The registry of codecs, and the native ones as functions.",
    functions: FUNCTIONS,
    init: Some(errors::init),
    ..ModuleDef::EMPTY
};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("register(search_function, /)", "Register a codec search function.", register),
    NativeDef::function("unregister(search_function, /)", "Unregister a codec search function.", unregister),
    NativeDef::function("lookup(encoding, /)", "Look up a codec tuple in the registry.", |vm, args| {
        let name = text(vm, args, 0, "lookup", "")?;
        registry::lookup(vm, &name)
    }),
    NativeDef::function(
        "encode(obj, encoding='utf-8', errors='strict')",
        "Encode obj using the codec registered for encoding.",
        |vm, args| convert(vm, args, true),
    ),
    NativeDef::function(
        "decode(obj, encoding='utf-8', errors='strict')",
        "Decode obj using the codec registered for encoding.",
        |vm, args| convert(vm, args, false),
    ),
    NativeDef::function("_forget_codec(encoding, /)", "", |vm, args| {
        let name = vm.heap().str(&normalize(&text(vm, args, 0, "_forget_codec", "")?));
        let cache = vm.host.codec_cache.clone();
        if let Some(cache) = cache.downcast::<Dict>()
            && vm.dict_remove(cache, &name)?.is_none()
        {
            return Err(vm.key_error(&name));
        }
        Ok(Value::NONE)
    }),
    NativeDef::function(
        "register_error(errors, handler, /)",
        "Register an error handler under a name.",
        register_error,
    ),
    NativeDef::function("lookup_error(errors, /)", "The error handler of that name.", errors::lookup),
    errors::STRICT,
    errors::IGNORE,
    errors::REPLACE,
    errors::XML,
    errors::BACKSLASH,
    errors::NAME,
    errors::SURROGATE_ESCAPE,
    errors::SURROGATE_PASS,
    NativeDef::function("native_names()", "The names of the codecs with native functions.", |vm, _| {
        let rows: Vec<Value> = Codec::modules()
            .map(|(module, codec)| {
                let heap = vm.heap();
                let aliases = heap.tuple(codec.names().skip(1).map(|name| heap.str(name)).collect());
                heap.tuple_from([heap.intern(module), heap.str(codec.name()), aliases])
            })
            .collect();
        Ok(vm.heap().list(rows))
    }),
    NativeDef::function(
        "native_encode(name, str, errors='strict', /)",
        "Encode by the native codec of that name.",
        |vm, args| {
            let codec = native(vm, args)?;
            encoded(vm, codec, args.get(1).clone(), args.opt(2).cloned(), "encode")
        },
    ),
    NativeDef::function(
        "native_decode(name, data, errors='strict', final=False, /)",
        "Decode by the native codec of that name.",
        |vm, args| {
            let codec = native(vm, args)?;
            let last = match args.opt(3).cloned() {
                Some(last) => vm.truth(&last)?,
                None => false,
            };
            decoded(vm, codec, args.get(1).clone(), args.opt(2).cloned(), last, "decode")
        },
    ),
    NativeDef::function("charmap_encode(str, errors=None, mapping=None, /)", "", charmap::encode),
    NativeDef::function("charmap_decode(data, errors=None, mapping=None, /)", "", charmap::decode),
    NativeDef::function("charmap_build(map, /)", "", charmap::build),
    NativeDef::function("escape_encode(data, errors=None, /)", "", escape::encode),
    NativeDef::function("escape_decode(data, errors=None, /)", "", escape::decode),
    NativeDef::function("readbuffer_encode(data, errors=None, /)", "", |vm, args| {
        let data = match args.get(0).as_str() {
            Some(_) => codec::encode(vm, &args.get(0).clone(), None, None)?,
            None => vm.to_bytes(args.get(0))?,
        };
        let len = vm.with_bytes(&data, <[u8]>::len)?;
        Ok(vm.heap().tuple_from([data, Value::from_len(len)]))
    }),
    NativeDef::function("utf_7_encode(str, errors=None, /)", "", |vm, args| encode_with(vm, args, Codec::Utf7)),
    NativeDef::function("utf_7_decode(data, errors=None, final=False, /)", "", |vm, args| {
        decode_with(vm, args, Codec::Utf7, false)
    }),
    NativeDef::function("utf_8_encode(str, errors=None, /)", "", |vm, args| encode_with(vm, args, Codec::Utf8)),
    NativeDef::function("utf_8_decode(data, errors=None, final=False, /)", "", |vm, args| {
        decode_with(vm, args, Codec::Utf8, false)
    }),
    NativeDef::function("latin_1_encode(str, errors=None, /)", "", |vm, args| encode_with(vm, args, Codec::Latin1)),
    NativeDef::function("latin_1_decode(data, errors=None, /)", "", |vm, args| {
        decode_with(vm, args, Codec::Latin1, true)
    }),
    NativeDef::function("ascii_encode(str, errors=None, /)", "", |vm, args| encode_with(vm, args, Codec::Ascii)),
    NativeDef::function("ascii_decode(data, errors=None, /)", "", |vm, args| decode_with(vm, args, Codec::Ascii, true)),
    NativeDef::function("unicode_escape_encode(str, errors=None, /)", "", |vm, args| {
        encode_with(vm, args, Codec::UnicodeEscape)
    }),
    NativeDef::function("unicode_escape_decode(data, errors=None, final=True, /)", "", |vm, args| {
        decode_with(vm, args, Codec::UnicodeEscape, true)
    }),
    NativeDef::function("raw_unicode_escape_encode(str, errors=None, /)", "", |vm, args| {
        encode_with(vm, args, Codec::RawUnicodeEscape)
    }),
    NativeDef::function("raw_unicode_escape_decode(data, errors=None, final=True, /)", "", |vm, args| {
        decode_with(vm, args, Codec::RawUnicodeEscape, true)
    }),
    NativeDef::function("utf_16_le_encode(str, errors=None, /)", "", |vm, args| {
        encode_with(vm, args, Codec::Utf16(ByteOrder::Little))
    }),
    NativeDef::function("utf_16_le_decode(data, errors=None, final=False, /)", "", |vm, args| {
        decode_with(vm, args, Codec::Utf16(ByteOrder::Little), false)
    }),
    NativeDef::function("utf_16_be_encode(str, errors=None, /)", "", |vm, args| {
        encode_with(vm, args, Codec::Utf16(ByteOrder::Big))
    }),
    NativeDef::function("utf_16_be_decode(data, errors=None, final=False, /)", "", |vm, args| {
        decode_with(vm, args, Codec::Utf16(ByteOrder::Big), false)
    }),
    NativeDef::function("utf_32_le_encode(str, errors=None, /)", "", |vm, args| {
        encode_with(vm, args, Codec::Utf32(ByteOrder::Little))
    }),
    NativeDef::function("utf_32_le_decode(data, errors=None, final=False, /)", "", |vm, args| {
        decode_with(vm, args, Codec::Utf32(ByteOrder::Little), false)
    }),
    NativeDef::function("utf_32_be_encode(str, errors=None, /)", "", |vm, args| {
        encode_with(vm, args, Codec::Utf32(ByteOrder::Big))
    }),
    NativeDef::function("utf_32_be_decode(data, errors=None, final=False, /)", "", |vm, args| {
        decode_with(vm, args, Codec::Utf32(ByteOrder::Big), false)
    }),
    NativeDef::function("utf_16_encode(str, errors=None, byteorder=0, /)", "", |vm, args| {
        encode_ordered(vm, args, Codec::Utf16)
    }),
    NativeDef::function("utf_16_decode(data, errors=None, final=False, /)", "", |vm, args| {
        decode_with(vm, args, Codec::Utf16(ByteOrder::Marked), false)
    }),
    NativeDef::function("utf_16_ex_decode(data, errors=None, byteorder=0, final=False, /)", "", |vm, args| {
        decode_ordered(vm, args, Codec::Utf16)
    }),
    NativeDef::function("utf_32_encode(str, errors=None, byteorder=0, /)", "", |vm, args| {
        encode_ordered(vm, args, Codec::Utf32)
    }),
    NativeDef::function("utf_32_decode(data, errors=None, final=False, /)", "", |vm, args| {
        decode_with(vm, args, Codec::Utf32(ByteOrder::Marked), false)
    }),
    NativeDef::function("utf_32_ex_decode(data, errors=None, byteorder=0, final=False, /)", "", |vm, args| {
        decode_ordered(vm, args, Codec::Utf32)
    }),
];

/// A str argument.
fn text(vm: &Vm, args: &Args<'_>, index: usize, function: &str, number: &str) -> PyResult<String> {
    match args.get(index).as_str() {
        Some(text) => Ok(text.to_string_lossy()),
        None => {
            let found = vm.type_name(args.get(index));
            Err(vm.type_error(format!("{function}() argument{number} must be str, not {found}")))
        }
    }
}

/// The codec that the first argument names.
fn native(vm: &Vm, args: &Args<'_>) -> PyResult<Codec> {
    let name = text(vm, args, 0, "native", " 1")?;
    Codec::by_name(&name).ok_or_else(|| vm.lookup_error(format!("unknown encoding: {name}")))
}

fn register(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let search = args.take(0);
    if vm.class_of(&search).slots.call.get().is_none() {
        return Err(vm.type_error("argument must be callable"));
    }
    if let Some(list) = vm.host.codec_search.downcast::<List>() {
        list.push(search);
    }
    Ok(Value::NONE)
}

fn unregister(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let search = args.get(0);
    let searches = vm.host.codec_search.downcast::<List>();
    let gone = searches.and_then(|list| {
        list.with_mut(|items| items.iter().position(|item| item.is(search)).map(|index| items.remove(index)))
    });
    if gone.is_some()
        && let Some(cache) = vm.host.codec_cache.downcast::<Dict>()
    {
        cache.clear();
    }
    Ok(Value::NONE)
}

fn register_error(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    text(vm, args, 0, "register_error", " 1")?;
    if vm.class_of(args.get(1)).slots.call.get().is_none() {
        return Err(vm.type_error("handler must be callable"));
    }
    let registered = vm.host.codec_errors.clone();
    if let Some(dict) = registered.downcast::<Dict>() {
        drop(dict.set_str(args.get(0), args.get(1).clone()).or_memory_error(vm)?);
    }
    Ok(Value::NONE)
}

/// `codecs.encode` and `codecs.decode`: any codec, any objects.
fn convert(vm: &mut Vm, args: &mut Args<'_>, encode: bool) -> PyResult {
    let (function, verb, what) =
        if encode { ("encode", "encoding", "encoder") } else { ("decode", "decoding", "decoder") };
    for (index, parameter) in [(1, "encoding"), (2, "errors")] {
        if let Some(value) = args.opt(index)
            && value.as_str().is_none()
        {
            let found = vm.type_name(value);
            return Err(vm.type_error(format!("{function}() argument '{parameter}' must be str, not {found}")));
        }
    }
    let name = args.opt(1).and_then(|e| e.as_str()).map_or_else(|| "utf-8".to_string(), |e| e.to_string_lossy());
    let info = registry::lookup(vm, &name)?;
    let items = info.downcast::<crate::object::tuple::Tuple>().map(|t| t.items()).unwrap_or_default();
    let function = items.get(usize::from(!encode)).cloned().unwrap_or(Value::NONE);
    let (object, errors) = (args.take(0), args.take_opt(2));
    registry::run(vm, &function, &object, errors.as_ref(), what)
        .map_err(|error| registry::explain(vm, error, verb, &name))
}

/// The `errors` argument: None is strict.
fn error_name(vm: &Vm, value: Option<Value>, function: &str) -> PyResult<Option<Value>> {
    match value.filter(|v| !v.is_none()) {
        Some(value) if value.as_str().is_none() => {
            let found = vm.type_name(&value);
            Err(vm.type_error(format!("{function}() argument 2 must be str or None, not {found}")))
        }
        value => Ok(value),
    }
}

fn encoded(vm: &mut Vm, codec: Codec, text: Value, errors: Option<Value>, function: &str) -> PyResult {
    let errors = error_name(vm, errors, function)?;
    let Some(len) = text.as_str().map(|t| t.len()) else {
        let found = vm.type_name(&text);
        return Err(vm.type_error(format!("{function}() argument 1 must be str, not {found}")));
    };
    let data = codec::encode_natively(vm, codec, &text, errors.as_ref())?;
    Ok(vm.heap().tuple_from([data, Value::from_len(len)]))
}

fn decoded(vm: &mut Vm, codec: Codec, data: Value, errors: Option<Value>, last: bool, function: &str) -> PyResult {
    let errors = error_name(vm, errors, function)?;
    let escape = matches!(codec, Codec::UnicodeEscape | Codec::RawUnicodeEscape);
    let data = if escape && data.as_str().is_some() { codec::encode(vm, &data, None, None)? } else { data };
    let (text, used) = codec::decode_natively(vm, codec, &data, errors.as_ref(), last)?;
    Ok(vm.heap().tuple_from([text, Value::from_len(used)]))
}

fn function_name(codec: Codec, verb: &str) -> String {
    let name = match codec {
        Codec::Latin1 => "latin_1".to_string(),
        codec => codec.name().replace('-', "_"),
    };
    format!("{name}_{verb}")
}

fn encode_with(vm: &mut Vm, args: &mut Args<'_>, codec: Codec) -> PyResult {
    let (text, errors) = (args.take(0), args.take_opt(1));
    encoded(vm, codec, text, errors, &function_name(codec, "encode"))
}

fn decode_with(vm: &mut Vm, args: &mut Args<'_>, codec: Codec, last: bool) -> PyResult {
    let last = match args.opt(2).cloned() {
        Some(last) => vm.truth(&last)?,
        None => last,
    };
    let (data, errors) = (args.take(0), args.take_opt(1));
    decoded(vm, codec, data, errors, last, &function_name(codec, "decode"))
}

fn order(vm: &mut Vm, value: Option<Value>) -> PyResult<ByteOrder> {
    let order = match value {
        Some(value) => vm.index_i64(&value)?,
        None => 0,
    };
    Ok(match order {
        0 => ByteOrder::Marked,
        ..0 => ByteOrder::Little,
        _ => ByteOrder::Big,
    })
}

fn encode_ordered(vm: &mut Vm, args: &mut Args<'_>, codec: fn(ByteOrder) -> Codec) -> PyResult {
    let order = order(vm, args.take_opt(2))?;
    encode_with(vm, args, codec(order))
}

/// As `decode_with`, and tells the byte order that was found: -1, 1, or 0 without a mark.
fn decode_ordered(vm: &mut Vm, args: &mut Args<'_>, codec: fn(ByteOrder) -> Codec) -> PyResult {
    let order = order(vm, args.take_opt(2))?;
    let last = match args.take_opt(3) {
        Some(last) => vm.truth(&last)?,
        None => false,
    };
    let (data, errors) = (args.take(0), args.take_opt(1));
    let errors = error_name(vm, errors, "ex_decode")?;
    let (text, used) = codec::decode_natively(vm, codec(order), &data, errors.as_ref(), last)?;
    let wide = matches!(codec(order), Codec::Utf32(_));
    let found = match order {
        ByteOrder::Little => -1,
        ByteOrder::Big => 1,
        ByteOrder::Marked => vm.with_bytes(&data, |data| match data {
            [0xff, 0xfe, 0, 0, ..] if wide => -1,
            [0, 0, 0xfe, 0xff, ..] if wide => 1,
            [0xff, 0xfe, ..] if !wide => -1,
            [0xfe, 0xff, ..] if !wide => 1,
            _ => 0,
        })?,
    };
    let found = vm.heap().int(found);
    Ok(vm.heap().tuple_from([text, Value::from_len(used), found]))
}
