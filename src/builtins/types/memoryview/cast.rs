//! `memoryview.cast`: the same bytes as items of another format or in another shape.

use crate::object::list::List;
use crate::object::memoryview::Window;
use crate::object::native::Args;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::{item, living, window};

const MAX_DIMENSIONS: usize = 64;

pub(super) fn cast(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let view = living(vm, args.get(0))?;
    let Some(format) = args.get(1).as_str().map(|f| f.to_string_lossy()) else {
        let found = vm.type_name(args.get(1));
        return Err(vm.type_error(format!("cast() argument 'format' must be str, not {found}")));
    };
    let old = &view.window;
    if !old.is_c_contiguous() {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    if (args.opt(2).is_some() || old.shape.len() != 1) && old.shape.contains(&0) {
        return Err(vm.type_error("memoryview: cannot cast view with zeros in shape or strides"));
    }
    let shape = match args.opt(2) {
        Some(shape) => Some(shape_items(vm, shape, old)?),
        None => None,
    };
    let (marked, code) = match format.as_bytes() {
        [code] => (false, *code),
        [b'@', code] => (true, *code),
        _ => (false, 0),
    };
    let Some(itemsize) = item::size(code) else {
        let message = "memoryview: destination format must be a native single character format prefixed with an \
                       optional '@'";
        return Err(vm.value_error(message));
    };
    let is_byte = |code: u8| matches!(code, b'B' | b'b' | b'c');
    if !is_byte(old.format) && !is_byte(code) {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let size = old.size();
    if !size.is_multiple_of(itemsize) {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let shape = match shape {
        Some(items) => dimensions(vm, &items, itemsize, size)?,
        None => vec![size / itemsize],
    };
    let mut stride = itemsize as isize;
    let mut strides = vec![0; shape.len()];
    for (place, &len) in strides.iter_mut().zip(&shape).rev() {
        *place = stride;
        stride = stride.wrapping_mul(len as isize);
    }
    let new = Window { offset: old.offset, shape, strides, format: code, marked, itemsize, readonly: old.readonly };
    window(vm, view, new)
}

/// The items of the shape argument.
fn shape_items(vm: &Vm, shape: &Value, old: &Window) -> PyResult<Vec<Value>> {
    let items = match (shape.downcast::<List>(), shape.downcast::<Tuple>()) {
        (Some(list), _) => list.to_vec(),
        (_, Some(tuple)) => tuple.items().to_vec(),
        _ => return Err(vm.type_error("shape must be a list or a tuple")),
    };
    if items.len() > MAX_DIMENSIONS {
        let message = format!("memoryview: number of dimensions must not exceed {MAX_DIMENSIONS}");
        return Err(vm.value_error(message));
    }
    if old.shape.len() != 1 && items.len() != 1 {
        return Err(vm.type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    Ok(items)
}

fn dimensions(vm: &mut Vm, items: &[Value], itemsize: usize, size: usize) -> PyResult<Vec<usize>> {
    let (mut shape, mut product) = (Vec::new(), itemsize);
    for item in items {
        if item.as_int().is_none() {
            return Err(vm.type_error("memoryview.cast(): elements of shape must be integers"));
        }
        let len = usize::try_from(super::super::bounds::ssize(vm, item)?).unwrap_or(0);
        if len == 0 {
            return Err(vm.value_error("memoryview.cast(): elements of shape must be integers > 0"));
        }
        match product.checked_mul(len).filter(|&p| isize::try_from(p).is_ok()) {
            Some(more) => product = more,
            None => return Err(vm.value_error("memoryview.cast(): product(shape) > SSIZE_MAX")),
        }
        shape.push(len);
    }
    if product != size {
        return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size"));
    }
    Ok(shape)
}
