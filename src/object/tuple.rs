//! tuple: its items lie inside the cell while they are few.

use std::ptr::NonNull;

use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// A tuple object.
#[repr(C)]
pub struct Tuple {
    header: Header,
    len: usize,
    items: NonNull<Value>,
}

/// More items lie outside the cell.
const INLINE: usize = 32;

// SAFETY: repr(C), header first.
unsafe impl Object for Tuple {
    const TAG: Tag = Tag::Tuple;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        self.items().iter().for_each(visit);
    }
}

impl Tuple {
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        // SAFETY: `items` points to `len` values, which never change.
        unsafe { std::slice::from_raw_parts(self.items.as_ptr(), self.len) }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        let items = std::ptr::slice_from_raw_parts_mut(self.items.as_ptr(), self.len);
        // SAFETY: the tuple owns its items; many were boxed.
        unsafe {
            // The last item goes first, as in CPython.
            for i in (0..self.len).rev() {
                std::ptr::drop_in_place(self.items.add(i).as_ptr());
            }
            if self.len > INLINE {
                drop(Box::from_raw(items as *mut [std::mem::MaybeUninit<Value>]));
            }
        }
    }
}

impl Heap {
    pub fn tuple(&self, items: Vec<Value>) -> Value {
        self.new_tuple(None, items)
    }

    pub fn tuple_of_class(&self, class: &Value, items: Vec<Value>) -> Value {
        self.new_tuple(Some(class).filter(|c| !c.is(self.class_of_tag(Tag::Tuple))), items)
    }

    /// A tuple of two.
    pub fn pair(&self, a: Value, b: Value) -> Value {
        self.tuple_from([a, b])
    }

    /// A tuple of a known small size.
    pub fn tuple_from<const N: usize>(&self, items: [Value; N]) -> Value {
        const { assert!(N <= INLINE) }
        let items = std::mem::ManuallyDrop::new(items);
        // SAFETY: the values are moved into the tuple, the array forgets them.
        unsafe { self.tuple_moved(items.as_ptr(), N) }
    }

    /// A tuple of clones.
    pub fn tuple_cloned(&self, items: &[Value]) -> Value {
        match items {
            [] => self.empty_tuple(),
            [a] => self.tuple_from([a.clone()]),
            [a, b] => self.tuple_from([a.clone(), b.clone()]),
            _ => self.tuple_of(items.len(), |i| items[i].clone()),
        }
    }

    /// A tuple of `len` items, made one after the other; making one allocates no object.
    pub fn tuple_of(&self, len: usize, mut item: impl FnMut(usize) -> Value) -> Value {
        if len > INLINE {
            return self.new_tuple(None, (0..len).map(item).collect());
        }
        let cell = self.allocate(size_of::<Tuple>() + len * 8).cast::<Tuple>();
        // SAFETY: the cell has room for the items after the struct.
        unsafe {
            let place = cell.add(1).cast::<Value>();
            (0..len).for_each(|i| place.add(i).write(item(i)));
            self.adopt_new(cell, Tuple { header: Header::new::<Tuple>(), len, items: place })
        }
    }

    /// A tuple of `len` values moved from `from`.
    ///
    /// # Safety
    /// `from` points to `len` values whose ownership goes to the tuple.
    pub unsafe fn tuple_moved(&self, from: *const Value, len: usize) -> Value {
        if len > INLINE {
            // SAFETY: by contract the values are moved out.
            let items = (0..len).map(|i| unsafe { from.add(i).read() }).collect();
            return self.new_tuple(None, items);
        }
        let cell = self.allocate(size_of::<Tuple>() + len * 8).cast::<Tuple>();
        // SAFETY: the cell has room for the items after the struct.
        unsafe {
            let place = cell.add(1).cast::<Value>();
            std::ptr::copy_nonoverlapping(from, place.as_ptr(), len);
            self.adopt_new(cell, Tuple { header: Header::new::<Tuple>(), len, items: place })
        }
    }

    fn new_tuple(&self, class: Option<&Value>, items: Vec<Value>) -> Value {
        let len = items.len();
        let size = size_of::<Tuple>() + if len <= INLINE { len * 8 } else { 0 };
        let cell = match class {
            None => self.allocate(size).cast::<Tuple>(),
            Some(class) => self.allocate_with_prefix(class, size).cast::<Tuple>(),
        };
        // SAFETY: few items fit behind the struct; many stay in their box.
        unsafe {
            let place = if len <= INLINE {
                let place = cell.add(1).cast::<Value>();
                items.into_iter().enumerate().for_each(|(i, v)| place.add(i).write(v));
                place
            } else {
                NonNull::from(Box::leak(items.into_boxed_slice())).cast()
            };
            let value = self.adopt_new(cell, Tuple { header: Header::new::<Tuple>(), len, items: place });
            if let Some(class) = class {
                self.mark_prefixed(cell.cast(), class);
            }
            value
        }
    }

    /// The empty tuple.
    pub fn empty_tuple(&self) -> Value {
        self.tuple_from([])
    }
}
