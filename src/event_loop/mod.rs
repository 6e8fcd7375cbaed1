//! The event loop: tasks are stepped, futures wake them, timers and signals wake the loop.
//!
//! `scheduler` holds what waits to run, `run_loop` runs it, `future` and `task` are what programs await. The
//! `*_class` files show these to Python; `stdlib/asyncio` builds the module from them.

pub mod awaiting;
pub mod context;
pub mod context_class;
mod describe;
pub mod exceptions;
pub mod functions;
pub mod future;
pub mod future_class;
pub mod gathering;
pub mod handle;
pub mod loop_class;
pub mod run_loop;
pub mod scheduler;
pub mod task;
pub mod task_class;
