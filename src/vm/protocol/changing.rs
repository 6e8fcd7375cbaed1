//! Class attributes that are data and change all the time, as counters do (`Shape.count += 1`).
//!
//! Such a store would void what all caches know of the class and its subclasses. So a name whose value was replaced
//! often is marked: from then on nobody caches what it stands for, and a store changes nothing but the value.

use crate::object::class::Class;
use crate::object::dict::OutOfMemory;
use crate::object::{Tag, Value};
use crate::vm::Vm;

/// So often plain data is replaced in a class before a name is marked.
const OFTEN: u8 = 20;
/// Names that are marked at most.
const MOST: usize = 64;

/// Is it data of a kind that is never a descriptor, whatever happens to classes?
#[inline(always)]
pub(in crate::vm) fn is_plain_data(value: &Value) -> bool {
    value.header().is_none_or(|header| {
        header.is_exact()
            && matches!(header.tag(), Tag::Str | Tag::Int | Tag::Float | Tag::List | Tag::Dict | Tag::Tuple | Tag::Set)
    })
}

impl Vm {
    /// Is the name marked in some class?
    #[inline]
    pub(in crate::vm) fn is_changing_name(&self, name: &Value) -> bool {
        self.changing_names.iter().any(|n| n.is(name))
    }

    /// Plain data in the class's namespace was replaced by plain data (or not): if that is so often, the name is marked.
    pub(in crate::vm) fn note_replaced(&mut self, class: &Class, name: &Value, old: &Value, new: &Value) {
        if !is_plain_data(old) || !is_plain_data(new) || name.as_str().is_none_or(|n| !n.is_interned()) {
            return;
        }
        class.replaced.set(class.replaced.get().saturating_add(1));
        let dunder = name.as_str().is_some_and(|n| n.units().get(0) == Some(95) && n.units().get(1) == Some(95));
        if class.replaced.get() < OFTEN || dunder || self.changing_names.len() >= MOST {
            return;
        }
        class.replaced.set(0);
        if !self.is_changing_name(name) {
            self.changing_names.push(name.clone());
        }
        class.changing.with_mut(|names| names.push(name.clone()));
    }

    /// Replaces the value of a marked name (true). A name that gets something else, or is deleted, is not marked any more.
    pub(in crate::vm) fn replace_changing(
        &mut self,
        class: &Class,
        name: &Value,
        value: Option<&Value>,
    ) -> Result<bool, OutOfMemory> {
        if !class.changing.with(|names| names.iter().any(|n| n.is(name))) {
            return Ok(false);
        }
        match value {
            Some(value) if is_plain_data(value) => {
                let old = class.dict().set_str(name, value.clone())?;
                drop(old);
                Ok(true)
            }
            _ => {
                let names = class.changing.get().into_iter().filter(|n| !n.is(name)).collect();
                drop(class.changing.replace(names));
                Ok(false)
            }
        }
    }
}
