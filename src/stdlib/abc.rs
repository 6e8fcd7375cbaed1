//! `abc` and `collections.abc`: Python, but for the class flags that patterns look at.

use crate::object::class::{Class, class_flag};
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::{ModuleDef, set};

/// What the two need of the machine.
pub static NATIVE_ABC: ModuleDef = ModuleDef {
    name: "_abc",
    functions: &[
        NativeDef::function(
            "_set_flag(cls, kind, /)",
            "Makes patterns take a class for a sequence or mapping.",
            set_flag,
        ),
        NativeDef::function(
            "_share_flags(cls, subclass, /)",
            "Makes patterns take a registered class, and its subclasses, for what the other is.",
            share_flags,
        ),
    ],
    init: Some(|vm, module| set(vm, module, "ref", vm.types().weakref().clone())),
    ..ModuleDef::EMPTY
};

fn set_flag(_: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let mapping = args.get(1).as_str().is_some_and(|kind| kind.to_string_lossy() == "mapping");
    if let Some(class) = args.get(0).downcast::<Class>() {
        class.set_flag(if mapping { class_flag::MAPPING } else { class_flag::SEQUENCE }, true);
    }
    Ok(Value::NONE)
}

fn share_flags(_: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (Some(class), Some(subclass)) = (args.get(0).downcast::<Class>(), args.get(1).downcast::<Class>()) else {
        return Ok(Value::NONE);
    };
    for bit in [class_flag::SEQUENCE, class_flag::MAPPING] {
        // str, bytes and bytearray are sequences, but not to patterns.
        if class.has_flag(bit) && subclass.has_flag(class_flag::HEAP) {
            spread(subclass, bit);
        }
    }
    Ok(Value::NONE)
}

fn spread(class: &Class, bit: u32) {
    class.set_flag(bit, true);
    for reference in class.subclasses.get() {
        let subclass = reference.downcast::<crate::object::weakref::WeakRef>().and_then(|r| r.target());
        if let Some(subclass) = subclass.as_ref().and_then(|s| s.downcast::<Class>()) {
            spread(subclass, bit);
        }
    }
}
