//! `Value`: any Python value in 8 bytes.
//!
//! | low bits | meaning |
//! |---|---|
//! | `xx1` | an int of 63 bits, shifted left by one |
//! | `000` | a pointer to a heap object's `Header` (never null) |
//! | `x10` | a float with an exponent in about 1e-77..1e77, rotated so that its tag shows |
//! | `100` | an immediate: None, True, False, NotImplemented, Ellipsis, 0.0, -0.0 |
//!
//! A `Value` owns one reference. All knowledge of the encoding is in this file.

use std::num::NonZeroU64;
use std::ptr::NonNull;

use super::header::{Header, Object};
use super::layout::Tag;
use super::release::release;

/// A Python value; cloning and dropping count references.
#[repr(transparent)]
pub struct Value(NonZeroU64);

const INT_TAG: u64 = 1;
const POINTER_MASK: u64 = 7;
const FLOAT_TAG: u64 = 2;
const FLOAT_MASK: u64 = 3;
const FLOAT_BIAS: u64 = 1 << 60;

const fn immediate(n: u64) -> Value {
    match NonZeroU64::new(n << 3 | 4) {
        Some(bits) => Value(bits),
        None => unreachable!(),
    }
}

impl Value {
    /// `None`
    pub const NONE: Value = immediate(0);
    /// `False`
    pub const FALSE: Value = immediate(1);
    /// `True`
    pub const TRUE: Value = immediate(2);
    /// `NotImplemented`
    pub const NOT_IMPLEMENTED: Value = immediate(3);
    /// `Ellipsis`
    pub const ELLIPSIS: Value = immediate(4);
    const ZERO: Value = immediate(5);
    const MINUS_ZERO: Value = immediate(6);

    /// The largest int that needs no heap object.
    pub const MAX_SMALL: i64 = (1 << 62) - 1;
    /// The smallest such int.
    pub const MIN_SMALL: i64 = -(1 << 62);

    /// `True` or `False`.
    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        if b { Value::TRUE } else { Value::FALSE }
    }

    /// A small int, None if it needs a big one.
    #[inline(always)]
    pub fn small_int(i: i64) -> Option<Value> {
        let doubled = i.checked_mul(2)?;
        NonZeroU64::new(doubled as u64 | INT_TAG).map(Value)
    }

    /// An int that surely is small: a length, an index, a code point.
    #[inline(always)]
    pub fn from_len(n: usize) -> Value {
        debug_assert!(n <= Value::MAX_SMALL as usize);
        // SAFETY: the tag bit makes it non-zero.
        unsafe { Value(NonZeroU64::new_unchecked((n as u64) << 1 | INT_TAG)) }
    }

    /// A float without a heap object, None if its exponent is out of the tagged range.
    #[inline(always)]
    pub fn tagged_float(f: f64) -> Option<Value> {
        let bits = f.to_bits();
        let rotated = bits.wrapping_add(FLOAT_BIAS).rotate_left(3);
        if rotated & FLOAT_MASK == FLOAT_TAG {
            return NonZeroU64::new(rotated).map(Value);
        }
        match bits {
            0 => Some(Value::ZERO),
            0x8000_0000_0000_0000 => Some(Value::MINUS_ZERO),
            _ => None,
        }
    }

    /// The value of a small int.
    #[inline(always)]
    pub fn as_small_int(&self) -> Option<i64> {
        if self.is_small_int() { Some(self.0.get() as i64 >> 1) } else { None }
    }

    #[inline(always)]
    pub fn is_small_int(&self) -> bool {
        self.0.get() & INT_TAG != 0
    }

    /// The value of an exact float, boxed ones too.
    #[inline(always)]
    pub fn as_exact_float(&self) -> Option<f64> {
        let bits = self.0.get();
        if bits & FLOAT_MASK == FLOAT_TAG {
            return Some(f64::from_bits(bits.rotate_right(3).wrapping_sub(FLOAT_BIAS)));
        }
        self.as_uncommon_float()
    }

    fn as_uncommon_float(&self) -> Option<f64> {
        if self.is(&Value::ZERO) {
            return Some(0.0);
        }
        if self.is(&Value::MINUS_ZERO) {
            return Some(-0.0);
        }
        self.downcast_exact::<super::float::Float>().map(|f| f.value)
    }

    /// The value of a float in its word.
    #[inline(always)]
    pub fn as_tagged_float(&self) -> Option<f64> {
        let bits = self.0.get();
        self.is_tagged_float().then(|| f64::from_bits(bits.rotate_right(3).wrapping_sub(FLOAT_BIAS)))
    }

    #[inline(always)]
    pub fn is_tagged_float(&self) -> bool {
        self.0.get() & FLOAT_MASK == FLOAT_TAG
    }

    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.is(&Value::NONE)
    }

    /// True or False as a Rust bool; None for any other value.
    #[inline(always)]
    pub fn as_bool(&self) -> Option<bool> {
        if self.is(&Value::TRUE) {
            Some(true)
        } else if self.is(&Value::FALSE) {
            Some(false)
        } else {
            None
        }
    }

    /// Python's `is`.
    #[inline(always)]
    pub fn is(&self, other: &Value) -> bool {
        self.0 == other.0
    }

    /// What `id()` gives: unique among living values.
    pub fn id(&self) -> u64 {
        self.0.get()
    }

    /// The heap object's header, None for tagged values.
    #[inline(always)]
    pub fn header(&self) -> Option<&Header> {
        if self.0.get() & POINTER_MASK == 0 {
            // SAFETY: a value with a pointer tag owns a reference to a living object.
            Some(unsafe { &*(self.0.get() as *const Header) })
        } else {
            None
        }
    }

    /// What kind of value this is.
    #[inline(always)]
    pub fn tag(&self) -> Tag {
        match self.header() {
            Some(header) => header.tag(),
            None => self.immediate_tag(),
        }
    }

    fn immediate_tag(&self) -> Tag {
        if self.is_small_int() {
            Tag::Int
        } else if self.as_bool().is_some() {
            Tag::Bool
        } else if self.is_none() {
            Tag::None
        } else if self.is(&Value::NOT_IMPLEMENTED) {
            Tag::NotImplemented
        } else if self.is(&Value::ELLIPSIS) {
            Tag::Ellipsis
        } else {
            Tag::Float
        }
    }

    /// The object behind a value with this storage layout; instances of subclasses match too.
    #[inline(always)]
    pub fn downcast<T: Object>(&self) -> Option<&T> {
        match self.header() {
            // SAFETY: the tag names the layout of the object.
            Some(header) if header.tag() == T::TAG => Some(unsafe { &*(header as *const Header).cast::<T>() }),
            _ => None,
        }
    }

    /// As `downcast`, but only where the class is the builtin type itself.
    #[inline(always)]
    pub fn downcast_exact<T: Object>(&self) -> Option<&T> {
        match self.header() {
            Some(header) if header.tag() == T::TAG && header.is_exact() => {
                // SAFETY: the tag names the layout of the object.
                Some(unsafe { &*(header as *const Header).cast::<T>() })
            }
            _ => None,
        }
    }

    /// A new reference to a living object.
    pub fn of<T: Object>(object: &T) -> Value {
        let header: *const T = object;
        // SAFETY: `object` is alive and starts with its header.
        unsafe { Value::share(NonNull::new_unchecked(header.cast_mut().cast())) }
    }

    /// A new reference to the object at `header`.
    ///
    /// # Safety
    /// `header` points to a living heap object.
    #[inline(always)]
    pub unsafe fn share(header: NonNull<Header>) -> Value {
        // SAFETY: the caller vouches for the object.
        unsafe {
            header.as_ref().increment();
            Value::adopt(header)
        }
    }

    /// Takes over one reference to the object at `header`.
    ///
    /// # Safety
    /// `header` points to a living heap object and the caller gives up one counted reference.
    #[inline(always)]
    pub unsafe fn adopt(header: NonNull<Header>) -> Value {
        // SAFETY: non-null by type.
        unsafe { Value(NonZeroU64::new_unchecked(header.as_ptr() as u64)) }
    }

    /// The word itself, without a change of the count: for caches that compare identities.
    #[inline(always)]
    pub fn bits(&self) -> u64 {
        self.0.get()
    }

    /// The word, with the reference that it stands for.
    #[inline(always)]
    pub fn into_bits(self) -> u64 {
        std::mem::ManuallyDrop::new(self).0.get()
    }

    /// The value of a word from `into_bits`.
    ///
    /// # Safety
    /// The word is a value's, and the reference that it stands for goes to the result.
    #[inline(always)]
    pub unsafe fn from_bits(bits: u64) -> Value {
        // SAFETY: no value is 0.
        unsafe { Value(NonZeroU64::new_unchecked(bits)) }
    }

    /// Gives one reference up; the object, if that was the last one: the caller frees it.
    #[inline(always)]
    pub fn give_up(self) -> Option<NonNull<Header>> {
        let value = std::mem::ManuallyDrop::new(self);
        value.header().filter(|header| header.decrement()).map(NonNull::from)
    }

    /// Frees what `give_up` gave.
    ///
    /// # Safety
    /// The object's last reference was given up just before.
    #[inline(always)]
    pub unsafe fn free(dead: NonNull<Header>) {
        // SAFETY: by contract.
        unsafe { release(dead) }
    }

    /// Would dropping this value leave its object alive (or is there none)?
    #[inline(always)]
    pub fn is_shared(&self) -> bool {
        self.header().is_none_or(|header| header.count() > 1)
    }

    /// Drops the value; true if that was the last reference to an object, so that a finaliser may wait.
    #[inline(always)]
    pub fn release(self) -> bool {
        let value = std::mem::ManuallyDrop::new(self);
        match value.header() {
            Some(header) if header.decrement() => {
                // SAFETY: this was the last reference.
                unsafe { release(NonNull::from(header)) };
                true
            }
            _ => false,
        }
    }

    /// Both small ints?
    #[inline(always)]
    pub fn both_small(a: &Value, b: &Value) -> bool {
        a.0.get() & b.0.get() & INT_TAG != 0
    }

    /// Sum of two small ints, None on overflow. The caller has tested `both_small`.
    #[inline(always)]
    pub fn add_small(a: &Value, b: &Value) -> Option<Value> {
        let sum = (a.0.get() as i64).checked_add(b.0.get() as i64 - 1)?;
        NonZeroU64::new(sum as u64).map(Value)
    }

    /// Difference of two small ints, None on overflow.
    #[inline(always)]
    pub fn sub_small(a: &Value, b: &Value) -> Option<Value> {
        let difference = (a.0.get() as i64).checked_sub(b.0.get() as i64 - 1)?;
        NonZeroU64::new(difference as u64).map(Value)
    }

    /// Product of two small ints, None on overflow.
    #[inline(always)]
    pub fn mul_small(a: &Value, b: &Value) -> Option<Value> {
        let product = (a.0.get() as i64 - 1).checked_mul(b.0.get() as i64 >> 1)?;
        NonZeroU64::new(product as u64 | INT_TAG).map(Value)
    }

    /// Two small ints compare as their words do.
    #[inline(always)]
    pub fn small_order(&self) -> i64 {
        self.0.get() as i64
    }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        if let Some(header) = self.header() {
            header.increment();
        }
        Value(self.0)
    }
}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        if let Some(header) = self.header()
            && header.decrement()
        {
            // SAFETY: this was the last reference.
            unsafe { release(NonNull::from(header)) }
        }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.as_small_int(), self.as_exact_float()) {
            (Some(i), _) => write!(f, "{i}"),
            (_, Some(x)) => write!(f, "{x:?}"),
            _ => write!(f, "<{:?} at {:#x}>", self.tag(), self.id()),
        }
    }
}

impl From<bool> for Value {
    fn from(b: bool) -> Value {
        Value::bool(b)
    }
}
