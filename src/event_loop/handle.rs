//! Handles: a callback that was given to a loop, as Python code sees it.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::guarded::Guarded;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::slots::Comparison;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::run_loop::Loop;
use super::{context, describe, exceptions, future_class};

/// The state of a `Handle` or `TimerHandle`.
#[derive(Default)]
pub struct Handle {
    /// None once it was cancelled.
    pub callback: Guarded<Option<Value>>,
    pub args: Guarded<Vec<Value>>,
    pub event_loop: Guarded<Option<Value>>,
    /// None: an empty context.
    pub context: Guarded<Option<Value>>,
    pub cancelled: Cell<bool>,
    /// A timer's moment, as it was given.
    pub when: Guarded<Option<Value>>,
    /// It is among the loop's timers.
    pub scheduled: Cell<bool>,
    /// What it looked like when it was cancelled in debug mode.
    shown: Guarded<Option<Value>>,
    /// Where it was made, in debug mode.
    source_traceback: Guarded<Option<Value>>,
}

impl Payload for Handle {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        for part in [&self.callback, &self.event_loop, &self.context, &self.when, &self.shown, &self.source_traceback] {
            part.with(|v| v.iter().for_each(&mut *visit));
        }
        self.args.with(|args| args.iter().for_each(visit));
    }
}

pub static HANDLE: ClassDef = ClassDef {
    name: "Handle",
    module: "asyncio.events",
    doc: "Object returned by callback registration methods.",
    flags: class_flag::BASE | class_flag::WEAK | class_flag::HEAP,
    slots: slots!(|slots| {
        slots.init.set(Some(init));
        slots.repr.set(Some(repr));
    }),
    new: Some(&NEW),
    methods: METHODS,
    getsets: GETSETS,
    ..ClassDef::EMPTY
};

pub static TIMER_HANDLE: ClassDef = ClassDef {
    name: "TimerHandle",
    module: "asyncio.events",
    doc: "Object returned by timed callback registration methods.",
    parent: Some(&HANDLE),
    flags: class_flag::BASE | class_flag::WEAK | class_flag::HEAP,
    slots: slots!(|slots| {
        slots.init.set(Some(timer_init));
        slots.compare.set(Some(compare));
        slots.hash.set(Some(|vm, value| {
            let when = of(vm, value)?.when.get().unwrap_or(Value::NONE);
            vm.hash(&when)
        }));
    }),
    methods: &[NativeDef::method("when(self)", "Return a scheduled callback time.", |vm, args| {
        Ok(of(vm, args.get(0))?.when.get().unwrap_or(Value::NONE))
    })],
    getsets: &[
        GetSetDef::read("_when", "", |vm, value| Ok(of(vm, value)?.when.get().unwrap_or(Value::NONE))),
        GetSetDef::write(
            "_scheduled",
            "",
            |vm, value| Ok(Value::bool(of(vm, value)?.scheduled.get())),
            |vm, value, new| {
                let on = vm.truth(new.unwrap_or(&Value::FALSE))?;
                of(vm, value)?.scheduled.set(on);
                Ok(())
            },
        ),
    ],
    ..ClassDef::EMPTY
};

static NEW: NativeDef = NativeDef::static_method("__new__(cls, *args, **kwargs)", "", |vm, args| {
    Ok(vm.heap().boxed(args.get(0), Handle::default()))
});

static METHODS: &[NativeDef] = &[
    NativeDef::method("cancel(self)", "", |vm, args| {
        cancel(vm, args.get(0))?;
        Ok(Value::NONE)
    }),
    NativeDef::method("cancelled(self)", "", |vm, args| Ok(Value::bool(of(vm, args.get(0))?.cancelled.get()))),
    NativeDef::method("_run(self)", "", |vm, args| {
        run(vm, &args.take(0))?;
        Ok(Value::NONE)
    }),
    NativeDef::method("_repr_info(self)", "", |vm, args| {
        let info = info(vm, args.get(0))?;
        let heap = vm.heap();
        Ok(heap.list(info.iter().map(|s| heap.str(s)).collect()))
    }),
];

static GETSETS: &[GetSetDef] = &[
    GetSetDef::read("_callback", "", |vm, value| Ok(of(vm, value)?.callback.get().unwrap_or(Value::NONE))),
    GetSetDef::read("_args", "", |vm, value| {
        let handle = of(vm, value)?;
        if handle.callback.with(Option::is_none) {
            return Ok(Value::NONE);
        }
        Ok(vm.heap().tuple(handle.args.get()))
    }),
    GetSetDef::write(
        "_cancelled",
        "",
        |vm, value| Ok(Value::bool(of(vm, value)?.cancelled.get())),
        |vm, value, new| {
            let on = vm.truth(new.unwrap_or(&Value::FALSE))?;
            of(vm, value)?.cancelled.set(on);
            Ok(())
        },
    ),
    GetSetDef::read("_loop", "", |vm, value| Ok(of(vm, value)?.event_loop.get().unwrap_or(Value::NONE))),
    GetSetDef::read("_context", "", |vm, value| {
        let context = of(vm, value)?.context.get();
        let shown = shown_context(vm, context);
        drop(of(vm, value)?.context.replace(Some(shown.clone())));
        Ok(shown)
    }),
    GetSetDef::read("_repr", "", |vm, value| Ok(of(vm, value)?.shown.get().unwrap_or(Value::NONE))),
    GetSetDef::read("_source_traceback", "", |vm, value| {
        Ok(of(vm, value)?.source_traceback.get().unwrap_or(Value::NONE))
    }),
];

/// The handle's state.
pub fn of<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Handle> {
    value.payload::<Handle>().ok_or_else(|| vm.type_error("a Handle is required"))
}

/// A context for Python code to see.
pub fn shown_context(vm: &mut Vm, context: Option<Value>) -> Value {
    match context {
        Some(context) => context,
        None => context::empty(vm),
    }
}

/// A new Handle, or a TimerHandle if it has a moment.
pub fn make(
    vm: &mut Vm,
    event_loop: &Value,
    callback: Value,
    args: Vec<Value>,
    context: Option<Value>,
    when: Option<Value>,
) -> PyResult {
    let class = vm.native_class(if when.is_some() { &TIMER_HANDLE } else { &HANDLE });
    let handle = Handle {
        callback: Guarded::new(Some(callback)),
        args: Guarded::new(args),
        event_loop: Guarded::new(Some(event_loop.clone())),
        context: Guarded::new(context),
        when: Guarded::new(when),
        source_traceback: Guarded::new(future_class::creation_stack(vm, event_loop)?),
        ..Handle::default()
    };
    Ok(vm.heap().boxed(&class, handle))
}

/// `handle.cancel()`: it lets go of callback and arguments.
pub fn cancel(vm: &mut Vm, value: &Value) -> PyResult<()> {
    let handle = of(vm, value)?;
    if handle.cancelled.replace(true) {
        return Ok(());
    }
    let event_loop = handle.event_loop.get();
    let native = event_loop.as_ref().and_then(Value::payload::<Loop>);
    if native.is_some_and(|l| l.debug.get()) {
        let shown = repr(vm, value)?;
        drop(handle.shown.replace(Some(shown)));
    }
    let old = (handle.callback.take(), handle.args.take());
    drop(old);
    if handle.when.with(Option::is_some) {
        match (native, &event_loop) {
            (Some(native), Some(event_loop)) if native.is_plain(vm, event_loop) => native.note_cancelled(handle),
            (_, Some(event_loop)) => {
                let name = vm.heap().intern("_timer_handle_cancelled");
                vm.call_method(event_loop, &name, std::slice::from_ref(value))?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// `handle._run()`: exceptions go to the loop's handler, but for those that end the loop.
pub fn run(vm: &mut Vm, value: &Value) -> PyResult<()> {
    let handle = of(vm, value)?;
    let Some(callback) = handle.callback.get() else { return Ok(()) };
    let result = context::run_in(vm, handle.context.get(), |vm| match handle.args.with(Vec::len) {
        0 => vm.call(&callback, &[]),
        _ => vm.call(&callback, &handle.args.get()),
    });
    let Err(error) = result else { return Ok(()) };
    if exceptions::leaves_loop(vm, &error) {
        return Err(error);
    }
    let source = describe::callback_with_source(vm, &callback, &handle.args.get())?;
    let event_loop = handle.event_loop.get().unwrap_or(Value::NONE);
    let text = vm.heap().str(&format!("Exception in callback {source}"));
    let mut entries = vec![("message", text), ("exception", error.into_value()), ("handle", value.clone())];
    entries.extend(handle.source_traceback.get().map(|t| ("source_traceback", t)));
    let report = describe::report(vm, &entries)?;
    let name = vm.heap().intern("call_exception_handler");
    vm.call_method(&event_loop, &name, &[report]).map(drop)
}

fn init(vm: &mut Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    fill(vm, value, args, 0)
}

fn timer_init(vm: &mut Vm, value: &Value, args: CallArgs<'_>) -> PyResult<()> {
    if args.positional().first().is_none_or(Value::is_none) {
        return Err(vm.assertion_error(""));
    }
    drop(of(vm, value)?.when.replace(args.positional().first().cloned()));
    fill(vm, value, args, 1)
}

/// `Handle(callback, args, loop, context=None)`, after `skip` arguments.
fn fill(vm: &mut Vm, value: &Value, args: CallArgs<'_>, skip: usize) -> PyResult<()> {
    let handle = of(vm, value)?;
    let mut parts: Vec<Option<Value>> = args.positional().iter().skip(skip).cloned().map(Some).collect();
    parts.resize(parts.len().max(4), None);
    for (name, given) in args.keywords() {
        let name = name.lossy_text();
        match ["callback", "args", "loop", "context"].iter().position(|n| *n == name) {
            Some(index) => parts[index] = Some(given.clone()),
            None => {
                return Err(vm.type_error(format!("__init__() got an unexpected keyword argument '{name}'")));
            }
        }
    }
    let mut parts = parts.into_iter();
    let (Some(Some(callback)), Some(Some(given)), Some(Some(event_loop))) = (parts.next(), parts.next(), parts.next())
    else {
        return Err(vm.type_error("__init__() missing required positional arguments: 'callback', 'args', and 'loop'"));
    };
    let context = match parts.next().flatten().filter(|c| !c.is_none()) {
        Some(context) => Some(context),
        None => context::copy_current(vm),
    };
    let given = if given.is_none() { Vec::new() } else { vm.collect(&given)? };
    drop(handle.callback.replace(Some(callback)));
    drop(handle.args.replace(given));
    drop(handle.event_loop.replace(Some(event_loop)));
    drop(handle.context.replace(context));
    let event_loop = handle.event_loop.get().unwrap_or(Value::NONE);
    let traceback = future_class::creation_stack(vm, &event_loop)?;
    drop(handle.source_traceback.replace(traceback));
    Ok(())
}

/// The words of the repr.
fn info(vm: &mut Vm, value: &Value) -> PyResult<Vec<String>> {
    let handle = of(vm, value)?;
    let mut info = vec![vm.class_of(value).name_string()];
    if handle.cancelled.get() {
        info.push("cancelled".to_string());
    }
    if let Some(when) = handle.when.get() {
        info.push(format!("when={}", vm.str_text(&when)?));
    }
    if let Some(callback) = handle.callback.get() {
        info.push(describe::callback_with_source(vm, &callback, &handle.args.get())?);
    }
    if let Some(stack) = handle.source_traceback.get() {
        info.extend(describe::created_at(vm, &stack)?);
    }
    Ok(info)
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    if let Some(shown) = of(vm, value)?.shown.get() {
        return Ok(shown);
    }
    let text = format!("<{}>", info(vm, value)?.join(" "));
    Ok(vm.heap().str(&text))
}

/// Timers compare by their moments.
fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let (Some(x), Some(y)) = (a.payload::<Handle>(), b.payload::<Handle>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (Some(left), Some(right)) = (x.when.get(), y.when.get()) else { return Ok(Value::NOT_IMPLEMENTED) };
    let same = |vm: &mut Vm| -> PyResult<bool> {
        if !vm.equal(&left, &right)? || x.cancelled.get() != y.cancelled.get() {
            return Ok(false);
        }
        if let (Some(p), Some(q)) = (x.callback.get(), y.callback.get())
            && !vm.equal(&p, &q)?
        {
            return Ok(false);
        }
        let (p, q) = (vm.heap().tuple(x.args.get()), vm.heap().tuple(y.args.get()));
        vm.equal(&p, &q)
    };
    match op {
        Comparison::Eq => same(vm).map(Value::bool),
        Comparison::Ne => same(vm).map(|s| Value::bool(!s)),
        Comparison::Lt | Comparison::Gt => vm.compare(&left, &right, op),
        Comparison::Le | Comparison::Ge => {
            let strict = if op == Comparison::Le { Comparison::Lt } else { Comparison::Gt };
            if vm.compare_truth(&left, &right, strict)? {
                return Ok(Value::TRUE);
            }
            same(vm).map(Value::bool)
        }
    }
}

/// The arguments of `call_soon(callback, *args, context=None)` and its kind: the callback, its arguments, the context.
pub fn parts(vm: &mut Vm, args: &mut Args<'_>, first: usize) -> (Value, Vec<Value>, Option<Value>) {
    let callback = args.take(first);
    let values = args.rest(first + 1).to_vec();
    let context = match args.take_opt(first + 2).filter(|c| !c.is_none()) {
        Some(context) => Some(context),
        None => context::copy_current(vm),
    };
    (callback, values, context)
}
