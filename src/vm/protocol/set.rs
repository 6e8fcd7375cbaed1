//! set and frozenset: searches that may run a user's `__hash__` and `__eq__`, and what is built on them.

use crate::object::dict::Dict;
use crate::object::guarded::Guarded;
use crate::object::set::{Cursor, Probe, Set, SetTable};
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

/// Where a search in a set ended.
pub enum SetPlace {
    Found(usize),
    /// Free for the key, as long as no Python code runs.
    Absent(usize),
}

impl Vm {
    /// Looks for a key.
    #[inline]
    pub fn set_find(&mut self, table: &Guarded<SetTable>, key: &Value, hash: i64) -> PyResult<SetPlace> {
        match table.with(|t| t.find_simple(key, hash)) {
            Some(Ok(place)) => return Ok(SetPlace::Found(place)),
            Some(Err(place)) => return Ok(SetPlace::Absent(place)),
            None => {}
        }
        self.set_find_slowly(table, key, hash)
    }

    #[inline(never)]
    fn set_find_slowly(&mut self, table: &Guarded<SetTable>, key: &Value, hash: i64) -> PyResult<SetPlace> {
        let mut cursor = Cursor::new(hash);
        loop {
            match table.with(|t| t.probe(key, &mut cursor)) {
                Probe::Found(place) => return Ok(SetPlace::Found(place)),
                Probe::Absent(place) => return Ok(SetPlace::Absent(place)),
                Probe::Compare { place, stored } => {
                    let equal = self.equal(&stored, key)?;
                    if !table.with(|t| t.holds(&cursor, place, &stored)) {
                        cursor = Cursor::new(hash);
                    } else if equal {
                        return Ok(SetPlace::Found(place));
                    }
                }
            }
        }
    }

    /// Is the key there?
    pub fn set_contains_hashed(&mut self, table: &Guarded<SetTable>, key: &Value, hash: i64) -> PyResult<bool> {
        Ok(matches!(self.set_find(table, key, hash)?, SetPlace::Found(_)))
    }

    /// Adds a key unless it is there.
    pub fn set_add_hashed(&mut self, table: &Guarded<SetTable>, key: &Value, hash: i64) -> PyResult<()> {
        match self.set_find(table, key, hash)? {
            SetPlace::Found(_) => Ok(()),
            SetPlace::Absent(place) => table.with_mut(|t| t.insert_at(place, hash, key.clone())).or_memory_error(self),
        }
    }

    /// Removes a key; was it there?
    pub fn set_discard_hashed(&mut self, table: &Guarded<SetTable>, key: &Value, hash: i64) -> PyResult<bool> {
        match self.set_find(table, key, hash)? {
            SetPlace::Found(place) => {
                let key = table.with_mut(|t| t.remove_at(place));
                drop(key);
                Ok(true)
            }
            SetPlace::Absent(_) => Ok(false),
        }
    }

    /// Adds an item to a set or frozenset (one that nobody else has seen yet).
    pub fn set_add(&mut self, set: &Value, item: &Value) -> PyResult<()> {
        let hash = self.hash_key(item)?;
        match set.set_table() {
            Some(table) => self.set_add_hashed(table, item, hash),
            None => Err(self.system_error("bad argument to internal function")),
        }
    }

    /// A set or frozenset from values; `class` is one of the two or a subclass.
    pub fn set_of(&mut self, class: &Value, items: &[Value]) -> PyResult {
        let set = self.empty_set(class);
        for item in items {
            self.set_add(&set, item)?;
        }
        Ok(set)
    }

    /// An empty set or frozenset of `class`.
    pub fn empty_set(&mut self, class: &Value) -> Value {
        self.set_from_table(class, SetTable::default())
    }

    /// A set or frozenset of `class` with this table.
    pub fn set_from_table(&mut self, class: &Value, table: SetTable) -> Value {
        use crate::object::Object;
        use crate::object::class::Class;
        let heap = self.heap();
        match class.downcast::<Class>() {
            Some(c) if c.layout == Set::TAG => heap.set(class, table),
            _ => heap.frozenset(class, table),
        }
    }

    /// Adds all keys of another set.
    pub fn set_merge(&mut self, table: &Guarded<SetTable>, other: &Guarded<SetTable>) -> PyResult<()> {
        if std::ptr::eq(table, other) || other.with(SetTable::is_empty) {
            return Ok(());
        }
        let copied = other.with(|o| {
            table.with_mut(|t| {
                t.prepare(o.len())?;
                t.copy_into_empty(o)
            })
        });
        if copied.or_memory_error(self)? {
            return Ok(());
        }
        let mut at = 0;
        while let Some((place, hash, key)) = other.with(|o| o.next(at)) {
            at = place + 1;
            self.set_add_hashed(table, &key, hash)?;
        }
        Ok(())
    }

    /// Adds all items of an iterable, in CPython's order of adding and growing.
    pub fn set_update(&mut self, table: &Guarded<SetTable>, other: &Value) -> PyResult<()> {
        if let Some(other) = other.set_table() {
            return self.set_merge(table, other);
        }
        if let Some(dict) = other.downcast_exact::<Dict>() {
            table.with_mut(|t| t.prepare(dict.len())).or_memory_error(self)?;
            let mut at = 0;
            while let Some((index, key, _)) = dict.next_entry(at) {
                at = index + 1;
                self.set_add_hashed(table, &key, dict.hash_at(index).unwrap_or_default())?;
            }
            return Ok(());
        }
        self.for_each(other, |vm, key| {
            let hash = vm.hash_key(&key)?;
            vm.set_add_hashed(table, &key, hash)
        })
    }
}
