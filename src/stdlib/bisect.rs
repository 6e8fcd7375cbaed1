//! `bisect`: binary search in sorted sequences. Covers all of CPython's module.

use crate::object::list::List;
use crate::object::native::{Args, NativeDef};
use crate::object::slots::Comparison;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::{ModuleDef, set};

pub static BISECT: ModuleDef = ModuleDef {
    name: "bisect",
    doc: "Bisection algorithms: a list is kept in sorted order without sorting it after each insertion.",
    functions: FUNCTIONS,
    init: Some(|vm, module| {
        for (alias, name) in [("bisect", "bisect_right"), ("insort", "insort_right")] {
            let name = vm.heap().intern(name);
            if let Some(function) = module.dict().get_str(&name) {
                set(vm, module, alias, function)?;
            }
        }
        Ok(())
    }),
    ..ModuleDef::EMPTY
};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "bisect_right(a, x, lo=0, hi=None, *, key=None)",
        "Return the index where to insert item x in list a, assuming a is sorted: after the entries that equal x.",
        |vm, args| {
            let x = args.get(1).clone();
            let place = place(vm, args, &x, RIGHT)?;
            Ok(vm.heap().int(place))
        },
    ),
    NativeDef::function(
        "bisect_left(a, x, lo=0, hi=None, *, key=None)",
        "Return the index where to insert item x in list a, assuming a is sorted: before the entries that equal x.",
        |vm, args| {
            let x = args.get(1).clone();
            let place = place(vm, args, &x, LEFT)?;
            Ok(vm.heap().int(place))
        },
    ),
    NativeDef::function(
        "insort_right(a, x, lo=0, hi=None, *, key=None)",
        "Insert item x in list a, and keep it sorted assuming a is sorted: after the entries that equal x.",
        |vm, args| insert(vm, args, RIGHT),
    ),
    NativeDef::function(
        "insort_left(a, x, lo=0, hi=None, *, key=None)",
        "Insert item x in list a, and keep it sorted assuming a is sorted: before the entries that equal x.",
        |vm, args| insert(vm, args, LEFT),
    ),
];

const RIGHT: bool = true;
const LEFT: bool = false;

fn less(vm: &mut Vm, a: &Value, b: &Value) -> PyResult<bool> {
    if Value::both_small(a, b) {
        return Ok(a.small_order() < b.small_order());
    }
    vm.compare_truth(a, b, Comparison::Lt)
}

/// Where `x` belongs.
fn place(vm: &mut Vm, args: &Args<'_>, x: &Value, right: bool) -> PyResult<i64> {
    let sequence = args.get(0);
    let mut low = match args.opt(2) {
        Some(low) => vm.index_or(low, |vm| vm.types().overflow_error())?,
        None => 0,
    };
    if low < 0 {
        return Err(vm.value_error("lo must be non-negative"));
    }
    let mut high = match args.opt(3).filter(|high| !high.is_none()) {
        Some(high) => match vm.index_or(high, |vm| vm.types().overflow_error())? {
            // What CPython's own default is.
            -1 => vm.len(sequence)? as i64,
            high => high,
        },
        None => vm.len(sequence)? as i64,
    };
    let key = args.opt(4).filter(|key| !key.is_none());
    let list = sequence.downcast_exact::<List>();
    while low < high {
        let middle = low + (high - low) / 2;
        let item = match list.map(|list| list.get(middle as usize)) {
            Some(Some(item)) => item,
            Some(None) => return Err(vm.index_error("list index out of range")),
            None => vm.get_item(sequence, &vm.heap().int(middle))?,
        };
        let item = match key {
            Some(key) => vm.call(key, &[item])?,
            None => item,
        };
        let goes_left = if right { less(vm, x, &item)? } else { !less(vm, &item, x)? };
        if goes_left {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}

fn insert(vm: &mut Vm, args: &Args<'_>, right: bool) -> PyResult {
    let x = args.get(1);
    let searched = match args.opt(4).filter(|key| !key.is_none()) {
        Some(key) => vm.call(key, std::slice::from_ref(x))?,
        None => x.clone(),
    };
    let at = place(vm, args, &searched, right)?;
    let sequence = args.get(0);
    if let Some(list) = sequence.downcast_exact::<List>() {
        let inserted = list.with_mut(|items| {
            items.try_reserve(1).ok()?;
            let at = (at as usize).min(items.len());
            items.insert(at, x.clone());
            Some(())
        });
        return inserted.map(|()| Value::NONE).ok_or_else(|| vm.memory_error());
    }
    vm.call_method(sequence, &vm.heap().intern("insert"), &[vm.heap().int(at), x.clone()])?;
    Ok(Value::NONE)
}
