//! `__build_class__`: what a class statement calls.

use crate::object::cell::CellObject;
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::function::Function;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::attributes::{class_of, keyword_arguments};

pub(super) static FUNCTIONS: &[NativeDef] = &[NativeDef::function(
    "__build_class__(*args, **kwds)",
    "Internal helper function used by the class statement.",
    build_class,
)];

fn build_class(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (given, keywords) = (args.take(0), args.take(1));
    let items = given.downcast::<Tuple>().map_or(&[][..], |t| t.items());
    let [function, name, original @ ..] = items else {
        return Err(vm.type_error("__build_class__: not enough arguments"));
    };
    if function.downcast::<Function>().is_none() {
        return Err(vm.type_error("__build_class__: func must be a function"));
    }
    if name.as_str().is_none() {
        return Err(vm.type_error("__build_class__: name is not a string"));
    }
    let heap = vm.heap();
    let bases = resolve_bases(vm, original)?;
    let asked = keywords.downcast::<Dict>().and_then(|k| k.remove_str(&vm.names().metaclass));
    let metaclass = match asked {
        Some(metaclass) => metaclass,
        None => match bases.as_ref().map_or(original, Vec::as_slice).first() {
            Some(base) => heap.class_of(base).clone(),
            None => vm.types().type_().clone(),
        },
    };
    let metaclass = match metaclass.downcast::<Class>() {
        Some(_) => vm.calculate_metaclass(&metaclass, bases.as_ref().map_or(original, Vec::as_slice))?,
        None => metaclass,
    };
    let bases_value = heap.tuple(bases.clone().unwrap_or_else(|| original.to_vec()));
    let (keyword_values, keyword_names) = keyword_arguments(&keywords);

    let prepare = vm.names().prepare.clone();
    let namespace = match vm.get_attr_opt(&metaclass, &prepare)? {
        None => heap.dict(),
        Some(prepare) => {
            let mut values = vec![name.clone(), bases_value.clone()];
            values.extend(keyword_values.iter().cloned());
            let namespace = vm.call_with(&prepare, CallArgs::new(&values, &keyword_names))?;
            if class_of(vm, &namespace).is_none_or(|c| c.slots.getitem.get().is_none()) {
                let who = metaclass.downcast::<Class>().map_or("<metaclass>".to_string(), Class::name_string);
                let got = vm.type_name(&namespace);
                return Err(vm.type_error(format!("{who}.__prepare__() must return a mapping, not {got}")));
            }
            namespace
        }
    };
    let cell = vm.run_class_body(function, &namespace)?;
    if bases.is_some() {
        let key = vm.names().orig_bases.clone();
        vm.set_item(&namespace, &key, &heap.tuple(original.to_vec()))?;
    }
    let mut values = vec![name.clone(), bases_value, namespace];
    values.extend(keyword_values);
    let class = vm.call_with(&metaclass, CallArgs::new(&values, &keyword_names))?;
    if class.downcast::<Class>().is_some()
        && let Some(cell) = cell.downcast::<CellObject>()
    {
        check_cell(vm, cell, &class, name)?;
    }
    Ok(class)
}

/// The bases after `__mro_entries__`; None if nothing changed.
fn resolve_bases(vm: &mut Vm, bases: &[Value]) -> PyResult<Option<Vec<Value>>> {
    let mut changed: Option<Vec<Value>> = None;
    for (i, base) in bases.iter().enumerate() {
        let mut entries = None;
        if base.downcast::<Class>().is_none() {
            let name = vm.names().mro_entries.clone();
            if let Some(method) = vm.get_attr_opt(base, &name)? {
                let all = vm.heap().tuple(bases.to_vec());
                let result = vm.call(&method, &[all])?;
                match result.downcast::<Tuple>() {
                    Some(tuple) => entries = Some(tuple.items().to_vec()),
                    None => return Err(vm.type_error("__mro_entries__ must return a tuple")),
                }
            }
        }
        match (entries, &mut changed) {
            (Some(entries), None) => {
                let mut all = bases[..i].to_vec();
                all.extend(entries);
                changed = Some(all);
            }
            (Some(entries), Some(all)) => all.extend(entries),
            (None, Some(all)) => all.push(base.clone()),
            (None, None) => {}
        }
    }
    Ok(changed)
}

/// `__class__` must have become the new class.
fn check_cell(vm: &mut Vm, cell: &CellObject, class: &Value, name: &Value) -> PyResult<()> {
    let content = cell.get();
    if content.as_ref().is_some_and(|c| c.is(class)) {
        return Ok(());
    }
    let shown = |vm: &mut Vm, value: &Value| -> PyResult<String> { Ok(vm.repr(value)?.lossy_text()) };
    let (name, class) = (shown(vm, name)?, shown(vm, class)?);
    match content {
        None => Err(vm.runtime_error(format!(
            "__class__ not set defining {name} as {class}. Was __classcell__ propagated to type.__new__?"
        ))),
        Some(content) => {
            let content = shown(vm, &content)?;
            Err(vm.type_error(format!("__class__ set to {content} defining {name} as {class}")))
        }
    }
}
