//! `operator`: the operators as functions, and callables that get items, attributes and methods.

mod getters;

use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::native::{Args, NativeDef};
use crate::object::slots::Comparison;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::Operator;

use super::{ModuleDef, set};

/// Shows what `_operator` has.
pub static OPERATOR: ModuleDef = ModuleDef {
    name: "operator",
    doc: NATIVE_OPERATOR.doc,
    init: Some(|vm, module| {
        let native = vm.import_module("_operator")?;
        let items = native.downcast::<Module>().map(|m| m.dict().items()).unwrap_or_default();
        for (name, value) in items {
            if module.dict().get_str(&name).is_none() {
                drop(module.dict().set_str(&name, value).or_memory_error(vm)?);
            }
        }
        Ok(())
    }),
    ..ModuleDef::EMPTY
};

pub static NATIVE_OPERATOR: ModuleDef = ModuleDef {
    name: "_operator",
    doc: "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic \
          operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
    functions: FUNCTIONS,
    classes: &[&getters::ATTRGETTER, &getters::ITEMGETTER, &getters::METHODCALLER],
    init: Some(|vm, module| {
        let mut public = Vec::new();
        for def in FUNCTIONS {
            let name = def.name();
            public.push(vm.heap().intern(name));
            let special = match name {
                "not_" | "and_" | "or_" => name.trim_end_matches('_'),
                "countOf" | "indexOf" | "is_" | "is_not" | "length_hint" | "truth" => continue,
                name => name,
            };
            if let Some(function) = module.dict().get_str(&vm.heap().intern(name)) {
                set(vm, module, &format!("__{special}__"), function)?;
            }
        }
        public.extend(["attrgetter", "itemgetter", "methodcaller"].map(|name| vm.heap().intern(name)));
        public.sort_by_key(|name| name.as_str().map(|s| s.to_string_lossy()));
        set(vm, module, "__all__", vm.heap().list(public))
    }),
};

macro_rules! comparison {
    ($name:literal, $doc:literal, $op:ident) => {
        NativeDef::function(concat!($name, "(a, b, /)"), $doc, |vm, args| {
            vm.compare(args.get(0), args.get(1), Comparison::$op)
        })
    };
}

macro_rules! binary {
    ($name:literal, $doc:literal, $op:ident) => {
        NativeDef::function(concat!($name, "(a, b, /)"), $doc, |vm, args| {
            vm.binary(Operator::$op, args.get(0), args.get(1))
        })
    };
}

macro_rules! inplace {
    ($name:literal, $doc:literal, $op:ident) => {
        NativeDef::function(concat!($name, "(a, b, /)"), $doc, |vm, args| {
            vm.inplace(Operator::$op, args.get(0), args.get(1))
        })
    };
}

macro_rules! unary {
    ($name:literal, $doc:literal, $method:ident) => {
        NativeDef::function(concat!($name, "(a, /)"), $doc, |vm, args| vm.$method(args.get(0)))
    };
}

#[rustfmt::skip]
static FUNCTIONS: &[NativeDef] = &[
    unary!("abs", "Same as abs(a).", absolute),
    binary!("add", "Same as a + b.", Add),
    binary!("and_", "Same as a & b.", And),
    NativeDef::function("concat(a, b, /)", "Same as a + b, for a and b sequences.", |vm, args| {
        joined(vm, args, Vm::binary)
    }),
    NativeDef::function("contains(a, b, /)", "Same as b in a (note reversed operands).", |vm, args| {
        vm.contains(args.get(0), args.get(1)).map(Value::bool)
    }),
    NativeDef::function("countOf(a, b, /)", "Return the number of items in a which are, or which equal, b.", |vm, args| {
        let (mut count, wanted, iterator) = (0, args.get(1).clone(), iterator(vm, args)?);
        vm.for_each(&iterator, |vm, item| {
            count += usize::from(vm.equal(&item, &wanted)?);
            Ok(())
        })?;
        Ok(Value::from_len(count))
    }),
    NativeDef::function("delitem(a, b, /)", "Same as del a[b].", |vm, args| {
        vm.del_item(args.get(0), args.get(1)).map(|()| Value::NONE)
    }),
    comparison!("eq", "Same as a == b.", Eq),
    binary!("floordiv", "Same as a // b.", FloorDivide),
    comparison!("ge", "Same as a >= b.", Ge),
    NativeDef::function("getitem(a, b, /)", "Same as a[b].", |vm, args| vm.get_item(args.get(0), args.get(1))),
    comparison!("gt", "Same as a > b.", Gt),
    inplace!("iadd", "Same as a += b.", Add),
    inplace!("iand", "Same as a &= b.", And),
    NativeDef::function("iconcat(a, b, /)", "Same as a += b, for a and b sequences.", |vm, args| {
        joined(vm, args, Vm::inplace)
    }),
    inplace!("ifloordiv", "Same as a //= b.", FloorDivide),
    inplace!("ilshift", "Same as a <<= b.", LShift),
    inplace!("imatmul", "Same as a @= b.", MatrixMultiply),
    inplace!("imod", "Same as a %= b.", Remainder),
    inplace!("imul", "Same as a *= b.", Multiply),
    unary!("index", "Same as a.__index__()", index),
    NativeDef::function("indexOf(a, b, /)", "Return the first index of b in a.", index_of),
    unary!("inv", "Same as ~a.", invert),
    unary!("invert", "Same as ~a.", invert),
    inplace!("ior", "Same as a |= b.", Or),
    inplace!("ipow", "Same as a **= b.", Power),
    inplace!("irshift", "Same as a >>= b.", RShift),
    NativeDef::function("is_(a, b, /)", "Same as a is b.", |_, args| Ok(Value::bool(args.get(0).is(args.get(1))))),
    NativeDef::function("is_not(a, b, /)", "Same as a is not b.", |_, args| Ok(Value::bool(!args.get(0).is(args.get(1))))),
    inplace!("isub", "Same as a -= b.", Subtract),
    inplace!("itruediv", "Same as a /= b.", TrueDivide),
    inplace!("ixor", "Same as a ^= b.", Xor),
    comparison!("le", "Same as a <= b.", Le),
    NativeDef::function("length_hint(obj, default=0, /)", "Return an estimate of the number of items in obj.", |vm, args| {
        let default = match args.opt(1) {
            Some(default) if default.as_int().is_none() => {
                let got = vm.type_name(default);
                return Err(vm.type_error(format!("'{got}' object cannot be interpreted as an integer")));
            }
            Some(default) => usize::try_from(vm.index_i64(default)?).unwrap_or(0),
            None => 0,
        };
        let hint = vm.length_hint(args.get(0), default)?;
        Ok(vm.heap().int(hint as i64))
    }),
    binary!("lshift", "Same as a << b.", LShift),
    comparison!("lt", "Same as a < b.", Lt),
    binary!("matmul", "Same as a @ b.", MatrixMultiply),
    binary!("mod", "Same as a % b.", Remainder),
    binary!("mul", "Same as a * b.", Multiply),
    comparison!("ne", "Same as a != b.", Ne),
    unary!("neg", "Same as -a.", negative),
    NativeDef::function("not_(a, /)", "Same as not a.", |vm, args| vm.truth(args.get(0)).map(|t| Value::bool(!t))),
    binary!("or_", "Same as a | b.", Or),
    unary!("pos", "Same as +a.", positive),
    binary!("pow", "Same as a ** b.", Power),
    binary!("rshift", "Same as a >> b.", RShift),
    NativeDef::function("setitem(a, b, c, /)", "Same as a[b] = c.", |vm, args| {
        vm.set_item(args.get(0), args.get(1), args.get(2)).map(|()| Value::NONE)
    }),
    binary!("sub", "Same as a - b.", Subtract),
    binary!("truediv", "Same as a / b.", TrueDivide),
    NativeDef::function("truth(a, /)", "Return True if a is true, False otherwise.", |vm, args| {
        vm.truth(args.get(0)).map(Value::bool)
    }),
    binary!("xor", "Same as a ^ b.", Xor),
];

/// `concat` and `iconcat`: sequences only.
fn joined(vm: &mut Vm, args: &mut Args<'_>, add: fn(&mut Vm, Operator, &Value, &Value) -> PyResult) -> PyResult {
    let (a, b) = (args.get(0), args.get(1));
    let slots = &vm.class_of(a).slots;
    let is_sequence =
        |vm: &Vm, v: &Value| v.downcast::<Dict>().is_none() && vm.class_of(v).slots.getitem.get().is_some();
    let joins = slots.concat.get().is_some()
        || is_sequence(vm, a) && is_sequence(vm, b) && slots.add.get().or(vm.class_of(b).slots.add.get()).is_some();
    if !joins {
        return Err(vm.type_error(format!("'{}' object can't be concatenated", vm.type_name(a))));
    }
    add(vm, Operator::Add, a, b)
}

fn iterator(vm: &mut Vm, args: &Args<'_>) -> PyResult {
    match vm.iter(args.get(0)) {
        Err(error) if vm.is_exception(&error, vm.types().type_error()) => {
            let got = vm.type_name(args.get(0));
            Err(vm.type_error(format!("argument of type '{got}' is not iterable")))
        }
        result => result,
    }
}

fn index_of(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let iterator = iterator(vm, args)?;
    let mut index = 0;
    while let Some(item) = vm.next(&iterator)? {
        if vm.equal(&item, args.get(1))? {
            return Ok(Value::from_len(index));
        }
        index += 1;
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}
