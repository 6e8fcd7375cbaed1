//! `view[key]` and `view[key] = value`: an index, a slice, or a tuple of indices.

use crate::object::memoryview::{MemoryView, Window};
use crate::object::range::Slice;
use crate::object::tuple::Tuple;
use crate::object::{Exception, PyResult, Value};
use crate::vm::Vm;

use super::super::bounds::has_index;
use super::super::sequence::place;
use super::{item, living, released, window};

/// What a key asks for.
enum Key {
    /// The item at this place.
    Item(usize),
    /// All of a view without dimensions (`...`).
    Whole,
    /// A part along the first dimension.
    Part(Window),
}

#[cold]
fn not_implemented(vm: &Vm, message: &str) -> Exception {
    vm.not_implemented_error(message)
}

/// The place that an index along one dimension adds.
fn step(vm: &mut Vm, window: &Window, dimension: usize, index: &Value) -> PyResult<isize> {
    let index = vm.index_i64(index)?;
    let len = window.shape.get(dimension).copied().unwrap_or(0);
    let stride = window.strides.get(dimension).copied().unwrap_or(0);
    match place(index, len) {
        Some(i) => Ok(i as isize * stride),
        None => Err(vm.index_error(format!("index out of bounds on dimension {}", dimension + 1))),
    }
}

/// `assigning` tells whether messages are those of an assignment.
fn read_key(vm: &mut Vm, view: &MemoryView, key: &Value, assigning: bool) -> PyResult<Key> {
    let window = &view.window;
    let dimensions = window.shape.len();
    let tuple = key.downcast::<Tuple>();
    if dimensions == 0 {
        return match tuple {
            Some(tuple) if tuple.is_empty() => Ok(Key::Item(window.offset)),
            _ if key.is(&Value::ELLIPSIS) => Ok(Key::Whole),
            _ => Err(vm.type_error("invalid indexing of 0-dim memory")),
        };
    }
    let at = |steps: isize| Key::Item((window.offset as isize + steps) as usize);
    if has_index(vm, key) {
        if dimensions > 1 {
            let message = if assigning {
                "sub-views are not implemented"
            } else {
                "multi-dimensional sub-views are not implemented"
            };
            return Err(not_implemented(vm, message));
        }
        return step(vm, window, 0, key).map(at);
    }
    if key.downcast::<Slice>().is_some() {
        if assigning && dimensions > 1 {
            let message = "memoryview slice assignments are currently restricted to ndim = 1";
            return Err(not_implemented(vm, message));
        }
        let len = window.shape.first().copied().unwrap_or(0);
        let bounds = vm.slice_bounds(key, |_| len)?;
        let mut part = window.clone();
        if let (Some(len), Some(stride)) = (part.shape.first_mut(), part.strides.first_mut()) {
            if bounds.count > 0 {
                part.offset = (part.offset as isize + bounds.start as isize * *stride) as usize;
            }
            *len = bounds.count;
            *stride = stride.wrapping_mul(bounds.step as isize);
        }
        return Ok(Key::Part(part));
    }
    if let Some(tuple) = tuple {
        if tuple.items().iter().all(|i| has_index(vm, i)) {
            if tuple.len() < dimensions {
                return Err(not_implemented(vm, "sub-views are not implemented"));
            }
            if tuple.len() > dimensions {
                let message = format!("cannot index {dimensions}-dimension view with {}-element tuple", tuple.len());
                return Err(vm.type_error(message));
            }
            let mut steps = 0;
            for (dimension, index) in tuple.items().iter().enumerate() {
                steps += step(vm, window, dimension, index)?;
            }
            return Ok(at(steps));
        }
        if tuple.items().iter().all(|i| i.downcast::<Slice>().is_some()) {
            let message = if assigning {
                "memoryview slice assignments are currently restricted to ndim = 1"
            } else {
                "multi-dimensional slicing is not implemented"
            };
            return Err(not_implemented(vm, message));
        }
    }
    Err(vm.type_error("memoryview: invalid slice key"))
}

pub(super) fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let view = living(vm, object)?;
    match read_key(vm, view, key, false)? {
        Key::Item(at) => item::get(vm, view, at),
        Key::Whole => Ok(object.clone()),
        Key::Part(part) => window(vm, view, part),
    }
}

pub(super) fn setitem(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let view = living(vm, object)?;
    if view.window.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let Some(value) = value else { return Err(vm.type_error("cannot delete memory")) };
    match read_key(vm, view, key, true)? {
        Key::Item(at) => item::set(vm, view, at, value),
        Key::Whole => item::set(vm, view, view.window.offset, value),
        Key::Part(part) => {
            let (source, data) = item::gathered(vm, value)?;
            if source.format != part.format || source.shape != part.shape {
                let message = "memoryview assignment: lvalue and rvalue have different structures";
                return Err(vm.value_error(message));
            }
            let stored = view.with_all_mut(|all| {
                for (at, item) in part.positions().zip(data.chunks(part.itemsize)) {
                    if let Some(place) = all.get_mut(at..at + item.len()) {
                        place.copy_from_slice(item);
                    }
                }
            });
            stored.ok_or_else(|| released(vm))
        }
    }
}
