//! `_datetime`: the clock and the zone; all else of `datetime` is Python.

use crate::object::class::{Class, class_flag};
use crate::object::native::{Args, NativeDef};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::{ModuleDef, local_time};

pub static DATETIME: ModuleDef = ModuleDef {
    name: "_datetime",
    doc: "Fast implementation of the datetime type.",
    functions: FUNCTIONS,
    ..ModuleDef::EMPTY
};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("_clock()", "Seconds since 1970 and microseconds.", |vm, _| {
        vm.host.clock.look();
        let micros = vm.host.clock.time_ns().div_euclid(1000);
        let heap = vm.heap();
        Ok(heap.pair(heap.int(micros.div_euclid(1_000_000)), heap.int(micros.rem_euclid(1_000_000))))
    }),
    NativeDef::function("_local(seconds, /)", "Local fields of a time since 1970: a time tuple, offset, zone.", local),
    NativeDef::function("_strftime(format, fields, /)", "C's strftime of a time tuple.", strftime),
    NativeDef::function("_index(value, /)", "value as an int", |vm, args| vm.index(args.get(0))),
    NativeDef::function("_type_name(value, /)", "The name of value's class in messages.", |vm, args| {
        Ok(vm.heap().str(&vm.type_name(args.get(0))))
    }),
    NativeDef::function(
        "_seal(*classes)",
        "Makes classes as those of C: immutable, named with their module.",
        |_, args| {
            for class in args.rest(0).iter().filter_map(|c| c.downcast::<Class>()) {
                class.set_flag(class_flag::HEAP, false);
            }
            Ok(Value::NONE)
        },
    ),
];

fn local(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let seconds = args.get(0).as_int().and_then(|i| i.to_i64());
    let Some(seconds) = seconds else {
        return Err(vm.overflow_error("timestamp out of range for platform time_t"));
    };
    let Some(at) = local_time::local(seconds) else { return Err(vm.os_error_from_errno(libc::EOVERFLOW, None)) };
    let heap = vm.heap();
    let mut items: Vec<Value> = at.fields.iter().map(|f| heap.int((*f).into())).collect();
    items.push(heap.int(at.offset));
    items.push(heap.str(&at.zone));
    Ok(heap.tuple(items))
}

fn strftime(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let Some(format) = args.get(0).as_str() else { return Err(vm.type_error("strftime() argument 1 must be str")) };
    let fields: Vec<i32> = match args.get(1).downcast::<Tuple>() {
        Some(t) => t.items().iter().filter_map(|v| i32::try_from(v.as_small_int()?).ok()).collect(),
        None => Vec::new(),
    };
    let Ok(fields) = fields.try_into() else { return Err(vm.type_error("strftime() needs nine fields")) };
    match local_time::strftime(&format.to_string_lossy(), fields) {
        Ok(text) => Ok(vm.heap().str(&text)),
        Err(local_time::Refused::Null) => Err(vm.value_error("embedded null character")),
        Err(local_time::Refused::Memory) => Err(vm.memory_error()),
    }
}
