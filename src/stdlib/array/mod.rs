//! `array`: sequences of one C type. Covers all of CPython's module.

mod edit;
mod item;
mod pickled;

use std::cell::Cell;

use crate::builtins::types::iterators;
use crate::object::array::Array;
use crate::object::boxed::Payload;
use crate::object::bytes::{ByteArray, Bytes};
use crate::object::class::{Class, class_flag};
use crate::object::descriptor::GetSetDef;
use crate::object::guarded::Guarded;
use crate::object::native::{CallArgs, NativeDef};
use crate::object::slots::{Comparison, Slots};
use crate::object::{Exception, PyResult, Value, Visitor};
use crate::text::Text;
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

use super::{ModuleDef, set};

pub static ARRAY: ModuleDef = ModuleDef {
    name: "array",
    doc: "Arrays of one C type: typecode, then an initial value.",
    functions: &[pickled::RECONSTRUCTOR],
    classes: &[&ARRAY_CLASS],
    init: Some(|vm, module| {
        let class = vm.native_class(&ARRAY_CLASS);
        let abstract_bases = vm.import_module("collections.abc")?;
        let sequence = vm.get_attr(&abstract_bases, &vm.heap().intern("MutableSequence"))?;
        vm.call_method(&sequence, &vm.heap().intern("register"), std::slice::from_ref(&class))?;
        set(vm, module, "ArrayType", class)?;
        let codes: String = item::CODES.iter().map(|(code, _)| char::from(*code)).collect();
        set(vm, module, "typecodes", vm.heap().str(&codes))
    }),
};

static ARRAY_CLASS: ClassDef = ClassDef {
    name: "array",
    module: "array",
    doc: "array(typecode [, initializer]) -> array\n\nA list-like sequence of items of one C type.",
    flags: class_flag::BASE | class_flag::WEAK | class_flag::SEQUENCE,
    slots,
    new: Some(&NativeDef::static_method("__new__(cls, *args, **kwargs)", "", |vm, args| {
        let class = args.get(0).clone();
        let values = args.rest(1).to_vec();
        new(vm, &class, CallArgs::positional_only(&values))
    })),
    methods: edit::METHODS,
    getsets: &[
        GetSetDef::read("typecode", "the typecode character used to create the array", |vm, v| {
            Ok(vm.heap().char(array(vm, v)?.code.into()))
        }),
        GetSetDef::read("itemsize", "the size, in bytes, of one array item", |vm, v| {
            Ok(Value::from_len(array(vm, v)?.itemsize))
        }),
    ],
    unhashable: true,
    ..ClassDef::EMPTY
};

static ARRAY_ITERATOR: ClassDef = ClassDef {
    name: "arrayiterator",
    module: "array",
    slots: |s| {
        s.iter.set(Some(|_, v| Ok(v.clone())));
        s.next.set(Some(next));
    },
    methods: &[
        NativeDef::method("__reduce__(self, /)", "Return state information for pickling.", |vm, args| {
            let iter = iterators::builtin(vm, "iter")?;
            let heap = vm.heap();
            let it = args.get(0).payload::<ArrayIterator>();
            Ok(match it.and_then(|it| Some((it.array.get()?, it.at.get()))) {
                Some((array, at)) => heap.tuple_from([iter, heap.tuple_from([array]), Value::from_len(at)]),
                None => heap.tuple_from([iter, heap.tuple_from([heap.empty_tuple()])]),
            })
        }),
        NativeDef::method("__setstate__(self, state, /)", "Set state information for unpickling.", |vm, args| {
            let state = vm.index_clamped(args.get(1))?;
            if let Some(it) = args.get(0).payload::<ArrayIterator>()
                && let Some(array) = it.array.get()
            {
                let len = array.payload::<Array>().map_or(0, Array::len);
                it.at.set((state.max(0) as usize).min(len));
            }
            Ok(Value::NONE)
        }),
    ],
    ..ClassDef::EMPTY
};

struct ArrayIterator {
    /// None at the end.
    array: Guarded<Option<Value>>,
    at: Cell<usize>,
}

impl Payload for ArrayIterator {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.array.with(|a| a.iter().for_each(visit));
    }
}

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.repr.set(Some(repr));
    s.compare.set(Some(compare));
    s.iter.set(Some(|vm, v| {
        let class = vm.native_class(&ARRAY_ITERATOR);
        let state = ArrayIterator { array: Guarded::new(Some(v.clone())), at: Cell::new(0) };
        Ok(vm.heap().boxed(&class, state))
    }));
    s.length.set(Some(|vm, v| Ok(array(vm, v)?.len())));
    s.getitem.set(Some(edit::get_item));
    s.setitem.set(Some(edit::set_item));
    s.contains.set(Some(|vm, v, item| Ok(edit::find(vm, v, item, 0, usize::MAX)?.is_some())));
    s.concat.set(Some(edit::concat));
    s.repeat.set(Some(edit::repeat));
    s.inplace_concat.set(Some(edit::concat_in_place));
    s.inplace_repeat.set(Some(edit::repeat_in_place));
}

fn array<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Array> {
    value.payload().ok_or_else(|| vm.type_error(format!("an array is required, not '{}'", vm.type_name(value))))
}

/// A new array of this class.
fn make(vm: &Vm, class: &Value, code: u8, data: Vec<u8>) -> Value {
    let itemsize = item::size(code).unwrap_or(1);
    vm.heap().boxed(class, Array { code, itemsize, data: Guarded::new(data), exports: Cell::new(0) })
}

/// The item at an index.
fn item_at(vm: &Vm, array: &Array, index: usize) -> PyResult<Option<Value>> {
    let (heap, size) = (vm.heap(), array.itemsize);
    let at = index.saturating_mul(size);
    let item = array.data.with(|data| Some(item::get(heap, array.code, data.get(at..at.checked_add(size)?)?)));
    match item {
        Some(None) => Err(vm.value_error("character U+110000 is not in range [U+0000; U+10ffff]")),
        Some(item) => Ok(item),
        None => Ok(None),
    }
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let Some(it) = object.payload::<ArrayIterator>() else { return Ok(None) };
    let Some(over) = it.array.get() else { return Ok(None) };
    let at = it.at.get();
    let item = item_at(vm, array(vm, &over)?, at)?;
    match item {
        Some(_) => it.at.set(at + 1),
        None => drop(it.array.take()),
    }
    Ok(item)
}

/// `array(typecode, initializer)`.
fn new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let own = vm.native_class(&ARRAY_CLASS);
    if args.has_keywords() && class.is(&own) {
        return Err(vm.type_error("array.array() takes no keyword arguments"));
    }
    let (given, values) = (args.positional().len(), args.positional());
    let Some(code) = values.first() else {
        return Err(vm.type_error("array() takes at least 1 argument (0 given)"));
    };
    if given > 2 {
        return Err(vm.type_error(format!("array() takes at most 2 arguments ({given} given)")));
    }
    let code = match code.as_str().map(|c| (c.len(), c.units().get(0))) {
        Some((1, Some(code))) => u8::try_from(code).ok().filter(|code| item::size(*code).is_some()),
        _ => {
            let found = vm.type_name(code);
            return Err(vm.type_error(format!("array() argument 1 must be a unicode character, not {found}")));
        }
    };
    let Some(code) = code else {
        return Err(vm.value_error("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)"));
    };
    let made = make(vm, class, code, Vec::new());
    if let Some(source) = values.get(1) {
        fill(vm, &made, code, source)?;
    }
    Ok(made)
}

fn fill(vm: &mut Vm, made: &Value, code: u8, source: &Value) -> PyResult<()> {
    let refuse = |vm: &Vm, what: &str| {
        let message = format!("cannot use a {what} to initialize an array with typecode '{}'", char::from(code));
        Err(vm.type_error(message))
    };
    if source.as_str().is_some() {
        return if code == b'u' { edit::push_text(vm, made, source) } else { refuse(vm, "str") };
    }
    if let Some(other) = source.payload::<Array>() {
        if other.code == b'u' && code != b'u' {
            return refuse(vm, "unicode array");
        }
        if other.code == code {
            let data = other.data.with(|data| edit::copied(vm, data))?;
            return edit::push_bytes(vm, made, &data);
        }
    }
    if source.downcast::<Bytes>().is_some() || source.downcast::<ByteArray>().is_some() {
        let data = vm.with_bytes(source, |data| edit::copied(vm, data))??;
        return edit::push_bytes(vm, made, &data);
    }
    vm.for_each(source, |vm, value| edit::push(vm, made, &value))
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let (code, empty) = (array(vm, value)?.code, array(vm, value)?.is_empty());
    let heap = vm.heap();
    let name = heap.class_of(value).downcast::<Class>().map(Class::name_string).unwrap_or_default();
    let code_text = char::from(code);
    if empty {
        return Ok(heap.str(&format!("{name}('{code_text}')")));
    }
    let items = if code == b'u' { text(vm, value)? } else { heap.list(items(vm, value)?) };
    let shown = vm.repr_text(&items)?;
    Ok(heap.str(&format!("{name}('{code_text}', {shown})")))
}

/// All items.
fn items(vm: &mut Vm, value: &Value) -> PyResult<Vec<Value>> {
    let array = array(vm, value)?;
    let mut items = Vec::new();
    if !vm.heap().has_room(array.len().saturating_mul(8)) || items.try_reserve_exact(array.len()).is_err() {
        return Err(vm.memory_error());
    }
    while let Some(item) = item_at(vm, array, items.len())? {
        items.push(item);
    }
    Ok(items)
}

/// The str of a `u` array.
fn text(vm: &mut Vm, value: &Value) -> PyResult {
    let array = array(vm, value)?;
    let points = array.data.with(|data| {
        let point = |unit: &[u8]| unit.iter().rev().fold(0, |c, &b| c << 8 | u32::from(b));
        data.chunks_exact(4).map(point).collect::<Vec<u32>>()
    });
    if let Some(bad) = points.iter().find(|c| **c > 0x10ffff) {
        return Err(vm.value_error(format!("character U+{bad:x} is not in range [U+0000; U+10ffff]")));
    }
    Ok(vm.heap().str_from_text(&Text::from_code_points(points)))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let (Some(x), Some(y)) = (a.payload::<Array>(), b.payload::<Array>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let equality = matches!(op, Comparison::Eq | Comparison::Ne);
    if equality && x.len() != y.len() {
        return Ok(Value::bool(op == Comparison::Ne));
    }
    if equality && x.code == y.code && !matches!(x.code, b'f' | b'd') {
        let equal = x.data.with(|left| a.is(b) || y.data.with(|right| left == right));
        return Ok(Value::bool(equal == (op == Comparison::Eq)));
    }
    let mut at = 0;
    while let (Some(p), Some(q)) = (item_at(vm, x, at)?, item_at(vm, y, at)?) {
        if !vm.equal(&p, &q)? {
            return match op {
                Comparison::Eq => Ok(Value::FALSE),
                Comparison::Ne => Ok(Value::TRUE),
                _ => vm.compare(&p, &q, op),
            };
        }
        at += 1;
    }
    Ok(Value::bool(op.holds(x.len().cmp(&y.len()))))
}

#[cold]
fn exported(vm: &Vm) -> Exception {
    vm.buffer_error("cannot resize an array that is exporting buffers")
}
