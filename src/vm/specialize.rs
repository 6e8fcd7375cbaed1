//! Quickening: when code gets warm, instructions are rewritten to forms that trust an inline cache, or that do the work
//! of several.
//!
//! A form checks its guard at each run. When the guard fails, the general instruction does the work and writes a new cache;
//! a fused form falls back to its first instruction, since the words that it covers stay as they are (so jumps, lines and
//! handlers stay valid, too). `dis` shows the code object's own bytes, which never change.

use std::cell::Cell;

use crate::bytecode::code::flags;
use crate::bytecode::opcode::number::*;
use crate::object::class::{Class, class_flag};
use crate::object::code::{Cache, Code, Runtime, Warm};
use crate::object::descriptor::{ClassMethod, GetSet, Member, Property, SlotWrapper, StaticMethod};
use crate::object::function::Function;
use crate::object::instance::Instance;
use crate::object::method_cache::Known;
use crate::object::module::Module;
use crate::object::prefix::{Attributes, Prefix};
use crate::object::{Tag, Value};

use super::Vm;
pub use super::forms::{FORMS, special};

/// Calls and backward jumps before code counts as warm.
const WARM: u8 = 4;
/// So often it is tried to specialise an instruction; then it stays general.
const MOST_CHANGES: u32 = 12;

/// Has the instruction a cache?
fn is_cached(opcode: u8) -> bool {
    matches!(opcode, LOAD_GLOBAL | LOAD_NAME | STORE_NAME | LOAD_ATTR | STORE_ATTR | LOAD_METHOD | CALL_FUNCTION_KW)
}

/// Is it a classmethod of a Python function?
fn wraps_function(value: &Value) -> bool {
    value.downcast_exact::<ClassMethod>().is_some_and(|method| {
        method.function.with(|function| function.as_ref().is_some_and(|function| function.tag() == Tag::Function))
    })
}

/// The form of a LOAD_FAST before an instruction of this form.
fn after_local(form: u8) -> Option<u8> {
    Some(match form {
        special::LOAD_ATTR_SHAPE => special::LOAD_FAST__LOAD_ATTR_SHAPE,
        special::LOAD_ATTR_MANY => special::LOAD_FAST__LOAD_ATTR_MANY,
        special::LOAD_ATTR_SLOT => special::LOAD_FAST__LOAD_ATTR_SLOT,
        special::LOAD_METHOD_SHAPE => special::LOAD_FAST__LOAD_METHOD_SHAPE,
        special::LOAD_METHOD_MANY => special::LOAD_FAST__LOAD_METHOD_MANY,
        special::STORE_ATTR_SHAPE => special::LOAD_FAST__STORE_ATTR_SHAPE,
        special::STORE_ATTR_ADD => special::LOAD_FAST__STORE_ATTR_ADD,
        special::STORE_ATTR_MANY => special::LOAD_FAST__STORE_ATTR_MANY,
        special::STORE_ATTR_SLOT => special::LOAD_FAST__STORE_ATTR_SLOT,
        _ => return None,
    })
}

/// Is it a LOAD_FAST that takes the attribute instruction behind it along?
fn takes_attribute(opcode: u8) -> bool {
    matches!(opcode, special::LOAD_FAST__LOAD_ATTR_SHAPE | special::LOAD_FAST__LOAD_METHOD_SHAPE)
        || (special::LOAD_FAST__LOAD_ATTR_MANY..=special::LOAD_FAST__STORE_ATTR_SLOT).contains(&opcode)
        || (special::LOCAL_ATTR_ADD..=special::LOCAL_ATTR_MULTIPLY).contains(&opcode)
}

impl Vm {
    /// The code was entered or jumped back: when that has happened often enough it gets its caches and fused forms. Who
    /// runs it must read its registers again.
    #[cold]
    #[inline(never)]
    pub(super) fn warm_up(&mut self, code: &Code) {
        let runtime = code.running();
        if runtime.warm.get().is_some() || self.host.unspecialised {
            return;
        }
        runtime.warmth.set(runtime.warmth.get().saturating_add(1));
        if runtime.warmth.get() < WARM {
            return;
        }
        let mut pool: Vec<Cell<u64>> = code.consts().iter().map(|value| Cell::new(value.bits())).collect();
        if pool.is_empty() {
            pool.push(Cell::new(0));
        }
        let mut place = |word: &Cell<u32>| {
            if !is_cached(word.get() as u8) {
                return 0;
            }
            let place = pool.len() as u32;
            pool.extend((0..Cache::WORDS).map(|_| Cell::new(0)));
            place
        };
        let places = runtime.words.iter().map(&mut place).collect();
        if pool.len() < 1 << 24 {
            let warm = runtime.warm.get_or_init(|| Warm { pool: pool.into(), places });
            code.hot.pool.set(warm.pool.as_ptr());
            fuse(code, runtime);
        }
        code.hot.is_open.set(super::eval::is_open(code));
        let object = &code.object;
        const OTHER: u32 = flags::VARARGS | flags::VARKEYWORDS;
        if object.flags & OTHER == 0
            && object.flags & flags::OPTIMIZED != 0
            && object.kwonlyargcount == 0
            && runtime.cell_arguments.is_empty()
        {
            match object.flags & flags::RESUMABLE {
                0 => code.hot.plain_arguments.set(object.argcount),
                _ => code.hot.generator_arguments.set(object.argcount),
            }
        }
    }

    /// Rewrites the running instruction, if the code is warm.
    pub(super) fn specialize(&mut self, form: u8, a: u64, b: u64, c: u64) {
        // SAFETY: the running frame; its saved ip is behind the instruction.
        unsafe {
            let code = &*(*self.thread.frame).code;
            let runtime = code.running();
            let Some(warm) = runtime.warm.get() else {
                self.warm_up(code);
                return;
            };
            let index = (*self.thread.frame).ip.offset_from(runtime.words.as_ptr()) as usize - 1;
            let word = &runtime.words[index];
            let place = warm.places[index];
            let Some(cache) = self.running_cache().filter(|_| is_cached(word.get() as u8)) else { return };
            cache.a.set(a);
            cache.b.set(b);
            cache.c.set(c);
            cache.argument.set(word.get() >> 8);
            word.set(place << 8 | u32::from(form));
            fuse_with_local(runtime, index, form);
        }
    }

    /// The cache of the running instruction, if it has one.
    fn running_cache<'c>(&self) -> Option<&'c Cache> {
        // SAFETY: the running frame; its saved ip is behind the instruction. Caches live as long as the code.
        unsafe {
            let runtime = (*(*self.thread.frame).code).running();
            let index = (*self.thread.frame).ip.offset_from(runtime.words.as_ptr()) as usize - 1;
            let warm = runtime.warm.get()?;
            match warm.places[index] {
                0 => None,
                place => Some(super::outlive(&*warm.pool.as_ptr().add(place as usize).cast::<Cache>())),
            }
        }
    }

    /// The name of the running attribute instruction.
    pub(super) fn running_name(&self) -> Option<Value> {
        // SAFETY: the running frame; its saved ip is behind the instruction.
        let (word, code) = unsafe { ((*(*self.thread.frame).ip.sub(1)).get(), &*(*self.thread.frame).code) };
        let index = match word as u8 {
            LOAD_ATTR | LOAD_METHOD => word >> 8,
            _ => self.running_cache()?.argument.get(),
        };
        code.names().get(index as usize).cloned()
    }

    /// Was the running instruction tried too often? Code that is not warm gets warmer.
    pub(super) fn gives_up(&mut self) -> bool {
        match self.running_cache() {
            Some(cache) => {
                cache.changes.set(cache.changes.get().saturating_add(1));
                if cache.changes.get() == MOST_CHANGES {
                    self.specialize_for_many();
                }
                cache.changes.get() >= MOST_CHANGES
            }
            None => {
                // SAFETY: the running frame's code.
                let code: &Code = unsafe { super::outlive(&*(*self.thread.frame).code) };
                self.warm_up(code);
                true
            }
        }
    }

    /// An instruction that meets ever other objects: it looks into a table that all such share.
    fn specialize_for_many(&mut self) {
        // SAFETY: the running frame; its saved ip is behind the instruction.
        let (word, code) = unsafe { ((*(*self.thread.frame).ip.sub(1)).get(), &*(*self.thread.frame).code) };
        let Some(name) = code.names().get((word >> 8) as usize).map(Value::bits) else { return };
        match word as u8 {
            LOAD_ATTR => self.specialize(special::LOAD_ATTR_MANY, name, 0, 0),
            LOAD_METHOD => self.specialize(special::LOAD_METHOD_MANY, name | Known::METHOD, 0, 0),
            STORE_ATTR => self.specialize(special::STORE_ATTR_MANY, name | Known::STORE, 0, 0),
            _ => {}
        }
    }

    pub(super) fn specialize_load_attr(&mut self, object: &Value, name: &Value) {
        if self.gives_up() {
            return;
        }
        if let Some(header) = object.header().filter(|header| header.is_exact())
            && let Some(getset) = self.getset_of_exact(object, name)
        {
            return self.specialize(special::LOAD_ATTR_GETSET, header.tag() as u64, getset.bits(), 0);
        }
        if let Some(class) = object.downcast::<Class>() {
            let Some(metaclass) = self.metaclass_version(class, name) else { return };
            if let Some((value, version)) = self.class_constant(class, name) {
                self.specialize(special::LOAD_ATTR_OF_CLASS, metaclass, value.bits(), version);
            } else if metaclass == 0
                && let Some((keys, entry, version)) = self.changing_item(class, name)
            {
                let address = class.dict().address_of_value(entry);
                self.specialize(special::LOAD_ATTR_CLASS_ITEM, keys, address, version);
            }
            return;
        }
        let Some((prefix, class, version)) = self.plain_prefix(object) else { return };
        if let Some(module) = object.downcast::<Module>() {
            if let Some((keys, address)) = self.module_item(class, module, name) {
                self.specialize(special::LOAD_ATTR_MODULE, keys, address, version);
            }
            return;
        }
        let attribute = self.type_lookup(class, name);
        let word = prefix.attribute_word();
        if let Some(attribute) = attribute {
            if let Some(member) = attribute.downcast::<Member>() {
                if class.is_subclass(&member.owner) && prefix.slot_at(member.index.into()).is_some() {
                    self.specialize(special::LOAD_ATTR_SLOT, 0, member.index.into(), version);
                }
                return;
            }
            if let Some(property) = attribute.downcast_exact::<Property>() {
                if property.field.get() != 0 && object.tag() == Tag::Tuple {
                    self.specialize(special::LOAD_ATTR_FIELD, 0, attribute.bits(), version);
                    return;
                }
                if property.get.with(|get| get.as_ref().is_some_and(|get| get.downcast::<Function>().is_some())) {
                    self.specialize(special::LOAD_ATTR_PROPERTY, 0, attribute.bits(), version);
                }
                return;
            }
            if let Some(getset) = attribute.downcast_exact::<GetSet>() {
                if class.is_subclass(&getset.owner) {
                    self.specialize(special::LOAD_ATTR_GETSET, 0, attribute.bits(), version);
                }
                return;
            }
            let kind = self.class_of(&attribute);
            let (gets, sets) = (kind.slots.descr_get.get().is_some(), kind.slots.descr_set.get().is_some());
            if sets {
                return;
            }
            if matches!(prefix.attributes(), Attributes::Shaped(shape) if shape.find(name).is_none()) {
                // What is not an object is never found by a version: the bits say enough then.
                if !gets {
                    if self.is_changing_name(name) {
                        return;
                    }
                    self.specialize(special::LOAD_ATTR_CLASS, word, attribute.bits(), version);
                    return;
                }
                if attribute.tag() == Tag::Function {
                    self.specialize(special::LOAD_ATTR_METHOD, word, attribute.bits(), version);
                    return;
                }
            }
        }
        if let Attributes::Shaped(shape) = prefix.attributes()
            && let Some(place) = shape.find(name)
        {
            self.specialize(special::LOAD_ATTR_SHAPE, word, place as u64, version);
        }
    }

    /// The native descriptor that gives this attribute of a direct instance of a builtin class, which never changes.
    fn getset_of_exact(&mut self, object: &Value, name: &Value) -> Option<Value> {
        let class = self.class_of(object);
        // A class's own attributes come after such of its metaclass, too.
        let plain = object.downcast::<Class>().is_some() || class.has_flag(class_flag::PLAIN_GETATTRIBUTE);
        if !plain || class.has_flag(class_flag::HEAP) || self.class_version(class) == 0 {
            return None;
        }
        let found = self.type_lookup(class, name)?;
        found.downcast_exact::<GetSet>().is_some_and(|getset| class.is_subclass(&getset.owner)).then_some(found)
    }

    pub(super) fn specialize_store_attr(&mut self, object: &Value, name: &Value) {
        if self.gives_up() {
            return;
        }
        if let Some(class) = object.downcast_exact::<Class>() {
            if let Some((keys, entry, version)) = self.changing_item(class, name) {
                self.specialize(special::STORE_ATTR_CLASS_ITEM, keys, entry as u64, version);
            }
            return;
        }
        let Some((prefix, class, version)) = self.plain_prefix(object) else { return };
        if !self.sets_plainly(class) {
            return;
        }
        if let Some(attribute) = self.type_lookup(class, name) {
            if let Some(member) = attribute.downcast::<Member>() {
                if class.is_subclass(&member.owner) && prefix.slot_at(member.index.into()).is_some() {
                    self.specialize(special::STORE_ATTR_SLOT, 0, member.index.into(), version);
                }
                return;
            }
            if let Some(property) = attribute.downcast_exact::<Property>() {
                if property.set.with(|set| set.as_ref().is_some_and(|set| set.downcast::<Function>().is_some())) {
                    self.specialize(special::STORE_ATTR_PROPERTY, 0, attribute.bits(), version);
                }
                return;
            }
            if self.class_of(&attribute).slots.descr_set.get().is_some() {
                return;
            }
        }
        let Some(instance) = object.downcast::<Instance>() else { return };
        let Attributes::Shaped(shape) = prefix.attributes() else { return };
        let word = prefix.attribute_word();
        if let Some(place) = shape.find(name) {
            self.specialize(special::STORE_ATTR_SHAPE, word, place as u64, version);
        } else if class.has_flag(class_flag::DICT) && shape.len() < instance.capacity() {
            let place = (shape.len() as u64) << 32;
            self.specialize(special::STORE_ATTR_ADD, word, shape.with(name).word(), version | place);
        }
    }

    pub(super) fn specialize_load_method(&mut self, object: &Value, name: &Value) {
        // The call before sees to `super().method`.
        if object.tag() == Tag::Super || self.gives_up() {
            return;
        }
        if let Some(class) = object.downcast::<Class>() {
            let Some(metaclass) = self.metaclass_version(class, name) else { return };
            if let Some((value, version)) = self.class_constant(class, name) {
                self.specialize(special::LOAD_METHOD_OF_CLASS, metaclass, value.bits(), version);
            } else if let Some((form, bits, version)) = self.class_wrapper(class, name) {
                self.specialize(form, metaclass, bits, version);
            }
            return;
        }
        let Some(header) = object.header() else { return };
        if header.is_exact() {
            self.specialize_builtin_method(object, name, header.tag());
            return;
        }
        let Some((prefix, class, version)) = self.plain_prefix(object) else { return };
        if let Some(module) = object.downcast::<Module>() {
            if let Some((keys, address)) = self.module_item(class, module, name) {
                self.specialize(special::LOAD_METHOD_MODULE, keys, address, version);
            }
            return;
        }
        let Some(function) = self.type_lookup(class, name) else { return };
        let shaped = matches!(prefix.attributes(), Attributes::Shaped(shape) if shape.find(name).is_none());
        let bare = matches!(prefix.attributes(), Attributes::Empty);
        if shaped && header.tag() == Tag::Instance {
            match function.tag() {
                Tag::StaticMethod if function.downcast_exact::<StaticMethod>().is_some() => {
                    let word = prefix.attribute_word();
                    return self.specialize(special::LOAD_METHOD_STATIC, word, function.bits(), version);
                }
                Tag::ClassMethod if wraps_function(&function) => {
                    let word = prefix.attribute_word();
                    return self.specialize(special::LOAD_METHOD_CLASSMETHOD, word, function.bits(), version);
                }
                _ => {}
            }
        }
        let own_dict = matches!(header.tag(), Tag::Function | Tag::StaticMethod | Tag::ClassMethod | Tag::Super);
        if self.is_method(&function) && (shaped || bare) && !own_dict {
            self.specialize(special::LOAD_METHOD_SHAPE, prefix.attribute_word(), function.bits(), version);
        }
    }

    /// A method of an exact instance of a builtin class.
    fn specialize_builtin_method(&mut self, object: &Value, name: &Value, tag: Tag) {
        let class = self.class_of(object);
        if !class.has_flag(class_flag::PLAIN_GETATTRIBUTE) || self.class_version(class) == 0 {
            return;
        }
        let keeps_dict =
            matches!(tag, Tag::Function | Tag::Module | Tag::Class | Tag::StaticMethod | Tag::ClassMethod | Tag::Super);
        if !keeps_dict
            && let Some(function) = self.type_lookup(class, name)
            && self.is_method(&function)
        {
            // Builtin classes never change.
            self.specialize(special::LOAD_METHOD_EXACT, tag as u64, function.bits(), 0);
        }
    }

    /// Are the attributes of the class's instances set in the common way?
    pub(super) fn sets_plainly(&self, class: &Class) -> bool {
        let generic = self.types().object().downcast::<Class>().and_then(|c| c.slots.setattr.get());
        class.slots.setattr.get().map(|f| f as usize) == generic.map(|f| f as usize)
    }

    pub(super) fn is_method(&self, function: &Value) -> bool {
        match function.tag() {
            Tag::Function => true,
            Tag::Native => self.heap().class_of(function).is(self.types().method_descriptor()),
            _ => false,
        }
    }

    /// Prefix, class and class version of an object whose attributes are found in the common way.
    pub(super) fn plain_prefix<'o>(&mut self, object: &'o Value) -> Option<(&'o Prefix, &'o Class, u64)> {
        let prefix = object.header()?.prefix()?;
        let class = prefix.class().downcast::<Class>()?;
        if !class.has_flag(class_flag::PLAIN_GETATTRIBUTE) && object.downcast::<Module>().is_none() {
            return None;
        }
        match self.class_version(class) {
            0 => None,
            version => Some((prefix, class, version.into())),
        }
    }

    /// What `class.name` gives without running a descriptor, where the metaclass lets the class's own attributes be found (see
    /// `metaclass_version`); and the class's version.
    fn class_constant(&mut self, class: &Class, name: &Value) -> Option<(Value, u64)> {
        let version = self.class_version(class);
        if version == 0 || self.is_changing_name(name) {
            return None;
        }
        let value = self.type_lookup(class, name)?;
        // These are given as they are by way of their class.
        let is_itself = self.is_method(&value) || value.downcast_exact::<SlotWrapper>().is_some();
        let bound = self.class_of(&value).slots.descr_get.get().is_some() && !is_itself;
        (!bound).then_some((value, version.into()))
    }

    /// The version of the class's metaclass, 0 for `type`. None: the class's own attributes of this name are not found as
    /// `type` does, or a data descriptor of the metaclass comes before them.
    fn metaclass_version(&mut self, class: &Class, name: &Value) -> Option<u64> {
        let metaclass = self.heap().class_of(&Value::of(class)).clone();
        let is_type = metaclass.is(self.types().type_());
        let metaclass = metaclass.downcast::<Class>()?;
        if !is_type && !self.searches_as_type(metaclass) {
            return None;
        }
        if let Some(attribute) = self.type_lookup(metaclass, name)
            && self.class_of(&attribute).slots.descr_set.get().is_some()
        {
            return None;
        }
        let version = if is_type { 0 } else { u64::from(self.class_version(metaclass)) };
        (is_type || version != 0).then_some(version)
    }

    /// The form for a staticmethod or classmethod that is called by way of its class, under the same condition; its bits and
    /// the class's version.
    fn class_wrapper(&mut self, class: &Class, name: &Value) -> Option<(u8, u64, u64)> {
        let version = self.class_version(class);
        if version == 0 {
            return None;
        }
        let found = self.type_lookup(class, name)?;
        let form = if found.downcast_exact::<StaticMethod>().is_some() {
            special::LOAD_METHOD_STATIC_OF_CLASS
        } else if wraps_function(&found) {
            special::LOAD_METHOD_CLASSMETHOD_OF_CLASS
        } else {
            return None;
        };
        Some((form, found.bits(), version.into()))
    }

    /// Version of the namespace's keys, number of the entry, and the class's version, of an attribute of the class's own
    /// that changes often, where the metaclass is `type`.
    fn changing_item(&mut self, class: &Class, name: &Value) -> Option<(u64, usize, u64)> {
        let version = self.class_version(class);
        let metaclass = self.types().type_().downcast::<Class>()?;
        if version == 0
            || self.type_lookup(metaclass, name).is_some()
            || !class.changing.with(|names| names.iter().any(|n| n.is(name)))
        {
            return None;
        }
        let dict = class.dict();
        let entry = dict.find_simple(name, name.as_str()?.hash())?;
        Some((dict.request_keys_version(), entry, version.into()))
    }

    /// Version of the namespace's keys, and where the value lies, of a plain module's attribute.
    fn module_item(&mut self, class: &Class, module: &Module, name: &Value) -> Option<(u64, u64)> {
        if !Value::of(class).is(self.types().module()) || self.type_lookup(class, name).is_some() {
            return None;
        }
        let dict = module.dict();
        let entry = dict.find_simple(name, name.as_str()?.hash())?;
        Some((dict.request_keys_version(), dict.address_of_value(entry)))
    }
}

/// The number of an operator that has fused forms.
fn arithmetic(opcode: u8) -> Option<u8> {
    match opcode {
        BINARY_ADD | INPLACE_ADD => Some(0),
        BINARY_SUBTRACT | INPLACE_SUBTRACT => Some(1),
        BINARY_MULTIPLY | INPLACE_MULTIPLY => Some(2),
        _ => None,
    }
}

/// Is it an operator of whole numbers?
fn is_whole(opcode: u8) -> bool {
    matches!(
        opcode,
        BINARY_AND | BINARY_OR | BINARY_XOR | BINARY_MODULO | BINARY_FLOOR_DIVIDE | BINARY_LSHIFT | BINARY_RSHIFT
    ) || matches!(
        opcode,
        INPLACE_AND
            | INPLACE_OR
            | INPLACE_XOR
            | INPLACE_MODULO
            | INPLACE_FLOOR_DIVIDE
            | INPLACE_LSHIFT
            | INPLACE_RSHIFT
    )
}

/// An attribute instruction got a form: what stands before it takes it along, or does so no longer.
fn fuse_with_local(runtime: &Runtime, index: usize, form: u8) {
    let Some(before) = index.checked_sub(1).map(|before| &runtime.words[before]) else { return };
    let opcode = before.get() as u8;
    let set = |word: &Cell<u32>, form: u8| word.set(word.get() & !0xff | u32::from(form));
    match (opcode, form) {
        (ROT_TWO, special::STORE_ATTR_SHAPE) => set(before, special::ROT_TWO__STORE_ATTR_SHAPE),
        (DUP_TOP, special::LOAD_ATTR_SHAPE) => {
            if let Some(local) = index.checked_sub(2).map(|local| &runtime.words[local])
                && local.get() as u8 == LOAD_FAST
            {
                set(local, special::LOAD_FAST__DUP__LOAD_ATTR_SHAPE);
            }
        }
        _ if opcode == LOAD_FAST || takes_attribute(opcode) => {
            let operator = runtime.words.get(index + 1).and_then(|word| arithmetic(word.get() as u8));
            set(
                before,
                match operator {
                    Some(operator) if form == special::LOAD_ATTR_SHAPE => special::LOCAL_ATTR_ADD + operator,
                    _ => after_local(form).unwrap_or(LOAD_FAST),
                },
            )
        }
        _ => {}
    }
}

/// Rewrites the first words of what is done in one step.
fn fuse(code: &Code, runtime: &Runtime) {
    let words = &runtime.words;
    let opcode = |index: usize| words.get(index).map_or(NOP, |word| word.get() as u8);
    let is_jump = |index: usize| matches!(opcode(index), POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE);
    let comparison = |index: usize| (words[index].get() >> 8).min(5) as u8;
    let arithmetic = |index: usize| arithmetic(opcode(index));
    let is_strong = |index: usize| match opcode(index + 1) {
        LOAD_FAST | LOAD_CONST => {
            arithmetic(index + 2).is_some()
                || is_whole(opcode(index + 2))
                || matches!(opcode(index + 2), BINARY_SUBSCR | STORE_SUBSCR)
                || opcode(index + 2) == COMPARE_OP && is_jump(index + 3)
        }
        next => matches!(next, LOAD_ATTR | LOAD_METHOD | STORE_ATTR | POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE),
    };
    // LOAD_CONST None, IS_OP, the jump.
    let tests_none = |index: usize| {
        opcode(index) == LOAD_CONST
            && opcode(index + 1) == IS_OP
            && is_jump(index + 2)
            && code.consts().get((words[index].get() >> 8) as usize).is_some_and(Value::is_none)
    };
    // A function that is called once and that nobody sees.
    let is_comprehension = |index: usize| {
        let code = code.consts().get((words[index].get() >> 8) as usize).and_then(|value| value.downcast::<Code>());
        let made = words.get(index + 2).map_or(0, |word| word.get());
        let is_made = made == u32::from(MAKE_FUNCTION) || made == u32::from(MAKE_FUNCTION) | 8 << 8;
        is_made && code.is_some_and(Code::is_comprehension)
    };
    for (index, word) in words.iter().enumerate() {
        let form = match (opcode(index), opcode(index + 1), opcode(index + 2)) {
            (JUMP_ABSOLUTE, ..) => special::JUMP_WARM,
            (LOAD_CONST, LOAD_CONST, MAKE_FUNCTION) if is_comprehension(index) => special::MAKE_COMPREHENSION,
            (LOAD_CONST, IS_OP, _) if tests_none(index) => special::NONE_JUMP,
            (LOAD_FAST, LOAD_CONST, IS_OP) if tests_none(index + 1) => special::LOCAL_NONE_JUMP,
            (LOAD_FAST, LOAD_FAST, COMPARE_OP) if is_jump(index + 3) => special::LOCALS_LT_JUMP + comparison(index + 2),
            (LOAD_FAST, LOAD_CONST, COMPARE_OP) if is_jump(index + 3) => {
                special::LOCAL_CONST_LT_JUMP + comparison(index + 2)
            }
            (COMPARE_OP, ..) if is_jump(index + 1) => special::COMPARE_LT_JUMP + comparison(index),
            (BUILD_MAP, LOAD_FAST, DICT_MERGE)
                if word.get() >> 8 == 0
                    && words[index + 2].get() >> 8 == 1
                    && words.get(index + 3).is_some_and(|word| word.get() == u32::from(CALL_FUNCTION_EX) | 1 << 8) =>
            {
                special::LOCAL_KEYWORDS
            }
            (LOAD_FAST, LOAD_FAST, BINARY_SUBSCR) => special::LOCALS_SUBSCR,
            (LOAD_FAST, LOAD_FAST, STORE_SUBSCR) => special::LOCALS_STORE_SUBSCR,
            (LOAD_CONST, LOAD_FAST, LOAD_FAST) if opcode(index + 3) == STORE_SUBSCR => {
                special::CONST_LOCALS_STORE_SUBSCR
            }
            (LOAD_FAST, LOAD_CONST, BINARY_SUBSCR) => special::LOCAL_CONST_SUBSCR,
            (LOAD_FAST, second @ (LOAD_FAST | LOAD_CONST), _) => match (arithmetic(index + 2), second) {
                (Some(operator), LOAD_FAST) => special::LOCALS_ADD + operator,
                (Some(operator), _) => special::LOCAL_CONST_ADD + operator,
                (None, LOAD_FAST) if is_whole(opcode(index + 2)) => special::LOCALS_WHOLE,
                (None, _) if is_whole(opcode(index + 2)) => special::LOCAL_CONST_WHOLE,
                // The second word has better company behind it.
                _ if second == LOAD_FAST && is_strong(index + 1) => continue,
                (None, LOAD_FAST) => special::LOAD_FAST__LOAD_FAST,
                (None, _) => special::LOAD_FAST__LOAD_CONST,
            },
            (LOAD_FAST, POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE, _) => special::LOAD_FAST__POP_JUMP,
            (LOAD_FAST, ..) => match arithmetic(index + 1) {
                Some(operator) => special::LOCAL_ADD + operator,
                None => continue,
            },
            _ => continue,
        };
        word.set(word.get() & !0xff | u32::from(form));
    }
}
