//! The evaluation loop: one handler an instruction.
//!
//! `Regs` are the machine's registers: where the running frame stands. A handler gets them, does its work and gives them
//! to the next one (`next`), to another handler of the same instruction (`go`), or leaves the loop (`fail`). In
//! optimised builds that is a chain of tail calls: each handler ends with a jump to the next, and the registers stay in the
//! processor's. No Rust promises that, so builds without optimisation go back to a loop after every instruction (`threaded`
//! is set by build.rs; .ci/tail_calls.py looks at the program).
//!
//! For a jump nothing may be left to do behind it: a handler holds no value that is to be dropped, and lends no local
//! variable out. What is rare stands in handlers and functions of its own, so that the common way saves no register.
//!
//! An instruction that can do its work with values at hand does it here. All others save the registers into the frame's
//! record and call a function of `exec`, which works on the record's stack; `resume` then looks whether a finaliser,
//! signal or collection waits, and reads the registers again.

use std::cell::Cell;
use std::ptr::NonNull;
use std::sync::atomic::Ordering;

use crate::object::code::Cache;
use crate::object::frame::Slot;
use crate::object::{Exception, PyResult, Value};

use super::Vm;
use super::unwind::Returned;

mod arithmetic;
mod attributes;
mod basic;
mod bound;
mod calls;
mod compare;
mod containers;
mod delegation;
mod generators;
mod intrinsics;
mod iterate;
mod keywords;
mod many;
mod names;
mod slow;
mod special;
mod table;

pub(in crate::vm) use intrinsics::Intrinsics;
pub(in crate::vm) use keywords::is_open;

/// Said to the loop.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Outcome {
    /// The next instruction waits in `thread.registers` (without threading only).
    #[cfg_attr(threaded, allow(dead_code))]
    Next,
    /// The result is in `thread.result`.
    Done,
}

/// What executes an instruction: the registers, taken apart, so that each travels in one of the processor's.
type Handler = unsafe extern "C" fn(
    ip: *const Cell<u32>,
    sp: *mut Slot,
    fp: *mut Slot,
    vm: &mut Vm,
    pool: *const Cell<u64>,
    word: usize,
) -> Outcome;

/// The registers.
struct Regs<'vm> {
    /// Behind the running instruction.
    ip: *const Cell<u32>,
    /// Behind the topmost operand.
    sp: *mut Slot,
    /// The first local.
    fp: *mut Slot,
    vm: &'vm mut Vm,
    /// The constants and caches of the running code.
    pool: *const Cell<u64>,
    /// The running instruction: opcode in the low byte, argument above.
    word: usize,
}

/// Registers between two instructions of a build that is not threaded.
#[derive(Default)]
#[cfg_attr(threaded, allow(dead_code))]
pub(super) struct Registers(usize, usize, usize, usize);

/// Defines handlers: `name(registers) { ... }`, or `name<const A: T>(registers) { ... }`.
macro_rules! handlers {
    ($($(#[$meta:meta])* $name:ident $(<const $constant:ident: $kind:ty>)? ($r:ident) $body:block)*) => {$(
        $(#[$meta])*
        pub(in crate::vm::eval) unsafe extern "C" fn $name $(<const $constant: $kind>)? (
            ip: *const std::cell::Cell<u32>,
            sp: *mut crate::object::frame::Slot,
            fp: *mut crate::object::frame::Slot,
            vm: &mut crate::vm::Vm,
            pool: *const std::cell::Cell<u64>,
            word: usize,
        ) -> crate::vm::eval::Outcome {
            #[allow(unused_mut)]
            let mut $r = crate::vm::eval::Regs { ip, sp, fp, vm, pool, word };
            // SAFETY: the frame's code was verified when it was prepared: operand depths, jump targets and operand
            // indices are in range, so raw accesses stay inside the frame. `sp` points behind the last operand;
            // operands are bound values except for the gap that LOAD_METHOD leaves.
            unsafe { $body }
        }
    )*};
}
use handlers;

impl Vm {
    /// Runs the innermost frame until it, or what it leads to, goes back to Rust.
    pub(super) fn eval(&mut self) -> PyResult {
        // SAFETY: the running frame was pushed by a call, its code is verified.
        unsafe {
            #[cfg(threaded)]
            Regs::load(self).next();
            #[cfg(not(threaded))]
            {
                let mut outcome = Regs::load(self).next();
                while outcome == Outcome::Next {
                    let Registers(ip, sp, fp, pool) = self.thread.registers;
                    let ip = ip as *const Cell<u32>;
                    let word = (*ip).get() as usize;
                    let handler = table::TABLE[word & 0xff];
                    outcome =
                        handler(ip.add(1), sp as *mut Slot, fp as *mut Slot, self, pool as *const Cell<u64>, word);
                }
            }
        }
        self.thread.result.take().unwrap_or_else(|| Err(self.system_error("no result")))
    }
}

/// All methods are for handlers: the registers are those of the running frame.
#[allow(clippy::missing_safety_doc)]
impl<'vm> Regs<'vm> {
    /// The registers as the running frame's record has them.
    #[inline(always)]
    unsafe fn load(vm: &'vm mut Vm) -> Regs<'vm> {
        // SAFETY: the running frame is alive.
        unsafe {
            let frame = vm.thread.frame;
            let code = (*frame).code;
            Regs { ip: (*frame).ip, sp: (*frame).sp, fp: (*frame).fp, pool: (*code).hot.pool.get(), vm, word: 0 }
        }
    }

    /// Writes them into the record, for functions that work on the running frame.
    #[inline(always)]
    unsafe fn save(&mut self) {
        let frame = self.vm.thread.frame;
        // SAFETY: the running frame is alive.
        unsafe {
            (*frame).ip = self.ip;
            (*frame).sp = self.sp;
        }
    }

    /// On to the next instruction.
    #[cfg_attr(not(threaded), allow(unused_unsafe))]
    #[inline(always)]
    unsafe fn next(self) -> Outcome {
        // SAFETY: the code ends with an instruction that nothing falls through.
        unsafe {
            #[cfg(threaded)]
            {
                let word = (*self.ip).get() as usize;
                table::TABLE[word & 0xff](self.ip.add(1), self.sp, self.fp, self.vm, self.pool, word)
            }
            #[cfg(not(threaded))]
            {
                let registers = Registers(self.ip as usize, self.sp as usize, self.fp as usize, self.pool as usize);
                self.vm.thread.registers = registers;
                Outcome::Next
            }
        }
    }

    /// Another handler goes on with the instruction.
    #[inline(always)]
    unsafe fn go(self, handler: Handler) -> Outcome {
        // SAFETY: by the handler's own rules.
        unsafe { handler(self.ip, self.sp, self.fp, self.vm, self.pool, self.word) }
    }

    /// Has the running code its fused forms?
    #[inline(always)]
    unsafe fn is_warm(&self) -> bool {
        // SAFETY: the running frame's code.
        unsafe { (*(*self.vm.thread.frame).code).running().warm.get().is_some() }
    }

    /// The instruction's argument.
    #[inline(always)]
    fn arg(&self) -> usize {
        self.word >> 8
    }

    /// The word after the running one (0), or one further behind.
    #[inline(always)]
    unsafe fn word_after(&self, index: usize) -> usize {
        // SAFETY: the caller knows that the code goes on so far.
        unsafe { (*self.ip.add(index)).get() as usize }
    }

    #[inline(always)]
    unsafe fn push(&mut self, value: Value) {
        // SAFETY: the frame has room for the code's greatest depth.
        unsafe {
            self.sp.write(Some(value));
            self.sp = self.sp.add(1);
        }
    }

    #[inline(always)]
    unsafe fn pop(&mut self) -> Value {
        // SAFETY: operands are bound values.
        unsafe {
            self.sp = self.sp.sub(1);
            self.sp.read().unwrap_unchecked()
        }
    }

    /// The operand `depth` below the top, borrowed as long as it stays there.
    #[inline(always)]
    unsafe fn peek<'s>(&self, depth: usize) -> &'s Value {
        // SAFETY: operands are bound values.
        unsafe { (*self.sp.sub(depth + 1)).as_ref().unwrap_unchecked() }
    }

    /// Writes over the operand `depth` below the top, whose value has gone.
    #[inline(always)]
    unsafe fn put(&mut self, depth: usize, value: Value) {
        // SAFETY: the place is an operand's.
        unsafe { self.sp.sub(depth + 1).write(Some(value)) }
    }

    /// Local number `index`, borrowed as long as it is not changed.
    #[inline(always)]
    unsafe fn local<'s>(&self, index: usize) -> &'s Slot {
        // SAFETY: indices were verified.
        unsafe { &*self.fp.add(index) }
    }

    /// Constant number `index`.
    #[inline(always)]
    unsafe fn constant<'s>(&self, index: usize) -> &'s Value {
        // SAFETY: indices were verified; a word of the pool is the value's own.
        unsafe { &*self.pool.add(index).cast::<Value>() }
    }

    /// The cache of a specialised instruction.
    #[inline(always)]
    unsafe fn cache<'s>(&self) -> &'s Cache {
        // SAFETY: a specialised instruction's argument is the place of its cache.
        unsafe { self.cache_of(self.word) }
    }

    /// The cache of another specialised word.
    #[inline(always)]
    unsafe fn cache_of<'s>(&self, word: usize) -> &'s Cache {
        // SAFETY: as for `cache`.
        unsafe { &*self.pool.add(word >> 8).cast::<Cache>() }
    }

    /// Drops a value, then goes on.
    #[inline(always)]
    unsafe fn release(mut self, value: Value) -> Outcome {
        // SAFETY: the dead object goes to `free`, which frees it.
        unsafe {
            match value.give_up() {
                None => self.next(),
                Some(dead) => {
                    self.word = dead.as_ptr() as usize;
                    self.go(free)
                }
            }
        }
    }

    /// Does a jump's work: the argument is signed, counted from the next instruction. What waits is seen to before a
    /// jump back, so that an error arises inside the block of the jump.
    #[inline(always)]
    unsafe fn jump(mut self, word: usize) -> Outcome {
        let distance = (word as u32 as i32 >> 8) as isize;
        // SAFETY: targets were verified.
        unsafe {
            if distance < 0 && self.vm.heap().breaker.load(Ordering::Relaxed) != 0 {
                self.word = word;
                return self.go(jump_with_breaker);
            }
            self.ip = self.ip.offset(distance);
            self.next()
        }
    }

    /// Runs a function of `exec`, with the argument.
    #[inline(always)]
    unsafe fn slow(mut self, run: impl FnOnce(&mut Vm, usize) -> PyResult<()>) -> Outcome {
        // SAFETY: the registers were saved.
        unsafe {
            self.save();
            match apart(self.vm, self.word >> 8, run) {
                Ok(()) => resume(self.vm),
                Err(error) => raise(self.vm, error),
            }
        }
    }

    /// A guard failed: the instruction becomes the general one again, which may specialise it anew.
    #[inline(always)]
    unsafe fn generalize(mut self, opcode: u8) -> Outcome {
        // SAFETY: the running instruction is specialised, `ip` stands behind it.
        unsafe {
            let word = u32::from(opcode) | self.cache().argument.get() << 8;
            (*self.ip.sub(1)).set(word);
            self.word = word as usize;
            self.go(table::TABLE[opcode as usize])
        }
    }
}

/// Runs what a handler's registers are not to be mixed with.
#[inline(never)]
fn apart<A, R>(vm: &mut Vm, arg: A, run: impl FnOnce(&mut Vm, A) -> R) -> R {
    run(vm, arg)
}

/// As `apart`, for an answer that would not fit a register: 0 or 1, or 2 with the exception in `thread.raised`.
fn asked(vm: &mut Vm, question: impl FnOnce(&mut Vm) -> PyResult<bool>) -> u8 {
    apart(vm, (), |vm, ()| match question(vm) {
        Ok(answer) => answer.into(),
        Err(error) => {
            vm.thread.raised = Some(error);
            2
        }
    })
}

/// Runs what may lead to another frame or back to Rust, and goes on there. The registers were saved.
#[inline(always)]
unsafe fn switch<A>(vm: &mut Vm, arg: A, work: impl FnOnce(&mut Vm, A) -> PyResult<Returned>) -> Outcome {
    // In a function apart, with an answer that fits a register.
    let went = apart(vm, arg, |vm, arg| match work(vm, arg) {
        Ok(Returned::Frame) => 0u8,
        Ok(Returned::Rust(value)) => {
            vm.thread.result = Some(Ok(value));
            1
        }
        Err(error) => {
            vm.thread.raised = Some(error);
            2
        }
    });
    // SAFETY: the frame that runs now has its registers in its record.
    unsafe {
        match went {
            0 => resume(vm),
            1 => Outcome::Done,
            _ => raise_kept(vm),
        }
    }
}

/// `raise` for the exception in `thread.raised`.
#[cold]
#[inline(never)]
unsafe fn raise_kept(vm: &mut Vm) -> Outcome {
    match vm.thread.raised.take() {
        // SAFETY: as for `raise`.
        Some(error) => unsafe { raise(vm, error) },
        None => Outcome::Done,
    }
}

/// Goes on where the running frame stands, after what waits.
#[inline(always)]
unsafe fn resume(vm: &mut Vm) -> Outcome {
    // SAFETY: the running frame's registers were saved.
    unsafe {
        if vm.heap().breaker.load(Ordering::Relaxed) != 0 {
            return resume_with_breaker(vm);
        }
        Regs::load(vm).next()
    }
}

#[cold]
#[inline(never)]
unsafe fn resume_with_breaker(vm: &mut Vm) -> Outcome {
    // SAFETY: as for `resume`.
    unsafe {
        match vm.handle_breaker() {
            Ok(()) => Regs::load(vm).next(),
            Err(error) => raise(vm, error),
        }
    }
}

/// The exception goes to its handler, or out to Rust. Registers have been saved.
#[cold]
#[inline(never)]
unsafe fn raise(vm: &mut Vm, error: Exception) -> Outcome {
    match vm.unwind(error) {
        // SAFETY: the frame with the handler runs.
        Ok(()) => unsafe { Regs::load(vm).next() },
        Err(error) => fail(vm, error),
    }
}

/// Back to Rust, with an exception.
#[inline(never)]
fn fail(vm: &mut Vm, error: Exception) -> Outcome {
    vm.thread.result = Some(Err(error));
    Outcome::Done
}

handlers! {
    /// Frees the object at `word`, whose last reference has just gone.
    #[cold]
    #[inline(never)]
    free(r) {
        Value::free(NonNull::new_unchecked(r.word as *mut _));
        r.save();
        resume(r.vm)
    }

    #[cold]
    #[inline(never)]
    jump_with_breaker(r) {
        r.save();
        if let Err(error) = r.vm.handle_breaker() {
            return raise(r.vm, error);
        }
        let word = r.word;
        let mut r = Regs::load(r.vm);
        r.ip = r.ip.offset((word as u32 as i32 >> 8) as isize);
        r.next()
    }
}
