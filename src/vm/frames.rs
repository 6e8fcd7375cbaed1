//! Frame objects and tracebacks: what Python sees of the activations.

use crate::bytecode::lines;
use crate::object::cell::CellObject;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::frame::{FrameObject, Record, Slot};
use crate::object::function::Function;
use crate::object::generator::{Flags, Generator, State};
use crate::object::{Exception, PyResult, Value};

use super::Vm;
use super::errors::OrMemoryError;

/// Walks the activations outwards; delegating generators appear between their delegate and their resumer.
pub(super) struct Frames {
    next: *mut Record,
    /// The resumer of the chain that is being walked, and the chain's outermost generator.
    resumer: *mut Record,
    root: *const Generator,
}

impl Frames {
    fn from(start: *mut Record) -> Frames {
        Frames { next: start, resumer: std::ptr::null_mut(), root: std::ptr::null() }
    }
}

impl Iterator for Frames {
    type Item = *mut Record;

    fn next(&mut self) -> Option<*mut Record> {
        let record = self.next;
        // SAFETY: records that a living one leads to are alive; the bottom one has no code.
        unsafe {
            if record.is_null() || (*record).code.is_null() {
                return None;
            }
            let generator = (*record).generator;
            if generator.is_null() {
                self.next = (*record).previous;
                return Some(record);
            }
            if self.root.is_null() {
                self.resumer = (*record).previous;
                self.root = root_of(record);
            }
            let parent = (*generator).parent.get();
            if std::ptr::eq(generator, self.root) || parent.is_null() {
                self.next = self.resumer;
                self.root = std::ptr::null();
            } else {
                self.next = (*parent).record();
            }
        }
        Some(record)
    }
}

/// The generator that was resumed, for the record of a running one (itself if nothing is known).
///
/// # Safety
/// The record is that of a living generator.
pub(super) unsafe fn root_of(record: *mut Record) -> *const Generator {
    // SAFETY: by contract.
    unsafe {
        let root = (*record).root.as_ref().and_then(Value::as_generator).map(|g| &raw const *g);
        root.unwrap_or((*record).generator)
    }
}

impl Vm {
    /// The activations, innermost first.
    pub(super) fn frames(&self) -> Frames {
        Frames::from(self.thread.frame)
    }

    /// The frame object of the activation `depth` levels up (0: the innermost Python code); None beyond the last.
    pub fn frame_at(&mut self, depth: usize) -> Option<Value> {
        let record = self.frames().nth(depth)?;
        // SAFETY: the running frame leads to living records only.
        Some(unsafe { self.frame_object(record) })
    }

    /// The frame object of a record, made at the first request.
    ///
    /// # Safety
    /// The record is that of a running or suspended activation.
    pub(super) unsafe fn frame_object(&mut self, record: *mut Record) -> Value {
        // SAFETY: by contract; the callee below the locals keeps code and globals alive.
        unsafe {
            if let Some(object) = &(*record).object {
                return object.clone();
            }
            let code = Value::of(&*(*record).code);
            let function = (*(*record).fp.sub(1)).as_ref().and_then(|f| f.downcast::<Function>());
            let (globals, builtins) = match function {
                Some(function) => (function.globals.clone(), function.builtins.clone()),
                None => (self.heap().dict(), self.builtins.clone()),
            };
            let object = self.heap().frame(record, code, globals, builtins);
            (*record).object = Some(object.clone());
            object
        }
    }

    /// The frame object of a generator's activation; None once it has ended.
    pub fn generator_frame(&mut self, generator: &Generator) -> Option<Value> {
        let shown = generator.flags.has(Flags::UNWINDING | Flags::CLEARED);
        if generator.state.get() == State::Closed && !shown {
            return None;
        }
        // SAFETY: the record lives inside the generator.
        Some(unsafe { self.frame_object(generator.record()) })
    }

    /// The activation ends: its frame object takes over what it holds.
    ///
    /// # Safety
    /// The record is still whole; `object` is its frame object, taken out of it.
    pub(super) unsafe fn detach_frame(&mut self, record: *mut Record, object: &Value) {
        let Some(frame) = object.downcast::<FrameObject>() else { return };
        // SAFETY: by contract.
        unsafe {
            if FrameObject::take_over(object, record) {
                let back = (*record).previous;
                if (*record).generator.is_null() && !back.is_null() && !(*back).code.is_null() {
                    let back = self.frame_object(back);
                    drop(frame.back.replace(Some(back)));
                }
            }
        }
    }

    /// Puts an entry for the running frame before the exception's traceback.
    ///
    /// # Safety
    /// `record` is the running frame's.
    pub(super) unsafe fn add_traceback(&mut self, record: *mut Record, exception: &Exception, word: usize) {
        // SAFETY: by contract.
        unsafe {
            let frame = self.frame_object(record);
            let code = &(*(*record).code).object;
            let line = if (*record).word() >= 0 { None } else { Some(code.firstlineno) };
            let next = exception.object().traceback.take();
            let entry = self.heap().traceback(next, frame, word as i32 * 2, line);
            exception.object().flight.update(|count| count.saturating_add(1));
            drop(exception.object().traceback.replace(Some(entry)));
        }
    }

    /// Lets the exception's traceback begin at the running frame.
    pub(super) fn mark_here(&mut self, exception: &Exception) {
        let Some(record) = self.frames().next() else { return };
        // SAFETY: just found alive.
        unsafe { self.add_traceback(record, exception, (*record).word().max(0) as usize) }
    }

    /// `f_lineno` of a frame object; None where the instruction has no line.
    pub fn frame_line(&self, frame: &Value) -> Option<u32> {
        let frame = frame.downcast::<FrameObject>()?;
        let code = frame.code.downcast::<Code>()?;
        let word = self.frame_word(frame);
        if word < 0 {
            return Some(code.object.firstlineno);
        }
        lines::line_at(&code.object.linetable, code.object.firstlineno, word as u32 * 2)
    }

    /// Index of the frame's last instruction; -1 before the first. Twice that is `f_lasti`.
    pub fn frame_word(&self, frame: &FrameObject) -> i32 {
        let record = frame.record.get();
        if record.is_null() {
            return frame.lasti.get();
        }
        // SAFETY: a frame object's record is alive while it is set. One whose delegate runs executes its YIELD_FROM.
        unsafe {
            let generator = (*record).generator.as_ref();
            let delegates = generator.is_some_and(|g| g.state.get() == State::Delegating && g.is_running());
            (*record).word() as i32 + i32::from(delegates)
        }
    }

    /// `f_back`.
    pub fn frame_back(&mut self, frame: &FrameObject) -> Option<Value> {
        let record = frame.record.get();
        if record.is_null() {
            return frame.back.get();
        }
        let mut frames = self.frames().skip_while(|&r| r != record);
        frames.next()?;
        let back = frames.next()?;
        // SAFETY: the running frame leads to living records only.
        Some(unsafe { self.frame_object(back) })
    }

    /// `f_locals`: the namespace of code without fast locals, else a dict brought up to date.
    pub fn frame_locals(&mut self, frame: &FrameObject) -> PyResult {
        let Some(code) = frame.code.downcast::<Code>() else { return Err(self.system_error("frame without code")) };
        let slot = |index: usize| -> Option<Value> {
            let record = frame.record.get();
            if record.is_null() {
                return frame.slots.with(|s| s.get(index).cloned().flatten());
            }
            // SAFETY: the record is alive; the index is below its slot count.
            unsafe { (*(*record).fp.add(index)).clone() }
        };
        let object = &code.object;
        let Ok(runtime) = code.runtime() else { return Err(self.system_error("bad code")) };
        if object.flags & crate::bytecode::code::flags::OPTIMIZED == 0 {
            return match slot(runtime.slots as usize - 1) {
                Some(namespace) => Ok(namespace),
                None => Ok(self.heap().dict()),
            };
        }
        let locals = match frame.locals.get() {
            Some(locals) => locals,
            None => {
                let locals = self.heap().dict();
                drop(frame.locals.replace(Some(locals.clone())));
                locals
            }
        };
        let Some(dict) = locals.downcast::<Dict>() else { return Err(self.system_error("f_locals is no dict")) };
        let names = object.varnames.iter().take(object.nlocals as usize);
        let cells = object.cellvars.iter().chain(&object.freevars);
        for (i, name) in names.chain(cells).enumerate() {
            let name = self.heap().intern(name);
            let is_cell = i >= object.nlocals as usize;
            let value = match slot(i) {
                Some(cell) if is_cell => cell.downcast::<CellObject>().and_then(CellObject::get),
                other => other,
            };
            match value {
                Some(value) => drop(dict.set_str(&name, value).or_memory_error(self)?),
                // An argument that lives in a cell has an empty local of the same name.
                None if !is_cell
                    && object.cellvars.iter().any(|c| name.as_str().is_some_and(|n| n.units() == &**c)) => {}
                None => drop(dict.remove_str(&name)),
            }
        }
        Ok(locals)
    }

    /// `frame.clear()`: a frame that does not run lets go of its locals.
    pub fn clear_frame(&mut self, frame: &Value) -> PyResult<()> {
        let Some(object) = frame.downcast::<FrameObject>() else { return Err(self.system_error("no frame")) };
        let record = object.record.get();
        if record.is_null() {
            drop(object.slots.take());
            return Ok(());
        }
        // SAFETY: a frame object's record is alive while it is set.
        let generator = unsafe { (*record).generator.as_ref() };
        match generator {
            // A delegating generator's frame executes while its delegate runs.
            Some(generator) if !generator.is_running() => {
                let keep = Value::of(generator);
                if generator.is_waiting() {
                    self.finalize_generator(&keep);
                }
                if generator.is_waiting() {
                    // It would not end, or was not asked to: it has ended all the same.
                    generator.unlink_delegate();
                    generator.state.set(State::Closed);
                    generator.flags.set(Flags::CLEARED, true);
                }
                generator.clear_frame();
                drop(object.slots.take());
                self.settle_finalizers();
                Ok(())
            }
            _ => Err(self.runtime_error("cannot clear an executing frame")),
        }
    }

    /// What zero-argument `super()` needs of the running frame: the `__class__` cell's class and the first argument.
    pub fn super_arguments(&mut self) -> PyResult<(Value, Value)> {
        let Some(record) = self.frames().next() else { return Err(self.runtime_error("super(): no current frame")) };
        // SAFETY: the innermost Python frame is alive; indices stay below its slot count.
        unsafe {
            let object = &(*(*record).code).object;
            let fp = (*record).fp;
            if object.argcount == 0 {
                return Err(self.runtime_error("super(): no arguments"));
            }
            let cell_of_first = object.cellvars.iter().position(|c| Some(c) == object.varnames.first());
            let first = match (*fp).clone() {
                Some(first) => Some(first),
                None => cell_of_first
                    .and_then(|i| (*fp.add(object.nlocals as usize + i)).clone())
                    .and_then(|c| c.downcast::<CellObject>().and_then(CellObject::get)),
            };
            let Some(first) = first else { return Err(self.runtime_error("super(): arg[0] deleted")) };
            let start = object.nlocals as usize + object.cellvars.len();
            let Some(index) = object.freevars.iter().position(|f| &**f == "__class__") else {
                return Err(self.runtime_error("super(): __class__ cell not found"));
            };
            let cell = (*fp.add(start + index)).clone();
            match cell.and_then(|c| c.downcast::<CellObject>().and_then(CellObject::get)) {
                Some(class) => Ok((class, first)),
                None => Err(self.runtime_error("super(): empty __class__ cell")),
            }
        }
    }

    /// The running frame's globals; None outside all Python code.
    pub fn current_globals(&self) -> Option<Value> {
        let record = self.frames().next()?;
        // SAFETY: the innermost Python frame is alive.
        unsafe { (*(*record).fp.sub(1)).as_ref()?.downcast::<Function>().map(|f| f.globals.clone()) }
    }

    /// The builtins of the running frame, a dict; the interpreter's where nothing runs.
    pub fn current_builtins(&self) -> Value {
        let of_frame = self.frames().next().and_then(|record| {
            // SAFETY: the innermost Python frame is alive.
            unsafe { (*(*record).fp.sub(1)).as_ref()?.downcast::<Function>().map(|f| f.builtins.clone()) }
        });
        of_frame.unwrap_or_else(|| self.builtins.clone())
    }

    /// The running frame's `locals()`.
    pub fn current_locals(&mut self) -> PyResult {
        let Some(frame) = self.frame_at(0) else { return Err(self.system_error("frame does not exist")) };
        match frame.downcast::<FrameObject>() {
            Some(object) => self.frame_locals(object),
            None => Err(self.system_error("no frame")),
        }
    }

    /// What is being handled outside the running generator.
    pub(super) fn handled_outside(&self) -> Option<Value> {
        // SAFETY: the walked records and their generators are alive; handled exceptions are only cloned.
        unsafe {
            // Of the chain that is being walked: its innermost generator, which holds the resumer's.
            let mut innermost: *const Generator = std::ptr::null();
            for record in self.frames() {
                let generator = (*record).generator;
                // What a link handles past which something is thrown in does not count.
                if generator.is_null() || (*generator).flags.has(Flags::PASSING) {
                    continue;
                }
                if innermost.is_null() {
                    innermost = generator;
                } else if let Some(handled) = (*(*generator).handled.as_ptr()).clone() {
                    return Some(handled);
                }
                let parent = (*generator).parent.get();
                if parent.is_null() || std::ptr::eq(generator, root_of((*innermost).record())) {
                    if let Some(handled) = (*(*innermost).handled.as_ptr()).clone() {
                        return Some(handled);
                    }
                    innermost = std::ptr::null();
                }
            }
            None
        }
    }
}

/// What an activation holds just now, for reports: nothing is run, no frame object is made.
pub struct Glimpse {
    pub code: Value,
    pub globals: Option<Value>,
    /// Index of its last instruction; -1 before the first. Twice that is `f_lasti`.
    pub word: i32,
    /// Locals, cells and free variables, in this order.
    pub slots: Vec<Slot>,
    /// The operands of a suspended activation.
    pub operands: Vec<Slot>,
}

impl Vm {
    /// A look at a generator's activation; None once it has ended.
    pub fn glimpse(&self, generator: &Generator) -> Option<Glimpse> {
        if generator.state.get() == State::Closed {
            return None;
        }
        let record = generator.record();
        // SAFETY: the record lives inside the generator; while it waits its operands lie between the record and sp.
        unsafe {
            let mut glimpse = glimpse_of(record);
            if generator.is_waiting() {
                let mut at: *mut Slot = record.add(1).cast();
                while at < (*record).sp {
                    glimpse.operands.push((*at).clone());
                    at = at.add(1);
                }
            }
            Some(glimpse)
        }
    }

    /// A look at each activation, innermost first, without operands.
    pub fn glimpses(&self) -> Vec<Glimpse> {
        // SAFETY: the records were just found alive.
        self.frames().map(|record| unsafe { glimpse_of(record) }).collect()
    }
}

/// # Safety
/// The record is alive; its callee keeps code and globals.
unsafe fn glimpse_of(record: *mut Record) -> Glimpse {
    // SAFETY: by contract; `fp` is followed by the code's slots.
    unsafe {
        let code = &*(*record).code;
        let function = (*(*record).fp.sub(1)).as_ref().and_then(|f| f.downcast::<Function>());
        Glimpse {
            code: Value::of(code),
            globals: function.map(|f| f.globals.clone()),
            word: (*record).word() as i32,
            slots: (0..code.running().slots as usize).map(|i| (*(*record).fp.add(i)).clone()).collect(),
            operands: Vec::new(),
        }
    }
}
