//! Rich comparison and hashing.

use crate::number;
use crate::object::slots::Comparison;
use crate::object::str::Str;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

impl Comparison {
    /// The operator's text.
    pub fn symbol(self) -> &'static str {
        match self {
            Comparison::Lt => "<",
            Comparison::Le => "<=",
            Comparison::Eq => "==",
            Comparison::Ne => "!=",
            Comparison::Gt => ">",
            Comparison::Ge => ">=",
        }
    }

    /// The comparison that gives the same with its operands exchanged.
    pub fn reflected(self) -> Comparison {
        match self {
            Comparison::Lt => Comparison::Gt,
            Comparison::Le => Comparison::Ge,
            Comparison::Gt => Comparison::Lt,
            Comparison::Ge => Comparison::Le,
            same => same,
        }
    }

    /// What it says of two things in this order.
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Comparison::Lt => order.is_lt(),
            Comparison::Le => order.is_le(),
            Comparison::Eq => order.is_eq(),
            Comparison::Ne => order.is_ne(),
            Comparison::Gt => order.is_gt(),
            Comparison::Ge => order.is_ge(),
        }
    }
}

/// The answer for small ints, big ints, floats in their words, and strs.
#[inline(always)]
fn quick(a: &Value, b: &Value, op: Comparison) -> Option<bool> {
    if Value::both_small(a, b) {
        return Some(op.holds(a.small_order().cmp(&b.small_order())));
    }
    if let (Some(x), Some(y)) = (a.as_tagged_float(), b.as_tagged_float()) {
        return x.partial_cmp(&y).map(|order| op.holds(order));
    }
    let Some(x) = a.downcast_exact::<Str>() else {
        return Some(op.holds(a.as_exact_big()?.cmp(b.as_exact_big()?)));
    };
    let y = b.downcast_exact::<Str>()?;
    Some(match op {
        Comparison::Eq => x.equals(y),
        Comparison::Ne => !x.equals(y),
        _ => op.holds(x.units().cmp(&y.units())),
    })
}

impl Vm {
    /// What can be told at once; only small ints compare at the limit of recursion.
    #[inline(always)]
    fn quick(&self, a: &Value, b: &Value, op: Comparison) -> Option<bool> {
        if self.thread.depth < self.recursion_limit || Value::both_small(a, b) { quick(a, b, op) } else { None }
    }

    /// `a OP b` with any result.
    pub fn compare(&mut self, a: &Value, b: &Value, op: Comparison) -> PyResult {
        if let Some(answer) = self.quick(a, b, op) {
            return Ok(Value::bool(answer));
        }
        self.recurse(" in comparison", |vm| vm.compare_objects(a, b, op))
    }

    fn compare_objects(&mut self, a: &Value, b: &Value, op: Comparison) -> PyResult {
        let heap = self.heap();
        if heap.class_of(a).is(heap.class_of(b)) {
            if let Some(compare) = self.class_of(a).slots.compare.get() {
                let result = compare(self, a, b, op)?;
                if !result.is(&Value::NOT_IMPLEMENTED) {
                    return Ok(result);
                }
            }
            return self.compare_after_left(a, b, op);
        }
        let (class_a, _kept) = (heap.class_of(a).clone(), heap.class_of(b).clone());
        let mut reflected_done = false;
        if self.class_of(b).is_subclass(&class_a)
            && let Some(compare) = self.class_of(b).slots.compare.get()
        {
            reflected_done = true;
            let result = compare(self, b, a, op.reflected())?;
            if !result.is(&Value::NOT_IMPLEMENTED) {
                return Ok(result);
            }
        }
        if let Some(compare) = self.class_of(a).slots.compare.get() {
            let result = compare(self, a, b, op)?;
            if !result.is(&Value::NOT_IMPLEMENTED) {
                return Ok(result);
            }
        }
        if reflected_done { self.compare_by_identity(a, b, op) } else { self.compare_after_left(a, b, op) }
    }

    /// `a OP b` where the left operand has no answer: the right one may have.
    pub(in crate::vm) fn compare_after_left(&mut self, a: &Value, b: &Value, op: Comparison) -> PyResult {
        if let Some(compare) = self.class_of(b).slots.compare.get() {
            let result = compare(self, b, a, op.reflected())?;
            if !result.is(&Value::NOT_IMPLEMENTED) {
                return Ok(result);
            }
        }
        self.compare_by_identity(a, b, op)
    }

    /// `a OP b` where neither operand has an answer.
    fn compare_by_identity(&mut self, a: &Value, b: &Value, op: Comparison) -> PyResult {
        match op {
            Comparison::Eq => Ok(Value::bool(a.is(b))),
            Comparison::Ne => Ok(Value::bool(!a.is(b))),
            _ => {
                let message = format!(
                    "'{}' not supported between instances of '{}' and '{}'",
                    op.symbol(),
                    self.type_name(a),
                    self.type_name(b)
                );
                Err(self.type_error(message))
            }
        }
    }

    /// `bool(a OP b)`, without the identity shortcut.
    #[inline]
    pub fn compare_truth(&mut self, a: &Value, b: &Value, op: Comparison) -> PyResult<bool> {
        if let Some(answer) = self.quick(a, b, op) {
            return Ok(answer);
        }
        let result = self.compare(a, b, op)?;
        self.truth(&result)
    }

    /// `a is b or a == b`, as containers compare.
    pub fn equal(&mut self, a: &Value, b: &Value) -> PyResult<bool> {
        if a.is(b) {
            return Ok(true);
        }
        if let (Some(a), Some(b)) = (a.downcast_exact::<Str>(), b.downcast_exact::<Str>()) {
            return Ok(a.equals(b));
        }
        self.compare_truth(a, b, Comparison::Eq)
    }

    /// `hash(value)`.
    pub fn hash(&mut self, value: &Value) -> PyResult<i64> {
        if let Some(s) = value.downcast_exact::<Str>() {
            return Ok(s.hash());
        }
        if let Some(i) = value.as_small_int() {
            return Ok(number::small::hash(i));
        }
        match self.class_of(value).slots.hash.get() {
            Some(hash) => hash(self, value),
            None => Err(self.unhashable(value)),
        }
    }

    /// "unhashable type: 'list'".
    #[cold]
    pub fn unhashable(&self, value: &Value) -> crate::object::Exception {
        self.type_error(format!("unhashable type: '{}'", self.type_name(value)))
    }

    /// `object.__hash__`: by identity.
    pub fn identity_hash(value: &Value) -> i64 {
        number::hash::address(value.id() as usize)
    }
}
