//! count, cycle, repeat, chain.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::class::Class;
use crate::object::guarded::Guarded;
use crate::object::list::List;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::Operator;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::{REDUCE_DOC, SET_STATE_DOC, Source, Step, fill, push, reduced, row, state_items, traverse_all};

/// `repr` and such as a Rust text, for a longer one.
fn shown(vm: &mut Vm, value: &Value) -> PyResult<String> {
    let text = vm.repr(value)?;
    Ok(text.lossy_text())
}

// ---- count

pub(super) static COUNT: ClassDef = ClassDef {
    slots: slots!(|s| {
        fill::<Count>(s);
        s.repr.set(Some(count_repr));
    }),
    methods: &[NativeDef::method("__reduce__(self, /)", "Return state information for pickling.", |vm, args| {
        let heap = vm.heap();
        let Some(count) = args.get(0).payload::<Count>() else { return Ok(Value::NONE) };
        let next = count.next.get();
        let rest = if count.by_one() { heap.tuple_from([next]) } else { heap.pair(next, count.step.clone()) };
        Ok(heap.pair(heap.class_of(args.get(0)).clone(), rest))
    })],
    ..row::<Count>(
        "count",
        "Return a count object whose .__next__() method returns consecutive values.",
        &NativeDef::static_method("__new__(cls, start=0, step=1)", "", new_count),
    )
};

struct Count {
    next: Guarded<Value>,
    step: Value,
}

impl Payload for Count {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.next.with(&mut *visit);
        visit(&self.step);
    }
}

impl Count {
    fn by_one(&self) -> bool {
        self.step.as_small_int() == Some(1)
    }
}

impl Step for Count {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        let current = self.next.get();
        let next = match Value::both_small(&current, &self.step) {
            true => Value::add_small(&current, &self.step),
            false => None,
        };
        let next = match next {
            Some(next) => next,
            None => vm.binary(Operator::Add, &current, &self.step)?,
        };
        drop(self.next.replace(next));
        Ok(Some(current))
    }
}

fn is_number(vm: &Vm, value: &Value) -> bool {
    let class = vm.heap().class_of(value).downcast::<Class>();
    let slots = class.map(|c| &c.slots);
    slots.is_some_and(|s| s.index.get().is_some() || s.int.get().is_some() || s.float.get().is_some())
        || value.downcast::<crate::object::float::Complex>().is_some()
}

fn new_count(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let class = args.take(0);
    let [start, step] =
        [args.take_opt(1).unwrap_or(Value::from_len(0)), args.take_opt(2).unwrap_or(Value::from_len(1))];
    if !is_number(vm, &start) || !is_number(vm, &step) {
        return Err(vm.type_error("a number is required"));
    }
    Ok(vm.heap().boxed(&class, Count { next: Guarded::new(start), step }))
}

fn count_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let Some(count) = v.payload::<Count>() else { return Ok(Value::NONE) };
    let next = shown(vm, &count.next.get())?;
    let name = vm.heap().class_of(v).downcast::<Class>().map(Class::name_string).unwrap_or_default();
    let text = match count.by_one() {
        true => format!("{name}({next})"),
        false => format!("{name}({next}, {})", shown(vm, &count.step)?),
    };
    Ok(vm.heap().str(&text))
}

// ---- cycle

pub(super) static CYCLE: ClassDef = ClassDef {
    methods: &[
        NativeDef::method("__reduce__(self, /)", REDUCE_DOC, |vm, args| {
            let heap = vm.heap();
            let Some(cycle) = args.get(0).payload::<Cycle>() else { return Ok(Value::NONE) };
            let seen = heap.list(cycle.seen.get());
            let (iterator, again) = match cycle.source.get() {
                Some(iterator) => (iterator, cycle.again.get()),
                None => {
                    let iterator = vm.iter(&seen)?;
                    if cycle.at.get() > 0 {
                        let place = Value::from_len(cycle.at.get());
                        let set_state = heap.intern("__setstate__");
                        vm.call_method(&iterator, &set_state, &[place])?;
                    }
                    (iterator, true)
                }
            };
            let state = heap.pair(seen, Value::from_len(again.into()));
            reduced(vm, args.get(0), vec![iterator], Some(state))
        }),
        NativeDef::method("__setstate__(self, state, /)", SET_STATE_DOC, |vm, args| {
            let Some(cycle) = args.get(0).payload::<Cycle>() else { return Ok(Value::NONE) };
            let (seen, again) = match state_items(vm, args.get(1))? {
                [seen, again] => (seen, again),
                other => {
                    let word = if other.len() > 2 { "most" } else { "least" };
                    let message = format!("function missing required argument (at {word} 2, got {})", other.len());
                    return Err(vm.type_error(message));
                }
            };
            let Some(list) = seen.downcast::<List>() else {
                let found = vm.type_name(seen);
                return Err(vm.type_error(format!("argument 1 must be list, not {found}")));
            };
            let again = vm.index_clamped(again)? != 0;
            drop(cycle.seen.replace(list.to_vec()));
            cycle.again.set(again);
            cycle.at.set(0);
            Ok(Value::NONE)
        }),
    ],
    ..row::<Cycle>(
        "cycle",
        "Return elements from the iterable until it is exhausted. Then repeat the sequence indefinitely.",
        &NativeDef::static_method("__new__(cls, iterable, /)", "", |vm, args| {
            let source = Source::new(vm.iter(args.get(1))?);
            let state = Cycle { source, seen: Guarded::default(), at: Cell::new(0), again: Cell::new(false) };
            Ok(vm.heap().boxed(args.get(0), state))
        }),
    )
};

struct Cycle {
    source: Source,
    seen: Guarded<Vec<Value>>,
    at: Cell<usize>,
    /// What the source gives has been seen before.
    again: Cell<bool>,
}

impl Payload for Cycle {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.source.traverse(visit);
        traverse_all(&self.seen, visit);
    }
}

impl Step for Cycle {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        if let Some(item) = self.source.next(vm)? {
            if !self.again.get() {
                push(vm, &self.seen, item.clone())?;
            }
            return Ok(Some(item));
        }
        let at = self.at.get();
        Ok(self.seen.with(|seen| {
            self.at.set(if at + 1 < seen.len() { at + 1 } else { 0 });
            seen.get(at).cloned()
        }))
    }
}

// ---- repeat

pub(super) static REPEAT: ClassDef = ClassDef {
    slots: slots!(|s| {
        fill::<Repeat>(s);
        s.repr.set(Some(repeat_repr));
    }),
    methods: &[
        NativeDef::method(
            "__length_hint__(self, /)",
            "Private method returning an estimate of len(list(it)).",
            |vm, args| match args.get(0).payload::<Repeat>().and_then(|r| r.left.get()) {
                Some(left) => Ok(vm.heap().int(left)),
                None => Err(vm.type_error("len() of unsized object")),
            },
        ),
        NativeDef::method("__reduce__(self, /)", "Return state information for pickling.", |vm, args| {
            let heap = vm.heap();
            let Some(repeat) = args.get(0).payload::<Repeat>() else { return Ok(Value::NONE) };
            let value = repeat.value.clone();
            let rest = match repeat.left.get() {
                Some(left) => heap.pair(value, heap.int(left)),
                None => heap.tuple_from([value]),
            };
            Ok(heap.pair(heap.class_of(args.get(0)).clone(), rest))
        }),
    ],
    ..row::<Repeat>(
        "repeat",
        "Create an iterator which returns the object for the specified number of times; without one, endlessly.",
        &NativeDef::static_method("__new__(cls, object, times=None)", "", |vm, args| {
            let left = match args.opt(2) {
                Some(times) => Some(vm.index_i64(times)?.max(0)),
                None => None,
            };
            Ok(vm.heap().boxed(args.get(0), Repeat { value: args.get(1).clone(), left: Cell::new(left) }))
        }),
    )
};

struct Repeat {
    value: Value,
    left: Cell<Option<i64>>,
}

impl Payload for Repeat {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.value);
    }
}

impl Step for Repeat {
    fn step(&self, _: &mut Vm) -> PyResult<Option<Value>> {
        match self.left.get() {
            Some(0) => return Ok(None),
            Some(left) => self.left.set(Some(left - 1)),
            None => {}
        }
        Ok(Some(self.value.clone()))
    }
}

fn repeat_repr(vm: &mut Vm, v: &Value) -> PyResult {
    let Some(repeat) = v.payload::<Repeat>() else { return Ok(Value::NONE) };
    let value = shown(vm, &repeat.value)?;
    let name = vm.heap().class_of(v).downcast::<Class>().map(Class::name_string).unwrap_or_default();
    let text = match repeat.left.get() {
        Some(left) => format!("{name}({value}, {left})"),
        None => format!("{name}({value})"),
    };
    Ok(vm.heap().str(&text))
}

// ---- chain

pub(super) static CHAIN: ClassDef = ClassDef {
    methods: &[
        NativeDef::class_method(
            "from_iterable(type, iterable, /)",
            "Alternative chain() constructor taking a single iterable argument that evaluates lazily.",
            |vm, args| {
                let class = args.take(0);
                chained(vm, &class, args.get(1))
            },
        ),
        NativeDef::method("__reduce__(self, /)", REDUCE_DOC, |vm, args| {
            let heap = vm.heap();
            let Some(chain) = args.get(0).payload::<Chain>() else { return Ok(Value::NONE) };
            let state = chain.iterables.get().map(|source| match chain.current.get() {
                Some(current) => heap.pair(source, current),
                None => heap.tuple_from([source]),
            });
            reduced(vm, args.get(0), Vec::new(), state)
        }),
        NativeDef::method("__setstate__(self, state, /)", SET_STATE_DOC, |vm, args| {
            let Some(chain) = args.get(0).payload::<Chain>() else { return Ok(Value::NONE) };
            let items = state_items(vm, args.get(1))?;
            let is_iterator = |v: &Value| vm.class_of(v).slots.next.get().is_some();
            let (source, current) = match items {
                [source] => (source, None),
                [source, current] => (source, Some(current)),
                [] => return Err(vm.type_error("function missing required argument (pos 1)")),
                _ => return Err(vm.type_error("function takes at most 2 arguments")),
            };
            if !is_iterator(source) || !current.is_none_or(is_iterator) {
                return Err(vm.type_error("Arguments must be iterators."));
            }
            drop(chain.iterables.0.replace(Some(source.clone())));
            drop(chain.current.0.replace(current.cloned()));
            Ok(Value::NONE)
        }),
        NativeDef::class_method("__class_getitem__(cls, item, /)", "See PEP 585", |vm, args| {
            let alias = vm.types().generic_alias().clone();
            vm.call(&alias, &[args.take(0), args.take(1)])
        }),
    ],
    ..row::<Chain>(
        "chain",
        "Return a chain object whose .__next__() method returns elements from the\nfirst iterable until it is exhausted, \
         then elements from the next\niterable, until all of the iterables are exhausted.",
        &NativeDef::static_method("__new__(cls, *iterables)", "", |vm, args| {
            let iterables = vm.heap().tuple(args.rest(1).to_vec());
            chained(vm, args.get(0), &iterables)
        }),
    )
};

struct Chain {
    iterables: Source,
    current: Source,
}

impl Payload for Chain {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.iterables.traverse(visit);
        self.current.traverse(visit);
    }
}

fn chained(vm: &mut Vm, class: &Value, iterables: &Value) -> PyResult {
    let iterables = Source::new(vm.iter(iterables)?);
    Ok(vm.heap().boxed(class, Chain { iterables, current: Source(Guarded::new(None)) }))
}

impl Step for Chain {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        loop {
            if let Some(item) = self.current.next(vm)? {
                return Ok(Some(item));
            }
            let Some(iterable) = self.iterables.next(vm)? else { return Ok(None) };
            match vm.iter(&iterable) {
                Ok(iterator) => drop(self.current.0.replace(Some(iterator))),
                Err(error) => {
                    self.iterables.end();
                    return Err(error);
                }
            }
        }
    }
}
