//! Arguments as the system takes them: C ints, descriptors, timeouts; and calls that a signal interrupts.

use std::io;
use std::time::Duration;

use crate::object::class::Class;
use crate::object::{Exception, PyResult, Value};
use crate::vm::Vm;

/// A C int.
pub fn c_int(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let number = match value.as_small_int() {
        Some(number) => number,
        None => {
            let index = vm.index(value)?;
            match index.as_int().and_then(|i| i.to_i64()) {
                Some(number) => number,
                None => return Err(vm.overflow_error("Python int too large to convert to C int")),
            }
        }
    };
    i32::try_from(number).map_err(|_| {
        let way = if number > 0 { "greater than maximum" } else { "less than minimum" };
        vm.overflow_error(format!("signed integer is {way}"))
    })
}

/// A file descriptor: an int, or an object with `fileno()`.
pub fn descriptor(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let number = match value.as_int() {
        Some(_) => c_int(vm, value)?,
        None => {
            let name = vm.heap().intern("fileno");
            let Some(method) = vm.get_attr_opt(value, &name)? else {
                return Err(vm.type_error("argument must be an int, or have a fileno() method."));
            };
            let number = vm.call(&method, &[])?;
            if number.as_int().is_none() {
                return Err(vm.type_error("fileno() returned a non-integer"));
            }
            c_int(vm, &number)?
        }
    };
    if number < 0 {
        return Err(vm.value_error(format!("file descriptor cannot be a negative integer ({number})")));
    }
    Ok(number)
}

/// Seconds to wait; None for ever. `whole` says how a wrong type is described.
pub fn seconds(vm: &mut Vm, value: Option<&Value>, wrong: &str) -> PyResult<Option<f64>> {
    let Some(value) = value.filter(|v| !v.is_none()) else { return Ok(None) };
    let seconds = match (value.as_float(), value.as_int()) {
        (Some(float), _) => float,
        (None, Some(_)) => vm.to_f64(value)?,
        (None, None) => match vm.index(value) {
            Ok(index) => vm.to_f64(&index)?,
            Err(_) => return Err(vm.type_error(wrong)),
        },
    };
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds.abs() > 9.2e9 {
        return Err(vm.overflow_error("timestamp too large to convert to C _PyTime_t"));
    }
    Ok(Some(seconds))
}

/// Calls until it is not interrupted by a signal, whose handler runs in between. The call gets the time that is left
/// of `seconds`; a virtual clock does not wait but jumps there.
pub fn waiting<T>(
    vm: &mut Vm,
    seconds: Option<f64>,
    none: impl Fn(&T) -> bool,
    mut call: impl FnMut(Option<Duration>) -> io::Result<T>,
) -> PyResult<Result<T, io::Error>> {
    let nanos = |s: f64| (s.max(0.0) * 1e9).ceil() as i64;
    let end = seconds.map(|s| vm.host.clock.monotonic_ns().saturating_add(nanos(s)));
    loop {
        vm.between_instructions()?;
        let left = end.map(|end| end.saturating_sub(vm.host.clock.monotonic_ns()).max(0) as u64);
        let is_virtual = vm.host.clock.is_virtual();
        let asked = match left {
            Some(_) if is_virtual => Some(Duration::ZERO),
            left => left.and_then(|left| vm.host.clock.real(Duration::from_nanos(left))),
        };
        match call(asked) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Ok(found) if none(&found) && is_virtual && left.is_some_and(|l| l > 0) => {
                vm.host.clock.wait(Duration::from_nanos(left.unwrap_or_default()));
                return Ok(Ok(found));
            }
            result => return Ok(result),
        }
    }
}

/// The exception for an error without a file.
pub fn failed(vm: &Vm, error: io::Error) -> Exception {
    vm.io_error(&error, None)
}

pub fn is_callable(vm: &Vm, value: &Value) -> bool {
    vm.heap().class_of(value).downcast::<Class>().is_some_and(|class| class.slots.call.get().is_some())
}
