//! Generators that a native consumes: `sum(x * x for x in rows)`.
//!
//! What the native does with most values needs no Python code, so the loop does it when it comes to YIELD_VALUE, and
//! the generator goes on without having been left. All other values come to the native.

use crate::object::frame::Slot;
use crate::object::generator::Generator;
use crate::object::list::List;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// What is done with the values.
pub enum Sink {
    /// They are put into a vector, which nobody else looks at in the meantime.
    Collect(*mut Vec<Value>),
    /// They are appended to a list, which lives on.
    Append(*const List),
    /// Small ints, or floats, are added.
    Sum(Value),
    /// Looked at until one has this truth.
    Until(bool),
    /// The least (or else the greatest) of small ints.
    Least(Value),
    Greatest(Value),
    /// Nothing.
    Closed,
}

/// The generator that is being consumed.
pub struct Feed {
    root: *const Generator,
    sink: *mut Sink,
}

impl Feed {
    pub const NONE: Feed = Feed { root: std::ptr::null(), sink: std::ptr::null_mut() };

    /// Is that done with a value of `root`, given as its bits? The value is taken over then.
    #[inline(always)]
    pub fn takes(&self, root: &Slot, bits: u64) -> bool {
        if root.as_ref().is_none_or(|root| root.bits() as *const Generator != self.root) {
            return false;
        }
        // SAFETY: the sink and what it names live while `next_past` runs, which alone sets `sink`. The value is the
        // caller's, who gives it away where the answer is true, and keeps it else.
        unsafe {
            // Neither the value nor what is written over counts a reference, but for what goes into a list.
            let value = &*std::mem::ManuallyDrop::new(Value::from_bits(bits));
            match &mut *self.sink {
                Sink::Collect(items) => push_into_room(&mut **items, bits),
                Sink::Append(list) => (**list).with_mut(|items| push_into_room(items, bits)),
                Sink::Sum(total) => {
                    let sum = if Value::both_small(total, value) {
                        Value::add_small(total, value)
                    } else if let (Some(a), Some(b)) = (total.as_tagged_float(), value.as_tagged_float()) {
                        Value::tagged_float(a + b)
                    } else {
                        None
                    };
                    match sum {
                        Some(sum) => {
                            std::ptr::write(total, sum);
                            true
                        }
                        None => false,
                    }
                }
                Sink::Until(wanted) => {
                    let truth = value.as_bool().or_else(|| value.as_small_int().map(|i| i != 0));
                    truth.is_some_and(|truth| truth != *wanted)
                }
                Sink::Least(best) => {
                    let known = Value::both_small(best, value);
                    if known && value.small_order() < best.small_order() {
                        std::ptr::write(best, Value::from_bits(bits));
                    }
                    known
                }
                Sink::Greatest(best) => {
                    let known = Value::both_small(best, value);
                    if known && value.small_order() > best.small_order() {
                        std::ptr::write(best, Value::from_bits(bits));
                    }
                    known
                }
                Sink::Closed => false,
            }
        }
    }
}

/// Appends a value, given as its bits, if no memory needs to be asked for.
///
/// # Safety
/// The bits are a value's, whose reference is the vector's if the answer is true.
#[inline(always)]
unsafe fn push_into_room(items: &mut Vec<Value>, bits: u64) -> bool {
    let room = items.len() < items.capacity();
    if room {
        // SAFETY: inside the vector's memory; by contract the bits are a value's.
        unsafe {
            items.as_mut_ptr().add(items.len()).cast::<u64>().write(bits);
            items.set_len(items.len() + 1);
        }
    }
    room
}

impl Vm {
    /// The next item that the sink does not take; None at the end.
    #[inline]
    pub fn next_past(&mut self, iterator: &Value, sink: &mut Sink) -> PyResult<Option<Value>> {
        let Some(generator) = iterator.downcast_exact::<Generator>() else { return self.next(iterator) };
        let feed = Feed { root: generator, sink };
        let outer = std::mem::replace(&mut self.thread.feed, feed);
        let item = self.next(iterator);
        self.thread.feed = outer;
        item
    }
}
