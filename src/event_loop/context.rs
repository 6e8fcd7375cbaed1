//! `contextvars`: Context, ContextVar, Token, and the context that the running code sees.
//!
//! The variables of a context lie in a dict that copies share until one of them changes. `Thread::context` is None
//! while the current context is empty and nobody has asked for it: most programs never make a context.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::dict::Dict;
use crate::object::guarded::Guarded;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::context_class::{CONTEXT, TOKEN};

/// A `Context`.
#[derive(Default)]
pub struct Context {
    /// Variables and their values, shared with copies; None: empty.
    pub variables: Guarded<Option<Value>>,
    /// It is the current one somewhere, and so cannot be entered again.
    entered: Cell<bool>,
}

impl Payload for Context {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.variables.with(|v| v.iter().for_each(visit));
    }
}

/// A `ContextVar`.
pub struct ContextVar {
    pub name: Value,
    pub default: Option<Value>,
}

impl Payload for ContextVar {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.name);
        self.default.iter().for_each(visit);
    }
}

/// What `ContextVar.set` gives back.
pub struct Token {
    pub variable: Value,
    /// The context in which the variable was set.
    pub context: Value,
    pub old: Option<Value>,
    pub used: Cell<bool>,
}

impl Payload for Token {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.variable);
        visit(&self.context);
        self.old.iter().for_each(visit);
    }
}

impl Context {
    /// The value of a variable here.
    pub fn get(&self, vm: &mut Vm, variable: &Value) -> PyResult<Option<Value>> {
        let Some(variables) = self.variables.get() else { return Ok(None) };
        match variables.downcast::<Dict>() {
            Some(dict) => vm.dict_get(dict, variable),
            None => Ok(None),
        }
    }

    /// Sets a variable, or removes it; gives what it was.
    fn put(&self, vm: &mut Vm, variable: &Value, value: Option<&Value>) -> PyResult<Option<Value>> {
        let old = self.get(vm, variable)?;
        let shared = self.variables.with(|v| v.as_ref().and_then(Value::header).is_none_or(|h| h.count() > 1));
        if shared {
            let own = vm.heap().dict();
            if let (Some(before), Some(own)) = (self.variables.get(), own.downcast::<Dict>())
                && let Some(before) = before.downcast::<Dict>()
            {
                own.copy_from(before).or_memory_error(vm)?;
            }
            drop(self.variables.replace(Some(own)));
        }
        let Some(variables) = self.variables.get() else { return Ok(old) };
        if let Some(dict) = variables.downcast::<Dict>() {
            match value {
                Some(value) => vm.dict_set(dict, variable, value)?,
                None => drop(vm.dict_remove(dict, variable)?),
            }
        }
        Ok(old)
    }
}

/// A new context with these variables.
fn make(vm: &mut Vm, variables: Option<Value>) -> Value {
    let class = vm.native_class(&CONTEXT);
    vm.heap().boxed(&class, Context { variables: Guarded::new(variables), ..Context::default() })
}

/// An empty context.
pub fn empty(vm: &mut Vm) -> Value {
    make(vm, None)
}

/// The context that the running code sees.
pub fn current(vm: &mut Vm) -> Value {
    if let Some(context) = &vm.thread.context {
        return context.clone();
    }
    let context = empty(vm);
    vm.thread.context = Some(context.clone());
    context
}

/// `context.copy()`; None stands for an empty context that is made when somebody looks at it.
pub fn copy(vm: &mut Vm, context: Option<&Value>) -> Option<Value> {
    let variables = context?.payload::<Context>()?.variables.get()?;
    Some(make(vm, Some(variables)))
}

/// A copy of the current context, as for every callback and task.
#[inline(always)]
pub fn copy_current(vm: &mut Vm) -> Option<Value> {
    match vm.thread.context.clone() {
        Some(current) => copy(vm, Some(&current)),
        None => None,
    }
}

/// Makes `context` the current one (None: a new, empty one). Gives what `leave` needs.
pub fn enter(vm: &mut Vm, context: Option<Value>) -> PyResult<Option<Value>> {
    if let Some(value) = &context {
        let Some(payload) = value.payload::<Context>() else {
            let name = vm.type_name(value);
            return Err(vm.type_error(format!("'{name}' object is no context")));
        };
        if payload.entered.replace(true) {
            let shown = vm.repr_text(value)?;
            return Err(vm.runtime_error(format!("cannot enter context: {shown} is already entered")));
        }
    }
    Ok(std::mem::replace(&mut vm.thread.context, context))
}

/// The context before the one that `enter` made current comes back; gives the one that is left.
pub fn leave(vm: &mut Vm, before: Option<Value>) -> Option<Value> {
    let left = std::mem::replace(&mut vm.thread.context, before);
    if let Some(payload) = left.as_ref().and_then(Value::payload::<Context>) {
        payload.entered.set(false);
    }
    left
}

/// Runs `body` in `context`.
pub fn run_in<T>(vm: &mut Vm, context: Option<Value>, body: impl FnOnce(&mut Vm) -> PyResult<T>) -> PyResult<T> {
    let before = enter(vm, context)?;
    let result = body(vm);
    drop(leave(vm, before));
    result
}

/// `variable.get()` in the current context; None where it has no value there.
pub fn lookup(vm: &mut Vm, variable: &Value) -> PyResult<Option<Value>> {
    let Some(context) = vm.thread.context.clone() else { return Ok(None) };
    match context.payload::<Context>() {
        Some(context) => context.get(vm, variable),
        None => Ok(None),
    }
}

/// `variable.set(value)`.
pub fn set(vm: &mut Vm, variable: &Value, value: &Value) -> PyResult {
    let context = current(vm);
    let Some(payload) = context.payload::<Context>() else { return Err(vm.system_error("no context")) };
    let old = payload.put(vm, variable, Some(value))?;
    let class = vm.native_class(&TOKEN);
    let token = Token { variable: variable.clone(), context: context.clone(), old, used: Cell::new(false) };
    Ok(vm.heap().boxed(&class, token))
}

/// `variable.reset(token)`.
pub fn reset(vm: &mut Vm, variable: &Value, token_value: &Value) -> PyResult<()> {
    let Some(token) = token_value.payload::<Token>() else {
        let name = vm.type_name(token_value);
        return Err(vm.type_error(format!("expected an instance of Token, got {name}")));
    };
    if token.used.get() {
        let shown = vm.repr_text(token_value)?;
        return Err(vm.runtime_error(format!("{shown} has already been used once")));
    }
    if !token.variable.is(variable) {
        let shown = vm.repr_text(token_value)?;
        return Err(vm.value_error(format!("{shown} was created by a different ContextVar")));
    }
    let context = current(vm);
    if !token.context.is(&context) {
        let shown = vm.repr_text(token_value)?;
        return Err(vm.value_error(format!("{shown} was created in a different Context")));
    }
    token.used.set(true);
    let Some(payload) = context.payload::<Context>() else { return Err(vm.system_error("no context")) };
    payload.put(vm, variable, token.old.as_ref()).map(drop)
}
