//! set and frozenset: CPython 3.10's table, since its order of iteration is visible.

use std::cell::Cell;

use super::guarded::Guarded;
use super::heap::{Header, Heap, Object, Tag, Visitor};
use super::value::Value;

/// The hash table of a set.
#[derive(Default)]
pub struct SetTable {
    /// Hash and key; a power of two long. An empty place has hash 0 and no key, a deleted one hash -1 and no key.
    slots: Vec<(i64, Option<Value>)>,
    /// Places in use, deleted ones included.
    fill: usize,
    used: usize,
}

/// A set object.
#[repr(C)]
pub struct Set {
    header: Header,
    pub table: Guarded<SetTable>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for Set {
    const TAG: Tag = Tag::Set;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.table.with(|t| t.slots.iter().filter_map(|(_, key)| key.as_ref()).for_each(visit));
    }
}

/// A frozenset object.
#[repr(C)]
pub struct FrozenSet {
    header: Header,
    pub table: Guarded<SetTable>,
    /// -1 while unknown.
    pub hash: Cell<i64>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for FrozenSet {
    const TAG: Tag = Tag::FrozenSet;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.table.with(|t| t.slots.iter().filter_map(|(_, key)| key.as_ref()).for_each(visit));
    }
}

impl SetTable {
    pub fn len(&self) -> usize {
        self.used
    }

    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Adds a key that is known to be absent; false without memory.
    pub fn insert_new(&mut self, hash: i64, key: Value) -> bool {
        if self.slots.is_empty() && !self.resize(MINIMUM) {
            return false;
        }
        Self::link(&mut self.slots, hash, key);
        self.fill += 1;
        self.used += 1;
        self.fill * 5 < (self.slots.len() - 1) * 3
            || self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 })
    }

    /// Puts a new key into the first free place of its probe sequence.
    fn link(slots: &mut [(i64, Option<Value>)], hash: i64, key: Value) {
        let mask = slots.len() - 1;
        let mut perturb = hash as u64;
        let mut i = hash as usize & mask;
        loop {
            let run = if i + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            if let Some(free) = slots[i..=i + run].iter_mut().find(|(hash, key)| *hash == 0 && key.is_none()) {
                *free = (hash, Some(key));
                return;
            }
            perturb >>= PERTURB_SHIFT;
            i = i.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    /// A new table for at least `minimum` keys.
    fn resize(&mut self, minimum: usize) -> bool {
        let size = (minimum + 1).next_power_of_two().max(MINIMUM);
        let mut slots = Vec::new();
        if slots.try_reserve_exact(size).is_err() {
            return false;
        }
        slots.resize_with(size, || (0, None));
        for (hash, key) in std::mem::take(&mut self.slots) {
            if let Some(key) = key {
                Self::link(&mut slots, hash, key);
            }
        }
        self.fill = self.used;
        self.slots = slots;
        true
    }
}

const MINIMUM: usize = 8;
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

impl Heap {
    /// The frozenset of a constant's items, which are distinct and hash without Python code.
    pub fn constant_frozenset(&self, items: Vec<Value>) -> Value {
        let mut table = SetTable::default();
        for item in items {
            table.insert_new(constant_hash(&item), item);
        }
        self.frozenset(self.class_of_tag(Tag::FrozenSet), table)
    }

    pub fn set(&self, class: &Value, table: SetTable) -> Value {
        self.put_as(class, Set { header: Header::new::<Set>(), table: Guarded::new(table) })
    }

    pub fn frozenset(&self, class: &Value, table: SetTable) -> Value {
        let header = Header::new::<FrozenSet>();
        self.put_as(class, FrozenSet { header, table: Guarded::new(table), hash: Cell::new(-1) })
    }
}

/// The hash of a value that may stand in a constant.
fn constant_hash(value: &Value) -> i64 {
    use super::int::IntRef;
    use crate::number::hash;
    if let Some(s) = value.as_str() {
        return s.hash();
    }
    match value.as_int() {
        Some(IntRef::Small(i)) => return crate::number::small::hash(i),
        Some(IntRef::Big(b)) => return hash::int(b),
        None => {}
    }
    if let Some(f) = value.as_float() {
        return hash::float(f).unwrap_or(0);
    }
    if let Some(b) = value.downcast::<super::bytes::Bytes>() {
        return b.hash();
    }
    if let Some(t) = value.downcast::<super::tuple::Tuple>() {
        return hash::tuple(t.items().iter().map(constant_hash));
    }
    if let Some(c) = value.downcast::<super::float::Complex>() {
        return hash::complex(crate::number::complex::Complex { re: c.re, im: c.im }, 0);
    }
    if let Some(s) = value.downcast::<FrozenSet>() {
        return s.table.with(|t| hash::frozenset(t.slots.iter().filter(|s| s.1.is_some()).map(|s| s.0)));
    }
    hash::address(value.id() as usize)
}
