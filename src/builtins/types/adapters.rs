//! The iterators over iterators: enumerate, zip, map, filter, reversed, and `iter(callable, sentinel)`.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::guarded::Guarded;
use crate::object::iterator::{Enumerate, Zip};
use crate::object::native::{CallArgs, NativeDef};
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::arguments::{new_method, no_keywords_if_exact, positional};
use super::iterators::{builtin, itself};

macro_rules! rows {
    ($($row:ident = $name:literal, $flags:expr, $new:expr, $next:path, $methods:ident, $doc:literal;)*) => {
        $(
            /// The row of the class of this name.
            pub static $row: ClassDef = ClassDef {
                name: $name,
                doc: $doc,
                flags: $flags,
                slots: slots!(|s| {
                    if let Some((new, _)) = $new {
                        s.new.set(Some(new));
                    }
                    s.iter.set(Some(itself));
                    s.next.set(Some($next));
                }),
                new: match $new {
                    Some((_, def)) => Some(def),
                    None => None,
                },
                methods: $methods,
                ..ClassDef::EMPTY
            };
        )*
    };
}

type Constructor = (crate::object::slots::Call, &'static NativeDef);
const NONE: Option<Constructor> = None;
const ENUMERATE_NEW: Option<Constructor> = Some((enumerate_new, &NEW_ENUMERATE));
const ZIP_NEW: Option<Constructor> = Some((zip_new, &NEW_ZIP));
const MAP_NEW: Option<Constructor> = Some((map_new, &NEW_MAP));
const FILTER_NEW: Option<Constructor> = Some((filter_new, &NEW_FILTER));
const REVERSED_NEW: Option<Constructor> = Some((reversed_new, &NEW_REVERSED));

rows! {
    ENUMERATE = "enumerate", class_flag::BASE, ENUMERATE_NEW, enumerate_next, ENUMERATE_METHODS,
        "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields \
         pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable \
         argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...";
    ZIP = "zip", class_flag::BASE, ZIP_NEW, zip_next, ZIP_METHODS,
        "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.";
    MAP = "map", class_flag::BASE, MAP_NEW, map_next, MAP_METHODS,
        "map(func, *iterables) --> map object\n\nMake an iterator that computes the function using arguments from\n\
         each of the iterables.  Stops when the shortest iterable is exhausted.";
    FILTER = "filter", class_flag::BASE, FILTER_NEW, filter_next, FILTER_METHODS,
        "filter(function or None, iterable) --> filter object\n\nReturn an iterator yielding those items of iterable \
         for which function(item)\nis true. If function is None, return the items that are true.";
    REVERSED = "reversed", class_flag::BASE, REVERSED_NEW, reversed_next, REVERSED_METHODS,
        "Return a reverse iterator over the values of the given sequence.";
    CALLABLE_ITERATOR = "callable_iterator", 0, NONE, callable_next, CALLABLE_METHODS, "";
}

new_method!(NEW_ENUMERATE, enumerate_new);
new_method!(NEW_ZIP, zip_new);
new_method!(NEW_MAP, map_new);
new_method!(NEW_FILTER, filter_new);
new_method!(NEW_REVERSED, reversed_new);

const REDUCE: &str = "Return state information for pickling.";

/// The payload behind an iterator of this file.
fn state<'a, T: Payload>(vm: &Vm, value: &'a Value) -> PyResult<&'a T> {
    value
        .payload::<T>()
        .ok_or_else(|| vm.type_error(format!("descriptor doesn't apply to a '{}' object", vm.type_name(value))))
}

// ---- enumerate

static ENUMERATE_METHODS: &[NativeDef] = &[
    super::arguments::CLASS_GETITEM,
    NativeDef::method("__reduce__(self, /)", REDUCE, |vm, args| {
        let heap = vm.heap();
        let it = state::<Enumerate>(vm, args.get(0))?;
        let inner = heap.pair(it.iterator.clone(), it.count.get());
        Ok(heap.pair(heap.class_of(args.get(0)).clone(), inner))
    }),
];

fn enumerate_new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let given = args.values().len();
    if given > 2 {
        return Err(vm.type_error(format!("enumerate() takes at most 2 arguments ({given} given)")));
    }
    let (mut iterable, mut start) = (args.positional().first(), args.positional().get(1));
    for (name, value) in args.keywords() {
        let text = name.lossy_text();
        match text.as_str() {
            "iterable" if iterable.is_none() => iterable = Some(value),
            "start" if start.is_none() => start = Some(value),
            _ if iterable.is_none() && !args.names().iter().any(|n| n.is_str("iterable")) => break,
            _ => return Err(vm.type_error(format!("'{text}' is an invalid keyword argument for enumerate()"))),
        }
    }
    let Some(iterable) = iterable else {
        return Err(vm.type_error("enumerate() missing required argument 'iterable' (pos 1)"));
    };
    let count = match start {
        Some(start) => vm.index(start)?,
        None => Value::from_len(0),
    };
    let iterator = vm.iter(iterable)?;
    Ok(vm.heap().boxed(class, Enumerate { iterator, count: Guarded::new(count) }))
}

fn enumerate_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let it = state::<Enumerate>(vm, object)?;
    let pair = vm.next_of_enumerate(it)?;
    Ok(pair.map(|(count, item)| vm.heap().pair(count, item)))
}

// ---- zip

static ZIP_METHODS: &[NativeDef] = &[
    NativeDef::method("__reduce__(self, /)", REDUCE, |vm, args| {
        let heap = vm.heap();
        let it = state::<Zip>(vm, args.get(0))?;
        let (class, iterators) = (heap.class_of(args.get(0)).clone(), heap.tuple(it.iterators.clone()));
        Ok(if it.strict.get() { heap.tuple_from([class, iterators, Value::TRUE]) } else { heap.pair(class, iterators) })
    }),
    NativeDef::method("__setstate__(self, state, /)", "Set state information for unpickling.", |vm, args| {
        let strict = vm.truth(args.get(1))?;
        state::<Zip>(vm, args.get(0))?.strict.set(strict);
        Ok(Value::NONE)
    }),
];

fn zip_new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let mut strict = false;
    let keywords = args.keywords().len();
    if keywords > 1 {
        return Err(vm.type_error(format!("zip() takes at most 1 keyword argument ({keywords} given)")));
    }
    if let Some((name, value)) = args.keywords().next() {
        let text = name.lossy_text();
        if text != "strict" {
            return Err(vm.type_error(format!("'{text}' is an invalid keyword argument for zip()")));
        }
        strict = vm.truth(value)?;
    }
    let iterators = args.positional().iter().map(|i| vm.iter(i)).collect::<PyResult<Vec<Value>>>()?;
    Ok(vm.heap().boxed(class, Zip { iterators, strict: Cell::new(strict) }))
}

fn zip_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let it = state::<Zip>(vm, object)?;
    if let [a, b] = &it.iterators[..]
        && !it.strict.get()
    {
        let pair = vm.next_of_two(a, b)?;
        return Ok(pair.map(|(first, second)| vm.heap().pair(first, second)));
    }
    if it.iterators.is_empty() {
        return Ok(None);
    }
    let mut items = Vec::with_capacity(it.iterators.len());
    for (i, iterator) in it.iterators.iter().enumerate() {
        let item = if it.strict.get() { vm.next(iterator) } else { vm.pass_next(iterator) };
        match item? {
            Some(item) => items.push(item),
            None if it.strict.get() => return zip_ends(vm, it, i),
            None => return Ok(None),
        }
    }
    Ok(Some(vm.heap().tuple(items)))
}

/// Iterator number `ended` of a strict zip is at its end: so must be all others.
fn zip_ends(vm: &mut Vm, it: &Zip, ended: usize) -> PyResult<Option<Value>> {
    let uneven = |vm: &Vm, number: usize, word: &str| {
        let others = if number == 2 { " 1".to_string() } else { format!("s 1-{}", number - 1) };
        vm.value_error(format!("zip() argument {number} is {word} than argument{others}"))
    };
    if ended > 0 {
        return Err(uneven(vm, ended + 1, "shorter"));
    }
    for (i, iterator) in it.iterators.iter().enumerate().skip(1) {
        if vm.next(iterator)?.is_some() {
            return Err(uneven(vm, i + 1, "longer"));
        }
    }
    Ok(None)
}

// ---- map

struct Map {
    function: Value,
    iterators: Vec<Value>,
}

impl Payload for Map {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.function);
        self.iterators.iter().for_each(visit);
    }
}

static MAP_METHODS: &[NativeDef] = &[NativeDef::method("__reduce__(self, /)", REDUCE, |vm, args| {
    let heap = vm.heap();
    let it = state::<Map>(vm, args.get(0))?;
    let mut parts = vec![it.function.clone()];
    parts.extend(it.iterators.iter().cloned());
    Ok(heap.pair(heap.class_of(args.get(0)).clone(), heap.tuple(parts)))
})];

fn map_new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    no_keywords_if_exact(vm, class, vm.types().map(), "map", args)?;
    let [function, iterables @ ..] = args.positional() else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let iterators = iterables.iter().map(|i| vm.iter(i)).collect::<PyResult<Vec<Value>>>()?;
    Ok(vm.heap().boxed(class, Map { function: function.clone(), iterators }))
}

fn map_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let it = state::<Map>(vm, object)?;
    if let [iterator] = &it.iterators[..] {
        let Some(item) = vm.pass_next(iterator)? else { return Ok(None) };
        return vm.call(&it.function, &[item]).map(Some);
    }
    if let [first, second] = &it.iterators[..] {
        let Some((a, b)) = vm.next_of_two(first, second)? else { return Ok(None) };
        return vm.call(&it.function, &[a, b]).map(Some);
    }
    let mut items = Vec::with_capacity(it.iterators.len());
    for iterator in &it.iterators {
        match vm.pass_next(iterator)? {
            Some(item) => items.push(item),
            None => return Ok(None),
        }
    }
    vm.call(&it.function, &items).map(Some)
}

// ---- filter

struct Filter {
    /// None: the truth of the item itself.
    function: Value,
    iterator: Value,
}

impl Payload for Filter {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.function);
        visit(&self.iterator);
    }
}

static FILTER_METHODS: &[NativeDef] = &[NativeDef::method("__reduce__(self, /)", REDUCE, |vm, args| {
    let heap = vm.heap();
    let it = state::<Filter>(vm, args.get(0))?;
    Ok(heap.pair(heap.class_of(args.get(0)).clone(), heap.pair(it.function.clone(), it.iterator.clone())))
})];

fn filter_new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    no_keywords_if_exact(vm, class, vm.types().filter(), "filter", args)?;
    let [function, iterable] = positional(vm, "filter", args, 2, 2)? else {
        return Err(vm.type_error("filter expected 2 arguments"));
    };
    let iterator = vm.iter(iterable)?;
    Ok(vm.heap().boxed(class, Filter { function: function.clone(), iterator }))
}

fn filter_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let it = state::<Filter>(vm, object)?;
    let plain = it.function.is_none() || it.function.is(vm.types().bool());
    while let Some(item) = vm.pass_next(&it.iterator)? {
        let good = if plain {
            vm.truth(&item)?
        } else {
            let answer = vm.call(&it.function, std::slice::from_ref(&item))?;
            vm.truth(&answer)?
        };
        if good {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

// ---- reversed

struct Reversed {
    /// None once exhausted.
    sequence: Guarded<Option<Value>>,
    /// The next index; -1 at the end.
    index: Cell<i64>,
}

impl Payload for Reversed {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.sequence.with(|s| s.iter().for_each(visit));
    }
}

static REVERSED_METHODS: &[NativeDef] = &[
    NativeDef::method(
        "__length_hint__(self, /)",
        "Private method returning an estimate of len(list(it)).",
        |vm, args| {
            let it = state::<Reversed>(vm, args.get(0))?;
            let Some(sequence) = it.sequence.get() else { return Ok(Value::from_len(0)) };
            let left = (it.index.get() + 1).max(0) as usize;
            let len = vm.len(&sequence)?;
            Ok(Value::from_len(if len < left { 0 } else { left }))
        },
    ),
    NativeDef::method("__reduce__(self, /)", REDUCE, |vm, args| {
        let heap = vm.heap();
        let it = state::<Reversed>(vm, args.get(0))?;
        let class = heap.class_of(args.get(0)).clone();
        Ok(match it.sequence.get() {
            Some(sequence) => heap.tuple_from([class, heap.tuple_from([sequence]), heap.int(it.index.get())]),
            None => heap.pair(class, heap.tuple_from([heap.empty_tuple()])),
        })
    }),
    NativeDef::method("__setstate__(self, state, /)", "Set state information for unpickling.", |vm, args| {
        let index = vm.index_i64(args.get(1))?;
        let it = state::<Reversed>(vm, args.get(0))?;
        if let Some(sequence) = it.sequence.get() {
            let len = vm.len(&sequence)? as i64;
            it.index.set(index.clamp(-1, len - 1));
        }
        Ok(Value::NONE)
    }),
];

fn reversed_new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    no_keywords_if_exact(vm, class, vm.types().reversed(), "reversed", args)?;
    let Some(sequence) = positional(vm, "reversed", args, 1, 1)?.first() else {
        return Err(vm.type_error("reversed expected 1 argument, got 0"));
    };
    let refuse = |vm: &Vm| vm.type_error(format!("'{}' object is not reversible", vm.type_name(sequence)));
    if let Some(method) = vm.lookup_special(sequence, &vm.names().reversed)? {
        return if method.is_none() { Err(refuse(vm)) } else { vm.call(&method, &[]) };
    }
    if !vm.is_sequence(sequence) {
        return Err(refuse(vm));
    }
    let len = vm.len(sequence)? as i64;
    let payload = Reversed { sequence: Guarded::new(Some(sequence.clone())), index: Cell::new(len - 1) };
    Ok(vm.heap().boxed(class, payload))
}

fn reversed_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let it = state::<Reversed>(vm, object)?;
    let index = it.index.get();
    if index >= 0
        && let Some(sequence) = it.sequence.get()
    {
        match vm.get_item(&sequence, &vm.heap().int(index)) {
            Ok(item) => {
                it.index.set(index - 1);
                return Ok(Some(item));
            }
            Err(error) if !is_end(vm, &error) => return Err(error),
            Err(_) => {}
        }
    }
    it.index.set(-1);
    drop(it.sequence.take());
    Ok(None)
}

/// IndexError and StopIteration end a sequence.
fn is_end(vm: &Vm, error: &crate::object::Exception) -> bool {
    vm.is_exception(error, vm.types().index_error()) || vm.is_exception(error, vm.types().stop_iteration())
}

// ---- iter(callable, sentinel)

struct CallableIterator {
    /// None once exhausted.
    callable_and_sentinel: Guarded<Option<(Value, Value)>>,
}

impl Payload for CallableIterator {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.callable_and_sentinel.with(|pair| {
            if let Some((callable, sentinel)) = pair {
                visit(callable);
                visit(sentinel);
            }
        });
    }
}

static CALLABLE_METHODS: &[NativeDef] = &[NativeDef::method("__reduce__(self, /)", REDUCE, |vm, args| {
    let heap = vm.heap();
    let function = builtin(vm, "iter")?;
    let it = state::<CallableIterator>(vm, args.get(0))?;
    Ok(match it.callable_and_sentinel.get() {
        Some((callable, sentinel)) => heap.pair(function, heap.pair(callable, sentinel)),
        None => heap.pair(function, heap.tuple_from([heap.empty_tuple()])),
    })
})];

/// `iter(callable, sentinel)`.
pub fn callable_iterator(vm: &Vm, callable: Value, sentinel: Value) -> Value {
    let payload = CallableIterator { callable_and_sentinel: Guarded::new(Some((callable, sentinel))) };
    vm.heap().boxed(vm.types().callable_iterator(), payload)
}

fn callable_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let it = state::<CallableIterator>(vm, object)?;
    let Some((callable, sentinel)) = it.callable_and_sentinel.get() else { return Ok(None) };
    match vm.call(&callable, &[]) {
        // The call may have exhausted the iterator itself.
        Ok(_) if it.callable_and_sentinel.with(Option::is_none) => return Ok(None),
        Ok(value) => {
            if !vm.equal(&sentinel, &value)? {
                return Ok(Some(value));
            }
        }
        Err(error) if vm.is_exception(&error, vm.types().stop_iteration()) => {}
        Err(error) => return Err(error),
    }
    drop(it.callable_and_sentinel.take());
    Ok(None)
}
