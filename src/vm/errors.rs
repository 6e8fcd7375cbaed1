//! Making exceptions.

use crate::number::{ErrorKind as NumberErrorKind, NumberError};
use crate::object::class::Class;
use crate::object::dict::OutOfMemory;
use crate::object::{Exception, Value};

use super::Vm;

macro_rules! constructors {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[cold]
            pub fn $name(&self, message: impl AsRef<str>) -> Exception {
                self.exception(self.types().$name(), message.as_ref())
            }
        )*
    };
}

/// Constructors, each named for the class of the exception that it makes.
impl Vm {
    constructors! {
        type_error; value_error; index_error; overflow_error; zero_division_error; runtime_error; name_error;
        unbound_local_error; import_error; recursion_error; system_error; assertion_error; lookup_error;
        buffer_error; arithmetic_error; not_implemented_error; reference_error; eof_error; unicode_error;
    }

    /// An exception of `class` with one str argument. No `__init__` runs.
    #[cold]
    pub fn exception(&self, class: &Value, message: &str) -> Exception {
        let heap = self.heap();
        let exception = self.exception_of(class, heap.tuple_from([heap.str(message)]));
        if let Some(hints) = &self.host.hints {
            hints.made(&exception);
        }
        exception
    }

    /// An exception of a builtin class with these arguments. No `__init__` runs, and no fields are set.
    #[cold]
    pub fn exception_with(&self, class: &Value, args: Vec<Value>) -> Exception {
        self.exception_of(class, self.heap().tuple(args))
    }

    /// The same for a tuple of arguments.
    fn exception_of(&self, class: &Value, args: Value) -> Exception {
        match Exception::from_value(self.heap().exception(class, args)) {
            Some(exception) => exception,
            None => unreachable!("heap.exception makes exceptions"),
        }
    }

    /// `MemoryError`, without text.
    #[cold]
    pub fn memory_error(&self) -> Exception {
        self.exception_of(self.types().memory_error(), self.heap().empty_tuple())
    }

    /// `KeyError(key)`.
    #[cold]
    pub fn key_error(&self, key: &Value) -> Exception {
        self.exception_of(self.types().key_error(), self.heap().tuple_from([key.clone()]))
    }

    /// `StopIteration`, with `value` as its argument unless that is None.
    pub fn stop_iteration(&self, value: Value) -> Exception {
        let heap = self.heap();
        let args = if value.is_none() { heap.empty_tuple() } else { heap.tuple_from([value.clone()]) };
        let exception = self.exception_of(self.types().stop_iteration(), args);
        exception.object().fields.with_mut(|fields| fields.push(Some(value)));
        exception
    }

    /// `AttributeError` with `name` and `obj` set (as object attribute lookups give it).
    #[cold]
    pub fn attribute_error(&self, object: &Value, name: &Value, message: impl AsRef<str>) -> Exception {
        let exception = self.exception(self.types().attribute_error(), message.as_ref());
        exception.object().fields.with_mut(|f| f.extend([Some(name.clone()), Some(object.clone())]));
        exception
    }

    /// The usual "'T' object has no attribute 'x'".
    #[cold]
    pub fn no_attribute(&self, object: &Value, name: &Value) -> Exception {
        let name_text = name.lossy_text();
        let message = match object.downcast::<Class>() {
            Some(class) => format!("type object '{}' has no attribute '{name_text}'", class.name_string()),
            None => format!("'{}' object has no attribute '{name_text}'", self.type_name(object)),
        };
        self.attribute_error(object, name, message)
    }

    /// The name of the value's class, for messages.
    pub fn type_name(&self, value: &Value) -> String {
        if let Some(hints) = &self.host.hints {
            hints.name(value);
        }
        let class = self.heap().class_of(value);
        class.downcast::<Class>().map(|c| self.class_full_name(c)).unwrap_or_default()
    }

    /// The Python exception for an error of the number library.
    #[cold]
    pub fn number_error(&self, error: NumberError) -> Exception {
        let types = self.types();
        let class = match error.kind {
            NumberErrorKind::ValueError => types.value_error(),
            NumberErrorKind::OverflowError => types.overflow_error(),
            NumberErrorKind::ZeroDivisionError => types.zero_division_error(),
            NumberErrorKind::IndexError => types.index_error(),
            NumberErrorKind::MemoryError => return self.memory_error(),
            NumberErrorKind::RangeErrno => {
                let args = vec![Value::from_len(34), self.heap().str(&error.message)];
                return self.exception_with(types.overflow_error(), args);
            }
        };
        self.exception(class, &error.message)
    }

    /// Does the exception match `class` (as `except class` does)?
    pub fn is_exception(&self, exception: &Exception, class: &Value) -> bool {
        self.heap().class_of(exception.value()).downcast::<Class>().is_some_and(|c| c.is_subclass(class))
    }
}

/// `?` on storage that could not grow.
pub trait OrMemoryError<T> {
    /// The value, or MemoryError.
    fn or_memory_error(self, vm: &Vm) -> Result<T, Exception>;
}

impl<T> OrMemoryError<T> for Result<T, OutOfMemory> {
    fn or_memory_error(self, vm: &Vm) -> Result<T, Exception> {
        self.map_err(|_| vm.memory_error())
    }
}

impl<T> OrMemoryError<T> for Result<T, crate::text::OutOfMemory> {
    fn or_memory_error(self, vm: &Vm) -> Result<T, Exception> {
        self.map_err(|_| vm.memory_error())
    }
}
