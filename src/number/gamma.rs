//! The gamma function and its logarithm by Lanczos' approximation, as CPython computes them: C's own differ in the
//! last places.

#![allow(clippy::excessive_precision, reason = "the coefficients as they were published")]

use super::{NumberError, Result};

const G: f64 = 6.024680040776729583740234375;
const G_LESS_HALF: f64 = 5.524680040776729583740234375;

const NUMERATOR: [f64; 13] = [
    23531376880.410759688572007674451636754734846804940,
    42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843,
    17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708,
    1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801,
    31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768,
    186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024,
    210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408,
];

const DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

fn domain() -> NumberError {
    NumberError::value("math domain error")
}

fn range() -> NumberError {
    NumberError::overflow("math range error")
}

/// `sin(pi * x)`, exact at the zeros.
fn sin_pi(x: f64) -> f64 {
    use std::f64::consts::PI;
    let y = x.abs() % 2.0;
    let sine = match (2.0 * y).round() as u8 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * sine
}

/// The rational function of the approximation; large arguments are put in by their inverse, so that nothing
/// overflows.
fn sum(x: f64) -> f64 {
    let both = NUMERATOR.iter().zip(&DENOMINATOR);
    let (top, bottom) = if x < 5.0 {
        both.rev().fold((0.0, 0.0), |(n, d), (a, b)| (n * x + a, d * x + b))
    } else {
        both.fold((0.0, 0.0), |(n, d), (a, b)| (n / x + a, d / x + b))
    };
    top / bottom
}

/// `math.gamma`.
pub fn gamma(x: f64) -> Result<f64> {
    if !x.is_finite() {
        return if x == f64::NEG_INFINITY { Err(domain()) } else { Ok(x) };
    }
    if x == 0.0 {
        return Err(domain());
    }
    if x == x.floor() {
        if x < 0.0 {
            return Err(domain());
        }
        if x <= 23.0 {
            return Ok((1..x as u64).fold(1.0, |product, i| product * i as f64));
        }
    }
    let size = x.abs();
    if size < 1e-20 {
        let result = 1.0 / x;
        return if result.is_infinite() { Err(range()) } else { Ok(result) };
    }
    if size > 200.0 {
        return if x < 0.0 { Ok(0.0 / sin_pi(x)) } else { Err(range()) };
    }
    let y = size + G_LESS_HALF;
    // What the sum above lost to rounding.
    let lost = if size > G_LESS_HALF { (y - size) - G_LESS_HALF } else { (y - G_LESS_HALF) - size };
    let correction = lost * G / y;
    let power = |r: f64, apply: fn(f64, f64) -> f64| {
        if size < 140.0 {
            apply(r, y.powf(size - 0.5))
        } else {
            let root = y.powf(size / 2.0 - 0.25);
            apply(apply(r, root), root)
        }
    };
    let result = if x < 0.0 {
        let r = -std::f64::consts::PI / sin_pi(size) / size * y.exp() / sum(size);
        power(r - correction * r, |a, b| a / b)
    } else {
        let r = sum(size) / y.exp();
        power(r + correction * r, |a, b| a * b)
    };
    if result.is_infinite() { Err(range()) } else { Ok(result) }
}

/// `math.lgamma`.
pub fn lgamma(x: f64) -> Result<f64> {
    if !x.is_finite() {
        return Ok(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(domain()) } else { Ok(0.0) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(-size.ln());
    }
    let mut result = sum(size).ln() - G;
    result += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        const LOG_PI: f64 = 1.144729885849400174143427351353058711647;
        result = LOG_PI - sin_pi(size).abs().ln() - size.ln() - result;
    }
    if result.is_infinite() { Err(range()) } else { Ok(result) }
}
