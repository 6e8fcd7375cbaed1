//! Arguments of constructors, which take them as the caller gave them, and receivers of methods.

use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::native::{Args, CallArgs, NativeDef};
use crate::object::slots::Call;
use crate::object::{Object, PyResult, Value};
use crate::vm::Vm;

/// The receiver's storage. Method descriptors have checked its class, so an error means a foreign caller.
#[inline(always)]
pub fn receiver<'a, T: Object>(vm: &Vm, value: &'a Value) -> PyResult<&'a T> {
    match value.downcast::<T>() {
        Some(object) => Ok(object),
        None => Err(wrong_receiver(vm, value)),
    }
}

#[cold]
fn wrong_receiver(vm: &Vm, value: &Value) -> crate::object::Exception {
    vm.type_error(format!("descriptor doesn't apply to a '{}' object", vm.type_name(value)))
}

/// Positional arguments, `least` to `most` of them.
pub fn positional<'a>(vm: &Vm, name: &str, args: CallArgs<'a>, least: usize, most: usize) -> PyResult<&'a [Value]> {
    let given = args.positional();
    let (bound, word) = match given.len() {
        n if n < least => (least, "at least "),
        n if n > most => (most, "at most "),
        _ => return Ok(given),
    };
    let word = if least == most { "" } else { word };
    let plural = if bound == 1 { "" } else { "s" };
    Err(vm.type_error(format!("{name} expected {word}{bound} argument{plural}, got {}", given.len())))
}

/// Refuses keywords.
pub fn no_keywords(vm: &Vm, name: &str, args: CallArgs<'_>) -> PyResult<()> {
    if args.has_keywords() { Err(vm.type_error(format!("{name}() takes no keyword arguments"))) } else { Ok(()) }
}

/// Is `class` the builtin itself? Only then are stray keywords an error in most constructors: a subclass may take
/// them in its `__init__`.
pub fn no_keywords_if_exact(vm: &Vm, class: &Value, own: &Value, name: &str, args: CallArgs<'_>) -> PyResult<()> {
    if class.is(own) { no_keywords(vm, name, args) } else { Ok(()) }
}

/// Calls a constructor's slot from `__new__(cls, *args, **kwargs)` as bound by the signature.
pub fn call_new(vm: &mut Vm, args: &mut Args<'_>, new: Call) -> PyResult {
    let mut values = args.rest(1).to_vec();
    let mut names = Vec::new();
    if let Some(keywords) = args.get(2).downcast::<Dict>() {
        for (name, value) in keywords.items() {
            names.push(name);
            values.push(value);
        }
    }
    let class = args.get(0).clone();
    new(vm, &class, CallArgs::new(&values, &names))
}

/// Is `class`, the first argument of an explicit `T.__new__(class)`, a subclass of `own`?
pub fn check_class(vm: &Vm, class: &Value, own: &Value) -> PyResult<()> {
    if class.is(own) {
        return Ok(());
    }
    let name = |class: &Value| class.downcast::<Class>().map(Class::name_string).unwrap_or_default();
    match class.downcast::<Class>() {
        Some(c) if c.is_subclass(own) => Ok(()),
        Some(_) => {
            let (own, name) = (name(own), name(class));
            Err(vm.type_error(format!("{own}.__new__({name}): {name} is not a subtype of {own}")))
        }
        None => {
            let (own, found) = (name(own), vm.type_name(class));
            Err(vm.type_error(format!("{own}.__new__(X): X is not a type object ({found})")))
        }
    }
}

/// `list[int]` and the like.
pub const CLASS_GETITEM: NativeDef =
    NativeDef::class_method("__class_getitem__(cls, object, /)", "See PEP 585", |vm, args| {
        vm.generic_alias(args.get(0), args.get(1))
    });

/// The row of a `__new__` that hands its arguments to the slot function.
macro_rules! new_method {
    ($name:ident, $new:path) => {
        static $name: $crate::object::native::NativeDef = $crate::object::native::NativeDef::static_method(
            "__new__(cls, *args, **kwargs)",
            "Create and return a new object.  See help(type) for accurate signature.",
            |vm, args| $crate::builtins::types::arguments::call_new(vm, args, $new),
        );
    };
}
pub(super) use new_method;
