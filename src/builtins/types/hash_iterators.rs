//! The iterators over dicts and sets: they notice when the table changes its size under them.

use crate::object::dict::{Dict, ViewKind};
use crate::object::iterator::{DictIterator, SetIterator};
use crate::object::native::{Args, NativeDef};
use crate::object::slots::Slots;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::arguments::receiver;
use super::iterators::{itself, reduced_to_list};

macro_rules! dict_iterators {
    ($($row:ident = $name:literal;)*) => {
        $(
            /// The row of the class of this name.
            pub static $row: ClassDef = ClassDef {
                name: $name,
                layout: Tag::DictIterator,
                slots: slots!(|slots| dict_slots(slots)),
                methods: DICT_METHODS,
                ..ClassDef::EMPTY
            };
        )*
    };
}

dict_iterators! {
    DICT_KEYITERATOR = "dict_keyiterator";
    DICT_VALUEITERATOR = "dict_valueiterator";
    DICT_ITEMITERATOR = "dict_itemiterator";
    DICT_REVERSEKEYITERATOR = "dict_reversekeyiterator";
    DICT_REVERSEVALUEITERATOR = "dict_reversevalueiterator";
    DICT_REVERSEITEMITERATOR = "dict_reverseitemiterator";
}

/// set_iterator's row.
pub static SET_ITERATOR: ClassDef = ClassDef {
    name: "set_iterator",
    layout: Tag::SetIterator,
    slots: slots!(|slots| set_slots(slots)),
    methods: SET_METHODS,
    ..ClassDef::EMPTY
};

/// No table is ever so large: the length that an iterator expects after it has complained once.
const NEVER: usize = usize::MAX;

fn dict_slots(s: &Slots) {
    s.iter.set(Some(itself));
    s.next.set(Some(dict_next));
}

fn set_slots(s: &Slots) {
    s.iter.set(Some(itself));
    s.next.set(Some(set_next));
}

static DICT_METHODS: &[NativeDef] = &[
    NativeDef::method(
        "__length_hint__(self, /)",
        "Private method returning an estimate of len(list(it)).",
        |vm, args| {
            let it = receiver::<DictIterator>(vm, args.get(0))?;
            let same = it
                .dict
                .with(|d| d.as_ref().and_then(|d| d.downcast::<Dict>()).is_some_and(|d| d.len() == it.expected.get()));
            Ok(Value::from_len(if same { it.left.get() } else { 0 }))
        },
    ),
    NativeDef::method("__reduce__(self, /)", "Return state information for pickling.", dict_reduce),
];

static SET_METHODS: &[NativeDef] = &[
    NativeDef::method(
        "__length_hint__(self, /)",
        "Private method returning an estimate of len(list(it)).",
        |vm, args| {
            let it = receiver::<SetIterator>(vm, args.get(0))?;
            let len = it.set.with(|s| s.as_ref().and_then(|s| Some(s.set_table()?.with(|t| t.len()))));
            Ok(Value::from_len(if len == Some(it.expected.get()) { it.left.get() } else { 0 }))
        },
    ),
    NativeDef::method("__reduce__(self, /)", "Return state information for pickling.", |vm, args| {
        let it = receiver::<SetIterator>(vm, args.get(0))?;
        let keys = it.set.with(|s| {
            let mut keys = Vec::new();
            if let Some(table) = s.as_ref().and_then(|s| s.set_table()) {
                let mut at = it.position.get();
                while let Some((place, _, key)) = table.with(|t| t.next(at)) {
                    at = place + 1;
                    keys.push(key);
                }
            }
            keys
        });
        reduced_to_list(vm, keys)
    }),
];

enum DictStep {
    End,
    Item(usize, Value, Value),
    SizeChanged,
    KeysChanged,
}

/// What comes next, without moving on.
fn dict_peek(it: &DictIterator, position: usize) -> DictStep {
    it.dict.with(|dict| {
        let Some(dict) = dict.as_ref().and_then(|d| d.downcast::<Dict>()) else { return DictStep::End };
        if dict.len() != it.expected.get() {
            return DictStep::SizeChanged;
        }
        let entry = match (it.reversed, position.checked_sub(1)) {
            (false, _) => dict.next_entry(position),
            (true, Some(before)) => dict.previous_entry(before),
            (true, None) => None,
        };
        match entry {
            None => DictStep::End,
            Some(_) if it.left.get() == 0 && !it.reversed => DictStep::KeysChanged,
            Some((index, key, value)) => DictStep::Item(index, key, value),
        }
    })
}

/// The next item of a dict's iterator.
pub fn dict_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let it = receiver::<DictIterator>(vm, object)?;
    match dict_peek(it, it.position.get()) {
        DictStep::Item(index, key, value) => {
            it.position.set(if it.reversed { index } else { index + 1 });
            it.left.set(it.left.get().saturating_sub(1));
            Ok(Some(element(vm, it.kind, key, value)))
        }
        DictStep::End => {
            drop(it.dict.take());
            Ok(None)
        }
        DictStep::SizeChanged => {
            it.expected.set(NEVER);
            Err(vm.runtime_error("dictionary changed size during iteration"))
        }
        DictStep::KeysChanged => {
            drop(it.dict.take());
            Err(vm.runtime_error("dictionary keys changed during iteration"))
        }
    }
}

fn element(vm: &Vm, kind: ViewKind, key: Value, value: Value) -> Value {
    match kind {
        ViewKind::Keys => key,
        ViewKind::Values => value,
        ViewKind::Items => vm.heap().pair(key, value),
    }
}

fn dict_reduce(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let it = receiver::<DictIterator>(vm, args.get(0))?;
    let (mut items, mut position) = (Vec::new(), it.position.get());
    loop {
        match dict_peek(it, position) {
            DictStep::Item(index, key, value) => {
                position = if it.reversed { index } else { index + 1 };
                items.push(element(vm, it.kind, key, value));
            }
            DictStep::End => return reduced_to_list(vm, items),
            _ => return Err(vm.runtime_error("dictionary changed size during iteration")),
        }
    }
}

/// The next item of a set's iterator.
pub fn set_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let it = receiver::<SetIterator>(vm, object)?;
    let step = it.set.with(|set| {
        let table = set.as_ref()?.set_table()?;
        Some(table.with(|t| if t.len() == it.expected.get() { Ok(t.next(it.position.get())) } else { Err(()) }))
    });
    match step {
        None => Ok(None),
        Some(Ok(Some((place, _, key)))) => {
            it.position.set(place + 1);
            it.left.set(it.left.get().saturating_sub(1));
            Ok(Some(key))
        }
        Some(Ok(None)) => {
            drop(it.set.take());
            Ok(None)
        }
        Some(Err(())) => {
            it.expected.set(NEVER);
            Err(vm.runtime_error("Set changed size during iteration"))
        }
    }
}
