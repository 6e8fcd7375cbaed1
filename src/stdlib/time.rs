//! The module `time`. Every clock is read through the machine's `Clock`. Left out: what sets clocks, and those of single
//! threads by their number.

use std::time::Duration;

use crate::event_loop::run_loop;
use crate::object::module::Module;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;

use super::local_time::{self, Refused};
use super::struct_sequence::{keep, make, struct_sequence};
use super::{ModuleDef, set};

pub static TIME: ModuleDef = ModuleDef {
    name: "time",
    doc: "This module provides various functions to manipulate time values.",
    functions: FUNCTIONS,
    classes: &[&STRUCT_TIME],
    init: Some(init),
};

struct_sequence!(STRUCT_TIME, "time", "struct_time", [
    0 "tm_year", 1 "tm_mon", 2 "tm_mday", 3 "tm_hour", 4 "tm_min", 5 "tm_sec", 6 "tm_wday", 7 "tm_yday", 8 "tm_isdst",
], more: ["tm_zone", "tm_gmtoff"]);

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("asctime(tuple=None, /)", "A time as a string like 'Sat Jun 06 16:26:11 1998'.", |vm, args| {
        let fields = fields_or_now(vm, args.opt(0))?;
        Ok(vm.heap().str(&ascii_time(fields)))
    }),
    NativeDef::function("clock_getres(clk_id, /)", "The resolution of a clock, in seconds.", |vm, args| {
        clock_of(vm, args.get(0))?;
        Ok(vm.heap().float(1e-9))
    }),
    NativeDef::function("clock_gettime(clk_id, /)", "The time of a clock, in seconds.", |vm, args| {
        let nanos = clock_of(vm, args.get(0))?;
        float(vm, nanos)
    }),
    NativeDef::function("clock_gettime_ns(clk_id, /)", "The time of a clock, in nanoseconds.", |vm, args| {
        let nanos = clock_of(vm, args.get(0))?;
        Ok(vm.heap().int(nanos))
    }),
    NativeDef::function("ctime(secs=None, /)", "Local time as a string.", |vm, args| {
        let seconds = seconds_or_now(vm, args.opt(0))?;
        let fields = local(vm, seconds)?.fields;
        Ok(vm.heap().str(&ascii_time(fields)))
    }),
    NativeDef::function("get_clock_info(name, /)", "What is known of a clock.", clock_info),
    NativeDef::function("gmtime(seconds=None, /)", "UTC as a struct_time.", |vm, args| {
        let seconds = seconds_or_now(vm, args.opt(0))?;
        let Some(fields) = utc_fields(seconds) else {
            return Err(vm.overflow_error("timestamp out of range for platform time_t"));
        };
        struct_time(vm, fields, "GMT", 0)
    }),
    NativeDef::function("localtime(seconds=None, /)", "Local time as a struct_time.", |vm, args| {
        let seconds = seconds_or_now(vm, args.opt(0))?;
        let time = local(vm, seconds)?;
        struct_time(vm, time.fields, &time.zone, time.offset)
    }),
    NativeDef::function("mktime(tuple, /)", "Seconds since the epoch for a local time.", |vm, args| {
        let fields = fields_of(vm, args.get(0))?;
        let naive = seconds_of(&fields);
        let mut seconds = naive;
        for _ in 0..3 {
            seconds = naive - local(vm, seconds)?.offset;
        }
        Ok(vm.heap().float(seconds as f64))
    }),
    NativeDef::function("monotonic()", "A clock that cannot go backward.", |vm, _| float(vm, monotonic(vm))),
    NativeDef::function("monotonic_ns()", "", |vm, _| Ok(vm.heap().int(monotonic(vm)))),
    NativeDef::function("perf_counter()", "A clock for short durations.", |vm, _| float(vm, monotonic(vm))),
    NativeDef::function("perf_counter_ns()", "", |vm, _| Ok(vm.heap().int(monotonic(vm)))),
    NativeDef::function("process_time()", "The processor time of this process.", |vm, _| float(vm, processor(vm))),
    NativeDef::function("process_time_ns()", "", |vm, _| Ok(vm.heap().int(processor(vm)))),
    NativeDef::function("sleep(seconds, /)", "Delay execution for a given number of seconds.", sleep),
    NativeDef::function("strftime(format, tuple=None, /)", "A time in a given format.", strftime),
    NativeDef::function("strptime(string, format='%a %b %d %H:%M:%S %Y', /)", "Read a time in a format.", strptime),
    NativeDef::function("thread_time()", "", |vm, _| float(vm, processor(vm))),
    NativeDef::function("thread_time_ns()", "", |vm, _| Ok(vm.heap().int(processor(vm)))),
    NativeDef::function("tzset()", "Take the zone from the environment variable TZ.", |vm, _| {
        local_time::take_zone();
        let module = vm.import_module("time")?;
        if let Some(module) = module.downcast::<Module>() {
            set_zone(vm, module)?;
        }
        Ok(Value::NONE)
    }),
    NativeDef::function("time()", "Seconds since the epoch.", |vm, _| float(vm, wall(vm))),
    NativeDef::function("time_ns()", "Nanoseconds since the epoch.", |vm, _| Ok(vm.heap().int(wall(vm)))),
];

fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let clocks = [
        ("CLOCK_REALTIME", 0),
        ("CLOCK_MONOTONIC", 1),
        ("CLOCK_PROCESS_CPUTIME_ID", 2),
        ("CLOCK_THREAD_CPUTIME_ID", 3),
        ("CLOCK_MONOTONIC_RAW", 4),
        ("CLOCK_BOOTTIME", 7),
        ("CLOCK_TAI", 11),
    ];
    for (name, number) in clocks {
        set(vm, module, name, Value::from_len(number))?;
    }
    set_zone(vm, module)
}

/// `timezone`, `altzone`, `daylight` and `tzname`, as the system has them now.
fn set_zone(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let heap = vm.heap();
    let year = i64::from(utc_fields(vm.host.clock.time_ns() / 1_000_000_000).map_or(1970, |f| f[0]));
    let at = |month| local_time::local(seconds_of(&[year as i32, month, 1, 0, 0, 0, 0, 1, 0]));
    let (winter, summer) = (at(1), at(7));
    let offset = |t: &Option<local_time::LocalTime>| t.as_ref().map_or(0, |t| t.offset);
    let zone = |t: &Option<local_time::LocalTime>| t.as_ref().map_or("UTC".to_string(), |t| t.zone.clone());
    // South of the equator July is the standard time.
    let (standard, other) = if offset(&winter) <= offset(&summer) { (winter, summer) } else { (summer, winter) };
    set(vm, module, "timezone", heap.int(-offset(&standard)))?;
    set(vm, module, "altzone", heap.int(-offset(&other)))?;
    set(vm, module, "daylight", heap.int((offset(&standard) != offset(&other)).into()))?;
    set(vm, module, "tzname", heap.pair(heap.str(&zone(&standard)), heap.str(&zone(&other))))
}

/// The time of the clock with this number.
fn clock_of(vm: &mut Vm, number: &Value) -> PyResult<i64> {
    match vm.index_i64(number)? {
        0 | 5 | 8 | 11 => Ok(wall(vm)),
        1 | 4 | 6 | 7 | 9 => Ok(monotonic(vm)),
        2 | 3 => Ok(processor(vm)),
        _ => Err(vm.os_error_from_errno(libc::EINVAL, None)),
    }
}

fn clock_info(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let name = args.get(0).as_str().map(|n| n.to_string_lossy()).unwrap_or_default();
    let source = match name.as_str() {
        "time" => "REALTIME",
        "monotonic" | "perf_counter" => "MONOTONIC",
        "process_time" => "PROCESS_CPUTIME_ID",
        "thread_time" => "THREAD_CPUTIME_ID",
        _ => return Err(vm.value_error("unknown clock")),
    };
    let heap = vm.heap();
    let fields = [
        ("implementation", heap.str(&format!("clock_gettime(CLOCK_{source})"))),
        ("monotonic", Value::bool(name != "time")),
        ("adjustable", Value::bool(name == "time")),
        ("resolution", heap.float(1e-9)),
    ];
    let module = vm.import_module("types")?;
    let class = vm.get_attr(&module, &heap.intern("SimpleNamespace"))?;
    let info = vm.call(&class, &[])?;
    for (field, value) in &fields {
        vm.set_attr(&info, &heap.intern(field), value)?;
    }
    Ok(info)
}

fn wall(vm: &Vm) -> i64 {
    vm.host.clock.look();
    vm.host.clock.time_ns()
}

fn monotonic(vm: &Vm) -> i64 {
    vm.host.clock.look();
    vm.host.clock.monotonic_ns()
}

fn processor(vm: &Vm) -> i64 {
    vm.host.clock.look();
    vm.host.clock.processor_ns()
}

fn float(vm: &Vm, nanos: i64) -> PyResult {
    Ok(vm.heap().float(nanos as f64 / 1e9))
}

fn struct_time(vm: &mut Vm, fields: [i32; 9], zone: &str, offset: i64) -> PyResult {
    let heap = vm.heap();
    let items = fields.iter().map(|&f| heap.int(f.into())).collect();
    let value = make(vm, &STRUCT_TIME, items);
    keep(vm, &value, "tm_zone", heap.str(zone))?;
    keep(vm, &value, "tm_gmtoff", heap.int(offset))?;
    Ok(value)
}

fn local(vm: &Vm, seconds: i64) -> PyResult<local_time::LocalTime> {
    local_time::local(seconds).ok_or_else(|| vm.overflow_error("timestamp out of range for platform time_t"))
}

fn seconds_or_now(vm: &mut Vm, value: Option<&Value>) -> PyResult<i64> {
    match value.filter(|v| !v.is_none()) {
        None => Ok(vm.host.clock.time_ns().div_euclid(1_000_000_000)),
        Some(value) if value.as_float().is_none() => vm.index_i64(value),
        Some(value) => {
            let seconds = vm.to_f64(value)?;
            if seconds.is_nan() {
                return Err(vm.value_error("Invalid value NaN (not a number)"));
            }
            if seconds.abs() >= 9.3e18 {
                return Err(vm.overflow_error("timestamp out of range for platform time_t"));
            }
            Ok(seconds.floor() as i64)
        }
    }
}

/// The nine fields of a tuple or struct_time.
fn fields_of(vm: &mut Vm, value: &Value) -> PyResult<[i32; 9]> {
    let Some(tuple) = value.downcast::<crate::object::tuple::Tuple>() else {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    };
    let items = tuple.items();
    if items.len() != 9 {
        return Err(vm.type_error(format!("function takes exactly 9 arguments ({} given)", items.len())));
    }
    let mut fields = [0; 9];
    for (field, item) in fields.iter_mut().zip(items) {
        let wide = vm.index_i64(item)?;
        *field = i32::try_from(wide).map_err(|_| vm.overflow_error("Python int too large to convert to C int"))?;
    }
    Ok(fields)
}

fn fields_or_now(vm: &mut Vm, value: Option<&Value>) -> PyResult<[i32; 9]> {
    match value.filter(|v| !v.is_none()) {
        Some(value) => {
            let mut fields = fields_of(vm, value)?;
            // Zero is taken for the first of each.
            fields[1] = fields[1].max(1);
            fields[2] = fields[2].max(1);
            fields[7] = fields[7].max(1);
            let bounds =
                [(1, 12, "month"), (2, 31, "day of month"), (3, 23, "hour"), (4, 59, "minute"), (5, 61, "seconds")];
            for (index, high, name) in bounds {
                if !(0..=high).contains(&fields[index]) {
                    return Err(vm.value_error(format!("{name} out of range")));
                }
            }
            if fields[6] < 0 {
                return Err(vm.value_error("day of week out of range"));
            }
            fields[6] %= 7;
            if fields[7] > 366 {
                return Err(vm.value_error("day of year out of range"));
            }
            Ok(fields)
        }
        None => {
            let now = seconds_or_now(vm, None)?;
            Ok(local(vm, now)?.fields)
        }
    }
}

/// Days since 1970 of a date in the Gregorian calendar.
fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Seconds since 1970 of fields in UTC.
fn seconds_of(fields: &[i32; 9]) -> i64 {
    let [year, month, day, hour, minute, second, ..] = fields.map(i64::from);
    let months = month - 1;
    let days = days_of(year + months.div_euclid(12), months.rem_euclid(12) + 1, 1) + day - 1;
    days * 86_400 + hour * 3600 + minute * 60 + second
}

/// The fields of a moment in UTC; None where the year does not fit.
fn utc_fields(seconds: i64) -> Option<[i32; 9]> {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let part = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * part + 2) / 5 + 1;
    let month = if part < 10 { part + 3 } else { part - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let year_day = days - days_of(year, 1, 1) + 1;
    let weekday = (days + 3).rem_euclid(7);
    let all = [year, month, day, rest / 3600, rest / 60 % 60, rest % 60, weekday, year_day, 0];
    let mut fields = [0; 9];
    for (field, value) in fields.iter_mut().zip(all) {
        *field = i32::try_from(value).ok()?;
    }
    Some(fields)
}

fn ascii_time(fields: [i32; 9]) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let [year, month, day, hour, minute, second, weekday, ..] = fields;
    let name = |names: &[&'static str], index: i32| {
        usize::try_from(index).ok().and_then(|i| names.get(i).copied()).unwrap_or("???")
    };
    let (weekday, month) = (name(&DAYS, weekday), name(&MONTHS, month - 1));
    format!("{weekday} {month} {day:>2} {hour:02}:{minute:02}:{second:02} {year}")
}

fn sleep(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let value = args.get(0);
    let seconds = match value.as_float() {
        Some(seconds) => seconds,
        None => vm.index_i64(value)? as f64,
    };
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    match Duration::try_from_secs_f64(seconds) {
        Ok(duration) if seconds < 9.3e9 => {
            if vm.host.hints.is_some() && seconds > 0.0 {
                run_loop::sleeps(vm);
            }
            vm.sleep(duration)?;
        }
        _ => return Err(vm.overflow_error("timestamp too large to convert to C _PyTime_t")),
    }
    Ok(Value::NONE)
}

fn strftime(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let Some(format) = args.get(0).as_str().map(|f| f.to_string_lossy()) else {
        let name = vm.type_name(args.get(0));
        return Err(vm.type_error(format!("strftime() argument 1 must be str, not {name}")));
    };
    let fields = fields_or_now(vm, args.opt(1))?;
    match local_time::strftime(&format, fields) {
        Ok(text) => Ok(vm.heap().str(&text)),
        Err(Refused::Null) => Err(vm.value_error("embedded null character")),
        Err(Refused::Memory) => Err(vm.memory_error()),
    }
}

fn strptime(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let module = vm.import_module("_strptime")?;
    let name = vm.heap().intern("_strptime_time");
    let given: Vec<Value> = [args.take_opt(0), args.take_opt(1)].into_iter().flatten().collect();
    vm.call_method(&module, &name, &given)
}
