//! THE table of special methods: name, slot, how the slot looks as a method, what a Python class puts there.
//!
//! A row is a slot with the names that fill it. `define_class` makes a wrapper for each name of a slot that a
//! builtin class fills; a Python class whose lookup of the name finds such a wrapper takes over the native slot,
//! one that finds anything else gets the override.

use crate::object::class::{Class, class_flag};
use crate::object::descriptor::WrapperDef;
use crate::object::native::CallArgs;
use crate::object::slots::{Comparison, Slots};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::overrides;

/// What to put into a class's slot.
pub enum Source<'a> {
    Nothing,
    /// The function that calls the Python method.
    Override,
    /// What another class has there.
    Of(&'a Slots),
}

/// A slot and the special methods that fill it.
pub struct SlotRow {
    pub methods: &'static [WrapperDef],
    /// Special methods that fill it too but have no wrapper.
    pub also: &'static [&'static str],
    pub filled: fn(&Slots) -> bool,
    pub set: fn(&Slots, Source<'_>),
    pub same: fn(&Slots, &Slots) -> bool,
}

impl SlotRow {
    /// All names, those with wrappers first.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.methods.iter().map(|m| m.name).chain(self.also.iter().copied())
    }
}

fn slots(owner: &Value) -> &Slots {
    match owner.downcast::<Class>() {
        Some(class) => &class.slots,
        None => unreachable!("wrappers belong to classes"),
    }
}

/// Exactly `N` positional arguments.
fn arguments<'a, const N: usize>(vm: &Vm, args: CallArgs<'a>) -> PyResult<[&'a Value; N]> {
    let positional = args.positional();
    if positional.len() != N || args.has_keywords() {
        return Err(wrong_count(vm, args, N, ""));
    }
    Ok(std::array::from_fn(|i| &positional[i]))
}

/// As `arguments`, for the slots whose counts CPython checks under an empty name.
fn unnamed_arguments<'a, const N: usize>(vm: &Vm, args: CallArgs<'a>) -> PyResult<[&'a Value; N]> {
    let positional = args.positional();
    if positional.len() != N || args.has_keywords() {
        return Err(wrong_count(vm, args, N, " "));
    }
    Ok(std::array::from_fn(|i| &positional[i]))
}

#[cold]
fn wrong_count(vm: &Vm, args: CallArgs<'_>, wanted: usize, name: &str) -> crate::object::Exception {
    if args.has_keywords() {
        return vm.type_error("wrapper takes no keyword arguments");
    }
    let plural = if wanted == 1 { "" } else { "s" };
    vm.type_error(format!("{name}expected {wanted} argument{plural}, got {}", args.positional().len()))
}

/// One argument and an optional second one.
fn one_or_two<'a>(vm: &Vm, args: CallArgs<'a>) -> PyResult<(&'a Value, Option<&'a Value>)> {
    match args.positional() {
        [a] if !args.has_keywords() => Ok((a, None)),
        [a, b] if !args.has_keywords() => Ok((a, Some(b))),
        _ if args.has_keywords() => Err(wrong_count(vm, args, 1, "")),
        [] => Err(vm.type_error(" expected at least 1 argument, got 0")),
        all => Err(vm.type_error(format!(" expected at most 2 arguments, got {}", all.len()))),
    }
}

/// object.__setattr__(cls, ...) and the like must not get around a builtin class's own way to set attributes.
fn check_setattr(vm: &Vm, owner: &Value, object: &Value, name: &str) -> PyResult<()> {
    let mut class = vm.heap().class_of(object).clone();
    while let Some(base) = class.downcast::<Class>().filter(|c| c.has_flag(class_flag::HEAP)).and_then(|c| c.base.get())
    {
        class = base;
    }
    match (slots(&class).setattr.get(), slots(owner).setattr.get()) {
        (Some(own), Some(applied)) if !std::ptr::fn_addr_eq(own, applied) => {
            let message = format!("can't apply this {name} to {} object", vm.type_name(object));
            Err(vm.type_error(message))
        }
        _ => Ok(()),
    }
}

macro_rules! method {
    ($name:literal, $doc:literal, |$vm:ident, $slots:ident, $object:ident, $args:ident| $body:expr) => {
        WrapperDef {
            name: $name,
            doc: $doc,
            call: |$vm: &mut Vm, owner: &Value, $object: &Value, $args: CallArgs<'_>| -> PyResult {
                let $slots = slots(owner);
                $body
            },
        }
    };
}

macro_rules! row {
    ($field:ident, $override:expr, [$($method:expr),* $(,)?]) => { row!($field, $override, [$($method),*], []) };
    ($field:ident, $override:expr, [$($method:expr),* $(,)?], [$($also:literal),*]) => {
        SlotRow {
            methods: const { &[$($method),*] },
            also: &[$($also),*],
            filled: |s| s.$field.get().is_some(),
            set: |s, source| s.$field.set(match source {
                Source::Nothing => None,
                Source::Override => $override,
                Source::Of(other) => other.$field.get(),
            }),
            same: |a, b| match (a.$field.get(), b.$field.get()) {
                (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b),
                _ => false,
            },
        }
    };
}

macro_rules! unary {
    ($field:ident $name:literal $doc:literal) => {
        row!(
            $field,
            Some(overrides::$field),
            [method!($name, $doc, |vm, slots, object, args| {
                let [] = arguments(vm, args)?;
                slots.$field.get().map_or(Ok(Value::NOT_IMPLEMENTED), |f| f(vm, object))
            })]
        )
    };
}

macro_rules! one_argument {
    ($field:ident $name:literal $doc:literal) => {
        method!($name, $doc, |vm, slots, object, args| {
            let [other] = arguments(vm, args)?;
            slots.$field.get().map_or(Ok(Value::NOT_IMPLEMENTED), |f| f(vm, object, other))
        })
    };
}

macro_rules! inplace {
    ($field:ident $name:literal $doc:literal) => {
        row!($field, Some(overrides::$field), [one_argument!($field $name $doc)])
    };
}

macro_rules! binary {
    ($field:ident $name:literal $doc:literal $reflected:literal $reflected_doc:literal) => {
        row!($field, Some(overrides::$field), [
            one_argument!($field $name $doc),
            method!($reflected, $reflected_doc, |vm, slots, object, args| {
                let [other] = arguments(vm, args)?;
                slots.$field.get().map_or(Ok(Value::NOT_IMPLEMENTED), |f| f(vm, other, object))
            }),
        ])
    };
}

macro_rules! comparison {
    ($op:ident $name:literal $doc:literal) => {
        method!($name, $doc, |vm, slots, object, args| {
            let [other] = arguments(vm, args)?;
            let compare = slots.compare.get();
            compare.map_or(Ok(Value::NOT_IMPLEMENTED), |f| f(vm, object, other, Comparison::$op))
        })
    };
}

macro_rules! store {
    ($field:ident $name:literal $doc:literal) => {
        method!($name, $doc, |vm, slots, object, args| {
            let [key, value] = unnamed_arguments(vm, args)?;
            if let Some(f) = slots.$field.get() {
                f(vm, object, key, Some(value))?;
            }
            Ok(Value::NONE)
        })
    };
}

macro_rules! delete {
    ($field:ident $name:literal $doc:literal) => {
        method!($name, $doc, |vm, slots, object, args| {
            let [key] = arguments(vm, args)?;
            if let Some(f) = slots.$field.get() {
                f(vm, object, key, None)?;
            }
            Ok(Value::NONE)
        })
    };
}

macro_rules! repeat {
    ($field:ident $name:literal $doc:literal) => {
        method!($name, $doc, |vm, slots, object, args| {
            let [count] = unnamed_arguments(vm, args)?;
            let count = vm.index_or(count, |vm| vm.types().overflow_error())?;
            let count = vm.heap().int(count);
            slots.$field.get().map_or(Ok(Value::NOT_IMPLEMENTED), |f| f(vm, object, &count))
        })
    };
}

/// Every slot that Python can see.
pub static SLOT_ROWS: &[SlotRow] = &[
    unary!(repr "__repr__" "Return repr(self)."),
    unary!(str "__str__" "Return str(self)."),
    row!(
        hash,
        Some(overrides::hash),
        [method!("__hash__", "Return hash(self).", |vm, slots, object, args| {
            let [] = arguments(vm, args)?;
            let hash = slots.hash.get().map_or(Ok(0), |f| f(vm, object))?;
            Ok(vm.heap().int(hash))
        })]
    ),
    row!(
        call,
        Some(overrides::call_object),
        [method!("__call__", "Call self as a function.", |vm, slots, object, args| {
            slots.call.get().map_or(Ok(Value::NOT_IMPLEMENTED), |f| f(vm, object, args))
        })]
    ),
    row!(new, Some(overrides::new), [], ["__new__"]),
    row!(
        init,
        Some(overrides::init),
        [method!(
            "__init__",
            "Initialize self.  See help(type(self)) for accurate signature.",
            |vm, slots, object, args| {
                if let Some(f) = slots.init.get() {
                    f(vm, object, args)?;
                }
                Ok(Value::NONE)
            }
        )]
    ),
    row!(
        getattribute,
        Some(overrides::getattribute),
        [method!("__getattribute__", "Return getattr(self, name).", |vm, slots, object, args| {
            let [name] = arguments(vm, args)?;
            let name = vm.attribute_name(name)?;
            slots.getattribute.get().map_or(Ok(Value::NOT_IMPLEMENTED), |f| f(vm, object, &name))
        })],
        ["__getattr__"]
    ),
    row!(
        setattr,
        Some(overrides::setattr),
        [
            WrapperDef {
                name: "__setattr__",
                doc: "Implement setattr(self, name, value).",
                call: |vm, owner, object, args| {
                    let [name, value] = unnamed_arguments(vm, args)?;
                    let name = vm.attribute_name(name)?;
                    check_setattr(vm, owner, object, "__setattr__")?;
                    if let Some(f) = slots(owner).setattr.get() {
                        f(vm, object, &name, Some(value))?;
                    }
                    Ok(Value::NONE)
                },
            },
            WrapperDef {
                name: "__delattr__",
                doc: "Implement delattr(self, name).",
                call: |vm, owner, object, args| {
                    let [name] = arguments(vm, args)?;
                    let name = vm.attribute_name(name)?;
                    check_setattr(vm, owner, object, "__delattr__")?;
                    if let Some(f) = slots(owner).setattr.get() {
                        f(vm, object, &name, None)?;
                    }
                    Ok(Value::NONE)
                },
            },
        ]
    ),
    row!(
        compare,
        Some(overrides::compare),
        [
            comparison!(Lt "__lt__" "Return self<value."),
            comparison!(Le "__le__" "Return self<=value."),
            comparison!(Eq "__eq__" "Return self==value."),
            comparison!(Ne "__ne__" "Return self!=value."),
            comparison!(Gt "__gt__" "Return self>value."),
            comparison!(Ge "__ge__" "Return self>=value."),
        ]
    ),
    unary!(iter "__iter__" "Implement iter(self)."),
    row!(
        next,
        Some(overrides::next),
        [method!("__next__", "Implement next(self).", |vm, slots, object, args| {
            let [] = arguments(vm, args)?;
            match slots.next.get().map_or(Ok(None), |f| f(vm, object))? {
                Some(value) => Ok(value),
                None => Err(vm.stop_iteration(Value::NONE)),
            }
        })]
    ),
    row!(
        descr_get,
        Some(overrides::descr_get),
        [method!("__get__", "Return an attribute of instance, which is of type owner.", |vm, slots, object, args| {
            let (instance, class) = one_or_two(vm, args)?;
            let instance = Some(instance).filter(|i| !i.is_none());
            let class = class.filter(|c| !c.is_none());
            if instance.is_none() && class.is_none() {
                return Err(vm.type_error("__get__(None, None) is invalid"));
            }
            let class = class.cloned().unwrap_or(Value::NONE);
            slots.descr_get.get().map_or(Ok(Value::NOT_IMPLEMENTED), |f| f(vm, object, instance, &class))
        })]
    ),
    row!(
        descr_set,
        Some(overrides::descr_set),
        [
            store!(descr_set "__set__" "Set an attribute of instance to value."),
            delete!(descr_set "__delete__" "Delete an attribute of instance."),
        ]
    ),
    row!(
        length,
        Some(overrides::length),
        [method!("__len__", "Return len(self).", |vm, slots, object, args| {
            let [] = arguments(vm, args)?;
            let length = slots.length.get().map_or(Ok(0), |f| f(vm, object))?;
            Ok(vm.heap().int(length as i64))
        })]
    ),
    inplace!(getitem "__getitem__" "Return self[key]."),
    row!(
        setitem,
        Some(overrides::setitem),
        [store!(setitem "__setitem__" "Set self[key] to value."), delete!(setitem "__delitem__" "Delete self[key]."),]
    ),
    row!(
        contains,
        Some(overrides::contains),
        [method!("__contains__", "Return key in self.", |vm, slots, object, args| {
            let [key] = arguments(vm, args)?;
            slots.contains.get().map_or(Ok(false), |f| f(vm, object, key)).map(Value::bool)
        })]
    ),
    binary!(add "__add__" "Return self+value." "__radd__" "Return value+self."),
    binary!(subtract "__sub__" "Return self-value." "__rsub__" "Return value-self."),
    binary!(multiply "__mul__" "Return self*value." "__rmul__" "Return value*self."),
    binary!(remainder "__mod__" "Return self%value." "__rmod__" "Return value%self."),
    binary!(divmod "__divmod__" "Return divmod(self, value)." "__rdivmod__" "Return divmod(value, self)."),
    row!(
        power,
        Some(overrides::power),
        [
            method!("__pow__", "Return pow(self, value, mod).", |vm, slots, object, args| {
                let (other, modulus) = one_or_two(vm, args)?;
                let modulus = modulus.cloned().unwrap_or(Value::NONE);
                slots.power.get().map_or(Ok(Value::NOT_IMPLEMENTED), |f| f(vm, object, other, &modulus))
            }),
            method!("__rpow__", "Return pow(value, self, mod).", |vm, slots, object, args| {
                let (other, modulus) = one_or_two(vm, args)?;
                let modulus = modulus.cloned().unwrap_or(Value::NONE);
                slots.power.get().map_or(Ok(Value::NOT_IMPLEMENTED), |f| f(vm, other, object, &modulus))
            }),
        ]
    ),
    unary!(negative "__neg__" "-self"),
    unary!(positive "__pos__" "+self"),
    unary!(absolute "__abs__" "abs(self)"),
    row!(
        bool,
        Some(overrides::bool),
        [method!("__bool__", "self != 0", |vm, slots, object, args| {
            let [] = arguments(vm, args)?;
            slots.bool.get().map_or(Ok(true), |f| f(vm, object)).map(Value::bool)
        })]
    ),
    unary!(invert "__invert__" "~self"),
    binary!(lshift "__lshift__" "Return self<<value." "__rlshift__" "Return value<<self."),
    binary!(rshift "__rshift__" "Return self>>value." "__rrshift__" "Return value>>self."),
    binary!(and "__and__" "Return self&value." "__rand__" "Return value&self."),
    binary!(xor "__xor__" "Return self^value." "__rxor__" "Return value^self."),
    binary!(or "__or__" "Return self|value." "__ror__" "Return value|self."),
    unary!(int "__int__" "int(self)"),
    unary!(float "__float__" "float(self)"),
    inplace!(inplace_add "__iadd__" "Return self+=value."),
    inplace!(inplace_subtract "__isub__" "Return self-=value."),
    inplace!(inplace_multiply "__imul__" "Return self*=value."),
    inplace!(inplace_remainder "__imod__" "Return self%=value."),
    row!(
        inplace_power,
        Some(overrides::inplace_power),
        [method!("__ipow__", "Return self**=value.", |vm, slots, object, args| {
            let [other] = arguments(vm, args)?;
            slots.inplace_power.get().map_or(Ok(Value::NOT_IMPLEMENTED), |f| f(vm, object, other, &Value::NONE))
        })]
    ),
    inplace!(inplace_lshift "__ilshift__" "Return self<<=value."),
    inplace!(inplace_rshift "__irshift__" "Return self>>=value."),
    inplace!(inplace_and "__iand__" "Return self&=value."),
    inplace!(inplace_xor "__ixor__" "Return self^=value."),
    inplace!(inplace_or "__ior__" "Return self|=value."),
    binary!(floor_divide "__floordiv__" "Return self//value." "__rfloordiv__" "Return value//self."),
    binary!(true_divide "__truediv__" "Return self/value." "__rtruediv__" "Return value/self."),
    inplace!(inplace_floor_divide "__ifloordiv__" "Return self//=value."),
    inplace!(inplace_true_divide "__itruediv__" "Return self/=value."),
    unary!(index "__index__" "Return self converted to an integer, if self is suitable for use as an index into a list."),
    binary!(matrix_multiply "__matmul__" "Return self@value." "__rmatmul__" "Return value@self."),
    inplace!(inplace_matrix_multiply "__imatmul__" "Return self@=value."),
    unary!(await_ "__await__" "Return an iterator to be used in await expression."),
    unary!(aiter "__aiter__" "Return an awaitable, that resolves in asynchronous iterator."),
    unary!(anext "__anext__" "Return a value or raise StopAsyncIteration."),
    // A Python class never fills these: its methods of these names go to the number slots above.
    row!(concat, None, [one_argument!(concat "__add__" "Return self+value.")]),
    row!(
        repeat,
        None,
        [repeat!(repeat "__mul__" "Return self*value."), repeat!(repeat "__rmul__" "Return value*self.")]
    ),
    row!(inplace_concat, None, [one_argument!(inplace_concat "__iadd__" "Implement self+=value.")]),
    row!(inplace_repeat, None, [repeat!(inplace_repeat "__imul__" "Implement self*=value.")]),
];
