//! `list`: slots and methods.

use crate::object::class::class_flag;
use crate::object::list::List;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::range::Slice;
use crate::object::slots::{Comparison, Slots};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};
use crate::vm::resume::feed::Sink;

use super::arguments::{new_method, no_keywords_if_exact, positional, receiver};
use super::{sequence, sort};

/// The class's row.
pub static LIST: ClassDef = ClassDef {
    name: "list",
    doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\n\
          The argument must be an iterable if specified.",
    layout: Tag::List,
    flags: class_flag::BASE | class_flag::SEQUENCE | class_flag::MATCH_SELF,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: METHODS,
    unhashable: true,
    ..ClassDef::EMPTY
};

new_method!(NEW, new);

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.init.set(Some(init));
    s.repr.set(Some(|vm, v| sequence::repr(vm, v, receiver::<List>(vm, v)?, "[", "]")));
    s.compare.set(Some(compare));
    s.iter.set(Some(|vm, v| Ok(vm.heap().list_iterator(v.clone()))));
    s.length.set(Some(|vm, v| Ok(receiver::<List>(vm, v)?.len())));
    s.getitem.set(Some(getitem));
    s.setitem.set(Some(setitem));
    s.contains.set(Some(|vm, v, item| sequence::contains(vm, receiver::<List>(vm, v)?, item)));
    s.concat.set(Some(concat));
    s.repeat.set(Some(repeat));
    s.inplace_concat.set(Some(|vm, v, other| {
        extend(vm, v, other)?;
        Ok(v.clone())
    }));
    s.inplace_repeat.set(Some(inplace_repeat));
}

static METHODS: &[NativeDef] = &[
    super::arguments::CLASS_GETITEM,
    NativeDef::method("append(self, object, /)", "Append object to the end of the list.", |vm, args| {
        let item = args.take(1);
        receiver::<List>(vm, args.get(0))?.try_push(item).or_memory_error(vm)?;
        Ok(Value::NONE)
    }),
    NativeDef::method("clear(self, /)", "Remove all items from list.", |vm, args| {
        receiver::<List>(vm, args.get(0))?.clear();
        Ok(Value::NONE)
    }),
    NativeDef::method("copy(self, /)", "Return a shallow copy of the list.", |vm, args| {
        Ok(vm.heap().list(receiver::<List>(vm, args.get(0))?.to_vec()))
    }),
    NativeDef::method("count(self, value, /)", "Return number of occurrences of value.", |vm, args| {
        sequence::count(vm, receiver::<List>(vm, args.get(0))?, args.get(1))
    }),
    NativeDef::method(
        "extend(self, iterable, /)",
        "Extend list by appending elements from the iterable.",
        |vm, args| {
            extend(vm, args.get(0), args.get(1))?;
            Ok(Value::NONE)
        },
    ),
    NativeDef::method(
        "index(self, value, start=0, stop=9223372036854775807, /)",
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
        index,
    ),
    NativeDef::method("insert(self, index, object, /)", "Insert object before index.", insert),
    NativeDef::method(
        "pop(self, index=-1, /)",
        "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range.",
        pop,
    ),
    NativeDef::method(
        "remove(self, value, /)",
        "Remove first occurrence of value.\n\nRaises ValueError if the value is not present.",
        remove,
    ),
    NativeDef::method("reverse(self, /)", "Reverse *IN PLACE*.", |vm, args| {
        receiver::<List>(vm, args.get(0))?.with_mut(|items| items.reverse());
        Ok(Value::NONE)
    }),
    NativeDef::method(
        "sort(self, /, *, key=None, reverse=False)",
        "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) \
         and stable (i.e. the\norder of two equal elements is maintained).",
        |vm, args| {
            let reverse = match args.opt(2) {
                Some(reverse) => vm.index_i64(reverse)? != 0,
                None => false,
            };
            sort_list(vm, args.get(0), args.opt(1), reverse)?;
            Ok(Value::NONE)
        },
    ),
    NativeDef::method("__reversed__(self, /)", "Return a reverse iterator over the list.", |vm, args| {
        let list = args.take(0);
        let len = receiver::<List>(vm, &list)?.len();
        Ok(vm.heap().sequence_iterator(vm.types().list_reverseiterator(), list, len))
    }),
];

fn new(vm: &mut Vm, class: &Value, _: CallArgs<'_>) -> PyResult {
    Ok(vm.heap().list_of_class(class, Vec::new()))
}

fn init(vm: &mut Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    no_keywords_if_exact(vm, vm.heap().class_of(object), vm.types().list(), "list", args)?;
    let iterable = positional(vm, "list", args, 0, 1)?.first();
    drop(receiver::<List>(vm, object)?.with_mut(std::mem::take));
    match iterable {
        Some(iterable) => extend(vm, object, iterable),
        None => Ok(()),
    }
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    match (a.downcast::<List>(), b.downcast::<List>()) {
        (Some(a), Some(b)) => sequence::compare(vm, a, b, op),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let list = receiver::<List>(vm, object)?;
    if key.downcast::<Slice>().is_some() {
        let bounds = vm.slice_bounds(key, |_| list.len())?;
        let mut items = sequence::values_with_room(vm, bounds.count)?;
        list.with(|all| match bounds.forward() {
            Some((start, 1)) => items.extend_from_slice(all.get(start..start + bounds.count).unwrap_or_default()),
            Some((start, step)) => {
                let picked = all.get(start..).unwrap_or_default().iter().step_by(step).take(bounds.count);
                items.extend(picked.cloned());
            }
            None => items.extend(bounds.positions().filter_map(|i| all.get(i).cloned())),
        });
        return Ok(vm.heap().list(items));
    }
    let index = sequence::index_of(vm, key, "list")?;
    let found = list.with(|items| sequence::place(index, items.len()).and_then(|i| items.get(i).cloned()));
    found.ok_or_else(|| vm.index_error("list index out of range"))
}

fn setitem(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let list = receiver::<List>(vm, object)?;
    if key.downcast::<Slice>().is_some() {
        return match value {
            Some(value) => set_slice(vm, object, list, key, value),
            None => delete_slice(vm, list, key),
        };
    }
    let index = sequence::index_of(vm, key, "list")?;
    let old = list.with_mut(|items| {
        let place = sequence::place(index, items.len())?;
        Some(match value {
            Some(value) => std::mem::replace(items.get_mut(place)?, value.clone()),
            None => items.remove(place),
        })
    });
    match old {
        Some(_) => Ok(()),
        None => Err(vm.index_error("list assignment index out of range")),
    }
}

/// The right-hand side of a slice assignment, a copy.
fn replacement(vm: &mut Vm, value: &Value, message: &str) -> PyResult<Vec<Value>> {
    if let Some(list) = value.downcast::<List>() {
        return Ok(list.to_vec());
    }
    if let Some(tuple) = value.downcast::<Tuple>() {
        return Ok(tuple.items().to_vec());
    }
    // Any TypeError of `iter` itself is reworded, not those of the items.
    match vm.iter(value) {
        Ok(iterator) => vm.collect(&iterator),
        Err(error) if vm.is_exception(&error, vm.types().type_error()) => Err(vm.type_error(message)),
        Err(error) => Err(error),
    }
}

fn set_slice(vm: &mut Vm, object: &Value, list: &List, slice: &Value, value: &Value) -> PyResult<()> {
    let simple = slice.downcast::<Slice>().is_some_and(|s| s.step.is_none() || s.step.as_small_int() == Some(1));
    if simple {
        // The bounds are taken before the items are collected, then clipped to what the list has become.
        let bounds = vm.slice_bounds(slice, |_| list.len())?;
        let mut items = replacement(vm, value, "can only assign an iterable")?;
        list.with_mut(|all| {
            if all.try_reserve(items.len()).is_err() {
                return None;
            }
            let start = (bounds.start.max(0) as usize).min(all.len());
            let stop = (bounds.stop.max(0) as usize).clamp(start, all.len());
            let old: Vec<Value> = all.splice(start..stop, items.drain(..)).collect();
            Some(old)
        })
        .ok_or_else(|| vm.memory_error())
        // The last goes first.
        .map(|old| old.into_iter().rev().for_each(drop))?;
        return Ok(());
    }
    let bounds = vm.slice_bounds(slice, |_| list.len())?;
    let items = if value.is(object) {
        list.to_vec()
    } else {
        replacement(vm, value, "must assign iterable to extended slice")?
    };
    if items.len() != bounds.count {
        let message =
            format!("attempt to assign sequence of size {} to extended slice of size {}", items.len(), bounds.count);
        return Err(vm.value_error(message));
    }
    let old: Vec<Value> = list.with_mut(|all| {
        if let Some((start, step)) = bounds.forward() {
            let places = all.get_mut(start..).unwrap_or_default().iter_mut().step_by(step);
            return places.zip(items).map(|(place, item)| std::mem::replace(place, item)).collect();
        }
        let pairs = bounds.positions().zip(items);
        pairs.filter_map(|(i, item)| all.get_mut(i).map(|place| std::mem::replace(place, item))).collect()
    });
    drop(old);
    Ok(())
}

fn delete_slice(vm: &mut Vm, list: &List, slice: &Value) -> PyResult<()> {
    let bounds = vm.slice_bounds(slice, |_| list.len())?;
    if bounds.count == 0 {
        return Ok(());
    }
    let step = bounds.step.unsigned_abs() as usize;
    let (first, last) = match bounds.step {
        1.. => (bounds.start, bounds.start + (bounds.count as i64 - 1) * bounds.step),
        _ => (bounds.start + (bounds.count as i64 - 1) * bounds.step, bounds.start),
    };
    let (first, last) = (first as usize, last as usize);
    let gone = list.with_mut(|items| {
        if step == 1 {
            return items.drain(first..(last + 1).min(items.len())).collect::<Vec<_>>();
        }
        let (mut gone, mut i) = (Vec::with_capacity(bounds.count), 0);
        let kept = std::mem::take(items).into_iter().filter_map(|item| {
            let goes = (first..=last).contains(&i) && (i - first) % step == 0;
            i += 1;
            if goes {
                gone.push(item);
                return None;
            }
            Some(item)
        });
        *items = kept.collect();
        gone
    });
    if step == 1 {
        gone.into_iter().rev().for_each(drop);
    }
    Ok(())
}

fn concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let list = receiver::<List>(vm, a)?;
    let Some(other) = b.downcast::<List>() else {
        return Err(vm.type_error(format!("can only concatenate list (not \"{}\") to list", vm.type_name(b))));
    };
    let mut items = sequence::values_with_room(vm, list.len() + other.len())?;
    list.with(|own| items.extend_from_slice(own));
    other.with(|own| items.extend_from_slice(own));
    Ok(vm.heap().list(items))
}

fn repeat(vm: &mut Vm, object: &Value, count: &Value) -> PyResult {
    let count = sequence::factor(vm, count)?;
    let items = receiver::<List>(vm, object)?.with(|items| sequence::repeated(vm, items, count))?;
    Ok(vm.heap().list(items))
}

fn inplace_repeat(vm: &mut Vm, object: &Value, count: &Value) -> PyResult {
    let count = sequence::factor(vm, count)?;
    let list = receiver::<List>(vm, object)?;
    let items = list.with(|items| sequence::repeated(vm, items, count))?;
    drop(list.with_mut(|own| std::mem::replace(own, items)));
    Ok(object.clone())
}

/// Appends all items of an iterable.
pub fn extend(vm: &mut Vm, object: &Value, iterable: &Value) -> PyResult<()> {
    let list = receiver::<List>(vm, object)?;
    let fixed = if let Some(other) = iterable.downcast_exact::<List>() {
        Some(other.to_vec())
    } else {
        iterable.downcast_exact::<Tuple>().map(|other| other.items().to_vec())
    };
    if let Some(items) = fixed {
        return list.with_mut(|own| match own.try_reserve(items.len()) {
            Ok(()) => {
                own.extend(items);
                Ok(())
            }
            Err(_) => Err(vm.memory_error()),
        });
    }
    let iterator = vm.iter(iterable)?;
    let hint = vm.length_hint(iterable, 8)?;
    // A hint that no list could hold is taken for a lie.
    let lie = (hint as u64).saturating_add(list.len() as u64) > i64::MAX as u64;
    let hint = if lie { 0 } else { hint };
    if hint > (1 << 40) || list.with_mut(|own| own.try_reserve(hint)).is_err() {
        return Err(vm.memory_error());
    }
    let mut sink = Sink::Append(list);
    while let Some(item) = vm.next_past(&iterator, &mut sink)? {
        list.try_push(item).or_memory_error(vm)?;
    }
    Ok(())
}

fn index(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let list = receiver::<List>(vm, args.get(0))?;
    let start = sequence::search_bound(vm, args.opt(2), 0, list.len())?;
    let stop = sequence::search_bound(vm, args.opt(3), usize::MAX, list.len())?;
    match sequence::find(vm, list, args.get(1), start, stop)? {
        Some(place) => Ok(Value::from_len(place)),
        None => {
            let repr = vm.repr(args.get(1))?;
            let repr = repr.lossy_text();
            Err(vm.value_error(format!("{repr} is not in list")))
        }
    }
}

fn insert(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let index = super::bounds::ssize(vm, args.get(1))? as i64;
    let item = args.take(2);
    let list = receiver::<List>(vm, args.get(0))?;
    let room = list.with_mut(|items| {
        let room = items.try_reserve(1).is_ok();
        if room {
            let len = items.len() as i64;
            let place = if index < 0 { index.saturating_add(len).max(0) } else { index.min(len) };
            items.insert(place as usize, item);
        }
        room
    });
    if room { Ok(Value::NONE) } else { Err(vm.memory_error()) }
}

fn pop(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let list = receiver::<List>(vm, args.get(0))?;
    let Some(index) = args.opt(1) else {
        return list.with_mut(Vec::pop).ok_or_else(|| vm.index_error("pop from empty list"));
    };
    let index = super::bounds::ssize(vm, index)? as i64;
    if list.is_empty() {
        return Err(vm.index_error("pop from empty list"));
    }
    let popped = list.with_mut(|items| sequence::place(index, items.len()).map(|i| items.remove(i)));
    popped.ok_or_else(|| vm.index_error("pop index out of range"))
}

fn remove(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let list = receiver::<List>(vm, args.get(0))?;
    let Some(place) = sequence::find(vm, list, args.get(1), 0, usize::MAX)? else {
        return Err(vm.value_error("list.remove(x): x not in list"));
    };
    let removed = list.with_mut(|items| (place < items.len()).then(|| items.remove(place)));
    drop(removed);
    Ok(Value::NONE)
}

/// `list.sort(key=key, reverse=reverse)`. The list looks empty meanwhile.
pub fn sort_list(vm: &mut Vm, object: &Value, key: Option<&Value>, reverse: bool) -> PyResult<()> {
    let list = receiver::<List>(vm, object)?;
    let mut items = list.with_mut(std::mem::take);
    let result = sort_items(vm, &mut items, key, reverse);
    // The keys' finalisers count as well.
    vm.run_finalizers();
    let meanwhile = list.with_mut(|own| std::mem::replace(own, items));
    result?;
    if meanwhile.capacity() > 0 {
        return Err(vm.value_error("list modified during sort"));
    }
    Ok(())
}

fn sort_items(vm: &mut Vm, items: &mut Vec<Value>, key: Option<&Value>, reverse: bool) -> PyResult<()> {
    let keys = match key.filter(|key| !key.is_none()) {
        Some(key) => {
            let mut keys = sequence::values_with_room(vm, items.len())?;
            for item in items.iter() {
                keys.push(vm.call(key, std::slice::from_ref(item))?);
            }
            Some(keys)
        }
        None => None,
    };
    sort::sort(vm, items, keys, reverse)
}
