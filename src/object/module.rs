//! Modules: a namespace with a name.

use super::dict::Dict;
use super::header::{Header, Object, Visitor};
use super::heap::Heap;
use super::layout::Tag;
use super::value::Value;

/// A module object.
#[repr(C)]
pub struct Module {
    header: Header,
    dict: Value,
}

// SAFETY: repr(C), header first.
unsafe impl Object for Module {
    const TAG: Tag = Tag::Module;
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.dict);
    }
}

impl Module {
    /// `__dict__`.
    pub fn dict_value(&self) -> &Value {
        &self.dict
    }

    /// The namespace.
    #[inline(always)]
    pub fn dict(&self) -> &Dict {
        match self.dict.downcast::<Dict>() {
            Some(dict) => dict,
            None => unreachable!("a module's namespace is a dict"),
        }
    }
}

impl Heap {
    /// A module of class `class` whose namespace is the dict `dict`.
    pub fn module(&self, class: &Value, dict: Value) -> Value {
        // A module's `__class__` may be set.
        self.put_prefixed(class, Module { header: Header::new::<Module>(), dict })
    }
}
