//! The doors to C's calendar: local time in the system's zone, and strftime.

use std::ffi::{CStr, CString};

/// A moment in the system's zone.
pub struct LocalTime {
    /// Year, month, day, hour, minute, second, weekday from Monday, day of the year from 1, daylight saving.
    pub fields: [i32; 9],
    /// Seconds east of UTC.
    pub offset: i64,
    pub zone: String,
}

/// Why strftime has no result.
pub enum Refused {
    /// The format holds a null character.
    Null,
    Memory,
}

unsafe extern "C" {
    // The crate libc has it not.
    safe fn tzset();
}

/// Takes the system's zone from the environment again.
pub fn take_zone() {
    tzset();
}

/// Local time at so many seconds since 1970; None where the year does not fit.
pub fn local(seconds: i64) -> Option<LocalTime> {
    // SAFETY: an all-zero tm is valid; localtime_r fills it; tm_zone is null or points to a text that stays.
    let (tm, zone) = unsafe {
        let mut tm: libc::tm = std::mem::zeroed();
        if libc::localtime_r(&seconds, &mut tm).is_null() {
            return None;
        }
        let zone =
            if tm.tm_zone.is_null() { String::new() } else { CStr::from_ptr(tm.tm_zone).to_string_lossy().into() };
        (tm, zone)
    };
    let fields = [
        tm.tm_year.checked_add(1900)?,
        tm.tm_mon + 1,
        tm.tm_mday,
        tm.tm_hour,
        tm.tm_min,
        tm.tm_sec,
        (tm.tm_wday + 6) % 7,
        tm.tm_yday + 1,
        tm.tm_isdst,
    ];
    Some(LocalTime { fields, offset: tm.tm_gmtoff, zone })
}

/// C's strftime of fields as `LocalTime` has them.
pub fn strftime(format: &str, fields: [i32; 9]) -> Result<String, Refused> {
    let text = CString::new(format).map_err(|_| Refused::Null)?;
    if text.is_empty() {
        return Ok(String::new());
    }
    let [year, month, day, hour, minute, second, weekday, yearday, dst] = fields;
    // SAFETY: an all-zero tm is valid.
    let mut tm: libc::tm = unsafe { std::mem::zeroed() };
    tm.tm_year = year.saturating_sub(1900);
    tm.tm_mon = month - 1;
    tm.tm_mday = day;
    tm.tm_hour = hour;
    tm.tm_min = minute;
    tm.tm_sec = second;
    tm.tm_wday = (weekday + 1) % 7;
    tm.tm_yday = yearday - 1;
    tm.tm_isdst = dst;
    // A result of no bytes may be right (%p), so room grows only up to what no directive needs.
    let most = format.len().saturating_mul(256);
    let mut room = 256.max(format.len() * 2);
    loop {
        let mut buffer = Vec::new();
        buffer.try_reserve_exact(room).map_err(|_| Refused::Memory)?;
        buffer.resize(room, 0u8);
        // SAFETY: the buffer has `room` bytes; format and fields are valid.
        let written = unsafe { libc::strftime(buffer.as_mut_ptr().cast(), room, text.as_ptr(), &tm) };
        if written > 0 || room > most {
            buffer.truncate(written);
            return Ok(String::from_utf8_lossy(&buffer).into_owned());
        }
        room *= 2;
    }
}
