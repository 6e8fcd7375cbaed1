//! `unicodedata`: the character database, Unicode 13.0 as in CPython 3.10. Left out: `ucd_3_2_0` and named sequences.

use crate::object::module::Module;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::text::classify::{self, Category};
use crate::text::names;
use crate::text::properties::{self, Form};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

use super::{ModuleDef, set};

pub static UNICODEDATA: ModuleDef = ModuleDef {
    name: "unicodedata",
    doc: "Access to the Unicode Character Database, version 13.0.0.",
    functions: &[
        NativeDef::function("bidirectional(chr, /)", "The bidirectional class of a character.", |vm, args| {
            let c = character(vm, args, "bidirectional")?;
            Ok(vm.heap().str(properties::bidirectional(c)))
        }),
        NativeDef::function("category(chr, /)", "The general category of a character.", |vm, args| {
            let c = character(vm, args, "category")?;
            Ok(vm.heap().str(category(c)))
        }),
        NativeDef::function("combining(chr, /)", "The canonical combining class of a character.", |vm, args| {
            let c = character(vm, args, "combining")?;
            Ok(vm.heap().int(properties::combining(c).into()))
        }),
        NativeDef::function("decimal(chr, default=None, /)", "The decimal value of a character.", |vm, args| {
            let c = character(vm, args, "decimal")?;
            let value = classify::decimal_value(c).map(|n| vm.heap().int(n.into()));
            value_or_default(vm, args, value, "not a decimal")
        }),
        NativeDef::function("decomposition(chr, /)", "The decomposition mapping of a character.", |vm, args| {
            let c = character(vm, args, "decomposition")?;
            Ok(vm.heap().str(&properties::decomposition(c)))
        }),
        NativeDef::function("digit(chr, default=None, /)", "The digit value of a character.", |vm, args| {
            let c = character(vm, args, "digit")?;
            let value = classify::digit_value(c).map(|n| vm.heap().int(n.into()));
            value_or_default(vm, args, value, "not a digit")
        }),
        NativeDef::function("east_asian_width(chr, /)", "The East Asian width of a character.", |vm, args| {
            let c = character(vm, args, "east_asian_width")?;
            Ok(vm.heap().str(properties::east_asian_width(c)))
        }),
        NativeDef::function("is_normalized(form, unistr, /)", "Is the str in this normal form?", |vm, args| {
            let normal = normalize(vm, args, "is_normalized")?;
            let same = normal.as_str().zip(args.get(1).as_str()).is_some_and(|(a, b)| a.equals(b));
            Ok(Value::bool(same))
        }),
        NativeDef::function("lookup(name, /)", "The character of that name.", lookup),
        NativeDef::function(
            "mirrored(chr, /)",
            "1 for a mirrored character in bidirectional text, else 0.",
            |vm, args| {
                let c = character(vm, args, "mirrored")?;
                Ok(vm.heap().int(properties::is_mirrored(c).into()))
            },
        ),
        NativeDef::function("name(chr, default=None, /)", "The name of a character.", |vm, args| {
            let c = character(vm, args, "name")?;
            let value = names::name(c).map(|name| vm.heap().str(&name));
            value_or_default(vm, args, value, "no such name")
        }),
        NativeDef::function("normalize(form, unistr, /)", "The str in this normal form.", |vm, args| {
            normalize(vm, args, "normalize")
        }),
        NativeDef::function("numeric(chr, default=None, /)", "The numeric value of a character.", |vm, args| {
            let c = character(vm, args, "numeric")?;
            let value = classify::numeric_value(c).map(|n| vm.heap().float(n));
            value_or_default(vm, args, value, "not a numeric character")
        }),
    ],
    init: Some(init),
    ..ModuleDef::EMPTY
};

fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    set(vm, module, "unidata_version", vm.heap().str("13.0.0"))
}

fn character(vm: &Vm, args: &Args<'_>, function: &str) -> PyResult<u32> {
    let value = args.get(0);
    let number = if args.len() > 1 { " 1" } else { "" };
    match value.as_str() {
        Some(text) if text.len() == 1 => Ok(text.units().get(0).unwrap_or(0)),
        Some(_) => Err(vm.type_error(format!("{function}() argument{number} must be a unicode character, not str"))),
        None => {
            let found = vm.type_name(value);
            Err(vm.type_error(format!("{function}() argument{number} must be a unicode character, not {found}")))
        }
    }
}

fn value_or_default(vm: &Vm, args: &mut Args<'_>, value: Option<Value>, message: &str) -> PyResult {
    match value.or_else(|| args.take_opt(1)) {
        Some(value) => Ok(value),
        None => Err(vm.value_error(message)),
    }
}

fn category(c: u32) -> &'static str {
    match classify::category(c) {
        Category::UppercaseLetter => "Lu",
        Category::LowercaseLetter => "Ll",
        Category::TitlecaseLetter => "Lt",
        Category::ModifierLetter => "Lm",
        Category::OtherLetter => "Lo",
        Category::NonspacingMark => "Mn",
        Category::SpacingMark => "Mc",
        Category::EnclosingMark => "Me",
        Category::DecimalNumber => "Nd",
        Category::LetterNumber => "Nl",
        Category::OtherNumber => "No",
        Category::ConnectorPunctuation => "Pc",
        Category::DashPunctuation => "Pd",
        Category::OpenPunctuation => "Ps",
        Category::ClosePunctuation => "Pe",
        Category::InitialPunctuation => "Pi",
        Category::FinalPunctuation => "Pf",
        Category::OtherPunctuation => "Po",
        Category::MathSymbol => "Sm",
        Category::CurrencySymbol => "Sc",
        Category::ModifierSymbol => "Sk",
        Category::OtherSymbol => "So",
        Category::SpaceSeparator => "Zs",
        Category::LineSeparator => "Zl",
        Category::ParagraphSeparator => "Zp",
        Category::Control => "Cc",
        Category::Format => "Cf",
        Category::Surrogate => "Cs",
        Category::PrivateUse => "Co",
        Category::Unassigned => "Cn",
    }
}

fn normalize(vm: &mut Vm, args: &mut Args<'_>, function: &str) -> PyResult {
    for index in 0..2 {
        if args.get(index).as_str().is_none() {
            let found = vm.type_name(args.get(index));
            return Err(vm.type_error(format!("{function}() argument {} must be str, not {found}", index + 1)));
        }
    }
    let form = args.get(0).as_str().and_then(|f| f.to_str()).and_then(|name| Form::by_name(&name));
    let Some(form) = form else { return Err(vm.value_error("invalid normalization form")) };
    let Some(text) = args.get(1).as_str() else { return Ok(Value::NONE) };
    if text.is_ascii() {
        return Ok(args.get(1).clone());
    }
    let normal = form.apply(text.units()).or_memory_error(vm)?;
    Ok(vm.heap().str_from_text(&normal))
}

fn lookup(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let Some(name) = args.get(0).as_str().map(|n| n.to_string_lossy()) else {
        let found = vm.type_name(args.get(0));
        return Err(vm.type_error(format!("lookup() argument must be str, not {found}")));
    };
    match names::lookup(&name) {
        Some(c) => Ok(vm.heap().char(c)),
        None => {
            let message = vm.heap().str(&format!("undefined character name '{name}'"));
            Err(vm.key_error(&message))
        }
    }
}
