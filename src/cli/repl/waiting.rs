//! Waiting for the person, for a top-level `await` and for `input`, while the tasks of the prompt's event loop run.
//!
//! The loop belongs to the prompt: it is made when asyncio is first needed, is the one that `asyncio.create_task` means
//! outside of any coroutine, and runs whenever the prompt waits.

use std::cell::RefCell;
use std::io::Write;

use rustyline::config::EditMode;

use crate::event_loop::task::{self, Task};
use crate::event_loop::{context, exceptions, future, loop_class, run_loop};
use crate::object::{Exception, PyResult, Value};
use crate::text::Text;
use crate::vm::{Vm, clock};

use super::plain::Lines;
use super::reader::{Ask, Door, News};
use super::{complete, screen, signature};

/// In a process that was forked off the prompt: keys are for the one that has the line editor.
pub fn is_forked() -> bool {
    with(|prompt| prompt.process != std::process::id()).unwrap_or(false)
}

/// Where statements come from.
pub enum Front {
    Terminal(Door),
    Plain(Lines),
}

/// What the hooks of the machine have to find.
struct Prompt {
    front: Front,
    process: u32,
    /// A statement or a line was asked for and has not come.
    asked: bool,
    event_loop: Option<Value>,
    /// The task of the statement that runs.
    statement: Option<Value>,
    /// Ctrl-C came for it.
    interrupted: bool,
}

thread_local! {
    static PROMPT: RefCell<Option<Prompt>> = const { RefCell::new(None) };
}

/// The name of the tasks that statements are.
pub const STATEMENT: &str = "prompt";

fn with<T>(body: impl FnOnce(&mut Prompt) -> T) -> Option<T> {
    PROMPT.with(|prompt| prompt.borrow_mut().as_mut().map(body))
}

/// The prompt begins: the machine's hooks lead here.
pub fn begin(vm: &mut Vm, front: Front) {
    if let Front::Terminal(_) = front {
        screen::watch([0, 1, 2].map(crate::builtins::files::is_terminal));
        vm.host.read_line = Some(read_line);
    }
    vm.host.prompt_loop = Some(prompt_loop);
    vm.host.take_interrupt = Some(take_interrupt);
    // Whoever waits here for ever can press Ctrl-C.
    vm.host.on_deadlock = None;
    let process = std::process::id();
    let prompt = Prompt { front, process, asked: false, event_loop: None, statement: None, interrupted: false };
    PROMPT.with(|place| *place.borrow_mut() = Some(prompt));
}

/// The prompt ends: what still runs is cancelled, as `asyncio.run` does.
pub fn end(vm: &mut Vm) -> PyResult<()> {
    let was_asked = with(|prompt| std::mem::take(&mut prompt.asked)) == Some(true);
    show_left_over();
    if was_asked {
        screen::restore();
    }
    let event_loop = with(|prompt| prompt.event_loop.take()).flatten();
    vm.host.prompt_loop = None;
    vm.host.read_line = None;
    vm.host.take_interrupt = None;
    let Some(event_loop) = event_loop.filter(|l| is_open(vm, l)) else { return Ok(()) };
    let heap = vm.heap();
    let runners = vm.import_module("asyncio.runners")?;
    let cancelled = vm.call_method(&runners, &heap.intern("_cancel_all_tasks"), &[event_loop.clone(), Value::TRUE]);
    let closing = vm.call_method(&event_loop, &heap.intern("shutdown_asyncgens"), &[]);
    let closed =
        closing.and_then(|coroutine| vm.call_method(&event_loop, &heap.intern("run_until_complete"), &[coroutine]));
    vm.call_method(&event_loop, &heap.intern("close"), &[])?;
    cancelled.and(closed).map(drop)
}

fn is_open(vm: &Vm, event_loop: &Value) -> bool {
    run_loop::of(vm, event_loop).is_ok_and(|native| !native.closed.get())
}

/// The prompt's loop, made now if need be; it is the policy's, too.
fn prompt_loop(vm: &mut Vm) -> PyResult {
    if let Some(event_loop) = with(|prompt| prompt.event_loop.clone()).flatten().filter(|l| is_open(vm, l)) {
        return Ok(event_loop);
    }
    let heap = vm.heap();
    let events = vm.import_module("asyncio.events")?;
    let event_loop = vm.call_method(&events, &heap.intern("new_event_loop"), &[])?;
    vm.call_method(&events, &heap.intern("set_event_loop"), std::slice::from_ref(&event_loop))?;
    with(|prompt| prompt.event_loop = Some(event_loop.clone()));
    Ok(event_loop)
}

/// After a statement: once asyncio is there, so is the prompt's loop, and it is the current one again where
/// `asyncio.run` has left none.
pub fn keep_loop(vm: &mut Vm) -> PyResult<()> {
    let Some(events) = vm.loaded("asyncio.events") else { return Ok(()) };
    let heap = vm.heap();
    let event_loop = prompt_loop(vm)?;
    let policy = vm.call_method(&events, &heap.intern("get_event_loop_policy"), &[])?;
    let Some(local) = vm.get_attr_opt(&policy, &heap.intern("_local"))? else { return Ok(()) };
    let current = vm.get_attr_opt(&local, &heap.intern("_loop"))?;
    if current.is_some_and(|current| current.is_none()) {
        vm.call_method(&events, &heap.intern("set_event_loop"), &[event_loop])?;
    }
    Ok(())
}

/// Cancels all tasks of the prompt's loop; gives their number.
pub fn cancel_tasks(vm: &mut Vm) -> PyResult<usize> {
    let event_loop = with(|prompt| prompt.event_loop.clone()).flatten().filter(|l| is_open(vm, l));
    let Some(event_loop) = event_loop else { return Ok(0) };
    let heap = vm.heap();
    let asyncio = vm.import_module("asyncio.tasks")?;
    let tasks = vm.call_method(&asyncio, &heap.intern("all_tasks"), std::slice::from_ref(&event_loop))?;
    let count = vm.len(&tasks)?;
    let runners = vm.import_module("asyncio.runners")?;
    vm.call_method(&runners, &heap.intern("_cancel_all_tasks"), &[event_loop, Value::TRUE])?;
    Ok(count)
}

/// Other keys from now on.
pub fn set_keys(keys: EditMode) {
    with(|prompt| {
        if let Front::Terminal(door) = &prompt.front {
            door.ask(Ask::Keys(keys));
        }
    });
}

/// Asks for a statement, unless one was asked for already.
pub fn ask(first: &str, next: &str) {
    let before = screen::unfinished_line();
    with(|prompt| {
        if std::mem::replace(&mut prompt.asked, true) {
            return;
        }
        match &mut prompt.front {
            Front::Terminal(door) => {
                door.ask(Ask::Statement { first: format!("{before}{first}"), next: next.to_string() });
            }
            Front::Plain(lines) => lines.begin(first, next.to_string()),
        }
    });
}

/// Ctrl-C came while nothing ran: the line that was begun is given up.
pub fn give_up() {
    with(|prompt| {
        if let Front::Plain(lines) = &mut prompt.front {
            lines.give_up();
            prompt.asked = false;
        }
    });
}

/// Waits for what was asked for; tasks run meanwhile. An error comes from a task that ends the loop, or from a signal.
pub fn wait(vm: &mut Vm) -> PyResult<News> {
    let descriptor = with(|prompt| match &prompt.front {
        Front::Terminal(door) => door.descriptor(),
        Front::Plain(lines) => lines.descriptor(),
    });
    let Some(descriptor) = descriptor else { return Ok(News::End) };
    loop {
        if let Some(news) = next_news(vm) {
            return Ok(news);
        }
        let event_loop = with(|prompt| prompt.event_loop.clone()).flatten();
        match event_loop.filter(|l| vm.thread.running_loop.is_none() && is_open(vm, l)) {
            Some(event_loop) => {
                let mut arrived = None;
                vm.host.doorbell = Some(descriptor);
                let result = run_loop::run_until(vm, &event_loop, &mut |vm| {
                    arrived = next_news(vm);
                    arrived.is_some()
                });
                vm.host.doorbell = None;
                result?;
                if let Some(news) = arrived {
                    return Ok(news);
                }
            }
            None => {
                clock::poll(descriptor, None);
                vm.between_instructions()?;
            }
        }
    }
}

/// News for the session. Questions of the editor are answered here.
fn next_news(vm: &mut Vm) -> Option<News> {
    loop {
        let news = with(|prompt| match &mut prompt.front {
            Front::Terminal(door) => door.news(),
            Front::Plain(lines) => lines.news(),
        })??;
        match news {
            News::Complete { text, answer } => drop(answer.send(complete::candidates(vm, &text))),
            News::Signature { name, answer } => drop(answer.send(signature::of(vm, &name))),
            news => {
                with(|prompt| prompt.asked = false);
                show_left_over();
                return Some(news);
            }
        }
    }
}

/// What tasks wrote just before the prompt closed.
fn show_left_over() {
    let bytes = screen::left_over();
    let mut stdout = std::io::stdout();
    let _ = stdout.write_all(&bytes).and_then(|()| stdout.flush());
}

/// `Host::read_line`: `input` reads with the editor. Not for other streams, nor in a task while a statement is typed.
fn read_line(vm: &mut Vm, text: &Text) -> PyResult<Option<Value>> {
    let heap = vm.heap();
    for (name, first) in [("stdin", "__stdin__"), ("stdout", "__stdout__")] {
        let (now, first) = (vm.sys_attribute(&heap.intern(name)), vm.sys_attribute(&heap.intern(first)));
        if !matches!((now, first), (Some(now), Some(first)) if now.is(&first)) {
            return Ok(None);
        }
    }
    let stdin = vm.sys_attribute(&heap.intern("stdin")).unwrap_or(Value::NONE);
    let closed = vm.get_attr(&stdin, &heap.intern("closed"))?;
    if vm.truth(&closed)? || is_forked() {
        return Ok(None);
    }
    let text = text.units().to_string_lossy();
    let (above, prompt) = text.rsplit_once('\n').map_or(("", &*text), |(above, prompt)| (above, prompt));
    let before = if above.is_empty() { screen::unfinished_line() } else { String::new() };
    let asked = with(|prompt_state| {
        let Front::Terminal(door) = &prompt_state.front else { return None };
        if std::mem::replace(&mut prompt_state.asked, true) {
            return None;
        }
        if !above.is_empty() {
            println!("{above}");
        }
        door.ask(Ask::Line { prompt: format!("{before}{prompt}") });
        Some(door.descriptor())
    });
    let Some(descriptor) = asked.flatten() else {
        // A task asks while a statement is typed: both cannot have the keys.
        return Err(vm.runtime_error("input(): the prompt is reading the terminal"));
    };
    loop {
        match next_news(vm) {
            Some(News::Line(line)) => return Ok(Some(heap.str(&line))),
            Some(News::Interrupted) => {
                return Err(vm.exception_with(vm.types().keyboard_interrupt(), Vec::new()));
            }
            Some(_) => return Err(vm.eof_error("")),
            None => {
                clock::poll(descriptor, None);
                vm.between_instructions()?;
            }
        }
    }
}

/// `Host::take_interrupt`: Ctrl-C during a top-level `await` cancels that alone, unless its own code runs just now, or it
/// was pressed before and something did not give way.
fn take_interrupt(vm: &mut Vm) -> bool {
    let running = vm.thread.current_tasks.last().map(|(_, task)| task.clone());
    with(|prompt| {
        let Some(statement) = &prompt.statement else { return false };
        if running.is_some_and(|running| running.is(statement)) {
            return false;
        }
        !std::mem::replace(&mut prompt.interrupted, true)
    })
    .unwrap_or(false)
}

/// Runs the coroutine of a statement that awaits, as a task of the prompt's loop.
pub fn run_coroutine(vm: &mut Vm, coroutine: Value) -> PyResult {
    let event_loop = prompt_loop(vm)?;
    let name = vm.heap().str(STATEMENT);
    let context = context::current(vm);
    let statement = loop_class::create_task(vm, &event_loop, coroutine, Some(name), Some(context))?;
    with(|prompt| {
        prompt.statement = Some(statement.clone());
        prompt.interrupted = false;
    });
    let result = finish(vm, &event_loop, &statement);
    with(|prompt| prompt.statement = None);
    result
}

fn finish(vm: &mut Vm, event_loop: &Value, statement: &Value) -> PyResult {
    let state = task::of(vm, statement)?;
    let was_interrupted = run_until_done(vm, event_loop, state)?;
    if was_interrupted && !state.future.is_done() {
        task::cancel(vm, statement, None)?;
        run_until_done(vm, event_loop, state)?;
    }
    if !state.future.is_done() {
        // It does not let itself be cancelled: it goes on as a task among others.
        return Err(vm.exception_with(vm.types().keyboard_interrupt(), Vec::new()));
    }
    match future::result(vm, &state.future) {
        Err(error) if was_interrupted && exceptions::is_cancelled(vm, &error) => {
            let interrupt = vm.exception_with(vm.types().keyboard_interrupt(), Vec::new());
            drop(interrupt.object().traceback.replace(error.object().traceback.get()));
            Err(interrupt)
        }
        result => result,
    }
}

/// Runs the loop until the task is done or Ctrl-C is pressed; true: the latter.
fn run_until_done(vm: &mut Vm, event_loop: &Value, state: &Task) -> PyResult<bool> {
    let is_interrupted = || with(|prompt| prompt.interrupted).unwrap_or(false);
    // A descriptor that never has news: waits end by timers and signals.
    vm.host.doorbell = Some(-1);
    let result = run_loop::run_until(vm, event_loop, &mut |_| state.future.is_done() || is_interrupted());
    vm.host.doorbell = None;
    match result {
        Err(error) => {
            state.future.log_traceback.set(false);
            Err(error)
        }
        Ok(()) => Ok(with(|prompt| std::mem::take(&mut prompt.interrupted)).unwrap_or(false)),
    }
}

/// Is this what ends the prompt rather than only a statement?
pub fn leaves(vm: &Vm, error: &Exception) -> bool {
    vm.is_exception(error, vm.types().system_exit())
}
