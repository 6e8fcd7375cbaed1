//! `collections`: deque is native, the rest is Python.

pub mod deque;
mod deque_iterator;

use crate::object::Value;
use crate::object::descriptor::Property;
use crate::object::dict::Dict;
use crate::object::native::NativeDef;
use crate::vm::errors::OrMemoryError;

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
