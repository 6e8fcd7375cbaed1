//! Exceptions: the error type of every fallible operation above the compiler, and its object.

use std::cell::Cell;

use super::guarded::Guarded;
use super::heap::{Header, Heap, Object, Tag, Visitor};
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

    pub fn value(&self) -> &Value {
        &self.0
    }

    pub fn into_value(self) -> Value {
        self.0
    }

    pub fn object(&self) -> &ExceptionObject {
        match self.0.downcast::<ExceptionObject>() {
            Some(object) => object,
            None => unreachable!("checked when it was made"),
        }
    }
}

/// Any instance of BaseException. Always has a prefix, since all exception classes share this layout.
#[repr(C)]
pub struct ExceptionObject {
    header: Header,
    /// A tuple.
    pub args: Guarded<Value>,
    pub traceback: Guarded<Option<Value>>,
    pub context: Guarded<Option<Value>>,
    pub cause: Guarded<Option<Value>>,
    pub suppress_context: Cell<bool>,
    /// The class's own fields, in the order of its row in `builtins/exceptions` (StopIteration.value, ...).
    pub fields: Guarded<Vec<Option<Value>>>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for ExceptionObject {
    const TAG: Tag = Tag::Exception;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.args.with(&mut *visit);
        for part in [&self.traceback, &self.context, &self.cause] {
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
            fields: Guarded::default(),
        };
        self.put_as(class, object)
    }
}
