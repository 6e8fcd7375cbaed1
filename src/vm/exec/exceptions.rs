//! Raising, matching and leaving handlers; `with`.

use crate::object::class::Class;
use crate::object::exception::ExceptionObject;
use crate::object::frame::Continuation;
use crate::object::tuple::Tuple;
use crate::object::{Exception, PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::hint::{self, Mistake};

/// RAISE_VARARGS: goes on at the exception's handler, or gives it to Rust.
pub(crate) fn raise(vm: &mut Vm, count: usize) -> PyResult<()> {
    if count == 0 {
        return match vm.current_handled().and_then(Exception::from_value) {
            Some(exception) => {
                restore_traceback(&exception, vm.handled_traceback());
                vm.unwind_reraised(exception, None)
            }
            None => {
                let error = vm.runtime_error("No active exception to reraise");
                vm.unwind(error)
            }
        };
    }
    let cause = if count == 2 { Some(vm.pop()) } else { None };
    let value = vm.pop();
    match make_exception(vm, value, cause) {
        Ok(exception) => vm.unwind_new(exception),
        Err(error) => vm.unwind(error),
    }
}

/// The exception for `raise value from cause`; context is set.
fn make_exception(vm: &mut Vm, value: Value, cause: Option<Value>) -> PyResult<Exception> {
    let exception =
        instantiate(vm, &value)?.ok_or_else(|| vm.type_error("exceptions must derive from BaseException"))?;
    if let Some(cause) = cause {
        let object = exception.object();
        let cause = if cause.is_none() {
            None
        } else {
            let message = "exception causes must derive from BaseException";
            Some(instantiate(vm, &cause)?.ok_or_else(|| vm.type_error(message))?.into_value())
        };
        object.suppress_context.set(true);
        drop(object.cause.replace(cause));
    }
    vm.set_context(&exception);
    Ok(exception)
}

/// An instance as it is, a class called; None for anything else.
fn instantiate(vm: &mut Vm, value: &Value) -> PyResult<Option<Exception>> {
    if let Some(exception) = Exception::from_value(value.clone()) {
        return Ok(Some(exception));
    }
    let base = vm.types().base_exception();
    if !value.downcast::<Class>().is_some_and(|c| c.is_subclass(base)) {
        return Ok(None);
    }
    let made = vm.call(value, &[])?;
    match Exception::from_value(made.clone()) {
        Some(exception) => Ok(Some(exception)),
        None => {
            let class = vm.heap().class_of(&made).clone();
            let (shown, got) = (vm.repr_text(value)?, vm.repr_text(&class)?);
            Err(vm.type_error(format!("calling {shown} should have returned an instance of BaseException, not {got}")))
        }
    }
}

/// An exception that is raised again has the traceback with which its handler began.
fn restore_traceback(exception: &Exception, traceback: Option<Value>) {
    if let Some(traceback) = traceback.filter(|t| !t.is_none()) {
        drop(exception.object().traceback.replace(Some(traceback)));
    }
}

/// RERAISE: pops type, value and traceback and raises the exception again, where its handler's place is to be restored
/// at the word that raised it.
pub(crate) fn reraise(vm: &mut Vm, restore: bool) -> PyResult<()> {
    // What has died in the handler sees what it handles.
    vm.settle_finalizers();
    let _type = vm.pop();
    let value = vm.pop();
    let traceback = vm.pop();
    let origin = if restore { vm.peek(2).as_small_int().and_then(|word| usize::try_from(word).ok()) } else { None };
    match Exception::from_value(value) {
        Some(exception) => {
            restore_traceback(&exception, Some(traceback));
            vm.unwind_reraised(exception, origin)
        }
        None => Err(vm.system_error("RERAISE without an exception")),
    }
}

/// Restores the exception that was handled before.
pub(crate) fn pop_except(vm: &mut Vm) -> PyResult<()> {
    let _type = vm.pop();
    let value = vm.pop();
    let _traceback = vm.pop();
    let handled = if value.is_none() { None } else { Some(value) };
    let old = std::mem::replace(&mut vm.thread.handled, handled);
    if let Some(old) = old.and_then(Exception::from_value) {
        old.let_go();
    }
    Ok(())
}

/// Pops the expected class(es) and the raised class; does the exception match?
pub(crate) fn exception_matches(vm: &mut Vm) -> PyResult<bool> {
    let expected = vm.pop();
    let raised = vm.pop();
    if expected.is(&raised) {
        // What was raised is an exception's class.
        return Ok(true);
    }
    let base = vm.types().base_exception();
    let is_exception_class = |v: &Value| v.downcast::<Class>().is_some_and(|c| c.is_subclass(base));
    let all_right = match expected.downcast::<Tuple>() {
        Some(tuple) => tuple.items().iter().all(is_exception_class),
        None => is_exception_class(&expected),
    };
    if !all_right {
        return Err(vm.type_error("catching classes that do not inherit from BaseException is not allowed"));
    }
    let class = raised.downcast::<Class>();
    Ok(class.is_some_and(|c| match expected.downcast::<Tuple>() {
        Some(tuple) => tuple.items().iter().any(|e| c.is_subclass(e)),
        None => c.is_subclass(&expected),
    }))
}

/// SETUP_WITH: leaves the bound `__exit__` and the result of `__enter__`.
pub(crate) fn setup_with(vm: &mut Vm) -> PyResult<()> {
    let (enter, exit) = (&vm.names().enter, &vm.names().exit);
    enter_manager(vm, enter, exit)
}

/// Puts the context manager's bound `exit` in its place and the result of its `enter` on top.
pub(super) fn enter_manager(vm: &mut Vm, enter: &Value, exit: &Value) -> PyResult<()> {
    let manager = vm.peek(0).clone();
    // A function is called without being bound first.
    let function = vm.type_lookup(vm.class_of(&manager), enter).filter(|enter| enter.tag() == Tag::Function);
    let (enter, object) = match function {
        Some(function) => (function, Some(manager.clone())),
        None => (special_or_name(vm, &manager, enter)?, None),
    };
    let exit = special_or_name(vm, &manager, exit)?;
    vm.pop();
    vm.push(exit);
    match object {
        Some(object) => vm.enter_special(enter, [object], Continuation::Call),
        None => vm.enter_special(enter, [], Continuation::Call),
    }
}

/// A context manager's method; `AttributeError: __enter__` if it has none.
fn special_or_name(vm: &mut Vm, object: &Value, name: &Value) -> PyResult {
    match vm.lookup_special(object, name)? {
        Some(method) => Ok(method),
        None => {
            let error = vm.attribute_error_plain(&name.lossy_text());
            Err(vm.suspect(error, || no_manager(vm, object, name)))
        }
    }
}

/// Why an object without this method is no context manager.
fn no_manager(vm: &Vm, object: &Value, name: &Value) -> Option<Mistake> {
    let names = vm.names();
    let (other, mistake) = match name {
        name if name.is(&names.enter) => (&names.aenter, Mistake::PlainWith),
        name if name.is(&names.aenter) => (&names.enter, Mistake::AsyncWith),
        _ => return None,
    };
    let class = vm.heap().class_of(object).downcast::<Class>()?;
    let mistake = class.lookup(other).map(|_| mistake);
    hint::coroutine_name(object).map(Mistake::CoroutineUsed).or(mistake)
}

impl Vm {
    /// An AttributeError without object and name.
    pub(crate) fn attribute_error_plain(&self, message: &str) -> Exception {
        self.exception(self.types().attribute_error(), message)
    }

    /// The exception that is being handled, looking outwards through the generators that are running.
    pub fn current_handled(&self) -> Option<Value> {
        if let Some(value) = &self.thread.handled {
            return Some(value.clone());
        }
        self.handled_outside()
    }

    /// Gives a newly raised exception its `__context__`: what is being handled, unless that would make a cycle.
    pub(crate) fn set_context(&mut self, exception: &Exception) {
        let Some(handled) = self.current_handled() else { return };
        if handled.is(exception.value()) {
            return;
        }
        // Nobody but the raising code knows a new exception: no chain can lead to it.
        if exception.value().header().is_some_and(|h| h.count() == 1) {
            drop(exception.object().context.replace(Some(handled)));
            return;
        }
        let mut at = handled.clone();
        // A chain that leads back to the new exception is cut there. Floyd's second walker ends a foreign cycle.
        let mut slow = handled.clone();
        let mut step = false;
        while let Some(object) = at.clone().downcast::<ExceptionObject>() {
            let Some(next) = object.context.get() else { break };
            if next.is(exception.value()) {
                drop(object.context.replace(None));
                break;
            }
            at = next;
            if at.is(&slow) {
                break;
            }
            if step && let Some(next) = slow.clone().downcast::<ExceptionObject>().and_then(|o| o.context.get()) {
                slow = next;
            }
            step = !step;
        }
        drop(exception.object().context.replace(Some(handled)));
    }
}

/// WITH_EXCEPT_START: calls the `__exit__` seven below the top with the exception; its answer goes on top.
pub(crate) fn with_except_start(vm: &mut Vm) -> PyResult<()> {
    let class = vm.peek(0).clone();
    let value = vm.peek(1).clone();
    let exit = vm.peek(6).clone();
    let traceback = value.downcast::<ExceptionObject>().and_then(|e| e.traceback.get()).unwrap_or(Value::NONE);
    vm.enter_special(exit, [class, value, traceback], Continuation::Call)
}
