//! `slice`.

use crate::number::range;
use crate::object::descriptor::GetSetDef;
use crate::object::native::{CallArgs, NativeDef};
use crate::object::range::Slice;
use crate::object::slots::{Comparison, Slots};
use crate::object::{PyResult, Tag, Value};
use crate::text::TextBuilder;
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};
use dashu_int::IBig;

use super::arguments::{new_method, no_keywords, positional, receiver};
use super::sequence;

/// The class's row.
pub static SLICE: ClassDef = ClassDef {
    name: "slice",
    doc: "slice(stop)\nslice(start, stop[, step])\n\n\
          Create a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
    layout: Tag::Slice,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: METHODS,
    getsets: GETSETS,
    unhashable: true,
    ..ClassDef::EMPTY
};

new_method!(NEW, new);

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.repr.set(Some(repr));
    s.compare.set(Some(compare));
}

static GETSETS: &[GetSetDef] = &[
    GetSetDef::member("start", "", |vm, v| Ok(receiver::<Slice>(vm, v)?.start.clone())),
    GetSetDef::member("stop", "", |vm, v| Ok(receiver::<Slice>(vm, v)?.stop.clone())),
    GetSetDef::member("step", "", |vm, v| Ok(receiver::<Slice>(vm, v)?.step.clone())),
];

static METHODS: &[NativeDef] = &[
    NativeDef::method(
        "indices(self, length, /)",
        "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\n\
         indices, and the stride length of the extended slice described by\nS. Out of bounds indices are clipped in a \
         manner consistent with the\nhandling of normal slices.",
        |vm, args| {
            let length = vm.index(args.get(1))?;
            let length = length.as_int().map_or(IBig::ZERO, |i| i.to_big());
            if length < IBig::ZERO {
                return Err(vm.value_error("length should not be negative"));
            }
            let (start, stop, step) = parts(vm, receiver::<Slice>(vm, args.get(0))?)?;
            let (start, stop, step) = range::indices(start.as_ref(), stop.as_ref(), step.as_ref(), &length)
                .map_err(|e| vm.number_error(e))?;
            let heap = vm.heap();
            Ok(heap.tuple_from([heap.big_int(start), heap.big_int(stop), heap.big_int(step)]))
        },
    ),
    NativeDef::method("__reduce__(self, /)", "Return state information for pickling.", |vm, args| {
        let heap = vm.heap();
        let parts = heap.tuple_from(values(receiver::<Slice>(vm, args.get(0))?));
        Ok(heap.pair(vm.types().slice().clone(), parts))
    }),
];

fn new(vm: &mut Vm, _: &Value, args: CallArgs<'_>) -> PyResult {
    no_keywords(vm, "slice", args)?;
    let (start, stop, step) = match positional(vm, "slice", args, 1, 3)? {
        [stop] => (Value::NONE, stop.clone(), Value::NONE),
        [start, stop] => (start.clone(), stop.clone(), Value::NONE),
        [start, stop, step, ..] => (start.clone(), stop.clone(), step.clone()),
        [] => return Err(vm.type_error("slice expected at least 1 argument, got 0")),
    };
    Ok(vm.heap().slice(start, stop, step))
}

fn values(slice: &Slice) -> [Value; 3] {
    [slice.start.clone(), slice.stop.clone(), slice.step.clone()]
}

/// Start, stop and step as exact ints; None where they are Python's None. The step is asked first.
pub fn parts(vm: &mut Vm, slice: &Slice) -> PyResult<(Option<IBig>, Option<IBig>, Option<IBig>)> {
    let step = bound(vm, &slice.step)?;
    if step.as_ref().is_some_and(IBig::is_zero) {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let start = bound(vm, &slice.start)?;
    Ok((start, bound(vm, &slice.stop)?, step))
}

fn bound(vm: &mut Vm, value: &Value) -> PyResult<Option<IBig>> {
    if value.is_none() {
        return Ok(None);
    }
    if value.as_int().is_none() && vm.class_of(value).slots.index.get().is_none() {
        return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    let index = vm.index(value)?;
    Ok(index.as_int().map(|i| i.to_big()))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Slice>(), b.downcast::<Slice>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if a.is(b) {
        return Ok(Value::bool(matches!(op, Comparison::Eq | Comparison::Le | Comparison::Ge)));
    }
    let heap = vm.heap();
    vm.compare(&heap.tuple_from(values(x)), &heap.tuple_from(values(y)), op)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let slice = receiver::<Slice>(vm, object)?;
    let mut text = TextBuilder::default();
    for (i, part) in values(slice).iter().enumerate() {
        text.push_str(if i == 0 { "slice(" } else { ", " });
        sequence::push_repr(vm, &mut text, part)?;
    }
    text.push_str(")");
    Ok(vm.heap().str_from_text(&text.finish()))
}
