//! Native recursion: bounded by the address of the stack, since frames of Rust code differ in size.

use crate::object::PyResult;

use super::Vm;

/// What the machine may use of a stack about which it was told nothing.
pub(super) const DEFAULT_STACK: usize = 1 << 20;

#[inline(never)]
fn stack_address() -> usize {
    let here = 0u8;
    std::hint::black_box(&raw const here) as usize
}

/// The lowest address for a stack of which `bytes` are left.
pub(super) fn stack_end(bytes: usize) -> usize {
    stack_address().saturating_sub(bytes)
}

impl Vm {
    /// Tells how many bytes of stack are left for the machine on the calling thread.
    pub fn set_stack_size(&mut self, bytes: usize) {
        self.stack_end = stack_end(bytes);
    }

    /// Is the native stack used up?
    #[inline(always)]
    pub fn stack_exhausted(&self) -> bool {
        stack_address() < self.stack_end
    }

    /// Runs `inner` unless the native stack is used up; `what` ends the RecursionError's message
    /// (" in comparison").
    #[inline]
    pub fn recurse<T>(&mut self, what: &str, inner: impl FnOnce(&mut Vm) -> PyResult<T>) -> PyResult<T> {
        if self.stack_exhausted() {
            return Err(self.recursion_error(format!("maximum recursion depth exceeded{what}")));
        }
        inner(self)
    }
}
