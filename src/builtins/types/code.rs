//! code.

use std::rc::Rc;

use crate::builtins::types::bounds::c_int;
use crate::bytecode::code::{Body, CodeObject, flags};
use crate::bytecode::lines;
use crate::object::class::class_flag;
use crate::object::code::Code;
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::native::NativeDef;
use crate::object::slots::Comparison;
use crate::object::tuple::Tuple;
use crate::object::{PyResult, Tag, Value};
use crate::text::Text;
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

pub static CODE: ClassDef = ClassDef {
    name: "code",
    doc: "Create a code object.  Not for mere mortals.",
    layout: Tag::Code,
    flags: class_flag::WEAK,
    slots: slots!(|s| {
        s.repr.set(Some(|vm, value| {
            let c = code(vm, value)?;
            let (name, file) = (vm.str_text(&c.name)?, vm.str_text(&c.filename)?);
            let line = match c.object.firstlineno {
                0 => "-1".to_string(),
                line => line.to_string(),
            };
            let text = format!("<code object {name} at {:#x}, file \"{file}\", line {line}>", value.id());
            Ok(vm.heap().str(&text))
        }));
        s.hash.set(Some(|vm, value| {
            let c = code(vm, value)?;
            let mut hash = vm.hash(&c.name)?;
            for name in c.names() {
                hash ^= vm.hash(name)?;
            }
            let o = &c.object;
            hash ^= i64::from(o.argcount ^ o.kwonlyargcount ^ o.nlocals ^ o.flags);
            Ok(if hash == -1 { -2 } else { hash })
        }));
        s.compare.set(Some(|vm, a, b, op| {
            let (Some(x), Some(y)) = (a.downcast::<Code>(), b.downcast::<Code>()) else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            if !matches!(op, Comparison::Eq | Comparison::Ne) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let same = a.is(b) || same_code(vm, x, y)?;
            Ok(Value::bool(same == (op == Comparison::Eq)))
        }));
    }),
    new: Some(&NEW),
    methods: &[
        NativeDef::method("co_lines(self, /)", "", |vm, args| {
            let heap = vm.heap();
            let value = args.take(0);
            let o = &code(vm, &value)?.object;
            let rows = lines::ranges(&o.linetable, o.firstlineno).into_iter().map(|r| {
                let line = r.line.map_or(Value::NONE, |l| Value::from_len(l as usize));
                heap.tuple(vec![Value::from_len(r.start as usize), Value::from_len(r.end as usize), line])
            });
            let rows = heap.list(rows.collect());
            vm.iter(&rows)
        }),
        NativeDef::method(
            "replace(self, /, *args, **changes)",
            "Return a copy of the code object with new values for the specified fields.",
            |vm, args| {
                let value = args.take(0);
                if !args.rest(1).is_empty() {
                    return Err(vm.type_error("replace() takes no positional arguments"));
                }
                let changes = args.get(2).downcast::<Dict>().map(Dict::items).unwrap_or_default();
                replace(vm, code(vm, &value)?, &changes)
            },
        ),
        NativeDef::method("__sizeof__(self, /)", "", |_, _| Ok(Value::from_len(176))),
    ],
    getsets: &[
        GetSetDef::member("co_argcount", "", |vm, c| number(vm, c, |o| o.argcount)),
        GetSetDef::member("co_posonlyargcount", "", |vm, c| number(vm, c, |o| o.posonlyargcount)),
        GetSetDef::member("co_kwonlyargcount", "", |vm, c| number(vm, c, |o| o.kwonlyargcount)),
        GetSetDef::member("co_nlocals", "", |vm, c| number(vm, c, |o| o.nlocals)),
        GetSetDef::member("co_stacksize", "", |vm, c| number(vm, c, |o| o.stacksize)),
        GetSetDef::member("co_flags", "", |vm, c| number(vm, c, |o| o.flags)),
        GetSetDef::member("co_firstlineno", "", |vm, c| number(vm, c, |o| o.firstlineno)),
        GetSetDef::member("co_code", "", |vm, c| Ok(vm.heap().bytes(&code(vm, c)?.object.code[..]))),
        GetSetDef::member("co_consts", "", |vm, c| Ok(vm.heap().tuple(code(vm, c)?.consts().to_vec()))),
        GetSetDef::member("co_names", "", |vm, c| Ok(vm.heap().tuple(code(vm, c)?.names().to_vec()))),
        GetSetDef::member("co_varnames", "", |vm, c| names(vm, c, |o| &o.varnames)),
        GetSetDef::member("co_freevars", "", |vm, c| names(vm, c, |o| &o.freevars)),
        GetSetDef::member("co_cellvars", "", |vm, c| names(vm, c, |o| &o.cellvars)),
        GetSetDef::member("co_filename", "", |vm, c| Ok(code(vm, c)?.filename.clone())),
        GetSetDef::member("co_name", "", |vm, c| Ok(code(vm, c)?.name.clone())),
        GetSetDef::member("co_linetable", "", |vm, c| Ok(vm.heap().bytes(&code(vm, c)?.object.linetable[..]))),
        GetSetDef::read("co_lnotab", "", |vm, c| {
            let o = &code(vm, c)?.object;
            Ok(vm.heap().bytes(lines::lnotab(&o.linetable, o.firstlineno)))
        }),
    ],
    ..ClassDef::EMPTY
};

fn code<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Code> {
    match value.downcast::<Code>() {
        Some(code) => Ok(code),
        None => Err(vm.system_error("not a code object")),
    }
}

fn number(vm: &mut Vm, value: &Value, field: fn(&CodeObject) -> u32) -> PyResult {
    Ok(Value::from_len(field(&code(vm, value)?.object) as usize))
}

fn names(vm: &mut Vm, value: &Value, field: fn(&CodeObject) -> &Vec<Rc<str>>) -> PyResult {
    let heap = vm.heap();
    Ok(heap.tuple(field(&code(vm, value)?.object).iter().map(|n| heap.intern(n)).collect()))
}

fn same_code(vm: &mut Vm, a: &Code, b: &Code) -> PyResult<bool> {
    let (x, y) = (&a.object, &b.object);
    let plain = (x.argcount, x.posonlyargcount, x.kwonlyargcount, x.nlocals, x.flags, x.firstlineno)
        == (y.argcount, y.posonlyargcount, y.kwonlyargcount, y.nlocals, y.flags, y.firstlineno)
        && x.code == y.code
        && x.varnames == y.varnames
        && x.freevars == y.freevars
        && x.cellvars == y.cellvars
        && a.name.is(&b.name)
        && a.names().len() == b.names().len()
        && a.names().iter().zip(b.names()).all(|(m, n)| m.is(n))
        && a.consts().len() == b.consts().len();
    if !plain {
        return Ok(false);
    }
    for (m, n) in a.consts().iter().zip(b.consts()) {
        // 1 and 1.0 and True are different constants.
        if m.tag() != n.tag() || !vm.equal(m, n)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn replace(vm: &mut Vm, old: &Code, changes: &[(Value, Value)]) -> PyResult {
    let mut new: CodeObject = (*old.object).clone();
    let (mut consts, mut code_names) = (old.consts().to_vec(), old.names().to_vec());
    for (key, value) in changes {
        let key = vm.str_text(key)?;
        let argument = format!("replace() argument '{key}'");
        match key.as_str() {
            "co_argcount" => new.argcount = count(vm, value, &key)?,
            "co_posonlyargcount" => new.posonlyargcount = count(vm, value, &key)?,
            "co_kwonlyargcount" => new.kwonlyargcount = count(vm, value, &key)?,
            "co_nlocals" => new.nlocals = count(vm, value, &key)?,
            "co_stacksize" => new.stacksize = count(vm, value, &key)?,
            "co_flags" => new.flags = count(vm, value, &key)?,
            "co_firstlineno" => new.firstlineno = count(vm, value, &key)?,
            "co_code" => new.code = bytes(vm, value, &argument)?,
            "co_linetable" => new.linetable = bytes(vm, value, &argument)?,
            "co_consts" => consts = tuple(vm, value, &argument)?,
            "co_names" => code_names = name_values(vm, value, &argument)?,
            "co_varnames" => new.varnames = strings(vm, value, &argument)?,
            "co_freevars" => new.freevars = strings(vm, value, &argument)?,
            "co_cellvars" => new.cellvars = strings(vm, value, &argument)?,
            "co_filename" | "co_name" => {
                let Some(text) = value.as_str() else { return Err(wrong(vm, &argument, "str", value)) };
                match key.as_str() {
                    "co_name" => new.name = text.to_string_lossy().into(),
                    _ => new.filename = Text::from(text.units()),
                }
            }
            _ => {
                return Err(vm.type_error(format!("'{key}' is an invalid keyword argument for replace()")));
            }
        }
    }
    checked(vm, new, consts, code_names)
}

/// The code object, if its parts fit together.
fn checked(vm: &Vm, new: CodeObject, consts: Vec<Value>, names: Vec<Value>) -> PyResult {
    if new.posonlyargcount > new.argcount {
        return Err(vm.system_error("Objects/codeobject.c:141: bad argument to internal function"));
    }
    let star = |flag| usize::from(new.flags & flag != 0);
    let arguments = new.argcount as usize + new.kwonlyargcount as usize;
    if arguments + star(flags::VARARGS) + star(flags::VARKEYWORDS) > new.varnames.len() {
        return Err(vm.value_error("code: varnames is too small"));
    }
    Ok(vm.heap().code_replaced(Rc::new(new), consts, names))
}

static NEW: NativeDef = NativeDef::static_method(
    "__new__(cls, /, *args, **kwargs)",
    "Create and return a new object.  See help(type) for accurate signature.",
    |vm, args| {
        if args.get(2).downcast::<Dict>().is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(vm.type_error("code() takes no keyword arguments"));
        }
        let given = args.get(1).downcast::<Tuple>().map(|tuple| tuple.items().to_vec()).unwrap_or_default();
        new_code(vm, &given)
    },
);

/// `types.CodeType(...)`.
fn new_code(vm: &mut Vm, given: &[Value]) -> PyResult {
    let count = given.len();
    let [
        argcount,
        posonly,
        kwonly,
        nlocals,
        stacksize,
        flags,
        code,
        consts,
        code_names,
        varnames,
        filename,
        name,
        line,
        linetable,
        cells @ ..,
    ] = given
    else {
        return Err(vm.type_error(format!("code expected at least 14 arguments, got {count}")));
    };
    if cells.len() > 2 {
        return Err(vm.type_error(format!("code expected at most 16 arguments, got {count}")));
    }
    let argument = |index: usize| format!("code() argument {index}");
    let not_negative = |vm: &mut Vm, value: &Value, name: &str| {
        let number = c_int(vm, value)?;
        u32::try_from(number).map_err(|_| vm.value_error(format!("code: {name} must not be negative")))
    };
    let text = |vm: &Vm, value: &Value, index: usize| match value.as_str() {
        Some(text) => Ok(Text::from(text.units())),
        None => Err(wrong(vm, &argument(index), "str", value)),
    };
    for names in [code_names, varnames].into_iter().chain(cells) {
        let items = names.downcast::<Tuple>().map(Tuple::items).unwrap_or_default();
        if let Some(item) = items.iter().find(|item| item.as_str().is_none()) {
            let got = vm.type_name(item);
            return Err(vm.type_error(format!("name tuples must contain only strings, not '{got}'")));
        }
    }
    let argcount = not_negative(vm, argcount, "argcount")?;
    let posonlyargcount = not_negative(vm, posonly, "posonlyargcount")?;
    let kwonlyargcount = not_negative(vm, kwonly, "kwonlyargcount")?;
    let nlocals = not_negative(vm, nlocals, "nlocals")?;
    let stacksize = c_int(vm, stacksize)?;
    let new = CodeObject {
        argcount,
        posonlyargcount,
        kwonlyargcount,
        nlocals,
        flags: c_int(vm, flags)? as u32,
        body: Body {
            code: bytes(vm, code, &argument(7))?,
            consts: Vec::new(),
            names: Vec::new(),
            varnames: strings(vm, varnames, &argument(10))?,
            linetable: bytes(vm, linetable, &argument(14))?,
            cellvars: cells.get(1).map_or_else(|| Ok(Vec::new()), |tuple| strings(vm, tuple, &argument(16)))?,
        }
        .into(),
        filename: text(vm, filename, 11)?,
        name: text(vm, name, 12)?.units().to_string_lossy().into(),
        firstlineno: c_int(vm, line)?.max(0) as u32,
        freevars: cells.first().map_or_else(|| Ok(Vec::new()), |tuple| strings(vm, tuple, &argument(15)))?,
        stacksize: u32::try_from(stacksize)
            .map_err(|_| vm.system_error("Objects/codeobject.c:141: bad argument to internal function"))?,
    };
    let consts = tuple(vm, consts, &argument(8))?;
    let code_names = name_values(vm, code_names, &argument(9))?;
    checked(vm, new, consts, code_names)
}

#[cold]
fn wrong(vm: &Vm, argument: &str, wanted: &str, got: &Value) -> crate::object::Exception {
    let got = vm.type_name(got);
    vm.type_error(format!("{argument} must be {wanted}, not {got}"))
}

fn count(vm: &mut Vm, value: &Value, name: &str) -> PyResult<u32> {
    let number = c_int(vm, value)?;
    u32::try_from(number).map_err(|_| vm.value_error(format!("{name} must be a positive integer")))
}

/// Interned strs.
fn name_values(vm: &mut Vm, value: &Value, argument: &str) -> PyResult<Vec<Value>> {
    let mut found = Vec::new();
    for name in tuple(vm, value, argument)? {
        if name.as_str().is_none() {
            return Err(vm.system_error("non-string found in code slot"));
        }
        found.push(vm.attribute_name(&name)?);
    }
    Ok(found)
}

fn bytes(vm: &Vm, value: &Value, argument: &str) -> PyResult<Rc<[u8]>> {
    match value.downcast::<crate::object::bytes::Bytes>() {
        Some(bytes) => Ok(bytes.data[..].into()),
        None => Err(wrong(vm, argument, "bytes", value)),
    }
}

fn tuple(vm: &Vm, value: &Value, argument: &str) -> PyResult<Vec<Value>> {
    match value.downcast::<Tuple>() {
        Some(tuple) => Ok(tuple.items().to_vec()),
        None => Err(wrong(vm, argument, "tuple", value)),
    }
}

fn strings(vm: &Vm, value: &Value, argument: &str) -> PyResult<Vec<Rc<str>>> {
    let mut found = Vec::new();
    for item in tuple(vm, value, argument)? {
        match item.as_str() {
            Some(s) => found.push(s.to_string_lossy().into()),
            None => return Err(vm.system_error("non-string found in code slot")),
        }
    }
    Ok(found)
}
