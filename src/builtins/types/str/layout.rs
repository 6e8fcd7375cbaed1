//! Ends and widths of a str: strip, remove, justify, zfill, expandtabs.

use crate::object::native::Args;
use crate::object::str::Str;
use crate::object::{PyResult, Value};
use crate::text::classify::is_space;
use crate::text::layout::{CharSet, Side};
use crate::vm::Vm;

use super::super::arguments::receiver;
use super::super::bounds::{c_int, ssize};
use super::search::str_argument;
use super::{built, exact, part};

fn strip_side(vm: &mut Vm, args: &Args<'_>, side: Side, name: &str) -> PyResult {
    let value = args.get(0);
    let units = receiver::<Str>(vm, value)?.units();
    let left = match args.opt(1).filter(|chars| !chars.is_none()) {
        None => units.strip(side, is_space),
        Some(chars) => {
            let Some(chars) = chars.as_str() else {
                return Err(vm.type_error(format!("{name} arg must be None or str")));
            };
            let set = CharSet::new(chars.units());
            units.strip(side, |c| set.contains(c))
        }
    };
    part(vm, value, left)
}

pub(super) fn strip(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    strip_side(vm, args, Side::Both, "strip")
}

pub(super) fn lstrip(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    strip_side(vm, args, Side::Left, "lstrip")
}

pub(super) fn rstrip(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    strip_side(vm, args, Side::Right, "rstrip")
}

pub(super) fn removeprefix(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let prefix = str_argument(vm, args.get(1), "removeprefix() argument ")?;
    let left = receiver::<Str>(vm, args.get(0))?.units().without_prefix(prefix.units());
    part(vm, args.get(0), left)
}

pub(super) fn removesuffix(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let suffix = str_argument(vm, args.get(1), "removesuffix() argument ")?;
    let left = receiver::<Str>(vm, args.get(0))?.units().without_suffix(suffix.units());
    part(vm, args.get(0), left)
}

fn fill_character(vm: &Vm, fill: Option<&Value>) -> PyResult<u32> {
    let Some(fill) = fill else { return Ok(' '.into()) };
    let Some(text) = fill.as_str() else {
        let found = vm.type_name(fill);
        return Err(vm.type_error(format!("The fill character must be a unicode character, not {found}")));
    };
    match text.units().get(0).filter(|_| text.len() == 1) {
        Some(c) => Ok(c),
        None => Err(vm.type_error("The fill character must be exactly one character long")),
    }
}

/// `margins` splits the missing width into left and right.
fn justify(vm: &mut Vm, args: &Args<'_>, margins: impl FnOnce(&Str, usize) -> (usize, usize)) -> PyResult {
    let width = usize::try_from(ssize(vm, args.get(1))?).unwrap_or(0);
    let fill = fill_character(vm, args.opt(2))?;
    let text = receiver::<Str>(vm, args.get(0))?;
    if width <= text.len() {
        return exact(vm, args.get(0));
    }
    let (left, right) = margins(text, width);
    if let Ok(fill) = u8::try_from(fill)
        && let Some(padded) = padded(vm, text, left, right, fill)
    {
        return Ok(padded);
    }
    built(vm, |out| text.units().pad_into(left, right, fill, out))
}

/// An ASCII text with margins, if there is room.
fn padded(vm: &Vm, text: &Str, left: usize, right: usize, fill: u8) -> Option<Value> {
    let len = left.checked_add(right)?.checked_add(text.len())?;
    if vm.heap().has_room(len) { vm.heap().str_padded(text, left, right, fill) } else { None }
}

pub(super) fn center(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    justify(vm, args, |text, width| text.units().center_margins(width))
}

pub(super) fn ljust(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    justify(vm, args, |text, width| (0, width - text.len()))
}

pub(super) fn rjust(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    justify(vm, args, |text, width| (width - text.len(), 0))
}

pub(super) fn zfill(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let width = usize::try_from(ssize(vm, args.get(1))?).unwrap_or(0);
    let text = receiver::<Str>(vm, args.get(0))?;
    if width <= text.len() {
        return exact(vm, args.get(0));
    }
    if !matches!(text.units().get(0), Some(0x2b | 0x2d))
        && let Some(padded) = padded(vm, text, width - text.len(), 0, b'0')
    {
        return Ok(padded);
    }
    built(vm, |out| text.units().zfill_into(width, out))
}

pub(super) fn expandtabs(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let size = match args.opt(1) {
        Some(size) => usize::try_from(c_int(vm, size)?).unwrap_or(0),
        None => 8,
    };
    let units = receiver::<Str>(vm, args.get(0))?.units();
    if units.position(0..units.len(), |c| c == 9).is_none() {
        return exact(vm, args.get(0));
    }
    if units.expanded_len(size).is_none() {
        return Err(vm.overflow_error("new string is too long"));
    }
    built(vm, |out| units.expand_tabs_into(size, out))
}
