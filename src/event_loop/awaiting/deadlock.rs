//! Deadlock: a loop that waits for ever while tasks are pending. It is a fact, not a guess: nothing is ready, no timer
//! runs, nothing outside can call in, so no Python code will ever run again.
//!
//! What keeps a loop alive without timers is asked for in `Host::outside_sources`: handlers of signals, watched
//! descriptors, threads. Ctrl-C alone wakes no task; but code that catches KeyboardInterrupt around the loop says that it
//! waits for it, and so does a `run_forever()` without tasks.

use std::fmt::Write;

use crate::object::Value;
use crate::object::code::Code;
use crate::object::native::NativeFunction;
use crate::vm::Vm;

use super::chain::{self, Sources};
use super::wait::{self, Waiting};
use crate::event_loop::future::{self, Callback, Future};
use crate::event_loop::loop_class::STOP_WHEN_DONE;
use crate::event_loop::task::Task;

/// So many tasks are reported in full.
const SHOWN: usize = 20;

/// The loop is about to wait without end: ends the program with a report if nothing can ever wake it.
#[cold]
pub fn check(vm: &mut Vm, event_loop: &Value) {
    let Some(stop) = vm.host.on_deadlock else { return };
    if outside_source(vm) || interrupt_is_expected(vm) {
        return;
    }
    let mut all = wait::pending(vm, Some(event_loop));
    // A task that is stepped by somebody else's means is beyond what this loop knows.
    let waits = |w: &Waiting| w.task.payload::<Task>().is_some_and(|task| task.waiter.with(Option::is_some));
    if !all.iter().all(waits) {
        return;
    }
    let awaited = completion(vm, event_loop);
    if all.is_empty() && awaited.is_none() {
        return;
    }
    wait::explain(vm, &mut all, SHOWN);
    let text = report(&all);
    stop(vm, &text);
}

fn outside_source(vm: &mut Vm) -> bool {
    let sources = vm.host.outside_sources.clone();
    sources.into_iter().any(|is_any| is_any(vm))
}

/// Does some code around the loop catch KeyboardInterrupt by its name?
fn interrupt_is_expected(vm: &Vm) -> bool {
    vm.glimpses().iter().any(|frame| {
        let Some(code) = frame.code.downcast::<Code>() else { return false };
        let library = code.object.filename.to_string().starts_with("<frozen ");
        let guarded = usize::try_from(frame.word).is_ok_and(|word| code.running().is_guarded(word));
        !library && guarded && code.object.names.iter().any(|name| &**name == "KeyboardInterrupt")
    })
}

/// The future that `run_until_complete` waits for.
fn completion(vm: &mut Vm, event_loop: &Value) -> Option<Value> {
    let mut futures = vm.heap().boxed_of::<Future>();
    futures.extend(vm.heap().boxed_of::<Task>());
    futures.into_iter().find(|value| {
        let Some(state) = future::of(value).filter(|f| !f.is_done()) else { return false };
        let own = state.event_loop.with(|l| l.as_ref().is_some_and(|l| l.is(event_loop)));
        let stops = |callback: &Callback| match callback {
            Callback::Call(callable, _) => {
                callable.downcast::<NativeFunction>().is_some_and(|n| std::ptr::eq(n.def, &raw const STOP_WHEN_DONE))
            }
            Callback::Wake(_) => false,
        };
        own && state.callbacks().iter().any(stops)
    })
}

fn report(all: &[Waiting]) -> String {
    let mut out = match all.len() {
        0 => "Deadlock: run_until_complete() waits for a future, and there is no task that could finish it.\n"
            .to_string(),
        1 => "Deadlock: one task is pending, and nothing can ever wake it.\n".to_string(),
        count => format!("Deadlock: {count} tasks are pending, and nothing can ever wake one of them.\n"),
    };
    let cycles = wait::cycles(all);
    let mut sources = Sources::default();
    for (index, waiting) in all.iter().enumerate().take(SHOWN) {
        let mark = if cycles.iter().any(|cycle| cycle.contains(&index)) { " (in a cycle)" } else { "" };
        let _ = writeln!(out, "\nTask '{}'{mark}", waiting.name);
        chain::write(&mut out, &waiting.chain, &mut sources, "  ");
        let _ = writeln!(out, "  waits for {}", waiting.wait.what);
        if !waiting.wait.who.is_empty() {
            let _ = writeln!(out, "  {}", waiting.wait.who);
        }
    }
    if all.len() > SHOWN {
        let _ = writeln!(out, "\n... and {} more", all.len() - SHOWN);
    }
    for cycle in &cycles {
        out.push_str("\nCycle:\n");
        let next = cycle.iter().skip(1).chain(cycle.first());
        for (member, next) in cycle.iter().zip(next) {
            let (Some(member), Some(next)) = (all.get(*member), all.get(*next)) else { continue };
            let _ = writeln!(out, "  '{}' waits for {} -> '{}'", member.name, member.wait.what, next.name);
        }
    }
    out
}
