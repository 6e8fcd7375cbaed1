//! `functools`: partial, reduce, cmp_to_key and the cache of lru_cache are native, the rest is Python.

mod cache;
mod partial;

use crate::object::boxed::Payload;
use crate::object::class::Class;
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::ModuleDef;

pub static FUNCTOOLS: ModuleDef = ModuleDef {
    name: "functools",
    doc: "Tools for working with functions and callable objects",
    functions: FUNCTIONS,
    classes: &[&partial::PARTIAL, &cache::WRAPPER],
    ..ModuleDef::EMPTY
};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "reduce(function, iterable, initial=None, /)",
        "Apply a function of two arguments cumulatively to the items of an iterable, from left to right, so as to \
         reduce it to a single value.",
        reduce,
    ),
    NativeDef::function("cmp_to_key(mycmp)", "Convert a cmp= function into a key= function.", |vm, args| {
        let class = vm.native_class(&KEY);
        Ok(vm.heap().boxed(&class, Key { compare: args.get(0).clone(), object: None }))
    }),
];

/// `__dict__` of the callables of this module.
const DICT: GetSetDef = GetSetDef::write(
    "__dict__",
    "",
    |vm, v| Ok(vm.dict_of(v)?.unwrap_or(Value::NONE)),
    |vm, v, dict| {
        let Some(dict) = dict else { return Err(vm.type_error("cannot delete __dict__")) };
        if dict.downcast::<Dict>().is_none() {
            let got = vm.type_name(dict);
            return Err(vm.type_error(format!("__dict__ must be set to a dictionary, not a '{got}'")));
        }
        vm.set_dict_of(v, Some(dict.clone()));
        Ok(())
    },
);

/// Can the value be called?
fn is_callable(vm: &Vm, value: &Value) -> bool {
    vm.heap().class_of(value).downcast::<Class>().is_some_and(|c| c.slots.call.get().is_some())
}

fn reduce(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let function = args.get(0).clone();
    let mut total = args.take_opt(2);
    let iterator = match vm.iter(args.get(1)) {
        Ok(iterator) => iterator,
        Err(error) if vm.is_exception(&error, vm.types().type_error()) => {
            return Err(vm.type_error("reduce() arg 2 must support iteration"));
        }
        Err(error) => return Err(error),
    };
    while let Some(item) = vm.next(&iterator)? {
        total = Some(match total {
            Some(total) => vm.call(&function, &[total, item])?,
            None => item,
        });
    }
    total.ok_or_else(|| vm.type_error("reduce() of empty iterable with no initial value"))
}

/// What `cmp_to_key` gives: called with an object it makes a key for it.
static KEY: ClassDef = ClassDef {
    name: "KeyWrapper",
    module: "functools",
    slots: slots!(|s| {
        s.call.set(Some(make_key));
        s.compare.set(Some(|vm, a, b, op| {
            let (Some(x), Some(y)) = (a.payload::<Key>(), b.payload::<Key>()) else {
                return Err(vm.type_error("other argument must be K instance"));
            };
            let (Some(p), Some(q)) = (&x.object, &y.object) else {
                return Err(vm.attribute_error(a, &vm.heap().intern("object"), "object"));
            };
            let order = vm.call(&x.compare, &[p.clone(), q.clone()])?;
            vm.compare(&order, &Value::from_len(0), op)
        }));
    }),
    getsets: &[GetSetDef::member("obj", "Value wrapped by a key function.", |vm, v| {
        match v.payload::<Key>().and_then(|k| k.object.clone()) {
            Some(object) => Ok(object),
            None => Err(vm.no_attribute(v, &vm.names().obj)),
        }
    })],
    unhashable: true,
    ..ClassDef::EMPTY
};

struct Key {
    compare: Value,
    object: Option<Value>,
}

impl Payload for Key {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.compare);
        self.object.iter().for_each(visit);
    }
}

fn make_key(vm: &mut Vm, v: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(key) = v.payload::<Key>() else { return Ok(Value::NONE) };
    match args.values() {
        [object] => {
            let key = Key { compare: key.compare.clone(), object: Some(object.clone()) };
            Ok(vm.heap().boxed(vm.heap().class_of(v), key))
        }
        [] => Err(vm.type_error("K() missing required argument 'obj' (pos 1)")),
        more => Err(vm.type_error(format!("K() takes at most 1 argument ({} given)", more.len()))),
    }
}
