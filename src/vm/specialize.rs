//! Quickening: when code gets warm, instructions are rewritten to forms that trust an inline cache, or that do the work
//! of several.
//!
//! A form checks its guard at each run. When the guard fails, the general instruction does the work and writes a new cache;
//! a fused form falls back to its first instruction, since the words that it covers stay as they are (so jumps, lines and
//! handlers stay valid, too). `dis` shows the code object's own bytes, which never change.

use std::cell::Cell;

use crate::bytecode::code::flags;
use crate::bytecode::opcode::Opcode;
use crate::bytecode::opcode::number::*;
use crate::object::class::{Class, class_flag};
use crate::object::code::{Cache, Code, Runtime, Warm};
use crate::object::descriptor::{Member, Property};
use crate::object::function::Function;
use crate::object::instance::Instance;
use crate::object::method_cache::Known;
use crate::object::module::Module;
use crate::object::prefix::{Attributes, Prefix};
use crate::object::{Tag, Value};

use super::Vm;

macro_rules! forms {
    ($($number:literal $name:ident $cache:literal;)*) => {
        /// The machine's own opcodes, above CPython's, and what their caches hold.
        pub mod special {
            $(#[doc = $cache] pub const $name: u8 = $number;)*
        }

        /// Number and name of each, for `dis`.
        pub static FORMS: &[(u8, &str)] = &[$(($number, stringify!($name)),)*];
    };
}

forms! {
    170 JUMP_WARM "JUMP_ABSOLUTE in warm code.";
    171 LOAD_FAST__LOAD_FAST "Two words.";
    172 LOAD_FAST__LOAD_CONST "Two words.";
    173 LOAD_FAST__POP_JUMP "Two words: the truth of a local that is True or False.";
    174 LOCALS_ADD "Three words: two locals, the operator.";
    175 LOCALS_SUBTRACT "Three words: two locals, the operator.";
    176 LOCALS_MULTIPLY "Three words: two locals, the operator.";
    177 LOCAL_CONST_ADD "Three words: a local, a constant, the operator.";
    178 LOCAL_CONST_SUBTRACT "Three words: a local, a constant, the operator.";
    179 LOCAL_CONST_MULTIPLY "Three words: a local, a constant, the operator.";
    180 LOCAL_ADD "Two words: a local as the right operand, the operator.";
    181 LOCAL_SUBTRACT "Two words: a local as the right operand, the operator.";
    182 LOCAL_MULTIPLY "Two words: a local as the right operand, the operator.";
    183 COMPARE_LT_JUMP "Two words: COMPARE_OP and the conditional jump.";
    184 COMPARE_LE_JUMP "Two words: COMPARE_OP and the conditional jump.";
    185 COMPARE_EQ_JUMP "Two words: COMPARE_OP and the conditional jump.";
    186 COMPARE_NE_JUMP "Two words: COMPARE_OP and the conditional jump.";
    187 COMPARE_GT_JUMP "Two words: COMPARE_OP and the conditional jump.";
    188 COMPARE_GE_JUMP "Two words: COMPARE_OP and the conditional jump.";
    189 LOCALS_LT_JUMP "Four words: two locals, COMPARE_OP, the jump.";
    190 LOCALS_LE_JUMP "Four words: two locals, COMPARE_OP, the jump.";
    191 LOCALS_EQ_JUMP "Four words: two locals, COMPARE_OP, the jump.";
    192 LOCALS_NE_JUMP "Four words: two locals, COMPARE_OP, the jump.";
    193 LOCALS_GT_JUMP "Four words: two locals, COMPARE_OP, the jump.";
    194 LOCALS_GE_JUMP "Four words: two locals, COMPARE_OP, the jump.";
    195 LOCAL_CONST_LT_JUMP "Four words: a local, a constant, COMPARE_OP, the jump.";
    196 LOCAL_CONST_LE_JUMP "Four words: a local, a constant, COMPARE_OP, the jump.";
    197 LOCAL_CONST_EQ_JUMP "Four words: a local, a constant, COMPARE_OP, the jump.";
    198 LOCAL_CONST_NE_JUMP "Four words: a local, a constant, COMPARE_OP, the jump.";
    199 LOCAL_CONST_GT_JUMP "Four words: a local, a constant, COMPARE_OP, the jump.";
    200 LOCAL_CONST_GE_JUMP "Four words: a local, a constant, COMPARE_OP, the jump.";
    201 LOCALS_SUBSCR "Three words: two locals, BINARY_SUBSCR.";
    202 LOCAL_CONST_SUBSCR "Three words: a local, a constant, BINARY_SUBSCR.";
    203 LOAD_GLOBAL_MODULE "a: the globals' keys version, b: address of the value.";
    204 LOAD_GLOBAL_BUILTIN "a: the globals' keys version, b: address of the value in builtins, c: the builtins' keys version.";
    205 LOAD_ATTR_SHAPE "a: attribute word, b: place, c: class version.";
    206 LOAD_FAST__LOAD_ATTR_SHAPE "Two words; the cache is the second one's.";
    207 LOAD_ATTR_SLOT "b: number of the `__slots__` value, c: class version.";
    208 LOAD_ATTR_CLASS "a: attribute word, b: the value's bits, c: class version.";
    209 LOAD_ATTR_PROPERTY "b: the property's bits, c: class version.";
    210 LOAD_ATTR_MODULE "a: the namespace's keys version, b: address of the value, c: class version.";
    211 LOAD_ATTR_OF_CLASS "b: the value's bits, c: the class's own version.";
    212 STORE_ATTR_SHAPE "a: attribute word, b: place, c: class version.";
    213 STORE_ATTR_ADD "a: attribute word before, b: after, c: class version, place above.";
    214 STORE_ATTR_SLOT "b: number of the `__slots__` value, c: class version.";
    215 LOAD_METHOD_SHAPE "a: attribute word, b: the function's bits, c: class version.";
    216 LOAD_FAST__LOAD_METHOD_SHAPE "Two words; the cache is the second one's.";
    217 LOAD_METHOD_EXACT "a: tag, b: the function's bits.";
    218 LOAD_METHOD_MODULE "a: the namespace's keys version, b: address of the value, c: class version.";
    219 LOAD_METHOD_OF_CLASS "b: the value's bits, c: the class's own version.";
    220 FOR_ITER_RANGE "A range of small ints.";
    221 FOR_ITER_LIST "A list.";
    222 FOR_ITER_TUPLE "A tuple.";
    223 FOR_ITER_DICT "Keys or values of a dict.";
    224 FOR_ITER_ITEMS "Items of a dict, unpacked at once.";
    225 FOR_ITER_GENERATOR "A generator.";
    226 LOCALS_STORE_SUBSCR "Three words: two locals, STORE_SUBSCR; the value lies on the stack.";
    227 LOAD_ATTR_MANY "a: the name's bits; the places are in a table of the machine.";
    228 LOAD_METHOD_MANY "a: the name's bits and 1; the methods are in a table of the machine.";
}

/// Calls and backward jumps before code counts as warm.
const WARM: u8 = 4;
/// So often it is tried to specialise an instruction; then it stays general.
const MOST_CHANGES: u32 = 40;

/// Has the instruction a cache?
fn is_cached(opcode: u8) -> bool {
    matches!(opcode, LOAD_GLOBAL | LOAD_ATTR | STORE_ATTR | LOAD_METHOD)
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
            fuse(runtime);
        }
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
            let fused = match form {
                special::LOAD_ATTR_SHAPE => special::LOAD_FAST__LOAD_ATTR_SHAPE,
                special::LOAD_METHOD_SHAPE => special::LOAD_FAST__LOAD_METHOD_SHAPE,
                _ => return,
            };
            if let Some(before) = index.checked_sub(1).map(|before| &runtime.words[before])
                && matches!(
                    before.get() as u8,
                    LOAD_FAST | special::LOAD_FAST__LOAD_ATTR_SHAPE | special::LOAD_FAST__LOAD_METHOD_SHAPE
                )
            {
                before.set(before.get() & !0xff | u32::from(fused));
            }
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
            LOAD_METHOD => self.specialize(special::LOAD_METHOD_MANY, name | 1, 0, 0),
            _ => {}
        }
    }

    /// Puts into the table what LOAD_ATTR_MANY shall find for the object.
    pub(super) fn learn_attribute(&mut self, object: &Value, name: &Value) {
        if object.downcast::<Instance>().is_none() {
            return;
        }
        let Some((prefix, class, version)) = self.plain_prefix(object) else { return };
        if let Some(attribute) = self.type_lookup(class, name)
            && self.class_of(&attribute).slots.descr_set.get().is_some()
        {
            return;
        }
        if let Attributes::Shaped(shape) = prefix.attributes()
            && let Some(place) = shape.find(name)
        {
            let (word, target) = (prefix.attribute_word(), place as u64);
            self.known_places.put(Known { word, name: name.bits(), version: version as u32, target });
        }
    }

    /// Puts into the table what LOAD_METHOD_MANY shall find for the object.
    pub(super) fn learn_method(&mut self, object: &Value, name: &Value) {
        if object.downcast::<Instance>().is_none() {
            return;
        }
        let Some((prefix, class, version)) = self.plain_prefix(object) else { return };
        let Some(function) = self.type_lookup(class, name) else { return };
        if self.is_method(&function)
            && matches!(prefix.attributes(), Attributes::Shaped(shape) if shape.find(name).is_none())
        {
            let (word, target) = (prefix.attribute_word(), function.bits());
            self.known_places.put(Known { word, name: name.bits() | 1, version: version as u32, target });
        }
    }

    pub(super) fn specialize_load_attr(&mut self, object: &Value, name: &Value) {
        if self.gives_up() {
            return;
        }
        if let Some(class) = object.downcast_exact::<Class>() {
            if let Some((value, version)) = self.class_constant(class, name) {
                self.specialize(special::LOAD_ATTR_OF_CLASS, 0, value.bits(), version);
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
                if property.get.with(|get| get.as_ref().is_some_and(|get| get.downcast::<Function>().is_some())) {
                    self.specialize(special::LOAD_ATTR_PROPERTY, 0, attribute.bits(), version);
                }
                return;
            }
            let kind = self.class_of(&attribute);
            let (gets, sets) = (kind.slots.descr_get.get().is_some(), kind.slots.descr_set.get().is_some());
            if sets {
                return;
            }
            // What is not an object is never found by a version: the bits say enough then.
            if !gets && matches!(prefix.attributes(), Attributes::Shaped(shape) if shape.find(name).is_none()) {
                self.specialize(special::LOAD_ATTR_CLASS, word, attribute.bits(), version);
                return;
            }
        }
        if let Attributes::Shaped(shape) = prefix.attributes()
            && let Some(place) = shape.find(name)
        {
            self.specialize(special::LOAD_ATTR_SHAPE, word, place as u64, version);
        }
    }

    pub(super) fn specialize_store_attr(&mut self, object: &Value, name: &Value) {
        if self.gives_up() {
            return;
        }
        let Some((prefix, class, version)) = self.plain_prefix(object) else { return };
        let generic = self.types().object().downcast::<Class>().and_then(|c| c.slots.setattr.get());
        if class.slots.setattr.get().map(|f| f as usize) != generic.map(|f| f as usize) {
            return;
        }
        if let Some(attribute) = self.type_lookup(class, name) {
            if let Some(member) = attribute.downcast::<Member>() {
                if class.is_subclass(&member.owner) && prefix.slot_at(member.index.into()).is_some() {
                    self.specialize(special::STORE_ATTR_SLOT, 0, member.index.into(), version);
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
        if self.gives_up() {
            return;
        }
        if let Some(class) = object.downcast_exact::<Class>() {
            if let Some((value, version)) = self.class_constant(class, name) {
                self.specialize(special::LOAD_METHOD_OF_CLASS, 0, value.bits(), version);
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

    fn is_method(&self, function: &Value) -> bool {
        match function.tag() {
            Tag::Function => true,
            Tag::Native => self.heap().class_of(function).is(self.types().method_descriptor()),
            _ => false,
        }
    }

    /// Prefix, class and class version of an object whose attributes are found in the common way.
    fn plain_prefix<'o>(&mut self, object: &'o Value) -> Option<(&'o Prefix, &'o Class, u64)> {
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

    /// What `class.name` gives without running a descriptor, where the metaclass is `type`; and the class's version.
    fn class_constant(&mut self, class: &Class, name: &Value) -> Option<(Value, u64)> {
        let version = self.class_version(class);
        let metaclass = self.types().type_().downcast::<Class>()?;
        if version == 0 || self.type_lookup(metaclass, name).is_some() {
            return None;
        }
        let value = self.type_lookup(class, name)?;
        let bound = self.class_of(&value).slots.descr_get.get().is_some() && value.tag() != Tag::Function;
        (!bound).then_some((value, version.into()))
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

/// Rewrites the first words of what is done in one step.
fn fuse(runtime: &Runtime) {
    let words = &runtime.words;
    let opcode = |index: usize| words.get(index).map_or(NOP, |word| word.get() as u8);
    let is_jump = |index: usize| matches!(opcode(index), POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE);
    let comparison = |index: usize| (words[index].get() >> 8).min(5) as u8;
    let arithmetic = |index: usize| match opcode(index) {
        BINARY_ADD | INPLACE_ADD => Some(0),
        BINARY_SUBTRACT | INPLACE_SUBTRACT => Some(1),
        BINARY_MULTIPLY | INPLACE_MULTIPLY => Some(2),
        _ => None,
    };
    let is_strong = |index: usize| match opcode(index + 1) {
        LOAD_FAST | LOAD_CONST => {
            arithmetic(index + 2).is_some()
                || matches!(opcode(index + 2), BINARY_SUBSCR | STORE_SUBSCR)
                || opcode(index + 2) == COMPARE_OP && is_jump(index + 3)
        }
        next => matches!(next, LOAD_ATTR | LOAD_METHOD | POP_JUMP_IF_FALSE | POP_JUMP_IF_TRUE),
    };
    for (index, word) in words.iter().enumerate() {
        let form = match (opcode(index), opcode(index + 1), opcode(index + 2)) {
            (JUMP_ABSOLUTE, ..) => special::JUMP_WARM,
            (LOAD_FAST, LOAD_FAST, COMPARE_OP) if is_jump(index + 3) => special::LOCALS_LT_JUMP + comparison(index + 2),
            (LOAD_FAST, LOAD_CONST, COMPARE_OP) if is_jump(index + 3) => {
                special::LOCAL_CONST_LT_JUMP + comparison(index + 2)
            }
            (COMPARE_OP, ..) if is_jump(index + 1) => special::COMPARE_LT_JUMP + comparison(index),
            (LOAD_FAST, LOAD_FAST, BINARY_SUBSCR) => special::LOCALS_SUBSCR,
            (LOAD_FAST, LOAD_FAST, STORE_SUBSCR) => special::LOCALS_STORE_SUBSCR,
            (LOAD_FAST, LOAD_CONST, BINARY_SUBSCR) => special::LOCAL_CONST_SUBSCR,
            (LOAD_FAST, second @ (LOAD_FAST | LOAD_CONST), _) => match (arithmetic(index + 2), second) {
                (Some(operator), LOAD_FAST) => special::LOCALS_ADD + operator,
                (Some(operator), _) => special::LOCAL_CONST_ADD + operator,
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

const _: () = assert!(Opcode::DictUpdate as u8 == 165 && (Opcode::DictUpdate as u8) < special::JUMP_WARM);
