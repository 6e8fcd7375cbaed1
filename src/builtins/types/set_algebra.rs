//! What sets do with each other and with any iterable, in the order in which CPython 3.10 does it.
//!
//! The order of probing and resizing decides the order of the result, so each operation follows CPython's choice
//! of which side is walked. A walk reads the table afresh at each step: comparisons may run Python code.

use crate::object::dict::Dict;
use crate::object::guarded::Guarded;
use crate::object::set::{Set, SetTable};
use crate::object::{Exception, PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

type Table = Guarded<SetTable>;

/// The table of a set or frozenset that the caller has checked.
pub fn table<'a>(vm: &Vm, set: &'a Value) -> PyResult<&'a Table> {
    set.set_table().ok_or_else(|| not_a_set(vm, set))
}

#[cold]
fn not_a_set(vm: &Vm, value: &Value) -> Exception {
    vm.type_error(format!("descriptor doesn't apply to a '{}' object", vm.type_name(value)))
}

/// set or frozenset: the class of results, whatever subclass the operand is of.
fn base_class<'h>(vm: &Vm, set: &Value) -> &'h Value {
    if set.downcast::<Set>().is_some() { vm.types().set() } else { vm.types().frozenset() }
}

/// A set or frozenset with the same keys.
pub fn copy(vm: &mut Vm, set: &Value) -> PyResult {
    let class = base_class(vm, set);
    new_set(vm, class, Some(set))
}

/// `class(iterable)`.
pub fn new_set(vm: &mut Vm, class: &Value, iterable: Option<&Value>) -> PyResult {
    let set = vm.empty_set(class);
    if let Some(iterable) = iterable {
        vm.set_update(table(vm, &set)?, iterable)?;
    }
    Ok(set)
}

/// Are the hashes of its items known without asking them?
pub fn keeps_hashes(iterable: &Value) -> bool {
    iterable.set_table().is_some() || iterable.downcast_exact::<Dict>().is_some()
}

/// Calls `each` with the hash and key of each item.
pub fn for_each_key(
    vm: &mut Vm,
    other: &Value,
    mut each: impl FnMut(&mut Vm, i64, &Value) -> PyResult<()>,
) -> PyResult<()> {
    if let Some(other) = other.set_table() {
        let mut at = 0;
        while let Some((place, hash, key)) = other.with(|t| t.next(at)) {
            at = place + 1;
            each(vm, hash, &key)?;
        }
        return Ok(());
    }
    if let Some(dict) = other.downcast_exact::<Dict>() {
        let mut at = 0;
        while let Some((index, key, _)) = dict.next_entry(at) {
            at = index + 1;
            let hash = dict.hash_at(index).unwrap_or_default();
            each(vm, hash, &key)?;
        }
        return Ok(());
    }
    vm.for_each(other, |vm, key| {
        let hash = vm.hash_key(&key)?;
        each(vm, hash, &key)
    })
}

/// `set & other` for any iterable.
pub fn intersection(vm: &mut Vm, set: &Value, other: &Value) -> PyResult {
    if set.is(other) {
        return copy(vm, set);
    }
    let class = base_class(vm, set);
    let result = vm.empty_set(class);
    let into = table(vm, &result)?;
    let (mut kept, mut walked) = (set, other);
    if let (Some(a), Some(b)) = (set.set_table(), other.set_table())
        && b.with(SetTable::len) > a.with(SetTable::len)
    {
        (kept, walked) = (other, set);
    }
    let kept = table(vm, kept)?;
    for_each_key(vm, walked, |vm, hash, key| {
        if vm.set_contains_hashed(kept, key, hash)? {
            vm.set_add_hashed(into, key, hash)?;
        }
        Ok(())
    })?;
    Ok(result)
}

/// Gives `set` the keys of `other`, a set that nobody else has.
pub fn become_like(vm: &mut Vm, set: &Value, other: &Value) -> PyResult<()> {
    let new = table(vm, other)?.take();
    let old = table(vm, set)?.with_mut(|t| t.swap(new));
    drop(old);
    Ok(())
}

/// `set -= other` for any iterable.
pub fn difference_update(vm: &mut Vm, set: &Value, other: &Value) -> PyResult<()> {
    let keys = table(vm, set)?;
    if set.is(other) {
        drop(keys.with_mut(SetTable::clear));
        return Ok(());
    }
    let much_larger = other.set_table().is_some_and(|o| o.with(SetTable::len) >> 3 > keys.with(SetTable::len));
    let common = if much_larger { Some(intersection(vm, set, other)?) } else { None };
    let other = common.as_ref().unwrap_or(other);
    if other.set_table().is_some() {
        for_each_key(vm, other, |vm, hash, key| vm.set_discard_hashed(keys, key, hash).map(drop))?;
    } else {
        vm.for_each(other, |vm, key| {
            let hash = vm.hash_key(&key)?;
            vm.set_discard_hashed(keys, &key, hash).map(drop)
        })?;
    }
    keys.with_mut(SetTable::tidy).or_memory_error(vm)
}

/// `set - other` for any iterable.
pub fn difference(vm: &mut Vm, set: &Value, other: &Value) -> PyResult {
    let keys = table(vm, set)?;
    let dict = other.downcast_exact::<Dict>();
    let size = match (other.set_table(), dict) {
        (Some(other), _) => Some(other.with(SetTable::len)),
        (None, Some(dict)) => Some(dict.len()),
        (None, None) => None,
    };
    if size.is_none_or(|size| keys.with(SetTable::len) >> 2 > size) {
        let result = copy(vm, set)?;
        difference_update(vm, &result, other)?;
        return Ok(result);
    }
    let class = base_class(vm, set);
    let result = vm.empty_set(class);
    let into = table(vm, &result)?;
    for_each_key(vm, set, |vm, hash, key| {
        let found = match (dict, other.set_table()) {
            (Some(dict), _) => vm.dict_find(dict, key, hash)?.is_some(),
            (None, Some(other)) => vm.set_contains_hashed(other, key, hash)?,
            (None, None) => false,
        };
        if found { Ok(()) } else { vm.set_add_hashed(into, key, hash) }
    })?;
    Ok(result)
}

/// `set ^= other` for any iterable.
pub fn symmetric_difference_update(vm: &mut Vm, set: &Value, other: &Value) -> PyResult<()> {
    let keys = table(vm, set)?;
    if set.is(other) {
        drop(keys.with_mut(SetTable::clear));
        return Ok(());
    }
    let distinct = if other.set_table().is_some() || other.downcast_exact::<Dict>().is_some() {
        other.clone()
    } else {
        let class = base_class(vm, set);
        new_set(vm, class, Some(other))?
    };
    for_each_key(vm, &distinct, |vm, hash, key| {
        if vm.set_discard_hashed(keys, key, hash)? { Ok(()) } else { vm.set_add_hashed(keys, key, hash) }
    })
}

/// `set ^ other` for any iterable.
pub fn symmetric_difference(vm: &mut Vm, set: &Value, other: &Value) -> PyResult {
    let class = base_class(vm, set);
    let result = new_set(vm, class, Some(other))?;
    symmetric_difference_update(vm, &result, set)?;
    Ok(result)
}

/// `set <= other` for any iterable.
pub fn is_subset(vm: &mut Vm, set: &Value, other: &Value) -> PyResult<bool> {
    if other.set_table().is_none() {
        let class = vm.types().set();
        let other = new_set(vm, class, Some(other))?;
        return is_subset(vm, set, &other);
    }
    let (keys, others) = (table(vm, set)?, table(vm, other)?);
    if keys.with(SetTable::len) > others.with(SetTable::len) {
        return Ok(false);
    }
    let mut at = 0;
    while let Some((place, hash, key)) = keys.with(|t| t.next(at)) {
        at = place + 1;
        if !vm.set_contains_hashed(others, &key, hash)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `set >= other` for any iterable.
pub fn is_superset(vm: &mut Vm, set: &Value, other: &Value) -> PyResult<bool> {
    if other.set_table().is_some() {
        return is_subset(vm, other, set);
    }
    let keys = table(vm, set)?;
    let iterator = vm.iter(other)?;
    while let Some(key) = vm.next(&iterator)? {
        let hash = vm.hash_key(&key)?;
        if !vm.set_contains_hashed(keys, &key, hash)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `set.isdisjoint(other)`.
pub fn is_disjoint(vm: &mut Vm, set: &Value, other: &Value) -> PyResult<bool> {
    let mut keys = table(vm, set)?;
    if set.is(other) {
        return Ok(keys.with(SetTable::is_empty));
    }
    if let Some(mut walked) = other.set_table() {
        if walked.with(SetTable::len) > keys.with(SetTable::len) {
            std::mem::swap(&mut keys, &mut walked);
        }
        let mut at = 0;
        while let Some((place, hash, key)) = walked.with(|t| t.next(at)) {
            at = place + 1;
            if vm.set_contains_hashed(keys, &key, hash)? {
                return Ok(false);
            }
        }
        return Ok(true);
    }
    let iterator = vm.iter(other)?;
    while let Some(key) = vm.next(&iterator)? {
        let hash = vm.hash_key(&key)?;
        if vm.set_contains_hashed(keys, &key, hash)? {
            return Ok(false);
        }
    }
    Ok(true)
}
