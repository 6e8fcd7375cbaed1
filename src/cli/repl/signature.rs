//! What a callable takes, for the hint after its parenthesis and for `:doc`. None of the program's code runs.

use crate::bytecode::code::flags;
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::function::{Function, Method};
use crate::object::native::NativeFunction;
use crate::object::tuple::Tuple;
use crate::object::{Tag, Value};
use crate::vm::Vm;

use super::complete;

/// Longer ones are cut.
const LONGEST: usize = 200;

/// The parameters of what `name` stands for, closed by a parenthesis; None where they are not at hand.
pub fn of(vm: &mut Vm, name: &str) -> Option<String> {
    let callable = complete::find(vm, name)?;
    // A function that a class keeps is called through an object, which takes its first parameter.
    let owner = name.rsplit_once('.').and_then(|(owner, _)| complete::find(vm, owner));
    let is_bound = owner.is_some_and(|owner| owner.tag() != Tag::Module && owner.downcast::<Class>().is_none());
    let mut text = parameters(vm, &callable, is_bound)?;
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push_str("...");
    }
    Some(text + ")")
}

/// The parameters as text, without `self` if it is bound.
pub fn parameters(vm: &mut Vm, callable: &Value, is_bound: bool) -> Option<String> {
    if let Some(function) = callable.downcast::<Function>() {
        return Some(of_function(vm, function, usize::from(is_bound)));
    }
    if let Some(method) = callable.downcast::<Method>() {
        return parameters(vm, &method.function.clone(), true);
    }
    if let Some(native) = callable.downcast::<NativeFunction>() {
        let (_, text) = native.def.signature.split_once('(')?;
        let text = text.strip_suffix(')')?;
        let own = ["self, /, ", "cls, /, ", "self, ", "cls, ", "self, /", "cls, /", "self", "cls"];
        let is_bound = is_bound || native.bound.is_some();
        let rest = own.iter().filter(|_| is_bound).find_map(|own| text.strip_prefix(own)).unwrap_or(text);
        return Some(rest.to_string());
    }
    let class = callable.downcast::<Class>()?;
    let found = ["__init__", "__new__"].iter().find_map(|name| {
        let function = class.lookup(&vm.heap().intern(name))?;
        function.downcast::<Function>().is_some().then_some(function)
    });
    parameters(vm, &found?, true)
}

fn of_function(vm: &mut Vm, function: &Function, skipped: usize) -> String {
    let code = function.code();
    let object = &code.object;
    let positional = object.argcount as usize;
    let keyword_only = object.kwonlyargcount as usize;
    let names: Vec<String> = object.varnames.iter().map(|name| name.to_string()).collect();
    let defaults = function.defaults.get();
    let defaults = defaults.as_ref().and_then(|d| d.downcast::<Tuple>()).map_or(&[][..], |d| d.items());
    let keyword_defaults = function.kwdefaults.get();
    let mut parts = Vec::new();
    for (index, name) in names.iter().take(positional).enumerate() {
        let default = (index + defaults.len()).checked_sub(positional).and_then(|at| defaults.get(at));
        parts.push(with_default(vm, name, default));
        if index + 1 == object.posonlyargcount as usize {
            parts.push("/".into());
        }
    }
    let mut next = positional + keyword_only;
    if object.flags & flags::VARARGS != 0 {
        parts.push(format!("*{}", names.get(next).map_or("", String::as_str)));
        next += 1;
    } else if keyword_only > 0 {
        parts.push("*".into());
    }
    for name in names.iter().skip(positional).take(keyword_only) {
        let key = vm.heap().intern(name);
        let default = keyword_defaults.as_ref().and_then(|d| d.downcast::<Dict>()).and_then(|d| d.get_str(&key));
        parts.push(with_default(vm, name, default.as_ref()));
    }
    if object.flags & flags::VARKEYWORDS != 0 {
        parts.push(format!("**{}", names.get(next).map_or("", String::as_str)));
    }
    parts.into_iter().skip(skipped).filter(|part| skipped == 0 || part != "/").collect::<Vec<_>>().join(", ")
}

/// A default is shown if that runs no code of the program's.
fn with_default(vm: &mut Vm, name: &str, default: Option<&Value>) -> String {
    let Some(default) = default else { return name.to_string() };
    let is_plain = default.is_none()
        || default.as_exact_float().is_some()
        || [vm.types().int(), vm.types().bool(), vm.types().str()]
            .iter()
            .any(|class| vm.heap().class_of(default).is(class));
    match is_plain.then(|| vm.repr_text(default)).and_then(Result::ok) {
        Some(text) if text.len() <= 40 => format!("{name}={text}"),
        _ => format!("{name}=..."),
    }
}
