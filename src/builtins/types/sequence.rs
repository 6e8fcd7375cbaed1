//! What list and tuple share: indices, repetition, comparison, search, repr.
//!
//! Items are fetched one by one, each time with fresh bounds: the code of an item may change a list meanwhile.

use crate::object::list::List;
use crate::object::slots::Comparison;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::text::TextBuilder;
use crate::vm::Vm;

/// A list or tuple, item by item.
pub trait Items {
    fn length(&self) -> usize;
    fn item(&self, index: usize) -> Option<Value>;
    /// Looks at all items, which no Python code changes meanwhile.
    fn look<R>(&self, look: impl FnOnce(&[Value]) -> R) -> R;
}

impl Items for List {
    #[inline(always)]
    fn length(&self) -> usize {
        self.len()
    }
    #[inline(always)]
    fn item(&self, index: usize) -> Option<Value> {
        self.get(index)
    }
    #[inline(always)]
    fn look<R>(&self, look: impl FnOnce(&[Value]) -> R) -> R {
        self.with(|items| look(items))
    }
}

impl Items for Tuple {
    #[inline(always)]
    fn length(&self) -> usize {
        self.len()
    }
    #[inline(always)]
    fn item(&self, index: usize) -> Option<Value> {
        self.items().get(index).cloned()
    }
    #[inline(always)]
    fn look<R>(&self, look: impl FnOnce(&[Value]) -> R) -> R {
        look(self.items())
    }
}

/// The place that an index means; None if it is out of range.
#[inline(always)]
pub fn place(index: i64, len: usize) -> Option<usize> {
    let index = if index < 0 { index + len as i64 } else { index };
    usize::try_from(index).ok().filter(|&i| i < len)
}

/// The key of a subscript as an index; `what` is the class's name for the message.
#[inline(always)]
pub fn index_of(vm: &mut Vm, key: &Value, what: &str) -> PyResult<i64> {
    if let Some(i) = key.as_small_int() {
        return Ok(i);
    }
    if key.as_int().is_none() && vm.class_of(key).slots.index.get().is_none() {
        let message = format!("{what} indices must be integers or slices, not {}", vm.type_name(key));
        return Err(vm.type_error(message));
    }
    vm.index_i64(key)
}

/// A `Vec` with room for `len` values, or MemoryError.
pub fn values_with_room(vm: &Vm, len: usize) -> PyResult<Vec<Value>> {
    let mut values = Vec::new();
    let fits = len.checked_mul(size_of::<Value>()).is_some_and(|bytes| vm.heap().has_room(bytes));
    if !fits || values.try_reserve_exact(len).is_err() {
        return Err(vm.memory_error());
    }
    Ok(values)
}

/// The items `count` times.
pub fn repeated(vm: &Vm, items: &[Value], count: i64) -> PyResult<Vec<Value>> {
    let count = usize::try_from(count).unwrap_or(0);
    let Some(len) = items.len().checked_mul(count) else { return Err(vm.memory_error()) };
    let mut result = values_with_room(vm, len)?;
    match items {
        [one] => result.resize(len, one.clone()),
        [] => {}
        _ => (0..count).for_each(|_| result.extend_from_slice(items)),
    }
    Ok(result)
}

/// The factor of a repetition.
pub fn factor(vm: &mut Vm, count: &Value) -> PyResult<i64> {
    if let Some(n) = count.as_small_int() {
        return Ok(n);
    }
    if count.as_int().is_none() && vm.class_of(count).slots.index.get().is_none() {
        let message = format!("can't multiply sequence by non-int of type '{}'", vm.type_name(count));
        return Err(vm.type_error(message));
    }
    vm.index_i64(count)
}

/// `a OP b` for two of a kind.
pub fn compare(vm: &mut Vm, a: &impl Items, b: &impl Items, op: Comparison) -> PyResult {
    if matches!(op, Comparison::Eq | Comparison::Ne) && a.length() != b.length() {
        return Ok(Value::bool(op == Comparison::Ne));
    }
    let mut i = a.look(|a| b.look(|b| a.iter().zip(b).take_while(|(a, b)| a.is(b)).count()));
    while let (Some(x), Some(y)) = (a.item(i), b.item(i)) {
        let same = x.is(&y) || if Value::both_small(&x, &y) { false } else { vm.equal(&x, &y)? };
        if !same {
            // An `__eq__` may have emptied a list: then their lengths decide.
            if a.length() <= i || b.length() <= i {
                break;
            }
            return match op {
                Comparison::Eq => Ok(Value::FALSE),
                Comparison::Ne => Ok(Value::TRUE),
                _ => vm.compare(&x, &y, op),
            };
        }
        i += 1;
    }
    Ok(Value::bool(op.holds(a.length().cmp(&b.length()))))
}

/// `item in items`.
pub fn contains(vm: &mut Vm, items: &impl Items, item: &Value) -> PyResult<bool> {
    Ok(find(vm, items, item, 0, usize::MAX)?.is_some())
}

/// The first place of an equal item from `start` to before `stop`.
pub fn find(vm: &mut Vm, items: &impl Items, item: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let mut i = start;
    while i < stop
        && let Some(candidate) = items.item(i)
    {
        if candidate.is(item) || (!Value::both_small(&candidate, item) && vm.equal(&candidate, item)?) {
            return Ok(Some(i));
        }
        i += 1;
    }
    Ok(None)
}

/// How many items are equal to `item`.
pub fn count(vm: &mut Vm, items: &impl Items, item: &Value) -> PyResult {
    let (mut i, mut n) = (0, 0);
    while let Some(candidate) = items.item(i) {
        n += usize::from(vm.equal(&candidate, item)?);
        i += 1;
    }
    Ok(Value::from_len(n))
}

/// The bounds of `index(value, start, stop)`: beyond i64 they are clamped, negative ones count from the end.
pub fn search_bound(vm: &mut Vm, bound: Option<&Value>, default: usize, len: usize) -> PyResult<usize> {
    let Some(bound) = bound else { return Ok(default) };
    if bound.as_int().is_none() && vm.class_of(bound).slots.index.get().is_none() {
        return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
    }
    let bound = vm.index_clamped(bound)?;
    Ok(usize::try_from(if bound < 0 { bound.saturating_add(len as i64) } else { bound }).unwrap_or(0))
}

/// Appends a value's repr.
pub fn push_repr(vm: &mut Vm, text: &mut TextBuilder, value: &Value) -> PyResult<()> {
    let repr = vm.repr(value)?;
    match repr.as_str() {
        Some(s) => text.try_push_units(s.units()).map_err(|_| vm.memory_error()),
        None => Ok(()),
    }
}

/// The items' reprs between brackets, or `around` its own inside of itself.
pub fn repr(vm: &mut Vm, object: &Value, items: &impl Items, open: &str, close: &str) -> PyResult {
    let heap = vm.heap();
    if !vm.repr_enter(object) {
        return Ok(heap.str(&format!("{open}...{close}")));
    }
    let text = repr_items(vm, items, open, close);
    vm.repr_leave(object);
    Ok(heap.str_from_text(&text?.finish()))
}

fn repr_items(vm: &mut Vm, items: &impl Items, open: &str, close: &str) -> PyResult<TextBuilder> {
    let mut text = TextBuilder::default();
    text.push_str(open);
    let mut i = 0;
    while let Some(item) = items.item(i) {
        if i > 0 {
            text.push_str(", ");
        }
        push_repr(vm, &mut text, &item)?;
        i += 1;
    }
    if open == "(" && i == 1 {
        text.push_str(",");
    }
    text.push_str(close);
    Ok(text)
}
