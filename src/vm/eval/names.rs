//! Globals and builtins by their caches.

use crate::bytecode::opcode::number::{LOAD_GLOBAL, LOAD_NAME, STORE_NAME};
use crate::object::Value;
use crate::object::dict::Dict;
use crate::object::frame::Slot;
use crate::object::function::Function;

use super::{Regs, handlers};

impl Regs<'_> {
    /// The running function: it lies below the locals as long as its frame runs.
    #[inline(always)]
    unsafe fn function<'f>(&self) -> Option<&'f Function> {
        // SAFETY: the slot holds the callee.
        unsafe { (*self.fp.sub(1)).as_ref().and_then(|f| f.downcast::<Function>()) }
    }

    /// Are the names of the running code those of its globals?
    #[inline(always)]
    unsafe fn names_are_globals(&self, function: &Function) -> bool {
        // SAFETY: code without fast locals has its namespace in the last slot.
        unsafe {
            let slots = (*(*self.vm.thread.frame).code).hot.slots.get() as usize;
            (*self.fp.add(slots).sub(1)).as_ref().is_some_and(|names| names.is(&function.globals))
        }
    }

    /// A value where a cache says that it lies in a dict whose keys are as they were.
    #[inline(always)]
    unsafe fn cached_item(&self, address: u64) -> Option<Value> {
        // SAFETY: the version of the dict's keys was compared: its entries have not moved.
        unsafe { (*(address as *const Slot)).clone() }
    }
}

#[inline(always)]
fn has_keys(dict: &Value, version: u64) -> bool {
    dict.downcast::<Dict>().is_some_and(|dict| dict.keys_version() == version)
}

handlers! {
    /// A module's own name or one of the builtins.
    load_name_module(r) {
        let cache = r.cache();
        if let Some(function) = r.function()
            && r.names_are_globals(function)
            && has_keys(&function.globals, cache.a.get())
            && (cache.c.get() == 0 || has_keys(&function.builtins, cache.c.get()))
            && let Some(value) = r.cached_item(cache.b.get())
        {
            r.push(value);
            return r.next();
        }
        r.generalize(LOAD_NAME)
    }

    store_name_module(r) {
        let cache = r.cache();
        if let Some(function) = r.function()
            && r.names_are_globals(function)
            && has_keys(&function.globals, cache.a.get())
            && let place = cache.b.get() as *mut Slot
            && (*place).is_some()
        {
            let old = place.replace(Some(r.pop())).unwrap_unchecked();
            return r.release(old);
        }
        r.generalize(STORE_NAME)
    }

    load_global_module(r) {
        let cache = r.cache();
        if let Some(function) = r.function()
            && has_keys(&function.globals, cache.a.get())
            && let Some(value) = r.cached_item(cache.b.get())
        {
            r.push(value);
            return r.next();
        }
        r.generalize(LOAD_GLOBAL)
    }

    load_global_builtin(r) {
        let cache = r.cache();
        if let Some(function) = r.function()
            && has_keys(&function.globals, cache.a.get())
            && has_keys(&function.builtins, cache.c.get())
            && let Some(value) = r.cached_item(cache.b.get())
        {
            r.push(value);
            return r.next();
        }
        r.generalize(LOAD_GLOBAL)
    }
}
