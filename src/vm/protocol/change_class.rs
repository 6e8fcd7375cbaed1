//! Classes that change after they were made: `C.__bases__ = ...` and `object.__class__ = ...`.
//!
//! Either is allowed only between classes whose instances are stored alike.

use crate::object::class::{Class, class_flag};
use crate::object::prefix::Attributes;
use crate::object::tuple::Tuple;
use crate::object::weakref::WeakRef;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

impl Vm {
    /// `C.__bases__ = bases`.
    pub fn set_bases(&mut self, value: &Value, bases: &Value) -> PyResult<()> {
        let Some(class) = value.downcast::<Class>() else { return Ok(()) };
        let name = class.name_string();
        let Some(new_bases) = bases.downcast::<Tuple>() else {
            let message = format!("can only assign tuple to {name}.__bases__, not {}", self.type_name(bases));
            return Err(self.type_error(message));
        };
        if new_bases.is_empty() {
            return Err(self.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
        }
        for base in new_bases.items() {
            let Some(base_class) = base.downcast::<Class>() else {
                let message = format!("{name}.__bases__ must be tuple of classes, not '{}'", self.type_name(base));
                return Err(self.type_error(message));
            };
            if base_class.is_subclass(value) || self.derives(base, value) {
                return Err(self.type_error("a __bases__ item causes an inheritance cycle"));
            }
        }
        let best = self.best_base(new_bases.items())?;
        let (old_base, old_bases) = (class.base.get(), class.bases.get());
        if let (Some(old), Some(new)) =
            (old_base.as_ref().and_then(|b| b.downcast::<Class>()), best.downcast::<Class>())
            && !(self.solid_base(old).is(&self.solid_base(new)) && same_storage(old, new))
        {
            let message = format!(
                "__bases__ assignment: '{}' {} differs from '{}'",
                self.class_full_name(new),
                if is_collected(old) == is_collected(new) { "object layout" } else { "deallocator" },
                self.class_full_name(old)
            );
            return Err(self.type_error(message));
        }
        let given = new_bases.items().to_vec();
        let storage = given.as_ptr();
        drop(class.bases.replace(given));
        drop(class.base.replace(Some(best)));
        let mut changed = Vec::new();
        let result = self.refresh_mro(value, &mut changed);
        // A metaclass's mro() may have set other bases meanwhile; those stay.
        let mine = class.bases.with(|b| b.as_ptr() == storage);
        if let Err(error) = result {
            for (class, changes, old) in &changed {
                if let Some(class) = class.downcast::<Class>().filter(|c| c.mro_changes() == *changes) {
                    class.set_mro(old.clone());
                }
            }
            if mine {
                drop(class.bases.replace(old_bases));
                drop(class.base.replace(old_base));
            }
            self.refresh_slots(class);
            return Err(error);
        }
        self.refresh_slots(class);
        if !mine {
            return Ok(());
        }
        let gone =
            |r: &Value| r.downcast::<WeakRef>().and_then(|weak| weak.target()).is_none_or(|target| target.is(value));
        for base in old_bases.iter().filter_map(|b| b.downcast::<Class>()) {
            base.subclasses.with_mut(|all| all.retain(|r| !gone(r)));
        }
        for base in new_bases.items().iter().filter_map(|b| b.downcast::<Class>()) {
            self.add_subclass(base, value);
        }
        Ok(())
    }

    /// Sets the MRO of a class and its subclasses anew; notes each in `changed`, with the number of the new one
    /// and the old one.
    fn refresh_mro(&mut self, value: &Value, changed: &mut Vec<(Value, u32, Vec<Value>)>) -> PyResult<()> {
        let Some(class) = value.downcast::<Class>() else { return Ok(()) };
        let old = class.mro();
        if !self.set_mro(value)? {
            return Ok(());
        }
        changed.push((value.clone(), class.mro_changes(), old));
        class.version.set(0);
        self.heap().classes_changed();
        for subclass in self.subclasses(class) {
            self.refresh_mro(&subclass, changed)?;
        }
        Ok(())
    }

    /// Slots and versions of a class and its subclasses, after a change of their MRO.
    fn refresh_slots(&mut self, class: &Class) {
        class.version.set(0);
        self.heap().classes_changed();
        class.has_del.set(class.lookup(&self.names().del).is_some());
        let before = guarded_slots(class);
        self.update_slots(class, None);
        self.guarded_slots_changed(before, guarded_slots(class));
        for subclass in self.subclasses(class) {
            if let Some(subclass) = subclass.downcast::<Class>() {
                self.refresh_slots(subclass);
            }
        }
    }

    /// `object.__class__ = class`.
    pub fn set_class_of(&mut self, object: &Value, new: &Value) -> PyResult<()> {
        let Some(new_class) = new.downcast::<Class>() else {
            let message = format!("__class__ must be set to a class, not '{}' object", self.type_name(new));
            return Err(self.type_error(message));
        };
        let old_class = self.class_of(object);
        let modules = object.tag() == Tag::Module && new_class.layout == Tag::Module;
        let both_heap = new_class.has_flag(class_flag::HEAP) && old_class.has_flag(class_flag::HEAP);
        let prefix = object.header().and_then(|h| h.prefix());
        let (true, Some(prefix)) = (both_heap || modules, prefix) else {
            return Err(
                self.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses")
            );
        };
        if !self.compatible(old_class, new_class) {
            let message = format!(
                "__class__ assignment: '{}' {} differs from '{}'",
                new_class.name_string(),
                if is_collected(old_class) == is_collected(new_class) { "object layout" } else { "deallocator" },
                old_class.name_string()
            );
            return Err(self.type_error(message));
        }
        // Shapes belong to the old class.
        if let Attributes::Shaped(shape) = prefix.attributes() {
            if shape.is_empty() {
                prefix.set_shape(new_class.root_shape());
            } else {
                object.materialize_dict(self.heap()).or_memory_error(self)?;
            }
        }
        self.guarded_slots_changed(guarded_slots(old_class), guarded_slots(new_class));
        if let Some(class) = object.downcast::<Class>() {
            self.forget_version(class);
        }
        drop(prefix.set_class(new.clone()));
        Ok(())
    }

    /// What caches say of any class is void where these slots have changed: nobody knows in which classes the changed
    /// one's objects lie.
    pub(super) fn guarded_slots_changed(&mut self, before: Guarded, after: Guarded) {
        if before == after {
            return;
        }
        let object = self.types().object().clone();
        if let Some(object) = object.downcast::<Class>() {
            self.forget_version(object);
        }
    }

    /// May an object of one be an object of the other?
    fn compatible(&self, a: &Class, b: &Class) -> bool {
        // What a class adds to its base's storage.
        fn added(class: &Value) -> Option<(u64, Vec<String>)> {
            let class = class.downcast::<Class>()?;
            let members = class.dict().items();
            let names = members.iter().filter(|(_, v)| v.tag() == Tag::Member).map(|(k, _)| k.lossy_text()).collect();
            Some((class.base.get()?.bits(), names))
        }
        let (solid_a, solid_b) = (self.solid_base(a), self.solid_base(b));
        same_storage(a, b) && (solid_a.is(&solid_b) || added(&solid_a) == added(&solid_b))
    }
}

/// See `guarded_slots`.
type Guarded = (bool, bool, Option<usize>);

/// What caches of classes take for granted about the classes of others: which kind of descriptor the values are, and what
/// calls a class.
pub(super) fn guarded_slots(class: &Class) -> Guarded {
    let slots = &class.slots;
    let call = slots.call.get().filter(|_| class.layout == Tag::Class).map(|call| call as usize);
    (slots.descr_get.get().is_some(), slots.descr_set.get().is_some(), call)
}

/// Does the collector look at the class's instances? Then CPython frees them otherwise.
fn is_collected(class: &Class) -> bool {
    let native = class.layout != Tag::Instance && crate::object::collector::has_references(class.layout);
    class.has_flag(class_flag::HEAP) || native
}

fn same_storage(a: &Class, b: &Class) -> bool {
    let kept = class_flag::DICT | class_flag::WEAK;
    a.layout == b.layout && a.slot_count == b.slot_count && (a.flags.get() ^ b.flags.get()) & kept == 0
}
