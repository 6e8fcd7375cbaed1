//! FOR_ITER by the kind of its iterator.

use crate::bytecode::opcode::number::*;
use crate::object::bytes::Bytes;
use crate::object::dict::{Dict, ViewKind};
use crate::object::frame::Continuation;
use crate::object::function::Function;
use crate::object::generator::Generator;
use crate::object::iterator::{DictIterator, RangeIterator, SequenceIterator};
use crate::object::list::List;
use crate::object::tuple::Tuple;
use crate::object::{Tag, Value};
use crate::vm::Vm;
use crate::vm::exec::{self, Iteration};
use crate::vm::specialize::special;

use super::delegation::call_generator;
use super::generators::for_iter_generator;
use super::{Outcome, Regs, asked, handlers, raise_kept, resume};

/// The instruction that takes a pair apart.
const UNPACK_TWO: usize = 2 << 8 | UNPACK_SEQUENCE as usize;

/// Pushes the parts of the iterator's next pair. 0: there is none; 2: an exception in `thread.raised`.
#[inline(never)]
fn push_pair(vm: &mut Vm) -> u8 {
    // SAFETY: the iterator stays on the stack.
    let iterator: &Value = unsafe { crate::vm::outlive(vm.peek(0)) };
    match vm.next_pair(iterator) {
        Ok(Some((first, second))) => {
            vm.push(second);
            vm.push(first);
            1
        }
        Ok(None) => {
            drop(vm.pop());
            0
        }
        Err(error) => {
            vm.thread.raised = Some(error);
            2
        }
    }
}

/// The dict of an iterator that has more to give, if it has as many items as at the start.
#[inline(always)]
unsafe fn unchanged<'d>(entries: &DictIterator) -> Option<&'d Dict> {
    if entries.left.get() == 0 {
        return None;
    }
    entries.dict.with(|dict| {
        let dict = dict.as_ref()?.downcast::<Dict>()?;
        // SAFETY: the iterator keeps its dict while the handler looks at it.
        (dict.len() == entries.expected.get()).then(|| unsafe { crate::vm::outlive(dict) })
    })
}

impl Regs<'_> {
    /// Makes the running instruction another form, and runs that.
    #[inline(always)]
    unsafe fn become_form(self, form: u8, handler: super::Handler) -> Outcome {
        // SAFETY: `ip` stands behind the running instruction.
        unsafe {
            let word = self.ip.sub(1);
            (*word).set((*word).get() & !0xff | u32::from(form));
            self.go(handler)
        }
    }

    /// The loop's variable gets the item, if the next instruction stores it in a local.
    #[inline(always)]
    pub(super) unsafe fn deliver(mut self, item: Value) -> Outcome {
        // SAFETY: FOR_ITER leaves room for an item; the local's index was verified.
        unsafe {
            let next = self.word_after(0);
            if next as u8 == STORE_FAST {
                self.ip = self.ip.add(1);
                return match self.fp.add(next >> 8).replace(Some(item)) {
                    None => self.next(),
                    Some(old) => self.release(old),
                };
            }
            self.push(item);
            self.next()
        }
    }
}

handlers! {
    /// Chooses the form for the iterator.
    #[inline(never)]
    for_iter(r) {
        let iterator = r.peek(0);
        if iterator.header().is_some_and(|h| h.is_exact()) {
            match iterator.tag() {
                Tag::RangeIterator => return r.become_form(special::FOR_ITER_RANGE, for_iter_range),
                Tag::SequenceIterator => return r.become_form(special::FOR_ITER_LIST, for_iter_list),
                Tag::Generator => return r.become_form(special::FOR_ITER_GENERATOR, for_iter_generator),
                _ => {}
            }
        }
        if r.vm.heap().class_of(iterator).is(r.vm.types().tuple_iterator()) {
            return r.become_form(special::FOR_ITER_TUPLE, for_iter_tuple);
        }
        let (class, types) = (r.vm.heap().class_of(iterator), r.vm.types());
        if [types.str_iterator(), types.bytes_iterator(), types.list_reverseiterator()].iter().any(|c| class.is(c)) {
            return r.become_form(special::FOR_ITER_SEQUENCE, for_iter_sequence);
        }
        if r.word_after(0) == UNPACK_TWO && iterator.tag() == Tag::Boxed && r.vm.gives_pairs(iterator) {
            return r.become_form(special::FOR_ITER_PAIRS, for_iter_pairs);
        }
        match iterator.downcast::<DictIterator>() {
            Some(entries) if entries.reversed => r.go(for_iter_other),
            Some(entries) if entries.kind == ViewKind::Items => r.become_form(special::FOR_ITER_ITEMS, for_iter_items),
            Some(_) => r.become_form(special::FOR_ITER_DICT, for_iter_dict),
            None => r.go(for_iter_other),
        }
    }

    #[inline(never)]
    for_iter_other(r) {
        if let Some(function) = r.unary_method(|names| &names.next) {
            return r.run_next(function);
        }
        r.save();
        let ended = asked(r.vm, |vm| Ok(matches!(exec::for_iter(vm)?, Iteration::End)));
        if ended == 2 {
            return raise_kept(r.vm);
        }
        if ended == 1 {
            let frame = r.vm.thread.frame;
            (*frame).ip = (*frame).ip.add(r.word >> 8);
        }
        resume(r.vm)
    }

    /// Another kind of iterator than the last time, or the end.
    #[inline(never)]
    for_iter_missed(r) {
        let word = r.ip.sub(1);
        (*word).set((*word).get() & !0xff | u32::from(FOR_ITER));
        r.go(for_iter_other)
    }

    for_iter_range(r) {
        match r.peek(0).downcast_exact::<RangeIterator>().and_then(RangeIterator::step) {
            Some(value) => r.deliver(value),
            None => r.go(for_iter_range_end),
        }
    }

    /// The loop over a range or a sequence may begin again: its form stays.
    #[inline(never)]
    for_iter_range_end(r) {
        if r.peek(0).downcast_exact::<RangeIterator>().is_some_and(|range| range.left.get() <= 0) {
            return r.go(for_iter_end);
        }
        r.go(for_iter_missed)
    }

    #[inline(never)]
    for_iter_sequence_end(r) {
        let iterator = r.peek(0);
        let forward = iterator.header().is_some_and(|h| h.is_exact())
            || r.vm.heap().class_of(iterator).is(r.vm.types().tuple_iterator());
        if forward
            && let Some(items) = iterator.downcast::<SequenceIterator>()
            && let Some(length) = items.sequence.with(|s| match s {
                Some(s) => s.downcast::<List>().map(List::len).or_else(|| s.downcast::<Tuple>().map(|t| t.items().len())),
                None => Some(0),
            })
            && items.index.get() >= length
        {
            drop(items.sequence.take());
            return r.go(for_iter_end);
        }
        r.go(for_iter_missed)
    }

    /// Leaves the loop: its iterator goes.
    #[inline(never)]
    for_iter_end(r) {
        r.ip = r.ip.add(r.word >> 8);
        let iterator = r.pop();
        r.release(iterator)
    }

    for_iter_list(r) {
        match r.peek(0).downcast_exact::<SequenceIterator>().and_then(SequenceIterator::list_item) {
            Some(item) => r.deliver(item),
            None => r.go(for_iter_sequence_end),
        }
    }

    /// Iterators over tuples are of the class for them.
    for_iter_tuple(r) {
        if let Some(items) = r.peek(0).downcast::<SequenceIterator>()
            && r.vm.heap().class_of(r.peek(0)).is(r.vm.types().tuple_iterator())
            && let index = items.index.get()
            && let Some(item) = items.sequence.with(|s| {
                s.as_ref().and_then(|s| s.downcast::<Tuple>()).and_then(|tuple| tuple.items().get(index).cloned())
            })
        {
            items.index.set(index + 1);
            return r.deliver(item);
        }
        r.go(for_iter_sequence_end)
    }

    /// The characters of a str, as far as they are shared; the bytes of bytes; the items of a list from the last on.
    for_iter_sequence(r) {
        if let Some(items) = r.peek(0).downcast::<SequenceIterator>() {
            let (heap, types) = (r.vm.heap(), r.vm.types());
            let (class, index) = (heap.class_of(r.peek(0)), items.index.get());
            let (item, next) = items.sequence.with(|sequence| {
                let Some(sequence) = sequence else { return (None, 0) };
                if class.is(types.str_iterator()) {
                    return (sequence.as_str().and_then(|text| heap.shared_char(text, index)), index + 1);
                }
                if class.is(types.bytes_iterator()) {
                    let byte = sequence.downcast::<Bytes>().and_then(|bytes| bytes.data.get(index).copied());
                    return (byte.map(|byte| Value::from_len(byte.into())), index + 1);
                }
                if class.is(types.list_reverseiterator()) && index > 0 {
                    return (sequence.downcast::<List>().and_then(|list| list.get(index - 1)), index - 1);
                }
                (None, 0)
            });
            if let Some(item) = item {
                items.index.set(next);
                return r.deliver(item);
            }
        }
        r.go(for_iter_missed)
    }

    /// `enumerate`, or `zip` of two, with the UNPACK_SEQUENCE that follows.
    for_iter_pairs(r) {
        if !(r.peek(0).tag() == Tag::Boxed && r.vm.gives_pairs(r.peek(0))) {
            return r.go(for_iter_missed);
        }
        r.save();
        match push_pair(r.vm) {
            2 => return raise_kept(r.vm),
            1 => (*r.vm.thread.frame).ip = r.ip.add(1),
            _ => (*r.vm.thread.frame).ip = r.ip.add(r.arg()),
        }
        resume(r.vm)
    }

    for_iter_dict(r) {
        if let Some(entries) = r.peek(0).downcast::<DictIterator>()
            && !entries.reversed
            && let Some(dict) = unchanged(entries)
            && let from = entries.position.get()
            && let Some(item) = (match entries.kind {
                ViewKind::Keys => dict.key_at(from),
                ViewKind::Values => dict.value_at(from),
                ViewKind::Items => None,
            })
        {
            entries.position.set(from + 1);
            entries.left.set(entries.left.get() - 1);
            return r.deliver(item);
        }
        r.go(for_iter_missed)
    }

    /// Keys with their values; an UNPACK_SEQUENCE that follows is taken along, and no tuple made.
    for_iter_items(r) {
        if let Some(entries) = r.peek(0).downcast::<DictIterator>()
            && !entries.reversed
            && entries.kind == ViewKind::Items
            && r.word_after(0) == UNPACK_TWO
            && let Some(dict) = unchanged(entries)
            && let from = entries.position.get()
            && let Some((key, value)) = dict.item_at(from)
        {
            entries.position.set(from + 1);
            entries.left.set(entries.left.get() - 1);
            r.push(value);
            r.push(key);
            r.ip = r.ip.add(1);
            return r.next();
        }
        r.go(for_iter_missed)
    }

    /// Generators are their own iterators; so is what a generator function for `__iter__` gives.
    get_iter(r) {
        let object = r.peek(0);
        if object.downcast_exact::<Generator>().is_some() {
            return r.next();
        }
        if object.tag() == Tag::Instance {
            return r.go(get_iter_of_instance);
        }
        r.slow(|vm, _| exec::get_iter(vm))
    }

    #[inline(never)]
    get_iter_of_instance(r) {
        let name = &r.vm.names().iter;
        if let Some(method) = r.vm.generator_method(r.peek(0), name) {
            let function: &Function = crate::vm::outlive(method.downcast().unwrap_unchecked());
            let base = (*r.vm.thread.frame).top;
            r.sp = r.sp.sub(1);
            base.write(Some(method));
            base.add(1).write(r.sp.read());
            r.save();
            return call_generator(r.vm, function, base, 1);
        }
        match r.unary_method(|names| &names.iter) {
            Some(function) => r.run_over(function, 1, Continuation::Iter),
            None => r.slow(|vm, _| exec::get_iter(vm)),
        }
    }
}
