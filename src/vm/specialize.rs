//! Quickening: when code gets warm, instructions are rewritten to forms that trust an inline cache.
//!
//! A form checks its guard at each run; when the guard fails, the general instruction does the work and writes a
//! new cache. `dis` shows the code object's own bytes, which never change.

use std::cell::{Cell, OnceCell};

use crate::bytecode::opcode::Opcode;
use crate::object::class::{Class, class_flag};
use crate::object::code::Cache;
use crate::object::instance::Instance;
use crate::object::prefix::Attributes;
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
    200 LOAD_GLOBAL_MODULE "a: the globals' keys version, b: entry.";
    201 LOAD_GLOBAL_BUILTIN "a: the globals' keys version, b: entry in builtins, c: the builtins' keys version.";
    202 LOAD_ATTR_SHAPE "a: attribute word, b: place, c: class epoch.";
    203 STORE_ATTR_SHAPE "a: attribute word, b: place, c: class epoch.";
    204 LOAD_METHOD_SHAPE "a: attribute word, b: the function's bits, c: class epoch.";
    205 LOAD_METHOD_EXACT "a: tag, b: the function's bits, c: class epoch.";
}

/// Calls and backward jumps before code counts as warm.
const WARM: u8 = 4;

impl Vm {
    /// The running code was entered or jumped back: when that has happened often enough it gets its caches.
    #[cold]
    #[inline(never)]
    pub(super) fn warm_up(&mut self) {
        // SAFETY: the running frame's code.
        let runtime = unsafe { (*(*self.thread.frame).code).running() };
        let warmth = runtime.warmth.get() + 1;
        runtime.warmth.set(warmth);
        if warmth >= WARM {
            let caches: OnceCell<Box<[Cache]>> = OnceCell::new();
            let _ = caches.set(runtime.words.iter().map(|_| Cache::default()).collect());
            if let Some(made) = caches.into_inner() {
                let _ = runtime.caches.set(made);
            }
        }
    }

    /// The cache of the instruction before `ip`. Only warm code has specialised instructions.
    #[inline(always)]
    pub(super) fn cache<'c>(&self, ip: *const Cell<u32>) -> &'c Cache {
        // SAFETY: specialised instructions exist only in code whose caches exist, one for each word.
        unsafe {
            let runtime = (*(*self.thread.frame).code).running();
            let index = ip.offset_from(runtime.words.as_ptr()) as usize - 1;
            match runtime.caches.get() {
                Some(caches) => super::outlive(caches.get_unchecked(index)),
                None => std::hint::unreachable_unchecked(),
            }
        }
    }

    /// A value that a cache borrows: valid while its class epoch is.
    #[inline(always)]
    pub(super) fn cached_value(&self, cache: &Cache) -> Value {
        let bits = cache.b.get();
        // SAFETY: the bits of a value that a class's dict holds; any change there changes the epoch.
        unsafe { (*(&raw const bits).cast::<Value>()).clone() }
    }

    /// Rewrites the running instruction, if the code is warm.
    pub(super) fn specialize(&mut self, form: u8, a: u64, b: u64, c: u64) {
        // SAFETY: the running frame; its saved ip is behind the instruction.
        unsafe {
            let frame = self.thread.frame;
            let runtime = (*(*frame).code).running();
            let Some(caches) = runtime.caches.get() else {
                self.warm_up();
                return;
            };
            let word = (*frame).ip.sub(1);
            let index = word.offset_from(runtime.words.as_ptr()) as usize;
            let cache = &caches[index];
            cache.a.set(a);
            cache.b.set(b);
            cache.c.set(c);
            (*word).set((*word).get() & !0xff | u32::from(form));
        }
    }

    pub(super) fn specialize_load_attr(&mut self, object: &Value, name: &Value) {
        if let Some((word, place)) = self.inline_attribute(object, name) {
            self.specialize(special::LOAD_ATTR_SHAPE, word, place as u64, self.heap().class_epoch.get());
        }
    }

    pub(super) fn specialize_store_attr(&mut self, object: &Value, name: &Value) {
        let class = self.heap().class_of(object).downcast::<Class>();
        let generic = self.types().object().downcast::<Class>().and_then(|c| c.slots.setattr.get());
        if class.and_then(|c| c.slots.setattr.get()).map(|f| f as usize) != generic.map(|f| f as usize) {
            return;
        }
        if let Some((word, place)) = self.inline_attribute(object, name) {
            self.specialize(special::STORE_ATTR_SHAPE, word, place as u64, self.heap().class_epoch.get());
        }
    }

    /// Attribute word and place of an attribute that lies inside a plain instance and that nothing in its class
    /// overrides.
    fn inline_attribute(&mut self, object: &Value, name: &Value) -> Option<(u64, usize)> {
        object.downcast::<Instance>()?;
        let prefix = object.header()?.prefix()?;
        let class = prefix.class().downcast::<Class>()?;
        let Attributes::Shaped(shape) = prefix.attributes() else { return None };
        if !class.has_flag(class_flag::PLAIN_GETATTRIBUTE) {
            return None;
        }
        let place = shape.find(name)?;
        if let Some(attribute) = self.type_lookup(class, name)
            && self.heap().class_of(&attribute).downcast::<Class>().is_none_or(|c| c.slots.descr_set.get().is_some())
        {
            return None;
        }
        Some((prefix.attribute_word(), place))
    }

    pub(super) fn specialize_load_method(&mut self, object: &Value, name: &Value) {
        let class_value = self.heap().class_of(object).clone();
        let Some(class) = class_value.downcast::<Class>() else { return };
        if !class.has_flag(class_flag::PLAIN_GETATTRIBUTE) || class.version.get() == 0 {
            return;
        }
        let Some(function) = self.type_lookup(class, name) else { return };
        let is_method = match function.tag() {
            Tag::Function => true,
            Tag::Native => self.heap().class_of(&function).is(self.types().method_descriptor()),
            _ => false,
        };
        if !is_method {
            return;
        }
        let Some(header) = object.header() else { return };
        match header.prefix() {
            None => {
                let keeps_dict = matches!(
                    header.tag(),
                    Tag::Function | Tag::Module | Tag::Class | Tag::StaticMethod | Tag::ClassMethod | Tag::Super
                );
                if !keeps_dict {
                    let tag = header.tag() as u64;
                    self.specialize(special::LOAD_METHOD_EXACT, tag, function.bits(), self.heap().class_epoch.get());
                }
            }
            Some(prefix) => {
                if let Attributes::Shaped(shape) = prefix.attributes()
                    && shape.find(name).is_none()
                {
                    let word = prefix.attribute_word();
                    self.specialize(special::LOAD_METHOD_SHAPE, word, function.bits(), self.heap().class_epoch.get());
                }
            }
        }
    }
}

const _: () = assert!(Opcode::DictUpdate as u8 == 165 && (Opcode::DictUpdate as u8) < special::LOAD_GLOBAL_MODULE);
