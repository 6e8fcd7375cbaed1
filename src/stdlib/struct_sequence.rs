//! Struct sequences: tuples whose items have names (`sys.version_info`, `time.struct_time`).

use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::native::Args;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::ClassDef;

/// Item `N`, as an attribute.
pub fn item<const N: usize>(_: &mut Vm, value: &Value) -> PyResult {
    Ok(value.downcast::<Tuple>().and_then(|t| t.items().get(N).cloned()).unwrap_or(Value::NONE))
}

/// `name(field=value, ...)`.
pub fn repr(vm: &mut Vm, value: &Value, name: &str, fields: &[&str]) -> PyResult {
    let items = value.downcast::<Tuple>().map_or(Vec::new(), |t| t.items().to_vec());
    let mut out = format!("{name}(");
    for (i, (field, item)) in fields.iter().zip(&items).enumerate() {
        let item = vm.repr(item)?;
        let item = item.lossy_text();
        out += &format!("{}{field}={item}", if i > 0 { ", " } else { "" });
    }
    Ok(vm.heap().str(&(out + ")")))
}

/// An instance with these items.
pub fn make(vm: &mut Vm, def: &'static ClassDef, items: Vec<Value>) -> Value {
    let class = vm.native_class(def);
    debug_assert!(class.downcast::<Class>().is_some());
    vm.heap().tuple_of_class(&class, items)
}

/// What an instance knows besides its items, or None.
pub fn hidden(value: &Value, name: &str) -> Value {
    let name = value.header().map(|h| h.heap().intern(name));
    name.and_then(|n| value.own_attribute(&n)).unwrap_or(Value::NONE)
}

/// Gives an instance what it knows besides its items.
pub fn keep(vm: &Vm, value: &Value, name: &str, item: Value) -> PyResult<()> {
    let heap = vm.heap();
    drop(value.set_own_attribute(heap, &heap.intern(name), item).or_memory_error(vm)?);
    Ok(())
}

/// `__new__(cls, sequence, dict)`: hidden fields come after the items or from the dict.
pub fn new(vm: &mut Vm, args: &mut Args<'_>, name: &str, visible: usize, hidden: &[&str]) -> PyResult {
    let items = match vm.collect(args.get(1)) {
        Ok(items) => items,
        Err(error) if vm.is_exception(&error, vm.types().type_error()) => {
            return Err(vm.type_error("constructor requires a sequence"));
        }
        Err(error) => return Err(error),
    };
    let dict = match args.opt(2) {
        None => None,
        Some(value) if value.downcast::<Dict>().is_some() => value.downcast::<Dict>(),
        Some(_) => return Err(vm.type_error(format!("{name}() takes a dict as second arg, if any"))),
    };
    let (given, most) = (items.len(), visible + hidden.len());
    if !(visible..=most).contains(&given) {
        let wanted = match (hidden.is_empty(), given < visible) {
            (true, _) => format!("a {visible}"),
            (false, true) => format!("an at least {visible}"),
            (false, false) => format!("an at most {most}"),
        };
        return Err(vm.type_error(format!("{name}() takes {wanted}-sequence ({given}-sequence given)")));
    }
    let (items, more) = items.split_at(visible);
    let value = vm.heap().tuple_of_class(args.get(0), items.to_vec());
    for (i, name) in hidden.iter().enumerate() {
        let item = more.get(i).cloned().or_else(|| dict?.get_str(&vm.heap().intern(name)));
        keep(vm, &value, name, item.unwrap_or(Value::NONE))?;
    }
    Ok(value)
}

/// `__reduce__`: the class, the items and a dict of the hidden fields.
pub fn reduce(vm: &mut Vm, args: &mut Args<'_>, names: &[&str]) -> PyResult {
    let (heap, value) = (vm.heap(), args.get(0));
    let items = heap.tuple(value.downcast::<Tuple>().map_or(Vec::new(), |t| t.items().to_vec()));
    let more = heap.dict();
    if let Some(more) = more.downcast::<Dict>() {
        for name in names {
            drop(more.set_str(&heap.intern(name), hidden(value, name)).or_memory_error(vm)?);
        }
    }
    Ok(heap.tuple_from([heap.class_of(value).clone(), heap.tuple_from([items, more])]))
}

/// The row of a struct sequence: constant, module, class name, fields with their numbers, and fields that are no
/// items. A `sealed` class makes no instances for scripts.
macro_rules! struct_sequence {
    (@name $module:literal $name:literal) => {
        concat!($module, ".", $name)
    };
    (@name $module:literal $name:literal $shown:literal) => {
        $shown
    };
    (@new sealed $full:expr, $fields:expr, $hidden:expr) => {
        |vm, _| Err(vm.type_error(concat!("cannot create '", $full, "' instances")))
    };
    (@new $full:expr, $fields:expr, $hidden:expr) => {
        |vm, args| $crate::stdlib::struct_sequence::new(vm, args, $full, $fields.len(), $hidden)
    };
    ($(#[$doc:meta])* $static:ident, $module:literal, $name:literal $(as $shown:literal)?, [$($number:literal $field:literal),* $(,)?]
        $(, more: [$($more:literal),*])? $(; $sealed:ident)?) => {
        $(#[$doc])*
        pub static $static: $crate::vm::protocol::class_def::ClassDef = $crate::vm::protocol::class_def::ClassDef {
            name: $name,
            module: $module,
            base: $crate::vm::types::Types::tuple,
            layout: $crate::object::Tag::Tuple,
            slots: $crate::vm::protocol::class_def::slots!(|slots| {
                slots.repr.set(Some(|vm, value| {
                    $crate::stdlib::struct_sequence::repr(vm, value, struct_sequence!(@name $module $name $($shown)?), &[$($field),*])
                }));
            }),
            new: Some(&$crate::object::native::NativeDef::static_method(
                "__new__(cls, sequence, dict=None)",
                "",
                struct_sequence!(@new $($sealed)? concat!($module, ".", $name), [$($field),*], &[$($($more),*)?]),
            )),
            methods: &[$crate::object::native::NativeDef::method("__reduce__(self, /)", "", |vm, args| {
                $crate::stdlib::struct_sequence::reduce(vm, args, &[$($($more),*)?])
            })],
            getsets: &[
                $($crate::object::descriptor::GetSetDef::member(
                    $field,
                    "",
                    $crate::stdlib::struct_sequence::item::<$number>,
                ),)*
                $($($crate::object::descriptor::GetSetDef::member($more, "", |_, value| {
                    Ok($crate::stdlib::struct_sequence::hidden(value, $more))
                }),)*)?
            ],
            ..$crate::vm::protocol::class_def::ClassDef::EMPTY
        };
    };
}
pub(crate) use struct_sequence;
