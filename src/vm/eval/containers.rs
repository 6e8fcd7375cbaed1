//! Subscripts, membership, building and unpacking.

use std::ptr::NonNull;

use crate::number::small;
use crate::object::Value;
use crate::object::dict::{Cursor, Dict, Probe};
use crate::object::frame::Slot;
use crate::object::list::List;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::vm::errors::OrMemoryError;
use crate::vm::{Vm, exec};

use super::basic::{load_const, load_fast};
use super::{Outcome, Regs, handlers, raise_kept, resume};

/// The item of a list or tuple at a small index.
#[inline(always)]
fn item(object: &Value, key: &Value) -> Option<Value> {
    let index = key.as_small_int()?;
    if let Some(list) = object.downcast_exact::<List>() {
        return list.with(|items| {
            let index = if index < 0 { index + items.len() as i64 } else { index };
            items.get(index as usize).cloned()
        });
    }
    let items = object.downcast_exact::<Tuple>()?.items();
    let index = if index < 0 { index + items.len() as i64 } else { index };
    items.get(index as usize).cloned()
}

/// Where a list has its item at a small index. To be written to at once: nothing else looks at the list meanwhile.
#[inline(always)]
fn place(object: &Value, key: &Value) -> Option<*mut Value> {
    let index = key.as_small_int()?;
    object.downcast_exact::<List>()?.with_mut(|items| {
        let index = if index < 0 { index + items.len() as i64 } else { index };
        items.get_mut(index as usize).map(std::ptr::from_mut)
    })
}

/// The hash of a key that compares without Python code.
#[inline(always)]
fn simple_hash(key: &Value) -> Option<i64> {
    match key.downcast_exact::<Str>() {
        Some(s) => Some(s.hash()),
        None => key.as_small_int().map(small::hash),
    }
}

/// The entry of such a key; None: not there, or not to be told so.
#[inline(always)]
fn entry(dict: &Dict, key: &Value) -> Option<usize> {
    match dict.probe(key, &mut Cursor::new(simple_hash(key)?)) {
        Probe::Found(index) => Some(index),
        _ => None,
    }
}

impl Regs<'_> {
    /// An item takes the place of object and key.
    #[inline(always)]
    unsafe fn subscripted(mut self, item: Value) -> Outcome {
        // SAFETY: two operands lie there; the key is small, or shared by the dict.
        unsafe {
            let key = self.pop();
            let object = self.sp.sub(1).replace(Some(item)).unwrap_unchecked();
            if !key.is_shared() {
                self.sp.write(Some(key));
                self.word = object.give_up().map_or(0, |dead| dead.as_ptr() as usize);
                return self.go(drop_two);
            }
            let _ = key.give_up();
            self.release(object)
        }
    }
}

/// The topmost operands, which are strs, make way for one of all their text. False: there is an exception in
/// `thread.raised`.
#[inline(never)]
unsafe fn join_operands(vm: &mut Vm, first: *mut Slot, count: usize) -> bool {
    // SAFETY: so many operands lie there.
    unsafe {
        let joined = vm.heap().str_joined(None, std::slice::from_raw_parts(first.cast(), count));
        for i in 0..count {
            drop(first.add(i).read());
        }
        (*vm.thread.frame).sp = first;
        match joined {
            Some(text) => vm.push(text),
            None => vm.thread.raised = Some(vm.memory_error()),
        }
        vm.thread.raised.is_none()
    }
}

handlers! {
    /// Drops the value above the operands and frees a dead object, if there is one, then goes on. The second has no place
    /// of its own: the frame may be full.
    #[inline(never)]
    drop_two(r) {
        r.save();
        drop(r.sp.read());
        if let Some(dead) = NonNull::new(r.word as *mut _) {
            Value::free(dead);
        }
        resume(r.vm)
    }

    binary_subscr(r) {
        match item(r.peek(1), r.peek(0)) {
            Some(item) => {
                r.sp = r.sp.sub(1);
                let object = r.sp.sub(1).replace(Some(item)).unwrap_unchecked();
                r.release(object)
            }
            None => r.go(binary_subscr_dict),
        }
    }

    #[inline(never)]
    binary_subscr_dict(r) {
        if let Some(dict) = r.peek(1).downcast_exact::<Dict>()
            && let Some(index) = entry(dict, r.peek(0))
            && let Some(value) = dict.value_at(index)
        {
            return r.subscripted(value);
        }
        if let Some(function) = r.getitem_method() {
            return r.run_getitem(function);
        }
        r.slow(|vm, _| exec::get_item(vm))
    }

    /// LOAD_FAST, LOAD_FAST, BINARY_SUBSCR.
    locals_subscr(r) {
        let second = r.word_after(0);
        if let (Some(object), Some(key)) = (r.local(r.arg()), r.local(second >> 8))
            && let Some(item) = item(object, key)
        {
            r.push(item);
            r.ip = r.ip.add(2);
            return r.next();
        }
        r.go(load_fast)
    }

    /// LOAD_FAST, LOAD_CONST, BINARY_SUBSCR.
    constant_subscr(r) {
        let second = r.word_after(0);
        if let Some(object) = r.local(r.arg())
            && let Some(item) = item(object, r.constant(second >> 8))
        {
            r.push(item);
            r.ip = r.ip.add(2);
            return r.next();
        }
        r.go(load_fast)
    }

    store_subscr(r) {
        let (object, key) = (r.peek(1), r.peek(0));
        if object.is_shared()
            && let Some(place) = place(object, key)
        {
            let old = place.replace(r.sp.sub(3).read().unwrap_unchecked());
            let _ = r.sp.sub(2).read().unwrap_unchecked().give_up();
            r.sp = r.sp.sub(3);
            return r.release(old);
        }
        r.go(store_subscr_dict)
    }

    /// LOAD_FAST, LOAD_FAST, STORE_SUBSCR.
    locals_store_subscr(r) {
        let second = r.word_after(0);
        if let (Some(object), Some(key)) = (r.local(r.arg()), r.local(second >> 8))
            && let Some(place) = place(object, key)
        {
            let old = place.replace(r.pop());
            r.ip = r.ip.add(2);
            return r.release(old);
        }
        r.go(load_fast)
    }

    /// LOAD_CONST, LOAD_FAST, LOAD_FAST, STORE_SUBSCR.
    const_locals_store_subscr(r) {
        let (second, third) = (r.word_after(0), r.word_after(1));
        if let (Some(object), Some(key)) = (r.local(second >> 8), r.local(third >> 8))
            && let Some(place) = place(object, key)
        {
            let old = place.replace(r.constant(r.arg()).clone());
            r.ip = r.ip.add(3);
            return r.release(old);
        }
        r.go(load_const)
    }

    #[inline(never)]
    store_subscr_dict(r) {
        if let Some(dict) = r.peek(1).downcast_exact::<Dict>()
            && let Some(index) = entry(dict, r.peek(0))
        {
            let (key, object) = (r.pop(), r.pop());
            let value = r.pop();
            let old = dict.replace_at(index, value);
            drop(key);
            drop(object);
            drop(old);
            r.save();
            return resume(r.vm);
        }
        if let Some(function) = r.setitem_method() {
            return r.run_setitem(function);
        }
        r.slow(|vm, _| exec::set_item(vm))
    }

    contains_op(r) {
        if let Some(dict) = r.peek(0).downcast_exact::<Dict>()
            && let Some(hash) = simple_hash(r.peek(1))
        {
            let found = match dict.probe(r.peek(1), &mut Cursor::new(hash)) {
                Probe::Found(_) => true,
                Probe::Absent => false,
                Probe::Compare { stored, .. } => {
                    drop(stored);
                    return r.go(contains_other);
                }
            };
            let answer = Value::bool(found != (r.arg() != 0));
            let (dict, key) = (r.pop(), r.pop());
            r.push(answer);
            r.sp.write(Some(key));
            r.word = dict.give_up().map_or(0, |dead| dead.as_ptr() as usize);
            return r.go(drop_two);
        }
        r.go(contains_other)
    }

    #[inline(never)]
    contains_other(r) {
        if let Some(function) = r.contains_method() {
            return r.run_contains(function);
        }
        r.slow(|vm, invert| exec::contains(vm, invert != 0))
    }

    build_tuple(r) {
        let count = r.arg();
        let first = r.sp.sub(count);
        r.save();
        let tuple = r.vm.heap().tuple_moved(first.cast(), count);
        (*r.vm.thread.frame).sp = first;
        r.vm.push(tuple);
        resume(r.vm)
    }

    build_string(r) {
        let first = r.sp.sub(r.arg());
        r.save();
        if join_operands(r.vm, first, r.arg()) { resume(r.vm) } else { raise_kept(r.vm) }
    }

    build_list(r) {
        let count = r.arg();
        let first = r.sp.sub(count);
        let mut items: Vec<Value> = Vec::with_capacity(count);
        std::ptr::copy_nonoverlapping(first.cast(), items.as_mut_ptr(), count);
        items.set_len(count);
        r.sp = first;
        let list = r.vm.heap().list(items);
        r.push(list);
        r.save();
        resume(r.vm)
    }

    list_append(r) {
        if let Some(list) = r.peek(r.arg()).downcast::<List>()
            && let Some(place) = list.with_mut(|items| (items.len() < items.capacity()).then(|| {
                let place = items.as_mut_ptr().add(items.len());
                items.set_len(items.len() + 1);
                place
            }))
        {
            place.write(r.pop());
            return r.next();
        }
        r.go(list_append_growing)
    }

    #[inline(never)]
    list_append_growing(r) {
        r.slow(|vm, depth| {
            let value = vm.pop();
            match vm.peek(depth - 1).downcast::<List>() {
                Some(list) => list.try_push(value).or_memory_error(vm),
                None => Ok(()),
            }
        })
    }

    unpack_sequence(r) {
        let count = r.arg();
        let value = r.peek(0);
        if let Some(tuple) = value.downcast_exact::<Tuple>()
            && tuple.len() == count
        {
            // Two hot sizes without a loop; the first item ends on top.
            r.sp = r.sp.sub(1);
            let items = tuple.items();
            let mut at = count;
            while at > 0 {
                at -= 1;
                r.push(items.get_unchecked(at).clone());
            }
            // The tuple itself was the operand below; its reference goes last.
            let tuple: Value = Value::from_bits(std::ptr::from_ref(tuple) as u64);
            return r.release(tuple);
        }
        if let Some(list) = value.downcast_exact::<List>()
            && list.len() == count
            && value.is_shared()
        {
            r.sp = r.sp.sub(1);
            let list_value = r.sp.read().unwrap_unchecked();
            list.with(|items| {
                for item in items.iter().rev() {
                    r.push(item.clone());
                }
            });
            return r.release(list_value);
        }
        r.slow(exec::unpack_sequence)
    }

    set_add(r) {
        let item = r.peek(0);
        // An item that is there already.
        if let Some(hash) = simple_hash(item)
            && let Some(table) = r.peek(r.arg()).set_table()
            && table.with(|table| matches!(table.find_simple(item, hash), Some(Ok(_))))
        {
            let item = r.pop();
            return r.release(item);
        }
        r.slow(exec::set_add)
    }

    map_add(r) { r.slow(exec::map_add) }
}
