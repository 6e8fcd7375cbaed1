//! aiter and anext.

use crate::object::PyResult;
use crate::object::native::{Args, NativeDef};
use crate::vm::Vm;

use super::attributes::class_of;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("aiter(async_iterable, /)", "Return an AsyncIterator for an AsyncIterable object.", aiter),
    NativeDef::function("anext(aiterator, default=None, /)", "Return the next item from the async iterator.", anext),
];

fn aiter(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let iterable = args.get(0);
    let Some(aiter) = class_of(vm, iterable).and_then(|c| c.slots.aiter.get()) else {
        let name = vm.type_name(iterable);
        return Err(vm.type_error(format!("'{name}' object is not an async iterable")));
    };
    let iterator = aiter(vm, iterable)?;
    if class_of(vm, &iterator).is_none_or(|c| c.slots.anext.get().is_none()) {
        let name = vm.type_name(&iterator);
        return Err(vm.type_error(format!("aiter() returned not an async iterator of type '{name}'")));
    }
    Ok(iterator)
}

fn anext(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let iterator = args.get(0);
    let Some(anext) = class_of(vm, iterator).and_then(|c| c.slots.anext.get()) else {
        let name = vm.type_name(iterator);
        return Err(vm.type_error(format!("'{name}' object is not an async iterator")));
    };
    let awaitable = anext(vm, iterator)?;
    match args.take_opt(1) {
        None => Ok(awaitable),
        Some(default) => Ok(super::anext_awaitable::new(vm, awaitable, default)),
    }
}
