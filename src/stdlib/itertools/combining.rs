//! product, permutations, combinations, combinations_with_replacement: pools and vectors of places in them.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::guarded::Guarded;
use crate::object::native::{Args, NativeDef};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

use super::{REDUCE_DOC, SET_STATE_DOC, Step, reduced, row, state_items};

/// Where a combination stands.
enum Places {
    /// Nothing was given yet.
    Before(Vec<usize>),
    At(Vec<usize>),
    End,
}

/// Takes the places on; false at the end. Another number than the result's length may be kept beside them.
type Advance = fn(&mut [usize], &mut [usize], pools: &[Vec<Value>]) -> bool;

struct Combination {
    /// One pool, or one for each place.
    pools: Vec<Vec<Value>>,
    places: Guarded<Places>,
    /// permutations: how many choices are left at each place.
    cycles: Guarded<Vec<usize>>,
    /// How many of the places make the result.
    length: usize,
    advance: Advance,
    kind: u8,
    /// A result was given.
    begun: Cell<bool>,
}

impl Payload for Combination {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.pools.iter().flatten().for_each(visit);
    }
}

impl Step for Combination {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        let items = self.places.with_mut(|places| {
            let current = match std::mem::replace(places, Places::End) {
                Places::Before(first) => {
                    self.begun.set(true);
                    first
                }
                Places::At(mut current) => {
                    if !self.cycles.with_mut(|cycles| (self.advance)(&mut current, cycles, &self.pools)) {
                        return None;
                    }
                    current
                }
                Places::End => return None,
            };
            let chosen = current.get(..self.length).unwrap_or(&current);
            let tuple = vm.heap().tuple_of(chosen.len(), |i| {
                let pool = self.pools.get(i).or(self.pools.first());
                pool.and_then(|pool| pool.get(chosen[i])).cloned().unwrap_or(Value::NONE)
            });
            *places = Places::At(current);
            Some(tuple)
        });
        Ok(items)
    }
}

#[expect(clippy::too_many_arguments)]
fn made(
    vm: &mut Vm,
    class: &Value,
    pools: Vec<Vec<Value>>,
    places: Option<Vec<usize>>,
    cycles: Vec<usize>,
    length: usize,
    kind: u8,
    advance: Advance,
) -> PyResult {
    let places = Guarded::new(places.map_or(Places::End, Places::Before));
    let cycles = Guarded::new(cycles);
    let state = Combination { pools, places, cycles, length, advance, kind, begun: Cell::new(false) };
    Ok(vm.heap().boxed(class, state))
}

fn with_room<T: Clone>(vm: &Vm, value: T, count: usize) -> PyResult<Vec<T>> {
    let mut out = Vec::new();
    if out.try_reserve_exact(count).is_err() {
        return Err(vm.memory_error());
    }
    out.resize(count, value);
    Ok(out)
}

// ---- pickling

const OF_POOLS: u8 = 0;
const RISING: u8 = 1;
const REPEATED: u8 = 2;
const PERMUTED: u8 = 3;

const fn reduce() -> NativeDef {
    NativeDef::method("__reduce__(self, /)", REDUCE_DOC, |vm, args| {
        let Some(state) = args.get(0).payload::<Combination>() else { return Ok(Value::NONE) };
        let heap = vm.heap();
        let numbers = |places: &[usize]| heap.tuple(places.iter().map(|&place| Value::from_len(place)).collect());
        let of_pools = state.kind == OF_POOLS;
        let cycles = state.cycles.with(|cycles| numbers(cycles));
        let (ended, at) = state.places.with(|places| match places {
            Places::Before(_) => (false, None),
            Places::At(places) if state.kind == PERMUTED => (false, Some(heap.pair(numbers(places), cycles))),
            Places::At(places) => (false, Some(numbers(places))),
            Places::End => (true, None),
        });
        // One that never gave anything begins again from its pools, to end as soon.
        let ended = ended && (state.begun.get() || of_pools);
        let pools = state.pools.iter().map(|pool| heap.tuple(pool.clone()));
        let mut arguments = if ended { vec![heap.empty_tuple()] } else { pools.collect() };
        if !of_pools {
            arguments.push(Value::from_len(state.length));
        }
        reduced(vm, args.get(0), arguments, at)
    })
}

/// Numbers of a state, each moved into its range.
fn numbers(vm: &mut Vm, value: &Value, most: impl Fn(usize) -> (usize, usize)) -> PyResult<Vec<usize>> {
    let items = state_items(vm, value)?;
    let mut numbers = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        let (least, most) = most(i);
        numbers.push((vm.index_clamped(item)?.max(0) as usize).min(most).max(least));
    }
    Ok(numbers)
}

const fn set_state<const KIND: u8>() -> NativeDef {
    NativeDef::method("__setstate__(self, state, /)", SET_STATE_DOC, |vm, args| {
        let Some(state) = args.get(0).payload::<Combination>() else { return Ok(Value::NONE) };
        let bad = |vm: &Vm| vm.value_error("invalid arguments");
        let (n, r) = (state.pools.first().map_or(0, Vec::len), state.length);
        let given = if KIND == OF_POOLS || KIND == PERMUTED || args.get(1).downcast::<Tuple>().is_some() {
            args.get(1)
        } else {
            return Err(bad(vm));
        };
        let (places, cycles) = match KIND {
            PERMUTED => {
                let [places, cycles] = state_items(vm, given)? else { return Err(bad(vm)) };
                let (Some(p), Some(c)) = (places.downcast::<Tuple>(), cycles.downcast::<Tuple>()) else {
                    return Err(bad(vm));
                };
                if p.len() != n || c.len() != r {
                    return Err(bad(vm));
                }
                let places = numbers(vm, places, |_| (0, n.saturating_sub(1)))?;
                (places, Some(numbers(vm, cycles, |i| (1, n.saturating_sub(i).max(1)))?))
            }
            _ => {
                let wanted = if KIND == OF_POOLS { state.pools.len() } else { r };
                if given.downcast::<Tuple>().is_none_or(|tuple| tuple.len() != wanted) {
                    return Err(bad(vm));
                }
                let lengths: Vec<usize> = state.pools.iter().map(Vec::len).collect();
                if KIND == OF_POOLS && lengths.contains(&0) {
                    drop(state.places.replace(Places::End));
                    return Ok(Value::NONE);
                }
                let most = |i: usize| match KIND {
                    OF_POOLS => lengths.get(i).map_or(0, |len| len - 1),
                    RISING => (i + n).saturating_sub(r),
                    _ => n.saturating_sub(1),
                };
                (numbers(vm, given, |i| (0, most(i)))?, None)
            }
        };
        if let Some(cycles) = cycles {
            drop(state.cycles.replace(cycles));
        }
        drop(state.places.replace(Places::At(places)));
        state.begun.set(true);
        Ok(Value::NONE)
    })
}

// ---- product

pub(super) static PRODUCT: ClassDef = ClassDef {
    methods: &[reduce(), set_state::<OF_POOLS>()],
    ..row::<Combination>(
        "product",
        "product(*iterables, repeat=1) --> product object\n\nCartesian product of input iterables.  Equivalent to nested \
         for-loops.",
        &NativeDef::static_method("__new__(cls, *iterables, repeat=1)", "", |vm, args| {
            let repeat = match args.opt(2) {
                Some(repeat) => vm.index_i64(repeat)?,
                None => 1,
            };
            let Ok(repeat) = usize::try_from(repeat) else {
                return Err(vm.value_error("repeat argument cannot be negative"));
            };
            let iterables = args.rest(1).to_vec();
            let mut once = Vec::with_capacity(iterables.len());
            if repeat > 0 {
                for iterable in &iterables {
                    once.push(vm.collect(iterable)?);
                }
            }
            let Some(total) = once.len().checked_mul(repeat) else {
                return Err(vm.overflow_error("repeat argument too large"));
            };
            let mut pools = Vec::new();
            if pools.try_reserve_exact(total).is_err() {
                return Err(vm.memory_error());
            }
            for _ in 0..repeat {
                pools.extend(once.iter().cloned());
            }
            let first = if pools.iter().any(Vec::is_empty) { None } else { Some(with_room(vm, 0, total)?) };
            made(vm, args.get(0), pools, first, Vec::new(), total, OF_POOLS, |places, _, pools| {
                for (place, pool) in places.iter_mut().zip(pools).rev() {
                    *place += 1;
                    if *place < pool.len() {
                        return true;
                    }
                    *place = 0;
                }
                false
            })
        }),
    )
};

/// A length that must not be negative.
fn length(vm: &mut Vm, value: &Value) -> PyResult<usize> {
    let r = vm.index_i64(value)?;
    usize::try_from(r).map_err(|_| vm.value_error("r must be non-negative"))
}

// ---- combinations

pub(super) static COMBINATIONS: ClassDef = ClassDef {
    methods: &[reduce(), set_state::<RISING>()],
    ..row::<Combination>(
        "combinations",
        "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), \
         (0,1,3), (0,2,3), (1,2,3)",
        &NativeDef::static_method("__new__(cls, iterable, r)", "", |vm, args| {
            let pool = vm.collect(args.get(1))?;
            let r = length(vm, args.get(2))?;
            let first = (r <= pool.len()).then(|| (0..r).collect());
            made(vm, args.get(0), vec![pool], first, Vec::new(), r, RISING, |places, _, pools| {
                let (n, r) = (pools.first().map_or(0, Vec::len), places.len());
                let Some(at) = (0..r).rev().find(|&i| places[i] != i + n - r) else { return false };
                places[at] += 1;
                for i in at + 1..r {
                    places[i] = places[i - 1] + 1;
                }
                true
            })
        }),
    )
};

pub(super) static WITH_REPLACEMENT: ClassDef = ClassDef {
    methods: &[reduce(), set_state::<REPEATED>()],
    ..row::<Combination>(
        "combinations_with_replacement",
        "Return successive r-length combinations of elements in the iterable allowing individual elements to have \
         successive repeats.",
        &NativeDef::static_method("__new__(cls, iterable, r)", "", |vm, args| {
            let pool = vm.collect(args.get(1))?;
            let r = length(vm, args.get(2))?;
            let first = if r > 0 && pool.is_empty() { None } else { Some(with_room(vm, 0, r)?) };
            made(vm, args.get(0), vec![pool], first, Vec::new(), r, REPEATED, |places, _, pools| {
                let n = pools.first().map_or(0, Vec::len);
                let Some(at) = (0..places.len()).rev().find(|&i| places[i] + 1 < n) else { return false };
                let next = places[at] + 1;
                places[at..].fill(next);
                true
            })
        }),
    )
};

// ---- permutations

pub(super) static PERMUTATIONS: ClassDef = ClassDef {
    methods: &[reduce(), set_state::<PERMUTED>()],
    ..row::<Combination>(
        "permutations",
        "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), \
         (1,0), (1,2), (2,0), (2,1)",
        &NativeDef::static_method("__new__(cls, iterable, r=None)", "", new_permutations),
    )
};

fn new_permutations(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let pool = vm.collect(args.get(1))?;
    let n = pool.len();
    let r = match args.opt(2).filter(|r| !r.is_none()) {
        Some(r) if r.as_int().is_none() => return Err(vm.type_error("Expected int as r")),
        Some(r) => length(vm, r)?,
        None => n,
    };
    let (first, cycles) =
        if r <= n { (Some((0..n).collect()), (0..r).map(|i| n - i).collect()) } else { (None, Vec::new()) };
    made(vm, args.get(0), vec![pool], first, cycles, r, PERMUTED, |places, cycles, _| {
        let n = places.len();
        for i in (0..cycles.len()).rev() {
            cycles[i] -= 1;
            if cycles[i] == 0 {
                places[i..].rotate_left(1);
                cycles[i] = n - i;
            } else {
                places.swap(i, n - cycles[i]);
                return true;
            }
        }
        false
    })
}
