//! Calls of `len` and `isinstance` without a call, as long as it is they that are called.

use crate::bytecode::opcode::number::*;
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::frame::Continuation;
use crate::object::list::List;
use crate::object::native::NativeFunction;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::object::{Tag, Value};
use crate::vm::Vm;
use crate::vm::specialize::special;

use super::calls::call_function;
use super::handlers;

/// The functions; None until they were looked for, Python's where a script had replaced them by then.
#[derive(Default)]
pub(in crate::vm) struct Intrinsics {
    len: Option<Value>,
    isinstance: Option<Value>,
}

/// The length of a plain container.
#[inline(always)]
fn length(object: &Value) -> Option<usize> {
    let header = object.header().filter(|header| header.is_exact())?;
    match header.tag() {
        Tag::List => object.downcast::<List>().map(List::len),
        Tag::Tuple => object.downcast::<Tuple>().map(Tuple::len),
        Tag::Dict => object.downcast::<Dict>().map(Dict::len),
        Tag::Str => object.downcast::<Str>().map(Str::len),
        _ => None,
    }
}

/// `isinstance(object, class)` where nothing of a script's is asked: 0 or 1; 2 elsewhere.
#[inline(never)]
fn is_instance(vm: &mut Vm, object: &Value, class: &Value) -> u8 {
    if let Some(classes) = class.downcast_exact::<Tuple>() {
        for class in classes.items() {
            match if class.tag() == Tag::Tuple { 2 } else { is_instance(vm, object, class) } {
                0 => {}
                answer => return answer,
            }
        }
        return 0;
    }
    if class.downcast_exact::<Class>().is_none() {
        return 2;
    }
    let own = vm.class_of(object);
    if own.is_subclass(class) {
        return 1;
    }
    // The object may say that it is of another class.
    let name = &vm.names().class;
    let usual = vm.types().object().downcast::<Class>().and_then(|object| vm.type_lookup(object, name));
    let found = vm.type_lookup(own, name);
    match (usual, found) {
        (Some(usual), Some(found))
            if found.is(&usual) && own.has_flag(crate::object::class::class_flag::PLAIN_GETATTRIBUTE) =>
        {
            0
        }
        _ => 2,
    }
}

handlers! {
    call_len(r) {
        if r.peek(1).is(r.vm.intrinsics.len.as_ref().unwrap_or(&Value::NONE))
            && r.peek(1).is_shared()
            && let Some(length) = length(r.peek(0))
        {
            let object = r.pop();
            let _ = r.pop().give_up();
            r.push(Value::from_len(length));
            return r.release(object);
        }
        r.go(call_len_other)
    }

    /// `len` of an instance with a `__len__`.
    #[inline(never)]
    call_len_other(r) {
        if r.peek(1).is(r.vm.intrinsics.len.as_ref().unwrap_or(&Value::NONE))
            && let Some(function) = r.unary_method(|names| &names.len)
        {
            let object = r.sp.sub(1).read();
            drop(r.sp.sub(2).replace(object));
            r.sp = r.sp.sub(1);
            return r.run_over(function, 1, Continuation::Length);
        }
        r.go(call_function)
    }

    call_isinstance(r) {
        if r.peek(2).is(r.vm.intrinsics.isinstance.as_ref().unwrap_or(&Value::NONE))
            && r.peek(2).is_shared()
            && r.peek(0).is_shared()
        {
            let answer = is_instance(r.vm, r.peek(1), r.peek(0));
            if answer < 2 {
                let _ = r.pop().give_up();
                let object = r.pop();
                let _ = r.pop().give_up();
                r.push(Value::bool(answer != 0));
                return r.release(object);
            }
        }
        r.go(call_function)
    }
}

impl Vm {
    /// A native is called with so many arguments: if it is one of those above, CALL_FUNCTION gets their form.
    #[inline(always)]
    pub(super) fn specialize_native_call(&mut self, callee: &Value, given: usize) {
        let (known, form) = match given {
            1 => (&self.intrinsics.len, special::CALL_LEN),
            2 => (&self.intrinsics.isinstance, special::CALL_ISINSTANCE),
            _ => return,
        };
        if known.as_ref().is_none_or(|known| known.is(callee)) {
            self.specialize_intrinsic(callee, form);
        }
    }

    #[inline(never)]
    fn specialize_intrinsic(&mut self, callee: &Value, form: u8) {
        if self.intrinsics.len.is_none() {
            let find = |name: &str| {
                let found = self.builtins.downcast::<Dict>().and_then(|b| b.get_str(&self.heap().intern(name)));
                let is_it = |f: &NativeFunction| f.def.name() == name && f.bound.is_none() && f.owner.is_none();
                found.filter(|found| found.downcast::<NativeFunction>().is_some_and(is_it)).unwrap_or(Value::NONE)
            };
            self.intrinsics = Intrinsics { len: Some(find("len")), isinstance: Some(find("isinstance")) };
            return;
        }
        // SAFETY: the running frame; its saved ip is behind the call.
        unsafe {
            let frame = self.thread.frame;
            let word = &*(*frame).ip.sub(1);
            if word.get() as u8 == CALL_FUNCTION && (*(*frame).code).running().warm.get().is_some() {
                debug_assert!(callee.tag() == Tag::Native);
                word.set(word.get() & !0xff | u32::from(form));
            }
        }
    }
}
