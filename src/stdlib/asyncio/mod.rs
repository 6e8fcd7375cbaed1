//! `asyncio`, its submodules, and `contextvars`: the face of `event_loop`. What is hot is native; the rest is Python
//! source of this folder.

use crate::event_loop::context_class::{CONTEXT, CONTEXT_VAR, MISSING, TOKEN};
use crate::event_loop::future_class::FUTURE;
use crate::event_loop::handle::{HANDLE, TIMER_HANDLE};
use crate::event_loop::loop_class::EVENT_LOOP;
use crate::event_loop::task_class::TASK;
use crate::event_loop::{exceptions, functions, gathering};
use crate::object::Value;
use crate::object::boxed::Payload;
use crate::object::header::Visitor;
use crate::object::native::NativeDef;

use super::{ModuleDef, set};

mod in_place;

pub static EXCEPTIONS: ModuleDef = ModuleDef {
    name: "asyncio.exceptions",
    doc: "asyncio exceptions.",
    classes: &[
        &exceptions::CANCELLED_ERROR,
        &exceptions::INVALID_STATE_ERROR,
        &exceptions::TIMEOUT_ERROR,
        &exceptions::SENDFILE_NOT_AVAILABLE_ERROR,
    ],
    ..ModuleDef::EMPTY
};

static IN_PLACE: NativeDef = NativeDef::function(
    "_in_place(cls, /, *functions)",
    "Awaits of what these methods give may be done in place, for direct instances of the class.",
    in_place::register,
);

pub static NATIVE: ModuleDef = ModuleDef {
    name: "_asyncio",
    doc: "Accelerator module for asyncio",
    functions: functions::ASYNCIO,
    init: Some(|vm, module| {
        for def in gathering::FUNCTIONS.iter().chain([&IN_PLACE]) {
            let function = vm.heap().native_function(def, None);
            set(vm, module, def.name(), function)?;
        }
        Ok(())
    }),
    classes: &[&FUTURE, &TASK, &HANDLE, &TIMER_HANDLE, &EVENT_LOOP, &exceptions::QUEUE_EMPTY, &exceptions::QUEUE_FULL],
};

pub static CONTEXTVARS: ModuleDef = ModuleDef {
    name: "contextvars",
    doc: "Context variables: values that belong to a task or another course of the program.",
    functions: functions::CONTEXTVARS,
    classes: &[&CONTEXT, &CONTEXT_VAR, &TOKEN],
    init: Some(|vm, module| {
        struct Missing;
        impl Payload for Missing {
            fn traverse(&self, _: &mut Visitor<'_>) {}
        }
        let class = vm.native_class(&MISSING);
        let missing = vm.heap().boxed(&class, Missing);
        set(vm, module, "_MISSING", missing.clone())?;
        let token = vm.native_class(&TOKEN);
        if let Some(token) = token.downcast::<crate::object::class::Class>() {
            drop(token.dict().set_str(&vm.heap().intern("MISSING"), missing));
        }
        let names = ["Context", "ContextVar", "Token", "copy_context"];
        let names: Vec<Value> = names.iter().map(|n| vm.heap().intern(n)).collect();
        let names = vm.heap().tuple(names);
        set(vm, module, "__all__", names)
    }),
};
