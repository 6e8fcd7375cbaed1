//! `collections`: deque is native, the rest is Python.

mod deque;
mod deque_iterator;

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
    ..ModuleDef::EMPTY
};
