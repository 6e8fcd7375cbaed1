//! Calls: from Rust (`call`, `call_with`) and from bytecode (`begin_call`), without Rust recursion for Python code.
//!
//! A call is described by a base: the callable lies there, the arguments behind it, and the caller's `sp` already
//! stands where the result shall go. A Python function's frame grows over its arguments in place.

use crate::bytecode::code::flags;
use crate::bytecode::opcode::number::GET_ITER;
use crate::object::class::Class;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::frame::{Continuation, RECORD_SLOTS, Record, Slot};
use crate::object::function::{Function, Method};
use crate::object::native::{self, Args, CallArgs, Flow, NativeFunction};
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
        if let Some(function) = callable.downcast::<Function>()
            && function.code().hot.plain_arguments.get() as usize == args.len()
            && self.thread.depth + 1 < self.recursion_limit
            && !self.stack_exhausted()
        {
            // SAFETY: there are as many arguments as it takes.
            return unsafe { self.call_plain(callable, function, args) };
        }
        if let Some(native) = callable.downcast::<NativeFunction>()
            && native.bound.is_none()
            && let native::Code::Plain(_) = native.def.code
            && args.len() <= 2
            && native.takes(args.len())
        {
            let mut slots: [Slot; 2] = [args.first().cloned(), args.get(1).cloned()];
            return match self.run_native(native, &mut Args::given(&mut slots[..args.len()], native))? {
                Flow::Value(value) => Ok(value),
                _ => Err(self.system_error("a plain native asked for more")),
            };
        }
        self.call_with(callable, CallArgs::positional_only(args))
    }

    /// Calls a function with arguments that need no binding, from Rust.
    ///
    /// # Safety
    /// `callable` is the function, which takes just so many plain arguments.
    unsafe fn call_plain(&mut self, callable: &Value, function: &Function, args: &[Value]) -> PyResult {
        // SAFETY: the frame is written behind the running frame, within the checked limit.
        unsafe {
            let code = function.code();
            let caller = self.thread.frame;
            let base = (*caller).top;
            let locals = base.add(1);
            self.check_stack(locals.add(code.hot.size.get() as usize))?;
            base.write(Some(callable.clone()));
            for (i, value) in args.iter().enumerate() {
                locals.add(i).write(Some(value.clone()));
            }
            let (sp, depth) = ((*caller).sp, self.thread.depth);
            self.push_plain_frame(function, base, Continuation::Rust);
            let result = self.eval();
            debug_assert!(self.thread.frame == caller);
            (*caller).sp = sp;
            self.thread.depth = depth;
            result
        }
    }

    /// Pushes the frame of a function over its arguments, which need no binding.
    ///
    /// # Safety
    /// Function and arguments lie at `base`; stack and recursion have room.
    #[inline(always)]
    unsafe fn push_plain_frame(&mut self, function: &Function, base: *mut Slot, continuation: Continuation) {
        // SAFETY: by contract.
        unsafe {
            let code = function.code();
            let locals = base.add(1);
            let mut at = locals.add(code.hot.plain_arguments.get() as usize);
            let end: *mut Slot = locals.add(code.hot.slots.get() as usize);
            while at < end {
                at.cast::<u64>().write_volatile(0);
                at = at.add(1);
            }
            if let Some(cells) = function.closure.as_ref().and_then(|c| c.downcast::<Tuple>()).map(Tuple::items) {
                let first = end.sub(cells.len());
                for (i, cell) in cells.iter().enumerate() {
                    first.add(i).write(Some(cell.clone()));
                }
            }
            let top = locals.add(code.hot.size.get() as usize);
            self.thread.depth += continuation.weight();
            self.thread.frame = Record::begin(self.thread.frame, code, (locals, top), continuation);
        }
    }

    /// `callable(*positional, **keywords)`.
    pub fn call_with(&mut self, callable: &Value, args: CallArgs<'_>) -> PyResult {
        if self.stack_exhausted() {
            return Err(self.recursion_error("maximum recursion depth exceeded while calling a Python object"));
        }
        if let Some(new) = self.builtin_new(callable) {
            return self.construct_builtin(callable, new, args);
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
    pub(super) unsafe fn call_from_rust(&mut self, base: *mut Slot, given: usize, names: &[Value]) -> PyResult {
        let caller = self.thread.frame;
        // SAFETY: by contract; the caller's sp is restored below.
        unsafe {
            let (sp, depth) = ((*caller).sp, self.thread.depth);
            match self.begin_call(base, given, names, Continuation::Rust) {
                Ok(Begun::Value(value)) => Ok(value),
                Ok(Begun::Frame) => {
                    let result = self.eval();
                    debug_assert!(self.thread.frame == caller);
                    (*caller).sp = sp;
                    self.thread.depth = depth;
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
                Tag::Instance if continuation == Continuation::Call && self.calls_function(callable) => {
                    self.check_stack_or_drop(base, given)?;
                    let found = self.type_lookup(self.class_of(callable), &self.names().call);
                    let object = base.replace(found);
                    std::ptr::copy(base.add(1), base.add(2), given);
                    base.add(1).write(object);
                    self.begin_call(base, given + 1, names, Continuation::CallObject)
                }
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

    /// Has the object's class a Python function for `__call__`, which runs where recursion has room for it?
    fn calls_function(&mut self, object: &Value) -> bool {
        self.thread.depth + 2 < self.recursion_limit
            && self.type_lookup(self.class_of(object), &self.names().call).is_some_and(|f| f.tag() == Tag::Function)
    }

    /// Calls a special method for the running instruction. A Python function's frame runs next.
    pub(super) fn enter_special<const N: usize>(
        &mut self,
        method: Value,
        args: [Value; N],
        continuation: Continuation,
    ) -> PyResult<()> {
        // SAFETY: callable and arguments are written behind the running frame, where the next one may begin.
        unsafe {
            let base = (*self.thread.frame).top;
            self.check_stack(base.add(N + 3))?;
            base.write(Some(method));
            for (i, value) in args.into_iter().enumerate() {
                base.add(1 + i).write(Some(value));
            }
            if let Some(function) = (*base).as_ref().and_then(|callable| callable.downcast::<Function>())
                && function.code().hot.plain_arguments.get() as usize == N
                && base.add(1 + function.code().hot.size.get() as usize) < self.thread.limit
                && self.thread.depth + 2 < self.recursion_limit
            {
                let function: &Function = super::outlive(function);
                self.push_plain_frame(function, base, continuation);
                return Ok(());
            }
            match self.begin_call(base, N, &[], continuation)? {
                Begun::Value(value) => self.return_to_instruction(continuation, value),
                Begun::Frame => Ok(()),
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
    pub(super) unsafe fn in_place<T>(
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

    /// Room for two more arguments and a callable, or an error with the call consumed.
    ///
    /// # Safety
    /// As for `begin_call`.
    pub(super) unsafe fn check_stack_or_drop(&mut self, base: *mut Slot, given: usize) -> PyResult<()> {
        // SAFETY: by contract.
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
                // SAFETY: the arguments are written behind the running frame, where the next one may begin.
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
    #[inline]
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
            if runtime.warm.get().is_none() {
                self.warm_up(code);
            }
            let locals = base.add(1);
            let slots = runtime.slots as usize;
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
            } else if let Some(count) = bind_by_names(function, locals, given, names) {
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
                let closure = function.closure.as_ref().and_then(|c| c.downcast::<Tuple>());
                self.make_cells(code, closure.map_or(&[][..], Tuple::items), locals);
            }
            if object.flags & flags::RESUMABLE != 0 {
                return Ok(Begun::Value(self.make_generator(function, base)));
            }
            let depth = self.thread.depth + continuation.weight();
            if depth > self.recursion_limit {
                self.drop_slots(base, slots + 1);
                let what = match continuation {
                    _ if self.thread.depth < self.recursion_limit => "",
                    Continuation::Init | Continuation::CallObject | Continuation::Length => {
                        " while calling a Python object"
                    }
                    Continuation::Comparison => " in comparison",
                    _ => "",
                };
                return Err(self.recursion_error(format!("maximum recursion depth exceeded{what}")));
            }
            self.thread.depth = depth;
            let deepest = if depth == self.recursion_limit { code.deepest() } else { None };
            let code = deepest.map_or(code, |(code, _)| code);
            self.thread.frame = Record::begin(self.thread.frame, code, (locals, end), continuation);
            Ok(Begun::Frame)
        }
    }

    /// Pushes the frame of a comprehension, for which no function was made: its callee is the running function, which has
    /// the same globals and keeps the code. At `base` lies the code, or a method of it and the tuple of its cells, then
    /// the iterator.
    ///
    /// # Safety
    /// As for `begin_call`.
    pub(super) unsafe fn begin_comprehension(&mut self, base: *mut Slot, given: usize) -> PyResult<()> {
        // SAFETY: by contract; the frame is written behind the argument, within the checked limit.
        unsafe {
            let frame = self.thread.frame;
            let callee = base.replace((*(*frame).fp.sub(1)).clone()).unwrap_or(Value::NONE);
            let method = callee.downcast::<Method>();
            let code = method.map_or(&callee, |method| &method.function).downcast::<Code>();
            // Only GET_ITER comes before the call of a comprehension.
            let is_call = given == 1 && (*(*frame).ip.sub(2)).get() as u8 == GET_ITER;
            let fits = |code: &&Code| is_call && (code.hot.plain_arguments.get() == 1 || code.is_comprehension());
            let Some(code) = code.filter(fits).map(|code| super::outlive(code)) else {
                self.drop_slots(base, given + 1);
                return Err(self.type_error("'code' object is not callable"));
            };
            let start = if (*frame).generator.is_null() { base } else { (*frame).top };
            if start != base {
                std::ptr::copy(base, start, 2);
            }
            let Ok(runtime) = code.runtime() else {
                self.drop_slots(start, 2);
                return Err(self.system_error("unknown opcode"));
            };
            if runtime.warm.get().is_none() {
                self.warm_up(code);
            }
            let locals = start.add(1);
            let end = locals.add(code.hot.size.get() as usize);
            let depth = self.thread.depth + 1;
            let error = match self.check_stack(end) {
                Ok(()) if depth > self.recursion_limit => {
                    Some(self.recursion_error("maximum recursion depth exceeded"))
                }
                result => result.err(),
            };
            if let Some(error) = error {
                self.drop_slots(start, 2);
                return Err(error);
            }
            for i in 1..runtime.slots as usize {
                locals.add(i).cast::<u64>().write_volatile(0);
            }
            let cells = method.and_then(|method| method.object.downcast::<Tuple>()).map_or(&[][..], Tuple::items);
            if !cells.is_empty() || !runtime.cell_arguments.is_empty() {
                self.make_cells(code, cells, locals);
            }
            self.thread.depth = depth;
            let deepest = if depth == self.recursion_limit { code.deepest() } else { None };
            let code = deepest.map_or(code, |(code, _)| code);
            self.thread.frame = Record::begin(frame, code, (locals, end), Continuation::Call);
            Ok(())
        }
    }

    /// Fills the cell and free variable slots of a new frame.
    ///
    /// # Safety
    /// `locals` are the code's, all of them initialised, in a frame with its slots.
    unsafe fn make_cells(&mut self, code: &Code, closure: &[Value], locals: *mut Slot) {
        let heap = self.heap();
        let runtime = code.running();
        let first = code.object.nlocals as usize;
        // SAFETY: by contract there is a slot for each cell and free variable behind the locals.
        unsafe {
            for (i, argument) in runtime.cell_arguments.iter().enumerate() {
                let content = argument.and_then(|a| (*locals.add(a as usize)).take());
                locals.add(first + i).write(Some(heap.cell(content)));
            }
            let cells = runtime.cell_arguments.len();
            for (i, cell) in closure.iter().take(code.object.freevars.len()).enumerate() {
                locals.add(first + cells + i).write(Some(cell.clone()));
            }
        }
    }

    /// Moves callee and locals from the stack into a new generator object.
    ///
    /// # Safety
    /// The callee lies at `base`, its initialised slots behind it; none is used again.
    pub(super) unsafe fn make_generator(&mut self, function: &Function, base: *mut Slot) -> Value {
        let heap = self.heap();
        // SAFETY: by contract; the callee keeps the code alive. Where the closure's cells are they are put once more.
        unsafe {
            let callee = base.replace(None).unwrap_or(Value::NONE);
            let slots = function.code().running().slots as usize;
            let cells = function.closure.as_ref().and_then(|c| c.downcast::<Tuple>()).map_or(0, |c| c.items().len());
            for i in slots - cells..slots {
                drop(base.add(1 + i).replace(None));
            }
            let generator = heap.generator_of(function, callee, base.add(1), slots - cells);
            self.note_origin(&generator);
            generator
        }
    }

    /// What a call of `method` with these arguments gives, if that is a function whose calls make generators or
    /// coroutines, and they need no binding.
    #[inline]
    pub(super) fn generator_from(&mut self, method: &Value, object: &Value, args: &[Value]) -> Option<Value> {
        const MOST: usize = 4;
        let function = method.downcast::<Function>()?;
        let hot = &function.code().hot;
        if hot.generator_arguments.get() as usize != args.len() + 1 || args.len() >= MOST || self.origin_depth != 0 {
            return None;
        }
        let mut slots: [std::mem::ManuallyDrop<Slot>; MOST] = [const { std::mem::ManuallyDrop::new(None) }; MOST];
        for (slot, value) in slots.iter_mut().zip(std::iter::once(object).chain(args)) {
            *slot = std::mem::ManuallyDrop::new(Some(value.clone()));
        }
        // SAFETY: the arguments are moved; the function takes as many.
        Some(unsafe { self.heap().generator_of(function, method.clone(), slots.as_ptr().cast(), args.len() + 1) })
    }

    /// A special method of an instance, if it is a generator function whose call needs no binding.
    pub(super) fn generator_method(&mut self, object: &Value, name: &Value) -> Option<Value> {
        let method = self.type_lookup(self.class_of(object), name)?;
        let hot = &method.downcast::<Function>()?.code().hot;
        (hot.generator_arguments.get() == 1 && hot.makes.get() == Tag::Generator).then_some(method)
    }
}

/// Puts defaults behind `given` positional arguments; false (and nothing done) if they do not reach.
///
/// # Safety
/// `locals` has room for `count` parameters.
pub(super) unsafe fn fill_from_defaults(function: &Function, locals: *mut Slot, given: usize, count: usize) -> bool {
    function.defaults.with(|defaults| {
        let Some(defaults) = defaults.as_ref().and_then(|d| d.downcast::<Tuple>()) else { return false };
        let items = defaults.items();
        if count - given > items.len() {
            return false;
        }
        for (i, value) in items[items.len() - (count - given)..].iter().enumerate() {
            // SAFETY: by contract: `given + i` is below `count`.
            unsafe { locals.add(given + i).write(Some(value.clone())) };
        }
        true
    })
}

/// Most parameters that `bind_by_names` binds.
const MOST: usize = 12;

/// Binds arguments by name where none is wrong or missing and the function takes no `*args` or `**kwargs`: gives the
/// number of parameters. None: nothing was done, it takes more than that.
///
/// # Safety
/// `given` arguments lie at `locals`, the last ones those of `names`; there is room for all parameters.
unsafe fn bind_by_names(function: &Function, locals: *mut Slot, given: usize, names: &[Value]) -> Option<usize> {
    let code = function.code();
    let object = &code.object;
    let (count, total) = (object.argcount as usize, (object.argcount + object.kwonlyargcount) as usize);
    let positional = given - names.len();
    if object.flags & (flags::VARARGS | flags::VARKEYWORDS) != 0 || total > MOST || positional > count {
        return None;
    }
    let parameters = code.parameters();
    // Where each parameter without a place of its own comes from.
    let mut sources = [None; MOST];
    for (i, name) in names.iter().enumerate() {
        let at = parameters.iter().position(|p| p.is(name))?;
        if at < (object.posonlyargcount as usize).max(positional) || sources[at].replace(positional + i).is_some() {
            return None;
        }
    }
    let defaults = function.defaults.get();
    let defaults = defaults.as_ref().and_then(|d| d.downcast::<Tuple>()).map_or(&[][..], Tuple::items);
    let keyword_defaults = function.kwdefaults.get();
    let keyword_defaults = keyword_defaults.as_ref().and_then(|d| d.downcast::<Dict>());
    let mut values: [Slot; MOST] = [const { None }; MOST];
    for at in positional..total {
        values[at] = Some(match sources[at] {
            // SAFETY: below `given`. Cloned, so that nothing has happened where a later parameter is missing.
            Some(source) => unsafe { (*locals.add(source)).clone()? },
            None if at < count => defaults.get((at + defaults.len()).checked_sub(count)?)?.clone(),
            None => keyword_defaults?.get_str(&parameters[at])?,
        });
    }
    for (at, value) in values.into_iter().enumerate().take(total).skip(positional) {
        // SAFETY: there is room for all parameters; what lies above the arguments holds nothing.
        unsafe {
            if at < given {
                drop(locals.add(at).replace(value));
            } else {
                locals.add(at).write(value);
            }
        }
    }
    Some(total)
}

/// Arguments are always there: only locals may be unbound.
pub(in crate::vm) fn as_values(slots: &[Slot]) -> &[Value] {
    debug_assert!(slots.iter().all(Option::is_some));
    // SAFETY: a slot with a value has the value's own representation.
    unsafe { std::slice::from_raw_parts(slots.as_ptr().cast(), slots.len()) }
}
