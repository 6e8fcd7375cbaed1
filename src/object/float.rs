//! Floats beyond the tagged range (or of subclasses) and complex numbers.

use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// A float that is not tagged.
#[repr(C)]
pub struct Float {
    header: Header,
    pub value: f64,
}

// SAFETY: repr(C), header first.
unsafe impl Object for Float {
    const TAG: Tag = Tag::Float;
    const CONTAINER: bool = false;
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

/// A complex number.
#[repr(C)]
pub struct Complex {
    header: Header,
    pub re: f64,
    pub im: f64,
}

// SAFETY: repr(C), header first.
unsafe impl Object for Complex {
    const TAG: Tag = Tag::Complex;
    const CONTAINER: bool = false;
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

impl Value {
    /// This float's value, instances of subclasses too. None if it is no float.
    #[inline]
    pub fn as_float(&self) -> Option<f64> {
        self.as_exact_float().or_else(|| self.downcast::<Float>().map(|f| f.value))
    }
}

impl Heap {
    #[inline(always)]
    pub fn float(&self, value: f64) -> Value {
        match Value::tagged_float(value) {
            Some(v) => v,
            None => self.put(Float { header: Header::new::<Float>(), value }),
        }
    }

    pub fn float_of_class(&self, class: &Value, value: f64) -> Value {
        self.put_as(class, Float { header: Header::new::<Float>(), value })
    }

    pub fn complex(&self, re: f64, im: f64) -> Value {
        self.put(Complex { header: Header::new::<Complex>(), re, im })
    }

    pub fn complex_of_class(&self, class: &Value, re: f64, im: f64) -> Value {
        self.put_as(class, Complex { header: Header::new::<Complex>(), re, im })
    }
}
