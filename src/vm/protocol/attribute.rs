//! Attributes: from an object and an interned name to a value, by way of descriptors, own attributes and hooks.

use std::ptr::fn_addr_eq;

use crate::object::class::{Class, class_flag};
use crate::object::descriptor::{ClassMethod, StaticMethod};
use crate::object::dict::Dict;
use crate::object::function::Function;
use crate::object::guarded::Guarded;
use crate::object::header::Header;
use crate::object::module::Module;
use crate::object::slots::{Binary, DescrGet};
use crate::object::{Exception, PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

/// Objects that keep their attributes in a dict of their own rather than in the prefix.
enum OwnDict<'a> {
    /// Made when first needed.
    Lazy(&'a Guarded<Option<Value>>),
    Always(&'a Value),
    /// In the prefix, if anywhere.
    Prefix,
}

fn own_dict(object: &Value) -> OwnDict<'_> {
    match object.tag() {
        Tag::Function => object.downcast::<Function>().map_or(OwnDict::Prefix, |f| OwnDict::Lazy(&f.dict)),
        Tag::StaticMethod => object.downcast::<StaticMethod>().map_or(OwnDict::Prefix, |f| OwnDict::Lazy(&f.dict)),
        Tag::ClassMethod => object.downcast::<ClassMethod>().map_or(OwnDict::Prefix, |f| OwnDict::Lazy(&f.dict)),
        Tag::Module => object.downcast::<Module>().map_or(OwnDict::Prefix, |m| OwnDict::Always(m.dict_value())),
        _ => OwnDict::Prefix,
    }
}

impl Vm {
    /// `type(value)` as a class.
    #[inline(always)]
    pub fn class_of<'a>(&self, value: &'a Value) -> &'a Class {
        match self.heap().class_of(value).downcast::<Class>() {
            Some(class) => class,
            None => unreachable!("an object's class is a class"),
        }
    }

    /// The class's version, made now if need be; 0: its lookups must not be cached.
    #[inline]
    pub fn class_version(&mut self, class: &Class) -> u32 {
        match class.version.get() {
            0 => self.new_class_version(class),
            version => version,
        }
    }

    /// A change is passed on from a base to its subclasses as far as they have versions, so bases get theirs first.
    #[cold]
    fn new_class_version(&mut self, class: &Class) -> u32 {
        if class.has_flag(class_flag::UNCACHEABLE) {
            return 0;
        }
        for base in class.bases.get() {
            if base.downcast::<Class>().is_none_or(|base| self.class_version(base) == 0) {
                return 0;
            }
        }
        class.version.set(self.method_cache.new_version());
        class.version.get()
    }

    /// The attribute `name` (interned) along the MRO of `class`. No descriptor runs.
    #[inline]
    pub fn type_lookup(&mut self, class: &Class, name: &Value) -> Option<Value> {
        let version = class.version.get();
        if version != 0
            && let Some(known) = self.method_cache.get(version, name)
        {
            return known;
        }
        self.type_lookup_slow(class, name)
    }

    #[inline(never)]
    fn type_lookup_slow(&mut self, class: &Class, name: &Value) -> Option<Value> {
        if class.has_flag(class_flag::ODD_KEYS) {
            // Their comparisons may change anything; what they raise is lost.
            for owner in class.mro() {
                let found =
                    owner.downcast::<Class>().and_then(|owner| self.dict_get(owner.dict(), name).ok().flatten());
                if found.is_some() {
                    return found;
                }
            }
            return None;
        }
        let found = class.lookup(name);
        let version = self.class_version(class);
        if version != 0 && name.as_str().is_some_and(|s| s.is_interned()) && !self.is_changing_name(name) {
            self.method_cache.put(version, name, found.as_ref());
        }
        found
    }

    /// An attribute of the object itself, not of its class.
    #[inline]
    pub fn own_attribute(&self, object: &Value, name: &Value) -> Option<Value> {
        match own_dict(object) {
            OwnDict::Prefix => object.own_attribute(name),
            OwnDict::Always(dict) => dict.downcast::<Dict>()?.get_str(name),
            OwnDict::Lazy(dict) => dict.with(|d| d.as_ref()?.downcast::<Dict>()?.get_str(name)),
        }
    }

    /// As `own_attribute`; stored keys of other kinds than str are compared by their own `__eq__`.
    #[inline]
    pub(in crate::vm) fn find_own_attribute(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        let dict = match own_dict(object) {
            OwnDict::Prefix => match object.seek_own_attribute(name) {
                Ok(found) => return Ok(found),
                Err(dict) => dict,
            },
            OwnDict::Always(dict) => dict.clone(),
            OwnDict::Lazy(dict) => match dict.get() {
                Some(dict) => dict,
                None => return Ok(None),
            },
        };
        match dict.downcast::<Dict>() {
            Some(dict) => self.namespace_get(dict, name),
            None => Ok(None),
        }
    }

    /// The object's dict, if Python code must be asked about one of its keys to find `name`.
    fn foreign_dict(&self, object: &Value, name: &Value) -> Option<Value> {
        let dict = match own_dict(object) {
            OwnDict::Prefix => return object.seek_own_attribute(name).err(),
            OwnDict::Always(dict) => dict.clone(),
            OwnDict::Lazy(dict) => dict.get()?,
        };
        let foreign = dict.downcast::<Dict>()?.seek_str(name).is_err();
        foreign.then_some(dict)
    }

    /// Can the object have attributes of its own?
    pub fn has_dict(&self, object: &Value) -> bool {
        match own_dict(object) {
            OwnDict::Prefix => {
                object.header().is_some_and(|h| !h.is_exact()) && self.class_of(object).has_flag(class_flag::DICT)
            }
            _ => true,
        }
    }

    /// `object.__dict__`, made now if need be; None if it cannot have one.
    pub fn dict_of(&mut self, object: &Value) -> PyResult<Option<Value>> {
        if !self.has_dict(object) {
            return Ok(None);
        }
        let heap = self.heap();
        match own_dict(object) {
            OwnDict::Prefix => object.materialize_dict(heap).or_memory_error(self).map(Some),
            OwnDict::Always(dict) => Ok(Some(dict.clone())),
            OwnDict::Lazy(place) => {
                if let Some(dict) = place.get() {
                    return Ok(Some(dict));
                }
                let dict = heap.dict();
                place.replace(Some(dict.clone()));
                Ok(Some(dict))
            }
        }
    }

    /// `object.__dict__ = dict`; the object can have one.
    pub fn set_dict_of(&mut self, object: &Value, dict: Option<Value>) {
        match own_dict(object) {
            OwnDict::Prefix => {
                // Shaped attributes move into a dict first, so that they are dropped as one.
                drop(object.materialize_dict(self.heap()));
                drop(object.header().and_then(Header::prefix).and_then(|p| p.set_dict(dict)));
            }
            OwnDict::Always(_) => {}
            OwnDict::Lazy(place) => drop(place.replace(dict)),
        }
    }

    /// `object.__getattribute__`'s search; None where it would raise its own AttributeError.
    pub fn generic_lookup(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        let found = self.type_lookup(self.class_of(object), name);
        let mut get: Option<DescrGet> = None;
        if let Some(descriptor) = &found {
            let slots = &self.class_of(descriptor).slots;
            get = slots.descr_get.get();
            if let Some(get) = get
                && slots.descr_set.get().is_some()
            {
                let class = self.heap().class_of(object).clone();
                return get(self, descriptor, Some(object), &class).map(Some);
            }
        }
        if let Some(value) = self.find_own_attribute(object, name)? {
            return Ok(Some(value));
        }
        // A class's own dict is its instance dict here.
        if let Some(class) = object.downcast::<Class>()
            && let Some(value) = class.dict().get_str(name)
        {
            return Ok(Some(value));
        }
        match (&found, get) {
            (Some(descriptor), Some(get)) => {
                let class = self.heap().class_of(object).clone();
                get(self, descriptor, Some(object), &class).map(Some)
            }
            _ => Ok(found),
        }
    }

    /// `object.__getattribute__(name)`.
    pub fn generic_get_attr(&mut self, object: &Value, name: &Value) -> PyResult {
        match self.generic_lookup(object, name)? {
            Some(value) => Ok(value),
            None => Err(self.no_object_attribute(object, name)),
        }
    }

    #[cold]
    fn no_object_attribute(&self, object: &Value, name: &Value) -> crate::object::Exception {
        let message = format!("'{}' object has no attribute '{}'", self.type_name(object), name.lossy_text());
        self.attribute_error(object, name, message)
    }

    /// `object.__setattr__(name, value)`, or `__delattr__` without a value.
    pub fn generic_set_attr(&mut self, object: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
        let found = self.type_lookup(self.class_of(object), name);
        if let Some(descriptor) = &found
            && let Some(set) = self.class_of(descriptor).slots.descr_set.get()
        {
            return set(self, descriptor, object, value);
        }
        if !self.has_dict(object) {
            return Err(match found {
                // CPython does not note here what was asked for, so nothing is suggested.
                None => {
                    let error = self.no_object_attribute(object, name);
                    error.object().fields.with_mut(Vec::clear);
                    error
                }
                Some(_) => {
                    let message =
                        format!("'{}' object attribute '{}' is read-only", self.type_name(object), name.lossy_text());
                    self.exception(self.types().attribute_error(), &message)
                }
            });
        }
        if let Some(dict) = self.foreign_dict(object, name)
            && let Some(dict) = dict.downcast::<Dict>()
        {
            return match value {
                Some(value) => self.dict_set(dict, name, value),
                None if self.dict_remove(dict, name)?.is_some() => Ok(()),
                None => Err(self.exception(self.types().attribute_error(), &name.lossy_text())),
            };
        }
        let heap = self.heap();
        match (value, own_dict(object)) {
            (Some(value), OwnDict::Prefix) => {
                drop(object.set_own_attribute(heap, name, value.clone()).or_memory_error(self)?)
            }
            (Some(value), _) => {
                let dict = self.dict_of(object)?;
                if let Some(dict) = dict.as_ref().and_then(|d| d.downcast::<Dict>()) {
                    drop(dict.set_str(name, value.clone()).or_memory_error(self)?);
                }
            }
            (None, place) => {
                let removed = match place {
                    OwnDict::Prefix => object.remove_own_attribute(heap, name).or_memory_error(self)?,
                    OwnDict::Always(dict) => dict.downcast::<Dict>().and_then(|d| d.remove_str(name)),
                    OwnDict::Lazy(dict) => dict.get().and_then(|d| d.downcast::<Dict>()?.remove_str(name)),
                };
                if removed.is_none() {
                    return Err(self.exception(self.types().attribute_error(), &name.lossy_text()));
                }
            }
        }
        Ok(())
    }

    /// `type.__getattribute__(class, name)`'s search.
    pub fn class_lookup(&mut self, class: &Value, name: &Value) -> PyResult<Option<Value>> {
        let heap = self.heap();
        let Some(this) = class.downcast::<Class>() else { return self.generic_lookup(class, name) };
        let meta = self.type_lookup(self.class_of(class), name);
        let mut meta_get = None;
        if let Some(attribute) = &meta {
            let slots = &self.class_of(attribute).slots;
            meta_get = slots.descr_get.get();
            if let Some(get) = meta_get
                && slots.descr_set.get().is_some()
            {
                let metaclass = heap.class_of(class).clone();
                return get(self, attribute, Some(class), &metaclass).map(Some);
            }
        }
        if let Some(attribute) = self.type_lookup(this, name) {
            return match self.class_of(&attribute).slots.descr_get.get() {
                Some(get) => get(self, &attribute, None, class).map(Some),
                None => Ok(Some(attribute)),
            };
        }
        match (&meta, meta_get) {
            (Some(attribute), Some(get)) => {
                let metaclass = heap.class_of(class).clone();
                get(self, attribute, Some(class), &metaclass).map(Some)
            }
            _ => Ok(meta),
        }
    }

    /// `type.__getattribute__(class, name)`.
    pub fn class_get_attr(&mut self, class: &Value, name: &Value) -> PyResult {
        match self.class_lookup(class, name)? {
            Some(value) => Ok(value),
            None => Err(self.no_attribute(class, name)),
        }
    }

    /// `type.__setattr__(class, name, value)`, or `__delattr__` without a value.
    pub fn class_set_attr(&mut self, class: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
        let Some(this) = class.downcast::<Class>() else { return self.generic_set_attr(class, name, value) };
        if !this.has_flag(class_flag::HEAP) {
            let message = format!(
                "cannot set '{}' attribute of immutable type '{}'",
                name.lossy_text(),
                self.class_full_name(this)
            );
            return Err(self.type_error(message));
        }
        if let Some(descriptor) = self.type_lookup(self.class_of(class), name)
            && let Some(set) = self.class_of(&descriptor).slots.descr_set.get()
        {
            set(self, &descriptor, class, value)?;
        } else {
            if self.replace_changing(this, name, value).or_memory_error(self)? {
                return Ok(());
            }
            let old = match value {
                Some(value) => this.dict().set_str(name, value.clone()).or_memory_error(self)?,
                None => match this.dict().remove_str(name) {
                    Some(old) => Some(old),
                    None => return Err(self.exception(self.types().attribute_error(), &name.lossy_text())),
                },
            };
            if let (Some(value), Some(old)) = (value, &old) {
                self.note_replaced(this, name, old, value);
            }
            self.class_changed(class, name);
            drop(old);
            return Ok(());
        }
        self.class_changed(class, name);
        Ok(())
    }

    /// `getattr(object, name)`.
    pub fn get_attr(&mut self, object: &Value, name: &Value) -> PyResult {
        let class = self.class_of(object);
        if class.has_flag(class_flag::PLAIN_GETATTRIBUTE) {
            return self
                .generic_get_attr(object, name)
                .map_err(|error| self.place_attribute_error(error, object, name));
        }
        match class.slots.getattribute.get() {
            Some(get) => get(self, object, name).map_err(|error| self.place_attribute_error(error, object, name)),
            None => self.generic_get_attr(object, name),
        }
    }

    /// An AttributeError that says neither of which object nor which name gets both.
    #[cold]
    pub(in crate::vm) fn place_attribute_error(&self, error: Exception, object: &Value, name: &Value) -> Exception {
        if self.is_exception(&error, self.types().attribute_error()) {
            error.object().fields.with_mut(|fields| {
                if fields.iter().all(Option::is_none) {
                    fields.clear();
                    fields.extend([Some(name.clone()), Some(object.clone())]);
                }
            });
        }
        error
    }

    /// `getattr(object, name)`; None where AttributeError would be raised.
    pub fn get_attr_opt(&mut self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        let class = self.class_of(object);
        let plain: Binary = Vm::class_get_attr;
        let attribute_error = self.types().attribute_error();
        let result = if class.has_flag(class_flag::PLAIN_GETATTRIBUTE) {
            self.generic_lookup(object, name)
        } else if class.slots.getattribute.get().is_some_and(|get| fn_addr_eq(get, plain)) {
            self.class_lookup(object, name)
        } else {
            self.get_attr(object, name).map(Some)
        };
        match result {
            Err(error) if self.is_exception(&error, attribute_error) => Ok(None),
            result => result,
        }
    }

    /// `setattr(object, name, value)`.
    pub fn set_attr(&mut self, object: &Value, name: &Value, value: &Value) -> PyResult<()> {
        self.change_attr(object, name, Some(value))
    }

    /// `delattr(object, name)`.
    pub fn del_attr(&mut self, object: &Value, name: &Value) -> PyResult<()> {
        self.change_attr(object, name, None)
    }

    fn change_attr(&mut self, object: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
        match self.class_of(object).slots.setattr.get() {
            Some(set) => set(self, object, name, value),
            None => self.generic_set_attr(object, name, value),
        }
    }

    /// A value in a class's namespace, bound to `object` as an attribute access would.
    pub fn bind(&mut self, attribute: Value, object: &Value) -> PyResult {
        match self.class_of(&attribute).slots.descr_get.get() {
            Some(get) => {
                let class = self.heap().class_of(object).clone();
                get(self, &attribute, Some(object), &class)
            }
            None => Ok(attribute),
        }
    }

    /// `module.name`: the generic way, then the module's own `__getattr__`.
    pub fn module_get_attr(&mut self, object: &Value, name: &Value) -> PyResult {
        if let Some(value) = self.generic_lookup(object, name)? {
            return Ok(value);
        }
        let Some(module) = object.downcast::<Module>() else { return Err(self.no_attribute(object, name)) };
        let names = self.names();
        if let Some(hook) = module.dict().get_str(&names.getattr) {
            return self.call(&hook, std::slice::from_ref(name));
        }
        let Some(module_name) = module.dict().get_str(&names.name).filter(|n| n.as_str().is_some()) else {
            return Err(self.attribute_error(object, name, format!("module has no attribute '{}'", name.lossy_text())));
        };
        let mut partly = false;
        if let Some(spec) = module.dict().get_str(&names.spec)
            && let Some(initializing) = self.get_attr_opt(&spec, &names.initializing)?
        {
            partly = self.truth(&initializing)?;
        }
        let message = match partly {
            true => format!(
                "partially initialized module '{}' has no attribute '{}' (most likely due to a circular import)",
                module_name.lossy_text(),
                name.lossy_text()
            ),
            false => format!("module '{}' has no attribute '{}'", module_name.lossy_text(), name.lossy_text()),
        };
        Err(self.attribute_error(object, name, message))
    }

    /// An attribute name given by a script: a str, interned.
    pub fn attribute_name(&mut self, name: &Value) -> PyResult {
        match name.as_str() {
            Some(s) if s.is_interned() => Ok(name.clone()),
            Some(s) => {
                let heap = self.heap();
                Ok(heap.intern_value(heap.str_from_units(s.units())))
            }
            None => {
                let message = format!("attribute name must be string, not '{}'", self.type_name(name));
                Err(self.type_error(message))
            }
        }
    }
}
