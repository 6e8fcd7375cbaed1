//! tee: copies of an iterator that read a shared chain of blocks; a block goes when the last copy has passed it.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::guarded::Guarded;
use crate::object::list::List;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

use super::{REDUCE_DOC, SET_STATE_DOC, Step, fill, reduced, row, state_items, traverse_all};

const BLOCK: usize = 57;

pub(super) const TEE: NativeDef =
    NativeDef::function("tee(iterable, n=2, /)", "Returns a tuple of n independent iterators.", tee);

pub(super) static TEE_ITERATOR: ClassDef = ClassDef {
    flags: class_flag::WEAK,
    slots: fill::<Tee>,
    methods: &[
        NativeDef::method("__copy__(self, /)", "Returns an independent iterator.", |vm, args| {
            let class = vm.heap().class_of(args.get(0)).clone();
            copy(vm, &class, args.get(0))
        }),
        NativeDef::method("__reduce__(self, /)", REDUCE_DOC, |vm, args| {
            let Some(tee) = args.get(0).payload::<Tee>() else { return Ok(Value::NONE) };
            let heap = vm.heap();
            let state = heap.pair(tee.block.get(), Value::from_len(tee.at.get()));
            reduced(vm, args.get(0), vec![heap.empty_tuple()], Some(state))
        }),
        NativeDef::method("__setstate__(self, state, /)", SET_STATE_DOC, |vm, args| {
            let Some(tee) = args.get(0).payload::<Tee>() else { return Ok(Value::NONE) };
            let [block, at] = state_items(vm, args.get(1))? else {
                return Err(vm.type_error("function takes exactly 2 arguments"));
            };
            if block.payload::<Block>().is_none() {
                let found = vm.type_name(block);
                return Err(vm.type_error(format!("argument 1 must be itertools._tee_dataobject, not {found}")));
            }
            let Some(at) = usize::try_from(vm.index_i64(at)?).ok().filter(|at| *at <= BLOCK) else {
                return Err(vm.value_error("Index out of range"));
            };
            drop(tee.block.replace(block.clone()));
            tee.at.set(at);
            Ok(Value::NONE)
        }),
    ],
    ..row::<Tee>(
        "_tee",
        "Iterator wrapped to make it copyable.",
        &NativeDef::static_method("__new__(cls, iterable, /)", "", |vm, args| {
            let iterator = vm.iter(args.get(1))?;
            first(vm, args.get(0), iterator)
        }),
    )
};

pub(super) static TEE_DATA: ClassDef = ClassDef {
    name: "_tee_dataobject",
    module: "itertools",
    doc: "Data container common to multiple tee objects.",
    new: Some(&NativeDef::static_method("__new__(cls, it, values, next, /)", "", |vm, args| {
        let bad = |vm: &Vm| vm.value_error("Invalid arguments");
        let Some(values) = args.get(2).downcast::<List>() else {
            let found = vm.type_name(args.get(2));
            return Err(vm.type_error(format!("teedataobject() argument 2 must be list, not {found}")));
        };
        let next = Some(args.get(3).clone()).filter(|next| !next.is_none());
        if values.len() > BLOCK || next.is_some() && values.len() != BLOCK {
            return Err(bad(vm));
        }
        if next.as_ref().is_some_and(|next| next.payload::<Block>().is_none()) {
            return Err(bad(vm));
        }
        let (source, items) = (args.get(1).clone(), Guarded::new(values.to_vec()));
        let block = Block { source, items, next: Guarded::new(next), running: Cell::new(false) };
        Ok(vm.heap().boxed(args.get(0), block))
    })),
    methods: &[NativeDef::method("__reduce__(self, /)", REDUCE_DOC, |vm, args| {
        let Some(block) = args.get(0).payload::<Block>() else { return Ok(Value::NONE) };
        let items = vm.heap().list(block.items.get());
        let next = block.next.get().unwrap_or(Value::NONE);
        reduced(vm, args.get(0), vec![block.source.clone(), items, next], None)
    })],
    ..ClassDef::EMPTY
};

struct Block {
    source: Value,
    items: Guarded<Vec<Value>>,
    next: Guarded<Option<Value>>,
    running: Cell<bool>,
}

impl Payload for Block {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.source);
        traverse_all(&self.items, visit);
        self.next.with(|v| v.iter().for_each(visit));
    }
}

struct Tee {
    block: Guarded<Value>,
    at: Cell<usize>,
}

impl Payload for Tee {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.block.with(visit);
    }
}

fn block(vm: &mut Vm, source: Value) -> Value {
    let class = vm.native_class(&TEE_DATA);
    let block = Block { source, items: Guarded::default(), next: Guarded::new(None), running: Cell::new(false) };
    vm.heap().boxed(&class, block)
}

fn first(vm: &mut Vm, class: &Value, iterator: Value) -> PyResult {
    if iterator.payload::<Tee>().is_some() {
        return copy(vm, class, &iterator);
    }
    let block = block(vm, iterator);
    Ok(vm.heap().boxed(class, Tee { block: Guarded::new(block), at: Cell::new(0) }))
}

fn copy(vm: &mut Vm, class: &Value, of: &Value) -> PyResult {
    match of.payload::<Tee>() {
        Some(tee) => {
            let state = Tee { block: Guarded::new(tee.block.get()), at: Cell::new(tee.at.get()) };
            Ok(vm.heap().boxed(class, state))
        }
        None => Err(vm.type_error("a tee iterator is required")),
    }
}

impl Step for Tee {
    fn step(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        loop {
            let value = self.block.get();
            let Some(state) = value.payload::<Block>() else { return Ok(None) };
            let at = self.at.get();
            if at == BLOCK {
                let next = match state.next.get() {
                    Some(next) => next,
                    None => {
                        let next = block(vm, state.source.clone());
                        drop(state.next.replace(Some(next.clone())));
                        next
                    }
                };
                drop(self.block.replace(next));
                self.at.set(0);
                continue;
            }
            if let Some(item) = state.items.with(|items| items.get(at).cloned()) {
                self.at.set(at + 1);
                return Ok(Some(item));
            }
            if state.running.replace(true) {
                return Err(vm.runtime_error("cannot re-enter the tee iterator"));
            }
            let item = vm.next(&state.source);
            state.running.set(false);
            let Some(item) = item? else { return Ok(None) };
            state.items.with_mut(|items| items.push(item.clone()));
            self.at.set(at + 1);
            return Ok(Some(item));
        }
    }
}

fn tee(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let count = match args.opt(1) {
        Some(n) => vm.index_i64(n)?,
        None => 2,
    };
    let Ok(count) = usize::try_from(count) else { return Err(vm.value_error("n must be >= 0")) };
    let mut copies = Vec::new();
    if copies.try_reserve_exact(count).is_err() {
        return Err(vm.memory_error());
    }
    if count == 0 {
        return Ok(vm.heap().empty_tuple());
    }
    let mut current = vm.iter(args.get(0))?;
    let copy_name = vm.names().copy.clone();
    if vm.get_attr_opt(&current, &copy_name)?.is_none() {
        let class = vm.native_class(&TEE_ITERATOR);
        current = first(vm, &class, current)?;
    }
    for _ in 1..count {
        copies.push(vm.call_method(&current, &copy_name, &[])?);
    }
    copies.insert(0, current);
    Ok(vm.heap().tuple(copies))
}
