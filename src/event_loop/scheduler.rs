//! What waits to run, and in which order: the ready queue and the timers of a loop.
//!
//! An entry is a small record. Handles exist only where Python code asked for one; a task's step or wake-up is the
//! task itself. Loops that Python code changed (an overridden `call_soon`, another loop class) get callables.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::object::exception::Exception;
use crate::object::native::CallArgs;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;

use super::handle::{self, Handle};
use super::run_loop::Loop;
use super::{future, task};

/// One entry of a ready queue.
pub enum Ready {
    /// A Handle that somebody can see.
    Handle(Value),
    /// A task's step, with the exception to throw in if there is one.
    Step(Value, Option<Exception>),
    /// A task whose awaited future is done.
    Wake(Value, Value),
    /// `callable(future)` in a context.
    Call(Value, Value, Option<Value>),
    /// A sleeping future gets its result.
    Finish(Value),
}

impl Ready {
    pub fn traverse(&self, visit: &mut Visitor<'_>) {
        match self {
            Ready::Handle(handle) => visit(handle),
            Ready::Step(task, error) => {
                visit(task);
                error.iter().for_each(|e| visit(e.value()));
            }
            Ready::Finish(future) => visit(future),
            Ready::Wake(a, b) => {
                visit(a);
                visit(b);
            }
            Ready::Call(callable, future, context) => {
                visit(callable);
                visit(future);
                context.iter().for_each(visit);
            }
        }
    }

    /// The same as callable, arguments and context, for those who want to see it.
    pub fn into_parts(self, vm: &mut Vm) -> PyResult<(Value, Vec<Value>, Option<Value>)> {
        Ok(match self {
            Ready::Handle(handle) => match handle.payload::<Handle>() {
                Some(h) => (h.callback.get().unwrap_or(Value::NONE), h.args.get(), h.context.get()),
                None => return Err(vm.system_error("no handle")),
            },
            Ready::Step(task, error) => {
                let context = task::context_of(vm, &task);
                (task::step_callable(vm, &task, error), Vec::new(), context)
            }
            Ready::Wake(task, future) => {
                let context = task::context_of(vm, &task);
                (task::wakeup_callable(vm, &task), vec![future], context)
            }
            Ready::Call(callable, future, context) => (callable, vec![future], context),
            Ready::Finish(future) => {
                let result = future::of(&future).and_then(|f| f.outcome.get()).unwrap_or(Value::NONE);
                let name = vm.heap().intern("set_result");
                (vm.get_attr(&future, &name)?, vec![result], None)
            }
        })
    }
}

/// Hands an entry to the loop: into its queue, or through its `call_soon` where Python code may watch.
#[inline]
pub fn call_soon(vm: &mut Vm, event_loop: &Value, entry: Ready) -> PyResult<()> {
    if let Some(native) = event_loop.payload::<Loop>()
        && native.is_plain(vm, event_loop)
    {
        if native.closed.get() {
            return Err(vm.runtime_error("Event loop is closed"));
        }
        native.ready.with_mut(|queue| queue.push_back(entry));
        return Ok(());
    }
    let (callable, mut values, context) = entry.into_parts(vm)?;
    values.insert(0, callable);
    let context = handle::shown_context(vm, context);
    values.push(context);
    let (name, keyword) = (vm.heap().intern("call_soon"), vm.heap().intern("context"));
    let method = vm.get_attr(event_loop, &name)?;
    vm.call_with(&method, CallArgs::new(&values, &[keyword])).map(drop)
}

/// One timer.
pub struct Timer {
    pub when: f64,
    /// Timers for the same moment go off in the order of their making.
    order: u64,
    /// A TimerHandle, which goes to the ready queue; or a sleeping future, which gets its result.
    pub target: Value,
}

impl Timer {
    /// Was it cancelled, or is there nobody to wake?
    pub fn is_stale(&self) -> bool {
        match self.target.payload::<Handle>() {
            Some(handle) => handle.cancelled.get(),
            None => future::of(&self.target).is_none_or(future::Future::is_done),
        }
    }
}

impl PartialEq for Timer {
    fn eq(&self, other: &Timer) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Timer {}

impl PartialOrd for Timer {
    fn partial_cmp(&self, other: &Timer) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timer {
    /// The soonest is the greatest, as the heap wants it.
    fn cmp(&self, other: &Timer) -> Ordering {
        other.when.total_cmp(&self.when).then(other.order.cmp(&self.order))
    }
}

/// The timers of a loop. Cancelled ones stay until they are due or are too many.
#[derive(Default)]
pub struct Timers {
    heap: BinaryHeap<Timer>,
    made: u64,
    /// How many of them were cancelled.
    pub stale: usize,
}

/// Fewer timers than this are never looked through for cancelled ones.
const MANY: usize = 100;

impl Timers {
    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    /// Adds one that is due at `when`, in seconds of the loop's clock.
    pub fn add(&mut self, when: f64, target: Value) {
        self.made += 1;
        self.heap.push(Timer { when, order: self.made, target });
    }

    /// Drops what was cancelled from the front, and everywhere once that is more than half. What is dropped is
    /// given out, so that it goes when nothing is borrowed.
    pub fn prune(&mut self) -> Vec<Timer> {
        let mut dropped = Vec::new();
        if self.heap.len() > MANY && self.stale * 2 > self.heap.len() {
            let (stale, kept): (Vec<Timer>, Vec<Timer>) =
                std::mem::take(&mut self.heap).into_iter().partition(Timer::is_stale);
            self.heap = kept.into();
            self.stale = 0;
            return stale;
        }
        while self.heap.peek().is_some_and(Timer::is_stale) {
            self.stale = self.stale.saturating_sub(1);
            dropped.extend(self.heap.pop());
        }
        dropped
    }

    /// When the next one is due.
    pub fn next(&self) -> Option<f64> {
        self.heap.peek().map(|t| t.when)
    }

    /// Takes the next one if it is due before `end`.
    pub fn take_due(&mut self, end: f64) -> Option<Timer> {
        if self.heap.peek().is_some_and(|t| t.when < end) { self.heap.pop() } else { None }
    }

    /// All of them, the soonest first.
    pub fn sorted(&self) -> Vec<&Timer> {
        let mut all: Vec<&Timer> = self.heap.iter().collect();
        all.sort_by(|a, b| b.cmp(a));
        all
    }

    /// Takes them all, in no order.
    pub fn take_all(&mut self) -> Vec<Timer> {
        std::mem::take(&mut self.heap).into_vec()
    }

    pub fn traverse(&self, visit: &mut Visitor<'_>) {
        for timer in &self.heap {
            visit(&timer.target);
        }
    }
}
