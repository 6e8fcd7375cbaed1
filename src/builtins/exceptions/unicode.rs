//! UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError: encoding, object, start, end, reason.

use crate::object::bytes::{ByteArray, Bytes};
use crate::object::descriptor::GetSetDef;
use crate::object::native::CallArgs;
use crate::object::{Exception, PyResult, Value};
use crate::text::codec::Problem;
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::{base, field};

const ENCODING: usize = 0;
const OBJECT: usize = 1;
const START: usize = 2;
const END: usize = 3;
const REASON: usize = 4;

pub(super) const ENCODE: ClassDef = ClassDef {
    slots: slots!(|slots| {
        base::BASE_MAKING(slots);
        slots.init.set(Some(encode_init));
        slots.str.set(Some(encode_str));
    }),
    new: base::BASE.new,
    getsets: FIELDS,
    ..super::FAMILY
};

pub(super) const DECODE: ClassDef = ClassDef {
    slots: slots!(|slots| {
        base::BASE_MAKING(slots);
        slots.init.set(Some(decode_init));
        slots.str.set(Some(decode_str));
    }),
    new: base::BASE.new,
    getsets: FIELDS,
    ..super::FAMILY
};

pub(super) const TRANSLATE: ClassDef = ClassDef {
    slots: slots!(|slots| {
        base::BASE_MAKING(slots);
        slots.init.set(Some(translate_init));
        slots.str.set(Some(translate_str));
    }),
    new: base::BASE.new,
    getsets: FIELDS,
    ..super::FAMILY
};

/// `start` and `end` are numbers from the beginning.
fn index<const N: usize>(vm: &mut Vm, exception: &Value) -> PyResult {
    Ok(field::get(exception, N).unwrap_or_else(|| vm.heap().int(0)))
}

static FIELDS: &[GetSetDef] = &[
    field::attribute::<ENCODING>("encoding", "exception encoding"),
    field::attribute::<OBJECT>("object", "exception object"),
    GetSetDef {
        name: "start",
        doc: "exception start",
        get: index::<START>,
        set: Some(set_index::<START>),
        member: true,
    },
    GetSetDef { name: "end", doc: "exception end", get: index::<END>, set: Some(set_index::<END>), member: true },
    field::attribute::<REASON>("reason", "exception reason"),
];

fn set_index<const N: usize>(vm: &mut Vm, exception: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.type_error("can't delete numeric/char attribute")) };
    let value = vm.index_i64(value)?;
    field::set(exception, N, Some(vm.heap().int(value)));
    Ok(())
}

/// Checks and stores the arguments; `kinds` tells what each must be: `s` a str, `b` bytes, `i` an int.
fn store(vm: &mut Vm, exception: &Value, args: CallArgs<'_>, first: usize, kinds: &str) -> PyResult<()> {
    base::init(vm, exception, args)?;
    let items = args.positional();
    if items.len() != kinds.len() {
        let message = format!("function takes exactly {} arguments ({} given)", kinds.len(), items.len());
        return Err(vm.type_error(message));
    }
    for (i, (item, kind)) in items.iter().zip(kinds.chars()).enumerate() {
        let value = match kind {
            's' if item.as_str().is_none() => {
                let message = format!("argument {} must be str, not {}", i + 1, vm.type_name(item));
                return Err(vm.type_error(message));
            }
            'i' => {
                let index = vm.index_i64(item)?;
                vm.heap().int(index)
            }
            'b' => match (item.downcast::<Bytes>(), item.downcast::<ByteArray>()) {
                (Some(_), _) => item.clone(),
                (_, Some(array)) => vm.heap().bytes(array.data.get()),
                _ => {
                    let message = format!("a bytes-like object is required, not '{}'", vm.type_name(item));
                    return Err(vm.type_error(message));
                }
            },
            _ => item.clone(),
        };
        field::set(exception, first + i, Some(value));
    }
    Ok(())
}

fn encode_init(vm: &mut Vm, exception: &Value, args: CallArgs<'_>) -> PyResult<()> {
    store(vm, exception, args, ENCODING, "ssiis")
}

fn decode_init(vm: &mut Vm, exception: &Value, args: CallArgs<'_>) -> PyResult<()> {
    store(vm, exception, args, ENCODING, "sbiis")
}

fn translate_init(vm: &mut Vm, exception: &Value, args: CallArgs<'_>) -> PyResult<()> {
    store(vm, exception, args, OBJECT, "siis")
}

/// Encoding, start, end and reason; None where the exception was never initialised.
fn parts(vm: &mut Vm, exception: &Value) -> PyResult<Option<(String, i64, i64, String)>> {
    if field::get(exception, OBJECT).is_none() {
        return Ok(None);
    }
    let mut texts = Vec::new();
    for index in [ENCODING, REASON] {
        let text = vm.str(&field::get_or_none(exception, index))?;
        texts.push(text.lossy_text());
    }
    let number = |index| field::get(exception, index).and_then(|n| n.as_int().and_then(|i| i.to_i64())).unwrap_or(0);
    let reason = texts.pop().unwrap_or_default();
    Ok(Some((texts.pop().unwrap_or_default(), number(START), number(END), reason)))
}

/// How a character shows in a message.
fn escaped(c: u32) -> String {
    match c {
        0..=0xff => format!("\\x{c:02x}"),
        0x100..=0xffff => format!("\\u{c:04x}"),
        _ => format!("\\U{c:08x}"),
    }
}

fn character(exception: &Value, start: i64, end: i64) -> Option<u32> {
    let object = field::get(exception, OBJECT)?;
    let start = usize::try_from(start).ok()?;
    let text = object.as_str()?;
    if end - start as i64 == 1 { text.units().get(start) } else { None }
}

fn encode_str(vm: &mut Vm, exception: &Value) -> PyResult {
    let Some((encoding, start, end, reason)) = parts(vm, exception)? else { return Ok(vm.heap().str("")) };
    let what = match character(exception, start, end) {
        Some(c) => format!("character '{}' in position {start}", escaped(c)),
        None => format!("characters in position {start}-{}", end - 1),
    };
    Ok(vm.heap().str(&format!("'{encoding}' codec can't encode {what}: {reason}")))
}

fn translate_str(vm: &mut Vm, exception: &Value) -> PyResult {
    let Some((_, start, end, reason)) = parts(vm, exception)? else { return Ok(vm.heap().str("")) };
    let what = match character(exception, start, end) {
        Some(c) => format!("character '{}' in position {start}", escaped(c)),
        None => format!("characters in position {start}-{}", end - 1),
    };
    Ok(vm.heap().str(&format!("can't translate {what}: {reason}")))
}

fn decode_str(vm: &mut Vm, exception: &Value) -> PyResult {
    let Some((encoding, start, end, reason)) = parts(vm, exception)? else { return Ok(vm.heap().str("")) };
    let object = field::get(exception, OBJECT);
    let byte = object.as_ref().and_then(|o| o.downcast::<Bytes>()).and_then(|b| {
        let start = usize::try_from(start).ok()?;
        if end - start as i64 == 1 { b.data.get(start).copied() } else { None }
    });
    let what = match byte {
        Some(byte) => format!("byte 0x{byte:02x} in position {start}"),
        None => format!("bytes in position {start}-{}", end - 1),
    };
    Ok(vm.heap().str(&format!("'{encoding}' codec can't decode {what}: {reason}")))
}

impl Vm {
    fn unicode_problem(&self, class: &Value, encoding: &str, object: &Value, problem: &Problem) -> Exception {
        let heap = self.heap();
        let items = vec![
            heap.str(encoding),
            object.clone(),
            Value::from_len(problem.start),
            Value::from_len(problem.end),
            heap.str(&problem.reason),
        ];
        let exception = self.exception_with(class, items.clone());
        exception.object().fields.with_mut(|fields| fields.extend(items.into_iter().map(Some)));
        exception
    }

    /// The UnicodeEncodeError for what a codec could not write; `object` is the whole str.
    #[cold]
    pub fn unicode_encode_problem(&self, encoding: &str, object: &Value, problem: &Problem) -> Exception {
        self.unicode_problem(self.types().unicode_encode_error(), encoding, object, problem)
    }

    /// The UnicodeDecodeError for what a codec could not read; `object` is all the bytes.
    #[cold]
    pub fn unicode_decode_problem(&self, encoding: &str, object: &Value, problem: &Problem) -> Exception {
        self.unicode_problem(self.types().unicode_decode_error(), encoding, object, problem)
    }
}
