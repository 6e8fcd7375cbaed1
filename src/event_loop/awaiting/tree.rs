//! The tree of tasks: under each task those that it waits for, each with its chain of awaits.

use std::fmt::Write;

use crate::object::native::NativeDef;

use crate::vm::Vm;

use super::chain::{self, Sources};
use super::wait::{self, Waiting};

/// More tasks than this are counted, not shown.
const SHOWN: usize = 1000;

/// The functions of the module `kaa` that are native.
pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("format_task_tree()", "All pending tasks and what they wait for, as text.", |vm, _| {
        let text = format(vm);
        Ok(vm.heap().str(&text))
    }),
    NativeDef::function(
        "format_await_chain(coroutine, /)",
        "What a coroutine or generator delegates to, down to the suspended instruction, as text.",
        |vm, args| {
            if args.get(0).as_generator().is_none() {
                let name = vm.type_name(args.get(0));
                return Err(vm.type_error(format!("a coroutine or generator is required, not {name}")));
            }
            let mut out = String::new();
            chain::write(&mut out, &chain::of(vm, args.get(0)), &mut Sources::default(), "");
            Ok(vm.heap().str(&out))
        },
    ),
    NativeDef::function("_awaited_by(future, /)", "The futures and tasks that wait for this one.", |vm, args| {
        let found = wait::awaited_by(vm, args.get(0))?;
        Ok(vm.heap().list(found))
    }),
];

/// All pending tasks of all loops: first those that nobody waits for, each with the tasks below it.
pub fn format(vm: &mut Vm) -> String {
    let mut all = wait::pending(vm, None);
    wait::explain(vm, &mut all, SHOWN);
    let mut tree = Tree { all: &all, shown: vec![false; all.len()], sources: Sources::default(), out: String::new() };
    let _ = match all.len() {
        1 => writeln!(tree.out, "1 task is pending"),
        count => writeln!(tree.out, "{count} tasks are pending"),
    };
    let mut waited_for = vec![false; all.len()];
    all.iter().flat_map(|w| &w.wait.tasks).for_each(|&i| waited_for[i] = true);
    let roots = (0..all.len()).filter(|&i| !waited_for[i]);
    // Those that are left wait for each other in rings.
    for index in roots.chain(0..all.len()).take(all.len() * 2) {
        if !tree.shown[index] {
            tree.show(vm, index, 0);
        }
    }
    tree.out
}

struct Tree<'a> {
    all: &'a [Waiting],
    shown: Vec<bool>,
    sources: Sources,
    out: String,
}

impl Tree<'_> {
    fn show(&mut self, vm: &Vm, index: usize, level: usize) {
        let indent = "  ".repeat(level.min(40));
        let all = self.all;
        let Some(waiting) = all.get(index) else { return };
        if self.shown[index] || level > 200 {
            let _ = writeln!(self.out, "{indent}Task '{}': see above", waiting.name);
            return;
        }
        self.shown[index] = true;
        let running = vm.thread.current_tasks.iter().any(|(_, task)| task.is(&waiting.task));
        let _ = writeln!(self.out, "{indent}Task '{}'{}", waiting.name, if running { ", running" } else { "" });
        let below = format!("{indent}  ");
        chain::write(&mut self.out, &waiting.chain, &mut self.sources, &below);
        if !running && !waiting.wait.what.is_empty() {
            let _ = writeln!(self.out, "{below}waits for {}", waiting.wait.what);
        }
        for &child in &waiting.wait.tasks {
            self.show(vm, child, level + 1);
        }
    }
}
