//! Binding a call's arguments to parameters: Python functions' into their frame, natives' into `Args`.

use crate::bytecode::code::flags;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::frame::Slot;
use crate::object::function::Function;
use crate::object::native::{Args, NativeFunction, Parameters};
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
        function.qualname.with(|q| q.as_str().map(|s| s.to_string_lossy()).unwrap_or_default())
    }

    /// Calls a native with arguments that lie in `values` (positional, then one for each of `names`).
    /// The slots are left empty or hold what the native did not take.
    #[inline]
    pub(super) fn call_native(
        &mut self,
        native: &NativeFunction,
        values: &mut [Slot],
        names: &[Value],
    ) -> PyResult<crate::object::native::Flow> {
        let parameters = native.parameters();
        if native.bound.is_none()
            && names.is_empty()
            && values.len() == parameters.names.len()
            && parameters.positional == values.len()
        {
            return self.run_native(native, &mut Args::new(values));
        }
        let mut slots: [Slot; 8] = [const { None }; 8];
        let count = parameters.names.len();
        if count <= 8 {
            self.bind_native(native, parameters, &mut slots[..count], values, names)?;
            self.run_native(native, &mut Args::new(&mut slots[..count]))
        } else {
            let mut slots: Vec<Slot> = vec![None; count];
            self.bind_native(native, parameters, &mut slots, values, names)?;
            self.run_native(native, &mut Args::new(&mut slots))
        }
    }

    #[inline(always)]
    fn run_native(&mut self, native: &NativeFunction, args: &mut Args<'_>) -> PyResult<crate::object::native::Flow> {
        use crate::object::native::{Code, Flow};
        if self.stack_exhausted() {
            return Err(self.recursion_error("maximum recursion depth exceeded while calling a Python object"));
        }
        if native.owner.is_some() {
            self.check_receiver(native, args)?;
        }
        match native.def.code {
            Code::Plain(function) => function(self, args).map(Flow::Value),
            Code::Flow(function) => function(self, args),
        }
    }

    /// A method's first argument must be an instance of the class that defines it.
    #[inline(always)]
    fn check_receiver(&mut self, native: &NativeFunction, args: &Args<'_>) -> PyResult<()> {
        use crate::object::native::Kind;
        let Some(owner) = &native.owner else { return Ok(()) };
        match native.def.kind {
            Kind::Method => {}
            Kind::StaticMethod => return self.check_new(native, owner, args),
            Kind::ClassMethod if native.bound.is_none() => return self.check_class_argument(native, owner, args),
            _ => return Ok(()),
        }
        let class = self.heap().class_of(args.get(0));
        if class.is(owner) || class.downcast::<crate::object::class::Class>().is_some_and(|c| c.is_subclass(owner)) {
            return Ok(());
        }
        Err(self.wrong_receiver(native, args.opt(0)))
    }

    /// `__new__` of a builtin class, called by name, makes instances of its own kind only.
    #[cold]
    fn check_new(&mut self, native: &NativeFunction, owner: &Value, args: &Args<'_>) -> PyResult<()> {
        use crate::object::class::Class;
        let Some(owner_class) = owner.downcast::<Class>() else { return Ok(()) };
        if !owner_class.native_new.get().is_some_and(|new| std::ptr::eq(new, native.def)) {
            return Ok(());
        }
        let owner_name = self.class_full_name(owner_class);
        let Some(class) = args.get(0).downcast::<Class>() else {
            let got = self.type_name(args.get(0));
            let message = format!("{owner_name}.__new__(X): X is not a type object ({got})");
            return Err(self.type_error(message));
        };
        let name = self.class_full_name(class);
        if !class.is_subclass(owner) {
            let message = format!("{owner_name}.__new__({name}): {name} is not a subtype of {owner_name}");
            return Err(self.type_error(message));
        }
        if !class.native_new.get().is_some_and(|new| std::ptr::eq(new, native.def)) {
            let safe = self.native_base_name(class);
            return Err(self.type_error(format!("{owner_name}.__new__({name}) is not safe, use {safe}.__new__()")));
        }
        Ok(())
    }

    /// A class method that is called unbound needs a subclass of its owner.
    #[cold]
    fn check_class_argument(&mut self, native: &NativeFunction, owner: &Value, args: &Args<'_>) -> PyResult<()> {
        let (name, given) = (native.def.name(), args.get(0));
        let owner_name = self.class_name(owner);
        let got = self.type_name(given);
        match given.downcast::<crate::object::class::Class>() {
            Some(class) if class.is_subclass(owner) => Ok(()),
            Some(class) => Err(self.type_error(format!(
                "descriptor '{name}' requires a subtype of '{owner_name}' but received '{}'",
                self.class_full_name(class)
            ))),
            None => Err(self.type_error(format!(
                "descriptor '{name}' for type '{owner_name}' needs a type, not a '{got}' as arg 2"
            ))),
        }
    }

    /// The class that messages about a native's call name: that of the bound object, else the owner.
    fn receiver_name(&self, native: &NativeFunction) -> Option<String> {
        use crate::object::class::Class;
        let owner = native.owner.as_ref()?;
        Some(match &native.bound {
            Some(bound) if bound.downcast::<Class>().is_some() => self.class_name(bound),
            Some(bound) => self.class_of(bound).name_string(),
            None => self.class_name(owner),
        })
    }

    /// The receiver of an unbound method is checked before the number of arguments.
    #[cold]
    fn check_bound_receiver(&mut self, native: &NativeFunction, slots: &mut [Slot]) -> PyResult<()> {
        let unbound = native.bound.is_none() && native.def.kind == crate::object::native::Kind::Method;
        if unbound && slots.first().is_some_and(Option::is_some) {
            return self.check_receiver(native, &Args::new(slots));
        }
        Ok(())
    }

    #[cold]
    fn wrong_receiver(&mut self, native: &NativeFunction, receiver: Option<&Value>) -> crate::object::Exception {
        let owner = native.owner.as_ref().map(|o| self.class_name(o)).unwrap_or_default();
        let name = native.def.name();
        let message = match receiver {
            Some(value) => {
                format!(
                    "descriptor '{name}' for '{owner}' objects doesn't apply to a '{}' object",
                    self.type_name(value)
                )
            }
            None => format!("unbound method {owner}.{name}() needs an argument"),
        };
        self.type_error(message)
    }

    fn class_name(&self, class: &Value) -> String {
        class.downcast::<crate::object::class::Class>().map(|c| c.name_string()).unwrap_or_default()
    }

    fn bind_native(
        &mut self,
        native: &NativeFunction,
        parameters: &Parameters,
        slots: &mut [Slot],
        values: &mut [Slot],
        names: &[Value],
    ) -> PyResult<()> {
        let shift = usize::from(native.bound.is_some());
        if shift == 1 {
            slots[0] = native.bound.clone();
        }
        let positional = values.len() - names.len();
        let (positions, keywords) = values.split_at_mut(positional);
        let taken = positional.min(parameters.positional.saturating_sub(shift));
        for (slot, value) in slots[shift.min(parameters.positional)..].iter_mut().zip(&mut positions[..taken]) {
            *slot = value.take();
        }
        if let Some(rest) = parameters.rest {
            let items = positions[taken..].iter_mut().filter_map(Option::take).collect();
            slots[rest] = Some(self.heap().tuple(items));
        } else if taken < positional {
            self.check_bound_receiver(native, slots)?;
            return Err(self.native_too_many(native, parameters, positional, names.len()));
        }
        if let Some(place) = parameters.keywords {
            slots[place] = Some(self.heap().dict());
        }
        for (name, value) in names.iter().zip(keywords) {
            let text = name.as_str().map(|s| s.to_string_lossy()).unwrap_or_default();
            let found = parameters
                .names
                .iter()
                .position(|p| p.name == text)
                .filter(|&i| i >= parameters.positional_only && Some(i) != parameters.rest);
            match found.filter(|&i| Some(i) != parameters.keywords) {
                Some(index) if slots[index].is_some() => {
                    let message = format!(
                        "argument for {}() given by name ('{text}') and position ({})",
                        native.def.name(),
                        index + 1 - shift
                    );
                    return Err(self.type_error(message));
                }
                Some(index) => slots[index] = value.take(),
                None => match parameters.keywords.and_then(|i| slots[i].clone()) {
                    Some(extra) => {
                        if let (Some(dict), Some(value)) = (extra.downcast::<Dict>(), value.take()) {
                            drop(dict.set_str(name, value).or_memory_error(self)?);
                        }
                    }
                    None => return Err(self.native_unexpected_keyword(native, parameters, &text)),
                },
            }
        }
        for (i, parameter) in parameters.names.iter().enumerate() {
            if slots[i].is_none()
                && parameter.default.is_none()
                && Some(i) != parameters.rest
                && Some(i) != parameters.keywords
            {
                self.check_bound_receiver(native, slots)?;
                return Err(self.native_missing(native, parameters, i, positional, shift));
            }
        }
        Ok(())
    }

    #[cold]
    fn native_too_many(
        &mut self,
        native: &NativeFunction,
        parameters: &Parameters,
        given: usize,
        keywords: usize,
    ) -> crate::object::Exception {
        let shift = usize::from(native.bound.is_some() || native.def.kind == crate::object::native::Kind::Method);
        let method_shift = usize::from(native.bound.is_none()) * shift;
        let given = given - method_shift.min(given);
        let most = parameters.positional.saturating_sub(shift);
        let least = parameters.required.saturating_sub(shift);
        let name = native.def.name();
        let owner = match (self.receiver_name(native), native.bound.is_some() || method_shift > 0) {
            (Some(owner), true) => format!("{owner}."),
            _ => String::new(),
        };
        let _ = keywords;
        let keyword_only = parameters.names.len() > parameters.positional
            && parameters.rest.is_none()
            && parameters.keywords.is_none();
        let message = if most == 0 && keyword_only {
            format!("{name}() takes no positional arguments")
        } else if most == 0 {
            format!("{owner}{name}() takes no arguments ({given} given)")
        } else if most == 1 && least == 1 {
            format!("{owner}{name}() takes exactly one argument ({given} given)")
        } else {
            let word = if least == most { "expected" } else { "expected at most" };
            let plural = if most == 1 { "" } else { "s" };
            format!("{name} {word} {most} argument{plural}, got {given}")
        };
        self.type_error(message)
    }

    #[cold]
    fn native_missing(
        &mut self,
        native: &NativeFunction,
        parameters: &Parameters,
        index: usize,
        given: usize,
        shift: usize,
    ) -> crate::object::Exception {
        let name = native.def.name();
        let is_method = native.bound.is_none() && native.def.kind == crate::object::native::Kind::Method;
        if is_method && index == 0 {
            let owner = native.owner.as_ref().map(|o| self.class_name(o)).unwrap_or_default();
            return self.type_error(format!("unbound method {owner}.{name}() needs an argument"));
        }
        let new = native.owner.as_ref().and_then(|o| o.downcast::<crate::object::class::Class>());
        let new = new.filter(|c| c.native_new.get().is_some_and(|n| std::ptr::eq(n, native.def)));
        if let Some(class) = new
            && index == 0
        {
            return self.type_error(format!("{}.__new__(): not enough arguments", self.class_full_name(class)));
        }
        let shift = shift.max(usize::from(is_method || new.is_some()));
        let given = if is_method { given.saturating_sub(1) } else { given };
        let least = parameters.required.saturating_sub(shift);
        let most = parameters.positional.saturating_sub(shift);
        let owner = match self.receiver_name(native) {
            Some(owner) if shift > 0 => format!("{owner}."),
            _ => String::new(),
        };
        let message = if index >= parameters.positional_only {
            let parameter = parameters.names[index].name;
            format!("{name}() missing required argument '{parameter}' (pos {})", index + 1 - shift)
        } else if least == 1 && most == 1 {
            format!("{owner}{name}() takes exactly one argument ({given} given)")
        } else {
            let word = if least == most { "expected" } else { "expected at least" };
            let plural = if least == 1 { "" } else { "s" };
            format!("{name} {word} {least} argument{plural}, got {given}")
        };
        self.type_error(message)
    }

    #[cold]
    fn native_unexpected_keyword(
        &mut self,
        native: &NativeFunction,
        parameters: &Parameters,
        keyword: &str,
    ) -> crate::object::Exception {
        let name = native.def.name();
        let owner = match self.receiver_name(native) {
            Some(owner) => format!("{owner}."),
            None => String::new(),
        };
        let takes_keywords = parameters.positional > parameters.positional_only
            || parameters.names.len() > parameters.positional + usize::from(parameters.rest.is_some());
        let message = if takes_keywords {
            format!("'{keyword}' is an invalid keyword argument for {name}()")
        } else {
            format!("{owner}{name}() takes no keyword arguments")
        };
        self.type_error(message)
    }
}
