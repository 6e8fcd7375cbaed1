//! `_opcode`: the opcode table as Python sees it. `opcode` and `dis` are Python on top of it.

use crate::bytecode::opcode::{COMPARE_OPS, FUNCTION_FLAGS, HAVE_ARGUMENT, Opcode, Operand};
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::module::Module;
use crate::object::native::{Args, NativeDef};
use crate::object::{PyResult, Value};
use crate::vm::Vm;
use crate::vm::specialize::FORMS;

use super::{ModuleDef, set};

pub static NATIVE_OPCODE: ModuleDef = ModuleDef {
    name: "_opcode",
    doc: "Opcode support module.",
    functions: &[
        NativeDef::function(
            "stack_effect(opcode, oparg=None, /, *, jump=None)",
            "Compute the stack effect of the opcode.",
            stack_effect,
        ),
        NativeDef::function(
            "specialized(code, /)",
            "Return a dict: the offsets of the instructions that the VM has rewritten, each with the opcode it runs.",
            specialized,
        ),
    ],
    init: Some(init),
    ..ModuleDef::EMPTY
};

/// The word for an operand's kind in `_opcode.table`.
fn kind(operand: Operand) -> &'static str {
    match operand {
        Operand::None => "",
        Operand::Count => "count",
        Operand::Const => "const",
        Operand::Name => "name",
        Operand::Local => "local",
        Operand::Free => "free",
        Operand::JumpRel => "jrel",
        Operand::JumpAbs => "jabs",
        Operand::Compare => "compare",
        Operand::FunctionFlags => "function",
        Operand::FormatFlags => "format",
    }
}

fn init(vm: &mut Vm, module: &Module) -> PyResult<()> {
    let heap = vm.heap();
    let rows = Opcode::ALL.iter().map(|&opcode| {
        let number = Value::from_len(opcode as usize);
        heap.tuple_from([number, heap.str(opcode.name()), heap.intern(kind(opcode.operand()))])
    });
    let names = |names: &[&str]| heap.tuple(names.iter().map(|name| heap.str(name)).collect());
    set(vm, module, "table", heap.tuple(rows.collect()))?;
    let forms =
        FORMS.iter().map(|&(number, name)| heap.tuple_from([Value::from_len(number.into()), heap.intern(name)]));
    set(vm, module, "forms", heap.tuple(forms.collect()))?;
    set(vm, module, "compare_ops", names(&COMPARE_OPS))?;
    set(vm, module, "function_flags", names(&FUNCTION_FLAGS))?;
    set(vm, module, "have_argument", Value::from_len(HAVE_ARGUMENT.into()))
}

fn stack_effect(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let number = vm.index_i64(args.get(0))?;
    let oparg = args.opt(1).filter(|v| !v.is_none()).cloned();
    let has_argument = number >= i64::from(HAVE_ARGUMENT);
    let arg = match oparg {
        Some(arg) if has_argument => vm.index_i64(&arg)? as u32,
        Some(_) => return Err(vm.value_error("stack_effect: opcode does not permit oparg but oparg was specified")),
        None if has_argument => {
            return Err(vm.value_error("stack_effect: opcode requires oparg but oparg was not specified"));
        }
        None => 0,
    };
    let jump = match args.opt(2) {
        None => None,
        Some(jump) if jump.is_none() => None,
        Some(jump) if jump.as_bool().is_some() => jump.as_bool(),
        Some(_) => return Err(vm.value_error("stack_effect: jump must be False, True or None")),
    };
    let Some(opcode) = u8::try_from(number).ok().and_then(Opcode::from_number) else {
        return Err(vm.value_error("invalid opcode or oparg"));
    };
    let effect = match jump {
        Some(jump) => opcode.stack_effect(arg, jump),
        None => opcode.stack_effect(arg, true).max(opcode.stack_effect(arg, false)),
    };
    Ok(vm.heap().int(effect.into()))
}

fn specialized(vm: &mut Vm, args: &mut Args<'_>) -> PyResult {
    let Some(code) = args.get(0).downcast::<Code>() else {
        return Err(vm.type_error("specialized() argument must be a code object"));
    };
    let found = vm.heap().dict();
    if let (Some(dict), Ok(runtime)) = (found.downcast::<Dict>(), code.runtime()) {
        for (index, word) in runtime.words.iter().enumerate() {
            let number = (word.get() & 0xff) as u8;
            if FORMS.iter().any(|&(form, _)| form == number) {
                let offset = Value::from_len(2 * index);
                vm.dict_set(dict, &offset, &Value::from_len(number.into()))?;
            }
        }
    }
    Ok(found)
}
