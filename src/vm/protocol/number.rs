//! Arithmetic: which operand's slot is asked first, sequences' share in `+` and `*`, conversions.

use dashu_int::IBig;

use crate::number::small;
use crate::object::class::Class;
use crate::object::int::IntRef;
use crate::object::native::NativeFunction;
use crate::object::slots::{Binary, Slots, Ternary};
use crate::object::{Exception, PyResult, Tag, Value};
use crate::vm::Vm;

/// A binary operator, as BINARY_* and INPLACE_* name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    TrueDivide,
    FloorDivide,
    Remainder,
    Power,
    LShift,
    RShift,
    And,
    Xor,
    Or,
    Divmod,
}

impl Operator {
    pub(in crate::vm) fn symbol(self) -> &'static str {
        match self {
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::MatrixMultiply => "@",
            Operator::TrueDivide => "/",
            Operator::FloorDivide => "//",
            Operator::Remainder => "%",
            Operator::Power => "** or pow()",
            Operator::LShift => "<<",
            Operator::RShift => ">>",
            Operator::And => "&",
            Operator::Xor => "^",
            Operator::Or => "|",
            Operator::Divmod => "divmod()",
        }
    }

    /// None for power, whose slot takes three operands.
    fn slot(self, slots: &Slots) -> Option<Binary> {
        match self {
            Operator::Add => slots.add.get(),
            Operator::Subtract => slots.subtract.get(),
            Operator::Multiply => slots.multiply.get(),
            Operator::MatrixMultiply => slots.matrix_multiply.get(),
            Operator::TrueDivide => slots.true_divide.get(),
            Operator::FloorDivide => slots.floor_divide.get(),
            Operator::Remainder => slots.remainder.get(),
            Operator::LShift => slots.lshift.get(),
            Operator::RShift => slots.rshift.get(),
            Operator::And => slots.and.get(),
            Operator::Xor => slots.xor.get(),
            Operator::Or => slots.or.get(),
            Operator::Divmod => slots.divmod.get(),
            Operator::Power => None,
        }
    }

    fn inplace_slot(self, slots: &Slots) -> Option<Binary> {
        match self {
            Operator::Add => slots.inplace_add.get(),
            Operator::Subtract => slots.inplace_subtract.get(),
            Operator::Multiply => slots.inplace_multiply.get(),
            Operator::MatrixMultiply => slots.inplace_matrix_multiply.get(),
            Operator::TrueDivide => slots.inplace_true_divide.get(),
            Operator::FloorDivide => slots.inplace_floor_divide.get(),
            Operator::Remainder => slots.inplace_remainder.get(),
            Operator::LShift => slots.inplace_lshift.get(),
            Operator::RShift => slots.inplace_rshift.get(),
            Operator::And => slots.inplace_and.get(),
            Operator::Xor => slots.inplace_xor.get(),
            Operator::Or => slots.inplace_or.get(),
            Operator::Power | Operator::Divmod => None,
        }
    }
}

fn is_not_implemented(value: &Value) -> bool {
    value.is(&Value::NOT_IMPLEMENTED)
}

impl Vm {
    /// `a OP b`.
    pub fn binary(&mut self, op: Operator, a: &Value, b: &Value) -> PyResult {
        if op == Operator::Power {
            if let (Some(x), Some(y)) = (a.as_small_int(), b.as_small_int())
                && y >= 0
                && let Some(result) = small::pow(x, y)
            {
                return Ok(self.heap().int(result));
            }
            return self.power(a, b, &Value::NONE);
        }
        if let Some(result) = self.binary_big(op, a, b) {
            return Ok(result);
        }
        let result = self.binary_numbers(op, a, b)?;
        if !is_not_implemented(&result) {
            return Ok(result);
        }
        self.binary_sequences(op, a, b, op.symbol())
    }

    /// The commonest operators of exact ints, one of which is a big one, where the result is of bounded size.
    #[inline]
    fn binary_big(&self, op: Operator, a: &Value, b: &Value) -> Option<Value> {
        const MOST_WORDS: usize = 32;
        let few = |int: &IBig| int.as_sign_words().1.len() <= MOST_WORDS;
        let result = match (a.as_exact_big(), b.as_exact_big()) {
            (Some(a), Some(b)) if op != Operator::Multiply || few(a) && few(b) => match op {
                Operator::Add => a + b,
                Operator::Subtract => a - b,
                Operator::Multiply => a * b,
                Operator::And => a & b,
                Operator::Or => a | b,
                Operator::Xor => a ^ b,
                _ => return None,
            },
            (Some(a), None) => {
                let b = b.as_small_int()?;
                let shift = usize::try_from(b).ok().filter(|&shift| shift < MOST_WORDS * 64 && few(a));
                match op {
                    Operator::Add => a + b,
                    Operator::Subtract => a - b,
                    Operator::Multiply => a * b,
                    Operator::LShift => a << shift?,
                    Operator::RShift if *a > IBig::ZERO => a >> shift?,
                    _ => return None,
                }
            }
            (None, Some(b)) => {
                let a = a.as_small_int()?;
                match op {
                    Operator::Add => b + a,
                    Operator::Subtract => a - b,
                    Operator::Multiply => b * a,
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some(self.heap().big_int(result))
    }

    /// The number slots of both operands: the left one first, unless the right one's class is a subclass.
    fn binary_numbers(&mut self, op: Operator, a: &Value, b: &Value) -> PyResult {
        if let (Operator::Add, Some(x), Some(y)) = (op, word_of(a), word_of(b)) {
            return Ok(self.heap().int(x + y));
        }
        let heap = self.heap();
        let (class_a, class_b) = (heap.class_of(a), heap.class_of(b));
        let left = op.slot(&self.class_of(a).slots);
        let mut right = None;
        if !class_a.is(class_b) {
            right = op.slot(&self.class_of(b).slots);
            if let (Some(l), Some(r)) = (left, right)
                && std::ptr::fn_addr_eq(l, r)
            {
                right = None;
            }
        }
        if let Some(left) = left {
            if let Some(first) = right
                && self.class_of(b).is_subclass(class_a)
            {
                let result = first(self, a, b)?;
                if !is_not_implemented(&result) {
                    return Ok(result);
                }
                right = None;
            }
            let result = left(self, a, b)?;
            if !is_not_implemented(&result) {
                return Ok(result);
            }
        }
        match right {
            Some(right) => right(self, a, b),
            None => Ok(Value::NOT_IMPLEMENTED),
        }
    }

    /// `a OP b` where the method of `a`, a plain instance, gave NotImplemented, and the class of `b` is not derived from
    /// that of `a`.
    pub(in crate::vm) fn binary_after_left(&mut self, op: Operator, a: &Value, b: &Value, symbol: &str) -> PyResult {
        let (left, right) = (op.slot(&self.class_of(a).slots), op.slot(&self.class_of(b).slots));
        if !self.heap().class_of(a).is(self.heap().class_of(b))
            && let (Some(left), Some(right)) = (left, right)
        {
            let result = match std::ptr::fn_addr_eq(left, right) {
                // Both are methods of Python classes.
                true => self.call_special(b, self.reflected_name(op), std::slice::from_ref(a))?,
                false => Some(right(self, a, b)?),
            };
            if let Some(result) = result.filter(|result| !is_not_implemented(result)) {
                return Ok(result);
            }
        }
        self.binary_sequences(op, a, b, symbol)
    }

    /// `a OP= b` where the in-place method of `a`, a plain instance, gave NotImplemented.
    pub(in crate::vm) fn binary_after_inplace(&mut self, op: Operator, a: &Value, b: &Value) -> PyResult {
        let result = self.binary_numbers(op, a, b)?;
        match is_not_implemented(&result) {
            false => Ok(result),
            true => self.binary_sequences(op, a, b, &format!("{}=", op.symbol())),
        }
    }

    /// Has the object a method of its own for `OP=`?
    pub(in crate::vm) fn has_inplace(&self, op: Operator, a: &Value) -> bool {
        op.inplace_slot(&self.class_of(a).slots).is_some()
    }

    fn reflected_name<'n>(&self, op: Operator) -> &'n Value {
        let names = self.names();
        match op {
            Operator::Add => &names.radd,
            Operator::Subtract => &names.rsub,
            Operator::Multiply => &names.rmul,
            Operator::MatrixMultiply => &names.rmatmul,
            Operator::TrueDivide => &names.rtruediv,
            Operator::FloorDivide => &names.rfloordiv,
            Operator::Remainder => &names.rmod,
            Operator::Power => &names.rpow,
            Operator::LShift => &names.rlshift,
            Operator::RShift => &names.rrshift,
            Operator::And => &names.rand,
            Operator::Xor => &names.rxor,
            Operator::Or => &names.ror,
            Operator::Divmod => &names.rdivmod,
        }
    }

    /// What sequences add: `+` concatenates, `*` repeats.
    pub(in crate::vm) fn binary_sequences(&mut self, op: Operator, a: &Value, b: &Value, symbol: &str) -> PyResult {
        match op {
            Operator::Add => {
                if let Some(concat) = self.class_of(a).slots.concat.get() {
                    return concat(self, a, b);
                }
            }
            Operator::Multiply => {
                if let Some(repeat) = self.class_of(a).slots.repeat.get() {
                    return self.repeat(repeat, a, b);
                }
                let inplace = symbol.len() > 1 && self.has_sequence_slots(a);
                if let Some(repeat) = self.class_of(b).slots.repeat.get().filter(|_| !inplace) {
                    return self.repeat(repeat, b, a);
                }
            }
            _ => {}
        }
        Err(self.bad_operands(op, a, b, symbol))
    }

    fn repeat(&mut self, repeat: Binary, sequence: &Value, count: &Value) -> PyResult {
        if count.as_int().is_none() && self.class_of(count).slots.index.get().is_none() {
            let message = format!("can't multiply sequence by non-int of type '{}'", self.type_name(count));
            return Err(self.type_error(message));
        }
        let count = self.index_or(count, |vm| vm.types().overflow_error())?;
        let count = self.heap().int(count);
        repeat(self, sequence, &count)
    }

    #[cold]
    fn bad_operands(&self, op: Operator, a: &Value, b: &Value, symbol: &str) -> Exception {
        let mut message =
            format!("unsupported operand type(s) for {symbol}: '{}' and '{}'", self.type_name(a), self.type_name(b));
        let is_print = a.downcast::<NativeFunction>().is_some_and(|f| f.def.name() == "print" && f.bound.is_none());
        if op == Operator::RShift && symbol == ">>" && is_print {
            message.push_str(". Did you mean \"print(<message>, file=<output_stream>)\"?");
        }
        self.type_error(message)
    }

    /// `a OP= b`.
    pub fn inplace(&mut self, op: Operator, a: &Value, b: &Value) -> PyResult {
        let slots = &self.class_of(a).slots;
        if op == Operator::Power {
            if let Some(power) = slots.inplace_power.get() {
                let result = power(self, a, b, &Value::NONE)?;
                if !is_not_implemented(&result) {
                    return Ok(result);
                }
            }
            return self.power_as(a, b, &Value::NONE, "**=");
        }
        if let Some(inplace) = op.inplace_slot(slots) {
            let result = inplace(self, a, b)?;
            if !is_not_implemented(&result) {
                return Ok(result);
            }
        }
        let result = self.binary_numbers(op, a, b)?;
        if !is_not_implemented(&result) {
            return Ok(result);
        }
        let slots = &self.class_of(a).slots;
        match op {
            Operator::Add => {
                if let Some(concat) = slots.inplace_concat.get() {
                    return concat(self, a, b);
                }
            }
            Operator::Multiply => {
                if let Some(repeat) = slots.inplace_repeat.get() {
                    return self.repeat(repeat, a, b);
                }
            }
            _ => {}
        }
        self.binary_sequences(op, a, b, &format!("{}=", op.symbol()))
    }

    /// Three-argument pow; `modulus` None (Python's) for two.
    pub fn power(&mut self, a: &Value, b: &Value, modulus: &Value) -> PyResult {
        self.power_as(a, b, modulus, Operator::Power.symbol())
    }

    fn power_as(&mut self, a: &Value, b: &Value, modulus: &Value, symbol: &str) -> PyResult {
        let heap = self.heap();
        let slot = |vm: &Vm, value: &Value| vm.class_of(value).slots.power.get();
        let same = |x: Option<Ternary>, y: Option<Ternary>| match (x, y) {
            (Some(x), Some(y)) => std::ptr::fn_addr_eq(x, y),
            _ => false,
        };
        let left = slot(self, a);
        let mut right = None;
        if !heap.class_of(a).is(heap.class_of(b)) {
            right = slot(self, b).filter(|&r| !same(Some(r), left));
        }
        let reverse = right.is_some() && left.is_some() && self.class_of(b).is_subclass(heap.class_of(a));
        let order = if reverse { [right, left] } else { [left, right] };
        let third = slot(self, modulus).filter(|&t| !same(Some(t), left) && !same(Some(t), right));
        for power in order.into_iter().chain([third]).flatten() {
            let result = power(self, a, b, modulus)?;
            if !is_not_implemented(&result) {
                return Ok(result);
            }
        }
        if modulus.is_none() {
            return Err(self.bad_operands(Operator::Power, a, b, symbol));
        }
        let [a, b, c] = [a, b, modulus].map(|v| self.type_name(v));
        Err(self.type_error(format!("unsupported operand type(s) for {symbol}: '{a}', '{b}', '{c}'")))
    }

    fn unary(
        &mut self,
        slot: impl Fn(&Slots) -> Option<crate::object::slots::Unary>,
        a: &Value,
        name: &str,
    ) -> PyResult {
        match slot(&self.class_of(a).slots) {
            Some(f) => f(self, a),
            None => Err(self.type_error(format!("bad operand type for {name}: '{}'", self.type_name(a)))),
        }
    }

    /// `-a`.
    pub fn negative(&mut self, a: &Value) -> PyResult {
        self.unary(|s| s.negative.get(), a, "unary -")
    }

    /// `+a`.
    pub fn positive(&mut self, a: &Value) -> PyResult {
        self.unary(|s| s.positive.get(), a, "unary +")
    }

    /// `~a`.
    pub fn invert(&mut self, a: &Value) -> PyResult {
        self.unary(|s| s.invert.get(), a, "unary ~")
    }

    /// `abs(a)`.
    pub fn absolute(&mut self, a: &Value) -> PyResult {
        self.unary(|s| s.absolute.get(), a, "abs()")
    }

    /// `operator.index(value)`: an exact int ("'x' object cannot be interpreted as an integer").
    pub fn index(&mut self, value: &Value) -> PyResult {
        if value.is_exact_int() {
            return Ok(value.clone());
        }
        if value.as_int().is_some() {
            return Ok(self.exact_int(value));
        }
        let Some(index) = self.class_of(value).slots.index.get() else {
            let message = format!("'{}' object cannot be interpreted as an integer", self.type_name(value));
            return Err(self.type_error(message));
        };
        let result = index(self, value)?;
        if result.as_int().is_none() {
            let message = format!("__index__ returned non-int (type {})", self.type_name(&result));
            return Err(self.type_error(message));
        }
        if !result.is_exact_int() {
            let name = self.type_name(&result);
            let message = format!(
                "__index__ returned non-int (type {name}).  The ability to return an instance of a strict subclass of int \
                 is deprecated, and may be removed in a future version of Python."
            );
            let category = self.types().deprecation_warning().clone();
            self.warn(&category, &message, 1)?;
        }
        Ok(self.exact_int(&result))
    }

    /// An int, bool or instance of a subclass as a plain int.
    pub fn exact_int(&self, value: &Value) -> Value {
        match value.as_int() {
            _ if value.is_exact_int() => value.clone(),
            Some(IntRef::Small(i)) => self.heap().int(i),
            Some(IntRef::Big(b)) => self.heap().big_int(b.clone()),
            None => value.clone(),
        }
    }

    /// Any real number as f64 (`__float__`, `__index__`; "must be real number, not str").
    pub fn to_f64(&mut self, value: &Value) -> PyResult<f64> {
        if let Some(f) = value.as_float() {
            return Ok(f);
        }
        let slots = &self.class_of(value).slots;
        if let Some(float) = slots.float.get() {
            let result = float(self, value)?;
            return match result.as_float() {
                Some(f) => Ok(f),
                None => {
                    let (class, got) = (self.type_name(value), self.type_name(&result));
                    Err(self.type_error(format!("{class}.__float__ returned non-float (type {got})")))
                }
            };
        }
        if slots.index.get().is_some() || value.as_int().is_some() {
            let index = self.index(value)?;
            return match index.as_int() {
                Some(IntRef::Small(i)) => Ok(i as f64),
                Some(IntRef::Big(b)) => crate::number::int_convert::to_f64(b).map_err(|e| self.number_error(e)),
                None => Ok(0.0),
            };
        }
        Err(self.type_error(format!("must be real number, not {}", self.type_name(value))))
    }

    /// Is the value a number to CPython: has it `__index__`, `__int__` or `__float__`, or is it complex?
    pub fn is_number(&self, value: &Value) -> bool {
        let slots = &self.class_of(value).slots;
        value.as_int().is_some()
            || slots.index.get().is_some()
            || slots.int.get().is_some()
            || slots.float.get().is_some()
            || value.tag() == Tag::Complex
    }

    /// Is the value a class?
    pub fn is_class(&self, value: &Value) -> bool {
        value.downcast::<Class>().is_some()
    }
}

/// A small int, or what a bool counts as.
#[inline(always)]
fn word_of(value: &Value) -> Option<i64> {
    match value.as_small_int() {
        None if value.is(&Value::TRUE) => Some(1),
        None if value.is(&Value::FALSE) => Some(0),
        word => word,
    }
}
