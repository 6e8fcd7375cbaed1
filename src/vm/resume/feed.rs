//! Generators that a native consumes: `sum(x * x for x in rows)`.
//!
//! What the native does with most values needs no Python code, so the loop does it when it comes to YIELD_VALUE, and
//! the generator goes on without having been left. All other values come to the native.

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
    #[inline(never)]
    pub fn takes(&self, root: &Generator, bits: u64) -> bool {
        if !std::ptr::eq(root, self.root) {
            return false;
        }
        // SAFETY: the sink and what it names live while `next_past` runs, which alone sets `sink`. The value is the
        // caller's, who gives it away where the answer is true, and keeps it else.
        unsafe {
            let value = std::mem::ManuallyDrop::new(Value::from_bits(bits));
            match &mut *self.sink {
                Sink::Collect(items) => {
                    let items = &mut **items;
                    if items.len() == items.capacity() && items.try_reserve(1).is_err() {
                        return false;
                    }
                    items.push(std::mem::ManuallyDrop::into_inner(value));
                    true
                }
                Sink::Append(list) => (**list).with_mut(|items| {
                    let room = items.len() < items.capacity() || items.try_reserve(1).is_ok();
                    if room {
                        items.push(std::mem::ManuallyDrop::into_inner(value));
                    }
                    room
                }),
                Sink::Sum(total) => {
                    let sum = if Value::both_small(total, &value) {
                        Value::add_small(total, &value)
                    } else if let (Some(a), Some(b)) = (total.as_tagged_float(), value.as_tagged_float()) {
                        Value::tagged_float(a + b)
                    } else {
                        None
                    };
                    sum.map(|sum| *total = sum).is_some()
                }
                Sink::Until(wanted) => {
                    let truth = value.as_bool().or_else(|| value.as_small_int().map(|i| i != 0));
                    truth.is_some_and(|truth| truth != *wanted)
                }
                Sink::Least(best) => {
                    let known = Value::both_small(best, &value);
                    if known && value.small_order() < best.small_order() {
                        *best = std::mem::ManuallyDrop::into_inner(value);
                    }
                    known
                }
                Sink::Greatest(best) => {
                    let known = Value::both_small(best, &value);
                    if known && value.small_order() > best.small_order() {
                        *best = std::mem::ManuallyDrop::into_inner(value);
                    }
                    known
                }
                Sink::Closed => false,
            }
        }
    }
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
