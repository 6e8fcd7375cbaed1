//! Binding a call's arguments to the parameters of a Python function, in its frame. `native_args` does natives.

use crate::bytecode::code::flags;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::frame::Slot;
use crate::object::function::Function;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};

use super::Vm;
use super::errors::OrMemoryError;

impl Vm {
    /// Binds the arguments at `locals` (positional ones, then one for each of `names`) in place, so that the first
    /// slots become the function's parameters. All slots after the parameters stay as they are.
    ///
    /// # Safety
    /// `locals` has room for the arguments and for all parameters; `given` values lie there. On an error they are
    /// still there, or were dropped and replaced by None.
    pub(super) unsafe fn bind_parameters(
        &mut self,
        function: &Function,
        locals: *mut Slot,
        given: usize,
        names: &[Value],
    ) -> PyResult<()> {
        let code = function.code();
        let object = &code.object;
        let count = object.argcount as usize;
        let keyword_only = object.kwonlyargcount as usize;
        let total = count + keyword_only;
        let positional = given - names.len();
        // SAFETY: the caller's slots; everything is moved out first, then written back parameter by parameter.
        unsafe {
            let mut args: Vec<Slot> = (0..given).map(|i| locals.add(i).replace(None)).collect();
            let keywords = args.split_off(positional);
            // What lies above the arguments was moved away: it must not be dropped.
            (given..total + 2).for_each(|i| locals.add(i).write(None));
            let slots = std::slice::from_raw_parts_mut(locals, total + 2);
            let rest = if positional > count { args.split_off(count) } else { Vec::new() };
            for (slot, arg) in slots.iter_mut().zip(args) {
                *slot = arg;
            }
            let mut next = total;
            if object.flags & flags::VARARGS != 0 {
                slots[next] = Some(self.heap().tuple(rest.into_iter().flatten().collect()));
                next += 1;
            }
            let extra = (object.flags & flags::VARKEYWORDS != 0).then(|| self.heap().dict());
            for (name, value) in names.iter().zip(keywords) {
                let Some(value) = value else { continue };
                self.bind_keyword(function, &mut slots[..total], (name, names), value, extra.as_ref())?;
            }
            if positional > count && object.flags & flags::VARARGS == 0 {
                let keyword_only = self.keyword_only_given(code, names);
                return Err(self.too_many_positional(function, positional, keyword_only));
            }
            if let Some(extra) = extra {
                slots[next] = Some(extra);
            }
            self.fill_defaults(function, &mut slots[..total], positional)
        }
    }

    fn bind_keyword(
        &mut self,
        function: &Function,
        slots: &mut [Slot],
        (name, names): (&Value, &[Value]),
        value: Value,
        extra: Option<&Value>,
    ) -> PyResult<()> {
        let object = &function.code().object;
        let Some(text) = name.as_str() else {
            let message = format!("{}() keywords must be strings", self.qualname(function));
            return Err(self.type_error(message));
        };
        let first = object.posonlyargcount as usize;
        let found = object.varnames[..slots.len()].iter().position(|v| text.units() == &**v);
        match found {
            Some(index) if index >= first => {
                if slots[index].is_some() {
                    let message = format!("{}() got multiple values for argument '{text}'", self.qualname(function));
                    return Err(self.type_error(message));
                }
                slots[index] = Some(value);
                Ok(())
            }
            _ => match extra.and_then(|e| e.downcast::<Dict>()) {
                Some(dict) => dict.set_str(name, value).or_memory_error(self).map(drop),
                None if found.is_some() => Err(self.positional_only_as_keyword(function, names)),
                None => {
                    let message = format!("{}() got an unexpected keyword argument '{text}'", self.qualname(function));
                    Err(self.type_error(message))
                }
            },
        }
    }

    #[cold]
    fn positional_only_as_keyword(&mut self, function: &Function, names: &[Value]) -> crate::object::Exception {
        let object = &function.code().object;
        let given = |name: &str| names.iter().any(|n| n.as_str().is_some_and(|s| s.units() == name));
        let first = &object.varnames[..object.posonlyargcount as usize];
        let wrong: Vec<&str> = first.iter().map(|n| &**n).filter(|n| given(n)).collect();
        let message = format!(
            "{}() got some positional-only arguments passed as keyword arguments: '{}'",
            self.qualname(function),
            wrong.join(", ")
        );
        self.type_error(message)
    }

    fn keyword_only_given(&self, code: &Code, names: &[Value]) -> usize {
        let object = &code.object;
        let first = object.argcount as usize;
        let only = &object.varnames[first..first + object.kwonlyargcount as usize];
        names.iter().filter(|n| n.as_str().is_some_and(|s| only.iter().any(|o| s.units() == &**o))).count()
    }

    fn fill_defaults(&mut self, function: &Function, slots: &mut [Slot], positional: usize) -> PyResult<()> {
        let object = &function.code().object;
        let count = object.argcount as usize;
        let defaults = function.defaults.get();
        let defaults = defaults.as_ref().and_then(|d| d.downcast::<Tuple>()).map_or(&[][..], Tuple::items);
        let first_default = count.saturating_sub(defaults.len());
        let skip = defaults.len().saturating_sub(count);
        if positional < count {
            let missing: Vec<usize> = (positional..first_default).filter(|&i| slots[i].is_none()).collect();
            if !missing.is_empty() {
                return Err(self.missing_arguments(function, &missing, "positional"));
            }
            for i in first_default..count {
                if slots[i].is_none() {
                    slots[i] = Some(defaults[skip + i - first_default].clone());
                }
            }
        }
        let mut missing = Vec::new();
        let kwdefaults = function.kwdefaults.get();
        for (i, slot) in slots.iter_mut().enumerate().skip(count) {
            if slot.is_none() {
                let name = self.heap().intern(&object.varnames[i]);
                let default = kwdefaults.as_ref().and_then(|d| d.downcast::<Dict>()).and_then(|d| d.get_str(&name));
                match default {
                    Some(value) => *slot = Some(value),
                    None => missing.push(i),
                }
            }
        }
        if missing.is_empty() { Ok(()) } else { Err(self.missing_arguments(function, &missing, "keyword-only")) }
    }

    #[cold]
    fn missing_arguments(&mut self, function: &Function, missing: &[usize], kind: &str) -> crate::object::Exception {
        let names: Vec<String> = missing.iter().map(|&i| format!("'{}'", function.code().object.varnames[i])).collect();
        let list = match &names[..] {
            [one] => one.clone(),
            [a, b] => format!("{a} and {b}"),
            [most @ .., last] => format!("{}, and {last}", most.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        let message =
            format!("{}() missing {} required {kind} argument{plural}: {list}", self.qualname(function), names.len());
        self.type_error(message)
    }

    #[cold]
    fn too_many_positional(&mut self, function: &Function, given: usize, kwonly: usize) -> crate::object::Exception {
        let object = &function.code().object;
        let count = object.argcount as usize;
        let defaults = function.defaults.get();
        let optional = defaults.as_ref().and_then(|d| d.downcast::<Tuple>()).map_or(0, Tuple::len);
        let takes = if optional > 0 {
            format!("from {} to {count}", count.saturating_sub(optional))
        } else {
            count.to_string()
        };
        let plural = if optional > 0 || count != 1 { "s" } else { "" };
        let plural_given = if given == 1 { "" } else { "s" };
        let with = if kwonly > 0 {
            let plural_kw = if kwonly == 1 { "" } else { "s" };
            format!(" positional argument{plural_given} (and {kwonly} keyword-only argument{plural_kw})")
        } else {
            String::new()
        };
        let verb = if given == 1 && kwonly == 0 { "was" } else { "were" };
        let message = format!(
            "{}() takes {takes} positional argument{plural} but {given}{with} {verb} given",
            self.qualname(function)
        );
        self.type_error(message)
    }

    fn qualname(&self, function: &Function) -> String {
        function.qualname.with(Value::lossy_text)
    }
}
