//! `pwd` and `grp`: the system's users and groups.

use crate::builtins::files::decode_path;
use crate::object::native::NativeDef;
use crate::object::{PyResult, Value};
use crate::stdlib::ModuleDef;
use crate::stdlib::struct_sequence::{make, struct_sequence};
use crate::stdlib::system::calls::process::{self as calls, Group, User};
use crate::vm::Vm;

use super::path::text;

pub static PWD: ModuleDef = ModuleDef {
    name: "pwd",
    doc: "This module provides access to the Unix password database.",
    functions: &[
        NativeDef::function("getpwnam(name, /)", "Return the password database entry for a user name.", |vm, args| {
            let name = text(vm, checked(vm, args.get(0), "getpwnam")?)?;
            match calls::find_user(Ok(&name)) {
                Some(found) => Ok(user(vm, &found)),
                None => {
                    let name = vm.repr(args.get(0))?;
                    missing(vm, &format!("getpwnam(): name not found: {}", shown(&name)))
                }
            }
        }),
        NativeDef::function("getpwuid(uid, /)", "Return the password database entry for a user id.", |vm, args| {
            let id = number(vm, args.get(0), "uid")?;
            match id.and_then(|id| calls::find_user(Err(id))) {
                Some(found) => Ok(user(vm, &found)),
                None => {
                    let id = vm.repr(args.get(0))?;
                    missing(vm, &format!("getpwuid(): uid not found: {}", shown(&id)))
                }
            }
        }),
        NativeDef::function("getpwall()", "Return a list of all available password entries.", |vm, _| {
            let all = calls::users().iter().map(|found| user(vm, found)).collect();
            Ok(vm.heap().list(all))
        }),
    ],
    classes: &[&STRUCT_PASSWD],
    ..ModuleDef::EMPTY
};

pub static GRP: ModuleDef = ModuleDef {
    name: "grp",
    doc: "Access to the Unix group database.",
    functions: &[
        NativeDef::function("getgrnam(name)", "Return the group database entry for a name.", |vm, args| {
            let name = text(vm, checked(vm, args.get(0), "getgrnam")?)?;
            match calls::find_group(Ok(&name)) {
                Some(found) => Ok(group(vm, &found)),
                None => {
                    let name = vm.repr(args.get(0))?;
                    missing(vm, &format!("getgrnam(): name not found: {}", shown(&name)))
                }
            }
        }),
        NativeDef::function("getgrgid(id)", "Return the group database entry for an id.", |vm, args| {
            let id = number(vm, args.get(0), "gid")?;
            match id.and_then(|id| calls::find_group(Err(id))) {
                Some(found) => Ok(group(vm, &found)),
                None => {
                    let id = vm.repr(args.get(0))?;
                    missing(vm, &format!("getgrgid(): gid not found: {}", shown(&id)))
                }
            }
        }),
        NativeDef::function("getgrall()", "Return a list of all available group entries.", |vm, _| {
            let all = calls::groups().iter().map(|found| group(vm, found)).collect();
            Ok(vm.heap().list(all))
        }),
    ],
    classes: &[&STRUCT_GROUP],
    ..ModuleDef::EMPTY
};

struct_sequence!(STRUCT_PASSWD, "pwd", "struct_passwd", [
    0 "pw_name", 1 "pw_passwd", 2 "pw_uid", 3 "pw_gid", 4 "pw_gecos", 5 "pw_dir", 6 "pw_shell",
]);
struct_sequence!(STRUCT_GROUP, "grp", "struct_group", [0 "gr_name", 1 "gr_passwd", 2 "gr_gid", 3 "gr_mem"]);

fn checked<'v>(vm: &Vm, name: &'v Value, function: &str) -> PyResult<&'v Value> {
    match name.as_str() {
        Some(_) => Ok(name),
        None => {
            let class = vm.type_name(name);
            Err(vm.type_error(format!("{function}() argument must be str, not {class}")))
        }
    }
}

fn number(vm: &mut Vm, value: &Value, what: &str) -> PyResult<Option<u32>> {
    match value.as_int() {
        Some(int) => Ok(int.to_i64().and_then(|n| if n == -1 { Some(u32::MAX) } else { u32::try_from(n).ok() })),
        None => {
            let class = vm.type_name(value);
            Err(vm.type_error(format!("{what} should be integer, not {class}")))
        }
    }
}

fn shown(text: &Value) -> String {
    text.lossy_text()
}

fn missing(vm: &Vm, message: &str) -> PyResult {
    Err(vm.key_error(&vm.heap().str(message)))
}

fn user(vm: &mut Vm, found: &User) -> Value {
    let heap = vm.heap();
    let [name, password, gecos, folder, shell] = &found.texts;
    let text = |bytes: &[u8]| heap.str_from_text(&decode_path(bytes));
    let items = vec![
        text(name),
        text(password),
        heap.int(found.uid.into()),
        heap.int(found.gid.into()),
        text(gecos),
        text(folder),
        text(shell),
    ];
    make(vm, &STRUCT_PASSWD, items)
}

fn group(vm: &mut Vm, found: &Group) -> Value {
    let heap = vm.heap();
    let text = |bytes: &[u8]| heap.str_from_text(&decode_path(bytes));
    let members = heap.list(found.members.iter().map(|member| text(member)).collect());
    let items = vec![text(&found.name), text(&found.password), heap.int(found.gid.into()), members];
    make(vm, &STRUCT_GROUP, items)
}
