//! attrgetter, itemgetter, methodcaller.

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::dict::Dict;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::str::Str;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

pub(super) static ATTRGETTER: ClassDef = ClassDef {
    name: "attrgetter",
    module: "operator",
    doc: "attrgetter(attr, ...) --> attrgetter object\n\nReturn a callable object that fetches the given attribute(s) \
          from its operand.",
    slots: slots!(|s| {
        s.call.set(Some(call_attrgetter));
        s.repr.set(Some(repr));
    }),
    new: Some(&NativeDef::static_method("__new__(cls, /, *args)", "", |vm, args| {
        let names = all(vm, args, "attrgetter")?;
        if names.iter().any(|n| n.as_str().is_none()) {
            return Err(vm.type_error("attribute name must be a string"));
        }
        let names = names.into_iter().map(|name| plain_name(vm, name)).collect();
        Ok(vm.heap().boxed(args.get(0), Getter { what: names, keywords: Vec::new() }))
    })),
    methods: REDUCE,
    ..ClassDef::EMPTY
};

pub(super) static ITEMGETTER: ClassDef = ClassDef {
    name: "itemgetter",
    module: "operator",
    doc: "itemgetter(item, ...) --> itemgetter object\n\nReturn a callable object that fetches the given item(s) from \
          its operand.",
    slots: slots!(|s| {
        s.call.set(Some(call_itemgetter));
        s.repr.set(Some(repr));
    }),
    new: Some(&NativeDef::static_method("__new__(cls, /, *args)", "", |vm, args| {
        let items = all(vm, args, "itemgetter")?;
        Ok(vm.heap().boxed(args.get(0), Getter { what: items, keywords: Vec::new() }))
    })),
    methods: REDUCE,
    flags: class_flag::WEAK,
    ..ClassDef::EMPTY
};

pub(super) static METHODCALLER: ClassDef = ClassDef {
    name: "methodcaller",
    module: "operator",
    doc: "methodcaller(name, ...) --> methodcaller object\n\nReturn a callable object that calls the given method on its \
          operand.",
    slots: slots!(|s| {
        s.call.set(Some(call_methodcaller));
        s.repr.set(Some(repr));
    }),
    new: Some(&NativeDef::static_method("__new__(cls, /, *args, **kwargs)", "", |vm, args| {
        let what = args.rest(1).to_vec();
        match what.first() {
            None => return Err(vm.type_error("methodcaller needs at least one argument, the method name")),
            Some(name) if name.as_str().is_none() => return Err(vm.type_error("method name must be a string")),
            _ => {}
        }
        let keywords = args.get(2).downcast::<Dict>().map_or(Vec::new(), Dict::items);
        Ok(vm.heap().boxed(args.get(0), Getter { what, keywords }))
    })),
    methods: REDUCE,
    ..ClassDef::EMPTY
};

static REDUCE: &[NativeDef] =
    &[NativeDef::method("__reduce__(self, /)", "Return state information for pickling", |vm, args| {
        let heap = vm.heap();
        let getter = getter(vm, args.get(0))?;
        Ok(heap.pair(heap.class_of(args.get(0)).clone(), heap.tuple(getter.what.clone())))
    })];

struct Getter {
    /// Names, items, or a method's name and arguments.
    what: Vec<Value>,
    keywords: Vec<(Value, Value)>,
}

impl Payload for Getter {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.what.iter().for_each(&mut *visit);
        for (name, value) in &self.keywords {
            visit(name);
            visit(value);
        }
    }
}

fn getter<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Getter> {
    v.payload().ok_or_else(|| vm.type_error("a getter of operator is required"))
}

/// What is to be got: at least one thing.
fn all(vm: &Vm, args: &Args<'_>, name: &str) -> PyResult<Vec<Value>> {
    match args.rest(1) {
        [] => Err(vm.type_error(format!("{name} expected 1 argument, got 0"))),
        all => Ok(all.to_vec()),
    }
}

/// A name without dots is interned, so that it can be looked up as it is; one with dots is not.
fn plain_name(vm: &Vm, name: Value) -> Value {
    match name.downcast_exact::<Str>().and_then(Str::to_str) {
        Some(text) if text.contains('.') => vm.heap().str(&text),
        Some(text) => vm.heap().intern(&text),
        None => name,
    }
}

/// The only argument of a call.
fn operand<'a>(vm: &Vm, name: &str, args: CallArgs<'a>) -> PyResult<&'a Value> {
    if args.has_keywords() {
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    match args.positional() {
        [only] => Ok(only),
        other => Err(vm.type_error(format!("{name} expected 1 argument, got {}", other.len()))),
    }
}

/// One result, or a tuple of several.
fn one_or_all(vm: &mut Vm, what: &[Value], mut get: impl FnMut(&mut Vm, &Value) -> PyResult) -> PyResult {
    if let [only] = what {
        return get(vm, only);
    }
    let mut results = Vec::with_capacity(what.len());
    for item in what {
        results.push(get(vm, item)?);
    }
    Ok(vm.heap().tuple(results))
}

fn call_attrgetter(vm: &mut Vm, v: &Value, args: CallArgs<'_>) -> PyResult {
    let object = operand(vm, "attrgetter", args)?;
    let state = getter(vm, v)?;
    one_or_all(vm, &state.what, |vm, name| {
        if name.as_str().is_some_and(|name| name.is_interned() && name.len() > 1) {
            return vm.get_attr(object, name);
        }
        let path = name.lossy_text();
        let mut found = object.clone();
        for part in path.split('.') {
            let part = vm.heap().intern(part);
            found = vm.get_attr(&found, &part)?;
        }
        Ok(found)
    })
}

fn call_itemgetter(vm: &mut Vm, v: &Value, args: CallArgs<'_>) -> PyResult {
    let object = operand(vm, "itemgetter", args)?;
    let state = getter(vm, v)?;
    one_or_all(vm, &state.what, |vm, item| vm.get_item(object, item))
}

fn call_methodcaller(vm: &mut Vm, v: &Value, args: CallArgs<'_>) -> PyResult {
    let object = operand(vm, "methodcaller", args)?;
    let state = getter(vm, v)?;
    let Some((name, rest)) = state.what.split_first() else { return Ok(Value::NONE) };
    let name = vm.attribute_name(name)?;
    let method = vm.get_attr(object, &name)?;
    let mut values = rest.to_vec();
    let mut names = Vec::new();
    for (name, value) in &state.keywords {
        names.push(name.clone());
        values.push(value.clone());
    }
    vm.call_with(&method, CallArgs::new(&values, &names))
}

fn repr(vm: &mut Vm, v: &Value) -> PyResult {
    let class = vm.class_full_name(vm.class_of(v));
    if !vm.repr_enter(v) {
        return Ok(vm.heap().str(&format!("{class}(...)")));
    }
    let text = (|| {
        let state = getter(vm, v)?;
        let mut parts = Vec::new();
        for item in &state.what {
            parts.push(vm.repr_text(item)?);
        }
        for (name, value) in &state.keywords {
            parts.push(format!("{}={}", vm.str_text(name)?, vm.repr_text(value)?));
        }
        Ok(vm.heap().str(&format!("{class}({})", parts.join(", "))))
    })();
    vm.repr_leave(v);
    text
}
