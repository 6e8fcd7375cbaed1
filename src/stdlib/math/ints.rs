//! `math`'s functions of ints.

use dashu_int::IBig;

use crate::number::{self, int, math};
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

pub(super) const COMB: NativeDef = NativeDef::function(
    "comb(n, k, /)",
    "Number of ways to choose k items from n items without repetition and without order.",
    |vm, args| {
        let (n, k) = pair(vm, args)?;
        made(vm, math::comb(&n, &k))
    },
);

pub(super) const PERM: NativeDef = NativeDef::function(
    "perm(n, k=None, /)",
    "Number of ways to choose k items from n items without repetition and with order.",
    |vm, args| {
        if args.get(1).is_none() {
            let n = big(vm, args.get(0))?;
            return factorial_of(vm, &n);
        }
        let (n, k) = pair(vm, args)?;
        made(vm, math::perm(&n, &k))
    },
);

pub(super) const FACTORIAL: NativeDef = NativeDef::function(
    "factorial(x, /)",
    "Find x!.\n\nRaise a ValueError if x is negative or non-integral.",
    |vm, args| {
        let n = big(vm, args.get(0))?;
        factorial_of(vm, &n)
    },
);

pub(super) const GCD: NativeDef = NativeDef::function("gcd(*integers)", "Greatest Common Divisor.", |vm, args| {
    let mut result = IBig::ZERO;
    for value in args.rest(0).to_vec() {
        let value = big(vm, &value)?;
        result = int::gcd(&result, &value);
    }
    Ok(vm.heap().big_int(result))
});

pub(super) const LCM: NativeDef = NativeDef::function("lcm(*integers)", "Least Common Multiple.", |vm, args| {
    let mut result = IBig::ONE;
    for value in args.rest(0).to_vec() {
        let value = big(vm, &value)?;
        result = int::lcm(&result, &value).map_err(|e| vm.number_error(e))?;
    }
    Ok(vm.heap().big_int(result))
});

pub(super) const ISQRT: NativeDef =
    NativeDef::function("isqrt(n, /)", "Return the integer part of the square root of the input.", |vm, args| {
        let n = big(vm, args.get(0))?;
        made(vm, int::isqrt(&n))
    });

fn big(vm: &mut Vm, value: &Value) -> PyResult<IBig> {
    let index = vm.index(value)?;
    Ok(index.as_int().map(|i| i.to_big()).unwrap_or_default())
}

fn made(vm: &Vm, result: number::Result<IBig>) -> PyResult {
    match result {
        Ok(value) => Ok(vm.heap().big_int(value)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn factorial_of(vm: &Vm, n: &IBig) -> PyResult {
    made(vm, math::factorial(n))
}

fn pair(vm: &mut Vm, args: &Args<'_>) -> PyResult<(IBig, IBig)> {
    let n = big(vm, args.get(0))?;
    Ok((n, big(vm, args.get(1))?))
}
