//! Native recursion: counted as Python calls are, and bounded by the address of the stack, since frames of Rust
//! code differ in size.

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

    /// How many calls deep the script is.
    pub fn depth(&self) -> usize {
        self.thread.depth
    }

    /// Is the native stack used up?
    #[inline(always)]
    pub fn stack_exhausted(&self) -> bool {
        stack_address() < self.stack_end
    }

    /// The same, told by where a local variable of the caller lies.
    #[inline(always)]
    pub(super) fn stack_ends_at<T>(&self, local: *const T) -> bool {
        (local as usize) < self.stack_end
    }

    /// Runs `inner` one level deeper, as a Python call is; `what` ends the RecursionError's message
    /// (" in comparison").
    #[inline]
    pub fn recurse<T>(&mut self, what: &str, inner: impl FnOnce(&mut Vm) -> PyResult<T>) -> PyResult<T> {
        let depth = self.thread.depth;
        if depth >= self.recursion_limit || self.stack_exhausted() {
            return Err(self.recursion_error(format!("maximum recursion depth exceeded{what}")));
        }
        self.thread.depth = depth + 1;
        let result = inner(self);
        self.thread.depth = depth;
        result
    }
}
