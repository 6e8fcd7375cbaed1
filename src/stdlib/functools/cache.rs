//! What `lru_cache` makes of a function: its results in a dict, the least recently used first.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::dict::Dict;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::str::Str;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};

/// The class's row.
pub(super) static WRAPPER: ClassDef = ClassDef {
    name: "_lru_cache_wrapper",
    module: "functools",
    doc: "Create a cached callable that wraps another function.",
    flags: class_flag::BASE | class_flag::DICT | class_flag::WEAK | class_flag::METHOD_DESCRIPTOR,
    slots: slots!(|s| {
        s.call.set(Some(call));
        s.descr_get.set(Some(|vm, v, object, _| {
            Ok(match object.filter(|o| !o.is_none()) {
                Some(object) => vm.heap().method(v.clone(), object.clone()),
                None => v.clone(),
            })
        }));
    }),
    new: Some(&NativeDef::static_method("__new__(cls, user_function, maxsize, typed, cache_info_type)", "", new)),
    methods: &[
        NativeDef::method("cache_info(self, /)", "Report cache statistics", |vm, args| {
            let cache = cache(vm, args.get(0))?;
            let heap = vm.heap();
            let maxsize = cache.maxsize.map_or(Value::NONE, Value::from_len);
            let counts = [
                heap.int(cache.hits.get()),
                heap.int(cache.misses.get()),
                maxsize,
                Value::from_len(cache.dict().len()),
            ];
            vm.call(&cache.info_class, &counts)
        }),
        NativeDef::method("cache_clear(self, /)", "Clear the cache and cache statistics", |vm, args| {
            let cache = cache(vm, args.get(0))?;
            cache.hits.set(0);
            cache.misses.set(0);
            cache.dict().clear();
            Ok(Value::NONE)
        }),
        NativeDef::method("__reduce__(self, /)", "", |vm, args| {
            let name = vm.names().qualname.clone();
            vm.get_attr(args.get(0), &name)
        }),
        NativeDef::method("__copy__(self, /)", "", |_, args| Ok(args.take(0))),
        NativeDef::method("__deepcopy__(self, memo, /)", "", |_, args| Ok(args.take(0))),
    ],
    getsets: &[super::DICT],
    ..ClassDef::EMPTY
};

struct Cache {
    function: Value,
    /// None: unbounded.
    maxsize: Option<usize>,
    typed: bool,
    info_class: Value,
    /// A dict from keys to results.
    results: Value,
    /// An object that stands between positional and keyword arguments in a key.
    mark: Value,
    hits: Cell<i64>,
    misses: Cell<i64>,
}

impl Payload for Cache {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        for part in [&self.function, &self.info_class, &self.results, &self.mark] {
            visit(part);
        }
    }
}

impl Cache {
    fn dict(&self) -> &Dict {
        match self.results.downcast::<Dict>() {
            Some(dict) => dict,
            None => unreachable!("the results are a dict"),
        }
    }
}

fn cache<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Cache> {
    v.payload().ok_or_else(|| vm.type_error("a cached function is required"))
}

fn new(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    if !super::is_callable(vm, args.get(1)) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let maxsize = match args.get(2) {
        none if none.is_none() => None,
        n if n.as_int().is_some() => Some(usize::try_from(vm.index_i64(n)?).unwrap_or(0)),
        _ => return Err(vm.type_error("maxsize should be integer or None")),
    };
    let typed = vm.truth(args.get(3))?;
    let object = vm.types().object().clone();
    let mark = vm.call(&object, &[])?;
    let heap = vm.heap();
    let state = Cache {
        function: args.get(1).clone(),
        maxsize,
        typed,
        info_class: args.get(4).clone(),
        results: heap.dict(),
        mark,
        hits: Cell::new(0),
        misses: Cell::new(0),
    };
    Ok(heap.boxed(args.get(0), state))
}

/// The key of a call: the only argument itself if it is an int or str, else a tuple. Keywords count in the order
/// in which they were given.
fn key_of(vm: &mut Vm, cache: &Cache, args: CallArgs<'_>) -> Value {
    let heap = vm.heap();
    if !cache.typed
        && !args.has_keywords()
        && let [only] = args.positional()
        && (only.is_exact_int() || only.downcast_exact::<Str>().is_some())
    {
        return only.clone();
    }
    let mut parts = args.positional().to_vec();
    if args.has_keywords() {
        parts.push(cache.mark.clone());
        parts.extend(args.keywords().flat_map(|(name, value)| [name.clone(), value.clone()]));
    }
    if cache.typed {
        parts.extend(args.values().iter().map(|v| heap.class_of(v).clone()));
    }
    heap.tuple(parts)
}

/// CPython counts the call of the wrapper apart from that of the function.
const CALLING: &str = " while calling a Python object";

fn call(vm: &mut Vm, v: &Value, args: CallArgs<'_>) -> PyResult {
    let cache = cache(vm, v)?;
    if cache.maxsize == Some(0) {
        cache.misses.set(cache.misses.get() + 1);
        return vm.recurse(CALLING, |vm| vm.call_with(&cache.function, args));
    }
    let key = key_of(vm, cache, args);
    let hash = vm.hash_key(&key)?;
    if let Some(index) = vm.dict_find(cache.dict(), &key, hash)? {
        cache.hits.set(cache.hits.get() + 1);
        if cache.maxsize.is_none() {
            if let Some(result) = cache.dict().value_at(index) {
                return Ok(result);
            }
        } else if let Some((key, result)) = cache.dict().remove_at(index) {
            cache.dict().insert_new(hash, key, result.clone()).or_memory_error(vm)?;
            return Ok(result);
        }
    }
    cache.misses.set(cache.misses.get() + 1);
    let result = vm.recurse(CALLING, |vm| vm.call_with(&cache.function, args))?;
    // The call may have filled the cache, this key's place too.
    if vm.dict_find(cache.dict(), &key, hash)?.is_some() {
        return Ok(result);
    }
    if let Some(maxsize) = cache.maxsize
        && cache.dict().len() >= maxsize
        && let Some((oldest, _, _)) = cache.dict().next_entry(0)
    {
        drop(cache.dict().remove_at(oldest));
    }
    cache.dict().insert_new(hash, key, result.clone()).or_memory_error(vm)?;
    Ok(result)
}
