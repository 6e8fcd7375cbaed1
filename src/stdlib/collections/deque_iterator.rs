//! Iterators over deques, which any change of the deque ends.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::slots::Slots;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::deque::{DEQUE, Deque};

/// `_collections._deque_iterator`.
pub static FORWARD: ClassDef = ClassDef {
    name: "_deque_iterator",
    module: "collections",
    slots: slots!(|own| slots(own)),
    new: Some(&NEW_FORWARD),
    methods: METHODS,
    ..ClassDef::EMPTY
};

/// `_collections._deque_reverse_iterator`.
pub static BACKWARD: ClassDef = ClassDef {
    name: "_deque_reverse_iterator",
    module: "collections",
    slots: slots!(|s| {
        slots(s);
        s.new.set(Some(|vm, class, args| new(vm, class, args, true)));
    }),
    new: Some(&NEW_BACKWARD),
    methods: METHODS,
    ..ClassDef::EMPTY
};

static NEW_FORWARD: NativeDef = NativeDef::static_method("__new__(cls, iterable, index=0, /)", "", |vm, args| {
    let (class, values) = explicit(args);
    new(vm, &class, CallArgs::positional_only(&values), false)
});
static NEW_BACKWARD: NativeDef = NativeDef::static_method("__new__(cls, iterable, index=0, /)", "", |vm, args| {
    let (class, values) = explicit(args);
    new(vm, &class, CallArgs::positional_only(&values), true)
});

static METHODS: &[NativeDef] = &[
    NativeDef::method(
        "__length_hint__(self, /)",
        "Private method returning an estimate of len(list(it)).",
        |vm, args| {
            let left = state(vm, args.get(0))?.left();
            Ok(Value::from_len(left))
        },
    ),
    NativeDef::method("__reduce__(self, /)", "Return state information for pickling.", |vm, args| {
        let it = state(vm, args.get(0))?;
        let heap = vm.heap();
        let rest = heap.pair(it.deque.clone(), Value::from_len(it.place.get()));
        Ok(heap.pair(heap.class_of(args.get(0)).clone(), rest))
    }),
];

fn slots(s: &Slots) {
    s.new.set(Some(|vm, class, args| new(vm, class, args, false)));
    s.iter.set(Some(|_, v| Ok(v.clone())));
    s.next.set(Some(next));
}

struct DequeIterator {
    deque: Value,
    /// Items already given.
    place: Cell<usize>,
    /// The deque's count of changes when the iterator was made.
    changes: Cell<u64>,
    backward: bool,
    ended: Cell<bool>,
}

impl Payload for DequeIterator {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.deque);
    }
}

impl DequeIterator {
    fn left(&self) -> usize {
        let len = self.deque.payload::<Deque>().map_or(0, Deque::len);
        if self.ended.get() { 0 } else { len.saturating_sub(self.place.get()) }
    }
}

fn state<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a DequeIterator> {
    v.payload().ok_or_else(|| vm.type_error("a deque iterator is required"))
}

/// An iterator over a deque.
pub fn over(vm: &mut Vm, deque: &Value, backward: bool) -> Value {
    let class = vm.native_class(if backward { &BACKWARD } else { &FORWARD });
    made(vm, &class, deque, backward, 0)
}

fn made(vm: &Vm, class: &Value, deque: &Value, backward: bool, place: usize) -> Value {
    let changes = deque.payload::<Deque>().map_or(0, Deque::changes);
    let state = DequeIterator {
        deque: deque.clone(),
        place: Cell::new(place),
        changes: Cell::new(changes),
        backward,
        ended: Cell::new(false),
    };
    vm.heap().boxed(class, state)
}

fn explicit(args: &Args<'_>) -> (Value, Vec<Value>) {
    (args.get(0).clone(), (1..args.len()).filter_map(|i| args.opt(i).cloned()).collect())
}

fn new(vm: &mut Vm, class: &Value, args: CallArgs<'_>, backward: bool) -> PyResult {
    let (deque, place) = match args.positional() {
        [deque] => (deque, 0),
        [deque, place] => (deque, vm.index_i64(place)?),
        other => {
            let count = other.len();
            return Err(vm.type_error(format!("function takes from 1 to 2 arguments ({count} given)")));
        }
    };
    let Some(found) = deque.payload::<Deque>() else {
        let name = DEQUE.name;
        let got = vm.type_name(deque);
        return Err(vm.type_error(format!("argument 1 must be collections.{name}, not {got}")));
    };
    let place = usize::try_from(place).unwrap_or(0).min(found.len());
    Ok(made(vm, class, deque, backward, place))
}

fn next(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = state(vm, v)?;
    let Some(deque) = it.deque.payload::<Deque>() else { return Ok(None) };
    if it.ended.get() {
        return Ok(None);
    }
    if deque.changes() != it.changes.get() {
        it.ended.set(true);
        return Err(vm.runtime_error("deque mutated during iteration"));
    }
    let place = it.place.get();
    let item = match it.backward {
        false => deque.get(place),
        true => deque.len().checked_sub(place + 1).and_then(|i| deque.get(i)),
    };
    match item {
        Some(item) => {
            it.place.set(place + 1);
            Ok(Some(item))
        }
        None => {
            it.ended.set(true);
            Ok(None)
        }
    }
}
