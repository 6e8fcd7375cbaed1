//! `collections`: deque is native, the rest is Python.

pub mod deque;
mod deque_iterator;

use crate::object::class::Class;
use crate::object::descriptor::Property;
use crate::object::dict::Dict;
use crate::object::native::NativeDef;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::Operator;

use super::ModuleDef;

pub static COLLECTIONS: ModuleDef = ModuleDef {
    name: "collections",
    doc: "Containers beside dict, list, set and tuple: deque, OrderedDict, defaultdict, Counter, ChainMap,\n\
          namedtuple, and classes to wrap dicts, lists and strings.",
    classes: &[&deque::DEQUE],
    ..ModuleDef::EMPTY
};

/// What CPython's `collections` takes from C.
pub static NATIVE_COLLECTIONS: ModuleDef = ModuleDef {
    name: "_collections",
    doc: "High performance data structures.",
    classes: &[&deque::DEQUE, &deque_iterator::FORWARD, &deque_iterator::BACKWARD],
    functions: &[
        NativeDef::function(
            "_field(property, place, /)",
            "Says that the property's getter gives the item of a tuple at this place.",
            |vm, args| {
                let place = vm.index_i64(args.get(1))?;
                let property = args.take(0);
                if let (Some(object), Ok(place)) = (property.downcast::<Property>(), u32::try_from(place)) {
                    object.field.set(place.saturating_add(1));
                }
                Ok(property)
            },
        ),
        NativeDef::function(
            "_count_elements(mapping, iterable, /)",
            "Counts the elements of an iterable in a mapping.",
            |vm, args| {
                let (mapping, iterable) = (args.get(0).clone(), args.get(1).clone());
                count_elements(vm, &mapping, &iterable)?;
                Ok(Value::NONE)
            },
        ),
        NativeDef::function(
            "_move_to_end(mapping, key, last)",
            "Make the item of a dict the last one, or the first one.",
            |vm, args| {
                let (mapping, key) = (args.get(0).clone(), args.get(1).clone());
                let last = vm.truth(args.get(2))?;
                let dict = mapping.downcast::<Dict>().ok_or_else(|| vm.type_error("mapping must be a dict"))?;
                let hash = vm.hash_key(&key)?;
                match vm.dict_find(dict, &key, hash)? {
                    Some(index) => dict.move_entry(index, last).or_memory_error(vm)?,
                    None => return Err(vm.key_error(&key)),
                }
                Ok(Value::NONE)
            },
        ),
    ],
    ..ModuleDef::EMPTY
};

/// Is what the mapping's class calls `name` dict's own?
fn is_dicts_own(vm: &mut Vm, mapping: &Value, name: &str) -> bool {
    let name = vm.heap().intern(name);
    let Some(dict) = vm.types().dict().downcast::<Class>() else { return false };
    match (vm.type_lookup(vm.class_of(mapping), &name), vm.type_lookup(dict, &name)) {
        (Some(a), Some(b)) => a.is(&b),
        _ => false,
    }
}

fn count_elements(vm: &mut Vm, mapping: &Value, iterable: &Value) -> PyResult<()> {
    let one = Value::from_len(1);
    if let Some(dict) = mapping.downcast::<Dict>()
        && is_dicts_own(vm, mapping, "get")
        && is_dicts_own(vm, mapping, "__setitem__")
    {
        return vm.for_each(iterable, |vm, element| {
            let hash = vm.hash_key(&element)?;
            let Some(index) = vm.dict_find(dict, &element, hash)? else {
                return vm.dict_set_hashed(dict, &element, hash, &Value::from_len(1));
            };
            let count = dict.value_at(index).unwrap_or(Value::NONE);
            if let Some(next) = if count.is_small_int() { Value::add_small(&count, &one) } else { None } {
                drop(dict.replace_at(index, next));
                return Ok(());
            }
            let next = vm.binary(Operator::Add, &count, &one)?;
            vm.dict_set_hashed(dict, &element, hash, &next)
        });
    }
    let get = vm.get_attr(mapping, &vm.heap().intern("get"))?;
    vm.for_each(iterable, |vm, element| {
        let count = vm.call(&get, &[element.clone(), Value::from_len(0)])?;
        let next = vm.binary(Operator::Add, &count, &one)?;
        vm.set_item(mapping, &element, &next)
    })
}
