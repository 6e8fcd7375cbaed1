//! Exceptions: the error type of every fallible operation above the compiler, and its object.

use std::cell::Cell;

use super::frame::Traceback;
use super::guarded::Guarded;
use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// A raised exception: an instance of BaseException.
#[derive(Clone, Debug)]
pub struct Exception(Value);

/// What every operation gives that can raise.
pub type PyResult<T = Value> = Result<T, Exception>;

impl Exception {
    /// Wraps an exception object; None for any other value.
    pub fn from_value(value: Value) -> Option<Exception> {
        value.downcast::<ExceptionObject>().is_some().then_some(Exception(value))
    }

    /// The object.
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// The object, with its reference.
    pub fn into_value(self) -> Value {
        self.0
    }

    /// Rust code has answered it. As in CPython, which holds the two apart, what it holds goes before the traceback
    /// does, and that does not become the object's own unless Python code has caught it.
    pub fn let_go(self) {
        let object = self.object();
        let traceback = if object.caught.get() { object.traceback.get() } else { object.traceback.take() };
        drop(self);
        drop(traceback);
    }

    /// The traceback is again what it was when a handler was last entered with the exception.
    pub fn forget_flight(&self) {
        let object = self.object();
        let mut traceback = object.traceback.take();
        let count = if object.caught.get() { object.flight.replace(0) } else { u32::MAX };
        for _ in 0..count {
            let Some(entry) = traceback.as_ref().and_then(|entry| entry.downcast::<Traceback>()) else { break };
            traceback = entry.next.get();
        }
        drop(object.traceback.replace(traceback));
    }

    /// What the object holds.
    pub fn object(&self) -> &ExceptionObject {
        match self.0.downcast::<ExceptionObject>() {
            Some(object) => object,
            None => unreachable!("checked when it was made"),
        }
    }

    /// This exception as `raise ... from cause` makes it while the cause is handled.
    #[must_use]
    pub fn caused_by(self, cause: Exception) -> Exception {
        let object = self.object();
        object.suppress_context.set(true);
        drop(object.context.replace(Some(cause.0.clone())));
        drop(object.cause.replace(Some(cause.0)));
        self
    }
}

/// Any instance of BaseException. Always has a prefix, since all exception classes share this layout.
#[repr(C)]
pub struct ExceptionObject {
    header: Header,
    /// The class's own fields, in the order of its row in `builtins/exceptions` (StopIteration.value, ...). What the
    /// object holds goes in this order, as in CPython.
    pub fields: Guarded<Vec<Option<Value>>>,
    /// A tuple.
    pub args: Guarded<Value>,
    /// `__traceback__`: the outermost entry.
    pub traceback: Guarded<Option<Value>>,
    /// `__cause__`
    pub cause: Guarded<Option<Value>>,
    /// `__context__`
    pub context: Guarded<Option<Value>>,
    /// `__suppress_context__`
    pub suppress_context: Cell<bool>,
    /// It was thrown into a generator and is on its way to where that is raised: no other context is set there.
    pub thrown: Cell<bool>,
    /// A handler was entered with it.
    pub caught: Cell<bool>,
    /// How many entries its traceback has got since then.
    pub flight: Cell<u32>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for ExceptionObject {
    const TAG: Tag = Tag::Exception;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.args.with(&mut *visit);
        for part in [&self.traceback, &self.cause, &self.context] {
            part.with(|v| v.iter().for_each(&mut *visit));
        }
        self.fields.with(|fields| fields.iter().flatten().for_each(visit));
    }
}

impl Heap {
    /// A new exception of `class` with these `args` (a tuple).
    pub fn exception(&self, class: &Value, args: Value) -> Value {
        let object = ExceptionObject {
            header: Header::new::<ExceptionObject>(),
            args: Guarded::new(args),
            traceback: Guarded::new(None),
            context: Guarded::new(None),
            cause: Guarded::new(None),
            suppress_context: Cell::new(false),
            thrown: Cell::new(false),
            caught: Cell::new(false),
            flight: Cell::new(0),
            fields: Guarded::default(),
        };
        self.put_as(class, object)
    }
}
