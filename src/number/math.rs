//! What the `math` module computes with ints and exact sums: factorials, binomials, `fsum`.
//!
//! Long products are made by halves, so that the factors of each step are of like size; how large the result will
//! be is estimated first.

use super::float::decompose;
use super::int;
use super::int_convert::nearest;
use super::{NumberError, Result};
use dashu_int::ops::SquareRoot;
use dashu_int::{IBig, Sign, UBig};

/// The product of the ints from `low` to `low + count - 1`.
fn product(low: &IBig, count: u64) -> IBig {
    if count <= 8 {
        return (0..count).fold(IBig::ONE, |result, i| result * (low + IBig::from(i)));
    }
    let half = count / 2;
    product(low, half) * product(&(low + IBig::from(half)), count - half)
}

/// Refuses `count` factors from `low` on if the product would be too large: both its least factor and Stirling's
/// formula bound it from below.
fn check_size(low: &IBig, count: u64) -> Result<()> {
    let count = count as f64;
    let by_least = count * (int::abs_bits(low).saturating_sub(1)) as f64;
    let by_count = count * (count / std::f64::consts::E).log2();
    int::check_product(by_least.max(by_count) as usize)
}

/// `math.factorial`.
pub fn factorial(n: &IBig) -> Result<IBig> {
    if n.sign() == Sign::Negative {
        return Err(NumberError::value("factorial() not defined for negative values"));
    }
    let count = i64::try_from(n)
        .map_err(|_| NumberError::overflow(format!("factorial() argument should not exceed {}", i64::MAX)))?
        as u64;
    check_size(&IBig::ONE, count)?;
    Ok(product(&IBig::ONE, count))
}

fn check_counts(n: &IBig, k: &IBig) -> Result<()> {
    for (value, message) in [(n, "n must be a non-negative integer"), (k, "k must be a non-negative integer")] {
        if value.sign() == Sign::Negative {
            return Err(NumberError::value(message));
        }
    }
    Ok(())
}

/// `math.perm(n, k)`.
pub fn perm(n: &IBig, k: &IBig) -> Result<IBig> {
    check_counts(n, k)?;
    if n < k {
        return Ok(IBig::ZERO);
    }
    let count = i64::try_from(k).map_err(|_| NumberError::overflow(format!("k must not exceed {}", i64::MAX)))? as u64;
    let low = n - k + IBig::ONE;
    check_size(&low, count)?;
    Ok(product(&low, count))
}

/// `math.comb(n, k)`.
pub fn comb(n: &IBig, k: &IBig) -> Result<IBig> {
    check_counts(n, k)?;
    if n < k {
        return Ok(IBig::ZERO);
    }
    let k = k.clone().min(n - k);
    let count = i64::try_from(&k)
        .map_err(|_| NumberError::overflow(format!("min(n - k, k) must not exceed {}", i64::MAX)))?
        as u64;
    let low = n - &k + IBig::ONE;
    check_size(&low, count)?;
    Ok(product(&low, count) / product(&IBig::ONE, count))
}

/// `math.fsum`: the exact sum of floats, rounded once. Holds it as floats that do not overlap, smallest first.
#[derive(Default)]
pub struct Fsum {
    partials: Vec<f64>,
    /// The sum of infinities and nans, and of the infinities alone.
    special: f64,
    infinities: f64,
}

/// The rounded sum, and what the rounding lost.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let (large, small) = if a.abs() < b.abs() { (b, a) } else { (a, b) };
    let high = large + small;
    (high, small - (high - large))
}

impl Fsum {
    pub fn push(&mut self, value: f64) -> Result<()> {
        let mut high = value;
        let mut kept = 0;
        for i in 0..self.partials.len() {
            let (sum, low) = two_sum(high, self.partials[i]);
            if low != 0.0 {
                self.partials[kept] = low;
                kept += 1;
            }
            high = sum;
        }
        self.partials.truncate(kept);
        if high.is_finite() {
            if high != 0.0 {
                self.partials.push(high);
            }
            return Ok(());
        }
        if value.is_finite() {
            return Err(NumberError::overflow("intermediate overflow in fsum"));
        }
        if value.is_infinite() {
            self.infinities += value;
        }
        self.special += value;
        self.partials.clear();
        Ok(())
    }

    pub fn finish(self) -> Result<f64> {
        if self.special != 0.0 {
            return match self.infinities.is_nan() {
                true => Err(NumberError::value("-inf + inf in fsum")),
                false => Ok(self.special),
            };
        }
        let mut rest = self.partials;
        let Some(mut high) = rest.pop() else { return Ok(0.0) };
        let mut low = 0.0;
        while let Some(next) = rest.pop() {
            (high, low) = two_sum(high, next);
            if low != 0.0 {
                break;
            }
        }
        // A tie that a smaller partial decides the other way.
        if let Some(&next) = rest.last()
            && (low < 0.0 && next < 0.0 || low > 0.0 && next > 0.0)
        {
            let twice = low * 2.0;
            let moved = high + twice;
            if moved - high == twice {
                high = moved;
            }
        }
        Ok(high)
    }
}

/// `math.hypot` and `math.dist`: the root of the sum of squares, computed exactly and rounded once.
pub fn norm(vector: &[f64]) -> f64 {
    if vector.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if vector.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    let parts = || vector.iter().filter(|&&x| x != 0.0).map(|&x| decompose(x));
    let Some(top) = parts().map(|(_, exponent)| exponent).max() else { return 0.0 };
    // What lies so far below the largest only breaks ties; a subnormal largest has nothing below.
    let unit = parts().map(|(_, exponent)| exponent).filter(|&exponent| exponent >= top - 160).min().unwrap_or(top);
    let mut sum = UBig::ZERO;
    let mut sticky = false;
    for (mantissa, exponent) in parts() {
        match usize::try_from(exponent - unit) {
            Ok(shift) => sum += (UBig::from(mantissa) << shift).sqr(),
            Err(_) => sticky = true,
        }
    }
    // Room for a root of 66 bits or more.
    let widen = 66usize.saturating_sub(int::abs_bits(sum.as_ibig()) / 2);
    let sum = sum << (2 * widen);
    let root = sum.sqrt();
    sticky |= root.sqr() != sum;
    nearest(root.as_ibig(), sticky, i64::from(unit) - widen as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: i64) -> IBig {
        value.into()
    }

    #[test]
    fn counting() {
        let ten = |power| IBig::from(10).pow(power);
        assert_eq!(factorial(&n(0)).unwrap(), n(1));
        assert_eq!(factorial(&n(25)).unwrap().to_string(), "15511210043330985984000000");
        assert_eq!(comb(&n(10), &n(3)).unwrap(), n(120));
        assert_eq!(comb(&n(3), &ten(30)).unwrap(), n(0));
        assert_eq!(comb(&n(100), &n(50)).unwrap().to_string(), "100891344545564193334812497256");
        assert_eq!(comb(&ten(30), &(ten(30) - n(1))).unwrap(), ten(30));
        assert_eq!(perm(&n(5), &n(2)).unwrap(), n(20));
        assert_eq!(perm(&n(2), &n(5)).unwrap(), n(0));
        assert_eq!(perm(&n(5), &n(0)).unwrap(), n(1));
        for (found, message) in [
            (factorial(&n(-1)), "factorial() not defined for negative values"),
            (factorial(&ten(19)), "factorial() argument should not exceed 9223372036854775807"),
            (factorial(&ten(18)), ""),
            (comb(&n(-1), &n(2)), "n must be a non-negative integer"),
            (perm(&n(1), &n(-2)), "k must be a non-negative integer"),
            (comb(&ten(30), &ten(20)), "min(n - k, k) must not exceed 9223372036854775807"),
            (comb(&ten(30), &ten(18)), ""),
            (perm(&ten(30), &ten(20)), "k must not exceed 9223372036854775807"),
            (perm(&ten(30), &ten(10)), ""),
        ] {
            assert_eq!(found.unwrap_err().message, message);
        }
    }

    #[test]
    fn norms() {
        for (vector, result) in [
            (&[3.0, -4.0][..], 5.0),
            (&[], 0.0),
            (&[-0.0], 0.0),
            (&[5e-324], 5e-324),
            (&[3.0, 4.0, 12.0], 13.0),
            (&[1e308, 1e308], 1.4142135623730951e308),
            (&[1.0, 1e-100], 1.0),
            (&[1.7e308, 1.7e308], f64::INFINITY),
            (&[f64::NAN, f64::INFINITY], f64::INFINITY),
        ] {
            assert_eq!(norm(vector), result, "{vector:?}");
        }
        assert!(norm(&[f64::NAN, 1.0]).is_nan());
    }

    #[test]
    fn exact_sums() {
        const INF: f64 = f64::INFINITY;
        let fsum = |items: &[f64]| {
            let mut sum = Fsum::default();
            items.iter().try_for_each(|&item| sum.push(item)).and_then(|()| sum.finish())
        };
        assert_eq!(fsum(&[]), Ok(0.0));
        assert_eq!(fsum(&[0.1; 10]), Ok(1.0));
        assert_eq!(fsum(&[1e100, 1.0, -1e100]), Ok(1.0));
        assert_eq!(fsum(&[1e-16, 1.0, 1e16]), Ok(1.0000000000000002e16));
        assert_eq!(fsum(&[INF, 1.0]), Ok(INF));
        assert!(fsum(&[f64::NAN, INF]).unwrap().is_nan());
        assert_eq!(fsum(&[INF, -INF]).unwrap_err().message, "-inf + inf in fsum");
        assert_eq!(fsum(&[1e308, 1e308, -1e308]).unwrap_err().message, "intermediate overflow in fsum");
    }
}
