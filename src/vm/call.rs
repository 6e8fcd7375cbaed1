//! Calls: from Rust (`call`, `call_with`) and from bytecode (`begin_call`), without Rust recursion for Python code.
//!
//! A call is described by a base: the callable lies there, the arguments behind it, and the caller's `sp` already
//! stands where the result shall go. A Python function's frame grows over its arguments in place.

use crate::bytecode::code::flags;
use crate::object::class::{Class, class_flag};
use crate::object::exception::Exception;
use crate::object::frame::{Continuation, RECORD_SLOTS, Record, Slot};
use crate::object::function::{Function, Method};
use crate::object::native::{CallArgs, Flow, NativeDef, NativeFunction};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};

use super::Vm;

/// What became of a call from bytecode.
pub(super) enum Begun {
    /// The result.
    Value(Value),
    /// A frame was pushed (or a generator resumed): the loop goes on there, the result arrives later.
    Frame,
}

impl Vm {
    /// `callable(*args)`.
    pub fn call(&mut self, callable: &Value, args: &[Value]) -> PyResult {
        self.call_with(callable, CallArgs::positional_only(args))
    }

    /// `callable(*positional, **keywords)`.
    pub fn call_with(&mut self, callable: &Value, args: CallArgs<'_>) -> PyResult {
        if self.stack_exhausted() {
            return Err(self.recursion_error("maximum recursion depth exceeded while calling a Python object"));
        }
        // SAFETY: the arguments are copied behind the running frame, where the next one may begin.
        unsafe {
            let base = (*self.thread.frame).top;
            self.check_stack(base.add(args.values().len() + 2))?;
            base.write(Some(callable.clone()));
            for (i, value) in args.values().iter().enumerate() {
                base.add(1 + i).write(Some(value.clone()));
            }
            self.call_from_rust(base, args.values().len(), args.names())
        }
    }

    /// Calls what lies at `base`; Python frames run in a nested evaluation.
    ///
    /// # Safety
    /// `base` is at the running frame's `top`; callable and arguments lie there and are consumed.
    unsafe fn call_from_rust(&mut self, base: *mut Slot, given: usize, names: &[Value]) -> PyResult {
        let caller = self.thread.frame;
        // SAFETY: by contract; the caller's sp is restored below.
        unsafe {
            let (sp, handled_depth) = ((*caller).sp, self.thread.depth);
            match self.begin_call(base, given, names, Continuation::Rust) {
                Ok(Begun::Value(value)) => Ok(value),
                Ok(Begun::Frame) => {
                    let result = self.eval();
                    debug_assert!(self.thread.frame == caller);
                    (*caller).sp = sp;
                    self.thread.depth = handled_depth;
                    result
                }
                Err(error) => Err(error),
            }
        }
    }

    /// Begins the call of what lies at `base` with `given` arguments behind it (the last ones belong to `names`).
    /// Everything there is consumed, in every case.
    ///
    /// # Safety
    /// `base` lies at or above the running frame's operands, with room up to the thread's limit; what lies from
    /// there on belongs to the call.
    pub(super) unsafe fn begin_call(
        &mut self,
        base: *mut Slot,
        given: usize,
        names: &[Value],
        continuation: Continuation,
    ) -> PyResult<Begun> {
        // SAFETY: by contract.
        unsafe {
            let callable = match &*base {
                Some(callable) => callable.bits(),
                None => return Err(self.system_error("call of nothing")),
            };
            // The value stays at `base` until the call is over (or becomes the new frame's callee).
            let callable: &Value = &*(&raw const callable).cast::<Value>();
            match callable.tag() {
                Tag::Function => {
                    let function: &Function = match callable.downcast() {
                        Some(function) => super::outlive(function),
                        None => return Err(self.system_error("bad function")),
                    };
                    self.begin_function(function, base, given, names, continuation)
                }
                Tag::Native => {
                    let native: *const NativeFunction = match callable.downcast() {
                        Some(native) => native,
                        None => return Err(self.system_error("bad native")),
                    };
                    let result = self.in_place(base, given, |vm, values| vm.call_native(&*native, values, names));
                    self.drop_slots(base, given + 1);
                    self.follow(result?, continuation)
                }
                Tag::Method => {
                    // A method's function may be a method again, to any depth.
                    let mut given = given;
                    while let Some(method) = (*base).as_ref().and_then(|c| c.downcast::<Method>()) {
                        let (function, object) = (method.function.clone(), method.object.clone());
                        self.check_stack_or_drop(base, given)?;
                        std::ptr::copy(base.add(1), base.add(2), given);
                        base.add(1).write(Some(object));
                        drop(base.replace(Some(function)));
                        given += 1;
                    }
                    self.begin_call(base, given, names, continuation)
                }
                Tag::Class if self.is_plain_metaclass(callable) => self.begin_class(base, given, names, continuation),
                _ => {
                    let slot = self.heap().class_of(callable).downcast::<Class>().and_then(|c| c.slots.call.get());
                    let result = match slot {
                        Some(slot) => {
                            let callable = callable.clone();
                            self.in_place(base, given, |vm, values| {
                                let values: &[Value] = as_values(values);
                                slot(vm, &callable, CallArgs::new(values, names))
                            })
                        }
                        None => Err(self.type_error(format!("'{}' object is not callable", self.type_name(callable)))),
                    };
                    self.drop_slots(base, given + 1);
                    result.map(Begun::Value)
                }
            }
        }
    }

    /// Is `type(class).__call__` that of `type`?
    fn is_plain_metaclass(&self, class: &Value) -> bool {
        let metaclass = self.heap().class_of(class);
        let type_ = self.types().type_();
        metaclass.is(type_)
            || match (metaclass.downcast::<Class>(), type_.downcast::<Class>()) {
                (Some(a), Some(b)) => a.slots.call.get().map(|f| f as usize) == b.slots.call.get().map(|f| f as usize),
                _ => false,
            }
    }

    /// Runs `body` on the arguments where they lie, so that nested calls begin behind them.
    ///
    /// # Safety
    /// `given` arguments lie behind `base`.
    unsafe fn in_place<T>(
        &mut self,
        base: *mut Slot,
        given: usize,
        body: impl FnOnce(&mut Vm, &mut [Slot]) -> PyResult<T>,
    ) -> PyResult<T> {
        // SAFETY: by contract; the running frame's top is restored.
        unsafe {
            let frame = self.thread.frame;
            let top = (*frame).top;
            let end = base.add(1 + given);
            if end > top {
                (*frame).top = end;
            }
            let result =
                self.check_stack(end).and_then(|()| body(self, std::slice::from_raw_parts_mut(base.add(1), given)));
            (*frame).top = top;
            result
        }
    }

    unsafe fn check_stack_or_drop(&mut self, base: *mut Slot, given: usize) -> PyResult<()> {
        // SAFETY: as for `begin_call`.
        unsafe { self.check_stack(base.add(given + 3)).inspect_err(|_| self.drop_slots(base, given + 1)) }
    }

    /// Drops `count` slots from `base` on.
    ///
    /// # Safety
    /// They hold values or nothing, and are not used again.
    pub(super) unsafe fn drop_slots(&self, base: *mut Slot, count: usize) {
        for i in (0..count).rev() {
            // SAFETY: by contract.
            drop(unsafe { base.add(i).replace(None) });
        }
    }

    /// Goes on with what a native asked for.
    pub(super) fn follow(&mut self, flow: Flow, continuation: Continuation) -> PyResult<Begun> {
        match flow {
            Flow::Value(value) => Ok(Begun::Value(value)),
            Flow::Call { callable, args } => {
                // SAFETY: as in `call_with`.
                unsafe {
                    let base = (*self.thread.frame).top;
                    self.check_stack(base.add(args.len() + 2))?;
                    base.write(Some(callable));
                    let given = args.len();
                    for (i, value) in args.into_iter().enumerate() {
                        base.add(1 + i).write(Some(value));
                    }
                    self.begin_call(base, given, &[], continuation)
                }
            }
            Flow::Resume { generator, input } => self.begin_resume(generator, input, None, continuation),
            Flow::NextOr { generator, default } => self.begin_resume(
                generator,
                crate::object::native::Resume::Send(Value::NONE),
                Some(default),
                continuation,
            ),
        }
    }

    /// Pushes the frame of a Python function over its arguments, or makes its generator.
    ///
    /// # Safety
    /// As for `begin_call`.
    #[inline(always)]
    pub(super) unsafe fn begin_function(
        &mut self,
        function: &Function,
        base: *mut Slot,
        given: usize,
        names: &[Value],
        continuation: Continuation,
    ) -> PyResult<Begun> {
        // SAFETY: by contract; the frame is written behind the arguments, within the checked limit.
        unsafe {
            let code = function.code();
            let Ok(runtime) = code.runtime() else {
                self.drop_slots(base, given + 1);
                return Err(self.system_error("unknown opcode"));
            };
            let locals = base.add(1);
            let slots = runtime.slots as usize;
            let record: *mut Record = locals.add(slots).cast();
            let end = locals.add(slots.max(given) + RECORD_SLOTS + runtime.stack_size as usize + 2);
            if let Err(error) = self.check_stack(end) {
                self.drop_slots(base, given + 1);
                return Err(error);
            }
            let object = &code.object;
            let count = object.argcount as usize;
            let simple = object.flags & (flags::VARARGS | flags::VARKEYWORDS) == 0
                && object.kwonlyargcount == 0
                && names.is_empty()
                && given <= count;
            let bound = if simple && (given == count || fill_from_defaults(function, locals, given, count)) {
                count
            } else {
                if let Err(error) = self.bind_parameters(function, locals, given, names) {
                    let arguments = (object.argcount + object.kwonlyargcount) as usize + 2;
                    self.drop_slots(base, arguments.max(given) + 1);
                    return Err(error);
                }
                (object.argcount + object.kwonlyargcount) as usize
                    + usize::from(object.flags & flags::VARARGS != 0)
                    + usize::from(object.flags & flags::VARKEYWORDS != 0)
            };
            for i in bound..slots {
                locals.add(i).cast::<u64>().write_volatile(0);
            }
            if !runtime.cell_arguments.is_empty() || function.closure.is_some() {
                self.make_cells(function, locals);
            }
            if object.flags & (flags::GENERATOR | flags::COROUTINE | flags::ASYNC_GENERATOR) != 0 {
                return Ok(Begun::Value(self.make_generator(function, base)));
            }
            if self.thread.depth >= self.recursion_limit {
                self.drop_slots(base, slots + 1);
                return Err(self.recursion_error("maximum recursion depth exceeded"));
            }
            self.thread.depth += 1;
            record.write(Record {
                previous: self.thread.frame,
                code,
                fp: locals,
                ip: runtime.words.as_ptr(),
                sp: record.add(1).cast(),
                top: end,
                object: None,
                generator: std::ptr::null(),
                root: None,
                depth: 0,
                continuation,
            });
            self.thread.frame = record;
            Ok(Begun::Frame)
        }
    }

    /// Fills the cell and free variable slots of a new frame.
    #[cold]
    unsafe fn make_cells(&mut self, function: &Function, locals: *mut Slot) {
        let heap = self.heap();
        let code = function.code();
        let runtime = code.running();
        let first = code.object.nlocals as usize;
        // SAFETY: the frame has a slot for each cell and free variable.
        unsafe {
            for (i, argument) in runtime.cell_arguments.iter().enumerate() {
                let content = argument.and_then(|a| (*locals.add(a as usize)).take());
                locals.add(first + i).write(Some(heap.cell(content)));
            }
            let cells = runtime.cell_arguments.len();
            let closure = function.closure.as_ref().and_then(|c| c.downcast::<Tuple>()).map_or(&[][..], Tuple::items);
            for (i, cell) in closure.iter().take(code.object.freevars.len()).enumerate() {
                locals.add(first + cells + i).write(Some(cell.clone()));
            }
        }
    }

    /// Moves callee and locals from the stack into a new generator object.
    unsafe fn make_generator(&mut self, function: &Function, base: *mut Slot) -> Value {
        let heap = self.heap();
        let (name, qualname) = (function.name.get(), function.qualname.get());
        // SAFETY: the slots were prepared by `begin_function` and are moved.
        unsafe {
            let callee = base.replace(None).unwrap_or(Value::NONE);
            let generator = heap.generator(function.code(), callee, base.add(1), name, qualname);
            self.note_origin(&generator);
            generator
        }
    }

    /// `Class(*args)`: `__new__`, then `__init__` as a frame.
    unsafe fn begin_class(
        &mut self,
        base: *mut Slot,
        given: usize,
        names: &[Value],
        continuation: Continuation,
    ) -> PyResult<Begun> {
        // SAFETY: as for `begin_call`.
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
            let instance = if self.makes_plain_instances(&class_value) {
                self.heap().instance(&class_value)
            } else {
                let made = self.in_place(base, given, |vm, values| {
                    let args = CallArgs::new(as_values(values), names);
                    vm.new_instance(&class_value, args)
                });
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
            let result = match init_class.slots.init.get() {
                Some(slot) => self
                    .in_place(base, given, |vm, values| slot(vm, &instance, CallArgs::new(as_values(values), names))),
                None => Ok(()),
            };
            self.drop_slots(base, given + 1);
            result.map(|()| Begun::Value(instance))
        }
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

    /// Binds and calls a `__new__` written in Rust.
    pub fn call_native_new(&mut self, def: &'static NativeDef, class: &Value, args: CallArgs<'_>) -> PyResult {
        let heap = self.heap();
        let native = self.native_new_functions.entry(def).or_insert_with(|| heap.native_function(def, None)).clone();
        let given = args.values().len() + 1;
        // SAFETY: as in `call_with`.
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
}

/// Puts defaults behind `given` positional arguments; false (and nothing done) if they do not reach.
unsafe fn fill_from_defaults(function: &Function, locals: *mut Slot, given: usize, count: usize) -> bool {
    function.defaults.with(|defaults| {
        let Some(defaults) = defaults.as_ref().and_then(|d| d.downcast::<Tuple>()) else { return false };
        let items = defaults.items();
        if count - given > items.len() {
            return false;
        }
        for (i, value) in items[items.len() - (count - given)..].iter().enumerate() {
            // SAFETY: the caller's frame has room for all parameters.
            unsafe { locals.add(given + i).write(Some(value.clone())) };
        }
        true
    })
}

/// Arguments are always there: only locals may be unbound.
pub(super) fn as_values(slots: &[Slot]) -> &[Value] {
    debug_assert!(slots.iter().all(Option::is_some));
    // SAFETY: a slot with a value has the value's own representation.
    unsafe { std::slice::from_raw_parts(slots.as_ptr().cast(), slots.len()) }
}

impl Vm {
    /// The exception for a frame that ended; see `unwind`.
    pub(super) fn init_result(&mut self, value: &Value) -> Option<Exception> {
        if value.is_none() {
            return None;
        }
        let message = format!("__init__() should return None, not '{}'", self.type_name(value));
        Some(self.type_error(message))
    }
}
