//! `re.Pattern`: a compiled pattern and its methods that look for matches.

use std::cell::Cell;

use crate::object::boxed::Payload;
use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::list::List;
use crate::object::native::{Args, NativeDef};
use crate::object::slots::Comparison;
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::emit::{self, Program};
use super::matcher::NOWHERE;
use super::node::flag;
use super::parse::{self, Warning, Wrong};
use super::scan::{How, Scan, Scratch, empty, part, with_units};
use super::{scanner, substitution};

/// The class's row.
pub static PATTERN: ClassDef = ClassDef {
    name: "Pattern",
    module: "re",
    doc: "Compiled regular expression object.",
    flags: class_flag::WEAK,
    slots: slots!(|s| {
        s.repr.set(Some(repr));
        s.compare.set(Some(compare));
        s.hash.set(Some(hash));
    }),
    methods: &[
        NativeDef::method(
            "match(self, /, string, pos=0, endpos=9223372036854775807)",
            "Matches zero or more characters at the beginning of the string.",
            |vm, args| attempt(vm, args, How::Match),
        ),
        NativeDef::method(
            "fullmatch(self, /, string, pos=0, endpos=9223372036854775807)",
            "Matches against all of the string.",
            |vm, args| attempt(vm, args, How::Full),
        ),
        NativeDef::method(
            "search(self, /, string, pos=0, endpos=9223372036854775807)",
            "Scan through string looking for a match, and return a corresponding match object instance.\n\n\
             Return None if no position in the string matches.",
            |vm, args| attempt(vm, args, How::Search),
        ),
        NativeDef::method(
            "sub(self, /, repl, string, count=0)",
            "The string with the leftmost non-overlapping occurrences of the pattern replaced by repl.",
            |vm, args| Ok(substitution::substitute(vm, args)?.0),
        ),
        NativeDef::method(
            "subn(self, /, repl, string, count=0)",
            "The tuple (new string, number of replacements).",
            |vm, args| {
                let (text, count) = substitution::substitute(vm, args)?;
                Ok(vm.heap().pair(text, Value::from_len(count)))
            },
        ),
        NativeDef::method(
            "findall(self, /, string, pos=0, endpos=9223372036854775807)",
            "Return a list of all non-overlapping matches of pattern in string.",
            find_all,
        ),
        NativeDef::method("split(self, /, string, maxsplit=0)", "Split string by the occurrences of pattern.", split),
        NativeDef::method(
            "finditer(self, /, string, pos=0, endpos=9223372036854775807)",
            "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\n\
             For each match, the iterator returns a match object.",
            |vm, args| scanner::over(vm, args, &scanner::ITERATOR),
        ),
        NativeDef::method("scanner(self, /, string, pos=0, endpos=9223372036854775807)", "", |vm, args| {
            scanner::over(vm, args, &scanner::SCANNER)
        }),
        NativeDef::method("__copy__(self, /)", "", |_, args| Ok(args.take(0))),
        NativeDef::method("__deepcopy__(self, memo, /)", "", |_, args| Ok(args.take(0))),
        NativeDef::method("__reduce__(self, /)", "", |vm, args| {
            let (heap, pattern) = (vm.heap(), of(vm, args.get(0))?);
            let how = heap.pair(pattern.source.clone(), heap.int(pattern.flags.into()));
            Ok(heap.pair(substitution::of_module(vm, "_compile")?, how))
        }),
        NativeDef::class_method("__class_getitem__(cls, item, /)", "See PEP 585", alias),
    ],
    getsets: &[
        GetSetDef::member("pattern", "The pattern string from which the RE object was compiled.", |vm, v| {
            Ok(of(vm, v)?.source.clone())
        }),
        GetSetDef::member("flags", "The regex matching flags.", |vm, v| {
            let flags = of(vm, v)?.flags;
            Ok(vm.heap().int(flags.into()))
        }),
        GetSetDef::member("groups", "The number of capturing groups in the pattern.", |vm, v| {
            Ok(Value::from_len(of(vm, v)?.program.groups))
        }),
        GetSetDef::read("groupindex", "A dictionary mapping group names to group numbers.", |vm, v| {
            let names = of(vm, v)?.names.clone();
            Ok(vm.heap().mapping_proxy(names))
        }),
    ],
    ..ClassDef::EMPTY
};

/// What a pattern object knows.
pub struct Pattern {
    source: Value,
    flags: u32,
    pub program: Program,
    /// A dict from names to numbers of groups.
    pub names: Value,
    pub scratch: Cell<Scratch>,
}

impl Payload for Pattern {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.source);
        visit(&self.names);
    }
}

impl Pattern {
    /// Does it match str, rather than bytes?
    pub fn is_str(&self) -> bool {
        self.source.as_str().is_some()
    }
}

/// The payload of a pattern object.
pub fn of<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Pattern> {
    value.payload().ok_or_else(|| vm.type_error("a re.Pattern object is required"))
}

/// `__class_getitem__` of patterns and matches.
pub fn alias(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let alias = vm.types().generic_alias().clone();
    vm.call(&alias, &[args.take(0), args.take(1)])
}

/// `_sre.compile(source, flags, warnings)`: a Pattern, or (message, position) of what is wrong.
pub fn compile(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let flags = vm.index_or(args.get(1), |vm| vm.types().overflow_error())? as u32;
    let is_str = args.get(0).as_str().is_some();
    let source: Vec<u32> = with_units(vm, args.get(0), |units| units.iter().collect())?;
    let heap = vm.heap();
    let mut warnings = Vec::new();
    let parsed = parse::parse(&source, is_str, flags, &mut warnings);
    warn(vm, args, &warnings)?;
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(Wrong::Syntax(message, at)) => {
            return Ok(heap.pair(heap.str(&message), at.map_or(Value::NONE, Value::from_len)));
        }
        Err(Wrong::TooMany) => {
            return Err(vm.exception(vm.types().overflow_error(), "the repetition number is too large"));
        }
        Err(Wrong::TooDeep) => {
            return Err(vm.exception(vm.types().recursion_error(), "maximum recursion depth exceeded"));
        }
    };
    let Ok(program) = emit::program(&parsed.tree, parsed.groups) else { return Err(vm.memory_error()) };
    let names = heap.dict();
    if let Some(dict) = names.downcast::<Dict>() {
        for (name, number) in &parsed.names {
            vm.dict_set(dict, &heap.str(name), &Value::from_len(*number))?;
        }
    }
    let class = vm.native_class(&PATTERN);
    let source = args.take(0);
    Ok(heap.boxed(&class, Pattern { source, flags: parsed.flags, program, names, scratch: Cell::default() }))
}

/// Appends the warnings to the list that `re` gave.
fn warn(vm: &mut Vm, args: &Args<'_>, warnings: &[Warning]) -> PyResult<()> {
    for warning in warnings {
        let (category, text) = match warning {
            Warning::Set(what, at) => (vm.types().future_warning(), format!("Possible {what} at position {at}")),
            Warning::LateFlags(at) => {
                let source = args.get(0);
                let len = with_units(vm, source, |units| units.len())?;
                let shown = part(vm, source, (0, len.min(20)))?;
                let shown = vm.repr_text(&shown)?;
                let more = if len > 20 { " (truncated)" } else { "" };
                let text = format!("Flags not at the start of the expression {shown}{more} but at position {at}");
                (vm.types().deprecation_warning(), text)
            }
        };
        let item = vm.heap().pair(category.clone(), vm.heap().str(&text));
        if let Some(list) = args.get(2).downcast::<List>() {
            list.with_mut(|items| items.push(item));
        }
    }
    Ok(())
}

fn attempt(vm: &mut Vm, args: &mut Args<'_>, how: How) -> PyResult {
    let (value, text) = (args.get(0), args.get(1));
    let pattern = of(vm, value)?;
    let mut scan = Scan::new(vm, pattern, text, args.opt(2), args.opt(3))?;
    let found = scan.step(vm, pattern, text, how)?;
    Ok(if found { scan.result(vm, value, text) } else { Value::NONE })
}

fn find_all(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let text = args.get(1);
    let pattern = of(vm, args.get(0))?;
    let mut scan = Scan::new(vm, pattern, text, args.opt(2), args.opt(3))?;
    let nothing = empty(vm, text);
    let mut found = Vec::new();
    while scan.step(vm, pattern, text, How::Search)? {
        let group = |span: &(usize, usize)| {
            if span.0 == NOWHERE { Ok(nothing.clone()) } else { part(vm, text, *span) }
        };
        let item = match &scan.spans[..] {
            [one] | [_, one] => group(one)?,
            [_, groups @ ..] => {
                let texts: PyResult<Vec<Value>> = groups.iter().map(group).collect();
                vm.heap().tuple(texts?)
            }
            [] => break,
        };
        found.try_reserve(1).map_err(|_| vm.memory_error())?;
        found.push(item);
    }
    Ok(vm.heap().list(found))
}

fn split(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let text = args.get(1);
    let pattern = of(vm, args.get(0))?;
    let most = match args.opt(2) {
        Some(most) => vm.index_or(most, |vm| vm.types().overflow_error())?,
        None => 0,
    };
    let mut scan = Scan::new(vm, pattern, text, None, None)?;
    let (mut parts, mut last, mut count) = (Vec::new(), 0, 0);
    while (most == 0 || count < most) && scan.step(vm, pattern, text, How::Search)? {
        parts.try_reserve(scan.spans.len()).map_err(|_| vm.memory_error())?;
        let (start, end) = scan.spans[0];
        parts.push(part(vm, text, (last, start))?);
        for &span in &scan.spans[1..] {
            parts.push(if span.0 == NOWHERE { Value::NONE } else { part(vm, text, span)? });
        }
        last = end;
        count += 1;
    }
    let len = with_units(vm, text, |units| units.len())?;
    parts.push(part(vm, text, (last, len))?);
    Ok(vm.heap().list(parts))
}

const FLAG_NAMES: [(u32, &str); 9] = [
    (flag::TEMPLATE, "TEMPLATE"),
    (flag::IGNORECASE, "IGNORECASE"),
    (flag::LOCALE, "LOCALE"),
    (flag::MULTILINE, "MULTILINE"),
    (flag::DOTALL, "DOTALL"),
    (flag::UNICODE, "UNICODE"),
    (flag::VERBOSE, "VERBOSE"),
    (flag::DEBUG, "DEBUG"),
    (flag::ASCII, "ASCII"),
];

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let pattern = of(vm, value)?;
    let mut flags = pattern.flags;
    // What a str has anyway is not told.
    if pattern.is_str() && flags & (flag::LOCALE | flag::ASCII) == 0 {
        flags &= !flag::UNICODE;
    }
    let mut names: Vec<String> = Vec::new();
    for (bit, name) in FLAG_NAMES {
        if flags & bit != 0 {
            names.push(format!("re.{name}"));
            flags &= !bit;
        }
    }
    if flags != 0 {
        names.push(format!("{flags:#x}"));
    }
    let source = vm.repr(&pattern.source)?;
    let source = source.lossy_text();
    let source: String = source.chars().take(200).collect();
    let flags = if names.is_empty() { String::new() } else { format!(", {}", names.join("|")) };
    Ok(vm.heap().str(&format!("re.compile({source}{flags})")))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: Comparison) -> PyResult {
    let (Some(x), Some(y)) = (a.payload::<Pattern>(), b.payload::<Pattern>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, Comparison::Eq | Comparison::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let equal = x.flags == y.flags && x.is_str() == y.is_str() && vm.equal(&x.source, &y.source)?;
    Ok(Value::bool(equal == (op == Comparison::Eq)))
}

fn hash(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    let pattern = of(vm, value)?;
    Ok(vm.hash(&pattern.source)? ^ i64::from(pattern.flags))
}
