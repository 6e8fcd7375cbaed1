//! `partial`: a callable with arguments laid down.

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::guarded::Guarded;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};

/// The class's row.
pub(super) static PARTIAL: ClassDef = ClassDef {
    name: "partial",
    module: "functools",
    doc: "partial(func, *args, **keywords) - new function with partial application\n    of the given arguments and \
          keywords.\n",
    flags: class_flag::BASE | class_flag::DICT | class_flag::WEAK,
    slots: slots!(|s| {
        s.call.set(Some(call));
        s.repr.set(Some(repr));
    }),
    new: Some(&NativeDef::static_method("__new__(cls, *args, **keywords)", "", new)),
    methods: &[
        NativeDef::method("__reduce__(self, /)", "", reduce),
        NativeDef::method("__setstate__(self, state, /)", "", set_state),
        NativeDef::class_method("__class_getitem__(cls, item, /)", "See PEP 585", |vm, args| {
            let alias = vm.types().generic_alias().clone();
            vm.call(&alias, &[args.take(0), args.take(1)])
        }),
    ],
    getsets: &[
        super::DICT,
        GetSetDef::member("func", "function object to use in future partial calls", |vm, v| {
            Ok(partial(vm, v)?.function.get())
        }),
        GetSetDef::member("args", "tuple of arguments to future partial calls", |vm, v| Ok(partial(vm, v)?.args.get())),
        GetSetDef::member("keywords", "dictionary of keyword arguments to future partial calls", |vm, v| {
            Ok(partial(vm, v)?.keywords.get())
        }),
    ],
    ..ClassDef::EMPTY
};

struct Partial {
    function: Guarded<Value>,
    /// A tuple.
    args: Guarded<Value>,
    /// A dict.
    keywords: Guarded<Value>,
}

impl Payload for Partial {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        for part in [&self.function, &self.args, &self.keywords] {
            part.with(&mut *visit);
        }
    }
}

fn partial<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Partial> {
    v.payload().ok_or_else(|| vm.type_error("a partial object is required"))
}

fn items(tuple: &Value) -> Vec<Value> {
    tuple.downcast::<Tuple>().map_or(Vec::new(), |t| t.items().to_vec())
}

fn new(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let class = args.take(0);
    let given = args.rest(1).to_vec();
    let Some((function, rest)) = given.split_first() else {
        return Err(vm.type_error("type 'partial' takes at least one argument"));
    };
    if !super::is_callable(vm, function) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let keywords = args.take(2);
    let heap = vm.heap();
    // A partial of a partial becomes one, unless it carries attributes.
    let inner = match function.payload::<Partial>() {
        Some(inner) if class.is(heap.class_of(function)) => {
            let attributes = vm.dict_of(function)?;
            let plain = attributes.is_none_or(|d| d.downcast::<Dict>().is_none_or(Dict::is_empty));
            plain.then_some(inner)
        }
        _ => None,
    };
    let state = match inner {
        None => Partial {
            function: Guarded::new(function.clone()),
            args: Guarded::new(heap.tuple(rest.to_vec())),
            keywords: Guarded::new(keywords),
        },
        Some(inner) => {
            let mut all = items(&inner.args.get());
            all.extend_from_slice(rest);
            let merged = merge(vm, &inner.keywords.get(), &keywords)?;
            Partial {
                function: Guarded::new(inner.function.get()),
                args: Guarded::new(heap.tuple(all)),
                keywords: Guarded::new(merged),
            }
        }
    };
    Ok(heap.boxed(&class, state))
}

/// A new dict with the entries of two.
fn merge(vm: &mut Vm, first: &Value, second: &Value) -> PyResult {
    let merged = vm.heap().dict();
    if let Some(dict) = merged.downcast::<Dict>() {
        vm.dict_merge(dict, first)?;
        vm.dict_merge(dict, second)?;
    }
    Ok(merged)
}

fn call(vm: &mut Vm, v: &Value, given: CallArgs<'_>) -> PyResult {
    let state = partial(vm, v)?;
    let function = state.function.get();
    let mut values = items(&state.args.get());
    values.extend_from_slice(given.positional());
    let laid_down = state.keywords.get();
    let none = laid_down.downcast::<Dict>().is_none_or(Dict::is_empty);
    if none {
        values.extend(given.keywords().map(|(_, value)| value.clone()));
        return vm.call_with(&function, CallArgs::new(&values, given.names()));
    }
    let merged = vm.heap().dict();
    let mut names = Vec::new();
    if let Some(dict) = merged.downcast::<Dict>() {
        vm.dict_merge(dict, &laid_down)?;
        for (name, value) in given.keywords() {
            drop(dict.set_str(name, value.clone()).or_memory_error(vm)?);
        }
        for (name, value) in dict.items() {
            names.push(name);
            values.push(value);
        }
    }
    vm.call_with(&function, CallArgs::new(&values, &names))
}

fn repr(vm: &mut Vm, v: &Value) -> PyResult {
    if !vm.repr_enter(v) {
        return Ok(vm.heap().str("..."));
    }
    let text = (|| {
        let state = partial(vm, v)?;
        let class = vm.class_full_name(vm.class_of(v));
        let mut text = format!("{class}({}", vm.repr_text(&state.function.get())?);
        for item in items(&state.args.get()) {
            text.push_str(&format!(", {}", vm.repr_text(&item)?));
        }
        let keywords = state.keywords.get().downcast::<Dict>().map_or(Vec::new(), Dict::items);
        for (name, value) in keywords {
            text.push_str(&format!(", {}={}", vm.str_text(&name)?, vm.repr_text(&value)?));
        }
        text.push(')');
        Ok(vm.heap().str(&text))
    })();
    vm.repr_leave(v);
    text
}

fn reduce(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let v = args.get(0);
    let state = partial(vm, v)?;
    let heap = vm.heap();
    let dict = vm.dict_of(v)?.unwrap_or(Value::NONE);
    let function = state.function.get();
    let rest = heap.tuple_from([function.clone(), state.args.get(), state.keywords.get(), dict]);
    Ok(heap.tuple_from([heap.class_of(v).clone(), heap.tuple_from([function]), rest]))
}

fn set_state(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let v = args.get(0).clone();
    let parts = items(args.get(1));
    let [function, arguments, keywords, dict] = parts.as_slice() else {
        return Err(vm.type_error("invalid partial state"));
    };
    let wrong = !super::is_callable(vm, function)
        || arguments.downcast::<Tuple>().is_none()
        || !keywords.is_none() && keywords.downcast::<Dict>().is_none()
        || !dict.is_none() && dict.downcast::<Dict>().is_none();
    if wrong {
        return Err(vm.type_error("invalid partial state"));
    }
    let keywords = match keywords.downcast::<Dict>() {
        Some(_) if keywords.downcast_exact::<Dict>().is_some() => keywords.clone(),
        given => {
            let copy = vm.heap().dict();
            if let (Some(given), Some(copy)) = (given, copy.downcast::<Dict>()) {
                copy.copy_from(given).or_memory_error(vm)?;
            }
            copy
        }
    };
    let exact = arguments.downcast_exact::<Tuple>().is_some();
    let arguments = if exact { arguments.clone() } else { vm.heap().tuple(items(arguments)) };
    let state = partial(vm, &v)?;
    drop(state.function.replace(function.clone()));
    drop(state.args.replace(arguments));
    drop(state.keywords.replace(keywords));
    vm.set_dict_of(&v, if dict.is_none() { None } else { Some(dict.clone()) });
    Ok(Value::NONE)
}
