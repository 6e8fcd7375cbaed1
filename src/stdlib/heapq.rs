//! `heapq`: binary heaps on lists. The sifting is native; merging and choosing are Python on top of it.
//!
//! A comparison may run Python code that changes the list, so items are read anew after each one and a change of
//! the list's size ends the operation.

use crate::object::list::List;
use crate::object::native::{Args, NativeDef};
use crate::object::slots::Comparison;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::ModuleDef;

pub static HEAPQ: ModuleDef = ModuleDef {
    name: "heapq",
    doc: "Heaps, that is priority queues, kept in lists: heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2] for all k.",
    functions: FUNCTIONS,
    ..ModuleDef::EMPTY
};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("heappush(heap, item, /)", "Push item onto heap, keeping it a heap.", push),
    NativeDef::function(
        "heappushpop(heap, item, /)",
        "Push item on the heap, then pop and return the smallest item from the heap.",
        push_pop,
    ),
    NativeDef::function("heappop(heap, /)", "Pop the smallest item off the heap, keeping it a heap.", pop::<MIN>),
    NativeDef::function(
        "heapreplace(heap, item, /)",
        "Pop and return the current smallest value, and add the new item.",
        replace::<MIN>,
    ),
    NativeDef::function(
        "heapify(heap, /)",
        "Transform list into a heap, in-place, in O(len(heap)) time.",
        heapify::<MIN>,
    ),
    NativeDef::function("_heappop_max(heap, /)", "Maxheap variant of heappop.", pop::<MAX>),
    NativeDef::function("_heapreplace_max(heap, item, /)", "Maxheap variant of heapreplace.", replace::<MAX>),
    NativeDef::function("_heapify_max(heap, /)", "Maxheap variant of heapify.", heapify::<MAX>),
];

const MIN: bool = false;
const MAX: bool = true;

fn heap<'a>(vm: &Vm, args: &'a Args<'_>, function: &str) -> PyResult<&'a List> {
    let value = args.get(0);
    match value.downcast::<List>() {
        Some(list) => Ok(list),
        None => {
            let number = if args.len() > 1 { " 1" } else { "" };
            let got = vm.type_name(value);
            Err(vm.type_error(format!("{function}() argument{number} must be list, not {got}")))
        }
    }
}

fn name<const ORDER: bool>(min: &'static str, max: &'static str) -> &'static str {
    if ORDER == MAX { max } else { min }
}

/// Does `a` belong above `b`?
#[inline]
fn above<const ORDER: bool>(vm: &mut Vm, a: &Value, b: &Value) -> PyResult<bool> {
    let (a, b) = if ORDER == MAX { (b, a) } else { (a, b) };
    if Value::both_small(a, b) {
        return Ok(a.small_order() < b.small_order());
    }
    if let (Some(a), Some(b)) = (a.as_exact_float(), b.as_exact_float()) {
        return Ok(a < b);
    }
    vm.compare_truth(a, b, Comparison::Lt)
}

fn item(vm: &Vm, list: &List, index: usize) -> PyResult {
    list.get(index).ok_or_else(|| vm.index_error("index out of range"))
}

fn check_size(vm: &Vm, list: &List, size: usize) -> PyResult<()> {
    if list.len() == size { Ok(()) } else { Err(vm.runtime_error("list changed size during iteration")) }
}

fn swap(list: &List, a: usize, b: usize) {
    list.with_mut(|items| {
        if a < items.len() && b < items.len() {
            items.swap(a, b);
        }
    });
}

/// Moves the item at `place` towards `top` until its parent belongs above it.
fn rise<const ORDER: bool>(vm: &mut Vm, list: &List, top: usize, mut place: usize) -> PyResult<()> {
    let size = list.len();
    let moved = item(vm, list, place)?;
    while place > top {
        let parent = (place - 1) / 2;
        let other = item(vm, list, parent)?;
        let goes_up = above::<ORDER>(vm, &moved, &other)?;
        check_size(vm, list, size)?;
        if !goes_up {
            break;
        }
        swap(list, place, parent);
        place = parent;
    }
    Ok(())
}

/// Moves the item at `top` down to a leaf by way of the upper children, then up to its place: fewer comparisons
/// than stopping on the way, since most items belong near the leaves.
fn sink<const ORDER: bool>(vm: &mut Vm, list: &List, top: usize) -> PyResult<()> {
    let size = list.len();
    let mut place = top;
    while place < size / 2 {
        let mut child = 2 * place + 1;
        if child + 1 < size {
            let (left, right) = (item(vm, list, child)?, item(vm, list, child + 1)?);
            let left_above = above::<ORDER>(vm, &left, &right)?;
            check_size(vm, list, size)?;
            child += usize::from(!left_above);
        }
        swap(list, place, child);
        place = child;
    }
    rise::<ORDER>(vm, list, top, place)
}

fn push(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let list = heap(vm, args, "heappush")?;
    let item = args.get(1).clone();
    if list.with_mut(|items| items.try_reserve(1)).is_err() {
        return Err(vm.memory_error());
    }
    list.push(item);
    rise::<MIN>(vm, list, 0, list.len() - 1)?;
    Ok(Value::NONE)
}

fn pop<const ORDER: bool>(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let list = heap(vm, args, name::<ORDER>("heappop", "_heappop_max"))?;
    let Some(last) = list.with_mut(Vec::pop) else { return Err(vm.index_error("index out of range")) };
    if list.is_empty() {
        return Ok(last);
    }
    exchange_top::<ORDER>(vm, list, last)
}

/// Puts `item` in the top's place and gives the old top.
fn exchange_top<const ORDER: bool>(vm: &mut Vm, list: &List, item: Value) -> PyResult {
    let top = list.with_mut(|items| items.first_mut().map(|first| std::mem::replace(first, item)));
    let Some(top) = top else { return Err(vm.index_error("index out of range")) };
    sink::<ORDER>(vm, list, 0)?;
    Ok(top)
}

fn replace<const ORDER: bool>(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let list = heap(vm, args, name::<ORDER>("heapreplace", "_heapreplace_max"))?;
    exchange_top::<ORDER>(vm, list, args.get(1).clone())
}

fn push_pop(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let list = heap(vm, args, "heappushpop")?;
    let item = args.get(1).clone();
    let Some(top) = list.get(0) else { return Ok(item) };
    if !above::<MIN>(vm, &top, &item)? {
        return Ok(item);
    }
    exchange_top::<MIN>(vm, list, item)
}

fn heapify<const ORDER: bool>(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let list = heap(vm, args, name::<ORDER>("heapify", "_heapify_max"))?;
    for place in (0..list.len() / 2).rev() {
        sink::<ORDER>(vm, list, place)?;
    }
    Ok(Value::NONE)
}
