//! `range` and `longrange_iterator`.

use crate::number::range::{self, small_len};
use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::guarded::Guarded;
use crate::object::int::IntRef;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::range::{Range, Slice};
use crate::object::slots::{Comparison, Slots};
use crate::object::{PyResult, Tag, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};
use dashu_int::IBig;

use super::arguments::{new_method, no_keywords, positional, receiver};
use super::iterators::{builtin, itself};
use super::{sequence, slice};

/// range's row.
pub static RANGE: ClassDef = ClassDef {
    name: "range",
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\n\
          Return an object that produces a sequence of integers from start (inclusive)\n\
          to stop (exclusive) by step.  range(i, j) produces i, i+1, i+2, ..., j-1.\n\
          start defaults to 0, and stop is omitted!  range(4) produces 0, 1, 2, 3.\n\
          These are exactly the valid indices for a list of 4 elements.\n\
          When step is given, it specifies the increment (or decrement).",
    layout: Tag::Range,
    flags: class_flag::SEQUENCE,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: METHODS,
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

/// The row of the iterator over ranges beyond machine words.
pub static LONGRANGE_ITERATOR: ClassDef = ClassDef {
    name: "longrange_iterator",
    slots: slots!(|s| {
        s.iter.set(Some(itself));
        s.next.set(Some(long_next));
    }),
    methods: LONG_METHODS,
    ..ClassDef::EMPTY
};

new_method!(NEW, new);

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.repr.set(Some(repr));
    s.hash.set(Some(|vm, v| {
        let none = vm.hash(&Value::NONE)?;
        Ok(big(vm, v)?.hash(none))
    }));
    s.compare.set(Some(compare));
    s.iter.set(Some(iter));
    s.length.set(Some(length));
    s.bool.set(Some(|vm, v| Ok(receiver::<Range>(vm, v)?.length.as_small_int() != Some(0))));
    s.getitem.set(Some(getitem));
    s.contains.set(Some(contains));
}

static METHODS: &[NativeDef] = &[
    NativeDef::method(
        "count(self, value, /)",
        "rangeobject.count(value) -> integer -- return number of occurrences of value",
        count,
    ),
    NativeDef::method(
        "index(self, value, /)",
        "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value is not present.",
        index,
    ),
    NativeDef::method("__reversed__(self, /)", "Return a reverse iterator.", |vm, args| {
        if let Some((start, step, len)) = receiver::<Range>(vm, args.get(0))?.small() {
            let last = start + step * (len - 1).max(0);
            if let Some(back) = step.checked_neg() {
                return Ok(vm.heap().range_iterator(last, back, len));
            }
        }
        let reversed = big(vm, args.get(0))?.reversed();
        Ok(long_iterator(vm, reversed))
    }),
    NativeDef::method("__reduce__(self, /)", "", |vm, args| {
        let heap = vm.heap();
        let range = receiver::<Range>(vm, args.get(0))?;
        let parts = heap.tuple_from([range.start.clone(), range.stop.clone(), range.step.clone()]);
        Ok(heap.pair(vm.types().range().clone(), parts))
    }),
];

static GETSETS: &[GetSetDef] = &[
    GetSetDef::member("start", "", |vm, v| Ok(receiver::<Range>(vm, v)?.start.clone())),
    GetSetDef::member("stop", "", |vm, v| Ok(receiver::<Range>(vm, v)?.stop.clone())),
    GetSetDef::member("step", "", |vm, v| Ok(receiver::<Range>(vm, v)?.step.clone())),
];

fn new(vm: &mut Vm, _: &Value, args: CallArgs<'_>) -> PyResult {
    no_keywords(vm, "range", args)?;
    let (start, stop, step) = match positional(vm, "range", args, 1, 3)? {
        [stop] => (None, stop, None),
        [start, stop] => (Some(start), stop, None),
        [start, stop, step, ..] => (Some(start), stop, Some(step)),
        [] => return Err(vm.type_error("range expected at least 1 argument, got 0")),
    };
    let start = part(vm, start, 0)?;
    let stop = part(vm, Some(stop), 0)?;
    let step = part(vm, step, 1)?;
    if let (Some(a), Some(b), Some(c)) = (start.as_small_int(), stop.as_small_int(), step.as_small_int())
        && c != 0
        && let Ok(len) = i64::try_from(small_len(a, b, c))
    {
        let len = vm.heap().int(len);
        return Ok(vm.heap().range(start, stop, step, len));
    }
    let range = range::Range::new(to_big(&start), to_big(&stop), to_big(&step)).map_err(|e| vm.number_error(e))?;
    Ok(vm.heap().range(start, stop, step, vm.heap().big_int(range.len)))
}

/// An argument as an exact int.
fn part(vm: &mut Vm, value: Option<&Value>, default: usize) -> PyResult {
    let Some(value) = value else { return Ok(Value::from_len(default)) };
    if value.is_small_int() {
        return Ok(value.clone());
    }
    let index = vm.index(value)?;
    Ok(vm.heap().big_int(to_big(&index)))
}

fn to_big(value: &Value) -> IBig {
    value.as_int().map_or(IBig::ZERO, |i| i.to_big())
}

fn big(vm: &Vm, object: &Value) -> PyResult<range::Range> {
    let range = receiver::<Range>(vm, object)?;
    Ok(range::Range {
        start: to_big(&range.start),
        stop: to_big(&range.stop),
        step: to_big(&range.step),
        len: to_big(&range.length),
    })
}

fn from_big(vm: &Vm, range: range::Range) -> Value {
    let heap = vm.heap();
    let [start, stop, step, len] = [range.start, range.stop, range.step, range.len].map(|part| heap.big_int(part));
    heap.range(start, stop, step, len)
}

fn length(vm: &mut Vm, object: &Value) -> PyResult<usize> {
    let length = receiver::<Range>(vm, object)?.length.as_int().and_then(|i| i.to_i64());
    match length.map(usize::try_from) {
        Some(Ok(len)) => Ok(len),
        _ => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    match receiver::<Range>(vm, object)?.small() {
        Some((start, step, len)) => Ok(vm.heap().range_iterator(start, step, len)),
        None => {
            let range = big(vm, object)?;
            Ok(long_iterator(vm, range))
        }
    }
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    if let (Some(i), Some((start, step, len))) = (key.as_small_int(), receiver::<Range>(vm, object)?.small()) {
        let index = if i < 0 { i + len } else { i };
        if (0..len).contains(&index) {
            return Ok(vm.heap().int(start + step * index));
        }
        return Err(vm.index_error("range object index out of range"));
    }
    let range = big(vm, object)?;
    if let Some(key) = key.downcast::<Slice>() {
        let (start, stop, step) = slice::parts(vm, key)?;
        let part = range.slice(start.as_ref(), stop.as_ref(), step.as_ref()).map_err(|e| vm.number_error(e))?;
        return Ok(from_big(vm, part));
    }
    if key.as_int().is_none() && vm.class_of(key).slots.index.get().is_none() {
        let message = format!("range indices must be integers or slices, not {}", vm.type_name(key));
        return Err(vm.type_error(message));
    }
    let index = vm.index(key)?;
    let item = range.get(&to_big(&index)).map_err(|e| vm.number_error(e))?;
    Ok(vm.heap().big_int(item))
}

/// An exact int or a bool, whose place in a range can be computed.
fn plain_int(value: &Value) -> Option<IntRef<'_>> {
    if value.is_exact_int() || value.as_bool().is_some() { value.as_int() } else { None }
}

/// Where an exact int stands.
fn position(vm: &Vm, object: &Value, value: IntRef<'_>) -> PyResult<Option<Value>> {
    if let (IntRef::Small(i), Some((start, step, len))) = (&value, receiver::<Range>(vm, object)?.small())
        && let Some(offset) = i.checked_sub(start)
    {
        let index = offset / step;
        let found = offset % step == 0 && (0..len).contains(&index);
        return Ok(found.then(|| vm.heap().int(index)));
    }
    Ok(big(vm, object)?.position(&value.to_big()).map(|index| vm.heap().big_int(index)))
}

fn contains(vm: &mut Vm, object: &Value, value: &Value) -> PyResult<bool> {
    if let Some(int) = plain_int(value) {
        return Ok(position(vm, object, int)?.is_some());
    }
    let iterator = iter(vm, object)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.equal(&item, value)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn count(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    if let Some(int) = plain_int(args.get(1)) {
        return Ok(Value::from_len(position(vm, args.get(0), int)?.is_some().into()));
    }
    let iterator = iter(vm, args.get(0))?;
    let mut n = 0;
    while let Some(item) = vm.next(&iterator)? {
        n += usize::from(vm.equal(&item, args.get(1))?);
    }
    Ok(Value::from_len(n))
}

fn index(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    if let Some(int) = plain_int(args.get(1)) {
        if let Some(index) = position(vm, args.get(0), int)? {
            return Ok(index);
        }
        let repr = vm.repr(args.get(1))?;
        let repr = repr.lossy_text();
        return Err(vm.value_error(format!("{repr} is not in range")));
    }
    let iterator = iter(vm, args.get(0))?;
    let mut i = 0;
    while let Some(item) = vm.next(&iterator)? {
        if vm.equal(&item, args.get(1))? {
            return Ok(Value::from_len(i));
        }
        i += 1;
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    if b.downcast::<Range>().is_none() || !matches!(op, Comparison::Eq | Comparison::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let same = a.is(b) || big(vm, a)? == big(vm, b)?;
    Ok(Value::bool(same == (op == Comparison::Eq)))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let range = receiver::<Range>(vm, object)?;
    let mut text = crate::text::TextBuilder::default();
    text.push_str("range(");
    sequence::push_repr(vm, &mut text, &range.start)?;
    text.push_str(", ");
    sequence::push_repr(vm, &mut text, &range.stop)?;
    if range.step.as_small_int() != Some(1) {
        text.push_str(", ");
        sequence::push_repr(vm, &mut text, &range.step)?;
    }
    text.push_str(")");
    Ok(vm.heap().str_from_text(&text.finish()))
}

/// The state of a longrange_iterator: what is left of the range.
struct LongRange {
    rest: Guarded<range::Range>,
}

impl Payload for LongRange {
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

fn long_iterator(vm: &Vm, range: range::Range) -> Value {
    vm.heap().boxed(vm.types().longrange_iterator(), LongRange { rest: Guarded::new(range) })
}

fn long_state<'a>(vm: &Vm, object: &'a Value) -> PyResult<&'a LongRange> {
    object.payload::<LongRange>().ok_or_else(|| vm.type_error("descriptor requires a 'longrange_iterator' object"))
}

fn long_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let item = long_state(vm, object)?.rest.with_mut(|rest| advance(rest, &IBig::ONE));
    Ok(item.map(|item| vm.heap().big_int(item)))
}

/// Drops the first `steps` items; gives the first of them.
fn advance(rest: &mut range::Range, steps: &IBig) -> Option<IBig> {
    if rest.len.is_zero() {
        return None;
    }
    let next = &rest.start + &rest.step * steps;
    rest.len -= steps;
    Some(std::mem::replace(&mut rest.start, next))
}

static LONG_METHODS: &[NativeDef] = &[
    NativeDef::method(
        "__length_hint__(self, /)",
        "Private method returning an estimate of len(list(it)).",
        |vm, args| Ok(vm.heap().big_int(long_state(vm, args.get(0))?.rest.with(|rest| rest.len.clone()))),
    ),
    NativeDef::method("__reduce__(self, /)", "Return state information for pickling.", |vm, args| {
        let heap = vm.heap();
        let mut rest = long_state(vm, args.get(0))?.rest.get();
        rest.stop = &rest.start + &rest.step * &rest.len;
        let range = from_big(vm, rest);
        Ok(heap.tuple_from([builtin(vm, "iter")?, heap.tuple_from([range]), Value::from_len(0)]))
    }),
    NativeDef::method("__setstate__(self, state, /)", "Set state information for unpickling.", |vm, args| {
        let steps = to_big(&vm.index(args.get(1))?);
        long_state(vm, args.get(0))?.rest.with_mut(|rest| {
            let steps = steps.max(IBig::ZERO).min(rest.len.clone());
            advance(rest, &steps);
        });
        Ok(Value::NONE)
    }),
];
