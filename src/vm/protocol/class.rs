//! Builtin classes: from a table row to a class object.

use std::ptr::fn_addr_eq;

use crate::object::class::{Class, KnownClass, Namespace, NewClass, class_flag};
use crate::object::header::Header;
use crate::object::heap::Heap;
use crate::object::native::{Kind, NativeDef};
use crate::object::slots::{Binary, Slots};
use crate::object::{Tag, Value};
use crate::vm::Vm;

use super::change_class::guarded_slots;
use super::class_def::ClassDef;
use super::overrides;
use super::wrappers::{SLOT_ROWS, Source};

/// The class whose direct instances need no prefix, for each layout that has one.
static LAYOUT_CLASSES: &[(Tag, &str)] = &[
    (Tag::None, "none_type"),
    (Tag::NotImplemented, "not_implemented_type"),
    (Tag::Ellipsis, "ellipsis_type"),
    (Tag::Bool, "bool"),
    (Tag::Int, "int"),
    (Tag::Float, "float"),
    (Tag::Complex, "complex"),
    (Tag::Str, "str"),
    (Tag::Bytes, "bytes"),
    (Tag::ByteArray, "bytearray"),
    (Tag::List, "list"),
    (Tag::Tuple, "tuple"),
    (Tag::Dict, "dict"),
    (Tag::Set, "set"),
    (Tag::FrozenSet, "frozenset"),
    (Tag::Range, "range"),
    (Tag::Slice, "slice"),
    (Tag::Class, "type_"),
    (Tag::Function, "function"),
    (Tag::Native, "builtin_function"),
    (Tag::Method, "method"),
    (Tag::Property, "property"),
    (Tag::StaticMethod, "staticmethod"),
    (Tag::ClassMethod, "classmethod"),
    (Tag::Super, "super_"),
    (Tag::Member, "member_descriptor"),
    (Tag::GetSet, "getset_descriptor"),
    (Tag::SlotWrapper, "wrapper_descriptor"),
    (Tag::MappingProxy, "mappingproxy"),
    (Tag::Code, "code"),
    (Tag::Cell, "cell"),
    (Tag::Frame, "frame"),
    (Tag::Traceback, "traceback"),
    (Tag::Module, "module"),
    (Tag::Generator, "generator"),
    (Tag::Coroutine, "coroutine"),
    (Tag::AsyncGenerator, "async_generator"),
    (Tag::SequenceIterator, "list_iterator"),
    (Tag::RangeIterator, "range_iterator"),
    (Tag::SetIterator, "set_iterator"),
    (Tag::WeakRef, "weakref"),
];

/// Flags that a class has from its base.
const INHERITED: u32 = class_flag::DICT
    | class_flag::WEAK
    | class_flag::SEQUENCE
    | class_flag::MAPPING
    | class_flag::MATCH_SELF
    | class_flag::UNCACHEABLE;

/// The classes that namespaces are made of, under their names in `Types`.
static KNOWN_CLASSES: &[(KnownClass, &str)] = &[
    (KnownClass::Method, "method_descriptor"),
    (KnownClass::ClassMethod, "classmethod_descriptor"),
    (KnownClass::StaticMethod, "staticmethod"),
    (KnownClass::Function, "builtin_function"),
    (KnownClass::Member, "member_descriptor"),
    (KnownClass::AsyncStep, "async_generator_asend"),
];

impl ClassDef {
    /// Fills the slots that the class itself defines; tells if its instances have no hash.
    fn fill_slots(&self, slots: &Slots) -> bool {
        (self.slots)(slots);
        let unhashable = self.unhashable || slots.compare.get().is_some() && slots.hash.get().is_none();
        if unhashable {
            slots.hash.set(Some(overrides::unhashable));
        }
        unhashable
    }
}

impl Namespace for ClassDef {
    fn fill(&self, class: &Class) {
        let value = Value::of(class);
        let Some(heap) = value.header().map(Header::heap) else { return };
        let put = |name: &str, entry: Value| {
            let name = heap.intern(name);
            if class.dict().get_str(&name).is_none() {
                drop(class.dict().set_str(&name, entry));
            }
        };
        // The class's own slots hold inherited ones too by now.
        let slots = Slots::default();
        if self.fill_slots(&slots) {
            put("__hash__", Value::NONE);
        }
        if let Some(new) = self.new {
            put("__new__", static_native(heap, new, &value));
        }
        for row in SLOT_ROWS.iter().filter(|row| (row.filled)(&slots)) {
            row.methods.iter().for_each(|method| put(method.name, heap.slot_wrapper(method, value.clone())));
        }
        self.methods.iter().for_each(|method| put(method.name(), native_entry(heap, method, &value)));
        for getset in self.getsets {
            let class = getset.member.then(|| heap.known_class(KnownClass::Member));
            put(getset.name, heap.getset(class, getset, value.clone()));
        }
        if self.module != "builtins" {
            put("__module__", heap.intern(self.module));
        }
        put("__doc__", if self.doc.is_empty() { Value::NONE } else { heap.str(self.doc) });
    }
}

fn native_entry(heap: &Heap, def: &'static NativeDef, owner: &Value) -> Value {
    let method = |kind| heap.native_method(heap.known_class(kind), def, owner.clone());
    match def.kind {
        Kind::ClassMethod => method(KnownClass::ClassMethod),
        Kind::StaticMethod => {
            heap.static_method(heap.known_class(KnownClass::StaticMethod), Some(static_native(heap, def, owner)))
        }
        Kind::Method | Kind::Function => method(KnownClass::Method),
    }
}

/// A native that knows its class but takes no argument from it.
fn static_native(heap: &Heap, def: &'static NativeDef, owner: &Value) -> Value {
    heap.native_method(heap.known_class(KnownClass::Function), def, owner.clone())
}

impl Vm {
    /// Makes all builtin classes: first the bare class objects, since a class may be the base of one before it in the
    /// table, then the rest.
    pub fn define_classes(&mut self, rows: &'static [(&'static str, &'static ClassDef)]) {
        let mut classes = Vec::new();
        for (field, def) in rows {
            let class = self.bare_class(def);
            self.types().register(field, class.clone());
            for (tag, own) in LAYOUT_CLASSES {
                if own == field {
                    self.heap().set_class(*tag, &class);
                }
            }
            for (kind, own) in KNOWN_CLASSES {
                if own == field {
                    self.heap().set_known_class(*kind, &class);
                }
            }
            classes.push((class, *def));
        }
        for (class, def) in &classes {
            if let Some(class) = class.downcast::<Class>() {
                self.fill_class(class, def);
            }
        }
    }

    /// Makes a builtin class from its table row.
    pub fn define_class(&mut self, def: &'static ClassDef) -> Value {
        let value = self.bare_class(def);
        if let Some(class) = value.downcast::<Class>() {
            self.fill_class(class, def);
        }
        value
    }

    fn bare_class(&mut self, def: &'static ClassDef) -> Value {
        let heap = self.heap();
        // Addresses of functions may differ from unit to unit: the first class of all is the root.
        let is_root = self.types().registered("object").is_none();
        let base = match def.parent {
            Some(parent) => Some(self.native_class(parent)),
            None => (!is_root).then(|| (def.base)(self.types()).clone()),
        };
        let parent = base.as_ref().and_then(|b| b.downcast::<Class>());
        let new = NewClass {
            name: heap.intern(def.name),
            bases: base.iter().cloned().collect(),
            base: base.clone(),
            dict: heap.dict(),
            layout: def.layout,
            flags: def.flags | parent.map_or(0, |p| p.flags.get() & INHERITED),
            slot_count: 0,
        };
        let value = heap.class(None, new);
        if let (Some(class), Some(parent)) = (value.downcast::<Class>(), parent) {
            class.set_ancestors(parent.mro());
        }
        value
    }

    /// All of a class but its namespace, which is made when it is first looked at.
    fn fill_class(&mut self, class: &Class, def: &'static ClassDef) {
        let slots = &class.slots;
        def.fill_slots(slots);
        class.native_new.set(def.new);
        class.put_off_namespace(def);
        if let Some(base) = class.base.get()
            && let Some(parent) = base.downcast::<Class>()
        {
            let own_new = slots.new.get();
            slots.inherit(&parent.slots);
            if def.new.is_some() {
                slots.new.set(own_new);
            }
            // A builtin class without a `__new__` of its own cannot be instantiated, though object can.
            if class.native_new.get().is_none() && parent.base.with(Option::is_some) {
                class.native_new.set(parent.native_new.get());
            }
            self.add_subclass(parent, &Value::of(class));
        }
        Self::slots_changed(class);
    }

    /// Brings the flags that tell about slots up to date.
    pub(super) fn slots_changed(class: &Class) {
        let plain: Binary = Vm::generic_get_attr;
        let get = class.slots.getattribute.get();
        class.set_flag(class_flag::PLAIN_GETATTRIBUTE, get.is_none_or(|get| fn_addr_eq(get, plain)));
        class.set_flag(class_flag::DATA_DESCRIPTOR, class.slots.descr_set.get().is_some());
    }

    /// Notes `class` among the subclasses of `base`.
    pub(super) fn add_subclass(&mut self, base: &Class, class: &Value) {
        let Some(weakref) = self.types().registered("weakref") else { return };
        let heap = self.heap();
        if let Some(reference) = heap.new_weakref(weakref, class, None) {
            base.subclasses.with_mut(|all| {
                if all.len() == all.capacity() {
                    all.retain(|r| {
                        r.downcast::<crate::object::weakref::WeakRef>().is_some_and(|w| w.target().is_some())
                    });
                }
                all.push(reference);
            });
        }
    }

    /// The living direct subclasses, oldest first.
    pub fn subclasses(&self, class: &Class) -> Vec<Value> {
        let references = class.subclasses.get();
        let target = |r: &Value| r.downcast::<crate::object::weakref::WeakRef>()?.target();
        references.iter().filter_map(target).collect()
    }

    /// The name that messages of builtin classes show: with the module, unless that is builtins.
    pub fn class_full_name(&self, class: &Class) -> String {
        let name = class.name_string();
        if class.has_flag(class_flag::HEAP) {
            return name;
        }
        match class.dict().get_str(&self.names().module).filter(|m| m.as_str().is_some()) {
            Some(module) => format!("{}.{name}", module.lossy_text()),
            None => name,
        }
    }

    /// The nearest builtin class, for messages.
    pub(in crate::vm) fn native_base_name(&self, class: &Class) -> String {
        let native =
            class.mro().into_iter().find(|c| c.downcast::<Class>().is_some_and(|c| !c.has_flag(class_flag::HEAP)));
        native.map(|c| self.class_name_of(&c)).unwrap_or_default()
    }

    /// Gives every slot of a Python class what its MRO says; only those that `name` fills, if one is given.
    pub(super) fn update_slots(&mut self, class: &Class, name: Option<&Value>) {
        let all_names = self.slot_names.clone();
        for (row, names) in SLOT_ROWS.iter().zip(all_names.iter()) {
            if name.is_some_and(|name| !names.iter().any(|n| n.is(name))) {
                continue;
            }
            let (mut native, mut generic, mut unhashable, mut own_new) = (None::<Value>, false, false, false);
            for (i, name) in names.iter().enumerate() {
                let Some(found) = class.lookup(name) else { continue };
                let wrapper = found.downcast_exact::<crate::object::descriptor::SlotWrapper>();
                match wrapper.filter(|w| w.bound.is_none()) {
                    Some(wrapper) => {
                        let mine = row.methods.get(i).is_some_and(|m| std::ptr::eq(m, wrapper.def));
                        if !mine && name.as_str().is_some_and(|n| n.units() == wrapper.def.name) {
                            // Another slot of the same name (sequences' `+`), unless the base fills just this one.
                            let base = class.base.get();
                            let base = base.as_ref().and_then(|b| b.downcast::<Class>());
                            generic |=
                                base.is_some_and(|b| (row.filled)(&b.slots)) && !class.is_subclass(&wrapper.owner);
                            continue;
                        }
                        let (Some(owner), true) = (wrapper.owner.downcast::<Class>(), mine) else {
                            generic = true;
                            continue;
                        };
                        let before = native.as_ref().and_then(|n| n.downcast::<Class>());
                        generic |= !class.is_subclass(&wrapper.owner)
                            || before.is_some_and(|before| !(row.same)(&before.slots, &owner.slots));
                        native = Some(wrapper.owner.clone());
                    }
                    None if found.is_none() && name.is(&self.names().hash) => unhashable = true,
                    None if name.is(&self.names().new) && Self::is_own_native_new(class, &found) => own_new = true,
                    None => generic = true,
                }
            }
            let base = class.base.get().filter(|_| own_new);
            if let Some(base) = base.as_ref().and_then(|b| b.downcast::<Class>()).filter(|_| !generic) {
                (row.set)(&class.slots, Source::Of(&base.slots));
                continue;
            }
            match native.as_ref().and_then(|n| n.downcast::<Class>()) {
                _ if unhashable => class.slots.hash.set(Some(overrides::unhashable)),
                _ if generic => (row.set)(&class.slots, Source::Override),
                Some(owner) => (row.set)(&class.slots, Source::Of(&owner.slots)),
                None => (row.set)(&class.slots, Source::Nothing),
            }
        }
        Self::slots_changed(class);
    }

    /// Is this the `__new__` that instances of the class come from anyway?
    fn is_own_native_new(class: &Class, found: &Value) -> bool {
        let native = found.downcast::<crate::object::native::NativeFunction>();
        let Some(def) = native.map(|f| f.def) else { return false };
        let is_new_of = |class: &Class| class.native_new.get().is_some_and(|new| std::ptr::eq(new, def));
        // Any builtin class's: CPython's slot is that of the base whose storage the instances have.
        let owner = native.and_then(|f| f.owner.as_ref()).and_then(|o| o.downcast::<Class>());
        is_new_of(class) || owner.is_some_and(is_new_of)
    }

    /// A class attribute was set or deleted: refresh slots and versions of the class and its subclasses.
    pub fn class_changed(&mut self, class: &Value, name: &Value) {
        let Some(class) = class.downcast::<Class>() else { return };
        self.forget_version(class);
        let special =
            name.as_str().is_some_and(|n| n.len() > 4 && n.units().get(0) == Some(95) && n.units().get(1) == Some(95));
        if special {
            self.special_changed(class, name);
        }
    }

    fn special_changed(&mut self, class: &Class, name: &Value) {
        if class.has_flag(class_flag::HEAP) {
            if name.is(&self.names().del) {
                class.has_del.set(class.lookup(name).is_some());
            } else if self.slot_names.iter().any(|names| names.iter().any(|n| n.is(name))) {
                let before = guarded_slots(class);
                self.update_slots(class, Some(name));
                self.guarded_slots_changed(before, guarded_slots(class));
            } else {
                return;
            }
        }
        for subclass in self.subclasses(class) {
            if let Some(subclass) = subclass.downcast::<Class>() {
                self.special_changed(subclass, name);
            }
        }
    }

    /// Lookups on the class and its subclasses may give something else from now on.
    pub(super) fn forget_version(&mut self, class: &Class) {
        if class.version.replace(0) == 0 {
            return;
        }
        self.heap().classes_changed();
        for subclass in self.subclasses(class) {
            if let Some(subclass) = subclass.downcast::<Class>() {
                self.forget_version(subclass);
            }
        }
    }
}
