//! Call instructions that the loop does not inline, and MAKE_FUNCTION.

use crate::object::dict::Dict;
use crate::object::frame::{Continuation, Slot};
use crate::object::function::{Function, NewFunction};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::call::Begun;

use super::names::running_function;

impl Vm {
    /// Calls what lies on the running frame's operands at `base`, above the frame's saved `sp`; the result, or the
    /// frame that will give it, comes there.
    ///
    /// # Safety
    /// `given` arguments lie behind the callable at `base`; the saved `sp` is not above `base`.
    #[inline(never)]
    pub(crate) unsafe fn call_operands(
        &mut self,
        base: *mut Slot,
        given: usize,
        names: &[Value],
        continuation: Continuation,
    ) -> PyResult<()> {
        let frame = self.thread.frame;
        // SAFETY: by contract. A generator's operands lie inside its object, so they are moved to the stack.
        unsafe {
            let base = if (*frame).generator.is_null() {
                base
            } else {
                let top = (*frame).top;
                self.check_stack(top.add(given + 4)).inspect_err(|_| self.drop_slots(base, given + 1))?;
                std::ptr::copy(base, top, given + 1);
                top
            };
            match self.begin_call(base, given, names, continuation)? {
                Begun::Value(value) => {
                    (*frame).sp.write(Some(value));
                    (*frame).sp = (*frame).sp.add(1);
                }
                Begun::Frame => {}
            }
            Ok(())
        }
    }
}

pub(crate) fn call_function_kw(vm: &mut Vm, given: usize) -> PyResult<()> {
    let names = vm.pop();
    let names = names.downcast::<Tuple>().map_or(&[][..], Tuple::items);
    // SAFETY: the compiler put `given` arguments over the callable; the names outlive the call.
    unsafe {
        let frame = vm.thread.frame;
        let base = (*frame).sp.sub(given + 1);
        (*frame).sp = base;
        vm.call_operands(base, given, names, Continuation::Call)
    }
}

pub(crate) fn call_function_ex(vm: &mut Vm, arg: usize) -> PyResult<()> {
    let keywords = if arg & 1 != 0 { Some(vm.pop()) } else { None };
    let positional = vm.pop();
    let callable = vm.pop();
    let collected;
    let values = match positional.downcast_exact::<Tuple>() {
        Some(tuple) => tuple.items(),
        None => {
            if !vm.is_iterable(&positional) {
                let message = format!(
                    "{} argument after * must be an iterable, not {}",
                    vm.callable_name(&callable),
                    vm.type_name(&positional)
                );
                return Err(vm.type_error(message));
            }
            collected = vm.collect(&positional)?;
            &collected
        }
    };
    let mut keywords = keywords;
    if let Some(given) = &keywords
        && given.downcast_exact::<Dict>().is_none()
    {
        let copy = vm.heap().dict();
        let Some(dict) = copy.downcast::<Dict>() else { return Err(vm.system_error("no dict")) };
        vm.dict_merge(dict, given)?;
        keywords = Some(copy);
    }
    let keywords = keywords.as_ref().and_then(|keywords| keywords.downcast_exact::<Dict>());
    if keywords.is_some_and(|d| !d.has_only_str_keys() && d.keys().iter().any(|name| name.as_str().is_none())) {
        return Err(vm.type_error("keywords must be strings"));
    }
    let count = keywords.map_or(0, Dict::len);
    let given = values.len() + count;
    // SAFETY: the arguments are written behind the frame, where the next one may begin.
    unsafe {
        let top = (*vm.thread.frame).top;
        vm.check_stack(top.add(given + 4))?;
        top.write(Some(callable));
        let mut place = top.add(1);
        for value in values {
            place.write(Some(value.clone()));
            place = place.add(1);
        }
        let mut names = Vec::with_capacity(count);
        let mut from = 0;
        while let Some((index, name, value)) = keywords.and_then(|dict| dict.next_entry(from)) {
            names.push(vm.heap().intern_value(name));
            place.write(Some(value));
            place = place.add(1);
            from = index + 1;
        }
        match vm.begin_call(top, given, &names, Continuation::Call)? {
            Begun::Value(value) => vm.push(value),
            Begun::Frame => {}
        }
    }
    Ok(())
}

impl Vm {
    /// How messages about arguments name a callable: `f()`, `Class.method()`, `obj`.
    pub(crate) fn callable_name(&mut self, callable: &Value) -> String {
        let names = self.names();
        match self.get_attr_opt(callable, &names.qualname) {
            Ok(Some(name)) if name.as_str().is_some() => {
                let module = self.get_attr_opt(callable, &names.module).ok().flatten();
                let name = name.lossy_text();
                match module.as_ref().and_then(Value::as_str).map(|s| s.to_string_lossy()) {
                    Some(module) if module != "builtins" => format!("{module}.{name}()"),
                    _ => format!("{name}()"),
                }
            }
            _ => {
                let text = self.str(callable).ok();
                text.as_ref().and_then(Value::as_str).map(|s| s.to_string_lossy()).unwrap_or_default()
            }
        }
    }
}

pub(crate) fn make_function(vm: &mut Vm, arg: usize) -> PyResult<()> {
    let qualname = vm.pop();
    let code = vm.pop();
    let closure = if arg & 8 != 0 { Some(vm.pop()) } else { None };
    let annotations = if arg & 4 != 0 { Some(vm.pop()) } else { None };
    let kwdefaults = if arg & 2 != 0 { Some(vm.pop()) } else { None };
    let defaults = if arg & 1 != 0 { Some(vm.pop()) } else { None };
    let Some(running) = running_function(vm) else { return Err(vm.system_error("no function runs")) };
    let globals = running.globals.clone();
    let module = globals.downcast::<Dict>().and_then(|g| g.get_str(&vm.names().name)).unwrap_or(Value::NONE);
    let new = NewFunction { code, globals, builtins: running.builtins.clone(), qualname, closure, module };
    let Some(value) = vm.heap().function(new) else { return Err(vm.system_error("MAKE_FUNCTION without code")) };
    if let Some(function) = value.downcast::<Function>() {
        drop(function.defaults.replace(defaults));
        drop(function.kwdefaults.replace(kwdefaults));
        drop(function.annotations.replace(annotations));
    }
    vm.push(value);
    Ok(())
}

pub(crate) fn load_build_class(vm: &mut Vm) -> PyResult<()> {
    let name = &vm.names().build_class;
    let found = match running_function(vm).and_then(|f| f.builtins.downcast::<Dict>()) {
        Some(builtins) => vm.dict_get(builtins, name)?,
        None => None,
    };
    match found {
        Some(function) => vm.push(function),
        None => return Err(vm.name_error("__build_class__ not found")),
    }
    Ok(())
}
