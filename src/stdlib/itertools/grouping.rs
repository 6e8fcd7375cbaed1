//! groupby, pairwise, zip_longest.

use std::cell::Cell;

use crate::builtins::types::iterators;
use crate::object::boxed::Payload;
use crate::object::guarded::Guarded;
use crate::object::native::NativeDef;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::{REDUCE_DOC, SET_STATE_DOC, Source, Step, fill, reduced, row, state_items};

// ---- groupby

pub(super) static GROUPBY: ClassDef = ClassDef {
    slots: slots!(|s| {
        fill::<GroupBy>(s);
        s.next.set(Some(next_group));
    }),
    methods: &[
        NativeDef::method("__reduce__(self, /)", REDUCE_DOC, |vm, args| {
            let Some(state) = args.get(0).payload::<GroupBy>() else { return Ok(Value::NONE) };
            let function = state.function.clone().unwrap_or(Value::NONE);
            let now = match (state.value.get(), state.target.get(), state.key.get()) {
                (Some(value), Some(target), Some(key)) => Some(vm.heap().tuple_from([value, target, key])),
                _ => None,
            };
            reduced(vm, args.get(0), vec![state.source.clone(), function], now)
        }),
        NativeDef::method("__setstate__(self, state, /)", SET_STATE_DOC, |vm, args| {
            let Some(state) = args.get(0).payload::<GroupBy>() else { return Ok(Value::NONE) };
            let [value, target, key] = state_items(vm, args.get(1))? else {
                return Err(vm.type_error("function takes exactly 3 arguments"));
            };
            drop(state.value.replace(Some(value.clone())));
            drop(state.target.replace(Some(target.clone())));
            drop(state.key.replace(Some(key.clone())));
            Ok(Value::NONE)
        }),
    ],
    ..row::<GroupBy>(
        "groupby",
        "make an iterator that returns consecutive keys and groups from the iterable",
        &NativeDef::static_method("__new__(cls, iterable, key=None)", "", |vm, args| {
            let source = vm.iter(args.get(1))?;
            let function = args.opt(2).filter(|f| !f.is_none()).cloned();
            let state = GroupBy {
                source,
                function,
                target: Guarded::new(None),
                key: Guarded::new(None),
                value: Guarded::new(None),
                group: Cell::new(0),
            };
            Ok(vm.heap().boxed(args.get(0), state))
        }),
    )
};

/// The groups that `groupby` gives.
pub(super) static GROUPER: ClassDef = ClassDef {
    methods: &[NativeDef::method("__reduce__(self, /)", REDUCE_DOC, |vm, args| {
        let Some(state) = args.get(0).payload::<Grouper>() else { return Ok(Value::NONE) };
        let current = state.parent.payload::<GroupBy>().map(|parent| parent.group.get());
        if current != Some(state.number) {
            let iter = iterators::builtin(vm, "iter")?;
            let heap = vm.heap();
            return Ok(heap.pair(iter, heap.tuple_from([heap.empty_tuple()])));
        }
        reduced(vm, args.get(0), vec![state.parent.clone(), state.key.clone()], None)
    })],
    ..row::<Grouper>(
        "_grouper",
        "",
        &NativeDef::static_method("__new__(cls, parent, tgtkey, /)", "", |vm, args| {
            let Some(parent) = args.get(1).payload::<GroupBy>() else {
                let got = vm.type_name(args.get(1));
                return Err(vm.type_error(format!("argument 1 must be itertools.groupby, not {got}")));
            };
            let number = parent.begin_group();
            let state = Grouper { parent: args.get(1).clone(), key: args.get(2).clone(), number };
            Ok(vm.heap().boxed(args.get(0), state))
        }),
    )
};

struct GroupBy {
    source: Value,
    function: Option<Value>,
    /// The key of the group that was given last.
    target: Guarded<Option<Value>>,
    /// Key and value that were read last; the value goes when a group gives it.
    key: Guarded<Option<Value>>,
    value: Guarded<Option<Value>>,
    /// The number of the group that may still read.
    group: Cell<u64>,
}

impl Payload for GroupBy {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.source);
        self.function.iter().for_each(&mut *visit);
        for part in [&self.target, &self.key, &self.value] {
            part.with(|v| v.iter().for_each(&mut *visit));
        }
    }
}

impl GroupBy {
    fn begin_group(&self) -> u64 {
        self.group.set(self.group.get() + 1);
        self.group.get()
    }

    /// Reads a value and its key; false at the end.
    fn read(&self, vm: &mut Vm) -> PyResult<bool> {
        let Some(value) = vm.next(&self.source)? else { return Ok(false) };
        let key = match &self.function {
            Some(function) => vm.call(function, std::slice::from_ref(&value))?,
            None => value.clone(),
        };
        drop(self.value.replace(Some(value)));
        drop(self.key.replace(Some(key)));
        Ok(true)
    }

    /// Skips to the next group; its key, None at the end.
    fn skip(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        self.begin_group();
        loop {
            if let Some(key) = self.key.get() {
                let Some(target) = self.target.get() else { return Ok(Some(key)) };
                if !vm.equal(&target, &key)? {
                    return Ok(Some(key));
                }
            }
            if !self.read(vm)? {
                return Ok(None);
            }
        }
    }
}

impl Step for GroupBy {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        self.skip(vm)
    }
}

fn next_group(vm: &mut Vm, v: &Value) -> PyResult<Option<Value>> {
    let Some(state) = v.payload::<GroupBy>() else { return Ok(None) };
    let Some(key) = state.skip(vm)? else { return Ok(None) };
    drop(state.target.replace(Some(key.clone())));
    let class = vm.native_class(&GROUPER);
    let number = state.begin_group();
    let heap = vm.heap();
    let group = heap.boxed(&class, Grouper { parent: v.clone(), key: key.clone(), number });
    Ok(Some(heap.pair(key, group)))
}

struct Grouper {
    parent: Value,
    key: Value,
    number: u64,
}

impl Payload for Grouper {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.parent);
        visit(&self.key);
    }
}

impl Step for Grouper {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        let Some(parent) = self.parent.payload::<GroupBy>() else { return Ok(None) };
        if parent.group.get() != self.number || parent.value.with(Option::is_none) && !parent.read(vm)? {
            return Ok(None);
        }
        let Some(key) = parent.key.get() else { return Ok(None) };
        if !vm.equal(&self.key, &key)? {
            return Ok(None);
        }
        Ok(parent.value.take())
    }
}

// ---- pairwise

pub(super) static PAIRWISE: ClassDef = row::<Pairwise>(
    "pairwise",
    "Return an iterator of overlapping pairs taken from the input iterator.",
    &NativeDef::static_method("__new__(cls, iterable, /)", "", |vm, args| {
        let source = Source::new(vm.iter(args.get(1))?);
        Ok(vm.heap().boxed(args.get(0), Pairwise { source, old: Guarded::new(None) }))
    }),
);

struct Pairwise {
    source: Source,
    old: Guarded<Option<Value>>,
}

impl Payload for Pairwise {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.source.traverse(visit);
        self.old.with(|v| v.iter().for_each(visit));
    }
}

impl Step for Pairwise {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        let old = match self.old.get() {
            Some(old) => old,
            None => match self.source.next(vm)? {
                Some(first) => first,
                None => return Ok(None),
            },
        };
        let new = self.source.next(vm)?;
        drop(self.old.replace(new.clone()));
        Ok(new.map(|new| vm.heap().pair(old, new)))
    }
}

// ---- zip_longest

pub(super) static ZIP_LONGEST: ClassDef = ClassDef {
    methods: &[
        NativeDef::method("__reduce__(self, /)", REDUCE_DOC, |vm, args| {
            let Some(state) = args.get(0).payload::<ZipLongest>() else { return Ok(Value::NONE) };
            let empty = vm.heap().empty_tuple();
            let sources = state.sources.iter().map(|s| s.get().unwrap_or_else(|| empty.clone())).collect();
            reduced(vm, args.get(0), sources, Some(state.fill.get()))
        }),
        NativeDef::method("__setstate__(self, state, /)", SET_STATE_DOC, |_, args| {
            if let Some(state) = args.get(0).payload::<ZipLongest>() {
                drop(state.fill.replace(args.get(1).clone()));
            }
            Ok(Value::NONE)
        }),
    ],
    ..row::<ZipLongest>(
        "zip_longest",
        "zip_longest(iter1 [,iter2 [...]], [fillvalue=None]) --> zip_longest object\n\nAs zip, but until the longest iterable \
         is exhausted; missing values are replaced by fillvalue.",
        &NativeDef::static_method("__new__(cls, *iterables, fillvalue=None)", "", |vm, args| {
            let iterables = args.rest(1).to_vec();
            let mut sources = Vec::with_capacity(iterables.len());
            for iterable in &iterables {
                sources.push(Source::new(vm.iter(iterable)?));
            }
            let fill = args.opt(2).cloned().unwrap_or(Value::NONE);
            let active = Cell::new(sources.len());
            Ok(vm.heap().boxed(args.get(0), ZipLongest { sources, fill: Guarded::new(fill), active }))
        }),
    )
};

struct ZipLongest {
    sources: Vec<Source>,
    fill: Guarded<Value>,
    active: Cell<usize>,
}

impl Payload for ZipLongest {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.sources.iter().for_each(|s| s.traverse(&mut *visit));
        self.fill.with(visit);
    }
}

impl Step for ZipLongest {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        if self.active.get() == 0 {
            return Ok(None);
        }
        let mut items = Vec::with_capacity(self.sources.len());
        for source in &self.sources {
            let item = match source.get() {
                None => None,
                Some(_) => match source.next(vm) {
                    Ok(Some(item)) => Some(item),
                    Ok(None) => {
                        self.active.set(self.active.get().saturating_sub(1));
                        if self.active.get() == 0 {
                            return Ok(None);
                        }
                        None
                    }
                    Err(error) => {
                        self.active.set(0);
                        return Err(error);
                    }
                },
            };
            items.push(item.unwrap_or_else(|| self.fill.get()));
        }
        Ok(Some(vm.heap().tuple(items)))
    }
}
