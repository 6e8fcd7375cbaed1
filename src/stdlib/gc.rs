//! The module `gc`: the door to the cycle collector.
//!
//! Every collection that a program asks for is a full one, whatever generation it names. The first threshold switches
//! collections off when it is 0; the others steer nothing. Where CPython gives a class's namespace itself, a read-only
//! view of it stands here.

use std::collections::HashSet;

use crate::object::class::Class;
use crate::object::collector;
use crate::object::dict::Dict;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::ModuleDef;

pub static GC: ModuleDef = ModuleDef {
    name: "gc",
    doc: "This module provides access to the garbage collector for reference cycles.",
    functions: FUNCTIONS,
    init: Some(|vm, module| {
        let heap = vm.heap();
        super::set(vm, module, "garbage", heap.list(Vec::new()))?;
        super::set(vm, module, "callbacks", heap.list(Vec::new()))?;
        let flags = [("STATS", 1), ("COLLECTABLE", 2), ("UNCOLLECTABLE", 4), ("SAVEALL", 32), ("LEAK", 38)];
        flags.iter().try_for_each(|(name, bit)| super::set(vm, module, &format!("DEBUG_{name}"), heap.int(*bit)))
    }),
    ..ModuleDef::EMPTY
};

#[rustfmt::skip]
static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("collect(generation=2)", "Run the garbage collector.", collect),
    NativeDef::function("disable()", "Disable automatic garbage collection.", |vm, _| {
        vm.heap().collect_automatically.set(false);
        Ok(Value::NONE)
    }),
    NativeDef::function("enable()", "Enable automatic garbage collection.", |vm, _| {
        vm.heap().collect_automatically.set(true);
        Ok(Value::NONE)
    }),
    NativeDef::function("freeze()", "Leave all objects of now alone.", |vm, _| {
        vm.heap().freeze(true);
        Ok(Value::NONE)
    }),
    NativeDef::function("get_count()", "The collection counts of the generations.", |vm, _| {
        let heap = vm.heap();
        Ok(heap.tuple(vec![Value::from_len(heap.new_containers()), heap.int(0), heap.int(0)]))
    }),
    NativeDef::function("get_debug()", "The debugging flags.", |vm, _| Ok(vm.heap().int(vm.gc.debug))),
    NativeDef::function("get_freeze_count()", "How many objects are frozen.", |vm, _| Ok(Value::from_len(vm.heap().frozen()))),
    NativeDef::function("get_objects(generation=None)", "All objects that the collector follows.", |vm, args| {
        if let Some(generation) = args.opt(0).filter(|g| !g.is_none()) {
            self::generation(vm, &generation.clone())?;
        }
        make_namespaces(vm);
        let all = vm.heap().collected_objects().into_iter().filter(collector::is_tracked).collect();
        Ok(shown(vm, all))
    }),
    NativeDef::function("get_referents(*objs)", "The objects that these refer to.", |vm, args| {
        let found = args.rest(0).iter().flat_map(collector::referents).collect();
        Ok(shown(vm, found))
    }),
    NativeDef::function("get_referrers(*objs)", "The objects that refer to these.", |vm, args| {
        make_namespaces(vm);
        let wanted = args.rest(0);
        let refers = |object: &Value| {
            !args.rest_object(0).is_some_and(|all| object.is(all)) && collector::referents(object).iter().any(|r| wanted.iter().any(|w| w.is(r)))
        };
        let found = vm.heap().collected_objects().into_iter().filter(refers).collect();
        Ok(shown(vm, found))
    }),
    NativeDef::function("get_stats()", "Statistics of each generation's collections.", |vm, _| {
        let heap = vm.heap();
        let mut all = Vec::new();
        for (collections, collected) in vm.gc.stats {
            let entry = heap.dict();
            if let Some(dict) = entry.downcast::<Dict>() {
                for (name, n) in [("collections", collections), ("collected", collected), ("uncollectable", 0)] {
                    vm.dict_set(dict, &heap.intern(name), &Value::from_len(n))?;
                }
            }
            all.push(entry);
        }
        Ok(heap.list(all))
    }),
    NativeDef::function("get_threshold()", "The collection thresholds.", |vm, _| {
        let heap = vm.heap();
        Ok(heap.tuple(vm.gc.thresholds.map(|n| heap.int(n)).to_vec()))
    }),
    NativeDef::function("is_finalized(obj, /)", "Has the object's finaliser run?", |_, args| {
        let finalized = args.get(0).header().is_some_and(|h| h.has(crate::object::header::flag::FINALIZED));
        Ok(Value::bool(finalized))
    }),
    NativeDef::function("is_tracked(obj, /)", "Does the collector follow the object?", |_, args| {
        Ok(Value::bool(collector::is_tracked(args.get(0))))
    }),
    NativeDef::function("isenabled()", "Is automatic garbage collection enabled?", |vm, _| {
        Ok(Value::bool(vm.heap().collect_automatically.get()))
    }),
    NativeDef::function("set_debug(flags, /)", "Set the debugging flags.", |vm, args| {
        vm.gc.debug = vm.index_i64(args.get(0))?;
        Ok(Value::NONE)
    }),
    NativeDef::function("set_threshold(*thresholds)", "Set the collection thresholds.", |vm, args| {
        let given = args.rest(0).to_vec();
        if !(1..=3).contains(&given.len()) {
            let (least, plural) = if given.is_empty() { ("least 1", "") } else { ("most 3", "s") };
            let message = format!("set_threshold() takes at {least} argument{plural} ({} given)", given.len());
            return Err(vm.type_error(message));
        }
        let mut all = vm.gc.thresholds;
        for (i, place) in all.iter_mut().enumerate() {
            if let Some(value) = given.get(i) {
                *place = vm.index_i64(value)?;
            }
        }
        vm.gc.thresholds = all;
        Ok(Value::NONE)
    }),
    NativeDef::function("unfreeze()", "Look at frozen objects again.", |vm, _| {
        vm.heap().freeze(false);
        Ok(Value::NONE)
    }),
];

/// Builtin classes put off their namespaces; who looks at all objects would see those come into being.
fn make_namespaces(vm: &Vm) {
    for object in vm.heap().collected_objects() {
        if let Some(class) = object.downcast::<Class>() {
            class.dict();
        }
    }
}

/// A list of these, a class's namespace behind a proxy: what is put there past the class would not be seen by caches.
fn shown(vm: &Vm, mut found: Vec<Value>) -> Value {
    let heap = vm.heap();
    if found.iter().any(|value| value.downcast_exact::<Dict>().is_some()) {
        let all = heap.collected_objects();
        let classes = all.iter().filter_map(Value::downcast::<Class>);
        let namespaces: HashSet<_> = classes.map(|class| class.dict_value().bits()).collect();
        for value in found.iter_mut().filter(|value| namespaces.contains(&value.bits())) {
            *value = heap.mapping_proxy(value.clone());
        }
    }
    heap.list(found)
}

fn generation(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    match vm.index_i64(value)? {
        generation @ 0..=2 => Ok(generation),
        ..0 => Err(vm.value_error("generation parameter cannot be negative")),
        3.. => Err(vm.value_error("generation parameter must be less than the number of available generations (3)")),
    }
}

fn collect(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let generation = match args.opt(0) {
        Some(value) => match vm.index_i64(value)? {
            generation @ 0..=2 => generation as usize,
            _ => return Err(vm.value_error("invalid generation")),
        },
        None => 2,
    };
    Ok(Value::from_len(vm.collect_garbage(generation)))
}
