//! Frames: the record that the VM keeps for each running or suspended activation, the frame object that Python
//! sees, and tracebacks.
//!
//! ```text
//! callee | locals | cells | free variables | (namespace) | record | operands ...
//!          ^ fp                                                     ^ sp grows
//! ```
//! An activation lies on the VM's value stack, or inside its generator object.

use std::cell::Cell;

use crate::bytecode::lines;

use super::code::Code;
use super::generator::Generator;
use super::guarded::Guarded;
use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// A place on a value stack: a value, or nothing (an unbound local).
pub type Slot = Option<Value>;

/// What happens when an activation yields, returns or raises. RETURN_VALUE looks for the first seven first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Continuation {
    /// A call: the result goes onto the caller's stack.
    Call,
    /// The same for an object's `__call__`.
    CallObject,
    /// FOR_ITER on an object with a `__next__`: the result goes onto the stack, StopIteration jumps out of the loop.
    Next,
    /// `__init__`: the result must be None; the instance lies on the caller's stack already.
    Init,
    /// The setter of a property: whatever it returns is dropped.
    Discard,
    /// A special method of a binary operator or comparison: the operands lie on the caller's stack still, and
    /// NotImplemented is no answer.
    Operator,
    /// The same of a comparison.
    Comparison,
    /// Back to the Rust code that started a nested evaluation.
    Rust,
    /// `__getattr__` or `__get__` for LOAD_ATTR: the object lies on the caller's stack still, since an AttributeError tells
    /// whose attribute it was.
    Attribute,
    /// The same for LOAD_METHOD.
    MethodAttribute,
    /// GET_ITER's `__iter__`: the result must be an iterator.
    Iter,
    /// `__bool__` for an instruction that asks for the truth of the topmost operand: it is run once more, with the answer
    /// in the operand's place.
    Truth,
    /// `__contains__`: the truth of the result is CONTAINS_OP's, or its opposite.
    Contains,
    /// `__len__` for a call of `len`.
    Length,
    /// FOR_ITER on a generator: a value goes onto the stack, the end jumps out of the loop.
    ForIter,
    /// `next(g)`, `g.send(v)`, `g.throw(e)`: a value is the call's result, the end raises StopIteration.
    Send,
    /// `next(g, default)`: the default lies on the caller's stack.
    NextOr,
    /// `g.close()`: a value is an error, the end gives None.
    Close,
}

impl Continuation {
    /// How many levels of recursion a frame counts: CPython counts the call of a class, of an object or of `len`, and a
    /// comparison, apart from the method that they run.
    #[inline(always)]
    pub const fn weight(self) -> usize {
        match self {
            Continuation::Init | Continuation::Comparison | Continuation::CallObject | Continuation::Length => 2,
            _ => 1,
        }
    }
}

/// One activation. Lies behind its locals, so it never moves while it runs.
#[repr(C)]
pub struct Record {
    /// The activation that this one goes back to.
    pub previous: *mut Record,
    pub code: *const Code,
    pub fp: *mut Slot,
    /// While it does not run: the word to go on with, and the top of its stack.
    pub ip: *const Cell<u32>,
    pub sp: *mut Slot,
    /// Where the next frame on the thread's stack may begin: behind this frame, or, for a generator's, behind the
    /// frame that resumed it.
    pub top: *mut Slot,
    /// The frame object, if somebody asked for it (a counted reference).
    pub object: Option<Value>,
    /// The generator whose frame this is, else null.
    pub generator: *const Generator,
    /// While a generator's frame runs: the generator that was resumed (the outermost of a chain of delegates).
    pub root: Option<Value>,
    pub continuation: Continuation,
    /// While a generator's frame runs: the resumer's recursion depth. Each link of a chain adds one to the thread's.
    pub depth: u32,
}

impl Record {
    /// Writes the record of a frame that begins: it runs `code` from its first word.
    ///
    /// # Safety
    /// Behind `fp` lie the slots of the code, which has been prepared, and then room for the record.
    #[inline(always)]
    pub unsafe fn begin(
        previous: *mut Record,
        code: *const Code,
        (fp, top): (*mut Slot, *mut Slot),
        continuation: Continuation,
    ) -> *mut Record {
        // SAFETY: by contract. Written by fields, so that nothing is copied.
        unsafe {
            let hot = &(*code).hot;
            let record: *mut Record = fp.add(hot.slots.get() as usize).cast();
            (&raw mut (*record).previous).write(previous);
            (&raw mut (*record).code).write(code);
            (&raw mut (*record).fp).write(fp);
            (&raw mut (*record).ip).write(hot.words.get());
            (&raw mut (*record).sp).write(record.add(1).cast());
            (&raw mut (*record).top).write(top);
            (&raw mut (*record).object).write(None);
            (&raw mut (*record).generator).write(std::ptr::null());
            (&raw mut (*record).root).write(None);
            (&raw mut (*record).continuation).write(continuation);
            record
        }
    }

    /// Takes over the activation of `from`: where it goes on afterwards, and which generator was resumed.
    #[inline(always)]
    pub fn take_activation(&mut self, from: &mut Record) {
        self.previous = from.previous;
        self.top = from.top;
        self.continuation = from.continuation;
        self.root = from.root.take();
        self.depth = from.depth;
    }

    /// The same for a record that has no activation.
    ///
    /// # Safety
    /// `root` is None.
    #[inline(always)]
    pub unsafe fn take_activation_alone(&mut self, from: &mut Record) {
        self.previous = from.previous;
        self.top = from.top;
        self.continuation = from.continuation;
        // SAFETY: both fields are ours; nothing is overwritten by contract.
        unsafe { (&raw mut self.root).write((&raw mut from.root).replace(None)) };
        self.depth = from.depth;
    }
}

impl Record {
    /// Lets go of the generator that was resumed.
    ///
    /// # Safety
    /// There is one, and somebody else keeps it.
    #[inline(always)]
    pub unsafe fn release_root(&mut self) {
        // SAFETY: a root is a generator, whose object begins with its header; this was not the last reference.
        unsafe {
            let root = (&raw mut self.root).cast::<*const Header>();
            (*root.read()).decrement();
            root.write(std::ptr::null());
        }
    }

    /// Index of the word that it executes, -1 before its first.
    ///
    /// # Safety
    /// It is that of a running or suspended activation.
    pub unsafe fn word(&self) -> isize {
        // SAFETY: by contract its ip points into its code's words.
        unsafe { self.ip.offset_from((*self.code).running().words.as_ptr()) - 1 }
    }
}

/// Slots that a record takes.
pub const RECORD_SLOTS: usize = size_of::<Record>() / size_of::<Slot>();

const _: () = assert!(size_of::<Record>().is_multiple_of(size_of::<Slot>()));

/// `types.FrameType`: a shell over a record while that lives, its own copy of the slots afterwards.
#[repr(C)]
pub struct FrameObject {
    header: Header,
    pub code: Value,
    pub globals: Value,
    pub builtins: Value,
    /// Null once the activation has ended.
    pub record: Cell<*mut Record>,
    /// Locals, cells and free variables, then operands, moved here when the activation ended.
    pub slots: Guarded<Vec<Slot>>,
    /// `f_locals`' dict (the namespace of code without fast locals).
    pub locals: Guarded<Option<Value>>,
    /// The caller's frame, once the activation has ended.
    pub back: Guarded<Option<Value>>,
    /// Word index of the last instruction, once the activation has ended; -1 before the first.
    pub lasti: Cell<i32>,
    pub trace: Guarded<Option<Value>>,
}

impl FrameObject {
    /// The activation of the frame object `object` ends: if somebody else holds that (true), it keeps the locals.
    ///
    /// # Safety
    /// `record` is the frame object's, and still whole.
    pub unsafe fn take_over(object: &Value, record: *mut Record) -> bool {
        let Some(frame) = object.downcast::<FrameObject>() else { return false };
        // SAFETY: by contract; slots that are moved leave nothing behind.
        unsafe {
            frame.lasti.set((*record).word() as i32);
            let shared = object.header().is_some_and(|h| h.count() > 1);
            if shared {
                let slots = (*(*record).code).running().slots as usize;
                let mut moved: Vec<Slot> = (0..slots).map(|i| (*record).fp.add(i).replace(None)).collect();
                // What a generator that is dropped while it waits has on its stack.
                let mut at: *mut Slot = record.add(1).cast();
                while at < (*record).sp {
                    // A traceback is that of an exception which it handles: it goes with that one.
                    moved.push(at.read().filter(|v| v.downcast::<Traceback>().is_none()));
                    at = at.add(1);
                }
                (*record).sp = record.add(1).cast();
                drop(frame.slots.replace(moved));
            }
            frame.record.set(std::ptr::null_mut());
            shared
        }
    }
}

// SAFETY: repr(C), header first.
unsafe impl Object for FrameObject {
    const TAG: Tag = Tag::Frame;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.code);
        visit(&self.globals);
        visit(&self.builtins);
        self.slots.with(|s| s.iter().flatten().for_each(&mut *visit));
        for part in [&self.locals, &self.back, &self.trace] {
            part.with(|v| v.iter().for_each(&mut *visit));
        }
    }
}

/// A traceback entry.
#[repr(C)]
pub struct Traceback {
    header: Header,
    /// The next entry, nearer to where the exception was raised.
    pub next: Guarded<Option<Value>>,
    pub frame: Value,
    /// In bytes.
    pub lasti: i32,
    /// `UNKNOWN` until somebody asks for it.
    line: Cell<u32>,
}

/// A line that nobody has looked for yet.
const UNKNOWN: u32 = u32::MAX;

impl Traceback {
    /// 0 where the instruction has no line.
    pub fn line(&self) -> u32 {
        if self.line.get() == UNKNOWN {
            let code = self.frame.downcast::<FrameObject>().and_then(|frame| frame.code.downcast::<Code>());
            let found = code.and_then(|code| {
                lines::line_at(&code.object.linetable, code.object.firstlineno, self.lasti.max(0) as u32)
            });
            self.line.set(found.unwrap_or(0));
        }
        self.line.get()
    }
}

// SAFETY: repr(C), header first.
unsafe impl Object for Traceback {
    const TAG: Tag = Tag::Traceback;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.next.with(|n| n.iter().for_each(&mut *visit));
        visit(&self.frame);
    }
}

impl Heap {
    /// The frame object of a living record.
    pub fn frame(&self, record: *mut Record, code: Value, globals: Value, builtins: Value) -> Value {
        let frame = FrameObject {
            header: Header::new::<FrameObject>(),
            code,
            globals,
            builtins,
            record: Cell::new(record),
            slots: Guarded::default(),
            locals: Guarded::new(None),
            back: Guarded::new(None),
            lasti: Cell::new(-1),
            trace: Guarded::new(None),
        };
        self.put(frame)
    }

    /// A traceback entry; without a line it has that of the instruction.
    pub fn traceback(&self, next: Option<Value>, frame: Value, lasti: i32, line: Option<u32>) -> Value {
        let line = Cell::new(line.unwrap_or(UNKNOWN));
        self.put(Traceback { header: Header::new::<Traceback>(), next: Guarded::new(next), frame, lasti, line })
    }
}
