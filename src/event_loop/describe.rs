//! How futures, tasks, coroutines and callbacks look in reprs and reports.

use crate::object::class::Class;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::function::Function;
use crate::object::generator::State as Suspension;
use crate::object::list::List;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;

use super::future::{self, Callback, Future, State};
use super::task::{self, Task};

/// A dict with these entries, as an exception handler gets it.
pub fn report(vm: &mut Vm, entries: &[(&str, Value)]) -> PyResult {
    let dict = vm.heap().dict();
    if let Some(d) = dict.downcast::<Dict>() {
        for (name, value) in entries {
            let name = vm.heap().intern(name);
            vm.dict_set(d, &name, value)?;
        }
    }
    Ok(dict)
}

/// A repr with bounded length, by the rules of `reprlib`.
pub fn short(vm: &mut Vm, value: &Value) -> PyResult<String> {
    short_at(vm, value, 6)
}

fn short_at(vm: &mut Vm, value: &Value, level: usize) -> PyResult<String> {
    let exact = |class: &Value| vm.heap().class_of(value).is(class);
    let types = vm.types();
    if exact(types.str()) {
        return cut_repr(vm, value, 30);
    }
    if exact(types.int()) {
        return cut_repr(vm, value, 40);
    }
    let (open, close, items, most) = if exact(types.list()) {
        ("[", "]", value.downcast::<List>().map(List::to_vec), 6)
    } else if exact(types.tuple()) {
        ("(", ")", value.downcast::<Tuple>().map(|t| t.items().to_vec()), 6)
    } else if exact(types.dict()) {
        return short_dict(vm, value, level);
    } else if exact(types.set()) || exact(types.frozenset()) {
        return short_set(vm, value, level);
    } else {
        return cut_repr(vm, value, 30);
    };
    let items = items.unwrap_or_default();
    if level == 0 && !items.is_empty() {
        return Ok(format!("{open}...{close}"));
    }
    let mut shown = Vec::new();
    for item in items.iter().take(most) {
        shown.push(short_at(vm, item, level - 1)?);
    }
    if items.len() > most {
        shown.push("...".to_string());
    }
    let comma = if items.len() == 1 && open == "(" { "," } else { "" };
    Ok(format!("{open}{}{comma}{close}", shown.join(", ")))
}

fn short_dict(vm: &mut Vm, value: &Value, level: usize) -> PyResult<String> {
    let items = value.downcast::<Dict>().map(Dict::items).unwrap_or_default();
    if items.is_empty() {
        return Ok("{}".to_string());
    }
    if level == 0 {
        return Ok("{...}".to_string());
    }
    let count = items.len();
    let mut keys: Vec<Value> = items.into_iter().map(|(k, _)| k).collect();
    sort_if_possible(vm, &mut keys);
    let mut shown = Vec::new();
    for key in keys.iter().take(4) {
        let item = vm.get_item(value, key)?;
        shown.push(format!("{}: {}", short_at(vm, key, level - 1)?, short_at(vm, &item, level - 1)?));
    }
    if count > 4 {
        shown.push("...".to_string());
    }
    Ok(format!("{{{}}}", shown.join(", ")))
}

fn short_set(vm: &mut Vm, value: &Value, level: usize) -> PyResult<String> {
    let frozen = value.tag() == Tag::FrozenSet;
    let mut items = vm.collect(value)?;
    if items.is_empty() {
        return Ok(if frozen { "frozenset()" } else { "set()" }.to_string());
    }
    let (open, close) = if frozen { ("frozenset({", "})") } else { ("{", "}") };
    if level == 0 {
        return Ok(format!("{open}...{close}"));
    }
    sort_if_possible(vm, &mut items);
    let mut shown = Vec::new();
    for item in items.iter().take(6) {
        shown.push(short_at(vm, item, level - 1)?);
    }
    if items.len() > 6 {
        shown.push("...".to_string());
    }
    Ok(format!("{open}{}{close}", shown.join(", ")))
}

fn sort_if_possible(vm: &mut Vm, items: &mut Vec<Value>) {
    let list = vm.heap().list(items.clone());
    let name = vm.heap().intern("sort");
    if vm.call_method(&list, &name, &[]).is_ok()
        && let Some(list) = list.downcast::<List>()
    {
        *items = list.to_vec();
    }
}

/// A repr with its middle left out if it is longer than `most` characters.
fn cut_repr(vm: &mut Vm, value: &Value, most: usize) -> PyResult<String> {
    let whole = match vm.repr_text(value) {
        Ok(text) => text,
        Err(error) if vm.is_exception(&error, vm.types().exception()) && value.tag() != Tag::Int => {
            let class = vm.class_of(value).name_string();
            return Ok(format!("<{class} instance at {:#x}>", value.id()));
        }
        Err(error) => return Err(error),
    };
    let characters: Vec<char> = whole.chars().collect();
    if characters.len() <= most {
        return Ok(whole);
    }
    let front = (most - 3) / 2;
    let back = most - 3 - front;
    let tail = characters.len() - back;
    Ok(characters[..front].iter().chain(&['.', '.', '.']).chain(&characters[tail..]).collect())
}

fn text_attribute(vm: &mut Vm, value: &Value, name: &str) -> PyResult<Option<String>> {
    let name = vm.heap().intern(name);
    let found = vm.get_attr_opt(value, &name)?;
    Ok(found.and_then(|v| v.as_str().filter(|s| !s.is_empty()).map(|s| s.to_string_lossy())))
}

/// `name(arguments)`.
pub fn callback(vm: &mut Vm, callable: &Value, args: &[Value]) -> PyResult<String> {
    with_suffix(vm, callable, Some(args), &[], String::new())
}

fn with_suffix(
    vm: &mut Vm,
    callable: &Value,
    args: Option<&[Value]>,
    keywords: &[(Value, Value)],
    suffix: String,
) -> PyResult<String> {
    let mut items = Vec::new();
    for arg in args.unwrap_or_default() {
        items.push(short(vm, arg)?);
    }
    for (name, value) in keywords {
        let shown = short(vm, value)?;
        items.push(format!("{}={shown}", vm.str_text(name)?));
    }
    let suffix = format!("({}){suffix}", items.join(", "));
    if let Some((inner, args, keywords)) = partial_parts(vm, callable)? {
        return with_suffix(vm, &inner, Some(&args), &keywords, suffix);
    }
    let name = match text_attribute(vm, callable, "__qualname__")? {
        Some(name) => name,
        None => match text_attribute(vm, callable, "__name__")? {
            Some(name) => name,
            None => vm.repr_text(callable)?,
        },
    };
    Ok(name + &suffix)
}

type PartialParts = (Value, Vec<Value>, Vec<(Value, Value)>);

/// What a `functools.partial` holds, if `callable` is one.
fn partial_parts(vm: &mut Vm, callable: &Value) -> PyResult<Option<PartialParts>> {
    let Some(module) = vm.loaded("functools") else { return Ok(None) };
    let heap = vm.heap();
    let Some(class) = vm.get_attr_opt(&module, &heap.intern("partial"))? else { return Ok(None) };
    if class.downcast::<Class>().is_none() || !vm.is_a(callable, &class) {
        return Ok(None);
    }
    let inner = vm.get_attr(callable, &heap.intern("func"))?;
    let args = vm.get_attr(callable, &heap.intern("args"))?;
    let args = vm.collect(&args)?;
    let keywords = vm.get_attr(callable, &heap.intern("keywords"))?;
    Ok(Some((inner, args, keywords.downcast::<Dict>().map(Dict::items).unwrap_or_default())))
}

/// `name(arguments) at file:line` where the callable is a Python function.
pub fn callback_with_source(vm: &mut Vm, callable: &Value, args: &[Value]) -> PyResult<String> {
    let mut shown = callback(vm, callable, args)?;
    if let Some((file, line)) = source(vm, callable)? {
        shown += &format!(" at {file}:{line}");
    }
    Ok(shown)
}

fn source(vm: &mut Vm, callable: &Value) -> PyResult<Option<(String, u32)>> {
    let mut at = callable.clone();
    let wrapped = vm.names().wrapped.clone();
    for _ in 0..vm.recursion_limit {
        match vm.get_attr_opt(&at, &wrapped)? {
            Some(inner) => at = inner,
            None => break,
        }
    }
    if let Some(function) = at.downcast::<Function>() {
        let code = &function.code().object;
        return Ok(Some((code.filename.to_string(), code.firstlineno)));
    }
    match partial_parts(vm, &at)? {
        Some((inner, _, _)) => source(vm, &inner),
        None => Ok(None),
    }
}

/// `name() running at file:line` and its like, without angle brackets.
pub fn coroutine(vm: &mut Vm, value: &Value) -> PyResult<String> {
    let mut name = match text_attribute(vm, value, "__qualname__")? {
        Some(name) => name,
        None => match text_attribute(vm, value, "__name__")? {
            Some(name) => name,
            None => format!("<{} without __name__>", vm.class_of(value).name_string()),
        },
    };
    name += "()";
    if let Some(generator) = value.as_generator() {
        let code = &generator.code().object;
        if generator.state.get() == Suspension::Closed {
            return Ok(format!("{name} done, defined at {}:{}", code.filename, code.firstlineno));
        }
        let line = match vm.generator_frame(generator) {
            Some(frame) => vm.frame_line(&frame),
            None => None,
        };
        let line = line.map_or("None".to_string(), |l| l.to_string());
        return Ok(format!("{name} running at {}:{line}", code.filename));
    }
    let heap = vm.heap();
    let mut code = vm.get_attr_opt(value, &heap.intern("cr_code"))?;
    if code.is_none() {
        code = vm.get_attr_opt(value, &heap.intern("gi_code"))?;
    }
    let mut running = false;
    for attribute in ["cr_running", "gi_running"] {
        if let Some(answer) = vm.get_attr_opt(value, &heap.intern(attribute))? {
            running = vm.truth(&answer)?;
            break;
        }
    }
    let Some(code) = code.as_ref().and_then(|c| c.downcast::<Code>()) else {
        return Ok(if running { format!("{name} running") } else { name });
    };
    let code = &code.object;
    Ok(format!("{name} running at {}:{}", code.filename, code.firstlineno))
}

/// `cb=[...]`.
fn callbacks(vm: &mut Vm, all: &[Callback]) -> PyResult<String> {
    let mut one = |callback: &Callback| match callback {
        Callback::Call(callable, _) => callback_with_source(vm, callable, &[]),
        Callback::Wake(_) => Ok("Task.task_wakeup()".to_string()),
    };
    let shown = match all {
        [] => String::new(),
        [only] => one(only)?,
        [first, last] => format!("{}, {}", one(first)?, one(last)?),
        [first, .., last] => format!("{}, <{} more>, {}", one(first)?, all.len() - 2, one(last)?),
    };
    Ok(format!("cb=[{shown}]"))
}

/// The words of a future's repr.
pub fn future_info(vm: &mut Vm, value: &Value, future: &Future) -> PyResult<Vec<String>> {
    let mut info = vec![future.state.get().name().to_lowercase()];
    let outcome = future.outcome.get().unwrap_or(Value::NONE);
    match future.state.get() {
        State::Failed => info.push(format!("exception={}", vm.repr_text(&outcome)?)),
        State::Finished => {
            let shown = if vm.repr_enter(value) {
                let shown = short(vm, &outcome);
                vm.repr_leave(value);
                shown?
            } else {
                "...".to_string()
            };
            info.push(format!("result={shown}"));
        }
        State::Pending | State::Cancelled => {}
    }
    let all = future.callbacks();
    if !all.is_empty() {
        info.push(callbacks(vm, &all)?);
    }
    if let Some(stack) = future.source_traceback() {
        info.extend(created_at(vm, &stack)?);
    }
    Ok(info)
}

/// `created at file:line`, from the innermost entry of a stack.
pub fn created_at(vm: &mut Vm, stack: &Value) -> PyResult<Option<String>> {
    let entries = vm.collect(stack)?;
    let Some(last) = entries.last() else { return Ok(None) };
    let (file, line) = (vm.get_item(last, &Value::from_len(0))?, vm.get_item(last, &Value::from_len(1))?);
    Ok(Some(format!("created at {}:{}", vm.str_text(&file)?, vm.str_text(&line)?)))
}

/// The words of a task's repr.
pub fn task_info(vm: &mut Vm, value: &Value, task: &Task) -> PyResult<Vec<String>> {
    let mut info = future_info(vm, value, &task.future)?;
    if task.must_cancel.get() {
        info[0] = "cancelling".to_string();
    }
    let name = task::name(vm, task);
    info.insert(1, format!("name={}", vm.repr_text(&name)?));
    let coroutine = match task.coroutine.get() {
        Some(value) => coroutine(vm, &value)?,
        None => "None".to_string(),
    };
    info.insert(2, format!("coro=<{coroutine}>"));
    if let Some(waiter) = task.waiter.get() {
        info.insert(3, format!("wait_for={}", vm.repr_text(&waiter)?));
    }
    Ok(info)
}

/// The repr of a Future or Task: `<Class words>`.
pub fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let name = vm.heap().intern("_repr_info");
    let words = if future::is_plain(vm, value) {
        match value.payload::<Task>() {
            Some(task) => task_info(vm, value, task)?,
            None => match value.payload::<Future>() {
                Some(future) => future_info(vm, value, future)?,
                None => Vec::new(),
            },
        }
    } else {
        let list = vm.call_method(value, &name, &[])?;
        let mut words = Vec::new();
        for word in vm.collect(&list)? {
            words.push(vm.str_text(&word)?);
        }
        words
    };
    let class = vm.class_of(value).name_string();
    Ok(vm.heap().str(&format!("<{class} {}>", words.join(" "))))
}
