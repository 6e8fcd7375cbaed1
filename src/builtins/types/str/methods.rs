//! The table of str's methods, and those that need one line only.

use crate::object::PyResult;
use crate::object::native::{Args, NativeDef};
use crate::object::str::Str;
use crate::text::{OutOfMemory, Text, Units, classify};
use crate::vm::Vm;

use super::super::arguments::receiver;
use super::super::codec;
use super::{format, layout, search, split, text_value, translate};
use crate::object::Value;

/// A method that asks something about the text.
macro_rules! ask {
    ($signature:literal, $doc:literal, $test:expr) => {
        NativeDef::method($signature, $doc, |vm, args| {
            let test: fn(Units<'_>) -> bool = $test;
            Ok(Value::bool(test(receiver::<Str>(vm, args.get(0))?.units())))
        })
    };
}

/// A method that gives a changed text.
macro_rules! map {
    ($signature:literal, $doc:literal, $map:expr) => {
        NativeDef::method($signature, $doc, |vm, args| {
            let map: fn(Units<'_>) -> Result<Text, OutOfMemory> = $map;
            let text = map(receiver::<Str>(vm, args.get(0))?.units());
            text_value(vm, text)
        })
    };
}

pub(super) static METHODS: &[NativeDef] = &[
    NativeDef::method(
        "encode(self, /, encoding='utf-8', errors='strict')",
        "The text as bytes in an encoding.",
        encode,
    ),
    NativeDef::method(
        "replace(self, old, new, count=-1, /)",
        "A copy in which occurrences of old, or the first count of them, have become new.",
        search::replace,
    ),
    NativeDef::method(
        "split(self, /, sep=None, maxsplit=-1)",
        "The parts between separators, or between runs of white space.",
        split::split,
    ),
    NativeDef::method(
        "rsplit(self, /, sep=None, maxsplit=-1)",
        "The parts between separators, counted from the right.",
        split::rsplit,
    ),
    NativeDef::method(
        "join(self, iterable, /)",
        "The strings of the iterable with this one between them.",
        split::join,
    ),
    map!("capitalize(self, /)", "The first character in title case, the others in lower case.", |u| u.to_capitalized()),
    map!("casefold(self, /)", "A form for comparisons without regard to case.", |u| u.to_fold()),
    map!("title(self, /)", "Each word begins with title case, all else is lower case.", |u| u.to_title()),
    NativeDef::method(
        "center(self, width, fillchar=' ', /)",
        "Centred in the width, filled on both sides.",
        layout::center,
    ),
    NativeDef::method("count(self, /, *args)", "How often a substring occurs without overlap.", search::count),
    NativeDef::method("expandtabs(self, /, tabsize=8)", "Tabs replaced by spaces.", layout::expandtabs),
    NativeDef::method("find(self, /, *args)", "The first place of a substring, or -1.", search::find),
    NativeDef::method(
        "partition(self, sep, /)",
        "The parts before, of and after the first separator.",
        split::partition,
    ),
    NativeDef::method(
        "index(self, /, *args)",
        "The first place of a substring; ValueError without one.",
        search::index,
    ),
    NativeDef::method("ljust(self, width, fillchar=' ', /)", "Filled up on the right.", layout::ljust),
    map!("lower(self, /)", "In lower case.", |u| u.to_lower()),
    NativeDef::method("lstrip(self, chars=None, /)", "Without white space, or chars, on the left.", layout::lstrip),
    NativeDef::method("rfind(self, /, *args)", "The last place of a substring, or -1.", search::rfind),
    NativeDef::method(
        "rindex(self, /, *args)",
        "The last place of a substring; ValueError without one.",
        search::rindex,
    ),
    NativeDef::method("rjust(self, width, fillchar=' ', /)", "Filled up on the left.", layout::rjust),
    NativeDef::method("rstrip(self, chars=None, /)", "Without white space, or chars, on the right.", layout::rstrip),
    NativeDef::method(
        "rpartition(self, sep, /)",
        "The parts before, of and after the last separator.",
        split::rpartition,
    ),
    NativeDef::method(
        "splitlines(self, /, keepends=False)",
        "The lines, with their ends or without.",
        split::splitlines,
    ),
    NativeDef::method("strip(self, chars=None, /)", "Without white space, or chars, at both ends.", layout::strip),
    map!("swapcase(self, /)", "Upper case becomes lower case and the reverse.", |u| u.to_swapped_case()),
    NativeDef::method(
        "translate(self, table, /)",
        "Each character replaced by what the table says.",
        translate::translate,
    ),
    map!("upper(self, /)", "In upper case.", |u| u.to_upper()),
    NativeDef::method(
        "startswith(self, /, *args)",
        "Does it begin with a prefix, or one of a tuple?",
        search::startswith,
    ),
    NativeDef::method("endswith(self, /, *args)", "Does it end with a suffix, or one of a tuple?", search::endswith),
    NativeDef::method("removeprefix(self, prefix, /)", "Without the prefix, if it is there.", layout::removeprefix),
    NativeDef::method("removesuffix(self, suffix, /)", "Without the suffix, if it is there.", layout::removesuffix),
    ask!("isascii(self, /)", "All characters are ASCII.", |u| u.is_ascii()),
    ask!("islower(self, /)", "There are cased characters, all lower.", |u| u.is_lower()),
    ask!("isupper(self, /)", "There are cased characters, all upper.", |u| u.is_upper()),
    ask!("istitle(self, /)", "In title case.", |u| u.is_title()),
    ask!("isspace(self, /)", "White space only, and some.", |u| u.all_points(classify::is_space)),
    ask!("isdecimal(self, /)", "Decimal digits only, and some.", |u| u.all_points(classify::is_decimal)),
    ask!("isdigit(self, /)", "Digits only, and some.", |u| u.all_points(classify::is_digit)),
    ask!("isnumeric(self, /)", "Numeric characters only, and some.", |u| u.all_points(classify::is_numeric)),
    ask!("isalpha(self, /)", "Letters only, and some.", |u| u.all_points(classify::is_alpha)),
    ask!("isalnum(self, /)", "Letters and numeric characters only, and some.", |u| u.all_points(classify::is_alnum)),
    ask!("isidentifier(self, /)", "A valid identifier, keywords included.", |u| u.is_identifier()),
    ask!("isprintable(self, /)", "repr shows all characters as they are.", |u| u.is_printable()),
    NativeDef::method("zfill(self, width, /)", "Filled up with zeros after the sign.", layout::zfill),
    NativeDef::method("format(self, /, *args, **kwargs)", "Replacement fields filled in.", format::format),
    NativeDef::method("format_map(self, mapping, /)", "Replacement fields filled from a mapping.", format::format_map),
    NativeDef::method("__format__(self, format_spec, /)", "Formatted as the specification says.", format::format_self),
    NativeDef::static_method(
        "maketrans(x, y=None, z=None, /)",
        "A table for translate: of a dict, of two equally long strings, and of characters to leave out.",
        translate::maketrans,
    ),
    NativeDef::method("__sizeof__(self, /)", "Its size in memory, as CPython counts it.", size_of),
    NativeDef::method("__getnewargs__(self, /)", "", |vm, args| {
        let text = receiver::<Str>(vm, args.get(0))?;
        let heap = vm.heap();
        Ok(heap.tuple_from([heap.str_from_units(text.units())]))
    }),
];

fn encode(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    if args.opt(1).is_none()
        && args.opt(2).is_none()
        && let text = receiver::<Str>(vm, args.get(0))?
        && text.is_ascii()
        && let Units::One(bytes) = text.units()
    {
        return Ok(vm.heap().bytes(bytes));
    }
    let (encoding, errors) = codec::arguments(vm, "encode", args.opt(1), args.opt(2))?;
    codec::encode(vm, args.get(0), encoding.as_ref(), errors.as_ref())
}

fn size_of(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let text = receiver::<Str>(vm, args.get(0))?;
    Ok(Value::from_len(match text.units() {
        Units::One(u) if text.is_ascii() => 49 + u.len(),
        Units::One(u) => 73 + u.len(),
        Units::Two(u) => 74 + u.len() * 2,
        Units::Four(u) => 76 + u.len() * 4,
    }))
}
