//! The iterators over sequences: list, tuple, str, bytes, bytearray, range, and anything with `__getitem__`.

use crate::object::bytes::{ByteArray, Bytes};
use crate::object::dict::Dict;
use crate::object::iterator::{RangeIterator, SequenceIterator};
use crate::object::list::List;
use crate::object::native::NativeDef;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::arguments::receiver;

macro_rules! sequence_iterators {
    ($($row:ident = $name:literal, $next:path, $methods:ident;)*) => {
        $(
            /// The row of the class of this name.
            pub static $row: ClassDef = ClassDef {
                name: $name,
                layout: Tag::SequenceIterator,
                slots: slots!(|s| {
                    s.iter.set(Some(itself));
                    s.next.set(Some($next));
                }),
                methods: $methods,
                ..ClassDef::EMPTY
            };
        )*
    };
}

sequence_iterators! {
    LIST_ITERATOR = "list_iterator", list_next, FORWARD;
    LIST_REVERSEITERATOR = "list_reverseiterator", list_reverse_next, BACKWARD;
    TUPLE_ITERATOR = "tuple_iterator", tuple_next, FORWARD;
    STR_ITERATOR = "str_iterator", str_next, FORWARD;
    BYTES_ITERATOR = "bytes_iterator", bytes_next, FORWARD;
    BYTEARRAY_ITERATOR = "bytearray_iterator", bytearray_next, FORWARD;
    MEMORY_ITERATOR = "memory_iterator", getitem_next, FORWARD;
    SEQUENCE_ITERATOR = "iterator", getitem_next, FORWARD;
}

/// range_iterator's row.
pub static RANGE_ITERATOR: ClassDef = ClassDef {
    name: "range_iterator",
    layout: Tag::RangeIterator,
    slots: slots!(|s| {
        s.iter.set(Some(itself));
        s.next.set(Some(range_next));
    }),
    methods: RANGE_METHODS,
    ..ClassDef::EMPTY
};

const LENGTH_HINT: &str = "Private method returning an estimate of len(list(it)).";
const STATE: &str = "Set state information for unpickling.";
const REDUCE: &str = "Return state information for pickling.";

static FORWARD: &[NativeDef] = &[
    NativeDef::method("__length_hint__(self, /)", LENGTH_HINT, |vm, args| {
        let it = receiver::<SequenceIterator>(vm, args.get(0))?;
        let Some(sequence) = it.sequence.get() else { return Ok(Value::from_len(0)) };
        let is_list = sequence.downcast::<List>().is_some();
        let len = match sequence.downcast::<List>() {
            Some(list) => list.len(),
            None if !is_list && vm.class_of(&sequence).slots.length.get().is_none() => {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            None => vm.len(&sequence)?,
        };
        Ok(vm.heap().int(len.saturating_sub(it.index.get()) as i64))
    }),
    NativeDef::method("__reduce__(self, /)", REDUCE, |vm, args| {
        let function = builtin(vm, "iter")?;
        let it = receiver::<SequenceIterator>(vm, args.get(0))?;
        let index = vm.heap().int(it.index.get() as i64);
        match it.sequence.get() {
            Some(sequence) => Ok(reduced(vm, function, sequence, index)),
            None => Ok(reduced_to_empty(vm, function, args.get(0))),
        }
    }),
    NativeDef::method("__setstate__(self, state, /)", STATE, |vm, args| {
        let state = vm.index_clamped(args.get(1))?;
        let it = receiver::<SequenceIterator>(vm, args.get(0))?;
        if let Some(sequence) = it.sequence.get() {
            let fixed = !vm.class_of(&sequence).has_flag(crate::object::class::class_flag::HEAP);
            let most = if fixed { vm.len(&sequence)? } else { usize::MAX };
            it.index.set((state.max(0) as usize).min(most));
        }
        Ok(Value::NONE)
    }),
];

static BACKWARD: &[NativeDef] = &[
    NativeDef::method("__length_hint__(self, /)", LENGTH_HINT, |vm, args| {
        let it = receiver::<SequenceIterator>(vm, args.get(0))?;
        let len = it.sequence.with(|s| s.as_ref().and_then(|s| s.downcast::<List>()).map_or(0, List::len));
        let left = it.index.get();
        Ok(Value::from_len(if len < left { 0 } else { left }))
    }),
    NativeDef::method("__reduce__(self, /)", REDUCE, |vm, args| {
        let function = builtin(vm, "reversed")?;
        let it = receiver::<SequenceIterator>(vm, args.get(0))?;
        let index = vm.heap().int(it.index.get() as i64 - 1);
        match it.sequence.get() {
            Some(sequence) => Ok(reduced(vm, function, sequence, index)),
            None => reduced_to_list(vm, Vec::new()),
        }
    }),
    NativeDef::method("__setstate__(self, state, /)", STATE, |vm, args| {
        let state = vm.index_clamped(args.get(1))?;
        let it = receiver::<SequenceIterator>(vm, args.get(0))?;
        let len = it.sequence.with(|s| s.as_ref().and_then(|s| s.downcast::<List>()).map(List::len));
        if let Some(len) = len {
            it.index.set((state.saturating_add(1).max(0) as usize).min(len));
        }
        Ok(Value::NONE)
    }),
];

static RANGE_METHODS: &[NativeDef] = &[
    NativeDef::method("__length_hint__(self, /)", LENGTH_HINT, |vm, args| {
        Ok(vm.heap().int(receiver::<RangeIterator>(vm, args.get(0))?.left.get()))
    }),
    NativeDef::method("__reduce__(self, /)", REDUCE, |vm, args| {
        let heap = vm.heap();
        let it = receiver::<RangeIterator>(vm, args.get(0))?;
        let stop = it.next.get().saturating_add(it.step.saturating_mul(it.left.get()));
        let done = it.next.get().wrapping_sub(it.start).checked_div(it.step).unwrap_or(0);
        let [start, end, step, len] = [it.start, stop, it.step, done + it.left.get()].map(|part| heap.int(part));
        let function = builtin(vm, "iter")?;
        Ok(reduced(vm, function, heap.range(start, end, step, len), heap.int(done)))
    }),
    NativeDef::method("__setstate__(self, state, /)", STATE, |vm, args| {
        let state = vm.index_clamped(args.get(1))?;
        let it = receiver::<RangeIterator>(vm, args.get(0))?;
        let steps = state.clamp(0, it.left.get());
        it.next.set(it.next.get().saturating_add(it.step.saturating_mul(steps)));
        it.left.set(it.left.get() - steps);
        Ok(Value::NONE)
    }),
];

/// `iter(iterator)`.
pub fn itself(_: &mut Vm, iterator: &Value) -> PyResult {
    Ok(iterator.clone())
}

/// A function of the builtins module, as `__reduce__` names it. The search may run Python code, so it comes before
/// the iterator's state is read.
pub fn builtin(vm: &mut Vm, name: &str) -> PyResult {
    let name = vm.heap().intern(name);
    let builtins = vm.builtins.clone();
    let found = match builtins.downcast::<Dict>() {
        Some(dict) => vm.dict_get(dict, &name)?,
        None => None,
    };
    found.ok_or_else(|| vm.attribute_error(&Value::NONE, &name, "module 'builtins' lacks a function"))
}

/// `(function, (argument,), state)`.
fn reduced(vm: &Vm, function: Value, argument: Value, state: Value) -> Value {
    let heap = vm.heap();
    heap.tuple_from([function, heap.tuple_from([argument]), state])
}

/// `(iter, ([...],))`.
pub fn reduced_to_list(vm: &mut Vm, items: Vec<Value>) -> PyResult {
    let heap = vm.heap();
    Ok(heap.tuple_from([builtin(vm, "iter")?, heap.tuple_from([heap.list(items)])]))
}

/// An exhausted iterator over a sequence of the kind that its class tells.
fn reduced_to_empty(vm: &Vm, function: Value, iterator: &Value) -> Value {
    let heap = vm.heap();
    let class = heap.class_of(iterator);
    let empty = if class.is(vm.types().str_iterator()) {
        heap.str("")
    } else if class.is(vm.types().list_iterator()) {
        heap.list(Vec::new())
    } else {
        heap.empty_tuple()
    };
    heap.tuple_from([function, heap.tuple_from([empty])])
}

/// Steps through a sequence whose items can be had without Python code.
#[inline(always)]
fn step(vm: &Vm, object: &Value, item: impl FnOnce(&Value, usize) -> Option<Value>) -> PyResult<Option<Value>> {
    let it = receiver::<SequenceIterator>(vm, object)?;
    let index = it.index.get();
    match it.sequence.with(|sequence| sequence.as_ref().and_then(|sequence| item(sequence, index))) {
        Some(item) => {
            it.index.set(index + 1);
            Ok(Some(item))
        }
        None => {
            drop(it.sequence.take());
            Ok(None)
        }
    }
}

/// The next item of a list_iterator.
pub fn list_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    step(vm, object, |list, i| list.downcast::<List>()?.get(i))
}

fn tuple_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    step(vm, object, |tuple, i| tuple.downcast::<Tuple>()?.items().get(i).cloned())
}

fn str_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let heap = vm.heap();
    step(vm, object, |s, i| s.as_str()?.units().get(i).map(|c| heap.char(c)))
}

fn bytes_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    step(vm, object, |b, i| b.downcast::<Bytes>()?.data.get(i).map(|&b| Value::from_len(b.into())))
}

fn bytearray_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    step(vm, object, |b, i| b.downcast::<ByteArray>()?.data.with(|d| d.get(i).map(|&b| Value::from_len(b.into()))))
}

fn list_reverse_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let it = receiver::<SequenceIterator>(vm, object)?;
    let item = it.index.get().checked_sub(1).and_then(|index| {
        let item = it.sequence.with(|s| s.as_ref()?.downcast::<List>()?.get(index))?;
        it.index.set(index);
        Some(item)
    });
    if item.is_none() {
        it.index.set(0);
        drop(it.sequence.take());
    }
    Ok(item)
}

fn getitem_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let it = receiver::<SequenceIterator>(vm, object)?;
    let Some(sequence) = it.sequence.get() else { return Ok(None) };
    let index = it.index.get();
    if index >= isize::MAX as usize {
        return Err(vm.overflow_error("iter index too large"));
    }
    match vm.get_item(&sequence, &vm.heap().int(index as i64)) {
        Ok(item) => {
            it.index.set(index + 1);
            Ok(Some(item))
        }
        Err(error)
            if vm.is_exception(&error, vm.types().index_error())
                || vm.is_exception(&error, vm.types().stop_iteration()) =>
        {
            drop(it.sequence.take());
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The next item of a range_iterator.
pub fn range_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let it = receiver::<RangeIterator>(vm, object)?;
    let left = it.left.get();
    if left <= 0 {
        return Ok(None);
    }
    let value = it.next.get();
    it.left.set(left - 1);
    it.next.set(value.wrapping_add(it.step));
    Ok(Some(vm.heap().int(value)))
}
