//! Hints for the mistakes of those who begin with async, for `--hints` and the prompt.
//!
//! Whoever makes an error knows the facts: which value cannot be added, iterated or awaited. While hints are asked for
//! these are noted beside the exception; nothing is looked for in messages. When an exception is reported that nobody
//! caught, what was noted for it becomes one line. A program that runs as it was meant reports nothing, so it gets none.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use crate::object::exception::ExceptionObject;
use crate::object::function::Function;
use crate::object::generator::Generator;
use crate::object::{Exception, Tag, Value};
use crate::vm::Vm;

/// How many exceptions are remembered.
const REMEMBERED: usize = 8;
/// How many tasks.
const REMEMBERED_TASKS: usize = 1000;

/// What somebody has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// A coroutine of this name stands where its result was meant.
    CoroutineUsed(String),
    /// A generator is awaited.
    AwaitedGenerator(String),
    AwaitedNone,
    /// A function is awaited, which was not called.
    AwaitedFunction(String),
    /// A list or tuple is awaited.
    AwaitedMany,
    /// A plain `for`, or a call that iterates, of an asynchronous iterable.
    PlainFor,
    /// `async for` of a plain one.
    AsyncFor,
    /// A plain `with` of an asynchronous context manager.
    PlainWith,
    /// `async with` of a plain one.
    AsyncWith,
    /// A plain generator delegates to a coroutine.
    DelegatedToCoroutine(String),
    /// `asyncio.run` or the like while a loop runs.
    LoopInLoop,
    /// `asyncio.run(main)`: the function itself.
    NotCalled(String),
    /// None where a coroutine was expected.
    GotNone,
    /// Nobody has awaited this coroutine.
    NeverAwaited(String),
    /// `time.sleep` while other tasks could run.
    BlockingSleep,
    /// A task went before it had ended.
    TaskPending,
    /// Nobody has asked a task for its outcome.
    TaskForgotten,
    /// The loop ended when this task had been made, before anything was awaited.
    TaskLeft(String),
}

impl Mistake {
    /// The line below the error.
    pub fn hint(&self) -> String {
        let text = match self {
            Mistake::CoroutineUsed(name) => {
                format!("calling {name}() gives a coroutine, not its result: did you mean `await {name}(...)`?")
            }
            Mistake::AwaitedGenerator(name) => format!(
                "{name}() is a plain generator: write it with `async def` and `await`, or decorate it with @types.coroutine"
            ),
            Mistake::AwaitedNone => {
                "what is awaited here is None: is the function `async def`, and does it return what you await?".into()
            }
            Mistake::AwaitedFunction(name) => format!("{name} was not called: did you mean `await {name}(...)`?"),
            Mistake::AwaitedMany => "to await several at once: `await asyncio.gather(*awaitables)`".into(),
            Mistake::PlainFor => "this gives its items asynchronously: did you mean `async for`?".into(),
            Mistake::AsyncFor => "this is a plain iterable: did you mean `for`?".into(),
            Mistake::PlainWith => "this context manager is asynchronous: did you mean `async with`?".into(),
            Mistake::AsyncWith => "this is a plain context manager: did you mean `with`?".into(),
            Mistake::DelegatedToCoroutine(name) => format!(
                "to delegate to {name}(), decorate this generator with @types.coroutine, or write `async def` and `await`"
            ),
            Mistake::LoopInLoop => {
                "an event loop runs already: `await` the coroutine here, or make a task of it".into()
            }
            Mistake::NotCalled(name) => format!("{name} was not called: did you mean `{name}()`?"),
            Mistake::GotNone => "None is no coroutine: is the function that was called `async def`?".into(),
            Mistake::NeverAwaited(name) => {
                format!("calling {name}() only makes a coroutine: did you mean `await {name}(...)`?")
            }
            Mistake::BlockingSleep => {
                "time.sleep stops all tasks, and others could run now: did you mean `await asyncio.sleep(...)`?".into()
            }
            Mistake::TaskPending => "keep the task and `await` it before the loop ends".into(),
            Mistake::TaskForgotten => "`await` the task: what it raises comes out there".into(),
            Mistake::TaskLeft(name) => {
                format!("the loop ended before the task of {name}() had: did you mean to `await` the task?")
            }
        };
        format!("hint: {text}")
    }
}

/// What is noted while hints are asked for.
#[derive(Default)]
pub struct Hints {
    /// Of the last two values that a message has named.
    named: RefCell<[Option<Mistake>; 2]>,
    /// Exceptions and what has led to them, the latest last.
    noted: RefCell<Vec<(Value, Mistake)>>,
    /// It was said that time.sleep blocks.
    pub told_of_sleep: Cell<bool>,
    /// Steps of tasks so far.
    steps: Cell<u64>,
    /// How many there were when the latest tasks were made, by their numbers.
    begun: RefCell<VecDeque<(u64, u64)>>,
    say: Option<fn(&mut Vm, &str)>,
}

impl Hints {
    /// Hints that are shown by `say`.
    pub fn new(say: fn(&mut Vm, &str)) -> Hints {
        Hints { say: Some(say), ..Hints::default() }
    }

    /// Lets go of the exceptions: what was to be said of them was said.
    pub fn forget(&self) {
        let noted = self.noted.take();
        drop(noted);
    }

    /// The class of `value` is about to stand in a message.
    pub fn name(&self, value: &Value) {
        let named = coroutine_name(value).map(Mistake::CoroutineUsed);
        let mut last = self.named.borrow_mut();
        last.swap(0, 1);
        if let Some(last) = last.last_mut() {
            *last = named;
        }
    }

    /// An exception has been made, of what was named before.
    pub fn made(&self, exception: &Exception) {
        if let Some(mistake) = self.named.take().into_iter().flatten().next() {
            self.note(exception.value(), mistake);
        }
    }

    pub fn note(&self, exception: &Value, mistake: Mistake) {
        let mut noted = self.noted.borrow_mut();
        if noted.len() >= REMEMBERED {
            noted.remove(0);
        }
        noted.push((exception.clone(), mistake));
    }

    pub fn task_stepped(&self) {
        self.steps.set(self.steps.get() + 1);
    }

    /// The task of this number has been made.
    pub fn task_made(&self, number: u64) {
        let mut begun = self.begun.borrow_mut();
        if begun.len() >= REMEMBERED_TASKS {
            begun.pop_front();
        }
        begun.push_back((number, self.steps.get()));
    }

    /// Has nothing happened since this task was made, of `made` by now, but first steps?
    pub fn is_fresh(&self, number: u32, made: u64) -> bool {
        let begun = self.begun.borrow();
        let found = begun.iter().rev().find(|(other, _)| *other as u32 == number);
        found.is_some_and(|(number, steps)| self.steps.get() - steps <= made + 1 - number)
    }

    fn noted(&self, exception: &Value) -> Option<Mistake> {
        self.noted.borrow().iter().rev().find(|(noted, _)| noted.is(exception)).map(|(_, mistake)| mistake.clone())
    }
}

/// The name of a coroutine or generator.
fn qualname(generator: &Generator) -> String {
    let name = generator.qualname.get();
    name.as_str().map(|name| name.to_string_lossy().replace("<locals>.", "")).unwrap_or_default()
}

impl Vm {
    /// Notes what has led to an exception that is about to be raised.
    pub fn suspect(&self, exception: Exception, mistake: impl FnOnce() -> Option<Mistake>) -> Exception {
        if let Some(hints) = &self.host.hints
            && let Some(mistake) = mistake()
        {
            hints.note(exception.value(), mistake);
        }
        exception
    }

    /// Shows the hint for what was reported without an exception.
    pub fn tell(&mut self, mistake: &Mistake) {
        if let Some(say) = self.host.hints.as_ref().and_then(|hints| hints.say) {
            say(self, &mistake.hint());
        }
    }

    /// The hint for an exception that is reported, if hints are asked for.
    pub fn hint(&self, exception: &Value) -> Option<String> {
        let hints = self.host.hints.as_ref()?;
        let noted = hints.noted(exception).or_else(|| {
            // An AttributeError knows whose attribute is missing.
            let object = exception
                .downcast::<ExceptionObject>()
                .filter(|_| self.is_a(exception, self.types().attribute_error()))?;
            let of = object.fields.with(|fields| fields.get(1).cloned().flatten())?;
            let coroutine = of.as_generator().filter(|_| of.tag() == Tag::Coroutine)?;
            Some(Mistake::CoroutineUsed(qualname(coroutine)))
        });
        noted.map(|mistake| mistake.hint())
    }
}

/// Why something cannot be awaited.
pub fn awaited(value: &Value) -> Option<Mistake> {
    if value.is_none() {
        return Some(Mistake::AwaitedNone);
    }
    if let Some(generator) = value.as_generator() {
        return (value.tag() == Tag::Generator).then(|| Mistake::AwaitedGenerator(qualname(generator)));
    }
    if let Some(name) = function_name(value) {
        return Some(Mistake::AwaitedFunction(name));
    }
    matches!(value.tag(), Tag::List | Tag::Tuple).then_some(Mistake::AwaitedMany)
}

/// Why something is no coroutine.
pub fn no_coroutine(value: &Value) -> Option<Mistake> {
    match value.is_none() {
        true => Some(Mistake::GotNone),
        false => function_name(value).map(Mistake::NotCalled),
    }
}

/// The name of a function written in Python.
pub fn function_name(value: &Value) -> Option<String> {
    let function = value.downcast::<Function>()?;
    function.name.get().as_str().map(|name| name.to_string_lossy())
}

/// The name of a coroutine.
pub fn coroutine_name(value: &Value) -> Option<String> {
    value.as_generator().filter(|_| value.tag() == Tag::Coroutine).map(qualname)
}
