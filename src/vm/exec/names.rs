//! Globals, names of class bodies and modules, cells.

use crate::object::cell::CellObject;
use crate::object::code::Cache;
use crate::object::dict::Dict;
use crate::object::frame::Slot;
use crate::object::function::Function;
use crate::object::str::Str;
use crate::object::{Exception, PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::specialize::special;

/// The running frame's name number `index`.
pub(crate) fn name_at<'n>(vm: &Vm, index: usize) -> &'n Value {
    // SAFETY: the index was verified; the code outlives its frame, and the name its use here.
    unsafe { crate::vm::outlive(&(*(*vm.thread.frame).code).names()[index]) }
}

/// The function whose frame runs.
pub(crate) fn running_function<'f>(vm: &Vm) -> Option<&'f Function> {
    // SAFETY: the callee lies below the locals while the frame lives.
    unsafe {
        let frame = vm.thread.frame;
        if (*frame).code.is_null() {
            return None;
        }
        let callee = (*(*frame).fp.sub(1)).as_ref()?.downcast::<Function>()?;
        Some(crate::vm::outlive(callee))
    }
}

fn function<'f>(vm: &Vm) -> PyResult<&'f Function> {
    running_function(vm).ok_or_else(|| vm.system_error("frame without a function"))
}

pub(crate) fn load_global(vm: &mut Vm, index: usize) -> PyResult<()> {
    let name = name_at(vm, index);
    let function = function(vm)?;
    if let (Some(globals), Some(builtins)) =
        (function.globals.downcast_exact::<Dict>(), function.builtins.downcast_exact::<Dict>())
    {
        let hash = name.as_str().map_or(0, |s| s.hash());
        if let Some(entry) = globals.find_simple(name, hash) {
            if !vm.gives_up() {
                let (keys, address) = (globals.request_keys_version(), globals.address_of_value(entry));
                vm.specialize(special::LOAD_GLOBAL_MODULE, keys, address, 0);
            }
            if let Some(value) = globals.value_at(entry) {
                vm.push(value);
                return Ok(());
            }
        } else if let Some(entry) = builtins.find_simple(name, hash) {
            if !vm.gives_up() {
                let (a, c) = (globals.request_keys_version(), builtins.request_keys_version());
                vm.specialize(special::LOAD_GLOBAL_BUILTIN, a, builtins.address_of_value(entry), c);
            }
            if let Some(value) = builtins.value_at(entry) {
                vm.push(value);
                return Ok(());
            }
        }
        // A key that is no exact str may still say that it is equal.
    }
    match lookup_global(vm, function, name)? {
        Some(value) => vm.push(value),
        None => return Err(undefined(vm, name)),
    }
    Ok(())
}

/// A name in globals, then builtins, which may be any mappings.
fn lookup_global(vm: &mut Vm, function: &Function, name: &Value) -> PyResult<Option<Value>> {
    for scope in [&function.globals, &function.builtins] {
        let found = match scope.downcast_exact::<Dict>() {
            Some(dict) => vm.dict_get(dict, name)?,
            None => get_item_opt(vm, scope, name)?,
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// `mapping[name]`; None for KeyError.
fn get_item_opt(vm: &mut Vm, mapping: &Value, name: &Value) -> PyResult<Option<Value>> {
    match vm.get_item(mapping, name) {
        Ok(value) => Ok(Some(value)),
        Err(error) if vm.is_exception(&error, vm.types().key_error()) => Ok(None),
        Err(error) => Err(error),
    }
}

/// As much of a name as CPython's messages have room for, in bytes.
fn shortened(name: &str) -> String {
    String::from_utf8_lossy(name.as_bytes().get(..200).unwrap_or(name.as_bytes())).into_owned()
}

#[cold]
fn undefined(vm: &mut Vm, name: &Value) -> Exception {
    let text = shortened(&name.lossy_text());
    let error = vm.name_error(format!("name '{text}' is not defined"));
    error.object().fields.with_mut(|f| f.push(Some(name.clone())));
    error
}

pub(crate) fn store_global(vm: &mut Vm, index: usize) -> PyResult<()> {
    let value = vm.pop();
    let name = name_at(vm, index);
    match function(vm)?.globals.downcast::<Dict>() {
        Some(globals) => vm.namespace_set(globals, name, value),
        None => Err(vm.system_error("globals is no dict")),
    }
}

pub(crate) fn delete_global(vm: &mut Vm, index: usize) -> PyResult<()> {
    let name = name_at(vm, index);
    let globals = function(vm)?.globals.clone();
    let removed = match globals.downcast::<Dict>() {
        Some(globals) => vm.dict_remove(globals, name)?,
        None => None,
    };
    match removed {
        Some(old) => drop(old),
        None => return Err(undefined(vm, name)),
    }
    Ok(())
}

/// The namespace of code without fast locals: the last of the frame's slots.
pub(crate) fn namespace(vm: &Vm) -> PyResult<Value> {
    // SAFETY: the running frame's slots.
    unsafe {
        let frame = vm.thread.frame;
        let slots = (*(*frame).code).running().slots as usize;
        match slots.checked_sub(1).and_then(|last| (*(*frame).fp.add(last)).clone()) {
            Some(namespace) => Ok(namespace),
            None => Err(vm.system_error("no locals found")),
        }
    }
}

pub(crate) fn load_name(vm: &mut Vm, index: usize) -> PyResult<()> {
    let name = name_at(vm, index);
    let scope = namespace(vm)?;
    specialize_name(vm, &scope, name, special::LOAD_NAME_MODULE);
    let found = match scope.downcast_exact::<Dict>() {
        Some(dict) => vm.namespace_get(dict, name)?,
        None => get_item_opt(vm, &scope, name)?,
    };
    match found {
        Some(value) => vm.push(value),
        None => {
            let function = function(vm)?;
            match lookup_global(vm, function, name)? {
                Some(value) => vm.push(value),
                None => return Err(undefined(vm, name)),
            }
        }
    }
    Ok(())
}

pub(crate) fn store_name(vm: &mut Vm, index: usize) -> PyResult<()> {
    let value = vm.pop();
    let name = name_at(vm, index);
    let scope = namespace(vm)?;
    specialize_name(vm, &scope, name, special::STORE_NAME_MODULE);
    match scope.downcast_exact::<Dict>() {
        Some(dict) => vm.namespace_set(dict, name, value),
        None => vm.set_item(&scope, name, &value),
    }
}

/// Where a module's code has its names in its globals, the place of one that is there can be remembered.
fn specialize_name(vm: &mut Vm, scope: &Value, name: &Value, form: u8) {
    let Some(function) = running_function(vm).filter(|f| f.globals.is(scope)) else { return };
    let (Some(globals), Some(builtins), Some(hash)) =
        (scope.downcast_exact::<Dict>(), function.builtins.downcast_exact::<Dict>(), name.as_str().map(Str::hash))
    else {
        return;
    };
    if vm.gives_up() {
        return;
    }
    if let Some(entry) = globals.find_simple(name, hash) {
        vm.specialize(form, globals.request_keys_version(), globals.address_of_value(entry), 0);
    } else if form == special::LOAD_NAME_MODULE
        && let Some(entry) = builtins.find_simple(name, hash)
    {
        let (a, c) = (globals.request_keys_version(), builtins.request_keys_version());
        vm.specialize(form, a, builtins.address_of_value(entry), c);
    }
}

/// Where STORE_NAME_MODULE, the word, will put its value.
pub(crate) fn cached_name(vm: &Vm, word: u32) -> Option<*mut Slot> {
    // SAFETY: a specialised word's argument is the place of its cache.
    let cache = unsafe { &*(*(*vm.thread.frame).code).hot.pool.get().add((word >> 8) as usize).cast::<Cache>() };
    let scope = namespace(vm).ok()?;
    let same = running_function(vm)?.globals.is(&scope) && scope.downcast::<Dict>()?.keys_version() == cache.a.get();
    same.then_some(cache.b.get() as *mut Slot)
}

pub(crate) fn delete_name(vm: &mut Vm, index: usize) -> PyResult<()> {
    let name = name_at(vm, index);
    let scope = namespace(vm)?;
    let deleted = match scope.downcast_exact::<Dict>() {
        Some(dict) => vm.dict_remove(dict, name)?.is_some(),
        None => match vm.del_item(&scope, name) {
            Ok(()) => true,
            Err(error) if vm.is_exception(&error, vm.types().key_error()) => false,
            Err(error) => return Err(error),
        },
    };
    if deleted { Ok(()) } else { Err(undefined(vm, name)) }
}

/// The cell of cell or free variable `index`.
#[inline(always)]
pub(crate) fn cell_at<'c>(vm: &Vm, index: usize) -> &'c Value {
    static NOTHING: NoCell = NoCell(Value::NONE);
    // SAFETY: the index was verified; cells stay in their slots as long as the frame runs.
    unsafe {
        let frame = vm.thread.frame;
        let first = (*(*frame).code).hot.first_cell.get() as usize;
        (*(*frame).fp.add(first + index)).as_ref().unwrap_or(&NOTHING.0)
    }
}

struct NoCell(Value);

// SAFETY: an immediate: no count is ever changed through it.
unsafe impl Sync for NoCell {}

/// Name of cell or free variable `index`, and whether it is free.
fn cell_name(vm: &Vm, index: usize) -> (String, bool) {
    // SAFETY: the running frame's code.
    let object = unsafe { &(*(*vm.thread.frame).code).object };
    match object.cellvars.get(index) {
        Some(name) => (name.to_string(), false),
        None => (object.freevars.get(index - object.cellvars.len()).map(|n| n.to_string()).unwrap_or_default(), true),
    }
}

#[cold]
pub(crate) fn unbound_cell(vm: &mut Vm, index: usize) -> Exception {
    match cell_name(vm, index) {
        (name, true) => {
            let error =
                vm.name_error(format!("free variable '{name}' referenced before assignment in enclosing scope"));
            let value = vm.heap().intern(&name);
            error.object().fields.with_mut(|f| f.push(Some(value)));
            error
        }
        (name, false) => unbound(vm, &name),
    }
}

#[cold]
fn unbound(vm: &mut Vm, name: &str) -> Exception {
    vm.unbound_local_error(format!("local variable '{name}' referenced before assignment"))
}

#[cold]
pub(crate) fn unbound_local(vm: &mut Vm, index: usize) -> Exception {
    // SAFETY: the running frame's code; the index was verified.
    let code = unsafe { &*(*vm.thread.frame).code };
    let name = code.object.varnames[index].to_string();
    unbound(vm, &name)
}

pub(crate) fn delete_deref(vm: &mut Vm, index: usize) -> PyResult<()> {
    match cell_at(vm, index).downcast::<CellObject>().and_then(|c| c.set(None)) {
        Some(old) => {
            drop(old);
            Ok(())
        }
        None => Err(unbound_cell(vm, index)),
    }
}

pub(crate) fn load_classderef(vm: &mut Vm, index: usize) -> PyResult<()> {
    let (name, _) = cell_name(vm, index);
    let name = vm.heap().intern(&name);
    let scope = namespace(vm)?;
    let found = match scope.downcast_exact::<Dict>() {
        Some(dict) => vm.namespace_get(dict, &name)?,
        None => get_item_opt(vm, &scope, &name)?,
    };
    match found.or_else(|| cell_at(vm, index).downcast::<CellObject>().and_then(CellObject::get)) {
        Some(value) => vm.push(value),
        None => return Err(unbound_cell(vm, index)),
    }
    Ok(())
}

pub(crate) fn setup_annotations(vm: &mut Vm) -> PyResult<()> {
    let scope = namespace(vm)?;
    let name = &vm.names().annotations;
    let known = match scope.downcast_exact::<Dict>() {
        Some(dict) => dict.get_str(name),
        None => get_item_opt(vm, &scope, name)?,
    };
    if known.is_none() {
        let annotations = vm.heap().dict();
        match scope.downcast_exact::<Dict>() {
            Some(dict) => drop(dict.set_str(name, annotations).or_memory_error(vm)?),
            None => vm.set_item(&scope, name, &annotations)?,
        }
    }
    Ok(())
}
