//! `set` and `frozenset`: slots and methods.

use crate::number::hash;
use crate::object::class::{Class, class_flag};
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::set::{FrozenSet, Set, SetTable};
use crate::object::slots::{Binary, Comparison, Slots};
use crate::object::{PyResult, Tag, Value};
use crate::text::TextBuilder;
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::arguments::{new_method, no_keywords, no_keywords_if_exact, positional, receiver};
use super::sequence;
use super::set_algebra::{self as algebra, table};

/// set's row.
pub static SET: ClassDef = ClassDef {
    name: "set",
    doc: "set() -> new empty set object\nset(iterable) -> new set object\n\nBuild an unordered collection of unique elements.",
    layout: Tag::Set,
    flags: class_flag::BASE | class_flag::MATCH_SELF | class_flag::WEAK,
    slots: slots!(|slots| set_slots(slots)),
    new: Some(&NEW_SET),
    methods: SET_METHODS,
    unhashable: true,
    ..ClassDef::EMPTY
};

/// frozenset's row.
pub static FROZENSET: ClassDef = ClassDef {
    name: "frozenset",
    doc: "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\n\
          Build an immutable unordered collection of unique elements.",
    layout: Tag::FrozenSet,
    flags: class_flag::BASE | class_flag::MATCH_SELF | class_flag::WEAK,
    slots: slots!(|slots| frozenset_slots(slots)),
    new: Some(&NEW_FROZENSET),
    methods: FROZENSET_METHODS,
    ..ClassDef::EMPTY
};

new_method!(NEW_SET, new_set);
new_method!(NEW_FROZENSET, new_frozenset);

fn common_slots(s: &Slots) {
    s.repr.set(Some(repr));
    s.compare.set(Some(compare));
    s.iter.set(Some(|vm, v| {
        let len = table(vm, v)?.with(SetTable::len);
        Ok(vm.heap().set_iterator(v.clone(), len))
    }));
    s.length.set(Some(|vm, v| Ok(table(vm, v)?.with(SetTable::len))));
    s.contains.set(Some(contains));
    s.subtract.set(Some(|vm, a, b| operator(vm, a, b, algebra::difference)));
    s.and.set(Some(|vm, a, b| operator(vm, a, b, algebra::intersection)));
    s.xor.set(Some(|vm, a, b| operator(vm, a, b, algebra::symmetric_difference)));
    s.or.set(Some(|vm, a, b| operator(vm, a, b, union_of_two)));
}

fn set_slots(s: &Slots) {
    common_slots(s);
    s.new.set(Some(new_set));
    s.init.set(Some(init));
    s.inplace_subtract.set(Some(|vm, a, b| inplace(vm, a, b, algebra::difference_update)));
    s.inplace_and.set(Some(|vm, a, b| inplace(vm, a, b, intersection_update)));
    s.inplace_xor.set(Some(|vm, a, b| inplace(vm, a, b, algebra::symmetric_difference_update)));
    s.inplace_or.set(Some(|vm, a, b| inplace(vm, a, b, update)));
}

fn frozenset_slots(s: &Slots) {
    common_slots(s);
    s.new.set(Some(new_frozenset));
    s.hash.set(Some(frozenset_hash));
}

const COPY_SET: NativeDef = NativeDef::method("copy(self, /)", "Return a shallow copy of a set.", |vm, args| {
    let set = args.get(0);
    if set.downcast_exact::<FrozenSet>().is_some() {
        return Ok(set.clone());
    }
    algebra::copy(vm, set)
});
const DIFFERENCE: NativeDef = NativeDef::method(
    "difference(self, /, *others)",
    "Return the difference of two or more sets as a new set.\n\n(i.e. all elements that are in this set but not the others.)",
    |vm, args| {
        let [first, rest @ ..] = args.rest(1) else { return algebra::copy(vm, args.get(0)) };
        let result = algebra::difference(vm, args.get(0), first)?;
        for other in rest {
            algebra::difference_update(vm, &result, other)?;
        }
        Ok(result)
    },
);
const INTERSECTION: NativeDef = NativeDef::method(
    "intersection(self, /, *others)",
    "Return the intersection of two sets as a new set.\n\n(i.e. all elements that are in both sets.)",
    |vm, args| intersection_of_all(vm, args.get(0), args.rest(1)),
);
const ISDISJOINT: NativeDef =
    NativeDef::method("isdisjoint(self, other, /)", "Return True if two sets have a null intersection.", |vm, args| {
        algebra::is_disjoint(vm, args.get(0), args.get(1)).map(Value::bool)
    });
const ISSUBSET: NativeDef =
    NativeDef::method("issubset(self, other, /)", "Report whether another set contains this set.", |vm, args| {
        algebra::is_subset(vm, args.get(0), args.get(1)).map(Value::bool)
    });
const ISSUPERSET: NativeDef =
    NativeDef::method("issuperset(self, other, /)", "Report whether this set contains another set.", |vm, args| {
        algebra::is_superset(vm, args.get(0), args.get(1)).map(Value::bool)
    });
const SYMMETRIC_DIFFERENCE: NativeDef = NativeDef::method(
    "symmetric_difference(self, other, /)",
    "Return the symmetric difference of two sets as a new set.\n\n(i.e. all elements that are in exactly one of the sets.)",
    |vm, args| algebra::symmetric_difference(vm, args.get(0), args.get(1)),
);
const UNION: NativeDef = NativeDef::method(
    "union(self, /, *others)",
    "Return the union of sets as a new set.\n\n(i.e. all elements that are in either set.)",
    |vm, args| {
        let result = algebra::copy(vm, args.get(0))?;
        for other in args.rest(1) {
            if !other.is(args.get(0)) {
                vm.set_update(table(vm, &result)?, other)?;
            }
        }
        Ok(result)
    },
);
const REDUCE: NativeDef =
    NativeDef::method("__reduce__(self, /)", "Return state information for pickling.", |vm, args| {
        let heap = vm.heap();
        let set = args.take(0);
        let keys = heap.list(table(vm, &set)?.with(SetTable::keys));
        let state = vm.get_attr_opt(&set, &vm.names().dict)?.unwrap_or(Value::NONE);
        Ok(heap.tuple_from([heap.class_of(&set).clone(), heap.tuple_from([keys]), state]))
    });

static FROZENSET_METHODS: &[NativeDef] = &[
    super::arguments::CLASS_GETITEM,
    COPY_SET,
    DIFFERENCE,
    INTERSECTION,
    ISDISJOINT,
    ISSUBSET,
    ISSUPERSET,
    SYMMETRIC_DIFFERENCE,
    UNION,
    REDUCE,
];

static SET_METHODS: &[NativeDef] = &[
    super::arguments::CLASS_GETITEM,
    COPY_SET,
    DIFFERENCE,
    INTERSECTION,
    ISDISJOINT,
    ISSUBSET,
    ISSUPERSET,
    SYMMETRIC_DIFFERENCE,
    UNION,
    REDUCE,
    NativeDef::method(
        "add(self, object, /)",
        "Add an element to a set.\n\nThis has no effect if the element is already present.",
        |vm, args| vm.set_add(args.get(0), args.get(1)).map(|()| Value::NONE),
    ),
    NativeDef::method("clear(self, /)", "Remove all elements from this set.", |vm, args| {
        drop(table(vm, args.get(0))?.with_mut(SetTable::clear));
        Ok(Value::NONE)
    }),
    NativeDef::method(
        "discard(self, object, /)",
        "Remove an element from a set if it is a member.\n\nIf the element is not a member, do nothing.",
        |vm, args| discard(vm, args).map(|_| Value::NONE),
    ),
    NativeDef::method(
        "remove(self, object, /)",
        "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.",
        |vm, args| if discard(vm, args)? { Ok(Value::NONE) } else { Err(vm.key_error(args.get(1))) },
    ),
    NativeDef::method(
        "pop(self, /)",
        "Remove and return an arbitrary set element.\nRaises KeyError if the set is empty.",
        |vm, args| match table(vm, args.get(0))?.with_mut(SetTable::pop) {
            Some(key) => Ok(key),
            None => Err(vm.key_error(&vm.heap().str("pop from an empty set"))),
        },
    ),
    NativeDef::method(
        "difference_update(self, /, *others)",
        "Remove all elements of another set from this set.",
        |vm, args| each_other(vm, args, algebra::difference_update),
    ),
    NativeDef::method(
        "intersection_update(self, /, *others)",
        "Update a set with the intersection of itself and another.",
        |vm, args| {
            let result = intersection_of_all(vm, args.get(0), args.rest(1))?;
            algebra::become_like(vm, args.get(0), &result)?;
            Ok(Value::NONE)
        },
    ),
    NativeDef::method(
        "symmetric_difference_update(self, other, /)",
        "Update a set with the symmetric difference of itself and another.",
        |vm, args| algebra::symmetric_difference_update(vm, args.get(0), args.get(1)).map(|()| Value::NONE),
    ),
    NativeDef::method("update(self, /, *others)", "Update a set with the union of itself and others.", |vm, args| {
        each_other(vm, args, update)
    }),
];

fn new_set(vm: &mut Vm, class: &Value, _: CallArgs<'_>) -> PyResult {
    Ok(vm.empty_set(class))
}

fn init(vm: &mut Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    no_keywords(vm, "set", args)?;
    let iterable = positional(vm, &vm.type_name(object), args, 0, 1)?.first();
    let keys = table(vm, object)?;
    drop(keys.with_mut(SetTable::clear));
    match iterable {
        Some(iterable) => vm.set_update(keys, iterable),
        None => Ok(()),
    }
}

fn new_frozenset(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let own = vm.types().frozenset();
    no_keywords_if_exact(vm, class, own, "frozenset", args)?;
    let name = class.downcast::<Class>().map(Class::name_string).unwrap_or_default();
    let iterable = positional(vm, &name, args, 0, 1)?.first();
    match iterable {
        Some(other) if class.is(own) && other.downcast_exact::<FrozenSet>().is_some() => Ok(other.clone()),
        _ => algebra::new_set(vm, class, iterable),
    }
}

/// An operator of two sets; other operands get their chance.
fn operator(vm: &mut Vm, a: &Value, b: &Value, f: Binary) -> PyResult {
    if a.set_table().is_none() || b.set_table().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    f(vm, a, b)
}

fn inplace(vm: &mut Vm, a: &Value, b: &Value, f: fn(&mut Vm, &Value, &Value) -> PyResult<()>) -> PyResult {
    if b.set_table().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    f(vm, a, b)?;
    Ok(a.clone())
}

fn union_of_two(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let result = algebra::copy(vm, a)?;
    if !a.is(b) {
        vm.set_update(table(vm, &result)?, b)?;
    }
    Ok(result)
}

fn update(vm: &mut Vm, set: &Value, other: &Value) -> PyResult<()> {
    vm.set_update(table(vm, set)?, other)
}

fn intersection_update(vm: &mut Vm, set: &Value, other: &Value) -> PyResult<()> {
    let result = algebra::intersection(vm, set, other)?;
    algebra::become_like(vm, set, &result)
}

fn intersection_of_all(vm: &mut Vm, set: &Value, others: &[Value]) -> PyResult {
    let [first, rest @ ..] = others else { return algebra::copy(vm, set) };
    let mut result = algebra::intersection(vm, set, first)?;
    for other in rest {
        result = algebra::intersection(vm, &result, other)?;
    }
    Ok(result)
}

fn each_other(vm: &mut Vm, args: &Args<'_>, f: fn(&mut Vm, &Value, &Value) -> PyResult<()>) -> PyResult {
    for other in args.rest(1) {
        f(vm, args.get(0), other)?;
    }
    Ok(Value::NONE)
}

/// A key to look for, with its hash: a set stands for the frozenset of its keys.
fn key_to_find(vm: &mut Vm, key: &Value) -> PyResult<(Value, i64)> {
    match vm.hash_key(key) {
        Ok(hash) => Ok((key.clone(), hash)),
        Err(error) if key.downcast::<Set>().is_some() && vm.is_exception(&error, vm.types().type_error()) => {
            let class = vm.types().frozenset();
            let frozen = algebra::new_set(vm, class, Some(key))?;
            let hash = vm.hash(&frozen)?;
            Ok((frozen, hash))
        }
        Err(error) => Err(error),
    }
}

fn contains(vm: &mut Vm, set: &Value, key: &Value) -> PyResult<bool> {
    let (key, hash) = key_to_find(vm, key)?;
    vm.set_contains_hashed(table(vm, set)?, &key, hash)
}

fn discard(vm: &mut Vm, args: &Args<'_>) -> PyResult<bool> {
    let (key, hash) = key_to_find(vm, args.get(1))?;
    vm.set_discard_hashed(table(vm, args.get(0))?, &key, hash)
}

fn frozenset_hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let set = receiver::<FrozenSet>(vm, object)?;
    if set.hash.get() == -1 {
        set.hash.set(set.table.with(|t| hash::frozenset(t.hashes())));
    }
    Ok(set.hash.get())
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let (Some(x), Some(y)) = (a.set_table(), b.set_table()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (m, n) = (x.with(SetTable::len), y.with(SetTable::len));
    let equal = |vm: &mut Vm| {
        let known = |v: &Value| v.downcast::<FrozenSet>().map_or(-1, |s| s.hash.get());
        let differ = known(a) != -1 && known(b) != -1 && known(a) != known(b);
        if m != n || differ { Ok(false) } else { algebra::is_subset(vm, a, b) }
    };
    Ok(Value::bool(match op {
        Comparison::Eq => equal(vm)?,
        Comparison::Ne => !equal(vm)?,
        Comparison::Lt => m < n && algebra::is_subset(vm, a, b)?,
        Comparison::Le => algebra::is_subset(vm, a, b)?,
        Comparison::Gt => m > n && algebra::is_subset(vm, b, a)?,
        Comparison::Ge => algebra::is_subset(vm, b, a)?,
    }))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let heap = vm.heap();
    let name = vm.type_name(object);
    if !vm.repr_enter(object) {
        return Ok(heap.str(&format!("{name}(...)")));
    }
    let text = repr_text(vm, object, &name);
    vm.repr_leave(object);
    Ok(heap.str_from_text(&text?.finish()))
}

fn repr_text(vm: &mut Vm, object: &Value, name: &str) -> PyResult<TextBuilder> {
    let keys = table(vm, object)?.with(SetTable::keys);
    let mut text = TextBuilder::default();
    let bare = object.downcast_exact::<Set>().is_some() && !keys.is_empty();
    if !bare {
        text.push_str(name);
        text.push_str("(");
    }
    if !keys.is_empty() {
        text.push_str("{");
        for (i, key) in keys.iter().enumerate() {
            if i > 0 {
                text.push_str(", ");
            }
            sequence::push_repr(vm, &mut text, key)?;
        }
        text.push_str("}");
    }
    if !bare {
        text.push_str(")");
    }
    Ok(text)
}
