//! What goes into the table of instructions that meet many classes (`KnownPlaces`): for one class in one state, where an
//! attribute lies or which method a name stands for.

use crate::object::class::{Class, class_flag};
use crate::object::descriptor::{Member, Property};
use crate::object::function::Function;
use crate::object::instance::Instance;
use crate::object::method_cache::Known;
use crate::object::prefix::{Attributes, Prefix};
use crate::object::{Tag, Value};

use super::Vm;

impl Vm {
    /// What LOAD_ATTR_MANY shall find for the object.
    pub(super) fn learn_attribute(&mut self, object: &Value, name: &Value) {
        if object.downcast::<Instance>().is_none() {
            return;
        }
        let Some((prefix, class, version)) = self.plain_prefix(object) else { return };
        let Attributes::Shaped(shape) = prefix.attributes() else { return };
        let (attribute, place) = (self.type_lookup(class, name), shape.find(name));
        let kind = attribute.as_ref().map(|attribute| self.class_of(attribute));
        let is_data = kind.is_some_and(|kind| kind.slots.descr_set.get().is_some());
        let target = match (&attribute, place) {
            (Some(attribute), _) if is_data => match slot_of(attribute, class, prefix) {
                Some(slot) => Some(slot),
                None => attribute
                    .downcast_exact::<Property>()
                    .filter(|p| p.get.with(|get| get.as_ref().is_some_and(|get| get.downcast::<Function>().is_some())))
                    .map(|_| attribute.bits() | Known::PROPERTY),
            },
            (_, Some(place)) => Some(place as u64),
            (Some(attribute), None)
                if attribute.header().is_some()
                    && !self.is_changing_name(name)
                    && kind.is_some_and(|kind| kind.slots.descr_get.get().is_none()) =>
            {
                Some(attribute.bits() | Known::VALUE)
            }
            _ => None,
        };
        self.know(prefix.attribute_word(), name.bits(), version, target);
    }

    /// What STORE_ATTR_MANY shall find for the object.
    pub(super) fn learn_store(&mut self, object: &Value, name: &Value) {
        let Some(instance) = object.downcast::<Instance>() else { return };
        let Some((prefix, class, version)) = self.plain_prefix(object) else { return };
        let Attributes::Shaped(shape) = prefix.attributes() else { return };
        if !self.sets_plainly(class) {
            return;
        }
        let attribute = self.type_lookup(class, name);
        let is_data = attribute.as_ref().is_some_and(|a| self.class_of(a).slots.descr_set.get().is_some());
        let target = match (attribute, shape.find(name)) {
            (Some(attribute), _) if is_data => slot_of(&attribute, class, prefix),
            (_, Some(place)) => Some(place as u64),
            _ if class.has_flag(class_flag::DICT) && shape.len() < instance.capacity() => {
                Some(shape.with(name).word() | Known::SHAPE)
            }
            _ => None,
        };
        self.know(prefix.attribute_word(), name.bits() | Known::STORE, version, target);
    }

    /// What LOAD_METHOD_MANY shall find for the object.
    pub(super) fn learn_method(&mut self, object: &Value, name: &Value) {
        if object.downcast::<Instance>().is_none() {
            return;
        }
        let Some((prefix, class, version)) = self.plain_prefix(object) else { return };
        let Some(function) = self.type_lookup(class, name) else { return };
        if self.is_method(&function)
            && matches!(prefix.attributes(), Attributes::Shaped(shape) if shape.find(name).is_none())
        {
            self.know(prefix.attribute_word(), name.bits() | Known::METHOD, version, Some(function.bits()));
        }
    }

    /// What SUPER_METHOD shall find for an instance, behind `after` in its class's MRO.
    pub(super) fn learn_super(&mut self, object: &Value, after: &Value, name: &Value) {
        if object.tag() == Tag::Class || object.header().and_then(|header| header.prefix()).is_none() {
            return;
        }
        let class = self.class_of(object);
        let version = self.class_version(class);
        if version == 0
            || class.has_flag(class_flag::ODD_KEYS)
            || after.downcast::<Class>().is_none()
            || !class.is_subclass(after)
            || name.is(&self.names().class)
        {
            return;
        }
        if let Some(function) = class.lookup_after(after, name)
            && self.class_of(&function).has_flag(class_flag::METHOD_DESCRIPTOR)
        {
            self.know(after.bits(), name.bits() | Known::SUPER, version.into(), Some(function.bits()));
        }
    }

    fn know(&mut self, word: u64, name: u64, version: u64, target: Option<u64>) {
        if let Some(target) = target {
            self.known_places.put(Known { word, name, version: version as u32, target });
        }
    }
}

/// The target that a `__slots__` descriptor is.
fn slot_of(attribute: &Value, class: &Class, prefix: &Prefix) -> Option<u64> {
    let member = attribute.downcast::<Member>()?;
    let fits = class.is_subclass(&member.owner) && prefix.slot_at(member.index.into()).is_some();
    fits.then(|| u64::from(member.index) | Known::SLOT)
}
