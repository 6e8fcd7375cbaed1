//! `list[int]` and `int | str`: what annotations are made of. Their Rust state, and how they are built.

use crate::object::boxed::Payload;
use crate::object::class::Class;
use crate::object::header::Visitor;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

/// `types.GenericAlias`.
pub struct GenericAlias {
    pub origin: Value,
    /// A tuple.
    pub args: Value,
    /// A tuple of the type variables in `args`.
    pub parameters: Value,
}

impl Payload for GenericAlias {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        [&self.origin, &self.args, &self.parameters].into_iter().for_each(visit);
    }
}

/// `types.UnionType`.
pub struct Union {
    /// A tuple without duplicates.
    pub args: Value,
    pub parameters: Value,
}

impl Payload for Union {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.args);
        visit(&self.parameters);
    }
}

impl Vm {
    /// `origin[args]`.
    pub fn generic_alias(&mut self, origin: &Value, args: &Value) -> PyResult {
        self.generic_alias_of(&self.types().generic_alias().clone(), origin, args)
    }

    /// As `generic_alias`, of a given class.
    pub fn generic_alias_of(&mut self, class: &Value, origin: &Value, args: &Value) -> PyResult {
        let heap = self.heap();
        let args = match args.downcast::<Tuple>() {
            Some(_) => args.clone(),
            None => heap.tuple(vec![args.clone()]),
        };
        let parameters = self.type_parameters(&args)?;
        Ok(heap.boxed(class, GenericAlias { origin: origin.clone(), args, parameters }))
    }

    /// The type variables among the arguments, each once, as a tuple.
    pub fn type_parameters(&mut self, args: &Value) -> PyResult {
        let items = args.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
        let mut found: Vec<Value> = Vec::new();
        for item in items {
            let inner = match self.is_type_variable(&item) {
                true => vec![item],
                false => match self.get_attr_opt(&item, &self.names().parameters)? {
                    Some(inner) => inner.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default(),
                    None => Vec::new(),
                },
            };
            for parameter in inner {
                if !found.iter().any(|f| f.is(&parameter)) {
                    found.push(parameter);
                }
            }
        }
        Ok(self.heap().tuple(found))
    }

    /// A TypeVar of typing (or anything that calls itself so there).
    pub fn is_type_variable(&self, value: &Value) -> bool {
        let class = self.class_of(value);
        let name = class.name_string();
        matches!(name.as_str(), "TypeVar" | "ParamSpec")
            && class.dict().get_str(&self.names().module).is_some_and(|m| m.is_str("typing"))
    }

    /// May this stand in a union?
    fn is_unionable(&self, value: &Value) -> bool {
        value.is_none()
            || value.downcast::<Class>().is_some()
            || value.payload::<GenericAlias>().is_some()
            || value.payload::<Union>().is_some()
            || self.is_type_variable(value)
    }

    /// `a | b` for types.
    pub fn union(&mut self, a: &Value, b: &Value) -> PyResult {
        if !self.is_unionable(a) || !self.is_unionable(b) {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        let items: Vec<Value> = [a, b]
            .into_iter()
            .flat_map(|v| match v.payload::<Union>() {
                Some(union) => union.args.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default(),
                None if v.is_none() => vec![self.types().none_type().clone()],
                None => vec![v.clone()],
            })
            .collect();
        self.union_of(items)
    }

    /// The union of these, without duplicates; a single one is itself.
    pub fn union_of(&mut self, items: Vec<Value>) -> PyResult {
        let mut unique: Vec<Value> = Vec::new();
        'items: for item in items {
            for seen in &unique {
                let aliases = seen.payload::<GenericAlias>().is_some() && item.payload::<GenericAlias>().is_some();
                if seen.is(&item) || aliases && self.equal(seen, &item)? {
                    continue 'items;
                }
            }
            unique.push(item);
        }
        if let [only] = unique.as_slice() {
            return Ok(only.clone());
        }
        let heap = self.heap();
        let args = heap.tuple(unique);
        let parameters = self.type_parameters(&args)?;
        Ok(heap.boxed(self.types().union_type(), Union { args, parameters }))
    }
}
