//! Struct sequences: tuples whose items have names (`sys.version_info`, `time.struct_time`).

use crate::object::class::Class;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
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

/// The row of a struct sequence: constant, module, class name, fields with their numbers; `__new__` and attributes
/// that are no items.
macro_rules! struct_sequence {
    (@name $module:literal $name:literal) => {
        concat!($module, ".", $name)
    };
    (@name $module:literal $name:literal $shown:literal) => {
        $shown
    };
    ($(#[$doc:meta])* $static:ident, $module:literal, $name:literal $(as $shown:literal)?, [$($number:literal $field:literal),* $(,)?]
        $(, new: $new:expr, more: [$($get:ident $more:literal),*])?) => {
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
            $(new: Some($new),)?
            getsets: &[
                $($crate::object::descriptor::GetSetDef::member(
                    $field,
                    "",
                    $crate::stdlib::struct_sequence::item::<$number>,
                ),)*
                $($($crate::object::descriptor::GetSetDef::member($more, "", $get),)*)?
            ],
            ..$crate::vm::protocol::class_def::ClassDef::EMPTY
        };
    };
}
pub(crate) use struct_sequence;
