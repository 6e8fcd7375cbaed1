//! Async that explains itself: who waits for whom, and whether anything can still wake somebody.
//!
//! `chain` walks a task's awaits down to the suspended instruction, `wait` finds out what the last of them waits for and
//! who could end that, `deadlock` stops a program that can never go on, `tree` shows all tasks. All of it only looks:
//! no code of the program is run, so it may be asked for at any moment.

pub mod chain;
pub mod deadlock;
pub mod tree;
pub mod wait;
