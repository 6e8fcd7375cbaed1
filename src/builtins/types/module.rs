//! module.

use crate::object::class::class_flag;
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::native::NativeDef;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::errors::OrMemoryError;
use crate::vm::protocol::class_def::{ClassDef, slots};

pub static MODULE: ClassDef = ClassDef {
    name: "module",
    doc: "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
    layout: Tag::Module,
    flags: class_flag::BASE | class_flag::DICT | class_flag::WEAK,
    slots: slots!(|s| {
        s.init.set(Some(|vm, value, args| {
            let function = vm.heap().native_function(&INIT, None);
            let mut all = vec![value.clone()];
            all.extend_from_slice(args.values());
            vm.call_with(&function, crate::object::native::CallArgs::new(&all, args.names())).map(drop)
        }));
        s.getattribute.set(Some(Vm::module_get_attr));
        s.repr.set(Some(repr));
    }),
    new: Some(&NativeDef::static_method(
        "__new__(cls, /, *args, **kwargs)",
        "Create and return a new object.  See help(type) for accurate signature.",
        |vm, args| Ok(vm.heap().module(args.get(0), vm.heap().dict())),
    )),
    methods: &[NativeDef::method(
        "__dir__(self, /)",
        "__dir__() -> list\nspecialized dir() implementation",
        |vm, args| {
            let m = args.take(0);
            let own = vm.get_attr(&m, &vm.names().dict)?;
            let Some(dict) = own.downcast::<Dict>() else {
                let class = vm.type_name(&m);
                return Err(vm.type_error(format!("{class}.__dict__ is not a dictionary")));
            };
            match dict.get_str(&vm.names().dir) {
                Some(hook) => vm.call(&hook, &[]),
                None => Ok(vm.heap().list(dict.keys())),
            }
        },
    )],
    getsets: &[
        GetSetDef::member("__dict__", "", |vm, m| Ok(module(vm, m)?.dict_value().clone())),
        GetSetDef::write(
            "__annotations__",
            "",
            |vm, m| {
                let dict = module(vm, m)?.dict();
                let name = &vm.names().annotations;
                if let Some(found) = dict.get_str(name) {
                    return Ok(found);
                }
                let made = vm.heap().dict();
                drop(dict.set_str(name, made.clone()).or_memory_error(vm)?);
                Ok(made)
            },
            |vm, m, value| {
                let dict = module(vm, m)?.dict();
                let name = &vm.names().annotations;
                match value {
                    Some(value) => drop(dict.set_str(name, value.clone()).or_memory_error(vm)?),
                    None if dict.remove_str(name).is_none() => {
                        return Err(vm.exception(vm.types().attribute_error(), "__annotations__"));
                    }
                    None => {}
                }
                Ok(())
            },
        ),
    ],
    ..ClassDef::EMPTY
};

static INIT: NativeDef = NativeDef::function("module(self, /, name, doc=None)", "", |vm, args| {
    let (value, name, doc) = (args.take(0), args.take(1), args.take(2));
    if name.as_str().is_none() {
        let message = format!("module() argument 'name' must be str, not {}", vm.type_name(&name));
        return Err(vm.type_error(message));
    }
    let names = vm.names();
    let dict: &Dict = module(vm, &value)?.dict();
    let entries = [
        (&names.name, name),
        (&names.doc, doc),
        (&names.package, Value::NONE),
        (&names.loader, Value::NONE),
        (&names.spec, Value::NONE),
    ];
    for (key, entry) in entries {
        drop(dict.set_str(key, entry).or_memory_error(vm)?);
    }
    Ok(Value::NONE)
});

fn module<'v>(vm: &Vm, value: &'v Value) -> PyResult<&'v Module> {
    match value.downcast::<Module>() {
        Some(module) => Ok(module),
        None => Err(vm.system_error("not a module")),
    }
}

/// As importlib shows it: by its spec, else by loader and file.
fn repr(vm: &mut Vm, value: &Value) -> PyResult {
    let names = vm.names();
    let dict = module(vm, value)?.dict();
    let part = |name: &Value| dict.get_str(name).filter(|v| !v.is_none());
    if let Some(spec) = part(&names.spec) {
        return spec_repr(vm, &spec);
    }
    let name = match part(&names.name) {
        Some(name) => vm.repr_text(&name)?,
        None => "'?'".to_string(),
    };
    let text = match (part(&names.file), part(&names.loader)) {
        (Some(file), _) => format!("<module {name} from {}>", vm.repr_text(&file)?),
        (None, Some(loader)) => format!("<module {name} ({})>", vm.repr_text(&loader)?),
        (None, None) => format!("<module {name}>"),
    };
    Ok(vm.heap().str(&text))
}

fn spec_repr(vm: &mut Vm, spec: &Value) -> PyResult {
    let mut field = |name: &str| {
        let name = vm.heap().intern(name);
        vm.get_attr(spec, &name)
    };
    let (name, origin, loader, located) = (field("name")?, field("origin")?, field("loader")?, field("has_location")?);
    let name = if name.is_none() { "'?'".to_string() } else { vm.repr_text(&name)? };
    let text = if origin.is_none() {
        match loader.is_none() {
            true => format!("<module {name}>"),
            false => format!("<module {name} ({})>", vm.repr_text(&loader)?),
        }
    } else if vm.truth(&located)? {
        format!("<module {name} from {}>", vm.repr_text(&origin)?)
    } else {
        format!("<module {name} ({})>", vm.str_text(&origin)?)
    };
    Ok(vm.heap().str(&text))
}
