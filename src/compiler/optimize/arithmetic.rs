//! Operators on constants, with the limits that keep folded code small.
//!
//! Everything gives None where folding is not worth it or where Python would raise: then the operation is left to run
//! time, which raises.

use std::hash::{Hash, Hasher};

use dashu_int::{IBig, Sign};

use crate::bytecode::code::Constant;
use crate::number::complex::Complex;
use crate::number::{self, float, int, int_convert};
use crate::syntax::ast::{Operator, UnaryOp};
use crate::text::fast_hash::FastHasher;
use crate::text::{Text, TextBuilder};

/// No int above so many bits is made by `*`, `**` and `<<`.
const MAX_INT_BITS: usize = 128;
/// No tuple with more items is made by `*`,
const MAX_TUPLE_LEN: usize = 256;
/// nor one with more items in all of its tuples,
const MAX_TOTAL_ITEMS: i64 = 1024;
/// and no longer str or bytes.
const MAX_STR_LEN: usize = 4096;

/// A number as arithmetic sees it: bools are ints.
enum Number {
    Int(IBig),
    Float(f64),
    Complex(Complex),
}

fn number(constant: &Constant) -> Option<Number> {
    Some(match constant {
        Constant::True => Number::Int(IBig::ONE),
        Constant::False => Number::Int(IBig::ZERO),
        Constant::Int(value) => Number::Int(value.clone()),
        Constant::Float(value) => Number::Float(*value),
        Constant::Complex { re, im } => Number::Complex(Complex { re: *re, im: *im }),
        _ => return None,
    })
}

impl Number {
    fn to_float(&self) -> Option<f64> {
        match self {
            Number::Int(value) => int_convert::to_f64(value).ok(),
            Number::Float(value) => Some(*value),
            Number::Complex(_) => None,
        }
    }

    fn to_complex(&self) -> Option<Complex> {
        match self {
            Number::Complex(value) => Some(*value),
            _ => self.to_float().map(Complex::from),
        }
    }
}

impl From<Complex> for Constant {
    fn from(value: Complex) -> Self {
        Constant::Complex { re: value.re, im: value.im }
    }
}

/// `bool(constant)`.
pub fn truth(constant: &Constant) -> bool {
    match constant {
        Constant::None | Constant::False => false,
        Constant::True | Constant::Ellipsis | Constant::Code(_) => true,
        Constant::Int(value) => !value.is_zero(),
        Constant::Float(value) => *value != 0.0,
        Constant::Complex { re, im } => *re != 0.0 || *im != 0.0,
        Constant::Str(text) => !text.is_empty(),
        Constant::Bytes(bytes) => !bytes.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
    }
}

fn bool_constant(value: bool) -> Constant {
    if value { Constant::True } else { Constant::False }
}

/// `op operand`.
pub fn unary(op: UnaryOp, operand: &Constant) -> Option<Constant> {
    if op == UnaryOp::Not {
        return Some(bool_constant(!truth(operand)));
    }
    Some(match (op, number(operand)?) {
        (UnaryOp::Invert, Number::Int(value)) => Constant::Int(!value),
        (UnaryOp::Invert, _) => return None,
        (UnaryOp::USub, Number::Int(value)) => Constant::Int(-value),
        (UnaryOp::USub, Number::Float(value)) => Constant::Float(-value),
        (UnaryOp::USub, Number::Complex(value)) => (-value).into(),
        (_, Number::Int(value)) => Constant::Int(value),
        (_, Number::Float(value)) => Constant::Float(value),
        (_, Number::Complex(value)) => value.into(),
    })
}

/// `left op right`.
pub fn binary(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    match (number(left), number(right)) {
        (Some(Number::Int(a)), Some(Number::Int(b))) => {
            let both = |a: &Constant| matches!(a, Constant::True | Constant::False);
            let result = ints(op, &a, &b)?;
            let logical = matches!(op, Operator::BitAnd | Operator::BitOr | Operator::BitXor);
            Some(if logical && both(left) && both(right) { bool_constant(truth(&result)) } else { result })
        }
        (Some(a @ Number::Complex(_)), Some(b)) | (Some(a), Some(b @ Number::Complex(_))) => {
            complexes(op, a.to_complex()?, b.to_complex()?)
        }
        (Some(a), Some(b)) => floats(op, a.to_float()?, b.to_float()?),
        (Some(Number::Int(count)), None) if op == Operator::Mult => repeat(right, &count),
        (None, Some(Number::Int(count))) if op == Operator::Mult => repeat(left, &count),
        (None, None) if op == Operator::Add => concatenate(left, right),
        _ => None,
    }
}

fn ints(op: Operator, a: &IBig, b: &IBig) -> Option<Constant> {
    let bits = |value: &IBig| int::abs_bits(value);
    let both = !a.is_zero() && !b.is_zero();
    Some(Constant::Int(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult if both && bits(a) + bits(b) > MAX_INT_BITS => return None,
        Operator::Mult => a * b,
        Operator::Div => return int_convert::true_div(a, b).ok().map(Constant::Float),
        Operator::FloorDiv => int::floor_div(a, b).ok()?,
        Operator::Mod => int::floor_mod(a, b).ok()?,
        Operator::Pow => {
            if !a.is_zero() && b.sign() == Sign::Positive && !b.is_zero() {
                let exponent = usize::try_from(b).ok()?;
                if bits(a) > MAX_INT_BITS / exponent {
                    return None;
                }
            }
            match int::power(a, b).ok()? {
                int::Power::Int(value) => value,
                int::Power::Float(value) => return Some(Constant::Float(value)),
            }
        }
        Operator::LShift => {
            if both {
                let shift = usize::try_from(b).ok()?;
                if shift > MAX_INT_BITS || bits(a) > MAX_INT_BITS - shift {
                    return None;
                }
            }
            int::shl(a, b).ok()?
        }
        Operator::RShift => int::shr(a, b).ok()?,
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        Operator::BitAnd => a & b,
        Operator::MatMult => return None,
    }))
}

fn floats(op: Operator, a: f64, b: f64) -> Option<Constant> {
    Some(Constant::Float(match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div => float::div(a, b).ok()?,
        Operator::FloorDiv => float::floor_div(a, b).ok()?,
        Operator::Mod => float::modulo(a, b).ok()?,
        Operator::Pow => match float::pow(a, b).ok()? {
            float::Power::Float(value) => value,
            float::Power::Complex => return complexes(op, a.into(), b.into()),
        },
        _ => return None,
    }))
}

fn complexes(op: Operator, a: Complex, b: Complex) -> Option<Constant> {
    Some(match op {
        Operator::Add => (a + b).into(),
        Operator::Sub => (a - b).into(),
        Operator::Mult => (a * b).into(),
        Operator::Div => a.true_div(b).ok()?.into(),
        Operator::Pow => a.pow(b).ok()?.into(),
        _ => return None,
    })
}

fn concatenate(a: &Constant, b: &Constant) -> Option<Constant> {
    Some(match (a, b) {
        (Constant::Str(a), Constant::Str(b)) => {
            let mut text = TextBuilder::default();
            text.push_units(a.units());
            text.push_units(b.units());
            Constant::Str(text.finish())
        }
        (Constant::Bytes(a), Constant::Bytes(b)) => Constant::Bytes([&**a, &**b].concat().into()),
        (Constant::Tuple(a), Constant::Tuple(b)) => Constant::Tuple([&**a, &**b].concat().into()),
        _ => return None,
    })
}

/// `sequence * count`.
fn repeat(sequence: &Constant, count: &IBig) -> Option<Constant> {
    let (len, limit) = match sequence {
        Constant::Str(text) => (text.len(), MAX_STR_LEN),
        Constant::Bytes(bytes) => (bytes.len(), MAX_STR_LEN),
        Constant::Tuple(items) => (items.len(), MAX_TUPLE_LEN),
        _ => return None,
    };
    let count = i64::try_from(count).ok()?;
    if len == 0 {
        return Some(sequence.clone());
    }
    let count = usize::try_from(count).ok().filter(|&count| count <= limit / len)?;
    Some(match sequence {
        Constant::Str(text) => {
            let mut repeated = TextBuilder::default();
            (0..count).for_each(|_| repeated.push_units(text.units()));
            Constant::Str(repeated.finish())
        }
        Constant::Bytes(bytes) => Constant::Bytes(bytes.repeat(count).into()),
        Constant::Tuple(items) => {
            if count > 0 && items_left(sequence, MAX_TOTAL_ITEMS / count as i64) < 0 {
                return None;
            }
            Constant::Tuple(items.iter().cycle().take(len * count).cloned().collect())
        }
        _ => return None,
    })
}

/// What remains of `limit` after counting all items of nested tuples; negative if they are too many.
fn items_left(constant: &Constant, limit: i64) -> i64 {
    let (Constant::Tuple(items) | Constant::FrozenSet(items)) = constant else { return limit };
    let mut left = limit - items.len() as i64;
    for item in items.iter() {
        if left < 0 {
            break;
        }
        left = items_left(item, left);
    }
    left
}

/// `sequence[index]`.
pub fn subscript(sequence: &Constant, index: &Constant) -> Option<Constant> {
    let Some(Number::Int(index)) = number(index) else { return None };
    let at = |len: usize| {
        let index = i64::try_from(&index).ok()?;
        let index = if index < 0 { index + len as i64 } else { index };
        usize::try_from(index).ok().filter(|&index| index < len)
    };
    match sequence {
        Constant::Str(text) => text.units().get(at(text.len())?).map(|c| Constant::Str(Text::from_code_points([c]))),
        Constant::Bytes(bytes) => Some(Constant::Int(bytes[at(bytes.len())?].into())),
        Constant::Tuple(items) => Some(items[at(items.len())?].clone()),
        _ => None,
    }
}

/// Whether two constants are numbers that `==` takes for equal.
pub fn numbers_equal(a: &Constant, b: &Constant) -> bool {
    match (number(a), number(b)) {
        (Some(Number::Int(a)), Some(Number::Int(b))) => a == b,
        (Some(Number::Int(a)), Some(Number::Float(b))) | (Some(Number::Float(b)), Some(Number::Int(a))) => {
            int_convert::cmp_f64(&a, b) == Some(std::cmp::Ordering::Equal)
        }
        (Some(a), Some(b)) => a.to_complex().is_some_and(|a| Some(a) == b.to_complex()),
        _ => false,
    }
}

/// A hash that equal constants, also 1 and 1.0, share.
pub fn hash(constant: &Constant) -> u64 {
    let mut hasher = FastHasher::default();
    match (constant, number(constant)) {
        (_, Some(Number::Int(value))) => number::hash::int(&value).hash(&mut hasher),
        (_, Some(Number::Float(value))) => number::hash::float(value).unwrap_or(0).hash(&mut hasher),
        (_, Some(Number::Complex(value))) => number::hash::complex(value, 0).hash(&mut hasher),
        (Constant::Str(text), _) => text.hash(&mut hasher),
        (Constant::Bytes(bytes), _) => bytes.hash(&mut hasher),
        (Constant::Tuple(items), _) => items.iter().for_each(|item| hash(item).hash(&mut hasher)),
        _ => std::mem::discriminant(constant).hash(&mut hasher),
    }
    hasher.finish()
}
