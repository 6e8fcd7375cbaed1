//! Iterators that choose from or transform one stream: accumulate, compress, dropwhile, takewhile, filterfalse,
//! islice, starmap.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::guarded::Guarded;
use crate::object::native::{Args, NativeDef};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::Operator;
use crate::vm::protocol::class_def::ClassDef;

use super::sources::CHAIN;
use super::{REDUCE_DOC, SET_STATE_DOC, Source, Step, reduced, row};

// ---- accumulate

pub(super) static ACCUMULATE: ClassDef = ClassDef {
    methods: ACCUMULATE_METHODS,
    ..row::<Accumulate>(
        "accumulate",
        "Return series of accumulated sums (or other binary function results).",
        &NativeDef::static_method("__new__(cls, iterable, func=None, *, initial=None)", "", |vm, args| {
            let source = Source::new(vm.iter(args.get(1))?);
            let given = |v: Option<&Value>| v.filter(|v| !v.is_none()).cloned();
            let state = Accumulate {
                source,
                function: given(args.opt(2)),
                initial: Guarded::new(given(args.opt(3))),
                total: Guarded::new(None),
            };
            Ok(vm.heap().boxed(args.get(0), state))
        }),
    )
};

static ACCUMULATE_METHODS: &[NativeDef] = &[
    NativeDef::method("__reduce__(self, /)", REDUCE_DOC, |vm, args| {
        let heap = vm.heap();
        let Some(state) = args.get(0).payload::<Accumulate>() else { return Ok(Value::NONE) };
        let function = state.function.clone().unwrap_or(Value::NONE);
        let source = state.source.get().unwrap_or_else(|| heap.empty_tuple());
        let (total, initial) = (state.total.get(), state.initial.get());
        let Some(first) = initial.clone().or_else(|| total.clone().filter(Value::is_none)) else {
            return reduced(vm, args.get(0), vec![source, function], Some(total.unwrap_or(Value::NONE)));
        };
        // The first total stands before the rest; one that was given already is skipped.
        let chain = vm.native_class(&CHAIN);
        let source = vm.call(&chain, &[heap.list(vec![first]), source])?;
        if initial.is_some() {
            return reduced(vm, args.get(0), vec![source, function], Some(Value::NONE));
        }
        let class = heap.class_of(args.get(0)).clone();
        let again = vm.call(&class, &[source, function])?;
        let islice = vm.native_class(&ISLICE);
        Ok(heap.pair(islice, heap.tuple_from([again, Value::from_len(1), Value::NONE])))
    }),
    NativeDef::method("__setstate__(self, state, /)", SET_STATE_DOC, |_, args| {
        if let Some(state) = args.get(0).payload::<Accumulate>() {
            drop(state.total.replace(Some(args.get(1).clone()).filter(|total| !total.is_none())));
        }
        Ok(Value::NONE)
    }),
];

struct Accumulate {
    source: Source,
    function: Option<Value>,
    initial: Guarded<Option<Value>>,
    total: Guarded<Option<Value>>,
}

impl Payload for Accumulate {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.source.traverse(visit);
        self.function.iter().for_each(&mut *visit);
        self.initial.with(|v| v.iter().for_each(&mut *visit));
        self.total.with(|v| v.iter().for_each(&mut *visit));
    }
}

impl Step for Accumulate {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        let total = match self.initial.take() {
            Some(initial) => initial,
            None => {
                let Some(item) = self.source.next(vm)? else { return Ok(None) };
                match (self.total.get(), &self.function) {
                    (None, _) => item,
                    (Some(total), None) => vm.binary(Operator::Add, &total, &item)?,
                    (Some(total), Some(function)) => vm.call(function, &[total, item])?,
                }
            }
        };
        drop(self.total.replace(Some(total.clone())));
        Ok(Some(total))
    }
}

// ---- compress

pub(super) static COMPRESS: ClassDef = ClassDef {
    methods: &[NativeDef::method("__reduce__(self, /)", REDUCE_DOC, |vm, args| {
        let Some(state) = args.get(0).payload::<Compress>() else { return Ok(Value::NONE) };
        reduced(vm, args.get(0), vec![state.data.clone(), state.selectors.clone()], None)
    })],
    ..row::<Compress>(
        "compress",
        "Return data elements corresponding to true selector elements.",
        &NativeDef::static_method("__new__(cls, data, selectors)", "", |vm, args| {
            let (data, selectors) = (vm.iter(args.get(1))?, vm.iter(args.get(2))?);
            Ok(vm.heap().boxed(args.get(0), Compress { data, selectors }))
        }),
    )
};

struct Compress {
    data: Value,
    selectors: Value,
}

impl Payload for Compress {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.data);
        visit(&self.selectors);
    }
}

impl Step for Compress {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        loop {
            let Some(item) = vm.pass_next(&self.data)? else { return Ok(None) };
            let Some(selector) = vm.pass_next(&self.selectors)? else { return Ok(None) };
            if vm.truth(&selector)? {
                return Ok(Some(item));
            }
        }
    }
}

// ---- dropwhile, takewhile, filterfalse, starmap: a function and a stream

struct Applied<const KIND: u8> {
    function: Value,
    source: Value,
    /// dropwhile: the first item was found; takewhile: the end was.
    turned: Cell<bool>,
}

const fn applied_reduce<const KIND: u8>() -> NativeDef {
    NativeDef::method("__reduce__(self, /)", REDUCE_DOC, |vm, args| {
        let Some(state) = args.get(0).payload::<Applied<KIND>>() else { return Ok(Value::NONE) };
        let turned = matches!(KIND, DROP | TAKE).then(|| Value::from_len(state.turned.get().into()));
        reduced(vm, args.get(0), vec![state.function.clone(), state.source.clone()], turned)
    })
}

const fn applied_set_state<const KIND: u8>() -> NativeDef {
    NativeDef::method("__setstate__(self, state, /)", SET_STATE_DOC, |vm, args| {
        let turned = vm.truth(args.get(1))?;
        if let Some(state) = args.get(0).payload::<Applied<KIND>>() {
            state.turned.set(turned);
        }
        Ok(Value::NONE)
    })
}

const DROP: u8 = 0;
const TAKE: u8 = 1;
const FILTER: u8 = 2;
const STAR: u8 = 3;

impl<const KIND: u8> Payload for Applied<KIND> {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.function);
        visit(&self.source);
    }
}

fn new_applied<const KIND: u8>(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let source = vm.iter(args.get(2))?;
    let state = Applied::<KIND> { function: args.get(1).clone(), source, turned: Cell::new(false) };
    Ok(vm.heap().boxed(args.get(0), state))
}

impl<const KIND: u8> Applied<KIND> {
    fn holds(&self, vm: &mut Vm, item: &Value) -> PyResult<bool> {
        if KIND == FILTER && (self.function.is_none() || self.function.is(vm.types().bool())) {
            return vm.truth(item);
        }
        let answer = vm.call(&self.function, std::slice::from_ref(item))?;
        vm.truth(&answer)
    }
}

impl<const KIND: u8> Step for Applied<KIND> {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        if KIND == TAKE && self.turned.get() {
            return Ok(None);
        }
        loop {
            let Some(item) = vm.pass_next(&self.source)? else { return Ok(None) };
            if KIND == STAR {
                let arguments = match item.downcast::<Tuple>() {
                    Some(tuple) => tuple.items().to_vec(),
                    None => vm.collect(&item)?,
                };
                return vm.call(&self.function, &arguments).map(Some);
            }
            if KIND == DROP && self.turned.get() {
                return Ok(Some(item));
            }
            match (KIND, self.holds(vm, &item)?) {
                (TAKE, true) | (FILTER, false) => return Ok(Some(item)),
                (TAKE, false) => {
                    self.turned.set(true);
                    return Ok(None);
                }
                (DROP, false) => {
                    self.turned.set(true);
                    return Ok(Some(item));
                }
                _ => {}
            }
        }
    }
}

pub(super) static DROPWHILE: ClassDef = ClassDef {
    methods: &[applied_reduce::<DROP>(), applied_set_state::<DROP>()],
    ..row::<Applied<DROP>>(
        "dropwhile",
        "Drop items from the iterable while predicate(item) is true.\n\nAfterwards, return every element until the iterable \
         is exhausted.",
        &NativeDef::static_method("__new__(cls, predicate, iterable, /)", "", new_applied::<DROP>),
    )
};

pub(super) static TAKEWHILE: ClassDef = ClassDef {
    methods: &[applied_reduce::<TAKE>(), applied_set_state::<TAKE>()],
    ..row::<Applied<TAKE>>(
        "takewhile",
        "Return successive entries from an iterable as long as the predicate evaluates to true for each entry.",
        &NativeDef::static_method("__new__(cls, predicate, iterable, /)", "", new_applied::<TAKE>),
    )
};

pub(super) static FILTERFALSE: ClassDef = ClassDef {
    methods: &[applied_reduce::<FILTER>()],
    ..row::<Applied<FILTER>>(
        "filterfalse",
        "Return those items of iterable for which function(item) is false.\n\nIf function is None, return the items that are \
         false.",
        &NativeDef::static_method("__new__(cls, function, iterable, /)", "", new_applied::<FILTER>),
    )
};

pub(super) static STARMAP: ClassDef = ClassDef {
    methods: &[applied_reduce::<STAR>()],
    ..row::<Applied<STAR>>(
        "starmap",
        "Return an iterator whose values are returned from the function evaluated with an argument tuple taken from the \
         given sequence.",
        &NativeDef::static_method("__new__(cls, function, iterable, /)", "", new_applied::<STAR>),
    )
};

// ---- islice

pub(super) static ISLICE: ClassDef = ClassDef {
    methods: ISLICE_METHODS,
    ..row::<Islice>(
        "islice",
        "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nReturn an \
         iterator whose next() method returns selected values from an\niterable.",
        &NativeDef::static_method("__new__(cls, *args)", "", new_islice),
    )
};

static ISLICE_METHODS: &[NativeDef] = &[
    NativeDef::method("__reduce__(self, /)", REDUCE_DOC, |vm, args| {
        let heap = vm.heap();
        let Some(state) = args.get(0).payload::<Islice>() else { return Ok(Value::NONE) };
        let Some(source) = state.source.get() else {
            let empty = vm.iter(&heap.list(Vec::new()))?;
            return reduced(vm, args.get(0), vec![empty, Value::from_len(0)], Some(Value::from_len(0)));
        };
        let stop = state.stop.map_or(Value::NONE, |stop| heap.int(stop));
        let arguments = vec![source, heap.int(state.next.get()), stop, heap.int(state.step)];
        reduced(vm, args.get(0), arguments, Some(heap.int(state.taken.get())))
    }),
    NativeDef::method("__setstate__(self, state, /)", SET_STATE_DOC, |vm, args| {
        let taken = vm.index_i64(args.get(1))?;
        if let Some(state) = args.get(0).payload::<Islice>() {
            state.taken.set(taken);
        }
        Ok(Value::NONE)
    }),
];

struct Islice {
    source: Source,
    /// The place of the next item to give, and how many were taken.
    next: Cell<i64>,
    taken: Cell<i64>,
    stop: Option<i64>,
    step: i64,
}

impl Payload for Islice {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.source.traverse(visit);
    }
}

/// A bound that is None or a number of an index's size, at least `least`. Err: anything else.
fn bound(vm: &mut Vm, value: Option<&Value>, least: i64) -> Result<Option<i64>, ()> {
    let Some(value) = value.filter(|v| !v.is_none()) else { return Ok(None) };
    match vm.index_i64(value) {
        Ok(n) if n >= least => Ok(Some(n)),
        _ => Err(()),
    }
}

fn new_islice(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let given = args.rest(1).to_vec();
    let (iterable, start, stop, step) = match given.as_slice() {
        [iterable, stop] => (iterable, None, Some(stop), None),
        [iterable, start, stop] => (iterable, Some(start), Some(stop), None),
        [iterable, start, stop, step] => (iterable, Some(start), Some(stop), Some(step)),
        other => {
            let (bound, limit) = if other.len() < 2 { ("at least", 2) } else { ("at most", 4) };
            let count = other.len();
            return Err(vm.type_error(format!("islice expected {bound} {limit} arguments, got {count}")));
        }
    };
    let (from, to) = (bound(vm, start, 0), bound(vm, stop, 0));
    let (Ok(from), Ok(to)) = (from, to) else {
        let what = if given.len() == 2 || from.is_ok() { "Stop argument" } else { "Indices" };
        let message = format!("{what} for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
        return Err(vm.value_error(message));
    };
    let Ok(step) = bound(vm, step, 1) else {
        return Err(vm.value_error("Step for islice() must be a positive integer or None."));
    };
    let source = Source::new(vm.iter(iterable)?);
    let state =
        Islice { source, next: Cell::new(from.unwrap_or(0)), taken: Cell::new(0), stop: to, step: step.unwrap_or(1) };
    Ok(vm.heap().boxed(args.get(0), state))
}

impl Step for Islice {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        let wanted = self.next.get();
        let skip_to = self.stop.map_or(wanted, |stop| wanted.min(stop));
        while self.taken.get() < skip_to {
            if self.source.next(vm)?.is_none() {
                return Ok(None);
            }
            self.taken.set(self.taken.get() + 1);
        }
        if self.stop.is_some_and(|stop| self.taken.get() >= stop) {
            self.source.end();
            return Ok(None);
        }
        let Some(item) = self.source.next(vm)? else { return Ok(None) };
        self.taken.set(self.taken.get() + 1);
        let next = wanted.saturating_add(self.step);
        self.next.set(self.stop.map_or(next, |stop| next.min(stop)));
        Ok(Some(item))
    }
}
