//! `itertools`: each iterator is a state with a step; a row makes a class of it.

mod combining;
mod grouping;
mod selecting;
mod sources;
mod tee;

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::guarded::Guarded;
use crate::object::native::NativeDef;
use crate::object::slots::Slots;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

use super::ModuleDef;

#[rustfmt::skip]
pub static ITERTOOLS: ModuleDef = ModuleDef {
    name: "itertools",
    doc: "Functional tools for creating and using iterators.",
    functions: &[tee::TEE],
    classes: &[
        &selecting::ACCUMULATE, &sources::CHAIN, &combining::COMBINATIONS, &combining::WITH_REPLACEMENT,
        &selecting::COMPRESS, &sources::COUNT, &sources::CYCLE, &selecting::DROPWHILE, &selecting::FILTERFALSE,
        &grouping::GROUPBY, &selecting::ISLICE, &grouping::PAIRWISE, &combining::PERMUTATIONS, &combining::PRODUCT,
        &sources::REPEAT, &selecting::STARMAP, &selecting::TAKEWHILE, &grouping::ZIP_LONGEST,
        &tee::TEE_ITERATOR, &tee::TEE_DATA, &grouping::GROUPER,
    ],
    ..ModuleDef::EMPTY
};

const REDUCE_DOC: &str = "Return state information for pickling.";
const SET_STATE_DOC: &str = "Set state information for unpickling.";

/// `(class, args)` or `(class, args, state)`, for `__reduce__`.
fn reduced(vm: &Vm, value: &Value, args: Vec<Value>, state: Option<Value>) -> PyResult {
    let heap = vm.heap();
    let mut parts = vec![heap.class_of(value).clone(), heap.tuple(args)];
    parts.extend(state);
    Ok(heap.tuple(parts))
}

/// The items of a state that must be a tuple.
fn state_items<'v>(vm: &Vm, state: &'v Value) -> PyResult<&'v [Value]> {
    match state.downcast::<Tuple>() {
        Some(tuple) => Ok(tuple.items()),
        None => Err(vm.type_error("state is not a tuple")),
    }
}

/// The state of an iterator and its step. None: exhausted.
trait Step: Payload {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>>;
}

/// The class of iterators with the state `T`.
const fn row<T: Step>(name: &'static str, doc: &'static str, new: &'static NativeDef) -> ClassDef {
    ClassDef {
        name,
        module: "itertools",
        doc,
        flags: class_flag::BASE,
        slots: fill::<T>,
        new: Some(new),
        ..ClassDef::EMPTY
    }
}

fn fill<T: Step>(s: &Slots) {
    s.iter.set(Some(|_, v| Ok(v.clone())));
    s.next.set(Some(next::<T>));
}

fn next<T: Step>(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    match v.payload::<T>() {
        Some(state) => state.step(vm),
        None => Err(vm.type_error("an iterator of itertools is required")),
    }
}

/// An iterator that is dropped when it ends: after that the end stays.
struct Source(Guarded<Option<Value>>);

impl Source {
    fn new(iterator: Value) -> Source {
        Source(Guarded::new(Some(iterator)))
    }

    /// The iterator, unless it has ended.
    fn get(&self) -> Option<Value> {
        self.0.get()
    }

    fn end(&self) {
        drop(self.0.take());
    }

    fn next(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        let Some(iterator) = self.get() else { return Ok(None) };
        let item = vm.next(&iterator)?;
        if item.is_none() {
            self.end();
        }
        Ok(item)
    }

    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.0.with(|v| v.iter().for_each(visit));
    }
}

/// Visits a vector of values.
fn traverse_all(values: &Guarded<Vec<Value>>, visit: &mut Visitor<'_>) {
    values.with(|values| values.iter().for_each(visit));
}

/// Appends to a vector that a script can make large.
fn push(vm: &Vm, values: &Guarded<Vec<Value>>, value: Value) -> PyResult<()> {
    let pushed = values.with_mut(|values| {
        values.try_reserve(1)?;
        values.push(value);
        Ok::<(), std::collections::TryReserveError>(())
    });
    pushed.map_err(|_| vm.memory_error())
}
