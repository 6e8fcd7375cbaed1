//! `list.sort` and `sorted`: a stable merge sort that makes use of runs in the input.
//!
//! Where all keys are small ints, floats or strs the standard library sorts them. Otherwise comparisons may run
//! Python code, so places are sorted, not values: an exception in the middle loses nothing.

use std::cmp::Ordering;

use crate::object::slots::Comparison;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// Sorts the items by their keys; without `keys` the items are their own. On an error they stay as they are.
pub fn sort(vm: &mut Vm, items: &mut Vec<Value>, keys: Option<Vec<Value>>, reverse: bool) -> PyResult<()> {
    let compared = keys.as_deref().unwrap_or(items);
    if compared.len() > 1 && compared.iter().all(|key| prefix(key).is_some()) {
        sort_by_prefix(items, keys, reverse);
        return Ok(());
    }
    let compare = native_order(compared);
    match (compare, keys) {
        (Some(compare), None) if reverse => items.sort_by(|a, b| compare(b, a)),
        (Some(compare), None) => items.sort_by(compare),
        (Some(compare), Some(keys)) => {
            let mut pairs: Vec<(Value, Value)> = keys.into_iter().zip(items.drain(..)).collect();
            pairs.sort_by(|a, b| if reverse { compare(&b.0, &a.0) } else { compare(&a.0, &b.0) });
            items.extend(pairs.into_iter().map(|pair| pair.1));
        }
        (None, keys) => {
            if reverse {
                items.reverse();
            }
            let result = match keys {
                Some(mut keys) => {
                    if reverse {
                        keys.reverse();
                    }
                    merge_sort(vm, &keys)
                }
                None => merge_sort(vm, items),
            };
            if let Ok(order) = &result {
                let mut old: Vec<Option<Value>> = items.drain(..).map(Some).collect();
                items.extend(order.iter().filter_map(|&place| old.get_mut(place).and_then(Option::take)));
            }
            if reverse {
                items.reverse();
            }
            result?;
        }
    }
    Ok(())
}

/// How keys of one exact builtin type compare, if all are of it. (A nan has no place in an order.)
fn native_order(keys: &[Value]) -> Option<fn(&Value, &Value) -> Ordering> {
    let first = keys.first()?;
    if first.is_small_int() {
        return keys.iter().all(Value::is_small_int).then_some(|a, b| a.small_order().cmp(&b.small_order()));
    }
    if first.downcast_exact::<Str>().is_some() {
        return keys.iter().all(|k| k.downcast_exact::<Str>().is_some()).then_some(str_order);
    }
    if let Some(first) = first.downcast_exact::<Tuple>() {
        let like_first = |key: &Value| {
            let Some(key) = key.downcast_exact::<Tuple>().filter(|key| key.len() == first.len()) else { return false };
            key.items()
                .iter()
                .zip(first.items())
                .all(|(a, b)| Kind::of(a).is_some_and(|kind| Kind::of(b) == Some(kind)))
        };
        return keys.iter().all(like_first).then_some(tuple_order);
    }
    let real = |k: &Value| k.as_exact_float().is_some_and(|f| !f.is_nan());
    keys.iter().all(real).then_some(|a, b| match (a.as_exact_float(), b.as_exact_float()) {
        (Some(a), Some(b)) => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
        _ => Ordering::Equal,
    })
}

/// Kinds of values that compare without Python code.
#[derive(PartialEq, Eq)]
enum Kind {
    Int,
    Float,
    Str,
}

impl Kind {
    fn of(value: &Value) -> Option<Kind> {
        if value.is_small_int() {
            return Some(Kind::Int);
        }
        match value.as_exact_float() {
            Some(float) => (!float.is_nan()).then_some(Kind::Float),
            None => value.downcast_exact::<Str>().map(|_| Kind::Str),
        }
    }
}

/// Tuples of one length, whose items at each place are of one kind.
fn tuple_order(a: &Value, b: &Value) -> Ordering {
    let (Some(a), Some(b)) = (a.downcast_exact::<Tuple>(), b.downcast_exact::<Tuple>()) else { return Ordering::Equal };
    for (a, b) in a.items().iter().zip(b.items()) {
        let order = if Value::both_small(a, b) {
            a.small_order().cmp(&b.small_order())
        } else if let (Some(a), Some(b)) = (a.as_exact_float(), b.as_exact_float()) {
            a.partial_cmp(&b).unwrap_or(Ordering::Equal)
        } else {
            str_order(a, b)
        };
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}

/// The first eight characters of a str of bytes, which decide most comparisons.
fn prefix(key: &Value) -> Option<u64> {
    match key.downcast_exact::<Str>()?.units() {
        crate::text::Units::One(bytes) => {
            let mut first = [0; 8];
            let len = bytes.len().min(8);
            first[..len].copy_from_slice(&bytes[..len]);
            Some(u64::from_be_bytes(first))
        }
        _ => None,
    }
}

/// Sorts by keys that all have a prefix.
fn sort_by_prefix(items: &mut Vec<Value>, keys: Option<Vec<Value>>, reverse: bool) {
    let order = |a: (u64, &Value), b: (u64, &Value)| {
        let (a, b) = if reverse { (b, a) } else { (a, b) };
        a.0.cmp(&b.0).then_with(|| str_order(a.1, b.1))
    };
    match keys {
        None => {
            let mut entries: Vec<_> = items.drain(..).map(|item| (prefix(&item).unwrap_or(0), item)).collect();
            entries.sort_by(|a, b| order((a.0, &a.1), (b.0, &b.1)));
            items.extend(entries.into_iter().map(|entry| entry.1));
        }
        Some(keys) => {
            let pairs = keys.into_iter().zip(items.drain(..));
            let mut entries: Vec<_> = pairs.map(|(key, item)| (prefix(&key).unwrap_or(0), key, item)).collect();
            entries.sort_by(|a, b| order((a.0, &a.1), (b.0, &b.1)));
            items.extend(entries.into_iter().map(|entry| entry.2));
        }
    }
}

/// `a < b` of tuples whose first different items compare without Python code.
fn tuple_less(a: &Value, b: &Value) -> Option<bool> {
    let (a, b) = (a.downcast_exact::<Tuple>()?, b.downcast_exact::<Tuple>()?);
    for (a, b) in a.items().iter().zip(b.items()) {
        if a.is(b) && a.as_exact_float().is_none() {
            continue;
        }
        let order = match (Kind::of(a)?, Kind::of(b)?) {
            (Kind::Int, Kind::Int) => a.small_order().cmp(&b.small_order()),
            (Kind::Float, Kind::Float) => a.as_exact_float()?.partial_cmp(&b.as_exact_float()?)?,
            (Kind::Str, Kind::Str) => str_order(a, b),
            _ => return None,
        };
        if order.is_ne() {
            return Some(order.is_lt());
        }
    }
    Some(a.len() < b.len())
}

/// By code points.
fn str_order(a: &Value, b: &Value) -> Ordering {
    use crate::text::Units;
    match (a.as_str().map(Str::units), b.as_str().map(Str::units)) {
        (Some(Units::One(a)), Some(Units::One(b))) => a.cmp(b),
        (Some(a), Some(b)) => a.iter().cmp(b.iter()),
        _ => Ordering::Equal,
    }
}

/// Runs shorter than this are filled up by insertion.
const SHORT: usize = 32;

/// The places of the keys in ascending order.
fn merge_sort(vm: &mut Vm, keys: &[Value]) -> PyResult<Vec<usize>> {
    let n = keys.len();
    let mut sorter = Sorter { keys, order: (0..n).collect(), spare: Vec::new(), runs: Vec::new() };
    let least = least_run(n);
    let mut start = 0;
    while start < n {
        let natural = sorter.find_run(vm, start)?;
        let end = if natural < least { n.min(start + least) } else { start + natural };
        sorter.insert(vm, start, start + natural, end)?;
        sorter.runs.push(start..end);
        sorter.collapse(vm, false)?;
        start = end;
    }
    sorter.collapse(vm, true)?;
    Ok(sorter.order)
}

/// A length between half of `SHORT` and `SHORT`, so that `n` is about a power of two of them.
fn least_run(mut n: usize) -> usize {
    let mut odd = 0;
    while n >= SHORT * 2 {
        odd |= n & 1;
        n >>= 1;
    }
    n + odd
}

struct Sorter<'a> {
    keys: &'a [Value],
    order: Vec<usize>,
    /// The left run while two are merged.
    spare: Vec<usize>,
    /// Sorted runs that wait to be merged, each about twice as long as the next.
    runs: Vec<std::ops::Range<usize>>,
}

impl Sorter<'_> {
    fn less(&self, vm: &mut Vm, a: usize, b: usize) -> PyResult<bool> {
        match tuple_less(&self.keys[a], &self.keys[b]) {
            Some(answer) => Ok(answer),
            None => vm.compare_truth(&self.keys[a], &self.keys[b], Comparison::Lt),
        }
    }

    /// The length of the ascending run at `start`; a strictly descending one is turned round.
    fn find_run(&mut self, vm: &mut Vm, start: usize) -> PyResult<usize> {
        let n = self.order.len();
        if start + 1 >= n {
            return Ok(n - start);
        }
        let descending = self.less(vm, self.order[start + 1], self.order[start])?;
        let mut end = start + 2;
        while end < n && self.less(vm, self.order[end], self.order[end - 1])? == descending {
            end += 1;
        }
        if descending {
            self.order[start..end].reverse();
        }
        Ok(end - start)
    }

    /// Inserts `from..end` into the sorted `start..from`.
    fn insert(&mut self, vm: &mut Vm, start: usize, from: usize, end: usize) -> PyResult<()> {
        for i in from..end {
            let place = self.upper(vm, start, i, self.order[i])?;
            self.order[place..=i].rotate_right(1);
        }
        Ok(())
    }

    /// The first place in the sorted `low..high` whose key is greater than that of `x`.
    fn upper(&mut self, vm: &mut Vm, mut low: usize, mut high: usize, x: usize) -> PyResult<usize> {
        while low < high {
            let middle = low + (high - low) / 2;
            if self.less(vm, x, self.order[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(low)
    }

    /// The first place in the sorted `low..high` whose key is not less than that of `x`.
    fn lower(&mut self, vm: &mut Vm, mut low: usize, mut high: usize, x: usize) -> PyResult<usize> {
        while low < high {
            let middle = low + (high - low) / 2;
            if self.less(vm, self.order[middle], x)? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    /// Merges waiting runs until their lengths are in order again, or all of them.
    fn collapse(&mut self, vm: &mut Vm, all: bool) -> PyResult<()> {
        while let [.., before, last] = &self.runs[..] {
            let earlier = self.runs.len().checked_sub(3).map(|i| self.runs[i].len());
            let crowded = earlier.is_some_and(|e| e <= before.len() + last.len());
            if !all && !crowded && before.len() > last.len() {
                break;
            }
            // The shorter neighbour of the middle run goes with it.
            let at = self.runs.len() - if earlier.is_some_and(|e| e < last.len()) { 3 } else { 2 };
            let right = self.runs.remove(at + 1);
            let left = self.runs[at].clone();
            self.merge(vm, left.start, right.start, right.end)?;
            self.runs[at].end = right.end;
        }
        Ok(())
    }

    /// Merges the sorted `start..middle` and `middle..end`.
    fn merge(&mut self, vm: &mut Vm, start: usize, middle: usize, end: usize) -> PyResult<()> {
        // What is in place already at both ends needs no merging.
        let start = self.upper(vm, start, middle, self.order[middle])?;
        if start == middle {
            return Ok(());
        }
        let end = self.lower(vm, middle, end, self.order[middle - 1])?;
        self.spare.clear();
        self.spare.extend_from_slice(&self.order[start..middle]);
        let (mut left, mut right, mut to) = (0, middle, start);
        while left < self.spare.len() && right < end {
            if self.less(vm, self.order[right], self.spare[left])? {
                self.order[to] = self.order[right];
                right += 1;
            } else {
                self.order[to] = self.spare[left];
                left += 1;
            }
            to += 1;
        }
        let rest = &self.spare[left..];
        self.order[to..to + rest.len()].copy_from_slice(rest);
        Ok(())
    }
}
