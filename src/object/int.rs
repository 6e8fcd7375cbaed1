//! Ints: small ones are tagged values, all others `BigInt` objects. Canonical: a value that fits is always small.

use dashu_int::IBig;

use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// An int beyond 63 bits, or any int of a subclass of int.
#[repr(C)]
pub struct BigInt {
    header: Header,
    pub value: IBig,
}

// SAFETY: repr(C), header first.
unsafe impl Object for BigInt {
    const TAG: Tag = Tag::Int;
    const CONTAINER: bool = false;
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

/// An int (or bool), borrowed from its value.
pub enum IntRef<'a> {
    Small(i64),
    Big(&'a IBig),
}

impl IntRef<'_> {
    /// The number as a big int.
    pub fn to_big(&self) -> IBig {
        match self {
            IntRef::Small(i) => IBig::from(*i),
            IntRef::Big(b) => (*b).clone(),
        }
    }

    /// The number, if it fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            IntRef::Small(i) => Some(*i),
            IntRef::Big(b) => i64::try_from(*b).ok(),
        }
    }

    /// Is it below zero?
    pub fn is_negative(&self) -> bool {
        match self {
            IntRef::Small(i) => *i < 0,
            IntRef::Big(b) => **b < IBig::ZERO,
        }
    }
}

impl Value {
    /// This int's value; bools and instances of subclasses too. None if it is no int.
    #[inline]
    pub fn as_int(&self) -> Option<IntRef<'_>> {
        if let Some(i) = self.as_small_int() {
            return Some(IntRef::Small(i));
        }
        if let Some(b) = self.as_bool() {
            return Some(IntRef::Small(b.into()));
        }
        self.downcast::<BigInt>().map(|b| IntRef::Big(&b.value))
    }

    /// The number of an exact int beyond 63 bits.
    #[inline(always)]
    pub fn as_exact_big(&self) -> Option<&IBig> {
        self.downcast_exact::<BigInt>().map(|int| &int.value)
    }

    /// An exact int (not a bool, not an instance of a subclass).
    pub fn is_exact_int(&self) -> bool {
        self.is_small_int() || self.downcast_exact::<BigInt>().is_some()
    }
}

impl Heap {
    /// An int.
    #[inline(always)]
    pub fn int(&self, i: i64) -> Value {
        match Value::small_int(i) {
            Some(v) => v,
            None => self.put(BigInt { header: Header::new::<BigInt>(), value: i.into() }),
        }
    }

    /// An int for a size or position that a script chose: unlike a length it may need more than a small int.
    pub fn size(&self, n: usize) -> Value {
        self.int(i64::try_from(n).unwrap_or(i64::MAX))
    }

    /// An int of any size.
    pub fn big_int(&self, value: IBig) -> Value {
        let (_, words) = value.as_sign_words();
        if words.len() < 2
            && let Some(small) = i64::try_from(&value).ok().and_then(Value::small_int)
        {
            return small;
        }
        self.put(BigInt { header: Header::new::<BigInt>(), value })
    }

    /// An instance of `class`, a subclass of int.
    pub fn int_of_class(&self, class: &Value, value: IBig) -> Value {
        self.put_as(class, BigInt { header: Header::new::<BigInt>(), value })
    }
}
