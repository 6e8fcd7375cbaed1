//! Method resolution order: C3, or what a metaclass's own `mro()` says.

use crate::object::class::{Class, class_flag};
use crate::object::native::NativeFunction;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

impl Vm {
    /// The MRO after the class itself by C3.
    pub fn c3(&self, class: &Class) -> PyResult<Vec<Value>> {
        let bases = class.bases.get();
        if let Some(unfinished) = bases.iter().filter_map(|b| b.downcast::<Class>()).find(|b| b.mro_changes() == 0)
            && !self.types().object().is(&Value::of(unfinished))
        {
            let name = unfinished.name_string();
            return Err(self.type_error(format!("Cannot extend an incomplete type '{name}'")));
        }
        if let [base] = bases.as_slice()
            && let Some(base) = base.downcast::<Class>()
        {
            return Ok(base.mro());
        }
        for (i, base) in bases.iter().enumerate() {
            if bases[..i].iter().any(|b| b.is(base)) {
                let name = base.downcast::<Class>().map(Class::name_string).unwrap_or_default();
                return Err(self.type_error(format!("duplicate base class {name}")));
            }
        }
        let mut lists: Vec<Vec<Value>> = bases.iter().filter_map(|b| b.downcast::<Class>()).map(Class::mro).collect();
        lists.push(bases);
        let mut heads = vec![0; lists.len()];
        let mut order: Vec<Value> = Vec::new();
        loop {
            let mut candidates = lists.iter().zip(&heads).filter_map(|(list, &head)| list.get(head)).peekable();
            if candidates.peek().is_none() {
                return Ok(order);
            }
            let in_tail = |c: &Value| {
                lists.iter().zip(&heads).any(|(list, &head)| list.iter().skip(head + 1).any(|other| other.is(c)))
            };
            let Some(next) = candidates.find(|c| !in_tail(c)).cloned() else {
                return Err(self.inconsistent(&lists, &heads));
            };
            for (list, head) in lists.iter().zip(&mut heads) {
                if list.get(*head).is_some_and(|c| c.is(&next)) {
                    *head += 1;
                }
            }
            order.push(next);
        }
    }

    fn inconsistent(&self, lists: &[Vec<Value>], heads: &[usize]) -> crate::object::Exception {
        let mut names: Vec<Value> = Vec::new();
        for class in lists.iter().zip(heads).filter_map(|(list, &head)| list.get(head)) {
            if !names.iter().any(|n| n.is(class)) {
                names.push(class.clone());
            }
        }
        let names: Vec<String> = names.iter().filter_map(|c| c.downcast::<Class>()).map(Class::name_string).collect();
        let names = names.join(", ");
        self.type_error(format!("Cannot create a consistent method resolution\norder (MRO) for bases {names}"))
    }

    /// Computes and sets the MRO of a class whose bases are set. False if Python code that was asked for it has
    /// already set another one.
    pub(super) fn set_mro(&mut self, value: &Value) -> PyResult<bool> {
        let Some(class) = value.downcast::<Class>() else { return Ok(false) };
        let changes = class.mro_changes();
        let metaclass = self.class_of(value);
        let own_way = match std::ptr::eq(metaclass, self.class_of(self.types().object())) {
            true => None,
            false => {
                self.type_lookup(metaclass, &self.names().mro).filter(|m| m.downcast::<NativeFunction>().is_none())
            }
        };
        let Some(method) = own_way else {
            class.set_ancestors(self.c3(class)?);
            return Ok(true);
        };
        let result = self.call_unbound(&method, value, &[])?;
        let order = self.collect(&result)?;
        if order.is_empty() {
            return Err(self.type_error("type MRO must not be empty"));
        }
        let solid = self.solid_base(class);
        for entry in &order {
            let Some(entry_class) = entry.downcast::<Class>() else {
                let message = format!("mro() returned a non-class ('{}')", self.type_name(entry));
                return Err(self.type_error(message));
            };
            if !self.derives(&solid, &self.solid_base(entry_class)) {
                let name = entry_class.name_string();
                return Err(self.type_error(format!("mro() returned base with unsuitable layout ('{name}')")));
            }
        }
        if class.mro_changes() != changes {
            return Ok(false);
        }
        class.set_flag(class_flag::UNCACHEABLE, true);
        class.set_mro(order);
        Ok(true)
    }

    /// The nearest class of the base chain that adds something to the storage of its instances.
    pub(super) fn solid_base(&self, class: &Class) -> Value {
        let mut solid = Value::of(class);
        while let Some(base) = solid.downcast::<Class>().and_then(|c| c.base.get()) {
            match (solid.downcast::<Class>(), base.downcast::<Class>()) {
                (Some(c), Some(parent))
                    if parent.layout == c.layout
                        && parent.slot_count == c.slot_count
                        && !c.has_flag(class_flag::SOLID) =>
                {
                    solid = base
                }
                _ => break,
            }
        }
        solid
    }

    /// Is `class` the class `of`, or does its base chain lead there?
    pub(super) fn derives(&self, class: &Value, of: &Value) -> bool {
        let mut next = Some(class.clone());
        while let Some(class) = next {
            if class.is(of) {
                return true;
            }
            next = class.downcast::<Class>().and_then(|c| c.base.get());
        }
        false
    }

    /// The base whose storage instances of a class with these bases have.
    pub(super) fn best_base(&mut self, bases: &[Value]) -> PyResult {
        let mut winner: Option<(Value, Value)> = None;
        for base in bases {
            let Some(class) = base.downcast::<Class>() else {
                return Err(self.type_error("bases must be types"));
            };
            if !class.has_flag(class_flag::BASE) {
                let name = self.class_full_name(class);
                return Err(self.type_error(format!("type '{name}' is not an acceptable base type")));
            }
            let candidate = self.solid_base(class);
            winner = Some(match winner {
                None => (candidate, base.clone()),
                Some(old) if self.derives(&old.0, &candidate) => old,
                Some(old) if self.derives(&candidate, &old.0) => (candidate, base.clone()),
                Some(_) => return Err(self.type_error("multiple bases have instance lay-out conflict")),
            });
        }
        match winner {
            Some((_, base)) => Ok(base),
            None => Ok(self.types().object().clone()),
        }
    }
}
