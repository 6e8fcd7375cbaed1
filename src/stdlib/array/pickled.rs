//! Arrays in pickles: the bytes of the items and a code for how a machine laid them out.

use crate::object::class::Class;
use crate::object::native::{Args, NativeDef};
use crate::object::{Heap, PyResult, Value};
use crate::text::Text;
use crate::vm::Vm;

use super::{ARRAY_CLASS, array, edit, item, items, make};

pub const RECONSTRUCTOR: NativeDef = NativeDef::function(
    "_array_reconstructor(arraytype, typecode, mformat_code, items, /)",
    "Internal. Used for pickling support.",
    reconstruct,
);

/// What the items of a machine format are.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Unsigned,
    Signed,
    Float,
    Text,
}

/// CPython's machine format codes in order: kind, bytes of an item, big-endian.
const FORMATS: &[(Kind, usize, bool)] = &[
    (Kind::Unsigned, 1, false),
    (Kind::Signed, 1, false),
    (Kind::Unsigned, 2, false),
    (Kind::Unsigned, 2, true),
    (Kind::Signed, 2, false),
    (Kind::Signed, 2, true),
    (Kind::Unsigned, 4, false),
    (Kind::Unsigned, 4, true),
    (Kind::Signed, 4, false),
    (Kind::Signed, 4, true),
    (Kind::Unsigned, 8, false),
    (Kind::Unsigned, 8, true),
    (Kind::Signed, 8, false),
    (Kind::Signed, 8, true),
    (Kind::Float, 4, false),
    (Kind::Float, 4, true),
    (Kind::Float, 8, false),
    (Kind::Float, 8, true),
    (Kind::Text, 2, false),
    (Kind::Text, 2, true),
    (Kind::Text, 4, false),
    (Kind::Text, 4, true),
];

fn kind(code: u8) -> Kind {
    match code {
        b'u' => Kind::Text,
        b'f' | b'd' => Kind::Float,
        _ if item::is_signed(code) => Kind::Signed,
        _ => Kind::Unsigned,
    }
}

pub fn reduce(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let value = args.get(0);
    if args.get(1).as_int().is_none() {
        return Err(vm.type_error("__reduce_ex__ argument should be an integer"));
    }
    let protocol = vm.index_clamped(args.get(1))?;
    let heap = vm.heap();
    let class = heap.class_of(value).clone();
    let dict = vm.get_attr_opt(value, &vm.names().dict)?.unwrap_or(Value::NONE);
    let code = array(vm, value)?.code;
    let text = heap.char(code.into());
    if protocol < 3 {
        let items = items(vm, value)?;
        return Ok(heap.tuple_from([class, heap.pair(text, heap.list(items)), dict]));
    }
    let format = (kind(code), array(vm, value)?.itemsize, false);
    let number = FORMATS.iter().position(|f| *f == format).unwrap_or(0);
    let data = array(vm, value)?.data.with(|data| edit::copied(vm, data))?;
    let module = vm.import_module("array")?;
    let function = vm.get_attr(&module, &heap.intern("_array_reconstructor"))?;
    let arguments = heap.tuple_from([class, text, Value::from_len(number), heap.bytes(data)]);
    Ok(heap.tuple_from([function, arguments, dict]))
}

fn reconstruct(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let own = vm.native_class(&ARRAY_CLASS);
    let class = args.get(0);
    let Some(class_object) = class.downcast::<Class>() else {
        let found = vm.type_name(class);
        return Err(vm.type_error(format!("first argument must be a type object, not {found}")));
    };
    if !class_object.is_subclass(&own) {
        let name = class_object.name_string();
        return Err(vm.type_error(format!("{name} is not a subtype of array.array")));
    }
    let code = match args.get(1).as_str().map(|c| (c.len(), c.units().get(0))) {
        Some((1, Some(code))) => u8::try_from(code).ok().filter(|code| item::size(*code).is_some()),
        _ => {
            let found = vm.type_name(args.get(1));
            let message = format!("_array_reconstructor() argument 2 must be a unicode character, not {found}");
            return Err(vm.type_error(message));
        }
    };
    let Some(code) = code else { return Err(vm.value_error("second argument must be a valid type code")) };
    let number = vm.index_clamped(args.get(2))?;
    let format = usize::try_from(number).ok().and_then(|n| FORMATS.get(n).copied());
    let Some((from, size, big)) = format else {
        return Err(vm.value_error("third argument must be a valid machine format code."));
    };
    let Some(bytes) = args.get(3).downcast::<crate::object::bytes::Bytes>() else {
        let found = vm.type_name(args.get(3));
        return Err(vm.type_error(format!("fourth argument should be bytes, not {found}")));
    };
    let mut data = edit::copied(vm, &bytes.data)?;
    if from == Kind::Text && size == 2 {
        let text = utf16(vm, &data, big)?;
        let made = make(vm, class, code, Vec::new());
        edit::push_text(vm, &made, &text)?;
        return Ok(made);
    }
    if !data.len().is_multiple_of(size) {
        return Err(vm.value_error(if from == Kind::Text {
            "string length not a multiple of item size"
        } else {
            "bytes length not a multiple of item size"
        }));
    }
    if big {
        data.chunks_mut(size).for_each(<[u8]>::reverse);
    }
    // An int type of another size on the other machine becomes the one here that can hold it.
    let same = (kind(code), item::size(code).unwrap_or(1)) == (from, size);
    let fitting = |(c, n): &&(u8, usize)| *n == size && kind(*c) == from;
    let target = if same { code } else { item::CODES.iter().find(fitting).map_or(code, |(c, _)| *c) };
    if from == Kind::Float && code != target {
        let made = make(vm, class, code, Vec::new());
        for chunk in data.chunks_exact(size) {
            let value = decoded(vm.heap(), target, chunk);
            edit::push(vm, &made, &value)?;
        }
        return Ok(made);
    }
    Ok(make(vm, class, target, data))
}

fn decoded(heap: &Heap, code: u8, bytes: &[u8]) -> Value {
    item::get(heap, code, bytes).unwrap_or_else(|| heap.float(f64::NAN))
}

fn utf16(vm: &mut Vm, data: &[u8], big: bool) -> PyResult {
    let unit = |pair: &[u8]| pair.iter().fold(0u16, |unit, &b| unit << 8 | u16::from(b));
    let units = data.chunks_exact(2).map(unit).map(|u| if big { u } else { u.swap_bytes() });
    let points = char::decode_utf16(units).map(|c| c.map_or_else(|e| u32::from(e.unpaired_surrogate()), u32::from));
    Ok(vm.heap().str_from_text(&Text::from_code_points(points.collect::<Vec<u32>>())))
}
