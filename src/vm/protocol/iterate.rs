//! Iteration: `iter`, `next`, and the loops of natives.

use crate::object::iterator::{DictIterator, Enumerate, RangeIterator, SequenceIterator, Zip};
use crate::object::list::List;
use crate::object::tuple::Tuple;
use crate::object::{Exception, PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::hint::Mistake;
use crate::vm::resume::Step;
use crate::vm::resume::feed::Sink;

use super::Operator;

impl Vm {
    /// `iter(value)`.
    pub fn iter(&mut self, value: &Value) -> PyResult {
        let slots = &self.class_of(value).slots;
        if let Some(iter) = slots.iter.get() {
            let iterator = iter(self, value)?;
            return self.checked_iterator(iterator);
        }
        if self.is_sequence(value) {
            return Ok(self.heap().sequence_iterator(self.types().sequence_iterator(), value.clone(), 0));
        }
        Err(self.not_iterable(value))
    }

    /// What an `__iter__` gave, if that is an iterator.
    #[inline]
    pub(in crate::vm) fn checked_iterator(&mut self, iterator: Value) -> PyResult {
        if self.class_of(&iterator).slots.next.get().is_some() {
            return Ok(iterator);
        }
        Err(self.type_error(format!("iter() returned non-iterator of type '{}'", self.type_name(&iterator))))
    }

    /// Has the value's class a `__getitem__` that takes indices? For natives, those that are no mere mappings also
    /// have concat or repeat, or else an `__iter__` of their own.
    pub fn is_sequence(&self, value: &Value) -> bool {
        use crate::object::class::class_flag;
        let class = self.class_of(value);
        class.slots.getitem.get().is_some()
            && value.downcast::<crate::object::dict::Dict>().is_none()
            && (class.has_flag(class_flag::HEAP | class_flag::SEQUENCE) || class.slots.concat.get().is_some())
    }

    /// Has the value's class an `__iter__`, or a `__getitem__` in its place? Neither is called.
    pub fn is_iterable(&self, value: &Value) -> bool {
        self.class_of(value).slots.iter.get().is_some() || self.is_sequence(value)
    }

    /// "'int' object is not iterable".
    #[cold]
    pub fn not_iterable(&self, value: &Value) -> Exception {
        let error = self.type_error(format!("'{}' object is not iterable", self.type_name(value)));
        let is_asynchronous = || self.class_of(value).slots.aiter.get().is_some();
        self.suspect(error, || is_asynchronous().then_some(Mistake::PlainFor))
    }

    /// The next item; None at the end (a StopIteration raised by Python code is taken for the end).
    #[inline]
    pub fn next(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        if iterator.tag() == Tag::Generator
            && let Some(result) = self.next_in_place(iterator)
        {
            match result {
                Ok(Step::Yielded(item)) => return Ok(Some(item)),
                Ok(Step::Returned(_)) => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        match self.pass_next(iterator) {
            Err(error) => self.end(error),
            result => result,
        }
    }

    /// The end, if the error is a StopIteration.
    #[cold]
    fn end<T>(&mut self, error: Exception) -> PyResult<Option<T>> {
        if !self.is_exception(&error, self.types().stop_iteration()) {
            return Err(error);
        }
        // Its traceback may hold the last frames.
        error.let_go();
        self.settle_finalizers();
        Ok(None)
    }

    /// Count and item that `enumerate` gives next.
    #[inline(always)]
    pub fn next_of_enumerate(&mut self, it: &Enumerate) -> PyResult<Option<(Value, Value)>> {
        let Some(item) = self.pass_next(&it.iterator)? else { return Ok(None) };
        let count = it.count.get();
        let one = Value::from_len(1);
        let next = match if count.is_small_int() { Value::add_small(&count, &one) } else { None } {
            Some(next) => next,
            None => self.binary(Operator::Add, &count, &one)?,
        };
        drop(it.count.replace(next));
        Ok(Some((count, item)))
    }

    /// What `zip` of two iterators gives next.
    #[inline(always)]
    pub fn next_of_two(&mut self, a: &Value, b: &Value) -> PyResult<Option<(Value, Value)>> {
        let Some(first) = self.pass_next(a)? else { return Ok(None) };
        Ok(self.pass_next(b)?.map(|second| (first, second)))
    }

    /// Does the iterator give pairs that `next_pair` can give apart?
    pub(in crate::vm) fn gives_pairs(&self, iterator: &Value) -> bool {
        let class = self.heap().class_of(iterator);
        class.is(self.types().enumerate())
            || class.is(self.types().zip())
                && iterator.payload::<Zip>().is_some_and(|zip| zip.iterators.len() == 2 && !zip.strict.get())
    }

    /// The next pair of such an iterator, without its tuple.
    #[inline]
    pub(in crate::vm) fn next_pair(&mut self, iterator: &Value) -> PyResult<Option<(Value, Value)>> {
        let pair = if let Some(it) = iterator.payload::<Enumerate>() {
            self.next_of_enumerate(it)
        } else if let Some([a, b]) = iterator.payload::<Zip>().map(|zip| &zip.iterators[..]) {
            self.next_of_two(a, b)
        } else {
            Ok(None)
        };
        pair.or_else(|error| self.end(error))
    }

    /// The same for iterators that are made of others: a StopIteration passes through them as it is, with its value.
    #[inline]
    pub fn pass_next(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        // What is iterated over most gives its item without a call.
        let item = match iterator.tag() {
            Tag::SequenceIterator => {
                iterator.downcast_exact::<SequenceIterator>().and_then(SequenceIterator::list_item)
            }
            Tag::RangeIterator => iterator.downcast_exact::<RangeIterator>().and_then(RangeIterator::step),
            Tag::DictIterator => iterator.downcast::<DictIterator>().and_then(DictIterator::step),
            _ => None,
        };
        if item.is_some() {
            return Ok(item);
        }
        if iterator.tag() == Tag::Generator
            && let Some(result) = self.next_in_place(iterator)
        {
            return match result? {
                Step::Yielded(item) => Ok(Some(item)),
                Step::Returned(value) if value.is_none() => Ok(None),
                Step::Returned(value) => Err(self.stop_iteration(value)),
            };
        }
        self.call_next(iterator)
    }

    fn call_next(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        let Some(next) = self.class_of(iterator).slots.next.get() else {
            let message = format!("'{}' object is not an iterator", self.type_name(iterator));
            return Err(self.type_error(message));
        };
        if self.stack_ends_at(&raw const next) {
            return Err(self.recursion_error("maximum recursion depth exceeded"));
        }
        next(self, iterator)
    }

    /// All items of an iterable.
    pub fn collect(&mut self, iterable: &Value) -> PyResult<Vec<Value>> {
        if let Some(tuple) = iterable.downcast_exact::<Tuple>() {
            return Ok(tuple.items().to_vec());
        }
        if let Some(list) = iterable.downcast_exact::<List>() {
            return Ok(list.to_vec());
        }
        let iterator = self.iter(iterable)?;
        let hint = self.length_hint(iterable, 8)?;
        let mut items = Vec::new();
        if !self.heap().has_room(hint.saturating_mul(size_of::<Value>())) || items.try_reserve(hint).is_err() {
            return Err(self.memory_error());
        }
        let mut sink = Sink::Collect(&raw mut items);
        while let Some(item) = self.next_past(&iterator, &mut sink)? {
            self.between_instructions()?;
            items.try_reserve(1).map_err(|_| self.memory_error())?;
            items.push(item);
        }
        Ok(items)
    }

    /// Calls `each` for every item.
    pub fn for_each(&mut self, iterable: &Value, mut each: impl FnMut(&mut Vm, Value) -> PyResult<()>) -> PyResult<()> {
        if let Some(tuple) = iterable.downcast_exact::<Tuple>() {
            return tuple.items().iter().try_for_each(|item| each(self, item.clone()));
        }
        if let Some(list) = iterable.downcast_exact::<List>() {
            let mut index = 0;
            while let Some(item) = list.get(index) {
                each(self, item)?;
                index += 1;
            }
            return Ok(());
        }
        let iterator = self.iter(iterable)?;
        while let Some(item) = self.next(&iterator)? {
            self.between_instructions()?;
            each(self, item)?;
        }
        Ok(())
    }
}
