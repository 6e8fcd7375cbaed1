//! `iter(callable, sentinel)`.

use crate::object::boxed::Payload;
use crate::object::guarded::Guarded;
use crate::object::heap::Visitor;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

/// Callable and sentinel; None once exhausted.
struct CallableIterator {
    parts: Guarded<Option<(Value, Value)>>,
}

impl Payload for CallableIterator {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.parts.with(|parts| {
            if let Some((callable, sentinel)) = parts {
                visit(callable);
                visit(sentinel);
            }
        });
    }
}

pub static CLASS: ClassDef = ClassDef {
    name: "callable_iterator",
    slots: |slots| {
        slots.iter.set(Some(|_, iterator| Ok(iterator.clone())));
        slots.next.set(Some(next));
    },
    ..ClassDef::EMPTY
};

pub(super) fn new(vm: &Vm, callable: Value, sentinel: Value) -> Value {
    let parts = Guarded::new(Some((callable, sentinel)));
    vm.heap().boxed(vm.types().callable_iterator(), CallableIterator { parts })
}

fn next(vm: &mut Vm, iterator: &Value) -> PyResult<Option<Value>> {
    let Some(state) = iterator.payload::<CallableIterator>() else { return Ok(None) };
    let Some((callable, sentinel)) = state.parts.get() else { return Ok(None) };
    match vm.call(&callable, &[]) {
        Ok(item) => {
            if vm.equal(&sentinel, &item)? {
                drop(state.parts.take());
                return Ok(None);
            }
            Ok(Some(item))
        }
        Err(error) if vm.is_exception(&error, vm.types().stop_iteration()) => {
            drop(state.parts.take());
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
