//! `deque`: a ring of values, bounded or not. A count of changes tells iterators and searches that it was mutated.

use std::cell::Cell;
use std::collections::VecDeque;

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::guarded::Guarded;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::slots::{Comparison, Slots};
use crate::object::{PyResult, Value, Visitor};
use crate::text::TextBuilder;
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::deque_iterator;

/// The class's row.
pub static DEQUE: ClassDef = ClassDef {
    name: "deque",
    module: "collections",
    doc: "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for data accesses near its \
          endpoints.",
    flags: class_flag::BASE | class_flag::SEQUENCE | class_flag::WEAK,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: METHODS,
    getsets: &[GetSetDef::read("maxlen", "maximum size of a deque or None if unbounded", |vm, v| {
        Ok(deque(vm, v)?.maxlen.get().map_or(Value::NONE, Value::from_len))
    })],
    unhashable: true,
    ..ClassDef::EMPTY
};

static NEW: NativeDef = NativeDef::static_method(
    "__new__(cls, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    |vm, args| new(vm, args.get(0), CallArgs::positional_only(&[])),
);

static METHODS: &[NativeDef] = &[
    NativeDef::method("append(self, x, /)", "Add an element to the right side of the deque.", |vm, args| {
        push(vm, &args.take(0), args.take(1), false)
    }),
    NativeDef::method("appendleft(self, x, /)", "Add an element to the left side of the deque.", |vm, args| {
        push(vm, &args.take(0), args.take(1), true)
    }),
    NativeDef::method("clear(self, /)", "Remove all elements from the deque.", |vm, args| {
        let deque = deque(vm, args.get(0))?;
        deque.touch();
        drop(deque.items.take());
        Ok(Value::NONE)
    }),
    NativeDef::method("__copy__(self, /)", "Return a shallow copy of a deque.", |vm, args| copy(vm, args.get(0))),
    NativeDef::method("copy(self, /)", "Return a shallow copy of a deque.", |vm, args| copy(vm, args.get(0))),
    NativeDef::method("count(self, x, /)", "D.count(value) -- return number of occurrences of value", count),
    NativeDef::method(
        "extend(self, iterable, /)",
        "Extend the right side of the deque with elements from the iterable",
        |vm, args| {
            let (value, iterable) = (args.take(0), args.take(1));
            extend(vm, &value, &iterable, false)?;
            Ok(Value::NONE)
        },
    ),
    NativeDef::method(
        "extendleft(self, iterable, /)",
        "Extend the left side of the deque with elements from the iterable",
        |vm, args| {
            let (value, iterable) = (args.take(0), args.take(1));
            extend(vm, &value, &iterable, true)?;
            Ok(Value::NONE)
        },
    ),
    NativeDef::method(
        "index(self, value, start=0, stop=9223372036854775807, /)",
        "D.index(value, [start, [stop]]) -- return first index of value.\nRaises ValueError if the value is not present.",
        index,
    ),
    NativeDef::method("insert(self, index, value, /)", "D.insert(index, object) -- insert object before index", insert),
    NativeDef::method("pop(self, /)", "Remove and return the rightmost element.", |vm, args| {
        let deque = deque(vm, args.get(0))?;
        deque.touch();
        deque.items.with_mut(VecDeque::pop_back).ok_or_else(|| vm.index_error("pop from an empty deque"))
    }),
    NativeDef::method("popleft(self, /)", "Remove and return the leftmost element.", |vm, args| {
        let deque = deque(vm, args.get(0))?;
        deque.touch();
        deque.items.with_mut(VecDeque::pop_front).ok_or_else(|| vm.index_error("pop from an empty deque"))
    }),
    NativeDef::method("__reduce__(self, /)", "Return state information for pickling.", reduce),
    NativeDef::method("remove(self, value, /)", "D.remove(value) -- remove first occurrence of value.", remove),
    NativeDef::method(
        "__reversed__(self, /)",
        "D.__reversed__() -- return a reverse iterator over the deque",
        |vm, args| Ok(deque_iterator::over(vm, args.get(0), true)),
    ),
    NativeDef::method("reverse(self, /)", "D.reverse() -- reverse *IN PLACE*", |vm, args| {
        deque(vm, args.get(0))?.items.with_mut(|items| items.make_contiguous().reverse());
        Ok(Value::NONE)
    }),
    NativeDef::method(
        "rotate(self, n=1, /)",
        "Rotate the deque n steps to the right (default n=1).  If n is negative, rotates left.",
        rotate,
    ),
    NativeDef::class_method("__class_getitem__(cls, item, /)", "See PEP 585", |vm, args| {
        let alias = vm.types().generic_alias().clone();
        vm.call(&alias, &[args.take(0), args.take(1)])
    }),
];

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.init.set(Some(init));
    s.repr.set(Some(repr));
    s.compare.set(Some(compare));
    s.iter.set(Some(|vm, v| Ok(deque_iterator::over(vm, v, false))));
    s.length.set(Some(|vm, v| Ok(deque(vm, v)?.len())));
    s.getitem.set(Some(get_item));
    s.setitem.set(Some(set_item));
    s.contains.set(Some(|vm, v, item| Ok(find(vm, v, item, 0, usize::MAX)?.is_some())));
    s.concat.set(Some(concat));
    s.repeat.set(Some(|vm, v, count| {
        let copy = copy(vm, v)?;
        repeat_in_place(vm, &copy, count)?;
        Ok(copy)
    }));
    s.inplace_concat.set(Some(|vm, v, other| {
        extend(vm, v, other, false)?;
        Ok(v.clone())
    }));
    s.inplace_repeat.set(Some(|vm, v, count| {
        repeat_in_place(vm, v, count)?;
        Ok(v.clone())
    }));
}

/// The state of a deque.
pub struct Deque {
    items: Guarded<VecDeque<Value>>,
    maxlen: Cell<Option<usize>>,
    changes: Cell<u64>,
}

impl Payload for Deque {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.items.with(|items| items.iter().for_each(visit));
    }
}

impl Deque {
    pub fn len(&self) -> usize {
        self.items.with(VecDeque::len)
    }

    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.with(|items| items.get(index).cloned())
    }

    /// Grows with each change of the deque's shape.
    pub fn changes(&self) -> u64 {
        self.changes.get()
    }

    /// Takes the leftmost item.
    pub fn pop_front(&self) -> Option<Value> {
        self.touch();
        self.items.with_mut(VecDeque::pop_front)
    }

    /// Adds an item at the right. Err: no memory.
    pub fn push_back(&self, value: Value) -> Result<(), ()> {
        self.push(value, false).map(drop)
    }

    fn touch(&self) {
        self.changes.set(self.changes.get().wrapping_add(1));
    }

    /// Adds an item; gives back the one that falls off the other end. Err: no memory.
    fn push(&self, value: Value, left: bool) -> Result<Option<Value>, ()> {
        self.touch();
        self.items.with_mut(|items| {
            if self.maxlen.get() == Some(0) {
                return Ok(Some(value));
            }
            let fallen = match self.maxlen.get() {
                Some(maxlen) if items.len() >= maxlen => {
                    if left {
                        items.pop_back()
                    } else {
                        items.pop_front()
                    }
                }
                _ => None,
            };
            items.try_reserve(1).map_err(drop)?;
            if left {
                items.push_front(value)
            } else {
                items.push_back(value)
            }
            Ok(fallen)
        })
    }
}

fn deque<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Deque> {
    v.payload().ok_or_else(|| vm.type_error(format!("a deque is required, not '{}'", vm.type_name(v))))
}

fn new(vm: &mut Vm, class: &Value, _: CallArgs<'_>) -> PyResult {
    let state = Deque { items: Guarded::default(), maxlen: Cell::new(None), changes: Cell::new(0) };
    Ok(vm.heap().boxed(class, state))
}

/// `deque(iterable=(), maxlen=None)`.
fn init(vm: &mut Vm, v: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let state = deque(vm, v)?;
    let given = args.values().len();
    if given > 2 {
        return Err(vm.type_error(format!("deque() takes at most 2 arguments ({given} given)")));
    }
    let mut found = [args.positional().first(), args.positional().get(1)];
    for (name, value) in args.keywords() {
        let name = name.lossy_text();
        let Some(place) = ["iterable", "maxlen"].iter().position(|n| *n == name) else {
            return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for deque()")));
        };
        if found[place].is_some() {
            let position = place + 1;
            return Err(
                vm.type_error(format!("argument for deque() given by name ('{name}') and position ({position})"))
            );
        }
        found[place] = Some(value);
    }
    let [iterable, maxlen] = found;
    let maxlen = match maxlen.filter(|m| !m.is_none()) {
        Some(maxlen) => {
            if maxlen.as_int().is_none() {
                return Err(vm.type_error("an integer is required"));
            }
            let n = vm.index_i64(maxlen)?;
            Some(usize::try_from(n).map_err(|_| vm.value_error("maxlen must be non-negative"))?)
        }
        None => None,
    };
    state.maxlen.set(maxlen);
    state.touch();
    drop(state.items.take());
    match iterable {
        Some(iterable) => extend(vm, v, iterable, false),
        None => Ok(()),
    }
}

fn push(vm: &mut Vm, v: &Value, item: Value, left: bool) -> PyResult {
    match deque(vm, v)?.push(item, left) {
        Ok(_) => Ok(Value::NONE),
        Err(()) => Err(vm.memory_error()),
    }
}

fn extend(vm: &mut Vm, v: &Value, iterable: &Value, left: bool) -> PyResult<()> {
    deque(vm, v)?;
    // Itself would never end.
    let items = if v.is(iterable) { vm.heap().list(vm.collect(iterable)?) } else { iterable.clone() };
    vm.for_each(&items, |vm, item| push(vm, v, item, left).map(drop))
}

fn repr(vm: &mut Vm, v: &Value) -> PyResult {
    if !vm.repr_enter(v) {
        return Ok(vm.heap().str("[...]"));
    }
    let text = (|| {
        let items: Vec<Value> = deque(vm, v)?.items.with(|items| items.iter().cloned().collect());
        let list = vm.heap().list(items);
        vm.repr(&list)
    })();
    vm.repr_leave(v);
    let text = text?;
    let mut out = TextBuilder::default();
    out.push_str(&class_name(vm.heap().class_of(v)));
    out.push_str("(");
    if let Some(text) = text.as_str() {
        out.try_push_units(text.units()).map_err(|_| vm.memory_error())?;
    }
    out.push_str(&deque(vm, v)?.maxlen.get().map_or(")".to_string(), |n| format!(", maxlen={n})")));
    Ok(vm.heap().str_from_text(&out.finish()))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let (Some(x), Some(y)) = (a.payload::<Deque>(), b.payload::<Deque>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let equality = matches!(op, Comparison::Eq | Comparison::Ne);
    if equality && (x.len() != y.len() || a.is(b)) {
        return Ok(Value::bool(a.is(b) == (op == Comparison::Eq)));
    }
    let (one, other) = (deque_iterator::over(vm, a, false), deque_iterator::over(vm, b, false));
    loop {
        match (vm.next(&one)?, vm.next(&other)?) {
            (Some(p), Some(q)) => {
                if !vm.equal(&p, &q)? {
                    return match op {
                        Comparison::Eq => Ok(Value::FALSE),
                        Comparison::Ne => Ok(Value::TRUE),
                        _ => vm.compare(&p, &q, op),
                    };
                }
            }
            (p, q) => {
                let result = match op {
                    Comparison::Lt => q.is_some(),
                    Comparison::Le => p.is_none(),
                    Comparison::Eq => p.is_none() && q.is_none(),
                    Comparison::Ne => p.is_some() || q.is_some(),
                    Comparison::Gt => p.is_some(),
                    Comparison::Ge => q.is_none(),
                };
                return Ok(Value::bool(result));
            }
        }
    }
}

/// The place of `key`, counted from the end if it is negative. None: out of range.
fn place(vm: &mut Vm, v: &Value, key: &Value) -> PyResult<Option<usize>> {
    if key.as_int().is_none() && vm.lookup_special(key, &vm.names().index)?.is_none() {
        return Err(vm.type_error(format!("sequence index must be integer, not '{}'", vm.type_name(key))));
    }
    let index = vm.index_i64(key)?;
    let len = deque(vm, v)?.len();
    let index = if index < 0 { index + len as i64 } else { index };
    Ok(usize::try_from(index).ok().filter(|i| *i < len))
}

fn get_item(vm: &mut Vm, v: &Value, key: &Value) -> PyResult {
    let place = place(vm, v, key)?;
    let item = place.and_then(|i| deque(vm, v).ok()?.get(i));
    item.ok_or_else(|| vm.index_error("deque index out of range"))
}

fn set_item(vm: &mut Vm, v: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(place) = place(vm, v, key)? else { return Err(vm.index_error("deque index out of range")) };
    let state = deque(vm, v)?;
    let old = match value {
        Some(value) => {
            state.items.with_mut(|items| items.get_mut(place).map(|old| std::mem::replace(old, value.clone())))
        }
        None => {
            state.touch();
            state.items.with_mut(|items| items.remove(place))
        }
    };
    drop(old);
    Ok(())
}

fn mutated(vm: &Vm) -> crate::object::Exception {
    vm.runtime_error("deque mutated during iteration")
}

/// The first place of a value in a range of places.
fn find(vm: &mut Vm, v: &Value, item: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let state = deque(vm, v)?;
    let changes = state.changes();
    let mut at = start;
    while at < stop
        && let Some(candidate) = state.get(at)
    {
        let equal = vm.equal(&candidate, item)?;
        if state.changes() != changes {
            return Err(mutated(vm));
        }
        if equal {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

fn count(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (v, item) = (args.get(0), args.get(1));
    let (mut count, mut from) = (0, 0);
    while let Some(at) = find(vm, v, item, from, usize::MAX)? {
        count += 1;
        from = at + 1;
    }
    Ok(Value::from_len(count))
}

fn index(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let v = args.get(0);
    let len = deque(vm, v)?.len() as i64;
    let bound = |vm: &mut Vm, given: Option<&Value>, default: i64| -> PyResult<usize> {
        let n = match given {
            Some(n) => vm.index_clamped(n)?,
            None => default,
        };
        let n = if n < 0 { (n + len).max(0) } else { n.min(len) };
        Ok(n as usize)
    };
    let start = bound(vm, args.opt(2), 0)?;
    let stop = bound(vm, args.opt(3), i64::MAX)?;
    match find(vm, v, args.get(1), start, stop)? {
        Some(at) => Ok(Value::from_len(at)),
        None => {
            let shown = vm.repr(args.get(1))?;
            let shown = shown.lossy_text();
            Err(vm.value_error(format!("{shown} is not in deque")))
        }
    }
}

fn insert(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let index = vm.index_i64(args.get(1))?;
    let (v, value) = (args.take(0), args.take(2));
    let state = deque(vm, &v)?;
    let len = state.len();
    if state.maxlen.get() == Some(len) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let at = if index < 0 { index.saturating_add(len as i64).max(0) } else { index.min(len as i64) } as usize;
    state.touch();
    let inserted = state.items.with_mut(|items| {
        items.try_reserve(1)?;
        items.insert(at, value);
        Ok::<(), std::collections::TryReserveError>(())
    });
    inserted.map(|()| Value::NONE).map_err(|_| vm.memory_error())
}

fn remove(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (v, item) = (args.get(0), args.get(1));
    let state = deque(vm, v)?;
    let changes = state.changes();
    let mut at = 0;
    while let Some(candidate) = state.get(at) {
        let equal = vm.equal(&candidate, item)?;
        if state.changes() != changes {
            return Err(vm.index_error("deque mutated during remove()."));
        }
        if equal {
            state.touch();
            drop(state.items.with_mut(|items| items.remove(at)));
            return Ok(Value::NONE);
        }
        at += 1;
    }
    let shown = vm.repr_text(item)?;
    Err(vm.value_error(format!("{shown} is not in deque")))
}

fn rotate(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let n = match args.opt(1) {
        Some(n) => vm.index_i64(n)?,
        None => 1,
    };
    let state = deque(vm, args.get(0))?;
    if state.len() > 1 {
        state.touch();
        state.items.with_mut(|items| {
            let steps = n.rem_euclid(items.len() as i64) as usize;
            items.rotate_right(steps);
        });
    }
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, v: &Value) -> PyResult {
    let state = deque(vm, v)?;
    let class = vm.heap().class_of(v).clone();
    let maxlen = state.maxlen.get();
    if class.is(&vm.native_class(&DEQUE)) {
        let items = state.items.with(|items| {
            let mut copy = VecDeque::new();
            copy.try_reserve(items.len())?;
            copy.extend(items.iter().cloned());
            Ok::<_, std::collections::TryReserveError>(copy)
        });
        let items = items.map_err(|_| vm.memory_error())?;
        let state = Deque { items: Guarded::new(items), maxlen: Cell::new(maxlen), changes: Cell::new(0) };
        return Ok(vm.heap().boxed(&class, state));
    }
    let made = match maxlen {
        Some(maxlen) => vm.call(&class, &[v.clone(), Value::from_len(maxlen)])?,
        None => vm.call(&class, std::slice::from_ref(v))?,
    };
    if made.payload::<Deque>().is_none() {
        let (class, got) = (class_name(&class), vm.type_name(&made));
        return Err(vm.type_error(format!("{class}() must return a deque, not {got}")));
    }
    Ok(made)
}

fn class_name(class: &Value) -> String {
    class.downcast::<crate::object::class::Class>().map(|c| c.name_string()).unwrap_or_default()
}

fn concat(vm: &mut Vm, v: &Value, other: &Value) -> PyResult {
    if other.payload::<Deque>().is_none() {
        let got = vm.type_name(other);
        return Err(vm.type_error(format!("can only concatenate deque (not \"{got}\") to deque")));
    }
    let copy = copy(vm, v)?;
    extend(vm, &copy, other, false)?;
    Ok(copy)
}

fn repeat_in_place(vm: &mut Vm, v: &Value, count: &Value) -> PyResult<()> {
    let count = usize::try_from(vm.index_i64(count)?).unwrap_or(0);
    let state = deque(vm, v)?;
    let len = state.len();
    if len == 0 || count == 1 {
        return Ok(());
    }
    state.touch();
    if count == 0 {
        drop(state.items.take());
        return Ok(());
    }
    // Of a bounded deque only the last items stay, so more rounds than fill it show nothing.
    let wanted = len.checked_mul(count).ok_or_else(|| vm.memory_error())?;
    let kept = state.maxlen.get().map_or(wanted, |maxlen| wanted.min(maxlen));
    let grown = state.items.with_mut(|items| {
        items.try_reserve(kept.saturating_sub(len))?;
        let skipped = wanted - kept;
        let old: Vec<Value> = items.drain(..).collect();
        items.extend((skipped..wanted).filter_map(|i| old.get(i % len).cloned()));
        Ok::<(), std::collections::TryReserveError>(())
    });
    grown.map_err(|_| vm.memory_error())
}

fn reduce(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let v = args.get(0);
    let heap = vm.heap();
    let state = match vm.get_attr_opt(v, &vm.names().dict)? {
        Some(dict) if dict.downcast::<Dict>().is_some_and(|d| !d.is_empty()) => dict,
        _ => Value::NONE,
    };
    let arguments = match deque(vm, v)?.maxlen.get() {
        Some(maxlen) => heap.pair(heap.empty_tuple(), Value::from_len(maxlen)),
        None => heap.empty_tuple(),
    };
    let items = vm.iter(v)?;
    Ok(heap.tuple_from([heap.class_of(v).clone(), arguments, state, items]))
}
