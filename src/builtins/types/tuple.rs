//! `tuple`: slots and methods.

use crate::number::hash::TupleHash;
use crate::object::class::class_flag;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::range::Slice;
use crate::object::slots::{Comparison, Slots};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::arguments::{new_method, no_keywords_if_exact, positional, receiver};
use super::sequence;

/// The class's row.
pub static TUPLE: ClassDef = ClassDef {
    name: "tuple",
    doc: "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\n\
          If iterable is specified the tuple is initialized from iterable's items.\n\n\
          If the argument is a tuple, the return value is the same object.",
    layout: Tag::Tuple,
    flags: class_flag::BASE | class_flag::SEQUENCE | class_flag::MATCH_SELF,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: METHODS,
    ..ClassDef::EMPTY
};

new_method!(NEW, new);

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.repr.set(Some(|vm, v| sequence::repr(vm, v, receiver::<Tuple>(vm, v)?, "(", ")")));
    s.hash.set(Some(hash));
    s.compare.set(Some(compare));
    s.iter.set(Some(|vm, v| Ok(vm.heap().sequence_iterator(vm.types().tuple_iterator(), v.clone(), 0))));
    s.length.set(Some(|vm, v| Ok(receiver::<Tuple>(vm, v)?.len())));
    s.getitem.set(Some(getitem));
    s.contains.set(Some(|vm, v, item| sequence::contains(vm, receiver::<Tuple>(vm, v)?, item)));
    s.concat.set(Some(concat));
    s.repeat.set(Some(repeat));
}

static METHODS: &[NativeDef] = &[
    super::arguments::CLASS_GETITEM,
    NativeDef::method("count(self, value, /)", "Return number of occurrences of value.", |vm, args| {
        sequence::count(vm, receiver::<Tuple>(vm, args.get(0))?, args.get(1))
    }),
    NativeDef::method(
        "index(self, value, start=0, stop=9223372036854775807, /)",
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
        index,
    ),
    NativeDef::method("__getnewargs__(self, /)", "", |vm, args| {
        let items = receiver::<Tuple>(vm, args.get(0))?.items().to_vec();
        let heap = vm.heap();
        Ok(heap.tuple_from([heap.tuple(items)]))
    }),
];

fn new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let own = vm.types().tuple();
    no_keywords_if_exact(vm, class, own, "tuple", args)?;
    let Some(iterable) = positional(vm, "tuple", args, 0, 1)?.first() else {
        return Ok(vm.heap().tuple_of_class(class, Vec::new()));
    };
    if class.is(own) && iterable.downcast_exact::<Tuple>().is_some() {
        return Ok(iterable.clone());
    }
    let items = vm.collect(iterable)?;
    Ok(vm.heap().tuple_of_class(class, items))
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let tuple = receiver::<Tuple>(vm, object)?;
    vm.recurse(" while calling a Python object", |vm| {
        let mut state = TupleHash::default();
        for item in tuple.items() {
            state.push(vm.hash_key(item)?);
        }
        Ok(state.finish())
    })
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Tuple>(), b.downcast::<Tuple>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    // Unlike lists, tuples of different length are compared item by item for == too, which shows only where the
    // items' own comparisons have effects.
    if x.len() != y.len() && matches!(op, Comparison::Eq | Comparison::Ne) {
        for (a, b) in x.items().iter().zip(y.items()) {
            if !vm.equal(a, b)? {
                break;
            }
        }
        return Ok(Value::bool(op == Comparison::Ne));
    }
    sequence::compare(vm, x, y, op)
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let tuple = receiver::<Tuple>(vm, object)?;
    if key.downcast::<Slice>().is_some() {
        let bounds = vm.slice_bounds(key, |_| tuple.len())?;
        if bounds.count == tuple.len() && bounds.step == 1 && object.downcast_exact::<Tuple>().is_some() {
            return Ok(object.clone());
        }
        let mut items = sequence::values_with_room(vm, bounds.count)?;
        items.extend(bounds.positions().filter_map(|i| tuple.items().get(i).cloned()));
        return Ok(vm.heap().tuple(items));
    }
    let index = sequence::index_of(vm, key, "tuple")?;
    let found = sequence::place(index, tuple.len()).and_then(|i| tuple.items().get(i).cloned());
    found.ok_or_else(|| vm.index_error("tuple index out of range"))
}

fn concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let tuple = receiver::<Tuple>(vm, a)?;
    if tuple.is_empty() && b.downcast_exact::<Tuple>().is_some() {
        return Ok(b.clone());
    }
    let Some(other) = b.downcast::<Tuple>() else {
        return Err(vm.type_error(format!("can only concatenate tuple (not \"{}\") to tuple", vm.type_name(b))));
    };
    if other.is_empty() && a.downcast_exact::<Tuple>().is_some() {
        return Ok(a.clone());
    }
    let mut items = sequence::values_with_room(vm, tuple.len() + other.len())?;
    items.extend_from_slice(tuple.items());
    items.extend_from_slice(other.items());
    Ok(vm.heap().tuple(items))
}

fn repeat(vm: &mut Vm, object: &Value, count: &Value) -> PyResult {
    let count = sequence::factor(vm, count)?;
    let tuple = receiver::<Tuple>(vm, object)?;
    if object.downcast_exact::<Tuple>().is_some() && (count == 1 || tuple.is_empty()) {
        return Ok(object.clone());
    }
    let items = sequence::repeated(vm, tuple.items(), count)?;
    Ok(vm.heap().tuple(items))
}

fn index(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let tuple = receiver::<Tuple>(vm, args.get(0))?;
    let start = sequence::search_bound(vm, args.opt(2), 0, tuple.len())?;
    let stop = sequence::search_bound(vm, args.opt(3), usize::MAX, tuple.len())?;
    match sequence::find(vm, tuple, args.get(1), start, stop)? {
        Some(place) => Ok(Value::from_len(place)),
        None => Err(vm.value_error("tuple.index(x): x not in tuple")),
    }
}
