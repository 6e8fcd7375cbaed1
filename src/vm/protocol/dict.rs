//! dict and its keys: searches that may run a user's `__hash__` and `__eq__`.
//!
//! `object/dict` gives a cursor; here it is driven. Keys that are exact strs or small ints never reach a slot.

use crate::number::small;
use crate::object::dict::{Cursor, Dict, Foreign, Probe};
use crate::object::str::Str;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

impl Vm {
    /// `hash(key)`, without a slot call for the commonest keys.
    #[inline(always)]
    pub fn hash_key(&mut self, key: &Value) -> PyResult<i64> {
        if let Some(s) = key.downcast_exact::<Str>() {
            return Ok(s.hash());
        }
        match key.as_small_int() {
            Some(i) => Ok(small::hash(i)),
            None => self.hash(key),
        }
    }

    /// The entry number of a key.
    #[inline(always)]
    pub fn dict_find(&mut self, dict: &Dict, key: &Value, hash: i64) -> PyResult<Option<usize>> {
        let mut cursor = Cursor::new(hash);
        match dict.probe(key, &mut cursor) {
            Probe::Found(index) => Ok(Some(index)),
            Probe::Absent => Ok(None),
            Probe::Compare { index, stored } => self.dict_find_slowly(dict, key, cursor, (index, stored)),
        }
    }

    #[inline(never)]
    fn dict_find_slowly(
        &mut self,
        dict: &Dict,
        key: &Value,
        mut cursor: Cursor,
        mut candidate: (usize, Value),
    ) -> PyResult<Option<usize>> {
        loop {
            let (index, stored) = candidate;
            let equal = self.equal(&stored, key)?;
            if !dict.holds(&cursor, index, &stored) {
                cursor.restart();
            } else if equal {
                return Ok(Some(index));
            }
            match dict.probe(key, &mut cursor) {
                Probe::Found(index) => return Ok(Some(index)),
                Probe::Absent => return Ok(None),
                Probe::Compare { index, stored } => candidate = (index, stored),
            }
        }
    }

    /// The value of a name (an exact str) in a namespace. Keys of other kinds are asked if they are equal.
    #[inline]
    pub fn namespace_get(&mut self, dict: &Dict, name: &Value) -> PyResult<Option<Value>> {
        match dict.seek_str(name) {
            Ok(found) => Ok(found),
            Err(Foreign) => self.dict_get(dict, name),
        }
    }

    /// Sets a name in a namespace.
    #[inline]
    pub fn namespace_set(&mut self, dict: &Dict, name: &Value, value: Value) -> PyResult<()> {
        let hash = name.as_str().map_or(0, Str::hash);
        match dict.probe(name, &mut Cursor::new(hash)) {
            Probe::Found(index) => {
                drop(dict.replace_at(index, value));
                Ok(())
            }
            Probe::Absent => dict.insert_new(hash, name.clone(), value).or_memory_error(self),
            Probe::Compare { .. } => self.dict_set_hashed(dict, name, hash, &value),
        }
    }

    /// `dict[key]`; None if it is absent.
    #[inline]
    pub fn dict_get(&mut self, dict: &Dict, key: &Value) -> PyResult<Option<Value>> {
        let hash = self.hash_key(key)?;
        self.dict_get_hashed(dict, key, hash)
    }

    /// As `dict_get`, with the key's hash known.
    #[inline]
    pub fn dict_get_hashed(&mut self, dict: &Dict, key: &Value, hash: i64) -> PyResult<Option<Value>> {
        Ok(self.dict_find(dict, key, hash)?.and_then(|index| dict.value_at(index)))
    }

    /// `dict[key] = value`.
    #[inline]
    pub fn dict_set(&mut self, dict: &Dict, key: &Value, value: &Value) -> PyResult<()> {
        let hash = self.hash_key(key)?;
        self.dict_set_hashed(dict, key, hash, value)
    }

    /// As `dict_set`, with the key's hash known.
    #[inline]
    pub fn dict_set_hashed(&mut self, dict: &Dict, key: &Value, hash: i64, value: &Value) -> PyResult<()> {
        match self.dict_find(dict, key, hash)? {
            Some(index) => {
                drop(dict.replace_at(index, value.clone()));
                Ok(())
            }
            None => dict.insert_new(hash, key.clone(), value.clone()).or_memory_error(self),
        }
    }

    /// Removes a key; gives its value, None if it was absent.
    pub fn dict_remove(&mut self, dict: &Dict, key: &Value) -> PyResult<Option<Value>> {
        let hash = self.hash_key(key)?;
        let found = self.dict_find(dict, key, hash)?;
        Ok(found.and_then(|index| dict.remove_at(index)).map(|(_, value)| value))
    }

    /// `dict.update(mapping)` for a mapping: later values win.
    pub fn dict_merge(&mut self, dict: &Dict, mapping: &Value) -> PyResult<()> {
        let plain = mapping.downcast::<Dict>().filter(|_| self.iterates_as_dict(mapping));
        let Some(other) = plain else { return self.dict_merge_mapping(dict, mapping) };
        if std::ptr::eq(dict, other) || other.is_empty() {
            return Ok(());
        }
        if dict.is_empty() && other.len() == other.entry_count() {
            return dict.copy_from(other).or_memory_error(self);
        }
        if other.len() > 8 {
            dict.reserve(other.len()).or_memory_error(self)?;
        }
        let entries = other.entry_count();
        for index in 0..entries {
            let Some((hash, key, value)) = other.hashed_item_at(index) else { continue };
            self.dict_set_hashed(dict, &key, hash, &value)?;
            if other.entry_count() != entries {
                return Err(self.runtime_error("dict mutated during update"));
            }
        }
        Ok(())
    }

    /// Is `__iter__` dict's own, so that a subclass's entries may be read directly?
    fn iterates_as_dict(&self, mapping: &Value) -> bool {
        use crate::object::class::Class;
        if mapping.downcast_exact::<Dict>().is_some() {
            return true;
        }
        let iter = |class: &Value| class.downcast::<Class>().and_then(|c| c.slots.iter.get()).map(|f| f as usize);
        iter(self.heap().class_of(mapping)) == iter(self.types().dict())
    }

    fn dict_merge_mapping(&mut self, dict: &Dict, mapping: &Value) -> PyResult<()> {
        let keys = self.call_method(mapping, &self.names().keys, &[])?;
        let mapping = mapping.clone();
        self.for_each(&keys, |vm, key| {
            let value = vm.get_item(&mapping, &key)?;
            vm.dict_set(dict, &key, &value)
        })
    }
}
