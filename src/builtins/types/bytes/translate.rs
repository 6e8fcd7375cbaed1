//! `bytes.maketrans` and `bytes.translate`.

use crate::object::PyResult;
use crate::object::native::Args;
use crate::vm::Vm;

use super::{like, room, unchanged};

/// The table that leaves every byte as it is.
fn identity() -> [u8; 256] {
    std::array::from_fn(|i| i as u8)
}

pub fn maketrans(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (from, to) = (args.get(0), args.get(1));
    let table = vm.with_bytes(from, |from| {
        vm.with_bytes(to, |to| {
            let mut table = identity();
            for (&from, &to) in from.iter().zip(to) {
                if let Some(place) = table.get_mut(usize::from(from)) {
                    *place = to;
                }
            }
            (from.len() == to.len()).then_some(table)
        })
    })??;
    match table {
        Some(table) => Ok(vm.heap().bytes(table)),
        None => Err(vm.value_error("maketrans arguments must have same length")),
    }
}

pub fn translate(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (value, table) = (args.get(0), args.get(1));
    let table = match table.is_none() {
        true => identity(),
        false => match vm.with_bytes(table, |table| <[u8; 256]>::try_from(table).ok())? {
            Some(table) => table,
            None => return Err(vm.value_error("translation table must be 256 characters long")),
        },
    };
    let mut deleted = [false; 256];
    if let Some(delete) = args.opt(2) {
        let mark = |delete: &[u8]| {
            for &byte in delete {
                if let Some(place) = deleted.get_mut(usize::from(byte)) {
                    *place = true;
                }
            }
        };
        vm.with_bytes(delete, mark)?;
    }
    let (result, same) = vm.with_bytes(value, |data| -> PyResult<(Vec<u8>, bool)> {
        let mut result = room(vm, data.len())?;
        let left = data.iter().map(|&b| usize::from(b)).filter(|&b| deleted.get(b) == Some(&false));
        result.extend(left.filter_map(|b| table.get(b)));
        let same = result == data;
        Ok((result, same))
    })??;
    if same { unchanged(vm, value) } else { Ok(like(vm, value, result)) }
}
