//! JSON text to values: `make_scanner`.
//!
//! The text is a str, which never changes, so hooks may run in the midst. Keys that come again are the same objects.

use crate::object::boxed::Payload;
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::native::{CallArgs, NativeDef};
use crate::object::{Heap, PyResult, Value, Visitor};
use crate::text::Units;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::ClassDef;

use super::{Failure, Unit, string};

/// `_json.Scanner`: what a decoder asks for, once and for all its texts.
pub static SCANNER: ClassDef = ClassDef {
    name: "Scanner",
    module: "_json",
    doc: "JSON scanner object",
    slots: |s| {
        s.new.set(Some(new));
        s.call.set(Some(call));
    },
    new: Some(&NativeDef::static_method("__new__(cls, context)", "", |vm, args| {
        let class = args.get(0).clone();
        let context = args.get(1).clone();
        new(vm, &class, CallArgs::positional_only(&[context]))
    })),
    getsets: &[
        GetSetDef::member("strict", "strict", |_, v| Ok(Value::bool(options(v, |o| o.strict).unwrap_or(true)))),
        GetSetDef::member("object_hook", "object_hook", |_, v| Ok(hook(v, |o| &o.object_hook))),
        GetSetDef::member("object_pairs_hook", "", |_, v| Ok(hook(v, |o| &o.object_pairs_hook))),
        GetSetDef::member("parse_float", "parse_float", |_, v| Ok(hook(v, |o| &o.parse_float))),
        GetSetDef::member("parse_int", "parse_int", |_, v| Ok(hook(v, |o| &o.parse_int))),
        GetSetDef::member("parse_constant", "parse_constant", |_, v| Ok(hook(v, |o| &o.parse_constant))),
    ],
    ..ClassDef::EMPTY
};

struct Options {
    strict: bool,
    object_hook: Value,
    object_pairs_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
    /// The hooks are `float` and `int` themselves.
    plain_float: bool,
    plain_int: bool,
}

impl Payload for Options {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        let hooks = [&self.object_hook, &self.object_pairs_hook, &self.parse_float, &self.parse_int];
        hooks.into_iter().for_each(&mut *visit);
        visit(&self.parse_constant);
    }
}

fn options<R>(value: &Value, look: impl FnOnce(&Options) -> R) -> Option<R> {
    value.payload::<Options>().map(look)
}

fn hook(value: &Value, choose: fn(&Options) -> &Value) -> Value {
    options(value, |o| choose(o).clone()).unwrap_or(Value::NONE)
}

fn new(vm: &mut Vm, class: &Value, args: CallArgs<'_>) -> PyResult {
    let [context] = args.values() else {
        return Err(vm.type_error("make_scanner() missing required argument 'context' (pos 1)"));
    };
    let heap = vm.heap();
    let mut read = |name: &str| vm.get_attr(context, &heap.intern(name));
    let strict = read("strict")?;
    let (object_hook, object_pairs_hook) = (read("object_hook")?, read("object_pairs_hook")?);
    let (parse_float, parse_int) = (read("parse_float")?, read("parse_int")?);
    let parse_constant = read("parse_constant")?;
    let strict = vm.truth(&strict)?;
    let (plain_float, plain_int) = (parse_float.is(vm.types().float()), parse_int.is(vm.types().int()));
    let options = Options {
        strict,
        object_hook,
        object_pairs_hook,
        parse_float,
        parse_int,
        parse_constant,
        plain_float,
        plain_int,
    };
    Ok(heap.boxed(class, options))
}

/// `scanner(string, idx)`: the value that begins there and the index after it.
fn call(vm: &mut Vm, scanner: &Value, args: CallArgs<'_>) -> PyResult {
    let Some(options) = scanner.payload::<Options>() else { return Err(vm.type_error("a scanner is required")) };
    let mut given = [args.positional().first(), args.positional().get(1)];
    for (name, value) in args.keywords() {
        let name = name.lossy_text();
        match name.as_str() {
            "string" => given[0] = Some(value),
            "idx" => given[1] = Some(value),
            _ => return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for scan_once()"))),
        }
    }
    let [Some(value), Some(index)] = given else {
        let (name, place) = if given[0].is_none() { ("string", 1) } else { ("idx", 2) };
        return Err(vm.type_error(format!("scan_once() missing required argument '{name}' (pos {place})")));
    };
    let index = vm.index_i64(index)?;
    let Some(text) = value.as_str() else {
        let found = vm.type_name(value);
        return Err(vm.type_error(format!("first argument must be a string, not {found}")));
    };
    let Ok(index) = usize::try_from(index) else { return Err(vm.value_error("idx cannot be negative")) };
    let all = text.units();
    let heap = vm.heap();
    let scanned = match all {
        Units::One(units) => Scan::new(heap, options, all, units).value(vm, index),
        Units::Two(units) => Scan::new(heap, options, all, units).value(vm, index),
        Units::Four(units) => Scan::new(heap, options, all, units).value(vm, index),
    };
    match scanned {
        Ok((found, end)) => Ok(heap.pair(found, Value::from_len(end))),
        Err(failure) => Err(failure.raise(vm, value)),
    }
}

/// The index of the first unit from `at` on that is no white space.
#[inline(always)]
pub fn skip_space<U: Unit>(units: &[U], mut at: usize) -> usize {
    while units.get(at).is_some_and(|unit| matches!(unit.byte(), b' ' | b'\n' | b'\r' | b'\t')) {
        at += 1;
    }
    at
}

type Scanned = Result<(Value, usize), Failure>;

/// Places of recent keys.
const KEYS: usize = 64;

struct Scan<'a, U> {
    heap: &'a Heap,
    options: &'a Options,
    all: Units<'a>,
    units: &'a [U],
    keys: [Option<Value>; KEYS],
}

impl<'a, U: Unit> Scan<'a, U> {
    fn new(heap: &'a Heap, options: &'a Options, all: Units<'a>, units: &'a [U]) -> Self {
        Scan { heap, options, all, units, keys: [const { None }; KEYS] }
    }

    #[inline(always)]
    fn byte(&self, at: usize) -> Option<u8> {
        self.units.get(at).map(|unit| unit.byte())
    }

    fn value(&mut self, vm: &mut Vm, at: usize) -> Scanned {
        match self.byte(at) {
            Some(b'"') => string::scan(self.heap, self.all, self.units, at + 1, self.options.strict),
            Some(b'{') => self.nested(vm, " while decoding a JSON object from a unicode string", at, Self::object),
            Some(b'[') => self.nested(vm, " while decoding a JSON array from a unicode string", at, Self::array),
            Some(b'n') if self.is_word(at, "null") => Ok((Value::NONE, at + 4)),
            Some(b't') if self.is_word(at, "true") => Ok((Value::TRUE, at + 4)),
            Some(b'f') if self.is_word(at, "false") => Ok((Value::FALSE, at + 5)),
            Some(b'N') if self.is_word(at, "NaN") => self.constant(vm, "NaN", at),
            Some(b'I') if self.is_word(at, "Infinity") => self.constant(vm, "Infinity", at),
            Some(b'-') if self.is_word(at, "-Infinity") => self.constant(vm, "-Infinity", at),
            Some(b'-' | b'0'..=b'9') => self.number(vm, at),
            _ => Err(Failure::Nothing(at)),
        }
    }

    fn nested(
        &mut self,
        vm: &mut Vm,
        what: &str,
        at: usize,
        inner: fn(&mut Self, &mut Vm, usize) -> Scanned,
    ) -> Scanned {
        let mut result = Err(Failure::Nothing(at));
        vm.recurse(what, |vm| {
            result = inner(self, vm, at + 1);
            Ok(())
        })?;
        result
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        let units = self.units.get(at..at + word.len()).unwrap_or_default();
        units.len() == word.len() && units.iter().zip(word.bytes()).all(|(unit, byte)| unit.byte() == byte)
    }

    #[cold]
    fn constant(&mut self, vm: &mut Vm, word: &'static str, at: usize) -> Scanned {
        let value = vm.call(&self.options.parse_constant, &[self.heap.str(word)])?;
        Ok((value, at + word.len()))
    }

    fn number(&mut self, vm: &mut Vm, start: usize) -> Scanned {
        let digits = |mut at: usize| {
            while matches!(self.byte(at), Some(b'0'..=b'9')) {
                at += 1;
            }
            at
        };
        let negative = self.byte(start) == Some(b'-');
        let first = start + usize::from(negative);
        let mut end = match self.byte(first) {
            Some(b'0') => first + 1,
            Some(b'1'..=b'9') => digits(first + 1),
            _ => return Err(Failure::Nothing(start)),
        };
        let whole = end;
        if self.byte(end) == Some(b'.') && matches!(self.byte(end + 1), Some(b'0'..=b'9')) {
            end = digits(end + 2);
        }
        if matches!(self.byte(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.byte(end + 1), Some(b'+' | b'-')));
            if matches!(self.byte(end + 1 + sign), Some(b'0'..=b'9')) {
                end = digits(end + 2 + sign);
            }
        }
        let units = self.units.get(start..end).unwrap_or_default();
        if end == whole && self.options.plain_int && end - first <= 18 {
            let digits = units.iter().skip(usize::from(negative));
            let number = digits.fold(0, |sum: i64, unit| sum * 10 + i64::from(unit.byte() & 15));
            return Ok((self.heap.int(if negative { -number } else { number }), end));
        }
        let text: String = units.iter().map(|unit| char::from(unit.byte())).collect();
        let value = if end == whole {
            vm.call(&self.options.parse_int, &[self.heap.str(&text)])?
        } else if self.options.plain_float {
            match text.parse() {
                Ok(float) => self.heap.float(float),
                Err(_) => return Err(Failure::Nothing(start)),
            }
        } else {
            vm.call(&self.options.parse_float, &[self.heap.str(&text)])?
        };
        Ok((value, end))
    }

    fn array(&mut self, vm: &mut Vm, at: usize) -> Scanned {
        let mut items = Vec::new();
        let mut at = skip_space(self.units, at);
        if self.byte(at) == Some(b']') {
            return Ok((self.heap.list(items), at + 1));
        }
        loop {
            let (value, end) = self.value(vm, at)?;
            items.push(value);
            at = skip_space(self.units, end);
            match self.byte(at) {
                Some(b',') => at = skip_space(self.units, at + 1),
                Some(b']') => return Ok((self.heap.list(items), at + 1)),
                _ => return Err(Failure::Wrong("Expecting ',' delimiter", at)),
            }
        }
    }

    fn object(&mut self, vm: &mut Vm, at: usize) -> Scanned {
        let made = self.heap.dict();
        let with_pairs = !self.options.object_pairs_hook.is_none();
        let mut pairs = Vec::new();
        let mut at = skip_space(self.units, at);
        if self.byte(at) == Some(b'}') {
            at += 1;
        } else {
            loop {
                if self.byte(at) != Some(b'"') {
                    return Err(Failure::Wrong("Expecting property name enclosed in double quotes", at));
                }
                let (key, end) = self.key(at + 1)?;
                at = skip_space(self.units, end);
                if self.byte(at) != Some(b':') {
                    return Err(Failure::Wrong("Expecting ':' delimiter", at));
                }
                let (value, end) = self.value(vm, skip_space(self.units, at + 1))?;
                if with_pairs {
                    pairs.push(self.heap.pair(key, value));
                } else if let Some(dict) = made.downcast::<Dict>() {
                    drop(dict.set_str(&key, value).or_memory_error(vm)?);
                }
                at = skip_space(self.units, end);
                match self.byte(at) {
                    Some(b',') => at = skip_space(self.units, at + 1),
                    Some(b'}') => break,
                    _ => return Err(Failure::Wrong("Expecting ',' delimiter", at)),
                }
            }
            at += 1;
        }
        if with_pairs {
            let made = vm.call(&self.options.object_pairs_hook, &[self.heap.list(pairs)])?;
            return Ok((made, at));
        }
        if !self.options.object_hook.is_none() {
            return Ok((vm.call(&self.options.object_hook, &[made])?, at));
        }
        Ok((made, at))
    }

    /// The string at `begin`, an object known from before if there is one.
    fn key(&mut self, begin: usize) -> Scanned {
        let rest = self.units.get(begin..).unwrap_or_default();
        let len = string::plain_run(rest, true);
        if rest.get(len).map(|unit| unit.byte()) != Some(b'"') {
            return string::scan(self.heap, self.all, self.units, begin, self.options.strict);
        }
        let word = rest.get(..len).unwrap_or_default();
        let sample = |at: usize| word.get(at).map_or(0, |unit| unit.point() as usize);
        let place = (len ^ sample(0) << 1 ^ sample(len / 2) << 3 ^ sample(len.wrapping_sub(1))) % KEYS;
        if let Some(known) = &self.keys[place]
            && let Some(text) = known.as_str()
            && text.len() == len
            && text.units().iter().eq(word.iter().map(|unit| unit.point()))
        {
            return Ok((known.clone(), begin + len + 1));
        }
        let key = string::part(self.heap, self.all, begin, begin + len)?;
        self.keys[place] = Some(key.clone());
        Ok((key, begin + len + 1))
    }
}
