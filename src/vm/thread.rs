//! The state of a Python thread: its value stack, its running frame, the exception that is being handled.
//!
//! The stack is one region of reserved addresses that becomes real memory as it grows, so frames never move and a
//! call needs a single check against `limit`.

use crate::object::frame::{Continuation, Record, Slot};
use crate::object::{Exception, PyResult, Value};

use super::Vm;

/// Address space to reserve, in bytes: far deeper than any recursion limit that a script can use in earnest. Where so much is
/// not to be had (`ulimit -v`), a quarter of it, and so on.
const RESERVED: usize = 1 << 32;
/// Made real so many bytes at a time.
const STEP: usize = 1 << 18;
/// Room that is always left above `limit`, in slots, for moved arguments.
const MARGIN: usize = 512;

/// One Python thread.
pub struct Thread {
    /// The innermost activation. At the bottom lies a record without code.
    pub frame: *mut Record,
    /// Frames must end below this.
    pub limit: *mut Slot,
    /// The exception that is being handled in the running frame's generator (or outside all generators).
    pub handled: Option<Value>,
    /// The current `contextvars.Context`; None: an empty one that nobody has asked for.
    pub context: Option<Value>,
    /// The event loop that runs (`asyncio.get_running_loop()`).
    pub running_loop: Option<Value>,
    /// The tasks that run, each with its loop before it.
    pub current_tasks: Vec<(Value, Value)>,
    /// Python frames and guarded native calls on the stack.
    pub depth: usize,
    /// The generator whose values go to a native.
    pub(super) feed: super::resume::feed::Feed,
    /// What the evaluation that is ending gives.
    pub(super) result: Option<PyResult>,
    /// An exception on its way from an instruction's work to the loop.
    pub(super) raised: Option<Exception>,
    #[cfg(not(threaded))]
    pub(super) registers: super::eval::Registers,
    base: *mut Slot,
    /// Bytes from `base`: all of the region, and its accessible part.
    reserved: usize,
    committed: usize,
}

/// Addresses without access, or MAP_FAILED.
fn address_space(size: usize) -> *mut libc::c_void {
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
    // SAFETY: the system chooses the place; nothing else is touched.
    unsafe { libc::mmap(std::ptr::null_mut(), size, libc::PROT_NONE, flags, -1, 0) }
}

impl Thread {
    /// A thread with an empty stack.
    pub fn reserve() -> Thread {
        let sizes = std::iter::successors(Some(RESERVED), |size| (*size > STEP).then_some(size / 4));
        let Some((region, reserved)) = sizes.map(|size| (address_space(size), size)).find(|r| r.0 != libc::MAP_FAILED)
        else {
            std::alloc::handle_alloc_error(std::alloc::Layout::new::<[u8; STEP]>());
        };
        let base: *mut Slot = region.cast();
        let mut thread = Thread {
            frame: base.cast(),
            limit: base,
            handled: None,
            context: None,
            running_loop: None,
            current_tasks: Vec::new(),
            depth: 0,
            feed: super::resume::feed::Feed::NONE,
            result: None,
            raised: None,
            #[cfg(not(threaded))]
            registers: Default::default(),
            base,
            reserved,
            committed: 0,
        };
        if !thread.grow() {
            std::alloc::handle_alloc_error(std::alloc::Layout::new::<[u8; STEP]>());
        }
        // SAFETY: the region's first page is accessible now.
        unsafe {
            let first: *mut Record = base.cast();
            first.write(Record {
                previous: std::ptr::null_mut(),
                code: std::ptr::null(),
                fp: base,
                ip: std::ptr::null(),
                sp: first.add(1).cast(),
                top: first.add(1).cast(),
                object: None,
                generator: std::ptr::null(),
                root: None,
                depth: 0,
                continuation: Continuation::Rust,
            });
        }
        thread
    }

    /// Makes more of the stack real; false at the end of the reservation or without memory.
    fn grow(&mut self) -> bool {
        let step = STEP.max(self.committed / 2).next_multiple_of(4096);
        if self.committed + step > self.reserved {
            return false;
        }
        // SAFETY: inside the reservation.
        let done = unsafe {
            let start = self.base.byte_add(self.committed).cast();
            libc::mprotect(start, step, libc::PROT_READ | libc::PROT_WRITE) == 0
        };
        if done {
            self.committed += step;
            // SAFETY: inside the reservation.
            self.limit = unsafe { self.base.byte_add(self.committed).sub(MARGIN) };
        }
        done
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        // SAFETY: mapped in `new`; all frames are gone.
        unsafe { libc::munmap(self.base.cast(), self.reserved) };
    }
}

/// The running frame's operand stack, for instructions that are not inlined into the loop.
impl Vm {
    /// Puts a value on top.
    #[inline(always)]
    pub(super) fn push(&mut self, value: Value) {
        // SAFETY: the frame was sized for its code's greatest depth, which was verified when it was prepared.
        unsafe {
            let frame = self.thread.frame;
            (*frame).sp.write(Some(value));
            (*frame).sp = (*frame).sp.add(1);
        }
    }

    /// Takes the value on top.
    #[inline(always)]
    pub(super) fn pop(&mut self) -> Value {
        // SAFETY: the code was verified to have an operand here. Operands are bound values, but for LOAD_METHOD's gap,
        // which nobody pops so.
        unsafe {
            let frame = self.thread.frame;
            (*frame).sp = (*frame).sp.sub(1);
            (*frame).sp.read().unwrap_or(Value::NONE)
        }
    }

    /// The value `depth` below the top.
    #[inline(always)]
    pub(super) fn peek<'s>(&self, depth: usize) -> &'s Value {
        static GAP: Gap = Gap(Value::NONE);
        // SAFETY: the code was verified to have so many operands; the reference is used before the stack changes.
        unsafe { (*(*self.thread.frame).sp.sub(depth + 1)).as_ref().unwrap_or(&GAP.0) }
    }

    /// The top `count` values, moved off the stack.
    pub(super) fn pop_many(&mut self, count: usize) -> Vec<Value> {
        // SAFETY: the code was verified to have so many operands.
        unsafe {
            let frame = self.thread.frame;
            let first = (*frame).sp.sub(count);
            (*frame).sp = first;
            (0..count).map(|i| first.add(i).read().unwrap_or(Value::NONE)).collect()
        }
    }

    /// Room for a frame that ends at `end`; RecursionError when the stack is full.
    #[inline(always)]
    pub(super) fn check_stack(&mut self, end: *mut Slot) -> PyResult<()> {
        if end < self.thread.limit { Ok(()) } else { self.grow_stack(end) }
    }

    #[cold]
    fn grow_stack(&mut self, end: *mut Slot) -> PyResult<()> {
        while end >= self.thread.limit {
            if !self.thread.grow() {
                return Err(self.recursion_error("maximum recursion depth exceeded"));
            }
        }
        Ok(())
    }
}

struct Gap(Value);

// SAFETY: an immediate: no count is ever changed through it.
unsafe impl Sync for Gap {}
