//! Ends and widths of bytes: strip, remove, justify, zfill, expandtabs.

use std::ops::Range;

use crate::object::bytes::{ByteArray, Bytes};
use crate::object::native::Args;
use crate::object::{PyResult, Value};
use crate::text::layout::{CharSet, Side};
use crate::text::split::is_ascii_space;
use crate::text::{OutOfMemory, TextBuilder, Units};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::super::bounds::{c_int, ssize};
use super::{like, part, unchanged};

/// What `fill` writes, as an object of the receiver's kind.
fn built(
    vm: &Vm,
    value: &Value,
    fill: impl FnOnce(Units<'_>, &mut TextBuilder) -> Result<(), OutOfMemory>,
) -> PyResult {
    let mut out = TextBuilder::limited(vm.heap().room());
    vm.with_bytes(value, |data| fill(Units::One(data), &mut out))?.or_memory_error(vm)?;
    Ok(like(vm, value, out.finish().into_latin1().unwrap_or_default()))
}

/// The part that `keep` finds with the bytes of an argument.
fn kept(vm: &Vm, args: &Args<'_>, keep: impl FnOnce(Units<'_>, Units<'_>) -> Range<usize>) -> PyResult {
    let value = args.get(0);
    let range = vm.with_bytes(args.get(1), |argument| {
        vm.with_bytes(value, |data| keep(Units::One(data), Units::One(argument)))
    })??;
    part(vm, value, range)
}

fn strip_side(vm: &Vm, args: &Args<'_>, side: Side) -> PyResult {
    if args.opt(1).is_some_and(|bytes| !bytes.is_none()) {
        return kept(vm, args, |data, bytes| {
            let set = CharSet::new(bytes);
            data.strip(side, |c| set.contains(c))
        });
    }
    let range = vm.with_bytes(args.get(0), |data| Units::One(data).strip(side, is_ascii_space))?;
    part(vm, args.get(0), range)
}

pub fn strip(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    strip_side(vm, args, Side::Both)
}

pub fn lstrip(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    strip_side(vm, args, Side::Left)
}

pub fn rstrip(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    strip_side(vm, args, Side::Right)
}

pub fn removeprefix(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    kept(vm, args, |data, prefix| data.without_prefix(prefix))
}

pub fn removesuffix(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    kept(vm, args, |data, suffix| data.without_suffix(suffix))
}

/// `margins` splits the missing width into left and right.
fn justify(
    vm: &mut Vm,
    args: &Args<'_>,
    name: &str,
    margins: impl FnOnce(Units<'_>, usize) -> (usize, usize),
) -> PyResult {
    let width = usize::try_from(ssize(vm, args.get(1))?).unwrap_or(0);
    let fill = match args.opt(2) {
        None => b' ',
        Some(fill) => {
            let single = fill.downcast::<Bytes>().is_some() || fill.downcast::<ByteArray>().is_some();
            let byte = vm.with_bytes_opt(fill, |data| if let [byte] = data { Some(*byte) } else { None });
            match byte {
                Ok(Some(Some(byte))) if single => byte,
                _ => {
                    let found = vm.type_name(fill);
                    let message = format!("{name}() argument 2 must be a byte string of length 1, not {found}");
                    return Err(vm.type_error(message));
                }
            }
        }
    };
    let value = args.get(0);
    if width <= vm.with_bytes(value, <[u8]>::len)? {
        return unchanged(vm, value);
    }
    built(vm, value, |data, out| {
        let (left, right) = margins(data, width);
        data.pad_into(left, right, fill.into(), out)
    })
}

pub fn center(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    justify(vm, args, "center", |data, width| data.center_margins(width))
}

pub fn ljust(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    justify(vm, args, "ljust", |data, width| (0, width - data.len()))
}

pub fn rjust(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    justify(vm, args, "rjust", |data, width| (width - data.len(), 0))
}

pub fn zfill(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let width = usize::try_from(ssize(vm, args.get(1))?).unwrap_or(0);
    let value = args.get(0);
    if width <= vm.with_bytes(value, <[u8]>::len)? {
        return unchanged(vm, value);
    }
    built(vm, value, |data, out| data.zfill_into(width, out))
}

pub fn expandtabs(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let size = match args.opt(1) {
        Some(size) => usize::try_from(c_int(vm, size)?).unwrap_or(0),
        None => 8,
    };
    if vm.with_bytes(args.get(0), |data| Units::One(data).expanded_len(size))?.is_none() {
        return Err(vm.overflow_error("result too long"));
    }
    built(vm, args.get(0), |data, out| data.expand_tabs_into(size, out))
}
