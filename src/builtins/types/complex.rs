//! `complex`.

use std::cmp::Ordering;

use crate::number::complex::Complex;
use crate::number::format_spec::Target;
use crate::number::{self as numbers, format_number, hash, parse};
use crate::object::class::{Class, class_flag};
use crate::object::descriptor::GetSetDef;
use crate::object::float::Complex as Object;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::slots::{Comparison, Slots};
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};
use crate::vm::types::Types;

use super::{float, int, number};

/// The class's row.
pub static COMPLEX: ClassDef = ClassDef {
    name: "complex",
    doc: "Create a complex number from a real part and an optional imaginary part.\n\nThis is equivalent to (real + \
          imag*1j) where imag defaults to 0.",
    layout: Tag::Complex,
    flags: class_flag::BASE,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: METHODS,
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

static NEW: NativeDef = NativeDef::static_method(
    "__new__(cls, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    |vm, args| number::explicit_new(vm, args, Types::complex, new),
);

static METHODS: &[NativeDef] = &[
    NativeDef::method("conjugate(self, /)", "Return the complex conjugate of its argument.", |vm, args| {
        let c = value(args.get(0));
        Ok(vm.heap().complex(c.re, -c.im))
    }),
    NativeDef::method("__getnewargs__(self, /)", "", |vm, args| {
        let (c, heap) = (value(args.get(0)), vm.heap());
        Ok(heap.pair(heap.float(c.re), heap.float(c.im)))
    }),
    NativeDef::method("__format__(self, format_spec, /)", "Convert to a string according to format_spec.", format),
];

static GETSETS: &[GetSetDef] = &[
    GetSetDef::member("real", "the real part of a complex number", |vm, v| Ok(vm.heap().float(value(v).re))),
    GetSetDef::member("imag", "the imaginary part of a complex number", |vm, v| Ok(vm.heap().float(value(v).im))),
];

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.repr.set(Some(|vm, v| Ok(vm.heap().str(&value(v).repr()))));
    s.hash.set(Some(|_, v| Ok(hash::complex(value(v), float::identity_hash(v)))));
    s.compare.set(Some(compare));
    s.bool.set(Some(|_, v| Ok(!value(v).is_zero())));
    s.add.set(Some(|vm, a, b| operator(vm, a, b, |a, b| Ok(a + b))));
    s.subtract.set(Some(|vm, a, b| operator(vm, a, b, |a, b| Ok(a - b))));
    s.multiply.set(Some(|vm, a, b| operator(vm, a, b, |a, b| Ok(a * b))));
    s.true_divide.set(Some(|vm, a, b| operator(vm, a, b, Complex::true_div)));
    s.power.set(Some(power));
    s.negative.set(Some(|vm, v| Ok(made(vm, -value(v)))));
    s.positive
        .set(Some(|vm, v| if v.downcast_exact::<Object>().is_some() { Ok(v.clone()) } else { Ok(made(vm, value(v))) }));
    s.absolute.set(Some(|vm, v| match value(v).abs() {
        Ok(length) => Ok(vm.heap().float(length)),
        Err(error) => Err(vm.number_error(error)),
    }));
}

fn made(vm: &Vm, c: Complex) -> Value {
    vm.heap().complex(c.re, c.im)
}

fn as_complex(v: &Value) -> Option<Complex> {
    v.downcast::<Object>().map(|c| Complex { re: c.re, im: c.im })
}

/// The number; the slots are called with complexes.
fn value(v: &Value) -> Complex {
    as_complex(v).unwrap_or_default()
}

/// An operand as a complex: any number. None for other types.
fn operand(vm: &Vm, v: &Value) -> PyResult<Option<Complex>> {
    if let Some(c) = as_complex(v) {
        return Ok(Some(c));
    }
    if v.as_int().is_some() {
        return Ok(Some(int::to_f64(vm, v)?.into()));
    }
    Ok(v.as_float().map(Complex::from))
}

fn operator(
    vm: &mut Vm,
    a: &Value,
    b: &Value,
    f: impl FnOnce(Complex, Complex) -> numbers::Result<Complex>,
) -> PyResult {
    let Some(a) = operand(vm, a)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(b) = operand(vm, b)? else { return Ok(Value::NOT_IMPLEMENTED) };
    match f(a, b) {
        Ok(result) => Ok(made(vm, result)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn power(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    let Some(a) = operand(vm, a)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(b) = operand(vm, b)? else { return Ok(Value::NOT_IMPLEMENTED) };
    if !modulus.is_none() {
        return Err(vm.value_error("complex modulo"));
    }
    match a.pow(b) {
        Ok(result) => Ok(made(vm, result)),
        Err(error) => Err(vm.number_error(error)),
    }
}

fn compare(_: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    if !matches!(op, Comparison::Eq | Comparison::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let c = value(a);
    let equal = if let Some(other) = as_complex(b) {
        c.re == other.re && c.im == other.im
    } else if let Some(i) = b.as_int() {
        c.im == 0.0 && float::int_order(&i, c.re) == Some(Ordering::Equal)
    } else if let Some(f) = b.as_float() {
        c.im == 0.0 && c.re == f
    } else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    Ok(Value::bool(equal == (op == Comparison::Eq)))
}

fn format(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let c = args.get(0);
    let Some(spec) = number::format_spec(vm, args.get(1), Target::Real)? else {
        return vm.str(c);
    };
    match format_number::format_complex(value(c), &spec, &vm.type_name(c)) {
        Ok(text) => Ok(vm.heap().str_from_text(&text)),
        Err(error) => Err(vm.number_error(error)),
    }
}

impl Vm {
    /// What `__complex__` of a value gives; None if its class has none.
    fn complex_special(&mut self, value: &Value) -> PyResult<Option<Complex>> {
        let Some(result) = number::call_special(self, value, &self.names().complex)? else { return Ok(None) };
        let Some(c) = as_complex(&result) else {
            let got = self.type_name(&result);
            return Err(self.type_error(format!("__complex__ returned non-complex (type {got})")));
        };
        if result.downcast_exact::<Object>().is_none() {
            let got = self.type_name(&result);
            let message = format!(
                "__complex__ returned non-complex (type {got}).  The ability to return an instance of a strict \
                 subclass of complex is deprecated, and may not be supported in a future version of Python."
            );
            let category = self.types().deprecation_warning().clone();
            self.warn(&category, &message, 1)?;
        }
        Ok(Some(c))
    }

    /// A number as a complex, by `__complex__`, `__float__` or `__index__`; None if it has none of them.
    pub fn to_complex(&mut self, value: &Value) -> PyResult<Option<Complex>> {
        Ok(self.complex_or_real(value)?.map(|(c, _)| c))
    }

    /// As `to_complex`, and whether it was a complex rather than a real number.
    fn complex_or_real(&mut self, value: &Value) -> PyResult<Option<(Complex, bool)>> {
        if value.downcast_exact::<Object>().is_none()
            && let Some(c) = self.complex_special(value)?
        {
            return Ok(Some((c, true)));
        }
        if let Some(c) = as_complex(value) {
            return Ok(Some((c, true)));
        }
        if !is_number(self, value) {
            return Ok(None);
        }
        self.to_f64(value).map(|f| Some((f.into(), false)))
    }
}

fn is_number(vm: &Vm, value: &Value) -> bool {
    let slots = vm.heap().class_of(value).downcast::<Class>().map(|c| &c.slots);
    slots.is_some_and(|s| s.float.get().is_some() || s.index.get().is_some())
}

/// `complex(real=0, imag=0)`.
fn new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let own = vm.types().complex();
    let [real, imag] = number::named(vm, "complex", args, ["real", "imag"])?;
    if let (Some(real), None) = (real, imag)
        && class.is(own)
        && real.downcast_exact::<Object>().is_some()
    {
        return Ok(real.clone());
    }
    let c = parts(vm, real, imag)?;
    Ok(if class.is(own) { made(vm, c) } else { vm.heap().complex_of_class(class, c.re, c.im) })
}

fn parts(vm: &mut Vm, real: Option<&Value>, imag: Option<&Value>) -> PyResult<Complex> {
    if let Some(text) = real.filter(|r| r.as_str().is_some()) {
        if imag.is_some() {
            return Err(vm.type_error("complex() can't take second arg if first is a string"));
        }
        return match number::numeral(text).map(|t| parse::complex(&t)) {
            Some(Ok(c)) => Ok(c),
            Some(Err(error)) => {
                let repr = number::shown(vm, text)?;
                Err(vm.number_error(error.with_repr(&repr)))
            }
            None => Ok(Complex::default()),
        };
    }
    if imag.is_some_and(|i| i.as_str().is_some()) {
        return Err(vm.type_error("complex() second arg can't be a string"));
    }
    let (mut c, real_is_complex) = match real {
        Some(real) => match vm.complex_or_real(real)? {
            Some(found) => found,
            None => {
                let got = vm.type_name(real);
                let message = format!("complex() first argument must be a string or a number, not '{got}'");
                return Err(vm.type_error(message));
            }
        },
        None => (Complex::default(), false),
    };
    let Some(imag) = imag else { return Ok(c) };
    // real + imag * 1j, but without the roundings and signs that a product of complexes would bring.
    let second = match as_complex(imag) {
        Some(second) => {
            c.re -= second.im;
            second.re
        }
        None if is_number(vm, imag) => vm.to_f64(imag)?,
        None => {
            let got = vm.type_name(imag);
            return Err(vm.type_error(format!("complex() second argument must be a number, not '{got}'")));
        }
    };
    c.im = if real_is_complex { second + c.im } else { second };
    Ok(c)
}
