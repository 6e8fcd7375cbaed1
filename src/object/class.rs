//! Classes: name, bases, MRO, namespace, slot table, the root of their instances' shapes.

use std::cell::{Cell, OnceCell};
use std::ptr::NonNull;

use super::dict::Dict;
use super::guarded::Guarded;
use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::native::NativeDef;
use super::shape::Shape;
use super::slots::Slots;
use super::value::Value;

/// A class object (an instance of `type` or of a metaclass).
#[repr(C)]
pub struct Class {
    header: Header,
    /// A str.
    pub name: Guarded<Value>,
    pub qualname: Guarded<Value>,
    /// Direct bases, as given.
    pub bases: Guarded<Vec<Value>>,
    /// The base whose layout instances have; None for `object`.
    pub base: Guarded<Option<Value>>,
    /// Method resolution order without the class itself (not counted there, so that a class can die).
    mro: Guarded<Vec<Value>>,
    /// Where in its MRO the class itself stands: first, unless a metaclass's own `mro()` says otherwise.
    place: Cell<Place>,
    /// How often the MRO was set; 0 while the class is being made.
    mro_changes: Cell<u32>,
    dict: Value,
    /// What the namespace of a builtin class is made of, until somebody looks at it.
    unmade: Cell<Option<&'static dyn Namespace>>,
    pub slots: Slots,
    /// How instances are stored.
    pub layout: Tag,
    pub flags: Cell<u32>,
    /// `__slots__` values of an instance, inherited ones included.
    pub slot_count: Cell<u8>,
    /// `__del__` is defined here or in a base.
    pub has_del: Cell<bool>,
    /// Changes when anything that a lookup on this class sees may have changed; 0: not cacheable now.
    pub version: Cell<u32>,
    /// Room for attributes inside a new instance, learned from earlier ones.
    pub capacity: Cell<u8>,
    root: OnceCell<Box<Shape>>,
    /// The version for which `init` holds, and the bits of the Python `__init__` that makes a plain instance whole.
    init: Cell<(u32, u64)>,
    /// How often plain data in the namespace was replaced by plain data.
    pub replaced: Cell<u8>,
    /// Names in the namespace whose values change often. They are always plain data, and nobody caches them.
    pub changing: Guarded<Vec<Value>>,
    /// Weak references to direct subclasses.
    pub subclasses: Guarded<Vec<Value>>,
    /// `__new__` of a builtin class, for calls without a bound object.
    pub native_new: Cell<Option<&'static NativeDef>>,
}

/// The entries of a builtin class. Most programs look at few of these classes, so they are made at the first look.
pub trait Namespace: Sync {
    /// Puts them into `class.dict()`.
    fn fill(&self, class: &Class);
}

/// The classes of what stands in the namespaces of builtin classes, and of other objects that are made down here.
#[derive(Clone, Copy)]
pub enum KnownClass {
    Method,
    ClassMethod,
    StaticMethod,
    Function,
    Member,
    /// The awaitable of `asend`.
    AsyncStep,
}

impl KnownClass {
    pub const COUNT: usize = 6;
}

/// Where in its MRO a class stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    First,
    /// Behind so many ancestors.
    After(usize),
    Absent,
}

/// Bits of `Class::flags`.
pub mod class_flag {
    /// May be a base (Py_TPFLAGS_BASETYPE).
    pub const BASE: u32 = 1;
    /// Made by a class statement; attributes can be set.
    pub const HEAP: u32 = 2;
    /// Instances have a `__dict__`.
    pub const DICT: u32 = 4;
    /// Instances can be referred to weakly.
    pub const WEAK: u32 = 8;
    /// A descriptor with `__set__` or `__delete__`.
    pub const DATA_DESCRIPTOR: u32 = 16;
    /// Patterns: matches as a sequence / a mapping (collections.abc; inherited).
    pub const SEQUENCE: u32 = 32;
    pub const MAPPING: u32 = 64;
    /// Attributes are found by the default `__getattribute__`, so lookups can be cached.
    pub const PLAIN_GETATTRIBUTE: u32 = 128;
    /// A function-like descriptor: on a method call the object is passed as first argument.
    pub const METHOD_DESCRIPTOR: u32 = 256;
    /// Class patterns take one positional sub-pattern, the subject itself (int, str, ...).
    pub const MATCH_SELF: u32 = 512;
    /// An abstract class (`__abstractmethods__` is not empty).
    pub const ABSTRACT: u32 = 1024;
    /// Its MRO holds classes that are no bases (a metaclass's own `mro()`): lookups are never cached.
    pub const UNCACHEABLE: u32 = 2048;
    /// Exact instances are awaited without an iterator: `await` leaves them on the stack, their `send` slot steps.
    pub const AWAITS_ITSELF: u32 = 4096;
    /// Instances hold more than those of the base, though the layout is the same: no two such can be bases together.
    pub const SOLID: u32 = 8192;
    /// Its namespace or that of a base holds keys that are no exact strs.
    pub const ODD_KEYS: u32 = 16384;
}

// SAFETY: repr(C), header first. The class's own entry in its MRO is borrowed, not counted.
unsafe impl Object for Class {
    const TAG: Tag = Tag::Class;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.name.with(&mut *visit);
        self.qualname.with(&mut *visit);
        self.bases.with(|b| b.iter().for_each(&mut *visit));
        self.base.with(|b| b.iter().for_each(&mut *visit));
        self.mro.with(|m| m.iter().for_each(&mut *visit));
        self.changing.with(|c| c.iter().for_each(&mut *visit));
        self.subclasses.with(|s| s.iter().for_each(&mut *visit));
        visit(&self.dict);
    }
}

impl Class {
    /// The namespace.
    #[inline(always)]
    pub fn dict(&self) -> &Dict {
        if self.unmade.get().is_some() {
            self.make_namespace();
        }
        match self.dict.downcast::<Dict>() {
            Some(dict) => dict,
            None => unreachable!("a class's namespace is a dict"),
        }
    }

    /// The namespace as a value (what `__dict__` shows through a proxy).
    pub fn dict_value(&self) -> &Value {
        self.dict();
        &self.dict
    }

    /// Leaves the namespace to be made by `entries`.
    pub fn put_off_namespace(&self, entries: &'static dyn Namespace) {
        self.unmade.set(Some(entries));
    }

    #[cold]
    fn make_namespace(&self) {
        if let Some(entries) = self.unmade.take() {
            entries.fill(self);
        }
    }

    /// Is one of these flags set?
    pub fn has_flag(&self, bits: u32) -> bool {
        self.flags.get() & bits != 0
    }

    /// Sets or clears flags.
    pub fn set_flag(&self, bits: u32, on: bool) {
        let flags = self.flags.get();
        self.flags.set(if on { flags | bits } else { flags & !bits });
    }

    /// The MRO after the class itself.
    pub fn ancestors(&self) -> Vec<Value> {
        self.mro.get()
    }

    /// The whole MRO.
    pub fn mro(&self) -> Vec<Value> {
        let mut all = self.mro.get();
        match self.place.get() {
            Place::First => all.insert(0, Value::of(self)),
            Place::After(place) => all.insert(place.min(all.len()), Value::of(self)),
            Place::Absent => {}
        }
        all
    }

    /// How often the MRO was set; 0 while the class is being made.
    pub fn mro_changes(&self) -> u32 {
        self.mro_changes.get()
    }

    /// Sets the MRO after the class itself.
    pub fn set_ancestors(&self, ancestors: Vec<Value>) {
        self.place.set(Place::First);
        self.mro_changes.set(self.mro_changes.get().saturating_add(1));
        drop(self.mro.replace(ancestors));
    }

    /// Sets a MRO in which the class itself stands anywhere or not at all.
    pub fn set_mro(&self, mut order: Vec<Value>) {
        let me: *const Class = self;
        let place = order.iter().position(|c| c.bits() == me as u64);
        order.retain(|c| c.bits() != me as u64);
        self.set_ancestors(order);
        self.place.set(match place {
            Some(0) => Place::First,
            Some(place) => Place::After(place),
            None => Place::Absent,
        });
    }

    /// A lookup when the class does not stand first in its MRO.
    #[cold]
    fn find_in_own_order(&self, name: &Value) -> Option<(Value, Value)> {
        self.mro().into_iter().find_map(|class| Some((class.downcast::<Class>()?.dict().get_str(name)?, class)))
    }

    /// The attribute `name` (an interned str) of the class or its bases, and whose it is. No descriptor runs.
    pub fn find(&self, name: &Value) -> Option<(Value, Value)> {
        if self.place.get() != Place::First {
            return self.find_in_own_order(name);
        }
        if let Some(value) = self.dict().get_str(name) {
            return Some((value, Value::of(self)));
        }
        self.mro.with(|mro| {
            mro.iter().find_map(|class| {
                let value = class.downcast::<Class>()?.dict().get_str(name)?;
                Some((value, class.clone()))
            })
        })
    }

    /// The attribute `name` (an interned str) of the class or its bases. No descriptor runs.
    #[inline]
    pub fn lookup(&self, name: &Value) -> Option<Value> {
        if self.place.get() != Place::First {
            return self.find_in_own_order(name).map(|(value, _)| value);
        }
        if let Some(value) = self.dict().get_str(name) {
            return Some(value);
        }
        self.mro.with(|mro| mro.iter().find_map(|class| class.downcast::<Class>()?.dict().get_str(name)))
    }

    /// The attribute `name` in the classes behind `after` in this class's MRO, for `super`.
    pub fn lookup_after(&self, after: &Value, name: &Value) -> Option<Value> {
        if self.place.get() != Place::First {
            let mut rest = self.mro().into_iter().skip_while(|class| !class.is(after)).skip(1);
            return rest.find_map(|class| class.downcast::<Class>()?.dict().get_str(name));
        }
        let me: *const Class = self;
        let mut found = me as u64 == after.bits();
        self.mro.with(|mro| {
            mro.iter().find_map(|class| {
                if !found {
                    found = class.is(after);
                    return None;
                }
                class.downcast::<Class>()?.dict().get_str(name)
            })
        })
    }

    /// `issubclass` by MRO alone.
    #[inline]
    pub fn is_subclass(&self, other: &Value) -> bool {
        let me: *const Class = self;
        me as u64 == other.bits() && self.place.get() != Place::Absent
            || self.mro.with(|mro| mro.iter().any(|c| c.is(other)))
    }

    /// The Python function that is all that a call of this class runs, if it is known to be so: a plain instance is
    /// made and goes through this `__init__`.
    #[inline(always)]
    pub fn plain_init(&self) -> Option<&Value> {
        let (version, _) = self.init.get();
        if version == 0 || version != self.version.get() {
            return None;
        }
        // SAFETY: the word has the bits of a function that the class or a base holds as long as the version is the same.
        Some(unsafe { &*self.init.as_ptr().byte_add(std::mem::offset_of!((u32, u64), 1)).cast::<Value>() })
    }

    /// Remembers what `plain_init` gives, for the present version.
    pub fn set_plain_init(&self, function: &Value) {
        self.init.set((self.version.get(), function.bits()));
    }

    /// New instances get room for so many attributes, if not for more.
    pub fn reserve_places(&self, count: usize) {
        self.capacity.set(self.capacity.get().max(count.min(super::instance::MOST.into()) as u8));
    }

    /// The shape of an instance without attributes.
    pub fn root_shape(&self) -> &Shape {
        self.root.get_or_init(Shape::root)
    }

    /// `__name__`, for messages.
    pub fn name_string(&self) -> String {
        self.name.with(Value::lossy_text)
    }
}

impl Drop for Class {
    fn drop(&mut self) {
        self.header.heap().classes_changed();
    }
}

/// What a new class is made of.
pub struct NewClass {
    pub name: Value,
    pub bases: Vec<Value>,
    pub base: Option<Value>,
    /// A dict.
    pub dict: Value,
    pub layout: Tag,
    pub flags: u32,
    pub slot_count: u8,
}

impl Heap {
    /// A class object with empty slots and MRO; `metaclass` is None while `type` itself is being made.
    pub fn class(&self, metaclass: Option<&Value>, new: NewClass) -> Value {
        let class = Class {
            header: Header::new::<Class>(),
            qualname: Guarded::new(new.name.clone()),
            name: Guarded::new(new.name),
            bases: Guarded::new(new.bases),
            base: Guarded::new(new.base),
            mro: Guarded::default(),
            place: Cell::new(Place::First),
            mro_changes: Cell::new(0),
            dict: new.dict,
            unmade: Cell::new(None),
            slots: Slots::default(),
            layout: new.layout,
            flags: Cell::new(new.flags),
            slot_count: Cell::new(new.slot_count),
            has_del: Cell::new(false),
            version: Cell::new(0),
            capacity: Cell::new(2),
            root: OnceCell::new(),
            init: Cell::new((0, 0)),
            replaced: Cell::new(0),
            changing: Guarded::default(),
            subclasses: Guarded::default(),
            native_new: Cell::new(None),
        };
        match metaclass {
            Some(metaclass) => self.put_as(metaclass, class),
            None => self.put(class),
        }
    }
}

/// A class as a cache may hold it: compared by address, never followed.
pub fn address(class: &Value) -> Option<NonNull<Header>> {
    class.header().map(NonNull::from)
}
