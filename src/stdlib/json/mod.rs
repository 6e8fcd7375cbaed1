//! `_json`: what `json` has in Rust, the scanner and the encoder. The package around it is Python.

mod encode;
mod quote;
mod scan;
mod string;

use crate::object::native::NativeDef;
use crate::object::{Exception, Value};
use crate::text::Units;
use crate::vm::Vm;

use super::{ModuleDef, set};

pub static NATIVE_JSON: ModuleDef = ModuleDef {
    name: "_json",
    doc: "json speedups\n",
    functions: FUNCTIONS,
    init: Some(|vm, module| {
        let (scanner, encoder) = (vm.native_class(&scan::SCANNER), vm.native_class(&encode::ENCODER));
        set(vm, module, "make_scanner", scanner)?;
        set(vm, module, "make_encoder", encoder)
    }),
    ..ModuleDef::EMPTY
};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "encode_basestring_ascii(string, /)",
        "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON representation of a Python string",
        |vm, args| quote::function(vm, args.get(0), true),
    ),
    NativeDef::function(
        "encode_basestring(string, /)",
        "encode_basestring(string) -> string\n\nReturn a JSON representation of a Python string",
        |vm, args| quote::function(vm, args.get(0), false),
    ),
    NativeDef::function(
        "scanstring(string, end, strict=True, /)",
        "scanstring(string, end, strict=True) -> (string, end)\n\nScan the string s for a JSON string. End is the index \
         of the\ncharacter in s after the quote that started the JSON string.",
        string::function,
    ),
    NativeDef::function("_skip_space(string, index, /)", "The index of what follows white space.", |vm, args| {
        let index = vm.index_clamped(args.get(1))?.max(0) as usize;
        let Some(text) = args.get(0).as_str() else { return Err(vm.type_error("expected string")) };
        Ok(Value::from_len(match text.units() {
            Units::One(units) => scan::skip_space(units, index),
            Units::Two(units) => scan::skip_space(units, index),
            Units::Four(units) => scan::skip_space(units, index),
        }))
    }),
];

/// A code unit of any width.
trait Unit: Copy {
    fn point(self) -> u32;

    /// The byte of an ASCII unit; 0xff for all others.
    fn byte(self) -> u8;
}

macro_rules! unit {
    ($($type:ty),*) => {
        $(impl Unit for $type {
            #[inline(always)]
            fn point(self) -> u32 {
                self as u32
            }

            #[inline(always)]
            fn byte(self) -> u8 {
                if self < 0x80 { self as u8 } else { 0xff }
            }
        })*
    };
}

unit!(u8, u16, u32);

/// Why there is no value.
enum Failure {
    Raised(Exception),
    /// StopIteration: there is no value at this index.
    Nothing(usize),
    /// JSONDecodeError: what is wrong, and where.
    Wrong(&'static str, usize),
}

impl From<Exception> for Failure {
    fn from(exception: Exception) -> Failure {
        Failure::Raised(exception)
    }
}

impl Failure {
    #[cold]
    fn raise(self, vm: &mut Vm, text: &Value) -> Exception {
        let made = match self {
            Failure::Raised(exception) => return exception,
            Failure::Nothing(index) => return vm.stop_iteration(Value::from_len(index)),
            Failure::Wrong(message, index) => vm.import_module("json.decoder").and_then(|module| {
                let heap = vm.heap();
                let class = vm.get_attr(&module, &heap.intern("JSONDecodeError"))?;
                vm.call(&class, &[heap.str(message), text.clone(), Value::from_len(index)])
            }),
        };
        match made.map(Exception::from_value) {
            Ok(Some(exception)) => exception,
            Ok(None) => vm.type_error("exceptions must derive from BaseException"),
            Err(exception) => exception,
        }
    }
}
