//! The registry of codecs: search functions, what they found, and calling it.

use crate::object::dict::Dict;
use crate::object::exception::ExceptionObject;
use crate::object::list::List;
use crate::object::tuple::Tuple;
use crate::object::{Exception, PyResult, Value};
use crate::text::codec::normalize;
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;

/// `codecs.lookup(name)`: a CodecInfo.
pub fn lookup(vm: &mut Vm, name: &str) -> PyResult {
    if name.contains('\0') {
        return Err(vm.value_error("embedded null character"));
    }
    let key = vm.heap().str(&normalize(name));
    if let Some(found) = cache(vm)?.get_str(&key) {
        return Ok(found);
    }
    if !vm.host.codec_search_ready {
        vm.host.codec_search_ready = true;
        // The package registers its search function.
        vm.import_module("encodings")?;
    }
    let searches = vm.host.codec_search.clone();
    let mut index = 0;
    while let Some(search) = searches.downcast::<List>().and_then(|list| list.get(index)) {
        index += 1;
        let found = vm.call(&search, std::slice::from_ref(&key))?;
        if found.is_none() {
            continue;
        }
        if found.downcast::<Tuple>().is_none_or(|t| t.items().len() != 4) {
            return Err(vm.type_error("codec search functions must return 4-tuples"));
        }
        drop(cache(vm)?.set_str(&key, found.clone()).or_memory_error(vm)?);
        return Ok(found);
    }
    Err(vm.lookup_error(format!("unknown encoding: {name}")))
}

fn cache(vm: &Vm) -> PyResult<&Dict> {
    match vm.host.codec_cache.downcast::<Dict>() {
        Some(cache) => Ok(cache),
        None => Err(vm.system_error("no codec cache")),
    }
}

/// Does it convert between str and bytes?
pub fn is_text(vm: &mut Vm, info: &Value) -> PyResult<bool> {
    if info.downcast_exact::<Tuple>().is_some() {
        return Ok(true);
    }
    let name = vm.heap().intern("_is_text_encoding");
    match vm.get_attr_opt(info, &name)? {
        Some(answer) => vm.truth(&answer),
        None => Ok(true),
    }
}

/// `function(object[, errors])[0]`; `what` is "encoder" or "decoder".
pub fn run(vm: &mut Vm, function: &Value, object: &Value, errors: Option<&Value>, what: &str) -> PyResult {
    let answer = match errors {
        Some(errors) => vm.call(function, &[object.clone(), errors.clone()])?,
        None => vm.call(function, std::slice::from_ref(object))?,
    };
    match answer.downcast::<Tuple>().map(Tuple::items) {
        Some([result, _]) => Ok(result.clone()),
        _ => Err(vm.type_error(format!("{what} must return a tuple (object, integer)"))),
    }
}

/// An exception of a codec with the codec's name in its message, as far as its class lets itself be made anew.
#[cold]
pub fn explain(vm: &mut Vm, error: Exception, verb: &str, name: &str) -> Exception {
    let value = error.value().clone();
    let class = vm.heap().class_of(&value).clone();
    let args = match value.downcast::<ExceptionObject>() {
        Some(object) if object.fields.with(|f| f.is_empty()) => object.args.get(),
        _ => return error,
    };
    let simple = match args.downcast::<Tuple>().map(Tuple::items) {
        Some([]) => true,
        Some([text]) => text.as_str().is_some(),
        _ => false,
    };
    let own = vm.dict_of(&value).ok().flatten();
    let bare = own.is_none_or(|dict| dict.downcast::<Dict>().is_none_or(Dict::is_empty));
    let types = vm.types();
    let fielded = [types.os_error(), types.syntax_error(), types.import_error(), types.stop_iteration()];
    if !simple || !bare || fielded.into_iter().any(|class| vm.is_exception(&error, class)) {
        return error;
    }
    let Ok(text) = vm.str_text(&value) else { return error };
    let message = format!("{verb} with '{name}' codec failed ({}: {text})", vm.type_name(&value));
    let message = vm.heap().str(&message);
    let Ok(new) = vm.call(&class, &[message]) else { return error };
    match Exception::from_value(new) {
        Some(exception) => {
            drop(exception.object().cause.replace(Some(value)));
            exception.object().suppress_context.set(true);
            exception
        }
        None => error,
    }
}
