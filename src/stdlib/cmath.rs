//! `cmath`: functions of complex numbers. Covers all of CPython's module.
//!
//! Results for infinities and nans follow C's Annex G. They stand in tables: a row for each kind of real part, in it a
//! cell for each kind of imaginary part.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, LN_2, LN_10, PI};

use crate::number::complex::Complex;
use crate::number::libm;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::{ModuleDef, set};
use tables::*;

pub static CMATH: ModuleDef = ModuleDef {
    name: "cmath",
    doc: "This module provides access to mathematical functions for complex numbers.",
    functions: FUNCTIONS,
    init: Some(|vm, module| {
        let heap = vm.heap();
        let floats =
            [("pi", PI), ("e", std::f64::consts::E), ("tau", 2.0 * PI), ("inf", f64::INFINITY), ("nan", f64::NAN)];
        for (name, value) in floats {
            set(vm, module, name, heap.float(value))?;
        }
        set(vm, module, "infj", heap.complex(0.0, f64::INFINITY))?;
        set(vm, module, "nanj", heap.complex(0.0, f64::NAN))
    }),
    ..ModuleDef::EMPTY
};

/// Why there is no result.
enum Wrong {
    Domain,
    Range,
}

type Result = std::result::Result<Complex, Wrong>;

macro_rules! functions {
    ($($signature:literal $doc:literal $f:expr;)*) => {
        &[
            $(NativeDef::function($signature, $doc, |vm, args| {
                let z = number(vm, args.get(0))?;
                made(vm, $f(z))
            }),)*
            NativeDef::function("log(z, base=<unrepresentable>, /)", "log(z[, base]) -> the logarithm of z to the given base.", logarithm),
            NativeDef::function("phase(z, /)", "Return argument, also known as the phase angle, of a complex.", |vm, args| {
                let z = number(vm, args.get(0))?;
                Ok(vm.heap().float(z.im.atan2(z.re)))
            }),
            NativeDef::function("polar(z, /)", "Convert a complex from rectangular coordinates to polar coordinates.", |vm, args| {
                let z = number(vm, args.get(0))?;
                let r = z.re.hypot(z.im);
                if r.is_infinite() && z.re.is_finite() && z.im.is_finite() {
                    return made(vm, Err(Wrong::Range));
                }
                let heap = vm.heap();
                Ok(heap.pair(heap.float(r), heap.float(z.im.atan2(z.re))))
            }),
            NativeDef::function("rect(r, phi, /)", "Convert from polar coordinates to rectangular coordinates.", |vm, args| {
                let (r, phi) = (vm.to_f64(args.get(0))?, vm.to_f64(args.get(1))?);
                made(vm, rect(r, phi))
            }),
            NativeDef::function("isfinite(z, /)", "Return True if both the real and imaginary parts of z are finite, else False.", |vm, args| {
                let z = number(vm, args.get(0))?;
                Ok(Value::bool(z.re.is_finite() && z.im.is_finite()))
            }),
            NativeDef::function("isinf(z, /)", "Checks if the real or imaginary part of z is infinite.", |vm, args| {
                let z = number(vm, args.get(0))?;
                Ok(Value::bool(z.re.is_infinite() || z.im.is_infinite()))
            }),
            NativeDef::function("isnan(z, /)", "Checks if the real or imaginary part of z not a number (NaN).", |vm, args| {
                let z = number(vm, args.get(0))?;
                Ok(Value::bool(z.re.is_nan() || z.im.is_nan()))
            }),
            NativeDef::function("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Determine whether two complex numbers are close in value.", is_close),
        ]
    };
}

static FUNCTIONS: &[NativeDef] = functions! {
    "acos(z, /)" "Return the arc cosine of z." acos;
    "acosh(z, /)" "Return the inverse hyperbolic cosine of z." acosh;
    "asin(z, /)" "Return the arc sine of z." |z| turned(asinh, z);
    "asinh(z, /)" "Return the inverse hyperbolic sine of z." asinh;
    "atan(z, /)" "Return the arc tangent of z." |z| turned(atanh, z);
    "atanh(z, /)" "Return the inverse hyperbolic tangent of z." atanh;
    "cos(z, /)" "Return the cosine of z." |z: Complex| cosh(Complex { re: -z.im, im: z.re });
    "cosh(z, /)" "Return the hyperbolic cosine of z." cosh;
    "exp(z, /)" "Return the exponential value e**z." exp;
    "log10(z, /)" "Return the base-10 logarithm of z." |z| log(z).map(|r| Complex { re: r.re / LN_10, im: r.im / LN_10 });
    "sin(z, /)" "Return the sine of z." |z| turned(sinh, z);
    "sinh(z, /)" "Return the hyperbolic sine of z." sinh;
    "sqrt(z, /)" "Return the square root of z." sqrt;
    "tan(z, /)" "Return the tangent of z." |z| turned(tanh, z);
    "tanh(z, /)" "Return the hyperbolic tangent of z." tanh;
};

fn number(vm: &mut Vm, value: &Value) -> PyResult<Complex> {
    if value.as_str().is_none()
        && let Some(z) = vm.to_complex(value)?
    {
        return Ok(z);
    }
    Ok(Complex { re: vm.to_f64(value)?, im: 0.0 })
}

fn made(vm: &mut Vm, result: Result) -> PyResult {
    match result {
        Ok(z) => Ok(vm.heap().complex(z.re, z.im)),
        Err(Wrong::Domain) => Err(vm.value_error("math domain error")),
        Err(Wrong::Range) => Err(vm.overflow_error("math range error")),
    }
}

fn logarithm(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let z = number(vm, args.get(0))?;
    let Some(base) = args.opt(1) else { return made(vm, log(z)) };
    let base = number(vm, base)?;
    let quotient = match (log(z), log(base)) {
        (Ok(z), Ok(base)) => z.true_div(base).map_err(|_| Wrong::Domain),
        (Err(wrong), _) | (_, Err(wrong)) => Err(wrong),
    };
    made(vm, quotient)
}

fn is_close(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (a, b) = (number(vm, args.get(0))?, number(vm, args.get(1))?);
    let relative = args.opt(2).map_or(Ok(1e-9), |v| vm.to_f64(v))?;
    let absolute = args.opt(3).map_or(Ok(0.0), |v| vm.to_f64(v))?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    if a.re == b.re && a.im == b.im {
        return Ok(Value::TRUE);
    }
    if [a.re, a.im, b.re, b.im].iter().any(|part| part.is_infinite()) {
        return Ok(Value::FALSE);
    }
    let distance = (a.re - b.re).hypot(a.im - b.im);
    let (a, b) = (a.re.hypot(a.im), b.re.hypot(b.im));
    Ok(Value::bool(distance <= relative * b || distance <= relative * a || distance <= absolute))
}

/// `-i * f(i * z)`: how the circular functions come from the hyperbolic ones.
fn turned(f: fn(Complex) -> Result, z: Complex) -> Result {
    f(Complex { re: -z.im, im: z.re }).map(|r| Complex { re: r.im, im: -r.re })
}

// What is larger, or nearer to zero, needs scaling.
const LARGE: f64 = f64::MAX / 4.0;
const LOG_LARGE: f64 = 708.396_418_532_264_1;

fn is_large(z: Complex) -> bool {
    z.re.abs() > LARGE || z.im.abs() > LARGE
}

fn log_of_large(z: Complex) -> f64 {
    (z.re / 2.0).hypot(z.im / 2.0).ln() + 2.0 * LN_2
}

/// The cell of a table for a number that is not finite in both parts; None if it is.
fn special(z: Complex, table: &str) -> Option<Result> {
    if z.re.is_finite() && z.im.is_finite() {
        return None;
    }
    let kind = |x: f64| match x {
        x if x.is_nan() => 6,
        x if x.is_infinite() => 5 * usize::from(x > 0.0),
        x if x == 0.0 => 3 - usize::from(x.is_sign_negative()),
        x => 1 + 3 * usize::from(x > 0.0),
    };
    let cell = table.split(" / ").nth(kind(z.re)).and_then(|row| row.split(' ').nth(kind(z.im))).unwrap_or("nn");
    if cell == "dd" {
        return Some(Err(Wrong::Domain));
    }
    let mut parts = cell.chars().map(|code| match code {
        'i' => f64::INFINITY,
        'I' => f64::NEG_INFINITY,
        '0' => 0.0,
        'z' => -0.0,
        'h' => FRAC_PI_2,
        'H' => -FRAC_PI_2,
        'q' => FRAC_PI_4,
        'Q' => -FRAC_PI_4,
        't' => 3.0 * FRAC_PI_4,
        'T' => -3.0 * FRAC_PI_4,
        'p' => PI,
        'P' => -PI,
        '1' => 1.0,
        'm' => -1.0,
        _ => f64::NAN,
    });
    let mut part = || parts.next().unwrap_or(f64::NAN);
    Some(Ok(Complex { re: part(), im: part() }))
}

/// An infinite radius at a finite angle other than zero: `size` with the signs of cosine and sine.
fn at_angle(radius: f64, angle: f64, size: f64) -> Option<Complex> {
    let applies = radius.is_infinite() && angle.is_finite() && angle != 0.0;
    applies.then(|| Complex { re: size.copysign(angle.cos()), im: size.copysign(angle.sin()) })
}

fn ranged(re: f64, im: f64) -> Result {
    if re.is_infinite() || im.is_infinite() { Err(Wrong::Range) } else { Ok(Complex { re, im }) }
}

fn finite(re: f64, im: f64) -> Result {
    Ok(Complex { re, im })
}

fn acos(z: Complex) -> Result {
    if let Some(result) = special(z, ACOS) {
        return result;
    }
    if is_large(z) {
        let size = log_of_large(z);
        let im = if z.re < 0.0 { -size.copysign(z.im) } else { size.copysign(-z.im) };
        return finite(z.im.abs().atan2(z.re), im);
    }
    let s1 = sqrt(Complex { re: 1.0 - z.re, im: -z.im })?;
    let s2 = sqrt(Complex { re: 1.0 + z.re, im: z.im })?;
    finite(2.0 * s1.re.atan2(s2.re), libm::asinh(s2.re * s1.im - s2.im * s1.re))
}

fn acosh(z: Complex) -> Result {
    if let Some(result) = special(z, ACOSH) {
        return result;
    }
    if is_large(z) {
        return finite(log_of_large(z), z.im.atan2(z.re));
    }
    let s1 = sqrt(Complex { re: z.re - 1.0, im: z.im })?;
    let s2 = sqrt(Complex { re: z.re + 1.0, im: z.im })?;
    finite(libm::asinh(s1.re * s2.re + s1.im * s2.im), 2.0 * s1.im.atan2(s2.re))
}

fn asinh(z: Complex) -> Result {
    if let Some(result) = special(z, ASINH) {
        return result;
    }
    if is_large(z) {
        let size = log_of_large(z);
        let re = if z.im >= 0.0 { size.copysign(z.re) } else { -size.copysign(-z.re) };
        return finite(re, z.im.atan2(z.re.abs()));
    }
    let s1 = sqrt(Complex { re: 1.0 + z.im, im: -z.re })?;
    let s2 = sqrt(Complex { re: 1.0 - z.im, im: z.re })?;
    finite(libm::asinh(s1.re * s2.im - s2.re * s1.im), z.im.atan2(s1.re * s2.re - s1.im * s2.im))
}

fn atanh(z: Complex) -> Result {
    if let Some(result) = special(z, ATANH) {
        return result;
    }
    if z.re.is_sign_negative() {
        return atanh(Complex { re: -z.re, im: -z.im }).map(|r| Complex { re: -r.re, im: -r.im });
    }
    let ay = z.im.abs();
    if z.re > LARGE.sqrt() || ay > LARGE.sqrt() {
        let h = (z.re / 2.0).hypot(z.im / 2.0);
        return finite(z.re / 4.0 / h / h, -FRAC_PI_2.copysign(-z.im));
    }
    if z.re == 1.0 && ay < f64::MIN_POSITIVE.sqrt() {
        if ay == 0.0 {
            return Err(Wrong::Domain);
        }
        return finite(-(ay.sqrt() / ay.hypot(2.0).sqrt()).ln(), (2f64.atan2(-ay) / 2.0).copysign(z.im));
    }
    let re = (4.0 * z.re / ((1.0 - z.re) * (1.0 - z.re) + ay * ay)).ln_1p() / 4.0;
    finite(re, -(-2.0 * z.im).atan2((1.0 - z.re) * (1.0 + z.re) - ay * ay) / 2.0)
}

fn cosh(z: Complex) -> Result {
    if let Some(r) = at_angle(z.re, z.im, f64::INFINITY) {
        return finite(r.re, if z.re > 0.0 { r.im } else { -r.im });
    }
    if let Some(result) = special(z, COSH) {
        return result;
    }
    if z.re.abs() > LOG_LARGE {
        let less = z.re - 1f64.copysign(z.re);
        let e = std::f64::consts::E;
        return ranged(z.im.cos() * less.cosh() * e, z.im.sin() * less.sinh() * e);
    }
    ranged(z.im.cos() * z.re.cosh(), z.im.sin() * z.re.sinh())
}

fn sinh(z: Complex) -> Result {
    if let Some(r) = at_angle(z.re, z.im, f64::INFINITY) {
        return finite(if z.re > 0.0 { r.re } else { -r.re }, r.im);
    }
    if let Some(result) = special(z, SINH) {
        return result;
    }
    if z.re.abs() > LOG_LARGE {
        let less = z.re - 1f64.copysign(z.re);
        let e = std::f64::consts::E;
        return ranged(z.im.cos() * less.sinh() * e, z.im.sin() * less.cosh() * e);
    }
    ranged(z.im.cos() * z.re.sinh(), z.im.sin() * z.re.cosh())
}

fn tanh(z: Complex) -> Result {
    if z.re.is_infinite() && z.im.is_finite() && z.im != 0.0 {
        return finite(1f64.copysign(z.re), 0f64.copysign(2.0 * z.im.sin() * z.im.cos()));
    }
    if let Some(result) = special(z, TANH) {
        return result;
    }
    if z.re.abs() > LOG_LARGE {
        return finite(1f64.copysign(z.re), 4.0 * z.im.sin() * z.im.cos() * (-2.0 * z.re.abs()).exp());
    }
    let (tx, ty, cx) = (z.re.tanh(), z.im.tan(), 1.0 / z.re.cosh());
    let product = tx * ty;
    let denominator = 1.0 + product * product;
    finite(tx * (1.0 + ty * ty) / denominator, ((ty / denominator) * cx) * cx)
}

fn exp(z: Complex) -> Result {
    let size = if z.re > 0.0 { f64::INFINITY } else { 0.0 };
    if let Some(r) = at_angle(z.re, z.im, size) {
        return Ok(r);
    }
    if let Some(result) = special(z, EXP) {
        return result;
    }
    if z.re > LOG_LARGE {
        let l = (z.re - 1.0).exp();
        let e = std::f64::consts::E;
        return ranged(l * z.im.cos() * e, l * z.im.sin() * e);
    }
    let l = z.re.exp();
    ranged(l * z.im.cos(), l * z.im.sin())
}

fn log(z: Complex) -> Result {
    if let Some(result) = special(z, LOG) {
        return result;
    }
    let (ax, ay) = (z.re.abs(), z.im.abs());
    let re = if ax > LARGE || ay > LARGE {
        (ax / 2.0).hypot(ay / 2.0).ln() + LN_2
    } else if ax < f64::MIN_POSITIVE && ay < f64::MIN_POSITIVE {
        if ax == 0.0 && ay == 0.0 {
            return Err(Wrong::Domain);
        }
        libm::ldexp(ax, 53).hypot(libm::ldexp(ay, 53)).ln() - 53.0 * LN_2
    } else {
        let h = ax.hypot(ay);
        if (0.71..=1.73).contains(&h) {
            let (most, least) = (ax.max(ay), ax.min(ay));
            ((most - 1.0) * (most + 1.0) + least * least).ln_1p() / 2.0
        } else {
            h.ln()
        }
    };
    finite(re, z.im.atan2(z.re))
}

fn sqrt(z: Complex) -> Result {
    if let Some(result) = special(z, SQRT) {
        return result;
    }
    if z.re == 0.0 && z.im == 0.0 {
        return finite(0.0, z.im);
    }
    let (ax, ay) = (z.re.abs(), z.im.abs());
    let s = if ax < f64::MIN_POSITIVE && ay < f64::MIN_POSITIVE {
        let ax = libm::ldexp(ax, 53);
        libm::ldexp((ax + ax.hypot(libm::ldexp(ay, 53))).sqrt(), -27)
    } else {
        let ax = ax / 8.0;
        2.0 * (ax + ax.hypot(ay / 8.0)).sqrt()
    };
    let d = ay / (2.0 * s);
    if z.re >= 0.0 { finite(s, d.copysign(z.im)) } else { finite(d, s.copysign(z.im)) }
}

fn rect(r: f64, phi: f64) -> Result {
    if let Some(z) = at_angle(r, phi, f64::INFINITY) {
        return if r > 0.0 { Ok(z) } else { finite(-z.re, -z.im) };
    }
    if let Some(result) = special(Complex { re: r, im: phi }, RECT) {
        return result;
    }
    // Zeros keep their signs.
    if phi == 0.0 { finite(r, r * phi) } else { finite(r * phi.cos(), r * phi.sin()) }
}

#[rustfmt::skip]
mod tables {
    pub const ACOS: &str = "ti pi pi pI pI tI ni / hi .. .. .. .. hI nn / hi .. .. .. .. hI hn / hi .. .. .. .. hI hn / hi .. .. .. .. hI nn / qi 0i 0i 0I 0I qI ni / ni nn nn nn nn nI nn";
    pub const ACOSH: &str = "iT iP iP ip ip it in / iH .. .. .. .. ih nn / iH .. .. .. .. ih nn / iH .. .. .. .. ih nn / iH .. .. .. .. ih nn / iQ iz iz i0 i0 iq in / in nn nn nn nn in nn";
    pub const ASINH: &str = "IQ Iz Iz I0 I0 Iq In / IH .. .. .. .. Ih nn / IH .. .. .. .. Ih nn / iH .. .. .. .. ih nn / iH .. .. .. .. ih nn / iQ iz iz i0 i0 iq in / in nn nz n0 nn in nn";
    pub const ATANH: &str = "zH zH zH zh zh zh zn / zH .. .. .. .. zh nn / zH .. .. .. .. zh zn / 0H .. .. .. .. 0h 0n / 0H .. .. .. .. 0h nn / 0H 0H 0H 0h 0h 0h 0n / 0H nn nn nn nn 0h nn";
    pub const COSH: &str = "dd Ii i0 iz II dd in / dd .. .. .. .. dd nn / dd .. .. .. .. dd n0 / dd .. .. .. .. dd n0 / dd .. .. .. .. dd nn / dd II iz i0 Ii dd in / nn nn n0 n0 nn nn nn";
    pub const EXP: &str = "00 zz 0z 00 z0 00 00 / dd .. .. .. .. dd nn / dd .. .. .. .. dd nn / dd .. .. .. .. dd nn / dd .. .. .. .. dd nn / dd II iz i0 Ii dd in / nn nn nz n0 nn nn nn";
    pub const LOG: &str = "iT iP iP ip ip it in / iH .. .. .. .. ih nn / iH .. .. .. .. ih nn / iH .. .. .. .. ih nn / iH .. .. .. .. ih nn / iQ iz iz i0 i0 iq in / in nn nn nn nn in nn";
    pub const SINH: &str = "dd iI Iz I0 ii dd in / dd .. .. .. .. dd nn / dd .. .. .. .. dd 0n / dd .. .. .. .. dd 0n / dd .. .. .. .. dd nn / dd II iz i0 Ii dd in / nn nn nz n0 nn nn nn";
    pub const SQRT: &str = "iI 0I 0I 0i 0i ii ni / iI .. .. .. .. ii nn / iI .. .. .. .. ii nn / iI .. .. .. .. ii nn / iI .. .. .. .. ii nn / iI iz iz i0 i0 ii in / iI nn nn nn nn ii nn";
    pub const TANH: &str = "m0 m0 mz m0 mz m0 m0 / dd .. .. .. .. dd nn / dd .. .. .. .. dd nn / dd .. .. .. .. dd nn / dd .. .. .. .. dd nn / 10 10 1z 10 1z 10 10 / nn nn nz n0 nn nn nn";
    pub const RECT: &str = "dd ii I0 Iz iI dd in / dd .. .. .. .. dd nn / 00 .. .. .. .. 00 00 / 00 .. .. .. .. 00 00 / dd .. .. .. .. dd nn / dd II iz i0 Ii dd in / nn nn n0 n0 nn nn nn";
}
