//! `_datetime`: the clock and the zone; all else of `datetime` is Python.

use crate::object::class::{Class, class_flag};
use crate::object::native::{Args, NativeDef};
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Value};
use crate::text::TextBuilder;
use crate::vm::Vm;

use super::{ModuleDef, local_time};

pub static DATETIME: ModuleDef = ModuleDef {
    name: "_datetime",
    doc: "Fast implementation of the datetime type.",
    functions: FUNCTIONS,
    ..ModuleDef::EMPTY
};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("_clock()", "Seconds since 1970 and microseconds.", |vm, _| {
        vm.host.clock.look();
        let micros = vm.host.clock.time_ns().div_euclid(1000);
        let heap = vm.heap();
        Ok(heap.pair(heap.int(micros.div_euclid(1_000_000)), heap.int(micros.rem_euclid(1_000_000))))
    }),
    NativeDef::function("_local(seconds, /)", "Local fields of a time since 1970: a time tuple, offset, zone.", local),
    NativeDef::function("_strftime(format, fields, /)", "C's strftime of a time tuple.", strftime),
    NativeDef::function(
        "_fits(year, month, day, hour=0, minute=0, second=0, microsecond=0, /)",
        "Are these the fields of a moment, all of them ints?",
        |_, args| Ok(Value::bool(fields(args).is_some_and(|fields| fits(&fields)))),
    ),
    NativeDef::function(
        "_micros(year, month, day, hour=0, minute=0, second=0, microsecond=0, /)",
        "Microseconds since 1970 of fields that fit.",
        |vm, args| {
            let Some([year, month, day, hour, minute, second, us]) = fields(args).filter(fits) else {
                return Err(vm.type_error("fields of a moment are required"));
            };
            let days = days_before(year, month) + day - EPOCH;
            Ok(vm.heap().int((((days * 24 + hour) * 60 + minute) * 60 + second) * 1_000_000 + us))
        },
    ),
    NativeDef::function("_ordinal(year, month, day, /)", "Days since the beginning of year 1.", |vm, args| {
        let Some([year, month, day, ..]) = fields(args) else {
            return Err(vm.type_error("fields of a date are required"));
        };
        Ok(vm.heap().int(days_before(year, month) + day))
    }),
    NativeDef::function("_civil(ordinal, /)", "Year, month and day.", |vm, args| {
        let heap = vm.heap();
        let found = args.get(0).as_small_int().and_then(civil);
        Ok(found.map_or(Value::NONE, |(y, m, d)| heap.tuple_from([heap.int(y), heap.int(m), heap.int(d)])))
    }),
    NativeDef::function("_moment(micros, /)", "The fields of a moment since 1970; None out of range.", |vm, args| {
        let heap = vm.heap();
        let Some(micros) = args.get(0).as_small_int() else { return Ok(Value::NONE) };
        let (days, micros) = (micros.div_euclid(DAY), micros.rem_euclid(DAY));
        let Some((year, month, day)) = civil(days.saturating_add(EPOCH)) else { return Ok(Value::NONE) };
        let seconds = micros / 1_000_000;
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60, micros % 1_000_000].map(|n| heap.int(n));
        let [hour, minute, second, us] = clock;
        Ok(heap.tuple_from([heap.int(year), heap.int(month), heap.int(day), hour, minute, second, us]))
    }),
    NativeDef::function(
        "_span(days, seconds, microseconds, milliseconds, minutes, hours, weeks, /)",
        "The microseconds of a span in small ints; None if something else is given.",
        |vm, args| Ok(span(args).map_or(Value::NONE, |us| vm.heap().int(us))),
    ),
    NativeDef::function(
        "_iso(year, month, day, hour, minute, second, microsecond, separator, /)",
        "Date and time as isoformat shows them.",
        |vm, args| {
            let (Some([year, month, day, hour, minute, second, us]), Some(separator)) =
                (fields(args), args.get(7).as_str())
            else {
                return Err(vm.type_error("fields of a moment are required"));
            };
            let mut out = TextBuilder::default();
            out.push_str(&format!("{year:04}-{month:02}-{day:02}"));
            out.push_units(separator.units());
            out.push_str(&format!("{hour:02}:{minute:02}:{second:02}"));
            if us != 0 {
                out.push_str(&format!(".{us:06}"));
            }
            Ok(vm.heap().str_from_text(&out.finish()))
        },
    ),
    NativeDef::function("_index(value, /)", "value as an int", |vm, args| vm.index(args.get(0))),
    NativeDef::function("_type_name(value, /)", "The name of value's class in messages.", |vm, args| {
        Ok(vm.heap().str(&vm.type_name(args.get(0))))
    }),
    NativeDef::function(
        "_seal(*classes)",
        "Makes classes as those of C: immutable, named with their module.",
        |_, args| {
            for class in args.rest(0).iter().filter_map(|c| c.downcast::<Class>()) {
                class.set_flag(class_flag::HEAP, false);
            }
            Ok(Value::NONE)
        },
    ),
];

const DAY: i64 = 86_400_000_000;
/// The ordinal of 1970-01-01.
const EPOCH: i64 = 719_163;

/// Year, month, day, hour, minute, second, microsecond, where they are small ints.
fn fields(args: &Args<'_>) -> Option<[i64; 7]> {
    let mut fields = [0; 7];
    for (i, field) in fields.iter_mut().enumerate() {
        match args.opt(i) {
            Some(value) => *field = i32::try_from(value.as_small_int()?).ok()?.into(),
            None if i > 2 => {}
            None => return None,
        }
    }
    Some(fields)
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The ordinal of the day before a month's first; `month` is 1 to 12.
fn days_before(year: i64, month: i64) -> i64 {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let before = year - 1;
    let leap_day = i64::from(month > 2 && is_leap(year));
    let of_months = usize::try_from(month - 1).ok().and_then(|i| BEFORE.get(i)).copied().unwrap_or(0);
    before * 365 + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400) + of_months + leap_day
}

fn fits(&[year, month, day, hour, minute, second, us]: &[i64; 7]) -> bool {
    let last = match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (1..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=last).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..60).contains(&second)
        && (0..1_000_000).contains(&us)
}

/// Year, month and day of an ordinal, if that is one.
fn civil(ordinal: i64) -> Option<(i64, i64, i64)> {
    if !(1..=3_652_059).contains(&ordinal) {
        return None;
    }
    let (cycles, rest) = ((ordinal - 1) / 146_097, (ordinal - 1) % 146_097);
    let centuries = (rest / 36_524).min(3);
    let rest = rest - centuries * 36_524;
    let (fours, rest) = (rest / 1461, rest % 1461);
    let years = (rest / 365).min(3);
    let year = cycles * 400 + centuries * 100 + fours * 4 + years + 1;
    let mut month = (rest - years * 365) / 31 + 1;
    if month < 12 && ordinal > days_before(year, month + 1) {
        month += 1;
    }
    Some((year, month, ordinal - days_before(year, month)))
}

fn span(args: &Args<'_>) -> Option<i64> {
    const UNITS: [i64; 7] = [DAY, 1_000_000, 1, 1000, 60_000_000, 3_600_000_000, 7 * DAY];
    let mut total: i64 = 0;
    for (i, unit) in UNITS.iter().enumerate() {
        total = total.checked_add(args.get(i).as_small_int()?.checked_mul(*unit)?)?;
    }
    Some(total)
}

fn local(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let seconds = args.get(0).as_int().and_then(|i| i.to_i64());
    let Some(seconds) = seconds else {
        return Err(vm.overflow_error("timestamp out of range for platform time_t"));
    };
    let Some(at) = local_time::local(seconds) else { return Err(vm.os_error_from_errno(libc::EOVERFLOW, None)) };
    let heap = vm.heap();
    let mut items: Vec<Value> = at.fields.iter().map(|f| heap.int((*f).into())).collect();
    items.push(heap.int(at.offset));
    items.push(heap.str(&at.zone));
    Ok(heap.tuple(items))
}

fn strftime(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let Some(format) = args.get(0).as_str() else { return Err(vm.type_error("strftime() argument 1 must be str")) };
    let fields: Vec<i32> = match args.get(1).downcast::<Tuple>() {
        Some(t) => t.items().iter().filter_map(|v| i32::try_from(v.as_small_int()?).ok()).collect(),
        None => Vec::new(),
    };
    let Ok(fields) = fields.try_into() else { return Err(vm.type_error("strftime() needs nine fields")) };
    match local_time::strftime(&format.to_string_lossy(), fields) {
        Ok(text) => Ok(vm.heap().str(&text)),
        Err(local_time::Refused::Null) => Err(vm.value_error("embedded null character")),
        Err(local_time::Refused::Memory) => Err(vm.memory_error()),
    }
}
