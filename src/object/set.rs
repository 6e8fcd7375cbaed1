//! set and frozenset: CPython 3.10's table, since its order of iteration is visible.
//!
//! A probe looks at nine neighbours before it jumps; a new key takes the last deleted place that its search has
//! passed. A search is a cursor, because a user's `__eq__` may change the table.

use std::cell::Cell;

use super::dict::OutOfMemory;
use super::guarded::Guarded;
use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// The hash table of a set.
#[derive(Default)]
pub struct SetTable {
    /// A power of two long, or empty as long as nothing was added.
    slots: Vec<Slot>,
    /// Places in use, deleted ones included.
    fill: usize,
    used: usize,
    /// Where `pop` looks first.
    finger: usize,
    /// Changes when `slots` is another vector.
    generation: u32,
}

/// Hash and key. An empty place has hash 0 and no key, a deleted one hash -1 and no key.
type Slot = (i64, Option<Value>);

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

/// Where a search stands.
pub struct Cursor {
    hash: i64,
    perturb: u64,
    /// The place that the present run of neighbours began at.
    start: usize,
    /// The next neighbour.
    step: usize,
    begun: bool,
    /// The last deleted place passed.
    deleted: Option<usize>,
    generation: u32,
}

impl Cursor {
    pub fn new(hash: i64) -> Cursor {
        Cursor { hash, perturb: hash as u64, start: 0, step: 0, begun: false, deleted: None, generation: 0 }
    }
}

/// What a search step found.
pub enum Probe {
    /// The key stands at this place.
    Found(usize),
    /// It is absent; this place is free for it.
    Absent(usize),
    /// The caller must ask `stored == key`. If the table still `holds` the stored key there, the answer counts and
    /// an unequal one probes on with the cursor; else the search begins again.
    Compare { place: usize, stored: Value },
}

const MINIMUM: usize = 8;
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

impl SetTable {
    pub fn len(&self) -> usize {
        self.used
    }

    /// Places in the table.
    pub fn size(&self) -> usize {
        self.slots.len()
    }

    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    fn mask(&self) -> usize {
        self.slots.len().max(MINIMUM) - 1
    }

    /// One step of a search for `key`.
    pub fn probe(&self, key: &Value, cursor: &mut Cursor) -> Probe {
        let mask = self.mask();
        if !cursor.begun {
            (cursor.begun, cursor.start, cursor.generation) = (true, cursor.hash as usize & mask, self.generation);
        }
        if self.slots.is_empty() {
            return Probe::Absent(cursor.start);
        }
        loop {
            let run = if cursor.start + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            while cursor.step <= run {
                let place = cursor.start + cursor.step;
                cursor.step += 1;
                match &self.slots[place & mask] {
                    (0, None) => return Probe::Absent(cursor.deleted.unwrap_or(place)),
                    (_, None) => cursor.deleted = Some(place),
                    (hash, Some(stored)) if *hash == cursor.hash => match super::dict::decide(stored, key) {
                        Some(true) => return Probe::Found(place),
                        Some(false) => {}
                        None => return Probe::Compare { place, stored: stored.clone() },
                    },
                    _ => {}
                }
            }
            cursor.perturb >>= PERTURB_SHIFT;
            cursor.start = cursor.start.wrapping_mul(5).wrapping_add(1).wrapping_add(cursor.perturb as usize) & mask;
            cursor.step = 0;
        }
    }

    /// Where a key that is like all that its hash leads to stands, or may stand: None where that takes Python code.
    #[inline]
    pub fn find_simple(&self, key: &Value, hash: i64) -> Option<Result<usize, usize>> {
        let mask = self.mask();
        let (mut start, mut perturb, mut deleted) = (hash as usize & mask, hash as u64, None);
        if self.slots.is_empty() {
            return Some(Err(start));
        }
        loop {
            let run = if start + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            for place in start..=start + run {
                match self.slots.get(place)? {
                    (0, None) => return Some(Err(deleted.unwrap_or(place))),
                    (_, None) => deleted = Some(place),
                    (stored_hash, Some(stored)) if *stored_hash == hash => match super::dict::decide(stored, key) {
                        Some(true) => return Some(Ok(place)),
                        Some(false) => {}
                        None => return None,
                    },
                    _ => {}
                }
            }
            perturb >>= PERTURB_SHIFT;
            start = start.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    /// Does `stored` still stand where the cursor's search saw it?
    pub fn holds(&self, cursor: &Cursor, place: usize, stored: &Value) -> bool {
        self.generation == cursor.generation
            && self.slots.get(place).and_then(|s| s.1.as_ref()).is_some_and(|key| key.is(stored))
    }

    /// Puts a key into the free place that a search for it ended at. (A place deleted before the search's last
    /// comparison may have been taken since; then the key goes elsewhere.)
    pub fn insert_at(&mut self, place: usize, hash: i64, key: Value) -> Result<(), OutOfMemory> {
        if self.slots.is_empty() {
            self.resize(0)?;
        }
        let taken = self.slots.get(place).is_none_or(|slot| slot.1.is_some());
        let place = if taken { Self::free_place(&self.slots, hash) } else { place };
        let old = std::mem::replace(&mut self.slots[place], (hash, Some(key)));
        self.used += 1;
        if old.0 == -1 {
            return Ok(());
        }
        self.fill += 1;
        if self.fill * 5 < self.mask() * 3 { Ok(()) } else { self.resize(self.growth()) }
    }

    fn growth(&self) -> usize {
        if self.used > 50_000 { self.used * 2 } else { self.used * 4 }
    }

    /// Adds a key that is known to be absent.
    pub fn insert_new(&mut self, hash: i64, key: Value) -> Result<(), OutOfMemory> {
        if self.slots.is_empty() {
            self.resize(0)?;
        }
        let place = Self::free_place(&self.slots, hash);
        self.insert_at(place, hash, key)
    }

    /// Empties a place; gives its key.
    pub fn remove_at(&mut self, place: usize) -> Option<Value> {
        let slot = self.slots.get_mut(place)?;
        let key = slot.1.take()?;
        slot.0 = -1;
        self.used -= 1;
        Some(key)
    }

    /// Removes the key that `set.pop` takes.
    pub fn pop(&mut self) -> Option<Value> {
        if self.used == 0 {
            return None;
        }
        let len = self.slots.len();
        let start = self.finger & self.mask();
        let place = (start..len).chain(0..start).find(|&i| self.slots[i].1.is_some())?;
        self.finger = place + 1;
        self.remove_at(place)
    }

    /// The next key at or after place `from`: its place, hash and key.
    #[inline]
    pub fn next(&self, from: usize) -> Option<(usize, i64, Value)> {
        let rest = self.slots.get(from..)?;
        rest.iter().enumerate().find_map(|(i, (hash, key))| Some((from + i, *hash, key.clone()?)))
    }

    /// Copies of all keys, in order.
    pub fn keys(&self) -> Vec<Value> {
        self.slots.iter().filter_map(|(_, key)| key.clone()).collect()
    }

    /// The stored hashes of all keys.
    pub fn hashes(&self) -> impl Iterator<Item = i64> {
        self.slots.iter().filter(|slot| slot.1.is_some()).map(|slot| slot.0)
    }

    /// The first free place of a hash's probe sequence in a table without deleted places.
    fn free_place(slots: &[Slot], hash: i64) -> usize {
        let mask = slots.len() - 1;
        let mut perturb = hash as u64;
        let mut i = hash as usize & mask;
        loop {
            let run = if i + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            if let Some(n) = slots[i..=i + run].iter().position(|(hash, key)| *hash == 0 && key.is_none()) {
                return i + n;
            }
            perturb >>= PERTURB_SHIFT;
            i = i.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    fn empty_slots(size: usize) -> Result<Vec<Slot>, OutOfMemory> {
        let mut slots = Vec::new();
        slots.try_reserve_exact(size).map_err(|_| OutOfMemory)?;
        slots.resize_with(size, || (0, None));
        Ok(slots)
    }

    /// A new table for more than `least` keys, without deleted places.
    fn resize(&mut self, least: usize) -> Result<(), OutOfMemory> {
        let size = (least + 1).next_power_of_two().max(MINIMUM);
        if size == MINIMUM && self.slots.len() == MINIMUM && self.fill == self.used {
            return Ok(());
        }
        let mut slots = Self::empty_slots(size)?;
        for (hash, key) in std::mem::take(&mut self.slots) {
            if key.is_some() {
                let place = Self::free_place(&slots, hash);
                slots[place] = (hash, key);
            }
        }
        self.fill = self.used;
        self.replace_slots(slots);
        Ok(())
    }

    fn replace_slots(&mut self, slots: Vec<Slot>) {
        self.slots = slots;
        self.generation = self.generation.wrapping_add(1);
    }

    /// Before `incoming` keys are added at once: one large step rather than many small ones.
    pub fn prepare(&mut self, incoming: usize) -> Result<(), OutOfMemory> {
        if (self.fill + incoming) * 5 >= self.mask() * 3 { self.resize((self.used + incoming) * 2) } else { Ok(()) }
    }

    /// After many removals: builds the table anew if more than a quarter of the places is deleted.
    pub fn tidy(&mut self) -> Result<(), OutOfMemory> {
        if self.fill - self.used <= self.mask() / 4 { Ok(()) } else { self.resize(self.growth()) }
    }

    /// Takes over all keys of `other` if this table has never had one since it was cleared; false if it has.
    pub fn copy_into_empty(&mut self, other: &SetTable) -> Result<bool, OutOfMemory> {
        if self.fill != 0 {
            return Ok(false);
        }
        if self.slots.is_empty() {
            self.resize(0)?;
        }
        if self.mask() == other.mask() && other.fill == other.used {
            for (mine, theirs) in self.slots.iter_mut().zip(&other.slots) {
                *mine = theirs.clone();
            }
        } else {
            for (hash, key) in other.slots.iter().filter(|slot| slot.1.is_some()) {
                let place = Self::free_place(&self.slots, *hash);
                self.slots[place] = (*hash, key.clone());
            }
        }
        (self.fill, self.used) = (other.used, other.used);
        Ok(true)
    }

    /// Takes `other`'s keys in place of its own, which go to the caller; `pop`'s finger stays.
    pub fn swap(&mut self, other: SetTable) -> Vec<Value> {
        let old = std::mem::take(&mut self.slots);
        (self.fill, self.used) = (other.fill, other.used);
        self.replace_slots(other.slots);
        old.into_iter().filter_map(|slot| slot.1).collect()
    }

    /// Removes all keys, which go to the caller; `pop`'s finger stays.
    pub fn clear(&mut self) -> Vec<Value> {
        self.swap(SetTable::default())
    }
}

impl Value {
    /// The table of a set or frozenset.
    #[inline]
    pub fn set_table(&self) -> Option<&Guarded<SetTable>> {
        match self.downcast::<Set>() {
            Some(set) => Some(&set.table),
            None => self.downcast::<FrozenSet>().map(|set| &set.table),
        }
    }
}

impl Heap {
    /// The frozenset of a constant's items, which are distinct and hash without Python code.
    pub fn constant_frozenset(&self, items: Vec<Value>) -> Value {
        let mut table = SetTable::default();
        for item in items {
            if table.insert_new(constant_hash(&item), item).is_err() {
                break;
            }
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
        return s.table.with(|t| hash::frozenset(t.hashes()));
    }
    hash::address(value.id() as usize)
}
