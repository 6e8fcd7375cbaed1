//! Sizes in memory as CPython 3.10 gives them on 64-bit machines: scripts compare and print them. Kaa's own objects
//! are smaller.

use crate::object::bytes::Bytes;
use crate::object::class::{Class, class_flag};
use crate::object::dict::Dict;
use crate::object::list::List;
use crate::object::tuple::Tuple;
use crate::object::{Tag, Value};
use crate::vm::Vm;

/// Class, `__basicsize__`, `__itemsize__`, `__dictoffset__`, `__weakrefoffset__`.
#[rustfmt::skip]
const SIZES: &[(&str, usize, usize, usize, usize)] = &[
    ("object", 16, 0, 0, 0), ("type", 888, 40, 264, 368), ("int", 24, 4, 0, 0), ("bool", 32, 4, 0, 0),
    ("float", 24, 0, 0, 0), ("complex", 32, 0, 0, 0), ("str", 80, 0, 0, 0), ("bytes", 33, 1, 0, 0),
    ("bytearray", 56, 0, 0, 0), ("memoryview", 144, 8, 0, 136), ("list", 40, 0, 0, 0), ("tuple", 24, 8, 0, 0),
    ("dict", 48, 0, 0, 0), ("set", 200, 0, 0, 192), ("frozenset", 200, 0, 0, 192), ("range", 48, 0, 0, 0),
    ("slice", 40, 0, 0, 0), ("function", 128, 0, 88, 96), ("method", 48, 0, 0, 32), ("code", 176, 0, 0, 136),
    ("builtin_function_or_method", 56, 0, 0, 40), ("cell", 24, 0, 0, 0), ("frame", 360, 8, 0, 0),
    ("traceback", 40, 0, 0, 0), ("module", 56, 0, 16, 40), ("generator", 88, 0, 0, 32), ("coroutine", 96, 0, 0, 32),
    ("async_generator", 112, 0, 0, 32), ("property", 64, 0, 0, 0), ("staticmethod", 32, 0, 24, 0),
    ("classmethod", 32, 0, 24, 0), ("super", 40, 0, 0, 0), ("mappingproxy", 24, 0, 0, 0), ("enumerate", 48, 0, 0, 0),
    ("zip", 48, 0, 0, 0), ("map", 32, 0, 0, 0), ("filter", 32, 0, 0, 0), ("reversed", 32, 0, 0, 0),
    ("range_iterator", 48, 0, 0, 0), ("set_iterator", 48, 0, 0, 0), ("dict_keyiterator", 56, 0, 0, 0),
    ("dict_valueiterator", 56, 0, 0, 0), ("dict_itemiterator", 56, 0, 0, 0), ("list_iterator", 32, 0, 0, 0),
    ("tuple_iterator", 32, 0, 0, 0), ("str_iterator", 32, 0, 0, 0), ("bytes_iterator", 32, 0, 0, 0),
    ("dict_keys", 24, 0, 0, 0), ("dict_items", 24, 0, 0, 0), ("dict_values", 24, 0, 0, 0),
    ("getset_descriptor", 48, 0, 0, 0), ("wrapper_descriptor", 56, 0, 0, 0), ("method_descriptor", 56, 0, 0, 0),
    ("method-wrapper", 32, 0, 0, 0), ("GenericAlias", 48, 0, 0, 40), ("UnionType", 32, 0, 0, 0),
    ("SimpleNamespace", 24, 0, 16, 0), ("BaseException", 64, 0, 16, 0), ("StopIteration", 72, 0, 16, 0),
    ("SystemExit", 72, 0, 16, 0), ("ImportError", 88, 0, 16, 0), ("OSError", 104, 0, 16, 0),
    ("NameError", 72, 0, 16, 0), ("AttributeError", 80, 0, 16, 0), ("SyntaxError", 128, 0, 16, 0),
    ("UnicodeEncodeError", 104, 0, 16, 0), ("UnicodeDecodeError", 104, 0, 16, 0),
    ("UnicodeTranslateError", 104, 0, 16, 0),
];

/// What a class says of its instances' size.
pub struct ClassSize {
    pub basic: usize,
    pub item: usize,
    pub dict_offset: usize,
    pub weakref_offset: usize,
}

/// A Python class adds its slots, its dict and its weak references behind its base.
pub fn class_size(class: &Class) -> ClassSize {
    if !class.has_flag(class_flag::HEAP) {
        let row = SIZES.iter().find(|row| class.name_string() == row.0);
        return match (row, class.base.get().as_ref().and_then(|b| b.downcast::<Class>())) {
            (Some(&(_, basic, item, dict_offset, weakref_offset)), _) => {
                ClassSize { basic, item, dict_offset, weakref_offset }
            }
            (None, Some(base)) => class_size(base),
            (None, None) => ClassSize { basic: 16, item: 0, dict_offset: 0, weakref_offset: 0 },
        };
    }
    let base = class.base.get();
    let Some(base) = base.as_ref().and_then(|b| b.downcast::<Class>()) else {
        return ClassSize { basic: 16, item: 0, dict_offset: 0, weakref_offset: 0 };
    };
    let mut size = class_size(base);
    size.basic += 8 * usize::from(class.slot_count.get().saturating_sub(base.slot_count.get()));
    if size.dict_offset == 0 && class.has_flag(class_flag::DICT) {
        size.dict_offset = size.basic;
        size.basic += 8;
    }
    if size.weakref_offset == 0 && class.has_flag(class_flag::WEAK) {
        size.weakref_offset = size.basic;
        size.basic += 8;
    }
    size
}

/// `object.__sizeof__()`.
pub fn object_size(vm: &Vm, object: &Value) -> usize {
    let size = class_size(vm.class_of(object));
    let items = match object.tag() {
        Tag::Tuple => object.downcast::<Tuple>().map_or(0, |t| t.items().len()),
        Tag::Bytes => object.downcast::<Bytes>().map_or(0, |b| b.data.len()),
        _ => 0,
    };
    let table = match object.tag() {
        Tag::List => object.downcast::<List>().map_or(0, |l| 8 * l.len()),
        Tag::Dict => object.downcast::<Dict>().map_or(0, |d| dict_table(d.table_size())),
        _ => match object.set_table().map(|t| t.with(|t| t.size())) {
            // The first eight places lie inside the object.
            Some(places) if places > 8 => 16 * places,
            _ => 0,
        },
    };
    size.basic + size.item * items + table
}

/// Indices of a byte or more each, behind a head, then the entries that fit. The empty table is shared.
fn dict_table(places: usize) -> usize {
    if places == 0 {
        return 0;
    }
    let index = match places {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        0x1_0000..=0xffff_ffff => 4,
        _ => 8,
    };
    40 + index * places + 24 * (places * 2 / 3)
}
