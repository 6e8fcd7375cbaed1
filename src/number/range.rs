//! Ranges and slices: arithmetic progressions of ints, and the normalisation of slice bounds.
//!
//! `Range` holds big ints and has every operation; an `i64` progression needs only `small_len`. `Bounds` is a slice
//! laid over a sequence whose length fits in memory; `indices` is the exact form for `slice.indices` and ranges.

use super::hash;
use super::{ErrorKind, NumberError, Result};
use dashu_int::{IBig, Sign};
use std::cmp::Ordering;

/// The number of items from `start` to `stop` by `step`, which is not 0.
pub fn small_len(start: i64, stop: i64, step: i64) -> u64 {
    let (low, high) = if step > 0 { (start, stop) } else { (stop, start) };
    if low >= high || step == 0 { 0 } else { (high.abs_diff(low) - 1) / step.unsigned_abs() + 1 }
}

fn len(start: &IBig, stop: &IBig, step: &IBig) -> IBig {
    let up = step.sign() == Sign::Positive;
    let (low, high) = if up { (start, stop) } else { (stop, start) };
    if low >= high {
        return IBig::ZERO;
    }
    let stride = if up { step.clone() } else { -step };
    (high - low - IBig::ONE) / stride + IBig::ONE
}

/// `range(start, stop, step)`.
#[derive(Clone, Debug)]
pub struct Range {
    pub start: IBig,
    pub stop: IBig,
    pub step: IBig,
    pub len: IBig,
}

impl Range {
    pub fn new(start: IBig, stop: IBig, step: IBig) -> Result<Range> {
        if step.is_zero() {
            return Err(NumberError::value("range() arg 3 must not be zero"));
        }
        let len = len(&start, &stop, &step);
        Ok(Range { start, stop, step, len })
    }

    /// The item `index` steps from the start, wherever that is.
    fn at(&self, index: &IBig) -> IBig {
        &self.start + index * &self.step
    }

    /// `range[index]`.
    pub fn get(&self, index: &IBig) -> Result<IBig> {
        let index = if index.sign() == Sign::Negative { index + &self.len } else { index.clone() };
        if index.sign() == Sign::Negative || index >= self.len {
            return Err(NumberError::new(ErrorKind::IndexError, "range object index out of range"));
        }
        Ok(self.at(&index))
    }

    /// `range[start:stop:step]`.
    pub fn slice(&self, start: Option<&IBig>, stop: Option<&IBig>, step: Option<&IBig>) -> Result<Range> {
        let (start, stop, step) = indices(start, stop, step, &self.len)?;
        Range::new(self.at(&start), self.at(&stop), step * &self.step)
    }

    /// Where the value stands, None if it does not: `index`, `in`, `count`.
    pub fn position(&self, value: &IBig) -> Option<IBig> {
        let offset = value - &self.start;
        if !(&offset % &self.step).is_zero() {
            return None;
        }
        let index = offset / &self.step;
        (index.sign() == Sign::Positive && index < self.len).then_some(index)
    }

    /// `range.index(value)` for an int.
    pub fn index(&self, value: &IBig) -> Result<IBig> {
        self.position(value).ok_or_else(|| NumberError::value(format!("{value} is not in range")))
    }

    /// The same items backwards.
    pub fn reversed(&self) -> Range {
        let last = self.at(&(&self.len - IBig::ONE));
        Range { start: last, stop: &self.start - &self.step, step: -&self.step, len: self.len.clone() }
    }

    /// `hash(range)`: that of `(len, start, step)`, where what cannot be told apart is None.
    pub fn hash(&self, none_hash: i64) -> i64 {
        let none_from = |least: i64, part: &IBig| {
            if self.len < IBig::from(least) { none_hash } else { hash::int(part) }
        };
        hash::tuple([hash::int(&self.len), none_from(1, &self.start), none_from(2, &self.step)])
    }
}

/// Ranges are equal if they have the same items.
impl PartialEq for Range {
    fn eq(&self, other: &Range) -> bool {
        self.len == other.len
            && (self.len.is_zero() || self.start == other.start && (self.len.is_one() || self.step == other.step))
    }
}

fn zero_step() -> NumberError {
    NumberError::value("slice step cannot be zero")
}

/// `slice(start, stop, step).indices(length)`.
pub fn indices(
    start: Option<&IBig>,
    stop: Option<&IBig>,
    step: Option<&IBig>,
    length: &IBig,
) -> Result<(IBig, IBig, IBig)> {
    if length.sign() == Sign::Negative {
        return Err(NumberError::value("length should not be negative"));
    }
    let step = step.cloned().unwrap_or(IBig::ONE);
    if step.is_zero() {
        return Err(zero_step());
    }
    let down = step.sign() == Sign::Negative;
    let (lower, upper) = if down { (IBig::NEG_ONE, length - IBig::ONE) } else { (IBig::ZERO, length.clone()) };
    let clip = |bound: Option<&IBig>, default: &IBig| match bound {
        None => default.clone(),
        Some(bound) if bound.sign() == Sign::Negative => (bound + length).max(lower.clone()),
        Some(bound) => bound.clone().min(upper.clone()),
    };
    let (first, last) = if down { (&upper, &lower) } else { (&lower, &upper) };
    Ok((clip(start, first), clip(stop, last), step))
}

/// A slice laid over a sequence: `count` items from `start` by `step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    pub count: usize,
}

impl Bounds {
    /// Clips the bounds to the length. Ints beyond i64 come in clamped.
    pub fn new(start: Option<i64>, stop: Option<i64>, step: Option<i64>, length: usize) -> Result<Bounds> {
        // So that the step can be negated.
        let step = step.unwrap_or(1).max(-i64::MAX);
        if step == 0 {
            return Err(zero_step());
        }
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        let (lower, upper) = if step < 0 { (-1, length - 1) } else { (0, length) };
        let clip = |bound: Option<i64>, default: i64| match bound {
            None => default,
            Some(bound) if bound < 0 => bound.saturating_add(length).max(lower),
            Some(bound) => bound.min(upper),
        };
        let (first, last) = if step < 0 { (upper, lower) } else { (lower, upper) };
        let (start, stop) = (clip(start, first), clip(stop, last));
        let count = small_len(start, stop, step) as usize;
        Ok(Bounds { start, stop, step, count })
    }

    /// First position and step, where the slice goes forward.
    pub fn forward(self) -> Option<(usize, usize)> {
        Some((usize::try_from(self.start).ok()?, usize::try_from(self.step).ok().filter(|&step| step > 0)?))
    }

    /// The positions, in the slice's order.
    pub fn positions(self) -> impl ExactSizeIterator<Item = usize> + DoubleEndedIterator {
        (0..self.count).map(move |i| (self.start + i as i64 * self.step) as usize)
    }
}

/// An int as a slice bound or an index: clamped to i64.
pub fn clamp(value: &IBig) -> i64 {
    i64::try_from(value).unwrap_or(match value.cmp(&IBig::ZERO) {
        Ordering::Less => i64::MIN,
        _ => i64::MAX,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: i64) -> IBig {
        value.into()
    }

    fn range(start: i64, stop: i64, step: i64) -> Range {
        Range::new(n(start), n(stop), n(step)).unwrap()
    }

    fn ten(power: usize) -> IBig {
        IBig::from(10).pow(power)
    }

    fn slice(of: &Range, [start, stop, step]: [Option<i64>; 3]) -> String {
        let [start, stop, step] = [start, stop, step].map(|bound| bound.map(n));
        let part = of.slice(start.as_ref(), stop.as_ref(), step.as_ref()).unwrap();
        format!("{}, {}, {}", part.start, part.stop, part.step)
    }

    #[test]
    fn items() {
        for (start, stop, step, len) in
            [(0, 10, 3, 4), (10, 0, -3, 4), (0, 0, 1, 0), (5, 0, 1, 0), (i64::MIN, i64::MAX, 1, -1)]
        {
            assert_eq!(small_len(start, stop, step), len as u64);
            assert_eq!(range(start, stop, step).len, IBig::from(len as u64));
        }
        let odd = range(1, 10, 3);
        assert_eq!((odd.get(&n(-1)).unwrap(), odd.get(&n(2)).unwrap()), (n(7), n(7)));
        let error = odd.get(&n(3)).unwrap_err();
        assert_eq!((error.kind, &*error.message), (ErrorKind::IndexError, "range object index out of range"));
        let wide = Range::new(n(0), ten(30), n(1)).unwrap();
        assert_eq!(wide.get(&ten(29)).unwrap(), ten(29));
        assert_eq!(wide.position(&ten(29)), Some(ten(29)));
        assert_eq!(wide.position(&ten(30)), None);
        assert_eq!((odd.position(&n(7)), odd.position(&n(8)), odd.position(&n(-2))), (Some(n(2)), None, None));
        assert_eq!(range(10, 0, -3).position(&n(1)), Some(n(3)));
        assert_eq!(odd.index(&n(5)).unwrap_err().message, "5 is not in range");
        let back = odd.reversed();
        assert_eq!((back.start, back.step, back.len), (n(7), n(-3), n(3)));
        assert_eq!(Range::new(n(1), n(2), n(0)).unwrap_err().message, "range() arg 3 must not be zero");
    }

    #[test]
    fn slices() {
        let ten_items = range(0, 10, 1);
        assert_eq!(slice(&ten_items, [None, None, Some(-1)]), "9, -1, -1");
        assert_eq!(slice(&range(0, 10, 3), [Some(1), None, None]), "3, 12, 3");
        assert_eq!(slice(&range(10, 0, -3), [None, None, Some(2)]), "10, -2, -6");
        assert_eq!(slice(&range(0, 0, 1), [Some(5), Some(2), None]), "0, 0, 1");
        assert_eq!(slice(&ten_items, [Some(2), Some(-2), Some(3)]), "2, 8, 3");
        assert_eq!(ten_items.slice(None, None, Some(&n(0))).unwrap_err().message, "slice step cannot be zero");
        for (start, stop, step, length, expected) in [
            (None, None, Some(-1), 5, (4, -1, -1)),
            (Some(-100), Some(100), Some(2), 5, (0, 5, 2)),
            (Some(100), Some(-100), Some(-2), 5, (4, -1, -2)),
            (Some(3), None, None, 2, (2, 2, 1)),
            (Some(i64::MIN), Some(i64::MAX), Some(i64::MAX), 3, (0, 3, i64::MAX)),
        ] {
            let bounds = Bounds::new(start, stop, step, length).unwrap();
            assert_eq!((bounds.start, bounds.stop, bounds.step), expected);
            let [a, b, c] = [start, stop, step].map(|bound| bound.map(n));
            let exact = indices(a.as_ref(), b.as_ref(), c.as_ref(), &n(length as i64)).unwrap();
            assert_eq!(exact, (n(expected.0), n(expected.1), n(expected.2)));
        }
        let last = Bounds::new(None, None, Some(i64::MIN), 5).unwrap();
        assert_eq!((last.count, last.positions().collect::<Vec<_>>()), (1, vec![4]));
        assert_eq!(Bounds::new(None, None, Some(-2), 5).unwrap().positions().collect::<Vec<_>>(), [4, 2, 0]);
        assert_eq!(indices(None, None, None, &n(-1)).unwrap_err().message, "length should not be negative");
        assert_eq!((clamp(&ten(30)), clamp(&-ten(30)), clamp(&n(-3))), (i64::MAX, i64::MIN, -3));
    }

    #[test]
    fn equality_and_hash() {
        for (a, b, same) in [
            (range(0, 3, 2), range(0, 4, 2), true),
            (range(3, 3, 1), range(10, 0, 5), true),
            (range(1, 2, 1), range(1, 3, 7), true),
            (range(0, 2, 1), range(0, 4, 2), false),
        ] {
            assert_eq!((a == b, a.hash(7) == b.hash(7)), (same, same));
        }
        assert_eq!(range(1, 5, 2).hash(0), hash::tuple([2, 1, 2]));
        assert_eq!(Range::new(ten(20), ten(20) + n(5), n(1)).unwrap().hash(0), -3575333302973609316);
    }
}
