//! `anext(iterator, default)`: awaits the step, gives the default at the end.

use crate::object::asynchronous::AnextAwaitable;
use crate::object::class::Class;
use crate::object::guarded::Guarded;
use crate::object::native::{Args, NativeDef};
use crate::object::{Exception, PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

pub static CLASS: ClassDef = ClassDef {
    name: "anext_awaitable",
    slots: slots!(|slots| {
        slots.iter.set(Some(|_, this| Ok(this.clone())));
        slots.await_.set(Some(|_, this| Ok(this.clone())));
        slots.next.set(Some(next));
    }),
    methods: &[
        NativeDef::method("send(self, arg, /)", "", |vm, args| forward(vm, args, "send")),
        NativeDef::method("throw(self, typ, val=None, tb=None, /)", "", |vm, args| forward(vm, args, "throw")),
        NativeDef::method("close(self, /)", "", |vm, args| forward(vm, args, "close")),
    ],
    ..ClassDef::EMPTY
};

pub(super) fn new(vm: &Vm, awaitable: Value, default: Value) -> Value {
    let state = AnextAwaitable { awaitable, iterator: Guarded::new(None), default };
    vm.heap().boxed(vm.types().anext_awaitable(), state)
}

fn iterator(vm: &mut Vm, state: &AnextAwaitable) -> PyResult {
    if let Some(iterator) = state.iterator.get() {
        return Ok(iterator);
    }
    let mut iterator = vm.awaitable_iterator(&state.awaitable)?;
    // A coroutine, or a future that is awaited without an iterator.
    let slots = &vm.class_of(&iterator).slots;
    if let (None, Some(step)) = (slots.next.get(), slots.await_.get()) {
        iterator = step(vm, &iterator)?;
        if vm.class_of(&iterator).slots.next.get().is_none() {
            return Err(vm.type_error("__await__ must return an iterator"));
        }
    }
    drop(state.iterator.replace(Some(iterator.clone())));
    Ok(iterator)
}

/// The end of the asynchronous iteration is a StopIteration with the default.
fn at_end(vm: &Vm, state: &AnextAwaitable, error: Exception) -> Exception {
    match vm.is_exception(&error, vm.types().stop_async_iteration()) {
        true => vm.stop_iteration(state.default.clone()),
        false => error,
    }
}

fn next(vm: &mut Vm, this: &Value) -> PyResult<Option<Value>> {
    let Some(state) = this.payload::<AnextAwaitable>() else { return Ok(None) };
    let iterator = iterator(vm, state)?;
    let class = vm.heap().class_of(&iterator).clone();
    let Some(step) = class.downcast::<Class>().and_then(|c| c.slots.next.get()) else {
        return Err(vm.type_error(format!("'{}' object is not an iterator", vm.type_name(&iterator))));
    };
    step(vm, &iterator).map_err(|error| at_end(vm, state, error))
}

fn forward(vm: &mut Vm, args: &mut Args<'_>, method: &str) -> PyResult {
    let this = args.take(0);
    let Some(state) = this.payload::<AnextAwaitable>() else { return Ok(Value::NONE) };
    let iterator = iterator(vm, state)?;
    let given: Vec<Value> = (1..args.len()).filter_map(|i| args.take_opt(i)).collect();
    let name = vm.heap().intern(method);
    vm.call_method(&iterator, &name, &given).map_err(|error| at_end(vm, state, error))
}
