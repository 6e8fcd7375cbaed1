//! Constants as `repr()` shows them, for `dis` and `--json`.

use std::fmt::Write;
use std::rc::Rc;

use super::code::{CodeObject, Constant};
use crate::number::complex::Complex;
use crate::number::print::{float_repr, int_decimal};
use crate::text::repr::{bytes_repr, str_repr};

/// `repr(constant)`. A frozenset's elements come in the order in which they stand.
pub fn constant_repr(constant: &Constant) -> String {
    let mut out = String::new();
    push(&mut out, constant);
    out
}

/// `repr(code)`: name, address, file and first line.
pub fn code_repr(code: &Rc<CodeObject>) -> String {
    let mut out = String::new();
    push_code(&mut out, code);
    out
}

fn push(out: &mut String, constant: &Constant) {
    match constant {
        Constant::None => out.push_str("None"),
        Constant::True => out.push_str("True"),
        Constant::False => out.push_str("False"),
        Constant::Ellipsis => out.push_str("Ellipsis"),
        Constant::Int(value) => out.push_str(&int_decimal(value, 0).unwrap_or_default()),
        Constant::Float(value) => out.push_str(&float_repr(*value)),
        Constant::Complex { re, im } => out.push_str(&Complex { re: *re, im: *im }.repr()),
        Constant::Str(text) => push_text(out, str_repr(text.units())),
        Constant::Bytes(bytes) => push_text(out, bytes_repr(bytes)),
        Constant::Tuple(items) => {
            out.push('(');
            push_items(out, items);
            out.push_str(if items.len() == 1 { ",)" } else { ")" });
        }
        Constant::FrozenSet(items) if items.is_empty() => out.push_str("frozenset()"),
        Constant::FrozenSet(items) => {
            out.push_str("frozenset({");
            push_items(out, items);
            out.push_str("})");
        }
        Constant::Code(code) => push_code(out, code),
    }
}

fn push_items(out: &mut String, items: &[Constant]) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        push(out, item);
    }
}

fn push_text(out: &mut String, text: Result<crate::text::Text, crate::text::OutOfMemory>) {
    out.push_str(&text.map(|t| t.units().to_string_lossy()).unwrap_or_default());
}

fn push_code(out: &mut String, code: &Rc<CodeObject>) {
    let line = if code.firstlineno == 0 { -1 } else { i64::from(code.firstlineno) };
    let address = Rc::as_ptr(code);
    let _ = write!(out, "<code object {} at {address:p}, file \"{}\", line {line}>", code.name, code.filename);
}
