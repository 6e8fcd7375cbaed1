//! What `asyncio.gather` needs for each of its children: a callback that only counts while all goes well, and their
//! outcomes at the end. Everything else is Python's, in `asyncio.tasks`.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::guarded::Guarded;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::future::{self, Callback, State};
use super::run_loop::Loop;
use super::{context, functions, loop_class};

/// The callback of all children of one call.
pub struct Gathering {
    /// How many have not ended.
    left: Cell<usize>,
    return_exceptions: bool,
    /// The future that `gather` gives.
    outer: Guarded<Option<Value>>,
    /// Called with the future, and how many are left, for a child that is the last or that did not end well.
    note: Value,
}

impl Payload for Gathering {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.outer.with(|outer| outer.iter().for_each(&mut *visit));
        visit(&self.note);
    }
}

static GATHERING: ClassDef = ClassDef {
    name: "_Gathering",
    module: "_asyncio",
    slots: slots!(|slots| slots.call.set(Some(child_done))),
    ..ClassDef::EMPTY
};

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "_gathering(note, return_exceptions)",
        "A callback for the children of gather().",
        |vm, args| {
            let return_exceptions = vm.truth(args.get(1))?;
            let (left, outer) = (Cell::new(0), Guarded::new(None));
            let class = vm.native_class(&GATHERING);
            Ok(vm.heap().boxed(&class, Gathering { left, return_exceptions, outer, note: args.take(0) }))
        },
    ),
    NativeDef::function(
        "_gather_into(gathering, outer)",
        "Tell which future the children are gathered for.",
        |vm, args| {
            let outer = args.take(1);
            drop(this(vm, args.get(0))?.outer.replace(Some(outer)));
            Ok(Value::NONE)
        },
    ),
    NativeDef::function("_gather_one(gathering, future)", "One more child.", |vm, args| {
        let gathering = this(vm, args.get(0))?;
        gathering.left.set(gathering.left.get() + 1);
        let name = vm.heap().intern("add_done_callback");
        vm.call_method(args.get(1), &name, std::slice::from_ref(args.get(0)))
    }),
    NativeDef::function(
        "_gather_plain(gathering, arguments)",
        "The list of the children, if all arguments are different coroutines, futures and tasks of the running loop.",
        gather_plain,
    ),
    NativeDef::function("_outcomes(futures)", "The list of their results, if all have one.", |vm, args| {
        let mut results = Vec::new();
        for value in vm.collect(args.get(0))? {
            let Some(state) = future::of(&value).filter(|_| future::is_plain(vm, &value)) else {
                return Ok(Value::NONE);
            };
            match state.outcome.get().filter(|_| state.state.get() == State::Finished) {
                Some(result) => results.push(result),
                None => return Ok(Value::NONE),
            }
        }
        Ok(vm.heap().list(results))
    }),
];

fn this<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Gathering> {
    value.payload().ok_or_else(|| vm.type_error("a _Gathering is required"))
}

fn child_done(vm: &mut Vm, value: &Value, args: CallArgs<'_>) -> PyResult {
    let gathering = this(vm, value)?;
    let Some(child) = args.values().first() else { return Err(vm.type_error("a future is required")) };
    let left = gathering.left.get().saturating_sub(1);
    gathering.left.set(left);
    let is_pending = |outer: &Option<Value>| outer.as_ref().and_then(future::of).is_some_and(|outer| !outer.is_done());
    let wanted = gathering.outer.with(is_pending);
    let ended_well = future::of(child)
        .filter(|_| future::is_plain(vm, child))
        .is_some_and(|state| state.state.get() == State::Finished || gathering.return_exceptions && state.is_done());
    if left > 0 && wanted && ended_well {
        return Ok(Value::NONE);
    }
    vm.call(&gathering.note, &[child.clone(), Value::from_len(left)])
}

fn gather_plain(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (callback, arguments) = (args.take(0), args.take(1));
    let gathering = this(vm, &callback)?;
    let arguments = arguments.downcast::<Tuple>().map_or(&[][..], Tuple::items);
    let Some(event_loop) = vm.thread.running_loop.clone() else { return Ok(Value::NONE) };
    let Some(native) = event_loop.payload::<Loop>() else { return Ok(Value::NONE) };
    let plain = functions::own_create_task(vm, &event_loop)
        && native.task_factory.with(Option::is_none)
        && !native.closed.get();
    let fits = |value: &Value| {
        value.tag() == Tag::Coroutine
            || future::is_plain(vm, value)
                && future::of(value)
                    .is_some_and(|f| f.event_loop.with(|l| l.as_ref().is_some_and(|l| l.is(&event_loop))))
    };
    if !plain || !arguments.iter().all(fits) {
        return Ok(Value::NONE);
    }
    let mut different: Vec<u64> = arguments.iter().map(Value::bits).collect();
    different.sort_unstable();
    if different.windows(2).any(|pair| pair[0] == pair[1]) {
        return Ok(Value::NONE);
    }
    gathering.left.set(arguments.len());
    let context = context::copy_current(vm);
    let mut children = Vec::with_capacity(arguments.len());
    for value in arguments {
        let child = if value.tag() == Tag::Coroutine {
            let task = loop_class::create_task(vm, &event_loop, value.clone(), None, None)?;
            if let Some(state) = task.payload::<super::task::Task>() {
                state.log_destroy.set(false);
            }
            task
        } else {
            value.clone()
        };
        if let Some(state) = future::of(&child) {
            future::add_callback(vm, &child, state, Callback::Call(callback.clone(), context.clone()))?;
        }
        children.push(child);
    }
    Ok(vm.heap().list(children))
}
