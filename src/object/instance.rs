//! Plain instances: the attributes that their shape names lie directly behind the header.

use std::cell::Cell;
use std::ptr::NonNull;

use super::class::Class;
use super::dict::{Dict, Foreign, OutOfMemory};
use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::prefix::{Attributes, Prefix};
use super::value::Value;

/// An instance of a class whose layout is object's. `aux` is the number of places for attributes.
#[repr(C)]
pub struct Instance {
    header: Header,
}

/// More attributes than this go to a dict.
pub(super) const MOST: u8 = 30;

// SAFETY: repr(C), header first; the values behind the header are those that the shape names.
unsafe impl Object for Instance {
    const TAG: Tag = Tag::Instance;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        for i in 0..self.shaped_len() {
            // SAFETY: below the shape's length.
            if let Some(value) = unsafe { &*self.place(i).as_ptr() } {
                visit(value);
            }
        }
    }
}

impl Instance {
    /// The place of attribute number `index`.
    ///
    /// # Safety
    /// `index` is below the capacity.
    #[inline(always)]
    pub unsafe fn place(&self, index: usize) -> &Cell<Option<Value>> {
        // SAFETY: the cell was allocated with room for the capacity.
        unsafe { &*(self as *const Instance).add(1).cast::<Cell<Option<Value>>>().add(index) }
    }

    /// How many attributes fit behind the header.
    #[inline(always)]
    pub fn capacity(&self) -> usize {
        self.header.aux.get().into()
    }

    fn shaped_len(&self) -> usize {
        match self.header.prefix().map(Prefix::attributes) {
            Some(Attributes::Shaped(shape)) => shape.len(),
            _ => 0,
        }
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        for i in 0..self.shaped_len() {
            // SAFETY: below the shape's length; each value is dropped once.
            drop(unsafe { self.place(i).take() });
        }
        if let Some(prefix) = self.header.prefix()
            && matches!(prefix.attributes(), Attributes::Shaped(_))
        {
            drop(prefix.set_dict(None));
        }
    }
}

impl Value {
    /// An attribute of the object itself (not of its class); `name` is interned.
    #[inline]
    pub fn own_attribute(&self, name: &Value) -> Option<Value> {
        let prefix = self.header()?.prefix()?;
        match prefix.attributes() {
            Attributes::Empty => None,
            Attributes::Dict(dict) => dict.downcast::<Dict>()?.get_str(name),
            Attributes::Shaped(shape) => {
                let index = shape.find(name)?;
                let instance = self.downcast::<Instance>()?;
                // SAFETY: the shape's places are within the capacity; the value is cloned in place.
                unsafe { (*instance.place(index).as_ptr()).clone() }
            }
        }
    }

    /// As `own_attribute`; Err is a dict in which Python code must be asked about a key.
    #[inline]
    pub fn seek_own_attribute(&self, name: &Value) -> Result<Option<Value>, Value> {
        if let Some(Attributes::Dict(dict)) = self.header().and_then(Header::prefix).map(|p| p.attributes()) {
            return match dict.downcast::<Dict>().map(|d| d.seek_str(name)) {
                Some(Ok(found)) => Ok(found),
                Some(Err(Foreign)) => Err(dict.clone()),
                None => Ok(None),
            };
        }
        Ok(self.own_attribute(name))
    }

    /// Sets an attribute of the object itself, which has a prefix and whose class allows a dict. Gives the old
    /// value, for the caller to drop.
    pub fn set_own_attribute(&self, heap: &Heap, name: &Value, value: Value) -> Result<Option<Value>, OutOfMemory> {
        let Some(prefix) = self.header().and_then(Header::prefix) else { return Err(OutOfMemory) };
        if let Attributes::Dict(dict) = prefix.attributes()
            && let Some(dict) = dict.clone().downcast::<Dict>()
        {
            let old = dict.set_str(name, value)?;
            if old.is_none()
                && self.downcast::<Instance>().is_some()
                && let Some(class) = prefix.class().downcast::<Class>()
            {
                // It has outgrown its places: the next ones shall have as many as it needs.
                class.reserve_places(if dict.len() > MOST.into() { 0 } else { dict.len() });
            }
            return Ok(old);
        }
        if let Some(instance) = self.downcast::<Instance>() {
            let shape = match prefix.attributes() {
                Attributes::Shaped(shape) => Some(shape),
                _ => prefix.class().downcast::<Class>().map(Class::root_shape),
            };
            if let Some(shape) = shape {
                if let Some(index) = shape.find(name) {
                    // SAFETY: the shape's places are within the capacity.
                    return Ok(unsafe { instance.place(index).replace(Some(value)) });
                }
                if shape.len() < instance.capacity() {
                    // SAFETY: just compared with the capacity.
                    let old = unsafe { instance.place(shape.len()).replace(Some(value)) };
                    prefix.set_shape(shape.with(name));
                    return Ok(old);
                }
                if let Some(class) = prefix.class().downcast::<Class>() {
                    class.capacity.set(class.capacity.get().max((shape.len() as u8 + 1).min(MOST)));
                }
            }
        }
        let dict = self.materialize_dict(heap)?;
        dict.downcast::<Dict>().map_or(Err(OutOfMemory), |d| d.set_str(name, value))
    }

    /// Removes an attribute of the object itself; gives its value.
    pub fn remove_own_attribute(&self, heap: &Heap, name: &Value) -> Result<Option<Value>, OutOfMemory> {
        if self.own_attribute(name).is_none() {
            return Ok(None);
        }
        // The attribute that was added last goes as it came.
        if let Some(prefix) = self.header().and_then(Header::prefix)
            && let (Attributes::Shaped(shape), Some(instance)) = (prefix.attributes(), self.downcast::<Instance>())
            && let Some(before) = shape.before(name)
        {
            // SAFETY: below the shape's length.
            let value = unsafe { instance.place(shape.len() - 1).take() };
            prefix.set_shape(before);
            return Ok(value);
        }
        let dict = self.materialize_dict(heap)?;
        Ok(dict.downcast::<Dict>().and_then(|d| d.remove_str(name)))
    }

    /// The object's `__dict__`, made now if need be. The object has a prefix.
    pub fn materialize_dict(&self, heap: &Heap) -> Result<Value, OutOfMemory> {
        let Some(prefix) = self.header().and_then(Header::prefix) else { return Err(OutOfMemory) };
        if let Attributes::Dict(dict) = prefix.attributes() {
            return Ok(dict.clone());
        }
        let dict = heap.dict();
        if let (Attributes::Shaped(shape), Some(instance), Some(table)) =
            (prefix.attributes(), self.downcast::<Instance>(), dict.downcast::<Dict>())
        {
            for (i, name) in shape.names().iter().enumerate() {
                // SAFETY: below the shape's length.
                if let Some(value) = unsafe { instance.place(i).take() } {
                    table.set_str(name, value)?;
                }
            }
        }
        prefix.set_dict(Some(dict.clone()));
        Ok(dict)
    }
}

impl Heap {
    /// A plain instance of `class` without attributes.
    #[inline]
    pub fn instance(&self, class: &Value) -> Value {
        let capacity = class.downcast::<Class>().map_or(0, |c| c.capacity.get());
        let cell = self.allocate_with_prefix(class, size_of::<Instance>() + usize::from(capacity) * 8);
        let header = Header::new::<Instance>();
        header.aux.set(capacity);
        // SAFETY: the cell has room for `capacity` places after the header.
        unsafe {
            let places: NonNull<u64> = cell.add(1).cast();
            for i in 0..capacity.into() {
                places.add(i).write_volatile(0);
            }
            let value = self.adopt_new(cell.cast(), Instance { header });
            self.mark_prefixed(cell, class);
            if let (Some(prefix), Some(class)) = (cell.as_ref().prefix(), class.downcast::<Class>()) {
                prefix.set_shape(class.root_shape());
            }
            value
        }
    }
}
