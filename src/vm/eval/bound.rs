//! LOAD_METHOD of staticmethods and classmethods, by way of an instance or of the class.

use crate::bytecode::opcode::number::*;
use crate::object::class::Class;
use crate::object::code::Cache;
use crate::object::descriptor::{ClassMethod, StaticMethod};
use crate::object::{Header, Tag, Value};

use super::attributes::{borrowed, shaped};
use super::{Outcome, Regs, handlers};

/// What the cache's staticmethod wraps.
#[inline(always)]
unsafe fn static_function(cache: &Cache) -> Option<Value> {
    // SAFETY: the caller has compared the version of the class that holds it.
    unsafe { borrowed(&cache.b).downcast::<StaticMethod>()?.function.with(Clone::clone) }
}

/// The Python function that the cache's classmethod wraps.
#[inline(always)]
unsafe fn class_function(cache: &Cache) -> Option<Value> {
    // SAFETY: as for `static_function`. It may have been given another callable.
    let function = unsafe { borrowed(&cache.b).downcast::<ClassMethod>()?.function.with(Clone::clone) };
    match function {
        Some(function) if function.tag() == Tag::Function => Some(function),
        _ => None,
    }
}

/// Does the object at hand have the version that the cache has, being a class itself, and its metaclass, too?
#[inline(always)]
pub(super) fn is_class(object: &Value, cache: &Cache) -> bool {
    let metaclass = object.header().and_then(Header::prefix).map_or(0, |prefix| u64::from(prefix.class_version()));
    object.downcast::<Class>().is_some_and(|class| u64::from(class.version.get()) == cache.c.get())
        && metaclass == cache.a.get()
}

impl Regs<'_> {
    /// In the place of the object, a gap and a callable.
    #[inline(always)]
    unsafe fn leave_static(mut self, function: Value) -> Outcome {
        // SAFETY: the top is an operand; LOAD_METHOD has room for one more.
        unsafe {
            let object = self.sp.sub(1).replace(None).unwrap_unchecked();
            self.push(function);
            self.release(object)
        }
    }
}

handlers! {
    load_method_static(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if shaped(object, cache).is_some() && let Some(function) = static_function(cache) {
            return r.leave_static(function);
        }
        r.generalize(LOAD_METHOD)
    }

    load_method_static_of_class(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if is_class(object, cache) && let Some(function) = static_function(cache) {
            return r.leave_static(function);
        }
        r.generalize(LOAD_METHOD)
    }

    load_method_classmethod(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if let Some(prefix) = shaped(object, cache) && let Some(function) = class_function(cache) {
            let class = prefix.class().clone();
            let object = r.sp.sub(1).replace(Some(function)).unwrap_unchecked();
            r.push(class);
            return r.release(object);
        }
        r.generalize(LOAD_METHOD)
    }

    load_method_classmethod_of_class(r) {
        let (cache, object) = (r.cache(), r.peek(0));
        if is_class(object, cache) && let Some(function) = class_function(cache) {
            let class = r.sp.sub(1).replace(Some(function));
            r.sp.write(class);
            r.sp = r.sp.add(1);
            return r.next();
        }
        r.generalize(LOAD_METHOD)
    }
}
