//! The small objects around coroutines and async generators: `__await__` wrappers and the awaitables of `asend`,
//! `athrow`, `aclose`.

use std::cell::Cell;

use super::boxed::Payload;
use super::class::KnownClass;
use super::guarded::Guarded;
use super::header::Visitor;
use super::heap::Heap;
use super::value::Value;

/// What `coroutine.__await__()` gives.
pub struct CoroutineWrapper {
    pub coroutine: Value,
    /// As for `AsyncStep`.
    pub linked: Cell<bool>,
}

impl Drop for CoroutineWrapper {
    fn drop(&mut self) {
        unlink(&self.linked, &self.coroutine);
    }
}

impl Payload for CoroutineWrapper {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.coroutine);
    }
}

/// Where such an awaitable stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwaitState {
    Created,
    Running,
    Closed,
}

/// What an awaitable of an async generator does when it is awaited.
pub enum AsyncAction {
    /// `__anext__()` or `asend(value)`.
    Send(Value),
    /// The arguments of `athrow`.
    Throw(Vec<Value>),
    Close,
}

/// The awaitable that `asend`, `athrow` or `aclose` gave.
pub struct AsyncStep {
    pub generator: Value,
    pub action: Guarded<AsyncAction>,
    pub state: Cell<AwaitState>,
    /// Is its async generator the delegate, in a chain, of who awaits it?
    pub linked: Cell<bool>,
}

impl Drop for AsyncStep {
    fn drop(&mut self) {
        unlink(&self.linked, &self.generator);
    }
}

/// What `anext(iterator, default)` gives.
pub struct AnextAwaitable {
    /// What the iterator's `__anext__` gave.
    pub awaitable: Value,
    /// The awaitable's iterator, once it was asked for.
    pub iterator: Guarded<Option<Value>>,
    pub default: Value,
}

impl Payload for AnextAwaitable {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.awaitable);
        visit(&self.default);
        self.iterator.with(|i| i.iter().for_each(visit));
    }
}

impl Value {
    /// The step of an async generator that this is, or, with a default for its end, that `anext` gave.
    pub fn as_async_step(&self) -> Option<&AsyncStep> {
        self.payload::<AsyncStep>().or_else(|| {
            let step = self.payload::<AnextAwaitable>()?.awaitable.payload::<AsyncStep>()?;
            step.action.with(|action| matches!(action, AsyncAction::Send(_))).then_some(step)
        })
    }
}

/// Who awaited it dies together with it.
fn unlink(linked: &Cell<bool>, generator: &Value) {
    if linked.get()
        && let Some(generator) = generator.as_generator()
    {
        generator.parent.set(std::ptr::null());
    }
}

impl Payload for AsyncStep {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.generator);
        self.action.with(|action| match action {
            AsyncAction::Send(value) => visit(value),
            AsyncAction::Throw(arguments) => arguments.iter().for_each(&mut *visit),
            AsyncAction::Close => {}
        });
    }
}

impl Heap {
    pub fn coroutine_wrapper(&self, class: &Value, coroutine: Value) -> Value {
        self.boxed(class, CoroutineWrapper { coroutine, linked: Cell::new(false) })
    }

    pub fn async_step(&self, class: &Value, generator: Value, action: AsyncAction) -> Value {
        let state = Cell::new(AwaitState::Created);
        self.boxed(class, AsyncStep { generator, action: Guarded::new(action), state, linked: Cell::new(false) })
    }

    /// The step of `generator` that somebody awaits, who is linked to the generator itself.
    pub fn step_in_progress(&self, generator: Value) -> Value {
        let step = AsyncStep {
            generator,
            action: Guarded::new(AsyncAction::Send(Value::NONE)),
            state: Cell::new(AwaitState::Running),
            linked: Cell::new(true),
        };
        self.boxed(self.known_class(KnownClass::AsyncStep), step)
    }
}
