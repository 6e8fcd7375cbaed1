//! `_thread`: locks, and what is known of the one thread that runs Python.
//!
//! There are no further threads: starting one fails as it does in CPython where the system has no more. A lock that
//! is held already is waited for: with a timeout for that long, without one for ever, as CPython would on one thread.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::module::Module;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value, Visitor};
use crate::stdlib::{ModuleDef, set};
use crate::vm::Vm;
use crate::vm::protocol::class_def::ClassDef;

use super::arguments::{is_callable, seconds, waiting};

pub static THREAD: ModuleDef = ModuleDef {
    name: "_thread",
    doc: "This module provides primitive operations to write multi-threaded programs.",
    functions: FUNCTIONS,
    classes: &[&RLOCK],
    init: Some(init),
};

/// The longest wait that a lock takes, in seconds: CPython's.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("allocate_lock()", "Create a new lock object.", |vm, _| {
        let class = vm.native_class(&LOCK);
        Ok(vm.heap().boxed(&class, Lock::default()))
    }),
    NativeDef::function("get_ident()", "Return a non-zero integer that uniquely identifies the thread.", |vm, _| {
        Ok(vm.heap().int(identity(vm)))
    }),
    NativeDef::function("get_native_id()", "Return the thread's number as the system knows it.", |vm, _| {
        Ok(vm.heap().int(std::process::id().into()))
    }),
    NativeDef::function("_count()", "Return the number of currently running Python threads.", |_, _| {
        Ok(Value::from_len(0))
    }),
    NativeDef::function("start_new_thread(function, args, kwargs=None, /)", "Start a new thread.", |vm, args| {
        if !is_callable(vm, args.get(0)) {
            return Err(vm.type_error("first arg must be callable"));
        }
        if args.get(1).downcast::<crate::object::tuple::Tuple>().is_none() {
            return Err(vm.type_error("2nd arg must be a tuple"));
        }
        Err(vm.runtime_error("can't start new thread"))
    }),
    NativeDef::function("stack_size(size=0, /)", "Return the thread stack size.", |_, _| Ok(Value::from_len(0))),
];

fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let lock = vm.native_class(&LOCK);
    set(vm, module, "LockType", lock)?;
    set(vm, module, "TIMEOUT_MAX", vm.heap().float(TIMEOUT_MAX))?;
    set(vm, module, "error", vm.types().runtime_error().clone())
}

/// The thread's number: the address of what belongs to the machine, as CPython's is that of the thread's data.
fn identity(vm: &Vm) -> i64 {
    (std::ptr::from_ref(vm.heap()) as usize >> 1) as i64
}

#[derive(Default)]
struct Lock {
    held: Cell<bool>,
}

impl Payload for Lock {
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

static LOCK: ClassDef = ClassDef {
    name: "lock",
    module: "_thread",
    doc: "A lock object is a synchronization primitive.",
    flags: class_flag::WEAK,
    slots: |slots| slots.repr.set(Some(lock_repr)),
    methods: &[
        NativeDef::method("acquire(self, blocking=True, timeout=-1)", "Lock the lock.", acquire),
        NativeDef::method(
            "acquire_lock(self, blocking=True, timeout=-1)",
            "An obsolete synonym of acquire().",
            acquire,
        ),
        NativeDef::method("release(self)", "Release the lock.", release),
        NativeDef::method("release_lock(self)", "An obsolete synonym of release().", release),
        NativeDef::method("locked(self)", "Return whether the lock is in the locked state.", locked),
        NativeDef::method("locked_lock(self)", "An obsolete synonym of locked().", locked),
        NativeDef::method("_at_fork_reinit(self)", "", |vm, args| {
            lock(vm, args.get(0))?.held.set(false);
            Ok(Value::NONE)
        }),
        NativeDef::method("__enter__(self)", "Lock the lock.", acquire),
        NativeDef::method("__exit__(self, *args)", "Release the lock.", release),
    ],
    ..ClassDef::EMPTY
};

fn lock<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Lock> {
    value.payload().ok_or_else(|| vm.type_error("a lock is required"))
}

fn lock_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let state = if lock(vm, value)?.held.get() { "locked" } else { "unlocked" };
    Ok(vm.heap().str(&format!("<{state} _thread.lock object at {:#x}>", value.id())))
}

/// How long a lock is waited for: None for ever.
fn patience(vm: &mut Vm, args: &Args<'_>) -> PyResult<Option<f64>> {
    let blocking = match args.opt(1).cloned() {
        Some(blocking) => {
            let blocking = vm.index(&blocking)?;
            vm.truth(&blocking)?
        }
        None => true,
    };
    let timeout = seconds(vm, args.opt(2), "timeout must be a number")?.unwrap_or(-1.0);
    if !blocking && timeout != -1.0 {
        return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
    }
    if timeout < 0.0 && timeout != -1.0 {
        return Err(vm.value_error("timeout value must be positive"));
    }
    if timeout > TIMEOUT_MAX {
        return Err(vm.overflow_error("timeout value is too large"));
    }
    Ok(if !blocking { Some(0.0) } else { Some(timeout).filter(|t| *t >= 0.0) })
}

fn acquire(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let patience = patience(vm, args)?;
    let lock = lock(vm, args.get(0))?;
    if lock.held.get() && patience != Some(0.0) {
        wait_free(vm, patience, &lock.held)?;
    }
    Ok(Value::bool(!lock.held.replace(true)))
}

/// Waits until a signal's handler releases the lock, or the time is over.
fn wait_free(vm: &mut Vm, patience: Option<f64>, held: &Cell<bool>) -> PyResult<()> {
    let result = waiting(
        vm,
        patience,
        |_| true,
        |left| {
            if !held.get() {
                return Ok(());
            }
            super::calls::poll(&mut [], left).map(drop)
        },
    )?;
    result.map_err(|error| super::arguments::failed(vm, error))
}

fn release(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    if !lock(vm, args.get(0))?.held.replace(false) {
        return Err(vm.runtime_error("release unlocked lock"));
    }
    Ok(Value::NONE)
}

fn locked(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    Ok(Value::bool(lock(vm, args.get(0))?.held.get()))
}

/// A reentrant lock: how often the thread holds it.
#[derive(Default)]
struct ReentrantLock(Cell<usize>);

impl Payload for ReentrantLock {
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

static RLOCK: ClassDef = ClassDef {
    name: "RLock",
    module: "_thread",
    flags: class_flag::BASE | class_flag::WEAK,
    slots: |slots| slots.repr.set(Some(reentrant_repr)),
    new: Some(&NativeDef::static_method("__new__(cls, *args, **kwargs)", "", |vm, args| {
        Ok(vm.heap().boxed(args.get(0), ReentrantLock::default()))
    })),
    methods: &[
        NativeDef::method("acquire(self, blocking=True, timeout=-1)", "Lock the lock.", reentrant_acquire),
        NativeDef::method("release(self)", "Release the lock.", reentrant_release),
        NativeDef::method("__enter__(self, blocking=True, timeout=-1)", "Lock the lock.", reentrant_acquire),
        NativeDef::method("__exit__(self, *args)", "Release the lock.", reentrant_release),
        NativeDef::method("_is_owned(self)", "For internal use by `threading.Condition`.", |vm, args| {
            Ok(Value::bool(reentrant(vm, args.get(0))?.0.get() > 0))
        }),
        NativeDef::method("_release_save(self)", "For internal use by `threading.Condition`.", |vm, args| {
            match reentrant(vm, args.get(0))?.0.take() {
                0 => Err(vm.runtime_error("cannot release un-acquired lock")),
                count => Ok(vm.heap().pair(Value::from_len(count), vm.heap().int(identity(vm)))),
            }
        }),
        NativeDef::method(
            "_acquire_restore(self, state, /)",
            "For internal use by `threading.Condition`.",
            |vm, args| {
                let state = vm.collect(args.get(1))?;
                let count = state.first().and_then(Value::as_small_int).and_then(|n| usize::try_from(n).ok());
                reentrant(vm, args.get(0))?.0.set(count.unwrap_or(1));
                Ok(Value::NONE)
            },
        ),
        NativeDef::method("_at_fork_reinit(self)", "", |vm, args| {
            reentrant(vm, args.get(0))?.0.set(0);
            Ok(Value::NONE)
        }),
    ],
    ..ClassDef::EMPTY
};

fn reentrant<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v ReentrantLock> {
    value.payload().ok_or_else(|| vm.type_error("an RLock is required"))
}

fn reentrant_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let count = reentrant(vm, value)?.0.get();
    let (state, owner) = if count > 0 { ("locked", identity(vm)) } else { ("unlocked", 0) };
    let class = vm.type_name(value);
    let class = if class == "RLock" { "_thread.RLock".to_string() } else { class };
    Ok(vm.heap().str(&format!("<{state} {class} object owner={owner} count={count} at {:#x}>", value.id())))
}

fn reentrant_acquire(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    patience(vm, args)?;
    let count = &reentrant(vm, args.get(0))?.0;
    count.set(count.get().saturating_add(1));
    Ok(Value::TRUE)
}

fn reentrant_release(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let count = &reentrant(vm, args.get(0))?.0;
    match count.get().checked_sub(1) {
        Some(less) => count.set(less),
        None => return Err(vm.runtime_error("cannot release un-acquired lock")),
    }
    Ok(Value::NONE)
}
