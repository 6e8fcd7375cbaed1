//! What a suspended task waits for, and who could end that.
//!
//! The innermost frames of a chain tell: `Lock.acquire` waits for the lock that is its `self`. A bare future is followed
//! backwards: the pending futures and tasks whose callbacks lead to it (that is how gather, wait, shield, as_completed and
//! task groups work) are those that could finish it. Holders of a lock are found by the `__aexit__` on their stacks.

use std::collections::HashMap;

use crate::object::cell::CellObject;
use crate::object::collector::referents;
use crate::object::function::{Function, Method};
use crate::object::native::NativeFunction;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;

use super::chain::{self, Chain, Link};
use crate::event_loop::future::{self, Callback, Future};
use crate::event_loop::run_loop::Loop;
use crate::event_loop::task::{self, Task};

/// A task that is not done, as the reports see it.
pub struct Waiting {
    pub task: Value,
    pub name: String,
    /// Tasks are shown in the order of their making.
    pub number: u64,
    pub chain: Chain,
    /// What it waits for, by its words and its objects.
    pub wait: Wait,
}

/// What a task waits for.
#[derive(Default)]
pub struct Wait {
    pub what: String,
    /// A lock, queue, event, ... or a future.
    pub object: Option<Value>,
    /// How its own code calls that.
    pub name: Option<String>,
    pub kind: Kind,
    /// Indices of the tasks that must do something first.
    pub tasks: Vec<usize>,
    /// Who could have ended it, in words.
    pub who: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// It is ready to run.
    #[default]
    Nothing,
    Future,
    Task,
    Lock,
    Semaphore,
    Event,
    Notification,
    Relock,
    Item,
    Room,
    Join,
    Group,
    Several,
    Sleep,
    Foreign,
}

/// The functions of the library that wait, by their qualified names.
static PLACES: &[(&str, Kind)] = &[
    ("Lock.acquire", Kind::Lock),
    ("Semaphore.acquire", Kind::Semaphore),
    ("Event.wait", Kind::Event),
    ("Condition.wait", Kind::Notification),
    ("Queue.get", Kind::Item),
    ("Queue.put", Kind::Room),
    ("Queue.join", Kind::Join),
    ("TaskGroup.__aexit__", Kind::Group),
    ("sleep", Kind::Sleep),
    ("_wait", Kind::Several),
    ("wait_for", Kind::Several),
    ("as_completed.<locals>._wait_for_one", Kind::Several),
];

/// The object whose exit method this operand is: what `with` leaves on the stack.
pub fn bound_exit(operand: &Value) -> Option<Value> {
    if let Some(method) = operand.downcast::<Method>() {
        let name = method.function.downcast::<Function>()?.code().object.name.clone();
        return matches!(&*name.to_string(), "__aexit__" | "__exit__").then(|| method.object.clone());
    }
    let native = operand.downcast::<NativeFunction>()?;
    matches!(native.def.name(), "__aexit__" | "__exit__").then(|| native.bound.clone()).flatten()
}

/// The tasks of a loop that are not done, in the order of their making, with their chains.
pub fn pending(vm: &mut Vm, event_loop: Option<&Value>) -> Vec<Waiting> {
    let mut all = Vec::new();
    for value in vm.heap().boxed_of::<Task>() {
        let Some(state) = value.payload::<Task>() else { continue };
        let of_loop = |l: &Option<Value>| match (l, event_loop) {
            (Some(own), Some(wanted)) => own.is(wanted),
            (own, None) => own.is_some(),
            (None, Some(_)) => false,
        };
        if state.future.is_done() || !state.future.event_loop.with(of_loop) {
            continue;
        }
        let name = task::name(vm, state).lossy_text();
        let name = name.replace('\n', "\\n");
        let number = u64::from(state.future.serial.get());
        let coroutine = state.coroutine.get().unwrap_or(Value::NONE);
        let chain = chain::of(vm, &coroutine);
        all.push(Waiting { task: value, name, number, chain, wait: Wait::default() });
    }
    all.sort_by_key(|waiting| waiting.number);
    all
}

/// More tasks than this are not looked at.
const LOOKED_AT: usize = 2000;

/// Finds out for each task what it waits for, and for the first `most` who could end that.
pub fn explain(vm: &mut Vm, all: &mut [Waiting], most: usize) {
    let feeders = Feeders::gather(vm);
    let places: Places = all.iter().enumerate().map(|(index, waiting)| (waiting.task.id(), index)).collect();
    for index in 0..all.len().min(LOOKED_AT) {
        let wait = look_at(vm, all, index, &feeders, &places);
        all[index].wait = wait;
    }
    for index in 0..all.len().min(most) {
        let who = who(vm, all, index);
        if let Some(waiting) = all.get_mut(index) {
            waiting.wait.who = who;
        }
    }
}

/// Where each task is among all.
type Places = HashMap<u64, usize>;

/// From what callbacks lead to, back to the pending futures that have these callbacks.
struct Feeders(HashMap<u64, Vec<Value>>);

/// How far a callback is followed, and to how many objects.
const DEPTH: usize = 4;
const REACHED: usize = 200;

impl Feeders {
    fn gather(vm: &mut Vm) -> Feeders {
        let mut map: HashMap<u64, Vec<Value>> = HashMap::new();
        let mut futures = vm.heap().boxed_of::<Future>();
        futures.extend(vm.heap().boxed_of::<Task>());
        for value in futures {
            let Some(state) = future::of(&value).filter(|f| !f.is_done()) else { continue };
            for callback in state.callbacks() {
                let Callback::Call(callable, _) = callback else { continue };
                let mut reached = Vec::new();
                reach(&callable, DEPTH, &mut reached);
                for object in reached {
                    let known = map.entry(object.id()).or_default();
                    // One future's come one after the other.
                    if !object.is(&value) && !known.last().is_some_and(|k| k.is(&value)) {
                        known.push(value.clone());
                    }
                }
            }
        }
        Feeders(map)
    }

    fn of(&self, object: &Value) -> &[Value] {
        self.0.get(&object.id()).map_or(&[], Vec::as_slice)
    }
}

/// What a callback can lead to: what its closure, its receiver and its arguments hold.
pub fn reach(value: &Value, depth: usize, found: &mut Vec<Value>) {
    if depth == 0 || found.len() >= REACHED {
        return;
    }
    let children = match value.tag() {
        Tag::Function => {
            let closure = value.downcast::<Function>().and_then(|f| f.closure.clone());
            let cells = closure.as_ref().and_then(|c| c.downcast::<Tuple>().map(|t| t.items().to_vec()));
            let cells = cells.unwrap_or_default();
            cells.iter().filter_map(|c| c.downcast::<CellObject>().and_then(CellObject::get)).collect()
        }
        Tag::Native => value.downcast::<NativeFunction>().and_then(|n| n.bound.clone()).into_iter().collect(),
        // Not into containers of the program's: what lies beside the future there has nothing to do with it.
        Tag::Instance => {
            let attributes = |v: Value| if v.tag() == Tag::Dict { referents(&v) } else { vec![v] };
            referents(value).into_iter().flat_map(attributes).collect()
        }
        Tag::Method => referents(value),
        Tag::Boxed if future::of(value).is_none() && value.payload::<Loop>().is_none() => referents(value),
        _ => return,
    };
    for child in children {
        if matches!(child.tag(), Tag::Class | Tag::Module | Tag::Code | Tag::Str | Tag::Int | Tag::None | Tag::Bool)
            || found.iter().any(|f| f.is(&child))
        {
            continue;
        }
        found.push(child.clone());
        reach(&child, depth - 1, found);
    }
}

/// The link of the library that waits, if the chain ends in one: the outermost of those at its end.
fn library_place(chain: &Chain) -> Option<(&Link, Kind)> {
    let user = chain.links.iter().rposition(|link| !link.is_library()).map_or(0, |i| i + 1);
    let ending = chain.links.get(user..)?;
    let found = ending.iter().enumerate().find_map(|(i, link)| {
        let place = PLACES.iter().find(|(name, _)| link.qualname == *name)?;
        // Without a limit wait_for() only passes on.
        let passes_on = place.0 == "wait_for" && i + 1 < ending.len();
        (!passes_on).then_some((link, place.1))
    });
    found.map(|(link, kind)| {
        let relocks = kind == Kind::Notification && chain.links.last().is_some_and(|l| l.qualname == "Lock.acquire");
        (link, if relocks { Kind::Relock } else { kind })
    })
}

fn look_at(vm: &mut Vm, all: &[Waiting], index: usize, feeders: &Feeders, places: &Places) -> Wait {
    let Some(waiting) = all.get(index) else { return Wait::default() };
    let awaited = match waiting.task.payload::<Task>() {
        Some(state) => state.waiter.get(),
        None => None,
    };
    let Some(awaited) = awaited.or_else(|| waiting.chain.end.clone()) else {
        return Wait { what: "nothing: it is ready to run".to_string(), ..Wait::default() };
    };
    let place = library_place(&waiting.chain);
    let object = match place {
        Some((link, kind)) if !matches!(kind, Kind::Several | Kind::Sleep) => link.receiver(),
        _ => None,
    };
    let kind = match place {
        Some((_, kind)) if object.is_some() || matches!(kind, Kind::Several | Kind::Sleep) => kind,
        _ if awaited.payload::<Task>().is_some() => Kind::Task,
        _ if future::of(&awaited).is_some_and(|f| f.sleeping.get()) => Kind::Sleep,
        _ if future::of(&awaited).is_some() => Kind::Future,
        _ => Kind::Foreign,
    };
    let target = object.clone().unwrap_or_else(|| awaited.clone());
    let mut tasks = Vec::new();
    match kind {
        Kind::Task => tasks.extend(places.get(&awaited.id())),
        Kind::Lock | Kind::Semaphore | Kind::Relock => {
            let lock = match kind {
                Kind::Relock => attribute(vm, &target, "_lock").unwrap_or_else(|| target.clone()),
                _ => target.clone(),
            };
            for (other, held) in all.iter().enumerate() {
                if holds(vm, held, &lock) {
                    tasks.push(other);
                }
            }
        }
        _ => {
            feed(places, feeders, &awaited, &mut tasks, 0);
            if let Some(object) = &object {
                feed(places, feeders, object, &mut tasks, 0);
            }
        }
    }
    tasks.sort_unstable();
    tasks.dedup();
    let name = own_links(&waiting.chain).rev().find_map(|link| link.name_of(vm, &target, None));
    let what = words(vm, kind, &target, name.as_deref(), place.map(|(link, _)| link), &tasks, all);
    Wait { what, object: Some(target), name, kind, tasks, who: String::new() }
}

fn own_links(chain: &Chain) -> impl DoubleEndedIterator<Item = &Link> {
    chain.links.iter().filter(|link| !link.is_library())
}

/// The tasks that could finish a future through callbacks.
fn feed(places: &Places, feeders: &Feeders, object: &Value, tasks: &mut Vec<usize>, depth: usize) {
    for feeder in feeders.of(object) {
        if feeder.payload::<Task>().is_some() {
            tasks.extend(places.get(&feeder.id()));
        } else if depth < 8 {
            feed(places, feeders, feeder, tasks, depth + 1);
        }
    }
}

fn attribute(vm: &Vm, object: &Value, name: &str) -> Option<Value> {
    vm.own_attribute(object, &vm.heap().intern(name))
}

/// Does the task hold this lock: is it inside `with`, or noted as the owner?
fn holds(vm: &Vm, waiting: &Waiting, lock: &Value) -> bool {
    let owner = attribute(vm, lock, "_owner");
    if let Some(owner) = owner.as_ref().and_then(Value::as_small_int) {
        return waiting.task.payload::<Task>().is_some_and(|task| i64::from(task.future.serial.get()) == owner);
    }
    keeps(vm, &waiting.chain, lock, 0)
}

/// Is some link of the chain inside a `with` of this lock, or of a context manager made of a generator that is?
fn keeps(vm: &Vm, chain: &Chain, lock: &Value, depth: usize) -> bool {
    let keeps = |object: &Value| {
        object.is(lock)
            || attribute(vm, object, "_lock").is_some_and(|l| l.is(lock))
            || attribute(vm, object, "gen").is_some_and(|gen_| {
                depth < 4 && gen_.as_generator().is_some() && keeps(vm, &chain::of(vm, &gen_), lock, depth + 1)
            })
    };
    chain.links.iter().any(|link| link.kept().iter().any(keeps))
}

/// `Task 'a', Task 'b' and 3 more`.
fn list(all: &[Waiting], tasks: &[usize]) -> String {
    const MOST: usize = 6;
    let named: Vec<String> = tasks.iter().take(MOST).filter_map(|&i| Some(format!("'{}'", all.get(i)?.name))).collect();
    let more = if tasks.len() > MOST { format!(" and {} more", tasks.len() - MOST) } else { String::new() };
    named.join(", ") + &more
}

/// What is waited for, in words.
fn words(
    vm: &mut Vm,
    kind: Kind,
    target: &Value,
    name: Option<&str>,
    place: Option<&Link>,
    tasks: &[usize],
    all: &[Waiting],
) -> String {
    let class = vm.class_of(target).name_string();
    let shown = name.map_or_else(|| class.clone(), |name| format!("{class} `{name}`"));
    let number = |vm: &Vm, name: &str| attribute(vm, target, name).and_then(|v| v.as_small_int());
    match kind {
        Kind::Nothing => "nothing".to_string(),
        Kind::Task => match tasks.first().and_then(|&i| all.get(i)) {
            Some(other) => format!("Task '{}'", other.name),
            None => format!("a Task of another loop ({class})"),
        },
        Kind::Future if attribute(vm, target, "_children").is_some() => {
            format!("gather() of {}", if tasks.is_empty() { "futures".to_string() } else { list(all, tasks) })
        }
        Kind::Future => format!("{shown} to be done"),
        Kind::Lock => format!("{shown}, which is locked"),
        Kind::Semaphore => {
            format!("{shown}, whose value is {}", number(vm, "_value").unwrap_or_default())
        }
        Kind::Event => format!("{shown} to be set"),
        Kind::Notification => format!("{shown} to be notified"),
        Kind::Relock => format!("the lock of {shown}, after a notification"),
        Kind::Item => format!("an item of {shown}, which is empty"),
        Kind::Room => format!("room in {shown}, which is full"),
        Kind::Join => {
            let left = number(vm, "_unfinished_tasks").unwrap_or_default();
            format!("task_done() of {shown}: {left} unfinished")
        }
        Kind::Sleep => "the end of its sleep".to_string(),
        Kind::Group if tasks.is_empty() => "the tasks of its TaskGroup".to_string(),
        Kind::Group => format!("{} in its TaskGroup", list(all, tasks)),
        Kind::Several => {
            let function = match place.map(|link| link.qualname.as_str()) {
                Some(name) if name.ends_with("_wait_for_one") => "as_completed()",
                Some(name) if name.ends_with("wait_for") => "wait_for()",
                _ => "wait()",
            };
            if tasks.is_empty() {
                format!("futures in {function}")
            } else {
                format!("{} in {function}", list(all, tasks))
            }
        }
        Kind::Foreign => format!("{class} object"),
    }
}

/// Who could end the wait, in words.
fn who(vm: &mut Vm, all: &[Waiting], index: usize) -> String {
    let Some(waiting) = all.get(index) else { return String::new() };
    let wait = &waiting.wait;
    let Some(object) = &wait.object else { return String::new() };
    let by = match wait.kind {
        Kind::Nothing | Kind::Task | Kind::Sleep | Kind::Foreign => return String::new(),
        Kind::Lock | Kind::Relock if !wait.tasks.is_empty() => return format!("held by {}", list(all, &wait.tasks)),
        Kind::Semaphore if !wait.tasks.is_empty() => return format!("held by {}", list(all, &wait.tasks)),
        // Their words name the tasks already.
        Kind::Several | Kind::Group if !wait.tasks.is_empty() => return String::new(),
        Kind::Future if !wait.tasks.is_empty() && attribute(vm, object, "_children").is_some() => return String::new(),
        Kind::Future if !wait.tasks.is_empty() => {
            return format!("woken by the end of {}", list(all, &wait.tasks));
        }
        Kind::Lock | Kind::Relock | Kind::Semaphore => "released",
        Kind::Event => "set",
        Kind::Notification => "notified",
        Kind::Item => "filled",
        Kind::Room => "emptied",
        Kind::Join => "worked off",
        Kind::Group | Kind::Several | Kind::Future => "finished",
    };
    let part = wait.name.as_ref().and_then(|name| name.rsplit_once('.')).map(|(_, part)| part);
    let mut others = Vec::new();
    for (other, candidate) in all.iter().enumerate().take(LOOKED_AT) {
        let same = candidate.wait.kind == wait.kind && candidate.wait.object.as_ref().is_some_and(|o| o.is(object));
        if other == index || same {
            continue;
        }
        if let Some((link, name)) = own_links(&candidate.chain).find_map(|l| Some((l, l.name_of(vm, object, part)?))) {
            others.push(format!("'{}', which knows it as `{name}` in {}()", candidate.name, link.qualname));
        }
    }
    match &others[..] {
        [] if wait.kind == Kind::Lock => "held by nobody who could release it: its holder has ended".to_string(),
        [] => format!("could be {by} by nobody: no other pending task has it"),
        [one] => format!("could only be {by} by {one}"),
        many => {
            let more = if many.len() > 3 { format!("; and {} more", many.len() - 3) } else { String::new() };
            format!("could be {by} by {}{more}", many[..many.len().min(3)].join("; "))
        }
    }
}

/// Rings of tasks that wait for each other, each with its members in order.
pub fn cycles(all: &[Waiting]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut settled = vec![false; all.len()];
    for start in 0..all.len() {
        if settled[start] {
            continue;
        }
        // A walk that goes on with the first edge that is open; what it meets again on its path is a ring.
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some(&mut (at, ref mut next)) = path.last_mut() {
            let edge = all[at].wait.tasks.get(*next).copied();
            *next += 1;
            match edge {
                None => {
                    settled[at] = true;
                    path.pop();
                }
                Some(to) => match path.iter().position(|&(task, _)| task == to) {
                    Some(from) => {
                        let ring: Vec<usize> = path[from..].iter().map(|&(task, _)| task).collect();
                        if !found
                            .iter()
                            .any(|known| known.iter().all(|t| ring.contains(t)) && known.len() == ring.len())
                        {
                            found.push(ring);
                        }
                    }
                    None if !settled[to] => path.push((to, 0)),
                    None => {}
                },
            }
        }
    }
    found
}

/// The futures and tasks that wait for this one: tasks that its end wakes, futures that its callbacks lead to.
pub fn awaited_by(vm: &mut Vm, value: &Value) -> PyResult<Vec<Value>> {
    let Some(state) = future::of(value) else { return Err(vm.type_error("a Future or Task is required")) };
    let mut found: Vec<Value> = Vec::new();
    for callback in state.callbacks() {
        let mut reached = Vec::new();
        match callback {
            Callback::Wake(task) => reached.push(task),
            Callback::Call(callable, _) => reach(&callable, DEPTH, &mut reached),
        }
        for object in reached {
            let waits = future::of(&object)
                .is_some_and(|f| !f.is_done() && (object.payload::<Task>().is_some() || !f.callbacks().is_empty()));
            if waits && !object.is(value) && !found.iter().any(|f| f.is(&object)) {
                found.push(object);
            }
        }
    }
    Ok(found)
}
