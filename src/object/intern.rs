//! The table of interned strings: names that are compared by identity.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ptr::NonNull;

use crate::text::Units;
use crate::text::hash::HashKey;

use super::heap::Heap;
use super::str::Str;
use super::value::Value;

/// Interned strings by hash; it holds no references, a dying string takes itself out.
pub struct Interned {
    table: RefCell<HashMap<i64, Vec<NonNull<Str>>, BuildHasherDefault<Identity>>>,
    latin1: OnceCell<Box<[Value; 256]>>,
    /// The seed of all str and bytes hashes.
    pub key: Cell<HashKey>,
}

impl Default for Interned {
    fn default() -> Self {
        let (table, latin1) = Default::default();
        Interned { table, latin1, key: Cell::new(HashKey::from_seed(0)) }
    }
}

/// Keys are hashes already.
#[derive(Default)]
pub struct Identity(u64);

impl Hasher for Identity {
    fn write(&mut self, _: &[u8]) {}
    fn write_i64(&mut self, i: i64) {
        self.0 = i as u64;
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

impl Interned {
    pub(super) fn remove(&self, s: &Str) {
        let mut table = self.table.borrow_mut();
        if let Some(row) = table.get_mut(&s.hash()) {
            row.retain(|&p| p != NonNull::from(s));
            if row.is_empty() {
                table.remove(&s.hash());
            }
        }
    }

    #[inline(always)]
    pub(super) fn latin1(&self, heap: &Heap, byte: u8) -> Value {
        match self.latin1.get() {
            Some(all) => all[usize::from(byte)].clone(),
            None => self.make_latin1(heap)[usize::from(byte)].clone(),
        }
    }

    #[cold]
    #[inline(never)]
    fn make_latin1(&self, heap: &Heap) -> &[Value; 256] {
        self.latin1.get_or_init(|| {
            Box::new(std::array::from_fn(|b| heap.intern_value(heap.str_from_units(Units::One(&[b as u8])))))
        })
    }
}

impl Heap {
    /// The one str with this text.
    pub fn intern(&self, s: &str) -> Value {
        self.intern_value(self.str(s))
    }

    /// The interned twin of an exact str; other values come back unchanged.
    pub fn intern_value(&self, value: Value) -> Value {
        let Some(s) = value.downcast_exact::<Str>() else { return value };
        if s.is_interned() {
            return value;
        }
        let mut table = self.interned.table.borrow_mut();
        let row = table.entry(s.hash()).or_default();
        // SAFETY: strings leave the table before they are freed.
        let known = row.iter().map(|p| unsafe { p.as_ref() }).find(|k| k.equals(s)).map(Value::of);
        if let Some(known) = known {
            drop(table);
            return known;
        }
        row.push(NonNull::from(s));
        s.set_interned();
        drop(table);
        value
    }

    /// CPython's hash of a str's units or a bytes object under this heap's seed.
    pub fn hash_bytes(&self, bytes: &[u8]) -> i64 {
        self.interned.key.get().hash_bytes(bytes)
    }
}
