//! tee: copies of an iterator that read a shared chain of blocks; a block goes when the last copy has passed it.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::guarded::Guarded;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

use super::{Step, fill, row, traverse_all};

const BLOCK: usize = 57;

pub(super) const TEE: NativeDef =
    NativeDef::function("tee(iterable, n=2, /)", "Returns a tuple of n independent iterators.", tee);

pub(super) static TEE_ITERATOR: ClassDef = ClassDef {
    flags: class_flag::WEAK,
    slots: fill::<Tee>,
    methods: &[NativeDef::method("__copy__(self, /)", "Returns an independent iterator.", |vm, args| {
        let class = vm.heap().class_of(args.get(0)).clone();
        copy(vm, &class, args.get(0))
    })],
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
