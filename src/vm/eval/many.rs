//! Attribute instructions that meet many classes: they look into a table that all such share. And `super().method`.

use std::mem::ManuallyDrop;

use crate::bytecode::opcode::number::*;
use crate::object::Value;
use crate::object::cell::CellObject;
use crate::object::descriptor::Property;
use crate::object::frame::{Continuation, Slot};
use crate::object::function::Function;
use crate::object::header::Header;
use crate::object::instance::Instance;
use crate::object::method_cache::Known;
use crate::object::prefix::Prefix;
use crate::object::shape::Shape;
use crate::vm::specialize::special;
use crate::vm::{Vm, exec};

use super::attributes::place;
use super::basic::load_fast;
use super::calls::call_function;
use super::handlers;

/// What is known of the name (with its mark) for an object, and the object's prefix.
#[inline(always)]
fn known<'o>(vm: &Vm, object: &'o Value, name: u64) -> Option<(u64, &'o Prefix)> {
    let prefix = object.header().and_then(Header::prefix)?;
    let target = vm.known_places.get(prefix.attribute_word(), prefix.class_version(), name)?;
    Some((target, prefix))
}

/// A value whose bits the table has; no reference is counted.
///
/// # Safety
/// The version that the table's entry is for is the object's class's, so that a class holds the value.
#[inline(always)]
unsafe fn borrowed(bits: u64) -> ManuallyDrop<Value> {
    // SAFETY: by contract; the reference is never given up.
    ManuallyDrop::new(unsafe { Value::from_bits(bits) })
}

/// Puts a value where the table says; the value that was there. None: the place is not to be had.
///
/// # Safety
/// The target is what the table knows of the object's shape and class. The value is given away only with an answer.
#[inline(always)]
unsafe fn store(object: &Value, prefix: &Prefix, target: u64, value: *const Slot) -> Option<Slot> {
    // SAFETY: by contract shape and slots have the places; shapes live as long as their class.
    unsafe {
        match target & Known::KINDS {
            0 => Some(place(object, target).replace(value.read())),
            Known::SLOT => Some(prefix.slot((target & !Known::KINDS) as usize).replace(value.read())),
            _ => {
                let word = target & !Known::KINDS;
                let index = (*((word - 1) as *const Shape)).len() - 1;
                if object.downcast::<Instance>()?.capacity() <= index {
                    return None;
                }
                place(object, index as u64).as_ptr().write(value.read());
                prefix.set_shape_word(word);
                Some(None)
            }
        }
    }
}

handlers! {
    load_attr_many(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if let Some((target, _)) = known(r.vm, object, cache.a.get()) {
            if target & Known::KINDS != 0 {
                return r.go(load_attr_many_other);
            }
            if let Some(value) = &*place(object, target).as_ptr() {
                let value = value.clone();
                return r.replace_top(value);
            }
        }
        r.word = LOAD_ATTR as usize | (cache.argument.get() as usize) << 8;
        r.go(load_attr_learning)
    }

    /// LOAD_FAST and LOAD_ATTR_MANY.
    load_fast_load_attr_many(r) {
        let second = r.word_after(0);
        if second as u8 == special::LOAD_ATTR_MANY
            && let Some(object) = r.local(r.arg())
            && let cache = r.cache_of(second)
            && let Some((target, _)) = known(r.vm, object, cache.a.get())
            && target & Known::KINDS == 0
            && let Some(value) = &*place(object, target).as_ptr()
        {
            r.push(value.clone());
            r.ip = r.ip.add(1);
            return r.next();
        }
        r.go(load_fast)
    }

    /// What is no attribute of the instance's own.
    #[inline(never)]
    load_attr_many_other(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if let Some((target, prefix)) = known(r.vm, object, cache.a.get()) {
            let bits = target & !Known::KINDS;
            match target & Known::KINDS {
                Known::SLOT => {
                    if let Some(value) = &*prefix.slot(bits as usize).as_ptr() {
                        let value = value.clone();
                        return r.replace_top(value);
                    }
                }
                Known::VALUE => {
                    let value = (*borrowed(bits)).clone();
                    return r.replace_top(value);
                }
                _ => {
                    let property = borrowed(bits);
                    let getter = property.downcast::<Property>().and_then(|p| p.get.with(|g| g.as_ref().map(Value::bits)));
                    let getter = borrowed(getter.unwrap_or(Value::NONE.bits()));
                    if let Some(function) = getter.downcast::<Function>()
                        && function.code().hot.plain_arguments.get() == 1
                        && r.vm.thread.depth + 1 < r.vm.recursion_limit
                    {
                        let (top, result) = ((*r.vm.thread.frame).top, r.sp.sub(1));
                        let function: &Function = crate::vm::outlive(function);
                        top.write(Some(Value::of(function)));
                        top.add(1).write(result.read());
                        return r.push_frame(function, top, result, Continuation::Call);
                    }
                }
            }
        }
        r.word = LOAD_ATTR as usize | (cache.argument.get() as usize) << 8;
        r.go(load_attr_learning)
    }

    #[inline(never)]
    load_attr_learning(r) {
        r.slow(|vm, index| {
            let object = vm.peek(0).clone();
            vm.learn_attribute(&object, exec::name_at(vm, index));
            drop(object);
            exec::load_attr(vm, index)
        })
    }

    store_attr_many(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if object.is_shared()
            && let Some((target, prefix)) = known(r.vm, object, cache.a.get())
            && let Some(old) = store(object, prefix, target, r.sp.sub(2))
        {
            r.sp = r.sp.sub(2);
            let _ = r.sp.add(1).read().unwrap_unchecked().give_up();
            return match old {
                Some(old) => r.release(old),
                None => r.next(),
            };
        }
        r.word = STORE_ATTR as usize | (cache.argument.get() as usize) << 8;
        r.go(store_attr_learning)
    }

    /// LOAD_FAST and STORE_ATTR_MANY.
    load_fast_store_attr_many(r) {
        let second = r.word_after(0);
        if second as u8 == special::STORE_ATTR_MANY
            && let Some(object) = r.local(r.arg())
            && let cache = r.cache_of(second)
            && let Some((target, prefix)) = known(r.vm, object, cache.a.get())
            && let Some(old) = store(object, prefix, target, r.sp.sub(1))
        {
            r.sp = r.sp.sub(1);
            r.ip = r.ip.add(1);
            return match old {
                Some(old) => r.release(old),
                None => r.next(),
            };
        }
        r.go(load_fast)
    }

    #[inline(never)]
    store_attr_learning(r) {
        r.slow(|vm, index| {
            let object = vm.peek(0).clone();
            vm.learn_store(&object, exec::name_at(vm, index));
            drop(object);
            exec::store_attr(vm, index)
        })
    }

    load_method_many(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if let Some((bits, _)) = known(r.vm, object, cache.a.get()) {
            let method = (*borrowed(bits)).clone();
            let object = r.sp.sub(1).replace(Some(method));
            r.sp.write(object);
            r.sp = r.sp.add(1);
            return r.next();
        }
        r.word = LOAD_METHOD as usize | (cache.argument.get() as usize) << 8;
        r.go(load_method_learning)
    }

    /// LOAD_FAST and LOAD_METHOD_MANY.
    load_fast_load_method_many(r) {
        let second = r.word_after(0);
        if second as u8 == special::LOAD_METHOD_MANY
            && let Some(object) = r.local(r.arg())
            && let cache = r.cache_of(second)
            && let Some((bits, _)) = known(r.vm, object, cache.a.get())
        {
            r.push((*borrowed(bits)).clone());
            r.push(object.clone());
            r.ip = r.ip.add(1);
            return r.next();
        }
        r.go(load_fast)
    }

    #[inline(never)]
    load_method_learning(r) {
        r.slow(|vm, index| {
            let object = vm.peek(0).clone();
            vm.learn_method(&object, exec::name_at(vm, index));
            drop(object);
            exec::load_method(vm, index)
        })
    }

    /// `super()` and LOAD_METHOD: the method behind the `__class__` cell's class, found without a super object.
    super_method(r) {
        let (cell, next) = (r.local(r.arg()), r.word_after(0));
        let callee = r.peek(0);
        if next as u8 == LOAD_METHOD
            && callee.is(r.vm.types().super_())
            && callee.is_shared()
            && let Some(object) = r.local(0)
            && let Some(prefix) = object.header().and_then(Header::prefix)
            && let Some(cell) = cell
            && let Some(class) = cell.downcast::<CellObject>().and_then(CellObject::bits)
            && let code = (*r.vm.thread.frame).code
            && let Some(name) = (*code).names().get(next >> 8)
            && let Some(bits) = r.vm.known_places.get(class, prefix.class_version(), name.bits() | Known::SUPER)
        {
            let (method, object) = ((*borrowed(bits)).clone(), object.clone());
            let callee = r.sp.sub(1).replace(Some(method)).unwrap_unchecked();
            let _ = callee.give_up();
            r.push(object);
            r.ip = r.ip.add(1);
            return r.next();
        }
        r.go(super_learning)
    }

    #[inline(never)]
    super_learning(r) {
        r.save();
        learn_super(r.vm, r.word >> 8);
        r.word = CALL_FUNCTION as usize;
        r.go(call_function)
    }
}

/// Looks what SUPER_METHOD will find in the running frame, whose `__class__` cell lies in this slot.
#[inline(never)]
fn learn_super(vm: &mut Vm, slot: usize) {
    // SAFETY: the running frame; its saved ip is before LOAD_METHOD, and the slot was verified.
    unsafe {
        let frame = vm.thread.frame;
        let next = (*(*frame).ip).get() as usize;
        let (object, cell) = ((*(*frame).fp).clone(), (*(*frame).fp.add(slot)).clone());
        let class = cell.as_ref().and_then(|cell| cell.downcast::<CellObject>()).and_then(CellObject::get);
        if next as u8 == LOAD_METHOD
            && let (Some(object), Some(class)) = (object, class)
            && let Some(name) = (*(*frame).code).names().get(next >> 8)
        {
            vm.learn_super(&object, &class, name);
        }
    }
}

impl Vm {
    /// CALL_FUNCTION calls `super` without arguments: if LOAD_METHOD follows, both become one.
    #[inline(never)]
    pub(super) fn specialize_super(&mut self) {
        // SAFETY: the running frame; its saved ip is behind CALL_FUNCTION, which no code ends with.
        unsafe {
            let frame = self.thread.frame;
            let code = &*(*frame).code;
            let (runtime, object) = (code.running(), &code.object);
            let (word, next) = (&*(*frame).ip.sub(1), &*(*frame).ip);
            if runtime.warm.get().is_none() {
                return;
            }
            let place = object.freevars.iter().position(|name| &**name == "__class__");
            let (Some(place), true) = (place, word.get() == u32::from(CALL_FUNCTION)) else { return };
            if object.argcount == 0 || runtime.cell_arguments.contains(&Some(0)) {
                return;
            }
            if next.get() as u8 != LOAD_METHOD {
                return;
            }
            let slot = code.hot.first_cell.get() + (object.cellvars.len() + place) as u32;
            word.set(u32::from(special::SUPER_METHOD) | slot << 8);
        }
    }
}
