//! What CPython's `site` puts among the builtins for people at a prompt: exit, quit, help, copyright, credits, license.
//!
//! Objects rather than functions, since their repr is what people see who type the bare name. `help` is a door to the
//! module `pydoc`.

use crate::builtins::exceptions::field;
use crate::object::boxed::Payload;
use crate::object::descriptor::GetSetDef;
use crate::object::dict::Dict;
use crate::object::header::Visitor;
use crate::object::native::CallArgs;
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

/// A name, and what is shown for it.
struct Shown {
    name: &'static str,
    text: &'static str,
    /// What a call prints, if that is something else.
    long: &'static str,
}

impl Payload for Shown {
    fn traverse(&self, _: &mut Visitor<'_>) {}
}

static QUITTER: ClassDef = ClassDef {
    name: "Quitter",
    module: "_sitebuiltins",
    slots: slots!(|s| {
        s.repr.set(Some(repr));
        s.call.set(Some(quit));
    }),
    getsets: &[
        GetSetDef::read("name", "", |vm, this| Ok(vm.heap().str(of(this).map_or("", |s| s.name)))),
        GetSetDef::read("eof", "", |vm, _| Ok(vm.heap().str("Ctrl-D (i.e. EOF)"))),
    ],
    ..ClassDef::EMPTY
};

static PRINTER: ClassDef = ClassDef {
    name: "_Printer",
    module: "_sitebuiltins",
    doc: "A text that is printed when the object is called.",
    slots: slots!(|s| {
        s.repr.set(Some(repr));
        s.call.set(Some(|vm, this, args| {
            no_arguments(vm, args)?;
            let text = of(this).map_or("", |s| if s.long.is_empty() { s.text } else { s.long });
            let text = vm.heap().str(text);
            let print = vm.heap().intern("print");
            match vm.builtins.downcast::<Dict>().and_then(|b| b.get_str(&print)) {
                Some(print) => vm.call(&print, &[text]),
                None => Err(vm.name_error("print")),
            }
        }));
    }),
    ..ClassDef::EMPTY
};

static HELPER: ClassDef = ClassDef {
    name: "_Helper",
    module: "_sitebuiltins",
    doc: "The builtin 'help': prints what is known about an object.",
    slots: slots!(|s| {
        s.repr.set(Some(repr));
        s.call.set(Some(|vm, _, args| {
            let pydoc = vm.import_module("pydoc")?;
            let help = vm.get_attr(&pydoc, &vm.heap().intern("help"))?;
            vm.call_with(&help, args)
        }));
    }),
    ..ClassDef::EMPTY
};

#[rustfmt::skip]
static OBJECTS: &[(&ClassDef, Shown)] = &[
    (&QUITTER, Shown { name: "exit", text: "Use exit() or Ctrl-D (i.e. EOF) to exit", long: "" }),
    (&QUITTER, Shown { name: "quit", text: "Use quit() or Ctrl-D (i.e. EOF) to exit", long: "" }),
    (&HELPER, Shown {
        name: "help",
        text: "Type help() for interactive help, or help(object) for help about object.",
        long: "",
    }),
    (&PRINTER, Shown { name: "copyright", text: "Copyright (c) the Kaa authors.", long: "" }),
    (&PRINTER, Shown {
        name: "credits",
        text: "    Thanks to everybody who made Python, whose 3.10 Kaa follows.",
        long: "",
    }),
    (&PRINTER, Shown {
        name: "license",
        text: "Type license() to see the full license text",
        long: "Kaa is free software: MIT or Apache 2.0, as you prefer.",
    }),
];

/// The objects by name.
pub fn objects(vm: &mut Vm) -> Vec<(&'static str, Value)> {
    let mut all = Vec::new();
    for (class, shown) in OBJECTS {
        let class = vm.native_class(class);
        let payload = Shown { name: shown.name, text: shown.text, long: shown.long };
        all.push((shown.name, vm.heap().boxed(&class, payload)));
    }
    all
}

fn of(value: &Value) -> Option<&Shown> {
    value.payload::<Shown>()
}

fn repr(vm: &mut Vm, this: &Value) -> PyResult {
    Ok(vm.heap().str(of(this).map_or("", |s| s.text)))
}

fn no_arguments(vm: &Vm, args: CallArgs<'_>) -> PyResult<()> {
    match args.values() {
        [] => Ok(()),
        values => Err(vm.type_error(format!(
            "_Printer.__call__() takes 1 positional argument but {} were given",
            values.len() + 1
        ))),
    }
}

/// Closes sys.stdin, as shells that ignore SystemExit look at that, and raises SystemExit.
fn quit(vm: &mut Vm, _: &Value, args: CallArgs<'_>) -> PyResult {
    let code = match (args.positional(), args.keywords().next()) {
        ([], None) => Value::NONE,
        ([code], None) => code.clone(),
        ([], Some((name, code))) if name.is_str("code") && args.values().len() == 1 => code.clone(),
        ([], Some((name, _))) => {
            let message = format!("Quitter.__call__() got an unexpected keyword argument '{}'", name.lossy_text());
            return Err(vm.type_error(message));
        }
        (all, _) => {
            let message =
                format!("Quitter.__call__() takes from 1 to 2 positional arguments but {} were given", all.len() + 1);
            return Err(vm.type_error(message));
        }
    };
    let heap = vm.heap();
    if let Some(stdin) = vm.sys_attribute(&heap.intern("stdin")) {
        drop(vm.call_method(&stdin, &heap.intern("close"), &[]));
    }
    let exception = vm.exception_with(vm.types().system_exit(), vec![code.clone()]);
    field::set(exception.value(), 0, Some(code));
    Err(exception)
}
