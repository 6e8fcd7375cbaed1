//! list.

use super::dict::OutOfMemory;
use super::guarded::Guarded;
use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// A list object.
#[repr(C)]
pub struct List {
    header: Header,
    items: Guarded<Vec<Value>>,
}

// SAFETY: repr(C), header first.
unsafe impl Object for List {
    const TAG: Tag = Tag::List;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.items.with(|items| items.iter().for_each(visit));
    }
}

impl List {
    /// Looks at the items.
    #[inline(always)]
    pub fn with<R>(&self, look: impl FnOnce(&Vec<Value>) -> R) -> R {
        self.items.with(look)
    }

    /// Changes the items.
    #[inline(always)]
    pub fn with_mut<R>(&self, change: impl FnOnce(&mut Vec<Value>) -> R) -> R {
        self.items.with_mut(change)
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.items.with(Vec::len)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline(always)]
    pub fn get(&self, index: usize) -> Option<Value> {
        self.items.with(|items| items.get(index).cloned())
    }

    /// Appends; the caller has asked `try_grow` where a script decides how often.
    #[inline(always)]
    pub fn push(&self, value: Value) {
        self.items.with_mut(|items| items.push(value));
    }

    /// Appends, if there is memory for it.
    pub fn try_push(&self, value: Value) -> Result<(), OutOfMemory> {
        self.items.with_mut(|items| {
            items.try_reserve(1).map_err(|_| OutOfMemory)?;
            items.push(value);
            Ok(())
        })
    }

    /// A copy of the items.
    pub fn to_vec(&self) -> Vec<Value> {
        self.items.get()
    }
}

impl List {
    /// Drops all items, the last one first as CPython does.
    pub fn clear(&self) {
        let mut items = self.items.take();
        while let Some(item) = items.pop() {
            drop(item);
        }
    }
}

impl Drop for List {
    fn drop(&mut self) {
        self.clear();
    }
}

impl Heap {
    pub fn list(&self, items: Vec<Value>) -> Value {
        self.put(List { header: Header::new::<List>(), items: Guarded::new(items) })
    }

    pub fn list_of_class(&self, class: &Value, items: Vec<Value>) -> Value {
        self.put_as(class, List { header: Header::new::<List>(), items: Guarded::new(items) })
    }
}
