//! frame and traceback.

use crate::object::code::Code;
use crate::object::descriptor::GetSetDef;
use crate::object::frame::{FrameObject, Traceback};
use crate::object::native::NativeDef;
use crate::object::{PyResult, Tag, Value};
use crate::vm::Vm;
use crate::vm::protocol::class_def::{ClassDef, slots};

pub static FRAME: ClassDef = ClassDef {
    name: "frame",
    layout: Tag::Frame,
    slots: slots!(|slots| slots.repr.set(Some(frame_repr))),
    methods: &[NativeDef::method("clear(self)", "F.clear(): clear most references held by the frame", |vm, args| {
        let frame = args.get(0).clone();
        vm.clear_frame(&frame)?;
        Ok(Value::NONE)
    })],
    getsets: &[
        GetSetDef::read("f_back", "", |vm, value| {
            let frame = frame(vm, value)?;
            Ok(vm.frame_back(frame).unwrap_or(Value::NONE))
        }),
        GetSetDef::member("f_code", "", |vm, value| Ok(frame(vm, value)?.code.clone())),
        GetSetDef::member("f_globals", "", |vm, value| Ok(frame(vm, value)?.globals.clone())),
        GetSetDef::member("f_builtins", "", |vm, value| Ok(frame(vm, value)?.builtins.clone())),
        GetSetDef::read("f_locals", "", |vm, value| {
            let frame = frame(vm, value)?;
            vm.frame_locals(frame)
        }),
        GetSetDef::read("f_lasti", "", |vm, value| {
            let word = vm.frame_word(frame(vm, value)?);
            Ok(vm.heap().int(if word < 0 { -1 } else { i64::from(word) * 2 }))
        }),
        GetSetDef::read("f_lineno", "", |vm, value| {
            Ok(vm.frame_line(value).map_or(Value::NONE, |line| Value::from_len(line as usize)))
        }),
        GetSetDef::write(
            "f_trace",
            "",
            |vm, value| Ok(frame(vm, value)?.trace.get().unwrap_or(Value::NONE)),
            |vm, value, new| {
                drop(frame(vm, value)?.trace.replace(new.cloned()));
                Ok(())
            },
        ),
    ],
    ..ClassDef::EMPTY
};

fn frame<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a FrameObject> {
    value.downcast().ok_or_else(|| vm.system_error("no frame"))
}

fn frame_repr(vm: &mut Vm, value: &Value) -> PyResult {
    let object = frame(vm, value)?;
    let line = vm.frame_line(value).unwrap_or(0);
    let (name, file) = match object.code.downcast::<Code>() {
        Some(code) => (code.name.clone(), vm.repr(&code.filename)?),
        None => (Value::NONE, Value::NONE),
    };
    let shown =
        format!("<frame at {:#x}, file {}, line {line}, code {}>", value.id(), file.lossy_text(), name.lossy_text());
    Ok(vm.heap().str(&shown))
}

pub static TRACEBACK: ClassDef = ClassDef {
    name: "traceback",
    doc: "Create a new traceback object.",
    layout: Tag::Traceback,
    new: Some(&TRACEBACK_NEW),
    getsets: &[
        GetSetDef::write(
            "tb_next",
            "",
            |vm, value| Ok(traceback(vm, value)?.next.get().unwrap_or(Value::NONE)),
            set_next,
        ),
        GetSetDef::member("tb_frame", "", |vm, value| Ok(traceback(vm, value)?.frame.clone())),
        GetSetDef::member("tb_lasti", "", |vm, value| {
            let lasti = traceback(vm, value)?.lasti;
            Ok(vm.heap().int(lasti.into()))
        }),
        GetSetDef::member("tb_lineno", "", |vm, value| {
            let line = traceback(vm, value)?.line();
            Ok(if line == 0 { Value::NONE } else { Value::from_len(line as usize) })
        }),
    ],
    methods: &[NativeDef::method("__dir__(self, /)", "", |vm, _| {
        let heap = vm.heap();
        Ok(heap.list(["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].map(|name| heap.intern(name)).to_vec()))
    })],
    ..ClassDef::EMPTY
};

static TRACEBACK_NEW: NativeDef =
    NativeDef::static_method("__new__(cls, tb_next, tb_frame, tb_lasti, tb_lineno)", "", |vm, args| {
        let next = args.take(1);
        if !next.is_none() && next.downcast::<Traceback>().is_none() {
            let name = vm.type_name(&next);
            return Err(vm.type_error(format!("expected traceback object or None, got '{name}'")));
        }
        let frame = args.take(2);
        if frame.downcast::<FrameObject>().is_none() {
            let name = vm.type_name(&frame);
            return Err(vm.type_error(format!("TracebackType() argument 'tb_frame' must be frame, not {name}")));
        }
        let lasti = vm.index_i64(args.get(3))?;
        let line = vm.index_i64(args.get(4))?;
        let next = if next.is_none() { None } else { Some(next) };
        Ok(vm.heap().traceback(next, frame, lasti as i32, Some(line.clamp(0, i32::MAX.into()) as u32)))
    });

fn traceback<'a>(vm: &Vm, value: &'a Value) -> PyResult<&'a Traceback> {
    value.downcast().ok_or_else(|| vm.system_error("no traceback"))
}

fn set_next(vm: &mut Vm, value: &Value, new: Option<&Value>) -> PyResult<()> {
    let Some(new) = new else { return Err(vm.type_error("can't delete tb_next attribute")) };
    if !new.is_none() && new.downcast::<Traceback>().is_none() {
        let name = vm.type_name(new);
        return Err(vm.type_error(format!("expected traceback object, got '{name}'")));
    }
    let mut at = Some(new.clone()).filter(|v| !v.is_none());
    while let Some(entry) = at {
        if entry.is(value) {
            return Err(vm.value_error("traceback loop detected"));
        }
        at = traceback(vm, &entry)?.next.get();
    }
    let new = Some(new.clone()).filter(|v| !v.is_none());
    drop(traceback(vm, value)?.next.replace(new));
    Ok(())
}
