//! The instructions that are not inlined into the loop, by family. Each works on the saved frame's stack.

mod asynchronous;
mod attributes;
mod calls;
mod containers;
mod exceptions;
mod imports;
mod matching;
mod names;
mod operators;

pub(super) use asynchronous::*;
pub(super) use attributes::*;
pub(super) use calls::*;
pub(super) use containers::*;
pub(super) use exceptions::*;
pub(super) use imports::*;
pub(super) use matching::*;
pub(super) use names::*;
pub(super) use operators::*;

/// What FOR_ITER did.
pub(super) enum Iteration {
    /// The item is on the stack.
    Item,
    /// The iterator was dropped.
    End,
    /// A generator runs; it delivers the item or ends the loop.
    Frame,
}
