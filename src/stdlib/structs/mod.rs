//! `struct`: records of C values in bytes. Covers all of CPython's module.

mod item;
mod layout;

use std::cell::Cell;
use std::rc::Rc;

use crate::object::boxed::Payload;
use crate::object::bytes::Bytes;
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::guarded::Guarded;
use crate::object::native::{CallArgs, NativeDef};
use crate::object::{Exception, PyResult, Tag, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;
use crate::vm::types::Types;

use super::{ModuleDef, set};
use layout::Layout;

pub static STRUCT: ModuleDef = ModuleDef {
    name: "struct",
    doc: "Functions to convert between Python values and C structs represented as Python bytes objects.",
    functions: FUNCTIONS,
    classes: &[&ERROR, &STRUCT_CLASS],
    init: Some(|vm, module| {
        let heap = vm.heap();
        let names = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"];
        set(vm, module, "__all__", heap.list(names.iter().map(|name| heap.intern(name)).collect()))
    }),
};

static ERROR: ClassDef = ClassDef {
    name: "error",
    module: "struct",
    base: Types::exception,
    layout: Tag::Exception,
    flags: class_flag::BASE | class_flag::DICT | class_flag::HEAP,
    ..ClassDef::EMPTY
};

static STRUCT_CLASS: ClassDef = ClassDef {
    name: "Struct",
    module: "_struct",
    doc: "Struct(fmt) --> compiled struct object",
    flags: class_flag::BASE | class_flag::WEAK,
    slots: |s| {
        s.new.set(Some(|vm, class, _| Ok(vm.heap().boxed(class, Compiled::default()))));
        s.init.set(Some(init));
    },
    new: Some(&NativeDef::static_method("__new__(cls, *args, **kwargs)", "", |vm, args| {
        Ok(vm.heap().boxed(args.get(0), Compiled::default()))
    })),
    methods: METHODS,
    getsets: &[
        GetSetDef::read("format", "struct format string", |vm, v| {
            let format = v.payload::<Compiled>().and_then(|c| c.format.get());
            Ok(format.unwrap_or_else(|| vm.heap().str("")))
        }),
        GetSetDef::read("size", "struct size in bytes", |vm, v| {
            let layout = v.payload::<Compiled>().and_then(|c| c.layout.get());
            Ok(layout.map_or(vm.heap().int(-1), |l| vm.heap().size(l.size)))
        }),
    ],
    ..ClassDef::EMPTY
};

static UNPACK_ITERATOR: ClassDef = ClassDef {
    name: "unpack_iterator",
    module: "_struct",
    slots: |s| {
        s.iter.set(Some(|_, v| Ok(v.clone())));
        s.next.set(Some(next));
    },
    methods: &[NativeDef::method("__length_hint__(self, /)", "", |vm, args| {
        let Some(it) = args.get(0).payload::<Unpacking>() else { return Ok(Value::from_len(0)) };
        let len = it.buffer.get().map_or(Ok(0), |buffer| vm.with_bytes(&buffer, <[u8]>::len))?;
        Ok(Value::from_len(len.saturating_sub(it.at.get()) / it.layout.size.max(1)))
    })],
    ..ClassDef::EMPTY
};

/// The state of a Struct; empty until `__init__`.
#[derive(Default)]
struct Compiled {
    format: Guarded<Option<Value>>,
    layout: Guarded<Option<Rc<Layout>>>,
}

impl Payload for Compiled {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.format.with(|f| f.iter().for_each(visit));
    }
}

struct Unpacking {
    layout: Rc<Layout>,
    /// None at the end.
    buffer: Guarded<Option<Value>>,
    at: Cell<usize>,
}

impl Payload for Unpacking {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.buffer.with(|b| b.iter().for_each(visit));
    }
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "calcsize(format, /)",
        "Return size in bytes of the struct described by the format string.",
        |vm, args| parse(vm, args.get(0)).map(|layout| vm.heap().size(layout.size)),
    ),
    NativeDef::function("pack(*args)", "pack(format, v1, v2, ...) -> bytes", |vm, args| {
        let (layout, values) = format_first(vm, args.rest(0))?;
        pack(vm, &layout, values)
    }),
    NativeDef::function("pack_into(*args)", "pack_into(format, buffer, offset, v1, v2, ...)", |vm, args| {
        let (layout, values) = format_first(vm, args.rest(0))?;
        pack_into(vm, &layout, values)
    }),
    NativeDef::function(
        "unpack(format, buffer, /)",
        "Return a tuple containing values unpacked according to the format string.",
        |vm, args| {
            let layout = parse(vm, args.get(0))?;
            unpack(vm, &layout, args.get(1))
        },
    ),
    NativeDef::function(
        "unpack_from(format, /, buffer, offset=0)",
        "Return a tuple containing values unpacked according to the format string.",
        |vm, args| {
            let layout = parse(vm, args.get(0))?;
            unpack_from(vm, &layout, args.get(1), args.opt(2))
        },
    ),
    NativeDef::function(
        "iter_unpack(format, buffer, /)",
        "Return an iterator yielding tuples unpacked from the given bytes.",
        |vm, args| {
            let layout = Rc::new(parse(vm, args.get(0))?);
            iter_unpack(vm, layout, args.get(1))
        },
    ),
    NativeDef::function("_clearcache()", "Clear the internal cache.", |_, _| Ok(Value::NONE)),
];

static METHODS: &[NativeDef] = &[
    NativeDef::method("pack(self, /, *args)", "S.pack(v1, v2, ...) -> bytes", |vm, args| {
        let Some(layout) = compiled(args.get(0)) else {
            let given = args.rest(1).len();
            return Err(struct_error(vm, &format!("pack expected -1 items for packing (got {given})")));
        };
        pack(vm, &layout, args.rest(1))
    }),
    NativeDef::method("pack_into(self, /, *args)", "S.pack_into(buffer, offset, v1, v2, ...)", |vm, args| {
        let layout = ready(vm, args.get(0))?;
        pack_into(vm, &layout, args.rest(1))
    }),
    NativeDef::method("unpack(self, buffer, /)", "Return a tuple containing unpacked values.", |vm, args| {
        let layout = ready(vm, args.get(0))?;
        unpack(vm, &layout, args.get(1))
    }),
    NativeDef::method(
        "unpack_from(self, /, buffer, offset=0)",
        "Return a tuple containing unpacked values.",
        |vm, args| {
            let layout = ready(vm, args.get(0))?;
            unpack_from(vm, &layout, args.get(1), args.opt(2))
        },
    ),
    NativeDef::method("iter_unpack(self, buffer, /)", "Return an iterator yielding tuples.", |vm, args| {
        let layout = ready(vm, args.get(0))?;
        iter_unpack(vm, layout, args.get(1))
    }),
];

/// `struct.error(message)`.
#[cold]
pub fn struct_error(vm: &mut Vm, message: &str) -> Exception {
    let class = vm.native_class(&ERROR);
    vm.exception(&class, message)
}

fn compiled(value: &Value) -> Option<Rc<Layout>> {
    value.payload::<Compiled>()?.layout.get()
}

fn ready(vm: &Vm, value: &Value) -> PyResult<Rc<Layout>> {
    compiled(value).ok_or_else(|| vm.runtime_error("Struct object is not initialized"))
}

fn init(vm: &mut Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let given = args.values().len();
    if given > 1 {
        return Err(vm.type_error(format!("Struct() takes at most 1 argument ({given} given)")));
    }
    let named = args.names().first().is_none_or(|name| name.as_str().is_some_and(|n| n.units() == "format"));
    let Some(format) = args.values().first().filter(|_| named) else {
        return Err(vm.type_error("Struct() missing required argument 'format' (pos 1)"));
    };
    let layout = parse(vm, format)?;
    let text = match format.downcast::<Bytes>() {
        Some(bytes) => vm.heap().str(&String::from_utf8_lossy(&bytes.data)),
        None => format.clone(),
    };
    if let Some(state) = object.payload::<Compiled>() {
        drop(state.layout.replace(Some(Rc::new(layout))));
        drop(state.format.replace(Some(text)));
    }
    Ok(())
}

fn parse(vm: &mut Vm, format: &Value) -> PyResult<Layout> {
    let parsed = if let Some(text) = format.as_str() {
        match text.to_str() {
            Some(ascii) if text.is_ascii() => Layout::parse(ascii.as_bytes()),
            _ => {
                let encode = vm.get_attr(format, &vm.heap().intern("encode"))?;
                vm.call(&encode, &[vm.heap().str("ascii")])?;
                Err("bad char in struct format")
            }
        }
    } else if let Some(bytes) = format.downcast::<Bytes>() {
        Layout::parse(&bytes.data)
    } else {
        let found = vm.type_name(format);
        return Err(vm.type_error(format!("Struct() argument 1 must be a str or bytes object, not {found}")));
    };
    parsed.map_err(|message| struct_error(vm, message))
}

fn format_first<'a>(vm: &mut Vm, args: &'a [Value]) -> PyResult<(Layout, &'a [Value])> {
    match args.split_first() {
        Some((format, values)) => Ok((parse(vm, format)?, values)),
        None => Err(vm.type_error("missing format argument")),
    }
}

/// A record with these values.
fn packed(vm: &mut Vm, layout: &Layout, values: &[Value]) -> PyResult<Vec<u8>> {
    let mut record = Vec::new();
    if !vm.heap().has_room(layout.size) || record.try_reserve_exact(layout.size).is_err() {
        return Err(vm.memory_error());
    }
    record.resize(layout.size, 0);
    for ((field, at), value) in layout.items().zip(values) {
        item::pack(vm, layout, field.code, value, record.get_mut(at..at + field.size).unwrap_or_default())?;
    }
    Ok(record)
}

fn pack(vm: &mut Vm, layout: &Layout, values: &[Value]) -> PyResult {
    if values.len() != layout.values {
        let message = format!("pack expected {} items for packing (got {})", layout.values, values.len());
        return Err(struct_error(vm, &message));
    }
    let record = packed(vm, layout, values)?;
    Ok(vm.heap().bytes(record))
}

/// Where a record goes in a buffer of `len` bytes; `doing` and `low` word the errors.
fn place(vm: &mut Vm, layout: &Layout, offset: i64, len: usize, packing: bool) -> PyResult<usize> {
    let (size, mut at) = (layout.size as i64, offset);
    if offset < 0 {
        if offset + size > 0 {
            let start = if packing { "no space to pack" } else { "not enough data to unpack" };
            return Err(struct_error(vm, &format!("{start} {size} bytes at offset {offset}")));
        }
        at += len as i64;
        if at < 0 {
            return Err(struct_error(vm, &format!("offset {offset} out of range for {len}-byte buffer")));
        }
    }
    if at.checked_add(size).is_none_or(|end| end > len as i64) {
        let (name, doing) = if packing { ("pack_into", "packing") } else { ("unpack_from", "unpacking") };
        let least = size as u64 + at as u64;
        let message = format!(
            "{name} requires a buffer of at least {least} bytes for {doing} {size} bytes at offset {at} (actual buffer \
             size is {len})"
        );
        return Err(struct_error(vm, &message));
    }
    Ok(at as usize)
}

fn pack_into(vm: &mut Vm, layout: &Layout, args: &[Value]) -> PyResult {
    let Some((buffer, rest)) = args.split_first() else {
        return Err(struct_error(vm, "pack_into expected buffer argument"));
    };
    let Some((offset, values)) = rest.split_first() else {
        return Err(struct_error(vm, "pack_into expected offset argument"));
    };
    if values.len() != layout.values {
        let message = format!("pack_into expected {} items for packing (got {})", layout.values, values.len());
        return Err(struct_error(vm, &message));
    }
    let len = vm.with_writable_bytes(buffer, |data| data.len())?;
    let offset = vm.index_i64(offset)?;
    let at = place(vm, layout, offset, len, true)?;
    let record = packed(vm, layout, values)?;
    vm.with_writable_bytes(buffer, |data| {
        if let Some(place) = data.get_mut(at..at + record.len()) {
            place.copy_from_slice(&record);
        }
    })?;
    Ok(Value::NONE)
}

/// The values of the record at a place.
fn unpacked(vm: &mut Vm, layout: &Layout, buffer: &Value, at: usize) -> PyResult {
    let heap = vm.heap();
    let read = |data: &[u8]| -> Vec<Value> {
        let record = data.get(at..).unwrap_or_default();
        let item = |(field, at): (&layout::Field, usize)| {
            let bytes = record.get(at..at + field.size).unwrap_or_default();
            item::unpack(heap, field.code, layout.little, bytes)
        };
        layout.items().map(item).collect()
    };
    if layout.values > layout.size && !heap.has_room(layout.values.saturating_mul(8)) {
        return Err(vm.memory_error());
    }
    let values = vm.with_bytes(buffer, read)?;
    let [double, single] = vm.host.unknown_floats;
    if !layout.native && (double || single) {
        let foreign = |(field, _): (&layout::Field, usize), value: &Value| {
            (field.code == b'd' && double || field.code == b'f' && single)
                && value.as_float().is_some_and(|float| !float.is_finite())
        };
        if layout.items().zip(&values).any(|(item, value)| foreign(item, value)) {
            return Err(vm.value_error("can't unpack IEEE 754 special value on non-IEEE platform"));
        }
    }
    Ok(heap.tuple(values))
}

fn unpack(vm: &mut Vm, layout: &Layout, buffer: &Value) -> PyResult {
    if vm.with_bytes(buffer, <[u8]>::len)? != layout.size {
        return Err(struct_error(vm, &format!("unpack requires a buffer of {} bytes", layout.size)));
    }
    unpacked(vm, layout, buffer, 0)
}

fn unpack_from(vm: &mut Vm, layout: &Layout, buffer: &Value, offset: Option<&Value>) -> PyResult {
    let len = vm.with_bytes(buffer, <[u8]>::len)?;
    let offset = match offset {
        Some(offset) => vm.index_i64(offset)?,
        None => 0,
    };
    let at = place(vm, layout, offset, len, false)?;
    unpacked(vm, layout, buffer, at)
}

fn iter_unpack(vm: &mut Vm, layout: Rc<Layout>, buffer: &Value) -> PyResult {
    let len = vm.with_bytes(buffer, <[u8]>::len)?;
    if layout.size == 0 {
        return Err(struct_error(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    if !len.is_multiple_of(layout.size) {
        let message = format!("iterative unpacking requires a buffer of a multiple of {} bytes", layout.size);
        return Err(struct_error(vm, &message));
    }
    let class = vm.native_class(&UNPACK_ITERATOR);
    let state = Unpacking { layout, buffer: Guarded::new(Some(buffer.clone())), at: Cell::new(0) };
    Ok(vm.heap().boxed(&class, state))
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let Some(it) = object.payload::<Unpacking>() else { return Ok(None) };
    let Some(buffer) = it.buffer.get() else { return Ok(None) };
    let at = it.at.get();
    if at >= vm.with_bytes(&buffer, <[u8]>::len)? {
        drop(it.buffer.take());
        return Ok(None);
    }
    it.at.set(at + it.layout.size);
    unpacked(vm, &it.layout.clone(), &buffer, at).map(Some)
}
