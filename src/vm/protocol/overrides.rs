//! The slots of Python classes: each looks its special method up on the type, calls it and checks the result.

use std::ptr::fn_addr_eq;

use crate::object::class::{Class, class_flag};
use crate::object::descriptor::SlotWrapper;
use crate::object::int::IntRef;
use crate::object::native::CallArgs;
use crate::object::slots::{Binary, Comparison, DescrGet, SetItem, Slots, Ternary};
use crate::object::{Exception, PyResult, Tag, Value};
use crate::vm::Vm;

/// Calls a special method that is known to exist; AttributeError with its name if it does not after all.
fn call(vm: &mut Vm, object: &Value, name: &Value, args: &[Value]) -> PyResult {
    match vm.call_special(object, name, args)? {
        Some(result) => Ok(result),
        None => Err(missing(vm, name)),
    }
}

#[cold]
fn missing(vm: &Vm, name: &Value) -> Exception {
    vm.exception(vm.types().attribute_error(), &name.lossy_text())
}

/// Calls a special method; NotImplemented where there is none.
fn call_maybe(vm: &mut Vm, object: &Value, name: &Value, argument: &Value) -> PyResult {
    let result = vm.call_special(object, name, std::slice::from_ref(argument))?;
    Ok(result.unwrap_or(Value::NOT_IMPLEMENTED))
}

macro_rules! unary {
    ($($field:ident $name:ident;)*) => {
        $(pub(super) fn $field(vm: &mut Vm, object: &Value) -> PyResult {
            let name = &vm.names().$name;
            call(vm, object, name, &[])
        })*
    };
}

unary! {
    repr repr; str str; negative neg; positive pos; absolute abs; invert invert; int int; float float; index index;
    await_ await_; aiter aiter; anext anext;
}

macro_rules! inplace {
    ($($field:ident $name:ident;)*) => {
        $(pub(super) fn $field(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
            let name = &vm.names().$name;
            call(vm, a, name, std::slice::from_ref(b))
        })*
    };
}

inplace! {
    inplace_add iadd; inplace_subtract isub; inplace_multiply imul; inplace_remainder imod; inplace_lshift ilshift;
    inplace_rshift irshift; inplace_and iand; inplace_xor ixor; inplace_or ior; inplace_floor_divide ifloordiv;
    inplace_true_divide itruediv; inplace_matrix_multiply imatmul; getitem getitem;
}

/// `ours` tells whether a slot table has the very override that asks.
fn binary(vm: &mut Vm, a: &Value, b: &Value, ours: fn(&Slots) -> bool, name: &Value, reflected: &Value) -> PyResult {
    let heap = vm.heap();
    let (class_a, class_b) = (heap.class_of(a).clone(), heap.class_of(b).clone());
    let mut ask_other = !class_a.is(&class_b) && ours(&vm.class_of(b).slots);
    if ours(&vm.class_of(a).slots) {
        if ask_other && vm.class_of(b).is_subclass(&class_a) && overloaded(vm, &class_a, &class_b, reflected) {
            let result = call_maybe(vm, b, reflected, a)?;
            if !result.is(&Value::NOT_IMPLEMENTED) {
                return Ok(result);
            }
            ask_other = false;
        }
        let result = call_maybe(vm, a, name, b)?;
        if !result.is(&Value::NOT_IMPLEMENTED) || class_a.is(&class_b) {
            return Ok(result);
        }
    }
    if ask_other { call_maybe(vm, b, reflected, a) } else { Ok(Value::NOT_IMPLEMENTED) }
}

/// Has the right operand's class a reflected method that the left one's has not?
fn overloaded(vm: &mut Vm, left: &Value, right: &Value, name: &Value) -> bool {
    let mut find = |class: &Value| class.downcast::<Class>().and_then(|c| vm.type_lookup(c, name));
    match (find(left), find(right)) {
        (_, None) => false,
        (None, _) => true,
        (Some(l), Some(r)) => !l.is(&r),
    }
}

macro_rules! binary {
    ($($field:ident $name:ident $reflected:ident;)*) => {
        $(pub(super) fn $field(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
            fn ours(slots: &Slots) -> bool {
                let me: Binary = $field;
                slots.$field.get().is_some_and(|f| fn_addr_eq(f, me))
            }
            let names = vm.names();
            binary(vm, a, b, ours, &names.$name, &names.$reflected)
        })*
    };
}

binary! {
    add add radd; subtract sub rsub; multiply mul rmul; remainder mod_ rmod; divmod divmod rdivmod;
    lshift lshift rlshift; rshift rshift rrshift; and and rand; xor xor rxor; or or ror;
    floor_divide floordiv rfloordiv; true_divide truediv rtruediv; matrix_multiply matmul rmatmul;
}

pub(super) fn power(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    fn ours(slots: &Slots) -> bool {
        let me: Ternary = power;
        slots.power.get().is_some_and(|f| fn_addr_eq(f, me))
    }
    let names = vm.names();
    if modulus.is_none() {
        return binary(vm, a, b, ours, &names.pow, &names.rpow);
    }
    if ours(&vm.class_of(a).slots) {
        return call(vm, a, &names.pow, &[b.clone(), modulus.clone()]);
    }
    Ok(Value::NOT_IMPLEMENTED)
}

pub(super) fn inplace_power(vm: &mut Vm, a: &Value, b: &Value, _: &Value) -> PyResult {
    call(vm, a, &vm.names().ipow, std::slice::from_ref(b))
}

pub(super) fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let names = vm.names();
    let name = match op {
        Comparison::Lt => &names.lt,
        Comparison::Le => &names.le,
        Comparison::Eq => &names.eq,
        Comparison::Ne => &names.ne,
        Comparison::Gt => &names.gt,
        Comparison::Ge => &names.ge,
    };
    // An error in getting the method counts as none, an error in calling it does not.
    let Some(method) = vm.type_lookup(vm.class_of(a), name) else { return Ok(Value::NOT_IMPLEMENTED) };
    if vm.class_of(&method).has_flag(class_flag::METHOD_DESCRIPTOR) {
        return vm.call_unbound(&method, a, std::slice::from_ref(b));
    }
    match vm.bind(method, a) {
        Ok(bound) => vm.call(&bound, std::slice::from_ref(b)),
        Err(_) => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The slot of classes with `__hash__ = None`.
pub fn unhashable(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    Err(vm.unhashable(object))
}

pub(super) fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let name = &vm.names().hash;
    let method = vm.type_lookup(vm.class_of(object), name);
    let Some(method) = method.filter(|m| !m.is_none()) else { return Err(vm.unhashable(object)) };
    let result = vm.call_unbound(&method, object, &[])?;
    let hash = match result.as_int() {
        None => return Err(vm.type_error("__hash__ method should return an integer")),
        Some(IntRef::Small(i)) => i,
        Some(IntRef::Big(b)) => i64::try_from(b).unwrap_or_else(|_| crate::number::hash::int(b)),
    };
    Ok(if hash == -1 { -2 } else { hash })
}

pub(super) fn bool(vm: &mut Vm, object: &Value) -> PyResult<bool> {
    let result = call(vm, object, &vm.names().bool, &[])?;
    result.as_bool().ok_or_else(|| vm.no_bool(&result))
}

pub(super) fn length(vm: &mut Vm, object: &Value) -> PyResult<usize> {
    let result = call(vm, object, &vm.names().len, &[])?;
    vm.checked_length(&result)
}

impl Vm {
    /// The length that a `__len__` gave.
    pub(in crate::vm) fn checked_length(&mut self, result: &Value) -> PyResult<usize> {
        let result = self.index(result)?;
        if result.as_int().is_some_and(|i| i.is_negative()) {
            return Err(self.value_error("__len__() should return >= 0"));
        }
        self.index_or(&result, |vm| vm.types().overflow_error()).map(|i| i as usize)
    }

    /// The error that a result of `__bool__` other than True and False is.
    #[cold]
    pub(in crate::vm) fn no_bool(&self, result: &Value) -> Exception {
        self.type_error(format!("__bool__ should return bool, returned {}", self.type_name(result)))
    }

    /// The native search for attributes of the class's instances: before a `__getattr__`, if it has one.
    fn native_getattribute(&mut self, class: &Class) -> Option<Binary> {
        let slot = class.slots.getattribute.get()?;
        let mine: Binary = getattribute;
        if !fn_addr_eq(slot, mine) {
            return Some(slot);
        }
        let method = self.type_lookup(class, &self.names().getattribute)?;
        method.downcast_exact::<SlotWrapper>()?.owner.downcast::<Class>()?.slots.getattribute.get()
    }

    /// Are attributes of a class with this metaclass looked for as `type` does, before anybody is asked?
    pub(in crate::vm) fn searches_as_type(&mut self, metaclass: &Class) -> bool {
        let common: Binary = Vm::class_get_attr;
        self.native_getattribute(metaclass).is_some_and(|native| fn_addr_eq(native, common))
    }

    /// The Python function that the object's class has for `__getattr__`, if a common search comes before it, and what that
    /// search gives.
    pub(in crate::vm) fn found_or_hook(
        &mut self,
        object: &Value,
        name: &Value,
    ) -> PyResult<Option<(Option<Value>, Value)>> {
        let class = self.class_of(object);
        let mine: Binary = getattribute;
        if !class.slots.getattribute.get().is_some_and(|f| fn_addr_eq(f, mine)) {
            return Ok(None);
        }
        let hook = self.type_lookup(class, &self.names().getattr).filter(|hook| hook.tag() == Tag::Function);
        let (Some(hook), Some(native)) = (hook, self.native_getattribute(class)) else { return Ok(None) };
        let (generic, of_class): (Binary, Binary) = (Vm::generic_get_attr, Vm::class_get_attr);
        let found = if fn_addr_eq(native, generic) {
            self.generic_lookup(object, name)
        } else if fn_addr_eq(native, of_class) {
            self.class_lookup(object, name)
        } else {
            return Ok(None);
        };
        match found {
            Err(error) if !self.is_exception(&error, self.types().attribute_error()) => Err(error),
            found => Ok(Some((found.ok().flatten(), hook))),
        }
    }

    /// The Python function that is the `__setattr__` of the class.
    pub(in crate::vm) fn python_attribute_setter(&mut self, class: &Class) -> Option<Value> {
        let mine: SetItem = setattr;
        if !class.slots.setattr.get().is_some_and(|f| fn_addr_eq(f, mine)) {
            return None;
        }
        self.type_lookup(class, &self.names().setattr).filter(|set| set.tag() == Tag::Function)
    }

    /// The Python function that is the `__set__` of the descriptor's class.
    pub(in crate::vm) fn python_setter(&mut self, descriptor: &Value) -> Option<Value> {
        let mine: SetItem = descr_set;
        let class = self.class_of(descriptor);
        if !class.slots.descr_set.get().is_some_and(|f| fn_addr_eq(f, mine)) {
            return None;
        }
        self.type_lookup(class, &self.names().set).filter(|set| set.tag() == Tag::Function)
    }

    /// The Python function that is the `__get__` of the descriptor's class.
    pub(in crate::vm) fn python_getter(&mut self, descriptor: &Value) -> Option<Value> {
        let mine: DescrGet = descr_get;
        let class = self.class_of(descriptor);
        if !class.slots.descr_get.get().is_some_and(|f| fn_addr_eq(f, mine)) {
            return None;
        }
        self.type_lookup(class, &self.names().get).filter(|get| get.tag() == Tag::Function)
    }
}

pub(super) fn contains(vm: &mut Vm, object: &Value, item: &Value) -> PyResult<bool> {
    let method = vm.type_lookup(vm.class_of(object), &vm.names().contains);
    match method {
        Some(method) if method.is_none() => {
            Err(vm.type_error(format!("'{}' object is not a container", vm.type_name(object))))
        }
        Some(method) => {
            let result = vm.call_unbound(&method, object, std::slice::from_ref(item))?;
            vm.truth(&result)
        }
        None => vm.contains_by_iteration(object, item),
    }
}

pub(super) fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    let method = vm.type_lookup(vm.class_of(object), &vm.names().iter);
    match method.filter(|m| !m.is_none()) {
        Some(method) => vm.call_unbound(&method, object, &[]),
        None => Err(vm.not_iterable(object)),
    }
}

pub(super) fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    call(vm, object, &vm.names().next, &[]).map(Some)
}

pub(super) fn setitem(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let names = vm.names();
    match value {
        Some(value) => call(vm, object, &names.setitem, &[key.clone(), value.clone()])?,
        None => call(vm, object, &names.delitem, std::slice::from_ref(key))?,
    };
    Ok(())
}

pub(super) fn setattr(vm: &mut Vm, object: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
    let names = vm.names();
    match value {
        Some(value) => call(vm, object, &names.setattr, &[name.clone(), value.clone()])?,
        None => call(vm, object, &names.delattr, std::slice::from_ref(name))?,
    };
    Ok(())
}

pub(super) fn descr_set(vm: &mut Vm, descriptor: &Value, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let names = vm.names();
    match value {
        Some(value) => call(vm, descriptor, &names.set, &[object.clone(), value.clone()])?,
        None => call(vm, descriptor, &names.delete, std::slice::from_ref(object))?,
    };
    Ok(())
}

pub(super) fn descr_get(vm: &mut Vm, descriptor: &Value, object: Option<&Value>, class: &Value) -> PyResult {
    // Called as it stands in the class: CPython binds every other special method, this one not.
    match vm.type_lookup(vm.class_of(descriptor), &vm.names().get) {
        Some(get) => vm.call(&get, &[descriptor.clone(), object.cloned().unwrap_or(Value::NONE), class.clone()]),
        None => Ok(descriptor.clone()),
    }
}

/// `__getattribute__`, then `__getattr__` where that raised AttributeError.
pub(super) fn getattribute(vm: &mut Vm, object: &Value, name: &Value) -> PyResult {
    let names = vm.names();
    let hook = vm.type_lookup(vm.class_of(object), &names.getattr);
    let method = vm.type_lookup(vm.class_of(object), &names.getattribute);
    let native = method.as_ref().and_then(|m| {
        let owner = &m.downcast_exact::<SlotWrapper>()?.owner;
        owner.downcast::<Class>()?.slots.getattribute.get()
    });
    let generic: Binary = Vm::generic_get_attr;
    if let Some(hook) = &hook
        && native.is_some_and(|native| fn_addr_eq(native, generic))
    {
        // No exception is made for what is not found.
        return match vm.generic_lookup(object, name) {
            Ok(Some(value)) => Ok(value),
            Err(error) if !vm.is_exception(&error, vm.types().attribute_error()) => Err(error),
            Ok(None) | Err(_) => vm.call_unbound(hook, object, std::slice::from_ref(name)),
        };
    }
    let result = match (native, &method) {
        (Some(native), _) => native(vm, object, name),
        (None, Some(method)) => vm.call_unbound(method, object, std::slice::from_ref(name)),
        (None, None) => vm.generic_get_attr(object, name),
    };
    match (result, hook) {
        (Err(error), Some(hook)) if vm.is_exception(&error, vm.types().attribute_error()) => {
            vm.call_unbound(&hook, object, std::slice::from_ref(name))
        }
        (result, _) => result,
    }
}

pub(super) fn call_object(vm: &mut Vm, object: &Value, args: CallArgs<'_>) -> PyResult {
    match vm.type_lookup(vm.class_of(object), &vm.names().call) {
        Some(method) => vm.recurse(" while calling a Python object", |vm| vm.call_unbound_with(&method, object, args)),
        None => Err(vm.type_error(format!("'{}' object is not callable", vm.type_name(object)))),
    }
}

pub(super) fn init(vm: &mut Vm, object: &Value, args: CallArgs<'_>) -> PyResult<()> {
    let Some(method) = vm.type_lookup(vm.class_of(object), &vm.names().init) else {
        return Err(missing(vm, &vm.names().init));
    };
    let result = vm.call_unbound_with(&method, object, args)?;
    match result.is_none() {
        true => Ok(()),
        false => Err(vm.type_error(format!("__init__() should return None, not '{}'", vm.type_name(&result)))),
    }
}

/// Calls `class.__new__(class, ...)`, builtin or not.
pub(super) fn new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let new = match class.downcast::<Class>().and_then(|c| vm.type_lookup(c, &vm.names().new)) {
        Some(new) => match vm.class_of(&new).slots.descr_get.get() {
            Some(get) => get(vm, &new, None, class)?,
            None => new,
        },
        None => return Err(missing(vm, &vm.names().new)),
    };
    match args.values() {
        [] => vm.call(&new, std::slice::from_ref(class)),
        [a] if !args.has_keywords() => vm.call(&new, &[class.clone(), a.clone()]),
        [a, b] if !args.has_keywords() => vm.call(&new, &[class.clone(), a.clone(), b.clone()]),
        values => {
            let mut all = vec![class.clone()];
            all.extend_from_slice(values);
            vm.call_with(&new, CallArgs::new(&all, args.names()))
        }
    }
}
