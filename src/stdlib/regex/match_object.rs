//! `re.Match`.

use crate::object::boxed::Payload;
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::matcher::NOWHERE;
use super::pattern::{self, Pattern};
use super::scan::part;
use super::substitution;

/// Where something lies in the text; a group that did not match is NOWHERE.
pub type Span = (usize, usize);

/// The class's row.
pub static MATCH: ClassDef = ClassDef {
    name: "Match",
    module: "re",
    doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
    slots: slots!(|s| {
        s.repr.set(Some(repr));
        s.getitem.set(Some(|vm, value, group| {
            let group = group_number(vm, value, group)?;
            text_of(vm, value, group, &Value::NONE)
        }));
    }),
    methods: &[
        NativeDef::method("group(self, /, *groups)", "Return subgroup(s) of the match by indices or names.", group),
        NativeDef::method("start(self, group=0, /)", "Return index of the start of the substring.", |vm, args| {
            Ok(index(span_of(vm, args)?.0))
        }),
        NativeDef::method("end(self, group=0, /)", "Return index of the end of the substring.", |vm, args| {
            Ok(index(span_of(vm, args)?.1))
        }),
        NativeDef::method("span(self, group=0, /)", "The 2-tuple (m.start(group), m.end(group)).", |vm, args| {
            let (start, end) = span_of(vm, args)?;
            Ok(vm.heap().pair(index(start), index(end)))
        }),
        NativeDef::method("groups(self, /, default=None)", "A tuple of all the subgroups, from 1.", |vm, args| {
            let (value, default) = (args.get(0), args.opt(1).cloned().unwrap_or(Value::NONE));
            let count = found(vm, value)?.spans.len();
            let texts: PyResult<Vec<Value>> = (1..count).map(|group| text_of(vm, value, group, &default)).collect();
            Ok(vm.heap().tuple(texts?))
        }),
        NativeDef::method("groupdict(self, /, default=None)", "A dict of all the named subgroups.", group_dict),
        NativeDef::method("expand(self, /, template)", "Return the template with its groups filled in.", |vm, args| {
            let (value, template) = (args.get(0).clone(), args.get(1).clone());
            substitution::expand(vm, &value, &template)
        }),
        NativeDef::method("__copy__(self, /)", "", |_, args| Ok(args.take(0))),
        NativeDef::method("__deepcopy__(self, memo, /)", "", |_, args| Ok(args.take(0))),
        NativeDef::class_method("__class_getitem__(cls, item, /)", "See PEP 585", pattern::alias),
    ],
    getsets: &[
        GetSetDef::member("re", "The regular expression object.", |vm, v| Ok(found(vm, v)?.pattern.clone())),
        GetSetDef::member("string", "The string passed to match() or search().", |vm, v| {
            Ok(found(vm, v)?.string.clone())
        }),
        GetSetDef::member("pos", "The index into the string at which the RE engine started looking.", |vm, v| {
            Ok(Value::from_len(found(vm, v)?.bounds.0))
        }),
        GetSetDef::member("endpos", "The index into the string beyond which the RE engine will not go.", |vm, v| {
            Ok(Value::from_len(found(vm, v)?.bounds.1))
        }),
        GetSetDef::read("lastindex", "The integer index of the last matched capturing group.", |vm, v| {
            Ok(found(vm, v)?.last.map_or(Value::NONE, Value::from_len))
        }),
        GetSetDef::read("lastgroup", "The name of the last matched capturing group.", |vm, v| {
            let found = found(vm, v)?;
            let name = found.last.and_then(|last| pattern::of(vm, &found.pattern).ok()?.name_of(last));
            Ok(name.unwrap_or(Value::NONE))
        }),
        GetSetDef::read("regs", "", |vm, v| {
            let heap = vm.heap();
            let pairs = found(vm, v)?.spans.iter().map(|&(start, end)| heap.pair(index(start), index(end))).collect();
            Ok(heap.tuple(pairs))
        }),
    ],
    ..ClassDef::EMPTY
};

/// What a match object knows.
pub struct Found {
    pub pattern: Value,
    pub string: Value,
    /// `pos` and `endpos`.
    bounds: Span,
    /// The whole match, then the groups.
    pub spans: Box<[Span]>,
    last: Option<usize>,
}

impl Payload for Found {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.pattern);
        visit(&self.string);
    }
}

/// The payload of a match object.
pub fn found<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Found> {
    value.payload().ok_or_else(|| vm.type_error("a re.Match object is required"))
}

/// The object of a match: `bounds` are the search's pos and endpos.
pub fn made(vm: &mut Vm, pattern: &Value, string: &Value, bounds: Span, spans: &[Span], last: Option<usize>) -> Value {
    let class = vm.native_class(&MATCH);
    let found = Found { pattern: pattern.clone(), string: string.clone(), bounds, spans: spans.into(), last };
    vm.heap().boxed(&class, found)
}

/// A place as Python sees it: -1 where a group did not match.
fn index(place: usize) -> Value {
    if place == NOWHERE { Value::small_int(-1).unwrap_or(Value::NONE) } else { Value::from_len(place) }
}

/// The number of a group that is given by number or name.
fn group_number(vm: &mut Vm, value: &Value, group: &Value) -> PyResult<usize> {
    let found = found(vm, value)?;
    let number = match group.as_small_int() {
        Some(number) => usize::try_from(number).ok(),
        None => {
            let name = vm.heap().intern("__index__");
            if vm.lookup_special(group, &name)?.is_some() {
                usize::try_from(vm.index_i64(group)?).ok()
            } else {
                let known = match pattern::of(vm, &found.pattern)?.names.downcast::<Dict>() {
                    Some(names) => vm.dict_get(names, group)?,
                    None => None,
                };
                known.and_then(|number| usize::try_from(number.as_small_int()?).ok())
            }
        }
    };
    match number.filter(|&number| number < found.spans.len()) {
        Some(number) => Ok(number),
        None => Err(vm.index_error("no such group")),
    }
}

fn text_of(vm: &Vm, value: &Value, group: usize, default: &Value) -> PyResult {
    let found = found(vm, value)?;
    match found.spans.get(group) {
        Some(&span) if span.0 != NOWHERE => part(vm, &found.string, span),
        _ => Ok(default.clone()),
    }
}

fn span_of(vm: &mut Vm, args: &Args<'_>) -> PyResult<Span> {
    let value = args.get(0);
    let group = match args.opt(1) {
        Some(group) => group_number(vm, value, group)?,
        None => 0,
    };
    Ok(found(vm, value)?.spans.get(group).copied().unwrap_or((NOWHERE, NOWHERE)))
}

fn group(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (value, groups) = (args.get(0), args.rest(1));
    let mut text = |group: &Value| {
        let group = group_number(vm, value, group)?;
        text_of(vm, value, group, &Value::NONE)
    };
    match groups {
        [] => text_of(vm, value, 0, &Value::NONE),
        [one] => text(one),
        several => {
            let texts: PyResult<Vec<Value>> = several.iter().map(text).collect();
            Ok(vm.heap().tuple(texts?))
        }
    }
}

fn group_dict(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let (value, default) = (args.get(0), args.opt(1).cloned().unwrap_or(Value::NONE));
    let names = pattern::of(vm, &found(vm, value)?.pattern)?.names.clone();
    let result = vm.heap().dict();
    if let (Some(names), Some(dict)) = (names.downcast::<Dict>(), result.downcast::<Dict>()) {
        for (name, number) in names.items() {
            let group = number.as_small_int().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            let text = text_of(vm, value, group, &default)?;
            vm.dict_set(dict, &name, &text)?;
        }
    }
    Ok(result)
}

fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let (start, end) = found(vm, value)?.spans[0];
    let text = text_of(vm, value, 0, &Value::NONE)?;
    let shown = vm.repr(&text)?;
    let shown: String = shown.lossy_text().chars().take(50).collect();
    Ok(vm.heap().str(&format!("<re.Match object; span=({start}, {end}), match={shown}>")))
}

impl Pattern {
    /// The name of a group.
    fn name_of(&self, group: usize) -> Option<Value> {
        let names = self.names.downcast::<Dict>()?.items();
        names.into_iter().find(|(_, number)| number.as_small_int() == Some(group as i64)).map(|(name, _)| name)
    }
}
