//! New programs: fork, exec, and the child that `subprocess` makes.

use std::ffi::CString;

use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::stdlib::system::arguments::{c_int, failed};
use crate::stdlib::system::calls::process::{self as calls, Child};
use crate::vm::Vm;

use super::path::{Also, path, text};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("fork()", "Fork a child process.  Return 0 to the child, its id to the parent.", |vm, _| {
        let process = calls::fork().map_err(|error| failed(vm, error))?;
        Ok(vm.heap().int(process.into()))
    }),
    NativeDef::function("execv(path, argv, /)", "Execute an executable path with arguments.", |vm, args| {
        let path = path(vm, args.opt(0), "execv", Also::Nothing)?;
        let arguments = arguments(vm, args.get(1), "execv")?;
        let error = calls::execve(path.text(), &arguments, &calls::environment());
        Err(failed(vm, error))
    }),
    NativeDef::function("execve(path, argv, env)", "Execute an executable path with an environment.", |vm, args| {
        let path = path(vm, args.opt(0), "execve", Also::Nothing)?;
        let arguments = arguments(vm, args.get(1), "execve")?;
        let environment = environment(vm, args.get(2))?;
        let error = calls::execve(path.text(), &arguments, &environment);
        Err(path.failed(vm, &error))
    }),
    NativeDef::function(
        "_fork_exec(programs, args, env, cwd, streams, report, keep, restore_signals, new_session, ids, umask, before, /)",
        "Make a child process; gives its id. `subprocess` explains the parameters.",
        fork_exec,
    ),
];

/// `argv` of exec: a tuple or list of texts, the first of them not empty.
fn arguments(vm: &mut Vm, value: &Value, function: &str) -> PyResult<Vec<CString>> {
    let is_tuple = value.downcast::<crate::object::tuple::Tuple>().is_some();
    if !is_tuple && value.downcast::<crate::object::list::List>().is_none() {
        return Err(vm.type_error(format!("{function}() arg 2 must be a tuple or list")));
    }
    let texts = texts(vm, value)?;
    match texts.first() {
        None => Err(vm.value_error(format!("{function}() arg 2 must not be empty"))),
        Some(first) if first.is_empty() => {
            Err(vm.value_error(format!("{function}() arg 2 first element cannot be empty")))
        }
        Some(_) => Ok(texts),
    }
}

fn texts(vm: &mut Vm, value: &Value) -> PyResult<Vec<CString>> {
    let items = vm.collect(value)?;
    items.iter().map(|item| text(vm, item)).collect()
}

/// A mapping as exec takes it: `name=value`.
fn environment(vm: &mut Vm, mapping: &Value) -> PyResult<Vec<CString>> {
    let items = vm.heap().intern("items");
    let Some(method) = vm.get_attr_opt(mapping, &items)? else {
        return Err(vm.type_error("execve: environment must be a mapping object"));
    };
    let items = vm.call(&method, &[])?;
    let mut found = Vec::new();
    for pair in vm.collect(&items)? {
        let pair = vm.collect(&pair)?;
        let (Some(name), Some(value)) = (pair.first(), pair.get(1)) else { continue };
        let (name, value) = (text(vm, name)?, text(vm, value)?);
        if name.is_empty() || name.as_bytes().contains(&b'=') {
            return Err(vm.value_error("illegal environment variable name"));
        }
        let whole = [name.as_bytes(), b"=", value.as_bytes()].concat();
        found.push(CString::new(whole).map_err(|_| vm.value_error("embedded null byte"))?);
    }
    Ok(found)
}

fn numbers(vm: &mut Vm, value: &Value) -> PyResult<Vec<i32>> {
    let items = vm.collect(value)?;
    items.iter().map(|item| c_int(vm, item)).collect()
}

fn given(value: &Value) -> Option<Value> {
    Some(value.clone()).filter(|v| !v.is_none())
}

fn fork_exec(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let programs = texts(vm, args.get(0))?;
    let arguments = texts(vm, args.get(1))?;
    let environment = match given(args.get(2)) {
        Some(list) => Some(texts(vm, &list)?),
        None => None,
    };
    let folder = match given(args.get(3)) {
        Some(folder) => Some(text(vm, &folder)?),
        None => None,
    };
    let streams = numbers(vm, args.get(4))?;
    let report = c_int(vm, args.get(5))?;
    let keep = match given(args.get(6)) {
        Some(keep) => Some(numbers(vm, &keep)?),
        None => None,
    };
    let (restore_signals, new_session) = (vm.truth(args.get(7))?, vm.truth(args.get(8))?);
    let ids = vm.collect(args.get(9))?;
    let mut id = |index: usize| match ids.get(index).and_then(given) {
        Some(id) => super::files::identity(vm, &id, "id").map(Some),
        None => Ok(None),
    };
    let (group, user) = (id(0)?, id(2)?);
    let groups = match ids.get(1).and_then(given) {
        Some(groups) => {
            let groups = vm.collect(&groups)?;
            let ids: PyResult<Vec<u32>> = groups.iter().map(|g| super::files::identity(vm, g, "gid")).collect();
            Some(ids?)
        }
        None => None,
    };
    let mask = c_int(vm, args.get(10))?;
    let child = Child {
        programs,
        arguments,
        environment,
        folder,
        streams: streams.try_into().unwrap_or([-1; 3]),
        report,
        keep,
        restore_signals,
        new_session,
        umask: u32::try_from(mask).ok(),
        user,
        group,
        groups,
    };
    let result = match given(args.get(11)) {
        Some(before) => calls::spawn(&child, Some(&mut || vm.call(&before, &[]).is_ok())),
        None => calls::spawn(&child, None),
    };
    let process = result.map_err(|error| failed(vm, error))?;
    Ok(vm.heap().int(process.into()))
}
