//! Searches that go on from match to match: `finditer`'s iterator and `Pattern.scanner`.

use std::cell::RefCell;

use crate::object::boxed::Payload;
use crate::object::descriptor::GetSetDef;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value, Visitor};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

use super::pattern;
use super::scan::{How, Scan};

/// What `finditer` gives; CPython's is an `iter(scanner.search, None)`.
pub static ITERATOR: ClassDef = ClassDef {
    name: "callable_iterator",
    slots: slots!(|s| {
        s.iter.set(Some(|_, v| Ok(v.clone())));
        s.next.set(Some(|vm, v| next(vm, v, How::Search)));
    }),
    ..ClassDef::EMPTY
};

/// `_sre.SRE_Scanner`.
pub static SCANNER: ClassDef = ClassDef {
    name: "SRE_Scanner",
    module: "_sre",
    methods: &[
        NativeDef::method("match(self, /)", "", |vm, args| {
            Ok(next(vm, args.get(0), How::Match)?.unwrap_or(Value::NONE))
        }),
        NativeDef::method("search(self, /)", "", |vm, args| {
            Ok(next(vm, args.get(0), How::Search)?.unwrap_or(Value::NONE))
        }),
    ],
    getsets: &[GetSetDef::member("pattern", "", |vm, v| Ok(scanner(vm, v)?.pattern.clone()))],
    ..ClassDef::EMPTY
};

struct Scanner {
    pattern: Value,
    string: Value,
    /// Borrowed while it searches, which a signal handler may interrupt.
    scan: RefCell<Scan>,
}

impl Payload for Scanner {
    fn traverse(&self, visit: &mut Visitor<'_>) {
        visit(&self.pattern);
        visit(&self.string);
    }
}

fn scanner<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Scanner> {
    value.payload().ok_or_else(|| vm.type_error("a scanner is required"))
}

/// A scanner or iterator for (pattern, string, pos, endpos).
pub fn over(vm: &mut Vm, args: &mut Args<'_>, class: &'static ClassDef) -> PyResult {
    let (pattern, string) = (args.get(0).clone(), args.get(1).clone());
    let scan = Scan::new(vm, pattern::of(vm, &pattern)?, &string, args.opt(2), args.opt(3))?;
    let class = vm.native_class(class);
    Ok(vm.heap().boxed(&class, Scanner { pattern, string, scan: RefCell::new(scan) }))
}

fn next(vm: &mut Vm, value: &Value, how: How) -> PyResult<Option<Value>> {
    let scanner = scanner(vm, value)?;
    let pattern = pattern::of(vm, &scanner.pattern)?;
    let Ok(mut scan) = scanner.scan.try_borrow_mut() else {
        return Err(vm.value_error("the scanner is already searching"));
    };
    let found = scan.step(vm, pattern, &scanner.string, how)?;
    Ok(found.then(|| scan.result(vm, &scanner.pattern, &scanner.string)))
}
