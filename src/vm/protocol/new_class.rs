//! `type.__new__`: a class from a name, bases and a namespace.

use crate::object::cell::CellObject;
use crate::object::class::{Class, NewClass, class_flag};
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::function::Function;
use crate::object::native::{CallArgs, NativeFunction};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::overrides;

/// `__dict__` of instances.
pub const DICT_GETSET: GetSetDef = GetSetDef::write(
    "__dict__",
    "dictionary for instance variables (if defined)",
    |vm, object| match vm.dict_of(object)? {
        // A metaclass may inherit this from a plain class.
        Some(dict) if object.tag() == Tag::Class => Ok(vm.heap().mapping_proxy(dict)),
        Some(dict) => Ok(dict),
        None => Err(vm.no_attribute(object, &vm.names().dict)),
    },
    |vm, object, value| {
        if object.tag() == Tag::Class {
            return Err(
                vm.exception(vm.types().attribute_error(), "attribute '__dict__' of 'type' objects is not writable")
            );
        }
        if object.tag() == Tag::Module {
            return Err(vm.exception(vm.types().attribute_error(), "readonly attribute"));
        }
        let Some(dict) = value else {
            if object.tag() == Tag::Exception {
                return Err(vm.type_error("cannot delete __dict__"));
            }
            vm.set_dict_of(object, None);
            return Ok(());
        };
        if dict.downcast::<Dict>().is_none() {
            let message = format!("__dict__ must be set to a dictionary, not a '{}'", vm.type_name(dict));
            return Err(vm.type_error(message));
        }
        vm.set_dict_of(object, Some(dict.clone()));
        Ok(())
    },
);

static INSTANCE_DICT: GetSetDef = DICT_GETSET;

static WEAKREF_GETSET: GetSetDef =
    GetSetDef::read("__weakref__", "list of weak references to the object (if defined)", |vm, object| {
        Ok(vm.heap().weakrefs_of(object).into_iter().next().unwrap_or(Value::NONE))
    });

/// What `__slots__` says.
#[derive(Default)]
struct SlotNames {
    names: Vec<Value>,
    dict: bool,
    weakref: bool,
}

/// Layouts of classes whose instances vary in size: they cannot have `__slots__` or weak references.
fn is_variable(layout: Tag) -> bool {
    matches!(layout, Tag::Int | Tag::Tuple | Tag::Bytes | Tag::Class)
}

impl Vm {
    /// The most derived metaclass of `metaclass` and those of the bases.
    pub fn calculate_metaclass(&mut self, metaclass: &Value, bases: &[Value]) -> PyResult {
        let heap = self.heap();
        let mut winner = metaclass.clone();
        for base in bases {
            let candidate = heap.class_of(base);
            if winner.downcast::<Class>().is_some_and(|w| w.is_subclass(candidate)) {
                continue;
            }
            if winner.downcast::<Class>().is_some() && self.class_of(base).is_subclass(&winner) {
                winner = candidate.clone();
                continue;
            }
            return Err(self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the \
                 metaclasses of all its bases",
            ));
        }
        Ok(winner)
    }

    /// `type.__new__(metaclass, name, bases, namespace, **keywords)`: layout, slots, MRO, `__set_name__`,
    /// `__init_subclass__`.
    pub fn new_class(
        &mut self,
        metaclass: &Value,
        name: &Value,
        bases: &[Value],
        namespace: &Value,
        keywords: &[(Value, Value)],
    ) -> PyResult {
        for base in bases {
            if base.downcast::<Class>().is_none() && self.get_attr_opt(base, &self.names().mro_entries)?.is_some() {
                return Err(self.type_error("type() doesn't support MRO entry resolution; use types.new_class()"));
            }
        }
        let winner = self.calculate_metaclass(metaclass, bases)?;
        if !winner.is(metaclass) && !self.makes_classes_natively(&winner) {
            let bases = self.heap().tuple(bases.to_vec());
            let mut values = vec![name.clone(), bases, namespace.clone()];
            values.extend(keywords.iter().map(|(_, v)| v.clone()));
            let names: Vec<Value> = keywords.iter().map(|(k, _)| k.clone()).collect();
            return overrides::new(self, &winner, CallArgs::new(&values, &names));
        }
        let class = self.make_class(&winner, name, bases, namespace)?;
        self.set_names(&class)?;
        self.init_subclass(&class, keywords)?;
        Ok(class)
    }

    fn makes_classes_natively(&mut self, metaclass: &Value) -> bool {
        let new = metaclass.downcast::<Class>().and_then(|m| self.type_lookup(m, &self.names().new));
        new.is_some_and(|new| {
            new.downcast::<NativeFunction>().and_then(|f| f.owner.as_ref()).is_some_and(|o| o.is(self.types().type_()))
        })
    }

    fn make_class(&mut self, metaclass: &Value, name: &Value, bases: &[Value], namespace: &Value) -> PyResult {
        let (heap, names) = (self.heap(), self.names());
        let object = [self.types().object().clone()];
        let bases = if bases.is_empty() { &object } else { bases };
        let best = self.best_base(bases)?;
        let Some(base) = best.downcast::<Class>() else { return Err(self.type_error("bases must be types")) };
        let dict_value = heap.dict();
        let (Some(dict), Some(given)) = (dict_value.downcast::<Dict>(), namespace.downcast::<Dict>()) else {
            return Err(self.type_error("the namespace of a class must be a dict"));
        };
        dict.copy_from(given).or_memory_error(self)?;
        let mut slot_names = self.read_slots(dict, name, base)?;
        for other in bases.iter().filter_map(|b| b.downcast::<Class>()) {
            slot_names.dict |= other.has_flag(class_flag::DICT);
            slot_names.weakref |= other.has_flag(class_flag::WEAK);
        }
        let adds_dict = slot_names.dict && !base.has_flag(class_flag::DICT) && base.layout != Tag::Class;
        let adds_weakref = slot_names.weakref && !base.has_flag(class_flag::WEAK) && !is_variable(base.layout);
        let count = usize::from(base.slot_count.get()) + slot_names.names.len();
        let Ok(slot_count) = u8::try_from(count) else {
            return Err(self.type_error("too many __slots__"));
        };
        let inherited = class_flag::DICT
            | class_flag::WEAK
            | class_flag::MATCH_SELF
            | class_flag::UNCACHEABLE
            | class_flag::ODD_KEYS;
        let mut flags = class_flag::BASE | class_flag::HEAP | base.flags.get() & inherited;
        for other in bases.iter().filter_map(|b| b.downcast::<Class>()) {
            flags |= other.flags.get() & (class_flag::UNCACHEABLE | class_flag::ODD_KEYS);
        }
        if !dict.has_only_str_keys() {
            flags |= class_flag::UNCACHEABLE | class_flag::ODD_KEYS;
        }
        flags |= if adds_dict { class_flag::DICT } else { 0 };
        flags |= if adds_weakref { class_flag::WEAK } else { 0 };
        let value = heap.class(
            Some(metaclass),
            NewClass {
                name: name.clone(),
                bases: bases.to_vec(),
                base: Some(best.clone()),
                dict: dict_value.clone(),
                layout: base.layout,
                flags,
                slot_count,
            },
        );
        let Some(class) = value.downcast::<Class>() else { return Err(self.system_error("no class")) };
        class.native_new.set(base.native_new.get());
        self.prepare_namespace(class, dict)?;
        if let Some(cell) = dict.remove_str(&names.classcell) {
            let Some(cell_object) = cell.downcast::<CellObject>() else {
                let shown = self.repr_text(&self.heap().class_of(&cell).clone())?;
                return Err(self.type_error(format!("__classcell__ must be a nonlocal cell, not {shown}")));
            };
            drop(cell_object.set(Some(value.clone())));
        }
        for (i, slot) in slot_names.names.iter().enumerate() {
            let member = heap.member(slot.clone(), value.clone(), base.slot_count.get() + i as u8);
            drop(dict.set_str(slot, member).or_memory_error(self)?);
        }
        if adds_dict && dict.get_str(&names.dict).is_none() {
            let getset = heap.getset(None, &INSTANCE_DICT, value.clone());
            drop(dict.set_str(&names.dict, getset).or_memory_error(self)?);
        }
        if adds_weakref && dict.get_str(&names.weakref).is_none() {
            let getset = heap.getset(None, &WEAKREF_GETSET, value.clone());
            drop(dict.set_str(&names.weakref, getset).or_memory_error(self)?);
        }
        if dict.get_str(&names.doc).is_none() {
            drop(dict.set_str(&names.doc, Value::NONE).or_memory_error(self)?);
        }
        if dict.get_str(&names.eq).is_some() && dict.get_str(&names.hash).is_none() {
            drop(dict.set_str(&names.hash, Value::NONE).or_memory_error(self)?);
        }
        self.set_mro(&value)?;
        // Patterns: a sequence or a mapping, as the first ancestor that is either.
        let kinds = class_flag::SEQUENCE | class_flag::MAPPING;
        let ancestors = class.ancestors();
        let kind =
            ancestors.iter().filter_map(|a| a.downcast::<Class>()).map(|a| a.flags.get() & kinds).find(|k| *k != 0);
        class.set_flag(kind.unwrap_or(0), true);
        class.has_del.set(class.lookup(&names.del).is_some());
        match bases {
            [_] => self.inherit_and_update(class, base, dict),
            _ => self.update_slots(class, None),
        }
        for base in bases.iter().filter_map(|b| b.downcast::<Class>()) {
            self.add_subclass(base, &value);
        }
        Ok(value)
    }

    /// With a single base only the special methods of the namespace can make a difference.
    fn inherit_and_update(&mut self, class: &Class, base: &Class, dict: &Dict) {
        class.slots.inherit(&base.slots);
        for key in dict.keys() {
            let special = key.as_str().is_some_and(|k| k.len() > 4 && k.units().get(0) == Some(95));
            if special && self.slot_names.iter().any(|names| names.iter().any(|n| n.is(&key))) {
                self.update_slots(class, Some(&key));
            }
        }
        Self::slots_changed(class);
    }

    /// The namespace's own peculiarities: `__qualname__`, functions that become static or class methods.
    fn prepare_namespace(&mut self, class: &Class, dict: &Dict) -> PyResult<()> {
        let (heap, names, types) = (self.heap(), self.names(), self.types());
        if let Some(qualname) = dict.get_str(&names.qualname) {
            if qualname.as_str().is_none() {
                let message = format!("type __qualname__ must be a str, not {}", self.type_name(&qualname));
                return Err(self.type_error(message));
            }
            drop(class.qualname.replace(qualname));
            drop(dict.remove_str(&names.qualname));
        }
        if dict.get_str(&names.module).is_none()
            && let Some(globals) = self.current_globals()
            && let Some(module) = globals.downcast::<Dict>().and_then(|g| g.get_str(&names.name))
        {
            drop(dict.set_str(&names.module, module).or_memory_error(self)?);
        }
        if let Some(new) = dict.get_str(&names.new).filter(|f| f.downcast::<Function>().is_some()) {
            let new = heap.static_method(types.staticmethod(), Some(new));
            drop(dict.set_str(&names.new, new).or_memory_error(self)?);
        }
        for name in [&names.init_subclass, &names.class_getitem] {
            if let Some(function) = dict.get_str(name).filter(|f| f.downcast::<Function>().is_some()) {
                let method = heap.class_method(types.classmethod(), Some(function));
                drop(dict.set_str(name, method).or_memory_error(self)?);
            }
        }
        Ok(())
    }

    /// Reads `__slots__`; a class without has a dict and can be weakly referenced.
    fn read_slots(&mut self, dict: &Dict, class_name: &Value, base: &Class) -> PyResult<SlotNames> {
        let names = self.names();
        let Some(slots) = dict.get_str(&names.slots) else {
            return Ok(SlotNames { names: Vec::new(), dict: true, weakref: true });
        };
        let given = match slots.as_str() {
            Some(_) => vec![slots.clone()],
            None => self.collect(&slots)?,
        };
        if !given.is_empty() && is_variable(base.layout) {
            let message = format!("nonempty __slots__ not supported for subtype of '{}'", self.class_full_name(base));
            return Err(self.type_error(message));
        }
        let mut result = SlotNames::default();
        for slot in &given {
            let Some(name) = slot.as_str() else {
                let message = format!("__slots__ items must be strings, not '{}'", self.type_name(slot));
                return Err(self.type_error(message));
            };
            if !name.units().is_identifier() {
                return Err(self.type_error("__slots__ must be identifiers"));
            }
            let name = self.attribute_name(slot)?;
            if name.is(&names.dict) {
                if result.dict || base.has_flag(class_flag::DICT) {
                    return Err(self.type_error("__dict__ slot disallowed: we already got one"));
                }
                result.dict = true;
            } else if name.is(&names.weakref) {
                if result.weakref || base.has_flag(class_flag::WEAK) || is_variable(base.layout) {
                    return Err(
                        self.type_error("__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0")
                    );
                }
                result.weakref = true;
            } else {
                let name = self.mangle(&name, class_name);
                let special = name.is(&names.qualname) || name.is(&names.classcell);
                if !special && dict.get_str(&name).is_some() {
                    let shown = self.repr_text(&name)?;
                    return Err(self.value_error(format!("{shown} in __slots__ conflicts with class variable")));
                }
                result.names.push(name);
            }
        }
        result.names.sort_by_key(Value::lossy_text);
        Ok(result)
    }

    /// `__private` names get the class's name in front.
    fn mangle(&self, name: &Value, class_name: &Value) -> Value {
        let (name_text, class_text) = (name.lossy_text(), class_name.lossy_text());
        let class_text = class_text.trim_start_matches('_');
        if !name_text.starts_with("__") || name_text.ends_with("__") || class_text.is_empty() {
            return name.clone();
        }
        self.heap().intern(&format!("_{class_text}{name_text}"))
    }

    fn set_names(&mut self, class: &Value) -> PyResult<()> {
        let names = self.names();
        let items = class.downcast::<Class>().map(|c| c.dict().items()).unwrap_or_default();
        for (key, value) in items {
            let Some(method) = self.lookup_special(&value, &names.set_name)? else { continue };
            if let Err(error) = self.call(&method, &[class.clone(), key.clone()]) {
                let shown = self.repr_text(&key)?;
                let class_name = class.downcast::<Class>().map(Class::name_string).unwrap_or_default();
                let message = format!(
                    "Error calling __set_name__ on '{}' instance {shown} in '{class_name}'",
                    self.type_name(&value)
                );
                return Err(self.runtime_error(message).caused_by(error));
            }
        }
        Ok(())
    }

    /// `super(class, class).__init_subclass__(**keywords)`.
    fn init_subclass(&mut self, class: &Value, keywords: &[(Value, Value)]) -> PyResult<()> {
        let name = &self.names().init_subclass;
        let Some(this) = class.downcast::<Class>() else { return Ok(()) };
        if !this.is_subclass(class) {
            return Err(self.type_error("super(type, obj): obj must be an instance or subtype of type"));
        }
        let Some(found) = this.lookup_after(class, name) else { return Ok(()) };
        let method = match self.class_of(&found).slots.descr_get.get() {
            Some(get) => get(self, &found, Some(class), class)?,
            None => found,
        };
        let values: Vec<Value> = keywords.iter().map(|(_, v)| v.clone()).collect();
        let names: Vec<Value> = keywords.iter().map(|(k, _)| k.clone()).collect();
        self.call_with(&method, CallArgs::new(&values, &names)).map(drop)
    }

    /// "C" for messages about a class given as a value.
    pub fn class_name_of(&self, class: &Value) -> String {
        class.downcast::<Class>().map(|c| self.class_full_name(c)).unwrap_or_default()
    }
}
