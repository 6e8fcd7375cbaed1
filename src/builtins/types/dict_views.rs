//! `dict_keys`, `dict_values`, `dict_items`.

use crate::object::descriptor::GetSetDef;
use crate::object::dict::{Dict, DictView, ViewKind};
use crate::object::native::NativeDef;
use crate::object::set::Set;
use crate::object::slots::{Comparison, Slots};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::arguments::receiver;
use super::set_algebra as algebra;

const VIEW: ClassDef = ClassDef {
    layout: Tag::DictView,
    slots: slots!(|slots| set_like_slots(slots)),
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

/// dict_keys' row.
pub static DICT_KEYS: ClassDef = ClassDef { name: "dict_keys", methods: SET_LIKE_METHODS, unhashable: true, ..VIEW };
/// dict_items' row.
pub static DICT_ITEMS: ClassDef = ClassDef { name: "dict_items", methods: SET_LIKE_METHODS, unhashable: true, ..VIEW };
/// dict_values' row.
pub static DICT_VALUES: ClassDef =
    ClassDef { name: "dict_values", slots: slots!(|slots| common_slots(slots)), methods: VALUES_METHODS, ..VIEW };

static GETSETS: &[GetSetDef] = &[GetSetDef::read("mapping", "dictionary that this view refers to", |vm, v| {
    Ok(vm.heap().mapping_proxy(receiver::<DictView>(vm, v)?.dict.clone()))
})];

const REVERSED: NativeDef =
    NativeDef::method("__reversed__(self, /)", "Return a reverse iterator over the dict.", |vm, args| {
        let view = receiver::<DictView>(vm, args.get(0))?;
        let types = vm.types();
        let class = match view.kind {
            ViewKind::Keys => types.dict_reversekeyiterator(),
            ViewKind::Values => types.dict_reversevalueiterator(),
            ViewKind::Items => types.dict_reverseitemiterator(),
        };
        Ok(vm.heap().dict_iterator(class, view.dict.clone(), view.kind, true))
    });
const ISDISJOINT: NativeDef = NativeDef::method(
    "isdisjoint(self, other, /)",
    "Return True if the view and the given iterable have a null intersection.",
    is_disjoint,
);

static VALUES_METHODS: &[NativeDef] = &[REVERSED];
static SET_LIKE_METHODS: &[NativeDef] = &[REVERSED, ISDISJOINT];

fn common_slots(s: &Slots) {
    s.repr.set(Some(repr));
    s.length.set(Some(|vm, v| Ok(dict(vm, v)?.len())));
    s.iter.set(Some(iter));
}

fn set_like_slots(s: &Slots) {
    common_slots(s);
    s.contains.set(Some(contains));
    s.compare.set(Some(compare));
    s.subtract.set(Some(|vm, a, b| on_copy(vm, a, b, algebra::difference_update)));
    s.and.set(Some(intersection));
    s.xor.set(Some(symmetric_difference));
    s.or.set(Some(|vm, a, b| on_copy(vm, a, b, |vm, set, other| vm.set_update(algebra::table(vm, set)?, other))));
}

fn dict<'a>(vm: &Vm, view: &'a Value) -> PyResult<&'a Dict> {
    receiver::<Dict>(vm, &receiver::<DictView>(vm, view)?.dict)
}

/// A keys or items view.
fn set_like(value: &Value) -> Option<&DictView> {
    value.downcast::<DictView>().filter(|view| view.kind != ViewKind::Values)
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    let view = receiver::<DictView>(vm, object)?;
    let types = vm.types();
    let class = match view.kind {
        ViewKind::Keys => types.dict_keyiterator(),
        ViewKind::Values => types.dict_valueiterator(),
        ViewKind::Items => types.dict_itemiterator(),
    };
    Ok(vm.heap().dict_iterator(class, view.dict.clone(), view.kind, false))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let heap = vm.heap();
    if !vm.repr_enter(object) {
        return Ok(heap.str("..."));
    }
    let text = vm.collect(object).and_then(|items| vm.repr(&heap.list(items)));
    vm.repr_leave(object);
    let mut around = crate::text::TextBuilder::default();
    around.push_str(&vm.type_name(object));
    around.push_str("(");
    if let Some(s) = text?.as_str() {
        around.push_units(s.units());
    }
    around.push_str(")");
    Ok(heap.str_from_text(&around.finish()))
}

fn contains(vm: &mut Vm, object: &Value, item: &Value) -> PyResult<bool> {
    let dict = dict(vm, object)?;
    if receiver::<DictView>(vm, object)?.kind == ViewKind::Keys {
        let hash = vm.hash_key(item)?;
        return Ok(vm.dict_find(dict, item, hash)?.is_some());
    }
    let Some([key, value]) = item.downcast::<Tuple>().map(Tuple::items) else { return Ok(false) };
    match vm.dict_get(dict, key)? {
        Some(found) => vm.equal(&found, value),
        None => Ok(false),
    }
}

/// The length of a view or set; None for other values.
fn set_length(vm: &Vm, value: &Value) -> PyResult<Option<usize>> {
    if set_like(value).is_some() {
        return Ok(Some(dict(vm, value)?.len()));
    }
    Ok(value.set_table().map(|t| t.with(|t| t.len())))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let (Some(m), Some(n)) = (set_length(vm, a)?, set_length(vm, b)?) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(Value::bool(match op {
        Comparison::Eq => m == n && all_contained(vm, a, b)?,
        Comparison::Ne => !(m == n && all_contained(vm, a, b)?),
        Comparison::Lt => m < n && all_contained(vm, a, b)?,
        Comparison::Le => m <= n && all_contained(vm, a, b)?,
        Comparison::Gt => m > n && all_contained(vm, b, a)?,
        Comparison::Ge => m >= n && all_contained(vm, b, a)?,
    }))
}

fn all_contained(vm: &mut Vm, items: &Value, container: &Value) -> PyResult<bool> {
    let iterator = vm.iter(items)?;
    while let Some(item) = vm.next(&iterator)? {
        if !vm.contains(container, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A set of the view's items (or of those of any left operand).
fn to_set(vm: &mut Vm, value: &Value) -> PyResult {
    let class = vm.types().set();
    let source = match value.downcast::<DictView>() {
        Some(view) if view.kind == ViewKind::Keys && view.dict.downcast_exact::<Dict>().is_some() => &view.dict,
        _ => value,
    };
    algebra::new_set(vm, class, Some(source))
}

fn on_copy(vm: &mut Vm, a: &Value, b: &Value, f: fn(&mut Vm, &Value, &Value) -> PyResult<()>) -> PyResult {
    let result = to_set(vm, a)?;
    f(vm, &result, b)?;
    Ok(result)
}

fn intersection(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (mut view, mut other) = if set_like(a).is_some() { (a, b) } else { (b, a) };
    let len = dict(vm, view)?.len();
    if other.downcast_exact::<Set>().is_some() && set_length(vm, other)?.is_some_and(|n| len <= n) {
        return algebra::intersection(vm, other, view);
    }
    if set_like(other).is_some() && set_length(vm, other)?.is_some_and(|n| n > len) {
        (view, other) = (other, view);
    }
    let class = vm.types().set();
    let result = vm.empty_set(class);
    vm.for_each(other, |vm, key| if contains(vm, view, &key)? { vm.set_add(&result, &key) } else { Ok(()) })?;
    Ok(result)
}

fn symmetric_difference(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let items = |v: &Value| v.downcast::<DictView>().is_some_and(|view| view.kind == ViewKind::Items);
    if !items(a) || !items(b) {
        return on_copy(vm, a, b, algebra::symmetric_difference_update);
    }
    let heap = vm.heap();
    let class = vm.types().set();
    let result = vm.empty_set(class);
    let rest = super::dict::copy(vm, dict(vm, a)?)?;
    let left = receiver::<Dict>(vm, &rest)?;
    let right = dict(vm, b)?;
    let mut at = 0;
    while let Some((index, key, value)) = right.next_entry(at) {
        at = index + 1;
        let hash = right.hash_at(index).unwrap_or_default();
        let same = match vm.dict_get_hashed(left, &key, hash)? {
            Some(other) => vm.equal(&other, &value)?,
            None => false,
        };
        if same {
            vm.dict_remove(left, &key)?;
        } else {
            vm.set_add(&result, &heap.pair(key, value))?;
        }
    }
    for (key, value) in left.items() {
        vm.set_add(&result, &heap.pair(key, value))?;
    }
    Ok(result)
}

fn is_disjoint(vm: &mut Vm, args: &mut crate::object::native::Args<'_>) -> PyResult {
    let (mut container, mut walked) = (args.get(0), args.get(1));
    let len = dict(vm, container)?.len();
    if container.is(walked) {
        return Ok(Value::bool(len == 0));
    }
    if set_length(vm, walked)?.is_some_and(|n| n > len) {
        std::mem::swap(&mut container, &mut walked);
    }
    let iterator = vm.iter(walked)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.contains(container, &item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}
