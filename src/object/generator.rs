//! Generators, coroutines and async generators: one suspended activation each, resumed in place.
//!
//! The frame's slots follow the object inside its cell. **Delegation** (`yield from`, `await`): a generator that
//! waits for another native one keeps it on top of its stack and is its `parent`; the generator that the program
//! resumes, the root, remembers the innermost one (`leaf`), so that a value travels in one step at any depth.
//!
//! A chain waits or runs as a whole: who resumes a link that is not the root cuts it off first, and what is thrown in
//! takes the chain apart on its way down. Only a generator without parent has a `leaf`; None there means: walk down.

use std::cell::Cell;
use std::ptr::NonNull;

use crate::bytecode::opcode::Opcode;

use super::asynchronous::CoroutineWrapper;
use super::code::Code;
use super::frame::{Record, Slot};
use super::function::Function;
use super::guarded::Guarded;
use super::header::{Header, Object, Visitor, flag};
use super::heap::Heap;
use super::layout::Tag;
use super::tuple::Tuple;
use super::value::Value;

/// Where a generator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    Created,
    /// This and the one before differ in the last bit alone; see `waits_for_input`.
    Suspended,
    /// Suspended at a YIELD_FROM whose delegate is linked: its `parent` is this generator.
    Delegating,
    Running,
    Closed,
}

/// Small truths about a generator.
pub struct Flags(Cell<u8>);

impl Flags {
    /// An async generator is inside asend/athrow/aclose (`ag_running`).
    pub const ASYNC_RUNNING: u8 = 1;
    /// The async generator's hooks were asked for.
    pub const HOOKS_DONE: u8 = 2;
    /// The async generator was closed.
    pub const ASYNC_CLOSED: u8 = 4;
    /// It counts as running while its delegate is closed or thrown into, but its frame waits at YIELD_FROM.
    pub const PASSING: u8 = 8;
    /// It has ended with an exception, and its frame, which still is the running one, lets go of its operands.
    pub const UNWINDING: u8 = 16;
    /// On one that has ended: `frame.clear()` did that, and the frame is still to be seen.
    pub const CLEARED: u8 = 32;
    /// On the outermost of a chain that runs: a step that is awaited in it was ended by somebody else, and who awaits that
    /// is to find it out.
    pub const STEP_ENDED: u8 = 64;

    #[inline(always)]
    pub fn has(&self, flag: u8) -> bool {
        self.0.get() & flag != 0
    }

    /// Is none of them set?
    #[inline(always)]
    pub fn is_clear(&self) -> bool {
        self.0.get() == 0
    }

    /// Are these set, and no others?
    #[inline(always)]
    pub fn is_just(&self, flags: u8) -> bool {
        self.0.get() == flags
    }

    /// Sets the flag; gives what it was.
    #[inline(always)]
    pub fn set(&self, flag: u8, on: bool) -> bool {
        let old = self.0.get();
        self.0.set(if on { old | flag } else { old & !flag });
        old & flag != 0
    }
}

/// A generator, coroutine or async generator; the tag tells which.
#[repr(C)]
pub struct Generator {
    header: Header,
    pub state: Cell<State>,
    pub flags: Flags,
    /// The last bits of its number among the objects with finalisers.
    pub(super) birth: u16,
    slots: u32,
    /// The generator that delegates to this one. Borrowed: its stack owns this object.
    pub parent: Cell<*const Generator>,
    /// The innermost delegate, if known.
    pub leaf: Cell<*const Generator>,
    /// While suspended: the exception that is being handled inside. While it runs: that of its resumer.
    pub handled: Cell<Option<Value>>,
    pub qualname: Guarded<Value>,
    rare: Guarded<Option<Box<Rare>>>,
}

/// What few generators have.
#[derive(Default)]
struct Rare {
    /// Where it is not the code's.
    name: Option<Value>,
    /// `cr_origin`; an async generator's finaliser.
    extra: Option<Value>,
}

impl Generator {
    /// The activation's record.
    #[inline(always)]
    pub fn record(&self) -> *mut Record {
        // SAFETY: the allocation holds callee, slots, record, operands in this order.
        unsafe { self.base().as_ptr().add(1 + self.slot_count()).cast() }
    }

    /// Callee, then the locals.
    #[inline(always)]
    pub fn base(&self) -> NonNull<Slot> {
        // SAFETY: they stand behind the object, in the same cell.
        unsafe { NonNull::from(self).add(1).cast() }
    }

    /// How many locals, cells and free variables there are.
    #[inline(always)]
    pub fn slot_count(&self) -> usize {
        self.slots as usize
    }

    /// `__name__`.
    pub fn name(&self) -> Value {
        self.rare.with(|rare| rare.as_ref().and_then(|r| r.name.clone())).unwrap_or_else(|| self.code().name.clone())
    }

    /// Sets `__name__`.
    pub fn set_name(&self, name: Value) {
        drop(self.rare.with_mut(|rare| rare.get_or_insert_default().name.replace(name)));
    }

    /// `cr_origin`; an async generator's finaliser.
    pub fn extra(&self) -> Option<Value> {
        self.rare.with(|rare| rare.as_ref().and_then(|r| r.extra.clone()))
    }

    /// Sets what `extra` gives.
    pub fn set_extra(&self, extra: Option<Value>) {
        if extra.is_some() || self.rare.with(Option::is_some) {
            let old = self.rare.with_mut(|rare| std::mem::replace(&mut rare.get_or_insert_default().extra, extra));
            drop(old);
        }
    }

    /// The code object that its frame runs.
    #[inline(always)]
    pub fn code(&self) -> &Code {
        // SAFETY: the callee below the locals keeps the code alive until the object goes.
        unsafe { &*(*self.record()).code }
    }

    /// Index of the word that runs next; that of the suspended instruction is one less.
    pub fn next_word(&self) -> usize {
        let words = &self.code().running().words;
        // SAFETY: a suspended record's ip points into its code's words.
        unsafe { (*self.record()).ip.offset_from(words.as_ptr()).max(0) as usize }
    }

    /// Does its own frame go on when something is sent?
    #[inline(always)]
    pub fn waits_for_input(&self) -> bool {
        // In one comparison: state and flags lie side by side.
        const { assert!(State::Created as u8 == 0 && State::Suspended as u8 == 1) };
        const NOT: u16 = u16::from_le_bytes([!(State::Suspended as u8), Flags::UNWINDING | Flags::PASSING]);
        u16::from_le_bytes([self.state.get() as u8, self.flags.0.get()]) & NOT == 0
    }

    /// Is its frame the running one?
    #[inline(always)]
    pub fn runs(&self) -> bool {
        self.state.get() == State::Running || self.flags.has(Flags::UNWINDING)
    }

    /// Is its frame waiting, so that its slots belong to it (and not to the interpreter)?
    pub fn is_waiting(&self) -> bool {
        matches!(self.state.get(), State::Created | State::Suspended | State::Delegating)
    }

    /// Does it wait at a YIELD_FROM, so that what it yields is its delegate's?
    pub fn is_delegating(&self) -> bool {
        let waits = matches!(self.state.get(), State::Suspended | State::Delegating) || self.flags.has(Flags::PASSING);
        waits && self.waits_at_yield_from()
    }

    /// Is YIELD_FROM what its frame goes on with?
    pub fn waits_at_yield_from(&self) -> bool {
        self.code().object.code.get(self.next_word() * 2) == Some(&(Opcode::YieldFrom as u8))
    }

    /// What it waits for at a YIELD_FROM: the top of its stack.
    pub fn delegate(&self) -> Option<Value> {
        if !self.is_delegating() {
            return None;
        }
        // SAFETY: a suspended YIELD_FROM leaves the delegate on top.
        unsafe { self.top_delegate() }
    }

    /// The delegate of one that stands at a YIELD_FROM. Where `async for` awaits a step of an async generator for which
    /// no awaitable was made, that is made now.
    ///
    /// # Safety
    /// It does stand there.
    pub unsafe fn top_delegate(&self) -> Option<Value> {
        // SAFETY: by contract the delegate is on top.
        unsafe {
            let top = (*self.record()).sp.sub(1);
            if let Some(delegate) = &*top
                && delegate.tag() == Tag::AsyncGenerator
            {
                let step = self.header.heap().step_in_progress(delegate.clone());
                drop(top.replace(Some(step)));
            }
            (*top).clone()
        }
    }

    /// Must it be closed, or reported as never awaited, when it is dropped?
    pub(super) fn needs_finalizer(&self) -> bool {
        match self.state.get() {
            State::Created => match self.header.tag() {
                Tag::Coroutine => true,
                // One that was asked for a step has a hook to call.
                Tag::AsyncGenerator => self.extra().is_some(),
                _ => false,
            },
            State::Delegating => true,
            State::Suspended => {
                self.header.tag() == Tag::AsyncGenerator
                    || self.code().running().is_guarded(self.next_word())
                    || self.is_delegating()
            }
            State::Running | State::Closed => false,
        }
    }

    /// Has it ended, and holds nothing but what each generator has to its end?
    #[inline(always)]
    pub(super) fn is_bare(&self) -> bool {
        // SAFETY: the record lives as long as the generator; the cells are only looked at.
        let empty = unsafe { (*self.record()).object.is_none() && (*self.handled.as_ptr()).is_none() };
        empty && self.state.get() == State::Closed && self.rare.with(Option::is_none)
    }

    /// The callee and the qualified name, of one that is bare and whose memory is given back.
    #[inline(always)]
    pub(super) fn take_last_parts(&self) -> (Slot, Value) {
        // SAFETY: by the method's terms nobody looks at them again.
        unsafe { (self.base().read(), self.qualname.with(|name| std::ptr::from_ref(name).read())) }
    }

    /// Drops the locals up to the first object whose last reference that was, which is to be freed.
    ///
    /// # Safety
    /// The frame does not run.
    #[inline(always)]
    pub unsafe fn clear_locals(&self) -> Option<NonNull<Header>> {
        // SAFETY: by contract the locals are ours.
        unsafe {
            let mut at = self.base().add(1).as_ptr();
            let end = self.record().cast();
            while at < end {
                if let Some(value) = at.replace(None)
                    && let Some(dead) = value.give_up()
                {
                    return Some(dead);
                }
                at = at.add(1);
            }
            None
        }
    }

    /// Drops what the frame holds but for the callee: the locals, then the operands.
    pub fn clear_frame(&self) {
        let record = self.record();
        // SAFETY: called when the frame does not run; the record's sp bounds the operands, the slots are below.
        unsafe {
            for i in 0..self.slot_count() {
                drop(self.base().add(1 + i).replace(None));
            }
            let end = (*record).sp;
            let mut at: *mut Slot = record.add(1).cast();
            (*record).sp = at;
            while at < end {
                drop(at.read());
                at = at.add(1);
            }
        }
    }

    /// Takes itself off its delegate, which may outlive it. That one is the root of the rest of the chain.
    pub fn unlink_delegate(&self) {
        if self.state.get() == State::Delegating {
            self.unlink(self.delegate());
        }
    }

    fn unlink(&self, delegate: Option<Value>) {
        self.state.set(State::Suspended);
        let leaf = self.leaf.replace(std::ptr::null());
        if let Some(delegate) = delegate
            && let Some(child) = delegate.as_link()
        {
            child.parent.set(std::ptr::null());
            child.leaf.set(leaf);
            if let Some(linked) = delegate.linked_flag() {
                linked.set(false);
            }
        }
    }

    fn visit_slots(&self, visit: &mut Visitor<'_>) {
        // SAFETY: called when the frame does not run: slots and operands up to the record's sp are whole.
        unsafe {
            for i in 0..=self.slot_count() {
                self.base().add(i).as_ref().iter().for_each(&mut *visit);
            }
            let mut at: *mut Slot = self.record().add(1).cast();
            while at < (*self.record()).sp {
                (*at).iter().for_each(&mut *visit);
                at = at.add(1);
            }
            (*self.record()).object.iter().for_each(visit);
        }
    }
}

// SAFETY: repr(C), header first. While it runs, its slots count as references from outside.
unsafe impl Object for Generator {
    const TAG: Tag = Tag::Generator;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.qualname.with(&mut *visit);
        self.rare.with(|rare| {
            if let Some(rare) = rare {
                rare.name.iter().chain(&rare.extra).for_each(&mut *visit);
            }
        });
        // SAFETY: the cell is not changed while the reference is used.
        if let Some(handled) = unsafe { &*self.handled.as_ptr() } {
            visit(handled);
        }
        if self.state.get() != State::Running {
            self.visit_slots(visit);
        }
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        let waits = self.is_waiting();
        if self.state.get() == State::Delegating {
            // SAFETY: the delegate is on top.
            self.unlink(unsafe { (*(*self.record()).sp.sub(1)).clone() });
        }
        // SAFETY: the frame does not run; the callee and the frame object are dropped once.
        unsafe {
            // The frame object goes last: what its `f_locals` hold outlives the operands.
            let frame = (*self.record()).object.take();
            if let Some(frame) = &frame {
                super::frame::FrameObject::take_over(frame, self.record());
            }
            if waits {
                self.clear_frame();
            }
            drop(frame);
            drop(self.base().replace(None));
        }
    }
}

/// A coroutine: a `Generator` with another tag.
#[repr(transparent)]
pub struct Coroutine(Generator);

// SAFETY: the same layout as Generator.
unsafe impl Object for Coroutine {
    const TAG: Tag = Tag::Coroutine;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.0.traverse(visit);
    }
}

/// An async generator: a `Generator` with another tag.
#[repr(transparent)]
pub struct AsyncGenerator(Generator);

// SAFETY: the same layout as Generator.
unsafe impl Object for AsyncGenerator {
    const TAG: Tag = Tag::AsyncGenerator;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.0.traverse(visit);
    }
}

impl Value {
    /// The generator that a chain continues with below one that waits for this: itself, or, for a step of an async
    /// generator that was linked, that one.
    pub fn as_link(&self) -> Option<&Generator> {
        if let Some(generator) = self.as_generator() {
            return Some(generator);
        }
        if self.header()?.has(flag::GUTTED) {
            return None;
        }
        if let Some(step) = self.as_async_step() {
            return step.generator.as_generator().filter(|_| step.linked.get());
        }
        let wrapper = self.payload::<CoroutineWrapper>()?;
        wrapper.coroutine.as_generator().filter(|_| wrapper.linked.get())
    }

    /// Whether a step or a wrapper is linked.
    pub fn linked_flag(&self) -> Option<&Cell<bool>> {
        match self.as_async_step() {
            Some(step) => Some(&step.linked),
            None => self.payload::<CoroutineWrapper>().map(|w| &w.linked),
        }
    }

    /// This generator, coroutine or async generator.
    #[inline(always)]
    pub fn as_generator(&self) -> Option<&Generator> {
        let header = self.header()?;
        match header.tag() {
            Tag::Generator | Tag::Coroutine | Tag::AsyncGenerator => {
                // SAFETY: the three tags share one layout.
                Some(unsafe { &*(header as *const Header).cast::<Generator>() })
            }
            _ => None,
        }
    }
}

impl Heap {
    /// The generator, coroutine or async generator (as the code's flags say) of a call of `function`, not started yet.
    ///
    /// # Safety
    /// `callee` is the function, whose code is prepared; `given` slots are moved from `arguments`: its first locals, and
    /// no more than it has. The others are unbound, but for the closure's cells.
    #[inline]
    pub unsafe fn generator_of(
        &self,
        function: &Function,
        callee: Value,
        arguments: *const Slot,
        given: usize,
    ) -> Value {
        let hot = &function.code().hot;
        let size = size_of::<Generator>() + (hot.size.get() as usize - 1) * size_of::<Slot>();
        let cell = self.allocate(size).cast::<Generator>();
        // SAFETY: by contract; the cell is large enough.
        unsafe {
            self.write_generator(cell, function, callee, arguments, given);
            let slots = hot.slots.get() as usize;
            let locals = cell.as_ref().base().add(1);
            if let Some(closure) = &function.closure
                && let Some(cells) = closure.downcast::<Tuple>()
            {
                let cells = cells.items();
                for (i, cell) in cells.iter().enumerate() {
                    locals.add(slots - cells.len() + i).write(Some(cell.clone()));
                }
            }
            self.count_container();
            if !function.name.with(|name| name.is(&function.code().name)) {
                cell.as_ref().set_name(function.name.get());
            }
            Value::adopt(cell.cast())
        }
    }

    /// As `generator_of` for callee and arguments at `base`, if nothing out of the ordinary is to be done, and no memory
    /// to be asked for.
    ///
    /// # Safety
    /// As for `generator_of`.
    #[inline(always)]
    pub unsafe fn generator_in_room(
        &self,
        function: &Function,
        base: *mut Slot,
        given: usize,
    ) -> Option<NonNull<Generator>> {
        let code = function.code();
        let size = size_of::<Generator>() + (code.hot.size.get() as usize - 1) * size_of::<Slot>();
        if function.closure.is_some() || !function.name.with(|name| name.is(&code.name)) {
            return None;
        }
        let cell = self.container_in_room(size)?.cast();
        // SAFETY: by contract the callee is at `base`; the cell is large enough.
        unsafe { self.write_generator(cell, function, base.read().unwrap_unchecked(), base.add(1), given) };
        Some(cell)
    }

    /// Fills a cell, but for the generator's name and the closure's cells.
    ///
    /// # Safety
    /// The cell is unused, and large enough; else as for `generator_of`.
    #[inline(always)]
    unsafe fn write_generator(
        &self,
        cell: NonNull<Generator>,
        function: &Function,
        callee: Value,
        arguments: *const Slot,
        given: usize,
    ) {
        let code = function.code();
        let hot = &code.hot;
        let slots = hot.slots.get() as usize;
        // SAFETY: the cell holds the struct and the slots; all are written before they are read, but for operands above
        // sp.
        unsafe {
            let base: *mut u64 = cell.add(1).cast().as_ptr();
            base.write(callee.into_bits());
            let locals = base.add(1);
            let record: *mut Record = locals.add(slots).cast();
            let mut at = locals;
            let first_free = locals.add(given);
            let mut from: *const u64 = arguments.cast();
            while at < first_free {
                at.write_volatile(from.read());
                (at, from) = (at.add(1), from.add(1));
            }
            while at < record.cast() {
                at.write_volatile(0);
                at = at.add(1);
            }
            (&raw mut (*record).code).write(code);
            (&raw mut (*record).fp).write(locals.cast());
            (&raw mut (*record).ip).write(hot.words.get());
            (&raw mut (*record).sp).write(record.add(1).cast());
            (&raw mut (*record).object).write(None);
            (&raw mut (*record).generator).write(cell.as_ptr());
            (&raw mut (*record).root).write(None);
            (&raw mut (*record).previous).write(std::ptr::null_mut());
            (&raw mut (*record).top).write(std::ptr::null_mut());
            (&raw mut (*record).depth).write(0);
            (&raw mut (*record).continuation).write(super::frame::Continuation::Send);
            let object = cell.as_ptr();
            (&raw mut (*object).header).write(Header::of_tag(hot.makes.get()));
            (&raw mut (*object).state).write(Cell::new(State::Created));
            (&raw mut (*object).flags).write(Flags(Cell::new(0)));
            (&raw mut (*object).birth).write(self.next_birth() as u16);
            (&raw mut (*object).slots).write(slots as u32);
            (&raw mut (*object).parent).write(Cell::new(std::ptr::null()));
            (&raw mut (*object).leaf).write(Cell::new(std::ptr::null()));
            (&raw mut (*object).handled).write(Cell::new(None));
            (&raw mut (*object).qualname).write(Guarded::new(function.qualname.get()));
            (&raw mut (*object).rare).write(Guarded::new(None));
        }
    }

    /// Frees a generator that has ended and holds nothing more, if this is a small matter; else false.
    ///
    /// # Safety
    /// Nobody uses the reference that is given up, where the answer is true.
    #[inline(always)]
    pub unsafe fn free_ended(&self, generator: &Generator) -> bool {
        const KEPT: u8 = flag::WEAKREFED | flag::GUTTED | flag::IMMORTAL;
        // SAFETY: callee and qualified name are whole; by contract the memory is ours.
        unsafe {
            let header = &generator.header;
            let callee = generator.base().as_ref();
            if header.count() != 1
                || header.has(KEPT)
                || !generator.is_bare()
                || !callee.as_ref().is_some_and(Value::is_shared)
                || !generator.qualname.with(Value::is_shared)
                || !self.free_small(NonNull::from(header))
            {
                return false;
            }
            let (callee, qualname) = generator.take_last_parts();
            let _ = callee.and_then(Value::give_up);
            let _ = qualname.give_up();
        }
        true
    }
}
