//! `memoryview`: the class's row, its attributes and methods.
//!
//! A view is a window (`object/memoryview`) on the bytes of bytes or a bytearray. Everything but comparison, repr
//! and release is refused once it is released.

mod cast;
mod item;
mod subscript;

use crate::object::array::Array;
use crate::object::bytes::{ByteArray, Bytes};
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::memoryview::{MemoryView, Window};
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::slots::{Comparison, Slots};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::arguments::{check_class, new_method};
use super::bytes::methods::hex;
use super::bytes::room;

/// The class's row.
pub static MEMORYVIEW: ClassDef = ClassDef {
    name: "memoryview",
    doc: "A window on the bytes of another object.",
    layout: Tag::Boxed,
    flags: class_flag::SEQUENCE | class_flag::WEAK,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: METHODS,
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

new_method!(NEW, new);

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.repr.set(Some(repr));
    s.hash.set(Some(hash));
    s.compare.set(Some(compare));
    s.iter.set(Some(|vm, v| {
        living(vm, v)?;
        Ok(vm.heap().sequence_iterator(vm.types().memory_iterator(), v.clone(), 0))
    }));
    s.length.set(Some(|vm, v| Ok(living(vm, v)?.window.shape.first().copied().unwrap_or(1))));
    s.getitem.set(Some(subscript::getitem));
    s.setitem.set(Some(subscript::setitem));
}

static METHODS: &[NativeDef] = &[
    NativeDef::method("release(self, /)", "Lets go of the object that it looks at.", |vm, args| {
        view(vm, args.get(0))?.release();
        Ok(Value::NONE)
    }),
    NativeDef::method("tobytes(self, /, order='C')", "The bytes of all items, in order.", tobytes),
    NativeDef::method(
        "hex(self, /, sep=<unrepresentable>, bytes_per_sep=1)",
        "Two hexadecimal digits for each byte, with separators between groups.",
        hex,
    ),
    NativeDef::method("tolist(self, /)", "The items as a list, of lists for more dimensions.", |vm, args| {
        let view = living(vm, args.get(0))?;
        let places: Vec<usize> = view.window.positions().collect();
        list(vm, view, &view.window.shape, &places)
    }),
    NativeDef::method("cast(self, /, format, shape=<unrepresentable>)", "The same bytes as other items.", cast::cast),
    NativeDef::method("toreadonly(self, /)", "A view that cannot write.", |vm, args| {
        let view = living(vm, args.get(0))?;
        window(vm, view, Window { readonly: true, ..view.window.clone() })
    }),
    NativeDef::method("__enter__(self, /)", "", |vm, args| {
        living(vm, args.get(0))?;
        Ok(args.take(0))
    }),
    NativeDef::method("__exit__(self, /, *args)", "", |vm, args| {
        view(vm, args.get(0))?.release();
        Ok(Value::NONE)
    }),
];

static GETSETS: &[GetSetDef] = &[
    GetSetDef::read("obj", "The object that it looks at.", |vm, v| {
        let view = living(vm, v)?;
        Ok(view.exporter().unwrap_or(Value::NONE))
    }),
    GetSetDef::read("nbytes", "The bytes of all items.", |vm, v| Ok(Value::from_len(living(vm, v)?.window.size()))),
    GetSetDef::read("readonly", "Items cannot be assigned.", |vm, v| Ok(Value::bool(living(vm, v)?.window.readonly))),
    GetSetDef::read("itemsize", "Bytes of an item.", |vm, v| Ok(Value::from_len(living(vm, v)?.window.itemsize))),
    GetSetDef::read("format", "The struct code of an item.", |vm, v| {
        let window = &living(vm, v)?.window;
        let mark = if window.marked { "@" } else { "" };
        Ok(vm.heap().str(&format!("{mark}{}", char::from(window.format))))
    }),
    GetSetDef::read("ndim", "The number of dimensions.", |vm, v| {
        Ok(Value::from_len(living(vm, v)?.window.shape.len()))
    }),
    GetSetDef::read("shape", "Items along each dimension.", |vm, v| {
        let shape = living(vm, v)?.window.shape.iter().map(|&n| Value::from_len(n)).collect();
        Ok(vm.heap().tuple(shape))
    }),
    GetSetDef::read("strides", "Bytes between items along each dimension.", |vm, v| {
        let heap = vm.heap();
        let strides = living(vm, v)?.window.strides.iter().map(|&n| heap.int(n as i64)).collect();
        Ok(heap.tuple(strides))
    }),
    GetSetDef::read("suboffsets", "Always empty.", |vm, v| {
        living(vm, v)?;
        Ok(vm.heap().empty_tuple())
    }),
    GetSetDef::read("c_contiguous", "The last index moves fastest, without gaps.", |vm, v| {
        Ok(Value::bool(living(vm, v)?.window.is_c_contiguous()))
    }),
    GetSetDef::read("f_contiguous", "The first index moves fastest, without gaps.", |vm, v| {
        Ok(Value::bool(living(vm, v)?.window.is_f_contiguous()))
    }),
    GetSetDef::read("contiguous", "The items lie together in either order.", |vm, v| {
        let window = &living(vm, v)?.window;
        Ok(Value::bool(window.is_c_contiguous() || window.is_f_contiguous()))
    }),
];

/// The receiver's state.
fn view<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a MemoryView> {
    value.payload::<MemoryView>().ok_or_else(|| vm.type_error("a memoryview is required"))
}

/// The state of a view that is not released.
fn living<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a MemoryView> {
    let view = view(vm, value)?;
    if view.is_released() { Err(released(vm)) } else { Ok(view) }
}

#[cold]
fn released(vm: &Vm) -> crate::object::Exception {
    vm.value_error("operation forbidden on released memoryview object")
}

/// Another window on what a view looks at.
fn window(vm: &Vm, view: &MemoryView, window: Window) -> PyResult {
    let exporter = view.exporter().ok_or_else(|| released(vm))?;
    Ok(vm.heap().memoryview(vm.types().memoryview(), exporter, window))
}

/// `memoryview(object)`.
fn new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    check_class(vm, class, vm.types().memoryview())?;
    let given = args.values().len();
    if given > 1 {
        return Err(vm.type_error(format!("memoryview() takes at most 1 argument ({given} given)")));
    }
    let named = args.names().first().map(|name| name.as_str().is_some_and(|n| n.units() == "object"));
    let object = match args.values().first() {
        Some(object) if named.unwrap_or(true) => object,
        _ => return Err(vm.type_error("memoryview() missing required argument 'object' (pos 1)")),
    };
    let heap = vm.heap();
    if let Some(other) = object.payload::<MemoryView>() {
        let other_window = living(vm, object)?.window.clone();
        return window(vm, other, other_window);
    }
    let whole = match (object.downcast::<Bytes>(), object.downcast::<ByteArray>()) {
        (Some(bytes), _) => Window::bytes(bytes.data.len(), true),
        (_, Some(array)) => Window::bytes(array.data.with(Vec::len), false),
        _ if let Some(array) = object.payload::<Array>() => item::array_window(array),
        _ => {
            let found = vm.type_name(object);
            return Err(vm.type_error(format!("memoryview: a bytes-like object is required, not '{found}'")));
        }
    };
    Ok(heap.memoryview(class, object.clone(), whole))
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let word = if view(vm, value)?.is_released() { "released memory" } else { "memory" };
    Ok(vm.heap().str(&format!("<{word} at {:#x}>", value.id())))
}

fn hash(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    let view = view(vm, value)?;
    if view.hash.get() != -1 {
        return Ok(view.hash.get());
    }
    living(vm, value)?;
    if !view.window.readonly {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !matches!(view.window.format, b'B' | b'b' | b'c') {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    if let Some(exporter) = view.exporter() {
        vm.hash(&exporter)?;
    }
    let heap = vm.heap();
    let hash = view.with_bytes(|data| heap.hash_bytes(data)).ok_or_else(|| released(vm))?;
    view.hash.set(hash);
    Ok(hash)
}

/// `==` and `!=` with any bytes-like object: the same shape and equal items.
fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    if !matches!(op, Comparison::Eq | Comparison::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let is_released = |value: &Value| value.payload::<MemoryView>().is_some_and(MemoryView::is_released);
    let equal = if is_released(a) || is_released(b) {
        a.is(b)
    } else if !vm.is_bytes_like(b) {
        return Ok(Value::NOT_IMPLEMENTED);
    } else {
        item::equal(vm, a, b)?
    };
    Ok(Value::bool(equal == (op == Comparison::Eq)))
}

/// The order that `tobytes` is asked for; true for the first index fastest.
fn fortran_order(vm: &Vm, window: &Window, order: Option<&Value>) -> PyResult<bool> {
    let Some(order) = order.filter(|o| !o.is_none()) else { return Ok(false) };
    let Some(text) = order.as_str() else {
        let found = vm.type_name(order);
        return Err(vm.type_error(format!("tobytes() argument 'order' must be str or None, not {found}")));
    };
    match text.to_string_lossy().as_str() {
        "C" => Ok(false),
        "F" => Ok(true),
        "A" => Ok(window.is_f_contiguous() && !window.is_c_contiguous()),
        _ => Err(vm.value_error("order must be 'C', 'F' or 'A'")),
    }
}

fn tobytes(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let view = living(vm, args.get(0))?;
    let window = &view.window;
    let mut turned = window.clone();
    if fortran_order(vm, window, args.opt(1))? {
        // The transposed window in C order is the window in Fortran's.
        turned.shape.reverse();
        turned.strides.reverse();
    }
    let mut data = room(vm, window.size())?;
    let gathered = view.with_all(|all| {
        if turned.is_c_contiguous() {
            data.extend_from_slice(all.get(window.offset..window.offset + window.size()).unwrap_or_default());
        } else {
            data.extend(turned.positions().filter_map(|at| all.get(at..at + window.itemsize)).flatten());
        }
    });
    gathered.ok_or_else(|| released(vm))?;
    Ok(vm.heap().bytes(data))
}

/// Items at `places` as nested lists of this shape.
fn list(vm: &mut Vm, view: &MemoryView, shape: &[usize], places: &[usize]) -> PyResult {
    let Some((&len, inner)) = shape.split_first() else {
        return item::get(vm, view, places.first().copied().unwrap_or(0));
    };
    let stride = inner.iter().product::<usize>();
    let mut items = Vec::new();
    for i in 0..len {
        let part = places.get(i * stride..(i + 1) * stride).unwrap_or_default();
        items.push(list(vm, view, inner, part)?);
    }
    Ok(vm.heap().list(items))
}
