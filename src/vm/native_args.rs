//! Binding a call's arguments to the parameters of a native, and the messages where they do not fit.
//!
//! CPython words these by how a function takes its arguments, which its signature tells: by position only (none, one,
//! several), by position and name, or as it likes (`*args`).

use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::frame::Slot;
use crate::object::native::{Args, Code, Flow, Kind, NativeFunction, Parameters};
use crate::object::{Exception, PyResult, Value};
use crate::text::Units;

use super::Vm;
use super::errors::OrMemoryError;

impl Vm {
    /// Calls a native with arguments that lie in `values` (positional, then one for each of `names`).
    /// The slots are left empty or hold what the native did not take.
    #[inline]
    pub(super) fn call_native(
        &mut self,
        native: &NativeFunction,
        values: &mut [Slot],
        names: &[Value],
    ) -> PyResult<Flow> {
        if native.bound.is_none() && names.is_empty() && native.takes(values.len()) {
            return self.run_native(native, &mut Args::given(values, native));
        }
        let parameters = native.parameters();
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
    pub(super) fn run_native(&mut self, native: &NativeFunction, args: &mut Args<'_>) -> PyResult<Flow> {
        self.admit(native, args)?;
        // CPython counts the call of a native as one of Python's.
        let depth = self.thread.depth;
        self.thread.depth = depth + 1;
        let result = match native.def.code {
            Code::Plain(function) => function(self, args).map(Flow::Value),
            Code::Flow(function) => function(self, args),
        };
        self.thread.depth = depth;
        result
    }

    /// May the native run with these arguments? There must be stack for it, and a method needs its class's receiver.
    #[inline(always)]
    pub(super) fn admit(&mut self, native: &NativeFunction, args: &Args<'_>) -> PyResult<()> {
        if self.thread.depth >= self.recursion_limit || self.stack_ends_at(args) {
            return Err(self.recursion_error("maximum recursion depth exceeded while calling a Python object"));
        }
        match &native.owner {
            None => Ok(()),
            Some(owner) if native.def.kind == Kind::Method && self.heap().class_of(args.get(0)).is(owner) => Ok(()),
            Some(_) => self.check_receiver(native, args),
        }
    }

    /// A method's first argument must be an instance of the class that defines it.
    #[inline(never)]
    fn check_receiver(&mut self, native: &NativeFunction, args: &Args<'_>) -> PyResult<()> {
        let Some(owner) = &native.owner else { return Ok(()) };
        match native.def.kind {
            Kind::Method => {}
            Kind::StaticMethod => return self.check_new(native, owner, args),
            Kind::ClassMethod if native.bound.is_none() => return self.check_class_argument(native, owner, args),
            _ => return Ok(()),
        }
        let class = self.heap().class_of(args.get(0));
        if class.is(owner) || class.downcast::<Class>().is_some_and(|c| c.is_subclass(owner)) {
            return Ok(());
        }
        Err(self.wrong_receiver(native, args.opt(0)))
    }

    /// `__new__` of a builtin class, called by name, makes instances of its own kind only.
    fn check_new(&mut self, native: &NativeFunction, owner: &Value, args: &Args<'_>) -> PyResult<()> {
        let Some(owner_class) = owner.downcast::<Class>() else { return Ok(()) };
        if !owner_class.native_new.get().is_some_and(|new| std::ptr::eq(new, native.def)) {
            return Ok(());
        }
        if let Some(class) = args.get(0).downcast::<Class>()
            && class.is_subclass(owner)
            && class.native_new.get().is_some_and(|new| std::ptr::eq(new, native.def))
        {
            return Ok(());
        }
        self.refuse_new(owner, owner_class, args)
    }

    #[cold]
    fn refuse_new(&mut self, owner: &Value, owner_class: &Class, args: &Args<'_>) -> PyResult<()> {
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
        let safe = self.native_base_name(class);
        Err(self.type_error(format!("{owner_name}.__new__({name}) is not safe, use {safe}.__new__()")))
    }

    /// A class method that is called unbound needs a subclass of its owner.
    #[cold]
    fn check_class_argument(&mut self, native: &NativeFunction, owner: &Value, args: &Args<'_>) -> PyResult<()> {
        let (name, given) = (native.def.name(), args.get(0));
        let owner_name = self.class_name_of(owner);
        let got = self.type_name(given);
        match given.downcast::<Class>() {
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
        let owner = native.owner.as_ref()?;
        Some(match &native.bound {
            Some(bound) => {
                let class = bound.downcast::<Class>().unwrap_or_else(|| self.class_of(bound));
                class.qualname.with(Value::lossy_text)
            }
            None => owner.downcast::<Class>()?.name_string(),
        })
    }

    /// The receiver of an unbound method is checked before the number of arguments.
    #[cold]
    fn check_bound_receiver(&mut self, native: &NativeFunction, slots: &mut [Slot]) -> PyResult<()> {
        if let (Kind::StaticMethod, Some(owner), Some(true)) =
            (native.def.kind, &native.owner, slots.first().map(Option::is_some))
        {
            return self.check_new(native, owner, &Args::new(slots));
        }
        let unbound = native.bound.is_none() && native.def.kind == Kind::Method;
        if unbound && slots.first().is_some_and(Option::is_some) {
            return self.check_receiver(native, &Args::new(slots));
        }
        Ok(())
    }

    #[cold]
    fn wrong_receiver(&mut self, native: &NativeFunction, receiver: Option<&Value>) -> Exception {
        let owner = native.owner.as_ref().map(|o| self.class_name_of(o)).unwrap_or_default();
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

    /// `(f.__name__, the name that messages about positional-only functions show)`: `T.f` for a method, `module.f` for a
    /// function outside builtins.
    fn names_for_messages(&mut self, native: &NativeFunction) -> (&'static str, String) {
        let name = native.def.name();
        let full = match (self.receiver_name(native), native.def.kind) {
            (Some(owner), Kind::Method | Kind::ClassMethod) => format!("{owner}.{name}"),
            (Some(owner), Kind::StaticMethod) if Self::hidden(native) == 0 => format!("{owner}.{name}"),
            (_, Kind::Function) => match native.module.get() {
                Some(module) if !module.is_str("builtins") => {
                    let module = module.lossy_text();
                    format!("{module}.{name}")
                }
                _ => name.into(),
            },
            _ => name.into(),
        };
        (name, full)
    }

    /// How many leading parameters a caller does not count: `self`, and the class for `__new__`.
    fn hidden(native: &NativeFunction) -> usize {
        let is_new = || {
            let owner = native.owner.as_ref().and_then(|o| o.downcast::<Class>());
            owner.is_some_and(|c| c.native_new.get().is_some_and(|n| std::ptr::eq(n, native.def)))
        };
        let method = matches!(native.def.kind, Kind::Method | Kind::ClassMethod);
        let is_static = native.def.kind == Kind::StaticMethod;
        // Without an owner it is what a class's own call runs.
        let new = is_static && (native.owner.is_none() || is_new());
        usize::from(native.bound.is_some() || method || new)
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
        }
        if let Some(place) = parameters.keywords {
            slots[place] = Some(self.heap().dict());
        }
        let given = Given { positional: positional + shift, keywords: names.len() };
        let fits = parameters.rest.is_some() || taken == positional;
        if !fits || (parameters.by_position_only() && !names.is_empty()) {
            return Err(self.native_refusal(native, parameters, slots, given));
        }
        let mut wrong_name = None;
        for (name, value) in names.iter().zip(keywords) {
            match parameters.by_name(name) {
                Some(index) if slots[index].is_none() => slots[index] = value.take(),
                found => match parameters.keywords.and_then(|i| slots[i].clone()) {
                    Some(extra) if found.is_none() => {
                        if let (Some(dict), Some(value)) = (extra.downcast::<Dict>(), value.take()) {
                            drop(dict.set_str(name, value).or_memory_error(self)?);
                        }
                    }
                    _ => wrong_name = wrong_name.or_else(|| Some((name.lossy_text(), found))),
                },
            }
        }
        let optional = |i: usize| Some(i) == parameters.rest || Some(i) == parameters.keywords;
        for (i, parameter) in parameters.names.iter().enumerate() {
            if slots[i].is_none() && parameter.default.is_none() && !optional(i) {
                return Err(match wrong_name {
                    _ if i < parameters.positional_only || i < Self::hidden(native) => {
                        self.native_refusal(native, parameters, slots, given)
                    }
                    Some((_, None)) if parameters.exceeded(native, given) => {
                        self.native_refusal(native, parameters, slots, given)
                    }
                    _ => self.native_missing(native, parameters, slots, i),
                });
            }
        }
        match wrong_name {
            None => Ok(()),
            Some((_, None)) if parameters.exceeded(native, given) => {
                Err(self.native_refusal(native, parameters, slots, given))
            }
            Some((text, found)) => {
                self.check_bound_receiver(native, slots)?;
                // `sorted` hands its keywords to `list.sort`.
                let name = match native.def.name() {
                    "sorted" => "sort",
                    name => name,
                };
                Err(self.type_error(match found {
                    Some(index) => {
                        let position = index + 1 - Self::hidden(native);
                        format!("argument for {name}() given by name ('{text}') and position ({position})")
                    }
                    None => format!("'{text}' is an invalid keyword argument for {name}()"),
                }))
            }
        }
    }

    /// A parameter that may be given by name is missing.
    #[cold]
    fn native_missing(
        &mut self,
        native: &NativeFunction,
        parameters: &Parameters,
        slots: &mut [Slot],
        index: usize,
    ) -> Exception {
        if let Err(error) = self.check_bound_receiver(native, slots) {
            return error;
        }
        let (name, parameter) = (native.def.name(), parameters.names[index].name);
        let position = index + 1 - Self::hidden(native);
        self.type_error(format!("{name}() missing required argument '{parameter}' (pos {position})"))
    }

    /// Too many arguments, too few that go by position only, or names where there can be none.
    #[cold]
    fn native_refusal(
        &mut self,
        native: &NativeFunction,
        parameters: &Parameters,
        slots: &mut [Slot],
        given: Given,
    ) -> Exception {
        let (name, full) = self.names_for_messages(native);
        let hidden = Self::hidden(native);
        if given.positional < hidden {
            let owner = native.owner.as_ref().and_then(|o| o.downcast::<Class>());
            let short = owner.map(Class::name_string).unwrap_or_default();
            let full = owner.map(|o| self.class_full_name(o)).unwrap_or_default();
            return self.type_error(match native.def.kind {
                Kind::Method => format!("unbound method {short}.{name}() needs an argument"),
                _ => format!("{full}.__new__(): not enough arguments"),
            });
        }
        if let Err(error) = self.check_bound_receiver(native, slots) {
            return error;
        }
        let positional = given.positional - hidden;
        let most = parameters.positional.saturating_sub(hidden);
        let least = parameters.required.saturating_sub(hidden);
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        self.type_error(if parameters.by_position_only() {
            if given.keywords > 0 {
                let bare = parameters.rest.is_some() && native.bound.is_some();
                format!("{}() takes no keyword arguments", if bare { name } else { &full })
            } else if most == 0 && parameters.rest.is_none() {
                format!("{full}() takes no arguments ({positional} given)")
            } else if (least, most) == (1, 1) && parameters.rest.is_none() {
                format!("{full}() takes exactly one argument ({positional} given)")
            } else {
                let (word, count) = match positional < least {
                    _ if least == most && parameters.rest.is_none() => ("", least),
                    true => ("at least ", least),
                    false => ("at most ", most),
                };
                format!("{name} expected {word}{count} argument{}, got {positional}", plural(count))
            }
        } else {
            let countable = parameters.countable(native);
            let total = given.total() - hidden;
            let only = parameters.positional_only.saturating_sub(hidden);
            // `sorted` counts its positional argument by itself.
            let by_hand = native.def.kind == Kind::Function && (only, least, most) == (1, 1, 1);
            if by_hand && positional != 1 {
                format!("{name} expected 1 argument, got {positional}")
            } else if parameters.exceeded(native, given) {
                let kind = if positional == 0 { "keyword " } else { "" };
                format!("{name}() takes at most {countable} {kind}argument{} ({total} given)", plural(countable))
            } else if most == 0 {
                format!("{name}() takes no positional arguments")
            } else {
                let by_position = least.min(only);
                let (word, count) = match positional < by_position {
                    _ if by_position == most => ("exactly", most),
                    true => ("at least", by_position),
                    false if least == most => ("exactly", most),
                    false => ("at most", most),
                };
                format!("{name}() takes {word} {count} positional argument{} ({positional} given)", plural(count))
            }
        })
    }
}

/// How many arguments a call gave, `self` with the positional ones.
#[derive(Clone, Copy)]
struct Given {
    positional: usize,
    keywords: usize,
}

impl Given {
    fn total(self) -> usize {
        self.positional + self.keywords
    }
}

impl Parameters {
    /// Is there no parameter that a name reaches?
    fn by_position_only(&self) -> bool {
        self.keywords.is_none()
            && self.positional == self.positional_only.max(self.positional.min(self.hidden_self()))
            && self.names.len() == self.positional + usize::from(self.rest.is_some())
    }

    /// `self` needs no `/` behind it to be positional-only.
    fn hidden_self(&self) -> usize {
        usize::from(self.names.first().is_some_and(|p| p.name == "self" || p.name == "cls"))
    }

    /// The parameter that an argument of this name goes to.
    fn by_name(&self, name: &Value) -> Option<usize> {
        let Units::One(name) = name.as_str()?.units() else { return None };
        let special = |i: usize| Some(i) == self.rest || Some(i) == self.keywords;
        let first = self.positional_only.max(self.hidden_self());
        self.names
            .iter()
            .enumerate()
            .skip(first)
            .find(|(i, p)| p.name.as_bytes() == name && !special(*i))
            .map(|(i, _)| i)
    }

    /// Are there more arguments than parameters?
    fn exceeded(&self, native: &NativeFunction, given: Given) -> bool {
        let open = self.rest.is_some() || self.keywords.is_some();
        !open && given.total() - Vm::hidden(native) > self.countable(native)
    }

    /// The parameters that a caller counts, without `*args` and `**kwargs`.
    fn countable(&self, native: &NativeFunction) -> usize {
        let special = usize::from(self.rest.is_some()) + usize::from(self.keywords.is_some());
        self.names.len() - special - Vm::hidden(native).min(self.positional)
    }
}
