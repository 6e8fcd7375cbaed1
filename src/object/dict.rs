//! dict: insertion-ordered hash table; lookups are a cursor, because a user's `__eq__` may change the table.

use std::cell::Cell;

use super::class::Class;
use super::guarded::Guarded;
use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::str::Str;
use super::value::Value;

/// A dict object.
#[repr(C)]
pub struct Dict {
    header: Header,
    table: Guarded<Table>,
    /// 0 until a cache asks, and again when a key comes, goes or moves; numbers are unique in a heap.
    keys_version: Cell<u64>,
}

#[derive(Default)]
struct Table {
    /// Open addressing over entry numbers; a power of two long, or empty.
    indices: Box<[u32]>,
    entries: Vec<Entry>,
    /// No entry before this one lives: taking items from the front again and again must not walk over the dead.
    first: usize,
    used: usize,
    /// Entries that may still be added before the table is built anew; removals give none back, so that empty
    /// places never run out.
    usable: usize,
    /// Changes when `indices` is another vector.
    generation: u32,
}

/// One item; key and value are None once it was deleted.
struct Entry {
    hash: i64,
    key: Option<Value>,
    value: Option<Value>,
}

const EMPTY: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;
const PERTURB_SHIFT: u32 = 5;

// SAFETY: repr(C), header first.
unsafe impl Object for Dict {
    const TAG: Tag = Tag::Dict;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.table.with(|t| {
            for entry in &t.entries {
                entry.key.iter().for_each(&mut *visit);
                entry.value.iter().for_each(&mut *visit);
            }
        });
    }
}

/// Where a search stands.
#[derive(Clone, Copy)]
pub struct Cursor {
    hash: i64,
    perturb: u64,
    slot: usize,
    started: bool,
    generation: u32,
}

impl Cursor {
    pub fn new(hash: i64) -> Cursor {
        Cursor { hash, perturb: hash as u64, slot: 0, started: false, generation: 0 }
    }

    /// Begins again: the table has changed.
    pub fn restart(&mut self) {
        *self = Cursor::new(self.hash);
    }
}

/// A stored key that is no exact str has the hash of the name that is looked for.
pub struct Foreign;

/// What a search step found.
pub enum Probe {
    /// The key is there, as entry number so-and-so.
    Found(usize),
    Absent,
    /// The caller must ask `stored == key`. If the dict still `holds` the stored key there, the answer counts and
    /// an unequal one probes on with the cursor; else the search begins again.
    Compare {
        index: usize,
        stored: Value,
    },
}

/// Can these two be told apart without Python code? Some(answer) if so.
#[inline(always)]
pub(super) fn decide(stored: &Value, key: &Value) -> Option<bool> {
    if stored.is(key) {
        return Some(true);
    }
    if let (Some(a), Some(b)) = (stored.downcast_exact::<Str>(), key.downcast_exact::<Str>()) {
        return Some(!(a.is_interned() && b.is_interned()) && a.equals(b));
    }
    if stored.is_small_int() && key.is_small_int() {
        return Some(false);
    }
    decide_texts(stored, key)
}

/// Strs of subclasses that compare as str does.
#[inline(never)]
fn decide_texts(stored: &Value, key: &Value) -> Option<bool> {
    let (a, b) = (stored.as_str()?, key.as_str()?);
    let plain = |value: &Value| -> Option<bool> {
        let heap = value.header()?.heap();
        let own = heap.class_of(value).downcast::<Class>()?.slots.compare.get()?;
        let original = heap.class_of_tag(Tag::Str).downcast::<Class>()?.slots.compare.get()?;
        Some(std::ptr::fn_addr_eq(own, original))
    };
    (plain(stored)? && plain(key)?).then(|| a.equals(b))
}

impl Table {
    #[inline(always)]
    fn probe(&self, key: &Value, cursor: &mut Cursor) -> Probe {
        if self.indices.is_empty() {
            return Probe::Absent;
        }
        let mask = self.indices.len() - 1;
        if !cursor.started {
            cursor.started = true;
            cursor.slot = cursor.hash as usize & mask;
            cursor.generation = self.generation;
        }
        loop {
            let index = self.indices[cursor.slot & mask];
            if index == EMPTY {
                return Probe::Absent;
            }
            cursor.perturb >>= PERTURB_SHIFT;
            cursor.slot = cursor.slot.wrapping_mul(5).wrapping_add(cursor.perturb as usize).wrapping_add(1) & mask;
            if index == DELETED {
                continue;
            }
            let entry = &self.entries[index as usize];
            if entry.hash != cursor.hash {
                continue;
            }
            let Some(stored) = &entry.key else { continue };
            match decide(stored, key) {
                Some(true) => return Probe::Found(index as usize),
                Some(false) => {}
                None => return Probe::Compare { index: index as usize, stored: stored.clone() },
            }
        }
    }

    /// Puts the number of a new entry into the first free place.
    fn link(indices: &mut [u32], hash: i64, index: u32) {
        let mask = indices.len() - 1;
        let mut slot = hash as usize & mask;
        let mut perturb = hash as u64;
        while indices[slot] < DELETED {
            perturb >>= PERTURB_SHIFT;
            slot = slot.wrapping_mul(5).wrapping_add(perturb as usize).wrapping_add(1) & mask;
        }
        indices[slot] = index;
    }

    /// Room for one more entry; false without memory.
    fn make_room(&mut self) -> bool {
        if self.usable > 0 {
            return self.entries.len() < self.entries.capacity() || self.entries.try_reserve(1).is_ok();
        }
        self.rebuild((self.used * 3).max(8).next_power_of_two())
    }

    /// Drops the deleted entries and makes new indices; false without memory.
    fn rebuild(&mut self, size: usize) -> bool {
        let mut indices = Vec::new();
        let usable = size * 2 / 3;
        if size >= DELETED as usize
            || indices.try_reserve_exact(size).is_err()
            || self.entries.try_reserve_exact(usable.saturating_sub(self.entries.len())).is_err()
        {
            return false;
        }
        indices.resize(size, EMPTY);
        if self.used < self.entries.len() {
            self.entries.retain(|e| e.key.is_some());
        }
        self.first = 0;
        for (i, entry) in self.entries.iter().enumerate() {
            Table::link(&mut indices, entry.hash, i as u32);
        }
        self.indices = indices.into();
        self.usable = usable.saturating_sub(self.used);
        self.generation = self.generation.wrapping_add(1);
        true
    }

    fn unlink(&mut self, hash: i64, index: usize) {
        let mask = self.indices.len() - 1;
        let mut slot = hash as usize & mask;
        let mut perturb = hash as u64;
        while self.indices[slot] as usize != index {
            perturb >>= PERTURB_SHIFT;
            slot = slot.wrapping_mul(5).wrapping_add(perturb as usize).wrapping_add(1) & mask;
        }
        self.indices[slot] = DELETED;
    }

    /// Deletes entry `index`; gives it.
    fn remove(&mut self, index: usize) -> Option<(Value, Value)> {
        let entry = self.entries.get_mut(index)?;
        let item = (entry.key.take()?, entry.value.take()?);
        let hash = entry.hash;
        self.used -= 1;
        self.unlink(hash, index);
        if index == self.first {
            let dead = self.entries[index..].iter().take_while(|e| e.key.is_none()).count();
            self.first += dead;
        }
        Some(item)
    }

    /// Adds an entry at the end, for which there is room.
    fn push(&mut self, hash: i64, key: Value, value: Value) {
        Table::link(&mut self.indices, hash, self.entries.len() as u32);
        self.entries.push(Entry { hash, key: Some(key), value: Some(value) });
        self.used += 1;
        self.usable -= 1;
    }

    /// Moves a living entry before the first one, where a dead one must be.
    fn move_to_front(&mut self, index: usize) {
        let hash = self.entries[index].hash;
        self.unlink(hash, index);
        self.first -= 1;
        self.entries.swap(self.first, index);
        Table::link(&mut self.indices, hash, self.first as u32);
    }

    /// Makes as many dead entries before the first as there are living ones; false without memory.
    fn make_room_in_front(&mut self) -> bool {
        let gap = self.used.max(8);
        if !self.rebuild(((self.used + gap) * 2).next_power_of_two()) || self.entries.try_reserve(gap).is_err() {
            return false;
        }
        self.entries.splice(0..0, (0..gap).map(|_| Entry { hash: 0, key: None, value: None }));
        self.indices.iter_mut().filter(|index| **index < DELETED).for_each(|index| *index += gap as u32);
        self.usable = self.usable.saturating_sub(gap);
        self.first = gap;
        true
    }
}

impl Dict {
    /// Places in the hash table; 0 before the first entry.
    pub fn table_size(&self) -> usize {
        self.table.with(|t| t.indices.len())
    }

    /// What `request_keys_version` gave, while it holds; 0 otherwise.
    #[inline(always)]
    pub fn keys_version(&self) -> u64 {
        self.keys_version.get()
    }

    /// A number that stands for the present set of keys and their places, in this dict only.
    pub fn request_keys_version(&self) -> u64 {
        if self.keys_version.get() == 0 {
            self.keys_version.set(self.header.heap().unique());
        }
        self.keys_version.get()
    }

    fn bump(&self) {
        self.keys_version.set(0);
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.table.with(|t| t.used)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One step of a search for `key`.
    #[inline(always)]
    pub fn probe(&self, key: &Value, cursor: &mut Cursor) -> Probe {
        self.table.with(|t| t.probe(key, cursor))
    }

    /// The entry number of a key that compares without Python code (an exact str, a small int, an identity).
    /// Other stored keys count as different.
    #[inline(always)]
    pub fn find_simple(&self, key: &Value, hash: i64) -> Option<usize> {
        let mut cursor = Cursor::new(hash);
        loop {
            match self.probe(key, &mut cursor) {
                Probe::Found(index) => return Some(index),
                Probe::Absent => return None,
                Probe::Compare { .. } => {}
            }
        }
    }

    /// The value under a str key; Err if Python code must be asked about a stored key of another kind.
    #[inline(always)]
    pub fn seek_str(&self, key: &Value) -> Result<Option<Value>, Foreign> {
        let mut cursor = Cursor::new(key.as_str().map_or(0, Str::hash));
        match self.probe(key, &mut cursor) {
            Probe::Found(index) => Ok(self.value_at(index)),
            Probe::Absent => Ok(None),
            Probe::Compare { .. } => Err(Foreign),
        }
    }

    /// Are all keys exact strs?
    pub fn has_only_str_keys(&self) -> bool {
        self.table
            .with(|t| t.entries.iter().filter_map(|e| e.key.as_ref()).all(|key| key.downcast_exact::<Str>().is_some()))
    }

    /// The value under a str key, for namespaces.
    #[inline(always)]
    pub fn get_str(&self, key: &Value) -> Option<Value> {
        let hash = key.as_str()?.hash();
        self.find_simple(key, hash).and_then(|i| self.value_at(i))
    }

    /// Puts a value under a str key, for namespaces. Gives the old value; Err without memory.
    pub fn set_str(&self, key: &Value, value: Value) -> Result<Option<Value>, OutOfMemory> {
        let hash = key.as_str().map_or(0, Str::hash);
        match self.find_simple(key, hash) {
            Some(index) => Ok(self.replace_at(index, value)),
            None => self.insert_new(hash, key.clone(), value).map(|()| None),
        }
    }

    /// Removes a str key; gives its value.
    pub fn remove_str(&self, key: &Value) -> Option<Value> {
        let index = self.find_simple(key, key.as_str()?.hash())?;
        self.remove_at(index).map(|(_, value)| value)
    }

    /// The value of entry `index`.
    #[inline(always)]
    pub fn value_at(&self, index: usize) -> Option<Value> {
        self.table.with(|t| t.entries.get(index).and_then(|e| e.value.clone()))
    }

    /// The key of entry `index`.
    #[inline(always)]
    pub fn key_at(&self, index: usize) -> Option<Value> {
        self.table.with(|t| t.entries.get(index).and_then(|e| e.key.clone()))
    }

    /// Key and value of entry `index`.
    #[inline(always)]
    pub fn item_at(&self, index: usize) -> Option<(Value, Value)> {
        self.table.with(|t| match t.entries.get(index) {
            Some(Entry { key: Some(key), value: Some(value), .. }) => Some((key.clone(), value.clone())),
            _ => None,
        })
    }

    /// Where the value of entry `index` lies as long as the version of the keys holds.
    pub fn address_of_value(&self, index: usize) -> u64 {
        self.table.with(|t| t.entries.get(index).map_or(0, |e| &raw const e.value as u64))
    }

    /// The hash stored with entry `index`.
    pub fn hash_at(&self, index: usize) -> Option<i64> {
        self.table.with(|t| t.entries.get(index).map(|e| e.hash))
    }

    /// Puts a value into a living entry; gives the old one.
    #[inline(always)]
    pub fn replace_at(&self, index: usize, value: Value) -> Option<Value> {
        self.table.with_mut(|t| t.entries.get_mut(index).and_then(|e| e.value.replace(value)))
    }

    /// Adds a key that is known to be absent.
    pub fn insert_new(&self, hash: i64, key: Value, value: Value) -> Result<(), OutOfMemory> {
        let done = self.table.with_mut(|t| {
            if !t.make_room() {
                return false;
            }
            t.push(hash, key, value);
            true
        });
        self.bump();
        if done { Ok(()) } else { Err(OutOfMemory) }
    }

    /// Deletes entry `index`; gives key and value.
    pub fn remove_at(&self, index: usize) -> Option<(Value, Value)> {
        self.bump();
        self.table.with_mut(|t| t.remove(index))
    }

    /// Makes the item of entry `index` the last one, or the first one. Err without memory.
    pub fn move_entry(&self, index: usize, last: bool) -> Result<(), OutOfMemory> {
        self.bump();
        let done = self.table.with_mut(|t| {
            let before = || t.entries.iter().take(index).filter(|e| e.key.is_some()).count();
            let index = match (last, t.first) {
                (true, _) if t.usable > 0 => index,
                (false, 1..) => index,
                _ => {
                    let before = before();
                    if !(if last { t.make_room() } else { t.make_room_in_front() }) {
                        return false;
                    }
                    t.first + before
                }
            };
            if last && let Some(hash) = t.entries.get(index).map(|e| e.hash) {
                if let Some((key, value)) = t.remove(index) {
                    t.push(hash, key, value);
                }
            } else if index > t.first {
                t.move_to_front(index);
            }
            true
        });
        if done { Ok(()) } else { Err(OutOfMemory) }
    }

    /// Removes the last item, and the deleted entries after it.
    pub fn pop_last(&self) -> Option<(Value, Value)> {
        let last = self.table.with(|t| t.entries.iter().rposition(|e| e.key.is_some()))?;
        let item = self.remove_at(last);
        self.table.with_mut(|t| {
            t.entries.truncate(last);
            t.first = t.first.min(last);
        });
        item
    }

    /// Does `stored` still stand where the cursor's search saw it?
    pub fn holds(&self, cursor: &Cursor, index: usize, stored: &Value) -> bool {
        self.table.with(|t| {
            t.generation == cursor.generation
                && t.entries.get(index).and_then(|e| e.key.as_ref()).is_some_and(|key| key.is(stored))
        })
    }

    /// The item of entry `index` with its hash; None where it was deleted or past the end.
    pub fn hashed_item_at(&self, index: usize) -> Option<(i64, Value, Value)> {
        self.table.with(|t| {
            let entry = t.entries.get(index)?;
            Some((entry.hash, entry.key.clone()?, entry.value.clone()?))
        })
    }

    /// Room for `more` items in one step; Err without memory.
    pub fn reserve(&self, more: usize) -> Result<(), OutOfMemory> {
        let done = self.table.with_mut(|t| {
            let size = ((t.used + more) * 3 / 2 + 1).max(8).next_power_of_two();
            t.usable >= more || t.rebuild(size)
        });
        self.bump();
        if done { Ok(()) } else { Err(OutOfMemory) }
    }

    /// How many entries there are, deleted ones included: the bound for `hashed_item_at`.
    pub fn entry_count(&self) -> usize {
        self.table.with(|t| t.entries.len())
    }

    /// The next living entry at or after `from`: its number, key and value.
    pub fn next_entry(&self, from: usize) -> Option<(usize, Value, Value)> {
        self.table.with(|t| {
            let (i, e) = t.entries.iter().enumerate().skip(from.max(t.first)).find(|(_, e)| e.key.is_some())?;
            Some((i, e.key.clone()?, e.value.clone()?))
        })
    }

    /// The last living entry at or before `from`.
    pub fn previous_entry(&self, from: usize) -> Option<(usize, Value, Value)> {
        self.table.with(|t| {
            let end = t.entries.len().min(from + 1);
            let (i, e) = t.entries[..end].iter().enumerate().rev().find(|(_, e)| e.key.is_some())?;
            Some((i, e.key.clone()?, e.value.clone()?))
        })
    }

    /// Copies of all items, in order.
    pub fn items(&self) -> Vec<(Value, Value)> {
        self.table.with(|t| t.entries.iter().filter_map(|e| Some((e.key.clone()?, e.value.clone()?))).collect())
    }

    /// Looks at each key in order. What looks must not change the dict.
    pub fn each_key(&self, mut look: impl FnMut(&Value)) {
        self.table.with(|t| t.entries.iter().filter_map(|e| e.key.as_ref()).for_each(&mut look));
    }

    /// Copies of all keys, in order.
    pub fn keys(&self) -> Vec<Value> {
        self.table.with(|t| t.entries.iter().filter_map(|e| e.key.clone()).collect())
    }

    /// Removes everything.
    pub fn clear(&self) {
        self.bump();
        drop(self.exchange(Table::default()));
    }

    /// Puts another table there and gives the old one.
    fn exchange(&self, mut table: Table) -> Table {
        self.table.with_mut(|t| {
            table.generation = t.generation.wrapping_add(1);
            std::mem::replace(t, table)
        })
    }

    /// A copy of the table (keys are not compared again). Err without memory.
    pub fn copy_from(&self, other: &Dict) -> Result<(), OutOfMemory> {
        let copied = other.table.with(|t| {
            let mut copy = Table::default();
            let size = (t.used * 3 / 2 + 1).max(8).next_power_of_two();
            copy.entries.try_reserve_exact(size * 2 / 3).ok()?;
            copy.entries.extend(t.entries.iter().filter(|e| e.key.is_some()).map(|e| Entry {
                hash: e.hash,
                key: e.key.clone(),
                value: e.value.clone(),
            }));
            copy.used = t.used;
            if t.used == t.entries.len() && t.indices.len() == size {
                // Every entry has its old place.
                (copy.indices, copy.usable) = (t.indices.clone(), t.usable);
                return Some(copy);
            }
            copy.rebuild(size).then_some(copy)
        });
        self.bump();
        drop(self.exchange(copied.ok_or(OutOfMemory)?));
        Ok(())
    }
}

/// The system has no memory, or the limit is reached: MemoryError.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfMemory;

/// Which view of a dict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewKind {
    Keys,
    Values,
    Items,
}

/// `dict.keys()`, `dict.values()`, `dict.items()`: an object of its own class, so never exact.
#[repr(C)]
pub struct DictView {
    header: Header,
    pub dict: Value,
    pub kind: ViewKind,
}

// SAFETY: repr(C), header first.
unsafe impl Object for DictView {
    const TAG: Tag = Tag::DictView;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.dict);
    }
}

/// `types.MappingProxyType`: a read-only view of any mapping.
#[repr(C)]
pub struct MappingProxy {
    header: Header,
    pub mapping: Value,
}

// SAFETY: repr(C), header first.
unsafe impl Object for MappingProxy {
    const TAG: Tag = Tag::MappingProxy;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.mapping);
    }
}

fn empty() -> Dict {
    Dict { header: Header::new::<Dict>(), table: Guarded::default(), keys_version: Cell::new(0) }
}

impl Heap {
    pub fn dict(&self) -> Value {
        self.put(empty())
    }

    pub fn dict_of_class(&self, class: &Value) -> Value {
        self.put_as(class, empty())
    }

    /// A view of `dict`; `class` is dict_keys, dict_values or dict_items.
    pub fn dict_view(&self, class: &Value, dict: Value, kind: ViewKind) -> Value {
        self.put_as(class, DictView { header: Header::new::<DictView>(), dict, kind })
    }

    pub fn mapping_proxy(&self, mapping: Value) -> Value {
        self.put(MappingProxy { header: Header::new::<MappingProxy>(), mapping })
    }
}
