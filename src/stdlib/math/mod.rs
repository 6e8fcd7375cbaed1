//! `math`: floats here, functions of ints in `ints`.

mod ints;

use std::f64::consts;

use crate::number::{gamma, int_convert, libm, math};
use crate::object::int::IntRef;
use crate::object::native::{Args, NativeDef};
use crate::object::tuple::Tuple;
use crate::object::{Exception, PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::Operator;

use super::{ModuleDef, set};

pub static MATH: ModuleDef = ModuleDef {
    name: "math",
    doc: "This module provides access to the mathematical functions\ndefined by the C standard.",
    functions: FUNCTIONS,
    init: Some(|vm, module| {
        let constants =
            [("pi", consts::PI), ("e", consts::E), ("tau", consts::TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)];
        for (name, value) in constants {
            set(vm, module, name, vm.heap().float(value))?;
        }
        Ok(())
    }),
    ..ModuleDef::EMPTY
};

/// A function of one float. `$overflow`: an infinite result is a range error, not a domain error.
macro_rules! of_one {
    ($signature:literal, $doc:literal, $overflow:literal, $f:expr) => {
        NativeDef::function($signature, $doc, |vm, args| {
            let x = vm.to_f64(args.get(0))?;
            let f: fn(f64) -> f64 = $f;
            checked(vm, f(x), &[x], $overflow)
        })
    };
}

macro_rules! test {
    ($signature:literal, $doc:literal, $f:expr) => {
        NativeDef::function($signature, $doc, |vm, args| {
            let x = vm.to_f64(args.get(0))?;
            let f: fn(f64) -> bool = $f;
            Ok(Value::bool(f(x)))
        })
    };
}

macro_rules! of_two {
    ($signature:literal, $doc:literal, $f:expr) => {
        NativeDef::function($signature, $doc, |vm, args| {
            let (x, y) = (vm.to_f64(args.get(0))?, vm.to_f64(args.get(1))?);
            let f: fn(f64, f64) -> f64 = $f;
            Ok(vm.heap().float(f(x, y)))
        })
    };
}

static FUNCTIONS: &[NativeDef] = &[
    of_one!("acos(x, /)", "Return the arc cosine (measured in radians) of x.", false, f64::acos),
    of_one!("acosh(x, /)", "Return the inverse hyperbolic cosine of x.", false, f64::acosh),
    of_one!("asin(x, /)", "Return the arc sine (measured in radians) of x.", false, f64::asin),
    of_one!("asinh(x, /)", "Return the inverse hyperbolic sine of x.", false, f64::asinh),
    of_one!("atan(x, /)", "Return the arc tangent (measured in radians) of x.", false, f64::atan),
    of_two!("atan2(y, x, /)", "Return the arc tangent (measured in radians) of y/x.", f64::atan2),
    of_one!("atanh(x, /)", "Return the inverse hyperbolic tangent of x.", false, f64::atanh),
    NativeDef::function("ceil(x, /)", "Return the ceiling of x as an Integral.", |vm, args| {
        whole(vm, args.get(0), &vm.names().ceil, f64::ceil)
    }),
    of_two!("copysign(x, y, /)", "Return a float with the magnitude of x but the sign of y.", f64::copysign),
    of_one!("cos(x, /)", "Return the cosine of x (measured in radians).", false, f64::cos),
    of_one!("cosh(x, /)", "Return the hyperbolic cosine of x.", true, f64::cosh),
    of_one!("degrees(x, /)", "Convert angle x from radians to degrees.", true, |x| x * (180.0 / consts::PI)),
    NativeDef::function("dist(p, q, /)", "Return the Euclidean distance between two points p and q.", dist),
    of_one!("erf(x, /)", "Error function at x.", true, |x| libm::erf(x)),
    of_one!("erfc(x, /)", "Complementary error function at x.", true, |x| libm::erfc(x)),
    of_one!("exp(x, /)", "Return e raised to the power of x.", true, f64::exp),
    of_one!("expm1(x, /)", "Return exp(x)-1, precise for small x too.", true, f64::exp_m1),
    of_one!("fabs(x, /)", "Return the absolute value of the float x.", false, f64::abs),
    NativeDef::function("floor(x, /)", "Return the floor of x as an Integral.", |vm, args| {
        whole(vm, args.get(0), &vm.names().floor, f64::floor)
    }),
    NativeDef::function("fmod(x, y, /)", "Return fmod(x, y), according to platform C.", |vm, args| {
        let (x, y) = (vm.to_f64(args.get(0))?, vm.to_f64(args.get(1))?);
        checked(vm, x % y, &[x, y], false)
    }),
    NativeDef::function("frexp(x, /)", "Return the mantissa and exponent of x, as pair (m, e).", |vm, args| {
        let x = vm.to_f64(args.get(0))?;
        let (mantissa, exponent) = frexp(x);
        Ok(vm.heap().pair(vm.heap().float(mantissa), vm.heap().int(exponent)))
    }),
    NativeDef::function("fsum(seq, /)", "Return an accurate floating point sum of values in the iterable seq.", fsum),
    NativeDef::function("gamma(x, /)", "Gamma function at x.", |vm, args| {
        let x = vm.to_f64(args.get(0))?;
        gamma::gamma(x).map(|r| vm.heap().float(r)).map_err(|e| vm.number_error(e))
    }),
    NativeDef::function("lgamma(x, /)", "Natural logarithm of absolute value of Gamma function at x.", |vm, args| {
        let x = vm.to_f64(args.get(0))?;
        gamma::lgamma(x).map(|r| vm.heap().float(r)).map_err(|e| vm.number_error(e))
    }),
    NativeDef::function(
        "hypot(*coordinates)",
        "Multidimensional Euclidean distance from the origin to a point.",
        |vm, args| {
            let vector = floats(vm, args.rest(0))?;
            Ok(vm.heap().float(math::norm(&vector)))
        },
    ),
    NativeDef::function(
        "isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        "Determine whether two floating point numbers are close in value.",
        is_close,
    ),
    test!("isfinite(x, /)", "Return True if x is neither an infinity nor a NaN, and False otherwise.", f64::is_finite),
    test!("isinf(x, /)", "Return True if x is a positive or negative infinity, and False otherwise.", f64::is_infinite),
    test!("isnan(x, /)", "Return True if x is a NaN (not a number), and False otherwise.", f64::is_nan),
    NativeDef::function("ldexp(x, i, /)", "Return x * (2**i).\n\nThis is essentially the inverse of frexp().", ldexp),
    NativeDef::function(
        "log(x, base=None, /)",
        "Return the logarithm of x to the given base; by default the natural one.",
        |vm, args| {
            let top = logarithm(vm, args.get(0), f64::ln)?;
            let Some(base) = args.opt(1) else { return Ok(vm.heap().float(top)) };
            let bottom = logarithm(vm, base, f64::ln)?;
            let (top, bottom) = (vm.heap().float(top), vm.heap().float(bottom));
            vm.binary(Operator::TrueDivide, &top, &bottom)
        },
    ),
    NativeDef::function("log10(x, /)", "Return the base 10 logarithm of x.", |vm, args| {
        logarithm(vm, args.get(0), f64::log10).map(|r| vm.heap().float(r))
    }),
    of_one!("log1p(x, /)", "Return the natural logarithm of 1+x (base e).", false, |x| if x == 0.0 {
        x
    } else {
        x.ln_1p()
    }),
    NativeDef::function("log2(x, /)", "Return the base 2 logarithm of x.", |vm, args| {
        logarithm(vm, args.get(0), f64::log2).map(|r| vm.heap().float(r))
    }),
    NativeDef::function(
        "modf(x, /)",
        "Return the fractional and integer parts of x, both with its sign.",
        |vm, args| {
            let x = vm.to_f64(args.get(0))?;
            let (part, whole) =
                if x.is_infinite() { (0f64.copysign(x), x) } else { (x.fract().copysign(x), x.trunc()) };
            Ok(vm.heap().pair(vm.heap().float(part), vm.heap().float(whole)))
        },
    ),
    of_two!("nextafter(x, y, /)", "Return the next floating-point value after x towards y.", |x, y| libm::nextafter(
        x, y
    )),
    NativeDef::function("pow(x, y, /)", "Return x**y (x to the power of y).", pow),
    NativeDef::function(
        "prod(iterable, /, *, start=1)",
        "Calculate the product of all the elements in the input iterable.",
        product,
    ),
    of_one!("radians(x, /)", "Convert angle x from degrees to radians.", true, |x| x * (consts::PI / 180.0)),
    NativeDef::function(
        "remainder(x, y, /)",
        "Difference between x and the closest integer multiple of y.",
        |vm, args| {
            let (x, y) = (vm.to_f64(args.get(0))?, vm.to_f64(args.get(1))?);
            checked(vm, libm::remainder(x, y), &[x, y], false)
        },
    ),
    of_one!("sin(x, /)", "Return the sine of x (measured in radians).", false, f64::sin),
    of_one!("sinh(x, /)", "Return the hyperbolic sine of x.", true, f64::sinh),
    of_one!("sqrt(x, /)", "Return the square root of x.", false, f64::sqrt),
    of_one!("tan(x, /)", "Return the tangent of x (measured in radians).", false, f64::tan),
    of_one!("tanh(x, /)", "Return the hyperbolic tangent of x.", false, f64::tanh),
    NativeDef::function("trunc(x, /)", "Truncates the Real x to the nearest Integral toward 0.", |vm, args| {
        let x = args.get(0);
        let Some(method) = vm.lookup_special(x, &vm.names().trunc)? else {
            return Err(vm.type_error(format!("type {} doesn't define __trunc__ method", vm.type_name(x))));
        };
        vm.call(&method, &[])
    }),
    of_one!("ulp(x, /)", "Return the value of the least significant bit of the float x.", true, |x| {
        let x = x.abs();
        match libm::nextafter(x, f64::INFINITY) {
            _ if !x.is_finite() => x,
            next if next.is_infinite() => x - libm::nextafter(x, 0.0),
            next => next - x,
        }
    }),
    ints::COMB,
    ints::FACTORIAL,
    ints::GCD,
    ints::ISQRT,
    ints::LCM,
    ints::PERM,
];

pub(super) fn domain_error(vm: &Vm) -> Exception {
    vm.value_error("math domain error")
}

pub(super) fn range_error(vm: &Vm) -> Exception {
    vm.overflow_error("math range error")
}

/// A result as a value. A nan that no argument was is a domain error; so is an infinity from finite arguments,
/// unless the function can overflow.
fn checked(vm: &Vm, result: f64, arguments: &[f64], overflows: bool) -> PyResult {
    if result.is_nan() && !arguments.iter().any(|x| x.is_nan()) {
        return Err(domain_error(vm));
    }
    if result.is_infinite() && arguments.iter().all(|x| x.is_finite()) {
        return Err(if overflows { range_error(vm) } else { domain_error(vm) });
    }
    Ok(vm.heap().float(result))
}

/// `ceil` and `floor`: the special method, or the float's.
fn whole(vm: &mut Vm, x: &Value, name: &Value, round: fn(f64) -> f64) -> PyResult {
    let float = match x.as_exact_float() {
        Some(f) => f,
        None => match vm.lookup_special(x, name)? {
            Some(method) => return vm.call(&method, &[]),
            None => vm.to_f64(x)?,
        },
    };
    match int_convert::from_f64(round(float)) {
        Ok(big) => Ok(vm.heap().big_int(big)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    // Subnormals are scaled first, so that the exponent field tells the exponent.
    let (scaled, shift) = if x.is_subnormal() { (x * 2f64.powi(64), 64) } else { (x, 0) };
    let bits = scaled.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64 - 1022 - shift;
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent)
}

fn ldexp(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let x = vm.to_f64(args.get(0))?;
    let exponent = match args.get(1).as_int() {
        Some(i) => i.to_i64().unwrap_or(if i.is_negative() { i64::MIN } else { i64::MAX }),
        None => return Err(vm.type_error("Expected an int as second argument to ldexp.")),
    };
    if x == 0.0 || !x.is_finite() {
        return Ok(vm.heap().float(x));
    }
    let clamped = exponent.clamp(i32::MIN.into(), i32::MAX.into()) as i32;
    let result = libm::ldexp(x, clamped);
    if result.is_infinite() { Err(range_error(vm)) } else { Ok(vm.heap().float(result)) }
}

fn logarithm(vm: &mut Vm, x: &Value, log: fn(f64) -> f64) -> PyResult<f64> {
    let float = match x.as_int() {
        Some(i) if i.is_negative() => return Err(domain_error(vm)),
        Some(IntRef::Big(b)) => {
            if let Ok(f) = int_convert::to_f64(b) {
                f
            } else {
                let (mantissa, exponent) = int_convert::frexp(b);
                return Ok(log(mantissa) + log(2.0) * exponent as f64);
            }
        }
        _ => vm.to_f64(x)?,
    };
    if float.is_nan() || float > 0.0 { Ok(log(float)) } else { Err(domain_error(vm)) }
}

fn pow(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (x, y) = (vm.to_f64(args.get(0))?, vm.to_f64(args.get(1))?);
    let result = x.powf(y);
    let finite = x.is_finite() && y.is_finite();
    if finite && result.is_nan() || x == 0.0 && result.is_infinite() {
        return Err(domain_error(vm));
    }
    if finite && result.is_infinite() {
        return Err(range_error(vm));
    }
    Ok(vm.heap().float(result))
}

fn floats(vm: &mut Vm, values: &[Value]) -> PyResult<Vec<f64>> {
    values.iter().map(|v| vm.to_f64(v)).collect()
}

fn dist(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let point = |vm: &mut Vm, index: usize| -> PyResult<Vec<f64>> {
        let value = args.get(index);
        let items = match value.downcast::<Tuple>() {
            Some(tuple) => tuple.items().to_vec(),
            None => vm.collect(value)?,
        };
        floats(vm, &items)
    };
    let (p, q) = (point(vm, 0)?, point(vm, 1)?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let differences: Vec<f64> = p.iter().zip(&q).map(|(a, b)| (a - b).abs()).collect();
    Ok(vm.heap().float(math::norm(&differences)))
}

fn fsum(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let mut sum = math::Fsum::default();
    vm.for_each(&args.take(0), |vm, item| {
        let x = vm.to_f64(&item)?;
        sum.push(x).map_err(|e| vm.number_error(e))
    })?;
    match sum.finish() {
        Ok(result) => Ok(vm.heap().float(result)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn is_close(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (a, b) = (vm.to_f64(args.get(0))?, vm.to_f64(args.get(1))?);
    let tolerance = |vm: &mut Vm, index: usize, default: f64| match args.opt(index) {
        Some(value) => vm.to_f64(&value.clone()),
        None => Ok(default),
    };
    let (relative, absolute) = (tolerance(vm, 2, 1e-9)?, tolerance(vm, 3, 0.0)?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    let difference = (a - b).abs();
    let close = a == b
        || a.is_finite()
            && b.is_finite()
            && (difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute);
    Ok(Value::bool(close))
}

fn product(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let mut result = args.take_opt(1).unwrap_or_else(|| Value::from_len(1));
    vm.for_each(&args.take(0), |vm, item| {
        result = vm.binary(Operator::Multiply, &result, &item)?;
        Ok(())
    })?;
    Ok(result)
}
