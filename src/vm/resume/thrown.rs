//! The exception that the arguments of `throw` describe.

use crate::object::class::Class;
use crate::object::exception::Exception;
use crate::object::frame::Traceback;
use crate::object::native::Thrown;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

impl Vm {
    /// What `throw(*arguments)` throws.
    pub fn thrown_by(&mut self, arguments: Vec<Value>) -> Thrown {
        let exception = self.thrown_exception(&arguments);
        Thrown { exception, arguments, through: false }
    }

    fn thrown_exception(&mut self, arguments: &[Value]) -> PyResult<Exception> {
        let mut parts = arguments.iter().cloned();
        let mut part = || parts.next().unwrap_or(Value::NONE);
        let (kind, value, traceback) = (part(), part(), part());
        if !traceback.is_none() && traceback.downcast::<Traceback>().is_none() {
            return Err(self.type_error("throw() third argument must be a traceback object"));
        }
        let base = self.types().base_exception();
        let mut made = true;
        let exception = if kind.downcast::<Class>().is_some_and(|c| c.is_subclass(base)) {
            // What goes wrong while the instance is made is raised in the generator, too; it has its own traceback.
            self.instance_of_thrown(&kind, value).unwrap_or_else(|error| {
                made = false;
                error
            })
        } else if let Some(exception) = Exception::from_value(kind.clone()) {
            if !value.is_none() {
                return Err(self.type_error("instance exception may not have a separate value"));
            }
            exception
        } else {
            let name = self.type_name(&kind);
            return Err(self.type_error(format!(
                "exceptions must be classes or instances deriving from BaseException, not {name}"
            )));
        };
        if !traceback.is_none() && (made || exception.object().traceback.with(Option::is_none)) {
            drop(exception.object().traceback.replace(Some(traceback)));
        }
        Ok(exception)
    }

    /// An instance of an exception class, from the value that goes with it.
    fn instance_of_thrown(&mut self, class: &Value, value: Value) -> PyResult<Exception> {
        let made = if self.is_a(&value, class) {
            value
        } else if let Some(arguments) = value.downcast::<Tuple>() {
            self.call(class, arguments.items())?
        } else if value.is_none() {
            self.call(class, &[])?
        } else {
            self.call(class, &[value])?
        };
        match Exception::from_value(made.clone()) {
            Some(exception) => Ok(exception),
            None => {
                let (class, got) = (self.repr(class)?, self.type_name(&made));
                let class = class.lossy_text();
                Err(self.type_error(format!(
                    "calling {class} should have returned an instance of BaseException, not {got}"
                )))
            }
        }
    }
}
