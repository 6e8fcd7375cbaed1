//! `Class(*args)`: the instance from `__new__`, then `__init__`, which runs as a frame if it is a Python function.

use crate::bytecode::opcode::Opcode;
use crate::object::class::{Class, class_flag};
use crate::object::exception::Exception;
use crate::object::frame::{Continuation, Slot};
use crate::object::function::Function;
use crate::object::native::{CallArgs, NativeDef};
use crate::object::slots::Call;
use crate::object::{PyResult, Tag, Value};

use super::Vm;
use super::call::{Begun, as_values};

/// Instances get places for at most so many attributes that other methods than `__init__` set.
const MOST_LATER: usize = 4;

impl Vm {
    /// Begins the call of a class whose metaclass is plain.
    ///
    /// # Safety
    /// As for `begin_call`.
    pub(super) unsafe fn begin_class(
        &mut self,
        base: *mut Slot,
        given: usize,
        names: &[Value],
        continuation: Continuation,
    ) -> PyResult<Begun> {
        // SAFETY: by contract; the callee is moved only within the checked room.
        unsafe {
            let class_value = (*base).clone().unwrap_or(Value::NONE);
            if class_value.is(self.types().type_()) && given == 1 && names.is_empty() {
                let result = (*base.add(1)).as_ref().map(|v| self.heap().class_of(v).clone());
                self.drop_slots(base, 2);
                return Ok(Begun::Value(result.unwrap_or(Value::NONE)));
            }
            if class_value.is(self.types().type_()) && given - names.len() != 3 {
                self.drop_slots(base, given + 1);
                return Err(self.type_error(match given - names.len() {
                    1 => "type() takes no keyword arguments",
                    _ => "type() takes 1 or 3 arguments",
                }));
            }
            let depth = self.thread.depth;
            let counted = usize::from(self.is_counted(&class_value));
            if depth + counted > self.recursion_limit {
                self.drop_slots(base, given + 1);
                return Err(self.recursion_error("maximum recursion depth exceeded while calling a Python object"));
            }
            if given == 0 && self.makes_bare_instances(&class_value) {
                let instance = self.heap().instance(&class_value);
                self.drop_slots(base, 1);
                return Ok(Begun::Value(instance));
            }
            let instance = if self.makes_plain_instances(&class_value) {
                self.learn_init(&class_value);
                self.heap().instance(&class_value)
            } else {
                if self.makes_plain_exceptions_with_init(&class_value) {
                    self.learn_init(&class_value);
                }
                self.thread.depth = depth + counted;
                let made = self.in_place(base, given, |vm, values| {
                    let args = CallArgs::new(as_values(values), names);
                    vm.new_instance(&class_value, args)
                });
                self.thread.depth = depth;
                match made {
                    Ok(instance) if self.is_a(&instance, &class_value) => instance,
                    other => {
                        self.drop_slots(base, given + 1);
                        return other.map(Begun::Value);
                    }
                }
            };
            let init = self.heap().class_of(&instance).clone();
            let Some(init_class) = init.downcast::<Class>() else { return Err(self.system_error("bad class")) };
            let python_init = self.type_lookup(init_class, &self.names().init).filter(|f| f.tag() == Tag::Function);
            if let (Some(function), false) = (python_init, continuation == Continuation::Rust) {
                // The instance goes where the class was: onto the caller's stack, as the call's result.
                self.check_stack_or_drop(base, given)?;
                std::ptr::copy(base.add(1), base.add(3), given);
                base.add(1).write(Some(function));
                base.add(2).write(Some(instance.clone()));
                drop(base.replace(Some(instance)));
                // Where the arguments were moved to the top, the instance has another place: the caller's sp.
                let caller = self.thread.frame;
                let place = (*caller).sp;
                if place != base {
                    place.write(base.replace(None));
                }
                (*caller).sp = place.add(1);
                let begun = self.begin_call(base.add(1), given + 1, names, Continuation::Init);
                return match begun {
                    Ok(Begun::Frame) => Ok(Begun::Frame),
                    // A generator function as `__init__` gives its generator, and no frame runs.
                    Ok(Begun::Value(value)) => {
                        (*caller).sp = place;
                        let instance = place.replace(None);
                        match self.init_result(&value) {
                            None => Ok(Begun::Value(instance.unwrap_or(Value::NONE))),
                            Some(error) => Err(error),
                        }
                    }
                    Err(error) => {
                        (*caller).sp = place;
                        drop(place.replace(None));
                        Err(error)
                    }
                };
            }
            self.thread.depth = depth + counted;
            let result = match init_class.slots.init.get() {
                Some(slot) => self
                    .in_place(base, given, |vm, values| slot(vm, &instance, CallArgs::new(as_values(values), names))),
                None => Ok(()),
            };
            self.thread.depth = depth;
            self.drop_slots(base, given + 1);
            result.map(|()| Begun::Value(instance))
        }
    }

    /// Does CPython count the call of the class apart? Not of builtin containers and a few more.
    fn is_counted(&self, class_value: &Value) -> bool {
        let Some(class) = class_value.downcast::<Class>().filter(|class| !class.has_flag(class_flag::HEAP)) else {
            return true;
        };
        let types = self.types();
        let containers = [types.list(), types.tuple(), types.dict(), types.set(), types.frozenset()];
        let direct = containers.into_iter().chain([types.float(), types.bool()]).any(|direct| direct.is(class_value));
        !direct && (self.thread.depth < self.recursion_limit || !matches!(&*class.name_string(), "map" | "filter"))
    }

    /// The constructor of a builtin class that is called as `type.__call__` does.
    #[inline(always)]
    pub(super) fn builtin_new(&self, class_value: &Value) -> Option<Call> {
        let class = class_value.downcast_exact::<Class>()?;
        // At the limit of recursion there is more to be said.
        let deep = self.thread.depth + 1 >= self.recursion_limit;
        if deep || class.has_flag(class_flag::HEAP) || class_value.is(self.types().type_()) {
            return None;
        }
        class.slots.new.get()
    }

    /// Calls that, then the initialiser. Builtin classes never change, so theirs is no Python function.
    #[inline]
    pub(super) fn construct_builtin(&mut self, class_value: &Value, new: Call, args: CallArgs<'_>) -> PyResult {
        let depth = self.thread.depth;
        self.thread.depth = depth + usize::from(self.is_counted(class_value));
        let result = self.construct(class_value, new, args);
        self.thread.depth = depth;
        result
    }

    fn construct(&mut self, class_value: &Value, new: Call, args: CallArgs<'_>) -> PyResult {
        let instance = new(self, class_value, args)?;
        if (self.heap().class_of(&instance).is(class_value) || self.is_a(&instance, class_value))
            && let Some(init) = self.class_of(&instance).slots.init.get()
        {
            init(self, &instance, args)?;
        }
        Ok(instance)
    }

    /// `class.__new__(class, *args)`, by the class's slot or its native.
    pub fn new_instance(&mut self, class_value: &Value, args: CallArgs<'_>) -> PyResult {
        let Some(class) = class_value.downcast::<Class>() else {
            return Err(self.type_error("cannot create an instance of something that is no class"));
        };
        if let Some(slot) = class.slots.new.get() {
            return slot(self, class_value, args);
        }
        let Some(def) = class.native_new.get() else {
            return Err(self.type_error(format!("cannot create '{}' instances", self.class_full_name(class))));
        };
        self.call_native_new(def, class_value, args)
    }

    /// Is `Class(...)` object's `__new__` followed by a Python `__init__`, so that arguments need no check?
    fn makes_plain_instances(&mut self, class_value: &Value) -> bool {
        let object_new = self.types().object().downcast::<Class>().and_then(|o| o.native_new.get());
        let Some(class) = class_value.downcast::<Class>() else { return false };
        class.layout == Tag::Instance
            && class.slots.new.get().is_none()
            && !class.has_flag(class_flag::ABSTRACT)
            && matches!((class.native_new.get(), object_new), (Some(a), Some(b)) if std::ptr::eq(a, b))
            && self.type_lookup(class, &self.names().init).is_some_and(|f| f.tag() == Tag::Function)
    }

    /// Is `Class(...)` BaseException's `__new__`, which keeps the arguments, followed by a Python `__init__`?
    fn makes_plain_exceptions_with_init(&mut self, class_value: &Value) -> bool {
        let Some(class) = class_value.downcast::<Class>().filter(|class| class.layout == Tag::Exception) else {
            return false;
        };
        self.has_base_new(class)
            && self.type_lookup(class, &self.names().init).is_some_and(|f| f.tag() == Tag::Function)
    }

    fn has_base_new(&self, class: &Class) -> bool {
        let base = self.types().base_exception().downcast::<Class>().and_then(|base| base.slots.new.get());
        class.slots.new.get().map(|f| f as usize) == base.map(|f| f as usize)
    }

    /// Is `Class(...)` no more than an exception with these arguments: neither has it a `__new__` or `__init__` of its own
    /// nor its metaclass a `__call__`?
    #[inline]
    pub(super) fn makes_plain_exceptions(&self, class_value: &Value) -> bool {
        let Some(class) = class_value.downcast::<Class>() else { return false };
        let base = self.types().base_exception().downcast::<Class>().and_then(|base| base.slots.init.get());
        self.has_base_new(class)
            && class.slots.init.get().map(|f| f as usize) == base.map(|f| f as usize)
            && self.heap().class_of(class_value).is(self.types().type_())
            && self.thread.depth + 1 < self.recursion_limit
    }

    /// Is `Class()` object's `__new__` and nothing more?
    fn makes_bare_instances(&mut self, class_value: &Value) -> bool {
        let Some(object) = self.types().object().downcast::<Class>() else { return false };
        let Some(class) = class_value.downcast::<Class>() else { return false };
        let plain = class.layout == Tag::Instance
            && class.slots.new.get().is_none()
            && !class.has_flag(class_flag::ABSTRACT)
            && matches!((class.native_new.get(), object.native_new.get()), (Some(a), Some(b)) if std::ptr::eq(a, b));
        let name = &self.names().init;
        plain
            && match (self.type_lookup(class, name), self.type_lookup(object, name)) {
                (Some(a), Some(b)) => a.is(&b),
                _ => false,
            }
    }

    /// What the next calls of a plain class need not find out again: its `__init__`, and how many attributes that gives.
    fn learn_init(&mut self, class_value: &Value) {
        let Some(class) = class_value.downcast::<Class>() else { return };
        if class.plain_init().is_some() || self.class_version(class) == 0 {
            return;
        }
        let name = &self.names().init;
        if let Some(init) = self.type_lookup(class, name) {
            class.set_plain_init(&init);
        }
        let (mut stored, mut later) = (Vec::new(), Vec::new());
        for ancestor in class.mro() {
            let Some(ancestor) = ancestor.downcast::<Class>() else { continue };
            for (key, value) in ancestor.dict().items() {
                let Some(function) = value.downcast::<Function>() else { continue };
                let code = function.code();
                let names = if key.is(name) { &mut stored } else { &mut later };
                // What is stored in the first local: `self`, but for rare cases.
                let pairs = code
                    .object
                    .code
                    .chunks_exact(4)
                    .chain(code.object.code.get(2..).unwrap_or_default().chunks_exact(4));
                let pairs = pairs.filter(|p| p[..2] == [Opcode::LoadFast as u8, 0] && p[2] == Opcode::StoreAttr as u8);
                names.extend(pairs.filter_map(|pair| code.names().get(usize::from(pair[3])).map(Value::bits)));
            }
        }
        stored.sort_unstable();
        stored.dedup();
        later.sort_unstable();
        later.dedup();
        later.retain(|name| stored.binary_search(name).is_err());
        class.reserve_places(stored.len() + later.len().min(MOST_LATER));
    }

    /// Binds and calls a `__new__` written in Rust.
    pub fn call_native_new(&mut self, def: &'static NativeDef, class: &Value, args: CallArgs<'_>) -> PyResult {
        let heap = self.heap();
        let native = self.native_new_functions.entry(def).or_insert_with(|| heap.native_function(def, None)).clone();
        let given = args.values().len() + 1;
        // SAFETY: the arguments are written behind the running frame, where the next one may begin.
        unsafe {
            let base = (*self.thread.frame).top;
            self.check_stack(base.add(given + 2))?;
            base.write(Some(native));
            base.add(1).write(Some(class.clone()));
            for (i, value) in args.values().iter().enumerate() {
                base.add(2 + i).write(Some(value.clone()));
            }
            self.call_from_rust(base, given, args.names())
        }
    }

    /// The error that a result of `__init__` other than None is.
    pub(super) fn init_result(&mut self, value: &Value) -> Option<Exception> {
        if value.is_none() {
            return None;
        }
        let message = format!("__init__() should return None, not '{}'", self.type_name(value));
        Some(self.type_error(message))
    }
}
