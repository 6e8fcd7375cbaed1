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

/// So many keywords are moved without an allocation.
const FEW: usize = 6;

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
        // SAFETY: the caller's slots; what lies behind the positional parameters is moved out first. What lies above the
        // arguments holds nothing.
        unsafe {
            let mut few: [Slot; FEW] = [const { None }; FEW];
            let mut many = Vec::new();
            let keywords: &mut [Slot] = if names.len() <= FEW {
                &mut few[..names.len()]
            } else {
                many.resize(names.len(), None);
                &mut many
            };
            for (i, keyword) in keywords.iter_mut().enumerate() {
                *keyword = locals.add(positional + i).replace(None);
            }
            let surplus = positional.saturating_sub(count);
            let mut rest = None;
            if object.flags & flags::VARARGS != 0 {
                rest = Some(self.heap().tuple_moved(locals.add(count).cast::<Value>(), surplus));
                (0..surplus).for_each(|i| locals.add(count + i).write(None));
            } else if surplus > 0 {
                // An error, but what is wrong with the keywords comes first.
                (0..surplus).for_each(|i| drop(locals.add(count + i).replace(None)));
            }
            (given..total + 2).for_each(|i| locals.add(i).write(None));
            let slots = std::slice::from_raw_parts_mut(locals, total + 2);
            let mut next = total;
            if let Some(rest) = rest {
                slots[next] = Some(rest);
                next += 1;
            }
            let extra = (object.flags & flags::VARKEYWORDS != 0).then(|| self.heap().dict());
            for (name, value) in names.iter().zip(keywords) {
                let Some(value) = value.take() else { continue };
                self.bind_keyword(function, &mut slots[..total], (name, names), value, extra.as_ref())?;
            }
            if surplus > 0 && object.flags & flags::VARARGS == 0 {
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
        let by_text = || object.varnames[..slots.len()].iter().position(|v| text.units() == &**v);
        let found = match function.code().parameters().iter().position(|p| p.is(name)) {
            None if !text.is_interned() => by_text(),
            found => found,
        };
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
                let name = &function.code().parameters()[i];
                let default = kwdefaults.as_ref().and_then(|d| d.downcast::<Dict>()).and_then(|d| d.get_str(name));
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
