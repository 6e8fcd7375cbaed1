//! `CodeObject`: what the compiler gives and `dis` and the VM take. Pure data, no Values.
//!
//! Field names are CPython's without the `co_`. Everything is as CPython 3.10's `marshal` would hold it:
//! `code` is the byte string of 2-byte instructions (EXTENDED_ARG included), `linetable` is 3.10's PEP 626
//! table. The VM makes its own runtime form from it (`object/code.rs`).

use std::cell::OnceCell;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use super::frozen::FrozenBody;
use crate::text::Text;

/// `co_flags` bits (inspect.CO_*).
pub mod flags {
    pub const OPTIMIZED: u32 = 0x1;
    pub const NEWLOCALS: u32 = 0x2;
    pub const VARARGS: u32 = 0x4;
    pub const VARKEYWORDS: u32 = 0x8;
    pub const NESTED: u32 = 0x10;
    pub const GENERATOR: u32 = 0x20;
    pub const NOFREE: u32 = 0x40;
    pub const COROUTINE: u32 = 0x80;
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    pub const ASYNC_GENERATOR: u32 = 0x200;
    /// A call makes an object that is resumed, and runs nothing yet.
    pub const RESUMABLE: u32 = GENERATOR | COROUTINE | ASYNC_GENERATOR;
    pub const FUTURE_DIVISION: u32 = 0x20000;
    pub const FUTURE_ABSOLUTE_IMPORT: u32 = 0x40000;
    pub const FUTURE_WITH_STATEMENT: u32 = 0x80000;
    pub const FUTURE_PRINT_FUNCTION: u32 = 0x100000;
    pub const FUTURE_UNICODE_LITERALS: u32 = 0x200000;
    pub const FUTURE_BARRY_AS_BDFL: u32 = 0x400000;
    pub const FUTURE_GENERATOR_STOP: u32 = 0x800000;
    pub const FUTURE_ANNOTATIONS: u32 = 0x1000000;
    /// All that a `from __future__` statement can set.
    pub const FUTURE_MASK: u32 = 0x1fe0000;
}

/// An immutable code object: what making a function takes. It shows the fields of its body as its own.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeObject {
    pub argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    pub nlocals: u32,
    pub stacksize: u32,
    pub flags: u32,
    pub freevars: Vec<Rc<str>>,
    pub filename: Text,
    pub name: Rc<str>,
    pub firstlineno: u32,
    pub body: LazyBody,
}

/// What running takes in addition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// Instructions of two bytes: opcode, argument.
    pub code: Rc<[u8]>,
    pub consts: Vec<Constant>,
    pub names: Vec<Rc<str>>,
    pub varnames: Vec<Rc<str>>,
    pub cellvars: Vec<Rc<str>>,
    /// Pairs (bytecode delta, signed line delta; -128 = no line), PEP 626 as CPython 3.10 encodes it.
    pub linetable: Rc<[u8]>,
}

/// A body that is there, or that is read when somebody asks for it: most functions of an imported module never run.
pub struct LazyBody {
    made: OnceCell<Body>,
    source: Option<FrozenBody>,
}

impl LazyBody {
    /// A body that is still to be read.
    pub fn later(source: FrozenBody) -> LazyBody {
        LazyBody { made: OnceCell::new(), source: Some(source) }
    }

    fn get(&self) -> &Body {
        // Without a source it is there from the beginning.
        self.made.get_or_init(|| self.source.as_ref().and_then(FrozenBody::read).unwrap_or_default())
    }
}

impl From<Body> for LazyBody {
    fn from(body: Body) -> LazyBody {
        LazyBody { made: OnceCell::from(body), source: None }
    }
}

impl Clone for LazyBody {
    fn clone(&self) -> LazyBody {
        self.get().clone().into()
    }
}

impl fmt::Debug for LazyBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

impl PartialEq for LazyBody {
    fn eq(&self, other: &LazyBody) -> bool {
        self.get() == other.get()
    }
}

impl Deref for CodeObject {
    type Target = Body;
    fn deref(&self) -> &Body {
        self.body.get()
    }
}

impl DerefMut for CodeObject {
    fn deref_mut(&mut self) -> &mut Body {
        self.body.get();
        match self.body.made.get_mut() {
            Some(body) => body,
            None => unreachable!("it has just been asked for"),
        }
    }
}

/// A constant that code may load.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    None,
    True,
    False,
    Ellipsis,
    Int(dashu_int::IBig),
    Float(f64),
    Complex {
        re: f64,
        im: f64,
    },
    Str(Text),
    Bytes(Rc<[u8]>),
    Tuple(Rc<[Constant]>),
    /// In source order without duplicates; the VM's set decides the iteration order.
    FrozenSet(Rc<[Constant]>),
    Code(Rc<CodeObject>),
}
