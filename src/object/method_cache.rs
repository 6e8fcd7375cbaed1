//! The cache of class lookups: (class version, name) to the attribute found along the MRO.
//!
//! A version stands for the state of a class and all its bases, and is never used twice, so an entry whose
//! version is that of a living class holds an address that the class keeps alive. Entries count no reference:
//! a cache must not keep a class's functions from dying.

use std::ptr::NonNull;

use super::header::Header;
use super::value::Value;

const SIZE: usize = 2048;

struct Entry {
    version: u32,
    /// Held, so that no other name can get its address.
    name: Option<Value>,
    /// The bits of the attribute; 0: the class has none.
    found: u64,
}

/// What an instruction that meets many shapes finds: for an attribute word, a class version and a name (with one of the
/// marks below) a target. Nothing is counted or followed: versions and words say that it holds. The name's address is not
/// another's as long as they do, since the shape or the class that has the target holds the name.
#[derive(Clone, Copy, Default)]
pub struct Known {
    pub word: u64,
    pub name: u64,
    pub version: u32,
    /// The bits of a method; for attributes a place, or what the kind in the topmost bits says.
    pub target: u64,
}

impl Known {
    /// Marks in the lowest bits of a name: what is asked for is a method, a place to store to, or the method behind a
    /// class (whose bits are the word then) in the MRO.
    pub const METHOD: u64 = 1;
    pub const STORE: u64 = 2;
    pub const SUPER: u64 = 3;
    /// Kinds of targets of attributes: the number of a `__slots__` value, the bits of a class's value, a property's
    /// bits, the word of the shape that the instance moves to.
    pub const SLOT: u64 = 1 << 60;
    pub const VALUE: u64 = 2 << 60;
    pub const PROPERTY: u64 = 3 << 60;
    pub const SHAPE: u64 = 4 << 60;
    pub const KINDS: u64 = 15 << 60;
}

const KNOWN: usize = 512;

/// A direct-mapped table of those.
pub struct KnownPlaces(Box<[Known; KNOWN]>);

impl Default for KnownPlaces {
    fn default() -> Self {
        KnownPlaces(Box::new([Known::default(); KNOWN]))
    }
}

impl KnownPlaces {
    #[inline(always)]
    fn index(word: u64, name: u64) -> usize {
        ((word >> 4) ^ (word >> 11) ^ (name >> 4) ^ (name << 3)) as usize % KNOWN
    }

    /// What is known for the three.
    #[inline(always)]
    pub fn get(&self, word: u64, version: u32, name: u64) -> Option<u64> {
        let known = &self.0[Self::index(word, name)];
        (known.word == word && known.name == name && known.version == version && version != 0).then_some(known.target)
    }

    pub fn put(&mut self, known: Known) {
        self.0[Self::index(known.word, known.name)] = known;
    }
}

/// A direct-mapped table.
pub struct MethodCache {
    entries: Box<[Entry]>,
    next_version: u32,
}

impl Default for MethodCache {
    fn default() -> Self {
        let entries = (0..SIZE).map(|_| Entry { version: 0, name: None, found: 0 }).collect();
        MethodCache { entries, next_version: 1 }
    }
}

#[inline(always)]
fn index(version: u32, name: &Value) -> usize {
    (version as usize).wrapping_mul(41).wrapping_add((name.bits() >> 4) as usize) % SIZE
}

impl MethodCache {
    /// A version that no class has had; 0 when there is none left.
    pub fn new_version(&mut self) -> u32 {
        let version = self.next_version;
        if version != 0 {
            self.next_version = version.wrapping_add(1);
        }
        version
    }

    /// What the class with this (non-zero) version has under `name`: None: not known; Some(None): nothing.
    #[inline(always)]
    pub fn get(&self, version: u32, name: &Value) -> Option<Option<Value>> {
        let entry = &self.entries[index(version, name)];
        if entry.version != version || !entry.name.as_ref().is_some_and(|n| n.is(name)) {
            return None;
        }
        Some(revive(entry.found))
    }

    /// Remembers what a lookup found.
    pub fn put(&mut self, version: u32, name: &Value, found: Option<&Value>) {
        let found = match found {
            // Only heap objects are worth an entry; anything else is found by the slow way.
            Some(value) if value.header().is_none() => return,
            Some(value) => value.bits(),
            None => 0,
        };
        self.entries[index(version, name)] = Entry { version, name: Some(name.clone()), found };
    }
}

#[inline(always)]
fn revive(bits: u64) -> Option<Value> {
    // SAFETY: the version matched, so the class still has this object in a namespace of its MRO.
    NonNull::new(bits as *mut Header).map(|header| unsafe { Value::share(header) })
}
