//! A run of the cycle collector, with the Python code between its steps, and what `gc` knows of it.

use crate::object::collector::{self, Scope};
use crate::object::dict::Dict;
use crate::object::{Tag, Value};

use super::Vm;

/// `gc.DEBUG_STATS` and its kin.
pub mod debug {
    pub const STATS: i64 = 1;
    pub const COLLECTABLE: i64 = 2;
    pub const SAVEALL: i64 = 32;
}

/// What `gc` sets and shows. A collection of young objects counts as one of generation 1. The first threshold switches
/// collections off when it is 0, the others are kept without effect.
pub struct GcState {
    pub thresholds: [i64; 3],
    /// `gc.set_debug`.
    pub debug: i64,
    /// Collections, and objects found in them, by generation.
    pub stats: [(usize, usize); 3],
}

impl Default for GcState {
    fn default() -> GcState {
        GcState { thresholds: [700, 10, 10], debug: 0, stats: [(0, 0); 3] }
    }
}

impl Vm {
    /// Frees dead cycles: weak references to them call back, finalisers run, what those bring back to life stays. Gives
    /// how many objects CPython would say were unreachable.
    pub fn collect_garbage(&mut self, generation: usize) -> usize {
        self.collect_in(Scope::Whole, generation)
    }

    /// A collection that nobody asked for.
    pub fn collect_some_garbage(&mut self) {
        match self.heap().next_scope() {
            Scope::Young => self.collect_in(Scope::Young, 1),
            Scope::Whole => self.collect_in(Scope::Whole, 2),
        };
    }

    fn collect_in(&mut self, scope: Scope, generation: usize) -> usize {
        let heap = self.heap();
        self.tell_collection("start", generation, 0);
        let started = std::time::Instant::now();
        let Some(mut garbage) = heap.begin_collection(scope) else {
            self.tell_collection("stop", generation, 0);
            return 0;
        };
        heap.cut_weak_references(&garbage);
        self.run_finalizers();
        if heap.queue_finalizers(&garbage) {
            self.run_finalizers();
            garbage = heap.still_garbage(garbage);
        }
        let found = garbage.iter().map(collector::weight).sum();
        if self.gc.debug & debug::COLLECTABLE != 0 {
            for value in &garbage {
                let line = format!("gc: collectable <{} {:#x}>\n", self.type_name(value), value.bits());
                self.write_stderr(&line);
            }
        }
        if self.gc.debug & debug::SAVEALL != 0 {
            let list = self.gc_attribute("garbage");
            if let Some(list) = list.as_ref().and_then(|l| l.downcast::<crate::object::list::List>()) {
                garbage.iter().for_each(|value| list.push(value.clone()));
            }
            garbage.clear();
        }
        heap.end_collection(garbage, scope);
        self.run_finalizers();
        if self.gc.debug & debug::STATS != 0 {
            let seconds = started.elapsed().as_secs_f64();
            self.write_stderr(&format!("gc: done, {found} unreachable, 0 uncollectable, {seconds:.4}s elapsed\n"));
        }
        if let Some((collections, collected)) = self.gc.stats.get_mut(generation) {
            *collections += 1;
            *collected += found;
        }
        self.tell_collection("stop", generation, found);
        found
    }

    fn write_stderr(&mut self, text: &str) {
        let names = self.names();
        if let Some(stderr) = self.sys_attribute(&names.stderr).filter(|stream| !stream.is_none()) {
            drop(self.call_method(&stderr, &names.write, &[self.heap().str(text)]));
        }
    }

    fn gc_attribute(&mut self, name: &str) -> Option<Value> {
        let module = self.loaded("gc")?;
        let name = self.heap().intern(name);
        module.downcast::<crate::object::module::Module>()?.dict().get_str(&name)
    }

    /// Calls `gc.callbacks`; what they raise is shown and lost.
    fn tell_collection(&mut self, phase: &str, generation: usize, found: usize) {
        let heap = self.heap();
        let Some(callbacks) = self.gc_attribute("callbacks").filter(|c| c.tag() == Tag::List) else { return };
        for callback in self.collect(&callbacks).unwrap_or_default() {
            let info = heap.dict();
            if let Some(dict) = info.downcast::<Dict>() {
                let rows = [("generation", generation), ("collected", found), ("uncollectable", 0)];
                rows.iter().for_each(|(name, n)| drop(dict.set_str(&heap.intern(name), Value::from_len(*n))));
            }
            if let Err(error) = self.call(&callback, &[heap.str(phase), info]) {
                self.unraisable(error, None, &callback);
            }
        }
    }
}
