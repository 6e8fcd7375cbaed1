//! `dict`: slots and methods. Its views are in `dict_views`, its iterators in `dict_iterators`.

use crate::object::class::class_flag;
use crate::object::dict::{Dict, ViewKind};
use crate::object::list::List;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::slots::{Comparison, Slots};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};
use crate::text::TextBuilder;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::arguments::{new_method, positional, receiver};
use super::sequence;

/// The class's row.
pub static DICT: ClassDef = ClassDef {
    name: "dict",
    doc: "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    \
          (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    \
          for k, v in iterable:\n        d[k] = v\n\
          dict(**kwargs) -> new dictionary initialized with the name=value pairs\n    \
          in the keyword argument list.  For example:  dict(one=1, two=2)",
    layout: Tag::Dict,
    flags: class_flag::BASE | class_flag::MAPPING | class_flag::MATCH_SELF,
    slots: slots!(|own| slots(own)),
    new: Some(&NEW),
    methods: METHODS,
    unhashable: true,
    ..ClassDef::EMPTY
};

new_method!(NEW, new);

fn slots(s: &Slots) {
    s.new.set(Some(new));
    s.init.set(Some(|vm, v, args| update_from_call(vm, "dict", v, args)));
    s.repr.set(Some(repr));
    s.compare.set(Some(compare));
    s.iter.set(Some(|vm, v| {
        Ok(vm.heap().dict_iterator(vm.types().dict_keyiterator(), v.clone(), ViewKind::Keys, false))
    }));
    s.length.set(Some(|vm, v| Ok(receiver::<Dict>(vm, v)?.len())));
    s.getitem.set(Some(getitem));
    s.setitem.set(Some(setitem));
    s.contains.set(Some(|vm, v, key| {
        let hash = vm.hash_key(key)?;
        Ok(vm.dict_find(receiver::<Dict>(vm, v)?, key, hash)?.is_some())
    }));
    s.or.set(Some(|vm, a, b| {
        let (Some(left), Some(_)) = (a.downcast::<Dict>(), b.downcast::<Dict>()) else {
            return Ok(Value::NOT_IMPLEMENTED);
        };
        let result = copy(vm, left)?;
        update(vm, &result, b)?;
        Ok(result)
    }));
    s.inplace_or.set(Some(|vm, a, b| {
        update(vm, a, b)?;
        Ok(a.clone())
    }));
}

static METHODS: &[NativeDef] = &[
    super::arguments::CLASS_GETITEM,
    NativeDef::method("clear(self, /)", "D.clear() -> None.  Remove all items from D.", |vm, args| {
        receiver::<Dict>(vm, args.get(0))?.clear();
        Ok(Value::NONE)
    }),
    NativeDef::method("copy(self, /)", "D.copy() -> a shallow copy of D", |vm, args| {
        let dict = receiver::<Dict>(vm, args.get(0))?;
        copy(vm, dict)
    }),
    NativeDef::class_method(
        "fromkeys(cls, iterable, value=None, /)",
        "Create a new dictionary with keys from iterable and values set to value.",
        fromkeys,
    ),
    NativeDef::method(
        "get(self, key, default=None, /)",
        "Return the value for key if key is in the dictionary, else default.",
        |vm, args| {
            let found = vm.dict_get(receiver::<Dict>(vm, args.get(0))?, args.get(1))?;
            Ok(found.unwrap_or_else(|| args.take(2)))
        },
    ),
    NativeDef::method("items(self, /)", "D.items() -> a set-like object providing a view on D's items", |vm, args| {
        Ok(vm.heap().dict_view(vm.types().dict_items(), args.take(0), ViewKind::Items))
    }),
    NativeDef::method("keys(self, /)", "D.keys() -> a set-like object providing a view on D's keys", |vm, args| {
        Ok(vm.heap().dict_view(vm.types().dict_keys(), args.take(0), ViewKind::Keys))
    }),
    NativeDef::method("values(self, /)", "D.values() -> an object providing a view on D's values", |vm, args| {
        Ok(vm.heap().dict_view(vm.types().dict_values(), args.take(0), ViewKind::Values))
    }),
    NativeDef::method(
        "pop(self, key, default=None, /)",
        "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\n\
         If the key is not found, return the default if given; otherwise,\nraise a KeyError.",
        pop,
    ),
    NativeDef::method(
        "popitem(self, /)",
        "Remove and return a (key, value) pair as a 2-tuple.\n\n\
         Pairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty.",
        |vm, args| match receiver::<Dict>(vm, args.get(0))?.pop_last() {
            Some((key, value)) => Ok(vm.heap().pair(key, value)),
            None => Err(vm.key_error(&vm.heap().str("popitem(): dictionary is empty"))),
        },
    ),
    NativeDef::method(
        "setdefault(self, key, default=None, /)",
        "Insert key with a value of default if key is not in the dictionary.\n\n\
         Return the value for key if key is in the dictionary, else default.",
        setdefault,
    ),
    NativeDef::method(
        "update(self, /, *args, **kwargs)",
        "D.update([E, ]**F) -> None.  Update D from dict/iterable E and F.\n\
         If E is present and has a .keys() method, then does:  for k in E: D[k] = E[k]\n\
         If E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\n\
         In either case, this is followed by: for k in F:  D[k] = F[k]",
        |vm, args| {
            let given = positional(vm, "update", CallArgs::positional_only(args.rest(1)), 0, 1)?;
            if let Some(other) = given.first() {
                update(vm, args.get(0), other)?;
            }
            if let Some(keywords) = args.opt(2) {
                vm.dict_merge(receiver::<Dict>(vm, args.get(0))?, keywords)?;
            }
            Ok(Value::NONE)
        },
    ),
    NativeDef::method("__reversed__(self, /)", "Return a reverse iterator over the dict keys.", |vm, args| {
        Ok(vm.heap().dict_iterator(vm.types().dict_reversekeyiterator(), args.take(0), ViewKind::Keys, true))
    }),
];

fn new(vm: &mut Vm, class: &Value, _: CallArgs<'_>) -> PyResult {
    Ok(vm.heap().dict_of_class(class))
}

/// `dict(...)` and `update(...)`: one mapping or iterable of pairs, then keywords.
fn update_from_call(vm: &mut Vm, name: &str, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    if let Some(other) = positional(vm, name, args, 0, 1)?.first() {
        update(vm, object, other)?;
    }
    let dict = receiver::<Dict>(vm, object)?;
    for (name, value) in args.keywords() {
        vm.dict_set(dict, name, value)?;
    }
    Ok(())
}

/// Adds the items of a mapping (it has `keys`) or of an iterable of pairs.
pub fn update(vm: &mut Vm, object: &Value, other: &Value) -> PyResult<()> {
    let dict = receiver::<Dict>(vm, object)?;
    if other.downcast_exact::<Dict>().is_some() || vm.get_attr_opt(other, &vm.names().keys)?.is_some() {
        return vm.dict_merge(dict, other);
    }
    let mut number = 0usize;
    vm.for_each(other, |vm, element| {
        let pair = match pair_items(vm, &element) {
            Err(error) if vm.is_exception(&error, vm.types().type_error()) => {
                let message = format!("cannot convert dictionary update sequence element #{number} to a sequence");
                return Err(vm.type_error(message));
            }
            result => result?,
        };
        let [key, value] = &pair[..] else {
            let message =
                format!("dictionary update sequence element #{number} has length {}; 2 is required", pair.len());
            return Err(vm.value_error(message));
        };
        number += 1;
        vm.dict_set(dict, key, value)
    })
}

fn pair_items(vm: &mut Vm, element: &Value) -> PyResult<Vec<Value>> {
    if let Some(tuple) = element.downcast::<Tuple>() {
        return Ok(tuple.items().to_vec());
    }
    match element.downcast::<List>() {
        Some(list) => Ok(list.to_vec()),
        None => vm.collect(element),
    }
}

/// A plain dict with the same items.
pub fn copy(vm: &mut Vm, dict: &Dict) -> PyResult {
    let result = vm.heap().dict();
    if !dict.is_empty() {
        receiver::<Dict>(vm, &result)?.copy_from(dict).or_memory_error(vm)?;
    }
    Ok(result)
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let dict = receiver::<Dict>(vm, object)?;
    if let Some(value) = vm.dict_get(dict, key)? {
        return Ok(value);
    }
    if object.downcast_exact::<Dict>().is_none()
        && let Some(missing) = vm.lookup_special(object, &vm.names().missing)?
    {
        return vm.call(&missing, std::slice::from_ref(key));
    }
    Err(vm.key_error(key))
}

fn setitem(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let dict = receiver::<Dict>(vm, object)?;
    match value {
        Some(value) => vm.dict_set(dict, key, value),
        None => match vm.dict_remove(dict, key)? {
            Some(_) => Ok(()),
            None => Err(vm.key_error(key)),
        },
    }
}

fn pop(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let dict = receiver::<Dict>(vm, args.get(0))?;
    // An empty dict does not ask for the hash.
    let found = if dict.is_empty() { None } else { vm.dict_remove(dict, args.get(1))? };
    match (found, args.opt(2)) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.key_error(args.get(1))),
    }
}

fn setdefault(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let default = args.take(2);
    let (dict, key) = (receiver::<Dict>(vm, args.get(0))?, args.get(1));
    let hash = vm.hash_key(key)?;
    if let Some(value) = vm.dict_get_hashed(dict, key, hash)? {
        return Ok(value);
    }
    dict.insert_new(hash, key.clone(), default.clone()).or_memory_error(vm)?;
    Ok(default)
}

fn fromkeys(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let value = args.take(2);
    let result = vm.call(args.get(0), &[])?;
    let plain = result.downcast_exact::<Dict>();
    if let Some(dict) = plain
        && super::set_algebra::keeps_hashes(args.get(1))
    {
        super::set_algebra::for_each_key(vm, args.get(1), |vm, hash, key| vm.dict_set_hashed(dict, key, hash, &value))?;
        return Ok(result);
    }
    vm.for_each(args.get(1), |vm, key| match plain {
        Some(dict) => vm.dict_set(dict, &key, &value),
        None => vm.set_item(&result, &key, &value),
    })?;
    Ok(result)
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Dict>(), b.downcast::<Dict>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    match op {
        Comparison::Eq => equal(vm, x, y).map(Value::bool),
        Comparison::Ne => Ok(Value::bool(!equal(vm, x, y)?)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn equal(vm: &mut Vm, a: &Dict, b: &Dict) -> PyResult<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    let mut index = 0;
    while index < a.entry_count() {
        if let Some((hash, key, value)) = a.hashed_item_at(index) {
            let Some(other) = vm.dict_get_hashed(b, &key, hash)? else { return Ok(false) };
            if !vm.equal(&value, &other)? {
                return Ok(false);
            }
        }
        index += 1;
    }
    Ok(true)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let heap = vm.heap();
    if !vm.repr_enter(object) {
        return Ok(heap.str("{...}"));
    }
    let text = repr_text(vm, object);
    vm.repr_leave(object);
    Ok(heap.str_from_text(&text?.finish()))
}

fn repr_text(vm: &mut Vm, object: &Value) -> PyResult<TextBuilder> {
    let dict = receiver::<Dict>(vm, object)?;
    let mut text = TextBuilder::default();
    text.push_str("{");
    let mut at = 0;
    while let Some((index, key, value)) = dict.next_entry(at) {
        if at > 0 {
            text.push_str(", ");
        }
        at = index + 1;
        sequence::push_repr(vm, &mut text, &key)?;
        text.push_str(": ");
        sequence::push_repr(vm, &mut text, &value)?;
    }
    text.push_str("}");
    Ok(text)
}
