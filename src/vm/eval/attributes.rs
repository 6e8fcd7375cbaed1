//! Attributes and methods by their caches: guards on an object's shape and its class's version.

use crate::bytecode::opcode::number::*;
use crate::object::class::Class;
use crate::object::code::Cache;
use crate::object::descriptor::{GetSet, Property};
use crate::object::frame::{Continuation, Slot};
use crate::object::function::Function;
use crate::object::instance::Instance;
use crate::object::module::Module;
use crate::object::prefix::Prefix;
use crate::object::{Header, PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::is_plain_data;
use crate::vm::specialize::special;

use super::basic::{load_fast, rot_two};
use super::bound::is_class;
use super::{Outcome, Regs, handlers, raise_kept, resume};

/// The prefix of an object with the cache's shape and class.
#[inline(always)]
pub(super) fn shaped<'o>(object: &'o Value, cache: &Cache) -> Option<&'o Prefix> {
    let prefix = object.header().and_then(Header::prefix)?;
    (prefix.attribute_word() == cache.a.get() && u64::from(prefix.class_version()) == cache.c.get() & 0xffff_ffff)
        .then_some(prefix)
}

/// The prefix of an object of the cache's class.
#[inline(always)]
pub(super) fn classed<'o>(object: &'o Value, cache: &Cache) -> Option<&'o Prefix> {
    let prefix = object.header().and_then(Header::prefix)?;
    (u64::from(prefix.class_version()) == cache.c.get()).then_some(prefix)
}

/// The place of an instance that the cache tells.
///
/// # Safety
/// The object has the cache's shape.
#[inline(always)]
pub(super) unsafe fn place(object: &Value, index: u64) -> &std::cell::Cell<Slot> {
    // SAFETY: by contract: only instances have shapes, and the shape has the place.
    unsafe { object.downcast::<Instance>().unwrap_unchecked().place(index as usize) }
}

/// A value that a cache borrows from a class's namespace.
///
/// # Safety
/// The version of that class has been compared.
#[inline(always)]
pub(super) unsafe fn borrowed<'c>(bits: &std::cell::Cell<u64>) -> &'c Value {
    // SAFETY: by contract the class holds the value.
    unsafe { &*bits.as_ptr().cast::<Value>() }
}

impl Regs<'_> {
    /// Puts a value in the object's place on top.
    #[inline(always)]
    pub(super) unsafe fn replace_top(self, value: Value) -> Outcome {
        // SAFETY: the top is an operand.
        unsafe {
            let old = self.sp.sub(1).replace(Some(value)).unwrap_unchecked();
            self.release(old)
        }
    }
}

/// Puts in the place of the topmost object what `get` gives for it; false: an exception is in `thread.raised`.
#[inline(never)]
fn load_from(vm: &mut Vm, get: fn(&mut Vm, &Value) -> PyResult) -> bool {
    // SAFETY: the object stays on the stack.
    let object: &Value = unsafe { crate::vm::outlive(vm.peek(0)) };
    match get(vm, object) {
        Ok(value) => {
            drop(vm.pop());
            vm.push(value);
            true
        }
        Err(error) => {
            vm.thread.raised = Some(vm.place_instruction_error(error));
            false
        }
    }
}

#[inline(never)]
pub(super) fn bind(vm: &Vm, function: Value, object: Value) -> Value {
    vm.heap().method(function, object)
}

handlers! {
    load_attr_shape(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if shaped(object, cache).is_some()
            && let Some(value) = &*place(object, cache.b.get()).as_ptr()
        {
            let value = value.clone();
            return r.replace_top(value);
        }
        r.generalize(LOAD_ATTR)
    }

    /// LOAD_FAST and LOAD_ATTR_SHAPE.
    load_fast_load_attr_shape(r) {
        let second = r.word_after(0);
        if second as u8 == special::LOAD_ATTR_SHAPE
            && let Some(object) = r.local(r.arg())
            && let cache = r.cache_of(second)
            && shaped(object, cache).is_some()
            && let Some(value) = &*place(object, cache.b.get()).as_ptr()
        {
            r.push(value.clone());
            r.ip = r.ip.add(1);
            return r.next();
        }
        r.go(load_fast)
    }

    /// LOAD_FAST, DUP_TOP and LOAD_ATTR_SHAPE: an attribute that is to be changed.
    load_fast_dup_load_attr_shape(r) {
        let third = r.word_after(1);
        if third as u8 == special::LOAD_ATTR_SHAPE
            && let Some(object) = r.local(r.arg())
            && let cache = r.cache_of(third)
            && shaped(object, cache).is_some()
            && let Some(value) = &*place(object, cache.b.get()).as_ptr()
        {
            r.push(object.clone());
            r.push(value.clone());
            r.ip = r.ip.add(2);
            return r.next();
        }
        r.go(load_fast)
    }

    /// ROT_TWO and STORE_ATTR_SHAPE: the attribute's new value lies above the object.
    rot_two_store_attr_shape(r) {
        let second = r.word_after(0);
        let object = r.peek(1);
        if second as u8 == special::STORE_ATTR_SHAPE
            && let cache = r.cache_of(second)
            && shaped(object, cache).is_some()
            && object.is_shared()
        {
            r.sp = r.sp.sub(2);
            let old = place(object, cache.b.get()).replace(r.sp.add(1).read());
            let _ = r.sp.read().unwrap_unchecked().give_up();
            r.ip = r.ip.add(1);
            return match old {
                Some(old) => r.release(old),
                None => r.next(),
            };
        }
        r.go(rot_two)
    }

    /// LOAD_FAST and LOAD_ATTR_SLOT.
    load_fast_load_attr_slot(r) {
        let second = r.word_after(0);
        if second as u8 == special::LOAD_ATTR_SLOT
            && let Some(object) = r.local(r.arg())
            && let cache = r.cache_of(second)
            && let Some(prefix) = classed(object, cache)
            && let Some(value) = &*prefix.slot(cache.b.get() as usize).as_ptr()
        {
            r.push(value.clone());
            r.ip = r.ip.add(1);
            return r.next();
        }
        r.go(load_fast)
    }

    /// LOAD_FAST and STORE_ATTR_SHAPE.
    load_fast_store_attr_shape(r) {
        let second = r.word_after(0);
        if second as u8 == special::STORE_ATTR_SHAPE
            && let Some(object) = r.local(r.arg())
            && let cache = r.cache_of(second)
            && shaped(object, cache).is_some()
        {
            r.sp = r.sp.sub(1);
            let old = place(object, cache.b.get()).replace(r.sp.read());
            r.ip = r.ip.add(1);
            return match old {
                Some(old) => r.release(old),
                None => r.next(),
            };
        }
        r.go(load_fast)
    }

    /// LOAD_FAST and STORE_ATTR_ADD.
    load_fast_store_attr_add(r) {
        let second = r.word_after(0);
        if second as u8 == special::STORE_ATTR_ADD
            && let Some(object) = r.local(r.arg())
            && let cache = r.cache_of(second)
            && let index = cache.c.get() >> 32
            && let Some(prefix) = shaped(object, cache)
            && let Some(instance) = object.downcast::<Instance>()
            && instance.capacity() as u64 > index
        {
            r.sp = r.sp.sub(1);
            instance.place(index as usize).as_ptr().write(r.sp.read());
            prefix.set_shape_word(cache.b.get());
            r.ip = r.ip.add(1);
            return r.next();
        }
        r.go(load_fast)
    }

    /// LOAD_FAST and STORE_ATTR_SLOT.
    load_fast_store_attr_slot(r) {
        let second = r.word_after(0);
        if second as u8 == special::STORE_ATTR_SLOT
            && let Some(object) = r.local(r.arg())
            && let cache = r.cache_of(second)
            && let Some(prefix) = classed(object, cache)
        {
            r.sp = r.sp.sub(1);
            let old = prefix.slot(cache.b.get() as usize).replace(r.sp.read());
            r.ip = r.ip.add(1);
            return match old {
                Some(old) => r.release(old),
                None => r.next(),
            };
        }
        r.go(load_fast)
    }

    load_attr_slot(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if let Some(prefix) = classed(object, cache)
            && let Some(value) = &*prefix.slot(cache.b.get() as usize).as_ptr()
        {
            let value = value.clone();
            return r.replace_top(value);
        }
        r.generalize(LOAD_ATTR)
    }

    /// What the class has, and the instance has not.
    load_attr_class(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if shaped(object, cache).is_some() {
            let value = borrowed(&cache.b).clone();
            return r.replace_top(value);
        }
        r.generalize(LOAD_ATTR)
    }

    /// An attribute of a class that is found as `type` does.
    load_attr_of_class(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if is_class(object, cache) {
            let value = borrowed(&cache.b).clone();
            return r.replace_top(value);
        }
        r.generalize(LOAD_ATTR)
    }

    /// What a native descriptor gives: `__class__`, `__name__`, an exception's `args`.
    load_attr_getset(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        let fits = match cache.c.get() {
            0 => object.header().is_some_and(|h| h.is_exact() && h.tag() as u64 == cache.a.get()),
            _ => classed(object, cache).is_some(),
        };
        if fits && let Some(getset) = borrowed(&cache.b).downcast::<GetSet>() {
            r.save();
            return if load_from(r.vm, getset.def.get) { resume(r.vm) } else { raise_kept(r.vm) };
        }
        r.generalize(LOAD_ATTR)
    }

    /// A field of a namedtuple.
    load_attr_field(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if classed(object, cache).is_some()
            && let Some(property) = borrowed(&cache.b).downcast::<Property>()
            && let Some(value) = property.field_of(object)
        {
            let value = value.clone();
            return r.replace_top(value);
        }
        r.generalize(LOAD_ATTR)
    }

    /// An attribute of a class that changes often.
    load_attr_class_item(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if let Some(class) = object.downcast_exact::<Class>()
            && u64::from(class.version.get()) == cache.c.get()
            && class.dict().keys_version() == cache.a.get()
            && let Some(value) = &*(cache.b.get() as *const Slot)
        {
            let value = value.clone();
            return r.replace_top(value);
        }
        r.generalize(LOAD_ATTR)
    }

    store_attr_class_item(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if let Some(class) = object.downcast_exact::<Class>()
            && u64::from(class.version.get()) == cache.c.get()
            && class.dict().keys_version() == cache.a.get()
            && is_plain_data(r.peek(1))
            && object.is_shared()
        {
            r.sp = r.sp.sub(2);
            let old = class.dict().replace_at(cache.b.get() as usize, r.sp.read().unwrap_unchecked());
            let _ = r.sp.add(1).read().unwrap_unchecked().give_up();
            return match old {
                Some(old) => r.release(old),
                None => r.next(),
            };
        }
        r.generalize(STORE_ATTR)
    }

    load_attr_module(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if classed(object, cache).is_some()
            && let Some(module) = object.downcast::<Module>()
            && module.dict().keys_version() == cache.a.get()
            && let Some(value) = &*(cache.b.get() as *const Slot)
        {
            let value = value.clone();
            return r.replace_top(value);
        }
        r.generalize(LOAD_ATTR)
    }

    /// A property whose getter is a Python function: its frame is pushed over the object.
    load_attr_property(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if classed(object, cache).is_some()
            && let Some(property) = borrowed(&cache.b).downcast::<Property>()
            && let Some(getter) = property.get.with(|get| get.as_ref().map(Value::bits))
            && let Some(function) = (*(&raw const getter).cast::<Value>()).downcast::<Function>()
            && function.code().hot.plain_arguments.get() == 1
            && r.vm.thread.depth + 1 < r.vm.recursion_limit
        {
            // Callee below self. The frame is asked for one place more than the operands have: it lies behind them.
            let frame = r.vm.thread.frame;
            let (top, result) = ((*frame).top, r.sp.sub(1));
            let function: &Function = crate::vm::outlive(function);
            top.write(Some(Value::of(function)));
            top.add(1).write(result.read());
            return r.push_frame(function, top, result, Continuation::Call);
        }
        r.generalize(LOAD_ATTR)
    }

    /// A method that is not called at once: bound to its object.
    load_attr_method(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if shaped(object, cache).is_some() {
            let function = borrowed(&cache.b).clone();
            r.sp = r.sp.sub(1);
            let bound = bind(r.vm, function, r.sp.read().unwrap_unchecked());
            r.push(bound);
            return r.next();
        }
        r.generalize(LOAD_ATTR)
    }

    /// A property whose setter is a Python function: its frame is pushed over a copy of object and value.
    store_attr_property(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if classed(object, cache).is_some()
            && let Some(property) = borrowed(&cache.b).downcast::<Property>()
            && let Some(setter) = property.set.with(|set| set.as_ref().map(Value::bits))
            && let Some(function) = (*(&raw const setter).cast::<Value>()).downcast::<Function>()
            && function.code().hot.plain_arguments.get() == 2
            && r.vm.thread.depth + 1 < r.vm.recursion_limit
        {
            let (top, result) = ((*r.vm.thread.frame).top, r.sp.sub(2));
            let function: &Function = crate::vm::outlive(function);
            top.write(Some(Value::of(function)));
            top.add(1).write(result.add(1).read());
            top.add(2).write(result.read());
            return r.push_frame(function, top, result, Continuation::Discard);
        }
        r.generalize(STORE_ATTR)
    }

    store_attr_shape(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if shaped(object, cache).is_some() && object.is_shared() {
            r.sp = r.sp.sub(2);
            let old = place(object, cache.b.get()).replace(r.sp.read());
            let _ = r.sp.add(1).read().unwrap_unchecked().give_up();
            return match old {
                Some(old) => r.release(old),
                None => r.next(),
            };
        }
        r.generalize(STORE_ATTR)
    }

    /// An attribute that the instance gets now: it moves to the next shape.
    store_attr_add(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        let index = cache.c.get() >> 32;
        if let Some(prefix) = shaped(object, cache)
            && let Some(instance) = object.downcast::<Instance>()
            && instance.capacity() as u64 > index
            && object.is_shared()
        {
            r.sp = r.sp.sub(2);
            instance.place(index as usize).as_ptr().write(r.sp.read());
            prefix.set_shape_word(cache.b.get());
            let _ = r.sp.add(1).read().unwrap_unchecked().give_up();
            return r.next();
        }
        r.generalize(STORE_ATTR)
    }

    store_attr_slot(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if let Some(prefix) = classed(object, cache)
            && object.is_shared()
        {
            r.sp = r.sp.sub(2);
            let old = prefix.slot(cache.b.get() as usize).replace(r.sp.read());
            let _ = r.sp.add(1).read().unwrap_unchecked().give_up();
            return match old {
                Some(old) => r.release(old),
                None => r.next(),
            };
        }
        r.generalize(STORE_ATTR)
    }

    load_method_shape(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if shaped(object, cache).is_some() {
            let method = borrowed(&cache.b).clone();
            let object = r.sp.sub(1).replace(Some(method));
            r.sp.write(object);
            r.sp = r.sp.add(1);
            return r.next();
        }
        r.generalize(LOAD_METHOD)
    }

    /// LOAD_FAST and LOAD_METHOD_SHAPE.
    load_fast_load_method_shape(r) {
        let second = r.word_after(0);
        if second as u8 == special::LOAD_METHOD_SHAPE
            && let Some(object) = r.local(r.arg())
            && let cache = r.cache_of(second)
            && shaped(object, cache).is_some()
        {
            r.push(borrowed(&cache.b).clone());
            r.push(object.clone());
            r.ip = r.ip.add(1);
            return r.next();
        }
        r.go(load_fast)
    }

    load_method_exact(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if object.header().is_some_and(|h| h.is_exact() && h.tag() as u64 == cache.a.get()) {
            let method = borrowed(&cache.b).clone();
            let object = r.sp.sub(1).replace(Some(method));
            r.sp.write(object);
            r.sp = r.sp.add(1);
            return r.next();
        }
        r.generalize(LOAD_METHOD)
    }

    /// A class's function, called as `Class.name(...)`: a gap and the function.
    load_method_of_class(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if is_class(object, cache) {
            let value = borrowed(&cache.b).clone();
            let class = r.sp.sub(1).replace(None).unwrap_unchecked();
            r.push(value);
            return r.release(class);
        }
        r.generalize(LOAD_METHOD)
    }

    /// A module's function, called as `module.name(...)`: a gap and the function.
    load_method_module(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if classed(object, cache).is_some()
            && let Some(module) = object.downcast::<Module>()
            && module.dict().keys_version() == cache.a.get()
            && let Some(value) = &*(cache.b.get() as *const Slot)
        {
            let value = value.clone();
            let module = r.sp.sub(1).replace(None).unwrap_unchecked();
            r.push(value);
            return r.release(module);
        }
        r.generalize(LOAD_METHOD)
    }
}
